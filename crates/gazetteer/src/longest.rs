//! `Longest`: the longest surface form that a text goes on with, wherever one may begin.
//!
//! Hardly any byte of a text begins a name: none inside a word of ASCII does, of the others two bytes tell, then
//! three, then five, from tables that fit the fastest caches, and only what passes is looked up.

use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::Sieve;

/// Surface forms in the order of their bytes, each with what it may mean.
pub(crate) struct Longest<T: 'static> {
    /// Forms that are looked for as well, where this table does not have them itself.
    below: Option<&'static Self>,
    letters: String,
    forms: Vec<Form>,
    meanings: Vec<T>,
    /// The forms of five bytes and more that share their first five.
    long: FxHashMap<u64, Range<usize>>,
    /// The forms of fewer bytes.
    short: FxHashMap<u64, usize>,
    /// The first byte of all forms, of those below too.
    firsts: Box<[bool; 256]>,
    /// The first two and the first three bytes of all forms, the first three of the short ones, and the first five of the
    /// long ones; of the forms below too.
    pairs: Openings,
    opens: Openings,
    opens_short: Openings,
    opens_long: Openings,
}

/// Where the bytes of a form end in the letters of all, and what it means in the meanings of all; both begin where
/// those of the form before end.
#[derive(Clone, Copy)]
struct Form {
    letters_end: usize,
    meanings_end: usize,
}

/// So many bytes tell forms apart.
const OPENING: usize = 5;

impl<T: Copy> Longest<T> {
    /// A table without forms, over another, with room for so many forms.
    pub(crate) fn over(below: Option<&'static Self>, n_forms: usize) -> Self {
        const N_LETTERS: usize = 16;
        Self {
            below,
            letters: String::with_capacity(n_forms * N_LETTERS),
            forms: Vec::with_capacity(n_forms),
            meanings: Vec::with_capacity(n_forms + n_forms / 8),
            long: FxHashMap::with_capacity_and_hasher(n_forms / 2, FxBuildHasher),
            short: FxHashMap::default(),
            firsts: below.map_or_else(|| Box::new([false; 256]), |below| below.firsts.clone()),
            pairs: below.map_or_else(Openings::default, |below| below.pairs.clone()),
            opens: below.map_or_else(Openings::default, |below| below.opens.clone()),
            opens_short: below.map_or_else(Openings::default, |below| below.opens_short.clone()),
            opens_long: below.map_or_else(Openings::default, |below| below.opens_long.clone()),
        }
    }

    /// Adds a form that comes after all others in the order of bytes; forms of one byte are never found.
    pub(crate) fn push(&mut self, form: &str, meanings: impl IntoIterator<Item = T>) {
        self.open(form.as_bytes());
        self.letters.push_str(form);
        for meaning in meanings {
            self.meanings.push(meaning);
        }
        self.forms
            .push(Form { letters_end: self.letters.len(), meanings_end: self.meanings.len() });
    }

    /// Remembers how the form that comes next begins.
    fn open(&mut self, form: &[u8]) {
        let idx = self.forms.len();
        let Some(&pair) = form.first_chunk::<2>() else { return };
        if let Some(&opening) = form.first_chunk::<OPENING>() {
            let same = self.long.entry(number(&opening)).or_insert(idx..idx);
            same.end = idx + 1;
            if same.len() > 1 {
                return;
            }
            self.firsts[usize::from(pair[0])] = true;
            self.pairs.set(hash(pair));
            self.opens_long.set(hash(opening));
            self.opens.set(hash([form[0], form[1], form[2]]));
            return;
        }
        self.firsts[usize::from(pair[0])] = true;
        self.pairs.set(hash(pair));
        self.short.insert(number(form), idx);
        for last in if form.len() == 2 { 0..=u8::MAX } else { form[2]..=form[2] } {
            let opening = [form[0], form[1], last];
            self.opens_short.set(hash(opening));
            self.opens.set(hash(opening));
        }
    }

    fn form(&self, idx: usize) -> &str {
        &self.letters[idx.checked_sub(1).map_or(0, |before| self.forms[before].letters_end)
            ..self.forms[idx].letters_end]
    }

