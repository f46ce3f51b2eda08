//! What tests of parsing check.

use super::{Options, Parsed, parse};

/// What is typed and how it is understood.
#[track_caller]
pub(super) fn check(input: &str, interpreted: &str) -> Parsed {
    let parsed = parse(input, Options::default()).unwrap();
    assert_eq!(parsed.interpreted, interpreted, "{input}");
    parsed
}

#[track_caller]
pub(super) fn check_any(input: &str, interpreted: &str) {
    assert_eq!(parse(input, Options { any: true }).unwrap().interpreted, interpreted, "{input}");
}

/// What is typed, the message, the passage at fault and the suggestion.
#[track_caller]
pub(super) fn check_error(input: &str, start: &str, at: &str, suggestion: Option<&str>) {
    let error = parse(input, Options::default()).unwrap_err();
    assert!(error.message().starts_with(start), "{input}: {error}");
    assert_eq!((error.span().of(input), error.suggestion()), (at, suggestion), "{input}");
}
