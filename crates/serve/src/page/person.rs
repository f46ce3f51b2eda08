//! `/speakers/{name}`: one person: roles over time, countries, years, quotes.

use ask::{Error, Portrait};
use index::{Archive, FacetValue};
use query::Field;
use serde::Serialize;

use super::{
    Page,
    address::{Address, Pair},
    exports::exports,
    frame::Frame,
    hits::{Link, QuoteHit, speaker_address},
    words,
};

/// So many of the latest quotes.
const LATEST: usize = 10;

#[derive(Debug, Serialize)]
struct Person {
    #[serde(flatten)]
    frame: Frame,
    name: String,
    summary: String,
    aliases: Vec<String>,
    roles: Vec<Role>,
    countries: Vec<Row>,
    years: Vec<Row>,
    hits: Vec<QuoteHit>,
    quotes: u64,
    releases: u64,
    quotes_href: String,
    releases_href: String,
    exports: Vec<Link>,
    /// The entry of `people.toml` that says what is known, to be mended.
    entry: String,
    /// Where other names are found by typing.
    names_href: String,
}

#[derive(Debug, Serialize)]
struct Role {
    office: String,
    span: String,
    releases: u64,
}

#[derive(Debug, Serialize)]
struct Row {
    label: String,
    count: u64,
    /// How many of a hundred it is, where all releases are a hundred.
    share: u64,
    href: String,
}

/// The choice between several persons.
#[derive(Debug, Serialize)]
struct Choice {
    #[serde(flatten)]
    frame: Frame,
    heading: String,
    message: String,
    links: Vec<Link>,
}

/// The page of a person; where several may be meant, the choice.
///
/// # Errors
///
/// Where nobody goes by that name.
pub(crate) fn page(archive: &Archive, name: &str) -> Result<Page, Error> {
    let profile = match ask::speaker(archive, name, Portrait { limit: LATEST }) {
        Err(Error::Several { name, names }) => {
            let links = names.iter().map(|name| Link::new(name, &speaker_address(name)));
            return Ok(Page::new(
                "choose.html",
                &Choice {
                    frame: Frame::new(&name, ""),
                    heading: name,
                    message: format!(
                        "{} go by that name here.",
                        ask::count(u64::try_from(names.len()).unwrap_or(u64::MAX), "person")
                    ),
                    links: links.collect(),
                },
            ));
        }
        other => other?,
    };
    let by_name = Address::new("/quotes").with("speaker", &profile.name);
    let row = |field: Field| {
        let (by_name, profile) = (by_name.clone(), &profile);
        move |value: &FacetValue| Row {
            label: value.label.clone(),
            count: value.count,
            share: value.count * 100 / profile.releases.max(1),
            href: by_name.clone().with(field.name(), &value.value).href(),
        }
    };
    let roles = profile.roles.iter().filter_map(|role| {
        let span = words::span(role.first.as_deref(), role.last.as_deref());
        Some(Role {
            office: words::office(role.role.as_deref(), role.organisation.as_deref())?,
            span: span.unwrap_or_else(|| "undated".to_owned()),
            releases: role.releases,
        })
    });
    let span = words::span(profile.first.as_deref(), profile.last.as_deref());
    let counts = format!(
        "{} in {}",
        ask::count(profile.quotes, "quote"),
        ask::count(profile.releases, "release")
    );
    let hits: Result<Vec<QuoteHit>, Error> =
        profile.latest.iter().map(|hit| QuoteHit::new(archive, hit, "")).collect();
    let this = [Pair { name: "speaker".to_owned(), value: profile.name.clone() }];
    Ok(Page::new(
        "speaker.html",
        &Person {
            frame: Frame::new(&profile.name, ""),
            summary: span.map_or_else(|| counts.clone(), |span| format!("{counts}, {span}")),
            aliases: profile.aliases.clone(),
            roles: roles.collect(),
            countries: profile.countries.iter().map(row(Field::Country)).collect(),
            years: profile.years.iter().map(row(Field::Year)).collect(),
            hits: hits?,
            quotes: profile.quotes,
            releases: profile.releases,
            quotes_href: by_name.href(),
            releases_href: Address::new("/").with("speaker", &profile.name).href(),
            exports: exports("quotes", &this),
            entry: entry(&profile.name, &profile.aliases),
            names_href: Address::new("/facets/speaker").href(),
            name: profile.name,
        },
    ))
}

/// A person as an entry of `people.toml`.
fn entry(name: &str, aliases: &[String]) -> String {
    let aliases: Vec<String> = aliases.iter().map(|alias| in_toml(alias)).collect();
    format!("[[person]]\nname = {}\naliases = [{}]", in_toml(name), aliases.join(", "))
}

/// A text as TOML takes it.
fn in_toml(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_holds_whatever_a_name_holds() {
        let told = entry("Ana \"Nan\" Roe", &["A. Roe\\".to_owned(), "Ана Ро".to_owned()]);
        assert_eq!(
            told,
            "[[person]]\nname = \"Ana \\\"Nan\\\" Roe\"\naliases = [\"A. Roe\\\\\", \"Ана Ро\"]"
        );
    }
}
