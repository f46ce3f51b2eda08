//! The learned weights of the ranker, embedded with what is known of their making.
//!
//! The file is a header of `key: value` lines, an empty line, and one signed byte a slot. `cargo run
//! --release -p train -- quotes` writes it.

use std::sync::OnceLock;

use crate::quote::feature::{SLOTS, Template};

/// The version of the file format.
pub const FORMAT: &str = "1";

/// The weights of the ranker.
#[derive(Debug)]
pub struct Weights {
    /// One weight a slot, in units of `unit`.
    values: Box<[i8; SLOTS]>,
    /// The value of 1.
    unit: f32,
    /// The templates that are left out, a bit each; to measure what they are worth.
    without: u64,
    /// The header, as written.
    pub(crate) header: Vec<(String, String)>,
}

const EMBEDDED: &[u8] = include_bytes!("../../weights/quotes.i8");

impl Weights {
    /// The weights that come with the program.
    pub fn embedded() -> &'static Self {
        static WEIGHTS: OnceLock<Weights> = OnceLock::new();
        WEIGHTS.get_or_init(|| Self::parse(EMBEDDED).unwrap_or_else(Self::empty))
    }

    /// Weights that know nothing: no passage is a quote.
    #[expect(clippy::large_stack_arrays, reason = "only where the embedded file is none")]
    fn empty() -> Self {
        Self { values: Box::new([0; SLOTS]), unit: 0.0, without: 0, header: Vec::new() }
    }

    /// Reads a file of weights; `None` if it is none.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(2).position(|pair| pair == b"\n\n")?;
        let header: Vec<(String, String)> = std::str::from_utf8(&bytes[..end])
            .ok()?
            .lines()
            .filter_map(|line| line.split_once(": "))
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect();
        let values: Vec<i8> = bytes[end + 2..].iter().map(|byte| byte.cast_signed()).collect();
        let values = values.into_boxed_slice().try_into().ok()?;
        let mut weights = Self { values, unit: 0.0, without: 0, header };
        weights.unit = weights.field("unit")?.parse().ok()?;
        (weights.field("format") == Some(FORMAT)).then_some(weights)
    }

    /// A field of the header.
    pub fn field(&self, key: &str) -> Option<&str> {
        self.header.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// These weights, with nothing given for some templates.
    #[must_use]
    pub fn without(mut self, templates: &[Template]) -> Self {
        self.without = templates.iter().fold(0, |bits, template| bits | 1 << template);
        self
    }

    /// Whether no template is left out.
    pub(crate) fn are_whole(&self) -> bool {
        self.without == 0
    }

    /// The weight of a slot.
    #[inline]
    pub(crate) fn at(&self, slot: usize) -> i32 {
        i32::from(self.values[slot % SLOTS])
    }

    /// The weight of a feature.
    pub(crate) fn of(&self, template: Template, slot: usize) -> i32 {
        if self.without >> template & 1 == 1 { 0 } else { self.at(slot) }
    }

    /// The score of a sum of weights.
    pub(crate) fn scale(&self, sum: i32) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a sum of some sixty bytes is exact")]
        let sum = sum as f32;
        sum * self.unit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_weights_belong_to_these_features() {
        let weights = Weights::parse(EMBEDDED).expect("the file is in its format");
        assert_eq!(
            weights.field("features"),
            Some(crate::quote::fingerprint::of_features().as_str()),
            "the features changed: run `cargo run --release -p train -- quotes --data FOLDER`"
        );
    }

    #[test]
    fn a_file_cut_short_is_refused() {
        assert!(Weights::parse(&EMBEDDED[..EMBEDDED.len() - 1]).is_none());
        assert!(Weights::parse(b"").is_none());
    }
}
