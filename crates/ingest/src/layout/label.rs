//! Labels of units, and the best sequence of them.
//!
//! The labels fall into three zones that follow each other: the head of a release, its running text, and
//! what stands after it. A contact block above the headline and one at the foot are told apart by that.

use std::sync::LazyLock;

use release::Part;

use crate::layout::feature::{Feature, Features};
use crate::lexicon::Blanks as _;

/// Declares the labels with their names in the weights, their zones and their parts.
macro_rules! labels {
    ($($name:ident = $text:literal, $zone:ident, $part:ident;)*) => {
        /// What a unit is, and in which zone.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Label { $($name,)* }

        impl Label {
            const ALL: &'static [(Label, &'static str, Zone, Part)] =
                &[$((Label::$name, $text, Zone::$zone, Part::$part),)*];
        }
    };
}

/// Where in a release a label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Zone {
    Head,
    Body,
    Tail,
}

labels! {
    HeadChrome = "head-chrome", Head, Chrome;
    Letterhead = "letterhead", Head, Letterhead;
    Marker = "marker", Head, Marker;
    Date = "date", Head, Date;
    HeadContact = "head-contact", Head, Contacts;
    Title = "title", Head, Title;
    Subtitle = "subtitle", Head, Subtitle;
    Byline = "byline", Head, Byline;
    Lede = "lede", Body, Lede;
    Prose = "prose", Body, Body;
    Heading = "heading", Body, Body;
    Item = "item", Body, Body;
    BodyChrome = "body-chrome", Body, Chrome;
    Background = "background", Tail, Background;
    Notes = "notes", Tail, Notes;
    TailContact = "tail-contact", Tail, Contacts;
    Signatories = "signatories", Tail, Signatories;
    End = "end", Tail, End;
    TailDate = "tail-date", Tail, Date;
    TailChrome = "tail-chrome", Tail, Chrome;
}

const N_LABELS: usize = Label::ALL.len();
const N_FEATURES: usize = Feature::ALL.len();
const _: () = assert!(N_FEATURES <= 64, "a feature is a bit of 64");

impl Label {
    pub(crate) fn zone(self) -> Zone {
        Self::ALL[self as usize].2
    }

    pub(crate) fn part(self) -> Part {
        Self::ALL[self as usize].3
    }
}

/// What the features of a unit and the step from the label before say for each label; what the tables do
/// not name says nothing.
#[derive(Clone, Debug)]
pub struct Weights {
    emission: Vec<[f32; N_LABELS]>,
    first: [f32; N_LABELS],
    step: [[f32; N_LABELS]; N_LABELS],
}

/// Set by hand: what learning starts from.
const HAND: &str = include_str!("../../weights/lines.tsv");
/// What learning added to it.
const LEARNED: &str = include_str!("../../weights/lines.learned.tsv");

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let mut weights = Weights::by_hand();
    weights.read(LEARNED);
    weights
});

/// What a label costs that is not allowed; more than all else together.
const FORBIDDEN: f32 = 1e4;

/// Labels as bits, the first the lowest.
pub(crate) type Labels = u32;
/// Any label.
pub(crate) const ANY: Labels = (1 << N_LABELS) - 1;

/// The labels of a part.
pub(crate) fn labels_of(part: Part) -> Labels {
    let of_part = Label::ALL.iter().enumerate().filter(|(_, (.., of))| *of == part);
    of_part.fold(0, |labels, (label, _)| labels | 1 << label)
}

/// The labels that a name of the tables stands for.
pub(crate) fn labels_named(name: &str) -> Labels {
    named(name).fold(0, |labels, label| labels | 1 << label)
}

impl Weights {
    /// The weights set by hand.
    pub fn by_hand() -> Self {
        let mut weights = Self {
            emission: vec![[0.0; N_LABELS]; N_FEATURES],
            first: [0.0; N_LABELS],
            step: [[0.0; N_LABELS]; N_LABELS],
        };
        weights.read(HAND);
        weights
    }

