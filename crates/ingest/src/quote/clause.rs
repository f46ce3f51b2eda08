//! Where a reported clause begins behind its verb: at `that`, behind a colon, or at once.

use crate::quote::{
    lexicon::{Class, traits},
    reading::Reading,
    token::{Kind, Token, shape},
    word_id::of_ascii,
};

/// A quoted fragment inside a report has at most so many words and marks.
pub(super) const LONGEST_FRAGMENT: usize = 10;
/// Words before the first mark of a clause that holds a fragment.
const FEWEST_OWN: usize = 2;
/// Words and commas between a verb and `that`: `, por su parte,`.
const LONGEST_FRAMED: usize = 6;
/// What somebody says behind a plain verb is a clause if it is longer: not `said the same to us`.
const LONGEST_OBJECT: usize = 5;
/// Whom somebody speaks to, between the verb and its colon.
const LONGEST_HEARER: usize = 3;
/// A clause has at least this many words.
pub(super) const SHORTEST_CLAUSE: usize = 3;
/// Between a speaker and `that`: `told reporters in Geneva on Monday that`.
pub(super) const LONGEST_ADVERBIAL: usize = 12;
/// A verb in the form of reported speech stands within so many words.
const LONGEST_CLAUSE: usize = 24;
const THAT: u32 = of_ascii("that");
/// Verbs that name the hearer: `told reporters that`.
pub(super) const TELLS: [u32; 8] = [
    of_ascii("told"),
    of_ascii("tells"),
    of_ascii("informed"),
    of_ascii("informs"),
    of_ascii("assured"),
    of_ascii("reminded"),
    of_ascii("reminds"),
    of_ascii("warned"),
];
/// Articles that begin a subject.
const THE: [u32; 3] = [of_ascii("the"), of_ascii("a"), of_ascii("an")];
/// Words from the start of a clause to its finite verb.
const FARTHEST_VERB: usize = 8;

/// Where a clause ends that leads to a quote: before its colon.
pub(super) fn before_colon(tokens: &[Token], first: usize, end: usize) -> usize {
    let is_colon = |at: &usize| {
        tokens[*at].is_sign(':') && tokens.get(*at + 1).is_some_and(|next| next.kind == Kind::Mark)
    };
    (first..end).find(is_colon).unwrap_or(end)
}

/// The first token behind `that`.
pub(super) fn that_clause(tokens: &[Token], cue: usize, end: usize) -> Option<usize> {
    let limit = (cue + 1 + LONGEST_ADVERBIAL).min(end);
    let that = (cue + 1..limit)
        .take_while(|&at| !tokens[at].is_quoted() && tokens[at].kind != Kind::Mark)
        // `qui attendent que …`
        .take_while(|&at| tokens[at].class != Class::Relative || is_that(&tokens[at]))
        .find(|&at| is_that(&tokens[at]))?;
    let gap = tokens[cue + 1..that].iter().filter(|token| !token.is_sign(',')).count();
    // a comma before it shows a clause where nothing else is parted so
    // `ha añadido, además, que`
    let is_framed = that > cue + 2
        && that <= cue + 1 + LONGEST_FRAMED
        && tokens[cue + 1].is_sign(',')
        && tokens[that - 1].is_sign(',')
        && tokens[cue + 1..that]
            .iter()
            .all(|token| !token.is_cue() && token.class != Class::Auxiliary);
    // `заявлял агентству, что`: the comma shows the clause
    let has_hearer = || {
        let between = &tokens[cue + 1..that - 1];
        ('а'..='я').contains(&tokens[cue].sign)
            && tokens[that - 1].is_sign(',')
            && between.len() <= LONGEST_HEARER
            && between.iter().all(|token| {
                token.is_word()
                    && matches!(token.class, Class::Other | Class::Human | Class::Function)
            })
    };
    // `confirmed to the fund that`, but `needed to show that`
    let is_told_to = tokens[cue].class == Class::Cue
        && tokens[cue].ending == 1
        && tokens[cue + 1].id == of_ascii("to")
        && tokens.get(cue + 2).is_some_and(|hearer| {
            hearer.is_capital()
                || matches!(hearer.class, Class::Determiner | Class::Possessive | Class::Human)
        });
    // `announced Tuesday that`, but `announced Tuesday a bill that …`
    let is_day = gap == 1 && tokens[cue + 1].class == Class::Calendar;
    let is_clear = gap == 0
        || is_day
        || is_framed
        || has_hearer()
        || is_told_to
        || may_part(&tokens[cue], &tokens[cue + 1]);
    let comma = usize::from(tokens.get(that + 1).is_some_and(|token| token.is_sign(',')));
    is_clear.then_some(that + 1 + comma)
}

