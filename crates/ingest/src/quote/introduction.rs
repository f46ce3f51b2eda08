//! Decisions that need no weighing: a quote that the paragraph before introduces, and one that goes on
//! with the unclosed quote before it.

use crate::quote::{
    decode::Decision,
    given_name::is_given_name,
    han,
    lexicon::{Class, traits},
    mention::MentionKind,
    reader::Paragraph,
    reading::Reading,
    statement,
    token::{Kind, Token, shape},
    word_id::of_ascii,
};

/// How sure these rules are.
const INTRODUCED: f32 = 0.9;
/// A decision below this is given up for a later attribution in the same quote.
const DOUBTFUL: f32 = 0.9;
/// The same for a passage alone in its paragraph.
const DOUBTFUL_ALONE: f32 = 0.6;
const MENDED: f32 = 0.6;
/// The same for a passage behind a colon.
const DOUBTFUL_BEHIND_COLON: f32 = 0.6;
/// A verb in characters without case is not longer.
const LONGEST_HAN: usize = 4;
/// What a colon introduces has at least so many words and signs; less is a name or a catchword.
const SHORTEST_INTRODUCED: usize = 6;
/// An office and its body before the name of who holds it.
const LONGEST_OFFICE: usize = 14;
/// A line that tells whose statement follows has no more words and signs.
const LONGEST_LABEL: usize = 40;
/// A heading that names whose account follows.
const LONGEST_HEADING: usize = 14;
/// What begins a phrase for somebody not named before.
const INDEFINITE: [u32; 4] = [of_ascii("a"), of_ascii("an"), of_ascii("one"), of_ascii("another")];
/// So many mentions of a sentence are looked at.
const MOST_MENTIONS: usize = 16;
/// A sentence in marks has at least so many words.
const SHORTEST_SENTENCE: usize = 5;
/// The account below it has more words and signs than a title or a motto.
const SHORTEST_ACCOUNT: usize = 12;

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
    let mention = introducer(reading, which)
        .or_else(|| relative(reading, which))
        .or_else(|| han(reading, which))
        .or_else(|| label(reading, which))
        .or_else(|| heading(reading, which, decided))
        .or_else(|| han::attributed(reading, which))?;
    Some(Decision { mention: Some(mention), probability: INTRODUCED })
}

/// Mends a doubtful decision by what leads to the passage: a sentence that ends in a colon, or the
/// paragraph before if a person speaks in its last sentence.
pub(crate) fn mend(reading: &Reading<'_>, which: usize, decision: Decision) -> Decision {
    let sentence = reading.tokens[reading.marked[which].first].sentence;
    let is_far = |mention: usize| reading.mentions[mention].sentence != sentence;
    let is_doubtful =
        decision.mention.is_none_or(is_far) || decision.probability < DOUBTFUL_BEHIND_COLON;
    let subject = if is_doubtful { subject_before_colon(reading, which) } else { None };
    let subject = subject.or_else(|| {
        let is_free = decision.mention.is_none_or(is_far);
        is_free.then(|| teller_before(reading, which)).flatten()
    });
    let is_elsewhere = decision.mention.is_some_and(is_far);
    let subject =
        subject.or_else(|| is_elsewhere.then(|| another_before_colon(reading, which)).flatten());
    let subject = subject.or_else(|| {
        let is_named = |mention: usize| {
            matches!(reading.mentions[mention].kind, MentionKind::Name | MentionKind::Pronoun)
        };
        let is_free = decision.mention.is_none_or(|mention| !is_named(mention) || is_far(mention));
        is_free.then(|| apposed_before_colon(reading, which)).flatten()
    });
    let subject = subject.or_else(|| {
        // `told reporters`: whom somebody told it says nothing
        let is_person = |mention: usize| reading.mentions[mention].kind.is_person();
        let is_free = decision.mention.is_none_or(|mention| !is_person(mention) && is_far(mention));
        is_free.then(|| reporter_before(reading, which)).flatten()
    });
    match subject {
        Some(mention) => Decision { mention: Some(mention), probability: MENDED },
        None => mend_alone(reading, which, decision),
    }
}

