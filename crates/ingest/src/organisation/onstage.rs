//! A name that does two things that issuers do, where nothing else tells who issues a release: it speaks, persons hold
//! offices there, witnesses tell it what they saw, the headline has it, it stands alone above or below the text.

use release::{Contact, Found, Part, Span};

use crate::{
    layout::Layout,
    lexicon::{self, Line, traits},
    organisation::{
        Organisation, actor,
        demand::{is_definite, is_demanding},
        holder, known, named,
        public_body::is_public_body,
        role, script,
        tally::is_no_body,
        verb::{self, is_plural_saying},
    },
    quote::{Issuer, is_given_name},
};

/// Issuers have done so by then, in paragraphs.
const MOST_PARAGRAPHS: usize = 16;
/// So many paragraphs open a release.
const EARLY: usize = 3;
/// A name has no more words.
const LONGEST: usize = 7;
/// So many lines are the head, and so many the foot.
const REACH: usize = 6;
/// Small words of an office, `appeal coordinator`, that stand between a body and the head of the office.
const NEAR: usize = 3;
/// A headline and a text are about whom they name so often.
const OFTEN: usize = 3;

/// What a name was seen to do.
mod deed {
    /// It is the subject of a verb of saying in one of the first paragraphs, or later.
    pub(super) const SPEAKS: u16 = 1;
    pub(super) const SPEAKS_LATE: u16 = 1 << 1;
    /// Somebody holds an office there.
    pub(super) const EMPLOYS: u16 = 1 << 2;
    /// `told Open Hands that`.
    pub(super) const HEARS: u16 = 1 << 3;
    /// `le réseau REDE`: a word in small letters tells what kind of body it is.
    pub(super) const OF_KIND: u16 = 1 << 4;
    /// An article stands before it in the first paragraph.
    pub(super) const DEFINITE: u16 = 1 << 5;
    /// It stands alone on a line of the head or the foot.
    pub(super) const ALONE: u16 = 1 << 6;
    pub(super) const TITLE: u16 = 1 << 7;
    pub(super) const OPENS_TITLE: u16 = 1 << 8;
    /// `Press Release: Open Hands`.
    pub(super) const LABELLED: u16 = 1 << 9;
    /// It opens the text and speaks.
    pub(super) const OPENS: u16 = 1 << 10;
    /// It says so itself: `We are Open Hands`.
    pub(super) const SELF: u16 = 1 << 11;
    /// `Open Hands, 3 May 2011` closes the text.
    pub(super) const DATED: u16 = 1 << 12;
}

/// Who has a name, and what is done under it.
struct Player<'t> {
    name: &'t str,
    span: Span,
    n_words: usize,
    n_uses: usize,
    n_spoken: usize,
    deeds: u16,
    /// Met inside a sentence: no common word with a capital for opening it.
    is_inside: bool,
    is_marked: bool,
}

impl Player<'_> {
    fn has(&self, deeds: u16) -> bool {
        self.deeds & deeds != 0
    }

    /// Whether it does what other bodies of a text hardly do.
    fn leads(&self) -> bool {
        let is_whole = self.n_words > 1;
        self.has(deed::SPEAKS)
            && (self.has(deed::EMPLOYS | deed::ALONE | deed::LABELLED)
                || is_whole && self.n_spoken > 1)
            || is_whole && self.has(deed::OPENS | deed::SELF)
            || self.has(deed::EMPLOYS) && self.has(deed::ALONE)
    }

    /// Whether it does two things that together only issuers do.
    fn issues(&self) -> bool {
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
struct Stage<'t> {
    names: Vec<Player<'t>>,
    /// Last words of persons.
    surnames: Vec<u64>,
    /// Last words of names of several words: alone they are persons.
    ends: Vec<u64>,
}

/// A run of capitals from a word on.
struct Piece {
    end: usize,
    n_words: usize,
    is_marked: bool,
}

impl<'t> Stage<'t> {
    fn read(&mut self, line: &Line<'t>, span: Span, n_before: usize) {
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
            let name = self.name(line, first, &piece, span);
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

    fn name(
        &mut self,
        line: &Line<'t>,
        first: usize,
        piece: &Piece,
        span: Span,
    ) -> &mut Player<'t> {
        let passage = named::passage(line, first, piece.end);
        let known = self.names.iter().position(|known| known.name == passage);
        let slot = known.unwrap_or(self.names.len());
        if known.is_none() {
            self.names.push(Player {
                name: passage,
                span,
                n_words: piece.n_words,
                n_uses: 0,
                n_spoken: 0,
                deeds: 0,
                is_inside: false,
                is_marked: false,
            });
        }
        &mut self.names[slot]
    }

