//! Learning: marginal log-likelihood over all right answers, `AdaGrad`, averaged, then rounded to bytes.
//!
//! Verbs of saying are blanked in every second text, so that the ranker also finds speakers behind
//! verbs that no list holds; features are dropped at random, so that none is relied on alone.
//! Whatever order the texts come in, the last of them weigh most: the weights are the mean of several
//! orders and of many moments of each, so that a word more in a list moves few answers.

use ingest::quote::model::{Decision, Memory, Reading, SLOTS, Template, features, find_candidates};

use crate::{
    gold::Labelled,
    random::Random,
    silver::{self, Label},
    source::Source,
};

const EPOCHS: u32 = 3;
const RATE: f32 = 0.02;
const SHRINKAGE: f32 = 2.8e-3;
/// Learning starts anew so often, each time in another order.
const ORDERS: u32 = 8;
/// The weights are looked at after so many texts.
const LOOK_EVERY: usize = 300;
/// A text labelled by hand counts as much as so many that label themselves.
const GOLD_WEIGHT: usize = 14;
/// Percent of features dropped.
const DROPPED: u32 = 10;
/// Percent of verbs of saying blanked in a text.
const BLANKED: u32 = 25;

/// A text with what is known of its passages.
#[derive(Debug)]
pub(crate) struct Example<'t> {
    reading: Reading<'t>,
    labels: Vec<Label>,
    /// How often it is looked at in a round.
    weight: usize,
}

/// What was learned.
#[derive(Debug)]
pub(crate) struct Learned {
    /// One weight a slot.
    pub(crate) values: Vec<i8>,
    /// The value of 1.
    pub(crate) unit: f32,
    /// Texts and passages learned from.
    pub(crate) n_texts: usize,
    pub(crate) n_passages: usize,
    /// The share of labelled passages answered rightly in the last round.
    pub(crate) agreement: f32,
}

/// Labels the texts; those without a labelled passage are left out.
pub(crate) fn examples<'t>(sources: &'t [Source], labelled: &'t [Labelled]) -> Vec<Example<'t>> {
    let texts = sources.iter().flat_map(|source| &source.texts);
    let has_label =
        |example: &Example<'_>| example.labels.iter().any(|label| *label != Label::Unknown);
    let silver = texts.map(|text| example(text));
    let gold = labelled.iter().map(|labelled| {
        let (reading, labels) = labelled.example();
        Example { reading, labels, weight: GOLD_WEIGHT }
    });
    silver.chain(gold).filter(has_label).collect()
}

fn example(text: &str) -> Example<'_> {
    let mut reading = Reading::of_lines(text, None);
    let labels = silver::label(&reading);
    reading.tokens.shrink_to_fit();
    Example { reading, labels, weight: 1 }
}

/// Learns from the examples.
///
/// Nothing is learned about the templates `without`.
pub(crate) fn learn(
    examples: &[Example<'_>],
    without: &[Template],
    say: &impl Fn(&str),
) -> Learned {
    let is_known = |label: &&Label| **label != Label::Unknown;
    let n_passages = examples.iter().flat_map(|example| &example.labels).filter(is_known).count();
    let mut mean = vec![0.0_f64; SLOTS];
    let mut agreement = 0.0;
    for which in 0..ORDERS {
        let mut random = Random(12_345 + which * 99_991);
        let agree = in_one_order(examples, without, &mut random, &mut mean);
        say(&format!("order {}: {agree:.4} agree", which + 1));
        agreement += agree / ORDERS as f32;
    }
    let (values, unit) = round(&mean);
    let n_texts = examples.len();
    Learned { values, unit, n_texts, n_passages, agreement }
}

/// Learns in one order, adds its share to the mean weights, and gives the agreement of the last round.
fn in_one_order(
    examples: &[Example<'_>],
    without: &[Template],
    random: &mut Random,
    mean: &mut [f64],
) -> f32 {
    let mut learner = Learner::new(without);
    let mut order: Vec<usize> = (0..examples.len())
        .flat_map(|idx| std::iter::repeat_n(idx, examples[idx].weight))
        .collect();
    let n_looks = (EPOCHS - 1) as usize * (order.len() / LOOK_EVERY);
    let share = 1.0 / (f64::from(ORDERS) * n_looks.max(1) as f64);
    for epoch in 0..EPOCHS {
        shuffle(&mut order, random);
        (learner.n_right, learner.n_known) = (0, 0);
        for (at, &idx) in order.iter().enumerate() {
            let example = &examples[idx];
            if random.chance(50) {
                learner.text(&example.reading, &example.labels, random);
            } else {
                let blanked = blank_cues(&example.reading, random);
                learner.text(&blanked, &example.labels, random);
            }
            // the first round is still far off
            if epoch > 0 && (at + 1) % LOOK_EVERY == 0 {
                let weights = learner.weights.iter().map(|weight| f64::from(*weight));
                mean.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight * share);
            }
        }
    }
    learner.agreement()
}

fn shuffle(order: &mut [usize], random: &mut Random) {
    for idx in (1..order.len()).rev() {
        order.swap(idx, random.below(idx + 1));
    }
}

/// The same text with some verbs of saying made unknown words.
fn blank_cues<'t>(reading: &Reading<'t>, random: &mut Random) -> Reading<'t> {
    let mut blanked = reading.clone();
    for token in &mut blanked.tokens {
        if !token.is_quoted() && token.is_cue() && random.chance(BLANKED) {
            token.class = ingest::quote::model::Class::Other;
            token.ending = token.ending.max(1);
            token.id = random.next();
        }
    }
    blanked.look_around();
    blanked
}

