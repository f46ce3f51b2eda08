//! From start to end: new generations, folders that cannot be written, and how it stops.

use std::{
    fs,
    io::{Read, Write},
    process::Command,
    time::Instant,
};

use super::server::{PATIENCE, Server};
use crate::archive::{Archive, copy};

fn release(number: usize) -> String {
    format!(
        "FOR IMMEDIATE RELEASE\n\nWells Run Dry in Village {number}\n\nNAIROBI, 3 May 2014 – The wells of \
         village {number} in Kenya have run dry, the Harbour Council said today.\n"
    )
}

#[test]
fn what_is_committed_is_seen_without_a_restart() {
    let archive = Archive::new().file("one.txt", release(1)).indexed();
    let server = Server::start(&archive);
    let total = || server.json("/api/search?q=wells")["total"].as_u64().unwrap();
    let tag = |server: &Server| server.get("/api/search").header("etag").unwrap().to_owned();
    let before = (total(), tag(&server));
    assert_eq!(before.0, 1);
    archive.write("two.txt", release(2));
    assert_eq!(archive.run("index releases --index .dateline").code, 0);
    let start = Instant::now();
    while total() != 2 {
        assert!(start.elapsed() < PATIENCE, "the new generation is not seen");
    }
    assert_ne!(tag(&server), before.1);
}

#[test]
fn a_copied_folder_that_cannot_be_written_is_served_without_its_originals() {
    let archive = Archive::new().file("one.txt", release(1)).indexed();
    let copied = Archive::new();
    copy(&archive.path(".dateline"), &copied.path("taken"));
    drop(archive);
    let files = || {
        let entries = fs::read_dir(copied.path("taken")).unwrap();
        let mut files: Vec<_> = entries
            .map(|entry| {
                let entry = entry.unwrap();
                (entry.file_name(), entry.metadata().unwrap().modified().unwrap())
            })
            .collect();
        files.sort();
        files
    };
    let before = files();
    set_readonly(&copied, true);
    let server = Server::of(&mut copied.command("serve --index taken --addr 127.0.0.1:0"));
    let answer = server.json("/api/search?q=wells");
    assert_eq!(answer["total"], 1);
    let id = answer["hits"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(server.get(&format!("/releases/{id}")).status, 200);
    assert_eq!(server.get("/api/export?format=jsonl").status, 200);
    assert_eq!(files(), before);
    set_readonly(&copied, false);
}

fn set_readonly(archive: &Archive, is_readonly: bool) {
    let folder = archive.path("taken");
    let mut permissions = fs::metadata(&folder).unwrap().permissions();
    permissions.set_readonly(is_readonly);
    fs::set_permissions(&folder, permissions).unwrap();
}

#[cfg(unix)]
#[test]
fn it_ends_when_it_is_told_to() {
    for signal in ["TERM", "INT"] {
        let server = Server::start(Archive::sample());
        let mut idle = server.connect();
        idle.write_all(
            format!("GET /health HTTP/1.1\r\nHost: {}\r\n\r\n", server.address).as_bytes(),
        )
        .unwrap();
        let mut byte = [0];
        idle.read_exact(&mut byte).unwrap();
        let id = server.id().to_string();
        assert!(
            Command::new("kill").args([&format!("-{signal}"), &id]).status().unwrap().success()
        );
        assert_eq!(server.ended(), (Some(0), String::new()), "{signal}");
    }
}

#[test]
fn an_address_that_is_taken_is_an_error() {
    let server = Server::start(Archive::sample());
    let command = format!("serve --index .dateline --addr {}", server.address);
    let ran = Archive::sample().run(&command);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("could not listen at"), "{}", ran.stderr);
}

#[test]
fn an_export_that_nobody_reads_any_more_does_not_hold_the_server() {
    let server = Server::start(Archive::corpus());
    for _ in 0..20 {
        let mut stream = server.connect();
        let target = "/api/export?format=jsonl&of=quotes";
        stream
            .write_all(
                format!("GET {target} HTTP/1.1\r\nHost: {}\r\n\r\n", server.address).as_bytes(),
            )
            .unwrap();
        stream.read_exact(&mut [0; 100]).unwrap();
    }
    let start = Instant::now();
    // those who went away make room for another
    while server.get("/api/export?format=csv").status != 200 {
        assert!(start.elapsed() < PATIENCE, "exports are not given up");
    }
}
