//! The sums as tables for people and as JSON for tests.

use std::{collections::BTreeMap, io};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::{
    Evaluation, confusion_report,
    document::{Difference, What},
    score::{Collection, Field, Overlap, Scores, Share, Single},
};
use crate::output::{FAINT, STRONG, Screen, count, fit, json, pad, printable};

/// The width of the column of field names.
const LABEL: usize = 18;
/// The end of that column names the rate.
const SYMBOL: usize = 3;
/// The width of a column of counts.
const COUNT: usize = 7;
/// The width of a column of rates.
const RATE: usize = 11;
/// So much of a made-up quote tells which one it is.
const EXTRA: usize = 60;

/// Writes the figures, what was taken for what, and up to `n_errors` differences of each field.
pub(crate) fn text(
    screen: &mut Screen<'_>,
    evaluation: &Evaluation,
    n_errors: usize,
) -> io::Result<()> {
    let documents = screen.paint(STRONG, &count(evaluation.total.documents, "document"));
    let left_out = match evaluation.missing.len() {
        0 => String::new(),
        n_missing => screen.paint(FAINT, &format!(", {n_missing} missing and not counted")),
    };
    screen.line(&format!("{documents}{left_out}"))?;
    values(screen, &evaluation.total)?;
    collections(screen, &evaluation.total)?;
    groups(screen, "language", &evaluation.languages)?;
    groups(screen, "source", &evaluation.sources)?;
    confusion_report::text(screen, &evaluation.confusions)?;
    if n_errors > 0 {
        differences(screen, evaluation, n_errors)?;
    }
    Ok(())
}

fn values(screen: &mut Screen<'_>, scores: &Scores) -> io::Result<()> {
    heading(screen, &table_row("", ["right", "of"], ["accuracy"]))?;
    for field in Single::ALL {
        let Share { right, of } = scores.one(field);
        let accuracy = rate(scores.one(field).accuracy());
        let label = Field::One(field).label();
        screen.line(&table_row(&label, [right, of], [accuracy]))?;
    }
    Ok(())
}

fn collections(screen: &mut Screen<'_>, scores: &Scores) -> io::Result<()> {
    heading(screen, &table_row("", ["found", "extra", "missed"], ["precision", "recall", "F1"]))?;
    for field in Collection::ALL {
        let overlap = scores.several(field);
        let rates = [overlap.precision(), overlap.recall(), overlap.f1()].map(rate);
        let label = Field::Several(field).label();
        screen.line(&table_row(&label, [overlap.found, overlap.extra, overlap.missed], rates))?;
    }
    Ok(())
}

/// Counts, then rates.
fn table_row<const C: usize, const R: usize>(
    label: &str,
    counts: [impl ToString; C],
    rates: [impl ToString; R],
) -> String {
    let counts = row(label, COUNT, counts.iter().map(ToString::to_string));
    counts + &cells(RATE, rates.iter().map(ToString::to_string))
}

/// A column a group, as many side by side as fit; nothing if there is one group only.
fn groups(screen: &mut Screen<'_>, by: &str, groups: &BTreeMap<String, Scores>) -> io::Result<()> {
    if groups.len() < 2 {
        return Ok(());
    }
    let groups: Vec<(String, &Scores)> = groups
        .iter()
        .map(|(name, scores)| {
            (if name.is_empty() { "none".to_owned() } else { printable(name) }, scores)
        })
        .collect();
    let widest = groups.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let width = (widest + 2).max(COUNT);
    let n_in_row = (screen.width.saturating_sub(LABEL) / width).max(1);
    for groups in groups.chunks(n_in_row) {
        let names = groups.iter().map(|(name, _)| name.clone());
        heading(screen, &row(&format!("by {by}"), width, names))?;
        let documents = groups.iter().map(|(_, scores)| scores.documents.to_string());
        screen.line(&row("documents", width, documents))?;
        for field in Single::ALL {
            let accuracies = groups.iter().map(|(_, scores)| rate(scores.one(field).accuracy()));
            screen.line(&row(&Field::One(field).label(), width, accuracies))?;
        }
        for field in Collection::ALL {
            rates_by_group(screen, groups, field, width)?;
        }
    }
    let note = "P precision, R recall, others accuracy; – where there was nothing to find";
    let note = screen.paint(FAINT, note);
    screen.line(&note)
}

