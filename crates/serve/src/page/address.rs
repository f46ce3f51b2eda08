//! `Address`: a path of this server with its parameters, and how it is changed.

use form_urlencoded::{Serializer, byte_serialize};
use serde::Serialize;

/// A name of a parameter with its value, as a hidden field of a form has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Pair {
    pub(crate) name: String,
    pub(crate) value: String,
}

/// A path with parameters; every link of a page is made of one, so that all are written in one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Address {
    path: String,
    pairs: Vec<Pair>,
}

impl Address {
    /// A path of fixed words.
    pub(crate) fn new(path: &str) -> Self {
        Self { path: path.to_owned(), pairs: Vec::new() }
    }

    /// A path with the parameters it was asked with.
    pub(crate) fn of(path: &str, pairs: &[(String, String)]) -> Self {
        let pair =
            |(name, value): &(String, String)| Pair { name: name.clone(), value: value.clone() };
        Self { path: path.to_owned(), pairs: pairs.iter().map(pair).collect() }
    }

    /// The first value of a name.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|pair| pair.name == name).map(|pair| pair.value.as_str())
    }

    /// A path whose last segment is any text.
    pub(crate) fn below(path: &str, segment: &str) -> Self {
        // in a form a blank is a plus sign, in a path it is not
        let segment: String = byte_serialize(segment.as_bytes()).collect();
        Self { path: format!("{path}/{}", segment.replace('+', "%20")), pairs: Vec::new() }
    }

    /// With one more segment, which is a fixed word.
    pub(crate) fn then(mut self, word: &str) -> Self {
        self.path.push('/');
        self.path.push_str(word);
        self
    }

    /// With one more value.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.pairs.push(Pair { name: name.to_owned(), value: value.to_owned() });
        self
    }

    /// With these parameters besides.
    pub(crate) fn with_all(mut self, pairs: &[Pair]) -> Self {
        self.pairs.extend_from_slice(pairs);
        self
    }

    /// Without any value of these names.
    pub(crate) fn without(mut self, names: &[&str]) -> Self {
        self.pairs.retain(|pair| !names.contains(&pair.name.as_str()));
        self
    }

    /// Without this very value.
    pub(crate) fn without_pair(mut self, gone: &Pair) -> Self {
        self.pairs.retain(|pair| pair != gone);
        self
    }

    /// With one value of a name instead of all others.
    pub(crate) fn set(self, name: &str, value: &str) -> Self {
        self.without(&[name]).with(name, value)
    }

    /// Its parameters, for the hidden fields of a form.
    pub(crate) fn into_pairs(self) -> Vec<Pair> {
        self.pairs
    }

    /// As it stands in a link.
    pub(crate) fn href(&self) -> String {
        if self.pairs.is_empty() {
            return self.path.clone();
        }
        let mut query = Serializer::new(String::new());
        query.extend_pairs(self.pairs.iter().map(|pair| (&pair.name, &pair.value)));
        format!("{}?{}", self.path, query.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_value_holds_stays_a_value() {
        let address = Address::new("/").with("q", "a&b=c \"d\" #e").with("country", "KEN");
        assert_eq!(address.href(), "/?q=a%26b%3Dc+%22d%22+%23e&country=KEN");
        let person = Address::below("/speakers", "Ana / b?c d");
        assert_eq!(person.href(), "/speakers/Ana%20%2F%20b%3Fc%20d");
    }

    #[test]
    fn a_value_is_set_taken_back_and_kept_beside_others() {
        let address = Address::new("/").with("country", "KEN").with("country", "UGA");
        let one = Pair { name: "country".to_owned(), value: "KEN".to_owned() };
        assert_eq!(address.clone().without_pair(&one).href(), "/?country=UGA");
        assert_eq!(address.set("country", "TZA").href(), "/?country=TZA");
    }
}
