//! What learning the weights of the unit labels needs: units, their features, and decoding within bounds.
//!
//! `train` reads texts with these names and writes the file that [`Weights`] reads. Nothing else has a
//! use for them.

use release::Span;

pub use crate::layout::label::Weights;
use crate::{
    layout::{
        self,
        feature::{Feature, Features},
        label::{self, ANY, Label, Labels, labels_named, labels_of},
        settle,
        unit::Unit,
    },
    text::Text,
    words,
};

/// So many units on each side of one that is wrong may change with it.
const BESIDE: usize = 2;

/// The units of a text, and which labels each may have.
#[derive(Clone, Debug)]
pub struct Reading {
    units: Vec<Unit>,
    features: Vec<Features>,
    allowed: Vec<Labels>,
}

impl Reading {
    /// Reads a text; every unit may have any label.
    pub fn of(text: &Text) -> Self {
        let words = words::cut(&text.characters);
        let layout::Observed { units, features, .. } = layout::observe(text, &words);
        let allowed = vec![ANY; units.len()];
        Self { units, features, allowed }
    }

    /// The number of units.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether there is no unit.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// Where a unit stands, and its words.
    pub fn unit(&self, idx: usize) -> (Span, &str) {
        (self.units[idx].span, &self.units[idx].words)
    }

    /// Whether a unit has the feature of that name.
    pub fn has(&self, idx: usize, feature: &str) -> bool {
        let known = Feature::ALL.iter().find(|(_, name)| *name == feature);
        known.is_some_and(|(feature, _)| self.features[idx].has(*feature))
    }

    /// Allows a unit only labels of these names of the tables, unless that leaves none.
    pub fn allow(&mut self, idx: usize, names: &[&str]) {
        let labels = names.iter().fold(0, |labels, name| labels | labels_named(name));
        self.narrow(idx, labels);
    }

    /// Forbids a unit a label, unless that leaves none.
    pub fn forbid(&mut self, idx: usize, name: &str) {
        self.narrow(idx, ANY & !labels_named(name));
    }

    fn narrow(&mut self, idx: usize, labels: Labels) {
        if self.allowed[idx] & labels != 0 {
            self.allowed[idx] &= labels;
        }
    }

    /// Keeps the units of which nothing is known at the parts that `weights` and the rules give them, but
    /// for those beside a unit that these get wrong.
    pub fn keep(&mut self, weights: &Weights) {
        let mut labels = label::decode_within(weights, &self.features, |_| ANY);
        settle::settle(&self.units, &self.features, &mut labels);
        let is_wrong: Vec<bool> =
            labels.iter().enumerate().map(|(idx, label)| !self.is_allowed(idx, *label)).collect();
        for (idx, label) in labels.iter().enumerate() {
            let around = idx.saturating_sub(BESIDE)..(idx + BESIDE + 1).min(is_wrong.len());
            if !is_wrong[around].contains(&true) {
                self.narrow(idx, labels_of(label.part()));
            }
        }
    }

    /// Moves `weights` by a step from the labels they give to the best that are allowed; tells whether these
    /// differ.
    pub fn step(&self, weights: &mut Weights, rate: f32) -> bool {
        let free = label::decode_within(weights, &self.features, |_| ANY);
        if (0..free.len()).all(|idx| self.is_allowed(idx, free[idx])) {
            return false;
        }
        let right = label::decode_within(weights, &self.features, |idx| self.allowed[idx]);
        weights.shift(&self.features, &free, -rate);
        weights.shift(&self.features, &right, rate);
        true
    }

    /// Of the units that may not have every label, how many get one that they may, in sequence and after
    /// the rules; and how many such units there are. To be asked before [`Reading::keep`].
    pub fn agreement(&self, weights: &Weights) -> (usize, usize, usize) {
        let mut labels = label::decode_within(weights, &self.features, |_| ANY);
        let known: Vec<usize> = (0..self.len()).filter(|idx| self.allowed[*idx] != ANY).collect();
        let right = |labels: &[Label]| {
            known.iter().filter(|idx| self.is_allowed(**idx, labels[**idx])).count()
        };
        let in_sequence = right(&labels);
        settle::settle(&self.units, &self.features, &mut labels);
        (in_sequence, right(&labels), known.len())
    }

    fn is_allowed(&self, idx: usize, label: Label) -> bool {
        self.allowed[idx] >> label as usize & 1 == 1
    }
}
