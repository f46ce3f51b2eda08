//! Tables beside the segments: what is found from a whole generation, kept so that it is found once.
//!
//! None of them is needed: where one is missing, broken or of another generation, it is found anew.

use std::{fs, io::Write as _, path::Path};

use serde::{Serialize, de::DeserializeOwned};

/// The table of this name, if there is one that decodes.
pub(crate) fn read<T: DeserializeOwned>(dir: &Path, name: &str) -> Option<T> {
    postcard::from_bytes(&fs::read(dir.join(name)).ok()?).ok()
}

/// Puts a table in place of the one before, whole or not at all. Nothing is lost if it cannot be written.
pub(crate) fn write(dir: &Path, name: &str, table: &impl Serialize) {
    let Ok(bytes) = postcard::to_stdvec(table) else { return };
    let draft = dir.join(format!("{name}.draft"));
    let write = || -> std::io::Result<()> {
        let mut file = fs::File::create(&draft)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        fs::rename(&draft, dir.join(name))
    };
    if write().is_err() {
        // best effort: a draft that stays does no harm
        let _ = fs::remove_file(&draft);
    }
}
