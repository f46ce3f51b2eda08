//! Names behind and before the roles of those who speak for a body: `vocera de la Casa de las Voces`, `Open Hands appeal
//! coordinator Ada Roe`.

use crate::{
    lexicon::{self, Line, Seen, traits},
    organisation::{
        named::{LONGEST, after_name, passage},
        word,
    },
    quote::is_given_name,
};

/// The names behind the roles of a line: `director of the House of Echoes`. Offices of states are no
/// organisation's.
pub(super) fn behind_roles<'t>(line: &Line<'t>) -> Vec<&'t str> {
    let mut names = Vec::new();
    for (idx, seen) in line.words.iter().enumerate() {
        if !seen.is(traits::ROLE) || is_state_office(line.bare(seen)) && !is_general(line, idx) {
            continue;
        }
        let ends = !line.as_written(seen).ends_with(char::is_alphanumeric);
        if ends {
            continue;
        }
        let mut at = idx + 1;
        // `Sprecherin Soziales der Initiative`
        let is_german = |at: usize| {
            line.words
                .get(at)
                .is_some_and(|next| matches!(line.as_written(next), "der" | "des" | "vom" | "beim"))
        };
        if line.words.get(at).is_some_and(|next| next.is(traits::CAPITAL)) && is_german(at + 1) {
            at += 1;
        }
        let first_link = at;
        while line.words.get(at).is_some_and(|next| is_link(line.bare(next))) {
            at += 1;
        }
        if at > first_link
            && let Some(end) = after_name(line, at)
        {
            // `the Network’s Head of Public Affairs`, `Director of Forests at Open Hands`: a field is no body
            let is_owned = (idx.saturating_sub(NEAR_OWNER)..idx).any(|before| {
                let word = line.as_written(&line.words[before]);
                word.ends_with("’s") || word.ends_with("'s") || matches!(word, "its" | "our")
            });
            let employer = (line.as_written(&line.words[end - 1]).ends_with(char::is_alphanumeric))
                .then(|| line.words.get(end))
                .flatten()
                .filter(|at| matches!(line.as_written(at), "at" | "bei" | "chez"))
                .and_then(|_| after_name(line, end + 1));
            let is_field = |name: &[Seen]| !name.iter().any(|seen| seen.is(traits::ORGANISATION));
            if let Some(employer) = employer {
                names.push(passage(line, end + 1, employer));
            } else if !(is_owned && is_field(&line.words[at..end])) {
                names.push(passage(line, at, end));
            }
        }
    }
    names
}

/// An owner stands so near before an office, in words.
const NEAR_OWNER: usize = 3;

/// The names before the offices of those who follow: `says Open Hands appeal coordinator Ada Roe`. Where the office has
/// capitals too, `Open Hands Relief Director Ada Roe`, each beginning of the run may be the name.
pub(super) fn before_roles<'t>(line: &Line<'t>) -> Vec<&'t str> {
    const MOST_SMALL: usize = 3;
    let is_capital = |at: usize| {
        line.words.get(at).is_some_and(|seen| {
            seen.is(traits::CAPITAL) && !seen.is(traits::ORGANISATION | traits::ROLE)
        })
    };
    let is_plain = |at: usize| line.as_written(&line.words[at]).ends_with(char::is_alphanumeric);
    let mut names = Vec::new();
    for (idx, seen) in line.words.iter().enumerate().skip(2) {
        let opens_person = seen.is(traits::ROLE)
            && is_plain(idx)
            && is_capital(idx + 1)
            && is_plain(idx + 1)
            && is_capital(idx + 2);
        if !opens_person || is_state_office(line.bare(seen)) || is_of_law(line.bare(seen)) {
            continue;
        }
        let is_small = seen.is(traits::SMALL);
        let is_of_office = |at: &usize| {
            let seen = &line.words[*at];
            is_small && seen.is(traits::SMALL) && !seen.is(traits::FUNCTION)
        };
        let n_small = (0..idx).rev().take(MOST_SMALL).take_while(is_of_office).count();
        let Some(last) = (idx - n_small).checked_sub(1) else { continue };
        if !line.words[last].is(traits::CAPITAL) || !is_plain(last) {
            continue;
        }
        let first = first_before(line, last);
        // `Ada Roe spokesman Ben Hale`
        if is_given_name(line.bare(&line.words[first])) {
            continue;
        }
        let shortest = if is_small { last + 1 } else { (first + 2).min(last + 1) };
        for end in shortest..=last + 1 {
            let name = &line.words[first..end];
            let n_capitals = name.iter().filter(|seen| seen.is(traits::CAPITAL)).count();
            // others look for names that have a word for a body
            let is_told =
                |seen: &Seen| seen.is(traits::ORGANISATION | traits::ROLE | traits::OFFICIAL);
            if n_capitals > 1
                && line.words[end - 1].is(traits::CAPITAL)
                && !name.iter().any(is_told)
            {
                names.push(passage(line, first, end));
            }
        }
    }
    names
}

