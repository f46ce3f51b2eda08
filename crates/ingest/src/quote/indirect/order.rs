//! The orders in which who reports, the verb and the clause stand: `X said that …`, `…, X said`, `…, said X, …`.

use crate::quote::{
    clause::{
        TELLS, before_colon, colon_clause, finite_clause, hearer_colon, infinitive_clause,
        is_free_of_quotes, is_that, plain_clause, reported_clause, that_clause, told_clause,
    },
    indirect::{
        LONGEST_APPOSITION, Report, Sentence,
        verb::{
            begins, behind_comma, cue_before_title, finds, second_verb, verb_before, verb_behind,
        },
    },
    lexicon::{Class, traits},
    mention::{Mention, MentionKind},
    reading::Reading,
    second,
    token::{Kind, Token},
    word_id::of_ascii,
};

/// Before a verb that begins its clause: `من جهتها،`.
const LONGEST_LEAD: usize = 4;
/// Between a subject and what it says beside what it does.
const FARTHEST_PARTICIPLE: usize = 30;
/// Between the name of a body and its verb stands one small word at most.
const LONGEST_ADVERB: usize = 3;
/// `…, claiming it was safe`
const HOLDING: [u32; 8] = [
    of_ascii("claiming"),
    of_ascii("arguing"),
    of_ascii("warning"),
    of_ascii("noting"),
    of_ascii("adding"),
    of_ascii("insisting"),
    of_ascii("explaining"),
    of_ascii("stating"),
];
const SAYING: u32 = of_ascii("saying");
/// Verbs that report without `that`.
const PLAIN: [u32; 4] =
    [of_ascii("said"), of_ascii("says"), of_ascii("believes"), of_ascii("reckons")];
/// Verbs that report without `that` where a subject and a finite verb follow, and take an object else.
const HOLDS: [u32; 44] = [
    of_ascii("noted"),
    of_ascii("notes"),
    of_ascii("stressed"),
    of_ascii("stresses"),
    of_ascii("emphasised"),
    of_ascii("emphasized"),
    of_ascii("recalled"),
    of_ascii("confirmed"),
    of_ascii("confirms"),
    of_ascii("added"),
    of_ascii("adds"),
    of_ascii("stated"),
    of_ascii("announced"),
    of_ascii("wrote"),
    of_ascii("predicted"),
    of_ascii("predicts"),
    of_ascii("testified"),
    of_ascii("reiterated"),
    of_ascii("reported"),
    of_ascii("maintains"),
    of_ascii("maintained"),
    of_ascii("contends"),
    of_ascii("contended"),
    of_ascii("alleges"),
    of_ascii("alleged"),
    of_ascii("asserts"),
    of_ascii("asserted"),
    of_ascii("admits"),
    of_ascii("admitted"),
    of_ascii("acknowledges"),
    of_ascii("acknowledged"),
    of_ascii("explains"),
    of_ascii("explained"),
    of_ascii("estimates"),
    of_ascii("fears"),
    of_ascii("thinks"),
    of_ascii("argues"),
    of_ascii("argued"),
    of_ascii("claims"),
    of_ascii("claimed"),
    of_ascii("insists"),
    of_ascii("insisted"),
    of_ascii("warns"),
    of_ascii("warned"),
];
const SAY: u32 = of_ascii("say");
const OUT: u32 = of_ascii("out");
const POINTS: [u32; 2] = [of_ascii("pointed"), of_ascii("points")];
/// The body before an office takes no more words.
const LONGEST_OWNER: usize = 7;
/// Words of denial.
const DENIES: [u32; 2] = [of_ascii("not"), of_ascii("no")];
/// What begins a condition.
const SUPPOSES: [u32; 3] = [of_ascii("if"), of_ascii("whether"), of_ascii("unless")];

