//! What carried the release: front matter and mail headers, nested as forwarding left them.

use release::Span;

use crate::lexicon::Blanks as _;
use crate::{
    layout::line::Raw,
    lexicon,
    text::{Hint, Style},
};

/// A line of a carrier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carrier {
    /// A line of front matter.
    FrontMatter,
    /// A header line of a mail or a news article.
    MailHeader,
}

/// A field that the carrier gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// Which.
    pub(crate) key: Key,
    /// Where its value stands.
    pub(crate) value: Span,
    /// Who gives it.
    pub(crate) carrier: Carrier,
}

/// The fields that say something about the release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// `Subject:`, `title:`.
    Title,
    /// `subtitle:`, `description:`.
    Subtitle,
    /// `Date:`, `published:`.
    Date,
    /// `created:`, `modified:`: about the file more than the release.
    FileDate,
    /// `From:`, `author:`.
    From,
    /// `organisation:`, `site:`: no person's name.
    Issuer,
    /// `lang:`.
    Language,
    /// `place:`.
    Place,
    /// Any other.
    Other,
}

/// What the carriers of a text say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Carried {
    /// The carrier of each line, by line index.
    pub(crate) lines: Vec<Option<Carrier>>,
    /// The fields in order.
    pub(crate) fields: Vec<Field>,
}

impl Carried {
    /// Whether the text came by mail.
    pub(crate) fn is_mail(&self) -> bool {
        self.lines.contains(&Some(Carrier::MailHeader))
    }
}

/// Front matter does not go on for ever: without its closing line it is none.
const LONGEST_FRONT_MATTER: usize = 80;

/// Finds the carrier lines of a text.
pub(crate) fn find(text: &str, lines: &[Raw], hints: &[Hint]) -> Carried {
    let mut carried = Carried { lines: vec![None; lines.len()], fields: Vec::new() };
    front_matter(text, lines, &mut carried);
    hinted(lines, hints, &mut carried);
    mail_headers(text, lines, &mut carried);
    collect_fields(text, lines, &mut carried);
    carried
}

fn hinted(lines: &[Raw], hints: &[Hint], carried: &mut Carried) {
    let mut hints = hints.iter().peekable();
    for (line, carrier) in lines.iter().zip(&mut carried.lines) {
        while hints.peek().is_some_and(|hint| hint.span.end <= line.span.start) {
            hints.next();
        }
        let Some(hint) = hints.peek().filter(|hint| hint.span.overlaps(line.span)) else {
            continue;
        };
        match hint.style {
            Style::MailHeader => *carrier = Some(Carrier::MailHeader),
            Style::FrontMatter => *carrier = Some(Carrier::FrontMatter),
            _ => {}
        }
    }
}

fn front_matter(text: &str, lines: &[Raw], carried: &mut Carried) {
    let Some(first) = lines.iter().position(|line| !line.is_blank()) else { return };
    let content = |idx: usize| lines[idx].span.of(text);
    if content(first) == "---" {
        let fence = (first + 1..lines.len().min(first + LONGEST_FRONT_MATTER))
            .find(|idx| matches!(content(*idx), "---" | "..."));
        let Some(fence) = fence else { return };
        let is_yaml = (first + 1..fence).any(|idx| key_of(content(idx)).is_some());
        if is_yaml {
            carried.lines[first..=fence].fill(Some(Carrier::FrontMatter));
            feed_fields(text, lines, fence + 1, carried);
        }
        return;
    }
    feed_fields(text, lines, first, carried);
}

/// Fields without fences: at least two, one of them a title or a date.
fn feed_fields(text: &str, lines: &[Raw], from: usize, carried: &mut Carried) {
    let Some(first) = (from..lines.len()).find(|idx| !lines[*idx].is_blank()) else { return };
    let n_fields = lines[first..]
        .iter()
        .take(LONGEST_FRONT_MATTER)
        .take_while(|line| is_metadata(line.span.of(text)))
        .count();
    let has_known = lines[first..first + n_fields].iter().any(|line| {
        key_of(line.span.of(text)).is_some_and(|(name, _)| {
            matches!(
                name.to_lowercase().as_str(),
                "title"
                    | "titel"
                    | "titre"
                    | "título"
                    | "titulo"
                    | "date"
                    | "datum"
                    | "fecha"
                    | "data"
            )
        })
    });
    let is_mail = lines[first..first + n_fields].iter().any(|line| is_telling(line.span.of(text)));
    if n_fields >= 2 && has_known && !is_mail {
        carried.lines[first..first + n_fields].fill(Some(Carrier::FrontMatter));
    }
}

/// `key: value` with a key of front matter.
fn is_metadata(line: &str) -> bool {
    key_of(line).is_some_and(|(name, _)| !name.contains(' ') && name.len() <= 20)
        && !line.starts_with("http")
}

/// A mail header has two lines or more, of which one names the sender, the subject or the date.
fn mail_headers(text: &str, lines: &[Raw], carried: &mut Carried) {
    let mut idx = 0;
    let mut n_blocks = 0;
    while idx < lines.len() && n_blocks < 6 {
        let block = header_block(text, lines, idx);
        if block > idx {
            for (line, carrier) in lines[idx..block].iter().zip(&mut carried.lines[idx..block]) {
                if !line.is_blank() {
                    *carrier = Some(Carrier::MailHeader);
                }
            }
            n_blocks += 1;
            idx = block;
        } else {
            idx += 1;
        }
    }
}

