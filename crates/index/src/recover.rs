//! `recover`: back to what is sound, after a disk or a hand has spoilt the folder of an index.
//!
//! In this order: the generation that the folder holds, if its files are sound and only what is found anew
//! beside them is not; the last one of which everything is there; the one before the run; what is whole of
//! the last one, without what is not. Nothing is thrown away: what is not part of the outcome lies in a folder
//! of its own afterwards.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use release::ReleaseId;
use serde::Serialize;
use tantivy::directory::{DirectoryLock, INDEX_WRITER_LOCK};

use crate::{
    Archive, Error, Writer, WriterOptions,
    engine::{self, io_error, translate},
    guard::guarded,
    reader::Snapshot,
    schema::DocKind,
    store::{
        self, INVENTORIES, Inventory, KEPT, MANAGED, META, Place, Sum, holder, is_segment_file,
        soundness,
    },
    table::TABLES,
};

/// What `recover` found and did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recovered {
    /// What was wrong, each in a sentence; empty if nothing was, and then nothing was done.
    pub faults: Vec<String>,
    /// The generation that was there, where that can be told.
    pub before: Option<u64>,
    /// The generation that is there now.
    pub generation: u64,
    /// The releases that are there now.
    pub releases: u64,
    /// How many releases went, where that can be told.
    pub lost: Option<u64>,
    /// Whether only parts of a generation could be saved.
    pub partial: bool,
    /// Files that the archive no longer knows and that the next run reads again, where parts of a generation
    /// were saved.
    pub to_read: u64,
    /// The folder with what was taken out.
    pub aside: Option<PathBuf>,
}

/// Goes back to the last state of the archive in `dir` that is sound.
///
/// # Errors
///
/// [`Error::NoArchive`]; [`Error::Locked`] while another process writes; [`Error::Version`] for another format;
/// [`Error::Lost`] where nothing can be saved; [`Error::DiskFull`], [`Error::Io`].
pub fn recover(dir: &Path, wait: Duration) -> Result<Recovered, Error> {
    let place = Place::at(dir)?;
    if !place.holds_archive() {
        return Err(Error::NoArchive { dir: dir.to_owned() });
    }
    let lock = lock(&place, wait)?;
    let faults = soundness::faults(&place)?;
    let before = soundness::generation(&place);
    let opened = Snapshot::of(&place);
    if let Err(error @ (Error::Version { .. } | Error::Foreign { .. })) = opened {
        return Err(error);
    }
    let counted = |snapshot: &Snapshot| snapshot.guarded(|| Ok(n_releases(snapshot))).ok();
    let was = opened.as_ref().ok().and_then(counted);
    let mut told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    match opened {
        Ok(snapshot) if faults.is_empty() => {
            let (generation, releases) = (snapshot.manifest().generation, n_releases(&snapshot));
            return Ok(Recovered {
                faults: told,
                before,
                generation,
                releases,
                lost: Some(0),
                partial: false,
                to_read: 0,
                aside: None,
            });
        }
        Err(error) if faults.is_empty() => told.push(error.to_string()),
        _ => {}
    }
    let mut aside = Aside::new(&place);
    let whole = chosen(&place)?;
    let partial = whole.is_none();
    let inventory = match whole {
        Some(inventory) => inventory,
        None => salvaged(&place)?,
    };
    put_back(&place, &inventory, &mut aside)?;
    drop(lock);
    let to_read = if partial { complete(&place, wait)? } else { 0 };
    holder::end(dir);
    let snapshot = Snapshot::of(&place)?;
    let releases = n_releases(&snapshot);
    Ok(Recovered {
        faults: told,
        before,
        generation: snapshot.manifest().generation,
        releases,
        lost: was.map(|was| was.saturating_sub(releases)),
        partial,
        to_read,
        aside: aside.made,
    })
}

fn n_releases(snapshot: &Snapshot) -> u64 {
    snapshot.documents(DocKind::Release).len() as u64
}

/// Keeps others from writing.
pub(crate) fn lock(place: &Place, wait: Duration) -> Result<DirectoryLock, Error> {
    store::until_unlocked(wait, || {
        place.files.acquire_lock(&INDEX_WRITER_LOCK).map_err(|error| {
            let error = tantivy::TantivyError::LockFailure(error, None);
            translate(error, "lock", &place.dir)
        })
    })
}

