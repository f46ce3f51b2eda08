//! Errors: what was wanted, what was met and what to do, word by word.

use std::fs;

use expect_test::{Expect, expect};

use crate::archive::Archive;

/// Compares what a command on the sample complains about.
#[track_caller]
fn check(command: &str, expect: Expect) {
    let ran = Archive::sample().run(command);
    assert_eq!((ran.stdout.as_str(), ran.code), ("", 2), "{ran:?}");
    expect.assert_eq(&ran.stderr);
}

#[test]
fn no_index_here() {
    Archive::new().check("search gate", expect![[r#"
        ! dateline: no index here or in any parent folder; make one with `dateline index PATH`, or name one with `--index DIR`
        exit 2
    "#]]);
    Archive::new().check("search gate --index idx", expect![[r#"
        ! dateline: no index in `idx`; make one with `dateline index PATH` or name another with `--index`
        exit 2
    "#]]);
    Archive::new().check("status", expect![[r#"
        ! dateline: no index here or in any parent folder; make one with `dateline index PATH`, or name one with `--index DIR`
        exit 2
    "#]]);
}

#[test]
fn no_such_path() {
    Archive::new().check(
        "index nowhere",
        expect![[r#"
        ! dateline: could not read `nowhere`: there is no such file or folder
        exit 2
    "#]],
    );
    Archive::new().check(
        "inspect nowhere.txt",
        expect![[r#"
        ! dateline: could not read `nowhere.txt`: there is no such file or folder
        exit 2
    "#]],
    );
    Archive::new().check("eval nowhere.jsonl", expect![[r#"
        ! dateline: could not read the annotations `nowhere.jsonl`: No such file or directory (os error 2)
        exit 2
    "#]]);
}

#[test]
fn an_index_where_there_can_be_none() {
    let archive = Archive::new();
    fs::write(archive.path("file"), "").unwrap();
    archive.check(
        "index releases --index file/idx",
        expect![[r#"
        ! dateline: could not create `file/idx`: Not a directory (os error 20)
        exit 2
    "#]],
    );
}

#[test]
fn an_index_of_somebody_else() {
    let archive = Archive::new();
    fs::create_dir(archive.path(".dateline")).unwrap();
    fs::write(archive.path(".dateline/meta.json"), "{}").unwrap();
    for command in ["search gate", "index releases"] {
        let ran = archive.run(command);
        assert_eq!((ran.stdout.as_str(), ran.code), ("", 2), "{ran:?}");
        assert!(
            ran.stderr.starts_with("dateline: the index in `.dateline` is damaged: "),
            "{ran:?}"
        );
        assert!(
            ran.stderr.ends_with("; go back to what is sound with `dateline recover`\n"),
            "{ran:?}"
        );
    }
}

#[test]
fn an_index_of_another_format() {
    let archive = Archive::new().file("a.txt", "The gate is open.").indexed();
    let meta = archive.path(".dateline/meta.json");
    // the table of contents holds our own note as a string of JSON
    let before = fs::read_to_string(&meta).unwrap();
    let (head, tail) = before.split_once("\\\"dateline\\\":").unwrap();
    let tail = tail.trim_start_matches(|c: char| c.is_ascii_digit());
    fs::write(&meta, format!("{head}\\\"dateline\\\":99{tail}")).unwrap();
    for command in ["search gate", "index releases"] {
        let ran = archive.run(command);
        assert_eq!((ran.stdout.as_str(), ran.code), ("", 2), "{ran:?}");
        let (met, remedy) = ran.stderr.split_once("; ").unwrap();
        assert!(met.starts_with("dateline: the index in `.dateline` has format 99, "), "{met}");
        assert_eq!(remedy, "make it new with `dateline migrate`\n");
    }
}

#[test]
fn unknown_countries() {
    check(
        "search impunity --country kazakhistan",
        expect![[r#"
        dateline: unknown country `kazakhistan` (did you mean `Kazakhstan`?)
    "#]],
    );
    check(
        "search --mentions Atlantis",
        expect![[r#"
        dateline: unknown country `Atlantis`
    "#]],
    );
    check(
        "search 'impunity country:kazakhistan'",
        expect![[r#"
        dateline: unknown country `kazakhistan` (did you mean `Kazakhstan`?)
    "#]],
    );
    check(
        "search 'country:Sierra Leone'",
        expect![[r#"
        dateline: unknown country `Sierra` (did you mean `"Sierra Leone"`?)
    "#]],
    );
    check(
        "search --not country=kenia1",
        expect![[r#"
        dateline: unknown country `kenia1` (did you mean `Kenya`?)
    "#]],
    );
    check(
        "quotes --country kazakhistan",
        expect![[r#"
        dateline: unknown country `kazakhistan` (did you mean `Kazakhstan`?)
    "#]],
    );
    check(
        "facets year --country kazakhistan",
        expect![[r#"
        dateline: unknown country `kazakhistan` (did you mean `Kazakhstan`?)
    "#]],
    );
}

#[test]
fn impossible_dates() {
    check(
        "search --year 12",
        expect![[r#"
        dateline: `12` is no date between 1900 and 2100, expected `2012`, `2012-04`, `2012-04-01` or a range such as `2012..2014`
    "#]],
    );
    check(
        "search --year 2012-04",
        expect![[r#"
        dateline: `2012-04` is no year (did you mean `date:2012-04`?)
    "#]],
    );
    check(
        "search --from 2012-13",
        expect![[r#"
        dateline: `2012-13` is no date between 1900 and 2100, expected `2012`, `2012-04`, `2012-04-01` or a range such as `2012..2014` (did you mean `2012`?)
    "#]],
    );
    check(
        "search date:2012-02-30",
        expect![[r#"
        dateline: `2012-02-30` is no date between 1900 and 2100, expected `2012`, `2012-04`, `2012-04-01` or a range such as `2012..2014` (did you mean `2012-02-29`?)
    "#]],
    );
    check(
        "search --year 2014..2012",
        expect![[r#"
        dateline: the range `2014..2012` ends before it starts (did you mean `2012..2014`?)
    "#]],
    );
    check(
        "search --to 3000",
        expect![[r#"
        dateline: `3000` is no date between 1900 and 2100, expected `2012`, `2012-04`, `2012-04-01` or a range such as `2012..2014`
    "#]],
    );
}

#[test]
fn unknown_languages_types_and_fields() {
    check(
        "search --lang Frensh",
        expect![[r#"
        dateline: unknown language `Frensh` (did you mean `French`?)
    "#]],
    );
    check(
        "search --type statment",
        expect![[r#"
        dateline: unknown type `statment`, expected `press-release`, `statement`, `open-letter`, `urgent-action`, `media-advisory`, `report` or `other` (did you mean `statement`?)
    "#]],
    );
    check(
        "search contry:Kenya",
        expect![[r#"
        dateline: unknown field `contry` (did you mean `country`?)
    "#]],
    );
    check(
        "search --not contry=Kenya",
        expect![[r#"
        dateline: unknown filter `contry`, expected `country`, `mentions`, `year`, `date`, `from`, `to`, `speaker`, `org`, `place`, `lang` or `type` (did you mean `country`?)
    "#]],
    );
    check(
        "search --not Kenya",
        expect![[r#"
        dateline: `--not` takes FIELD=VALUE, such as `--not country=Kenya`, not `Kenya`
    "#]],
    );
}

#[test]
fn limits_are_named() {
    check(
        "search -n 10001",
        expect![[r#"
            dateline: `offset + limit` is 10001, pages end at 10000; narrow the search with a filter
        "#]],
    );
    check(
        "search --offset 9990 -n 20",
        expect![[r#"
            dateline: `offset + limit` is 10010, pages end at 10000; narrow the search with a filter
        "#]],
    );
    check(
        "search a*",
        expect![[r#"
        dateline: `a*` matches too much, write at least 2 letters before the star
    "#]],
    );
    check(
        "search cat~1",
        expect![[r#"
        dateline: `cat~` needs a word of 4 to 32 letters
    "#]],
    );
    check(
        "search strikers~3",
        expect![[r#"
        dateline: `strikers~3` is too far, the distance is at most 2
    "#]],
    );
    check(
        &format!("search '{}'", "gate ".repeat(1000)),
        expect![[r#"
        dateline: the query has 5000 bytes, at most 4096 are allowed
    "#]],
    );
    check(
        &format!("search '{}gate{}'", "(".repeat(40), ")".repeat(40)),
        expect![[r#"
        dateline: parentheses nest too deeply, at most 32 levels are allowed
    "#]],
    );
    check(
        &format!("search '{}'", "a1 ".repeat(300)),
        expect![[r#"
        dateline: too many words and filters, at most 256 are allowed; put quotation marks round a passage to search it as it stands
    "#]],
    );
}

#[test]
fn ids() {
    check(
        "show xyz",
        expect![[r#"
        dateline: `xyz` is no id; an id is 16 hexadecimal digits, of which the first 6 may do
    "#]],
    );
    check(
        "show abc",
        expect![[r#"
        dateline: `abc` is no id; an id is 16 hexadecimal digits, of which the first 6 may do
    "#]],
    );
    Archive::sample().check(
        "show 0123456789abcdef",
        expect![[r#"
        ! dateline: no release has an id that starts with `0123456789abcdef`
        exit 1
    "#]],
    );
}

#[test]
fn the_command_line_itself() {
    let first_line = |command: &str| {
        let ran = Archive::sample().run(command);
        assert_eq!((ran.stdout.as_str(), ran.code), ("", 2), "{ran:?}");
        ran.stderr.lines().next().unwrap_or_default().to_owned()
    };
    expect!["error: invalid value 'colour' for '--facet <FIELD>': facets are country, mentions, region, year, month, speaker, org, place, lang and type"].assert_eq(&first_line("search --facet colour"));
    expect!["error: invalid value 'many' for '--limit <N>': invalid digit found in string"]
        .assert_eq(&first_line("search -n many"));
    expect!["error: invalid value 'best' for '--sort <ORDER>'"]
        .assert_eq(&first_line("search --sort best"));
    expect!["error: unrecognized subcommand 'serch'"].assert_eq(&first_line("serch gate"));
    expect!["error: the argument '--json' cannot be used with '--csv'"]
        .assert_eq(&first_line("search gate --json --csv"));
    expect!["error: invalid value '0' for '--threads <N>': 0 is not in 1..=256"]
        .assert_eq(&first_line("search gate -j 0"));
    expect!["error: invalid value 'date' for '<FIELD>': facets are country, mentions, region, year, month, speaker, org, place, lang and type"].assert_eq(&first_line("facets date"));
}
