//! The dateline: the places before the dash at the start of the lede, `Brussels/New York—`.
//!
//! `PLACES [, REGION] [, DATE] [(SOURCE)] SEPARATOR`, the same in brackets, the date first, or a line of its
//! own that gives place and date. A dash in a headline is no dateline: long running text must follow.

use release::{Block, Found, Part, Span};

use crate::{
    layout::{Layout, carrier::Key, feature::Feature, phrase},
    lexicon,
};

/// Datelines are shorter than this many bytes.
const LONGEST: usize = 180;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Word,
    Comma,
    Slash,
    Dash,
    Open,
    Close,
    Colon,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    start: usize,
    end: usize,
    kind: Kind,
    /// Two blanks or more stand before it.
    is_after_gap: bool,
}

/// A dateline as offsets into the passage it opens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Dateline {
    places: Vec<(usize, usize)>,
    end: usize,
    has_date: bool,
    is_line: bool,
}

/// Whether a passage opens with a dateline and goes on.
pub(crate) fn opens(passage: &str) -> bool {
    read(passage).is_some_and(|dateline| !dateline.is_line || dateline.places.len() > 1)
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
    };
    let mut n_bodies = 0;
    for (idx, block) in layout.blocks.iter().enumerate() {
        if !is_candidate(idx, block) {
            continue;
        }
        n_bodies += usize::from(idx >= lede);
        if n_bodies > 3 {
            break;
        }
        let Some(dateline) = read(block.span.of(text)) else { continue };
        let is_head = idx < lede;
        if !dateline.is_line && is_head && !matches!(block.part, Part::Date | Part::Marker) {
            continue;
        }
        if dateline.is_line && !is_head && dateline.places.len() < 2 && idx != lede {
            continue;
        }
        if idx > lede && !layout.features[idx].has(Feature::Dateline) {
            continue;
        }
        let confidence = if dateline.has_date { 0.97 } else { 0.92 };
        return dateline
            .places
            .iter()
            .map(|(start, end)| {
                let at = block.span.start as usize;
                let span = Span::new(at + start, at + end);
                Found::new(layout.clean(text, span), span, "dateline", confidence)
            })
            .collect();
    }
    closing_line(text, layout).unwrap_or_else(|| from_carrier(text, layout))
}

/// `Monrovia, 27 February 2012` under the text.
fn closing_line(text: &str, layout: &Layout) -> Option<Vec<Found<String>>> {
    let lede = layout.lede()?;
    let (_, block) = layout
        .blocks
        .iter()
        .enumerate()
        .skip(lede + 1)
        .rev()
        .take(12)
        .find(|(idx, _)| layout.features[*idx].has(Feature::DateOnly))?;
    let dateline = read(block.span.of(text)).filter(|dateline| dateline.has_date)?;
    let (start, end) = *dateline.places.first()?;
    let at = block.span.start as usize;
    let span = Span::new(at + start, at + end);
    Some(vec![Found::new(layout.clean(text, span), span, "closing-line", 0.75)])
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

fn trim_stop(passage: &str, dateline: &mut Dateline) {
    if let Some((start, end)) = dateline.places.last_mut() {
        *end = *start + passage[*start..*end].trim_end_matches('.').len();
    }
}

fn read(passage: &str) -> Option<Dateline> {
    let head_end = passage
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .take_while(|end| *end <= LONGEST)
        .last()?;
    let tokens = tokens(&passage[..head_end]);
    let reader = Reader { passage, tokens: &tokens };
    reader.dateline()
}

fn tokens(head: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut letters = head.char_indices().peekable();
    let mut n_blanks = 0;
    let mut before = ' ';
    while let Some((at, c)) = letters.next() {
        let next = letters.peek().map_or(' ', |(_, next)| *next);
        let end = at + c.len_utf8();
        // `Bogotá.-` ends with the dash alone.
        let is_abbreviation = tokens
            .last()
            .is_some_and(|last: &Token| last.end == at && head[last.start..at].contains('.'));
        if c == '.' && matches!(next, '-' | '–' | '—') && !is_abbreviation {
            before = ' ';
            continue;
        }
        let kind = match c {
            c if c.is_whitespace()
                || matches!(c, '*' | '_' | '>' | '[' | ']' | '"' | '“' | '#') =>
            {
                n_blanks += usize::from(c.is_whitespace());
                before = ' ';
                continue;
            }
            ',' | '،' | '、' => Kind::Comma,
            '/' => Kind::Slash,
            '(' => Kind::Open,
            ')' => Kind::Close,
            ':' => Kind::Colon,
            '—' | '–' | '―' => Kind::Dash,
            '-' if is_dash(before, next) => Kind::Dash,
            _ => Kind::Word,
        };
        let is_after_gap = n_blanks >= 2;
        let had_blank = n_blanks > 0;
        n_blanks = 0;
        before = c;
        match tokens.last_mut() {
            Some(last)
                if last.end == at
                    && last.kind == kind
                    && matches!(kind, Kind::Word | Kind::Dash)
                    && !had_blank =>
            {
                last.end = end;
            }
            _ => tokens.push(Token { start: at, end, kind, is_after_gap }),
        }
    }
    tokens
}

/// A hyphen that parts and does not join: beside a blank, doubled, or after a number or a full stop and
/// before a capital.
fn is_dash(before: char, next: char) -> bool {
    before.is_whitespace()
        || next.is_whitespace()
        || before == '-'
        || next == '-'
        || ((before.is_numeric() || matches!(before, '.' | ')')) && next.is_uppercase())
}

struct Reader<'t> {
    passage: &'t str,
    tokens: &'t [Token],
}

