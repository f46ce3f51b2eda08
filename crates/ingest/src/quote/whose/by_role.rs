//! Whom a role alone means: `the midwife` is she who was given it when she was named.

use crate::quote::{
    clause::is_that,
    lexicon::{Class, traits},
    mention::{Mention, MentionKind},
    person::{Proof, name_start},
    token::{Kind, Token},
    whose::{FARTHEST_ROLE, Resolver},
    word_id::of_ascii,
};

/// An office between article and head has fewer words.
const LONGEST_OFFICE: usize = 4;
/// A role stands so near before a name, and so near behind it.
const NEAR_TITLE: usize = 4;
const NEAR_APPOSITION: usize = 7;
const THE: u32 = of_ascii("the");
const LAWYER: u32 = of_ascii("lawyer");

impl Resolver<'_> {
    /// `the midwife`: who was given this role when they were named.
    pub(super) fn named_by_role(
        &self,
        mention: usize,
        spoke: Option<(usize, usize)>,
    ) -> Option<usize> {
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
}
