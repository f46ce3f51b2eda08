//! A few quoted words inside reported speech: `X nannte sie „reine Spekulation“`, `nach Ansicht der Y sei das
//! „folgerichtig“`.
//!
//! Where every noun has a capital, the names of works, papers and ships are told from such words by what
//! stands before the mark, and the form of the verb says that speech is reported.

use crate::quote::{
    clause::is_that,
    decode::{Decision, Memory},
    lexicon::{Class, traits},
    mention::MentionKind,
    reading::Reading,
    surroundings::Surroundings,
    token::{Kind, Token, shape},
    word_id::of_ascii,
};

/// How sure this rule is.
const REPORTED: f32 = 0.55;
/// Fewer words behind a reported `that` may be a catchword.
const SHORTEST_FRAGMENT: usize = 5;
/// The same of fewer that begin with a verb.
const SHORTEST_PREDICATE: usize = 4;
/// A verb of saying this near makes a mention a speaker.
const NEAR: usize = 4;
/// `es heißt` and `es hieß` stand this near behind their source.
const LONGEST_CLAUSE: usize = 16;
/// `heißt`, `hieß`: with `es` they give words without a speaker.
const IT_SAYS: [u32; 3] = [of_ascii("heißt"), of_ascii("hieß"), of_ascii("heisst")];
/// `nach`, and how many words may stand between it and the noun: `nach übereinstimmenden Angaben`.
const AFTER: u32 = of_ascii("after");
const LONGEST_LEAD: usize = 2;
/// Names of works are seldom longer, the closing mark counted.
const LONGEST_NAME: usize = 9;

/// Mends a decision about words inside reported speech.
pub(crate) fn mend(
    reading: &Reading<'_>,
    which: usize,
    memory: &Memory,
    decision: Decision,
) -> Decision {
    if !reading.has_capital_nouns(reading.marked[which].first) {
        return mend_far(reading, which, decision);
    }
    if is_name(reading, which) {
        return Decision { mention: None, probability: REPORTED };
    }
    let sentence = reading.tokens[reading.marked[which].first].sentence;
    let is_far = |mention: usize| reading.mentions[mention].sentence != sentence;
    let source = source(reading, which).or_else(|| subject_of_it(reading, which));
    let is_doubtful = decision.mention.is_none_or(is_far) || source.is_some();
    if !is_doubtful || !is_inside_sentence(reading, which) {
        return decision;
    }
    let outside = || {
        let first = sentence_start(reading, reading.marked[which].first);
        reading.tokens[first..]
            .iter()
            .take_while(|token| token.sentence == sentence)
            .filter(|token| !token.is_quoted())
    };
    let is_attributed = outside().any(Token::attributes);
    let is_reported = outside().any(|token| token.has(traits::REPORTED));
    let own = source.or_else(|| if is_attributed { subject(reading, which) } else { None });
    let before = || if is_reported { before(reading, which, memory) } else { None };
    // of what stands in other sentences, whoever was given words last
    let mention = own.or_else(|| match decision.mention {
        Some(mention) if is_it(reading, mention) => before().or(Some(mention)),
        Some(mention) if is_far(mention) => Some(mention).max(before()),
        Some(mention) => Some(mention),
        None => before(),
    });
    mention.map_or(decision, |mention| Decision { mention: Some(mention), probability: REPORTED })
}

/// `told reporters that investors “cannot keep saying that they only bought the oil”`: whether the passage ends what
/// a verb of saying reports behind `that`.
fn ends_report(reading: &Reading<'_>, which: usize, lead: &[Token]) -> bool {
    let marked = &reading.marked[which];
    let inside = &reading.tokens[(marked.first + 1).min(marked.end)..marked.end];
    let is_lower = inside.first().is_some_and(|first| first.is_word() && !first.is(shape::CAPITAL));
    let n_words = inside.iter().filter(|token| token.is_word()).count();
    let cue = lead.iter().rposition(|token| token.is_cue() && !token.is_quoted());
    let that = lead.iter().rposition(|token| is_that(token) && !token.is_quoted());
    let is_led = cue.is_some() && cue < that && n_words >= SHORTEST_FRAGMENT;
    // `that` is left out in English alone
    let goes_on = || {
        reading.lexicon(marked.first).is_english
            && n_words >= SHORTEST_PREDICATE
            && goes_on_with_verb(reading, inside, lead)
    };
    is_lower && (is_led || cue.is_some() && goes_on())
}

