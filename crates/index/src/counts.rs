//! Facets alone: all values of one, of releases or of quotes, and the values that lie below them.

use query::Field as Facet;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Archive, Error, FacetValue, Request, facet::region_of, schema::DocKind};

/// What is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Of {
    /// Releases.
    #[default]
    Releases,
    /// Quotes, each by itself.
    Quotes,
}

/// A value of a facet with the values below it: a year with its months, a region with its countries.
///
/// Each count stands for itself. The countries of a region may count more than the region, for a release
/// about two of them is one release; the months of a year may count less, for a release that is dated to
/// the year only lies in none of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Branch {
    /// The value above.
    #[serde(flatten)]
    pub value: FacetValue,
    /// The values below it, in their own order.
    pub values: Vec<FacetValue>,
    /// How many lie in none of them.
    pub rest: u64,
}

impl Archive {
    /// All values of one facet, of which a word starts with `prefix`; `facet_limit` of the request holds.
    /// The facet's own filters are left out, as everywhere.
    ///
    /// # Errors
    ///
    /// As [`search`](Self::search).
    pub fn facet(
        &self,
        field: Facet,
        request: &Request,
        prefix: &str,
        of: Of,
    ) -> Result<Vec<FacetValue>, Error> {
        self.guarded(|| {
            let mut lists = self.lists(&[field], request, prefix, of)?;
            lists.pop().ok_or(Error::NoFacet { field: field.name() })
        })
    }

    /// The values of `field`, each with those of `below` that lie in it: months in years, countries in
    /// regions. `facet_limit` of the request holds for the values above.
    ///
    /// # Errors
    ///
    /// [`Error::NoFacet`] for a field that does not lie below the other, else as
    /// [`search`](Self::search).
    pub fn tree(
        &self,
        field: Facet,
        below: Facet,
        request: &Request,
        of: Of,
    ) -> Result<Vec<Branch>, Error> {
        self.guarded(|| {
            if !is_below(below, field) {
                return Err(Error::NoFacet { field: below.name() });
            }
            let everything = Request { facet_limit: 0, ..request.clone() };
            let lists: [Vec<FacetValue>; 2] = self
                .lists(&[field, below], &everything, "", of)?
                .try_into()
                .map_err(|_| Error::NoFacet { field: below.name() })?;
            let [mut above, below] = lists;
            if request.facet_limit > 0 {
                above.truncate(request.facet_limit);
            }
            let branch = |value: FacetValue| {
                let values =
                    below.iter().filter(|inner| above_of(field, &inner.value) == value.value);
                let values: Vec<FacetValue> = values.cloned().collect();
                let placed: u64 = values.iter().map(|inner| inner.count).sum();
                Branch { rest: value.count.saturating_sub(placed), values, value }
            };
            Ok(above.into_iter().map(branch).collect())
        })
    }

    fn lists(
        &self,
        fields: &[Facet],
        request: &Request,
        prefix: &str,
        of: Of,
    ) -> Result<Vec<Vec<FacetValue>>, Error> {
        let kind = if of == Of::Quotes { DocKind::Quote } else { DocKind::Release };
        let request = Request { limit: 0, offset: 0, facets: fields.to_vec(), ..request.clone() };
        let (compiler, passed) = self.pass(&request, kind)?;
        let counted = fields.iter().zip(&passed.facets);
        counted
            .map(|(&field, counted)| self.list(&compiler, field, counted, &request, prefix))
            .collect()
    }
}

/// Whether values of one field lie in those of the other.
pub fn is_below(below: Facet, above: Facet) -> bool {
    matches!((below, above), (Facet::Month, Facet::Year) | (Facet::Country, Facet::Region))
}

/// The value of the field above that a value lies in.
fn above_of(field: Facet, value: &str) -> &str {
    match field {
        Facet::Region => region_of(value),
        _ => value.split('-').next().unwrap_or_default(),
    }
}
