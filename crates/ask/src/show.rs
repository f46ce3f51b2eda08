//! `Shown`: one release with what the archive knows of it besides.

use clap::Args;
use index::{Archive, RepeatedParagraph, Similar, Stored};
use serde_json::{Value, json};

use crate::{Error, record};

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

    /// All of it as JSON; with `evidence` each value carries where it stands, by which rule, how sure.
    pub fn to_json(&self, evidence: bool) -> Value {
        let release = &self.stored.release;
        let mut value = record(self.stored.path(), release, evidence);
        value["paths"] = json!(self.paths());
        value["body"] = json!(release.text);
        let version = |version: &Stored| {
            json!({
                "id": version.release.id.to_string(),
                "date": version.release.date.as_ref().map(|date| date.value.to_string()),
                "path": version.path(),
            })
        };
        value["versions"] = self.versions.iter().map(version).collect();
        value["repeated"] = json!(self.repeated);
        if let Some(similar) = &self.similar {
            value["similar"] = json!(similar);
        }
        value
    }
}
