//! `Archive`: a folder of releases, and the program run in it.
//!
//! The files lie in `releases/`, the index beside it in `.dateline`, as users have it. Commands are
//! written as on a shell: blanks part words, single quotation marks join them.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::LazyLock,
};

use expect_test::Expect;
use serde_json::Value;
use tempfile::TempDir;

use crate::sample;

/// A folder of releases.
pub(crate) struct Archive {
    root: PathBuf,
    /// Goes with the archive; `None` for those that all tests share.
    _temporary: Option<TempDir>,
}

/// What a command printed and how it ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ran {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: i32,
}

impl Archive {
    /// An empty one.
    pub(crate) fn new() -> Self {
        let temporary = TempDir::new().unwrap();
        let root = temporary.path().canonicalize().unwrap();
        fs::create_dir(root.join("releases")).unwrap();
        Self { root, _temporary: Some(temporary) }
    }

    /// The releases of [`sample`], indexed; shared by the tests that only ask.
    pub(crate) fn sample() -> &'static Self {
        static SAMPLE: LazyLock<Archive> =
            LazyLock::new(|| sample::files(Archive::shared("sample")).indexed());
        &SAMPLE
    }

    /// The releases of `corpus/`, indexed; shared by the tests that only ask.
    pub(crate) fn corpus() -> &'static Self {
        static CORPUS: LazyLock<Archive> = LazyLock::new(|| {
            let archive = Archive::shared("corpus");
            copy(&project().join("corpus/releases"), &archive.path("releases"));
            archive.indexed()
        });
        &CORPUS
    }

    fn shared(name: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        // what an earlier run left behind
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join("releases")).unwrap();
        Self { root: root.canonicalize().unwrap(), _temporary: None }
    }

    /// With a file more in `releases/`.
    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(name, content);
        self
    }

    /// Writes a file in `releases/`.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path("releases").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Removes a file from `releases/`.
    pub(crate) fn remove(&self, name: &str) {
        fs::remove_file(self.path("releases").join(name)).unwrap();
    }

    /// Indexed without a failure. The index is named: below `target/` lies a project in which somebody may
    /// have tried the program.
    pub(crate) fn indexed(self) -> Self {
        let ran = self.run("index releases --index .dateline");
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        self
    }

    /// A path in its folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// The program with the words of `command`, to be run in the folder.
    pub(crate) fn command(&self, command: &str) -> Command {
        self.command_in("", words(command))
    }

    /// The program, to be run in a folder below.
    pub(crate) fn command_in(
        &self,
        folder: &str,
        words: impl IntoIterator<Item = impl AsRef<std::ffi::OsStr>>,
    ) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(words).current_dir(self.path(folder)).stdin(Stdio::null());
        for name in ["DATELINE_INDEX", "NO_COLOR", "RUST_BACKTRACE", "RUST_LOG"] {
            command.env_remove(name);
        }
        command
    }

    /// Runs a command.
    pub(crate) fn run(&self, command: &str) -> Ran {
        ran(&mut self.command(command))
    }

    /// Runs a command and compares what it prints, its complaints and its exit code; times are masked.
    #[track_caller]
    pub(crate) fn check(&self, command: &str, expect: Expect) {
        expect.assert_eq(&self.run(command).shown());
    }

    /// Runs a command that answers in JSON.
    #[track_caller]
    pub(crate) fn json(&self, command: &str) -> Value {
        self.run(command).json()
    }

    /// Indexes `releases/` and gives the report.
    #[track_caller]
    pub(crate) fn index(&self) -> Value {
        self.json("index releases --json")
    }

    /// The paths of the hits of a search, in their order and without `releases/`.
    #[track_caller]
    pub(crate) fn hits(&self, command: &str) -> Vec<String> {
        let answer = self.json(&format!("search --json -n 1000 {command}"));
        let path = |hit: &Value| hit["path"].as_str().unwrap().replace("releases/", "");
        answer["hits"].as_array().unwrap().iter().map(path).collect()
    }

    /// The hits of a search, sorted and on one line.
    #[track_caller]
    pub(crate) fn found(&self, command: &str) -> String {
        let mut hits = self.hits(command);
        hits.sort();
        hits.join(" ")
    }

    /// The values of a facet with their counts, in their order and on one line.
    #[track_caller]
    pub(crate) fn facet(&self, field: &str, command: &str) -> String {
        let answer = self.json(&format!("search --json -n 0 --facet {field} {command}"));
        facet(&answer["facets"][field])
    }
}

/// Values of a facet with their counts; those selected are in brackets.
pub(crate) fn facet(values: &Value) -> String {
    let value = |value: &Value| {
        let shown = format!("{} {}", value["value"].as_str().unwrap(), value["count"]);
        if value["selected"] == true { format!("[{shown}]") } else { shown }
    };
    values.as_array().unwrap().iter().map(value).collect::<Vec<_>>().join(", ")
}

impl Ran {
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// Everything that a user sees, and the exit code.
    pub(crate) fn shown(&self) -> String {
        let mut shown = mask(&self.stdout);
        for line in mask(&self.stderr).lines() {
            shown.push_str(&format!("! {line}\n"));
        }
        if self.code != 0 {
            shown.push_str(&format!("exit {}\n", self.code));
        }
        shown
    }
}

/// Runs a command to its end.
pub(crate) fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap_or(-1),
    }
}

/// The words of a command line.
pub(crate) fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut is_quoted = false;
    for c in command.chars() {
        match c {
            '\'' => {
                is_quoted = !is_quoted;
                word.get_or_insert_default();
            }
            _ if c.is_whitespace() && !is_quoted => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// The folder of the project.
pub(crate) fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Copies a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// Masks what a run may print differently the next time, and what training changes: times, rates, scores.
pub(crate) fn mask(text: &str) -> String {
    let mut masked = String::new();
    for line in text.split_inclusive('\n') {
        masked.push_str(&mask_line(line));
    }
    masked
}

fn mask_line(line: &str) -> String {
    if line.contains("processor seconds") || line.contains("MB of memory") {
        return line
            .split_inclusive(|c: char| !c.is_ascii_digit() && c != '.')
            .map(mask_number)
            .collect();
    }
    let mut line = line.to_owned();
    for name in ["\"took_ms\":", "\"score\":", "\"confidence\":"] {
        line = mask_values(&line, name);
    }
    for unit in [" ms", " s (", " s\n", " releases/s", " MB/s"] {
        let Some(end) = line.find(unit) else { continue };
        let before =
            line[..end].trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
        let start = before.len();
        if start < end {
            line.replace_range(start..end, "…");
        }
    }
    line
}

/// Masks the numbers behind every occurrence of a JSON name.
fn mask_values(line: &str, name: &str) -> String {
    let mut parts = line.split(name);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |masked, part| {
        let number = part.trim_start();
        let blank = &part[..part.len() - number.len()];
        let is_of_number = |c: char| c.is_ascii_digit() || ".eE-+".contains(c);
        format!("{masked}{name}{blank}…{}", number.trim_start_matches(is_of_number))
    })
}

fn mask_number(piece: &str) -> String {
    let rest = piece.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    if rest.len() < piece.len() { format!("…{rest}") } else { piece.to_owned() }
}
