//! Points for every name that may be the issuer's.

mod cue;
mod form;
mod look;
mod place;
mod said;

use release::{Contact, Found, Span};

use crate::{
    layout::Layout,
    lexicon, linear,
    organisation::{
        Organisation, actor,
        alias::Aliases,
        domain, genitive,
        hint::acts_or_employs,
        holder, known,
        onstage::{self, deed},
        pool,
        public_body::is_public_body,
        rank::{self, mark},
        russian,
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

/// With so many points more than any other the first is the issuer.
const FAR_AHEAD: f32 = 1.0;
/// By so much the score of another is greater before it goes before who the rules tell: twenty times likelier.
const FAR_LIKELIER: f32 = 3.0;
/// How likely a name is that the rules do not tell.
const LIKELY: f32 = 0.3;
/// No surer than this is what is only learned.
const LEARNED: f32 = 0.8;

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
    /// The rules that proposed it, and how often each did.
    rules: Vec<(&'static str, u8)>,
    /// What it was seen to do, where it stands.
    deeds: u16,
}

impl Candidate {
    fn told_by(&mut self, rule: &'static str) {
        match self.rules.iter_mut().find(|(known, _)| *known == rule) {
            Some((_, n)) => *n = n.saturating_add(1),
            None => self.rules.push((rule, 1)),
        }
    }
}

/// The names met so far and their points.
#[derive(Clone, Debug)]
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
            self.candidates.push(Candidate {
                name: name.to_owned(),
                key,
                points,
                best,
                forms,
                is_placed: is_placed(rule),
                rules: vec![(rule, 1)],
                deeds: 0,
            });
            return;
        };
        candidate.is_placed |= is_placed(rule);
        candidate.told_by(rule);
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

    /// What names do in the text, and names that only their deeds tell.
    pub(super) fn onstage<'p>(&mut self, players: impl Iterator<Item = onstage::Met<'p>>) {
        for player in players {
            let is_form = |known: &Candidate| known.forms.iter().any(|form| form == player.name);
            let mut at = self.candidates.iter().position(is_form);
            if at.is_none() && player.deeds != 0 {
                let key = self.aliases.key(player.name, &known::fold(player.name));
                at = self.candidates.iter().position(|known| known.key == key);
                if at.is_none() && player.may_issue && !key.is_empty() && !is_shouted(player.name) {
                    at = Some(self.candidates.len());
                    self.candidates.push(Candidate {
                        name: player.name.to_owned(),
                        key,
                        points: 0.0,
                        best: (0.0, "onstage", player.span),
                        forms: vec![player.name.to_owned()],
                        is_placed: false,
                        rules: Vec::new(),
                        deeds: 0,
                    });
                }
            }
            let Some(candidate) = at.map(|at| &mut self.candidates[at]) else { continue };
            candidate.deeds |= player.deeds;
        }
        self.join_initials();
    }

    /// An abbreviation that nothing spells out is short for the one name whose capitals it is.
    fn join_initials(&mut self) {
        for idx in (0..self.candidates.len()).rev() {
            let short = &self.candidates[idx];
            if short.key.contains(' ') || !lexicon::is_acronym(&short.name) {
                continue;
            }
            let mut longs = (0..self.candidates.len())
                .filter(|&at| has_initials(&self.candidates[at].name, &short.name));
            let (Some(long), None) = (longs.next(), longs.next()) else { continue };
            let short = self.candidates.remove(idx);
            let long = &mut self.candidates[if long > idx { long - 1 } else { long }];
            long.points += short.points;
            long.deeds |= short.deeds;
            long.is_placed |= short.is_placed;
            for (rule, _) in &short.rules {
                long.told_by(rule);
            }
            long.forms.extend(short.forms);
        }
    }

    /// What is seen of each candidate.
    pub(super) fn features(&self, layout: &Layout) -> Vec<rank::Features> {
        let forms = self.candidates.iter().enumerate().flat_map(|(idx, candidate)| {
            let short = self.aliases.short_of(&candidate.key);
            candidate.forms.iter().map(String::as_str).chain(short).map(move |form| (form, idx))
        });
        let uses = rank::count(layout, forms, self.candidates.len());
        let seen: Vec<rank::Seen<'_>> = self
            .candidates
            .iter()
            .zip(uses)
            .map(|(candidate, uses)| rank::Seen {
                points: candidate.points,
                rules: &candidate.rules,
                deeds: candidate.deeds,
                uses,
                n_words: candidate.key.split(' ').count(),
                marks: self.marks(candidate),
            })
            .collect();
        rank::features(&seen)
    }

    fn marks(&self, candidate: &Candidate) -> u16 {
        let Candidate { name, key, .. } = candidate;
        let others = || self.candidates.iter().filter(|other| other.key != *key);
        let marks = [
            (mark::PUBLIC, is_public_body(key)),
            (mark::ABBREVIATION, lexicon::is_acronym(name)),
            (mark::BODY, lexicon::is_organisation(name)),
            (mark::KNOWN, known::is_known(name)),
            (mark::PERSON, lexicon::is_name(name)),
            (mark::PLACE, lexicon::is_place(name)),
            (mark::SPELT_OUT, self.aliases.short_of(key).next().is_some()),
            (mark::INSIDE, others().any(|other| holds(&other.key, key))),
            (mark::HOLDS, others().any(|other| holds(key, &other.key))),
            (mark::SHOUTED, is_shouted(name)),
            (mark::PLACED, candidate.is_placed),
            (mark::ONSTAGE, candidate.rules.is_empty()),
        ];
        marks.iter().fold(0, |all, (mark, is_set)| if *is_set { all | mark } else { all })
    }

    /// The names of each candidate: as the text spells it, and its abbreviations.
    pub(super) fn names(&self) -> Vec<Vec<String>> {
        let names = |candidate: &Candidate| {
            let short = self.aliases.short_of(&candidate.key).map(str::to_owned);
            let full = self.full_form(candidate);
            candidate.forms.iter().cloned().chain([full]).chain(short).collect()
        };
        self.candidates.iter().map(names).collect()
    }

    /// Whether one name has so many points that no other comes near.
    pub(super) fn is_settled(&self) -> bool {
        let points = self.candidates.iter().map(|candidate| candidate.points);
        let [first, second] = linear::first_two(points);
        first - second >= FAR_AHEAD
    }

    /// Whether a body may have issued what somebody in office opens.
    pub(super) fn may_be_of_body(&self, layout: &Layout) -> bool {
        self.candidates.iter().any(|known| known.is_placed) || !holder::opens_with_one(layout)
    }

    /// The likeliest issuer by all that is seen of the names, where nobody was told yet, or somebody who is far less likely.
    pub(super) fn likeliest(
        &self,
        told: Option<&str>,
        layout: &Layout,
        is_german: bool,
    ) -> Option<Organisation> {
        let scores = rank::scores(&self.features(layout));
        let idx =
            (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)))?;
        let best = &self.candidates[idx];
        let total: f32 = scores.iter().map(|score| (score - scores[idx]).exp()).sum();
        let probability = 1.0 / total;
        // who is only seen to speak may be a person
        if best.rules.is_empty() && best.deeds & !deed::OF_PERSONS == 0 {
            return None;
        }
        match told {
            None => {
                let is_own = !is_public_body(&best.key)
                    && !lexicon::is_place(&best.name)
                    && !best.name.contains(['.', ':']);
                let is_whole = best.key.contains(' ') || best.deeds & deed::ISSUES != 0;
                let is_of_holder = !best.is_placed && holder::opens_with_one(layout);
                if probability < LIKELY || !is_own || !is_whole || is_of_holder {
                    return None;
                }
            }
            Some(told) => {
                // forms of one name are no rivals
                let is_form = |form: &String| form.contains(told) || told.contains(form.as_str());
                if best.forms.iter().any(is_form) {
                    return None;
                }
                let key = self.aliases.key(told, &known::fold(told));
                let at = self.candidates.iter().position(|known| {
                    known.key == key || known.forms.iter().any(|form| form == told)
                })?;
                if scores[idx] - scores[at] < FAR_LIKELIER {
                    return None;
                }
            }
        }
        let organisation = self.named(idx, layout, is_german, probability.min(LEARNED));
        Some(Organisation { is_guess: told.is_none(), ..organisation })
    }

    pub(super) fn choose(mut self, layout: &Layout, is_german: bool) -> Organisation {
        let Some(index) = self.best(layout).or_else(|| self.abbreviated(layout)) else {
            return Organisation::default();
        };
        let confidence = (0.5 + self.candidates[index].points / 4.0).min(0.99);
        self.named(index, layout, is_german, confidence)
    }

    /// A candidate as the text names it in full, with what else it calls it.
    fn named(
        &self,
        index: usize,
        layout: &Layout,
        is_german: bool,
        confidence: f32,
    ) -> Organisation {
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
        let found = Found::new(name.clone(), best.best.2, best.best.1, confidence);
        let mut names: Vec<String> =
            best.forms.iter().filter(|form| **form != name).cloned().collect();
        names.extend(self.aliases.short_of(&best.key).map(str::to_owned));
        names.extend(head_noun(&name, layout));
        names.sort();
        names.dedup();
        names.retain(|alias| *alias != name);
        let issuer = Issuer { name: Some(name), aliases: names };
        Organisation { found: Some(found), is_guess: false, issuer }
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

/// Whether a longer name has all the words of another, one behind the other.
fn holds(longer: &str, name: &str) -> bool {
    longer.match_indices(name).any(|(at, _)| {
        let (before, after) = (&longer[..at], &longer[at + name.len()..]);
        (before.is_empty() || before.ends_with(' ')) && (after.is_empty() || after.starts_with(' '))
    })
}

/// `Harbour Workers of Suva` for `HWS`: whether the capitals of a name of several words are an abbreviation.
fn has_initials(name: &str, short: &str) -> bool {
    const FEWEST: usize = 3;
    let capitals = name.split(' ').filter(|word| word.starts_with(char::is_uppercase));
    short.chars().count() >= FEWEST
        && name.contains(' ')
        && capitals.filter_map(|word| word.chars().next()).eq(short.chars())
}

/// `APPEAL`: a word of a headline rather than an abbreviation.
fn is_shouted(name: &str) -> bool {
    const LONGEST: usize = 6;
    !name.contains(' ')
        && name.chars().nth(LONGEST).is_some()
        && !name.chars().any(char::is_lowercase)
        && !lexicon::is_unspaced(name)
}
