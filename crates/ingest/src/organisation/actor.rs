//! Names that act as issuers do, whatever words they are made of: `Open Hands said today`, `chair of Bread & Salt`.
//!
//! A run of capitals is a person, a town or an organisation. Persons return by their surnames and open with a
//! given name; who returns under a whole name and speaks is an organisation.

use release::{Contact, Found, Part, Span};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    layout::{Layout, feature::Feature},
    lexicon::{self, Line, traits},
    organisation::{
        alias::Aliases,
        demand::{is_definite, is_demanding},
        hint::is_moved,
        known, named, role,
        verb::{self, is_plural_saying},
        word,
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
/// So many paragraphs open a release.
const EARLY: usize = 3;
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
#[derive(Default)]
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
    fn act(&mut self, is_early: bool) {
        self.n_early += usize::from(is_early);
        self.n_late += usize::from(!is_early);
    }

    fn points(&self) -> f32 {
        let mut points = 0.5;
        points += if self.n_late > 0 { 0.1 } else { 0.0 };
        points += if self.n_roles > 0 { 0.25 } else { 0.0 };
        points += if self.n_uses > 2 { 0.1 } else { 0.0 };
        points
    }
}

/// The names of the running text, what they do, and which words tell persons.
#[derive(Default)]
struct Cast<'t> {
    deeds: Vec<Deeds<'t>>,
    /// The place of each name among the deeds by its key.
    known: FxHashMap<u64, usize>,
    /// Last words of persons, and words that stand alone.
    surnames: FxHashSet<u64>,
    /// Last words of names of several words.
    ends: FxHashSet<u64>,
    /// Names that were seen to be persons, places or bodies told by their words.
    barred: FxHashSet<u64>,
}

impl<'t> Cast<'t> {
    /// Reads a paragraph.
    fn read(&mut self, line: &Line<'t>, span: Span, is_early: bool) {
        let mut before: Option<Piece<'t>> = None;
        let mut body: Option<Piece<'t>> = None;
        let mut at = 0;
        while at < line.words.len() {
            let Some(piece) = piece_at(line, at) else {
                at += 1;
                continue;
            };
            at = piece.end;
            let last = line.words[piece.end - 1].key;
            if piece.is_person || piece.n_words == 1 {
                self.surnames.insert(last);
            }
            if piece.n_words > 1 {
                self.ends.insert(last);
            }
            // `the River Network and Open Hands say`: both do, the first leads
            // its abbreviation stands between
            let is_bracket = line.as_written(&line.words[piece.first]).starts_with('(');
            let is_second =
                !is_bracket && body.take().is_some_and(|first| are_joined(line, &first, &piece));
            let acts = acts(line, piece.end) && !is_second;
            // `Open Hands and the River Network say`
            if acts
                && let Some(first) = before.take()
                && are_joined(line, &first, &piece)
            {
                self.deed(&first, span).act(is_early);
            }
            if piece.is_barred {
                self.barred.insert(piece.key);
                let mut words = line.words[piece.first..piece.end].iter();
                let is_body = !piece.is_person && words.any(|seen| seen.is(traits::ORGANISATION));
                body = is_body.then_some(piece);
                continue;
            }
            let deed = self.deed(&piece, span);
            deed.n_uses += 1;
            deed.is_inside |= piece.is_inside;
            deed.n_roles += usize::from(role::is_behind_role(line, piece.first));
            if acts {
                deed.act(is_early);
            }
            before = Some(piece);
        }
    }

