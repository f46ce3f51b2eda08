//! The commands of the README and of `docs/` do what they say: they are run in a copy of what they need, and what they
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

/// A block of commands.
#[derive(Debug)]
struct Block {
    /// As it stands in the README.
    text: String,
    steps: Vec<Step>,
}

/// A command of the README and what it is said to print.
#[derive(Debug, Default)]
struct Step {
    command: String,
    printed: Vec<String>,
}

/// The blocks for a shell.
fn blocks(readme: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        let Some(kind) = line.trim_start().strip_prefix("```") else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|line| line.trim() != "```").collect();
        if ["sh", "console", "shell", "bash"].contains(&kind.trim()) {
            blocks.push(Block { text: block.join("\n"), steps: steps(&block) });
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
fn agree(printed: &[String], said: &[String]) -> bool {
    match said.split_first() {
        None => printed.is_empty(),
        Some((line, rest)) if ["…", "...", "[…]"].contains(&line.as_str()) => {
            (0..=printed.len()).any(|at| agree(&printed[at..], rest))
        }
        Some((line, rest)) => printed
            .split_first()
            .is_some_and(|(first, others)| first == line && agree(others, rest)),
    }
}

fn page(name: &str) -> Option<String> {
    let page = fs::read_to_string(project().join(name)).ok();
    if page.is_none() {
        eprintln!("skipped: there is no {name}");
    }
    page
}

/// What a step prints is compared by lines, without times and blanks at their ends.
fn comparable(text: &str) -> Vec<String> {
    mask(text).trim_end().lines().map(|line| line.trim_end().to_owned()).collect()
}

/// Runs a block and compares; with `UPDATE_EXPECT` what is said becomes what is printed.
fn check(block: &mut Block, is_first: bool, folder: &Path) {
    let is_update = std::env::var_os("UPDATE_EXPECT").is_some();
    for step in &mut block.steps {
        let leaves = ["cd ", "git ", "curl ", "apt", "sudo "];
        if leaves.iter().any(|start| step.command.starts_with(start)) {
            continue;
        }
        let (printed, code) = run(step, folder);
        assert_ne!(code, 2, "`{}` failed: {printed}", step.command);
        assert!(!is_first || code == 0, "`{}` ended with {code}: {printed}", step.command);
        let is_told = step.printed.iter().any(|line| !line.trim().is_empty());
        let (met, said) = (comparable(&printed), comparable(&step.printed.join("\n")));
        if (is_told || is_update) && !agree(&met, &said) {
            assert!(
                is_update,
                "`{}` prints\n{}\nand not\n{}",
                step.command,
                met.join("\n"),
                said.join("\n")
            );
            step.printed =
                printed.trim_end().lines().map(|line| line.trim_end().to_owned()).collect();
        }
    }
}

#[test]
fn every_command_prints_what_the_readme_says() {
    holds_to_what_it_says("README.md");
}

#[test]
fn every_task_goes_as_its_page_says() {
    holds_to_what_it_says("docs/tasks.md");
}

/// Runs all blocks of a page, one after the other in one folder.
fn holds_to_what_it_says(name: &str) {
    let Some(mut page) = page(name) else { return };
    let before = page.clone();
    let folder = copy_of_what_is_needed();
    for (number, mut block) in blocks(&before).into_iter().enumerate() {
        check(&mut block, number == 0, folder.path());
        if block.text.contains("$ ") {
            let mut lines = Vec::new();
            for step in block.steps {
                lines.push(format!("$ {}", step.command));
                lines.extend(step.printed);
            }
            page = page.replacen(&block.text, &lines.join("\n"), 1);
        }
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() && page != before {
        fs::write(project().join(name), page).unwrap();
    }
}

#[test]
fn the_first_block_does_the_main_job() {
    let Some(readme) = page("README.md") else { return };
    let blocks = blocks(&readme);
    let first = blocks.first().expect("the README shows a session");
    let folder = copy_of_what_is_needed();
    let printed: String = first
        .steps
        .iter()
        .filter(|step| !step.command.starts_with("cd "))
        .map(|step| run(step, folder.path()).0)
        .collect();
    for shown in ["country", "year", "speaker"] {
        assert!(printed.contains(shown), "no facet `{shown}` in\n{printed}");
    }
}
