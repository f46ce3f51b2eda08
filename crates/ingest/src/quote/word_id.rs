//! The identity of a word: a hash of its letters, case and optional signs folded away.
//!
//! One hash a word is all the lexicons, the name list and the ranker's features ever need, and it costs
//! no allocation.

const START: u32 = 2_166_136_261;
const PRIME: u32 = 16_777_619;

/// The identity of `word`.
pub(crate) fn word_id(word: &str) -> u32 {
    extend(START, word)
}

/// The identity of a word that begins with the word of `id` and goes on with `rest`.
pub(crate) fn extend(id: u32, rest: &str) -> u32 {
    if rest.is_ascii() {
        return rest.bytes().fold(id, |id, byte| step(id, u32::from(byte.to_ascii_lowercase())));
    }
    rest.chars().flat_map(char::to_lowercase).filter_map(fold).fold(id, |id, ch| {
        let mut buffer = [0; 4];
        ch.encode_utf8(&mut buffer).bytes().fold(id, |id, byte| step(id, u32::from(byte)))
    })
}

/// The identity of a word of ASCII letters; `None` of any other.
#[inline]
pub(crate) fn of_letters(word: &[u8]) -> Option<u32> {
    let mut id = START;
    let mut has_other = false;
    for byte in word {
        let small = byte | 0x20;
        has_other |= !small.is_ascii_lowercase();
        id = step(id, u32::from(small));
    }
    (!has_other && !word.is_empty()).then_some(id)
}

/// The identity of a lower-case word without optional signs, for constants.
pub(crate) const fn of_ascii(word: &str) -> u32 {
    let bytes = word.as_bytes();
    let (mut id, mut at) = (START, 0);
    while at < bytes.len() {
        id = (id ^ bytes[at] as u32).wrapping_mul(PRIME);
        at += 1;
    }
    id
}

/// Mixes two numbers into one.
pub(crate) fn mix(a: u32, b: u32) -> u32 {
    let mut hash = a ^ b.wrapping_mul(0x9E37_79B1);
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0x85EB_CA77);
    hash ^ (hash >> 13)
}

fn step(id: u32, byte: u32) -> u32 {
    (id ^ byte).wrapping_mul(PRIME)
}

/// Folds what writers may leave out: Arabic vowel signs and the stretching stroke, the dots of ё.
fn fold(ch: char) -> Option<char> {
    match ch {
        '\u{640}' | '\u{64B}'..='\u{652}' | '\u{AD}' => None,
        'ё' => Some('е'),
        '’' | 'ʼ' => Some('\''),
        '\u{2010}' | '\u{2011}' => Some('-'),
        _ => Some(ch),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_optional_signs_make_no_difference() {
        assert_eq!(word_id("ÉCRIT"), word_id("écrit"));
        assert_eq!(word_id("صرّح"), word_id("صرح"));
        assert_eq!(word_id("её"), word_id("ее"));
        assert_ne!(word_id("said"), word_id("sand"));
        assert_eq!(of_ascii("said"), word_id("Said"));
        assert_eq!(of_letters(b"SaiD"), Some(word_id("said")));
        assert_eq!(
            ["", "it's", "a1", "[z", "é"].map(|word| of_letters(word.as_bytes())),
            [None; 5]
        );
    }

    #[test]
    fn a_word_can_be_hashed_piece_by_piece() {
        assert_eq!(extend(extend(word_id("co"), "-"), "Founder"), word_id("co-founder"));
    }
}
