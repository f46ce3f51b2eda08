//! Encoded words (RFC 2047) that stand beside each other, made one: mailers cut them inside a letter.
//!
//! `=?utf-8?B?w4nDiQ==?= =?utf-8?B?w4k=?=` is decoded word by word by whoever follows the standard, and a letter of
//! two bytes whose halves stand in two words is lost. Their bytes are joined before they are decoded, and written back as one
//! word of UTF-8, in the headers of a mail and of its parts.

use std::{borrow::Cow, ops::Range};

use encoding_rs::Encoding;
use mail_parser::parsers::MessageStream;
use memchr::memmem;

/// A word is no longer; the standard allows 75 bytes.
const LONGEST: usize = 4096;

/// A mail whose encoded words are joined where they stand beside each other.
pub(super) fn join(mail: &[u8]) -> Cow<'_, [u8]> {
    let mut joined = Vec::new();
    let mut copied = 0;
    for block in headers(mail) {
        let mut at = block.start;
        while let Some(found) = memmem::find(&mail[at..block.end], b"=?") {
            let (run, end) = run(&mail[..block.end], at + found);
            if let Some(text) = (run.len() > 1).then(|| decode(&run)).flatten() {
                joined.extend_from_slice(&mail[copied..at + found]);
                write(&text, &mut joined);
                copied = end;
            }
            at = end;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(mail);
    }
    joined.extend_from_slice(&mail[copied..]);
    Cow::Owned(joined)
}

/// Where the headers of a mail and of its parts stand: from its beginning, or a boundary, to an empty line.
fn headers(mail: &[u8]) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let mut start = Some(0);
    let mut at = 0;
    for line in mail.split_inclusive(|byte| *byte == b'\n') {
        match start {
            Some(begun) if line.trim_ascii().is_empty() => {
                blocks.push(begun..at);
                start = None;
            }
            None if line.starts_with(b"--") => start = Some(at),
            _ => {}
        }
        at += line.len();
    }
    blocks.extend(start.map(|begun| begun..mail.len()));
    blocks
}

/// An encoded word: its character set, `B` or `Q`, and what is encoded.
struct Word<'m> {
    charset: &'static Encoding,
    encoding: u8,
    data: &'m [u8],
}

