//! Who could be speaking: every passage outside quotes that names or points at somebody.

use rustc_hash::FxHashSet;

use crate::quote::{
    han::{self, Speaker},
    lexicon::{Class, Habit, traits},
    lexicons::Lexicons,
    reader::is_given_name,
    token::{Kind, Token, shape},
    word_id::{mix, of_ascii, word_id},
};

/// What a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// A name of several words, or one with a title.
    Name,
    /// A single capitalised word.
    Single,
    /// A pronoun.
    Pronoun,
    /// A noun phrase for a person or a body: `the group’s director`.
    Phrase,
    /// Any other noun phrase.
    Thing,
    /// A name that holds a word for organisations, or an acronym.
    Organisation,
}

impl MentionKind {
    /// Whether it is the name of a person, as far as its shape tells, or stands for one.
    pub(crate) fn is_person(self) -> bool {
        matches!(self, Self::Name | Self::Single | Self::Pronoun)
    }
}

/// A passage that names or points at somebody.
#[derive(Clone, Copy, Debug)]
pub struct Mention {
    /// Its first token, titles included.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// What it is.
    pub kind: MentionKind,
    /// The first token of the name proper.
    pub name: usize,
    /// The paragraph.
    pub paragraph: usize,
    /// The sentence.
    pub sentence: u32,
    /// The identity of its last word.
    pub key: u32,
    /// How many mentions of the text end in the same word.
    pub repeats: usize,
}

/// A noun phrase has no more words than this.
const LONGEST_PHRASE: usize = 7;
/// A name has no more words than this.
const LONGEST_NAME: usize = 14;
/// What says where or when somebody speaks, before the verb, has no more words and signs.
const LONGEST_FRAME: usize = 9;

/// The classes of words without a capital that can open a mention, a bit each.
const OPENERS: u32 = 1 << Class::Pronoun as u32
    | 1 << Class::Possessive as u32
    | 1 << Class::Determiner as u32
    | 1 << Class::Human as u32
    | 1 << Class::Title as u32
    | 1 << Class::Say as u32
    | 1 << Class::Cue as u32;

/// The habits that make a difference to what a mention is.
const HABITS: [Habit; 3] = [Habit::CapitalNouns, Habit::Caseless, Habit::DropsSubjects];

/// Finds every mention outside quotes.
pub(crate) fn find(text: &str, tokens: &[Token], lexicons: &Lexicons) -> Vec<Mention> {
    let mut finder = Finder {
        text,
        tokens,
        lexicons,
        habits: HABITS
            .iter()
            .filter(|habit| lexicons.any_has(**habit))
            .fold(0, |habits, habit| habits | 1 << *habit as u8),
        surnames: FxHashSet::default(),
        found: Vec::with_capacity(tokens.len() / 8),
    };
    finder.read();
    let is_bare = lexicons.any_has(Habit::CapitalNouns) || lexicons.any_has(Habit::Caseless);
    if is_bare && finder.learn_surnames() {
        finder.found.clear();
        finder.read();
    }
    let mut found = finder.found;
    count_repeats(&mut found);
    found
}

/// One past the closing mark of one or two capitalised words in marks that open at `at`, if a name can go
/// on behind them.
pub(crate) fn nickname_end(tokens: &[Token], at: usize) -> Option<usize> {
    let is_name = |at: usize| tokens.get(at).is_some_and(Token::is_capital);
    let close = if is_name(at + 2) { at + 3 } else { at + 2 };
    let is_closed = tokens.get(close).is_some_and(|token| token.kind == Kind::Mark);
    let next = tokens.get(close + 1)?;
    let goes_on =
        next.is_capital() && !next.is_quoted() && next.class == Class::Other && !next.is_cue();
    (is_name(at + 1) && is_closed && goes_on).then_some(close + 1)
}

