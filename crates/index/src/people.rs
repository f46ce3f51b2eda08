//! `People`: which names of speakers are one person, in a table beside the segments.
//!
//! The table belongs to one generation and one state of the user's `people.toml`; where it is missing or
//! of another it is made anew from the names in the column.

use std::{fs, path::Path};

use registry::{Authority, Form};
use release::{Release, Speaker};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::{Error, document::speaker_key, facet, names, reader::Snapshot, table};

/// The table in the folder of the index.
const TABLE: &str = "people.bin";
/// The user's file in the folder of the index.
const AUTHORITY: &str = "people.toml";

/// The persons with more than one name, or another than releases give.
#[derive(Debug, Default)]
pub(crate) struct People {
    persons: Vec<Person>,
    /// By the terms of their names.
    person_of: FxHashMap<String, u32>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Person {
    /// What is shown.
    pub(crate) name: String,
    /// The terms of the column that are this person.
    pub(crate) terms: Vec<String>,
}

/// The table as it is kept.
#[derive(Serialize, Deserialize)]
struct Table {
    generation: u64,
    authority: [u8; 32],
    persons: Vec<Person>,
}

impl People {
    fn of(persons: Vec<Person>) -> Self {
        let numbered = (0_u32..).zip(&persons);
        let person_of = numbered
            .flat_map(|(number, person)| {
                person.terms.iter().map(move |term| (term.clone(), number))
            })
            .collect();
        Self { persons, person_of }
    }

    /// The table of a generation, if there is one and the user's file is still the same.
    pub(crate) fn read(dir: &Path, generation: u64) -> Option<Self> {
        let table: Table = table::read(dir, TABLE)?;
        let is_current = table.generation == generation && table.authority == authority_hash(dir);
        is_current.then(|| Self::of(table.persons))
    }

    /// Whether there is a table to read.
    pub(crate) fn is_kept(dir: &Path, generation: u64) -> bool {
        let table: Option<Table> = table::read(dir, TABLE);
        table.is_some_and(|table| {
            table.generation == generation && table.authority == authority_hash(dir)
        })
    }

    /// Finds them from the names of a generation and the user's file.
    pub(crate) fn find(snapshot: &Snapshot) -> Result<Self, Error> {
        let authority = authority(&snapshot.dir)?;
        let counted = facet::terms_with_releases(snapshot, snapshot.fields.speaker)?;
        let (terms, forms): (Vec<String>, Vec<Form>) = counted
            .into_iter()
            .map(|(term, releases)| {
                let (name, organisation) = names::speaker_of(&term);
                let (name, organisation) = (name.to_owned(), organisation.to_owned());
                (term, Form { name, organisation, releases })
            })
            .unzip();
        let is_plain = |person: &registry::Person| {
            person.forms.len() == 1 && forms[person.forms[0]].name == person.name
        };
        let persons = registry::persons(&forms, &authority)
            .into_iter()
            .filter(|person| !is_plain(person))
            .map(|person| Person {
                name: person.name,
                terms: person.forms.iter().map(|&form| terms[form].clone()).collect(),
            });
        Ok(Self::of(persons.collect()))
    }

    /// Keeps them for a generation. A table that cannot be written is no loss: it is found anew when asked.
    pub(crate) fn write(self, dir: &Path, generation: u64) {
        let authority = authority_hash(dir);
        table::write(dir, TABLE, &Table { generation, authority, persons: self.persons });
    }

    /// The person of a term; `None` for one with no other name.
    pub(crate) fn person(&self, term: &str) -> Option<&Person> {
        self.person_of.get(term).map(|&number| &self.persons[number as usize])
    }

    /// Gives the speakers of a release the names they have in the archive; two who are one become one.
    pub(crate) fn join(&self, release: &mut Release) {
        if self.persons.is_empty() {
            return;
        }
        let name_of: Vec<Option<String>> = release
            .speakers
            .iter()
            .map(|speaker| {
                let person = self.person(&speaker_key(release, &speaker.name))?;
                (person.name != speaker.name).then(|| person.name.clone())
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

/// The user's file in the folder of an index.
pub(crate) fn authority(dir: &Path) -> Result<Authority, Error> {
    let path = dir.join(AUTHORITY);
    Authority::read(&path).map_err(|error| Error::People { path, source: Box::new(error) })
}

/// What is better known of the first stays.
fn merge(into: &mut Speaker, other: Speaker) {
    into.quotes += other.quotes;
    into.role = into.role.take().or(other.role);
    into.organisation = into.organisation.take().or(other.organisation);
}

/// A hash of the user's file; of nothing where there is none.
fn authority_hash(dir: &Path) -> [u8; 32] {
    *blake3::hash(&fs::read(dir.join(AUTHORITY)).unwrap_or_default()).as_bytes()
}
