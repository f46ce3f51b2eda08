//! Observing the units: which features each of them has.

use rustc_hash::{FxBuildHasher, FxHashSet};

use crate::lexicon::Blanks as _;
use crate::{
    date::Mention,
    dateline,
    layout::{
        alone::Alone,
        echo::Echoes,
        ends_sentence,
        feature::{Feature, Features},
        head,
        look::Look,
        neighbour::{mark_contacts, mark_neighbours},
        office,
        phrase::{self, Phrase},
        shape::{
            has_url, heads_a_kind, is_address, is_byline, is_code, is_end_mark, is_jammed_menu,
            is_markup_only, is_menu, is_numbered_kind, is_prose, is_spaced_menu, repeats_an_entry,
        },
        unit::{self, Unit},
    },
    lexicon::{self, Line, Seen, traits},
};

/// So many units from the top may be persons and offices of a letterhead.
pub(super) const OFFICE_REACH: usize = 16;

/// What is known around the units.
#[derive(Debug)]
pub(crate) struct Context<'t> {
    pub(crate) text: &'t str,
    pub(crate) units: &'t [Unit],
    pub(crate) dates: &'t [Mention],
    /// Titles from metadata and their segments, folded.
    pub(crate) meta_titles: Vec<String>,
    /// Which units the name of the page, or the way to it, says once more.
    pub(super) echoes: Echoes,
    /// Heading levels by unit; 7 is a whole line in bold.
    pub(crate) headings: Vec<Option<u8>>,
    /// Units that are carrier lines.
    pub(crate) carried: Vec<bool>,
}

/// A unit by itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'t> {
    /// As it stands in the text.
    pub(super) raw: &'t str,
    /// Its words.
    pub(super) line: Line<'t>,
    /// It is one of the first [`OFFICE_REACH`].
    pub(super) is_near_top: bool,
}

