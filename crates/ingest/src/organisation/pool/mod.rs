//! Names that stand where issuers stand, counted where the text uses them.
//!
//! A letterhead, the sender of a mail, the name of a site or a footer names somebody; that it is the issuer
//! shows by the running text, which speaks of it again. So names without any organisation word are found.

mod piece;
mod usage;

use release::{Contact, Found, Part, Span};

use crate::{
    layout::{Layout, carrier::Key, feature::Feature, office, phrase, title_segments},
    lexicon,
    organisation::{addressee, named, role},
    text::Text,
};
use piece::{
    is_named_by_kind, is_person, is_possible, is_section, is_sender_of_domain, lists_keywords,
    n_small, opens_with_place, pieces, without_article, without_office,
};
use usage::Usage;

pub(super) use piece::{is_branch, is_kind};

/// A name and why it may be the issuer's.
#[derive(Clone, Debug)]
pub(super) struct Proposal {
    pub(super) name: String,
    pub(super) points: f32,
    pub(super) rule: &'static str,
    pub(super) span: Span,
    /// It stands in quotation marks behind a word such as `центр`.
    pub(super) is_named_by_kind: bool,
}

/// A name of more words in a footer has a word for a body.
const LONGEST_IN_FOOTER: usize = 5;
/// So many lines behind an entry of a menu may be entries.
const LONGEST_MENU: usize = 4;
/// So many characters tell that a line repeats the headline.
const BEGINNING: usize = 24;
/// More lines than this at the head or the foot are no letterhead.
const REACH: usize = 8;

/// The names proposed by head, foot and carrier that the running text uses, in its spelling.
pub(super) fn proposals(
    text: &Text,
    layout: &Layout,
    contacts: &[Contact],
    places: &[Found<String>],
) -> Vec<Proposal> {
    let candidates = candidates(text, layout);
    if candidates.is_empty() {
        return Vec::new();
    }
    let usage = Usage::of(layout);
    let mut proposals = Vec::new();
    let is_town = |name: &str| !name.contains(' ') && lexicon::is_place(name);
    let is_person =
        |name: &str| contacts.iter().any(|contact| contact.name.as_deref() == Some(name));
    for proposal in candidates {
        let is_place = places.iter().any(|place| place.value.eq_ignore_ascii_case(&proposal.name));
        if is_place || is_town(&proposal.name) || is_person(&proposal.name) {
            continue;
        }
        // A letterhead with an organisation word needs no other witness.
        let is_capital = n_small(&proposal.name) * 2 <= proposal.name.split_whitespace().count();
        let is_evident = is_capital
            && matches!(proposal.rule, "letterhead" | "page-title" | "sender" | "footer")
            && (lexicon::is_organisation(&proposal.name) && proposal.rule != "footer"
                || proposal.is_named_by_kind)
            || proposal.rule == "date-line" && proposal.name.contains(' ')
            || matches!(proposal.rule, "front-matter-issuer" | "saved-page");
        match usage.confirm(&proposal) {
            Some(confirmed) => proposals.push(confirmed),
            None if is_evident => {
                proposals.push(Proposal { points: proposal.points + 0.1, ..proposal });
            }
            None => {}
        }
    }
    proposals
}

