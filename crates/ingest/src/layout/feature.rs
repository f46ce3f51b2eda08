//! What can be seen of a unit without understanding it: one bit each.

use rustc_hash::FxHashSet;

use crate::{
    date::Mention,
    dateline,
    layout::{
        line::ends_sentence,
        phrase::{self, Phrase},
        unit::{self, Unit},
    },
    lexicon,
};

/// Declares the features: their bits and the names that the weights use.
macro_rules! features {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Feature { $($(#[$doc])* $name,)* }

        impl Feature {
            /// Every feature with its name in the weights.
            pub(crate) const ALL: &'static [(Feature, &'static str)] =
                &[$((Feature::$name, $text),)*];
        }
    };
}

features! {
    /// Always there.
    Bias = "bias",
    /// At most three words.
    Words3 = "words3",
    /// Four to eight words.
    Words8 = "words8",
    /// Nine to fifteen words.
    Words15 = "words15",
    /// Sixteen to twenty-five words.
    Words25 = "words25",
    /// More words.
    WordsMany = "words-many",
    /// Ends like a sentence.
    EndsStop = "ends-stop",
    /// Ends with a colon.
    EndsColon = "ends-colon",
    /// Ends with a comma.
    EndsComma = "ends-comma",
    /// Six of ten words or more are capitalised.
    TitleCase = "title-case",
    /// No lower-case letter.
    AllCaps = "all-caps",
    /// Starts with a lower-case letter.
    StartsLower = "starts-lower",
    /// A heading by markup or style.
    Heading = "heading",
    /// A heading of the first level.
    Heading1 = "heading1",
    /// Emphasised as a whole.
    Bold = "bold",
    /// Starts like a list item.
    Bullet = "bullet",
    /// Starts with a quotation mark.
    QuoteStart = "quote-start",
    /// Holds a mail address.
    Email = "email",
    /// Holds a web address.
    Url = "url",
    /// Holds a telephone number.
    Phone = "phone",
    /// A short line with a full date.
    DateLine = "date-line",
    /// Nothing but a date, a place and small words.
    DateOnly = "date-only",
    /// A release line.
    Marker = "marker",
    /// An embargo line.
    Embargo = "embargo",
    /// `PRESS RELEASE`.
    KindHead = "kind-head",
    /// `Contact:`.
    ContactHead = "contact-head",
    /// A contact phrase inside the line.
    ContactPhrase = "contact-phrase",
    /// `Background:`.
    BackgroundHead = "background-head",
    /// `About the Coalition`.
    AboutHead = "about-head",
    /// `Notes to editors`.
    NotesHead = "notes-head",
    /// An end mark.
    EndMark = "end-mark",
    /// A phrase of page furniture.
    ChromePhrase = "chrome-phrase",
    /// A rule.
    Rule = "rule",
    /// No letters.
    NoLetters = "no-letters",
    /// Starts with a dateline.
    Dateline = "dateline",
    /// Reads like running text.
    Prose = "prose",
    /// Shaped like a person's name.
    NameShaped = "name-shaped",
    /// Names a role and has no verb.
    RoleLine = "role-line",
    /// Shaped like the name of an organisation.
    OrgShaped = "org-shaped",
    /// `X is a global network of …`.
    Boiler = "boiler",
    /// `Sincerely`.
    SignOff = "sign-off",
    /// `Dear Sir`.
    Salutation = "salutation",
    /// Equals the title in the metadata.
    MetaTitle = "meta-title",
    /// The same words stand in an earlier unit.
    Repeats = "repeats",
    /// A blank line before.
    BlankBefore = "blank-before",
    /// A blank line after.
    BlankAfter = "blank-after",
    /// Two blank lines or more before.
    GapBefore = "gap-before",
    /// In the first tenth.
    Head10 = "head10",
    /// In the first quarter.
    Head25 = "head25",
    /// In the last quarter.
    Tail25 = "tail25",
    /// In the last tenth.
    Tail10 = "tail10",
    /// Before the first unit of running text.
    BeforeProse = "before-prose",
    /// A carrier line.
    Carrier = "carrier",
    /// Markup only: an image, a link.
    MarkupOnly = "markup-only",
    /// `Home | News | About`.
    Bars = "bars",
    /// `By Ada Roe`.
    Byline = "byline",
    /// In a contact block: after its head or a detail, itself a detail or with one soon to follow.
    InContact = "in-contact",
    /// A verb of headlines.
    HeadlineVerb = "headline-verb",
    /// The unit after is running text.
    BeforeNextProse = "before-next-prose",
    /// A square-bracketed remark.
    Bracketed = "bracketed",
    /// Holds a place label: `In Geneva:`.
    PlaceLabel = "place-label",
    /// A street or post office address.
    Address = "address",
}

