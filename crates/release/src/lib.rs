//! The record that the whole workspace speaks about: one advocacy release and its parts.
//!
//! ```text
//! Coalition for Open Courts                     letterhead
//! FOR IMMEDIATE RELEASE                         marker
//! 3 April 2012                                  date
//! Example Land: Free the Judges                 title
//! Appeal comes before the spring session        subtitle
//! Geneva—The Coalition today called on …        lede, opened by its dateline (part of the body)
//! “The cells must open,” said Ada Roe, its …    body, with a quote: words, cue, speaker, role
//! About the Coalition …                         background
//! Contact: Ada Roe, +41 …                       contacts
//! ###                                           end
//! ```
//!
//! This crate only names things: no I/O, no parsing of documents, no search engine. `ingest` makes a
//! [`Release`] out of bytes, `index` makes it searchable, and they meet here. Every extracted value
//! carries its [`Evidence`]: where it stands in [`Release::text`], by which rule it was read and how
//! sure that rule is.
//!
//! Start from [`Release`], [`Quote`] and [`ReleaseDate`].

mod block;
mod contact;
mod country;
mod date;
mod evidence;
mod language;
mod pages;
mod quote;
mod release;
mod span;
mod speaker;
mod warning;
mod words;

pub use crate::{
    block::{Block, Part, Section},
    contact::Contact,
    country::{Country, CountryMention, Involvement},
    date::{InvalidDate, MONTHS, Precision, ReleaseDate},
    evidence::{Evidence, Found},
    language::Language,
    pages::Pages,
    quote::{Quote, QuoteKind},
    release::{Release, ReleaseId, ReleaseKind, Source},
    span::Span,
    speaker::Speaker,
    warning::{Warning, WarningKind},
    words::{Word, Words},
};
