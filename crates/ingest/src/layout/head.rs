//! Lines at the top of a text that copying has run together: letterhead, headline and date in one.
//!
//! `Ada Roe MP  Minister for Rivers  RIVER FUND OPENS May 3, 2011`: the line ends are lost or left two
//! blanks. What gives the joints away is an office, a date or a kind of release beside the gap, and the
//! change from capitals to small letters.

use crate::lexicon::Blanks as _;
use crate::{
    date,
    layout::{
        ends_sentence, office,
        phrase::{self, Phrase},
    },
    lexicon,
    quote::is_given_name,
};

/// So many lines of text from the top may be run together.
pub(crate) const REACH: usize = 12;
/// A longer line is running text.
const LONGEST: usize = 420;
/// So many words tell enough.
const MANY: usize = 80;
/// A date has no more words.
const DATE: usize = 4;
/// So many words in capitals beside words in small letters are a line of their own.
const CAPITALS: usize = 3;

/// The pieces of a line near the top, if it is run together.
pub(crate) fn pieces(line: &str) -> Option<Vec<(usize, usize)>> {
    if !may_be_run_together(line) {
        return None;
    }
    let words = words(line);
    if words.len() < 5 {
        return None;
    }
    let mut gaps = Vec::new();
    // hardly any line has a wide gap
    if (1..words.len()).any(|idx| words[idx].0 > words[idx - 1].1 + 1) {
        if line.len() <= LONGEST {
            at_gaps(line, &words, &mut gaps);
        }
        gaps.extend(above_text(line, &words));
    }
    gaps.sort_unstable();
    let mut cuts = gaps.clone();
    let mut from = 0;
    for to in gaps.into_iter().chain([words.len()]).filter(|to| *to > 0) {
        if to > from {
            let mut within = Vec::new();
            if to - from < MANY {
                at_dates(line, &words[from..to], &mut within);
            }
            at_capitals(line, &words[from..to], &mut within);
            at_signature(line, &words[from..to], &mut within);
            cuts.extend(within.into_iter().map(|cut| from + cut));
            from = to;
        }
    }
    cuts.sort_unstable();
    let mut pieces = Vec::with_capacity(cuts.len() + 1);
    let mut from = 0;
    for cut in cuts.into_iter().filter(|cut| (1..words.len()).contains(cut)) {
        if cut > from {
            pieces.push((words[from].0, words[cut - 1].1));
            from = cut;
        }
    }
    pieces.push((words[from].0, line.len()));
    (pieces.len() > 1).then_some(pieces)
}

/// Whether a line has anything that gives joints away: a wide gap, a digit near one of its ends, a dash between
/// blanks, or words in capitals.
fn may_be_run_together(line: &str) -> bool {
    if !lexicon::is_tidy(line) || has_digit_near_ends(line) {
        return true;
    }
    let mut n_capitals = 0;
    // most words show with their first letter that they are none
    let is_odd = |word: &&str| !word.starts_with(|c: char| c.is_ascii_lowercase());
    lexicon::words_of(line).take(MANY).filter(is_odd).any(|word| {
        n_capitals += usize::from(!word.bytes().any(|byte| byte.is_ascii_lowercase()));
        n_capitals >= CAPITALS || matches!(word, "-" | "–" | "—" | "|")
    })
}

/// Whether a digit stands where a date or a number before or behind a headline would.
fn has_digit_near_ends(line: &str) -> bool {
    // without branches, so that many bytes are looked at together
    let has_digit = |word: &str| word.bytes().fold(false, |any, byte| any | byte.is_ascii_digit());
    has_digit(line)
        && (lexicon::words_of(line).take(DATE).any(has_digit)
            || line.rsplit(' ').take(DATE).any(has_digit))
}

/// Where the words of a line stand; of a long one its first words.
fn words(line: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::with_capacity(MANY.min(line.len() / 4 + 1));
    words.extend(lexicon::words_at(line).take(MANY).map(|(at, word)| (at, at + word.len())));
    words
}

fn part<'l>(line: &'l str, words: &[(usize, usize)]) -> &'l str {
    match (words.first(), words.last()) {
        (Some((from, _)), Some((_, to))) => &line[*from..*to],
        _ => "",
    }
}

