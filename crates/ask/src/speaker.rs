//! One person by name.

use clap::Args;
use index::{Archive, Named, Profile};

use crate::Error;

/// How much of a person is shown.
#[derive(Clone, Copy, Debug, Args)]
pub struct Portrait {
    /// How many of the latest quotes
    #[arg(short = 'n', long, value_name = "N", default_value_t = 5)]
    pub limit: usize,
}

impl Default for Portrait {
    /// That of the command line.
    fn default() -> Self {
        Self { limit: 5 }
    }
}

/// The person of this name or alias; otherwise the one person whose name has all its words.
///
/// # Errors
///
/// [`Error::Nobody`], [`Error::Several`]; [`Error::Archive`] as a search.
pub fn speaker(archive: &Archive, name: &str, portrait: Portrait) -> Result<Box<Profile>, Error> {
    match archive.speaker(name, portrait.limit)? {
        Named::One(profile) => Ok(profile),
        Named::Nobody(note) => Err(Error::Nobody { note }),
        Named::Several(names) => Err(Error::Several { name: name.to_owned(), names }),
    }
}
