//! The words of a passage between its blanks.
//!
//! The same words as [`str::split_whitespace`] gives, told by bytes: nearly all of a text is asked for its
//! words many times over, and hardly any blank of it is not ASCII.

/// Gives the words between blanks.
pub(crate) trait Blanks {
    /// The words between blanks of any kind.
    fn by_blanks(&self) -> ByBlanks<'_>;
}

impl Blanks for str {
    fn by_blanks(&self) -> ByBlanks<'_> {
        ByBlanks { text: self, at: 0 }
    }
}

/// The passages of a text in which single blanks, and no other white space, part the words.
pub(crate) fn runs(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        at = after_blanks(bytes, at);
        let start = at;
        loop {
            at = gazetteer::plain_end(bytes, at);
            let goes_on = match bytes.get(at) {
                None => {
                    at -= usize::from(at > start && bytes[at - 1] == b' ');
                    false
                }
                Some(b' ') => at + 1 < bytes.len() && blank_at(bytes, at + 1) == 0,
                Some(_) => blank_at(bytes, at) == 0,
            };
            if !goes_on {
                break;
            }
            at += 1;
        }
        (at > start).then(|| &text[start..at])
    })
}

/// Where the blanks at `at` end.
#[inline]
fn after_blanks(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        match blank_at(bytes, at) {
            0 => break,
            length => at += length,
        }
    }
    at
}

/// See [`Blanks::by_blanks`].
#[derive(Clone, Debug)]
pub(crate) struct ByBlanks<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for ByBlanks<'t> {
    type Item = &'t str;

    #[inline]
    fn next(&mut self) -> Option<&'t str> {
        let bytes = self.text.as_bytes();
        let mut at = after_blanks(bytes, self.at);
        let start = at;
        loop {
            at = next_odd(bytes, at);
            if at == bytes.len() || blank_at(bytes, at) != 0 {
                break;
            }
            at += 1;
        }
        self.at = at;
        (at > start).then(|| &self.text[start..at])
    }
}

/// The next blank of ASCII at `at` or after it, or the end.
#[inline]
pub(super) fn next_space(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = u64::MAX / 0xFF;
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        // the lowest high bit that is left is that of the first blank
        let others = u64::from_le_bytes(*chunk) ^ (ONES * 0x20);
        let blanks = others.wrapping_sub(ONES) & !others & (ONES << 7);
        if blanks != 0 {
            return at + (blanks.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(|byte| *byte != b' ') {
        at += 1;
    }
    at
}

/// Where the signs, letters and digits of ASCII end that go on at `at`.
pub(crate) fn after_signs(text: &str, at: usize) -> usize {
    next_odd(text.as_bytes(), at)
}

/// The next byte at `at` or after it that is no sign, letter or digit of ASCII, or the end.
#[inline]
fn next_odd(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = u64::MAX / 0xFF;
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let chunk = u64::from_le_bytes(*chunk);
        // eight bytes together: the lowest high bit that is left is that of the first odd byte
        let odd = (chunk.wrapping_sub(ONES * 0x21) | chunk) & (ONES << 7);
        if odd != 0 {
            return at + (odd.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(|byte| (0x21..0x80).contains(byte)) {
        at += 1;
    }
    at
}

/// The length of the blank that begins with the byte at `at`, 0 if none does.
#[inline]
fn blank_at(bytes: &[u8], at: usize) -> usize {
    let byte = bytes[at];
    // most are letters
    if byte > b' ' && byte < 0xC2 {
        return 0;
    }
    if byte <= b' ' {
        return usize::from(byte == b' ' || matches!(byte, b'\t'..=b'\r'));
    }
    wide_blank(byte, &bytes[at + 1..])
}

/// The blanks of Unicode outside ASCII, two or three bytes long.
#[cold]
fn wide_blank(first: u8, rest: &[u8]) -> usize {
    match (first, rest) {
        (0xC2, [0x85 | 0xA0, ..]) => 2,
        (0xE1, [0x9A, 0x80, ..])
        | (0xE2, [0x80, 0x80..=0x8A | 0xA8 | 0xA9 | 0xAF, ..] | [0x81, 0x9F, ..])
        | (0xE3, [0x80, 0x80, ..]) => 3,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_white_space_is_a_blank_and_nothing_else() {
        for c in '\0'..=char::MAX {
            let text = format!("a{c}b");
            assert!(text.by_blanks().eq(text.split_whitespace()), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn the_words_are_those_of_the_standard_library(text in "[a é\u{a0}\u{3000}\u{2003}\n—’]{0,20}") {
            prop_assert!(text.by_blanks().eq(text.split_whitespace()));
        }

        #[test]
        fn the_runs_hold_all_words_and_single_blanks(text in "[a é\u{a0}\u{3000}\u{2003}\n—’]{0,20}") {
            let words: Vec<&str> = text.split_whitespace().collect();
            prop_assert_eq!(runs(&text).collect::<Vec<_>>().join(" "), words.join(" "));
            prop_assert!(runs(&text).flat_map(|run| run.split(' ')).eq(words));
        }
    }
}
