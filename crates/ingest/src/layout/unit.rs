//! Units: lines that belong together because a wrap, a page break or a doubled wrap had parted them.

use std::{cell::RefCell, ops::Range};

use release::Span;

use crate::lexicon::Blanks as _;
use crate::{
    dateline,
    layout::{
        alone::Alone,
        carrier::Carried,
        head,
        line::{Raw, ends_sentence},
        markup, phrase,
        phrase::Phrase,
        shape::is_key,
        spelt,
    },
    lexicon::{self, Line, Seen},
    met::Met,
};

/// A headline that ends in a particle has no more words.
const LONGEST_HEADLINE: usize = 14;
/// Among so many lines from the top a headline in capitals is a line of its own.
const HEAD: usize = 60;

/// A paragraph, heading or line of its own.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    /// Its lines; blank lines only where a page break had cut it.
    pub(crate) lines: Range<usize>,
    /// Where it stands.
    pub(crate) span: Span,
    /// Its words on one line, without markup.
    pub(crate) words: String,
    /// Those words, looked up.
    pub(crate) seen: Vec<Seen>,
    /// What it shows by itself.
    pub(crate) alone: Alone,
    /// The number of blank lines before it.
    pub(crate) n_blank_before: usize,
    /// It was put together from lines that were wrapped.
    pub(crate) is_wrapped: bool,
    /// The line before had room for its first word: somebody broke it on purpose.
    pub(crate) is_broken_by_hand: bool,
    /// How it is linked with the unit before.
    pub(crate) link: Link,
}

/// How a unit is linked with the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// It begins a line of its own.
    Line,
    /// It stands on the same physical line.
    Beside,
    /// It goes on with the headline that the unit before begins: the name of the page has both in one.
    Headline,
}

impl Unit {
    /// Its words as a line.
    pub(crate) fn line(&self) -> Line<'_> {
        Line { text: &self.words, words: &self.seen }
    }
}

/// Makes units of the lines that no carrier claims. Where markup `parts` the paragraphs, a blank line is
/// never a page break. They are not looked at yet.
pub(crate) fn build(text: &str, lines: &[Raw], carried: &Carried, parts: bool) -> Vec<Unit> {
    let wrap = wrap_width(lines);
    let mut units: Vec<Unit> = Vec::new();
    let mut n_blank = 0;
    let mut above = Shape::default();
    for (idx, line) in lines.iter().enumerate() {
        if line.is_blank() {
            n_blank += 1;
            continue;
        }
        let is_carried = carried.lines[idx].is_some();
        let shape = Shape::of(line.span.of(text));
        if let Some(unit) = units.last_mut()
            && !is_carried
            && carried.lines[unit.lines.end - 1].is_none()
            && !(parts && n_blank > 0)
            && continues(text, lines, unit, idx, n_blank, wrap, [above, shape])
        {
            unit.lines.end = idx + 1;
            unit.span = unit.span.cover(line.span);
            unit.is_wrapped = true;
            append(&mut unit.words, line.span.of(text));
        } else {
            units.push(Unit {
                lines: idx..idx + 1,
                span: line.span,
                words: markup_free(line.span.of(text), idx),
                seen: Vec::new(),
                alone: Alone::default(),
                n_blank_before: n_blank,
                is_wrapped: false,
                is_broken_by_hand: idx == 0 || has_room(text, &lines[idx - 1], line, wrap),
                link: if line.is_beside { Link::Beside } else { Link::Line },
            });
        }
        n_blank = 0;
        above = shape;
    }
    for unit in &mut units {
        if let Some(stripped) = markup::strip_changed(&unit.words) {
            unit.words = stripped;
        }
    }
    units
}

/// The words of line `idx`; near the top also where their letters stand apart.
fn markup_free(line: &str, idx: usize) -> String {
    if idx < HEAD
        && let Some(closed) = spelt::close_up(line)
    {
        return closed;
    }
    let mut words = String::with_capacity(line.len());
    append(&mut words, line);
    words
}

/// Appends the words of a line, one blank between them.
fn append(words: &mut String, line: &str) {
    for run in lexicon::runs(line) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(run);
    }
}

