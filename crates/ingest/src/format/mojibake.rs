//! Text that was UTF-8, read as windows-1252 and saved again: `â€™` for `’`.

use std::borrow::Cow;

/// Undoes the damage where it is plain: punctuation, or several letters, that decode to UTF-8.
pub(super) fn mend(text: &str) -> Cow<'_, str> {
    if !may_be_damaged(text) {
        return Cow::Borrowed(text);
    }
    let mut mended = String::new();
    let (mut n_signs, mut n_letters) = (0_usize, 0_usize);
    let (mut at, mut n_copied) = (0, 0);
    while let Some(before) = memchr::memchr(LEAD, &text.as_bytes()[at..]) {
        at += before;
        if let Some((decoded, length)) = whole(&text[at..]) {
            let is_sign = matches!(decoded, '\u{2010}'..='\u{2044}' | '\u{20ac}' | '\u{2122}');
            n_signs += usize::from(is_sign);
            n_letters += usize::from(!is_sign);
            mended.push_str(&text[n_copied..at]);
            mended.push(decoded);
            at += length;
            n_copied = at;
        } else {
            at += 2;
        }
    }
    if n_signs == 0 && n_letters < 3 {
        return Cow::Borrowed(text);
    }
    mended.push_str(&text[n_copied..]);
    Cow::Owned(mended)
}

/// The first byte of all letters from `Â` to `ï`, which stand for the first byte of a sequence.
const LEAD: u8 = 0xc3;

/// `â`, `Ã`, `Â`: the first bytes of most sequences, as windows-1252 shows them.
fn may_be_damaged(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(LEAD, bytes).any(|at| matches!(bytes.get(at + 1), Some(0xa2 | 0x83 | 0x82)))
}

/// The character that a row of characters spells as bytes, and the length of the row.
fn whole(rest: &str) -> Option<(char, usize)> {
    let n_bytes = match rest.chars().next()? {
        '\u{c2}'..='\u{df}' => 2,
        '\u{e0}'..='\u{ef}' => 3,
        _ => return None,
    };
    let mut bytes = [0_u8; 3];
    let mut length = 0;
    let mut characters = rest.chars();
    for slot in &mut bytes[..n_bytes] {
        let character = characters.next()?;
        *slot = byte(character)?;
        length += character.len_utf8();
    }
    let decoded = str::from_utf8(&bytes[..n_bytes]).ok()?.chars().next()?;
    let is_text = decoded.is_alphabetic()
        || matches!(decoded, '\u{a0}'..='\u{bf}' | '\u{2010}'..='\u{2044}' | '\u{20ac}' | '\u{2122}');
    is_text.then_some((decoded, length))
}

/// The byte that windows-1252, or Latin-1 where that has none, reads as `character`.
fn byte(character: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(character)) {
        return Some(byte);
    }
    let mut room = [0; 4];
    let (bytes, _, has_errors) = encoding_rs::WINDOWS_1252.encode(character.encode_utf8(&mut room));
    match (&*bytes, has_errors) {
        ([byte], false) => Some(*byte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_encoded_text_is_read_as_it_was_meant() {
        assert_eq!(mend("the riverâ€™s bank, â€œnowâ€\u{9d}"), "the river’s bank, “now”");
        assert_eq!(mend("Roeâ\u{80}\u{90}Lund"), "Roe‐Lund");
        assert_eq!(mend("GenÃ¨ve, ZÃ¼rich, LiÃ¨ge"), "Genève, Zürich, Liège");
    }

    #[test]
    fn other_text_stays() {
        for text in ["Âge d’or, château", "NÃO", "Genève"] {
            assert_eq!(mend(text), text);
        }
    }
}
