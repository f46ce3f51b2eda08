//! `Archive`: one generation, open for questions.

use std::{
    borrow::Cow,
    path::Path,
    time::{Duration, Instant},
};

use query::{Field as Facet, Filters};
use release::{Quote, Release, ReleaseId, Span};
use rustc_hash::FxHashSet;
use tantivy::DocAddress;

use crate::{
    Answer, Error, FacetValue, Facets, Hit, KnownFile, MAX_DEPTH, QuoteAnswer, QuoteHit,
    QuoteSource, Request,
    compile::Compiler,
    facet::{Counted, list},
    pass::{self, Best, Deadline, Passed, Wanted},
    reader::Snapshot,
    scan::n_other_versions,
    schema::DocKind,
    snippet::{self, Sought},
};

/// One generation of an archive, open for questions: what is committed later is not seen.
///
/// It may be shared between threads.
pub struct Archive {
    pub(crate) snapshot: Snapshot,
    time_limit: Option<Duration>,
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Archive").field("dir", &self.snapshot.dir()).finish_non_exhaustive()
    }
}

/// A release of the archive with the files that hold its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// The release.
    pub release: Release,
    /// Its files, the first by absolute path first.
    pub files: Vec<KnownFile>,
}

impl Stored {
    /// The first of its files, as given.
    pub fn path(&self) -> &str {
        self.files.first().map_or("", |file| &file.path.shown)
    }
}

impl Archive {
    /// Opens the last generation of the archive in `dir`. It is only read: no lock, no write.
    ///
    /// # Errors
    ///
    /// [`Error::NoArchive`], [`Error::Version`], [`Error::Foreign`], [`Error::Damaged`], [`Error::Io`].
    pub fn open(dir: &Path) -> Result<Self, Error> {
        Ok(Self::of(Snapshot::open(dir)?))
    }

    pub(crate) fn of(snapshot: Snapshot) -> Self {
        Self { snapshot, time_limit: None }
    }

    /// The same archive, whose answers take no longer where a request does not say how long they may.
    #[must_use]
    pub fn with_time_limit(self, limit: Duration) -> Self {
        Self { time_limit: Some(limit), ..self }
    }

    /// Asks something of files that nobody has checked: every question of others goes through here.
    pub(crate) fn guarded<T>(&self, work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
        self.snapshot.guarded(work)
    }

    /// How many commits there were before what is seen, and that one.
    pub fn generation(&self) -> u64 {
        self.snapshot.manifest().generation
    }

    /// The releases that match, with the facets asked for.
    ///
    /// # Errors
    ///
    /// [`Error::TooDeep`], [`Error::TooManyWords`], [`Error::NoFacet`]; [`Error::Damaged`] and
    /// [`Error::Io`] where the archive cannot be read.
    pub fn search(&self, request: &Request) -> Result<Answer, Error> {
        self.guarded(|| {
            self.answer(request, DocKind::Release, |best, sought| {
                let release = self.snapshot.release_at(best.address())?;
                self.hit(&release, best.score(), request, sought)
            })
        })
    }

    /// The same with the ids of the releases alone: nothing of them is read.
    ///
    /// # Errors
    ///
    /// As [`search`](Self::search).
    pub fn ids(&self, request: &Request) -> Result<Answer<ReleaseId>, Error> {
        self.guarded(|| self.answer(request, DocKind::Release, |best, _| Ok(best.id())))
    }

    /// The quotes that match; total and facets count quotes.
    ///
    /// # Errors
    ///
    /// As [`search`](Self::search).
    pub fn quotes(&self, request: &Request) -> Result<QuoteAnswer, Error> {
        self.guarded(|| {
            self.answer(request, DocKind::Quote, |best, sought| {
                let (release, number) = self.quote_at(best.address())?;
                self.quote_hit(&release, number, best.score(), request, sought)
            })
        })
    }