/// Cuts at two blanks beside an office, a date or a kind of release.
fn at_gaps(line: &str, words: &[(usize, usize)], cuts: &mut Vec<usize>) {
    let gaps: Vec<usize> = (1..words.len()).filter(|idx| gap(line, words, *idx) >= 2).collect();
    // A justified line is full of gaps.
    if gaps.is_empty() || gaps.len() * 3 > words.len() {
        return;
    }
    let bounds: Vec<usize> = [0].into_iter().chain(gaps).chain([words.len()]).collect();
    let is_apart: Vec<bool> = bounds
        .windows(2)
        .map(|bound| stands_alone(part(line, &words[bound[0]..bound[1]])))
        .collect();
    for (idx, pair) in is_apart.windows(2).enumerate() {
        let (from, to) = words[bounds[idx + 1] - 1];
        // `Ada Roe   River fund opens …`
        let is_name = idx == 0
            && gap(line, words, bounds[1]) >= 3
            && (2..=3).contains(&bounds[1])
            && is_given_name(&line[words[0].0..words[0].1])
            && lexicon::is_name(part(line, &words[..bounds[1]]));
        if is_name {
            cuts.push(bounds[1]);
        } else if (pair[0] || pair[1]) && !lexicon::is_function_word(&line[from..to]) {
            cuts.push(bounds[idx + 1]);
        }
    }
}

/// The number of blanks before a word.
fn gap(line: &str, words: &[(usize, usize)], idx: usize) -> usize {
    line[words[idx - 1].1..words[idx].0].chars().count()
}

/// The end of a headline that stands before the text on the same line: three blanks, or two where the
/// lines of the text behind it are longer.
fn above_text(line: &str, words: &[(usize, usize)]) -> Option<usize> {
    let gaps: Vec<usize> = (1..words.len()).filter(|idx| gap(line, words, *idx) >= 2).collect();
    let is_justified = gaps.len() * 4 > words.len();
    let ends = |idx: usize| {
        let headline = part(line, &words[..idx]);
        let (from, to) = words[idx - 1];
        let text = &line[words[idx].0..];
        !ends_sentence(headline)
            && !headline.ends_with(',')
            && !lexicon::is_function_word(&line[from..to])
            && text.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '‘'))
            && text.by_blanks().nth(14).is_some()
    };
    let is_wide = |idx: usize| {
        let length = |from: usize, to: usize| words[to - 1].1 - words[from].0;
        let mut lengths: Vec<usize> =
            gaps.windows(2).map(|pair| length(pair[0], pair[1])).collect();
        lengths.sort_unstable();
        lengths.get(lengths.len() / 2).is_some_and(|usual| {
            *usual >= 60 && length(0, idx) * 10 <= usual * 6 && lengths.len() >= 2
        })
    };
    gaps.iter()
        .copied()
        .filter(|idx| (3..=25).contains(idx) && !is_justified && ends(*idx))
        .find(|idx| gap(line, words, *idx) >= 3 || gaps[0] == *idx && is_wide(*idx))
}

/// Whether a piece is a line of a head by itself.
fn stands_alone(piece: &str) -> bool {
    let n_words = piece.by_blanks().count();
    n_words <= 24
        && (office::is_office_line(piece)
            || office::is_titled_name(piece)
            || n_words <= 8 && phrase::says_kind(piece)
            || n_words <= 8
                && phrase::find_at_start(piece)
                    .iter()
                    .any(|met| matches!(met.phrase, Phrase::Kind | Phrase::Marker))
            || n_words <= 5 && is_date(piece))
}

/// `Tuesday 17 July 2012`, `17-July-2012`, `17/07/12`.
pub(crate) fn is_date(piece: &str) -> bool {
    if !piece.contains(' ') && piece.split('/').count() == 3 {
        return piece.split('/').all(|part| part.parse::<u16>().is_ok() && part.len() <= 4);
    }
    if !piece.starts_with(char::is_alphanumeric) {
        return false;
    }
    let mut has = (false, false, false);
    for word in piece.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        match word.parse::<u16>() {
            Ok(1..=31) => has.0 = true,
            Ok(1900..=2100) => has.2 = true,
            _ if date::is_month(word) => has.1 = true,
            _ if is_ordinal(word) => has.0 = true,
            _ if lexicon::with_lower(word, lexicon::is_weekday) => {}
            _ => return false,
        }
    }
    has == (true, true, true)
}

fn is_ordinal(word: &str) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|ending| {
        word.strip_suffix(ending)
            .is_some_and(|day| day.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day)))
    })
}

