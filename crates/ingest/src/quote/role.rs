//! What a person is and for whom: read from the words around the name.
//!
//! `Jane Roe, director of research at the Lake Union` · `the Union’s director, Jane Roe` · `LU director
//! Jane Roe` · `Roe is director of the Lake Union` · `Jane Roe of the Lake Union`. A role holds the head
//! of one (`director`); the organisation is taken out of it.

use std::ops::Range;

use crate::quote::{
    lexicon::{Class, traits},
    mention::{Mention, MentionKind},
    organisation::{Organisations, one_line},
    person::name_end,
    reading::Reading,
    token::{Kind, Token, shape},
};

/// An apposition behind a name may be this long.
const LONGEST_APPOSITION: usize = 36;
/// A role of more words is rather a sentence.
const LONGEST_ROLE: usize = 12;
/// A title before a name may be this long.
const LONGEST_TITLE: usize = 18;

/// What a person is, and for whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Affiliation {
    pub(crate) role: Option<String>,
    pub(crate) organisation: Option<String>,
}

impl Affiliation {
    /// Takes over what `other` says more fully; a role as long as a sentence says less.
    pub(crate) fn improve(&mut self, other: Self) {
        let length = |role: &Option<String>| {
            let n_words = role.as_ref().map_or(0, |role| role.split(' ').count());
            if n_words > LONGEST_ROLE { 1 } else { n_words }
        };
        if length(&other.role) > length(&self.role) {
            let before = std::mem::replace(self, other);
            self.fill(Self { role: None, ..before });
        } else {
            self.fill(other);
        }
    }

    /// Takes over what `other` knows and this does not.
    pub(crate) fn fill(&mut self, other: Self) {
        self.role = self.role.take().or(other.role);
        self.organisation = self.organisation.take().or(other.organisation);
    }

    fn is_empty(&self) -> bool {
        self.role.is_none() && self.organisation.is_none()
    }
}

/// Reads what stands around the mention of a person.
pub(crate) fn of_mention(
    reading: &Reading<'_>,
    organisations: &Organisations<'_>,
    mention: &Mention,
) -> Affiliation {
    let around = Around { reading, organisations, mention };
    let mut affiliation = around.behind();
    if affiliation.role.is_none() {
        let before = around.before();
        if before.role.is_some() {
            let behind = std::mem::replace(&mut affiliation, before);
            affiliation.fill(behind);
        }
    }
    affiliation
}

struct Around<'r> {
    reading: &'r Reading<'r>,
    organisations: &'r Organisations<'r>,
    mention: &'r Mention,
}