    /// The release whose id is, or starts with, these hexadecimal digits; six are enough if no other id
    /// starts so.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidId`], [`Error::UnknownRelease`], [`Error::AmbiguousId`].
    pub fn release(&self, id: &str) -> Result<Stored, Error> {
        self.guarded(|| {
            let id = self.snapshot.resolve_id(id)?;
            let address = self.snapshot.address_of(id)?;
            let address = address.ok_or_else(|| Error::UnknownRelease { id: id.to_string() })?;
            let release = self.snapshot.release_at(address)?;
            Ok(Stored { release, files: self.snapshot.files_of(id)? })
        })
    }

    /// Every release, in no particular order.
    ///
    /// # Errors
    ///
    /// Each item may be [`Error::Damaged`] or [`Error::Io`].
    pub fn releases(&self) -> impl Iterator<Item = Result<Release, Error>> {
        let addresses = self.guarded(|| Ok(self.snapshot.documents(DocKind::Release)));
        let (addresses, failed) = match addresses {
            Ok(addresses) => (addresses, None),
            Err(error) => (Vec::new(), Some(Err(error))),
        };
        let release = |address| self.guarded(|| self.snapshot.release_at(address));
        failed.into_iter().chain(addresses.into_iter().map(release))
    }

    /// Everything the archive knows of files, by absolute path.
    ///
    /// # Errors
    ///
    /// [`Error::Damaged`], [`Error::Io`].
    pub fn files(&self) -> Result<Vec<KnownFile>, Error> {
        self.guarded(|| self.snapshot.files())
    }

    /// For questions that are built of several: fails where one that began then has taken longer than answers may.
    ///
    /// # Errors
    ///
    /// [`Error::TooSlow`].
    pub fn in_time(&self, started: Instant) -> Result<(), Error> {
        Deadline::check(self.time_limit.map(|limit| Deadline::since(started, limit)))
    }

    /// When an answer to `request` must be there.
    pub(crate) fn deadline(&self, request: &Request) -> Option<Deadline> {
        request.time_limit.or(self.time_limit).map(Deadline::after)
    }

    pub(crate) fn pass(
        &self,
        request: &Request,
        kind: DocKind,
    ) -> Result<(Compiler<'_>, Passed), Error> {
        let depth = request.offset.saturating_add(request.limit);
        if depth > MAX_DEPTH {
            return Err(Error::TooDeep { wanted: depth, max: MAX_DEPTH });
        }
        if request.facets.contains(&Facet::Date) {
            return Err(Error::NoFacet { field: Facet::Date.name() });
        }
        let deadline = self.deadline(request);
        let mut compiler = Compiler::new(&self.snapshot, kind, (request.boilerplate, deadline))?;
        let queries = compiler.compile(&request.query.root, &request.filters, &request.facets)?;
        let wanted = Wanted {
            kind,
            sort: request.sort,
            n_best: match request.limit {
                0 => 0,
                // versions on earlier pages make room on this one
                _ if request.collapse => MAX_DEPTH,
                _ => depth,
            },
            facets: request.facets.clone(),
            boilerplate: request.boilerplate,
            deadline,
        };
        let passed = pass::run(&self.snapshot, &queries, &wanted)?;
        Ok((compiler, passed))
    }

    fn answer<H>(
        &self,
        request: &Request,
        kind: DocKind,
        mut hit: impl FnMut(Best, &mut Sought) -> Result<H, Error>,
    ) -> Result<Answer<H>, Error> {
        let start = Instant::now();
        let (compiler, passed) = self.pass(request, kind)?;
        let mut sought = Sought::of(&request.query);
        let page = if request.collapse {
            self.collapsed(&passed.best, request, kind)?
        } else {
            passed.best.iter().skip(request.offset).copied().collect()
        };
        let hits: Result<Vec<H>, Error> =
            page.into_iter().map(|best| hit(best, &mut sought)).collect();
        let mut request = Cow::Borrowed(request);
        if request.collapse {
            let note = "near-duplicates are shown once; total and counts hold them all";
            request.to_mut().notes.push(note.to_owned());
        }
        self.answered(compiler, passed, (&request, kind), hits?, start)
    }

