//! What only the whole archive tells: which releases are versions of one text, which of
//! their paragraphs are standing text, who is one person.
//!
//! Pure over [`Release`](release::Release)s and what is kept of them; it never heard of an index. Everything
//! here is a function of the *set* of releases: neither the order in which they came nor how often
//! indexing ran makes a difference.
//!
//! 1. Of each release a [`Sketch`] is kept, 64 bytes that tell how much of two texts is alike;
//! 2. [`versions()`] groups the releases whose sketches agree, in time that grows with their number;
//! 3. of each paragraph a [`Passage`] is kept, 8 bytes; [`repeated()`] tells which are standing text, because
//!    releases that are no versions of each other repeat them;
//! 4. [`persons`] tells which names are one person, [`organisations`] which are one organisation; the user's
//!    [`Authority`] has the last word.
//!
//! What is found is joined when an archive is read and never written into a release.

mod authority;
mod groups;
mod organisation;
mod passage;
mod person;
mod repeated;
mod sketch;
mod versions;

pub use crate::{
    authority::{Authority, AuthorityError},
    organisation::{Organisation, organisations},
    passage::{Passage, paragraphs},
    person::{Form, Person, persons},
    repeated::{Met, Repeated, Sieve, repeated},
    sketch::Sketch,
    versions::{ALIKE, versions},
};
