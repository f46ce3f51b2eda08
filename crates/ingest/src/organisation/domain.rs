//! Names that the addresses of a release spell: `press@openhands.example` and `Open Hands`, whatever words a
//! name is made of.

use release::{Contact, Part, Span};

use crate::{
    layout::{Layout, feature::Feature},
    lexicon::{Line, traits},
    organisation::named,
};

/// A name that a domain spells, in the spelling of the text, and the block it stands in.
pub(super) struct Spelt<'t> {
    pub(super) name: &'t str,
    pub(super) span: Span,
}

/// Shorter labels are words of any text.
const SHORTEST: usize = 6;
/// A name of one word has as many letters.
const SHORTEST_OF_ONE: usize = 4;
/// More labels are a list of links.
const MOST: usize = 12;
/// A name has no more words.
const LONGEST: usize = 8;

/// Those whose addresses anybody has.
const CARRIERS: &[&str] = &[
    "facebook",
    "twitter",
    "youtube",
    "instagram",
    "linkedin",
    "protonmail",
    "hotmail",
    "outlook",
    "googlemail",
    "google",
    "wordpress",
    "blogspot",
    "flickr",
    "mailchimp",
    "telegram",
    "whatsapp",
    "vimeo",
    "medium",
    "bluesky",
    "mastodon",
];

/// The names of two words or more that the domains of contacts, heads and feet spell.
pub(super) fn spelt<'t>(layout: &'t Layout, contacts: &[Contact]) -> Vec<Spelt<'t>> {
    let labels = labels(layout, contacts);
    let mut found = of_one_word(layout, contacts);
    if labels.is_empty() {
        return found;
    }
    for (idx, block) in layout.blocks.iter().enumerate() {
        let line = layout.line(idx);
        let mut at = 0;
        while at < line.words.len() {
            if line.words[at].is(traits::CAPITAL)
                && may_open(line.bare(&line.words[at]), &labels)
                && let Some(end) = labels.iter().find_map(|label| spells(&line, at, label))
            {
                found.push(Spelt { name: named::passage(&line, at, end), span: block.span });
                at = end;
            } else {
                at += 1;
            }
        }
    }
    found
}

/// Names of one word that are the host of a contact's address, met with a capital inside a sentence: `Tamm of Kesk`.
fn of_one_word<'t>(layout: &'t Layout, contacts: &[Contact]) -> Vec<Spelt<'t>> {
    let hosts: Vec<&str> = contacts
        .iter()
        .flat_map(|contact| &contact.emails)
        .filter_map(|email| own_host(email.rsplit_once('@')?.1))
        .collect();
    if hosts.is_empty() {
        return Vec::new();
    }
    let running =
        layout.blocks.iter().enumerate().filter(|(_, block)| block.part.is_running_text());
    let mut found = Vec::new();
    for (idx, block) in running.take(MOST) {
        let line = layout.line(idx);
        for at in 1..line.words.len() {
            let (before, seen) = (line.as_written(&line.words[at - 1]), &line.words[at]);
            let is_inside =
                before.ends_with(char::is_alphanumeric) && !line.words[at - 1].is(traits::CAPITAL);
            let runs_on = line.as_written(seen).ends_with(char::is_alphanumeric)
                && line.words.get(at + 1).is_some_and(|next| next.is(traits::CAPITAL));
            let bare = line.bare(seen);
            let bare = bare.strip_suffix("’s").or(bare.strip_suffix("'s")).unwrap_or(bare);
            if is_inside
                && !runs_on
                && seen.is(traits::CAPITAL)
                && !seen.is(traits::FUNCTION | traits::ROLE | traits::DATE | traits::MONTH)
                && hosts.iter().any(|host| host.eq_ignore_ascii_case(bare))
            {
                found.push(Spelt { name: named::passage(&line, at, at + 1), span: block.span });
            }
        }
    }
    found
}

/// The label of a host that its owner chose, but of states, armies and schools, which are many bodies.
fn own_host(domain: &str) -> Option<&str> {
    let (names, top) = domain.rsplit_once('.')?;
    let label = names.rsplit('.').next()?;
    let is_own = label.len() >= SHORTEST_OF_ONE
        && !matches!(top, "gov" | "mil" | "edu" | "int")
        && !CARRIERS.contains(&label);
    is_own.then_some(label)
}

