//! The archive on a disk that breaks, fills up, or loses its power.
//!
//! A test runs a few cases; all of them with the variable `PROVE_FULL` set, as `just prove` does. `PROVE_FROM` is the
//! number of a case to begin at, each of which is then told before it is tried.

mod breaking;
mod cuts;
mod disk;
mod many;
mod model;
mod poison;
mod spoilt;
mod story;

/// How many cases are tried.
fn cases(few: u64, all: u64) -> u64 {
    if std::env::var_os("PROVE_FULL").is_some() { all } else { few }
}

/// The numbers of so many cases as [`cases`] says, from `PROVE_FROM` on.
fn seeds(few: u64, all: u64) -> std::ops::Range<u64> {
    let first = std::env::var("PROVE_FROM").ok().and_then(|first| first.parse().ok());
    let first = first.unwrap_or(0);
    first..first + cases(few, all)
}
