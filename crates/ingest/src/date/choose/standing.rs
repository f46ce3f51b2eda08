//! Where a date stands, and so whether it can be the release's own.

use release::{Part, Span};

use crate::{
    date::{
        Mention,
        choose::before::{
            is_beside_today, is_deadline, is_hour, is_issued, is_labelled, is_occasion,
            is_of_event, is_of_update, is_period, stands_between_bars,
        },
        glued,
    },
    layout::{
        Layout,
        carrier::{Carrier, Key},
        feature::Feature,
        is_stamp,
    },
    lexicon,
    text::Text,
};

/// What a scanner makes of a stamp is no running text.
const SCRAP: usize = 40;
/// What stands before the date in a stamp has fewer bytes.
const LONGEST_STAMP_HEAD: usize = 40;

/// The day of an event is better than none.
const OF_EVENT: f32 = 0.30;

/// The rule under which a mention can be the release's date.
pub(super) fn standing(
    text: &Text,
    layout: &Layout,
    mention: &Mention,
) -> Option<(&'static str, f32)> {
    let (rule, confidence) = by_place(text, layout, mention)?;
    let before = text.characters.get(..mention.span.start as usize).unwrap_or_default();
    Some(if is_of_event(before) {
        ("event-date", confidence.min(OF_EVENT))
    } else {
        (rule, confidence)
    })
}

fn by_place(text: &Text, layout: &Layout, mention: &Mention) -> Option<(&'static str, f32)> {
    let block_idx = layout.blocks.partition_point(|block| block.span.end <= mention.span.start);
    let block = layout.blocks.get(block_idx).filter(|block| block.span.overlaps(mention.span))?;
    let features = layout.features[block_idx];
    let passage = block.span.of(&text.characters);
    let at = (mention.span.start.saturating_sub(block.span.start) as usize).min(passage.len());
    let before = passage.get(..at).unwrap_or_default();
    if let Some(field) =
        layout.carried.fields.iter().find(|field| field.value.overlaps(mention.span))
    {
        return match (field.key, field.carrier) {
            (Key::Date, Carrier::FrontMatter) => Some(("front-matter-date", 0.90)),
            (Key::Date, Carrier::MailHeader) => Some(mail_rank(layout, mention)),
            (Key::FileDate, _) => Some(("file-date", 0.35)),
            _ => None,
        };
    }
    if layout.carried.lines[layout.block_lines[block_idx].start].is_some() {
        return None;
    }
    if features.has(Feature::Embargo) {
        return Some(("embargo", 0.89));
    }
    if is_deadline(before) || is_occasion(before) || is_period(before) {
        return None;
    }
    if !block.part.is_running_text() && is_of_update(before) {
        return Some(("page-update", 0.30));
    }
    // `Published on 3 May 2011 in News. Tags: ports` under the text
    let is_below = layout.lede().is_some_and(|lede| block_idx > lede);
    if is_below
        && is_full_date(mention)
        && before.len() < LONGEST_STAMP_HEAD
        && is_stamp(&layout.words[block_idx])
    {
        return Some(("page-stamp", 0.68));
    }
    if is_of_running_head(layout, block_idx) {
        return Some(("page-head", 0.30));
    }
    let is_short = layout.words[block_idx].len() < 120;
    let after_at = at + mention.span.len().min(passage.len() - at);
    let after = passage.get(after_at..).unwrap_or_default();
    let is_full = is_full_date(mention);
    let is_in_head = layout.lede().is_some_and(|lede| block_idx < lede) && passage.len() < 400;
    if is_in_head && is_full && (is_short && is_labelled(before) || is_issued(before)) {
        return Some(("head-date-line", 0.96));
    }
    if is_in_head && is_full && is_short && stands_between_bars(before, after) {
        return Some(("head-date-line", 0.93));
    }
    match block.part {
        Part::Marker if is_short => Some(("release-line-date", 0.97)),
        Part::Date if features.has(Feature::DateOnly) => {
            let is_tail = is_below;
            // `1. The ruling was given on 3 May 2011.` is a note
            if is_tail && features.has(Feature::Bullet) {
                return None;
            }
            Some(if is_tail { ("closing-date", 0.80) } else { ("head-date-line", 0.95) })
        }
        Part::Date => Some(("head-date-line", 0.94)),
        Part::Title | Part::Subtitle | Part::Byline | Part::Chrome | Part::Letterhead
            if is_full && is_in_head && glued::is_of_head(before, after) =>
        {
            Some(("title-line-date", 0.75))
        }
        Part::Title | Part::Subtitle | Part::Byline
            if mention.day.is_some() && !mention.is_range =>
        {
            is_at_end(passage, mention, block.span).then_some(("title-line-date", 0.75))
        }
        Part::Letterhead if is_short => Some(("letterhead-date", 0.90)),
        Part::Lede | Part::Body => in_running_text(
            layout,
            block_idx,
            features.has(Feature::Dateline),
            before,
            passage,
            mention,
        ),
        Part::Chrome
            if features.has(Feature::DateLine) && !features.has(Feature::Carrier) && is_short =>
        {
            Some(("page-stamp", 0.70))
        }
        Part::Chrome if features.has(Feature::DateOnly) && is_full && is_in_head => {
            Some(("page-stamp", 0.66))
        }
        Part::End | Part::Background | Part::Notes | Part::Contacts | Part::Signatories
            if features.has(Feature::DateOnly) && !features.has(Feature::Bullet) =>
        {
            Some(("closing-date", 0.72))
        }
        Part::Contacts if features.has(Feature::DateLine) && before.trim().is_empty() => {
            Some(("head-date-line", 0.85))
        }
        Part::Contacts if is_full && glued::closes_contacts(before, after) => {
            Some(("closing-date", 0.68))
        }
        _ => None,
    }
}

