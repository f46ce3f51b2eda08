//! Who may ask, and who may not.

use std::{fs, io::Write, net::TcpStream};

use super::{sample, server::Server};
use crate::archive::Archive;

/// What a request with this Host and Origin meets; `None` for none, `P` for the port.
#[test]
fn hosts_and_origins_are_ours_or_refused() {
    let server = sample();
    let table: [(Option<&str>, Option<&str>, u16); 20] = [
        (Some("127.0.0.1:P"), None, 200),
        (Some("localhost:P"), None, 200),
        (Some("[::1]:P"), None, 200),
        (Some("LOCALHOST:P"), None, 200),
        (Some("127.0.0.1:P"), Some("http://127.0.0.1:P"), 200),
        (Some("localhost:P"), Some("http://localhost:P"), 200),
        (Some("localhost:P"), Some("http://[::1]:P"), 200),
        (None, None, 403),
        (Some(""), None, 403),
        (Some("127.0.0.1"), None, 403),
        (Some("localhost:1"), None, 403),
        (Some("archive.example:P"), None, 403),
        (Some("127.0.0.1.archive.example:P"), None, 403),
        (Some("user@localhost:P"), None, 403),
        (Some("0.0.0.0:P"), None, 403),
        (Some("192.168.1.5:P"), None, 403),
        (Some("127.0.0.1:P"), Some("null"), 403),
        (Some("127.0.0.1:P"), Some("http://archive.example"), 403),
        (Some("127.0.0.1:P"), Some("https://localhost:P"), 403),
        (Some("127.0.0.1:P"), Some("http://localhost:1"), 403),
    ];
    let port = server.address.port().to_string();
    for (host, origin, status) in table {
        let line = |name: &str, value: Option<&str>| {
            value
                .map_or(String::new(), |value| format!("{name}: {}\r\n", value.replace('P', &port)))
        };
        let (host, origin) = (line("Host", host), line("Origin", origin));
        let request =
            format!("GET /api/status HTTP/1.1\r\n{host}{origin}Connection: close\r\n\r\n");
        let reply = server.send(request.as_bytes());
        assert_eq!(reply.status, status, "{host}{origin}: {}", reply.text());
    }
}

#[test]
fn two_hosts_or_a_foreign_target_are_refused() {
    let server = sample();
    let address = server.address;
    for head in [
        format!("GET / HTTP/1.1\r\nHost: {address}\r\nHost: archive.example\r\n"),
        format!("GET http://archive.example/ HTTP/1.1\r\nHost: {address}\r\n"),
    ] {
        let reply = server.send(format!("{head}Connection: close\r\n\r\n").as_bytes());
        assert!([400, 403].contains(&reply.status), "{head}: {reply:?}");
    }
}

#[test]
fn a_page_of_another_site_may_link_here_and_no_more() {
    let server = sample();
    let status = |target: &str, site: &str, mode: &str, dest: &str| {
        let headers =
            [("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", dest)];
        server.ask(target, &headers).status
    };
    assert_eq!(status("/?q=wells", "cross-site", "navigate", "document"), 200);
    assert_eq!(status("/?q=wells", "cross-site", "navigate", "iframe"), 403);
    assert_eq!(status("/?q=wells", "same-site", "no-cors", "image"), 403);
    assert_eq!(status("/api/search", "cross-site", "cors", "empty"), 403);
    assert_eq!(status("/api/export?format=csv", "cross-site", "navigate", "document"), 403);
    assert_eq!(status("/api/search", "same-origin", "cors", "empty"), 200);
    assert_eq!(status("/", "none", "navigate", "document"), 200);
}

#[test]
fn every_answer_tells_the_browser_to_run_nothing_from_elsewhere() {
    let server = sample();
    for target in ["/", "/api/search", "/assets/page.css", "/nowhere", "/api/search?limit=x"] {
        let reply = server.get(target);
        let policy = reply.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe"), "{target}");
        assert!(policy.contains("frame-ancestors 'none'"), "{target}");
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{target}");
        assert_eq!(reply.header("referrer-policy"), Some("no-referrer"), "{target}");
        assert_eq!(reply.header("access-control-allow-origin"), None, "{target}");
    }
}

