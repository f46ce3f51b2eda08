//! Names of organisations in a line: runs of capitalised words, small words inside.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::{
    lexicon::{self, Line, Seen, traits},
    organisation::{
        known,
        script::{
            Found, arabic_at, behind_kind_at, is_arabic, is_short_kind, quoted_at, romance_at,
        },
    },
};

/// A run of words that names an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run<'t> {
    pub(super) name: &'t str,
    pub(super) start: usize,
    /// The bytes of the name as it stands, possessive ending included.
    pub(super) length: usize,
    /// `the Network’s`.
    pub(super) is_possessive: bool,
    /// It has an organisation word or is well known; an acronym alone is weak.
    pub(super) is_strong: bool,
}

/// The words of a line with their offsets.
pub(super) fn word_indices(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &line[at..];
        let lead = rest.len() - rest.trim_start().len();
        let word = &rest[lead..];
        let is_blank = |c: char| c == ' ' || (c != '!' && c.is_whitespace());
        let length = word.find(is_blank).unwrap_or(word.len());
        let start = at + lead;
        at = start + length;
        (length > 0).then(|| (start, &word[..length]))
    })
}

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

/// A run of capitals has no more words than this.
const LONGEST_RUN: usize = 14;

/// The first organisation named in a line.
pub(super) fn first<'t>(line: &Line<'t>) -> Option<Run<'t>> {
    find_up_to(line, 1).into_iter().next()
}

/// The organisations named in a line.
pub(super) fn find<'t>(line: &Line<'t>) -> Vec<Run<'t>> {
    find_up_to(line, usize::MAX)
}

fn find_up_to<'t>(looked_up: &Line<'t>, most: usize) -> Vec<Run<'t>> {
    let line = looked_up.text;
    let mut runs = Vec::new();
    if lexicon::is_unspaced(line) {
        let whole = line.trim();
        let is_name = whole.chars().count() <= LONGEST_UNSPACED
            && whole.chars().all(crate::quote::is_han)
            && UNSPACED_ENDINGS.iter().any(|ending| whole.ends_with(ending));
        let known = known::in_unspaced(line);
        // any of the first sentences may open with it
        let mut sentences = whole.split(['。', '）', ')', '」', ' ', '　']).take(MOST_SENTENCES);
        if known.is_empty()
            && let Some(name) = sentences.find_map(opening_of_unspaced)
        {
            // a part of the line: to search for it would take the square of the length
            let start = name.as_ptr().addr() - line.as_ptr().addr();
            let (length, is_possessive) = (name.len(), false);
            runs.push(Run { name, start, length, is_possessive, is_strong: true });
        }
        runs.extend(known.into_iter().map(|(start, name)| {
            // `环球人权观察网` is no `人权观察`
            let name = if is_name { whole } else { &line[start..start + name.len()] };
            let start = if is_name { 0 } else { start };
            Run { name, start, length: name.len(), is_possessive: false, is_strong: true }
        }));
        return runs;
    }
    let seen = looked_up.words;
    let tells = |seen: &Seen| {
        seen.is(traits::ORGANISATION | traits::OPENS_KNOWN | traits::UPPER)
            || !seen.is(traits::PLAIN)
            // `«Открытый суд»`
            || seen.bare_start() != seen.start()
    };
    // the words that may make a run of capitals an organisation
    let telling = (0..seen.len()).filter(|idx| tells(&seen[*idx]));
    let mut telling = telling.peekable();
    // no name opens with a small letter, but behind an elision
    let is_small = |seen: &Seen| {
        seen.is(traits::SMALL) && seen.is(traits::PLAIN) || {
            let (_, word) = after_elision((seen.start(), looked_up.as_written(seen)));
            word.as_bytes().first().is_some_and(u8::is_ascii_lowercase)
        }
    };
    let words = Words(looked_up);
    let mut idx = 0;
    while idx < seen.len() && runs.len() < most {
        let word = &seen[idx];
        if is_small(word) {
            idx += 1;
            continue;
        }
        let may_follow_kind = idx > 0
            && (seen[idx - 1].is(traits::ORGANISATION | traits::UPPER)
                || !seen[idx - 1].is(traits::PLAIN));
        let behind_kind =
            if may_follow_kind { behind_kind_at(looked_up, words, idx) } else { None };
        if behind_kind.is_none()
            && let Some(end) = end_of_plain(looked_up, idx)
        {
            idx = end;
            continue;
        }
        while telling.next_if(|told| *told < idx).is_some() {}
        if behind_kind.is_none() {
            let Some(told) = telling.peek() else { break };
            if *told >= idx + LONGEST_RUN {
                idx += 1;
                continue;
            }
        }
        let known =
            || word.is(traits::OPENS_KNOWN).then(|| known_at(looked_up, words, idx)).flatten();
        let found = known()
            .or_else(|| quoted_at(line, words, idx))
            .or_else(|| arabic_at(line, words, idx))
            .or_else(|| {
                let is_no_kind = word.is(traits::ASCII) && !word.is(traits::ORGANISATION);
                let romance = if is_no_kind { None } else { romance_at(line, words, idx) };
                longer_of(romance, shaped_at(looked_up, words, idx))
            })
            .or(behind_kind);
        if let Some((run, end)) = found {
            runs.push(run);
            idx = end;
        } else {
            idx += 1;
        }
    }
    runs
}

