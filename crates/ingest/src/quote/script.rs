//! The body that an office holds, in letters without case and in Cyrillic ones.

use std::ops::Range;

use crate::quote::{
    lexicon::{Class, traits},
    role::Around,
    token::shape,
    word_id::word_id,
};

/// Arabic nouns for parts of a body, which are part of the office: `رئيسة قسم الوبائيات`.
const PARTS_OF_BODIES: [&str; 7] = ["قسم", "مكتب", "برنامج", "لجنة", "مجلس", "محكمة", "حملة"];

impl Around<'_> {
    /// `منسقة البرامج في مرصد الأنهار`: letters without case tell a name by the noun that begins it.
    pub(super) fn body_in_script(&self, range: Range<usize>) -> Option<(usize, Range<usize>)> {
        let tokens = &self.reading.tokens;
        let begins = |at: usize| {
            let token = &tokens[at];
            token.is(shape::CASELESS)
                && token.has(traits::ORGANISATION)
                && !token.has(traits::DEPARTMENT)
                && tokens[at - 1].class == Class::Preposition
                && tokens[at + 1].is_word()
                && !token.span.of(self.reading.text).starts_with("ال")
        };
        let last = range.end.checked_sub(1)?;
        if let Some(at) = (range.start + 1..last).find(|&at| begins(at)) {
            return Some((at - 1, at..range.end));
        }
        // `مدير عام مرصد الأنهار`: the body right behind the office, or behind its rank
        let owns = |at: usize| {
            let token = &tokens[at];
            token.is(shape::CASELESS)
                && token.has(traits::ORGANISATION)
                && !token.has(traits::DEPARTMENT)
                && !token.span.of(self.reading.text).starts_with("ال")
                && !PARTS_OF_BODIES.contains(&token.span.of(self.reading.text))
                && tokens[at + 1].is_word()
        };
        let is_rank = |at: usize| {
            matches!(tokens[at].span.of(self.reading.text), "عام" | "عامة" | "تنفيذي" | "تنفيذية")
        };
        let at = range.start + usize::from(is_rank(range.start));
        (at < last && owns(at)).then_some((at, at..range.end))
    }

    /// `директор Центра защиты рыбаков`: where the name of a body in the genitive begins.
    pub(super) fn body_in_genitive(&self, head: usize, end: usize) -> Option<usize> {
        let tokens = &self.reading.tokens;
        let begins = |at: &usize| {
            let token = &tokens[*at];
            let is_acronym = token.is(shape::UPPER) && !token.is(shape::INITIAL) && *at == head + 1;
            token.is(shape::CAPITAL)
                && ('А'..='Я').contains(&token.sign)
                && (token.has(traits::BODY) || is_acronym)
        };
        let at = (head + 1..end).find(begins)?;
        let is_led = tokens[head + 1..at].iter().any(|token| token.class == Class::Preposition);
        (!is_led).then_some(at)
    }

    /// `директор Red Sail по Азии`: the first run of capitals in Latin letters behind a Cyrillic office.
    pub(super) fn body_in_other_letters(&self, head: usize, end: usize) -> Option<Range<usize>> {
        let tokens = &self.reading.tokens;
        if !('А'..='я').contains(&tokens[head].sign) {
            return None;
        }
        let is_latin = |at: usize| tokens[at].is_capital() && tokens[at].sign.is_ascii_uppercase();
        let start = (head + 1..end).find(|&at| is_latin(at))?;
        let last = (start..end).find(|&at| !is_latin(at)).unwrap_or(end);
        Some(start..last)
    }

    /// `الأمينة العامة لمنظمة الأنهار`: where the preposition is written onto the name of the body.
    pub(super) fn attached_body(&self, range: Range<usize>) -> Option<(usize, String)> {
        let tokens = &self.reading.tokens;
        let noun = |at: usize| {
            let token = &tokens[at];
            let noun = token.span.of(self.reading.text).strip_prefix('ل')?;
            let entry = self.reading.lexicon(at).get(word_id(noun))?;
            (token.is(shape::CASELESS) && entry.traits & traits::ORGANISATION != 0).then_some(noun)
        };
        let last = range.end.checked_sub(1)?;
        let (at, noun) = (range.start..last).find_map(|at| Some((at, noun(at)?)))?;
        Some((at, format!("{noun} {}", self.words(at + 1..range.end))))
    }
}
