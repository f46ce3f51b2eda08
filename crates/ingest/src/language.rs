//! The language of the running text: by script, then by small words, then by trigrams.

mod passage;
mod small_word;

use std::sync::LazyLock;

use release::{Found, Language, Part, Span};

use self::small_word::SmallWords;
use crate::{
    layout::Layout,
    lexicon::{self, Line, Seen, traits},
    text::Text,
};

pub(crate) use passage::{in_other_languages, language_at};

/// More than this many words tell no more.
const ENOUGH_WORDS: usize = 2_000;

struct Table {
    languages: Vec<&'static str>,
    /// The languages of each small word, as bits.
    words: SmallWords,
}

static SMALL_WORDS: LazyLock<Table> = LazyLock::new(|| {
    let mut languages = Vec::new();
    let mut words = Vec::new();
    for line in
        include_str!("../data/function_words.tsv").lines().filter(|line| !line.starts_with('#'))
    {
        let Some((language, of_language)) = line.split_once('\t') else { continue };
        let bit = 1 << languages.len();
        languages.push(language);
        words.extend(of_language.split(' ').map(|word| (lexicon::key(word), bit)));
    }
    Table { languages, words: SmallWords::of(&words) }
});

/// Detects the language of a release; the running text decides, the head only where there is none.
pub(crate) fn detect(text: &Text, layout: &Layout) -> Option<Found<Language>> {
    let running = passages(layout, Part::is_running_text);
    let passages = if running.iter().map(|passage| passage.text.len()).sum::<usize>() >= 80 {
        running
    } else {
        passages(layout, |part| part != Part::Chrome)
    };
    let span = layout.lede().map_or_else(Span::default, |lede| layout.blocks[lede].span);
    let found = |code: &str, rule, confidence| {
        Language::new(code).map(|language| Found::new(language, span, rule, confidence))
    };
    if let Some(code) = by_script(&passages) {
        return found(code, "script", 0.97);
    }
    let (code, margin) = by_small_words(&passages);
    if let Some(code) = code
        && margin >= 0.25
    {
        return found(code, "small-words", 0.98);
    }
    if let Some((code, confidence)) = by_trigrams(&passages) {
        return found(code, "trigrams", confidence);
    }
    if let Some(code) = code {
        return found(code, "small-words", 0.6);
    }
    let declared = text.meta.language.as_deref()?.get(..2)?.to_lowercase();
    found(&declared, "declared", 0.5)
}

fn passages(layout: &Layout, wanted: impl Fn(Part) -> bool) -> Vec<Line<'_>> {
    let blocks = layout.blocks.iter().enumerate();
    blocks.filter(|(_, block)| wanted(block.part)).map(|(idx, _)| layout.line(idx)).collect()
}

