//! What a person is and for whom: read from the words around the name.
//!
//! `Jane Roe, director of research at the Lake Union` · `the Union’s director, Jane Roe` · `LU director
//! Jane Roe` · `Roe is director of the Lake Union` · `Jane Roe of the Lake Union`. A role holds the head
//! of one (`director`); the organisation is taken out of it.

mod apposition;
mod before;
mod behind;

use std::sync::LazyLock;

use crate::quote::{
    han,
    lexicon::{Class, traits},
    mention::Mention,
    organisation::Organisations,
    reading::Reading,
    token::{Kind, Token, shape},
    word_id::{of_ascii, word_id},
};

/// A role of more words is rather a sentence.
pub(super) const LONGEST_ROLE: usize = 12;

/// What kind of role it is, the more telling the greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// Whose mother somebody is.
    Kin,
    /// What somebody does: `heads the Lima office`.
    #[default]
    Deed,
    /// What somebody is: `farmer`.
    Calling,
    /// What an organisation makes of somebody: `director`.
    Office,
}

/// What a person is, and for whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Affiliation {
    pub(crate) role: Option<String>,
    pub(crate) organisation: Option<String>,
    /// What kind of role it is.
    pub(crate) rank: Rank,
    /// Whether it is what somebody was.
    pub(crate) is_past: bool,
}

impl Affiliation {
    /// Takes over what `other` says more fully; a role as long as a sentence says less.
    pub(crate) fn improve(&mut self, other: Self) {
        let worth = |affiliation: &Self| {
            let n_words = affiliation.role.as_ref().map_or(0, |role| role.split(' ').count());
            let length = if n_words > LONGEST_ROLE { 1 } else { n_words };
            (affiliation.role.is_some(), affiliation.rank, length)
        };
        if worth(&other) > worth(self) {
            let before = std::mem::replace(self, other);
            self.fill(Self { role: None, ..before });
        } else {
            self.fill(other);
        }
    }

    /// `LU president Jane Roe, member of parliament`: somebody may have two roles.
    fn join(&mut self, before: Self) {
        let holds = |affiliation: &Self| affiliation.rank > Rank::Deed && !affiliation.is_past;
        let is_double = self.rank == before.rank || (holds(self) && holds(&before));
        if let (Some(role), Some(first)) = (&self.role, &before.role)
            && is_double
            && !role.contains(first.as_str())
        {
            self.role = Some(format!("{first}; {role}"));
        } else if before.rank > self.rank && before.role.is_some() {
            let behind = std::mem::replace(self, before);
            self.fill(behind);
            return;
        }
        self.fill(before);
    }

    /// Takes over what `other` knows and this does not.
    pub(crate) fn fill(&mut self, other: Self) {
        if self.role.is_none() {
            (self.role, self.rank, self.is_past) = (other.role, other.rank, other.is_past);
        }
        self.organisation = self.organisation.take().or(other.organisation);
    }

    fn is_empty(&self) -> bool {
        self.role.is_none() && self.organisation.is_none()
    }

    /// Without what a shouted headline says around a shouted name: `ROE, LUND MEET MINISTER`.
    pub(crate) fn in_small_letters(mut self, is_shouted: bool) -> Self {
        let shouts = |words: &String| !words.chars().any(char::is_lowercase);
        if is_shouted {
            self.role = self.role.filter(|role| !shouts(role));
            self.organisation = self.organisation.filter(|name| !shouts(name));
        }
        self
    }
}

/// Reads what stands around the mention of a person.
pub(crate) fn of_mention(
    reading: &Reading<'_>,
    organisations: &Organisations<'_>,
    mention: &Mention,
) -> Affiliation {
    let is_issuer = |name: &str| organisations.is_issuer(name);
    if let Some(office) = han::calling(reading, mention, is_issuer) {
        let organisation = office.body.map(|body| organisations.resolve(body));
        let role = Some(office.role.to_owned());
        return Affiliation { role, organisation, ..Affiliation::default() };
    }
    let around = Around { reading, organisations, mention };
    if let Some(affiliation) = around.respective() {
        return affiliation;
    }
    let mut affiliation = of_sentence(&around);
    if affiliation.role.is_none() {
        affiliation.fill(around.sentence_behind());
    }
    affiliation
}

/// What the sentence of a mention says its bearer is.
fn of_sentence(around: &Around<'_>) -> Affiliation {
    let mut affiliation = around.behind();
    let before = around.before();
    if affiliation.rank == Rank::Deed && before.rank == Rank::Kin && affiliation.role.is_some() {
        affiliation.fill(before);
    } else if affiliation.rank == Rank::Deed {
        // what somebody is tells more than what they do
        let behind = std::mem::replace(&mut affiliation, before);
        affiliation.fill(behind);
    } else {
        affiliation.join(before);
    }
    if affiliation.role.is_none() || affiliation.rank == Rank::Deed {
        affiliation = around.by_address(affiliation);
    }
    affiliation
}

/// A mention and what stands around it.
pub(super) struct Around<'r> {
    pub(super) reading: &'r Reading<'r>,
    pub(super) organisations: &'r Organisations<'r>,
    pub(super) mention: &'r Mention,
}

impl Around<'_> {
    pub(super) fn token(&self, at: usize) -> Option<&Token> {
        self.reading.tokens.get(at).filter(|token| token.sentence == self.mention.sentence)
    }

    /// `отделения «Речной союз»`: marks around a name inside an apposition.
    fn is_name_in_marks(&self, mark: &Token) -> bool {
        matches!(mark.sign, '«' | '»') && self.reading.is_short_name_in_marks(mark.span)
    }
}

/// What a span of time and the age of a person are counted in.
static TIMES: LazyLock<Vec<u32>> = LazyLock::new(|| {
    "years months decades jahre jahren ans años anos anni лет".split(' ').map(word_id).collect()
});

impl Token {
    /// Whether it is what a span of time is counted in.
    pub(super) fn is_span(&self) -> bool {
        TIMES.contains(&self.id)
    }
}

pub(super) use behind::SINCE;

const AS: u32 = of_ascii("as");
const OF: u32 = of_ascii("of");
const OLD: u32 = of_ascii("alt");
/// Verbs behind which stands what somebody is.
const BECOMES: [u32; 5] =
    [of_ascii("became"), of_ascii("becomes"), of_ascii("been"), of_ascii("is"), of_ascii("was")];

/// `New` as it begins the name of a place: `New York`.
pub(super) fn is_new(token: &Token) -> bool {
    token.id == of_ascii("new") && token.is(shape::CAPITAL)
}

/// What may stand before a title without belonging to it.
pub(super) fn is_left_out(token: &Token) -> bool {
    matches!(
        token.class,
        Class::Determiner
            | Class::Possessive
            | Class::Conjunction
            | Class::Function
            | Class::Auxiliary
    ) && !is_new(token)
        // `father of one of the victims` is no priest
        || token.has(traits::HONORIFIC) && (token.is(shape::CAPITAL) || !token.has(traits::KIN))
        || token.kind == Kind::Sign
        // `25-year-old`, `43 Jahre alt und`
        || token.kind == Kind::Number
        || token.is_span()
        || token.id == OLD
}

fn without_honorifics(tokens: &[Token], start: usize, end: usize) -> usize {
    let only_honorific = |token: &Token| token.has(traits::HONORIFIC) && !token.has(traits::ROLE);
    (start..end).rev().find(|&at| !only_honorific(&tokens[at])).map_or(start, |at| at + 1)
}
