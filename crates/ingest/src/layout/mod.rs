//! Lines, blocks and what each block is for.
//!
//! 1. [mod@line] cuts the text into lines without their carrier;
//! 2. [`carrier`] tells front matter and mail headers;
//! 3. [mod@unit] puts wrapped and broken paragraphs together again;
//! 4. [mod@observe] says what can be seen of each unit, [`label`] finds the best labels in sequence;
//! 5. [`settle`] enforces what must hold; the labels become the parts of blocks.

mod alone;
pub(crate) mod carrier;
mod echo;
pub(crate) mod feature;
mod furniture;
mod head;
mod label;
mod line;
pub(crate) mod look;
pub(crate) mod markup;
pub mod model;
mod neighbour;
mod observe;
pub(crate) mod office;
pub(crate) mod phrase;
mod recur;
mod repeat;
mod settle;
mod shape;
mod spelt;
mod title;
pub(crate) mod unit;

use std::ops::Range;

use release::{Block, Part, Span, Word};

use self::{
    carrier::{Carried, Key},
    feature::{Feature, Features},
    label::Label,
    observe::Context,
    unit::Unit,
};
use crate::{
    date::{self, Mention},
    lexicon::{self, Seen, look_up},
    text::{Style, Text},
};

pub(crate) use self::{
    echo::begins_headline,
    furniture::{is_form_field, is_stamp, is_subject_line, without_subtitle_mark},
    line::ends_sentence,
    observe::fold_title,
    shape::is_filed_headline,
};

/// A physical line without its carrier: indentation, `>` prefixes and trailing blanks are cut off.
///
/// Columns and heads glued to a text are lines of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// The content of the line.
    pub(crate) span: Span,
}

/// The lines of a text, the blocks they make and what each block is for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    /// Content lines in order; blank lines have an empty span.
    pub(crate) lines: Vec<Line>,
    /// Blocks in order, without overlap.
    pub(crate) blocks: Vec<Block>,
    /// The lines of each block, as a range of `lines`.
    pub(crate) block_lines: Vec<Range<usize>>,
    /// What can be seen of each block.
    pub(crate) features: Vec<Features>,
    /// The words of each block on one line, without markup.
    pub(crate) words: Vec<String>,
    /// Those words, looked up.
    pub(crate) seen: Vec<Vec<Seen>>,
    /// Front matter and mail headers.
    pub(crate) carried: Carried,
    /// Every date the text names.
    pub(crate) dates: Vec<Mention>,
}

impl Layout {
    /// The words of `span` as one line: line ends, prefixes and runs of blanks become one blank.
    pub(crate) fn clean(&self, text: &str, span: Span) -> String {
        let first = self.lines.partition_point(|line| line.span.end <= span.start);
        let mut clean = String::with_capacity(span.len());
        for line in &self.lines[first..] {
            if line.span.start >= span.end {
                break;
            }
            let part =
                Span { start: line.span.start.max(span.start), end: line.span.end.min(span.end) };
            for run in lexicon::runs(part.of(text)) {
                if !clean.is_empty() {
                    clean.push(' ');
                }
                clean.push_str(run);
            }
        }
        clean
    }

    /// The words of a block on one line, looked up.
    pub(crate) fn line(&self, idx: usize) -> lexicon::Line<'_> {
        lexicon::Line { text: &self.words[idx], words: &self.seen[idx] }
    }

    /// The blocks that are a part, with their indices.
    pub(crate) fn of_part(&self, part: Part) -> impl Iterator<Item = (usize, Span)> {
        self.blocks
            .iter()
            .enumerate()
            .filter(move |(_, block)| block.part == part)
            .map(|(idx, block)| (idx, block.span))
    }

    /// The first block of running text.
    pub(crate) fn lede(&self) -> Option<usize> {
        self.blocks.iter().position(|block| block.part.is_running_text())
    }
}

/// The units of a text and what can be seen of them, before they are labelled.
struct Observed {
    raw: Vec<line::Raw>,
    units: Vec<Unit>,
    features: Vec<Features>,
    carried: Carried,
    dates: Vec<Mention>,
}

/// Finds the lines and blocks of a text and what each block is for.
pub(crate) fn lay_out(text: &Text, words: &[Word]) -> Layout {
    let Observed { raw, units, features, carried, dates } = observe(text, words);
    let mut labels = label::decode(&features);
    settle::settle(&units, &features, &mut labels);
    assemble(raw, units, features, &labels, carried, dates)
}

