//! Opening the engine in a folder, and its errors in our words.

use std::{
    fs,
    io::{self, ErrorKind, Write as _},
    path::Path,
};

use tantivy::{
    Index, IndexBuilder, IndexSettings, TantivyError,
    directory::{
        MmapDirectory,
        error::{LockError, OpenReadError, OpenWriteError},
    },
};

use crate::{
    Error,
    manifest::Manifest,
    schema::{CUT, Fields},
    tokens::CutTokenizer,
};

/// How the engine calls the threads that merge segments, for those who measure.
pub const MERGE_THREADS: &str = "merge_thread";

/// The version of the engine.
pub fn engine_version() -> &'static str {
    tantivy::version_string()
}

/// The file by which the engine knows its folder.
pub(crate) const META: &str = "meta.json";

/// Records are compressed in blocks of so many bytes: to read one takes some ten microseconds, and blocks
/// of half as much take 6 % more room.
const STORED_BLOCK_BYTES: usize = 32 << 10;

/// An open index, its fields, and what its last commit says.
pub(crate) struct Engine {
    pub(crate) index: Index,
    pub(crate) fields: Fields,
    pub(crate) manifest: Manifest,
}

/// Opens the index in `dir`.
pub(crate) fn open(dir: &Path) -> Result<Engine, Error> {
    if !dir.join(META).is_file() {
        return Err(Error::NoArchive { dir: dir.to_owned() });
    }
    let index = Index::open_in_dir(dir).map_err(|error| translate(error, "open", dir))?;
    let metas = index.load_metas().map_err(|error| translate(error, "open", dir))?;
    let manifest = Manifest::read(metas.payload.as_deref(), dir)?;
    let fields = Fields::new();
    if index.schema() != fields.schema {
        let dir = dir.to_owned();
        let was_ours = metas.payload.is_some();
        let detail = "its fields are not those of its format".to_owned();
        return Err(if was_ours { Error::Damaged { dir, detail } } else { Error::Foreign { dir } });
    }
    index.tokenizers().register(CUT, CutTokenizer::default());
    Ok(Engine { index, fields, manifest })
}

/// Opens the index in `dir`, or makes one.
pub(crate) fn open_or_create(dir: &Path) -> Result<Engine, Error> {
    match open(dir) {
        Err(Error::NoArchive { .. }) => create(dir),
        opened => opened,
    }
}

fn create(dir: &Path) -> Result<Engine, Error> {
    fs::create_dir_all(dir).map_err(|source| io_error("create", dir, source))?;
    let fields = Fields::new();
    let directory = MmapDirectory::open(dir)
        .map_err(|error| translate(TantivyError::from(error), "create", dir))?;
    let index: Index = IndexBuilder::new()
        .schema(fields.schema.clone())
        .settings(IndexSettings {
            docstore_blocksize: STORED_BLOCK_BYTES,
            // the threads that add documents outnumber the cores already
            docstore_compress_dedicated_thread: false,
            ..IndexSettings::default()
        })
        .open_or_create(directory)
        .map_err(|error| translate(error, "create", dir))?;
    index.tokenizers().register(CUT, CutTokenizer::default());
    Ok(Engine { index, fields, manifest: Manifest::FIRST })
}

/// Makes sure that a finished commit survives a power cut: the engine renames its table of contents
/// last and does not sync the folder after that.
pub(crate) fn sync(dir: &Path) -> Result<(), Error> {
    let folder = fs::File::open(dir).and_then(|folder| folder.sync_all());
    folder.map_err(|source| io_error("sync", dir, source))
}

pub(crate) fn io_error(action: &'static str, path: &Path, source: io::Error) -> Error {
    if source.kind() == ErrorKind::StorageFull {
        return Error::DiskFull { dir: path.to_owned() };
    }
    Error::Io { action, path: path.to_owned(), source }
}

/// The engine's error in our words. `action` is what was tried, such as `open`.
pub(crate) fn translate(error: TantivyError, action: &'static str, dir: &Path) -> Error {
    let dir = dir.to_owned();
    match error {
        TantivyError::LockFailure(LockError::LockBusy, _) => Error::Locked { dir },
        TantivyError::LockFailure(LockError::IoError(cause), _)
        | TantivyError::IoError(cause)
        | TantivyError::OpenReadError(OpenReadError::IoError { io_error: cause, .. })
        | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error: cause, .. }) => {
            io_error(action, &dir, io::Error::new(cause.kind(), cause.to_string()))
        }
        TantivyError::ErrorInThread(detail) if is_full(&dir) => {
            drop(detail);
            Error::DiskFull { dir }
        }
        TantivyError::ErrorInThread(detail) => Error::WriterDied { dir, detail },
        TantivyError::DataCorruption(_)
        | TantivyError::OpenReadError(_)
        | TantivyError::IncompatibleIndex(_)
        | TantivyError::DeserializeError(_) => Error::Damaged { dir, detail: error.to_string() },
        _ => Error::Engine { action, dir, detail: error.to_string() },
    }
}

/// Whether the disk has no room left: when a thread of the engine dies, it does not say of what.
fn is_full(dir: &Path) -> bool {
    let path = dir.join(".dateline-probe");
    let probe = || -> io::Result<()> {
        let mut file = fs::File::create(&path)?;
        file.write_all(&[0; 1 << 12])?;
        file.sync_all()
    };
    let outcome = probe();
    // best effort: a probe that cannot be removed does no harm
    let _ = fs::remove_file(&path);
    outcome.is_err_and(|error| error.kind() == ErrorKind::StorageFull)
}
