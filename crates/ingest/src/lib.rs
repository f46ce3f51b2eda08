//! Bytes to releases: which files of a folder hold one, how they are read, and what they say.
//!
//! 1. [`archive`] walks the given paths and tells which files are worth reading;
//! 2. [mod@format] detects the format by content, decodes the bytes and gives one [`text::Text`] a release;
//!    Binary formats are read in [`worker`] processes where the caller can start them;
//! 3. [`words`] cuts the text into its UAX#29 words, once for everybody;
//! 4. `layout` finds lines, blocks and what each block is for;
//! 5. the fields are read from their blocks: title, date, dateline, contacts, language, organisation;
//! 6. `quote` finds who said what, `country` what it is about.
//!
//! [`extract()`] does steps 3 to 6: it cannot fail, it can only be unsure.
//! This crate never heard of an index.

pub mod archive;
mod author;
mod contact;
mod country;
mod date;
mod dateline;
pub mod error;
pub mod extract;
pub mod format;
mod headline;
mod kind;
mod language;
mod layout;
mod lexicon;
mod linear;
mod lookalike;
mod met;
mod organisation;
pub mod quote;
mod stamp;
pub mod text;
mod understand;
pub mod words;
pub mod worker;

pub use error::{Error, Skip, Unread};
pub use extract::{Extracted, extract, focus_features, issuer_candidates};
pub use layout::model as lines;

/// The names of the features of [`focus_features`], in their order.
pub const FOCUS_FEATURES: &[&str] = &country::FOCUS_FEATURES;
/// The names of the features of [`issuer_candidates`], in their order.
pub const ISSUER_FEATURES: &[&str] = &organisation::FEATURES;
pub use stamp::Stamp;
pub use understand::{understand, understand_file, understand_file_with};
