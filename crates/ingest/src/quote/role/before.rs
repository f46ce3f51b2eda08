//! What stands before the name: `the Union’s director, Jane Roe`, `LU director Jane Roe`.

use std::ops::Range;

use crate::quote::{
    calling,
    given_name::is_given_name,
    joint,
    lexicon::{Class, traits},
    mention::{Mention, MentionKind},
    person::name_start,
    role::{Affiliation, Around, OF, Rank, is_left_out, without_honorifics},
    token::{Kind, Token, shape},
    word_id::of_ascii,
};

/// A title with a preposition may be this long.
const LONGEST_PHRASE_TITLE: usize = 10;
/// A title that begins with an acronym has its head among so many words: `UN Special Rapporteur`.
const LONGEST_UPPER_LEAD: usize = 4;
/// An owner before a name has fewer words.
const LONGEST_OWNER: usize = 5;
/// Mentions between two persons of one sentence: bodies, places.
const MOST_BETWEEN: usize = 3;
/// A title before a name may be this long.
const LONGEST_TITLE: usize = 18;
const AND: u32 = of_ascii("and");
const BY: u32 = of_ascii("by");
/// What somebody may campaign on or report about, and no verb: `seabed mining campaigner`.
const ACTIVITIES: [u32; 18] = [
    of_ascii("banking"),
    of_ascii("breeding"),
    of_ascii("drilling"),
    of_ascii("engineering"),
    of_ascii("farming"),
    of_ascii("fishing"),
    of_ascii("fracking"),
    of_ascii("fundraising"),
    of_ascii("housing"),
    of_ascii("hunting"),
    of_ascii("logging"),
    of_ascii("marketing"),
    of_ascii("mining"),
    of_ascii("nursing"),
    of_ascii("shipping"),
    of_ascii("trafficking"),
    of_ascii("training"),
    of_ascii("whaling"),
];

/// Whether a word can be what an office is about: nobody, and written small.
fn is_field(token: &Token) -> bool {
    token.is_word()
        && token.class == Class::Other
        && !token.is(shape::CAPITAL)
        && !token.is_human()
        && !token.has(traits::ROLE | traits::ORGANISATION)
}

impl Around<'_> {
    /// What stands before the name: `the Union’s director, Jane Roe`, `LU director Jane Roe`.
    pub(super) fn before(&self) -> Affiliation {
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
        // `Roe and co-author Jane Doe`: whoever is named before the conjunction is somebody else, but for two fields
        // of one office, `energy and climate campaigner`
        let joins_fields = |and: usize| {
            and.checked_sub(1).is_some_and(|before| before >= start && is_field(&tokens[before]))
                && tokens.get(and + 1).is_some_and(is_field)
        };
        let other = (start..end.max(start))
            .take_while(|&at| !tokens[at].has(traits::ROLE))
            .filter(|&at| tokens[at].class == Class::Conjunction && !joins_fields(at))
            .last();
        let start = other.map_or(start, |and| and + 1);
        let start = self.behind_person(start, end);
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

    /// `Депутат Ада Роэ и советник Бо Лунд`: past the name of somebody else, and the conjunction behind it.
    fn behind_person(&self, start: usize, end: usize) -> usize {
        let reading = self.reading;
        let own = reading.mentions.partition_point(|other| other.first < self.mention.first);
        let before = reading.mentions[..own].iter().rev().take(MOST_BETWEEN);
        let is_person = |other: &&Mention| {
            other.kind == MentionKind::Name
                && other.name >= start
                && other.end < end
                && is_given_name(&reading.tokens[other.name])
        };
        let other = before.into_iter().find(is_person);
        other.map_or(start, |other| {
            let next = &reading.tokens[other.end];
            let before = other.name.checked_sub(1).map(|at| &reading.tokens[at]);
            let has_title = before.is_some_and(|before| before.has(traits::ROLE));
            match next.class {
                Class::Conjunction => other.end + 1,
                _ if has_title || next.is_capital() || next.is_sign(',') => other.end,
                // a body rather than somebody: `Red Sail campaigner Ada Roe`
                _ => start,
            }
        })
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
        (opens && is_plain && head.has(traits::ROLE) && !self.names_bearer(first..comma))
            .then(|| self.title(first..comma))
            .filter(|office| office.role.is_some())
    }

    /// `el regidor Bo Lund, la alcaldesa`, but `la coordinadora de Tierra y Memoria`: whether a title names its bearer.
    fn names_bearer(&self, range: Range<usize>) -> bool {
        let mentions = &self.reading.mentions;
        let from = mentions.partition_point(|mention| mention.name < range.start);
        let is_led = |at: usize| self.reading.tokens[at].class == Class::Preposition;
        mentions[from..].iter().take_while(|mention| mention.name < range.end).any(|mention| {
            joint::is_person(self.reading, mention)
                && !mention.name.checked_sub(1).is_some_and(is_led)
        })
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
            // `сооснователь и руководитель`
            let has_role = |at: usize| tokens[at].has(traits::ROLE | traits::RANK);
            let joins = || {
                start < end
                    && last.id == AND
                    && last.class == Class::Conjunction
                    && start.checked_sub(2).is_some_and(has_role)
                    && has_role(start)
            };
            if open.is_none() && stops(last) && !joins() {
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
        // `Harbour Watch deputy director for Asia Jane Roe`
        let is_office = |at: usize| {
            tokens.get(at).is_some_and(|token| token.has(traits::ROLE))
                || tokens.get(at).is_some_and(|token| token.has(traits::RANK))
                    && tokens.get(at + 1).is_some_and(|token| token.has(traits::ROLE))
        };
        let body =
            body.or_else(|| self.organisations.end_of_name(first).filter(|&at| is_office(at)));
        // `исполнительный директор «Причала» Ада Роэ`
        let is_described = || {
            let word = tokens[first].span.of(self.reading.text);
            ["ый", "ий", "ая", "ой"].iter().any(|ending| word.ends_with(ending))
                && tokens[first].class == Class::Other
                && tokens.get(first + 1).is_some_and(|head| head.has(traits::ROLE))
        };
        // `Harbour Watch’s Head of Research Jane Roe`
        let owner = (first + 1..end.min(first + 1 + LONGEST_OWNER))
            .find(|&at| tokens[at].kind == Kind::Possessive)
            .filter(|&at| tokens[first..at].iter().all(Token::is_capital));
        let is_owned =
            || owner.and_then(|at| tokens.get(at + 1)).is_some_and(|head| head.has(traits::ROLE));
        let begins = tokens[first].has(traits::ROLE)
            || is_owned()
            || is_described()
            || body.is_some_and(is_office)
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
                // `is given by Lake Union Director, Jane Roe`
                || token.id == BY
                || (token.attributes() && !token.is(shape::CAPITAL))
                || !matches!(token.kind, Kind::Word | Kind::Possessive)
                || matches!(token.class, Class::Auxiliary | Class::Pronoun | Class::Relative)
                || (token.class == Class::Conjunction
                    && !has_comma
                    && (token.id != AND || next_is_article))
                || (token.class == Class::Preposition && !has_comma)
                || (token.ending == 2
                    && !token.is(shape::CAPITAL)
                    && token.class == Class::Other
                    && !ACTIVITIES.contains(&token.id))
        };
        (limit..end).rev().find(|&at| stops(at)).map_or(limit, |at| at + 1)
    }
}
