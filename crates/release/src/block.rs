//! `Block` and `Part`: the paragraphs of a text and what each is for.

use serde::{Deserialize, Serialize};

use crate::Span;

/// What a block is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    /// Carrier and page furniture: mail headers, front matter, menus, cookie lines, page numbers.
    Chrome,
    /// Name and address of the issuer above the release.
    Letterhead,
    /// The release line: `FOR IMMEDIATE RELEASE`, embargo lines.
    Marker,
    /// A line that holds the date of the release.
    Date,
    /// The headline as printed.
    Title,
    /// A line under the headline that extends it, or a standfirst.
    Subtitle,
    /// Who wrote it.
    Byline,
    /// The first paragraph of the running text.
    Lede,
    /// The running text after the lede, list items and inner headings included.
    Body,
    /// Names under a letter or a joint statement.
    Signatories,
    /// The standing explanation of the matter or the issuer: `Background`, `About us`.
    Background,
    /// Notes to editors and footnotes.
    Notes,
    /// Who to call.
    Contacts,
    /// `###`, `-30-`, `ENDS`.
    End,
}

impl Part {
    /// The section this part is shown under.
    pub fn section(self) -> Section {
        match self {
            Self::Chrome => Section::Chrome,
            Self::Letterhead => Section::Letterhead,
            Self::Marker => Section::Marker,
            Self::Date => Section::Date,
            Self::Title => Section::Title,
            Self::Subtitle => Section::Subtitle,
            Self::Byline => Section::Byline,
            Self::Lede | Self::Body => Section::Body,
            Self::Signatories => Section::Signatories,
            Self::Background => Section::Background,
            Self::Notes => Section::Notes,
            Self::Contacts => Section::Contacts,
            Self::End => Section::End,
        }
    }

    /// Whether the part is running text: what the release itself says.
    pub fn is_running_text(self) -> bool {
        matches!(self, Self::Lede | Self::Body)
    }

    /// Whether a country named here counts as named by the release (title, subtitle, lede, body).
    pub fn is_said(self) -> bool {
        matches!(self, Self::Title | Self::Subtitle | Self::Lede | Self::Body)
    }
}

/// A run of blocks that readers see as one: the lede and the body are one section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Section {
    /// See [`Part::Chrome`].
    Chrome,
    /// See [`Part::Letterhead`].
    Letterhead,
    /// See [`Part::Marker`].
    Marker,
    /// See [`Part::Date`].
    Date,
    /// See [`Part::Title`].
    Title,
    /// See [`Part::Subtitle`].
    Subtitle,
    /// See [`Part::Byline`].
    Byline,
    /// Lede and body.
    Body,
    /// See [`Part::Signatories`].
    Signatories,
    /// See [`Part::Background`].
    Background,
    /// See [`Part::Notes`].
    Notes,
    /// See [`Part::Contacts`].
    Contacts,
    /// See [`Part::End`].
    End,
}

/// A paragraph, heading or line of its own, and what it is for.
///
/// A paragraph that a page break had cut in two is one block; its span then covers the gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands.
    pub span: Span,
    /// What it is for.
    pub part: Part,
}
