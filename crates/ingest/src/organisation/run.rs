//! Names of organisations in a line: runs of capitalised words, small words inside.

use crate::{lexicon, organisation::known};

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
    line.split_inclusive(char::is_whitespace).filter_map(move |chunk| {
        let word = chunk.trim_end();
        let lead = word.len() - word.trim_start().len();
        let start = at + lead;
        at += chunk.len();
        let word = word.trim_start();
        (!word.is_empty()).then_some((start, word))
    })
}

/// The organisations named in a line.
pub(super) fn find(line: &str) -> Vec<Run<'_>> {
    let words: Vec<(usize, &str)> = word_indices(line).map(after_elision).collect();
    let mut runs = Vec::new();
    if lexicon::is_unspaced(line) {
        runs.extend(known::in_unspaced(line).into_iter().map(|(start, name)| Run {
            name: &line[start..start + name.len()],
            start,
            length: name.len(),
            is_possessive: false,
            is_strong: true,
        }));
        return runs;
    }
    let mut idx = 0;
    while idx < words.len() {
        if let Some((run, end)) = known_at(line, &words, idx)
            .or_else(|| quoted_at(line, &words, idx))
            .or_else(|| arabic_at(line, &words, idx))
            .or_else(|| longer_of(romance_at(line, &words, idx), shaped_at(line, &words, idx)))
        {
            runs.push(run);
            idx = end;
        } else {
            idx += 1;
        }
    }
    runs
}

/// `d’Amnesty` → `Amnesty`.
fn after_elision((start, word): (usize, &str)) -> (usize, &str) {
    let elided = ["d’", "d'", "l’", "l'", "L’", "L'", "D’", "D'", "qu’", "qu'"]
        .iter()
        .find(|elided| word.starts_with(**elided) && word.len() > elided.len() + 2);
    match elided {
        Some(elided) => (start + elided.len(), &word[elided.len()..]),
        None => (start, word),
    }
}

