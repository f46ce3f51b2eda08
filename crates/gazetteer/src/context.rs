//! What the words beside a name tell: a person, a language, a pronoun instead of a country.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use crate::{
    scan::Candidate,
    sense::{Kind, Sense},
    table::rows,
};

/// Whether the words next to a country's name show that the country is not meant.
pub(crate) fn means_something_else(candidate: &Candidate<'_>, sense: Sense) -> bool {
    match sense.kind {
        Kind::Acronym => is_pronoun_or_currency(candidate),
        Kind::Demonym => is_language(candidate) || is_person(candidate),
        Kind::Name | Kind::Alias => is_person(candidate) || is_language(candidate),
        Kind::Official | Kind::City | Kind::Region | Kind::Institution | Kind::Leader => false,
    }
}

/// `US` in `JOIN US` and in `US$ 500`.
fn is_pronoun_or_currency(candidate: &Candidate<'_>) -> bool {
    if candidate.surface() != "US" {
        return false;
    }
    let after = candidate.after();
    if after.starts_with('$') || after.starts_with(" $") {
        return true;
    }
    let is_marked = candidate.before().ends_with('/') || after.starts_with(['/', '-', '\'']);
    let is_article = word_before(candidate).is_some_and(|word| word.eq_ignore_ascii_case("the"));
    !is_marked && !is_article && stands_in_capitals(candidate)
}

/// Whether a neighbouring word is a long one in capitals, so that capitals tell nothing.
fn stands_in_capitals(candidate: &Candidate<'_>) -> bool {
    [word_before(candidate), word_after(candidate)]
        .into_iter()
        .flatten()
        .any(|word| word.chars().count() > 3 && word.chars().all(char::is_uppercase))
}

/// `in French.`, `French version`, `English, French and Spanish`, `(German)`.
fn is_language(candidate: &Candidate<'_>) -> bool {
    let (before, after) = (candidate.before(), candidate.after());
    if after.starts_with("-language") || after.starts_with("-speaking") || is_said_in(candidate) {
        return true;
    }
    if !is_language_name(candidate.surface()) {
        return false;
    }
    if closes_list_of_languages(after) || word_after(candidate).is_some_and(is_word_of_languages) {
        return true;
    }
    let is_spoken = word_before(candidate).is_some_and(|word| {
        ["speak", "speaks", "spoke", "speaking", "spoken"].contains(&word)
            || (["in", "into", "In", "auf"].contains(&word) && !is_followed_by_word(after))
    });
    is_spoken || is_listed_with_languages(before, after)
}

/// `en anglais`, `em inglês`, `auf Deutsch`, `на русском, английском языках`: in which language, told in another.
fn is_said_in(candidate: &Candidate<'_>) -> bool {
    let surface = candidate.surface();
    let (before, after) = (candidate.before(), candidate.after());
    if surface.ends_with("ком") || surface.ends_with("кому") {
        let rest = after.trim_start_matches([',', ' ']);
        let is_language = rest.starts_with("язык") || rest.starts_with("мов");
        let is_listed = |rest: &str| {
            let mut words = rest.split([' ', ',']).filter(|word| !word.is_empty() && *word != "и");
            let next = words.next().unwrap_or_default();
            next.ends_with("ком") && words.next().is_some_and(|word| word.starts_with("язык"))
        };
        let is_alone = before.ends_with(" на ") && !is_followed_by_word(after);
        return is_language || is_listed(rest) || is_alone;
    }
    let is_led = [" en ", " em ", " auf "].iter().any(|lead| before.ends_with(lead));
    is_led && Words::get().abroad.contains(surface)
}

/// Adjectives and nouns that are also the name of a language.
fn is_language_name(word: &str) -> bool {
    Words::get().languages.contains(word)
}

fn is_word_of_languages(word: &str) -> bool {
    [
        "version",
        "versions",
        "language",
        "languages",
        "translation",
        "translations",
        "translator",
        "text",
        "speaker",
        "speakers",
        "edition",
        "subtitles",
        "transcript",
        "interpreter",
        "interpretation",
        "original",
    ]
    .contains(&word)
}

/// Whether a noun may follow that the adjective describes.
fn is_followed_by_word(after: &str) -> bool {
    after.strip_prefix(' ').is_some_and(|rest| {
        rest.starts_with(char::is_alphabetic)
            && !["and ", "or ", "at ", "on ", "here", "only", "by ", "with ", "from ", "in ", "as "]
                .iter()
                .any(|word| rest.starts_with(word))
    })
}

/// Whether a language that is never a people's name (`English`, `Swahili`) stands in the same list.
fn is_listed_with_languages(before: &str, after: &str) -> bool {
    const REACH: usize = 100;
    let words = Words::get();
    let near = |list: &mut dyn Iterator<Item = &str>| {
        list.filter(|word| !word.is_empty() && !["and", "or", "in", "as", "well"].contains(word))
            .take(6)
            .take_while(|word| words.languages.contains(word) || words.tongues.contains(word))
            .any(|word| words.tongues.contains(word))
    };
    near(&mut tail(before, REACH).rsplit(is_separator))
        || near(&mut head(after, REACH).split(is_separator))
}

/// The first bytes of a text, to a character's end.
fn head(text: &str, reach: usize) -> &str {
    &text[..(0..=reach.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)]
}

/// The last bytes of a text, from a character's start.
fn tail(text: &str, reach: usize) -> &str {
    let first = text.len().saturating_sub(reach);
    &text[(first..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())..]
}

