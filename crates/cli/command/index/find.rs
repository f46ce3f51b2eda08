//! Which files there are, and what is in them.

use std::{
    borrow::Cow,
    ffi::OsStr,
    fs::File,
    io,
    path::{Path, PathBuf},
};

use index::{ContentHash, Error, Failure, FilePath, FoundFile, KnownFile, Outcome, place_of};
use ingest::{
    Unread,
    archive::{self, SourceFile, Walk},
    format::{Format, Reader},
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
            return Err(Error::RootGone { root: root.shown.to_string(), known: n_known }.into());
        }
    }
    let mut walk = archive::walk(&there, Some(folder))
        .map_err(|(path, error)| crate::command::missing_path(&path, &error))?;
    walk.roots.extend(missing_roots);
    Ok(walk)
}

/// The files of a walk as the archive compares them.
pub(super) struct Found {
    /// Those that may be read in order, then those passed over.
    pub(super) files: Vec<FoundFile>,
    /// Why a file of `files` is not to be read, where that is known already.
    pub(super) unread: Vec<Option<Box<Outcome>>>,
    /// What was walked.
    pub(super) roots: Vec<FilePath>,
}

/// Looks at the files of a walk. One is read only where the file system says something else of it than before.
pub(super) fn find(walk: Walk, known: &[KnownFile], reader: &Reader, meter: &Meter) -> Found {
    let look = |file: SourceFile| look(&file, known, reader, meter);
    let (mut files, mut unread): (Vec<_>, Vec<_>) = walk.files.into_par_iter().map(look).unzip();
    for passed in &walk.passed {
        let path = file_path(&passed.absolute, &passed.shown);
        files.push(FoundFile { path, size: 0, hash: NOT_READ, stamp: None });
        unread.push(Some(Box::new(outcome(&passed.why, &passed.absolute))));
    }
    let roots = walk.roots.iter().map(|root| file_path(root, root)).collect();
    Found { files, unread, roots }
}

fn look(
    file: &SourceFile,
    known: &[KnownFile],
    reader: &Reader,
    meter: &Meter,
) -> (FoundFile, Option<Box<Outcome>>) {
    let mut path = file_path(&file.absolute, &file.shown);
    let known = known_as(known, &path);
    if let Some(known) = known.filter(|known| known.path == path) {
        // the same memory for the same path
        path = known.path.clone();
    }
    // the file system does not know by which map a table was read
    let stamp = file.stamp.filter(|_| !Format::may_need_map(&file.absolute));
    let size = file.bytes;
    if let Some(known) = known
        && stamp.is_some()
        && known.stamp == stamp
    {
        return (FoundFile { path, size, hash: known.hash, stamp }, None);
    }
    match meter.time(Stage::Read, || hash(file, reader)) {
        Ok(hash) => (FoundFile { path, size, hash, stamp }, None),
        Err(error) => {
            // what the archive holds of a file that cannot be read for now stays
            let hash = known.map_or(NOT_READ, |known| known.hash);
            let unread = Some(Box::new(outcome(&error.into(), &file.absolute)));
            (FoundFile { path, size, hash, stamp: None }, unread)
        }
    }
}

/// What the archive knows of the file at `path`; `known` is sorted by absolute path.
pub(super) fn known_as<'k>(known: &'k [KnownFile], path: &FilePath) -> Option<&'k KnownFile> {
    place_of(known, path).map(|at| &known[at])
}

/// Stands for the hash of a file whose bytes were never seen.
pub(super) const NOT_READ: ContentHash = ContentHash([0; 16]);

fn hash(file: &SourceFile, reader: &Reader) -> Result<ContentHash, ingest::Error> {
    Ok(ContentHash(reader.hash(File::open(&file.absolute)?, &file.absolute)?))
}

pub(super) fn file_path(absolute: &Path, shown: &Path) -> FilePath {
    FilePath {
        absolute: absolute.as_os_str().as_encoded_bytes().into(),
        shown: shown.to_string_lossy().into(),
    }
}

/// The absolute path of a file, to open it.
#[cfg(unix)]
pub(in crate::command) fn absolute(path: &FilePath) -> Cow<'_, Path> {
    use std::os::unix::ffi::OsStrExt as _;

    Cow::Borrowed(Path::new(OsStr::from_bytes(&path.absolute)))
}

/// The absolute path of a file, to open it; one that is no Unicode is not found.
#[cfg(not(unix))]
pub(in crate::command) fn absolute(path: &FilePath) -> Cow<'_, Path> {
    Cow::Owned(String::from_utf8_lossy(&path.absolute).into_owned().into())
}

pub(super) fn outcome(why: &Unread, path: &Path) -> Outcome {
    match why {
        Unread::Skipped(skip) => Outcome::Skipped { reason: skip.to_string().into() },
        Unread::Failed(error) => Outcome::Failed(Box::new(Failure {
            format: error
                .format()
                .or_else(|| Format::by_name(path).map(Format::name))
                .unwrap_or_default()
                .to_owned(),
            encoding: error.encoding().unwrap_or_default().to_owned(),
            stage: error.stage().name().to_owned(),
            reason: error.to_string(),
            help: error.help().to_owned(),
        })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file that the archive knows and that nobody can open.
    fn known(stamp: Option<[u8; 16]>) -> (SourceFile, KnownFile) {
        let (absolute, shown) = (PathBuf::from("/no/such/a.txt"), PathBuf::from("a.txt"));
        let (path, hash) = (file_path(&absolute, &shown), ContentHash::of(b"Text."));
        let outcome = Outcome::Indexed { releases: Vec::new() };
        let known = KnownFile { path, size: 5, hash, stamp: Some([1; 16]), outcome };
        (SourceFile { absolute, shown, bytes: 5, stamp }, known)
    }

    #[test]
    fn a_file_of_which_the_file_system_says_the_same_is_not_opened() {
        let (file, known) = known(Some([1; 16]));
        let (found, unread) =
            look(&file, std::slice::from_ref(&known), &Reader::default(), &Meter::default());
        assert_eq!((found.hash, unread), (known.hash, None));
    }

    #[test]
    fn one_of_which_it_says_something_else_or_nothing_is() {
        for stamp in [Some([2; 16]), None] {
            let (file, known) = known(stamp);
            let (_, unread) = look(&file, &[known], &Reader::default(), &Meter::default());
            assert!(matches!(unread.as_deref(), Some(Outcome::Failed(_))));
        }
    }
}
