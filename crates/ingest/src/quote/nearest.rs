//! Whose words they are by hand-written rules: the mention nearest to the passage that has a verb of
//! saying beside it, else who spoke before. The learned weights are measured against this.

use crate::quote::{
    decode::Memory, mention::MentionKind, reading::Reading, surroundings::Surroundings, token::Kind,
};

/// Fewer words between marks are a catchword, unless a sign ends them.
const SHORTEST: usize = 6;
/// A sure answer.
const SURE: f32 = 10.0;

/// Scores the candidates of a passage.
pub(crate) fn score(
    reading: &Reading<'_>,
    which: usize,
    memory: &Memory,
    candidates: &[Option<usize>],
    scores: &mut Vec<f32>,
) {
    let marked = &reading.marked[which];
    let last = &reading.tokens[marked.end.saturating_sub(2).max(marked.first)];
    let is_speech = marked.end - marked.first >= SHORTEST || last.kind == Kind::Sign;
    let of_mention = |idx: usize| {
        let mention = &reading.mentions[idx];
        let is_somebody = !matches!(mention.kind, MentionKind::Thing | MentionKind::Organisation);
        let is_near = mention.paragraph == marked.paragraph;
        let distance = if mention.first >= marked.end {
            mention.first - marked.end
        } else {
            marked.first.saturating_sub(mention.end)
        };
        if is_somebody && is_near && speaks(&reading.around(idx)) {
            return SURE / (1.0 + f32::from(u16::try_from(distance).unwrap_or(u16::MAX)) / 10.0);
        }
        if is_speech && memory.mention == Some(idx) { 0.5 } else { f32::MIN }
    };
    scores.clear();
    scores.extend(candidates.iter().map(|candidate| candidate.map_or(0.0, of_mention)));
}

fn speaks(around: &Surroundings) -> bool {
    let touches = |distance: usize, class: u32| distance == 0 && class != 0;
    around.apposition > 0
        || touches(around.cue_left.distance, around.cue_left.class)
        || touches(around.cue_right.distance, around.cue_right.class)
}
