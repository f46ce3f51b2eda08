//! What the labels of a release must keep to, whatever their scores.

use crate::{
    layout::{
        carrier::Carried,
        feature::{Feature, Features},
        label::{Label, Zone},
        shape::has_few_small_words,
        title,
        unit::Unit,
    },
    lexicon::{self, traits},
};

/// The units before which only carrier and cover notes stand: the start of the release itself.
///
/// A mail is often forwarded with a remark. Where a release line, a kind such as `PRESS RELEASE` or a rule
/// stands below, the remark above is no part of the release.
pub(crate) fn start(carried: &Carried, features: &[Features]) -> usize {
    if !carried.is_mail() {
        return 0;
    }
    let last_header = features.iter().rposition(|unit| unit.has(Feature::Carrier)).unwrap_or(0);
    // A signature or an archive may quote headers far below.
    let after_header = if last_header * 2 > features.len() {
        features.iter().position(|unit| !unit.has(Feature::Carrier)).unwrap_or(0)
    } else {
        last_header + 1
    };
    let reach = after_header + 40.min(features.len().saturating_sub(after_header) / 2 + 4);
    let window = &features[after_header..reach.min(features.len())];
    // `Press Office` in a signature has no text below it
    let has_text_below =
        |idx: usize| features[after_header + idx..].iter().any(|unit| unit.has(Feature::Prose));
    let strong = window.iter().position(|unit| {
        (unit.has(Feature::Marker) || unit.has(Feature::KindHead)) && !unit.has(Feature::Prose)
    });
    let strong = strong.filter(|idx| has_text_below(*idx));
    let Some(strong) = strong else {
        return after_header + after_leading_rule(window);
    };
    // Letterhead, date and headline may stand above the release line; a remark does not go on below a rule.
    let has_remark = window[..strong].iter().any(|unit| {
        unit.has(Feature::Prose) || unit.has(Feature::Bracketed) || unit.has(Feature::Email)
    });
    if has_remark {
        let last_remark = window[..strong]
            .iter()
            .rposition(|unit| {
                unit.has(Feature::Prose)
                    || unit.has(Feature::Bracketed)
                    || unit.has(Feature::Email)
                    || unit.has(Feature::Rule)
            })
            .map_or(0, |idx| idx + 1);
        after_header + last_remark
    } else {
        after_header
    }
}

/// The units of a bracketed remark and a rule at the very top.
fn after_leading_rule(window: &[Features]) -> usize {
    let n_bracketed = window.iter().take_while(|unit| unit.has(Feature::Bracketed)).count();
    if n_bracketed > 0 { n_bracketed } else { 0 }
}

/// Makes the labels keep to the rules.
pub(crate) fn settle(units: &[Unit], features: &[Features], labels: &mut [Label]) {
    addressee(features, labels);
    title::choose(units, features, labels);
    early_background(units, features, labels);
    quoted_lines(units, features, labels);
    lede_above(units, features, labels);
    late_prose(units, features, labels);
    after_the_end(features, labels);
    bare_tail_prose(features, labels);
    remark_after_contacts(features, labels);
    lone_lede(units, features, labels);
    quoted_lines(units, features, labels);
}

/// Name and address above a salutation are the addressee's, unless a contact head announces them.
fn addressee(features: &[Features], labels: &mut [Label]) {
    let greeting = features.iter().position(|unit| unit.has(Feature::Salutation));
    let Some(greeting) = greeting.filter(|at| *at <= 16) else { return };
    let has_head = features[..greeting].iter().any(|unit| unit.has(Feature::ContactHead));
    for label in labels.iter_mut().take(greeting) {
        if *label == Label::HeadContact && !has_head {
            *label = Label::HeadChrome;
        }
    }
}

/// A head `Background` near the start, with most of the text and more heads below it, is a section of the
/// text: reports tell the background first.
fn early_background(units: &[Unit], features: &[Features], labels: &mut [Label]) {
    let is_head = |idx: usize| features[idx].has(Feature::BackgroundHead);
    let Some(head) = (0..labels.len()).find(|&idx| labels[idx].zone() == Zone::Tail) else {
        return;
    };
    if labels[head] != Label::Background || !is_head(head) {
        return;
    }
    let closes = |idx: usize| {
        matches!(labels[idx], Label::End | Label::Signatories)
            || features[idx].has(Feature::AboutHead)
            || features[idx].has(Feature::NotesHead)
            || idx > head && is_head(idx)
    };
    let end = (head + 1..labels.len()).find(|&idx| closes(idx)).unwrap_or(labels.len());
    let is_prose = |idx: &usize| features[*idx].has(Feature::Prose);
    let length = |range: std::ops::Range<usize>| -> usize {
        range.filter(is_prose).map(|idx| units[idx].words.len()).sum()
    };
    let is_section = |idx: usize| {
        !is_prose(&idx)
            && !features[idx].has(Feature::EndsStop)
            && !features[idx].has(Feature::InContact)
            && idx + 1 < end
            && is_prose(&(idx + 1))
    };
    let has_sections = (head + 2..end).any(is_section);
    if !has_sections || length(head + 1..end) < 2 * length(0..head) {
        return;
    }
    for (idx, label) in labels.iter_mut().enumerate().take(end).skip(head) {
        if *label == Label::Background {
            *label = if is_prose(&idx) { Label::Prose } else { Label::Heading };
        }
    }
}