/// `(+00 312 555, Kyrgyz, Russian)`: nothing but languages up to the bracket.
fn closes_list_of_languages(after: &str) -> bool {
    const LONGEST: usize = 60;
    let words = Words::get();
    let end = after.bytes().take(LONGEST).position(|byte| byte == b')');
    end.is_some_and(|end| {
        after[..end].split(is_separator).all(|word| {
            word.is_empty()
                || word == "and"
                || words.languages.contains(word)
                || words.tongues.contains(word)
        })
    })
}

fn is_separator(c: char) -> bool {
    matches!(c, ' ' | ',' | '/' | '|' | ';' | '(' | ')' | '·' | '-')
}

/// `Mr. Jordan`, `Barbara Jordan`, `Marcus B. Jordan`, `Chad Whitfield said`.
fn is_person(candidate: &Candidate<'_>) -> bool {
    let words = Words::get();
    let surface = candidate.surface();
    if !words.doubtful.contains(surface) {
        return false;
    }
    let is_surname = word_before(candidate).is_some_and(|word| {
        words.titles.contains(word) || words.given.contains(word) || is_initial(candidate, word)
    });
    is_surname || is_given_name(candidate, words)
}

/// Whether a country's name is also a given name or a surname.
pub(crate) fn is_doubtful(surface: &str) -> bool {
    Words::get().doubtful.contains(surface)
}

/// One capital and a full stop before the name.
fn is_initial(candidate: &Candidate<'_>, word: &str) -> bool {
    word.len() == 1
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && candidate.before().ends_with(". ")
}

/// A surname follows, and no preposition stands before.
fn is_given_name(candidate: &Candidate<'_>, words: &Words) -> bool {
    let before = word_before(candidate).unwrap_or_default();
    let is_common = ["Jordan", "Chad", "Georgia", "Montserrat", "Guadalupe"];
    if !is_common.contains(&candidate.surface()) && !["said", "says", "added"].contains(&before) {
        return false;
    }
    let is_place = [
        "in",
        "of",
        "to",
        "from",
        "across",
        "within",
        "for",
        "on",
        "by",
        "near",
        "throughout",
        "against",
        "between",
        "inside",
        "outside",
    ]
    .contains(&before.to_lowercase().as_str());
    !is_place && surname_follows(candidate, words) && !is_title_case(line_of(candidate))
}

fn surname_follows(candidate: &Candidate<'_>, words: &Words) -> bool {
    word_after(candidate).is_some_and(|word| {
        let is_apostrophed = candidate.after().strip_prefix(" O'").is_some();
        let is_name = word.chars().count() > 1
            && word.starts_with(char::is_uppercase)
            && word.chars().skip(1).any(char::is_lowercase);
        is_apostrophed || (is_name && !words.institutions.contains(word))
    })
}

/// The sentence or line that the candidate stands in, at most some 600 bytes of it.
fn line_of<'t>(candidate: &Candidate<'t>) -> &'t str {
    const REACH: usize = 300;
    let is_end = |c: char| matches!(c, '\n' | '.' | '!' | '?' | ';');
    let (before, after) = (candidate.before(), candidate.after());
    let head = before
        .char_indices()
        .rev()
        .take_while(|&(at, c)| !is_end(c) && before.len() - at < REACH)
        .last()
        .map_or(before.len(), |(at, _)| at);
    let tail = after
        .char_indices()
        .find(|&(at, c)| is_end(c) || at > REACH)
        .map_or(after.len(), |(at, _)| at);
    &candidate.text[head..candidate.end + tail]
}

/// A headline with capitals: they do not tell names there.
fn is_title_case(line: &str) -> bool {
    let mut long_words = line.split(' ').filter(|word| word.chars().count() > 4);
    long_words.clone().count() >= 4
        && long_words.all(|word| word.starts_with(|c: char| !c.is_lowercase()))
}

/// The word directly before, without the full stop of an abbreviation.
fn word_before<'t>(candidate: &Candidate<'t>) -> Option<&'t str> {
    let before = candidate.before().strip_suffix(' ')?;
    let before = before.strip_suffix('.').unwrap_or(before);
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    (!word.is_empty()).then_some(word)
}

/// The word directly after.
fn word_after<'t>(candidate: &Candidate<'t>) -> Option<&'t str> {
    let after = candidate.after().strip_prefix(' ')?;
    let word = after.split(|c: char| !c.is_alphanumeric()).next()?;
    (!word.is_empty()).then_some(word)
}

/// The lists of `data/context.tsv`.
#[derive(Default)]
struct Words {
    doubtful: FxHashSet<&'static str>,
    titles: FxHashSet<&'static str>,
    given: FxHashSet<&'static str>,
    institutions: FxHashSet<&'static str>,
    /// Languages that are called like a people.
    languages: FxHashSet<&'static str>,
    /// Languages that are not.
    tongues: FxHashSet<&'static str>,
    /// What other languages call languages, as their peoples.
    abroad: FxHashSet<&'static str>,
}

impl Words {
    fn get() -> &'static Self {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| {
            let mut words = Self::default();
            for row in rows(include_str!("../data/context.tsv")) {
                let list = match row[0] {
                    "doubtful" => &mut words.doubtful,
                    "title" => &mut words.titles,
                    "given" => &mut words.given,
                    "language" => &mut words.languages,
                    "tongue" => &mut words.tongues,
                    "abroad" => &mut words.abroad,
                    _ => &mut words.institutions,
                };
                list.extend(row[1].split('|'));
            }
            words
        })
    }
}
