//! What is taken for what, as tables and lists for people and as JSON for tests.

use std::{collections::BTreeMap, io};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::{
    confusion::{Confusion, Confusions, Matter},
    report::{heading, row},
};
use crate::output::{FAINT, STRONG, Screen, fit, pad, printable};

/// So many of each field are shown; all of them are in the JSON.
const SHOWN: usize = 5;
/// The width of a column of a table.
const CELL: usize = 13;
/// The width of the column of counts.
const TIMES: usize = 7;
/// So much of a value tells which one it is.
const VALUE: usize = 34;

/// Writes the tables, and the most frequent confusions of each field.
pub(crate) fn text(screen: &mut Screen<'_>, confusions: &Confusions) -> io::Result<()> {
    for matter in Matter::ALL.into_iter().filter(|matter| confusions.has(*matter)) {
        let wrong = confusions.wrong(matter);
        if matter.labels().is_empty() {
            heading(screen, &format!("{} taken for another", label(matter)))?;
        } else {
            table(screen, confusions, matter)?;
        }
        list(screen, &wrong)?;
    }
    Ok(())
}

fn label(matter: Matter) -> String {
    matter.key().replace('_', " ")
}

/// Rows as annotated, columns as understood.
fn table(screen: &mut Screen<'_>, confusions: &Confusions, matter: Matter) -> io::Result<()> {
    let labels = matter.labels();
    let head = row(&label(matter), CELL, labels.iter().map(|label| (*label).to_owned()));
    let head = screen.paint(STRONG, &head);
    let axes = screen.paint(FAINT, "   ← understood as");
    screen.line("")?;
    screen.line(&format!("{head}{axes}"))?;
    for gold in labels {
        let counts = labels.iter().map(|got| match confusions.of(matter, gold, got) {
            // what is neither annotated nor understood cannot be counted
            0 if gold == got && labels.last() == Some(gold) => "–".to_owned(),
            count => count.to_string(),
        });
        screen.line(&row(gold, CELL, counts))?;
    }
    Ok(())
}

fn list(screen: &mut Screen<'_>, wrong: &[Confusion<'_>]) -> io::Result<()> {
    let shown = &wrong[..wrong.len().min(SHOWN)];
    let value = |value: &str| fit(&printable(value), VALUE);
    let pairs: Vec<String> = shown
        .iter()
        .map(|confusion| format!("{} → {}", value(confusion.gold), value(confusion.got)))
        .collect();
    let width = pairs.iter().map(|pair| pair.width()).max().unwrap_or(0);
    for (confusion, pair) in shown.iter().zip(&pairs) {
        let ids: Vec<String> = confusion.ids.iter().map(|id| printable(id)).collect();
        let ids = screen.paint(FAINT, &ids.join(" "));
        screen.line(&format!("{:>TIMES$} ×  {}  {ids}", confusion.count, pad(pair, width)))?;
    }
    if shown.len() < wrong.len() {
        let more = format!("{:>TIMES$} more", wrong.len() - shown.len());
        let more = screen.paint(FAINT, &more);
        screen.line(&more)?;
    }
    Ok(())
}

/// The wrong values of every field, most frequent first, and the tables.
#[derive(Serialize)]
pub(crate) struct Object<'c> {
    confusions: BTreeMap<&'static str, Vec<Confusion<'c>>>,
    tables: BTreeMap<&'static str, BTreeMap<&'static str, BTreeMap<&'static str, u64>>>,
}

/// All confusions, for JSON.
pub(crate) fn object(confusions: &Confusions) -> Object<'_> {
    let with_labels = Matter::ALL.into_iter().filter(|matter| !matter.labels().is_empty());
    let table = |matter: Matter| {
        let labels = matter.labels().iter().copied();
        let row = |gold| labels.clone().map(move |got| (got, confusions.of(matter, gold, got)));
        labels.clone().map(|gold| (gold, row(gold).collect())).collect()
    };
    Object {
        confusions: Matter::ALL.map(|matter| (matter.key(), confusions.wrong(matter))).into(),
        tables: with_labels.map(|matter| (matter.key(), table(matter))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::{args::ColourWhen, eval::confusion::Pair};

    fn confusions() -> Confusions {
        let mut confusions = Confusions::default();
        let mut count = |matter, gold, got, ids: &[&str]| {
            for id in ids {
                confusions.count(Pair::new(matter, gold, got), id);
            }
        };
        count(Matter::Country, "focus", "focus", &["1", "2", "2"]);
        count(Matter::Country, "mentioned", "", &["1"]);
        count(Matter::Country, "", "focus", &["2", "3", "4", "5"]);
        for name in ["Ada", "Bo", "Cleo", "Dan", "Eve", "Finn"] {
            count(Matter::Speaker, name, "Jane Roe", &["7"]);
        }
        count(Matter::Speaker, "Gus", "", &["8", "9"]);
        confusions
    }

    #[test]
    fn tables_show_all_and_lists_the_most_frequent() {
        let mut out = Vec::new();
        text(&mut Screen::new(&mut out, ColourWhen::Never, false), &confusions()).unwrap();
        expect![[r"

            country role              focus    mentioned  boilerplate         none   ← understood as
            focus                         3            0            0            0
            mentioned                     0            0            0            1
            boilerplate                   0            0            0            0
            none                          4            0            0            –
                  4 ×  none → focus      2 3 4
                  1 ×  mentioned → none  1

            speaker taken for another
                  2 ×  Gus → none       8 9
                  1 ×  Ada → Jane Roe   7
                  1 ×  Bo → Jane Roe    7
                  1 ×  Cleo → Jane Roe  7
                  1 ×  Dan → Jane Roe   7
                  2 more
        "]]
        .assert_eq(&String::from_utf8(out).unwrap());
    }

    #[test]
    fn json_has_every_field_and_all_confusions() {
        let json = serde_json::to_value(object(&confusions())).unwrap();
        assert_eq!(json["confusions"]["speaker"].as_array().unwrap().len(), 7);
        assert_eq!(json["confusions"]["language"], serde_json::json!([]));
        let first =
            serde_json::json!({"gold": "none", "got": "focus", "count": 4, "ids": ["2", "3", "4"]});
        assert_eq!(json["confusions"]["country_role"][0], first);
        assert_eq!(json["tables"]["country_role"]["focus"]["focus"], 3);
    }
}
