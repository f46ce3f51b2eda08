//! Who could be speaking: every passage outside quotes that names or points at somebody.

mod caseless;
mod dropped;
mod name;
mod phrase;

use rustc_hash::FxHashSet;

use crate::quote::{
    han,
    lexicon::{Class, Habit, traits},
    lexicons::Lexicons,
    token::{Kind, Token, shape},
    word_id::{mix, of_ascii},
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

/// The classes of words without a capital that can open a mention, a bit each.
const OPENERS: u32 = 1 << Class::Pronoun as u32
    | 1 << Class::Possessive as u32
    | 1 << Class::Determiner as u32
    | 1 << Class::Human as u32
    | 1 << Class::Organisation as u32
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
        if token.class == Class::Organisation {
            return self.body_that_says(at);
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

    fn starts_sentence(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &self.tokens[before]) else {
            return true;
        };
        before.sentence != self.tokens[at].sentence
            || before.kind == Kind::Mark
            || before.is_sign(':')
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

    fn push(&mut self, first: usize, end: usize, name: usize, kind: MentionKind, key: u32) {
        let Token { sentence, .. } = self.tokens[first];
        let paragraph = self.tokens[first].paragraph as usize;
        self.found.push(Mention { first, end, kind, name, paragraph, sentence, key, repeats: 0 });
    }
}
