//! `Error`: what was expected, where, and the nearest thing that would do.

use release::Span;

/// A query or a filter value that cannot be meant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The value is none that the field can have.
    #[error("{expected}, not `{value}`{}", did_you_mean(suggestion.as_deref()))]
    Value {
        /// What the field takes.
        expected: &'static str,
        /// As typed.
        value: String,
        /// Where it stands in the input.
        span: Span,
        /// What would do.
        suggestion: Option<String>,
    },
}

fn did_you_mean(suggestion: Option<&str>) -> String {
    suggestion.map(|text| format!(" (did you mean `{text}`?)")).unwrap_or_default()
}

impl Error {
    /// Where in the input the matter lies.
    pub fn span(&self) -> Span {
        match self {
            Self::Value { span, .. } => *span,
        }
    }

    /// The byte offset in the input.
    pub fn position(&self) -> usize {
        self.span().range().start
    }

    /// What to write in the place of [`span`](Self::span).
    pub fn suggestion(&self) -> Option<&str> {
        match self {
            Self::Value { suggestion, .. } => suggestion.as_deref(),
        }
    }

    /// What is the matter, without the suggestion.
    pub fn message(&self) -> String {
        let mut message = self.to_string();
        message.truncate(message.len() - did_you_mean(self.suggestion()).len());
        message
    }
}
