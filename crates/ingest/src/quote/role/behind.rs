//! What follows the name: `Jane Roe is …`, `Jane Roe, who heads …`, `Jane Roe of …`.

use crate::quote::{
    lexicon::{Class, traits},
    mention::MentionKind,
    person::{before_body, name_end},
    role::{AS, Affiliation, Around, BECOMES, LONGEST_ROLE},
    surroundings::behind_parenthesis,
    token::{Kind, Token, shape},
    word_id::of_ascii,
};

/// So many small words stand before what a predicate says: `has also been`.
const MOST_SMALL: usize = 4;
const WHOSE: u32 = of_ascii("whose");
/// Behind the end of the first deed of a clause, another stands so near.
const MOST_SERVED: usize = 6;
/// `serves as our secretary`
const SERVES: [u32; 4] =
    [of_ascii("serves"), of_ascii("works"), of_ascii("acts"), of_ascii("doubles")];
const AND: u32 = of_ascii("and");
const HAS: u32 = of_ascii("has");
const HAVE: u32 = of_ascii("have");
/// What leads to the time somebody took office.
const SINCE: [u32; 4] = [of_ascii("since"), of_ascii("when"), of_ascii("until"), of_ascii("last")];

impl Around<'_> {
    /// What follows the name.
    pub(super) fn behind(&self) -> Affiliation {
        let mut at = before_body(self.reading, self.mention)
            .unwrap_or_else(|| name_end(self.reading, self.mention).max(self.mention.end));
        let Some(next) = self.token(at) else { return Affiliation::default() };
        if next.class == Class::Auxiliary {
            return self.predicate(at);
        }
        if next.is_sign(',') || next.is_sign('(') || next.is_dash() {
            at += 1;
            // `Jane Roe, deren Bruder vermisst wird`
            if self.token(at).is_some_and(|token| token.id == WHOSE) {
                return Affiliation::default();
            }
            if let Some(role) = self.nominal_clause(at) {
                return role;
            }
            if let Some(clause) = self.relative_clause(at) {
                return clause;
            }
            let end = self.apposition_end(at);
            let found = self.apposition(at..end, false);
            // `Jane Roe MP (Lab, Hull), chair of the group`
            let behind = behind_parenthesis(&self.reading.tokens, at - 1);
            if found.role.is_none()
                && behind > at
                && self.token(behind).is_some_and(|next| next.is_sign(','))
            {
                let end = self.apposition_end(behind + 1);
                let first = self.segments(behind + 1..end).next();
                if first.is_some_and(|first| !self.holds_person(first)) {
                    return self.apposition(behind + 1..end, false);
                }
            }
            return found;
        }
        // `كينيث روث المدير التنفيذي للمرصد`: Arabic needs no comma
        if next.class == Class::Title && next.is(shape::CASELESS) {
            let is_end = |at: &usize| {
                matches!(
                    self.reading.tokens[*at].class,
                    Class::Conjunction | Class::Function | Class::Negation
                )
            };
            let end = self.apposition_end(at);
            let found = self.apposition(at..(at..end).find(is_end).unwrap_or(end), false);
            if found.role.is_some() {
                return found;
            }
        }
        self.of_organisation(at)
    }

    /// `Jane Roe is the director of the Lake Union`, `has been a nurse`, `was elected president`. `Jane Roe has heard from the
    /// mayor` and `is pleased with the mayor` say nothing of what she is.
    fn predicate(&self, verb: usize) -> Affiliation {
        let is_small = |token: &Token| matches!(token.class, Class::Auxiliary | Class::Function);
        let behind = (verb..verb + MOST_SMALL)
            .find(|&at| self.token(at).is_none_or(|token| !is_small(token)))
            .unwrap_or(verb + MOST_SMALL);
        let has_copula =
            self.reading.tokens[verb..behind].iter().any(|token| BECOMES.contains(&token.id));
        let is_participle = |token: &Token| {
            matches!(token.ending, 1 | 2)
                && !token.is(shape::CAPITAL)
                && !token.has(traits::ROLE | traits::RANK | traits::FORMER)
        };
        let is_done = self.token(behind).is_some_and(is_participle);
        let is_given = || {
            let office = self.token(behind + 1);
            office.is_some_and(|office| office.has(traits::ROLE | traits::RANK))
        };
        if !has_copula || is_done && !is_given() {
            return Affiliation::default();
        }
        let start = behind + usize::from(is_done);
        self.apposition(start..self.apposition_end(start), true)
    }

    /// `said Jane Roe. She is the director of the Lake Union.`: what the next sentence says of whom this one names last.
    pub(super) fn sentence_behind(&self) -> Affiliation {
        let Self { reading, organisations, mention } = *self;
        let behind = mention.sentence + 1;
        let own = reading.mentions.partition_point(|other| other.first <= mention.first);
        let next = reading.mentions[own..].iter().find(|other| {
            other.sentence != mention.sentence
                || matches!(other.kind, MentionKind::Name | MentionKind::Single)
        });
        let Some(pronoun) = next.filter(|next| {
            next.kind == MentionKind::Pronoun
                && next.end > next.first
                && next.sentence == behind
                && next.paragraph == mention.paragraph
                && reading.tokens[next.first].has(traits::MALE | traits::FEMALE)
                && reading.tokens[next.first - 1].sentence == mention.sentence
        }) else {
            return Affiliation::default();
        };
        let is_copula =
            reading.tokens.get(pronoun.end).is_some_and(|verb| BECOMES.contains(&verb.id));
        let end = pronoun.end + 1;
        let around = Around { reading, organisations, mention: pronoun };
        // `He was arrested at home` says nothing of what he is
        let tells = around.token(end).is_some_and(|first| {
            first.class == Class::Determiner
                || first.has(traits::ROLE | traits::RANK | traits::FORMER)
        });
        if is_copula && tells {
            around.apposition(end..around.apposition_end(end), true)
        } else {
            Affiliation::default()
        }
    }

    /// `وهي معلمة من الحي`: Arabic says what somebody is without a verb.
    fn nominal_clause(&self, at: usize) -> Option<Affiliation> {
        let is_subject = |token: &&Token| {
            token.class == Class::Pronoun && token.is(shape::CASELESS) && token.sign == 'و'
        };
        self.token(at).filter(is_subject)?;
        let end = self.apposition_end(at + 1);
        let segment = self.segments(at + 1..end).next()?;
        let known = self.title(segment.clone());
        if known.role.is_some() {
            return Some(known);
        }
        let is_short = (1..=LONGEST_ROLE).contains(&segment.len());
        is_short.then(|| Affiliation { role: Some(self.words(segment)), ..Affiliation::default() })
    }

    /// `Jane Roe, who heads the Lima office, …` · `Jane Roe, who became the Union’s director in May`.
    fn relative_clause(&self, at: usize) -> Option<Affiliation> {
        self.token(at).filter(|token| token.class == Class::Relative)?;
        let is_small = |token: &Token| {
            matches!(token.class, Class::Function)
                || (token.class == Class::Auxiliary && [HAS, HAVE].contains(&token.id))
        };
        let verb =
            (at + 1..at + 4).find(|&at| self.token(at).is_none_or(|token| !is_small(token)))?;
        let token = self.token(verb)?;
        let end = self.clause_end(verb + 1);
        if token.has(traits::LEADS) {
            let n_words = end - verb;
            let is_plain = n_words > 1 && n_words <= LONGEST_ROLE;
            let role = is_plain.then(|| self.words(verb..end));
            return role.map(|role| Affiliation {
                role: Some(role),
                organisation: self
                    .organisation_inside(verb + 1..end)
                    .map(|(_, name)| self.organisations.resolve(&self.words(name))),
                ..Affiliation::default()
            });
        }
        // `who keeps the mission and serves as our secretary`
        let serves = (verb + 2..end + MOST_SERVED).find(|&at| {
            self.token(at).is_some_and(|token| token.id == AS)
                && self.token(at - 1).is_some_and(|before| SERVES.contains(&before.id))
        });
        if let Some(at) = serves {
            return Some(self.title(at + 1..self.clause_end(at + 1)))
                .filter(|title| title.role.is_some());
        }
        // `who works as a nurse`
        let as_what = self.token(verb + 1).is_some_and(|next| next.id == AS);
        (BECOMES.contains(&token.id) || as_what)
            .then(|| self.title(verb + 1 + usize::from(as_what)..end))
            .filter(|title| title.role.is_some())
    }

    /// Where a relative clause about an office ends: at a sign, a verb, or a date.
    fn clause_end(&self, start: usize) -> usize {
        let limit = start + LONGEST_ROLE + 4;
        let stops = |at: usize, token: &Token| {
            let is_when = token.class == Class::Preposition
                && self
                    .token(at + 1)
                    .is_none_or(|next| next.kind == Kind::Number || next.class == Class::Calendar);
            (token.kind == Kind::Sign && !matches!(token.sign, '&' | '\'' | '/'))
                || (token.kind == Kind::Mark && !self.is_plural_owner(at))
                || (token.attributes() && !token.is(shape::CAPITAL))
                || matches!(token.class, Class::Auxiliary | Class::Relative)
                || SINCE.contains(&token.id)
                || is_when
        };
        // `who chairs the Lake Union and buried the dead`, `and was arrested`
        let begins_deed = |at: usize| {
            self.token(at).is_some_and(|token| token.id == AND)
                && self.token(at + 1).is_some_and(|next| {
                    next.class == Class::Auxiliary || next.ending == 1 && !next.is(shape::CAPITAL)
                })
        };
        (start..limit)
            .find(|&at| self.token(at).is_none_or(|token| stops(at, token)) || begins_deed(at))
            .unwrap_or(limit)
    }

    /// `Jane Roe of the Lake Union`, and what she is there: `…, who chairs the committee`, `…, a lawyer`.
    fn of_organisation(&self, at: usize) -> Affiliation {
        let leads = self.token(at).is_some_and(|token| token.class == Class::Preposition);
        let start = self.reading.skip_articles(at + 1, at + 4);
        let limit = self.apposition_end(start);
        let named =
            self.organisations.end_of_name(start).map(|end| self.end_of_body(start, end, limit));
        let named = named.or_else(|| {
            self.behind_kind(start, limit)?;
            self.named_body(start, limit)
        });
        let Some(end) = named.filter(|_| leads) else {
            return Affiliation::default();
        };
        let organisation = self.name_of_body(start..end);
        let mut found = Affiliation { organisation, ..Affiliation::default() };
        if self.token(end).is_some_and(|next| next.is_sign(',')) {
            let behind = end + 1..self.apposition_end(end + 1);
            let is_another = self.segments(behind.clone()).any(|part| self.holds_person(part));
            let role = self.relative_clause(end + 1);
            let role = role.or_else(|| (!is_another).then(|| self.apposition(behind, false)));
            found.fill(Affiliation { organisation: None, ..role.unwrap_or_default() });
        }
        found
    }
}
