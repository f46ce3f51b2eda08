//! Standing text without a heading: told by repetition, and marked.

use std::collections::{BTreeMap, BTreeSet};

use ingest::Extracted;
use registry::Sketch;
use release::{Involvement, Part, QuoteKind, ReleaseId, Span};

use crate::{
    archive::Archive,
    oracle::{Understood, days_before},
};

/// Four releases of one desk that end with the same paragraph, but for the number in it.
fn desk() -> Archive {
    let news = [
        (
            "Dam maps kept from farmers of the upper valley",
            "10 January 2012",
            "Accra—Farmers of the upper valley in Ghana asked the ministry for the maps of the new canal and got \
             no answer, the Delta Desk said today.\n\n“The maps belong to those who live on them,” said Ama \
             Boateng, director of the Delta Desk. She will go to court in March.",
        ),
        (
            "Two boats held in the harbour of Tema",
            "10 February 2012",
            "Tema—Two fishing boats were held in the harbour of Tema for a week without any charge, the Delta \
             Desk said today.\n\n“Nobody in Ghana told the crews why,” said Ama Boateng, director of the Delta \
             Desk. The boats are back at sea.",
        ),
        (
            "Court of Kumasi hears nine villages",
            "10 June 2012",
            "Kumasi—The high court of Kumasi, Ghana, will hear the complaint of nine villages against the port \
             company, the Delta Desk said today.\n\n“They have waited for six years,” said Ama Boateng, director \
             of the Delta Desk. The hearing is open to the press.",
        ),
        (
            "Ferry inspector of Sekondi suspended",
            "9 July 2012",
            "Sekondi—The port of Sekondi in Ghana has suspended an inspector who passed a leaking ferry, the Delta \
             Desk said today.\n\n“One stamp would have cost forty lives,” said Ama Boateng, director of the \
             Delta Desk. The ferry is in dock.",
        ),
    ];
    let mut archive = Archive::new();
    for (number, (title, day, text)) in (1..).zip(news) {
        let standing = standing(37 + number);
        let release = format!("FOR IMMEDIATE RELEASE\n{day}\n\n{title}\n\n{text}\n\n{standing}\n");
        archive = archive.file(&format!("{number}.txt"), release);
    }
    archive
}

fn standing(number: u32) -> String {
    format!(
        "The Delta Desk brings together {number} groups that have guarded the rivers of Nigeria since the \
         spills of 1994."
    )
}

/// The corpus, but that many releases end with one paragraph.
pub(crate) fn repeating_corpus() -> Archive {
    let archive = Archive::new();
    crate::archive::copy(
        &crate::archive::project().join("corpus/releases"),
        &archive.path("releases"),
    );
    for path in crate::oracle::files(&archive.path("releases")) {
        let is_text = path.extension().is_some_and(|end| end == "txt" || end == "md");
        if let (true, Ok(text)) = (is_text, std::fs::read_to_string(&path)) {
            std::fs::write(&path, format!("{}\n\n{}\n", text.trim_end(), standing(40))).unwrap();
        }
    }
    archive.indexed()
}

#[test]
fn a_country_of_standing_text_is_no_longer_counted_once_it_is_repeated() {
    let archive = desk();
    archive.remove("3.txt");
    let archive = archive.indexed();
    assert_eq!(archive.facet("mentions", ""), "GHA 3, NGA 3");
    assert_eq!(archive.found("--mentions nigeria"), "1.txt 2.txt 4.txt");

    archive.write("3.txt", std::fs::read_to_string(desk().path("releases/3.txt")).unwrap());
    archive.index();
    assert_eq!(archive.facet("mentions", ""), "GHA 4");
    assert_eq!(archive.found("--mentions nigeria"), "");
    assert_eq!(archive.found("--not mentions=nigeria"), "1.txt 2.txt 3.txt 4.txt");
    assert_eq!(archive.found("--mentions nigeria --boilerplate"), "1.txt 2.txt 3.txt 4.txt");
    assert_eq!(archive.run("verify").code, 0);

    archive.remove("2.txt");
    archive.index();
    assert_eq!(archive.facet("mentions", ""), "GHA 3, NGA 3");
    assert_eq!(archive.run("verify").code, 0);
}

