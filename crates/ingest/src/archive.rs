//! Which files of the given paths may hold a release.
//!
//! Folders are walked in the order of their names. Links below a given path are not followed, so a
//! walk always ends. Nothing is dropped in silence: what is passed over is returned with its reason.
//! A file that is named itself is read whatever its name; ignore files are not honoured.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use walkdir::{DirEntry, WalkDir};

use crate::{
    error::{Error, Skip, Unread},
    stamp::{Stamp, Stamper},
};

/// A file that may hold a release.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceFile {
    /// Its absolute path, by which the archive knows it.
    pub absolute: PathBuf,
    /// Its path as the user would write it: the given path, and the way below it.
    pub shown: PathBuf,
    /// Its size in bytes when it was listed.
    pub bytes: u64,
    /// What the file system said of it then; `None` where that is not to be trusted.
    pub stamp: Option<Stamp>,
}

/// A file that was not read.
#[derive(Debug)]
pub struct Passed {
    /// Its absolute path.
    pub absolute: PathBuf,
    /// Its path as the user would write it.
    pub shown: PathBuf,
    /// Why.
    pub why: Unread,
}

/// What a walk found.
#[derive(Debug, Default)]
pub struct Walk {
    /// The given paths, made absolute.
    pub roots: Vec<PathBuf>,
    /// The files to read, sorted by absolute path, each once.
    pub files: Vec<SourceFile>,
    /// The files that are not read, sorted by absolute path.
    pub passed: Vec<Passed>,
}

/// Walks `paths`; `index` is the archive's own folder, which is left out.
///
/// # Errors
///
/// Returns the path and the reason when one of `paths` cannot be found. What goes wrong below is part
/// of the [`Walk`].
pub fn walk(paths: &[PathBuf], index: Option<&Path>) -> Result<Walk, (PathBuf, io::Error)> {
    let index = index.and_then(|index| fs::canonicalize(index).ok());
    let mut walk = Walk::default();
    let stamper = Stamper::now();
    for path in paths {
        let root = fs::canonicalize(path).map_err(|error| (path.clone(), error))?;
        if root.is_dir() {
            walk_folder(&root, path, index.as_deref(), &stamper, &mut walk);
        } else {
            list_named_file(&root, path, &stamper, &mut walk);
        }
        walk.roots.push(root);
    }
    walk.files.sort();
    walk.files.dedup_by(|a, b| a.absolute == b.absolute);
    walk.passed.sort_by(|a, b| a.absolute.cmp(&b.absolute));
    walk.passed.dedup_by(|a, b| a.absolute == b.absolute);
    let files = &walk.files;
    walk.passed.retain(|passed| {
        files.binary_search_by(|file| file.absolute.cmp(&passed.absolute)).is_err()
    });
    Ok(walk)
}

/// The absolute form of a path that may not exist any more.
pub fn absolute(path: &Path) -> PathBuf {
    fs::canonicalize(path)
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_path_buf())
}

fn list_named_file(absolute: &Path, shown: &Path, stamper: &Stamper, walk: &mut Walk) {
    let (absolute, shown) = (absolute.to_path_buf(), shown.to_path_buf());
    match fs::metadata(&absolute) {
        Ok(meta) if meta.is_file() => {
            let (bytes, stamp) = (meta.len(), stamper.stamp(&meta));
            walk.files.push(SourceFile { absolute, shown, bytes, stamp });
        }
        Ok(_) => walk.passed.push(Passed { absolute, shown, why: Skip::Special.into() }),
        Err(error) => walk.passed.push(Passed { absolute, shown, why: error.into() }),
    }
}

fn walk_folder(
    root: &Path,
    shown_root: &Path,
    index: Option<&Path>,
    stamper: &Stamper,
    walk: &mut Walk,
) {
    let entries = WalkDir::new(root)
        .follow_links(false)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| index.is_none_or(|index| entry.path() != index));
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => {
                let shown = below(shown_root, root, entry.path());
                list_entry(&entry, root, shown, stamper, walk);
            }
            Err(error) => {
                let absolute = error.path().unwrap_or(root).to_path_buf();
                let shown = below(shown_root, root, &absolute);
                let error = error
                    .into_io_error()
                    .unwrap_or_else(|| io::Error::other("the folder could not be listed"));
                walk.passed.push(Passed { absolute, shown, why: Error::Read(error).into() });
            }
        }
    }
}