    /// Whether a name can be a body's at all.
    fn is_body(&self, name: &Player<'_>, has_capital_nouns: bool) -> bool {
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

/// Who issues a release by what its name does; `against` somebody whom little tells, only who clearly does.
pub(super) fn find(
    layout: &Layout,
    contacts: &[Contact],
    places: &[Found<String>],
    has_capital_nouns: bool,
    against: Option<&str>,
) -> Option<Organisation> {
    if holder::opens_with_one(layout) {
        return None;
    }
    let mut stage = Stage::default();
    let running =
        layout.blocks.iter().enumerate().filter(|(_, block)| block.part.is_running_text());
    for (n_before, (idx, block)) in running.take(MOST_PARAGRAPHS).enumerate() {
        stage.read(&layout.line(idx), block.span, n_before);
    }
    let alone = lines_alone(layout);
    // a bare abbreviation may stand below the text and in the headline, and nowhere else
    for (idx, name) in &alone {
        if lexicon::is_acronym(name) && !stage.names.iter().any(|known| known.name == *name) {
            stage.names.push(Player {
                name,
                span: layout.blocks[*idx].span,
                n_words: 1,
                n_uses: 0,
                n_spoken: 0,
                deeds: 0,
                is_inside: false,
                is_marked: false,
            });
        }
    }
    let title = layout.of_part(Part::Title).next();
    let title = title.map_or("", |(idx, _)| layout.words[idx].as_str());
    let dated = lines_dated(layout);
    for (idx, name) in &dated {
        if !stage.names.iter().any(|known| known.name == *name) {
            stage.names.push(Player {
                name,
                span: layout.blocks[*idx].span,
                n_words: name.split(' ').count(),
                n_uses: 0,
                n_spoken: 0,
                deeds: 0,
                is_inside: false,
                is_marked: false,
            });
        }
    }
    for name in &mut stage.names {
        if dated.iter().any(|(_, line)| *line == name.name) {
            let is_again = name.n_uses > 0 || alone.iter().any(|(_, line)| *line == name.name);
            name.deeds |= if is_again { deed::DATED | deed::ALONE } else { 0 };
        }
        if alone.iter().any(|(_, line)| *line == name.name) {
            name.deeds |= deed::ALONE;
        }
        if is_labelled(layout, name.name) {
            name.deeds |= deed::LABELLED;
        }
        name.deeds |= in_title(title, name.name);
    }
    let is_other = |known: &Player<'_>| {
        let name = known.name;
        let is_of_dateline = || places.iter().any(|place| place.value.eq_ignore_ascii_case(name));
        contacts.iter().any(|contact| contact.name.as_deref() == Some(name))
            || !known.has(deed::DATED) && is_of_dateline()
            || !lexicon::is_acronym(name) && lexicon::is_place(name)
            || is_no_body(name)
            || is_public_body(&known::fold(name))
            || is_of_state(name)
            || name.chars().nth(1).is_none()
    };
    let is_rival =
        |name: &str| against.is_none_or(|other| !other.contains(name) && !name.contains(other));
    let issuers = stage.names.iter().filter(|name| {
        (name.leads() || against.is_none() && name.issues())
            && is_rival(name.name)
            && !is_other(name)
    });
    let issuer = issuers
        .filter(|name| stage.is_body(name, has_capital_nouns))
        .max_by_key(|name| (name.deeds.count_ones(), name.n_uses))?;
    let name = known::full_name(&known::fold(issuer.name)).unwrap_or(issuer.name).to_owned();
    let found = Found::new(name.clone(), issuer.span, "onstage", 0.55);
    let aliases = if name == issuer.name { Vec::new() } else { vec![issuer.name.to_owned()] };
    Some(Organisation { found: Some(found), issuer: Issuer { name: Some(name), aliases } })
}

/// What a name does at one place.
fn deeds(line: &Line<'_>, first: usize, piece: &Piece, is_early: bool, is_first: bool) -> u16 {
    let before = |back: usize| first.checked_sub(back).map(|idx| &line.words[idx]);
    let is_article =
        |seen: &lexicon::Seen| lexicon::with_lower(line.bare(seen), is_definite_or_joined);
    let has_article = before(1).is_some_and(is_article);
    let mut deeds = 0;
    if is_first && has_article {
        deeds |= deed::DEFINITE;
    }
    // `says Open Hands`, `afirma a Azinheira`
    let verb = before(1 + usize::from(has_article)).filter(|verb| {
        verb.is(traits::SMALL) && line.as_written(verb).ends_with(char::is_alphanumeric)
    });
    let says = |word: &str| verb::is_saying(word) || is_plural_saying(word);
    // `desde Open Hands hemos`
    let is_from = before(1).is_some_and(|from| matches!(line.bare(from), "desde" | "Desde"))
        && line.words.get(piece.end).is_some_and(|next| line.bare(next).ends_with("mos"));
    let opening = first - usize::from(has_article);
    if is_first && opens_text(line, opening) && acts(line, piece) {
        deeds |= deed::OPENS;
    }
    // `We are Open Hands,`, `Somos la Coordinadora`
    let is_self = opening.checked_sub(1).is_some_and(|before| {
        let word = line.bare(&line.words[before]);
        matches!(word, "Somos" | "somos")
            || matches!(word, "are" | "sommes" | "sind")
                && before.checked_sub(1).is_some_and(|we| {
                    matches!(line.bare(&line.words[we]), "We" | "Nous" | "nous" | "Wir" | "wir")
                })
    });
    if is_early && is_self {
        deeds |= deed::SELF;
    }
    // `according to Open Hands`
    let is_source = before(1 + usize::from(has_article)).is_some_and(|to| {
        matches!(line.as_written(to), "to" | "según" | "selon" | "segundo" | "laut")
    }) && (line
        .as_written(before(1 + usize::from(has_article)).unwrap_or(&line.words[first]))
        != "to"
        || before(2 + usize::from(has_article))
            .is_some_and(|word| line.bare(word).eq_ignore_ascii_case("according")));
    if is_source || acts(line, piece) || verb.is_some_and(|verb| says(line.bare(verb))) || is_from {
        deeds |= if is_early { deed::SPEAKS } else { deed::SPEAKS_LATE };
    }
    let is_told = before(1).is_some_and(|told| line.as_written(told) == "told");
    if is_told {
        deeds |= deed::HEARS;
    }
    let is_behind_kind = before(1).is_some_and(|kind| {
        line.as_written(kind).ends_with(char::is_alphanumeric) && script::is_kind(line.bare(kind))
    });
    if is_behind_kind {
        deeds |= deed::OF_KIND;
    }
    // `who directs Open Hands`
    let is_led = before(1 + usize::from(has_article)).is_some_and(|verb| {
        matches!(
            line.bare(verb),
            "directs"
                | "heads"
                | "leads"
                | "chairs"
                | "runs"
                | "founded"
                | "dirige"
                | "preside"
                | "coordina"
                | "coordena"
                | "préside"
                | "coordonne"
                | "leitet"
        )
    });
    // `members of Open Hands`
    let is_joined = before(1).is_some_and(|of| matches!(line.as_written(of), "of" | "with"))
        && before(2).is_some_and(|who| {
            matches!(line.bare(who), "members" | "activists" | "volunteers" | "staff" | "monitors")
        });
    if is_led || is_joined || role::is_behind_role(line, first) || is_before_role(line, piece.end) {
        deeds |= deed::EMPLOYS;
    }
    deeds
}

/// Whether nothing but a dateline stands before a word.
fn opens_text(line: &Line<'_>, first: usize) -> bool {
    const LONGEST_DATELINE: usize = 12;
    first == 0
        || first <= LONGEST_DATELINE && {
            let before = line.as_written(&line.words[first - 1]);
            let is_dash = before.ends_with(['–', '—', '-', '―']);
            is_dash
                || before.ends_with(['.', ')', ':'])
                    && line.words[..first].iter().any(|seen| seen.is(traits::NUMERIC))
        }
}

fn is_definite_or_joined(word: &str) -> bool {
    is_definite(word) || matches!(word, "du" | "del" | "da" | "do" | "pela" | "pelo" | "au" | "al")
}

/// Whether what follows a name says that it speaks.
fn acts(line: &Line<'_>, piece: &Piece) -> bool {
    if piece.is_marked { actor::says_at(line, piece.end) } else { actor::acts(line, piece.end) }
}

/// `OSN General Secretary Ada Roe`, `Open Hands’ relief director`: an office of the name before it.
fn is_before_role(line: &Line<'_>, end: usize) -> bool {
    let last = line.as_written(&line.words[end - 1]);
    let owns = last.ends_with(['’', '\'']) || last.ends_with("’s") || last.ends_with("'s");
    if !owns && !last.ends_with(char::is_alphanumeric) {
        return false;
    }
    for idx in end..line.words.len().min(end + NEAR + 1) {
        let seen = &line.words[idx];
        let goes_on = line.as_written(seen).ends_with(char::is_alphanumeric);
        if seen.is(traits::ROLE) {
            let is_person = line.words.get(idx + 1).is_some_and(|next| next.is(traits::CAPITAL));
            return owns || goes_on && is_person;
        }
        let is_of_office = !seen.is(traits::FUNCTION) && !is_demanding(line.bare(seen));
        if !goes_on || !is_of_office || verb::is_saying(line.bare(seen)) {
            return false;
        }
    }
    false
}

/// Given names that open names of bodies more often.
const OPENS_BODIES: [&str; 28] = [
    "Clean", "Dawn", "Earth", "Equality", "Fair", "Faith", "Forest", "Free", "Freedom", "Grace",
    "Green", "Hope", "Joy", "Justice", "Liberty", "Ocean", "Open", "Peace", "Press", "Rights",
    "River", "Safe", "Save", "Star", "Sunrise", "Unity", "Water", "Women",
];

/// Whether a person's name begins at a word, or an office or a title stands before it.
fn is_person(line: &Line<'_>, first: usize) -> bool {
    let is_titled = first.checked_sub(1).is_some_and(|before| {
        let before = line.bare(&line.words[before]);
        actor::is_office(before) || lexicon::with_lower(before, lexicon::is_honorific)
    });
    let opening = line.bare(&line.words[first]);
    is_titled
        || is_given_name(opening) && !OPENS_BODIES.contains(&opening)
        || actor::is_office(opening)
        || lexicon::with_lower(opening, lexicon::is_honorific)
}

fn is_inside(line: &Line<'_>, first: usize) -> bool {
    first.checked_sub(1).is_some_and(|before| {
        let before = line.as_written(&line.words[before]);
        !before.ends_with(['.', '!', '?', ':', '”', '"', '»', '“'])
            && line.words[first].bare_start() == line.words[first].start()
    })
}

fn piece_at(line: &Line<'_>, first: usize) -> Option<Piece> {
    let opening = &line.words[first];
    let is_opener = |idx: usize| line.is(idx, traits::CAPITAL) && !line.is(idx, traits::NUMERIC);
    let bare = line.bare(opening);
    let is_small = opening.is(traits::FUNCTION) && !opening.is(traits::UPPER)
        || bare.chars().nth(1).is_none()
        || matches!(bare, "Somos" | "Desde" | "According" | "Según" | "Selon" | "Segundo" | "Laut");
    if !is_opener(first) || is_small {
        return None;
    }
    let is_acronym = opening.is(traits::UPPER) && lexicon::is_acronym(line.bare(opening));
    let (mut end, mut n_words) = (first, 0);
    for idx in first..line.words.len().min(first + LONGEST) {
        let seen = &line.words[idx];
        let written = line.as_written(seen);
        if is_opener(idx) {
            if idx > first && seen.bare_start() != seen.start() {
                break;
            }
            // `OSN General Secretary`: an abbreviation is a name by itself
            if idx > first && is_acronym && !seen.is(traits::UPPER) {
                break;
            }
            let is_of_another = seen.is(traits::ROLE | traits::DATE | traits::MONTH);
            if is_of_another && idx > first {
                break;
            }
            if is_of_another {
                return None;
            }
            end = idx + 1;
            n_words += 1;
        } else if idx == first || !(written == "&" || is_link(written)) {
            break;
        }
        let goes_on = written == "&" || written.ends_with(['\'', '’']);
        if !written.ends_with(char::is_alphanumeric) && !goes_on {
            break;
        }
        if written.ends_with("’s") || written.ends_with("'s") {
            break;
        }
    }
    let last = line.as_written(&line.words[end - 1]);
    let is_marked = line.as_written(opening).starts_with(['“', '«', '„', '"'])
        && last.trim_end_matches([',', '.']).ends_with(['”', '»', '“', '"']);
    Some(Piece { end, n_words, is_marked })
}

/// Small words inside a name; `and` rather joins two.
fn is_link(word: &str) -> bool {
    actor::is_link(word)
        || matches!(word, "con" | "com" | "avec" | "mit" | "sans" | "die" | "das" | "den")
}

/// Lines of the head and the foot that are nothing but a name, without the article.
fn lines_alone(layout: &Layout) -> Vec<(usize, &str)> {
    let n_blocks = layout.blocks.len();
    let last = layout.blocks.iter().rposition(|block| block.part.is_running_text());
    let foot = last.map_or(n_blocks, |last| last + 1).min(n_blocks.saturating_sub(REACH));
    let is_end = |idx: usize| (..REACH).contains(&idx) || idx >= foot;
    let mut alone = Vec::new();
    for (idx, block) in layout.blocks.iter().enumerate().filter(|(idx, _)| is_end(*idx)) {
        // a signer’s office stands below the name
        let is_signer = layout.words.get(idx + 1).is_some_and(|below| {
            lexicon::opens_with_role(below) && below.split(' ').count() <= LONGEST
        });
        if matches!(block.part, Part::Title | Part::Subtitle) || is_signer {
            continue;
        }
        let words = layout.words[idx].trim();
        let name = words.split(['|', '·', '•', '>', '»']).next().unwrap_or_default().trim();
        let article = ["The ", "La ", "Le ", "El ", "O ", "A ", "Die ", "Der "];
        let name = article.iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name);
        let is_short = (1..=LONGEST).contains(&name.split(' ').count());
        if is_short && name.starts_with(char::is_uppercase) {
            alone.push((idx, name));
        }
    }
    alone
}