/// `Jane Roe, who keeps the ferry, had a question: “…”`: the person that begins a sentence which ends in
/// a colon.
fn subject_before_colon(reading: &Reading<'_>, which: usize) -> Option<usize> {
    let marked = &reading.marked[which];
    let tokens = &reading.tokens;
    let colon = marked.first.checked_sub(1).filter(|&at| tokens[at].is_sign(':'))?;
    if marked.end - marked.first < SHORTEST_INTRODUCED {
        return None;
    }
    let sentence = tokens[colon].sentence;
    let mentions = reading.paragraph_mentions(tokens[colon].paragraph as usize);
    let first = mentions.clone().find(|&idx| reading.mentions[idx].sentence == sentence)?;
    let mention = &reading.mentions[first];
    let is_name = matches!(mention.kind, MentionKind::Name | MentionKind::Single);
    let begins = reading.around(first).starts_sentence && mention.end <= colon;
    let has_rival = mentions
        .filter(|&idx| idx > first && reading.mentions[idx].sentence == sentence)
        .any(|idx| {
            let mention = &reading.mentions[idx];
            mention.kind != MentionKind::Pronoun && mention.first < colon && speaks(reading, idx)
        });
    (is_name && begins && !has_rival).then_some(first)
}

/// `As the economist Jane Roe has argued, “…”`, `Its director, Jane Roe, said: “…”`: the person whose verb and a sign
/// lead to the passage.
fn teller_before(reading: &Reading<'_>, which: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let marked = &reading.marked[which];
    let leads = |&at: &usize| matches!(tokens[at].sign, ',' | ':');
    let sign = marked.first.checked_sub(1).filter(leads)?;
    let cue = sign.checked_sub(1).filter(|&at| tokens[at].is_cue())?;
    // behind a full stop somebody else may act
    let ends = tokens.get(marked.end).is_some_and(|sign| sign.is_sign('.'));
    let is_short = marked.end - marked.first < SHORTEST_INTRODUCED;
    if is_short || !ends && is_attributed_behind(reading, which) {
        return None;
    }
    let is_between = |token: &Token| matches!(token.class, Class::Auxiliary | Class::Function);
    reading.paragraph_mentions(marked.paragraph).rev().find(|&idx| {
        let mention = &reading.mentions[idx];
        mention.kind == MentionKind::Name
            && mention.sentence == tokens[cue].sentence
            && mention.end <= cue
            && {
                let behind = &tokens[mention.end..cue];
                let closes = behind.first().is_some_and(|comma| comma.is_sign(','));
                behind[usize::from(closes)..].iter().all(is_between)
            }
    })
}

/// `Another woman held up a photograph: “…”`: somebody unnamed who begins a sentence that ends in a colon.
fn another_before_colon(reading: &Reading<'_>, which: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let colon = reading.marked[which].first.checked_sub(1).filter(|&at| tokens[at].is_sign(':'))?;
    let sentence = tokens[colon].sentence;
    let mentions = reading.paragraph_mentions(tokens[colon].paragraph as usize);
    let mut own = mentions.filter(|&idx| reading.mentions[idx].sentence == sentence);
    let first = own.next()?;
    let mention = &reading.mentions[first];
    let is_one = INDEFINITE.contains(&tokens[mention.first].id)
        && tokens[mention.first..mention.end].iter().any(|token| token.has(traits::HUMAN));
    let is_alone = own.all(|idx| !reading.mentions[idx].kind.is_person());
    let begins = reading.around(first).starts_sentence;
    (mention.kind == MentionKind::Phrase && is_one && is_alone && begins).then_some(first)
}