/// Where a run of capitals ends that names no organisation, as nearly all of running text, for none of its words
/// tells of one; `None` where more must be asked.
fn end_of_plain(line: &Line<'_>, idx: usize) -> Option<usize> {
    let words = &line.words[idx..];
    for (n_before, seen) in words.iter().enumerate().take(LONGEST_RUN) {
        let is_plain = seen.is(traits::ASCII)
            && !seen.is(traits::ORGANISATION | traits::OPENS_KNOWN | traits::UPPER)
            && seen.bare_start() == seen.start();
        if !is_plain {
            return None;
        }
        if seen.is(traits::SMALL) && !is_joint(line.as_written(seen)) {
            return Some(idx + n_before + 1);
        }
    }
    Some(if words.len() > LONGEST_RUN { idx + 1 } else { line.words.len() })
}

/// The words of a line with their offsets, behind their elisions.
#[derive(Clone, Copy)]
pub(super) struct Words<'l, 't>(&'l Line<'t>);

impl<'t> Words<'_, 't> {
    pub(super) fn len(self) -> usize {
        self.0.words.len()
    }

    #[inline]
    pub(super) fn get(self, idx: usize) -> Option<(usize, &'t str)> {
        let seen = self.0.words.get(idx)?;
        Some(after_elision((seen.start(), self.0.as_written(seen))))
    }

    /// The word of that number, nothing behind the last.
    #[inline]
    pub(super) fn at(self, idx: usize) -> (usize, &'t str) {
        self.get(idx).unwrap_or((self.0.text.len(), ""))
    }

    /// How many words begin before a byte.
    pub(super) fn n_before(self, end: usize) -> usize {
        (0..self.len()).position(|idx| self.at(idx).0 >= end).unwrap_or(self.len())
    }
}

/// `d’Amnesty` → `Amnesty`.
#[inline]
pub(super) fn after_elision((start, word): (usize, &str)) -> (usize, &str) {
    if matches!(word.as_bytes().first(), Some(b'd' | b'D' | b'l' | b'L' | b'q')) {
        cut_elision(start, word)
    } else {
        (start, word)
    }
}

fn cut_elision(start: usize, word: &str) -> (usize, &str) {
    let elided = ["d’", "d'", "l’", "l'", "L’", "L'", "D’", "D'", "qu’", "qu'"]
        .iter()
        .find(|elided| word.starts_with(**elided) && word.len() > elided.len() + 2);
    match elided {
        Some(elided) => (start + elided.len(), &word[elided.len()..]),
        None => (start, word),
    }
}

