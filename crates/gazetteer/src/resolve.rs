//! `resolve` and `nearest`: one typed name → `Country`, or the names nearest to it.

use std::{
    hash::BuildHasher,
    sync::{
        LazyLock,
        atomic::{AtomicU32, Ordering},
    },
};

use release::Country;
use rustc_hash::FxBuildHasher;

use crate::{Sieve, key::key, sorted, table::all};

/// The keys of all names with country and class, sorted; `build.rs` writes them.
///
/// Usual are codes, English names, aliases and demonyms, and aliases of all languages that we list ourselves; foreign the
/// names and demonyms of all languages.
const KEYS: &str = include_str!(concat!(env!("OUT_DIR"), "/keys.tsv"));

/// The country that a typed name means: a name, former name, acronym, demonym or ISO code in any
/// language of the tables; case, diacritics, apostrophes, dots and hyphens do not matter.
///
/// A name that two countries share is the one that advocacy texts mean by it: `Korea` is the
/// Republic of Korea, `Congo` the Democratic Republic.
///
/// # Examples
///
/// ```
/// for typed in ["Burma", "myanmar", "MM", "mmr", "Мьянма", "Birmanie"] {
///     assert_eq!(gazetteer::resolve(typed), release::Country::new("MMR"), "{typed}");
/// }
/// ```
pub fn resolve(name: &str) -> Option<Country> {
    let typed = key(name);
    let named = known(&typed).or_else(|| {
        let is_usual = |(_, is_usual): &(Country, bool)| *is_usual;
        known(without_form_of_state(&typed)?).filter(is_usual)
    });
    named.map(|(country, _)| country)
}

/// Up to three display names nearest to what was typed, the nearest first; none if nothing is near.
pub fn nearest(name: &str) -> Vec<&'static str> {
    let typed = key(name);
    let limit = typed.chars().count() / 3;
    let mut near: Vec<(usize, &'static str)> = Vec::new();
    for entry in all() {
        let distance = strsim::damerau_levenshtein(&typed, &key(entry.name));
        if (1..=limit).contains(&distance) {
            near.push((distance, entry.name));
        }
    }
    near.sort_unstable();
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

/// So many names are looked up by who has but a few to ask for.
const FEW_NAMES: u32 = 64;

/// The country of a key, and whether it is a usual name of it.
fn known(key: &str) -> Option<(Country, bool)> {
    // most that is asked for is no country; to make the sieve takes as long as a thousand look-ups
    static SIEVE: LazyLock<Sieve<4096>> =
        LazyLock::new(|| Sieve::of(sorted::lines(KEYS).map(|(key, _)| hash(key))));
    static N_ASKED: AtomicU32 = AtomicU32::new(0);
    if N_ASKED.load(Ordering::Relaxed) < FEW_NAMES {
        N_ASKED.fetch_add(1, Ordering::Relaxed);
    } else if !SIEVE.passes(hash(key)) {
        return None;
    }
    let (code, class) = sorted::find(KEYS, key)?.split_once('\t')?;
    Some((Country::new(code)?, class == "usual"))
}

fn hash(key: &str) -> u64 {
    FxBuildHasher.hash_one(key)
}

/// `kazakhstan` of `republic of kazakhstan`.
fn without_form_of_state(key: &str) -> Option<&str> {
    const FORMS: [&str; 9] = [
        "republic",
        "kingdom",
        "state",
        "commonwealth",
        "sultanate",
        "principality",
        "union",
        "emirate",
        "duchy",
    ];
    let of = b" of ";
    let at = key.as_bytes().windows(of.len()).position(|window| window == of)?;
    let (form, name) = (&key[..at], &key[at + of.len()..]);
    let form = form.rsplit(' ').next().unwrap_or(form);
    FORMS.contains(&form).then(|| name.strip_prefix("the ").unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, code: &str) {
        assert_eq!(resolve(typed), Country::new(code), "{typed}");
    }

    #[test]
    fn codes_and_names_resolve_whatever_their_case() {
        check("KAZ", "KAZ");
        check("kz", "KAZ");
        check("KAZAKHSTAN", "KAZ");
        check("Казахстан", "KAZ");
        check("Kasachstan", "KAZ");
        check("كازاخستان", "KAZ");
        check("哈萨克斯坦", "KAZ");
    }

    #[test]
    fn former_names_and_acronyms_resolve() {
        check("Zaire", "COD");
        check("DRC", "COD");
        check("Swaziland", "SWZ");
        check("U.S.", "USA");
        check("U.S.A.", "USA");
        check("uk", "GBR");
        check("Kosovo", "XKX");
        check("the Netherlands", "NLD");
        check("cote d'ivoire", "CIV");
        check("Côte d’Ivoire", "CIV");
        check("guinea bissau", "GNB");
        check("Republic of Kazakhstan", "KAZ");
        check("Federal Republic of Nigeria", "NGA");
        check("Grand Duchy of Luxembourg", "LUX");
    }

    #[test]
    fn one_of_the_family_never_stands_for_another() {
        check("Guinea", "GIN");
        check("Equatorial Guinea", "GNQ");
        check("Niger", "NER");
        check("Dominica", "DMA");
        check("South Sudan", "SSD");
        check("Republic of the Congo", "COG");
    }

    #[test]
    fn a_typing_error_gives_the_names_near_it() {
        assert_eq!(resolve("Kazakhistan"), None);
        assert_eq!(nearest("Kazakhistan")[0], "Kazakhstan");
        assert_eq!(nearest("Azerbijan"), ["Azerbaijan"]);
        assert!(nearest("Angsoc").is_empty());
        assert!(nearest("").is_empty());
    }
}
