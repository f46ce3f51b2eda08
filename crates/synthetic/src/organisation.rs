//! `Organisation` and `Person`: who issues releases and who speaks in them.

/// Somebody who speaks; how the role is called depends on the language of the release.
#[derive(Debug)]
pub(crate) struct Person {
    pub(crate) name: String,
    /// Where the surname starts in the name.
    pub(crate) surname_at: usize,
    /// Which of the roles of any language.
    pub(crate) role: usize,
    /// Which organisation.
    pub(crate) organisation: usize,
}

impl Person {
    pub(crate) fn surname(&self) -> &str {
        &self.name[self.surname_at..]
    }
}

/// An issuer of releases, with habits.
#[derive(Debug, Default)]
pub(crate) struct Organisation {
    pub(crate) number: usize,
    pub(crate) name: String,
    pub(crate) acronym: String,
    /// Which language it writes.
    pub(crate) language: usize,
    /// The country it is at home in.
    pub(crate) country: usize,
    pub(crate) layout: usize,
    pub(crate) marks: usize,
    pub(crate) date: usize,
    /// The column at which its lines are broken, if they are.
    pub(crate) wrap: Option<usize>,
    pub(crate) contact: String,
    /// The standing text.
    pub(crate) about: String,
}
