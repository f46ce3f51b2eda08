//! `Narrowing`: what narrows a question, and the request that it makes of words.

use clap::Args;
use index::Request;
use query::{Field, Filter, Group};

use crate::Error;

/// What narrows a search; a repeated flag widens (OR), different flags narrow (AND).
#[derive(Clone, Debug, Default, Args)]
#[command(
    next_help_heading = "Filters (a flag given twice means either; different flags mean both)"
)]
pub struct Narrowing {
    /// Releases about this country: a name, alias or code in any language
    #[arg(long, value_name = "COUNTRY")]
    pub country: Vec<String>,
    /// Releases that name this country, about it or not
    #[arg(long, value_name = "COUNTRY")]
    pub mentions: Vec<String>,
    /// A year, a range such as `2012..2014`, or `undated`
    #[arg(long, value_name = "YEAR")]
    pub year: Vec<String>,
    /// Dated then or later: `2012`, `2012-04` or `2012-04-03`
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Dated then or earlier
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// A person whose words are given
    #[arg(long, value_name = "NAME")]
    pub speaker: Vec<String>,
    /// The organisation that issued the release
    #[arg(long, value_name = "NAME")]
    pub org: Vec<String>,
    /// A place of the dateline
    #[arg(long, value_name = "PLACE")]
    pub place: Vec<String>,
    /// A language, such as `fr`
    #[arg(long, value_name = "LANG")]
    pub lang: Vec<String>,
    /// press-release, statement, open-letter, urgent-action, media-advisory, report or other
    #[arg(long = "type", value_name = "TYPE")]
    pub kind: Vec<String>,
    /// What must not hold, such as `country=Kenya` or `year=2012`
    #[arg(long, value_name = "FIELD=VALUE")]
    pub not: Vec<String>,
    /// Let text search and --mentions cover background, notes and contact lines too
    #[arg(long)]
    pub boilerplate: bool,
    /// Find releases with any of the words instead of all
    #[arg(long)]
    pub any: bool,
}

impl Narrowing {
    /// A request for this query under these filters, with the defaults of [`Request`].
    ///
    /// # Errors
    ///
    /// [`Error::Query`] where the query or a value cannot be meant, [`Error::Exclusion`].
    pub fn request(&self, text: &str) -> Result<Request, Error> {
        let parsed = query::parse(text, query::Options { any: self.any })?;
        let mut request = Request::new(text, parsed);
        for (field, values) in self.by_field() {
            let any_of: Vec<Filter> =
                values.iter().map(|value| query::filter(field, value)).collect::<Result<_, _>>()?;
            if !any_of.is_empty() {
                request.filters.groups.push(Group { field, any_of });
            }
        }
        for (name, date) in [("from", &self.from), ("to", &self.to)] {
            if let Some(date) = date {
                let any_of = vec![query::named_filter(name, date)?];
                request.filters.groups.push(Group { field: Field::Date, any_of });
            }
        }
        for exclusion in &self.not {
            request.filters.not.push(excluded(exclusion)?);
        }
        request.interpreted = query::spell(&request.query, &request.filters);
        request.boilerplate = self.boilerplate;
        Ok(request)
    }

    /// The filters that take several values.
    fn by_field(&self) -> [(Field, &Vec<String>); 8] {
        [
            (Field::Country, &self.country),
            (Field::Mentions, &self.mentions),
            (Field::Year, &self.year),
            (Field::Speaker, &self.speaker),
            (Field::Organisation, &self.org),
            (Field::Place, &self.place),
            (Field::Language, &self.lang),
            (Field::Kind, &self.kind),
        ]
    }
}

fn excluded(exclusion: &str) -> Result<Filter, Error> {
    let Some((name, value)) = exclusion.split_once('=') else {
        return Err(Error::Exclusion { given: exclusion.to_owned() });
    };
    Ok(query::named_filter(name.trim(), value.trim())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeated_flag_widens_and_different_flags_narrow() {
        let given = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
        let narrowing = Narrowing {
            country: given(&["Kenya", "UGA"]),
            year: given(&["2012..2014"]),
            not: given(&["type = report"]),
            ..Narrowing::default()
        };
        let request = narrowing.request("wells -Sudan").unwrap();
        let read = "wells -Sudan country:(KEN OR UGA) year:2012..2014 -type:report";
        assert_eq!(request.interpreted, read);
    }

    #[test]
    fn an_exclusion_names_its_field() {
        let narrowing = Narrowing { not: vec!["Kenya".to_owned()], ..Narrowing::default() };
        let error = narrowing.request("").unwrap_err();
        assert!(error.to_string().contains("FIELD=VALUE"), "{error}");
    }
}
