//! `Chip`: a filter in force, and the address without it.

use query::Field;
use serde::Serialize;

use super::{asked::Asked, words};

/// One filter.
#[derive(Debug, Serialize)]
pub(crate) struct Chip {
    pub(crate) field: String,
    pub(crate) label: String,
    pub(crate) negated: bool,
    pub(crate) href: String,
}

/// The filters of a question in the order given, for links at `path`.
pub(crate) fn chips(asked: &Asked, path: &str) -> Vec<Chip> {
    let chip = |pair| {
        let href = asked.at(path).without_pair(pair).href();
        let (negated, name, typed) = match pair.value.split_once('=') {
            Some((name, value)) if pair.name == "not" => (true, name.trim(), value.trim()),
            _ => (false, pair.name.as_str(), pair.value.as_str()),
        };
        let filter = Field::from_name(name).and_then(|field| query::filter(field, typed).ok());
        let label = filter.map_or_else(|| typed.to_owned(), |filter| words::value(&filter, typed));
        Chip { field: words::parameter(name).to_owned(), label, negated, href }
    };
    asked.filters().map(chip).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params::Params;

    #[test]
    fn a_chip_tells_what_it_does_and_leads_to_the_page_without_it() {
        let query = "q=x&country=ken&not=lang=fr&year=2010..2012";
        let asked = Asked::take(&mut Params::of_form(Some(query))).unwrap();
        let chips = chips(&asked, "/");
        let told: Vec<String> = chips
            .iter()
            .map(|chip| {
                format!("{}{} {}", if chip.negated { "not " } else { "" }, chip.field, chip.label)
            })
            .collect();
        assert_eq!(told, ["country Kenya", "not language French", "year 2010–2012"]);
        assert_eq!(chips[1].href, "/?q=x&country=ken&year=2010..2012");
    }
}
