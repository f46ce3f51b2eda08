//! Release → tantivy → answer. The only crate that names tantivy; no type of it is in the public API.

mod analyzer;
mod answer;
mod archive;
mod budget;
mod columns;
mod compile;
mod document;
mod engine;
mod error;
mod facet;
mod files;
mod ledger;
mod manifest;
mod names;
mod pass;
mod plan;
mod rank;
mod reader;
mod request;
mod schema;
mod snippet;
mod status;
mod stem;
mod tokens;
mod writer;

pub use crate::{
    answer::{Answer, FacetValue, Facets, Hit, QuoteAnswer, QuoteHit, QuoteSource, Snippet},
    archive::{Archive, Stored},
    error::Error,
    files::{ContentHash, FilePath, FoundFile, KnownFile, Outcome},
    plan::{Plan, Why, plan},
    request::{MAX_DEPTH, Request, Sort},
    status::{Status, Verified},
    writer::{Added, Committed, Writer, WriterOptions},
};
