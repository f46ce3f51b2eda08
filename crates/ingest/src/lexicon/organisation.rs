//! What names of organisations look like, and the standing text that explains them.

use std::sync::LazyLock;

use crate::lexicon::Blanks as _;
use crate::lexicon::{
    Line, Words, bare, ends_like_a_sentence, first_letters, is_unspaced, lines, look_up, traits,
    with_lower,
};

static ORGANISATION_WORDS: Words = LazyLock::new(|| organisation_words().collect());

/// Words of names of organisations.
pub(crate) fn organisation_words() -> impl Iterator<Item = &'static str> {
    lines(include_str!("../../data/organisation_words.txt"))
}

/// Whether one word belongs to names of organisations.
pub(crate) fn is_organisation_word(word: &str) -> bool {
    if word.len() > 48 {
        return false;
    }
    with_lower(bare(word).trim_matches('.'), |lower| {
        ORGANISATION_WORDS.contains(lower) || is_german_compound(word, lower)
    })
}

/// `Menschenrechtswerk`, `Flussbund`: the last part of a German compound is the organisation word.
pub(super) fn is_german_compound(word: &str, lower: &str) -> bool {
    const LAST_PARTS: &[&str] = &[
        "werk",
        "bund",
        "netz",
        "netzwerk",
        "verein",
        "verband",
        "bündnis",
        "hilfe",
        "stiftung",
        "zentrum",
        "gesellschaft",
        "komitee",
        "partei",
        "initiative",
        "gewerkschaft",
        "organisation",
    ];
    may_be_german_compound(lower)
        && word.starts_with(char::is_uppercase)
        && lower.len() > 6
        && LAST_PARTS.iter().any(|end| lower.ends_with(end) && lower.len() >= end.len() + 3)
}

/// Whether the last letters of a word, in any case, may end such a compound; they settle nearly every word.
pub(super) fn may_be_german_compound(word: &str) -> bool {
    let last: Option<&[u8; 2]> = word.as_bytes().last_chunk();
    last.is_some_and(|last| {
        matches!(
            &last.map(|byte| byte.to_ascii_lowercase()),
            b"rk"
                | b"nd"
                | b"tz"
                | b"in"
                | b"is"
                | b"fe"
                | b"ng"
                | b"um"
                | b"ft"
                | b"ee"
                | b"ei"
                | b"ve"
                | b"on"
        )
    })
}

/// An abbreviation such as `FIDH` or `CCPR-Centre`'s first part.
pub(crate) fn is_acronym(word: &str) -> bool {
    let word = bare(word);
    let n_letters = word.chars().filter(|c| c.is_alphabetic()).count();
    (2..=10).contains(&n_letters)
        && word.chars().any(char::is_uppercase)
        && !word.chars().any(char::is_lowercase)
        && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '&' | '-'))
}

/// Whether a short line is shaped like the name of an organisation: capitals, and a word that such names
/// have, or an acronym alone.
pub(crate) fn is_organisation(line: &str) -> bool {
    Line { text: line, words: &look_up(line) }.is_organisation()
}

impl Line<'_> {
    /// [`is_organisation`] of the line.
    pub(crate) fn is_organisation(&self) -> bool {
        let line = self.text;
        if !line.is_ascii() && has_kind_and_quoted_name(line) {
            return true;
        }
        if line.starts_with("To ")
            || line.starts_with("An ")
            || line.starts_with("À ")
            || line.contains(": ")
        {
            return false;
        }
        let mut n_words = 0;
        let mut n_capitals = 0;
        let mut has_word = false;
        let has_at = line.contains('@');
        for seen in self.words {
            let bare = self.bare(seen);
            if bare.is_empty() || (has_at && self.as_written(seen).contains('@')) {
                continue;
            }
            n_words += 1;
            let is_small =
                seen.is(traits::SMALL) && !seen.is(traits::FUNCTION | traits::ORGANISATION);
            n_capitals += usize::from(!is_small);
            has_word |= seen.is(traits::ORGANISATION);
        }
        // `环境正义联盟`, `环境正义联盟 EJU`
        let name = match self.words {
            [_] => line,
            [name, acronym] if is_acronym(self.bare(acronym)) => self.bare(name),
            _ => "",
        };
        let is_unspaced_name = is_unspaced(name)
            && [
                "组织",
                "組織",
                "委员会",
                "委員會",
                "协会",
                "協會",
                "联盟",
                "聯盟",
                "中心",
                "基金会",
                "基金會",
                "联合会",
                "聯合會",
                "关怀会",
                "關懷會",
                "促进会",
                "促進會",
                "学会",
                "學會",
                "工会",
                "工會",
                "阵线",
                "陣線",
                "论坛",
                "論壇",
                "研究所",
                "工作组",
                "工作組",
                "之家",
                "之友",
                "行动",
                "行動",
                "观察",
                "觀察",
                "小组",
                "小組",
                "工作室",
                "关注组",
                "關注組",
                "自救会",
                "自救會",
                "同乡会",
                "同鄉會",
                "合作社",
                "律师团",
                "律師團",
            ]
            .iter()
            .any(|end| name.trim_end().ends_with(end));
        (has_word && n_words >= 2 && n_capitals == n_words && !self.has_headline_verb())
            || is_named_and_explained(self)
            || (n_words == 1 && is_acronym(line))
            || is_unspaced_name
    }
}

