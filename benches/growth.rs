//! Does the cost of understanding grow with the length of a text, and no faster, whatever stands in it?
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a bench prints, and should stop on a fault

mod common;

use ingest::text::Text;

const RUNS: usize = 3;
const SHORT: usize = 256 << 10;
const LONG: usize = 2 << 20;

/// What the texts are made of, in disorder.
const KINDS: [(&str, &[&str]); 9] = [
    ("quotation marks", &["\"", "“", "”", "„", "«", "»", "‘", "’", "'", "``", "''", "‹", "›", " "]),
    ("quotes", &["“", "”", "\"", "We wait", " said Ada Roe", " he said", ", ", ". ", "\n\n"]),
    ("one line of capitals", &["A", "B", "ARA", "É", " ", " THE ", " OF ", " SAYS ", " CONGO "]),
    ("names", &["Ada Roe, ", "Bo Li, ", "Cleo van der Poe, ", "Dr. Max Doe and ", "A. B. Núñez; "]),
    (
        "speakers",
        &["Ada Roe said. ", "Max Doe warned that ", "she added: ", "according to Bo Li, "],
    ),
    ("countries", &["Kenya, ", "the Kenyan ", "Congo ", "Georgia, USA ", "New York ", "Niger "]),
    ("dates", &["3 May 2012, ", "2012-05-03 ", "May ", "3/5/12 ", "03.05. ", "1 ", "2012 ", "– "]),
    ("brackets", &["(", ")", "[", "]", "<", ">", "*", "_", "#", "|", "-", "=", "(AB) ", "x "]),
    (
        "short lines",
        &["\n", "x\n", "Ada Roe\n", "Tel: 1\n", "- a\n", "> b\n", "A B\n\n", "a@b.example\n"],
    ),
];

fn main() {
    println!("{:<22}{:>12}{:>12}{:>10}", "", "256 KiB", "2 MiB", "growth");
    for (kind, pieces) in KINDS {
        let [short, long] = [SHORT, LONG].map(|length| seconds_a_megabyte(pieces, length));
        println!("{kind:<22}{short:>7.3} s/MB{long:>7.3} s/MB{:>9.2}×", long / short);
    }
}

/// The fastest run, by the megabyte.
fn seconds_a_megabyte(pieces: &[&str], length: usize) -> f64 {
    let mut dice = synthetic::Dice::new(7);
    let mut characters = String::with_capacity(length + 32);
    while characters.len() < length {
        characters.push_str(pieces[dice.below(pieces.len())]);
    }
    let taken = common::time(RUNS, || {
        let text = Text {
            characters: characters.clone(),
            format: "txt",
            encoding: "utf-8",
            ..Text::default()
        };
        let release = ingest::extract(text).release;
        assert_eq!(release.text.len(), characters.len(), "the text is kept whole");
    });
    #[expect(clippy::cast_precision_loss, reason = "shown with three digits")]
    let megabytes = characters.len() as f64 / 1e6;
    taken[0].as_secs_f64() / megabytes
}
