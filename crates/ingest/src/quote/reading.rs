//! `Reading`: a text as the search for speakers sees it: tokens, passages in marks, mentions.

use std::{cell::OnceCell, ops::Range};

use release::{Language, Span};

use crate::{
    language::language_at,
    quote::{
        Input,
        lexicon::{self, Class, Habit, Lexicon, traits},
        lexicons::Lexicons,
        mark::{self, Family, Marked},
        mention::{self, Mention},
        notes::Notes,
        reader::{Paragraph, Reader},
        retag, sentence,
        surroundings::{self, Surroundings},
        token::{Kind, Token, shape},
    },
    words,
};

/// A definition in parentheses is shorter than this.
const LONGEST_DEFINITION: usize = 10;
/// `the theme of this year's march` has no more words.
const LONGEST_SUBJECT: usize = 7;
/// The name of a body in marks has no more words.
const LONGEST_BODY: usize = 5;

/// A text as the search for speakers sees it.
#[derive(Clone, Debug)]
pub struct Reading<'t> {
    /// The text.
    pub text: &'t str,
    /// Its words and signs.
    pub tokens: Vec<Token>,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// The passages in quotation marks.
    pub marked: Vec<Marked>,
    /// The mentions outside them.
    pub mentions: Vec<Mention>,
    /// What stands around each mention, worked out when somebody asks.
    surroundings: Vec<OnceCell<Surroundings>>,
    /// The first mention of each paragraph, and one past the last mention.
    first_mentions: Vec<usize>,
    /// The verbs of saying of each paragraph, looked for when somebody asks.
    cues: Vec<OnceCell<u32>>,
    /// What was seen on the way.
    pub(crate) notes: Notes,
    /// What is known about the words of its languages.
    lexicons: Lexicons,
}

impl<'t> Reading<'t> {
    /// Reads the blocks of a release; quotes are looked for in the spoken ones.
    pub(crate) fn of_blocks(input: &Input<'t>, is_spoken: impl Fn(usize) -> bool) -> Self {
        let Input { text, words, layout, language, passages, .. } = *input;
        let main = language
            .map_or_else(|| lexicon::guess(text, words), |language| lexicon::of(Some(language)));
        let of_block = |block: usize| match passages {
            [] => main,
            _ => match language_at(layout.blocks[block].span, None, passages) {
                Some(language) => lexicon::of(Some(language)),
                None => main,
            },
        };
        let mut reader = Reader::new(text, words, main);
        for (idx, lines) in layout.block_lines.iter().enumerate() {
            reader.lexicon = of_block(idx);
            reader.begin(idx, is_spoken(idx));
            for line in &layout.lines[lines.clone()] {
                reader.line(line.span);
            }
            reader.end();
        }
        let lexicons = Lexicons::of_paragraphs(main, &reader.paragraphs, of_block);
        Self::of_tokens(text, reader.tokens, reader.paragraphs, reader.notes, lexicons)
    }

    /// Reads a text in which each line is a paragraph.
    pub fn of_lines(text: &'t str, language: Option<Language>) -> Self {
        let lexicon = lexicon::of(language);
        let words = words::cut(text);
        let mut reader = Reader::new(text, &words, lexicon);
        let mut offset = 0;
        for (idx, line) in text.split_inclusive('\n').enumerate() {
            reader.begin(idx, true);
            reader.line(Span::new(offset, offset + line.len()));
            reader.end();
            offset += line.len();
        }
        let Reader { tokens, paragraphs, notes, .. } = reader;
        Self::of_tokens(text, tokens, paragraphs, notes, Lexicons::one(lexicon))
    }

    /// Reads a text in which blank lines part the paragraphs; mail prefixes are no part of a line.
    pub fn of_paragraphs(text: &'t str, language: Option<Language>) -> Self {
        let lexicon = lexicon::of(language);
        let words = words::cut(text);
        let mut reader = Reader::new(text, &words, lexicon);
        let mut offset = 0;
        let mut is_open = false;
        for (idx, line) in text.split_inclusive('\n').enumerate() {
            let content = line.trim_start_matches(['>', ' ']);
            let start = offset + line.len() - content.len();
            let content = content.trim_end();
            offset += line.len();
            if content.is_empty() {
                if is_open {
                    reader.end();
                }
                is_open = false;
                continue;
            }
            if !is_open {
                reader.begin(idx, true);
            }
            is_open = true;
            reader.line(Span::new(start, start + content.len()));
        }
        if is_open {
            reader.end();
        }
        let Reader { tokens, paragraphs, notes, .. } = reader;
        Self::of_tokens(text, tokens, paragraphs, notes, Lexicons::one(lexicon))
    }

