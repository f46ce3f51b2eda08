//! Who speaks by the grammar around a passage, where weights that were learned on news go astray.

use crate::quote::{
    decode::Decision,
    given_name::is_given_name,
    introduction::describes,
    lexicon::{Class, traits},
    mention::MentionKind,
    reader::Paragraph,
    reading::Reading,
    token::{Kind, Token, shape},
    word_id::of_ascii,
};

/// How sure these rules are.
const LED: f32 = 0.9;
const MENDED: f32 = 0.6;
/// Between an owner and the name of who is theirs.
const LONGEST_OFFICE: usize = 8;
/// A name and an office below a passage have no more words and signs.
const LONGEST_SIGNATURE: usize = 18;
/// A passage with a signature has at least so many words and signs.
const SHORTEST_SIGNED: usize = 4;
/// `For the lawyer Jane Roe`: before the name.
const LONGEST_LEAD: usize = 4;
/// What leads to somebody whose view follows.
const FOR: [&str; 4] = ["For", "Pour", "Para", "Für"];

/// The decision about a passage, if a rule has one.
pub(super) fn decide(reading: &Reading<'_>, which: usize) -> Option<Decision> {
    let mention = led(reading, which)
        .or_else(|| signature(reading, which))
        .or_else(|| for_whom(reading, which))?;
    Some(Decision { mention: Some(mention), probability: LED })
}

/// Mends a decision for somebody who is told the words, and one for an owner or a body: who is theirs speaks.
pub(super) fn mend(reading: &Reading<'_>, which: usize, decision: Decision) -> Decision {
    let Some(mention) = decision.mention else { return decision };
    if is_told(reading, which, mention) {
        return Decision { mention: None, probability: MENDED };
    }
    let who = of_owner(reading, mention)
        .or_else(|| of_body(reading, mention))
        .or_else(|| of_employer(reading, mention));
    who.map_or(decision, |who| Decision { mention: Some(who), probability: MENDED })
}

/// `Harbour Watch said: “….” Jane Roe added: “….”`, `erklärte die Hafenwacht: „….“`: the subject whose verb leads to
/// words that are over when their marks close.
fn led(reading: &Reading<'_>, which: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let marked = &reading.marked[which];
    let is_lead = |at: &usize| tokens[*at].is_sign(':') || tokens[*at].is_sign(',');
    let sign = marked.first.checked_sub(1).filter(is_lead)?;
    let last = sign.checked_sub(1)?;
    if !is_over(reading, which) {
        return None;
    }
    let is_verb = |at: usize| tokens[at].is_cue() && !tokens[at].is_quoted();
    let is_between = |token: &Token| matches!(token.class, Class::Auxiliary | Class::Function);
    let idx = reading.paragraph_mentions(marked.paragraph).rev().find(|&idx| {
        let mention = &reading.mentions[idx];
        mention.end <= sign
            && tokens[mention.end..sign].iter().all(|token| is_between(token) || token.is_cue())
    })?;
    let mention = &reading.mentions[idx];
    let before = mention.first.checked_sub(1);
    let before = before.filter(|&at| tokens[at].sentence == tokens[last].sentence);
    // in German and Arabic, where nobody whom the verb may have as its subject stands before it
    let is_behind_verb = || {
        let article = before.filter(|&at| tokens[at].class == Class::Determiner);
        let verb = article.map_or(before, |at| at.checked_sub(1)).filter(|&at| is_verb(at));
        let is_rival = |idx: usize| {
            let other = &reading.mentions[idx];
            other.sentence == mention.sentence
                && other.first < mention.first
                && !matches!(other.kind, MentionKind::Thing | MentionKind::Phrase)
        };
        mention.end == sign
            && tokens[sign].is_sign(':')
            && (reading.has_capital_nouns(marked.first)
                || tokens[mention.first].is(shape::CASELESS))
            && verb.is_some()
            && !reading.paragraph_mentions(marked.paragraph).any(is_rival)
    };
    let is_governed = before.is_some_and(|before| {
        let before = &tokens[before];
        matches!(before.class, Class::Preposition | Class::Conjunction)
            || before.kind == Kind::Possessive
            || before.is_word() && before.class != Class::Determiner
    });
    let is_before_verb = || mention.end < sign && is_verb(last) && !is_governed;
    let is_named = match mention.kind {
        MentionKind::Name | MentionKind::Organisation => true,
        MentionKind::Single | MentionKind::Phrase | MentionKind::Thing => mention.end == sign,
        MentionKind::Pronoun => false,
    };
    let is_here = mention.sentence == tokens[last].sentence;
    (is_named && is_here && (is_before_verb() || is_behind_verb())).then_some(idx)
}

