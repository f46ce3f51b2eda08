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
const RUN: u32 = 5;
/// A text of fewer words is not told from others by its runs.
const FEWEST_WORDS: usize = 24;

/// What a word weighs in the hash of a run, to the power of how many follow it.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// What is kept of the running text of a release: 64 bins of one byte (b-bit minwise hashing, Li and König 2010), of
/// which one in 256 agrees with that of any other text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sketch([u8; N_BINS]);

impl Sketch {
    /// The bytes of a sketch.
    pub const N_BYTES: usize = N_BINS;
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
        const BEYOND: u64 = BASE.wrapping_pow(RUN);
        let mut least = [u32::MAX; N_BINS];
        let mut run = 0_u64;
        for (at, word) in words.iter().enumerate() {
            run = run.wrapping_mul(BASE).wrapping_add(u64::from(*word));
            let Some(first) = (at + 1).checked_sub(RUN as usize) else { continue };
            if let Some(before) = first.checked_sub(1) {
                run = run.wrapping_sub(BEYOND.wrapping_mul(words[before].into()));
            }
            let mixed = mix(run).to_be_bytes();
            let [bin, .., high, a, b, c] = mixed;
            let bin = &mut least[usize::from(bin) % N_BINS];
            *bin = (*bin).min(u32::from_be_bytes([high, a, b, c]));
        }
        let mut bins = [0; N_BINS];
        for (at, bin) in bins.iter_mut().enumerate() {
            let lender = (0..N_BINS).map(|step| (step, least[(at + step) % N_BINS]));
            let full = lender.into_iter().find(|(_, value)| *value != u32::MAX);
            // how far a bin borrowed is part of what it holds
            *bin = full.map_or(0, |(step, value)| {
                mix(u64::from(value) << 8 | step as u64).to_be_bytes()[0]
            });
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
        bins.fold(0, |all, bin| all << 8 | u64::from(*bin))
    }

    /// As bytes, to be kept.
    pub fn to_bytes(&self) -> [u8; Self::N_BYTES] {
        self.0
    }

    /// From its [bytes](Self::to_bytes); `None` if they are not as many.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

/// The hash of a word, in one case; all numbers have one.
fn hash(word: &str) -> u32 {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return 1;
    }
    if word.is_ascii() {
        return hash_of(word.as_bytes());
    }
    hash_of(word.to_lowercase().as_bytes())
}

/// Eight letters at a time, those of ASCII in one case.
fn hash_of(letters: &[u8]) -> u32 {
    let n_letters = letters.len() as u64;
    let hash = match (letters.first_chunk(), letters.last_chunk()) {
        (Some(first), Some(last)) => {
            // the last may be of the ones before once more
            let (eights, _) = letters[8..].as_chunks();
            let hash = step(n_letters, u64::from_le_bytes(*first));
            let hash =
                eights.iter().fold(hash, |hash, eight| step(hash, u64::from_le_bytes(*eight)));
            step(hash, u64::from_le_bytes(*last))
        }
        _ => step(n_letters, up_to_seven(letters)),
    };
    let [.., a, b, c, d] = hash.to_le_bytes();
    u32::from_le_bytes([a, b, c, d])
}

fn up_to_seven(letters: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (letters.first_chunk(), letters.last_chunk()) {
        return u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last));
    }
    let at = |at: usize| letters.get(at).copied().unwrap_or_default();
    u64::from(u32::from_le_bytes([at(0), at(1), at(2), 0]))
}

fn step(hash: u64, letters: u64) -> u64 {
    // what differs from a small letter in this bit alone is a large one, or a mark
    let small = letters | (letters & 0x4040_4040_4040_4040) >> 1;
    let mixed = (hash ^ small).wrapping_mul(BASE);
    mixed ^ mixed >> 29
}

/// Mixes the bits of a number (the finish of `SplitMix64`).
pub(crate) fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
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
