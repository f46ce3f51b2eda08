//! Which unit of the head is the headline, and which the line under it.
//!
//! Labels in sequence find where the head ends; inside it one unit is the headline. It is chosen by its
//! own score, because its place differs from issuer to issuer: after the date and the release line in
//! mails, before them on pages, after a serial number or the name of a site.

use std::cell::RefCell;

use crate::layout::{
    feature::{Feature, Features},
    furniture::{
        LONGEST_STAMP, is_annex_label, is_form_field, is_marked_subtitle, is_occasion,
        is_scanned_stamp, is_site_and_section, is_site_name, is_stamp, is_street_line,
        is_subject_line,
    },
    label::{Label, Zone},
    observe::fold_title,
    office, recur,
    unit::{Unit, ends_open},
};
use crate::lexicon::{self, Blanks as _, Line, traits, with_lower};
use crate::met::Met;
use crate::quote::is_given_name;

/// A unit with fewer points is no headline.
const ENOUGH: f32 = 1.1;

/// A line above the text with fewer is none, for want of a better one.
const LEAST: f32 = -0.5;
/// Above the number of a release so many will do.
const LEAST_ABOVE_NUMBER: f32 = -1.0;

/// A headline that asks has no more words.
const MOST_ASKED: usize = 16;

/// The salutation of a letter stands within so many units of its addressee.
const LONGEST_ADDRESS: usize = 12;

/// What single features say about a unit being the headline.
const POINTS: &[(Feature, f32)] = &[
    (Feature::MetaTitle, 4.0),
    (Feature::Heading1, 5.0),
    (Feature::Heading, 1.5),
    (Feature::Bold, 0.8),
    (Feature::Words3, -0.8),
    (Feature::Words8, 0.8),
    (Feature::Words15, 1.3),
    (Feature::Words25, 0.9),
    (Feature::WordsMany, -2.5),
    (Feature::EndsStop, -0.9),
    (Feature::EndsColon, -1.2),
    (Feature::EndsComma, -1.0),
    (Feature::TitleCase, 0.8),
    (Feature::AllCaps, 0.6),
    (Feature::HeadlineVerb, 1.0),
    (Feature::StartsLower, -2.0),
    (Feature::Bullet, -3.0),
    (Feature::Email, -5.0),
    (Feature::Url, -4.0),
    (Feature::Phone, -5.0),
    (Feature::DateOnly, -6.0),
    (Feature::DateLine, -1.0),
    (Feature::Marker, -8.0),
    (Feature::Embargo, -6.0),
    (Feature::KindHead, -8.0),
    (Feature::ContactHead, -6.0),
    (Feature::InContact, -4.0),
    (Feature::BackgroundHead, -3.0),
    (Feature::NotesHead, -5.0),
    (Feature::AboutHead, -1.5),
    (Feature::EndMark, -8.0),
    (Feature::ChromePhrase, -4.0),
    (Feature::Rule, -9.0),
    (Feature::NoLetters, -9.0),
    (Feature::MarkupOnly, -9.0),
    (Feature::Bars, -4.0),
    (Feature::Bracketed, -4.0),
    (Feature::Dateline, -4.0),
    (Feature::Prose, -1.6),
    (Feature::Boiler, -2.0),
    (Feature::NameShaped, -1.4),
    (Feature::RoleLine, -1.0),
    (Feature::OrgShaped, -2.6),
    (Feature::Address, -3.0),
    (Feature::OfficeLine, -5.0),
    (Feature::SignOff, -5.0),
    (Feature::Salutation, -5.0),
    (Feature::Byline, -5.0),
    (Feature::PlaceLabel, -4.0),
    (Feature::Repeats, 0.6),
    (Feature::BlankBefore, 0.2),
    (Feature::BlankAfter, 0.3),
    (Feature::Head10, 0.2),
    (Feature::BeforeNextProse, 0.5),
];

