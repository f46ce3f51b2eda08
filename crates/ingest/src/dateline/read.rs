//! The grammar of a dateline, read from the start of a passage.

use std::cell::{Cell, RefCell};

use crate::lexicon::Blanks as _;
use crate::{
    dateline::{
        place::{ends_place, is_brazilian_state, is_place, is_state, without_stop},
        token::{Kind, Token, Tokens},
    },
    layout::phrase,
    lexicon,
};

/// Datelines are shorter than this many bytes.
pub(super) const LONGEST: usize = 180;
/// The name of a place has no more words.
pub(super) const MOST_WORDS: usize = 4;

/// A dateline as offsets into the passage it opens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Dateline {
    pub(super) places: Vec<(usize, usize)>,
    pub(super) end: usize,
    pub(super) has_date: bool,
    pub(super) is_line: bool,
}

pub(super) fn read(passage: &str) -> Option<Dateline> {
    if let Some(dateline) = report_from(passage) {
        return Some(dateline);
    }
    let from = behind_kind(passage).unwrap_or(0);
    let passage = &passage[from..];
    let head = &passage[..passage.floor_char_boundary(LONGEST)];
    let reader =
        Reader { passage, tokens: RefCell::new(Tokens::new(head)), dates: Cell::default() };
    let mut dateline = reader.dateline()?;
    for (start, end) in &mut dateline.places {
        (*start, *end) = (*start + from, *end + from);
    }
    dateline.end += from;
    Some(dateline)
}

/// Where a dateline begins behind what kind of text it opens: `COMMUNIQUÉ – Lille, le 8 mars 2022. …`.
fn behind_kind(passage: &str) -> Option<usize> {
    const LONGEST_KIND: usize = 40;
    const JOINTS: [&str; 4] = [" – ", " — ", " | ", " - "];
    let head = &passage[..passage.floor_char_boundary(LONGEST_KIND)];
    let (at, joint) = JOINTS.iter().find_map(|joint| Some((head.find(joint)?, joint)))?;
    (at > 0 && phrase::is_kind(&head[..at])).then_some(at + joint.len())
}

/// `苏州讯 …`, `昆明讯（记者 …）…`: the town from which a report in Chinese comes.
fn report_from(passage: &str) -> Option<Dateline> {
    const LONGEST_TOWN: usize = 4;
    let start = passage.find(|c: char| !matches!(c, '(' | '（' | '【' | ' ' | '\u{3000}'))?;
    let rest = &passage[start..];
    rest.chars().next().filter(|first| ('\u{4e00}'..='\u{9fff}').contains(first))?;
    let is_report = |(_, c): &(usize, char)| "讯訊电電".contains(*c);
    let by_town = rest
        .char_indices()
        .take(LONGEST_TOWN + 1)
        .find(is_report)
        .filter(|(end, _)| gazetteer::town(&rest[..*end]).is_some());
    let (from, end, at) = match by_town {
        Some((end, _)) => (0, end, end),
        None => wired(rest)?,
    };
    let report = rest[at..].chars().next()?;
    Some(Dateline {
        places: vec![(start + from, start + end)],
        end: start + at + report.len_utf8(),
        ..Dateline::default()
    })
}

/// `央社記者林某曼谷14日電）…`, `新华社北京5月3日电 …`: where the town before the day of a wire's report begins and ends, and
/// where the word for the report stands.
fn wired(rest: &str) -> Option<(usize, usize, usize)> {
    const LONGEST_LEAD: usize = 32;
    const LONGEST_TOWN: usize = 6;
    let day = rest
        .char_indices()
        .take(LONGEST_LEAD)
        .find(|(at, c)| *c == '日' && rest[at + c.len_utf8()..].starts_with(['电', '電']))?
        .0;
    let is_of_date = |c: char| c.is_ascii_digit() || matches!(c, '月' | ' ');
    let lead = rest[..day].trim_end_matches(is_of_date);
    if lead.len() == day {
        return None;
    }
    let starts = lead.char_indices().rev().take(LONGEST_TOWN).map(|(at, _)| at);
    let town = |at: &usize| gazetteer::town(&lead[*at..]).is_some();
    let from = starts.filter(town).last()?;
    Some((from, lead.len(), day + '日'.len_utf8()))
}

