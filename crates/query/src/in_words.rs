//! `in_words`: what a query asks for, told in plain English.

use release::Precision;

use crate::{
    DateRange, Filter, Filters, Group, Node, Query, TextField, hoist::alternatives, language_name,
};

/// What is sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Releases.
    Releases,
    /// Quotes; what is demanded of their release is told of that.
    Quotes,
}

/// What is asked for, told in plain English: a phrase that begins a sentence and has no full stop.
///
/// # Examples
///
/// ```
/// use query::{Subject, in_words};
///
/// let told = |typed| {
///     let parsed = query::parse(typed, Default::default())?;
///     Ok(in_words(Subject::Releases, &parsed.query, &parsed.filters))
/// };
/// assert_eq!(
///     told("drought country:Kenya year:2019..2021 -org:\"Harbour Watch\"")?,
///     "Releases with “drought” in any form, about Kenya, dated 2019 to 2021, but not issued by Harbour Watch"
/// );
/// assert_eq!(told("")?, "All releases");
/// # Ok::<(), query::Error>(())
/// ```
pub fn in_words(subject: Subject, query: &Query, filters: &Filters) -> String {
    let mut told = Told { subject, demands: Vec::new(), exclusions: Vec::new() };
    told.conjuncts(&query.root);
    told.filters(filters);
    told.sentence()
}

/// What is demanded and what is excluded, each to stand behind the subject.
struct Told {
    subject: Subject,
    demands: Vec<String>,
    exclusions: Vec<String>,
}

impl Told {
    fn conjuncts(&mut self, root: &Node) {
        let nodes = match root {
            Node::All => return,
            Node::And(nodes) => nodes.as_slice(),
            node => std::slice::from_ref(node),
        };
        let excluded = nodes.iter().filter_map(|node| match node {
            Node::Not(inner) => Some(self.node(inner)),
            _ => None,
        });
        let excluded: Vec<String> = excluded.collect();
        let demanded = nodes.iter().filter(|node| !matches!(node, Node::Not(_)));
        let demanded = self.each(&demanded.collect::<Vec<_>>(), "and");
        self.demands.extend(demanded);
        self.exclusions.extend(excluded);
    }

    fn filters(&mut self, filters: &Filters) {
        let (period, groups) = period(&filters.groups);
        let demands = groups.iter().map(|group| self.values(&group.any_of));
        let demands: Vec<String> = demands.collect();
        self.demands.extend(demands);
        self.demands.extend(period.map(|range| format!("dated {}", range.in_words())));
        let excluded = filters.not.iter().map(|filter| self.values(std::slice::from_ref(filter)));
        let excluded: Vec<String> = excluded.collect();
        self.exclusions.extend(excluded);
    }

    fn sentence(self) -> String {
        let Self { subject, demands, exclusions } = self;
        let subject = match (subject, demands.is_empty()) {
            (Subject::Releases, true) => "All releases",
            (Subject::Releases, false) => "Releases",
            (Subject::Quotes, true) => "All quotes",
            (Subject::Quotes, false) => "Quotes",
        };
        let demands = demands.join(", ");
        let excluded = match exclusions.as_slice() {
            [] => String::new(),
            [one] => format!(" but not {one}"),
            several => format!(" but neither {}", several.join(" nor ")),
        };
        match (demands.is_empty(), excluded.is_empty()) {
            (true, _) => format!("{subject}{excluded}"),
            (false, true) => format!("{subject} {demands}"),
            (false, false) => format!("{subject} {demands},{excluded}"),
        }
    }

    /// Some nodes, of which those that are plain words of one part of the text are told together.
    fn each(&self, nodes: &[&Node], joint: &str) -> Vec<String> {
        let mut told = Vec::new();
        let mut fields_told = Vec::new();
        for node in nodes {
            let Node::Word { field, .. } = node else {
                told.push(self.node(node));
                continue;
            };
            if fields_told.contains(field) {
                continue;
            }
            fields_told.push(*field);
            let words = nodes.iter().filter_map(|node| match node {
                Node::Word { field: other, word, .. } if other == field => Some(quoted(word)),
                _ => None,
            });
            let words = listed(&words.collect::<Vec<_>>(), joint);
            told.push(format!("with {words} in any form{}", place(*field)));
        }
        told
    }