/// Chooses the headline of a release and relabels the head accordingly.
pub(crate) fn choose(units: &[Unit], features: &[Features], labels: &mut [Label]) {
    let (mut scores, spared) = scores(units, features, labels);
    clear(labels);
    let first = best(units, features, &scores).or_else(|| {
        for idx in &spared {
            scores[*idx] = ENOUGH;
        }
        best(units, features, &scores)
    });
    let Some(first) = first else { return };
    let last = last_line(units, features, first);
    labels[first..=last].fill(Label::Title);
    for (label, features) in labels.iter_mut().zip(features).take(first) {
        // Running text above the headline belongs to the page, but not where it opens with a dateline.
        if features.has(Feature::Dateline) && features.has(Feature::WordsMany) {
            *label = Label::Lede;
        } else if label.zone() != Zone::Head && !features.has(Feature::Carrier) {
            *label = Label::HeadChrome;
        }
    }
    open_body(features, labels, last);
    subtitle(units, features, labels, last);
}

/// The scores of the units of the head, and of two more: a headline may have been taken for the lede; and which units
/// may be it nevertheless where no other is.
fn scores(units: &[Unit], features: &[Features], labels: &[Label]) -> (Vec<f32>, Vec<usize>) {
    let first_body =
        labels.iter().position(|label| label.zone() != Zone::Head).unwrap_or(labels.len());
    // of a letter only the line below the salutation may be its headline: `Re: the ports`; a note that greets whom it
    // sends a release is no letter
    let salutation = features
        .iter()
        .position(|unit| unit.has(Feature::Salutation))
        .filter(|salutation| !is_of_a_note(features, labels, *salutation, first_body));
    let last = salutation.map_or(labels.len(), |salutation| salutation + 1);
    let is_candidate = |idx: usize| {
        !features[idx].has(Feature::Carrier)
            && idx <= last
            && (idx < first_body
                || Some(idx) == salutation.map(|salutation| salutation + 1)
                || may_be_misread(units, features, labels, idx, first_body))
    };
    let reach = salutation.map_or(0, |salutation| salutation + 2).max(first_body + 2);
    let mut scores: Vec<f32> = (0..reach.min(labels.len()))
        .map(|idx| if is_candidate(idx) { score(units, features, labels, idx) } else { f32::MIN })
        .collect();
    let spared = weigh_again(units, features, first_body, &mut scores);
    (scores, spared)
}

fn capped(n_words: usize, most: u8) -> f32 {
    f32::from(u8::try_from(n_words).unwrap_or(u8::MAX).min(most))
}

/// Whether a rule and the head of a release stand between a salutation and the running text.
fn is_of_a_note(
    features: &[Features],
    labels: &[Label],
    salutation: usize,
    first_body: usize,
) -> bool {
    let below = salutation + 1..first_body;
    let rule = below.clone().find(|idx| features[*idx].has(Feature::Rule));
    rule.is_some_and(|rule| labels[rule..first_body].contains(&Label::Title))
}

/// A line with fewer points is not asked whether its words come again.
const LEAST_ASKED: f32 = -1.0;
/// What a word that comes again is worth, and once more if it is no name there; and how many count.
const AGAIN: f32 = 0.2;
const MOST_AGAIN: u8 = 5;
/// What a line loses of which nothing comes again.
const NEVER_AGAIN: f32 = 1.5;
/// Of fewer words that says nothing.
const FEWEST_ASKED: usize = 4;
/// Of so few words none may come again by chance.
const FEW: usize = 8;
/// What a line loses that comes again as it is: it is a name.
const NAMED_AGAIN: f32 = 1.0;
/// A head has no more lines that vie.
const MOST_ASKED_LINES: usize = 64;

/// Where lines vie for being the headline and no markup tells, those whose words come again in the running text are
/// better. Gives those that are good enough by themselves and too short to tell.
fn weigh_again(
    units: &[Unit],
    features: &[Features],
    first_body: usize,
    scores: &mut [f32],
) -> Vec<usize> {
    let mut spared = Vec::new();
    let is_asked = |idx: &usize| scores[*idx] > LEAST_ASKED;
    let asked: Vec<usize> = (0..scores.len()).filter(is_asked).take(MOST_ASKED_LINES).collect();
    let is_told = |idx: &usize| {
        features[*idx].has(Feature::MetaTitle) || features[*idx].has(Feature::Heading)
    };
    if asked.len() < 2 || asked.iter().any(is_told) {
        return spared;
    }
    let text = recur::Text::from(units, features, first_body);
    for idx in asked {
        let again = text.again(units, idx);
        // what may be the lede has the words of the text anyway
        let most = if idx < first_body { MOST_AGAIN } else { 0 };
        let is_enough = scores[idx] >= ENOUGH;
        scores[idx] += match again.n_below {
            _ if again.is_name => -NAMED_AGAIN,
            0 if again.n_words >= FEWEST_ASKED => -NEVER_AGAIN,
            n_below => AGAIN * (capped(n_below, most) + capped(again.n_small, most)),
        };
        if is_enough && again.n_below == 0 && again.n_words <= FEW {
            spared.push(idx);
        }
    }
    spared
}

