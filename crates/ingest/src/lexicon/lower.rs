//! A word in lower case, made on the stack: lists are asked about every word of a text.

/// Longer words than this, in bytes, are lower-cased on the heap.
const ROOM: usize = 64;

/// Gives `word` in lower case to `ask`.
pub(crate) fn with_lower<R>(word: &str, ask: impl FnOnce(&str) -> R) -> R {
    let mut room = [0_u8; ROOM];
    let mut length = 0;
    if word.is_ascii() && word.len() <= ROOM {
        length = word.len();
        room[..length].copy_from_slice(word.as_bytes());
        room[..length].make_ascii_lowercase();
    } else {
        for letter in word.chars().flat_map(char::to_lowercase) {
            let end = length + letter.len_utf8();
            if end > ROOM {
                return ask(&word.to_lowercase());
            }
            letter.encode_utf8(&mut room[length..end]);
            length = end;
        }
    }
    match str::from_utf8(&room[..length]) {
        Ok(lower) => ask(lower),
        Err(_) => ask(&word.to_lowercase()),
    }
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
