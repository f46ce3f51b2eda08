//! From the words of a text and the gaps between them to tokens.
//!
//! UAX#29 keeps `Bank’s` and `d’Ivoire` whole and parts `Pia-Comella`; here possessives and elided
//! articles become words of their own and hyphens join. Signs are read from the gaps.

use release::{Span, Word};

use crate::quote::{
    given_name,
    lexicon::{Class, Entry, Habit, Lexicon, traits},
    notes::Notes,
    token::{Kind, Token, shape},
    word_id::{extend, of_ascii, of_letters, word_id},
};

/// A run of tokens that reads as one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its first token.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// The block it belongs to.
    pub block: usize,
    /// Whether quotes are looked for in it.
    pub spoken: bool,
}

/// Articles that Arabic names have.
const ARTICLES: [&str; 12] =
    ["al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ul", "ed", "es"];

/// Between an initial and the name after it stands no more than a line's end.
const LONGEST_GAP: usize = 8;

/// Lines longer than this hold several paragraphs, parted by two blanks after a full stop.
const LONG_LINE: usize = 1_500;

/// An auxiliary stands at most so many words and signs before its participle.
const FARTHEST_AUXILIARY: usize = 6;
/// Nouns of what may stand between the two: `pour sa part`, `à son tour`.
const FRAME_NOUNS: [u32; 6] = [
    of_ascii("part"),
    of_ascii("côté"),
    of_ascii("tour"),
    of_ascii("ailleurs"),
    of_ascii("outre"),
    of_ascii("effet"),
];
/// The letters of a state before the number of a seat.
const SEAT: usize = 2;
/// A line of a paragraph that is shorter than this was ended on purpose.
const SHORT_LINE: usize = 45;

/// Reads lines into tokens, in text order.
#[derive(Debug)]
pub(crate) struct Reader<'t> {
    text: &'t str,
    words: &'t [Word],
    /// That of the paragraph to come.
    pub(crate) lexicon: &'static Lexicon,
    next_word: usize,
    /// The identity of the last word as written, to go on with after a hyphen.
    spelling: u32,
    /// Whether the current line is long enough to hold several paragraphs.
    is_long_line: bool,
    /// The line before ended early, and nothing of this one is read yet.
    after_break: bool,
    /// The line before ended early.
    broke: bool,
    /// The number of the current paragraph.
    paragraph: u32,
    pub(crate) tokens: Vec<Token>,
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) notes: Notes,
}

impl<'t> Reader<'t> {
    pub(crate) fn new(text: &'t str, words: &'t [Word], lexicon: &'static Lexicon) -> Self {
        Self {
            text,
            words,
            lexicon,
            next_word: 0,
            spelling: 0,
            is_long_line: false,
            after_break: false,
            broke: false,
            paragraph: 0,
            tokens: Vec::with_capacity(words.len() + words.len() / 4 + 8),
            paragraphs: Vec::new(),
            notes: Notes::default(),
        }
    }

    /// Starts a paragraph.
    pub(crate) fn begin(&mut self, block: usize, spoken: bool) {
        let first = self.tokens.len();
        (self.after_break, self.broke) = (false, false);
        self.paragraph = u32::try_from(self.paragraphs.len()).unwrap_or(u32::MAX);
        self.paragraphs.push(Paragraph { first, end: first, block, spoken });
    }

