//! Heads of the roles that organisations give.

use std::sync::LazyLock;

use crate::quote::word_id::{of_ascii, word_id};

/// Heads of the roles that organisations give; others, as `farmer of …`, rather name a place.
const HEADS: [u32; 40] = [
    of_ascii("director"),
    of_ascii("president"),
    of_ascii("chair"),
    of_ascii("chairman"),
    of_ascii("chairwoman"),
    of_ascii("chairperson"),
    of_ascii("head"),
    of_ascii("chief"),
    of_ascii("coordinator"),
    of_ascii("co-ordinator"),
    of_ascii("secretary"),
    of_ascii("secretary-general"),
    of_ascii("manager"),
    of_ascii("spokesman"),
    of_ascii("spokeswoman"),
    of_ascii("spokesperson"),
    of_ascii("officer"),
    of_ascii("member"),
    of_ascii("founder"),
    of_ascii("co-founder"),
    of_ascii("cofounder"),
    of_ascii("ceo"),
    of_ascii("representative"),
    of_ascii("vice-president"),
    of_ascii("convenor"),
    of_ascii("convener"),
    of_ascii("treasurer"),
    of_ascii("editor"),
    of_ascii("analyst"),
    of_ascii("researcher"),
    of_ascii("counsel"),
    of_ascii("adviser"),
    of_ascii("advisor"),
    of_ascii("professor"),
    of_ascii("author"),
    of_ascii("leader"),
    of_ascii("campaigner"),
    of_ascii("attorney"),
    of_ascii("lawyer"),
    of_ascii("commissioner"),
];

/// The same in other languages, where a word borrows the identity of no English one.
static HEADS_ELSEWHERE: LazyLock<Vec<u32>> = LazyLock::new(|| {
    "gerente gerenta tesorero tesorera analista consejero consejera subdirector subdirectora delegado delegada \
     encargado encargada rector rectora comisionado comisionada gérant représentant représentante analyste \
     administrateur administratrice tesoureiro tesoureira conselheiro conselheira dirigente vizepräsident \
     vizepräsidentin mitglied vorstandsmitglied schatzmeister schatzmeisterin vorstand berater beraterin \
     pressesprecher pressesprecherin expertin experte"
        .split_whitespace()
        .map(word_id)
        .collect()
});

/// Whether a word is the head of such a role.
pub(super) fn is_head(word: u32) -> bool {
    HEADS.contains(&word) || HEADS_ELSEWHERE.contains(&word)
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
