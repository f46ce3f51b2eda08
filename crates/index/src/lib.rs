//! Release → tantivy → answer: makes releases searchable, and counts what is found.
//!
//! The only crate that names tantivy; no type of it is in the public API. It knows nothing of how a
//! [`Release`](release::Release) came about and nothing of how an [`Answer`] is shown.
//!
//! ```
//! use index::{Archive, ContentHash, FilePath, KnownFile, Outcome, Request, Writer, WriterOptions};
//! # use release::{Block, Found, Part, Release, ReleaseId, ReleaseKind, Source, Span, Word};
//! # let text = "Free the defenders of human rights";
//! # let span = Span::new(0, text.len());
//! # let release = Release {
//! #     id: ReleaseId(7), source: Source::default(), text: text.to_owned(),
//! #     blocks: vec![Block { span, part: Part::Title }],
//! #     kind: Found::new(ReleaseKind::Statement, span, "example", 1.0), language: None,
//! #     title: Some(Found::new(text.to_owned(), span, "example", 1.0)), subtitle: None, date: None,
//! #     places: vec![], organisation: None, countries: vec![], speakers: vec![], quotes: vec![],
//! #     passages: vec![], contacts: vec![], warnings: vec![],
//! # };
//! # let words: Vec<Word> = text
//! #     .match_indices(|c: char| c != ' ').map(|(at, _)| at)
//! #     .filter(|&at| at == 0 || text.as_bytes()[at - 1] == b' ')
//! #     .map(|at| Word::new(Span::new(at, at + text[at..].find(' ').unwrap_or(text.len() - at)), 0))
//! #     .collect();
//! # let folder = tempfile::tempdir().unwrap();
//! # let dir = folder.path();
//! let file = FilePath { absolute: b"/releases/a.txt"[..].into(), shown: "a.txt".into() };
//! let mut writer = Writer::open(dir, WriterOptions::default())?;
//! writer.add(&file, &release, &words)?;
//! writer.record(&KnownFile {
//!     path: file,
//!     size: release.text.len() as u64,
//!     hash: ContentHash::of(release.text.as_bytes()),
//!     stamp: None,
//!     outcome: Outcome::Indexed { releases: vec![release.id] },
//! })?;
//! writer.commit()?;
//!
//! let parsed = query::parse("\"human rights\"", query::Options::default()).unwrap();
//! let answer = Archive::open(dir)?.search(&Request::new("\"human rights\"", parsed))?;
//! assert_eq!((answer.total, answer.hits[0].path.as_str()), (1, "a.txt"));
//! # Ok::<(), index::Error>(())
//! ```
//!
//! Start from [`Writer`], [`Archive`], [`Request`] and [`Answer`]; [`plan()`] tells a run what to do.
//!
//! A [`Request`] may be asked in many ways, and all speak of the same set: [`Archive::search`] and
//! [`Archive::quotes`] give a page with facets, [`Archive::facet`] and [`Archive::tree`] the facets alone,
//! [`Archive::who`] the speakers, [`Archive::reused`] other uses of the words, [`Archive::scan`] everything,
//! one release after the other. [`Archive::prove`] counts it anew. [`Archive::speaker`],
//! [`Archive::similar`] and [`Archive::versions`] start from a person or a release instead.
//!
//! Three invariants are kept throughout. What a reader sees is one commit: releases, quotes and what is
//! known of files change together. An answer is a function of the set of files, never of the order in
//! which they came or of how they lie in segments. Every count is exact.

mod analyzer;
mod answer;
mod archive;
mod backup;
mod baseline;
mod budget;
mod columns;
mod compile;
mod counts;
mod dice;
mod document;
mod engine;
mod error;
mod facet;
mod files;
mod fit;
mod guard;
mod handover;
mod inversion;

mod languages;
mod latest;
mod ledger;
mod look;
mod manifest;
mod memo;
mod merged;
mod merging;
mod names;
mod neighbours;
mod old;
mod order;
mod pass;
mod people;
mod pieces;
mod plan;
mod plugin;
mod profile;
mod queue;
mod quoted;
mod rank;
mod reader;
mod recency;
mod record;
mod recover;
mod repeated;
mod request;
mod reuse;
mod scan;
mod schema;
mod short;
mod similar;
mod size;
mod snippet;
mod status;
mod stem;
mod store;
mod stored;
mod suspects;
mod sweep;
mod table;
#[cfg(test)]
mod tests;
mod texts;
mod tokens;
mod verify;
mod versions;
mod visit;
mod vocabulary;
mod who;
mod withdrawn;
mod wording;
mod writer;

pub use crate::{
    answer::{Answer, FacetValue, Facets, Hit, QuoteAnswer, QuoteHit, QuoteSource, Snippet},
    archive::{Archive, Stored},
    backup::{BackedUp, backup},
    baseline::Plain,
    counts::{Branch, Of, is_below},
    engine::{MERGE_THREADS, engine_version},
    error::Error,
    facet::with_zeros,
    files::{
        ContentHash, Failure, FilePath, FoundFile, KnownFile, Outcome, Reasons, Stamp, place_of,
    },
    latest::{Latest, Opened},
    look::Look,
    old::Old,
    plan::{Plan, Why, plan},
    profile::{Named, Profile, RoleHeld},
    queue::{Queue, Queued},
    recover::{Recovered, recover},
    repeated::RepeatedParagraph,
    request::{MAX_DEPTH, Request, Sort},
    reuse::{Reuse, ReusedAnswer, Use},
    scan::{Scan, Scanned},
    similar::Similar,
    size::Size,
    status::{Status, Understood},
    store::Holder,
    suspects::{Suspects, Verdict},
    verify::{Proof, Verified, file_faults},
    who::{Counted, Saying, WhoAnswer},
    writer::{Added, Committed, Writer, WriterOptions},
};
