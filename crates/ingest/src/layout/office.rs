//! Lines that say who issues a release by person and office: `The Hon Ada Roe MP, Minister for Rivers`.
//!
//! They stand above headlines and look like them: capitals, no verb, no stop.

use crate::lexicon::Blanks as _;
use crate::{layout::phrase, lexicon};

/// Words before an office that belong to it.
const BEFORE: &[&str] = &[
    "shadow",
    "deputy",
    "assistant",
    "assisting",
    "acting",
    "federal",
    "state",
    "national",
    "prime",
    "parliamentary",
    "vice",
    "executive",
    "foreign",
    "chief",
    "opposition",
    "regional",
    "general",
    "managing",
    "programme",
    "program",
    "senior",
    "country",
    "special",
    "interim",
    "joint",
    "first",
    "attorney",
    "independent",
    "campaign",
    "coalition",
    "policy",
];

/// Offices that the list of roles of ordinary organisations lacks.
const OFFICES: &[&str] = &[
    "leader",
    "premier",
    "treasurer",
    "whip",
    "mayor",
    "governor",
    "councillor",
    "envoy",
    "speaker",
    "attorney-general",
    "governor-general",
];

/// What may follow an office.
const AFTER: &[&str] =
    &["for", "of", "to", "on", "at", "in", "assisting", "and", "&", "|", "-", "–", "—"];

/// Letters after a name.
const AFTER_NAME: [&str; 23] = [
    "MP", "MHR", "MHA", "MLA", "MLC", "MEP", "M.P", "M.P.", "AO", "AM", "AC", "QC", "KC", "SC",
    "OBE", "CBE", "MSP", "TD", "PhD", "JP", "M.H.R", "Q.C", "OAM",
];

/// Whether a word is letters after a name.
pub(crate) fn is_after_name(bare: &str) -> bool {
    matches!(bare.as_bytes(), [b'A'..=b'Z', _, ..]) && bare.len() <= 6 && AFTER_NAME.contains(&bare)
}

/// Offices and letters after a name.
pub(crate) fn official_words() -> impl Iterator<Item = &'static str> {
    OFFICES.iter().copied().chain(AFTER_NAME)
}

/// Letters that stand for a seat in a parliament, and its title.
pub(crate) fn is_seat(token: &str) -> bool {
    // hardly any word needs its signs taken off
    if !token.bytes().any(|byte| matches!(byte, b'M' | b'S' | b'T')) {
        return false;
    }
    let word = bare(token).trim_end_matches('.');
    matches!(
        word,
        "MP" | "MHR" | "MHA" | "MLA" | "MLC" | "MEP" | "MSP" | "TD" | "M.P" | "M.H.R" | "Senator"
    )
}

/// Whether a short line names the office of a minister in its middle.
pub(crate) fn names_minister(words: &str) -> bool {
    let is_minister =
        |word: &str| matches!(word, "MINISTER" | "SENATOR" | "SECRETARY" | "MEMBER" | "LEADER");
    words.len() < 120 && words.by_blanks().skip(1).any(is_minister)
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != '&')
}

/// Whether a line is a person's letterhead, a kind of release before it at most.
pub(crate) fn is_letterhead(words: &str) -> bool {
    let rest = without_kind(words);
    is_office_line(rest) || is_titled_name(rest)
}

/// A line without the kind of release that opens it.
pub(super) fn without_kind(words: &str) -> &str {
    let n_ends = if phrase::may_open(words) { 3 } else { 0 };
    let ends = words.match_indices(' ').take(n_ends).map(|(at, _)| at);
    let is_kind = |at: &usize| phrase::is_kind_or_marker(&words[..*at]);
    ends.filter(is_kind).last().map_or(words, |at| &words[at + 1..])
}

/// Whether a line gives nothing but persons and offices, at least one office among them.
pub(crate) fn is_office_line(words: &str) -> bool {
    let mut tokens = words.by_blanks().peekable();
    let (mut n_words, mut n_offices, mut n_names) = (0, 0, 0);
    let mut is_in_office = false;
    let mut opens = true;
    let mut before_is_small = false;
    let mut is_at_place = false;
    while let Some(token) = tokens.next() {
        n_words += 1;
        if n_words > 60 {
            return false;
        }
        let word = bare(token);
        if word.is_empty() || is_after_name(word) {
            opens = true;
            continue;
        }
        // `…, 133/78`
        if word.contains('/') && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/') {
            continue;
        }
        let lower = lexicon::Lower::of(word.trim_end_matches('.'));
        let lower = lower.as_str();
        let is_small = lower.len() <= 4 && lexicon::is_function_word(lower)
            || word == "&"
            || lower == "assisting";
        if is_small {
            // what follows the first words must belong to an office, and an office takes no clause
            let is_article = matches!(lower, "the" | "from" | "office" | "and");
            if !is_in_office
                && !is_article
                && !lexicon::is_name_particle(lower)
                && !lexicon::is_honorific(lower)
            {
                return false;
            }
            // `Minister in Westwater for Talks`
            if is_at_place && matches!(lower, "for" | "on" | "to" | "with") {
                return false;
            }
            is_at_place |= lower == "in" && n_words == 2;
            before_is_small = true;
            continue;
        }
        let is_office = OFFICES.contains(&lower) || lexicon::is_role(lower);
        if !word.starts_with(char::is_uppercase) && !is_office {
            return false;
        }
        if is_office && (!before_is_small || opens) {
            let next = tokens.peek().map(|next| lexicon::Lower::of(bare(next)));
            let goes_on = token.ends_with([',', ';', ')'])
                || next.as_ref().map(lexicon::Lower::as_str).is_none_or(|next| {
                    next.is_empty()
                        || AFTER.contains(&next)
                        || is_before(next)
                        || lexicon::is_honorific(next)
                        || lexicon::is_role(next)
                        || OFFICES.contains(&next)
                });
            if goes_on {
                n_offices += 1;
                is_in_office = true;
            } else if n_offices == 0 && !lexicon::is_honorific(lower) {
                return false;
            }
            opens = false;
            before_is_small = false;
            continue;
        }
        if !is_in_office && !is_before(lower) && !lexicon::is_honorific(lower) {
            n_names += 1;
            if n_names > 5 {
                return false;
            }
        }
        before_is_small = false;
        opens = token.ends_with([',', ';', '-', '–', '—', '|', ')']);
    }
    n_offices > 0 && !words.ends_with(['?', '!', ':']) && !lexicon::has_headline_verb(words)
}