/// The encoded words from `at` with nothing but white space between them, and where they end.
fn run(mail: &[u8], at: usize) -> (Vec<Word<'_>>, usize) {
    let mut words = Vec::new();
    let (mut next, mut end) = (at, at + 2);
    while let Some((word, length)) = word(&mail[next..]) {
        words.push(word);
        end = next + length;
        let space = mail[end..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        next = end + space;
    }
    (words, end)
}

/// The encoded word at the start of `bytes`, and its length.
fn word(bytes: &[u8]) -> Option<(Word<'_>, usize)> {
    let bytes = &bytes[..bytes.len().min(LONGEST)];
    let inner = bytes.strip_prefix(b"=?")?;
    let mut parts = inner.splitn(3, |byte| *byte == b'?');
    let (label, encoding, rest) = (parts.next()?, parts.next()?, parts.next()?);
    // behind a star stands the language
    let label = label.split(|byte| *byte == b'*').next()?;
    let charset = Encoding::for_label(label)?;
    let encoding = match encoding {
        [letter] => letter.to_ascii_uppercase(),
        _ => return None,
    };
    let length = memmem::find(rest, b"?=")?;
    let data = &rest[..length];
    let is_word = matches!(encoding, b'B' | b'Q') && !data.contains(&b'\n');
    let whole = bytes.len() - rest.len() + length + 2;
    is_word.then_some((Word { charset, encoding, data }, whole))
}

/// What a run of words says; `None` where one of them is spoilt.
fn decode(words: &[Word<'_>]) -> Option<String> {
    let mut text = String::new();
    let is_one = |a: &Word<'_>, b: &Word<'_>| a.charset == b.charset;
    for of_charset in words.chunk_by(is_one) {
        let mut bytes = Vec::new();
        for of_encoding in of_charset.chunk_by(|a, b| a.encoding == b.encoding) {
            let mut data: Vec<u8> =
                of_encoding.iter().flat_map(|word| word.data).copied().collect();
            data.extend_from_slice(b"?=");
            let mut stream = MessageStream::new(&data);
            bytes.extend(match of_encoding[0].encoding {
                b'B' => stream.decode_base64_word()?,
                _ => stream.decode_quoted_printable_word()?,
            });
        }
        text.push_str(&of_charset[0].charset.decode_without_bom_handling(&bytes).0);
    }
    Some(text)
}

/// Writes a text as an encoded word.
fn write(text: &str, out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.extend_from_slice(b"=?utf-8?Q?");
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(byte);
        } else {
            out.extend([b'=', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
        }
    }
    out.extend_from_slice(b"?=");
}

#[cfg(test)]
mod tests {
    use mail_parser::MessageParser;

    use super::*;

    fn subject(header: &str) -> String {
        let mail = format!("Subject: {header}\r\nFrom: {header} <a@example.org>\r\n\r\nBoats\r\n");
        let joined = join(mail.as_bytes());
        let message = MessageParser::default().parse(&*joined).unwrap();
        let from = message.from().and_then(|from| from.first()).unwrap();
        let subject = message.subject().unwrap().to_owned();
        assert_eq!(from.name.as_deref(), Some(subject.as_str()), "a name is read like a subject");
        subject
    }

    #[test]
    fn a_letter_that_is_cut_between_two_words_is_whole() {
        // the two bytes of a letter stand in two words
        assert_eq!(subject("=?UTF-8?B?TmFpcm9iaSDD?=\r\n =?UTF-8?B?qXTDqQ==?="), "Nairobi été");
        assert_eq!(subject("=?UTF-8?Q?Nairobi_=C3?=\r\n =?utf-8?q?=A9t=C3=A9?="), "Nairobi été");
        // and in two encodings
        assert_eq!(subject("=?UTF-8?Q?Nairobi_=C3?= =?UTF-8?B?qXTDqQ==?="), "Nairobi été");
        // a byte itself is cut: four letters of base64 stand in two words
        assert_eq!(subject("=?UTF-8?B?TmFpcm9iaSDDqX?= =?UTF-8?B?TDqQ==?="), "Nairobi été");
    }

    #[test]
    fn words_of_other_character_sets_are_read_in_them() {
        let arabic = "=?windows-1256?B?w+TIxw==?= =?windows-1256?Q?=C1_=C7=E1=CD=D1=ED=C9?=";
        assert_eq!(subject(arabic), "أنباء الحرية");
        assert_eq!(subject("=?koi8-r?B?88XX?=\r\n\t=?KOI8-R*ru?B?xdI=?="), "Север");
        assert_eq!(subject("=?koi8-r?B?88XXxdI=?= =?utf-8?Q?_=C3=A9?="), "Север é");
        // two bytes a letter, cut between them
        assert_eq!(subject("=?gb2312?B?1tC5+tE=?= =?gb2312?B?087z?="), "中国延误");
    }

    #[test]
    fn what_is_no_word_or_stands_in_the_text_is_left() {
        for whole in [
            "Subject: =?utf-8?Q?one?=\n\nBoats",
            "Subject: =?utf-8?Q?one?= and =?utf-8?Q?two?=\n\nBoats",
            "Subject: =?no-such?Q?one?= =?no-such?Q?two?=\n\nBoats",
            "Subject: =?utf-8?X?one?= =?utf-8?X?two?=\n\nBoats",
            "Subject: =? =?utf-8? =?utf-8?Q? =?=\n\nBoats",
            "Subject: Boats\n\n=?utf-8?Q?one?= =?utf-8?Q?two?=\n",
        ] {
            assert!(matches!(join(whole.as_bytes()), Cow::Borrowed(_)), "{whole}");
        }
        let part = "Subject: a\n\nb\n--x\nContent-Type: a/b; name=\"=?utf-8?Q?=C3?= =?utf-8?Q?=A9?=\"\n\nb";
        let joined = join(part.as_bytes()).into_owned();
        assert!(String::from_utf8(joined).unwrap().contains("name=\"=?utf-8?Q?=C3=A9?=\""));
    }
}
