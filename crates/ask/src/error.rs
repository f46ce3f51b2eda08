//! `Error`: a question that cannot be meant, or an archive that cannot answer.

use std::io;

use crate::Of;

/// So many names are listed where several are meant.
const MOST_NAMES: usize = 20;

/// Why a question has no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The query or the value of a filter cannot be meant.
    #[error(transparent)]
    Query(#[from] query::Error),
    /// The archive finds it too much, has no such release, or cannot be read.
    #[error(transparent)]
    Archive(#[from] index::Error),
    /// An exclusion without its field.
    #[error("`--not` takes FIELD=VALUE, such as `--not country=Kenya`, not `{given}`")]
    Exclusion {
        /// As typed.
        given: String,
    },
    /// Values of one field that do not lie in those of the other.
    #[error("`--by` takes month below year and country below region, not {below} below {above}")]
    NotBelow {
        /// What should lie below.
        below: &'static str,
        /// What should hold it.
        above: &'static str,
    },
    /// A field whose values have no values between them.
    #[error("`--zeros` fills years and months, {field} has no values in between")]
    NoZeros {
        /// The field.
        field: &'static str,
    },
    /// Two flags that cannot both be meant.
    #[error("`--{one}` and `--{other}` cannot be asked for together")]
    Conflict {
        /// A flag.
        one: &'static str,
        /// Another.
        other: &'static str,
    },
    /// Nobody goes by that name; the text says who is called nearly so.
    #[error("{note}")]
    Nobody {
        /// What to say.
        note: String,
    },
    /// Several persons may be meant.
    #[error(
        "`{name}` may be {} persons; give one of these names in full: {}",
        names.len(),
        listed(names)
    )]
    Several {
        /// As typed.
        name: String,
        /// All of them.
        names: Vec<String>,
    },
    /// An export could not be written: whoever reads may have gone away.
    #[error("could not write the {}", of.name())]
    Write {
        /// What was written.
        of: Of,
        /// The cause.
        source: io::Error,
    },
}

impl Error {
    /// Whether what was asked for does not exist.
    pub fn is_unknown(&self) -> bool {
        let unknown = matches!(self, Self::Archive(index::Error::UnknownRelease { .. }));
        unknown || matches!(self, Self::Nobody { .. })
    }

    /// Whether another question would be answered: the archive is sound.
    pub fn is_of_question(&self) -> bool {
        match self {
            Self::Archive(error) => matches!(
                error,
                index::Error::TooDeep { .. }
                    | index::Error::TooManyWords { .. }
                    | index::Error::TooManyValues { .. }
                    | index::Error::NoFacet { .. }
                    | index::Error::UnknownRelease { .. }
                    | index::Error::InvalidId { .. }
                    | index::Error::AmbiguousId { .. }
            ),
            Self::Write { .. } => false,
            _ => true,
        }
    }
}

fn listed(names: &[String]) -> String {
    let n_more = names.len().saturating_sub(MOST_NAMES);
    let shown = names[..names.len() - n_more].join("; ");
    if n_more > 0 { format!("{shown}; and {n_more} more") } else { shown }
}
