//! Captures of the web (WARC): the pages that servers sent, as web archives keep them.
//!
//! A capture is a chain of records, each with headers of its own: what was asked, what was answered, notes. Answers that
//! hold a page or a document are read, and records that hold one without the talk around it (`resource`,
//! `conversion`); the rest is passed over. Records come one after the other, so a capture may be of any size.

use std::io::{self, BufRead, Read};

use flate2::read::{MultiGzDecoder, ZlibDecoder};

use super::MAX_DOCUMENT_BYTES;

/// The longest header line, and the most of them.
const LONGEST_LINE: u64 = 1 << 16;
const MOST_LINES: usize = 500;
/// What begins a record.
const MARK: &[u8] = b"WARC/";

/// A page or a document as a server sent it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Capture {
    /// Where it was.
    pub(super) address: String,
    /// A name with the ending of its type.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Whether the first bytes are those of a capture.
pub(super) fn looks_like(head: &[u8]) -> bool {
    head.starts_with(MARK)
}

/// Whether bytes packed by gzip are.
pub(super) fn is_packed(packed: &[u8]) -> bool {
    let mut head = [0; MARK.len()];
    MultiGzDecoder::new(packed).read_exact(&mut head).is_ok() && head == MARK
}

/// The pages and documents of a capture; the last may be what is wrong with the rest.
pub(super) fn captures(stream: impl BufRead) -> impl Iterator<Item = Result<Capture, String>> {
    let mut records = Records { stream, is_over: false };
    std::iter::from_fn(move || records.next_capture().transpose())
}

struct Records<S> {
    stream: S,
    is_over: bool,
}

impl<S: BufRead> Records<S> {
    fn next_capture(&mut self) -> Result<Option<Capture>, String> {
        while !self.is_over {
            match self.next_record() {
                Ok(Some(capture)) => return Ok(Some(capture)),
                Ok(None) => {}
                Err(error) => {
                    self.is_over = true;
                    return Err(format!("the rest of the capture: {error}"));
                }
            }
        }
        Ok(None)
    }

    /// The next record, if it is one of those wanted.
    fn next_record(&mut self) -> io::Result<Option<Capture>> {
        let broken = |what: &str| io::Error::other(what.to_owned());
        let first = loop {
            match self.line()? {
                None => {
                    self.is_over = true;
                    return Ok(None);
                }
                Some(line) if line.is_empty() => {}
                Some(line) => break line,
            }
        };
        if !first.as_bytes().starts_with(MARK) {
            return Err(broken("a record does not begin like one"));
        }
        let headers = self.headers()?;
        let length: u64 = value(&headers, "content-length")
            .and_then(|length| length.parse().ok())
            .ok_or_else(|| broken("a record without a length"))?;
        let kind = value(&headers, "warc-type").unwrap_or_default();
        let is_wanted = matches!(kind, "response" | "resource" | "conversion")
            && length <= MAX_DOCUMENT_BYTES as u64;
        let mut block = Vec::new();
        let mut record = (&mut self.stream).take(length);
        let n_read = if is_wanted {
            record.read_to_end(&mut block)? as u64
        } else {
            io::copy(&mut record, &mut io::sink())?
        };
        if n_read < length {
            return Err(broken("it is cut off"));
        }
        let address = value(&headers, "warc-target-uri").unwrap_or_default();
        let address = address.trim_start_matches('<').trim_end_matches('>').to_owned();
        let is_talk = value(&headers, "content-type")
            .is_some_and(|kind| kind.starts_with("application/http"));
        let held = if is_talk {
            answer(&block)
        } else {
            ending(value(&headers, "content-type").unwrap_or_default())
                .filter(|_| is_wanted)
                .map(|ending| (ending, block))
        };
        Ok(held.map(|(ending, bytes)| Capture {
            address,
            name: format!("capture.{ending}"),
            bytes,
        }))
    }

    fn headers(&mut self) -> io::Result<Vec<(String, String)>> {
        let mut headers = Vec::new();
        while let Some(line) = self.line()?.filter(|line| !line.is_empty()) {
            if headers.len() >= MOST_LINES {
                return Err(io::Error::other("a record with too many headers"));
            }
            headers.extend(header(&line));
        }
        Ok(headers)
    }

    fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        let n_read = (&mut self.stream).take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        if n_read as u64 == LONGEST_LINE {
            return Err(io::Error::other("a header of a record does not end"));
        }
        Ok((n_read > 0).then(|| String::from_utf8_lossy(&line).trim_end().to_owned()))
    }
}

fn header(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
}

fn value<'h>(headers: &'h [(String, String)], name: &str) -> Option<&'h str> {
    headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
}

