//! `Sayings`: who said it, each with the quote that matches best.

use ask::Error;
use index::{Archive, Request, Saying};
use serde::Serialize;

use super::{
    asked::Asked,
    hits::{QuoteHit, speaker_address},
    words,
};

/// The speakers of a result.
#[derive(Debug)]
pub(crate) struct Sayings {
    pub(crate) total: u64,
    pub(crate) interpreted: String,
    pub(crate) in_words: String,
    pub(crate) notes: Vec<String>,
    pub(crate) hits: Vec<Said>,
}

/// What one speaker said of it.
#[derive(Debug, Serialize)]
pub(crate) struct Said {
    speaker: Option<String>,
    speaker_href: Option<String>,
    quotes: u64,
    releases: u64,
    span: Option<String>,
    organisations: String,
    quotes_href: Option<String>,
    sample: Option<QuoteHit>,
}

impl Sayings {
    /// Asks who said it; those whom no release names come last.
    ///
    /// # Errors
    ///
    /// As a search.
    pub(crate) fn new(archive: &Archive, asked: &Asked, request: &Request) -> Result<Self, Error> {
        let answer = archive.who(request)?;
        let is_last =
            answer.offset + answer.hits.len() >= usize::try_from(answer.total).unwrap_or(0);
        let nobody = answer.unattributed.iter().filter(|_| is_last);
        let hits: Result<Vec<Said>, Error> =
            answer.hits.iter().chain(nobody).map(|saying| said(archive, asked, saying)).collect();
        Ok(Self {
            total: answer.total,
            interpreted: answer.interpreted,
            in_words: answer.in_words,
            notes: answer.notes,
            hits: hits?,
        })
    }
}

fn said(archive: &Archive, asked: &Asked, saying: &Saying) -> Result<Said, Error> {
    let counted =
        if saying.speaker.is_some() { &saying.organisations } else { &saying.speaker_surfaces };
    let names: Vec<&str> = counted.iter().take(3).map(|counted| counted.name.as_str()).collect();
    let sample = saying.sample.as_ref().map(|hit| QuoteHit::new(archive, hit, &asked.q));
    let quotes = |name: &String| asked.at("/quotes").set("speaker", name).href();
    Ok(Said {
        speaker_href: saying.speaker.as_deref().map(|name| speaker_address(name).href()),
        quotes_href: saying.speaker.as_ref().filter(|_| saying.quotes > 1).map(quotes),
        speaker: saying.speaker.clone(),
        quotes: saying.quotes,
        releases: saying.releases,
        span: words::span(saying.first.as_deref(), saying.last.as_deref()),
        organisations: names.join(", "),
        sample: sample.transpose()?,
    })
}
