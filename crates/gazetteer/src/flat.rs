//! `Flat`: a text as the scanner reads it: every blank, apostrophe and accented letter in its plain form.
//!
//! Releases wrap their lines, so "South⏎Sudan" is one name, "Côte d’Ivoire" has more than one apostrophe, and
//! what was taken out of a printed page often has its accents as characters of their own. The bytes are rewritten
//! once, so that the automaton need not know.

use std::borrow::Cow;

use unicode_normalization::char::compose;

use crate::plain::plain_end;

/// A text in plain form and the way back to the original offsets.
pub(crate) struct Flat<'t> {
    pub(crate) text: Cow<'t, str>,
    /// From this plain offset on, the original offset is that much greater.
    shifts: Vec<(usize, usize)>,
}

impl<'t> Flat<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let source = text.as_bytes();
        let Some(first) = next_special(source, 0) else {
            return Self { text: Cow::Borrowed(text), shifts: Vec::new() };
        };
        let mut flat =
            Rewriting { source, bytes: Vec::with_capacity(source.len()), shifts: Vec::new() };
        flat.bytes.extend_from_slice(&source[..first]);
        let mut at = first;
        while at < source.len() {
            at = flat.rewrite(at);
            let next = next_special(source, at).unwrap_or(source.len());
            flat.bytes.extend_from_slice(&source[at..next]);
            at = next;
        }
        let plain = String::from_utf8(flat.bytes).expect("whole characters were rewritten");
        Self { text: Cow::Owned(plain), shifts: flat.shifts }
    }

    /// The original offset of a plain one.
    pub(crate) fn original(&self, offset: usize) -> usize {
        let shift = self.shifts.partition_point(|&(start, _)| start <= offset);
        offset + shift.checked_sub(1).map_or(0, |at| self.shifts[at].1)
    }
}

/// A plain text in the making.
struct Rewriting<'t> {
    source: &'t [u8],
    bytes: Vec<u8>,
    shifts: Vec<(usize, usize)>,
}

impl Rewriting<'_> {
    /// Writes the special sequence at `at` in plain form and gives the offset after it.
    fn rewrite(&mut self, at: usize) -> usize {
        let rest = &self.source[at..];
        if let [0xCC | 0xCD, ..] = rest {
            return self.join(at);
        }
        let (length, plain): (usize, &[u8]) = match rest {
            [b' ' | b'\t' | b'\r' | b'\n', ..] | [0xC2, 0xA0, ..] | [0xE2, 0x80, 0xAF, ..] => {
                blanks(rest)
            }
            [0xC2, 0xAD, ..] => (2, b""),
            [0xE2, 0x80, 0x8B..=0x8F, ..] => (3, b""),
            [0xE2, 0x80, 0x90 | 0x91, ..] => (3, b"-"),
            [0xE2, 0x80, 0x98 | 0x99, ..] => (3, b"'"),
            [0xCA, 0xBC, ..] => (2, b"'"),
            _ => (1, &rest[..1]),
        };
        self.bytes.extend_from_slice(plain);
        if length != plain.len() {
            let next = at + length;
            self.shifts.push((self.bytes.len(), next - self.bytes.len()));
        }
        at + length
    }

    /// Joins the two-byte character at `at` to the letter before it if they are one letter, and gives the offset
    /// after it.
    fn join(&mut self, at: usize) -> usize {
        let next = at + 2;
        let mark = self.source.get(at..next).and_then(last_char);
        let letter = last_char(&self.bytes[self.bytes.len().saturating_sub(4)..]);
        let joined = letter.zip(mark).and_then(|(letter, mark)| compose(letter, mark));
        if let (Some(letter), Some(joined)) = (letter, joined) {
            self.bytes.truncate(self.bytes.len() - letter.len_utf8());
            self.bytes.extend_from_slice(joined.encode_utf8(&mut [0; 4]).as_bytes());
            // the last byte of the letter is the last of its mark: a name that ends here ends behind both
            let last = self.bytes.len() - 1;
            while self.shifts.last().is_some_and(|&(start, _)| start >= last) {
                self.shifts.pop();
            }
            self.shifts.push((last, next - self.bytes.len()));
        } else {
            self.bytes.extend_from_slice(&self.source[at..next]);
        }
        next
    }
}

