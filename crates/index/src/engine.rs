//! Opening the engine in a folder, and its errors in our words.

use std::{
    io::{self, ErrorKind},
    path::Path,
    sync::Arc,
};

use tantivy::{
    Index, IndexBuilder, IndexSettings, IndexSortByField, Order, SegmentMeta, TantivyError,
    directory::{
        Directory,
        error::{LockError, OpenReadError, OpenWriteError},
    },
    index::SegmentComponent,
    tokenizer::RawTokenizer,
};

use crate::{
    Error,
    manifest::Manifest,
    plugin::Beside,
    schema::{CUT, Fields},
    store::{self, Durable, META, Place, Reading},
};

/// How the engine calls the threads that merge segments, for those who measure.
pub const MERGE_THREADS: &str = "merge_thread";

/// The version of the engine.
pub fn engine_version() -> &'static str {
    tantivy::version_string()
}

/// Records are compressed in blocks of so many bytes: to read one takes some twenty microseconds, and blocks
/// of 32 KiB take 3 % more room. With the record that fills it a block should stay below 64 KiB, from where on the
/// packer is slower.
const STORED_BLOCK_BYTES: usize = 56 << 10;

/// An open index, its fields, and what its last commit says.
pub(crate) struct Engine {
    pub(crate) index: Index,
    pub(crate) fields: Fields,
    pub(crate) manifest: Manifest,
}

/// Opens an index for reading.
pub(crate) fn open(place: &Place) -> Result<Engine, Error> {
    let reading = Reading::of(place);
    let is_sound = reading.is_sound();
    let engine = opened(place, Box::new(reading))?;
    if !is_sound {
        return Err(damaged(&place.dir, format!("`{META}` is not as it was written")));
    }
    Ok(engine)
}

fn opened(place: &Place, files: Box<dyn Directory>) -> Result<Engine, Error> {
    let dir = &*place.dir;
    if !place.has(META) {
        return Err(if place.holds_archive() {
            damaged(dir, format!("its table of contents `{META}` is missing"))
        } else {
            Error::NoArchive { dir: dir.to_owned() }
        });
    }
    let mut index = Index::open(files).map_err(|error| translate(error, "open", dir))?;
    let metas = index.load_metas().map_err(|error| translate(error, "open", dir))?;
    let manifest = Manifest::read(metas.payload.as_deref(), dir)?;
    let fields = Fields::new();
    if index.schema() != fields.schema
        || metas.index_settings.sort_by_field != Some(sorted_by(&fields))
    {
        let was_ours = metas.payload.is_some();
        return Err(if was_ours {
            damaged(dir, "its fields are not those of its format".to_owned())
        } else {
            Error::Foreign { dir: dir.to_owned() }
        });
    }
    prepare(&mut index, &fields);
    Ok(Engine { index, fields, manifest })
}

/// Says what is written beside the engine.
fn prepare(index: &mut Index, fields: &Fields) {
    // the engine wants to know of one, and never sees a text
    index.tokenizers().register(CUT, RawTokenizer::default());
    index.register_plugin(Arc::new(Beside::of(fields)));
}

/// The documents of a segment lie in an [`order`](crate::order).
fn sorted_by(fields: &Fields) -> IndexSortByField {
    IndexSortByField { field: fields.name(fields.order).to_owned(), order: Order::Asc }
}

fn damaged(dir: &Path, detail: String) -> Error {
    Error::Damaged { dir: dir.to_owned(), detail }
}

/// Opens an index for writing, or makes one.
pub(crate) fn open_or_create(place: &Place, durable: &Durable) -> Result<Engine, Error> {
    match opened(place, Box::new(durable.clone())) {
        Err(Error::NoArchive { .. }) => create(place, durable),
        opened => opened,
    }
}

