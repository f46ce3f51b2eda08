//! What a user types, as a typed tree. Knows nothing of the index.
//!
//! [`parse`] takes a query as typed and gives a [`Parsed`]: the [`Query`] tree, the [`Filters`] that
//! stood at its top, its canonical spelling, and notes on what was read otherwise than it may have
//! been meant. [`filter()`] reads the value of one flag, such as `--year 2012..2014`.
//!
//! ```
//! let parsed = query::parse("impunity “civil society” country:kazakhstan", Default::default())?;
//! assert_eq!(parsed.query.to_string(), r#"impunity "civil society""#);
//! assert_eq!(parsed.interpreted, r#"impunity "civil society" country:KAZ"#);
//! # Ok::<(), query::Error>(())
//! ```
//!
//! # The grammar
//!
//! ```text
//! query  = and { OR and }
//! and    = not { [AND] not }              words side by side are joined by AND
//! not    = { NOT | - | + } operand
//! operand = word | phrase | field:value | field:( query ) | ( query ) | *
//! phrase = "words" [ ~10 ]                any family of quotation marks: “” „“ «» ‹› ‘’ 「」
//! word   = word | word* | word~ | word~1 | word~2
//! field  = title body quote path          words are sought there
//!        | country mentions region year month date from to speaker org place lang type
//! date   = 2012 | 2012-04 | 2012-04-03 | a..b | a.. | ..b | [a TO b] | >=a | >a | <=a | <a | *
//! ```
//!
//! ```
//! let read = |typed| query::parse(typed, Default::default()).map(|parsed| parsed.interpreted);
//! // NOT binds before AND, AND before OR
//! assert_eq!(read("a b OR c AND NOT d")?, "(a b) OR (c -d)");
//! // a negation alone is everything but that
//! assert_eq!(read("-torture")?, "-torture");
//! // a field takes one word, a phrase, or a query of its own
//! assert_eq!(read(r#"title:(impunity OR "press freedom")"#)?, r#"title:impunity OR title:"press freedom""#);
//! assert_eq!(read("country:(South Africa OR Kenya)")?, "country:(ZAF OR KEN)");
//! // the end of a range means its last day
//! assert_eq!(read("from:2012-04 to:2014")?, "date:2012-04.. date:..2014");
//! assert_eq!(read("date:[2012-01-01 TO 2012-12-31]")?, "date:2012");
//! assert_eq!(read("year:(2012 OR undated)")?, "year:(2012 OR undated)");
//! # Ok::<(), query::Error>(())
//! ```
//!
//! # Ordinary text
//!
//! Ordinary text is never an error. What cannot be syntax is read as text: a quotation mark or
//! parenthesis without a partner, an operator that joins nothing, a sign in the middle of a word, a
//! name before a colon that is no field or has a blank behind the colon. Operators in a headline all
//! in capitals are words. A backslash makes text of what follows.
//!
//! ```
//! let read = |typed| query::parse(typed, Default::default()).map(|parsed| parsed.interpreted);
//! for text in ["Azerbaijan: Help", "Côte d'Ivoire", "https://example.org/a", "C++", "ada@example.org"] {
//!     assert_eq!(read(text)?, text);
//! }
//! assert_eq!(read("AND say \"no (2012")?, r"\AND say no 2012");
//! assert_eq!(read(r"\country:Kenya \-5")?, r"\country:Kenya \-5");
//! # Ok::<(), query::Error>(())
//! ```
//!
//! What cannot be meant is an [`Error`] that says where and what would do: a field misspelt by one
//! letter, an unknown country, a date that does not exist, and whatever passes the [`limits`].
//!
//! ```
//! let error = query::parse("date:2012-02-30", Default::default()).unwrap_err();
//! assert_eq!((error.position(), error.suggestion()), (5, Some("2012-02-29")));
//! ```
//!
//! # What it does not do
//!
//! Words are kept as typed. To cut, fold and stem them as the words of releases are is the index's
//! part, and so is to find the speaker, organisation or place that a name means.

mod build;
mod country;
mod date;
mod display;
mod error;
mod filter;
mod flag;
mod hoist;
mod in_words;
mod input;
mod language;
mod leaf;
mod lexer;
pub mod limits;
mod mark;
mod name;
mod notes;
mod parser;
mod query;
mod recall;
mod shape;
mod token;
mod value;

pub use crate::{
    date::DateRange,
    error::Error,
    filter::{Field, Filter, Filters, Group},
    flag::{filter, named_filter},
    in_words::{Subject, in_words},
    language::language_name,
    parser::{Options, Parsed, parse, spell},
    query::{Node, Query, TextField},
    recall::{Recall, recall},
};
