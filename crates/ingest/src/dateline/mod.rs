//! The dateline: the places before the dash at the start of the lede, `Brussels/New York—`.
//!
//! `PLACES [, REGION] [, DATE] [(SOURCE)] SEPARATOR`, the same in brackets, the date first, or a line of its
//! own that gives place and date. A dash in a headline is no dateline: long running text must follow.

mod place;
mod read;
mod token;
mod wire;
mod word;

use std::cell::RefCell;

use release::{Block, Found, Part, Span};

use self::read::read;
use crate::{
    layout::{Layout, carrier::Key, feature::Feature},
    lexicon::{Line, traits},
    met::Met,
};

/// Whether a passage opens with a dateline and goes on.
pub(crate) fn opens(passage: &str) -> bool {
    read(passage).is_some_and(|dateline| !dateline.is_line || dateline.places.len() > 1)
}

/// The same of a passage whose words were looked up; `line` is without its markup.
pub(crate) fn opens_line(passage: &str, line: &Line<'_>) -> bool {
    !runs_on(passage, line) && opens(passage)
}

/// Whether the first words show that a passage is a sentence: a word with a small letter that no dateline has
/// stands among the first five, or a fifth with a capital, and before it nothing but words with capitals.
///
/// What [`read()`] would find with more effort in many passages.
fn runs_on(passage: &str, line: &Line<'_>) -> bool {
    for (idx, seen) in line.words.iter().enumerate().take(read::MOST_WORDS + 1) {
        let written = line.as_written(seen);
        // a mark that opens a quote is no part of the first word
        let word = if idx == 0 { written.trim_start_matches(['"', '“']) } else { written };
        let bare = line.bare(seen);
        let is_plain = seen.is(traits::ASCII);
        if !word.starts_with(bare) || !(is_plain || is_joined(bare)) {
            return false;
        }
        let (is_date, is_month) = if is_plain {
            let is_date = seen.is(traits::DATE) && !word::is_opening_article(bare);
            (is_date, seen.is(traits::MONTH))
        } else {
            (word::is_date(bare), word::tells_date(bare))
        };
        if is_month || idx == 0 && is_date {
            return false;
        }
        let is_capital = seen.is(traits::CAPITAL);
        if idx < read::MOST_WORDS && (is_capital || idx > 0 && word::is_small_in_name(word)) {
            // a sign behind it may be that of a dateline
            if word == bare {
                continue;
            }
            return false;
        }
        if !(is_capital || seen.is(traits::SMALL)) || is_date || word::is_joint(bare) {
            return false;
        }
        // markup and wrapped lines are left to the grammar
        let end = seen.end();
        let [passage, words] = [passage, line.text].map(str::as_bytes);
        return end < read::LONGEST
            && words.len() > end
            && passage.get(..=end) == words.get(..=end);
    }
    false
}