#[test]
fn show_marks_what_is_repeated_and_tells_why_a_country_does_not_count() {
    let archive = desk().indexed();
    let hit = &archive.json("search maps --json")["hits"][0];
    let shown = archive.json(&format!("show {} --json --evidence", hit["id"].as_str().unwrap()));
    let nigeria = &shown["countries"][1];
    assert_eq!(
        (nigeria["code"].as_str(), nigeria["role"].as_str()),
        (Some("NGA"), Some("boilerplate"))
    );
    assert_eq!(nigeria["evidence"]["rule"], "repeated in 4 releases");
    let repeated = &shown["repeated"];
    assert_eq!(repeated.as_array().unwrap().len(), 1);
    assert_eq!(repeated[0]["releases"], 4);
    let [start, end] = ["start", "end"]
        .map(|field| usize::try_from(repeated[0][field].as_u64().unwrap()).unwrap());
    assert_eq!(&shown["body"].as_str().unwrap()[start..end], standing(38));
    let page = archive.run(&format!("show {}", hit["id"].as_str().unwrap())).stdout;
    assert!(page.contains(&format!("repeated      {start}–{end}  in 4 releases")), "{page}");
    let status = archive.run("status").stdout;
    assert!(status.contains("repeated      1 paragraph of standing text"), "{status}");
    assert_eq!(archive.json("status --json")["repeated_paragraphs"], 1);
}

#[test]
fn a_release_sent_out_again_makes_nothing_of_it_standing_text() {
    let archive = Archive::new();
    let first = std::fs::read_to_string(desk().path("releases/1.txt")).unwrap();
    for number in 1..7 {
        let again =
            first.replace("10 January", &format!("{number} {}", ["May", "July"][number % 2]));
        archive.write(&format!("{number}.txt"), again);
    }
    let archive = archive.indexed();
    assert_eq!(archive.facet("mentions", ""), "GHA 6, NGA 6");
}

/// The first and the last day of a date.
type Days = Option<(u32, u32)>;

/// Makes boilerplate of the countries that only repeated paragraphs name, by looking at every paragraph;
/// tells how many.
pub(crate) fn demote(all: &mut [Understood]) -> usize {
    let sketch = |one: &Extracted| Some((one.release.id, Sketch::of(&one.release, &one.words)?));
    let groups =
        registry::versions(all.iter().map(|(extracted, _)| extracted).filter_map(sketch).collect());
    let text_of = |id: ReleaseId| {
        let group = groups.iter().find(|group| group.contains(&id));
        group.map_or(id, |group| *group.iter().min().unwrap())
    };
    let mut holders: BTreeMap<String, BTreeMap<ReleaseId, Days>> = BTreeMap::new();
    for release in all.iter().map(|(extracted, _)| &extracted.release) {
        let days =
            release.date.as_ref().map(|date| (date.value.first_day(), date.value.last_day()));
        for (_, words) in paragraphs(release) {
            let of_text = holders.entry(words).or_default().entry(text_of(release.id)).or_default();
            *of_text = [*of_text, days].into_iter().flatten().min();
        }
    }
    holders.retain(|_, texts| {
        let days: BTreeSet<(u32, u32)> = texts.values().copied().flatten().collect();
        let n_occasions = days.len() + texts.values().filter(|days| days.is_none()).count();
        let first = days.iter().map(|(_, last)| *last).min();
        let last = days.iter().map(|(first, _)| *first).max();
        let is_a_season = |(first, last)| days_before(last) >= days_before(first) + 90;
        n_occasions >= 5 || (n_occasions == 4 && first.zip(last).is_some_and(is_a_season))
    });
    let mut n_demoted = 0;
    for release in all.iter_mut().map(|(extracted, _)| &mut extracted.release) {
        let standing: Vec<Span> = paragraphs(release)
            .into_iter()
            .filter(|(_, words)| holders.contains_key(words))
            .map(|(span, _)| span)
            .collect();
        for found in &mut release.countries {
            let is_standing =
                |span: &Span| standing.iter().any(|paragraph| paragraph.contains(*span));
            if !found.spans.is_empty() && found.spans.iter().all(is_standing) {
                found.involvement = Involvement::Boilerplate;
                n_demoted += 1;
            }
        }
    }
    n_demoted
}

/// The paragraphs that may be standing text, by their words.
fn paragraphs(release: &release::Release) -> Vec<(Span, String)> {
    let mut paragraphs = Vec::new();
    for block in &release.blocks {
        let text = block.span.of(&release.text);
        let is_quoted = release
            .quotes
            .iter()
            .any(|quote| quote.kind == QuoteKind::Direct && quote.span.overlaps(block.span));
        let is_item =
            text.trim_start().starts_with(['*', '-', '–', '—', '•', '·', '▪', '●', '◦', '‣']);
        if is_quoted || is_item || !matches!(block.part, Part::Lede | Part::Body) {
            continue;
        }
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words: Vec<String> = words.map(str::to_lowercase).collect();
        if text.chars().filter(|c| c.is_alphanumeric()).count() < 60 {
            continue;
        }
        let mut numbered: Vec<char> = Vec::new();
        for c in words.join(" ").chars() {
            let c = if c.is_ascii_digit() { '0' } else { c };
            if c != '0' || numbered.last() != Some(&'0') {
                numbered.push(c);
            }
        }
        paragraphs.push((block.span, numbered.into_iter().collect()));
    }
    paragraphs
}
