//! `Texts` and `Numbers`: long lists in one piece of memory, which may be a file as it lies on the disk.
//!
//! A process that asks once looks at a few of many thousand names. Nothing of such a list is taken apart or copied
//! before somebody looks at it.

use std::ops::Range;

use memchr::memmem;
use tantivy::directory::OwnedBytes;

/// Numbers of four bytes each.
#[derive(Clone, Debug)]
pub(crate) struct Numbers(OwnedBytes);

impl Numbers {
    pub(crate) fn of(numbers: impl IntoIterator<Item = u32>) -> Self {
        let bytes: Vec<u8> = numbers.into_iter().flat_map(u32::to_le_bytes).collect();
        Self(OwnedBytes::new(bytes))
    }

    fn all(&self) -> &[[u8; 4]] {
        self.0.as_slice().as_chunks().0
    }

    pub(crate) fn len(&self) -> usize {
        self.all().len()
    }

    #[inline]
    pub(crate) fn get(&self, at: usize) -> Option<u32> {
        self.all().get(at).map(|bytes| u32::from_le_bytes(*bytes))
    }

    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = u32> + '_ {
        self.all().iter().map(|bytes| u32::from_le_bytes(*bytes))
    }

    /// The place of the first number of which this is not true, where it is true of all before it.
    pub(crate) fn partition_point(&self, is_before: impl Fn(u32) -> bool) -> usize {
        self.all().partition_point(|bytes| is_before(u32::from_le_bytes(*bytes)))
    }

    /// The range of the list of that number, where these are the ends of lists one behind the other.
    #[inline]
    pub(crate) fn range(&self, at: usize) -> Option<Range<usize>> {
        let end = self.get(at)?;
        let start = at.checked_sub(1).map_or(Some(0), |before| self.get(before))?;
        Some(start as usize..end as usize)
    }

    pub(crate) fn put(&self, to: &mut Vec<u8>) {
        put_bytes(to, &self.0);
    }

    /// Cuts them off the start of a table.
    pub(crate) fn take(from: &mut OwnedBytes) -> Option<Self> {
        take_bytes(from).map(Self)
    }
}

/// Texts one behind the other, with the places where each ends.
#[derive(Clone, Debug)]
pub(crate) struct Texts {
    bytes: OwnedBytes,
    ends: Numbers,
}

impl Default for Texts {
    fn default() -> Self {
        Self::of(String::new(), &[])
    }
}

impl<'t> FromIterator<&'t str> for Texts {
    /// As far as 32 bits count the bytes; what lies behind is not found.
    fn from_iter<I: IntoIterator<Item = &'t str>>(texts: I) -> Self {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for one in texts {
            text.push_str(one);
            ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        }
        Self::of(text, &ends)
    }
}

impl Texts {
    pub(crate) fn of(text: String, ends: &[u32]) -> Self {
        let ends = Numbers::of(ends.iter().copied());
        Self { bytes: OwnedBytes::new(text.into_bytes()), ends }
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The bytes of a text; nothing where there is none.
    #[inline]
    pub(crate) fn bytes(&self, at: usize) -> Option<&[u8]> {
        self.bytes.get(self.ends.range(at)?)
    }

    /// A text; an empty one where there is none.
    #[inline]
    pub(crate) fn get(&self, at: usize) -> &str {
        let text = self.bytes(at).map(std::str::from_utf8);
        text.and_then(Result::ok).unwrap_or_default()
    }

    /// The places of the texts that hold this one, in order; of an empty text none.
    pub(crate) fn holding(&self, text: &str) -> impl Iterator<Item = usize> {
        let finder = memmem::Finder::new(text).into_owned();
        let mut from = if text.is_empty() { self.bytes.len() } else { 0 };
        std::iter::from_fn(move || {
            loop {
                let at = from + finder.find(self.bytes.get(from..)?)?;
                let text = self.ends.partition_point(|end| end as usize <= at);
                let end = self.ends.get(text)? as usize;
                // what begins in one text and ends in the next is in none
                let is_within = at + finder.needle().len() <= end;
                from = if is_within { end } else { at + 1 };
                if is_within {
                    return Some(text);
                }
            }
        })
    }

    pub(crate) fn put(&self, to: &mut Vec<u8>) {
        put_bytes(to, &self.bytes);
        self.ends.put(to);
    }

    /// Cuts them off the start of a table.
    pub(crate) fn take(from: &mut OwnedBytes) -> Option<Self> {
        Some(Self { bytes: take_bytes(from)?, ends: Numbers::take(from)? })
    }
}

/// Appends bytes to a table, so that they can be cut off it.
pub(crate) fn put_bytes(to: &mut Vec<u8>, bytes: &[u8]) {
    to.extend((bytes.len() as u64).to_le_bytes());
    to.extend(bytes);
}

/// Cuts off the start of a table what [`put_bytes`] put there.
pub(crate) fn take_bytes(from: &mut OwnedBytes) -> Option<OwnedBytes> {
    let len = u64::from_le_bytes(take_array(from)?);
    let len = usize::try_from(len).ok().filter(|&len| len <= from.len())?;
    let rest = from.split_off(len);
    Some(std::mem::replace(from, rest))
}

/// Cuts bytes of a known number off the start of a table.
pub(crate) fn take_array<const N: usize>(from: &mut OwnedBytes) -> Option<[u8; N]> {
    let array = *from.first_chunk()?;
    from.advance(N);
    Some(array)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_by_what_they_hold() {
        let texts = Texts::from_iter(["ada r", "bo li", "li bo li", "", "é"]);
        let holding = |text| texts.holding(text).collect::<Vec<_>>();
        assert_eq!(holding("li"), [1, 2]);
        assert_eq!(holding("bo"), [1, 2]);
        assert_eq!(holding("lili"), [0; 0]);
        assert_eq!(holding("rb"), [0; 0]);
        assert_eq!(holding("é"), [4]);
        assert_eq!(holding(""), [0; 0]);
    }

    #[test]
    fn lists_come_out_of_a_table_as_they_went_in_and_a_cut_one_does_not() {
        let (mut table, names) = (Vec::new(), Texts::from_iter(["ada", "", "bo"]));
        names.put(&mut table);
        Numbers::of([7, 0, u32::MAX]).put(&mut table);
        let read = |table: &[u8]| {
            let mut from = OwnedBytes::new(table.to_vec());
            let (names, numbers) = (Texts::take(&mut from)?, Numbers::take(&mut from)?);
            let names: Vec<String> = (0..names.len()).map(|at| names.get(at).to_owned()).collect();
            Some((names, numbers.iter().collect::<Vec<_>>(), from.len()))
        };
        let whole = (["ada", "", "bo"].map(str::to_owned).to_vec(), vec![7, 0, u32::MAX], 0);
        assert_eq!(read(&table), Some(whole));
        for end in 0..table.len() {
            assert!(read(&table[..end]).is_none(), "{end}");
        }
        assert_eq!(names.get(3), "");
    }
}