fn count_repeats(mentions: &mut [Mention]) {
    let is_named = |mention: &Mention| {
        matches!(mention.kind, MentionKind::Name | MentionKind::Single | MentionKind::Organisation)
    };
    let mut keys: Vec<u32> =
        mentions.iter().filter(|mention| is_named(mention)).map(|mention| mention.key).collect();
    keys.sort_unstable();
    for mention in mentions {
        let key = mention.key;
        let first = keys.partition_point(|other| *other < key);
        mention.repeats = keys[first..].iter().take(50).take_while(|other| **other == key).count();
    }
}

struct Finder<'t> {
    text: &'t str,
    tokens: &'t [Token],
    lexicons: &'t Lexicons,
    /// The habits of the languages of the text, a bit each.
    habits: u8,
    /// The last words of full names, where a capital alone says little.
    surnames: FxHashSet<u32>,
    found: Vec<Mention>,
}

impl Finder<'_> {
    fn read(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            at = self.at(at).max(at + 1);
        }
    }

    /// Notes the surnames of the names found; whether there are any.
    fn learn_surnames(&mut self) -> bool {
        let names = self.found.iter().filter(|mention| mention.kind == MentionKind::Name);
        self.surnames = names.map(|mention| mention.key).collect();
        !self.surnames.is_empty()
    }

    /// Whether the language at a token has this habit.
    fn has(&self, habit: Habit, at: usize) -> bool {
        self.habits >> habit as u8 & 1 == 1 && self.lexicons.at(at).has(habit)
    }

    /// Reads the mention that starts at `at`, if any, and gives the token to go on from.
    fn at(&mut self, at: usize) -> usize {
        let token = &self.tokens[at];
        if token.is_quoted() || !token.is_word() {
            return at + 1;
        }
        if han::is_han(token.sign) {
            return self.han(at);
        }
        // most words open nothing, whatever stands beside them
        let may_open = token.is(shape::CAPITAL)
            || OPENERS >> token.class as u32 & 1 == 1
            || token.has(traits::MALE | traits::FEMALE)
            || self.habits >> Habit::Caseless as u8 & 1 == 1;
        if !may_open {
            return at + 1;
        }
        let token = *token;
        // `put it more bluntly`: no subject
        let is_object = token.id == of_ascii("it") && at > 0 && self.tokens[at - 1].is_cue();
        let is_object = is_object || self.is_told(at);
        if (token.class == Class::Pronoun && !is_object) || self.is_source_pronoun(at) {
            self.push(at, at + 1, at, MentionKind::Pronoun, mix(77, token.id));
            return at + 1;
        }
        let may_drop = self.has(Habit::DropsSubjects, at) || self.has(Habit::Caseless, at);
        if may_drop && self.drops_subject(at) {
            self.push(at, at, at, MentionKind::Pronoun, mix(77, 0));
            return at + 1;
        }
        if self.has(Habit::Caseless, at) {
            return self.caseless(at);
        }
        if self.starts_name(at) {
            return self.name(at);
        }
        let starts_phrase =
            matches!(token.class, Class::Determiner | Class::Possessive | Class::Human)
                || (token.class == Class::Title && !token.is(shape::CAPITAL));
        if starts_phrase { self.phrase(at) } else { at + 1 }
    }

    /// `nous a confié Awa Sarr`: whom somebody told; the auxiliary was taken away, and is that of another.
    fn is_told(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let is_several = [of_ascii("we"), of_ascii("you")].contains(&token.id);
        self.tokens.get(at + 1).filter(|_| is_several).is_some_and(|verb| {
            verb.class == Class::Say
                && self.text.get(token.span.end as usize..verb.span.start as usize) == Some(" a ")
        })
    }

    /// Reads the name or pronoun of who speaks, in characters without blanks.
    fn han(&mut self, at: usize) -> usize {
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

    fn starts_sentence(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &self.tokens[before]) else {
            return true;
        };
        before.sentence != self.tokens[at].sentence
            || before.kind == Kind::Mark
            || before.is_sign(':')
    }

    /// `according to her`, `in her opinion`
    fn is_source_pronoun(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let is_opinion = |ahead: usize| {
            self.tokens.get(at + ahead).is_some_and(|next| next.class == Class::According)
        };
        if token.class == Class::Possessive && (is_opinion(1) || is_opinion(2)) {
            return true;
        }
        let follows = at > 1 && self.tokens[at - 2].class == Class::According;
        let ends = self.tokens.get(at + 1).is_none_or(|next| next.kind == Kind::Sign);
        follows && ends && token.has(traits::MALE | traits::FEMALE) && !token.is(shape::CAPITAL)
    }

    /// `Agregó que …`: a verb of saying that begins its sentence and has no subject behind it.
    fn drops_subject(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let next = self.tokens.get(at + 1).filter(|next| next.paragraph == token.paragraph);
        let before = at.checked_sub(1).map(|before| &self.tokens[before]);
        let follows_quote = before.is_some_and(|before| {
            before.is_quoted()
                || (before.is_sign(',') && at > 1 && self.tokens[at - 2].is_quoted())
                || (before.is_dash() && at > 1 && self.tokens[at - 2].is_quoted())
        });
        let ends =
            next.is_none_or(|next| next.kind == Kind::Sign || next.sentence != token.sentence);
        let opens = |next: &Token| {
            next.class == Class::Relative
                || next.kind == Kind::Mark
                || next.is_sign(':')
                || next.id == of_ascii("that")
        };
        let leads = next.is_some_and(opens)
            // `Sostiene también que`, `وأضافت ساخرة:`
            || (next.is_some_and(|next| {
                matches!(next.class, Class::Function | Class::Other) && !next.is_capital()
            }) && self.tokens.get(at + 2).is_some_and(|next| {
                next.sentence == token.sentence && opens(next)
            }));
        // `En la costa, agregó, nadie pesca`
        let is_framed = before.is_some_and(|before| before.is_sign(','))
            && next.is_some_and(|next| next.is_sign(','))
            && token.class == Class::Say;
        token.is_cue()
            && (is_framed
                || ((self.starts_sentence(at)
                    || self.follows_adverb(at)
                    || self.follows_frame(at))
                    && leads)
                || (follows_quote && ends))
    }

    /// `Mais tarde acrescentou`: an adverb or two begin the sentence.
    fn follows_adverb(&self, at: usize) -> bool {
        let sentence = self.tokens[at].sentence;
        let before = self.tokens[..at].iter().rev().take_while(|token| token.sentence == sentence);
        let mut n_before = 0;
        for token in before {
            n_before += 1;
            let is_adverb = token.class == Class::Function
                || (token.class == Class::Other
                    && token.is_word()
                    && !token.has(traits::ORGANISATION));
            if n_before > 2 || !is_adverb || (n_before == 1 && token.is_capital()) {
                return false;
            }
        }
        n_before == 2
    }

    /// `Em declarações à imprensa, lamentou que`: a preposition and its nouns begin the sentence, a comma ends
    /// them.
    fn follows_frame(&self, at: usize) -> bool {
        let sentence = self.tokens[at].sentence;
        let n_before = self.tokens[..at]
            .iter()
            .rev()
            .take(LONGEST_FRAME + 1)
            .take_while(|token| token.sentence == sentence)
            .count();
        let Some((comma, frame)) = self.tokens[at - n_before..at].split_last() else {
            return false;
        };
        let is_part =
            |token: &Token| token.kind != Kind::Mark && !token.is_cue() && !token.is_sign(',');
        comma.is_sign(',')
            && n_before <= LONGEST_FRAME
            && frame.first().is_some_and(|first| first.class == Class::Preposition)
            && frame.iter().all(is_part)
    }

    fn starts_name(&self, at: usize) -> bool {
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

    fn is_adverb(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let followed_by_capital = self.tokens.get(at + 1).is_some_and(Token::is_capital);
        // `Facing the prospect of …`
        let is_participle = token.ending == 2
            && self.tokens.get(at + 1).is_some_and(|next| {
                matches!(next.class, Class::Determiner | Class::Possessive | Class::Preposition)
            });
        (is_participle || token.span.of(self.text).ends_with("ly"))
            && !followed_by_capital
            && !is_given_name(token)
    }

    /// In German a capital alone says little: a run of capitals is a name if it holds a given name, an
    /// initial or a title before a plain word, or if a verb of saying stands beside a lone word.
    fn is_common_noun(&self, at: usize) -> bool {
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

    /// Reads a run of capitalised words.
    fn name(&mut self, at: usize) -> usize {
        let end = self.run_end(at);
        let last_title = (at..end - 1)
            .rev()
            .find(|&idx| self.tokens[idx].class == Class::Title || self.is_role_inside(at, idx));
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
        let is_apart = (before_given && (is_where || is_owner())) || is_role;
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

    fn run_end(&self, at: usize) -> usize {
        let start = &self.tokens[at];
        let fits = |idx: usize| {
            self.tokens.get(idx).is_some_and(|token| {
                token.is_capital() && !token.is_quoted() && token.sentence == start.sentence
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

    /// `Lena “Birdie” Coulter`: one past a name in marks inside a name, if one begins at `at`.
    fn nickname_end(&self, at: usize) -> Option<usize> {
        let (before, open) = (self.tokens.get(at - 1)?, self.tokens.get(at)?);
        if open.kind != Kind::Mark || !before.is_capital() {
            return None;
        }
        let end = nickname_end(self.tokens, at)?;
        (self.tokens[end].sentence == before.sentence).then_some(end)
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
        // `the` and `and` part names more often than they join them
        let parts = token.has(traits::JOINER) && !token.has(traits::PARTICLE) && !is_organisation();
        (joins && token.class != Class::Conjunction) || (particle && !parts) || ampersand
    }

    /// Reads a noun phrase: `the senior adviser to …`, `his lawyer`, `witnesses`.
    fn phrase(&mut self, at: usize) -> usize {
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
        let title = (run..end).rev().find(|&idx| self.tokens[idx].class == Class::Title);
        let name = if is_named { title.map_or(run, |title| title + 1) } else { head };
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
        !breaks && (idx == head || !ends())
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

    /// Reads a name without capitals: from a title or a given name, or from behind a verb of saying,
    /// up to a sign or a small word.
    fn caseless(&mut self, at: usize) -> usize {
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
        let behind_title = !after_verb && self.is_behind_titled_subject(at);
        let starts = is_plain(&token)
            && (after_verb
                || behind_title
                || token.has(traits::HONORIFIC)
                || (token.class == Class::Other && is_given_name(&token)));
        if !starts {
            return at + 1;
        }
        let mut end = at;
        let limit = at + if after_verb { 9 } else { 4 };
        while end < limit
            && self.tokens.get(end).is_some_and(|next| {
                is_plain(next) && next.sentence == token.sentence && !next.is_quoted()
            })
        {
            end += 1;
        }
        let given = (at..end).find(|&idx| {
            self.tokens[idx].class == Class::Other && is_given_name(&self.tokens[idx])
        });
        // `ثريا بن شريف`: the name of the father is not where the name begins
        let given = given.map(|given| {
            let is_son = given >= at + 2 && self.tokens[given - 1].has(traits::PARTICLE);
            if is_son && self.tokens[given - 2].class == Class::Other { given - 2 } else { given }
        });
        let is_organisation =
            self.tokens[at..end].iter().any(|token| token.has(traits::ORGANISATION));
        let is_human = self.tokens[at..end].iter().any(Token::is_human);
        let titled = given.is_none().then(|| self.behind_definite_titles(at, end)).flatten();
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
        let is_plain = rest.iter().all(|token| token.class == Class::Other && !token.is_human());
        let is_name = name > at
            && (2..=4).contains(&rest.len())
            && is_plain
            && !word(name).starts_with(ARTICLE)
            && !word(name).starts_with(TO)
            && !rest.iter().any(|token| token.has(traits::ORGANISATION));
        is_name.then_some(name)
    }

    fn push(&mut self, first: usize, end: usize, name: usize, kind: MentionKind, key: u32) {
        let Token { sentence, .. } = self.tokens[first];
        let paragraph = self.tokens[first].paragraph as usize;
        self.found.push(Mention { first, end, kind, name, paragraph, sentence, key, repeats: 0 });
    }
}
