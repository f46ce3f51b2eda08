//! `Contact`: a person or office to call.

use serde::{Deserialize, Serialize};

use crate::Evidence;

/// A person or office named in a contact block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    /// The person; `None` for an office.
    pub name: Option<String>,
    /// What the person is.
    pub role: Option<String>,
    /// For whom the person answers.
    pub organisation: Option<String>,
    /// The label above: `In Brussels:`.
    pub place: Option<String>,
    /// Telephone numbers as printed.
    pub phones: Vec<String>,
    /// E-mail addresses as printed.
    pub emails: Vec<String>,
    /// The lines of this contact.
    pub evidence: Evidence,
}
