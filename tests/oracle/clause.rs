//! `Clause`: a part of a query, as drawn, as typed, and whether it holds.

use super::{
    demand::{Demand, Meant},
    dice::Dice,
    leaf::{Leaf, Sought},
    lists::{Item, Lists},
};

/// A part of a query.
#[derive(Clone, Debug)]
pub(super) enum Clause {
    Leaf(Leaf),
    /// With its spelling.
    Filter(Demand, String),
    And(Vec<Clause>),
    Or(Vec<Clause>),
    /// With the sign.
    Not(&'static str, Box<Clause>),
}

/// A clause, made ready to go through the lists.
pub(super) enum Prepared<'a> {
    Leaf(Sought<'a>),
    Filter(Meant),
    And(Vec<Prepared<'a>>),
    Or(Vec<Prepared<'a>>),
    Not(Box<Prepared<'a>>),
}

/// What a question is drawn from.
#[derive(Clone, Copy)]
pub(super) struct From<'a> {
    pub(super) lists: &'a Lists,
    pub(super) command: &'a str,
    /// Most is drawn from one item, so that something is found.
    pub(super) about: &'a Item,
    pub(super) is_wide: bool,
}

impl Clause {
    /// A leaf, seldom with a sign, or a group in parentheses.
    pub(super) fn draw(dice: &mut Dice, from: From<'_>, depth: usize) -> Option<Self> {
        let item =
            if dice.one_in(4) { dice.pick(from.lists.items(from.command)) } else { from.about };
        if depth < 2 && dice.one_in(5) {
            let n = 2 + dice.below(2);
            let mut parts: Vec<Self> =
                (0..n).filter_map(|_| Self::draw(dice, from, depth + 1)).collect();
            let is_and = dice.one_in(3);
            // a filter among all that must hold would be one of the whole query
            if !is_and
                && dice.one_in(3)
                && let Some(filter) = Self::filter(dice, from)
            {
                parts.push(filter);
            }
            // filters alone would be the filters of the query
            let has_text = parts.iter().any(|part| !matches!(part, Self::Filter(..)));
            return (parts.len() > 1 && has_text).then_some(if is_and {
                Self::And(parts)
            } else {
                Self::Or(parts)
            });
        }
        let leaf = Leaf::draw(dice, from.lists, item).map(Self::Leaf)?;
        Some(if dice.one_in(if depth == 0 { 6 } else { 10 }) { leaf.negated(dice) } else { leaf })
    }

    pub(super) fn filter(dice: &mut Dice, from: From<'_>) -> Option<Self> {
        let demand = Demand::draw(dice, from.lists, from.command, from.about, from.is_wide)?;
        let typed = demand.in_query(dice)?;
        Some(Self::Filter(demand, typed))
    }

    pub(super) fn negated(self, dice: &mut Dice) -> Self {
        Self::Not(["-", "NOT "][dice.below(2)], Box::new(self))
    }

    pub(super) fn typed(&self) -> String {
        let joined = |parts: &[Self], between: &str| {
            let parts: Vec<String> = parts.iter().map(Self::typed).collect();
            format!("({})", parts.join(between))
        };
        match self {
            Self::Leaf(leaf) => leaf.typed(),
            Self::Filter(_, typed) => typed.clone(),
            Self::And(parts) => joined(parts, " AND "),
            Self::Or(parts) => joined(parts, " OR "),
            Self::Not(sign, part) => format!("{sign}{}", part.typed()),
        }
    }

    pub(super) fn prepared(&self, lists: &Lists, items: &[Item], is_wide: bool) -> Prepared<'_> {
        match self {
            Self::Leaf(leaf) => Prepared::Leaf(leaf.sought(lists)),
            Self::Filter(demand, _) => Prepared::Filter(demand.meant(lists, items, is_wide)),
            Self::And(parts) => Prepared::And(prepared(parts, lists, items, is_wide)),
            Self::Or(parts) => Prepared::Or(prepared(parts, lists, items, is_wide)),
            Self::Not(_, part) => Prepared::Not(Box::new(part.prepared(lists, items, is_wide))),
        }
    }
}

pub(super) fn prepared<'a>(
    parts: &'a [Clause],
    lists: &Lists,
    items: &[Item],
    is_wide: bool,
) -> Vec<Prepared<'a>> {
    parts.iter().map(|part| part.prepared(lists, items, is_wide)).collect()
}

impl Prepared<'_> {
    pub(super) fn holds(&self, item: &Item, lists: &Lists, is_wide: bool) -> bool {
        match self {
            Self::Leaf(sought) => sought.holds(item, lists, is_wide),
            Self::Filter(meant) => meant.holds(item, is_wide),
            Self::And(parts) => parts.iter().all(|part| part.holds(item, lists, is_wide)),
            Self::Or(parts) => parts.iter().any(|part| part.holds(item, lists, is_wide)),
            Self::Not(part) => !part.holds(item, lists, is_wide),
        }
    }
}
