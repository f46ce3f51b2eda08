//! Labels of units, and the best sequence of them.
//!
//! The labels fall into three zones that follow each other: the head of a release, its running text, and
//! what stands after it. A contact block above the headline and one at the foot are told apart by that.

use std::sync::LazyLock;

use release::Part;

use crate::layout::feature::{Feature, Features};

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

/// What a step that the weights do not name costs: nothing.
struct Weights {
    emission: Vec<[f32; N_LABELS]>,
    first: [f32; N_LABELS],
    step: [[f32; N_LABELS]; N_LABELS],
}

static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::parse(include_str!("../../weights/lines.tsv")));

impl Weights {
    /// Reads `feature label weight` and `> from to weight`; a later line overrides an earlier one for
    /// steps and adds for features.
    fn parse(table: &str) -> Self {
        let mut weights = Self {
            emission: vec![[0.0; N_LABELS]; N_FEATURES],
            first: [0.0; N_LABELS],
            step: [[0.0; N_LABELS]; N_LABELS],
        };
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split_whitespace();
            let (Some(first), Some(second), Some(third)) =
                (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            match (first, columns.next()) {
                (">", Some(weight)) => weights.set_step(second, third, number(weight)),
                (name, _) => weights.add(name, second, number(third)),
            }
        }
        weights
    }

    fn add(&mut self, feature: &str, labels: &str, weight: f32) {
        let Some(idx) = Feature::ALL.iter().position(|(_, name)| *name == feature) else { return };
        for label in named(labels) {
            self.emission[idx][label] += weight;
        }
    }

    fn set_step(&mut self, from: &str, to: &str, weight: f32) {
        for to in named(to) {
            if from == "start" {
                self.first[to] = weight;
                continue;
            }
            for from in named(from) {
                self.step[from][to] = weight;
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

/// The best labels of a sequence of units (Viterbi).
pub(crate) fn decode(units: &[Features]) -> Vec<Label> {
    let weights = &*WEIGHTS;
    let mut best = [0.0_f32; N_LABELS];
    let mut back: Vec<[u8; N_LABELS]> = Vec::with_capacity(units.len());
    for (idx, features) in units.iter().enumerate() {
        let scores = emissions(weights, *features);
        let mut next = [0.0; N_LABELS];
        let mut from = [0_u8; N_LABELS];
        for to in 0..N_LABELS {
            let (came_from, score) =
                if idx == 0 { (to, weights.first[to]) } else { best_step(&best, weights, to) };
            next[to] = score + scores[to];
            from[to] = u8::try_from(came_from).unwrap_or_default();
        }
        best = next;
        back.push(from);
    }
    trace(&best, &back)
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

fn best_step(best: &[f32; N_LABELS], weights: &Weights, to: usize) -> (usize, f32) {
    let mut found = (0, f32::NEG_INFINITY);
    for (from, score) in best.iter().enumerate() {
        let score = score + weights.step[from][to];
        if score > found.1 {
            found = (from, score);
        }
    }
    found
}

fn trace(best: &[f32; N_LABELS], back: &[[u8; N_LABELS]]) -> Vec<Label> {
    let mut label = 0;
    for (idx, score) in best.iter().enumerate() {
        if *score > best[label] {
            label = idx;
        }
    }
    let mut labels = Vec::with_capacity(back.len());
    for from in back.iter().rev() {
        labels.push(Label::ALL[label].0);
        label = usize::from(from[label]);
    }
    labels.reverse();
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_names_a_feature_and_a_label() {
        for line in include_str!("../../weights/lines.tsv").lines() {
            let columns: Vec<&str> = line.split_whitespace().collect();
            if columns.is_empty() || line.starts_with('#') {
                continue;
            }
            let is_step = columns[0] == ">";
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
