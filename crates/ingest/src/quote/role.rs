//! What a person is and for whom: read from the words around the name.
//!
//! `Jane Roe, director of research at the Lake Union` · `the Union’s director, Jane Roe` · `LU director
//! Jane Roe` · `Roe is director of the Lake Union` · `Jane Roe of the Lake Union`. A role holds the head
//! of one (`director`); the organisation is taken out of it.

use std::{ops::Range, sync::LazyLock};

use crate::quote::{
    calling, han,
    lexicon::{Class, traits},
    mention::{Mention, MentionKind},
    organisation::Organisations,
    person::{before_body, name_end, name_start},
    reader::is_given_name,
    reading::Reading,
    surroundings::behind_parenthesis,
    token::{Kind, Token, shape},
    word_id::{of_ascii, word_id},
};

/// An apposition behind a name may be this long.
const LONGEST_APPOSITION: usize = 36;
/// A role of more words is rather a sentence.
pub(super) const LONGEST_ROLE: usize = 12;
/// A title with a preposition may be this long.
const LONGEST_PHRASE_TITLE: usize = 10;
/// A title that begins with an acronym has its head among so many words: `UN Special Rapporteur`.
const LONGEST_UPPER_LEAD: usize = 4;
/// Titles between `according` and a name are no more words.
const LONGEST_SOURCE: usize = 6;
/// A source begins its sentence behind no more words and signs: `But according to`.
const FREE_LEAD: usize = 2;
/// An age is told in no more words: `de 58 anos`.
const LONGEST_AGE: usize = 3;
/// An owner before a name has fewer words.
const LONGEST_OWNER: usize = 5;
/// A title before a name may be this long.
const LONGEST_TITLE: usize = 18;

/// What kind of role it is, the more telling the greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// Whose mother somebody is.
    Kin,
    /// What somebody does: `heads the Lima office`.
    #[default]
    Deed,
    /// What somebody is: `farmer`.
    Calling,
    /// What an organisation makes of somebody: `director`.
    Office,
}

/// What a person is, and for whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Affiliation {
    pub(crate) role: Option<String>,
    pub(crate) organisation: Option<String>,
    /// What kind of role it is.
    pub(crate) rank: Rank,
    /// Whether it is what somebody was.
    pub(crate) is_past: bool,
}

impl Affiliation {
    /// Takes over what `other` says more fully; a role as long as a sentence says less.
    pub(crate) fn improve(&mut self, other: Self) {
        let worth = |affiliation: &Self| {
            let n_words = affiliation.role.as_ref().map_or(0, |role| role.split(' ').count());
            let length = if n_words > LONGEST_ROLE { 1 } else { n_words };
            (affiliation.role.is_some(), affiliation.rank, length)
        };
        if worth(&other) > worth(self) {
            let before = std::mem::replace(self, other);
            self.fill(Self { role: None, ..before });
        } else {
            self.fill(other);
        }
    }

    /// `LU president Jane Roe, member of parliament`: somebody may have two roles.
    fn join(&mut self, before: Self) {
        let holds = |affiliation: &Self| affiliation.rank > Rank::Deed && !affiliation.is_past;
        let is_double = self.rank == before.rank || (holds(self) && holds(&before));
        if let (Some(role), Some(first)) = (&self.role, &before.role)
            && is_double
            && !role.contains(first.as_str())
        {
            self.role = Some(format!("{first}; {role}"));
        } else if before.rank > self.rank && before.role.is_some() {
            let behind = std::mem::replace(self, before);
            self.fill(behind);
            return;
        }
        self.fill(before);
    }

    /// Takes over what `other` knows and this does not.
    pub(crate) fn fill(&mut self, other: Self) {
        if self.role.is_none() {
            (self.role, self.rank, self.is_past) = (other.role, other.rank, other.is_past);
        }
        self.organisation = self.organisation.take().or(other.organisation);
    }

