//! Physical lines without their carrier: indentation, `>` prefixes, columns and glued heads.

use std::cell::RefCell;

use release::Span;

use crate::{
    layout::{
        head,
        phrase::{self, Phrase},
        repeat,
    },
    lexicon,
    met::Met,
};

/// A piece of a physical line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Raw {
    /// The content; empty for a blank line.
    pub(crate) span: Span,
    /// Columns of blanks before the content, after any `>`.
    pub(crate) indent: usize,
    /// The column at which the content ends.
    pub(crate) width: usize,
    /// It stands on the same physical line as the piece before.
    pub(crate) is_beside: bool,
}

impl Raw {
    pub(crate) fn is_blank(&self) -> bool {
        self.span.is_empty()
    }
}

/// Lines longer than this are cut at double blanks: wire services lose their line ends.
const LONG_LINE: usize = 1_500;
/// Pieces of a long line without double blanks are at least this long.
const LONG_PIECE: usize = 700;

/// Cuts a text into its lines. Where markup `parts` the paragraphs, their blank lines are meant.
pub(crate) fn cut(text: &str, parts: bool) -> Vec<Raw> {
    let mut lines = Vec::new();
    let mut offset = 0;
    let mut n_full = 0;
    let mut above = repeat::Above::default();
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    for end in ends.chain([text.len()]) {
        let physical = &text[offset..end];
        if physical.is_empty() {
            continue;
        }
        let above = (n_full < head::REACH).then_some(&mut above);
        n_full += usize::from(push_line(text, offset, physical, above, &mut lines));
        offset += physical.len();
    }
    if !parts && is_spaced(text, &lines) {
        close_up(&mut lines);
    }
    lines
}

/// Whether scanning left a blank line after every line: sentences go on after most blank lines.
fn is_spaced(text: &str, lines: &[Raw]) -> bool {
    let (mut n_lines, mut n_cut) = (0, 0);
    for (idx, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_blank()) {
        let after = (lines.get(idx + 1), lines.get(idx + 2));
        n_lines += 1;
        if let (Some(blank), Some(next)) = after
            && blank.is_blank()
            && !next.is_blank()
            && line.width >= 30
        {
            let goes_on = next.span.of(text).starts_with(char::is_lowercase);
            n_cut += usize::from(goes_on && !ends_sentence(line.span.of(text)));
        }
    }
    n_cut >= 3 && n_cut * 5 >= n_lines
}

/// Takes a blank line from every run of them.
fn close_up(lines: &mut Vec<Raw>) {
    let mut was_blank = true;
    lines.retain(|line| {
        let is_first = line.is_blank() && !was_blank;
        was_blank = line.is_blank();
        !is_first
    });
}

/// Adds the pieces of a physical line; tells whether there was anything on it.
///
/// `above` is what stands above a line near the top.
fn push_line<'t>(
    text: &'t str,
    offset: usize,
    physical: &str,
    above: Option<&mut repeat::Above<'t>>,
    lines: &mut Vec<Raw>,
) -> bool {
    let content = physical.trim_end_matches(is_blank);
    let (start, indent) = after_carrier(content);
    if start >= content.len() {
        let span = Span::new(offset, offset);
        lines.push(Raw { span, indent: 0, width: 0, is_beside: false });
        return false;
    }
    let mut bounds = pieces(&content[start..], above.is_some());
    if let Some(above) = above {
        part_repeated(&text[offset + start..], above, &mut bounds);
    }
    for (piece_idx, (from, to)) in bounds.iter().enumerate() {
        let span = Span::new(offset + start + from, offset + start + to);
        let width = indent + columns(&text[offset + start..offset + start + to]);
        lines.push(Raw { span, indent, width, is_beside: piece_idx > 0 });
    }
    true
}

/// Parts a headline from the text behind it among the pieces of a line near the top.
fn part_repeated<'t>(
    content: &'t str,
    above: &mut repeat::Above<'t>,
    bounds: &mut Vec<(usize, usize)>,
) {
    let parted = bounds.iter().enumerate().find_map(|(idx, &(from, to))| {
        let (end, begin) =
            repeat::text_behind_headline(&content[from..to], above).or_else(|| {
                above.push(&content[from..to]);
                None
            })?;
        Some((idx, from + end, from + begin))
    });
    if let Some((idx, end, begin)) = parted {
        let (from, to) = bounds[idx];
        bounds.splice(idx..=idx, [(from, end), (begin, to)]);
        for &(from, to) in &bounds[idx..] {
            above.push(&content[from..to]);
        }
    }
}