    fn meanings(&self, idx: usize) -> &[T] {
        &self.meanings[idx.checked_sub(1).map_or(0, |before| self.forms[before].meanings_end)
            ..self.forms[idx].meanings_end]
    }

    /// What the form may mean that is written so.
    pub(crate) fn get(&self, form: &str) -> Option<&[T]> {
        let bytes = form.as_bytes();
        let idx = match bytes.first_chunk::<OPENING>() {
            None => self.short.get(&number(bytes)).copied(),
            Some(opening) if !self.opens_long.passes(hash(*opening)) => None,
            Some(opening) => self.long.get(&number(opening)).and_then(|among| {
                let at = among.start + self.before(among.clone(), |known| known < bytes);
                (at < among.end && self.form(at) == form).then_some(at)
            }),
        };
        idx.map(|idx| self.meanings(idx)).or_else(|| self.below?.get(form))
    }

    /// The next form at `from` or after it that begins inside no word of ASCII, the longest that begins there: where
    /// it stands and what it may mean.
    pub(crate) fn next(&self, text: &[u8], from: usize) -> Option<(Range<usize>, &[T])> {
        let mut at = from;
        loop {
            at = self.next_opening(text, at)?;
            if self.may_open(&text[at..])
                && let Some((length, meanings)) = self.longest(&text[at..])
            {
                return Some((at..at + length, meanings));
            }
            at += 1;
        }
    }

    /// The next place at `from` or after it where a form may begin.
    fn next_opening(&self, text: &[u8], from: usize) -> Option<usize> {
        let mut at = from;
        let is_of_word = |at: usize| text.get(at).is_some_and(|byte| OF_WORD[usize::from(*byte)]);
        let mut is_inside = from.checked_sub(1).is_some_and(is_of_word);
        loop {
            if is_inside {
                let rest = text.get(at..).unwrap_or_default();
                at += rest.iter().take_while(|byte| OF_WORD[usize::from(**byte)]).count();
            }
            let opening = text.get(at..).and_then(|rest| rest.first_chunk());
            let Some(&[first, second, third]) = opening else {
                // the last two bytes may be a form
                return (at + 2 <= text.len()).then_some(at);
            };
            if self.firsts[usize::from(first)]
                && self.pairs.passes(hash([first, second]))
                && self.opens.passes(hash([first, second, third]))
            {
                return Some(at);
            }
            is_inside = OF_WORD[usize::from(first)];
            at += 1;
        }
    }

    /// Whether more than three bytes may be the opening of a form.
    #[inline]
    fn may_open(&self, text: &[u8]) -> bool {
        let long = text.first_chunk::<OPENING>();
        long.is_some_and(|opening| self.opens_long.passes(hash(*opening)))
            || text.first_chunk::<3>().is_none_or(|opening| self.opens_short.passes(hash(*opening)))
    }

    /// The longest form that `text` begins with: its length and what it may mean.
    fn longest(&self, text: &[u8]) -> Option<(usize, &[T])> {
        let own = self.longest_here(text).map(|idx| (self.form(idx).len(), self.meanings(idx)));
        let other = self.below.and_then(|below| below.longest(text));
        match (own, other) {
            (Some(own), Some(other)) if own.0 < other.0 => Some(other),
            (own, other) => own.or(other),
        }
    }

    /// The longest form of this very table that `text` begins with.
    fn longest_here(&self, text: &[u8]) -> Option<usize> {
        let long =
            text.first_chunk::<OPENING>().filter(|opening| self.opens_long.passes(hash(**opening)));
        long.and_then(|opening| self.longest_of(self.long.get(&number(opening))?.clone(), text))
            .or_else(|| self.short(text))
    }

    /// The longest form among some that `text` begins with.
    fn longest_of(&self, among: Range<usize>, text: &[u8]) -> Option<usize> {
        let mut among = among;
        let mut text = text;
        loop {
            // what `text` begins with stands before it; so does the last form before it, which begins so too
            let n_before = self.before(among.clone(), |form| form <= text);
            let last = among.start + n_before.checked_sub(1)?;
            let form = self.form(last);
            let n_common = form.bytes().zip(text).take_while(|(one, other)| one == *other).count();
            if n_common == form.len() {
                return Some(last);
            }
            if n_common < OPENING {
                return None;
            }
            among.end = last;
            text = &text[..n_common];
        }
    }