/// What a server answered, if it is a page or a document: the ending of its type, and its bytes.
fn answer(talk: &[u8]) -> Option<(&'static str, Vec<u8>)> {
    let (head, body) = match memchr::memmem::find(talk, b"\r\n\r\n") {
        Some(at) => (&talk[..at], &talk[at + 4..]),
        None => memchr::memmem::find(talk, b"\n\n").map(|at| (&talk[..at], &talk[at + 2..]))?,
    };
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let is_found = lines.next()?.split_whitespace().nth(1) == Some("200");
    let headers: Vec<(String, String)> = lines.take(MOST_LINES).filter_map(header).collect();
    let ending = ending(value(&headers, "content-type")?).filter(|_| is_found)?;
    let is_chunked = value(&headers, "transfer-encoding")
        .is_some_and(|coding| coding.eq_ignore_ascii_case("chunked"));
    // some who keep captures undo the chunks and leave the header
    let body =
        if is_chunked { chunks(body).unwrap_or_else(|| body.to_vec()) } else { body.to_vec() };
    let unpack = |packed: &mut dyn Read| {
        let mut bytes = Vec::new();
        let read = packed.take(MAX_DOCUMENT_BYTES as u64).read_to_end(&mut bytes);
        (read.is_ok() || !bytes.is_empty()).then_some(bytes)
    };
    let body = match value(&headers, "content-encoding").map(str::to_ascii_lowercase).as_deref() {
        Some("gzip" | "x-gzip") if body.starts_with(&[0x1F, 0x8B]) => {
            unpack(&mut MultiGzDecoder::new(body.as_slice()))?
        }
        Some("deflate") => unpack(&mut ZlibDecoder::new(body.as_slice())).unwrap_or(body),
        // of others there is no reader, but many have been undone
        Some("br" | "zstd") if str::from_utf8(&body).is_err() => return None,
        _ => body,
    };
    Some((ending, body))
}

/// The bytes of a body that was sent in chunks, each behind its length.
fn chunks(body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let end = memchr::memmem::find(rest, b"\r\n")?;
        let length = str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim();
        let length = usize::from_str_radix(length, 16).ok()?;
        if length == 0 {
            return Some(whole);
        }
        rest = &rest[end + 2..];
        whole.extend_from_slice(rest.get(..length)?);
        rest = rest.get(length + 2..)?;
    }
}

/// The ending of a type that may hold a release.
fn ending(kind: &str) -> Option<&'static str> {
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    Some(match kind.as_str() {
        "text/html" | "application/xhtml+xml" => "html",
        "text/plain" => "txt",
        "application/pdf" => "pdf",
        "application/msword" => "doc",
        "application/rtf" | "text/rtf" => "rtf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
        "application/vnd.oasis.opendocument.text" => "odt",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, of: &str, address: &str, block: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Type: {of}\r\n\
             Content-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    }

    fn told(capture: &str) -> Vec<Result<(String, String), String>> {
        let told = |capture: Capture| {
            (capture.address, String::from_utf8_lossy(&capture.bytes).into_owned())
        };
        captures(capture.as_bytes()).map(|capture| capture.map(told)).collect()
    }

    #[test]
    fn pages_that_a_server_sent_are_read_and_the_rest_is_not() {
        let http = "application/http; msgtype=response";
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The ferries stop.</p>";
        let lost = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Not here.</p>";
        let style = "HTTP/1.1 200 OK\r\nContent-Type: text/css\r\n\r\np {}";
        let chunked = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n\
            8\r\n<p>Boats\r\n4\r\n</p>\r\n0\r\n\r\n";
        let capture = [
            record("warcinfo", "application/warc-fields", "", "software: x"),
            record("request", "application/http", "http://delta.example/1", "GET / HTTP/1.1"),
            record("response", http, "<http://delta.example/1>", page),
            record("response", http, "http://delta.example/2", lost),
            record("response", http, "http://delta.example/3", style),
            record("response", http, "http://delta.example/4", chunked),
            record("resource", "text/plain", "file:///5", "Nets."),
        ]
        .concat();
        let wanted = [
            ("http://delta.example/1", "<p>The ferries stop.</p>"),
            ("http://delta.example/4", "<p>Boats</p>"),
            ("file:///5", "Nets."),
        ];
        let wanted = wanted.map(|(address, text)| Ok((address.to_owned(), text.to_owned())));
        assert_eq!(told(&capture), wanted);
    }

    #[test]
    fn a_capture_that_is_cut_off_or_no_capture_ends_with_a_reason() {
        let whole = record("resource", "text/plain", "file:///1", "Nets.");
        let cut = format!("{whole}{}", &whole[..whole.len() - 6]);
        assert_eq!(told(&cut)[1], Err("the rest of the capture: it is cut off".to_owned()));
        let told = told(&format!("{whole}nothing\n\n"));
        assert_eq!(
            told[1],
            Err("the rest of the capture: a record does not begin like one".to_owned())
        );
        assert_eq!(told.len(), 2);
    }
}
