//! Where a paragraph ends: told from gaps, indents, sizes, and lines that somebody broke on purpose.

use std::collections::BTreeMap;

use super::page::{Kind, Line, Page};

/// How two neighbouring lines stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// The second goes on where the first ends.
    Wrapped,
    /// Lines of their own in one group, as in an address.
    Line,
    /// Paragraphs.
    Paragraph,
}

/// A heading is no longer.
pub(super) const LONGEST_HEADING: usize = 250;
/// Letters of a heading are so much larger than those of the text.
pub(super) const LARGER: f32 = 1.12;

/// What is usual in a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Usual {
    /// The size that most letters have.
    pub(super) size: f32,
    /// From one baseline to the next in a paragraph, by the size of the letters.
    pitch: f32,
}

impl Usual {
    pub(super) fn of(pages: &[Page]) -> Self {
        let lines = || pages.iter().flat_map(|page| &page.lines);
        let size = most(lines().map(|line| (line.size, line.text.len()))).unwrap_or(11.0);
        // lines that are long enough to have been wrapped
        let steps = pages.iter().flat_map(|page| page.lines.windows(2)).filter_map(|pair| {
            let [above, below] = pair else { return None };
            let step = (above.base - below.base) / size;
            let is_running = [above, below].iter().all(|line| is_near(line.size, size));
            (is_running && above.text.len() >= 30 && (0.8..=3.5).contains(&step))
                .then_some((step, 1))
        });
        Self { size, pitch: closest(steps).unwrap_or(1.25) }
    }

    fn pitch_of(self, line: &Line) -> f32 {
        self.pitch * line.size.max(1.0)
    }
}

fn is_near(size: f32, other: f32) -> bool {
    (size - other).abs() <= 0.06 * other.max(1.0)
}

/// The value that has most weight, to a tenth.
fn most(values: impl Iterator<Item = (f32, usize)>) -> Option<f32> {
    let tally = tally(values);
    tally.into_iter().max_by_key(|(_, weight)| *weight).map(|(tenths, _)| f32::from(tenths) / 10.0)
}

/// The least value that is common: wrapped lines stand closer than paragraphs do.
fn closest(values: impl Iterator<Item = (f32, usize)>) -> Option<f32> {
    let tally = tally(values.map(|(value, weight)| (value * 2.0, weight)));
    let all: usize = tally.values().sum();
    let common = tally.into_iter().find(|(_, weight)| weight * 6 >= all)?;
    Some(f32::from(common.0) / 20.0)
}

/// Weights by tenths of a size.
#[expect(clippy::cast_possible_truncation, reason = "what is larger is no size of letters")]
fn tally(values: impl Iterator<Item = (f32, usize)>) -> BTreeMap<i16, usize> {
    let mut tally = BTreeMap::new();
    for (value, weight) in values {
        *tally.entry((value * 10.0).round() as i16).or_default() += weight;
    }
    tally
}