    fn of_tokens(
        text: &'t str,
        mut tokens: Vec<Token>,
        paragraphs: Vec<Paragraph>,
        notes: Notes,
        lexicons: Lexicons,
    ) -> Self {
        let marked = mark::scan(&mut tokens, &paragraphs, &notes, &lexicons);
        sentence::number(&mut tokens);
        retag::names(&mut tokens, &notes);
        retag::sources(&mut tokens, &lexicons);
        retag::opinions(&mut tokens, &notes, &lexicons);
        let mentions = mention::find(text, &tokens, &lexicons);
        let mut first_mentions = Vec::with_capacity(paragraphs.len() + 1);
        let mut idx = 0;
        for paragraph in &paragraphs {
            first_mentions.push(idx);
            idx += mentions[idx..].partition_point(|mention| mention.first < paragraph.end);
        }
        first_mentions.push(idx);
        let mut reading = Self {
            text,
            tokens,
            paragraphs,
            marked,
            mentions,
            surroundings: Vec::new(),
            first_mentions,
            cues: Vec::new(),
            notes,
            lexicons,
        };
        reading.look_around();
        reading
    }

    /// Makes ready for what the features ask about; only texts with a passage in marks need it.
    pub fn look_around(&mut self) {
        self.surroundings.clear();
        self.cues.clear();
        if self.marked.is_empty() {
            return;
        }
        self.surroundings.resize_with(self.mentions.len(), OnceCell::new);
        self.cues.resize_with(self.paragraphs.len(), OnceCell::new);
    }

