//! Points for names that stand where issuers stand: letterhead, head lines, standing text, contacts, foot.

use release::{Contact, Part, Span};

use crate::{
    layout::{Layout, feature::Feature, office, phrase},
    lexicon::{self, Line, Seen, traits},
    organisation::{
        addressee, holder,
        known::is_known,
        named, pool, role, run, russian,
        tally::{
            Tally,
            cue::{
                after_issued_by, after_news_from, behind_signer, distributed_for, marked_issuer,
                of_head_line, signs_first, to_the_public, told_about,
            },
            form::{calm, tidy},
        },
    },
    quote::is_given_name,
    text::Text,
};

/// What stands before who wrote a text in Chinese.
const AUTHORS: [&str; 2] = ["文/", "文／"];
/// The name above an address stands among so many blocks from the last of the text.
const BELOW: usize = 4;
/// What stands before the name of a body, whatever it looks like.
const OF_ANY: [&str; 9] = [
    "tatement by",
    "tatement from",
    "elease from",
    "ttributable to",
    "organised by",
    "encabezadas por",
    "encabezados por",
    "integramos",
    "Da Página d",
];
/// Who had a letter signed is told below its first paragraph too, within so many more.
const LETTER_OF: [&str; 3] = ["organised by ", "organized by ", "coordinated by "];
const EARLY: usize = 3;
/// With so many points somebody is told to issue a release.
const TOLD: f32 = 0.6;
/// So many of the last blocks of the text may be signatures.
const SIGNED: usize = 8;

/// `Brücke Altstadt e.V.`: a name of a few words and what a register calls such a body.
fn has_legal_form(name: &str) -> bool {
    const FORMS: [&str; 7] = [" e.V.", " e. V.", " gGmbH", " ASBL", " asbl", " ONLUS", " A.C."];
    name.starts_with(char::is_uppercase)
        && (2..=7).contains(&name.split(' ').count())
        && FORMS.iter().any(|form| name.ends_with(form))
}

/// `More From Our Partners`: a head above the texts of others.
fn leads_elsewhere(words: &str) -> bool {
    const HEADS: [&str; 4] = ["more from", "more on", "more by", "latest from"];
    HEADS
        .iter()
        .any(|head| words.get(..head.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(head)))
}

/// `Ada Roe`, `President`, `Straits Bar`: the body below a person and an office, a line each.
fn body_of_signer(layout: &Layout, idx: usize) -> Option<&str> {
    const MOST_WORDS: usize = 8;
    let line = |at: usize| layout.words.get(at).map(|words| words.trim());
    let (person, office, body) = (line(idx)?, line(idx + 1)?, line(idx + 2)?);
    // what costs least and rules most lines out comes first
    let is_office = office.split(' ').take(MOST_WORDS + 1).count() <= MOST_WORDS
        && !office.contains([',', '.', '@'])
        && lexicon::opens_with_role(office);
    if !is_office {
        return None;
    }
    let is_person = || {
        lexicon::is_name(person) && !lexicon::has_role(person) && !lexicon::is_organisation(person)
    };
    let is_body = || {
        body.starts_with(char::is_uppercase)
            && (2..=MOST_WORDS).contains(&body.split(' ').count())
            && !body.contains([',', ':', '.', '@', '+'])
            && !body.contains(|c: char| c.is_ascii_digit())
            && !lexicon::has_role(body)
            && !is_given_name(body.split(' ').next().unwrap_or_default())
            && !lexicon::is_place(body)
    };
    // in a list of those who sign, the next one stands there, over an office again
    let goes_on = || line(idx + 3).is_some_and(lexicon::opens_with_role);
    (is_person() && is_body() && !goes_on() && !holder::opens_with_one(layout)).then_some(body)
}

