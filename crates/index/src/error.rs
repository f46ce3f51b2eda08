//! `Error`: no archive here, written by another version, locked, full disk, damaged …

use std::{io, path::PathBuf};

/// What can go wrong with an archive. Every message says what was wanted, what was met, what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The folder holds no archive. Make one with `dateline index`.
    #[error("no index in `{}`; make one with `dateline index PATH` or name another with `--index`", dir.display())]
    NoArchive {
        /// The folder.
        dir: PathBuf,
    },
    /// The folder holds an index that is not ours. Name another folder.
    #[error("`{}` holds an index that dateline did not write; name another folder with `--index`", dir.display())]
    Foreign {
        /// The folder.
        dir: PathBuf,
    },
    /// Another version wrote it. Build it anew.
    #[error(
        "the index in `{}` has format {found}, this dateline reads format {expected}; \
         remove the folder and rebuild it with `dateline index PATH`",
        dir.display()
    )]
    Version {
        /// The folder.
        dir: PathBuf,
        /// What it says.
        found: u32,
        /// What we read.
        expected: u32,
    },
    /// Another process is writing. Wait for it.
    #[error("another `dateline index` is writing to `{}`; wait until it ends", dir.display())]
    Locked {
        /// The folder.
        dir: PathBuf,
    },
    /// The disk is full. What was committed before stays readable.
    #[error("disk full while writing the index in `{}`; free space and run again, nothing committed is lost", dir.display())]
    DiskFull {
        /// The folder.
        dir: PathBuf,
    },
    /// The file system refused.
    #[error("could not {action} `{}`: {source}", path.display())]
    Io {
        /// What was to be done, such as `create`.
        action: &'static str,
        /// To which path.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// A file of the archive does not hold what it should. See `dateline verify`.
    #[error("the index in `{}` is damaged: {detail}; rebuild it with `dateline index PATH`", dir.display())]
    Damaged {
        /// The folder.
        dir: PathBuf,
        /// What was met.
        detail: String,
    },
    /// Indexing stopped half way. What was committed before stays readable; run again.
    #[error("writing the index in `{}` stopped: {detail}; run again, nothing committed is lost", dir.display())]
    WriterDied {
        /// The folder.
        dir: PathBuf,
        /// What the engine said.
        detail: String,
    },
    /// The engine failed in another way.
    #[error("could not {action} the index in `{}`: {detail}", dir.display())]
    Engine {
        /// What was to be done.
        action: &'static str,
        /// The folder.
        dir: PathBuf,
        /// What the engine said.
        detail: String,
    },
    /// The user's file of persons says what cannot be. Mend it.
    #[error("`{}` is no list of persons: {source}", path.display())]
    People {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: Box<registry::AuthorityError>,
    },
    /// A page further down than pages go. Narrow the search.
    #[error("`offset + limit` is {wanted}, pages end at {max}; narrow the search with a filter")]
    TooDeep {
        /// `offset + limit`.
        wanted: usize,
        /// The last that can be asked for.
        max: usize,
    },
    /// A prefix that too many words start with. Type more letters.
    #[error("more than {max} words start with `{prefix}`; type more letters before the `*`")]
    TooManyWords {
        /// The prefix as typed.
        prefix: String,
        /// The most that are looked up.
        max: usize,
    },
    /// A field that is no facet.
    #[error(
        "`{field}` is no facet; facets are country, mentions, year, speaker, org, place, lang, type"
    )]
    NoFacet {
        /// The field.
        field: &'static str,
    },
    /// No release has this id.
    #[error("no release has an id that starts with `{id}`")]
    UnknownRelease {
        /// As typed.
        id: String,
    },
    /// Too short for an id, or no hexadecimal number.
    #[error("`{id}` is no id; an id is 16 hexadecimal digits, of which the first 6 may do")]
    InvalidId {
        /// As typed.
        id: String,
    },
    /// Several releases have ids that start so. Type more digits.
    #[error("several releases have ids that start with `{id}`; type more digits")]
    AmbiguousId {
        /// As typed.
        id: String,
    },
    /// A root that held files before now holds none: an unmounted drive, or truly gone.
    #[error(
        "`{root}` is missing or empty, but the index knows {known} files under it; \
         say `--prune` if they are truly gone"
    )]
    RootGone {
        /// The root as given.
        root: String,
        /// How many files the archive knows under it.
        known: usize,
    },
}
