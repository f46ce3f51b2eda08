//! The headline and the line under it, from their blocks.

use release::{Block, Found, Part, Span};

use crate::{
    layout::{
        Layout, begins_headline, carrier::Key, feature::Feature, fold_title, is_filed_headline,
        is_form_field, is_subject_line, markup, phrase, title_segments, without_subtitle_mark,
    },
    lexicon,
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

/// No title of a page has more words.
const LONGEST_PAGE_TITLE: usize = 60;

/// The name of a site has no more words, the headline before it no fewer.
const LONGEST_SITE: usize = 6;
const SHORTEST_HEADLINE: usize = 4;
/// The headline of a page stands so many blocks below its name.
const NEAR: usize = 24;

/// Reads the headline.
pub(crate) fn read(text: &Text, layout: &Layout) -> Headline {
    let characters = text.characters.as_str();
    let title_idx = layout.of_part(Part::Title).next().map(|(idx, _)| idx);
    let printed = title_idx.map(|idx| {
        let is_confirmed = layout.features[idx].has(Feature::MetaTitle);
        let confidence = if is_confirmed { 0.97 } else { 0.85 };
        let value = without_kind(without_rubric(without_subject_head(without_site(layout, idx))))
            .to_owned();
        (is_confirmed, Found::new(value, layout.blocks[idx].span, "headline", confidence))
    });
    match (printed, from_carrier(characters, layout)) {
        // Front matter names the headline; another line in its place is the one under it.
        (Some((false, line)), Some(title)) => Headline {
            title: Some(title),
            subtitle: Some(Found {
                evidence: release::Evidence { confidence: 0.7, ..line.evidence },
                ..line
            }),
        },
        (Some((_, title)), _) | (None, Some(title)) => {
            let subtitle = subtitle_after(layout, title_idx, &title)
                .or_else(|| subtitle_from_carrier(characters, layout, &title));
            Headline { title: Some(title), subtitle }
        }
        (None, None) => Headline { title: from_meta(text), subtitle: None },
    }
}

/// The headline of `The port is closed | Open Sea`: the name of the site behind it goes, behind a dash only where
/// a line above is that name or the headline alone is a line too.
fn without_site(layout: &Layout, idx: usize) -> &str {
    let words = layout.words[idx].as_str();
    let n_words = |part: &str| part.split_whitespace().count();
    for bar in [" | ", " - ", " – ", " — "] {
        let Some((headline, site)) = words.rsplit_once(bar) else { continue };
        let is_a_line = |lines: &[String], words: &str| {
            let folded = fold_title(words);
            lines.iter().any(|line| {
                line.len() <= 2 * words.len()
                    && (fold_title(line) == folded || begins_headline(line, &folded))
            })
        };
        let is_part = || {
            let near = &layout.words[idx + 1..layout.words.len().min(idx + 1 + NEAR)];
            is_a_line(&layout.words[..idx], site) || is_a_line(near, headline)
        };
        let is_site = (1..=LONGEST_SITE).contains(&n_words(site))
            && site.starts_with(char::is_uppercase)
            && n_words(headline) >= SHORTEST_HEADLINE;
        // `Murder Conviction – Ada Roe` tells whose
        let is_person = || lexicon::is_name(site) && !lexicon::is_organisation(site);
        if is_site && (bar == " | " || is_part() && !is_person()) {
            return headline.trim_end();
        }
    }
    words
}

/// `Re: The dam must open its books`: what a letter or a form is about.
fn without_subject_head(headline: &str) -> &str {
    match headline.split_once(':') {
        Some((_, subject)) if is_subject_line(headline) => subject.trim_start(),
        _ => headline,
    }
}

/// `PRESS RELEASE`, `Comunicado`; an open letter or a joint statement is called so in its headline.
fn is_for_the_press(kind: &str) -> bool {
    const STEMS: [&str; 8] =
        ["press", "media", "news", "medien", "comunicado", "communiqu", "prensa", "пресс"];
    let kind = kind.to_lowercase();
    STEMS.iter().any(|stem| kind.contains(stem))
}

/// `Perú | Pronunciamiento por el río`, `30 ABR | …`: the headline behind what it is filed under.
fn without_rubric(headline: &str) -> &str {
    match headline.split_once(" | ") {
        Some((_, rest)) if is_filed_headline(headline) => rest.trim_start(),
        _ => headline,
    }
}

/// `【新聞稿】港口關閉`, `[Press release] The port is closed`, `PRESS RELEASE: The port is closed`: what kind of text it is, in
/// brackets before the headline or before a colon.
fn without_kind(headline: &str) -> &str {
    const FEWEST: usize = 3;
    if let Some((kind, rest)) = headline.split_once(':')
        && rest.starts_with(char::is_whitespace)
        && rest.split_whitespace().count() >= FEWEST
        && rest.trim_start().starts_with(|c: char| !c.is_lowercase())
        && phrase::is_kind_or_marker(kind)
        && is_for_the_press(kind)
    {
        return rest.trim_start();
    }
    let closing = match headline.chars().next() {
        Some('【') => '】',
        Some('[') => ']',
        Some('〔') => '〕',
        _ => return headline,
    };
    let Some((kind, rest)) = headline.split_once(closing) else { return headline };
    let kind = kind.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest = rest.trim_start();
    if phrase::is_kind_or_marker(kind) && !rest.is_empty() { rest } else { headline }
}

/// The longest segment of a page's title that is not the name of its site.
fn from_meta(text: &Text) -> Option<Found<String>> {
    let title = text.meta.title.as_deref()?;
    let segments = title_segments(title);
    let whole = if segments.len() > 1 { &segments[1..] } else { &segments[..] };
    let mut best = "";
    for segment in whole {
        let is_site =
            text.meta.site.as_deref() == Some(*segment) || lexicon::is_organisation(segment);
        if !is_site && segment.len() > best.len() {
            best = segment;
        }
    }
    // a page that never closes its title puts all of its text there
    let words: Vec<&str> = best.split_whitespace().take(LONGEST_PAGE_TITLE + 1).collect();
    let is_title = (3..=LONGEST_PAGE_TITLE).contains(&words.len());
    is_title.then(|| Found::new(words.join(" "), Span::default(), "page-title", 0.5))
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

fn subtitle_from_carrier(
    text: &str,
    layout: &Layout,
    title: &Found<String>,
) -> Option<Found<String>> {
    let field = layout.carried.fields.iter().find(|field| field.key == Key::Subtitle)?;
    let value = markup::strip(field.value.of(text)).into_owned();
    let is_new =
        !value.is_empty() && value != title.value && value.trim_end_matches('.') != title.value;
    is_new.then(|| Found::new(value, field.value, "front-matter-subtitle", 0.85))
}

fn subtitle_after(
    layout: &Layout,
    title_idx: Option<usize>,
    title: &Found<String>,
) -> Option<Found<String>> {
    let from = title_idx.map_or(0, |idx| idx + 1);
    let (idx, block): (usize, &Block) = layout
        .blocks
        .iter()
        .enumerate()
        .skip(from)
        .take_while(|(_, block)| !block.part.is_running_text())
        .find(|(idx, block)| {
            let words = layout.words[*idx].as_str();
            block.part == Part::Subtitle && words != title.value && !is_form_field(words)
        })?;
    let words = layout.words[idx].as_str();
    let words = without_subtitle_mark(words).unwrap_or(words).to_owned();
    Some(Found::new(words, block.span, "line-under-headline", 0.8))
}
