//! `FacetList`: the values of a facet beside the results, each a link that demands or excludes it.

use index::{Answer, FacetValue};
use query::{Field, Filter};
use serde::Serialize;

use super::{address::Address, asked::Asked, words};

/// The facets that stand beside the results, with what each is called.
const LISTS: [(Field, &str); 5] = [
    (Field::Country, "Country"),
    (Field::Speaker, "Speaker"),
    (Field::Organisation, "Organisation"),
    (Field::Language, "Language"),
    (Field::Kind, "Type"),
];
/// So many values are shown of each.
const SHOWN: usize = 8;
/// Where two countries share a release, their region has it once: its count is its own.
const ABOVE: (Field, Field) = (Field::Country, Field::Region);

/// The facets that a page of results asks for.
pub(crate) const ASKED: [Field; 7] = [
    Field::Country,
    Field::Region,
    Field::Year,
    Field::Speaker,
    Field::Organisation,
    Field::Language,
    Field::Kind,
];
/// More than there are countries or years: both are drawn whole.
pub(crate) const ASKED_LIMIT: usize = 300;

/// One facet.
#[derive(Debug, Serialize)]
pub(crate) struct FacetList {
    pub(crate) field: &'static str,
    pub(crate) label: &'static str,
    pub(crate) values: Vec<Value>,
    groups: Vec<Group>,
    /// The page of all its values, where there are more.
    all_href: Option<String>,
    /// The same page, for finding by typing.
    find: Option<String>,
}

/// One value.
#[derive(Debug, Serialize)]
pub(crate) struct Value {
    label: String,
    count: u64,
    /// How many of a hundred it is, where the first value is a hundred.
    share: u64,
    href: String,
    not_href: String,
    selected: bool,
    excluded: bool,
}

/// A region with its countries.
#[derive(Debug, Serialize)]
struct Group {
    label: String,
    count: u64,
    href: String,
    selected: bool,
    values: Vec<Value>,
}

/// Links that change one question.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Links<'a> {
    pub(crate) asked: &'a Asked,
    /// The page they lead to.
    pub(crate) path: &'a str,
    /// What else the address holds, such as what is counted.
    pub(crate) of: Option<&'a str>,
}

