//! Releases of who holds an office by election: a senator, a mayor. What their texts name is seldom who issues them.

use release::Part;

use crate::{
    layout::Layout,
    lexicon::{Line, traits},
};

/// The office stands among so many words at the beginning of the headline or the lede.
const NEAR: usize = 4;
/// The party and the seat stand among so many.
const NEAR_SEAT: usize = 14;

/// Whether the headline or the lede opens with such a person: `Sen. Ada Roe (D-ND) today said …`.
pub(super) fn opens_with_one(layout: &Layout) -> bool {
    let title = layout.of_part(Part::Title).map(|(idx, _)| idx).next();
    title.into_iter().chain(layout.lede()).any(|idx| names_one(&layout.line(idx)))
}

/// Whether a line opens with such a person.
pub(super) fn names_one(line: &Line<'_>) -> bool {
    names_office(line) || names_seat(line)
}

/// `U.S. Senator Roe`, `Congressman Roe`: an office before a capital.
fn names_office(line: &Line<'_>) -> bool {
    line.words.windows(2).take(NEAR).any(|pair| {
        is_office(line.bare(&pair[0]))
            && pair[0].is(traits::CAPITAL)
            && pair[1].is(traits::CAPITAL)
            && !line.as_written(&pair[0]).ends_with(',')
    })
}

fn is_office(word: &str) -> bool {
    const OFFICES: [&str; 17] = [
        "sen",
        "sens",
        "senator",
        "senators",
        "rep",
        "reps",
        "congressman",
        "congresswoman",
        "congressmen",
        "assemblyman",
        "assemblywoman",
        "assemblymember",
        "councilman",
        "councilwoman",
        "gov",
        "governor",
        "mayor",
    ];
    OFFICES.iter().any(|office| word.trim_end_matches('.').eq_ignore_ascii_case(office))
}

/// `(D-ND)`, `(R-Utah)`, `D-Calif.`: a party and a seat.
fn names_seat(line: &Line<'_>) -> bool {
    line.words.iter().take(NEAR_SEAT).any(|seen| {
        let word = line.as_written(seen).trim_start_matches('(');
        let mut letters = word.chars();
        let is_party = matches!(letters.next(), Some('D' | 'R' | 'I'));
        let is_seat = matches!(letters.next(), Some('-' | '–'));
        is_party && is_seat && letters.next().is_some_and(char::is_uppercase)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::look_up;

    fn opens(line: &str) -> bool {
        let words = look_up(line);
        let line = Line { text: line, words: &words };
        names_office(&line) || names_seat(&line)
    }

    #[test]
    fn an_office_by_election_opens_a_text() {
        assert!(opens("SEN. ROE WINS FUNDS FOR THE LAKE"));
        assert!(opens("Washington – Ada Roe (D-ND) won approval of the Lake Committee."));
        assert!(!opens("The Lake Union thanks Senator Roe"));
        assert!(!opens("Nairobi – The Lake Union said today"));
    }
}
