//! `Asked`: the question that the address of a page holds, and the addresses of its neighbours.

use ask::{Error, Fault, Narrowing, Paging};
use index::Request;
use query::{Field, Filter};

use super::address::{Address, Pair};
use crate::params::Params;

/// What makes an address another page of the same question.
const PLACE: &str = "offset";

/// The question of an address.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The query as typed.
    pub(crate) q: String,
    pub(crate) narrowing: Narrowing,
    pub(crate) paging: Paging,
    /// All parameters as given, but for the place in the result.
    pairs: Vec<Pair>,
}

impl Asked {
    /// Takes the question out of the parameters; what else they hold is left to the caller.
    pub(crate) fn take(params: &mut Params) -> Result<Self, Fault> {
        let given = params.pairs().iter().filter(|(name, _)| name != PLACE);
        let pairs = given.map(|(name, value)| Pair { name: name.clone(), value: value.clone() });
        let pairs = pairs.collect();
        let (q, narrowing) = params.question()?;
        Ok(Self { q, narrowing, paging: params.paging()?, pairs })
    }

    /// The question of an address of a page of results.
    pub(crate) fn of(address: Address) -> Result<Self, Fault> {
        let pairs = address.into_pairs().into_iter().map(|pair| (pair.name, pair.value));
        Self::take(&mut Params::of_pairs(pairs.collect()))
    }

    /// The same as a request of an archive.
    pub(crate) fn request(&self) -> Result<Request, Error> {
        let mut request = self.narrowing.request(&self.q)?;
        self.paging.apply(&mut request);
        Ok(request)
    }

    /// The first page of this question at a path.
    pub(crate) fn at(&self, path: &str) -> Address {
        Address::new(path).with_all(&self.pairs)
    }

    /// The parameters of the filters, in the order given.
    pub(crate) fn filters(&self) -> impl Iterator<Item = &Pair> {
        self.pairs.iter().filter(|pair| is_filter(&pair.name))
    }

    /// Whether nothing is asked: everything is shown.
    pub(crate) fn is_everything(&self) -> bool {
        matches!(self.q.trim(), "" | "*") && self.filters().next().is_none()
    }

    /// The parameter that demands this value, however it was typed.
    pub(crate) fn demand(&self, field: Field, value: &str) -> Option<&Pair> {
        let filter = query::filter(field, value).ok()?;
        let demands = |pair: &&Pair| query::filter(field, &pair.value).is_ok_and(|it| it == filter);
        self.pairs.iter().filter(|pair| pair.name == field.name()).find(demands)
    }

    /// What must not hold: the parameter, and the filter it means.
    pub(crate) fn exclusions(&self) -> impl Iterator<Item = (&Pair, Filter)> {
        self.pairs.iter().filter(|pair| pair.name == "not").filter_map(|pair| {
            let (name, value) = pair.value.split_once('=')?;
            Some((pair, query::named_filter(name.trim(), value.trim()).ok()?))
        })
    }
}

/// Whether a parameter narrows what is found.
fn is_filter(name: &str) -> bool {
    matches!(name, "from" | "to" | "not") || Field::from_name(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Asked {
        Asked::take(&mut Params::of_form(Some(query))).unwrap()
    }

    #[test]
    fn neighbours_keep_the_question_and_begin_at_its_first_page() {
        let asked = asked("q=wells&country=Kenya&offset=40&sort=date");
        assert_eq!(asked.at("/quotes").href(), "/quotes?q=wells&country=Kenya&sort=date");
        assert_eq!(asked.filters().count(), 1);
    }

    #[test]
    fn a_value_is_known_again_however_it_was_typed() {
        let asked = asked("country=Kenya&not=country=Uganda");
        assert_eq!(asked.demand(Field::Country, "KEN").map(|pair| &*pair.value), Some("Kenya"));
        assert_eq!(asked.demand(Field::Country, "UGA"), None);
        assert_eq!(asked.exclusions().count(), 1);
    }
}
