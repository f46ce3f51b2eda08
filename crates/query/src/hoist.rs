//! Takes the filters at the top of a query out of it, so that facets can leave their own ones out.

use release::Span;

use crate::{Field, Filter, Filters, Group, Node, Query};

/// The query without the filters that stand at its top, and these filters.
pub(crate) fn hoist(root: Node) -> (Query, Filters) {
    let mut filters = Filters::default();
    let conjuncts = match root {
        Node::And(nodes) => nodes,
        node => vec![node],
    };
    let rest: Vec<Node> =
        conjuncts.into_iter().filter_map(|node| take(node, &mut filters)).collect();
    (Query { root: Node::and(rest) }, filters)
}

/// Moves a conjunct to the filters, or gives it back.
fn take(node: Node, filters: &mut Filters) -> Option<Node> {
    if let Some(any_of) = alternatives(&node)
        && let Some(field) = common_field(&any_of)
    {
        filters.groups.push(Group { field, any_of });
        return None;
    }
    if let Node::Not(inner) = &node
        && let Some(any_of) = alternatives(inner)
    {
        filters.not.extend(any_of);
        return None;
    }
    Some(node)
}

/// The filters of which one must hold, if the node is nothing else.
pub(crate) fn alternatives(node: &Node) -> Option<Vec<Filter>> {
    match node {
        Node::Filter { filter, .. } => Some(vec![filter.clone()]),
        Node::Or(nodes) => nodes.iter().map(filter_of).collect(),
        _ => None,
    }
}

fn filter_of(node: &Node) -> Option<Filter> {
    match node {
        Node::Filter { filter, .. } => Some(filter.clone()),
        _ => None,
    }
}

pub(crate) fn common_field(filters: &[Filter]) -> Option<Field> {
    let field = filters.first()?.field();
    filters.iter().all(|filter| filter.field() == field).then_some(field)
}

impl Filters {
    /// Whether nothing is demanded.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.not.is_empty()
    }

    /// The same demands as nodes to be joined by AND.
    pub fn nodes(&self) -> Vec<Node> {
        let node = |filter: &Filter| Node::Filter { filter: filter.clone(), span: Span::default() };
        let groups = self.groups.iter().map(|group| Node::or(group.any_of.iter().map(node)));
        let not = self.not.iter().map(|filter| node(filter).negated());
        groups.chain(not).collect()
    }
}
