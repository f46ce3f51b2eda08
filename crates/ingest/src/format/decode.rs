//! Bytes to characters: which encoding, and a text free of control characters.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use release::{Warning, WarningKind};

use super::mojibake;

/// Characters with the encoding they came from.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text: lines end in `\n`, no other control character but the tabulator.
    pub(super) characters: String,
    /// The name of the encoding in lower case, such as `windows-1252`.
    pub(super) encoding: &'static str,
    /// What did not fit.
    pub(super) warnings: Vec<Warning>,
}

/// Decodes `bytes`. A byte-order mark decides; else valid UTF-8 is UTF-8; else what the carrier
/// `declared`; else what the bytes look like.
pub(super) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Decoded {
    let (encoding, mark_len) = match Encoding::for_bom(bytes) {
        Some((encoding, mark_len)) => (encoding, mark_len),
        None => (guess(bytes, declared), 0),
    };
    let rest = &bytes[mark_len..];
    let (decoded, has_errors) = match str::from_utf8(rest) {
        Ok(whole) if encoding == UTF_8 => (Cow::Borrowed(whole), false),
        _ => encoding.decode_without_bom_handling(rest),
    };
    let mut warnings = Vec::new();
    if has_errors {
        warnings.push(Warning::new(
            WarningKind::Undecodable,
            format!("some bytes are no {} and were replaced", encoding.name()),
        ));
    }
    let characters = clean(&mojibake::mend(&decoded), &mut warnings);
    Decoded { characters, encoding: name(encoding), warnings }
}

/// The name of the encoding that bytes without a declaration look like.
pub(super) fn encoding_of(bytes: &[u8]) -> &'static str {
    name(Encoding::for_bom(bytes).map_or_else(|| guess(bytes, None), |(encoding, _)| encoding))
}

/// Whether the bytes are no text: too many control bytes for any encoding.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(1 << 16)];
    if Encoding::for_bom(sample).is_some() || utf16_by_zeros(sample).is_some() {
        return false;
    }
    let is_control = |byte: u8| byte < b' ' && !matches!(byte, b'\n' | b'\r' | b'\t' | 0x0c | 0x1b);
    let n_control = count(sample, is_control);
    // One stray NUL in a text is dirt; a share of control bytes above one in fifty is no text.
    n_control * 50 > sample.len()
}

/// How many bytes are so; a few at a time, which a processor counts together.
fn count(bytes: &[u8], is_so: impl Fn(u8) -> bool) -> usize {
    const AT_ONCE: usize = 128;
    let few = |chunk: &[u8]| chunk.iter().fold(0_u8, |n, byte| n + u8::from(is_so(*byte)));
    bytes.chunks(AT_ONCE).map(|chunk| usize::from(few(chunk))).sum()
}

fn guess(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    if let Some(encoding) = utf16_by_zeros(&bytes[..bytes.len().min(1 << 16)]) {
        return encoding;
    }
    if is_utf8(bytes) {
        return UTF_8;
    }
    if let Some(declared) = declared.filter(|encoding| *encoding != UTF_8) {
        return declared;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
    detector.guess(None, Utf8Detection::Allow)
}

/// UTF-8, perhaps with a few broken bytes: legacy code pages do not make valid sequences of many bytes
/// by chance, so one broken byte among ten whole characters is damage, not another encoding.
fn is_utf8(bytes: &[u8]) -> bool {
    if str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut n_whole, mut n_broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        n_whole += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        n_broken += usize::from(!chunk.invalid().is_empty());
    }
    n_whole >= n_broken * 10 || (n_broken == 1 && ends_cut(bytes))
}

/// Whether the only fault is a character cut by the size limit at the very end.
fn ends_cut(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes)
        .is_err_and(|error| error.error_len().is_none() && error.valid_up_to() + 4 > bytes.len())
}

/// UTF-16 without a mark: in Western text every other byte is zero.
fn utf16_by_zeros(sample: &[u8]) -> Option<&'static Encoding> {
    let pairs = sample.len() / 2;
    if pairs < 4 || memchr::memchr(0, sample).is_none() {
        return None;
    }
    let n_zeros =
        |offset: usize| sample[offset..].iter().step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (n_zeros(0), n_zeros(1));
    if odd * 10 > pairs * 4 && even * 50 < pairs {
        Some(UTF_16LE)
    } else if even * 10 > pairs * 4 && odd * 50 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

pub(super) fn name(encoding: &'static Encoding) -> &'static str {
    // the names that a report should show in lower case; the standard spells them in mixed case
    const NAMES: [(&str, &str); 40] = [
        ("UTF-8", "utf-8"),
        ("UTF-16LE", "utf-16le"),
        ("UTF-16BE", "utf-16be"),
        ("windows-1250", "windows-1250"),
        ("windows-1251", "windows-1251"),
        ("windows-1252", "windows-1252"),
        ("windows-1253", "windows-1253"),
        ("windows-1254", "windows-1254"),
        ("windows-1255", "windows-1255"),
        ("windows-1256", "windows-1256"),
        ("windows-1257", "windows-1257"),
        ("windows-1258", "windows-1258"),
        ("windows-874", "windows-874"),
        ("ISO-8859-2", "iso-8859-2"),
        ("ISO-8859-3", "iso-8859-3"),
        ("ISO-8859-4", "iso-8859-4"),
        ("ISO-8859-5", "iso-8859-5"),
        ("ISO-8859-6", "iso-8859-6"),
        ("ISO-8859-7", "iso-8859-7"),
        ("ISO-8859-8", "iso-8859-8"),
        ("ISO-8859-8-I", "iso-8859-8-i"),
        ("ISO-8859-10", "iso-8859-10"),
        ("ISO-8859-13", "iso-8859-13"),
        ("ISO-8859-14", "iso-8859-14"),
        ("ISO-8859-15", "iso-8859-15"),
        ("ISO-8859-16", "iso-8859-16"),
        ("KOI8-R", "koi8-r"),
        ("KOI8-U", "koi8-u"),
        ("IBM866", "ibm866"),
        ("macintosh", "macintosh"),
        ("x-mac-cyrillic", "x-mac-cyrillic"),
        ("GBK", "gbk"),
        ("gb18030", "gb18030"),
        ("Big5", "big5"),
        ("EUC-JP", "euc-jp"),
        ("ISO-2022-JP", "iso-2022-jp"),
        ("Shift_JIS", "shift_jis"),
        ("EUC-KR", "euc-kr"),
        ("replacement", "replacement"),
        ("x-user-defined", "x-user-defined"),
    ];
    let found = NAMES.iter().find(|(standard, _)| *standard == encoding.name());
    found.map_or(encoding.name(), |(_, lower)| lower)
}

/// The name of an encoding that has crossed a process border as text.
pub(crate) fn name_of(label: &str) -> &'static str {
    Encoding::for_label(label.as_bytes()).map_or("", name)
}

