//! The canonical spelling of a query: read again, it gives an equal query.

use std::fmt::{self, Display, Write};

use crate::{
    Filter, Node, Query, TextField,
    hoist::{alternatives, common_field},
    lexer::{is_escapable, may_follow_sign},
    mark::Family,
    name::Name,
};

impl Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(f)
    }
}

impl Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_char('*'),
            Self::Word { field, word, .. } => {
                write_field(f, *field)?;
                write_word(f, word, "", *field == TextField::Any)
            }
            Self::Phrase { field, text, slop, .. } => {
                write_field(f, *field)?;
                write_quoted(f, text)?;
                if *slop > 0 { write!(f, "~{slop}") } else { Ok(()) }
            }
            Self::Prefix { field, stem, .. } => {
                write_field(f, *field)?;
                write_word(f, stem, "*", *field == TextField::Any)
            }
            Self::Fuzzy { field, word, distance, .. } => {
                write_field(f, *field)?;
                write_word(f, word, &format!("~{distance}"), *field == TextField::Any)
            }
            Self::Filter { filter, .. } => filter.fmt(f),
            Self::And(nodes) => write_joined(f, nodes, " "),
            Self::Or(nodes) => match values(self) {
                Some(values) => write_values(f, &values),
                None => write_joined(f, nodes, " OR "),
            },
            Self::Not(node) => {
                let operand = Operand(node).to_string();
                f.write_str(if operand.starts_with(may_follow_sign) { "-" } else { "-\\" })?;
                f.write_str(&operand)
            }
        }
    }
}

impl Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.field().name())?;
        write_value(f, self)
    }
}

fn write_joined(f: &mut fmt::Formatter<'_>, nodes: &[Node], between: &str) -> fmt::Result {
    for (index, node) in nodes.iter().enumerate() {
        if index > 0 {
            f.write_str(between)?;
        }
        Operand(node).fmt(f)?;
    }
    Ok(())
}

/// A node with parentheses round it if it has an operator of its own.
struct Operand<'a>(&'a Node);

impl Display for Operand<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(node) = self;
        let is_joined = matches!(node, Node::And(_) | Node::Or(_)) && values(node).is_none();
        if is_joined { write!(f, "({node})") } else { node.fmt(f) }
    }
}

/// The filters of `country:(KAZ OR KGZ)`.
fn values(node: &Node) -> Option<Vec<Filter>> {
    alternatives(node).filter(|filters| common_field(filters).is_some())
}

fn write_values(f: &mut fmt::Formatter<'_>, filters: &[Filter]) -> fmt::Result {
    for (index, filter) in filters.iter().enumerate() {
        match index {
            0 => write!(f, "{}:(", filter.field().name())?,
            _ => f.write_str(" OR ")?,
        }
        write_value(f, filter)?;
    }
    f.write_char(')')
}

fn write_value(f: &mut fmt::Formatter<'_>, filter: &Filter) -> fmt::Result {
    match filter {
        // the code of Andorra is an operator
        Filter::Country(country) | Filter::Mentions(country) => write_name(f, country.code()),
        Filter::Year(range) | Filter::Date(range) => range.fmt(f),
        Filter::Undated => f.write_str("undated"),
        Filter::Language(language) => language.fmt(f),
        Filter::Kind(kind) => f.write_str(kind.name()),
        Filter::Region(name)
        | Filter::Speaker(name)
        | Filter::Organisation(name)
        | Filter::Place(name) => write_name(f, name),
    }
}

fn write_name(f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
    if is_simple(name) { f.write_str(name) } else { write_quoted(f, name) }
}

/// Whether a name needs no quotation marks, wherever it stands.
fn is_simple(name: &str) -> bool {
    name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '\'' | '’'))
        && name.starts_with(char::is_alphanumeric)
        && !matches!(name, "AND" | "OR" | "NOT")
}

fn write_field(f: &mut fmt::Formatter<'_>, field: TextField) -> fmt::Result {
    if field == TextField::Any { Ok(()) } else { write!(f, "{}:", field.name()) }
}

fn write_quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('"')?;
    for c in text.chars() {
        if c == '\\' || Family::of(c).is_some() {
            f.write_char('\\')?;
        }
        f.write_char(c)?;
    }
    f.write_char('"')
}

/// A word with a backslash wherever it would otherwise mean something; a free one has no field before.
fn write_word(f: &mut fmt::Formatter<'_>, word: &str, end: &str, is_free: bool) -> fmt::Result {
    let is_special_start = word.starts_with(|c| Family::opening(c).is_some())
        || (is_free && (is_sign_or_operator(word) || is_field(word, end)));
    for (index, c) in word.char_indices() {
        if (index == 0 && is_special_start) || (c != ':' && is_escapable(c)) {
            f.write_char('\\')?;
        }
        f.write_char(c)?;
    }
    f.write_str(end)
}

