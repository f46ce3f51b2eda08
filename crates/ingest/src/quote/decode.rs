//! From features to answers: the candidates of each passage, their scores, the best of them.
//!
//! Passages are decided from left to right, each knowing what was decided before it.

use crate::quote::{
    feature::{self, Passage, Template},
    fragment, introduction, inverted,
    mark::Family,
    mention::MentionKind,
    nearest,
    ranker::Ranker,
    reading::Reading,
    subject, trailing,
    weights::Weights,
};

/// Mentions of the passage's own paragraph, on each side.
const OWN_PARAGRAPH: usize = 24;
/// Mentions of the three paragraphs before, nearest paragraph first.
const EARLIER_PARAGRAPHS: [usize; 3] = [14, 8, 8];

/// Answers with less of the share of the best are not looked at again.
const CLOSE: f32 = 0.1;

/// What was decided before.
#[derive(Clone, Copy, Debug, Default)]
pub struct Memory {
    /// The mention that spoke last.
    pub(crate) mention: Option<usize>,
    /// Its key.
    pub(crate) key: u32,
    /// The paragraph of its words.
    pub(crate) paragraph: Option<usize>,
    /// Whether the passage before was nobody's words.
    pub(crate) before_was_nobody: bool,
}

/// Whose words a passage holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decision {
    /// The mention that speaks; `None`: it is no quote.
    pub mention: Option<usize>,
    /// The share of the answer in all, in `0.0..=1.0`.
    pub probability: f32,
}

impl Memory {
    /// Remembers a decision about the passage `which`.
    pub fn remember(&mut self, reading: &Reading<'_>, which: usize, decision: Decision) {
        self.before_was_nobody = decision.mention.is_none();
        if let Some(mention) = decision.mention {
            self.mention = Some(mention);
            self.key = reading.mentions[mention].key;
            self.paragraph = Some(reading.marked[which].paragraph);
        }
    }
}

/// Decides every passage in marks.
pub(crate) fn decide(reading: &Reading<'_>, ranker: Ranker<'_>) -> Vec<Decision> {
    let mut memory = Memory::default();
    let mut candidates = Vec::new();
    let mut scores = Vec::new();
    let mut decisions = Vec::with_capacity(reading.marked.len());
    for which in 0..reading.marked.len() {
        let decision = if reading.is_no_quote(which) || reading.is_body_in_marks(which) {
            Decision { mention: None, probability: 1.0 }
        } else if let Some(decision) = introduction::decide(reading, which, &decisions)
            .or_else(|| subject::decide(reading, which))
        {
            decision
        } else {
            find_candidates(reading, which, &memory, &mut candidates);
            match ranker {
                Ranker::Learned(weights) => {
                    score(reading, which, &memory, &candidates, weights, &mut scores);
                }
                Ranker::Nearest => {
                    nearest::score(reading, which, &memory, &candidates, &mut scores);
                }
            }
            if reading.marked[which].family == Family::Dash || reading.is_led_by_verb(which) {
                // its attribution is what set it off
                scores[0] = f32::MIN;
            }
            for (candidate, score) in candidates.iter().zip(&mut scores).skip(1) {
                if candidate.is_some_and(|mention| is_thing_by_relative(reading, mention)) {
                    *score = f32::MIN;
                }
            }
            let decision = introduction::mend(reading, which, best(reading, &candidates, &scores));
            let decision = inverted::mend(reading, which, decision);
            let decision = fragment::mend(reading, which, &memory, decision);
            let decision = trailing::mend(reading, which, decision);
            subject::mend(reading, which, decision)
        };
        memory.remember(reading, which, decision);
        decisions.push(decision);
    }
    introduction::carry_back(reading, &mut decisions);
    decisions
}

/// `the mine of Wadi Roe, which “…”`: English says `which` of no person.
fn is_thing_by_relative(reading: &Reading<'_>, mention: usize) -> bool {
    let named = &reading.mentions[mention];
    let behind = |at: usize| {
        reading.tokens.get(at).filter(|token| token.paragraph as usize == named.paragraph)
    };
    matches!(named.kind, MentionKind::Name | MentionKind::Single)
        && behind(named.end).is_some_and(|comma| comma.is_sign(','))
        && behind(named.end + 1).is_some_and(|next| next.span.of(reading.text) == "which")
}

