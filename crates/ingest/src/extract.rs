//! From a text to a release: every step in order, none of which can fail.

use release::{Found, Release, ReleaseId, ReleaseKind, Source, Span, Words};

use crate::{layout, quote, text::Text, words};

/// What [`extract`] makes of a text.
#[derive(Clone, Debug)]
pub struct Extracted {
    /// The release, with its warnings.
    pub release: Release,
    /// The words of [`Release::text`], cut once, for the index.
    pub words: Words,
}

/// Understands one text. Whatever the text, there is a release; what is not found stays empty.
pub fn extract(text: Text) -> Extracted {
    let words = words::cut(&text.characters);
    let layout = layout::lay_out(&text);
    let spoken = quote::find(&quote::Input {
        text: &text.characters,
        words: &words,
        layout: &layout,
        language: None,
        contacts: &[],
        issuer: &quote::Issuer::default(),
    });
    let release = Release {
        id: identity(&text.characters),
        source: Source {
            format: text.format.to_owned(),
            encoding: text.encoding.to_owned(),
            item: text.item,
        },
        blocks: layout.blocks,
        kind: Found::new(ReleaseKind::PressRelease, Span::default(), "default", 0.5),
        language: None,
        title: None,
        subtitle: None,
        date: None,
        places: Vec::new(),
        organisation: None,
        countries: Vec::new(),
        speakers: spoken.speakers,
        quotes: spoken.quotes,
        contacts: Vec::new(),
        warnings: text.warnings,
        text: text.characters,
    };
    Extracted { release, words }
}

/// A hash of the text with white space folded, so that line ends and wrapping make no difference.
fn identity(text: &str) -> ReleaseId {
    let mut hasher = blake3::Hasher::new();
    for word in text.split_whitespace() {
        hasher.update(word.as_bytes());
        hasher.update(b" ");
    }
    let mut first = [0; 8];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    ReleaseId(u64::from_be_bytes(first))
}
