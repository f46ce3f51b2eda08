//! The canonical spelling of a query.

use std::fmt;

use crate::{Node, Query, TextField};

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(f)
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word { field: TextField::Any, word, .. } => f.write_str(word),
            _ => write!(f, "{self:?}"),
        }
    }
}
