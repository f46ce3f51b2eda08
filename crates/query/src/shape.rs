//! Makes a well-formed sequence of tokens out of any: what cannot be an operator is a word, what has
//! no partner is left out.

use crate::{
    Error,
    input::excerpt,
    limits,
    notes::Notes,
    token::{Kind, Term, Token},
};

/// Fewer words in capitals may well be acronyms joined by an operator.
const MIN_SHOUTED: usize = 5;

/// Afterwards parentheses match and are at most 32 deep, every field, sign and operator has its
/// operand, and every word outside fields has a letter or digit.
pub(crate) fn shape(tokens: Vec<Token>, notes: &mut Notes) -> Result<Vec<Token>, Error> {
    let tokens = without_lone_parentheses(tokens, notes)?;
    let tokens = without_bare_punctuation(tokens, notes);
    let mut tokens = with_operands(tokens);
    read_stray_operators(&mut tokens, notes);
    if is_shouted(&tokens) {
        notes.add("all is in capitals, so AND, OR and NOT are searched as words");
        tokens.iter_mut().for_each(make_word);
    }
    Ok(tokens)
}

fn without_lone_parentheses(tokens: Vec<Token>, notes: &mut Notes) -> Result<Vec<Token>, Error> {
    let mut has_partner = vec![false; tokens.len()];
    let mut open = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Open => open.push(index),
            Kind::Close => {
                if let Some(partner) = open.pop() {
                    has_partner[index] = true;
                    has_partner[partner] = true;
                }
            }
            _ => {}
        }
    }
    let mut depth = 0_usize;
    let mut kept = Vec::with_capacity(tokens.len());
    for (token, has_partner) in tokens.into_iter().zip(has_partner) {
        match token.kind {
            Kind::Open | Kind::Close if !has_partner => {
                notes.add("a parenthesis without a partner is left out");
                continue;
            }
            Kind::Open => depth += 1,
            Kind::Close => depth -= 1,
            _ => {}
        }
        if depth > limits::MAX_DEPTH {
            return Err(Error::TooDeep { span: token.span });
        }
        kept.push(token);
    }
    Ok(kept)
}

fn without_bare_punctuation(tokens: Vec<Token>, notes: &mut Notes) -> Vec<Token> {
    let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let is_value = matches!(kept.last(), Some(Token { kind: Kind::Field(_), .. }));
        let is_searchable = match &token.kind {
            Kind::Word(term) => term.is_searchable(),
            Kind::Phrase { text, .. } => text.contains(char::is_alphanumeric),
            _ => true,
        };
        if is_searchable || is_value {
            kept.push(token);
        } else if let Kind::Word(term) = &token.kind {
            notes.add(format!("`{}` has no letter or digit and is left out", excerpt(&term.text)));
        } else {
            notes.add("a phrase without a letter or digit is left out");
        }
    }
    kept
}

/// Signs before nothing go; a field before nothing is a word.
fn with_operands(tokens: Vec<Token>) -> Vec<Token> {
    let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
    for mut token in tokens.into_iter().rev() {
        let next = kept.last().map(|next| &next.kind);
        let is_value = matches!(next, Some(Kind::Word(_) | Kind::Phrase { .. } | Kind::Open));
        match token.kind {
            Kind::Minus | Kind::Plus if !next.is_some_and(starts_operand) => continue,
            Kind::Field(_) if !is_value => make_word(&mut token),
            _ => {}
        }
        kept.push(token);
    }
    kept.reverse();
    kept
}

/// A headline in capitals: `WE WILL NOT FORGET THE PEOPLE OF DARFUR`.
///
/// The canonical spelling is never one: it has no NOT, and where it has an OR, two words in a row
/// stand in parentheses.
fn is_shouted(tokens: &[Token]) -> bool {
    let is_word = |token: &Token| matches!(token.kind, Kind::Word(_));
    let is_joined = tokens.iter().any(|token| matches!(token.kind, Kind::And | Kind::Or));
    let may_occur = |token: &Token| match token.kind {
        Kind::Word(_) | Kind::And | Kind::Or | Kind::Not => true,
        Kind::Open | Kind::Close | Kind::Phrase { .. } => !is_joined,
        Kind::Field(_) | Kind::Minus | Kind::Plus => false,
    };
    (is_joined || tokens.iter().any(|token| token.kind == Kind::Not))
        && tokens.iter().all(may_occur)
        && words(tokens).filter(|word| word.contains(char::is_uppercase)).count() >= MIN_SHOUTED
        && !words(tokens).any(|word| word.contains(char::is_lowercase))
        && tokens.windows(2).any(|pair| pair.iter().all(is_word))
}

fn words(tokens: &[Token]) -> impl Iterator<Item = &str> {
    tokens.iter().filter_map(|token| match &token.kind {
        Kind::Word(term) => Some(term.text.as_str()),
        _ => None,
    })
}

/// An AND or OR that joins nothing, and a NOT before nothing, are words.
fn read_stray_operators(tokens: &mut [Token], notes: &mut Notes) {
    for index in (0..tokens.len()).rev() {
        let starts = tokens.get(index + 1).is_some_and(|next| starts_operand(&next.kind));
        if tokens[index].kind == Kind::Not && !starts {
            note_stray(&tokens[index], notes);
            make_word(&mut tokens[index]);
        }
    }
    for index in 0..tokens.len() {
        let starts = tokens.get(index + 1).is_some_and(|next| starts_operand(&next.kind));
        let ends = index > 0 && ends_operand(&tokens[index - 1].kind);
        if matches!(tokens[index].kind, Kind::And | Kind::Or) && !(starts && ends) {
            note_stray(&tokens[index], notes);
            make_word(&mut tokens[index]);
        }
    }
}

fn note_stray(token: &Token, notes: &mut Notes) {
    let (operator, fault) = match token.kind {
        Kind::Not => ("NOT", "excludes nothing here"),
        Kind::And => ("AND", "joins nothing here"),
        _ => ("OR", "joins nothing here"),
    };
    notes.add(format!("`{operator}` {fault} and is searched as a word"));
}

fn make_word(token: &mut Token) {
    let text = match &token.kind {
        Kind::And => "AND",
        Kind::Or => "OR",
        Kind::Not => "NOT",
        Kind::Field(name) => name.text(),
        _ => return,
    };
    token.kind = Kind::Word(Term::plain(text));
}

fn starts_operand(kind: &Kind) -> bool {
    !matches!(kind, Kind::Close | Kind::And | Kind::Or)
}

fn ends_operand(kind: &Kind) -> bool {
    matches!(kind, Kind::Word(_) | Kind::Phrase { .. } | Kind::Close)
}