/// `Même constat chez Ada Roe, éleveuse à Suva : « … »`: a name in full between which and the colon nothing stands but
/// what its bearer is.
fn apposed_before_colon(reading: &Reading<'_>, which: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let colon = reading.marked[which].first.checked_sub(1).filter(|&at| tokens[at].is_sign(':'))?;
    let mentions = reading.paragraph_mentions(tokens[colon].paragraph as usize);
    let names = mentions.rev().filter(|&idx| reading.mentions[idx].end <= colon);
    let last = names.take(MOST_MENTIONS).find(|&idx| {
        let mention = &reading.mentions[idx];
        mention.kind == MentionKind::Name && is_given_name(&tokens[mention.name])
    })?;
    let mention = &reading.mentions[last];
    let behind = tokens.get(mention.end..colon)?;
    let is_office = behind.iter().any(|token| token.has(traits::ROLE | traits::HUMAN));
    (mention.sentence == tokens[colon].sentence && is_office && is_what_somebody_is(behind))
        .then_some(last)
}

/// Whether words behind a name are what its bearer is: no verb, and not too many.
fn is_what_somebody_is(behind: &[Token]) -> bool {
    behind.first().is_some_and(|first| first.is_sign(','))
        && behind.len() <= LONGEST_OFFICE
        && behind.iter().all(describes)
}

/// Whether a word or a sign may stand in what somebody is.
pub(super) fn describes(token: &Token) -> bool {
    !token.is_cue()
        && !token.is_quoted()
        && !matches!(token.class, Class::Auxiliary | Class::Pronoun | Class::Relative)
}

/// `She told reporters that she had seen nothing. “…”`: who reports in the sentence before a passage that is a
/// sentence by itself.
fn reporter_before(reading: &Reading<'_>, which: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let marked = &reading.marked[which];
    let before = marked.first.checked_sub(1).map(|at| &tokens[at])?;
    let is_in_paragraph = before.paragraph as usize == marked.paragraph;
    let is_parted = matches!(before.sign, '.' | ':' | '!') && before.kind == Kind::Sign;
    let inside = tokens.get(marked.first + 1..marked.end)?;
    let is_sentence = inside.first().is_some_and(|first| first.is(shape::CAPITAL))
        && inside.iter().filter(|token| token.is_word()).count() >= SHORTEST_SENTENCE
        && inside.iter().rev().take(2).any(|last| matches!(last.sign, '.' | '!' | '?' | '…'));
    if !is_in_paragraph || !is_parted || !is_sentence || is_attributed_behind(reading, which) {
        return None;
    }
    let own = reading.paragraph_mentions(marked.paragraph);
    let n_before =
        reading.mentions[own.clone()].partition_point(|mention| mention.first < marked.first);
    (own.start..own.start + n_before)
        .rev()
        .take(MOST_MENTIONS)
        .take_while(|&idx| reading.mentions[idx].sentence == before.sentence)
        .filter(|&idx| reading.mentions[idx].kind.is_person())
        .find(|&idx| reports(reading, idx))
}

/// Whether a verb of saying stands right behind a mention, or behind its apposition.
fn reports(reading: &Reading<'_>, mention: usize) -> bool {
    let around = reading.around(mention);
    around.apposition > 0 || around.cue_right.distance == 0 && around.cue_right.class != 0
}

/// `Jane Roe: “…”`: a name that nothing but a colon parts from the passage; not the place in
/// `Jane Roe, speaking in Geneva: “…”`.
fn label(reading: &Reading<'_>, which: usize) -> Option<usize> {
    let marked = &reading.marked[which];
    let colon = marked.first.checked_sub(1).filter(|&at| reading.tokens[at].is_sign(':'))?;
    let mentions = reading.paragraph_mentions(reading.tokens[colon].paragraph as usize);
    let is_label = |idx: &usize| {
        let mention = &reading.mentions[*idx];
        let before = mention.first.checked_sub(1).map(|at| &reading.tokens[at]);
        let is_object = before.is_some_and(|before| before.class == Class::Preposition);
        let is_name = matches!(mention.kind, MentionKind::Name | MentionKind::Single);
        mention.end == colon && is_name && !is_object
    };
    let is_long = marked.end - marked.first >= SHORTEST_INTRODUCED;
    mentions
        .rev()
        .take_while(|&idx| reading.mentions[idx].end >= colon)
        .find(is_label)
        .filter(|_| is_long)
}