/// The best unit; of a stack of lines the first, unless metadata or style names another.
fn best(units: &[Unit], features: &[Features], scores: &[f32]) -> Option<usize> {
    let mut best = None;
    for (idx, score) in scores.iter().enumerate() {
        if *score >= ENOUGH && best.is_none_or(|best: usize| *score > scores[best]) {
            best = Some(idx);
        }
    }
    let best = best.or_else(|| above_lede(units, features, scores))?;
    let is_named = features[best].has(Feature::MetaTitle) || features[best].has(Feature::Heading1);
    let mut first = best;
    let top = top_of_stack(units, features, scores, best);
    let is_same_paragraph = (top + 1..=best).all(|idx| units[idx].n_blank_before == 0);
    if !is_named || is_same_paragraph {
        first = top;
    }
    // The line above may only be waiting for this one: `Liberia / Sierra Leone:`.
    while first > 0 && units[first].n_blank_before == 0 && is_waiting(units, features, first - 1) {
        first -= 1;
    }
    // A line that only begins the next one is the name of the page.
    while first + 1 < scores.len()
        && scores[first + 1] >= ENOUGH
        && is_page_title(units, first, first + 1)
    {
        first += 1;
    }
    Some(first)
}

fn score(units: &[Unit], features: &[Features], labels: &[Label], idx: usize) -> f32 {
    let unit = features[idx];
    let mut score: f32 =
        POINTS.iter().filter(|(feature, _)| unit.has(*feature)).map(|(_, points)| points).sum();
    score += match labels[idx] {
        Label::Title => 1.2,
        Label::Letterhead => -0.4,
        Label::Subtitle => 0.2,
        _ => 0.0,
    };
    let words = units[idx].words.as_str();
    let said = SAID.with_borrow_mut(|met| met.get_or(words, || Said::by(&units[idx].line())));
    if said.has(Said::TWO_SENTENCES) && !unit.has(Feature::Heading) {
        score -= if units[idx].seen.len() <= 16 { 1.2 } else { 2.2 };
    }
    if words.ends_with(['?', '!', '؟', '？'])
        || unit.has(Feature::Heading) && unit.has(Feature::EndsStop)
    {
        score += 0.9;
    }
    if unit.has(Feature::NameShaped) && units[idx].seen.len() == 2 {
        score -= 1.0;
    }
    if said.has(Said::COUNTRY_FIRST) {
        score += 1.2;
    }
    if said.has(Said::SITE) {
        score -= 3.0;
    }
    // a letterhead that a scanner has garbled
    if said.has(Said::SEAT_LAST) && unit.has(Feature::AllCaps) || words.ends_with("M.P.") {
        score -= 3.0;
    }
    // `The Hon. Ada Roe MP, Parliament House, Canberra ACT 2600`; a headline may name a street
    if unit.has(Feature::Address) && words.bytes().any(|byte| byte.is_ascii_digit()) {
        score -= 3.0;
    }
    if said.has(Said::LABEL) {
        score -= 5.0;
    }
    if said.has(Said::OCCASION) {
        score -= 3.0;
    }
    if said.has(Said::PRESENTED) {
        score -= 2.0;
    }
    // The neighbours of a headline: release line, date, contacts or the top above, the lede below.
    let above = (0..idx).rev().find(|above| !features[*above].has(Feature::Rule));
    let follows_head = above.is_none_or(|above| {
        matches!(
            labels[above],
            Label::Marker | Label::Date | Label::HeadContact | Label::Letterhead
        ) || features[above].has(Feature::Carrier)
    });
    score += if follows_head { 0.7 } else { 0.0 };
    let is_under_release_line = idx > 0
        && (matches!(labels[idx - 1], Label::Marker | Label::Date)
            || features[idx - 1].has(Feature::OfficeLine));
    score += if is_under_release_line { 0.4 } else { 0.0 };
    if said.has(Said::KIND_LAST) {
        score -= if is_under_release_line { 1.0 } else { 3.0 };
    }
    if !unit.has(Feature::Heading) && !said.has(Said::LONG_WORDS) {
        score -= 1.5;
    }
    // `ROE:` opens what Roe said
    let is_said = idx > 0
        && features[idx - 1].has(Feature::AllCaps)
        && features[idx - 1].has(Feature::EndsColon)
        && features[idx - 1].has(Feature::Words3)
        && !unit.has(Feature::AllCaps);
    score -= if is_said { 4.0 } else { 0.0 };
    // `To the Permanent Representatives of …`, above `Excellencies,`
    let is_addressee = said.has(Said::ADDRESSED)
        && features[idx..].iter().take(LONGEST_ADDRESS).any(|below| below.has(Feature::Salutation));
    score -= if is_addressee { 4.0 } else { 0.0 };
    // the subject of a letter stands apart below its salutation
    let is_subject = idx > 0
        && features[idx - 1].has(Feature::Salutation)
        && unit.has(Feature::BlankBefore)
        && unit.has(Feature::BlankAfter)
        && !unit.has(Feature::EndsStop)
        && !unit.has(Feature::EndsComma)
        && units[idx].seen.len() <= 20;
    score += if is_subject { 2.5 } else { 0.0 };
    if said.has(Said::SUBJECT) {
        score += 4.0;
    }
    if said.has(Said::STAMP) {
        score -= 4.0;
    }
    // pages tell right below the headline when it was published, and by whom
    let is_above_stamp = units.get(idx + 1).is_some_and(|below| {
        below.words.len() <= LONGEST_STAMP
            && SAID
                .with_borrow_mut(|met| met.get_or(&below.words, || Said::by(&below.line())))
                .has(Said::STAMP)
    });
    score += if is_above_stamp { 1.6 } else { 0.0 };
    // a letterhead: its address stands below
    let heads_address = idx == 0
        && unit.has(Feature::AllCaps)
        && features.get(1).is_some_and(|below| below.has(Feature::Address));
    score -= if heads_address { 3.0 } else { 0.0 };
    let is_above_date =
        labels.get(idx + 1).is_some_and(|below| matches!(below, Label::Date | Label::Marker));
    score += if follows_head && is_above_date { 0.7 } else { 0.0 };
    // the name of the page, and then the headline
    let is_said_again = unit.has(Feature::Repeats)
        && unit.has(Feature::BeforeNextProse)
        && !unit.has(Feature::Words3)
        && !unit.has(Feature::OrgShaped);
    score += if is_said_again { 1.5 } else { 0.0 };
    score
}

