//! The grammar of a dateline, read from the start of a passage.

mod date;
mod places;
mod separator;

use std::cell::{Cell, RefCell};

use crate::{
    dateline::{
        token::{Kind, Token, Tokens},
        wire::report_from,
    },
    layout::phrase,
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
    const JOINTS: [&str; 5] = [" – ", " — ", " | ", " - ", "\n"];
    let head = &passage[..passage.floor_char_boundary(LONGEST_KIND)];
    let (at, joint) = JOINTS.iter().find_map(|joint| Some((head.find(joint)?, joint)))?;
    (at > 0 && phrase::is_kind(&head[..at])).then_some(at + joint.len())
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
}
