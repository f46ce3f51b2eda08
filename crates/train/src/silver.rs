//! Labels without an annotator: passages whose speaker the simplest patterns give away.
//!
//! `"…," said X` · `"…," X said` · `X said, "…"` · `X, … , said, "…"` · `X called it "…"` · the rest of a
//! paragraph and whole paragraphs after such a passage. What is surely no quote is labelled too:
//! definitions and short passages in sentences without a verb of saying. Everything else is left out.

use std::collections::HashMap;

use ingest::quote::model::{Class, Kind, MentionKind, Reading, shape};

/// What is known about a passage in marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// It is no quote.
    Nobody,
    /// Nothing is known.
    Unknown,
    /// One of these mentions speaks.
    Mentions(Vec<usize>),
}

/// Labels every passage of a text.
pub(crate) fn label(reading: &Reading<'_>) -> Vec<Label> {
    let mut labeller = Labeller::new(reading);
    (0..reading.marked.len()).map(|which| labeller.label(which)).collect()
}

struct Labeller<'r> {
    reading: &'r Reading<'r>,
    by_first: HashMap<usize, usize>,
    by_end: HashMap<usize, usize>,
    /// The passage labelled last, and its mention.
    before: Option<(usize, usize)>,
}

impl<'r> Labeller<'r> {
    fn new(reading: &'r Reading<'r>) -> Self {
        let mentions = || reading.mentions.iter().enumerate();
        Self {
            reading,
            by_first: mentions().map(|(idx, mention)| (mention.first, idx)).collect(),
            by_end: mentions().map(|(idx, mention)| (mention.end, idx)).collect(),
            before: None,
        }
    }

    fn label(&mut self, which: usize) -> Label {
        let marked = &self.reading.marked[which];
        let is_long_enough = marked.end - marked.first >= 4;
        let speaker = if is_long_enough {
            self.behind(which)
                .or_else(|| self.before(which))
                .or_else(|| self.source(which))
                .or_else(|| self.fragment(which))
                .or_else(|| self.inside_report(which))
                .or_else(|| self.continued(which))
        } else {
            None
        };
        let speaker = speaker.filter(|_| !self.reading.is_work(which));
        if let Some(mention) = speaker {
            self.before = Some((which, mention));
            return Label::Mentions(vec![mention]);
        }
        if self.is_nobody(which) { Label::Nobody } else { Label::Unknown }
    }

    fn is_cue(&self, at: usize) -> bool {
        self.reading.tokens[at].is_cue() && !self.reading.tokens[at].is_quoted()
    }

    /// The mention, if it names or means a person.
    fn person(&self, mention: Option<&usize>) -> Option<usize> {
        mention.copied().filter(|&mention| {
            matches!(
                self.reading.mentions[mention].kind,
                MentionKind::Name
                    | MentionKind::Single
                    | MentionKind::Pronoun
                    | MentionKind::Phrase
            )
        })
    }

    /// `"…," said X` and `"…," X said`.
    fn behind(&self, which: usize) -> Option<usize> {
        let marked = &self.reading.marked[which];
        let tokens = &self.reading.tokens;
        let end = self.reading.paragraphs[marked.paragraph].end;
        let at = marked.end + usize::from(marked.end < end && tokens[marked.end].is_sign(','));
        if at >= end || tokens[at].is_quoted() {
            return None;
        }
        if self.is_cue(at) {
            let after = (at + 1..end).find(|&at| tokens[at].class != Class::Function)?;
            return self.person(self.by_first.get(&after));
        }
        let mention = self.person(self.by_first.get(&at))?;
        let behind = self.reading.mentions[mention].end;
        (behind < end && self.is_cue(behind)).then_some(mention)
    }

    /// `X said, "…"` and `X, … , said, "…"`.
    fn before(&self, which: usize) -> Option<usize> {
        let marked = &self.reading.marked[which];
        let tokens = &self.reading.tokens;
        let first = self.reading.paragraphs[marked.paragraph].first;
        if marked.first <= first + 1 {
            return None;
        }
        let mut at = marked.first - 1;
        if (tokens[at].is_sign(',') || tokens[at].is_sign(':')) && at > first {
            at -= 1;
        }
        if tokens[at].class != Class::Say || at <= first {
            return None;
        }
        if let Some(mention) = self.by_end.get(&at) {
            return self.person(Some(mention));
        }
        if !tokens[at - 1].is_sign(',') {
            return None;
        }
        let limit = at.saturating_sub(25).max(first);
        (limit..at - 1)
            .rev()
            .take_while(|&at| !tokens[at].is_quoted() && !tokens[at].is_sign('.'))
            .filter(|&at| tokens[at].is_sign(','))
            .find_map(|at| {
                let mention = *self.by_end.get(&at)?;
                (self.reading.mentions[mention].kind == MentionKind::Name).then_some(mention)
            })
    }

    /// `"…," according to X` and `According to X, "…"`.
    fn source(&self, which: usize) -> Option<usize> {
        let marked = &self.reading.marked[which];
        let tokens = &self.reading.tokens;
        let paragraph = self.reading.paragraphs[marked.paragraph];
        let is_source = |at: usize| {
            at > paragraph.first + 1
                && at < paragraph.end
                && tokens[at - 2].class == Class::According
                && !tokens[at - 2].is_quoted()
        };
        let behind = (marked.end + 2..marked.end + 4).find(|&at| is_source(at));
        if let Some(at) = behind {
            return self.person(self.by_first.get(&at));
        }
        let comma = marked.first.checked_sub(1).filter(|&at| tokens[at].is_sign(','))?;
        let mention = *self.by_end.get(&comma)?;
        is_source(self.reading.mentions[mention].first).then_some(mention)
    }