/// `X agrees with him, saying the industry has fenced its streams`: behind a comma, by the subject of the sentence.
pub(super) fn participle(reading: &Reading<'_>, sentence: &Sentence, idx: usize) -> Option<Report> {
    let tokens = &reading.tokens;
    let mention = &reading.mentions[idx];
    let is_title = |token: &Token| {
        token.is_word()
            && (token.is_capital() || token.has(traits::ROLE) || token.class == Class::Determiner)
    };
    let is_named = match mention.kind {
        MentionKind::Name => true,
        MentionKind::Pronoun => tokens.get(mention.first)?.class == Class::Pronoun,
        _ => false,
    };
    let is_subject = is_named && tokens.get(sentence.first..mention.first)?.iter().all(is_title);
    if !is_subject {
        return None;
    }
    // `…, Roe said, noting that …` goes on with the verb before
    let is_near = |at: &usize| {
        let token = &tokens[*at];
        let is_said = token.class == Class::Say && !second::is_participle(token);
        !token.is_quoted() && token.kind != Kind::Mark && !is_said
    };
    let cue = (mention.end + 1..sentence.end.min(mention.end + FARTHEST_PARTICIPLE))
        .take_while(is_near)
        .find(|&at| second::is_participle(&tokens[at]) && tokens[at - 1].is_sign(','))?;
    let first = that_clause(tokens, cue, sentence.end)
        .filter(|first| *first == second::that_behind(tokens, cue).map_or(cue, |that| that + 1))
        .or_else(|| plain_clause(tokens, cue, sentence.end).filter(|_| tokens[cue].id == SAYING))
        .or_else(|| {
            finite_clause(tokens, cue, sentence.end).filter(|_| HOLDING.contains(&tokens[cue].id))
        })?;
    (first < sentence.end && !tokens[first].is_quoted()).then_some(Report {
        first,
        end: sentence.end,
        mention: idx,
        cue,
    })
}

/// `“…”, X said and added that …`: what follows the second verb.
pub(super) fn second(reading: &Reading<'_>, sentence: &Sentence, idx: usize) -> Option<Report> {
    let tokens = &reading.tokens;
    let mention = &reading.mentions[idx];
    let verb = verb_before(tokens, mention).or_else(|| verb_behind(reading, idx))?;
    let (cue, first) = second::clause(tokens, mention, verb)?;
    let end = before_colon(tokens, first, sentence.end);
    (first < end && !tokens[first].is_quoted()).then_some(Report { first, end, mention: idx, cue })
}

/// `X said that …`, `X, director of …, said …`.
pub(super) fn behind(reading: &Reading<'_>, sentence: &Sentence, idx: usize) -> Option<Report> {
    let cue = verb_behind(reading, idx)?;
    let tokens = &reading.tokens;
    let mention = &reading.mentions[idx];
    let end = sentence.end;
    let verb = &tokens[cue];
    if follows_words(reading, cue) || is_named_behind(reading, idx, cue) {
        return None;
    }
    let reports = reports(reading, cue) || finds(tokens, cue) || complains(reading, mention, cue);
    if !reports || is_supposed(tokens, sentence, mention) {
        return None;
    }
    let first = that_clause(tokens, cue, end)
        .or_else(|| colon_clause(tokens, hearer_colon(tokens, cue, end)?, end))
        .or_else(|| {
            // the Romance languages have a word for `that`
            let is_plain = is_plain(verb) || says_now(reading, mention, cue);
            let is_plain = is_plain && !reading.is_romance(cue);
            if is_plain { plain_clause(tokens, cue, end) } else { None }
        })
        .or_else(|| {
            let end = before_colon(tokens, cue + 1, end);
            // `pointed out the nets were empty`
            let out = cue + 1;
            let points =
                POINTS.contains(&verb.id) && tokens.get(out).is_some_and(|next| next.id == OUT);
            // `announced Tuesday she is leaving`
            let is_day = tokens.get(out).is_some_and(|next| next.class == Class::Calendar)
                && tokens.get(out + 1).is_some_and(|next| next.is_word() && !is_that(next));
            if HOLDS.contains(&verb.id) {
                finite_clause(tokens, cue + usize::from(is_day), end)
            } else if points {
                finite_clause(tokens, out, end)
            } else {
                None
            }
        })
        .or_else(|| infinitive_clause(reading, cue, end))
        .or_else(|| told_clause(tokens, cue, end))
        .or_else(|| {
            let end = before_colon(tokens, cue + 1, end);
            if reading.has_capital_nouns(cue) { reported_clause(tokens, cue, end) } else { None }
        })?;
    let end = before_colon(tokens, first, end);
    (first < end && !tokens[first].is_quoted()).then_some(Report { first, end, mention: idx, cue })
}

