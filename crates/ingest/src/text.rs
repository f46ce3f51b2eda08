//! `Text`: what a format reader hands over: characters, and what the markup said about them.

use release::{Pages, Span, Warning};
use serde::{Deserialize, Serialize};

/// The characters of one release after decoding, with the hints its carrier gave.
///
/// Lines end in `\n`. Hints are evidence, never decisions: the layout of a release is read from its
/// words, and a heading style only adds weight.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The extracted text; every span of the release points into it.
    pub characters: String,
    /// The name of the format it was read from, such as `html`.
    pub format: &'static str,
    /// The encoding it was decoded from, such as `windows-1252`.
    pub encoding: &'static str,
    /// Which release of its file it is, counted from 1; 0 where the file holds one.
    pub item: u32,
    /// Where in its file it stands, where that has a name: a file of a package, an address of a capture.
    pub within: String,
    /// Styles of passages, sorted by their start.
    pub hints: Vec<Hint>,
    /// What the carrier says about the release outside the text.
    pub meta: Meta,
    /// Where its pages begin, if its carrier has pages.
    pub pages: Pages,
    /// The pages, counted from 1, that are pictures without text.
    pub pictures: Vec<u32>,
    /// What reading was unsure about.
    pub warnings: Vec<Warning>,
}

impl Text {
    /// Says that it stands in a file of that name inside of its own; the outermost comes first.
    pub(crate) fn stands_in(&mut self, name: &str) {
        let below = std::mem::take(&mut self.within);
        self.within =
            if below.is_empty() { name.to_owned() } else { format!("{name} → {below}") };
    }
}

/// A style that the carrier gave a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    /// The passage.
    pub span: Span,
    /// Its style.
    pub style: Style,
}

/// What a carrier can say about a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Style {
    /// A heading of level 1 to 6: `<h1>`, `# …`.
    Heading(u8),
    /// Set in bold as a whole line.
    Bold,
    /// A block quotation.
    BlockQuote,
    /// An item of a list.
    ListItem,
    /// A mail header line that the reader wrote out (`Subject: …`).
    MailHeader,
    /// A line of front matter.
    FrontMatter,
    /// The text of a `<time>` element.
    Time,
}

/// What the carrier says about the release outside its text; weak evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// `og:title`, JSON-LD headline, `<title>`.
    pub title: Option<String>,
    /// Publication date as written (`2012-04-03T10:00:00Z`).
    pub date: Option<String>,
    /// `og:site_name`, JSON-LD publisher.
    pub site: Option<String>,
    /// The declared language.
    pub language: Option<String>,
}
