//! A personal name as its words: given names, initials, surname.

use std::ops::Range;

use super::nickname;

/// Words that part fathers from sons.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// A name, folded and cut into words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Name {
    /// The words with single blanks between them.
    words: String,
    /// The given names and initials, in bytes of `words`.
    given: Vec<Range<usize>>,
    surname: Range<usize>,
    suffix: Option<Range<usize>>,
}

/// How the first given names of two names agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum First {
    Equal,
    /// One is the first letter of the other.
    Initial,
    Nickname,
    /// One of the two names has none.
    Absent,
    Contradicts,
}

impl Name {
    pub(super) fn new(name: &str) -> Self {
        let words = words(name);
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        for word in words.split(' ') {
            ranges.push(start..start + word.len());
            start += word.len() + 1;
        }
        let is_suffix = |range: &Range<usize>| SUFFIXES.contains(&&words[range.clone()]);
        let suffix = if ranges.len() > 1 { ranges.pop_if(|range| is_suffix(range)) } else { None };
        let surname = ranges.pop().unwrap_or(0..0);
        Self { words, given: ranges, surname, suffix }
    }

    /// The words by which two spellings are one name.
    pub(super) fn words(&self) -> &str {
        &self.words
    }

    pub(super) fn surname(&self) -> &str {
        &self.words[self.surname.clone()]
    }

    pub(super) fn given(&self) -> impl ExactSizeIterator<Item = &str> {
        self.given.iter().map(|range| &self.words[range.clone()])
    }

    /// The first given name or initial.
    pub(super) fn first(&self) -> Option<&str> {
        self.given().next()
    }

    /// Without its last word, as which a second surname may stand: `Elena Ruiz Prado` is `Elena Ruiz`.
    pub(super) fn without_last(&self) -> Option<&str> {
        (self.given.len() >= 2).then(|| self.words[..self.surname.start].trim_end())
    }

    /// 0 for a surname alone, 1 for an initial, 2 for a name in full.
    pub(super) fn fullness(&self) -> u8 {
        match self.first() {
            None => 0,
            Some(first) if is_initial(first) => 1,
            Some(_) => 2,
        }
    }

    /// How the first given names agree; the surnames are equal.
    pub(super) fn compare_first(&self, other: &Self) -> First {
        let (Some(a), Some(b)) = (self.first(), other.first()) else { return First::Absent };
        if a == b {
            First::Equal
        } else if may_be_initial(a, b) || may_be_initial(b, a) {
            First::Initial
        } else if nickname::are_one(a, b) {
            First::Nickname
        } else {
            First::Contradicts
        }
    }

    /// How many middle names agree; `None` where they contradict each other.
    pub(super) fn middle(&self, other: &Self) -> Option<usize> {
        let pairs = self.given().skip(1).zip(other.given().skip(1));
        let mut n_equal = 0;
        for (a, b) in pairs {
            if a != b && !is_initial_of(a, b) && !is_initial_of(b, a) {
                return None;
            }
            n_equal += 1;
        }
        Some(n_equal)
    }

    /// Whether nobody has both names. A name says nothing against one it continues.
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        if self.continues(other) || other.continues(self) {
            return false;
        }
        let suffixes = (self.suffix.clone(), other.suffix.clone());
        self.surname() != other.surname()
            || self.compare_first(other) == First::Contradicts
            || self.middle(other).is_none()
            || matches!(suffixes, (Some(a), Some(b)) if self.words[a.clone()] != other.words[b.clone()])
    }

    /// Whether it is the other name and a second surname.
    pub(super) fn continues(&self, other: &Self) -> bool {
        self.without_last() == Some(other.words()) && other.fullness() == 2
    }
}

/// The folded words of a name: runs of letters and digits.
pub(crate) fn words(name: &str) -> String {
    let folded = gazetteer::fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

pub(super) fn is_initial(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

/// `W.` may be `Bill`, who is a William.
fn may_be_initial(a: &str, b: &str) -> bool {
    is_initial(a) && nickname::stands_for(b).any(|name| name.starts_with(a))
}

fn is_initial_of(a: &str, b: &str) -> bool {
    is_initial(a) && b.starts_with(a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_cut_into_given_names_surname_and_suffix() {
        let name = Name::new("Jean-Luc M. d’Aubé, Jr.");
        assert_eq!(name.given().collect::<Vec<_>>(), ["jean", "luc", "m", "d"]);
        assert_eq!(name.surname(), "aube");
        assert_eq!(Name::new("Roe").fullness(), 0);
        assert_eq!(Name::new("…").words(), "");
    }

    #[test]
    fn middle_names_contradict_or_agree() {
        let name = |text| Name::new(text);
        assert!(name("William R. Roe").contradicts(&name("William S. Roe")));
        assert!(!name("William R. Roe").contradicts(&name("Bill Roe")));
        assert!(!name("W. Roe").contradicts(&name("William Robert Roe")));
        assert!(name("William Roe Sr").contradicts(&name("William Roe Jr")));
        assert!(!name("Elena Ruiz Prado").contradicts(&name("Elena Ruiz")));
    }
}
