//! `Error`: what was expected, what was found, where, and the nearest thing that would do.

use release::Span;

use crate::limits;

/// A query or a filter value that cannot be meant, or is too much.
///
/// It prints whole; [`message`](Self::message), [`position`](Self::position) and
/// [`suggestion`](Self::suggestion) give its pieces.
///
/// # Examples
///
/// ```
/// let error = query::parse("torture country:kazakhstn", Default::default()).unwrap_err();
/// assert_eq!(error.to_string(), "unknown country `kazakhstn` (did you mean `Kazakhstan`?)");
/// assert_eq!(error.message(), "unknown country `kazakhstn`");
/// assert_eq!((error.position(), error.suggestion()), (16, Some("Kazakhstan")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The gazetteer knows no such country. Write a name, an alpha-2 or an alpha-3 code.
    #[error("unknown country `{name}`{}", did_you_mean(suggestion.as_deref()))]
    UnknownCountry {
        /// As typed.
        name: String,
        /// Where it stands.
        span: Span,
        /// A country that would do, in quotation marks where it needs them.
        suggestion: Option<String>,
    },
    /// One letter is wrong in the name of a field. Put a backslash before it if text was meant.
    #[error("unknown field `{name}`{}", did_you_mean(Some(suggestion)))]
    UnknownField {
        /// As typed.
        name: String,
        /// Where it stands, without the colon.
        span: Span,
        /// The field.
        suggestion: &'static str,
    },
    /// No filter has that name.
    #[error(
        "unknown filter `{name}`, expected `country`, `mentions`, `year`, `date`, `from`, `to`, \
         `speaker`, `org`, `place`, `lang` or `type`{}",
        did_you_mean(*suggestion)
    )]
    UnknownFilter {
        /// As typed.
        name: String,
        /// All of it.
        span: Span,
        /// A filter that may be meant.
        suggestion: Option<&'static str>,
    },
    /// ISO 639-1 has no such language. Write its code or English name.
    #[error("unknown language `{name}`{}", did_you_mean(*suggestion))]
    UnknownLanguage {
        /// As typed.
        name: String,
        /// Where it stands.
        span: Span,
        /// A language that would do.
        suggestion: Option<&'static str>,
    },
    /// Releases are of no such type.
    #[error(
        "unknown type `{name}`, expected `press-release`, `statement`, `open-letter`, \
         `urgent-action`, `media-advisory`, `report` or `other`{}",
        did_you_mean(*suggestion)
    )]
    UnknownType {
        /// As typed.
        name: String,
        /// Where it stands.
        span: Span,
        /// A type that would do.
        suggestion: Option<&'static str>,
    },
    /// No region goes by that name.
    #[error("unknown region `{name}`, expected one of UN M49 such as `Western Africa` or `Europe`")]
    UnknownRegion {
        /// As typed.
        name: String,
        /// Where it stands.
        span: Span,
    },
    /// There is no such day, or it is written in another way, or it is not in `1900..=2100`.
    #[error(
        "`{text}` is no date between 1900 and 2100, expected `2012`, `2012-04`, `2012-04-01` or a \
         range such as `2012..2014`{}",
        did_you_mean(suggestion.as_deref())
    )]
    ImpossibleDate {
        /// As typed.
        text: String,
        /// Where the value stands.
        span: Span,
        /// A date or range that would do.
        suggestion: Option<String>,
    },
    /// `year:` takes whole years. Use `date:` for months and days.
    #[error("`{text}` is no year{}", did_you_mean(Some(suggestion)))]
    NotAYear {
        /// As typed.
        text: String,
        /// Where it stands.
        span: Span,
        /// The same as a `date:`.
        suggestion: String,
    },
    /// No day is both after the first and before the last. Turn the range round.
    #[error("the range `{range}` ends before it starts{}", did_you_mean(Some(suggestion)))]
    BackwardRange {
        /// As typed.
        range: String,
        /// Where it stands.
        span: Span,
        /// The range turned round.
        suggestion: String,
    },
    /// A field has a value without a letter or digit.
    #[error("`{field}` has no value")]
    MissingValue {
        /// Its name.
        field: &'static str,
        /// Where the value should be.
        span: Span,
    },
    /// Too many words start so. Write more letters.
    #[error(
        "`{stem}*` matches too much, write at least {} letters before the star",
        limits::MIN_PREFIX_LETTERS
    )]
    ShortPrefix {
        /// What stands before the star.
        stem: String,
        /// Where the word stands.
        span: Span,
    },
    /// A word within so many edits is another word.
    #[error("`{word}~{distance}` is too far, the distance is at most {}", limits::MAX_DISTANCE)]
    FuzzyDistance {
        /// What stands before the tilde.
        word: String,
        /// What stands behind it.
        distance: u8,
        /// Where the word stands.
        span: Span,
    },
    /// Short words have too many neighbours, long ones take too long.
    #[error(
        "`{word}~` needs a word of {} to {} letters",
        limits::MIN_FUZZY_LETTERS,
        limits::MAX_FUZZY_LETTERS
    )]
    FuzzyLength {
        /// What stands before the tilde.
        word: String,
        /// Where the word stands.
        span: Span,
    },
    /// Each fuzzy word stands for many.
    #[error("too many fuzzy words, at most {} are allowed", limits::MAX_FUZZY_WORDS)]
    TooManyFuzzyWords {
        /// The first that is too many.
        span: Span,
    },
    /// Each word with a star stands for many.
    #[error("too many words with a star, at most {} are allowed", limits::MAX_PREFIXES)]
    TooManyPrefixes {
        /// The first that is too many.
        span: Span,
    },
    /// To find words near each other takes long where there are many of them. Join them by AND.
    #[error(
        "too many words in phrases with a window, at most {} are allowed; join some by AND instead",
        limits::MAX_WINDOW_WORDS
    )]
    TooManyInWindows {
        /// The phrase that is too much.
        span: Span,
    },
    /// A window as wide as a release says nothing. Join the words by AND.
    #[error("the window of a phrase is at most {} words wide", limits::MAX_SLOP)]
    TooWide {
        /// The tilde and its number.
        span: Span,
    },
    /// The query is too long. Shorten it, or write several.
    #[error("the query has {bytes} bytes, at most {} are allowed", limits::MAX_BYTES)]
    TooLong {
        /// Its length.
        bytes: usize,
        /// What is too much.
        span: Span,
    },
    /// Parentheses nest too deeply.
    #[error("parentheses nest too deeply, at most {} levels are allowed", limits::MAX_DEPTH)]
    TooDeep {
        /// The first that is too deep.
        span: Span,
    },
    /// The query has too many words and filters. Shorten it, write several, or search a long passage
    /// as a phrase.
    #[error(
        "too many words and filters, at most {} are allowed; put quotation marks round a passage to \
         search it as it stands",
        limits::MAX_CLAUSES
    )]
    TooManyClauses {
        /// The first that is too many.
        span: Span,
    },
}

