//! Exports: the whole result for other programs, equal for equal releases.

use std::collections::BTreeSet;

use expect_test::expect;
use serde_json::Value;

use crate::{archive::Archive, sample};

const FORMATS: [&str; 6] = ["csv", "jsonl", "markdown", "bibtex", "ris", "csl-json"];

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_release_as_markdown() {
    Archive::sample().check("export --format markdown boil", expect![[r#"
        ## Statement on the Verdict against Strikers in Kazakhstan

        Fjord Law Centre · statement · 10 February 2014 · Kazakhstan\
        releases/strike.txt\
        id 41e2d27396109cf2 · sha256 342e6a41c5f3e4e3ed10c985fc1c7251677adc3ad0c9a9b3f8f9d5d749b8e2e4

        > “Nine minutes is what it takes to boil an egg,”
        >
        > — Daniyar Abenov, lawyer, Fjord Law Centre, in “Statement on the Verdict against Strikers in Kazakhstan”, Fjord Law Centre, 10 February 2014, para. … releases/strike.txt, bytes 287–338

        > the strikers would appeal
        >
        > — reported words of Daniyar Abenov, lawyer, Fjord Law Centre, in “Statement on the Verdict against Strikers in Kazakhstan”, Fjord Law Centre, 10 February 2014, para. … releases/strike.txt, bytes 408–433

    "#]]);
}

#[test]
fn quotes_as_a_table() {
    Archive::sample().check("export --of quotes --format csv doctor", expect![[r#"
        id,text,kind,speaker,speaker_surface,role,organisation,date,countries,mentions,title,path,start,end,utterance,date_precision,issuer,locator,paragraph,paths,text_sha256,citation
        bbb05dec3ee619b7-1,Every cell must be opened to a doctor.,direct,Ilse Marwitz-Okonjo,Ilse Marwitz-Okonjo,director,Lantern Coalition,2012-04-03,KAZ,,Kazakhstan: Let Doctors See the Detained Miners,releases/miners.txt,473,517,0,day,Lantern Coalition,para. 2,5,releases/miners.txt,86ed44628fb76d6b136374072ef34d4f897213099c5589d14e833ea387727f24,"“Every cell must be opened to a doctor.” (Ilse Marwitz-Okonjo, director, Lantern Coalition, in “Kazakhstan: Let Doctors See the Detained Miners”, Lantern Coalition, 3 April 2012, para. 2, releases/miners.txt)"
    "#]]);
}

#[test]
fn quotes_for_bibtex() {
    Archive::sample().check("export --of quotes --format bibtex doctor", expect![[r#"
        @misc{lantern2012-bbb05dec3ee619b7-1,
          author = {{Ilse Marwitz-Okonjo}},
          title = {{Kazakhstan: Let Doctors See the Detained Miners}},
          howpublished = {Quote in a press release, Lantern Coalition, para. 2},
          publisher = {{Lantern Coalition}},
          address = {Astana},
          year = {2012},
          month = apr,
          day = {3},
          language = {en},
          keywords = {Kazakhstan},
          abstract = {“Every cell must be opened to a doctor.”},
          annote = {releases/miners.txt, release bbb05dec3ee619b7, para. 2, bytes 473-517, sha256 86ed44628fb76d6b136374072ef34d4f897213099c5589d14e833ea387727f24},
        }

    "#]]);
}

#[test]
fn a_release_for_reference_managers() {
    // no literal of Rust holds the ends of lines that RIS demands
    let ris = Archive::sample().run("export --format ris wells").stdout;
    assert_eq!(ris.matches('\n').count(), ris.matches("\r\n").count());
    expect![[r#"
        TY  - GEN
        ID  - savanna2012-520e0f32d8d859af
        AU  - Savanna Water Watch
        TI  - Kenya and Uganda: Wells Run Dry along the Border
        M3  - Press release
        PY  - 2012
        DA  - 2012/04//
        CY  - KAMPALA
        LA  - en
        KW  - Uganda
        KW  - Kenya
        N1  - releases/wells.html, release 520e0f32d8d859af, sha256 a1137b8c97d8304cddb1b0c130c2aa09575979e5dcfd2c2bc52e6e9139c9eefa
        AV  - releases/wells.html
        ER  - 

    "#]]
    .assert_eq(&ris.replace('\r', ""));
    Archive::sample().check("export --format csl-json wells", expect![[r#"
        [
        {"id":"savanna2012-520e0f32d8d859af","type":"document","title":"Kenya and Uganda: Wells Run Dry along the Border","author":[{"literal":"Savanna Water Watch"}],"genre":"Press release","publisher-place":"KAMPALA","issued":{"date-parts":[[2012,4]]},"language":"en","keyword":"Uganda, Kenya","archive_location":"releases/wells.html","note":"releases/wells.html, release 520e0f32d8d859af, sha256 a1137b8c97d8304cddb1b0c130c2aa09575979e5dcfd2c2bc52e6e9139c9eefa"}
        ]
    "#]]);
}

#[test]
fn what_has_no_date_is_not_given_one() {
    let export =
        |format| Archive::sample().run(&format!("export --year undated --format {format}"));
    assert!(export("bibtex").stdout.contains("  year = {n.d.},\n"));
    let ris = export("ris").stdout;
    assert!(!ris.contains("PY  -") && !ris.contains("DA  -"), "{ris}");
    assert_eq!(export("csl-json").json()[0].get("issued"), None);
    assert!(export("markdown").stdout.contains(" · n.d. · Azerbaijan\\\n"));
    let record = &lines(&export("jsonl").stdout)[0];
    assert!(record["date"].is_null() && record["date_precision"].is_null(), "{record}");
}

#[test]
fn the_order_is_that_of_dates_and_nothing_is_left_out() {
    let records = lines(&Archive::corpus().run("export --format jsonl").stdout);
    assert_eq!(records.len(), 98);
    let key = |record: &Value| {
        let date = record["date"].as_str().unwrap_or("undated");
        // 2012 starts where 2012-01 and 2012-01-01 start
        let first_day = format!("{date}{}", "-01-01".split_at(date.len().clamp(4, 10) - 4).1);
        let first_day = if date == "undated" { "undated".to_owned() } else { first_day };
        (first_day, record["id"].as_str().unwrap().to_owned())
    };
    assert!(records.is_sorted_by_key(key));
}

#[test]
fn a_hit_and_its_record_name_their_fields_alike() {
    let corpus = Archive::corpus();
    for (search, of) in [("search", "releases"), ("quotes", "quotes")] {
        let hits = lines(&corpus.run(&format!("{search} --jsonl -n 10000")).stdout);
        let records = lines(&corpus.run(&format!("export --of {of} --format jsonl")).stdout);
        assert_eq!(hits.len(), records.len());
        for hit in &hits {
            let record = records.iter().find(|record| record["id"] == hit["id"]).unwrap();
            for (name, value) in hit.as_object().unwrap() {
                match name.as_str() {
                    // of the question, not of the release
                    "score" | "snippets" => assert_eq!(record.get(name), None),
                    "release" => {
                        for (name, value) in value.as_object().unwrap() {
                            assert_eq!(&record["release"][name], value, "{name}");
                        }
                    }
                    _ => assert_eq!(&record[name], value, "{name}"),
                }
            }
        }
        let table = corpus.run(&format!("{search} --csv -n 10000 --sort date")).stdout;
        let whole = corpus.run(&format!("export --of {of} --format csv")).stdout;
        for (row, record) in table.lines().zip(whole.lines()) {
            assert!(record.starts_with(&format!("{row},")), "{row}\n{record}");
        }
    }
}

#[test]
fn an_export_of_nothing_is_empty_and_says_why() {
    let sample = Archive::sample();
    sample.check(
        "export --format csl-json --speaker Nobody",
        expect![[r#"
        []
        ! dateline: no speaker is called `Nobody`
        exit 1
    "#]],
    );
    for format in FORMATS {
        assert_eq!(sample.run(&format!("export --format {format} zebra")).code, 1, "{format}");
    }
}

#[test]
fn the_order_of_arrival_and_the_threads_do_not_matter() {
    let names = ["ferry.md", "letter.txt", "miners.txt", "radio.txt", "strike.txt", "wells.html"];
    let contents = [
        sample::FERRY,
        sample::LETTER,
        sample::MINERS,
        sample::RADIO,
        sample::STRIKE,
        sample::WELLS,
    ];
    // one run for each file, the last first: as many segments as files
    let slowly = Archive::new();
    for (name, content) in names.iter().zip(contents).rev() {
        slowly.write(name, content);
        assert_eq!(slowly.run("index releases --index .dateline -j 1").code, 0);
    }
    let at_once = sample::files(Archive::new()).indexed();
    for of in ["releases", "quotes"] {
        for format in FORMATS {
            let export = format!("export --of {of} --format {format}");
            let expected = at_once.run(&format!("{export} -j 2"));
            assert_eq!(slowly.run(&format!("{export} -j 1")), expected, "{export}");
            assert!(!expected.stdout.is_empty());
        }
    }
}

#[test]
fn keys_are_unique_and_the_hash_is_that_of_the_text() {
    let corpus = Archive::corpus();
    let bibtex = corpus.run("export --of quotes --format bibtex").stdout;
    let keys: Vec<&str> = bibtex.lines().filter(|line| line.starts_with('@')).collect();
    let total = corpus.json("quotes --json -n 0")["total"].as_u64().unwrap();
    assert_eq!(keys.len() as u64, total);
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len());
    let record = &lines(&corpus.run("export --of quotes --format jsonl").stdout)[0];
    let text = corpus.run(&format!("show {} --text", record["release"]["id"].as_str().unwrap()));
    let (start, end) = (record["start"].as_u64().unwrap(), record["end"].as_u64().unwrap());
    let span = usize::try_from(start).unwrap()..usize::try_from(end).unwrap();
    let first_word = record["text"].as_str().unwrap().split(' ').next().unwrap();
    assert!(text.stdout[span].contains(first_word), "{record}");
}

#[test]
fn a_quote_with_its_source_is_a_line_to_copy() {
    Archive::sample().check("quotes --cite --country kazakhstan --sort date", expect![[r#"
        “Nobody has told the families where the miners are held,” (Ilse Marwitz-Okonjo, director, Lantern Coalition, in “Kazakhstan: Let Doctors See the Detained Miners”, Lantern Coalition, 3 April 2012, para. 2, releases/miners.txt)
        “Every cell must be opened to a doctor.” (Ilse Marwitz-Okonjo, director, Lantern Coalition, in “Kazakhstan: Let Doctors See the Detained Miners”, Lantern Coalition, 3 April 2012, para. 2, releases/miners.txt)
        “A locked door is an answer too,” (Daniyar Abenov, lawyer, Fjord Law Centre, in “Kazakhstan: Let Doctors See the Detained Miners”, Lantern Coalition, 3 April 2012, para. 4, releases/miners.txt)
        “We shall come back every morning.” (Daniyar Abenov, lawyer, Fjord Law Centre, in “Kazakhstan: Let Doctors See the Detained Miners”, Lantern Coalition, 3 April 2012, para. 4, releases/miners.txt)
        “Nine minutes is what it takes to boil an egg,” (Daniyar Abenov, lawyer, Fjord Law Centre, in “Statement on the Verdict against Strikers in Kazakhstan”, Fjord Law Centre, 10 February 2014, para. … releases/strike.txt)
        the strikers would appeal (reported words of Daniyar Abenov, lawyer, Fjord Law Centre, in “Statement on the Verdict against Strikers in Kazakhstan”, Fjord Law Centre, 10 February 2014, para. … releases/strike.txt)
    "#]]);
    assert_eq!(Archive::sample().run("quotes --cite zebra").code, 1);
}

#[test]
fn a_formula_in_a_title_is_text_in_a_table() {
    let archive = Archive::new()
        .file("a.txt", "=SUM(A1) Street: The Gate Is Open\n\nThe gate stood shut for a year.\n")
        .indexed();
    let table = archive.run("export --format csv gate").stdout;
    assert!(!table.contains(",=SUM") && !table.contains(",\"=SUM"), "{table}");
}
