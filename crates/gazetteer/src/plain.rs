//! The end of plain text: bytes of ASCII whose words single blanks part.
//!
//! Nearly all of a text is passed over so, eight bytes at a time.

/// Where plain text ends that goes on at `at`: at a control or a byte beyond ASCII, or at a blank before another or
/// before such a byte; at the end if there is none.
///
/// Behind a blank it may also end at a sign that is none of these.
pub fn plain_end(source: &[u8], mut at: usize) -> usize {
    const ONES: u64 = u64::MAX / 0xFF;
    // without branches, so that many bytes are looked at together
    while let Some(window) = source.get(at..).and_then(|rest| rest.first_chunk()) {
        if !is_plain(window) {
            break;
        }
        at += window.len() - 1;
    }
    // of eight bytes the high bits of those below `least` and of those beyond ASCII; what follows such a byte may
    // have its bit as well
    let odd = |bytes: u64, least: u64| bytes.wrapping_sub(ONES * least) | bytes;
    while let Some(window) = source.get(at..).and_then(|rest| rest.first_chunk::<9>()) {
        let [first, .., last] = window.map(u64::from);
        let here = window.first_chunk().map_or(first, |bytes| u64::from_le_bytes(*bytes));
        let next = here >> 8 | last << 56;
        let is_odd = odd(here, 0x20) | odd(here, 0x21) & odd(next, 0x21);
        let is_odd = is_odd & (ONES << 7);
        if is_odd != 0 {
            return at + (is_odd.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    let is_blank = |byte: &u8| !(0x21..0x80).contains(byte);
    let is_here = |at: usize| {
        let byte = source[at];
        !(0x20..0x80).contains(&byte) || byte == b' ' && source.get(at + 1).is_some_and(is_blank)
    };
    (at..source.len()).find(|at| is_here(*at)).unwrap_or(source.len())
}

#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches many bytes are looked at together"
)]
/// Whether all bytes but the last are plain; that one tells of the blank before it.
fn is_plain(window: &[u8; 17]) -> bool {
    let pairs = window.iter().zip(&window[1..]);
    // bytes beyond ASCII are negative numbers
    !pairs.fold(false, |is_odd, (&here, &next)| {
        let (here, next) = (here.cast_signed(), next.cast_signed());
        is_odd | (here < 0x20) | (here == 0x20) & (next <= 0x20)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_ends_at_what_is_no_single_blank() {
        let end = |text: &str| plain_end(text.as_bytes(), 0);
        assert_eq!(end("words and single blanks, that is all "), 37);
        assert_eq!(end("words and single blanks  and two"), 23);
        assert_eq!(end("words and \u{e9}"), 9);
        assert_eq!(end("ends\nhere"), 4);
        assert_eq!(end(""), 0);
    }
}