/// Scripts that one language alone, or nearly, is written in.
fn by_script(passages: &[Line<'_>]) -> Option<&'static str> {
    // most texts have none of these letters
    if !passages.iter().any(|passage| may_hold_script(passage.text)) {
        return None;
    }
    let mut n_letters = 0_usize;
    let mut counts = [0_usize; 10];
    for letter in passages
        .iter()
        .flat_map(|passage| passage.text.chars())
        .filter(|c| c.is_alphabetic())
        .take(4_000)
    {
        n_letters += 1;
        let script = match letter {
            '\u{4e00}'..='\u{9fff}' => 0,
            '\u{3040}'..='\u{30ff}' => 1,
            '\u{ac00}'..='\u{d7af}' => 2,
            '\u{370}'..='\u{3ff}' => 3,
            '\u{590}'..='\u{5ff}' => 4,
            '\u{e00}'..='\u{e7f}' => 5,
            '\u{10a0}'..='\u{10ff}' => 6,
            '\u{530}'..='\u{58f}' => 7,
            '\u{1000}'..='\u{109f}' => 8,
            '\u{1780}'..='\u{17ff}' => 9,
            _ => continue,
        };
        counts[script] += 1;
    }
    if counts[1] * 12 > n_letters {
        return Some("ja");
    }
    // A Chinese character says as much as three or four letters.
    if counts[0] * 3 > n_letters {
        return Some("zh");
    }
    let codes = ["zh", "ja", "ko", "el", "he", "th", "ka", "hy", "my", "km"];
    counts.iter().zip(codes).find(|(count, _)| **count * 2 > n_letters).map(|(_, code)| code)
}

/// Whether a letter of the scripts of [`by_script`] may stand in a text, by the first bytes of its letters;
/// Latin, Cyrillic and Arabic letters and all common signs begin with others.
fn may_hold_script(text: &str) -> bool {
    let is_in = |byte: u8, first: u8, last: u8| u8::from(byte.wrapping_sub(first) <= last - first);
    let is_first = |byte| {
        is_in(byte, 0xCD, 0xCF)
            | is_in(byte, 0xD4, 0xD7)
            | is_in(byte, 0xE0, 0xE1)
            | is_in(byte, 0xE3, 0xED)
    };
    // no early end and no branch: so that many bytes are looked at together
    if text.is_ascii() || text.bytes().fold(0, |any, byte| any | is_first(byte)) == 0 {
        return false;
    }
    // 0xE1 opens the letters of Vietnamese too
    let bytes = text.as_bytes();
    bytes.iter().enumerate().any(|(at, &first)| match first {
        0xE1 => matches!(bytes.get(at + 1), Some(0x80..=0x83 | 0x9E | 0x9F)),
        _ => is_first(first) != 0,
    })
}

/// The language with the most small words, and its lead over the next as a share.
fn by_small_words(passages: &[Line<'_>]) -> (Option<&'static str>, f64) {
    let table = &*SMALL_WORDS;
    let mut counts = vec![0_u32; table.languages.len()];
    let mut left = ENOUGH_WORDS;
    for line in passages {
        count_small_words(*line, line.words.iter().take(left), &mut counts);
        left = left.saturating_sub(line.words.len());
    }
    let mut best = 0;
    for (idx, count) in counts.iter().enumerate() {
        if *count > counts[best] {
            best = idx;
        }
    }
    let second =
        counts.iter().enumerate().filter(|(idx, _)| *idx != best).map(|(_, count)| *count).max();
    let (first, second) = (f64::from(counts[best]), f64::from(second.unwrap_or(0)));
    if first < 6.0 {
        return ((first > 1.0).then_some(table.languages[best]), 0.0);
    }
    (Some(table.languages[best]), (first - second) / first)
}

/// Adds the small words among `words` to the counts of their languages.
fn count_small_words<'l>(
    line: Line<'_>,
    words: impl Iterator<Item = &'l Seen>,
    counts: &mut [u32],
) {
    of_small_words(line, words, |mut languages| {
        while languages != 0 {
            counts[languages.trailing_zeros() as usize] += 1;
            languages &= languages - 1;
        }
    });
}

/// Gives the languages of each small word among `words`, as bits.
#[inline]
fn of_small_words<'l>(
    line: Line<'_>,
    words: impl Iterator<Item = &'l Seen>,
    mut give: impl FnMut(u64),
) {
    let table = &SMALL_WORDS.words;
    for seen in words {
        if seen.is(traits::FUNCTION) {
            give(table.get(seen.key));
        } else if !seen.is(traits::PLAIN) {
            // `l’homme`
            let parts = line.bare(seen).split(|c: char| !c.is_alphanumeric());
            parts.for_each(|part| give(table.get(lexicon::key(part))));
        }
    }
}

fn by_trigrams(passages: &[Line<'_>]) -> Option<(&'static str, f32)> {
    let mut sample = String::new();
    for passage in passages {
        if sample.len() > 4_000 {
            break;
        }
        sample.push_str(passage.text);
        sample.push('\n');
    }
    let info = whatlang::detect(&sample)?;
    let code = by_letters(&sample, two_letters(info.lang()));
    let confidence = if info.is_reliable() { 0.9 } else { 0.55 };
    Some((code, confidence))
}

/// Of two languages that a few words do not tell apart, the one whose letters these are: Bulgarian, Macedonian, Serbian and
/// Ukrainian have no `ы` and no `э`, and Russian no `ў`.
fn by_letters<'c>(sample: &str, code: &'c str) -> &'c str {
    let has = |letters: &[char]| sample.contains(letters);
    match code {
        "bg" | "mk" | "sr" | "uk" if has(&['ы', 'э']) && !has(&['ў', 'і', 'ї']) => "ru",
        "ru" if has(&['ў']) => "be",
        code => code,
    }
}

fn two_letters(language: whatlang::Lang) -> &'static str {
    use whatlang::Lang;
    match language {
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Deu => "de",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Bel => "be",
        Lang::Bul => "bg",
        Lang::Srp => "sr",
        Lang::Hrv => "hr",
        Lang::Slv => "sl",
        Lang::Slk => "sk",
        Lang::Ces => "cs",
        Lang::Pol => "pl",
        Lang::Ron => "ro",
        Lang::Hun => "hu",
        Lang::Fin => "fi",
        Lang::Est => "et",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "no",
        Lang::Tur => "tr",
        Lang::Aze => "az",
        Lang::Uzb => "uz",
        Lang::Tuk => "tk",
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Urd => "ur",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Ell => "el",
        Lang::Kat => "ka",
        Lang::Hye => "hy",
        Lang::Hin => "hi",
        Lang::Ben => "bn",
        Lang::Nep => "ne",
        Lang::Mar => "mr",
        Lang::Pan => "pa",
        Lang::Guj => "gu",
        Lang::Ori => "or",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Kan => "kn",
        Lang::Mal => "ml",
        Lang::Sin => "si",
        Lang::Mya => "my",
        Lang::Khm => "km",
        Lang::Tha => "th",
        Lang::Vie => "vi",
        Lang::Ind => "id",
        Lang::Jav => "jv",
        Lang::Tgl => "tl",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Amh => "am",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Aka => "ak",
        Lang::Afr => "af",
        Lang::Cat => "ca",
        Lang::Mkd => "mk",
        Lang::Epo => "eo",
        Lang::Lat => "la",
        Lang::Cym => "cy",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_languages_apart_that_few_words_do_not() {
        let short = "«Мы требуем свободы», — сказал Рощин.";
        assert_eq!(by_letters(short, "bg"), "ru");
        assert_eq!(by_letters("Ние искаме свобода", "bg"), "bg");
        assert_eq!(by_letters("Мы патрабуем свабоды і праўды", "ru"), "be");
    }
}
