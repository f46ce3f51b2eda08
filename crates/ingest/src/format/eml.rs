//! Mail: one message, or a mailbox of them.
//!
//! The headers a reader cares about stand above the body as lines of the text, so that a title or date
//! taken from them has a place to point to. Of alternative bodies the plain one is taken; an HTML-only
//! mail goes through the page reader. Attachments are handed over with the mail.

use std::{io::BufRead, path::Path};

use mail_parser::{
    Address, Message, MessageParser, MessagePart, MimeHeaders, mailbox::mbox::MessageIterator,
};
use release::{Span, Warning, WarningKind};

use super::{decode, encoded, html};
use crate::{
    error::{Error, Unread},
    text::{Hint, Meta, Style, Text},
};

const HEADERS: [&[u8]; 9] = [
    b"from:",
    b"to:",
    b"subject:",
    b"date:",
    b"received:",
    b"return-path:",
    b"message-id:",
    b"mime-version:",
    b"delivered-to:",
];

/// Whether the first lines are an envelope line and headers.
pub(super) fn looks_like_mbox(head: &[u8]) -> bool {
    head.starts_with(b"From ") && head.split(|byte| *byte == b'\n').nth(1).is_some_and(is_header)
}

/// Whether a file without a mail's ending is one all the same: its headers speak of MIME.
pub(super) fn looks_like_mime(head: &[u8]) -> bool {
    let mut lines = head.split(|byte| *byte == b'\n');
    let Some(first) = lines.next() else { return false };
    is_header(first)
        && lines.take_while(|line| !line.trim_ascii().is_empty()).any(|line| {
            starts_with(line, b"mime-version:") || starts_with(line, b"content-transfer-encoding:")
        })
}

fn is_header(line: &[u8]) -> bool {
    HEADERS.iter().any(|name| starts_with(line, name))
}

fn starts_with(line: &[u8], name: &[u8]) -> bool {
    line.len() >= name.len() && line[..name.len()].eq_ignore_ascii_case(name)
}

/// A mail.
#[derive(Debug)]
pub(super) struct Mail {
    /// Its headers and its body; `None` where the body is empty.
    pub(super) text: Option<Text>,
    /// What is attached to it.
    pub(super) attachments: Vec<Attachment>,
}

/// A file attached to a mail.
#[derive(Debug)]
pub(super) struct Attachment {
    pub(super) name: String,
    /// What it calls itself by name or by type, to be told by.
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
}

pub(super) fn read(bytes: &[u8]) -> Result<Mail, Error> {
    let bytes = &*encoded::join(bytes);
    let message = MessageParser::default().parse(bytes).ok_or_else(|| Error::Malformed {
        format: "mail",
        reason: "it has no headers".to_owned(),
    })?;
    let mut text = Text { format: "eml", encoding: "utf-8", ..Text::default() };
    let body = body(&message, bytes, &mut text);
    let attachments = attachments(&message);
    if body.trim().is_empty() {
        return Ok(Mail { text: None, attachments });
    }
    write_headers(&message, &mut text);
    let offset = text.characters.len();
    for hint in &mut text.hints {
        if hint.style != Style::MailHeader {
            hint.span =
                Span::new(hint.span.start as usize + offset, hint.span.end as usize + offset);
        }
    }
    text.hints.sort_by_key(|hint| hint.span);
    text.characters.push_str(&body);
    Ok(Mail { text: Some(text), attachments })
}

fn attachments(message: &Message<'_>) -> Vec<Attachment> {
    let attachments = message.attachments().map(|part| {
        // a mail that was forwarded as it is
        if let Some(forwarded) = part.message() {
            Attachment {
                name: "a mail".to_owned(),
                path: "forwarded.eml".to_owned(),
                bytes: forwarded.raw_message().to_vec(),
            }
        } else {
            let name = part.attachment_name().unwrap_or("without a name").to_owned();
            let has_ending = Path::new(&name).extension().is_some();
            let path = if has_ending { name.clone() } else { format!("{name}.{}", ending(part)) };
            Attachment { name, path, bytes: part.contents().to_vec() }
        }
    });
    attachments.collect()
}