/// `said the government “mourns a brave fisher”`: whether the passage begins with the verb whose subject stands before
/// it, `that` left out.
fn goes_on_with_verb(reading: &Reading<'_>, inside: &[Token], lead: &[Token]) -> bool {
    let (Some(verb), Some(subject)) = (inside.first(), lead.last()) else { return false };
    let word = verb.span.of(reading.text);
    let is_verb = verb.class == Class::Auxiliary || word.ends_with('s') || word.ends_with("ed");
    let is_subject = matches!(subject.class, Class::Other | Class::Human | Class::Organisation)
        && !subject.has(traits::NAMING)
        && !subject.is_cue();
    is_verb && is_subject
}

/// Mends a decision for somebody of another sentence about words behind a verb of saying: they are those of its
/// subject, `the Ministry said the law was “a success”`.
fn mend_far(reading: &Reading<'_>, which: usize, decision: Decision) -> Decision {
    let marked = &reading.marked[which];
    let sentence = reading.tokens[marked.first].sentence;
    let is_far =
        decision.mention.is_some_and(|mention| reading.mentions[mention].sentence != sentence);
    let first = sentence_start(reading, marked.first);
    let lead = &reading.tokens[first..marked.first];
    let follows_words = lead.last().is_some_and(Token::is_word);
    let is_reported = lead.iter().any(|token| token.is_cue() && !token.is_quoted());
    let is_open = is_far || (decision.mention.is_none() && ends_report(reading, which, lead));
    if !is_open || !follows_words || !is_reported {
        return decision;
    }
    let is_owner = |at: usize| reading.tokens[at].kind == Kind::Possessive;
    // `Roe (WA) has called`
    let is_aside =
        |first: usize| first.checked_sub(1).is_some_and(|at| reading.tokens[at].is_sign('('));
    let own = reading.paragraph_mentions(marked.paragraph);
    let subject = own
        .filter(|&idx| {
            let mention = &reading.mentions[idx];
            mention.sentence == sentence
                && mention.end <= marked.first
                && can_speak(reading, idx)
                && !is_owner(mention.end)
                && !is_aside(mention.first)
                && distance(&reading.around(idx)) <= NEAR
        })
        .min_by_key(|&idx| {
            let around = reading.around(idx);
            let is_behind_verb = around.apposition == 0
                && (around.cue_right.class == 0 || around.cue_right.distance > NEAR);
            (is_behind_verb, distance(&around))
        });
    // `Jane Roe, an engineer who advises funds, told reporters that …`
    let opener = || {
        reading.paragraph_mentions(marked.paragraph).find(|&idx| {
            let mention = &reading.mentions[idx];
            mention.sentence == sentence
                && mention.kind == MentionKind::Name
                && mention.first == first
                && mention.end <= marked.first
                && !is_owner(mention.end)
        })
    };
    let subject = subject.or_else(|| if is_far { None } else { opener() });
    subject.map_or(decision, |idx| Decision { mention: Some(idx), probability: REPORTED })
}

/// Whether other words of the sentence stand outside the marks.
fn is_inside_sentence(reading: &Reading<'_>, which: usize) -> bool {
    let marked = &reading.marked[which];
    let tokens = &reading.tokens;
    let sentence = tokens[marked.first].sentence;
    let is_its = |at: usize| {
        tokens.get(at).is_some_and(|token| token.sentence == sentence && token.is_word())
    };
    marked.first.checked_sub(1).is_some_and(|at| is_its(at) || (at > 0 && is_its(at - 1)))
        || is_its(marked.end)
}