/// `X voiced concern for the families and warned that …`: where the first verb reports nothing.
pub(super) fn behind_second(
    reading: &Reading<'_>,
    sentence: &Sentence,
    idx: usize,
) -> Option<Report> {
    let tokens = &reading.tokens;
    let mention = &reading.mentions[idx];
    let cue = second_verb(reading, mention)?;
    let first = second::that_behind(tokens, cue).map(|that| that + 1).or_else(|| {
        tokens.get(cue + 1).filter(|next| begins(&tokens[cue], next))?;
        finite_clause(tokens, cue, sentence.end)
    })?;
    let end = before_colon(tokens, first, sentence.end);
    let is_free = tokens.get(first..end).is_some_and(is_free_of_quotes);
    (is_free && first < end && !tokens[first].is_quoted()).then_some(Report {
        first,
        end,
        mention: idx,
        cue,
    })
}

/// Whether what a verb says stands before it in marks: `"…", says X, who holds that …`.
fn follows_words(reading: &Reading<'_>, cue: usize) -> bool {
    let tokens = &reading.tokens;
    // `Фонд «Причал» сообщил`: the name of a body stands in them
    let ends_name = |at: usize| {
        let mark = &tokens[at];
        at + LONGEST_ADVERB > cue
            && mark.sign == '»'
            && tokens[at + 1..cue].iter().all(Token::is_word)
            && reading.is_short_name_in_marks(mark.span)
    };
    let is_between = |at: &usize| {
        let token = &tokens[*at];
        token.sentence == tokens[cue].sentence
            && (matches!(token.kind, Kind::Sign | Kind::Mark)
                || matches!(token.class, Class::Auxiliary | Class::Pronoun))
    };
    // `… en mai. » Elle rappelle que`: the mark closes the sentence before
    let closes_another = |at: usize| {
        at.checked_sub(1).is_some_and(|before| tokens[before].sentence != tokens[at].sentence)
            && tokens.get(at + 1).is_some_and(Token::is_capital)
    };
    (cue.saturating_sub(LONGEST_LEAD)..cue)
        .rev()
        .take_while(is_between)
        .any(|at| tokens[at].kind == Kind::Mark && !closes_another(at) && !ends_name(at))
}

/// `The chair of the panel, Jane Roe, stressed`: the verb is that of the name, not of the panel.
fn is_named_behind(reading: &Reading<'_>, idx: usize, cue: usize) -> bool {
    let tokens = &reading.tokens;
    let mention = &reading.mentions[idx];
    reading.mentions.get(idx + 1).is_some_and(|next| {
        next.kind == MentionKind::Name
            && next.first == mention.end + 1
            && next.end + 1 == cue
            && tokens[next.end].is_sign(',')
            && behind_comma(tokens, next)
    })
}

/// Whether a verb in this form reports: not `believe`, which may stand in a question or a plan.
fn reports(reading: &Reading<'_>, cue: usize) -> bool {
    let verb = &reading.tokens[cue];
    let perceives = [of_ascii("learned"), of_ascii("sees"), of_ascii("saw"), of_ascii("felt")];
    verb.class == Class::Say
        || (verb.class == Class::Cue
            && (verb.ending != 0 || !reading.lexicon(cue).is_english)
            && !perceives.contains(&verb.id))
}

