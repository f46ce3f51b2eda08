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
const OF_SEVERAL: [(u32, &str); 12] = [
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
];

/// The office of one of those before whose names the word stands.
pub(super) fn of_several(word: u32) -> Option<&'static str> {
    OF_SEVERAL.iter().find(|(plural, _)| *plural == word).map(|(_, office)| *office)
}
