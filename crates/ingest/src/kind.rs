//! What sort of release a text is, by what it calls itself.

use std::sync::LazyLock;

use daachorse::DoubleArrayAhoCorasick;
use release::{Found, Part, ReleaseKind, Span};

use crate::layout::{Layout, feature::Feature, phrase};

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

/// [`HEADS`] with a blank before and behind, so that they are met as words.
static PHRASES: LazyLock<DoubleArrayAhoCorasick<u32>> = LazyLock::new(|| {
    let padded: Vec<String> = HEADS.iter().map(|(words, _)| format!(" {words} ")).collect();
    DoubleArrayAhoCorasick::new(padded).expect("the phrases differ and none is empty")
});

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

/// Tells what sort of release it is.
pub(crate) fn detect(layout: &Layout) -> Found<ReleaseKind> {
    let is_head = |part| {
        matches!(
            part,
            Part::Marker | Part::Title | Part::Subtitle | Part::Letterhead | Part::Chrome
        )
    };
    let lede = layout.lede().unwrap_or(layout.blocks.len());
    let head: Vec<(String, Span)> = layout.blocks[..lede]
        .iter()
        .zip(&layout.words)
        .zip(&layout.features)
        .filter(|((block, _), features)| is_head(block.part) && !features.has(Feature::Carrier))
        .map(|((block, words), _)| (format!(" {} ", phrase::fold(words, 30)), block.span))
        .collect();
    let met: Vec<(usize, Span)> = head
        .iter()
        .flat_map(|(line, span)| {
            let named = PHRASES.find_overlapping_iter(line.as_bytes());
            named.map(|met| (met.value() as usize, *span)).collect::<Vec<_>>()
        })
        .collect();
    // of equal rank the first line counts
    let first = |ranks: std::ops::Range<usize>| {
        met.iter().filter(|(rank, _)| ranks.contains(rank)).min_by_key(|(rank, _)| *rank)
    };
    if let Some(&(rank, span)) = first(0..HEADS.len()) {
        return Found::new(HEADS[rank].1, span, "head-names-kind", 0.9);
    }
    let greeting = layout.features.iter().position(|features| features.has(Feature::Salutation));
    if let Some(idx) = greeting
        && idx <= lede + 2
    {
        return Found::new(ReleaseKind::OpenLetter, layout.blocks[idx].span, "salutation", 0.8);
    }
    for words in STATEMENTS {
        if let Some((_, span)) = head.iter().find(|(line, _)| starts_with(line.trim(), words)) {
            return Found::new(ReleaseKind::Statement, *span, "head-names-kind", 0.85);
        }
    }
    Found::new(ReleaseKind::PressRelease, Span::default(), "default", 0.5)
}

fn holds(line: &str, words: &str) -> bool {
    line.match_indices(words).any(|(at, _)| {
        let ends = line[at + words.len()..].chars().next().is_none_or(|c| c == ' ');
        ends && (at == 0 || line[..at].ends_with(' '))
    })
}

fn starts_with(line: &str, words: &str) -> bool {
    line.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        || (line.split(' ').count() <= 14 && holds(line, words))
}
