//! `verify`: is the archive as it was written, and is what it counts what is there?

mod check;
mod proof;
mod recount;
mod sample;

use std::path::Path;

use query::Field as Facet;
use registry::Passage;
use serde::Serialize;

pub use self::proof::Proof;
use crate::{
    Archive, Error, Request, engine,
    repeated::Repeated,
    schema::DocKind,
    store::{Place, soundness},
};

/// What `verify` found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Releases that were decoded.
    pub releases: u64,
    /// Files that were decoded.
    pub files: u64,
    /// Facet values that were counted anew from the releases, and clicked on.
    pub facet_values: u64,
    /// What was proved of single queries.
    pub queries: Vec<Proof>,
    /// What is wrong, each in a sentence; empty if all is sound.
    pub faults: Vec<String>,
}

/// The facets that are checked.
const FACETS: [Facet; 10] = [
    Facet::Country,
    Facet::Mentions,
    Facet::Region,
    Facet::Year,
    Facet::Month,
    Facet::Speaker,
    Facet::Organisation,
    Facet::Place,
    Facet::Language,
    Facet::Kind,
];

impl Verified {
    /// Takes a proof in, its faults among all.
    pub fn add(&mut self, proof: Proof) {
        self.facet_values += proof.facet_values;
        let faults = proof.faults.iter();
        self.faults.extend(faults.map(|fault| format!("`{}`: {fault}", proof.interpreted)));
        self.queries.push(proof);
    }
}

impl Archive {
    /// Checks that every file of the archive is as it was written, that every document decodes, that
    /// every count of every facet is what the releases themselves give, and that a click on it gives as
    /// many hits.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] where the archive cannot be read at all; what is wrong in it is told in the result.
    pub fn verify(&self) -> Result<Verified, Error> {
        let verified = self.verify_files()?;
        if !verified.faults.is_empty() {
            // what is spoilt is not looked into
            return Ok(verified);
        }
        self.guarded(|| self.verify_documents())
    }

    /// The same of what stands in the files, which are taken to be as they were written.
    pub(crate) fn verify_documents(&self) -> Result<Verified, Error> {
        let mut verified = Verified::default();
        let mut n_quotes = 0;
        let mut passages = Vec::new();
        for address in self.snapshot.documents(DocKind::Release) {
            let record = self.guarded(|| self.snapshot.record_at(address));
            let release = match record.and_then(|record| {
                let days = record.date.as_ref().map(|date| date.value);
                let days = days.map(|date| (date.first_day(), date.last_day()));
                passages.push((record.id, days, Passage::all_of(&record)));
                self.snapshot.joined(record)
            }) {
                Ok(release) => release,
                Err(error) => {
                    verified.faults.push(error.to_string());
                    continue;
                }
            };
            verified.releases += 1;
            n_quotes += release.quotes.len() as u64;
            if self.snapshot.files_of(release.id)?.is_empty() {
                verified.faults.push(format!("no file holds release {}", release.id));
            }
        }
        match self.files() {
            Ok(files) => verified.files = files.len() as u64,
            Err(error) => verified.faults.push(error.to_string()),
        }
        if Repeated::of_releases(&self.snapshot, &passages)? != *self.snapshot.repeated()? {
            verified
                .faults
                .push("the repeated paragraphs are not those of the releases".to_owned());
        }
        if !verified.faults.is_empty() {
            // what does not decode cannot be counted
            return Ok(verified);
        }
        let proof = self.prove(&Request::default())?;
        for (what, counted, there) in
            [("releases", proof.releases, verified.releases), ("quotes", proof.quotes, n_quotes)]
        {
            if counted != there {
                verified.faults.push(format!("{counted} {what} are counted, {there} are there"));
            }
        }
        verified.facet_values = proof.facet_values;
        verified.faults.extend(proof.faults);
        Ok(verified)
    }

    /// Checks only that every file of the archive is as it was written.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] where the archive cannot be read at all.
    pub fn verify_files(&self) -> Result<Verified, Error> {
        let place = &self.snapshot.place;
        let faults = soundness::faults(place)?;
        let mut faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        if place.inventories().is_empty() {
            let checked = self.guarded(|| {
                let files = self.snapshot.index.searchable_segment_metas();
                let files = files.map_err(|error| self.snapshot.failed(error))?;
                engine::spoilt_files(&self.snapshot.index, &files)
                    .map_err(|error| self.snapshot.failed(error))
            })?;
            faults.extend(checked.iter().map(|name| format!("`{name}` is not as it was written")));
        }
        Ok(Verified { faults, ..Verified::default() })
    }
}

/// What is wrong with the files of the archive in `dir`, each in a sentence: whether each is as it was written.
/// Nothing is asked of the engine, so the archive need not be one that opens.
///
/// # Errors
///
/// [`Error::NoArchive`]; [`Error::Io`] where a file cannot be read at all.
pub fn file_faults(dir: &Path) -> Result<Vec<String>, Error> {
    let place = Place::at(dir)?;
    if !place.holds_archive() {
        return Err(Error::NoArchive { dir: dir.to_owned() });
    }
    Ok(soundness::faults(&place)?.iter().map(ToString::to_string).collect())
}