/// A line that opens with a quotation mark, or a colon before one, between or right behind running text is text,
/// however short it is.
fn quoted_lines(units: &[Unit], features: &[Features], labels: &mut [Label]) {
    for idx in 1..labels.len() {
        let features = features[idx];
        let is_furniture = [
            Feature::ChromePhrase,
            Feature::Bars,
            Feature::MarkupOnly,
            Feature::Url,
            Feature::Email,
            Feature::Phone,
            Feature::ContactHead,
        ]
        .iter()
        .any(|feature| features.has(*feature));
        let is_short = features.has(Feature::Words3);
        if is_furniture || is_short {
            continue;
        }
        let is_inside = labels[idx] == Label::BodyChrome && features.has(Feature::QuoteStart);
        // where the sequence found no running text at all, its only paragraph is all that is told
        let is_apart = matches!(
            labels[idx],
            Label::TailChrome | Label::TailContact | Label::HeadChrome | Label::HeadContact
        );
        let is_behind = is_apart
            && matches!(labels[idx - 1], Label::Lede | Label::Prose)
            && features.has(Feature::EndsStop)
            && (features.has(Feature::QuoteStart)
                || labels[idx].zone() == Zone::Tail && opens_quote(&units[idx].words));
        if is_inside || is_behind {
            labels[idx] = Label::Prose;
        }
    }
}

/// `Ada Roe said: "The port …`.
pub(super) fn opens_quote(words: &str) -> bool {
    words
        .split_once(':')
        .is_some_and(|(_, said)| said.trim_start().starts_with(['"', '“', '«', '„', '”']))
}

/// A sentence right above the running text that tells when or introduces a statement is its first paragraph:
/// `Senator Ada Roe (D-ND) today introduced a bill …`, `The minister made the following statement:`.
fn lede_above(units: &[Unit], features: &[Features], labels: &mut [Label]) {
    let Some(first) = labels.iter().position(|label| label.zone() == Zone::Body) else { return };
    let Some(above) = first.checked_sub(1) else { return };
    let is_apart = matches!(labels[above], Label::HeadChrome | Label::Subtitle);
    if !is_apart || !matches!(labels[first], Label::Lede | Label::Prose) {
        return;
    }
    if is_lede(&units[above], features[above], features[first]) {
        labels[above] = Label::Lede;
        if labels[first] == Label::Lede {
            labels[first] = Label::Prose;
        }
    }
}

/// Whether a unit above running text is the first sentence of it.
fn is_lede(unit: &Unit, features: Features, below: Features) -> bool {
    const FEWEST_WORDS: usize = 5;
    let has = |feature: &Feature| features.has(*feature);
    let is_furniture = [
        Feature::Carrier,
        Feature::ChromePhrase,
        Feature::Bars,
        Feature::MarkupOnly,
        Feature::Email,
        Feature::Url,
        Feature::Phone,
        Feature::InContact,
        Feature::ContactHead,
        Feature::Marker,
        Feature::Embargo,
        Feature::Boiler,
        Feature::Bracketed,
        Feature::Bullet,
        Feature::Heading,
        Feature::Salutation,
    ];
    let ends = has(&Feature::EndsStop) || has(&Feature::EndsColon);
    if !ends || is_furniture.iter().any(has) || below.has(Feature::Dateline) {
        return false;
    }
    let line = unit.line();
    let n_words = line.words.iter().filter(|seen| !seen.is_sign()).count();
    let n_small = line.words.iter().filter(|seen| seen.is(traits::SMALL)).count();
    if n_words < FEWEST_WORDS || n_small * 3 < n_words {
        return false;
    }
    has(&Feature::Dateline)
        || line.texts().any(lexicon::tells_day)
        || below.has(Feature::QuoteStart) && has(&Feature::EndsColon)
}

