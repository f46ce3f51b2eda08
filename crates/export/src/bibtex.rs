//! References as BibTeX: `@misc`, the one type that every style knows and that demands nothing; reports are
//! `@techreport`. Titles and names stand in two braces: the first ends the field, the second keeps
//! capitals and keeps names whole.

use std::io::{self, Write};

use release::ReleaseDate;

use crate::reference::Reference;

/// Months are macros, which styles spell in the language of the text.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

pub(crate) fn write(out: &mut dyn Write, reference: &Reference<'_>) -> io::Result<()> {
    let kind = if reference.is_report { "techreport" } else { "misc" };
    writeln!(out, "@{kind}{{{},", reference.key)?;
    let mut field = |name: &str, value: Option<String>| match value {
        Some(value) => writeln!(out, "  {name} = {value},"),
        None => Ok(()),
    };
    field("author", reference.author.map(whole))?;
    field("title", Some(whole(&reference.title)))?;
    if reference.is_report {
        field("institution", reference.author.map(whole))?;
    } else {
        let how =
            [Some(reference.genre.as_str()), reference.publisher, reference.locator.as_deref()];
        let how: Vec<&str> = how.into_iter().flatten().collect();
        field("howpublished", Some(plain(&how.join(", "))))?;
        field("publisher", reference.publisher.map(whole))?;
    }
    field("address", reference.place.as_deref().map(plain))?;
    let year = reference.date.map_or("n.d.".to_owned(), |date| date.year().to_string());
    field("year", Some(plain(&year)))?;
    field("month", reference.date.and_then(month))?;
    let day = reference.date.and_then(ReleaseDate::day);
    field("day", day.map(|day| plain(&day.to_string())))?;
    field("language", reference.language.map(plain))?;
    let countries = reference.countries.join(", ");
    field("keywords", (!countries.is_empty()).then(|| plain(&countries)))?;
    field("abstract", reference.words.as_deref().map(plain))?;
    // notes are printed by many styles, annotations by none
    field("annote", Some(plain(&reference.provenance)))?;
    writeln!(out, "}}\n")
}

fn month(date: ReleaseDate) -> Option<String> {
    let month = MONTHS.get(usize::from(date.month()?) - 1)?;
    Some((*month).to_owned())
}

fn plain(text: &str) -> String {
    format!("{{{}}}", escaped(text))
}

fn whole(text: &str) -> String {
    format!("{{{{{}}}}}", escaped(text))
}

/// What TeX would take for a command, spelled out. Braces become commands too: BibTeX counts braces even
/// behind a backslash.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '&' | '%' | '$' | '#' | '_' => escaped.extend(['\\', c]),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::{Document, sample};

    #[test]
    fn specials_are_escaped_and_a_month_has_no_day() {
        let release = sample::release();
        let document = Document::new(&release, vec!["a/bridge_1.txt"], 0);
        let mut out = Vec::new();
        write(&mut out, &Reference::to_release(&document)).unwrap();
        for (id, quote) in document.quotes(&[0]) {
            write(&mut out, &Reference::to_quote(&document, id, quote)).unwrap();
        }
        expect![[r#"
            @misc{bridge2012-00000000000000bb,
              author = {{Bridge Board}},
              title = {{Malta: Mend the \textbraceleft{}Old\textbraceright{} Bridge}},
              howpublished = {Statement},
              address = {VALLETTA},
              year = {2012},
              month = apr,
              language = {en},
              keywords = {Malta},
              annote = {a/bridge\_1.txt, release 00000000000000bb, sha256 1453035bce4bff9148540b843088fec1b87eac14657cc829599e25c2bec7a814},
            }

            @misc{bridge2012-00000000000000bb-0,
              author = {{Ada Roe}},
              title = {{Malta: Mend the \textbraceleft{}Old\textbraceright{} Bridge}},
              howpublished = {Quote in a statement, Bridge Board, para. 2},
              publisher = {{Bridge Board}},
              address = {VALLETTA},
              year = {2012},
              month = apr,
              language = {en},
              keywords = {Malta},
              abstract = {“A bridge is 100 \% trust \& steel\_work”},
              annote = {a/bridge\_1.txt, release 00000000000000bb, para. 2, bytes 40-80, sha256 1453035bce4bff9148540b843088fec1b87eac14657cc829599e25c2bec7a814},
            }

        "#]].assert_eq(&String::from_utf8(out).unwrap());
    }

    #[test]
    fn braces_are_always_in_pairs() {
        assert_eq!(
            escaped("a}b{\\ #1\n"),
            "a\\textbraceright{}b\\textbraceleft{}\\textbackslash{} \\#1 "
        );
    }

    #[test]
    fn what_has_no_date_is_said_to_have_none() {
        let release = release::Release { date: None, ..sample::release() };
        let document = Document::new(&release, vec![], 0);
        let mut out = Vec::new();
        write(&mut out, &Reference::to_release(&document)).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.contains("  year = {n.d.},\n") && !out.contains("month"), "{out}");
    }
}
