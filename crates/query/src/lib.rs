//! What a user types, as a typed tree. Knows nothing of the index.

mod country;
mod date;
mod display;
mod error;
mod filter;
pub mod limits;
mod parser;
mod query;
mod value;

pub use crate::{
    date::DateRange,
    error::Error,
    filter::{Field, Filter, Filters, Group},
    parser::{Options, Parsed, filter, parse},
    query::{Node, Query, TextField},
};
