//! `Fault`: why a question could not be read, as JSON tells it.

use serde::Serialize;
use utoipa::ToSchema;

use crate::Error;

/// Why a question could not be read; the JSON of a line of a file and of the HTTP API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Fault {
    /// What was expected and what was found.
    pub message: String,
    /// The byte of the query, or of the value of a filter, at which the matter lies.
    pub position: Option<usize>,
    /// What may be meant.
    pub suggestion: Option<String>,
}

impl Fault {
    /// A fault that lies at no place.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), position: None, suggestion: None }
    }

    /// Why an archive cannot answer one query of a list: of an archive that finds it too much; `None` where the
    /// archive itself is at fault.
    pub fn of_archive(error: &index::Error) -> Option<Self> {
        let is_of_query = matches!(error, index::Error::TooManyWords { .. });
        is_of_query.then(|| Self::new(error.to_string()))
    }
}

impl From<&Error> for Fault {
    fn from(error: &Error) -> Self {
        match error {
            Error::Query(error) => Self {
                message: error.message(),
                position: Some(error.position()),
                suggestion: error.suggestion().map(str::to_owned),
            },
            _ => Self::new(error.to_string()),
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)?;
        match &self.suggestion {
            Some(suggestion) => write!(f, " (did you mean `{suggestion}`?)"),
            None => Ok(()),
        }
    }
}
