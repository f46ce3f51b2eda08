//! Which marks belong together: every passage in quotation marks, paragraph by paragraph.
//!
//! The scanner knows the families of marks and the errors writers make with them: an opening mark
//! that closes, a straight mark closed by a curly one, a mark that is never closed or never opened.
//! It does not judge whether a passage is a quote; scare quotes and titles come out too.

use release::Span;

use crate::quote::{
    lexicon::Class,
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

/// Finds the passages in marks and flags their tokens as quoted.
pub(crate) fn scan(tokens: &mut [Token], paragraphs: &[Paragraph]) -> Vec<Marked> {
    let mut scanner = Scanner { tokens, paragraphs, allow_single: false, found: Vec::new() };
    scanner.allow_single = scanner.count_double_marks() < 2;
    let mut carried = None;
    for (idx, paragraph) in paragraphs.iter().enumerate() {
        carried = if paragraph.spoken { scanner.paragraph(idx, carried) } else { None };
    }
    let found = scanner.found;
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
    /// Single marks are quotes only where the text has no double ones.
    allow_single: bool,
    found: Vec<Marked>,
}

impl Scanner<'_> {
    fn count_double_marks(&self) -> usize {
        let is_double = |token: &&Token| {
            token.kind == Kind::Mark
                && matches!(token.sign, '"' | '“' | '”' | '″' | '«' | '»' | '„' | '「')
        };
        self.tokens.iter().filter(is_double).take(2).count()
    }

    /// Scans a paragraph; `carried` is the family left open by the one before.
    fn paragraph(&mut self, idx: usize, carried: Option<Family>) -> Option<Family> {
        let Paragraph { first, end, .. } = self.paragraphs[idx];
        let mut open: Option<(usize, Family)> = None;
        let mut n_found = self.found.len();
        for at in first..end {
            let token = self.tokens[at];
            if token.kind != Kind::Mark {
                continue;
            }
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
                Some((start, family)) if self.closes(at, family) => {
                    let continues = start == first && carried == Some(family);
                    self.push(idx, start, at + 1, family, false, continues);
                    n_found = self.found.len();
                    open = None;
                }
                // a second opening mark: the first was never closed
                Some((_, family)) if self.reopens(at, family) => open = Some((at, family)),
                Some(_) => {}
            }
        }
        open.and_then(|(start, family)| self.unclosed(idx, start, family, carried))
    }

    /// The family that the mark at `at` opens.
    fn opened_by(&self, at: usize, is_first: bool) -> Option<Family> {
        let mark = self.tokens[at];
        let (opens, closes) = (mark.is(shape::OPENS), mark.is(shape::CLOSES));
        match mark.sign {
            '"' if opens => Some(Family::Straight),
            '″' if opens => Some(Family::Doubled),
            '“' if opens || is_first || !closes => Some(Family::Curly),
            '„' | '‟' => Some(Family::Low),
            '«' => Some(Family::Angle),
            '「' | '『' => Some(Family::Corner),
            '»' if opens && !closes => Some(Family::InvertedAngle),
            '”' if opens && !closes => Some(Family::Same),
            '‘' | '‚' if self.allow_single && opens => Some(Family::SingleCurly),
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
            Family::InvertedAngle => mark.sign == '«',
            Family::Same => mark.sign == '”',
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
        let goes_on = self.next_opens_with(idx, family);
        let is_single = matches!(family, Family::Single | Family::SingleCurly);
        if !is_single && (goes_on || start == first || end - start < LONGEST_UNCLOSED) {
            let continues = start == first && carried == Some(family);
            self.push(idx, start, end, family, true, continues);
        }
        goes_on.then_some(family)
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
        let before = idx.checked_sub(1).map(|idx| self.paragraphs[idx])?;
        let last = before.end.checked_sub(1).map(|at| self.tokens[at])?;
        let announces = last.is_sign(':')
            && self.tokens[before.first..before.end].iter().any(|token| token.class == Class::Say);
        (announces && at - first > 4).then_some(first)
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