/// Whether a word in lower case is part of the name of an office: `shadow`, `minister`.
pub(crate) fn is_of_office(lower: &str) -> bool {
    is_before(lower) || OFFICES.contains(&lower) || lexicon::is_role(lower)
}

fn is_before(lower: &str) -> bool {
    BEFORE.contains(&lower)
}

/// `Senator Ada Roe`, `The Hon Ada Roe MP`: a name with a title before or letters after it.
pub(crate) fn is_titled_name(words: &str) -> bool {
    let (mut has_letters, mut is_titled) = (false, false);
    for (idx, word) in words.by_blanks().take(9).enumerate() {
        let word = bare(word);
        let is_letters = is_after_name(word);
        has_letters |= is_letters && idx >= 2;
        let is_title = || {
            word.len() > 1 && lexicon::with_lower(word.trim_end_matches('.'), lexicon::is_honorific)
        };
        is_titled = is_titled || idx < 8 && (is_letters || is_title());
    }
    if has_letters && (3..=9).contains(&words.by_blanks().count()) {
        return words.by_blanks().all(|word| {
            let is_no_office = lexicon::with_lower(bare(word).trim_end_matches('.'), |lower| {
                lexicon::is_honorific(lower) || !lexicon::is_role(lower)
            });
            word.starts_with(char::is_uppercase) && is_no_office
                || lexicon::is_name_particle(word)
                || word == "the"
        });
    }
    if !is_titled {
        return false;
    }
    let mut name = String::new();
    for word in words
        .by_blanks()
        .filter(|word| !is_after_name(bare(word)) && !matches!(*word, "The" | "THE" | "the"))
    {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word.trim_end_matches(','));
    }
    // `SEN. ROE PRAISES RIVER BILL`
    lexicon::is_name(&name) && !lexicon::has_headline_verb(words)
}

/// `Генеральному директору Ады Роу`, `Председателю Думы`: a line of those to whom a letter in Russian goes, whose first words
/// are an office in the dative.
pub(crate) fn is_dative(words: &str) -> bool {
    const MOST_ADJECTIVES: usize = 3;
    if !words.starts_with(|c: char| ('А'..='Я').contains(&c)) {
        return false;
    }
    for word in words.by_blanks().take(MOST_ADJECTIVES) {
        let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let office = match (word.strip_suffix('у'), word.strip_suffix('ю')) {
            (Some(stem), _) => lexicon::has_role(stem),
            (_, Some(stem)) => lexicon::has_role(&format!("{stem}ь")),
            _ => matches!(word, "Главе" | "Президенту"),
        };
        if office {
            return true;
        }
        if !word.ends_with(['у', 'й']) {
            return false;
        }
    }
    false
}

/// `N E W S  R E L E A S E`: a kind of release spelt letter by letter.
pub(crate) fn is_spelt_kind(words: &str) -> bool {
    let n_single = words.by_blanks().take(16).filter(|word| word.chars().count() == 1).count();
    if n_single < 5 {
        return false;
    }
    let letters: String = words
        .chars()
        .filter(|c| c.is_alphanumeric())
        .take(40)
        .flat_map(char::to_lowercase)
        .collect();
    [
        "newsrelease",
        "mediarelease",
        "pressrelease",
        "pressstatement",
        "mediastatement",
        "statement",
        "forimmediaterelease",
        "embargo",
    ]
    .iter()
    .any(|kind| letters.starts_with(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_and_offices_are_no_headlines() {
        for line in [
            "The Hon Ada Roe, MP Minister for Rivers Deputy Leader of the House Member for Low Water",
            "SHADOW MINISTER FOR RIVERS AND LAKES FEDERAL MEMBER FOR LOW WATER",
            "Senator Ada Roe Senator for West Water",
            "Leader of the Opposition",
            "Executive Director",
            "Ada Roe - Shadow Minister for Rivers",
        ] {
            assert!(is_office_line(line), "{line}");
        }
        for line in [
            "Minister in Westwater for talks on rivers",
            "MINISTER CONDEMNS ATTACK ON RIVER CAMP",
            "SEN. ROE PRAISES RIVER BILL",
            "Senator Roe to visit islanders",
            "Roe calls for action on rivers",
            "Joint statement with the President of Georgia",
            "Ada Roe",
            "Government to resettle displaced people",
        ] {
            assert!(!is_letterhead(line), "{line}");
        }
    }

    #[test]
    fn a_kind_may_be_spelt_letter_by_letter() {
        assert!(is_spelt_kind("N E W S R E L E A S E FRO M THE M INISTER"));
        assert!(!is_spelt_kind("Plan B in A, C and D by E"));
    }
}
