//! From a mention to whose words they are: a person of the text, or somebody without a name.

mod beside;
mod body;
mod by_role;

use crate::quote::{
    Issuer, han,
    lexicon::Class,
    mention::{Mention, MentionKind},
    person::{Persons, Proof, follows_place_word, name_start},
    pronoun,
    reading::Reading,
    role::is_new,
    word_id::of_ascii,
};

/// A decision above this needs no verb of saying beside the name.
const SURE: f32 = 0.75;
/// A verb of saying this near proves that a name speaks.
const CUE_REACH: usize = 4;
/// A title before a name may be this long: `Its country director for the eastern provinces, …`.
const LONGEST_TITLE: usize = 14;

/// A role that stands for a name was given at most so many mentions before.
const FARTHEST_ROLE: usize = 48;
/// What stands between somebody and the body they belong to.
const BELONGING: [u32; 4] = [of_ascii("of"), of_ascii("at"), of_ascii("with"), of_ascii("from")];

/// Whose words a passage holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Whose {
    /// The person; `None` for an organisation, a document or an unnamed person.
    pub(crate) person: Option<usize>,
    /// The mention that says so here.
    pub(crate) mention: usize,
}

/// What is asked for every passage.
#[derive(Debug)]
pub(crate) struct Resolver<'r> {
    pub(crate) reading: &'r Reading<'r>,
    pub(crate) persons: &'r Persons,
    pub(crate) issuer: &'r Issuer,
}

impl Resolver<'_> {
    /// Whose words they are if `mention` speaks; `spoke` is who spoke last, and in which paragraph.
    pub(crate) fn resolve(
        &self,
        mention: usize,
        spoke: Option<(usize, usize)>,
        probability: f32,
    ) -> Whose {
        let kind = self.reading.mentions[mention].kind;
        let touches_cue = self.touches_cue(mention) || probability > SURE;
        let person = match kind {
            MentionKind::Pronoun => {
                return Whose { person: self.pronoun(mention, spoke), mention };
            }
            MentionKind::Name | MentionKind::Single => self.named(mention).filter(|person| {
                let has_spoken = spoke.is_some_and(|(speaker, _)| speaker == *person);
                self.persons.all[*person].proof > Proof::None || touches_cue || has_spoken
            }),
            MentionKind::Phrase | MentionKind::Thing | MentionKind::Organisation => None,
        };
        if let Some(named) = self.apposed(mention) {
            return Whose { person: self.named(named), mention: named };
        }
        if person.is_some() {
            return Whose { person, mention };
        }
        let shifted = self
            .name_behind_title(mention)
            .or_else(|| self.name_before_apposition(mention))
            .or_else(|| self.name_before_body(mention))
            .or_else(|| self.teller(mention));
        match shifted {
            Some(mention) => Whose { person: self.named(mention), mention },
            None => Whose { person: self.named_by_role(mention, spoke), mention },
        }
    }

    /// Whether a verb of saying stands beside the mention or behind its apposition.
    fn touches_cue(&self, mention: usize) -> bool {
        let around = self.reading.around(mention);
        let touches = |distance: usize, class: u32| distance <= CUE_REACH && class != 0;
        around.apposition > 0
            || touches(around.cue_left.distance, around.cue_left.class)
            || touches(around.cue_right.distance, around.cue_right.class)
    }

    fn pronoun(&self, mention: usize, spoke: Option<(usize, usize)>) -> Option<usize> {
        let is_han = |mention: usize| {
            let first = self.reading.mentions[mention].first;
            self.reading.tokens.get(first).is_some_and(|token| han::is_han(token.sign))
        };
        if is_han(mention) {
            // whoever was named last: nobody else is mentioned but who speaks
            return (0..mention).rev().take(FARTHEST_ROLE).find_map(|idx| self.named(idx));
        }
        pronoun::antecedent(self.reading, self.persons, mention, spoke)
    }

    /// The person a name means, if it is a person's.
    pub(crate) fn named(&self, mention: usize) -> Option<usize> {
        let person = self.persons.of(mention)?;
        self.is_person(person, mention).then_some(person)
    }

    fn is_person(&self, idx: usize, mention: usize) -> bool {
        let (person, mention) = (&self.persons.all[idx], &self.reading.mentions[mention]);
        if self.is_issuer(&person.name) {
            return false;
        }
        if person.proof == Proof::Title {
            return true;
        }
        let is_article = |at: usize| self.reading.tokens[at].class == Class::Determiner;
        let has_article = is_article(mention.first) || self.reading.has_article(mention);
        (person.proof == Proof::GivenName || !has_article)
            && !follows_place_word(self.reading, mention)
            && !self.is_abbreviated(mention)
            && !self.is_branch(mention)
            && !self.goes_on_body(mention)
            && !self.is_body_named(mention)
            && (person.proof == Proof::GivenName
                || !self.follows_body(mention) && !self.is_held(mention))
            && !mention.name.checked_sub(1).is_some_and(|at| is_new(&self.reading.tokens[at]))
            && (self.persons.is_plausible(self.reading, idx)
                || (self.has_role_behind(mention) && !self.is_place(mention)))
    }

    fn is_place(&self, mention: &Mention) -> bool {
        self.reading.is_place(name_start(self.reading, mention), mention.end)
    }

    pub(super) fn is_issuer(&self, name: &str) -> bool {
        let is_it = |other: &String| other.eq_ignore_ascii_case(name);
        self.issuer.name.as_ref().is_some_and(is_it) || self.issuer.aliases.iter().any(is_it)
    }
}
