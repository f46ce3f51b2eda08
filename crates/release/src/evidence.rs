//! `Evidence`: where a value stands, which rule read it and how sure it is.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::Span;

/// Where a value was found, by which rule or model, and with which confidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The passage of the text; empty (`0..0`) for values that stand in metadata only.
    pub span: Span,
    /// The rule or model, as a short stable name such as `head-date-line`.
    pub rule: Cow<'static, str>,
    /// How sure the rule is, in `0.0..=1.0`.
    pub confidence: f32,
}

impl Evidence {
    /// Evidence of a named rule.
    pub fn new(span: Span, rule: &'static str, confidence: f32) -> Self {
        Self { span, rule: Cow::Borrowed(rule), confidence }
    }
}

/// A value with its evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found<T> {
    /// The value, cleaned of line ends and markup.
    pub value: T,
    /// Why it is believed.
    pub evidence: Evidence,
}

impl<T> Found<T> {
    /// A value found at `span` by `rule`.
    pub fn new(value: T, span: Span, rule: &'static str, confidence: f32) -> Self {
        Self { value, evidence: Evidence::new(span, rule, confidence) }
    }
}
