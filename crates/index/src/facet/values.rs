//! `Values`: the distinct values of a column over all segments, and what each segment calls them.
//!
//! A segment numbers its values on its own. They are brought under one numbering when a generation is
//! first asked, so that counting never compares strings. Spellings of a name that are equal folded are
//! one value; it is shown as most releases spell it. That is a function of the set of releases: the
//! order in which they came, and how they lie in segments, do not matter.

use std::{cmp::Reverse, io};

use query::Field as Facet;
use tantivy::{TantivyError, columnar::StrColumn, schema::Field};

use crate::{document::is_name, names, reader::Snapshot, schema::DocKind};

/// The distinct values of a column over all segments.
#[derive(Debug, Default)]
pub(crate) struct Values {
    /// By the number of the value.
    all: Vec<Value>,
    /// For each segment, the number of each of its ordinals.
    segments: Vec<Vec<u32>>,
    /// Whether two ordinals of a segment may be one value, so that a document may hold it twice.
    pub(crate) has_spellings: bool,
}

/// One value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Value {
    /// What it is compared by: the folded form of a name, else the value itself.
    pub(crate) folded: String,
    /// What is shown.
    pub(crate) shown: String,
    /// The terms in the index that are this value.
    pub(crate) terms: Vec<String>,
    /// How many releases, and how many quotes, have it.
    pub(crate) releases: u32,
    pub(crate) quotes: u32,
}

impl Values {
    /// Reads them from the columns.
    pub(crate) fn read(
        snapshot: &Snapshot,
        facet: Facet,
        field: Field,
    ) -> Result<Self, TantivyError> {
        let columns = columns(snapshot, field)?;
        let (terms, segments) = merge(&columns)?;
        if !is_name(facet) {
            let values = terms
                .into_iter()
                .map(|term| Value {
                    folded: term.clone(),
                    shown: term.clone(),
                    terms: vec![term],
                    ..Value::default()
                })
                .collect();
            return Ok(Self { all: values, segments, has_spellings: false });
        }
        let counts = count(snapshot, &columns, &segments, terms.len())?;
        Ok(group(&terms, segments, &counts))
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    pub(crate) fn get(&self, number: usize) -> &Value {
        &self.all[number]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Value> {
        self.all.iter()
    }

    /// The numbers of a segment's ordinals.
    pub(crate) fn of_segment(&self, segment: usize) -> &[u32] {
        &self.segments[segment]
    }
}

fn columns(snapshot: &Snapshot, field: Field) -> Result<Vec<Option<StrColumn>>, TantivyError> {
    let name = snapshot.fields.name(field);
    let readers = snapshot.searcher.segment_readers().iter();
    readers.map(|reader| reader.fast_fields().str(name)).collect()
}

/// All terms in order, and for each segment the place of each of its terms among them.
fn merge(columns: &[Option<StrColumn>]) -> io::Result<(Vec<String>, Vec<Vec<u32>>)> {
    let mut found: Vec<(String, usize)> = Vec::new();
    for (segment, column) in columns.iter().enumerate() {
        let Some(column) = column else { continue };
        let mut stream = column.dictionary().stream()?;
        while stream.advance() {
            found.push((String::from_utf8_lossy(stream.key()).into_owned(), segment));
        }
    }
    // runs that are sorted already: the sort finds them and only merges
    found.sort();
    let mut terms: Vec<String> = Vec::new();
    let mut segments = vec![Vec::new(); columns.len()];
    for (term, segment) in found {
        if terms.last() != Some(&term) {
            terms.push(term);
        }
        segments[segment].push(number(terms.len() - 1));
    }
    Ok((terms, segments))
}

/// How many releases and how many quotes hold each term.
fn count(
    snapshot: &Snapshot,
    columns: &[Option<StrColumn>],
    segments: &[Vec<u32>],
    n_terms: usize,
) -> Result<Vec<[u32; 2]>, TantivyError> {
    let mut counts = vec![[0; 2]; n_terms];
    let readers = snapshot.searcher.segment_readers();
    for ((reader, column), numbers) in readers.iter().zip(columns).zip(segments) {
        let Some(column) = column else { continue };
        let kinds = reader.fast_fields().u64(snapshot.fields.name(snapshot.fields.kind))?;
        for doc in reader.doc_ids_alive() {
            let is_quote = kinds.first(doc) == Some(DocKind::Quote.code());
            for ordinal in column.term_ords(doc) {
                let term = usize::try_from(ordinal).ok().and_then(|at| numbers.get(at));
                if let Some(&term) = term {
                    counts[term as usize][usize::from(is_quote)] += 1;
                }
            }
        }
    }
    Ok(counts)
}

/// Makes one value of neighbours that fold alike.
fn group(terms: &[String], mut segments: Vec<Vec<u32>>, counts: &[[u32; 2]]) -> Values {
    let mut values: Vec<Value> = Vec::new();
    let mut best = (0, Reverse(""));
    let mut value_of_term = Vec::with_capacity(terms.len());
    for (term, &[releases, quotes]) in terms.iter().zip(counts) {
        let (folded, shown) = names::split(term);
        if values.last().is_none_or(|value| value.folded != folded) {
            values.push(Value { folded: folded.to_owned(), ..Value::default() });
            best = (0, Reverse(""));
        }
        let value = values.last_mut().expect("one was pushed");
        let rank = (u64::from(releases) << 32 | u64::from(quotes), Reverse(shown));
        if value.terms.is_empty() || rank > best {
            best = rank;
            shown.clone_into(&mut value.shown);
        }
        value.terms.push(term.clone());
        value.releases += releases;
        value.quotes += quotes;
        value_of_term.push(number(values.len() - 1));
    }
    for number in segments.iter_mut().flatten() {
        *number = value_of_term[*number as usize];
    }
    let has_spellings = values.len() < terms.len();
    Values { all: values, segments, has_spellings }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).expect("a column has fewer values than 32 bits count")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_shown_as_most_releases_spell_it_then_as_the_smallest() {
        let mut terms = ["ANA ROE", "Ana Roe", "Ána Roe", "Bo Li"].map(names::key);
        terms.sort();
        let values = group(&terms, vec![vec![0, 1, 2, 3]], &[[1, 9], [2, 0], [2, 0], [1, 1]]);
        let shown: Vec<_> = values.iter().map(|value| value.shown.as_str()).collect();
        assert_eq!(shown, ["Ana Roe", "Bo Li"]);
        assert_eq!(values.of_segment(0), [0, 0, 0, 1]);
        assert!(values.has_spellings);
    }
}
