//! `Snapshot`: one generation of an archive, open for reading.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use query::Field as Facet;
use release::{Release, ReleaseId};
use tantivy::{
    BitSet, DocAddress, DocId, DocSet, Index, ReloadPolicy, Searcher, SegmentReader, TERMINATED,
    TantivyError, Term,
    schema::{Field, IndexRecordOption},
    store::StoreReader,
};

use crate::{
    Error, KnownFile, Queue, Queued, Reasons,
    columns::{self, Columns},
    engine::{self, Engine},
    facet::{self, Kept, Values},
    guard::guarded,
    languages::Languages,
    manifest::Manifest,
    people::People,
    pieces, queue, record,
    repeated::Repeated,
    schema::{DocKind, Fields},
    stem::Stemmings,
    store::{META, Place},
    stored,
    sweep::Lengths,
    versions::Versions,
    withdrawn::Withdrawn,
};

/// The fewest hexadecimal digits by which a release can be named.
const MIN_ID_DIGITS: usize = 6;

/// So often a process asks that has a single task.
const FEW_QUESTIONS: u32 = 4;

/// So often an archive is opened anew when a writer comes in between.
const MOST_TRIES: u32 = 20;

/// So many blocks of records are kept of each segment.
const MOST_BLOCKS: usize = 100;

/// Why an archive was not opened, and whether it has changed meanwhile.
struct Unopened {
    error: Error,
    is_overtaken: bool,
}

/// One generation of an archive: what is committed after it was opened is not seen.
pub(crate) struct Snapshot {
    pub(crate) place: Place,
    pub(crate) fields: Fields,
    pub(crate) index: Index,
    pub(crate) searcher: Searcher,
    manifest: Manifest,
    columns: Vec<Columns>,
    /// The records, by segment.
    stores: Vec<OnceLock<StoreReader>>,
    /// Nothing where they would take more memory than they may.
    values: Vec<OnceLock<Option<Arc<Values>>>>,
    versions: OnceLock<Versions>,
    people: OnceLock<People>,
    kept: OnceLock<Option<Kept>>,
    repeated: OnceLock<Repeated>,
    withdrawn: OnceLock<Withdrawn>,
    /// What of texts is kept for ranking.
    pub(crate) lengths: Lengths,
    /// Which documents are in which languages.
    pub(crate) languages: Languages,
    days: [OnceLock<Vec<Vec<u32>>>; 3],
    deleted: OnceLock<Vec<Vec<u64>>>,
    queues: OnceLock<queue::Lists>,
    n_asked: AtomicU32,
    /// How much memory the values of one facet may take.
    pub(crate) most_facet_bytes: usize,
}

impl Snapshot {
    pub(crate) fn open(dir: &Path) -> Result<Self, Error> {
        Self::of(&Place::at(dir)?)
    }

    pub(crate) fn of(place: &Place) -> Result<Self, Error> {
        let mut tried = Self::try_of(place);
        for _ in 0..MOST_TRIES {
            let Err(Unopened { is_overtaken: true, .. }) = tried else { break };
            tried = Self::try_of(place);
        }
        tried.map_err(|unopened| unopened.error)
    }

    /// Opens what is the last generation; a commit may come in between what is read first and what is last.
    fn try_of(place: &Place) -> Result<Self, Unopened> {
        let meta = || place.files.atomic_read(Path::new(META)).ok();
        let before = meta();
        let damaged = |detail| Error::Damaged { dir: place.dir.clone(), detail };
        let opened = guarded(damaged, || Self::once_of(place));
        let is_overtaken = meta() != before;
        match opened {
            Ok(opened) if !is_overtaken => Ok(opened),
            Ok(_) => {
                let dir = place.dir.clone();
                let detail = "it is written to all the time".to_owned();
                Err(Unopened { error: Error::Engine { action: "open", dir, detail }, is_overtaken })
            }
            Err(error) => Err(Unopened { error, is_overtaken }),
        }
    }

