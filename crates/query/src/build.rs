//! Joins nodes so that a query has one tree only: nothing nested that could be flat.

use crate::Node;

impl Node {
    /// All of these; none gives everything.
    #[must_use]
    pub fn and(nodes: impl IntoIterator<Item = Self>) -> Self {
        let mut flat = Vec::new();
        for node in nodes {
            match node {
                Self::And(inner) => flat.extend(inner),
                // demands nothing
                Self::All => {}
                node => flat.push(node),
            }
        }
        single(flat).map_or_else(Self::And, Option::unwrap_or_default)
    }

    /// Any of these; none gives everything, as a query that asks nothing does.
    #[must_use]
    pub fn or(nodes: impl IntoIterator<Item = Self>) -> Self {
        let mut flat = Vec::new();
        for node in nodes {
            match node {
                Self::Or(inner) => flat.extend(inner),
                node => flat.push(node),
            }
        }
        single(flat).map_or_else(Self::Or, Option::unwrap_or_default)
    }

    /// Everything but this.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            node => Self::Not(Box::new(node)),
        }
    }
}

/// The only node if there are less than two, else all of them.
fn single(mut nodes: Vec<Node>) -> Result<Option<Node>, Vec<Node>> {
    if nodes.len() < 2 { Ok(nodes.pop()) } else { Err(nodes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_demands_nothing_vanishes_from_a_conjunction() {
        assert_eq!(Node::and([Node::All, Node::All]), Node::All);
        assert_eq!(Node::and([Node::All, Node::All.negated()]), Node::All.negated());
    }

    #[test]
    fn two_negations_are_none() {
        assert_eq!(Node::All.negated().negated(), Node::All);
    }
}