/// A set of features.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Features(u64);

impl Features {
    pub(crate) fn has(self, feature: Feature) -> bool {
        self.0 >> feature as u8 & 1 == 1
    }

    pub(crate) fn set(&mut self, feature: Feature, holds: bool) {
        self.0 |= u64::from(holds) << feature as u8;
    }

    /// The features that hold, lowest bit first.
    pub(crate) fn iter(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let bit = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(bit)
        })
    }
}

/// What is known around the units.
#[derive(Debug)]
pub(crate) struct Context<'t> {
    pub(crate) text: &'t str,
    pub(crate) units: &'t [Unit],
    pub(crate) dates: &'t [Mention],
    /// Titles from metadata and their segments, folded.
    pub(crate) meta_titles: Vec<String>,
    /// Heading levels by unit; 7 is a whole line in bold.
    pub(crate) headings: Vec<Option<u8>>,
    /// Units that are carrier lines.
    pub(crate) carried: Vec<bool>,
}

/// The features of every unit.
pub(crate) fn of_units(context: &Context<'_>) -> Vec<Features> {
    let mut features: Vec<Features> =
        (0..context.units.len()).map(|idx| of_unit(context, idx)).collect();
    mark_repeats(context.units, &mut features);
    mark_contacts(&mut features);
    mark_neighbours(&mut features);
    features
}