    fn once_of(place: &Place) -> Result<Self, Error> {
        let Engine { index, fields, manifest } = engine::open(place)?;
        let failed = |error| engine::translate(error, "open", &place.dir);
        let builder = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        let reader = builder.try_into().map_err(failed)?;
        let searcher = reader.searcher();
        let columns: Result<Vec<_>, _> = searcher
            .segment_readers()
            .iter()
            .map(|reader| Columns::open(reader, &fields))
            .collect();
        let columns = columns.map_err(failed)?;
        // one for each column, and one for the regions of the countries
        let values = (0..=fields.schema.num_fields()).map(|_| OnceLock::new()).collect();
        Ok(Self {
            place: place.clone(),
            fields,
            index,
            searcher,
            manifest,
            stores: columns.iter().map(|_| OnceLock::new()).collect(),
            columns,
            values,
            versions: OnceLock::new(),
            people: OnceLock::new(),
            kept: OnceLock::new(),
            repeated: OnceLock::new(),
            withdrawn: OnceLock::new(),
            lengths: Lengths::default(),
            languages: Languages::default(),
            days: Default::default(),
            deleted: OnceLock::new(),
            queues: OnceLock::new(),
            n_asked: AtomicU32::new(0),
            most_facet_bytes: facet::MOST_BYTES,
        })
    }

    /// Which releases are versions of one text; read from its table, or found anew where a run broke off
    /// before the table was written.
    pub(crate) fn versions(&self) -> Result<&Versions, Error> {
        once(&self.versions, || {
            let kept = Versions::read(&self.place, self.manifest.generation);
            kept.map_or_else(|| Versions::find(self), Ok)
        })
    }

    /// Which names are one person; read from its table, or found anew where there is none or the user's file
    /// has changed.
    pub(crate) fn people(&self) -> Result<&People, Error> {
        once(&self.people, || {
            let kept = People::read(&self.place, self.manifest.generation);
            kept.map_or_else(|| People::find(self), Ok)
        })
    }

    /// Which names are one person, found anew: for who keeps them.
    pub(crate) fn found_people(&self) -> Result<&People, Error> {
        once(&self.people, || People::find(self))
    }

    /// Which paragraphs are repeated; read from its table, or found anew where there is none.
    pub(crate) fn repeated(&self) -> Result<&Repeated, Error> {
        once(&self.repeated, || {
            let kept = Repeated::read(&self.place, self.manifest.generation);
            kept.map_or_else(|| Repeated::find(self), Ok)
        })
    }

    /// Which countries of releases do not count.
    pub(crate) fn withdrawn(&self) -> Result<&Withdrawn, Error> {
        once(&self.withdrawn, || {
            let kept = self.kept().and_then(|kept| kept.withdrawn(self.columns.len()));
            kept.map_or_else(|| Ok(Withdrawn::of(self, self.repeated()?)), Ok)
        })
    }

    /// Whether this generation is asked again and again. A process that asks once or twice reads columns as
    /// they are; one that asks on, such as a server, pays for unpacking them and is faster ever after.
    pub(crate) fn is_asked_again(&self) -> bool {
        self.n_asked.fetch_add(1, Ordering::Relaxed) >= FEW_QUESTIONS
    }

    /// The [turn](crate::order) of the last release.
    pub(crate) fn last_turn(&self) -> u64 {
        let turns = self.columns.iter().filter_map(|columns| columns.quoted.last_turn());
        turns.max().unwrap_or(0)
    }

    /// The first day of each document of a kind, by segment, 0 where it is not dated; kept once it was asked
    /// for.
    pub(crate) fn days(&self, kind: DocKind) -> &[Vec<u32>] {
        self.days[kind as usize].get_or_init(|| {
            let day = |day: Option<u64>| day.and_then(|day| u32::try_from(day).ok()).unwrap_or(0);
            let of_segment = |columns: &Columns| {
                columns.range(kind).map(|doc| day(columns.first_day.first(doc))).collect()
            };
            self.columns.iter().map(of_segment).collect()
        })
    }

    /// The deleted documents of a segment, by 64; nothing where none is.
    pub(crate) fn deleted(&self, segment: u32) -> &[u64] {
        let deleted = self.deleted.get_or_init(|| {
            let of_segment = |reader: &SegmentReader| {
                let Some(kept) = reader.alive_bitset() else { return Vec::new() };
                let all = BitSet::with_max_value_and_full(reader.max_doc());
                let mut alive = all.clone();
                alive.intersect_update(kept.bitset());
                let word = |set: &BitSet, at| u64::from_le_bytes(set.tinyset(at).into_bytes());
                let n_words = reader.max_doc().div_ceil(u64::BITS);
                (0..n_words).map(|at| word(&all, at) & !word(&alive, at)).collect()
            };
            self.searcher.segment_readers().iter().map(of_segment).collect()
        });
        &deleted[segment as usize]
    }

    /// A list of what somebody should look at; all are kept once one was asked for.
    pub(crate) fn queue(&self, queue: Queue) -> Result<&[Queued], Error> {
        Ok(&once(&self.queues, || queue::lists(self))?[queue as usize])
    }