/// Rounds the mean weights to bytes.
fn round(mean: &[f64]) -> (Vec<i8>, f32) {
    let largest = mean.iter().fold(0.0_f64, |largest, weight| largest.max(weight.abs()));
    let unit = (largest / 127.0).max(f64::MIN_POSITIVE);
    #[expect(clippy::cast_possible_truncation, reason = "within -127..=127 by the choice of unit")]
    let byte = |weight: &f64| (weight / unit).round() as i8;
    #[expect(clippy::cast_possible_truncation, reason = "a unit needs no double precision")]
    let unit_f32 = unit as f32;
    (mean.iter().map(byte).collect(), unit_f32)
}

struct Learner<'w> {
    without: &'w [Template],
    weights: Vec<f32>,
    /// Sums of squared gradients.
    squares: Vec<f32>,
    n_right: usize,
    n_known: usize,
    candidates: Vec<Option<usize>>,
    slots: Vec<Vec<usize>>,
    scores: Vec<f32>,
}

impl<'w> Learner<'w> {
    fn new(without: &'w [Template]) -> Self {
        Self {
            without,
            weights: vec![0.0; SLOTS],
            squares: vec![0.0; SLOTS],
            n_right: 0,
            n_known: 0,
            candidates: Vec::new(),
            slots: Vec::new(),
            scores: Vec::new(),
        }
    }

    fn agreement(&self) -> f32 {
        self.n_right as f32 / self.n_known.max(1) as f32
    }

    fn text(&mut self, reading: &Reading<'_>, labels: &[Label], random: &mut Random) {
        let mut memory = Memory::default();
        for (which, label) in labels.iter().enumerate() {
            find_candidates(reading, which, &memory, &mut self.candidates);
            self.score(reading, which, &memory, random);
            let top = self.top();
            self.step(label, top);
            let decision = Decision { mention: self.candidates[top], probability: 1.0 };
            memory.remember(reading, which, decision);
        }
    }

    fn score(&mut self, reading: &Reading<'_>, which: usize, memory: &Memory, random: &mut Random) {
        self.slots.resize_with(self.candidates.len().max(self.slots.len()), Vec::new);
        self.scores.clear();
        for (candidate, slots) in self.candidates.iter().zip(&mut self.slots) {
            slots.clear();
            features(reading, which, *candidate, memory, &mut |template, slot| {
                if !random.chance(DROPPED) && !self.without.contains(&template) {
                    slots.push(slot);
                }
            });
            self.scores.push(slots.iter().map(|&slot| self.weights[slot]).sum());
        }
    }

    fn top(&self) -> usize {
        let better =
            |top: usize, idx: usize| if self.scores[idx] > self.scores[top] { idx } else { top };
        (0..self.scores.len()).fold(0, better)
    }

    /// A step towards the right answers: candidates gain what they lack of their share among them.
    fn step(&mut self, label: &Label, top: usize) {
        let is_right = |candidate: &Option<usize>| match (label, candidate) {
            (Label::Nobody, None) => true,
            (Label::Mentions(mentions), Some(mention)) => mentions.contains(mention),
            _ => false,
        };
        if !self.candidates.iter().any(is_right) {
            return;
        }
        self.n_known += 1;
        self.n_right += usize::from(is_right(&self.candidates[top]));
        let highest = self.scores[top];
        let shares: Vec<f32> = self.scores.iter().map(|score| (score - highest).exp()).collect();
        let total: f32 = shares.iter().sum();
        let rights =
            shares.iter().zip(&self.candidates).filter(|(_, candidate)| is_right(candidate));
        let right: f32 = rights.map(|(share, _)| share / total).sum::<f32>().max(1e-9);
        for (idx, share) in shares.iter().enumerate() {
            let share = share / total;
            let wanted = if is_right(&self.candidates[idx]) { share / right } else { 0.0 };
            let gradient = share - wanted;
            if gradient.abs() < 1e-5 {
                continue;
            }
            for &slot in &self.slots[idx] {
                let gradient = gradient + SHRINKAGE * self.weights[slot];
                self.squares[slot] += gradient * gradient;
                self.weights[slot] -= RATE * gradient / (self.squares[slot].sqrt() + 1e-6);
            }
        }
    }
}
