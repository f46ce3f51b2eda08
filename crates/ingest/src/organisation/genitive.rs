//! The nominative of German names: `Geschäftsführerin des Hilfswerks Nord`, `Sprecher der Offenen Hilfe` tell of
//! `Hilfswerk Nord` and `Offene Hilfe`.

use crate::{layout::Layout, lexicon};

/// Last parts of nouns by whose gender an adjective before them ends.
const NEUTERS: &[&str] = &[
    "werk",
    "netz",
    "netzwerk",
    "bündnis",
    "zentrum",
    "komitee",
    "institut",
    "forum",
    "büro",
    "kollektiv",
    "haus",
];
const FEMININES: &[&str] = &[
    "hilfe",
    "stiftung",
    "gesellschaft",
    "initiative",
    "organisation",
    "gewerkschaft",
    "partei",
    "vereinigung",
    "union",
    "liga",
    "kampagne",
    "allianz",
    "gemeinschaft",
    "aktion",
    "konferenz",
    "kommission",
];

/// The name in the nominative, if the text has it behind the article of a genitive and nowhere else.
pub(super) fn nominative(name: &str, layout: &Layout) -> Option<String> {
    let is_masculine = stands_behind(name, "des ", layout);
    if !is_masculine && !stands_behind(name, "der ", layout) {
        return None;
    }
    let n_adjectives = name.split(' ').take_while(|word| is_adjective(word)).count();
    let noun = name.split(' ').nth(n_adjectives)?;
    let head = if is_masculine { without_ending(noun)? } else { noun.to_owned() };
    let lower = head.to_lowercase();
    let is_one_of = |parts: &[&str]| parts.iter().any(|part| lower.ends_with(part));
    let ending = match (is_masculine, is_one_of(NEUTERS), is_one_of(FEMININES)) {
        (true, true, _) => "es",
        (true, false, _) => "er",
        (false, _, true) => "e",
        _ => return None,
    };
    let turned = name.split(' ').enumerate().map(|(idx, word)| match word.strip_suffix("en") {
        Some(stem) if idx < n_adjectives => format!("{stem}{ending}"),
        _ if idx == n_adjectives => head.clone(),
        _ => word.to_owned(),
    });
    let turned = turned.collect::<Vec<_>>().join(" ");
    (turned != name).then_some(turned)
}

/// Whether a name stands in the text behind an article, and never without.
fn stands_behind(name: &str, article: &str, layout: &Layout) -> bool {
    let mut is_met = false;
    for words in &layout.words {
        for (at, _) in words.match_indices(name) {
            if !words[..at].ends_with(article) {
                return false;
            }
            is_met = true;
        }
    }
    is_met
}

/// `Grünen`, `Deutschen`: with a capital and the ending that all cases but the nominative have.
fn is_adjective(word: &str) -> bool {
    const SHORTEST: usize = 5;
    word.starts_with(char::is_uppercase)
        && word.ends_with("en")
        && word.chars().count() > SHORTEST
        && !lexicon::is_organisation_word(word)
}

/// `Hilfswerks` → `Hilfswerk`, `Verbandes` → `Verband`: if what is left is a word for a body.
fn without_ending(noun: &str) -> Option<String> {
    ["es", "s"]
        .iter()
        .filter_map(|ending| noun.strip_suffix(ending))
        .find(|stem| lexicon::is_organisation_word(stem))
        .map(str::to_owned)
}