/// Whether a label begins with the first letter of a word, as far as a look tells.
fn may_open(word: &str, labels: &[String]) -> bool {
    let first = word.as_bytes().first().map(u8::to_ascii_lowercase);
    first.is_some_and(|first| {
        !first.is_ascii() || labels.iter().any(|label| label.as_bytes().first() == Some(&first))
    })
}

/// Whether the letters of a name of two words or more are those of one of the labels.
pub(super) fn is_spelt(labels: &[String], name: &str) -> bool {
    let letters: String = gazetteer::fold(name).chars().filter(|c| c.is_alphanumeric()).collect();
    name.trim().contains(' ') && labels.contains(&letters)
}

/// The labels of domains, in small letters.
pub(super) fn labels(layout: &Layout, contacts: &[Contact]) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    let mut add = |domain: &str| {
        let end = domain.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-')));
        let domain = domain[..end.unwrap_or(domain.len())].trim_end_matches('.');
        // without the last, which says what kind of domain it is
        let Some((names, _)) = domain.rsplit_once('.') else { return };
        for label in names.split('.') {
            let label: String = label.chars().filter(|c| c.is_alphanumeric()).collect();
            let label = label.to_lowercase();
            let is_of_one = label.len() >= SHORTEST && !CARRIERS.contains(&label.as_str());
            if is_of_one && labels.len() < MOST && !labels.contains(&label) {
                labels.push(label);
            }
        }
    };
    for email in contacts.iter().flat_map(|contact| &contact.emails) {
        if let Some((_, domain)) = email.rsplit_once('@') {
            add(domain);
        }
    }
    for (idx, block) in layout.blocks.iter().enumerate() {
        let features = layout.features[idx];
        let holds = features.has(Feature::Email) || features.has(Feature::Url);
        if !holds || block.part.is_running_text() || block.part == Part::Chrome {
            continue;
        }
        let words = layout.words[idx].as_str();
        for word in words.split_whitespace() {
            if let Some((_, domain)) = word.rsplit_once('@') {
                add(domain);
            } else if let Some((_, site)) = word.split_once("www.") {
                add(site);
            }
        }
    }
    labels
}

/// One past the words from `first` that are the letters of `label` together.
fn spells(line: &Line<'_>, first: usize, label: &str) -> Option<usize> {
    let mut rest = label;
    for at in first..line.words.len().min(first + LONGEST) {
        let seen = &line.words[at];
        let written = line.as_written(seen);
        let folded: String = if written == "&" {
            // `openhands` or `openandhands`
            if rest.starts_with("and") { "and".to_owned() } else { String::new() }
        } else {
            let bare = line.bare(seen);
            let bare = bare.strip_suffix("’s").or(bare.strip_suffix("'s")).unwrap_or(bare);
            gazetteer::fold(bare).chars().filter(|c| c.is_alphanumeric()).collect()
        };
        if folded.is_empty() && written != "&" {
            return None;
        }
        match rest.strip_prefix(folded.as_str()) {
            Some("") => return (at > first).then_some(at + 1),
            Some(left) => rest = left,
            // small words are left out of addresses
            None if at > first && seen.is(traits::SMALL) && seen.is(traits::FUNCTION) => {}
            None => return None,
        }
        if at == first && written.ends_with([',', '.', ';', ':', ')']) {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon;

    fn spelt_in(line: &str, label: &str) -> Option<String> {
        let words = lexicon::look_up(line);
        let line = Line { text: line, words: &words };
        let end = spells(&line, 0, label)?;
        Some(named::passage(&line, 0, end).to_owned())
    }

    #[test]
    fn an_address_spells_a_name_with_or_without_its_small_words() {
        assert_eq!(spelt_in("Open Hands said", "openhands").as_deref(), Some("Open Hands"));
        assert_eq!(spelt_in("Bread & Salt said", "breadandsalt").as_deref(), Some("Bread & Salt"));
        assert_eq!(spelt_in("Bread & Salt said", "breadsalt").as_deref(), Some("Bread & Salt"));
        assert_eq!(
            spelt_in("Nurses of the Delta, which", "nursesdelta").as_deref(),
            Some("Nurses of the Delta")
        );
        assert_eq!(spelt_in("Hands said", "hands"), None);
        assert_eq!(spelt_in("Open Doors said", "openhands"), None);
    }
}