/// The longest well-known name at a word.
fn known_at<'t>(
    looked_up: &Line<'t>,
    words: Words<'_, 't>,
    idx: usize,
) -> Option<(Run<'t>, usize)> {
    let line = looked_up.text;
    let (start, first) = words.at(idx);
    let opens = bare(first).chars().next().is_some_and(|c| !c.is_lowercase());
    if !opens {
        return None;
    }
    // the keys of two words tell whether a name of several words begins with them
    let plain_key = |idx: usize| {
        let seen = looked_up.words.get(idx)?;
        let (start, word) = words.at(idx);
        let is_plain = seen.is(traits::ASCII)
            && start == seen.start()
            && word.is_ascii()
            && !looked_up.bare(seen).is_empty();
        is_plain.then_some(seen.key)
    };
    let is_lone = match (plain_key(idx), plain_key(idx + 1)) {
        (Some(first), Some(second)) => !known::begins(first, second),
        _ => false,
    };
    let longest = if is_lone { idx + 1 } else { words.len().min(idx + known::LONGEST) };
    (idx + 1..=longest).rev().find_map(|end| {
        let (last_start, last) = words.at(end - 1);
        let whole = &line[start..last_start + last.len()];
        let (name, is_possessive) = cut_ending(whole);
        let name = name.trim_start_matches(is_mark);
        // `Memorial`, `Liberty`, `CARE` alone are words like others.
        let is_distinct =
            name.contains([' ', '.']) || (name.chars().count() > 1 && !is_common(name));
        (is_distinct
            && known::full(&known::fold(name)).is_some()
            && (name.chars().any(char::is_uppercase) || is_arabic(name)))
        .then(|| {
            let start = start + (whole.len() - whole.trim_start_matches(is_mark).len());
            let length = last_start + last.len() - start;
            (Run { name, start, length, is_possessive, is_strong: true }, end)
        })
    })
}

fn is_common(name: &str) -> bool {
    matches!(
        name,
        "Memorial"
            | "Liberty"
            | "CARE"
            | "Caritas"
            | "CAN"
            | "RAN"
            | "Care"
            | "Redress"
            | "DRC"
            | "LIBERTY"
    )
}

fn longer_of<'t>(one: Found<'t>, other: Found<'t>) -> Found<'t> {
    match (&one, &other) {
        (Some((first, _)), Some((second, _))) if second.length > first.length => other,
        (None, _) => other,
        _ => one,
    }
}

/// A run of capitals that has the shape of an organisation.
fn shaped_at<'t>(
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
            && crate::quote::is_given_name(line.bare(seen))
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
    let is_article = line
        .words
        .get(and + 1)
        .is_some_and(|next| super::demand::is_definite(line.as_written(next)));
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
        && super::named::is_behind_role(line, first)
        && line.is(at + 1, traits::CAPITAL)
        && crate::quote::is_given_name(line.bare(&line.words[at]))
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

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '(' | '«' | '[' | '*' | '‘' | '\'')
}