    fn is_empty(&self) -> bool {
        self.role.is_none() && self.organisation.is_none()
    }

    /// Without what a shouted headline says around a shouted name: `ROE, LUND MEET MINISTER`.
    pub(crate) fn in_small_letters(mut self, is_shouted: bool) -> Self {
        let shouts = |words: &String| !words.chars().any(char::is_lowercase);
        if is_shouted {
            self.role = self.role.filter(|role| !shouts(role));
            self.organisation = self.organisation.filter(|name| !shouts(name));
        }
        self
    }
}

/// Reads what stands around the mention of a person.
pub(crate) fn of_mention(
    reading: &Reading<'_>,
    organisations: &Organisations<'_>,
    mention: &Mention,
) -> Affiliation {
    if let Some(role) = han::calling(reading, mention) {
        return Affiliation { role: Some(role.to_owned()), ..Affiliation::default() };
    }
    let around = Around { reading, organisations, mention };
    if let Some(affiliation) = around.respective() {
        return affiliation;
    }
    let mut affiliation = of_sentence(&around);
    if affiliation.role.is_none() {
        affiliation.fill(around.sentence_behind());
    }
    affiliation
}

/// What the sentence of a mention says its bearer is.
fn of_sentence(around: &Around<'_>) -> Affiliation {
    let mut affiliation = around.behind();
    let before = around.before();
    if affiliation.rank == Rank::Deed && before.rank == Rank::Kin && affiliation.role.is_some() {
        affiliation.fill(before);
    } else if affiliation.rank == Rank::Deed {
        // what somebody is tells more than what they do
        let behind = std::mem::replace(&mut affiliation, before);
        affiliation.fill(behind);
    } else {
        affiliation.join(before);
    }
    if affiliation.role.is_none() || affiliation.rank == Rank::Deed {
        affiliation = around.by_address(affiliation);
    }
    affiliation
}

/// A mention and what stands around it.
pub(super) struct Around<'r> {
    pub(super) reading: &'r Reading<'r>,
    pub(super) organisations: &'r Organisations<'r>,
    pub(super) mention: &'r Mention,
}

