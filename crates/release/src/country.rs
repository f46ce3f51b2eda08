//! `Country`: an ISO 3166-1 alpha-3 code, and how a release is involved with it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Evidence, Span};

/// A country by its ISO 3166-1 alpha-3 code; Kosovo is `XKX`.
///
/// # Examples
///
/// ```
/// let country = release::Country::new("KAZ").unwrap();
/// assert_eq!(country.to_string(), "KAZ");
/// assert!(release::Country::new("kaz").is_none());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 3]);

impl Country {
    /// Takes three upper-case ASCII letters; whether such a country exists is the gazetteer's to say.
    pub const fn new(code: &str) -> Option<Self> {
        match code.as_bytes() {
            [a @ b'A'..=b'Z', b @ b'A'..=b'Z', c @ b'A'..=b'Z'] => Some(Self([*a, *b, *c])),
            _ => None,
        }
    }

    /// The code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("three ASCII letters")
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl TryFrom<String> for Country {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        Self::new(&code).ok_or_else(|| format!("`{code}` is no alpha-3 country code"))
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.code().to_owned()
    }
}

/// How a release is involved with a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Involvement {
    /// The release is about it.
    Focus,
    /// Named in title, subtitle, lede or body.
    Mentioned,
    /// Named only in dateline, background, about, contact or notes.
    Boilerplate,
}

impl Involvement {
    /// The name used in output: `focus`, `mentioned` or `boilerplate`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Focus => "focus",
            Self::Mentioned => "mentioned",
            Self::Boilerplate => "boilerplate",
        }
    }
}

/// A country that a release names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CountryMention {
    /// Which.
    pub country: Country,
    /// How the release is involved with it.
    pub involvement: Involvement,
    /// How often it is named: in title to body for focus and mentioned, anywhere for boilerplate.
    pub mentions: u32,
    /// The focus model's probability, in `0.0..=1.0`.
    pub score: f32,
    /// Where the release's own words name it, in text order, and for a focus country also where they name
    /// its places; empty for boilerplate.
    pub spans: Vec<Span>,
    /// The first mention.
    pub evidence: Evidence,
}
