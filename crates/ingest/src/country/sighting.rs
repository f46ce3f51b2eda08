//! `Sighting`: a passage that names a country, and the part of the release it stands in.

use gazetteer::{Kind, Mention};
use release::{Block, Country, Found, Part, Span};

use super::{Input, doubt, organisation};

/// A passage that names a country or a place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sighting {
    /// The passage.
    pub(crate) span: Span,
    /// Which country.
    pub(crate) country: Country,
    /// How it is named.
    pub(crate) kind: Kind,
    /// Where it stands; `None` in datelines and in parts that are not the release's own words.
    pub(crate) standing: Option<Standing>,
    /// The name may have meant something else.
    pub(crate) is_ambiguous: bool,
    /// It stands in the dateline.
    pub(crate) is_dateline: bool,
}

impl Sighting {
    /// Whether the country itself is named, not only a place in it.
    pub(crate) fn is_mention(&self) -> bool {
        self.kind.is_mention()
    }
}

/// The parts that say what a release is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    Title,
    Subtitle,
    Lede,
    Body,
}

/// Every sighting in text order, doubts settled.
pub(crate) fn sight(input: &Input<'_>) -> Vec<Sighting> {
    let dateline = dateline(input.text, input.blocks, input.places);
    let has_own_words = input.blocks.iter().any(|block| block.part.is_said());
    let mut blocks = input.blocks.iter().peekable();
    let mut sightings: Vec<Sighting> = gazetteer::scan(input.text, input.language)
        .into_iter()
        .filter(|mention| !is_named_after(mention, input))
        .map(|mention| {
            while blocks.next_if(|block| block.span.end <= mention.span.start).is_some() {}
            let part = blocks
                .peek()
                .filter(|block| block.span.start <= mention.span.start)
                .map(|block| block.part);
            let is_dateline = dateline.is_some_and(|dateline| dateline.contains(mention.span));
            let standing = match part {
                _ if !has_own_words => Some(Standing::Body),
                _ if is_dateline => None,
                part => part.and_then(standing),
            };
            Sighting {
                span: mention.span,
                country: mention.country,
                kind: mention.kind,
                standing,
                is_ambiguous: mention.is_ambiguous,
                is_dateline,
            }
        })
        .collect();
    sightings.extend(towns(input.places, &sightings));
    sightings.sort_by_key(|sighting| sighting.span.start);
    doubt::settle(input, &mut sightings);
    sightings
}

/// Places of the dateline that only the table of towns knows.
fn towns(places: &[Found<String>], sightings: &[Sighting]) -> Vec<Sighting> {
    let is_seen = |span: Span| {
        sightings.iter().any(|seen| span.start < seen.span.end && seen.span.start < span.end)
    };
    let unseen = places.iter().filter(|place| !is_seen(place.evidence.span));
    unseen
        .filter_map(|place| {
            let country = gazetteer::town(&place.value)?;
            Some(Sighting {
                span: place.evidence.span,
                country,
                kind: Kind::City,
                standing: None,
                is_ambiguous: false,
                is_dateline: true,
            })
        })
        .collect()
}

fn standing(part: Part) -> Option<Standing> {
    match part {
        Part::Title => Some(Standing::Title),
        Part::Subtitle => Some(Standing::Subtitle),
        Part::Lede => Some(Standing::Lede),
        Part::Body => Some(Standing::Body),
        _ => None,
    }
}

/// No organisation has a name of more bytes.
const LONGEST_NAME: usize = 200;

/// Whether the name belongs to a person or an organisation: the Norwegian Helsinki Committee names no
/// country, its government would.
fn is_named_after(mention: &Mention, input: &Input<'_>) -> bool {
    if !mention.kind.is_mention() {
        // `Ada London`
        let is_person = |span: Span| span != mention.span;
        return mention.kind == Kind::City
            && holder(input.persons, mention.span).is_some_and(is_person);
    }
    if mention.is_ambiguous && holder(input.persons, mention.span).is_some() {
        return true;
    }
    if is_in_headline(input.blocks, mention.span) {
        return is_in_name_of_the_text(mention, input);
    }
    holder(input.organisations, mention.span).is_some_and(|span| is_name(span, mention, input))
        || organisation::is_part_of_name(input.text, mention)
}

/// Whether a passage called an organisation is the name of one that only holds the country's.
fn is_name(span: Span, mention: &Mention, input: &Input<'_>) -> bool {
    span != mention.span
        && span.len() <= LONGEST_NAME
        && organisation::is_name_of_body(span.of(input.text))
}

/// Whether a name in a headline is part of an organisation's name that the running text gives as well. In a
/// headline alone every word may be a capital: `Civil Society Urges Kazakhstan` is no name.
fn is_in_name_of_the_text(mention: &Mention, input: &Input<'_>) -> bool {
    let country = mention.span.of(input.text);
    let elsewhere = input
        .organisations
        .iter()
        .filter(|span| span.len() <= LONGEST_NAME && !is_in_headline(input.blocks, **span));
    elsewhere.copied().any(|span| {
        let name = span.of(input.text);
        let start = name.find(country).and_then(|at| mention.span.range().start.checked_sub(at));
        let stands_here = start.and_then(|start| input.text.get(start..start + name.len()));
        stands_here == Some(name) && is_name(span, mention, input)
    })
}

/// The span of a sorted list that holds a passage.
fn holder(spans: &[Span], passage: Span) -> Option<Span> {
    let after = spans.partition_point(|span| span.start <= passage.start);
    // a short span may hide a longer one that started before it
    spans[after.saturating_sub(3)..after].iter().copied().find(|span| span.contains(passage))
}

fn is_in_headline(blocks: &[Block], passage: Span) -> bool {
    let at = blocks.partition_point(|block| block.span.end <= passage.start);
    blocks.get(at).is_some_and(|block| {
        block.span.start <= passage.start && matches!(block.part, Part::Title | Part::Subtitle)
    })
}

/// The dateline from its block's start to the dash after its last place: "TBILISI, Georgia, 3 May —"
/// tells where the release was written, not what it is about.
fn dateline(text: &str, blocks: &[Block], places: &[Found<String>]) -> Option<Span> {
    const LONGEST: usize = 120;
    let first = places.first()?.evidence.span;
    let last = places.last()?.evidence.span;
    let block = blocks.iter().find(|block| block.span.contains(first))?;
    let rest = Span { start: last.end, end: block.span.end }.of(text);
    let dash = rest
        .char_indices()
        .take(LONGEST)
        .find(|&(at, c)| {
            matches!(c, '—' | '–' | '―' | ':' | '\n')
                || (c == '-' && (rest[at..].starts_with("- ") || rest[at..].starts_with("--")))
        })
        .map_or(0, |(at, _)| at);
    Some(Span { start: block.span.start, end: last.end + Span::new(0, dash).end })
}
