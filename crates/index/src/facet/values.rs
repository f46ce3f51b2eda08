//! `Values`: the distinct values of a column over all segments, and what each segment calls them.
//!
//! A segment numbers its values on its own. They are brought under one numbering when a generation is
//! first asked, so that counting never compares strings. Spellings of a name that are equal folded are
//! one value, see `spelling`; so are all names of a person or an organisation, see `merged`. Countries that
//! only repeated paragraphs name are left out, see `withdrawn`.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, binary_heap::PeekMut},
    io,
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use query::Field as Facet;
use tantivy::{DocId, TantivyError, columnar::StrColumn, schema::Field};

use super::{
    decoded::Decoded,
    grouped::{Grouped, Several},
    lookup::{self, Lookup},
    merged, region, spelling,
    terms::{Terms, Unread},
};
use crate::{
    Error,
    columns::{self, Columns},
    document::is_name,
    names,
    reader::Snapshot,
    schema::DocKind,
    texts::{Numbers, Texts},
    withdrawn::Without,
};

/// So many names a process looks for that has a single question.
const FEW_NAMES: u32 = 16;

/// The distinct values of a column over all segments.
pub(crate) struct Values {
    /// The terms of the column in order, then other names.
    pub(super) terms: Texts,
    /// By the number of the value: the text that is shown, a term or a name behind all terms.
    pub(super) shown: Numbers,
    pub(super) several: Several,
    pub(super) segments: Vec<SegmentValues>,
    /// Whether a document may hold one value in two spellings.
    pub(super) has_spellings: bool,
    /// By the kind of document.
    decoded: [OnceLock<Vec<Decoded>>; 3],
    /// How many documents of each kind hold each value.
    whole: [OnceLock<Vec<u32>>; 3],
    /// The place of each value among all by what is shown.
    places: OnceLock<Vec<u32>>,
    n_sought: AtomicU32,
    lookup: OnceLock<Lookup>,
}

/// What one segment calls the values.
pub(crate) struct SegmentValues {
    pub(crate) column: Option<StrColumn>,
    /// The number of the value of each ordinal.
    pub(crate) numbers: Numbers,
    pub(super) without: Without,
}

/// One value: the term in the index that gives its spelling, and its other spellings.
#[derive(Clone, Copy)]
pub(crate) struct Value<'v> {
    values: &'v Values,
    number: usize,
}

impl SegmentValues {
    /// Those of a column, by segment.
    pub(super) fn of(
        snapshot: &Snapshot,
        field: Field,
        columns: Vec<Option<StrColumn>>,
        numbers: impl IntoIterator<Item = Numbers>,
    ) -> Result<Vec<Self>, Error> {
        let without = Without::of(snapshot, field, &columns)?;
        let segments = columns.into_iter().zip(numbers).zip(without);
        let segments =
            segments.map(|((column, numbers), without)| Self { column, numbers, without });
        Ok(segments.collect())
    }
}

impl<'v> Value<'v> {
    /// The folded form and the name as given of what is shown.
    fn name(self) -> (&'v str, &'v str) {
        names::split(self.values.text(self.number))
    }

    /// What it is compared by: the folded form of a name, else the value itself.
    pub(crate) fn folded(self) -> &'v str {
        self.name().0
    }

    /// What is shown.
    pub(crate) fn shown(self) -> &'v str {
        self.name().1
    }

    /// The folded forms of all its names, the one shown first.
    pub(crate) fn all_folded(self) -> impl Iterator<Item = &'v str> {
        std::iter::once(self.folded()).chain(self.terms().map(|term| names::split(term).0))
    }

    /// The terms in the index that are this value.
    pub(crate) fn terms(self) -> impl Iterator<Item = &'v str> {
        let Values { terms, shown, several, .. } = self.values;
        let several = several.get(self.number);
        let one = if several.is_none() { shown.get(self.number) } else { None };
        let all = one.into_iter().chain(several.into_iter().flatten());
        all.map(|term| terms.get(term as usize))
    }
}

impl Values {
    /// Reads them from the columns.
    pub(crate) fn read(snapshot: &Snapshot, facet: Facet, field: Field) -> Result<Self, Error> {
        let columns = columns(snapshot, field)?;
        let merged = merge(&columns, snapshot.most_facet_bytes);
        let merged = merged.map_err(|error| unread(snapshot, facet, error))?;
        Self::of(snapshot, (facet, field), columns, merged)
    }

