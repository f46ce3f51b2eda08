//! Shapes of single lines: menus, addresses, numbered kinds of release, end marks, running text.

use std::sync::LazyLock;

use daachorse::DoubleArrayAhoCorasick;
use memchr::memmem::Finder;

use crate::lexicon::Blanks as _;
use crate::{
    layout::{
        ends_sentence,
        look::{JOINTS, Look},
        phrase::{self, Phrase},
    },
    lexicon::{self, Line, Seen, traits},
};

pub(super) fn is_markup_only(raw: &str) -> bool {
    let raw = raw.trim();
    let is_image = raw.starts_with("![") && raw.ends_with(')');
    let is_link = raw.starts_with('[') && raw.ends_with(')') && raw.matches("](").count() == 1;
    let is_tag = raw.starts_with('<') && raw.ends_with('>') && raw.matches('<').count() <= 4;
    let is_alarm =
        raw.starts_with("##") && raw.ends_with("##") && !raw.contains(' ') && raw.len() > 4;
    is_image || is_link || (is_tag && crate::layout::markup::strip(raw).len() <= 2) || is_alarm
}

/// `Home | News | About`.
pub(super) fn is_menu(words: &str, look: &Look) -> bool {
    let n_bars = look.n_joints(0) + look.n_joints(1);
    let n_steps = look.n_joints(2) + look.n_joints(3);
    n_bars >= 2
        || !words.is_ascii() && words.matches('｜').count() >= 2
        || (n_bars == 1
            && words.len() < 80
            && !is_told_headline(words)
            && !is_filed_headline(words))
        || (n_steps >= 2 && words.len() < 120)
        // `Rivers / Statements / Mali / 2015`
        || (look.n_joints(10) >= 3 && words.len() < 120)
        || !words.is_ascii()
            && words.len() < 160
            && [" → ", " › "].iter().any(|step| words.matches(step).count() >= 2)
        || is_list_of_places(words, look)
}

/// `Nurses killed in a strike on a clinic in the north | Mali`: a headline and what it is filed under, a word or two.
fn is_told_headline(words: &str) -> bool {
    const FEWEST_WORDS: usize = 6;
    const FEWEST_SMALL: usize = 3;
    words.split_once(" | ").is_some_and(|(headline, rubric)| {
        let is_small = |word: &&str| word.starts_with(char::is_lowercase);
        gazetteer::resolve(rubric).is_some()
            && rubric.by_blanks().count() <= 3
            && headline.by_blanks().count() >= FEWEST_WORDS
            && headline.by_blanks().filter(is_small).count() >= FEWEST_SMALL
    })
}

/// `Mali | Nurses killed in a strike on a clinic in the north`, `30 ABR | …`: the same the other way round.
pub(crate) fn is_filed_headline(words: &str) -> bool {
    const FEWEST_WORDS: usize = 6;
    const FEWEST_SMALL: usize = 3;
    words.split_once(" | ").is_some_and(|(rubric, headline)| {
        let is_small = |word: &&str| word.starts_with(char::is_lowercase);
        let is_day = || {
            rubric.bytes().any(|byte| byte.is_ascii_digit())
                && rubric.by_blanks().any(crate::date::is_month)
        };
        rubric.by_blanks().count() <= 3
            && (gazetteer::resolve(rubric).is_some() || is_day())
            && headline.by_blanks().count() >= FEWEST_WORDS
            && headline.by_blanks().filter(is_small).count() >= FEWEST_SMALL
    })
}

/// `AboutOur DistrictCommittees and CaucusesContact`: the links of a page, the blanks between them lost.
pub(super) fn is_jammed_menu(words: &str) -> bool {
    const FEWEST: u32 = 4;
    const LEAST_BEFORE: usize = 3;
    let bytes = words.as_bytes();
    // most lines have hardly any joint; without branches many bytes are looked at together
    let joints = bytes.iter().zip(bytes.get(1..).unwrap_or_default()).map(|(before, byte)| {
        u32::from(before.is_ascii_lowercase()) & u32::from(byte.is_ascii_uppercase())
    });
    if joints.sum::<u32>() < FEWEST {
        return false;
    }
    let (mut n_small, mut n_jams, mut n_words) = (0, 0, 1);
    for byte in bytes {
        n_jams += u32::from(n_small >= LEAST_BEFORE && byte.is_ascii_uppercase());
        n_words += u32::from(*byte == b' ');
        n_small = if byte.is_ascii_lowercase() { n_small + 1 } else { 0 };
    }
    n_jams >= FEWEST && n_jams * 3 >= n_words
}

