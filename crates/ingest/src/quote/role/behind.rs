//! What follows the name: `Jane Roe is …`, `Jane Roe, who heads …`, `Jane Roe of …`.

use crate::quote::{
    lexicon::{Class, traits},
    mention::{Mention, MentionKind},
    person::{before_body, name_end},
    role::{AS, Affiliation, Around, BECOMES, LONGEST_ROLE},
    surroundings::behind_parenthesis,
    token::{Kind, Token, shape},
    word_id::of_ascii,
};

/// So many small words stand before what a predicate says: `has also been`.
const MOST_SMALL: usize = 4;
const WHOSE: u32 = of_ascii("whose");
/// Between `who` and what somebody is or does by office: `until last year`.
const LONGEST_WHEN: usize = 5;
/// A second deed of a clause begins within so many words.
const FARTHEST_DEED: usize = 16;
const AND: u32 = of_ascii("and");
const HAS: u32 = of_ascii("has");
const HAVE: u32 = of_ascii("have");
const HAD: u32 = of_ascii("had");
/// `Jane Roe, herself a doctor`
const SELVES: [&str; 14] = [
    "herself",
    "himself",
    "themselves",
    "selbst",
    "selber",
    "elle-même",
    "lui-même",
    "misma",
    "mismo",
    "mesma",
    "mesmo",
    "própria",
    "próprio",
    "themself",
];
/// What begins a German relative clause.
const WHO: [&str; 3] = ["die", "der", "das"];
/// What leads to the time somebody took office.
pub(in crate::quote) const SINCE: [u32; 4] =
    [of_ascii("since"), of_ascii("when"), of_ascii("until"), of_ascii("last")];

