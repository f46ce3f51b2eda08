//! `Quote`: one uninterrupted span of words that a release attributes.

use serde::{Deserialize, Serialize};

use crate::{Country, Evidence, Span};

/// Whether the words stand in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// In quotation marks.
    Direct,
    /// Reported: `… said that …`.
    Indirect,
}

impl QuoteKind {
    /// The name used in output: `direct` or `indirect`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
        }
    }
}

/// One uninterrupted span of words that a release attributes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// Where it stands, its marks included.
    pub span: Span,
    /// The words without the marks; line ends and mail prefixes are cleaned away.
    pub text: String,
    /// In marks or reported.
    pub kind: QuoteKind,
    /// Spans joined by one act of saying (`"A," said X. "B."`) share this number, counted from 0.
    pub utterance: u32,
    /// The block it stands in, counted from 0.
    pub paragraph: u32,
    /// The [name](crate::Speaker::name) of the person; `None` where the words are an organisation's, a
    /// document's or an unnamed person's.
    pub speaker: Option<String>,
    /// Whose words they are, as this passage puts it: `he`, `the Coalition`, `Roe`.
    pub speaker_surface: Option<String>,
    /// The speaker's role as this release gives it.
    pub role: Option<String>,
    /// The speaker's organisation as this release gives it.
    pub organisation: Option<String>,
    /// The verb or phrase that attributes the words: `said`, `according to`.
    pub cue: Option<String>,
    /// The countries named in the words, sorted, each once.
    pub mentions: Vec<Country>,
    /// The attribution: the span of the speaker's mention, the rule or model, its confidence.
    pub evidence: Evidence,
}