/// `residents complain that …`: a verb in the present, and `that` behind.
fn complains(reading: &Reading<'_>, mention: &Mention, cue: usize) -> bool {
    let tokens = &reading.tokens;
    tokens[cue].class == Class::Cue
        && tokens[cue].ending == 0
        && mention.kind == MentionKind::Phrase
        && is_finite(tokens, mention, cue)
        && second::that_behind(tokens, cue).is_some()
}

/// `lawyers say the arrests were unlawful`: a verb in the present.
fn says_now(reading: &Reading<'_>, mention: &Mention, cue: usize) -> bool {
    reading.tokens[cue].id == SAY && is_finite(&reading.tokens, mention, cue)
}

/// Whether a verb is no infinitive: its subject stands right before it, and no auxiliary before that.
fn is_finite(tokens: &[Token], mention: &Mention, cue: usize) -> bool {
    let asks = mention.first.checked_sub(1).is_some_and(|at| {
        tokens[at].class == Class::Auxiliary && tokens[at].sentence == mention.sentence
    });
    mention.end == cue && !asks
}

/// `If the police say that he is guilty, …`: what somebody may say was not said.
fn is_supposed(tokens: &[Token], sentence: &Sentence, mention: &Mention) -> bool {
    let lead = tokens.get(sentence.first..mention.first).unwrap_or_default();
    let supposes = lead
        .first()
        .is_some_and(|first| first.class == Class::Conjunction && SUPPOSES.contains(&first.id));
    supposes && !lead.iter().any(|token| token.is_sign(','))
}

/// `said`, `says`: verbs that report without `that`.
fn is_plain(verb: &Token) -> bool {
    PLAIN.contains(&verb.id)
}

/// `That, she says, is enough.`, `The ferry, said X, is late.`: the whole sentence is reported.
pub(super) fn parenthetical(
    reading: &Reading<'_>,
    sentence: &Sentence,
    idx: usize,
) -> Option<Report> {
    let mention = &reading.mentions[idx];
    let tokens = &reading.tokens;
    let is_verb = |at: usize| {
        tokens.get(at).is_some_and(|token| token.is_cue() && token.sentence == mention.sentence)
    };
    let before = mention.first.checked_sub(1)?;
    let (comma, cue, after) = if tokens[before].is_sign(',') && is_verb(mention.end) {
        (before, mention.end, mention.end + 1)
    } else if is_verb(before) && before > 0 && tokens[before - 1].is_sign(',') {
        (before - 1, before, mention.end)
    } else {
        return None;
    };
    let is_framed =
        tokens.get(after).is_some_and(|token| token.is_sign(',')) && after + 1 < sentence.end;
    let (first, end) = (sentence.first, sentence.end);
    // `Jane Roe, said the judge, …` could be a list or an apposition; a verb must be left over
    let has_verb = |range: &[Token]| {
        range.iter().any(|token| token.class == Class::Auxiliary || token.ending != 0)
    };
    let is_clause = reading.has_capital_nouns(cue)
        || tokens[cue].class == Class::Say
        || mention.kind == MentionKind::Pronoun
        || tokens.get(after..end).is_some_and(has_verb);
    let opens = tokens[first].is_quoted();
    (is_framed && !opens && is_clause && first < comma).then_some(Report {
        first,
        end,
        mention: idx,
        cue,
    })
}