fn of_unit(context: &Context<'_>, idx: usize) -> Features {
    let unit = &context.units[idx];
    let words = unit.words.as_str();
    let raw = unit.span.of(context.text);
    let mut features = Features::default();
    let mut set = |feature, holds| features.set(feature, holds);
    set(Feature::Bias, true);
    set(Feature::Carrier, context.carried[idx]);

    let n_words = words.split_whitespace().take(60).count();
    set(length_bucket(n_words), true);
    set(Feature::EndsStop, ends_sentence(words));
    set(Feature::EndsColon, words.ends_with(':'));
    set(Feature::EndsComma, words.ends_with(','));
    let case = Case::of(words);
    set(Feature::TitleCase, case.n_capitals * 10 >= case.n_words * 6 && case.n_words >= 2);
    set(Feature::AllCaps, case.is_all_upper);
    set(Feature::StartsLower, words.chars().next().is_some_and(char::is_lowercase));
    set(Feature::QuoteStart, words.starts_with(['"', '“', '«', '„', '‘', '”']));

    let is_end = is_end_mark(raw);
    let level = context.headings[idx].filter(|_| !is_end);
    set(Feature::Heading, level.is_some_and(|level| level < 7));
    set(Feature::Heading1, level == Some(1));
    set(Feature::Bold, level == Some(7));
    set(Feature::Bullet, unit::is_bullet(raw));
    set(Feature::Rule, unit::is_rule(raw));
    set(Feature::NoLetters, !words.contains(char::is_alphabetic) && !is_end);
    set(Feature::MarkupOnly, (words.is_empty() || is_markup_only(raw)) && !is_end);
    set(Feature::Bars, is_menu(words));
    set(Feature::Bracketed, words.starts_with('[') && words.ends_with(']'));

    set(Feature::Email, words.contains('@') || words.contains("[at]") || words.contains("(at)"));
    set(Feature::Url, has_url(words));
    set(Feature::Phone, n_words <= 60 && has_phone(words, context, unit));
    set(Feature::Address, n_words <= 14 && is_address(words));

    let date = date_shape(context, unit, n_words);
    set(Feature::DateLine, date.is_some());
    set(Feature::DateOnly, date == Some(true));
    set(Feature::Dateline, dateline::opens(raw));

    let says_end = set_phrases(&mut set, words);
    set(Feature::EndMark, is_end || says_end);
    if n_words <= 14 && is_numbered_kind(words) {
        set(Feature::KindHead, true);
    }
    set(Feature::HeadlineVerb, n_words <= 30 && lexicon::has_headline_verb(words));
    let is_prose = is_prose(words, n_words);
    set(Feature::Prose, is_prose);
    set(Feature::Boiler, lexicon::is_self_description(words));
    let is_short = n_words <= 12;
    let has_role = is_short && lexicon::has_role(words);
    set(Feature::NameShaped, is_short && lexicon::is_name(words));
    set(Feature::RoleLine, has_role && !is_prose);
    set(Feature::OrgShaped, n_words <= 16 && !is_prose && lexicon::is_organisation(words));
    set(Feature::Byline, n_words <= 8 && is_byline(words));
    set(Feature::PlaceLabel, n_words <= 6 && lexicon::place_label(words).is_some());

    set(Feature::MetaTitle, is_meta_title(context, words));
    set(Feature::BlankBefore, unit.n_blank_before > 0 || idx == 0);
    set(Feature::GapBefore, unit.n_blank_before > 1);
    let next = context.units.get(idx + 1);
    set(Feature::BlankAfter, next.is_none_or(|next| next.n_blank_before > 0));
    let (at, of) = (unit.span.start as usize, context.text.len().max(1));
    set(Feature::Head10, at * 10 <= of);
    set(Feature::Head25, at * 4 <= of);
    set(Feature::Tail25, at * 4 >= of * 3);
    set(Feature::Tail10, at * 10 >= of * 9);
    features
}

fn length_bucket(n_words: usize) -> Feature {
    match n_words {
        0..=3 => Feature::Words3,
        4..=8 => Feature::Words8,
        9..=15 => Feature::Words15,
        16..=25 => Feature::Words25,
        _ => Feature::WordsMany,
    }
}

struct Case {
    n_words: usize,
    n_capitals: usize,
    is_all_upper: bool,
}

impl Case {
    /// How the words of a line are written; long lines are judged by their start.
    fn of(words: &str) -> Self {
        let mut case = Self { n_words: 0, n_capitals: 0, is_all_upper: false };
        let mut n_lower = 0;
        let mut n_upper = 0;
        for word in words.split_whitespace().take(40) {
            let Some(first) = word.chars().find(|c| c.is_alphanumeric()) else { continue };
            case.n_words += 1;
            case.n_capitals += usize::from(first.is_uppercase() || first.is_numeric());
            n_upper += word.chars().filter(|c| c.is_uppercase()).count();
            n_lower += word.chars().filter(|c| c.is_lowercase()).count();
        }
        case.is_all_upper = n_upper >= 3 && n_lower * 8 <= n_upper;
        case
    }
}

fn is_markup_only(raw: &str) -> bool {
    let raw = raw.trim();
    let is_image = raw.starts_with("![") && raw.ends_with(')');
    let is_link = raw.starts_with('[') && raw.ends_with(')') && raw.matches("](").count() == 1;
    let is_tag = raw.starts_with('<') && raw.ends_with('>') && raw.matches('<').count() <= 4;
    let is_alarm =
        raw.starts_with("##") && raw.ends_with("##") && !raw.contains(' ') && raw.len() > 4;
    is_image || is_link || (is_tag && crate::layout::markup::strip(raw).len() <= 2) || is_alarm
}

