//! From tokens to the tree: NOT binds before AND, AND before OR.

use crate::{
    Error, Field, Filters, Node, Query, TextField,
    hoist::{alternatives, hoist},
    input::{Input, excerpt},
    leaf::Leaves,
    lexer::lex,
    name::Name,
    notes::Notes,
    shape::shape,
    token::{Kind, Token},
    value,
};

/// How a query is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Words that stand side by side are joined by OR instead of AND. Filters, `+x` and `-x` are
    /// demanded as ever.
    pub any: bool,
}

/// A query as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The tree, without the [`filters`](Self::filters).
    pub query: Query,
    /// The filters that stood at the top of the query, joined by AND.
    pub filters: Filters,
    /// The canonical spelling of both; read without options it gives the same. Escapes may make it
    /// longer than what was typed.
    pub interpreted: String,
    /// What was read otherwise than it may have been meant, a sentence each.
    pub notes: Vec<String>,
}

/// Reads what a user typed; takes time linear in its length.
///
/// Ordinary text is never an error: what cannot be syntax is read as text, and the notes say so.
///
/// # Errors
///
/// Fails where a field is misspelt by a letter, has no such value or no such date, and where one of
/// the [limits](crate::limits) is passed.
///
/// # Examples
///
/// ```
/// let parsed = query::parse("Azerbaijan: Help (now year:2012", query::Options::default())?;
/// assert_eq!(parsed.interpreted, "Azerbaijan: Help now year:2012");
/// assert_eq!(parsed.notes, ["a parenthesis without a partner is left out"]);
/// # Ok::<(), query::Error>(())
/// ```
pub fn parse(input: &str, options: Options) -> Result<Parsed, Error> {
    let input = Input::read(input)?;
    let mut notes = Notes::default();
    let tokens = lex(&input, &mut notes)?;
    let tokens = shape(tokens, &mut notes)?;
    let leaves = Leaves::new(&mut notes);
    let mut parser = Parser { tokens: &tokens, at: 0, leaves, any: options.any };
    let root = parser.alternatives(Name::Text(TextField::Any))?.unwrap_or_default();
    let (query, filters) = hoist(root);
    let interpreted = spell(&query, &filters);
    Ok(Parsed { query, filters, interpreted, notes: notes.into_vec() })
}

/// The canonical spelling of a query with the filters in force beside it.
///
/// # Examples
///
/// ```
/// use query::{Field, Group};
///
/// let mut parsed = query::parse("oil workers", Default::default())?;
/// let any_of = vec![query::filter(Field::Country, "Kazakhstan")?];
/// parsed.filters.groups.push(Group { field: Field::Country, any_of });
/// assert_eq!(query::spell(&parsed.query, &parsed.filters), "oil workers country:KAZ");
/// # Ok::<(), query::Error>(())
/// ```
pub fn spell(query: &Query, filters: &Filters) -> String {
    Node::and([query.root.clone()].into_iter().chain(filters.nodes())).to_string()
}

/// Descends at most as deep as parentheses nest, which [`shape`] has limited.
struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    leaves: Leaves<'a>,
    any: bool,
}

/// A part of a query, and whether it is demanded even where words are joined by OR.
struct Clause {
    node: Node,
    is_demanded: bool,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Kind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    /// `a OR b`, up to the end or a closing parenthesis; words without a field belong to `name`.
    fn alternatives(&mut self, name: Name) -> Result<Option<Node>, Error> {
        let mut clauses: Vec<Clause> = Vec::new();
        let mut is_alternative = false;
        while !matches!(self.peek(), None | Some(Kind::Close)) {
            if self.peek() == Some(&Kind::Or) {
                self.at += 1;
                is_alternative = true;
                if let Some(last) = clauses.last_mut() {
                    last.is_demanded = false;
                }
            }
            if let Some(mut clause) = self.conjunction(name)? {
                clause.is_demanded &= !is_alternative;
                clauses.push(clause);
            }
            is_alternative = false;
        }
        Ok(join(clauses, self.any && matches!(name, Name::Text(_))))
    }