    /// The folder.
    pub(crate) fn dir(&self) -> &Path {
        &self.place.dir
    }

    pub(crate) fn manifest(&self) -> Manifest {
        self.manifest
    }

    pub(crate) fn failed(&self, error: TantivyError) -> Error {
        engine::translate(error, "read", &self.place.dir)
    }

    pub(crate) fn damaged(&self, detail: impl ToString) -> Error {
        Error::Damaged { dir: self.place.dir.clone(), detail: detail.to_string() }
    }

    /// Asks something of files that nobody has checked.
    pub(crate) fn guarded<T>(&self, work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
        guarded(|detail| self.damaged(detail), work)
    }

    /// The values of a facet's column over all segments; made when first asked for.
    pub(crate) fn values(&self, facet: Facet, column: Field) -> Result<&Arc<Values>, Error> {
        let slot = match facet {
            Facet::Region => self.fields.schema.num_fields(),
            _ => column.field_id() as usize,
        };
        let values = once(&self.values[slot], || {
            if let Some(kept) = self.kept().and_then(|kept| kept.values(self, column)) {
                return Ok(Some(Arc::new(kept?)));
            }
            match Values::read(self, facet, column) {
                Err(Error::TooManyValues { .. }) => Ok(None),
                read => read.map(|values| Some(Arc::new(values))),
            }
        })?;
        values.as_ref().ok_or_else(|| self.too_many_values(facet))
    }

    /// The values that a table keeps of this generation.
    pub(crate) fn kept(&self) -> Option<&Kept> {
        self.kept.get_or_init(|| Kept::read(self)).as_ref()
    }

    pub(crate) fn too_many_values(&self, facet: Facet) -> Error {
        Error::TooManyValues { field: facet.name(), most_bytes: self.most_facet_bytes }
    }

    /// How many documents of a kind there are. Deleted ones that are not merged away yet count too, as they do
    /// in every other statistic.
    pub(crate) fn n_docs(&self, kind: DocKind) -> u64 {
        self.columns.iter().map(|columns| columns.range(kind).len() as u64).sum()
    }

    /// How many documents of a kind are not deleted.
    pub(crate) fn n_alive(&self, kind: DocKind) -> u64 {
        let of_segment = |(_, reader, columns): (u32, &SegmentReader, &Columns)| {
            if reader.has_deletes() {
                columns.alive(reader, kind).count()
            } else {
                columns.range(kind).len()
            }
        };
        self.segments().map(|segment| of_segment(segment) as u64).sum()
    }

    /// Every document of a kind, segment by segment.
    pub(crate) fn documents(&self, kind: DocKind) -> Vec<DocAddress> {
        let mut addresses = Vec::new();
        for (segment, reader, columns) in self.segments() {
            let docs = columns.alive(reader, kind);
            addresses.extend(docs.map(|doc| DocAddress::new(segment, doc)));
        }
        addresses
    }