/// Asks some questions about a unit by itself.
type OfItself = fn(&Asked<'_>, &mut Alone);

/// All that is asked of a unit by itself. Each part is asked of one unit after the other: all of them together do
/// not fit the fastest cache of instructions.
pub(super) const OF_ITSELF: [OfItself; 9] = [
    ask_length_and_case,
    ask_markup,
    ask_signs,
    ask_dateline,
    ask_phrases,
    ask_kind,
    ask_prose,
    ask_names,
    ask_office,
];

/// The features of every unit.
pub(crate) fn of_units(context: &Context<'_>) -> Vec<Features> {
    let mut features: Vec<Features> =
        context.units.iter().map(|unit| unit.alone.features).collect();
    for (idx, features) in features.iter_mut().enumerate() {
        ask_place(context, idx, features);
        ask_heading(context, idx, features);
        ask_dates(context, idx, features);
    }
    mark_repeats(context.units, &mut features);
    mark_offices(context.units, &mut features);
    mark_contacts(&mut features);
    mark_neighbours(&mut features);
    features
}

/// The number of words; more make no difference. Without blanks two letters are about one.
fn n_words(line: &Line<'_>) -> usize {
    const MOST: usize = 60;
    if line.words.len() < MOST && lexicon::is_unspaced(line.text) {
        let n_letters = line.text.chars().take(2 * MOST).filter(|c| c.is_alphabetic()).count();
        return n_letters.div_ceil(2).max(line.words.len()).min(MOST);
    }
    line.words.len().min(MOST)
}

fn ask_length_and_case(asked: &Asked<'_>, alone: &mut Alone) {
    let line = &asked.line;
    let words = line.text;
    let mut set = |feature, holds| alone.features.set(feature, holds);
    set(Feature::Bias, true);
    set(length_bucket(n_words(line)), true);
    set(Feature::EndsStop, ends_sentence(words));
    set(Feature::EndsColon, words.ends_with(':'));
    set(Feature::EndsComma, words.ends_with(','));
    let case = Case::of(line);
    set(Feature::TitleCase, case.n_capitals * 10 >= case.n_words * 6 && case.n_words >= 2);
    set(Feature::AllCaps, case.is_all_upper && !lexicon::is_unspaced(words));
    set(Feature::StartsLower, words.chars().next().is_some_and(char::is_lowercase));
    set(Feature::QuoteStart, words.starts_with(['"', '“', '«', '„', '‘', '”']));
}

fn ask_place(context: &Context<'_>, idx: usize, features: &mut Features) {
    let unit = &context.units[idx];
    let mut set = |feature, holds| features.set(feature, holds);
    set(Feature::Carrier, context.carried[idx]);
    set(Feature::BlankBefore, unit.n_blank_before > 0 || idx == 0);
    set(Feature::GapBefore, unit.n_blank_before > 1);
    let next = context.units.get(idx + 1);
    set(Feature::BlankAfter, next.is_none_or(|next| next.n_blank_before > 0));
    let (at, of) = (unit.span.start as usize, context.text.len().max(1));
    set(Feature::Head10, at * 10 <= of);
    set(Feature::Head25, at * 4 <= of);
    set(Feature::Tail25, at * 4 >= of * 3);
    set(Feature::Tail10, at * 10 >= of * 9);
}

fn ask_markup(asked: &Asked<'_>, alone: &mut Alone) {
    let (raw, words) = (asked.raw, asked.line.text);
    let mut set = |feature, holds| alone.features.set(feature, holds);
    let is_end = is_end_mark(raw);
    set(Feature::EndMark, is_end);
    set(Feature::Bullet, unit::is_bullet(raw));
    set(Feature::Rule, unit::is_rule(raw));
    set(Feature::NoLetters, !words.contains(char::is_alphabetic) && !is_end);
    set(Feature::MarkupOnly, (words.is_empty() || is_markup_only(raw)) && !is_end);
    set(Feature::Bracketed, words.starts_with('[') && words.ends_with(']'));
}

fn ask_heading(context: &Context<'_>, idx: usize, features: &mut Features) {
    let unit = &context.units[idx];
    let mut set = |feature, holds| features.set(feature, holds);
    let level = context.headings[idx].filter(|_| !is_end_mark(unit.span.of(context.text)));
    set(Feature::Heading, level.is_some_and(|level| level < 7));
    set(Feature::Heading1, level == Some(1));
    set(Feature::Bold, level == Some(7));
    set(Feature::ChromePhrase, context.echoes.is_of_page[idx]);
    set(Feature::MetaTitle, context.echoes.is_said[idx] || is_meta_title(context, &unit.words));
}

fn ask_signs(asked: &Asked<'_>, alone: &mut Alone) {
    let line = &asked.line;
    let words = line.text;
    let n_words = n_words(line);
    let look = Look::of(line);
    let mut set = |feature, holds| alone.features.set(feature, holds);
    set(Feature::Bars, is_menu(words, &look));
    let is_run_together =
        || is_spaced_menu(asked.raw) || is_jammed_menu(words) || repeats_an_entry(line);
    set(Feature::Bars, asked.is_near_top && is_run_together());
    set(Feature::MarkupOnly, is_code(words, &look));
    let has_at = |open, sign| look.has(open) && words.contains(sign);
    let is_hidden = look.has(b'[') && crate::contact::hidden_emails(words).next().is_some();
    let is_spelt = has_at(b'[', "[at]") || has_at(b'(', "(at)");
    set(Feature::Email, look.has(b'@') || is_spelt || is_hidden);
    set(Feature::Url, has_url(words));
    set(Feature::Address, n_words <= 14 && is_address(words, n_words, has_digit(words, &look)));
    alone.has_long_number = look.has_digit() && crate::contact::phones(words).next().is_some();
}

fn ask_dates(context: &Context<'_>, idx: usize, features: &mut Features) {
    let unit = &context.units[idx];
    let date = date_shape(context, unit, n_words(&unit.line()));
    features.set(Feature::DateLine, date.is_some());
    features.set(Feature::DateOnly, date == Some(true));
    // dates set aside
    let is_phone = unit.alone.has_long_number && date_shape(context, unit, 4) != Some(true);
    features.set(Feature::Phone, is_phone);
}

fn ask_dateline(asked: &Asked<'_>, alone: &mut Alone) {
    alone.features.set(Feature::Dateline, dateline::opens_line(asked.raw, &asked.line));
}

fn ask_phrases(asked: &Asked<'_>, alone: &mut Alone) {
    let mut set = |feature, holds| alone.features.set(feature, holds);
    let says_end = set_phrases(&mut set, &asked.line);
    set(Feature::EndMark, says_end);
}

fn ask_kind(asked: &Asked<'_>, alone: &mut Alone) {
    let line = &asked.line;
    let n_words = n_words(line);
    let says_kind = n_words <= 14 && is_numbered_kind(line)
        || n_words <= 6 && may_name_kind(line) && phrase::says_kind(line.text)
        || n_words <= 3 && head::is_serial_line(line.text)
        || n_words <= 14 && phrase::name_beside_kind(line.text).is_some();
    alone.features.set(Feature::KindHead, says_kind);
}

/// Whether a word of a line may be one of the `press release`; each of these opens phrases.
fn may_name_kind(line: &Line<'_>) -> bool {
    line.words.iter().any(|seen| seen.is(traits::OPENS_PHRASE))
}

fn ask_prose(asked: &Asked<'_>, alone: &mut Alone) {
    let line = &asked.line;
    let n_words = n_words(line);
    let mut set = |feature, holds| alone.features.set(feature, holds);
    set(Feature::HeadlineVerb, n_words <= 30 && line.has_headline_verb());
    set(Feature::Prose, is_prose(line, n_words));
    set(Feature::Boiler, lexicon::is_self_description(line));
}

/// To be asked behind [`ask_prose`].
fn ask_names(asked: &Asked<'_>, alone: &mut Alone) {
    let line = &asked.line;
    let words = line.text;
    let n_words = n_words(line);
    let is_prose = alone.features.has(Feature::Prose);
    let mut set = |feature, holds| alone.features.set(feature, holds);
    let has_role = n_words <= 12 && line.may_have_role() && lexicon::has_role(words);
    set(Feature::NameShaped, (2..=6).contains(&n_words) && lexicon::is_name(words));
    set(Feature::RoleLine, has_role && !is_prose);
    // `REFUGEES` may stand in names, and is none
    let may_be_organisation = (2..=16).contains(&n_words) || !words.is_ascii();
    set(
        Feature::OrgShaped,
        may_be_organisation && n_words <= 16 && !is_prose && line.is_organisation(),
    );
    set(Feature::Byline, n_words <= 8 && is_byline(words));
    set(Feature::PlaceLabel, n_words <= 6 && lexicon::place_label(words).is_some());
}

/// To be asked behind [`ask_prose`].
fn ask_office(asked: &Asked<'_>, alone: &mut Alone) {
    let line = &asked.line;
    let may_be_office = asked.is_near_top
        && (1..=60).contains(&line.words.len())
        && !alone.features.has(Feature::Prose);
    if !may_be_office {
        return;
    }
    let is_letterhead = line.may_name_office() && office::is_letterhead(line.text);
    alone.features.set(Feature::OfficeLine, is_letterhead);
    alone.features.set(Feature::KindHead, office::is_spelt_kind(asked.raw));
}

/// Whether a line has a digit of any script.
fn has_digit(words: &str, look: &Look) -> bool {
    look.has_digit() || !words.is_ascii() && words.chars().any(char::is_numeric)
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
    fn of(line: &Line<'_>) -> Self {
        let mut case = Self { n_words: 0, n_capitals: 0, is_all_upper: false };
        let mut n_lower = 0;
        let mut n_upper = 0;
        for seen in line.words.iter().take(40) {
            case.n_words += usize::from(!seen.is_sign());
            case.n_capitals += usize::from(seen.is(traits::CAPITAL | traits::NUMERIC));
            n_upper += usize::from(seen.n_upper);
            n_lower += usize::from(seen.n_lower);
        }
        case.is_all_upper = n_upper >= 3 && n_lower * 8 <= n_upper;
        case
    }
}

/// A line with a date behind a sentence of more words is no date line.
const MOST_BESIDE_DATE: usize = 7;

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
    // `The union called for the release of its leader today. (Suva, 9 June 2014)`
    let is_sentence = rest > MOST_BESIDE_DATE && before.contains(". (") && after.trim().len() <= 2;
    (!is_sentence).then_some(rest <= 3)
}