/// `Open Hands (OH), 3 May 2011.`, `Open Hands, Suva, 3.5.2011`: who closes a text with a day.
fn lines_dated(layout: &Layout) -> Vec<(usize, &str)> {
    const LONGEST_LINE: usize = 100;
    let n_blocks = layout.blocks.len();
    let last = n_blocks.saturating_sub(REACH)..n_blocks;
    let dated = last.filter_map(|idx| {
        let words = layout.words[idx].trim();
        let (name, day) = words.split_once(',').filter(|_| words.len() <= LONGEST_LINE)?;
        let name = name.split('(').next().unwrap_or(name).trim();
        let has_year = day
            .split(|c: char| !c.is_ascii_digit())
            .any(|number| number.len() == 4 && number.starts_with(['1', '2']));
        let is_name = name.starts_with(char::is_uppercase)
            && (1..=LONGEST).contains(&name.split(' ').count())
            && !lexicon::is_place(name)
            && !name.contains(|c: char| c.is_ascii_digit());
        (has_year && is_name).then_some((idx, name))
    });
    dated.collect()
}

/// `Press Release: Open Hands`, as portals tell whose a text is.
fn is_labelled(layout: &Layout, name: &str) -> bool {
    layout.words.iter().take(REACH).any(|words| {
        words.strip_suffix(name).is_some_and(|label| {
            let label = label.trim_end();
            label.ends_with(':') && crate::layout::phrase::says_kind(label.trim_end_matches(':'))
        })
    })
}