    /// The ids of all releases, in no order.
    pub(crate) fn release_ids(&self) -> impl Iterator<Item = ReleaseId> + '_ {
        self.segments().flat_map(|(_, reader, columns)| {
            let docs = columns.alive(reader, DocKind::Release);
            docs.filter_map(|doc| columns.release(doc))
        })
    }

    /// The segments with their columns.
    pub(crate) fn segments(&self) -> impl Iterator<Item = (u32, &SegmentReader, &Columns)> {
        let readers = self.searcher.segment_readers().iter().zip(&self.columns);
        (0..).zip(readers).map(|(segment, (reader, columns))| (segment, reader, columns))
    }

    pub(crate) fn columns(&self, segment: u32) -> &Columns {
        &self.columns[segment as usize]
    }

    /// The release at this address with what the whole archive tells of it: its speakers under the names
    /// they have there, and countries that only repeated paragraphs name as boilerplate.
    pub(crate) fn release_at(&self, address: DocAddress) -> Result<Release, Error> {
        self.joined(self.record_at(address)?)
    }

    /// A record with what the whole archive tells of it.
    pub(crate) fn joined(&self, mut release: Release) -> Result<Release, Error> {
        self.people()?.join(&mut release);
        self.repeated()?.join(&mut release);
        Ok(release)
    }

    /// The record of the release document at this address.
    pub(crate) fn record_at(&self, address: DocAddress) -> Result<Release, Error> {
        let store = once(&self.stores[address.segment_ord as usize], || {
            let reader = self.searcher.segment_reader(address.segment_ord);
            reader.get_store_reader(MOST_BLOCKS).map_err(|error| self.failed(error.into()))
        })?;
        let document = store.get_document_bytes(address.doc_id);
        let document = document.map_err(|error| self.failed(error))?;
        let record = stored::read(self.fields.record, &document);
        let record = record.ok_or_else(|| self.damaged("a release without record"))?;
        record::unpack(record).map_err(|error| self.damaged(error))
    }

    /// Where the release of this id stands.
    pub(crate) fn address_of(&self, id: ReleaseId) -> Result<Option<DocAddress>, Error> {
        let term = Term::from_field_u64(self.fields.release, id.0);
        for (segment, reader, columns) in self.segments() {
            let mut found = None;
            each_doc(reader, &term, |doc| {
                if columns.is(doc, DocKind::Release) {
                    found = found.or(Some(DocAddress::new(segment, doc)));
                }
            })
            .map_err(|error| self.failed(error))?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// Whether a document of the kind holds the term and is not deleted: of releases, one with one of the stemmings.
    pub(crate) fn is_met(
        &self,
        term: &Term,
        kind: DocKind,
        stemmings: Stemmings,
    ) -> Result<bool, TantivyError> {
        for (segment, reader, columns) in self.segments() {
            let inverted = reader.inverted_index(term.field())?;
            let postings = inverted.read_postings(term, IndexRecordOption::Basic)?;
            let Some(mut postings) = postings else { continue };
            let within = self.languages.of(&self.fields, (segment, reader), stemmings)?;
            while postings.doc() != TERMINATED {
                let doc = postings.doc();
                if !reader.is_deleted(doc) && columns.is(doc, kind) && within.contains(doc) {
                    return Ok(true);
                }
                postings.advance();
            }
        }
        Ok(false)
    }

    /// How many releases and how many quotes hold a value.
    pub(crate) fn n_releases_and_quotes(
        &self,
        field: Field,
        value: &str,
    ) -> Result<(u32, u32), TantivyError> {
        let term = Term::from_field_text(field, value);
        let (mut releases, mut quotes) = (0, 0);
        for (_, reader, columns) in self.segments() {
            each_doc(reader, &term, |doc| {
                releases += u32::from(columns.is(doc, DocKind::Release));
                quotes += u32::from(columns.is(doc, DocKind::Quote));
            })?;
        }
        Ok((releases, quotes))
    }

    /// The id that starts with these hexadecimal digits.
    pub(crate) fn resolve_id(&self, digits: &str) -> Result<ReleaseId, Error> {
        let id = || digits.to_owned();
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_hex || !(MIN_ID_DIGITS..=16).contains(&digits.len()) {
            return Err(Error::InvalidId { id: id() });
        }
        let padded = |digit: &str| format!("{digits}{}", digit.repeat(16 - digits.len()));
        let number = |text: String| u64::from_str_radix(&text, 16).unwrap_or_default();
        let (first, last) = (number(padded("0")), number(padded("f")));
        let mut found: Option<u64> = None;
        for candidate in self.ids_between(first, last)? {
            if self.address_of(ReleaseId(candidate))?.is_none() || found == Some(candidate) {
                continue;
            }
            if found.replace(candidate).is_some() {
                return Err(Error::AmbiguousId { id: id() });
            }
        }
        found.map(ReleaseId).ok_or_else(|| Error::UnknownRelease { id: id() })
    }

    /// Ids in the dictionaries from first to last, among them those of deleted releases.
    fn ids_between(&self, first: u64, last: u64) -> Result<Vec<u64>, Error> {
        let mut ids = Vec::new();
        for reader in self.searcher.segment_readers() {
            let inverted =
                reader.inverted_index(self.fields.release).map_err(|error| self.failed(error))?;
            let range = inverted.terms().range().ge(first.to_be_bytes()).le(last.to_be_bytes());
            let mut stream = range.into_stream().map_err(|error| self.damaged(error))?;
            while stream.advance() {
                let bytes: Result<[u8; 8], _> = stream.key().try_into();
                ids.push(u64::from_be_bytes(bytes.map_err(|error| self.damaged(error))?));
            }
        }
        Ok(ids)
    }

    /// Everything known of files, by absolute path.
    pub(crate) fn files(&self) -> Result<Vec<KnownFile>, Error> {
        let (mut files, mut reasons) = (Vec::new(), Reasons::default());
        self.each_file(|mut file| {
            reasons.share(&mut file.outcome);
            files.push(file);
        })?;
        files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        files.shrink_to_fit();
        Ok(files)
    }

    /// Calls `visit` for everything known of a file, in no order.
    pub(crate) fn each_file(&self, mut visit: impl FnMut(KnownFile)) -> Result<(), Error> {
        for (_, reader, columns) in self.segments() {
            let Some(column) = &columns.file else { continue };
            // one pass over the dictionary is much cheaper than a look-up for each file
            let is_whole = columns::marks(column);
            let mut is_whole = is_whole.map_err(|error| self.damaged(error))?;
            let mut cut = Vec::new();
            for doc in columns.alive(reader, DocKind::File) {
                let ordinals = column.term_ords(doc).map(|ordinal| usize::try_from(ordinal).ok());
                let ordinals: Option<Vec<usize>> = ordinals.collect();
                let ordinals = ordinals.filter(|all| all.iter().all(|&at| at < is_whole.len()));
                match ordinals.ok_or_else(|| self.damaged("a file without entry"))? {
                    one if one.len() == 1 => is_whole[one[0]] = true,
                    several => cut.push(several),
                }
            }
            let mut pieces: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
            pieces.extend(cut.iter().flatten().map(|&at| (at, Vec::new())));
            let mut stream = column.dictionary().stream().map_err(|error| self.damaged(error))?;
            for (at, is_whole) in is_whole.into_iter().enumerate() {
                let entry = if stream.advance() { stream.key() } else { &[] };
                if is_whole {
                    visit(self.file(vec![entry])?);
                } else if let Some(piece) = pieces.get_mut(&at) {
                    entry.clone_into(piece);
                }
            }
            for ordinals in cut {
                visit(self.file(ordinals.iter().map(|at| pieces[at].as_slice()).collect())?);
            }
        }
        Ok(())
    }

    /// The files that hold a release, the first by absolute path first.
    pub(crate) fn files_of(&self, id: ReleaseId) -> Result<Vec<KnownFile>, Error> {
        let term = Term::from_field_u64(self.fields.of, id.0);
        let mut files = Vec::new();
        for (_, reader, columns) in self.segments() {
            let Some(column) = &columns.file else { continue };
            let mut of_docs: Vec<Vec<u64>> = Vec::new();
            each_doc(reader, &term, |doc| of_docs.push(column.term_ords(doc).collect()))
                .map_err(|error| self.failed(error))?;
            for ordinals in of_docs.into_iter().filter(|ordinals| !ordinals.is_empty()) {
                let mut entries = vec![Vec::new(); ordinals.len()];
                for (ordinal, entry) in ordinals.into_iter().zip(&mut entries) {
                    column.ord_to_bytes(ordinal, entry).map_err(|error| self.damaged(error))?;
                }
                files.push(self.file(entries.iter().map(Vec::as_slice).collect())?);
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    fn file(&self, pieces: Vec<&[u8]>) -> Result<KnownFile, Error> {
        postcard::from_bytes(&pieces::join(pieces))
            .map_err(|error| self.damaged(format!("a file entry that does not decode: {error}")))
    }
}

/// What is in the slot, made when first asked for.
fn once<T>(slot: &OnceLock<T>, fill: impl FnOnce() -> Result<T, Error>) -> Result<&T, Error> {
    if let Some(made) = slot.get() {
        return Ok(made);
    }
    let made = fill()?;
    Ok(slot.get_or_init(|| made))
}

/// How many documents of a segment hold the term and are not deleted.
pub(crate) fn n_alive(reader: &SegmentReader, term: &Term) -> Result<u64, TantivyError> {
    if !reader.has_deletes() {
        return Ok(reader.inverted_index(term.field())?.doc_freq(term)?.into());
    }
    let mut n = 0;
    each_doc(reader, term, |_| n += 1)?;
    Ok(n)
}

/// Calls `visit` for every document that holds the term and is not deleted.
pub(crate) fn each_doc(
    reader: &SegmentReader,
    term: &Term,
    mut visit: impl FnMut(DocId),
) -> Result<(), TantivyError> {
    let inverted = reader.inverted_index(term.field())?;
    let postings = inverted.read_postings(term, IndexRecordOption::Basic)?;
    let Some(mut postings) = postings else { return Ok(()) };
    while postings.doc() != TERMINATED {
        if !reader.is_deleted(postings.doc()) {
            visit(postings.doc());
        }
        postings.advance();
    }
    Ok(())
}
