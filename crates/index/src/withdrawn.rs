//! `Withdrawn`: values that a column holds and that do not count, by document.
//!
//! A country that a release names in repeated paragraphs alone was written down as focus or mentioned before
//! anybody knew. What the whole archive tells is never written into a release, so it is taken out where the
//! column is read.

use std::{io, ops::Range, sync::OnceLock};

use release::Country;
use rustc_hash::FxHashMap;
use tantivy::{
    DocId,
    columnar::{Column, StrColumn},
    directory::OwnedBytes,
    schema::Field,
};

use crate::{
    Error,
    columns::Columns,
    quoted::Quoted,
    reader::Snapshot,
    repeated::{Demoted, Repeated},
    schema::DocKind,
    texts::{Numbers, put_bytes, take_bytes},
};

/// The countries that releases do not hold, by segment, the releases of each in order.
#[derive(Debug, Default)]
pub(crate) struct Withdrawn(Vec<Vec<(DocId, Country)>>);

/// Which documents do not count a value of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// Releases, and their quotes with them: what is about a country is so in whole.
    Quotes,
    /// Releases alone: what the words of a quote name they name.
    Releases,
}

impl Reach {
    /// `None` for a column that tells the truth.
    fn of(snapshot: &Snapshot, field: Field) -> Option<Self> {
        let fields = &snapshot.fields;
        if field == fields.country {
            Some(Self::Quotes)
        } else {
            (field == fields.mentions).then_some(Self::Releases)
        }
    }
}

impl Withdrawn {
    pub(crate) fn of(snapshot: &Snapshot, repeated: &Repeated) -> Self {
        let demoted = &*repeated.demoted;
        let of_segment = |(_, _, columns): (_, _, &Columns)| {
            let releases = docs_of(&columns.id, demoted).into_iter();
            let pairs = releases.flat_map(|doc| {
                let id = columns.release(doc);
                let first = demoted.partition_point(|demoted| Some(demoted.release) < id);
                let own = demoted[first..].iter().take_while(move |one| Some(one.release) == id);
                own.map(move |demoted| (doc, demoted.country))
            });
            pairs.collect()
        };
        Self(snapshot.segments().map(of_segment).collect())
    }

    /// Appends them to a table of these segments.
    pub(crate) fn put(&self, to: &mut Vec<u8>) {
        for pairs in &self.0 {
            Numbers::of(pairs.iter().map(|(doc, _)| *doc)).put(to);
            let codes = pairs.iter().map(|(_, country)| country.code().as_bytes());
            put_bytes(to, &codes.collect::<Vec<_>>().concat());
        }
    }

    /// Cuts those of so many segments off the start of a table.
    pub(crate) fn take(from: &mut OwnedBytes, n_segments: usize) -> Option<Self> {
        let of_segment = |_| {
            let (docs, codes) = (Numbers::take(from)?, take_bytes(from)?);
            let codes = codes.as_slice().as_chunks::<3>().0;
            let country = |code: &[u8; 3]| Country::new(std::str::from_utf8(code).ok()?);
            docs.iter().zip(codes).map(|(doc, code)| Some((doc, country(code)?))).collect()
        };
        (0..n_segments).map(of_segment).collect::<Option<_>>().map(Self)
    }

    /// The documents of a kind that do not count this country in a column, by segment and in order.
    pub(crate) fn docs(
        &self,
        snapshot: &Snapshot,
        (field, kind): (Field, DocKind),
        country: Country,
    ) -> Vec<Vec<DocId>> {
        let reach = Reach::of(snapshot, field);
        let of_segment = |((segment, _, _), pairs): ((u32, _, _), &Vec<(DocId, Country)>)| {
            let releases = pairs.iter().filter(|(_, other)| *other == country).map(|(doc, _)| *doc);
            match (kind, reach) {
                (DocKind::Release, Some(_)) => releases.collect(),
                (DocKind::Quote, Some(Reach::Quotes)) => {
                    let firsts = snapshot.columns(segment).quoted.firsts();
                    releases.flat_map(|release| firsts.quotes_of(release)).collect()
                }
                _ => Vec::new(),
            }
        };
        snapshot.segments().zip(&self.0).map(of_segment).collect()
    }
}

/// What a column of one segment holds and does not count.
#[derive(Default)]
pub(crate) struct Without {
    of_releases: Spans,
    /// Of the numbers of those releases, told by their last bits: nearly every release is another.
    may_be: Bits,
    /// Whose quotes are, where they do not count what their release does not.
    quoted: Option<Quoted>,
    of_quotes: OnceLock<Spans>,
}

/// Documents in order, with the ordinal of what they do not count.
type Spans = Vec<(Range<DocId>, u64)>;