    /// What is known about the words of the language at a token.
    pub(crate) fn lexicon(&self, at: usize) -> &'static Lexicon {
        self.lexicons.at(at)
    }

    /// Whether a token is in the language of the release.
    pub(crate) fn is_in_main_language(&self, at: usize) -> bool {
        std::ptr::eq(self.lexicon(at), self.lexicons.main())
    }

    /// Whether every noun has a capital in the language at a token.
    pub(crate) fn has_capital_nouns(&self, at: usize) -> bool {
        self.lexicon(at).has(Habit::CapitalNouns)
    }

    /// Whether the language at a token is neither English nor German: names of bodies go on in small words there.
    pub(crate) fn is_romance(&self, at: usize) -> bool {
        let lexicon = self.lexicon(at);
        !lexicon.is_english && !lexicon.has(Habit::CapitalNouns)
    }

    /// What stands around a mention.
    pub(crate) fn around(&self, mention: usize) -> Surroundings {
        let around = || surroundings::around(&self.tokens, &self.mentions[mention]);
        self.surroundings.get(mention).map_or_else(around, |known| *known.get_or_init(around))
    }

    /// Whether a sentence begins with a token.
    pub(crate) fn opens_sentence(&self, at: usize) -> bool {
        at.checked_sub(1)
            .is_none_or(|before| self.tokens[before].sentence != self.tokens[at].sentence)
    }

    /// Whether a passage in marks stands in a paragraph.
    pub(crate) fn has_marked(&self, paragraph: usize) -> bool {
        let from = self.marked.partition_point(|marked| marked.paragraph < paragraph);
        self.marked.get(from).is_some_and(|marked| marked.paragraph == paragraph)
    }

    /// The mentions of a paragraph, as a range.
    pub fn paragraph_mentions(&self, paragraph: usize) -> Range<usize> {
        self.first_mentions[paragraph]..self.first_mentions[paragraph + 1]
    }

    /// Whether verbs of saying stand outside marks: 2 for plain ones, 1 for others, 3 for both.
    pub(crate) fn paragraph_cues(&self, paragraph: usize) -> u32 {
        *self.cues[paragraph].get_or_init(|| {
            let Paragraph { first, end, .. } = self.paragraphs[paragraph];
            cues(&self.tokens[first..end])
        })
    }

    /// Whether a passage is surely no quote: a definition in parentheses, the value of an attribute.
    pub fn is_no_quote(&self, which: usize) -> bool {
        let marked = &self.marked[which];
        let opens = marked.first.checked_sub(1).is_some_and(|at| self.tokens[at].is_sign('('));
        let closes = self.tokens.get(marked.end).is_some_and(|token| token.is_sign(')'));
        let is_short = marked.end - marked.first < LONGEST_DEFINITION;
        (opens && closes && is_short)
            || (is_short && (self.is_abbreviated(marked.end) || self.is_nickname(marked)))
            || self.is_stage_direction(marked)
            || self.is_called(marked)
            || self.is_event(marked)
            || (!self.has_capital_nouns(marked.first) && self.is_work(which))
            || self.text[..marked.span.start as usize].ends_with('=')
    }

    /// `Lena “Birdie” Coulter`
    fn is_nickname(&self, marked: &Marked) -> bool {
        let before = marked.first.checked_sub(1).map(|at| &self.tokens[at]);
        before.is_some_and(|before| {
            before.is_capital() && before.class == Class::Other && !before.has(traits::ORGANISATION)
        }) && mention::nickname_end(&self.tokens, marked.first) == Some(marked.end)
    }

    /// `“Clean Rivers Party” (CRP)`: whether an acronym in parentheses begins at `at`.
    pub(crate) fn is_abbreviated(&self, at: usize) -> bool {
        matches!(self.tokens.get(at..at.saturating_add(3)), Some([open, acronym, close])
            if open.is_sign('(') && acronym.is(shape::UPPER) && close.is_sign(')'))
    }

    /// Whether the marks are around the name of a work or an event: its words have capitals, and no verb
    /// of saying touches it.
    pub fn is_work(&self, which: usize) -> bool {
        let marked = &self.marked[which];
        let tokens = &self.tokens;
        let inside = &tokens[(marked.first + 1).min(marked.end)..marked.end];
        let words = || inside.iter().filter(|token| token.is_word());
        let n_capitals = words().filter(|token| token.is(shape::CAPITAL)).count();
        let is_title = words().all(|token| token.is(shape::CAPITAL) || token.class != Class::Other);
        let calls = inside.iter().any(|token| token.is_sign('?') || token.is_sign('!'));
        let is_verb =
            |at: usize| tokens.get(at).is_some_and(|token| token.is_cue() && !token.is_quoted());
        let touches = is_verb(marked.end)
            || (1..=2).filter_map(|back| marked.first.checked_sub(back)).any(is_verb);
        n_capitals >= 2 && is_title && !calls && !touches
    }

    /// `under the motto “…”`, `el libro «…»`, `the theme of the march is “…”`: whether a noun says that the words are
    /// the name of a work, a theme or a slogan.
    fn is_called(&self, marked: &Marked) -> bool {
        let sentence = self.tokens[marked.first].sentence;
        let before = self.tokens[..marked.first].iter().rev();
        let mut before = before.take_while(|token| token.sentence == sentence).peekable();
        // a comma leads to such words in English alone: `à ce titre, « … »`
        let is_english = self.lexicon(marked.first).is_english;
        let follows_sign = before
            .next_if(|token| token.is_sign(':') || (is_english && token.is_sign(',')))
            .is_some();
        let is_name = |token: &Token| token.has(traits::CALLED);
        // `la loi dite des « … »`, `con el título de «…»`
        let is_joint = |token: &&Token| {
            matches!(token.class, Class::Preposition | Class::Determiner) && !is_name(token)
        };
        let has_joint = !follows_sign && before.next_if(is_joint).is_some();
        let Some(nearest) = before.next() else { return false };
        let opens_with_capital = || {
            let first = self.tokens[(marked.first + 1).min(marked.end)..marked.end].first();
            first.is_some_and(|first| first.is(shape::CAPITAL))
        };
        let is_work = !follows_sign && !has_joint && nearest.has(traits::WORK);
        let follows_verb = nearest.class == Class::Auxiliary;
        let is_plain = |token: &&Token| token.is_word() && !token.is_cue();
        let mut subject = before.take_while(is_plain).take(LONGEST_SUBJECT);
        is_name(nearest)
            || (is_work && opens_with_capital())
            || (follows_verb && !has_joint && subject.any(is_name))
    }

    /// `beim „3. Deutschen Klimakongress“`: an article or a preposition leads to an ordinal number and a capital.
    fn is_event(&self, marked: &Marked) -> bool {
        let leads =
            |at: usize| matches!(self.tokens[at].class, Class::Preposition | Class::Determiner);
        let inside = &self.tokens[(marked.first + 1).min(marked.end)..marked.end];
        let [first, rest @ ..] = inside else { return false };
        let number = first.span.of(self.text);
        let letters = number.trim_start_matches(|c: char| c.is_ascii_digit());
        let has_stop = || rest.first().is_some_and(|stop| stop.is_sign('.'));
        let is_ordinal = letters.len() < number.len() && (!letters.is_empty() || has_stop());
        is_ordinal
            && marked.first.checked_sub(1).is_some_and(leads)
            && rest.iter().find(|token| token.is_word()).is_some_and(|next| next.is(shape::CAPITAL))
            && !rest.iter().any(|token| token.class == Class::Auxiliary)
    }

    /// `"(APPLAUSE)`: what a transcript notes beside the words.
    fn is_stage_direction(&self, marked: &Marked) -> bool {
        let inside = &self.tokens[(marked.first + 1).min(marked.end)..marked.end];
        let inside = &inside[..inside.len().min(LONGEST_DEFINITION)];
        let close = inside.iter().position(|token| token.is_sign(')'));
        inside.first().is_some_and(|first| first.is_sign('('))
            && close.is_some_and(|close| !inside[close..].iter().any(Token::is_word))
    }

    /// `организации «Переход»`, `die Organisation „Rettet den Wald“`, `юрист «Перехода» Ада Роэ`: the name of the body whose
    /// noun leads to it, or whose office where the marks are angles.
    pub(crate) fn is_body_in_marks(&self, which: usize) -> bool {
        let marked = &self.marked[which];
        let Some(noun) = marked.first.checked_sub(1).map(|at| &self.tokens[at]) else {
            return false;
        };
        if !noun.is_word() {
            return false;
        }
        let whole = &self.tokens[marked.first..marked.end];
        let mut words = whole.iter().filter(|token| token.is_word());
        let is_called = noun.has(traits::BODY)
            && whole.first().is_some_and(|mark| mark.sentence == noun.sentence)
            && words.clone().count() <= LONGEST_BODY
            && words.next().is_some_and(Token::is_capital)
            && whole.iter().all(|token| token.kind != Kind::Sign || token.is_dash());
        let inside = whole.get(1..).unwrap_or_default();
        let is_led = || {
            let behind = self.tokens.get(marked.end);
            let is_body = noun.has(traits::ORGANISATION | traits::BODY);
            // `Ада Роэ, директор «Перехода».`
            let is_over =
                behind.is_none_or(|behind| behind.is_capital() || behind.kind == Kind::Sign);
            let is_office = noun.has(traits::ROLE) && is_over;
            marked.family == Family::Angle
                && inside.len() <= LONGEST_BODY
                && inside.first().is_some_and(Token::is_capital)
                && inside.iter().all(|token| token.is_word() || token.kind == Kind::Mark)
                && !noun.is_cue()
                && (is_body || is_office)
        };
        // `وطالبت «السفينة» بإعادة`: the subject behind its verb, with the article that names have
        let is_subject = || {
            let opens = self.opens_sentence(marked.first - 1);
            let name = inside.first().map_or("", |first| first.span.of(self.text));
            let goes_on = self.tokens.get(marked.end).is_some_and(Token::is_word);
            opens && noun.is_cue() && name.starts_with("ال") && inside.len() <= 3 && goes_on
        };
        is_called || is_led() || is_subject()
    }

    /// Whether a verb of saying leads right to a passage: `and said, “…”`, `chanting “…”`.
    pub(crate) fn is_led_by_verb(&self, which: usize) -> bool {
        let marked = &self.marked[which];
        let before = |at: usize| {
            at.checked_sub(1).filter(|&at| self.tokens[at].paragraph as usize == marked.paragraph)
        };
        let Some(mut at) = before(marked.first) else { return false };
        let is_parted = self.tokens[at].is_sign(',') || self.tokens[at].is_sign(':');
        if is_parted {
            let Some(earlier) = before(at) else { return false };
            at = earlier;
        }
        let verb = &self.tokens[at];
        let inside = &self.tokens[(marked.first + 1).min(marked.end)..marked.end];
        let words = || inside.iter().filter(|token| token.is_word());
        let is_work = words().all(|token| token.is(shape::CAPITAL) || token.class != Class::Other);
        let ends_in_sign = inside.iter().rev().nth(1).is_some_and(|last| last.kind == Kind::Sign);
        let is_verb = matches!(verb.class, Class::Say | Class::Cue | Class::CueIng);
        is_verb
            && !verb.is_quoted()
            && words().count() >= 2
            && (is_parted && ends_in_sign || !is_work && verb.class != Class::Cue)
    }

    /// Whether a sign is glued to the passage that stands before values and in addresses.
    pub(crate) fn is_attribute_value(&self, marked: &Marked) -> bool {
        self.text[..marked.span.start as usize].ends_with(['=', '_', '/'])
    }

    /// The first token of `first..end` that is no article.
    pub(crate) fn skip_articles(&self, first: usize, end: usize) -> usize {
        let is_article =
            |at: &usize| self.tokens.get(*at).is_some_and(|token| token.class == Class::Determiner);
        first + (first..end).take_while(is_article).count()
    }

    /// One past the last token of `words`, if the text goes on with them at `at`, in one sentence.
    pub(crate) fn match_words(&self, at: usize, words: &str) -> Option<usize> {
        let mut end = self.tokens[at].span.start as usize;
        for word in words.split_whitespace() {
            let rest = &self.text[end..];
            end += rest.len() - rest.trim_start().len();
            if !self.text[end..].starts_with(word) {
                return None;
            }
            end += word.len();
        }
        let rest = &self.text[end..];
        // a German genitive
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        if rest.starts_with(char::is_alphanumeric) {
            return None;
        }
        end = self.text.len() - rest.len();
        let tokens = self.tokens[at..].iter().take(words.len());
        let n_tokens = tokens.take_while(|token| (token.span.start as usize) < end).count();
        Some(at + n_tokens)
    }

    /// Whether the word at `at` goes on with a name: a capital that no sign or small word parts off.
    pub(crate) fn continues_name(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.is_capital()
                && token.class == Class::Other
                && !token.has(traits::ROLE)
                && token.sentence == self.tokens[at - 1].sentence
        })
    }

    /// Whether the marks at `mark` are around a short name.
    pub(crate) fn is_short_name_in_marks(&self, mark: Span) -> bool {
        let at = self.tokens.partition_point(|token| token.span.start < mark.start);
        let around = &self.tokens[at.saturating_sub(8)..(at + 9).min(self.tokens.len())];
        let open = around.iter().position(|token| token.sign == '«');
        let is_name = |open: usize| {
            let inside = &around[open + 1..];
            inside.first().is_some_and(Token::is_capital)
                && inside.iter().any(|token| token.sign == '»')
        };
        open.is_some_and(is_name)
    }

    /// Whether an article stands before a mention: `the Great Plains`.
    pub(crate) fn has_article(&self, mention: &Mention) -> bool {
        let before = mention.first.checked_sub(1);
        before.is_some_and(|at| self.tokens[at].class == Class::Determiner)
    }

    /// Whether tokens `first..end` name a country or place.
    pub(crate) fn is_place(&self, first: usize, end: usize) -> bool {
        gazetteer::resolve(self.words(first, end)).is_some()
    }

    /// The passage of the text over tokens `first..end`.
    pub fn words(&self, first: usize, end: usize) -> &'t str {
        self.span(first, end).of(self.text)
    }

    /// The span of tokens `first..end`.
    pub fn span(&self, first: usize, end: usize) -> Span {
        match self.tokens.get(first..end) {
            Some([only]) => only.span,
            // the subject a verb goes without stands where the verb does
            Some([]) => self.tokens.get(first).map_or(Span::default(), |token| token.span),
            Some([first, .., last]) => first.span.cover(last.span),
            _ => Span::default(),
        }
    }
}

fn cues(tokens: &[Token]) -> u32 {
    let outside = || tokens.iter().filter(|token| token.is_word() && !token.is_quoted());
    let say = outside().any(|token| token.class == Class::Say);
    let cue =
        outside().any(|token| matches!(token.class, Class::Cue | Class::CueIng | Class::According));
    u32::from(say) * 2 + u32::from(cue)
}