/// The longest well-known name at a word.
fn known_at<'t>(line: &'t str, words: &[(usize, &'t str)], idx: usize) -> Option<(Run<'t>, usize)> {
    let (start, first) = words[idx];
    let opens = bare(first).chars().next().is_some_and(|c| !c.is_lowercase());
    if !opens || !known::opens(first) {
        return None;
    }
    let longest = words.len().min(idx + known::LONGEST);
    (idx + 1..=longest).rev().find_map(|end| {
        let (last_start, last) = words[end - 1];
        let whole = &line[start..last_start + last.len()];
        let (name, is_possessive) = cut_ending(whole);
        let name = name.trim_start_matches(is_mark);
        // `Memorial`, `Liberty`, `CARE` alone are words like others.
        let is_distinct =
            name.contains([' ', '.']) || (name.chars().count() > 1 && !is_common(name));
        (is_distinct
            && known::full(&known::fold(name)).is_some()
            && name.chars().any(char::is_uppercase))
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

type Found<'t> = Option<(Run<'t>, usize)>;

fn longer_of<'t>(one: Found<'t>, other: Found<'t>) -> Found<'t> {
    match (&one, &other) {
        (Some((first, _)), Some((second, _))) if second.length > first.length => other,
        (None, _) => other,
        _ => one,
    }
}

/// `правозащитный центр «Открытый суд»`: the quoted name behind an organisation word.
fn quoted_at<'t>(line: &'t str, words: &[(usize, &'t str)], idx: usize) -> Found<'t> {
    let (at, first) = words[idx];
    let inner = first.strip_prefix(['«', '„', '“'])?;
    let is_kind = idx > 0 && lexicon::is_organisation_word(words[idx - 1].1);
    if !is_kind || !inner.starts_with(char::is_uppercase) {
        return None;
    }
    let start = at + first.len() - inner.len();
    let length =
        line[start..].char_indices().take(60).find(|(_, c)| matches!(c, '»' | '“' | '”'))?.0;
    let name = &line[start..start + length];
    let end = words.partition_point(|(at, _)| *at < start + length);
    let run = Run { name, start, length, is_possessive: false, is_strong: true };
    (!name.is_empty() && name.split_whitespace().count() <= 5).then_some((run, end.max(idx + 1)))
}

/// `مرصد جسر للحقوق الرقمية`: an organisation word, a name, then words with article or `for`.
fn arabic_at<'t>(line: &'t str, words: &[(usize, &'t str)], idx: usize) -> Found<'t> {
    let (start, first) = words[idx];
    let is_arabic = first.starts_with(|c: char| ('\u{600}'..='\u{6ff}').contains(&c));
    let kind =
        first.strip_prefix('و').filter(|rest| lexicon::is_organisation_word(rest)).unwrap_or(first);
    if !is_arabic || !lexicon::is_organisation_word(kind) {
        return None;
    }
    let mut end = idx + 1;
    while end < words.len() && end < idx + 8 {
        let word = bare(words[end].1);
        let goes_on = end == idx + 1
            || (["لل", "ال", "وال", "ول"].iter().any(|prefix| word.starts_with(prefix))
                || word.starts_with("لح"))
                && !matches!(word, "اليوم" | "الذي" | "التي" | "الآن" | "الأحد" | "الخميس");
        if !goes_on || matches!(word, "في" | "من" | "على" | "إلى" | "أن" | "عن") {
            break;
        }
        let stops = words[end].1.ends_with(['،', '.', ',', ':', ')', '»', '؛']);
        end += 1;
        if stops {
            break;
        }
    }
    let (last_start, last) = words[end - 1];
    let from = start + first.len() - kind.len();
    let (name, _) = cut_ending(&line[from..last_start + last.len()]);
    let run = Run { name, start: from, length: name.len(), is_possessive: false, is_strong: true };
    (end >= idx + 2).then_some((run, end))
}

/// `Ligue maghrébine des travailleuses`: after the organisation word Romance names go on in lower case.
fn romance_at<'t>(line: &'t str, words: &[(usize, &'t str)], idx: usize) -> Found<'t> {
    let (start, first) = words[idx];
    let is_open = |word: &str| word.ends_with([',', ';', ':', '.', ')', '»', '"', '”']);
    if !first.starts_with(char::is_uppercase)
        || !lexicon::is_organisation_word(first)
        || is_open(first)
    {
        return None;
    }
    let word = |at: usize| words.get(at).map_or("", |(_, word)| *word);
    let is_link = |at: usize| {
        matches!(
            word(at),
            "de" | "des"
                | "du"
                | "da"
                | "do"
                | "das"
                | "dos"
                | "del"
                | "pour"
                | "para"
                | "por"
                | "contre"
                | "contra"
        ) || (matches!(word(at), "et" | "e" | "y")
            && matches!(word(at + 1), "de" | "des" | "du" | "da" | "do" | "das" | "dos" | "del"))
    };
    let mut end = idx + 1;
    let is_plain = |at: usize| {
        word(at).starts_with(char::is_alphabetic) && !lexicon::is_function_word(bare(word(at)))
    };
    if is_plain(end) && is_link(end + 1) && !is_open(word(end)) {
        end += 1;
    }
    let mut has_link = false;
    while is_link(end) && end < idx + 12 {
        let mut at = end + 1;
        while matches!(
            word(at),
            "de" | "des"
                | "du"
                | "la"
                | "le"
                | "les"
                | "los"
                | "las"
                | "el"
                | "da"
                | "do"
                | "das"
                | "dos"
                | "del"
        ) {
            at += 1;
        }
        if !is_plain(at) && !after_elision((0, word(at))).1.starts_with(char::is_alphabetic) {
            break;
        }
        has_link = true;
        end = at + 1;
        let stops = is_open(word(at))
            || words
                .get(at + 1)
                .is_some_and(|(_, next)| next.starts_with(['(', '«', '“', '—', '–']));
        if stops {
            break;
        }
        // `Direitos Cívicos`, `Justiça Climática`
        while word(end).starts_with(char::is_uppercase) && end < idx + 12 {
            end += 1;
            if is_open(word(end - 1)) {
                break;
            }
        }
        if is_open(word(end - 1)) {
            break;
        }
    }
    if !has_link {
        return None;
    }
    let (last_start, last) = words[end - 1];
    let (name, is_possessive) = cut_ending(&line[start..last_start + last.len()]);
    let run = Run { name, start, length: name.len(), is_possessive, is_strong: true };
    Some((run, end))
}

/// A run of capitals that has the shape of an organisation.
fn shaped_at<'t>(
    line: &'t str,
    words: &[(usize, &'t str)],
    idx: usize,
) -> Option<(Run<'t>, usize)> {
    let (start, first) = words[idx];
    let first_bare = bare(first);
    if !first_bare.starts_with(char::is_uppercase) || is_article(first_bare) {
        return None;
    }
    let mut end = idx + 1;
    let mut at = idx;
    while at < words.len() && at < idx + 14 {
        let word = words[at].1;
        let word_bare = bare(word);
        let is_capital = word_bare.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        if is_capital || word == "&" {
            end = at + 1;
        } else if at == idx || !is_joint(word) {
            break;
        }
        // Punctuation, a bracket or a possessive ends a name.
        let ends = word.ends_with([',', ';', ':', '.', '?', '!', '”', '"', ')', '»'])
            && !is_initials(word)
            || word.ends_with("’s")
            || word.ends_with("'s")
            || word.contains('—');
        if ends && at + 1 > idx {
            break;
        }
        if words
            .get(at + 1)
            .is_some_and(|(_, next)| next.starts_with(['(', '“', '"', '–', '—', '/']))
        {
            break;
        }
        at += 1;
    }
    let (last_start, last) = words[end - 1];
    let whole = &line[start..last_start + last.len()];
    let whole = whole.split('—').next().unwrap_or(whole);
    let (name, is_possessive) = cut_ending(whole);
    let name = name.trim_start_matches(is_mark);
    let is_shaped = lexicon::is_organisation(name);
    let is_acronym =
        end == idx + 1 && lexicon::is_acronym(name) && (3..=7).contains(&name.chars().count());
    if !is_shaped && !is_acronym || name.chars().any(|c| matches!(c, '@')) {
        return None;
    }
    let start = start + (whole.len() - whole.trim_start_matches(is_mark).len());
    let run =
        Run { name, start, length: name.len(), is_possessive, is_strong: is_shaped && !is_acronym };
    Some((run, end))
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '(' | '«' | '[' | '*' | '‘' | '\'')
}

fn bare(word: &str) -> &str {
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

/// Small words inside a name.
fn is_joint(word: &str) -> bool {
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
fn cut_ending(whole: &str) -> (&str, bool) {
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

/// Verbs by which organisations speak in a lede.
pub(super) fn is_saying(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    matches!(
        word.to_lowercase().as_str(),
        "said"
            | "says"
            | "today"
            | "announced"
            | "announces"
            | "urged"
            | "urges"
            | "called"
            | "calls"
            | "condemned"
            | "condemns"
            | "warned"
            | "warns"
            | "welcomed"
            | "welcomes"
            | "criticized"
            | "criticised"
            | "demanded"
            | "demands"
            | "denounced"
            | "denounces"
            | "filed"
            | "launched"
            | "launches"
            | "released"
            | "releases"
            | "expressed"
            | "expresses"
            | "stated"
            | "states"
            | "reported"
            | "reports"
            | "published"
            | "asked"
            | "asks"
            | "appealed"
            | "wants"
            | "praised"
            | "commended"
            | "commends"
            | "pediu"
            | "afirma"
            | "afirmou"
            | "denuncia"
            | "denunció"
            | "pidió"
            | "pide"
            | "exige"
            | "exigió"
            | "condena"
            | "condenó"
            | "manifestó"
            | "dijo"
            | "disse"
            | "demande"
            | "appelle"
            | "dénonce"
            | "condamne"
            | "exhorte"
            | "déclare"
            | "dispose"
            | "fordert"
            | "kritisiert"
            | "verurteilt"
            | "warnt"
            | "begrüßt"
            | "erklärte"
            | "sagte"
            | "ruft"
            | "заявила"
            | "призвала"
            | "призывает"
            | "осудила"
            | "رحبت"
            | "رحب"
            | "دعا"
            | "طالبت"
            | "طالب"
            | "أكدت"
            | "كشفت"
            | "حذر"
            | "أدان"
            | "ناشدت"
            | "заявляет"
            | "сообщила"
            | "قالت"
            | "دعت"
            | "أعلنت"
            | "حذرت"
            | "أدانت"
            | "objects"
            | "believes"
            | "supports"
            | "opposes"
            | "sued"
            | "sues"
            | "voted"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> Vec<&str> {
        find(line).into_iter().map(|run| run.name).collect()
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
