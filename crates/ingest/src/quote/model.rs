//! What learning the weights needs: readings, candidates and their features.
//!
//! `train` reads texts with these names and writes the file that [`Weights`] reads. Nothing else has a
//! use for them.

pub use crate::quote::{
    decode::{Decision, Memory, features, find_candidates},
    feature::{SLOTS, Template},
    fingerprint::of_features,
    lexicon::Class,
    mark::{Family, Marked},
    mention::{Mention, MentionKind},
    ranker::Ranker,
    reader::Paragraph,
    reading::Reading,
    token::{Kind, Token, shape},
    weights::{FORMAT, Weights},
};