fn columns(content: &str) -> usize {
    if content.len() > 400 { content.len() } else { content.chars().count() }
}

/// Blanks in the widest sense: zero-width characters and marks of direction too.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}')
}

/// The bytes of indentation and `>` prefixes, and the columns of blanks after the last `>`.
fn after_carrier(content: &str) -> (usize, usize) {
    let mut indent = 0;
    for (at, c) in content.char_indices() {
        match c {
            '>' => indent = 0,
            '\t' => indent += 8,
            c if is_blank(c) => indent += 1,
            _ => return (at, indent),
        }
    }
    (content.len(), indent)
}

/// The pieces of one line: columns, a glued head and its text, the paragraphs of a wire service; near the
/// top of a text also what copying has run together.
fn pieces(content: &str, is_head: bool) -> Vec<(usize, usize)> {
    let met = if is_head { &NEAR_TOP } else { &BELOW };
    met.with_borrow_mut(|met| met.get_or(content, || cut_up(content, is_head)))
        .unwrap_or_else(|| vec![(0, content.len())])
}

/// Pieces of lines.
type Pieces = Met<Option<Vec<(usize, usize)>>>;

thread_local! {
    static NEAR_TOP: RefCell<Pieces> = RefCell::default();
    static BELOW: RefCell<Pieces> = RefCell::default();
}

/// The pieces of a line, if there are several.
fn cut_up(content: &str, is_head: bool) -> Option<Vec<(usize, usize)>> {
    if content.len() <= LONG_LINE {
        if let Some(at) = phrase::glued_head(content) {
            return Some(vec![(0, at), (at, content.len())]);
        }
        if let Some(columns) = columns_of(content) {
            return Some(columns);
        }
    }
    let pieces = if is_head { head::pieces(content) } else { None };
    if pieces.is_none() && content.len() <= LONG_LINE {
        return None;
    }
    let pieces =
        pieces.unwrap_or_else(|| vec![(0, content.len())]).into_iter().flat_map(|(from, to)| {
            let piece = &content[from..to];
            let within =
                if piece.len() > LONG_LINE { paragraphs(piece) } else { vec![(0, piece.len())] };
            within.into_iter().map(move |(start, end)| (from + start, from + end))
        });
    Some(pieces.collect())
}

/// Two columns: `FOR IMMEDIATE RELEASE        CONTACT: Ada Roe`.
fn columns_of(content: &str) -> Option<Vec<(usize, usize)>> {
    // longer ones hold running text, however wide the gap
    const LONGEST_COLUMNS: usize = 160;
    const LONGEST_LINE: usize = 1_000;
    if content.len() > LONGEST_LINE || !has_gap(content.as_bytes()) {
        return None;
    }
    let gap = content.find("   ").or_else(|| content.find('\t'))?;
    let left = content[..gap].trim_end();
    let right_start = content.len() - content[gap..].trim_start().len();
    let right = &content[right_start..];
    if left.len() + right.len() > LONGEST_COLUMNS {
        return None;
    }
    let is_head = |column: &str| {
        phrase::find(column).iter().any(|met| {
            met.is_start
                && matches!(met.phrase, Phrase::Marker | Phrase::Contact | Phrase::Kind)
                && !(column.ends_with(':') && met.is_whole)
        })
    };
    let n_digits = |column: &str| column.bytes().filter(u8::is_ascii_digit).count();
    // A date on the left and a telephone number on the right.
    let is_date_and_phone = (5..=8).contains(&n_digits(left)) && n_digits(right) >= 7;
    let is_split = !left.is_empty()
        && !left.ends_with(':')
        && !right.is_empty()
        && (is_head(left) || is_head(right) || is_date_and_phone);
    is_split.then(|| vec![(0, left.len()), (right_start, content.len())])
}

