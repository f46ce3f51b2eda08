//! The styles of a Word file: which of them are titles and headings, which are bold.

use super::{
    look::{Look, Looks},
    xml::{Piece, walk},
};
use crate::{error::Error, text::Style};

/// Reads `word/styles.xml`.
pub(super) fn read(part: &str, format: &'static str) -> Result<Looks, Error> {
    let mut looks = Looks::default();
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
                    look.style = look.style.or_else(|| value().and_then(|level| of_level(&level)));
                }
                "w:b" => look.is_bold = Some(element.is_on("w:val")),
                _ => {}
            }
        }
        Piece::Close("w:style") => looks.add(open.take()),
        Piece::Close(_) | Piece::Characters(_) => {}
    })?;
    Ok(looks)
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
