//! Which unit of the head is the headline, and which the line under it.
//!
//! Labels in sequence find where the head ends; inside it one unit is the headline. It is chosen by its
//! own score, because its place differs from issuer to issuer: after the date and the release line in
//! mails, before them on pages, after a serial number or the name of a site.

mod extent;
mod points;
mod said;

use crate::{
    layout::{
        feature::{Feature, Features},
        label::{Label, Zone},
        observe::fold_title,
        phrase,
        unit::{Unit, ends_open},
    },
    lexicon::{self, Blanks as _, traits},
    quote::is_given_name,
};
use extent::{last_line, subtitle, waits_for_headline};
use points::scores;
use said::n_long_words;

/// A headline that asks has no more words.
const MOST_ASKED: usize = 16;
/// A unit with fewer points is no headline.
const ENOUGH: f32 = 1.1;
/// A line above the text with fewer is none, for want of a better one.
const LEAST: f32 = -0.5;
/// Above the number of a release so many will do.
const LEAST_ABOVE_NUMBER: f32 = -1.0;

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
    let first = first
        .or_else(|| behind_kind(units, features, labels))
        .or_else(|| sentence_below_date(units, features, labels));
    let Some(first) = first else { return };
    let first = first + usize::from(waits_for_headline(units, features, first));
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

/// `Press briefing notes on ports`, `Statement | Who Owns the Quay`, for want of any headline: a line that says what the
/// text is, and then about what.
fn behind_kind(units: &[Unit], features: &[Features], labels: &[Label]) -> Option<usize> {
    const FEWEST: usize = 4;
    const TOPIC: [&str; 19] = [
        "on",
        "about",
        "concerning",
        "regarding",
        "sur",
        "concernant",
        "sobre",
        "ante",
        "contra",
        "zu",
        "zur",
        "zum",
        "über",
        "о",
        "об",
        "по",
        "حول",
        "بشأن",
        "|",
    ];
    const PLAIN: [Feature; 9] = [
        Feature::DateLine,
        Feature::DateOnly,
        Feature::Email,
        Feature::Phone,
        Feature::ContactHead,
        Feature::Embargo,
        Feature::EndsColon,
        Feature::EndsStop,
        Feature::Carrier,
    ];
    let first_body = labels.iter().position(|label| label.zone() != Zone::Head);
    (0..first_body.unwrap_or(labels.len())).rev().find(|&idx| {
        let unit = features[idx];
        let n_words = units[idx].seen.len();
        let words = units[idx].words.as_str();
        let mut inside = words.by_blanks().skip(1).take(n_words.saturating_sub(2));
        let is_kind = words.split_once('|').is_some_and(|(kind, _)| phrase::is_kind(kind.trim()));
        (is_kind || unit.has(Feature::KindHead) || unit.has(Feature::Marker))
            && PLAIN.iter().all(|feature| !unit.has(*feature))
            && (FEWEST..=MOST_ASKED * 2).contains(&n_words)
            && inside.any(|word| TOPIC.contains(&word))
    })
}

/// For want of any headline, a short sentence that stands alone between the day and longer paragraphs: a headline with a
/// full stop.
fn sentence_below_date(units: &[Unit], features: &[Features], labels: &[Label]) -> Option<usize> {
    const MOST_WORDS: usize = 18;
    const FURNITURE: [Feature; 9] = [
        Feature::Dateline,
        Feature::QuoteStart,
        Feature::Email,
        Feature::Phone,
        Feature::Url,
        Feature::DateLine,
        Feature::Carrier,
        Feature::Salutation,
        Feature::ChromePhrase,
    ];
    let first = labels.iter().position(|label| label.zone() == Zone::Body)?;
    let above = first.checked_sub(1)?;
    let reads = |idx: usize| features.get(idx).is_some_and(|unit| unit.has(Feature::Prose));
    let is_alone = features[above].has(Feature::DateOnly)
        && features[first].has(Feature::EndsStop)
        && features[first].has(Feature::BlankBefore)
        && features[first].has(Feature::BlankAfter)
        && FURNITURE.iter().all(|feature| !features[first].has(*feature))
        && units[first].seen.len() <= MOST_WORDS
        && !units[first].line().texts().any(lexicon::tells_day);
    let longer = |idx: usize| reads(idx) && units[idx].words.len() > units[first].words.len();
    (is_alone && longer(first + 1) && reads(first + 2)).then_some(first)
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