/// The line after a header block that starts at `first`; `first` if there is none.
fn header_block(text: &str, lines: &[Raw], first: usize) -> usize {
    let content = |idx: usize| lines[idx].span.of(text);
    if lines[first].is_blank() || !is_mail_line(content(first)) {
        return first;
    }
    let mut n_headers = 0;
    let mut n_telling = 0;
    let mut end = first;
    for (idx, line) in lines.iter().enumerate().skip(first).take(60) {
        if line.is_blank() {
            break;
        }
        if is_mail_line(content(idx)) {
            n_headers += 1;
            n_telling += usize::from(is_telling(content(idx)));
        } else if line.indent == 0 && !is_tail_of_addresses(content(idx)) {
            break;
        }
        end = idx + 1;
    }
    // `Location: Suva`, `Date: …`, `Subject: Fiji`, as a spokesperson heads notes: inside a paragraph no mail begins that
    // names no sender
    let is_inside = first > 0 && !lines[first - 1].is_blank();
    let names_sender =
        || (first..end).any(|idx| key_of(content(idx)).is_some_and(|(name, _)| !is_of_notes(name)));
    let is_mail = n_headers >= 2 && n_telling >= 1 && (!is_inside || names_sender());
    if is_mail { end } else { first }
}

/// A key that a mail shares with notes.
fn is_of_notes(name: &str) -> bool {
    lexicon::with_lower(name, |name| matches!(name, "date" | "subject"))
}

/// A folded header line goes on with addresses even where the fold lost its indentation.
fn is_tail_of_addresses(line: &str) -> bool {
    line.contains('@') && !line.contains(". ") && line.ends_with([',', '>', ')'])
}

const MAIL_KEYS: &[&str] = &[
    "approved",
    "bcc",
    "cc",
    "content-type",
    "date",
    "errors-to",
    "followup-to",
    "from",
    "in-reply-to",
    "lines",
    "message-id",
    "mime-version",
    "newsgroups",
    "nntp-posting-host",
    "organization",
    "organisation",
    "path",
    "precedence",
    "received",
    "references",
    "reply-to",
    "return-path",
    "sender",
    "sent",
    "subject",
    "to",
    "resent-from",
    "resent-date",
    "resent-to",
    "von",
    "an",
    "betreff",
    "gesendet",
    "datum",
    "de",
    "à",
    "a",
    "objet",
    "envoyé",
    "para",
    "asunto",
    "assunto",
    "enviado",
    "fecha",
    "data",
    "от",
    "кому",
    "тема",
    "дата",
    "من",
    "إلى",
    "الموضوع",
    "التاريخ",
];

fn is_mail_line(line: &str) -> bool {
    let Some((name, _)) = key_of(line) else { return false };
    let name = name.to_lowercase();
    MAIL_KEYS.contains(&name.as_str()) || name.starts_with("x-") || name.starts_with("list-")
}

/// Whether a header line is one that hardly stands in running text.
fn is_telling(line: &str) -> bool {
    key_of(line).is_some_and(|(name, _)| {
        matches!(
            name.to_lowercase().as_str(),
            "from"
                | "subject"
                | "von"
                | "betreff"
                | "objet"
                | "asunto"
                | "assunto"
                | "от"
                | "тема"
                | "الموضوع"
        )
    })
}

/// The name and the value of `Name: value`.
pub(crate) fn key_of(line: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = 40;
    let at = line.bytes().take(LONGEST + 1).position(|byte| byte == b':')?;
    let (name, value) = (&line[..at], &line[at + 1..]);
    let is_name = !name.is_empty()
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ' | '*'))
        && name.by_blanks().count() <= 2;
    is_name.then(|| (name.trim_matches(['*', ' ']), value.trim()))
}

fn collect_fields(text: &str, lines: &[Raw], carried: &mut Carried) {
    for (line, of_line) in lines.iter().zip(&carried.lines) {
        let Some(source) = *of_line else { continue };
        let content = line.span.of(text);
        let Some((name, value)) = key_of(content) else { continue };
        let start = line.span.end as usize - content.len() + content.find(':').unwrap_or(0) + 1;
        let value = value.trim_matches(['"', '\'']);
        let skipped = content[content.find(':').unwrap_or(0) + 1..].find(value).unwrap_or(0);
        let value = Span::new(start + skipped, start + skipped + value.len());
        carried.fields.push(Field { key: key(name), value, carrier: source });
    }
}

fn key(name: &str) -> Key {
    match name.to_lowercase().as_str() {
        "subject" | "title" | "titel" | "titre" | "título" | "titulo" | "заголовок"
        | "headline" | "betreff" | "objet" | "asunto" | "assunto" | "тема" | "الموضوع" => {
            Key::Title
        }
        "subtitle" | "subhead" | "dek" | "soustitre" | "sous-titre" | "subtítulo" | "subtitulo"
        | "untertitel" | "subtitel" | "bajada" => Key::Subtitle,
        "date" | "datum" | "published" | "pubdate" | "publish_date" | "publishdate" | "sent"
        | "data" | "fecha" | "gesendet" | "envoyé" | "дата" | "التاريخ" => Key::Date,
        "created" | "modified" | "updated" | "lastmod" => Key::FileDate,
        "from" | "author" | "von" | "source" => Key::From,
        "organization" | "organisation" | "publisher" | "org" | "issuer" | "site" | "site_name" => {
            Key::Issuer
        }
        "lang" | "language" | "sprache" | "langue" | "idioma" => Key::Language,
        "place" | "ort" | "lieu" | "lugar" | "local" | "location" | "city" => Key::Place,
        _ => Key::Other,
    }
}
