//! Passages in marks against annotated ones: which are found, whose they are.
//!
//! A passage counts without the marks, signs and blanks at its ends, line by line. It is found where a
//! quote shares four fifths of what the two cover together. A quote that stands in no annotated passage is
//! extra, unless most of it stands in words that the set attributes in another way: those are neutral.

use std::ops::Range;

use ingest::Extracted;
use release::QuoteKind;

use crate::say;

/// Marks, signs and blanks that passages are compared without.
const TRIMMED: &str = " \t\r\n\"“”'‘’`«»„.,;:?!-–—…()[]";
/// Share of the covered characters that two passages have in common.
const ALIKE: f64 = 0.8;

/// A passage of the annotation; all ranges count code points.
#[derive(Clone, Debug)]
pub(crate) struct Passage {
    pub(crate) range: Range<usize>,
    /// Where the annotation sees its speaker; empty where it names none.
    pub(crate) sources: Vec<Range<usize>>,
}

/// A text with its annotation.
#[derive(Debug)]
pub(crate) struct Annotated {
    pub(crate) id: String,
    pub(crate) text: Vec<char>,
    /// What is to be found, line by line and trimmed.
    pub(crate) direct: Vec<Passage>,
    /// Other attributed words; a quote inside is neither right nor wrong.
    pub(crate) neutral: Vec<Range<usize>>,
}

/// What was counted.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) wanted: usize,
    pub(crate) wanted_with_source: usize,
    pub(crate) found: usize,
    pub(crate) extra: usize,
    pub(crate) attributed: usize,
    pub(crate) right: usize,
}

struct Given {
    range: Range<usize>,
    mention: Range<usize>,
    speaker: String,
}

impl Counts {
    /// Says the figures.
    pub(crate) fn say(&self, what: &str) {
        let (precision, recall, f1) = scores(self.found, self.found + self.extra, self.wanted);
        let n = self.wanted;
        say(&format!(
            "{what} spans: precision {precision:.3} recall {recall:.3} F1 {f1:.3} (n={n}, {} extra)",
            self.extra
        ));
        let share = ratio(self.right, self.attributed);
        say(&format!("{what} speaker right where found: {share:.3} (n={})", self.attributed));
        let (precision, recall, f1) =
            scores(self.right, self.found + self.extra, self.wanted_with_source);
        let n = self.wanted_with_source;
        say(&format!(
            "{what} end to end: precision {precision:.3} recall {recall:.3} F1 {f1:.3} (n={n})"
        ));
    }

    /// Counts what was understood of a text; the first `errors` misses are said.
    pub(crate) fn add(&mut self, annotated: &Annotated, extracted: &Extracted, errors: &mut usize) {
        let text = &annotated.text;
        let given = given(annotated, extracted);
        let mut used = vec![false; given.len()];
        let mut miss = |what: &str, range: &Range<usize>, more: &str| {
            if *errors > 0 {
                *errors -= 1;
                say(&format!("{what}\t{}\t{}{more}", annotated.id, show(text, range)));
            }
        };
        for passage in &annotated.direct {
            self.wanted += 1;
            self.wanted_with_source += usize::from(!passage.sources.is_empty());
            let best = best(passage, &given);
            let Some(best) =
                best.filter(|&best| alike(&given[best].range, &passage.range) >= ALIKE)
            else {
                miss("missed", &passage.range, "");
                continue;
            };
            used[best] = true;
            self.found += 1;
            if !passage.sources.is_empty() {
                self.attributed += 1;
                let is_right = is_right(text, &given[best], passage);
                self.right += usize::from(is_right);
                if !is_right {
                    let wanted: String =
                        passage.sources.iter().flat_map(|range| &text[range.clone()]).collect();
                    let more = format!("\twanted {wanted:?}, given {:?}", given[best].speaker);
                    miss("speaker", &passage.range, &more);
                }
            }
        }
        for (given, _) in given.iter().zip(used).filter(|(_, used)| !used) {
            let is_inside =
                |range: &Range<usize>| 2 * shared(range, &given.range) > given.range.len();
            let is_direct = annotated.direct.iter().any(|passage| is_inside(&passage.range));
            if is_direct || !annotated.neutral.iter().any(is_inside) {
                self.extra += 1;
                miss("extra", &given.range, &format!("\tgiven {:?}", given.speaker));
            }
        }
    }
}

fn scores(right: usize, given: usize, wanted: usize) -> (f64, f64, f64) {
    let (precision, recall) = (ratio(right, given), ratio(right, wanted));
    (precision, recall, 2.0 * precision * recall / (precision + recall).max(1e-9))
}

fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// The direct quotes, line by line and trimmed.
fn given(annotated: &Annotated, extracted: &Extracted) -> Vec<Given> {
    let release = &extracted.release;
    let starts: Vec<usize> = release.text.char_indices().map(|(at, _)| at).collect();
    let point = |at: u32| starts.partition_point(|&start| start < at as usize);
    let points = |span: release::Span| point(span.start)..point(span.end);
    let direct = release.quotes.iter().filter(|quote| quote.kind == QuoteKind::Direct);
    let mut given = Vec::new();
    for quote in direct {
        let speaker = quote.speaker.as_ref().or(quote.speaker_surface.as_ref());
        for range in lines(&annotated.text, points(quote.span)) {
            given.push(Given {
                range,
                mention: points(quote.evidence.span),
                speaker: speaker.cloned().unwrap_or_default(),
            });
        }
    }
    given
}

/// The lines of a range, trimmed; those without words are left out.
pub(crate) fn lines(text: &[char], range: Range<usize>) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = range.start;
    for line in text[range].split(|ch| *ch == '\n') {
        let end = start + line.len();
        let trimmed = trim(text, start..end);
        if !trimmed.is_empty() {
            lines.push(trimmed);
        }
        start = end + 1;
    }
    lines
}

fn trim(text: &[char], range: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (range.start, range.end);
    while start < end && TRIMMED.contains(text[start]) {
        start += 1;
    }
    while end > start && TRIMMED.contains(text[end - 1]) {
        end -= 1;
    }
    start..end
}

fn shared(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// What two ranges share of what they cover together.
fn alike(a: &Range<usize>, b: &Range<usize>) -> f64 {
    ratio(shared(a, b), a.end.max(b.end) - a.start.min(b.start))
}

fn best(passage: &Passage, given: &[Given]) -> Option<usize> {
    let mut best: Option<(f64, usize)> = None;
    for (idx, given) in given.iter().enumerate() {
        let alike = alike(&given.range, &passage.range);
        if alike > 0.0 && best.is_none_or(|(most, _)| alike > most) {
            best = Some((alike, idx));
        }
    }
    best.map(|(_, idx)| idx)
}

/// The mention overlaps the annotated speaker, or the last name is one of its names.
fn is_right(text: &[char], given: &Given, passage: &Passage) -> bool {
    let overlaps =
        |range: &Range<usize>| given.mention.start < range.end && range.start < given.mention.end;
    if passage.sources.iter().any(overlaps) {
        return true;
    }
    let pieces: Vec<String> =
        passage.sources.iter().map(|range| text[range.clone()].iter().collect()).collect();
    let wanted = names(&pieces.join(" "));
    names(&given.speaker).last().is_some_and(|last| {
        !matches!(last.as_str(), "mr" | "mrs" | "ms" | "the") && wanted.contains(last)
    })
}

/// The words of a name from their capital on, possessives cut off.
fn names(words: &str) -> Vec<String> {
    let chars: Vec<char> = without_possessives(&words.chars().collect::<Vec<_>>());
    let mut names = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let is_inner = |ch: &&char| is_word(**ch) || matches!(**ch, '-' | '’' | '\'');
        let n_inner = chars[at + 1..].iter().take_while(is_inner).count();
        // accented capitals begin no name by the rule of the PolNeAR scorer; other sets need them
        if chars[at].is_uppercase() && n_inner > 0 {
            names.push(chars[at..=at + n_inner].iter().collect::<String>().to_lowercase());
            at += n_inner;
        }
        at += 1;
    }
    names
}

fn without_possessives(chars: &[char]) -> Vec<char> {
    let mut kept = Vec::with_capacity(chars.len());
    let mut at = 0;
    while at < chars.len() {
        let is_possessive = matches!(chars[at], '’' | '\'')
            && chars.get(at + 1) == Some(&'s')
            && chars.get(at + 2).is_none_or(|ch| !is_word(*ch));
        if is_possessive {
            at += 2;
        } else {
            kept.push(chars[at]);
            at += 1;
        }
    }
    kept
}

pub(crate) fn is_word(ch: char) -> bool {
    ch.is_alphanumeric() || ch == '_'
}

fn show(text: &[char], range: &Range<usize>) -> String {
    let cut = |range: Range<usize>| -> String {
        text[range].iter().map(|ch| if *ch == '\n' { '|' } else { *ch }).collect()
    };
    let inner = range.start..range.end.min(range.start + 80);
    format!(
        "{}[[{}]]{}",
        cut(range.start.saturating_sub(100)..range.start),
        cut(inner),
        cut(range.end..(range.end + 90).min(text.len()))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_are_compared_without_marks_and_line_by_line() {
        let text: Vec<char> = "“We stay,\n and wait.” x".chars().collect();
        let lines: Vec<String> =
            lines(&text, 0..21).into_iter().map(|range| text[range].iter().collect()).collect();
        assert_eq!(lines, ["We stay", "and wait"]);
    }

    #[test]
    fn names_are_words_with_a_capital() {
        assert_eq!(names("the Lake Union’s McRoe-Doe said"), ["lake", "union", "mcroe-doe"]);
    }
}
