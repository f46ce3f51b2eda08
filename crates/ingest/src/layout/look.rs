//! What a line is made of, seen in one pass, so that most questions about it need no search.

use crate::lexicon::Line;

/// The signs of a line, and those that stand between blanks in it.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    /// Whether each of [`SIGNS`] is in it.
    has: [bool; SIGNS.len()],
    has_digit: bool,
    /// How often each of [`JOINTS`] stands between blanks.
    n_joints: [u16; JOINTS.len()],
}

/// Signs that a line is asked for.
const SIGNS: [u8; 5] = *b"@[({}";

/// Signs that join the items of a menu or a list of places when blanks stand around them.
pub(crate) const JOINTS: [&str; 11] =
    [" | ", " » ", " > ", " : ", " - ", " – ", " · ", " • ", " * ", " — ", " / "];

impl Look {
    #[expect(
        clippy::needless_bitwise_bool,
        reason = "without branches many bytes are looked at together"
    )]
    /// Looks at a line whose words single blanks part.
    pub(crate) fn of(line: &Line<'_>) -> Self {
        let bytes = line.text.as_bytes();
        // without branches, so that many bytes are looked at together
        let has = SIGNS.map(|sign| bytes.iter().fold(false, |has, byte| has | (*byte == sign)));
        let has_digit = bytes.iter().fold(false, |has, byte| has | byte.is_ascii_digit());
        let mut look = Self { has, has_digit, n_joints: [0; JOINTS.len()] };
        for seen in line.words.iter().filter(|seen| seen.is_sign()) {
            if seen.start() > 0
                && let Some(joint) = joint(&bytes[seen.start()..])
            {
                look.n_joints[joint] = look.n_joints[joint].saturating_add(1);
            }
        }
        look
    }

    /// Whether the line has that one of [`SIGNS`].
    pub(crate) fn has(&self, sign: u8) -> bool {
        SIGNS.iter().position(|known| *known == sign).is_some_and(|idx| self.has[idx])
    }

    /// Whether the line has a digit, `0` to `9`.
    pub(crate) fn has_digit(&self) -> bool {
        self.has_digit
    }

    /// How often one of [`JOINTS`] stands in the line.
    pub(crate) fn n_joints(&self, joint: usize) -> usize {
        usize::from(self.n_joints[joint])
    }
}

/// The joint that the bytes after a blank begin with.
fn joint(after: &[u8]) -> Option<usize> {
    match after {
        [b'|', b' ', ..] => Some(0),
        [0xC2, 0xBB, b' ', ..] => Some(1),
        [b'>', b' ', ..] => Some(2),
        [b':', b' ', ..] => Some(3),
        [b'-', b' ', ..] => Some(4),
        [0xE2, 0x80, 0x93, b' ', ..] => Some(5),
        [0xC2, 0xB7, b' ', ..] => Some(6),
        [0xE2, 0x80, 0xA2, b' ', ..] => Some(7),
        [b'*', b' ', ..] => Some(8),
        [0xE2, 0x80, 0x94, b' ', ..] => Some(9),
        [b'/', b' ', ..] => Some(10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::look_up;

    fn look(line: &str) -> Look {
        Look::of(&Line { text: line, words: &look_up(line) })
    }

    #[test]
    fn joints_are_counted_where_blanks_stand_around_them() {
        for (idx, joint) in JOINTS.iter().enumerate() {
            let look = look(&format!("Rabat{joint}Oran{joint}Sfax-Tunis"));
            assert_eq!(look.n_joints(idx), 2, "{joint}");
        }
        assert!(look("a (b)").has(b'(') && !look("a b").has(b'('));
        assert_eq!(look("- Rabat").n_joints(4), 0);
    }
}