fn create(place: &Place, durable: &Durable) -> Result<Engine, Error> {
    let fields = Fields::new();
    let mut index: Index = IndexBuilder::new()
        .schema(fields.schema.clone())
        .settings(IndexSettings {
            docstore_blocksize: STORED_BLOCK_BYTES,
            sort_by_field: Some(sorted_by(&fields)),
            // the threads that add documents outnumber the cores already
            docstore_compress_dedicated_thread: false,
            ..IndexSettings::default()
        })
        .open_or_create(durable.clone())
        .map_err(|error| translate(error, "create", &place.dir))?;
    prepare(&mut index, &fields);
    Ok(Engine { index, fields, manifest: Manifest::FIRST })
}

/// The files of segments whose checksum is another, by what the engine notes in the files themselves.
pub(crate) fn spoilt_files(
    index: &Index,
    segments: &[SegmentMeta],
) -> Result<Vec<String>, TantivyError> {
    let mut spoilt = Vec::new();
    for segment in segments {
        let whole = ["idx", "pos", "term", "fieldnorm", "fast", "store"];
        let mut components: Vec<SegmentComponent> =
            whole.iter().map(|ending| SegmentComponent::Custom((*ending).to_owned())).collect();
        components.extend(segment.has_deletes().then_some(SegmentComponent::Delete));
        for component in components {
            let path = segment.relative_path(component);
            if !index.directory().validate_checksum(&path)? {
                spoilt.push(path.display().to_string());
            }
        }
    }
    Ok(spoilt)
}

pub(crate) fn io_error(action: &'static str, path: &Path, source: io::Error) -> Error {
    if matches!(source.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded) {
        return Error::DiskFull { path: path.to_owned(), free: free_bytes(path) };
    }
    Error::Io { action, path: path.to_owned(), source }
}

/// How much room there is where a file lies or was to lie.
#[cfg(unix)]
fn free_bytes(path: &Path) -> Option<u64> {
    let told = path.ancestors().find_map(|path| rustix::fs::statvfs(path).ok())?;
    Some(told.f_bavail.saturating_mul(told.f_frsize))
}

#[cfg(not(unix))]
fn free_bytes(_: &Path) -> Option<u64> {
    None
}

/// The engine's error in our words. `action` is what was tried, such as `open`.
pub(crate) fn translate(error: TantivyError, action: &'static str, dir: &Path) -> Error {
    let of_file = |file: &Path, cause: &io::Error| {
        io_error(action, &dir.join(file), io::Error::new(cause.kind(), cause.to_string()))
    };
    match &error {
        TantivyError::LockFailure(LockError::LockBusy, _) => {
            let holder = store::note_of(dir).map(|note| note.holder);
            Error::Locked { dir: dir.to_owned(), holder }
        }
        TantivyError::LockFailure(LockError::IoError(cause), _) | TantivyError::IoError(cause) => {
            of_file(Path::new(""), cause)
        }
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath })
            if is_of_disk(io_error) =>
        {
            of_file(filepath, io_error)
        }
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath }) => {
            damaged(dir, format!("`{}`: {io_error}", filepath.display()))
        }
        TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(file)) => {
            damaged(dir, format!("`{}` is missing", file.display()))
        }
        TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, filepath }) => {
            of_file(filepath, io_error)
        }
        TantivyError::ErrorInThread(detail) => {
            Error::WriterDied { dir: dir.to_owned(), detail: detail.clone() }
        }
        TantivyError::DataCorruption(_)
        | TantivyError::OpenReadError(_)
        | TantivyError::IncompatibleIndex(_)
        | TantivyError::DeserializeError(_) => damaged(dir, error.to_string()),
        _ => Error::Engine { action, dir: dir.to_owned(), detail: error.to_string() },
    }
}

/// Whether it is the disk that failed, and not what stands in a file. The engine tells both alike.
fn is_of_disk(error: &io::Error) -> bool {
    !matches!(error.kind(), ErrorKind::InvalidData | ErrorKind::UnexpectedEof | ErrorKind::Other)
}
