//! From tokens to the tree: NOT binds before AND, AND before OR.

use crate::{
    Error, Node,
    hoist::alternatives,
    leaf::Leaves,
    name::Name,
    token::{Kind, Token},
};

/// Descends at most as deep as parentheses nest, which [`shape`](crate::shape) has limited.
pub(super) struct Parser<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) at: usize,
    pub(super) leaves: Leaves<'a>,
    pub(super) any: bool,
}

/// A part of a query, and whether it is demanded even where words are joined by OR.
struct Clause {
    node: Node,
    is_demanded: bool,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Kind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    /// `a OR b`, up to the end or a closing parenthesis; words without a field belong to `name`.
    pub(super) fn alternatives(&mut self, name: Name) -> Result<Option<Node>, Error> {
        let mut clauses: Vec<Clause> = Vec::new();
        let mut is_alternative = false;
        while !matches!(self.peek(), None | Some(Kind::Close)) {
            if self.peek() == Some(&Kind::Or) {
                self.at += 1;
                is_alternative = true;
                if let Some(last) = clauses.last_mut() {
                    last.is_demanded = false;
                }
            }
            if let Some(mut clause) = self.conjunction(name)? {
                clause.is_demanded &= !is_alternative;
                clauses.push(clause);
            }
            is_alternative = false;
        }
        Ok(join(clauses, self.any && matches!(name, Name::Text(_))))
    }

    /// `a AND b`, and `a b` unless words are joined by OR.
    fn conjunction(&mut self, name: Name) -> Result<Option<Clause>, Error> {
        let any = self.any && matches!(name, Name::Text(_));
        let mut clauses = Vec::new();
        loop {
            clauses.extend(self.negation(name)?);
            match self.peek() {
                None | Some(Kind::Close | Kind::Or) => break,
                Some(Kind::And) => self.at += 1,
                _ if any => break,
                _ => {}
            }
        }
        if clauses.len() < 2 {
            return Ok(clauses.pop());
        }
        let node = Node::and(clauses.into_iter().map(|clause| clause.node));
        Ok(Some(Clause { node, is_demanded: false }))
    }

    /// Any number of `-`, `+` and `NOT`, and what they stand before.
    fn negation(&mut self, name: Name) -> Result<Option<Clause>, Error> {
        let (mut is_negated, mut is_demanded) = (false, false);
        loop {
            match self.peek() {
                Some(Kind::Minus | Kind::Not) => is_negated = !is_negated,
                Some(Kind::Plus) => is_demanded = true,
                _ => break,
            }
            self.at += 1;
        }
        let Some(node) = self.operand(name)? else { return Ok(None) };
        is_demanded |= is_negated || alternatives(&node).is_some();
        Ok(Some(Clause { node: if is_negated { node.negated() } else { node }, is_demanded }))
    }

    fn operand(&mut self, name: Name) -> Result<Option<Node>, Error> {
        let Some(token) = self.tokens.get(self.at) else { return Ok(None) };
        self.at += 1;
        match (&token.kind, self.peek()) {
            (Kind::Open, _) => self.group(name),
            (Kind::Field(field), Some(Kind::Open)) => {
                self.at += 1;
                self.group(*field)
            }
            (Kind::Field(field), _) => self.value(*field),
            (Kind::Word(_) | Kind::Phrase { .. }, _) => match name {
                Name::Text(field) => self.leaves.text(field, token),
                _ => self.listed_value(name, token),
            },
            _ => Ok(None),
        }
    }

    fn group(&mut self, name: Name) -> Result<Option<Node>, Error> {
        let node = self.alternatives(name)?;
        self.at += 1;
        Ok(node)
    }
}

fn join(clauses: Vec<Clause>, any: bool) -> Option<Node> {
    if clauses.is_empty() {
        return None;
    }
    let (demanded, optional): (Vec<_>, Vec<_>) =
        clauses.into_iter().partition(|clause| any && clause.is_demanded);
    let optional = optional.into_iter().map(|clause| clause.node);
    Some(Node::and(demanded.into_iter().map(|clause| clause.node).chain([Node::or(optional)])))
}

#[cfg(test)]
mod tests {
    use crate::{
        Field, Filters, Query,
        parser::check::{check, check_any},
    };

    #[test]
    fn not_binds_before_and_before_or() {
        check("a b OR c d", "(a b) OR (c d)");
        check("a AND NOT b OR c", "(a -b) OR c");
        check("a (b OR c) d", "a (b OR c) d");
        check("NOT (a OR b)", "-(a OR b)");
        check("((a)) (b c)", "a b c");
        check("NOT NOT a -NOT b", "a b");
        check("+a -b", "a -b");
    }

    #[test]
    fn filters_at_the_top_are_taken_out() {
        let parsed = check("torture country:kazakhstan -lang:Russian type:\"press release\"", {
            "torture country:KAZ type:press-release -lang:ru"
        });
        assert_eq!(parsed.query.to_string(), "torture");
        assert_eq!((parsed.filters.groups.len(), parsed.filters.not.len()), (2, 1));
        let parsed = check("country:(KAZ OR Kyrgyzstan)", "country:(KAZ OR KGZ)");
        assert_eq!(parsed.filters.groups[0].any_of.len(), 2);
        assert_eq!(parsed.query, Query::default());
        let parsed = check("-country:(KAZ OR KGZ)", "-country:KAZ -country:KGZ");
        assert_eq!(parsed.filters.not.len(), 2);
        let parsed = check("a OR country:KAZ", "a OR country:KAZ");
        assert_eq!(parsed.filters, Filters::default());
        let parsed = check("year:(2012 OR undated)", "year:(2012 OR undated)");
        assert_eq!(parsed.filters.groups[0].field, Field::Year);
    }

    #[test]
    fn words_may_be_joined_by_or() {
        check_any("a b c", "a OR b OR c");
        check_any("a b AND c", "a OR (b c)");
        check_any("a b country:KAZ -c +d", "-c d (a OR b) country:KAZ");
        check_any("a OR country:KAZ b", "a OR country:KAZ OR b");
        check_any("from:2012 to:2014", "date:2012.. date:..2014");
        check_any("country:(KAZ KGZ)", "country:KAZ country:KGZ");
    }
}
