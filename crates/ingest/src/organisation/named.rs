//! Names told by where they stand in a sentence, whatever words they are made of: opening the standing text,
//! `Die Werkstatt Heller Strom ist eine …`, a headline or the line of those who sign.

use crate::{
    lexicon::{self, Line, traits},
    organisation::{
        demand::{is_definite, is_demanding},
        shaped,
        verb::{self, is_plural_saying},
        word,
    },
    quote::is_given_name,
};

/// A name is no longer than this many words.
pub(super) const LONGEST: usize = 9;
/// A verb of the standing text stands this near to the name, in words.
const NEAR: usize = 4;

/// The name that opens a paragraph which tells what its bearer is, or since when it does what.
pub(super) fn in_standing_text<'t>(line: &Line<'t>) -> Option<&'t str> {
    // `1. Open Hands is a charity`
    let is_item = |word: &str| word.ends_with(['.', ')']) && word.len() <= 4;
    let item = line.words.first().filter(|seen| seen.is(traits::NUMERIC));
    let first = usize::from(item.is_some_and(|seen| is_item(line.as_written(seen))));
    let first = first + usize::from(is_article(line.bare(line.words.get(first)?)));
    let end = after_name(line, first).or_else(|| before_kind(line, first))?;
    // `Open Hands (OH) is a charity`
    let is_bracket = line.words.get(end).is_some_and(|next| {
        let written = line.as_written(next);
        let inside = written.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        inside.is_some_and(lexicon::is_acronym)
    });
    let (name_end, end) = (end, end + usize::from(is_bracket));
    let verb = line.words.get(end).filter(|seen| seen.is(traits::SMALL))?;
    let is_defined = matches!(line.bare(verb), "is" | "ist" | "est" | "es" | "é")
        && line.words.get(end + 1).is_some_and(|next| is_indefinite(line.bare(next)));
    // `Les Voix du Rail, association loi 1901`
    let is_kind = line.as_written(&line.words[end - 1]).ends_with(',')
        && lexicon::is_organisation_word(line.bare(verb));
    let tells_since =
        is_kind || (end..line.words.len().min(end + NEAR + 2)).any(|idx| is_since(line, idx));
    // `Ada Roe, who has led the union since 2009`
    let is_person = is_given_name(line.bare(&line.words[first]))
        && !line.words[first..name_end].iter().any(|seen| seen.is(traits::ORGANISATION));
    (!is_person && (is_defined || tells_since)).then(|| passage(line, first, name_end))
}

/// `Lawyers for Open Ports (LOP), a network of …, writes`: the name that opens a text and is told there.
pub(super) fn told_what_it_is<'t>(line: &Line<'t>) -> Option<&'t str> {
    let first = usize::from(is_article(line.bare(line.words.first()?)));
    let end = after_name(line, first)?;
    let bracket = line.as_written(line.words.get(end)?);
    // `Women for Open Ports (WOP) solidarity network condemns`: the kind behind it, in small letters
    if let Some(acronym) = bracket.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        let mut kind = line.words[end + 1..].iter().take(NEAR).take_while(|seen| {
            seen.is(traits::SMALL) && !seen.is(traits::FUNCTION) && !is_demanding(line.bare(seen))
        });
        let is_told = kind.any(|seen| seen.is(traits::ORGANISATION));
        return (lexicon::is_acronym(acronym) && is_told).then(|| passage(line, first, end));
    }
    let acronym = bracket.strip_prefix('(')?.strip_suffix("),")?;
    let kind = &line.words[end + 1..line.words.len().min(end + NEAR_KIND).max(end + 1)];
    let is_told = kind.first().is_some_and(|first| is_indefinite(line.bare(first)))
        && kind.iter().any(|seen| seen.is(traits::ORGANISATION));
    (lexicon::is_acronym(acronym) && is_told).then(|| passage(line, first, end))
}

