//! Points for names by what the running text says of them.

use release::Span;

use crate::{
    layout::Layout,
    lexicon::{self, Line},
    organisation::{
        alias::long_form,
        demand,
        hint::hint_of,
        holder,
        known::is_known,
        named, role, run, script,
        tally::{
            Tally,
            cue::{are_joined, source_of_wire},
            form::tidy,
            look::LONGEST_NAME,
        },
        word,
    },
};

/// `объединение «`, `l’ONG `: whether a word for a body in small letters stands before a name.
fn is_behind_kind(before: &str) -> bool {
    let kind =
        before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '«' | '“' | '"' | '„'));
    kind.split_whitespace().next_back().is_some_and(script::is_kind)
}

/// The line near the head or the foot that an abbreviation of the dateline is short for.
fn line_spelling<'t>(layout: &'t Layout, short: &str) -> Option<&'t str> {
    const REACH: usize = 8;
    let lines = layout.words.iter().map(|words| words.as_str().trim());
    let lines = lines.clone().take(REACH).chain(lines.rev().take(REACH));
    lines
        .filter(|line| line.len() <= LONGEST_NAME)
        .find(|line| long_form(line, short) == Some(line))
}

/// `the #LinesOpen coalition, a network of …`: who goes by a hashtag and what kind of body it is.
fn hashtag_body(words: &str) -> Option<&str> {
    const KINDS: [&str; 5] = ["coalition", "campaign", "network", "movement", "alliance"];
    let start = words.find("the #").or_else(|| words.find("The #"))? + 4;
    let mut rest = word::word_indices(&words[start..]);
    let (_, tag) = rest.next()?;
    let (at, kind) = rest.next()?;
    let bare = kind.trim_end_matches(|c: char| !c.is_alphanumeric());
    let is_tag = tag[1..].starts_with(char::is_uppercase) && tag.ends_with(char::is_alphanumeric);
    (is_tag && KINDS.iter().any(|known| bare.eq_ignore_ascii_case(known)))
        .then(|| &words[start..start + at + bare.len()])
}

/// A sentence that brings in a whole statement has no more words.
const SHORT: usize = 45;
/// Longer texts have named their issuer by now.
const MOST_PARAGRAPHS: usize = 60;

impl Tally<'_> {
    /// The subject of the lede, and whom the speakers speak for.
    pub(in crate::organisation) fn running_text(&mut self, layout: &Layout) {
        let mut n_paragraphs = 0;
        for (idx, block) in layout.blocks.iter().enumerate() {
            if !block.part.is_running_text() {
                continue;
            }
            let line = layout.line(idx);
            let words = line.text;
            n_paragraphs += 1;
            let runs = run::find(&line);
            let is_early = n_paragraphs <= 3;
            let early = if n_paragraphs == 1 { 1.0 } else { 0.8 };
            let mut hints: Vec<_> = runs.iter().map(|run| hint_of(words, run, is_early)).collect();
            // `the River Network (RN) and the Bund der Freunde demand`: both do, the first leads
            for idx in (1..runs.len()).rev().filter(|idx| runs[*idx].is_strong) {
                let before = (0..idx).rev().find(|before| runs[*before].is_strong);
                if let Some(before) = before
                    && matches!(hints[idx].1, "lede-subject" | "lede-author")
                    && hints[idx].0 > hints[before].0
                    && are_joined(words, &runs[before], &runs[idx])
                {
                    hints[before] = hints[idx];
                }
            }
            for (run, (points, rule)) in runs.iter().zip(hints) {
                // what stands behind its kind is no person, whatever it looks like
                if is_behind_kind(&words[..run.start]) {
                    self.add_any(tidy(run.name), points * early, rule, block.span);
                } else {
                    self.add(run.name, points * early, rule, block.span);
                }
            }
            if is_early && let Some(name) = hashtag_body(words) {
                self.add_any(name, 0.5 * early, "hashtag-body", block.span);
            }
            if is_early && let Some(name) = named::before_bracket(&line) {
                self.add_any(tidy(name), 0.5 * early, "lede-subject", block.span);
            }
            if n_paragraphs <= 2
                && !holder::names_one(&line)
                && (words.contains("following statement")
                    || n_paragraphs == 1 && words.ends_with(':') && line.words.len() <= SHORT)
                && let Some(name) = role::behind_roles(&line)
                    .first()
                    .copied()
                    .or_else(|| role::employer_of_office(&line))
            {
                self.add_any(tidy(name), 0.5, "states", block.span);
            }
            if n_paragraphs == 1 {
                self.bracketed(layout, &line, block.span);
            }
            if n_paragraphs > MOST_PARAGRAPHS {
                break;
            }
        }
    }

    /// `(Open Sea Network—July 25, 2019)`.
    fn bracketed(&mut self, layout: &Layout, line: &Line<'_>, span: Span) {
        let words = line.text;
        if let Some(inner) = words.strip_prefix('(')
            && let Some((head, _)) = inner.split_once(')')
            && let Some((name, _)) = head.split_once(['—', '–', '/'])
            && (lexicon::is_organisation(name) || is_known(name))
        {
            self.add(name, 0.8, "dateline-organisation", span);
        }
        if let Some(name) = source_of_wire(words) {
            let name =
                if lexicon::is_acronym(name) { line_spelling(layout, name) } else { Some(name) };
            if let Some(name) = name {
                self.add_any(name, 0.8, "dateline-source", span);
            }
        }
        if let Some(name) = named::told_what_it_is(line) {
            self.add_any(name, 0.5, "told-what-it-is", span);
        }
    }

    /// `Die Initiative verlangt`, where one of the names is headed by that noun.
    pub(in crate::organisation) fn demands(&mut self, layout: &Layout) {
        let running =
            (0..layout.blocks.len()).filter(|idx| layout.blocks[*idx].part.is_running_text());
        let mut nouns: Vec<&str> = Vec::new();
        for idx in running.take(MOST_PARAGRAPHS) {
            nouns.extend(demand::demanding_nouns(&layout.line(idx)));
        }
        for candidate in &mut self.candidates {
            let is_meant = |form: &String| nouns.iter().any(|noun| demand::stands_for(noun, form));
            if candidate.forms.iter().any(is_meant) {
                candidate.points += 0.35;
                candidate.told_by("stands-for");
            }
        }
    }
}
