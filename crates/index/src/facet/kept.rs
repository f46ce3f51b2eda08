//! `Kept`: the values of names, and the countries that do not count, in a table beside the segments: who asks a single
//! time need not bring the names of all segments together, nor look for those countries.
//!
//! The table belongs to one generation, one state of the user's `people.toml` and the very segments that were
//! there; where it is missing or of others, the names are brought together anew.

use query::Field as Facet;
use tantivy::{directory::OwnedBytes, schema::Field};

use super::{
    Values,
    grouped::Several,
    values::{SegmentValues, UNMET, columns},
};
use crate::{
    Error,
    people::{Hash, authority_of},
    reader::Snapshot,
    store::Place,
    table,
    texts::{Numbers, Texts, put_bytes, take_array, take_bytes},
    withdrawn::Withdrawn,
};

/// The table in the folder of the index.
const TABLE: &str = "values.bin";

/// What is kept.
#[derive(Debug)]
pub(crate) struct Kept {
    /// The values of both columns of names.
    names: [OwnedBytes; 2],
    withdrawn: OwnedBytes,
}

impl Kept {
    /// The table of a generation and its segments, if there is one and the user's file is still the same.
    pub(crate) fn read(snapshot: &Snapshot) -> Option<Self> {
        let mut table = table::open(&snapshot.place, TABLE)?;
        let generation = u64::from_le_bytes(take_array(&mut table)?);
        let authority: Hash = take_array(&mut table)?;
        let segments = take_bytes(&mut table)?;
        let is_current = generation == snapshot.manifest().generation
            && *segments == *segments_of(snapshot)
            && Some(authority) == authority_of(snapshot.dir());
        if !is_current {
            return None;
        }
        let names = [take_bytes(&mut table)?, take_bytes(&mut table)?];
        Some(Self { names, withdrawn: table })
    }

    /// Keeps the values of a generation. A table that cannot be written is no loss.
    pub(crate) fn write(snapshot: &Snapshot) -> Result<(), Error> {
        let mut table = snapshot.manifest().generation.to_le_bytes().to_vec();
        table.extend(snapshot.people()?.authority);
        put_bytes(&mut table, &segments_of(snapshot));
        for (facet, field) in columns_of_names(snapshot) {
            put_bytes(&mut table, &put(snapshot, facet, field)?);
        }
        snapshot.withdrawn()?.put(&mut table);
        table::write_bytes(&snapshot.place, TABLE, table);
        Ok(())
    }

    /// Keeps what is not kept yet of the last generation: its writer has closed, and its segments stay as they are.
    pub(crate) fn renew(place: &Place) -> Result<(), Error> {
        let snapshot = Snapshot::of(place)?;
        if snapshot.kept().is_some() { Ok(()) } else { Self::write(&snapshot) }
    }

    /// Whether the values of a column are kept.
    pub(crate) fn holds(&self, snapshot: &Snapshot, field: Field) -> bool {
        self.get(snapshot, field).is_some()
    }

    /// The values of a column; `None` where they are not kept.
    pub(crate) fn values(
        &self,
        snapshot: &Snapshot,
        field: Field,
    ) -> Option<Result<Values, Error>> {
        let kept = self.get(snapshot, field)?.clone();
        take(snapshot, field, kept).transpose()
    }

    /// The countries that releases of so many segments do not count.
    pub(crate) fn withdrawn(&self, n_segments: usize) -> Option<Withdrawn> {
        Withdrawn::take(&mut self.withdrawn.clone(), n_segments)
    }

    fn get(&self, snapshot: &Snapshot, field: Field) -> Option<&OwnedBytes> {
        let mut columns = columns_of_names(snapshot).into_iter().zip(&self.names);
        let (_, kept) = columns.find(|((_, other), _)| *other == field)?;
        (1..=snapshot.most_facet_bytes).contains(&kept.len()).then_some(kept)
    }
}

/// The columns whose values are kept.
fn columns_of_names(snapshot: &Snapshot) -> [(Facet, Field); 2] {
    let fields = &snapshot.fields;
    [(Facet::Speaker, fields.speaker), (Facet::Organisation, fields.organisation)]
}

/// The names of the segments in their order.
fn segments_of(snapshot: &Snapshot) -> Vec<u8> {
    let readers = snapshot.searcher.segment_readers().iter();
    readers.flat_map(|reader| reader.segment_id().uuid_string().into_bytes()).collect()
}

/// Nothing where the values take more memory than they may.
fn put(snapshot: &Snapshot, facet: Facet, field: Field) -> Result<Vec<u8>, Error> {
    let values = match Values::read(snapshot, facet, field) {
        Err(Error::TooManyValues { .. }) => return Ok(Vec::new()),
        read => read?,
    };
    let mut kept = vec![u8::from(values.has_spellings)];
    values.terms.put(&mut kept);
    values.shown.put(&mut kept);
    values.several.put(&mut kept);
    values.segments.iter().for_each(|segment| segment.numbers.put(&mut kept));
    Ok(kept)
}

/// `None` where what is kept does not fit the columns.
fn take(snapshot: &Snapshot, field: Field, kept: OwnedBytes) -> Result<Option<Values>, Error> {
    let columns = columns(snapshot, field)?;
    let Some(lists) = Lists::take(kept, columns.len()) else { return Ok(None) };
    let Lists { has_spellings, terms, shown, several, numbers } = lists;
    let is_known = |number: u32| number == UNMET || (number as usize) < shown.len();
    let fits = columns.iter().zip(&numbers).all(|(column, numbers)| {
        numbers.len() == column.as_ref().map_or(0, |column| column.num_terms())
            && numbers.iter().all(is_known)
    });
    if !fits {
        return Ok(None);
    }
    let segments = SegmentValues::of(snapshot, field, columns, numbers)?;
    Ok(Some(Values::new(terms, (shown, several), segments, has_spellings)))
}

/// What is kept of one column.
struct Lists {
    has_spellings: bool,
    terms: Texts,
    shown: Numbers,
    several: Several,
    /// By segment.
    numbers: Vec<Numbers>,
}

impl Lists {
    fn take(mut from: OwnedBytes, n_segments: usize) -> Option<Self> {
        let from = &mut from;
        let [has_spellings] = take_array(from)?;
        let lists = Self {
            has_spellings: has_spellings == 1,
            terms: Texts::take(from)?,
            shown: Numbers::take(from)?,
            several: Several::take(from)?,
            numbers: (0..n_segments).map(|_| Numbers::take(from)).collect::<Option<_>>()?,
        };
        from.is_empty().then_some(lists)
    }
}