    /// A node as it stands behind the subject.
    fn node(&self, node: &Node) -> String {
        match node {
            Node::All => "of any kind".to_owned(),
            Node::Word { .. } => self.each(&[node], "and").join(""),
            Node::Phrase { field, text, slop: 0, .. } => {
                format!("with exactly {}{}", quoted(text), place(*field))
            }
            Node::Phrase { field, text, slop, .. } => {
                let others = if *slop == 1 { "1 other" } else { &format!("{slop} others") };
                format!(
                    "with the words {} in any order, at most {others} among them{}",
                    quoted(text),
                    place(*field)
                )
            }
            Node::Prefix { field, stem, .. } => {
                format!("with a word that begins with {}{}", quoted(stem), place(*field))
            }
            Node::Fuzzy { field, word, distance, .. } => {
                let letters =
                    if *distance == 1 { "1 letter" } else { &format!("{distance} letters") };
                format!("with {} or a word at most {letters} off{}", quoted(word), place(*field))
            }
            Node::Filter { filter, .. } => self.values(std::slice::from_ref(filter)),
            Node::Not(inner) => format!("not {}", self.inner(inner)),
            Node::And(nodes) => {
                let nodes: Vec<&Node> = nodes.iter().collect();
                self.each(&nodes, "and").join(" and ")
            }
            Node::Or(nodes) => {
                if let Some(values) = alternatives(node) {
                    return self.values(&values);
                }
                let both = |node: &&Node| matches!(node, Node::And(_));
                let (joined, single): (Vec<&Node>, Vec<&Node>) = nodes.iter().partition(both);
                let mut told = self.each(&single, "or");
                told.extend(joined.into_iter().map(|node| self.inner(node)));
                told.join(" or ")
            }
        }
    }

    /// The same in parentheses where it has an "and" or "or" of its own.
    fn inner(&self, node: &Node) -> String {
        let told = self.node(node);
        let is_joined = matches!(node, Node::And(_) | Node::Or(_));
        if is_joined { format!("({told})") } else { told }
    }

    /// Values of which one is demanded.
    fn values(&self, any_of: &[Filter]) -> String {
        let mut told: Vec<(&'static str, Vec<String>)> = Vec::new();
        for filter in any_of {
            let (how, value) = self.value(filter);
            match told.iter_mut().find(|(other, _)| *other == how) {
                Some((_, values)) => values.push(value),
                None => told.push((how, vec![value])),
            }
        }
        let told = told.iter().map(|(how, values)| format!("{how} {}", listed(values, "or")));
        told.collect::<Vec<_>>().join(" or ")
    }

    fn value(&self, filter: &Filter) -> (&'static str, String) {
        let is_quote = self.subject == Subject::Quotes;
        let of_release = |of_releases, of_quotes| if is_quote { of_quotes } else { of_releases };
        match filter {
            Filter::Country(country) => {
                (of_release("about", "from releases about"), gazetteer::name(*country).to_owned())
            }
            Filter::Region(region) => (
                of_release("about a country of", "from releases about a country of"),
                region.clone(),
            ),
            Filter::Mentions(country) => ("that name", gazetteer::name(*country).to_owned()),
            Filter::Year(range) | Filter::Date(range) => ("dated", range.in_words()),
            Filter::Undated => ("without", "a date".to_owned()),
            Filter::Speaker(name) => (of_release("with words of", "said by"), name.clone()),
            Filter::Organisation(name) => {
                (of_release("issued by", "from releases issued by"), name.clone())
            }
            Filter::Place(name) => {
                (of_release("datelined", "from releases datelined"), name.clone())
            }
            Filter::Language(language) => (
                of_release("in", "from releases in"),
                language_name(*language).unwrap_or(language.code()).to_owned(),
            ),
            Filter::Kind(kind) => (
                of_release("of the type", "from releases of the type"),
                kind.name().replace('-', " "),
            ),
        }
    }
}

/// `from:` and `to:` as the one period they mean, and the groups that are left.
fn period(groups: &[Group]) -> (Option<DateRange>, Vec<&Group>) {
    let open = |group: &&Group| match group.any_of.as_slice() {
        [Filter::Date(range)] => range.first.is_none() != range.last.is_none(),
        _ => false,
    };
    let (ends, others): (Vec<&Group>, Vec<&Group>) = groups.iter().partition(open);
    let mut period: Option<DateRange> = None;
    for group in ends {
        let [Filter::Date(range)] = group.any_of.as_slice() else { continue };
        let before = period.unwrap_or_default();
        let last = match (before.last, range.last) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        period = Some(DateRange { first: before.first.max(range.first), last });
    }
    (period, others)
}

impl DateRange {
    /// `2012`, `April 2012 to 2014`, `3 April 2012 or later`.
    fn in_words(self) -> String {
        let precisions = [Precision::Year, Precision::Month, Precision::Day];
        let end = |range: Self| {
            let ends = precisions.into_iter().find_map(|precision| range.ends(precision));
            let (first, last) = ends.unwrap_or_default();
            first.or(last).map_or_else(|| range.to_string(), release::ReleaseDate::in_words)
        };
        let (first, last) = (Self { last: None, ..self }, Self { first: None, ..self });
        match (self.first, self.last) {
            (None, None) => "at any time".to_owned(),
            (Some(_), None) => format!("{} or later", end(first)),
            (None, Some(_)) => format!("{} or earlier", end(last)),
            (Some(_), Some(_)) => {
                let ends = precisions.into_iter().find_map(|precision| self.ends(precision));
                match ends {
                    Some((Some(first), last)) if last == Some(first) => first.in_words(),
                    _ => format!("{} to {}", end(first), end(last)),
                }
            }
        }
    }
}

fn place(field: TextField) -> &'static str {
    match field {
        TextField::Any => "",
        TextField::Title => " in the title",
        TextField::Body => " in the running text",
        TextField::Quote => " in a quote",
        TextField::Path => " in the path of the file",
    }
}

