//! `People`: which names are one person or one organisation, in a table beside the segments.
//!
//! The table belongs to one generation and one state of the user's `people.toml`; where it is missing or
//! of another it is made anew from the names in the column.

use std::{fs, io, path::Path};

use registry::{Authority, Form};
use release::{Release, Speaker};

use crate::{
    Error,
    document::speaker_key,
    facet,
    merged::{Merged, Shown},
    names,
    reader::Snapshot,
    store::Place,
    table,
    texts::take_array,
};

/// The table in the folder of the index.
const TABLE: &str = "people.bin";
/// The user's file in the folder of the index.
pub(crate) const AUTHORITY: &str = "people.toml";

/// The persons and the organisations with more than one name.
#[derive(Debug, Default)]
pub(crate) struct People {
    pub(crate) persons: Merged,
    pub(crate) organisations: Merged,
    /// Of the user's file that was applied.
    pub(crate) authority: Hash,
}

/// Of the text of the user's file.
pub(crate) type Hash = [u8; 32];

impl People {
    /// The table of a generation, if there is one and the user's file is still the same.
    pub(crate) fn read(place: &Place, generation: u64) -> Option<Self> {
        let mut table = table::open(place, TABLE)?;
        let of = u64::from_le_bytes(take_array(&mut table)?);
        let authority = take_array(&mut table)?;
        if of != generation || Some(authority) != authority_of(&place.dir) {
            return None;
        }
        let (persons, organisations) = (Merged::take(&mut table)?, Merged::take(&mut table)?);
        table.is_empty().then_some(Self { persons, organisations, authority })
    }

    /// Finds them from the names of a generation and the user's file.
    pub(crate) fn find(snapshot: &Snapshot) -> Result<Self, Error> {
        // read once: the table is to name the very file that was applied
        let text = authority_text(snapshot.dir())?;
        let authority = parsed(snapshot.dir(), &text)?;
        let persons = find_persons(snapshot, &authority)?;
        let organisations = find_organisations(snapshot, &authority)?;
        let (persons, organisations) = (Merged::of(&persons), Merged::of(&organisations));
        Ok(Self { persons, organisations, authority: hash(&text) })
    }

    /// Finds them for a generation and keeps them. A table that cannot be written is no loss: it is found anew
    /// when asked.
    pub(crate) fn write(snapshot: &Snapshot) -> Result<(), Error> {
        let people = snapshot.found_people()?;
        let mut table = Vec::new();
        table.extend(snapshot.manifest().generation.to_le_bytes());
        table.extend(people.authority);
        people.persons.put(&mut table);
        people.organisations.put(&mut table);
        table::write_bytes(&snapshot.place, TABLE, table);
        Ok(())
    }

    /// Gives the speakers and organisations of a release the names they have in the archive.
    pub(crate) fn join(&self, release: &mut Release) {
        self.join_speakers(release);
        if self.organisations.is_empty() {
            return;
        }
        if let Some(found) = &mut release.organisation
            && let Some(shown) = self.organisations.get(&names::key(&found.value))
        {
            shown.clone_into(&mut found.value);
        }
        for speaker in &mut release.speakers {
            rename(&self.organisations, &mut speaker.organisation);
        }
        for quote in &mut release.quotes {
            rename(&self.organisations, &mut quote.organisation);
        }
    }

    /// Two speakers who are one become one.
    fn join_speakers(&self, release: &mut Release) {
        if self.persons.is_empty() {
            return;
        }
        let name_of: Vec<Option<String>> = release
            .speakers
            .iter()
            .map(|speaker| {
                let person = self.persons.get(&speaker_key(release, &speaker.name))?;
                (person != speaker.name).then(|| person.to_owned())
            })
            .collect();
        if name_of.iter().all(Option::is_none) {
            return;
        }
        for quote in &mut release.quotes {
            let name = quote.speaker.as_ref().and_then(|name| {
                let at = release.speakers.iter().position(|speaker| speaker.name == *name)?;
                name_of[at].clone()
            });
            if name.is_some() {
                quote.speaker = name;
            }
        }
        let speakers = std::mem::take(&mut release.speakers);
        for (mut speaker, name) in speakers.into_iter().zip(name_of) {
            speaker.name = name.unwrap_or(speaker.name);
            match release.speakers.iter_mut().find(|other| other.name == speaker.name) {
                Some(other) => merge(other, speaker),
                None => release.speakers.push(speaker),
            }
        }
    }
}

