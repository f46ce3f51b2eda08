//! Organisations a text names: where a name of one starts, and what it is called in full.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::organisation::long_form;
use crate::quote::{
    Issuer,
    lexicon::{Class, traits},
    mention::MentionKind,
    reading::Reading,
    role::is_new,
    token::{Kind, Token, shape},
    word_id::{of_ascii, word_id},
};

/// A name before a title has at most so many words.
const LONGEST_NAME: usize = 8;

/// What a text calls its organisations.
#[derive(Debug)]
pub(crate) struct Organisations<'r> {
    reading: &'r Reading<'r>,
    issuer: &'r Issuer,
    /// `Lake Union Council (LUC)`: the identity of the acronym, and the name.
    acronyms: FxHashMap<u32, &'r str>,
    /// The end of each mention of an organisation by its first token.
    ends: FxHashMap<usize, usize>,
}

impl<'r> Organisations<'r> {
    pub(crate) fn new(reading: &'r Reading<'r>, issuer: &'r Issuer) -> Self {
        let mut organisations =
            Self { reading, issuer, acronyms: FxHashMap::default(), ends: FxHashMap::default() };
        for mention in &reading.mentions {
            let is_defined = organisations.define(mention.first, mention.end);
            let is_proven = mention.kind == MentionKind::Organisation
                || (is_defined && mention.kind == MentionKind::Name);
            if is_proven {
                let first = reading.skip_articles(mention.first, mention.end);
                organisations.ends.insert(first, mention.end);
                // `New York Union of Roofers`: a small word by itself
                if let Some(new) = first.checked_sub(1).filter(|at| is_new(&reading.tokens[*at])) {
                    organisations.ends.insert(new, mention.end);
                }
                // behind titles that belong to a person the name starts later
                organisations.ends.insert(mention.name, mention.end);
            }
        }
        organisations
    }

    /// Notes the acronym in parentheses behind a name; gives whether there is one.
    fn define(&mut self, first: usize, end: usize) -> bool {
        let tokens = &self.reading.tokens;
        let Some(&[open, acronym, close]) = tokens.get(end..end + 3) else { return false };
        let is_acronym = acronym.is_word() && acronym.is(shape::UPPER);
        if !open.is_sign('(') || !is_acronym || !close.is_sign(')') || end - first < 2 {
            return false;
        }
        // `regional advocacy group Lantern Pacific (LP)`, `droits de l’homme (LDH)`
        let is_small = |token: &Token| !token.is(shape::CAPITAL) && !token.is(shape::CASELESS);
        let Some(first) = (first..end).find(|&at| !is_small(&tokens[at])) else { return false };
        let first = self.reading.skip_articles(first, end);
        let short = acronym.span.of(self.reading.text);
        self.acronyms
            .entry(acronym.id)
            .or_insert_with(|| whole_name(self.reading, self.issuer, first..end, short));
        true
    }

    /// One past the last token of the organisation's name that starts at `at`, if one does.
    pub(crate) fn end_of_name(&self, at: usize) -> Option<usize> {
        let token = self.reading.tokens.get(at)?;
        if !token.is_word() {
            return None;
        }
        let known = self.end_of_issuer(at);
        let is_acronym = || {
            is_acronym(token)
                && !self.reading.continues_name(at + 1)
                && !self.reading.is_place(at, at + 1)
        };
        known
            .or_else(|| self.end_before_title(at))
            .or_else(|| {
                self.ends
                    .get(&at)
                    .copied()
                    .filter(|&end| end > at + 1 || !self.reading.is_place(at, end))
            })
            .or_else(|| is_acronym().then_some(at + 1))
    }

    /// `River Network Executive Director`: the organisation ends where the title begins.
    pub(crate) fn end_before_title(&self, at: usize) -> Option<usize> {
        let tokens = &self.reading.tokens;
        let is_title = |token: &Token| token.has(traits::ROLE | traits::RANK);
        let run = &tokens[at..(at + LONGEST_NAME).min(tokens.len())];
        // `Amnesty International Director`, but `Harbour Watch International Director`
        let names = |before: &[Token], token: &Token| {
            token.has(traits::ORGANISATION)
                && !token.has(traits::ROLE)
                && !before.iter().any(|before| before.has(traits::ORGANISATION))
        };
        let is_end =
            |idx: usize| is_title(&run[idx]) && !(idx > 0 && names(&run[1..idx], &run[idx]));
        let length =
            (0..run.len()).find(|&idx| !run[idx].is_capital() || is_end(idx)).unwrap_or(run.len());
        let name = &tokens[at..at + length];
        // `Group Village Headwoman`: what such a noun only describes is none
        // `Programme Director`: what only ranks an office
        let is_rank = matches!(name, [only] if only.has(traits::RANK));
        let proves = !is_rank
            && name
                .iter()
                .skip(usize::from(length > 1))
                .any(|token| token.has(traits::ORGANISATION));
        let leads = tokens.get(at + length).is_some_and(|next| next.is_capital() && is_title(next));
        // `Campaign Manager at the Lake Union`: whose manager it is comes behind
        let is_field = length == 1
            && tokens[at + 1..]
                .iter()
                .find(|token| !is_title(token))
                .is_some_and(|next| next.class == Class::Preposition && next.id == of_ascii("at"));
        (proves && leads && !is_field).then_some(at + length)
    }

