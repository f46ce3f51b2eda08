//! From a mention to whose words they are: a person of the text, or somebody without a name.

use std::ops::Range;

use crate::lexicon;
use crate::quote::{
    Issuer,
    clause::{TELLS, is_that},
    given_name::is_given_name,
    han,
    lexicon::{Class, traits},
    mention::{Mention, MentionKind},
    person::{Persons, Proof, follows_place_word, name_start},
    pronoun,
    reading::Reading,
    role::is_new,
    token::{Kind, Token, shape},
    word_id::of_ascii,
};

/// A decision above this needs no verb of saying beside the name.
const SURE: f32 = 0.75;
/// A verb of saying this near proves that a name speaks.
const CUE_REACH: usize = 4;
/// A title before a name may be this long: `Its country director for the eastern provinces, …`.
const LONGEST_TITLE: usize = 14;

/// The name of a body in marks inside a title has at most so many words and marks.
const LONGEST_NAME_IN_MARKS: usize = 8;

/// The name of a body has so many parts with small words between.
const MOST_PARTS: usize = 3;
/// A role that stands for a name was given at most so many mentions before.
const FARTHEST_ROLE: usize = 48;
/// An office between article and head has fewer words.
const LONGEST_OFFICE: usize = 4;
/// A role stands so near before a name, and so near behind it.
const NEAR_TITLE: usize = 4;
const NEAR_APPOSITION: usize = 7;
const THE: u32 = of_ascii("the");
const LAWYER: u32 = of_ascii("lawyer");
/// What stands between somebody and the body they belong to.
const BELONGING: [u32; 4] = [of_ascii("of"), of_ascii("at"), of_ascii("with"), of_ascii("from")];

/// Whose words a passage holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Whose {
    /// The person; `None` for an organisation, a document or an unnamed person.
    pub(crate) person: Option<usize>,
    /// The mention that says so here.
    pub(crate) mention: usize,
}

/// What is asked for every passage.
#[derive(Debug)]
pub(crate) struct Resolver<'r> {
    pub(crate) reading: &'r Reading<'r>,
    pub(crate) persons: &'r Persons,
    pub(crate) issuer: &'r Issuer,
}

