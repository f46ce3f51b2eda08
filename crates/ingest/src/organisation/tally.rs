//! Points for every name that may be the issuer's.

use std::{cell::RefCell, sync::LazyLock};

use daachorse::DoubleArrayAhoCorasick;
use release::{Contact, Found, Part, Span};

use crate::{
    dateline,
    layout::{Layout, feature::Feature, phrase},
    lexicon::{self, Line},
    met::Met,
    organisation::{
        Organisation, actor, addressee,
        alias::Aliases,
        demand, domain,
        hint::hint_of,
        holder,
        known::{self, is_known},
        named, pool,
        public_body::is_public_body,
        run,
    },
    quote::{Issuer, is_given_name},
    text::Text,
};

/// Longer texts have named their issuer by now.
const MOST_PARAGRAPHS: usize = 60;
/// Fewer points than this make no issuer.
const ENOUGH: f32 = 0.30;

/// What the running text alone names has more, where somebody speaks who was elected.
const EVIDENT: f32 = 1.2;
/// So many of the last blocks of the text may be signatures.
const SIGNED: usize = 8;

/// A longer name is none.
const LONGEST_NAME: usize = 160;

/// What a name looks like, whatever the text.
#[derive(Clone, Debug, Default)]
struct Look {
    folded: String,
    /// A person's name, and not known as an issuer's.
    is_person: bool,
    /// A country, a part of the world, or a law.
    is_no_body: bool,
    /// An abbreviation, and not known as an issuer's.
    is_acronym: bool,
}

thread_local! {
    static LOOKS: RefCell<Met<Look>> = RefCell::default();
}

impl Look {
    fn of(name: &str) -> Self {
        LOOKS.with_borrow_mut(|looks| {
            looks.get_or(name, || {
                let is_person = lexicon::is_name(name) && !looks_like_one(name);
                if name.len() > LONGEST_NAME {
                    return Self { is_person, ..Self::default() };
                }
                Self {
                    folded: known::fold(name),
                    is_person,
                    is_no_body: gazetteer::resolve(name).is_some()
                        || lexicon::is_part_of_the_world(name)
                        || is_law(name),
                    is_acronym: lexicon::is_acronym(name)
                        && !lexicon::is_unspaced(name)
                        && !is_known(name),
                }
            })
        })
    }
}

/// `Clean Rivers Act`, `Clean Rivers Act of 2003`, but not the `Coalition for a River Treaty`.
fn is_law(name: &str) -> bool {
    const LAWS: [&str; 5] = ["Act", "Amendment", "Bill", "Covenant", "Treaty"];
    let mut words = name.rsplit(' ');
    let last = words.next().unwrap_or_default();
    let is_year = last.len() == 4 && last.bytes().all(|byte| byte.is_ascii_digit());
    let noun = if is_year { words.nth(1) } else { Some(last) };
    let first = name.split(' ').next().unwrap_or_default();
    noun.is_some_and(|noun| LAWS.contains(&noun)) && !lexicon::is_organisation_word(first)
}

