//! Clauses whose source stands in a phrase of its own: `according to X, …`, `As X noted, …`, `…, so X`, `in X's view`.

use crate::quote::{
    clause::{LONGEST_ADVERBIAL, before_colon, is_free_of_quotes, reported_clause},
    indirect::{LONGEST_SOURCE, Report, Sentence},
    lexicon::{Class, traits},
    mention::{Mention, MentionKind},
    reading::Reading,
    token::{Kind, Token, shape},
    word_id::of_ascii,
};

/// Between a source and a name whose title tells a role.
const LONGEST_TITLE_OF_SOURCE: usize = 12;
/// Between a mention and German `heißt es`.
const FARTHEST_IT_SAYS: usize = 4;
/// Behind `so X`: `weiter`, `am Montag in Berlin`.
const LONGEST_TAIL: usize = 4;
/// What begins `As X said, …`.
const AS: [u32; 2] = [of_ascii("as"), of_ascii("like")];

/// The noun of `in Jane Roe's view`.
pub(super) fn is_view(tokens: &[Token], at: usize) -> bool {
    tokens[at].has(traits::SOURCE)
        && at.checked_sub(1).is_some_and(|before| tokens[before].kind == Kind::Possessive)
}

/// `…, so X`: whether the word at `at` attributes, as German `so` does behind a comma.
pub(super) fn opens_so(tokens: &[Token], at: usize) -> bool {
    tokens[at].has(traits::SO)
        && at.checked_sub(1).is_some_and(|before| tokens[before].is_sign(','))
}

/// `As X noted, …`: the clause behind the comma.
pub(super) fn as_said(reading: &Reading<'_>, sentence: &Sentence, idx: usize) -> Option<Report> {
    let tokens = &reading.tokens;
    let mention = &reading.mentions[idx];
    let lead = tokens.get(sentence.first).filter(|lead| AS.contains(&lead.id))?;
    let is_lead = lead.is_word() && mention.first > sentence.first;
    let end = sentence.end;
    let cue = (sentence.first + 1..(mention.end + 4).min(end)).find(|&at| tokens[at].is_cue())?;
    let behind = cue.max(mention.end - 1) + 1;
    let comma =
        (behind..(behind + LONGEST_ADVERBIAL).min(end)).find(|&at| tokens[at].is_sign(','))?;
    let is_near = cue <= mention.end + 1 && mention.first <= cue + 2 + LONGEST_ADVERBIAL;
    let is_last = !reading.mentions[idx + 1..]
        .iter()
        .take_while(|next| next.first < comma)
        .any(|next| next.kind == MentionKind::Name);
    (is_lead && is_near && is_last).then_some(Report { first: comma + 1, end, mention: idx, cue })
}

/// `Ihr sei kein Land bekannt, so X weiter.`: the clause before the comma; `Ihr sei, so X, kein Land bekannt.`: all
/// of the sentence.
pub(super) fn so_said(reading: &Reading<'_>, sentence: &Sentence, idx: usize) -> Option<Report> {
    let tokens = &reading.tokens;
    let mention = &reading.mentions[idx];
    let reach = (1..=LONGEST_SOURCE).filter_map(|back| mention.first.checked_sub(back));
    let so = reach
        .take_while(|&at| tokens[at].sentence == mention.sentence && tokens[at].is_word())
        .find(|&at| opens_so(tokens, at))?;
    let (first, comma) = (sentence.first, so - 1);
    // `…, so X weiter, …`
    let is_goes_on = tokens.get(mention.end).is_some_and(|next| next.class == Class::Function);
    let behind = mention.end + usize::from(is_goes_on);
    let is_comma = tokens.get(behind).is_some_and(|next| next.is_sign(','));
    let is_role = tokens.get(behind + 1).is_some_and(|role| role.has(traits::ROLE));
    let is_last = mention.end + LONGEST_TAIL >= sentence.end || is_comma && is_role;
    let is_free = first < comma && !tokens[first].is_quoted() && !tokens[comma - 1].is_quoted();
    let end = if is_last { comma } else { sentence.end };
    (is_free && (is_last || is_comma)).then_some(Report { first, end, mention: idx, cue: so })
}

