//! Which marks belong together: every passage in quotation marks, paragraph by paragraph.
//!
//! The scanner knows the families of marks and the errors writers make with them: an opening mark
//! that closes, a straight mark closed by a curly one, a mark that is never closed or never opened.
//! It does not judge whether a passage is a quote; scare quotes and titles come out too.

use release::Span;

use crate::quote::{
    interruption,
    lexicon::{Class, Habit},
    lexicons::Lexicons,
    notes::Notes,
    reader::Paragraph,
    token::{Kind, Token, shape},
};

/// Which marks a passage stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// `"…"`
    Straight,
    /// `“…”`
    Curly,
    /// `„…“`
    Low,
    /// `«…»`
    Angle,
    /// `»…«`
    InvertedAngle,
    /// `''…''`
    Doubled,
    /// `'…'`
    Single,
    /// `‘…’`
    SingleCurly,
    /// `”…”`
    Same,
    /// `「…」`
    Corner,
    /// No marks, but a dash: `– …, said X.`
    Dash,
}

/// A passage in quotation marks.
#[derive(Clone, Copy, Debug)]
pub struct Marked {
    /// Where it stands, its marks included.
    pub span: Span,
    /// Its first token, the opening mark.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// The paragraph it stands in.
    pub paragraph: usize,
    /// Its marks.
    pub family: Family,
    /// No mark closes it.
    pub unclosed: bool,
    /// It goes on with the unclosed passage of the paragraph before.
    pub continues: bool,
}

/// A passage that is not closed may run on for this many tokens from inside a paragraph.
const LONGEST_UNCLOSED: usize = 120;

/// Speech that only a dash opens has more words and signs than this.
const SHORTEST_SPEECH: usize = 6;

/// Speech without marks is a paragraph of at least so many words and signs.
const SHORTEST_BARE: usize = 15;
/// What leads to it is no longer.
const LONGEST_LEAD: usize = 60;

/// Marks inside a passage are looked at this far ahead.
const LONGEST_NESTING: usize = 400;

/// Finds the passages in marks and flags their tokens as quoted.
pub(crate) fn scan(
    tokens: &mut [Token],
    paragraphs: &[Paragraph],
    notes: &Notes,
    lexicons: &Lexicons,
) -> Vec<Marked> {
    let mut scanner =
        Scanner { tokens, paragraphs, notes, lexicons, allow_single: false, found: Vec::new() };
    scanner.allow_single = scanner.count_double_marks() < 2;
    let mut carried = None;
    for (idx, paragraph) in paragraphs.iter().enumerate() {
        carried = if paragraph.spoken { scanner.paragraph(idx, carried) } else { None };
    }
    let found = interruption::split(tokens, scanner.found, lexicons);
    for marked in &found {
        for token in &mut tokens[marked.first..marked.end] {
            token.shape |= shape::QUOTED;
        }
    }
    found
}

struct Scanner<'t> {
    tokens: &'t [Token],
    paragraphs: &'t [Paragraph],
    notes: &'t Notes,
    lexicons: &'t Lexicons,
    /// Single marks are quotes only where the text has no double ones.
    allow_single: bool,
    found: Vec<Marked>,
}

impl<'t> Scanner<'t> {
    fn count_double_marks(&self) -> usize {
        let is_double = |at: &&usize| {
            matches!(self.tokens[**at].sign, '"' | '“' | '”' | '″' | '«' | '»' | '„' | '「')
        };
        self.notes.marks.iter().filter(is_double).take(2).count()
    }

