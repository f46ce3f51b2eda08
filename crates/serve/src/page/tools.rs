//! Tabs, orders and options: the same question seen otherwise.

use serde::Serialize;

use super::{address::Address, asked::Asked};

/// The kinds of results, with the path of each.
pub(crate) const TABS: [(&str, &str); 4] =
    [("/", "Releases"), ("/quotes", "Quotes"), ("/who", "Who said it"), ("/reused", "Said again")];

/// The orders, by the parameters that ask for them.
const ORDERS: [(&str, &str, &str); 4] = [
    ("", "", "best first"),
    ("recent", "true", "best first, newer before older"),
    ("sort", "-date", "newest first"),
    ("sort", "date", "oldest first"),
];

/// What may be switched on.
const OPTIONS: [(&str, &str); 3] = [
    ("any", "Any of the words, not all"),
    ("boilerplate", "Standing text too"),
    ("collapse", "Versions of a text once"),
];

/// One way to see a question.
#[derive(Debug, Serialize)]
pub(crate) struct Choice {
    pub(crate) label: &'static str,
    href: String,
    pub(crate) current: bool,
}

/// The kinds of results.
pub(crate) fn tabs(asked: &Asked, here: &str) -> Vec<Choice> {
    let tab = |&(path, label): &(&str, &'static str)| Choice {
        label,
        href: asked.at(path).href(),
        current: path == here,
    };
    TABS.iter().map(tab).collect()
}

/// The orders of hits.
pub(crate) fn orders(asked: &Asked, path: &str) -> Vec<Choice> {
    let plain = asked.at(path).without(&["sort", "recent"]);
    let now = asked.at(path).href();
    let order = |&(name, value, label): &(&str, &str, &'static str)| {
        let address = if name.is_empty() { plain.clone() } else { plain.clone().with(name, value) };
        Choice { label, href: address.href(), current: false }
    };
    let mut orders: Vec<Choice> = ORDERS.iter().map(order).collect();
    let current = match (asked.paging.sort, asked.paging.recent) {
        (ask::Order::Newest, _) => 2,
        (ask::Order::Date, _) => 3,
        (ask::Order::Relevance, true) => 1,
        (ask::Order::Relevance, false) => 0,
    };
    orders[current].current = true;
    orders[current].href = now;
    orders
}

/// What may be switched on and off.
pub(crate) fn options(asked: &Asked, path: &str) -> Vec<Choice> {
    let is_on = |name: &str| match name {
        "any" => asked.narrowing.any,
        "boilerplate" => asked.narrowing.boilerplate,
        _ => asked.paging.collapse,
    };
    let option = |&(name, label): &(&str, &'static str)| {
        let off: Address = asked.at(path).without(&[name]);
        let current = is_on(name);
        let address = if current { off } else { off.with(name, "true") };
        Choice { label, href: address.href(), current }
    };
    OPTIONS.iter().map(option).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params::Params;

    #[test]
    fn every_choice_leads_to_the_same_question_seen_otherwise() {
        let query = "q=x&sort=-date&any=true";
        let asked = Asked::take(&mut Params::of_form(Some(query))).unwrap();
        assert_eq!(tabs(&asked, "/")[1].href, "/quotes?q=x&sort=-date&any=true");
        let orders = orders(&asked, "/");
        assert!(orders[2].current && orders[0].href == "/?q=x&any=true");
        let options = options(&asked, "/");
        assert_eq!((options[0].current, &*options[0].href), (true, "/?q=x&sort=-date"));
        assert_eq!(options[2].href, "/?q=x&sort=-date&any=true&collapse=true");
    }
}
