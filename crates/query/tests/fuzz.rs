//! The fuzz target: spoilt queries are read or refused where they are wrong, and what was read can be typed.
//!
//! The test runs a few cases; `PROPTEST_CASES` sets how many. A case that fails is cut down to the least that fails.

#![allow(clippy::unwrap_used)] // a broken property should stop the test

use proptest::{collection::vec, prelude::*, sample::Index, test_runner::Config};
use query::{Options, parse};

/// Queries of every kind.
const SEEDS: &str = include_str!("seeds.txt");

/// What is done to a query.
#[derive(Clone, Debug)]
enum Way {
    Insert(Index, String),
    Remove(Index, Index),
    Repeat(Index, Index, usize),
    /// A piece of another one stands in it.
    Splice(Index, Index, Index),
    Reverse,
    Capitals,
}

fn way() -> impl Strategy<Value = Way> {
    let at = any::<Index>;
    let sign = prop::sample::select(vec![
        "(", ")", "\"", "“", "”", "«", "‘", "’", "*", "~", "~1", "-", "+", ":", "\\", "..", "[",
        " TO ", "]", ">=", " AND ", " OR ", " NOT ", "title:", "country:", "date:", "\u{0}",
        "\u{202e}", "e\u{301}", "人",
    ]);
    prop_oneof![
        4 => (at(), sign).prop_map(|(at, sign)| Way::Insert(at, sign.to_owned())),
        1 => (at(), any::<char>()).prop_map(|(at, c)| Way::Insert(at, c.to_string())),
        2 => (at(), at()).prop_map(|(from, to)| Way::Remove(from, to)),
        1 => (at(), at(), 2_usize..9).prop_map(|(from, to, n)| Way::Repeat(from, to, n)),
        2 => (at(), at(), at()).prop_map(|(of, from, to)| Way::Splice(of, from, to)),
        1 => Just(Way::Reverse),
        1 => Just(Way::Capitals),
    ]
}

fn apply(way: &Way, typed: &mut Vec<char>) {
    let range = |from: &Index, to: &Index, length: usize| {
        let (from, to) = (from.index(length + 1), to.index(length + 1));
        from.min(to)..from.max(to).min(from.min(to) + 40)
    };
    match way {
        Way::Insert(at, sign) => {
            let at = at.index(typed.len() + 1);
            drop(typed.splice(at..at, sign.chars()));
        }
        Way::Remove(from, to) => drop(typed.drain(range(from, to, typed.len()))),
        Way::Repeat(from, to, n) => {
            let again = typed[range(from, to, typed.len())].repeat(*n);
            typed.extend(again);
        }
        Way::Splice(of, from, to) => {
            let other: Vec<char> = seed(*of).chars().collect();
            typed.extend_from_slice(&other[range(from, to, other.len())]);
        }
        Way::Reverse => typed.reverse(),
        Way::Capitals => {
            *typed = typed.iter().flat_map(|c| c.to_uppercase()).collect();
        }
    }
}

fn seed(at: Index) -> &'static str {
    let seeds: Vec<&str> = SEEDS.lines().collect();
    seeds[at.index(seeds.len())]
}

fn cases() -> Config {
    let asked = std::env::var_os("PROPTEST_CASES").map(|_| Config::default().cases);
    Config { cases: asked.unwrap_or(2_000), failure_persistence: None, ..Config::default() }
}

#[test]
fn every_seed_is_read() {
    for seed in SEEDS.lines() {
        let read = parse(seed, Options::default());
        assert!(read.is_ok(), "{seed}: {read:?}");
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_spoilt_query_is_read_or_refused_where_it_is_wrong(at in any::<Index>(), ways in vec(way(), 0..7)) {
        let mut typed: Vec<char> = seed(at).chars().collect();
        for way in &ways {
            apply(way, &mut typed);
        }
        let typed: String = typed.into_iter().collect();
        match parse(&typed, Options::default()) {
            Err(error) => {
                prop_assert!(typed.get(error.span().range()).is_some(), "{error:?} is nowhere in it");
                prop_assert!(!error.message().is_empty());
            }
            Ok(read) => {
                let again = parse(&read.interpreted, Options::default());
                prop_assert!(again.is_ok(), "it is read as {:?}", read.interpreted);
            }
        }
    }
}
