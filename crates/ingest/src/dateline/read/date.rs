//! The date in a dateline.

use crate::{
    dateline::{
        read::{Dateline, Reader, separator::trim_stop},
        token::Kind,
        word::{is_date, tells_date},
    },
    lexicon,
};

impl Reader<'_> {
    pub(super) fn is_date(&self, idx: usize) -> bool {
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
    pub(super) fn after_date(&self, mut idx: usize) -> usize {
        let start = idx;
        let mut end = idx;
        while idx < end + 3 && self.kind(idx).is_some() {
            if self.is_date(idx) && !(end > start && self.opens_sentence(idx)) {
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

    /// `… 8 mars 2022. À la veille …`: a small word of dates behind a full stop, with a capital.
    fn opens_sentence(&self, idx: usize) -> bool {
        let word = self.word(idx);
        word.starts_with(char::is_uppercase)
            && !self.tells_date(idx)
            && !lexicon::with_lower(lexicon::without_signs(word), lexicon::is_weekday)
            && self.word(idx.wrapping_sub(1)).ends_with('.')
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

    pub(super) fn tells_date(&self, idx: usize) -> bool {
        tells_date(self.word(idx))
    }

    /// Past `, DATE` or `— DATE`.
    pub(super) fn date_after(&self, idx: usize, dateline: &mut Dateline) -> usize {
        let mut at = idx;
        // `Nairobi: 3 May 2011`, not `Published: 3 May 2011`, nor `Date: …`, which is a town too
        let is_label = |&(start, end): &(usize, usize)| {
            lexicon::with_lower(&self.passage[start..end], lexicon::is_date_word)
        };
        let is_parted = |at| match self.kind(at) {
            Some(Kind::Colon) => self.are_towns(dateline) && !dateline.places.iter().any(is_label),
            // `Brüssel | 3. Mai 2011`, not `Kenia | 3. Mai 2011`
            Some(Kind::Bar) => self.are_towns(dateline) && !self.names_countries(dateline),
            kind => matches!(kind, Some(Kind::Comma | Kind::Dash)),
        };
        while (is_parted(at) || matches!(self.word(at), "في" | "فى" | "يوم" | "بتاريخ"))
            && at < idx + 2
        {
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
}