fn candidates(text: &Text, layout: &Layout) -> Vec<Proposal> {
    let mut found = Vec::new();
    let headline = layout.of_part(Part::Title).next();
    let headline = headline.map_or("", |(idx, _)| layout.words[idx].as_str());
    let beginning = beginning(headline);
    let mut propose = |passage: &str, points: f32, rule, span| {
        for name in pieces(passage) {
            // `Правозащитный центр «Открытый суд»`: the quoted name is the name.
            // a piece is a part of its passage: to search for it would take the square of the length
            let at = name.as_ptr().addr() - passage.as_ptr().addr();
            let follows = passage[at + name.len()..].trim_start();
            if follows.starts_with(['«', '„']) {
                continue;
            }
            // a page's title begins as its headline does, and so does a line that says it once more
            let begins = passage.len() > beginning.len() && passage.starts_with(beginning);
            let repeats = || rule == "letterhead" && (begins || name.len() + 8 < passage.len());
            if (rule == "page-title" || repeats())
                && headline.contains(name)
                && (headline.len() >= name.len() + 8 || begins && beginning.len() >= BEGINNING)
            {
                continue;
            }
            if rule == "letterhead" && name == headline && name.len() < passage.len() {
                continue;
            }
            // without blanks any sentence is one word
            if lexicon::is_unspaced(name) && !lexicon::is_organisation(name) {
                continue;
            }
            // headlines of other pages
            let is_long = name.split_whitespace().count() > LONGEST_IN_FOOTER;
            if rule == "footer" && is_long && !lexicon::is_organisation(name) {
                continue;
            }
            let is_trusted = matches!(
                rule,
                "page-title"
                    | "letterhead"
                    | "sender"
                    | "front-matter-issuer"
                    | "byline"
                    | "copyright"
                    | "breadcrumb"
                    | "date-line"
            );
            if (!is_trusted || is_person(name))
                && lexicon::is_name(name)
                && !lexicon::is_organisation(name)
            {
                continue;
            }
            let is_named_by_kind = is_named_by_kind(&passage[..at]);
            found.push(Proposal { name: name.to_owned(), points, rule, span, is_named_by_kind });
        }
    };
    for field in layout.carried.fields.iter().filter(|field| field.key == Key::From) {
        let value = field.value.of(&text.characters);
        let display =
            value.split(['<', '(']).next().unwrap_or_default().trim_matches(['"', ' ', '\'']);
        let display = without_office(display);
        if !lexicon::is_name(display)
            || lexicon::is_organisation(display)
            || is_sender_of_domain(display, value)
        {
            propose(display, 0.35, "sender", field.value);
        }
    }
    for field in layout.carried.fields.iter().filter(|field| field.key == Key::Issuer) {
        propose(field.value.of(&text.characters), 0.4, "front-matter-issuer", field.value);
    }
    if let Some(title) = &text.meta.title {
        // the headline may be shouted where the subject of the mail is not
        let headline = headline.to_lowercase();
        let is_of_headline = |segment: &&str| headline.contains(&segment.to_lowercase());
        for segment in title_segments(title).into_iter().filter(|segment| !is_of_headline(segment))
        {
            propose(segment, 0.25, "page-title", Span::default());
        }
    }
    // `Open Sea Network > Newsroom`
    for (idx, block) in layout.blocks.iter().enumerate().take(REACH) {
        if matches!(block.part, Part::Chrome | Part::Letterhead | Part::Subtitle)
            && let Some((site, _)) = layout.words[idx].split_once(['>', '›'])
        {
            propose(site, 0.3, "breadcrumb", block.span);
        }
    }
    // `by Open Sea Network, 3 May 2011`
    let bylines = layout.of_part(Part::Byline).chain(layout.of_part(Part::Subtitle));
    for (idx, span) in bylines.take(3) {
        if let Some(name) = ["by ", "By "].iter().find_map(|by| layout.words[idx].strip_prefix(by))
        {
            // two capitals behind it are a person more often
            let points = if lexicon::is_organisation(name) { 0.35 } else { 0.15 };
            propose(name, points, "byline", span);
        }
    }
    // `Open Sea Network — Westwater, 3 May 2011`
    for (idx, span) in layout.of_part(Part::Date).take(2) {
        if let Some((name, place)) = layout.words[idx].split_once(['—', '–', '|'])
            && opens_with_place(place)
        {
            propose(name, 0.4, "date-line", span);
        }
    }
    for (idx, block) in layout.blocks.iter().enumerate().take(REACH) {
        if layout.features[idx].has(Feature::KindHead)
            && let Some(name) = phrase::name_beside_kind(&layout.words[idx])
        {
            propose(name, 0.4, "date-line", block.span);
        }
    }
    let lede = layout.lede().unwrap_or(layout.blocks.len());
    let is_plain = |idx: usize| {
        let features = layout.features[idx];
        [
            Feature::Carrier,
            Feature::KindHead,
            Feature::Marker,
            Feature::DateOnly,
            Feature::Prose,
            Feature::Salutation,
            Feature::HeadlineVerb,
        ]
        .iter()
        .all(|feature| !features.has(*feature))
    };
    let addressee = addressee::blocks(layout);
    let mut n_head = 0;
    for (idx, block) in layout.blocks.iter().enumerate().take(lede) {
        let is_head = matches!(block.part, Part::Letterhead | Part::Chrome);
        // the kind behind the name, `關懷會　新聞稿`, is cut off with the blank
        let is_plain = is_plain(idx) || lexicon::is_unspaced(&layout.words[idx]);
        if is_head
            && is_plain
            && n_head < REACH
            && !addressee.contains(&idx)
            && !office::is_dative(&layout.words[idx])
            && !is_of_menu(layout, idx)
        {
            n_head += 1;
            let points = if n_head == 1 { 0.35 } else { 0.2 };
            propose(&layout.words[idx], points, "letterhead", block.span);
        }
    }
    for (idx, block) in layout.blocks.iter().enumerate().skip(lede).rev().take(REACH) {
        let is_foot = matches!(
            block.part,
            Part::Chrome | Part::Contacts | Part::Background | Part::Signatories | Part::Notes
        );
        if is_foot
            && !layout.features[idx].has(Feature::Carrier)
            && !layout.features[idx].has(Feature::SignOff)
            && !layout.features[idx].has(Feature::Salutation)
            && !lists_keywords(&layout.words[idx])
            // `Signed by:` heads a list
            && !layout.words[idx].trim_end().ends_with(':')
        {
            let head: String = layout.words[idx].chars().take(120).collect();
            // `Open Sea equips neighbours of ports, …`: a clause of standing text is no name
            let is_prose = layout.features[idx].has(Feature::Prose);
            let is_clause = |name: &str| n_small(name) * 2 > name.split(' ').count();
            if let Some((before, owner)) = head.split_once('©') {
                // `Open Hands © 2016–2019`
                let owner = if owner.contains(char::is_alphabetic) { owner } else { before };
                let owner = owner.split(['·', '|', ',', '.']).next().unwrap_or_default();
                propose(owner, 0.5, "copyright", block.span);
            } else if is_prose {
                head.split(',').filter(|piece| !is_clause(piece)).for_each(|piece| {
                    propose(piece, 0.15, "footer", block.span);
                });
            } else {
                propose(&head, 0.15, "footer", block.span);
            }
        }
    }
    found.extend(addressee_of_replies(layout));
    found.extend(site_of_saved_page(layout, headline));
    found.extend(told_by_place(layout));
    found
}

