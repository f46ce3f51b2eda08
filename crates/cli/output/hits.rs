//! Hits for a terminal: releases with their snippets, quotes with their speakers.

use std::io;

use anstyle::Style;
use index::{Answer, Hit, QuoteAnswer, QuoteHit, Snippet};
use unicode_width::UnicodeWidthStr;

use super::{
    FAINT, PERSON, SOUGHT, STRONG, Screen, VALUE, count, facets, fit, marks, pad, printable,
};

const INDENT: &str = "    ";
/// So many columns of a name are shown however little room there is.
const LEAST_NAME: usize = 12;

/// Writes a search result: a head line, the hits, the facets.
pub(crate) fn releases(screen: &mut Screen<'_>, answer: &Answer<Hit>) -> io::Result<()> {
    head(screen, answer, "release")?;
    for (number, hit) in (answer.offset + 1..).zip(&answer.hits) {
        release(screen, number, hit)?;
    }
    facets::columns(screen, &answer.facets)
}

/// Writes quotes: a head line, the words and whose they are, the facets.
pub(crate) fn quotes(screen: &mut Screen<'_>, answer: &QuoteAnswer) -> io::Result<()> {
    head(screen, answer, "quote")?;
    for hit in &answer.hits {
        quote(screen, hit)?;
    }
    facets::columns(screen, &answer.facets)
}

/// Writes how many there are of what was asked, and the notes.
pub(super) fn head<H>(screen: &mut Screen<'_>, answer: &Answer<H>, noun: &str) -> io::Result<()> {
    let shown = answer.hits.len() as u64;
    let first = answer.offset as u64 + 1;
    let window = match shown {
        0 => String::new(),
        _ if shown == answer.total => String::new(),
        1 => format!(", number {first} shown"),
        _ => format!(", {first}–{} shown", first + shown - 1),
    };
    let tail = format!("{window}, {:.1} ms", answer.took_ms);
    head_line(screen, &count(answer.total, noun), &answer.interpreted, &tail)?;
    notes(screen, &answer.notes)?;
    screen.line("")
}

/// Writes `3 releases for wells, 1–2 shown`.
pub(super) fn head_line(
    screen: &mut Screen<'_>,
    found: &str,
    asked: &str,
    tail: &str,
) -> io::Result<()> {
    let (found, asked) = (screen.paint(STRONG, found), screen.paint(VALUE, &printable(asked)));
    let tail = screen.paint(FAINT, tail);
    screen.line(&format!("{found} for {asked}{tail}"))
}

/// Writes what the reader should know, a line each.
pub(super) fn notes(screen: &mut Screen<'_>, notes: &[String]) -> io::Result<()> {
    for note in notes {
        let note = screen.paint(FAINT, &format!("note: {}", printable(note)));
        screen.line(&note)?;
    }
    Ok(())
}

fn release(screen: &mut Screen<'_>, number: usize, hit: &Hit) -> io::Result<()> {
    let date = hit.date.as_deref().unwrap_or("undated");
    let title = hit.title.as_deref().unwrap_or("(no title)");
    let room = screen.width.saturating_sub(INDENT.len() + date.len() + 2);
    let title = pad(&fit(&printable(title), room), room);
    let number = screen.paint(FAINT, &format!("{number:>3} "));
    let line = format!("{number}{}  {}", screen.paint(STRONG, &title), screen.paint(VALUE, date));
    screen.line(&line)?;
    who_and_where(screen, hit)?;
    // the headline stands above already
    for snippet in hit.snippets.iter().filter(|snippet| snippet.field != "title") {
        passage(screen, snippet)?;
    }
    let others = match hit.near_duplicates {
        0 => String::new(),
        more => format!("  +{}", count(more, "near-duplicate")),
    };
    place(screen, &hit.path, &format!("id {}{others}", hit.id))?;
    screen.line("")
}

/// Writes where a release lies and its id: on two lines where one is too short, as a path that is cut cannot
/// be opened.
pub(super) fn place(screen: &mut Screen<'_>, path: &str, id: &str) -> io::Result<()> {
    let path = printable(path);
    let fits = INDENT.len() + path.width() + 2 + id.width() <= screen.width;
    let lines = if fits { vec![format!("{path}  {id}")] } else { vec![path, id.to_owned()] };
    for line in lines {
        let line = screen.paint(FAINT, &format!("{INDENT}{line}"));
        screen.line(&line)?;
    }
    Ok(())
}

fn who_and_where(screen: &mut Screen<'_>, hit: &Hit) -> io::Result<()> {
    let mut parts = Vec::new();
    let mut room = screen.width.saturating_sub(INDENT.len());
    let mut take = |part: &str| room = room.saturating_sub(part.width() + " · ".width());
    if let Some(organisation) = &hit.organisation {
        let organisation = fit(&printable(organisation), screen.width / 2);
        take(&organisation);
        parts.push(organisation);
    }
    if !hit.countries.is_empty() {
        let names: Vec<&str> = hit.countries.iter().map(|code| gazetteer::name(*code)).collect();
        let names = listed(&names, screen.width / 2);
        take(&names);
        parts.push(screen.paint(VALUE, &names));
    }
    if !hit.speakers.is_empty() {
        let names: Vec<&str> = hit.speakers.iter().map(String::as_str).collect();
        parts.push(
            screen.paint(PERSON, &fit(&printable(&listed(&names, room)), room.max(LEAST_NAME))),
        );
    }
    if parts.is_empty() { Ok(()) } else { screen.line(&format!("{INDENT}{}", parts.join(" · "))) }
}