    fn deed(&mut self, piece: &Piece<'t>, span: Span) -> &mut Deeds<'t> {
        let slot = *self.known.entry(piece.key).or_insert(self.deeds.len());
        if slot == self.deeds.len() {
            let Piece { name, key, n_words, .. } = *piece;
            self.deeds.push(Deeds { name, key, span, n_words, ..Deeds::default() });
        }
        &mut self.deeds[slot]
    }

    /// Whether a name that acts is no person's and no place's.
    fn is_body(&self, deed: &Deeds<'_>, has_capital_nouns: bool) -> bool {
        let last = lexicon::key(deed.name.rsplit(' ').next().unwrap_or_default());
        if deed.n_words > 1 {
            return !self.surnames.contains(&last) || deed.name.contains('&');
        }
        !has_capital_nouns && deed.is_inside && is_of_two(deed.name) && !self.ends.contains(&last)
    }
}

/// The names that act in the running text; `has_capital_nouns` of German, where any noun may look like a name.
pub(super) fn acting<'t>(
    layout: &'t Layout,
    contacts: &[Contact],
    places: &[Found<String>],
    aliases: &Aliases,
    has_capital_nouns: bool,
) -> Vec<Actor<'t>> {
    let mut cast = Cast::default();
    let running =
        layout.blocks.iter().enumerate().filter(|(_, block)| block.part.is_running_text());
    // most releases open with nobody who may be one
    if !running.clone().take(EARLY).any(|(idx, _)| may_hold_any(&layout.line(idx))) {
        return Vec::new();
    }
    for (n_before, (idx, block)) in running.take(MOST_PARAGRAPHS).enumerate() {
        if !layout.features[idx].has(Feature::AllCaps) {
            cast.read(&layout.line(idx), block.span, n_before < EARLY);
        }
    }
    let is_named = |name: &str| {
        contacts.iter().any(|contact| contact.name.as_deref() == Some(name))
            || places.iter().any(|place| place.value.eq_ignore_ascii_case(name))
    };
    // `Open Hands statement on evictions`: the headline may be the other use
    let is_in_title =
        |name: &str| layout.of_part(Part::Title).any(|(idx, _)| layout.words[idx].contains(name));
    // `Open Hands (OH)`, and `OH` from there on
    let is_shortened = |name: &str| {
        aliases.short_of(&known::fold(name)).any(|short| {
            let uses = layout.words.iter().map(|words| words.matches(short).take(2).count());
            uses.sum::<usize>() > 1
        })
    };
    cast.deeds
        .iter()
        .filter(|deed| deed.n_early > 0)
        .filter(|deed| deed.n_uses > 1 || is_in_title(deed.name) || is_shortened(deed.name))
        .filter(|deed| !cast.barred.contains(&deed.key) && cast.is_body(deed, has_capital_nouns))
        .filter(|deed| !is_named(deed.name) && !lexicon::is_place(deed.name))
        .map(|deed| Actor { name: deed.name, points: deed.points(), span: deed.span })
        .collect()
}

/// Whether somebody acts in a paragraph who may be a body.
fn may_hold_any(line: &Line<'_>) -> bool {
    (1..line.words.len()).any(|idx| {
        line.words[idx - 1].is(traits::CAPITAL)
            && !line.words[idx].is(traits::CAPITAL)
            && acts(line, idx)
            && {
                let first = run_start(line, idx - 1);
                let is_joined = first.checked_sub(1).is_some_and(|before| {
                    matches!(
                        line.bare(&line.words[before]),
                        "and" | "et" | "y" | "und" | "и" | "the"
                    )
                });
                is_joined
                    || piece_at(line, first).is_some_and(|piece| {
                        !piece.is_barred && (piece.n_words > 1 || is_of_two(piece.name))
                    })
            }
    })
}

/// Where the run of capitals that ends with the word of that number begins.
fn run_start(line: &Line<'_>, last: usize) -> usize {
    let is_capital = |at: usize| line.words[at].is(traits::CAPITAL);
    let mut first = last;
    while first > 0 && first + LONGEST > last {
        let before = line.as_written(&line.words[first - 1]);
        let is_link = before == "&" || is_link(before) || named::is_at_large(line, first - 1);
        if is_capital(first - 1)
            && before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’'))
        {
            first -= 1;
        } else if first > 1 && is_link && is_capital(first - 2) {
            first -= 2;
        } else {
            break;
        }
    }
    first
}

