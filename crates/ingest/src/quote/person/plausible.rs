//! Whether a name can be a person's at all: no place, no body, no common words.

use rustc_hash::FxHashSet;

use crate::lexicon;
use crate::quote::{
    given_name,
    lexicon::{Class, traits},
    mention::Mention,
    person::{
        Persons,
        extent::{is_lower, name_range},
        proof::{Proof, ends_office},
    },
    reading::Reading,
    token::{Kind, Token},
    word_id::of_ascii,
};

/// Persons that share a word of their names, looked at for one name.
const MOST_NAMESAKES: usize = 16;

impl Persons {
    /// Whether it can be a person at all: no place, no body, no common words.
    pub(crate) fn is_plausible(&self, reading: &Reading<'_>, idx: usize) -> bool {
        *self.all[idx].is_plausible.get_or_init(|| self.judge(reading, idx))
    }

    /// `SANTA RITA –`: where a release comes from is nobody.
    fn is_of_dateline(&self, name: &str) -> bool {
        !self.places.is_empty() && self.places.contains(&name.to_lowercase())
    }

    fn judge(&self, reading: &Reading<'_>, idx: usize) -> bool {
        let person = &self.all[idx];
        let ends_office = |&mention: &usize| ends_office(reading, &reading.mentions[mention]);
        if is_named_for_its_kind(&person.name)
            || lexicon::is_part_of_the_world(&person.name)
            || lexicon::ends_with_thing(&person.name)
            || person.proof < Proof::Title && self.is_of_dateline(&person.name)
            || !person.mentions.is_empty()
                && person.mentions.iter().take(MOST_NAMESAKES).all(ends_office)
        {
            return false;
        }
        let is_common = || {
            let common = self.common.get_or_init(|| common_words(reading, self));
            self.words_of(person).iter().any(|word| common.contains(&word.id))
        };
        let is_body = || {
            person.mentions.iter().take(MOST_NAMESAKES).any(|&mention| {
                let mention = &reading.mentions[mention];
                reading.tokens[name_range(reading, mention)].iter().any(|token| {
                    token.has(traits::ORGANISATION | traits::HUMAN | traits::DEPARTMENT)
                })
            })
        };
        let has_given_name = || given_name::gender(self.words_of(person)[0].written).is_some();
        let is_place = || {
            let first = person.name.split(' ').next().unwrap_or_default();
            gazetteer::resolve(first).is_some() || gazetteer::resolve(&person.name).is_some()
        };
        let is_located = || {
            person
                .mentions
                .iter()
                .take(MOST_NAMESAKES)
                .any(|&mention| follows_place_word(reading, &reading.mentions[mention]))
        };
        if person.proof < Proof::Title && is_located() {
            return false;
        }
        let hails = |&mention: &usize| hails_from(reading, &reading.mentions[mention]);
        let is_origin = || {
            !person.mentions.is_empty() && person.mentions.iter().take(MOST_NAMESAKES).all(hails)
        };
        if person.proof == Proof::None && !has_given_name() && is_origin() {
            return false;
        }
        // `la Sala Penal`, `the Great Plains`, `Radio Suva`
        let has_article = |&mention: &usize| reading.has_article(&reading.mentions[mention]);
        let is_articled = || {
            !person.mentions.is_empty()
                && person.mentions.iter().take(MOST_NAMESAKES).all(has_article)
        };
        let is_unproven = person.proof == Proof::None && person.is_full();
        let are_matters = || !has_given_name() && joins_two(&person.name);
        if is_unproven && (is_articled() || lexicon::is_organisation(&person.name) || are_matters())
        {
            return false;
        }
        person.proof > Proof::None
            || ((person.is_full() || has_given_name()) && !is_common() && !is_body() && !is_place())
    }
}

/// The words of unproven names that stand elsewhere without a capital.
fn common_words(reading: &Reading<'_>, persons: &Persons) -> FxHashSet<u32> {
    let unproven = persons.all.iter().filter(|person| person.proof == Proof::None);
    let doubtful: FxHashSet<u32> =
        unproven.flat_map(|person| persons.words_of(person)).map(|word| word.id).collect();
    // a bit for the last digits of every doubtful word settles most of the text
    let bit = |id: u32| 1_u64 << (id % 64);
    let bits = doubtful.iter().fold(0, |bits, id| bits | bit(*id));
    if bits == 0 {
        return FxHashSet::default();
    }
    let may_be = |token: &&Token| bits & bit(token.id) != 0 && token.is_word() && is_lower(token);
    let lower = reading.tokens.iter().filter(may_be);
    lower.map(|token| token.id).filter(|id| doubtful.contains(id)).collect()
}

/// `Policía Nacional`, `Polícia Militar de Suva`: what kind of body it is, and nobody.
fn is_named_for_its_kind(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    matches!(
        first,
        "Militar"
            | "Nacional"
            | "Federal"
            | "Municipal"
            | "Judicial"
            | "Rodoviária"
            | "Nationale"
            | "Municipale"
            | "Judiciaire"
    )
}

/// `Democracia e Desenvolvimento`: two matters, rather than one name.
fn joins_two(name: &str) -> bool {
    [" e ", " et "].iter().any(|and| name.contains(and))
}

/// `in Victoria Falls`: what follows such a word is a place, even if it holds a given name.
pub(crate) fn follows_place_word(reading: &Reading<'_>, mention: &Mention) -> bool {
    const PLACE_WORDS: [u32; 10] = [
        of_ascii("in"),
        of_ascii("at"),
        of_ascii("near"),
        of_ascii("outside"),
        of_ascii("across"),
        of_ascii("below"),
        of_ascii("above"),
        of_ascii("around"),
        of_ascii("along"),
        of_ascii("throughout"),
    ];
    let before = mention.first.checked_sub(1).map(|at| &reading.tokens[at]);
    let owns = reading.tokens.get(mention.end).is_some_and(|next| next.kind == Kind::Possessive);
    // `chez Ada Roe` is with somebody
    let is_place =
        |before: &Token| PLACE_WORDS.contains(&before.id) && before.span.of(reading.text) != "chez";
    !owns && before.is_some_and(is_place)
}

/// `a trader from Kipili`, `le procureur de Kipili`: where somebody is from or serves.
fn hails_from(reading: &Reading<'_>, mention: &Mention) -> bool {
    let Some([somebody, link]) =
        mention.first.checked_sub(2).and_then(|at| reading.tokens.get(at..mention.first))
    else {
        return false;
    };
    link.class == Class::Preposition
        && link.id != of_ascii("by")
        && (somebody.class == Class::Human || somebody.has(traits::HUMAN | traits::ROLE))
        && !somebody.has(traits::KIN)
}
