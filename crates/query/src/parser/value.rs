//! Values behind `field:`, and where they end.

use super::tree::Parser;
use crate::{
    Error, Field, Node,
    input::excerpt,
    name::Name,
    token::{Kind, Token},
    value,
};

impl Parser<'_> {
    /// The value right behind `field:`.
    pub(super) fn value(&mut self, name: Name) -> Result<Option<Node>, Error> {
        let Some(token) = self.tokens.get(self.at) else { return Ok(None) };
        self.at += 1;
        if let Name::Text(field) = name {
            return self.leaves.text(field, token);
        }
        match self.leaves.filter(name, &value::text(token), token.span) {
            Ok(filter) => {
                self.note_open_end(name);
                Ok(Some(filter))
            }
            Err(error) => Err(self.with_marks(error, name)),
        }
    }

    /// `speaker:Ada Roe` asks for Ada and the word Roe, which is seldom meant.
    fn note_open_end(&mut self, name: Name) {
        let words = self.following_words(name);
        let is_capital = |token: &&Token| value::text(token).starts_with(char::is_uppercase);
        let names = words.iter().take_while(is_capital).count();
        let end = match name {
            Name::Filter(Field::Country | Field::Mentions | Field::Region) => {
                country_words(name, words)
            }
            Name::Filter(Field::Speaker | Field::Organisation | Field::Place) if names > 1 => {
                Some(names)
            }
            _ => None,
        };
        if let Some(end) = end {
            let (name, first) = (name.text(), excerpt(&value::text(&words[0])));
            let whole = excerpt(&value::join(&words[..end]));
            self.leaves.note(format!(
                "`{name}:{first}` ends at the blank; for the longer name write `{name}:\"{whole}\"`"
            ));
        }
    }

    /// `country:Sierra Leone` lacks quotation marks: suggests them.
    fn with_marks(&self, error: Error, name: Name) -> Error {
        let Error::UnknownCountry { name: first, span, suggestion } = error else { return error };
        let words = self.following_words(name);
        let whole = country_words(name, words).map(|n| value::join(&words[..n]));
        let suggestion = whole.map(|text| format!("\"{text}\"")).or(suggestion);
        Error::UnknownCountry { name: first, span, suggestion }
    }

    /// A value in `field:(a OR b c)`: as many words as name one.
    pub(super) fn listed_value(
        &mut self,
        name: Name,
        token: &Token,
    ) -> Result<Option<Node>, Error> {
        let words = self.following_words(name);
        for n in (2..=words.len()).rev() {
            let (text, span) = (value::join(&words[..n]), token.span.cover(words[n - 1].span));
            if value::is_value(name, &text) {
                self.at += n - 1;
                return self.leaves.filter(name, &text, span).map(Some);
            }
        }
        self.leaves.filter(name, &value::text(token), token.span).map(Some)
    }

    /// The word before and those behind it in a row, as many as a value of the field may have.
    fn following_words(&self, name: Name) -> &[Token] {
        let rest = &self.tokens[self.at - 1..];
        let rest = &rest[..rest.len().min(value::max_words(name))];
        let is_other = |token: &Token| !matches!(token.kind, Kind::Word(_));
        &rest[..rest.iter().position(is_other).unwrap_or(rest.len())]
    }
}

/// The most words, more than one, that name a country.
fn country_words(name: Name, words: &[Token]) -> Option<usize> {
    let is_country = |n: &usize| value::is_value(name, &value::join(&words[..*n]));
    (2..=words.len()).rev().find(is_country)
}

#[cfg(test)]
mod tests {
    use crate::{
        DateRange, Filter, Options, parse,
        parser::check::{check, check_error},
    };