/// Whether the first word of a line would have fitted on the one before; in a text that is not wrapped
/// every line end is meant.
fn has_room(text: &str, before: &Raw, line: &Raw, wrap: Option<usize>) -> bool {
    let first_word = line.span.of(text).by_blanks().next().map_or(0, |word| word.chars().count());
    wrap.is_none_or(|wrap| before.width + 1 + first_word < wrap * 9 / 10)
}

/// The width at which the text is wrapped, if it is.
fn wrap_width(lines: &[Raw]) -> Option<usize> {
    let mut widths: Vec<usize> = Vec::new();
    let mut n_wrapped = 0;
    let mut n_long = 0;
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if line.width > 120 {
            n_long += line.width;
        } else if line.width >= 45 {
            n_wrapped += line.width;
            if !next.is_blank() {
                widths.push(line.width);
            }
        }
    }
    if widths.len() < 3 || n_long > 3 * n_wrapped {
        return None;
    }
    widths.sort_unstable();
    Some(widths[widths.len() * 4 / 5])
}

/// What a line shows by itself.
#[derive(Clone, Copy, Debug, Default)]
struct Shape {
    starts_anew: bool,
    is_of_its_own: bool,
    is_shouted: bool,
}

thread_local! {
    static SHAPES: RefCell<Met<Shape>> = RefCell::default();
}

impl Shape {
    fn of(content: &str) -> Self {
        SHAPES.with_borrow_mut(|shapes| {
            shapes.get_or(content, || Self {
                starts_anew: starts_anew(content),
                is_of_its_own: is_line_of_its_own(content),
                is_shouted: is_shouted(content),
            })
        })
    }
}

/// Whether line `idx` goes on with the unit before it.
fn continues(
    text: &str,
    lines: &[Raw],
    unit: &Unit,
    idx: usize,
    n_blank: usize,
    wrap: Option<usize>,
    [above, shape]: [Shape; 2],
) -> bool {
    let (line, last) = (&lines[idx], &lines[unit.lines.end - 1]);
    let (content, before) = (line.span.of(text), last.span.of(text));
    if n_blank == 0 && unit.lines.len() == 1 && is_place_before_date(before, content) {
        return true;
    }
    let starts_lower = content.chars().next().is_some_and(char::is_lowercase);
    let is_apart = above.is_of_its_own && !(starts_lower && n_blank == 0 && before.ends_with(':'));
    if line.is_beside || last.is_beside || shape.starts_anew || is_apart {
        return false;
    }
    if idx < HEAD && shape.is_shouted != above.is_shouted {
        return false;
    }
    if n_blank > 0 {
        return n_blank <= 3 && is_cut_by_a_break(before, unit, content, line.width);
    }
    let ends = ends_sentence(before);
    if ends_open(before) && before.by_blanks().count() >= 4 && !has_contact_detail(content) {
        return true;
    }
    // `“… of the ports,”` over `said Ada Roe`
    let ends = ends && !(starts_lower && ends_in_marks_with_comma(before));
    if starts_lower && !ends && !has_contact_detail(content) && !has_contact_detail(before) {
        return true;
    }
    // A first line indented deeper than the line before opens a paragraph.
    if line.indent >= last.indent + 3 && ends {
        return false;
    }
    let Some(wrap) = wrap else { return false };
    // a line that nobody wrapped is a paragraph
    let is_unwrapped = |line: &Raw| line.width * 4 > wrap * 5;
    let opens_speech = ends && is_unwrapped(last) && starts_quote(content);
    if opens_speech || is_unwrapped(line) && !unit.is_wrapped {
        return false;
    }
    if unit.is_wrapped && unit.words.len() > wrap && !ends && line.indent <= last.indent + 2 {
        return true;
    }
    let first_word = content.by_blanks().next().map_or(0, |word| word.chars().count());
    let is_centred = line.indent.abs_diff(last.indent) >= 3 && line.indent >= 6 && last.indent >= 6;
    last.width + 1 + first_word > wrap && last.width * 10 >= wrap * 7 && !is_centred
}

