//! Heads of the roles that organisations give.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::quote::word_id::{of_ascii, word_id};

/// Heads of the roles that organisations give; others, as `farmer of …`, rather name a place. In other languages those
/// that borrow the identity of no English word.
static HEADS: LazyLock<FxHashSet<u32>> = LazyLock::new(|| {
    "director president chair chairman chairwoman chairperson head chief coordinator co-ordinator secretary \
     secretary-general manager spokesman spokeswoman spokesperson officer member founder co-founder cofounder \
     ceo representative vice-president convenor convener treasurer editor analyst researcher counsel adviser \
     advisor professor author leader campaigner attorney lawyer commissioner gerente gerenta tesorero tesorera \
     analista consejero consejera subdirector subdirectora delegado delegada encargado encargada rector \
     rectora comisionado comisionada gérant représentant représentante analyste administrateur administratrice \
     tesoureiro tesoureira conselheiro conselheira dirigente vizepräsident vizepräsidentin mitglied \
     vorstandsmitglied schatzmeister schatzmeisterin vorstand berater beraterin pressesprecher \
     pressesprecherin expertin experte"
        .split_whitespace()
        .map(word_id)
        .collect()
});

/// Whether a word is the head of such a role.
pub(super) fn is_head(word: u32) -> bool {
    HEADS.contains(&word)
}

/// Offices before the names of several, and what each of them is: `Senators Ada Roe and Bo Lund`.
const OF_SEVERAL: [(u32, &str); 24] = [
    (of_ascii("senators"), "Senator"),
    (of_ascii("sens"), "Senator"),
    (of_ascii("representatives"), "Representative"),
    (of_ascii("reps"), "Representative"),
    (of_ascii("congressmen"), "Congressman"),
    (of_ascii("congresswomen"), "Congresswoman"),
    (of_ascii("ministers"), "Minister"),
    (of_ascii("professors"), "Professor"),
    (of_ascii("judges"), "Judge"),
    (of_ascii("mayors"), "Mayor"),
    (of_ascii("governors"), "Governor"),
    (of_ascii("bishops"), "Bishop"),
    (of_ascii("chairs"), "Chair"),
    (of_ascii("co-chairs"), "Co-Chair"),
    (of_ascii("presidents"), "President"),
    (of_ascii("secretaries"), "Secretary"),
    (of_ascii("commissioners"), "Commissioner"),
    (of_ascii("ambassadors"), "Ambassador"),
    (of_ascii("councillors"), "Councillor"),
    (of_ascii("councilors"), "Councilor"),
    (of_ascii("councilmembers"), "Councilmember"),
    (of_ascii("assemblymembers"), "Assemblymember"),
    (of_ascii("supervisors"), "Supervisor"),
    (of_ascii("mps"), "MP"),
];

/// Offices cut short before a name: `Sen. Ada Roe`, `Lt. Gov. Bo Lund`.
const CUT_SHORT: [(u32, &str); 18] = [
    (of_ascii("sen"), "Senator"),
    (of_ascii("rep"), "Representative"),
    (of_ascii("gov"), "Governor"),
    (of_ascii("amb"), "Ambassador"),
    (of_ascii("cllr"), "Councillor"),
    (of_ascii("gen"), "General"),
    (of_ascii("lt"), "Lieutenant"),
    (of_ascii("col"), "Colonel"),
    (of_ascii("maj"), "Major"),
    (of_ascii("brig"), "Brigadier"),
    (of_ascii("capt"), "Captain"),
    (of_ascii("cmdr"), "Commander"),
    (of_ascii("adm"), "Admiral"),
    (of_ascii("sgt"), "Sergeant"),
    (of_ascii("det"), "Detective"),
    (of_ascii("supt"), "Superintendent"),
    (of_ascii("asst"), "Assistant"),
    (of_ascii("dep"), "Deputy"),
];

/// The office that a word with a stop cuts short.
pub(super) fn of_abbreviation(word: u32) -> Option<&'static str> {
    CUT_SHORT.iter().find(|(cut, _)| *cut == word).map(|(_, office)| *office)
}

/// The office of one of those before whose names the word stands.
pub(super) fn of_several(word: u32) -> Option<&'static str> {
    OF_SEVERAL.iter().find(|(plural, _)| *plural == word).map(|(_, office)| *office)
}
