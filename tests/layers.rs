//! The arrows of ARCHITECTURE.md hold, in the manifests and in the sources.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use crate::archive::project;

/// What each crate of the workspace may depend on, for its tests too.
const MAY_USE: [(&str, &[&str]); 13] = [
    ("release", &[]),
    ("synthetic", &[]),
    ("gazetteer", &["release"]),
    ("ingest", &["release", "gazetteer"]),
    ("query", &["release", "gazetteer"]),
    ("registry", &["release", "gazetteer"]),
    ("export", &["release", "gazetteer"]),
    ("index", &["release", "gazetteer", "query", "registry"]),
    ("ask", &["release", "gazetteer", "query", "export", "index"]),
    ("serve", &["release", "gazetteer", "query", "export", "index", "ask"]),
    ("mcp", &["release", "query", "index", "ask"]),
    ("train", &["release", "gazetteer", "ingest"]),
    // the oracle looks at the registry, the program does not
    (
        "dateline",
        &[
            "release",
            "gazetteer",
            "ingest",
            "query",
            "registry",
            "export",
            "index",
            "ask",
            "serve",
            "mcp",
            "synthetic",
        ],
    ),
];

#[test]
fn a_crate_depends_only_on_those_below_it() {
    for (name, manifest) in manifests() {
        let may_use = MAY_USE.iter().find(|(other, _)| *other == name);
        let (_, may_use) = may_use.unwrap_or_else(|| panic!("`{name}` has no place in the layers"));
        for (below, _) in MAY_USE {
            if dependencies(&manifest).contains(below) {
                assert!(may_use.contains(&below), "`{name}` must not depend on `{below}`");
            }
        }
    }
}

#[test]
fn only_index_names_tantivy() {
    for (name, manifest) in manifests() {
        let names_it = dependencies(&manifest).iter().any(|name| name.starts_with("tantivy"));
        assert_eq!(names_it, name == "index", "`{name}` and tantivy");
    }
    for source in sources(&["crates", "tests", "benches"]) {
        let is_index = source.starts_with(project().join("crates/index"));
        let names_it = code(&source).contains(concat!("tanti", "vy::"));
        assert!(is_index || !names_it, "`{}` names tantivy", source.display());
    }
}

#[test]
fn only_the_program_prints_and_reads_the_environment() {
    let own = ["std::io::stdout", "io::stdout(", "io::stderr(", "env::var", "process::exit"];
    for source in sources(&["crates"]) {
        let is_program = ["crates/cli", "crates/train"]
            .iter()
            .any(|own| source.starts_with(project().join(own)));
        // tests and build scripts of a library read what cargo tells them
        let is_test = source.components().any(|part| part.as_os_str() == "tests")
            || source.file_name().is_some_and(|name| name == "build.rs");
        let code = code(&source);
        let found = own.iter().find(|call| code.contains(**call));
        assert!(is_program || is_test || found.is_none(), "`{}` uses {found:?}", source.display());
    }
}

#[test]
fn nothing_but_serve_opens_a_socket() {
    for source in sources(&["crates"]) {
        let code = code(&source);
        let opens = ["TcpListener", "TcpStream", "UdpSocket", "UnixStream", "UnixListener"]
            .iter()
            .find(|socket| code.contains(**socket));
        let is_serve = source.starts_with(project().join("crates/serve"));
        assert!(is_serve || opens.is_none(), "`{}` opens a socket", source.display());
    }
}

/// The manifests of the workspace by the name of the package.
fn manifests() -> Vec<(String, toml::Table)> {
    let crates = fs::read_dir(project().join("crates")).unwrap();
    let mut paths: Vec<PathBuf> =
        crates.map(|entry| entry.unwrap().path().join("Cargo.toml")).collect();
    paths.push(project().join("Cargo.toml"));
    paths.sort();
    let read = |path: &PathBuf| fs::read_to_string(path).ok()?.parse::<toml::Table>().ok();
    let name = |manifest: &toml::Table| manifest["package"]["name"].as_str().unwrap().to_owned();
    paths.iter().filter_map(read).map(|manifest| (name(&manifest), manifest)).collect()
}

/// Everything a manifest depends on, whatever for and on whatever system.
fn dependencies(manifest: &toml::Table) -> BTreeSet<&str> {
    let mut tables = vec![manifest];
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    tables.extend(
        targets.into_iter().flat_map(toml::Table::values).filter_map(toml::Value::as_table),
    );
    let kinds = ["dependencies", "dev-dependencies", "build-dependencies"];
    let lists = tables.iter().flat_map(|table| kinds.map(|kind| table.get(kind)));
    lists
        .flatten()
        .filter_map(toml::Value::as_table)
        .flat_map(toml::Table::keys)
        .map(String::as_str)
        .collect()
}

/// The Rust sources in these folders of the project.
fn sources(folders: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut left: Vec<PathBuf> = folders.iter().map(|folder| project().join(folder)).collect();
    while let Some(folder) = left.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                left.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    found
}

/// The lines of a source that are no comments.
fn code(source: &Path) -> String {
    let text = fs::read_to_string(source).unwrap();
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    text.lines().filter(is_code).collect::<Vec<_>>().join("\n")
}
