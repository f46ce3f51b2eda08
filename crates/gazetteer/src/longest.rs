//! `Longest`: the longest surface form that a text goes on with, wherever one may begin.
//!
//! Hardly any byte of a text begins a name: two bytes tell, then three, then five, from tables that fit the
//! fastest caches, and only what passes is looked up.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::Sieve;

/// Surface forms in the order of their bytes, each with what it means.
pub(crate) struct Longest<T> {
    forms: Vec<(String, T)>,
    /// The forms of five bytes and more that share their first five.
    long: FxHashMap<[u8; OPENING], Range<usize>>,
    /// The forms of fewer bytes, the rest filled up with zeros.
    short: FxHashMap<[u8; OPENING], usize>,
    /// The first two and the first three bytes of all forms, three of the short ones, and the first five of the long ones.
    pairs: Openings,
    opens: Openings,
    opens_short: Openings,
    opens_long: Openings,
}

/// So many bytes tell forms apart.
const OPENING: usize = 5;

impl<T> Longest<T> {
    /// Makes the table of `forms`, which are in the order of their bytes; those of one byte are left out.
    pub(crate) fn new(forms: Vec<(String, T)>) -> Self {
        let mut table = Self {
            forms,
            long: FxHashMap::default(),
            short: FxHashMap::default(),
            pairs: Openings::default(),
            opens: Openings::default(),
            opens_short: Openings::default(),
            opens_long: Openings::default(),
        };
        for (idx, (form, _)) in table.forms.iter().enumerate() {
            let form = form.as_bytes();
            if let Some(pair) = form.first_chunk::<2>() {
                table.pairs.set(hash(*pair));
            }
            if let Some(&opening) = form.first_chunk::<OPENING>() {
                table.long.entry(opening).or_insert(idx..idx).end = idx + 1;
                table.opens_long.set(hash(opening));
                table.opens.set(hash([form[0], form[1], form[2]]));
            } else if form.len() > 1 {
                table.short.insert(filled_up(form), idx);
                for last in if form.len() == 2 { 0..=u8::MAX } else { form[2]..=form[2] } {
                    let opening = [form[0], form[1], last];
                    table.opens_short.set(hash(opening));
                    table.opens.set(hash(opening));
                }
            }
        }
        table
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
        let within = text.windows(3).position(|at| {
            self.pairs.passes(hash([at[0], at[1]]))
                && self.opens.passes(hash([at[0], at[1], at[2]]))
        });
        // the last two bytes may be a form
        within.or_else(|| text.len().checked_sub(2))
    }

    /// The longest form that `text` begins with.
    fn longest(&self, text: &[u8]) -> Option<&(String, T)> {
        let long =
            text.first_chunk::<OPENING>().filter(|opening| self.opens_long.passes(hash(**opening)));
        long.and_then(|opening| self.longest_of(self.long.get(opening)?.clone(), text))
            .or_else(|| self.short(text))
    }

    /// The longest form among some that `text` begins with.
    fn longest_of(&self, among: Range<usize>, text: &[u8]) -> Option<&(String, T)> {
        let mut forms = &self.forms[among];
        let mut text = text;
        loop {
            // what `text` begins with stands before it; so does the last form before it, which begins so too
            let before = forms.partition_point(|(form, _)| form.as_bytes() <= text);
            let last = forms[..before].last()?;
            let n_common =
                last.0.bytes().zip(text).take_while(|(one, other)| one == *other).count();
            if n_common == last.0.len() {
                return Some(last);
            }
            if n_common < OPENING {
                return None;
            }
            forms = &forms[..before - 1];
            text = &text[..n_common];
        }
    }

    /// The longest of the short forms that `text` begins with.
    fn short(&self, text: &[u8]) -> Option<&(String, T)> {
        if text
            .first_chunk()
            .is_some_and(|opening: &[u8; 3]| !self.opens_short.passes(hash(*opening)))
        {
            return None;
        }
        let lengths = (2..OPENING.min(text.len() + 1)).rev();
        let mut found = lengths.filter_map(|length| self.short.get(&filled_up(&text[..length])));
        found.next().map(|idx| &self.forms[*idx])
    }
}

/// A short form with zeros behind it; no form holds one.
fn filled_up(form: &[u8]) -> [u8; OPENING] {
    let mut filled = [0; OPENING];
    filled[..form.len()].copy_from_slice(form);
    filled
}

/// So many bits tell openings apart, twice as many as there are pairs of bytes.
type Openings = Sieve<2048>;

/// The hash of an opening; all pairs of bytes have one of their own.
fn hash<const N: usize>(opening: [u8; N]) -> u64 {
    let bytes = opening.iter().fold(0, |bytes, byte| bytes << 8 | u64::from(*byte));
    if N == 2 {
        return bytes;
    }
    bytes.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - Openings::N_BITS)
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
            forms in proptest::collection::vec("[ab]{2,8}", 1..12),
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