    /// Ends the paragraph; one without tokens leaves no trace.
    pub(crate) fn end(&mut self) {
        let end = self.tokens.len();
        if self.paragraphs.last().is_some_and(|paragraph| paragraph.first == end) {
            self.paragraphs.pop();
        } else if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.end = end;
        }
    }

    /// Reads a line of the current paragraph.
    pub(crate) fn line(&mut self, line: Span) {
        let (mut at, end) = (line.start as usize, line.end as usize);
        self.is_long_line = line.len() > LONG_LINE;
        self.after_break = self.broke;
        self.broke = line.len() < SHORT_LINE;
        while self.words.get(self.next_word).is_some_and(|word| word.span.start < line.start) {
            self.next_word += 1;
        }
        while let Some(&word) =
            self.words.get(self.next_word).filter(|word| word.span.end <= line.end)
        {
            let start = word.span.start as usize;
            // most words stand a blank apart
            let is_plain = matches!(&self.text.as_bytes()[at..start], b" " | b"");
            if is_plain {
                self.word(word);
            } else if !self.joins(at, &word) {
                self.gap(at, start);
                self.word(word);
            }
            at = word.span.end as usize;
            self.next_word += 1;
        }
        self.gap(at, end);
    }

    /// Joins `word` to the token before if only a hyphen parts them.
    fn joins(&mut self, at: usize, word: &Word) -> bool {
        let start = word.span.start as usize;
        let hyphen = &self.text[at..start];
        let Some(last) = self.tokens.last() else { return false };
        let abuts = last.span.end as usize == at && matches!(last.kind, Kind::Word | Kind::Number);
        if !abuts || !matches!(hyphen, "-" | "\u{2010}" | "\u{2011}") {
            return false;
        }
        let piece = word.span.of(self.text);
        if self.lexicon.has(Habit::Elides) && is_inverted_pronoun(piece) {
            self.word(*word);
            return true;
        }
        let (piece, possessive) = split_possessive(piece);
        let end = start + piece.len();
        self.spelling = extend(extend(self.spelling, "-"), piece);
        let whole = last.span.start as usize..end;
        let n_letters = last.span.len();
        let is_former = matches!(last.span.of(self.text), "ex" | "Ex" | "экс" | "Экс")
            && piece.starts_with(char::is_lowercase);
        let entry = self.entry(self.spelling, &self.text[whole]).or_else(|| {
            // `vice-director` is at least a director
            self.entry(word_id(piece), piece)
                .filter(|entry| entry.traits & (traits::ROLE | traits::HUMAN) != 0)
                .map(|entry| Entry { id: self.spelling, ..entry })
                // `auditora-fiscal`: outside English the head comes first
                .or_else(|| {
                    let is_head = !self.lexicon.is_english
                        && last.has(traits::ROLE)
                        && piece.starts_with(char::is_lowercase);
                    is_head.then_some(Entry {
                        class: last.class,
                        traits: last.traits,
                        id: self.spelling,
                    })
                })
                // whoever was something was somebody
                .or_else(|| {
                    is_former.then(|| Entry {
                        traits: traits::ROLE,
                        id: self.spelling,
                        ..Entry::default()
                    })
                })
        });
        let entry = entry.unwrap_or(Entry { id: self.spelling, ..Entry::default() });
        let Some(last) = self.tokens.last_mut() else { return false };
        last.span.end = Span::new(start, end).end;
        last.class = entry.class;
        last.traits = entry.traits;
        last.id = entry.id;
        last.ending = ending(piece);
        last.shape &= !shape::INITIAL;
        // `CA-39` is a seat and abbreviates no name
        if n_letters == SEAT && piece.bytes().all(|byte| byte.is_ascii_digit()) {
            last.shape &= !shape::UPPER;
        }
        // `al-Hubaishi` is a name whatever its article
        let is_article = matches!(last.span.of(self.text).split_once('-'), Some((article, _)) if ARTICLES.contains(&article));
        if is_article && piece.starts_with(char::is_uppercase) {
            last.shape |= shape::CAPITAL;
        }
        let last = *last;
        self.notes.see(self.tokens.len() - 1, &last);
        if possessive > 0 {
            self.possessive(end, end + possessive);
        }
        true
    }

    fn word(&mut self, word: Word) {
        let letters = &self.text.as_bytes()[word.span.start as usize..word.span.end as usize];
        match of_letters(letters) {
            Some(id) => self.known_word(word.span, id, shape_of_letters(letters)),
            None => self.any_word(word),
        }
    }

    /// Reads a word that may hold more than letters of ASCII.
    fn any_word(&mut self, word: Word) {
        let written = word.span.of(self.text);
        let trimmed = written.trim_start_matches('_');
        let start = word.span.start as usize + written.len() - trimmed.len();
        let trimmed = trimmed.trim_end_matches('_');
        if word.is_number() {
            self.push(Token { kind: Kind::Number, ..self.blank(start, start + trimmed.len()) });
            self.spelling = word_id(trimmed);
            return;
        }
        let (stem, possessive) = split_possessive(trimmed);
        let elided = if self.lexicon.has(Habit::Elides) { elided_length(stem) } else { 0 };
        if elided > 0 {
            self.plain_word(start, start + elided);
        }
        self.plain_word(start + elided, start + stem.len());
        if possessive > 0 {
            self.possessive(start + stem.len(), start + stem.len() + possessive);
        }
    }

    fn plain_word(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        if !word.is_empty() {
            self.known_word(Span::new(start, end), word_id(word), word_shape(word));
        }
    }

    /// Reads a word of that identity and shape.
    #[inline]
    fn known_word(&mut self, span: Span, spelling: u32, of_letters: u8) {
        let (start, end) = (span.start as usize, span.end as usize);
        let word = &self.text[start..end];
        self.spelling = spelling;
        let entry = self.lexicon.get(spelling).or_else(|| self.lexicon.by_ending(word));
        let Entry { mut class, traits, mut id } =
            entry.unwrap_or(Entry { id: spelling, ..Entry::default() });
        let shape = of_letters | if self.after_break { shape::AFTER_BREAK } else { 0 };
        if entry.is_none() && word.len() > 4 && word.ends_with("ly") && shape & shape::CAPITAL == 0
        {
            class = Class::Function;
        }
        if traits & traits::SO != 0 && self.stands_behind_a_quote() {
            (class, id) = (Class::Say, of_ascii("said"));
        }
        if class == Class::Calendar && word.len() <= 4 && !self.stands_by_a_number(end) {
            class = Class::Other;
        }
        if matches!(class, Class::Say | Class::Cue) {
            let is_noun = traits & traits::NOUN != 0 && self.follows_noun_marker();
            let is_name = shape & shape::CAPITAL != 0 && self.stands_in_a_name();
            if is_noun || is_name {
                class = Class::Other;
            } else {
                self.drop_auxiliary();
            }
        }
        let token = Token {
            span,
            kind: Kind::Word,
            class,
            traits,
            shape,
            ending: ending(word),
            sign: first_letter(word),
            id,
            paragraph: self.paragraph,
            sentence: 0,
        };
        self.after_break = false;
        self.notes.see_word(self.tokens.len(), &token);
        self.tokens.push(token);
    }

    /// Whether a month or day cut short is one: `Jan. 3`, `3 Sun`; else it is rather a name.
    fn stands_by_a_number(&self, end: usize) -> bool {
        let rest = &self.text[end..];
        let is_number = |text: &str| text.starts_with(|ch: char| ch.is_ascii_digit());
        rest.starts_with('.')
            || is_number(rest.trim_start())
            || self.tokens.last().is_some_and(|before| before.kind == Kind::Number)
            // `29. Mai`
            || matches!(self.tokens.as_slice(), [.., day, stop] if stop.is_sign('.') && day.kind == Kind::Number)
    }

    /// `these reports`, `122 other states`: what follows is a noun.
    fn follows_noun_marker(&self) -> bool {
        self.tokens.last().is_some_and(|before| {
            matches!(before.class, Class::Determiner | Class::Possessive | Class::Preposition)
                || matches!(before.kind, Kind::Number | Kind::Possessive)
        })
    }

    /// Whether the word to come goes on with a name: `United States`, `the Notes`.
    fn stands_in_a_name(&self) -> bool {
        let first = self.paragraphs.last().map_or(0, |paragraph| paragraph.first);
        self.tokens[first..].last().is_some_and(|before| {
            matches!(before.class, Class::Determiner | Class::Possessive | Class::Preposition)
                || (before.is(shape::CAPITAL) && before.has(traits::ORGANISATION))
        })
    }

    fn entry(&self, id: u32, word: &str) -> Option<Entry> {
        self.lexicon.get(id).or_else(|| self.lexicon.by_ending(word))
    }

    /// Takes away the auxiliary before a participle of saying: `a déclaré` is one verb, and in
    /// `a-t-il ajouté` the pronoun stands before it.
    fn drop_auxiliary(&mut self) {
        let n = self.tokens.len();
        let is_auxiliary = |back: usize| {
            n.checked_sub(back).is_some_and(|idx| self.tokens[idx].has(traits::PERFECT))
        };
        let between = (1..=FARTHEST_AUXILIARY).find(|back| is_auxiliary(*back));
        let first = self.paragraphs.last().map_or(0, |paragraph| paragraph.first);
        let (Some(back), true) = (between, n > first) else { return };
        let idx = n - back;
        let skipped = &self.tokens[idx + 1..];
        let is_frame = skipped
            .first()
            .is_some_and(|first| first.class == Class::Preposition || first.is_sign(','));
        let only_small = skipped.iter().all(|token| {
            matches!(token.class, Class::Pronoun | Class::Function)
                || (token.sign == 't' && token.span.len() == 1)
                // `a pour sa part rappelé`, `a, de son côté, rappelé`
                || is_frame
                    && (token.is_sign(',')
                        || matches!(token.class, Class::Preposition | Class::Possessive)
                        || FRAME_NOUNS.contains(&token.id))
        });
        if idx < first || !only_small {
            return;
        }
        if is_frame {
            self.tokens.truncate(idx);
        } else {
            self.tokens.remove(idx);
        }
        if self.tokens.get(idx).is_some_and(|token| token.sign == 't' && token.span.len() == 1) {
            self.tokens.remove(idx);
        }
        self.notes.see_again(idx, &self.tokens);
    }

    fn stands_behind_a_quote(&self) -> bool {
        let mut before = self.tokens.iter().rev();
        let is_close = |token: &Token| token.kind == Kind::Mark && token.is(shape::CLOSES);
        match before.next() {
            Some(token) if token.is_sign(',') => before.next().is_some_and(is_close),
            Some(token) => is_close(token),
            None => false,
        }
    }

    fn possessive(&mut self, start: usize, end: usize) {
        self.push(Token { kind: Kind::Possessive, id: 1, ..self.blank(start, end) });
    }

    /// Reads the signs of a gap between two words.
    fn gap(&mut self, start: usize, end: usize) {
        let gap = &self.text[start..end];
        if gap == " " || gap.is_empty() {
            return;
        }
        if gap == ", " {
            self.sign(start, end, ',');
            return;
        }
        let mut at = start;
        if gap.starts_with('.') && self.swallows_full_stop(start) {
            if let Some(last) = self.tokens.last_mut() {
                last.span.end += 1;
            }
            at += 1;
        }
        // mostly a sign and a blank
        while at < end && &self.text[at..end] != " " {
            let ch = first_letter(&self.text[at..end]);
            at += if ch.is_whitespace() { self.blanks(at, end) } else { self.sign(at, end, ch) };
        }
    }

    /// Passes over white space; two blanks part the paragraphs of a very long line.
    fn blanks(&mut self, at: usize, end: usize) -> usize {
        let rest = &self.text[at..end];
        let length = rest.len() - rest.trim_start().len();
        let ends_sentence = || {
            self.tokens.last().is_some_and(|last| matches!(last.sign, '.' | '"' | '”' | '?' | '!'))
        };
        if length > 1
            && self.is_long_line
            && ends_sentence()
            && let Some(Paragraph { block, spoken, .. }) = self.paragraphs.last().copied()
        {
            self.end();
            self.begin(block, spoken);
        }
        length
    }

    /// Reads one sign and gives its length in bytes.
    fn sign(&mut self, at: usize, end: usize, ch: char) -> usize {
        let rest = &self.text[at..end];
        // asked only of signs of which a run is one token, so that no run is measured twice
        let run = || rest.len() - rest.trim_start_matches(ch).len();
        let is_pair =
            || rest[ch.len_utf8()..].starts_with(ch) && !rest[2 * ch.len_utf8()..].starts_with(ch);
        let (kind, sign, length) = match ch {
            '\'' | '`' if rest[1..].starts_with(['\'', '`']) => (Kind::Mark, '″', 2),
            '’' if is_pair() => (Kind::Mark, '”', 2 * ch.len_utf8()),
            '‘' if is_pair() => (Kind::Mark, '“', 2 * ch.len_utf8()),
            '،' => (Kind::Sign, ',', ch.len_utf8()),
            '؛' => (Kind::Sign, ';', ch.len_utf8()),
            '؟' => (Kind::Sign, '?', ch.len_utf8()),
            '"' if rest[1..].starts_with('"') => (Kind::Mark, '"', 2),
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '‹' | '›' | '\'' | '`'
            | '「' | '」' | '『' | '』' => (Kind::Mark, ch, ch.len_utf8()),
            '-' if rest[1..].starts_with('-') => (Kind::Sign, '—', run()),
            '.' if rest[1..].starts_with('.') => (Kind::Sign, '…', run()),
            // emphasis and wiki links of Markdown
            '*' | '_' => return ch.len_utf8(),
            '[' | ']' if rest[1..].starts_with(ch) => return run(),
            _ if ch.is_control()
                || matches!(ch, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}') =>
            {
                return ch.len_utf8();
            }
            _ => (Kind::Sign, ch, ch.len_utf8()),
        };
        let mut token =
            Token { kind, sign, id: u32::from(sign) | 0x8000_0000, ..self.blank(at, at + length) };
        if kind == Kind::Mark {
            let is_loose = self.text[..at].ends_with(' ')
                && self.text[at + length..].starts_with([',', '.', ';', ':', ')']);
            token.shape |= match (ch, sign) {
                ('`', '″') => shape::OPENS,
                // `… la boca '', dijo`
                ('\'', '″') | ('"', _) if is_loose => shape::CLOSES,
                _ => self.flanks(at, at + length),
            };
        }
        self.push(token);
        length
    }

    /// Whether the full stop at `at` belongs to the word before: `Dr.`, `J. Roe`, `U.S.`
    fn swallows_full_stop(&self, at: usize) -> bool {
        let Some(last) = self.tokens.last().filter(|last| last.span.end as usize == at) else {
            return false;
        };
        let is_single = !self.text[at + 1..].starts_with('.');
        let before_name = || last.is(shape::INITIAL) && begins_with_name(&self.text[at + 1..]);
        // `S. 1042`: the number of a bill
        let rest = self.text[at + 1..].trim_start_matches(' ');
        let before_number =
            || last.is(shape::INITIAL) && rest.starts_with(|ch: char| ch.is_ascii_digit());
        let is_dotted = || last.is_word() && last.span.of(self.text).bytes().any(|b| b == b'.');
        is_single
            && (last.has(traits::ABBREVIATION) || before_name() || before_number() || is_dotted())
    }

    /// Whether a mark can open or close by its neighbours, after the rules of `CommonMark`.
    fn flanks(&self, start: usize, end: usize) -> u8 {
        let before = self.text[..start].chars().next_back().unwrap_or(' ');
        let after = self.text[end..].chars().next().unwrap_or(' ');
        let (blank_before, blank_after) = (before.is_whitespace(), after.is_whitespace());
        let sign_before = !blank_before && !before.is_alphanumeric();
        let sign_after = !blank_after && !after.is_alphanumeric();
        let left = !blank_after && (!sign_after || blank_before || sign_before);
        let right = !blank_before && (!sign_before || blank_after || sign_after);
        let opening_sign =
            matches!(before, '(' | '[' | '—' | '–' | '-' | ':' | '/' | '*' | '_' | '>');
        let ending_sign = matches!(before, ',' | '.' | '?' | '!' | '…' | '،' | '؟');
        let frame_sign = matches!(
            after,
            ',' | '.' | ';' | ':' | ')' | '?' | '!' | '—' | '–' | '-' | '*' | '_' | ']' | '،'
        );
        let opens = left && (blank_before || opening_sign || !right);
        let closes = right && (blank_after || ending_sign || frame_sign || !left);
        let neither = !opens && !closes;
        let mut flags = 0;
        if opens || (neither && left) {
            flags |= shape::OPENS;
        }
        if closes || (neither && right) {
            flags |= shape::CLOSES;
        }
        flags
    }

    fn blank(&self, start: usize, end: usize) -> Token {
        Token {
            span: Span::new(start, end),
            kind: Kind::Word,
            class: Class::Other,
            traits: 0,
            shape: if self.after_break { shape::AFTER_BREAK } else { 0 },
            ending: 0,
            sign: first_letter(&self.text[start..end]),
            id: 0,
            paragraph: self.paragraph,
            sentence: 0,
        }
    }

    fn push(&mut self, token: Token) {
        self.after_break = false;
        self.notes.see(self.tokens.len(), &token);
        self.tokens.push(token);
    }
}

