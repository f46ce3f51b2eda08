//! `Manifest`: what a commit says of itself. Refuses what another version wrote.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::{Error, schema::FORMAT};

/// Stands in the payload of every commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// The version of everything that is stored.
    pub(crate) dateline: u32,
    /// Counts the commits.
    pub(crate) generation: u64,
}

impl Manifest {
    pub(crate) const FIRST: Self = Self { dateline: FORMAT, generation: 0 };

    /// What the next commit says.
    pub(crate) fn next(self) -> Self {
        Self { dateline: FORMAT, generation: self.generation + 1 }
    }

    pub(crate) fn write(self) -> String {
        serde_json::to_string(&self).expect("two numbers have a JSON form")
    }

    /// Reads the payload of the last commit; an index never committed has none.
    pub(crate) fn read(payload: Option<&str>, dir: &Path) -> Result<Self, Error> {
        let Some(payload) = payload else { return Ok(Self::FIRST) };
        let manifest: Self =
            serde_json::from_str(payload).map_err(|_| Error::Foreign { dir: dir.to_owned() })?;
        if manifest.dateline != FORMAT {
            let (found, expected) = (manifest.dateline, FORMAT);
            return Err(Error::Version { dir: dir.to_owned(), found, expected });
        }
        Ok(manifest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_format_is_refused_with_a_remedy() {
        let dir = Path::new("idx");
        let error = Manifest::read(Some(r#"{"dateline":99,"generation":3}"#), dir).unwrap_err();
        assert!(error.to_string().contains("make it new with `dateline migrate`"));
        assert!(matches!(Manifest::read(Some("{}"), dir), Err(Error::Foreign { .. })));
        let next = Manifest::FIRST.next();
        assert_eq!(Manifest::read(Some(&next.write()), dir).unwrap(), next);
    }
}
