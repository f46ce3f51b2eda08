//! `Withdrawn`: values that a column holds and that do not count, by document.
//!
//! A country that a release names in repeated paragraphs alone was written down as focus or mentioned before
//! anybody knew. What the whole archive tells is never written into a release, so it is taken out where the
//! column is read.

use release::{Country, ReleaseId};
use rustc_hash::FxHashMap;
use tantivy::{DocId, columnar::Column, schema::Field};

use crate::{
    reader::Snapshot,
    repeated::{Demoted, Repeated},
};

/// Documents of a segment with the countries that they do not hold.
pub(crate) type Pairs = Vec<(DocId, Country)>;

/// The countries that documents do not hold, by segment.
#[derive(Debug, Default)]
pub(crate) struct Withdrawn {
    /// Of the focus, of releases and their quotes.
    country: Vec<Pairs>,
    /// Of what is focus or mentioned, of releases: what the words of a quote name they name.
    mentions: Vec<Pairs>,
}

impl Withdrawn {
    pub(crate) fn of(snapshot: &Snapshot, repeated: &Repeated) -> Self {
        let mut countries_of: FxHashMap<ReleaseId, Vec<Country>> = FxHashMap::default();
        for demoted in &repeated.demoted {
            countries_of.entry(demoted.release).or_default().push(demoted.country);
        }
        let mut withdrawn = Self::default();
        for (_, _, columns) in snapshot.segments() {
            let (mut country, mut mentions) = (Pairs::new(), Pairs::new());
            let firsts = columns.quoted.firsts();
            for doc in docs_of(&columns.id, &repeated.demoted) {
                let id = columns.release(doc);
                let Some(countries) = id.and_then(|id| countries_of.get(&id)) else { continue };
                let pairs = |doc| countries.iter().map(move |&country| (doc, country));
                mentions.extend(pairs(doc));
                country.extend(pairs(doc));
                country.extend(firsts.quotes_of(doc).flat_map(pairs));
            }
            country.sort_unstable();
            withdrawn.country.push(country);
            withdrawn.mentions.push(mentions);
        }
        withdrawn
    }

    /// What does not count of a column, by segment; nothing for one that tells the truth.
    pub(crate) fn in_column(&self, snapshot: &Snapshot, field: Field) -> &[Pairs] {
        let fields = &snapshot.fields;
        if field == fields.country {
            &self.country
        } else if field == fields.mentions {
            &self.mentions
        } else {
            &[]
        }
    }
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
    let mut may_be = vec![false; 1 << 16];
    for demoted in demoted {
        may_be[low_bits(demoted.release.0)] = true;
    }
    let (mut rows, mut chunk) = (Vec::new(), [0; CHUNK]);
    let n_values = column.values.num_vals();
    for start in (0..n_values).step_by(CHUNK) {
        let chunk = &mut chunk[..CHUNK.min((n_values - start) as usize)];
        column.values.get_range(start.into(), chunk);
        for (row, &id) in (start..).zip(&*chunk) {
            let is_met = || demoted.binary_search_by_key(&id, |demoted| demoted.release.0).is_ok();
            if may_be[low_bits(id)] && is_met() {
                rows.push(row);
            }
        }
    }
    column.index.select_batch_in_place(0, &mut rows);
    rows
}
