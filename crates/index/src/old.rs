//! `Old`: an archive that another version wrote, as far as it can be read: which files it knew, and the releases of
//! those that are no longer there.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use release::{Release, ReleaseId};
use tantivy::{
    Index, ReloadPolicy, Searcher, TantivyDocument, TantivyError,
    directory::DirectoryLock,
    schema::{Field, Value},
};

use crate::{
    Error, KnownFile,
    engine::{io_error, translate},
    guard::guarded,
    record, recover,
    schema::FORMAT,
    store::{Contents, META, Place, Reading, soundness},
};

/// An archive of another format. Nobody else writes to it while this is held.
pub struct Old {
    dir: PathBuf,
    format: u32,
    searcher: Searcher,
    files: Vec<KnownFile>,
    record: Option<Field>,
    _lock: DirectoryLock,
}

impl std::fmt::Debug for Old {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Old").field("format", &self.format).finish_non_exhaustive()
    }
}

impl Old {
    /// The format that this version writes.
    pub const FORMAT: u32 = FORMAT;

    /// Opens the archive in `dir`, whatever its format; `None` where it is the present one.
    ///
    /// # Errors
    ///
    /// [`Error::NoArchive`], [`Error::Foreign`], [`Error::Locked`]; [`Error::Unreadable`] where this version
    /// cannot tell which files it knew.
    pub fn open(dir: &Path, wait: Duration) -> Result<Option<Self>, Error> {
        let place = Place::at(dir)?;
        let meta = soundness::read(&place, META)?;
        let meta = meta.ok_or_else(|| Error::NoArchive { dir: dir.to_owned() })?;
        let contents = Contents::parse(&meta);
        let manifest = contents.as_ref().and_then(Contents::manifest);
        let format = match (contents, manifest) {
            (_, Some(manifest)) => manifest.dateline,
            (Some(contents), None)
                if contents.payload.is_none() && contents.segments.is_empty() =>
            {
                return Ok(None);
            }
            _ => return Err(Error::Foreign { dir: dir.to_owned() }),
        };
        if format == FORMAT {
            return Ok(None);
        }
        let lock = recover::lock(&place, wait)?;
        let unreadable = |detail: String| Error::Unreadable { dir: dir.to_owned(), format, detail };
        let opened = guarded(unreadable, || {
            Self::read(&place).map_err(|error| match error {
                Error::Io { .. } => error,
                other => unreadable(other.to_string()),
            })
        });
        let (searcher, files, record) = opened?;
        Ok(Some(Self { dir: dir.to_owned(), format, searcher, files, record, _lock: lock }))
    }

    fn read(place: &Place) -> Result<(Searcher, Vec<KnownFile>, Option<Field>), Error> {
        let failed = |error: TantivyError| translate(error, "read", &place.dir);
        let index = Index::open(Reading::of(place)).map_err(failed)?;
        let builder = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        let searcher = builder.try_into().map_err(failed)?.searcher();
        let damaged = |detail: String| Error::Damaged { dir: place.dir.clone(), detail };
        let mut files = Vec::new();
        for reader in searcher.segment_readers() {
            let Some(column) = reader.fast_fields().bytes("file").map_err(failed)? else {
                continue;
            };
            let mut entry = Vec::new();
            for doc in reader.doc_ids_alive() {
                for ordinal in column.term_ords(doc) {
                    entry.clear();
                    let read = column.ord_to_bytes(ordinal, &mut entry);
                    read.map_err(|error| damaged(error.to_string()))?;
                    let file: Result<(KnownFile, &[u8]), _> = postcard::take_from_bytes(&entry);
                    match file {
                        Ok((file, [])) => files.push(file),
                        _ => {
                            return Err(damaged(
                                "what it knows of files is written otherwise".into(),
                            ));
                        }
                    }
                }
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let record = index.schema().get_field("record").ok();
        Ok((searcher, files, record))
    }

    /// The number of its format.
    pub fn format(&self) -> u32 {
        self.format
    }

    /// The files it knew, by absolute path.
    pub fn files(&self) -> &[KnownFile] {
        &self.files
    }

    /// Those of these releases whose records can be read.
    ///
    /// # Errors
    ///
    /// [`Error::Io`].
    pub fn releases(&self, wanted: &[ReleaseId]) -> Result<BTreeMap<ReleaseId, Release>, Error> {
        let mut releases = BTreeMap::new();
        let Some(field) = self.record.filter(|_| !wanted.is_empty()) else { return Ok(releases) };
        let damaged = |detail| Error::Damaged { dir: self.dir.clone(), detail };
        guarded(damaged, || {
            for reader in self.searcher.segment_readers() {
                let store = reader.get_store_reader(8);
                let store = store.map_err(|error| io_error("read", &self.dir, error))?;
                for document in store.iter::<TantivyDocument>(reader.alive_bitset()) {
                    let document = document.map_err(|error| translate(error, "read", &self.dir))?;
                    let record = document.get_first(field).and_then(|value| value.as_bytes());
                    let Some(record) = record else { continue };
                    if let Some(release) = release_of(record)
                        && wanted.contains(&release.id)
                    {
                        releases.insert(release.id, release);
                    }
                }
            }
            Ok(())
        })?;
        Ok(releases)
    }

    /// Puts the archive in `new` in the place of this one, which is kept beside it. Gives where.
    ///
    /// # Errors
    ///
    /// [`Error::Io`]; then either of the two is in place.
    pub fn replace(self, new: &Path) -> Result<PathBuf, Error> {
        let failed = |source| io_error("move", &self.dir, source);
        let name = self.dir.canonicalize().unwrap_or_else(|_| self.dir.clone());
        let name = name.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let aside = (0_u32..).map(|number| match number {
            0 => format!("{name}.format-{}", self.format),
            _ => format!("{name}.format-{}.{number}", self.format),
        });
        let aside = aside.map(|name| new.with_file_name(name)).find(|path| !path.exists());
        let aside = aside.ok_or_else(|| failed(std::io::ErrorKind::AlreadyExists.into()))?;
        if exchange(&self.dir, new) {
            fs::rename(new, &aside).map_err(failed)?;
        } else {
            fs::rename(&self.dir, &aside).map_err(failed)?;
            fs::rename(new, &self.dir).map_err(failed)?;
        }
        Ok(aside)
    }
}

/// What a record says. Those of formats before 8 are written otherwise.
fn release_of(record: &[u8]) -> Option<Release> {
    record::unpack(record).ok().or_else(|| match postcard::take_from_bytes(record) {
        Ok((release, [])) => Some(release),
        _ => None,
    })
}

/// Lets two folders change places at once, where the system can.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};

    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}
