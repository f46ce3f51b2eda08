//! Parts of the world by name: `Central Asia`, `Ближнему Востоку`. The field of an office, and nobody's name,
//! though `Asia` is one.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{Words, with_lower};

/// Continents, seas and what lies around them, in Latin letters.
static PARTS: Words = LazyLock::new(|| {
    listed(
        "africa asia america americas europe oceania pacific caribbean balkans caucasus maghreb sahel \
         levant east afrique asie amérique amériques océanie pacifique caraïbes caucase orient \
         áfrica américa américas oceanía oceânia pacífico caribe balcanes cáucaso magreb oriente europa \
         ásia afrika asien amerika ozeanien pazifik karibik balkan kaukasus osten",
    )
});

/// What tells one part from another, and what joins two, in Latin letters.
static SIDES: Words = LazyLock::new(|| {
    listed(
        "central northern southern eastern western north south west northeast northwest southeast southwest \
         latin middle near far sub saharan subsaharan and the of \
         centrale du nord sud est ouest latine moyen proche extrême subsaharienne et l d de \
         del norte sur este oeste septentrional meridional oriental occidental latina medio próximo lejano \
         subsahariana y e do da sul leste médio \
         nahe naher nahen mittlere mittlerer mittleren ferne ferner fernen und",
    )
});

/// Beginnings of the same in Cyrillic letters: words are bent at their ends.
const CYRILLIC: [&str; 9] =
    ["ази", "африк", "америк", "европ", "океани", "балкан", "кавказ", "магриб", "восток"];
const CYRILLIC_SIDES: [&str; 11] = [
    "центральн",
    "северн",
    "северо",
    "южн",
    "юго",
    "восточн",
    "западн",
    "латинск",
    "ближн",
    "средн",
    "дальн",
];

/// The longest ending of such a word, in bytes.
const LONGEST_ENDING: usize = 6;

fn listed(words: &'static str) -> FxHashSet<&'static str> {
    words.split_ascii_whitespace().collect()
}

/// Whether a name of several words is that of a part of the world, or of two of them.
pub(crate) fn is_part_of_the_world(name: &str) -> bool {
    let bent = |word: &str, beginnings: &[&str]| {
        let ending = |beginning: &&str| word.strip_prefix(*beginning).map(str::len);
        beginnings.iter().filter_map(ending).any(|length| length <= LONGEST_ENDING)
    };
    let (mut n_words, mut n_parts) = (0, 0);
    let is_all =
        name.split([' ', '\u{a0}', '-', '’', '\'']).filter(|word| !word.is_empty()).all(|word| {
            n_words += 1;
            with_lower(word, |word| {
                let is_part = PARTS.contains(word) || bent(word, &CYRILLIC);
                n_parts += usize::from(is_part);
                is_part || SIDES.contains(word) || word == "и" || bent(word, &CYRILLIC_SIDES)
            })
        });
    is_all && n_words > 1 && n_parts > 0
}

#[cfg(test)]
mod tests {
    use super::is_part_of_the_world;

    #[test]
    fn parts_of_the_world_are_told_from_names() {
        for part in [
            "Central Asia",
            "Europe and Central Asia",
            "Sub-Saharan Africa",
            "Middle East",
            "Центральной Азии",
            "Ближнему Востоку",
            "Юго-Восточной Азии",
            "Afrique de l’Ouest",
            "América Latina",
            "Nahen Osten",
        ] {
            assert!(is_part_of_the_world(part), "{part}");
        }
        for name in
            ["Asia", "Asia Bibi", "America Ferrera", "West", "North West", "Азия Петрова", ""]
        {
            assert!(!is_part_of_the_world(name), "{name}");
        }
    }
}
