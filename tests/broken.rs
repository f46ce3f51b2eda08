//! Broken queries: whatever is typed there is an answer, or an error that points into what was typed.
//!
//! Questions of the oracle are spoilt: signs come and go, pieces are doubled, swapped, cut off, put
//! together. `PROVE_CASES` sets their number (five for each case), `PROVE_SEED` draws others, and `PROVE_FULL`
//! asks 10,000. The slowest is told, and no test: it depends on the machine. `DATELINE_INDEX` may name a larger
//! index to be asked than that of the sample corpus.

use std::{fmt::Write, time::Duration};

use cpu_time::ThreadTime;

use crate::{
    archive::Archive,
    oracle::{Dice, Lists, Question},
};

/// What means something, in places where it does not.
const PIECES: [&str; 40] = [
    "(",
    ")",
    "((",
    "\"",
    "“",
    "”",
    "«",
    "‘",
    "’",
    "*",
    "~",
    "~1",
    "~2",
    "~1000",
    "-",
    "+",
    "--",
    ":",
    "\\",
    "..",
    "[",
    " TO ",
    "]",
    ">=",
    "<",
    " AND ",
    " OR ",
    " NOT ",
    " ",
    "title:",
    "quote:(",
    "country:",
    "region:",
    "month:",
    "date:",
    "speaker:(",
    "year:undated",
    "\u{0}",
    "\u{202e}",
    "é\u{301}人",
];

/// The index that is asked, and whether it is that of the sample corpus.
fn asked() -> (index::Archive, bool) {
    let given = std::env::var_os("DATELINE_INDEX");
    let path = given.clone().map_or_else(|| Archive::corpus().path(".dateline"), Into::into);
    (index::Archive::open(&path).unwrap(), given.is_none())
}

/// Asks for what was typed, as the program does for a first page; how long the processor took and what came of it.
fn ask(archive: &index::Archive, typed: &str) -> (Duration, &'static str) {
    let started = ThreadTime::now();
    let outcome = match query::parse(typed, query::Options::default()) {
        Err(error) => {
            let span = error.span().range();
            assert!(typed.get(span).is_some(), "{error:?} is nowhere in {typed:?}");
            assert!(!error.message().is_empty(), "{typed:?}");
            "refused"
        }
        Ok(parsed) => match archive.search(&index::Request::new(typed, parsed)) {
            Ok(_) => "answered",
            Err(index::Error::TooManyWords { .. }) => "refused by the index",
            Err(error) => panic!("{typed:?}: {error}"),
        },
    };
    (started.elapsed(), outcome)
}

fn spoil(dice: &mut Dice, typed: &str, other: &str) -> String {
    let mut letters: Vec<char> = typed.chars().collect();
    for _ in 0..=dice.below(6) {
        let (at, end) = (dice.below(letters.len() + 1), dice.below(letters.len() + 1));
        let (from, to) = (at.min(end), at.max(end).min(at.min(end) + 12));
        match dice.below(9) {
            0..=3 => drop(letters.splice(at..at, dice.pick(&PIECES).chars())),
            4 => drop(letters.drain(from..to)),
            5 => {
                let again: Vec<char> = letters[from..to].repeat(1 + dice.below(8));
                letters.splice(at..at, again);
            }
            6 => letters.truncate(at),
            7 => letters[from..to].reverse(),
            _ => drop(letters.splice(at..at, other.chars())),
        }
    }
    letters.into_iter().collect()
}

#[test]
fn spoilt_queries_are_answered_or_refused_where_they_are_wrong() {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let first_seed = number("PROVE_SEED").unwrap_or(1);
    let is_full = std::env::var_os("PROVE_FULL").is_some();
    let n_queries = number("PROVE_CASES").unwrap_or(if is_full { 2_000 } else { 60 }) * 5;
    let (archive, _) = asked();
    let lists = Lists::of(&Archive::corpus().path("releases"));
    let mut taken = Vec::new();
    let mut n_refused = 0;
    for seed in first_seed..first_seed + n_queries {
        let dice = &mut Dice(seed);
        let mut draw = || Question::draw(dice, &lists, "search").words();
        let (one, other) = (draw(), draw());
        let typed = spoil(dice, &one, &other);
        let (time, outcome) = ask(&archive, &typed);
        n_refused += u64::from(outcome != "answered");
        taken.push((time, typed));
    }
    taken.sort_unstable();
    let mut told = format!("{n_queries} spoilt queries: {n_refused} refused");
    write!(told, ", median {:.1?}; the slowest:", taken[taken.len() / 2].0).unwrap();
    for (time, typed) in taken.iter().rev().take(5) {
        write!(told, "\n  {time:.1?}  {typed:?}").unwrap();
    }
    eprintln!("{told}");
    assert!(n_refused > 0 && n_refused < n_queries / 2, "{n_refused} of {n_queries} were refused");
}

