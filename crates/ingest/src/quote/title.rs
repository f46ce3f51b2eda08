//! Parts a title into what somebody is and for whom.

use std::{ops::Range, sync::LazyLock};

use crate::quote::{
    lexicon::{Class, traits},
    office,
    organisation::one_line,
    role::{Affiliation, Around, LONGEST_ROLE, Rank, SINCE, is_left_out},
    token::{Kind, Token, shape},
    word_id::{of_ascii, word_id},
};

const A: u32 = of_ascii("a");
const ONE: u32 = of_ascii("one");
const AN: u32 = of_ascii("an");
const OF: u32 = of_ascii("of");
const AT: u32 = of_ascii("at");
const AS: u32 = of_ascii("as");
/// Bodies that every country has: alone they name none.
const GENERAL: [u32; 6] = [
    of_ascii("police"),
    of_ascii("army"),
    of_ascii("navy"),
    of_ascii("court"),
    of_ascii("government"),
    of_ascii("school"),
];
const MINISTER: u32 = of_ascii("minister");
const MEMBER: u32 = of_ascii("member");
const LEGISLATURES: [u32; 7] = [
    of_ascii("parliament"),
    of_ascii("house"),
    of_ascii("congress"),
    of_ascii("senate"),
    of_ascii("assembly"),
    of_ascii("bundestag"),
    of_ascii("knesset"),
];
const JUSTICE: u32 = of_ascii("justice");
const INSTITUTE: u32 = of_ascii("institute");

/// How adjectives in the Russian genitive end.
const ADJECTIVES: [&str; 5] = ["ой", "ей", "ого", "его", "ых"];

/// The inside of a body.
const INSIDE: [&str; 3] = ["sein", "seno", "seio"];

/// What leads to the name of a bearer.
static CALLED: LazyLock<[u32; 2]> = LazyLock::new(|| ["heißt", "heisst"].map(word_id));

/// A part of a body and none itself.
const PARTS: [u32; 3] = [of_ascii("desk"), of_ascii("team"), of_ascii("unit")];

/// The name of an owner before a role has no more words.
const LONGEST_OWNER: usize = 4;
/// A name in the genitive has more letters.
const SHORTEST_GENITIVE: usize = 4;

/// A span of time stands no further behind its preposition.
const LONGEST_SPAN: usize = 4;
/// An article and a noun for a work stand before its name.
const LONGEST_WORK: usize = 3;
/// A past participle has more letters.
const SHORTEST_PAST: usize = 4;

fn leads(token: &Token) -> bool {
    token.class == Class::Preposition
}

