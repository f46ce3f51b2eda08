//! Which spans one act of saying joins: `"A," said X. "B."`

use crate::quote::{direct::Attributed, reading::Reading};

/// Numbers the utterances, counted from 0.
///
/// Spans of one speaker are one utterance if they stand in one paragraph, or if the later goes on
/// without an attribution of its own.
pub(crate) fn number(reading: &Reading<'_>, quotes: &[Attributed]) -> Vec<u32> {
    let mut numbers = Vec::with_capacity(quotes.len());
    let mut number = 0;
    for (idx, quote) in quotes.iter().enumerate() {
        if idx > 0 && !joins(reading, &quotes[idx - 1], quote) {
            number += 1;
        }
        numbers.push(number);
    }
    numbers
}

fn joins(reading: &Reading<'_>, before: &Attributed, quote: &Attributed) -> bool {
    let same_speaker = match (before.whose.person, quote.whose.person) {
        (Some(a), Some(b)) => a == b,
        (None, None) => {
            let key = |quote: &Attributed| reading.mentions[quote.whose.mention].key;
            key(before) == key(quote)
        }
        _ => false,
    };
    let same_paragraph = before.paragraph == quote.paragraph;
    let goes_on = quote.continues || (!quote.is_own && quote.paragraph == before.paragraph + 1);
    same_speaker
        && before.is_direct == quote.is_direct
        && ((same_paragraph && before.is_direct) || goes_on)
}