fn quoted(text: &str) -> String {
    format!("“{text}”")
}

/// `a`, `a and b`, `a, b and c`.
fn listed(items: &[String], joint: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {joint} {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, parse};

    fn told(subject: Subject, typed: &str) -> String {
        let parsed = parse(typed, Options::default()).unwrap();
        in_words(subject, &parsed.query, &parsed.filters)
    }

    #[test]
    fn words_are_told_by_how_they_are_sought() {
        for (typed, expected) in [
            ("", "All releases"),
            ("drought", "Releases with “drought” in any form"),
            ("wells run dry", "Releases with “wells”, “run” and “dry” in any form"),
            ("\"civil society\"", "Releases with exactly “civil society”"),
            (
                "\"dry wells\"~10",
                "Releases with the words “dry wells” in any order, at most 10 others among them",
            ),
            ("kazakh*", "Releases with a word that begins with “kazakh”"),
            ("azimova~1", "Releases with “azimova” or a word at most 1 letter off"),
            ("title:drought", "Releases with “drought” in any form in the title"),
            ("quote:\"we wait\"", "Releases with exactly “we wait” in a quote"),
            (
                "body:wells rights title:dry",
                "Releases with “wells” in any form in the running text, with “rights” in any form, \
                 with “dry” in any form in the title",
            ),
            ("path:2012", "Releases with “2012” in any form in the path of the file"),
        ] {
            assert_eq!(told(Subject::Releases, typed), expected, "{typed}");
        }
    }

    #[test]
    fn operators_are_told_as_they_bind() {
        for (typed, expected) in [
            ("wells OR dams", "Releases with “wells” or “dams” in any form"),
            ("-torture", "All releases but not with “torture” in any form"),
            (
                "wells -dams -country:KEN",
                "Releases with “wells” in any form, but neither with “dams” in any form nor about Kenya",
            ),
            (
                "wells OR (dams -rivers)",
                "Releases with “wells” in any form or (with “dams” in any form and not with “rivers” in any form)",
            ),
            (
                "dry (wells OR \"the dam\")",
                "Releases with “dry” in any form, with “wells” in any form or with exactly “the dam”",
            ),
            ("wells OR country:KEN", "Releases with “wells” in any form or about Kenya"),
            ("NOT (wells dams)", "All releases but not with “wells” and “dams” in any form"),
        ] {
            assert_eq!(told(Subject::Releases, typed), expected, "{typed}");
        }
    }

    #[test]
    fn filters_are_told_by_what_they_look_at() {
        for (typed, expected) in [
            ("country:(KEN OR UGA)", "Releases about Kenya or Uganda"),
            ("region:\"western africa\"", "Releases about a country of Western Africa"),
            ("mentions:FR", "Releases that name France"),
            ("year:(2012 OR undated)", "Releases dated 2012 or without a date"),
            ("date:2012-04..2014", "Releases dated April 2012 to 2014"),
            ("date:2012-04-03", "Releases dated 3 April 2012"),
            ("from:2012-04 to:2014", "Releases dated April 2012 to 2014"),
            ("from:2012-04-03", "Releases dated 3 April 2012 or later"),
            ("to:2014", "Releases dated 2014 or earlier"),
            ("speaker:\"Ana Roe\"", "Releases with words of Ana Roe"),
            ("org:(\"Harbour Watch\" OR Tide)", "Releases issued by Harbour Watch or Tide"),
            ("place:Nairobi", "Releases datelined Nairobi"),
            ("lang:fr", "Releases in French"),
            ("type:open-letter", "Releases of the type open letter"),
            ("-lang:fr -lang:es", "All releases but neither in French nor in Spanish"),
        ] {
            assert_eq!(told(Subject::Releases, typed), expected, "{typed}");
        }
    }

    #[test]
    fn of_a_quote_it_is_told_what_is_demanded_of_its_release() {
        for (typed, expected) in [
            ("", "All quotes"),
            (
                "wells speaker:\"Ana Roe\" country:KEN",
                "Quotes with “wells” in any form, said by Ana Roe, from releases about Kenya",
            ),
            ("mentions:KEN lang:fr", "Quotes that name Kenya, from releases in French"),
        ] {
            assert_eq!(told(Subject::Quotes, typed), expected, "{typed}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_can_be_told(typed in "\\PC{0,80}") {
            if let Ok(parsed) = parse(&typed, Options::default()) {
                let told = in_words(Subject::Quotes, &parsed.query, &parsed.filters);
                proptest::prop_assert!(told.starts_with("Quotes ") || told.starts_with("All quotes"));
            }
        }
    }
}
