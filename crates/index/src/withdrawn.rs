//! `Withdrawn`: values that a column holds and that do not count, by document.
//!
//! A country that a release names in repeated paragraphs alone was written down as focus or mentioned before
//! anybody knew. What the whole archive tells is never written into a release, so it is taken out where the
//! column is read.

use release::{Country, ReleaseId};
use rustc_hash::FxHashMap;
use tantivy::{DocId, schema::Field};

use crate::{reader::Snapshot, repeated::Repeated, schema::DocKind};

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
        for (_, reader, columns) in snapshot.segments() {
            let (mut country, mut mentions) = (Pairs::new(), Pairs::new());
            let docs = if countries_of.is_empty() { 0 } else { reader.max_doc() };
            for doc in 0..docs {
                let id = columns.release.first(doc).map(ReleaseId);
                let Some(countries) = id.and_then(|id| countries_of.get(&id)) else { continue };
                let pairs = countries.iter().map(|&country| (doc, country));
                if columns.is(doc, DocKind::Release) {
                    mentions.extend(pairs.clone());
                }
                country.extend(pairs);
            }
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