/// The first generation of which everything is as it was written.
fn chosen(place: &Place) -> Result<Option<Inventory>, Error> {
    for inventory in candidates(place)? {
        if soundness::of_inventory(place, &inventory)?.is_empty() && opens(place, &inventory) {
            return Ok(Some(inventory));
        }
    }
    Ok(None)
}

/// The generation of the table of contents, then those of the inventories.
fn candidates(place: &Place) -> Result<Vec<Inventory>, Error> {
    let mut all = place.inventories();
    let meta = soundness::read(place, META)?.and_then(|meta| String::from_utf8(meta).ok());
    if let Some(meta) = meta {
        match all.iter().position(|inventory| inventory.meta == meta) {
            Some(at) => all.swap(0, at),
            // without its inventory its files stand for themselves, as far as the engine can tell
            None if INVENTORIES.iter().any(|name| place.inventory(name).is_none()) => {
                all.splice(0..0, unproved(place, meta));
            }
            None => {}
        }
    }
    Ok(all)
}

/// The inventory of a table of contents that has none, if nothing is wrong as far as that can be told: each file has
/// the checksum that the engine wrote into it, is what any other inventory says of it, and all that is in them decodes
/// and counts. A file of another index in its place has a checksum of its own.
fn unproved(place: &Place, meta: String) -> Option<Inventory> {
    let damaged = |detail| Error::Damaged { dir: place.dir.clone(), detail };
    let sound = guarded(damaged, || {
        let snapshot = Snapshot::of(place)?;
        let segments = snapshot.index.searchable_segment_metas();
        let spoilt = segments.and_then(|segments| engine::spoilt_files(&snapshot.index, &segments));
        let spoilt = spoilt.map_err(|error| snapshot.failed(error))?;
        Ok(spoilt.is_empty() && Archive::of(snapshot).verify_documents()?.faults.is_empty())
    });
    if !sound.unwrap_or(false) {
        return None;
    }
    let contents = store::Contents::parse(meta.as_bytes())?;
    let known = place.inventories();
    let mut files = BTreeMap::new();
    for name in contents.segments.iter().flat_map(store::SegmentIn::names) {
        let bytes = place.files.open_read(Path::new(&name)).ok()?.read_bytes().ok()?;
        let sum = Sum::of(&bytes);
        if known.iter().any(|other| other.files.get(&name).is_some_and(|other| *other != sum)) {
            return None;
        }
        files.insert(name, sum);
    }
    Some(Inventory { meta, files })
}

/// Whether it is an archive of this format.
fn opens(place: &Place, inventory: &Inventory) -> bool {
    let payload = inventory.contents().map(|contents| contents.payload);
    payload.is_some_and(|payload| {
        crate::manifest::Manifest::read(payload.as_deref(), &place.dir).is_ok()
    })
}

/// What is whole of the last generation that can be read.
fn salvaged(place: &Place) -> Result<Inventory, Error> {
    let lost = || Error::Lost { dir: place.dir.clone() };
    for mut inventory in candidates(place)? {
        let faults = soundness::of_inventory(place, &inventory)?;
        let spoilt: BTreeSet<String> = faults.into_iter().map(|fault| fault.file).collect();
        let Ok(mut meta) = serde_json::from_str::<serde_json::Value>(&inventory.meta) else {
            continue;
        };
        let (Some(contents), Some(listed)) = (inventory.contents(), meta["segments"].as_array())
        else {
            continue;
        };
        let is_whole = |segment: &store::SegmentIn| !spoilt.iter().any(|name| segment.holds(name));
        let whole: Vec<bool> = contents.segments.iter().map(is_whole).collect();
        let left: Vec<serde_json::Value> = listed
            .iter()
            .zip(&whole)
            .filter(|(_, is_whole)| **is_whole)
            .map(|(segment, _)| segment.clone())
            .collect();
        if left.is_empty() || !opens(place, &inventory) {
            continue;
        }
        meta["segments"] = left.into();
        inventory.meta = serde_json::to_string_pretty(&meta).map_err(|_| lost())?;
        let contents = inventory.contents().ok_or_else(lost)?;
        inventory.files.retain(|name, _| contents.holds(name));
        return Ok(inventory);
    }
    Err(lost())
}

