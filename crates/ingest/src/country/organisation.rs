//! Countries inside the proper names of organisations: the Norwegian Helsinki Committee, Bank of China.
//!
//! Organs of a state are the state: "the Kazakh Ministry of Justice" names Kazakhstan.

use gazetteer::Mention;

/// Words that end the name of a body which is no state organ.
const BODIES: [&str; 46] = [
    "Academy",
    "Airlines",
    "Airways",
    "Alliance",
    "Association",
    "Bar",
    "Broadcasting",
    "Campaign",
    "Center",
    "Centre",
    "Chamber",
    "Church",
    "Club",
    "Coalition",
    "Collective",
    "College",
    "Committee",
    "Company",
    "Conference",
    "Congress",
    "Corporation",
    "Council",
    "Cross",
    "Defenders",
    "Federation",
    "Forum",
    "Foundation",
    "Frontiers",
    "Fund",
    "Group",
    "Institute",
    "International",
    "League",
    "Ltd",
    "Museum",
    "Network",
    "Observatory",
    "Organisation",
    "Organization",
    "Project",
    "Service",
    "Society",
    "Times",
    "Trust",
    "Union",
    "University",
];

/// Words of state organs and of unions of states; what they govern is the country itself.
const ORGANS: [&str; 40] = [
    "administration",
    "agency",
    "ambassador",
    "armed",
    "army",
    "assembly",
    "authorities",
    "cabinet",
    "court",
    "courts",
    "delegation",
    "embassy",
    "federation",
    "forces",
    "foreign",
    "government",
    "gouvernement",
    "gobierno",
    "governo",
    "justice",
    "kingdom",
    "legislature",
    "military",
    "minister",
    "ministry",
    "ministère",
    "ministerio",
    "ministério",
    "mission",
    "navy",
    "parliament",
    "police",
    "president",
    "prosecutor",
    "regierung",
    "republic",
    "security",
    "senate",
    "state",
    "supreme",
];

/// Whether a passage that is called an organisation is a body of its own, not an organ of a state.
pub(super) fn is_name_of_body(name: &str) -> bool {
    let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let n_words = words.clone().count();
    n_words > 1 && !words.any(|word| ORGANS.contains(&word.to_lowercase().as_str()))
}

/// Whether the words around a mention make it part of the name of a body: capitalised words that go
/// on to a word such as Committee ("Norwegian Helsinki Committee"), or a body's word directly before
/// ("Electronic Frontiers Italy", "Bank of China").
pub(super) fn is_part_of_name(text: &str, mention: &Mention) -> bool {
    let before = text.get(..mention.span.start as usize).unwrap_or_default();
    let after = text.get(mention.span.end as usize..).unwrap_or_default();
    goes_on_to_body(after) || follows_body(before)
}

fn goes_on_to_body(after: &str) -> bool {
    const MOST_WORDS: usize = 5;
    let mut rest = after;
    for n_words in 0..MOST_WORDS {
        let Some(next) = rest.strip_prefix([' ', '\n']) else { return false };
        let end = next.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(next.len());
        let word = &next[..end];
        if BODIES.binary_search(&word).is_ok() {
            return true;
        }
        let is_joint = n_words > 0 && matches!(word, "for" | "of" | "and" | "on" | "the" | "de");
        let is_name = word.starts_with(char::is_uppercase) && !is_organ(word);
        if !(is_name || is_joint) {
            return false;
        }
        rest = &next[end..];
    }
    false
}

fn is_organ(word: &str) -> bool {
    ORGANS.contains(&word.to_lowercase().as_str())
}

fn follows_body(before: &str) -> bool {
    let Some(before) = before.strip_suffix(' ') else { return false };
    let word = |text: &str| {
        text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned()
    };
    let last = word(before);
    // `Rainforest Foundation UK`
    if matches!(
        last.as_str(),
        "International"
            | "Frontiers"
            | "Oxfam"
            | "Greenpeace"
            | "ACAT"
            | "PEN"
            | "Foundation"
            | "Trust"
            | "Alliance"
            | "Network"
            | "Aid"
    ) {
        return true;
    }
    last == "of"
        && matches!(word(before[..before.len() - 2].trim_end()).as_str(), "Bank" | "University")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, n_countries: usize) {
        let n = gazetteer::scan(text, None)
            .iter()
            .filter(|mention| mention.kind.is_mention() && !is_part_of_name(text, mention))
            .count();
        assert_eq!(n, n_countries, "{text}");
    }

    #[test]
    fn the_words_are_sorted() {
        let mut sorted = BODIES;
        sorted.sort_unstable();
        assert_eq!(sorted, BODIES);
    }

    #[test]
    fn a_body_named_after_a_country_names_no_country() {
        check("the Ugandan Lakes Watch Committee", 0);
        check("Electronic Frontiers Italy and the Central Bank of Kenya", 0);
        check("the Kenya Network for Open Courts", 0);
    }

    #[test]
    fn an_organ_of_the_state_names_it() {
        check("the Kazakh Ministry of Justice", 1);
        check("the Government of Kenya and the Kenyan Parliament", 2);
        check("the Russian Federation", 1);
        check("Kenyan police raided the Union", 1);
    }

    #[test]
    fn organs_are_told_by_their_words() {
        assert!(is_name_of_body("Norwegian Refugee Council"));
        assert!(!is_name_of_body("Ministry of Justice of Kenya"));
        assert!(!is_name_of_body("Kenya"));
    }
}
