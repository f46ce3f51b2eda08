//! What decides whether marks hold a quote, and whose.

use crate::quote::weights::Weights;

/// What decides.
#[derive(Clone, Copy, Debug)]
pub enum Ranker<'w> {
    /// Learned weights.
    Learned(&'w Weights),
    /// The speaker nearest by hand-written rules: what the weights are measured against.
    Nearest,
}