/// What the words of a line say for or against its being the headline; a bit each.
#[derive(Clone, Copy, Debug)]
struct Said(u16);

thread_local! {
    static SAID: RefCell<Met<Said>> = RefCell::default();
}

impl Said {
    const TWO_SENTENCES: u16 = 1;
    const COUNTRY_FIRST: u16 = 1 << 1;
    /// The name of a site, or the mark of a line under the headline.
    const SITE: u16 = 1 << 2;
    const SEAT_LAST: u16 = 1 << 3;
    /// What a file is to another, a field of a form, a stamp, a street.
    const LABEL: u16 = 1 << 4;
    const OCCASION: u16 = 1 << 5;
    const PRESENTED: u16 = 1 << 6;
    const KIND_LAST: u16 = 1 << 7;
    const LONG_WORDS: u16 = 1 << 8;
    /// `To the …`, as letters name whom they go to.
    const ADDRESSED: u16 = 1 << 9;
    /// When and by whom a page was published.
    const STAMP: u16 = 1 << 10;
    /// `Re: …`, the subject of a letter.
    const SUBJECT: u16 = 1 << 11;

    fn by(line: &Line<'_>) -> Self {
        let words = line.text;
        let is_label = || {
            is_annex_label(words)
                || is_form_field(words)
                || is_scanned_stamp(line)
                || is_street_line(words)
        };
        let said = [
            (Self::TWO_SENTENCES, has_two_sentences(words)),
            (Self::COUNTRY_FIRST, names_a_country_first(words)),
            (
                Self::SITE,
                is_site_name(words)
                    || is_site_and_section(words)
                    || is_marked_subtitle(words)
                    || is_name_and_kind(words),
            ),
            (Self::SEAT_LAST, words.split_whitespace().next_back().is_some_and(office::is_seat)),
            (Self::LABEL, is_label()),
            (Self::OCCASION, is_occasion(words)),
            (Self::PRESENTED, words.contains("presented to ") || words.contains("presented at ")),
            (Self::KIND_LAST, ends_with_kind(words)),
            (Self::LONG_WORDS, has_long_words(words, 2)),
            (Self::ADDRESSED, is_addressed(words)),
            (Self::STAMP, is_stamp(words)),
            (Self::SUBJECT, is_subject_line(words)),
        ];
        Self(said.into_iter().fold(0, |all, (bit, holds)| if holds { all | bit } else { all }))
    }