    /// The answer of a pass with these hits.
    pub(crate) fn answered<H>(
        &self,
        mut compiler: Compiler<'_>,
        passed: Passed,
        (request, kind): (&Request, DocKind),
        hits: Vec<H>,
        start: Instant,
    ) -> Result<Answer<H>, Error> {
        let mut facets = Facets::default();
        for (&field, counted) in request.facets.iter().zip(&passed.facets) {
            facets.0.push((field, self.list(&compiler, field, counted, request, "")?));
        }
        let mut notes = request.notes.clone();
        add_notes(&mut notes, std::mem::take(&mut compiler.notes));
        Ok(Answer {
            query: request.text.clone(),
            interpreted: request.interpreted.clone(),
            in_words: request.in_words(kind.subject()),
            notes,
            total: passed.total,
            limit: request.limit,
            offset: request.offset,
            took_ms: took_ms(start),
            hits,
            facets,
        })
    }

    /// The page of which each text is shown once, by its best version.
    fn collapsed(
        &self,
        best: &[Best],
        request: &Request,
        kind: DocKind,
    ) -> Result<Vec<Best>, Error> {
        let versions = self.snapshot.versions()?;
        let mut shown: FxHashSet<(ReleaseId, Option<String>)> = FxHashSet::default();
        let mut page = Vec::new();
        let mut n_before = 0;
        for &best in best {
            let columns = self.snapshot.columns(best.address().segment_ord);
            let id = columns.release(best.address().doc_id);
            let id = id.ok_or_else(|| self.snapshot.damaged("a document without release"))?;
            // what has no versions is shown as it is, a quote by its words with those of the versions
            if !versions.group(id).is_empty() {
                let words = if kind == DocKind::Quote {
                    let (release, number) = self.quote_at(best.address())?;
                    release.quotes.get(number).map(|quote| gazetteer::fold(&quote.text))
                } else {
                    None
                };
                if !shown.insert((versions.first(id), words)) {
                    continue;
                }
            }
            if n_before < request.offset {
                n_before += 1;
                continue;
            }
            page.push(best);
            if page.len() == request.limit {
                break;
            }
        }
        Ok(page)
    }

    /// Every place of a release at which a word or phrase of the query stands, in the order of the text.
    /// Standing text is looked at where the request searches it.
    ///
    /// # Errors
    ///
    /// [`Error::Damaged`] where the release is not as it was written.
    pub fn places(&self, release: &Release, request: &Request) -> Result<Vec<Span>, Error> {
        self.guarded(|| {
            let sought = &mut Sought::of(&request.query);
            Ok(snippet::places(release, sought, request.boilerplate))
        })
    }

    /// The other releases that are versions of this one's text, by date, then by id.
    ///
    /// # Errors
    ///
    /// [`Error::Damaged`], [`Error::Io`].
    pub fn versions(&self, id: ReleaseId) -> Result<Vec<Stored>, Error> {
        self.guarded(|| {
            let mut others = Vec::new();
            for &other in self.snapshot.versions()?.group(id) {
                if other != id
                    && let Some(address) = self.snapshot.address_of(other)?
                {
                    let release = self.snapshot.release_at(address)?;
                    others.push(Stored { release, files: self.snapshot.files_of(other)? });
                }
            }
            others.sort_by_key(|stored| {
                (stored.release.date.as_ref().map(|date| date.value.first_day()), stored.release.id)
            });
            Ok(others)
        })
    }

    pub(crate) fn list(
        &self,
        compiler: &Compiler<'_>,
        field: Facet,
        counted: &Counted,
        request: &Request,
        prefix: &str,
    ) -> Result<Vec<FacetValue>, Error> {
        let Filters { groups, .. } = &request.filters;
        let column = self.snapshot.fields.facet(field, request.boilerplate);
        let column = column.ok_or(Error::NoFacet { field: field.name() })?;
        let selected = compiler.selected(field, column, groups)?;
        Ok(list(field, counted, &request.filters, &selected, prefix, request.facet_limit))
    }

