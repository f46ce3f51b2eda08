//! Quotation marks: every family of them opens and closes a phrase.

use crate::input::Input;

/// Marks that close one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// Straight, curly and low marks; writers and word processors mix them.
    Double,
    /// « »
    Angle,
    /// ‹ ›
    SingleAngle,
    /// 「 」 『 』
    Corner,
    /// ‘ ’ and ‚ ‘, which are apostrophes as well.
    Single,
}

impl Family {
    /// How many there are.
    pub(crate) const COUNT: usize = 5;

    /// The family of a mark that is a mark wherever it stands.
    pub(crate) fn of(c: char) -> Option<Self> {
        match c {
            '"' | '“' | '”' | '„' | '‟' | '″' | '〝' | '〞' | '〟' | '＂' => {
                Some(Self::Double)
            }
            '«' | '»' => Some(Self::Angle),
            '‹' | '›' => Some(Self::SingleAngle),
            '「' | '」' | '『' | '』' => Some(Self::Corner),
            _ => None,
        }
    }

    /// The family of a mark that stands where a word could start.
    pub(crate) fn opening(c: char) -> Option<Self> {
        if matches!(c, '‘' | '‚' | '‛') { Some(Self::Single) } else { Self::of(c) }
    }
}

/// Whether the mark of that number is the sign of a Hebrew acronym rather than a quotation mark.
pub(crate) fn is_gershayim(input: &Input, index: usize) -> bool {
    let is_hebrew = |c: Option<char>| c.is_some_and(|c| ('\u{5d0}'..='\u{5ea}').contains(&c));
    matches!(input.get(index), Some('"' | '”'))
        && is_hebrew(input.before(index))
        && is_hebrew(input.get(index + 1))
}

/// The number of the mark that closes a phrase whose first character is `from`.
pub(crate) fn closing(input: &Input, from: usize, family: Family) -> Option<usize> {
    let mut index = from;
    while let Some(c) = input.get(index) {
        if is_escape(input, index) {
            index += 2;
            continue;
        }
        let closes = match family {
            Family::Single => closes_single(input, from, index),
            _ => Family::of(c) == Some(family) && !is_gershayim(input, index),
        };
        if closes {
            return Some(index);
        }
        index += 1;
    }
    None
}

/// Whether a backslash here takes the meaning of the mark or backslash that follows.
pub(crate) fn is_escape(input: &Input, index: usize) -> bool {
    input.get(index) == Some('\\')
        && input.get(index + 1).is_some_and(|next| next == '\\' || Family::of(next).is_some())
}

/// An apostrophe closes only at the end of a word: `‘workers’` but not `‘don’t`.
fn closes_single(input: &Input, from: usize, index: usize) -> bool {
    matches!(input.get(index), Some('’' | '‘'))
        && index > from
        && input.before(index) != Some(' ')
        && input.get(index + 1).is_none_or(|next| !next.is_alphanumeric())
}
