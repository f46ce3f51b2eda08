//! `/releases/{id}`: one release to read, with what was understood of it and why.

use ask::{Error, ExportFormat, Narrowing, Of, Showing, Shown};
use index::{Archive, Similar, Stored};
use release::{Involvement, Language, Part, Release, Section, Span};
use serde::Serialize;

use super::{
    Page,
    address::Address,
    exports::exports_of,
    fields::{self, Evidenced, Field},
    frame::Frame,
    hits::{Link, Meta, release_address, speaker_address},
    marks::{Mark, Marks, Run},
    words,
};

/// So many words of a quote stand in the list of quotes.
const SHORT: usize = 14;

/// A release as the page shows it.
#[derive(Debug, Serialize)]
struct Reading {
    #[serde(flatten)]
    frame: Frame,
    id: String,
    back: Option<String>,
    headline: String,
    subtitle: Option<String>,
    language: Option<Language>,
    hit: Meta,
    /// How often something sought stands in it.
    hits: usize,
    sections: Vec<Stretch>,
    fields: Vec<Field>,
    quotes: Vec<Quoted>,
    versions: Vec<Other>,
    similar: Vec<Other>,
    paths: Vec<String>,
    exports: Vec<Link>,
}

/// A section of the text.
#[derive(Debug, Serialize)]
struct Stretch {
    label: &'static str,
    blocks: Vec<Block>,
}

#[derive(Debug, Serialize)]
struct Block {
    part: &'static str,
    language: Option<Language>,
    /// How many releases hold the paragraph, where it is standing text by repetition.
    repeated: Option<u32>,
    runs: Vec<Run>,
}

/// A quote in the list beside the text.
#[derive(Debug, Serialize)]
struct Quoted {
    anchor: String,
    short: String,
    by: String,
    speaker_href: Option<String>,
    cite: String,
    evidence: Evidenced,
}

/// Another release.
#[derive(Debug, Serialize)]
struct Other {
    href: String,
    title: String,
    more: String,
    why: String,
}

/// The page of a release; what `q` seeks is marked in it.
///
/// # Errors
///
/// Where there is no such release.
pub(crate) fn page(archive: &Archive, id: &str, q: &str) -> Result<Page, Error> {
    let showing = Showing { evidence: true, similar: true };
    let shown = ask::show(archive, id, showing)?;
    let release = &shown.stored.release;
    let marks = marks(archive, release, q);
    let headline = release.title.as_ref().map_or("(no title)", |title| title.value.as_str());
    let id = release.id.to_string();
    let document = ask::document(&shown.stored, 0);
    let quote = |(number, quote): (usize, &release::Quote)| Quoted {
        anchor: format!("q{number}"),
        short: words::first_words(&quote.text, SHORT),
        by: whose(quote),
        speaker_href: quote.speaker.as_deref().map(|name| speaker_address(name).href()),
        cite: export::cite(&document, number).unwrap_or_default(),
        evidence: Evidenced::new(&quote.evidence, release, &marks),
    };
    let reading = Reading {
        frame: Frame::new(headline, "").asking(q),
        back: (!q.trim().is_empty()).then(|| Address::new("/").with("q", q).href()),
        headline: headline.to_owned(),
        subtitle: release.subtitle.as_ref().map(|subtitle| subtitle.value.clone()),
        language: release.language.as_ref().map(|language| language.value),
        hit: Meta::of(release, u64::try_from(shown.versions.len()).unwrap_or(u64::MAX)),
        hits: marks.hits.len(),
        sections: sections(&shown, &marks),
        fields: fields::fields(release, &marks),
        quotes: release.quotes.iter().enumerate().map(quote).collect(),
        versions: shown.versions.iter().map(|version| other_version(version, q)).collect(),
        similar: shown.similar.iter().flatten().map(|similar| related(similar, q)).collect(),
        paths: shown.paths(),
        exports: exports_of(&id),
        id,
    };
    Ok(Page::new("release.html", &reading))
}

/// The quotes of a release in a format, with its full id.
///
/// # Errors
///
/// Where there is no such release.
pub(crate) fn export(
    archive: &Archive,
    id: &str,
    format: ExportFormat,
) -> Result<(String, Vec<u8>), Error> {
    let shown = ask::show(archive, id, Showing::default())?;
    let near_duplicates = u64::try_from(shown.versions.len()).unwrap_or(u64::MAX);
    let document = ask::document(&shown.stored, near_duplicates);
    let numbers: Vec<usize> = (0..shown.stored.release.quotes.len()).collect();
    let of = if numbers.is_empty() { Of::Releases } else { Of::Quotes };
    let failed = |source| Error::Write { of, source };
    let mut out = Vec::new();
    let mut writer = export::Writer::new(&mut out, of.into(), format.into()).map_err(failed)?;
    writer.write(&document, &numbers).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok((shown.stored.release.id.to_string(), out))
}

