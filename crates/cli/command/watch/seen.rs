//! `Seen`: which releases a query has told already, kept in `watch/` in the folder of the index.
//!
//! A file a query, named after a hash of how the query was understood: a line that says what it is, the query,
//! then an id and the hashes of its paths a line, and a hash of all that. It is written beside and put in place
//! whole.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use anyhow::Context;
use index::ContentHash;
use release::ReleaseId;

use super::Now;

/// The folder in that of the index.
const FOLDER: &str = "watch";
/// What each file starts with.
const HEAD: &str = "dateline watch 2";
/// What its last line starts with, before a hash of all before it.
const END: &str = "end ";

/// A hash of an absolute path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PathKey(String);

impl PathKey {
    pub(super) fn of(path: &[u8]) -> Self {
        Self(hash(path))
    }
}

/// The releases that were told, with their files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Seen(BTreeMap<ReleaseId, Vec<PathKey>>);

impl Seen {
    /// What is remembered of a query; `None` before its first run.
    pub(super) fn read(dir: &Path, key: &str) -> anyhow::Result<Option<Self>> {
        let path = place(dir, key);
        let text = match fs::read_to_string(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            read => read.with_context(|| format!("could not read `{}`", path.display()))?,
        };
        let seen = parsed(&text).with_context(|| {
            format!(
                "`{}` does not hold what `dateline watch` wrote; remove it, and its query starts anew",
                path.display()
            )
        })?;
        Ok(Some(seen))
    }

    /// Remembers it for the next run.
    pub(super) fn write(&self, dir: &Path, key: &str) -> anyhow::Result<()> {
        let path = place(dir, key);
        let draft = path.with_extension("draft");
        let write = || -> io::Result<()> {
            fs::create_dir_all(dir.join(FOLDER))?;
            let mut file = fs::File::create(&draft)?;
            file.write_all(self.printed(key).as_bytes())?;
            file.sync_all()?;
            fs::rename(&draft, &path)?;
            fs::File::open(dir.join(FOLDER))?.sync_all()
        };
        write().with_context(|| {
            format!(
                "could not remember in `{}` what was told; the next run tells it again",
                path.display()
            )
        })
    }

    /// Whether the release was told; if so its files are those it has now.
    pub(super) fn update(&mut self, id: ReleaseId, paths: &[PathKey]) -> bool {
        self.0.get_mut(&id).map(|known| known.clone_from(&paths.to_vec())).is_some()
    }

    pub(super) fn add(&mut self, id: ReleaseId, paths: Vec<PathKey>) {
        self.0.insert(id, paths);
    }

    /// Adds a release; whether it takes the place of one that was told, stood in the same file, and does not
    /// match `now`. That one is forgotten, as it can be replaced only once.
    pub(super) fn replace(&mut self, now: &Now, id: ReleaseId, paths: Vec<PathKey>) -> bool {
        let is_gone = |(other, known): &(&ReleaseId, &Vec<PathKey>)| {
            !now.contains(*other) && known.iter().any(|path| paths.contains(path))
        };
        let gone = self.0.iter().find(is_gone).map(|(other, _)| *other);
        if let Some(gone) = gone {
            self.0.remove(&gone);
        }
        self.add(id, paths);
        gone.is_some()
    }

    fn printed(&self, key: &str) -> String {
        let mut text = format!("{HEAD}\n{}\n", key.replace(char::is_control, " "));
        for (id, paths) in &self.0 {
            // writing into a string cannot fail
            let _ = write!(text, "{id}");
            for PathKey(path) in paths {
                let _ = write!(text, " {path}");
            }
            text.push('\n');
        }
        let _ = writeln!(text, "{END}{}", hash(text.as_bytes()));
        text
    }
}

fn parsed(text: &str) -> anyhow::Result<Seen> {
    anyhow::ensure!(text.starts_with(HEAD), "expected `{HEAD}` in its first line");
    let (text, end) = text.rsplit_once(END).unwrap_or_default();
    anyhow::ensure!(
        end.strip_suffix('\n') == Some(&*hash(text.as_bytes())),
        "it is not as it was written"
    );
    let mut lines = text.lines();
    anyhow::ensure!(lines.next() == Some(HEAD), "expected `{HEAD}` in its first line");
    lines.next().context("expected a query in its second line")?;
    let mut seen = Seen::default();
    for line in lines {
        let mut words = line.split(' ');
        let id = words.next().unwrap_or_default();
        let id = id.parse().with_context(|| format!("expected an id, found `{id}`"))?;
        seen.add(id, words.map(|word| PathKey(word.to_owned())).collect());
    }
    Ok(seen)
}

/// What is wrong with the files in the folder of an index, each in a sentence.
pub(in crate::command) fn faults(dir: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(dir.join(FOLDER)) else { return Vec::new() };
    let mut names: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    names.retain(|path| path.extension().is_some_and(|ending| ending == "seen"));
    names.sort();
    let is_spoilt = |path: &&PathBuf| {
        fs::read(path).is_ok_and(|bytes| {
            std::str::from_utf8(&bytes).map_or(true, |text| parsed(text).is_err())
        })
    };
    let told = names.iter().filter(is_spoilt).filter_map(|path| path.file_name());
    told.map(|name| format!("`{FOLDER}/{}` is not as it was written", name.display())).collect()
}

fn place(dir: &Path, key: &str) -> PathBuf {
    dir.join(FOLDER).join(format!("{}.seen", hash(key.as_bytes())))
}

fn hash(bytes: &[u8]) -> String {
    format!("{:?}", ContentHash::of(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(names: &[&str]) -> Vec<PathKey> {
        names.iter().map(|name| PathKey::of(name.as_bytes())).collect()
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let mut seen = Seen::default();
        seen.add(ReleaseId(7), paths(&["/a", "/b c"]));
        seen.add(ReleaseId(u64::MAX), paths(&[]));
        assert_eq!(parsed(&seen.printed("a\nb")).unwrap(), seen);
        let mut bytes = seen.printed("a").into_bytes();
        for bit in 0..bytes.len() * 8 {
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(
                std::str::from_utf8(&bytes).map_or(true, |text| parsed(text).is_err()),
                "{bit}"
            );
            bytes[bit / 8] ^= 1 << (bit % 8);
        }
        assert!(parsed("").is_err() && parsed(&format!("{HEAD}\nq\nnonsense")).is_err());
    }

    #[test]
    fn one_that_is_gone_is_replaced_once() {
        let mut seen = Seen::default();
        seen.add(ReleaseId(1), paths(&["/digest"]));
        seen.add(ReleaseId(2), paths(&["/digest"]));
        let now = Now::from([ReleaseId(2), ReleaseId(3), ReleaseId(4)]);
        assert!(seen.replace(&now, ReleaseId(3), paths(&["/digest"])));
        assert!(!seen.replace(&now, ReleaseId(4), paths(&["/digest"])));
    }
}
