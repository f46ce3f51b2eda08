//! `Reference`: what BibTeX, RIS and CSL say alike of a release, or of a quote in it.
//!
//! A release is the work of the organisation that issued it. A quote is a reference of its own, by whoever is
//! quoted, published by the issuer: so that each has its words, its paragraph and its key. Names are never
//! split into given and family names: which is which cannot be known of persons all over the world.

use release::{Quote, ReleaseDate};

use crate::{
    Document,
    cite::{self, whose},
    key::key,
    locator::locator,
};

pub(crate) struct Reference<'a> {
    pub(crate) key: String,
    pub(crate) author: Option<&'a str>,
    pub(crate) title: String,
    /// `Press release`, `Quote in a press release`.
    pub(crate) genre: String,
    pub(crate) is_report: bool,
    /// The issuer, where it is not the author.
    pub(crate) publisher: Option<&'a str>,
    pub(crate) place: Option<String>,
    pub(crate) date: Option<ReleaseDate>,
    pub(crate) language: Option<&'a str>,
    pub(crate) countries: Vec<&'static str>,
    /// `para. 4`.
    pub(crate) locator: Option<String>,
    /// The words of a quote.
    pub(crate) words: Option<String>,
    /// The quote with its source.
    pub(crate) citation: Option<String>,
    /// The file.
    pub(crate) path: &'a str,
    /// How to find it again: file, id, bytes, hash.
    pub(crate) provenance: String,
}

impl<'a> Reference<'a> {
    pub(crate) fn to_release(document: &'a Document<'a>) -> Self {
        let kind = document.release.kind.value.name().replace('-', " ");
        let kind = if kind == "other" { "release".to_owned() } else { kind };
        let id = document.release.id.to_string();
        let places: Vec<&str> =
            document.release.places.iter().map(|place| place.value.as_str()).collect();
        Self {
            key: key(document, &id),
            provenance: provenance(document, None),
            author: document.issuer(),
            title: document.title().map_or_else(|| format!("[untitled {kind}]"), str::to_owned),
            is_report: kind == "report",
            genre: capitalised(&kind),
            publisher: None,
            place: (!places.is_empty()).then(|| places.join("; ")),
            date: document.date(),
            language: document.release.language.as_ref().map(|language| language.value.code()),
            countries: document.focus().map(gazetteer::name).collect(),
            locator: None,
            words: None,
            citation: None,
            path: document.path(),
        }
    }

    pub(crate) fn to_quote(document: &'a Document<'a>, id: String, quote: &'a Quote) -> Self {
        let of_release = Self::to_release(document);
        let author = whose(document, quote);
        let words = cite::words(quote);
        let kind = of_release.genre.to_lowercase();
        let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        Self {
            key: key(document, &id),
            author,
            genre: format!("Quote in {article} {kind}"),
            is_report: false,
            publisher: document.issuer().filter(|issuer| Some(*issuer) != author),
            locator: locator(document.release, quote),
            citation: Some(cite::with_source(document, quote)),
            words: Some(words),
            provenance: provenance(document, Some(quote)),
            ..of_release
        }
    }
}

fn provenance(document: &Document<'_>, quote: Option<&Quote>) -> String {
    let bytes = quote.map(|quote| format!("bytes {}-{}", quote.span.start, quote.span.end));
    let parts = [
        Some(document.paths.join("; ")).filter(|paths| !paths.is_empty()),
        Some(format!("release {}", document.release.id)),
        quote.and_then(|quote| locator(document.release, quote)),
        bytes,
        Some(format!("sha256 {}", document.text_sha256)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}
