//! `/api/export`: everything that matches, sent while it is read.

use std::io::{self, Write};

use ask::{Export, ExportFormat};
use axum::{
    body::{Body, Bytes},
    extract::{RawQuery, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use tokio::sync::{mpsc, oneshot};
use tokio_stream::wrappers::ReceiverStream;

use super::{Answer, params};
use crate::{app::App, refusal::Refusal};

/// A piece of the body.
type Piece = Result<Bytes, io::Error>;

/// So many bytes are sent at a time.
const PIECE: usize = 32 << 10;
/// So many pieces wait for a slow reader; then the scan waits.
const PIECES: usize = 4;

/// The whole result, without a cap, in an order that only the releases decide.
pub(super) async fn everything(State(app): State<App>, query: RawQuery) -> Answer {
    let mut params = params(query);
    let (text, narrowing) = params.question()?;
    let (of, format) = params.export()?;
    params.finish()?;
    let request = narrowing.request(&text)?;
    let (pieces, body) = mpsc::channel(PIECES);
    let (found, is_found) = oneshot::channel();
    app.stream(move |archive| {
        let export = match Export::new(archive, &request, of, format) {
            Ok(export) => export,
            // whoever asked may have gone away
            Err(error) => return drop(found.send(Err(error))),
        };
        if found.send(Ok(())).is_err() {
            return;
        }
        let mut out = Pieces { sender: pieces.clone(), piece: Vec::with_capacity(PIECE) };
        if let Err(ask::Error::Archive(_)) = export.write(&mut out) {
            // the connection is cut, so that half an export is not taken for the whole
            let _ = pieces.blocking_send(Err(io::ErrorKind::InvalidData.into()));
        }
    })?;
    let found = is_found.await.map_err(|_| Refusal::broken())?;
    found.map_err(|error| app.refusal(error))?;
    Ok(download(of.name(), format, Body::from_stream(ReceiverStream::new(body))))
}

/// A file to be kept, called by `name`, which is one word.
pub(crate) fn download(name: &str, format: ExportFormat, body: Body) -> Response {
    let (kind, ending) = kind(format);
    let name = format!("attachment; filename=\"{name}.{ending}\"");
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    // the name is one of a few words
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}

/// The media type of a format, and how names of its files end.
pub(crate) fn kind(format: ExportFormat) -> (&'static str, &'static str) {
    match format {
        ExportFormat::Csv => ("text/csv; charset=utf-8", "csv"),
        ExportFormat::Jsonl => ("application/jsonl; charset=utf-8", "jsonl"),
        ExportFormat::Markdown => ("text/markdown; charset=utf-8", "md"),
        ExportFormat::Bibtex => ("application/x-bibtex; charset=utf-8", "bib"),
        ExportFormat::Ris => ("application/x-research-info-systems; charset=utf-8", "ris"),
        ExportFormat::CslJson => ("application/vnd.citationstyles.csl+json", "json"),
    }
}

/// A writer that sends what it is given; it fails when nobody reads any more.
struct Pieces {
    sender: mpsc::Sender<Piece>,
    piece: Vec<u8>,
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        let sent = self.sender.blocking_send(Ok(piece.into()));
        sent.map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}