/// `notes: the defence was refused its witnesses`: behind a colon, without marks.
pub(super) fn colon_clause(tokens: &[Token], colon: usize, end: usize) -> Option<usize> {
    let is_led = tokens.get(colon..end)?.first()?.is_sign(':');
    let clause = tokens.get(colon + 1..end)?;
    let n_words = clause.iter().filter(|token| token.is_word()).count();
    let is_free = clause.iter().all(|token| token.kind != Kind::Mark && !token.is_dash());
    (is_led && is_free && n_words > SHORTEST_CLAUSE).then_some(colon + 1)
}

/// `told the fund: …`: the colon behind a verb and whom somebody speaks to.
pub(super) fn hearer_colon(tokens: &[Token], cue: usize, end: usize) -> Option<usize> {
    let colon = (cue + 1..end.min(cue + 2 + LONGEST_HEARER)).find(|&at| tokens[at].is_sign(':'))?;
    let is_plain = |token: &Token| token.is_word() && !token.is_quoted() && !token.is_cue();
    tokens[cue + 1..colon].iter().all(is_plain).then_some(colon)
}

/// `said two nurses would stay`: a clause without `that` behind a plain verb.
pub(super) fn plain_clause(tokens: &[Token], cue: usize, end: usize) -> Option<usize> {
    let comma = usize::from(tokens.get(cue + 1).is_some_and(|token| token.is_sign(',')));
    let mut first = cue + 1 + comma;
    // `Roe said, speaking to three hundred people`
    if comma > 0
        && tokens.get(first).is_some_and(|next| next.ending == 2 && !next.is(shape::CAPITAL))
    {
        return None;
    }
    // `said Tuesday the two nurses …`, not `said Tuesday’s vote …`
    let is_day = |at: usize| tokens.get(at).is_some_and(|token| token.class == Class::Calendar);
    // `said on Tuesday the two nurses …`
    let on = usize::from(
        tokens.get(first).is_some_and(|token| token.class == Class::Preposition)
            && is_day(first + 1)
            && tokens.get(first + 2).is_some_and(begins_phrase),
    );
    if is_day(first + on) && tokens.get(first + on + 1).is_some_and(Token::is_word) {
        first += 1 + on;
    }
    first = behind_medium(tokens, first).unwrap_or(first);
    bare_clause(tokens, first, before_colon(tokens, first.min(end), end))
}

/// `said by email the government …`, `said in a statement they …`: the first token of the clause, where an
/// article or a pronoun shows that it is a new phrase.
fn behind_medium(tokens: &[Token], at: usize) -> Option<usize> {
    let leads = tokens.get(at)?.class == Class::Preposition;
    let article = usize::from(tokens.get(at + 1)?.class == Class::Determiner);
    let noun = tokens.get(at + 1 + article)?;
    let is_plain = noun.is_word() && !noun.is(shape::CAPITAL) && noun.class != Class::Preposition;
    let next = tokens.get(at + 2 + article)?;
    (leads && is_plain && begins_phrase(next)).then_some(at + 2 + article)
}

/// Whether a word shows that a new phrase begins.
fn begins_phrase(token: &Token) -> bool {
    matches!(token.class, Class::Determiner | Class::Pronoun | Class::Possessive)
}

/// `told reporters the nets were empty`: a clause without `that` behind whom somebody told it.
pub(super) fn told_clause(tokens: &[Token], cue: usize, end: usize) -> Option<usize> {
    if !TELLS.contains(&tokens[cue].id) {
        return None;
    }
    let hearer = (cue + 1..end).take(LONGEST_HEARER).take_while(|&at| {
        let token = &tokens[at];
        token.is_word()
            && !token.is_quoted()
            && !token.is_cue()
            && token.class != Class::Preposition
    });
    let ends = |last: &usize| {
        let is_article = tokens[*last].class == Class::Determiner;
        let runs_on =
            tokens[*last].is_capital() && tokens.get(last + 1).is_some_and(Token::is_capital);
        !is_article && !runs_on
    };
    hearer.filter(ends).find_map(|last| finite_clause(tokens, last, end))
}