    /// `a AND b`, and `a b` unless words are joined by OR.
    fn conjunction(&mut self, name: Name) -> Result<Option<Clause>, Error> {
        let any = self.any && matches!(name, Name::Text(_));
        let mut clauses = Vec::new();
        loop {
            clauses.extend(self.negation(name)?);
            match self.peek() {
                None | Some(Kind::Close | Kind::Or) => break,
                Some(Kind::And) => self.at += 1,
                _ if any => break,
                _ => {}
            }
        }
        if clauses.len() < 2 {
            return Ok(clauses.pop());
        }
        let node = Node::and(clauses.into_iter().map(|clause| clause.node));
        Ok(Some(Clause { node, is_demanded: false }))
    }

    /// Any number of `-`, `+` and `NOT`, and what they stand before.
    fn negation(&mut self, name: Name) -> Result<Option<Clause>, Error> {
        let (mut is_negated, mut is_demanded) = (false, false);
        loop {
            match self.peek() {
                Some(Kind::Minus | Kind::Not) => is_negated = !is_negated,
                Some(Kind::Plus) => is_demanded = true,
                _ => break,
            }
            self.at += 1;
        }
        let Some(node) = self.operand(name)? else { return Ok(None) };
        is_demanded |= is_negated || alternatives(&node).is_some();
        Ok(Some(Clause { node: if is_negated { node.negated() } else { node }, is_demanded }))
    }

    fn operand(&mut self, name: Name) -> Result<Option<Node>, Error> {
        let Some(token) = self.tokens.get(self.at) else { return Ok(None) };
        self.at += 1;
        match (&token.kind, self.peek()) {
            (Kind::Open, _) => self.group(name),
            (Kind::Field(field), Some(Kind::Open)) => {
                self.at += 1;
                self.group(*field)
            }
            (Kind::Field(field), _) => self.value(*field),
            (Kind::Word(_) | Kind::Phrase { .. }, _) => match name {
                Name::Text(field) => self.leaves.text(field, token),
                _ => self.listed_value(name, token),
            },
            _ => Ok(None),
        }
    }

    fn group(&mut self, name: Name) -> Result<Option<Node>, Error> {
        let node = self.alternatives(name)?;
        self.at += 1;
        Ok(node)
    }

