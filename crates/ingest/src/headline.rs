//! The headline and the line under it, from their blocks.

use release::{Block, Found, Part, Span};

use crate::{
    layout::{Layout, carrier::Key, feature::Feature, markup},
    text::Text,
};

/// The headline and the subhead of a release.
#[derive(Clone, Debug, Default)]
pub(crate) struct Headline {
    /// As printed, on one line, without markup.
    pub(crate) title: Option<Found<String>>,
    /// The line under it.
    pub(crate) subtitle: Option<Found<String>>,
}

/// Reads the headline.
pub(crate) fn read(text: &Text, layout: &Layout) -> Headline {
    let characters = text.characters.as_str();
    let title_idx = best_title(layout);
    let title = title_idx.map(|idx| {
        let block = layout.blocks[idx];
        let confidence = if layout.features[idx].has(Feature::MetaTitle) { 0.97 } else { 0.85 };
        Found::new(layout.words[idx].clone(), block.span, "headline", confidence)
    });
    let title = title.or_else(|| from_carrier(characters, layout));
    let subtitle = subtitle_after(layout, title_idx, title.as_ref());
    Headline { title, subtitle }
}

/// The block of the headline: the one with a subtitle, metadata or style behind it, else the last before
/// the running text.
fn best_title(layout: &Layout) -> Option<usize> {
    let score = |idx: usize| {
        let features = layout.features[idx];
        let mut score = 0;
        score += 3 * i32::from(features.has(Feature::MetaTitle));
        score += 3 * i32::from(features.has(Feature::Heading1));
        score += i32::from(features.has(Feature::Heading));
        score += i32::from(features.has(Feature::Words15) || features.has(Feature::Words25));
        score
    };
    layout.of_part(Part::Title).map(|(idx, _)| idx).max_by_key(|idx| (score(*idx), *idx))
}

/// Front matter names the headline where the text does not repeat it; a mail subject does not, because it
/// is often the forwarder's.
fn from_carrier(text: &str, layout: &Layout) -> Option<Found<String>> {
    use crate::layout::carrier::Carrier;
    let field = layout
        .carried
        .fields
        .iter()
        .rev()
        .find(|field| field.key == Key::Title && field.carrier == Carrier::FrontMatter)?;
    let value = markup::strip(field.value.of(text)).into_owned();
    (!value.is_empty()).then(|| Found::new(value, field.value, "front-matter-title", 0.9))
}

fn subtitle_after(
    layout: &Layout,
    title_idx: Option<usize>,
    title: Option<&Found<String>>,
) -> Option<Found<String>> {
    let from = title_idx.map_or(0, |idx| idx + 1);
    let title = title?;
    let (idx, block): (usize, &Block) = layout
        .blocks
        .iter()
        .enumerate()
        .skip(from)
        .take_while(|(_, block)| !block.part.is_running_text())
        .find(|(idx, block)| block.part == Part::Subtitle && layout.words[*idx] != title.value)?;
    Some(Found::new(layout.words[idx].clone(), block.span, "line-under-headline", 0.8))
}

/// The passage of the headline, for rules that ask whether something is named in it.
pub(crate) fn span(headline: &Headline) -> Span {
    headline.title.as_ref().map_or_else(Span::default, |title| title.evidence.span)
}
