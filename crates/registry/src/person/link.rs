//! Which names are joined, and which joins would contradict each other.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Node,
    name::{First, is_initial},
    nickname,
};
use crate::{Authority, groups::Groups};

/// From here on a pair is joined.
const ENOUGH: f32 = 3.0;
/// A pair that is better by so much is clearly better.
const CLEARLY: f32 = 1.0;
/// Names that share surname and given name are compared in pairs if they are not more.
const MOST_COMPARED: usize = 2_000;
/// Surnames with more given names than this are common, and agreeing in one says less.
const FEW_GIVEN: f32 = 4.0;

/// The pairs of nodes that agree enough, with how much.
pub(super) struct Links<'a> {
    nodes: &'a [Node],
    authority: &'a Authority,
    pairs: Vec<(usize, usize, f32)>,
}

impl<'a> Links<'a> {
    pub(super) fn between(nodes: &'a [Node], authority: &'a Authority) -> Self {
        let mut links = Self { nodes, authority, pairs: Vec::new() };
        let blocks = Blocks::of(nodes);
        for (a, b) in blocks.pairs(nodes) {
            let score = links.score(a, b, &blocks);
            if score >= ENOUGH && !links.is_barred(a, b) {
                links.pairs.push((a, b, score));
            }
        }
        links
    }

    fn score(&self, a: usize, b: usize, blocks: &Blocks<'_>) -> f32 {
        let (one, other) = (&self.nodes[a], &self.nodes[b]);
        let shares_organisation =
            one.organisations.iter().any(|name| other.organisations.binary_search(name).is_ok());
        let organisation = if shares_organisation { 2.0 } else { 0.0 };
        if one.name.continues(&other.name) || other.name.continues(&one.name) {
            return 2.0 + organisation;
        }
        let first = match one.name.compare_first(&other.name) {
            First::Equal => 3.0 - blocks.commonness(one.name.surname()),
            First::Nickname => 1.5,
            First::Initial | First::Absent => 1.0,
            First::Contradicts => return 0.0,
        };
        let middle = match one.name.middle(&other.name) {
            None => -4.0,
            Some(0) => 0.0,
            Some(_) => 1.0,
        };
        first + middle + organisation
    }

    /// Whether the two may never be one person.
    fn is_barred(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.nodes[a], &self.nodes[b]);
        match (one.entry, other.entry) {
            (Some(entry), Some(another)) => entry != another,
            // of one name the file claims the part that speaks for an organisation
            (Some(_), None) | (None, Some(_)) if one.name.words() == other.name.words() => true,
            _ => {
                one.name.contradicts(&other.name)
                    || self.authority.parts(one.name.words(), other.name.words())
            }
        }
    }

    /// The number of the group of each node.
    pub(super) fn groups(self) -> Vec<usize> {
        let mut pairs = self.pairs.clone();
        for round in 0.. {
            let mut groups = self.joined(&pairs);
            let torn = self.torn(&mut groups);
            if torn.is_empty() {
                return (0..self.nodes.len()).map(|node| groups.root(node)).collect();
            }
            let is_torn = |pair: &(usize, usize, f32)| torn.contains(&pair.0);
            match round {
                0 => pairs = self.decided(&pairs, &torn),
                // a chain in which each fits the next: only what is nearly the same stays joined
                1 => pairs.retain(|pair| !is_torn(pair) || pair.2 >= ENOUGH + CLEARLY),
                _ => pairs.retain(|pair| !is_torn(pair)),
            }
        }
        Vec::new()
    }

    fn joined(&self, pairs: &[(usize, usize, f32)]) -> Groups {
        let mut groups = Groups::new(self.nodes.len());
        let mut node_of_entry: FxHashMap<usize, usize> = FxHashMap::default();
        for (at, node) in self.nodes.iter().enumerate() {
            if let Some(entry) = node.entry {
                groups.join(*node_of_entry.entry(entry).or_insert(at), at);
            }
        }
        for &(a, b, _) in pairs {
            groups.join(a, b);
        }
        groups
    }

    /// The nodes of groups in which two may not be one person.
    fn torn(&self, groups: &mut Groups) -> FxHashSet<usize> {
        let mut members: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        for node in 0..self.nodes.len() {
            members.entry(groups.root(node)).or_default().push(node);
        }
        let is_torn = |of: &Vec<usize>| {
            of.iter().enumerate().any(|(at, &a)| of[..at].iter().any(|&b| self.is_barred(a, b)))
        };
        members.into_values().filter(is_torn).flatten().collect()
    }

    /// The pairs without those of a name that fits two who are not one, except where it fits the others
    /// clearly less.
    fn decided(
        &self,
        pairs: &[(usize, usize, f32)],
        torn: &FxHashSet<usize>,
    ) -> Vec<(usize, usize, f32)> {
        let mut others: BTreeMap<usize, Vec<(usize, f32)>> = BTreeMap::new();
        for &(a, b, score) in pairs.iter().filter(|pair| torn.contains(&pair.0)) {
            others.entry(a).or_default().push((b, score));
            others.entry(b).or_default().push((a, score));
        }
        let mut dropped: FxHashSet<(usize, usize)> = FxHashSet::default();
        for (&node, others) in &others {
            if !self.is_divided(others) {
                continue;
            }
            let best = others.iter().map(|(_, score)| *score).fold(f32::MIN, f32::max);
            let mut kept: Vec<(usize, f32)> = others.clone();
            kept.retain(|(_, score)| *score > best - CLEARLY);
            if self.is_divided(&kept) {
                kept.clear();
            }
            let away = others.iter().filter(|other| !kept.contains(other));
            dropped.extend(away.map(|&(other, _)| (node.min(other), node.max(other))));
        }
        let is_kept = |&(a, b, _): &(usize, usize, f32)| !dropped.contains(&(a.min(b), a.max(b)));
        pairs.iter().copied().filter(is_kept).collect()
    }

    fn is_divided(&self, nodes: &[(usize, f32)]) -> bool {
        nodes
            .iter()
            .enumerate()
            .any(|(at, (a, _))| nodes[..at].iter().any(|(b, _)| self.is_barred(*a, *b)))
    }
}

