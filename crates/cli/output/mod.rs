//! What reaches a terminal or a pipe: one printer a form.

pub(crate) mod batch;
pub(crate) mod bench_index;
pub(crate) mod bench_query;
pub(crate) mod csv;
pub(crate) mod facets;
pub(crate) mod hits;
pub(crate) mod json;
pub(crate) mod report;
pub(crate) mod reused;
pub(crate) mod similar;
pub(crate) mod watch;
pub(crate) mod who;

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
pub(crate) use ask::{count, thousands};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::args::ColourWhen;

/// Where results are written, how wide it is and whether it shows colour.
pub(crate) struct Screen<'w> {
    out: &'w mut dyn Write,
    is_coloured: bool,
    /// Columns.
    pub(crate) width: usize,
}

impl<'w> Screen<'w> {
    /// A screen over `out`; `auto` colours terminals unless `NO_COLOR` is set.
    pub(crate) fn new(out: &'w mut dyn Write, when: ColourWhen, is_terminal: bool) -> Self {
        let wants_none = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let is_coloured = match when {
            ColourWhen::Always => true,
            ColourWhen::Never => false,
            ColourWhen::Auto => is_terminal && !wants_none,
        };
        let columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let width = if is_terminal { columns.unwrap_or(100) } else { 100 };
        Self { out, is_coloured, width: width.clamp(40, 160) }
    }

    /// `text` in a style, if the screen shows any.
    pub(crate) fn paint(&self, style: Style, text: &str) -> String {
        if self.is_coloured && !text.is_empty() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }

    /// A label, faint and filled to the column where values stand.
    pub(crate) fn label(&self, label: &str) -> String {
        self.paint(FAINT, &pad(label, LABEL))
    }

    /// Writes a line.
    pub(crate) fn line(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{line}")
    }

    /// The writer itself, for JSON and CSV.
    pub(crate) fn raw(&mut self) -> &mut dyn Write {
        self.out
    }
}

/// The width of the column of labels.
const LABEL: usize = 14;

/// Headlines.
pub(crate) const STRONG: Style = Style::new().bold();
/// What matters less.
pub(crate) const FAINT: Style = Style::new().dimmed();
/// What was sought.
pub(crate) const SOUGHT: Style = AnsiColor::Yellow.on_default().bold();
/// Names of persons.
pub(crate) const PERSON: Style = AnsiColor::Green.on_default();
/// Countries and other values one can filter by.
pub(crate) const VALUE: Style = AnsiColor::Cyan.on_default();

/// `text` without anything that could steer a terminal: control characters and those that turn the
/// direction of writing become blanks.
pub(crate) fn printable(text: &str) -> String {
    let is_harmful = |character: char| {
        character.is_control()
            || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|character| if is_harmful(character) { ' ' } else { character }).collect()
}

/// `text` cut to `width` columns, with an ellipsis where something was cut.
pub(crate) fn fit(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut fitted = String::new();
    let mut used = 0;
    for character in text.chars() {
        let columns = character.width().unwrap_or(0);
        if used + columns + 1 > width {
            break;
        }
        used += columns;
        fitted.push(character);
    }
    format!("{}…", fitted.trim_end())
}

/// `text` filled with blanks to `width` columns.
pub(crate) fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// The marks around the words of a `direct` quote; none around others.
pub(crate) fn marks(kind: &str) -> (&'static str, &'static str) {
    if kind == "direct" { ("“", "”") } else { ("", "") }
}

/// `2012-04-03 to 2014-02-10`, or the one date; `None` where a date is missing.
pub(crate) fn period(first: Option<&str>, last: Option<&str>) -> Option<String> {
    let (first, last) = (first?, last?);
    Some(if first == last { first.to_owned() } else { format!("{first} to {last}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_by_columns_not_by_bytes() {
        assert_eq!(fit("Genève et Bruxelles", 8), "Genève…");
        assert_eq!(fit("人権状況", 5), "人権…");
        assert_eq!(fit("short", 8), "short");
    }

    #[test]
    fn a_terminal_never_sees_an_escape() {
        assert_eq!(printable("a\u{1b}]0;x\u{7}b\u{202e}c"), "a ]0;x b c");
    }
}
