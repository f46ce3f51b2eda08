//! `Speaker`: a person to whom words are attributed.

use serde::{Deserialize, Serialize};

use crate::Evidence;

/// A person to whom a quote is attributed, or who makes a statement in the first person.
///
/// Contacts, addressees, signatories and persons merely mentioned are no speakers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Speaker {
    /// The fullest form of the name in this release, without honorifics.
    pub name: String,
    /// What the person is, as best given anywhere in the release.
    pub role: Option<String>,
    /// For whom the person speaks, as best given anywhere in the release.
    pub organisation: Option<String>,
    /// How many quotes are attributed to the person.
    pub quotes: u32,
    /// The mention that names the person in full.
    pub evidence: Evidence,
}