/// Words that are not part of saying a date.
fn n_content_words(passage: &str) -> usize {
    phrase::fold_words(passage, 20)
        .iter()
        .filter(|word| !lexicon::is_date_word(word) && !is_hour(word))
        .count()
}

/// A number, or an hour written as one word: `14h05`, `5pm`.
fn is_hour(word: &str) -> bool {
    word.starts_with(char::is_numeric)
        && word.chars().filter(|letter| letter.is_alphabetic()).count() <= 2
}

/// Sets what the phrases of a unit announce; tells whether one is an end mark.
fn set_phrases(set: &mut impl FnMut(Feature, bool), line: &Line<'_>) -> bool {
    // in a long line a phrase counts at its start alone
    let n_asked = if line.words.len() > phrase::SHORT_LINE { 1 } else { line.words.len() };
    let has_letters = |seen: &&Seen| !line.bare(seen).is_empty();
    let mut asked = line.words.iter().filter(has_letters).take(n_asked);
    let may_open = asked.next().is_some_and(|seen| seen.is(traits::OPENS_PHRASE));
    if !may_open && !asked.any(|seen| seen.is(traits::OPENS_ANYWHERE)) {
        return false;
    }
    let words = line.text;
    let mut is_end = false;
    let head = lexicon::first_letters(words, 240);
    let n_words = line.words.len().min(30);
    let stand_in_head = |seen: &&Seen| has_letters(seen) && seen.end() <= head.len();
    let is_long = line.words.iter().filter(stand_in_head).nth(phrase::SHORT_LINE).is_some();
    let found = if is_long { phrase::find_at_start(head) } else { phrase::find(head) };
    let is_chrome = found.iter().any(|met| met.is_whole && met.phrase == Phrase::Chrome);
    // `Press briefing notes on the ports`
    let is_kind = found
        .iter()
        .any(|met| met.is_start && !met.is_whole && met.phrase == Phrase::Kind && met.n_words > 1);
    let is_page_line = || is_chrome || is_kind || n_words <= 6 && phrase::says_kind(head);
    if n_words <= 12 && !words.is_ascii() && words.contains('©') {
        set(Feature::ChromePhrase, true);
    }
    for met in found {
        // `About 200 people …` is running text; a head is short, ends in a colon or is all there is.
        let has_colon = words
            .split_once(':')
            .is_some_and(|(head, _)| head.by_blanks().count() <= met.n_words + 5);
        let is_head = met.is_start && (met.is_whole || has_colon || n_words <= 8);
        match met.phrase {
            Phrase::Marker if met.is_start || met.n_words >= 3 => {
                set(Feature::Marker, n_words <= 24);
            }
            Phrase::Embargo => set(Feature::Embargo, n_words <= 24),
            Phrase::Kind => set(Feature::KindHead, true),
            // `Media: Ada Roe`, but not `Media Centre`, `MEDIA RELEASE | SEA PARTY`.
            Phrase::Contact if met.n_words == 1 && !met.is_whole && is_page_line() => {}
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
                (is_head && n_words <= 9 && !words.contains(|c: char| c.is_ascii_digit())
                    || has_colon)
                    && !words.ends_with(['.', '?'])
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

fn is_meta_title(context: &Context<'_>, words: &str) -> bool {
    if context.meta_titles.is_empty() || words.len() > 600 || lexicon::is_organisation(words) {
        return false;
    }
    let folded = fold_title(words);
    !folded.is_empty() && context.meta_titles.iter().any(|title| shares_words(title, &folded))
}

/// The letters of a title, in one case.
pub(crate) fn fold_title(title: &str) -> String {
    phrase::fold(title, 60)
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

/// An office may run over several lines: `MINISTER FOR RIVERS`, `AND LAKES`.
fn mark_offices(units: &[Unit], features: &mut [Features]) {
    // who signs a letter heads no letter
    let is_letter = |features: &Features| features.has(Feature::Salutation);
    let body = features.iter().position(is_letter).unwrap_or(features.len());
    features[body..].iter_mut().for_each(|features| features.clear(Feature::OfficeLine));
    for idx in 1..body.min(OFFICE_REACH) {
        if !features[idx - 1].has(Feature::OfficeLine) {
            continue;
        }
        let first = units[idx].words.by_blanks().next().unwrap_or_default();
        let goes_on = matches!(first, "AND" | "and" | "FOR" | "for" | "OF" | "of" | "&")
            || unit::ends_open(&units[idx - 1].words.to_lowercase());
        let is_plain = !features[idx].has(Feature::Prose) && !features[idx].has(Feature::DateOnly);
        // a line cut inside an office: `MINISTER FOR RIVERS`, `TRADE AND MINISTER FOR LAKES`
        let goes_on = goes_on
            || units[idx].n_blank_before == 0
                && features[idx].has(Feature::AllCaps)
                && features[idx - 1].has(Feature::AllCaps)
                && !features[idx].has(Feature::HeadlineVerb)
                && office::names_minister(&units[idx].words);
        if goes_on && is_plain {
            features[idx].set(Feature::OfficeLine, true);
        }
    }
}

/// Sets the features that need all units.
fn mark_repeats(units: &[Unit], features: &mut [Features]) {
    let mut seen: FxHashSet<&str> = FxHashSet::with_capacity_and_hasher(units.len(), FxBuildHasher);
    for (unit, features) in units.iter().zip(features) {
        let is_new = seen.insert(unit.words.as_str());
        features.set(Feature::Repeats, !is_new && unit.words.len() > 8);
    }
}
