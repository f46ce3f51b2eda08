//! What parts a dateline from the text, and whether it does: a dash, a colon, a full stop, a bracket, the end of the line.

use crate::lexicon::Blanks as _;
use crate::{
    dateline::{
        place::{ends_place, is_state, without_stop},
        read::{Dateline, Reader},
        token::Kind,
        word::is_caseless,
    },
    lexicon,
};

impl Reader<'_> {
    pub(super) fn separator(
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
            // `(Lille) The council …`
            Some(Kind::Word)
                if is_bracketed
                    && follows
                    && self.word(idx).starts_with(char::is_uppercase)
                    && self.are_towns(&dateline) =>
            {
                Some(dateline)
            }
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
}

pub(super) fn trim_stop(passage: &str, dateline: &mut Dateline) {
    if let Some((start, end)) = dateline.places.last_mut() {
        *end = *start + passage[*start..*end].trim_end_matches('.').len();
    }
}
