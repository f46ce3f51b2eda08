//! `Of`: what is counted or exported.

use clap::ValueEnum;

/// What is counted or exported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Of {
    /// Releases that match
    #[default]
    Releases,
    /// Quotes that match, each by itself
    Quotes,
}

impl Of {
    /// Its name on the command line, in an address and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Releases => "releases",
            Self::Quotes => "quotes",
        }
    }
}

impl From<Of> for index::Of {
    fn from(of: Of) -> Self {
        match of {
            Of::Releases => Self::Releases,
            Of::Quotes => Self::Quotes,
        }
    }
}

impl From<Of> for export::Of {
    fn from(of: Of) -> Self {
        match of {
            Of::Releases => Self::Releases,
            Of::Quotes => Self::Quotes,
        }
    }
}
