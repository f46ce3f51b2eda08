//! A word in lower case, made on the stack: lists are asked about every word of a text.

use arrayvec::ArrayString;

/// Longer words than this, in bytes, are lower-cased on the heap.
const ROOM: usize = 64;

/// A word in lower case.
pub(crate) enum Lower {
    Short(ArrayString<ROOM>),
    Long(String),
}

impl Lower {
    /// `word` in lower case.
    pub(crate) fn of(word: &str) -> Self {
        if word.is_ascii()
            && let Ok(mut lower) = ArrayString::from(word)
        {
            lower.make_ascii_lowercase();
            return Self::Short(lower);
        }
        let mut lower = ArrayString::new();
        for letter in word.chars().flat_map(char::to_lowercase) {
            if lower.try_push(letter).is_err() {
                return Self::Long(word.to_lowercase());
            }
        }
        Self::Short(lower)
    }

    /// The word.
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Short(word) => word,
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
