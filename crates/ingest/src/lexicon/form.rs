//! `Forms`: the words a thread has met and what it knows of them, so that most are looked up in no list again.
//!
//! Texts have many words and few forms, and share most of them. A form of up to fifteen bytes is a number of
//! sixteen; the two forms of one place that came last are remembered. The tables are small, so that they stay in
//! the faster caches: what is looked up anew costs less than what is fetched from far.

/// Bytes that are read together.
const ROOM: usize = 16;

/// A short word as a number: its bytes, and its length in the last.
pub(super) type Letters = u128;

/// What is known of two forms of one place; together they fill a line of the cache.
#[derive(Clone, Debug)]
#[repr(align(64))]
struct Pair<T>([(Letters, T); 2]);

/// What is known of the forms met: of twice `N` at most.
#[derive(Debug)]
pub(super) struct Forms<T, const N: usize>(Vec<Pair<T>>);

impl<T: Copy + Default, const N: usize> Default for Forms<T, N> {
    fn default() -> Self {
        // no form has no letters
        Self(vec![Pair([(0, T::default()); 2]); N])
    }
}

impl<T: Copy, const N: usize> Forms<T, N> {
    /// What is known of a form, by `see` where it is not remembered.
    #[inline]
    pub(super) fn get(&mut self, letters: Letters, see: impl FnOnce() -> T) -> T {
        let Pair(pair) = &mut self.0[mixed(letters) % N];
        if let Some((_, known)) = pair.iter().find(|(met, _)| *met == letters) {
            return *known;
        }
        let known = see();
        pair[1] = pair[0];
        pair[0] = (letters, known);
        known
    }
}

/// A number in which every bit of the letters counts.
#[inline]
fn mixed(letters: Letters) -> usize {
    let bytes = letters.to_le_bytes();
    let half =
        |from: usize| bytes[from..].first_chunk().map_or(0, |half| u64::from_le_bytes(*half));
    let mixed = half(0) ^ half(ROOM / 2).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 40) as usize
}

/// The bytes from `start` on, blanks behind the last.
#[inline]
fn chunk_at(bytes: &[u8], start: usize) -> u128 {
    let rest = &bytes[start..];
    if let Some(chunk) = rest.first_chunk() {
        return u128::from_le_bytes(*chunk);
    }
    let mut chunk = [b' '; ROOM];
    chunk[..rest.len()].copy_from_slice(rest);
    u128::from_le_bytes(chunk)
}

/// By a number of bytes: so many, and the number itself in the last.
static LENGTHS: [(u128, u128); ROOM] = {
    let mut lengths = [(0, 0); ROOM];
    let mut length = 0;
    while length < ROOM {
        lengths[length] = (!(u128::MAX << (length * 8)), (length as u128) << 120);
        length += 1;
    }
    lengths
};

/// The first bytes of a chunk as a form; less than all of it.
#[inline]
fn number(chunk: u128, length: usize) -> Letters {
    let (bytes, last) = LENGTHS[length % ROOM];
    chunk & bytes | last
}

/// A word, if it is short enough for a form.
#[inline]
pub(super) fn letters_of(word: &str) -> Option<Letters> {
    let length = word.len();
    (1..ROOM).contains(&length).then(|| number(chunk_at(word.as_bytes(), 0), length))
}

/// The word that begins at `start`, up to a blank or the end, if it is short enough for a form.
#[inline]
pub(super) fn letters_at(bytes: &[u8], start: usize) -> Option<(Letters, usize)> {
    const BLANKS: u128 = u128::from_le_bytes([b' '; ROOM]);
    const ONES: u128 = u128::from_le_bytes([1; ROOM]);
    let chunk = chunk_at(bytes, start);
    // the lowest byte with its high bit left is the first blank
    let others = chunk ^ BLANKS;
    let blanks = others.wrapping_sub(ONES) & !others & (ONES << 7);
    let length = (blanks.trailing_zeros() / 8) as usize;
    (length < ROOM).then(|| (number(chunk, length), length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_up_to_fifteen_bytes_is_a_number_of_its_own() {
        let length = |text: &str| letters_at(text.as_bytes(), 0).map(|(_, length)| length);
        assert_eq!(length("Ada Roe of the Open Sea Network"), Some(3));
        assert_eq!(length("Roe"), Some(3));
        assert_eq!(length("Responsibilitys yes"), Some(15));
        assert_eq!(length("Responsibilities yes"), None);
        assert_ne!(letters_at(b"a\0 ", 0), letters_at(b"a ", 0));
        assert_eq!(letters_at(b"a\xff b", 0), letters_at(b"a\xff", 0));
        assert_eq!(letters_of("Roe"), letters_at(b"Roe said", 0).map(|(letters, _)| letters));
    }

    #[test]
    fn what_was_seen_is_not_looked_up_again() {
        let mut forms: Forms<i32, 8> = Forms::default();
        let (letters, _) = letters_at(b"Roe", 0).unwrap_or_default();
        assert_eq!(forms.get(letters, || 7), 7);
        assert_eq!(forms.get(letters, || 8), 7);
    }
}
