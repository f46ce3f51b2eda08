//! The names of a text, and what each was seen to do.

use release::Span;

use super::{
    deeds::deeds,
    piece::{is_inside, is_person, piece_at},
};
use crate::{
    lexicon::{self, Line},
    organisation::{named, role},
};

/// A headline and a text are about whom they name so often.
const OFTEN: usize = 3;
/// So many paragraphs open a release.
const EARLY: usize = 3;

/// What a name was seen to do.
pub(in crate::organisation) mod deed {
    /// It is the subject of a verb of saying in one of the first paragraphs, or later.
    pub(in crate::organisation::onstage) const SPEAKS: u16 = 1;
    pub(in crate::organisation::onstage) const SPEAKS_LATE: u16 = 1 << 1;
    /// Somebody holds an office there.
    pub(in crate::organisation::onstage) const EMPLOYS: u16 = 1 << 2;
    /// `told Open Hands that`.
    pub(in crate::organisation::onstage) const HEARS: u16 = 1 << 3;
    /// `le réseau REDE`: a word in small letters tells what kind of body it is.
    pub(in crate::organisation::onstage) const OF_KIND: u16 = 1 << 4;
    /// An article stands before it in the first paragraph.
    pub(in crate::organisation::onstage) const DEFINITE: u16 = 1 << 5;
    /// It stands alone on a line of the head or the foot.
    pub(in crate::organisation::onstage) const ALONE: u16 = 1 << 6;
    pub(in crate::organisation::onstage) const TITLE: u16 = 1 << 7;
    pub(in crate::organisation::onstage) const OPENS_TITLE: u16 = 1 << 8;
    /// `Press Release: Open Hands`.
    pub(in crate::organisation::onstage) const LABELLED: u16 = 1 << 9;
    /// It opens the text and speaks.
    pub(in crate::organisation::onstage) const OPENS: u16 = 1 << 10;
    /// It says so itself: `We are Open Hands`.
    pub(in crate::organisation::onstage) const SELF: u16 = 1 << 11;
    /// `Open Hands, 3 May 2011` closes the text.
    pub(in crate::organisation::onstage) const DATED: u16 = 1 << 12;
    /// It does two things that together only issuers do.
    pub(in crate::organisation) const ISSUES: u16 = 1 << 13;
    /// It does what other bodies of a text hardly do.
    pub(in crate::organisation::onstage) const LEADS: u16 = 1 << 14;
    /// What persons do as well.
    pub(in crate::organisation) const OF_PERSONS: u16 =
        SPEAKS | SPEAKS_LATE | ALONE | TITLE | OPENS_TITLE | ISSUES | LEADS;
}

/// Who has a name, and what is done under it.
pub(super) struct Player<'t> {
    pub(super) name: &'t str,
    pub(super) span: Span,
    n_words: usize,
    pub(super) n_uses: usize,
    n_spoken: usize,
    pub(super) deeds: u16,
    /// Met inside a sentence: no common word with a capital for opening it.
    is_inside: bool,
    is_marked: bool,
}

impl<'t> Player<'t> {
    fn new(name: &'t str, span: Span, n_words: usize) -> Self {
        let (n_uses, n_spoken, deeds) = (0, 0, 0);
        Self { name, span, n_words, n_uses, n_spoken, deeds, is_inside: false, is_marked: false }
    }
}

impl Player<'_> {
    pub(super) fn has(&self, deeds: u16) -> bool {
        self.deeds & deeds != 0
    }

    /// Whether it does what other bodies of a text hardly do.
    pub(super) fn leads(&self) -> bool {
        let is_whole = self.n_words > 1;
        self.has(deed::SPEAKS)
            && (self.has(deed::EMPLOYS | deed::ALONE | deed::LABELLED)
                || is_whole && self.n_spoken > 1)
            || is_whole && self.has(deed::OPENS | deed::SELF)
            || self.has(deed::EMPLOYS) && self.has(deed::ALONE)
    }

    /// Whether it does two things that together only issuers do.
    pub(super) fn issues(&self) -> bool {
        let is_acronym = lexicon::is_acronym(self.name);
        let stands = deed::ALONE | deed::LABELLED;
        let speaks = self.has(deed::SPEAKS);
        (self.has(deed::OPENS) && self.n_words > 1)
            || self.has(deed::SELF) && (self.n_words > 1 || is_acronym)
            || self.has(deed::OF_KIND) && self.has(deed::EMPLOYS)
            || speaks && self.has(stands | deed::EMPLOYS | deed::OF_KIND | deed::HEARS)
            || speaks && self.has(deed::TITLE) && self.n_uses >= OFTEN
            || self.has(deed::SPEAKS_LATE)
                && (self.has(deed::OF_KIND) || self.has(deed::EMPLOYS) && self.n_uses >= OFTEN)
            || self.has(deed::EMPLOYS) && self.has(stands)
            || self.has(deed::ALONE) && self.has(deed::DEFINITE | deed::DATED)
            || is_acronym && self.has(deed::OPENS_TITLE) && self.has(stands | deed::DEFINITE)
    }
}

/// The names of a text.
#[derive(Default)]
pub(super) struct Stage<'t> {
    pub(super) names: Vec<Player<'t>>,
    /// Last words of persons.
    surnames: Vec<u64>,
    /// Last words of names of several words: alone they are persons.
    ends: Vec<u64>,
}

impl<'t> Stage<'t> {
    pub(super) fn read(&mut self, line: &Line<'t>, span: Span, n_before: usize) {
        let is_early = n_before < EARLY;
        let mut at = 0;
        while at < line.words.len() {
            let Some(piece) = piece_at(line, at) else {
                at += 1;
                continue;
            };
            let first = at;
            at = piece.end;
            let last = line.words[piece.end - 1].key;
            if is_person(line, first) {
                self.surnames.push(last);
                continue;
            }
            if piece.n_words > 1 {
                self.ends.push(last);
            }
            let deeds = deeds(line, first, &piece, is_early, n_before == 0);
            let passage = named::passage(line, first, piece.end);
            let name = self.meet(passage, span, piece.n_words);
            name.n_uses += 1;
            name.n_spoken += usize::from(deeds & deed::SPEAKS != 0);
            name.deeds |= deeds;
            name.is_inside |= is_inside(line, first);
            name.is_marked |= piece.is_marked;
        }
        for name in role::before_roles(line) {
            if let Some(known) = self.names.iter_mut().find(|known| known.name == name) {
                known.deeds |= deed::EMPLOYS;
            }
        }
    }

    /// Who has a name, met here for the first time or before.
    pub(super) fn meet(&mut self, name: &'t str, span: Span, n_words: usize) -> &mut Player<'t> {
        let known = self.names.iter().position(|known| known.name == name);
        let slot = known.unwrap_or(self.names.len());
        if known.is_none() {
            self.names.push(Player::new(name, span, n_words));
        }
        &mut self.names[slot]
    }

    /// Whether a name can be a body's at all.
    pub(super) fn is_body(&self, name: &Player<'_>, has_capital_nouns: bool) -> bool {
        let last = lexicon::key(name.name.rsplit(' ').next().unwrap_or_default());
        let is_acronym = lexicon::is_acronym(name.name);
        if self.surnames.contains(&last) {
            return false;
        }
        name.n_words > 1
            || is_acronym
            || name.is_marked
            || name.is_inside && !has_capital_nouns && !self.ends.contains(&last)
    }
}