    fn has(self, bit: u16) -> bool {
        self.0 & bit != 0
    }
}

/// Near the border of head and body a headline may be taken for the lede or an inner heading.
fn may_be_misread(
    units: &[Unit],
    features: &[Features],
    labels: &[Label],
    idx: usize,
    first_body: usize,
) -> bool {
    let is_body = labels[idx].zone() == Zone::Body;
    let asks =
        || units[idx].words.ends_with(['?', '؟', '？']) && units[idx].seen.len() <= MOST_ASKED;
    let ends_open =
        (!features[idx].has(Feature::EndsStop) || asks()) && !features[idx].has(Feature::EndsColon);
    let is_separate = units
        .get(idx + 1)
        .is_some_and(|next| next.n_blank_before > 0 || !features[idx].has(Feature::Prose));
    let is_first = idx == first_body || !features[first_body].has(Feature::Dateline);
    is_body && ends_open && is_separate && is_first && !features[idx].has(Feature::QuoteStart)
}

/// The first of the paragraphs of headline lines that `best` belongs to: headline and subheads are stacked,
/// and the second subhead may well look better than the headline.
fn top_of_stack(units: &[Unit], features: &[Features], scores: &[f32], best: usize) -> usize {
    // `Press`, `Our reports`: what the page calls its section, right above the headline that it names
    let is_section = |idx: usize| {
        features[best].has(Feature::MetaTitle)
            && !features[idx].has(Feature::MetaTitle)
            && features[idx].has(Feature::Words3)
    };
    let paragraph_of = |mut idx: usize| {
        while idx > 0
            && units[idx].n_blank_before == 0
            && scores[idx - 1] > 0.0
            && !is_section(idx - 1)
        {
            idx -= 1;
        }
        idx
    };
    let is_word = |seen: &&lexicon::Seen| !seen.is_sign() && !seen.is(traits::NUMERIC);
    let is_slug = |idx: usize| units[idx].seen.iter().filter(is_word).nth(2).is_none();
    let is_close =
        |idx: usize| scores[idx] >= ENOUGH && scores[idx] >= scores[best] - 2.2 && !is_slug(idx);
    let mut first = best;
    loop {
        let top = paragraph_of(first);
        if top < first && scores[top] >= ENOUGH && !is_slug(top) {
            first = top;
            continue;
        }
        let above = if top > 0 { paragraph_of(top - 1) } else { return first };
        if !is_close(above) {
            return first;
        }
        first = above;
    }
}