    #[test]
    fn dates_are_days_from_first_to_last() {
        for (input, first, last) in [
            ("date:2012", 20_120_101, 20_121_231),
            ("date:2012-02", 20_120_201, 20_120_229),
            ("date:2012-04-03", 20_120_403, 20_120_403),
            ("date:2012..2014-06", 20_120_101, 20_140_630),
            ("date:[2012 TO 2014-06-30]", 20_120_101, 20_140_630),
            ("date:2012-04-01..", 20_120_401, 0),
            ("date:..2012", 0, 20_121_231),
            ("date:[* TO 2012]", 0, 20_121_231),
            ("from:2012-04", 20_120_401, 0),
            ("to:2012-04", 0, 20_120_430),
            ("date:>=2012", 20_120_101, 0),
            ("date>=2012", 20_120_101, 0),
            ("date:>2012", 20_130_101, 0),
            ("date:>2012-02-28", 20_120_229, 0),
            ("date:<=2012", 0, 20_121_231),
            ("date:<2012", 0, 20_111_231),
            ("date:<2012-03-01", 0, 20_120_229),
            ("date:*", 0, 0),
        ] {
            let day = |number| (number != 0).then_some(number);
            let range = DateRange { first: day(first), last: day(last) };
            let parsed = parse(input, Options::default()).unwrap();
            assert_eq!(parsed.filters.groups[0].any_of, [Filter::Date(range)], "{input}");
            assert_eq!(parse(&parsed.interpreted, Options::default()), Ok(parsed), "{input}");
        }
        check("from:2012 to:2014", "date:2012.. date:..2014");
        check("year:2012..2014 year>=2013", "year:2012..2014 year:2013..");
    }

    #[test]
    fn values_may_be_of_several_words() {
        check("country:\"Côte d’Ivoire\"", "country:CIV");
        check("country:(South Africa OR Kenya)", "country:(ZAF OR KEN)");
        check("country:(South Africa Kenya)", "country:ZAF country:KEN");
        check("speaker:(Ada Roe OR \"Bo Lee\")", "speaker:(\"Ada Roe\" OR \"Bo Lee\")");
        check("speaker:\"Maria Silva (Org)\"", "speaker:\"Maria Silva (Org)\"");
        check("speaker:O'Brien, org:“Open  Bridges”", "speaker:O'Brien org:\"Open Bridges\"");
        check("Country:kz", "country:KAZ");
    }

    #[test]
    fn what_cannot_be_meant_is_an_error_with_a_way_out() {
        let date = "is no date between 1900 and 2100";
        let message = |text: &str| format!("`{text}` {date}");
        check_error("a country:kazakhstn", "unknown country", "kazakhstn", Some("Kazakhstan"));
        check_error("country:South Africa", "unknown c", "South", Some("\"South Africa\""));
        check_error("country:Côte d'Ivoire", "unknown c", "Côte", Some("\"Côte d'Ivoire\""));
        check_error("-contry:x", "unknown field `contry`", "contry", Some("country"));
        check_error("lang:Rusian", "unknown language", "Rusian", Some("Russian"));
        check_error("type:statment", "unknown type", "statment", Some("statement"));
        check_error("speaker:\"…\"", "`speaker` has no value", "\"…\"", None);
        check_error("country:*", "`country` has no value", "*", None);
        check_error("date:2012-13-45", &message("2012-13-45"), "2012-13-45", Some("2012"));
        check_error("to:2012-02-30", &message("2012-02-30"), "2012-02-30", Some("2012-02-29"));
        check_error("date:2012-4-3", &message("2012-4-3"), "2012-4-3", Some("2012-04-03"));
        check_error("date:2012-2014", &message("2012-2014"), "2012-2014", Some("2012..2014"));
        check_error("year:99999999999", &message("99999999999"), "99999999999", None);
        check_error("date:[z TO a]", &message("z"), "[z TO a]", None);
        check_error("date:>2100", &message(">2100"), ">2100", None);
        check_error("year:2012-04", "`2012-04` is no year", "2012-04", Some("date:2012-04"));
        check_error("date:2014..2012", "the range", "2014..2012", Some("2012..2014"));
        check_error("a*", "`a*` matches too much", "a*", None);
        check_error("impunity~3", "`impunity~3` is too far", "impunity~3", None);
        check_error("war~1", "`war~` needs a word of 4 to 32 letters", "war~1", None);
        check_error("\"a b\"~9999", "the window", "~9999", None);
    }
}
