//! The limits of a query. Beyond them it is refused at once, with the limit named.

/// The longest query, in bytes.
pub const MAX_BYTES: usize = 4096;
/// The deepest nesting of parentheses.
pub const MAX_DEPTH: usize = 32;
/// The most clauses: words, phrases, prefixes, fuzzy words and filters.
pub const MAX_CLAUSES: usize = 256;
/// The most words of one phrase; a longer one is read as several phrases, all of which must occur.
pub const MAX_PHRASE_WORDS: usize = 32;
/// The widest window of `"a b"~10`.
pub const MAX_SLOP: u32 = 1000;
/// The most words of phrases with a window, all together: each place of each is looked at.
pub const MAX_WINDOW_WORDS: usize = 32;
/// The fewest letters before the star of `word*`.
pub const MIN_PREFIX_LETTERS: usize = 2;
/// The most words with a star of a query.
pub const MAX_PREFIXES: usize = 32;
/// The largest distance of `word~1`.
pub const MAX_DISTANCE: u8 = 2;
/// The fewest letters of a fuzzy word.
pub const MIN_FUZZY_LETTERS: usize = 4;
/// The most letters of a fuzzy word.
pub const MAX_FUZZY_LETTERS: usize = 32;
/// The most fuzzy words of a query.
pub const MAX_FUZZY_WORDS: usize = 8;
