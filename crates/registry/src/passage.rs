//! `Passage`: what is kept of a paragraph to find it again in other releases, and which countries hang on it.
//!
//! Eight bytes: 48 bits of a hash of its words, and 16 bits that name a country which the release names in
//! such paragraphs alone. Two paragraphs are one if they hold the same letters and digits in the same
//! words; case, marks and blanks make no difference, and all numbers are one, since standing text counts up
//! the years and the members.

use release::{Block, Country, Involvement, QuoteKind, Release};

use crate::sketch::mix;

/// A paragraph of fewer letters is too short to be told from others by its words.
const FEWEST_LETTERS: usize = 60;

/// What opens the items of a list.
const BULLETS: [char; 10] = ['*', '-', '–', '—', '•', '·', '▪', '●', '◦', '‣'];

/// Bits of the country, below those of the hash.
const COUNTRY_BITS: u32 = 16;

/// A paragraph of a release that may be standing text, and a country that is named in such ones alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Passage(u64);

impl Passage {
    /// The paragraphs of a release that may turn out to be standing text, each with the countries that hang
    /// on it; sorted, each once.
    ///
    /// They are those of the running text that are long enough and give nobody's words: what is quoted again
    /// was said, and is no boilerplate. Nor are they items of lists: five millions for a bridge are news each
    /// year.
    pub fn all_of(release: &Release) -> Vec<Self> {
        let kept: Vec<(&Block, Self)> = paragraphs(release).collect();
        let mut passages: Vec<Self> = kept.iter().map(|(_, passage)| *passage).collect();
        for found in &release.countries {
            if found.involvement == Involvement::Boilerplate || found.spans.is_empty() {
                continue;
            }
            let mut holders = Vec::with_capacity(found.spans.len());
            for &span in &found.spans {
                // both are in text order
                let at = kept.partition_point(|(block, _)| block.span.end <= span.start);
                let holder = kept.get(at).filter(|(block, _)| block.span.contains(span));
                holders.extend(holder.map(|(_, passage)| passage.naming(found.country)));
            }
            if holders.len() == found.spans.len() {
                passages.append(&mut holders);
            }
        }
        passages.sort_unstable();
        passages.dedup();
        passages
    }

    fn of(text: &str) -> Option<Self> {
        let (hash, n_letters) = hash(text);
        (n_letters >= FEWEST_LETTERS).then_some(Self(hash >> COUNTRY_BITS << COUNTRY_BITS))
    }

    fn naming(self, country: Country) -> Self {
        let letters = country.code().bytes();
        let packed = letters.fold(0, |all, letter| all << 5 | u64::from(letter - b'A' + 1));
        Self(self.0 | packed)
    }

    /// What the same words of another release have as well.
    pub fn words(self) -> u64 {
        self.0 >> COUNTRY_BITS
    }

    /// The country that hangs on it.
    pub fn country(self) -> Option<Country> {
        let letter = |shift: u32| {
            let number = u8::try_from(self.0 >> shift & 31).unwrap_or_default();
            b'A' - 1 + number
        };
        let code = [letter(10), letter(5), letter(0)];
        std::str::from_utf8(&code).ok().and_then(Country::new)
    }

    /// As a number, to be kept.
    pub fn to_number(self) -> u64 {
        self.0
    }

    /// From its [number](Self::to_number).
    pub fn from_number(number: u64) -> Self {
        Self(number)
    }
}

/// The paragraphs that may turn out to be standing text, in text order.
pub fn paragraphs(release: &Release) -> impl Iterator<Item = (&Block, Passage)> {
    let mut quotes =
        release.quotes.iter().filter(|quote| quote.kind == QuoteKind::Direct).peekable();
    release.blocks.iter().filter_map(move |block| {
        while quotes.next_if(|quote| quote.span.end <= block.span.start).is_some() {}
        let is_said = quotes.peek().is_some_and(|quote| quote.span.overlaps(block.span));
        let text = block.span.of(&release.text);
        if is_said || !block.part.is_running_text() || text.trim_start().starts_with(BULLETS) {
            return None;
        }
        Some((block, Passage::of(text)?))
    })
}

/// The hash of the words of a text (FNV-1a, mixed), and how many letters and digits they have.
fn hash(text: &str) -> (u64, usize) {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    let (mut hash, mut n_letters) = (0xCBF2_9CE4_8422_2325_u64, 0);
    // what went before: a blank between words and one figure for a number
    let mut before = b' ';
    let (bytes, mut at) = (text.as_bytes(), 0);
    while let Some(&byte) = bytes.get(at) {
        let mut beyond = None;
        let counted = if byte.is_ascii() {
            at += 1;
            COUNTED[usize::from(byte)]
        } else {
            let Some(c) = text[at..].chars().next() else { break };
            at += c.len_utf8();
            beyond = Some(c).filter(|c| c.is_alphanumeric());
            if beyond.is_some() { OTHER } else { b' ' }
        };
        if counted != b' ' {
            if before == b' ' {
                hash = step(hash, b' ');
            }
            n_letters += 1;
            if let Some(c) = beyond {
                for c in c.to_lowercase() {
                    hash = c.encode_utf8(&mut [0; 4]).bytes().fold(hash, step);
                }
            } else if counted != b'0' || before != b'0' {
                hash = step(hash, counted);
            }
        }
        before = counted;
    }
    (mix(hash), n_letters)
}