/// Whether letters and digits alone make a word, apostrophes and hyphens between letters: `It's`, `long-term`.
fn is_joined(word: &str) -> bool {
    let mut parts = word.split(['\'', '’', '-']);
    parts.all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

/// A dateline, and where in its block it begins.
type Placed = (read::Dateline, usize);

thread_local! {
    /// The datelines of blocks of heads.
    static HEADS: RefCell<Met<Option<Placed>>> = RefCell::default();
}

fn of_head(words: &str) -> Option<Placed> {
    let bare = without_done_at(words);
    let at = words.len() - bare.len();
    read(bare).map(|dateline| (dateline, at)).or_else(|| behind_name(words))
}

/// The places of the release's dateline, as printed, without the country.
pub(crate) fn places(text: &str, layout: &Layout) -> Vec<Found<String>> {
    let lede = layout.lede().unwrap_or(layout.blocks.len());
    let is_candidate = |idx: usize, block: &Block| {
        matches!(block.part, Part::Lede | Part::Date | Part::Marker | Part::Body)
            || (matches!(block.part, Part::Chrome | Part::Subtitle)
                && idx < lede
                && idx + 3 >= lede
                && !layout.features[idx].has(Feature::Carrier))
            || block.part == Part::Letterhead
    };
    let title = layout.of_part(Part::Title).next().map(|(idx, _)| idx);
    let mut n_bodies = 0;
    let mut of_line = None;
    for (idx, block) in layout.blocks.iter().enumerate() {
        if idx < lede && is_town_at_date(layout, idx) {
            let place = layout.clean(text, block.span);
            return vec![Found::new(place, block.span, "place-line", 0.9)];
        }
        if idx < lede
            && let Some(place) = labelled(layout, idx)
        {
            let at = block
                .span
                .of(text)
                .find(place)
                .map_or(block.span.start as usize, |at| block.span.start as usize + at);
            let span = Span::new(at, at + place.len());
            return vec![Found::new(place.to_owned(), span, "place-line", 0.85)];
        }
        // above the headline the town and the day are those of the page
        let is_of_page = idx < lede
            && title.is_none_or(|title| idx <= title)
            && layout.words[idx].contains(" | ");
        if !is_candidate(idx, block) || is_of_page {
            continue;
        }
        n_bodies += usize::from(idx >= lede);
        if n_bodies > 3 {
            break;
        }
        let is_head = idx < lede;
        let words = block.span.of(text);
        let found = if is_head {
            HEADS.with_borrow_mut(|heads| heads.get_or(words, || of_head(words)))
        } else if runs_on(words, &layout.line(idx)) {
            None
        } else {
            read(words).map(|dateline| (dateline, 0))
        };
        let Some((dateline, at)) = found else { continue };
        let is_town =
            |(start, end): &(usize, usize)| gazetteer::town(&words[at + start..at + end]).is_some();
        let is_doubtful = block.part == Part::Letterhead
            || block.part == Part::Chrome && dateline.places.len() == 1 && dateline.has_date;
        let is_beside_date = || {
            [idx.wrapping_sub(1), idx + 1].iter().any(|beside| {
                layout.blocks.get(*beside).is_some_and(|block| block.part == Part::Date)
            })
        };
        // a letterhead also lists offices
        let is_dated = || dateline.has_date || is_beside_date();
        if is_doubtful && !(dateline.places.iter().all(is_town) && is_dated()) {
            continue;
        }
        if !dateline.is_line
            && is_head
            && !matches!(block.part, Part::Date | Part::Marker | Part::Letterhead)
        {
            continue;
        }
        if dateline.is_line && !is_head && dateline.places.len() < 2 && idx != lede {
            continue;
        }
        // `(Lille) The council …` opens the text alone
        let is_bare = !dateline.has_date && words.starts_with('(');
        if idx > lede && (is_bare || !layout.features[idx].has(Feature::Dateline)) {
            continue;
        }
        let confidence = if dateline.has_date { 0.97 } else { 0.92 };
        let places: Vec<Found<String>> = dateline
            .places
            .iter()
            .map(|(start, end)| {
                let at = block.span.start as usize + at;
                let span = Span::new(at + start, at + end);
                Found::new(layout.clean(text, span), span, "dateline", confidence)
            })
            .collect();
        // `River Wire – 3 May 2011` above `Suva, 3 May 2011: …`
        let is_proven = dateline.places.iter().any(is_town);
        // `Lima, Peru` in an address above `Suva, 3 May 2011`
        if is_head && dateline.is_line && !(is_proven && (dateline.has_date)) {
            of_line.get_or_insert(places);
            continue;
        }
        return of_line.filter(|_| !is_proven).unwrap_or(places);
    }
    of_line.or_else(|| closing_line(text, layout)).unwrap_or_else(|| from_carrier(text, layout))
}

/// `Location: Suva` beside `Date: 12 October 2011`, as spokespersons head their notes.
fn labelled(layout: &Layout, idx: usize) -> Option<&str> {
    const LABELS: [&str; 6] = ["Location:", "Lieu :", "Lieu:", "Lugar:", "Место:", "المكان:"];
    const LONGEST: usize = 60;
    let words = layout.words[idx].as_str();
    if words.len() > LONGEST {
        return None;
    }
    let place = LABELS.iter().find_map(|label| words.strip_prefix(label))?.trim();
    let is_dated = |beside: usize| {
        layout.features.get(beside).is_some_and(|features| features.has(Feature::DateLine))
            && ["Date", "Fecha", "Дата", "التاريخ"]
                .iter()
                .any(|label| layout.words[beside].starts_with(label))
            // an event has an hour
            && layout.words[beside].matches(':').count() == 1
    };
    (gazetteer::town(place).is_some() && (is_dated(idx + 1) || is_dated(idx.wrapping_sub(1))))
        .then_some(place)
}

/// `Suva` over or under `12 October 2011`, each on a line of its own.
fn is_town_at_date(layout: &Layout, idx: usize) -> bool {
    const LONGEST: usize = 40;
    let words = layout.words[idx].as_str();
    let is_dated = |beside: usize| {
        layout.blocks.get(beside).is_some_and(|block| block.part == Part::Date)
            && layout.features[beside].has(Feature::DateOnly)
    };
    words.len() <= LONGEST
        && !layout.features[idx].has(Feature::Carrier)
        && !layout.features[idx].has(Feature::KindHead)
        && (is_dated(idx + 1) || is_dated(idx.wrapping_sub(1)))
        && gazetteer::town(words).is_some()
}

/// `Open Sea Network — Suva, 12 October 2011`: a dateline of a line behind a name or below it, and where it
/// starts.
fn behind_name(words: &str) -> Option<Placed> {
    const LONGEST: usize = 120;
    const MOST_SIGNS: usize = 4;
    if words.len() > LONGEST {
        return None;
    }
    let signs = words.match_indices(['—', '–', '|', '·', '\n']);
    signs.take(MOST_SIGNS).find_map(|(sign, written)| {
        let at = sign + written.len();
        let dateline =
            read(&words[at..]).filter(|dateline| dateline.is_line && dateline.has_date)?;
        let (start, end) = *dateline.places.first()?;
        gazetteer::town(&words[at + start..at + end]).map(|_| (dateline, at))
    })
}

/// `Monrovia, 27 February 2012` under the text.
fn closing_line(text: &str, layout: &Layout) -> Option<Vec<Found<String>>> {
    let lede = layout.lede()?;
    let (_, block) =
        layout.blocks.iter().enumerate().skip(lede + 1).rev().take(12).find(|(idx, block)| {
            let features = layout.features[*idx];
            let line = block.span.of(text);
            features.has(Feature::DateOnly)
                || features.has(Feature::DateLine)
                    && without_done_at(line).len() + "En ".len() < line.trim_start().len()
        })?;
    let line = block.span.of(text);
    let bare = without_done_at(line);
    let dateline = read(bare).filter(|dateline| dateline.has_date)?;
    let (start, end) = *dateline.places.first()?;
    let at = block.span.start as usize + line.len() - bare.len();
    let span = Span::new(at + start, at + end);
    Some(vec![Found::new(layout.clean(text, span), span, "closing-line", 0.75)])
}

/// `Fait à Bamako, le 3 mai 2012`.
fn without_done_at(line: &str) -> &str {
    const DONE_AT: [&str; 14] = [
        "حرر في ",
        "حرر ب",
        "حُرر ب",
        "صدر في ",
        "صدر ب",
        "Fait à ",
        "Hecho en ",
        "Dado en ",
        "Dada en ",
        "Feito em ",
        "Done at ",
        "Done in ",
        "Signed in ",
        "En ",
    ];
    DONE_AT.iter().find_map(|done| line.trim_start().strip_prefix(done)).unwrap_or(line)
}

/// Front matter may give the place.
fn from_carrier(text: &str, layout: &Layout) -> Vec<Found<String>> {
    let field = layout.carried.fields.iter().find(|field| field.key == Key::Place);
    field
        .filter(|field| !field.value.is_empty() && field.value.len() <= 60)
        .map(|field| {
            Found::new(field.value.of(text).to_owned(), field.value, "front-matter-place", 0.8)
        })
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(passage: &str) -> Vec<&str> {
        read(passage)
            .map(|dateline| {
                dateline.places.iter().map(|(start, end)| &passage[*start..*end]).collect()
            })
            .unwrap_or_default()
    }

    const REST: &str =
        "Ada Roe opened the first meeting of the Open Sea Network in the old harbour today.";

    #[test]
    fn places_stand_before_the_dash_in_many_forms() {
        for (head, places) in [
            ("Brussels/New York—", vec!["Brussels", "New York"]),
            ("The Hague—", vec!["The Hague"]),
            ("NEW DELHI, INDIA - ", vec!["NEW DELHI"]),
            ("ATLANTA, GA, May 3, 2012 /Wire/ -- ", vec!["ATLANTA, GA"]),
            ("(Nairobi) – ", vec!["Nairobi"]),
            ("(Ташкент, 2 мая 2003 г.) — ", vec!["Ташкент"]),
            ("Juba, South Sudan (Dec. 30, 2013) — ", vec!["Juba"]),
            ("WASHINGTON, D.C.- ", vec!["WASHINGTON, D.C."]),
            ("NEW YORK, TUESDAY, DECEMBER 2, 1997-", vec!["NEW YORK"]),
            ("LOS ANGELES, CA — October 14, 2025 — (WIRE) — ", vec!["LOS ANGELES, CA"]),
            ("VALLETTA, MALTA, July 27, 2025  ", vec!["VALLETTA"]),
            ("Istanbul, June 28, 2023—", vec!["Istanbul"]),
            ("Nova Iorque, 25 abr 2011 - ", vec!["Nova Iorque"]),
            ("May 3, 2012 (Geneva) ", vec!["Geneva"]),
            ("CITY--", vec!["CITY"]),
            ("Cambridge, Mass. – ", vec!["Cambridge, Mass."]),
            ("Asunción, 26 nov 2018 (OSN). ", vec!["Asunción"]),
            ("Тбилиси. 12.09.2016. ", vec!["Тбилиси"]),
            ("Бишкек. ", vec!["Бишкек"]),
            ("Tela, Atlántida. ", vec!["Tela"]),
            ("（杭州，2015年6月11日）", vec!["杭州"]),
            ("(Ottawa/Bamako) May 3, 2012 – ", vec!["Ottawa", "Bamako"]),
            ("Dakar, Niamey, Bruxelles, le 3 mai 2012 – ", vec!["Dakar", "Niamey", "Bruxelles"]),
            ("Dakar, Bruxelles, 3 mai 2012 – ", vec!["Dakar", "Bruxelles"]),
            ("Paris-Geneva, October 9, 2017. ", vec!["Paris", "Geneva"]),
            ("Port-au-Prince, le 3 mai 2012 – ", vec!["Port-au-Prince"]),
            ("Ithaca, New York, May 3, 2012 – ", vec!["Ithaca"]),
            ("May 3rd, 2012. Suva, Fiji—", vec!["Suva"]),
            ("Suva, Fiji:  ", vec!["Suva"]),
        ] {
            assert_eq!(found(&format!("{head}{REST}")), places, "{head}");
        }
    }

    #[test]
    fn place_and_date_may_have_a_line_of_their_own() {
        assert_eq!(found("Managua, 3 de julio de 2018"), ["Managua"]);
        assert_eq!(found("Cleveland, Wednesday, August 7, 1996"), ["Cleveland"]);
        assert_eq!(found("New York/The Hague/Rome:"), ["New York", "The Hague", "Rome"]);
        assert_eq!(found("Bishkek/Geneva"), ["Bishkek", "Geneva"]);
        assert_eq!(found("September 5th, 2014 Bishkek/Geneva"), ["Bishkek", "Geneva"]);
        assert_eq!(found("18 апреля 2013 года, г. Алматы"), ["Алматы"]);
    }

    #[test]
    fn a_dash_in_a_headline_is_no_dateline() {
        for passage in [
            "Azerbaijan – Free the Five",
            "(Open Sea Network—July 25, 2019) The government has continued to hold the five fishers.",
            "The Network – a group of fishers from forty ports of the north – has asked for a meeting.",
            "We met – and we talked for a long time about the ports and the sea and the law.",
        ] {
            assert_eq!(found(passage), Vec::<&str>::new(), "{passage}");
        }
    }
}
