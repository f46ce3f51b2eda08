//! Which files there are, and what is in them.

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};

use index::{ContentHash, Error, FilePath, FoundFile, KnownFile, Outcome};
use ingest::{
    Unread,
    archive::{self, SourceFile, Walk},
    format::{self, Format},
};
use rayon::prelude::*;

use crate::{
    args::IndexArgs,
    meter::{Meter, Stage},
};

/// Walks the given paths. One that is missing is an error, unless `--prune` says that it is truly gone.
pub(super) fn walk(args: &IndexArgs, folder: &Path, known: &[KnownFile]) -> anyhow::Result<Walk> {
    let (there, missing): (Vec<PathBuf>, Vec<PathBuf>) =
        args.paths.iter().cloned().partition(|path| path.symlink_metadata().is_ok());
    let missing_roots: Vec<PathBuf> = missing.iter().map(|path| archive::absolute(path)).collect();
    for (path, root) in missing.iter().zip(&missing_roots) {
        let root = file_path(root, path);
        let n_known = known.iter().filter(|file| file.path.is_under(&root)).count();
        if n_known == 0 {
            return Err(crate::command::missing_path(path, &io::ErrorKind::NotFound.into()));
        }
        if !args.prune {
            return Err(Error::RootGone { root: root.shown, known: n_known }.into());
        }
    }
    let mut walk = archive::walk(&there, Some(folder))
        .map_err(|(path, error)| crate::command::missing_path(&path, &error))?;
    walk.roots.extend(missing_roots);
    Ok(walk)
}

/// The files of a walk as the archive compares them.
pub(super) struct Found {
    /// Those to compare; the first are `walk.files` in order, then those passed over.
    pub(super) files: Vec<FoundFile>,
    /// Why a file of `files` is not to be read, where that is known already.
    pub(super) unread: Vec<Option<Outcome>>,
}

pub(super) fn find(walk: &Walk, known: &[KnownFile], meter: &Meter) -> Found {
    let hashed: Vec<_> =
        walk.files.par_iter().map(|file| meter.time(Stage::Read, || hash(file))).collect();
    let mut found = Found { files: Vec::new(), unread: Vec::new() };
    for (file, hashed) in walk.files.iter().zip(hashed) {
        let path = file_path(&file.absolute, &file.shown);
        let (hash, unread) = match hashed {
            Ok(hash) => (hash, None),
            Err(error) => {
                // what the archive holds of a file that cannot be read for now stays
                let hash = known_as(known, &path).map_or(NOT_READ, |file| file.hash);
                (hash, Some(outcome(&error.into(), &file.absolute)))
            }
        };
        found.files.push(FoundFile { path, size: file.bytes, hash });
        found.unread.push(unread);
    }
    for passed in &walk.passed {
        let path = file_path(&passed.absolute, &passed.shown);
        found.files.push(FoundFile { path, size: 0, hash: NOT_READ });
        found.unread.push(Some(outcome(&passed.why, &passed.absolute)));
    }
    found
}

/// What the archive knows of the file at `path`; `known` is sorted by absolute path.
pub(super) fn known_as<'k>(known: &'k [KnownFile], path: &FilePath) -> Option<&'k KnownFile> {
    let at = known.binary_search_by(|file| file.path.absolute.cmp(&path.absolute)).ok()?;
    known.get(at)
}

/// Stands for the hash of a file whose bytes were never seen.
const NOT_READ: ContentHash = ContentHash([0; 16]);

fn hash(file: &SourceFile) -> Result<ContentHash, ingest::Error> {
    Ok(ContentHash(format::hash(File::open(&file.absolute)?)?))
}

pub(super) fn file_path(absolute: &Path, shown: &Path) -> FilePath {
    FilePath {
        absolute: absolute.as_os_str().as_encoded_bytes().to_vec(),
        shown: shown.to_string_lossy().into_owned(),
    }
}

pub(super) fn outcome(why: &Unread, path: &Path) -> Outcome {
    match why {
        Unread::Skipped(skip) => Outcome::Skipped { reason: skip.to_string() },
        Unread::Failed(error) => Outcome::Failed {
            format: Format::by_name(path).map(Format::name).unwrap_or_default().to_owned(),
            stage: error.stage().name().to_owned(),
            reason: error.to_string(),
        },
    }
}
