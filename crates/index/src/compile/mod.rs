//! `Compiler`: a `query::Query` and filters as queries of the engine.

mod filter;
mod likeness;
pub(crate) mod name;
mod suggest;
mod text;

use std::{collections::BTreeSet, sync::Arc};

use query::{Field as Facet, Filters, Node};
use release::ReleaseId;
use rustc_hash::{FxHashMap, FxHashSet};

pub(crate) use self::text::{folded_words, runs};
use crate::{
    Error, pass::Deadline, rank::Statistics, reader::Snapshot, schema::DocKind, stem::Stemming,
    sweep::Clause, visit, vocabulary::Forms,
};

/// Compiles one request against one generation.
pub(crate) struct Compiler<'a> {
    snapshot: &'a Snapshot,
    /// What is sought: releases, quotes or files.
    kind: DocKind,
    boilerplate: bool,
    statistics: Statistics<'a>,
    /// When the answer must be there.
    deadline: Option<Deadline>,
    /// The stemmers of the languages in the archive.
    stemmings: Vec<Stemming>,
    /// What the words typed stand for.
    forms: FxHashMap<String, Arc<Forms>>,
    /// What the reader should know.
    pub(crate) notes: Vec<String>,
}

/// A request as queries of the engine.
pub(crate) struct Compiled {
    /// Everything but the filters of `apart`.
    pub(crate) base: Clause,
    /// The filters of the facets that are counted, to be tested document by document: a facet's own
    /// filter is left out of its own counts. By the [field](Facet::own) of these filters.
    pub(crate) apart: Vec<(Facet, Clause)>,
}

impl<'a> Compiler<'a> {
    pub(crate) fn new(
        snapshot: &'a Snapshot,
        kind: DocKind,
        (boilerplate, deadline): (bool, Option<Deadline>),
    ) -> Result<Self, Error> {
        let languages = snapshot.values(Facet::Language, snapshot.fields.language)?;
        let stemmings: BTreeSet<Stemming> = languages
            .iter()
            .map(|value| Stemming::of(release::Language::new(value.shown())))
            .chain([Stemming::NONE])
            .collect();
        let stemmings = stemmings.into_iter().collect();
        let statistics = statistics_of(snapshot, kind);
        let (forms, notes) = Default::default();
        Ok(Self { snapshot, kind, boilerplate, statistics, deadline, stemmings, forms, notes })
    }

    /// Compiles a query with its filters; those that the facets leave out are kept apart.
    pub(crate) fn compile(
        &mut self,
        root: &Node,
        filters: &Filters,
        facets: &[Facet],
    ) -> Result<Compiled, Error> {
        let mut all = vec![self.node(root)?.unwrap_or(Clause::Everything)];
        let mut apart: Vec<(Facet, Vec<Clause>)> = Vec::new();
        for group in &filters.groups {
            let query = self.group(group)?;
            if !facets.iter().any(|facet| facet.own() == group.field) {
                all.push(query);
                continue;
            }
            match apart.iter_mut().find(|(field, _)| *field == group.field) {
                Some((_, queries)) => queries.push(query),
                None => apart.push((group.field, vec![query])),
            }
        }
        let none: Vec<Clause> =
            filters.not.iter().map(|filter| self.filter(filter)).collect::<Result<_, _>>()?;
        let apart = apart.into_iter().map(|(field, all)| (field, Clause::all_of(all))).collect();
        Ok(Compiled { base: joined(all, none), apart })
    }

    /// `None` for a part that says nothing, such as a lone dash.
    fn node(&mut self, node: &Node) -> Result<Option<Clause>, Error> {
        Deadline::check(self.deadline)?;
        match node {
            Node::All => Ok(Some(Clause::Everything)),
            Node::And(nodes) => self.and(nodes),
            Node::Or(nodes) => {
                let mut any = Vec::new();
                for node in nodes {
                    any.extend(self.node(node)?);
                }
                Ok((!any.is_empty()).then(|| Clause::any_of(any)))
            }
            Node::Not(_) => self.and(std::slice::from_ref(node)),
            Node::Filter { filter, .. } => self.filter(filter).map(Some),
            Node::Word { .. } | Node::Phrase { .. } | Node::Prefix { .. } | Node::Fuzzy { .. } => {
                self.text(node)
            }
        }
    }

    fn and(&mut self, nodes: &[Node]) -> Result<Option<Clause>, Error> {
        let (mut all, mut none) = (Vec::new(), Vec::new());
        for part in nodes {
            match part {
                Node::Not(inner) => none.extend(self.node(inner)?),
                _ => all.extend(self.node(part)?),
            }
        }
        if all.is_empty() && none.is_empty() {
            return Ok(None);
        }
        if all.is_empty() {
            all.push(Clause::Everything);
        }
        Ok(Some(joined(all, none)))
    }

    /// The releases of the documents of another kind that match.
    fn releases_of(&self, kind: DocKind, clause: &Clause) -> Result<FxHashSet<u64>, Error> {
        debug_assert_ne!(kind, self.kind, "nothing is joined with itself");
        let mut found = FxHashSet::default();
        visit::each_unranked(self.snapshot, clause, (kind, self.deadline), |doc, columns| {
            if kind == DocKind::File {
                found.extend(columns.of.values_for_doc(doc));
            } else {
                found.extend(columns.release(doc).map(|ReleaseId(id)| id));
            }
        })?;
        Ok(found)
    }
}

/// How rare words are is told by releases: quotes have no words of their own.
fn statistics_of(snapshot: &Snapshot, kind: DocKind) -> Statistics<'_> {
    let of = if kind == DocKind::Quote { DocKind::Release } else { kind };
    Statistics::of(snapshot, of)
}

fn joined(all: Vec<Clause>, none: Vec<Clause>) -> Clause {
    if none.is_empty() { Clause::all_of(all) } else { Clause::All { all, none } }
}