    /// The weights that are embedded.
    pub fn embedded() -> &'static Self {
        &WEIGHTS
    }

    /// Reads `feature label weight`, which adds; `> from to weight`, which sets; `+ from to weight`, which
    /// adds to a step.
    fn read(&mut self, table: &str) {
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.by_blanks();
            let (Some(first), Some(second), Some(third)) =
                (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            match (first, columns.next()) {
                (">", Some(weight)) => self.set_step(second, third, number(weight), false),
                ("+", Some(weight)) => self.set_step(second, third, number(weight), true),
                (name, _) => self.add(name, second, number(third)),
            }
        }
    }

    /// The differences to the weights set by hand, as rows of `lines.learned.tsv`.
    pub fn learned_rows(&self) -> String {
        let hand = Self::by_hand();
        let mut rows = Vec::new();
        let mut row = |head: String, new: f32, old: f32| {
            let hundredths = ((new - old) * 100.0).round();
            if hundredths != 0.0 {
                rows.push(format!("{head} {:.2}\n", hundredths / 100.0));
            }
        };
        for (to, (_, label, ..)) in Label::ALL.iter().enumerate() {
            row(format!("+ start {label}"), self.first[to], hand.first[to]);
            for (from, (_, before, ..)) in Label::ALL.iter().enumerate() {
                row(format!("+ {before} {label}"), self.step[from][to], hand.step[from][to]);
            }
        }
        for (idx, (_, feature)) in Feature::ALL.iter().enumerate() {
            for (label_idx, (_, label, ..)) in Label::ALL.iter().enumerate() {
                let (new, old) = (self.emission[idx][label_idx], hand.emission[idx][label_idx]);
                row(format!("{feature} {label}"), new, old);
            }
        }
        rows.concat()
    }

    /// Adds `by` to every weight that a sequence of labels uses.
    pub(crate) fn shift(&mut self, units: &[Features], labels: &[Label], by: f32) {
        let mut before: Option<Label> = None;
        for (features, label) in units.iter().zip(labels) {
            let to = *label as usize;
            for feature in features.iter() {
                self.emission[feature][to] += by;
            }
            match before {
                Some(before) => self.step[before as usize][to] += by,
                None => self.first[to] += by,
            }
            before = Some(*label);
        }
    }

    /// Adds the weights of `other`, each times `times`.
    pub fn add_all(&mut self, other: &Self, times: f32) {
        let add = |own: &mut [f32; N_LABELS], other: &[f32; N_LABELS]| {
            for (own, other) in own.iter_mut().zip(other) {
                *own += other * times;
            }
        };
        add(&mut self.first, &other.first);
        for (own, other) in self.emission.iter_mut().zip(&other.emission) {
            add(own, other);
        }
        for (own, other) in self.step.iter_mut().zip(&other.step) {
            add(own, other);
        }
    }

    fn add(&mut self, feature: &str, labels: &str, weight: f32) {
        let Some(idx) = Feature::ALL.iter().position(|(_, name)| *name == feature) else { return };
        for label in named(labels) {
            self.emission[idx][label] += weight;
        }
    }

    fn set_step(&mut self, from: &str, to: &str, weight: f32, adds: bool) {
        let set = |step: &mut f32| *step = if adds { *step + weight } else { weight };
        for to in named(to) {
            if from == "start" {
                set(&mut self.first[to]);
                continue;
            }
            for from in named(from) {
                set(&mut self.step[from][to]);
            }
        }
    }
}

fn number(weight: &str) -> f32 {
    weight.parse().unwrap_or(0.0)
}