/// `Open Hands, 6 Mill Yard, Westwater`: who has the address among the last lines, whatever part these are.
fn addressee_of_replies(layout: &Layout) -> Option<Proposal> {
    const LAST: usize = 4;
    let n_blocks = layout.blocks.len();
    (n_blocks.saturating_sub(LAST)..n_blocks).find_map(|idx| {
        let (name, rest) = layout.words[idx].split_once(", ")?;
        let is_address = rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.contains(", ")
            && rest.len() <= 100
            && !layout.features[idx].has(Feature::Prose);
        (is_address && is_possible(name)).then(|| Proposal {
            name: name.to_owned(),
            points: 0.3,
            rule: "address",
            span: layout.blocks[idx].span,
            is_named_by_kind: false,
        })
    })
}

/// `Headline - Open Sea Network`: the title of a saved page above the headline names its site.
fn site_of_saved_page(layout: &Layout, headline: &str) -> Option<Proposal> {
    const MOST_WORDS: usize = 8;
    let mut head = (0..layout.blocks.len().min(REACH)).filter(|idx| repeats_headline(layout, *idx));
    let idx = head.next()?;
    let site = title_segments(&layout.words[idx]).pop().map(without_article)?;
    let is_name = site.len() < layout.words[idx].len()
        && site.starts_with(char::is_uppercase)
        && (1..=MOST_WORDS).contains(&site.split_whitespace().count())
        && !site.contains(|c: char| c.is_ascii_digit())
        && (!headline.contains(site) || is_behind_headline(&layout.words[idx], headline, site))
        && !is_section(site)
        && !phrase::says_kind(site)
        && !lexicon::is_place(site);
    is_name.then(|| Proposal {
        name: site.to_owned(),
        points: 0.5,
        rule: "saved-page",
        span: layout.blocks[idx].span,
        is_named_by_kind: false,
    })
}

/// Whether a line is the whole headline, a bar and the site: `Open Sea Network sues - Open Sea Network`.
fn is_behind_headline(line: &str, headline: &str, site: &str) -> bool {
    let rest = behind_alike(line, headline).map(str::trim_start);
    let behind_bar = rest.and_then(|rest| rest.strip_prefix(['-', '–', '—', '|', '·', '»']));
    behind_bar.is_some_and(|rest| without_article(rest.trim()) == site)
}

/// Whether a line begins as the headline does.
pub(super) fn repeats_headline(layout: &Layout, idx: usize) -> bool {
    let Some((title, _)) = layout.of_part(Part::Title).next() else { return false };
    let beginning = beginning(&layout.words[title]);
    let rest = behind_alike(&layout.words[idx], beginning);
    let is_parted = |rest: &str| rest.trim_start().starts_with(['-', '–', '—', '|', '·', '»']);
    idx != title
        && rest.is_some_and(|rest| {
            !rest.is_empty() && (beginning.len() >= BEGINNING || is_parted(rest))
        })
}