#[test]
fn no_address_reaches_a_file() {
    let server = sample();
    let climbs = [
        "../",
        "..%2f",
        "%2e%2e/",
        "%2e%2e%2f",
        "..%5c",
        "%252e%252e%252f",
        "..;/",
        "%c0%ae%c0%ae/",
        "....//",
        "/",
        "%2f",
        "C:%5c",
        "file:%2f%2f",
        "%5c%5chost%5c",
        "%00",
    ];
    for climb in climbs {
        for target in ["Cargo.toml", "etc/passwd", "meta.json", "page.css%00"] {
            for place in ["/assets/", "/api/releases/", "/releases/", "/"] {
                let address = format!("{place}{}{target}", climb.repeat(3));
                let reply = server.get(&address);
                let found = reply.status == 200 || reply.text().contains("root:");
                assert!(!found || address == "//", "{address}: {reply:?}");
            }
        }
    }
}

#[test]
fn a_head_that_is_too_long_is_refused() {
    let server = sample();
    let address = server.address;
    let long = "a".repeat(20 << 10);
    let head = format!("GET / HTTP/1.1\r\nHost: {address}\r\nX-Long: {long}\r\n\r\n");
    assert_eq!(server.send(head.as_bytes()).status, 431);
    let target = format!("/api/search?q={}", "a".repeat(15 << 10));
    assert_eq!(server.get(&target).status, 414);
}

const TOKEN: &str = "5e884898da28047151d0e56f8dc6292773603d0d";

#[test]
fn other_machines_are_let_in_by_a_token_alone() {
    let archive = Archive::sample();
    let ran = archive.run("serve --index .dateline --addr 0.0.0.0:0");
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("--token-file"), "{}", ran.stderr);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    let serve = |host: &str| {
        let file = file.to_str().unwrap();
        archive.command(&format!("serve --index .dateline --addr {host}:0 --token-file {file}"))
    };
    let complaint = |host: &str| {
        let output = serve(host).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(complaint("0.0.0.0").contains("there is no token file"));
    fs::write(&file, "password\n").unwrap();
    assert!(complaint("127.0.0.1").contains("128 bits"));

    fs::write(&file, format!("{TOKEN}\n")).unwrap();
    let server = Server::of(&mut serve("127.0.0.1"));
    let without = server.get("/api/search");
    assert_eq!((without.status, without.header("www-authenticate")), (401, Some("Bearer")));
    assert!(!without.text().contains("hits"));
    let page = server.get("/?q=wells");
    assert!(page.status == 401 && page.text().contains("type=\"password\""), "{}", page.text());
    assert_eq!(server.get("/health").status, 200);
    for (token, status) in [(TOKEN, 200), (&TOKEN[1..], 401), ("", 401)] {
        let bearer = format!("Bearer {token}");
        assert_eq!(server.ask("/api/search", &[("Authorization", &bearer)]).status, status);
    }
    let entered = server.get(&format!("/?q=wells&token={TOKEN}"));
    assert_eq!((entered.status, entered.header("location")), (303, Some("/?q=wells")));
    let cookie = entered.header("set-cookie").unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite") && !cookie.contains(TOKEN));
    let cookie = cookie.split(';').next().unwrap();
    assert_eq!(server.ask("/?q=wells", &[("Cookie", cookie)]).status, 200);
}

#[test]
fn three_hundred_silent_connections_keep_nobody_out() {
    let server = Server::start(Archive::sample());
    let mut silent: Vec<TcpStream> = (0..300).map(|_| server.connect()).collect();
    for stream in &mut silent {
        // those that had to make room are gone
        let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: ");
    }
    for _ in 0..20 {
        assert_eq!(server.get("/api/search?q=wells").status, 200);
    }
}
