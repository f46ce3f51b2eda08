//! `Address`: where a click leads: this page with a parameter more or less.

use form_urlencoded::Serializer;

/// A page with its parameters.
#[derive(Clone, Debug)]
pub(super) struct Address {
    path: &'static str,
    pairs: Vec<(String, String)>,
}

impl Address {
    pub(super) fn new(path: &'static str, pairs: &[(String, String)]) -> Self {
        Self { path, pairs: pairs.to_vec() }
    }

    /// The address with a value more.
    #[must_use]
    pub(super) fn with(&self, name: &str, value: &str) -> Self {
        let mut address = self.clone();
        address.pairs.push((name.to_owned(), value.to_owned()));
        address
    }

    /// The address without a value.
    #[must_use]
    pub(super) fn without(&self, name: &str, value: &str) -> Self {
        let mut address = self.clone();
        address.pairs.retain(|(other, given)| other != name || given != value);
        address
    }

    /// The address without all values of a name.
    #[must_use]
    pub(super) fn without_all(&self, name: &str) -> Self {
        let mut address = self.clone();
        address.pairs.retain(|(other, _)| other != name);
        address
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.pairs.is_empty() {
            return f.write_str(self.path);
        }
        let query = Serializer::new(String::new()).extend_pairs(&self.pairs).finish();
        write!(f, "{}?{query}", self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_adds_or_takes_away_a_value() {
        let pairs = [("q".to_owned(), "a & b".to_owned())];
        let address = Address::new("/", &pairs).with("country", "KEN").with("country", "UGA");
        assert_eq!(address.to_string(), "/?q=a+%26+b&country=KEN&country=UGA");
        let address = address.without("country", "KEN");
        assert_eq!(address.to_string(), "/?q=a+%26+b&country=UGA");
        assert_eq!(address.without_all("q").without_all("country").to_string(), "/");
    }
}
