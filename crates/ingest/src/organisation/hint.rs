//! What the words around a name say about its being the issuer's.

use crate::{
    lexicon::{self, opens_with_role},
    organisation::{
        demand::{is_definite, is_demanding},
        known::is_known,
        run::Run,
        script,
        verb::{self, is_plural_saying},
        word,
    },
};

/// No cue below has more words.
const LONGEST_CUE: usize = 3;

/// What stands around a name in running text, as points.
pub(super) fn hint_of(words: &str, run: &Run<'_>, is_early: bool) -> (f32, &'static str) {
    let after = words[run.start + run.length..].trim_start();
    let after = word::after_bracket(after);
    let before = words[..run.start]
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '«' | '“' | '"' | '„'));
    let next = after.split_whitespace().next().unwrap_or_default();
    let speaks = || speaks(after) || run.is_strong && behind_joined(after).is_some_and(speaks);
    let known = if is_known(run.name) { 0.25 } else { 0.0 };
    // A small word would go on about the name; any other word in lower case is likely its verb.
    let acts = next.starts_with(char::is_lowercase)
        && (matches!(next, "has" | "have" | "hat" | "haben")
            || !lexicon::is_function_word(next.trim_matches(|c: char| !c.is_alphanumeric())))
        && run.is_strong;
    if is_early && speaks() {
        return (0.7 + known, "lede-subject");
    }
    if is_early && says_before(before) {
        return (0.5 + known, "lede-subject");
    }
    let last = before.split_whitespace().next_back().unwrap_or_default();
    if run.is_strong && !is_early && is_demanding(next) {
        return (0.4 + known, "demands");
    }
    let is_owner = is_owning(before) || run.is_possessive;
    if is_owner && !(is_early && run.is_strong && names_author(before)) {
        // `the mayor of Lake Town` tells whose mayor she is, `the future of the Lake Union` nothing
        let is_role = names_person(before)
            || run.is_possessive && opens_with_role(after)
            || names_role(before);
        let points = match (is_early, is_role) {
            (true, _) => 0.35,
            (false, true) => 0.2,
            (false, false) => 0.12,
        };
        return (points + known, if is_role { "speakers-organisation" } else { "named" });
    }
    // `экологическое общество «Степь»`
    let is_quoted = words[..run.start].ends_with(['«', '“', '"', '„']);
    let by_kind = is_quoted && (lexicon::is_organisation_word(last) || script::is_kind(last));
    match (is_early, run.is_strong) {
        (true, true) if names_author(before) => (0.45 + known, "lede-author"),
        (true, true) if acts => (0.5 + known, "lede-subject"),
        (true, true) if run.start < 60 || by_kind => (0.35 + known, "lede-name"),
        (true, true) => (0.25 + known, "lede-name"),
        _ => (0.12 + known / 2.0, "named"),
    }
}

/// Words that may stand between a verb and the kind of body that it has for its subject, the verb among them.
const MOST_OF_KIND: usize = 4;

/// `is shocked`, `are deeply concerned`: how statements begin that tell what their issuer feels.
pub(super) fn is_moved(word: &str) -> bool {
    matches!(
        word,
        "alarmed"
            | "appalled"
            | "concerned"
            | "dismayed"
            | "disappointed"
            | "disturbed"
            | "horrified"
            | "outraged"
            | "pleased"
            | "saddened"
            | "shocked"
            | "deeply"
            | "gravely"
            | "extremely"
            | "profoundly"
            | "seriously"
            | "closely"
            | "calling"
            | "urging"
    )
}

/// Whether a name speaks, or somebody speaks who has an office there.
pub(super) fn acts_or_employs(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    let is_elided = before.ends_with(['’', '\'']);
    speaks(after) || (is_owning(before) || is_elided) && names_role(before)
}

/// Whether what follows a name is a verb by which it speaks.
fn speaks(after: &str) -> bool {
    let mut words = after.split_whitespace();
    let next = words.next().unwrap_or_default();
    verb::is_saying(next)
        || demands_in_clause(after)
        || matches!(next, "is" | "are") && words.clone().next().is_some_and(is_moved)
        // `strongly condemns`
        || (next.ends_with("ly") && next.len() > 4
            || matches!(
            next,
            "today"
                | "has"
                | "have"
                | "a"
                | "also"
                | "hat"
                | "haben"
                | "hoje"
                | "hoy"
                | "heute"
                | "сегодня"
        )) && verb::is_saying(words.next().unwrap_or_default())
}

/// `the Rivers Council, which is demanding …`
fn demands_in_clause(after: &str) -> bool {
    let mut words = after.trim_start_matches([',', ' ']).split_whitespace();
    matches!(words.next(), Some("who" | "which"))
        && matches!(words.next(), Some("is" | "are"))
        && matches!(words.next(), Some("demanding" | "asking" | "calling" | "urging"))
}

