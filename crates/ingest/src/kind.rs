//! What sort of release a text is, by what it calls itself.

use std::sync::LazyLock;

use daachorse::DoubleArrayAhoCorasick;
use release::{Found, Part, ReleaseKind, Span};

use crate::{
    layout::{Layout, feature::Feature, phrase},
    lexicon::{Line, traits},
};

/// Phrases in the head and what they make of a release; the first match counts.
const HEADS: &[(&str, ReleaseKind)] = &[
    ("urgent action", ReleaseKind::UrgentAction),
    ("urgent appeal", ReleaseKind::UrgentAction),
    ("urgent intervention", ReleaseKind::UrgentAction),
    ("action urgente", ReleaseKind::UrgentAction),
    ("acción urgente", ReleaseKind::UrgentAction),
    ("ação urgente", ReleaseKind::UrgentAction),
    ("eilaktion", ReleaseKind::UrgentAction),
    ("срочная акция", ReleaseKind::UrgentAction),
    ("تحرك عاجل", ReleaseKind::UrgentAction),
    ("open letter", ReleaseKind::OpenLetter),
    ("joint letter", ReleaseKind::OpenLetter),
    ("lettre ouverte", ReleaseKind::OpenLetter),
    ("carta abierta", ReleaseKind::OpenLetter),
    ("carta aberta", ReleaseKind::OpenLetter),
    ("offener brief", ReleaseKind::OpenLetter),
    ("открытое письмо", ReleaseKind::OpenLetter),
    ("رسالة مفتوحة", ReleaseKind::OpenLetter),
    ("media advisory", ReleaseKind::MediaAdvisory),
    ("press advisory", ReleaseKind::MediaAdvisory),
    ("news advisory", ReleaseKind::MediaAdvisory),
    ("press conference invitation", ReleaseKind::MediaAdvisory),
    ("avis aux médias", ReleaseKind::MediaAdvisory),
    ("press release", ReleaseKind::PressRelease),
    ("media release", ReleaseKind::PressRelease),
    ("news release", ReleaseKind::PressRelease),
    ("for immediate release", ReleaseKind::PressRelease),
    ("communiqué de presse", ReleaseKind::PressRelease),
    ("comunicado de prensa", ReleaseKind::PressRelease),
    ("nota de prensa", ReleaseKind::PressRelease),
    ("comunicado de imprensa", ReleaseKind::PressRelease),
    ("pressemitteilung", ReleaseKind::PressRelease),
    ("пресс релиз", ReleaseKind::PressRelease),
    ("بيان صحفي", ReleaseKind::PressRelease),
];

/// Words for statements; they count behind all of [`HEADS`].
const STATEMENTS: &[&str] = &[
    "statement",
    "joint statement",
    "public statement",
    "press statement",
    "media statement",
    "statement by",
    "statement of",
    "statement on",
    "resolution",
    "resolution of",
    "déclaration",
    "declaración",
    "declaração",
    "stellungnahme",
    "erklärung",
    "заявление",
    "بيان",
    "comment on",
    "remarks",
];

/// [`HEADS`] and [`STATEMENTS`] by rank, with a blank before and behind, so that they are met as words.
static PHRASES: LazyLock<DoubleArrayAhoCorasick<u32>> = LazyLock::new(|| {
    let heads = HEADS.iter().map(|(words, _)| words);
    let padded: Vec<String> = heads.chain(STATEMENTS).map(|words| format!(" {words} ")).collect();
    DoubleArrayAhoCorasick::new(padded).expect("the phrases differ and none is empty")
});

/// Tells what sort of release it is.
pub(crate) fn detect(layout: &Layout) -> Found<ReleaseKind> {
    let is_head = |part| {
        matches!(
            part,
            Part::Marker | Part::Title | Part::Subtitle | Part::Letterhead | Part::Chrome
        )
    };
    let lede = layout.lede().unwrap_or(layout.blocks.len());
    let lines = layout.blocks[..lede]
        .iter()
        .enumerate()
        .filter(|(idx, block)| is_head(block.part) && !layout.features[*idx].has(Feature::Carrier))
        .map(|(idx, block)| (layout.line(idx), block.span))
        .filter(|(line, _)| may_say_kind(line))
        .map(|(line, span)| (line.text, span));
    // of equal rank the first line counts
    let (mut named, mut stated) = (None, None);
    let is_better = |best: Option<(usize, Span)>, rank| best.is_none_or(|(other, _)| rank < other);
    let mut line = String::new();
    for (words, span) in lines {
        line.clear();
        line.push(' ');
        line.push_str(&phrase::fold(words, 30));
        line.push(' ');
        for met in PHRASES.find_overlapping_iter(line.as_bytes()) {
            let rank = met.value() as usize;
            if rank < HEADS.len() {
                if is_better(named, rank) {
                    named = Some((rank, span));
                }
            } else if is_better(stated, rank) && (met.start() == 0 || is_short(&line)) {
                stated = Some((rank, span));
            }
        }
    }
    if let Some((rank, span)) = named {
        return Found::new(HEADS[rank].1, span, "head-names-kind", 0.9);
    }
    let greeting = layout.features.iter().position(|features| features.has(Feature::Salutation));
    if let Some(idx) = greeting
        && idx <= lede + 2
    {
        return Found::new(ReleaseKind::OpenLetter, layout.blocks[idx].span, "salutation", 0.8);
    }
    if let Some((_, span)) = stated {
        return Found::new(ReleaseKind::Statement, span, "head-names-kind", 0.85);
    }
    Found::new(ReleaseKind::PressRelease, Span::default(), "default", 0.5)
}

/// The first words of all phrases.
pub(crate) fn openers() -> impl Iterator<Item = &'static str> {
    let heads = HEADS.iter().map(|(words, _)| words);
    heads.chain(STATEMENTS).filter_map(|words| words.split(' ').next())
}

/// Whether a line has the first word of a phrase, or a word that signs part.
fn may_say_kind(line: &Line<'_>) -> bool {
    line.words.iter().any(|seen| seen.is(traits::OPENS_KIND) || !seen.is(traits::PLAIN))
}

/// Whether a line is so short that a word for statements says anywhere in it what the release is.
fn is_short(line: &str) -> bool {
    line.trim().split(' ').count() <= 14
}
