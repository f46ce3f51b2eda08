//! Words of a law: `under Article 14: “no one shall …”` are nobody's, whoever spoke before.

use crate::quote::{
    lexicon::Class,
    mark::Marked,
    reading::Reading,
    token::{Kind, Token},
};

/// A law is named this near before its words.
const REACH: usize = 14;

/// The beginnings of words that name a law or a part of one.
const LAWS: &[&str] = &[
    "article",
    "artículo",
    "artigo",
    "artikel",
    "articolo",
    "стать",
    "section",
    "paragraph",
    "constituti",
    "constituci",
    "constituição",
    "конституци",
    "verfassung",
    "grundgesetz",
    "convention",
    "convenci",
    "convenio",
    "convenção",
    "конвенци",
    "konvention",
    "covenant",
    "charter",
    "treaty",
    "tratado",
    "traité",
    "المادة",
    "الدستور",
    "الاتفاقية",
];

/// The beginnings of verbs that tell what a law says.
const GRANTS: &[&str] = &[
    "guarante",
    "provides",
    "stipulat",
    "garanti",
    "garante",
    "garantiza",
    "prévoit",
    "stipule",
    "interdit",
    "establece",
    "prohíbe",
    "estabelece",
    "prevê",
    "proíbe",
    "verbietet",
    "schützt",
    "гарантирует",
    "запрещает",
    "تكفل",
    "يكفل",
    "تنص",
];

/// What leads to the law that is cited.
const UNDER: &[&str] = &[
    "under",
    "by",
    "in",
    "of",
    "per",
    "selon",
    "de",
    "du",
    "según",
    "conforme",
    "segundo",
    "do",
    "da",
    "no",
    "gemäß",
    "nach",
    "laut",
    "по",
    "в",
    "согласно",
    "بموجب",
    "recalling",
    "citing",
    "recordando",
    "citando",
    "lembrando",
    "rappelant",
    "citant",
];

/// The mention of the law whose words a passage holds, if the words before it name one and nobody says them.
pub(super) fn of_passage(reading: &Reading<'_>, marked: &Marked) -> Option<usize> {
    let tokens = &reading.tokens;
    let last = marked.first.checked_sub(1)?;
    let sentence = tokens[last].sentence;
    let has_colon = tokens[last].is_sign(':');
    let reach = last.saturating_sub(REACH)..=last;
    let mut is_relative = false;
    let mut law = None;
    for at in reach.rev() {
        let token = &tokens[at];
        if token.sentence != sentence || token.is_quoted() || token.kind == Kind::Mark {
            break;
        }
        if is_law(reading, token) {
            law = Some(at);
            // `Article 41 of the Constitution`: the first of them
            continue;
        }
        if law.is_some() {
            let is_part = token.kind == Kind::Number
                || matches!(token.class, Class::Preposition | Class::Determiner)
                || token.is_capital();
            if is_part {
                continue;
            }
            break;
        }
        is_relative |= token.class == Class::Relative;
        // `the Convention is “a farce”`, `Ada Roe called …`
        if token.class == Class::Auxiliary
            || token.attributes()
                && !has_colon
                && !may_require(tokens, at)
                && !grants(reading, token)
        {
            return None;
        }
    }
    let law = law?;
    let word = |at: usize| tokens[at].span.of(reading.text).to_lowercase();
    let leads = || {
        (law.saturating_sub(3)..law)
            .rev()
            .any(|at| tokens[at].sentence == sentence && UNDER.contains(&word(at).as_str()))
    };
    let is_granted = || tokens[law..=last].iter().any(|token| grants(reading, token));
    let is_cited = has_colon || is_relative || leads() || is_granted();
    // `…, said Ada Roe`
    let is_said_behind = tokens[marked.end.min(tokens.len())..]
        .iter()
        .take(3)
        .take_while(|token| token.sentence == sentence)
        .any(Token::attributes);
    if !is_cited || is_said_behind {
        return None;
    }
    let own = reading.paragraph_mentions(marked.paragraph);
    own.rev().find(|&idx| {
        let mention = &reading.mentions[idx];
        mention.end <= marked.first
            && mention.sentence == sentence
            && (mention.first..mention.end).any(|at| is_law(reading, &tokens[at]))
    })
}

/// `which requires “…”`: a verb behind a relative pronoun tells what the law says.
fn may_require(tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| tokens[before].class == Class::Relative)
}

/// `guarantees`: what a law does.
fn grants(reading: &Reading<'_>, token: &Token) -> bool {
    let word = token.span.of(reading.text);
    token.is_word() && word.len() >= 6 && GRANTS.iter().any(|verb| word.starts_with(verb))
}

fn is_law(reading: &Reading<'_>, token: &Token) -> bool {
    if !token.is_word() {
        return false;
    }
    let word = token.span.of(reading.text);
    // most words are told by their length
    word.len() >= 5 && {
        let word = word.to_lowercase();
        LAWS.iter().any(|law| word.starts_with(law))
    }
}