type Rate = fn(Overlap) -> Option<f64>;

fn rates_by_group(
    screen: &mut Screen<'_>,
    groups: &[(String, &Scores)],
    field: Collection,
    width: usize,
) -> io::Result<()> {
    let label = Field::Several(field).label();
    let rates: [(&str, &str, Rate); 3] =
        [(&label, "P", Overlap::precision), ("", "R", Overlap::recall), ("", "F1", Overlap::f1)];
    for (name, symbol, of) in rates {
        let label = pad(name, LABEL - SYMBOL) + &cells(SYMBOL, [symbol.to_owned()].into_iter());
        let rates = groups.iter().map(|(_, scores)| rate(of(scores.several(field))));
        screen.line(&row(&label, width, rates))?;
    }
    Ok(())
}

pub(super) fn heading(screen: &mut Screen<'_>, head: &str) -> io::Result<()> {
    let head = screen.paint(STRONG, head);
    screen.line("")?;
    screen.line(&head)
}

/// A label and cells of one width, each at the right of its column.
pub(super) fn row(label: &str, width: usize, values: impl Iterator<Item = String>) -> String {
    pad(label, LABEL) + &cells(width, values)
}

fn cells(width: usize, values: impl Iterator<Item = String>) -> String {
    let mut cells = String::new();
    for value in values {
        cells.push_str(&" ".repeat(width.saturating_sub(value.width())));
        cells.push_str(&value);
    }
    cells
}

fn rate(rate: Option<f64>) -> String {
    rate.map_or_else(|| "–".to_owned(), |rate| format!("{rate:.3}"))
}

fn differences(
    screen: &mut Screen<'_>,
    evaluation: &Evaluation,
    n_errors: usize,
) -> io::Result<()> {
    for (field, differences) in by_field(evaluation) {
        let head = format!("{}: {}", field.label(), count(differences.len() as u64, "difference"));
        heading(screen, &head)?;
        for difference in differences.iter().take(n_errors) {
            let id = screen.paint(FAINT, &format!("{}:", printable(&difference.id)));
            screen.line(&format!("  {id} {}", described(&difference.what)))?;
        }
    }
    Ok(())
}

fn described(what: &What) -> String {
    let shown = |value: &Option<String>| match value {
        Some(value) => format!("“{}”", printable(value)),
        None => "nothing".to_owned(),
    };
    match what {
        What::Wrong { about, gold, got } => {
            let about =
                about.as_ref().map(|about| format!("“{}”: ", printable(about))).unwrap_or_default();
            format!("{about}gold {} got {}", shown(gold), shown(got))
        }
        What::Uneven { missed, extra } => {
            let shown = |value: &String| match value.as_str() {
                "" => "an office without a person".to_owned(),
                value => format!("“{}”", fit(&printable(value), EXTRA)),
            };
            let list = |name: &str, values: &[String]| {
                let values: Vec<String> = values.iter().map(shown).collect();
                if values.is_empty() {
                    String::new()
                } else {
                    format!("{name} {}", values.join(", "))
                }
            };
            format!("{} {}", list("missed", missed), list("extra", extra)).trim().to_owned()
        }
    }
}

fn by_field(evaluation: &Evaluation) -> BTreeMap<Field, Vec<&Difference>> {
    let mut by_field: BTreeMap<Field, Vec<&Difference>> = BTreeMap::new();
    for (field, difference) in &evaluation.differences {
        by_field.entry(*field).or_default().push(difference);
    }
    by_field
}

