//! The forms of a name: without its article, without shouting, short and long.

use crate::{layout::Layout, lexicon, organisation::word, quote::is_given_name};

/// Whether a longer name goes on where the short one ends, or has all its words, the first and the last among
/// them: `Centro Mangue`, `Centro Mangue de Justiça`, `Centro de Justiça Mangue`.
pub(super) fn is_short_for(short: &str, long: &str) -> bool {
    if long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' ')) {
        return true;
    }
    // `Centro de Justiça Mangue A. C.`
    let form = [" a c", " e v", " inc", " ltd", " ev", " ac"]
        .iter()
        .find_map(|form| long.strip_suffix(form));
    let long = form.unwrap_or(long);
    let mut rest = long.split(' ');
    let is_same_last = short.rsplit(' ').next() == long.rsplit(' ').next();
    short.len() < long.len()
        && short.split(' ').next() == long.split(' ').next()
        && is_same_last
        && short.split(' ').all(|word| rest.any(|other| other == word))
}

/// `Advogada da Rede Maré`: the body behind the office of somebody who speaks for it.
pub(super) fn behind_office(name: &str) -> &str {
    let Some((office, rest)) = name.split_once(' ') else { return name };
    let Some((link, body)) = rest.split_once(' ') else { return name };
    let is_link = matches!(link, "da" | "do" | "de" | "del" | "des" | "du" | "of");
    let body = ["la ", "los ", "las ", "the "]
        .iter()
        .find_map(|article| body.strip_prefix(article))
        .unwrap_or(body);
    let is_office = is_link
        && lexicon::has_role(office)
        && !lexicon::is_organisation_word(office)
        && lexicon::is_organisation(body)
        && !lexicon::has_role(body);
    if is_office { body } else { name }
}

/// `Legal Centres North Ada Roe`: whether a name goes on with the person whose office stands before it. Where bodies are
/// called after persons, small words link their names.
pub(super) fn runs_into_person(name: &str, longer: &str) -> bool {
    const LINKS: [&str; 7] = [" de ", " da ", " do ", " del ", " des ", " du ", " d'"];
    let Some(rest) = longer.strip_prefix(name).and_then(|rest| rest.strip_prefix(' ')) else {
        return false;
    };
    let given = rest.split(' ').next().unwrap_or_default();
    (2..=3).contains(&rest.split(' ').count())
        && given.starts_with(char::is_uppercase)
        && is_given_name(given)
        && !lexicon::is_organisation(rest)
        && !LINKS.iter().any(|link| name.contains(link))
}

/// `OPEN SEA NETWORK FOR ALL` → `Open Sea Network for All`.
pub(super) fn calm(name: &str) -> String {
    let mut calm = String::with_capacity(name.len());
    for word in name.split(' ') {
        if !calm.is_empty() {
            calm.push(' ');
        }
        let lower = word.to_lowercase();
        if !calm.is_empty() && word::is_joint(&lower) {
            calm.push_str(&lower);
        } else if let Some(first) = word.chars().next() {
            calm.push(first);
            calm.push_str(&word[first.len_utf8()..].to_lowercase());
        }
    }
    calm
}

/// A name without quotation marks, brackets and a leading article.
pub(super) fn tidy(name: &str) -> &str {
    let name = name.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | ';' | ':' | '"' | '“' | '”' | '(' | ')' | '*' | '«' | '»' | '|' | '-'
            )
    });
    // `Lake Coalition (LC`, the end cut off
    let open = name.rfind('(').filter(|open| !name[*open..].contains(')'));
    let name = open.map_or(name, |open| name[..open].trim_end());
    // `Open Hands on 3 May 2011`
    let day =
        name.split_once(" on ").filter(|(_, day)| day.starts_with(|c: char| c.is_ascii_digit()));
    let name = day.map_or(name, |(name, _)| name);
    let name = ["The ", "the ", "THE ", "For the "]
        .iter()
        .find_map(|article| name.strip_prefix(article))
        .unwrap_or(name);
    // to prepare a search takes longer than a look
    let is_whole = !name.ends_with('s');
    let name = if is_whole { name } else { name.trim_end_matches("’s").trim_end_matches("'s") };
    name.trim_end_matches([',', ';'])
}

/// `the Coalition` for `Coalition for the Open Sea`, if the text says so.
pub(super) fn head_noun(name: &str, layout: &Layout) -> Option<String> {
    let noun = name.split_whitespace().find(|word| lexicon::is_organisation_word(word))?;
    if noun.len() == name.len() {
        return None;
    }
    let is_said = layout.words.iter().any(|words| has_with_article(words, noun));
    is_said.then(|| format!("the {noun}"))
}

/// Whether `the` stands before `noun` somewhere, in any case.
fn has_with_article(words: &str, noun: &str) -> bool {
    let (words, noun) = (words.as_bytes(), noun.as_bytes());
    let Some(first) = noun.first() else { return false };
    let (lower, upper) = (first.to_ascii_lowercase(), first.to_ascii_uppercase());
    memchr::memchr2_iter(lower, upper, words).any(|at| {
        let article = at.checked_sub(4).map(|start| &words[start..at]);
        article.is_some_and(|article| article.eq_ignore_ascii_case(b"the "))
            && words[at..].len() >= noun.len()
            && words[at..at + noun.len()].eq_ignore_ascii_case(noun)
    })
}
