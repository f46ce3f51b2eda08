//! Decisions that need no weighing: a quote that the paragraph before introduces, and one that goes on
//! with the unclosed quote before it.

use crate::quote::{
    decode::Decision,
    lexicon::{Class, traits},
    mention::MentionKind,
    reading::Reading,
    token::Token,
    word_id::of_ascii,
};

/// How sure these rules are.
const INTRODUCED: f32 = 0.9;
/// A decision below this is given up for a later attribution in the same quote.
const DOUBTFUL: f32 = 0.9;
/// The same for a passage alone in its paragraph.
const DOUBTFUL_ALONE: f32 = 0.6;
const MENDED: f32 = 0.6;

/// The decision about a passage, if a rule has one.
pub(crate) fn decide(
    reading: &Reading<'_>,
    which: usize,
    decided: &[Decision],
) -> Option<Decision> {
    if goes_on(reading, which) && !is_attributed_behind(reading, which) {
        let before = decided.last().filter(|before| before.mention.is_some())?;
        return Some(*before);
    }
    let mention = introducer(reading, which).or_else(|| relative(reading, which))?;
    Some(Decision { mention: Some(mention), probability: INTRODUCED })
}

/// Mends a doubtful decision about a passage that fills its paragraph: the paragraph before ends in a
/// sentence in which a person speaks.
pub(crate) fn mend(reading: &Reading<'_>, which: usize, decision: Decision) -> Decision {
    let marked = &reading.marked[which];
    let paragraph = reading.paragraphs[marked.paragraph];
    let is_whole = marked.first == paragraph.first && marked.end + 1 >= paragraph.end;
    let is_short = marked.end - marked.first < 8;
    if !is_whole || is_short || decision.probability > DOUBTFUL_ALONE {
        return decision;
    }
    let Some(before) = marked.paragraph.checked_sub(1) else { return decision };
    let sentence = reading.tokens[reading.paragraphs[before].end - 1].sentence;
    let speaker = reading.paragraph_mentions(before).find(|&idx| {
        let mention = &reading.mentions[idx];
        mention.kind == MentionKind::Name && mention.sentence == sentence && speaks(reading, idx)
    });
    speaker.map_or(decision, |idx| Decision { mention: Some(idx), probability: MENDED })
}

/// Whether a verb of saying stands beside the mention or behind its apposition.
fn speaks(reading: &Reading<'_>, mention: usize) -> bool {
    let around = reading.around(mention);
    let touches = |distance: usize, class: u32| distance == 0 && class != 0;
    around.apposition > 0
        || touches(around.cue_right.distance, around.cue_right.class)
        || touches(around.cue_left.distance, around.cue_left.class)
}

fn goes_on(reading: &Reading<'_>, which: usize) -> bool {
    reading.marked[which].continues && which > 0 && reading.marked[which - 1].unclosed
}

/// Whether a verb of saying stands right behind a passage.
fn is_attributed_behind(reading: &Reading<'_>, which: usize) -> bool {
    let marked = &reading.marked[which];
    let end = reading.paragraphs[marked.paragraph].end;
    let behind = &reading.tokens[marked.end..end.min(marked.end + 5).max(marked.end)];
    behind.iter().take_while(|token| !token.is_quoted()).any(Token::is_cue)
}

/// `Jane Roe, who recalled that “…”`: the name before a relative clause that ends in the passage.
fn relative(reading: &Reading<'_>, which: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let marked = &reading.marked[which];
    let before =
        |at: usize| at.checked_sub(1).filter(|&at| tokens[at].paragraph == marked.paragraph);
    let mut at = before(marked.first)?;
    if tokens[at].is_sign(',') || tokens[at].is_sign(':') || tokens[at].id == of_ascii("that") {
        at = before(at)?;
    }
    let relative = before(at).filter(|_| tokens[at].is_cue())?;
    let comma = before(relative).filter(|_| tokens[relative].class == Class::Relative)?;
    let end = if tokens[comma].is_sign(',') { comma } else { comma + 1 };
    let mentions = reading.paragraph_mentions(marked.paragraph);
    mentions.rev().find(|&idx| {
        let mention = &reading.mentions[idx];
        mention.end == end && mention.kind == MentionKind::Name
    })
}

/// The mention that introduces a passage: the paragraph before ends in a colon and says who speaks.
fn introducer(reading: &Reading<'_>, which: usize) -> Option<usize> {
    let marked = &reading.marked[which];
    let paragraph = marked.paragraph.checked_sub(1)?;
    if marked.first != reading.paragraphs[marked.paragraph].first
        || is_attributed_behind(reading, which)
    {
        return None;
    }
    let before = reading.paragraphs[paragraph];
    let last = &reading.tokens[before.end - 1];
    if !last.is_sign(':') || !before.spoken {
        return None;
    }
    let sentence = last.sentence;
    let mentions = reading.paragraph_mentions(paragraph);
    let in_sentence = || mentions.clone().filter(|&idx| reading.mentions[idx].sentence == sentence);
    let is_named = |idx: &usize| reading.mentions[*idx].kind == MentionKind::Name;
    let speaks = |idx: &usize| speaks(reading, *idx);
    let opens_words = reading.tokens[before.first..before.end]
        .iter()
        .any(|token| token.sentence == sentence && token.attributes());
    let is_statement = reading.tokens[before.first..before.end]
        .iter()
        .any(|token| token.sentence == sentence && token.has(traits::STATEMENT));
    if !opens_words && !is_statement {
        return None;
    }
    in_sentence()
        .filter(is_named)
        .find(speaks)
        .or_else(|| {
            in_sentence()
                .find(|idx| speaks(idx) && reading.mentions[*idx].kind != MentionKind::Thing)
        })
        .or_else(|| in_sentence().find(is_named))
}

/// Carries a sure attribution back to the paragraphs before it of one quote: `“A.⏎⏎“B,” she said.`
pub(crate) fn carry_back(reading: &Reading<'_>, decided: &mut [Decision]) {
    for which in (1..decided.len()).rev() {
        let (marked, before) = (&reading.marked[which], &reading.marked[which - 1]);
        let (later, earlier) = (decided[which], decided[which - 1]);
        let is_one = marked.continues && before.unclosed;
        let is_sure = later.mention.is_some_and(|mention| {
            reading.mentions[mention].paragraph == marked.paragraph || later.probability > DOUBTFUL
        });
        let is_doubtful = earlier
            .mention
            .is_none_or(|mention| reading.mentions[mention].paragraph != before.paragraph)
            && (earlier.mention.is_none() || earlier.probability < DOUBTFUL);
        if is_one && is_sure && is_doubtful && later.probability > 0.5 {
            decided[which - 1] = later;
        }
    }
}
