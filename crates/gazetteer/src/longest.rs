//! `Longest`: the longest surface form that a text goes on with, wherever one may begin.
//!
//! Hardly any byte of a text begins a name: three bytes tell, from a table that fits the fastest cache,
//! and only what passes is looked up.

use std::ops::Range;

use rustc_hash::FxHashMap;

/// Surface forms in the order of their bytes, each with what it means.
pub(crate) struct Longest<T> {
    forms: Vec<(String, T)>,
    /// The forms that share their first two bytes.
    ranges: FxHashMap<[u8; 2], Range<usize>>,
    /// A bit for every hash of three bytes with which a form begins.
    openings: Box<[u64; OPENINGS / 64]>,
}

/// The number of hashes of three bytes.
const OPENINGS: usize = 1 << 17;

/// The place of three bytes in the table of openings.
fn opening(a: u8, b: u8, c: u8) -> usize {
    let bytes = u32::from_le_bytes([a, b, c, 0]);
    (bytes.wrapping_mul(0x9E37_79B1) >> (32 - OPENINGS.trailing_zeros())) as usize
}

impl<T> Longest<T> {
    /// Makes the table of `forms`, which are in the order of their bytes; those of one byte are left out.
    pub(crate) fn new(forms: Vec<(String, T)>) -> Self {
        let mut ranges: FxHashMap<[u8; 2], Range<usize>> = FxHashMap::default();
        let mut openings = Box::new([0; OPENINGS / 64]);
        let mut open = |at: usize| openings[at / 64] |= 1 << (at % 64);
        for (idx, (form, _)) in forms.iter().enumerate() {
            match *form.as_bytes() {
                [a, b, c, ..] => open(opening(a, b, c)),
                [a, b] => (0..=u8::MAX).for_each(|c| open(opening(a, b, c))),
                _ => {}
            }
            if let [a, b, ..] = *form.as_bytes() {
                ranges.entry([a, b]).or_insert(idx..idx).end = idx + 1;
            }
        }
        Self { forms, ranges, openings }
    }

    /// What the form means that is written so.
    pub(crate) fn get(&self, form: &str) -> Option<&T> {
        let at = self.forms.binary_search_by(|(known, _)| known.as_str().cmp(form)).ok()?;
        Some(&self.forms[at].1)
    }

    /// The next form at `from` or after it, the longest that begins there: where it stands and what it means.
    pub(crate) fn next(&self, text: &[u8], from: usize) -> Option<(Range<usize>, &T)> {
        let mut at = from;
        loop {
            at += self.next_opening(text.get(at..)?)?;
            if let Some((form, meaning)) = self.longest(&text[at..]) {
                return Some((at..at + form.len(), meaning));
            }
            at += 1;
        }
    }

    /// The next place where a form may begin.
    fn next_opening(&self, text: &[u8]) -> Option<usize> {
        let is_open = |at: usize| self.openings[at / 64] >> (at % 64) & 1 == 1;
        let within = text.windows(3).position(|bytes| is_open(opening(bytes[0], bytes[1], bytes[2])));
        // the last two bytes may be a form
        within.or_else(|| text.len().checked_sub(2))
    }

    /// The longest form that `text` begins with.
    fn longest(&self, text: &[u8]) -> Option<&(String, T)> {
        let [a, b, ..] = *text else { return None };
        let mut forms = &self.forms[self.ranges.get(&[a, b])?.clone()];
        let mut text = text;
        loop {
            // what `text` begins with stands before it; so does the last form before it, which begins so too
            let before = forms.partition_point(|(form, _)| form.as_bytes() <= text);
            let last = forms[..before].last()?;
            let n_common = last.0.bytes().zip(text).take_while(|(one, other)| one == *other).count();
            if n_common == last.0.len() {
                return Some(last);
            }
            forms = &forms[..before - 1];
            text = &text[..n_common];
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn table(forms: &[&str]) -> Longest<usize> {
        let mut forms: Vec<(String, usize)> =
            forms.iter().map(|form| ((*form).to_owned(), form.len())).collect();
        forms.sort();
        forms.dedup();
        Longest::new(forms)
    }

    fn all(table: &Longest<usize>, text: &str) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        while let Some((range, length)) =
            table.next(text.as_bytes(), found.last().map_or(0, |last| last.end))
        {
            assert_eq!(range.len(), *length);
            found.push(range);
        }
        found
    }

    #[test]
    fn the_longest_form_wins_and_a_form_may_end_the_text() {
        let table = table(&["US", "Guinea", "Guinea-Bissau", "Guinean"]);
        assert_eq!(all(&table, "Guinea-Bis, Guinea-Bissau, US"), [0..6, 12..25, 27..29]);
        assert_eq!(table.get("US"), Some(&2));
        assert_eq!(table.get("USA"), None);
    }

    proptest! {
        #[test]
        fn the_forms_found_are_those_of_a_plain_search(
            forms in proptest::collection::vec("[ab]{2,5}", 1..8),
            text in "[abc]{0,40}",
        ) {
            let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
            let mut expected = Vec::new();
            let mut at = 0;
            while at < text.len() {
                let longest = forms.iter().filter(|form| text[at..].starts_with(**form)).map(|form| form.len()).max();
                expected.extend(longest.map(|length| at..at + length));
                at += longest.unwrap_or(1);
            }
            prop_assert_eq!(all(&table(&forms), &text), expected);
        }
    }
}
