//! `KnownFile`: what the archive knows of a file, so that a later run takes only what changed.

use std::{collections::BTreeSet, fmt, sync::Arc};

use release::ReleaseId;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The path of a file: what it is known by, and how it was given.
///
/// Paths are ordered by the absolute path, byte by byte. A copy is cheap: a run holds the paths of all files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "KeptPath", into = "KeptPath")]
pub struct FilePath {
    /// The absolute path as the file system has it, UTF-8 or not.
    pub absolute: Arc<[u8]>,
    /// The path as given, for display.
    pub shown: Arc<str>,
}

/// A path as it is kept: what is shown is mostly the end of the absolute path, and then only its length is told, as a
/// character behind [`END`].
#[derive(Serialize, Deserialize)]
struct KeptPath {
    absolute: Vec<u8>,
    shown: String,
}

/// No path holds this character.
const END: char = '\0';

impl From<FilePath> for KeptPath {
    fn from(FilePath { absolute, shown }: FilePath) -> Self {
        let length = u32::try_from(shown.len()).ok().and_then(char::from_u32);
        let is_end = absolute.ends_with(shown.as_bytes());
        let shown = match length.filter(|_| is_end) {
            Some(length) => String::from_iter([END, length]),
            None => shown.to_string(),
        };
        Self { absolute: absolute.to_vec(), shown }
    }
}

impl From<KeptPath> for FilePath {
    fn from(KeptPath { absolute, shown }: KeptPath) -> Self {
        let length = shown.strip_prefix(END).and_then(|rest| rest.chars().next());
        let end = length.and_then(|length| {
            let start = absolute.len().checked_sub(u32::from(length) as usize)?;
            str::from_utf8(&absolute[start..]).ok().map(Arc::from)
        });
        Self { shown: end.unwrap_or_else(|| shown.into()), absolute: absolute.into() }
    }
}

fn write_shared<S: Serializer, T: Serialize + ?Sized>(
    value: &Arc<T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    (**value).serialize(serializer)
}

fn read_shared<'de, D: Deserializer<'de>, T: Deserialize<'de>, U: From<T>>(
    deserializer: D,
) -> Result<U, D::Error> {
    T::deserialize(deserializer).map(U::from)
}

impl FilePath {
    /// Whether it is `root` or lies under it.
    pub fn is_under(&self, root: &Self) -> bool {
        let rest = self.absolute.strip_prefix(&*root.absolute);
        rest.is_some_and(|rest| {
            rest.is_empty() || rest[0] == b'/' || root.absolute.last() == Some(&b'/')
        })
    }
}

/// 128 bits of the BLAKE3 hash of a file's bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ContentHash(pub [u8; 16]);

impl ContentHash {
    /// What is known of a file that has to be read again, whatever it holds.
    pub(crate) const STALE: Self = Self([0xff; 16]);

    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hash = [0; 16];
        hash.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
        Self(hash)
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

/// The place of the file at `path` in what is known of files, which is sorted by absolute path.
pub fn place_of(known: &[KnownFile], path: &FilePath) -> Option<usize> {
    known.binary_search_by(|file| file.path.absolute.cmp(&path.absolute)).ok()
}

/// What the file system says of a file, hashed; as long as it says the same nobody has written to it.
pub type Stamp = [u8; 16];

/// A file as a run finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFile {
    /// Where.
    pub path: FilePath,
    /// Its length in bytes.
    pub size: u64,
    /// What is in it.
    pub hash: ContentHash,
    /// What the file system says of it, where that is to be trusted.
    pub stamp: Option<Stamp>,
}

/// A file that the archive knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownFile {
    /// Where.
    pub path: FilePath,
    /// Its length in bytes.
    pub size: u64,
    /// What was in it.
    pub hash: ContentHash,
    /// What the file system said of it before it was read.
    pub stamp: Option<Stamp>,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// Its releases are in the archive.
    Indexed {
        /// In the order of the file, each once.
        releases: Vec<ReleaseId>,
    },
    /// It was passed over.
    Skipped {
        /// Why. One text for many files.
        #[serde(serialize_with = "write_shared", deserialize_with = "read_shared::<_, String, _>")]
        reason: Arc<str>,
    },
    /// It could not be read or understood.
    Failed(Box<Failure>),
}

/// How a file failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The format it was taken for.
    pub format: String,
    /// The encoding its bytes are in, where they are text.
    pub encoding: String,
    /// Where it failed, such as `read`.
    pub stage: String,
    /// Why.
    pub reason: String,
    /// What would help.
    pub help: String,
}

impl Outcome {
    /// The releases that it gave.
    pub fn releases(&self) -> &[ReleaseId] {
        match self {
            Self::Indexed { releases } => releases,
            Self::Skipped { .. } | Self::Failed(_) => &[],
        }
    }
}

/// Reasons why files were passed over, each once in memory: there are few, and there may be a million files.
#[derive(Debug, Default)]
pub struct Reasons(BTreeSet<Arc<str>>);

impl Reasons {
    /// Lets an outcome share its reason with those before.
    pub fn share(&mut self, outcome: &mut Outcome) {
        let Outcome::Skipped { reason } = outcome else { return };
        match self.0.get(reason) {
            Some(known) => *reason = Arc::clone(known),
            None => drop(self.0.insert(Arc::clone(reason))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(absolute: &str) -> FilePath {
        FilePath { absolute: absolute.as_bytes().into(), shown: absolute.into() }
    }

    #[test]
    fn a_path_comes_back_however_it_was_given() {
        let long = format!("/{}", "a".repeat(70_000));
        for (absolute, shown) in [
            ("/home/a/b.txt", "b.txt"),
            ("/home/a/b.txt", "/home/a/b.txt"),
            ("/home/a/b.txt", "../a/b.txt"),
            ("/home/a/b.txt", ""),
            ("/hømé/é.txt", "é.txt"),
            (&long, &long[1..]),
        ] {
            let path = FilePath { absolute: absolute.as_bytes().into(), shown: shown.into() };
            let kept = postcard::to_stdvec(&path).unwrap();
            assert_eq!(postcard::from_bytes::<FilePath>(&kept).unwrap(), path);
        }
        // as older archives have it
        let kept = postcard::to_stdvec(&("/a/b.txt".as_bytes(), "b.txt")).unwrap();
        assert_eq!(&*postcard::from_bytes::<FilePath>(&kept).unwrap().shown, "b.txt");
    }

    #[test]
    fn a_folder_whose_name_starts_alike_is_no_parent() {
        assert!(path("/a/b/c").is_under(&path("/a/b")));
        assert!(path("/a/b").is_under(&path("/a/b")));
        assert!(path("/a").is_under(&path("/")));
        assert!(!path("/a/bc").is_under(&path("/a/b")));
    }
}
