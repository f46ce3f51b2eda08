//! The organisation that a title holds.

use std::ops::Range;

use crate::quote::{
    lexicon::{Class, traits},
    office,
    role::Around,
    token::{Kind, shape},
    word_id::{of_ascii, word_id},
};

const OF: u32 = of_ascii("of");
const AT: u32 = of_ascii("at");
const WITH: u32 = of_ascii("with");
const IN: [u32; 3] = [of_ascii("in"), of_ascii("en"), of_ascii("em")];

/// What stands between somebody and a body they do not belong to.
const FACING: [u32; 2] = [of_ascii("before"), of_ascii("against")];

impl Around<'_> {
    /// The first organisation behind a preposition: where the preposition stands, and the name.
    pub(super) fn organisation_inside(&self, range: Range<usize>) -> Option<(usize, Range<usize>)> {
        let issuer = self.inside(range.clone(), |start| self.organisations.end_of_issuer(start));
        let found = issuer
            .or_else(|| self.inside(range.clone(), |start| self.name_of_owner(start, range.end)))
            .or_else(|| {
                self.inside(range.clone(), |start| self.proven_organisation(start, range.end))
            })
            .or_else(|| self.inside(range.clone(), |start| self.named_body(start, range.end)))
            .or_else(|| self.body_in_script(range.clone()))
            .or_else(|| {
                let head = range.start.saturating_sub(1);
                self.inside(range.clone(), |start| self.capital_run(head, start, range.end))
            });
        found.map(|(lead, name)| (lead, self.without_country(name)))
    }

    /// `Save the River in the Sudan`: the country tells where somebody works for it.
    fn without_country(&self, name: Range<usize>) -> Range<usize> {
        let tokens = &self.reading.tokens;
        let is_in = |at: &usize| IN.contains(&tokens[*at].id);
        let Some(at) = (name.start + 1..name.end).rev().find(is_in) else { return name };
        let country = self.reading.skip_articles(at + 1, name.end)..name.end;
        if gazetteer::resolve(&self.words(country)).is_some() { name.start..at } else { name }
    }

    /// The end of an organisation's name; departments (`Programme Afrique de …`) are none.
    pub(super) fn proven_organisation(&self, start: usize, limit: usize) -> Option<usize> {
        let begins_issuer = || self.organisations.begins_issuer(start).then_some(start + 1);
        let end = self.organisations.end_of_name(start).or_else(begins_issuer)?;
        let is_department = self.reading.tokens[start].has(traits::DEPARTMENT) && end > start + 1;
        (!is_department).then(|| self.end_of_body(start, end, limit))
    }

    /// `l’Observatoire des forêts du delta`: a capital noun for a body and what it is for.
    fn end_of_body(&self, start: usize, end: usize, limit: usize) -> usize {
        let tokens = &self.reading.tokens;
        let is_of = |at: usize| {
            tokens.get(at).is_some_and(|next| next.class == Class::Preposition && next.id == OF)
        };
        let is_lone = end == start + 1 && tokens[start].has(traits::ORGANISATION);
        if !is_lone || self.reading.lexicon(start).is_english || !is_of(end) {
            return end;
        }
        let goes_on = |at: &usize| {
            let token = &tokens[*at];
            token.is_word()
                && (token.class != Class::Preposition || is_of(*at))
                && !matches!(token.class, Class::Relative | Class::Auxiliary)
        };
        (end..limit).find(|at| !goes_on(at)).unwrap_or(limit)
    }

    /// `the newspaper Nova Zora`, `the university of Calama`: a noun for a body and its name.
    pub(super) fn named_body(&self, start: usize, limit: usize) -> Option<usize> {
        let tokens = &self.reading.tokens;
        let noun = tokens.get(start).filter(|token| token.has(traits::BODY))?;
        if noun.is(shape::CAPITAL) && !self.reading.has_capital_nouns(start) {
            return None;
        }
        let next = tokens.get(start + 1).filter(|_| start + 1 < limit)?;
        if next.class == Class::Preposition && next.id == OF {
            return Some(limit);
        }
        let end = (start + 1..limit).find(|&at| !tokens[at].is_capital()).unwrap_or(limit);
        (end > start + 1).then_some(end)
    }

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
        let at = (range.start + 1..last).find(|&at| begins(at))?;
        Some((at - 1, at..range.end))
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

    /// The first name behind a preposition whose end `end_of` knows.
    pub(super) fn inside(
        &self,
        range: Range<usize>,
        end_of: impl Fn(usize) -> Option<usize>,
    ) -> Option<(usize, Range<usize>)> {
        let tokens = &self.reading.tokens;
        range.clone().find_map(|at| {
            let leads = matches!(tokens[at].class, Class::Preposition | Class::Determiner);
            if tokens[at].kind == Kind::Mark {
                let close = (at + 1..range.end).find(|&at| tokens[at].kind == Kind::Mark)?;
                return Some((at, at + 1..close));
            }
            if !leads || self.faces(at) {
                return None;
            }
            let start = self.reading.skip_articles(at + 1, range.end);
            let end = end_of(start).filter(|&end| end <= range.end && start < end)?;
            Some((at, start..end))
        })
    }

    /// `plaintiff before the court`: nobody works for what they stand before or against.
    fn faces(&self, lead: usize) -> bool {
        let is_determiner = self.reading.tokens[lead].class == Class::Determiner;
        let preposition = lead.checked_sub(usize::from(is_determiner));
        preposition.is_some_and(|at| FACING.contains(&self.reading.tokens[at].id))
    }

    /// `the Children’s Rights Alliance`, `the Water Users’ Alliance`: the end of a name that goes on behind its
    /// owner, who is no organisation.
    pub(super) fn name_of_owner(&self, start: usize, limit: usize) -> Option<usize> {
        let tokens = &self.reading.tokens;
        let run = |from: usize| (from..limit).find(|&at| !tokens[at].is_capital()).unwrap_or(limit);
        let owner = run(start);
        let is_owner = owner > start
            && owner < limit
            && (tokens[owner].kind == Kind::Possessive || self.is_plural_owner(owner));
        if !is_owner || self.organisations.end_of_name(start) == Some(owner) {
            return None;
        }
        let end = run(owner + 1);
        let last = end.checked_sub(1).filter(|last| *last > owner)?;
        let is_body =
            tokens[last].has(traits::ORGANISATION) && !tokens[last].has(traits::DEPARTMENT);
        let owns = tokens[start..owner].iter().any(|token| token.has(traits::ORGANISATION));
        (is_body && !owns).then_some(end)
    }

    /// A run of capitals that no word proves an organisation: taken for one unless it names a
    /// department or a place.
    pub(super) fn capital_run(&self, head: usize, start: usize, limit: usize) -> Option<usize> {
        let tokens = &self.reading.tokens;
        let lead = tokens[..start].iter().rev().find(|token| token.class != Class::Determiner)?;
        // `Leiterin des Werks`: the article leads alone
        let is_genitive = self.reading.has_capital_nouns(start)
            && start == head + 2
            && tokens[start - 1].class == Class::Determiner;
        let is_of = [OF, AT, WITH].contains(&lead.id) || is_genitive;
        let goes_on = |at: usize| {
            let next_is_capital = at + 1 < limit && tokens[at + 1].is_capital();
            tokens[at].is_capital()
                || next_is_capital && (tokens[at].is_sign('&') || self.is_plural_owner(at))
        };
        let end = (start..limit).find(|&at| !goes_on(at)).unwrap_or(limit);
        let is_department = tokens[start..end].iter().any(|token| {
            token.has(traits::DEPARTMENT | traits::ROLE) || token.class == Class::Title
        });
        // `the Prague office`: the capital only describes what follows
        let is_whole = tokens[end..limit].first().is_none_or(|next| {
            matches!(next.class, Class::Preposition | Class::Conjunction) || next.kind != Kind::Word
        });
        let is_office = lead.id != OF || office::HEADS.contains(&tokens[head].id);
        // `institutrice à Goma`: one name is rather a town's where `à` leads to towns
        let is_town = lead.id == AT && end == start + 1 && !self.reading.lexicon(start).is_english;
        (is_of
            && is_whole
            && is_office
            && end > start
            && !is_department
            && !is_town
            && !self.reading.is_place(start, end))
        .then_some(end)
    }
}