impl Reader<'_> {
    fn kind(&self, idx: usize) -> Option<Kind> {
        self.tokens.get(idx).map(|token| token.kind)
    }

    fn word(&self, idx: usize) -> &str {
        match self.tokens.get(idx) {
            Some(token) if token.kind == Kind::Word => &self.passage[token.start..token.end],
            _ => "",
        }
    }

    fn is_date(&self, idx: usize) -> bool {
        let word = self.word(idx);
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.strip_suffix("-feira").unwrap_or(bare);
        !bare.is_empty()
            && (matches!(bare, "los" | "días" | "dias" | "mes" | "mês")
                || bare.chars().next().is_some_and(char::is_numeric)
                || (lexicon::is_date_word(&bare.to_lowercase())
                    && !matches!(bare, "The" | "El" | "Le" | "Den")))
    }

    /// Past the words of a date and the commas inside it.
    fn after_date(&self, mut idx: usize) -> usize {
        let start = idx;
        let mut end = idx;
        while idx < self.tokens.len() && idx < end + 3 {
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
        let (Some(slash), Some(next)) = (self.tokens.get(idx), self.tokens.get(idx + 1)) else {
            return false;
        };
        idx > 0
            && self.tokens[idx - 1].end == slash.start
            && slash.end == next.start
            && self.is_date(idx + 1)
    }

    fn tells_date(&self, idx: usize) -> bool {
        let bare = self.word(idx).trim_matches(|c: char| !c.is_alphanumeric());
        bare.chars().next().is_some_and(char::is_numeric)
            || (bare.len() >= 3 && crate::date::is_month(bare))
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
            if !parts {
                return None;
            }
            idx += 1;
        }
        let has_first_date = dateline.has_date;
        let (after_places, places) = self.place_list(idx)?;
        dateline.places = places;
        idx = after_places;
        idx = self.date_after(idx, &mut dateline);
        if is_bracketed || has_inner_bracket {
            if self.kind(idx) != Some(Kind::Close) {
                return None;
            }
            idx += 1;
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
        while (matches!(self.kind(at), Some(Kind::Comma | Kind::Dash))
            || matches!(self.word(at), "في" | "يوم"))
            && at < idx + 2
        {
            at += 1;
        }
        let end = self.after_date(at);
        if at < self.tokens.len()
            && end > at
            && (at > idx || self.tokens[at].is_after_gap || end > at + 1)
        {
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
        (start + 1..self.tokens.len().min(start + 8))
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
        let at_end = idx >= self.tokens.len();
        dateline.end = self.tokens.get(idx).map_or(self.passage.len(), |token| token.end);
        let rest = self.passage.get(dateline.end..).unwrap_or_default();
        let follows = rest.split_whitespace().take(8).count() >= 8
            || lexicon::is_unspaced(rest) && rest.len() > 60;
        let is_joined = dateline.places.len() > 1;
        match self.kind(idx) {
            Some(Kind::Dash) if follows => Some(dateline),
            // `Tirana/Wien. Vom Pindos …`, `ALMATY. Wounded men …`
            Some(Kind::Word) if follows && self.ends_with_stop(&dateline, idx) => {
                dateline.end = self.tokens[idx].start;
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
            // `San José, Costa Rica` on a line of its own
            _ if at_end && self.names_country(&dateline) => {
                Some(Dateline { is_line: true, ..dateline })
            }
            _ if at_end && dateline.has_date && !has_first_date => {
                Some(Dateline { is_line: true, ..dateline })
            }
            _ if is_bracketed && follows && (dateline.has_date || has_first_date) => Some(dateline),
            Some(Kind::Word)
                if dateline.has_date
                    && !has_first_date
                    && follows
                    && (self.tokens[idx].is_after_gap
                        || self.word(idx).starts_with(char::is_uppercase)) =>
            {
                Some(dateline)
            }
            _ => None,
        }
    }

    /// Whether what follows the only place is the name of its country.
    fn names_country(&self, dateline: &Dateline) -> bool {
        let [(_, end)] = dateline.places[..] else { return false };
        let rest = self.passage[end..].trim_matches(|c: char| !c.is_alphabetic());
        !rest.is_empty()
            && rest.split_whitespace().count() <= 4
            && gazetteer::resolve(rest).is_some()
    }

    /// Whether the places end with a full stop that ends nothing else.
    fn ends_with_stop(&self, dateline: &Dateline, idx: usize) -> bool {
        let Some((start, end)) = dateline.places.last() else { return false };
        let last = &self.passage[*start..*end];
        let shouts = !last.chars().any(char::is_lowercase);
        let is_bold = self.passage.starts_with("**") || self.passage.starts_with("__");
        let is_abbreviation = is_state(last.rsplit(' ').next().unwrap_or_default());
        // `Tocoa, Colón. The …`: the region ends with the stop.
        let region =
            self.tokens[..idx].last().map_or("", |token| &self.passage[token.start..token.end]);
        let ends_region = !last.ends_with('.') && ends_place(region);
        (last.ends_with('.') || ends_region)
            && !is_abbreviation
            && (dateline.places.len() > 1 || shouts || is_bold || ends_region)
            && self.word(idx).starts_with(|c: char| c.is_uppercase() || c == '„' || c == '«')
    }

    /// `Place {/ Place}`, each perhaps with its region or country.
    fn place_list(&self, mut idx: usize) -> Option<(usize, Vec<(usize, usize)>)> {
        let mut places = Vec::new();
        loop {
            let (after, place) = self.place(idx)?;
            places.push(place);
            idx = after;
            let joins = match self.kind(idx) {
                Some(Kind::Slash) => self.place(idx + 1).is_some(),
                // `Aktau – Bishkek. The court …`
                Some(Kind::Dash) => self.place(idx + 1).is_some_and(|(_, (start, end))| {
                    self.passage[start..end].ends_with('.') && self.passage[start..end].len() > 4
                }),
                Some(Kind::Word) => {
                    matches!(self.word(idx), "and" | "et" | "und" | "y" | "e" | "и" | "&" | "or")
                        && self.place(idx + 1).is_some()
                }
                _ => false,
            };
            if !joins || places.len() >= 8 {
                return Some((idx, places));
            }
            idx += 1;
        }
    }

    /// One place: its words, and the state that belongs to it; a country after it is passed over.
    fn place(&self, idx: usize) -> Option<(usize, (usize, usize))> {
        let end = self.after_name(idx)?;
        let name = (self.tokens[idx].start, self.tokens[end - 1].end);
        if !is_place(without_stop(&self.passage[name.0..name.1])) {
            return None;
        }
        let mut place = name;
        let mut at = end;
        // `Recife (PE)`
        if self.kind(at) == Some(Kind::Open)
            && is_brazilian_state(self.word(at + 1))
            && self.kind(at + 2) == Some(Kind::Close)
        {
            place.1 = self.tokens[at + 2].end;
            at += 3;
        }
        if self.kind(at) == Some(Kind::Comma)
            && !self.is_date(at + 1)
            && let Some(region_end) = self.after_name(at + 1)
        {
            let region = (self.tokens[at + 1].start, self.tokens[region_end - 1].end);
            let is_followed = matches!(
                self.kind(region_end),
                None | Some(
                    Kind::Comma | Kind::Dash | Kind::Open | Kind::Close | Kind::Slash | Kind::Colon
                )
            ) || self.is_date(region_end);
            if is_followed {
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
        while at < idx + 4 && self.kind(at) == Some(Kind::Word) {
            if at > idx && (self.tells_date(at) || self.tokens[at].is_after_gap) {
                break;
            }
            let word = self.word(at);
            if at > idx && (ends_place(self.word(at - 1)) || matches!(word, "في" | "يوم" | "اليوم"))
            {
                break;
            }
            let first = word.chars().next()?;
            let is_caseless =
                first.is_alphabetic() && !first.is_lowercase() && !first.is_uppercase();
            let is_article = ["el-", "al-", "es-", "as-", "ad-", "ar-"]
                .iter()
                .any(|article| word.starts_with(article));
            if first.is_uppercase() || is_caseless || (is_article && at > idx) {
                n_capitals += 1;
            } else if n_capitals == 0
                || !matches!(
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
            {
                break;
            }
            at += 1;
        }
        (n_capitals > 0).then_some(at)
    }
}

/// `Wien.` at the end of a dateline.
fn without_stop(name: &str) -> &str {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    if ends_place(last) { name.trim_end_matches('.') } else { name }
}

/// A full stop ends a place unless it shortens a word: `St.`, `D.C.`
fn ends_place(word: &str) -> bool {
    let stem = word.trim_end_matches('.');
    word.ends_with('.') && stem.chars().count() > 3 && !stem.contains('.')
}

/// Capitalised words that can be a place: no kind of release, no office, no organisation, no month.
fn is_place(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let has_other = words.iter().any(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let lower = bare.to_lowercase();
        lexicon::is_organisation_word(bare)
            || lexicon::has_role(bare)
            || lexicon::is_weekday(&lower)
            || (bare.len() > 3 && crate::date::is_month(bare))
            || bare.chars().any(char::is_numeric)
            || matches!(
                lower.as_str(),
                "today"
                    | "yesterday"
                    | "update"
                    | "release"
                    | "source"
                    | "by"
                    | "we"
                    | "this"
                    | "in"
                    | "for"
                    | "on"
                    | "it"
                    | "as"
                    | "he"
                    | "she"
                    | "they"
                    | "note"
                    | "statement"
            )
    });
    let first = words.first().copied().unwrap_or_default();
    let is_article_alone = words.len() == 1 && lexicon::is_function_word(first);
    let is_kind = phrase::find(name).iter().any(|met| met.is_whole);
    let n_letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let is_too_long = lexicon::is_unspaced(name) && n_letters > 4;
    !has_other
        && !is_article_alone
        && !is_kind
        && n_letters >= 2
        && !is_too_long
        && (words.len() > 1 || !name.contains('.'))
}

/// `Recife (PE)`.
fn is_brazilian_state(code: &str) -> bool {
    const CODES: &str =
        " AC AL AP AM BA CE DF ES GO MA MT MS MG PA PB PR PE PI RJ RN RS RO RR SC SP SE TO ";
    code.len() == 2 && CODES.contains(&format!(" {code} "))
}

/// A state that belongs to the place: `DC`, `Mass.`.
fn is_state(region: &str) -> bool {
    const CODES: &str = " AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR D.C. N.Y. N.J. N.C. S.C. N.H. N.M. R.I. N.D. S.D. W.VA. ON QC BC AB MB SK NS NB ACT NSW VIC QLD TAS ";
    const SHORT: &str = " ala. ariz. ark. calif. colo. conn. del. fla. ga. ill. ind. kan. ky. la. md. mass. mich. minn. miss. mo. mont. neb. nev. okla. ore. pa. tenn. tex. vt. va. wash. wis. wyo. ";
    let padded = format!(" {} ", region.to_uppercase());
    let with_stop = format!(" {} ", region.to_lowercase());
    let is_code = region.chars().all(|c| c.is_uppercase() || c == '.') && CODES.contains(&padded);
    is_code || SHORT.contains(&with_stop)
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
        ] {
            assert_eq!(found(&format!("{head}{REST}")), places, "{head}");
        }
    }

    #[test]
    fn place_and_date_may_have_a_line_of_their_own() {
        assert_eq!(found("Managua, 3 de julio de 2018"), ["Managua"]);
        assert_eq!(found("Cleveland, Wednesday, August 7, 1996"), ["Cleveland"]);
        assert_eq!(found("New York/The Hague/Rome:"), ["New York", "The Hague", "Rome"]);
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