    /// `X called it "…"`.
    fn fragment(&self, which: usize) -> Option<usize> {
        let marked = &self.reading.marked[which];
        let first = self.reading.paragraphs[marked.paragraph].first;
        if marked.end - marked.first >= 14 || marked.first <= first + 2 {
            return None;
        }
        let limit = marked.first.saturating_sub(5).max(first + 1);
        let tokens = &self.reading.tokens;
        let cue = (limit..marked.first)
            .rev()
            .take_while(|&at| {
                !tokens[at].is_quoted() && !matches!(tokens[at].kind, Kind::Sign | Kind::Mark)
            })
            .find(|&at| self.is_cue(at))?;
        self.person(self.by_end.get(&cue))
    }

    /// `X said the plan was "…"`: words from within a sentence, in a report that one subject opens.
    fn inside_report(&self, which: usize) -> Option<usize> {
        let marked = &self.reading.marked[which];
        let tokens = &self.reading.tokens;
        let inside = tokens.get(marked.first + 1)?;
        if inside.kind != Kind::Word || inside.is(shape::CAPITAL) {
            return None;
        }
        let sentence = tokens[marked.first].sentence;
        let paragraph = self.reading.paragraphs[marked.paragraph];
        let start = (paragraph.first..=marked.first).find(|&at| tokens[at].sentence == sentence)?;
        let mention = *self.by_first.get(&start)?;
        let after = self.reading.mentions[mention].end;
        let is_small = |at: usize| matches!(tokens[at].class, Class::Function | Class::Auxiliary);
        let cue = (after..marked.first).find(|&at| !is_small(at))?;
        let cue =
            if tokens[cue].is_sign(',') { self.behind_apposition(cue, marked.first)? } else { cue };
        let others = (paragraph.first..paragraph.end)
            .filter(|&at| tokens[at].sentence == sentence && at != cue)
            .any(|at| !tokens[at].is_quoted() && tokens[at].attributes());
        if !self.is_cue(cue) || others {
            return None;
        }
        self.person(Some(&mention))
    }

    /// The verb behind the comma that ends an apposition.
    fn behind_apposition(&self, comma: usize, limit: usize) -> Option<usize> {
        let tokens = &self.reading.tokens;
        (comma + 2..limit).find(|&at| tokens[at - 1].is_sign(',') && self.is_cue(at))
    }

    /// The rest of a paragraph, or the next whole paragraph, after a labelled passage.
    fn continued(&self, which: usize) -> Option<usize> {
        let (before, mention) = self.before.filter(|(before, _)| before + 1 == which)?;
        let (before, marked) = (&self.reading.marked[before], &self.reading.marked[which]);
        let length = marked.end - marked.first;
        let paragraph = self.reading.paragraphs[marked.paragraph];
        if before.paragraph == marked.paragraph {
            let tokens = &self.reading.tokens;
            let between = before.end..marked.first;
            let has_other_cue = between.clone().any(|at| at > before.end + 3 && self.is_cue(at));
            let n_stops = between.filter(|&at| tokens[at].is_sign('.')).count();
            return (!has_other_cue && n_stops <= 1 && length >= 6).then_some(mention);
        }
        let fills = marked.first == paragraph.first && marked.end + 1 >= paragraph.end;
        (before.paragraph + 1 == marked.paragraph && fills && length >= 8).then_some(mention)
    }

    fn is_nobody(&self, which: usize) -> bool {
        let marked = &self.reading.marked[which];
        let tokens = &self.reading.tokens;
        let paragraph = self.reading.paragraphs[marked.paragraph];
        let in_parentheses =
            marked.first > paragraph.first && tokens[marked.first - 1].is_sign('(');
        let sentence = tokens[marked.first].sentence;
        let has_cue = tokens[paragraph.first..paragraph.end]
            .iter()
            .any(|token| token.sentence == sentence && !token.is_quoted() && token.attributes());
        let length = marked.end - marked.first;
        let last = if length >= 2 { marked.end - 2 } else { marked.first };
        let ends_in_sign = tokens[last].kind == Kind::Sign;
        let inner = &tokens[(marked.first + 1).min(marked.end - 1)];
        let is_name = inner.is(shape::CAPITAL) || inner.kind != Kind::Word;
        in_parentheses
            || self.reading.is_work(which)
            || (length <= 6 && !has_cue)
            || (length <= 5 && !ends_in_sign && is_name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speakers(text: &str) -> Vec<String> {
        let reading = Reading::of_lines(text, None);
        let show = |label| match label {
            Label::Nobody => "nobody".to_owned(),
            Label::Unknown => "unknown".to_owned(),
            Label::Mentions(mentions) => {
                let mention = reading.mentions[mentions[0]];
                reading.words(mention.first, mention.end).to_owned()
            }
        };
        label(&reading).into_iter().map(show).collect()
    }

    #[test]
    fn plain_attributions_label_themselves() {
        assert_eq!(speakers("“We will not leave the valley,” said Ines Okoro."), ["Ines Okoro"]);
        assert_eq!(speakers("“We will not leave the valley,” she said."), ["she"]);
        assert_eq!(speakers("Ines Okoro said: “We will not leave the valley.”"), ["Ines Okoro"]);
    }

    #[test]
    fn a_definition_is_nobodys_words() {
        assert_eq!(speakers("The letter of intent (“LOI”) was signed."), ["nobody"]);
    }

    #[test]
    fn what_no_pattern_explains_is_left_out() {
        assert_eq!(
            speakers("The river, “a long and winding road of silver,” runs north of the town."),
            ["unknown"]
        );
    }
}
