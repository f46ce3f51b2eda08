//! `Shown`: one release with what the archive knows of it besides.

use clap::Args;
use index::{Archive, RepeatedParagraph, Similar, Stored};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Error, Record, RecordRepeated, record};

/// So many related releases are listed.
const MOST_SIMILAR: usize = 10;

/// How much of a release is shown.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Showing {
    /// Add where each value stands, by which rule, how sure
    #[arg(long)]
    pub evidence: bool,
    /// The releases related to it instead of its text, and what they share
    #[arg(long)]
    pub similar: bool,
}

/// One release with its versions, what it repeats, and what is related to it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The release with its files.
    pub stored: Stored,
    /// The other releases that are versions of its text.
    pub versions: Vec<Stored>,
    /// Its paragraphs that other releases repeat.
    pub repeated: Vec<RepeatedParagraph>,
    /// The releases related to it, if they were asked for.
    pub similar: Option<Vec<Similar>>,
}

/// The release with this id, or the first of its digits; that of a quote gives its release.
///
/// # Errors
///
/// [`Error::Archive`] where there is no such release, or several.
pub fn show(archive: &Archive, id: &str, showing: Showing) -> Result<Shown, Error> {
    let stored = archive.release(of_release(id))?;
    let versions = archive.versions(stored.release.id)?;
    let repeated = archive.repeated(&stored.release)?;
    let similar = showing.similar.then(|| archive.similar(&stored.release, MOST_SIMILAR));
    Ok(Shown { stored, versions, repeated, similar: similar.transpose()? })
}

/// The id of a release; that of a quote has the number of the quote behind it.
fn of_release(id: &str) -> &str {
    match id.rsplit_once('-') {
        Some((release, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => release,
        _ => id,
    }
}

impl Shown {
    /// The files that hold its text, as given.
    pub fn paths(&self) -> Vec<String> {
        self.stored.files.iter().map(|file| file.path.shown.to_string()).collect()
    }

    /// All of it as JSON tells it; with `evidence` each value carries where it stands, by which rule, how sure.
    pub fn document(&self, evidence: bool) -> Document {
        let Self { stored, versions, repeated, similar } = self;
        let version = |version: &Stored| Version {
            id: version.release.id.to_string(),
            date: version.release.date.as_ref().map(|date| date.value.to_string()),
            path: version.path().to_owned(),
        };
        Document {
            record: record(stored.path(), &stored.release, evidence),
            paths: self.paths(),
            body: stored.release.text.clone(),
            versions: versions.iter().map(version).collect(),
            repeated: repeated.iter().map(RecordRepeated::from).collect(),
            similar: similar.clone(),
        }
    }
}

/// One release with everything the archive knows of it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Document {
    /// What was understood of it.
    #[serde(flatten)]
    pub record: Record,
    /// All files that hold its text, as given.
    pub paths: Vec<String>,
    /// The extracted text, into which all offsets point.
    pub body: String,
    /// The other releases that are versions of its text.
    pub versions: Vec<Version>,
    /// Its paragraphs that other releases repeat.
    pub repeated: Vec<RecordRepeated>,
    /// The releases related to it, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub similar: Option<Vec<Similar>>,
}

/// A release that is a version of another's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Version {
    /// 16 hexadecimal digits.
    pub id: String,
    /// `2012-04-03`, `2012-04` or `2012`.
    pub date: Option<String>,
    /// The first of its files, as given.
    pub path: String,
}