impl Without {
    /// Of a column, by segment.
    pub(crate) fn of(
        snapshot: &Snapshot,
        field: Field,
        columns: &[Option<StrColumn>],
    ) -> Result<Vec<Self>, Error> {
        let Some(reach) = Reach::of(snapshot, field) else {
            return Ok(columns.iter().map(|_| Self::default()).collect());
        };
        let Withdrawn(withdrawn) = snapshot.withdrawn()?;
        let mut all = Vec::new();
        for (((_, _, numbers), column), pairs) in snapshot.segments().zip(columns).zip(withdrawn) {
            let of_releases = match column {
                Some(column) => ordinals_of(column, pairs).map_err(|error| snapshot.damaged(error)),
                None => Ok(Spans::new()),
            };
            let quoted = (reach == Reach::Quotes).then(|| numbers.quoted.clone());
            let of_releases = of_releases?;
            let may_be = Bits::of(of_releases.iter().map(|(docs, _)| docs.start as usize));
            all.push(Self { of_releases, may_be, quoted, of_quotes: OnceLock::new() });
        }
        Ok(all)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.of_releases.is_empty()
    }

    /// The values that a document does not count, each with the documents that do not.
    #[inline]
    pub(crate) fn of_doc(&self, doc: DocId) -> &[(Range<DocId>, u64)] {
        if self.is_empty() {
            return &[];
        }
        let is_quote = |quoted: &&Quoted| quoted.quotes().contains(&doc);
        let spans = match self.quoted.as_ref().filter(is_quote) {
            Some(quoted) => self.of_quotes.get_or_init(|| self.spans_of_quotes(quoted)),
            None if !self.may_be.holds(doc as usize) => return &[],
            None => &self.of_releases,
        };
        let end = spans.partition_point(|(docs, _)| docs.start <= doc);
        let n_own = spans[..end].iter().rev().take_while(|(docs, _)| docs.contains(&doc)).count();
        &spans[end - n_own..end]
    }

    fn spans_of_quotes(&self, quoted: &Quoted) -> Spans {
        let firsts = quoted.firsts();
        let of_release = |(docs, ordinal): &(Range<DocId>, u64)| {
            let own = firsts.quotes_of(docs.start);
            (!own.is_empty()).then_some((own, *ordinal))
        };
        self.of_releases.iter().filter_map(of_release).collect()
    }
}

/// Releases and countries as documents and ordinals.
fn ordinals_of(column: &StrColumn, pairs: &[(DocId, Country)]) -> io::Result<Spans> {
    // countries are few, and their documents many
    let mut ordinal_of: FxHashMap<Country, u64> = FxHashMap::default();
    let mut countries = column.dictionary().stream()?;
    while countries.advance() {
        let code = std::str::from_utf8(countries.key()).unwrap_or_default();
        ordinal_of.extend(Country::new(code).map(|country| (country, countries.term_ord())));
    }
    let span = |&(doc, country)| Some((doc..doc + 1, *ordinal_of.get(&country)?));
    Ok(pairs.iter().filter_map(span).collect())
}

/// How many values of a column are looked at in one go.
const CHUNK: usize = 512;

/// These releases. Most are others, so the column is read from end to end and few
/// of its values are looked up.
fn docs_of(column: &Column<u64>, demoted: &[Demoted]) -> Vec<DocId> {
    if demoted.is_empty() {
        return Vec::new();
    }
    let low_bits = |id: u64| (id & 0xffff) as usize;
    let may_be = Bits::of(demoted.iter().map(|demoted| low_bits(demoted.release.0)));
    let (mut rows, mut chunk) = (Vec::new(), [0; CHUNK]);
    let n_values = column.values.num_vals();
    for start in (0..n_values).step_by(CHUNK) {
        let chunk = &mut chunk[..CHUNK.min((n_values - start) as usize)];
        column.values.get_range(start.into(), chunk);
        for (row, &id) in (start..).zip(&*chunk) {
            let is_met = || demoted.binary_search_by_key(&id, |demoted| demoted.release.0).is_ok();
            if may_be.holds(low_bits(id)) && is_met() {
                rows.push(row);
            }
        }
    }
    column.index.select_batch_in_place(0, &mut rows);
    rows
}

/// Which last bits of numbers were met.
#[derive(Debug, Default)]
struct Bits(Vec<u64>);

impl Bits {
    const MOST: usize = 1 << 16;

    fn of(numbers: impl Iterator<Item = usize>) -> Self {
        let mut words = vec![0; Self::MOST / 64];
        for number in numbers {
            let at = number % Self::MOST;
            words[at / 64] |= 1 << (at % 64);
        }
        Self(words)
    }

    #[inline]
    fn holds(&self, number: usize) -> bool {
        let at = number % Self::MOST;
        self.0.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }
}
