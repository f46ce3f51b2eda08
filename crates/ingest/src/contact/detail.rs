//! Telephone numbers and mail addresses in a line, as printed.

use std::ops::Range;

/// A telephone number has at least so many digits.
const FEWEST_DIGITS: usize = 7;

/// The telephone numbers of a passage: seven digits or more with the marks that telephones use.
pub(crate) fn phones(passage: &str) -> impl Iterator<Item = Range<usize>> {
    // most passages do not have so many
    let mut from = if count_digits(passage) < FEWEST_DIGITS { passage.len() } else { 0 };
    std::iter::from_fn(move || {
        loop {
            let found = next_number(passage, from)?;
            from = found.end;
            if is_phone(&passage[found.clone()]) && !is_registration(&passage[..found.start]) {
                return Some(found);
            }
        }
    })
}

/// How many digits a passage has at most, by the first bytes of its letters.
fn count_digits(passage: &str) -> usize {
    let is_first = |byte: u8| byte.is_ascii_digit() || matches!(byte, 0xD9 | 0xDB);
    // a count of a byte each, so that many bytes are looked at together
    let chunks = passage.as_bytes().chunks(usize::from(u8::MAX));
    chunks
        .map(|chunk| chunk.iter().map(|&byte| u8::from(is_first(byte))).sum::<u8>())
        .map(usize::from)
        .sum()
}

/// Digits as Latin, Arabic and Persian texts write them.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '٠'..='٩' | '۰'..='۹')
}

/// Where the first digit stands.
fn find_digit(passage: &str) -> Option<usize> {
    const AT_ONCE: usize = 32;
    let bytes = passage.as_bytes();
    let is_there = |at: &usize| match bytes[*at] {
        b'0'..=b'9' => true,
        // `٠` to `٩`, `۰` to `۹`
        0xD9 => matches!(bytes.get(at + 1), Some(0xA0..=0xA9)),
        0xDB => matches!(bytes.get(at + 1), Some(0xB0..=0xB9)),
        _ => false,
    };
    // without branches, so that many bytes are looked at together
    let may_be = |byte: &u8| byte.is_ascii_digit() || matches!(byte, 0xD9 | 0xDB);
    let has_any = |chunk: &&[u8]| chunk.iter().fold(false, |any, byte| any | may_be(byte));
    let n_without = bytes.chunks(AT_ONCE).take_while(|chunk| !has_any(chunk)).count();
    (n_without * AT_ONCE..bytes.len()).find(is_there)
}

/// The next run of digits and telephone marks.
fn next_number(passage: &str, from: usize) -> Option<Range<usize>> {
    let rest = &passage[from..];
    let first_digit = find_digit(rest)?;
    let opener = rest[..first_digit].trim_end_matches(['(', '+', ' ', '\u{a0}']);
    let lead = &rest[opener.len()..first_digit];
    // Only a bracket or a plus belongs to the number; a blank before it does not.
    let start = opener.len() + lead.find(['(', '+']).unwrap_or(lead.len());
    let mut end = first_digit;
    let mut n_marks = 0;
    for (at, c) in rest[first_digit..].char_indices() {
        match c {
            c if is_digit(c) => {
                end = first_digit + at + c.len_utf8();
                n_marks = 0;
            }
            ' ' | '\u{a0}' | '-' | '.' | '(' | ')' | '–' | '‑' | '\u{2011}' | '+'
                if n_marks < 3 =>
            {
                // A second plus opens another number.
                if c == '+' && end > start {
                    break;
                }
                n_marks += 1;
            }
            '/' if n_marks == 0 => n_marks += 1,
            // `030 / 555 01 01`
            '/' if n_marks == 1 && is_area_code(&rest[first_digit..end]) => n_marks += 1,
            _ => break,
        }
    }
    Some(from + start..from + end)
}

