//! Values that are longer than the engine's columns keep, in numbered pieces: it drops what is longer than a term may be.

/// The longest value that is kept whole; the engine's limit is 65,530 bytes.
const LONGEST: usize = 60_000;

/// A value as it is written: itself, or pieces that each begin with their number.
pub(crate) fn cut(value: Vec<u8>) -> Vec<Vec<u8>> {
    if value.len() <= LONGEST {
        return vec![value];
    }
    let numbered = (0_u32..).zip(value.chunks(LONGEST));
    numbered.map(|(number, piece)| [&number.to_be_bytes(), piece].concat()).collect()
}

/// The value that was cut into these, in whatever order they come.
pub(crate) fn join(mut pieces: Vec<&[u8]>) -> Vec<u8> {
    if let [whole] = pieces[..] {
        return whole.to_vec();
    }
    pieces.sort_unstable();
    pieces.into_iter().flat_map(|piece| piece.get(4..).unwrap_or_default()).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_is_joined_again() {
        for length in [0, 5, LONGEST, LONGEST + 1, 5 * LONGEST + 3] {
            let value: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect();
            let pieces = cut(value.clone());
            assert!(pieces.iter().all(|piece| piece.len() < 65_530));
            let shuffled: Vec<&[u8]> = pieces.iter().rev().map(Vec::as_slice).collect();
            assert_eq!(join(shuffled), value, "{length}");
        }
    }
}