/// Makes the folder that of an inventory, whose files are there.
fn put_back(place: &Place, inventory: &Inventory, aside: &mut Aside<'_>) -> Result<(), Error> {
    // the generation before the run stays, if it is whole
    let kept = match place.inventory(KEPT) {
        Some(kept) if soundness::of_inventory(place, &kept)?.is_empty() => Some(kept),
        _ => None,
    };
    let held: BTreeSet<&str> = kept
        .iter()
        .chain([inventory])
        .flat_map(|inventory| inventory.files.keys().map(String::as_str))
        .collect();
    for name in names(place)? {
        if name == KEPT && kept.is_some() {
            continue;
        }
        let is_segment = is_segment_file(&name) && !held.contains(&*name);
        if is_segment || is_spoilt_beside(place, &name, inventory) {
            aside.take(&name)?;
        }
    }
    let failed = |source| io_error("write", &place.dir, source);
    let put = |name: &str, bytes: &[u8]| {
        let put = place.files.atomic_write(Path::new(name), bytes);
        put.and_then(|()| place.files.sync_directory()).map_err(failed)
    };
    let mut listed: Vec<&str> = held.iter().copied().collect();
    listed.push(META);
    put(MANAGED, &serde_json::to_vec(&listed).expect("names have a JSON form"))?;
    put(INVENTORIES[0], &inventory.to_bytes())?;
    put(META, inventory.meta.as_bytes())
}

/// Whether a file beside the segments is to go: it is spoilt, or of another generation.
fn is_spoilt_beside(place: &Place, name: &str, inventory: &Inventory) -> bool {
    let bytes = || place.files.atomic_read(Path::new(name)).unwrap_or_default();
    match name {
        META => bytes() != inventory.meta.as_bytes(),
        MANAGED => serde_json::from_slice::<BTreeSet<String>>(&bytes()).is_err(),
        name if TABLES.contains(&name) => crate::table::whole(&bytes()).is_none(),
        name if name == KEPT || INVENTORIES.contains(&name) => {
            // one whose files are no longer there would be offered again
            Inventory::parse(&bytes()).as_ref() != Some(inventory)
        }
        _ => false,
    }
}

fn names(place: &Place) -> Result<Vec<String>, Error> {
    let failed = |source| io_error("read", &place.dir, source);
    let mut names = Vec::new();
    for entry in fs::read_dir(&place.dir).map_err(failed)? {
        names.extend(entry.map_err(failed)?.file_name().into_string().ok());
    }
    names.sort();
    Ok(names)
}

/// The folder for what is taken out, made when there is something.
struct Aside<'p> {
    place: &'p Place,
    made: Option<PathBuf>,
}

impl<'p> Aside<'p> {
    fn new(place: &'p Place) -> Self {
        Self { place, made: None }
    }

    fn take(&mut self, name: &str) -> Result<(), Error> {
        let from = self.place.dir.join(name);
        let folder = match self.made.take() {
            Some(folder) => folder,
            None => self.free()?,
        };
        let folder = self.made.insert(folder);
        fs::rename(&from, folder.join(name)).map_err(|source| io_error("move", &from, source))
    }

    fn free(&self) -> Result<PathBuf, Error> {
        for number in 1_u32.. {
            let folder = self.place.dir.join(format!("damaged-{number}"));
            match fs::create_dir(&folder) {
                Ok(()) => return Ok(folder),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(io_error("create", &folder, error)),
            }
        }
        Err(Error::Lost { dir: self.place.dir.clone() })
    }
}

/// Where segments are gone, forgets the files of which releases are missing and the releases of which no file is
/// known, so that the next run reads them again. Gives the number of files.
fn complete(place: &Place, wait: Duration) -> Result<u64, Error> {
    let snapshot = Snapshot::of(place)?;
    let there: BTreeSet<ReleaseId> = snapshot.release_ids().collect();
    let files = snapshot.files()?;
    let is_broken =
        |file: &&crate::KnownFile| file.outcome.releases().iter().any(|id| !there.contains(id));
    let broken: Vec<_> = files.iter().filter(is_broken).map(|file| file.path.clone()).collect();
    drop(snapshot);
    let options = WriterOptions { wait, ..WriterOptions::default() };
    let mut writer = Writer::open_in(place, options)?;
    writer.forget(&broken, &there);
    writer.commit()?;
    writer.close()?;
    Ok(broken.len() as u64)
}
