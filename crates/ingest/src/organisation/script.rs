//! Names of organisations that capitals do not show: quoted, behind their kind, Arabic, Romance ones.

use crate::{
    lexicon::{self, Line, traits},
    organisation::{
        demand::is_demanding,
        run::Run,
        verb,
        word::{self, Words, after_elision, bare, cut_ending},
    },
};

/// A run, and the word after it.
pub(super) type Found<'t> = Option<(Run<'t>, usize)>;

/// `правозащитный центр «Открытый суд»`: the quoted name behind an organisation word.
pub(super) fn quoted_at<'t>(line: &'t str, words: Words<'_, 't>, idx: usize) -> Found<'t> {
    let (at, first) = words.at(idx);
    let inner = first.strip_prefix(['«', '„', '“', '"'])?;
    let is_behind_kind = idx > 0 && {
        let kind = words.at(idx - 1).1;
        lexicon::is_organisation_word(kind) || is_kind(kind)
    };
    let is_named = is_behind_kind || first.starts_with('«') && is_cyrillic(inner);
    if !is_named || !inner.starts_with(|c: char| c.is_uppercase() || is_arabic_letter(c)) {
        return None;
    }
    let start = at + first.len() - inner.len();
    let length =
        line[start..].char_indices().take(60).find(|(_, c)| matches!(c, '»' | '“' | '”' | '"'))?.0;
    let name = &line[start..start + length];
    if !is_behind_kind
        && !is_behind_deed(words, idx)
        && !line[start + length..].strip_prefix("» ").is_some_and(speaks)
    {
        return None;
    }
    let end = words.n_before(start + length);
    let run = Run { name, start, length, is_possessive: false, is_strong: true };
    (!name.is_empty() && name.split_whitespace().count() <= 5).then_some((run, end.max(idx + 1)))
}

/// `заявляет «Открытый суд»`, `директор «Открытого суда»`: no colon, which would open speech, stands between.
fn is_behind_deed(words: Words<'_, '_>, idx: usize) -> bool {
    idx.checked_sub(1).is_some_and(|before| {
        let word = words.at(before).1;
        word.ends_with(char::is_alphabetic) && (lexicon::has_role(word) || verb::is_saying(word))
    })
}

/// Whether a text goes on with a verb by which bodies speak.
fn speaks(rest: &str) -> bool {
    rest.split_whitespace().next().is_some_and(verb::is_saying)
}

fn is_cyrillic(name: &str) -> bool {
    name.starts_with(|c: char| ('\u{400}'..='\u{4ff}').contains(&c))
}

/// Whether a word tells what kind of body the name behind it is: `l’association`, `coletivo`, `ONG`.
pub(super) fn is_kind(word: &str) -> bool {
    // the cases of Russian nouns
    const CASES: [&str; 20] = [
        "фонда",
        "фонду",
        "фонде",
        "фондом",
        "центра",
        "центре",
        "движения",
        "движении",
        "организации",
        "организацией",
        "объединении",
        "ассоциации",
        "общества",
        "группы",
        "группе",
        "проекта",
        "комитета",
        "коалиции",
        "союза",
        "сети",
    ];
    let word = after_elision((0, word)).1;
    is_short_kind(word)
        || !word.is_ascii() && CASES.contains(&word)
        || word.starts_with(char::is_lowercase) && lexicon::is_organisation_word(word)
}

/// The abbreviations of such words.
pub(super) fn is_short_kind(word: &str) -> bool {
    matches!(word, "ONG" | "NGO" | "OSC" | "НПО" | "НКО" | "ОО")
}

/// `l’ONG Solidarité Lac`, `o coletivo Amigos do Mangue`, `the charity Open Hands`: the capitals behind a word for a body
/// that is no part of the name.
pub(super) fn behind_kind_at<'t>(
    looked_up: &Line<'t>,
    words: Words<'_, 't>,
    idx: usize,
) -> Found<'t> {
    const LONGEST: usize = 8;
    let line = looked_up.text;
    let kind = words.at(idx.checked_sub(1)?).1;
    // Russian names stand in marks there
    if !kind.ends_with(char::is_alphabetic) || is_cyrillic(words.at(idx).1) || !is_kind(kind) {
        return None;
    }
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let (start, first) = words.at(idx);
    if looked_up.words[idx].is(traits::FUNCTION | traits::ROLE | traits::OFFICIAL | traits::DATE)
        || !bare(first).starts_with(char::is_uppercase)
        || crate::quote::is_given_name(bare(first))
    {
        return None;
    }
    let mut end = idx;
    for at in idx..words.len().min(idx + LONGEST) {
        let word = words.at(at).1;
        if is_capital(word) {
            end = at + 1;
        } else if at == idx || !word::is_joint(word) || matches!(word, "in" | "on" | "to") {
            break;
        }
        if !word.ends_with(char::is_alphanumeric) {
            break;
        }
    }
    let (last_start, last) = words.at(end.checked_sub(1).filter(|last| *last >= idx)?);
    let (name, is_possessive) = cut_ending(&line[start..last_start + last.len()]);
    let is_name = name.chars().count() > 3
        && name.chars().any(char::is_lowercase)
        && !lexicon::is_place(name)
        && !lexicon::has_role(name)
        && gazetteer::resolve(name).is_none();
    let run = Run { name, start, length: name.len(), is_possessive, is_strong: true };
    is_name.then_some((run, end))
}