/// Without a better one, the line right above the running text: capitalised, or under the letterhead,
/// date or release line.
fn above_lede(units: &[Unit], features: &[Features], scores: &[f32]) -> Option<usize> {
    // the number of the release may stand between
    let is_above_number = |idx: usize| {
        features.get(idx + 1).is_some_and(|below| {
            below.has(Feature::BeforeNextProse)
                && (below.has(Feature::KindHead) || below.has(Feature::NoLetters))
        })
    };
    let threshold = |idx: usize| if is_above_number(idx) { LEAST_ABOVE_NUMBER } else { LEAST };
    let last = (0..scores.len()).rev().find(|idx| scores[*idx] > threshold(*idx))?;
    let unit = features[last];
    let is_shouted = |idx: usize| features.get(idx).is_some_and(|unit| unit.has(Feature::AllCaps));
    let is_apart = unit.has(Feature::BlankBefore) && unit.has(Feature::BlankAfter)
        || is_shouted(last) && !is_shouted(last + 1);
    let is_capital = unit.has(Feature::TitleCase) || unit.has(Feature::AllCaps);
    let is_under_head = last > 0
        && (features[last - 1].has(Feature::OfficeLine)
            || features[last - 1].has(Feature::DateOnly)
            || features[last - 1].has(Feature::KindHead)
            || features[last - 1].has(Feature::ChromePhrase)
            || features[last - 1].has(Feature::Phone) && is_shouted(last))
        && (units[last].seen.len() >= 3 && !unit.has(Feature::NameShaped)
            || is_shouted(last) && is_short_headline(&units[last].words));
    let is_above = (unit.has(Feature::BeforeNextProse) || is_above_number(last)) && is_apart;
    (is_above && (is_under_head || is_capital && scores[last] > 0.0)).then_some(last)
}

/// One or two words in capitals that are nobody's name.
fn is_short_headline(words: &str) -> bool {
    let first = words.by_blanks().next().unwrap_or_default();
    let n_words = words.by_blanks().count();
    (1..=2).contains(&n_words)
        && n_long_words(words) == n_words
        && !is_given_name(first)
        && !words.contains(|c: char| c.is_ascii_digit())
}

/// Whether a plain line ends so that it wants another.
fn is_waiting(units: &[Unit], features: &[Features], idx: usize) -> bool {
    let unit = features[idx];
    let words = units[idx].words.as_str();
    let is_plain = [
        Feature::Carrier,
        Feature::ContactHead,
        Feature::Email,
        Feature::Phone,
        Feature::Marker,
        Feature::KindHead,
        Feature::DateLine,
        Feature::ChromePhrase,
        Feature::Prose,
        Feature::PlaceLabel,
        Feature::InContact,
        Feature::Address,
    ]
    .iter()
    .all(|feature| !unit.has(*feature));
    let is_open =
        || ends_open(words) || unit.has(Feature::AllCaps) && ends_open(&words.to_lowercase());
    is_plain && words.len() < 90 && (words.ends_with([':', ',', '–', '—']) || is_open())
}

/// Whether `other`, close below, repeats the words of `chosen` and goes on.
fn is_page_title(units: &[Unit], chosen: usize, other: usize) -> bool {
    let (first, second) = (fold_title(&units[chosen].words), fold_title(&units[other].words));
    other <= chosen + 8 && second.starts_with(first.as_str()) && !first.is_empty()
}

/// Takes back the labels that the sequence had given.
fn clear(labels: &mut [Label]) {
    for label in labels {
        if matches!(label, Label::Title | Label::Subtitle) {
            *label = Label::HeadChrome;
        }
    }
}

/// The last unit of a headline that runs over several lines without a blank one.
fn last_line(units: &[Unit], features: &[Features], first: usize) -> usize {
    let mut last = first;
    while last + 1 < units.len() && last < first + 3 {
        let next = last + 1;
        let (line, below) = (&units[last].words, &features[next]);
        let is_open = !ends_headline(line);
        let is_alike = below.has(Feature::AllCaps) == features[first].has(Feature::AllCaps)
            || n_long_words(&units[next].words) == 0;
        let is_plain = [
            Feature::Prose,
            Feature::DateLine,
            Feature::Marker,
            Feature::ContactHead,
            Feature::Email,
            Feature::Phone,
            Feature::Rule,
            Feature::NoLetters,
            Feature::KindHead,
            Feature::Dateline,
            Feature::ChromePhrase,
            Feature::Bullet,
            Feature::Byline,
            Feature::EndsStop,
            Feature::OfficeLine,
        ]
        .iter()
        .all(|feature| !below.has(*feature));
        let is_short_line = units[last].words.chars().count() < 80;
        let is_whole = features[first].has(Feature::MetaTitle) && !below.has(Feature::MetaTitle);
        if units[next].n_blank_before > 1
            || (units[next].n_blank_before == 1
                && !goes_on_below(line, &units[next].words)
                && !is_close(units, features, last, next))
            || !is_open
            || !is_alike
            || !is_plain
            || !is_short_line
            || is_whole
            || features[last].has(Feature::Heading1)
            || is_second_headline(units, features, last, next)
        {
            break;
        }
        last = next;
    }
    last
}

