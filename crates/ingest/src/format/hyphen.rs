//! Words parted at the end of a line, put together.

use std::collections::HashSet;

/// The words of a document: what tells a hyphen of the word from one of the line.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: HashSet<String>,
}

impl Vocabulary {
    /// The words inside lines of documents where some line ends in a hyphen; others need none.
    pub(super) fn of<'l>(lines: impl Iterator<Item = &'l str> + Clone) -> Self {
        let mut words = HashSet::new();
        let mut is_parted = false;
        if lines.clone().any(|line| line.ends_with('-')) {
            for line in lines {
                // halves of words are none
                let mut whole = line.trim();
                if is_parted {
                    whole = whole.split_once(' ').map_or("", |(_, rest)| rest);
                }
                is_parted = line.ends_with('-');
                if is_parted {
                    whole = whole.rsplit_once(' ').map_or("", |(rest, _)| rest);
                }
                let clean = |word: &str| {
                    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
                };
                words.extend(whole.split(' ').map(clean));
            }
        }
        Self { words }
    }

    /// Appends the first word of `next` to `text`, whose last word may be parted.
    pub(super) fn append(&self, text: &mut String, next: &str) {
        let Some(bare) = text.strip_suffix('-') else {
            let is_link = last_word(text).is_some_and(|word| is_link(word) && word.ends_with('/'));
            if !is_link && !is_glued(text, next) {
                text.push(' ');
            }
            return;
        };
        let left = last_word(bare).unwrap_or_default();
        let begins = next.chars().next().is_some_and(char::is_lowercase);
        if begins && !is_compound(left, next) && self.is_parted(left, next) {
            text.truncate(bare.len());
        } else if !begins && !next.starts_with(char::is_alphanumeric) || left.is_empty() {
            // a dash between words
            text.push(' ');
        }
    }

    /// Whether a line that ends in a hyphen parts its last word from the first of the next.
    pub(super) fn parts(&self, line: &str, next: &str) -> bool {
        let Some(left) = line.strip_suffix('-').and_then(last_word) else { return false };
        next.starts_with(char::is_lowercase)
            && !is_compound(left, next)
            && self.is_parted(left, next)
    }

    /// Whether the hyphen after `left` is that of the line.
    fn is_parted(&self, left: &str, next: &str) -> bool {
        if is_link(left) || !left.ends_with(char::is_alphabetic) {
            return false;
        }
        let right = next.split(' ').next().unwrap_or_default();
        let clean =
            |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        let (left, right) = (clean(left), clean(right));
        let has = |word: &str| self.words.contains(word);
        if has(&format!("{left}{right}")) {
            return true;
        }
        // two words of the document are a compound, and so is what it writes with a hyphen elsewhere
        !(has(&format!("{left}-{right}"))
            || has(&left) && has(&right) && left.len() > 2 && right.len() > 2)
    }
}

/// What follows the hyphen behind a name: `Geneva-based`, `Sahrawi-led`.
const BEHIND_NAMES: &[&str] = &[
    "affiliated",
    "appointed",
    "backed",
    "based",
    "born",
    "brokered",
    "controlled",
    "funded",
    "held",
    "led",
    "made",
    "occupied",
    "owned",
    "run",
    "speaking",
    "sponsored",
    "style",
    "supported",
    "trained",
    "wide",
];

/// Whether a hyphen between lines joins a name and a word.
fn is_compound(left: &str, next: &str) -> bool {
    let end = next.find(|letter: char| !letter.is_alphabetic()).unwrap_or(next.len());
    left.starts_with(char::is_uppercase) && BEHIND_NAMES.contains(&&next[..end])
}

fn last_word(text: &str) -> Option<&str> {
    text.rsplit([' ', '\n']).next()
}

fn is_link(word: &str) -> bool {
    word.contains("://") || word.starts_with("www.") || word.contains('@')
}

/// Scripts without blanks between words have none between lines.
fn is_glued(text: &str, next: &str) -> bool {
    let is_wide = |letter: char| matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{e00}'..='\u{eff}');
    text.chars().next_back().is_some_and(is_wide) && next.chars().next().is_some_and(is_wide)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(others: &[&str], left: &str, right: &str) -> String {
        let vocabulary = Vocabulary::of(others.iter().chain([&left, &right]).copied());
        let mut text = left.to_owned();
        vocabulary.append(&mut text, right);
        text + right
    }

    #[test]
    fn a_word_parted_by_the_line_is_whole_again() {
        assert_eq!(joined(&[], "the govern-", "ment said"), "the government said");
    }

    #[test]
    fn the_hyphen_of_a_compound_stays() {
        assert_eq!(joined(&["a long-term plan"], "a long-", "term plan"), "a long-term plan");
        assert_eq!(joined(&["no term is long enough"], "a long-", "term plan"), "a long-term plan");
        assert_eq!(joined(&[], "the Sino-", "British treaty"), "the Sino-British treaty");
        assert_eq!(joined(&[], "the Matadi-", "based council"), "the Matadi-based council");
    }

    #[test]
    fn a_link_keeps_its_hyphen_and_a_dash_its_blank() {
        assert_eq!(joined(&[], "www.delta-", "watch.example"), "www.delta-watch.example");
        assert_eq!(
            joined(&[], "at http://delta.example/", "boats now"),
            "at http://delta.example/boats now"
        );
        assert_eq!(joined(&[], "boats -", "and nets"), "boats - and nets");
    }

    #[test]
    fn words_of_scripts_without_blanks_are_joined_without() {
        assert_eq!(joined(&[], "三角洲的漁民", "說"), "三角洲的漁民說");
    }
}