/// Mends a doubtful decision about a passage that fills its paragraph.
fn mend_alone(reading: &Reading<'_>, which: usize, decision: Decision) -> Decision {
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
    let before = |at: usize| {
        at.checked_sub(1).filter(|&at| tokens[at].paragraph as usize == marked.paragraph)
    };
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
        mention.end == end && mention.kind != MentionKind::Pronoun
    })
}

/// `Jane Roe表示，“…”`: a name in Latin letters, a few characters without case, and a mark.
fn han(reading: &Reading<'_>, which: usize) -> Option<usize> {
    let marked = &reading.marked[which];
    let mentions = reading.paragraph_mentions(marked.paragraph);
    let nearest = mentions.rev().find(|&idx| reading.mentions[idx].end <= marked.first)?;
    let mention = &reading.mentions[nearest];
    let between = &reading.tokens[mention.end..marked.first];
    let (sign, verb) = between.split_last()?;
    let is_verb = (1..=LONGEST_HAN).contains(&verb.len())
        && verb.iter().all(|token| token.is(shape::CASELESS) && !token.is_quoted());
    let is_name = matches!(mention.kind, MentionKind::Name | MentionKind::Single)
        && !reading.tokens[mention.first].is(shape::CASELESS);
    (is_verb && is_name && matches!(sign.sign, '，' | '：' | ',' | ':')).then_some(nearest)
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
    if !before.spoken {
        return None;
    }
    let mentions = reading.paragraph_mentions(paragraph);
    // `Statement of Jane Roe on the dam`
    let is_label = reading.tokens[before.first].has(traits::STATEMENT);
    if is_label
        && before.end - before.first <= LONGEST_LABEL
        && let Some(idx) = mentions.clone().find(|&idx| statement::follows_statement(reading, idx))
    {
        return Some(idx);
    }
    let sentence = last.sentence;
    if !last.is_sign(':') {
        let is_named = |idx: &usize| reading.mentions[*idx].kind == MentionKind::Name;
        let mut own =
            mentions.filter(|&idx| reading.mentions[idx].sentence == sentence).filter(is_named);
        return own.next().filter(|_| announces_statement(reading, before, sentence));
    }
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
        return in_sentence().find(|&idx| is_apposed(reading, idx, before.end - 1));
    }
    in_sentence()
        .filter(is_named)
        .find(speaks)
        // `Speaking in the House of Commons on Monday, Jane said:`
        .or_else(|| {
            in_sentence().find(|&idx| {
                let cue = reading.around(idx).cue_right;
                reading.mentions[idx].kind == MentionKind::Single
                    && cue.distance == 0
                    && cue.class != 0
            })
        })
        .or_else(|| {
            in_sentence()
                .find(|idx| speaks(idx) && reading.mentions[*idx].kind != MentionKind::Thing)
        })
        // `After talks with Bo Lund, Jane Roe issued this statement:`
        .or_else(|| {
            let acts = |idx: &usize| {
                reading.tokens.get(reading.mentions[*idx].end).is_some_and(|next| {
                    next.sentence == sentence && next.ending == 1 && !next.is(shape::CAPITAL)
                })
            };
            in_sentence().filter(is_named).find(acts)
        })
        .or_else(|| in_sentence().find(is_named))
        .map(|idx| named_behind(reading, idx).unwrap_or(idx))
}

/// `Jane Roe made the following statement on the dam.`: a full stop for the colon.
fn announces_statement(reading: &Reading<'_>, paragraph: Paragraph, sentence: u32) -> bool {
    let own = &reading.tokens[paragraph.first..paragraph.end];
    own.windows(2).any(|pair| {
        pair[0].sentence == sentence
            && pair[0].span.of(reading.text).eq_ignore_ascii_case("following")
            && pair[1].has(traits::STATEMENT)
    })
}