/// Whether the marks hold the name of a work, a paper or a ship: a noun or an article leads to a capital.
fn is_name(reading: &Reading<'_>, which: usize) -> bool {
    let marked = &reading.marked[which];
    let tokens = &reading.tokens;
    let inside = &tokens[(marked.first + 1).min(marked.end)..marked.end];
    let is_address = inside
        .first()
        .is_some_and(|first| first.is_word() && first.span.of(reading.text).contains('.'));
    let starts =
        inside.first().is_some_and(|first| first.is_capital() || first.kind == Kind::Number);
    let before = marked.first.checked_sub(1).map(|at| &tokens[at]);
    let follows_noun = before.is_some_and(|before| {
        before.is_capital() && !before.is_cue() && !before.has(traits::NAMING)
    });
    let is_article =
        |token: &Token| token.class == Class::Determiner && token.has(traits::DEFINITE);
    let follows_article = before.is_some_and(is_article);
    let has_small = inside.iter().any(|token| token.is_word() && !token.is(shape::CAPITAL));
    let is_led = follows_noun || (follows_article && !has_small);
    let ends_in_sign = inside.iter().rev().nth(1).is_some_and(|last| last.kind == Kind::Sign);
    (starts && is_led && !ends_in_sign && inside.len() <= LONGEST_NAME) || is_address
}

/// Who spoke before the passage: by the decision before, or whatever person, body or paper was given words
/// last, in its paragraph or the one before.
fn before(reading: &Reading<'_>, which: usize, memory: &Memory) -> Option<usize> {
    let marked = &reading.marked[which];
    let is_near = memory.paragraph.is_some_and(|paragraph| paragraph + 1 >= marked.paragraph);
    let person = memory.mention.filter(|_| is_near).or_else(|| speaker_before(reading, which));
    person.max(source_before(reading, which))
}

fn sentence_start(reading: &Reading<'_>, at: usize) -> usize {
    let sentence = reading.tokens[at].sentence;
    let other = reading.tokens[..at].iter().rposition(|token| token.sentence != sentence);
    other.map_or(0, |at| at + 1)
}

/// The mention behind `laut` or `nach Ansicht` in the sentence of the passage.
fn source(reading: &Reading<'_>, which: usize) -> Option<usize> {
    let marked = &reading.marked[which];
    let sentence = reading.tokens[marked.first].sentence;
    let leads = |at: usize| {
        let token = &reading.tokens[at];
        token.sentence == sentence && (token.class == Class::According || is_opinion(reading, at))
    };
    reading.paragraph_mentions(marked.paragraph).find(|&idx| {
        let mention = &reading.mentions[idx];
        mention.sentence == sentence
            && (1..=2).filter_map(|back| mention.first.checked_sub(back)).any(leads)
    })
}

/// `wird nach Angaben der …`: whether the word at `at` is one for what somebody says and `nach` leads to it, wherever
/// in a sentence.
fn is_opinion(reading: &Reading<'_>, at: usize) -> bool {
    reading.tokens[at].has(traits::SOURCE)
        && (1..=LONGEST_LEAD)
            .filter_map(|back| at.checked_sub(back))
            .any(|before| reading.tokens[before].id == AFTER)
}

/// `Das Ministerium weist das zurück. Alles entspreche „den Vorschriften“, hieß es`: whoever the sentence before is about.
fn subject_of_it(reading: &Reading<'_>, which: usize) -> Option<usize> {
    let marked = &reading.marked[which];
    let tokens = &reading.tokens;
    let sentence = tokens[marked.first].sentence;
    let says_it = tokens[marked.end..]
        .windows(2)
        .take_while(|pair| pair[1].sentence == sentence)
        .any(|pair| IT_SAYS.contains(&pair[0].id) && pair[1].id == of_ascii("it"));
    let own = reading.paragraph_mentions(marked.paragraph);
    own.filter(|_| says_it).find(|&idx| {
        let mention = &reading.mentions[idx];
        mention.sentence + 1 == sentence
            && reading.around(idx).starts_sentence
            && mention.kind != MentionKind::Pronoun
    })
}

