//! Which names a typed one means: exactly that one, else every one that holds all its words.

use query::Field as Facet;

use crate::{
    facet::{Value, Values},
    names::{has_words, name_words},
    schema::DocKind,
};

/// The least likeness of a name that is suggested, in `0.0..=1.0`.
const LEAST_LIKENESS: f64 = 0.75;

/// The numbers of the values that `typed` means.
pub(crate) fn resolve(values: &Values, kind: DocKind, typed: &str) -> Vec<usize> {
    let folded = gazetteer::fold(typed);
    let is_met = |(_, value): &(usize, &Value)| n_met(value, kind) > 0;
    let met = || values.iter().enumerate().filter(is_met);
    if let Some((number, _)) = met().find(|(_, value)| value.folded == folded) {
        return vec![number];
    }
    let words: Vec<&str> = name_words(&folded).collect();
    if words.is_empty() {
        return Vec::new();
    }
    met().filter(|(_, value)| has_words(&value.folded, &words)).map(|(number, _)| number).collect()
}

/// The note for a name that nobody has.
pub(crate) fn unknown(facet: Facet, values: &Values, kind: DocKind, typed: &str) -> String {
    let folded = gazetteer::fold(typed);
    let likeness = |value: &Value| {
        let words = name_words(&value.folded);
        let of_words = words.map(|word| strsim::jaro_winkler(word, &folded));
        of_words.fold(strsim::jaro_winkler(&value.folded, &folded), f64::max)
    };
    let nearest = values
        .iter()
        .filter(|value| n_met(value, kind) > 0)
        .map(|value| (likeness(value), value.shown.as_str()))
        .filter(|(likeness, _)| *likeness >= LEAST_LIKENESS)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)));
    let suggestion = nearest.map(|(_, name)| format!("; did you mean `{name}`?"));
    format!("no {} is called `{typed}`{}", facet.name(), suggestion.unwrap_or_default())
}

fn n_met(value: &Value, kind: DocKind) -> u32 {
    if kind == DocKind::Quote { value.quotes } else { value.releases }
}