/// `La Veille pour la protection du fleuve (VP-FL) demande`: what stands between the article that opens a paragraph and the
/// abbreviation in brackets before a verb of saying, whatever the words.
pub(super) fn before_bracket<'t>(line: &Line<'t>) -> Option<&'t str> {
    const MOST_WORDS: usize = 11;
    const LONGEST_SHORT: usize = 14;
    if !is_article(line.bare(line.words.first()?)) || !line.is(1, traits::CAPITAL) {
        return None;
    }
    let reach = 2..line.words.len().min(MOST_WORDS);
    let bracket = reach.into_iter().find(|idx| {
        !line.as_written(&line.words[*idx]).ends_with(char::is_alphanumeric)
            || line.as_written(&line.words[*idx]).starts_with('(')
    })?;
    let written = line.as_written(&line.words[bracket]);
    let short = written.strip_prefix('(')?.strip_suffix(')')?;
    let is_short = short.len() <= LONGEST_SHORT
        && short.chars().filter(|c| c.is_uppercase()).count() > 1
        && !short.chars().any(char::is_lowercase);
    let verb = line.words.get(bracket + 1).filter(|verb| verb.is(traits::SMALL))?;
    let speaks = verb::is_saying(line.bare(verb)) || is_demanding(line.bare(verb));
    (is_short && speaks).then(|| passage(line, 1, bracket))
}

/// `Pour le collectif Vent debout :`, `For the Lake Coalition (LC)`: for whom those sign who follow.
pub(super) fn signed_for<'t>(line: &Line<'t>) -> Option<&'t str> {
    const MOST_WORDS: usize = 12;
    let [first, rest @ ..] = line.words else { return None };
    let opens = matches!(
        line.as_written(first),
        "Pour"
            | "Por"
            | "Pela"
            | "Pelo"
            | "For"
            | "Für"
            | "pour"
            | "por"
            | "pela"
            | "pelo"
            | "for"
            | "für"
    );
    // `Pour les Amis du fleuve, la présidente Ada Roe`
    let comma = rest.iter().position(|seen| line.as_written(seen).ends_with(','));
    let opens_office = |at: usize| {
        let office =
            at + 1 + usize::from(rest.get(at + 1).is_some_and(|next| is_definite(line.bare(next))));
        rest.get(office).is_some_and(|next| next.is(traits::ROLE))
    };
    let rest = match comma.filter(|comma| opens_office(*comma)) {
        Some(comma) => &rest[..=comma],
        None => rest,
    };
    let last = line.as_written(rest.last()?);
    // `For the Lake Coalition (LC)` stands alone over whoever signs
    let is_alone = last.ends_with(')') || last.ends_with(char::is_alphabetic);
    if !opens || rest.len() > MOST_WORDS || !is_alone && !last.ends_with([':', ',']) {
        return None;
    }
    let n_articles = rest.iter().take_while(|seen| is_definite(line.bare(seen))).count();
    let start = 1 + n_articles;
    // `le collectif`, `l’association`: what kind of body it is
    let noun = line.words.get(start)?;
    let bare = word::after_elision((0, line.bare(noun))).1;
    let is_kind = bare.starts_with(char::is_lowercase) && lexicon::is_organisation_word(bare);
    let start = start + usize::from(is_kind);
    let end = 1 + rest.len() - usize::from(last == ":");
    let name = line.words.get(start).filter(|name| name.is(traits::CAPITAL))?;
    // `Pour les Amis du fleuve,` and nothing more is no phrase of a text
    let is_led = n_articles > 0 && !is_alone && end - start > 1;
    let is_body = is_kind
        || is_led
        || line.words[start..end].iter().any(|seen| seen.is(traits::ORGANISATION));
    // `(LC)`
    let end = end - usize::from(line.as_written(&line.words[end - 1]).starts_with('('));
    (is_body && start < end && !lexicon::has_role(line.bare(name)))
        .then(|| passage(line, start, end))
}

/// The word for what a name is stands so near behind it.
const NEAR_KIND: usize = 8;