/// `Ada Roe, Bo Li and 3 more`: as many names as fit in `width` columns, one at least.
fn listed(names: &[&str], width: usize) -> String {
    let all = names.join(", ");
    if all.width() <= width {
        return all;
    }
    let told = |shown: usize| match names.len() - shown {
        0 => names.join(", "),
        more => format!("{} and {more} more", names[..shown].join(", ")),
    };
    let fitting = (1..names.len()).take_while(|&shown| told(shown).width() <= width).last();
    told(fitting.unwrap_or(1))
}

fn passage(screen: &mut Screen<'_>, snippet: &Snippet) -> io::Result<()> {
    let marked = marked(snippet);
    for line in wrap(&marked, screen.width - INDENT.len()) {
        let line = render(screen, &line);
        screen.line(&format!("{INDENT}{line}"))?;
    }
    Ok(())
}

/// Writes a quote, whose it is and where it stands.
pub(super) fn quote(screen: &mut Screen<'_>, hit: &QuoteHit) -> io::Result<()> {
    words(screen, hit)?;
    let line = attribution(screen, hit);
    screen.line(&line)?;
    source(screen, hit)?;
    screen.line("")
}

/// Writes the words of a quote, what was sought marked.
pub(super) fn words(screen: &mut Screen<'_>, hit: &QuoteHit) -> io::Result<()> {
    let words = match hit.snippets.first() {
        Some(snippet) => marked(snippet),
        None => vec![(printable(&hit.text), false)],
    };
    said(screen, hit.kind, words)
}

/// Writes the words of a quote in their marks, which are of its kind.
pub(crate) fn said(
    screen: &mut Screen<'_>,
    kind: &str,
    mut words: Vec<(String, bool)>,
) -> io::Result<()> {
    let (open, close) = marks(kind);
    if let Some(first) = words.first_mut() {
        first.0.insert_str(0, open);
    }
    if let Some(last) = words.last_mut() {
        last.0.push_str(close);
    }
    for line in wrap(&words, screen.width - 2) {
        let line = render(screen, &line);
        screen.line(&format!("  {line}"))?;
    }
    Ok(())
}

/// Writes where a quote stands: date, countries and title, then the place in the file.
pub(super) fn source(screen: &mut Screen<'_>, hit: &QuoteHit) -> io::Result<()> {
    let countries: Vec<&str> = hit.countries.iter().map(|code| gazetteer::name(*code)).collect();
    let title = hit.release.title.as_deref().unwrap_or("(no title)");
    let date = hit.date.as_deref().unwrap_or("undated");
    let source = [date, &countries.join(", "), &printable(title)]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let line = screen.paint(FAINT, &fit(&format!("{INDENT}{source}"), screen.width));
    screen.line(&line)?;
    let page = hit.page.map(|page| format!(", p. {page}")).unwrap_or_default();
    let locator = format!("{}:{}–{}{page}", hit.release.path, hit.start, hit.end);
    place(screen, &locator, &format!("id {}", hit.release.id))
}

/// `— Ada Roe, director, the Bar`.
pub(super) fn attribution(screen: &Screen<'_>, hit: &QuoteHit) -> String {
    let name = match (&hit.speaker, &hit.speaker_surface) {
        (Some(speaker), _) => screen.paint(PERSON, &printable(speaker)),
        (None, Some(surface)) => printable(surface),
        (None, None) => "unattributed".to_owned(),
    };
    let office = [hit.role.as_deref(), hit.organisation.as_deref()];
    let office: Vec<String> = office.into_iter().flatten().map(printable).collect();
    let comma = if office.is_empty() { "" } else { ", " };
    format!("{INDENT}— {name}{comma}{}", office.join(", "))
}

/// A snippet as runs of text, sought or not. Highlights that are not in order are passed over.
fn marked(snippet: &Snippet) -> Vec<(String, bool)> {
    let text = &snippet.text;
    let mut runs = Vec::new();
    let mut at = 0;
    for &[start, end] in &snippet.highlights {
        if let (Some(before), Some(sought)) = (text.get(at..start), text.get(start..end)) {
            runs.push((printable(before), false));
            runs.push((printable(sought), true));
            at = end;
        }
    }
    runs.push((printable(text.get(at..).unwrap_or_default()), false));
    runs.retain(|(run, _)| !run.is_empty());
    runs
}

/// Breaks runs into lines of at most `width` columns, between words.
fn wrap(runs: &[(String, bool)], width: usize) -> Vec<Vec<(String, bool)>> {
    let mut lines: Vec<Vec<(String, bool)>> = vec![Vec::new()];
    let mut used = 0;
    for (run, is_sought) in runs {
        for piece in run.split_inclusive(' ') {
            let columns = piece.trim_end().width();
            if used > 0 && used + columns > width {
                lines.push(Vec::new());
                used = 0;
            }
            used += piece.width();
            lines.last_mut().expect("at least one line").push((piece.to_owned(), *is_sought));
        }
    }
    lines
}

fn render(screen: &Screen<'_>, line: &[(String, bool)]) -> String {
    let style = |is_sought| if is_sought { SOUGHT } else { Style::new() };
    let line: String =
        line.iter().map(|(piece, sought)| screen.paint(style(*sought), piece)).collect();
    line.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_names_ends_where_the_line_does() {
        let names = ["Ada Roe", "Bo Li", "Cy Fenn"];
        assert_eq!(listed(&names, 30), "Ada Roe, Bo Li, Cy Fenn");
        assert_eq!(listed(&names, 22), "Ada Roe and 2 more");
        assert_eq!(listed(&names, 3), "Ada Roe and 2 more");
    }
}