/// `Экологическое общество «Степной голос»`: an organisation word and a quoted name end the line.
fn has_kind_and_quoted_name(line: &str) -> bool {
    let Some((kind, name)) = line.split_once(['«', '“', '„']) else { return false };
    let name = name.trim_end_matches(['»', '”', '“', '.', ',', ' ']);
    kind.split_whitespace().next_back().is_some_and(is_organisation_word)
        && kind.by_blanks().count() <= 5
        && (1..=6).contains(&name.by_blanks().count())
        && name.starts_with(char::is_uppercase)
        && !name.contains(['«', '»', '“', '”'])
}

/// `Open Sea Network for the rights of fishers`: a name of two capitalised words or more, and what it is for.
fn is_named_and_explained(line: &Line<'_>) -> bool {
    let mut n_capitals = 0;
    let mut has_word = false;
    for (idx, word) in line.texts().enumerate() {
        if word.starts_with(char::is_uppercase) {
            n_capitals += 1;
            has_word |= line.is(idx, traits::ORGANISATION);
            continue;
        }
        let explains =
            matches!(word, "for" | "of" | "pour" | "para" | "für" | "per" | "des" | "de" | "по");
        return explains
            && has_word
            && n_capitals >= 2
            && line.words.len() <= idx + 11
            && !line.has_headline_verb()
            && !ends_like_a_sentence(line.text);
    }
    false
}

/// Whether a paragraph tells what an organisation is: `The Network is a global alliance of …`.
pub(crate) fn is_self_description(line: &Line<'_>) -> bool {
    let subject = &line.words[..line.words.len().min(15)];
    if !subject.iter().any(|seen| seen.is(traits::ORGANISATION | traits::UPPER)) {
        return false;
    }
    let head_end = first_letters(line.text, 260).len();
    // behind more words of a subject it is none
    let Some(verb) = line.head(head_end).take(15).position(|word| {
        matches!(
            word,
            "is" | "are"
                | "est"
                | "es"
                | "é"
                | "ist"
                | "works"
                | "brings"
                | "represents"
                | "promotes"
                | "campaigns"
                | "has"
                | "was"
                | "—"
                | "это"
                | "является"
                | "fights"
                | "defends"
        )
    }) else {
        return false;
    };
    let is_subject = (1..=14).contains(&verb)
        && (0..verb).all(|idx| !line.is(idx, traits::SMALL) || line.is(idx, traits::FUNCTION))
        && line
            .head(head_end)
            .take(verb)
            .enumerate()
            .any(|(idx, word)| line.is(idx, traits::ORGANISATION) || is_acronym(word));
    if !is_subject {
        return false;
    }
    let words: Vec<&str> = line.head(head_end).take(40).collect();
    let predicate = &words[verb + 1..];
    let describes = predicate.iter().take(12).enumerate().any(|(idx, word)| {
        line.is(verb + 1 + idx, traits::ORGANISATION)
            || with_lower(bare(word).trim_matches('.'), |lower| {
                matches!(
                    lower,
                    "worldwide" | "network" | "ngo" | "charity" | "nonprofit" | "non-profit"
                )
            })
    });
    let first = predicate.first().copied().unwrap_or_default();
    let is_article = matches!(
        first,
        "a" | "an"
            | "the"
            | "une"
            | "un"
            | "una"
            | "uma"
            | "um"
            | "eine"
            | "ein"
            | "one"
            | "dedicated"
            | "based"
            | "founded"
            | "committed"
            | "composed"
            | "made"
            | "America's"
    );
    let is_telling = matches!(
        words[verb],
        "works"
            | "brings"
            | "represents"
            | "promotes"
            | "campaigns"
            | "fights"
            | "defends"
            | "—"
            | "является"
            | "это"
    );
    let has_worked = words[verb] == "has" && matches!(first, "worked" | "been" | "campaigned");
    let was_founded =
        words[verb] == "was" && matches!(first, "founded" | "established" | "created");
    (is_article && describes) || is_telling || has_worked || was_founded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_organisation_has_capitals_and_its_word() {
        assert!(is_organisation("Coalition for the Open Sea"));
        assert!(is_organisation("FIDH"));
        assert!(!is_organisation("a coalition for the open sea"));
    }

    #[test]
    fn standing_text_says_what_an_organisation_is() {
        let tells = |line: &str| is_self_description(&Line { text: line, words: &look_up(line) });
        assert!(tells("The Open Sea Network is a global alliance of fishers."));
        assert!(!tells("The court is expected to rule today."));
    }
}