/// The stem and the length of a possessive ending, 0 if there is none.
fn split_possessive(word: &str) -> (&str, usize) {
    if !matches!(word.as_bytes(), [_, .., b's' | b'S']) {
        return (word, 0);
    }
    for ending in ["'s", "’s", "'S", "’S"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| !stem.is_empty()) {
            return (stem, ending.len());
        }
    }
    (word, 0)
}

/// Whether what follows the full stop of an initial is a name; a line may end in between, and a mail
/// prefix begin the next.
fn begins_with_name(rest: &str) -> bool {
    let name = rest.trim_start_matches([' ', '>', '\r', '\n']);
    let gap = &rest[..rest.len() - name.len()];
    let n_lines = gap.bytes().filter(|byte| *byte == b'\n').count();
    n_lines <= 1 && gap.len() <= LONGEST_GAP && name.starts_with(char::is_uppercase)
}

/// The length of an elided French word with its apostrophe, 0 if there is none: `d’`, `qu’`.
fn elided_length(word: &str) -> usize {
    let Some(at) = word.find(['\'', '’']) else { return 0 };
    let is_elided = matches!(
        &word[..at],
        "d" | "l"
            | "n"
            | "s"
            | "j"
            | "c"
            | "m"
            | "t"
            | "qu"
            | "D"
            | "L"
            | "N"
            | "S"
            | "J"
            | "C"
            | "M"
            | "T"
            | "Qu"
            | "jusqu"
            | "lorsqu"
            | "puisqu"
            | "Jusqu"
            | "Lorsqu"
            | "Puisqu"
    );
    let apostrophe = if word[at..].starts_with('\'') { 1 } else { '’'.len_utf8() };
    // `M’Barka`, `N’Guessan`
    if matches!(&word[..at], "M" | "N") && word[at + apostrophe..].starts_with(char::is_uppercase) {
        return 0;
    }
    if is_elided && word.len() > at + apostrophe { at + apostrophe } else { 0 }
}

