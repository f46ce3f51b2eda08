//! The alphabet of the ranker: each token as one symbol, and the path between two tokens as a word of
//! such symbols.

use crate::quote::{
    lexicon::Class,
    token::{Kind, Token, shape},
    word_id::mix,
};

/// Before the first token of a text or paragraph.
pub(crate) const START: u32 = 1;
/// After its last token.
pub(crate) const END: u32 = 2;

/// A path longer than this says nothing but its length.
const LONGEST_PATH: usize = 7;
/// More tokens than this are not looked at for a path.
const LONGEST_STRETCH: usize = 64;

/// The symbol of a token.
pub(crate) fn symbol(token: &Token) -> u32 {
    if token.is_quoted() {
        return u32::from('Q');
    }
    let letter = match token.kind {
        Kind::Sign | Kind::Mark => token.sign,
        Kind::Number => '#',
        Kind::Possessive => 'p',
        Kind::Word => match token.class {
            Class::Say => 'S',
            Class::Cue => 'C',
            Class::CueIng => 'G',
            Class::Pronoun => 'P',
            Class::Determiner => 'D',
            Class::Possessive => 'O',
            Class::Preposition => return 0x1000 + (token.id & 0xFFF),
            Class::Conjunction => 'J',
            Class::Auxiliary => 'A',
            Class::Function | Class::Negation => 'V',
            Class::Relative => 'R',
            Class::According => 'K',
            Class::Calendar => 'M',
            Class::Other | Class::Title | Class::Human | Class::Organisation => plain(token),
        },
    };
    u32::from(letter)
}

fn plain(token: &Token) -> char {
    if token.is(shape::CAPITAL) {
        'X'
    } else if token.is_human() {
        'h'
    } else {
        match token.ending {
            1 => 'e',
            2 => 'i',
            3 => 'z',
            _ => 'w',
        }
    }
}

/// The path over `tokens`: a hash of its symbols, runs of like words taken as one, and their number.
pub(crate) fn path(tokens: &[Token]) -> (u32, usize) {
    let too_long = mix(99, bucket(tokens.len()));
    if tokens.len() > LONGEST_STRETCH {
        return (too_long, LONGEST_PATH + 1);
    }
    let (mut hash, mut last, mut n_symbols) = (17, 0, 0);
    for token in tokens {
        let symbol = symbol(token);
        let runs = ['X', 'w', 'Q', '#'].map(u32::from).contains(&symbol);
        if symbol == last && runs {
            continue;
        }
        last = symbol;
        n_symbols += 1;
        if n_symbols > LONGEST_PATH {
            return (too_long, n_symbols);
        }
        hash = mix(hash, symbol);
    }
    (hash, n_symbols)
}

/// A length or count in eleven steps.
pub(crate) fn bucket(count: usize) -> u32 {
    match count {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 3,
        4 => 4,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        25..=49 => 9,
        _ => 10,
    }
}