impl Tally<'_> {
    pub(in crate::organisation) fn letterhead(&mut self, layout: &Layout) {
        let addressee = addressee::blocks(layout);
        for (idx, span) in layout.of_part(Part::Letterhead) {
            if addressee.contains(&idx) {
                continue;
            }
            if pool::repeats_headline(layout, idx)
                || office::is_dative(&layout.words[idx])
                || AUTHORS.iter().any(|head| layout.words[idx].starts_with(head))
            {
                continue;
            }
            let words = after_news_from(&layout.words[idx]);
            // `Open Sea Network · River Bank Lawyers`: the first of several leads
            for (n_before, name) in words.split(['·', '•', '|']).enumerate() {
                let name = of_head_line(name);
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
                && !office::is_dative(&layout.words[idx])
                && !leads_elsewhere(&layout.words[idx])
            {
                // `Brücke Altstadt e.V. | Beratung | Spenden`: what a register calls it tells the name
                let first =
                    layout.words[idx].split(['|', '·', '•', '>']).next().unwrap_or_default();
                if has_legal_form(first.trim_end()) {
                    self.add_any(tidy(first), 0.5, "page-head", block.span);
                }
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

    pub(in crate::organisation) fn carrier(&mut self, text: &Text) {
        if let Some(site) = &text.meta.site {
            self.add(site, 0.6, "site-name", Span::default());
        }
    }

    /// `CHRD-Statement: …`, `Statement by X`, `Source: X` and the names in title and subtitle.
    pub(in crate::organisation) fn head_lines(&mut self, layout: &Layout) {
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
            // `The letter was organised by …`
            let is_early =
                block.part == Part::Body && layout.lede().is_some_and(|lede| idx <= lede + EARLY);
            if !is_head && !is_early {
                continue;
            }
            for end in after_issued_by(words) {
                if !is_head && !LETTER_OF.iter().any(|cue| words[..end].ends_with(cue)) {
                    continue;
                }
                let rest = &words[end..];
                let looked_up = lexicon::look_up(rest);
                let line = Line { text: rest, words: &looked_up };
                if let Some(run) = run::first(&line)
                    && run.start <= 4
                {
                    self.add(run.name, 0.7, "issued-by", block.span);
                } else if let Some(name) = named::opening(&line)
                    && OF_ANY.iter().any(|cue| words[..end].contains(cue))
                    && !lexicon::has_role(name)
                    && !name.contains('(')
                    && !name.split_whitespace().next().is_some_and(is_given_name)
                {
                    self.add_any(name, 0.7, "issued-by", block.span);
                }
            }
            if !is_head {
                continue;
            }
            if let Some(name) = marked_issuer(words) {
                self.add_any(name, 0.7, "issued-by", block.span);
            }
            if let Some(name) = words.strip_prefix("Заявление ").and_then(russian::nominative)
            {
                let end =
                    [" о ", " об ", " по ", " в связи "].iter().filter_map(|on| name.find(on));
                let name = &name[..end.min().unwrap_or(name.len())];
                self.add_any(tidy(name), 0.6, "statement-of", block.span);
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
                for name in role::behind_roles(&layout.line(idx)) {
                    self.add_any(tidy(name), 0.4, "statement-of", block.span);
                }
            }
            if !matches!(block.part, Part::Title | Part::Subtitle) {
                continue;
            }
            let shouts = layout.features[idx].has(Feature::AllCaps);
            let names_kind = |seen: &Seen| seen.is(traits::ORGANISATION);
            if layout.line(idx).words.iter().any(names_kind)
                && let Some(name) = to_the_public(words)
            {
                let name = if shouts { calm(name) } else { name.to_owned() };
                self.add_any(&name, 0.6, "headline", block.span);
            }
            // `THE OPEN SEA NETWORK (OSN) SUES THE PORT`: its own abbreviation tells where the name ends
            if let Some(name) = self.aliases.opening(words) {
                let name = if shouts { calm(name) } else { name.to_owned() };
                // a name that has its own abbreviation is no person's
                self.add_any(tidy(&name), 0.45, "headline", block.span);
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

    /// `About X`, `X is a global network`.
    pub(in crate::organisation) fn standing_text(&mut self, layout: &Layout) {
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

    pub(in crate::organisation) fn contacts(&mut self, contacts: &[Contact]) {
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
    pub(in crate::organisation) fn foot(&mut self, layout: &Layout) {
        let last = layout.blocks.iter().rposition(|block| block.part.is_running_text());
        for idx in last.map_or(0..0, |last| last..layout.blocks.len().min(last + BELOW)) {
            let words = layout.words[idx].as_str();
            let is_address = !layout.features[idx].has(Feature::EndsStop)
                && layout.blocks.get(idx + 1).is_none_or(|below| {
                    let features = layout.features[idx + 1];
                    below.part == Part::Contacts
                        || features.has(Feature::Phone)
                        || features.has(Feature::Email)
                })
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
        self.initiator(layout);
        for (idx, words) in layout.words.iter().enumerate() {
            if let Some(name) = distributed_for(words) {
                self.add_any(name, 1.2, "distributed", layout.blocks[idx].span);
            }
        }
        let foot = last.map_or(0, |last| last.saturating_sub(SIGNED));
        // who signs first leads where nobody else is told to
        let is_told = self.candidates.iter().any(|known| known.points >= TOLD);
        for idx in (foot..layout.blocks.len()).filter(|_| !is_told) {
            let next = layout.words.get(idx + 1).map(String::as_str);
            if let Some(name) = signs_first(&layout.words[idx], next) {
                // an abbreviation counts for less, here it is written so by whom it names
                let points = if lexicon::is_acronym(name) { 1.0 } else { 0.45 };
                self.add_any(tidy(name), points, "first-signer", layout.blocks[idx].span);
                break;
            }
        }
        for idx in foot..layout.blocks.len() {
            // `Signed: Ada Roe, director, Open Hands`; name, office and body on lines of their own
            let words = &layout.words[idx];
            let under =
                words.split_once(':').filter(|(head, _)| head.eq_ignore_ascii_case("signed"));
            let signer = under.and_then(|(_, rest)| behind_signer(rest.trim()));
            if let Some(name) = signer.or_else(|| body_of_signer(layout, idx)) {
                self.add_any(tidy(name), 0.5, "signature", layout.blocks[idx].span);
                break;
            }
        }
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

    /// `發起團體：`: the first of the bodies that a list in Chinese says a statement is by, on the line or the next.
    fn initiator(&mut self, layout: &Layout) {
        const HEADS: [&str; 10] = [
            "發起團體",
            "发起团体",
            "發起單位",
            "发起单位",
            "發起組織",
            "发起组织",
            "聯署團體",
            "联署团体",
            "签署团体",
            "簽署團體",
        ];
        for (idx, words) in layout.words.iter().enumerate() {
            let mut heads = AUTHORS.iter().chain(&HEADS).filter(|_| !words.is_ascii());
            let Some(rest) = heads.find_map(|head| words.strip_prefix(head)) else { continue };
            let rest = rest.trim_start_matches([':', '：', ' ']);
            let (idx, list) = match layout.words.get(idx + 1) {
                Some(next) if rest.is_empty() => (idx + 1, next.as_str()),
                _ => (idx, rest),
            };
            if let Some(first) = list.split(['、', '，', ',', '；', ' ', '　']).next() {
                self.add_any(tidy(first), 0.6, "initiator", layout.blocks[idx].span);
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

    /// A mail domain that spells a name or its initials.
    pub(in crate::organisation) fn domains(&mut self, contacts: &[Contact]) {
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
                candidate.told_by("domain");
            }
        }
    }
}
