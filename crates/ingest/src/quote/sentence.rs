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
    for idx in 0..tokens.len() {
        let token = tokens[idx];
        let is_new_paragraph = idx > 0 && tokens[idx - 1].paragraph != token.paragraph;
        let clings =
            idx > 0 && token.kind == Kind::Mark && token.span.start == tokens[idx - 1].span.end;
        let breaks = token.is(shape::AFTER_BREAK) && begins_sentence(&token);
        n_tokens += 1;
        if is_new_paragraph
            || breaks
            || n_tokens > LONGEST_SENTENCE
            || (ended && !clings && begins_sentence(&token))
        {
            sentence += 1;
            n_tokens = 0;
            ended = false;
        } else if ended && !clings {
            ended = false;
        }
        tokens[idx].sentence = sentence;
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