impl Links<'_> {
    /// The address that demands a value, or no longer does.
    pub(crate) fn toggled(self, field: Field, value: &FacetValue) -> String {
        let Self { asked, path, .. } = self;
        if value.selected {
            return match asked.demand(field, &value.value) {
                Some(pair) => asked.at(path).without_pair(pair).href(),
                // it is typed in the query: there it must be changed
                None => "#q".to_owned(),
            };
        }
        self.not_excluding(field, &value.value).with(field.name(), &value.value).href()
    }

    /// The address without an exclusion of this value.
    fn not_excluding(self, field: Field, value: &str) -> Address {
        let Self { asked, path, .. } = self;
        let address = asked.at(path);
        let Ok(filter) = query::filter(field, value) else { return address };
        let excluded = asked.exclusions().find(|(_, other)| *other == filter);
        excluded.map_or(address.clone(), |(pair, _)| address.without_pair(pair))
    }

    fn excluding(self, field: Field, value: &str) -> String {
        let not = format!("{}={value}", field.name());
        self.asked.at(self.path).with("not", &not).href()
    }

    /// All values, as links.
    pub(crate) fn values(self, field: Field, values: &[FacetValue]) -> Vec<Value> {
        let most = values.iter().map(|value| value.count).max().unwrap_or(0).max(1);
        let linked = |value: &FacetValue| Value {
            label: words::label(field, &value.value, &value.label),
            count: value.count,
            share: value.count * 100 / most,
            href: self.toggled(field, value),
            not_href: self.excluding(field, &value.value),
            selected: value.selected,
            excluded: false,
        };
        values.iter().map(linked).collect()
    }

    /// The values that are excluded, as links that take that back.
    fn excluded(self, field: Field) -> Vec<Value> {
        let excluded = self.asked.exclusions().filter(|(_, filter)| filter.field() == field);
        let value = |(pair, filter): (_, Filter)| {
            let back = self.asked.at(self.path).without_pair(pair).href();
            let typed = pair.value.split_once('=').map_or("", |(_, value)| value);
            Value {
                label: words::value(&filter, typed),
                count: 0,
                share: 0,
                href: back.clone(),
                not_href: back,
                selected: false,
                excluded: true,
            }
        };
        excluded.map(value).collect()
    }

    /// The facets of an answer.
    pub(crate) fn lists<H>(self, answer: &Answer<H>) -> Vec<FacetList> {
        LISTS.iter().map(|&(field, label)| self.list(field, label, answer)).collect()
    }

    fn list<H>(self, field: Field, label: &'static str, answer: &Answer<H>) -> FacetList {
        let all = answer.facets.get(field);
        // those that are demanded stay in sight
        let selected = all.iter().filter(|value| value.selected);
        let others = all.iter().filter(|value| !value.selected);
        let mut shown: Vec<FacetValue> = selected.chain(others).take(SHOWN).cloned().collect();
        shown.sort_by_key(|value| std::cmp::Reverse(value.count));
        let mut values = self.values(field, &shown);
        values.extend(self.excluded(field));
        let is_more = all.len() > SHOWN;
        let mut page = self.asked.at(&format!("/facets/{}", field.name()));
        if let Some(of) = self.of {
            page = page.with("of", of);
        }
        let page = page.href();
        FacetList {
            field: field.name(),
            label,
            values,
            groups: if field == ABOVE.0 && is_more { self.groups(answer) } else { Vec::new() },
            all_href: is_more.then(|| page.clone()),
            find: is_more.then_some(page),
        }
    }

    /// Regions, each with those of its countries that have a count.
    fn groups<H>(self, answer: &Answer<H>) -> Vec<Group> {
        let countries = answer.facets.get(ABOVE.0);
        let group = |region: &FacetValue| {
            let is_inside = |value: &&FacetValue| {
                release::Country::new(&value.value)
                    .is_some_and(|country| gazetteer::region(country) == region.value)
            };
            let inside: Vec<FacetValue> = countries.iter().filter(is_inside).cloned().collect();
            Group {
                label: region.label.clone(),
                count: region.count,
                href: self.toggled(Field::Country, region),
                selected: region.selected,
                values: self.values(Field::Country, &inside),
            }
        };
        answer.facets.get(ABOVE.1).iter().map(group).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params::Params;

    fn asked(query: &str) -> Asked {
        Asked::take(&mut Params::of_form(Some(query))).unwrap()
    }

    fn value(value: &str, selected: bool) -> FacetValue {
        FacetValue { value: value.to_owned(), label: value.to_owned(), count: 2, selected }
    }

    #[test]
    fn a_click_demands_widens_and_gives_back() {
        let asked = asked("q=x&country=Kenya&sort=date");
        let links = Links { asked: &asked, path: "/", of: None };
        let widened = links.toggled(Field::Country, &value("UGA", false));
        assert_eq!(widened, "/?q=x&country=Kenya&sort=date&country=UGA");
        let given_back = links.toggled(Field::Country, &value("KEN", true));
        assert_eq!(given_back, "/?q=x&sort=date");
        let typed = links.toggled(Field::Speaker, &value("Ana Roe", true));
        assert_eq!(typed, "#q");
    }

    #[test]
    fn to_demand_what_is_excluded_takes_the_exclusion_back() {
        let asked = asked("not=country=Kenya");
        let links = Links { asked: &asked, path: "/", of: None };
        assert_eq!(links.toggled(Field::Country, &value("KEN", false)), "/?country=KEN");
        let excluded = links.excluded(Field::Country);
        assert_eq!((&*excluded[0].label, &*excluded[0].href), ("Kenya", "/"));
        assert_eq!(
            links.excluding(Field::Kind, "report"),
            "/?not=country%3DKenya&not=type%3Dreport"
        );
    }
}