/// Whether a hint is no word of the running text.
fn is_placed(rule: &str) -> bool {
    const OF_TEXT: [&str; 12] = [
        "acts",
        "demands",
        "footer",
        "headline",
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
        let name = tidy(name);
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
        if name.len() > LONGEST_NAME {
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
        for found in actor::acting(layout, contacts, places, has_capital_nouns) {
            self.add_any(tidy(found.name), found.points, "acts", found.span);
        }
        for found in domain::spelt(layout, contacts) {
            self.add_any(tidy(found.name), 0.4, "spelt-by-address", found.span);
        }
    }

    pub(super) fn letterhead(&mut self, layout: &Layout) {
        let addressee = addressee::blocks(layout);
        for (idx, span) in layout.of_part(Part::Letterhead) {
            if addressee.contains(&idx) {
                continue;
            }
            if pool::repeats_headline(layout, idx) {
                continue;
            }
            let words = after_news_from(&layout.words[idx]);
            // `Open Sea Network · River Bank Lawyers`: the first of several leads
            for (n_before, name) in words.split(['·', '•', '|']).enumerate() {
                if lexicon::is_organisation(name) || is_known(name) {
                    self.add(name, if n_before == 0 { 0.9 } else { 0.4 }, "letterhead", span);
                }
            }
        }
        // `Open Sea Network - 9 Mill Lane, Westwater`: a release may open with its contacts
        if let Some(block) = layout.blocks.first().filter(|block| block.part == Part::Contacts) {
            let words = layout.words[0].as_str();
            let name = words.split(" - ").next().unwrap_or_default();
            if name.len() < words.len() && lexicon::is_organisation(name) {
                self.add(name, 0.7, "letterhead", block.span);
            }
        }
        // A page often opens with the name of its site.
        for (idx, block) in layout.blocks.iter().enumerate().take(6) {
            if block.part == Part::Chrome
                && !layout.features[idx].has(Feature::Carrier)
                && !pool::repeats_headline(layout, idx)
            {
                for run in run::find(&layout.line(idx)) {
                    let is_whole = run.start == 0
                        && run.length + 2 >= layout.words[idx].len()
                        && run.is_strong;
                    let points = if is_known(run.name) || is_whole { 0.45 } else { 0.15 };
                    self.add(run.name, points, "page-head", block.span);
                }
            }
        }
    }

    pub(super) fn carrier(&mut self, text: &Text) {
        if let Some(site) = &text.meta.site {
            self.add(site, 0.6, "site-name", Span::default());
        }
    }

    /// `CHRD-Statement: …`, `Statement by X`, `Source: X` and the names in title and subtitle.
    pub(super) fn head_lines(&mut self, layout: &Layout) {
        for (idx, block) in layout.blocks.iter().enumerate() {
            let words = layout.words[idx].as_str();
            let is_head = matches!(
                block.part,
                Part::Title
                    | Part::Subtitle
                    | Part::Chrome
                    | Part::Marker
                    | Part::Letterhead
                    | Part::Date
                    | Part::Lede
            ) && !layout.features[idx].has(Feature::Carrier);
            if !is_head {
                continue;
            }
            for end in after_issued_by(words) {
                let rest = &words[end..];
                let looked_up = lexicon::look_up(rest);
                let line = Line { text: rest, words: &looked_up };
                if let Some(run) = run::first(&line)
                    && run.start <= 4
                {
                    self.add(run.name, 0.7, "issued-by", block.span);
                } else if let Some(name) = named::opening(&line)
                    && words[..end].contains("tatement by")
                    && !lexicon::has_role(name)
                    && !name.contains('(')
                    && !name.split_whitespace().next().is_some_and(is_given_name)
                {
                    self.add(name, 0.7, "issued-by", block.span);
                }
            }
            let is_statement = [
                "Statement by",
                "Statement of",
                "Joint statement by",
                "Déclaration de",
                "Declaración de",
            ]
            .iter()
            .any(|cue| words.starts_with(cue));
            if is_statement {
                for run in run::find(&layout.line(idx)) {
                    self.add(run.name, 0.5, "statement-of", block.span);
                }
                // `Statement by Ada Roe, president of Mothers for Peace`
                for name in named::behind_roles(&layout.line(idx)) {
                    self.add_any(tidy(name), 0.4, "statement-of", block.span);
                }
            }
            if !matches!(block.part, Part::Title | Part::Subtitle) {
                continue;
            }
            let shouts = layout.features[idx].has(Feature::AllCaps);
            // `THE OPEN SEA NETWORK (OSN) SUES THE PORT`: its own abbreviation tells where the name ends
            if let Some(name) = self.aliases.opening(words).filter(|_| shouts) {
                self.add(&calm(name), 0.45, "headline", block.span);
            }
            for run in run::find(&layout.line(idx)) {
                if shouts && !is_known(run.name) {
                    continue;
                }
                let opens = run.start == 0;
                let points = if opens { 0.45 } else { 0.25 };
                self.add(run.name, points, "headline", block.span);
            }
        }
    }

    /// The subject of the lede, and whom the speakers speak for.
    pub(super) fn running_text(&mut self, layout: &Layout) {
        let mut n_paragraphs = 0;
        for (idx, block) in layout.blocks.iter().enumerate() {
            if !block.part.is_running_text() {
                continue;
            }
            let line = layout.line(idx);
            let words = line.text;
            n_paragraphs += 1;
            let runs = run::find(&line);
            let is_early = n_paragraphs <= 3;
            let early = if n_paragraphs == 1 { 1.0 } else { 0.8 };
            let mut hints: Vec<_> = runs.iter().map(|run| hint_of(words, run, is_early)).collect();
            // `the River Network (RN) and the Bund der Freunde demand`: both do, the first leads
            for idx in (1..runs.len()).rev().filter(|idx| runs[*idx].is_strong) {
                let before = (0..idx).rev().find(|before| runs[*before].is_strong);
                if let Some(before) = before
                    && hints[idx].1 == "lede-subject"
                    && hints[idx].0 > hints[before].0
                    && are_joined(words, &runs[before], &runs[idx])
                {
                    hints[before] = hints[idx];
                }
            }
            for (run, (points, rule)) in runs.iter().zip(hints) {
                self.add(run.name, points * early, rule, block.span);
            }
            if n_paragraphs == 1 {
                self.bracketed(&line, block.span);
            }
            if n_paragraphs > MOST_PARAGRAPHS {
                break;
            }
        }
    }

    /// `(Open Sea Network—July 25, 2019)`.
    fn bracketed(&mut self, line: &Line<'_>, span: Span) {
        let words = line.text;
        if let Some(inner) = words.strip_prefix('(')
            && let Some((head, _)) = inner.split_once(')')
            && let Some((name, _)) = head.split_once(['—', '–', '/'])
            && (lexicon::is_organisation(name) || is_known(name))
        {
            self.add(name, 0.8, "dateline-organisation", span);
        }
        if let Some(name) = source_of_wire(words) {
            self.add_any(name, 0.8, "dateline-source", span);
        }
        if let Some(name) = named::told_what_it_is(line) {
            self.add_any(name, 0.5, "told-what-it-is", span);
        }
    }

    /// `About X`, `X is a global network`.
    pub(super) fn standing_text(&mut self, layout: &Layout) {
        let n_blocks = layout.blocks.len();
        for (idx, block) in layout.blocks.iter().enumerate() {
            let features = layout.features[idx];
            if features.has(Feature::AboutHead)
                && let Some(name) = told_about(&layout.line(idx))
            {
                self.add(name, 0.8, "about-head", block.span);
            }
            if features.has(Feature::Boiler)
                && (block.part == Part::Background || idx * 3 >= n_blocks * 2)
                && let Some(run) = run::first(&layout.line(idx))
                && run.start <= 6
            {
                self.add(run.name, 0.8, "self-description", block.span);
            }
        }
    }

    pub(super) fn contacts(&mut self, contacts: &[Contact]) {
        for contact in contacts {
            let Some(name) = &contact.organisation else { continue };
            // `bureau de Lyon`, `Nairobi office`
            let is_none = name.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
                || pool::is_branch(name)
                || pool::is_kind(name);
            if is_none && !is_known(name) {
                continue;
            }
            let n_same =
                contacts.iter().filter(|other| other.organisation.as_ref() == Some(name)).count();
            let points = if n_same * 2 >= contacts.len() { 0.7 } else { 0.4 };
            self.add(name, points, "contact-organisation", contact.evidence.span);
        }
    }

    /// Names in a contact head and under a letter, and a name alone on the first line below the text.
    pub(super) fn foot(&mut self, layout: &Layout) {
        let last = layout.blocks.iter().rposition(|block| block.part.is_running_text());
        for idx in last.map_or(0..0, |last| last..layout.blocks.len().min(last + 2)) {
            let words = layout.words[idx].as_str();
            let is_address = !layout.features[idx].has(Feature::EndsStop)
                && layout.blocks.get(idx + 1).is_none_or(|below| below.part == Part::Contacts)
                && !words.contains([':', '@'])
                && !words.contains(|c: char| c.is_ascii_digit())
                && words.split_whitespace().count() <= 10;
            for name in words.split(" / ").filter(|_| is_address) {
                if lexicon::is_organisation(name) {
                    self.add(name, 0.35, "name-below", layout.blocks[idx].span);
                }
            }
        }
        for idx in last.map_or(0..0, |last| last.saturating_sub(SIGNED)..layout.blocks.len()) {
            if let Some(name) = named::signed_for(&layout.line(idx)) {
                self.add_any(tidy(name), 0.6, "signed-for", layout.blocks[idx].span);
            }
        }
        self.first_signer(layout);
        for (idx, block) in layout.blocks.iter().enumerate() {
            let points = match block.part {
                Part::Contacts if layout.features[idx].has(Feature::ContactHead) => 0.7,
                Part::Signatories if layout.features[idx].has(Feature::RoleLine) => 0.5,
                _ => continue,
            };
            // `MEDIA ADVISORY – RIVER TOWN` is no head of contacts, though it opens like one
            if phrase::says_kind(&layout.words[idx]) {
                continue;
            }
            for run in run::find(&layout.line(idx)) {
                if !pool::is_kind(run.name) {
                    self.add(run.name, points, "foot", block.span);
                }
            }
        }
    }

    /// Whom the first of those who sign a letter speaks for.
    fn first_signer(&mut self, layout: &Layout) {
        let Some(sign_off) =
            (0..layout.blocks.len()).rev().find(|idx| layout.features[*idx].has(Feature::SignOff))
        else {
            return;
        };
        for idx in sign_off + 1..layout.blocks.len().min(sign_off + 3) {
            let signer = layout.words[idx].trim_start_matches(|c: char| !c.is_alphabetic());
            if let Some(name) = behind_signer(signer) {
                self.add_any(name, 0.4, "signature", layout.blocks[idx].span);
                return;
            }
            if let Some(run) = run::find(&layout.line(idx)).into_iter().find(|run| run.is_strong) {
                self.add(run.name, 0.35, "signature", layout.blocks[idx].span);
                return;
            }
        }
    }

    /// `Die Initiative verlangt`, where one of the names is headed by that noun.
    pub(super) fn demands(&mut self, layout: &Layout) {
        let running =
            (0..layout.blocks.len()).filter(|idx| layout.blocks[*idx].part.is_running_text());
        let mut nouns: Vec<&str> = Vec::new();
        for idx in running.take(MOST_PARAGRAPHS) {
            nouns.extend(demand::demanding_nouns(&layout.line(idx)));
        }
        for candidate in &mut self.candidates {
            let is_meant = |form: &String| nouns.iter().any(|noun| demand::stands_for(noun, form));
            if candidate.forms.iter().any(is_meant) {
                candidate.points += 0.35;
            }
        }
    }

    /// A mail domain that spells a name or its initials.
    pub(super) fn domains(&mut self, contacts: &[Contact]) {
        let mut domains: Vec<String> = contacts
            .iter()
            .flat_map(|contact| &contact.emails)
            .filter_map(|email| email.rsplit_once('@')?.1.split('.').next().map(str::to_lowercase))
            .collect();
        domains.sort_unstable();
        domains.dedup();
        if domains.is_empty() {
            return;
        }
        for candidate in &mut self.candidates {
            let spelled = |form: &String| {
                let folded = phrase::fold_words(form, 20);
                let squashed = folded.concat();
                let initials: String =
                    folded.iter().filter_map(|word| word.chars().next()).collect();
                let capitals: String = form
                    .split_whitespace()
                    .filter(|word| word.starts_with(char::is_uppercase))
                    .filter_map(|word| word.chars().next())
                    .collect::<String>()
                    .to_lowercase();
                domains.iter().any(|domain| {
                    let bare: String = domain.chars().filter(|c| c.is_alphanumeric()).collect();
                    bare.len() >= 2
                        && (squashed == bare
                            || initials == bare
                            || capitals == bare
                            || (bare.len() >= 5 && squashed.contains(&bare))
                            || (squashed.len() >= 5 && bare.contains(&squashed)))
                })
            };
            if candidate.forms.iter().any(spelled)
                || self
                    .aliases
                    .short_of(&candidate.key)
                    .any(|short| domains.contains(&short.to_lowercase()))
            {
                candidate.points += 0.8;
            }
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
        let Some(best) = best.filter(is_enough) else {
            return Organisation::default();
        };
        let mut name = self.full_form(best);
        // `Centro Mangue` is the short form of `Centro Mangue de Justiça`.
        for longer in &self.candidates {
            if best.key.contains(' ')
                && is_short_for(&best.key, &longer.key)
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

/// `About Open Sea`; `About the Network: founded in 2004, the Open Sea Network …` names it in full behind the colon.
fn told_about<'t>(line: &Line<'t>) -> Option<&'t str> {
    let is_about =
        |name: &str| name.strip_prefix("About the ").is_some_and(|noun| !noun.contains(' '));
    let runs = run::find(line);
    let full = runs.iter().find(|run| !is_about(run.name) && run.name.contains(' '));
    match runs.first() {
        Some(first) if is_about(first.name) => full.map(|run| run.name),
        first => first.map(|run| run.name),
    }
}

/// Whether a longer name goes on where the short one ends, or has all its words, the first and the last among
/// them: `Centro Mangue`, `Centro Mangue de Justiça`, `Centro de Justiça Mangue`.
fn is_short_for(short: &str, long: &str) -> bool {
    if long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' ')) {
        return true;
    }
    // `Centro de Justiça Mangue A. C.`
    let form = [" a c", " e v", " inc", " ltd", " ev", " ac"]
        .iter()
        .find_map(|form| long.strip_suffix(form));
    let long = form.unwrap_or(long);
    let mut rest = long.split(' ');
    let is_same_last = short.rsplit(' ').next() == long.rsplit(' ').next();
    short.len() < long.len()
        && short.split(' ').next() == long.split(' ').next()
        && is_same_last
        && short.split(' ').all(|word| rest.any(|other| other == word))
}

/// `OPEN SEA NETWORK FOR ALL` → `Open Sea Network for All`.
fn calm(name: &str) -> String {
    let mut calm = String::with_capacity(name.len());
    for word in name.split(' ') {
        if !calm.is_empty() {
            calm.push(' ');
        }
        let lower = word.to_lowercase();
        if !calm.is_empty() && run::is_joint(&lower) {
            calm.push_str(&lower);
        } else if let Some(first) = word.chars().next() {
            calm.push(first);
            calm.push_str(&word[first.len_utf8()..].to_lowercase());
        }
    }
    calm
}

/// Whether only a bracket, a comma and `and` stand between two names.
fn are_joined(words: &str, first: &run::Run<'_>, second: &run::Run<'_>) -> bool {
    let Some(between) = words.get(first.start + first.length..second.start) else { return false };
    let between = run::after_bracket(between.trim_start()).trim_matches([',', ' ']);
    between.len() <= 12
        && between.split_whitespace().next().is_none_or(|word| {
            matches!(word, "and" | "et" | "y" | "e" | "und" | "и" | "the" | "la" | "le" | "die")
        })
}

/// `SUVA, 4 Dec (Open Sea News) - The …`: the name in parentheses before the dash of a dateline.
fn source_of_wire(words: &str) -> Option<&str> {
    const FARTHEST: usize = 60;
    let open = words.find('(').filter(|open| (1..=FARTHEST).contains(open))?;
    let (name, rest) = words[open + 1..].split_once(')')?;
    let is_name = (2..=6).contains(&name.split_whitespace().count())
        && name.starts_with(char::is_uppercase)
        && !name.contains(|c: char| c.is_ascii_digit() || matches!(c, ',' | '/' | ':'))
        && !lexicon::is_place(name);
    // `(OPEN SEA NEWS).- The`
    let is_dash = rest.trim_start_matches('.').trim_start().starts_with(['-', '–', '—']);
    (is_name && is_dash && dateline::opens(words)).then_some(name)
}

/// `Ada Roe, directora, Casa de las Voces`: the name behind person and role.
fn behind_signer(line: &str) -> Option<&str> {
    let mut pieces = line.split(',').map(str::trim);
    let (person, role, name) = (pieces.next()?, pieces.next()?, pieces.next()?);
    let is_name = name.starts_with(char::is_uppercase)
        && (2..=8).contains(&name.split_whitespace().count())
        && !lexicon::has_role(name)
        && gazetteer::resolve(name).is_none();
    (lexicon::is_name(person) && lexicon::has_role(role) && is_name && pieces.next().is_none())
        .then_some(name)
}

/// What stands before the name of who issues a release.
const ISSUED_BY: &[&str] = &[
    "Source: ",
    "on behalf of the ",
    "on behalf of ",
    "Statement by the ",
    "Statement by ",
    "Oral statement by ",
    "Written statement by ",
    "Joint statement by ",
    "statement by the ",
    "Resolution of the ",
    "déclaration de l'",
    "déclaration de l’",
    "déclaration du ",
    "communiqué de la ",
    "communiqué du ",
    "comunicado de la ",
    "comunicado del ",
    "Erklärung des ",
    "Erklärung der ",
    "Issued by ",
    "Distributed by ",
];

static ISSUED_BY_CUES: LazyLock<DoubleArrayAhoCorasick<usize>> = LazyLock::new(|| {
    DoubleArrayAhoCorasick::new(ISSUED_BY).expect("the cues differ and none is empty")
});

/// Where each cue of [`ISSUED_BY`] that a line has ends for the first time, in the order of the cues.
fn after_issued_by(words: &str) -> Vec<usize> {
    CUES.with_borrow_mut(|cues| cues.get_or(words, || find_issued_by(words)))
}

thread_local! {
    static CUES: RefCell<Met<Vec<usize>>> = RefCell::default();
}

fn find_issued_by(words: &str) -> Vec<usize> {
    let mut ends: Vec<(usize, usize)> = ISSUED_BY_CUES
        .find_overlapping_iter(words.as_bytes())
        .map(|met| (met.value(), met.end()))
        .collect();
    ends.sort_unstable();
    ends.dedup_by_key(|(cue, _)| *cue);
    ends.into_iter().map(|(_, end)| end).collect()
}

/// A two-word name of an organisation also looks like a person's.
fn looks_like_one(name: &str) -> bool {
    lexicon::is_organisation(name) || is_known(name)
}

/// A name without quotation marks, brackets and a leading article.
fn tidy(name: &str) -> &str {
    let name = name.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | ';' | ':' | '"' | '“' | '”' | '(' | ')' | '*' | '«' | '»' | '|' | '-'
            )
    });
    let name = ["The ", "the ", "THE "]
        .iter()
        .find_map(|article| name.strip_prefix(article))
        .unwrap_or(name);
    // to prepare a search takes longer than a look
    let is_whole = !name.ends_with('s');
    let name = if is_whole { name } else { name.trim_end_matches("’s").trim_end_matches("'s") };
    name.trim_end_matches([',', ';'])
}