fn did_you_mean(suggestion: Option<&str>) -> String {
    suggestion.map(|text| format!(" (did you mean `{text}`?)")).unwrap_or_default()
}

impl Error {
    /// Where in the input the matter lies; for a flag, in its value.
    pub fn span(&self) -> Span {
        match self {
            Self::UnknownCountry { span, .. }
            | Self::UnknownField { span, .. }
            | Self::UnknownFilter { span, .. }
            | Self::UnknownLanguage { span, .. }
            | Self::UnknownType { span, .. }
            | Self::UnknownRegion { span, .. }
            | Self::ImpossibleDate { span, .. }
            | Self::NotAYear { span, .. }
            | Self::BackwardRange { span, .. }
            | Self::MissingValue { span, .. }
            | Self::ShortPrefix { span, .. }
            | Self::FuzzyDistance { span, .. }
            | Self::FuzzyLength { span, .. }
            | Self::TooManyFuzzyWords { span }
            | Self::TooManyPrefixes { span }
            | Self::TooManyInWindows { span }
            | Self::TooWide { span }
            | Self::TooLong { span, .. }
            | Self::TooDeep { span }
            | Self::TooManyClauses { span } => *span,
        }
    }

    /// The byte offset in the input at which the matter lies.
    pub fn position(&self) -> usize {
        self.span().range().start
    }

    /// What would do instead, if anything comes near.
    pub fn suggestion(&self) -> Option<&str> {
        match self {
            Self::UnknownCountry { suggestion, .. } | Self::ImpossibleDate { suggestion, .. } => {
                suggestion.as_deref()
            }
            Self::UnknownFilter { suggestion, .. }
            | Self::UnknownLanguage { suggestion, .. }
            | Self::UnknownType { suggestion, .. } => *suggestion,
            Self::UnknownField { suggestion, .. } => Some(suggestion),
            Self::NotAYear { suggestion, .. } | Self::BackwardRange { suggestion, .. } => {
                Some(suggestion)
            }
            _ => None,
        }
    }

    /// What is the matter, without the suggestion.
    pub fn message(&self) -> String {
        let mut message = self.to_string();
        message.truncate(message.len() - did_you_mean(self.suggestion()).len());
        message
    }
}
