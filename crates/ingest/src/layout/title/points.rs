//! The points that speak for a unit being the headline, or against it.

use crate::layout::{
    feature::{Feature, Features},
    furniture::LONGEST_STAMP,
    label::{Label, Zone},
    recur,
    title::{
        ENOUGH, may_be_misread,
        said::{SAID, Said},
    },
    unit::{Link, Unit},
};

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
/// A headline that stands beside the release line has so many words or more.
const FEWEST_BESIDE: usize = 4;
/// A headline that opens with its kind has more words.
const FEWEST_BEHIND_KIND: usize = 5;
/// A head has no more lines that vie.
const MOST_ASKED_LINES: usize = 64;

/// So many names stand under the word for who sends a release.
const MOST_SENDERS: usize = 8;

/// `De :`, `From:`, alone on their line.
fn is_sender(words: &str) -> bool {
    matches!(words, "De :" | "De:" | "From:" | "Von:" | "DE :" | "DE:" | "FROM:")
}

/// The scores of the units of the head, and of two more: a headline may have been taken for the lede; and which units
/// may be it nevertheless where no other is.
pub(super) fn scores(
    units: &[Unit],
    features: &[Features],
    labels: &[Label],
) -> (Vec<f32>, Vec<usize>) {
    let first_body =
        labels.iter().position(|label| label.zone() != Zone::Head).unwrap_or(labels.len());
    // of a letter only the line below the salutation may be its headline: `Re: the ports`; a note that greets whom it
    // sends a release is no letter
    let salutation = features
        .iter()
        .position(|unit| unit.has(Feature::Salutation))
        .filter(|salutation| !is_of_a_note(features, labels, *salutation, first_body));
    let last = salutation.map_or(labels.len(), |salutation| salutation + 1);
    // `De :` over the names of those whose release it is
    let names_sender = |idx: usize| {
        let above = (0..idx).rev().take(MOST_SENDERS);
        above
            .take_while(|at| units[at + 1].n_blank_before == 0)
            .any(|at| is_sender(&units[at].words))
    };
    let is_candidate = |idx: usize| {
        !features[idx].has(Feature::Carrier)
            && !names_sender(idx)
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

/// `Reaction – …`: one word that is no town, and a dash.
fn opens_with_label(words: &str) -> bool {
    [" – ", " — ", " - "].iter().filter_map(|dash| words.split_once(dash)).any(|(label, _)| {
        label.chars().all(char::is_alphabetic) && gazetteer::town(label).is_none()
    })
}

fn score(units: &[Unit], features: &[Features], labels: &[Label], idx: usize) -> f32 {
    let unit = features[idx];
    // `Media advisory: …`, where the page is called so
    let names_kind = unit.has(Feature::MetaTitle) && units[idx].seen.len() > FEWEST_BEHIND_KIND;
    // `Reaction – …`: what reads like a dateline stands by itself, and is no sentence
    let is_label = unit.has(Feature::Dateline)
        && unit.has(Feature::BlankAfter)
        && !unit.has(Feature::EndsStop)
        && !unit.has(Feature::EndsColon)
        && !unit.has(Feature::WordsMany)
        && opens_with_label(&units[idx].words);
    let is_passed_over = |feature: Feature| match feature {
        Feature::KindHead | Feature::Marker => names_kind,
        Feature::Dateline => is_label,
        _ => false,
    };
    let mut score: f32 = POINTS
        .iter()
        .filter(|(feature, _)| unit.has(*feature) && !is_passed_over(*feature))
        .map(|(_, points)| points)
        .sum();
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
        // `Who owns the quay`, the day, `Harbour Watch Media Release`
        let is_below_headline = idx == 2
            && labels[1] == Label::Date
            && !features[0].has(Feature::OrgShaped)
            && !features[0].has(Feature::KindHead)
            && units[0].seen.len() >= FEWEST_BESIDE;
        score -= if is_under_release_line && !is_below_headline { 1.0 } else { 3.0 };
    }
    // `On the closing of the port Ada Roe, chair of Harbour Watch, says:`, above what she says
    let brings_in = unit.has(Feature::EndsColon)
        && features.get(idx + 1).is_some_and(|below| below.has(Feature::QuoteStart))
        && units[idx].words.contains(',');
    score -= if brings_in { 6.0 } else { 0.0 };
    // what somebody says, whom the line above names
    let is_brought_in = unit.has(Feature::QuoteStart)
        && unit.has(Feature::EndsStop)
        && idx > 0
        && features[idx - 1].has(Feature::EndsColon);
    score -= if is_brought_in { 6.0 } else { 0.0 };
    // `Roe publishes “Who Owns the Quay?”`: the mark of the name ends it, no stop of a sentence
    let is_name_last = words.ends_with(['"', '”', '»'])
        && words.trim_end_matches(['"', '”', '»']).ends_with(['?', '!'])
        && !unit.has(Feature::QuoteStart);
    score += if is_name_last { 1.8 } else { 0.0 };
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
    // `Council Approves Ferry Plan          For Immediate Release: June 22, 2017`; a name may stand so in a letterhead
    let is_beside_release_line = labels.get(idx + 1) == Some(&Label::Marker)
        && units[idx + 1].link == Link::Beside
        && units[idx].seen.len() >= FEWEST_BESIDE
        && !unit.has(Feature::OrgShaped)
        && !unit.has(Feature::NameShaped);
    score += if is_beside_release_line { 2.0 } else { 0.0 };
    // however long, between the date and a dateline
    let is_above_dateline = is_under_release_line
        && unit.has(Feature::BlankAfter)
        && !unit.has(Feature::EndsStop)
        && features.get(idx + 1).is_some_and(|below| below.has(Feature::Dateline));
    score += if is_above_dateline { 4.0 } else { 0.0 };
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
