//! The styles of a Word file: which of them are titles and headings, which are bold.

use rustc_hash::FxHashMap;

use super::xml::{Piece, walk};
use crate::{error::Error, text::Style};

/// What a style says of a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    pub(super) style: Option<Style>,
    pub(super) is_bold: Option<bool>,
    based_on: Option<String>,
}

/// The styles of a file by their identifiers.
#[derive(Debug, Default)]
pub(super) struct Styles(FxHashMap<String, Look>);

/// A style is based on another, and so on, so many times at most.
const LONGEST_CHAIN: usize = 12;

impl Styles {
    /// Reads `word/styles.xml`.
    pub(super) fn read(part: &str, format: &'static str) -> Result<Self, Error> {
        let mut styles = Self::default();
        let mut open: Option<(String, Look)> = None;
        walk(part, format, |piece| match piece {
            Piece::Open(element) if element.name == "w:style" => {
                open = element.attribute("w:styleId").map(|id| (id, Look::default()));
            }
            Piece::Open(element) => {
                let Some((_, look)) = &mut open else { return };
                let value = || element.attribute("w:val");
                match element.name {
                    "w:name" => look.style = value().and_then(|name| of_name(&name)),
                    "w:basedOn" => look.based_on = value(),
                    "w:outlineLvl" => {
                        look.style =
                            look.style.or_else(|| value().and_then(|level| of_level(&level)));
                    }
                    "w:b" => look.is_bold = Some(element.is_on("w:val")),
                    _ => {}
                }
            }
            Piece::Close("w:style") => styles.0.extend(open.take()),
            Piece::Close(_) | Piece::Characters(_) => {}
        })?;
        Ok(styles)
    }

    /// What the style of that identifier says, and those it is based on.
    pub(super) fn look(&self, id: &str) -> Look {
        let mut look = Look::default();
        let mut next = Some(id);
        for _ in 0..LONGEST_CHAIN {
            let Some(known) = next.and_then(|id| self.0.get(id)) else { break };
            look.style = look.style.or(known.style);
            look.is_bold = look.is_bold.or(known.is_bold);
            next = known.based_on.as_deref();
        }
        look
    }
}

/// The style of a name; names of built-in styles are English in every language.
fn of_name(name: &str) -> Option<Style> {
    let name = name.to_lowercase();
    match name.as_str() {
        "title" => Some(Style::Heading(1)),
        "subtitle" => Some(Style::Heading(2)),
        "quote" | "intense quote" => Some(Style::BlockQuote),
        _ => {
            let level = name.strip_prefix("heading ")?.parse().ok()?;
            (1..=6).contains(&level).then_some(Style::Heading(level))
        }
    }
}

/// The heading of an outline level, counted from 0; 9 is running text.
pub(super) fn of_level(level: &str) -> Option<Style> {
    let level: u8 = level.parse().ok()?;
    (level < 6).then_some(Style::Heading(level + 1))
}