    /// Reads those alone that these documents hold, by segment, and which each of them holds; others have no number.
    pub(super) fn read_met(
        snapshot: &Snapshot,
        facet: Facet,
        field: Field,
        docs: &[Vec<DocId>],
    ) -> Result<(Self, Vec<Held>), Error> {
        let columns = columns(snapshot, field)?;
        let spoilt = |error| unread(snapshot, facet, Unread::Spoilt(error));
        let held = columns.iter().zip(docs).map(|(column, docs)| Held::of(column.as_ref(), docs));
        let held: Vec<Held> = held.collect::<Result<_, _>>().map_err(spoilt)?;
        let merged = merge_held(&columns, &held, snapshot.most_facet_bytes);
        let merged = merged.map_err(|error| unread(snapshot, facet, error))?;
        Ok((Self::of(snapshot, (facet, field), columns, merged)?, held))
    }

    fn of(
        snapshot: &Snapshot,
        (facet, field): (Facet, Field),
        columns: Vec<Option<StrColumn>>,
        (mut terms, mut numbers): Numbered,
    ) -> Result<Self, Error> {
        let n_terms = terms.len();
        let grouped = match facet {
            Facet::Speaker => merged::group(&mut terms, &snapshot.people()?.persons),
            Facet::Region => region::group(&mut terms),
            Facet::Organisation => merged::group(&mut terms, &snapshot.people()?.organisations),
            facet if is_name(facet) => {
                spelling::group(&terms, |term| snapshot.n_releases_and_quotes(field, term))
                    .map_err(|error| snapshot.failed(error))?
            }
            _ => Grouped::apart(n_terms),
        };
        if !grouped.of_term.is_empty() {
            for number in numbers.iter_mut().flatten() {
                *number = grouped.of_term.get(*number as usize).copied().unwrap_or(UNMET);
            }
        }
        let segments =
            SegmentValues::of(snapshot, field, columns, numbers.into_iter().map(Numbers::of))?;
        let Grouped { shown, terms: several, .. } = grouped;
        let has_spellings = shown.len() < n_terms;
        let (shown, several) = (Numbers::of(shown), Several::of(several));
        Ok(Self::new(terms.freeze(), (shown, several), segments, has_spellings))
    }

    pub(super) fn new(
        terms: Texts,
        (shown, several): (Numbers, Several),
        segments: Vec<SegmentValues>,
        has_spellings: bool,
    ) -> Self {
        Self {
            terms,
            shown,
            several,
            segments,
            has_spellings,
            decoded: Default::default(),
            whole: Default::default(),
            places: OnceLock::new(),
            n_sought: AtomicU32::new(0),
            lookup: OnceLock::new(),
        }
    }

    /// Values that no segment has, for tests.
    #[cfg(test)]
    pub(super) fn of_terms(terms: Vec<String>) -> Self {
        let terms = Terms::of(terms);
        let Grouped { shown, terms: several, .. } = Grouped::apart(terms.len());
        let grouped = (Numbers::of(shown), Several::of(several));
        Self::new(terms.freeze(), grouped, Vec::new(), false)
    }

    pub(crate) fn len(&self) -> usize {
        self.shown.len()
    }

    /// The term that is shown of a value.
    fn text(&self, number: usize) -> &str {
        self.shown.get(number).map_or("", |term| self.terms.get(term as usize))
    }

