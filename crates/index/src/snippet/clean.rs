//! Text for one line of a screen: blanks are single, control and direction characters are gone.

/// A passage on one line, with ranges carried along.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Clean {
    pub(super) text: String,
    pub(super) ranges: Vec<[usize; 2]>,
}

/// Cleans `text`; `ranges` are byte ranges of it in order, without overlap.
pub(super) fn clean(text: &str, ranges: &[[usize; 2]]) -> Clean {
    let mut cleaned = Clean::default();
    let mut ranges = ranges.iter().copied().peekable();
    let mut open = None;
    let mut is_parted = false;
    for (at, c) in text.char_indices() {
        if let Some(start) = open
            && ranges.peek().is_some_and(|range| at >= range[1])
        {
            cleaned.close(start);
            open = None;
            ranges.next();
        }
        if c.is_whitespace() {
            is_parted = !cleaned.text.is_empty();
            continue;
        }
        if is_invisible(c) {
            continue;
        }
        if std::mem::take(&mut is_parted) {
            cleaned.text.push(' ');
        }
        if open.is_none() && ranges.peek().is_some_and(|range| range[0] <= at && at < range[1]) {
            open = Some(cleaned.text.len());
        }
        cleaned.text.push(c);
    }
    if let Some(start) = open {
        cleaned.close(start);
    }
    cleaned
}

impl Clean {
    fn close(&mut self, start: usize) {
        if start < self.text.len() {
            self.ranges.push([start, self.text.len()]);
        }
    }
}

/// Characters that would change the terminal or the direction of the text around them.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_stay_on_their_words() {
        let cleaned = clean("  Free\r\n\u{202e}Ána\u{1b}[m  now", &[[2, 6], [11, 15]]);
        assert_eq!(cleaned.text, "Free Ána[m now");
        let words: Vec<_> =
            cleaned.ranges.iter().map(|range| &cleaned.text[range[0]..range[1]]).collect();
        assert_eq!(words, ["Free", "Ána"]);
    }

    #[test]
    fn a_range_over_a_line_end_stays_one() {
        let cleaned = clean("civil\nsociety", &[[0, 13]]);
        assert_eq!(cleaned, Clean { text: "civil society".to_owned(), ranges: vec![[0, 13]] });
    }
}