/// `Rio-Verde`, `RioVerde`: one word made of two.
fn is_of_two(name: &str) -> bool {
    name.chars().any(char::is_lowercase) && name.chars().skip(1).any(char::is_uppercase)
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
    let has_given_name = is_given_name(line.bare(opening));
    for idx in first..line.words.len().min(first + LONGEST) {
        let seen = &line.words[idx];
        let written = line.as_written(seen);
        // `Ada Roe of Open Hands` are two
        if has_given_name && matches!(written, "of" | "for" | "pour" | "por" | "para") {
            break;
        }
        if is_opener(idx) {
            // nobody's name goes on behind a mark that opens
            if idx > first && seen.bare_start() != seen.start() {
                break;
            }
            end = idx + 1;
            n_words += 1;
            key = key.rotate_left(7) ^ seen.key;
            let is_justice = idx > first
                && line.bare(seen) == "Justice"
                && named::ends_in_justice(named::passage(line, first, idx + 1));
            is_barred |= !is_justice
                && seen.is(traits::ORGANISATION
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
    let last = &line.words[end - 1];
    let name = named::passage(line, first, end);
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
    let is_person = is_title || has_given_name;
    is_barred |= is_person || KINDS.contains(&line.bare(last));
    // `the Armed Forces`, `in Santa Ana`
    is_barred |= first.checked_sub(1).is_some_and(|before| {
        let before = line.bare(&line.words[before]);
        matches!(before, "the" | "The" | "in" | "In" | "near" | "across")
            // `the campaign OpenPorts told …`
            || matches!(before, "campaign" | "project" | "report" | "app" | "hashtag")
            || n_words == 1 && lexicon::with_lower(before, is_definite)
    });
    Some(Piece { name, key, first, end, n_words, is_inside, is_barred, is_person })
}

/// What stands before the name of whom a state has given an office.
pub(super) fn is_office(word: &str) -> bool {
    OFFICES.contains(&word)
}

/// What laws, plans, days and authorities end with.
pub(super) fn is_kind_of_other(word: &str) -> bool {
    KINDS.contains(&word)
}

/// Small words inside a name; `and` rather joins two.
pub(super) fn is_link(word: &str) -> bool {
    word::is_joint(word) && !word::is_and(word) && !matches!(word, "in" | "to" | "on")
}

/// Whether the words from `idx` say that who stands before them speaks.
pub(super) fn acts(line: &Line<'_>, idx: usize) -> bool {
    let last = line.as_written(&line.words[idx - 1]);
    // behind its abbreviation, `Open Hands (OH) said`
    let Some(next) = line.words.get(idx) else { return false };
    if line.as_written(next).starts_with('(') && line.as_written(next).ends_with(')') {
        says_at(line, idx + 1)
    } else {
        last.ends_with(char::is_alphanumeric) && says_at(line, idx)
    }
}

/// Whether the words from `idx` are a verb of saying.
pub(super) fn says_at(line: &Line<'_>, idx: usize) -> bool {
    let Some(next) = line.words.get(idx).filter(|next| next.is(traits::SMALL)) else {
        return false;
    };
    let word = line.bare(next);
    if is_plural_saying(word) || verb::is_saying(word) || is_demanding(word) {
        return true;
    }
    let Some(second) = line.words.get(idx + 1).filter(|second| second.is(traits::SMALL)) else {
        return false;
    };
    let second = line.bare(second);
    match word {
        "today" | "heute" | "hoy" | "hoje" | "сегодня" => true,
        // `vem a público`
        "vem" | "vêm" => matches!(second, "a" | "por" | "manifestar" | "denunciar" | "repudiar"),
        "has" | "have" | "also" | "hat" | "haben" => verb::is_saying(second),
        "is" | "are" => is_moved(second) || matches!(second, "asking" | "appealing" | "demanding"),
        _ => false,
    }
}

/// Whether nothing but `and` and an article stand between two names.
fn are_joined(line: &Line<'_>, before: &Piece<'_>, piece: &Piece<'_>) -> bool {
    let is_bracket = line.words.get(before.end).is_some_and(|next| {
        let written = line.as_written(next);
        written.starts_with('(') && written.ends_with(')')
    });
    let between = before.end + usize::from(is_bracket)..piece.first;
    (1..=2).contains(&between.len())
        && word::is_and(line.bare(&line.words[between.start]))
        && line.as_written(&line.words[before.end - 1]).ends_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn acting_in(paragraphs: &[&str]) -> Vec<String> {
        let words: Vec<_> = paragraphs.iter().map(|text| lexicon::look_up(text)).collect();
        let mut cast = Cast::default();
        for (text, words) in paragraphs.iter().zip(&words) {
            cast.read(&Line { text, words }, Span::default(), true);
        }
        let acts = |deed: &&Deeds<'_>| deed.n_early > 0 && !cast.barred.contains(&deed.key);
        let bodies = cast.deeds.iter().filter(acts).filter(|deed| cast.is_body(deed, false));
        bodies.map(|deed| deed.name.to_owned()).collect()
    }

    #[test]
    fn who_speaks_under_a_whole_name_is_a_body() {
        assert_eq!(
            acting_in(&[
                "Open Hands said today that the port is closed.",
                "“It is,” said Ada Roe of Open Hands."
            ]),
            ["Open Hands"]
        );
        assert_eq!(
            acting_in(&["Bread & Salt and the River Network say that it is."]),
            ["Bread & Salt"]
        );
    }

    #[test]
    fn persons_towns_and_what_an_article_precedes_are_none() {
        assert_eq!(
            acting_in(&[
                "Xander Holm said that he waited. Holm said it twice.",
                "Police in Santa Ana said nothing, and the Armed Forces have said less.",
                "DA Holm announced a plan."
            ]),
            Vec::<String>::new()
        );
    }
}