/// Line ends become `\n`, a form feed ends a line, other control characters go.
pub(super) fn clean(text: &str, warnings: &mut Vec<Warning>) -> String {
    if is_clean(text) {
        return text.to_owned();
    }
    let mut clean = String::with_capacity(text.len());
    let mut n_removed = 0_usize;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                clean.push('\n');
            }
            '\n' | '\t' => clean.push(character),
            '\u{c}' => clean.push('\n'),
            _ if is_line_end(character) => clean.push('\n'),
            _ if character.is_control() => n_removed += 1,
            _ => clean.push(character),
        }
    }
    if n_removed > 0 {
        let detail = match n_removed {
            1 => "a control character was removed".to_owned(),
            _ => format!("{n_removed} control characters were removed"),
        };
        warnings.push(Warning::new(WarningKind::ControlCharacters, detail));
    }
    clean
}

fn is_clean(text: &str) -> bool {
    const AT_ONCE: usize = 128;
    let is_dirt = |byte: u8| (byte < b' ' && byte != b'\n' && byte != b'\t') || byte == 0x7f;
    let bytes = text.as_bytes();
    let has_dirt = |chunk: &[u8]| chunk.iter().fold(false, |has, byte| has | is_dirt(*byte));
    !bytes.chunks(AT_ONCE).any(has_dirt) && (text.is_ascii() || !has_wide_dirt(bytes))
}

/// Whether there is a control character beyond ASCII, U+0080 to U+009F, or a wide line end.
fn has_wide_dirt(bytes: &[u8]) -> bool {
    memchr::memchr2_iter(0xc2, 0xe2, bytes)
        .any(|at| matches!(bytes[at..], [0xc2, 0x80..=0x9f, ..] | [0xe2, 0x80, 0xa8 | 0xa9, ..]))
}

fn is_line_end(character: char) -> bool {
    matches!(character, '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], encoding: &str, characters: &str) {
        let decoded = decode(bytes, None);
        assert_eq!((decoded.encoding, decoded.characters.as_str()), (encoding, characters));
    }

    #[test]
    fn utf_16_is_known_by_its_mark_or_its_zeros() {
        let little: Vec<u8> = "Geneva, 3 April".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&little, "utf-16le", "Geneva, 3 April");
        let mut marked = vec![0xfe, 0xff];
        marked.extend("Genève".encode_utf16().flat_map(u16::to_be_bytes));
        check(&marked, "utf-16be", "Genève");
        assert!(!is_binary(&little));
    }

    #[test]
    fn legacy_code_pages_are_told_by_their_letters() {
        let western = "L\u{2019}organisation d\u{e9}nonce l\u{2019}arrestation d\u{2019}\u{c9}lo\u{ef}se \u{e0} Gen\u{e8}ve, a-t-elle d\u{e9}clar\u{e9}.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(western);
        check(&bytes, "windows-1252", western);
        let russian = "Правозащитники требуют освободить журналистов, задержанных в понедельник.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
        check(&bytes, "windows-1251", russian);
    }

    #[test]
    fn a_broken_byte_does_not_make_another_encoding_of_a_text() {
        let mut bytes =
            "L’organisation dénonce l’arrestation d’Éloïse à Genève, déclarée « illégale »."
                .as_bytes()
                .to_vec();
        bytes.push(0xff);
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.encoding, "utf-8");
        assert!(decoded.characters.starts_with("L’organisation dénonce"));
        assert_eq!(decoded.warnings[0].kind, WarningKind::Undecodable);
    }

    #[test]
    fn every_line_end_becomes_a_newline() {
        check(b"a\r\nb\rc\x0cd\ne", "utf-8", "a\nb\nc\nd\ne");
    }

    #[test]
    fn a_stray_zero_is_dirt_and_many_are_no_text() {
        let mut text = "A release of the ordinary sort. ".repeat(20).into_bytes();
        text.push(0);
        assert!(!is_binary(&text));
        let decoded = decode(&text, None);
        assert_eq!(decoded.warnings.len(), 1);
        assert!(is_binary(&[0, 1, 2, 3, 0, 0, 7, 200, 0, 0, 0]));
    }

    #[test]
    fn a_byte_that_is_no_utf8_at_the_cut_is_forgiven() {
        let mut bytes = "Genève".as_bytes().to_vec();
        bytes.extend(&"é".as_bytes()[..1]);
        assert_eq!(decode(&bytes, None).encoding, "utf-8");
    }
}
