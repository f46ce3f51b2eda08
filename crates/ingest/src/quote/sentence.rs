//! Where sentences end.

use crate::quote::token::{Kind, Token, shape};

/// Numbers the sentences of the text.
///
/// A sentence ends at a full stop, question or exclamation mark before a capital, a number or a mark;
/// closing marks belong to the sentence before. Letters without case begin one always.
pub(crate) fn number(tokens: &mut [Token]) {
    let mut sentence = 0;
    let mut ended = false;
    for idx in 0..tokens.len() {
        let token = tokens[idx];
        let is_new_paragraph = idx > 0 && tokens[idx - 1].paragraph != token.paragraph;
        let clings =
            idx > 0 && token.kind == Kind::Mark && token.span.start == tokens[idx - 1].span.end;
        let breaks = token.is(shape::AFTER_BREAK) && begins_sentence(&token);
        if is_new_paragraph || breaks || (ended && !clings && begins_sentence(&token)) {
            sentence += 1;
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