    fn hit(
        &self,
        release: &Release,
        score: f32,
        request: &Request,
        sought: &mut Sought,
    ) -> Result<Hit, Error> {
        let snippets = if request.snippets {
            snippet::of_release(release, sought, request.boilerplate)
        } else {
            Vec::new()
        };
        Ok(Hit {
            id: release.id.to_string(),
            score,
            title: release.title.as_ref().map(|title| title.value.clone()),
            subtitle: release.subtitle.as_ref().map(|subtitle| subtitle.value.clone()),
            date: release.date.as_ref().map(|date| date.value.to_string()),
            organisation: release.organisation.as_ref().map(|found| found.value.clone()),
            kind: release.kind.value.name(),
            language: release.language.as_ref().map(|language| language.value),
            countries: release.focus().collect(),
            places: release.places.iter().map(|place| place.value.clone()).collect(),
            speakers: release.speakers.iter().map(|speaker| speaker.name.clone()).collect(),
            path: self.path_of(release.id)?,
            near_duplicates: n_other_versions(self, release.id)?,
            snippets,
        })
    }

    pub(crate) fn quote_at(&self, address: DocAddress) -> Result<(Release, usize), Error> {
        let (id, number) = place_of(&self.snapshot, address)?;
        Ok((self.release_of_quote(id)?, number))
    }

    pub(crate) fn release_of_quote(&self, id: ReleaseId) -> Result<Release, Error> {
        let address = self.snapshot.address_of(id)?;
        let address = address.ok_or_else(|| self.snapshot.damaged("a quote without release"))?;
        self.snapshot.release_at(address)
    }

    pub(crate) fn quote_hit(
        &self,
        release: &Release,
        number: usize,
        score: f32,
        request: &Request,
        sought: &mut Sought,
    ) -> Result<QuoteHit, Error> {
        let quote: &Quote = release
            .quotes
            .get(number)
            .ok_or_else(|| self.snapshot.damaged("a quote that its release does not have"))?;
        let snippets =
            if request.snippets { snippet::of_quote(release, quote, sought) } else { Vec::new() };
        Ok(QuoteHit {
            id: format!("{}-{number}", release.id),
            text: quote.text.clone(),
            kind: quote.kind.name(),
            utterance: quote.utterance,
            speaker: quote.speaker.clone(),
            speaker_surface: quote.speaker_surface.clone(),
            role: quote.role.clone(),
            organisation: quote.organisation.clone(),
            date: release.date.as_ref().map(|date| date.value.to_string()),
            countries: release.focus().collect(),
            mentions: quote.mentions.clone(),
            release: QuoteSource {
                id: release.id.to_string(),
                title: release.title.as_ref().map(|title| title.value.clone()),
                path: self.path_of(release.id)?,
            },
            paragraph: quote.paragraph,
            page: release.source.pages.of(quote.span.start),
            start: quote.span.start,
            end: quote.span.end,
            score,
            snippets,
        })
    }

    pub(crate) fn path_of(&self, id: ReleaseId) -> Result<String, Error> {
        let files = self.snapshot.files_of(id)?;
        Ok(files.into_iter().next().map(|file| file.path.shown.to_string()).unwrap_or_default())
    }
}

/// Adds what the compiler had to say, each note once.
pub(crate) fn add_notes(notes: &mut Vec<String>, more: Vec<String>) {
    for note in more {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
}

/// The milliseconds since then, to the hundredth.
pub(crate) fn took_ms(start: Instant) -> f64 {
    (start.elapsed().as_secs_f64() * 1e5).round() / 100.0
}

/// The release that a quote stands in and its number there.
pub(crate) fn place_of(
    snapshot: &Snapshot,
    address: DocAddress,
) -> Result<(ReleaseId, usize), Error> {
    let columns = snapshot.columns(address.segment_ord);
    let release = columns.release(address.doc_id).zip(columns.number.first(address.doc_id));
    let (id, number) = release.ok_or_else(|| snapshot.damaged("a quote without release"))?;
    Ok((id, usize::try_from(number).unwrap_or(usize::MAX)))
}
