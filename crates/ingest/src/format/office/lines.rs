//! `Lines`: the paragraphs of a word processor as lines of a text.

use release::Span;

use crate::text::{Hint, Style};

/// A paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    characters: String,
    /// What its style says of it.
    pub(super) style: Option<Style>,
    /// Whether anything in it is not bold.
    has_plain: bool,
    /// It only keeps what stands around the text apart from it.
    is_gap: bool,
}

impl Paragraph {
    /// A paragraph without characters.
    pub(super) fn of_style(style: Option<Style>) -> Self {
        Self { style, ..Self::default() }
    }

    fn is_blank(&self) -> bool {
        self.characters.trim().is_empty()
    }

    /// Adds characters.
    pub(super) fn push(&mut self, characters: &str, is_bold: bool) {
        for c in characters.chars() {
            match c {
                '\n' | '\t' => self.characters.push(c),
                // soft hyphens and marks that only place things
                '\u{ad}' | '\u{feff}' | '\u{fffc}' => {}
                c if c.is_control() => self.characters.push(' '),
                c => self.characters.push(c),
            }
        }
        self.has_plain |= !is_bold && characters.chars().any(char::is_alphanumeric);
    }
}

/// Paragraphs in reading order.
#[derive(Debug, Default)]
pub(super) struct Lines(Vec<Paragraph>);

impl Lines {
    /// Adds a paragraph; an empty one counts as a blank line.
    pub(super) fn push(&mut self, paragraph: Paragraph) {
        self.0.push(paragraph);
    }

    /// Adds what stands at the top or the foot of every page: each line once, numbers of pages not at all.
    pub(super) fn push_once(&mut self, others: Self) {
        // blank lines around the text part nothing
        while self.0.last().is_some_and(Paragraph::is_blank) {
            self.0.pop();
        }
        let gap = || Paragraph { is_gap: true, ..Paragraph::default() };
        let mut is_first = true;
        for paragraph in others.0 {
            let is_known = self.0.iter().any(|known| known.characters == paragraph.characters);
            if !paragraph.characters.contains(char::is_alphabetic) || is_known {
                continue;
            }
            if is_first && !self.0.is_empty() {
                self.0.push(gap());
            }
            is_first = false;
            self.0.push(paragraph);
        }
        if !is_first {
            self.0.push(gap());
        }
    }

    /// Puts `above` on top.
    pub(super) fn put_above(&mut self, above: Self) {
        let first = self.0.iter().position(|paragraph| !paragraph.is_blank()).unwrap_or(0);
        self.0.splice(0..first, above.0);
    }

    /// The text and its hints.
    ///
    /// Who parts paragraphs by empty ones means every line end; else a blank line parts them.
    pub(super) fn write(self) -> (String, Vec<Hint>) {
        let first = self.0.iter().position(|paragraph| !paragraph.is_blank());
        let last = self.0.iter().rposition(|paragraph| !paragraph.is_blank());
        let (Some(first), Some(last)) = (first, last) else { return Default::default() };
        let paragraphs = &self.0[first..=last];
        let parts = |paragraph: &Paragraph| paragraph.is_blank() && !paragraph.is_gap;
        let means_every_line = paragraphs.iter().any(parts);
        let end = if means_every_line { "\n" } else { "\n\n" };
        let mut characters = String::new();
        let mut hints = Vec::new();
        for paragraph in paragraphs.iter().filter(|paragraph| means_every_line || !paragraph.is_gap)
        {
            let start = characters.len();
            // a heading is one, however its lines are broken
            let is_heading = matches!(paragraph.style, Some(Style::Heading(_)));
            for (idx, line) in paragraph.characters.trim().lines().enumerate() {
                if idx > 0 {
                    characters.push(if is_heading { ' ' } else { '\n' });
                }
                characters.push_str(line.trim_end());
            }
            let is_bold = !paragraph.has_plain && characters[start..].contains(char::is_alphabetic);
            let style = paragraph.style.or(is_bold.then_some(Style::Bold));
            if let Some(style) = style.filter(|_| characters.len() > start) {
                hints.push(Hint { span: Span::new(start, characters.len()), style });
            }
            characters.push_str(end);
        }
        characters.truncate(characters.trim_end().len());
        characters.push('\n');
        (characters, hints)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(paragraphs: &[(&str, bool)]) -> Lines {
        let mut lines = Lines::default();
        for (characters, is_bold) in paragraphs {
            let mut paragraph = Paragraph::default();
            paragraph.push(characters, *is_bold);
            lines.push(paragraph);
        }
        lines
    }

    #[test]
    fn a_blank_line_parts_paragraphs_unless_empty_ones_do() {
        assert_eq!(lines(&[("One", false), ("Two", false)]).write().0, "One\n\nTwo\n");
        let empties = [("", false), ("One", false), ("Two", false), (" ", false), ("Three", false)];
        assert_eq!(lines(&empties).write().0, "One\nTwo\n\nThree\n");
    }

    #[test]
    fn a_line_is_bold_when_all_of_it_is() {
        let mut paragraph = Paragraph::default();
        paragraph.push("Ferries", true);
        paragraph.push(" ", false);
        paragraph.push("stop", true);
        let mut lines = lines(&[("Date", false)]);
        lines.push(paragraph);
        let (text, hints) = lines.write();
        assert_eq!(hints.len(), 1);
        assert_eq!((hints[0].span.of(&text), hints[0].style), ("Ferries stop", Style::Bold));
    }

    #[test]
    fn heads_of_pages_are_kept_once_and_their_numbers_not() {
        let mut all = Lines::default();
        all.push_once(lines(&[("Open Sea Network", false), ("Page", false)]));
        all.push_once(lines(&[("Open Sea Network", false), ("2", false)]));
        assert_eq!(all.write().0, "Open Sea Network\n\nPage\n");
    }
}
