//! `Export`: everything that matches, written as it is read.

use std::io::Write;

use clap::ValueEnum;
use export::{Document, Format, Writer};
use index::{Archive, Request, Scan, Stored};

use crate::{Error, Of};

/// How an export is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// A table with a header line
    Csv,
    /// A JSON object a line
    Jsonl,
    /// A heading a release, its quotes with their sources below
    Markdown,
    /// Entries for LaTeX and reference managers
    Bibtex,
    /// Records for reference managers
    Ris,
    /// A JSON array for reference managers and citation processors
    CslJson,
}

impl From<ExportFormat> for Format {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Csv => Self::Csv,
            ExportFormat::Jsonl => Self::JsonLines,
            ExportFormat::Markdown => Self::Markdown,
            ExportFormat::Bibtex => Self::Bibtex,
            ExportFormat::Ris => Self::Ris,
            ExportFormat::CslJson => Self::CslJson,
        }
    }
}

/// An export that is about to be written.
#[derive(Debug)]
pub struct Export<'a> {
    scan: Scan<'a>,
    of: Of,
    format: ExportFormat,
}

impl<'a> Export<'a> {
    /// Finds everything that matches.
    ///
    /// # Errors
    ///
    /// [`Error::Archive`] as a search.
    pub fn new(
        archive: &'a Archive,
        request: &Request,
        of: Of,
        format: ExportFormat,
    ) -> Result<Self, Error> {
        let scan = match of {
            Of::Releases => archive.scan(request)?,
            Of::Quotes => archive.scan_quotes(request)?,
        };
        Ok(Self { scan, of, format })
    }

    /// How many releases, or quotes, match.
    pub fn total(&self) -> u64 {
        self.scan.total
    }

    /// What the reader should know.
    pub fn notes(&self) -> &[String] {
        &self.scan.notes
    }

    /// Writes each release before the next is read.
    ///
    /// # Errors
    ///
    /// [`Error::Archive`]; [`Error::Write`] where whoever reads went away.
    pub fn write(self, out: impl Write) -> Result<(), Error> {
        let Self { scan, of, format } = self;
        let failed = |source| Error::Write { of, source };
        let mut writer = Writer::new(out, of.into(), format.into()).map_err(failed)?;
        for scanned in scan {
            let scanned = scanned?;
            let document = document(&scanned.stored, scanned.near_duplicates);
            writer.write(&document, &scanned.quotes).map_err(failed)?;
        }
        writer.finish().map_err(failed)
    }
}

/// A stored release as the crate `export` takes it.
pub fn document(stored: &Stored, near_duplicates: u64) -> Document<'_> {
    let paths = stored.files.iter().map(|file| &*file.path.shown).collect();
    Document::new(&stored.release, paths, near_duplicates)
}