/// Whether a sentence ends where the marks close, so that nothing behind them attributes it.
fn is_over(reading: &Reading<'_>, which: usize) -> bool {
    let tokens = &reading.tokens;
    let marked = &reading.marked[which];
    let last = marked.end.checked_sub(2).map(|at| tokens[at].sign);
    let next = tokens.get(marked.end).filter(|next| next.paragraph as usize == marked.paragraph);
    let is_finished = last.is_some_and(|last| matches!(last, '.' | '!' | '?'))
        && next.is_none_or(|next| next.is(shape::CAPITAL) || next.kind == Kind::Mark);
    // the stop may stand behind the mark
    !marked.unclosed && (is_finished || next.is_some_and(|next| next.is_sign('.')))
}

/// `“….”` and below it, or behind a dash, `Jane Roe, director, Harbour Watch`.
fn signature(reading: &Reading<'_>, which: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let marked = &reading.marked[which];
    let paragraph = reading.paragraphs[marked.paragraph];
    if marked.first != paragraph.first || marked.end - marked.first < SHORTEST_SIGNED {
        return None;
    }
    let is_dash = tokens.get(marked.end).is_some_and(Token::is_dash);
    let (below, end) = if marked.end + 1 < paragraph.end && is_dash {
        (marked.paragraph, paragraph.end)
    } else if marked.end == paragraph.end {
        let below = marked.paragraph + 1;
        (below, reading.paragraphs.get(below)?.end)
    } else {
        return None;
    };
    let is_behind = below == marked.paragraph;
    let first = if is_behind { marked.end } else { reading.paragraphs[below].first };
    signed(reading, first, end).filter(|_| is_behind || !has_names_above(reading, marked.paragraph))
}

/// Whether names stand above the words of a run of such passages, so that the one below is of the next.
fn has_names_above(reading: &Reading<'_>, paragraph: usize) -> bool {
    let mut at = paragraph;
    while let Some(above) = at.checked_sub(1) {
        let Paragraph { first, end, .. } = reading.paragraphs[above];
        let line = &reading.tokens[first..end];
        let is_line = line.len() <= LONGEST_SIGNATURE
            && line.iter().all(|token| !token.is_cue() && token.class != Class::Auxiliary)
            && line.last().is_some_and(|last| last.kind != Kind::Sign);
        match above.checked_sub(1).filter(|&before| is_line && is_all_quoted(reading, before)) {
            Some(before) => at = before,
            None => return is_line && line.iter().any(|token| token.is_sign(',')),
        }
    }
    false
}

/// Whether a paragraph is one passage in marks.
fn is_all_quoted(reading: &Reading<'_>, paragraph: usize) -> bool {
    let Paragraph { first, end, .. } = reading.paragraphs[paragraph];
    reading.tokens[first..end].iter().all(|token| token.is_quoted() || token.kind == Kind::Mark)
}

/// The name that opens words which are nothing but a name and what its bearer is.
fn signed(reading: &Reading<'_>, first: usize, end: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let dash = tokens.get(first).filter(|token| token.is_dash());
    let first = first + usize::from(dash.is_some());
    let paragraph = tokens.get(first)?.paragraph as usize;
    let idx =
        reading.paragraph_mentions(paragraph).find(|&idx| reading.mentions[idx].first == first)?;
    let mention = &reading.mentions[idx];
    let behind = tokens.get(mention.end..end)?;
    let is_plain = |token: &Token| {
        describes(token)
            && !matches!(token.kind, Kind::Mark | Kind::Number)
            && !matches!(token.sign, '.' | ':' | ';' | '@' | '?' | '!')
    };
    let is_signed = behind.is_empty() && dash.is_some()
        || behind.first().is_some_and(|comma| comma.is_sign(','))
            && behind.iter().any(|token| token.has(traits::ROLE | traits::HUMAN));
    let is_short = behind.len() <= LONGEST_SIGNATURE;
    let is_name = mention.kind == MentionKind::Name;
    (is_name && is_signed && is_short && behind.iter().all(is_plain)).then_some(idx)
}

/// `For the lawyer Jane Roe, who runs the clinic, the message is clear: “…”`, `Pour Jane Roe, maire, « … »`.
fn for_whom(reading: &Reading<'_>, which: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let marked = &reading.marked[which];
    let sign = marked.first.checked_sub(1).map(|at| &tokens[at])?;
    let is_led =
        sign.is_sign(':') || sign.is_sign(',') && !reading.lexicon(marked.first).is_english;
    if !is_led || sign.paragraph as usize != marked.paragraph {
        return None;
    }
    let mut names = reading.paragraph_mentions(marked.paragraph).filter(|&idx| {
        let mention = &reading.mentions[idx];
        mention.sentence == sign.sentence
            && mention.end < marked.first
            && matches!(mention.kind, MentionKind::Name | MentionKind::Pronoun)
    });
    let idx = names.next()?;
    let mention = &reading.mentions[idx];
    let lead = tokens[..mention.first].iter().rev();
    let lead = lead.take_while(|token| token.sentence == mention.sentence).take(LONGEST_LEAD + 1);
    let lead: Vec<&Token> = lead.collect();
    let (first, others) = lead.split_last()?;
    let leads = FOR.contains(&first.span.of(reading.text));
    let is_office = |token: &&Token| token.is_word() && !token.is_cue();
    let opens = reading.opens_sentence(mention.first - lead.len());
    // `For Jane Roe, who came, it is clear; she says: “…”`
    let says = tokens[mention.end..marked.first].iter().any(Token::is_cue);
    let is_name = mention.kind == MentionKind::Name;
    (is_name && leads && opens && !says && others.iter().all(is_office)).then_some(idx)
}