/// `Les Voix du rail, association loi 1901`: up to the comma before what it is, with one capital alone.
fn before_kind(line: &Line<'_>, first: usize) -> Option<usize> {
    line.words.get(first).filter(|seen| seen.is(traits::CAPITAL))?;
    let reach = first..line.words.len().min(first + LONGEST);
    let last = reach.into_iter().find(|idx| line.as_written(&line.words[*idx]).ends_with(','))?;
    let is_kind =
        line.words.get(last + 1).is_some_and(|next| lexicon::is_organisation_word(line.bare(next)));
    (last > first && is_kind).then_some(last + 1)
}

/// The run of capitals that opens a line.
pub(super) fn opening<'t>(line: &Line<'t>) -> Option<&'t str> {
    after_name(line, 0).map(|end| passage(line, 0, end))
}

/// `Open Hands Condemns the Closing`, `Open Hands Statement on Ports`: the capitals that open a headline, up to what says
/// that they speak.
pub(super) fn subject_of_headline<'t>(line: &Line<'t>) -> Option<&'t str> {
    let first = usize::from(is_article(line.bare(line.words.first()?)));
    let reach = first..line.words.len().min(first + LONGEST);
    let is_speech = |at: usize| {
        let word = line.bare(&line.words[at]);
        matches!(word, "Statement" | "statement" | "Response")
            || verb::is_saying(word)
            || is_demanding(word)
            || lexicon::with_lower(word, is_plural_saying)
    };
    // `Open Hands on the Arrest of Two Clerks`
    let is_on = |at: &usize| {
        matches!(line.as_written(&line.words[*at]), "on" | "ante" | "sobre" | "zu" | "zur" | "zum")
    };
    let end = reach.clone().find(|at| is_speech(*at)).or_else(|| reach.clone().find(is_on));
    let end = end.filter(|end| *end > first + 1)?;
    // `Open Hands and Union of Ports demand`: the first of two
    let opens_second = |at: &usize| {
        word::is_and(line.as_written(&line.words[*at])) && line.is(at + 1, traits::ORGANISATION)
    };
    let end = (first + 2..end).find(opens_second).unwrap_or(end);
    let name = &line.words[first..end];
    let is_name = name.iter().all(|seen| {
        seen.is(traits::CAPITAL) || {
            let written = line.as_written(seen);
            word::is_joint(written) || written == "&"
        }
    });
    let is_whole = name.iter().all(|seen| line.as_written(seen).ends_with(char::is_alphanumeric))
        && name[0].is(traits::CAPITAL)
        && !is_given_name(line.bare(&name[0]))
        && name[name.len() - 1].is(traits::CAPITAL);
    (is_name && is_whole).then(|| passage(line, first, end))
}

/// `Fair Ports Justice`: a cause that ends the name of a body, and no judge, `Chief Justice`.
pub(super) fn ends_in_justice(name: &str) -> bool {
    let Some((before, last)) = name.rsplit_once(' ') else { return false };
    let is_judge = |word: &str| {
        matches!(
            word,
            "Chief" | "Associate" | "Lord" | "Lady" | "Mr" | "Mr." | "Madam" | "Court" | "Supreme"
        )
    };
    last == "Justice" && !before.split(' ').any(is_judge) && !lexicon::has_role(before)
}

/// `Lawyers at Large`, `Mothers at Work`: `at` inside a name, and not before the place of it.
pub(super) fn is_at_large(line: &Line<'_>, idx: usize) -> bool {
    line.as_written(&line.words[idx]) == "at"
        && line.words.get(idx + 1).is_some_and(|next| {
            matches!(line.bare(next), "Large" | "Risk" | "Work" | "Sea" | "Home" | "War")
        })
}

