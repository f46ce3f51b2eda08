//! Names that capitals show: a run of them, small words inside, that has the shape of a body.

use crate::{
    lexicon::{self, Line, Seen, traits},
    organisation::{
        demand::is_definite,
        role::is_behind_role,
        run::{LONGEST_RUN, Run},
        script::is_short_kind,
        verb::is_saying,
        word::{Words, bare, cut_ending, is_and, is_joint, is_mark},
    },
    quote::is_given_name,
};

/// Offices that follow the name of a body.
const OFFICES: [&str; 26] = [
    "Director",
    "Chair",
    "Chairman",
    "Chairwoman",
    "Chairperson",
    "President",
    "Coordinator",
    "Spokesperson",
    "Spokesman",
    "Spokeswoman",
    "Campaigner",
    "Researcher",
    "Manager",
    "Adviser",
    "Advisor",
    "Analyst",
    "Head",
    "Officer",
    "Counsel",
    "Attorney",
    "Lawyer",
    "Representative",
    "Secretary-General",
    "Specialist",
    "Expert",
    "Editor",
];

/// A run of capitals that has the shape of an organisation.
pub(super) fn shaped_at<'t>(
    looked_up: &Line<'t>,
    words: Words<'_, 't>,
    idx: usize,
) -> Option<(Run<'t>, usize)> {
    let line = looked_up.text;
    let (start, first) = words.at(idx);
    let first_bare = bare(first);
    // `Sprecherin der Initiative …`, `Présidente de la Fédération …`: the name starts behind the article
    let is_held_there = || {
        let behind = |at: usize| lexicon::is_organisation_word(bare(words.at(at).1));
        let second = words.at(idx + 1).1;
        !looked_up.is(idx, traits::ORGANISATION)
            && (is_german_link(second) && looked_up.is(idx + 2, traits::ORGANISATION)
                || looked_up.is(idx, traits::ROLE)
                    && is_romance_link(second)
                    && (behind(idx + 2)
                        || matches!(words.at(idx + 2).1, "la" | "las" | "los") && behind(idx + 3)))
    };
    let is_kind =
        || is_short_kind(first_bare) && words.at(idx + 1).1.starts_with(char::is_uppercase);
    if !first_bare.starts_with(char::is_uppercase)
        || is_article(first_bare)
        || is_held_there()
        || is_kind()
        || opens_with_holder(looked_up, idx)
    {
        return None;
    }
    let mut end = idx + 1;
    let mut at = idx;
    let mut next = (start, first);
    while at < words.len() && at < idx + LONGEST_RUN {
        let (begin, word) = next;
        next = words.at(at + 1);
        let seen = &looked_up.words[at];
        let is_capital = if begin == seen.start() {
            seen.is(traits::CAPITAL | traits::NUMERIC)
        } else {
            bare(word).starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        };
        // `Reef Council Dr Ada Roe`: the person begins there
        if at > idx && is_title_of_person(word) {
            break;
        }
        if is_capital && at > idx + 1 && opens_speaker(looked_up, idx, at) {
            break;
        }
        if is_capital && at > idx + 1 && OFFICES.contains(&bare(word)) {
            // `Harbour Watch Senior Campaigner`: an office behind the word for a body is none of the name
            let body = (idx..at).rev().find(|&at| looked_up.is(at, traits::ORGANISATION));
            let goes_on = |body: usize| (body + 1..at).any(|at| is_joint(words.at(at).1));
            if let Some(body) = body.filter(|&body| !goes_on(body)) {
                end = body + 1;
                break;
            }
        }
        if is_capital || word == "&" {
            end = at + 1;
        } else if at == idx || !is_joint(word) || opens_another(looked_up, idx, at) {
            break;
        }
        // Punctuation, a bracket or a possessive ends a name.
        let ends = word.ends_with([',', ';', ':', '.', '?', '!', '”', '"', ')', '»'])
            && !is_initials(word)
            || word.ends_with("’s")
            || word.ends_with("'s")
            || !word.is_ascii() && word.contains('—');
        if ends && at + 1 > idx {
            break;
        }
        if next.1.starts_with(['(', '“', '„', '«', '"', '–', '—', '/']) {
            break;
        }
        at += 1;
    }
    // most capitals of running text are settled by this look at their words
    let run = &looked_up.words[idx..end];
    let is_alone = run.len() == 1;
    let is_plain = run.iter().all(|seen| seen.is(traits::ASCII));
    let names_kind = run.iter().any(|seen| seen.is(traits::ORGANISATION));
    if is_plain && !names_kind && !is_alone {
        return None;
    }
    let (last_start, last) = words.at(end - 1);
    let whole = &line[start..last_start + last.len()];
    let is_ascii = whole.is_ascii();
    let whole = if is_ascii { whole } else { whole.split('—').next().unwrap_or(whole) };
    let (name, is_possessive) = cut_ending(whole);
    let name = name.trim_start_matches(is_mark);
    let has_small = || name.bytes().any(|byte| byte.is_ascii_lowercase());
    let is_short = is_alone && !has_small() && lexicon::is_acronym(name);
    let is_acronym = is_short && (3..=7).contains(&name.chars().count());
    let has_kind = if is_plain {
        names_kind
    } else {
        lexicon::words_of(name).zip(run).any(|(word, seen)| {
            if seen.is(traits::ASCII) && seen.bare_start() == seen.start() {
                seen.is(traits::ORGANISATION)
            } else {
                lexicon::is_organisation_word(word)
            }
        })
    };
    let may_be_shaped =
        has_kind || is_short || is_alone && !name.is_ascii() && lexicon::is_unspaced(name);
    let is_shaped = may_be_shaped && lexicon::is_organisation(name);
    if !is_shaped && !is_acronym || name.chars().any(|c| matches!(c, '@')) {
        return None;
    }
    let start = start + (whole.len() - whole.trim_start_matches(is_mark).len());
    let run =
        Run { name, start, length: name.len(), is_possessive, is_strong: is_shaped && !is_acronym };
    Some((run, end))
}