/// `Home | News | About`.
fn is_menu(words: &str) -> bool {
    let n_bars = words.matches(" | ").count() + words.matches(" » ").count();
    let n_steps = words.matches(" > ").count() + words.matches(" : ").count();
    n_bars >= 2
        || (n_bars == 1 && words.len() < 80)
        || (n_steps >= 2 && words.len() < 120)
        || is_list_of_places(words)
}

/// `Rabat - Oran - Sfax`, `Bangkok * Manila * Dhaka`.
fn is_list_of_places(words: &str) -> bool {
    [" - ", " – ", " · ", " • ", " * ", " — ", " / "].iter().any(|joint| {
        let parts: Vec<&str> = words.split(joint).map(str::trim).collect();
        parts.len() >= 3
            && parts.iter().all(|part| {
                part.split_whitespace().count() <= 2 && part.starts_with(char::is_uppercase)
            })
    })
}

/// `MEDIA RELEASE No. 11/04`, `NEWS RELEASE ** NEWS RELEASE`, `COMUNICADO / STATEMENT`.
fn is_numbered_kind(words: &str) -> bool {
    let mut has_kind = false;
    let parts = words.split(['*', '|', '/', '–', '—', ':', '-', '#', '(', ')', ',']);
    for part in parts.map(str::trim) {
        let folded = phrase::fold_words(part, 9);
        let mut name: Vec<String> = folded
            .into_iter()
            .filter(|word| {
                !word.chars().any(char::is_numeric)
                    && !matches!(
                        word.as_str(),
                        "no" | "nr" | "n" | "nº" | "num" | "número" | "numéro" | "рег" | "رقم"
                    )
            })
            .collect();
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

fn has_url(words: &str) -> bool {
    words.contains("http") || words.contains("www.") || {
        let is_lone = !words.contains(' ') && words.contains('.');
        is_lone && [".org", ".net", ".com", ".int", ".info"].iter().any(|end| words.ends_with(end))
    }
}

/// Seven digits or more in a row of digits and telephone marks, dates set aside.
fn has_phone(words: &str, context: &Context<'_>, unit: &Unit) -> bool {
    let has_long_number = crate::contact::phones(words).next().is_some();
    has_long_number && date_shape(context, unit, 4) != Some(true)
}

fn is_address(words: &str) -> bool {
    const STREETS: &[&str] = &[
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
    let n_words = words.split_whitespace().count();
    let has_digit = words.chars().any(char::is_numeric);
    let first_is_number = words.starts_with(|c: char| c.is_ascii_digit());
    let has_street = STREETS.iter().any(|word| words.contains(word));
    let is_code = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        (4..=6).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit())
    };
    let has_code = words.split_whitespace().any(is_code) && !words.split_whitespace().any(is_year);
    (has_street && (has_digit || n_words <= 6))
        || (first_is_number && has_code && n_words <= 8 && words.chars().any(char::is_uppercase))
        || (has_code && words.contains(',') && n_words <= 12 && !lexicon::has_headline_verb(words))
}

fn is_year(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    bare.len() == 4 && bare.parse::<u16>().is_ok_and(|year| (1900..=2100).contains(&year))
}

/// Whether a short unit holds a full date, and whether it holds hardly anything else.
fn date_shape(context: &Context<'_>, unit: &Unit, n_words: usize) -> Option<bool> {
    if n_words > 16 {
        return None;
    }
    let first = context.dates.partition_point(|date| date.span.end <= unit.span.start);
    let date = context.dates[first..]
        .iter()
        .take_while(|date| date.span.start < unit.span.end)
        .find(|date| date.year.is_some())?;
    let text = unit.span.of(context.text);
    let cut = |at: u32| (at.saturating_sub(unit.span.start) as usize).min(text.len());
    let before = text.get(..cut(date.span.start)).unwrap_or_default();
    let after = text.get(cut(date.span.end)..).unwrap_or_default();
    let rest = n_content_words(before) + n_content_words(after);
    Some(rest <= 3)
}

/// Words that are not part of saying a date.
fn n_content_words(passage: &str) -> usize {
    phrase::fold_words(passage, 20)
        .iter()
        .filter(|word| !lexicon::is_date_word(word) && !word.chars().all(char::is_numeric))
        .count()
}

/// Sets what the phrases of a unit announce; tells whether one is an end mark.
fn set_phrases(set: &mut impl FnMut(Feature, bool), words: &str) -> bool {
    let mut is_end = false;
    let head = words.char_indices().nth(240).map_or(words, |(at, _)| &words[..at]);
    let n_words = words.split_whitespace().take(30).count();
    for met in phrase::find(head) {
        // `About 200 people …` is running text; a head is short, ends in a colon or is all there is.
        let has_colon = words
            .split_once(':')
            .is_some_and(|(head, _)| head.split_whitespace().count() <= met.n_words + 5);
        let is_head = met.is_start && (met.is_whole || has_colon || n_words <= 8);
        match met.phrase {
            Phrase::Marker if met.is_start || met.n_words >= 3 => {
                set(Feature::Marker, n_words <= 24);
            }
            Phrase::Embargo => set(Feature::Embargo, n_words <= 24),
            Phrase::Kind => set(Feature::KindHead, true),
            // `Press: Ada Roe`, but not `Press release: …`.
            Phrase::Contact if met.n_words == 1 && !met.is_whole && heads_a_kind(words) => {}
            Phrase::Contact if is_head || (met.is_start && met.n_words >= 3) => {
                set(Feature::ContactHead, true);
            }
            Phrase::Contact => set(Feature::ContactPhrase, true),
            Phrase::Background => {
                set(Feature::BackgroundHead, is_head && !words.ends_with('.') || has_colon);
            }
            Phrase::About => set(
                Feature::AboutHead,
                (is_head && n_words <= 9 || has_colon) && !words.ends_with(['.', '?'])
                    || has_colon && n_words > 9,
            ),
            Phrase::Notes => set(Feature::NotesHead, is_head),
            Phrase::End if met.is_whole => is_end = true,
            Phrase::Chrome => set(Feature::ChromePhrase, met.is_whole || n_words <= 12),
            Phrase::SignOff => set(Feature::SignOff, met.is_whole || is_head),
            Phrase::Salutation => set(Feature::Salutation, n_words <= 12),
            Phrase::Marker | Phrase::Forward | Phrase::End => {}
        }
    }
    is_end
}

/// Whether what stands before the colon is a kind of release.
fn heads_a_kind(words: &str) -> bool {
    words.split_once(':').is_some_and(|(head, _)| {
        phrase::find(head).iter().any(|met| met.is_whole && met.phrase == Phrase::Kind)
    })
}

/// `###`, `# # #`, `***`, `-30-`, `/ENDS`.
fn is_end_mark(words: &str) -> bool {
    let bare: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    matches!(bare.as_str(), "###" | "####" | "##" | "-30-" | "–30–" | "30")
        || (bare.len() >= 2 && bare.len() <= 6 && bare.chars().all(|c| c == '#'))
}

/// Long enough, and held together by small words.
fn is_prose(words: &str, n_words: usize) -> bool {
    if lexicon::is_unspaced(words) {
        return words.chars().count() > 24;
    }
    if n_words < 9 {
        return false;
    }
    let mut n_small = 0;
    let mut n_seen = 0;
    let mut n_lower = 0;
    for word in words.split_whitespace().take(40) {
        n_seen += 1;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        n_lower += usize::from(bare.chars().next().is_some_and(|c| !c.is_uppercase()));
        n_small += usize::from(lexicon::is_function_word(bare));
    }
    let has_end = ends_sentence(words) || words.ends_with([':', ',']) || n_words >= 30;
    n_small * 6 >= n_seen && n_lower * 5 >= n_seen * 2 && (has_end || n_words >= 20)
}

fn is_byline(words: &str) -> bool {
    ["By ", "by ", "Par ", "Por ", "Von "].iter().any(|by| {
        words.strip_prefix(by).is_some_and(|name| {
            let name = name.split([',', '|']).next().unwrap_or_default();
            lexicon::is_name(name)
        })
    })
}

fn is_meta_title(context: &Context<'_>, words: &str) -> bool {
    if context.meta_titles.is_empty() || words.len() > 600 || lexicon::is_organisation(words) {
        return false;
    }
    let folded = fold_title(words);
    !folded.is_empty() && context.meta_titles.iter().any(|title| shares_words(title, &folded))
}

/// The letters of a title, in one case.
pub(crate) fn fold_title(title: &str) -> String {
    phrase::fold_words(title, 60).join(" ")
}

/// Whether a line is most of a title from the metadata, or the other way round.
fn shares_words(title: &str, line: &str) -> bool {
    let title_words: FxHashSet<&str> = title.split(' ').collect();
    let line_words: Vec<&str> = line.split(' ').collect();
    let n_shared = line_words.iter().filter(|word| title_words.contains(*word)).count();
    line_words.len() >= 2
        && n_shared * 10 >= line_words.len() * 7
        && n_shared * 10 >= title_words.len() * 5
}

/// Sets the features that need all units.
fn mark_repeats(units: &[Unit], features: &mut [Features]) {
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    for (unit, features) in units.iter().zip(features) {
        let is_new = seen.insert(unit.words.as_str());
        features.set(Feature::Repeats, !is_new && unit.words.len() > 8);
    }
}

/// How many units a name may stand before the telephone number.
const REACH: usize = 4;

/// Sets [`Feature::InContact`]: a block opens with its head or a first detail and goes on while details
/// keep coming.
fn mark_contacts(features: &mut [Features]) {
    let is_detail = |unit: &Features| {
        (unit.has(Feature::Email) || unit.has(Feature::Phone) || unit.has(Feature::PlaceLabel))
            && !unit.has(Feature::WordsMany)
            && !unit.has(Feature::Carrier)
    };
    let is_shaped = |unit: &Features| {
        unit.has(Feature::NameShaped)
            || unit.has(Feature::RoleLine)
            || unit.has(Feature::OrgShaped)
            || unit.has(Feature::Address)
            || unit.has(Feature::EndsComma)
            || unit.has(Feature::Words3)
    };
    let mut is_open = false;
    for idx in 0..features.len() {
        let unit = features[idx];
        let end = features.len().min(idx + 1 + REACH);
        let follows = features[idx + 1..end]
            .iter()
            .take_while(|next| !next.has(Feature::Prose) && !next.has(Feature::Marker))
            .any(is_detail);
        let is_head = unit.has(Feature::ContactHead);
        let belongs = is_detail(&unit)
            || (is_shaped(&unit)
                && !unit.has(Feature::HeadlineVerb)
                && (is_open && follows || names_person(unit) && follows && is_next(features, idx)));
        features[idx].set(Feature::InContact, belongs && !is_head);
        is_open = is_head || belongs;
    }
}

fn names_person(unit: Features) -> bool {
    unit.has(Feature::NameShaped)
}

/// Whether the line after a name, or the one after its role, is a detail.
fn is_next(features: &[Features], idx: usize) -> bool {
    features[idx + 1..features.len().min(idx + 4)]
        .iter()
        .take_while(|unit| !unit.has(Feature::BlankBefore))
        .any(|unit| unit.has(Feature::Email) || unit.has(Feature::Phone))
}

fn mark_neighbours(features: &mut [Features]) {
    let is_lede = |features: &Features| {
        features.has(Feature::Prose)
            && !features.has(Feature::Carrier)
            && !features.has(Feature::Bracketed)
            && !features.has(Feature::ChromePhrase)
            && !features.has(Feature::ContactHead)
            && !features.has(Feature::Heading)
    };
    let first_prose = features.iter().position(is_lede).unwrap_or(features.len());
    for idx in 0..features.len() {
        let next_is_prose = features.get(idx + 1).is_some_and(is_lede);
        let unit = &mut features[idx];
        unit.set(Feature::BeforeProse, idx < first_prose);
        unit.set(Feature::BeforeNextProse, next_is_prose);
    }
}