impl Around<'_> {
    /// What follows the name.
    pub(super) fn behind(&self) -> Affiliation {
        let mut at = before_body(self.reading, self.mention)
            .unwrap_or_else(|| name_end(self.reading, self.mention).max(self.mention.end));
        let Some(next) = self.token(at) else { return Affiliation::default() };
        if next.class == Class::Auxiliary {
            return self.predicate(at);
        }
        // `Jane Roe serves as secretary of …`, `Jane Roe heads the Lima office`
        if next.has(traits::LEADS) && self.mention.kind == MentionKind::Name {
            let found = self.office_served(at).or_else(|| self.deed_of_subject(at));
            if let Some(found) = found {
                return found;
            }
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
            let clause = self.relative_clause(at).or_else(|| self.clause_with_verb_last(at));
            if let Some(clause) = clause {
                return clause;
            }
            at += usize::from(self.is_self(at));
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
        // `has served as secretary of …`
        if let Some(served) = self.office_served(behind) {
            return served;
        }
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
        let mut others = reading.mentions[own..].iter();
        let next = others.find(|other| {
            other.sentence != mention.sentence
                || matches!(other.kind, MentionKind::Name | MentionKind::Single)
        });
        // `A retired teacher, she`
        let is_lead = next.is_some_and(|next| {
            next.kind == MentionKind::Phrase && next.sentence == behind && next.first > mention.end
        });
        let next = if is_lead { others.next() } else { next };
        let is_of_next = |next: &&Mention| {
            next.kind == MentionKind::Pronoun
                && next.end > next.first
                && next.sentence == behind
                && next.paragraph == mention.paragraph
                && reading.tokens[next.first].has(traits::MALE | traits::FEMALE)
        };
        let Some(pronoun) = next.filter(is_of_next) else { return Affiliation::default() };
        if reading.tokens[pronoun.first - 1].sentence != mention.sentence {
            return self.before_pronoun(pronoun);
        }
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

    /// `A retired teacher, she has lived here for forty years.`: what begins the sentence of a pronoun.
    fn before_pronoun(&self, pronoun: &Mention) -> Affiliation {
        let tokens = &self.reading.tokens;
        let comma = pronoun.first - 1;
        let is_in = |at: &usize| tokens[*at].sentence == pronoun.sentence;
        let start = (0..comma).rev().take(LONGEST_ROLE).take_while(is_in).last();
        let Some(start) = start.filter(|_| tokens[comma].is_sign(',')) else {
            return Affiliation::default();
        };
        let opens = self.reading.opens_sentence(start)
            && tokens[start].class == Class::Determiner
            && tokens[start..comma].iter().all(|token| token.is_word() && !token.attributes());
        let around = Around { mention: pronoun, ..*self };
        if opens { around.title(start..comma) } else { Affiliation::default() }
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

    /// Whether `herself` and the like stand at `at` before what somebody is: `herself a doctor`, `selbst Ärztin`.
    fn is_self(&self, at: usize) -> bool {
        let leads = |next: &Token| {
            next.class == Class::Determiner
                || next.has(traits::ROLE | traits::FORMER | traits::RANK)
        };
        self.token(at).is_some_and(|token| SELVES.contains(&token.span.of(self.reading.text)))
            && self.token(at + 1).is_some_and(leads)
    }

    /// `serves as secretary of the Lake Union`, `trabaja como enfermera`: a verb at `verb`, and as what.
    fn office_served(&self, verb: usize) -> Option<Affiliation> {
        self.token(verb).filter(|token| token.has(traits::LEADS))?;
        self.token(verb + 1).filter(|next| next.id == AS)?;
        let title = self.title(verb + 2..self.clause_end(verb + 2));
        title.role.is_some().then_some(title)
    }

    /// `Jane Roe heads the Lima office.`: what the subject of a sentence does by office.
    fn deed_of_subject(&self, verb: usize) -> Option<Affiliation> {
        let is_subject = self.reading.opens_sentence(self.mention.first);
        let is_object = |next: &Token| {
            matches!(next.class, Class::Determiner | Class::Possessive) || next.is_capital()
        };
        let leads = self.token(verb + 1).is_some_and(is_object);
        // `led the march`: what somebody did once is no office
        let is_present = !self.reading.lexicon(verb).is_english
            || self.token(verb).is_some_and(|verb| verb.ending == 3);
        (is_subject && leads && is_present).then(|| self.deed(verb, verb)).flatten()
    }

    /// What somebody does by office, from `start` to the end of the clause; its verb stands at `verb`.
    fn deed(&self, start: usize, verb: usize) -> Option<Affiliation> {
        let end = self.clause_end(verb + 1);
        // `coordina desde 1989 el Comité`: the time stands between
        let is_time = |at: &usize| {
            self.token(*at).is_some_and(|token| {
                token.kind == Kind::Number
                    || matches!(token.class, Class::Preposition | Class::Calendar)
            })
        };
        let behind = (end..end + LONGEST_WHEN).find(|at| !is_time(at)).unwrap_or(end);
        let is_parted = end == verb + 1 && behind > end;
        let (object, end) =
            if is_parted { (behind, self.clause_end(behind)) } else { (verb + 1, end) };
        let n_words = end - object + verb + 1 - start;
        if end == object || n_words > LONGEST_ROLE {
            return None;
        }
        let role = if is_parted {
            format!("{} {}", self.words(start..verb + 1), self.words(object..end))
        } else {
            self.words(start..end)
        };
        let first = self.reading.skip_articles(object, end);
        let direct = self.organisations.end_of_name(first).filter(|&last| last <= end);
        let name = self
            .organisation_inside(object..end)
            .map(|(_, name)| name)
            .or_else(|| direct.map(|last| first..last));
        Some(Affiliation {
            role: Some(role),
            organisation: name.map(|name| self.organisations.resolve(&self.words(name))),
            ..Affiliation::default()
        })
    }

    /// `Jane Roe, who heads the Lima office, …` · `Jane Roe, who became the Union’s director in May`.
    fn relative_clause(&self, at: usize) -> Option<Affiliation> {
        self.token(at).filter(|token| token.class == Class::Relative)?;
        let is_perfect =
            |token: &Token| token.class == Class::Auxiliary && [HAS, HAVE, HAD].contains(&token.id);
        let is_small = |token: &Token| token.class == Class::Function || is_perfect(token);
        let verb =
            (at + 1..at + 4).find(|&at| self.token(at).is_none_or(|token| !is_small(token)))?;
        let verb = self.behind_time(verb);
        let token = self.token(verb)?;
        let end = self.clause_end(verb + 1);
        if let Some(second) = self.second_deed(verb) {
            return Some(second);
        }
        if let Some(served) = self.office_served(verb) {
            return Some(served);
        }
        // `who is leading the search`
        let leading = verb + 1;
        let is_leading = BECOMES.contains(&token.id)
            && self.token(leading).is_some_and(|next| next.has(traits::LEADS) && next.ending == 2);
        if is_leading {
            return self.deed(leading, leading);
        }
        if token.has(traits::LEADS) {
            let since = (at + 1..verb).find(|&at| self.token(at).is_some_and(is_perfect));
            return self.deed(since.unwrap_or(verb), verb);
        }
        BECOMES
            .contains(&token.id)
            .then(|| self.title(verb + 1..end))
            .filter(|title| title.role.is_some())
    }

    /// `who until last year was director`, `quien desde 1989 coordina`: past the time before the verb at `verb`.
    fn behind_time(&self, verb: usize) -> usize {
        let is_time =
            |token: &Token| token.class == Class::Preposition || SINCE.contains(&token.id);
        if !self.token(verb).is_some_and(is_time) {
            return verb;
        }
        let is_word = |at: &usize| {
            self.token(*at).is_some_and(|token| token.is_word() || token.kind == Kind::Number)
        };
        let tells = |at: &usize| {
            let token = &self.reading.tokens[*at];
            BECOMES.contains(&token.id) || token.has(traits::LEADS)
        };
        let later = (verb + 1..=verb + LONGEST_WHEN).take_while(is_word).find(tells);
        later.unwrap_or(verb)
    }

    /// `who has netted the river for forty years and now chairs the Network`, `who keeps the mission and serves as our
    /// secretary`: the second verb of a clause.
    fn second_deed(&self, first: usize) -> Option<Affiliation> {
        let reach = (first + 1..first + FARTHEST_DEED).take_while(|&at| {
            self.token(at).is_some_and(|token| token.kind != Kind::Mark && !token.is_sign(','))
        });
        let and = reach
            .filter(|&at| self.token(at).is_some_and(|token| token.id == AND))
            .find_map(|at| {
                let small = usize::from(
                    self.token(at + 1).is_some_and(|next| next.class == Class::Function),
                );
                let verb = at + 1 + small;
                self.token(verb).filter(|token| token.has(traits::LEADS)).map(|_| verb)
            })?;
        let is_led = self.token(first).is_some_and(|token| token.has(traits::LEADS));
        // of two offices the first counts, of two deeds the one in the present
        let is_present = self.token(and).is_some_and(|verb| verb.ending == 3);
        let served = self.office_served(and);
        if served.is_some() {
            return served;
        }
        let works = self.token(first + 1).is_some_and(|next| next.class == Class::Preposition);
        (is_present && (!is_led || works)).then(|| self.deed(and, and)).flatten()
    }

    /// `Jane Roe, die das Büro in Lima leitet`, `die als Ärztin in Lima arbeitet`: German puts the verb last.
    fn clause_with_verb_last(&self, at: usize) -> Option<Affiliation> {
        let is_who = |token: &&Token| WHO.contains(&token.span.of(self.reading.text));
        self.token(at).filter(is_who)?;
        if !self.reading.has_capital_nouns(at) {
            return None;
        }
        let limit = at + LONGEST_ROLE + 2;
        let goes_on = |at: &usize| {
            self.token(*at).is_some_and(|token| token.is_word() || token.kind == Kind::Number)
        };
        let end = (at + 1..limit).take_while(goes_on).last()? + 1;
        let last = end - 1;
        let is_verb = |verb: &&Token| verb.has(traits::LEADS) && !verb.is(shape::CAPITAL);
        self.token(last).filter(is_verb)?;
        if self.token(at + 1).is_some_and(|next| next.id == AS) {
            return Some(self.title(at + 2..last)).filter(|title| title.role.is_some());
        }
        // what somebody does, and no whole
        (end - at > 2 && end - at <= LONGEST_ROLE).then(|| Affiliation {
            role: Some(self.words(at + 1..end)),
            organisation: self
                .inside(at + 1..last, |start| self.proven_organisation(start, last))
                .map(|(_, name)| self.organisations.resolve(&self.words(name))),
            ..Affiliation::default()
        })
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
                || (token.kind == Kind::Mark
                    && !self.is_plural_owner(at)
                    && !self.is_name_in_marks(token))
                || (token.attributes() && !token.is(shape::CAPITAL))
                || matches!(token.class, Class::Auxiliary | Class::Relative)
                || SINCE.contains(&token.id)
                || is_when
        };
        // `who chairs the Lake Union and buried the dead`, `and was arrested`
        let begins_deed = |at: usize| {
            self.token(at).is_some_and(|token| token.id == AND)
                && self.token(at + 1).is_some_and(|next| {
                    next.class == Class::Auxiliary
                        || (next.ending == 1 || next.has(traits::LEADS)) && !next.is(shape::CAPITAL)
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