/// Whether blank lines part the lines of a scanned headline as they part all lines, and more of them stand
/// above and below it.
fn is_close(units: &[Unit], features: &[Features], last: usize, next: usize) -> bool {
    features[last].has(Feature::AllCaps)
        && features[next].has(Feature::AllCaps)
        && units[last].n_blank_before > 1
        && units.get(next + 1).is_some_and(|below| below.n_blank_before > 1)
}

/// Whether a line past a blank one still belongs to the headline: it begins small, or what stands above
/// waits for it.
fn goes_on_below(line: &str, below: &str) -> bool {
    let first = below.by_blanks().next().unwrap_or_default();
    let begins_small = first.starts_with(char::is_lowercase)
        || lexicon::is_function_word(first) && first.len() > 1 && !first.starts_with("The");
    let n_words = below.by_blanks().count();
    (begins_small && n_words <= 8) || ends_open(&line.to_lowercase())
}

/// Whether a line of a headline ends it; a colon opens the rest.
fn ends_headline(line: &str) -> bool {
    line.ends_with(['.', '?', '!', ';'])
}

/// A line broken on purpose whose next line could stand alone: a headline and its subhead.
fn is_second_headline(units: &[Unit], features: &[Features], last: usize, next: usize) -> bool {
    let (line, below) = (&units[last].words, &units[next].words);
    let last_word = line.split_whitespace().next_back().unwrap_or_default();
    let first_word = below.by_blanks().next().unwrap_or_default();
    let ends_open = ends_open(line)
        || line.ends_with([',', '-', '–', '—', '&', ':'])
        || lexicon::is_headline_verb(last_word);
    let opens_small = lexicon::is_function_word(first_word)
        || first_word.starts_with(|c: char| c.is_lowercase())
        || matches!(
            first_word,
            "Over" | "After" | "Against" | "Amid" | "As" | "Before" | "Through" | "Without"
        );
    let opens_with_verb = lexicon::is_headline_verb(first_word);
    let is_enough = line.by_blanks().count() >= 4
        && below.by_blanks().count() >= 4
        && !features[next].has(Feature::StartsLower);
    is_enough && units[next].is_broken_by_hand && !ends_open && !opens_small && !opens_with_verb
}

/// After the headline the first running text is the lede.
fn open_body(features: &[Features], labels: &mut [Label], last: usize) {
    let mut has_lede = false;
    for idx in last + 1..labels.len() {
        match labels[idx] {
            Label::Lede => has_lede = true,
            Label::Prose | Label::Item | Label::Heading
                if !has_lede && opens_text(features[idx]) =>
            {
                labels[idx] = Label::Lede;
                has_lede = true;
            }
            _ => {}
        }
    }
}

fn opens_text(unit: Features) -> bool {
    unit.has(Feature::Prose) || unit.has(Feature::EndsStop) || unit.has(Feature::Dateline)
}

/// The line under the headline: several words, no detail, no date, before the running text.
fn subtitle(units: &[Unit], features: &[Features], labels: &mut [Label], title: usize) {
    let folded_title = fold_title(&units[title].words);
    for idx in title + 1..labels.len().min(title + 4) {
        if labels[idx].zone() != Zone::Head && !is_standfirst(units, features, labels, idx) {
            return;
        }
        let unit = features[idx];
        if unit.has(Feature::Rule) || unit.has(Feature::DateOnly) {
            continue;
        }
        let is_plain = [
            Feature::Email,
            Feature::Phone,
            Feature::Url,
            Feature::Marker,
            Feature::KindHead,
            Feature::ContactHead,
            Feature::ChromePhrase,
            Feature::Bars,
            Feature::NoLetters,
            Feature::MarkupOnly,
            Feature::DateLine,
            Feature::Byline,
            Feature::PlaceLabel,
            Feature::InContact,
            Feature::Salutation,
            Feature::Dateline,
            Feature::Embargo,
            Feature::Carrier,
            Feature::NameShaped,
            Feature::OrgShaped,
            Feature::Address,
            Feature::Bracketed,
        ]
        .iter()
        .all(|feature| !unit.has(*feature));
        let n_words = units[idx].seen.len();
        let is_dup = fold_title(&units[idx].words) == folded_title;
        // a paragraph of running text right below the headline is the first, not a line under it
        let is_lede =
            unit.has(Feature::Prose) && unit.has(Feature::WordsMany) && unit.has(Feature::EndsStop);
        if is_lede && !labels[idx + 1..].contains(&Label::Lede) {
            labels[idx] = Label::Lede;
            return;
        }
        if !is_plain || is_dup || !(3..=45).contains(&n_words) || units[idx].words.ends_with(':') {
            return;
        }
        labels[idx] = Label::Subtitle;
        // Its further lines.
        for next in idx + 1..labels.len().min(idx + 3) {
            let is_more = units[next].n_blank_before == 0
                && labels[next].zone() == Zone::Head
                && !ends_headline(&units[next - 1].words)
                && !features[next].has(Feature::DateLine)
                && !features[next].has(Feature::Rule)
                && features[next].has(Feature::AllCaps) == unit.has(Feature::AllCaps);
            if !is_more {
                break;
            }
            labels[next] = Label::Subtitle;
        }
        return;
    }
}

