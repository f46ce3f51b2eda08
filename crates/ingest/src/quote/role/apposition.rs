//! What stands between commas, dashes or parentheses behind the name: `Jane Roe, 58, director of research at …`.

use std::ops::Range;

use crate::quote::{
    calling,
    given_name::is_given_name,
    joint,
    lexicon::{Class, traits},
    mention::MentionKind,
    role::{AS, Affiliation, Around, OF, Rank},
    token::{Kind, Token, shape},
    word_id::of_ascii,
};

/// An apposition behind a name may be this long.
const LONGEST_APPOSITION: usize = 36;
/// Titles between `according` and a name are no more words.
const LONGEST_SOURCE: usize = 6;
/// A source begins its sentence behind no more words and signs: `But according to`.
const FREE_LEAD: usize = 2;
/// An age is told in no more words: `de 58 anos`.
const LONGEST_AGE: usize = 3;
/// Those who lead a body, in Portuguese and Spanish.
const LEADERSHIPS: [&str; 12] = [
    "coordenação",
    "coordinación",
    "direção",
    "dirección",
    "diretoria",
    "directiva",
    "dirigencia",
    "executiva",
    "ejecutiva",
    "secretaria",
    "secretaría",
    "liderança",
];
/// An office of letters alone is not longer: `MP`, `MEP`.
const LONGEST_LETTERS: usize = 3;
/// Words of denial, which no role holds.
const NOT: [u32; 2] = [of_ascii("not"), of_ascii("no")];

impl Around<'_> {
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

    /// Where an apposition that starts at `start` ends.
    pub(in crate::quote) fn apposition_end(&self, start: usize) -> usize {
        let stops = |at: usize, token: &Token| {
            (token.kind == Kind::Mark && !self.is_name_in_marks(token))
                || (token.kind == Kind::Sign && !matches!(token.sign, ',' | '&' | '/' | '\'' | '.'))
                || (token.attributes() && !token.is(shape::CAPITAL) && !self.describes(at))
                || matches!(token.class, Class::Relative | Class::Pronoun | Class::Auxiliary)
        };
        let limit = start + LONGEST_APPOSITION;
        let is_end = |at: usize| {
            self.token(at).is_none_or(|token| {
                (stops(at, token) || token.is_sign('.'))
                    && !self.is_around_acronym(at)
                    && !self.is_plural_owner(at)
            })
        };
        (start..limit).find(|&at| is_end(at)).unwrap_or(limit)
    }

    /// `a continuing care aide`: a form of a verb behind the article describes a noun.
    fn describes(&self, at: usize) -> bool {
        let tokens = &self.reading.tokens;
        let is_behind_article =
            at > 0 && tokens[at - 1].class == Class::Determiner && tokens[at - 1].span.len() <= 2;
        is_behind_article && tokens[at].span.of(self.reading.text).ends_with("ing")
    }

    /// Whether a parenthesis at `at` holds an acronym alone.
    fn is_around_acronym(&self, at: usize) -> bool {
        let open = if self.reading.tokens[at].is_sign(')') { at.wrapping_sub(2) } else { at };
        self.reading.is_abbreviated(open)
    }

    /// The mark of `the Water Users’ Alliance`: it closes no quote, the name goes on.
    pub(in crate::quote) fn is_plural_owner(&self, at: usize) -> bool {
        let tokens = &self.reading.tokens;
        let Some((owner, mark)) = at.checked_sub(1).map(|before| (&tokens[before], &tokens[at]))
        else {
            return false;
        };
        let is_owner = mark.kind == Kind::Mark
            && matches!(mark.sign, '’' | '\'')
            && owner.span.end == mark.span.start
            && owner.span.of(self.reading.text).ends_with(['s', 'S'])
            && tokens.get(at + 1).is_some_and(|next| next.span.start > mark.span.end);
        // `the growers’ cooperative`
        let is_body = !owner.is_capital()
            && tokens.get(at + 1).is_some_and(|next| {
                next.class == Class::Organisation || next.has(traits::ORGANISATION | traits::BODY)
            });
        let mut behind =
            tokens[at + 1..].iter().take_while(|next| next.is_capital() || next.has(traits::ROLE));
        is_owner
            && (is_body
                || owner.is_capital()
                    && behind.any(|next| next.has(traits::ORGANISATION | traits::ROLE)))
    }

    pub(super) fn apposition(&self, range: Range<usize>, is_copula: bool) -> Affiliation {
        let mut found = Affiliation::default();
        let is_source = self.is_source();
        for segment in self.segments(range) {
            let is_open = is_source && !self.is_closed(&segment);
            if self.names_another(&segment) || self.goes_on_list(&segment) || is_open {
                break;
            }
            // `Jane Roe, as chair of the board, …`
            let is_as = self.token(segment.start).is_some_and(|first| first.id == AS);
            let segment = segment.start + usize::from(is_as)..segment.end;
            // `Jane Roe, in a speech to journalists, …`
            let leads_away = self.token(segment.start).is_some_and(|first| {
                first.class == Class::Preposition && segment.len() > 1 && first.id != OF
            });
            if let Some(part) = self.of_leadership(&segment).filter(|_| found.role.is_none()) {
                found.fill(part);
                continue;
            }
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
            if let (Some(role), Some(first)) = (&part.role, &found.role) {
                // `Jane Roe, MP, chair of the group`
                let is_letters = first.len() <= LONGEST_LETTERS
                    && first.chars().all(char::is_uppercase)
                    && found.organisation.is_none();
                if is_letters {
                    let role = format!("{first}; {role}");
                    found = Affiliation { role: Some(role), ..part };
                    continue;
                }
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

    /// `Tito Roe, da coordenação nacional do MTR`: one of those who lead a body.
    fn of_leadership(&self, segment: &Range<usize>) -> Option<Affiliation> {
        let at = |offset: usize| {
            let token = self.reading.tokens.get(segment.start + offset)?;
            (segment.start + offset < segment.end).then(|| token.span.of(self.reading.text))
        };
        let noun = match (at(0)?, at(1)?) {
            ("da" | "do", noun) => noun,
            ("de", "la" | "el") => at(2)?,
            _ => return None,
        };
        LEADERSHIPS.contains(&noun).then(|| {
            let mut part = self.title(segment.clone());
            part.role = Some(self.words(segment.clone()));
            part.rank = Rank::Office;
            part
        })
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
    pub(in crate::quote) fn segments(
        &self,
        range: Range<usize>,
    ) -> impl Iterator<Item = Range<usize>> {
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
    pub(super) fn holds_person(&self, range: Range<usize>) -> bool {
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

    /// `Ada Roe, la alcaldesa Bo Lund y el senador Cy Hale`: whether a part names the next of a list.
    fn goes_on_list(&self, segment: &Range<usize>) -> bool {
        let mentions = &self.reading.mentions;
        let own = mentions.partition_point(|other| other.first < self.mention.first);
        let is_own = mentions.get(own).is_some_and(|own| own.first == self.mention.first);
        if !is_own {
            return false;
        }
        let list = joint::list(self.reading, own);
        let is_in = |idx: &&usize| **idx > own && segment.contains(&mentions[**idx].name);
        // `deputy Middle East and North Africa director`
        let is_field = list.iter().rfind(is_in).is_some_and(|&last| {
            let behind = self.reading.tokens.get(mentions[last].end..segment.end);
            behind.is_some_and(|behind| behind.iter().any(|token| token.has(traits::ROLE)))
        });
        !is_field
            && list.iter().filter(is_in).any(|&idx| joint::is_person(self.reading, &mentions[idx]))
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
}
