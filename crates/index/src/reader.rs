//! `Snapshot`: one generation of an archive, open for reading.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use query::Field as Facet;
use release::{Release, ReleaseId};
use tantivy::{
    DocAddress, DocId, DocSet, Index, ReloadPolicy, Searcher, SegmentReader, TERMINATED,
    TantivyDocument, TantivyError, Term,
    columnar::Column,
    schema::{Field, IndexRecordOption, Value},
};

use crate::{
    Error, KnownFile,
    engine::{self, Engine},
    facet::Values,
    manifest::Manifest,
    schema::{DocKind, Fields},
};

/// The fewest hexadecimal digits by which a release can be named.
const MIN_ID_DIGITS: usize = 6;

/// One generation of an archive: what is committed after it was opened is not seen.
pub(crate) struct Snapshot {
    pub(crate) dir: PathBuf,
    pub(crate) fields: Fields,
    pub(crate) index: Index,
    pub(crate) searcher: Searcher,
    manifest: Manifest,
    values: Vec<OnceLock<Arc<Values>>>,
}

impl Snapshot {
    pub(crate) fn open(dir: &Path) -> Result<Self, Error> {
        let Engine { index, fields, manifest } = engine::open(dir)?;
        let failed = |error| engine::translate(error, "open", dir);
        let builder = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        let reader = builder.try_into().map_err(failed)?;
        let searcher = reader.searcher();
        let values = fields.schema.fields().map(|_| OnceLock::new()).collect();
        Ok(Self { dir: dir.to_owned(), fields, index, searcher, manifest, values })
    }

    pub(crate) fn manifest(&self) -> Manifest {
        self.manifest
    }

    pub(crate) fn failed(&self, error: TantivyError) -> Error {
        engine::translate(error, "read", &self.dir)
    }

    pub(crate) fn damaged(&self, detail: impl ToString) -> Error {
        Error::Damaged { dir: self.dir.clone(), detail: detail.to_string() }
    }

    /// The values of a facet's column over all segments; made when first asked for.
    pub(crate) fn values(&self, facet: Facet, column: Field) -> Result<&Arc<Values>, Error> {
        let slot = &self.values[column.field_id() as usize];
        if let Some(values) = slot.get() {
            return Ok(values);
        }
        let made = Values::read(self, facet, column).map_err(|error| self.failed(error))?;
        Ok(slot.get_or_init(|| Arc::new(made)))
    }

    /// Every document of a kind, segment by segment.
    pub(crate) fn documents(&self, kind: DocKind) -> Result<Vec<DocAddress>, Error> {
        let mut addresses = Vec::new();
        for (segment, reader) in (0..).zip(self.searcher.segment_readers()) {
            let kinds = self.numbers(reader, self.fields.kind)?;
            let docs = reader.doc_ids_alive().filter(|&doc| kinds.first(doc) == Some(kind.code()));
            addresses.extend(docs.map(|doc| DocAddress::new(segment, doc)));
        }
        Ok(addresses)
    }

    pub(crate) fn numbers(
        &self,
        reader: &SegmentReader,
        field: Field,
    ) -> Result<Column<u64>, Error> {
        reader.fast_fields().u64(self.fields.name(field)).map_err(|error| self.failed(error))
    }

    /// The record of the release document at this address.
    pub(crate) fn release_at(&self, address: DocAddress) -> Result<Release, Error> {
        let document: TantivyDocument =
            self.searcher.doc(address).map_err(|error| self.failed(error))?;
        let record = document.get_first(self.fields.record).and_then(|value| value.as_bytes());
        let record = record.ok_or_else(|| self.damaged("a release without record"))?;
        postcard::from_bytes(record)
            .map_err(|error| self.damaged(format!("a record that does not decode: {error}")))
    }

    /// Where the release of this id stands.
    pub(crate) fn address_of(&self, id: ReleaseId) -> Result<Option<DocAddress>, Error> {
        let term = Term::from_field_u64(self.fields.release, id.0);
        for (segment, reader) in (0..).zip(self.searcher.segment_readers()) {
            let kinds = self.numbers(reader, self.fields.kind)?;
            let mut found = None;
            self.each_doc(reader, &term, |doc| {
                if kinds.first(doc) == Some(DocKind::Release.code()) {
                    found = found.or(Some(DocAddress::new(segment, doc)));
                }
            })?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// Calls `visit` for every document that holds the term and is not deleted.
    pub(crate) fn each_doc(
        &self,
        reader: &SegmentReader,
        term: &Term,
        mut visit: impl FnMut(DocId),
    ) -> Result<(), Error> {
        let inverted = reader.inverted_index(term.field()).map_err(|error| self.failed(error))?;
        let postings = inverted
            .read_postings(term, IndexRecordOption::Basic)
            .map_err(|error| self.damaged(error))?;
        let Some(mut postings) = postings else { return Ok(()) };
        while postings.doc() != TERMINATED {
            if !reader.is_deleted(postings.doc()) {
                visit(postings.doc());
            }
            postings.advance();
        }
        Ok(())
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
        let mut files = Vec::new();
        for reader in self.searcher.segment_readers() {
            let column = self.file_column(reader)?;
            let Some(column) = column else { continue };
            // one pass over the dictionary is much cheaper than a look-up for each file
            let mut entries = Vec::with_capacity(column.num_terms());
            let mut stream = column.dictionary().stream().map_err(|error| self.damaged(error))?;
            while stream.advance() {
                entries.push(stream.key().to_vec());
            }
            for doc in reader.doc_ids_alive() {
                for ordinal in column.term_ords(doc) {
                    let entry = usize::try_from(ordinal).ok().and_then(|at| entries.get(at));
                    files.push(self.file(entry.map_or(&[], Vec::as_slice))?);
                }
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    /// The files that hold a release, the first by absolute path first.
    pub(crate) fn files_of(&self, id: ReleaseId) -> Result<Vec<KnownFile>, Error> {
        let term = Term::from_field_u64(self.fields.of, id.0);
        let mut files = Vec::new();
        for reader in self.searcher.segment_readers() {
            let Some(column) = self.file_column(reader)? else { continue };
            let mut ordinals = Vec::new();
            self.each_doc(reader, &term, |doc| ordinals.extend(column.term_ords(doc)))?;
            let mut entry = Vec::new();
            for ordinal in ordinals {
                column.ord_to_bytes(ordinal, &mut entry).map_err(|error| self.damaged(error))?;
                files.push(self.file(&entry)?);
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    fn file_column(
        &self,
        reader: &SegmentReader,
    ) -> Result<Option<tantivy::columnar::BytesColumn>, Error> {
        let name = self.fields.name(self.fields.file);
        reader.fast_fields().bytes(name).map_err(|error| self.failed(error))
    }

    fn file(&self, entry: &[u8]) -> Result<KnownFile, Error> {
        postcard::from_bytes(entry)
            .map_err(|error| self.damaged(format!("a file entry that does not decode: {error}")))
    }
}