/// Writes everything as one object.
pub(crate) fn object(
    screen: &mut Screen<'_>,
    evaluation: &Evaluation,
    n_errors: usize,
) -> anyhow::Result<()> {
    #[derive(Serialize)]
    struct Report<'e> {
        #[serde(flatten)]
        evaluation: &'e Evaluation,
        #[serde(flatten)]
        confused: confusion_report::Object<'e>,
        #[serde(skip_serializing_if = "BTreeMap::is_empty")]
        differences: BTreeMap<&'static str, Vec<&'e Difference>>,
    }
    let mut differences = BTreeMap::new();
    if n_errors > 0 {
        for (field, mut of_field) in by_field(evaluation) {
            of_field.truncate(n_errors);
            differences.insert(field.key(), of_field);
        }
    }
    let confused = confusion_report::object(&evaluation.confusions);
    json::object(screen, &Report { evaluation, confused, differences })
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::args::ColourWhen;

    fn check(evaluation: &Evaluation, n_errors: usize, expected: Expect) {
        let mut out = Vec::new();
        text(&mut Screen::new(&mut out, ColourWhen::Never, false), evaluation, n_errors).unwrap();
        expected.assert_eq(&String::from_utf8(out).unwrap());
    }

    fn evaluation() -> Evaluation {
        let mut english = Scores::over(2);
        english.one_mut(Single::Date).count(true);
        english.one_mut(Single::Date).count(false);
        english.several_mut(Collection::Focus).found = 3;
        english.several_mut(Collection::Focus).missed = 1;
        let french = Scores::over(1);
        let mut total = english.clone();
        total += &french;
        let wrong = What::Wrong { about: None, gold: Some("2012-04-03".to_owned()), got: None };
        let missed = vec!["KAZ".to_owned(), "KGZ".to_owned()];
        let uneven = What::Uneven { missed, extra: Vec::new() };
        let difference = |what| Difference { id: "7".to_owned(), what };
        Evaluation {
            total,
            languages: [("en".to_owned(), english), ("fr".to_owned(), french)].into(),
            differences: vec![
                (Field::Several(Collection::Focus), difference(uneven)),
                (Field::One(Single::Date), difference(wrong)),
            ],
            ..Evaluation::default()
        }
    }

    #[test]
    fn tables_are_aligned_and_differences_come_by_field() {
        check(
            &evaluation(),
            5,
            expect![[r"
                3 documents

                                    right     of   accuracy
                date                    1      2      0.500
                title                   0      0          –
                language                0      0          –
                organisation            0      0          –
                role                    0      0          –
                attribution             0      0          –
                no false speaker        0      0          –

                                    found  extra missed  precision     recall         F1
                focus                   3      0      1      1.000      0.750      0.857
                mentioned               0      0      0          –          –          –
                speakers                0      0      0          –          –          –
                contacts                0      0      0          –          –          –
                places                  0      0      0          –          –          –
                quotes direct           0      0      0          –          –          –
                quotes indirect         0      0      0          –          –          –

                by language            en     fr
                documents               2      1
                date                0.500      –
                title                   –      –
                language                –      –
                organisation            –      –
                role                    –      –
                attribution             –      –
                no false speaker        –      –
                focus            P  1.000      –
                                 R  0.750      –
                                F1  0.857      –
                mentioned        P      –      –
                                 R      –      –
                                F1      –      –
                speakers         P      –      –
                                 R      –      –
                                F1      –      –
                contacts         P      –      –
                                 R      –      –
                                F1      –      –
                places           P      –      –
                                 R      –      –
                                F1      –      –
                quotes direct    P      –      –
                                 R      –      –
                                F1      –      –
                quotes indirect  P      –      –
                                 R      –      –
                                F1      –      –
                P precision, R recall, others accuracy; – where there was nothing to find

                date: 1 difference
                  7: gold “2012-04-03” got nothing

                focus: 1 difference
                  7: missed “KAZ”, “KGZ”
            "]],
        );
    }
}