/// `River Press Releases Forest Press Releases Press Releases`: the entries of a menu run together tell by two words that
/// come three times; no headline says anything so often.
pub(super) fn repeats_an_entry(line: &Line<'_>) -> bool {
    const FEWEST: usize = 8;
    const MOST: usize = 60;
    const TIMES: usize = 3;
    let words = line.words;
    if !(FEWEST..=MOST).contains(&words.len()) {
        return false;
    }
    let n_small = words.iter().filter(|seen| !seen.is(traits::CAPITAL) && !seen.is_sign()).count();
    if n_small * 6 > words.len() {
        return false;
    }
    let key = |pair: &[Seen]| (pair[0].key, pair[1].key);
    words
        .windows(2)
        .any(|pair| words.windows(2).filter(|other| key(other) == key(pair)).count() >= TIMES)
}

/// `.menu ul { margin: 0 }`, `"width": "100%" };`, `site["root"] = "/";`: styles and scripts of a page that came along
/// with its text.
pub(super) fn is_code(words: &str, look: &Look) -> bool {
    let is_block = (look.has(b'{') || look.has(b'}'))
        && (words.ends_with(['{', '}', ';', ','])
            || words.contains(": ") && words.contains(';')
            || words.contains("();"));
    let is_statement = || words.ends_with(';') && (words.contains(" = ") || words.ends_with(");"));
    let is_member = || words.starts_with('"') && words.contains("\": \"");
    // `/ Shrink the slider /`
    let is_comment = || words.starts_with("/ ") && words.ends_with(" /");
    is_block || is_statement() || is_member() || is_comment() || is_key(words)
}

/// `media:image_stock:c07d`, `img_2040.jpg`: what a page calls one of its pictures.
pub(super) fn is_key(words: &str) -> bool {
    words.starts_with(|c: char| c.is_ascii_alphabetic())
        && !words.contains(' ')
        && words.contains('_')
        && !words.contains('@')
        && !words.contains("//")
        && !words.starts_with("www.")
        && words.bytes().any(|byte| byte.is_ascii_digit())
}

/// So many links in a row are a menu, whatever their words.
const MANY_LINKS: usize = 4;

/// `Sea Party  National office  Back`: the links of a page, wide blanks between them.
pub(super) fn is_spaced_menu(raw: &str) -> bool {
    let is_blank = |byte: u8| !byte.is_ascii() || byte.is_ascii_whitespace();
    let has_wide_blank =
        || raw.as_bytes().windows(2).any(|pair| is_blank(pair[0]) && is_blank(pair[1]));
    if raw.len() > 120 || !has_wide_blank() {
        return false;
    }
    let (mut n_links, mut n_long, mut n_words, mut n_blanks) = (0, 0, 0, 2);
    let mut most_words = 0;
    let (mut has_small, mut has_function_word) = (false, false);
    for part in raw.split(char::is_whitespace) {
        if part.is_empty() {
            n_blanks += 1;
            continue;
        }
        if n_blanks > 1 {
            n_links += 1;
            n_words = 0;
        }
        n_words += 1;
        most_words = most_words.max(n_words);
        n_long += usize::from(n_words == 2);
        // `What we do`: in a row of many links the first word alone has a capital
        let is_small = part.starts_with(char::is_lowercase);
        has_small |= is_small;
        has_function_word |= lexicon::is_function_word(part);
        if n_words > 4 || n_words == 1 && is_small || n_words == 4 && !has_small {
            return false;
        }
        n_blanks = 1;
    }
    if has_small && n_links < MANY_LINKS && most_words > 2 {
        return false;
    }
    // a justified line has gaps everywhere, and small words between them
    let are_links = n_long > 0 || n_links >= MANY_LINKS && !has_function_word;
    let is_shouted = || raw.contains(char::is_uppercase) && !raw.contains(char::is_lowercase);
    n_links >= 3 && are_links && !is_shouted()
}