fn is_sign_or_operator(word: &str) -> bool {
    matches!(word, "AND" | "OR" | "NOT") || word.starts_with(['-', '+'])
}

/// Whether the start of a word would be read as the name of a field, or as one misspelt.
fn is_field(word: &str, end: &str) -> bool {
    let name = word.split([':', '<', '>']).next().unwrap_or_default();
    let has_value = name.len() + 1 < word.len() + end.len();
    has_value
        && name.len() < word.len()
        && (Name::find(name).is_some() || Name::near(name).is_some())
}

#[cfg(test)]
mod tests {
    use std::iter;

    use proptest::prelude::*;
    use release::{Country, Language, ReleaseDate, ReleaseKind, Span};

    use super::*;
    use crate::{DateRange, Options, input::Input, parse};

    const SPAN: Span = Span { start: 0, end: 0 };

    /// Words that could be mistaken for syntax, and any others.
    fn word() -> impl Strategy<Value = String> {
        let tricky = prop::sample::select(vec![
            "AND",
            "OR",
            "NOT",
            "-a",
            "+a",
            "--a",
            "a*",
            "*a",
            "a~1",
            "a~",
            "title:a",
            "a:",
            "date>=2012",
            "contry:x",
            "\\a",
            "a\\",
            "a\\*",
            "(a)",
            "\"a\"",
            "‘a’",
            "’a",
            "«a»",
            "a\"b",
            "צה\"ל",
            "[a",
            "a]",
            "to:a",
            "http://a.b/c",
            "C++",
            "O'Brien",
            "TO",
            "~a",
            "country:",
            "a,",
            "q\u{301}",
        ]);
        prop_oneof![
            "[a-z]{1,8}",
            tricky.prop_map(str::to_owned),
            "\\PC{0,4}[\\p{Lu}\\p{Ll}]\\PC{0,4}".prop_filter("one visible word", |word| {
                Input::read(word).unwrap().tidy() == *word && !word.contains(' ')
            }),
        ]
    }

    fn words() -> impl Strategy<Value = String> {
        prop::collection::vec(word(), 1..4).prop_map(|words| words.join(" "))
    }

    fn text_field() -> impl Strategy<Value = TextField> {
        prop::sample::select(vec![
            TextField::Any,
            TextField::Any,
            TextField::Title,
            TextField::Body,
            TextField::Quote,
            TextField::Path,
        ])
    }

    fn date() -> impl Strategy<Value = ReleaseDate> {
        (1900_u16..=2100, 0_u8..=12, 0_u8..=28).prop_map(|(year, month, day)| {
            let month = (month > 0).then_some(month);
            ReleaseDate::new(year, month, month.and((day > 0).then_some(day))).unwrap()
        })
    }

    fn range() -> impl Strategy<Value = DateRange> {
        prop_oneof![
            date().prop_map(DateRange::from),
            (prop::option::of(date()), prop::option::of(date())).prop_map(|(a, b)| match (a, b) {
                (Some(a), Some(b)) => DateRange {
                    first: Some(a.first_day().min(b.first_day())),
                    last: Some(a.last_day().max(b.last_day())),
                },
                (a, b) => DateRange {
                    first: a.map(ReleaseDate::first_day),
                    last: b.map(ReleaseDate::last_day),
                },
            }),
        ]
    }

    fn years() -> impl Strategy<Value = DateRange> {
        (1900_u32..2000, 2000_u32..=2100, 0..3).prop_map(|(first, last, open)| DateRange {
            first: (open != 1).then_some(first * 10_000 + 101),
            last: (open != 2).then_some(last * 10_000 + 1231),
        })
    }

    fn filter() -> impl Strategy<Value = Filter> {
        let country = || {
            prop::sample::select(vec!["KAZ", "AND", "XKX"]).prop_map(|c| Country::new(c).unwrap())
        };
        prop_oneof![
            country().prop_map(Filter::Country),
            country().prop_map(Filter::Mentions),
            prop::sample::select(vec![
                "Central Asia",
                "South-eastern Asia",
                "Africa",
                "Latin America"
            ])
            .prop_map(|region| Filter::Region(region.to_owned())),
            years().prop_map(Filter::Year),
            Just(Filter::Undated),
            range().prop_map(Filter::Date),
            words().prop_map(Filter::Speaker),
            words().prop_map(Filter::Organisation),
            words().prop_map(Filter::Place),
            Just(Filter::Language(Language::ENGLISH)),
            prop::sample::select(ReleaseKind::ALL.to_vec()).prop_map(Filter::Kind),
        ]
    }

