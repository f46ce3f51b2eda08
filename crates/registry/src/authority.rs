//! `Authority`: the user's file of persons and organisations, `people.toml` beside the index.
//!
//! ```toml
//! # one person under several names, shown by the first
//! [[person]]
//! name = "Ada Roe-Lund"
//! aliases = ["Ada Roe", "A. Lund"]
//!
//! # of two who share a name, the one who speaks for this organisation
//! [[person]]
//! name = "Bo Li (banker)"
//! aliases = ["Bo Li"]
//! organisation = "Harbour Bank"
//!
//! # one organisation under several names
//! [[organisation]]
//! name = "Open Sea Network"
//! aliases = ["Réseau Mer Ouverte"]
//!
//! # never one person, whatever agrees
//! [[apart]]
//! names = ["William Roe", "William R. Roe"]
//! ```
//!
//! It is applied whenever an archive is read: the files are not read again, and what is taken out of it is
//! as before.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::person::words;

/// Merges, splits and names of persons, as the user wants them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authority {
    persons: Vec<Entry>,
    /// The entries that claim a name, by its words.
    claims: FxHashMap<String, Vec<Claim>>,
    organisations: Vec<String>,
    /// The organisation that claims a name, by its words.
    organisation_of: FxHashMap<String, usize>,
    /// Pairs of names, by their words, that are never one person.
    apart: FxHashSet<(String, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    name: String,
}

/// An entry claims a name everywhere, or where it speaks for an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Claim {
    entry: usize,
    organisation: Option<String>,
}

/// What is wrong with the file; every message says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AuthorityError {
    /// It is not TOML of the shape above.
    #[error("{0}")]
    Parse(#[from] toml::de::Error),
    /// A name without letters.
    #[error("the name `{0}` has no letters; every entry needs one")]
    Nameless(String),
    /// Two entries claim the same name; nobody could tell whose it is.
    #[error(
        "`{alias}` is claimed by `{first}` and by `{second}`; leave it to one of them; of two persons, one may be given an `organisation`"
    )]
    Claimed {
        /// The name.
        alias: String,
        /// Who claims it first.
        first: String,
        /// And who then.
        second: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    person: Vec<PersonEntry>,
    #[serde(default)]
    organisation: Vec<OrganisationEntry>,
    #[serde(default)]
    apart: Vec<ApartEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonEntry {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    organisation: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrganisationEntry {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ApartEntry {
    names: Vec<String>,
}

impl Authority {
    /// Understands the text of a file.
    ///
    /// # Errors
    ///
    /// [`AuthorityError::Parse`], [`AuthorityError::Nameless`], [`AuthorityError::Claimed`].
    pub fn parse(text: &str) -> Result<Self, AuthorityError> {
        let file: File = toml::from_str(text)?;
        let mut authority = Self::default();
        for PersonEntry { name, aliases, organisation } in file.person {
            let name = name.trim().to_owned();
            let organisation = organisation.map(|name| gazetteer::fold(&name));
            authority.persons.push(Entry { name: name.clone() });
            for alias in std::iter::once(&name).chain(&aliases) {
                authority.claim(alias, organisation.as_deref())?;
            }
        }
        for OrganisationEntry { name, aliases } in file.organisation {
            authority.organisations.push(name.trim().to_owned());
            for alias in std::iter::once(&name).chain(&aliases) {
                authority.claim_organisation(alias)?;
            }
        }
        for ApartEntry { names } in file.apart {
            let names: Vec<String> = names.iter().map(|name| words(name)).collect();
            for a in &names {
                authority.apart.extend(names.iter().map(|b| (a.clone(), b.clone())));
            }
        }
        Ok(authority)
    }

    fn claim(&mut self, alias: &str, organisation: Option<&str>) -> Result<(), AuthorityError> {
        let entry = self.persons.len() - 1;
        let key = words(alias);
        if key.is_empty() {
            return Err(AuthorityError::Nameless(alias.to_owned()));
        }
        let claims = self.claims.entry(key).or_default();
        match claims.iter().find(|claim| claim.organisation.as_deref() == organisation) {
            Some(claim) if claim.entry != entry => Err(AuthorityError::Claimed {
                alias: alias.to_owned(),
                first: self.persons[claim.entry].name.clone(),
                second: self.persons[entry].name.clone(),
            }),
            Some(_) => Ok(()),
            None => {
                let organisation = organisation.map(str::to_owned);
                claims.push(Claim { entry, organisation });
                Ok(())
            }
        }
    }

    fn claim_organisation(&mut self, alias: &str) -> Result<(), AuthorityError> {
        let entry = self.organisations.len() - 1;
        let key = words(alias);
        if key.is_empty() {
            return Err(AuthorityError::Nameless(alias.to_owned()));
        }
        match *self.organisation_of.entry(key).or_insert(entry) {
            claimed if claimed == entry => Ok(()),
            claimed => Err(AuthorityError::Claimed {
                alias: alias.to_owned(),
                first: self.organisations[claimed].clone(),
                second: self.organisations[entry].clone(),
            }),
        }
    }

    /// The entry that claims the name of an organisation, given by its words.
    pub(crate) fn organisation(&self, words: &str) -> Option<usize> {
        self.organisation_of.get(words).copied()
    }

    pub(crate) fn organisation_name(&self, entry: usize) -> &str {
        &self.organisations[entry]
    }

    /// The entry that claims a name, given by its words, where it speaks for a folded organisation.
    pub(crate) fn entry(&self, words: &str, organisation: &str) -> Option<usize> {
        let claims = self.claims.get(words)?;
        let by = |wanted: Option<&str>| {
            claims.iter().find(|claim| claim.organisation.as_deref() == wanted)
        };
        by(Some(organisation)).or_else(|| by(None)).map(|claim| claim.entry)
    }

    pub(crate) fn name(&self, entry: usize) -> &str {
        &self.persons[entry].name
    }

    /// Whether two names, given by their words, are never one person.
    pub(crate) fn parts(&self, a: &str, b: &str) -> bool {
        !self.apart.is_empty() && a != b && self.apart.contains(&(a.to_owned(), b.to_owned()))
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.persons.is_empty() && self.organisations.is_empty() && self.apart.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        Authority::parse(text).unwrap_err().to_string()
    }

    #[test]
    fn what_is_wrong_is_said() {
        let twice =
            "[[person]]\nname = \"A. Roe\"\n[[person]]\nname = \"B. Roe\"\naliases = [\"a roe\"]";
        assert_eq!(
            refused(twice),
            "`a roe` is claimed by `A. Roe` and by `B. Roe`; leave it to one of them; of two persons, one may be given an `organisation`"
        );
        assert!(refused("[[person]]\nname = \"…\"").starts_with("the name `…` has no letters"));
        assert!(refused("[[person]]\nnames = []").contains("unknown field `names`"));
        assert!(refused("[[persons]]").contains("unknown field `persons`"));
    }

    #[test]
    fn an_organisation_goes_before_none() {
        let text = "[[person]]\nname = \"Bo Li\"\n[[person]]\nname = \"Bo Li (bank)\"\naliases = [\"Bo Li\"]\norganisation = \"Harbour Bank\"";
        let authority = Authority::parse(text).unwrap();
        assert_eq!(authority.entry("bo li", "harbour bank"), Some(1));
        assert_eq!(authority.entry("bo li", ""), Some(0));
        assert_eq!(authority.entry("bo", ""), None);
    }
}
