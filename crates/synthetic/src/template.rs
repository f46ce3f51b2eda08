//! `Template`: a sentence with places to fill.

/// A piece of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Words as they are.
    Text(&'static str),
    /// An opening quotation mark, `<` in the tables.
    Open,
    /// A closing one, `>`.
    Close,
    /// A place to fill.
    Slot(Slot),
}

/// What fills a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    Noun,
    Plural,
    Verb,
    Adjective,
    Adverb,
    Place,
    Country,
    Person,
    Surname,
    Role,
    Organisation,
    Theme,
    Term,
    Number,
    Day,
    Month,
    Year,
    Date,
    /// What is said, as words of the speaker.
    Speech,
    /// A sentence inside another.
    Sentence,
}

/// The pieces of a sentence in order.
pub(crate) type Template = Vec<Piece>;

/// Reads a line of a table; a name that means nothing stays as it is written.
pub(crate) fn compile(line: &'static str) -> Template {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find(['{', '<', '>']) {
        let end = match rest.as_bytes()[at] {
            b'{' => rest[at..].find('}').map_or(rest.len(), |length| at + length + 1),
            _ => at + 1,
        };
        if at > 0 {
            pieces.push(Piece::Text(&rest[..at]));
        }
        pieces.push(match &rest[at..end] {
            "<" => Piece::Open,
            ">" => Piece::Close,
            named => slot(named).map_or(Piece::Text(named), Piece::Slot),
        });
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

fn slot(named: &str) -> Option<Slot> {
    Some(match named {
        "{n}" => Slot::Noun,
        "{s}" => Slot::Plural,
        "{v}" => Slot::Verb,
        "{a}" => Slot::Adjective,
        "{adv}" => Slot::Adverb,
        "{p}" => Slot::Place,
        "{c}" => Slot::Country,
        "{w}" => Slot::Person,
        "{sur}" => Slot::Surname,
        "{role}" => Slot::Role,
        "{org}" => Slot::Organisation,
        "{theme}" => Slot::Theme,
        "{term}" => Slot::Term,
        "{num}" => Slot::Number,
        "{day}" => Slot::Day,
        "{month}" => Slot::Month,
        "{year}" => Slot::Year,
        "{date}" => Slot::Date,
        "{q}" => Slot::Speech,
        "{t}" => Slot::Sentence,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Piece, Slot, compile};

    #[test]
    fn places_and_quotation_marks_are_told_from_words() {
        let pieces = compile("<{q},> {sur} said {x}");
        assert_eq!(
            pieces,
            [
                Piece::Open,
                Piece::Slot(Slot::Speech),
                Piece::Text(","),
                Piece::Close,
                Piece::Text(" "),
                Piece::Slot(Slot::Surname),
                Piece::Text(" said "),
                Piece::Text("{x}"),
            ]
        );
    }
}
