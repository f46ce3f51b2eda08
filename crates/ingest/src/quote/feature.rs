//! The features of the ranker: what speaks for and against each answer to "whose words are these?".
//!
//! Each feature is a template number with up to three values, hashed to a slot of the weight table.
//! Nobody (it is no quote) and every mention within reach are the answers.

use crate::quote::{
    decode::Memory,
    lexicon::Class,
    mark::Marked,
    reading::Reading,
    symbol::{END, START, bucket, path, symbol},
    token::{Kind, Token, shape},
    word_id::mix,
};

/// The number of weights is two to this power.
const SLOT_BITS: u32 = 16;
/// The number of weights.
pub const SLOTS: usize = 1 << SLOT_BITS;

/// The number of a kind of feature.
pub type Template = u32;

/// The slot of a feature.
pub(crate) fn slot(template: Template, a: u32, b: u32, c: u32) -> usize {
    let mut hash = (template.wrapping_mul(0x9E37_79B1) ^ a).wrapping_mul(0x85EB_CA77);
    hash ^= hash >> 15;
    hash = (hash ^ b).wrapping_mul(0xC2B2_AE3D);
    hash ^= hash >> 13;
    hash = (hash ^ c).wrapping_mul(0x27D4_EB2F);
    (hash >> (32 - SLOT_BITS)) as usize
}

/// What several features of one passage ask about, worked out once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Passage {
    n_tokens: usize,
    /// The sign before the closing mark, 0 if a word.
    last_sign: u32,
    /// One past the last token inside.
    inner_end: usize,
    starts_paragraph: bool,
    ends_paragraph: bool,
    before: [u32; 2],
    after: [u32; 2],
    in_same_paragraph: bool,
    paragraphs_since: u32,
    cues: u32,
}

impl Passage {
    pub(crate) fn new(reading: &Reading<'_>, marked: &Marked, memory: &Memory) -> Self {
        let tokens = &reading.tokens;
        let paragraph = reading.paragraphs[marked.paragraph];
        let (first, end) = (paragraph.first, paragraph.end);
        let n_tokens = marked.end - marked.first;
        let last = if marked.unclosed {
            marked.end - 1
        } else if n_tokens >= 2 {
            marked.end - 2
        } else {
            marked.first
        };
        let is_sign = tokens[last].kind == Kind::Sign;
        let left = |back: usize| match marked.first.checked_sub(back) {
            Some(at) if at >= first => symbol(&tokens[at]),
            _ => START,
        };
        let right = |ahead: usize| match marked.end + ahead {
            at if at < end => symbol(&tokens[at]),
            _ => END,
        };
        let since =
            memory.paragraph.map_or(4, |before| marked.paragraph.saturating_sub(before).min(4));
        Self {
            n_tokens,
            last_sign: if is_sign { u32::from(tokens[last].sign) } else { 0 },
            inner_end: last + 1,
            starts_paragraph: marked.first == first,
            ends_paragraph: marked.end + 1 >= end,
            before: [left(1), left(2)],
            after: [right(0), right(1)],
            in_same_paragraph: memory.paragraph == Some(marked.paragraph),
            paragraphs_since: small(since),
            cues: reading.paragraph_cues(marked.paragraph),
        }
    }
}