    /// One past the last token of the issuer's name that starts at `at`, if it does.
    pub(crate) fn end_of_issuer(&self, at: usize) -> Option<usize> {
        self.reading.tokens.get(at).filter(|token| token.is_word())?;
        self.names().filter_map(|name| self.reading.match_words(at, name)).max()
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.issuer
            .name
            .iter()
            .chain(&self.issuer.aliases)
            .map(|name| without_article(name))
            .filter(|name| name.len() > 2)
    }

    /// Whether a passage is a name of the issuer.
    pub(crate) fn is_issuer(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }

    /// The full name of the organisation that a passage names.
    pub(crate) fn resolve(&self, name: &str) -> String {
        let name = without_article(name.trim());
        let is_issuer = self.names().any(|known| known.to_lowercase() == name.to_lowercase());
        if let Some(full) = self.issuer.name.as_ref().filter(|_| is_issuer) {
            return full.clone();
        }
        let id = word_id(name);
        self.acronyms.get(&id).map_or_else(|| name.to_owned(), |full| one_line(full))
    }

    /// Whether the word at `at` is the noun that begins the issuer's name: `the Council` for `Council of
    /// Wells`.
    pub(crate) fn begins_issuer(&self, at: usize) -> bool {
        let Some(token) = self.reading.tokens.get(at) else { return false };
        let word = token.span.of(self.reading.text);
        let first = self
            .issuer
            .name
            .as_deref()
            .map(without_article)
            .and_then(|name| name.split(' ').next());
        // `des Bundes`
        let is_genitive = |first: &str| {
            self.reading.has_capital_nouns(at)
                && crate::lexicon::is_organisation_word(first)
                && word.strip_prefix(first).is_some_and(|ending| matches!(ending, "s" | "es"))
        };
        let is_kind = token.has(traits::ORGANISATION | traits::ROLE);
        token.is_capital()
            && !self.reading.continues_name(at + 1)
            && first.is_some_and(|first| {
                is_kind && word_id(first) == word_id(word) || is_genitive(first)
            })
    }

    /// Whether the noun at `at` is what the issuer calls itself: `du réseau`, of the `Réseau sans Frontières`.
    pub(crate) fn is_kind_of_issuer(&self, at: usize) -> bool {
        let Some(token) = self.reading.tokens.get(at) else { return false };
        let noun = word_id(token.span.of(self.reading.text));
        self.issuer
            .name
            .as_deref()
            .is_none_or(|name| name.split(' ').any(|word| word_id(word) == noun))
    }

    /// The issuer, for `our director`.
    pub(crate) fn issuer(&self) -> Option<String> {
        self.issuer.name.clone()
    }

    /// Whether a noun alone means the issuer: `the Coalition`, `the organisation`.
    pub(crate) fn is_issuer_noun(&self, first: usize, end: usize) -> bool {
        let Some(tokens) = self.reading.tokens.get(first..end) else { return false };
        let is_general = |token: &Token| {
            token.has(traits::ORGANISATION)
                || (token.class == Class::Human && !token.has(traits::ROLE))
        };
        tokens.len() == 1 && !tokens[0].is(shape::CAPITAL) && is_general(&tokens[0])
    }
}

/// The name before its acronym, of which a mention may be the end alone.
fn whole_name<'r>(
    reading: &'r Reading<'r>,
    issuer: &'r Issuer,
    mention: Range<usize>,
    short: &str,
) -> &'r str {
    let name = reading.words(mention.start, mention.end);
    // `Federation of Lake Fishers (FLF)`: a small word may have parted the name
    let paragraph = reading.paragraphs[reading.tokens[mention.start].paragraph as usize].first;
    let long = long_form(reading.words(paragraph, mention.end), short);
    // `International Union of Boats and Nets (IUBN)`, where `Nets` alone was met
    let is_end_of =
        |issuer: &&str| issuer.strip_suffix(name).is_some_and(|before| before.ends_with(' '));
    long.filter(|long| long.len() > name.len())
        .or_else(|| issuer.name.as_deref().filter(is_end_of))
        .unwrap_or(name)
}

/// Whether a word is an acronym that can name an organisation; `U.S.` and `UK` cannot.
fn is_acronym(token: &Token) -> bool {
    token.is(shape::UPPER)
        && token.kind == Kind::Word
        && token.span.len() > 2
        && token.class == Class::Other
}

/// The name without a leading article.
pub(crate) fn without_article(name: &str) -> &str {
    const ARTICLES: [&str; 14] = [
        "the ", "The ", "la ", "La ", "le ", "Le ", "el ", "El ", "o ", "a ", "die ", "der ",
        "das ", "l’",
    ];
    ARTICLES.iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name)
}

/// The words on one line.
pub(crate) fn one_line(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