    /// Scans a paragraph; `carried` is the family left open by the one before.
    fn paragraph(&mut self, idx: usize, carried: Option<Family>) -> Option<Family> {
        let Paragraph { first, end, .. } = self.paragraphs[idx];
        if self.is_bare_opening(idx) {
            self.push(idx, first, end, Family::Curly, true, false);
            return Some(Family::Curly);
        }
        if self.is_bare_speech(idx, carried) {
            let continues = carried == Some(Family::Dash);
            self.push(idx, first, end, Family::Dash, true, continues);
            return Some(Family::Dash);
        }
        let mut open: Option<(usize, Family)> = None;
        let mut n_found = self.found.len();
        // what the paragraph before opened, the first mark of this one closes
        if let Some((family, at)) =
            carried.and_then(|family| Some((family, self.closed_at(idx, family)?)))
        {
            self.push(idx, first, at + 1, family, false, true);
            n_found = self.found.len();
        }
        let from =
            self.found.last().filter(|last| last.paragraph == idx).map_or(first, |last| last.end);
        let mut n_nested = 0;
        for &at in self.marks(from, end) {
            match open {
                None => {
                    open = self.opened_by(at, at == first).map(|family| (at, family));
                    if open.is_none()
                        && self.found.len() == n_found
                        && let Some(start) = self.unopened_start(idx, at)
                    {
                        self.push(idx, start, at + 1, Family::Straight, false, false);
                        n_found = self.found.len();
                    }
                }
                Some((_, family)) if n_nested > 0 && self.closes(at, family) => n_nested -= 1,
                Some((start, family)) if self.closes(at, family) => {
                    let continues = start == first && carried == Some(family);
                    self.push(idx, start, at + 1, family, false, continues);
                    n_found = self.found.len();
                    open = None;
                }
                Some((start, family)) if self.nests(at, start, family, idx) => n_nested += 1,
                // a second opening mark: the first was never closed
                Some((_, family)) if self.reopens(at, family) => open = Some((at, family)),
                Some(_) => {}
            }
        }
        if self.notes.has_dash && self.is_announced_dash(idx) {
            self.push(idx, first, end, Family::Dash, true, false);
            return None;
        }
        if self.notes.has_dash
            && self.found.len() == n_found
            && open.is_none()
            && self.has_no_marks(first, end)
        {
            interruption::dialogue(self.tokens, idx, first, end, &mut self.found);
        }
        open.and_then(|(start, family)| self.unclosed(idx, start, family, carried))
    }

    /// Whether the paragraph is the first of a quote but lacks its opening mark: `… said:` stands before
    /// it, an opening mark begins the paragraph behind it, and it has no marks itself.
    fn is_bare_opening(&self, idx: usize) -> bool {
        let Paragraph { first, end, .. } = self.paragraphs[idx];
        self.next_opens_with(idx, Family::Curly)
            && self.is_announced(idx)
            && self.has_no_marks(first, end)
    }

    /// Whether the paragraph is speech that a dash opens behind `… said:`; dashes one after the other
    /// are a list.
    fn is_announced_dash(&self, idx: usize) -> bool {
        let Paragraph { first, end, .. } = self.paragraphs[idx];
        let begins_with_dash = |paragraph: Option<&Paragraph>| {
            paragraph.is_some_and(|paragraph| self.tokens[paragraph.first].is_dash())
        };
        end > first + SHORTEST_SPEECH
            && begins_with_dash(self.paragraphs.get(idx))
            && !begins_with_dash(self.paragraphs.get(idx + 1))
            && matches!(self.tokens[end - 1].sign, '.' | '!' | '?' | '…')
            && self.tokens[first + 1].is_capital()
            && self.is_announced_by(idx, Token::is_cue)
            && self.has_no_marks(first, end)
            && interruption::frame(self.tokens, first + 1, end).is_none()
    }

    /// Whether the paragraph is speech without marks, as German offices give it: `Zum Urteil erklärt Ada Roe,
    /// Sprecherin für Asylpolitik:` stands before it, or before the one it goes on with.
    fn is_bare_speech(&self, idx: usize, carried: Option<Family>) -> bool {
        let Paragraph { first, end, .. } = self.paragraphs[idx];
        if !self.lexicons.are_of_release()
            || !self.lexicons.at(first).has(Habit::CapitalNouns)
            || end - first < SHORTEST_BARE
        {
            return false;
        }
        let is_one_sentence = || {
            let before = self.paragraphs[idx - 1];
            before.spoken
                && before.end - before.first <= LONGEST_LEAD
                && self.tokens[before.first].sentence == self.tokens[before.end - 1].sentence
        };
        let is_led = carried == Some(Family::Dash) || self.is_announced(idx) && is_one_sentence();
        is_led
            && matches!(self.tokens[end - 1].sign, '.' | '!' | '?' | '…')
            && self.tokens[first].is_capital()
            && self.has_no_marks(first, end)
            && self.tokens[first..end].iter().all(|token| token.class != Class::Say)
    }

