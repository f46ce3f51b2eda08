//! `Release`: one press release, statement or open letter, and where it came from.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    Block, Contact, Country, CountryMention, Found, Involvement, Language, Pages, Quote,
    ReleaseDate, Section, Span, Speaker, Warning,
};

/// The identity of a release: a hash of its normalised text, so equal texts are one release.
///
/// Prints as 16 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ReleaseId(pub u64);

impl fmt::Display for ReleaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for ReleaseId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(Self)
    }
}

/// What sort of release it is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum ReleaseKind {
    /// A press release.
    #[default]
    PressRelease,
    /// A statement.
    Statement,
    /// An open letter.
    OpenLetter,
    /// An urgent action or appeal.
    UrgentAction,
    /// A media advisory: an invitation to an event.
    MediaAdvisory,
    /// A report.
    Report,
    /// Anything else.
    Other,
}

impl ReleaseKind {
    /// Every kind, in the order of the contract.
    pub const ALL: [Self; 7] = [
        Self::PressRelease,
        Self::Statement,
        Self::OpenLetter,
        Self::UrgentAction,
        Self::MediaAdvisory,
        Self::Report,
        Self::Other,
    ];

    /// The name used in output and in filters, such as `press-release`.
    pub fn name(self) -> &'static str {
        match self {
            Self::PressRelease => "press-release",
            Self::Statement => "statement",
            Self::OpenLetter => "open-letter",
            Self::UrgentAction => "urgent-action",
            Self::MediaAdvisory => "media-advisory",
            Self::Report => "report",
            Self::Other => "other",
        }
    }

    /// The kind of that [name](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// How the file of a release was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The format, such as `html`.
    pub format: String,
    /// The encoding it was decoded from, such as `windows-1252`.
    pub encoding: String,
    /// Which release of its file it is, counted from 1; 0 where the file holds one release.
    pub item: u32,
    /// Where in its file it stands, where that has a name: a file of a package, an address of a web capture.
    pub within: String,
    /// Where its pages begin, if the file has pages.
    pub pages: Pages,
}

/// One press release, statement or open letter, with everything that was understood of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Release {
    /// A hash of the normalised text.
    pub id: ReleaseId,
    /// How the file was read.
    pub source: Source,
    /// The extracted text; every span points into it.
    pub text: String,
    /// Its paragraphs in order, without overlap, and what each is for.
    pub blocks: Vec<Block>,
    /// What sort of release it is.
    pub kind: Found<ReleaseKind>,
    /// The language of the running text.
    pub language: Option<Found<Language>>,
    /// The passages in another language, in text order: runs of blocks.
    pub passages: Vec<Found<Language>>,
    /// The headline.
    pub title: Option<Found<String>>,
    /// The line under it.
    pub subtitle: Option<Found<String>>,
    /// The release's own date.
    pub date: Option<Found<ReleaseDate>>,
    /// The places of the dateline, as printed.
    pub places: Vec<Found<String>>,
    /// The issuer in its full form.
    pub organisation: Option<Found<String>>,
    /// The countries it names: focus first, each group by score, mentions, code.
    pub countries: Vec<CountryMention>,
    /// The persons whose words it gives, in order of appearance.
    pub speakers: Vec<Speaker>,
    /// The quotes in text order.
    pub quotes: Vec<Quote>,
    /// Who to call.
    pub contacts: Vec<Contact>,
    /// What reading and extraction were unsure about.
    pub warnings: Vec<Warning>,
}

impl Release {
    /// The countries it is about.
    pub fn focus(&self) -> impl Iterator<Item = Country> + Clone {
        self.named(Involvement::Focus)
    }

    /// The countries it names at least so much: those in focus, those mentioned besides, or all.
    pub fn named(&self, least: Involvement) -> impl Iterator<Item = Country> + Clone {
        let named = self.countries.iter().filter(move |found| found.involvement <= least);
        named.map(|found| found.country)
    }

    /// The sections: runs of neighbouring blocks that readers see as one.
    pub fn sections(&self) -> Vec<(Section, Span)> {
        let mut sections: Vec<(Section, Span)> = Vec::new();
        for block in &self.blocks {
            match sections.last_mut() {
                Some((section, span)) if *section == block.part.section() => {
                    *span = span.cover(block.span);
                }
                _ => sections.push((block.part.section(), block.span)),
            }
        }
        sections
    }
}