/// A letter or figure beyond ASCII.
const OTHER: u8 = 0x80;

/// As what each byte of ASCII counts: a small letter, `0` for all figures, a blank for what parts words.
const COUNTED: [u8; 128] = {
    let mut counted = [b' '; 128];
    let mut byte = 0;
    while byte < 128_u8 {
        if byte.is_ascii_digit() {
            counted[byte as usize] = b'0';
        } else if byte.is_ascii_alphabetic() {
            counted[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    counted
};

#[cfg(test)]
mod tests {
    use release::{
        CountryMention, Evidence, Found, Part, Quote, ReleaseId, ReleaseKind, Source, Span,
    };

    use super::*;

    const STANDING: &str =
        "The River Watch is a network of 40 groups in Fiji that guards the rivers of the Pacific.";

    fn words(text: &str) -> Option<u64> {
        Passage::of(text).map(Passage::words)
    }

    #[test]
    fn case_marks_line_ends_and_numbers_make_no_difference() {
        let other = STANDING.replace("40", "1234").to_uppercase().replace(" OF ", "\n“of”  ");
        assert_eq!(words(&other), words(STANDING));
        assert_ne!(words(&STANDING.replace("guards", "harms")), words(STANDING));
        assert_ne!(words(&STANDING.replace("is a", "isa")), words(STANDING));
    }

    #[test]
    fn short_lines_are_not_kept() {
        assert_eq!(words("For more information see the page of our members."), None);
    }

    #[test]
    fn a_country_hangs_on_a_passage_beside_its_words() {
        let passage = Passage::of(STANDING).unwrap();
        assert_eq!(passage.country(), None);
        let country = Country::new("FJI").unwrap();
        let named = Passage::from_number(passage.naming(country).to_number());
        assert_eq!((named.country(), named.words()), (Some(country), passage.words()));
        let last = Country::new("ZZZ").unwrap();
        assert_eq!(passage.naming(last).country(), Some(last));
    }

    fn release(paragraphs: &[&str], countries: &[(&str, &[&str])]) -> Release {
        let text = paragraphs.join("\n\n");
        let span_of = |part: &str, from: usize| {
            let start = text[from..].find(part).unwrap() + from;
            Span::new(start, start + part.len())
        };
        let blocks =
            paragraphs.iter().map(|part| Block { span: span_of(part, 0), part: Part::Body });
        let mention = |(code, names): &(&str, &[&str])| {
            let mut end = 0;
            let spans = names.iter().map(|name| {
                let span = span_of(name, end);
                end = span.range().end;
                span
            });
            CountryMention {
                country: Country::new(code).unwrap(),
                involvement: Involvement::Mentioned,
                mentions: 1,
                score: 0.1,
                spans: spans.collect(),
                evidence: Evidence::new(Span::default(), "test", 1.0),
            }
        };
        Release {
            id: ReleaseId(1),
            source: Source::default(),
            blocks: blocks.collect(),
            kind: Found::new(ReleaseKind::PressRelease, Span::default(), "test", 1.0),
            language: None,
            title: None,
            subtitle: None,
            date: None,
            places: Vec::new(),
            organisation: None,
            countries: countries.iter().map(mention).collect(),
            passages: Vec::new(),
            speakers: Vec::new(),
            quotes: Vec::new(),
            contacts: Vec::new(),
            warnings: Vec::new(),
            text: text.clone(),
        }
    }

    fn hanging(release: &Release) -> Vec<String> {
        let passages = Passage::all_of(release);
        passages.iter().filter_map(|passage| passage.country()).map(|it| it.to_string()).collect()
    }

    #[test]
    fn a_country_hangs_on_paragraphs_that_hold_all_its_mentions() {
        let news = "Samoa and Fiji will close the upper river for a year.";
        let found = release(&[news, STANDING], &[("FJI", &["Fiji"]), ("WSM", &["Samoa"])]);
        assert_eq!(hanging(&found), Vec::<String>::new());
        let found = release(&["Samoa will close it.", STANDING], &[("FJI", &["Fiji"])]);
        assert_eq!(hanging(&found), ["FJI"]);
        let found = release(&[news, STANDING], &[("FJI", &["Fiji", "Fiji"])]);
        assert_eq!(hanging(&found), Vec::<String>::new());
    }

    #[test]
    fn what_somebody_said_and_items_of_lists_are_not_kept() {
        let mut found = release(&[STANDING], &[("FJI", &["Fiji"])]);
        assert_eq!(hanging(&found), ["FJI"]);
        found.quotes.push(Quote {
            span: Span::new(4, 20),
            text: String::new(),
            kind: QuoteKind::Direct,
            utterance: 0,
            paragraph: 0,
            speaker: None,
            speaker_surface: None,
            role: None,
            organisation: None,
            cue: None,
            mentions: Vec::new(),
            evidence: Evidence::new(Span::default(), "test", 1.0),
        });
        assert_eq!(Passage::all_of(&found), []);
        assert_eq!(Passage::all_of(&release(&[&format!("* {STANDING}")], &[])), []);
    }
}
