//! `Corpus`: the files that are indexed, and what there is to know of them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use index::ContentHash;
use ingest::archive;
use rayon::prelude::*;
use serde::Serialize;
use tempfile::TempDir;

use super::make;
use crate::args::{BenchIndexArgs, Common};

/// Files to measure with.
#[derive(Debug)]
pub(super) struct Corpus {
    pub(super) paths: Vec<PathBuf>,
    pub(super) files: Vec<PathBuf>,
    pub(super) about: About,
    /// Where invented releases are, while they are needed.
    _made: Option<TempDir>,
}

/// What a reader must know to get the same files.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct About {
    /// How many releases were invented, if they were.
    pub(crate) synthetic: Option<u64>,
    pub(crate) seed: Option<u64>,
    pub(crate) paths: Vec<String>,
    pub(crate) files: usize,
    pub(crate) bytes: u64,
    /// BLAKE3 over the sorted hashes of the files, so that names and folders make no difference.
    pub(crate) hash: String,
}

impl Corpus {
    pub(super) fn of(
        args: &BenchIndexArgs,
        scratch: &Path,
        common: &Common,
    ) -> anyhow::Result<Self> {
        let made = match args.synthetic {
            None => None,
            Some(number) => {
                let folder = super::scratch_folder(scratch)?;
                make::write(number, args.seed, folder.path(), common)?;
                Some(folder)
            }
        };
        let paths = made.as_ref().map_or(args.paths.clone(), |made| vec![made.path().to_owned()]);
        let walk = archive::walk(&paths, None)
            .map_err(|(path, error)| crate::command::missing_path(&path, &error))?;
        let files: Vec<PathBuf> = walk.files.into_iter().map(|file| file.absolute).collect();
        if files.is_empty() {
            bail!("nothing to measure: the paths hold no file that may be a release");
        }
        let read: Result<Vec<_>, _> = files.par_iter().map(|file| looked_at(file)).collect();
        let mut read = read?;
        read.sort_unstable();
        let hashes: Vec<u8> = read.iter().flat_map(|(hash, _)| hash.0).collect();
        let shown =
            |paths: &[PathBuf]| paths.iter().map(|path| path.display().to_string()).collect();
        let about = About {
            synthetic: args.synthetic,
            seed: args.synthetic.map(|_| args.seed),
            paths: if made.is_some() { Vec::new() } else { shown(&paths) },
            files: files.len(),
            bytes: read.iter().map(|(_, bytes)| bytes).sum(),
            hash: format!("{:?}", ContentHash::of(&hashes)),
        };
        Ok(Self { paths, files, about, _made: made })
    }
}

fn looked_at(file: &Path) -> anyhow::Result<(ContentHash, u64)> {
    let bytes = fs::read(file).with_context(|| format!("could not read `{}`", file.display()))?;
    Ok((ContentHash::of(&bytes), bytes.len() as u64))
}