/// One past a run of capitals from `first`, small words inside; two words at least.
pub(super) fn after_name(line: &Line<'_>, first: usize) -> Option<usize> {
    let mut end = first;
    let mut n_capitals = 0;
    for idx in first..line.words.len().min(first + LONGEST) {
        let seen = &line.words[idx];
        let written = line.as_written(seen);
        // `the Reef Council Dr Ada Roe said`
        if idx > first && shaped::is_title_of_person(written) {
            break;
        }
        // `Lake Legal Service (WA) Limited`
        if idx > first && written.starts_with('(') {
            if written.ends_with(')')
                && line.words.get(idx + 1).is_some_and(|next| is_legal_form(line.bare(next)))
            {
                continue;
            }
            break;
        }
        // `Фонд «Помощь рядом»`: the mark opens the name itself
        if idx > first && written.starts_with(['«', '„', '“', '"']) {
            break;
        }
        let is_form = written == "e.V.";
        if seen.is(traits::CAPITAL) || is_form {
            n_capitals += 1;
            end = idx + 1;
        } else if !(n_capitals > 0
            && (word::is_joint(written)
                // `Ríos con Vida`
                || matches!(written, "&" | "con" | "com" | "avec" | "sans")
                || is_at_large(line, idx)))
        {
            break;
        }
        // `the Lake Fund’s River Programme` is the Fund’s; `the Children’s Rights Alliance` is one name
        let owns = written.ends_with("’s") || written.ends_with("'s");
        if owns && (n_capitals > 1 || !is_owned_by_none(line, idx)) {
            break;
        }
        if !written.ends_with(char::is_alphanumeric) && !is_form && written != "&" {
            break;
        }
    }
    (n_capitals >= 2).then_some(end)
}

/// What a register calls a body behind its name.
fn is_legal_form(word: &str) -> bool {
    matches!(word, "Limited" | "Ltd" | "Inc" | "Incorporated" | "Pty" | "LLC")
}

/// Whether the capitals behind an owner end with a word for an organisation.
fn is_owned_by_none(line: &Line<'_>, owner: usize) -> bool {
    let run =
        line.words[owner + 1..].iter().take(LONGEST).take_while(|seen| seen.is(traits::CAPITAL));
    run.last().is_some_and(|last| last.is(traits::ORGANISATION))
}

/// The words from `first` to before `end`, without the signs around them and the ending of an owner.
pub(super) fn passage<'t>(line: &Line<'t>, first: usize, end: usize) -> &'t str {
    let from = line.words[first].bare_start();
    let last = &line.words[end - 1];
    let to = if line.as_written(last) == "e.V." {
        last.start() + 4
    } else {
        last.bare_start() + line.bare(last).len()
    };
    let name = &line.text[from..to];
    name.trim_end_matches("’s").trim_end_matches("'s")
}

/// `since 1998`, `depuis 2009`.
fn is_since(line: &Line<'_>, idx: usize) -> bool {
    let says = line.words.get(idx).is_some_and(|seen| {
        matches!(line.bare(seen), "since" | "seit" | "depuis" | "desde" | "dal" | "с")
    });
    let is_year = |seen| {
        let word = line.bare(seen);
        word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|b| b.is_ascii_digit())
    };
    says && line.words.get(idx + 1).is_some_and(is_year)
}

/// `The`, `Die`: as it opens a sentence.
fn is_article(word: &str) -> bool {
    let mut letters = word.chars();
    let opens = letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase);
    opens && lexicon::with_lower(word, is_definite)
}

fn is_indefinite(word: &str) -> bool {
    matches!(
        word,
        "a" | "an" | "one" | "ein" | "eine" | "un" | "une" | "una" | "uno" | "um" | "uma"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(line: &str) -> Option<String> {
        let words = lexicon::look_up(line);
        in_standing_text(&Line { text: line, words: &words }).map(str::to_owned)
    }

    #[test]
    fn standing_text_opens_with_the_name_of_whom_it_tells() {
        let werkstatt = Some("Werkstatt Heller Strom".to_owned());
        assert_eq!(standing("Die Werkstatt Heller Strom ist eine Organisation."), werkstatt);
        assert_eq!(
            standing("La Maison des Lampes réunit depuis 2009 des soignantes."),
            Some("Maison des Lampes".to_owned())
        );
        assert_eq!(
            standing("Les Lampes du port, association loi 1901."),
            Some("Lampes du port".to_owned())
        );
        assert_eq!(standing("The Court of Session is expected to rule."), None);
    }
}
