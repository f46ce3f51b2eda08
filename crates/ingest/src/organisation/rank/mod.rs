//! Which of the names that may be the issuer's is: a softmax over what is seen of each, with learned weights.
//!
//! Rules propose names and give them points; what a name does in the text, how often and where it stands there tell more
//! than any rule alone, and how much more is learned (`train issuers`).

mod feature;
mod model;
mod uses;

pub(crate) use feature::NAMES;
pub(super) use feature::{Features, Seen, features, mark};
pub(super) use uses::count;

/// The greater the score of a name, the likelier the issuer.
pub(super) fn scores(features: &[Features]) -> Vec<f32> {
    features.iter().map(model::score).collect()
}
