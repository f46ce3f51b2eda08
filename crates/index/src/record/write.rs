//! `Packing`: a record that is being written.

use std::collections::hash_map::Entry;

use release::Span;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::{FREQUENT, MOST_BYTES};

/// A record that is being written.
pub(super) struct Packing<'a> {
    bytes: Vec<u8>,
    text: &'a str,
    /// Where the last span ended.
    last: u32,
    /// The number of each string, those that are [`FREQUENT`] excepted.
    strings: FxHashMap<&'a str, u32>,
    failed: Option<postcard::Error>,
}

impl<'a> Packing<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let bytes = Vec::with_capacity(text.len() + text.len() / 4 + 64);
        let strings = FxHashMap::default();
        let mut packing = Self { bytes, text, last: 0, strings, failed: None };
        packing.count(text.len());
        packing.bytes(text.as_bytes());
        packing
    }

    pub(super) fn finish(self) -> Result<Vec<u8>, postcard::Error> {
        self.failed.map_or(Ok(self.bytes), Err)
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Seven bits a byte, the lowest first.
    pub(super) fn number(&mut self, mut number: u32) {
        while number >= 0x80 {
            self.bytes.push(low_bits(number) | 0x80);
            number >>= 7;
        }
        self.bytes.push(low_bits(number));
    }

    pub(super) fn count(&mut self, count: usize) {
        self.number(u32::try_from(count).unwrap_or(u32::MAX));
    }

    /// By the distance from the span before, forwards or backwards, and the length.
    pub(super) fn span(&mut self, Span { start, end }: Span) {
        let distance = start.wrapping_sub(self.last).cast_signed();
        self.number((distance << 1 ^ distance >> 31).cast_unsigned());
        self.number(end.wrapping_sub(start));
        self.last = end;
    }

    /// By thousandths where that is all of it.
    pub(super) fn share(&mut self, share: f32) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let thousandths = (share * 1000.0).round().clamp(0.0, 1000.0) as u16;
        if (f32::from(thousandths) / 1000.0).to_bits() == share.to_bits() {
            self.number(u32::from(thousandths) + 1);
        } else {
            self.number(0);
            self.bytes(&share.to_le_bytes());
        }
    }

    /// 0 for none, 1 and the string, or its number.
    pub(super) fn string(&mut self, string: Option<&'a str>) {
        let Some(string) = string else { return self.number(0) };
        if let Some(at) = FREQUENT.iter().position(|frequent| *frequent == string) {
            return self.count(at + 2);
        }
        let next = self.strings.len() + FREQUENT.len() + 2;
        if string.len() <= MOST_BYTES {
            match self.strings.entry(string) {
                Entry::Occupied(known) => {
                    let number = *known.get();
                    return self.number(number);
                }
                Entry::Vacant(new) => {
                    new.insert(u32::try_from(next).unwrap_or(u32::MAX));
                }
            }
        }
        self.number(1);
        self.count(string.len());
        self.bytes(string.as_bytes());
    }

    /// The words of a quote: mostly what stands in its span between the marks.
    pub(super) fn words_in(&mut self, words: &'a str, span: Span) {
        let found = span.of(self.text).find(words).filter(|_| !words.is_empty());
        if let Some(at) = found {
            self.count(at + 1);
            self.count(words.len());
        } else {
            self.number(0);
            self.string(Some(words));
        }
    }

    pub(super) fn whole(&mut self, value: &impl Serialize) {
        match postcard::to_extend(value, std::mem::take(&mut self.bytes)) {
            Ok(bytes) => self.bytes = bytes,
            Err(error) => self.failed = Some(error),
        }
    }
}

fn low_bits(number: u32) -> u8 {
    (number & 0x7f) as u8
}
