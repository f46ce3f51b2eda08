//! Plain text.

use super::{decode::decode, hyphen::Vocabulary};
use crate::text::Text;

/// So many words parted at line ends show that the lines were set so, as those of a page are.
const FEWEST_PARTED: usize = 3;

pub(super) fn read(bytes: &[u8]) -> Text {
    let decoded = decode(bytes, None);
    Text {
        characters: with_whole_words(decoded.characters),
        format: "txt",
        encoding: decoded.encoding,
        warnings: decoded.warnings,
        ..Text::default()
    }
}

/// Puts words together that line ends part; the rest of the line below stays a line.
fn with_whole_words(text: String) -> String {
    let is_parted = |(line, next): &(&str, &str)| {
        line.ends_with('-') && next.trim_start().starts_with(char::is_lowercase)
    };
    let ends_so = |end: &[u8]| memchr::memmem::find(text.as_bytes(), end).is_some();
    if !ends_so(b"-\n") && !ends_so(b"-\r\n") {
        return text;
    }
    let lines = || text.lines();
    if lines().zip(lines().skip(1)).filter(is_parted).count() < FEWEST_PARTED {
        return text;
    }
    let vocabulary = Vocabulary::of(lines());
    let mut whole = String::with_capacity(text.len());
    let mut lines = lines().peekable();
    // what a word of the line before has left of a line, and how far the line is indented
    let mut rest: Option<(&str, &str)> = None;
    while let Some(line) = lines.next() {
        let (indent, mut content) = rest.take().unwrap_or_else(|| {
            let content = line.trim_start();
            (&line[..line.len() - content.len()], content)
        });
        let next = lines.peek().map_or("", |next| next.trim_start());
        whole.push_str(indent);
        if vocabulary.parts(content, next) {
            let end = next.find(char::is_whitespace).unwrap_or(next.len());
            let below = lines.peek().map_or("", |below| &below[..below.len() - next.len()]);
            content = &content[..content.len() - 1];
            whole.push_str(content);
            whole.push_str(&next[..end]);
            rest = Some((below, next[end..].trim_start()));
        } else {
            whole.push_str(content);
        }
        whole.push('\n');
        if rest.is_some_and(|(_, rest)| rest.is_empty()) {
            // nothing is left of the line below
            rest = None;
            lines.next();
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_page_that_lines_part_are_whole_again() {
        let page =
            "The govern-\n  ment of the is-\n  lands has clo-\n  sed a long-term camp.\n\nEnd\n";
        assert_eq!(
            read(page.as_bytes()).characters,
            "The government\n  of the islands\n  has closed\n  a long-term camp.\n\nEnd\n"
        );
        let last = "The govern-\nment of the is-\nlands has clo-\nsed\nit.";
        assert_eq!(
            read(last.as_bytes()).characters,
            "The government\nof the islands\nhas closed\nit.\n"
        );
    }

    #[test]
    fn a_few_hyphens_at_line_ends_may_be_those_of_their_words() {
        for text in ["a long-\nterm plan\n", "boats -\nand nets -\nand oars -\nand sails\n"] {
            assert_eq!(read(text.as_bytes()).characters, text);
        }
    }
}
