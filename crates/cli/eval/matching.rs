//! When an answer counts as the one in the gold.

use super::fold::{fold, words};

/// How many words of the start of a quote are compared.
const START: usize = 6;
/// A start of so many words is also recognised inside a quote that begins earlier.
const TELLING_START: usize = 4;

/// Words before a name that are not part of it.
const TITLES: [&str; 16] = [
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "professor",
    "sir",
    "hon",
    "sen",
    "rep",
    "senator",
    "president",
    "amb",
    "ambassador",
    "judge",
    "justice",
];

/// Whether two names can be one person's: the same surname and given names or initials that agree, or
/// all words of one among those of the other.
pub(crate) fn same_person(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let (a, b) = (untitled(&a), untitled(&b));
    let has_all = |name: &[&str], of: &[&str]| of.iter().all(|word| name.contains(word));
    has_all(&a, &b) || has_all(&b, &a) || a.last() == b.last() && same_given_name(a[0], b[0])
}

/// The words of a name without titles, unless it is nothing but titles.
fn untitled(name: &[String]) -> Vec<&str> {
    let all = || name.iter().map(String::as_str);
    let rest: Vec<&str> = all().filter(|word| !TITLES.contains(word)).collect();
    if rest.is_empty() { all().collect() } else { rest }
}

/// Equal, or one is the initial of the other.
fn same_given_name(a: &str, b: &str) -> bool {
    let is_initial = |word: &str| word.chars().nth(1).is_none();
    a == b || a.chars().next() == b.chars().next() && (is_initial(a) || is_initial(b))
}

/// How much of two texts is the same words, in whatever order: twice the common ones by all.
pub(crate) fn token_f1(a: &str, b: &str) -> f64 {
    let (mut a, mut b) = (words(a), words(b));
    a.sort_unstable();
    b.sort_unstable();
    let (mut n_common, mut b_idx) = (0_u32, 0);
    for word in &a {
        while b.get(b_idx).is_some_and(|other| other < word) {
            b_idx += 1;
        }
        if b.get(b_idx) == Some(word) {
            b_idx += 1;
            n_common += 1;
        }
    }
    let n_all = u32::try_from(a.len() + b.len()).unwrap_or(u32::MAX);
    if n_common == 0 { 0.0 } else { 2.0 * f64::from(n_common) / f64::from(n_all) }
}

/// Whether two places are one; what stands after a comma does not matter.
pub(crate) fn same_place(a: &str, b: &str) -> bool {
    city(a) == city(b)
}

fn city(place: &str) -> String {
    let place = fold(place);
    place.split(',').next().unwrap_or_default().trim().to_owned()
}

/// The first words of a quote, by which it is known.
#[derive(Clone, Debug)]
pub(crate) struct Start {
    words: Vec<String>,
    joined: String,
}

impl Start {
    /// The start of these words.
    pub(crate) fn of(text: &str) -> Self {
        let mut words = words(text);
        words.truncate(START);
        Self { joined: words.join(" "), words }
    }

    /// Whether a quote is the one that starts so: it begins with these words or, when they are enough
    /// to tell, has them inside.
    pub(crate) fn is_of(&self, quote: &Wording) -> bool {
        quote.words.starts_with(&self.words)
            || self.words.len() >= TELLING_START && quote.joined.contains(&self.joined)
    }

    /// Whether the words stand anywhere in a quote, however few they are.
    pub(crate) fn stands_in(&self, quote: &Wording) -> bool {
        quote.joined.contains(&self.joined)
    }
}

/// The folded words of a quote.
#[derive(Clone, Debug)]
pub(crate) struct Wording {
    words: Vec<String>,
    joined: String,
}

impl Wording {
    /// The words of `text`.
    pub(crate) fn of(text: &str) -> Self {
        let words = words(text);
        Self { joined: words.join(" "), words }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_alone_can_be_the_person() {
        assert!(same_person("Jane Roe", "Roe"));
        assert!(same_person("Roe", "Dr. Jane ROE"));
        assert!(!same_person("Jane Roe", "Doe"));
    }

    #[test]
    fn an_initial_stands_for_its_given_name() {
        assert!(same_person("J. Roe", "Jane Roe"));
        assert!(same_person("J. A. Roe", "Jane Roe"));
        assert!(!same_person("K. Roe", "Jane Roe"));
        assert!(!same_person("Kate Roe", "Jane Roe"));
    }

    #[test]
    fn titles_and_diacritics_do_not_part_a_person() {
        assert!(same_person("Senator José Núñez", "Jose Nunez"));
        assert!(!same_person("Judge Roe", "Judge Doe"));
        assert!(same_person("Judge", "JUDGE"));
    }

    #[test]
    fn a_name_within_a_longer_one_is_the_same() {
        assert!(same_person("Aung San Suu Kyi", "Suu Kyi"));
        assert!(same_person("Maria Silva", "Maria Silva Santos"));
        assert!(!same_person("Maria Silva Santos", "Ana Silva"));
    }

    #[test]
    fn no_name_is_nobody() {
        assert!(!same_person("", ""));
        assert!(!same_person("Roe", "…"));
    }

    #[test]
    fn token_f1_counts_each_word_as_often_as_both_have_it() {
        let check = |a, b, f1: f64| assert!((token_f1(a, b) - f1).abs() < 1e-9, "{a} / {b}");
        check("Free the press", "free THE press!", 1.0);
        check("press the free", "Free the press", 1.0);
        check("a a b", "a b b", 2.0 * 2.0 / 6.0);
        check("a b c d", "c d e", 2.0 * 2.0 / 7.0);
        check("one", "two", 0.0);
        check("", "", 0.0);
    }

    #[test]
    fn a_place_is_its_city() {
        assert!(same_place("ATLANTA, GA", "Atlanta"));
        assert!(same_place("Genève", "GENEVE , Suisse"));
        assert!(!same_place("New York", "York"));
    }

    #[test]
    fn a_quote_is_known_by_its_first_six_words() {
        let start = Start::of("The cells must open and the guards");
        assert!(start.is_of(&Wording::of("“the cells must open, and THE rest is new")));
        assert!(!start.is_of(&Wording::of("The cells must open and we")));
    }

    #[test]
    fn four_words_are_enough_to_find_a_start_inside() {
        let longer = Wording::of("Yes: the cells must open. We wait.");
        assert!(Start::of("The cells must open").is_of(&longer));
        assert!(!Start::of("We wait").is_of(&longer));
        assert!(Start::of("We wait").stands_in(&longer));
    }
}
