//! Where sentences end.

use crate::quote::token::{Kind, Token, shape};

/// What goes on for longer is no sentence but a list; it is cut, so that no search runs long.
const LONGEST_SENTENCE: usize = 400;

/// Numbers the sentences of the text.
///
/// A sentence ends at a full stop, question or exclamation mark before a capital, a number or a mark;
/// closing marks belong to the sentence before. Letters without case begin one always.
pub(crate) fn number(tokens: &mut [Token]) {
    let mut sentence = 0;
    let mut ended = false;
    let mut n_tokens = 0;
    let mut paragraph = tokens.first().map_or(0, |token| token.paragraph);
    let mut end_before = None;
    for token in tokens {
        let is_new_paragraph = token.paragraph != paragraph;
        paragraph = token.paragraph;
        n_tokens += 1;
        // what follows a sign that ends nothing goes on
        if ended || is_new_paragraph || n_tokens > LONGEST_SENTENCE || token.is(shape::AFTER_BREAK)
        {
            let clings = token.kind == Kind::Mark && end_before == Some(token.span.start);
            let breaks = token.is(shape::AFTER_BREAK) && begins_sentence(token);
            if is_new_paragraph
                || breaks
                || n_tokens > LONGEST_SENTENCE
                || (ended && !clings && begins_sentence(token))
            {
                sentence += 1;
                n_tokens = 0;
                ended = false;
            } else if !clings {
                ended = false;
            }
        }
        token.sentence = sentence;
        end_before = Some(token.span.end);
        if token.kind == Kind::Sign && matches!(token.sign, '.' | '?' | '!' | '؟' | '。' | '…')
        {
            ended = true;
        }
    }
}

fn begins_sentence(token: &Token) -> bool {
    token.kind != Kind::Sign
        && (token.kind != Kind::Word || token.is(shape::CAPITAL) || token.is(shape::CASELESS))
}