fn after_news_from(line: &str) -> &str {
    ["NEWS FROM THE ", "NEWS FROM ", "News from the ", "News from ", "A project of "]
        .iter()
        .find_map(|head| line.strip_prefix(head))
        .unwrap_or(line)
}

/// `the Coalition` for `Coalition for the Open Sea`, if the text says so.
fn head_noun(name: &str, layout: &Layout) -> Option<String> {
    let noun = name.split_whitespace().find(|word| lexicon::is_organisation_word(word))?;
    if noun.len() == name.len() {
        return None;
    }
    let is_said = layout.words.iter().any(|words| has_with_article(words, noun));
    is_said.then(|| format!("the {noun}"))
}

/// Whether `the` stands before `noun` somewhere, in any case.
fn has_with_article(words: &str, noun: &str) -> bool {
    let (words, noun) = (words.as_bytes(), noun.as_bytes());
    let Some(first) = noun.first() else { return false };
    let (lower, upper) = (first.to_ascii_lowercase(), first.to_ascii_uppercase());
    memchr::memchr2_iter(lower, upper, words).any(|at| {
        let article = at.checked_sub(4).map(|start| &words[start..at]);
        article.is_some_and(|article| article.eq_ignore_ascii_case(b"the "))
            && words[at..].len() >= noun.len()
            && words[at..at + noun.len()].eq_ignore_ascii_case(noun)
    })
}
