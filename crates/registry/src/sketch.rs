//! `Sketch`: what is kept of a text to tell how much of it another text shares.
//!
//! One-permutation `MinHash` over runs of five words: each run falls into one of 64 bins by its hash, and
//! a bin keeps the least. The share of bins in which two sketches agree estimates the Jaccard likeness of
//! their sets of runs (Li, Owen, Zhang 2012); empty bins borrow from the next full one (Shrivastava, Li 2014).

use release::{Release, Word};

/// Bins of a sketch.
const BINS: u8 = 64;
const N_BINS: usize = BINS as usize;
/// Bins of a band.
const BAND: usize = 4;
/// Words of a run.
const RUN: usize = 5;
/// A text of fewer words is not told from others by its runs.
const FEWEST_WORDS: usize = 24;

/// What is kept of the running text of a release: 64 bins of two bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sketch([u16; N_BINS]);

impl Sketch {
    /// The bytes of a sketch.
    pub const N_BYTES: usize = 2 * N_BINS;
    /// How many bands it has.
    pub(crate) const N_BANDS: usize = N_BINS / BAND;

    /// The sketch of the running text; `words` are the words of the whole text. `None` for texts of
    /// hardly any words.
    ///
    /// Case makes no difference, and all numbers are one: versions differ in them.
    pub fn of(release: &Release, words: &[Word]) -> Option<Self> {
        let mut hashes = Vec::new();
        let mut rest = words;
        for block in release.blocks.iter().filter(|block| block.part.is_running_text()) {
            let before = rest.partition_point(|word| word.span.start < block.span.start);
            rest = &rest[before..];
            let inside = rest.partition_point(|word| word.span.start < block.span.end);
            let (of_block, after) = rest.split_at(inside);
            rest = after;
            hashes.extend(of_block.iter().map(|word| hash(word.span.of(&release.text))));
        }
        (hashes.len() >= FEWEST_WORDS).then(|| Self::of_words(&hashes))
    }

    fn of_words(words: &[u32]) -> Self {
        let mut least = [u32::MAX; N_BINS];
        for run in words.windows(RUN) {
            let mixed =
                run.iter().fold(0x9E37_79B9_7F4A_7C15_u64, |all, word| mix(all ^ u64::from(*word)));
            let [.., high, a, b, c] = mixed.to_be_bytes();
            let value = u32::from_be_bytes([high, a, b, c]);
            let bin = usize::from(mixed.to_be_bytes()[0]) % N_BINS;
            least[bin] = least[bin].min(value);
        }
        let mut bins = [0; N_BINS];
        for (at, bin) in bins.iter_mut().enumerate() {
            let lender = (0..N_BINS).map(|step| (step, least[(at + step) % N_BINS]));
            let full = lender.into_iter().find(|(_, value)| *value != u32::MAX);
            // how far a bin borrowed is part of what it holds
            *bin = full.map_or(0, |(step, value)| fold(mix(u64::from(value) << 8 | step as u64)));
        }
        Self(bins)
    }

    /// The share of bins in which two sketches agree, `0.0..=1.0`.
    pub fn likeness(&self, other: &Self) -> f32 {
        let equal = self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count();
        let share = u8::try_from(equal).unwrap_or(u8::MAX);
        f32::from(share) / f32::from(BINS)
    }

    /// A band of four bins: texts of which much is alike agree in one at least.
    pub(crate) fn band(&self, band: usize) -> u64 {
        let bins = self.0.iter().skip(band * BAND).take(BAND);
        bins.fold(0, |all, bin| all << 16 | u64::from(*bin))
    }

    /// As bytes, to be kept.
    pub fn to_bytes(&self) -> [u8; Self::N_BYTES] {
        let mut bytes = [0; Self::N_BYTES];
        for (pair, bin) in bytes.chunks_exact_mut(2).zip(&self.0) {
            pair.copy_from_slice(&bin.to_be_bytes());
        }
        bytes
    }

    /// From its [bytes](Self::to_bytes); `None` if they are not as many.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        if bytes.len() != Self::N_BYTES {
            return None;
        }
        let mut bins = [0; N_BINS];
        for (bin, pair) in bins.iter_mut().zip(bytes.chunks_exact(2)) {
            *bin = u16::from_be_bytes([pair[0], pair[1]]);
        }
        Some(Self(bins))
    }
}

/// The hash of a word (FNV-1a), in one case; all numbers have one.
fn hash(word: &str) -> u32 {
    let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(16_777_619);
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return 1;
    }
    if word.is_ascii() {
        return word
            .bytes()
            .fold(2_166_136_261, |hash, byte| step(hash, byte.to_ascii_lowercase()));
    }
    word.chars()
        .flat_map(char::to_lowercase)
        .fold(2_166_136_261, |hash, c| c.encode_utf8(&mut [0; 4]).bytes().fold(hash, step))
}

/// Mixes the bits of a number (the finish of `SplitMix64`).
pub(crate) fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

fn fold(number: u64) -> u16 {
    let [a, b, ..] = number.to_be_bytes();
    u16::from_be_bytes([a, b])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(text: &str) -> Sketch {
        let words: Vec<u32> = text.split(' ').map(hash).collect();
        Sketch::of_words(&words)
    }

    fn numbered(words: std::ops::Range<u32>) -> String {
        words.map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_likeness_of_sketches_is_near_that_of_the_texts() {
        let whole = sketch(&numbered(0..400));
        assert!((whole.likeness(&whole) - 1.0).abs() < f32::EPSILON);
        let shorter = sketch(&numbered(0..360));
        assert!(whole.likeness(&shorter) > 0.75, "{}", whole.likeness(&shorter));
        let other = sketch(&numbered(1000..1400));
        assert!(whole.likeness(&other) < 0.1, "{}", whole.likeness(&other));
    }

    #[test]
    fn case_and_numbers_make_no_difference() {
        let text = numbered(0..60);
        assert_eq!(
            sketch(&format!("{text} 12 dead")),
            sketch(&format!("{} 347 DEAD", text.to_uppercase()))
        );
    }

    #[test]
    fn a_sketch_survives_being_kept() {
        let kept = sketch(&numbered(0..99));
        assert_eq!(Sketch::from_bytes(&kept.to_bytes()), Some(kept));
        assert_eq!(Sketch::from_bytes(&[1, 2]), None);
    }
}