    /// How many of some forms stand before the first that does not.
    fn before(&self, among: Range<usize>, stands: impl Fn(&[u8]) -> bool) -> usize {
        let (mut low, mut high) = (among.start, among.end);
        while low < high {
            let middle = low + (high - low) / 2;
            if stands(self.form(middle).as_bytes()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low - among.start
    }

    /// The longest of the short forms that `text` begins with.
    fn short(&self, text: &[u8]) -> Option<usize> {
        if text
            .first_chunk()
            .is_some_and(|opening: &[u8; 3]| !self.opens_short.passes(hash(*opening)))
        {
            return None;
        }
        let mut lengths = (2..OPENING.min(text.len() + 1)).rev();
        lengths.find_map(|length| self.short.get(&number(&text[..length])).copied())
    }
}

/// Whether a byte is of a word of ASCII.
static OF_WORD: [bool; 256] = {
    let mut of_word = [false; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        of_word[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
        byte += 1;
    }
    of_word
};

/// The bytes of an opening or of a short form as a number; no form holds a zero.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// So many bits tell openings apart, twice as many as there are pairs of bytes.
type Openings = Sieve<2048>;

/// The hash of an opening; all pairs of bytes have one of their own.
fn hash<const N: usize>(opening: [u8; N]) -> u64 {
    let bytes = number(&opening);
    if N == 2 {
        return bytes;
    }
    bytes.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - Openings::N_BITS)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;

    fn table(forms: &[&str]) -> Longest<usize> {
        let mut forms = forms.to_vec();
        forms.sort_unstable();
        forms.dedup();
        let mut table = Longest::over(None, 0);
        for form in forms {
            table.push(form, [form.len()]);
        }
        table
    }

    fn all(table: &Longest<usize>, text: &str) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        while let Some((range, lengths)) =
            table.next(text.as_bytes(), found.last().map_or(0, |last| last.end))
        {
            assert_eq!([range.len()], lengths);
            found.push(range);
        }
        found
    }

    #[test]
    fn the_longest_form_wins_and_a_form_may_end_the_text() {
        let table = table(&["US", "Guinea", "Guinea-Bissau", "Guinean"]);
        assert_eq!(all(&table, "Guinea-Bis, Guinea-Bissau, US"), [0..6, 12..25, 27..29]);
        assert_eq!(table.get("US"), Some(&[2][..]));
        assert_eq!(table.get("USA"), None);
    }

    #[test]
    fn a_table_over_another_finds_the_forms_of_both_its_own_first() {
        static BELOW: LazyLock<Longest<usize>> = LazyLock::new(|| table(&["Guinea", "Chad", "UK"]));
        let mut table = Longest::over(Some(&BELOW), 2);
        table.push("Guinea", [90, 91]);
        table.push("Guinea-Bissau", [92]);
        assert_eq!(table.get("Guinea"), Some(&[90, 91][..]));
        assert_eq!(table.get("Chad"), Some(&[4][..]));
        let next = |text: &'static str| table.next(text.as_bytes(), 0).unwrap();
        assert_eq!(next("in Guinea-Bissau"), (3..16, &[92][..]));
        assert_eq!(next("in Guinea-Biss"), (3..9, &[90, 91][..]));
        assert_eq!(next("of Chad"), (3..7, &[4][..]));
        assert_eq!(next("UK"), (0..2, &[2][..]));
    }

    proptest! {
        #[test]
        fn the_forms_found_are_those_of_a_plain_search(
            forms in proptest::collection::vec("[ab]{2,8}", 1..12),
            text in "[abc é]{0,40}",
        ) {
            let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
            let mut expected = Vec::new();
            let mut at = 0;
            while at < text.len() {
                let is_inside = text[at..].starts_with(|c: char| c.is_ascii()) && text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
                let forms = forms.iter().filter(|form| !is_inside && text[at..].starts_with(**form));
                let longest = forms.map(|form| form.len()).max();
                expected.extend(longest.map(|length| at..at + length));
                at += longest.unwrap_or(text[at..].chars().next().map_or(1, char::len_utf8));
            }
            prop_assert_eq!(all(&table(&forms), &text), expected);
        }
    }
}