/// The labels that a name stands for: one, a zone, or all.
fn named(name: &str) -> impl Iterator<Item = usize> {
    Label::ALL.iter().enumerate().filter_map(move |(idx, (_, label, zone, _))| {
        let is_meant = match name {
            "*" => true,
            "HEAD" => *zone == Zone::Head,
            "BODY" => *zone == Zone::Body,
            "TAIL" => *zone == Zone::Tail,
            "CONTACT" => matches!(*label, "head-contact" | "tail-contact"),
            "CHROME" => label.ends_with("chrome"),
            _ => *label == name,
        };
        is_meant.then_some(idx)
    })
}

/// The best labels of a sequence of units.
pub(crate) fn decode(units: &[Features]) -> Vec<Label> {
    decode_within(&WEIGHTS, units, |_| ANY)
}

/// The best labels of a sequence of units by some weights, each among those allowed it (Viterbi).
pub(crate) fn decode_within(
    weights: &Weights,
    units: &[Features],
    allowed: impl Fn(usize) -> Labels,
) -> Vec<Label> {
    let mut best: Vec<[f32; N_LABELS]> = Vec::with_capacity(units.len());
    for (idx, features) in units.iter().enumerate() {
        let mut scores = emissions(weights, *features);
        let labels = allowed(idx);
        if labels != ANY {
            for (label, score) in scores.iter_mut().enumerate() {
                *score -= if labels >> label & 1 == 1 { 0.0 } else { FORBIDDEN };
            }
        }
        let steps = best.last().map_or(weights.first, |before| best_steps(before, weights));
        for (score, step) in scores.iter_mut().zip(&steps) {
            *score += step;
        }
        best.push(scores);
    }
    trace(weights, &best)
}

fn emissions(weights: &Weights, features: Features) -> [f32; N_LABELS] {
    let mut scores = [0.0; N_LABELS];
    for feature in features.iter() {
        for (score, weight) in scores.iter_mut().zip(&weights.emission[feature]) {
            *score += weight;
        }
    }
    scores
}

/// The best score with which each label is stepped to.
fn best_steps(before: &[f32; N_LABELS], weights: &Weights) -> [f32; N_LABELS] {
    let mut scores = [f32::NEG_INFINITY; N_LABELS];
    // label by label of those stepped from, so that several of those stepped to are compared together
    for (score, steps) in before.iter().zip(&weights.step) {
        for (best, step) in scores.iter_mut().zip(steps) {
            let stepped = score + step;
            *best = if stepped > *best { stepped } else { *best };
        }
    }
    scores
}

/// The labels on the best way through the best scores of all units, from behind. From which label it comes is asked
/// there alone: the first of equal ones.
fn trace(weights: &Weights, best: &[[f32; N_LABELS]]) -> Vec<Label> {
    let Some(last) = best.last() else { return Vec::new() };
    let mut label = first_best(|label| last[label]);
    let mut labels = Vec::with_capacity(best.len());
    labels.push(Label::ALL[label].0);
    for before in best[..best.len() - 1].iter().rev() {
        label = first_best(|from| before[from] + weights.step[from][label]);
        labels.push(Label::ALL[label].0);
    }
    labels.reverse();
    labels
}

/// The first of the labels with the highest score.
fn first_best(score: impl Fn(usize) -> f32) -> usize {
    let (mut best, mut highest) = (0, score(0));
    for label in 1..N_LABELS {
        let score = score(label);
        if score > highest {
            (best, highest) = (label, score);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_names_a_feature_and_a_label() {
        for line in HAND.lines().chain(LEARNED.lines()) {
            let columns: Vec<&str> = line.by_blanks().collect();
            if columns.is_empty() || line.starts_with('#') {
                continue;
            }
            let is_step = matches!(columns[0], ">" | "+");
            let (names, weight) =
                if is_step { (&columns[1..3], columns[3]) } else { (&columns[1..2], columns[2]) };
            assert!(is_step || Feature::ALL.iter().any(|(_, name)| *name == columns[0]), "{line}");
            for name in names {
                assert!(*name == "start" || named(name).next().is_some(), "{line}");
            }
            assert!(weight.parse::<f32>().is_ok(), "{line}");
        }
    }
}