    /// The value right behind `field:`.
    fn value(&mut self, name: Name) -> Result<Option<Node>, Error> {
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
    fn listed_value(&mut self, name: Name, token: &Token) -> Result<Option<Node>, Error> {
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

fn join(clauses: Vec<Clause>, any: bool) -> Option<Node> {
    if clauses.is_empty() {
        return None;
    }
    let (demanded, optional): (Vec<_>, Vec<_>) =
        clauses.into_iter().partition(|clause| any && clause.is_demanded);
    let optional = optional.into_iter().map(|clause| clause.node);
    Some(Node::and(demanded.into_iter().map(|clause| clause.node).chain([Node::or(optional)])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DateRange, Filter};

    /// What is typed and how it is understood.
    #[track_caller]
    fn check(input: &str, interpreted: &str) -> Parsed {
        let parsed = parse(input, Options::default()).unwrap();
        assert_eq!(parsed.interpreted, interpreted, "{input}");
        parsed
    }

    #[track_caller]
    fn check_any(input: &str, interpreted: &str) {
        assert_eq!(
            parse(input, Options { any: true }).unwrap().interpreted,
            interpreted,
            "{input}"
        );
    }

    /// What is typed, the message, the passage at fault and the suggestion.
    #[track_caller]
    fn check_error(input: &str, start: &str, at: &str, suggestion: Option<&str>) {
        let error = parse(input, Options::default()).unwrap_err();
        assert!(error.message().starts_with(start), "{input}: {error}");
        assert_eq!((error.span().of(input), error.suggestion()), (at, suggestion), "{input}");
    }

    #[test]
    fn not_binds_before_and_before_or() {
        check("a b OR c d", "(a b) OR (c d)");
        check("a AND NOT b OR c", "(a -b) OR c");
        check("a (b OR c) d", "a (b OR c) d");
        check("NOT (a OR b)", "-(a OR b)");
        check("((a)) (b c)", "a b c");
        check("NOT NOT a -NOT b", "a b");
        check("+a -b", "a -b");
    }

    #[test]
    fn words_keep_their_form_and_their_end() {
        check("Kazakh* organis*tion impunty~1 impunty~ impunty~2 word~0", {
            "Kazakh* organis\\*tion impunty~1 impunty~1 impunty~2 word"
        });
        check("10~20 5~1", "10\\~20 5\\~1");
        check("title:impun* body:(a b) quote:\"exact words\"~3", {
            "title:impun* body:a body:b quote:\"exact words\"~3"
        });
        check("path:2014/az.pdf", "path:2014/az.pdf");
        check("*", "*");
        check("a *", "a");
        check("-*", "-*");
    }

    #[test]
    fn every_family_of_marks_quotes() {
        for input in [
            "\"civil society\"",
            "“civil society”",
            "„civil society“",
            "„civil society”",
            "”civil society”",
            "«civil society»",
            "»civil society«",
            "« civil  society »",
            "‹civil society›",
            "‘civil society’",
            "‚civil society‘",
            "「civil society」",
            "＂civil society＂",
        ] {
            check(input, "\"civil society\"");
        }
        check("«he said “no”»", "\"he said \\“no\\”\"");
        check("‘don’t shoot’", "\"don’t shoot\"");
        check("צה\"ל \"צה\"ל\"", "צה\\\"ל \"צה\\\"ל\"");
        check("\"a b\"~10 \"a b\"~x", "\"a b\"~10 \"a b\" \\~x");
    }

    #[test]
    fn ordinary_text_is_read_as_literally_as_possible() {
        for (input, interpreted) in [
            ("Azerbaijan: Help", "Azerbaijan: Help"),
            ("Azerbaijan:Help", "Azerbaijan:Help"),
            ("http://www.example.org/a?b=c&d=(e", "http://www.example.org/a?b=c&d= e"),
            ("Côte d'Ivoire", "Côte d'Ivoire"),
            ("O'Brien Guinea-Bissau", "O'Brien Guinea-Bissau"),
            ("C++ .NET", "C++ .NET"),
            ("ada@example.org", "ada@example.org"),
            ("country: Kenya", "country: Kenya"),
            ("(2012", "2012"),
            ("2012)", "2012"),
            ("say \"no", "say no"),
            ("‘Ōlelo", "\\‘Ōlelo"),
            ("AND justice", "\\AND justice"),
            ("justice OR", "justice \\OR"),
            ("a AND OR b", "(a \\AND) OR b"),
            ("NOT", "\\NOT"),
            ("a - b – c & d", "a b c d"),
            ("--verbose", "\\--verbose"),
            ("() a ( )", "a"),
            ("a:b 14:30", "a:b 14:30"),
            ("to: the people", "to: the people"),
            ("no:1", "no:1"),
            ("???", "*"),
            ("", "*"),
            ("a/b [c TO d]", "a/b [c TO d]"),
            ("x>=5 date>", "x>=5 date>"),
            ("\\country:x", "\\country:x"),
            ("C:\\docs\\x", "C:\\\\docs\\\\x"),
            ("C*-algebra **bold**", "C\\*-algebra \\*\\*bold\\*\\*"),
            ("title:\"\" a", "a"),
            ("\"title: x", "title: x"),
        ] {
            check(input, interpreted);
        }
    }

    #[test]
    fn the_answer_says_what_was_read_otherwise() {
        for (input, note) in [
            ("Azerbaijan:Help", "`Azerbaijan:` is no field and is searched as text"),
            ("http://a.org", "`http:` is no field and is searched as text"),
            (
                "language:en",
                "`language:` is no field and is searched as text; the field is called `lang`",
            ),
            ("country: Kenya", "`country:` has no value right behind it and is searched as text"),
            ("(2012", "a parenthesis without a partner is left out"),
            ("say \"no", "a quotation mark without a partner is left out"),
            ("AND a", "`AND` joins nothing here and is searched as a word"),
            ("a – b", "`–` has no letter or digit and is left out"),
            (
                "speaker:Ada Roe said",
                "`speaker:Ada` ends at the blank; for the longer name write `speaker:\"Ada Roe\"`",
            ),
            (
                "country:Guinea Bissau",
                "`country:Guinea` ends at the blank; for the longer name write \
                 `country:\"Guinea Bissau\"`",
            ),
            ("a*b", "a star means something only at the end of a word; `a*b` is searched as text"),
        ] {
            let parsed = parse(input, Options::default()).unwrap();
            assert_eq!(parsed.notes, [note], "{input}");
        }
    }

    #[test]
    fn operators_in_a_headline_in_capitals_are_words() {
        let parsed = check("WE WILL NOT FORGET THE PEOPLE", "WE WILL \\NOT FORGET THE PEOPLE");
        assert_eq!(parsed.notes.len(), 1);
        check("WOMEN (AND MEN) MUST NOT BE SILENCED, NOT NOW", {
            "WOMEN \\AND MEN MUST \\NOT BE SILENCED, \\NOT NOW"
        });
        check("KAZ OR KGZ OR TJK OR TKM OR UZB", "KAZ OR KGZ OR TJK OR TKM OR UZB");
        check("HRW OSCE NOT UN", "HRW OSCE -UN");
    }

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
    fn filters_at_the_top_are_taken_out() {
        let parsed = check("torture country:kazakhstan -lang:Russian type:\"press release\"", {
            "torture country:KAZ type:press-release -lang:ru"
        });
        assert_eq!(parsed.query.to_string(), "torture");
        assert_eq!((parsed.filters.groups.len(), parsed.filters.not.len()), (2, 1));
        let parsed = check("country:(KAZ OR Kyrgyzstan)", "country:(KAZ OR KGZ)");
        assert_eq!(parsed.filters.groups[0].any_of.len(), 2);
        assert_eq!(parsed.query, Query::default());
        let parsed = check("-country:(KAZ OR KGZ)", "-country:KAZ -country:KGZ");
        assert_eq!(parsed.filters.not.len(), 2);
        let parsed = check("a OR country:KAZ", "a OR country:KAZ");
        assert_eq!(parsed.filters, Filters::default());
        let parsed = check("year:(2012 OR undated)", "year:(2012 OR undated)");
        assert_eq!(parsed.filters.groups[0].field, Field::Year);
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
    fn words_may_be_joined_by_or() {
        check_any("a b c", "a OR b OR c");
        check_any("a b AND c", "a OR (b c)");
        check_any("a b country:KAZ -c +d", "-c d (a OR b) country:KAZ");
        check_any("a OR country:KAZ b", "a OR country:KAZ OR b");
        check_any("from:2012 to:2014", "date:2012.. date:..2014");
        check_any("country:(KAZ KGZ)", "country:KAZ country:KGZ");
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

    #[test]
    fn limits_refuse_at_once() {
        let nested = |depth| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
        check(&nested(32), "a");
        check_error(&nested(33), "parentheses nest too deeply", "(", None);
        check_error(&nested(1000), "parentheses nest too deeply", "(", None);
        check(&"(".repeat(4096), "*");
        check(&format!("{}a", "NOT ".repeat(1000)), "a");
        let words = |n| vec!["w"; n].join(" OR ");
        assert!(parse(&words(256), Options::default()).is_ok());
        check_error(&words(257), "too many words and filters", "w", None);
        let million = "(".repeat(1_000_000);
        let error = parse(&million, Options::default()).unwrap_err();
        assert_eq!((error.position(), error.span().len()), (4096, 1_000_000 - 4096));
        check_error(&["fuzzy~1"; 9].join(" "), "too many fuzzy words", "fuzzy~1", None);
    }

    #[test]
    fn a_long_phrase_is_cut() {
        let words: Vec<String> = (0..70).map(|n| format!("w{n}")).collect();
        let parsed = parse(&format!("\"{}\"", words.join(", ")), Options::default()).unwrap();
        assert_eq!(parsed.notes.len(), 1);
        let Node::And(parts) = parsed.query.root else { panic!("three phrases") };
        assert_eq!(parts.len(), 3);
        assert!(
            matches!(&parts[2], Node::Phrase { text, .. } if text == "w64, w65, w66, w67, w68, w69")
        );
    }

    #[test]
    fn a_span_is_where_it_was_typed() {
        let input = "\u{202e}(é “ö  ü”~2 -Kazakh*)";
        let parsed = parse(input, Options::default()).unwrap();
        let Node::And(nodes) = parsed.query.root else { panic!("three nodes") };
        let Node::Phrase { span, .. } = nodes[1] else { panic!("a phrase") };
        assert_eq!(span.of(input), "“ö  ü”~2");
    }
}