    fn leaf() -> impl Strategy<Value = Node> {
        prop_oneof![
            4 => (text_field(), word()).prop_map(|(field, word)| Node::Word { field, word, span: SPAN }),
            2 => (text_field(), words(), 0_u32..3).prop_map(|(field, text, slop)| {
                Node::Phrase { field, text, slop, span: SPAN }
            }),
            1 => (text_field(), word()).prop_map(|(field, word)| {
                Node::Prefix { field, stem: word + "ab", span: SPAN }
            }),
            1 => (text_field(), word(), 1_u8..3).prop_map(|(field, word, distance)| {
                Node::Fuzzy { field, word: word + "abcd", distance, span: SPAN }
            }),
            2 => filter().prop_map(|filter| Node::Filter { filter, span: SPAN }),
        ]
    }

    fn tree() -> impl Strategy<Value = Node> {
        leaf().prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 1..4).prop_map(Node::and),
                prop::collection::vec(inner.clone(), 1..4).prop_map(Node::or),
                inner.prop_map(Node::negated),
            ]
        })
    }

    /// The fuzzy words, the words with a star and the words in windows of a tree: there are limits of each.
    fn costly(node: &Node) -> [usize; 3] {
        match node {
            Node::Fuzzy { .. } => [1, 0, 0],
            Node::Prefix { .. } => [0, 1, 0],
            Node::Phrase { text, slop: 1.., .. } => [0, 0, text.split_whitespace().count()],
            Node::And(nodes) | Node::Or(nodes) => nodes
                .iter()
                .map(costly)
                .fold([0; 3], |a, b| [a[0] + b[0], a[1] + b[1], a[2] + b[2]]),
            Node::Not(node) => costly(node),
            _ => [0; 3],
        }
    }

    /// The query and its filters as one tree.
    fn whole(text: &str) -> Node {
        let parsed =
            parse(text, Options::default()).unwrap_or_else(|error| panic!("{text}: {error}"));
        Node::and(iter::once(parsed.query.root).chain(parsed.filters.nodes()))
    }

    /// Pieces that mean something, put together without sense.
    fn gibberish() -> impl Strategy<Value = String> {
        let pieces = vec![
            "AND",
            "OR",
            "NOT",
            "(",
            ")",
            "\"",
            "“",
            "„",
            "«",
            "‘",
            "’",
            "-",
            "+",
            "*",
            "~",
            "~1",
            ":",
            "\\",
            "title:",
            "country:",
            "country:KAZ",
            "year:",
            "date:",
            "2012",
            "2012..",
            "[2012 TO 2013]",
            ">=",
            "speaker:(",
            "undated",
            "a",
            "word",
            "É",
            "ж",
            "人",
            "..",
            " ",
            " ",
            " ",
            "\t",
            "\u{202e}",
            "contry:",
            "region:",
            "region:\"Central Asia\"",
            "month:",
            "month:2012-04",
            "to:",
            ",",
            "/",
            "\u{0}",
        ];
        prop::collection::vec(prop::sample::select(pieces), 0..30)
            .prop_map(|pieces| pieces.concat())
    }

    /// Whatever was understood is understood again from its canonical spelling.
    fn check_any(text: &str, any: bool) -> Result<(), TestCaseError> {
        let Ok(parsed) = parse(text, Options { any }) else { return Ok(()) };
        let again = parse(&parsed.interpreted, Options::default());
        let again = again.map_err(|error| {
            TestCaseError::fail(format!("{text:?} as {:?}: {error}", parsed.interpreted))
        })?;
        prop_assert_eq!(&again.query, &parsed.query, "{:?} as {:?}", text, &parsed.interpreted);
        prop_assert_eq!(&again.filters, &parsed.filters, "{:?} as {:?}", text, parsed.interpreted);
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_printed_query_reads_back(tree in tree()) {
            let [fuzzy, prefixes, in_windows] = costly(&tree);
            prop_assume!(fuzzy <= 8 && prefixes <= 32 && in_windows <= 16);
            let text = tree.to_string();
            // filters change their place when they are taken out of the query
            let once = whole(&text);
            prop_assert_eq!(whole(&once.to_string()), once, "{}", text);
            if !matches!(tree, Node::And(_)) && !matches!(&tree, Node::Not(inner) if alternatives(inner).is_some()) {
                prop_assert_eq!(whole(&text), tree, "{}", text);
            }
        }

        #[test]
        fn gibberish_is_understood_as_it_says_or_refused(text in gibberish(), any: bool) {
            check_any(&text, any)?;
        }

        #[test]
        fn any_characters_are_understood_as_it_says_or_refused(text in "\\PC*", any: bool) {
            check_any(&text, any)?;
        }

        #[test]
        fn bytes_that_are_hardly_text_do_no_harm(bytes: Vec<u8>) {
            check_any(&String::from_utf8_lossy(&bytes), false)?;
        }
    }
}
