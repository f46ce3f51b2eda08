//! Words that stand in date lines: days of the week, `posted`, `o'clock`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Whether each word names a day of the week.
static DATE_WORDS: LazyLock<FxHashMap<&'static str, bool>> = LazyLock::new(|| rows().collect());

fn rows() -> impl Iterator<Item = (&'static str, bool)> {
    super::lines(include_str!("../../data/date_words.tsv"))
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(class, words)| words.split(' ').map(move |word| (word, class == "weekday")))
}

/// The words that stand in date lines beside months.
pub(super) fn date_words() -> impl Iterator<Item = &'static str> {
    rows().map(|(word, _)| word)
}

/// Whether a word in lower case names a day of the week.
pub(crate) fn is_weekday(word: &str) -> bool {
    // `quarta-feira`
    let day = word.strip_suffix("-feira").unwrap_or(word);
    DATE_WORDS.get(day).copied().unwrap_or(false)
}

/// Whether a word in lower case means the day of the release.
pub(crate) fn is_today(word: &str) -> bool {
    matches!(
        word,
        "today" | "hoy" | "hoje" | "heute" | "сегодня" | "اليوم" | "aujourd'hui" | "aujourd’hui"
    )
}

/// Whether a word, signs around it or not, tells on which day something happened: `today`, `Tuesday`.
pub(crate) fn tells_day(word: &str) -> bool {
    super::with_lower(super::without_signs(word), |word| {
        is_today(word)
            || matches!(word, "yesterday" | "hier" | "ayer" | "ontem" | "gestern" | "вчера")
            || is_weekday(word)
    })
}

/// Whether a word in lower case can be part of saying a date.
pub(crate) fn is_date_word(word: &str) -> bool {
    DATE_WORDS.contains_key(word)
        || word.ends_with("-feira") && is_weekday(word)
        || crate::date::is_month(word)
}