/// Whether a name is written in Arabic letters, which have no capitals.
pub(super) fn is_arabic(name: &str) -> bool {
    name.starts_with(is_arabic_letter)
}

fn is_arabic_letter(c: char) -> bool {
    ('\u{600}'..='\u{6ff}').contains(&c)
}

/// `مرصد جسر للحقوق الرقمية`: an organisation word, a name, then words with article or `for`.
pub(super) fn arabic_at<'t>(line: &'t str, words: Words<'_, 't>, idx: usize) -> Found<'t> {
    let (start, first) = words.at(idx);
    if !is_arabic(first) {
        return None;
    }
    // `and`, `for`, `in` are written onto the word
    let kind = ["و", "ل", "ب"]
        .iter()
        .filter_map(|prefix| first.strip_prefix(prefix))
        .find(|rest| lexicon::is_organisation_word(rest))
        .unwrap_or(first);
    if !lexicon::is_organisation_word(kind) {
        return None;
    }
    let mut end = idx + 1;
    // `منظمة "شهود بلا حدود"`: the name stands in marks
    if end < words.len() && words.at(end).1.starts_with(['"', '«', '“']) {
        return None;
    }
    while end < words.len() && end < idx + 8 {
        let word = bare(words.at(end).1);
        let goes_on = end == idx + 1
            || (["لل", "ال", "وال", "ول"].iter().any(|prefix| word.starts_with(prefix))
                || word.starts_with("لح"))
                && !matches!(word, "اليوم" | "الذي" | "التي" | "الآن" | "الأحد" | "الخميس");
        if !goes_on || matches!(word, "في" | "من" | "على" | "إلى" | "أن" | "عن") {
            break;
        }
        let stops = words.at(end).1.ends_with(['،', '.', ',', ':', ')', '»', '؛']);
        end += 1;
        if stops {
            break;
        }
    }
    let (last_start, last) = words.at(end - 1);
    let from = start + first.len() - kind.len();
    let (name, _) = cut_ending(&line[from..last_start + last.len()]);
    let run = Run { name, start: from, length: name.len(), is_possessive: false, is_strong: true };
    (end >= idx + 2).then_some((run, end))
}

/// Whether a French word in small letters is an adjective of the noun before it: it ends as those do, and with an `s` where
/// the noun does, which no verb of the name would.
fn agrees(noun: &str, word: &str) -> bool {
    const ENDINGS: [&str; 18] = [
        "ain", "aine", "aire", "ique", "al", "ale", "au", "el", "elle", "if", "ive", "ien",
        "ienne", "ois", "oise", "ais", "aise", "euse",
    ];
    let word = bare(word);
    let is_plural = |word: &str| word.ends_with(['s', 'x']);
    let stem = word.strip_suffix(['s', 'x']).unwrap_or(word);
    word.starts_with(|c: char| c.is_lowercase())
        && is_plural(noun) == is_plural(word)
        && ENDINGS.iter().any(|ending| stem.ends_with(ending) && stem.len() > ending.len() + 1)
        && !verb::is_saying(word)
        && !is_demanding(word)
}

/// `Ligue maghrébine des travailleuses`: after the organisation word Romance names go on in lower case.
pub(super) fn romance_at<'t>(line: &'t str, words: Words<'_, 't>, idx: usize) -> Found<'t> {
    let (start, first) = words.at(idx);
    let is_open = |word: &str| word.ends_with([',', ';', ':', '.', ')', '»', '"', '”']);
    if !first.starts_with(char::is_uppercase)
        || !lexicon::is_organisation_word(first)
        || is_open(first)
    {
        return None;
    }
    let word = |at: usize| words.at(at).1;
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
        // `droits humains`, `droit humain et humanitaire`
        let noun = bare(word(at));
        if agrees(noun, word(end)) {
            end += 1;
            if word(end) == "et" && !is_open(word(end - 1)) && agrees(noun, word(end + 1)) {
                end += 2;
            }
            if is_open(word(end - 1)) {
                break;
            }
        }
        // `libertés d’enquête`
        while ["d'", "d’"].iter().any(|elided| word(end).starts_with(elided)) && end < idx + 12 {
            end += 1;
            if is_open(word(end - 1)) {
                break;
            }
        }
        if is_open(word(end - 1)) {
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
    let (last_start, last) = words.at(end - 1);
    let (name, is_possessive) = cut_ending(&line[start..last_start + last.len()]);
    let run = Run { name, start, length: name.len(), is_possessive, is_strong: true };
    Some((run, end))
}