/// What follows `beginning` in a line, whatever dashes and marks either has.
fn behind_alike<'l>(line: &'l str, beginning: &str) -> Option<&'l str> {
    let plain = |c: char| match c {
        '–' | '—' | '‑' => '-',
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        _ => c,
    };
    let mut rest = line.chars();
    let is_alike = beginning.chars().all(|c| rest.next().map(plain) == Some(plain(c)));
    is_alike.then_some(rest.as_str())
}

fn beginning(headline: &str) -> &str {
    headline.char_indices().nth(BEGINNING).map_or(headline, |(at, _)| &headline[..at])
}

/// `HOME`, `REPORT A CRIME`, `CONTACT US`: a short line among the entries of a menu, and not its first.
fn is_of_menu(layout: &Layout, idx: usize) -> bool {
    let is_entry = |idx: usize| {
        layout.features.get(idx).is_some_and(|features| features.has(Feature::ChromePhrase))
            && !lexicon::with_lower(&layout.words[idx], |lower| lower.starts_with("skip"))
    };
    let is_behind = (idx.saturating_sub(LONGEST_MENU)..idx).any(is_entry);
    is_behind && layout.features.get(idx + 1).is_some_and(|next| next.has(Feature::ChromePhrase))
}

/// Names that open standing text or stand behind the role of a speaker.
fn told_by_place(layout: &Layout) -> Vec<Proposal> {
    let mut found = Vec::new();
    let mut propose = |name: &str, points: f32, rule, span| {
        let is_town =
            || matches!(rule, "before-role" | "headline-subject") && lexicon::is_place(name);
        if is_possible(name) && !is_town() {
            let name = name.to_owned();
            found.push(Proposal { name, points, rule, span, is_named_by_kind: false });
        }
    };
    let n_blocks = layout.blocks.len();
    for (idx, span) in layout.of_part(Part::Title).take(1) {
        if !layout.features[idx].has(Feature::AllCaps)
            && let Some(name) = named::subject_of_headline(&layout.line(idx))
        {
            // `Open Hands on the Arrest of Two Clerks`
            let behind = layout.words[idx].split_once(name).map_or("", |(_, behind)| behind);
            let is_on = [" on ", " ante ", " sobre "].iter().any(|on| behind.starts_with(on));
            propose(name, if is_on { 0.3 } else { -0.1 }, "headline-subject", span);
        }
    }
    for (idx, block) in layout.blocks.iter().enumerate().rev().take(REACH) {
        if let Some(name) = source(&layout.words[idx]) {
            propose(name, 0.1, "source-line", block.span);
        }
    }
    for (idx, block) in layout.blocks.iter().enumerate() {
        let is_foot = block.part == Part::Background || block.part == Part::Notes;
        let is_sentence = block.part == Part::Chrome && layout.features[idx].has(Feature::Prose);
        let may_stand =
            is_foot || (is_sentence || block.part.is_running_text()) && idx + STANDING >= n_blocks;
        if may_stand && let Some(name) = named::in_standing_text(&layout.line(idx)) {
            propose(name, 0.3, "standing-text", block.span);
        }
    }
    let running =
        layout.blocks.iter().enumerate().filter(|(_, block)| block.part.is_running_text());
    for (idx, block) in running.take(SPOKEN) {
        for name in role::behind_roles(&layout.line(idx)) {
            propose(name, 0.0, "role-of-speaker", block.span);
        }
        for name in role::before_roles(&layout.line(idx)) {
            propose(name, -0.3, "before-role", block.span);
        }
    }
    found
}

/// `Fonte: Sindicato do Porto`: whom a page names as the source of what it passes on.
fn source(line: &str) -> Option<&str> {
    const LABELS: [&str; 6] = ["Source", "Fonte", "Fuente", "Quelle", "Источник", "المصدر"];
    let (label, name) = line.split_once(':')?;
    let name = name.trim().trim_matches(['«', '»', '“', '”', '"', '.', '|', ' ']);
    (LABELS.contains(&label.trim()) && name.split(' ').count() <= 8).then_some(name)
}

/// Standing text without a head of its own is among the last blocks.
const STANDING: usize = 6;
/// Speakers of the issuer come among the first paragraphs.
const SPOKEN: usize = 8;