/// `according to X, …`, `…, according to X` and `in her opinion …`.
pub(super) fn according_to(
    reading: &Reading<'_>,
    sentence: &Sentence,
    idx: usize,
) -> Option<Report> {
    let mention = &reading.mentions[idx];
    let tokens = &reading.tokens;
    let is_source = |at: &usize| {
        tokens.get(*at).is_some_and(|token| {
            token.class == Class::According && token.sentence == mention.sentence
        })
    };
    // `по словам юриста центра «Свет» X`: a title may stand between, and `según contó X` has a verb
    let is_verb_of_source = |at: usize| {
        at.checked_sub(1).is_some_and(|before| {
            tokens[before].class == Class::According && tokens[before].sentence == mention.sentence
        })
    };
    let is_title = |at: usize| {
        let token = &tokens[at];
        let is_in_marks =
            matches!(token.sign, '«' | '»') && reading.is_short_name_in_marks(token.span);
        (token.is_word() || is_in_marks) && (!token.is_cue() || is_verb_of_source(at))
    };
    let holds_role = || {
        let from = mention.first.saturating_sub(LONGEST_TITLE_OF_SOURCE);
        tokens[from..mention.first].iter().any(|token| token.has(traits::ROLE))
    };
    let reach = match mention.kind {
        MentionKind::Name if holds_role() => LONGEST_TITLE_OF_SOURCE,
        MentionKind::Name => LONGEST_SOURCE,
        // `по данным правозащитного фонда`, but not `according to the latest law`
        _ if tokens[mention.first].sign.is_ascii() => 2,
        _ => 3,
    };
    let before = (1..=reach)
        .filter_map(|back| mention.first.checked_sub(back))
        .take_while(|&at| is_title(at))
        .find(is_source);
    let is_owner = tokens[mention.first].class == Class::Possessive;
    // `In Jane Roe's view, …`
    let view = mention.end + 1;
    if before.is_none() && view < sentence.end && is_view(tokens, view) {
        let is_led = mention.first == sentence.first + 1
            && tokens[sentence.first].class == Class::Preposition;
        let first = clause_behind_source(reading, view + 1, sentence.end).filter(|_| is_led)?;
        return Some(Report { first, end: sentence.end, mention: idx, cue: view });
    }
    // `Roe zufolge verstößt die Stadt …`
    if before.is_none() && mention.first == sentence.first && follows_its_noun(reading, mention.end)
    {
        let first = clause_behind_source(reading, mention.end + 1, sentence.end)?;
        return Some(Report { first, end: sentence.end, mention: idx, cue: mention.end });
    }
    let cue =
        before.or_else(|| (mention.end..mention.end + 2).filter(|_| is_owner).find(is_source))?;
    let (start, end) = (sentence.first, sentence.end);
    let subject_end = mention.end.max(cue + 1);
    let starts = (start..cue.min(mention.first)).all(|at| {
        // `But according to X`
        let opens = at == start && matches!(tokens[at].class, Class::Conjunction | Class::Function);
        opens
            || matches!(tokens[at].class, Class::Preposition | Class::Determiner | Class::According)
    });
    if starts {
        let first = clause_behind_source(reading, subject_end, end)?;
        let end = before_colon(tokens, first, end);
        return Some(Report { first, end, mention: idx, cue });
    }
    let lead = (start..cue.min(mention.first)).rfind(|&at| {
        tokens[at].class != Class::Preposition && tokens[at].class != Class::Determiner
    })?;
    // `The ferry, according to X, had left`: the verb stands behind the source
    let is_subject = tokens[start..lead].iter().all(|token| token.class != Class::Auxiliary);
    let is_parted = is_subject
        && tokens.get(subject_end..end).is_some_and(|behind| {
            matches!(behind, [comma, verb, _, ..]
                if comma.is_sign(',') && verb.class == Class::Auxiliary)
        });
    (tokens[lead].is_sign(',') && lead > start).then_some(Report {
        first: start,
        end: if is_parted { end } else { lead },
        mention: idx,
        cue,
    })
}