fn marks(archive: &Archive, release: &Release, q: &str) -> Marks {
    // a query that cannot be read marks nothing: the release is to be read all the same
    let request = Narrowing::default().request(q).ok();
    let hits = request.and_then(|request| archive.places(release, &request).ok());
    let hits = hits.unwrap_or_default();
    let quote = |(number, quote): (usize, &release::Quote)| Mark {
        span: quote.span,
        class: match quote.kind {
            release::QuoteKind::Direct => "said",
            release::QuoteKind::Indirect => "said indirect",
        },
        id: Some(format!("q{number}")),
        title: whose(quote),
    };
    let named = |found: &release::CountryMention| {
        let title = match found.involvement {
            Involvement::Focus => format!("{}, in focus", gazetteer::name(found.country)),
            _ => gazetteer::name(found.country).to_owned(),
        };
        let mark =
            move |&span: &Span| Mark { span, class: "land-name", id: None, title: title.clone() };
        found.spans.iter().map(mark).collect::<Vec<_>>()
    };
    let mut countries: Vec<Mark> = release.countries.iter().flat_map(named).collect();
    countries.sort_by_key(|mark| (mark.span.range().start, mark.span.range().end));
    countries.dedup_by(|next, before| next.span.overlaps(before.span));
    let mut quotes: Vec<Mark> = release.quotes.iter().enumerate().map(quote).collect();
    quotes.sort_by_key(|mark| mark.span.range().start);
    Marks { hits, quotes, countries, anchors: fields::anchors(release) }
}

fn whose(quote: &release::Quote) -> String {
    let name = quote.speaker.as_deref().or(quote.speaker_surface.as_deref());
    let office = words::office(quote.role.as_deref(), quote.organisation.as_deref());
    let parts = [name.map(str::to_owned), office];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "nobody named".to_owned() } else { parts.join(", ") }
}

fn sections(shown: &Shown, marks: &Marks) -> Vec<Stretch> {
    let release = &shown.stored.release;
    let repeated = |span: Span| {
        let paragraph = shown.repeated.iter().find(|paragraph| paragraph.span.overlaps(span));
        paragraph.map(|paragraph| paragraph.releases)
    };
    let language = |span: Span| {
        let passage = release.passages.iter().find(|other| other.evidence.span.contains(span));
        passage.map(|passage| passage.value)
    };
    let mut sections: Vec<(Section, Stretch)> = Vec::new();
    for block in &release.blocks {
        let section = block.part.section();
        let view = Block {
            part: part(block.part),
            language: language(block.span),
            repeated: repeated(block.span),
            runs: marks.runs(&release.text, block.span),
        };
        match sections.last_mut() {
            Some((last, stretch)) if *last == section => stretch.blocks.push(view),
            _ => sections.push((section, Stretch { label: name(section), blocks: vec![view] })),
        }
    }
    sections.into_iter().map(|(_, stretch)| stretch).collect()
}

/// The class of a block.
fn part(part: Part) -> &'static str {
    match part {
        Part::Chrome => "chrome",
        Part::Letterhead => "letterhead",
        Part::Marker => "marker",
        Part::Date => "date",
        Part::Title => "title",
        Part::Subtitle => "subtitle",
        Part::Byline => "byline",
        Part::Lede => "lede",
        Part::Body => "body",
        Part::Signatories => "signatories",
        Part::Background => "background",
        Part::Notes => "notes",
        Part::Contacts => "contacts",
        Part::End => "end",
    }
}

/// What a reader calls a section.
fn name(section: Section) -> &'static str {
    match section {
        Section::Chrome => "Around the release",
        Section::Letterhead => "Letterhead",
        Section::Marker => "Release line",
        Section::Date => "Date",
        Section::Title => "Headline",
        Section::Subtitle => "Subtitle",
        Section::Byline => "Byline",
        Section::Body => "Text",
        Section::Signatories => "Signatories",
        Section::Background => "Background",
        Section::Notes => "Notes",
        Section::Contacts => "Contacts",
        Section::End => "End",
    }
}

fn other_version(version: &Stored, q: &str) -> Other {
    let release = &version.release;
    let title = release.title.as_ref().map(|title| title.value.clone());
    let date = release.date.as_ref().map(|date| date.value.in_words());
    Other {
        href: release_address(&release.id.to_string(), q).href(),
        title: title.unwrap_or_else(|| "(no title)".to_owned()),
        more: date.unwrap_or_else(|| "undated".to_owned()),
        why: String::new(),
    }
}

fn related(similar: &Similar, q: &str) -> Other {
    let countries = similar.countries.iter().map(|country| gazetteer::name(*country).to_owned());
    let why =
        similar.speakers.iter().cloned().chain(countries).chain(similar.words.iter().cloned());
    let parts = [similar.date.as_deref().map(words::day), similar.organisation.clone()];
    Other {
        href: release_address(&similar.id, q).href(),
        title: similar.title.clone().unwrap_or_else(|| "(no title)".to_owned()),
        more: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        why: why.collect::<Vec<_>>().join(" · "),
    }
}