impl Around<'_> {
    /// Reads a title: a role, an organisation, or both.
    pub(super) fn title(&self, range: Range<usize>) -> Affiliation {
        let tokens = &self.reading.tokens;
        let mut start = range.start;
        let mut is_ours = false;
        let is_as = |token: &Token| leads(token) && token.id == AS;
        // `professor of law`, `professor emerita`
        let is_held = |at: usize| {
            let next = tokens[..range.end].get(at + 1);
            tokens[at].has(traits::ROLE)
                && match next {
                    Some(next) => next.is_word() && !next.is(shape::CAPITAL),
                    None => tokens[at].is(shape::CASELESS),
                }
        };
        while start < range.end
            && (is_left_out(&tokens[start]) && !is_held(start)
                || is_as(&tokens[start])
                || self.is_adverb(start)
                || self.is_opening_verb(start))
        {
            is_ours |= tokens[start].class == Class::Possessive;
            start += 1;
        }
        let end = (start..range.end).find(|&at| self.ends_title(start, at)).unwrap_or(range.end);
        let head = (start..end).find(|&at| self.is_role(at));
        let Some(head) = head else { return self.only_organisation(start..end) };
        let end = self.without_beside(head, end);
        let mut affiliation = self.split(start, head, end);
        if end == head + 1 && self.reading.has_capital_nouns(head) {
            self.part_compound(&mut affiliation);
        }
        let is_kin = tokens[head].has(traits::KIN);
        if affiliation.organisation.is_none() && is_ours && !is_kin {
            affiliation.organisation = self.organisations.issuer();
        }
        affiliation
    }

    /// `Added Harbour Watch director Ada Roe, “…”`: the verb opens the sentence.
    fn is_opening_verb(&self, at: usize) -> bool {
        let tokens = &self.reading.tokens;
        tokens[at].is_cue() && tokens[at].is_capital() && self.reading.opens_sentence(at)
    }

    /// `Recently Mayor Ada Roe said`, `Following Senator Ada Roe’s visit`: what opens a sentence before a title.
    fn is_adverb(&self, at: usize) -> bool {
        let tokens = &self.reading.tokens;
        let word = tokens[at].span.of(self.reading.text);
        self.reading.opens_sentence(at)
            && tokens[at].class == Class::Other
            && ["ly", "ing"].iter().any(|ending| word.ends_with(ending))
            && tokens.get(at + 1).is_some_and(|next| next.has(traits::ROLE))
    }

    /// Whether a title that starts at `start` ends before the word at `at`.
    fn ends_title(&self, start: usize, at: usize) -> bool {
        let tokens = &self.reading.tokens;
        let token = &tokens[at];
        if token.class == Class::CueIng && !token.is(shape::CAPITAL) {
            return true;
        }
        if at == start {
            return false;
        }
        // `author of the book “…”`
        let leads_to_work = || {
            tokens[at + 1..].windows(2).take(LONGEST_WORK).any(|pair| {
                pair[0].has(traits::WORK | traits::CALLED) && pair[1].kind == Kind::Mark
            })
        };
        if token.class == Class::Preposition && leads_to_work() {
            return true;
        }
        // `die Leiterin heißt Ada Roe`
        if token.class == Class::Auxiliary || CALLED.contains(&token.id) {
            return true;
        }
        let Some(next) = tokens.get(at + 1).filter(|_| token.class == Class::Conjunction) else {
            return false;
        };
        // `lead author and a retired teacher`, `chair of Harbour Watch and professor of law`
        let is_second = [A, AN, ONE].contains(&next.id)
            || (next.has(traits::ROLE) && self.names_body(start, at));
        // `Juristin und leitet`
        let word = next.span.of(self.reading.text);
        let is_deed = self.reading.has_capital_nouns(at)
            && !next.is(shape::CAPITAL)
            && word.len() > SHORTEST_PAST
            && word.ends_with('t');
        is_second || is_deed
    }

    /// Whether an office and the name of its body stand in a range.
    fn names_body(&self, start: usize, end: usize) -> bool {
        let tokens = &self.reading.tokens;
        let lead = (start..end).rev().find(|&at| leads(&tokens[at]));
        lead.is_some_and(|lead| {
            let first = self.reading.skip_articles(lead + 1, end);
            self.reading.lexicon(lead).is_english
                && first < end
                && tokens[first].is_capital()
                && (start..lead).any(|at| self.is_role(at))
        })
    }

    /// Where a role whose head stands at `head` ends.
    pub(super) fn without_beside(&self, head: usize, end: usize) -> usize {
        (head + 1..end).find(|&at| self.is_beside_role(at, end)).unwrap_or(end)
    }

    /// How long somebody has been it, or what was done to them: `driller for nineteen years`, `tenant supported by a union`.
    fn is_beside_role(&self, at: usize, end: usize) -> bool {
        let tokens = &self.reading.tokens;
        let is_lead = |at: usize| tokens[at..end].first().is_some_and(leads);
        let behind = &tokens[at + 1..end.min(at + 1 + LONGEST_SPAN)];
        let is_span = leads(&tokens[at]) && behind.iter().any(Token::is_span);
        let word = tokens[at].span.of(self.reading.text);
        let is_plain = tokens[at].is_word()
            && tokens[at].class == Class::Other
            && !tokens[at].is(shape::CAPITAL)
            && !tokens[at].has(traits::ROLE | traits::HUMAN)
            && word.len() > SHORTEST_PAST;
        // `antropólogo formado en Lima`, but `profesora jubilada de la universidad`
        let is_romance = || {
            ["ado", "ada", "ido", "ida"].iter().any(|ending| word.ends_with(ending))
                && tokens.get(at + 1).is_some_and(|next| next.id != OF)
                && self.reading.is_romance(at)
        };
        let is_past = is_plain && (word.ends_with("ed") || is_romance());
        is_span || (is_past && is_lead(at + 1))
    }

    /// Whether a word is the head of a role; `Sister` with a capital rather addresses a nun.
    pub(super) fn is_role(&self, at: usize) -> bool {
        let token = &self.reading.tokens[at];
        let is_address = token.has(traits::KIN)
            && token.is(shape::CAPITAL)
            && token.class == Class::Title
            && !self.reading.has_capital_nouns(at);
        token.has(traits::ROLE) && !is_address && !self.is_cause(at)
    }

    /// `Tidewater Justice’s director`, `Climate Justice Alliance`: what a body stands for, and no judge.
    fn is_cause(&self, at: usize) -> bool {
        let tokens = &self.reading.tokens;
        let is_name = |token: &Token| {
            token.is_capital()
                && token.sentence == tokens[at].sentence
                && !token
                    .has(traits::ROLE | traits::RANK | traits::HONORIFIC | traits::ORGANISATION)
        };
        tokens[at].id == JUSTICE
            && tokens[at].is(shape::CAPITAL)
            && at.checked_sub(1).is_some_and(|before| is_name(&tokens[before]))
    }

    /// `X, Lake Union, …`: an organisation without a role.
    pub(super) fn only_organisation(&self, range: Range<usize>) -> Affiliation {
        let leads = self
            .reading
            .tokens
            .get(range.start)
            .is_some_and(|token| token.class == Class::Preposition);
        let start = self.reading.skip_articles(range.start + usize::from(leads), range.end);
        let tokens = &self.reading.tokens;
        // `Human Rights Desk`
        let is_part = range.end.checked_sub(1).is_some_and(|last| PARTS.contains(&tokens[last].id));
        let organisation = self
            .organisations
            .end_of_name(start)
            .map(|end| self.end_of_body(start, end, range.end))
            .or_else(|| self.name_of_owner(start, range.end))
            .filter(|&end| end == range.end && !is_part)
            .and_then(|end| self.name_of_body(start..end));
        Affiliation { organisation, ..Affiliation::default() }
    }

    /// Parts a title into role and organisation.
    pub(super) fn split(&self, start: usize, head: usize, end: usize) -> Affiliation {
        let tokens = &self.reading.tokens;
        if tokens[head].has(traits::KIN) {
            return Affiliation { rank: Rank::Kin, ..self.affiliation(0..0, start..end, 0..0) };
        }
        // `member of the House of Lords` is one office, not `member of the Senate Committee on Fisheries`
        let is_legislature = |at: usize| {
            LEGISLATURES.contains(&tokens[at].id)
                && (at + 1 == end || tokens[at + 1].class == Class::Preposition)
        };
        if tokens[head].id == MEMBER && (head + 1..end).any(is_legislature) {
            return self.affiliation(0..0, start..end, 0..0);
        }
        let owner = (start..head).rev().find(|&at| tokens[at].kind == Kind::Possessive);
        if let Some(owner) = owner {
            return self.affiliation(start..owner, owner + 1..end, 0..0);
        }
        // `convenor of the Union’s law programme`
        let owner = (head..end).find(|&at| tokens[at].kind == Kind::Possessive);
        let lead = owner.and_then(|owner| {
            (head..owner).rev().find(|&at| tokens[at].class == Class::Preposition)
        });
        let is_whole = |lead: usize| {
            let start = self.reading.skip_articles(lead + 1, end);
            self.name_of_owner(start, end).is_some()
        };
        if let (Some(owner), Some(lead)) = (owner, lead)
            && !is_whole(lead)
        {
            return self.affiliation(lead + 1..owner, start..lead + 1, owner + 1..end);
        }
        if self.is_genitive_before(start, head) {
            let role = self.affiliation(0..0, head..end, 0..0);
            return Affiliation { organisation: self.owner_in_genitive(start, head), ..role };
        }
        // `Harbour Watch Director of Programmes`: the capital of an office is none of the name
        let prefix = self.organisations.end_of_name(start).filter(|&name| name <= head);
        // `Police Commissioner` is one office
        let is_general = |name: usize| {
            name == start + 1 && GENERAL.contains(&tokens[start].id) || tokens[head].id == MINISTER
        };
        if let Some(name) = prefix.filter(|name| !is_general(*name)) {
            // `Former Lake Union director`
            let is_former = tokens[start].has(traits::FORMER) && start + 1 < name;
            let body = start + usize::from(is_former)..name;
            let mut office = self.affiliation(body, name..end, 0..0);
            if is_former {
                office.role =
                    office.role.map(|role| format!("{} {role}", self.words(start..start + 1)));
            }
            return office;
        }
        if let Some((at, organisation)) = self.attached_body(head + 1..end) {
            let role = self.affiliation(0..0, start..at, 0..0);
            return Affiliation { organisation: Some(organisation), ..role };
        }
        if let Some(name) = self.body_in_other_letters(head, end) {
            let rest = self.token(name.end).filter(|_| name.end < end);
            let goes_on = rest.is_some_and(|next| next.class == Class::Preposition);
            let rest = if goes_on { name.end..end } else { end..end };
            return self.affiliation(name.clone(), start..name.start, rest);
        }
        if let Some(name) = self.body_in_genitive(head, end) {
            return self.affiliation(name..end, start..name, 0..0);
        }
        let Some((lead, name)) = self.organisation_inside(head + 1..end) else {
            let end = self.without_body(head, end);
            return self.affiliation(0..0, start..self.without_workplace(head, end), 0..0);
        };
        let is_abbreviated = self.reading.is_abbreviated(name.end) && name.end + 3 <= end;
        let rest = name.end + if is_abbreviated { 3 } else { 0 }..end;
        // `director of research and of the Union` keeps what follows a preposition only
        let goes_on = tokens[rest.clone()]
            .iter()
            .find(|token| token.kind != Kind::Mark)
            .is_some_and(|token| token.class == Class::Preposition);
        // `board member of the Union since 2003`
        let since = tokens[rest.clone()].first().is_some_and(|lead| SINCE.contains(&lead.id));
        let rest = if goes_on && !since { rest } else { end..end };
        self.affiliation(name, start..lead, rest)
    }

    /// `Fairer Hafens Geschäftsleiterin`, `Amnestys Sprecher`, not `Frankreichs Botschafter`.
    fn is_genitive_before(&self, start: usize, head: usize) -> bool {
        let tokens = &self.reading.tokens[start..head];
        let is_name = |token: &Token| {
            token.is_word() && token.is(shape::CAPITAL) && !token.has(traits::ROLE | traits::RANK)
        };
        let ends = tokens.last().is_some_and(|last| {
            let word = last.span.of(self.reading.text);
            word.len() > SHORTEST_GENITIVE && word.ends_with('s') && !word.ends_with("ss")
        });
        self.reading.has_capital_nouns(head)
            && tokens.len() <= LONGEST_OWNER
            && ends
            && tokens.iter().all(is_name)
            && gazetteer::resolve(self.words(start..head).trim_end_matches('s')).is_none()
    }

    /// The organisation that a genitive names; one word alone may be a person's.
    fn owner_in_genitive(&self, start: usize, head: usize) -> Option<String> {
        let words = self.words(start..head);
        let name = words.strip_suffix('s')?;
        let resolved = self.organisations.resolve(name);
        (head - start > 1 || resolved != name).then_some(resolved)
    }

    /// `director of the company`: a body without a name says nothing of the role.
    pub(super) fn without_body(&self, head: usize, end: usize) -> usize {
        let tokens = &self.reading.tokens;
        let lead = (head + 1..end).rev().find(|&at| tokens[at].class == Class::Preposition);
        let is_body = |lead: &usize| {
            let first = self.reading.skip_articles(lead + 1, end);
            let is_part = tokens[first..end].iter().any(|token| token.has(traits::DEPARTMENT));
            self.organisations.is_issuer_noun(first, end)
                && tokens[first].has(traits::ORGANISATION)
                && !is_part
                && tokens[*lead].id == OF
                && (self.reading.lexicon(*lead).is_english
                    || (tokens[first].has(traits::BODY) && tokens[first].id != INSTITUTE)
                    || self.organisations.is_kind_of_issuer(first))
        };
        lead.filter(is_body).unwrap_or(end)
    }

    /// `physician at a clinic in Lagos`: nor does a place of work without one, or a town in French (`institutrice à Goma`).
    pub(super) fn without_workplace(&self, head: usize, end: usize) -> usize {
        let tokens = &self.reading.tokens;
        let is_one = |at: &usize| {
            tokens[*at].id == AT
                && tokens[at + 1..end].first().is_some_and(|next| {
                    let is_town =
                        at + 2 == end && next.is_capital() && !self.reading.lexicon(*at).is_english;
                    is_town || [A, AN].contains(&next.id)
                })
        };
        (head + 1..end).find(is_one).unwrap_or(end)
    }

    /// `координатор правозащитного движения «…»`: the noun for a body before its name is none of the role.
    fn without_noun(&self, role: Range<usize>) -> usize {
        let tokens = &self.reading.tokens;
        let is_noun = |at: usize| tokens[at].has(traits::BODY) && !tokens[at].is(shape::CAPITAL);
        let describes = |at: usize| {
            let word = tokens[at].span.of(self.reading.text);
            ADJECTIVES.iter().any(|ending| word.ends_with(ending)) && !tokens[at].has(traits::ROLE)
        };
        let ends = |at: usize| is_noun(at) || is_dangling(&tokens[at]);
        let Some(last) = role.end.checked_sub(1).filter(|&last| last > role.start && is_noun(last))
        else {
            return role.end;
        };
        let end = (role.start + 1..=last).rev().find(|&end| !describes(end - 1)).unwrap_or(last);
        (role.start + 1..=end).rev().find(|&end| !ends(end - 1)).unwrap_or(end)
    }

    /// `avocate au sein de …`, `asesora en el seno de …`: what leads to a body.
    fn is_inside(&self, at: usize) -> bool {
        INSIDE.contains(&self.reading.tokens[at].span.of(self.reading.text))
    }

    pub(super) fn words(&self, range: Range<usize>) -> String {
        if range.is_empty() {
            return String::new();
        }
        one_line(self.reading.words(range.start, range.end))
    }

    /// The role is what `role` and `more` hold, the organisation what `name` does.
    pub(super) fn affiliation(
        &self,
        name: Range<usize>,
        role: Range<usize>,
        more: Range<usize>,
    ) -> Affiliation {
        let tokens = &self.reading.tokens;
        let lexicon = self.reading.lexicon(role.start);
        // the same office in the language of the release comes first
        let is_own = self.reading.is_in_main_language(role.start);
        let mut words = String::new();
        let is_office = tokens[role.clone()].iter().any(|token| office::is_head(token.id));
        let last = if more.is_empty() { role.end } else { more.end };
        let has_name = more.is_empty() && name.start >= role.end && !name.is_empty();
        for mut range in [role, more].into_iter().filter(|range| !range.is_empty()) {
            let is_last = range.end >= last;
            // `Chief Executive Officer (CEO)`
            let is_acronym = |at: &usize| self.reading.is_abbreviated(*at);
            if let Some(open) = range.clone().find(is_acronym) {
                range.end = open;
            }
            let is_over =
                |at: usize| is_dangling(&tokens[at]) || self.is_inside(at) && at > range.start;
            while is_last && range.end > range.start && is_over(range.end - 1) {
                range.end -= 1;
            }
            if has_name {
                range.end = self.without_noun(range.clone());
            }
            let part = self.words(range);
            if !words.is_empty() && !part.is_empty() {
                words.push(' ');
            }
            words.push_str(&part);
        }
        let organisation = self.name_of_body(name);
        let words = words.trim_matches([' ', ',']).trim_start_matches('»').trim_end_matches('«');
        // `координатор программы «Реки»`
        let is_whole = words.contains('«') && !words.starts_with('«');
        let words = if is_whole { words } else { words.trim_matches(['«', '»', ' ', ',']) };
        let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
        let words = match lexicon.nominative(first) {
            Some(first) if rest.is_empty() => first,
            Some(first) => format!("{first} {rest}"),
            None => words.to_owned(),
        };
        let is_past = tokens[last.saturating_sub(LONGEST_ROLE)..last]
            .iter()
            .any(|token| token.has(traits::FORMER));
        let rank = if is_office && is_own && !is_past { Rank::Office } else { Rank::Calling };
        Affiliation { role: (!words.is_empty()).then_some(words), organisation, rank, is_past }
    }
}

fn is_dangling(token: &Token) -> bool {
    matches!(token.class, Class::Preposition | Class::Determiner | Class::Conjunction)
        || token.kind == Kind::Sign
}