fn rename(merged: &Merged, name: &mut Option<String>) {
    if let Some(given) = name
        && let Some(shown) = merged.get(&names::key(given))
    {
        shown.clone_into(given);
    }
}

/// Fails where the user's file in the folder of an index cannot be applied.
pub(crate) fn check_authority(dir: &Path) -> Result<(), Error> {
    parsed(dir, &authority_text(dir)?).map(drop)
}

/// What was committed stands where the user's file cannot be applied: who asks is told.
pub(crate) fn unless_refused(written: Result<(), Error>) -> Result<(), Error> {
    match written {
        Err(Error::People { .. }) => Ok(()),
        written => written,
    }
}

/// What the user's file says; nothing where there is none.
fn authority_text(dir: &Path) -> Result<String, Error> {
    let path = dir.join(AUTHORITY);
    match fs::read_to_string(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        read => read.map_err(|source| Error::Io { action: "read", path, source }),
    }
}

fn parsed(dir: &Path, text: &str) -> Result<Authority, Error> {
    Authority::parse(text)
        .map_err(|error| Error::People { path: dir.join(AUTHORITY), source: Box::new(error) })
}

/// Tells one state of the user's file from another; `None` where it cannot be read.
pub(crate) fn authority_of(dir: &Path) -> Option<Hash> {
    Some(hash(&authority_text(dir).ok()?))
}

fn hash(text: &str) -> Hash {
    *blake3::hash(text.as_bytes()).as_bytes()
}

fn find_persons(snapshot: &Snapshot, authority: &Authority) -> Result<Vec<Shown>, Error> {
    let met = facet::terms_with_releases(snapshot, snapshot.fields.speaker)?;
    let form = |(term, releases): &(String, u32)| {
        let (name, organisation) = names::speaker_of(term);
        let (name, organisation) = (name.to_owned(), organisation.to_owned());
        Form { name, organisation, releases: *releases }
    };
    let forms: Vec<Form> = met.iter().map(form).collect();
    let persons = registry::persons(&forms, authority).into_iter();
    Ok(persons.filter_map(|person| shown(person.name, &person.forms, &met)).collect())
}

fn find_organisations(snapshot: &Snapshot, authority: &Authority) -> Result<Vec<Shown>, Error> {
    let met = facet::terms_with_releases(snapshot, snapshot.fields.organisation)?;
    let form = |(term, releases): &(String, u32)| (names::split(term).1.to_owned(), *releases);
    let forms: Vec<(String, u32)> = met.iter().map(form).collect();
    let found = registry::organisations(&forms, authority).into_iter();
    Ok(found.filter_map(|one| shown(one.name, &one.forms, &met)).collect())
}

/// `None` for a name that stands for itself.
fn shown(name: String, forms: &[usize], met: &[(String, u32)]) -> Option<Shown> {
    let terms: Vec<String> = forms.iter().map(|&form| met[form].0.clone()).collect();
    let is_plain = matches!(terms.as_slice(), [term] if names::split(term).1 == name);
    (!is_plain).then_some(Shown { name, terms })
}

/// What is better known of the first stays.
fn merge(into: &mut Speaker, other: Speaker) {
    into.quotes += other.quotes;
    into.role = into.role.take().or(other.role);
    into.organisation = into.organisation.take().or(other.organisation);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_says_nothing() {
        let text = authority_text(Path::new("no/such/folder")).unwrap();
        assert!(parsed(Path::new("no/such/folder"), &text).unwrap().is_empty());
    }
}
