//! `Compiler`: a `query::Query` and filters as queries of the engine.

mod excluded;
mod filter;
pub(crate) mod name;
mod suggest;
mod text;
mod window;
mod word;

use std::collections::BTreeSet;

use query::{Field as Facet, Filters, Node};
use rustc_hash::FxHashSet;
use tantivy::{
    Term,
    query::{BooleanQuery, ConstScoreQuery, EmptyQuery, EnableScoring, Occur, Query, TermQuery},
    schema::IndexRecordOption,
};

use self::excluded::Excluded;
pub(crate) use self::text::{folded_words, runs};
use crate::{Error, reader::Snapshot, schema::DocKind, stem::Stemming};

/// Compiles one request against one generation.
pub(crate) struct Compiler<'a> {
    snapshot: &'a Snapshot,
    /// What is sought: releases, quotes or files.
    kind: DocKind,
    boilerplate: bool,
    /// The stemmers of the languages in the archive.
    stemmings: Vec<Stemming>,
    /// What the reader should know.
    pub(crate) notes: Vec<String>,
}

/// A request as queries of the engine.
pub(crate) struct Compiled {
    /// Everything but the filters of `apart`.
    pub(crate) base: Box<dyn Query>,
    /// The filters of the facets that are counted, to be tested document by document: a facet's own
    /// filter is left out of its own counts. By the [field](Facet::own) of these filters.
    pub(crate) apart: Vec<(Facet, Box<dyn Query>)>,
}

impl<'a> Compiler<'a> {
    pub(crate) fn new(
        snapshot: &'a Snapshot,
        kind: DocKind,
        boilerplate: bool,
    ) -> Result<Self, Error> {
        let languages = snapshot.values(Facet::Language, snapshot.fields.language)?;
        let stemmings: BTreeSet<Stemming> = languages
            .iter()
            .map(|value| Stemming::of(release::Language::new(value.shown())))
            .chain([Stemming::NONE])
            .collect();
        let stemmings = stemmings.into_iter().collect();
        Ok(Self { snapshot, kind, boilerplate, stemmings, notes: Vec::new() })
    }

    /// Compiles a query with its filters; those that the facets leave out are kept apart.
    pub(crate) fn compile(
        &mut self,
        root: &Node,
        filters: &Filters,
        facets: &[Facet],
    ) -> Result<Compiled, Error> {
        let mut clauses = Vec::new();
        match self.node(root)? {
            Some(query) => clauses.push((Occur::Must, query)),
            None => clauses.push((Occur::Must, self.all())),
        }
        if !tells_kind(root) {
            let kind = Term::from_field_u64(self.snapshot.fields.kind, self.kind.code());
            clauses.push((Occur::Must, has(kind)));
        }
        let mut apart: Vec<(Facet, Vec<Box<dyn Query>>)> = Vec::new();
        for group in &filters.groups {
            let query = self.group(group)?;
            if !facets.iter().any(|facet| facet.own() == group.field) {
                clauses.push((Occur::Must, query));
                continue;
            }
            match apart.iter_mut().find(|(field, _)| *field == group.field) {
                Some((_, queries)) => queries.push(query),
                None => apart.push((group.field, vec![query])),
            }
        }
        for filter in &filters.not {
            clauses.push((Occur::MustNot, excluded(self.filter(filter)?)));
        }
        let apart = apart.into_iter().map(|(field, queries)| (field, all_of(queries))).collect();
        Ok(Compiled { base: joined(clauses), apart })
    }

    /// `None` for a part that says nothing, such as a lone dash.
    fn node(&mut self, node: &Node) -> Result<Option<Box<dyn Query>>, Error> {
        match node {
            Node::All => Ok(Some(self.all())),
            Node::And(nodes) => self.and(nodes),
            Node::Or(nodes) => {
                let mut clauses = Vec::new();
                for node in nodes {
                    clauses.extend(self.node(node)?.map(|query| (Occur::Should, query)));
                }
                Ok((!clauses.is_empty()).then(|| joined(clauses)))
            }
            Node::Not(_) => self.and(std::slice::from_ref(node)),
            Node::Filter { filter, .. } => self.filter(filter).map(Some),
            Node::Word { .. } | Node::Phrase { .. } | Node::Prefix { .. } | Node::Fuzzy { .. } => {
                self.text(node)
            }
        }
    }

    fn and(&mut self, nodes: &[Node]) -> Result<Option<Box<dyn Query>>, Error> {
        let mut clauses = Vec::new();
        for node in nodes {
            let (occur, node) = match node {
                Node::Not(inner) => (Occur::MustNot, &**inner),
                node => (Occur::Must, node),
            };
            let query = self.node(node)?;
            let query = if occur == Occur::MustNot { query.map(excluded) } else { query };
            clauses.extend(query.map(|query| (occur, query)));
        }
        if clauses.is_empty() {
            return Ok(None);
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, self.all()));
        }
        Ok(Some(joined(clauses)))
    }

    /// Everything of the kind that is sought, equally good.
    fn all(&self) -> Box<dyn Query> {
        let term = Term::from_field_u64(self.snapshot.fields.kind, self.kind.code());
        Box::new(ConstScoreQuery::new(has(term), 1.0))
    }

    /// The releases of the documents of another kind that match.
    fn releases_of(&self, kind: DocKind, query: &dyn Query) -> Result<FxHashSet<u64>, Error> {
        debug_assert_ne!(kind, self.kind, "nothing is joined with itself");
        let snapshot = self.snapshot;
        let searcher = &snapshot.searcher;
        let weight = query
            .weight(EnableScoring::disabled_from_searcher(searcher))
            .map_err(|error| snapshot.failed(error))?;
        let mut found = FxHashSet::default();
        for (_, reader, columns) in snapshot.segments() {
            let ids = if kind == DocKind::File { &columns.of } else { &columns.release };
            let visit = &mut |docs: &[tantivy::DocId]| {
                for &doc in docs {
                    if !reader.is_deleted(doc) {
                        found.extend(ids.values_for_doc(doc));
                    }
                }
            };
            weight.for_each_no_score(reader, visit).map_err(|error| snapshot.failed(error))?;
        }
        Ok(found)
    }
}

/// Whether only documents of the kind that is sought can match: filters look at columns that releases
/// and quotes share, texts have fields of their own.
fn tells_kind(node: &Node) -> bool {
    match node {
        Node::Filter { .. } => false,
        Node::Or(nodes) => nodes.iter().all(tells_kind),
        // what is excluded says nothing; what is left says it alone
        Node::And(nodes) => {
            nodes.iter().any(|node| !matches!(node, Node::Not(_)) && tells_kind(node))
                || nodes.iter().all(|node| matches!(node, Node::Not(_)))
        }
        _ => true,
    }
}

fn excluded(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(Excluded(query))
}

/// Every document that holds the term, not ranked.
fn has(term: Term) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(Box::new(TermQuery::new(term, IndexRecordOption::Basic)), 0.0))
}

fn joined(mut clauses: Vec<(Occur, Box<dyn Query>)>) -> Box<dyn Query> {
    if clauses.len() == 1 && clauses[0].0 != Occur::MustNot {
        return clauses.remove(0).1;
    }
    Box::new(BooleanQuery::new(clauses))
}

fn all_of(queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    joined(queries.into_iter().map(|query| (Occur::Must, query)).collect())
}

fn any_of(queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    if queries.is_empty() {
        return Box::new(EmptyQuery);
    }
    joined(queries.into_iter().map(|query| (Occur::Should, query)).collect())
}
