//! `Packed`: a record that is being read.

use release::Span;
use serde::de::DeserializeOwned;

use super::{FREQUENT, MOST_BYTES, NoRecord};

/// A record that is being read.
pub(super) struct Packed<'a> {
    rest: &'a [u8],
    text: &'a str,
    /// Where the last span ended.
    last: u32,
    /// What was read so far and may come again.
    strings: Vec<&'a str>,
}

impl<'a> Packed<'a> {
    pub(super) fn new(record: &'a [u8]) -> Result<Self, NoRecord> {
        let mut packed = Self { rest: record, text: "", last: 0, strings: Vec::new() };
        let n_bytes = packed.count()?;
        packed.text = packed.utf8(n_bytes)?;
        Ok(packed)
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    pub(super) fn finish(self) -> Result<(), NoRecord> {
        if self.rest.is_empty() { Ok(()) } else { Err(NoRecord) }
    }

    pub(super) fn utf8(&mut self, n_bytes: usize) -> Result<&'a str, NoRecord> {
        let (bytes, rest) = self.rest.split_at_checked(n_bytes).ok_or(NoRecord)?;
        self.rest = rest;
        str::from_utf8(bytes).map_err(|_| NoRecord)
    }

    pub(super) fn number(&mut self) -> Result<u32, NoRecord> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let (&byte, rest) = self.rest.split_first().ok_or(NoRecord)?;
            self.rest = rest;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
            shift += 7;
            if shift > 28 {
                return Err(NoRecord);
            }
        }
    }

    pub(super) fn count(&mut self) -> Result<usize, NoRecord> {
        let count = self.number()?;
        usize::try_from(count).map_err(|_| NoRecord)
    }

    pub(super) fn span(&mut self) -> Result<Span, NoRecord> {
        let distance = self.number()?;
        let distance = (distance >> 1) ^ (distance & 1).wrapping_neg();
        let start = self.last.wrapping_add(distance);
        self.last = start.wrapping_add(self.number()?);
        Ok(Span { start, end: self.last })
    }

    pub(super) fn share(&mut self) -> Result<f32, NoRecord> {
        match self.number()? {
            0 => {
                let (bytes, rest) = self.rest.split_first_chunk().ok_or(NoRecord)?;
                self.rest = rest;
                Ok(f32::from_le_bytes(*bytes))
            }
            number => {
                let thousandths = u16::try_from(number - 1).map_err(|_| NoRecord)?;
                Ok(f32::from(thousandths) / 1000.0)
            }
        }
    }

    pub(super) fn string(&mut self) -> Result<Option<&'a str>, NoRecord> {
        match self.count()? {
            0 => Ok(None),
            1 => {
                let n_bytes = self.count()?;
                let string = self.utf8(n_bytes)?;
                if string.len() <= MOST_BYTES {
                    self.strings.push(string);
                }
                Ok(Some(string))
            }
            number => {
                let known = FREQUENT.get(number - 2).copied();
                let later = || self.strings.get(number - 2 - FREQUENT.len()).copied();
                known.or_else(later).map(Some).ok_or(NoRecord)
            }
        }
    }

    pub(super) fn words_in(&mut self, span: Span) -> Result<String, NoRecord> {
        let words = match self.count()? {
            0 => self.string()?,
            at => {
                let n_bytes = self.count()?;
                let rest = span.of(self.text).get(at - 1..);
                rest.and_then(|rest| rest.get(..n_bytes))
            }
        };
        words.map(str::to_owned).ok_or(NoRecord)
    }

    pub(super) fn whole<T: DeserializeOwned>(&mut self) -> Result<T, NoRecord> {
        let (value, rest) = postcard::take_from_bytes(self.rest).map_err(|_| NoRecord)?;
        self.rest = rest;
        Ok(value)
    }
}