/// Whether a comma and a mark that closes a quote end a line: what follows says who spoke.
fn ends_in_marks_with_comma(before: &str) -> bool {
    let bare = before.trim_end_matches(['"', '”', '’', '\'', '»', '“']);
    bare.len() < before.len() && bare.ends_with(',')
}

/// `TBILISI,` over `3 May 2011 – The court …`: a dateline on two lines.
fn is_place_before_date(before: &str, content: &str) -> bool {
    const LONGEST: usize = 40;
    let Some(place) = before.strip_suffix(',').filter(|place| place.len() <= LONGEST) else {
        return false;
    };
    let dash = content.find(['–', '—', '-']).filter(|dash| *dash <= LONGEST);
    dash.is_some_and(|dash| head::is_date(content[..dash].trim_end()))
        && gazetteer::town(place).is_some()
}

/// Whether a line is three words or more in capitals: beside small letters it is a line of its own.
fn is_shouted(content: &str) -> bool {
    let (mut n_words, mut n_letters) = (0, 0);
    for word in content.by_blanks() {
        if word.contains(char::is_lowercase) {
            return false;
        }
        let n_long = word.chars().filter(|c| c.is_uppercase()).count();
        n_words += usize::from(n_long > 1);
        n_letters += n_long;
    }
    n_words >= 3 && n_letters >= 14
}

/// A bullet, a number, a rule or a head opens something new.
fn starts_anew(content: &str) -> bool {
    is_bullet(content)
        || is_rule(content)
        || is_date_line(content)
        || content.starts_with('#')
        || content.starts_with("**")
        || is_key(content)
        || phrase::find_at_start(head_of(content)).iter().any(|met| {
            (met.is_whole
                || matches!(met.phrase, Phrase::Marker | Phrase::Embargo)
                || (content.chars().next().is_some_and(char::is_uppercase)
                    && (content.contains(':') || met.n_words >= 3)))
                && !matches!(met.phrase, Phrase::Chrome)
        })
}

/// Nothing but a date, with a time or a name at most: `Saturday 10th April 2010, 3:30pm`, `le 3 mai 2011 par Ada Roe`.
fn is_date_line(content: &str) -> bool {
    let may_be = content.len() <= 60
        && content.starts_with(char::is_alphanumeric)
        && content.bytes().any(|byte| byte.is_ascii_digit());
    if !may_be {
        return false;
    }
    let content = without_article(content);
    let content = BY.iter().find_map(|by| content.split_once(by)).map_or(content, |(day, _)| day);
    let date =
        content.rsplit_once(", ").filter(|(_, time)| time.ends_with("am") || time.ends_with("pm"));
    head::is_date(date.map_or(content, |(date, _)| date))
}

/// What stands between a day and whoever wrote on it.
const BY: [&str; 4] = [" par ", " by ", " por ", " von "];

/// The day behind its article: `le 3 mai 2011`.
fn without_article(content: &str) -> &str {
    ["le ", "Le ", "el ", "El ", "am ", "Am ", "em ", "on ", "On "]
        .iter()
        .find_map(|article| content.strip_prefix(article))
        .unwrap_or(content)
}

/// The start of a line, enough for any head.
fn head_of(content: &str) -> &str {
    lexicon::first_letters(content, 90)
}

/// A rule, a head or an address is not continued.
fn is_line_of_its_own(content: &str) -> bool {
    is_rule(content)
        || is_date_line(content)
        || content.starts_with('#')
        || (content.len() < 60
            && (content.ends_with(':') || content.ends_with("**"))
            && content.by_blanks().count() <= 8)
        || (content.len() < 60 && phrase::find_at_start(content).iter().any(|met| met.is_whole))
}

fn has_contact_detail(content: &str) -> bool {
    content.len() < 100
        && (content.contains('@') || content.bytes().filter(u8::is_ascii_digit).count() >= 7)
}