/// How `line` stands to the line `before` it. `first` is the first line of the paragraph that `before` belongs
/// to, `right` is where lines of that column end at the latest, `next` is the line after.
pub(super) fn join(
    usual: Usual,
    first: &Line,
    before: &Line,
    line: &Line,
    next: Option<&Line>,
    right: f32,
) -> Join {
    let step = before.base - line.base;
    let pitch = usual.pitch_of(before).max(usual.pitch_of(line));
    let line_kind = if begins_item(&line.text) { Kind::Item } else { line.kind };
    if before.kind == Kind::Row || line_kind != Kind::Running {
        let is_apart =
            before.kind != line_kind && before.kind != Kind::Running || step > 1.4 * pitch;
        return if is_apart { Join::Paragraph } else { Join::Line };
    }
    if !is_near(line.size, before.size)
        || line.is_bold != before.is_bold && has_room(before, line, right)
    {
        return if step > 1.15 * pitch { Join::Paragraph } else { Join::Line };
    }
    let is_own = is_rule(&before.text) || is_framed(&before.text) || is_rule(&line.text);
    if is_own || begins_release(&line.text) && before.text.contains(char::is_lowercase) {
        return if step > 1.3 * pitch { Join::Paragraph } else { Join::Line };
    }
    let em = line.size.max(1.0);
    let is_heading = line.size >= usual.size * LARGER && line.text.len() <= LONGEST_HEADING;
    if is_heading && step > 0.3 * em && step <= 1.7 * pitch {
        return Join::Wrapped;
    }
    if step <= 0.3 * em || step > 8.0 * pitch {
        // the head of another column, or what a picture had parted
        return over_the_break(before, line, next, right);
    }
    let is_item = first.kind == Kind::Item || begins_item(&first.text);
    if step > 1.3 * pitch {
        // widely set lines of a heading or an item
        let is_wide = step <= 2.3 * pitch && goes_on(before, line);
        let is_whole = line.is_bold || is_item && !has_room(before, line, right);
        return if is_wide && is_whole { Join::Wrapped } else { Join::Paragraph };
    }
    let is_indented = line.start > before.start + 0.7 * em && !is_item;
    let is_outdented = line.start < before.start - 0.7 * em && !std::ptr::eq(first, before);
    if (is_indented || is_outdented) && !is_centred(before, line) {
        return Join::Paragraph;
    }
    let is_single = std::ptr::eq(first, before);
    let is_labelled = is_single && begins_with_label(&line.text) && !is_open(&before.text);
    if has_room(before, line, right) || is_labelled {
        let is_end = !std::ptr::eq(first, before) && ends_sentence(&before.text);
        return if is_end { Join::Paragraph } else { Join::Line };
    }
    Join::Wrapped
}

/// How the first line of a page or column stands to the last before it.
pub(super) fn over_the_break(before: &Line, line: &Line, next: Option<&Line>, right: f32) -> Join {
    let is_alike = is_near(line.size, before.size)
        && line.is_bold == before.is_bold
        && line.kind == Kind::Running
        && before.kind != Kind::Row;
    if !is_alike {
        return Join::Paragraph;
    }
    if goes_on(before, line) {
        return Join::Wrapped;
    }
    let is_indented = next.is_some_and(|next| line.start > next.start + 0.7 * line.size.max(1.0));
    // as likely as not one paragraph ends and another begins: two that were one are the lesser harm
    let is_end = ends_sentence(&before.text);
    if is_end || is_indented || has_room(before, line, right) {
        Join::Paragraph
    } else {
        Join::Wrapped
    }
}

/// Whether a sentence runs on from one line to the other.
fn goes_on(before: &Line, line: &Line) -> bool {
    let first = line.text.chars().find(|letter| letter.is_alphanumeric());
    first.is_some_and(char::is_lowercase) && !ends_sentence(&before.text)
}

/// `*** words ***`: signs before and behind.
fn is_framed(text: &str) -> bool {
    let n_signs = |from: &mut dyn Iterator<Item = char>| {
        from.take_while(|sign| matches!(sign, '*' | '#' | '+' | '=' | '-' | '~')).count()
    };
    n_signs(&mut text.chars()) >= 2 && n_signs(&mut text.chars().rev()) >= 2
}

/// `NEW DELHI, 3 April 2012.`, `BRAZZAVILLE (Congo) –`: a place in capitals, and soon behind it a year or a dash.
fn begins_release(text: &str) -> bool {
    const SOON: usize = 48;
    let is_of_place =
        |sign: char| sign.is_uppercase() || matches!(sign, ' ' | '-' | '.' | '’' | '\'');
    let end = text.find(|sign| !is_of_place(sign)).unwrap_or(text.len());
    let (place, rest) = text.split_at(end);
    let rest = &rest[..rest.floor_char_boundary(SOON)];
    place.chars().filter(|letter| letter.is_uppercase()).count() >= 4
        && rest.starts_with([',', '(', '–', '—'])
        && (super::furniture::holds_year(rest) || rest.contains(['–', '—']) || rest.contains(" - "))
}

