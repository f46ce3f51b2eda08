//! Lines that say what kind of text it is, alone or beside a name and a day.

use crate::layout::phrase::{Phrase, find_at_start, fold::Folded};
use crate::lexicon::Blanks as _;

/// `SEA PARTY MEDIA RELEASE`, `Media Release | Spokesperson Ada Roe`: a kind of release with the name of
/// its issuer, all of it in capitals or capitalised.
pub(crate) fn says_kind(line: &str) -> bool {
    if line.by_blanks().any(|word| word.starts_with(char::is_lowercase)) {
        return false;
    }
    let mut folded = Folded::default();
    folded.read(line, 9);
    let words = &folded.words;
    let word = |(start, end): (usize, usize)| &folded.text[start..end];
    let is_kind = |pair: &[(usize, usize)]| {
        matches!(word(pair[0]), "media" | "press" | "news")
            && matches!(
                word(pair[1]),
                "release" | "releases" | "statement" | "statements" | "alert" | "advisory"
            )
    };
    let n_pairs = words.len().saturating_sub(1);
    words
        .windows(2)
        .enumerate()
        .any(|(idx, pair)| (idx == 0 || idx + 1 == n_pairs) && is_kind(pair))
}

/// `Communiqué de presse`: nothing but what kind of text it is.
pub(crate) fn is_kind(line: &str) -> bool {
    find_at_start(line).iter().any(|met| met.is_whole && met.phrase == Phrase::Kind)
}

/// `PRESS RELEASE`, `FOR IMMEDIATE RELEASE`: nothing but what kind of text it is, or when it may be used.
pub(crate) fn is_kind_or_marker(line: &str) -> bool {
    find_at_start(line)
        .iter()
        .any(|met| met.is_whole && matches!(met.phrase, Phrase::Kind | Phrase::Marker))
}

/// `Open Sea Bridge - Press release - 5 June 2012`: the name on a short head line that also has a kind and a day.
pub(crate) fn name_beside_kind(line: &str) -> Option<&str> {
    const BARS: [&str; 6] = [" - ", " – ", " — ", " | ", " · ", ", "];
    // `21.11.14`
    let is_short_date = |part: &str| {
        part.len() == "21.11.14".len()
            && part.split('.').filter(|number| number.len() == 2).count() == 3
    };
    let has_year = |part: &str| {
        part.split(|c: char| !c.is_ascii_digit())
            .any(|number| number.len() == 4 && number.starts_with(['1', '2']))
            || part.split(' ').any(is_short_date)
    };
    let bar = BARS.iter().find(|bar| line.contains(**bar)).filter(|_| has_year(line))?;
    let is_day = |part: &str| has_year(part) && part.by_blanks().count() <= 5;
    let (mut name, mut has_kind, mut has_day) = (None, false, false);
    for part in line.split(bar).map(str::trim) {
        match (is_day(part), is_kind(part), name) {
            (true, ..) => has_day = true,
            (_, true, _) => has_kind = true,
            (.., None) => name = Some(part),
            _ => return None,
        }
    }
    name.filter(|name| has_kind && has_day && name.by_blanks().count() <= 6)
}
