//! Names that act as issuers do, whatever words they are made of: `Open Hands said today`, `chair of Bread & Salt`.
//!
//! A run of capitals is a person, a town or an organisation. Persons return by their surnames and open with a
//! given name; who returns under a whole name and speaks is an organisation.

use release::{Contact, Found, Span};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    layout::{Layout, feature::Feature},
    lexicon::{self, Line, traits},
    organisation::{
        demand::{is_definite, is_demanding},
        named, run,
    },
    quote::is_given_name,
};

/// A name with points for what it does.
pub(super) struct Actor<'t> {
    pub(super) name: &'t str,
    pub(super) points: f32,
    pub(super) span: Span,
}

/// Issuers have acted by then.
const MOST_PARAGRAPHS: usize = 30;
/// A name has no more words.
const LONGEST: usize = 7;

/// What stands before the name of whom a state has given an office.
const OFFICES: &[&str] = &[
    "Congressman",
    "Congresswoman",
    "Congressmen",
    "Senators",
    "Representatives",
    "Rep",
    "Reps",
    "Sen",
    "Sens",
    "DA",
    "AG",
    "Governor",
    "Gov",
    "Sheriff",
    "Judge",
    "Justice",
    "Mayor",
    "Lieutenant",
    "Lt",
    "Captain",
    "Capt",
    "Colonel",
    "Col",
    "Major",
    "Sergeant",
    "Sgt",
    "Detective",
    "Det",
    "Officer",
    "Chairman",
    "Leader",
    "Bishop",
    "Imam",
    "Chief",
    "King",
    "Queen",
    "Prince",
    "Princess",
    "Pope",
    "Archbishop",
    "Cardinal",
];

/// What laws, plans and days end with.
const KINDS: &[&str] = &[
    "Act",
    "Bill",
    "Law",
    "Code",
    "Day",
    "Week",
    "Month",
    "Program",
    "Programme",
    "Plan",
    "Convention",
    "Treaty",
    "Agreement",
    "Report",
    "Rule",
    "County",
    "City",
    "State",
    "River",
    "Government",
    "Police",
    "Ministry",
    "Parliament",
    "Army",
    "Committee",
    "Subcommittee",
    "Republic",
    "Times",
    "Post",
    "News",
];

/// What a name was seen to do.
struct Deeds<'t> {
    name: &'t str,
    key: u64,
    span: Span,
    n_words: usize,
    n_early: usize,
    n_late: usize,
    n_roles: usize,
    n_uses: usize,
    /// Met inside a sentence: no common word with a capital for opening it.
    is_inside: bool,
}

impl Deeds<'_> {
    fn points(&self) -> f32 {
        // who only answers later is spoken of
        if self.n_early == 0 || self.n_uses < 2 {
            return 0.1;
        }
        let mut points = 0.5;
        points += if self.n_late > 0 { 0.1 } else { 0.0 };
        points += if self.n_roles > 0 { 0.25 } else { 0.0 };
        points += if self.n_uses > 2 { 0.1 } else { 0.0 };
        points
    }
}

