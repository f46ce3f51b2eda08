//! Points for every name that may be the issuer's.

mod cue;
mod form;
mod look;
mod place;
mod said;

use release::{Contact, Found, Span};

use crate::{
    layout::Layout,
    lexicon,
    organisation::{
        Organisation, actor, alias::Aliases, domain, holder, known, pool,
        public_body::is_public_body,
    },
    quote::Issuer,
    text::Text,
};
use form::{behind_office, calm, head_noun, is_short_for, runs_into_person, tidy};
use look::{LONGEST_NAME, Look};

/// Fewer points than this make no issuer.
const ENOUGH: f32 = 0.30;
/// A name in full has at least so many words.
const FEWEST_WORDS: usize = 3;
/// What the running text alone names has more, where somebody speaks who was elected.
const EVIDENT: f32 = 1.2;

/// Whether a hint is no word of the running text.
fn is_placed(rule: &str) -> bool {
    const OF_TEXT: [&str; 14] = [
        "acts",
        "before-role",
        "demands",
        "footer",
        "headline",
        "headline-subject",
        "lede-author",
        "lede-name",
        "lede-subject",
        "named",
        "role-of-speaker",
        "self-description",
        "speakers-organisation",
        "standing-text",
    ];
    !OF_TEXT.contains(&rule)
}

/// A name with its points.
#[derive(Clone, Debug)]
struct Candidate {
    /// The form met first.
    name: String,
    /// The folded name with its abbreviations written out.
    key: String,
    points: f32,
    /// The strongest single hint, its rule and place.
    best: (f32, &'static str, Span),
    forms: Vec<String>,
    /// Head, foot, contacts or carrier name it, not the running text alone.
    is_placed: bool,
}

/// The names met so far and their points.
pub(super) struct Tally<'t> {
    aliases: &'t Aliases,
    candidates: Vec<Candidate>,
}