    fn has_no_marks(&self, first: usize, end: usize) -> bool {
        let is_apostrophe = |at: &usize| matches!(self.tokens[*at].sign, '’' | '\'');
        self.marks(first, end).iter().all(is_apostrophe)
    }

    /// The marks among the tokens `first..end`.
    fn marks(&self, first: usize, end: usize) -> &'t [usize] {
        let marks = &self.notes.marks;
        let from = marks.partition_point(|at| *at < first);
        let to = from + marks[from..].partition_point(|at| *at < end);
        &marks[from..to]
    }

    /// Whether the paragraph before ends in `… said:`.
    fn is_announced(&self, idx: usize) -> bool {
        self.is_announced_by(idx, |token| token.class == Class::Say)
    }

    fn is_announced_by(&self, idx: usize, is_verb: impl Fn(&Token) -> bool) -> bool {
        let Some(before) = idx.checked_sub(1).map(|idx| self.paragraphs[idx]) else { return false };
        self.tokens[before.end - 1].is_sign(':')
            && self.tokens[before.first..before.end].iter().any(is_verb)
    }

    /// The family that the mark at `at` opens.
    fn opened_by(&self, at: usize, is_first: bool) -> Option<Family> {
        let mark = self.tokens[at];
        let (opens, closes) = (mark.is(shape::OPENS), mark.is(shape::CLOSES));
        match mark.sign {
            // a mark between blanks opens where none is open: `: " Oui. "`
            '"' if opens || !closes => Some(Family::Straight),
            '″' if opens || !closes => Some(Family::Doubled),
            '“' if opens || is_first || !closes => Some(Family::Curly),
            '„' | '‟' => Some(Family::Low),
            '«' => Some(Family::Angle),
            '「' | '『' => Some(Family::Corner),
            '»' if opens && !closes => Some(Family::InvertedAngle),
            '”' if opens && !closes => Some(Family::Same),
            '‘' | '‚' if opens => Some(Family::SingleCurly),
            '\'' if self.allow_single && opens && !closes => Some(Family::Single),
            _ => None,
        }
    }

    fn closes(&self, at: usize, family: Family) -> bool {
        let mark = self.tokens[at];
        let (opens, closes) = (mark.is(shape::OPENS), mark.is(shape::CLOSES));
        match family {
            Family::Straight => (mark.sign == '"' && (closes || !opens)) || mark.sign == '”',
            Family::Doubled => mark.sign == '″' && (closes || !opens),
            Family::Curly => {
                mark.sign == '”'
                    || (mark.sign == '"' && closes)
                    || (mark.sign == '“' && closes && !opens)
            }
            Family::Low => matches!(mark.sign, '“' | '”' | '‟') || (mark.sign == '"' && closes),
            Family::Angle => mark.sign == '»',
            Family::Corner => matches!(mark.sign, '」' | '』'),
            Family::Dash => false,
            Family::InvertedAngle => mark.sign == '«',
            Family::Same => matches!(mark.sign, '”' | '“'),
            Family::SingleCurly => mark.sign == '’' && closes && self.ends_single(at),
            Family::Single => mark.sign == '\'' && closes && self.ends_single(at),
        }
    }

    /// Whether a single mark that can close does: behind a sign surely, behind a word unless it may
    /// be the apostrophe of a plural (`the workers’ rights`).
    fn ends_single(&self, at: usize) -> bool {
        let before = self.tokens[at - 1];
        before.kind == Kind::Sign || before.ending != 3
    }

    /// Whether a mark opens a passage inside the open one: angle marks do if both are closed, curly ones
    /// if they stand in a quote that fills its paragraph.
    fn nests(&self, at: usize, start: usize, family: Family, idx: usize) -> bool {
        let Paragraph { first, end, .. } = self.paragraphs[idx];
        let (opener, closer) = match family {
            Family::Angle => ('«', '»'),
            Family::Curly => ('“', '”'),
            _ => return false,
        };
        if self.tokens[at].sign != opener || (family == Family::Curly && start != first) {
            return false;
        }
        let rest = &self.tokens[at + 1..end.min(at + LONGEST_NESTING)];
        let marks = rest.iter().filter(|token| token.sign == opener || token.sign == closer);
        let mut marks = marks.map(|token| token.sign == closer);
        let is_closed = marks.next() == Some(true);
        let outer_closes = marks.next() == Some(true);
        is_closed && (outer_closes || self.next_opens_with(idx, family))
    }

    fn reopens(&self, at: usize, family: Family) -> bool {
        let mark = self.tokens[at];
        let only_opens = mark.is(shape::OPENS) && !mark.is(shape::CLOSES);
        match family {
            Family::Curly => mark.sign == '“',
            Family::Straight => mark.sign == '"' && only_opens,
            _ => false,
        }
    }

    /// A passage still open at the end of its paragraph: kept if the next paragraph opens with the
    /// same mark, if it fills its paragraph, or if it is short. Gives the family it leaves open.
    fn unclosed(
        &mut self,
        idx: usize,
        start: usize,
        family: Family,
        carried: Option<Family>,
    ) -> Option<Family> {
        let Paragraph { first, end, .. } = self.paragraphs[idx];
        let is_closed = self.paragraphs.get(idx + 1).is_some_and(|next| next.spoken)
            && self.closed_at(idx + 1, family).is_some();
        let goes_on = self.next_opens_with(idx, family) || is_closed;
        let is_single = matches!(family, Family::Single | Family::SingleCurly);
        if !is_single && (goes_on || start == first || end - start < LONGEST_UNCLOSED) {
            let continues = start == first && carried == Some(family);
            self.push(idx, start, end, family, true, continues);
        }
        goes_on.then_some(family)
    }

    /// Where the first mark of a paragraph closes what the one before has opened: German and Russian do not open each
    /// paragraph anew.
    fn closed_at(&self, idx: usize, family: Family) -> Option<usize> {
        let Paragraph { first, end, .. } = self.paragraphs[idx];
        let is_double = matches!(family, Family::Low | Family::Angle | Family::Curly)
            && self.lexicons.are_of_release()
            && !self.lexicons.at(first).is_english;
        let at = *self.marks(first, end).first()?;
        let mark = self.tokens[at];
        let only_closes = mark.is(shape::CLOSES) && !mark.is(shape::OPENS);
        (is_double && only_closes && at > first && self.closes(at, family)).then_some(at)
    }

    fn next_opens_with(&self, idx: usize, family: Family) -> bool {
        let next = self.paragraphs.get(idx + 1).filter(|paragraph| paragraph.spoken);
        next.is_some_and(|paragraph| {
            let sign = self.tokens[paragraph.first].sign;
            match family {
                Family::Straight => sign == '"',
                Family::Curly => sign == '“',
                Family::Doubled => sign == '″',
                // French may open the next paragraph with the closing mark
                Family::Angle => matches!(sign, '«' | '»'),
                Family::Low => sign == '„',
                _ => false,
            }
        })
    }

    /// Where a passage starts whose opening mark was forgotten: behind `said:`, in this paragraph or at
    /// the end of the one before.
    fn unopened_start(&self, idx: usize, at: usize) -> Option<usize> {
        let mark = self.tokens[at];
        let only_closes = mark.is(shape::CLOSES) && !mark.is(shape::OPENS);
        if !only_closes || !matches!(mark.sign, '"' | '”' | '»') || self.allow_single {
            return None;
        }
        let Paragraph { first, .. } = self.paragraphs[idx];
        let colon = (first..at).find(|&at| self.tokens[at].is_sign(':'));
        if let Some(colon) = colon {
            return self.tokens[first..colon].iter().any(Token::is_cue).then_some(colon + 1);
        }
        (self.is_announced(idx) && at - first > 4).then_some(first)
    }

    fn push(
        &mut self,
        paragraph: usize,
        first: usize,
        end: usize,
        family: Family,
        unclosed: bool,
        continues: bool,
    ) {
        if self.tokens[first..end].iter().all(|token| matches!(token.kind, Kind::Mark | Kind::Sign))
        {
            return;
        }
        let span = self.tokens[first].span.cover(self.tokens[end - 1].span);
        self.found.push(Marked { span, first, end, paragraph, family, unclosed, continues });
    }
}