/// Gives the features of "these are nobody's words" to `emit`.
pub(crate) fn of_nobody(
    reading: &Reading<'_>,
    marked: &Marked,
    passage: &Passage,
    memory: &Memory,
    emit: &mut impl FnMut(Template, usize),
) {
    let tokens = &reading.tokens;
    let paragraph = reading.paragraphs[marked.paragraph];
    let mut feature = |template, a, b, c| emit(template, slot(template, a, b, c));
    let length = bucket(passage.n_tokens);
    let first_inside = &tokens[(marked.first + 1).min(marked.end - 1)];
    let [before, before_that] = passage.before;
    let [after, after_that] = passage.after;
    feature(1, 0, 0, 0);
    feature(2, length, 0, 0);
    feature(3, passage.last_sign, length.min(6), 0);
    feature(4, flag(first_inside.is(shape::CAPITAL)), length, 0);
    feature(5, before, 0, 0);
    feature(6, after, 0, 0);
    feature(7, before, before_that, 0);
    feature(8, after, after_that, 0);
    feature(9, before, after, length);
    if !passage.starts_paragraph {
        feature(10, tokens[marked.first - 1].id, 0, 0);
        if marked.first - 1 > paragraph.first {
            feature(40, tokens[marked.first - 2].id, tokens[marked.first - 1].id, 0);
        }
    }
    if marked.end < paragraph.end {
        feature(11, tokens[marked.end].id, 0, 0);
    }
    feature(12, passage.cues, flag(passage.starts_paragraph), flag(passage.ends_paragraph));
    feature(
        13,
        flag(passage.in_same_paragraph),
        flag(memory.before_was_nobody),
        passage.paragraphs_since,
    );
    let inside = &tokens[(marked.first + 1).min(passage.inner_end)..passage.inner_end];
    let (is_title, n_content, n_verbs) = content(inside);
    feature(14, flag(is_title), small(n_content.min(5)), flag(passage.last_sign != 0));
    feature(15, passage.cues, passage.last_sign, length.min(7));
    feature(16, small(n_verbs.min(3)), length.min(6), 0);
    feature(17, marked.family as u32, flag(marked.unclosed), flag(marked.continues));
    let in_parentheses = before == u32::from('(') && after == u32::from(')');
    feature(18, flag(in_parentheses), flag(passage.n_tokens < 10), 0);
    feature(19, flag(reading.is_attribute_value(marked)), 0, 0);
}

/// Whether all content words have capitals, as in a title; how many there are; how many words make a
/// clause likely.
fn content(inside: &[Token]) -> (bool, usize, usize) {
    let is_small = |token: &Token| {
        matches!(
            token.class,
            Class::Determiner
                | Class::Preposition
                | Class::Conjunction
                | Class::Auxiliary
                | Class::Pronoun
                | Class::Possessive
        )
    };
    let words = || inside.iter().filter(|token| token.is_word() && !is_small(token));
    let is_title = words().all(|token| token.is(shape::CAPITAL));
    let is_clausal = |token: &&Token| matches!(token.class, Class::Auxiliary | Class::Pronoun);
    (is_title, words().take(5).count(), inside.iter().filter(is_clausal).take(3).count())
}

