//! `dateline who`: who said a phrase that somebody half remembers.

use expect_test::expect;
use serde_json::Value;

use crate::archive::Archive;

/// The speakers that a command finds, with their number of quotes; nobody by name is `-`.
#[track_caller]
fn speakers(archive: &Archive, command: &str) -> String {
    let answer = archive.json(&format!("who --json {command}"));
    let mut sayings: Vec<&Value> = answer["hits"].as_array().unwrap().iter().collect();
    sayings.extend(Some(&answer["unattributed"]).filter(|saying| !saying.is_null()));
    let told = |saying: &&Value| {
        format!("{} {}", saying["speaker"].as_str().unwrap_or("-"), saying["quotes"])
    };
    sayings.iter().map(told).collect::<Vec<_>>().join(", ")
}

/// What is noted of how a phrase was sought.
#[track_caller]
fn way(phrase: &str) -> String {
    let answer = Archive::sample().json(&format!("who --json {phrase}"));
    let notes: Vec<&str> =
        answer["notes"].as_array().unwrap().iter().map(|note| note.as_str().unwrap()).collect();
    format!("{} | {}", answer["interpreted"].as_str().unwrap(), notes.join("; "))
}

#[test]
fn it_tells_who_said_it_how_often_when_and_for_whom() {
    Archive::sample().check(
        "who a locked door",
        expect![[r#"
            1 speaker, 1 quote in 1 release for "a locked door", … ms

            Daniyar Abenov  1 quote in 1 release, 2012-04-03
              Fjord Law Centre 1
              “A locked door is an answer too,”
                2012-04-03 · Kazakhstan · Kazakhstan: Let Doctors See the Detained Miners
                releases/miners.txt:674–711  id bbb05dec3ee619b7

        "#]],
    );
    Archive::sample().check(
        "who locked door --csv",
        expect![[r#"
            speaker,quotes,releases,first,last,organisations,speaker_surfaces,sample,path,start,end
            Daniyar Abenov,1,1,2012-04-03,2012-04-03,Fjord Law Centre,,"A locked door is an answer too,",releases/miners.txt,674,711
        "#]],
    );
}

#[test]
fn a_phrase_is_sought_as_it_stands_then_ever_more_loosely() {
    expect![[r#""a locked door" | "#]].assert_eq(&way("a locked door"));
    expect![[r#""door is locked"~5 | no quote has these words as they stand; these have them near one another"#]].assert_eq(&way("door is locked"));
    expect!["answers locked doors | no quote has these words as they stand; these have them in any order and form"].assert_eq(&way("answers locked doors"));
    expect!["loked dor answer | no quote holds `loked`; did you mean `locked`?; no quote holds `dor`; did you mean `do`?"].assert_eq(&way("loked dor answer"));
    expect!["(closed door is an answer too) OR (a door is an answer too) OR (a closed is an answer too) OR (a closed door an answer too) OR (a closed door is answer too) OR (a closed door is an too) OR (a closed door is an answer) | no quote has these words as they stand; these have them all but one"].assert_eq(&way("a closed door is an answer too"));
    expect![[r#""door is locked" | "#]].assert_eq(&way("'\"door is locked\"'"));
}

#[test]
fn speakers_come_by_number_of_quotes_then_by_name() {
    let archive = Archive::sample();
    assert_eq!(
        speakers(archive, ""),
        "Daniyar Abenov 4, Ilse Marwitz-Okonjo 4, Peter Otieno 2, Aïssata Koné 1, - 2"
    );
    let of_kenya = speakers(archive, "--country kenya");
    assert!(of_kenya.starts_with("Ilse Marwitz-Okonjo 2, Peter Otieno 2"), "{of_kenya}");
    assert_eq!(speakers(archive, "--speaker okonjo --year 2012"), "Ilse Marwitz-Okonjo 2");
    assert_eq!(speakers(archive, "-n 1"), "Daniyar Abenov 4, - 2");
    assert_eq!(speakers(archive, "-n 1 --offset 3"), "Aïssata Koné 1, - 2");
    assert_eq!(archive.run("who xyzzy").code, 1);
}

#[test]
fn what_is_no_persons_is_counted_apart_with_whose_words_they_are() {
    let archive = Archive::new()
        .file(
            "a.txt",
            "3 April 2012\n\nQuarry of Gorno Shuts\n\nSOFIA—The quarry of Gorno was shut today.\n\n\
             “The quarry never paid for the broken windows,” the Quarry Watch Coalition said.\n\n\
             “The quarry paid me nothing,” said Ana Roe, a neighbour.\n",
        )
        .indexed();
    let answer = archive.json("who paid quarry --json");
    let apart = &answer["unattributed"];
    assert_eq!(apart["speaker"], Value::Null);
    assert_eq!(apart["quotes"], 1);
    assert_eq!(apart["speaker_surfaces"][0]["name"], "the Quarry Watch Coalition");
    assert_eq!(apart["sample"]["text"], "The quarry never paid for the broken windows,");
    assert_eq!((&answer["total"], &answer["quotes"]), (&1.into(), &2.into()));
    let lines = archive.run("who paid quarry --jsonl").stdout;
    let last: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    assert_eq!(last["speaker"], Value::Null);
}

/// Every count is what `quotes` finds for what was sought in the end, with that speaker.
#[test]
fn every_count_is_that_of_its_click() {
    let archive = Archive::corpus();
    let mut n_checked = 0;
    for command in
        ["", "--country kazakhstan", "--year 2012..2020 the", "we not --lang en", "prison cell the"]
    {
        let answer = archive.json(&format!("who --json -n 12 {command}"));
        let filters: Vec<&str> =
            command.split(' ').skip_while(|word| !word.starts_with("--")).take(2).collect();
        let filters = filters.join(" ");
        let asked = answer["interpreted"].as_str().unwrap().replace('\'', "\\'");
        for saying in answer["hits"].as_array().unwrap() {
            let name = saying["speaker"].as_str().unwrap();
            let clicked = archive.json(&format!(
                "quotes --json -n 100 --sort date '{asked}' {filters} --speaker '{name}'"
            ));
            assert_eq!(saying["quotes"], clicked["total"], "{command}: {name}");
            let hits = clicked["hits"].as_array().unwrap();
            let mut ids: Vec<_> = hits.iter().map(|hit| &hit["release"]["id"]).collect();
            ids.sort_by_key(|id| id.as_str());
            ids.dedup();
            assert_eq!(saying["releases"], ids.len(), "{command}: {name}");
            let dates: Vec<_> =
                hits.iter().map(|hit| &hit["date"]).filter(|date| !date.is_null()).collect();
            assert_eq!(&saying["first"], *dates.first().unwrap_or(&&Value::Null), "{name}");
            assert_eq!(saying["sample"]["speaker"], name);
            n_checked += 1;
        }
        let facets =
            archive.json(&format!("quotes --json -n 0 --facet-limit 0 '{asked}' {filters}"));
        assert_eq!(answer["quotes"], facets["total"], "{command}");
        let speakers = facets["facets"]["speaker"].as_array().unwrap();
        assert_eq!(answer["total"], speakers.len(), "{command}");
    }
    assert!(n_checked > 20, "{n_checked}");
}