impl Around<'_> {
    pub(super) fn token(&self, at: usize) -> Option<&Token> {
        self.reading.tokens.get(at).filter(|token| token.sentence == self.mention.sentence)
    }

    /// What follows the name.
    fn behind(&self) -> Affiliation {
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
    fn sentence_behind(&self) -> Affiliation {
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

    /// Whether a clause may follow the comma behind the name: `according to Jane Roe, judges …`, which begins the
    /// sentence.
    fn is_source(&self) -> bool {
        let tokens = &self.reading.tokens;
        let before = (0..self.mention.first).rev().take(LONGEST_SOURCE);
        let is_near =
            |at: &usize| tokens[*at].sentence == self.mention.sentence && tokens[*at].is_word();
        let source = before.take_while(is_near).find(|&at| tokens[at].class == Class::According);
        source.is_some_and(|source| {
            let lead = tokens[..source].iter().rev();
            lead.take_while(|token| token.sentence == self.mention.sentence).count() <= FREE_LEAD
        })
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
                || token.kind == Kind::Mark
                || (token.attributes() && !token.is(shape::CAPITAL))
                || matches!(token.class, Class::Auxiliary | Class::Relative)
                || SINCE.contains(&token.id)
                || is_when
        };
        (start..limit)
            .find(|&at| self.token(at).is_none_or(|token| stops(at, token)))
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

    /// Where an apposition that starts at `start` ends.
    pub(super) fn apposition_end(&self, start: usize) -> usize {
        let stops = |token: &Token| {
            (token.kind == Kind::Mark && !self.is_name_in_marks(token))
                || (token.kind == Kind::Sign && !matches!(token.sign, ',' | '&' | '/' | '\'' | '.'))
                || (token.attributes() && !token.is(shape::CAPITAL))
                || matches!(token.class, Class::Relative | Class::Pronoun | Class::Auxiliary)
        };
        let limit = start + LONGEST_APPOSITION;
        let is_end = |at: usize| {
            self.token(at).is_none_or(|token| {
                (stops(token) || token.is_sign('.'))
                    && !self.is_around_acronym(at)
                    && !self.is_plural_owner(at)
            })
        };
        (start..limit).find(|&at| is_end(at)).unwrap_or(limit)
    }

    /// Whether a parenthesis at `at` holds an acronym alone.
    fn is_around_acronym(&self, at: usize) -> bool {
        let open = if self.reading.tokens[at].is_sign(')') { at.wrapping_sub(2) } else { at };
        self.reading.is_abbreviated(open)
    }

    /// The mark of `the Water Users’ Alliance`: it closes no quote, the name goes on.
    pub(super) fn is_plural_owner(&self, at: usize) -> bool {
        let tokens = &self.reading.tokens;
        let Some((owner, mark)) = at.checked_sub(1).map(|before| (&tokens[before], &tokens[at]))
        else {
            return false;
        };
        mark.kind == Kind::Mark
            && matches!(mark.sign, '’' | '\'')
            && owner.is_capital()
            && owner.span.end == mark.span.start
            && owner.span.of(self.reading.text).ends_with(['s', 'S'])
            && tokens.get(at + 1).is_some_and(|next| next.span.start > mark.span.end)
            && tokens[at + 1..]
                .iter()
                .take_while(|next| next.is_capital() || next.has(traits::ROLE))
                .any(|next| next.has(traits::ORGANISATION | traits::ROLE))
    }

    /// `отделения «Речной союз»`: marks around a name inside an apposition.
    fn is_name_in_marks(&self, mark: &Token) -> bool {
        matches!(mark.sign, '«' | '»') && self.reading.is_short_name_in_marks(mark.span)
    }

    fn apposition(&self, range: Range<usize>, is_copula: bool) -> Affiliation {
        let mut found = Affiliation::default();
        let is_source = self.is_source();
        for segment in self.segments(range) {
            let is_open = is_source && !self.is_closed(&segment);
            if self.names_another(&segment) || is_open {
                break;
            }
            // `Jane Roe, as chair of the board, …`
            let is_as = self.token(segment.start).is_some_and(|first| first.id == AS);
            let segment = segment.start + usize::from(is_as)..segment.end;
            // `Jane Roe, in a speech to journalists, …`
            let leads_away = self.token(segment.start).is_some_and(|first| {
                first.class == Class::Preposition && segment.len() > 1 && first.id != OF
            });
            let mut part = if leads_away {
                self.only_organisation(segment.clone())
            } else {
                self.title(segment.clone())
            };
            if part.is_empty() && !is_copula && found.role.is_none() {
                let role = calling::unlisted(self.reading, segment.clone());
                part.role = role
                    .map(|role| self.words(role.start..self.without_beside(role.start, role.end)));
                if let Some((noun, rest)) = calling::one_of(self.reading, segment.clone()) {
                    part.role = Some(format!("{noun} {}", self.words(rest)).trim().to_owned());
                }
                part.rank = Rank::Calling;
            }
            if part.role.is_some() && found.role.is_some() {
                break;
            }
            if part.is_empty() && found.role.is_some() && self.is_body_in_parentheses(&segment) {
                part.organisation = self.name_of_body(segment.clone());
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

    /// `(Director, Lantern Pacific)`: capitals that close a parenthesis behind a role.
    fn is_body_in_parentheses(&self, segment: &Range<usize>) -> bool {
        let tokens = &self.reading.tokens;
        let opens = (self.mention.end..segment.start)
            .rev()
            .find(|&at| matches!(tokens[at].sign, '(' | ')'))
            .is_some_and(|at| tokens[at].is_sign('('));
        let closes = self.token(segment.end).is_some_and(|next| next.is_sign(')'));
        opens
            && closes
            && tokens[segment.clone()].iter().all(Token::is_capital)
            && !self.reading.is_place(segment.start, segment.end)
    }

    /// Whether a part ends as an apposition does and not as a sentence.
    fn is_closed(&self, segment: &Range<usize>) -> bool {
        let denies =
            self.reading.tokens[segment.clone()].iter().any(|token| NOT.contains(&token.id));
        let ends =
            |next: &Token| next.is_sign(',') || next.is_sign(')') || next.class == Class::Relative;
        !denies && self.token(segment.end).is_some_and(ends)
    }

    /// The parts of an apposition between commas.
    pub(super) fn segments(&self, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
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

    /// Whether a name with a given name stands in a range: `Roe (NY), Chairman Bo Lund (IL)` is a list.
    fn holds_person(&self, range: Range<usize>) -> bool {
        let from = self.reading.mentions.partition_point(|mention| mention.first < range.start);
        self.reading.mentions[from..].iter().take_while(|mention| mention.first < range.end).any(
            |mention| {
                mention.kind == MentionKind::Name
                    && is_given_name(&self.reading.tokens[mention.name])
            },
        )
    }

    /// Degrees and ages between a name and its role.
    fn is_passed_over(&self, segment: &Range<usize>) -> bool {
        let tokens = &self.reading.tokens[segment.clone()];
        // a nationality or the like
        if let [only] = tokens
            && only.is_word()
            && only.class == Class::Other
            && !only.is(shape::CAPITAL)
        {
            return true;
        }
        // `Jane Roe, 58 ans, présidente`
        let is_of_age = |token: &Token| {
            token.kind == Kind::Number || token.is_span() || token.class == Class::Preposition
        };
        if tokens.len() <= LONGEST_AGE
            && tokens.iter().any(|token| token.kind == Kind::Number)
            && tokens.iter().all(is_of_age)
        {
            return true;
        }
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

    /// What stands before the name: `the Union’s director, Jane Roe`, `LU director Jane Roe`.
    fn before(&self) -> Affiliation {
        let tokens = &self.reading.tokens;
        let Some(last) = self.mention.first.checked_sub(1) else { return self.title_of_name() };
        let own = self.title_of_name();
        if own.role.is_some() && tokens[last].kind == Kind::Sign {
            return self.office_before_comma(last).unwrap_or(own);
        }
        let has_comma = tokens[last].is_sign(',') && self.token(last).is_some();
        // `la directora del Centro de Derechos (CD), Ada Roe`
        let open = last.checked_sub(3).filter(|open| self.reading.is_abbreviated(*open));
        let comma = open.unwrap_or(last);
        // `Minister of Foreign Affairs Ada Roe`
        let end = if has_comma { comma } else { name_start(self.reading, self.mention) };
        let from = if has_comma { comma } else { self.mention.first };
        let short = self.title_start(from, has_comma);
        let start = self.long_title_start(from).map_or(short, |long| long.min(short));
        // `nach Ansicht der Biologin`: an article begins the title
        let head = (start..end.max(start)).find(|&at| tokens[at].has(traits::ROLE));
        // `the death of its founder`
        let leads = |at: usize| {
            tokens[at].class == Class::Determiner
                || tokens[at].class == Class::Possessive
                    && at.checked_sub(1).is_some_and(|of| of > start && tokens[of].id == OF)
        };
        let article = head.and_then(|head| (start..head).rev().find(|&at| leads(at)));
        let has_owner = |article: usize| {
            tokens[article..end].iter().any(|token| token.kind == Kind::Possessive)
        };
        let start = article.filter(|&article| !has_owner(article)).unwrap_or(start);
        // `Roe and co-author Jane Doe`: whoever is named before the conjunction is somebody else
        let other = (start..end.max(start))
            .take_while(|&at| !tokens[at].has(traits::ROLE))
            .filter(|&at| tokens[at].class == Class::Conjunction)
            .last();
        let start = other.map_or(start, |and| and + 1);
        if start >= end {
            return Affiliation::default();
        }
        let start = if has_comma { start } else { self.capital_office(start, end) };
        let has_role = tokens[start..end].iter().any(|token| token.has(traits::ROLE));
        if !has_role {
            let one = || calling::one_of_those(self.reading, comma);
            let calling =
                || calling::before_name(self.reading, end).map(|noun| self.words(noun..noun + 1));
            let role = if has_comma { one() } else { calling() };
            return match role {
                Some(role) => Affiliation { role: Some(role), rank: Rank::Calling, ..own },
                None if has_comma => own,
                None => self.body_before(end),
            };
        }
        let near = self.title(start..without_honorifics(tokens, start, end));
        // `el secretario nacional del Agua, ingeniero Roe`
        let comma = start.checked_sub(1).filter(|&at| !has_comma && tokens[at].is_sign(','));
        match comma.and_then(|comma| self.office_before_comma(comma)) {
            Some(mut office) => {
                office.fill(near);
                office
            }
            None => near,
        }
    }

    /// `the other activities Senator Roe pursued`, `the Union applauded Lake Council Chair Jane Roe`: where an office with
    /// capitals begins; words in small letters before it are no part of it, but for a rank.
    fn capital_office(&self, start: usize, end: usize) -> usize {
        let tokens = &self.reading.tokens;
        let is_of_office = |token: &Token| token.has(traits::ROLE | traits::RANK | traits::FORMER);
        let head = (start..end).rev().find(|&at| tokens[at].has(traits::ROLE));
        let Some(head) = head.filter(|&head| tokens[head].is(shape::CAPITAL)) else { return start };
        if self.reading.has_capital_nouns(head) {
            return start;
        }
        let goes_on = |token: &Token| {
            !token.is_cue()
                && !token.is_sign(',')
                && (token.is(shape::CAPITAL)
                    || !token.is_word()
                    || is_of_office(token)
                    || matches!(
                        token.class,
                        Class::Preposition
                            | Class::Conjunction
                            | Class::Determiner
                            | Class::Possessive
                    ))
        };
        let Some(other) = (start..head).rev().find(|&at| !goes_on(&tokens[at])) else {
            return start;
        };
        let opens = |at: &usize| tokens[*at].is(shape::CAPITAL) || is_of_office(&tokens[*at]);
        (other + 1..head).find(opens).unwrap_or(head)
    }

    /// `the Lake Union’s Jane Roe`.
    fn body_before(&self, end: usize) -> Affiliation {
        let tokens = &self.reading.tokens;
        let Some(mark) = end.checked_sub(1).filter(|&at| tokens[at].kind == Kind::Possessive)
        else {
            return Affiliation::default();
        };
        let from = mark.saturating_sub(LONGEST_TITLE);
        let start = (from..mark).find(|&at| self.organisations.end_of_name(at) == Some(mark));
        let start = start.or_else(|| self.capitals_before(mark));
        let name = start.map(|start| self.organisations.resolve(&self.words(start..mark)));
        Affiliation { organisation: name, ..Affiliation::default() }
    }

    /// `Lantern Pacific’s Jane Roe`: where the run of two capitals or more begins that is no place and no person.
    fn capitals_before(&self, mark: usize) -> Option<usize> {
        let tokens = &self.reading.tokens;
        let is_part = |at: &usize| tokens[*at].is_capital() && self.token(*at).is_some();
        let start = (0..mark).rev().take(LONGEST_OWNER).take_while(is_part).last()?;
        let is_telling = tokens[start..mark].iter().all(|token| token.class == Class::Other)
            && mark - start > 1
            && mark - start < LONGEST_OWNER
            && !is_given_name(&tokens[start])
            && !self.reading.has_capital_nouns(start)
            && !self.reading.is_place(start, mark)
            && !(start..mark).any(|at| self.reading.is_place(at, at + 1));
        is_telling.then_some(start)
    }

    /// `o diretor do instituto, frei Roe`: the office between an article that begins its phrase and the comma tells
    /// more than how somebody is addressed.
    fn office_before_comma(&self, comma: usize) -> Option<Affiliation> {
        let tokens = &self.reading.tokens;
        tokens.get(comma).filter(|sign| sign.is_sign(',') && self.token(comma).is_some())?;
        let short = self.title_start(comma, true);
        let start = self.long_title_start(comma).map_or(short, |long| long.min(short));
        let article = (start.saturating_sub(1)..comma)
            .find(|&at| self.token(at).is_some_and(|token| token.class == Class::Determiner));
        // Russian has no article
        let before = comma.checked_sub(1).map(|at| tokens[at].sign);
        let has_none = before.is_some_and(|sign| ('А'..='я').contains(&sign));
        let first = article.map(|article| article + 1).or(has_none.then_some(start))?;
        let lead = article.unwrap_or(start);
        let opens = lead.checked_sub(1).is_none_or(|at| {
            self.token(at).is_none_or(|before| {
                before.attributes() || before.kind == Kind::Mark || before.is_sign(',')
            })
        });
        let head = tokens.get(first)?;
        let is_plain = tokens[first..comma].iter().all(|token| token.kind == Kind::Word);
        (opens && is_plain && head.has(traits::ROLE))
            .then(|| self.title(first..comma))
            .filter(|office| office.role.is_some())
    }

    /// The titles that belong to the name itself.
    fn title_of_name(&self) -> Affiliation {
        let tokens = &self.reading.tokens;
        // `Pen & Net Consultant Roe`: the name of the body began before the sign
        let first = self.mention.first;
        let is_cut = first.checked_sub(1).is_some_and(|at| tokens[at].is_sign('&'));
        let name = name_start(self.reading, self.mention).max(self.mention.name);
        let range = first + usize::from(is_cut && first < name)..name;
        if !tokens[range.clone()].iter().any(|token| token.has(traits::ROLE)) {
            return Affiliation::default();
        }
        self.title(range.start..without_honorifics(tokens, range.start, range.end))
    }

    /// `LU coordinator for the delta Jane Roe`, `координатор коалиции по рекам Нино Л.`: a title with a
    /// preposition or a genitive between its head and the name.
    fn long_title_start(&self, end: usize) -> Option<usize> {
        let tokens = &self.reading.tokens;
        let limit = end.saturating_sub(LONGEST_TITLE);
        let stops = |token: &Token| {
            token.sentence != self.mention.sentence
                || (token.is_quoted() && !self.is_name_in_marks(token))
                || token.attributes()
                || !(matches!(token.kind, Kind::Word | Kind::Possessive)
                    || self.is_name_in_marks(token))
                || matches!(
                    token.class,
                    Class::Auxiliary | Class::Pronoun | Class::Relative | Class::Conjunction
                )
        };
        let mut start = end;
        while start > limit {
            let last = &tokens[start - 1];
            let open = (last.sign == '»' && self.is_name_in_marks(last))
                .then(|| (limit..start).rev().find(|&at| tokens[at].sign == '«'))
                .flatten();
            if open.is_none() && stops(last) {
                break;
            }
            start = open.unwrap_or(start - 1);
        }
        let first = (start..end).find(|&at| !is_left_out(&tokens[at]))?;
        // `UN Special Rapporteur on torture Jane Roe`
        let is_upper = tokens[first].is(shape::UPPER);
        let head = (first + 1..end.min(first + LONGEST_UPPER_LEAD))
            .find(|&at| tokens[at].has(traits::ROLE) || !tokens[at].is_capital());
        // `Harbour Watch Director of Research Jane Roe`
        let body = self.organisations.end_of_issuer(first);
        let body = body.or_else(|| self.organisations.end_before_title(first));
        let begins = tokens[first].has(traits::ROLE)
            || body.and_then(|end| tokens.get(end)).is_some_and(|head| head.has(traits::ROLE))
            || (is_upper && head.is_some_and(|at| tokens[at].has(traits::ROLE)));
        let reaches = tokens[first..end].iter().any(|token| token.class == Class::Preposition)
            || !tokens[end - 1].has(traits::ROLE);
        let is_near = end - first <= LONGEST_PHRASE_TITLE;
        (begins && reaches && is_near).then_some(first)
    }

    /// Where the title that ends at `end` starts.
    fn title_start(&self, end: usize, has_comma: bool) -> usize {
        let tokens = &self.reading.tokens;
        let limit = end.saturating_sub(LONGEST_TITLE);
        let stops = |at: usize| {
            let token = &tokens[at];
            // `Roe y el ingeniero Doe`
            let next_is_article =
                tokens.get(at + 1).is_some_and(|next| next.class == Class::Determiner);
            token.sentence != self.mention.sentence
                || token.is_quoted()
                || token.class == Class::According
                || (token.attributes() && !token.is(shape::CAPITAL))
                || !matches!(token.kind, Kind::Word | Kind::Possessive)
                || matches!(token.class, Class::Auxiliary | Class::Pronoun | Class::Relative)
                || (token.class == Class::Conjunction
                    && !has_comma
                    && (token.id != AND || next_is_article))
                || (token.class == Class::Preposition && !has_comma)
                || (token.ending == 2 && !token.is(shape::CAPITAL) && token.class == Class::Other)
        };
        (limit..end).rev().find(|&at| stops(at)).map_or(limit, |at| at + 1)
    }
}

/// What a span of time and the age of a person are counted in.
static TIMES: LazyLock<Vec<u32>> = LazyLock::new(|| {
    "years months decades jahre jahren ans años anos anni лет".split(' ').map(word_id).collect()
});

impl Token {
    /// Whether it is what a span of time is counted in.
    pub(super) fn is_span(&self) -> bool {
        TIMES.contains(&self.id)
    }
}

const AND: u32 = of_ascii("and");
const OF: u32 = of_ascii("of");
const OLD: u32 = of_ascii("alt");
const AS: u32 = of_ascii("as");
/// So many small words stand before what a predicate says: `has also been`.
const MOST_SMALL: usize = 4;
/// Verbs behind which stands what somebody is.
const BECOMES: [u32; 5] =
    [of_ascii("became"), of_ascii("becomes"), of_ascii("been"), of_ascii("is"), of_ascii("was")];
/// Words of denial, which no role holds.
const NOT: [u32; 2] = [of_ascii("not"), of_ascii("no")];
const WHOSE: u32 = of_ascii("whose");
const HAS: u32 = of_ascii("has");
const HAVE: u32 = of_ascii("have");
/// What leads to the time somebody took office.
const SINCE: [u32; 4] = [of_ascii("since"), of_ascii("when"), of_ascii("until"), of_ascii("last")];
/// `New` as it begins the name of a place: `New York`.
pub(super) fn is_new(token: &Token) -> bool {
    token.id == of_ascii("new") && token.is(shape::CAPITAL)
}

/// What may stand before a title without belonging to it.
pub(super) fn is_left_out(token: &Token) -> bool {
    matches!(
        token.class,
        Class::Determiner
            | Class::Possessive
            | Class::Conjunction
            | Class::Function
            | Class::Auxiliary
    ) && !is_new(token)
        // `father of one of the victims` is no priest
        || token.has(traits::HONORIFIC) && (token.is(shape::CAPITAL) || !token.has(traits::KIN))
        || token.kind == Kind::Sign
        // `25-year-old`, `43 Jahre alt und`
        || token.kind == Kind::Number
        || token.is_span()
        || token.id == OLD
}

fn without_honorifics(tokens: &[Token], start: usize, end: usize) -> usize {
    let only_honorific = |token: &Token| token.has(traits::HONORIFIC) && !token.has(traits::ROLE);
    (start..end).rev().find(|&at| !only_honorific(&tokens[at])).map_or(start, |at| at + 1)
}
