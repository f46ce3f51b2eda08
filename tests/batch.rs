//! A file of queries: a table of counts, a row a line.

use std::{io::Write, process::Stdio};

use expect_test::expect;

use crate::archive::Archive;

const QUERIES: &str = "\
# who is quoted
speaker:\"Ilse Marwitz-Okonjo\"

doctors OR wells
country:kazakhstn
speaker:Nobody
";

fn sample(queries: &str) -> Archive {
    let archive = crate::sample::files(Archive::new()).indexed();
    std::fs::write(archive.path("queries.txt"), queries).unwrap();
    archive
}

#[test]
fn a_table_for_people() {
    let archive = sample(QUERIES);
    archive.check("search --queries queries.txt --facet year", expect![[r#"
        line  query                          releases    quotes  years      2012–2013
           2  speaker:"Ilse Marwitz-Okonjo"         2         4  2012–2013  ██
           4  doctors OR wells                      2         2  2012       █·
           5  country:kazakhstn              unknown country `kazakhstn` (did you mean `Kazakhstan`?)
           6  speaker:Nobody                        0         0  –          ··
              note: no speaker is called `Nobody`
        exit 3
    "#]]);
    archive.check("search --queries queries.txt --facet country --facet-limit 2", expect![[r#"
        line  query                          releases    quotes  years
           2  speaker:"Ilse Marwitz-Okonjo"         2         4  2012–2013
              country: Kazakhstan 1, Kenya 1
           4  doctors OR wells                      2         2  2012
              country: Kazakhstan 1, Kenya 1
           5  country:kazakhstn              unknown country `kazakhstn` (did you mean `Kazakhstan`?)
           6  speaker:Nobody                        0         0  –
              note: no speaker is called `Nobody`
        exit 3
    "#]]);
}

#[test]
fn a_table_for_spreadsheets_has_a_column_a_year() {
    let archive = sample(QUERIES);
    archive.check(
        "search --queries queries.txt --csv",
        expect![[r#"
        line,query,interpreted,releases,quotes,first,last,notes,error
        2,"speaker:""Ilse Marwitz-Okonjo""","speaker:""Ilse Marwitz-Okonjo""",2,4,2012,2013,,
        4,doctors OR wells,doctors OR wells,2,2,2012,2012,,
        5,country:kazakhstn,,,,,,,unknown country `kazakhstn` (did you mean `Kazakhstan`?)
        6,speaker:Nobody,speaker:Nobody,0,0,,,no speaker is called `Nobody`,
        exit 3
    "#]],
    );
    archive.check(
        "search --queries queries.txt --csv --facet year",
        expect![[r#"
        line,query,interpreted,releases,quotes,first,last,notes,error,2012,2013
        2,"speaker:""Ilse Marwitz-Okonjo""","speaker:""Ilse Marwitz-Okonjo""",2,4,2012,2013,,,1,1
        4,doctors OR wells,doctors OR wells,2,2,2012,2012,,,2,0
        5,country:kazakhstn,,,,,,,unknown country `kazakhstn` (did you mean `Kazakhstan`?),,
        6,speaker:Nobody,speaker:Nobody,0,0,,,no speaker is called `Nobody`,,0,0
        exit 3
    "#]],
    );
    archive.check(
        "search --queries queries.txt --csv --facet lang --facet type --country kenya",
        expect![[r#"
            line,query,interpreted,releases,quotes,first,last,notes,error,lang:en,type:press-release
            2,"speaker:""Ilse Marwitz-Okonjo""","speaker:""Ilse Marwitz-Okonjo"" country:KEN",1,2,2013,2013,,,1,1
            4,doctors OR wells,(doctors OR wells) country:KEN,1,1,2012,2012,,,1,1
            5,country:kazakhstn,,,,,,,unknown country `kazakhstn` (did you mean `Kazakhstan`?),,
            6,speaker:Nobody,speaker:Nobody country:KEN,0,0,,,no speaker is called `Nobody`,,0,0
            exit 3
        "#]],
    );
}

#[test]
fn a_line_that_cannot_be_read_says_where_and_why() {
    let archive = sample(QUERIES);
    let answer = archive.json("search --queries queries.txt --json");
    let broken = &answer["queries"][2];
    assert_eq!(broken["line"], 5);
    assert_eq!(broken["error"]["suggestion"], "Kazakhstan");
    assert_eq!(broken["error"]["position"], 8);
    assert!(answer["queries"][3]["notes"][0].as_str().unwrap().contains("Nobody"), "{answer}");
}

#[test]
fn columns_add_up_whatever_is_filtered() {
    let archive = sample("year:2012..2013\n*\n");
    let answer = archive.json("search --queries queries.txt --json --facet year --year 2012..2014");
    for row in answer["queries"].as_array().unwrap() {
        let years = row["facets"]["year"].as_array().unwrap();
        let sum: u64 = years.iter().map(|year| year["count"].as_u64().unwrap()).sum();
        assert_eq!(row["releases"], sum, "{row}");
    }
    assert_eq!(answer["queries"][0]["last"], "2013");
    assert_eq!(answer["queries"][1]["last"], "2014");
}

#[test]
fn the_exit_code_tells_what_became_of_the_lines() {
    for (queries, code) in [
        ("miners\nzebra\n", 0),
        ("zebra\n", 1),
        ("# nothing\n", 1),
        ("miners\ncountry:kazakhstn\n", 3),
        ("country:kazakhstn\n", 2),
    ] {
        assert_eq!(sample(queries).run("search --queries queries.txt").code, code, "{queries}");
    }
    let archive = sample("miners\n");
    assert_eq!(archive.run("search --queries none.txt").code, 2);
    assert_eq!(archive.run("search --queries queries.txt miners").code, 2);
    archive.check(
        "search --queries queries.txt --country kazakhstn",
        expect![[r#"
        ! dateline: unknown country `kazakhstn` (did you mean `Kazakhstan`?)
        exit 2
    "#]],
    );
}

#[test]
fn queries_may_come_from_a_pipe_and_from_other_editors() {
    let archive = sample("");
    let mut child = archive
        .command("search --queries - --csv")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let input = "\u{feff}miners\r\nC\u{f4}te d\u{2019}Ivoire\r\n".as_bytes();
    child.stdin.take().unwrap().write_all(&[input, b"\xe9t\xe9\n"].concat()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    expect![[r#"
        line,query,interpreted,releases,quotes,first,last,notes,error
        1,miners,miners,2,1,2012,2013,,
        2,Côte d’Ivoire,Côte d’Ivoire,1,0,2012,2012,,
        3,�t�,,,,,,,the line is not UTF-8; save the file as UTF-8
    "#]]
    .assert_eq(&String::from_utf8(output.stdout).unwrap());
}
