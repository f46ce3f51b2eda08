//! The commands of the README do what it says: they are run in a copy of what they need, and what they
//! print is compared with what stands below them.
//!
//! A line of dots stands for any lines; times are masked. What builds, fetches or tests is left to the
//! reader: here the program is built already.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use tempfile::TempDir;

use crate::archive::{copy, mask, project};

/// A command of the README and what it is said to print.
#[derive(Debug, Default)]
struct Step {
    command: String,
    printed: Vec<String>,
}

/// The steps of the blocks for a shell, block by block.
fn blocks(readme: &str) -> Vec<Vec<Step>> {
    let mut blocks = Vec::new();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        let Some(kind) = line.trim_start().strip_prefix("```") else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|line| line.trim() != "```").collect();
        if ["sh", "console", "shell", "bash"].contains(&kind.trim()) {
            blocks.push(steps(&block));
        }
    }
    blocks
}

/// With a prompt, what follows a command is what it prints; without one, every line is a command.
fn steps(block: &[&str]) -> Vec<Step> {
    let has_prompt = block.iter().any(|line| line.starts_with("$ "));
    let mut steps: Vec<Step> = Vec::new();
    let mut is_continued = false;
    for line in block {
        let command = if has_prompt { line.strip_prefix("$ ") } else { Some(*line) };
        match (command, steps.last_mut()) {
            _ if is_continued => steps.last_mut().unwrap().command.push_str(&format!("\n{line}")),
            (Some(command), _) if has_prompt || !command.trim().is_empty() => {
                steps.push(Step { command: command.to_owned(), printed: Vec::new() });
            }
            (None, Some(last)) => last.printed.push((*line).to_owned()),
            _ => {}
        }
        is_continued = (is_continued || command.is_some()) && line.ends_with('\\');
    }
    steps
}

/// A folder with the corpus, where `dateline` is the program under test and `cargo run` runs it.
fn copy_of_what_is_needed() -> TempDir {
    let folder = TempDir::new().unwrap();
    copy(&project().join("corpus"), &folder.path().join("corpus"));
    let program = env!("CARGO_BIN_EXE_dateline");
    let shims = [
        ("dateline", format!("exec '{program}' \"$@\"")),
        (
            "cargo",
            format!(
                "[ \"$1\" = run ] || exit 0\nwhile [ \"$1\" != -- ]; do shift; done\nshift\nexec '{program}' \"$@\""
            ),
        ),
        ("just", "exit 0".to_owned()),
        ("git", "exit 0".to_owned()),
        ("rustup", "exit 0".to_owned()),
    ];
    for (name, script) in shims {
        for place in ["bin", "target/release", "target/debug"] {
            let place = folder.path().join(place);
            fs::create_dir_all(&place).unwrap();
            write_script(&place.join(name), &script);
        }
    }
    folder
}

fn write_script(path: &Path, script: &str) {
    fs::write(path, format!("#!/bin/sh\n{script}\n")).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

/// Runs a step as a shell would and gives all that is printed, and the exit code.
fn run(step: &Step, folder: &Path) -> (String, i32) {
    let path = format!("{}:{}", folder.join("bin").display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    shell
        .args(["-c", &format!("exec 2>&1\n{}", step.command)])
        .current_dir(folder)
        .env("PATH", path);
    let output = shell
        .stdin(Stdio::null())
        .env_remove("DATELINE_INDEX")
        .env_remove("NO_COLOR")
        .output()
        .unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap_or(-1))
}

/// Whether lines are as they are said to be, where a line of dots stands for any.
fn agree(printed: &[&str], said: &[&str]) -> bool {
    match said.split_first() {
        None => printed.is_empty(),
        Some((&("…" | "..." | "[…]"), rest)) => {
            (0..=printed.len()).any(|at| agree(&printed[at..], rest))
        }
        Some((line, rest)) => printed
            .split_first()
            .is_some_and(|(first, others)| first == line && agree(others, rest)),
    }
}

fn readme() -> Option<String> {
    let readme = fs::read_to_string(project().join("README.md")).ok();
    if readme.is_none() {
        eprintln!("skipped: there is no README.md");
    }
    readme
}

#[test]
fn every_command_prints_what_the_readme_says() {
    let Some(readme) = readme() else { return };
    let folder = copy_of_what_is_needed();
    for (number, block) in blocks(&readme).iter().enumerate() {
        let has_output = block.iter().any(|step| !step.printed.is_empty());
        for step in block {
            let leaves = ["cd ", "git ", "curl ", "apt", "sudo "]
                .iter()
                .any(|start| step.command.starts_with(start));
            if leaves || (number > 0 && !has_output && !step.command.starts_with("dateline")) {
                continue;
            }
            let (printed, code) = run(step, folder.path());
            assert_ne!(code, 2, "`{}` failed: {printed}", step.command);
            assert!(number > 0 || code == 0, "`{}` ended with {code}: {printed}", step.command);
            if step.printed.iter().all(|line| line.trim().is_empty()) {
                continue;
            }
            let (printed, said) = (mask(&printed), mask(&step.printed.join("\n")));
            let [printed_lines, said_lines] = [&printed, &said]
                .map(|text| text.trim_end().lines().map(str::trim_end).collect::<Vec<_>>());
            assert!(
                agree(&printed_lines, &said_lines),
                "`{}` prints\n{printed}\nand not\n{said}",
                step.command
            );
        }
    }
}

#[test]
fn the_first_block_does_the_main_job() {
    let Some(readme) = readme() else { return };
    let blocks = blocks(&readme);
    let first = blocks.first().expect("the README shows a session");
    let folder = copy_of_what_is_needed();
    let printed: String = first
        .iter()
        .filter(|step| !step.command.starts_with("cd "))
        .map(|step| run(step, folder.path()).0)
        .collect();
    for shown in ["country", "year", "speaker"] {
        assert!(printed.contains(shown), "no facet `{shown}` in\n{printed}");
    }
}