/// `Rabat - Oran - Sfax`, `Bangkok * Manila * Dhaka`.
fn is_list_of_places(words: &str, look: &Look) -> bool {
    JOINTS.iter().enumerate().skip(4).any(|(idx, joint)| {
        look.n_joints(idx) >= 2
            && words.split(joint).map(str::trim).all(|part| {
                part.by_blanks().nth(2).is_none() && part.starts_with(char::is_uppercase)
            })
    })
}

/// `MEDIA RELEASE No. 11/04`, `NEWS RELEASE ** NEWS RELEASE`, `COMUNICADO / STATEMENT`.
pub(super) fn is_numbered_kind(line: &Line<'_>) -> bool {
    if !line.words.iter().any(|seen| seen.is(traits::OPENS_PHRASE)) {
        return false;
    }
    let words = line.text;
    let mut has_kind = false;
    let parts = words.split(['*', '|', '/', '–', '—', ':', '-', '#', '(', ')', ',']);
    for part in parts.map(str::trim) {
        if !part.contains(char::is_alphabetic) {
            continue;
        }
        let opener = part.split(|c: char| !c.is_alphanumeric()).find(|word| {
            !word.is_empty()
                && !word.chars().any(char::is_numeric)
                && !is_number_word(&word.to_lowercase())
        });
        if opener.is_some_and(|opener| !phrase::may_open(opener)) {
            return false;
        }
        let mut name = phrase::fold_words(part, 9);
        name.retain(|word| !word.chars().any(char::is_numeric) && !is_number_word(word));
        if name.is_empty() {
            continue;
        }
        // `NEWS RELEASE NEWS RELEASE NEWS RELEASE`
        for period in 1..=3 {
            let is_repeated =
                name.len() > period && name.chunks(period).all(|chunk| chunk == &name[..period]);
            if is_repeated {
                name.truncate(period);
            }
        }
        let is_kind = phrase::find(&name.join(" ")).iter().any(|met| {
            met.is_whole && matches!(met.phrase, Phrase::Kind | Phrase::Marker | Phrase::Embargo)
                || met.is_start && matches!(met.phrase, Phrase::Marker)
        });
        if !is_kind {
            return false;
        }
        has_kind = true;
    }
    has_kind
}

/// `No. 11`, `Nr. 7`.
fn is_number_word(word: &str) -> bool {
    matches!(word, "no" | "nr" | "n" | "nº" | "num" | "número" | "numéro" | "рег" | "رقم")
}

pub(super) fn has_url(words: &str) -> bool {
    static HTTP: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("http"));
    static WWW: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("www."));
    HTTP.find(words.as_bytes()).is_some() || WWW.find(words.as_bytes()).is_some() || {
        let is_lone = !words.contains(' ') && words.contains('.');
        is_lone && [".org", ".net", ".com", ".int", ".info"].iter().any(|end| words.ends_with(end))
    }
}

/// Words of streets and post boxes, as parts of a line.
static STREETS: LazyLock<DoubleArrayAhoCorasick<u32>> = LazyLock::new(|| {
    const WORDS: &[&str] = &[
        "Street",
        "Avenue",
        "Road",
        " Ave",
        " St.",
        "Blvd",
        "Suite",
        "P.O. Box",
        "PO Box",
        "P.O.Box",
        "Post Office Box",
        "Floor",
        " rue ",
        "Rue ",
        "Calle ",
        "straße",
        "strasse",
        "Straße",
        "Rua ",
        "Plaza",
        "Postboks",
        "Box ",
        " BP ",
        "BP ",
        "Casilla",
        "Apartado",
        "Apdo",
        " ul. ",
        " ул. ",
        " пр. ",
        "Platz ",
        "gasse ",
        "Avenida ",
        "Av. ",
    ];
    DoubleArrayAhoCorasick::new(WORDS).expect("the words differ and none is empty")
});

/// `12 Rue du Lac, 1202 Geneva`: a line of so many words, with a digit or without.
pub(super) fn is_address(words: &str, n_words: usize, has_digit: bool) -> bool {
    if !has_digit {
        return n_words <= 6 && STREETS.find_iter(words.as_bytes()).next().is_some();
    }
    let first_is_number = words.starts_with(|c: char| c.is_ascii_digit());
    let has_street = STREETS.find_iter(words.as_bytes()).next().is_some();
    let is_code = |word: &str| {
        let bare = lexicon::without_signs(word);
        (4..=6).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit())
    };
    let has_code = words.by_blanks().any(is_code) && !words.by_blanks().any(is_year);
    has_street
        || has_state_code(words)
        || (first_is_number && has_code && n_words <= 8 && words.chars().any(char::is_uppercase))
        || (has_code && words.contains(',') && n_words <= 12 && !lexicon::has_headline_verb(words))
}