impl Resolver<'_> {
    /// Whose words they are if `mention` speaks; `spoke` is who spoke last, and in which paragraph.
    pub(crate) fn resolve(
        &self,
        mention: usize,
        spoke: Option<(usize, usize)>,
        probability: f32,
    ) -> Whose {
        let kind = self.reading.mentions[mention].kind;
        let touches_cue = self.touches_cue(mention) || probability > SURE;
        let person = match kind {
            MentionKind::Pronoun => {
                return Whose { person: self.pronoun(mention, spoke), mention };
            }
            MentionKind::Name | MentionKind::Single => self.named(mention).filter(|person| {
                let has_spoken = spoke.is_some_and(|(speaker, _)| speaker == *person);
                self.persons.all[*person].proof > Proof::None || touches_cue || has_spoken
            }),
            MentionKind::Phrase | MentionKind::Thing | MentionKind::Organisation => None,
        };
        if let Some(named) = self.apposed(mention) {
            return Whose { person: self.named(named), mention: named };
        }
        if person.is_some() {
            return Whose { person, mention };
        }
        let shifted = self
            .name_behind_title(mention)
            .or_else(|| self.name_before_apposition(mention))
            .or_else(|| self.name_before_body(mention))
            .or_else(|| self.teller(mention));
        match shifted {
            Some(mention) => Whose { person: self.named(mention), mention },
            None => Whose { person: self.named_by_role(mention, spoke), mention },
        }
    }

    /// Whether a verb of saying stands beside the mention or behind its apposition.
    fn touches_cue(&self, mention: usize) -> bool {
        let around = self.reading.around(mention);
        let touches = |distance: usize, class: u32| distance <= CUE_REACH && class != 0;
        around.apposition > 0
            || touches(around.cue_left.distance, around.cue_left.class)
            || touches(around.cue_right.distance, around.cue_right.class)
    }

    fn pronoun(&self, mention: usize, spoke: Option<(usize, usize)>) -> Option<usize> {
        let is_han = |mention: usize| {
            let first = self.reading.mentions[mention].first;
            self.reading.tokens.get(first).is_some_and(|token| han::is_han(token.sign))
        };
        if is_han(mention) {
            // whoever was named last: nobody else is mentioned but who speaks
            return (0..mention).rev().take(FARTHEST_ROLE).find_map(|idx| self.named(idx));
        }
        pronoun::antecedent(self.reading, self.persons, mention, spoke)
    }

    /// The person a name means, if it is a person's.
    pub(crate) fn named(&self, mention: usize) -> Option<usize> {
        let person = self.persons.of(mention)?;
        self.is_person(person, mention).then_some(person)
    }

    fn is_person(&self, idx: usize, mention: usize) -> bool {
        let (person, mention) = (&self.persons.all[idx], &self.reading.mentions[mention]);
        if self.is_issuer(&person.name) {
            return false;
        }
        if person.proof == Proof::Title {
            return true;
        }
        let is_article = |at: usize| self.reading.tokens[at].class == Class::Determiner;
        let has_article = is_article(mention.first) || self.reading.has_article(mention);
        (person.proof == Proof::GivenName || !has_article)
            && !follows_place_word(self.reading, mention)
            && !self.is_abbreviated(mention)
            && !self.is_branch(mention)
            && !self.goes_on_body(mention)
            && !self.is_body_named(mention)
            && (person.proof == Proof::GivenName
                || !self.follows_body(mention) && !self.is_held(mention))
            && !mention.name.checked_sub(1).is_some_and(|at| is_new(&self.reading.tokens[at]))
            && (self.persons.is_plausible(self.reading, idx)
                || (self.has_role_behind(mention) && !self.is_place(mention)))
    }

    fn is_place(&self, mention: &Mention) -> bool {
        self.reading.is_place(name_start(self.reading, mention), mention.end)
    }

    /// `OSN Kenya`, `OSN Africa`: the branch of whom an acronym names.
    fn is_branch(&self, mention: &Mention) -> bool {
        let tokens = &self.reading.tokens;
        let [acronym, region] = &tokens[mention.name..mention.end] else { return false };
        let word = region.span.of(self.reading.text);
        acronym.is(shape::UPPER)
            && !acronym.is(shape::INITIAL)
            && !region.is(shape::UPPER)
            && lexicon::is_region(word)
    }

    /// `Servicio Nacional de Atención a Privados de Libertad`: what the name of a body goes on with, small words between.
    fn goes_on_body(&self, mention: &Mention) -> bool {
        let tokens = &self.reading.tokens;
        let leads = |at: usize| {
            tokens[at].class == Class::Preposition && tokens[at].sentence == mention.sentence
        };
        let own = self.reading.mentions.partition_point(|other| other.first < mention.first);
        let mut start = mention.first;
        for body in self.reading.mentions[..own].iter().rev().take(MOST_PARTS) {
            let Some(lead) = start.checked_sub(1).filter(|&lead| leads(lead)) else { return false };
            if body.end != lead || !self.reading.is_romance(lead) {
                return false;
            }
            if body.kind == MentionKind::Organisation {
                return start != mention.first || body.end > body.name + 1;
            }
            start = body.first;
        }
        false
    }

    /// `the energy company Lumière Lointaine`: whether the word for a body leads to the name.
    fn follows_body(&self, mention: &Mention) -> bool {
        let before = mention.first.checked_sub(1).map(|at| &self.reading.tokens[at]);
        before.is_some_and(|before| {
            before.has(traits::ORGANISATION)
                && !before.is_capital()
                && before.sentence == mention.sentence
        })
    }

    /// `la minera Cerro Alto`, `el vocero de la asociación Tierra Viva, Ada Roe`: whether the noun for a body leads to its
    /// name, whatever words it is made of; `el director de la asociación Ada Roe` is she.
    fn is_body_named(&self, mention: &Mention) -> bool {
        let Some(at) = mention.name.checked_sub(1) else { return false };
        let noun = &self.reading.tokens[at];
        let is_body = noun.has(traits::BODY)
            && !noun.is_capital()
            && noun.sentence == mention.sentence
            && noun.sign.is_ascii()
            && self.reading.is_romance(mention.name);
        let next = self.reading.mentions.partition_point(|other| other.first <= mention.first);
        let is_followed = || {
            self.reading.tokens.get(mention.end).is_some_and(|comma| comma.is_sign(','))
                && self.reading.mentions.get(next).is_some_and(|next| {
                    next.kind == MentionKind::Name && next.first == mention.end + 1
                })
        };
        is_body && (!self.follows_office(at.saturating_sub(LONGEST_TITLE)..at) || is_followed())
    }

    /// `the governor of Kanem, Jane Roe, …`: what somebody is the head of.
    fn is_held(&self, mention: &Mention) -> bool {
        let Some(office) = mention.first.checked_sub(2) else { return false };
        let [office, of] = &self.reading.tokens[office..mention.first] else { return false };
        let is_behind =
            |at: usize| self.reading.tokens.get(at).is_some_and(|next| next.is_sign(','));
        // `X, head of the Y, said` is X
        let start = mention.first - 2;
        let opens = self.reading.tokens[..start]
            .iter()
            .rev()
            .take_while(|token| token.sentence == mention.sentence)
            .all(Token::is_word);
        mention.kind == MentionKind::Single
            && opens
            && self.is_place(mention)
            && office.has(traits::ROLE)
            && of.id == BELONGING[0]
            && is_behind(mention.end)
    }

    /// Whether an acronym in parentheses follows, as after names of organisations.
    fn is_abbreviated(&self, mention: &Mention) -> bool {
        let tokens = &self.reading.tokens;
        tokens.get(mention.end).is_some_and(|token| token.is_sign('('))
            && tokens.get(mention.end + 1).is_some_and(|token| token.is(shape::UPPER))
    }

    /// `X, director of …`
    fn has_role_behind(&self, mention: &Mention) -> bool {
        let tokens = &self.reading.tokens;
        let is_near = |at: usize| tokens.get(at).filter(|token| token.sentence == mention.sentence);
        is_near(mention.end).is_some_and(|token| token.is_sign(','))
            && (mention.end + 1..mention.end + 6)
                .map_while(is_near)
                .take_while(|token| token.kind == Kind::Word)
                .any(|token| token.has(traits::ROLE))
    }

    pub(super) fn is_issuer(&self, name: &str) -> bool {
        let is_it = |other: &String| other.eq_ignore_ascii_case(name);
        self.issuer.name.as_ref().is_some_and(is_it) || self.issuer.aliases.iter().any(is_it)
    }

    /// `the group's director, Jane Roe`: the name behind a title that was taken for the speaker.
    fn name_behind_title(&self, title: usize) -> Option<usize> {
        let from = &self.reading.mentions[title];
        let limit = from.end + LONGEST_TITLE;
        let next = (title + 1..self.reading.mentions.len())
            .take(6)
            .take_while(|&idx| {
                let mention = &self.reading.mentions[idx];
                mention.first <= limit && mention.sentence == from.sentence
            })
            .find(|&idx| self.named(idx).is_some())?;
        let to = &self.reading.mentions[next];
        let start = name_start(self.reading, to);
        let title = &self.reading.tokens[from.first..start];
        // `a neighbour, Jane Roe`
        let is_apposed = from.end + 1 == start
            && self.reading.tokens[from.end].is_sign(',')
            && title.iter().any(|token| token.has(traits::HUMAN));
        let has_role = is_apposed || title.iter().any(|token| token.has(traits::ROLE));
        let n_quoted = title.iter().filter(|token| token.is_quoted()).count();
        let n_commas = title.iter().filter(|token| token.is_sign(',')).count();
        let stays = title.iter().enumerate().all(|(at, token)| {
            let joins_titles = token.class == Class::Conjunction
                && title[at + 1..].iter().take(2).any(|next| next.has(traits::ROLE));
            // `координатор «Зелёной линии» Ирина Вольская`: the name of a body in marks
            (!token.is_quoted() || n_quoted <= LONGEST_NAME_IN_MARKS)
                && !token.attributes()
                && !matches!(token.class, Class::Auxiliary | Class::Relative)
                && (token.class != Class::Conjunction || joins_titles)
                && (token.kind != Kind::Sign || matches!(token.sign, ',' | '&'))
        });
        (has_role && stays && n_commas <= 1).then_some(next)
    }

    /// `O Comandante Provincial da Polícia, João Beira, afirmou`: the name between commas behind an office
    /// whose capitals look like one.
    fn apposed(&self, office: usize) -> Option<usize> {
        let reading = self.reading;
        let from = &reading.mentions[office];
        let next = office + 1;
        let to = reading.mentions.get(next).filter(|to| to.sentence == from.sentence)?;
        let start = name_start(reading, from);
        let has_role = self.follows_office(from.first.saturating_sub(LONGEST_TITLE)..start);
        let comma = |at: usize| reading.tokens.get(at).is_some_and(|token| token.is_sign(','));
        let closes = |at: usize| {
            reading.tokens.get(at).is_none_or(|token| {
                token.is_sign(',') || token.is_sign('.') || token.sentence != from.sentence
            })
        };
        // `…, ingeniero Ada Roe`
        let is_title = |token: &Token| {
            token.has(traits::ROLE | traits::HONORIFIC | traits::HUMAN) && !token.is(shape::CAPITAL)
        };
        let titles = reading.tokens.get(from.end + 1..to.first);
        let is_near = titles.is_some_and(|titles| titles.len() <= 2 && titles.iter().all(is_title));
        let is_between = comma(from.end) && is_near && closes(to.end);
        let is_known = |at: usize| is_given_name(&reading.tokens[at]);
        let is_full = |to: &Mention| {
            to.kind == MentionKind::Name
                && to.end > name_start(reading, to) + 1
                && !self.is_place(to)
        };
        // `de la organización Tierra Nueva`, `the lawyer for Ada Roe, Bo Lund`: not whom the office belongs to
        let is_governed = start.checked_sub(1).is_some_and(|at| {
            let before = &reading.tokens[at];
            before.is_word()
                && before.sentence == from.sentence
                && !before.is(shape::CAPITAL)
                && before.class != Class::Title
                && (before.has(traits::ORGANISATION)
                    || !before.has(traits::ROLE | traits::HONORIFIC | traits::HUMAN))
        });
        (matches!(from.kind, MentionKind::Name | MentionKind::Single)
            && has_role
            && is_between
            && (!is_known(start) || is_governed)
            && (is_known(name_start(reading, to)) || is_governed && is_full(to))
            && self.named(next).is_some())
        .then_some(next)
    }

    /// `el secretario nacional del Agua`, `la directora de la organización Mar Abierto`: whether the words before a
    /// name begin with an office behind an article, nothing but words in between.
    fn follows_office(&self, range: Range<usize>) -> bool {
        let tokens = &self.reading.tokens;
        let Some(last) = range.end.checked_sub(1) else { return false };
        let sentence = tokens[last].sentence;
        let goes_on = |at: &usize| {
            let token = &tokens[*at];
            token.is_word()
                && token.sentence == sentence
                && !token.is_quoted()
                && !token.attributes()
                && !matches!(token.class, Class::Auxiliary | Class::Relative | Class::Pronoun)
        };
        range.rev().take_while(goes_on).any(|at| tokens[at].has(traits::ROLE))
    }

    /// `Jane Roe of the Lake Union said`: the name before a body that was taken for the speaker.
    fn name_before_body(&self, body: usize) -> Option<usize> {
        let reading = self.reading;
        let to = &reading.mentions[body];
        let before = body.checked_sub(1)?;
        let from = &reading.mentions[before];
        let is_link = |token: &Token| {
            matches!(token.class, Class::Preposition | Class::Determiner) && !token.is_quoted()
        };
        let between = reading.tokens.get(from.end..to.first)?;
        let joins = between.first().is_some_and(|token| BELONGING.contains(&token.id));
        (to.kind == MentionKind::Organisation
            && from.kind == MentionKind::Name
            && from.sentence == to.sentence
            && joins
            && between.iter().all(is_link)
            && self.named(before).is_some())
        .then_some(before)
    }

    /// `The union’s president, Jane Roe, told reporters`: who told it, where the hearers were taken for the speaker.
    fn teller(&self, hearer: usize) -> Option<usize> {
        let reading = self.reading;
        let from = &reading.mentions[hearer];
        let verb = from.first.checked_sub(1)?;
        let tells = |at: usize| TELLS.contains(&reading.tokens[at].id);
        let is_comma = |at: usize| reading.tokens[at].is_sign(',');
        let end = verb.checked_sub(1).filter(|&at| is_comma(at)).unwrap_or(verb);
        let before = hearer.checked_sub(1)?;
        let to = &reading.mentions[before];
        (tells(verb)
            && to.sentence == from.sentence
            && to.end == end
            && matches!(to.kind, MentionKind::Name | MentionKind::Single)
            && self.named(before).is_some())
        .then_some(before)
    }

    /// `the midwife`: who was given this role when they were named.
    fn named_by_role(&self, mention: usize, spoke: Option<(usize, usize)>) -> Option<usize> {
        let reading = self.reading;
        let phrase = &reading.mentions[mention];
        let words = &reading.tokens[phrase.first..phrase.end];
        let (article, office, head) = match words {
            // Russian has no article, Arabic writes it with its noun
            [head] if ('А'..='я').contains(&head.sign) || self.has_arabic_article(head) => {
                (None, &[][..], head)
            }
            [article, office @ .., head] => (Some(article), office, head),
            _ => return None,
        };
        let is_definite =
            phrase.kind == MentionKind::Phrase && article.is_none_or(|article| article.id == THE);
        // `وأشار الناشط إلى أن …`
        let is_before_that = reading.tokens.get(phrase.end + 1).is_some_and(is_that);
        let goes_on = reading.tokens.get(phrase.end).is_some_and(|next| {
            next.kind == Kind::Possessive
                || matches!(next.class, Class::Preposition | Class::Determiner) && !is_before_that
        });
        // `the District Attorney`
        let is_office = office.len() < LONGEST_OFFICE
            && office.iter().all(|word| word.is_capital() == head.is_capital());
        if !is_definite
            || goes_on
            || !is_office
            || !head.has(traits::ROLE)
            || head.has(traits::PLURAL)
        {
            return None;
        }
        let role_bearer = (mention.saturating_sub(FARTHEST_ROLE)..mention).rev().find_map(|idx| {
            let mention = &reading.mentions[idx];
            let is_it = mention.kind == MentionKind::Name
                && reading.paragraphs[mention.paragraph].spoken
                && self.has_role(mention, head.id)
                && office.iter().all(|word| self.has_role(mention, word.id));
            is_it.then(|| self.named(idx)).flatten()
        });
        role_bearer
            .or_else(|| self.sole_speaker_before(mention, spoke).filter(|_| office.is_empty()))
    }

    fn has_arabic_article(&self, token: &Token) -> bool {
        token.span.of(self.reading.text).starts_with("ال")
    }

    /// `Jane Roe, who led the case, explained that … “…”, the lawyer added.`: who alone speaks before a role
    /// in its paragraph.
    fn sole_speaker_before(&self, role: usize, spoke: Option<(usize, usize)>) -> Option<usize> {
        let reading = self.reading;
        let of = &reading.mentions[role];
        let mut named = reading
            .paragraph_mentions(of.paragraph)
            .take(FARTHEST_ROLE)
            .take_while(|&idx| idx < role)
            .filter(|&idx| {
                matches!(reading.mentions[idx].kind, MentionKind::Name | MentionKind::Single)
            })
            .filter(|&idx| !self.is_place(&reading.mentions[idx]))
            .filter_map(|idx| Some((idx, self.named(idx)?)));
        let (first, person) = named.next()?;
        let mention = &reading.mentions[first];
        let is_alone = named.all(|(_, other)| other == person);
        let has_spoken = spoke == Some((person, of.paragraph));
        let is_proven = self.persons.all[person].proof > Proof::None && self.touches_cue(first);
        (is_alone && mention.sentence < of.sentence && (is_proven || has_spoken)).then_some(person)
    }

    /// Whether the role of this identity stands right before the name or in the apposition behind.
    fn has_role(&self, mention: &Mention, role: u32) -> bool {
        let tokens = &self.reading.tokens;
        let is_it = |token: &Token| {
            (token.id == role || role == LAWYER && self.addresses_lawyer(token))
                && token.sentence == mention.sentence
        };
        let start = name_start(self.reading, mention);
        let title = &tokens[start.saturating_sub(NEAR_TITLE)..start];
        let behind = tokens.get(mention.end..(mention.end + NEAR_APPOSITION).min(tokens.len()));
        let opens = |token: &Token| token.is_sign(',') || token.is_sign('(');
        let apposition = behind.filter(|behind| behind.first().is_some_and(opens)).unwrap_or(&[]);
        title.iter().any(is_it)
            || apposition[1.min(apposition.len())..]
                .iter()
                .take_while(|token| token.is_word() && !token.is_cue())
                .any(is_it)
    }

    /// `Me Jane Roe`: how the bar is addressed in French.
    fn addresses_lawyer(&self, token: &Token) -> bool {
        token.has(traits::HONORIFIC)
            && matches!(token.span.of(self.reading.text), "Me" | "Me." | "Maître" | "Mᵉ")
    }

    /// `Jane Roe, director of the Lake Union`: the name before an apposition that was taken for the
    /// speaker.
    fn name_before_apposition(&self, inner: usize) -> Option<usize> {
        let to = &self.reading.mentions[inner];
        let limit = to.first.saturating_sub(LONGEST_TITLE);
        let before = (0..inner)
            .rev()
            .take(4)
            .take_while(|&idx| {
                let mention = &self.reading.mentions[idx];
                mention.end >= limit && mention.sentence == to.sentence
            })
            .find(|&idx| self.named(idx).is_some())?;
        let from = &self.reading.mentions[before];
        let between = &self.reading.tokens[from.end..to.first];
        let starts = between.first().is_some_and(|token| token.is_sign(','));
        let has_role =
            self.reading.tokens[from.end..to.end].iter().any(|token| token.has(traits::ROLE));
        let stays = between.iter().all(|token| {
            !token.is_quoted()
                && !token.attributes()
                && token.class != Class::Auxiliary
                && (token.kind != Kind::Sign || matches!(token.sign, ',' | '&'))
        });
        (starts && has_role && stays).then_some(before)
    }
}
