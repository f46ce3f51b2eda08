//! An archive for other programs over standard input and output, by the Model Context Protocol.
//!
//! Four tools, all of which only read: `search_releases`, `search_quotes`, `get_release` and `list_facets`.
//! Answers are small; the text of a release comes only when it is asked for, a stretch at a time. No argument is
//! a path. What documents say is data, whatever it says: it is given inside JSON strings between two tags that no
//! document can write, with a line before them that says so (`quoted`).
//!
//! Start from [`run`].

mod answer;
mod arguments;
mod quoted;
mod tools;

pub use crate::tools::{Error, run};
