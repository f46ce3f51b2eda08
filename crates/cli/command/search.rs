//! `dateline search` and `dateline quotes`: ask the archive.

use std::io;

use ::export::{QUOTE_COLUMNS, RELEASE_COLUMNS};
use index::{Answer, Archive, Hit, QuoteAnswer, QuoteHit, Request};
use serde::Serialize;

use super::reused;
use crate::{
    args::{Common, QuotesArgs, ReleasesArgs, SearchArgs, Shape},
    exit::Exit,
    output::{Screen, csv, hits, json, printable},
};

pub(crate) fn releases(
    args: &ReleasesArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let ReleasesArgs { search: args, queries } = args;
    let archive = Archive::open(&super::index_folder(common)?)?;
    if let Some(file) = queries {
        return super::batch::run(&archive, file, args, screen);
    }
    let answer = archive.search(&request(args)?)?;
    tell_reading(&answer.in_words, common)?;
    tell_beside(args.shape, &answer.notes, common)?;
    show(args.shape, &answer, RELEASE_COLUMNS.0, release_row, hits::releases, screen)
}

pub(crate) fn quotes(
    args: &QuotesArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let archive = Archive::open(&super::index_folder(common)?)?;
    let QuotesArgs { search: args, cite, reused: is_reused } = args;
    if *is_reused {
        let answer = archive.reused(&request(args)?)?;
        tell_reading(&answer.answer.in_words, common)?;
        tell_beside(args.shape, &answer.answer.notes, common)?;
        return reused::show(args.shape, &answer, screen);
    }
    let answer = archive.quotes(&request(args)?)?;
    tell_reading(&answer.in_words, common)?;
    if *cite {
        super::tell_notes(&answer.notes, common)?;
        return cited(&archive, &answer, screen);
    }
    tell_beside(args.shape, &answer.notes, common)?;
    show(args.shape, &answer, QUOTE_COLUMNS.0, quote_row, hits::quotes, screen)
}

/// How a question was read, for those who want to hear more.
pub(super) fn tell_reading(in_words: &str, common: &Common) -> io::Result<()> {
    if common.verbose {
        super::tell_notes(&[format!("read as: {in_words}")], common)
    } else {
        Ok(())
    }
}

/// Notes on standard error where the shape has no place for them.
pub(super) fn tell_beside(shape: Shape, notes: &[String], common: &Common) -> io::Result<()> {
    if shape.jsonl || shape.csv { super::tell_notes(notes, common) } else { Ok(()) }
}

/// Writes each quote with its source on a line.
fn cited(archive: &Archive, answer: &QuoteAnswer, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
    for hit in &answer.hits {
        let stored = archive.release(&hit.release.id)?;
        let number = hit.id.rsplit_once('-').and_then(|(_, number)| number.parse().ok());
        let document = ask::document(&stored, 0);
        let cited = number.and_then(|number| ::export::cite(&document, number));
        screen.line(&printable(&cited.unwrap_or_default()))?;
    }
    Ok(Exit::found(answer.total > 0))
}

/// Writes an answer in the shape asked for.
fn show<H: Serialize, const N: usize>(
    shape: Shape,
    answer: &Answer<H>,
    columns: [&str; N],
    row: impl Fn(&H) -> [String; N],
    print: impl Fn(&mut Screen<'_>, &Answer<H>) -> io::Result<()>,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    if shape.json {
        json::object(screen, answer)?;
    } else if shape.jsonl {
        json::lines(screen, &answer.hits)?;
    } else if shape.csv {
        csv::table(screen, columns, answer.hits.iter().map(row))?;
    } else {
        print(screen, answer)?;
    }
    Ok(Exit::found(answer.total > 0))
}

fn request(args: &SearchArgs) -> Result<Request, ask::Error> {
    let mut request = args.filters.request(&args.query.join(" "))?;
    args.paging.apply(&mut request);
    Ok(request)
}

fn release_row(hit: &Hit) -> [String; 11] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    [
        hit.id.clone(),
        text(&hit.date),
        text(&hit.title),
        text(&hit.subtitle),
        text(&hit.organisation),
        hit.kind.to_owned(),
        hit.language.map(|language| language.to_string()).unwrap_or_default(),
        codes(&hit.countries),
        hit.places.join("; "),
        hit.speakers.join("; "),
        hit.path.clone(),
    ]
}

pub(super) fn quote_row(hit: &QuoteHit) -> [String; 14] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    [
        hit.id.clone(),
        hit.text.clone(),
        hit.kind.to_owned(),
        text(&hit.speaker),
        text(&hit.speaker_surface),
        text(&hit.role),
        text(&hit.organisation),
        text(&hit.date),
        codes(&hit.countries),
        codes(&hit.mentions),
        text(&hit.release.title),
        hit.release.path.clone(),
        hit.start.to_string(),
        hit.end.to_string(),
    ]
}

fn codes(countries: &[release::Country]) -> String {
    countries.iter().map(release::Country::code).collect::<Vec<_>>().join("; ")
}