/// Gives the features of "these are the words of mention `idx`" to `emit`.
pub(crate) fn of_mention(
    reading: &Reading<'_>,
    which: usize,
    idx: usize,
    passage: &Passage,
    memory: &Memory,
    emit: &mut impl FnMut(Template, usize),
) {
    let (tokens, mentions) = (&reading.tokens, &reading.mentions);
    let (marked, mention) = (&reading.marked[which], &mentions[idx]);
    let around = reading.around(idx);
    let mut feature = |template, a, b, c| emit(template, slot(template, a, b, c));
    let kind = mention.kind as u32;
    let relation = relation(marked.paragraph, marked.end, mention.paragraph, mention.first);
    let near = relation.min(2);
    let (low, high) =
        if relation == 0 { (marked.end, mention.first) } else { (mention.end, marked.first) };
    let between = &tokens[low.min(high)..high];
    let (route, n_symbols) = if relation < 2 { path(between) } else { (relation, 0) };
    let n_between = mentions_between(reading, idx, relation, low, high);
    let sentences = if relation == 0 {
        mention.sentence.saturating_sub(tokens[marked.end - 1].sentence)
    } else {
        tokens[marked.first].sentence.saturating_sub(mention.sentence)
    };
    let sentences = sentences.min(100) as usize;
    let is_same = flag(memory.key != 0 && mention.key == memory.key);
    let is_last = flag(memory.mention == Some(idx));
    let sameness = is_same * 2 + is_last;
    let quote_between = flag(match relation {
        0 => reading.marked.get(which + 1).is_some_and(|next| next.end <= mention.first),
        1 => which > 0 && reading.marked[which - 1].first >= mention.end,
        _ => false,
    });
    let repeats = bucket(mention.repeats);
    let starts = flag(around.starts_sentence);
    let [left, left_2] = around.left;
    let [right, right_2, right_3] = around.right;
    let [before, before_that] = passage.before;
    let [after, _] = passage.after;
    let (cue_right, cue_left) = (around.cue_right, around.cue_left);

    feature(20, kind, relation, 0);
    feature(21, route, kind, relation);
    feature(22, route, relation, 0);
    if n_symbols <= 3 && relation < 2 {
        feature(23, route, kind, passage.last_sign);
        feature(41, route, relation, right);
    }
    feature(24, relation, left, kind);
    feature(25, relation, right, kind);
    feature(26, relation, mix(left, left_2), 0);
    feature(27, relation, mix(right, right_2), 0);
    feature(42, relation, mix(mix(right, right_2), right_3), 0);
    if let Some(word) = around.left_word {
        feature(28, near, word, 0);
    }
    if let Some(word) = around.right_word {
        feature(29, near, word, 0);
    }
    feature(30, relation, around.apposition, quote_between);
    feature(43, around.apposition, kind, small(n_symbols.min(3)));
    feature(31, relation, bucket(cue_right.distance), cue_right.class);
    feature(32, relation, bucket(cue_left.distance), cue_left.class);
    feature(44, near, bucket(cue_right.distance).min(4), cue_right.id);
    feature(45, near, bucket(cue_left.distance).min(3), cue_left.id);
    feature(33, relation, small(n_between), quote_between);
    feature(34, relation, bucket(sentences), quote_between);
    feature(35, relation, bucket(between.len()), kind);
    feature(36, is_same, is_last, flag(passage.in_same_paragraph) * 8 + passage.paragraphs_since);
    let edges = flag(passage.starts_paragraph) * 2 + flag(passage.ends_paragraph);
    feature(37, sameness, passage.cues, edges);
    feature(46, sameness, relation, quote_between);
    feature(47, is_same, mix(before, before_that), near);
    feature(
        52,
        is_last,
        passage.cues,
        passage.paragraphs_since * 2 + flag(memory.before_was_nobody),
    );
    feature(38, repeats, kind, relation);
    feature(39, starts, relation, kind);
    feature(48, relation, passage.last_sign, after);
    feature(49, relation, before, after);
    feature(50, relation, passage.cues, kind);
    feature(51, starts, route, relation);
    feature(53, relation, flag(right == u32::from('p')), left);
    feature(54, relation, bucket(passage.n_tokens), kind);
    feature(55, flag(marked.continues), is_last, is_same);
    neighbour_features(reading, idx, relation, n_between, &mut feature);
    if mention.kind.is_person() {
        feature(56, relation, small(n_between), small(sentences.min(4)));
    }
}

/// Whether the mention before stands beside a verb of saying: then this one is rather its apposition.
fn neighbour_features(
    reading: &Reading<'_>,
    idx: usize,
    relation: u32,
    n_between: usize,
    feature: &mut impl FnMut(u32, u32, u32, u32),
) {
    let Some(before) = idx.checked_sub(1) else { return };
    let (mention, neighbour) = (&reading.mentions[idx], &reading.mentions[before]);
    if mention.sentence != neighbour.sentence {
        feature(57, 9, relation, mention.kind as u32);
        return;
    }
    let around = reading.around(before);
    let touches = |distance: usize, class: u32| flag(distance == 0 && class != 0);
    let adjacent = touches(around.cue_left.distance, around.cue_left.class) * 2
        + touches(around.cue_right.distance, around.cue_right.class);
    feature(57, adjacent, neighbour.kind as u32, mention.kind as u32);
    feature(58, adjacent, relation, small(n_between));
}

/// 0 behind the passage, 1 before it in its paragraph, 2 and more in paragraphs before.
fn relation(paragraph: usize, end: usize, of: usize, first: usize) -> u32 {
    if of == paragraph {
        u32::from(first < end)
    } else {
        1 + small(paragraph.saturating_sub(of).min(5))
    }
}

fn mentions_between(
    reading: &Reading<'_>,
    idx: usize,
    relation: u32,
    low: usize,
    high: usize,
) -> usize {
    let mentions = &reading.mentions;
    if relation == 0 {
        mentions[..idx].iter().rev().take(7).take_while(|mention| mention.first >= low).count()
    } else {
        mentions[idx + 1..].iter().take(7).take_while(|mention| mention.first < high).count()
    }
}

fn flag(bit: bool) -> u32 {
    u32::from(bit)
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