/// `and the Lake Union announced`: what follows the second of two names that `and` joins.
fn behind_joined(after: &str) -> Option<&str> {
    const LONGEST: usize = 10;
    let mut words = word::word_indices(after).take(LONGEST);
    let (_, and) = words.next()?;
    if !word::is_and(and) {
        return None;
    }
    let mut n_capitals = 0;
    for (at, word) in words {
        if word.starts_with(char::is_uppercase) {
            n_capitals += 1;
        } else if n_capitals > 0 && word.starts_with('(') {
            return Some(word::after_bracket(&after[at..]));
        } else if !word::is_joint(word) && !is_definite(word) {
            return (n_capitals > 0).then(|| &after[at..]);
        }
        if !word.ends_with(char::is_alphanumeric) {
            return None;
        }
    }
    None
}

/// Whether a name stands in a phrase of another noun or verb: `of X`, `at the X`, `urged the X`, `der X`.
fn is_owning(before: &str) -> bool {
    let mut words = before.split_whitespace().rev();
    let last = words.next().unwrap_or_default();
    if is_article(last) {
        return words.next().is_some_and(|word| !opens_clause(word));
    }
    is_preposition(last)
}

fn is_article(word: &str) -> bool {
    matches!(word, "the" | "la" | "las" | "los")
}

/// Whether a clause may begin behind a word.
fn opens_clause(word: &str) -> bool {
    !word.ends_with(char::is_alphabetic)
        || matches!(
            word,
            "that"
                | "and"
                | "as"
                | "but"
                | "while"
                | "when"
                | "because"
                | "today"
                | "que"
                | "y"
                | "et"
        )
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "at"
            | "for"
            | "with"
            | "de"
            | "del"
            | "d’"
            | "da"
            | "do"
            | "das"
            | "dos"
            | "du"
            | "des"
            | "der"
            | "à"
            | "von"
            | "vom"
            | "bei"
            | "beim"
            | "l'"
            | "l’"
    )
}

/// Whether a role stands among the last words before a name: `the research director of`.
fn names_role(before: &str) -> bool {
    const FARTHEST: usize = 6;
    before
        .split_whitespace()
        .rev()
        .take(FARTHEST)
        .take_while(|word| !word.ends_with(['.', ';', ':']))
        .any(lexicon::has_role)
}

/// `Ada Roe of the`, `Ada Roe, do`: two capitals before the small words that lead to a name.
fn names_person(before: &str) -> bool {
    let is_lead = |word: &&str| is_article(word) || is_preposition(word);
    let mut words = before.split_whitespace().rev().skip_while(is_lead);
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let last = words.next().unwrap_or_default();
    is_capital(last)
        && last.trim_end_matches([',', ')']).ends_with(char::is_alphabetic)
        && words.next().is_some_and(|word| is_capital(word) && !word.ends_with([',', ';']))
}

/// Whether the words before a name say that its bearer spoke.
fn says_before(before: &str) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or_default();
    if verb::is_saying(last) || before.ends_with("today the") {
        return true;
    }
    // `diz o Observatório`, `dénonce la Ligue`
    let verb = before.split_whitespace().rev().nth(1).unwrap_or_default();
    if matches!(last, "o" | "a" | "la" | "le" | "el" | "die" | "das" | "der")
        && verb.starts_with(char::is_lowercase)
        && verb::is_saying(verb)
    {
        return true;
    }
    // `warns global network`, `says the medical organisation`: what kind of body it is, in small letters
    let mut kind = before.split_whitespace().rev();
    let is_kind = |word: &str| {
        matches!(word, "charity" | "group" | "body" | "watchdog")
            || script::is_kind(word)
            || lexicon::is_organisation_word(word)
    };
    if kind.next().is_some_and(is_kind) && last.starts_with(char::is_lowercase) {
        let mut said =
            kind.take(MOST_OF_KIND).take_while(|word| word.ends_with(char::is_alphabetic));
        if said.any(|word| {
            word.starts_with(char::is_lowercase)
                && (verb::is_saying(word) || is_plural_saying(word))
        }) {
            return true;
        }
    }
    // only the last words are looked at: the text before may be long
    let mut nearby: Vec<&str> = before.split_whitespace().rev().take(LONGEST_CUE).collect();
    nearby.reverse();
    let nearby = nearby.join(" ").to_lowercase();
    ["said the", "says the", "afirma a", "сегодня организация", "заявила сегодня организация"]
        .iter()
        .any(|cue| nearby.ends_with(cue))
}

/// Whether the words before a name say that its bearer made something.
fn names_author(before: &str) -> bool {
    [
        "by the", "by", "par", "par le", "por", "por la", "por el", "pela", "pelo", "von", "vom",
        "des", "der",
    ]
    .iter()
    .any(|cue| before.strip_suffix(cue).is_some_and(|rest| rest.ends_with(' ')))
}