/// `Westwater NSW 2600`: an Australian state and its code.
fn has_state_code(words: &str) -> bool {
    let mut before = "";
    words.by_blanks().any(|word| {
        let code = lexicon::without_signs(word);
        let is_code = code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_digit());
        let is_state = matches!(
            before,
            "NSW" | "VIC" | "QLD" | "WA" | "SA" | "TAS" | "ACT" | "NT" | "Vic" | "Qld" | "Tas"
        );
        before = code;
        is_code && is_state
    })
}

fn is_year(word: &str) -> bool {
    let bare = lexicon::without_signs(word);
    bare.len() == 4 && bare.parse::<u16>().is_ok_and(|year| (1500..=2100).contains(&year))
}

/// Whether what stands before the colon is a kind of release.
pub(super) fn heads_a_kind(words: &str) -> bool {
    words.split_once(':').is_some_and(|(head, _)| {
        phrase::find(head)
            .iter()
            .any(|met| met.is_whole && met.phrase == Phrase::Kind && met.n_words >= 2)
    })
}

/// `###`, `# # #`, `***`, `-30-`, `/ENDS`.
pub(super) fn is_end_mark(words: &str) -> bool {
    if !words.starts_with(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '3' | '#')) {
        return false;
    }
    let mut marks = words.chars().filter(|c| !c.is_whitespace());
    let bare: String = marks.by_ref().take(7).collect();
    marks.next().is_none()
        && (matches!(bare.as_str(), "-30-" | "–30–" | "30")
            || (bare.len() >= 2 && bare.len() <= 6 && bare.chars().all(|c| c == '#')))
}

/// A Cyrillic sentence of so many words is running text, however few of them are small.
const FEWEST_WITHOUT: usize = 14;

fn is_cyrillic(words: &str) -> bool {
    let first = words.chars().find(|c| c.is_alphabetic());
    first.is_some_and(|c| ('\u{400}'..='\u{52F}').contains(&c))
}

/// Small words are written onto others in Arabic, and few in Russian.
pub(super) fn has_few_small_words(words: &str) -> bool {
    let first = words.chars().find(|c| c.is_alphabetic());
    first.is_some_and(|c| ('\u{400}'..='\u{6FF}').contains(&c))
}

/// Long enough, and held together by small words.
pub(super) fn is_prose(line: &Line<'_>, n_words: usize) -> bool {
    let words = line.text;
    if lexicon::is_unspaced(words) {
        return words.chars().count() > if ends_sentence(words) { 24 } else { 36 };
    }
    if n_words < 9 {
        return false;
    }
    let head = &line.words[..line.words.len().min(40)];
    let n_seen = head.len();
    let (mut n_lower, mut n_small) = (0, 0);
    for seen in head {
        n_lower += usize::from(!seen.is(traits::CAPITAL) && !line.bare(seen).is_empty());
        n_small += usize::from(seen.is(traits::FUNCTION));
    }
    let has_end = ends_sentence(words) || words.ends_with([':', ',']) || n_words >= 30;
    let is_held = n_small * 6 >= n_seen
        || n_words >= FEWEST_WITHOUT && ends_sentence(words) && is_cyrillic(words);
    is_held && n_lower * 5 >= n_seen * 2 && (has_end || n_words >= 20)
}

pub(super) fn is_byline(words: &str) -> bool {
    const NEWSROOMS: [&str; 8] = [
        "Redacción",
        "Redação",
        "Redacção",
        "Rédaction",
        "la rédaction",
        "Redaktion",
        "Staff",
        "Admin",
    ];
    ["By ", "by ", "Par ", "Por ", "Von "].iter().any(|by| {
        words.strip_prefix(by).is_some_and(|name| {
            let name = name.split([',', '|']).next().unwrap_or_default().trim();
            lexicon::is_name(name) || NEWSROOMS.contains(&name)
        })
    })
}
