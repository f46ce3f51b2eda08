//! `Writer`: an export as it grows.

use std::io::{self, Write};

use crate::{
    Document, bibtex, cell::harmless, csl, markdown, record, reference::Reference, ris, table,
};

/// What is written for each release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// A record a release.
    Releases,
    /// A record for each of the quotes.
    Quotes,
}

/// How it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A table with a header line.
    Csv,
    /// A JSON object a line.
    JsonLines,
    /// A heading a release, quotes below it.
    Markdown,
    /// Entries for LaTeX and reference managers.
    Bibtex,
    /// Records for reference managers.
    Ris,
    /// One JSON array of items for reference managers and citation processors.
    CslJson,
}

/// Writes releases one after the other; [`finish`](Self::finish) ends the export.
pub struct Writer<W: Write> {
    sink: Sink<W>,
    of: Of,
    format: Format,
    is_empty: bool,
}

enum Sink<W: Write> {
    Table(Box<csv::Writer<W>>),
    Text(W),
}

impl<W: Write> std::fmt::Debug for Writer<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer")
            .field("of", &self.of)
            .field("format", &self.format)
            .finish_non_exhaustive()
    }
}

impl<W: Write> Writer<W> {
    /// Starts an export: a table has its header even if nothing follows.
    ///
    /// # Errors
    ///
    /// Those of the writer below.
    pub fn new(mut out: W, of: Of, format: Format) -> io::Result<Self> {
        let sink = match format {
            Format::Csv => {
                let mut rows = csv::Writer::from_writer(out);
                let header = match of {
                    Of::Releases => join(table::RELEASE_COLUMNS),
                    Of::Quotes => join(table::QUOTE_COLUMNS),
                };
                rows.write_record(header).map_err(of_table)?;
                Sink::Table(Box::new(rows))
            }
            Format::CslJson => {
                out.write_all(b"[")?;
                Sink::Text(out)
            }
            _ => Sink::Text(out),
        };
        Ok(Self { sink, of, format, is_empty: true })
    }

    /// Writes a release, or those of its quotes that have these numbers.
    ///
    /// # Errors
    ///
    /// Those of the writer below.
    pub fn write(&mut self, document: &Document<'_>, quotes: &[usize]) -> io::Result<()> {
        match (self.format, self.of) {
            (Format::Markdown, Of::Releases) => {
                let numbers = document.all_quotes();
                self.text(|out| markdown::write(out, document, &numbers))
            }
            (Format::Markdown, Of::Quotes) => {
                self.text(|out| markdown::write(out, document, quotes))
            }
            (Format::Csv, Of::Releases) => self.row(&table::of_release(document)),
            (Format::JsonLines, Of::Releases) => self.line(&record::of_release(document)),
            (_, Of::Releases) => self.reference(&Reference::to_release(document)),
            (_, Of::Quotes) => {
                for (id, quote) in document.quotes(quotes) {
                    match self.format {
                        Format::Csv => self.row(&table::of_quote(document, id, quote))?,
                        Format::JsonLines => self.line(&record::of_quote(document, &id, quote))?,
                        _ => self.reference(&Reference::to_quote(document, id, quote))?,
                    }
                }
                Ok(())
            }
        }
    }

    /// Ends the export.
    ///
    /// # Errors
    ///
    /// Those of the writer below.
    pub fn finish(mut self) -> io::Result<()> {
        if self.format == Format::CslJson {
            let end: &[u8] = if self.is_empty { b"]\n" } else { b"\n]\n" };
            self.text(|out| out.write_all(end))?;
        }
        match self.sink {
            Sink::Table(mut rows) => rows.flush(),
            Sink::Text(mut out) => out.flush(),
        }
    }

    fn reference(&mut self, reference: &Reference<'_>) -> io::Result<()> {
        let is_first = std::mem::replace(&mut self.is_empty, false);
        let format = self.format;
        self.text(|out| match format {
            Format::Bibtex => bibtex::write(out, reference),
            Format::Ris => ris::write(out, reference),
            _ => {
                out.write_all(if is_first { b"\n" } else { b",\n" })?;
                Ok(serde_json::to_writer(out, &csl::item(reference))?)
            }
        })
    }

    fn line(&mut self, record: &serde_json::Value) -> io::Result<()> {
        self.text(|out| {
            serde_json::to_writer(&mut *out, record)?;
            out.write_all(b"\n")
        })
    }

    fn row(&mut self, cells: &[String]) -> io::Result<()> {
        match &mut self.sink {
            Sink::Table(rows) => {
                rows.write_record(cells.iter().map(|cell| harmless(cell))).map_err(of_table)
            }
            Sink::Text(_) => Ok(()),
        }
    }

    fn text(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        match &mut self.sink {
            Sink::Text(out) => write(out),
            Sink::Table(_) => Ok(()),
        }
    }
}

fn join<const A: usize, const B: usize>(
    (first, then): ([&'static str; A], [&'static str; B]),
) -> Vec<&'static str> {
    first.into_iter().chain(then).collect()
}

/// The error below that of a table: whoever reads may have gone away, which is no fault.
fn of_table(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn written(of: Of, format: Format, n_times: usize) -> String {
        let release = sample::release();
        let document = Document::new(&release, vec!["a.txt", "b.txt"], 1);
        let mut out = Vec::new();
        let mut writer = Writer::new(&mut out, of, format).unwrap();
        for _ in 0..n_times {
            writer.write(&document, &[0, 1]).unwrap();
        }
        writer.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_form_has_a_record_for_each() {
        for (of, n_records) in [(Of::Releases, 2), (Of::Quotes, 4)] {
            assert_eq!(written(of, Format::Csv, 2).lines().count(), 1 + n_records);
            assert_eq!(written(of, Format::JsonLines, 2).lines().count(), n_records);
            assert_eq!(written(of, Format::Bibtex, 2).matches("\n@").count() + 1, n_records);
            assert_eq!(written(of, Format::Ris, 2).matches("TY  - ").count(), n_records);
            let items: Vec<serde_json::Value> =
                serde_json::from_str(&written(of, Format::CslJson, 2)).unwrap();
            assert_eq!(items.len(), n_records);
            assert_eq!(written(of, Format::Markdown, 2).matches("\n> — ").count(), 4);
        }
    }

    #[test]
    fn nothing_is_still_a_whole_file() {
        assert_eq!(written(Of::Releases, Format::CslJson, 0), "[]\n");
        assert_eq!(written(Of::Quotes, Format::Csv, 0).lines().count(), 1);
        for format in [Format::JsonLines, Format::Markdown, Format::Bibtex, Format::Ris] {
            assert_eq!(written(Of::Quotes, format, 0), "");
        }
    }

    #[test]
    fn a_row_has_as_many_cells_as_the_header() {
        let release = sample::release();
        let document = Document::new(&release, vec![], 0);
        assert_eq!(table::of_release(&document).len(), join(table::RELEASE_COLUMNS).len());
        let (id, quote) = document.quotes(&[0]).next().unwrap();
        assert_eq!(table::of_quote(&document, id, quote).len(), join(table::QUOTE_COLUMNS).len());
    }
}
