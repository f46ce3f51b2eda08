//! `dateline show` and `inspect`: one release in full, with the evidence of every value.

use expect_test::expect;
use serde_json::Value;

use crate::archive::Archive;

/// The id of the one release that a query finds.
fn id(query: &str) -> String {
    let answer = Archive::sample().json(&format!("search --json {query}"));
    assert_eq!(answer["total"], 1);
    answer["hits"][0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn inspect_has_the_json_of_the_contract() {
    Archive::sample().check("inspect releases/wells.html --jsonl", expect![[r#"
        {"path":"releases/wells.html","id":"520e0f32d8d859af","format":"html","encoding":"utf-8","language":"en","type":"press-release","title":"Kenya and Uganda: Wells Run Dry along the Border","subtitle":null,"date":"2012-04","date_precision":"month","places":["KAMPALA"],"organisation":"Savanna Water Watch","countries":[{"code":"UGA","role":"focus","mentions":5,"score":…},{"code":"KEN","role":"focus","mentions":5,"score":…}],"speakers":[{"name":"Peter Otieno","role":"field officer","organisation":"Savanna Water Watch","quotes":2}],"quotes":[{"text":"Kenya and Uganda should share the water of the border wells","kind":"indirect","utterance":0,"speaker":null,"speaker_surface":"Savanna Water Watch","role":null,"organisation":null,"cue":"said","start":74,"end":133},{"text":"The cows do not read maps,","kind":"direct","utterance":1,"speaker":"Peter Otieno","speaker_surface":"Peter Otieno","role":"field officer","organisation":"Savanna Water Watch","cue":"said","start":264,"end":296},{"text":"They smell water.","kind":"direct","utterance":1,"speaker":"Peter Otieno","speaker_surface":"Peter Otieno","role":"field officer","organisation":"Savanna Water Watch","cue":"said","start":354,"end":377}],"contacts":[],"sections":[{"kind":"title","start":0,"end":48},{"kind":"date","start":50,"end":60},{"kind":"body","start":62,"end":436}],"warnings":[]}
    "#]]);
}

#[test]
fn a_release_is_understood_in_full() {
    Archive::sample().check("inspect releases/miners.txt", expect![[r#"
        Kazakhstan: Let Doctors See the Detained Miners
        Forty families have had no word for a week

        file          releases/miners.txt
        id            bbb05dec3ee619b7
        date          2012-04-03
        type          press-release
        language      en
        organisation  Lantern Coalition
        place         Astana
        focus         Kazakhstan
        boilerplate   Kenya
        speaker       Ilse Marwitz-Okonjo, director, Lantern Coalition
        speaker       Daniyar Abenov, lawyer, Fjord Law Centre
        contact       Ilse Marwitz-Okonjo, Director, Lantern Coalition, +44 20 7946 0123, ilse@lantern.example

          “Nobody has told the families where the miners are held,”
            — Ilse Marwitz-Okonjo, director, Lantern Coalition  350–411

          “Every cell must be opened to a doctor.”
            — Ilse Marwitz-Okonjo, director, Lantern Coalition  473–517

          “A locked door is an answer too,”
            — Daniyar Abenov, lawyer, Fjord Law Centre  674–711

          “We shall come back every morning.”
            — Daniyar Abenov, lawyer, Fjord Law Centre  767–806

    "#]]);
}

#[test]
fn show_gives_what_inspect_gives_and_the_text() {
    let sample = Archive::sample();
    for name in ["ferry.md", "letter.txt", "miners.txt", "radio.txt", "strike.txt", "wells.html"] {
        let inspected = sample.run(&format!("inspect releases/{name} --jsonl")).json();
        let id = inspected["id"].as_str().unwrap();
        let mut shown = sample.json(&format!("show {id} --json"));
        let fields = shown.as_object_mut().unwrap();
        assert_eq!(
            fields.remove("paths").unwrap(),
            serde_json::json!([format!("releases/{name}")])
        );
        let text = sample.run(&format!("show {id} --text")).stdout;
        assert_eq!(fields.remove("body").unwrap().as_str().unwrap(), text);
        assert_eq!(text, sample.run(&format!("inspect releases/{name} --text")).stdout);
        let fields = shown.as_object_mut().unwrap();
        for list in ["versions", "repeated"] {
            assert_eq!(fields.remove(list).unwrap(), serde_json::json!([]), "{list}");
        }
        assert_eq!(shown, inspected);
    }
}

#[test]
fn a_hit_says_the_same_as_the_release_it_leads_to() {
    let sample = Archive::sample();
    let answer = sample.json("search --json");
    for hit in answer["hits"].as_array().unwrap() {
        let shown = sample.json(&format!("show {} --json", hit["id"].as_str().unwrap()));
        for field in [
            "id",
            "path",
            "title",
            "subtitle",
            "date",
            "organisation",
            "type",
            "language",
            "places",
        ] {
            assert_eq!(hit[field], shown[field], "{field}");
        }
        let names = |list: &str, field: &str| {
            shown[list].as_array().unwrap().iter().map(|one| one[field].clone()).collect::<Vec<_>>()
        };
        let mut speakers = names("speakers", "name");
        let mut of_hit = hit["speakers"].as_array().unwrap().clone();
        speakers.sort_by_key(Value::to_string);
        of_hit.sort_by_key(Value::to_string);
        assert_eq!(of_hit, speakers);
        let is_focus = |country: &&Value| country["role"] == "focus";
        let focus: Vec<Value> = shown["countries"]
            .as_array()
            .unwrap()
            .iter()
            .filter(is_focus)
            .map(|country| country["code"].clone())
            .collect();
        assert_eq!(hit["countries"], Value::Array(focus));
    }
}

#[test]
fn the_evidence_of_every_value_stands_in_the_text() {
    let sample = Archive::sample();
    for name in ["ferry.md", "letter.txt", "miners.txt", "radio.txt", "strike.txt", "wells.html"] {
        let record = sample.run(&format!("inspect releases/{name} --jsonl --evidence")).json();
        let text = sample.run(&format!("inspect releases/{name} --text")).stdout;
        let mut evidence = Vec::new();
        collect_evidence(&record, &mut evidence);
        assert!(evidence.len() >= 3, "{record:#}");
        for one in evidence {
            let [start, end] = ["start", "end"]
                .map(|field| usize::try_from(one[field].as_u64().unwrap()).unwrap());
            assert!(text.get(start..end).is_some(), "{one}");
            assert!(!one["rule"].as_str().unwrap().is_empty());
            let confidence = one["confidence"].as_f64().unwrap();
            assert!((0.0..=1.0).contains(&confidence), "{one}");
        }
        for (field, found) in [("title", "title_evidence"), ("subtitle", "subtitle_evidence")] {
            let (Some(value), Some(evidence)) = (record[field].as_str(), record.get(found)) else {
                continue;
            };
            let [start, end] = ["start", "end"]
                .map(|field| usize::try_from(evidence[field].as_u64().unwrap()).unwrap());
            let span = text[start..end].split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(span.contains(value), "{field}: `{span}` / `{value}`");
        }
    }
}

fn collect_evidence(value: &Value, found: &mut Vec<Value>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect_evidence(value, found)),
        Value::Object(fields) if fields.contains_key("rule") => found.push(value.clone()),
        Value::Object(fields) => fields.values().for_each(|value| collect_evidence(value, found)),
        _ => {}
    }
}

#[test]
fn quotes_and_sections_lie_in_the_text_in_order() {
    let sample = Archive::sample();
    for line in sample.run("inspect releases --jsonl").stdout.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        let path = record["path"].as_str().unwrap();
        let text = sample.run(&format!("inspect {path} --text")).stdout;
        for list in ["quotes", "sections"] {
            let mut last_end = 0;
            for one in record[list].as_array().unwrap() {
                let [start, end] = ["start", "end"]
                    .map(|field| usize::try_from(one[field].as_u64().unwrap()).unwrap());
                assert!(
                    last_end <= start && start < end && text.get(start..end).is_some(),
                    "{path}: {one}"
                );
                last_end = end;
            }
        }
        for quote in record["quotes"].as_array().unwrap() {
            let [start, end] = ["start", "end"]
                .map(|field| usize::try_from(quote[field].as_u64().unwrap()).unwrap());
            let span = text[start..end].split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(span.contains(quote["text"].as_str().unwrap()), "{path}: {quote}");
        }
    }
}

#[test]
fn a_release_is_shown_by_the_start_of_its_id() {
    let sample = Archive::sample();
    let id = id("ferry");
    assert_eq!(
        sample.run(&format!("show {}", &id[..6])).stdout,
        sample.run(&format!("show {id}")).stdout
    );
    assert_eq!(sample.run(&format!("show {}", id.to_uppercase())).code, 0);
}

#[test]
fn a_release_reads_well() {
    Archive::sample().check(&format!("show {}", id("eleven")), expect![[r#"
        Statement on the Verdict against Strikers in Kazakhstan

        file          releases/strike.txt
        id            41e2d27396109cf2
        date          2014-02-10
        type          statement
        language      en
        organisation  Fjord Law Centre
        place         Oslo
        focus         Kazakhstan
        speaker       Daniyar Abenov, lawyer, Fjord Law Centre
        contact       Daniyar Abenov, Fjord Law Centre, abenov@fjord.example

          “Nine minutes is what it takes to boil an egg,”
            — Daniyar Abenov, lawyer, Fjord Law Centre  287–338

          the strikers would appeal
            — Daniyar Abenov, lawyer, Fjord Law Centre  408–433


        STATEMENT

        10 February 2014

        Statement on the Verdict against Strikers in Kazakhstan

        Oslo, 10 February 2014 — The Fjord Law Centre regrets the verdict against eleven strikers in Kazakhstan. The court heard no witness for the defence, and the judge read the sentence in nine minutes.

        “Nine minutes is what it takes to boil an egg,” said Daniyar Abenov, a lawyer at the Fjord Law Centre. He added that the strikers would appeal.

        Contact: Daniyar Abenov, Fjord Law Centre, abenov@fjord.example
    "#]]);
}

#[test]
fn evidence_is_shown_on_demand() {
    // a confidence says two digits; training may change them
    Archive::sample().check(
        "inspect releases/letter.txt --evidence",
        expect![[r#"
            Open letter to the Minister of Justice of Azerbaijan

            file          releases/letter.txt
            id            4b6bd445d723d97d
            title         Open letter to the Minister of Justice of Azerbaijan  [0–52 headline 0.85]
            date          undated
            type          open-letter  [0–52 head-names-kind 0.90]
            language      en  [70–246 small-words 0.98]
            focus         Azerbaijan ×3  [42–52 focus-model 0.98]

        "#]],
    );
}

#[test]
fn inspect_reads_folders_and_names_what_it_does_not_read() {
    let archive = Archive::new()
        .file("a.txt", crate::sample::LETTER)
        .file("b.txt", "")
        .file("c.html", "<html></html>");
    let ran = archive.run("inspect releases --json");
    assert_eq!((ran.code, ran.json().as_array().unwrap().len()), (3, 1));
    expect![[r#"
        dateline: skipped `releases/b.txt`: empty
        dateline: failed `releases/c.html`: no_text: there is no text in this HTML file; see whether the file is whole
    "#]]
    .assert_eq(&ran.stderr);
    assert_eq!(archive.run("inspect releases/a.txt releases/b.txt").code, 0);
}