fn is_full_date(mention: &Mention) -> bool {
    mention.day.is_some() && mention.year.is_some() && !mention.is_range
}

/// Whether a date heads every page, with the name of the page behind it: that is when somebody printed it.
fn is_of_running_head(layout: &Layout, block_idx: usize) -> bool {
    let Some([date, page]) = layout.words.get(block_idx..block_idx + 2) else { return false };
    let is_head = |line: &String| {
        line.len() == date.len() + 1 + page.len() && line.starts_with(date) && line.ends_with(page)
    };
    layout.features[block_idx].has(Feature::DateOnly)
        && layout.words[block_idx + 2..].iter().any(is_head)
}

/// The innermost mail header is the nearest to the release.
fn mail_rank(layout: &Layout, mention: &Mention) -> (&'static str, f32) {
    let is_last = layout
        .carried
        .fields
        .iter()
        .rev()
        .find(|field| field.key == Key::Date)
        .is_some_and(|field| field.value.overlaps(mention.span));
    ("mail-header-date", if is_last { 0.62 } else { 0.60 })
}

/// A date in the dateline, or in the first sentence beside `today` or a day of the week.
fn in_running_text(
    layout: &Layout,
    block_idx: usize,
    has_dateline: bool,
    before: &str,
    passage: &str,
    mention: &Mention,
) -> Option<(&'static str, f32)> {
    if mention.is_range {
        return None;
    }
    let first_body = layout.lede()?;
    if has_dateline && block_idx <= first_body + 2 && before.len() < 120 {
        let is_in_head =
            !before.contains(". ") || before.trim_end().ends_with(|c: char| !c.is_lowercase());
        return is_in_head.then_some(("dateline-date", 0.93));
    }
    // `**Westwater - 3 May 2011** The council …`
    let is_bold = ["**", "__"].iter().any(|mark| {
        before.starts_with(mark)
            && !before[mark.len()..].contains(mark)
            && passage
                .get(before.len() + mention.span.len()..)
                .is_some_and(|after| after.starts_with(mark))
    });
    if is_bold && block_idx == first_body && mention.year.is_some() && before.len() < 100 {
        return Some(("dateline-date", 0.92));
    }
    let starts = lexicon::without_signs(before).is_empty() || is_hour(before);
    let after_at =
        (mention.span.end as usize).saturating_sub(mention.span.start as usize) + before.len();
    let after = passage.get(after_at..).unwrap_or_default().trim_start();
    if block_idx == first_body
        && starts
        && mention.year.is_some()
        && after.starts_with(['-', '–', '—', '(', '|', ':'])
    {
        return Some(("dateline-date", 0.92));
    }
    // `Westwater, Oldport, 3 May 2011 – The …`, whatever the towns
    let is_of_names = || {
        before.split_whitespace().all(|word| {
            word.chars().count() <= 3 || word.starts_with(|c: char| c.is_uppercase() || c == '(')
        })
    };
    if block_idx == first_body
        && mention.year.is_some()
        && mention.day.is_some()
        && before.len() < 80
        && after.starts_with(['–', '—'])
        && is_of_names()
    {
        return Some(("dateline-date", 0.90));
    }
    // `(Open Sea Network—July 25, 2019) The …`
    let is_bracketed = block_idx == first_body
        && before.starts_with('(')
        && !before.contains(')')
        && after.starts_with(')');
    if is_bracketed && mention.year.is_some() && before.len() < 80 {
        return Some(("dateline-date", 0.92));
    }
    let features = layout.features[block_idx];
    if features.has(Feature::DateOnly) && !features.has(Feature::Bullet) && block_idx > first_body {
        return Some(("closing-date", 0.78));
    }
    if starts
        && mention.year.is_some()
        && mention.day.is_some()
        && before.contains('(')
        && passage.len() < 60
    {
        return Some(("bracketed-date", 0.90));
    }
    let is_last = !layout.blocks[block_idx + 1..]
        .iter()
        .any(|block| block.part.is_running_text() && block.span.len() > SCRAP);
    if is_last
        && mention.year.is_some()
        && mention.day.is_some()
        && (glued::closes(before, after) || glued::signs(before, after))
    {
        return Some(("closing-date", 0.70));
    }
    // `12 May 2011 “The budget …`
    let opens_text = block_idx == first_body
        && starts
        && mention.year.is_some()
        && mention.day.is_some()
        && after
            .starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '‘' | '«' | '„'));
    if opens_text {
        return Some(("dateline-date", 0.80));
    }
    let is_title_like = passage.len() < 300
        && block_idx == first_body
        && mention.day.is_some()
        && mention.year.is_some()
        && !crate::layout::ends_sentence(passage);
    if is_title_like && is_at_end(passage, mention, layout.blocks[block_idx].span) {
        return Some(("title-line-date", 0.70));
    }
    (block_idx <= first_body + 2
        && mention.year.is_some()
        && mention.day.is_some()
        && is_beside_today(before))
    .then_some(("today-in-lede", 0.50))
}

/// Whether nothing but punctuation follows a mention in its block.
fn is_at_end(passage: &str, mention: &Mention, block: Span) -> bool {
    let end = (mention.span.end.saturating_sub(block.start) as usize).min(passage.len());
    passage.get(end..).is_some_and(|rest| !rest.contains(char::is_alphanumeric))
}