fn is_inverted_pronoun(piece: &str) -> bool {
    matches!(piece, "t" | "il" | "elle" | "ils" | "elles" | "on" | "je" | "nous" | "vous" | "ce")
}

/// The shape of a word of ASCII letters.
#[inline]
fn shape_of_letters(letters: &[u8]) -> u8 {
    match letters {
        [first, ..] if !first.is_ascii_uppercase() => 0,
        [_] => shape::CAPITAL | shape::INITIAL,
        [_, rest @ ..] if rest.iter().all(u8::is_ascii_uppercase) => shape::CAPITAL | shape::UPPER,
        _ => shape::CAPITAL,
    }
}

fn word_shape(word: &str) -> u8 {
    if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return shape_of_letters(word.as_bytes());
    }
    let mut letters = word.chars().filter(|ch| ch.is_alphabetic());
    let Some(first) = letters.next() else { return 0 };
    if !first.is_uppercase() {
        return if first.is_lowercase() { 0 } else { shape::CASELESS };
    }
    let mut rest = letters.peekable();
    if rest.peek().is_none() {
        shape::CAPITAL | shape::INITIAL
    } else if rest.all(char::is_uppercase) {
        shape::CAPITAL | shape::UPPER
    } else {
        shape::CAPITAL
    }
}

fn ending(word: &str) -> u8 {
    match word.as_bytes() {
        [.., b'e' | b'E', b'd' | b'D'] => 1,
        [.., b'i' | b'I', b'n' | b'N', b'g' | b'G'] => 2,
        [.., b's' | b'S'] => 3,
        _ => 0,
    }
}

/// The first letter or sign.
#[inline]
fn first_letter(passage: &str) -> char {
    match passage.as_bytes() {
        [first, ..] if first.is_ascii() => char::from(*first),
        _ => passage.chars().next().unwrap_or(' '),
    }
}

/// Whether the token is a given name.
pub(crate) fn is_given_name(token: &Token) -> bool {
    given_name::gender(token.id).is_some()
}
