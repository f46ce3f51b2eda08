//! What the properties of a file say of it; weak evidence.

use super::xml::{Piece, walk};
use crate::error::Error;

/// The `dc:title` of a part with properties.
pub(super) fn title(part: &str, format: &'static str) -> Result<Option<String>, Error> {
    let mut title = String::new();
    let mut is_open = false;
    walk(part, format, |piece| match piece {
        Piece::Open(element) => is_open = element.name == "dc:title",
        Piece::Close(_) => is_open = false,
        Piece::Characters(characters) if is_open => title.push_str(characters),
        Piece::Characters(_) => {}
    })?;
    Ok(stated_title(&title))
}

/// The title that the properties of a file state, unless a program made it up: `Microsoft Word - draft2.doc`.
pub(super) fn stated_title(title: &str) -> Option<String> {
    let title = title.trim();
    let is_made_up = title.starts_with("Microsoft Word")
        || [".doc", ".docx", ".odt", ".rtf"].iter().any(|ending| title.ends_with(ending))
        || !title.contains(' ');
    (!is_made_up).then(|| title.to_owned())
}