/// The names that act in the running text; `has_capital_nouns` of German, where any noun may look like a name.
pub(super) fn acting<'t>(
    layout: &'t Layout,
    contacts: &[Contact],
    places: &[Found<String>],
    has_capital_nouns: bool,
) -> Vec<Actor<'t>> {
    let mut deeds: Vec<Deeds<'t>> = Vec::new();
    let mut known: FxHashMap<u64, usize> = FxHashMap::default();
    let mut surnames: FxHashSet<u64> = FxHashSet::default();
    let mut ends: FxHashSet<u64> = FxHashSet::default();
    let mut barred: FxHashSet<u64> = FxHashSet::default();
    let mut n_paragraphs = 0;
    for (idx, block) in layout.blocks.iter().enumerate() {
        if !block.part.is_running_text() || layout.features[idx].has(Feature::AllCaps) {
            continue;
        }
        n_paragraphs += 1;
        if n_paragraphs > MOST_PARAGRAPHS {
            break;
        }
        let line = layout.line(idx);
        let mut joined: Option<(u64, Piece<'t>)> = None;
        let mut at = 0;
        while at < line.words.len() {
            let Some(piece) = piece_at(&line, at) else {
                at += 1;
                continue;
            };
            at = piece.end;
            let key = piece.key;
            let last_key = line.words[piece.end - 1].key;
            if piece.is_person || piece.n_words == 1 {
                surnames.insert(last_key);
            }
            if piece.n_words > 1 {
                ends.insert(last_key);
            }
            if piece.is_barred {
                barred.insert(key);
                // `Open Hands and the River Network say`
                if let Some((first, before)) = joined.take()
                    && acts(&line, piece.end)
                    && are_joined(&line, &before, &piece)
                {
                    let deed = &mut deeds[known[&first]];
                    if n_paragraphs <= 3 {
                        deed.n_early += 1
                    } else {
                        deed.n_late += 1
                    };
                }
                continue;
            }
            let slot = *known.entry(key).or_insert_with(|| {
                deeds.push(Deeds {
                    name: piece.name,
                    key,
                    span: block.span,
                    n_words: piece.n_words,
                    n_early: 0,
                    n_late: 0,
                    n_roles: 0,
                    n_uses: 0,
                    is_inside: false,
                });
                deeds.len() - 1
            });
            let is_role = named::is_behind_role(&line, piece.first);
            let is_acting = acts(&line, piece.end);
            let deed = &mut deeds[slot];
            deed.n_uses += 1;
            deed.is_inside |= piece.is_inside;
            deed.n_roles += usize::from(is_role);
            if is_acting {
                if n_paragraphs <= 3 {
                    deed.n_early += 1
                } else {
                    deed.n_late += 1
                };
                if let Some((first, before)) = joined.take()
                    && are_joined(&line, &before, &piece)
                {
                    let deed = &mut deeds[known[&first]];
                    if n_paragraphs <= 3 {
                        deed.n_early += 1
                    } else {
                        deed.n_late += 1
                    };
                }
            }
            joined = Some((key, piece));
        }
    }
    let is_person = |name: &str| {
        contacts.iter().any(|contact| contact.name.as_deref() == Some(name))
            || places.iter().any(|place| place.value.eq_ignore_ascii_case(name))
    };
    deeds
        .into_iter()
        .filter(|deed| deed.n_early + deed.n_late + deed.n_roles > 0 && !barred.contains(&deed.key))
        .filter(|deed| {
            let last = lexicon::key(deed.name.rsplit([' ']).next().unwrap_or_default());
            if deed.n_words > 1 {
                return !surnames.contains(&last) || deed.name.contains('&');
            }
            // `Rio-Verde`, `RioVerde`: one word made of two
            let mut letters = deed.name.chars().skip(1);
            !has_capital_nouns
                && deed.is_inside
                && deed.name.chars().any(char::is_lowercase)
                && letters.any(char::is_uppercase)
                && !ends.contains(&last)
        })
        .filter(|deed| {
            !is_person(deed.name)
                && gazetteer::resolve(deed.name).is_none()
                && gazetteer::town(deed.name).is_none()
        })
        .map(|deed| Actor { name: deed.name, points: deed.points(), span: deed.span })
        .collect()
}

/// A run of capitals.
struct Piece<'t> {
    name: &'t str,
    key: u64,
    first: usize,
    end: usize,
    n_words: usize,
    is_inside: bool,
    /// It is an organisation by its words, which others look for, or a person, an office, a date, a law.
    is_barred: bool,
    is_person: bool,
}

