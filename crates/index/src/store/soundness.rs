//! Is every file of the folder as it was written? Bytes are compared with what the inventories say of them,
//! and nothing is asked of the engine, which may stumble over what is spoilt.

use std::{collections::BTreeSet, fs, path::Path};

use tantivy::directory::error::OpenReadError;

use super::{
    Contents, INVENTORIES, Inventory, KEPT, MANAGED, META, Place, SegmentIn, Sum, WRITER_LOCK,
    holder, is_segment_file,
};
use crate::{Error, engine::translate, table};

/// A file that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fault {
    pub(crate) file: String,
    pub(crate) is_missing: bool,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let what = if self.is_missing { "is missing" } else { "is not as it was written" };
        write!(f, "`{}` {what}", self.file)
    }
}

fn spoilt(file: &str) -> Fault {
    Fault { file: file.to_owned(), is_missing: false }
}

/// What is wrong in a folder. A commit may come in between, then it is looked at again.
pub(crate) fn faults(place: &Place) -> Result<Vec<Fault>, Error> {
    for _ in 0..3 {
        let before = read(place, META)?;
        let faults = faults_once(place, before.as_deref())?;
        if faults.is_empty() || read(place, META)? == before {
            return Ok(faults);
        }
    }
    Ok(Vec::new())
}

fn faults_once(place: &Place, meta: Option<&[u8]>) -> Result<Vec<Fault>, Error> {
    let mut faults = Vec::new();
    let mut last = None;
    let mut n_inventories = 0;
    for name in INVENTORIES {
        let Some(bytes) = read(place, name)? else { continue };
        n_inventories += 1;
        match Inventory::parse(&bytes) {
            None => faults.push(spoilt(name)),
            Some(found) if Some(found.meta.as_bytes()) == meta => last = Some(found),
            Some(_) => {}
        }
    }
    if meta.is_none() {
        faults.push(Fault { file: META.to_owned(), is_missing: true });
    } else if last.is_none() && n_inventories > 0 && faults.is_empty() {
        // either of the two is that of the table of contents; where both are gone the engine is asked
        let missing = INVENTORIES.into_iter().find(|name| !place.has(name));
        faults.push(match missing {
            Some(name) => Fault { file: name.to_owned(), is_missing: true },
            None => spoilt(META),
        });
    }
    let kept = read(place, KEPT)?;
    let kept = kept.map(|bytes| Inventory::parse(&bytes).ok_or_else(|| spoilt(KEPT)));
    let kept = kept.and_then(|kept| kept.map_err(|fault| faults.push(fault)).ok());
    for inventory in last.iter().chain(&kept) {
        faults.extend(of_inventory(place, inventory)?);
    }
    for name in table::TABLES {
        if read(place, name)?.is_some_and(|bytes| table::whole(&bytes).is_none()) {
            faults.push(spoilt(name));
        }
    }
    if !is_note(&read(place, WRITER_LOCK)?.unwrap_or_default()) {
        faults.push(spoilt(WRITER_LOCK));
    }
    let names = last.iter().chain(&kept).flat_map(|inventory| inventory.files.keys());
    match read(place, MANAGED)? {
        // it is there from the beginning, and without it a writer would forget files that are held
        None => faults.push(Fault { file: MANAGED.to_owned(), is_missing: true }),
        Some(written) if !is_list(place, &written, &names.map(String::as_str).collect()) => {
            faults.push(spoilt(MANAGED));
        }
        Some(_) => {}
    }
    faults.sort();
    faults.dedup();
    Ok(faults)
}

/// Which files of a generation are not as they were written.
pub(crate) fn of_inventory(place: &Place, inventory: &Inventory) -> Result<Vec<Fault>, Error> {
    let mut faults = Vec::new();
    let contents = inventory.contents();
    let missing = contents.iter().flat_map(|contents| &contents.segments);
    let missing = missing.flat_map(SegmentIn::names);
    for name in missing.filter(|name| !inventory.files.contains_key(name)) {
        faults.push(Fault { file: name, is_missing: true });
    }
    for (name, sum) in &inventory.files {
        match place.files.open_read(Path::new(name)) {
            Err(OpenReadError::FileDoesNotExist(_)) => {
                faults.push(Fault { file: name.clone(), is_missing: true });
            }
            Err(error) => return Err(translate(error.into(), "read", &place.dir)),
            Ok(file) => {
                let bytes = file.read_bytes();
                let bytes = bytes.map_err(|error| translate(error.into(), "read", &place.dir))?;
                if Sum::of(&bytes) != *sum {
                    faults.push(spoilt(name));
                }
            }
        }
    }
    Ok(faults)
}

/// The content of a small file; `None` where there is none.
pub(crate) fn read(place: &Place, name: &str) -> Result<Option<Vec<u8>>, Error> {
    match place.files.atomic_read(Path::new(name)) {
        Err(OpenReadError::FileDoesNotExist(_)) => Ok(None),
        Err(error) => Err(translate(error.into(), "read", &place.dir)),
        Ok(bytes) => Ok(Some(bytes)),
    }
}

fn is_note(bytes: &[u8]) -> bool {
    bytes.is_empty() || holder::process_of(&String::from_utf8_lossy(bytes)).is_some()
}

/// Whether the engine's list of its files is one: it names everything that is held, and of what is there everything
/// that is named as its files are. It may name what has been removed: the list is written behind that, and a program
/// may end in between. Where a run broke off it may lack something as well.
fn is_list(place: &Place, list: &[u8], held: &BTreeSet<&str>) -> bool {
    let Ok(listed) = serde_json::from_slice::<BTreeSet<String>>(list) else { return false };
    let is_ours = |name: &String| name == META || is_segment_file(name);
    let is_at_rest = place.has(WRITER_LOCK) && super::note_of(&place.dir).is_none();
    let entries = fs::read_dir(&place.dir).into_iter().flatten().flatten();
    let mut there = entries.filter_map(|entry| entry.file_name().into_string().ok());
    listed.iter().all(is_ours)
        && held.iter().all(|name| listed.contains(*name))
        && (!is_at_rest || there.all(|name| !is_segment_file(&name) || listed.contains(&name)))
}

/// The number of the generation that a folder holds as far as its table of contents can be read.
pub(crate) fn generation(place: &Place) -> Option<u64> {
    let meta = place.files.atomic_read(Path::new(META)).ok()?;
    Contents::parse(&meta).map(|contents| contents.generation())
}