impl Around<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.reading.tokens.get(at).filter(|token| token.sentence == self.mention.sentence)
    }

    /// What follows the name.
    fn behind(&self) -> Affiliation {
        let mut at = name_end(self.reading, self.mention).max(self.mention.end);
        let Some(next) = self.token(at) else { return Affiliation::default() };
        let is_copula = next.class == Class::Auxiliary;
        if next.is_sign(',') || next.is_sign('(') || next.is_dash() || is_copula {
            at += 1;
            let end = self.apposition_end(at);
            return self.apposition(at..end, is_copula);
        }
        self.of_organisation(at)
    }

    /// `Jane Roe of the Lake Union`.
    fn of_organisation(&self, at: usize) -> Affiliation {
        let leads = self.token(at).is_some_and(|token| token.class == Class::Preposition);
        let start = self.reading.skip_articles(at + 1, at + 4);
        let end = self.organisations.end_of_name(start).filter(|_| leads);
        let name = end.map(|end| self.organisations.resolve(&self.words(start..end)));
        Affiliation { role: None, organisation: name }
    }

    /// Where an apposition that starts at `start` ends.
    fn apposition_end(&self, start: usize) -> usize {
        let stops = |token: &Token| {
            (token.kind == Kind::Mark && !self.is_name_in_marks(token))
                || (token.kind == Kind::Sign && !matches!(token.sign, ',' | '&' | '/' | '\'' | '.'))
                || (token.attributes() && !token.is(shape::CAPITAL))
                || matches!(token.class, Class::Relative | Class::Pronoun | Class::Auxiliary)
        };
        let limit = start + LONGEST_APPOSITION;
        (start..limit)
            .find(|&at| self.token(at).is_none_or(|token| stops(token) || token.is_sign('.')))
            .unwrap_or(limit)
    }

    /// `отделения «Речной союз»`: marks around a name inside an apposition.
    fn is_name_in_marks(&self, mark: &Token) -> bool {
        matches!(mark.sign, '«' | '»') && self.reading.is_short_name_in_marks(mark.span)
    }

    fn apposition(&self, range: Range<usize>, is_copula: bool) -> Affiliation {
        let mut found = Affiliation::default();
        for segment in self.segments(range) {
            if self.names_another(&segment) {
                break;
            }
            let part = self.title(segment.clone());
            if part.role.is_some() && found.role.is_some() {
                break;
            }
            if part.is_empty() {
                if is_copula || !self.is_passed_over(&segment) {
                    break;
                }
                continue;
            }
            found.fill(part);
            if is_copula {
                break;
            }
        }
        if is_copula && found.role.is_none() { Affiliation::default() } else { found }
    }

    /// The parts of an apposition between commas.
    fn segments(&self, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let mut start = range.start;
        std::iter::from_fn(move || {
            if start >= range.end {
                return None;
            }
            let end = (start..range.end)
                .find(|&at| self.reading.tokens[at].is_sign(','))
                .unwrap_or(range.end);
            let segment = start..end;
            start = end + 1;
            Some(segment)
        })
    }

    /// Degrees and ages between a name and its role.
    fn is_passed_over(&self, segment: &Range<usize>) -> bool {
        segment.len() <= 2
            && self.reading.tokens[segment.clone()].iter().all(|token| {
                token.kind == Kind::Number
                    || token.is(shape::UPPER)
                    || token.span.of(self.reading.text).contains('.')
            })
    }

    /// Whether a part starts with the name of another person: `…, and Jane Roe, …`.
    fn names_another(&self, segment: &Range<usize>) -> bool {
        let start = (segment.start..segment.end)
            .find(|&at| self.reading.tokens[at].class != Class::Conjunction)
            .unwrap_or(segment.end);
        let has_role =
            self.reading.tokens[segment.clone()].iter().any(|token| token.has(traits::ROLE));
        self.reading.mentions.binary_search_by_key(&start, |mention| mention.first).is_ok_and(
            |idx| {
                let mention = &self.reading.mentions[idx];
                mention.kind == MentionKind::Name
                    && !has_role
                    && self.organisations.end_of_name(start).is_none()
                    && start > segment.start
            },
        )
    }

    /// Reads a title: a role, an organisation, or both.
    fn title(&self, range: Range<usize>) -> Affiliation {
        let tokens = &self.reading.tokens;
        let mut start = range.start;
        let mut is_ours = false;
        while start < range.end && is_left_out(&tokens[start]) {
            is_ours |= tokens[start].class == Class::Possessive;
            start += 1;
        }
        let end = (start..range.end)
            .find(|&at| {
                let is_verb = tokens[at].class == Class::CueIng && !tokens[at].is(shape::CAPITAL);
                // `lead author and a retired teacher`
                let is_second = tokens[at].class == Class::Conjunction
                    && tokens.get(at + 1).is_some_and(|next| next.id == A);
                is_verb || (is_second && at > start)
            })
            .unwrap_or(range.end);
        let head = (start..end).find(|&at| tokens[at].has(traits::ROLE));
        let Some(head) = head else { return self.only_organisation(start..end) };
        let mut affiliation = self.split(start, head, end);
        if affiliation.organisation.is_none() && is_ours {
            affiliation.organisation = self.organisations.issuer();
        }
        affiliation
    }

    /// `X, Lake Union, …`: an organisation without a role.
    fn only_organisation(&self, range: Range<usize>) -> Affiliation {
        let leads = self
            .reading
            .tokens
            .get(range.start)
            .is_some_and(|token| token.class == Class::Preposition);
        let start = self.reading.skip_articles(range.start + usize::from(leads), range.end);
        let organisation = self
            .organisations
            .end_of_name(start)
            .filter(|&end| end == range.end)
            .map(|end| self.organisations.resolve(&self.words(start..end)));
        Affiliation { role: None, organisation }
    }

    /// Parts a title into role and organisation.
    fn split(&self, start: usize, head: usize, end: usize) -> Affiliation {
        let tokens = &self.reading.tokens;
        let owner = (start..head).rev().find(|&at| tokens[at].kind == Kind::Possessive);
        if let Some(owner) = owner {
            return self.affiliation(start..owner, owner + 1..end, 0..0);
        }
        // `convenor of the Union’s law programme`
        let owner = (head..end).find(|&at| tokens[at].kind == Kind::Possessive);
        let lead = owner.and_then(|owner| {
            (head..owner).rev().find(|&at| tokens[at].class == Class::Preposition)
        });
        if let (Some(owner), Some(lead)) = (owner, lead) {
            return self.affiliation(lead + 1..owner, start..lead + 1, owner + 1..end);
        }
        let prefix = self.organisations.end_of_name(start).filter(|&name| name <= head);
        if let Some(name) = prefix {
            return self.affiliation(start..name, name..end, 0..0);
        }
        match self.organisation_inside(head + 1..end) {
            Some((lead, name)) => {
                let rest = name.end..end;
                // `director of research and of the Union` keeps what follows a preposition only
                let goes_on = tokens[rest.clone()]
                    .iter()
                    .find(|token| token.kind != Kind::Mark)
                    .is_some_and(|token| token.class == Class::Preposition);
                let rest = if goes_on { rest } else { end..end };
                self.affiliation(name, start..lead, rest)
            }
            None => self.affiliation(0..0, start..self.without_body(head, end), 0..0),
        }
    }

    /// `director of the company`: a body without a name says nothing of the role.
    fn without_body(&self, head: usize, end: usize) -> usize {
        let tokens = &self.reading.tokens;
        let lead = (head + 1..end).rev().find(|&at| tokens[at].class == Class::Preposition);
        let is_body = |lead: &usize| {
            let first = self.reading.skip_articles(lead + 1, end);
            self.organisations.is_issuer_noun(first, end)
        };
        lead.filter(is_body).unwrap_or(end)
    }

    /// The first organisation behind a preposition: where the preposition stands, and the name.
    fn organisation_inside(&self, range: Range<usize>) -> Option<(usize, Range<usize>)> {
        let issuer = self.inside(range.clone(), |start| self.organisations.end_of_issuer(start));
        issuer
            .or_else(|| self.inside(range.clone(), |start| self.proven_organisation(start)))
            .or_else(|| self.inside(range.clone(), |start| self.capital_run(start, range.end)))
    }

    /// The end of an organisation's name; departments (`Programme Afrique de …`) are none.
    fn proven_organisation(&self, start: usize) -> Option<usize> {
        let end = self.organisations.end_of_name(start)?;
        let is_department = self.reading.tokens[start].has(traits::DEPARTMENT) && end > start + 1;
        (!is_department).then_some(end)
    }

    /// The first name behind a preposition whose end `end_of` knows.
    fn inside(
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
            if !leads {
                return None;
            }
            let start = self.reading.skip_articles(at + 1, range.end);
            let end = end_of(start).filter(|&end| end <= range.end && start < end)?;
            Some((at, start..end))
        })
    }

    /// A run of capitals that no word proves an organisation: taken for one unless it names a
    /// department or a place.
    fn capital_run(&self, start: usize, limit: usize) -> Option<usize> {
        let tokens = &self.reading.tokens;
        let lead = tokens[..start].iter().rev().find(|token| token.class != Class::Determiner)?;
        let is_of = [OF, AT, WITH].contains(&lead.id);
        let end = (start..limit).find(|&at| !tokens[at].is_capital()).unwrap_or(limit);
        let is_department = tokens[start..end].iter().any(|token| {
            token.has(traits::DEPARTMENT | traits::ROLE) || token.class == Class::Title
        });
        (is_of && end > start && !is_department && !self.reading.is_place(start, end))
            .then_some(end)
    }

    /// What stands before the name: `the Union’s director, Jane Roe`, `LU director Jane Roe`.
    fn before(&self) -> Affiliation {
        let tokens = &self.reading.tokens;
        let Some(last) = self.mention.first.checked_sub(1) else { return self.title_of_name() };
        let has_comma = tokens[last].is_sign(',') && self.token(last).is_some();
        let end = if has_comma { last } else { self.mention.name };
        let from = if has_comma { last } else { self.mention.first };
        let start = self.title_start(from, has_comma);
        if start >= end {
            return Affiliation::default();
        }
        let has_role = tokens[start..end].iter().any(|token| token.has(traits::ROLE));
        if !has_role {
            return if has_comma { self.title_of_name() } else { Affiliation::default() };
        }
        self.title(start..without_honorifics(tokens, start, end))
    }

    /// The titles that belong to the name itself.
    fn title_of_name(&self) -> Affiliation {
        let range = self.mention.first..self.mention.name;
        let tokens = &self.reading.tokens;
        if !tokens[range.clone()].iter().any(|token| token.has(traits::ROLE)) {
            return Affiliation::default();
        }
        self.title(range.start..without_honorifics(tokens, range.start, range.end))
    }

    /// Where the title that ends at `end` starts.
    fn title_start(&self, end: usize, has_comma: bool) -> usize {
        let tokens = &self.reading.tokens;
        let limit = end.saturating_sub(LONGEST_TITLE);
        let stops = |token: &Token| {
            token.sentence != self.mention.sentence
                || token.is_quoted()
                || (token.attributes() && !token.is(shape::CAPITAL))
                || !matches!(token.kind, Kind::Word | Kind::Possessive)
                || matches!(token.class, Class::Auxiliary | Class::Pronoun | Class::Relative)
                || (token.class == Class::Conjunction && !has_comma && token.id != AND)
                || (token.class == Class::Preposition && !has_comma)
                || (token.ending == 2 && !token.is(shape::CAPITAL) && token.class == Class::Other)
        };
        (limit..end).rev().find(|&at| stops(&tokens[at])).map_or(limit, |at| at + 1)
    }

    fn words(&self, range: Range<usize>) -> String {
        one_line(self.reading.words(range.start, range.end))
    }

    /// The role is what `role` and `more` hold, the organisation what `name` does.
    fn affiliation(
        &self,
        name: Range<usize>,
        role: Range<usize>,
        more: Range<usize>,
    ) -> Affiliation {
        let tokens = &self.reading.tokens;
        let mut words = String::new();
        let last = if more.is_empty() { role.end } else { more.end };
        for mut range in [role, more].into_iter().filter(|range| !range.is_empty()) {
            let is_last = range.end >= last;
            while is_last && range.end > range.start && is_dangling(&tokens[range.end - 1]) {
                range.end -= 1;
            }
            let part = self.words(range);
            if !words.is_empty() && !part.is_empty() {
                words.push(' ');
            }
            words.push_str(&part);
        }
        let first = self.reading.skip_articles(name.start, name.end);
        let organisation = if name.is_empty() || first >= name.end {
            None
        } else if self.organisations.is_issuer_noun(first, name.end) {
            self.organisations.issuer()
        } else {
            Some(self.organisations.resolve(&self.words(first..name.end)))
        };
        let words = words.trim_matches(['«', '»', ' ', ',']).to_owned();
        Affiliation { role: (!words.is_empty()).then_some(words), organisation }
    }
}

const A: u32 = crate::quote::word_id::of_ascii("a");
const OF: u32 = crate::quote::word_id::of_ascii("of");
const AT: u32 = crate::quote::word_id::of_ascii("at");
const WITH: u32 = crate::quote::word_id::of_ascii("with");
const AND: u32 = crate::quote::word_id::of_ascii("and");

/// What may stand before a title without belonging to it.
fn is_left_out(token: &Token) -> bool {
    matches!(
        token.class,
        Class::Determiner
            | Class::Possessive
            | Class::Conjunction
            | Class::Function
            | Class::Auxiliary
    ) || token.has(traits::HONORIFIC)
        || token.kind == Kind::Sign
}

fn is_dangling(token: &Token) -> bool {
    matches!(token.class, Class::Preposition | Class::Determiner | Class::Conjunction)
        || token.kind == Kind::Sign
}

fn without_honorifics(tokens: &[Token], start: usize, end: usize) -> usize {
    let only_honorific = |token: &Token| token.has(traits::HONORIFIC) && !token.has(traits::ROLE);
    (start..end).rev().find(|&at| !only_honorific(&tokens[at])).map_or(start, |at| at + 1)
}
