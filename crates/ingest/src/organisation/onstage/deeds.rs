//! What a name does where it stands: by the words on either side.

use super::{piece::Piece, player::deed};
use crate::{
    lexicon::{self, Line, traits},
    organisation::{
        actor,
        demand::{is_definite, is_demanding},
        role, script,
        verb::{self, is_plural_saying},
    },
};

/// Small words of an office, `appeal coordinator`, that stand between a body and the head of the office.
const NEAR: usize = 3;

/// What a name does at one place.
pub(super) fn deeds(
    line: &Line<'_>,
    first: usize,
    piece: &Piece,
    is_early: bool,
    is_first: bool,
) -> u16 {
    let before = |back: usize| first.checked_sub(back).map(|idx| &line.words[idx]);
    let is_article =
        |seen: &lexicon::Seen| lexicon::with_lower(line.bare(seen), is_definite_or_joined);
    let has_article = before(1).is_some_and(is_article);
    let mut deeds = 0;
    if is_first && has_article {
        deeds |= deed::DEFINITE;
    }
    // `says Open Hands`, `afirma a Azinheira`
    let lead = before(1 + usize::from(has_article));
    let verb = lead.filter(|verb| {
        verb.is(traits::SMALL) && line.as_written(verb).ends_with(char::is_alphanumeric)
    });
    let says = |word: &str| verb::is_saying(word) || is_plural_saying(word);
    // `desde Open Hands hemos`
    let is_from = before(1).is_some_and(|from| matches!(line.bare(from), "desde" | "Desde"))
        && line.words.get(piece.end).is_some_and(|next| line.bare(next).ends_with("mos"));
    let opening = first - usize::from(has_article);
    if is_first && opens_text(line, opening) && acts(line, piece) {
        deeds |= deed::OPENS;
    }
    // `We are Open Hands,`, `Somos la Coordinadora`
    let is_self = opening.checked_sub(1).is_some_and(|before| {
        let word = line.bare(&line.words[before]);
        matches!(word, "Somos" | "somos")
            || matches!(word, "are" | "sommes" | "sind")
                && before.checked_sub(1).is_some_and(|we| {
                    matches!(line.bare(&line.words[we]), "We" | "Nous" | "nous" | "Wir" | "wir")
                })
    });
    if is_early && is_self {
        deeds |= deed::SELF;
    }
    // `according to Open Hands`
    let is_source = lead.is_some_and(|lead| match line.as_written(lead) {
        "según" | "selon" | "segundo" | "laut" => true,
        "to" => before(2 + usize::from(has_article))
            .is_some_and(|word| line.bare(word).eq_ignore_ascii_case("according")),
        _ => false,
    });
    if is_source || acts(line, piece) || verb.is_some_and(|verb| says(line.bare(verb))) || is_from {
        deeds |= if is_early { deed::SPEAKS } else { deed::SPEAKS_LATE };
    }
    let is_told = before(1).is_some_and(|told| line.as_written(told) == "told");
    if is_told {
        deeds |= deed::HEARS;
    }
    let is_behind_kind = before(1).is_some_and(|kind| {
        line.as_written(kind).ends_with(char::is_alphanumeric) && script::is_kind(line.bare(kind))
    });
    if is_behind_kind {
        deeds |= deed::OF_KIND;
    }
    // `who directs Open Hands`
    let is_led = lead.is_some_and(|verb| {
        matches!(
            line.bare(verb),
            "directs"
                | "heads"
                | "leads"
                | "chairs"
                | "runs"
                | "founded"
                | "dirige"
                | "preside"
                | "coordina"
                | "coordena"
                | "préside"
                | "coordonne"
                | "leitet"
        )
    });
    // `members of Open Hands`
    let is_joined = before(1).is_some_and(|of| matches!(line.as_written(of), "of" | "with"))
        && before(2).is_some_and(|who| {
            matches!(line.bare(who), "members" | "activists" | "volunteers" | "staff" | "monitors")
        });
    if is_led || is_joined || role::is_behind_role(line, first) || is_before_role(line, piece.end) {
        deeds |= deed::EMPLOYS;
    }
    deeds
}

/// Whether nothing but a dateline stands before a word.
fn opens_text(line: &Line<'_>, first: usize) -> bool {
    const LONGEST_DATELINE: usize = 12;
    first == 0
        || first <= LONGEST_DATELINE && {
            let before = line.as_written(&line.words[first - 1]);
            let is_dash = before.ends_with(['–', '—', '-', '―']);
            is_dash
                || before.ends_with(['.', ')', ':'])
                    && line.words[..first].iter().any(|seen| seen.is(traits::NUMERIC))
        }
}

fn is_definite_or_joined(word: &str) -> bool {
    is_definite(word) || matches!(word, "du" | "del" | "da" | "do" | "pela" | "pelo" | "au" | "al")
}

/// Whether what follows a name says that it speaks.
fn acts(line: &Line<'_>, piece: &Piece) -> bool {
    if piece.is_marked { actor::says_at(line, piece.end) } else { actor::acts(line, piece.end) }
}

/// `OSN General Secretary Ada Roe`, `Open Hands’ relief director`: an office of the name before it.
fn is_before_role(line: &Line<'_>, end: usize) -> bool {
    let last = line.as_written(&line.words[end - 1]);
    let owns = last.ends_with(['’', '\'']) || last.ends_with("’s") || last.ends_with("'s");
    if !owns && !last.ends_with(char::is_alphanumeric) {
        return false;
    }
    for idx in end..line.words.len().min(end + NEAR + 1) {
        let seen = &line.words[idx];
        let goes_on = line.as_written(seen).ends_with(char::is_alphanumeric);
        if seen.is(traits::ROLE) {
            let is_person = line.words.get(idx + 1).is_some_and(|next| next.is(traits::CAPITAL));
            return owns || goes_on && is_person;
        }
        let is_of_office = !seen.is(traits::FUNCTION) && !is_demanding(line.bare(seen));
        if !goes_on || !is_of_office || verb::is_saying(line.bare(seen)) {
            return false;
        }
    }
    false
}