fn trim_stop(passage: &str, dateline: &mut Dateline) {
    if let Some((start, end)) = dateline.places.last_mut() {
        *end = *start + passage[*start..*end].trim_end_matches('.').len();
    }
}

/// Words between two places.
pub(super) fn is_joint(word: &str) -> bool {
    matches!(word, "and" | "et" | "und" | "y" | "e" | "и" | "&" | "or")
}

/// Small words inside the name of a place.
pub(super) fn is_small_in_name(word: &str) -> bool {
    matches!(
        word,
        "de" | "la"
            | "of"
            | "do"
            | "da"
            | "el"
            | "am"
            | "an"
            | "der"
            | "del"
            | "le"
            | "les"
            | "sur"
            | "di"
    )
}

/// Articles that open a name and are no part of a date, though small ones may be.
pub(super) fn is_opening_article(word: &str) -> bool {
    matches!(word, "The" | "El" | "Le" | "Den")
}

/// Whether a word is of a script without capitals.
fn is_caseless(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
}

/// Whether a word can be part of a date.
pub(super) fn is_date(word: &str) -> bool {
    let bare = lexicon::without_signs(word);
    let bare = bare.strip_suffix("-feira").unwrap_or(bare);
    !bare.is_empty()
        && (matches!(bare, "los" | "días" | "dias" | "mes" | "mês")
            || bare.chars().next().is_some_and(char::is_numeric)
            || (lexicon::with_lower(bare, lexicon::is_date_word) && !is_opening_article(bare)))
}

/// Whether a word is part of a date and of nothing else.
pub(super) fn tells_date(word: &str) -> bool {
    let bare = lexicon::without_signs(word);
    bare.chars().next().is_some_and(char::is_numeric)
        || (bare.len() >= 3 && crate::date::is_month(bare))
}

struct Reader<'t> {
    passage: &'t str,
    /// Asking for a token cuts the text up to it.
    tokens: RefCell<Tokens<'t>>,
    /// Of the first tokens, a bit each: which were asked whether they belong to a date, and which do.
    dates: Cell<(u32, u32)>,
}

impl<'t> Reader<'t> {
    fn token(&self, idx: usize) -> Option<Token> {
        self.tokens.borrow_mut().get(idx)
    }

    fn kind(&self, idx: usize) -> Option<Kind> {
        self.token(idx).map(|token| token.kind)
    }

    /// Where the token of that number begins and ends; the end of the passage where there is none.
    fn bounds(&self, idx: usize) -> (usize, usize) {
        let end = self.passage.len();
        self.token(idx).map_or((end, end), |token| (token.start, token.end))
    }

    fn is_after_gap(&self, idx: usize) -> bool {
        self.token(idx).is_some_and(|token| token.is_after_gap)
    }