#[test]
fn monstrous_queries_are_answered_or_refused() {
    let (archive, is_corpus) = asked();
    let filled = |piece: &str| piece.repeat(query::limits::MAX_BYTES / piece.len());
    let two_letters = ('a'..='z').flat_map(|a| ('a'..='z').map(move |b| format!("{a}{b}* ")));
    let two_letters: String = two_letters.collect();
    let one_letter = ('a'..='z').map(|letter| format!("{letter}*")).collect::<Vec<_>>().join(" ");
    let first = |n: usize| -> String { two_letters.split_inclusive(' ').take(n).collect() };
    let window = |n| format!("\"{}\"~1000", vec!["the of and to in a"; n].join(" "));
    let nots = filled("NOT ");
    let cases: [(&str, String, &str); 20] = [
        ("a million letters", "a".repeat(1_000_000), "refused"),
        ("a million bytes of words", "water ".repeat(170_000), "refused"),
        ("a hundred thousand words", "a ".repeat(100_000), "refused"),
        (
            "parentheses, a hundred thousand deep",
            format!("{}a{}", "(".repeat(100_000), ")".repeat(100_000)),
            "refused",
        ),
        ("parentheses to the limit of bytes", filled("("), "answered"),
        ("nothing but NOT", nots, "answered"),
        ("words to the limit of bytes", filled("a "), "refused"),
        ("words to the limit of clauses", "water ".repeat(256), "answered"),
        (
            "alternatives to the limit of clauses",
            format!("the{}", " OR the".repeat(255)),
            "answered",
        ),
        ("one letter and a star", one_letter, "refused"),
        ("two letters and a star, all of them", two_letters.clone(), "refused"),
        ("the first of them to their limit", first(32), "answered"),
        ("one more of them", first(33), "refused"),
        ("them as alternatives", first(32).trim_end().replace(' ', " OR "), "answered"),
        ("a short fuzzy word", "cat~ dog~2".to_owned(), "refused"),
        ("fuzzy words to their limit", "govermnent~2 ".repeat(8), "answered"),
        ("one more", "govermnent~2 ".repeat(9), "refused"),
        ("the widest window of common words", window(5), "answered"),
        ("a wider one", window(6), "refused"),
        ("many windows", format!("{} \"on at\"~9", window(5)), "answered"),
    ];
    for (what, typed, expected) in cases {
        let (time, outcome) = ask(&archive, &typed);
        eprintln!("{what}: {outcome} in {time:.1?}");
        // more words of a larger archive start with two letters
        assert!(outcome == expected || !is_corpus, "{what}: {outcome}");
    }
}

/// Letters that mean something to the parser, letters that do not, and some that are hard on anybody.
const LETTERS: [char; 44] = [
    '(', ')', '"', '“', '”', '„', '«', '»', '‘', '’', '\'', '*', '~', '-', '+', ':', '\\', '.',
    '[', ']', '<', '>', '=', '^', '{', '}', '/', '!', '&', '|', ' ', ' ', 'a', 'N', 'O', 'T', '1',
    '9', 'é', '\u{301}', '人', '\u{0}', '\u{202e}', '\u{fffd}',
];

#[test]
fn random_letters_are_read_or_refused() {
    let n_strings = if std::env::var_os("PROVE_FULL").is_some() { 1_000_000 } else { 4_000 };
    let (mut n_read, mut slowest) = (0_u32, (Duration::ZERO, String::new()));
    for seed in 0..n_strings {
        let dice = &mut Dice(seed + 1);
        let mut typed = String::new();
        for _ in 0..dice.below(40) {
            match dice.below(5) {
                0 => {
                    let piece: &str = dice.pick::<&str>(&PIECES);
                    typed.push_str(piece);
                }
                _ => typed.push(*dice.pick(&LETTERS)),
            }
        }
        let started = ThreadTime::now();
        match query::parse(&typed, query::Options::default()) {
            Ok(parsed) => {
                n_read += 1;
                // what was understood can be typed, and is understood alike
                let again = query::parse(&parsed.interpreted, query::Options::default());
                assert!(again.is_ok(), "{typed:?} is read as {:?}", parsed.interpreted);
            }
            Err(error) => assert!(typed.get(error.span().range()).is_some(), "{typed:?}"),
        }
        slowest = slowest.max((started.elapsed(), typed));
    }
    eprintln!("{n_strings} random strings: {n_read} read; the slowest took {:.1?}", slowest.0);
    assert!(n_read > 0);
}
