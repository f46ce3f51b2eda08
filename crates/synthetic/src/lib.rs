//! Any number of invented releases, for measuring: a million real ones cannot be shipped.
//!
//! Release `i` of a seed is a function of the two alone, so that any part of an archive may be made
//! anywhere, in any order, by any number of threads, and has the same bytes.
//!
//! ```
//! let world = synthetic::World::new(7);
//! let text = world.release(41);
//! assert_eq!(text, synthetic::World::new(7).release(41));
//! assert_ne!(text, world.release(42));
//! ```
//!
//! What is kept of real releases is what costs time: function words and their phrases stand where
//! sentences need them, content words are drawn by Zipf's law from some hundred that are real and some ten
//! thousand that are invented, a release returns to its own matters, speakers and countries are
//! long-tailed, organisations repeat their standing text and their layout, some releases are versions of
//! others, and a third is not in English. What is not kept is sense, and agreement in gender and number.
//! Persons and organisations are invented; countries and cities are real.
//!
//! Start from [`World`].

mod dice;
mod layout;
mod lexicon;
mod names;
mod organisation;
mod scene;
mod template;
mod vocabulary;
mod world;

pub use crate::{dice::Dice, world::World};
