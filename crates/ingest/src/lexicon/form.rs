//! `Forms`: the words a thread has met, so that most are looked up in no list again.
//!
//! Texts have many words and few forms, and share most of them. A form of up to fifteen bytes is a number of
//! sixteen; it has one place in a table of fixed size, where the one met last stands.

/// Bytes that are read together.
const ROOM: usize = 16;
/// A thread remembers so many forms; a power of two.
const N_SLOTS: usize = 1 << 13;

/// A short word as a number: its bytes, and its length in the last.
pub(super) type Letters = u128;

/// What is known of a form.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Form {
    /// Where it begins and ends without the signs around it.
    pub(super) bare: (u32, u32),
    /// What the lists and its letters say.
    pub(super) traits: u32,
    /// The key of the bare form.
    pub(super) key: u64,
}

/// The forms met, each at the place of its letters.
#[derive(Debug)]
pub(super) struct Forms(Vec<(Letters, Form)>);

impl Default for Forms {
    fn default() -> Self {
        // no form has no letters
        Self(vec![(0, Form::default()); N_SLOTS])
    }
}

impl Forms {
    /// What is known of a form, by `see` where it was not met before.
    #[inline]
    pub(super) fn get(&mut self, letters: Letters, see: impl FnOnce() -> Form) -> Form {
        let slot = &mut self.0[place(letters)];
        if slot.0 != letters {
            *slot = (letters, see());
        }
        slot.1
    }
}

fn place(letters: Letters) -> usize {
    let bytes = letters.to_le_bytes();
    let half = |from: usize| bytes[from..].first_chunk().map_or(0, |half| u64::from_le_bytes(*half));
    let mixed = half(0) ^ half(ROOM / 2).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 51) as usize % N_SLOTS
}

/// The word that begins at `start`, up to a blank or the end, if it is short enough for a form.
#[inline]
pub(super) fn letters_at(bytes: &[u8], start: usize) -> Option<(Letters, usize)> {
    const BLANKS: u128 = u128::from_le_bytes([b' '; ROOM]);
    const ONES: u128 = u128::from_le_bytes([1; ROOM]);
    let rest = &bytes[start..];
    let chunk = match rest.first_chunk() {
        Some(chunk) => u128::from_le_bytes(*chunk),
        None => {
            let mut chunk = [b' '; ROOM];
            chunk[..rest.len()].copy_from_slice(rest);
            u128::from_le_bytes(chunk)
        }
    };
    // the lowest byte with its high bit left is the first blank
    let others = chunk ^ BLANKS;
    let blanks = others.wrapping_sub(ONES) & !others & (ONES << 7);
    let n_bits = blanks.trailing_zeros() & !7;
    let length = (n_bits / 8) as usize;
    (length < ROOM).then(|| {
        let letters = chunk & !(u128::MAX << n_bits);
        (letters | u128::from(n_bits / 8) << 120, length)
    })
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
    }

    #[test]
    fn what_was_seen_is_not_looked_up_again() {
        let mut forms = Forms::default();
        let (letters, _) = letters_at(b"Roe", 0).unwrap_or_default();
        let seen = Form { key: 7, ..Form::default() };
        assert_eq!(forms.get(letters, || seen).key, 7);
        assert_eq!(forms.get(letters, Form::default).key, 7);
    }
}
