//! What a user types, as a typed tree. Knows nothing of the index.

mod build;
mod country;
mod date;
mod display;
mod error;
mod filter;
mod flag;
mod hoist;
mod input;
mod language;
mod leaf;
mod lexer;
pub mod limits;
mod mark;
mod name;
mod notes;
mod parser;
mod query;
mod shape;
mod token;
mod value;

pub use crate::{
    date::DateRange,
    error::Error,
    filter::{Field, Filter, Filters, Group},
    flag::{filter, named_filter},
    parser::{Options, Parsed, parse},
    query::{Node, Query, TextField},
};
