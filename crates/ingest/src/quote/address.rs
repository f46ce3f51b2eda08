//! Forms of address that tell an office: `Professor Jane Roe`, `Sen. Jane Roe`, `Senators Jane Roe (D-Ohio) and John Doe`.

use crate::quote::{
    lexicon::traits,
    office,
    person::name_start,
    role::{Affiliation, Around, Rank},
    token::{Kind, Token, shape},
    word_id::of_ascii,
};

/// How a professor is addressed.
const PROFESSOR: [u32; 3] = [of_ascii("professor"), of_ascii("prof"), of_ascii("prof.")];
/// `Prof. Dr. med.`: titles between that and the name.
const LONGEST_ACADEMIC: usize = 3;
const AND: u32 = of_ascii("and");
/// From the office of several to the name of one of them, in words and signs.
const LONGEST_LIST: usize = 40;

/// Verbs in the past that no ending shows.
const PAST: [&str; 3] = ["led", "ran", "taught"];

/// `ran one of them`: what somebody once did.
fn is_past(deed: &str) -> bool {
    let verb = deed.split(' ').next().unwrap_or_default();
    verb.ends_with("ed") || PAST.contains(&verb)
}

impl Around<'_> {
    /// What is known of somebody, with the office that the form of address tells.
    pub(super) fn by_address(&self, mut known: Affiliation) -> Affiliation {
        if let Some(office) = self.office_of_several() {
            let role = Some(office.to_owned());
            return Affiliation { role, rank: Rank::Calling, is_past: false, ..known };
        }
        let is_done = known.rank == Rank::Deed && known.role.as_deref().is_some_and(is_past);
        if known.role.is_none() || is_done {
            let title = self.academic_title().or_else(|| self.office_cut_short());
            known.role = title.or(known.role);
        }
        known
    }

    /// `Professor Jane Roe`: of all that people are addressed by, what tells their office as well.
    fn academic_title(&self) -> Option<String> {
        let first = self.mention.first.saturating_sub(LONGEST_ACADEMIC);
        let is_it = |at: &usize| {
            self.token(*at)
                .is_some_and(|token| token.has(traits::HONORIFIC) && PROFESSOR.contains(&token.id))
        };
        let end = name_start(self.reading, self.mention);
        let at = (first..end).rev().find(is_it)?;
        let is_joined = self.reading.tokens[at + 1..end]
            .iter()
            .all(|token| token.has(traits::HONORIFIC) || token.is_sign('.'));
        is_joined.then(|| self.words(at..at + 1))
    }

    /// `Sen. Jane Roe`, `Lt. Gov. Jane Roe`, in English: elsewhere the letters stand for other words.
    fn office_cut_short(&self) -> Option<String> {
        let tokens = &self.reading.tokens;
        let mut at = name_start(self.reading, self.mention);
        if !self.reading.lexicon(at).is_english {
            return None;
        }
        let mut offices = Vec::new();
        // the stop is part of the word
        while let Some(word) = at.checked_sub(1).filter(|&at| self.token(at).is_some())
            && tokens[word].is_capital()
            && let Some(office) = office::of_abbreviation(tokens[word].id)
        {
            offices.insert(0, office);
            at = word;
        }
        (!offices.is_empty()).then(|| offices.join(" "))
    }

    /// The office before the first of several names, of which this is one.
    fn office_of_several(&self) -> Option<&'static str> {
        let tokens = &self.reading.tokens;
        let start = name_start(self.reading, self.mention);
        let goes_on = |token: &Token| {
            token.is_capital()
                || matches!(token.sign, ',' | '(' | ')' | '-' | '–' | '.')
                || (token.kind == Kind::Word && token.id == AND)
        };
        let from = start.saturating_sub(LONGEST_LIST);
        (from..start)
            .rev()
            .map(|at| &tokens[at])
            .take_while(|token| token.sentence == self.mention.sentence && !token.is_quoted())
            .find_map(|token| {
                let is_english = token.is(shape::CAPITAL) && token.sign.is_ascii();
                let office = office::of_several(token.id).filter(|_| is_english);
                if office.is_some() || !goes_on(token) { Some(office) } else { None }
            })?
    }
}
