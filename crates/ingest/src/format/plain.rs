//! Plain text.

use super::decode::decode;
use crate::text::Text;

pub(super) fn read(bytes: &[u8]) -> Text {
    let decoded = decode(bytes, None);
    Text {
        characters: decoded.characters,
        format: "txt",
        encoding: decoded.encoding,
        warnings: decoded.warnings,
        ..Text::default()
    }
}