fn list_entry(entry: &DirEntry, root: &Path, shown: PathBuf, stamper: &Stamper, walk: &mut Walk) {
    let absolute = entry.path().to_path_buf();
    if let Some(skip) = skip_by_name(entry, root) {
        walk.passed.push(Passed { absolute, shown, why: skip.into() });
        return;
    }
    match entry.metadata() {
        Ok(meta) => {
            let (bytes, stamp) = (meta.len(), stamper.stamp(&meta));
            walk.files.push(SourceFile { absolute, shown, bytes, stamp });
        }
        Err(error) => {
            let error = error.into_io_error().unwrap_or_else(|| io::ErrorKind::NotFound.into());
            walk.passed.push(Passed { absolute, shown, why: error.into() });
        }
    }
}

fn skip_by_name(entry: &DirEntry, root: &Path) -> Option<Skip> {
    let kind = entry.file_type();
    if kind.is_symlink() {
        return Some(Skip::Link);
    }
    if !kind.is_file() {
        return Some(Skip::Special);
    }
    let below = entry.path().strip_prefix(root).unwrap_or(entry.path());
    if below.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b".")) {
        return Some(Skip::Hidden);
    }
    let name = entry.file_name().to_string_lossy().to_uppercase();
    let housekeeping = ["README", "LICENSE", "CHANGELOG"].iter().any(|stem| name.starts_with(stem));
    housekeeping.then_some(Skip::Housekeeping)
}

/// `absolute` as seen from the path the user gave for `root`.
fn below(shown_root: &Path, root: &Path, absolute: &Path) -> PathBuf {
    match absolute.strip_prefix(root) {
        Ok(rest) if rest.as_os_str().is_empty() => shown_root.to_path_buf(),
        Ok(rest) => shown_root.join(rest),
        Err(_) => absolute.to_path_buf(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
        folder
    }

    fn passed(walk: &Walk) -> Vec<(String, String)> {
        let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
        let why = |why: &Unread| match why {
            Unread::Skipped(skip) => skip.to_string(),
            Unread::Failed(error) => error.to_string(),
        };
        walk.passed.iter().map(|passed| (name(&passed.shown), why(&passed.why))).collect()
    }

    #[test]
    fn a_file_named_twice_is_listed_once() {
        let folder = folder(&["a.txt", "b/c.txt"]);
        let paths = [folder.path().to_path_buf(), folder.path().join("b/c.txt")];
        assert_eq!(walk(&paths, None).unwrap().files.len(), 2);
    }

    #[test]
    fn housekeeping_and_hidden_files_are_passed_over_with_a_reason() {
        let folder = folder(&["README.md", ".git/config", "licenses.txt", "a.txt"]);
        let walk = walk(&[folder.path().to_path_buf()], None).unwrap();
        assert_eq!(walk.files.len(), 1);
        let reason = "readme, license or changelog".to_owned();
        assert_eq!(
            passed(&walk),
            [
                ("config".to_owned(), "hidden".to_owned()),
                ("README.md".to_owned(), reason.clone()),
                ("licenses.txt".to_owned(), reason),
            ]
        );
    }

    #[test]
    fn a_file_named_itself_is_read_whatever_its_name() {
        let folder = folder(&["README.md"]);
        let walk = walk(&[folder.path().join("README.md")], None).unwrap();
        assert_eq!((walk.files.len(), walk.passed.len()), (1, 0));
    }

    #[cfg(unix)]
    #[test]
    fn a_loop_of_links_ends_and_is_reported() {
        let folder = folder(&["a/b.txt"]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/loop")).unwrap();
        let walk = walk(&[folder.path().to_path_buf()], None).unwrap();
        assert_eq!(walk.files.len(), 1);
        assert_eq!(passed(&walk), [("loop".to_owned(), "link".to_owned())]);
    }

    #[test]
    fn the_archive_itself_is_left_out() {
        let folder = folder(&["a.txt", "idx/meta.json"]);
        let index = folder.path().join("idx");
        let walk = walk(&[folder.path().to_path_buf()], Some(&index)).unwrap();
        assert_eq!((walk.files.len(), walk.passed.len()), (1, 0));
    }

    #[test]
    fn a_missing_path_is_named() {
        let (path, error) = walk(&[PathBuf::from("no/such/folder")], None).unwrap_err();
        assert_eq!(path, PathBuf::from("no/such/folder"));
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
    }
}
