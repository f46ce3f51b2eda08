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
        Organisation, actor, alias::Aliases, domain, genitive, hint::acts_or_employs, holder,
        known, pool, public_body::is_public_body, russian,
    },
    quote::Issuer,
    text::Text,
};
use form::{behind_office, calm, head_noun, is_short_for, runs_into_person, tidy};
use look::{LONGEST_NAME, Look};

/// Whether a name is a country’s, a law’s, an event’s, or words of a clause.
pub(super) fn is_no_body(name: &str) -> bool {
    Look::of(name).is_no_body
}

/// Fewer points than this make no issuer.
const ENOUGH: f32 = 0.30;
/// A name in full has at least so many words.
const FEWEST_WORDS: usize = 3;
/// What the running text alone names has more, where somebody speaks who was elected.
const EVIDENT: f32 = 1.2;

/// Whether a hint is no word of the running text.
fn is_placed(rule: &str) -> bool {
    const OF_TEXT: [&str; 15] = [
        "acts",
        "before-role",
        "demands",
        "footer",
        "hashtag-body",
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
        if name.len() > LONGEST_NAME || name.contains('#') && rule != "hashtag-body" {
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

    pub(super) fn choose(mut self, layout: &Layout, is_german: bool) -> Organisation {
        let Some(index) = self.best(layout).or_else(|| self.abbreviated(layout)) else {
            return Organisation::default();
        };
        // the name alone, where an office before it and a person behind made one run of both
        let whole = &self.candidates[index].name;
        let is_alone = |candidate: &Candidate| runs_into_person(&candidate.name, whole);
        let best = self.candidates.iter().find(|candidate| is_alone(candidate));
        let best = best.unwrap_or(&self.candidates[index]);
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
        // the head of the standing text: `About the Open Sea Network`
        let name = name.strip_prefix("About the ").map_or_else(|| name.clone(), str::to_owned);
        let nominative = if is_german { genitive::nominative(&name, layout) } else { None };
        let name = nominative.or_else(|| russian::nominative(&name)).unwrap_or(name);
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

    /// The number of the candidate with the most points, if these are enough.
    fn best(&self, layout: &Layout) -> Option<usize> {
        let mut best: Option<(usize, &Candidate)> = None;
        for (idx, candidate) in self.candidates.iter().enumerate() {
            if best.is_none_or(|(_, best)| candidate.points > best.points + f32::EPSILON) {
                best = Some((idx, candidate));
            }
        }
        let is_enough = |(_, best): &(usize, &Candidate)| {
            best.points >= ENOUGH
                && (best.is_placed || best.points >= EVIDENT || !holder::opens_with_one(layout))
        };
        best.filter(is_enough).map(|(idx, _)| idx).or_else(|| self.only_employer(layout))
    }

    /// Whom the first speaker speaks for, where the text names no other body of as many words as a name has but those of
    /// other speakers.
    fn only_employer(&self, layout: &Layout) -> Option<usize> {
        let is_whole = |candidate: &Candidate| candidate.key.split(' ').count() >= FEWEST_WORDS;
        let whole = self.candidates.iter().enumerate();
        let mut whole = whole.filter(|(_, candidate)| is_whole(candidate));
        let employs = |candidate: &Candidate| {
            candidate.best.1 == "speakers-organisation" && !is_public_body(&candidate.key)
        };
        let (idx, first) = whole.next()?;
        let is_private = employs(first) && !holder::opens_with_one(layout);
        // each body has a speaker of its own: the first of them leads
        (is_private && whole.all(|(_, other)| employs(other))).then_some(idx)
    }

    /// Who goes by an abbreviation and speaks under it, or whose speakers speak, where nothing else tells who issues the
    /// release: it is spelt out once, `Open Hands (OH)`, or never.
    fn abbreviated(&mut self, layout: &Layout) -> Option<usize> {
        const FEWEST_SPELT: usize = 2;
        const FEWEST_BARE: usize = 4;
        if holder::opens_with_one(layout) {
            return None;
        }
        let aliases = self.aliases;
        for long in aliases.longs().filter(|long| long.contains(' ')) {
            self.add(long, 0.0, "abbreviated", Span::default());
        }
        let mut most: Option<(usize, usize)> = None;
        for (idx, candidate) in self.candidates.iter().enumerate() {
            if is_public_body(&candidate.key) || known::full_name(&candidate.key).is_some() {
                continue;
            }
            let spelt = aliases.short_of(&candidate.key).next();
            let is_bare = || lexicon::is_acronym(&candidate.name).then_some(&*candidate.name);
            let Some(short) = spelt.or_else(is_bare) else { continue };
            let fewest = if spelt.is_some() { FEWEST_SPELT } else { FEWEST_BARE };
            let (n_uses, n_deeds) = uses_and_deeds(layout, short);
            if n_uses >= fewest
                && n_deeds > 0
                && !is_illness(short)
                && most.is_none_or(|(_, other)| n_uses > other)
            {
                most = Some((idx, n_uses));
            }
        }
        most.map(|(idx, _)| idx)
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

/// Abbreviations that texts use as often as they use one of a body.
fn is_illness(short: &str) -> bool {
    matches!(short, "AIDS" | "HIV" | "COVID" | "SARS" | "TB")
}

/// How often an abbreviation stands in a text, not inside a longer word, and how often it speaks there.
fn uses_and_deeds(layout: &Layout, short: &str) -> (usize, usize) {
    let (mut n_uses, mut n_deeds) = (0, 0);
    for words in &layout.words {
        for (at, _) in words.match_indices(short) {
            let (before, after) = (&words[..at], &words[at + short.len()..]);
            if before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric) {
                continue;
            }
            n_uses += 1;
            n_deeds += usize::from(acts_or_employs(before, after.trim_start_matches(')')));
        }
    }
    (n_uses, n_deeds)
}