fn piece_at<'t>(line: &Line<'t>, first: usize) -> Option<Piece<'t>> {
    let opening = &line.words[first];
    let is_opener =
        |idx: usize| line.words[idx].is(traits::CAPITAL) && !line.words[idx].is(traits::NUMERIC);
    if !is_opener(first) || opening.is(traits::FUNCTION) && !opening.is(traits::UPPER) {
        return None;
    }
    let mut end = first;
    let mut key = 0_u64;
    let mut n_words = 0;
    let mut is_barred = false;
    for idx in first..line.words.len().min(first + LONGEST) {
        let seen = &line.words[idx];
        let written = line.as_written(seen);
        if is_opener(idx) {
            // nobody's name goes on behind a mark that opens
            if idx > first && seen.bare_start() != seen.start() {
                break;
            }
            end = idx + 1;
            n_words += 1;
            key = key.rotate_left(7) ^ seen.key;
            is_barred |= seen.is(traits::ORGANISATION
                | traits::ROLE
                | traits::OFFICIAL
                | traits::DATE
                | traits::MONTH);
        } else if !(written == "&"
            || idx > first && (is_link(written) || named::is_at_large(line, idx)))
        {
            break;
        }
        // `Ada B. Roe` goes on, and so does `Water Users’ Alliance`
        let is_initial = idx > first && written.len() == 2 && written.ends_with('.');
        let goes_on = is_initial || written == "&" || written.ends_with(['\'', '’']);
        if !written.ends_with(char::is_alphanumeric) && !goes_on {
            break;
        }
    }
    let (from, last) = (opening.bare_start(), &line.words[end - 1]);
    let name = &line.text[from..last.bare_start() + line.bare(last).len()];
    let name = name.trim_end_matches("’s").trim_end_matches("'s");
    let is_inside = first.checked_sub(1).is_some_and(|before| {
        let before = line.as_written(&line.words[before]);
        !before.ends_with(['.', '!', '?', ':', '”', '"', '»', '“'])
            && opening.bare_start() == opening.start()
    });
    // after a person's title, or an article that makes a common noun of it
    let bare = line.bare(opening);
    let is_title = lexicon::with_lower(bare, lexicon::is_honorific)
        || opening.is(traits::ROLE | traits::OFFICIAL)
        || OFFICES.contains(&bare)
        || first.checked_sub(1).is_some_and(|before| {
            let before = line.bare(&line.words[before]);
            OFFICES.contains(&before) || lexicon::with_lower(before, lexicon::is_honorific)
        });
    let is_person = is_title || is_given_name(bare);
    is_barred |= is_person || KINDS.contains(&line.bare(last));
    // `the Armed Forces`, `in Santa Ana`
    is_barred |= first.checked_sub(1).is_some_and(|before| {
        let before = line.bare(&line.words[before]);
        matches!(before, "the" | "The" | "in" | "In" | "near" | "across")
            || n_words == 1 && lexicon::with_lower(before, is_definite)
    });
    Some(Piece { name, key, first, end, n_words, is_inside, is_barred, is_person })
}

/// Small words inside a name; `and` rather joins two.
fn is_link(word: &str) -> bool {
    run::is_joint(word)
        && !matches!(word, "and" | "et" | "y" | "e" | "und" | "и" | "in" | "to" | "on")
}

/// Whether the words from `idx` say that who stands before them speaks.
fn acts(line: &Line<'_>, idx: usize) -> bool {
    let last = line.as_written(&line.words[idx - 1]);
    // behind its abbreviation, `Open Hands (OH) said`
    let Some(next) = line.words.get(idx) else { return false };
    let idx = if line.as_written(next).starts_with('(') && line.as_written(next).ends_with(')') {
        idx + 1
    } else if last.ends_with(char::is_alphanumeric) {
        idx
    } else {
        return false;
    };
    let Some(next) = line.words.get(idx).filter(|next| next.is(traits::SMALL)) else {
        return false;
    };
    let word = line.bare(next);
    if run::is_saying(word) || is_demanding(word) {
        return true;
    }
    let Some(second) = line.words.get(idx + 1).filter(|second| second.is(traits::SMALL)) else {
        return false;
    };
    let second = line.bare(second);
    match word {
        "today" | "heute" | "hoy" | "hoje" | "сегодня" => true,
        "has" | "have" | "also" | "hat" | "haben" => run::is_saying(second),
        "is" | "are" => {
            matches!(second, "calling" | "urging" | "asking" | "appealing" | "demanding")
        }
        _ => false,
    }
}

/// Whether nothing but `and` and an article stand between two names.
fn are_joined(line: &Line<'_>, before: &Piece<'_>, piece: &Piece<'_>) -> bool {
    let between = before.end..piece.first;
    (1..=2).contains(&between.len())
        && matches!(line.bare(&line.words[between.start]), "and" | "et" | "y" | "e" | "und" | "и")
        && line.as_written(&line.words[before.end - 1]).ends_with(char::is_alphanumeric)
}
