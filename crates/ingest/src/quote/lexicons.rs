//! The lexicon of each passage: a release may hold another language than its own.

use std::ops::Range;

use crate::quote::{
    lexicon::{Habit, Lexicon},
    reader::Paragraph,
};

/// The lexicon of a text, and those of its passages in another language.
#[derive(Clone, Debug)]
pub(crate) struct Lexicons {
    main: &'static Lexicon,
    /// Runs of tokens in another language, in order.
    others: Vec<(Range<usize>, &'static Lexicon)>,
    /// Whether a release is read in its blocks; a text that is learned from is read more plainly, so that a rule about
    /// names in few texts moves no weight.
    of_release: bool,
}

impl Lexicons {
    /// One for the whole text.
    pub(crate) fn one(main: &'static Lexicon) -> Self {
        Self { main, others: Vec::new(), of_release: false }
    }

    /// Those of the paragraphs by the block they belong to.
    pub(crate) fn of_paragraphs(
        main: &'static Lexicon,
        paragraphs: &[Paragraph],
        of_block: impl Fn(usize) -> &'static Lexicon,
    ) -> Self {
        let mut lexicons = Self { of_release: true, ..Self::one(main) };
        for paragraph in paragraphs {
            let lexicon = of_block(paragraph.block);
            if !std::ptr::eq(lexicon, main) {
                lexicons.others.push((paragraph.first..paragraph.end, lexicon));
            }
        }
        lexicons
    }

    /// Whether they are those of a release, not of a text that is learned from.
    pub(crate) fn are_of_release(&self) -> bool {
        self.of_release
    }

    /// That of the text.
    pub(crate) fn main(&self) -> &'static Lexicon {
        self.main
    }

    /// The one at a token.
    pub(crate) fn at(&self, token: usize) -> &'static Lexicon {
        if self.others.is_empty() {
            return self.main;
        }
        let idx = self.others.partition_point(|(range, _)| range.end <= token);
        let other = self.others.get(idx).filter(|(range, _)| range.start <= token);
        other.map_or(self.main, |(_, lexicon)| *lexicon)
    }

    /// Whether a language of the text has this habit.
    pub(crate) fn any_has(&self, habit: Habit) -> bool {
        self.main.has(habit) || self.others.iter().any(|(_, lexicon)| lexicon.has(habit))
    }
}

#[cfg(test)]
mod tests {
    use release::Language;

    use super::*;
    use crate::quote::lexicon;

    #[test]
    fn a_token_is_read_in_the_language_of_its_paragraph() {
        let [english, german] = ["en", "de"].map(|code| lexicon::of(Language::new(code)));
        let paragraph = |first, end, block| Paragraph { first, end, block, spoken: true };
        let paragraphs = [paragraph(0, 4, 0), paragraph(4, 9, 1), paragraph(9, 12, 2)];
        let of_block = |block| if block == 1 { german } else { english };
        let lexicons = Lexicons::of_paragraphs(english, &paragraphs, of_block);
        let has_nouns = |token| lexicons.at(token).has(Habit::CapitalNouns);
        assert_eq!([0, 3, 4, 8, 9, 20].map(has_nouns), [false, false, true, true, false, false]);
        assert!(lexicons.any_has(Habit::CapitalNouns) && !lexicons.any_has(Habit::Elides));
    }
}
