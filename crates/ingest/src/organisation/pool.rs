//! Names that stand where issuers stand, counted where the text uses them.
//!
//! A letterhead, the sender of a mail, the name of a site or a footer names somebody; that it is the issuer
//! shows by the running text, which speaks of it again. So names without any organisation word are found.

use std::{cell::RefCell, ops::Range};

use release::{Contact, Found, Part, Span};

use crate::{
    layout::{Layout, carrier::Key, feature::Feature, phrase, title_segments},
    lexicon::{self, traits},
    met::Met,
    organisation::{addressee, named},
    quote::is_given_name,
    text::Text,
};

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
    let is_person =
        |name: &str| contacts.iter().any(|contact| contact.name.as_deref() == Some(name));
    for proposal in candidates {
        let is_place = places.iter().any(|place| place.value.eq_ignore_ascii_case(&proposal.name));
        if is_place || is_person(&proposal.name) {
            continue;
        }
        // A letterhead with an organisation word needs no other witness.
        let is_capital = n_small(&proposal.name) * 2 <= proposal.name.split_whitespace().count();
        let is_evident = is_capital
            && matches!(proposal.rule, "letterhead" | "page-title" | "sender" | "footer")
            && (lexicon::is_organisation(&proposal.name) && proposal.rule != "footer"
                || proposal.is_named_by_kind)
            || proposal.rule == "date-line" && proposal.name.contains(' ')
            || proposal.rule == "front-matter-issuer";
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
    let beginning =
        headline.char_indices().nth(BEGINNING).map_or(headline, |(at, _)| &headline[..at]);
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
            let repeats = || {
                rule == "letterhead"
                    && (passage.starts_with(beginning) || name.len() + 8 < passage.len())
            };
            if (rule == "page-title" || repeats())
                && headline.contains(name)
                && headline.len() >= name.len() + 8
            {
                continue;
            }
            // without blanks any sentence is one word
            if lexicon::is_unspaced(name) && !lexicon::is_organisation(name) {
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
        if is_head && is_plain && n_head < REACH && !addressee.contains(&idx) {
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
            && !lists_keywords(&layout.words[idx])
        {
            let head: String = layout.words[idx].chars().take(120).collect();
            // `Open Sea equips neighbours of ports, …`: a clause of standing text is no name
            let is_prose = layout.features[idx].has(Feature::Prose);
            let is_clause = |name: &str| n_small(name) * 2 > name.split(' ').count();
            if let Some((_, owner)) = head.split_once('©') {
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
    found.extend(told_by_place(layout));
    found
}

/// `Tags: ports, Open Sea, Suva`
fn lists_keywords(words: &str) -> bool {
    const HEADS: [&str; 16] = [
        "tags",
        "tag",
        "tagged",
        "keywords",
        "topics",
        "mots-clés",
        "mots clés",
        "etiquetas",
        "palavras-chave",
        "schlagwörter",
        "schlagworte",
        "stichworte",
        "теги",
        "метки",
        "ключевые слова",
        "more on",
    ];
    words.split_once(':').is_some_and(|(head, _)| {
        head.len() <= 32 && HEADS.contains(&head.trim().to_lowercase().as_str())
    })
}

/// Whether a place stands before the date: what stands before the place is none.
fn opens_with_place(rest: &str) -> bool {
    let first = rest.split_whitespace().next().unwrap_or_default();
    let bare = first.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    first.starts_with(char::is_uppercase) && !lexicon::is_date_word(&bare)
}

/// `Ada Roe`, whatever the place.
fn is_person(name: &str) -> bool {
    let mut words = name.split_whitespace();
    words.next().is_some_and(is_given_name) && (1..=2).contains(&words.count())
}

/// Names that open standing text or stand behind the role of a speaker.
fn told_by_place(layout: &Layout) -> Vec<Proposal> {
    let mut found = Vec::new();
    let mut propose = |name: &str, points: f32, rule, span| {
        if is_possible(name) {
            let name = name.to_owned();
            found.push(Proposal { name, points, rule, span, is_named_by_kind: false });
        }
    };
    let n_blocks = layout.blocks.len();
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
        for name in named::behind_roles(&layout.line(idx)) {
            propose(name, 0.0, "role-of-speaker", block.span);
        }
    }
    found
}

/// Standing text without a head of its own is among the last blocks.
const STANDING: usize = 6;
/// Speakers of the issuer come among the first paragraphs.
const SPOKEN: usize = 8;

/// `Heller Strom <presse@heller-strom.example>`: a mail from an office, whose domain has a word of the name.
fn is_sender_of_domain(display: &str, value: &str) -> bool {
    let Some((before, after)) = value.split_once('@') else { return false };
    let office = before.rsplit(['<', ' ', '"']).next().unwrap_or_default().to_lowercase();
    let domain = after.split(['>', ' ']).next().unwrap_or_default().to_lowercase();
    let words = phrase::fold_words(display, 6);
    let is_long = |word: &&String| word.chars().count() >= 4;
    words.iter().filter(is_long).any(|word| domain.contains(word.as_str()))
        && !words.iter().any(|word| office.contains(word.as_str()))
}

/// The parts of a line that can be a name.
fn pieces(passage: &str) -> impl Iterator<Item = &str> {
    let at = |piece: &str| piece.as_ptr().addr() - passage.as_ptr().addr();
    let places = || cut_up(passage).map(|piece| at(piece)..at(piece) + piece.len()).collect();
    let found = MET.with_borrow_mut(|met| met.get_or(passage, places));
    found.into_iter().map(|range| &passage[range])
}

thread_local! {
    /// Where the parts of lines stand that can be names.
    static MET: RefCell<Met<Vec<Range<usize>>>> = RefCell::default();
}

fn cut_up(passage: &str) -> impl Iterator<Item = &str> {
    passage
        .split(|c| {
            matches!(
                c,
                '|' | '/'
                    | ','
                    | ';'
                    | ':'
                    | '('
                    | ')'
                    | '•'
                    | '·'
                    | '»'
                    | '>'
                    | '©'
                    | '.'
                    | '،'
                    | '*'
                    | '«'
                    | '“'
                    | '”'
                    | '"'
                    | '，'
                    | '：'
                    | '；'
                    | '、'
                    | '。'
                    | '（'
                    | '）'
                    | '「'
                    | '」'
            )
        })
        .flat_map(|piece| parted(piece, if lexicon::is_unspaced(piece) { " " } else { " – " }))
        .flat_map(|piece| parted(piece, " — "))
        .flat_map(|piece| parted(piece, " - "))
        .map(|piece| piece.trim_matches(|c: char| !c.is_alphabetic()))
        .map(|piece| {
            ["The ", "Das ", "Der ", "Die ", "Le ", "La ", "L\'", "L’", "O ", "A ", "El "]
                .iter()
                .find_map(|article| piece.strip_prefix(article))
                .unwrap_or(piece)
        })
        .filter(|piece| is_possible(piece))
}

/// The parts of a piece between dashes.
fn parted<'t>(piece: &'t str, dash: &'static str) -> impl Iterator<Item = &'t str> {
    // most pieces have none, and to prepare a search takes longer than a look
    let sign = dash.as_bytes().get(1).copied().unwrap_or(b' ');
    let has_dash = memchr::memchr(sign, piece.as_bytes()).is_some();
    let (whole, parts) =
        if has_dash { (None, Some(piece.split(dash))) } else { (Some(piece), None) };
    whole.into_iter().chain(parts.into_iter().flatten())
}

/// `Open Sea Press` sends for Open Sea.
fn without_office(sender: &str) -> &str {
    const OFFICES: &[&str] = &[
        " Press",
        " Press Office",
        " Media",
        " Newsroom",
        " Presse",
        " Pressestelle",
        " Prensa",
        " Imprensa",
    ];
    let bare = OFFICES.iter().find_map(|office| sender.strip_suffix(office)).unwrap_or(sender);
    bare.trim_end_matches([',', '-', '–', ' '])
}

/// `Nairobi office`, of whoever has it.
pub(super) fn is_branch(piece: &str) -> bool {
    piece.split_whitespace().next_back().is_some_and(|last| {
        matches!(
            last,
            "office" | "Office" | "Büro" | "Pressestelle" | "Newsroom" | "newsroom" | "chapter"
        )
    }) && piece.split_whitespace().count() <= 3
}

/// `Экологическое общество «Степной голос»`.
fn is_named_by_kind(before: &str) -> bool {
    let before = before.trim_end();
    before.ends_with(['«', '“', '„', '"'])
        && before
            .trim_end_matches(['«', '“', '„', '"', ' '])
            .split_whitespace()
            .next_back()
            .is_some_and(lexicon::is_organisation_word)
}

/// The words that begin small: names in French or Spanish may have one capital alone.
fn n_small(piece: &str) -> usize {
    piece.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count()
}

fn is_possible(piece: &str) -> bool {
    let first = piece.chars().next().unwrap_or(' ');
    // first what is told at a look
    if !(4..=110).contains(&piece.len())
        || first.is_lowercase()
        || piece.bytes().any(|byte| byte.is_ascii_digit())
    {
        return false;
    }
    let n_words = piece.split_whitespace().count();
    (1..=10).contains(&n_words)
        && !piece.split_whitespace().next().is_some_and(lexicon::is_function_word)
        && !piece.split_whitespace().next_back().is_some_and(lexicon::is_function_word)
        && n_small(piece) < n_words.max(2)
        && !(n_words == 1
            && (lexicon::is_function_word(piece)
                || lexicon::with_lower(piece, lexicon::is_date_word)
                || (lexicon::is_acronym(piece) && piece.len() <= 5)))
        && (!lexicon::has_role(piece) || named::ends_in_justice(piece))
        && !is_branch(piece)
        && !is_section(piece)
        && !piece.chars().any(char::is_numeric)
        && !lexicon::has_headline_verb(piece)
        && !phrase::find_at_start(piece)
            .iter()
            .any(|met| met.is_whole || n_small(piece) * 2 > n_words)
        && gazetteer::resolve(piece).is_none()
}

/// `HIGHLIGHTS`, `Key messages`: what heads a part of a report.
fn is_section(piece: &str) -> bool {
    const SECTIONS: [&str; 14] = [
        "highlights",
        "overview",
        "summary",
        "background",
        "introduction",
        "contents",
        "recommendations",
        "conclusion",
        "conclusions",
        "findings",
        "key messages",
        "key figures",
        "key findings",
        "timeline",
    ];
    SECTIONS.iter().any(|section| piece.eq_ignore_ascii_case(section))
}

/// The words of the running and standing text.
struct Usage<'t> {
    /// Keys of the words with the block and the bytes they stand at.
    words: Vec<(u64, usize, usize, usize)>,
    /// Which of these keys there are, a bit for the first bits of each.
    held: [u64; 64],
    layout: &'t Layout,
}

/// Texts longer than this many words repeat their issuer earlier.
const ENOUGH_WORDS: usize = 4_000;

impl<'t> Usage<'t> {
    fn of(layout: &'t Layout) -> Self {
        let n_words: usize =
            layout.blocks.iter().enumerate().map(|(idx, _)| layout.line(idx).words.len()).sum();
        let words = Vec::with_capacity(n_words.min(2 * ENOUGH_WORDS));
        let mut usage = Self { words, held: [0; 64], layout };
        for (idx, block) in layout.blocks.iter().enumerate() {
            let is_used = block.part.is_said() || block.part == Part::Background;
            if !is_used || usage.words.len() > ENOUGH_WORDS {
                continue;
            }
            let line = layout.line(idx);
            for seen in line.words.iter().filter(|seen| !line.bare(seen).is_empty()) {
                let (start, bare) = (seen.bare_start(), line.bare(seen));
                if seen.is(traits::ASCII) {
                    let owner = bare.strip_suffix("'s");
                    let key = owner.map_or(seen.key, lexicon::key);
                    let end = start + owner.unwrap_or(bare).len();
                    usage.words.push((key, idx, start, end));
                } else {
                    usage.words.extend(
                        bare_words(bare).map(|(from, to)| {
                            (key(&bare[from..to]), idx, start + from, start + to)
                        }),
                    );
                }
            }
        }
        for (key, ..) in &usage.words {
            let (at, bit) = held_at(*key);
            usage.held[at] |= bit;
        }
        usage
    }

    /// Whether the running text may have a word of that key.
    fn may_hold(&self, key: u64) -> bool {
        let (at, bit) = held_at(key);
        self.held[at] & bit != 0
    }

    /// A proposal in the spelling of the running text, with points for being used; `None` if it is not.
    fn confirm(&self, proposal: &Proposal) -> Option<Proposal> {
        let name = proposal.name.as_str();
        let wanted: Vec<u64> = bare_words(name).map(|(from, to)| key(&name[from..to])).collect();
        let first = *wanted.first()?;
        // most names are of pages, and the text has not all of their words
        if !wanted.iter().all(|key| self.may_hold(*key)) {
            return None;
        }
        let mut uses: Vec<&str> = Vec::new();
        let mut is_early = false;
        for window in self.words.windows(wanted.len()).filter(|window| window[0].0 == first) {
            let block = window[0].1;
            let is_same = window
                .iter()
                .zip(&wanted)
                .all(|(word, wanted)| word.0 == *wanted && word.1 == block);
            if is_same {
                let line = self.layout.words[block].as_str();
                let form = &line[window[0].2..window[wanted.len() - 1].3];
                if !form.starts_with(char::is_lowercase) && !is_of_another(&line[..window[0].2]) {
                    uses.push(form);
                    is_early |= self.layout.lede().is_some_and(|lede| block <= lede + 2);
                }
            }
        }
        let is_lone = wanted.len() == 1;
        if uses.is_empty() || (is_lone && uses.len() < 2) {
            return None;
        }
        let mut points = proposal.points + 0.4;
        points += if uses.len() > 1 { 0.15 } else { 0.0 };
        points += if is_early { 0.15 } else { 0.0 };
        points -=
            if is_lone && !lexicon::is_organisation_word(&proposal.name) { 0.25 } else { 0.0 };
        Some(Proposal { name: uses[0].to_owned(), points, ..proposal.clone() })
    }
}

/// `Commission of Human Rights`, `Comissão de Direitos Humanos`: whether what stands before a name makes it a part of
/// another.
fn is_of_another(before: &str) -> bool {
    let mut words = before.rsplit(' ').filter(|word| !word.is_empty());
    let is_link = words.next().is_some_and(|link| matches!(link, "of" | "de" | "für" | "по"));
    is_link
        && before.ends_with(' ')
        && words.next().is_some_and(|owner| {
            owner.starts_with(char::is_uppercase) && lexicon::is_organisation_word(owner)
        })
}

/// Where the bit of a key stands, by its first twelve bits.
fn held_at(key: u64) -> (usize, u64) {
    ((key >> 58) as usize, 1 << (key >> 52 & 63))
}

/// Where the runs of letters and digits of a line begin and end.
fn bare_words(line: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let from = at + line[at..].find(char::is_alphanumeric)?;
        let rest = &line[from..];
        let to = from + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        at = to;
        Some((from, to))
    })
}

/// A number that words have in common when they are one word folded.
fn key(word: &str) -> u64 {
    if word.is_ascii() { lexicon::key(word) } else { lexicon::key(&gazetteer::fold(word)) }
}