/// A clause that follows its verb without `that`: it starts with a word for its subject and holds an
/// auxiliary or a past tense.
fn bare_clause(tokens: &[Token], first: usize, end: usize) -> Option<usize> {
    let start = tokens.get(first..end)?.first()?;
    let starts = !matches!(
        start.class,
        Class::Preposition | Class::Relative | Class::Conjunction | Class::CueIng | Class::Function
    ) && matches!(start.kind, Kind::Word | Kind::Number);
    let is_verb = |token: &Token| {
        token.class == Class::Auxiliary || (token.ending == 1 && !token.is(shape::CAPITAL))
    };
    // `he said the boy still sleeps with the light on`: any verb may follow a subject
    let is_subject = (matches!(start.class, Class::Pronoun | Class::Possessive)
        || THE.contains(&start.id))
        && end - first > LONGEST_OBJECT;
    let has_verb = is_subject || tokens[first..end].iter().any(is_verb);
    (starts && has_verb && is_free_of_quotes(&tokens[first..end])).then_some(first)
}

/// `argues the law will fail`: a subject and, before anything that could part it from the verb, an auxiliary.
pub(super) fn finite_clause(tokens: &[Token], cue: usize, end: usize) -> Option<usize> {
    let first = cue + 1;
    let start = tokens.get(first..end)?.first()?;
    let begins = matches!(start.class, Class::Pronoun | Class::Possessive | Class::Determiner)
        || start.is_capital();
    let reach = &tokens[first + 1..end.min(first + FARTHEST_VERB).max(first + 1)];
    let parts = |token: &&Token| {
        token.kind != Kind::Word
            || is_that(token)
            || token.id == of_ascii("to")
            || matches!(token.class, Class::Relative | Class::Conjunction | Class::CueIng)
    };
    let verb =
        reach.iter().take_while(|token| !parts(token)).any(|token| token.class == Class::Auxiliary);
    let is_free = is_free_of_quotes(&tokens[first..end]);
    let is_long = end - first > LONGEST_OBJECT;
    (begins && start.is_word() && verb && is_free && is_long).then_some(first)
}

/// Whether a clause has words of its own before its first mark, and no more than a few words in marks at a time.
pub(super) fn is_free_of_quotes(clause: &[Token]) -> bool {
    let n_own =
        clause.iter().take_while(|token| !token.is_quoted() && token.kind != Kind::Mark).count();
    longest_in_marks(clause)
        .is_none_or(|longest| n_own >= FEWEST_OWN && longest <= LONGEST_FRAGMENT)
}

/// How many words and signs the longest run in marks has.
pub(super) fn longest_in_marks(clause: &[Token]) -> Option<usize> {
    let runs = clause.chunk_by(|one, next| one.is_quoted() == next.is_quoted());
    runs.filter(|run| run[0].is_quoted()).map(<[Token]>::len).max()
}

/// `précise avoir saisi la Cour`, `dijo haber visto …`, `disse ter recebido …`: what somebody says of themselves.
pub(super) fn infinitive_clause(reading: &Reading<'_>, cue: usize, end: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let clause = tokens.get(cue + 1..end)?;
    let first = clause.first().filter(|first| first.is_word() && !first.is_quoted())?;
    let word = first.span.of(reading.text);
    let word = word.strip_prefix("n’").or_else(|| word.strip_prefix("n'")).unwrap_or(word);
    let is_infinitive = matches!(word, "avoir" | "être" | "haber" | "ter");
    let is_free = is_free_of_quotes(clause);
    (is_infinitive && is_free && clause.len() > SHORTEST_CLAUSE).then_some(cue + 1)
}

/// `sagte bei der Feier, er habe …`: behind a comma, with a verb in the form of reported speech.
pub(super) fn reported_clause(tokens: &[Token], cue: usize, end: usize) -> Option<usize> {
    let limit = (cue + 1 + LONGEST_ADVERBIAL).min(end);
    let comma = (cue + 1..limit).find(|&at| tokens[at].is_sign(','))?;
    let clause = tokens.get(comma + 1..end)?;
    let is_reported = clause.iter().take(LONGEST_CLAUSE).any(|token| token.has(traits::REPORTED));
    (is_reported && is_free_of_quotes(clause)).then_some(comma + 1)
}

/// Whether what follows a verb may part it from its `that`: `told reporters that`, `said on Monday that`.
/// Behind a noun `that` rather begins a relative clause.
fn may_part(verb: &Token, next: &Token) -> bool {
    TELLS.contains(&verb.id)
        || (verb.class == Class::Say && matches!(next.class, Class::Function | Class::Preposition))
        || (verb.class == Class::Cue
            && matches!(next.class, Class::Function | Class::Preposition | Class::Calendar)
            && next.id != of_ascii("to"))
}

pub(super) fn is_that(token: &Token) -> bool {
    token.id == THAT && token.is_word()
}