/// Cuts a date off the end or the beginning of a headline, and a serial number off its end.
fn at_dates(line: &str, words: &[(usize, usize)], cuts: &mut Vec<usize>) {
    let n_words = words.len();
    let word = |idx: usize| &line[words[idx].0..words[idx].1];
    let line_part = part(line, words);
    let n_before = cuts.len();
    let has_digit =
        |words: &[(usize, usize)]| part(line, words).bytes().any(|byte| byte.is_ascii_digit());
    let may_end = (6..=40).contains(&n_words) && !line_part.ends_with('.');
    if may_end && has_digit(&words[n_words - DATE..]) {
        let longest =
            (1..=DATE).rev().find(|length| is_date(part(line, &words[n_words - length..])));
        if let Some(length) = longest {
            let before = word(n_words - length - 1);
            let left = part(line, &words[..n_words - length]);
            let is_ended = !lexicon::is_function_word(before)
                && !before.ends_with([',', '-', '–', '—', '(', ':']);
            if is_ended || office::is_office_line(left) {
                cuts.push(n_words - length);
            }
        }
    }
    let may_open = has_digit(&words[..n_words.min(DATE)]);
    let longest = (3..=DATE)
        .rev()
        .find(|length| may_open && n_words >= length + 3 && is_date(part(line, &words[..*length])));
    if let Some(length) = longest
        && n_words <= 30
        && !line_part.ends_with('.')
        && word(length).starts_with(char::is_uppercase)
    {
        cuts.push(length);
    }
    // `… Falls MPS 112/2001`
    if n_words >= 5 && is_serial(word(n_words - 1)) {
        let has_letters = is_prefix(word(n_words - 2));
        cuts.push(if has_letters { n_words - 2 } else { n_words - 1 });
    }
    let is_release_line = || {
        phrase::find(line_part).iter().any(|met| {
            matches!(met.phrase, Phrase::Marker | Phrase::Embargo | Phrase::Kind | Phrase::Contact)
        })
    };
    if cuts.len() > n_before && is_release_line() {
        cuts.truncate(n_before);
    }
}

/// Letters before a number: `MPS 12/2001`.
fn is_prefix(word: &str) -> bool {
    word.len() <= 5 && is_capital(word) && !lexicon::is_function_word(word)
}

/// The number of a release, alone on its line: `MPS 12/2001`, `98/468`.
pub(crate) fn is_serial_line(words: &str) -> bool {
    let mut words = words.by_blanks();
    let (Some(first), second, None) = (words.next(), words.next(), words.next()) else {
        return false;
    };
    match second {
        Some(second) => is_prefix(first) && is_serial(second),
        None => is_serial(first),
    }
}

fn is_serial(word: &str) -> bool {
    word.split_once('/').is_some_and(|(number, year)| {
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        !number.is_empty()
            && is_number(number)
            && is_number(year)
            && matches!(year.len(), 2 | 4)
            && number.len() <= 4
            // `1995/96` are two years
            && !(number.len() == 4 && matches!(&number[..2], "19" | "20"))
            && (year.len() == 4 || number.len() >= 2)
    })
}

/// Cuts a name and its office off the end of a headline: `River Rights Ada Roe - Minister for Rivers`.
fn at_signature(line: &str, words: &[(usize, usize)], cuts: &mut Vec<usize>) {
    let word = |idx: usize| &line[words[idx].0..words[idx].1];
    let dash = (4..words.len().saturating_sub(1))
        .rev()
        // most words are longer
        .filter(|idx| words[*idx].1 - words[*idx].0 <= '—'.len_utf8())
        .find(|idx| matches!(word(*idx), "-" | "–" | "—" | "|"));
    let Some(dash) = dash.filter(|dash| words.len() - dash <= 14) else { return };
    let from = dash - 2;
    if is_given_name(word(from))
        && word(dash - 1).starts_with(char::is_uppercase)
        && !word(from - 1).ends_with([',', ':'])
        && !lexicon::is_function_word(word(from - 1))
        && office::is_office_line(part(line, &words[from..]))
    {
        cuts.push(from);
    }
}