#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches many bytes are looked at together"
)]
/// Whether there are three blanks in a row, or a tab.
fn has_gap(line: &[u8]) -> bool {
    let (second, third) = (line.get(1..).unwrap_or_default(), line.get(2..).unwrap_or_default());
    let is_blank = |byte: u8| byte == b' ';
    line.iter().fold(false, |any, byte| any | (*byte == b'\t'))
        || line
            .iter()
            .zip(second)
            .zip(third)
            .fold(false, |any, ((a, b), c)| any | is_blank(*a) & is_blank(*b) & is_blank(*c))
}

/// The paragraphs of a long line: cut at double blanks after a sentence, else at sentence ends outside of
/// quotation marks.
fn paragraphs(content: &str) -> Vec<(usize, usize)> {
    let by_blanks = cut_after(content, |before, gap, _| gap >= 2 && ends_sentence(before));
    if by_blanks.len() > 1 {
        return by_blanks;
    }
    let mut last = 0;
    let mut depth = false;
    let mut counted = 0;
    cut_after(content, |before, gap, at| {
        for mark in content[counted..at].chars() {
            match mark {
                '"' => depth = !depth,
                '“' | '«' | '„' => depth = true,
                '”' | '»' => depth = false,
                _ => {}
            }
        }
        counted = at;
        let cuts = gap >= 1 && ends_sentence(before) && !depth && at - last >= LONG_PIECE;
        if cuts {
            last = at;
        }
        cuts
    })
}

/// Cuts where `cuts(text before, number of blanks, offset of the blanks)` says so.
fn cut_after(
    content: &str,
    mut cuts: impl FnMut(&str, usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut gap_start = None;
    let mut n_blanks = 0;
    let mut at = 0;
    while let Some(c) = content[at..].chars().next() {
        if is_blank(c) {
            gap_start.get_or_insert(at);
            n_blanks += 1;
            at += c.len_utf8();
            continue;
        }
        if let Some(gap) = gap_start.take() {
            if gap > start && cuts(&content[start..gap], n_blanks, gap) {
                found.push((start, gap));
                start = at;
            }
            n_blanks = 0;
        }
        at = lexicon::after_signs(content, at + c.len_utf8());
    }
    found.push((start, content.len()));
    found
}

/// Whether a passage ends like a sentence.
pub(crate) fn ends_sentence(passage: &str) -> bool {
    let bare = passage.trim_end_matches(|c: char| {
        is_blank(c) || matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '*' | '_' | '“')
    });
    bare.ends_with(['.', '!', '?', '…', '。', '؟', '！', '？', '।'])
        || (bare.len() < passage.trim_end().len() && bare.ends_with([',', ';']))
        || is_note_mark(passage)
}

/// `… rights.[1]`, `… rights1.` are ends too; only the bracketed form is told from text.
fn is_note_mark(passage: &str) -> bool {
    let window = passage.len() - passage.len().min(5);
    let Some(tail) = passage.get(window..).filter(|tail| tail.ends_with(']')) else { return false };
    let Some(open) = tail.rfind('[').map(|open| window + open) else { return false };
    let mark = &passage[open + 1..];
    mark.ends_with(']')
        && mark.len() <= 4
        && mark[..mark.len() - 1].bytes().all(|byte| byte.is_ascii_digit())
        && passage[..open].trim_end().ends_with(['.', '!', '?', '”', '"'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(text: &str) -> Vec<&str> {
        cut(text, false).into_iter().map(|raw| raw.span.of(text)).collect()
    }

    #[test]
    fn mail_quoting_is_cut_off_with_and_without_blanks() {
        assert_eq!(contents("> > One\n>>Two\n>\n  > Three"), ["One", "Two", "", "Three"]);
    }

    #[test]
    fn a_line_of_no_break_spaces_is_blank() {
        assert_eq!(contents("One\n\u{a0}\u{a0}\nTwo"), ["One", "", "Two"]);
    }

    #[test]
    fn columns_of_a_release_line_are_lines_of_their_own() {
        assert_eq!(
            contents("FOR IMMEDIATE RELEASE       CONTACT: Ada Roe\nMAY 6, 1994    (202) 555-0101"),
            ["FOR IMMEDIATE RELEASE", "CONTACT: Ada Roe", "MAY 6, 1994", "(202) 555-0101"]
        );
    }

    #[test]
    fn a_long_line_is_cut_at_double_blanks() {
        let text = format!("{}.  Second.", "word ".repeat(400).trim_end());
        assert_eq!(contents(&text).len(), 2);
    }
}