/// `Dams on the coast – Jane Roe, Open Sea Forum (Fiji):`: a name between which and the colon nothing stands but whose it
/// is.
fn is_apposed(reading: &Reading<'_>, mention: usize, colon: usize) -> bool {
    let tokens = &reading.tokens;
    let mention = &reading.mentions[mention];
    let Some(behind) = tokens.get(mention.end..colon) else { return false };
    let opens = mention.first.checked_sub(1).is_none_or(|at| {
        tokens[at].sentence != tokens[mention.first].sentence
            || matches!(tokens[at].sign, '–' | '—' | '-' | '.')
    });
    mention.kind == MentionKind::Name && opens && is_what_somebody_is(behind)
}

/// `The director of the Open Sea, Jane Roe, made this comment:`: the name between commas behind an office whose
/// body was taken for a name.
fn named_behind(reading: &Reading<'_>, office: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let from = &reading.mentions[office];
    let next = office + 1;
    let to = reading.mentions.get(next).filter(|to| to.sentence == from.sentence)?;
    let is_comma = |at: usize| tokens.get(at).is_some_and(|token| token.is_sign(','));
    let title = tokens[..from.end].iter().rev().take_while(|token| token.sentence == from.sentence);
    let has_office = title.take(LONGEST_OFFICE).any(|token| token.has(traits::ROLE));
    let is_between = is_comma(from.end) && to.first == from.end + 1 && is_comma(to.end);
    (to.kind == MentionKind::Name && is_between && has_office).then_some(next)
}

/// `**Jane Roe, 31, midwife**` above a passage that fills its paragraph: whose account it is. A line behind a
/// passage rather says who spoke before it.
fn heading(reading: &Reading<'_>, which: usize, decided: &[Decision]) -> Option<usize> {
    let marked = &reading.marked[which];
    if !fills(reading, which) || marked.end - marked.first < SHORTEST_ACCOUNT {
        return None;
    }
    let above = marked.paragraph.checked_sub(1)?;
    let idx = name_alone(reading, above).or_else(|| {
        // `He kept the ferry.` between them goes on about the same person
        let first = reading.paragraph_mentions(above).next()?;
        let mention = &reading.mentions[first];
        let goes_on = mention.kind == MentionKind::Pronoun
            && mention.first == reading.paragraphs[above].first;
        above.checked_sub(1).filter(|_| goes_on).and_then(|above| name_alone(reading, above))
    })?;
    let is_behind_passage = which.checked_sub(1).is_some_and(|other| {
        let its = reading.marked[other].paragraph;
        let is_under_heading = decided[other].mention.is_some_and(|mention| {
            let named = reading.mentions[mention].paragraph;
            named < its && named + 2 >= its
        });
        its + 1 == above && fills(reading, other) && !is_under_heading
    });
    (!is_behind_passage).then_some(idx)
}

/// Whether a passage is all of its paragraph.
fn fills(reading: &Reading<'_>, which: usize) -> bool {
    let marked = &reading.marked[which];
    let paragraph = reading.paragraphs[marked.paragraph];
    marked.first == paragraph.first && marked.end + 1 >= paragraph.end
}

/// The name that a short paragraph begins with, if nothing but what its bearer is follows behind a comma.
fn name_alone(reading: &Reading<'_>, paragraph: usize) -> Option<usize> {
    let Paragraph { first, end, .. } = reading.paragraphs[paragraph];
    if end - first > LONGEST_HEADING {
        return None;
    }
    let tokens = &reading.tokens;
    let idx = reading.paragraph_mentions(paragraph).next()?;
    let mention = &reading.mentions[idx];
    // `Washington, D.C.` dates a statement
    let is_name = matches!(mention.kind, MentionKind::Name | MentionKind::Single)
        && !reading.is_place(mention.name, mention.end);
    let behind = tokens.get(mention.end..end)?;
    let is_plain = behind.iter().all(|token| {
        matches!(token.kind, Kind::Word | Kind::Number | Kind::Possessive)
            && !token.is_cue()
            && token.class != Class::Auxiliary
            || token.is_sign(',')
    });
    let is_parted = behind.first().is_some_and(|token| token.is_sign(','));
    (is_name && mention.first == first && is_parted && is_plain).then_some(idx)
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