    fn word(&self, idx: usize) -> &'t str {
        match self.token(idx) {
            Some(token) if token.kind == Kind::Word => &self.passage[token.start..token.end],
            _ => "",
        }
    }

    fn is_date(&self, idx: usize) -> bool {
        let (known, dates) = self.dates.get();
        let bit = 1_u32.checked_shl(u32::try_from(idx).unwrap_or(u32::MAX)).unwrap_or(0);
        if known & bit != 0 {
            return dates & bit != 0;
        }
        let is_date = is_date(self.word(idx));
        self.dates.set((known | bit, if is_date { dates | bit } else { dates }));
        is_date
    }

    /// Past the words of a date and the commas inside it.
    fn after_date(&self, mut idx: usize) -> usize {
        let start = idx;
        let mut end = idx;
        while idx < end + 3 && self.kind(idx).is_some() {
            if self.is_date(idx) {
                end = idx + 1;
            } else if !(self.kind(idx) == Some(Kind::Comma)
                || self.kind(idx) == Some(Kind::Slash)
                    && end == idx
                    && (crate::date::is_month(self.word(idx + 1)) || self.is_glued(idx)))
            {
                break;
            }
            idx += 1;
        }
        // Small words of dates alone are no date.
        if (start..end).any(|at| self.tells_date(at)) { end } else { start }
    }

    /// Whether a slash sticks to the numbers on both sides: `06/10/2005`.
    fn is_glued(&self, idx: usize) -> bool {
        let (Some(slash), Some(next)) = (self.token(idx), self.token(idx + 1)) else {
            return false;
        };
        idx > 0
            && self.bounds(idx - 1).1 == slash.start
            && slash.end == next.start
            && self.is_date(idx + 1)
    }

    fn tells_date(&self, idx: usize) -> bool {
        tells_date(self.word(idx))
    }

    fn dateline(&self) -> Option<Dateline> {
        let mut idx = 0;
        let mut dateline = Dateline::default();
        let is_bracketed = self.kind(0) == Some(Kind::Open);
        idx += usize::from(is_bracketed);
        let mut has_inner_bracket = false;
        let after_first_date = self.after_date(idx);
        if after_first_date > idx {
            // `April 3, 2012 (Geneva)`, `3 April 2012 – Geneva –`
            dateline.has_date = true;
            idx = after_first_date;
            let parts =
                matches!(self.kind(idx), Some(Kind::Dash | Kind::Comma | Kind::Open | Kind::Slash));
            has_inner_bracket = self.kind(idx) == Some(Kind::Open);
            // `18 апреля 2013 г. Алматы`, `May 3, 2012 Bishkek/Geneva` alone on a line
            if !parts {
                let (end, places) = self.place_list(idx)?;
                dateline.places = places;
                // `May 3rd, 2012. Suva, Fiji—The council …`
                let is_closed = self.word(idx - 1).ends_with('.');
                let is_place = || {
                    self.are_towns(&dateline) || self.names_country(&dateline, self.bounds(end).0)
                };
                if is_closed && self.kind(end) == Some(Kind::Dash) && is_place() {
                    return self.separator(end, false, true, dateline);
                }
                dateline.is_line = true;
                dateline.end = self.bounds(end).1;
                // `（2018年3月2日 兰州）…`
                let is_closed = is_bracketed && self.kind(end) == Some(Kind::Close);
                if is_closed && self.are_towns(&dateline) {
                    return self.separator(
                        end + 1,
                        true,
                        true,
                        Dateline { is_line: false, ..dateline },
                    );
                }
                let is_line = self.kind(end).is_none() && self.are_towns(&dateline);
                return is_line.then_some(dateline);
            }
            idx += 1;
        }
        let has_first_date = dateline.has_date;
        let (after_places, places) = self.place_list(idx)?;
        dateline.places = places;
        idx = after_places;
        idx = self.date_after(idx, &mut dateline);
        if is_bracketed || has_inner_bracket {
            // `(AGENCY/IFEX)` is a source
            if !dateline.has_date && self.are_acronyms(&dateline) {
                dateline.places.clear();
            }
            if self.kind(idx) != Some(Kind::Close) {
                return None;
            }
            idx += 1;
            // `(Geneva/Bamako) 3 May 2011 – The council …`, `(Bogotá) 28 de febrero de 2018. El consejo …`
            let end = self.after_date(idx);
            let is_closed = |end: usize| {
                self.kind(end) == Some(Kind::Dash) || self.word(end - 1).ends_with('.')
            };
            if !dateline.has_date && end > idx && is_closed(end) {
                dateline.has_date = true;
                idx = end;
            }
        } else if self.kind(idx) == Some(Kind::Open) && self.is_date(idx + 1) {
            // `Juba, South Sudan (Dec. 30, 2013) —`
            let end = self.after_date(idx + 1);
            if self.kind(end) == Some(Kind::Close) {
                dateline.has_date = true;
                idx = end + 1;
            }
        }
        idx = self.after_source(idx);
        self.separator(idx, is_bracketed || has_inner_bracket, has_first_date, dateline)
    }

    /// Past `, DATE` or `— DATE`.
    fn date_after(&self, idx: usize, dateline: &mut Dateline) -> usize {
        let mut at = idx;
        // `Nairobi: 3 May 2011`, not `Published: 3 May 2011`, nor `Date: …`, which is a town too
        let is_label = |&(start, end): &(usize, usize)| {
            lexicon::with_lower(&self.passage[start..end], lexicon::is_date_word)
        };
        let is_parted = |at| match self.kind(at) {
            Some(Kind::Colon) => self.are_towns(dateline) && !dateline.places.iter().any(is_label),
            kind => matches!(kind, Some(Kind::Comma | Kind::Dash)),
        };
        while (is_parted(at) || matches!(self.word(at), "في" | "يوم")) && at < idx + 2 {
            at += 1;
        }
        let end = self.after_date(at);
        // `Тбилиси. 12.09.2016.`
        let is_after_stop =
            dateline.places.last().is_some_and(|(_, end)| self.passage[..*end].ends_with('.'));
        if end > at && (at > idx || self.is_after_gap(at) || end > at + 1 || is_after_stop) {
            if is_after_stop {
                trim_stop(self.passage, dateline);
            }
            dateline.has_date = true;
            return end;
        }
        idx
    }

    /// Past `(SOURCE)`, `/24-7PressRelease/` and a dash before them.
    fn after_source(&self, idx: usize) -> usize {
        let start = idx + usize::from(self.kind(idx) == Some(Kind::Dash));
        let closing = match self.kind(start) {
            Some(Kind::Open) => Kind::Close,
            Some(Kind::Slash) => Kind::Slash,
            _ => return idx,
        };
        (start + 1..start + 8)
            .find(|at| self.kind(*at) == Some(closing))
            .map_or(idx, |close| close + 1)
    }

    fn separator(
        &self,
        idx: usize,
        is_bracketed: bool,
        has_first_date: bool,
        mut dateline: Dateline,
    ) -> Option<Dateline> {
        let at_end = self.kind(idx).is_none();
        dateline.end = self.bounds(idx).1;
        let rest = self.passage.get(dateline.end..).unwrap_or_default();
        let follows =
            rest.by_blanks().take(8).count() >= 8 || lexicon::is_unspaced(rest) && rest.len() > 60;
        let is_joined = dateline.places.len() > 1;
        match self.kind(idx) {
            Some(Kind::Dash) if follows => Some(dateline),
            // `Asunción, 26 nov 2018 (OTR). Ochenta …`
            Some(Kind::Word) if follows && dateline.has_date && self.word(idx) == "." => {
                Some(dateline)
            }
            // `Tirana/Wien. Vom Pindos …`, `ALMATY. Wounded men …`
            Some(Kind::Word) if follows && self.ends_with_stop(&dateline, idx) => {
                dateline.end = self.bounds(idx).0;
                trim_stop(self.passage, &mut dateline);
                Some(dateline)
            }
            Some(Kind::Dash) if rest.trim().is_empty() => {
                Some(Dateline { is_line: true, ..dateline })
            }
            Some(Kind::Colon) if is_joined || dateline.has_date => {
                let is_line = !follows;
                Some(Dateline { is_line, ..dateline })
            }
            // `Suva, Fiji: Fishers from forty ports …`
            Some(Kind::Colon)
                if follows
                    && self.are_towns(&dateline)
                    && self.names_country(&dateline, self.bounds(idx).0) =>
            {
                Some(dateline)
            }
            // `San José, Costa Rica` on a line of its own
            _ if at_end && self.names_country(&dateline, self.passage.len()) => {
                Some(Dateline { is_line: true, ..dateline })
            }
            _ if at_end && dateline.has_date && (!has_first_date || self.are_towns(&dateline)) => {
                Some(Dateline { is_line: true, ..dateline })
            }
            // `Bishkek/Geneva` alone on its line
            _ if at_end && is_joined && self.are_towns(&dateline) => {
                Some(Dateline { is_line: true, ..dateline })
            }
            _ if is_bracketed && follows && (dateline.has_date || has_first_date) => Some(dateline),
            Some(Kind::Word)
                if dateline.has_date
                    && !has_first_date
                    && follows
                    && (self.is_after_gap(idx)
                        || self.word(idx).starts_with(char::is_uppercase)
                        || is_caseless(self.word(idx)) && self.are_towns(&dateline)) =>
            {
                Some(dateline)
            }
            _ => None,
        }
    }

    /// Whether no place is a town, and each is a short word in capitals.
    fn are_acronyms(&self, dateline: &Dateline) -> bool {
        const LONGEST: usize = 8;
        dateline.places.iter().all(|&(start, end)| {
            let place = &self.passage[start..end];
            place.len() <= LONGEST
                && place.bytes().all(|byte| byte.is_ascii_uppercase())
                && !self.is_town(start, end)
        })
    }

    /// Whether all places are towns that the gazetteer knows.
    fn are_towns(&self, dateline: &Dateline) -> bool {
        let mut places = dateline.places.iter().map(|(start, end)| &self.passage[*start..*end]);
        places.all(|place| gazetteer::town(without_stop(place)).is_some())
    }

    /// Whether what stands between the only place and `to` is the name of its country.
    fn names_country(&self, dateline: &Dateline, to: usize) -> bool {
        let [(_, end)] = dateline.places[..] else { return false };
        let rest = self.passage.get(end..to).unwrap_or_default();
        let rest = rest.trim_matches(|c: char| !c.is_alphabetic());
        !rest.is_empty() && rest.by_blanks().count() <= 4 && gazetteer::resolve(rest).is_some()
    }

    /// Whether the places end with a full stop that ends nothing else.
    fn ends_with_stop(&self, dateline: &Dateline, idx: usize) -> bool {
        let Some((start, end)) = dateline.places.last() else { return false };
        let last = &self.passage[*start..*end];
        let shouts = !last.chars().any(char::is_lowercase);
        let is_bold = self.passage.starts_with("**") || self.passage.starts_with("__");
        let is_abbreviation = is_state(last.rsplit(' ').next().unwrap_or_default());
        // `Tocoa, Colón. The …`: the region ends with the stop.
        let region = idx.checked_sub(1).and_then(|before| self.token(before));
        let region = region.map_or("", |token| &self.passage[token.start..token.end]);
        let ends_region = !last.ends_with('.') && ends_place(region);
        (last.ends_with('.') || ends_region)
            && !is_abbreviation
            && (dateline.places.len() > 1
                || shouts
                || is_bold
                || ends_region
                || gazetteer::town(without_stop(last)).is_some())
            && self.word(idx).starts_with(|c: char| c.is_uppercase() || c == '„' || c == '«')
    }

    /// `Place {/ Place}`, each perhaps with its region or country.
    fn place_list(&self, mut idx: usize) -> Option<(usize, Vec<(usize, usize)>)> {
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

    /// `Lyon–Bunia–Genève, le 22 août`: whether other places behind dashes or none, and then a date, follow.
    fn dates_places(&self, mut idx: usize) -> bool {
        while self.kind(idx) == Some(Kind::Dash) {
            let Some((after, _)) = self.place(idx + 1) else { return false };
            idx = after;
        }
        self.kind(idx) == Some(Kind::Comma) && self.after_date(idx + 1) > idx + 1
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

    /// Whether a town and, behind a comma, one of another country stand here: the second is no region.
    fn is_town_abroad(&self, town: (usize, usize), other: (usize, usize)) -> bool {
        let country = |(start, end): (usize, usize)| gazetteer::town(&self.passage[start..end]);
        country(other).is_some_and(|abroad| country(town).is_some_and(|home| home != abroad))
            && gazetteer::resolve(&self.passage[other.0..other.1]).is_none()
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

    /// Whether the word at `end` shows that the first words of a passage, the bytes `name`, are no place: a
    /// dateline goes on with a sign, a date or another place, or ends with a full stop.
    fn cannot_follow(&self, idx: usize, end: usize, name: (usize, usize)) -> bool {
        let word = self.word(end);
        idx == 0
            && !word.is_empty()
            && !self.passage[..name.1].ends_with('.')
            && !is_joint(word)
            && !matches!(word, "في" | "يوم")
            && !self.is_date(end)
    }

    /// Whether a small word that no dateline has goes on with a sentence: `Ada Roe opened …`.
    fn is_running(&self, idx: usize) -> bool {
        let word = self.word(idx);
        word.as_bytes().first().is_some_and(u8::is_ascii_lowercase)
            && !is_joint(word)
            && !self.is_date(idx)
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
            if at > idx && (ends_place(self.word(at - 1)) || matches!(word, "في" | "يوم" | "اليوم"))
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
}
