//! From words to the tree.

use release::Span;

use crate::{Error, Field, Filter, Filters, Group, Node, Query, TextField, value};

/// How a query is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Words are joined by OR instead of AND.
    pub any: bool,
}

/// A query as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The tree, without the [`filters`](Self::filters).
    pub query: Query,
    /// The filters that stood at the top of the query, joined by AND.
    pub filters: Filters,
    /// The canonical spelling of both.
    pub interpreted: String,
    /// What was read otherwise than it may have been meant.
    pub notes: Vec<String>,
}

/// Reads what a user typed.
///
/// # Errors
///
/// Fails where a field has no such value.
pub fn parse(input: &str, options: Options) -> Result<Parsed, Error> {
    let mut parsed = Parsed { interpreted: input.trim().to_owned(), ..Parsed::default() };
    let mut nodes = Vec::new();
    for word in input.split_whitespace() {
        let start = word.as_ptr().addr() - input.as_ptr().addr();
        let span = Span::new(start, start + word.len());
        match word.split_once(':').and_then(|(name, text)| Some((Field::from_name(name)?, text))) {
            Some((field, text)) => {
                let filter = value::read(field, text, span)?;
                parsed.filters.groups.push(Group { field, any_of: vec![filter] });
            }
            None => nodes.push(Node::Word { field: TextField::Any, word: word.to_owned(), span }),
        }
    }
    parsed.query.root = match nodes.len() {
        0 => Node::All,
        1 => nodes.remove(0),
        _ if options.any => Node::Or(nodes),
        _ => Node::And(nodes),
    };
    Ok(parsed)
}

/// Reads one value of a filter flag.
///
/// # Errors
///
/// Fails where the field has no such value.
pub fn filter(field: Field, value: &str) -> Result<Filter, Error> {
    value::read(field, value, Span::new(0, value.len()))
}
