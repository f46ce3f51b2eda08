//! `Document`: a release with what the archive knows of it besides.

use std::fmt::Write as _;

use release::{Country, Involvement, Quote, Release};
use sha2::{Digest, Sha256};

/// A release to be exported.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    pub(crate) release: &'a Release,
    pub(crate) paths: Vec<&'a str>,
    pub(crate) near_duplicates: u64,
    /// Of the extracted text, into which all offsets point.
    pub(crate) text_sha256: String,
}

impl<'a> Document<'a> {
    /// A release, the files that hold it as they are shown, and how many others are versions of its text.
    pub fn new(release: &'a Release, paths: Vec<&'a str>, near_duplicates: u64) -> Self {
        let mut text_sha256 = String::with_capacity(64);
        for byte in Sha256::digest(release.text.as_bytes()) {
            // writing into a string cannot fail
            let _ = write!(text_sha256, "{byte:02x}");
        }
        Self { release, paths, near_duplicates, text_sha256 }
    }

    /// The first of its files.
    pub(crate) fn path(&self) -> &'a str {
        self.paths.first().copied().unwrap_or_default()
    }

    pub(crate) fn title(&self) -> Option<&'a str> {
        self.release.title.as_ref().map(|title| title.value.as_str())
    }

    pub(crate) fn issuer(&self) -> Option<&'a str> {
        self.release.organisation.as_ref().map(|found| found.value.as_str())
    }

    pub(crate) fn date(&self) -> Option<release::ReleaseDate> {
        self.release.date.as_ref().map(|date| date.value)
    }

    /// What the release is about.
    pub(crate) fn focus(&self) -> impl Iterator<Item = Country> {
        self.release.focus()
    }

    /// What it names, whether or not it is about it.
    pub(crate) fn mentions(&self) -> impl Iterator<Item = Country> {
        self.release.named(Involvement::Mentioned)
    }

    /// Quotes with these numbers, each with its id.
    pub(crate) fn quotes(&self, numbers: &[usize]) -> impl Iterator<Item = (String, &'a Quote)> {
        let quotes = &self.release.quotes;
        numbers.iter().filter_map(|&number| {
            Some((format!("{}-{number}", self.release.id), quotes.get(number)?))
        })
    }

    /// The numbers of all its quotes.
    pub(crate) fn all_quotes(&self) -> Vec<usize> {
        (0..self.release.quotes.len()).collect()
    }
}
