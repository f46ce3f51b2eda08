//! `Params`: the query of an address, taken apart by name.

mod flags;

pub(crate) use self::flags::facet;

use ask::Fault;
use clap::ValueEnum;

/// A name one edit or two away may be meant.
const NEAR: usize = 2;

/// No number is larger.
pub(crate) const MOST: usize = 1_000_000;

/// No value but the query has more characters; no name of anything is longer.
pub(crate) const LONGEST: usize = 512;

/// The parameters of an address: each is taken by name, and what nobody took is refused.
#[derive(Clone, Debug, Default)]
pub(crate) struct Params {
    pairs: Vec<(String, String)>,
    /// What was asked for, to suggest.
    known: Vec<&'static str>,
    /// The first that is too long.
    too_long: Option<String>,
}

impl Params {
    /// Those behind the question mark.
    pub(crate) fn read(query: Option<&str>) -> Self {
        let pairs = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
        Self::of_pairs(pairs.into_owned().collect())
    }

    /// Those of a form: a field that was left empty is not asked for.
    pub(crate) fn of_form(query: Option<&str>) -> Self {
        let mut params = Self::read(query);
        params.pairs.retain(|(_, value)| !value.trim().is_empty());
        params
    }

    /// These names and values.
    pub(crate) fn of_pairs(pairs: Vec<(String, String)>) -> Self {
        // the length of a query is a matter of those who read queries
        let is_long =
            |(name, value): &&(String, String)| name != "q" && value.chars().count() > LONGEST;
        let too_long = pairs.iter().find(is_long).map(|(name, _)| name.clone());
        Self { pairs, known: Vec::new(), too_long }
    }

    /// Names and values in their order.
    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// Takes every value of a name.
    pub(crate) fn all(&mut self, name: &'static str) -> Vec<String> {
        self.known.push(name);
        let taken = self.pairs.extract_if(.., |(other, _)| other == name);
        taken.map(|(_, value)| value).collect()
    }

    /// Takes the one value of a name.
    pub(crate) fn one(&mut self, name: &'static str) -> Result<Option<String>, Fault> {
        let mut values = self.all(name);
        match values.len() {
            0 | 1 => Ok(values.pop()),
            more => Err(Fault::new(format!("`{name}` is given {more} times; once is enough"))),
        }
    }

    /// Takes yes or no.
    pub(crate) fn flag(&mut self, name: &'static str) -> Result<bool, Fault> {
        match self.one(name)?.as_deref() {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(other) => Err(Fault::new(format!("`{name}` is true or false, not `{other}`"))),
        }
    }

    /// Takes a number.
    pub(crate) fn number(&mut self, name: &'static str, default: usize) -> Result<usize, Fault> {
        let Some(value) = self.one(name)? else { return Ok(default) };
        let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
        let number = value.parse().ok().filter(|number| is_number && *number <= MOST);
        number.ok_or_else(|| {
            Fault::new(format!("`{name}` is a whole number up to {MOST}, not `{value}`"))
        })
    }

    /// Takes one of a few words.
    pub(crate) fn choice<T: ValueEnum>(&mut self, name: &'static str) -> Result<Option<T>, Fault> {
        let Some(value) = self.one(name)? else { return Ok(None) };
        let chosen = T::from_str(&value, false);
        chosen.map(Some).map_err(|_| {
            let words = T::value_variants().iter().filter_map(T::to_possible_value);
            let words: Vec<String> = words.map(|word| format!("`{}`", word.get_name())).collect();
            Fault::new(format!("`{name}` is one of {}, not `{value}`", words.join(", ")))
        })
    }

    /// The names that were asked for.
    #[cfg(test)]
    pub(crate) fn known(self) -> Vec<&'static str> {
        self.known
    }

    /// Refuses what nobody took, and what is too long for a name.
    pub(crate) fn finish(self) -> Result<(), Fault> {
        if let Some(name) = self.too_long {
            return Err(Fault::new(format!("`{name}` is longer than {LONGEST} characters")));
        }
        let Some((name, _)) = self.pairs.first() else { return Ok(()) };
        let distance = |known: &&'static str| strsim::osa_distance(name, known);
        let near = self.known.iter().copied().filter(|known| distance(known) <= NEAR);
        let suggestion = near.min_by_key(distance).map(str::to_owned);
        let message = format!("there is no parameter `{name}` here");
        Err(Fault { message, position: None, suggestion })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_takes_is_refused_with_what_may_be_meant() {
        let mut params = Params::read(Some("q=wells&contry=KEN"));
        assert_eq!(params.one("q"), Ok(Some("wells".to_owned())));
        assert!(params.all("country").is_empty());
        let fault = params.finish().unwrap_err();
        assert_eq!(fault.message, "there is no parameter `contry` here");
        assert_eq!(fault.suggestion.as_deref(), Some("country"));
    }

    #[test]
    fn a_repeated_name_gives_all_its_values_in_order() {
        let mut params = Params::read(Some("country=K%C3%A9nya&x=1&country=a+b"));
        assert_eq!(params.all("country"), ["Kénya", "a b"]);
        assert!(Params::read(Some("q=1&q=2")).one("q").is_err());
    }

    #[test]
    fn a_value_that_is_too_long_is_refused_unless_it_is_the_query() {
        let finish = |name: &str, length| {
            let mut params = Params::read(Some(&format!("{name}={}", "%C3%A9".repeat(length))));
            let _ = (params.all("q"), params.all("org"));
            params.finish()
        };
        assert_eq!(finish("org", LONGEST), Ok(()));
        assert!(finish("org", LONGEST + 1).is_err());
        assert_eq!(finish("q", LONGEST + 1), Ok(()));
    }

    #[test]
    fn numbers_and_flags_are_nothing_else() {
        let number = |query| Params::read(Some(query)).number("n", 7);
        assert_eq!(number("x=1"), Ok(7));
        assert_eq!(number("n=12"), Ok(12));
        for query in ["n=", "n=-1", "n=%2B1", "n=1.0", "n=99999999999999999999999", "n=1&n=1"] {
            assert!(number(query).is_err(), "{query}");
        }
        let flag = |query| Params::read(Some(query)).flag("any");
        assert_eq!(flag("").ok(), Some(false));
        assert_eq!((flag("any=true"), flag("any=false")), (Ok(true), Ok(false)));
        assert!(flag("any=yes").is_err() && flag("any").is_err());
    }
}
