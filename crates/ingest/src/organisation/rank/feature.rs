//! What is seen of a name that may be the issuer's.

use super::uses::Uses;
use crate::linear::{flag, ratio};

/// The rules that propose names, each a feature: whether it did. The first of [`NAMES`].
const N_RULES: usize = 46;
/// What a name does: the bits of `onstage::deed`.
const N_DEEDS: usize = 15;
/// More points say no more.
const MOST_POINTS: f32 = 3.0;
/// A name with more words is as one with so many.
const MOST_WORDS: usize = 7;

pub(crate) const N_FEATURES: usize = N_RULES + N_AGAIN + N_DEEDS + MOST_WORDS + N_OTHERS;
const N_AGAIN: usize = 9;
const N_OTHERS: usize = 26;

/// The names of the features, in the order of [`Features`]; the weights file uses them.
pub(crate) const NAMES: [&str; N_FEATURES] = [
    "about-head",
    "acts",
    "address",
    "before-role",
    "breadcrumb",
    "byline",
    "contact-organisation",
    "copyright",
    "date-line",
    "dateline-organisation",
    "dateline-source",
    "demands",
    "distributed",
    "domain",
    "first-signer",
    "foot",
    "footer",
    "front-matter-issuer",
    "hashtag-body",
    "headline",
    "headline-subject",
    "initiator",
    "issued-by",
    "lede-author",
    "lede-name",
    "lede-subject",
    "letterhead",
    "name-below",
    "named",
    "page-head",
    "page-title",
    "role-of-speaker",
    "saved-page",
    "self-description",
    "sender",
    "signature",
    "signed-for",
    "site-name",
    "source-line",
    "speakers-organisation",
    "spelt-by-address",
    "standing-text",
    "statement-of",
    "states",
    "stands-for",
    "told-what-it-is",
    "headline-again",
    "issued-by-again",
    "lede-subject-again",
    "letterhead-again",
    "named-again",
    "page-head-again",
    "page-title-again",
    "speakers-organisation-again",
    "spelt-by-address-again",
    "speaks",
    "speaks-late",
    "employs",
    "hears",
    "of-kind",
    "definite",
    "alone",
    "title",
    "opens-title",
    "labelled",
    "opens",
    "self",
    "dated",
    "issues",
    "leads",
    "of-1-word",
    "of-2-words",
    "of-3-words",
    "of-4-words",
    "of-5-words",
    "of-6-words",
    "of-7-words",
    "points",
    "points-behind",
    "most-points",
    "root-points",
    "rules",
    "placed",
    "deeds",
    "uses",
    "share-of-uses",
    "most-uses",
    "first-use",
    "early",
    "last-use",
    "late",
    "only-onstage",
    "in-title",
    "public-body",
    "abbreviation",
    "body-word",
    "well-known",
    "person",
    "place",
    "spelt-out",
    "inside-another",
    "holds-another",
    "shouted",
];

/// One value a feature.
pub(crate) type Features = [f32; N_FEATURES];

/// What is seen of one name, all others aside.
#[derive(Clone, Debug)]
pub(in crate::organisation) struct Seen<'t> {
    pub(in crate::organisation) points: f32,
    /// The rules that proposed it, and how often each did.
    pub(in crate::organisation) rules: &'t [(&'static str, u8)],
    pub(in crate::organisation) deeds: u16,
    pub(in crate::organisation) uses: Uses,
    /// How many words its key has.
    pub(in crate::organisation) n_words: usize,
    pub(in crate::organisation) marks: u16,
}

/// What a name looks like, and what other names there are: the last of [`NAMES`], in their order.
pub(in crate::organisation) mod mark {
    pub(in crate::organisation) const PUBLIC: u16 = 1;
    pub(in crate::organisation) const ABBREVIATION: u16 = 1 << 1;
    pub(in crate::organisation) const BODY: u16 = 1 << 2;
    pub(in crate::organisation) const KNOWN: u16 = 1 << 3;
    pub(in crate::organisation) const PERSON: u16 = 1 << 4;
    pub(in crate::organisation) const PLACE: u16 = 1 << 5;
    pub(in crate::organisation) const SPELT_OUT: u16 = 1 << 6;
    pub(in crate::organisation) const INSIDE: u16 = 1 << 7;
    pub(in crate::organisation) const HOLDS: u16 = 1 << 8;
    pub(in crate::organisation) const SHOUTED: u16 = 1 << 9;
    /// Head, foot, contacts or carrier name it.
    pub(in crate::organisation) const PLACED: u16 = 1 << 10;
    /// No rule proposed it: it is known by its deeds alone.
    pub(in crate::organisation) const ONSTAGE: u16 = 1 << 11;
}

/// How many of the marks stand at the end of [`NAMES`].
const N_MARKS: usize = 10;

/// The features of each name.
pub(in crate::organisation) fn features(names: &[Seen<'_>]) -> Vec<Features> {
    let most_points = names.iter().map(|seen| seen.points).fold(0.0, f32::max);
    let most_uses = names.iter().map(|seen| seen.uses.n).max().unwrap_or(0).max(1);
    names.iter().map(|seen| of_one(seen, most_points, most_uses)).collect()
}

fn of_one(seen: &Seen<'_>, most_points: f32, most_uses: usize) -> Features {
    let mut features = [0.0; N_FEATURES];
    let (rules, others) = NAMES.split_at(N_RULES);
    for (rule, n) in seen.rules {
        if let Some(at) = rules.iter().position(|known| known == rule) {
            features[at] = 1.0;
        }
        let is_again = |name: &&str| name.strip_suffix("-again") == Some(rule);
        if *n > 1
            && let Some(at) = others[..N_AGAIN].iter().position(is_again)
        {
            features[N_RULES + at] = 1.0;
        }
    }
    let deeds = N_RULES + N_AGAIN;
    for bit in (0..N_DEEDS).filter(|bit| seen.deeds >> bit & 1 == 1) {
        features[deeds + bit] = 1.0;
    }
    let words = deeds + N_DEEDS;
    features[words + seen.n_words.clamp(1, MOST_WORDS) - 1] = 1.0;
    let uses = &seen.uses;
    let (first, last) = if uses.n == 0 {
        (1.0, 0.0)
    } else {
        (ratio(uses.first as u64, uses.of as u64), ratio(uses.last as u64, uses.of as u64))
    };
    let n_uses = f32::from(u16::try_from(uses.n).unwrap_or(u16::MAX));
    let n_rules = f32::from(u16::try_from(seen.rules.len()).unwrap_or(u16::MAX));
    let is_top = seen.points > 0.0 && seen.points >= most_points;
    let tail = [
        seen.points.min(MOST_POINTS),
        seen.points - most_points,
        flag(is_top),
        seen.points.max(0.0).sqrt(),
        n_rules,
        flag(seen.marks & mark::PLACED != 0),
        f32::from(u8::try_from(seen.deeds.count_ones()).unwrap_or(u8::MAX)),
        n_uses.ln_1p(),
        ratio(uses.n as u64, most_uses as u64),
        flag(uses.n == most_uses),
        first,
        flag(first < 0.05),
        last,
        flag(last > 0.9),
        flag(seen.marks & mark::ONSTAGE != 0),
        flag(uses.in_title),
    ];
    let others = words + MOST_WORDS;
    features[others..others + tail.len()].copy_from_slice(&tail);
    for bit in (0..N_MARKS).filter(|bit| seen.marks >> bit & 1 == 1) {
        features[others + tail.len() + bit] = 1.0;
    }
    features
}
