//! Common words that stand side by side, indexed as one term.
//!
//! A phrase of common words is the slowest of questions: nearly every text holds the words, so the positions
//! of nearly all must be read. Two neighbours that are both common are therefore indexed as a pair besides,
//! with how often they stand so and without positions. A phrase of two is answered by that alone; a longer
//! one looks only at the texts that hold its pairs. Pairs with a word that is not common are not indexed:
//! there the rarer word leaves few texts, and all such pairs would make the index half as large again.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use tantivy::{Term, schema::Field};

use crate::{analyzer, schema::Fields};

/// Between the words of a pair.
const SEPARATOR: char = '\u{1f}';

/// Articles, pronouns, prepositions, conjunctions and auxiliaries of the languages that releases are mostly
/// written in, with the letters that an apostrophe parts from a word.
const COMMON: [&str; 8] = [
    "the of and to in a for on that is are was were be been by with as at from it its this these those \
     have has had not no but or an will would can could should may must which who their they them he she \
     his her we our us you your i my all any more than other into over under between after before about \
     against also there what when where while such so if s t do does did up out one only",
    "le la les l un une des de du d et en a au aux dans par pour sur avec sans sous que qu qui dont ou où ce \
     cette ces c il ils elle elles on nous vous leur leurs son sa ses notre nos est sont été être ont était \
     ne pas n plus s se comme mais entre même aussi y j je",
    "el la los las un una unos unas de del y e o u en a al por para con sin sobre que quien cual se su sus lo \
     le les nos nuestro nuestra es son fue ser ha han no más como pero entre este esta estos estas ese esa \
     también desde hasta yo",
    "o a os as um uma de do da dos das e em no na nos nas por pelo pela para com sem sobre que quem se seu \
     sua seus suas é são foi ser tem não mais como mas entre este esta ao à às aos também até ou",
    "der die das den dem des ein eine einen einem einer und oder in im an am auf aus bei mit nach von vom zu \
     zum zur für über durch gegen ohne dass als wie ist sind war wurde wurden werden wird hat haben nicht \
     auch sich sie er es wir ihr ihre",
    "il lo la i gli le l un una di del della dei delle d e o in nel nella a al alla da dal dalla per con su \
     che chi si suo sua è sono stato ha hanno non più come ma anche tra fra",
    "de het een en van in op te voor met aan door uit over naar bij dat die dit is zijn was werd worden heeft \
     hebben niet ook als maar om of hun zij hij wij",
    "и в на с по за из к о об от для до при не что как это его её их он она они мы был была были а но или \
     также у во со",
];

static IS_COMMON: LazyLock<FxHashSet<Box<str>>> = LazyLock::new(|| {
    let words = COMMON.iter().flat_map(|words| words.split_ascii_whitespace());
    words.map(analyzer::fold).map(String::into_boxed_str).collect()
});

/// Whether a folded word is common.
pub(crate) fn is_common(word: &str) -> bool {
    IS_COMMON.contains(word)
}

/// The term of two words side by side in a field, if both are common.
pub(crate) fn pair(fields: &Fields, field: Field, first: &str, second: &str) -> Option<Term> {
    (is_common(first) && is_common(second)).then(|| {
        let mut pair = String::new();
        write(&mut pair, field, first, second);
        Term::from_field_text(fields.pairs, &pair)
    })
}

/// Writes the term of a pair.
pub(crate) fn write(pair: &mut String, field: Field, first: &str, second: &str) {
    // fields are few, so the number of one is one character
    pair.extend(char::from_u32(u32::from('A') + field.field_id()));
    pair.push_str(first);
    pair.push(SEPARATOR);
    pair.push_str(second);
}