/// `- `, `* `, `• `, `o `, `1. `, `2) `, `(a) `, `三、`.
pub(crate) fn is_bullet(content: &str) -> bool {
    if is_han_number(content) {
        return true;
    }
    let Some((mark, rest)) = content.split_once(char::is_whitespace) else { return false };
    if rest.trim().is_empty() {
        return false;
    }
    if matches!(mark, "-" | "*" | "•" | "·" | "o" | "–" | "—" | "+" | "▪" | "►" | "‣")
    {
        return true;
    }
    // `(202) 555-0120`
    if mark.len() == 5 && mark.starts_with('(') {
        return false;
    }
    let number = mark.trim_start_matches('(');
    let Some(number) = number.strip_suffix(['.', ')']) else { return false };
    (number.len() <= 3 && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
        || (mark.ends_with(')')
            && number.len() == 1
            && number.bytes().all(|b| b.is_ascii_alphabetic()))
}

/// `三、`, `十一、`.
fn is_han_number(content: &str) -> bool {
    let rest =
        content.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    rest.len() < content.len() && rest.starts_with('、')
}

/// `-----`, `=====`, `* * *`; not an end mark such as `###`.
pub(crate) fn is_rule(content: &str) -> bool {
    let mut n_marks = 0;
    for c in content.chars() {
        match c {
            '-' | '=' | '_' | '~' | '+' | '—' | '–' | '.' | '*' => n_marks += 1,
            c if c.is_whitespace() => {}
            _ => return false,
        }
    }
    n_marks >= 3
}

/// Whether a blank line only marks a page break: the sentence before is unfinished and goes on after it.
fn is_cut_by_a_break(before: &str, unit: &Unit, content: &str, width: usize) -> bool {
    let is_detail = has_contact_detail(before)
        || has_contact_detail(content)
        || content.starts_with("www.")
        || content.starts_with("http");
    if ends_sentence(&unit.words) || before.ends_with([':', ';', '-', '—', '–']) || is_detail {
        return false;
    }
    if is_bullet(unit.words.as_str()) || before.contains("](") || content.contains("](") {
        return false;
    }
    let n_words = unit.words.by_blanks().take(25).count();
    let starts_lower = content.chars().next().is_some_and(char::is_lowercase);
    if starts_lower && (unit.words.len() >= 40 || unit.is_wrapped) && width >= 20 {
        return true;
    }
    // `… rolls on` may end a headline, `… of the` may not.
    let may_end = content.starts_with(char::is_uppercase)
        && n_words <= LONGEST_HEADLINE
        && ends_with_particle(before);
    if ends_open(before) && n_words >= 4 && !starts_quote(content) && !may_end {
        return true;
    }
    n_words >= 25
        && before.ends_with(|c: char| c.is_alphabetic() || c == ',')
        && content.chars().next().is_some_and(char::is_alphabetic)
        && content.by_blanks().count() >= 8
        && ends_sentence(content)
        && !dateline::opens(content)
}

fn starts_quote(content: &str) -> bool {
    content.starts_with(['"', '“', '«', '„', '‘', '\''])
}

/// Whether the last word may belong to a verb before it: `rolls on`.
fn ends_with_particle(before: &str) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or_default();
    matches!(last, "on" | "in" | "by" | "to" | "at" | "for" | "from" | "with")
}

/// Whether the last word cannot end a sentence.
pub(crate) fn ends_open(before: &str) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or_default();
    matches!(
        last,
        "the"
            | "a"
            | "an"
            | "of"
            | "to"
            | "and"
            | "or"
            | "in"
            | "on"
            | "for"
            | "with"
            | "by"
            | "from"
            | "at"
            | "that"
            | "its"
            | "their"
            | "his"
            | "de"
            | "des"
            | "du"
            | "la"
            | "le"
            | "les"
            | "et"
            | "del"
            | "los"
            | "las"
            | "el"
            | "y"
            | "da"
            | "do"
            | "dos"
            | "das"
            | "e"
            | "und"
            | "der"
            | "die"
            | "den"
            | "dem"
            | "des "
            | "von"
            | "zu"
            | "mit"
            | "für"
            | "и"
            | "в"
            | "на"
            | "с"
    )
}
