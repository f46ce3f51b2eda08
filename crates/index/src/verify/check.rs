//! Checks one answer against the releases that match, without clicking.

use super::proof::{Proof, compare, without};
use crate::{Archive, Error, Facets, Request, schema::DocKind};

impl Archive {
    /// What is wrong with the total and the facet counts of an answer to `request`, each fault in a
    /// sentence: every release that matches is decoded and counted anew. Of a facet that is cut off at
    /// `facet_limit` the values that are listed are checked.
    ///
    /// # Errors
    ///
    /// As [`search`](Self::search).
    pub fn check(
        &self,
        request: &Request,
        total: u64,
        facets: &Facets,
    ) -> Result<Vec<String>, Error> {
        let mut proof = Proof::default();
        let found = self.all(request, DocKind::Release)?;
        if total != found.len() as u64 {
            let found = found.len();
            proof.faults.push(format!("{total} releases are counted, {found} are found"));
        }
        let there = self.recount(DocKind::Release, &found, (request.boilerplate, None))?;
        for (facet, values) in &facets.0 {
            let is_whole = request.facet_limit == 0 || values.len() < request.facet_limit;
            let is_filtered = request.filters.groups.iter().any(|group| group.field == facet.own());
            if is_filtered {
                let found = self.all(&without(request, *facet), DocKind::Release)?;
                let there = self.recount(DocKind::Release, &found, (request.boilerplate, None))?;
                compare(*facet, "releases", (values, is_whole), &there, &mut proof);
            } else {
                compare(*facet, "releases", (values, is_whole), &there, &mut proof);
            }
        }
        Ok(proof.faults)
    }
}