/// `Open Hands Policy Director Ada Roe`: the capitals before an office, without those that say what it is about.
pub(super) fn employer_of_office<'t>(line: &Line<'t>) -> Option<&'t str> {
    const FIELDS: [&str; 32] = [
        "Acting",
        "Advocacy",
        "Africa",
        "Asia",
        "Associate",
        "Campaign",
        "Campaigns",
        "Climate",
        "Co-Executive",
        "Communications",
        "Deputy",
        "Energy",
        "Executive",
        "Field",
        "General",
        "Interim",
        "Legal",
        "Legislative",
        "Managing",
        "Media",
        "National",
        "Outreach",
        "Policy",
        "Political",
        "Press",
        "Program",
        "Programme",
        "Regional",
        "Research",
        "Senior",
        "Staff",
        "Vice",
    ];
    let is_plain = |at: usize| line.as_written(&line.words[at]).ends_with(char::is_alphanumeric);
    let office = (2..line.words.len()).find(|&idx| {
        let seen = &line.words[idx];
        let goes_on = line.as_written(seen).ends_with(',') || is_plain(idx);
        goes_on
            && seen.is(traits::ROLE)
            && seen.is(traits::CAPITAL)
            && line.is(idx + 1, traits::CAPITAL)
            && line.is(idx + 2, traits::CAPITAL)
            && !is_state_office(line.bare(seen))
            && !is_of_law(line.bare(seen))
    })?;
    let mut last = office - 1;
    while last > 0 && FIELDS.contains(&line.bare(&line.words[last])) {
        last -= 1;
    }
    if !line.is(last, traits::CAPITAL) || !is_plain(last) {
        return None;
    }
    let first = first_before(line, last);
    let is_name = last > first && !is_given_name(line.bare(&line.words[first]));
    is_name.then(|| passage(line, first, last + 1))
}

/// Where the run of capitals begins that ends with the word of that number, small words inside.
fn first_before(line: &Line<'_>, last: usize) -> usize {
    let goes_on = |at: usize| {
        let written = line.as_written(&line.words[at]);
        written.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’'))
    };
    let opens = |at: usize| line.words[at].bare_start() != line.words[at].start();
    let is_capital = |at: usize| line.words[at].is(traits::CAPITAL) && goes_on(at);
    let mut first = last;
    while first > 0 && first + LONGEST > last && !opens(first) {
        let joint = line.as_written(&line.words[first - 1]);
        if is_capital(first - 1) {
            first -= 1;
        } else if first > 1 && (word::is_joint(joint) || joint == "&") && is_capital(first - 2) {
            first -= 2;
        } else {
            break;
        }
    }
    let is_small_word =
        line.words[first].is(traits::FUNCTION) && !line.words[first].is(traits::UPPER);
    if is_small_word && first < last { first + 1 } else { first }
}

/// Whether a role and the small words that link it stand before the word of that number.
pub(super) fn is_behind_role(line: &Line<'_>, first: usize) -> bool {
    let before = |at: usize| at.checked_sub(1).map(|idx| (idx, &line.words[idx]));
    let mut at = first;
    while let Some((idx, _)) = before(at).filter(|(_, seen)| is_link(line.as_written(seen))) {
        at = idx;
    }
    at < first
        && before(at).is_some_and(|(_, seen)| {
            seen.is(traits::ROLE)
                && !is_state_office(line.bare(seen))
                && line.as_written(seen).ends_with(char::is_alphanumeric)
        })
}

/// `Secretary General`, `General Secretary`: an office that states have no one in.
fn is_general(line: &Line<'_>, idx: usize) -> bool {
    let is_one = |seen: &Seen, word: &str| line.bare(seen).eq_ignore_ascii_case(word);
    let Some(before) = idx.checked_sub(1).map(|before| &line.words[before]) else { return false };
    let last = &line.words[idx];
    is_one(before, "secretary") && is_one(last, "general")
        || is_one(before, "general") && is_one(last, "secretary")
}

/// Words between a role and the name of whose it is.
fn is_link(word: &str) -> bool {
    matches!(
        word,
        "of" | "at"
            | "for"
            | "with"
            | "the"
            | "de"
            | "des"
            | "du"
            | "la"
            | "le"
            | "les"
            | "del"
            | "los"
            | "las"
            | "da"
            | "do"
            | "das"
            | "dos"
            | "der"
            | "von"
            | "vom"
            | "bei"
            | "beim"
            | "im"
            | "in"
            | "chez"
            | "à"
            | "au"
    )
}

/// Offices that a state, a town or a court has.
fn is_state_office(word: &str) -> bool {
    lexicon::with_lower(word, |lower| {
        matches!(
            lower,
            "minister"
                | "ambassador"
                | "senator"
                | "commissioner"
                | "rapporteur"
                | "secretary"
                | "ministre"
                | "ministro"
                | "ministra"
                | "министр"
                | "professor"
                | "editor"
                | "member"
                | "media"
                | "press"
                | "policy"
                | "general"
                | "program"
                | "programme"
        )
    })
}

/// Offices of courts, of the police and of assemblies, before which the name of a place or a committee stands.
fn is_of_law(word: &str) -> bool {
    lexicon::with_lower(word, |lower| {
        matches!(
            lower,
            "attorney"
                | "attorneys"
                | "prosecutor"
                | "judge"
                | "sheriff"
                | "chief"
                | "deputy"
                | "governor"
                | "mayor"
                | "leader"
                | "whip"
                | "chairman"
                | "chairwoman"
                | "officer"
                | "detective"
                | "captain"
                | "lieutenant"
                | "sergeant"
                | "agent"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn behind(line: &str) -> Vec<String> {
        let words = lexicon::look_up(line);
        let names = behind_roles(&Line { text: line, words: &words });
        names.into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn a_role_is_held_in_an_organisation() {
        assert_eq!(
            behind("said Ada Roe, director of the House of Echoes, and a minister of Upper Land"),
            ["House of Echoes"]
        );
        assert_eq!(behind("vocera de la Casa de las Voces."), ["Casa de las Voces"]);
    }
}
