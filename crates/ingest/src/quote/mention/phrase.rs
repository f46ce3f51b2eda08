//! Noun phrases: `the group’s director`, `die Fischereibehörde`.

use crate::quote::{
    given_name::is_given_name,
    lexicon::{Class, Habit, traits},
    mention::{Finder, LONGEST_PHRASE, MentionKind},
    token::{Kind, Token, shape},
    word_id::{mix, of_ascii},
};

/// What stands before the preposition to a body that says something: `Как сообщили`.
const LONGEST_LEAD: usize = 4;

impl Finder<'_> {
    /// In German a capital alone says little: a run of capitals is a name if it holds a given name, an
    /// initial or a title before a plain word, or if a verb of saying stands beside a lone word.
    pub(super) fn is_common_noun(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if token.class == Class::Title || token.has(traits::ORGANISATION) || token.is(shape::UPPER)
        {
            return false;
        }
        let is_known = self.surnames.contains(&token.id);
        if (is_known || is_given_name(token)) && !self.follows_article(at) {
            return false;
        }
        let next = self.tokens.get(at + 1).filter(|next| next.sentence == token.sentence);
        let before = at.checked_sub(1).map(|at| self.tokens[at]);
        let before = before.filter(|before| before.sentence == token.sentence);
        let runs_on = next.is_some_and(|next| next.is_capital() && next.class == Class::Other);
        let after_cue = before.is_some_and(|before| before.is_cue())
            || (next.is_some_and(Token::is_cue) && before.is_none());
        let after_title = before.is_some_and(|before| before.class == Class::Title);
        !(runs_on || after_cue || after_title) || self.follows_article(at)
    }

    fn follows_article(&self, at: usize) -> bool {
        at > 0
            && matches!(self.tokens[at - 1].class, Class::Determiner | Class::Possessive)
            && self.tokens[at - 1].sentence == self.tokens[at].sentence
    }

    /// Reads a noun phrase: `the senior adviser to …`, `his lawyer`, `witnesses`.
    pub(super) fn phrase(&mut self, at: usize) -> usize {
        let token = self.tokens[at];
        let has_article = matches!(token.class, Class::Determiner | Class::Possessive);
        let head = at + usize::from(has_article);
        let mut end = head;
        // whoever follows `laut` is a source, whatever the noun
        let mut is_human = self.has(Habit::CapitalNouns, at) && self.follows_source_word(at);
        while end < self.tokens.len() && end - at < LONGEST_PHRASE && self.in_phrase(at, head, end)
        {
            is_human |= self.tokens[end].has(traits::HUMAN | traits::ROLE);
            end += 1;
        }
        if end == head {
            return self.lone_determiner(at);
        }
        let last = self.tokens[end - 1];
        let is_named = last.is(shape::CAPITAL) && !self.has(Habit::CapitalNouns, at);
        if !is_human && !is_named && !has_article {
            return end;
        }
        let mut run = end;
        for idx in (head..end).rev() {
            if self.tokens[idx].is(shape::CAPITAL) {
                run = idx;
            } else if run == end || !self.tokens[idx].has(traits::PARTICLE) {
                break;
            }
        }
        let run = if run == end { head } else { run };
        // `el diputado Pablo Rey`: a surname like any other
        let is_surname = |idx: usize| {
            idx + 1 == end
                && idx > run
                && is_given_name(&self.tokens[idx - 1])
                && self.lexicons.are_of_release()
        };
        let title = (run..end)
            .rev()
            .find(|&idx| self.tokens[idx].class == Class::Title && !is_surname(idx));
        let name = if is_named { title.map_or(run, |title| title + 1) } else { head };
        // `юрист Бюро Нина Лаптева`, `the Lake Union Ada Roe`: a body runs into who has an office there
        let person = if is_named { self.end_before_person(run, end) } else { None };
        if let Some(person) = person {
            if self.tokens[at..run].iter().any(|token| token.has(traits::ROLE)) {
                self.push(at, end, person, MentionKind::Name, last.id);
                return end;
            }
            end = person;
        }
        // `a médica Ana dos Santos`: the name goes on behind its particle
        let is_body = self.tokens[run..end].iter().any(|token| token.has(traits::ORGANISATION));
        if is_named && name < end && !is_body {
            end = self.run_end(name).max(end);
        }
        let last = self.tokens[end - 1];
        let kind = if is_named && is_body {
            MentionKind::Organisation
        } else if is_named && name < end {
            MentionKind::Name
        } else if (is_human || is_named) && !self.is_oblique(at) {
            MentionKind::Phrase
        } else {
            MentionKind::Thing
        };
        let name = name.min(end - 1);
        self.push(at, end, name, kind, last.id);
        end
    }

    /// `В фонде «Причал» сообщили`, `по данным фонда «Причал»`: a noun for a body in small letters names who speaks
    /// where it follows the preposition that opens a sentence, or a word for a source.
    pub(super) fn body_that_says(&mut self, at: usize) -> usize {
        let token = self.tokens[at];
        let is_cyrillic = ('а'..='я').contains(&token.sign);
        let before = at.checked_sub(1).map(|before| self.tokens[before]);
        let is_where = before.is_some_and(|before| {
            before.class == Class::Preposition
                && before.id == of_ascii("in")
                && before.sentence == token.sentence
        });
        // `Как сообщили в фонде`
        let opens = is_where && {
            let lead = at.saturating_sub(LONGEST_LEAD)..at - 1;
            lead.rev().take_while(|&idx| self.tokens[idx].sentence == token.sentence).all(|idx| {
                self.tokens[idx].is_cue() || self.tokens[idx].class == Class::Conjunction
            })
        };
        if !is_cyrillic || token.is(shape::CAPITAL) || !(opens || self.follows_source_word(at)) {
            return at + 1;
        }
        let is_part = |next: &Token| {
            next.is_word()
                && next.sentence == token.sentence
                && !next.is_quoted()
                && matches!(next.class, Class::Other | Class::Organisation | Class::Human)
                && !next.is_cue()
        };
        let mut end = at + 1;
        while end < at + LONGEST_PHRASE && self.tokens.get(end).is_some_and(is_part) {
            end += 1;
        }
        self.push(at, end, at, MentionKind::Phrase, token.id);
        end
    }

    fn follows_source_word(&self, at: usize) -> bool {
        (1..=2).filter_map(|back| at.checked_sub(back)).any(|before| {
            let before = &self.tokens[before];
            before.class == Class::According && before.sentence == self.tokens[at].sentence
        })
    }

    /// `dem Minister`: no subject, unless a preposition names it as a source.
    fn is_oblique(&self, at: usize) -> bool {
        self.tokens[at].has(traits::OBLIQUE) && !self.follows_source_word(at)
    }

    fn in_phrase(&self, at: usize, head: usize, idx: usize) -> bool {
        let (start, token) = (&self.tokens[at], &self.tokens[idx]);
        if token.paragraph != start.paragraph
            || token.sentence != start.sentence
            || token.is_quoted()
            || !matches!(token.kind, Kind::Word | Kind::Number)
        {
            return false;
        }
        let breaks = matches!(
            token.class,
            Class::Say
                | Class::Cue
                | Class::CueIng
                | Class::Auxiliary
                | Class::Preposition
                | Class::Pronoun
                | Class::Conjunction
                | Class::Relative
                | Class::Possessive
                | Class::According
                | Class::Calendar
        );
        // `director Ada Roe today said`
        let is_behind_name = || {
            token.class == Class::Function
                && !token.is(shape::CAPITAL)
                && self.tokens[idx - 1].is(shape::CAPITAL)
        };
        // in German a name follows its title without a break; the title starts the name
        let starts_name = || {
            (token.class == Class::Other && is_given_name(token))
                || (token.has(traits::HONORIFIC)
                    && self.tokens.get(idx + 1).is_some_and(Token::is_capital))
        };
        // and a noun phrase ends with its noun
        let is_behind_noun = || self.tokens[idx - 1].is_capital() && !token.is_capital();
        let ends = || {
            token.class == Class::Determiner
                || (self.has(Habit::CapitalNouns, idx) && (starts_name() || is_behind_noun()))
        };
        !breaks && (idx == head || !is_behind_name() && !ends())
    }

    /// `another said`: a determiner alone before a verb of saying.
    fn lone_determiner(&mut self, at: usize) -> usize {
        let token = self.tokens[at];
        let next = self.tokens.get(at + 1);
        let speaks = next.is_some_and(|next| {
            next.sentence == token.sentence
                && matches!(next.class, Class::Say | Class::Cue | Class::CueIng)
        });
        // `la demande` is no verb
        let is_article = !self.lexicons.at(at).is_english && token.id == of_ascii("the");
        if token.class == Class::Determiner && speaks && !is_article {
            let key = mix(5, u32::try_from(at).unwrap_or(0));
            self.push(at, at + 1, at, MentionKind::Phrase, key);
        }
        at + 1
    }
}