/// The character that ends the bytes, whose first may be the rest of another.
fn last_char(bytes: &[u8]) -> Option<char> {
    let start = bytes.iter().rposition(|byte| byte & 0xC0 != 0x80)?;
    str::from_utf8(&bytes[start..]).ok()?.chars().next()
}

/// A run of blanks, with the `>` that mail puts before quoted lines, is one blank; an empty line
/// within it parts paragraphs and stays a line end, which no name holds.
fn blanks(rest: &[u8]) -> (usize, &'static [u8]) {
    let mut length = 0;
    let mut lines = 0;
    loop {
        match rest[length..] {
            [b' ' | b'\t' | b'\r', ..] => length += 1,
            [b'\n', ..] => {
                lines += 1;
                length += 1;
            }
            [b'>', ..] if lines > 0 => length += 1,
            [0xC2, 0xA0, ..] => length += 2,
            [0xE2, 0x80, 0xAF, ..] => length += 3,
            _ => break,
        }
    }
    (length, if lines > 1 { b"\n" } else { b" " })
}

/// The next byte that may start a sequence to rewrite.
fn next_special(source: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at = plain_end(source, at);
        let is_special = match source.get(at)? {
            b'\n' | b'\r' | b'\t' | 0xCC | 0xCD => true,
            b' ' => matches!(source.get(at + 1), Some(b' ' | b'\t' | b'\r' | b'\n' | 0xC2 | 0xE2)),
            0xC2 => matches!(source.get(at + 1), Some(0xA0 | 0xAD)),
            0xE2 => matches!(source.get(at + 1), Some(0x80)),
            0xCA => matches!(source.get(at + 1), Some(0xBC)),
            _ => false,
        };
        if is_special {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, plain: &str) {
        assert_eq!(Flat::new(text).text, plain);
    }

    #[test]
    fn a_wrapped_line_is_one_line_and_an_empty_line_parts() {
        check("in South\n> Sudan", "in South Sudan");
        check("South\r\n  Sudan", "South Sudan");
        check("South\n\nSudan", "South\nSudan");
    }

    #[test]
    fn blanks_hyphens_and_apostrophes_have_one_form() {
        check("Burkina\u{a0}Faso", "Burkina Faso");
        check("Côte d’Ivoire", "Côte d'Ivoire");
        check("Guinea\u{2011}Bissau Kazakh\u{ad}stan", "Guinea-Bissau Kazakhstan");
    }

    #[test]
    fn a_letter_and_its_mark_are_one_letter() {
        check("Me\u{301}xico, Peru\u{301}", "México, Perú");
        check("Vie\u{323}\u{302}t", "Việt");
        check("\u{301} and x\u{301}\u{37e}", "\u{301} and x\u{301}\u{37e}");
    }

    #[test]
    fn offsets_lead_back_to_the_original() {
        let text = "«Côte d’Ivoire»  and\n\n the  Ivory\n Coast’s";
        let flat = Flat::new(text);
        for name in ["Côte", "Ivoire", "and", "Ivory", "Coast"] {
            let at = flat.text.find(name).unwrap();
            assert_eq!(text[flat.original(at)..].find(name), Some(0), "{name}");
        }
    }

    #[test]
    fn a_name_with_a_mark_of_its_own_ends_behind_the_mark() {
        let text = "in Peru\u{301}  or Vie\u{323}\u{302}t  Nam";
        let flat = Flat::new(text);
        for (name, written) in [("Perú", "Peru\u{301}"), ("Việt Nam", "Vie\u{323}\u{302}t  Nam")]
        {
            let at = flat.text.find(name).unwrap();
            let end = flat.original(at + name.len() - 1) + 1;
            assert_eq!(&text[flat.original(at)..end], written);
        }
    }
}