/// `Die Männer seien geschlagen worden, heißt es in einem Bericht`, `In dem Bericht heißt es, die Männer seien …`.
pub(super) fn it_says(reading: &Reading<'_>, sentence: &Sentence, idx: usize) -> Option<Report> {
    let tokens = &reading.tokens;
    let mention = &reading.mentions[idx];
    let says = |at: usize| is_it_says(reading, at);
    let end = sentence.end;
    let before = (1..=LONGEST_SOURCE)
        .filter_map(|back| mention.first.checked_sub(back))
        .find(|&at| says(at));
    if let Some(cue) = before.filter(|&cue| cue > sentence.first + 1) {
        let clause = sentence.first..cue - 1;
        let is_clause = tokens[cue - 1].is_sign(',') && is_free_of_quotes(&tokens[clause.clone()]);
        return is_clause.then_some(Report {
            first: clause.start,
            end: clause.end,
            mention: idx,
            cue,
        });
    }
    let cue = (mention.end..mention.end + FARTHEST_IT_SAYS).find(|&at| says(at))?;
    let first = reported_clause(tokens, cue, end)?;
    (first < end).then_some(Report { first, end, mention: idx, cue })
}

/// Whether `heißt es` stands near a mention: `In dem Bericht heißt es`, `heißt es in einem Bericht`.
pub(super) fn is_told_there(reading: &Reading<'_>, mention: &Mention) -> bool {
    reading.has_capital_nouns(mention.first)
        && (mention.first.saturating_sub(LONGEST_SOURCE)..mention.end + FARTHEST_IT_SAYS)
            .any(|at| is_it_says(reading, at))
}

/// Whether German `heißt es` begins at `at`.
pub(super) fn is_it_says(reading: &Reading<'_>, at: usize) -> bool {
    // every word of a sentence is asked, and most begin with another letter
    let Some(verb) = reading.tokens.get(at).filter(|verb| verb.sign == 'h') else { return false };
    let says = matches!(verb.span.of(reading.text), "heißt" | "heisst" | "hieß" | "hiess");
    let is_es = |next: &Token| next.span.of(reading.text) == "es";
    says && reading.tokens.get(at + 1).is_some_and(is_es) && !verb.is_quoted()
}

/// Whether German `zufolge` stands at `at`, which follows its source.
fn follows_its_noun(reading: &Reading<'_>, at: usize) -> bool {
    reading.tokens.get(at).is_some_and(|token| {
        token.class == Class::According && token.span.of(reading.text) == "zufolge"
    })
}

/// Where the clause begins that follows a source: behind its comma or apposition, or at once.
fn clause_behind_source(reading: &Reading<'_>, subject_end: usize, end: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let next = tokens.get(subject_end..end)?.first()?;
    let is_at_once = !next.is_sign(',')
        && (next.class == Class::Auxiliary || next.ending == 1 || next.class == Class::Determiner);
    // `Nach Ansicht der Anwältin verstößt die Stadt …`: the verb comes second
    let is_verb = reading.has_capital_nouns(subject_end)
        && next.is_word()
        && !next.is(shape::CAPITAL)
        && !matches!(next.class, Class::Preposition | Class::Conjunction | Class::Relative);
    if is_at_once || is_verb {
        return Some(subject_end);
    }
    let comma =
        (subject_end..end).find(|&at| tokens[at].is_sign(',') && !tokens[at].is_quoted())?;
    // an apposition ends at the second comma
    let second = (comma + 1..end).find(|&at| tokens[at].is_sign(','));
    let is_apposition = |second: &usize| {
        let is_name = tokens[comma + 1..*second].iter().all(|token| token.is(shape::CAPITAL));
        // `…, docker, la cale …`: no clause is a bare noun
        let is_noun = matches!(&tokens[comma + 1..*second], [noun] if noun.class == Class::Other);
        let office = &tokens[subject_end..comma];
        // `Pour la coordinatrice du collectif, Ada Roe, …`
        let is_of_office = is_name
            && office.len() <= LONGEST_TITLE_OF_SOURCE
            && office.iter().all(|token| {
                (token.is_word() || token.kind == Kind::Possessive) && !token.attributes()
            })
            && office.iter().all(|token| token.class != Class::Auxiliary);
        (office.is_empty() || is_of_office)
            && (is_name
                || is_noun
                || tokens[comma..*second]
                    .iter()
                    .any(|token| token.has(traits::ROLE | traits::HUMAN))
                || tokens[comma + 1].class == Class::Preposition)
            && tokens[comma..*second].iter().all(|token| token.class != Class::Auxiliary)
    };
    Some(second.filter(is_apposition).unwrap_or(comma) + 1)
}
