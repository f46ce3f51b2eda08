//! `dateline who`: who said it.

use index::{Archive, Counted, Saying};

use crate::{
    args::{Common, WhoArgs},
    exit::Exit,
    output::{Screen, csv, json, who},
};

pub(crate) fn run(
    args: &WhoArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let archive = Archive::open(&super::index_folder(common)?)?;
    let mut request = args.filters.request(&args.phrase.join(" "))?;
    args.window.apply(&mut request);
    let answer = archive.who(&request)?;
    super::search::tell_reading(&answer.in_words, common)?;
    super::search::tell_beside(args.shape, &answer.notes, common)?;
    // what is no person's comes last
    let sayings = || answer.hits.iter().chain(&answer.unattributed);
    if args.shape.json {
        json::object(screen, &answer)?;
    } else if args.shape.jsonl {
        json::lines(screen, sayings())?;
    } else if args.shape.csv {
        csv::table(screen, COLUMNS, sayings().map(row))?;
    } else {
        who::speakers(screen, &answer)?;
    }
    Ok(Exit::found(answer.quotes > 0))
}

const COLUMNS: [&str; 11] = [
    "speaker",
    "quotes",
    "releases",
    "first",
    "last",
    "organisations",
    "speaker_surfaces",
    "sample",
    "path",
    "start",
    "end",
];

fn row(saying: &Saying) -> [String; 11] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let names = |counted: &[Counted]| {
        counted.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join("; ")
    };
    let sample = saying.sample.as_ref();
    let offset = |offset: Option<u32>| offset.map(|offset| offset.to_string()).unwrap_or_default();
    [
        text(&saying.speaker),
        saying.quotes.to_string(),
        saying.releases.to_string(),
        text(&saying.first),
        text(&saying.last),
        names(&saying.organisations),
        names(&saying.speaker_surfaces),
        sample.map(|hit| hit.text.clone()).unwrap_or_default(),
        sample.map(|hit| hit.release.path.clone()).unwrap_or_default(),
        offset(sample.map(|hit| hit.start)),
        offset(sample.map(|hit| hit.end)),
    ]
}