/// Whole sentences right behind the running text go on with it, however near the foot of the page.
fn late_prose(units: &[Unit], features: &[Features], labels: &mut [Label]) {
    let Some(tail) = labels.iter().position(|label| label.zone() == Zone::Tail) else { return };
    if tail == 0 || !matches!(labels[tail - 1], Label::Lede | Label::Prose) {
        return;
    }
    let is_sentence = |unit: &Unit, features: &Features| {
        let has = |feature: &Feature| features.has(*feature);
        let is_long = [Feature::Words15, Feature::Words25, Feature::WordsMany].iter().any(has);
        has(&Feature::EndsStop)
            && (has(&Feature::Prose) || has_few_small_words(&unit.words))
            && is_long
            && ![
                Feature::ChromePhrase,
                Feature::Url,
                Feature::Email,
                Feature::Boiler,
                Feature::Bars,
                Feature::InContact,
                Feature::MarkupOnly,
                Feature::Bracketed,
            ]
            .iter()
            .any(has)
    };
    for idx in tail..labels.len() {
        if labels[idx] != Label::TailChrome || !is_sentence(&units[idx], &features[idx]) {
            break;
        }
        labels[idx] = Label::Prose;
    }
}

/// The first end mark closes the release: what follows is no running text.
fn after_the_end(features: &[Features], labels: &mut [Label]) {
    let Some(end) = labels.iter().position(|label| *label == Label::End) else { return };
    for (label, features) in labels.iter_mut().zip(features).skip(end + 1) {
        if label.zone() == Zone::Body {
            *label = if features.has(Feature::Boiler) || features.has(Feature::Prose) {
                Label::Background
            } else {
                Label::TailChrome
            };
        }
    }
}

/// A short remark right after a contact block at the foot is a note.
fn bare_tail_prose(features: &[Features], labels: &mut [Label]) {
    for idx in 1..labels.len() {
        if labels[idx] == Label::TailContact
            && labels[idx - 1] == Label::TailContact
            && features[idx].has(Feature::EndsStop)
            && !features[idx].has(Feature::Email)
            && !features[idx].has(Feature::Phone)
            && !features[idx].has(Feature::ContactHead)
            && !features[idx].has(Feature::ContactPhrase)
            && (features[idx].has(Feature::Words8) || features[idx].has(Feature::Words15))
            && !features[idx].has(Feature::RoleLine)
            && !features[idx].has(Feature::NameShaped)
        {
            labels[idx] = Label::Notes;
        }
    }
}

/// A remark between the contacts and the background is a note: standing text comes under its head.
fn remark_after_contacts(features: &[Features], labels: &mut [Label]) {
    for idx in 1..labels.len().saturating_sub(1) {
        let is_remark = [
            Feature::Boiler,
            Feature::BackgroundHead,
            Feature::AboutHead,
            Feature::WordsMany,
            Feature::Email,
            Feature::Phone,
        ]
        .iter()
        .all(|feature| !features[idx].has(*feature));
        if labels[idx] == Label::Background
            && labels[idx - 1] == Label::TailContact
            && features[idx].has(Feature::EndsStop)
            && features[idx + 1].has(Feature::BackgroundHead)
            && is_remark
        {
            labels[idx] = Label::Notes;
        }
    }
}

/// Whatever the layout, a text with running text has a lede.
fn lone_lede(units: &[Unit], features: &[Features], labels: &mut [Label]) {
    if labels.iter().any(|label| label.zone() == Zone::Body) {
        return;
    }
    let longest = units
        .iter()
        .zip(features)
        .enumerate()
        .filter(|(_, (_, features))| {
            features.has(Feature::Prose) && !features.has(Feature::Carrier)
        })
        .max_by_key(|(idx, (unit, _))| (unit.words.len(), usize::MAX - idx));
    let brought_in = || {
        (1..labels.len()).find(|&idx| {
            features[idx].has(Feature::QuoteStart)
                && features[idx].has(Feature::EndsStop)
                && features[idx - 1].has(Feature::EndsColon)
                && labels[idx] == Label::HeadChrome
                && labels[idx - 1] == Label::HeadChrome
        })
    };
    // a sentence of Russian or Arabic may be too short to read like running text
    let sentence = || {
        (0..labels.len()).find(|&idx| {
            let has = |feature: &Feature| features[idx].has(*feature);
            labels[idx] == Label::HeadChrome
                && has(&Feature::EndsStop)
                && [Feature::Words15, Feature::Words25, Feature::WordsMany].iter().any(has)
                && has_few_small_words(&units[idx].words)
                && ![
                    Feature::Carrier,
                    Feature::ChromePhrase,
                    Feature::Bars,
                    Feature::Email,
                    Feature::Phone,
                    Feature::Url,
                ]
                .iter()
                .any(has)
        })
    };
    let longest = longest.map(|(idx, _)| idx).or_else(sentence);
    if let Some(idx) = longest {
        labels[idx] = Label::Lede;
    } else if let Some(idx) = brought_in() {
        // `Ada Roe said:` over the quote that is all of the text
        labels[idx - 1] = Label::Lede;
        labels[idx] = Label::Prose;
    }
}