/// `she was told that the rise is “a gradual event”`: who hears does not speak.
fn is_told(reading: &Reading<'_>, which: usize, mention: usize) -> bool {
    const HEARS: [&str; 4] = ["told", "informed", "advised", "assured"];
    let tokens = &reading.tokens;
    let mention = &reading.mentions[mention];
    let marked = &reading.marked[which];
    let word = |at: usize| tokens[at].span.of(reading.text);
    mention.end + 1 < marked.first
        && mention.sentence == tokens[marked.first].sentence
        && matches!(word(mention.end), "was" | "were" | "is" | "are")
        && HEARS.contains(&word(mention.end + 1))
        && tokens[mention.end + 2..marked.first]
            .iter()
            .all(|token| !token.is_sign(',') && token.id != of_ascii("by"))
}

/// `said the Lake Union’s Jane Roe`, `said Lakewatch’s coast researcher Jane Roe`, `said Roe’s lawyer, Jane Hale`: the name
/// behind an owner, nothing but an office between.
fn of_owner(reading: &Reading<'_>, owner: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let owner = &reading.mentions[owner];
    tokens.get(owner.end).filter(|token| token.kind == Kind::Possessive)?;
    let own = reading.paragraph_mentions(owner.paragraph);
    own.filter(|&idx| reading.mentions[idx].sentence == owner.sentence).find(|&idx| {
        let mention = &reading.mentions[idx];
        let Some(between) = tokens.get(owner.end + 1..mention.name) else { return false };
        // `Lakewatch’s counsel in Suva, Jane Roe`
        let (office, is_apart) = match between {
            [office @ .., comma] if comma.is_sign(',') => (office, true),
            office => (office, false),
        };
        let n_office =
            office.iter().position(|token| is_apart && token.class == Class::Preposition);
        let (office, behind) = office.split_at(n_office.unwrap_or(office.len()));
        let is_plain = |token: &Token| {
            token.is_word()
                && !token.is_quoted()
                && !token.attributes()
                && !token.has(traits::STATEMENT)
                && token.class != Class::Preposition
        };
        // `Roe’s Clean Rivers Act` is nobody
        let is_office = match office.last() {
            Some(last) => last.has(traits::ROLE | traits::HUMAN),
            None => is_given_name(&tokens[mention.name]),
        };
        let is_where = |token: &Token| token.is_word() && !token.is_quoted() && !token.is_cue();
        mention.kind == MentionKind::Name
            && office.len() + behind.len() <= LONGEST_OFFICE
            && behind.iter().all(is_where)
            && is_office
            && office.iter().all(is_plain)
    })
}

/// `Jane Roe of Harbour Watch described it: “…”`: the name before a body.
fn of_body(reading: &Reading<'_>, body: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let body = &reading.mentions[body];
    let is_name =
        !matches!(body.kind, MentionKind::Pronoun | MentionKind::Phrase | MentionKind::Thing);
    // `In the case of Jane Roe of Harbour Watch, the charge says “…”`
    if !is_name || !tokens.get(body.end)?.is_word() {
        return None;
    }
    let before = |at: usize| at.checked_sub(1).filter(|&at| tokens[at].sentence == body.sentence);
    let mut lead = before(body.first)?;
    if tokens[lead].class == Class::Determiner {
        lead = before(lead)?;
    }
    if tokens[lead].class != Class::Preposition {
        return None;
    }
    let own = reading.paragraph_mentions(body.paragraph);
    own.rev().find(|&idx| {
        let mention = &reading.mentions[idx];
        mention.end == lead && mention.kind == MentionKind::Name
    })
}

/// `says Hoof and Horn appeal coordinator Jane Roe`: the name behind a part of a body’s and an office, nothing else between.
fn of_employer(reading: &Reading<'_>, body: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let body = &reading.mentions[body];
    let follows_verb = body.first.checked_sub(1).is_some_and(|at| tokens[at].is_cue());
    if body.kind == MentionKind::Name || body.kind == MentionKind::Pronoun || !follows_verb {
        return None;
    }
    let is_plain = |token: &Token| {
        token.is_word()
            && !token.is_quoted()
            && !token.attributes()
            && !matches!(token.class, Class::Preposition | Class::Relative | Class::Auxiliary)
    };
    let mut own = reading.paragraph_mentions(body.paragraph);
    own.find(|&idx| {
        let mention = &reading.mentions[idx];
        let between = tokens.get(body.end..mention.name).unwrap_or_default();
        mention.kind == MentionKind::Name
            && mention.sentence == body.sentence
            && between.len() <= LONGEST_OFFICE
            && between.last().is_some_and(|last| last.has(traits::ROLE))
            && between.iter().all(is_plain)
    })
}