/// Whether a bracket opens that does not close.
fn is_open(text: &str) -> bool {
    text.matches('(').count() > text.matches(')').count()
}

/// `---`, `* * *`: signs alone.
fn is_rule(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

/// `Contact: `, `Press office: `: as lines of a group begin.
fn begins_with_label(text: &str) -> bool {
    let Some((label, rest)) = text.split_once(':') else { return false };
    label.chars().count() <= 20
        && label.split_whitespace().count() <= 2
        && label.starts_with(char::is_uppercase)
        && label.chars().all(|letter| letter.is_alphabetic() || matches!(letter, ' ' | '-'))
        && rest.starts_with(' ')
}

/// `* `, `• `, `(3) `: what no line begins with by chance.
fn begins_item(text: &str) -> bool {
    let Some((mark, _)) = text.split_once(' ') else { return false };
    let inner = mark.strip_prefix('(').and_then(|mark| mark.strip_suffix(')'));
    matches!(mark, "*" | "•" | "▪" | "◦" | "●" | "■" | "➢") || inner.is_some_and(is_number)
}

/// `3`, `b`, `iv`: as items are numbered; `(FLs)` is an abbreviation.
fn is_number(text: &str) -> bool {
    let is_roman = |letter| matches!(letter, 'i' | 'v' | 'x');
    let is_letter = text.chars().count() == 1 && text.chars().all(char::is_alphabetic);
    let is_short = !text.is_empty() && text.len() <= 4;
    is_letter
        || is_short && text.bytes().all(|digit| digit.is_ascii_digit())
        || is_short && text.chars().all(is_roman)
}

#[expect(clippy::cast_precision_loss, reason = "lines are short")]
fn length(text: &str) -> f32 {
    text.chars().count() as f32
}

/// Whether the first word of `line` had room behind `before`: then it was broken on purpose.
fn has_room(before: &Line, line: &Line, right: f32) -> bool {
    let word = line.text.split(' ').next().unwrap_or_default();
    let width = (line.end - line.start).max(0.0) / length(&line.text).max(1.0);
    let needed = (length(word) + 1.0) * width;
    right - before.end > needed.max(0.5 * line.size) * 1.15
}

fn is_centred(before: &Line, line: &Line) -> bool {
    let centre = |line: &Line| f32::midpoint(line.start, line.end);
    (centre(before) - centre(line)).abs() < 3.0
}

pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches([' ', '"', '”', '’', '»', '\'', ')', ']', '“', '」', '』']);
    text.ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '؟', '۔', '।'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, start: f32, end: f32, base: f32) -> Line {
        Line { text: text.to_owned(), start, end, base, size: 10.0, ..Line::default() }
    }

    fn usual() -> Usual {
        Usual { size: 10.0, pitch: 1.2 }
    }

    #[test]
    fn a_line_that_is_full_goes_on() {
        let (one, two) = (
            line("the council of the delta said on", 50.0, 298.0, 700.0),
            line("Monday that boats were lost", 50.0, 250.0, 688.0),
        );
        assert_eq!(join(usual(), &one, &one, &two, None, 300.0), Join::Wrapped);
    }

    #[test]
    fn a_gap_and_an_indent_part_paragraphs() {
        let one = line("the council of the delta said on", 50.0, 298.0, 700.0);
        let gap = line("Monday that boats were lost", 50.0, 298.0, 680.0);
        assert_eq!(join(usual(), &one, &one, &gap, None, 300.0), Join::Paragraph);
        let indent = line("Monday that boats were lost", 62.0, 298.0, 688.0);
        assert_eq!(join(usual(), &one, &one, &indent, None, 300.0), Join::Paragraph);
    }

    #[test]
    fn short_lines_of_a_group_stay_lines() {
        let (one, two) =
            (line("Ada Roe", 50.0, 90.0, 700.0), line("Press officer", 50.0, 110.0, 688.0));
        assert_eq!(join(usual(), &one, &one, &two, None, 300.0), Join::Line);
    }

    #[test]
    fn a_heading_is_one_however_its_lines_are_broken() {
        let large = |text, end, base| Line { size: 16.0, ..line(text, 50.0, end, base) };
        let (one, two) = (large("Delta:", 90.0, 700.0), large("Boats lost", 120.0, 680.0));
        assert_eq!(join(usual(), &one, &one, &two, None, 300.0), Join::Wrapped);
    }

    #[test]
    fn a_rule_and_a_label_begin_lines() {
        let one = line("the council of the delta said on", 50.0, 298.0, 700.0);
        for text in ["------------------------", "Contact: Ada Roe, press officer"] {
            let two = line(text, 50.0, 250.0, 688.0);
            assert_eq!(join(usual(), &one, &one, &two, None, 300.0), Join::Line);
        }
    }

    #[test]
    fn a_full_line_ends_where_another_can_only_begin() {
        let one = line("Forty boats were lost between Matadi and the sea", 50.0, 298.0, 700.0);
        let framed = line("*** ISSUED BY THE DELTA COUNCIL, MATADI ***", 50.0, 298.0, 700.0);
        let two = line("MATADI, LE 3 AVRIL 2012. Le conseil a dit", 50.0, 290.0, 688.0);
        assert_eq!(join(usual(), &one, &one, &two, None, 300.0), Join::Line);
        let two = line("(03.04.2012)", 50.0, 290.0, 688.0);
        assert_eq!(join(usual(), &framed, &framed, &two, None, 300.0), Join::Line);
        // what was said in capitals goes on in them
        let shouted = line("A MEETING OF THE COUNCILS OF THE DELTA AND", 50.0, 298.0, 700.0);
        let two = line("MATADI, 2012", 50.0, 290.0, 688.0);
        assert_eq!(join(usual(), &shouted, &shouted, &two, None, 300.0), Join::Wrapped);
    }

    #[test]
    fn widely_set_lines_of_an_item_are_one_paragraph() {
        let one = line("(b) the council of the delta said on", 50.0, 298.0, 700.0);
        let two = line("all days that boats were lost", 50.0, 298.0, 680.0);
        assert_eq!(join(usual(), &one, &one, &two, None, 300.0), Join::Wrapped);
        // its further lines may hang below its words
        let hanging = line("all days that boats were lost", 66.0, 298.0, 688.0);
        assert_eq!(join(usual(), &one, &one, &hanging, None, 300.0), Join::Wrapped);
        let far = line("all days that boats were lost", 50.0, 298.0, 660.0);
        assert_eq!(join(usual(), &one, &one, &far, None, 300.0), Join::Paragraph);
    }

    #[test]
    fn a_bracket_holds_its_label_and_an_abbreviation_is_no_item() {
        let one = line("(The council: nine villages of the delta.", 50.0, 298.0, 700.0);
        let two = line("Office: Matadi, Congo.)", 50.0, 200.0, 688.0);
        assert_eq!(join(usual(), &one, &one, &two, None, 300.0), Join::Wrapped);
        for (text, is) in
            [("(iv) boats", true), ("(3) boats", true), ("(b) boats", true), ("(FLs) boats", false)]
        {
            assert_eq!(begins_item(text), is, "{text}");
        }
    }

    #[test]
    fn a_sentence_goes_on_over_the_page() {
        let (one, two) = (
            line("the council of the delta said on", 50.0, 240.0, 60.0),
            line("boats that were lost", 50.0, 150.0, 780.0),
        );
        assert_eq!(over_the_break(&one, &two, None, 300.0), Join::Wrapped);
        let ended = line("said the council.", 50.0, 150.0, 60.0);
        assert_eq!(over_the_break(&ended, &two, None, 300.0), Join::Paragraph);
    }
}
