//! Names in scripts without capitals.

use crate::quote::{
    given_name::{self, is_given_name},
    han::{self, Speaker},
    lexicon::{Class, traits},
    mention::{Finder, MentionKind},
    token::Token,
    word_id::{mix, word_id},
};

/// A name before an office has no more words.
const LONGEST_BEFORE_OFFICE: usize = 4;

impl Finder<'_> {
    /// Reads the name or pronoun of who speaks, in characters without blanks.
    pub(super) fn han(&mut self, at: usize) -> usize {
        let Some(Speaker { end, kind }) = han::speaker(self.text, self.tokens, at) else {
            return at + 1;
        };
        let key = match kind {
            MentionKind::Pronoun => mix(77, self.tokens[at].id),
            _ => word_id(self.tokens[at].span.cover(self.tokens[end - 1].span).of(self.text)),
        };
        self.push(at, end, at, kind, key);
        end
    }

    /// Reads a name without capitals: from a title or a given name, or from behind a verb of saying,
    /// up to a sign or a small word.
    pub(super) fn caseless(&mut self, at: usize) -> usize {
        let token = self.tokens[at];
        let after_verb = at > 0
            && matches!(self.tokens[at - 1].class, Class::Say | Class::According)
            && self.tokens[at - 1].sentence == token.sentence;
        let is_plain = |token: &Token| {
            token.is_word()
                && matches!(
                    token.class,
                    Class::Other | Class::Title | Class::Human | Class::Organisation
                )
        };
        // `وأعلنت وزارة الصيد`: a noun for a body without the article goes on with its name
        let is_body = at > 0
            && self.tokens[at - 1].is_cue()
            && self.tokens[at - 1].sentence == token.sentence
            && token.has(traits::ORGANISATION)
            && !token.span.of(self.text).starts_with("ال");
        let behind_title = !after_verb && self.is_behind_titled_subject(at);
        let starts = is_plain(&token)
            && (after_verb
                || is_body
                || behind_title
                || token.has(traits::HONORIFIC)
                || (token.class == Class::Other && is_given_name(&token)));
        if !starts {
            return at + 1;
        }
        let mut end = at;
        // `نبيل بن صالح الأديمي`: the name of the father is part of it
        let has_father = self
            .tokens
            .get(at + 1..at + 4)
            .is_some_and(|near| near.iter().any(|token| token.has(traits::PARTICLE)));
        let longest = [(after_verb, 9), (has_father, 6), (is_body, 3)];
        let limit = at + longest.iter().find(|(is_it, _)| *is_it).map_or(4, |(_, length)| *length);
        while end < limit
            && self.tokens.get(end).is_some_and(|next| {
                is_plain(next) && next.sentence == token.sentence && !next.is_quoted()
            })
        {
            end += 1;
        }
        // `سامر الحلبي لوكالة المرفأ`: whom somebody tells it
        let is_plain_name = |hearer: &usize| {
            self.tokens[at..*hearer].iter().all(|token| {
                token.class == Class::Other && !token.has(traits::ORGANISATION | traits::ROLE)
            })
        };
        let hearer = (at + 2..end.max(at + 2)).find(|&idx| self.is_hearer(idx));
        let end = hearer.filter(|_| after_verb).filter(is_plain_name).unwrap_or(end);
        // `كريمة بن علي وحسن الطيب`: the conjunction is written with the next name or its title
        let joint = (at + 1..end.max(at + 1))
            .find(|&idx| self.is_joined_name(idx) && self.lexicons.are_of_release());
        let end = joint.unwrap_or(end);
        // `رلى دويكات المديرة التنفيذية لمركز …`: the name ends where an office begins
        let office = (at + 2..end.min(at + LONGEST_BEFORE_OFFICE + 1).max(at + 2))
            .find(|&idx| self.tokens[idx].class == Class::Title)
            .filter(|&office| after_verb && self.is_name_before_office(at, office));
        if let Some(office) = office {
            self.push(at, office, at, MentionKind::Name, self.tokens[office - 1].id);
            return office;
        }
        let given = (at..end).find(|&idx| {
            self.tokens[idx].class == Class::Other && is_given_name(&self.tokens[idx])
        });
        // `ثريا بن شريف`: the name of the father is not where the name begins
        let given = given.map(|given| {
            let is_son = given >= at + 2 && self.tokens[given - 1].has(traits::PARTICLE);
            if is_son && self.tokens[given - 2].class == Class::Other { given - 2 } else { given }
        });
        // `عبد الرحمن`, `أم محمد`: names of two words
        let given = given.map(|given| {
            let before = given.checked_sub(1).filter(|&before| before >= at);
            let opens = |at: usize| {
                matches!(self.tokens[at].span.of(self.text), "عبد" | "أبو" | "أم" | "أبي")
            };
            before.filter(|&before| opens(before)).unwrap_or(given)
        });
        let is_organisation =
            self.tokens[at..end].iter().any(|token| token.has(traits::ORGANISATION));
        let is_human = self.tokens[at..end].iter().any(Token::is_human);
        // `المحامية غادة تميم`: behind a title the name begins, whichever of its words is a given name
        let titled = self.behind_definite_titles(at, end);
        let given = given.map(|given| match titled.filter(|_| self.lexicons.are_of_release()) {
            Some(titled) => titled.min(given),
            None => given,
        });
        let (name, kind) = match given.or(titled) {
            Some(given) if end - given >= 2 => (given, MentionKind::Name),
            Some(given) => (given, MentionKind::Single),
            None if is_organisation => (at, MentionKind::Organisation),
            None if is_human => (at, MentionKind::Phrase),
            None if (after_verb || behind_title) && (2..=4).contains(&(end - at)) => {
                (at, MentionKind::Name)
            }
            None if end - at == 1 && self.surnames.contains(&token.id) => (at, MentionKind::Single),
            None => (at, MentionKind::Thing),
        };
        self.push(at, end, name, kind, self.tokens[end - 1].id);
        end
    }

    /// `للصحفيين`, `لوكالة`: a preposition written onto the article, or onto a noun for a body.
    fn is_hearer(&self, at: usize) -> bool {
        let word = self.tokens[at].span.of(self.text);
        let is_body = |noun: &str| {
            self.lexicons
                .at(at)
                .get(word_id(noun))
                .is_some_and(|entry| entry.traits & (traits::ORGANISATION | traits::BODY) != 0)
        };
        word.starts_with("لل") || word.strip_prefix('ل').is_some_and(is_body)
    }

    /// `وحسن`, `والمستشار`: a word that holds `and` and a given name or a title.
    fn is_joined_name(&self, at: usize) -> bool {
        let Some(rest) = self.tokens[at].span.of(self.text).strip_prefix('و') else {
            return false;
        };
        if is_given_name(&self.tokens[at]) {
            return false;
        }
        let entry = self.lexicons.at(at).get(word_id(rest));
        let is_title = entry.is_some_and(|entry| entry.class == Class::Title);
        is_title || given_name::gender(word_id(rest)).is_some()
    }

    /// Whether all words from `at` to an office are plain, and the first has no article: `المتحدث باسم …` is no name.
    fn is_name_before_office(&self, at: usize, office: usize) -> bool {
        let words = &self.tokens[at..office];
        let is_definite = |token: &Token| token.span.of(self.text).starts_with("ال");
        words.iter().all(|token| {
            token.class == Class::Other
                && !token.is_human()
                && !token.has(traits::ORGANISATION | traits::ROLE)
        }) && !is_definite(&words[0])
    }

    /// `وقالت مديرة المركز، رلى دويكات:`: a comma behind whom a verb of saying has for its subject.
    fn is_behind_titled_subject(&self, at: usize) -> bool {
        let is_comma = |at: usize| matches!(self.tokens[at].sign, '،' | ',');
        let Some(comma) = at.checked_sub(1).filter(|&comma| is_comma(comma)) else { return false };
        self.found.last().is_some_and(|subject| {
            let verb = subject.first.checked_sub(1).map(|verb| &self.tokens[verb]);
            subject.end == comma
                && subject.kind == MentionKind::Phrase
                && verb.is_some_and(|verb| verb.class == Class::Say)
        })
    }

    /// `المهندسة رلى دويكات`: where the name begins behind titles with the article; one without the
    /// article rather belongs to what follows (`مدير المركز`).
    fn behind_definite_titles(&self, at: usize, end: usize) -> Option<usize> {
        const ARTICLE: &str = "ال";
        const TO: char = 'ل';
        let word = |at: usize| self.tokens[at].span.of(self.text);
        let is_title = |at: &usize| {
            self.tokens[*at].class == Class::Title
                && (word(*at).starts_with(ARTICLE) || self.tokens[*at].has(traits::HONORIFIC))
        };
        let name = at + (at..end).take_while(is_title).count();
        let rest = self.tokens.get(name..end)?;
        // `أمين` is a name as well as an office
        let is_plain = rest.iter().enumerate().all(|(idx, token)| {
            token.class == Class::Other && !token.is_human()
                || idx == 0 && rest.len() == 2 && is_given_name(token)
        });
        let is_name = name > at
            && (2..=4).contains(&rest.len())
            && is_plain
            && !word(name).starts_with(ARTICLE)
            && !word(name).starts_with(TO)
            && !rest.iter().any(|token| token.has(traits::ORGANISATION));
        is_name.then_some(name)
    }
}