/// `030`, before a bar between blanks.
fn is_area_code(number: &str) -> bool {
    (3..=5).contains(&number.len())
        && number.starts_with('0')
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_phone(number: &str) -> bool {
    let n_digits = number.chars().filter(|c| is_digit(*c)).count();
    let has_marks = number.contains(['+', '(', '-', '.', ' ', '\u{a0}', '–', '‑', '/']);
    // `2010-2014`, `(1938–2011)`
    let bare = number.trim_matches(['(', ')']);
    let is_year_range = n_digits == 8 && bare.len() <= 11 && bare.starts_with(['1', '2']) && {
        let years: Vec<&str> = bare.split(['-', '–', '/', ' ']).collect();
        years.len() == 2 && years.iter().all(|year| year.len() == 4)
    };
    (FEWEST_DIGITS..=16).contains(&n_digits)
        && (has_marks || n_digits >= FEWEST_DIGITS)
        && !is_year_range
        && !is_date(number)
}

/// `EIN: 55-0102030`, `charity no. 1055018`: whether what stands before a number calls it one of a register.
fn is_registration(before: &str) -> bool {
    const REGISTERS: [&str; 12] =
        ["EIN", "ABN", "ACN", "VAT", "SIREN", "SIRET", "CNPJ", "NIF", "NIPC", "RUT", "ИНН", "ОГРН"];
    let label = before.trim_end_matches(|c: char| !c.is_alphanumeric());
    // `Index: PAC 18/003/2014`, `Ref. 44/2014/11`
    let is_index = before.rfind(':').is_some_and(|colon| {
        before.len() - colon <= 8
            && ["ndex", "NDEX"].iter().any(|word| before[..colon].ends_with(word))
    });
    is_index
        || REGISTERS.iter().any(|register| {
            label.strip_suffix(register).is_some_and(|rest| !rest.ends_with(char::is_alphabetic))
        })
}

/// `2012-04-03`, `03.04.2012`.
fn is_date(number: &str) -> bool {
    let parts: Vec<&str> = number.split(['-', '.', '/']).collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.chars().count()).collect();
    lengths == [4, 2, 2]
        || lengths == [2, 2, 4]
        || lengths == [1, 1, 4]
        || lengths == [1, 2, 4]
        || lengths == [2, 1, 4]
}

/// What a site puts for a mail address that it hides from programs, a plain blank or another between the words.
const HIDDEN: [&str; 2] = ["[email protected]", "[email\u{a0}protected]"];

/// Where a mail address is hidden.
pub(crate) fn hidden_emails(passage: &str) -> impl Iterator<Item = Range<usize>> {
    let hidden = HIDDEN.into_iter().flat_map(|hidden| passage.match_indices(hidden));
    hidden.map(|(at, hidden)| at..at + hidden.len())
}

/// The mail addresses of a passage, also `name [at] place [dot] org`.
pub(crate) fn emails(passage: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // how a sign can be hidden: `[at]`
    let hides = passage.bytes().any(|byte| matches!(byte, b'[' | b'('));
    let hidden = if hides { ["[at]", "(at)"].as_slice() } else { &[] };
    let mut at_signs: Vec<(usize, usize)> = passage
        .match_indices('@')
        .map(|(at, sign)| (at, at + sign.len()))
        .chain(hidden.iter().flat_map(|sign| {
            passage.match_indices(*sign).map(|(at, sign)| {
                let before = passage[..at].trim_end().len();
                let after = passage.len() - passage[at + sign.len()..].trim_start().len();
                (before, after)
            })
        }))
        .collect();
    at_signs.sort_unstable();
    for (before, after) in at_signs {
        let start = passage[..before]
            .char_indices()
            .rev()
            .take_while(|(_, c)| is_address(*c))
            .last()
            .map_or(before, |(at, _)| at);
        let end = after + domain_length(&passage[after..]);
        let is_open = found.last().is_none_or(|last| last.end <= start);
        if start < before && end > after && is_open {
            found.push(start..end);
        }
    }
    found
}

fn is_address(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%')
}

fn domain_length(rest: &str) -> usize {
    let mut end = 0;
    let mut at = 0;
    loop {
        let name = rest[at..].len() - rest[at..].trim_start_matches(is_address).len();
        if name == 0 {
            return end;
        }
        end = at + name;
        let after = &rest[end..];
        let dotted = after.trim_start();
        let Some(dot) = ["[dot]", "(dot)"].iter().find(|dot| dotted.starts_with(**dot)) else {
            return at + rest[at..end].trim_end_matches(['.', '-']).len();
        };
        at = end + (after.len() - dotted.len()) + dot.len();
        at += rest[at..].len() - rest[at..].trim_start().len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(passage: &str) -> Vec<&str> {
        phones(passage).map(|range| &passage[range]).collect()
    }

    #[test]
    fn telephone_numbers_are_taken_as_printed() {
        assert_eq!(numbers("Tel: +47 95 55 00 11"), ["+47 95 55 00 11"]);
        assert_eq!(
            numbers("+32 (0)2 555 62 15, mobile (202) 555-0101"),
            ["+32 (0)2 555 62 15", "(202) 555-0101"]
        );
        assert_eq!(numbers("202.555.9153 or 2233328"), ["202.555.9153", "2233328"]);
        assert_eq!(numbers("هاتف ٥٥٥٠١٢٣"), ["٥٥٥٠١٢٣"]);
        assert_eq!(numbers("Ada Roe (1938–2011)"), Vec::<&str>::new());
        assert_eq!(numbers("on 2012-04-03, in 2010-2014, for 100,000 people"), Vec::<&str>::new());
    }

    #[test]
    fn addresses_may_hide_their_sign() {
        let passage = "ada@roe.example, bo [at] sea [dot] example or x@y.example.";
        let found: Vec<&str> = emails(passage).into_iter().map(|range| &passage[range]).collect();
        assert_eq!(found, ["ada@roe.example", "bo [at] sea [dot] example", "x@y.example"]);
    }
}