impl Tally<'_> {
    pub(super) fn new(aliases: &Aliases) -> Tally<'_> {
        Tally { aliases, candidates: Vec::new() }
    }

    fn add(&mut self, name: &str, points: f32, rule: &'static str, span: Span) {
        let name = behind_office(tidy(name));
        let look = Look::of(name);
        if !look.is_person {
            self.add_seen(name, look, points, rule, span);
        }
    }

    /// Adds a name even if it is shaped like a person's.
    fn add_any(&mut self, name: &str, points: f32, rule: &'static str, span: Span) {
        self.add_seen(name, Look::of(name), points, rule, span);
    }

    fn add_seen(&mut self, name: &str, look: Look, points: f32, rule: &'static str, span: Span) {
        if name.len() > LONGEST_NAME || name.contains('#') {
            return;
        }
        let key = self.aliases.key(name, &look.folded);
        if key.is_empty() || look.is_no_body {
            return;
        }
        // Courts and authorities are whom releases address; an unexplained abbreviation may mean anything.
        let is_bare_acronym = key == look.folded && look.is_acronym;
        let points = if is_public_body(&key) { points * 0.3 } else { points };
        let points = if is_bare_acronym { points * 0.35 } else { points };
        let Some(candidate) = self.candidates.iter_mut().find(|known| known.key == key) else {
            let best = (points, rule, span);
            let forms = vec![name.to_owned()];
            let (name, is_placed) = (name.to_owned(), is_placed(rule));
            self.candidates.push(Candidate { name, key, points, best, forms, is_placed });
            return;
        };
        candidate.is_placed |= is_placed(rule);
        // The same hint twice is not two hints.
        candidate.points += if candidate.best.1 == rule { points * 0.2 } else { points };
        if points > candidate.best.0 {
            candidate.best = (points, rule, span);
        }
        if !candidate.forms.iter().any(|form| form == name) {
            candidate.forms.push(name.to_owned());
        }
    }

    /// Names of head, foot and carrier that the text uses.
    pub(super) fn proposed(
        &mut self,
        text: &Text,
        layout: &Layout,
        contacts: &[Contact],
        places: &[Found<String>],
    ) {
        for proposal in pool::proposals(text, layout, contacts, places) {
            self.add_any(tidy(&proposal.name), proposal.points, proposal.rule, proposal.span);
        }
    }

    /// Names that act as issuers do, and those that an address spells.
    pub(super) fn told_by_deeds(
        &mut self,
        layout: &Layout,
        contacts: &[Contact],
        places: &[Found<String>],
        has_capital_nouns: bool,
    ) {
        for found in actor::acting(layout, contacts, places, self.aliases, has_capital_nouns) {
            self.add_any(tidy(found.name), found.points, "acts", found.span);
        }
        for found in domain::spelt(layout, contacts) {
            self.add_any(tidy(found.name), 0.4, "spelt-by-address", found.span);
        }
    }

    pub(super) fn choose(self, layout: &Layout) -> Organisation {
        let mut best: Option<&Candidate> = None;
        for candidate in &self.candidates {
            if best.is_none_or(|best| candidate.points > best.points + f32::EPSILON) {
                best = Some(candidate);
            }
        }
        let is_enough = |best: &&Candidate| {
            best.points >= ENOUGH
                && (best.is_placed || best.points >= EVIDENT || !holder::opens_with_one(layout))
        };
        let Some(best) = best.filter(is_enough).or_else(|| self.only_employer(layout)) else {
            return Organisation::default();
        };
        let mut name = self.full_form(best);
        // `Centro Mangue` is the short form of `Centro Mangue de Justiça`.
        for longer in &self.candidates {
            // behind the name before an office stand words of the office
            if best.best.1 != "before-role"
                && best.key.contains(' ')
                && is_short_for(&best.key, &longer.key)
                && !runs_into_person(&name, &longer.name)
                && longer.points >= 0.2
                && longer.name.len() > name.len()
            {
                name = self.full_form(longer);
            }
        }
        // A well-known abbreviation is written out.
        let name = match known::full_name(&best.key) {
            Some(full) if lexicon::is_acronym(&name) => full.to_owned(),
            _ => name,
        };
        if Look::of(&name).is_no_body {
            return Organisation::default();
        }
        let confidence = (0.5 + best.points / 4.0).min(0.99);
        let found = Found::new(name.clone(), best.best.2, best.best.1, confidence);
        let mut names: Vec<String> =
            best.forms.iter().filter(|form| **form != name).cloned().collect();
        names.extend(self.aliases.short_of(&best.key).map(str::to_owned));
        names.extend(head_noun(&name, layout));
        names.sort();
        names.dedup();
        names.retain(|alias| *alias != name);
        Organisation { found: Some(found), issuer: Issuer { name: Some(name), aliases: names } }
    }

    /// Whom the speakers speak for, where the text names no other body of as many words as a name has.
    fn only_employer(&self, layout: &Layout) -> Option<&Candidate> {
        let is_whole = |candidate: &&Candidate| candidate.key.split(' ').count() >= FEWEST_WORDS;
        let mut whole = self.candidates.iter().filter(is_whole);
        let only = whole.next().filter(|_| whole.next().is_none())?;
        let is_private = !is_public_body(&only.key) && !holder::opens_with_one(layout);
        (only.best.1 == "speakers-organisation" && is_private).then_some(only)
    }

    /// The longest form of a name that the text has.
    fn full_form(&self, candidate: &Candidate) -> String {
        let written_out = self.aliases.long_of(&candidate.key);
        let mut best = candidate.name.as_str();
        for form in candidate.forms.iter().map(String::as_str).chain(written_out) {
            let shouts = |name: &str| name.len() > 6 && !name.chars().any(char::is_lowercase);
            let is_better = match (shouts(best), shouts(form)) {
                (true, false) => form.split(' ').count() * 2 > best.split(' ').count(),
                (false, true) => false,
                _ => form.len() > best.len(),
            };
            if is_better {
                best = form;
            }
        }
        // `THE OPEN SEA NETWORK (OSN)`: written out, but not shouted
        let shouted = self.aliases.long_of(&candidate.key).next();
        if let Some(long) = shouted.filter(|_| lexicon::is_acronym(best)) {
            return calm(long);
        }
        best.to_owned()
    }
}
