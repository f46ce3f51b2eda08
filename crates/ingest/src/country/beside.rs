//! What stands beside a name: an address to the state, an enumeration, the start of a title.

use release::Span;

use super::Sighting;

/// The length of the first sentence, at most 400 bytes.
pub(super) fn first_sentence(text: &str) -> usize {
    let end = text.match_indices(". ").map(|(at, _)| at).find(|&at| {
        // "Mr. " and "U.S. " end no sentence
        text[..at].rsplit(|c: char| !c.is_alphanumeric()).next().is_some_and(|word| word.len() > 3)
    });
    end.unwrap_or(text.len()).min(400)
}

/// Whether a title starts with the country: "Kazakhstan: …", "KAZAKHSTAN – …".
pub(super) fn opens_line(text: &str, span: Span) -> bool {
    const INDENT: usize = 40;
    let before = text.get(..span.start as usize).unwrap_or_default();
    let opening =
        before.char_indices().rev().take(INDENT).find(|&(_, c)| c == '\n' || c.is_alphanumeric());
    let is_first = opening.map_or(before.len() <= INDENT, |(_, c)| c == '\n');
    let after = text.get(span.end as usize..).unwrap_or_default().trim_start_matches(' ');
    is_first && after.starts_with([':', '–', '—', '-', '/', '|', ',', ';'])
}

/// Whether somebody calls on the state: "government of Kenya", "urges Kenya to", "Kenyan authorities".
pub(super) fn is_addressed(text: &str, span: Span) -> bool {
    const BEFORE: [&str; 26] = [
        "government of",
        "governments of",
        "president of",
        "authorities of",
        "authorities in",
        "calls on",
        "call on",
        "called on",
        "urge",
        "urges",
        "urged",
        "urging",
        "calling on",
        "arrested in",
        "detained in",
        "killed in",
        "minister of",
        "parliament of",
        "appelle la",
        "appelle le",
        "gouvernement de",
        "gouvernement du",
        "gobierno de",
        "governo de",
        "governo do",
        "situation in",
    ];
    const AFTER: [&str; 24] = [
        "government",
        "authorities",
        "must",
        "should",
        "president",
        "parliament",
        "police",
        "army",
        "court",
        "courts",
        "law",
        "officials",
        "security",
        "military",
        "prime",
        "ministry",
        "supreme",
        "minister",
        "regime",
        "soldiers",
        "forces",
        "behörden",
        "regierung",
        "judges",
    ];
    let before = text.get(..span.start as usize).unwrap_or_default().trim_end();
    let before = before.strip_suffix(" the").unwrap_or(before);
    let after = text.get(span.end as usize..).unwrap_or_default();
    let after = after.trim_start_matches(['’', '\'', 's', ' ', '\n']);
    let word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let has_address = BEFORE.iter().any(|words| {
        let at = before.len().checked_sub(words.len());
        at.and_then(|at| before.get(at..)).is_some_and(|tail| tail.eq_ignore_ascii_case(words))
    });
    let adjective_first = [
        "autorités",
        "gouvernement",
        "autoridades",
        "gobierno",
        "governo",
        "власти",
        "правительство",
        "السلطات",
        "الحكومة",
    ];
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    has_address
        || AFTER.contains(&word.to_lowercase().as_str())
        || adjective_first.contains(&last.to_lowercase().as_str())
}

/// Whether at least two more countries stand in the same enumeration.
pub(super) fn is_in_list(text: &str, sightings: &[Sighting], at: usize) -> bool {
    let mut n_listed = 1;
    let mut left = at;
    while left > 0 && n_listed < 3 && are_listed(text, &sightings[left - 1], &sightings[left]) {
        left -= 1;
        n_listed += 1;
    }
    let mut right = at;
    while n_listed < 3
        && right + 1 < sightings.len()
        && are_listed(text, &sightings[right], &sightings[right + 1])
    {
        right += 1;
        n_listed += 1;
    }
    n_listed >= 3
}

/// Whether two neighbours are parted by a comma, a line end, an "and" or little more.
pub(super) fn are_listed(text: &str, left: &Sighting, right: &Sighting) -> bool {
    const LONGEST: usize = 16;
    let gap = Span { start: left.span.end, end: right.span.start };
    gap.len() <= LONGEST
        && left.country != right.country
        && gap.of(text).split(|c: char| !c.is_alphanumeric()).all(|word| {
            matches!(
                word,
                "" | "and"
                    | "the"
                    | "or"
                    | "et"
                    | "la"
                    | "le"
                    | "les"
                    | "y"
                    | "e"
                    | "o"
                    | "und"
                    | "и"
                    | "та"
                    | "و"
                    | "as"
                    | "well"
                    | "in"
                    | "en"
                    | "au"
                    | "du"
                    | "de"
                    | "à"
                    | "ou"
                    | "i"
            )
        })
}
