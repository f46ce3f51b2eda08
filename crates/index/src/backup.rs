//! `backup`: a consistent copy of an archive, made while it may be written to.
//!
//! The files of one generation are opened while the writer cannot remove any; what is open can be read to its end,
//! removed or not. The copy is compared with what was written in the first place, and put in place when it is
//! whole.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use serde::Serialize;
use tantivy::directory::{Directory as _, META_LOCK};

use crate::{
    Archive, Error,
    engine::{io_error, translate},
    schema::DocKind,
    store::{INVENTORIES, Inventory, MANAGED, META, Place, Reading, Sum, WRITER_LOCK, soundness},
    table::TABLES,
};

/// What was copied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BackedUp {
    /// The generation that the copy holds.
    pub generation: u64,
    /// Files of the copy.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Releases in it.
    pub releases: u64,
}

/// What is beside the index and belongs to it: the user's persons, and what saved queries have told.
const BESIDE: [&str; 2] = ["people.toml", "watch"];

/// Copies the last generation of the archive in `dir` to `to`, which must not be there yet or be empty.
///
/// # Errors
///
/// [`Error::Occupied`] where something is in the way; [`Error::Damaged`] where a file is not as it was written:
/// a copy of it would be no better; [`Error::DiskFull`], [`Error::Io`].
pub fn backup(dir: &Path, to: &Path) -> Result<BackedUp, Error> {
    refuse_occupied(dir, to)?;
    let place = Place::at(dir)?;
    let staging = staging(to);
    let made = fs::create_dir_all(&staging);
    made.map_err(|source| io_error("create", &staging, source))?;
    let copied = copy(&place, &staging).and_then(|copied| {
        put_in_place(&staging, to)?;
        Ok(copied)
    });
    if copied.is_err() {
        // best effort: it is ours, and no use to anybody
        let _ = fs::remove_dir_all(&staging);
    }
    copied
}

fn refuse_occupied(dir: &Path, to: &Path) -> Result<(), Error> {
    let occupied = |why| Err(Error::Occupied { path: to.to_owned(), why });
    let absolute = |path: &Path| {
        let parent = path.ancestors().skip(1).find_map(|path| path.canonicalize().ok());
        path.canonicalize().ok().or(parent).unwrap_or_else(|| path.to_owned())
    };
    if absolute(to).starts_with(absolute(dir)) {
        return occupied("lies in the index itself");
    }
    match fs::read_dir(to).map(Iterator::count) {
        Ok(0) => Ok(()),
        Ok(_) => occupied("holds something already"),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => occupied("is a file"),
        Err(error) => Err(io_error("read", to, error)),
    }
}

/// Beside the place of the copy, so that it can be renamed into it.
fn staging(to: &Path) -> PathBuf {
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    to.with_file_name(format!(".{name}.partial-{}", std::process::id()))
}

/// One generation, with its files open.
struct Held {
    inventory: Inventory,
    files: BTreeMap<String, File>,
}

fn hold(place: &Place) -> Result<Held, Error> {
    let reading = Reading::of(place);
    let lock = reading.acquire_lock(&META_LOCK);
    let _lock = lock.map_err(|error| {
        translate(tantivy::TantivyError::LockFailure(error, None), "lock", &place.dir)
    })?;
    let no_archive = || Error::NoArchive { dir: place.dir.clone() };
    let meta = soundness::read(place, META)?.ok_or_else(no_archive)?;
    let damaged = |detail: String| Error::Damaged { dir: place.dir.clone(), detail };
    let inventories = INVENTORIES.iter().filter_map(|name| place.inventory(name));
    let inventory = inventories.into_iter().find(|found| found.meta.as_bytes() == meta);
    let inventory =
        inventory.ok_or_else(|| damaged(format!("`{META}` is not as it was written")))?;
    let mut files = BTreeMap::new();
    for name in inventory.files.keys() {
        let file = File::open(place.dir.join(name));
        let file = file.map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => damaged(format!("`{name}` is missing")),
            _ => io_error("read", &place.dir.join(name), source),
        })?;
        files.insert(name.clone(), file);
    }
    Ok(Held { inventory, files })
}

fn copy(place: &Place, to: &Path) -> Result<BackedUp, Error> {
    let held = hold(place)?;
    let mut told = BackedUp { generation: 0, files: 0, bytes: 0, releases: 0 };
    for (name, mut file) in held.files {
        let path = to.join(&name);
        let copied = File::create(&path).and_then(|mut into| {
            let n_bytes = io::copy(&mut file, &mut into)?;
            into.sync_all()?;
            Ok(n_bytes)
        });
        told.bytes += copied.map_err(|source| io_error("write", &path, source))?;
        told.files += 1;
        let bytes = fs::read(&path).map_err(|source| io_error("read", &path, source))?;
        if held.inventory.files.get(&name) != Some(&Sum::of(&bytes)) {
            let detail = format!("`{name}` is not as it was written");
            return Err(Error::Damaged { dir: place.dir.clone(), detail });
        }
    }
    let mut listed: Vec<&str> = held.inventory.files.keys().map(String::as_str).collect();
    listed.push(META);
    let listed = serde_json::to_vec(&listed).expect("names have a JSON form");
    let inventory = held.inventory.to_bytes();
    let meta = held.inventory.meta.as_bytes();
    let written =
        [(INVENTORIES[0], &*inventory), (MANAGED, &*listed), (WRITER_LOCK, b""), (META, meta)];
    for (name, bytes) in written {
        write(&to.join(name), bytes)?;
        told.files += 1;
        told.bytes += bytes.len() as u64;
    }
    for name in TABLES.iter().chain(&BESIDE) {
        copy_beside(&place.dir.join(name), &to.join(name), &mut told)?;
    }
    sync(to)?;
    let snapshot = Archive::open(to)?.snapshot;
    told.generation = snapshot.manifest().generation;
    told.releases = snapshot.documents(DocKind::Release).len() as u64;
    Ok(told)
}

/// What need not be there: tables, which belong to a generation and say to which, and the user's own files.
fn copy_beside(from: &Path, to: &Path, told: &mut BackedUp) -> Result<(), Error> {
    let entries = match fs::read_dir(from) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            let bytes = fs::read(from).map_err(|source| io_error("read", from, source))?;
            told.files += 1;
            told.bytes += bytes.len() as u64;
            return write(to, &bytes);
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(io_error("read", from, error)),
    };
    fs::create_dir_all(to).map_err(|source| io_error("create", to, source))?;
    for entry in entries {
        let name = entry.map_err(|source| io_error("read", from, source))?.file_name();
        copy_beside(&from.join(&name), &to.join(&name), told)?;
    }
    sync(to)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let written = File::create(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(|source| io_error("write", path, source))
}

fn sync(dir: &Path) -> Result<(), Error> {
    let synced = File::open(dir).and_then(|folder| folder.sync_all());
    synced.map_err(|source| io_error("sync", dir, source))
}

fn put_in_place(staging: &Path, to: &Path) -> Result<(), Error> {
    fs::rename(staging, to).map_err(|source| io_error("create", to, source))?;
    let parent = to.parent().filter(|parent| !parent.as_os_str().is_empty());
    sync(parent.unwrap_or(Path::new(".")))
}