/// `Executive Director of the River Institute`, `Ada Roe of the River Network`: whether capitals begin there that say who
/// somebody is, before the small word that leads to the body.
fn opens_with_holder(line: &Line<'_>, idx: usize) -> bool {
    const LONGEST: usize = 5;
    let reach = &line.words[idx..line.words.len().min(idx + LONGEST + 1)];
    let n_capitals = reach.iter().take_while(|seen| seen.is(traits::CAPITAL)).count();
    let (Some(last), Some(lead)) = (n_capitals.checked_sub(1), reach.get(n_capitals)) else {
        return false;
    };
    let leads_on = matches!(line.as_written(lead), "of" | "at" | "for" | "from");
    let is_plain = reach[..n_capitals].iter().all(|seen| {
        !seen.is(traits::ORGANISATION)
            && line.as_written(seen).ends_with(|c: char| c.is_alphanumeric() || c == '.')
    });
    // the surname may be all that is left of the name
    let is_given = |seen: &Seen| {
        seen.is(traits::CAPITAL)
            && line.as_written(seen).ends_with(char::is_alphabetic)
            && is_given_name(line.bare(seen))
    };
    let is_person = || {
        n_capitals > 1 && is_given(&reach[0])
            || idx.checked_sub(1).is_some_and(|before| is_given(&line.words[before]))
    };
    leads_on && is_plain && (reach[last].is(traits::ROLE) || is_person())
}

/// `the Lake Commission and the River Institute`: whether another body begins behind `and` and an article.
fn opens_another(line: &Line<'_>, first: usize, and: usize) -> bool {
    const REACH: usize = 6;
    let is_article = line.words.get(and + 1).is_some_and(|next| is_definite(line.as_written(next)));
    let names_body = |range: std::ops::Range<usize>| {
        line.words.get(range).is_some_and(|words| {
            let mut name = words
                .iter()
                .take_while(|seen| seen.is(traits::CAPITAL) || is_joint(line.as_written(seen)));
            name.any(|seen| seen.is(traits::ORGANISATION))
        })
    };
    is_article
        && is_and(line.as_written(&line.words[and]))
        && names_body(first..and)
        && names_body(and + 2..line.words.len().min(and + 2 + REACH))
}

/// `Institute for Clean Ports Ada Roe said`: whether the name of who speaks begins at a word, behind that of the body. In
/// languages without `of` and `for` bodies are called after persons.
fn opens_speaker(line: &Line<'_>, first: usize, at: usize) -> bool {
    let is_english =
        |idx: &usize| matches!(line.as_written(&line.words[*idx]), "of" | "for" | "on");
    let speaks = line
        .words
        .get(at + 2)
        .is_some_and(|verb| verb.is(traits::SMALL) && is_saying(line.bare(verb)));
    speaks
        && is_behind_role(line, first)
        && line.is(at + 1, traits::CAPITAL)
        && is_given_name(line.bare(&line.words[at]))
        && (first..at).any(|idx| line.is(idx, traits::ORGANISATION))
        && (first..at).any(|idx| is_english(&idx))
}

/// What stands before the name of a person and in no name of a body.
pub(super) fn is_title_of_person(word: &str) -> bool {
    matches!(
        word,
        "Dr" | "Dr."
            | "Prof"
            | "Prof."
            | "Mr"
            | "Mr."
            | "Mrs"
            | "Mrs."
            | "Ms"
            | "Ms."
            | "Mme"
            | "Dra."
            | "Sr."
            | "Sra."
    )
}

fn is_article(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "A"
            | "An"
            | "THE"
            | "In"
            | "On"
            | "For"
            | "At"
            | "By"
            | "We"
            | "Our"
            | "This"
            | "As"
            | "And"
            | "But"
            | "La"
            | "Le"
            | "Les"
            | "El"
            | "Los"
            | "Die"
            | "Der"
            | "Das"
            | "O"
            | "Os"
            | "As "
            | "With"
            | "From"
            | "To"
            | "Today"
    )
}

fn is_german_link(word: &str) -> bool {
    matches!(word, "der" | "des" | "vom" | "beim" | "bei")
}

fn is_romance_link(word: &str) -> bool {
    matches!(word, "de" | "du" | "des" | "del" | "da" | "do" | "das" | "dos")
}

fn is_initials(word: &str) -> bool {
    word.ends_with('.')
        && word.len() <= 5
        && word.chars().next().is_some_and(char::is_uppercase)
        && (word == "Inc." || word.matches('.').count() > 1)
}
