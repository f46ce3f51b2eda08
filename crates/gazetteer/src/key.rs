//! `key`: how a typed name is compared.

use crate::fold;

/// The folded name without what typists leave out: dots, apostrophes, hyphens, a leading "the".
pub(crate) fn key(name: &str) -> String {
    let mut key = if name.is_ascii() {
        ascii_key(name)
    } else {
        let mut key = String::with_capacity(name.len());
        fold(name).chars().for_each(|c| push(&mut key, c));
        key
    };
    key.truncate(key.trim_end().len());
    key.strip_prefix("the ").map(str::to_owned).unwrap_or(key)
}

/// The same of ASCII, in bytes.
fn ascii_key(name: &str) -> String {
    let mut key: Vec<u8> = Vec::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' => key.push(byte),
            b'A'..=b'Z' => key.push(byte | 0x20),
            b'&' => key.extend(b"and"),
            b'.' | b'\'' | b'`' => {}
            _ if matches!(key.last(), None | Some(b' ')) => {}
            _ => key.push(b' '),
        }
    }
    String::from_utf8(key).unwrap_or_default()
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
    fn letters_of_ascii_make_the_same_key_as_others() {
        for byte in 0..0x80_u8 {
            let name = format!("A{}b {0}", char::from(byte));
            let mut expected = String::new();
            name.chars().for_each(|c| push(&mut expected, c.to_ascii_lowercase()));
            assert_eq!(ascii_key(&name), expected, "{name:?}");
        }
    }

    #[test]
    fn what_typists_leave_out_is_left_out() {
        assert_eq!(key(" The  U.S.A. "), "usa");
        assert_eq!(key("Trinidad&Tobago\t(islands)"), "trinidadandtobago islands");
        assert_eq!(key("Cote d`Ivoire"), key("Côte d’Ivoire"));
        assert_eq!(key("the "), "the");
    }
}
