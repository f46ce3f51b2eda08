//! The API gives the JSON of the command line, and errors that help.

use serde_json::{Value, json};

use super::{sample, server::Server};
use crate::archive::Archive;

/// An answer without what differs each time.
fn still(mut answer: Value) -> Value {
    if let Some(fields) = answer.as_object_mut() {
        fields.remove("took_ms");
    }
    answer
}

#[track_caller]
fn check(server: &Server, command: &str, target: &str) {
    let command = format!("{command} --json --index .dateline");
    assert_eq!(still(server.json(target)), still(Archive::sample().json(&command)), "{target}");
}

fn first_id() -> String {
    let answer = Archive::sample().json("search --json --limit 1 --sort date --index .dateline");
    answer["hits"][0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn an_address_answers_what_the_command_line_does() {
    let server = sample();
    check(&server, "search", "/api/search");
    check(
        &server,
        "search wells --country kenya --country uganda --limit 2",
        "/api/search?q=wells&country=kenya&country=uganda&limit=2",
    );
    check(
        &server,
        "search --sort=-date --offset 1 --facet type --facet-limit 1",
        "/api/search?sort=-date&offset=1&facet=type&facet-limit=1",
    );
    check(
        &server,
        "search --not type=report --year 2000..2030 --any --boilerplate",
        "/api/search?not=type%3Dreport&year=2000..2030&any=true&boilerplate=true",
    );
    check(&server, "search --collapse --recent a b", "/api/search?collapse=true&recent=true&q=a+b");
    check(&server, "quotes --limit 3 --facet speaker", "/api/quotes?limit=3&facet=speaker");
    check(&server, "quotes --reused", "/api/quotes?reused=true");
    check(&server, "who water", "/api/who?q=water");
    check(&server, "facets country", "/api/facets/country");
    check(&server, "facets year --zeros --of quotes", "/api/facets/year?zeros=true&of=quotes");
    check(&server, "facets region --by country", "/api/facets/region?by=country");
    check(&server, "facets speaker --prefix a --limit 2", "/api/facets/speaker?prefix=a&limit=2");
    check(&server, "status", "/api/status");
    check(
        &server,
        "status --failed --skipped --duplicates --undated --no-country --unattributed",
        "/api/status?failed=true&skipped=true&duplicates=true&undated=true&no-country=true\
         &unattributed=true&limit=1000",
    );
    let id = first_id();
    check(&server, &format!("show {id}"), &format!("/api/releases/{id}"));
    check(
        &server,
        &format!("show {id}-0 --evidence --similar"),
        &format!("/api/releases/{id}-0?evidence=true&similar=true"),
    );
}

#[test]
fn a_person_is_found_by_name() {
    let server = sample();
    let speakers = Archive::sample().json("facets speaker --json --index .dateline");
    let name = speakers["values"][0]["value"].as_str().unwrap().to_owned();
    let escaped = name.bytes().fold(String::new(), |text, byte| text + &format!("%{byte:02X}"));
    check(&server, &format!("speaker '{name}' -n 1"), &format!("/api/speakers/{escaped}?limit=1"));
    assert_eq!(server.get("/api/speakers/Nobody%20Of%20That%20Name").status, 404);
}

#[test]
fn an_export_is_that_of_the_command_line() {
    let server = sample();
    let kinds = [
        ("csv", "text/csv"),
        ("jsonl", "application/jsonl"),
        ("markdown", "text/markdown"),
        ("bibtex", "application/x-bibtex"),
        ("ris", "application/x-research-info-systems"),
        ("csl-json", "application/vnd.citationstyles.csl+json"),
    ];
    for (format, kind) in kinds {
        for of in ["releases", "quotes"] {
            let command = format!("export --format {format} --of {of} --index .dateline");
            let reply = server.get(&format!("/api/export?format={format}&of={of}"));
            assert_eq!(reply.text(), Archive::sample().run(&command).stdout, "{format} {of}");
            assert!(reply.header("content-type").unwrap().starts_with(kind), "{reply:?}");
            let name = reply.header("content-disposition").unwrap();
            assert!(name.starts_with(&format!("attachment; filename=\"{of}.")), "{name}");
        }
    }
    assert_eq!(server.get("/api/export").status, 400);
}

#[test]
fn an_error_tells_what_where_and_what_may_be_meant() {
    let server = sample();
    let error = |target: &str| {
        let reply = server.get(target);
        (reply.status, reply.json())
    };
    let (status, body) = error("/api/search?q=wells+country%3Akenja");
    assert_eq!(status, 400);
    let expected = json!({ "error": {
        "message": "unknown country `kenja`", "position": 14, "suggestion": "Kenya",
    } });
    assert_eq!(body, expected);
    for (target, status, part) in [
        ("/api/search?contry=Kenya", 400, "there is no parameter `contry`"),
        ("/api/search?limit=many", 400, "`limit` is a whole number"),
        ("/api/search?limit=9999&offset=9999", 400, "pages end at 10000"),
        ("/api/search?year=20122", 400, "20122"),
        ("/api/search?facet=date", 400, "facets are"),
        ("/api/search?sort=upwards", 400, "`sort` is one of"),
        ("/api/search?recent=true&sort=date", 400, "together"),
        ("/api/search?not=Kenya", 400, "`not` takes FIELD=VALUE"),
        ("/api/facets/date", 404, "facets are"),
        ("/api/facets/country?by=year", 400, "`by` takes month below year"),
        ("/api/facets/year?zeros=true&limit=1", 400, "together"),
        ("/api/releases/ffffffff", 404, "no release"),
        ("/api/releases/x", 400, "is no id"),
        ("/api/status?verbose=true", 400, "there is no parameter"),
        ("/api/nothing", 404, "nothing at this address"),
    ] {
        let (met, body) = error(target);
        let message = body["error"]["message"].as_str().unwrap();
        assert!(met == status && message.contains(part), "{target}: {met} {body}");
    }
    let long = "a".repeat(5000);
    assert_eq!(error(&format!("/api/search?q={long}")).0, 400);
}

#[test]
fn a_list_of_what_to_look_at_is_turned_page_by_page() {
    let server = sample();
    let whole = server.json("/api/status?unattributed=true&limit=1000");
    let rows = whole["unattributed"].as_array().unwrap();
    assert!(rows.len() > 1, "{whole}");
    assert_eq!(whole["listed"]["unattributed"], rows.len());
    let page = server.json("/api/status?unattributed=true&limit=1&offset=1");
    assert_eq!(page["unattributed"].as_array().unwrap()[..], rows[1..2]);
    assert_eq!(page["listed"], whole["listed"]);
    let beyond = server.json("/api/status?undated=true&offset=100000");
    assert_eq!(beyond["undated"], json!([]));
    assert_eq!(server.get("/status/undated").status, 200);
    assert_eq!(server.get("/status/everything").status, 404);
    assert_eq!(server.get("/status/undated?offset=x").status, 400);
}

#[test]
fn everything_is_read_by_get_alone() {
    let server = sample();
    let address = server.address;
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"] {
        let request = format!(
            "{method} /api/search HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
        );
        let reply = server.send(request.as_bytes());
        assert_eq!((reply.status, reply.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    let request =
        format!("HEAD /api/search HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    let reply = server.send(request.as_bytes());
    assert_eq!((reply.status, reply.body.len()), (200, 0));
    let request = format!(
        "GET /api/search HTTP/1.1\r\nHost: {address}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{{}}"
    );
    assert_eq!(server.send(request.as_bytes()).status, 413);
}

#[test]
fn an_answer_is_sent_once_for_each_generation() {
    let server = sample();
    let first = server.get("/api/search?q=wells");
    let tag = first.header("etag").unwrap();
    assert_eq!(first.header("cache-control"), Some("private, no-cache"));
    let again = server.ask("/api/search?q=wells", &[("If-None-Match", tag)]);
    assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, Some(tag)));
    // another question has another tag
    assert_eq!(server.ask("/api/search?q=water", &[("If-None-Match", tag)]).status, 200);
    assert_eq!(server.get("/api/search?limit=x").header("etag"), None);
}

#[test]
fn an_answer_is_compressed_for_those_who_read_that() {
    let server = sample();
    let plain = server.get("/api/search");
    assert_eq!(plain.header("content-encoding"), None);
    assert!(plain.header("vary").unwrap().to_lowercase().contains("accept-encoding"));
    for encoding in ["gzip", "br"] {
        let reply = server.ask("/api/search", &[("Accept-Encoding", encoding)]);
        assert_eq!(reply.header("content-encoding"), Some(encoding));
        assert!(reply.body.len() < plain.body.len() / 2);
    }
}

#[test]
fn the_page_shows_hits_facets_and_errors() {
    let server = sample();
    let page = server.get("/?q=wells&country=&year=");
    assert_eq!(page.status, 200);
    assert!(page.text().contains("<mark>"), "{}", page.text());
    assert!(page.text().contains("country="), "facets are links");
    assert!(page.text().contains("Releases with “wells” in any form"), "how it was read");
    assert_eq!(server.get("/?q=country%3Akenja").status, 400);
    let id = first_id();
    assert_eq!(server.get(&format!("/releases/{id}")).status, 200);
    let nowhere = server.get("/nowhere");
    assert_eq!(nowhere.status, 404);
    assert!(nowhere.header("content-type").unwrap().starts_with("text/html"));
}

#[test]
fn the_description_holds_every_address() {
    let server = sample();
    let description = server.json("/openapi.json");
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1"));
    let paths = description["paths"].as_object().unwrap();
    for path in [
        "search",
        "quotes",
        "who",
        "facets/{field}",
        "releases/{id}",
        "speakers/{name}",
        "export",
        "status",
    ] {
        assert!(paths.contains_key(&format!("/api/{path}")), "{path}");
    }
}
