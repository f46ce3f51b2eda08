//! The places of a dateline, one after the other, each perhaps with its region or country.

use crate::dateline::{
    place::{ends_place, is_brazilian_state, is_place, is_state, without_stop},
    read::{Dateline, LONGEST, MOST_WORDS, Reader},
    token::Kind,
    word::{is_caseless, is_joint, is_small_in_name},
};
use crate::lexicon::Blanks as _;

impl Reader<'_> {
    /// `Place {/ Place}`, each perhaps with its region or country.
    pub(super) fn place_list(&self, mut idx: usize) -> Option<(usize, Vec<(usize, usize)>)> {
        let mut places = Vec::new();
        loop {
            let (after, place) = self.place(idx)?;
            self.push_towns(place, &mut places);
            idx = after;
            let joins = match self.kind(idx) {
                Some(Kind::Slash) => self.place(idx + 1).is_some(),
                // `Aktau – Bishkek. The court …`
                Some(Kind::Dash) => self.place(idx + 1).is_some_and(|(after, (start, end))| {
                    let place = &self.passage[start..end];
                    place.ends_with('.') && place.len() > 4
                        || places.iter().all(|&(start, end)| self.is_town(start, end))
                            && self.is_town(start, end)
                            && self.dates_places(after)
                }),
                Some(Kind::Word) => is_joint(self.word(idx)) && self.place(idx + 1).is_some(),
                // `Geneva, Bamako, Brussels, 3 May 2011 – The council …`
                Some(Kind::Comma) => self.lists_towns(idx),
                _ => false,
            };
            if !joins || places.len() >= 8 {
                return Some((idx, places));
            }
            idx += 1;
        }
    }

    /// Adds a place, or the towns that hyphens join: `Paris-Geneva, 3 May 2011.`
    fn push_towns(&self, place: (usize, usize), places: &mut Vec<(usize, usize)>) {
        let name = &self.passage[place.0..place.1];
        let is_joined = name.contains('-')
            && !self.is_town(place.0, place.1)
            && name.split('-').all(|part| part.len() > 3 && gazetteer::town(part).is_some());
        if !is_joined {
            places.push(place);
            return;
        }
        let mut start = place.0;
        for part in name.split('-') {
            places.push((start, start + part.len()));
            start += part.len() + 1;
        }
    }

    /// One place: its words, and the state that belongs to it; a country after it is passed over.
    fn place(&self, idx: usize) -> Option<(usize, (usize, usize))> {
        // `г. Алматы`
        let idx = idx + usize::from(matches!(self.word(idx), "г." | "м."));
        let end = self.after_name(idx)?;
        // a place that is all there is opens nothing
        let is_all = idx == 0 && self.kind(end).is_none() && self.passage.len() <= LONGEST;
        if is_all || self.is_running(end) {
            return None;
        }
        let mut name = (self.bounds(idx).0, self.bounds(end - 1).1);
        if idx == 0 {
            name.0 += self.label(name);
        }
        if self.cannot_follow(idx, end, name)
            || !is_place(without_stop(&self.passage[name.0..name.1]))
        {
            return None;
        }
        let mut place = name;
        let mut at = end;
        // `Recife (PE)`
        if self.kind(at) == Some(Kind::Open)
            && is_brazilian_state(self.word(at + 1))
            && self.kind(at + 2) == Some(Kind::Close)
        {
            place.1 = self.bounds(at + 2).1;
            at += 3;
        }
        // `Nairóbi (Quênia), 3 de maio de 2011`
        if self.kind(at) == Some(Kind::Open)
            && let Some(end) = self.after_name(at + 1)
            && self.kind(end) == Some(Kind::Close)
            && gazetteer::resolve(&self.passage[self.bounds(at + 1).0..self.bounds(end - 1).1])
                .is_some()
        {
            return Some((end + 1, place));
        }
        if self.kind(at) == Some(Kind::Comma)
            && !self.is_date(at + 1)
            && let Some(region_end) = self.after_name(at + 1)
        {
            let region = (self.bounds(at + 1).0, self.bounds(region_end - 1).1);
            let is_followed = matches!(
                self.kind(region_end),
                None | Some(
                    Kind::Comma | Kind::Dash | Kind::Open | Kind::Close | Kind::Slash | Kind::Colon
                )
            ) || self.is_date(region_end)
                || ends_place(&self.passage[region.0..region.1]);
            let is_other = || {
                self.kind(region_end) == Some(Kind::Comma)
                    && self.is_town_abroad(place, region)
                    && self.lists_towns(at)
            };
            if is_followed && !is_other() {
                if is_state(&self.passage[region.0..region.1]) {
                    place.1 = region.1;
                }
                at = region_end;
            }
        }
        Some((at, place))
    }

    /// Past one to four capitalised words.
    fn after_name(&self, idx: usize) -> Option<usize> {
        let mut at = idx;
        let mut n_capitals = 0;
        while at < idx + MOST_WORDS && self.kind(at) == Some(Kind::Word) {
            // `Chiang Mai` is no town in May
            let is_of_town = || self.is_town(self.bounds(idx).0, self.bounds(at).1);
            if at > idx && (self.tells_date(at) && !is_of_town() || self.is_after_gap(at)) {
                break;
            }
            let word = self.word(at);
            if at > idx
                && (ends_place(self.word(at - 1))
                    || matches!(word, "في" | "فى" | "يوم" | "اليوم" | "بتاريخ"))
            {
                break;
            }
            let first = word.chars().next()?;
            let is_article = || {
                ["el-", "al-", "es-", "as-", "ad-", "ar-"]
                    .iter()
                    .any(|article| word.starts_with(article))
            };
            if first.is_uppercase() || is_caseless(word) || (at > idx && is_article()) {
                n_capitals += 1;
            } else if n_capitals == 0 || !is_small_in_name(word) {
                break;
            }
            at += 1;
        }
        // `Paris le 3 mai 2011`
        let is_article = |at: usize| matches!(self.word(at), "le" | "el" | "den");
        while at > idx + 1 && is_article(at - 1) && self.is_date(at) {
            at -= 1;
        }
        (n_capitals > 0).then_some(at)
    }

    /// Whether the word at `end` shows that the first words of a passage, the bytes `name`, are no place: a
    /// dateline goes on with a sign, a date or another place, or ends with a full stop.
    fn cannot_follow(&self, idx: usize, end: usize, name: (usize, usize)) -> bool {
        let word = self.word(end);
        idx == 0
            && !word.is_empty()
            && !self.passage[..name.1].ends_with('.')
            && !is_joint(word)
            && !matches!(word, "في" | "فى" | "يوم" | "بتاريخ")
            && !self.is_date(end)
    }

    /// Whether a small word that no dateline has goes on with a sentence: `Ada Roe opened …`.
    fn is_running(&self, idx: usize) -> bool {
        let word = self.word(idx);
        word.as_bytes().first().is_some_and(u8::is_ascii_lowercase)
            && !is_joint(word)
            && !self.is_date(idx)
    }

    /// `PRESSEMITTEILUNG Warschau, 3. Mai 2011`: the bytes of a label in capitals before a town.
    fn label(&self, (start, end): (usize, usize)) -> usize {
        let Some((label, town)) = self.passage[start..end].split_once(' ') else { return 0 };
        let shouts = |words: &str| !words.contains(char::is_lowercase);
        let is_label = label.chars().count() >= 8
            && label.chars().all(char::is_uppercase)
            && !shouts(town)
            && gazetteer::town(town).is_some();
        if is_label { label.len() + 1 } else { 0 }
    }

    fn is_town(&self, start: usize, end: usize) -> bool {
        gazetteer::town(&self.passage[start..end]).is_some()
    }

    /// Whether the places so far are towns, and behind this comma more of them and then a date follow.
    fn lists_towns(&self, idx: usize) -> bool {
        let first = idx;
        let mut idx = idx;
        while self.kind(idx) == Some(Kind::Comma) && self.after_date(idx + 1) == idx + 1 {
            let Some((after, (start, end))) = self.place(idx + 1) else { return false };
            if !self.is_town(start, end) {
                return false;
            }
            idx = after;
        }
        idx > first && self.kind(idx) == Some(Kind::Comma)
    }

    /// `Lyon–Bunia–Genève, le 22 août`: whether other places behind dashes or none, and then a date, follow.
    fn dates_places(&self, mut idx: usize) -> bool {
        while self.kind(idx) == Some(Kind::Dash) {
            let Some((after, _)) = self.place(idx + 1) else { return false };
            idx = after;
        }
        self.kind(idx) == Some(Kind::Comma) && self.after_date(idx + 1) > idx + 1
    }

    /// Whether a town and, behind a comma, one of another country stand here: the second is no region.
    fn is_town_abroad(&self, town: (usize, usize), other: (usize, usize)) -> bool {
        let country = |(start, end): (usize, usize)| gazetteer::town(&self.passage[start..end]);
        country(other).is_some_and(|abroad| country(town).is_some_and(|home| home != abroad))
            && gazetteer::resolve(&self.passage[other.0..other.1]).is_none()
    }

    /// Whether all places are towns that the gazetteer knows.
    pub(super) fn are_towns(&self, dateline: &Dateline) -> bool {
        let mut places = dateline.places.iter().map(|(start, end)| &self.passage[*start..*end]);
        places.all(|place| gazetteer::town(without_stop(place)).is_some())
    }

    /// Whether a place is the name of a country too.
    pub(super) fn names_countries(&self, dateline: &Dateline) -> bool {
        let mut places = dateline.places.iter().map(|(start, end)| &self.passage[*start..*end]);
        places.any(|place| gazetteer::resolve(place).is_some())
    }

    /// Whether no place is a town, and each is a short word in capitals.
    pub(super) fn are_acronyms(&self, dateline: &Dateline) -> bool {
        const LONGEST: usize = 8;
        dateline.places.iter().all(|&(start, end)| {
            let place = &self.passage[start..end];
            place.len() <= LONGEST
                && place.bytes().all(|byte| byte.is_ascii_uppercase())
                && !self.is_town(start, end)
        })
    }

    /// Whether what stands between the only place and `to` is the name of its country.
    pub(super) fn names_country(&self, dateline: &Dateline, to: usize) -> bool {
        let [(_, end)] = dateline.places[..] else { return false };
        let rest = self.passage.get(end..to).unwrap_or_default();
        let rest = rest.trim_matches(|c: char| !c.is_alphabetic());
        !rest.is_empty() && rest.by_blanks().count() <= 4 && gazetteer::resolve(rest).is_some()
    }
}