/// The ending that files of the type of a part have.
fn ending(part: &MessagePart<'_>) -> &'static str {
    let Some(kind) = part.content_type() else { return "bin" };
    match (kind.ctype(), kind.subtype().unwrap_or_default()) {
        ("text", "plain") => "txt",
        ("text", "html") => "html",
        ("text", "csv") => "csv",
        ("text" | "application", "rtf") => "rtf",
        ("application", "pdf") => "pdf",
        ("application", "msword") => "doc",
        ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document") => "docx",
        ("application", "vnd.oasis.opendocument.text") => "odt",
        _ => "bin",
    }
}

/// The messages of a mailbox as they come.
pub(super) fn messages(stream: impl BufRead) -> impl Iterator<Item = Result<Vec<u8>, Unread>> {
    MessageIterator::new(stream).map(|message| Ok(message?.unwrap_contents()))
}

/// The body as text; hints are relative to it and are moved down by the caller.
fn body(message: &Message<'_>, bytes: &[u8], text: &mut Text) -> String {
    if is_open_multipart(message, bytes) {
        let detail = "the last boundary of the message is missing; its end may be too";
        text.warnings.push(Warning::new(WarningKind::BrokenMarkup, detail));
    }
    let is_html_only = message.text_bodies().all(MessagePart::is_text_html);
    if is_html_only && let Some(markup) = message.body_html(0) {
        let page = html::main_text(&markup);
        text.hints = page.hints;
        text.warnings.extend(page.warnings);
        return page.characters;
    }
    if let Some(charset) = declared_charset(message) {
        text.encoding = charset;
    }
    let parts: Vec<String> = (0..message.text_body_count())
        .filter_map(|position| message.body_text(position))
        .map(|part| decode::clean(&part, &mut text.warnings))
        .collect();
    parts.join("\n\n")
}

fn declared_charset(message: &Message<'_>) -> Option<&'static str> {
    let part = message.text_part(0)?;
    let label = part.content_type()?.attribute("charset")?;
    encoding_rs::Encoding::for_label(label.as_bytes()).map(decode::name)
}

/// Whether a multipart message lacks the line that closes it.
fn is_open_multipart(message: &Message<'_>, bytes: &[u8]) -> bool {
    let Some(boundary) = message.content_type().and_then(|kind| kind.attribute("boundary")) else {
        return false;
    };
    let closing = format!("--{boundary}--");
    memchr::memmem::rfind(bytes, closing.as_bytes()).is_none()
}

fn write_headers(message: &Message<'_>, text: &mut Text) {
    text.meta = Meta {
        title: message.subject().map(str::to_owned),
        date: message.date().map(mail_parser::DateTime::to_rfc3339),
        ..Meta::default()
    };
    let lines = [
        ("From", message.from().map(address)),
        ("To", message.to().map(address)),
        ("Date", message.date().map(mail_parser::DateTime::to_rfc822)),
        ("Subject", message.subject().map(str::to_owned)),
    ];
    for (name, value) in lines {
        let Some(value) = value.filter(|value| !value.is_empty()) else { continue };
        let start = text.characters.len();
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        text.characters.push_str(name);
        text.characters.push_str(": ");
        text.characters.push_str(&value);
        let span = Span::new(start, text.characters.len());
        text.hints.push(Hint { span, style: Style::MailHeader });
        text.characters.push('\n');
    }
    text.characters.push('\n');
}

fn address(address: &Address<'_>) -> String {
    let one = |addr: &mail_parser::Addr<'_>| match (&addr.name, &addr.address) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (Some(only), None) | (None, Some(only)) => only.to_string(),
        (None, None) => String::new(),
    };
    address.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "From: =?UTF-8?Q?Ilse_M=C3=BCller?= <press@example.org>\r\nTo: list@example.org\r\n\
        Subject: =?UTF-8?Q?Lib=C3=A9rez_les_juges?=\r\nDate: Tue, 3 Apr 2012 10:00:00 +0200\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n\
        --b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        Gen=E8ve, le 3 avril =96 Ouvrez les cellules.\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Ouvrez</p>\r\n--b--\r\n";

    fn text(mail: &str) -> Text {
        read(mail.as_bytes()).unwrap().text.unwrap()
    }

    #[test]
    fn headers_stand_above_the_plain_body() {
        let text = text(MAIL);
        let expected = "From: Ilse Müller <press@example.org>\nTo: list@example.org\n\
            Date: Tue, 3 Apr 2012 10:00:00 +0200\nSubject: Libérez les juges\n\nGenève, le 3 avril – Ouvrez les cellules.";
        assert_eq!(text.characters.trim_end(), expected);
        assert_eq!(text.hints.len(), 4);
        assert_eq!(text.meta.date.as_deref(), Some("2012-04-03T10:00:00+02:00"));
        assert!(text.warnings.is_empty(), "{:?}", text.warnings);
    }

    #[test]
    fn a_mail_of_html_alone_goes_through_the_page_reader() {
        let mail = "Subject: x\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<html><body><h1>Free</h1><p>The cells.</p></body></html>";
        let text = text(mail);
        assert_eq!(text.characters, "Subject: x\n\nFree\n\nThe cells.\n");
        let heading = text.hints.iter().find(|hint| hint.style == Style::Heading(1)).unwrap();
        assert_eq!(heading.span.of(&text.characters), "Free");
    }

    #[test]
    fn a_message_cut_on_its_way_is_read_with_a_warning() {
        let cut = &MAIL[..MAIL.find("--b\r\nContent-Type: text/html").unwrap()];
        let text = text(cut);
        assert!(text.characters.contains("Ouvrez les cellules"));
        assert_eq!(text.warnings[0].kind, WarningKind::BrokenMarkup);
    }
}
