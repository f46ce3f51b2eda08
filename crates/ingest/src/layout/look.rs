//! What a line is made of, seen in one pass, so that most questions about it need no search.

/// The bytes of a line and the signs that stand between blanks in it.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    seen: [bool; 256],
    /// How often each of [`JOINTS`] stands between blanks.
    n_joints: [u16; JOINTS.len()],
}

/// Signs that join the items of a menu or a list of places when blanks stand around them.
pub(crate) const JOINTS: [&str; 11] =
    [" | ", " » ", " > ", " : ", " - ", " – ", " · ", " • ", " * ", " — ", " / "];

impl Look {
    /// Looks at a line.
    pub(crate) fn of(line: &str) -> Self {
        let bytes = line.as_bytes();
        let mut look = Self { seen: [false; 256], n_joints: [0; JOINTS.len()] };
        for (at, byte) in bytes.iter().enumerate() {
            look.seen[usize::from(*byte)] = true;
            if *byte == b' '
                && let Some(joint) = joint(&bytes[at + 1..])
            {
                look.n_joints[joint] = look.n_joints[joint].saturating_add(1);
            }
        }
        look
    }

    /// Whether the line has that byte.
    pub(crate) fn has(&self, byte: u8) -> bool {
        self.seen[usize::from(byte)]
    }

    /// Whether the line has a digit, `0` to `9`.
    pub(crate) fn has_digit(&self) -> bool {
        (b'0'..=b'9').any(|digit| self.has(digit))
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

    #[test]
    fn joints_are_counted_where_blanks_stand_around_them() {
        for (idx, joint) in JOINTS.iter().enumerate() {
            let look = Look::of(&format!("Rabat{joint}Oran{joint}Sfax-Tunis"));
            assert_eq!(look.n_joints(idx), 2, "{joint}");
        }
        assert!(Look::of("a (b)").has(b'(') && !Look::of("a b").has(b'('));
    }
}
