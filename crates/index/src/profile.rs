//! `Profile`: one person over the whole archive.

use std::collections::{BTreeMap, BTreeSet};

use query::{Field as Facet, Filter, Filters, Group};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    Archive, Error, FacetValue, QuoteHit, Request, Sort, compile, names, pass::Deadline,
    schema::DocKind,
};

/// A person: the names, what the person was when and for whom, what about and how often.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Profile {
    /// The name that is shown everywhere.
    pub name: String,
    /// The other names that releases give, sorted.
    pub aliases: Vec<String>,
    /// Releases that give the person's words.
    pub releases: u64,
    /// The quotes in them.
    pub quotes: u64,
    /// The first and the last date of those releases.
    pub first: Option<String>,
    /// The last.
    pub last: Option<String>,
    /// What the person was, by the first date of each.
    pub roles: Vec<RoleHeld>,
    /// Focus countries of the releases, with their number.
    pub countries: Vec<FacetValue>,
    /// Years of the releases, with their number.
    pub years: Vec<FacetValue>,
    /// The latest quotes.
    pub latest: Vec<QuoteHit>,
}

/// A role, for an organisation, while releases give it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RoleHeld {
    /// What the person was.
    pub role: Option<String>,
    /// For whom.
    pub organisation: Option<String>,
    /// The first date; `None` where no release that gives the role is dated.
    pub first: Option<String>,
    /// The last date.
    pub last: Option<String>,
    /// How many releases give it.
    pub releases: u64,
}

/// Whom a typed name means.
#[derive(Clone, Debug, PartialEq)]
pub enum Named {
    /// Nobody; the text says who is called nearly so.
    Nobody(String),
    /// One person.
    One(Box<Profile>),
    /// Several, by name.
    Several(Vec<String>),
}

/// A role and an organisation folded, by which two releases give the same.
type RoleKey = (Option<String>, Option<String>);

impl Archive {
    /// The person of this name or alias, with so many of the latest quotes; else everyone whose name has
    /// its words.
    ///
    /// # Errors
    ///
    /// As [`search`](Self::search).
    pub fn speaker(&self, name: &str, n_quotes: usize) -> Result<Named, Error> {
        self.guarded(|| {
            let column = self.snapshot.fields.speaker;
            let values = self.snapshot.values(Facet::Speaker, column)?;
            let place = (column, DocKind::Release);
            let numbers = compile::name::resolve(&self.snapshot, place, values, name)?;
            let &[number] = numbers.as_slice() else {
                let mut shown: Vec<String> =
                    numbers.iter().map(|&number| values.get(number).shown().to_owned()).collect();
                shown.sort_unstable();
                return if shown.is_empty() {
                    compile::name::unknown(&self.snapshot, place, Facet::Speaker, values, name)
                        .map(Named::Nobody)
                } else {
                    Ok(Named::Several(shown))
                };
            };
            let value = values.get(number);
            let shown = value.shown().to_owned();
            let aliases: BTreeSet<&str> = value.terms().map(|term| names::split(term).1).collect();
            let aliases = aliases.into_iter().filter(|alias| *alias != shown).map(str::to_owned);
            self.profile(&shown, aliases.collect(), n_quotes)
                .map(|found| Named::One(Box::new(found)))
        })
    }

    fn profile(&self, name: &str, aliases: Vec<String>, n_quotes: usize) -> Result<Profile, Error> {
        let any_of = vec![Filter::Speaker(name.to_owned())];
        let groups = vec![Group { field: Facet::Speaker, any_of }];
        let request = Request {
            filters: Filters { groups, not: Vec::new() },
            limit: 0,
            facets: vec![Facet::Country, Facet::Year],
            facet_limit: 0,
            snippets: false,
            ..Request::default()
        };
        let deadline = self.deadline(&request);
        let answer = self.search(&request)?;
        let latest =
            Request { limit: n_quotes, facets: Vec::new(), sort: Sort::Newest, ..request.clone() };
        let latest = self.quotes(&latest)?;
        let mut roles: BTreeMap<RoleKey, RoleHeld> = BTreeMap::new();
        let (mut first, mut last) = (None, None);
        // oldest first
        for scanned in self.scan(&request)? {
            Deadline::check(deadline)?;
            let stored = scanned?.stored;
            let date = stored.release.date.as_ref().map(|date| date.value.to_string());
            if date.is_some() {
                first = first.take().or_else(|| date.clone());
                last.clone_from(&date);
            }
            let speakers = stored.release.speakers.into_iter();
            for speaker in speakers.filter(|speaker| speaker.name == name) {
                add_role(&mut roles, speaker.role, speaker.organisation, date.as_ref());
            }
        }
        let mut roles: Vec<RoleHeld> = roles.into_values().collect();
        roles.sort_by(|a, b| (a.first.is_none(), &a.first).cmp(&(b.first.is_none(), &b.first)));
        Ok(Profile {
            name: name.to_owned(),
            aliases,
            releases: answer.total,
            quotes: latest.total,
            first,
            last,
            roles,
            countries: answer.facets.get(Facet::Country).to_vec(),
            years: answer.facets.get(Facet::Year).to_vec(),
            latest: latest.hits,
        })
    }
}

fn add_role(
    roles: &mut BTreeMap<RoleKey, RoleHeld>,
    role: Option<String>,
    organisation: Option<String>,
    date: Option<&String>,
) {
    if role.is_none() && organisation.is_none() {
        return;
    }
    let folded = |text: &Option<String>| text.as_deref().map(gazetteer::fold);
    let key = (folded(&role), folded(&organisation));
    let held = roles.entry(key).or_insert(RoleHeld {
        role,
        organisation,
        first: None,
        last: None,
        releases: 0,
    });
    held.releases += 1;
    if date.is_some() {
        held.first = held.first.take().or_else(|| date.cloned());
        held.last = date.cloned();
    }
}
