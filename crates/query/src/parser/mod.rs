//! `parse`: what was typed as a query.

#[cfg(test)]
mod check;
mod tree;
mod value;

use self::tree::Parser;
use crate::{
    Error, Filters, Node, Query, TextField, hoist::hoist, input::Input, leaf::Leaves, lexer::lex,
    name::Name, notes::Notes, shape::shape,
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

#[cfg(test)]
mod tests {
    use super::{
        check::{check, check_error},
        *,
    };

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
        assert!(parse(&["sta*"; 32].join(" "), Options::default()).is_ok());
        check_error(&["sta*"; 33].join(" "), "too many words with a star", "sta*", None);
        let window = |n| format!("\"{}\"~9", vec!["w"; n].join(" "));
        assert!(parse(&window(32), Options::default()).is_ok());
        check_error(&window(33), "too many words in phrases", &window(33), None);
        check_error(&[window(20), window(13)].join(" "), "too many", &window(13), None);
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
