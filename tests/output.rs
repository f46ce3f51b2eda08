//! What a person sees, and what scripts get.

use std::{io::Read, process::Stdio};

use expect_test::expect;
use serde_json::Value;

use crate::{
    archive::{Archive, mask, ran},
    sample,
};

#[test]
fn a_search_for_people() {
    Archive::sample().check("search lawyers OR wells --sort -date", expect![[r#"
        4 releases for lawyers OR wells, … ms

          1 Statement on the Verdict against Strikers in Kazakhstan                               2014-02-10
            Fjord Law Centre · Kazakhstan · Daniyar Abenov
            “Nine minutes is what it takes to boil an egg,” said Daniyar Abenov, a lawyer at the Fjord Law
            Centre. He added that the strikers would appeal.
            releases/strike.txt  id 41e2d27396109cf2

          2 Kazakhstan: Let Doctors See the Detained Miners                                       2012-04-03
            Lantern Coalition · Kazakhstan · Ilse Marwitz-Okonjo, Daniyar Abenov
            Two lawyers were turned away at the gate of the prison. Kazakhstan joined the Convention against
            Torture and owes the prisoners a doctor of their choice.
            “A locked door is an answer too,” said Daniyar Abenov, a lawyer at the Fjord Law Centre. “We
            shall come back every morning.”
            releases/miners.txt  id bbb05dec3ee619b7

          3 Kenya and Uganda: Wells Run Dry along the Border                                         2012-04
            Savanna Water Watch · Uganda, Kenya · Peter Otieno
            KAMPALA — Kenya and Uganda should share the water of the border wells, Savanna Water Watch said
            in a press release today. Herders walk two days from Kenya into Uganda, and from Uganda back to
            Kenya.
            Uganda closed four wells in March. Kenya has closed none.
            releases/wells.html  id 520e0f32d8d859af

          4 Open letter to the Minister of Justice of Azerbaijan                                     undated
            Azerbaijan
            We write about the lawyers in Azerbaijan who lost their licences after they spoke to reporters.
            The bar of Azerbaijan heard none of them, and none was told what the charge was.
            We ask you to return the licences and to let the lawyers speak.
            releases/letter.txt  id 4b6bd445d723d97d

        country                   year                   speaker
          Kazakhstan ████████ 2     2014    ████     1     Daniyar Abenov      ████████ 2
          Azerbaijan ████     1     2012    ████████ 2     Ilse Marwitz-Okonjo ████     1
          Kenya      ████     1     undated ████     1     Peter Otieno        ████     1
          Uganda     ████     1

    "#]]);
}

#[test]
fn a_page_of_a_search_says_which_hits_it_shows() {
    let ran = Archive::sample().run("search --sort date -n 2 --offset 2");
    let head = mask(ran.stdout.lines().next().unwrap());
    assert_eq!(head, "6 releases for *, 3–4 shown, … ms");
    assert!(ran.stdout.contains("\n  3 ") && ran.stdout.contains("\n  4 "), "{}", ran.stdout);
}

#[test]
fn a_table_has_a_header_and_a_row_for_each_hit() {
    Archive::sample().check("search --country KEN --sort date --csv", expect![[r#"
        id,date,title,subtitle,organisation,type,language,countries,places,speakers,path
        520e0f32d8d859af,2012-04,Kenya and Uganda: Wells Run Dry along the Border,,Savanna Water Watch,press-release,en,UGA; KEN,KAMPALA,Peter Otieno,releases/wells.html
        190042f1ca4ea457,2013-05-06,Kenya: Publish the Report on the Lake Ferry,,Lantern Coalition,press-release,en,KEN,NAIROBI,Ilse Marwitz-Okonjo,releases/ferry.md
    "#]]);
}

#[test]
fn a_line_of_json_for_each_hit_is_the_hit_of_the_whole_answer() {
    let sample = Archive::sample();
    for command in ["search --sort date", "quotes --sort date"] {
        let lines = sample.run(&format!("{command} --jsonl")).stdout;
        let lines: Vec<Value> =
            lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(Value::Array(lines), sample.json(&format!("{command} --json"))["hits"]);
    }
}

#[test]
fn a_cell_is_no_formula() {
    let archive = Archive::new().file("=a.txt", "The gate is open.").indexed();
    let table = ran(&mut archive.command_in("releases", ["search", "--csv"])).stdout;
    assert!(
        !table.lines().any(|line| line.split(',').any(|cell| cell.starts_with('='))),
        "{table}"
    );
}

#[test]
fn colour_is_for_terminals_or_on_demand() {
    let sample = Archive::sample();
    let coloured = |command: &str| sample.run(command).stdout.contains('\u{1b}');
    assert!(!coloured("search ferry"));
    assert!(!coloured("search ferry --color never"));
    assert!(coloured("search ferry --color always"));
    assert!(!ran(sample.command("search ferry").env("NO_COLOR", "1")).stdout.contains('\u{1b}'));
    // taken off again, coloured output is the plain one
    let lines =
        |text: &str| mask(text).lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    let coloured = sample.run("search ferry --color always").stdout;
    assert_eq!(lines(&without_colour(&coloured)), lines(&sample.run("search ferry").stdout));
}

fn without_colour(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('m').unwrap().1)
}

#[test]
fn nothing_in_a_document_steers_the_terminal() {
    let hostile = "\u{1b}]0;owned\u{7}The Gate\u{9b}31m Is Open\r\n\r\n“Come \u{1b}[2Jin,\u{8}” said Ada Roe, director of the \
        Gate\u{202e} Watch.\r\nGeneva\u{85}—It is\u{7f} open.\u{2028}";
    let archive = Archive::new()
        .file("a.txt", hostile)
        .file("b\u{1b}[31m\u{202e}.txt", "The other gate is open.");
    let mut printed = vec![archive.run("index releases -v")];
    let id = archive.json("search Ada --json")["hits"][0]["id"].as_str().unwrap().to_owned();
    let commands = [
        "search gate",
        "search gate --csv",
        "search gate --jsonl",
        "quotes",
        "quotes --csv",
        "facets speaker",
        "facets org",
        "inspect releases",
        "inspect releases --evidence",
        "inspect releases --text",
        "status --undated",
        "status",
    ];
    printed.extend(commands.map(|command| archive.run(command)));
    printed.push(archive.run(&format!("show {id}")));
    printed.push(archive.run(&format!("show {id} --text")));
    printed.push(archive.run("search '\u{1b}[31mgate'"));
    printed.push(archive.run("search --country '\u{1b}[31mgate'"));
    printed.push(archive.run("index 'no\u{1b}[31m'"));
    for ran in printed {
        for text in [&ran.stdout, &ran.stderr] {
            let found = text.chars().find(|c| c.is_control() && *c != '\n');
            assert_eq!(found, None, "{text:?}");
        }
    }
    let shown = archive.run("search gate").stdout;
    assert!(!shown.contains('\u{202e}'), "{shown:?}");
}

#[test]
fn a_broken_pipe_ends_quietly() {
    let archive = Archive::new()
        .file(
            "a.txt",
            "The Network said today that the gate at Alder Street is open to all.\n\n"
                .repeat(5_000),
        )
        .indexed();
    let id = archive.json("search gate --json")["hits"][0]["id"].as_str().unwrap().to_owned();
    for command in [
        format!("show {id}"),
        format!("show {id} --text"),
        format!("show {id} --json"),
        "inspect releases --text".into(),
    ] {
        let mut child = archive
            .command(&command)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // reads a byte and goes away; far more than a pipe holds is still to come
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut [0]).unwrap();
        drop(stdout);
        let output = child.wait_with_output().unwrap();
        assert_eq!(
            (output.status.code(), output.stderr.as_slice()),
            (Some(0), &b""[..]),
            "{command}"
        );
    }
}

#[test]
fn the_status_of_an_archive() {
    let sample = Archive::sample();
    let status = sample.run("status").shown();
    let sizes_masked: Vec<&str> = status
        .lines()
        .filter(|line| {
            !["size", "generation", "of persons"].iter().any(|label| line.contains(label))
        })
        .collect();
    expect![[r#"
        .dateline
          releases      6
          dated         5 (83 %)
          with country  6 (100 %)
          languages     en 5, fr 1
          quotes        13
          files         6
          skipped       0
          failed        0"#]]
    .assert_eq(&sizes_masked.join("\n"));
    sample.check("status --undated --no-country --failed", expect![[r#"
        failed: 0
        undated: 1
          4b6bd445d723d97d  releases/letter.txt  Open letter to the Minister of Justice of Azerbaijan
        no country: 0
    "#]]);
    let status = sample.json("status --json");
    assert_eq!((&status["releases"], &status["dated"]), (&6.into(), &5.into()));
}

#[test]
fn an_archive_is_verified() {
    Archive::sample().check(
        "verify",
        expect![[r#"
            6 releases, 6 files, 3 queries drawn from them and 172 facet values checked: sound
        "#]],
    );
    Archive::corpus().check(
        "verify",
        expect![[r#"
            98 releases, 98 files, 3 queries drawn from them and 1,390 facet values checked: sound
        "#]],
    );
}

#[test]
fn a_damaged_index_is_noticed() {
    let archive = sample::files(Archive::new()).indexed();
    // the middle of the largest file: bytes that a query would read
    let files =
        std::fs::read_dir(archive.path(".dateline")).unwrap().map(|entry| entry.unwrap().path());
    let largest = files.max_by_key(|path| path.metadata().unwrap().len()).unwrap();
    let mut bytes = std::fs::read(&largest).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    std::fs::write(&largest, bytes).unwrap();
    let ran = archive.run("verify");
    assert!([1, 2].contains(&ran.code) && !ran.shown().contains("panicked"), "{ran:?}");
}

#[test]
fn the_counts_of_a_query_are_proved() {
    Archive::sample().check("verify doctors --country Azerbaijan", expect![[r#"
        doctors country:AZE: 0 releases and 0 quotes counted anew, 4 facet values clicked: each is what is there
        1 query and the files of the index checked: sound
    "#]]);
    Archive::sample().check(
        "verify 'country:(AZE OR KAZ)' --json",
        expect![[r#"
            {
              "releases": 0,
              "files": 0,
              "facet_values": 46,
              "queries": [
                {
                  "query": "country:(AZE OR KAZ)",
                  "interpreted": "country:(AZE OR KAZ)",
                  "releases": 3,
                  "quotes": 6,
                  "facet_values": 46,
                  "faults": []
                }
              ],
              "faults": []
            }
        "#]],
    );
    let archive = sample::files(Archive::new()).indexed();
    std::fs::write(archive.path("saved.txt"), "doctors\n\nyear:undated OR water\n").unwrap();
    archive.check("verify --queries saved.txt", expect![[r#"
        doctors: 1 release and 1 quote counted anew, 20 facet values clicked: each is what is there
        year:undated OR water: 2 releases and 2 quotes counted anew, 29 facet values clicked: each is what is there
        2 queries and the files of the index checked: sound
    "#]]);
    let broken = "# names\n\n  doctors  \ncontry:x\n";
    std::fs::write(archive.path("broken.txt"), broken).unwrap();
    archive.check(
        "verify --queries broken.txt",
        expect![[r#"
        doctors: 1 release and 1 quote counted anew, 20 facet values clicked: each is what is there
        line 4: unknown field `contry` (did you mean `country`?)
        1 query and the files of the index checked: sound
        exit 3
    "#]],
    );
    archive.check(
        "verify contry:x",
        expect![[r#"
        ! dateline: unknown field `contry` (did you mean `country`?)
        exit 2
    "#]],
    );
}

/// The columns of another archive in place of its own: each file is sound, the counts are not.
#[test]
fn counts_that_are_not_what_is_there_are_told() {
    let [archive, other] = [("Kenya", 2012), ("Nepal", 2013)].map(|(country, year)| {
        let archive = Archive::new().file(
            "a.txt",
            format!(
                "3 April {year}\n\n{country} must free the two doctors\n\nThey must go home now.\n"
            ),
        );
        // one thread makes one segment
        assert_eq!(archive.run("index releases --index .dateline -j 1").code, 0);
        archive
    });
    let columns = |archive: &Archive| {
        let files = std::fs::read_dir(archive.path(".dateline")).unwrap();
        let mut paths = files.map(|file| file.unwrap().path());
        paths.find(|path| path.extension().is_some_and(|ending| ending == "fast")).unwrap()
    };
    assert_eq!(archive.run("verify doctors").code, 0);
    std::fs::copy(columns(&other), columns(&archive)).unwrap();
    // the inventories know the file that was there
    for name in ["inventory.a", "inventory.b", "inventory.kept"] {
        std::fs::remove_file(archive.path(".dateline").join(name)).unwrap();
    }
    for command in ["verify doctors", "verify"] {
        let ran = archive.run(command);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(
            ran.stdout.contains("0 releases are counted for year:2012, 1 are there"),
            "{ran:?}"
        );
        assert!(ran.stdout.contains("year:2013 counts 1, a click gives 0"), "{ran:?}");
    }
}

#[test]
fn completions_and_the_manual_come_from_the_same_definitions() {
    let archive = Archive::new();
    for shell in ["bash", "zsh", "fish"] {
        let script = archive.run(&format!("completions {shell}"));
        assert!(script.code == 0 && script.stdout.contains("facet-limit"), "{shell}");
    }
    let manual = archive.run("man");
    assert!(
        manual.code == 0
            && manual.stdout.starts_with(".ie")
            && manual.stdout.contains("boilerplate")
    );
}

#[test]
fn help_and_version_are_no_errors() {
    let archive = Archive::new();
    for command in ["--help", "search --help", "index -h", "--version", "help quotes"] {
        let ran = archive.run(command);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{command}");
        assert!(!ran.stdout.is_empty());
    }
    archive.check("-V", expect![["dateline 0.1.0\n"]]);
}

#[test]
fn a_path_is_never_cut_as_it_must_be_opened() {
    let name =
        format!("{}/statement.txt", "a-long-name-of-a-folder/".repeat(4).trim_end_matches('/'));
    let archive = Archive::new().file(&name, sample::MINERS).indexed();
    for command in ["search miners", "quotes", "who cell"] {
        let shown = archive.run(command).stdout;
        assert!(shown.contains(&format!("    releases/{name}")), "{command}: {shown}");
        assert!(shown.lines().any(|line| line.starts_with("    id ")), "{command}: {shown}");
    }
}

#[test]
fn facets_say_what_they_count_and_what_was_made_of_the_question() {
    Archive::sample().check(
        "facets year --country kenya",
        expect![[r#"
            2 releases for country:KEN

              2013   ████████ 1
              2012   ████████ 1
        "#]],
    );
    let ran = Archive::sample().run("facets year --org nowhere");
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.contains("note: no org is called `nowhere`"), "{}", ran.stdout);
}

#[test]
fn notes_stand_beside_what_scripts_read() {
    for command in ["search", "quotes", "quotes --cite", "quotes --reused", "who", "facets year"] {
        let shape = if command.contains("--cite") { "" } else { " --csv" };
        let ran = Archive::sample().run(&format!("{command} --org nowhere{shape}"));
        assert!(ran.stderr.contains("no org is called `nowhere`"), "{command}: {ran:?}");
        assert!(!ran.stdout.contains("nowhere"), "{command}: {ran:?}");
    }
}

#[test]
fn where_no_words_were_used_again_it_is_said() {
    let ran = Archive::sample().run("quotes --reused");
    assert!(ran.stdout.contains("none of their words stand in another release"), "{}", ran.stdout);
    assert_eq!(Archive::sample().run("quotes --reused --cite").code, 2);
}

#[test]
fn the_id_of_a_quote_shows_its_release() {
    let archive = Archive::sample();
    let hit = archive.json("quotes --json -n 1")["hits"][0].clone();
    let (quote, release) = (&hit["id"], &hit["release"]["id"]);
    let shown = |id: &Value| archive.run(&format!("show {}", id.as_str().unwrap()));
    assert_eq!(shown(quote), shown(release));
    assert_eq!(archive.run("show 41e2d27396109cf2-x").code, 2);
}

#[test]
fn every_command_that_asks_shows_examples() {
    for command in ["index", "search", "quotes", "who", "facets", "export", "watch", "status"] {
        let help = Archive::sample().run(&format!("{command} --help")).stdout;
        assert!(help.contains("\nExamples:\n"), "{help}");
        assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
    }
}

#[test]
fn a_file_of_queries_is_proved_without_its_remarks() {
    let archive = Archive::new().file("a.txt", sample::MINERS).indexed();
    archive.write("../names.txt", "# whom we follow\n\nspeaker:abenov\n");
    let ran = archive.run("verify --queries names.txt");
    assert!(ran.stdout.contains("speaker:abenov: 1 release and 2 quotes"), "{}", ran.stdout);
    assert!(ran.stdout.contains("1 query and"), "{}", ran.stdout);
}