/// Cuts where three words or more in capitals meet words in small letters.
fn at_capitals(line: &str, words: &[(usize, usize)], cuts: &mut Vec<usize>) {
    let has_small = |(from, to): &(usize, usize)| {
        line.as_bytes()[*from..*to].iter().any(u8::is_ascii_lowercase)
    };
    let kind = |(from, to): &(usize, usize)| are_capitals(&line[*from..*to]);
    let is_capital = |word: &&(usize, usize)| !has_small(word) && kind(word) == Some(true);
    if words.iter().filter(is_capital).nth(CAPITALS - 1).is_none() {
        return;
    }
    let kinds: Vec<Option<bool>> = words.iter().map(kind).collect();
    let mut idx = 0;
    while idx < words.len() {
        if kinds[idx] != Some(true) {
            idx += 1;
            continue;
        }
        let mut end = idx + 1;
        while end < words.len() && kinds[end] != Some(false) {
            end += 1;
        }
        let n_capital = kinds[idx..end].iter().filter(|kind| **kind == Some(true)).count();
        let passage = part(line, &words[idx..end]);
        let n_letters = passage.chars().filter(|c| c.is_alphabetic()).count();
        while kinds[end - 1].is_none() {
            end -= 1;
        }
        let is_run = n_capital >= CAPITALS && n_letters >= 14;
        if is_run {
            // a number before the run belongs to it: `701 BOATS`
            let is_count = |idx: usize| {
                let word = &line[words[idx].0..words[idx].1];
                word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit())
            };
            let from = if idx > 0 && is_count(idx - 1) { idx - 1 } else { idx };
            let n_before = kinds[..from].iter().filter(|kind| **kind == Some(false)).count();
            let n_after = kinds[end..].iter().filter(|kind| **kind == Some(false)).count();
            let before = words[..from].last().map_or("", |(from, to)| &line[*from..*to]);
            let opens = !lexicon::is_function_word(before)
                && !before.ends_with([',', '(', '“', '"', '-', '–', '—']);
            let closes = words.get(end).is_some_and(|(from, to)| {
                line[*from..*to].starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“'))
            });
            let last = &line[words[end - 1].0..words[end - 1].1];
            let next = words.get(end).map_or("", |(from, to)| &line[*from..*to]);
            // `WASHINGTON, DC – U.S. Senators`
            let has_dash = words[idx..end]
                .iter()
                .any(|(from, to)| matches!(&line[*from..*to], "-" | "–" | "—"));
            let is_dateline = (has_dash && crate::dateline::opens(&line[words[idx].0..]))
                || last.ends_with(['-', '–', '—', ':', ',', ')', '/'])
                || next.starts_with(['-', '–', '—', '(']);
            if from > 0 && n_before >= 2 && opens {
                cuts.push(from);
            }
            if end < words.len() && n_after >= 2 && closes && !is_dateline {
                cuts.push(end);
            }
        }
        idx = end;
    }
}

/// Whether a word of several letters is all capitals.
fn are_capitals(word: &str) -> Option<bool> {
    if word.is_ascii() {
        let n_letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
        return (n_letters > 1).then(|| !word.bytes().any(|byte| byte.is_ascii_lowercase()));
    }
    let n_letters = word.chars().filter(|c| c.is_alphabetic()).count();
    (n_letters > 1).then(|| is_capital(word))
}

fn is_capital(word: &str) -> bool {
    let mut has_upper = false;
    for c in word.chars().filter(|c| c.is_alphabetic()) {
        if !c.is_uppercase() {
            return false;
        }
        has_upper = true;
    }
    has_upper
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(line: &str) -> Vec<&str> {
        pieces(line).map_or_else(
            || vec![line],
            |pieces| pieces.into_iter().map(|(from, to)| &line[from..to]).collect(),
        )
    }

    #[test]
    fn letterhead_headline_and_date_are_parted() {
        assert_eq!(
            cut("Ada Roe MP - Member for  Low Water 12 FERRIES: A FLEET  OF RUST June 02, 2013"),
            ["Ada Roe MP - Member for  Low Water", "12 FERRIES: A FLEET  OF RUST", "June 02, 2013"]
        );
        assert_eq!(
            cut("River fund opens in the  delta  Media Release | Spokesperson Ada Roe"),
            ["River fund opens in the  delta", "Media Release | Spokesperson Ada Roe"]
        );
        assert_eq!(
            cut("River Fund for the Delta Opens MPS 12/2001"),
            ["River Fund for the Delta Opens", "MPS 12/2001"]
        );
        assert_eq!(
            cut("Delta: Water Rights Julia Roe - Shadow Minister for Rivers"),
            ["Delta: Water Rights", "Julia Roe - Shadow Minister for Rivers"]
        );
        assert_eq!(
            cut("FERRIES WILL STAY IN PORT \"The new law means that\" said Ada Roe"),
            ["FERRIES WILL STAY IN PORT", "\"The new law means that\" said Ada Roe"]
        );
    }

    #[test]
    fn a_headline_stays_whole() {
        for line in [
            "Ferries stopped as another  2 boats sink",
            "NATO and UN REPORT on the river camps",
            "RIVER CAMP, WESTWATER (May 3, 2011) – The council met.",
            "A letter on the events of 3 May 2011",
        ] {
            assert_eq!(cut(line), [line], "{line}");
        }
    }
}
