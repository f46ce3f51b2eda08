//! The archive on a disk that breaks, fills up, or loses its power.
//!
//! A test runs a few cases; all of them with the variable `PROVE_FULL` set, as `just prove` does.

mod breaking;
mod cuts;
mod disk;
mod model;
mod poison;
mod spoilt;
mod story;

/// How many cases are tried.
fn cases(few: u64, all: u64) -> u64 {
    if std::env::var_os("PROVE_FULL").is_some() { all } else { few }
}