    pub(crate) fn get(&self, number: usize) -> Value<'_> {
        Value { values: self, number }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Value<'_>> {
        (0..self.len()).map(|number| self.get(number))
    }

    /// The numbers of the values of which a name folds so, in order.
    pub(crate) fn named(&self, folded: &str) -> Vec<usize> {
        let is_named = |number: &usize| lookup::is_named(self.get(*number), folded);
        match self.lookup() {
            Some(lookup) => lookup.named(folded).filter(is_named).collect(),
            None => self.holding(folded).filter(is_named).collect(),
        }
    }

    /// The numbers of the values of which a name has all these words, in order.
    pub(crate) fn with_words(&self, words: &[&str]) -> Vec<usize> {
        let is_of_words = |number: &usize| lookup::is_of_words(self.get(*number), words);
        let Some(longest) = words.iter().max_by_key(|word| word.len()) else { return Vec::new() };
        match self.lookup() {
            Some(lookup) => lookup.with_words(words).filter(is_of_words).collect(),
            None => self.holding(longest).filter(is_of_words).collect(),
        }
    }

    /// The numbers of the values of which a name or a term holds this text, in order.
    fn holding(&self, text: &str) -> impl Iterator<Item = usize> {
        let mut holds = vec![false; self.terms.len()];
        self.terms.holding(text).for_each(|term| holds[term] = true);
        (0..self.len()).filter(move |&number| {
            let is_met = |term: u32| holds.get(term as usize) == Some(&true);
            self.shown.get(number).is_some_and(is_met)
                || self.several.get(number).is_some_and(|mut all| all.any(is_met))
        })
    }

    /// Names by their words. Who seeks a few names looks through them all; who seeks on pays once.
    fn lookup(&self) -> Option<&Lookup> {
        let is_often = self.n_sought.fetch_add(1, Ordering::Relaxed) >= FEW_NAMES;
        is_often.then(|| self.lookup.get_or_init(|| Lookup::of(self)))
    }

    pub(crate) fn segment(&self, segment: usize) -> &SegmentValues {
        &self.segments[segment]
    }

    /// Whether the values of a segment are what its column says, each once.
    pub(crate) fn is_plain(&self, segment: &SegmentValues) -> bool {
        !self.has_spellings && segment.without.is_empty()
    }

    /// The column in memory for documents of a kind, by segment.
    pub(super) fn decoded(&self, kind: DocKind, snapshot: &Snapshot) -> &[Decoded] {
        self.decoded[kind as usize].get_or_init(|| {
            self.places.get_or_init(|| self.sorted_by_shown());
            let segments = self.segments.iter().zip(snapshot.segments());
            let decoded = |(segment, (_, _, columns)): (&SegmentValues, (_, _, &Columns))| {
                Decoded::of(segment, columns.range(kind))
            };
            segments.map(decoded).collect()
        })
    }

    /// How many documents of a kind hold each value, whatever is asked.
    pub(super) fn whole(&self, kind: DocKind, snapshot: &Snapshot) -> &[u32] {
        self.whole[kind as usize].get_or_init(|| {
            let mut counts = vec![0; self.len()];
            for (decoded, (_, reader, columns)) in
                self.decoded(kind, snapshot).iter().zip(snapshot.segments())
            {
                let docs: Vec<DocId> = columns.alive(reader, kind).collect();
                decoded.count(&docs, &mut counts);
            }
            counts
        })
    }

    fn sorted_by_shown(&self) -> Vec<u32> {
        let mut numbers: Vec<u32> = (0..number(self.len())).collect();
        numbers.sort_by_key(|&number| self.get(number as usize).shown());
        let mut places = vec![0; numbers.len()];
        for (place, value) in (0..).zip(numbers) {
            places[value as usize] = place;
        }
        places
    }

    /// Compares two values by what is shown.
    pub(crate) fn compare(&self, a: usize, b: usize) -> std::cmp::Ordering {
        match self.places.get() {
            Some(places) => places[a].cmp(&places[b]),
            None => self.get(a).shown().cmp(self.get(b).shown()),
        }
    }
}

pub(super) fn columns(snapshot: &Snapshot, field: Field) -> Result<Vec<Option<StrColumn>>, Error> {
    let name = snapshot.fields.name(field);
    let readers = snapshot.searcher.segment_readers().iter();
    let columns: Result<_, TantivyError> =
        readers.map(|reader| reader.fast_fields().str(name)).collect();
    columns.map_err(|error| snapshot.failed(error))
}

/// The terms of a column that releases or quotes hold, in order, each with the number of releases.
pub(crate) fn terms_with_releases(
    snapshot: &Snapshot,
    field: Field,
) -> Result<Vec<(String, u32)>, Error> {
    let columns = columns(snapshot, field)?;
    let (terms, numbers) = merge(&columns, usize::MAX).map_err(|error| match error {
        Unread::Spoilt(error) => snapshot.damaged(error),
        Unread::TooMany => snapshot.damaged("a column claims more terms than there can be"),
    })?;
    let mut releases = vec![0_u32; terms.len()];
    let mut is_met = vec![false; terms.len()];
    for (((_, reader, of), column), numbers) in snapshot.segments().zip(&columns).zip(&numbers) {
        let Some(column) = column else { continue };
        for doc in reader.doc_ids_alive() {
            let is_release = of.is(doc, DocKind::Release);
            for ordinal in column.term_ords(doc) {
                let number = usize::try_from(ordinal).ok().and_then(|at| numbers.get(at));
                if let Some(&number) = number {
                    is_met[number as usize] = true;
                    releases[number as usize] += u32::from(is_release);
                }
            }
        }
    }
    let counted = terms.iter().zip(releases).zip(is_met).filter(|(_, is_met)| *is_met);
    Ok(counted.map(|((term, releases), _)| (term.to_owned(), releases)).collect())
}

fn unread(snapshot: &Snapshot, facet: Facet, error: Unread) -> Error {
    match error {
        Unread::Spoilt(error) => snapshot.damaged(error),
        Unread::TooMany => snapshot.too_many_values(facet),
    }
}

