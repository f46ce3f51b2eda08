//! `key`: how a typed name is compared.

use crate::fold;

/// The folded name without what typists leave out: dots, apostrophes, hyphens, a leading "the".
pub(crate) fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    if name.is_ascii() {
        for byte in name.bytes() {
            push(&mut key, char::from(byte.to_ascii_lowercase()));
        }
    } else {
        for c in fold(name).chars() {
            push(&mut key, c);
        }
    }
    key.truncate(key.trim_end().len());
    key.strip_prefix("the ").map(str::to_owned).unwrap_or(key)
}

fn push(key: &mut String, c: char) {
    match c {
        'a'..='z' => key.push(c),
        '&' => key.push_str("and"),
        '.' | '\'' | '`' => {}
        _ if !c.is_ascii() || c.is_ascii_alphanumeric() => key.push(c),
        _ if key.ends_with(' ') || key.is_empty() => {}
        _ => key.push(' '),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_typists_leave_out_is_left_out() {
        assert_eq!(key(" The  U.S.A. "), "usa");
        assert_eq!(key("Trinidad&Tobago\t(islands)"), "trinidadandtobago islands");
        assert_eq!(key("Cote d`Ivoire"), key("Côte d’Ivoire"));
        assert_eq!(key("the "), "the");
    }
}