fn in_title(title: &str, name: &str) -> u16 {
    let Some(at) = title.find(name) else { return 0 };
    let (before, after) = (&title[..at], &title[at + name.len()..]);
    if before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric) {
        return 0;
    }
    let opens = before.trim_matches(['“', '«', '„', '"', ' ']);
    let opens = opens.is_empty() || lexicon::with_lower(opens, is_definite);
    let next = after.split_whitespace().next().unwrap_or_default();
    let speaks = after.starts_with(' ') && (verb::is_saying(next) || is_plural_saying(next));
    deed::TITLE | if opens { deed::OPENS_TITLE } else { 0 } | if speaks { deed::SPEAKS } else { 0 }
}

/// Seats of states, armed groups and companies of the net, which speak and employ but issue no releases of this kind.
fn is_of_state(name: &str) -> bool {
    const OTHERS: [&str; 24] = [
        "White House",
        "Kremlin",
        "Pentagon",
        "Downing Street",
        "Home Office",
        "Foreign Office",
        "Elysée",
        "Élysée",
        "Bundestag",
        "Taliban",
        "Hamas",
        "Hezbollah",
        "Vatican",
        "Congress",
        "Senate",
        "House",
        "Facebook",
        "Google",
        "Twitter",
        "Reuters",
        "Xinhua",
        "Republicans",
        "Democrats",
        "Internet",
    ];
    OTHERS.contains(&name) || name.split(' ').any(actor::is_kind_of_other)
}
