//! Names: where one opens, and how far its words go.

use crate::{
    lexicon,
    quote::{
        calling,
        given_name::is_given_name,
        lexicon::{Class, Habit, traits},
        mention::{Finder, LONGEST_PHRASE, MentionKind},
        token::{Token, shape},
        word_id::of_ascii,
    },
};

/// A name has no more words than this.
const LONGEST_NAME: usize = 14;

/// Between an office and the last run of capitals of its body: `of the Lake Fishers’`.
const LONGEST_LEAD: usize = 6;

/// `жительница села Озерки Нина Лаптева`: nouns behind which a place stands.
const SETTLEMENTS: [&str; 11] = [
    "города",
    "села",
    "деревни",
    "посёлка",
    "поселка",
    "района",
    "аула",
    "станицы",
    "хутора",
    "станции",
    "кишлака",
];

/// What stands behind a surname and belongs to it.
const SUFFIXES: [&str; 6] = ["Jr", "Jr.", "Sr", "Sr.", "II", "III"];

impl Finder<'_> {
    pub(super) fn starts_name(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let starts_sentence = self.starts_sentence(at);
        let is_small = matches!(
            token.class,
            Class::Determiner
                | Class::Possessive
                | Class::Preposition
                | Class::Conjunction
                | Class::Auxiliary
                | Class::Function
                | Class::Relative
                | Class::According
                | Class::Calendar
                | Class::CueIng
                | Class::Negation
        );
        if !token.is(shape::CAPITAL) || (is_small && !self.is_name_despite_class(at)) {
            return false;
        }
        let is_verb = starts_sentence && token.is_cue();
        let is_adverb = starts_sentence && self.is_adverb(at);
        let is_noun = self.has(Habit::CapitalNouns, at) && self.is_common_noun(at);
        !(is_verb || is_adverb || is_noun)
    }

    /// `Will Roe`, `Professor Sun`: a small word with a capital inside a sentence, before a name or
    /// behind a title.
    fn is_name_despite_class(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let follows_title = at > 0
            && self.tokens[at - 1].class == Class::Title
            && self.tokens[at - 1].is(shape::CAPITAL)
            && self.tokens[at - 1].sentence == token.sentence;
        let before_name = !self.has(Habit::CapitalNouns, at)
            && !self.starts_sentence(at)
            && !token.is(shape::UPPER)
            && matches!(token.class, Class::Auxiliary | Class::Calendar)
            && is_given_name(token)
            && self.tokens.get(at + 1).is_some_and(|next| {
                next.is_capital() && next.sentence == token.sentence && next.class == Class::Other
            });
        (follows_title && !token.is(shape::INITIAL))
            || before_name
            || self.is_initial(at)
            || self.is_capital_particle(at)
    }

    /// `И. Б. Семиряга`: an initial that is a small word by itself.
    fn is_initial(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.is(shape::INITIAL) && token.span.of(self.text).ends_with('.')
    }

    /// `dijo De la Sierra`: a name cited from its particle on, inside a sentence.
    fn is_capital_particle(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let is_particle = token.class == Class::Preposition && token.has(traits::PARTICLE);
        let after_cue = at > 0 && self.tokens[at - 1].is_cue();
        let is_small = |at: usize| {
            self.tokens.get(at).is_some_and(|next| next.has(traits::PARTICLE) && !next.is_capital())
        };
        let name = at + 1 + usize::from(is_small(at + 1));
        is_particle
            && after_cue
            && !self.starts_sentence(at)
            && self.tokens.get(name).is_some_and(|next| {
                next.is_capital() && next.sentence == token.sentence && next.class == Class::Other
            })
    }

    /// Reads a run of capitalised words.
    pub(super) fn name(&mut self, at: usize) -> usize {
        let end = self.run_end(at);
        let end = self.end_before_person(at, end).unwrap_or(end);
        let last_title = (at..end - 1).rev().find(|&idx| {
            self.tokens[idx].class == Class::Title && !self.is_surname(at, idx, end)
                || self.is_role_inside(at, idx)
        });
        let name = last_title.map_or(at, |title| title + 1);
        let name = self.skip_place(name, end);
        let n_words = end - name;
        let is_upper = n_words == 1 && self.tokens[name].is(shape::UPPER);
        let has_organisation = |range: std::ops::Range<usize>| {
            self.tokens[range].iter().any(|token| token.has(traits::ORGANISATION))
        };
        // lower-case titles before the name belong to it: `former president …`
        let mut first = at;
        while first > 0 && self.is_small_title(first - 1, at) {
            first -= 1;
        }
        let last = self.tokens[end - 1];
        let is_title = (last.class == Class::Title
            || last.has(traits::ROLE)
            || (n_words == 1 && last.is_human() && self.starts_sentence(at)))
            && last_title.is_none_or(|title| title + 1 < end)
            && !is_given_name(&self.tokens[name])
            && !self.tokens[name].is(shape::INITIAL);
        let kind = if is_title {
            MentionKind::Phrase
        } else if has_organisation(name..end)
            || (last_title.is_none() && has_organisation(at..end))
            || is_upper
        {
            MentionKind::Organisation
        } else if n_words >= 2 || name > at || first < at {
            MentionKind::Name
        } else {
            MentionKind::Single
        };
        self.push(first, end, name, kind, self.tokens[end - 1].id);
        end
    }

    /// `Universidade de Suva Ada Roe`, `Университета Сувы Нина Лаптева`: a body that ends in its town runs into the name of
    /// a person where nothing parts them; so does one behind an office that ends in a noun: `president of the Lake Union
    /// Ada Roe`, `юрист Бюро Нина Лаптева`.
    pub(super) fn end_before_person(&self, at: usize, end: usize) -> Option<usize> {
        let person = end.checked_sub(2).filter(|&person| person > at)?;
        let word = |at: usize| self.tokens[at].span.of(self.text);
        let is_person = || {
            is_given_name(&self.tokens[person])
                && !self.tokens[person].has(traits::ORGANISATION)
                && !self.tokens[person + 1].has(traits::ORGANISATION)
        };
        // `chairman of the Senate India Caucus`
        let is_place = || gazetteer::resolve(word(person)).is_some();
        if self.tokens[person - 1].has(traits::ORGANISATION | traits::BODY) {
            let is_cyrillic = ('А'..='я').contains(&self.tokens[at].sign);
            let body = at + 1 + usize::from(!is_cyrillic);
            let holds_office = self.tokens[at].has(traits::ROLE) && body < person;
            let is_one = is_person() && !is_place();
            return (is_one && (holds_office || self.follows_office(at))).then_some(person);
        }
        let is_body = person > at + 1
            && self.tokens[at..person - 1].iter().any(|token| token.has(traits::ORGANISATION));
        let is_town = || {
            let town = word(person - 1);
            let is_declined = ('А'..='Я').contains(&self.tokens[person - 1].sign)
                && town.ends_with(['а', 'я', 'и', 'ы'])
                && !word(person).ends_with(['и', 'ы']);
            is_declined || lexicon::is_place(town)
        };
        let is_foreign = !self.lexicons.at(at).is_english && !self.has(Habit::CapitalNouns, at);
        (is_foreign && is_body && is_person() && is_town()).then_some(person)
    }

    /// `president of the Lake Union`, `юрист Бюро`: whether an office leads to the body that begins at `at`.
    fn follows_office(&self, at: usize) -> bool {
        let before = |back: usize| {
            at.checked_sub(back)
                .map(|before| &self.tokens[before])
                .filter(|before| before.sentence == self.tokens[at].sentence)
        };
        let is_role = |token: &Token| token.has(traits::ROLE);
        if ('А'..='я').contains(&self.tokens[at].sign) {
            return before(1).is_some_and(is_role);
        }
        self.lexicons.at(at).is_english
            && (1..LONGEST_LEAD).any(|back| {
                before(back).is_some_and(|of| of.id == of_ascii("of"))
                    && before(back + 1).is_some_and(is_role)
            })
    }

    /// `Chancellor John B. King Jr.`: an office that is a surname here.
    fn is_surname(&self, at: usize, idx: usize, end: usize) -> bool {
        let follows_given = idx > at
            && (is_given_name(&self.tokens[idx - 1]) || self.tokens[idx - 1].is(shape::INITIAL));
        follows_given
            && self.lexicons.are_of_release()
            && self.tokens[idx + 1..end]
                .iter()
                .all(|token| SUFFIXES.contains(&token.span.of(self.text)))
    }

    /// `East Africa Consultant Ada Roe`: a role behind other capitals and before a given name.
    fn is_role_inside(&self, at: usize, idx: usize) -> bool {
        idx > at
            && self.tokens[idx].has(traits::ROLE)
            && is_given_name(&self.tokens[idx + 1])
            && !self.tokens[idx + 1].has(traits::ROLE)
            && !is_given_name(&self.tokens[idx])
            && !is_given_name(&self.tokens[idx - 1])
    }

    /// `in Lusaka Esther Banda said`: a place or a role that runs into a name is no part of it.
    fn skip_place(&self, name: usize, end: usize) -> usize {
        let goes_on = end - name >= 3 && !self.tokens[name + 1].has(traits::ORGANISATION);
        let starts_plainly = goes_on
            && !is_given_name(&self.tokens[name])
            && !self.tokens[name].is(shape::INITIAL)
            && !self.tokens[name].has(traits::ORGANISATION);
        let is_place = || gazetteer::resolve(self.tokens[name].span.of(self.text)).is_some();
        let is_where = name.checked_sub(1).is_some_and(|at| {
            self.tokens[at].class == Class::Preposition
                && self.tokens[at].sentence == self.tokens[name].sentence
        });
        // `Editor Nadia Berg`
        let is_role = self.tokens[name].has(traits::ROLE) || self.tokens[name].has(traits::HUMAN);
        let before_given = is_given_name(&self.tokens[(name + 1).min(end - 1)]);
        // `Kassiererin Mira Halden`
        let is_calling = before_given
            && self.has(Habit::CapitalNouns, name)
            && calling::is_german_agent(self.tokens[name].span.of(self.text));
        let is_role = is_role || is_calling;
        // `Директор Лиги Павел Рыжов`: the body in the genitive
        let is_owner = || {
            let follows_title = name.checked_sub(1).is_some_and(|at| {
                self.tokens[at].class == Class::Title
                    && self.tokens[at].sentence == self.tokens[name].sentence
            });
            follows_title
                && ('А'..='Я').contains(&self.tokens[name].sign)
                && self.tokens[name].span.of(self.text).ends_with(['а', 'я', 'и', 'ы'])
        };
        let is_settlement = || {
            name.checked_sub(1).is_some_and(|at| {
                SETTLEMENTS.contains(&self.tokens[at].span.of(self.text))
                    && self.tokens[at].sentence == self.tokens[name].sentence
            })
        };
        let is_apart = (before_given && (is_where || is_owner() || is_settlement())) || is_role;
        name + usize::from(starts_plainly && (is_apart || is_place()))
    }

    fn is_small_title(&self, idx: usize, of: usize) -> bool {
        let (token, named) = (&self.tokens[idx], &self.tokens[of]);
        token.is_word()
            && !token.is(shape::CAPITAL)
            && !token.is_quoted()
            && matches!(token.class, Class::Title | Class::Human)
            && token.sentence == named.sentence
            && of - idx < LONGEST_PHRASE
    }

    pub(super) fn run_end(&self, at: usize) -> usize {
        let start = &self.tokens[at];
        let fits = |idx: usize| {
            self.tokens.get(idx).is_some_and(|token| {
                (token.is_capital() || self.is_elided(idx))
                    && !token.is_quoted()
                    && token.sentence == start.sentence
            })
        };
        let mut end = at + 1;
        while end < at + LONGEST_NAME {
            if let Some(behind) = self.nickname_end(end) {
                end = behind;
            } else if fits(end)
                && (self.tokens[end].class != Class::Calendar || self.is_name_despite_class(end))
            {
                end += 1;
            } else if fits(end + 1) && self.connects(at, end) {
                end += 2;
            } else if fits(end + 2) && self.connects(at, end) && self.connects(at, end + 1) {
                end += 3;
            } else {
                break;
            }
        }
        end
    }

    /// `Vasco d’Orey`; `Coeur d’Alene` is a town where English is read.
    fn is_elided(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.sign == 'd'
            && token.is_word()
            && !self.lexicons.at(at).is_english
            && ["d’", "d'"].iter().any(|elided| {
                let rest = token.span.of(self.text).strip_prefix(elided);
                rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
            })
    }

    /// Whether the small word at `idx` stands inside the name that starts at `at`.
    fn connects(&self, at: usize, idx: usize) -> bool {
        let token = &self.tokens[idx];
        if token.is_quoted() || token.sentence != self.tokens[at].sentence {
            return false;
        }
        let is_organisation =
            || self.tokens[at..idx].iter().any(|token| token.has(traits::ORGANISATION));
        // `Amnesty International for West Africa` is an organisation and its field
        let is_complete = [of_ascii("international"), of_ascii("watch"), of_ascii("nations")]
            .contains(&self.tokens[idx - 1].id)
            && token.id == of_ascii("for");
        let joins =
            token.is_word() && token.has(traits::JOINER) && is_organisation() && !is_complete;
        // `… Pérez de la Comisión …`: the particle leads out of the name of a person
        let leads_out = self.tokens[idx + 1..(idx + 3).min(self.tokens.len())]
            .iter()
            .any(|next| next.has(traits::ORGANISATION));
        let particle =
            token.is_word() && token.has(traits::PARTICLE) && (!leads_out || is_organisation());
        let ampersand = token.is_sign('&') && is_organisation();
        // `Carla Roe y Hugo Lund`, `Roe y Lund`: but for a second surname, whose name is the fuller, there are two
        let is_and = self.lexicons.are_of_release()
            && matches!(token.span.of(self.text), "y" | "e")
            && !self.lexicons.at(idx).is_english;
        let goes_on = |at: usize| self.tokens.get(at).is_some_and(Token::is_capital);
        // `ministro de Energía y Minas`
        let is_led =
            at.checked_sub(1).is_some_and(|at| self.tokens[at].class == Class::Preposition);
        let is_short = idx < at + 2 && !is_led;
        if is_and
            && !is_organisation()
            && (is_short || is_given_name(&self.tokens[idx + 1]) || goes_on(idx + 2))
        {
            return false;
        }
        // `the` and `and` part names more often than they join them
        let parts = token.has(traits::JOINER) && !token.has(traits::PARTICLE) && !is_organisation();
        (joins && token.class != Class::Conjunction) || (particle && !parts) || ampersand
    }
}