pub(super) fn bare(word: &str) -> &str {
    if let [first, .., last] = word.as_bytes()
        && first.is_ascii_alphanumeric()
        && last.is_ascii_alphanumeric()
    {
        return word;
    }
    word.trim_matches(|c: char| !c.is_alphanumeric())
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

/// What joins two names.
pub(super) fn is_and(word: &str) -> bool {
    matches!(word, "and" | "et" | "y" | "e" | "und" | "и")
}

/// Small words inside a name.
pub(super) fn is_joint(word: &str) -> bool {
    matches!(
        word,
        "of" | "for"
            | "por"
            | "el"
            | "the"
            | "and"
            | "on"
            | "in"
            | "to"
            | "sin"
            | "sem"
            | "ohne"
            | "against"
            | "de"
            | "des"
            | "du"
            | "pour"
            | "la"
            | "les"
            | "del"
            | "los"
            | "las"
            | "para"
            | "da"
            | "do"
            | "dos"
            | "das"
            | "für"
            | "der"
            | "gegen"
            | "and/or"
            | "et"
            | "y"
            | "e"
            | "und"
            | "без"
            | "по"
            | "за"
            | "и"
            | "contre"
            | "contra"
            | "per"
            | "with"
            | "without"
    )
}

fn is_initials(word: &str) -> bool {
    word.ends_with('.')
        && word.len() <= 5
        && word.chars().next().is_some_and(char::is_uppercase)
        && (word == "Inc." || word.matches('.').count() > 1)
}

/// Without the ending of a possessive and punctuation.
pub(super) fn cut_ending(whole: &str) -> (&str, bool) {
    // most words end in a letter that ends no possessive
    if whole.as_bytes().last().is_some_and(|last| last.is_ascii_alphanumeric() && *last != b's') {
        return (whole, false);
    }
    let name = whole.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let name = if name.ends_with("Inc.") { name } else { name.trim_end_matches('.') };
    for ending in ["’s", "'s"] {
        if let Some(name) = name.strip_suffix(ending) {
            return (name, true);
        }
    }
    (name, whole.ends_with('’') || whole.ends_with('\''))
}

/// Past `(ABBR)` after a name.
pub(super) fn after_bracket(after: &str) -> &str {
    match after.strip_prefix('(').and_then(|inner| inner.split_once(')')) {
        Some((inner, rest)) if inner.len() <= 24 => rest.trim_start(),
        _ => after,
    }
}

/// `河岸之友今日表示…`: the name that opens a line without blanks, up to the word by which it speaks.
fn opening_of_unspaced(line: &str) -> Option<&str> {
    const SPEAKS: [&str; 41] = [
        "聲明",
        "声明",
        "今日",
        "今天",
        "昨日",
        "昨天",
        "表示",
        "發表",
        "发表",
        "發布",
        "发布",
        "呼籲",
        "呼吁",
        "譴責",
        "谴责",
        "強烈",
        "强烈",
        "要求",
        "抗議",
        "抗议",
        "促請",
        "促请",
        "敦促",
        "認為",
        "认为",
        "指出",
        "就",
        "對",
        "对",
        "：",
        "（",
        "(",
        "召集人",
        "秘書長",
        "秘书长",
        "執行長",
        "理事長",
        "理事长",
        "發言人",
        "发言人",
        "主席",
    ];
    let fewest = 3;
    // `社團法人河岸之友協會`: the legal form is none of the name
    let line = ["社團法人", "社团法人", "財團法人", "财团法人"]
        .iter()
        .find_map(|form| line.strip_prefix(form))
        .unwrap_or(line);
    let reach = line.char_indices().take(LONGEST_UNSPACED + 1).skip(fewest);
    let mut ends = reach.map(|(at, _)| at).filter(|at| {
        UNSPACED_ENDINGS.iter().any(|ending| line[..*at].ends_with(ending))
            && SPEAKS.iter().any(|verb| line[*at..].starts_with(verb))
    });
    ends.next().map(|end| &line[..end]).filter(|name| name.chars().all(crate::quote::is_han))
}

/// So many sentences of a paragraph without blanks are looked at.
const MOST_SENTENCES: usize = 12;
/// A line without blanks that is a name has no more characters, and ends in a word for a body.
const LONGEST_UNSPACED: usize = 16;
const UNSPACED_ENDINGS: [&str; 30] = [
    "之家",
    "之友",
    "行动",
    "行動",
    "观察",
    "觀察",
    "网",
    "網",
    "社",
    "会",
    "會",
    "组织",
    "組織",
    "中心",
    "联盟",
    "聯盟",
    "基金会",
    "基金會",
    "机构",
    "機構",
    "学会",
    "學會",
    "网络",
    "網絡",
    "論壇",
    "论坛",
    "陣線",
    "阵线",
    "平台",
    "平臺",
];

static ISSUER_VERBS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../data/issuer_verbs.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect()
});

/// Verbs by which organisations speak in a lede.
pub(super) fn is_saying(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.len() <= 40 && lexicon::with_lower(word, |lower| ISSUER_VERBS.contains(lower))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> Vec<String> {
        let words = lexicon::look_up(line);
        let runs = find(&Line { text: line, words: &words });
        runs.into_iter().map(|run| run.name.to_owned()).collect()
    }

    #[test]
    fn organisations_are_runs_of_capitals_with_small_words_inside() {
        assert_eq!(
            names(
                "Today the Coalition for the Open Sea’s council met Amnesty International in Geneva, Ada Roe of OSN said."
            ),
            ["Coalition for the Open Sea", "Amnesty International", "OSN"]
        );
    }
}