/// Nodes by what two names of one person share.
struct Blocks<'a> {
    /// By surname and given name; a nickname stands under every name it may stand for.
    by_first: FxHashMap<(&'a str, &'a str), Vec<usize>>,
    /// By surname and first letter.
    by_letter: FxHashMap<(&'a str, char), Vec<usize>>,
    by_surname: FxHashMap<&'a str, Vec<usize>>,
    by_words: FxHashMap<&'a str, Vec<usize>>,
    /// How many given names a surname has.
    n_given: FxHashMap<&'a str, usize>,
}

impl<'a> Blocks<'a> {
    fn of(nodes: &'a [Node]) -> Self {
        let mut blocks = Self {
            by_first: FxHashMap::default(),
            by_letter: FxHashMap::default(),
            by_surname: FxHashMap::default(),
            by_words: FxHashMap::default(),
            n_given: FxHashMap::default(),
        };
        for (at, node) in nodes.iter().enumerate() {
            let surname = node.name.surname();
            blocks.by_words.entry(node.name.words()).or_default().push(at);
            blocks.by_surname.entry(surname).or_default().push(at);
            let Some(first) = node.name.first() else { continue };
            let letters = nickname::stands_for(first).filter_map(|name| name.chars().next());
            for letter in letters.collect::<BTreeSet<char>>() {
                blocks.by_letter.entry((surname, letter)).or_default().push(at);
            }
            for full in nickname::stands_for(first).filter(|_| !is_initial(first)) {
                let of = blocks.by_first.entry((surname, full)).or_default();
                if full == first && of.is_empty() {
                    *blocks.n_given.entry(surname).or_default() += 1;
                }
                of.push(at);
            }
        }
        blocks
    }

    /// How much less it says to share a given name with this surname.
    fn commonness(&self, surname: &str) -> f32 {
        let n_given = self.n_given.get(surname).copied().unwrap_or(0);
        let n_given = u16::try_from(n_given).unwrap_or(u16::MAX);
        (f32::from(n_given) / FEW_GIVEN).ln().max(0.0)
    }

    /// The pairs to compare, each once, the smaller first.
    fn pairs(&self, nodes: &[Node]) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        let mut add = |a: usize, b: usize| {
            if a != b {
                pairs.push((a.min(b), a.max(b)));
            }
        };
        for of in self.by_first.values().filter(|of| of.len() <= MOST_COMPARED) {
            for (at, &a) in of.iter().enumerate() {
                of[..at].iter().for_each(|&b| add(a, b));
            }
        }
        for (at, node) in nodes.iter().enumerate() {
            let surname = node.name.surname();
            let near = match node.name.first() {
                None => self.by_surname.get(surname),
                Some(first) if is_initial(first) => {
                    first.chars().next().and_then(|letter| self.by_letter.get(&(surname, letter)))
                }
                Some(_) => None,
            };
            let near = near.filter(|near| near.len() <= MOST_COMPARED);
            near.into_iter().flatten().for_each(|&other| add(at, other));
            let shorter = node.name.without_last().and_then(|words| self.by_words.get(words));
            shorter.into_iter().flatten().for_each(|&other| add(at, other));
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }
}
