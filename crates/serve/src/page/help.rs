//! `/help`: the query language, each line an example that can be clicked.

use serde::Serialize;

use super::{Page, address::Address, frame::Frame};

/// What to type, and what it finds.
const ROWS: [(&str, &str); 17] = [
    ("detained journalists", "all these words, in any inflection"),
    ("\"rule of law\"", "exactly these words, in this order"),
    ("\"court order\"~5", "both, with at most five words between them"),
    ("strike OR lockout", "either"),
    ("strike -Sudan", "the first without the second; NOT does the same"),
    ("(strike OR lockout) wages", "brackets group"),
    ("prison*", "words that begin so"),
    ("zhanaosen~1", "words one letter away"),
    ("country:kenya", "releases about a country, by name, adjective or code, in many languages"),
    ("country:\"West Africa\"", "about a country of a region"),
    ("mentions:KEN", "that name it, about it or not"),
    ("year:2012..2014", "of these years; from:2012-04 to:2014 and date:2012-04-03 too"),
    ("year:undated", "that give no date"),
    ("speaker:\"Ana Roe\"", "with words of a person, by any of the names"),
    ("org:observatory", "issued by an organisation whose name has the word"),
    ("type:open-letter lang:fr", "open letters in French"),
    ("title:water quote:water", "with the word in the headline, and in a quote"),
];

#[derive(Debug, Serialize)]
struct Help {
    #[serde(flatten)]
    frame: Frame,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    query: &'static str,
    means: &'static str,
    href: String,
}

/// How to ask.
pub(crate) fn page() -> Page {
    let row = |&(query, means): &(&'static str, &'static str)| Row {
        query,
        means,
        href: Address::new("/").with("q", query).href(),
    };
    let rows = ROWS.iter().map(row).collect();
    Page::new("help.html", &Help { frame: Frame::new("How to ask", "help"), rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_can_be_asked() {
        for (query, _) in ROWS {
            let parsed = query::parse(query, query::Options::default());
            assert!(parsed.is_ok_and(|parsed| parsed.notes.is_empty()), "{query}");
        }
    }
}
