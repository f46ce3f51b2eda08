//! Who is named beside a title, an apposition, a body or hearers that were taken for the speaker.

use std::ops::Range;

use crate::quote::{
    clause::TELLS,
    given_name::is_given_name,
    lexicon::{Class, traits},
    mention::{Mention, MentionKind},
    person::name_start,
    token::{Kind, Token, shape},
    whose::{BELONGING, LONGEST_TITLE, Resolver},
};

/// The name of a body in marks inside a title has at most so many words and marks.
const LONGEST_NAME_IN_MARKS: usize = 8;

impl Resolver<'_> {
    /// `the group's director, Jane Roe`: the name behind a title that was taken for the speaker.
    pub(super) fn name_behind_title(&self, title: usize) -> Option<usize> {
        let from = &self.reading.mentions[title];
        let limit = from.end + LONGEST_TITLE;
        let next = (title + 1..self.reading.mentions.len())
            .take(6)
            .take_while(|&idx| {
                let mention = &self.reading.mentions[idx];
                mention.first <= limit && mention.sentence == from.sentence
            })
            .find(|&idx| self.named(idx).is_some())?;
        let to = &self.reading.mentions[next];
        let start = name_start(self.reading, to);
        let title = &self.reading.tokens[from.first..start];
        // `a neighbour, Jane Roe`
        let is_apposed = from.end + 1 == start
            && self.reading.tokens[from.end].is_sign(',')
            && title.iter().any(|token| token.has(traits::HUMAN));
        let has_role = is_apposed || title.iter().any(|token| token.has(traits::ROLE));
        let n_quoted = title.iter().filter(|token| token.is_quoted()).count();
        let n_commas = title.iter().filter(|token| token.is_sign(',')).count();
        let stays = title.iter().enumerate().all(|(at, token)| {
            let joins_titles = token.class == Class::Conjunction
                && title[at + 1..].iter().take(2).any(|next| next.has(traits::ROLE));
            // `координатор «Зелёной линии» Ирина Вольская`: the name of a body in marks
            (!token.is_quoted() || n_quoted <= LONGEST_NAME_IN_MARKS)
                && !token.attributes()
                && !matches!(token.class, Class::Auxiliary | Class::Relative)
                && (token.class != Class::Conjunction || joins_titles)
                && (token.kind != Kind::Sign || matches!(token.sign, ',' | '&'))
        });
        (has_role && stays && n_commas <= 1).then_some(next)
    }

    /// `Jane Roe, director of the Lake Union`: the name before an apposition that was taken for the
    /// speaker.
    pub(super) fn name_before_apposition(&self, inner: usize) -> Option<usize> {
        let to = &self.reading.mentions[inner];
        let limit = to.first.saturating_sub(LONGEST_TITLE);
        let before = (0..inner)
            .rev()
            .take(4)
            .take_while(|&idx| {
                let mention = &self.reading.mentions[idx];
                mention.end >= limit && mention.sentence == to.sentence
            })
            .find(|&idx| self.named(idx).is_some())?;
        let from = &self.reading.mentions[before];
        let between = &self.reading.tokens[from.end..to.first];
        let starts = between.first().is_some_and(|token| token.is_sign(','));
        let has_role =
            self.reading.tokens[from.end..to.end].iter().any(|token| token.has(traits::ROLE));
        let stays = between.iter().all(|token| {
            !token.is_quoted()
                && !token.attributes()
                && token.class != Class::Auxiliary
                && (token.kind != Kind::Sign || matches!(token.sign, ',' | '&'))
        });
        (starts && has_role && stays).then_some(before)
    }

    /// `O Comandante Provincial da Polícia, João Beira, afirmou`: the name between commas behind an office
    /// whose capitals look like one.
    pub(super) fn apposed(&self, office: usize) -> Option<usize> {
        let reading = self.reading;
        let from = &reading.mentions[office];
        let next = office + 1;
        let to = reading.mentions.get(next).filter(|to| to.sentence == from.sentence)?;
        let start = name_start(reading, from);
        let has_role = self.follows_office(from.first.saturating_sub(LONGEST_TITLE)..start);
        let comma = |at: usize| reading.tokens.get(at).is_some_and(|token| token.is_sign(','));
        let closes = |at: usize| {
            reading.tokens.get(at).is_none_or(|token| {
                token.is_sign(',') || token.is_sign('.') || token.sentence != from.sentence
            })
        };
        // `…, ingeniero Ada Roe`
        let is_title = |token: &Token| {
            token.has(traits::ROLE | traits::HONORIFIC | traits::HUMAN) && !token.is(shape::CAPITAL)
        };
        let titles = reading.tokens.get(from.end + 1..to.first);
        let is_near = titles.is_some_and(|titles| titles.len() <= 2 && titles.iter().all(is_title));
        let is_between = comma(from.end) && is_near && closes(to.end);
        let is_known = |at: usize| is_given_name(&reading.tokens[at]);
        let is_full = |to: &Mention| {
            to.kind == MentionKind::Name
                && to.end > name_start(reading, to) + 1
                && !self.is_place(to)
        };
        // `de la organización Tierra Nueva`, `the lawyer for Ada Roe, Bo Lund`: not whom the office belongs to
        let is_governed = start.checked_sub(1).is_some_and(|at| {
            let before = &reading.tokens[at];
            before.is_word()
                && before.sentence == from.sentence
                && !before.is(shape::CAPITAL)
                && before.class != Class::Title
                && (before.has(traits::ORGANISATION)
                    || !before.has(traits::ROLE | traits::HONORIFIC | traits::HUMAN))
        });
        (matches!(from.kind, MentionKind::Name | MentionKind::Single)
            && has_role
            && is_between
            && (!is_known(start) || is_governed)
            && (is_known(name_start(reading, to)) || is_governed && is_full(to))
            && self.named(next).is_some())
        .then_some(next)
    }

    /// `el secretario nacional del Agua`, `la directora de la organización Mar Abierto`: whether the words before a
    /// name begin with an office behind an article, nothing but words in between.
    pub(super) fn follows_office(&self, range: Range<usize>) -> bool {
        let tokens = &self.reading.tokens;
        let Some(last) = range.end.checked_sub(1) else { return false };
        let sentence = tokens[last].sentence;
        let goes_on = |at: &usize| {
            let token = &tokens[*at];
            token.is_word()
                && token.sentence == sentence
                && !token.is_quoted()
                && !token.attributes()
                && !matches!(token.class, Class::Auxiliary | Class::Relative | Class::Pronoun)
        };
        range.rev().take_while(goes_on).any(|at| tokens[at].has(traits::ROLE))
    }

    /// `Jane Roe of the Lake Union said`: the name before a body that was taken for the speaker.
    pub(super) fn name_before_body(&self, body: usize) -> Option<usize> {
        let reading = self.reading;
        let to = &reading.mentions[body];
        let before = body.checked_sub(1)?;
        let from = &reading.mentions[before];
        let is_link = |token: &Token| {
            matches!(token.class, Class::Preposition | Class::Determiner) && !token.is_quoted()
        };
        let between = reading.tokens.get(from.end..to.first)?;
        let joins = between.first().is_some_and(|token| BELONGING.contains(&token.id));
        (to.kind == MentionKind::Organisation
            && from.kind == MentionKind::Name
            && from.sentence == to.sentence
            && joins
            && between.iter().all(is_link)
            && self.named(before).is_some())
        .then_some(before)
    }

    /// `The union’s president, Jane Roe, told reporters`: who told it, where the hearers were taken for the speaker.
    pub(super) fn teller(&self, hearer: usize) -> Option<usize> {
        let reading = self.reading;
        let from = &reading.mentions[hearer];
        let verb = from.first.checked_sub(1)?;
        let tells = |at: usize| TELLS.contains(&reading.tokens[at].id);
        let is_comma = |at: usize| reading.tokens[at].is_sign(',');
        let end = verb.checked_sub(1).filter(|&at| is_comma(at)).unwrap_or(verb);
        let before = hearer.checked_sub(1)?;
        let to = &reading.mentions[before];
        (tells(verb)
            && to.sentence == from.sentence
            && to.end == end
            && matches!(to.kind, MentionKind::Name | MentionKind::Single)
            && self.named(before).is_some())
        .then_some(before)
    }
}