/// A line of running text without a full stop before the real lede.
fn is_standfirst(units: &[Unit], features: &[Features], labels: &[Label], idx: usize) -> bool {
    let next_is_dateline = features.get(idx + 1).is_some_and(|next| next.has(Feature::Dateline));
    labels[idx].zone() == Zone::Body
        && next_is_dateline
        && !features[idx].has(Feature::QuoteStart)
        && units[idx].seen.len() <= 40
}

/// Different words of four letters or more, or of a script without blanks: what a scanner makes of stamps
/// has few, and so has `URGENT  URGENT  URGENT`.
fn n_long_words(words: &str) -> usize {
    if lexicon::is_unspaced(words) {
        return usize::MAX;
    }
    long_words(words).count()
}

fn has_long_words(words: &str, least: usize) -> bool {
    long_words(words).take(least).count() == least || lexicon::is_unspaced(words)
}

fn long_words(words: &str) -> impl Iterator<Item = &str> {
    words.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().nth(3).is_some())
}

/// `… for change. The authorities should …`
fn has_two_sentences(words: &str) -> bool {
    let stops = memchr::memchr_iter(b'.', words.as_bytes());
    stops.filter(|at| words.as_bytes().get(at + 1) == Some(&b' ')).any(|at| {
        let before = words[..at].split_whitespace().next_back().unwrap_or_default();
        let after = &words[at + 2..];
        before.chars().count() > 3
            && words[..at].by_blanks().count() > 4
            && after.chars().next().is_some_and(char::is_uppercase)
    })
}

/// `Azerbaijan: …`, `Tchad. …`.
fn names_a_country_first(words: &str) -> bool {
    let Some(at) = words.find([':', '.', '/']) else { return false };
    at <= 40 && gazetteer::resolve(words[..at].trim()).is_some() && words.len() > at + 8
}

/// `To the Members of the Council`, as a line of a letter's head.
fn is_addressed(words: &str) -> bool {
    const TO: [&str; 9] = ["To ", "To: ", "À ", "Aux ", "An ", "Ao ", "Aos ", "A la ", "Al "];
    TO.iter().any(|to| words.starts_with(to))
}

/// `海港關懷會　聲明`: who issues a release and what it is, in characters without blanks.
fn is_name_and_kind(words: &str) -> bool {
    const KINDS: [&str; 8] =
        ["声明", "聲明", "新闻稿", "新聞稿", "公开信", "公開信", "公报", "公報"];
    let head = KINDS.iter().find_map(|kind| words.strip_suffix(kind));
    lexicon::is_unspaced(words) && head.is_some_and(|head| head.ends_with(char::is_whitespace))
}

/// `Open Sea Network statement`.
fn ends_with_kind(words: &str) -> bool {
    let last = words.split_whitespace().next_back().unwrap_or_default();
    let is_kind = |last: &str| {
        matches!(
            last,
            "statement"
                | "release"
                | "communiqué"
                | "advisory"
                | "alert"
                | "bulletin"
                | "newsletter"
        )
    };
    with_lower(last, is_kind) && words.by_blanks().count() <= 5
}
