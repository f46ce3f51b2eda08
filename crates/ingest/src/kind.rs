//! What sort of release a text is, by what it calls itself.

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
        .map(|((block, words), _)| (phrase::fold(words, 30), block.span))
        .collect();
    for (words, kind) in HEADS {
        if let Some((_, span)) = head.iter().find(|(line, _)| holds(line, words)) {
            return Found::new(*kind, *span, "head-names-kind", 0.9);
        }
    }
    let greeting = layout.features.iter().position(|features| features.has(Feature::Salutation));
    if let Some(idx) = greeting
        && idx <= lede + 2
    {
        return Found::new(ReleaseKind::OpenLetter, layout.blocks[idx].span, "salutation", 0.8);
    }
    for words in STATEMENTS {
        if let Some((_, span)) = head.iter().find(|(line, _)| starts_with(line, words)) {
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
