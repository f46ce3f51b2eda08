//! `key`: how a typed name is compared.

use crate::fold;

/// The folded name without what typists leave out: dots, apostrophes, hyphens, a leading "the".
pub(crate) fn key(name: &str) -> String {
    let folded = fold(name);
    let mut key = String::with_capacity(folded.len());
    for c in folded.chars() {
        match c {
            'a'..='z' => key.push(c),
            '&' => key.push_str("and"),
            '.' | '\'' => {}
            _ if !c.is_ascii() || c.is_ascii_alphanumeric() => key.push(c),
            _ if key.ends_with(' ') || key.is_empty() => {}
            _ => key.push(' '),
        }
    }
    key.truncate(key.trim_end().len());
    key.strip_prefix("the ").map(str::to_owned).unwrap_or(key)
}