/// Collects the mentions within reach of a passage; nobody is an answer always.
pub fn find_candidates(
    reading: &Reading<'_>,
    which: usize,
    memory: &Memory,
    candidates: &mut Vec<Option<usize>>,
) {
    let marked = &reading.marked[which];
    candidates.clear();
    candidates.push(None);
    let own = reading.paragraph_mentions(marked.paragraph);
    let split = own.start
        + reading.mentions[own.clone()].partition_point(|mention| mention.first < marked.end);
    let first = split.saturating_sub(OWN_PARAGRAPH).max(own.start);
    let end = (split + OWN_PARAGRAPH).min(own.end);
    candidates.extend((first..end).map(Some));
    for (back, limit) in (1..).zip(EARLIER_PARAGRAPHS) {
        let Some(paragraph) = marked.paragraph.checked_sub(back) else { break };
        let mentions = reading.paragraph_mentions(paragraph);
        let first = mentions.end.saturating_sub(limit).max(mentions.start);
        candidates.extend((first..mentions.end).map(Some));
    }
    if memory.mention.is_some() && !candidates.contains(&memory.mention) {
        candidates.push(memory.mention);
    }
}

/// Gives the features of one candidate to `emit`.
pub fn features(
    reading: &Reading<'_>,
    which: usize,
    candidate: Option<usize>,
    memory: &Memory,
    emit: &mut impl FnMut(Template, usize),
) {
    let marked = &reading.marked[which];
    let passage = Passage::new(reading, marked, memory);
    match candidate {
        None => feature::of_nobody(reading, marked, &passage, memory, emit),
        Some(idx) => feature::of_mention(reading, which, idx, &passage, memory, emit),
    }
}

fn score(
    reading: &Reading<'_>,
    which: usize,
    memory: &Memory,
    candidates: &[Option<usize>],
    weights: &Weights,
    scores: &mut Vec<f32>,
) {
    let scale = |sum| weights.scale(sum);
    if weights.are_whole() {
        let weigh = |_, slot| weights.at(slot);
        score_by(reading, which, memory, candidates, weigh, scale, scores);
    } else {
        let weigh = |template, slot| weights.of(template, slot);
        score_by(reading, which, memory, candidates, weigh, scale, scores);
    }
}

fn score_by(
    reading: &Reading<'_>,
    which: usize,
    memory: &Memory,
    candidates: &[Option<usize>],
    weigh: impl Fn(Template, usize) -> i32,
    scale: impl Fn(i32) -> f32,
    scores: &mut Vec<f32>,
) {
    let marked = &reading.marked[which];
    let passage = Passage::new(reading, marked, memory);
    scores.clear();
    for candidate in candidates {
        let mut sum = 0;
        let mut emit = |template, slot| sum += weigh(template, slot);
        match candidate {
            None => feature::of_nobody(reading, marked, &passage, memory, &mut emit),
            Some(idx) => feature::of_mention(reading, which, *idx, &passage, memory, &mut emit),
        }
        scores.push(scale(sum));
    }
}

/// The best answer: all mentions of one name stand for one, and share what speaks for it.
fn best(reading: &Reading<'_>, candidates: &[Option<usize>], scores: &[f32]) -> Decision {
    let mut top = 0;
    for (idx, score) in scores.iter().enumerate() {
        if *score > scores[top] {
            top = idx;
        }
    }
    let share = |idx: usize| (scores[idx] - scores[top]).exp();
    let total: f32 = (0..scores.len()).map(share).sum();
    let of_name = |idx: usize| candidates[idx].and_then(|mention| name_key(reading, mention));
    let sum = |idx: usize| match of_name(idx) {
        None => share(idx),
        Some(key) => {
            (0..scores.len()).filter(|&other| of_name(other) == Some(key)).map(share).sum()
        }
    };
    let nobody = share(0);
    let is_close = |idx: &usize| share(*idx) > CLOSE;
    let (mut best, mut most) = (top, sum(top));
    for idx in (0..scores.len()).filter(is_close) {
        let sum = sum(idx);
        if sum > most {
            (best, most) = (idx, sum);
        }
    }
    if best == 0 || most < nobody {
        return Decision { mention: candidates[top], probability: share(top) / total };
    }
    // of the mentions of one name the best
    let key = of_name(best);
    let of_best =
        (0..scores.len()).filter(|&idx| idx == best || (key.is_some() && of_name(idx) == key));
    let mention = of_best.max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(best);
    Decision { mention: candidates[mention], probability: most / total }
}

/// What the mentions of one name have in common.
fn name_key(reading: &Reading<'_>, mention: usize) -> Option<u32> {
    let mention = &reading.mentions[mention];
    matches!(mention.kind, MentionKind::Name | MentionKind::Single).then_some(mention.key)
}
