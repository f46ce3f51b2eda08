//! `Scan`: everything that matches, one release after the other, however much it is.

use std::{iter::Peekable, vec};

use release::ReleaseId;

use crate::{
    Archive, Error, Request, Sort, Stored,
    archive::{add_notes, place_of},
    compile::Compiler,
    pass::{self, Best, Deadline, Wanted},
    schema::DocKind,
};

/// Everything that matches a request, oldest first and undated last, then by id: an order that only the
/// releases themselves decide. A release is decoded when its turn comes; what is kept of the others is 40
/// bytes each.
#[derive(Debug)]
pub struct Scan<'a> {
    archive: &'a Archive,
    left: Peekable<vec::IntoIter<Best>>,
    kind: DocKind,
    /// How many releases, or quotes, match.
    pub total: u64,
    /// What the reader should know, as in an [`Answer`](crate::Answer).
    pub notes: Vec<String>,
}

/// A release that matches, or some of whose quotes match.
#[derive(Clone, Debug, PartialEq)]
pub struct Scanned {
    /// The release with its files.
    pub stored: Stored,
    /// How many other releases are versions of its text.
    pub near_duplicates: u64,
    /// The numbers of the quotes that match, in the order of the text; none where releases were sought.
    pub quotes: Vec<usize>,
}

impl Archive {
    /// Every release that [`search`](Self::search) would find, whatever `limit`, `offset`, `sort` and
    /// `collapse` say.
    ///
    /// # Errors
    ///
    /// As [`search`](Self::search).
    pub fn scan(&self, request: &Request) -> Result<Scan<'_>, Error> {
        self.guarded(|| self.everything(request, DocKind::Release))
    }

    /// Every quote that [`quotes`](Self::quotes) would find, with its release.
    ///
    /// # Errors
    ///
    /// As [`search`](Self::search).
    pub fn scan_quotes(&self, request: &Request) -> Result<Scan<'_>, Error> {
        self.guarded(|| self.everything(request, DocKind::Quote))
    }

    /// Where everything that matches is.
    pub(crate) fn all(&self, request: &Request, kind: DocKind) -> Result<Vec<Best>, Error> {
        Ok(self.everything(request, kind)?.left.collect())
    }

    fn everything(&self, request: &Request, kind: DocKind) -> Result<Scan<'_>, Error> {
        let deadline = request.time_limit.map(Deadline::after);
        let mut compiler = Compiler::new(&self.snapshot, kind, (request.boilerplate, deadline))?;
        let queries = compiler.compile(&request.query.root, &request.filters, &[])?;
        let wanted = Wanted {
            kind,
            sort: Sort::Oldest,
            n_best: usize::MAX,
            facets: Vec::new(),
            boilerplate: request.boilerplate,
            deadline,
        };
        let passed = pass::run(&self.snapshot, &queries, &wanted)?;
        let mut notes = request.notes.clone();
        add_notes(&mut notes, compiler.notes);
        let left = passed.best.into_iter().peekable();
        Ok(Scan { archive: self, left, kind, total: passed.total, notes })
    }
}

impl Scan<'_> {
    fn scanned(&mut self, best: Best) -> Result<Scanned, Error> {
        let snapshot = &self.archive.snapshot;
        let release = if self.kind == DocKind::Release {
            (snapshot.release_at(best.address())?, Vec::new())
        } else {
            let (id, number) = place_of(snapshot, best.address())?;
            let mut numbers = vec![number];
            // the quotes of a release stand side by side in the order
            while let Some(next) = self.left.peek() {
                let (other, number) = place_of(snapshot, next.address())?;
                if other != id {
                    break;
                }
                numbers.push(number);
                self.left.next();
            }
            (self.archive.release_of_quote(id)?, numbers)
        };
        let (release, quotes) = release;
        if quotes.iter().any(|&number| number >= release.quotes.len()) {
            return Err(snapshot.damaged("a quote that its release does not have"));
        }
        let near_duplicates = n_other_versions(self.archive, release.id)?;
        let files = snapshot.files_of(release.id)?;
        Ok(Scanned { stored: Stored { release, files }, near_duplicates, quotes })
    }
}

impl Iterator for Scan<'_> {
    type Item = Result<Scanned, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let best = self.left.next()?;
        let archive = self.archive;
        Some(archive.guarded(|| self.scanned(best)))
    }
}

/// How many other releases are versions of this one's text.
pub(crate) fn n_other_versions(archive: &Archive, id: ReleaseId) -> Result<u64, Error> {
    let n_versions = archive.snapshot.versions()?.group(id).len() as u64;
    Ok(n_versions.saturating_sub(1))
}