fn observe(text: &Text, words: &[Word]) -> Observed {
    let characters = text.characters.as_str();
    let has_markup = text.format == "html";
    let raw = line::cut(characters, has_markup);
    let carried = carrier::find(characters, &raw, &text.hints);
    let mut units = unit::build(characters, &raw, &carried, has_markup);
    alone::look_at(characters, &mut units);
    let dates = date::scan(characters, words);
    let echoes = echo::find(&mut units);
    let context = Context {
        text: characters,
        units: &units,
        dates: &dates,
        meta_titles: meta_titles(text, &carried),
        echoes,
        headings: headings(text, &units),
        carried: units.iter().map(|unit| carried.lines[unit.lines.start].is_some()).collect(),
    };
    let mut features = observe::of_units(&context);
    let start = settle::start(&carried, &features);
    for unit in &mut features[..start] {
        unit.set(Feature::Carrier, true);
    }
    Observed { raw, units, features, carried, dates }
}

/// What the carrier calls the release, folded for comparison.
fn meta_titles(text: &Text, carried: &Carried) -> Vec<String> {
    let fields = carried.fields.iter().filter(|field| field.key == Key::Title);
    let mut titles: Vec<String> = fields
        .map(|field| fold_title(field.value.of(&text.characters)))
        .chain(text.meta.title.iter().flat_map(|title| title_segments(title)).map(fold_title))
        .filter(|title| !title.is_empty())
        .collect();
    titles.dedup();
    titles
}

/// The title of a page and what stands between its bars: site, section, headline.
pub(crate) fn title_segments(title: &str) -> Vec<&str> {
    let mut segments = vec![title.trim()];
    for bar in [" | ", " – ", " — ", " - ", " :: ", " « ", " » ", " · "] {
        if title.contains(bar) {
            segments.extend(title.split(bar).map(str::trim).filter(|segment| !segment.is_empty()));
        }
    }
    segments
}

/// The heading level of each unit by markup or style; 7 is a line in bold.
fn headings(text: &Text, units: &[Unit]) -> Vec<Option<u8>> {
    let mut hints = text.hints.iter().peekable();
    let mut levels = Vec::with_capacity(units.len());
    for unit in units {
        let raw = unit.span.of(&text.characters);
        let mut level = markup_level(raw);
        while hints.peek().is_some_and(|hint| hint.span.end <= unit.span.start) {
            hints.next();
        }
        for hint in hints.clone().take(4).take_while(|hint| hint.span.start < unit.span.end) {
            level = match hint.style {
                Style::Heading(depth) => Some(depth.clamp(1, 6)),
                Style::Bold => level.or(Some(7)),
                _ => level,
            };
        }
        levels.push(level);
    }
    levels
}

fn markup_level(raw: &str) -> Option<u8> {
    let depth = raw.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&depth) && raw[depth..].starts_with(' ') {
        return u8::try_from(depth).ok();
    }
    let is_strong = (raw.starts_with("**") && raw.ends_with("**") && raw.len() > 4)
        || (raw.starts_with("__") && raw.ends_with("__") && raw.len() > 4)
        || (raw.starts_with("<strong>") && raw.ends_with("</strong>"))
        || (raw.starts_with("<em>") && raw.ends_with("</em>"));
    is_strong.then_some(7)
}

/// Makes blocks of units: neighbouring lines of one headline are one block.
fn assemble(
    raw: Vec<line::Raw>,
    units: Vec<Unit>,
    features: Vec<Features>,
    labels: &[Label],
    carried: Carried,
    dates: Vec<Mention>,
) -> Layout {
    let lines = raw.into_iter().map(|raw| Line { span: raw.span }).collect();
    let n_units = units.len();
    let mut layout = Layout {
        lines,
        blocks: Vec::with_capacity(n_units),
        block_lines: Vec::with_capacity(n_units),
        features: Vec::with_capacity(n_units),
        words: Vec::with_capacity(n_units),
        seen: Vec::with_capacity(n_units),
        carried,
        dates,
    };
    for ((unit, unit_features), label) in units.into_iter().zip(features).zip(labels) {
        let part = label.part();
        if let Some(block) = layout.blocks.last_mut()
            && block.part == part
            && (part == Part::Title || part == Part::Subtitle && unit.n_blank_before == 0)
            && let (Some(lines), Some(words), Some(seen)) =
                (layout.block_lines.last_mut(), layout.words.last_mut(), layout.seen.last_mut())
        {
            block.span = block.span.cover(unit.span);
            lines.end = unit.lines.end;
            words.push(' ');
            words.push_str(&unit.words);
            *seen = look_up(words);
            continue;
        }
        layout.blocks.push(Block { span: unit.span, part });
        layout.block_lines.push(unit.lines);
        layout.words.push(unit.words);
        layout.seen.push(unit.seen);
        layout.features.push(unit_features);
    }
    layout
}
