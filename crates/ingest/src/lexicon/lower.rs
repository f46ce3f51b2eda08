//! A word in lower case, made on the stack: lists are asked about every word of a text.

/// Longer words than this, in bytes, are lower-cased on the heap.
const ROOM: usize = 64;

/// A word in lower case.
pub(crate) enum Lower {
    Short([u8; ROOM], usize),
    Long(String),
}

impl Lower {
    /// `word` in lower case.
    pub(crate) fn of(word: &str) -> Self {
        let mut room = [0_u8; ROOM];
        if word.is_ascii() && word.len() <= ROOM {
            room[..word.len()].copy_from_slice(word.as_bytes());
            room[..word.len()].make_ascii_lowercase();
            return Self::Short(room, word.len());
        }
        let mut length = 0;
        for letter in word.chars().flat_map(char::to_lowercase) {
            let end = length + letter.len_utf8();
            if end > ROOM {
                return Self::Long(word.to_lowercase());
            }
            letter.encode_utf8(&mut room[length..end]);
            length = end;
        }
        Self::Short(room, length)
    }

    /// The word.
    pub(crate) fn as_str(&self) -> &str {
        match self {
            // whole letters were written
            Self::Short(room, length) => str::from_utf8(&room[..*length]).unwrap_or_default(),
            Self::Long(word) => word,
        }
    }
}

/// Gives `word` in lower case to `ask`.
pub(crate) fn with_lower<R>(word: &str, ask: impl FnOnce(&str) -> R) -> R {
    // most words are in lower case
    if word.bytes().all(|byte| byte < 0x80 && !byte.is_ascii_uppercase()) {
        return ask(word);
    }
    ask(Lower::of(word).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_word_is_given_in_lower_case() {
        let long = "ÄRZTE".repeat(20);
        for word in ["", "Release", "ÉLAN", "ДЕНЬ", "İzmir", long.as_str()] {
            assert_eq!(with_lower(word, str::to_owned), word.to_lowercase());
        }
    }
}