/// The mention of the sentence that stands nearest to a verb of saying.
fn subject(reading: &Reading<'_>, which: usize) -> Option<usize> {
    let marked = &reading.marked[which];
    let sentence = reading.tokens[marked.first].sentence;
    let mentions = reading.paragraph_mentions(marked.paragraph);
    mentions
        .filter(|&idx| {
            let mention = &reading.mentions[idx];
            mention.sentence == sentence && can_speak(reading, idx)
        })
        .min_by_key(|&idx| {
            let is_phrase = reading.mentions[idx].kind == MentionKind::Phrase;
            (distance(&reading.around(idx)), is_phrase)
        })
}

/// Whether a mention can be a subject: no thing, no `it`.
fn can_speak(reading: &Reading<'_>, idx: usize) -> bool {
    let mention = &reading.mentions[idx];
    let is_month =
        reading.tokens[mention.name.min(reading.tokens.len() - 1)].class == Class::Calendar;
    mention.kind != MentionKind::Thing && !is_month && !is_it(reading, idx)
}

fn is_it(reading: &Reading<'_>, idx: usize) -> bool {
    let mention = &reading.mentions[idx];
    mention.kind == MentionKind::Pronoun && reading.tokens[mention.first].id == of_ascii("it")
}

/// How far a mention stands from the verb that it is the subject of.
fn distance(around: &Surroundings) -> usize {
    let beside = |distance: usize, class: u32| if class == 0 { 100 } else { distance };
    if around.apposition > 0 {
        return 0;
    }
    let left = beside(around.cue_left.distance, around.cue_left.class);
    let right = beside(around.cue_right.distance, around.cue_right.class);
    left.min(right)
}

/// Who spoke last before the passage, in its paragraph or the one before.
fn speaker_before(reading: &Reading<'_>, which: usize) -> Option<usize> {
    let marked = &reading.marked[which];
    let first = reading.paragraph_mentions(marked.paragraph.saturating_sub(1)).start;
    let end = reading.paragraph_mentions(marked.paragraph).end;
    (first..end).rev().find(|&idx| {
        reading.mentions[idx].first < marked.first
            && can_speak(reading, idx)
            && distance(&reading.around(idx)) <= NEAR
    })
}

/// What the last words before the passage are given to: `…, schreibt der Arbeitskreis`, `in dem Papier heißt
/// es, …`.
fn source_before(reading: &Reading<'_>, which: usize) -> Option<usize> {
    let marked = &reading.marked[which];
    let first = reading.paragraph_mentions(marked.paragraph.saturating_sub(1)).start;
    let end = reading.paragraph_mentions(marked.paragraph).end;
    (first..end).rev().find(|&idx| {
        let mention = &reading.mentions[idx];
        let says = |at: usize| {
            reading.tokens.get(at..at + 2).is_some_and(|pair| {
                IT_SAYS.contains(&pair[0].id)
                    && pair[1].id == of_ascii("it")
                    && pair[0].sentence == mention.sentence
            })
        };
        mention.kind != MentionKind::Pronoun
            && mention.first < marked.first
            && (says_beside(reading, idx)
                || (mention.end..marked.first).take(LONGEST_CLAUSE).any(says))
    })
}

/// Whether a plain verb of saying stands right beside a mention.
fn says_beside(reading: &Reading<'_>, idx: usize) -> bool {
    let mention = &reading.mentions[idx];
    let is_said = |at: Option<usize>| {
        at.and_then(|at| reading.tokens.get(at)).is_some_and(|token| {
            token.class == Class::Say && token.sentence == mention.sentence && !token.is_quoted()
        })
    };
    is_said(mention.first.checked_sub(1)) || is_said(Some(mention.end))
}