/// `وقال X إن …`: the verb stands before its subject, the clause behind.
pub(super) fn inverted(reading: &Reading<'_>, sentence: &Sentence, idx: usize) -> Option<Report> {
    let mention = &reading.mentions[idx];
    let tokens = &reading.tokens;
    let cue = verb_before(tokens, mention)?;
    let is_led = cue <= sentence.first + LONGEST_LEAD || tokens[cue - 1].is_sign(',');
    if follows_words(reading, cue) {
        return None;
    }
    let end = sentence.end;
    let limit = (mention.end + LONGEST_APPOSITION).min(end);
    let that = (mention.end..limit)
        .take_while(|&at| !tokens[at].is_quoted() && !tokens[at].is_cue())
        .find(|&at| is_that(&tokens[at]));
    let first = match that {
        Some(that) => that + 1,
        None if tokens.get(mention.end).is_some_and(|next| next.is_sign(':')) => {
            colon_clause(tokens, mention.end, end)?
        }
        None if reading.has_capital_nouns(cue) => reported_clause(tokens, mention.end - 1, end)?,
        None => return None,
    };
    (is_led && first < end).then_some(Report { first, end, mention: idx, cue })
}

/// `…, the Lake Union’s director Jane Roe said`: the comma before the body that owns the office.
fn before_owner(tokens: &[Token], sentence: &Sentence, mention: &Mention) -> Option<usize> {
    let owner = mention.first.checked_sub(1).filter(|&at| tokens[at].kind == Kind::Possessive)?;
    let is_body = |token: &Token| token.is_capital() || token.class == Class::Determiner;
    let comma =
        (owner.saturating_sub(LONGEST_OWNER)..owner).rev().find(|&at| !is_body(&tokens[at]))?;
    let is_verb = |token: &Token| token.class == Class::Auxiliary || token.ending == 1;
    let is_clause =
        tokens.get(sentence.first..comma).is_some_and(|clause| clause.iter().any(is_verb));
    (comma + 1 < owner && tokens[comma].is_sign(',') && is_clause).then_some(comma)
}

/// `…, X said today.`: the sentence before, if nothing but small words follow.
pub(super) fn before(reading: &Reading<'_>, sentence: &Sentence, idx: usize) -> Option<Report> {
    let mention = &reading.mentions[idx];
    let tokens = &reading.tokens;
    let comma = mention.first.checked_sub(1)?;
    let comma = cue_before_title(tokens, mention)
        .or_else(|| before_owner(tokens, sentence, mention))
        .unwrap_or(comma);
    let inverted = tokens[comma].is_cue() && comma > 0 && tokens[comma - 1].is_sign(',');
    let (comma, cue) =
        if inverted { (comma - 1, comma) } else { (comma, verb_behind(reading, idx)?) };
    // `The lawyer, Ada Roe, told reporters`: whom somebody told it is no subject
    let is_hearer = inverted && TELLS.contains(&tokens[cue].id);
    let subject_end = if inverted { mention.end } else { cue + 1 };
    // `X of the institute in Graz, Austria, who checked it, warned`: a place behind which others stand
    let is_place = !inverted && cue > mention.end && reading.is_place(mention.first, mention.end);
    // `The lawyer, Ada Roe, said: “…”`
    let leads = tokens.get(subject_end).is_some_and(|next| next.is_sign(':'));
    let (first, end) = (sentence.first, sentence.end);
    // `…, elle n'a pas répondu`
    let is_denied = tokens[mention.end.min(cue)..cue]
        .iter()
        .any(|token| token.class == Class::Negation || DENIES.contains(&token.id));
    let is_free = tokens[comma].is_sign(',')
        && !is_hearer
        && !is_place
        && !is_denied
        && !leads
        && tokens[comma].sentence == mention.sentence
        && comma > first
        && tokens[cue].class == Class::Say
        && tokens.get(end).is_none_or(|token| !token.is_sign(':'))
        && !tokens[first].is_quoted()
        && !tokens[comma - 1].is_quoted();
    let only_small = inverted
        || tokens[subject_end.min(end)..end].iter().all(|token| {
            token.class != Class::Auxiliary && token.class != Class::Conjunction && !is_that(token)
        });
    (is_free && only_small).then_some(Report { first, end: comma, mention: idx, cue })
}