/// Terms in order, and for each segment the place of each of its terms among them.
type Numbered = (Terms, Vec<Vec<u32>>);

/// The number of a term that nobody asked for.
pub(super) const UNMET: u32 = u32::MAX;

/// What documents of a segment hold, as its column numbers it.
#[derive(Default)]
pub(super) struct Held {
    /// Of one document behind the other.
    pub(super) ordinals: Vec<u32>,
    /// Where those of each document end.
    pub(super) ends: Vec<usize>,
    /// By ordinal, whether a document has it.
    is_met: Vec<bool>,
}

impl Held {
    fn of(column: Option<&StrColumn>, docs: &[DocId]) -> io::Result<Self> {
        let Some(column) = column else { return Ok(Self::default()) };
        let mut is_met = columns::marks(column)?;
        let mut ordinals = Vec::with_capacity(docs.len());
        let mut ends = Vec::with_capacity(docs.len());
        for &doc in docs {
            for ordinal in column.term_ords(doc) {
                let at = usize::try_from(ordinal).ok().and_then(|at| is_met.get_mut(at));
                // what a spoilt column numbers beyond its terms is none of them
                if let (Some(is_met), Ok(ordinal)) = (at, u32::try_from(ordinal)) {
                    *is_met = true;
                    ordinals.push(ordinal);
                }
            }
            ends.push(ordinals.len());
        }
        Ok(Self { ordinals, ends, is_met })
    }
}

/// The terms that documents hold.
fn merge_held(
    columns: &[Option<StrColumn>],
    held: &[Held],
    most_bytes: usize,
) -> Result<Numbered, Unread> {
    let mut segments = Vec::new();
    let mut met: Vec<(Terms, Vec<u64>)> = Vec::new();
    for (column, held) in columns.iter().zip(held) {
        let (mut terms, mut ordinals) = (Terms::default(), Vec::new());
        if let Some(column) = column {
            let all = (0..).zip(&held.is_met);
            ordinals = all.filter(|(_, is_met)| **is_met).map(|(at, _)| at).collect();
            let mut pushed = Ok(());
            column.dictionary().sorted_ords_to_term_cb(&ordinals, |term| {
                if pushed.is_ok() {
                    pushed = terms.push(term, most_bytes);
                }
            })?;
            pushed?;
        }
        met.push((terms, ordinals));
        segments.push(vec![UNMET; held.is_met.len()]);
    }
    let mut heads = BinaryHeap::new();
    for (segment, (terms, _)) in met.iter().enumerate() {
        heads.extend(terms.iter().next().map(|term| Reverse((term, segment, 0))));
    }
    let mut terms = Terms::default();
    while let Some(mut head) = heads.peek_mut() {
        let Reverse((term, segment, at)) = &mut *head;
        if terms.last() != Some(*term) {
            terms.push_text(term, most_bytes)?;
        }
        let (of_segment, ordinals) = &met[*segment];
        let slot = ordinals.get(*at).and_then(|&ordinal| usize::try_from(ordinal).ok());
        if let Some(slot) = slot.and_then(|slot| segments[*segment].get_mut(slot)) {
            *slot = number(terms.len() - 1);
        }
        *at += 1;
        if *at < of_segment.len() {
            *term = of_segment.get(*at);
        } else {
            PeekMut::pop(head);
        }
    }
    Ok((terms, segments))
}

/// All terms.
fn merge(columns: &[Option<StrColumn>], most_bytes: usize) -> Result<Numbered, Unread> {
    let mut streams = Vec::new();
    for (segment, column) in columns.iter().enumerate() {
        if let Some(column) = column {
            streams.push((column.dictionary().stream()?, segment));
        }
    }
    let mut heads = BinaryHeap::new();
    for (at, (stream, _)) in streams.iter_mut().enumerate() {
        if stream.advance() {
            heads.push(Reverse((stream.key().to_vec(), at)));
        }
    }
    let mut terms = Terms::default();
    let mut segments = vec![Vec::new(); columns.len()];
    while let Some(mut head) = heads.peek_mut() {
        let Reverse((term, at)) = &mut *head;
        if terms.last().is_none_or(|last| last.as_bytes() != term.as_slice()) {
            terms.push(term, most_bytes)?;
        }
        let (stream, segment) = &mut streams[*at];
        segments[*segment].push(number(terms.len() - 1));
        if stream.advance() {
            term.clear();
            term.extend_from_slice(stream.key());
        } else {
            PeekMut::pop(head);
        }
    }
    Ok((terms, segments))
}

pub(super) fn number(at: usize) -> u32 {
    u32::try_from(at).expect("a column has fewer values than 32 bits count")
}
