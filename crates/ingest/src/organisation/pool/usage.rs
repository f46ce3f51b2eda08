//! Whether the running text uses a name, and how it spells it.

use release::Part;

use crate::{
    layout::Layout,
    lexicon::{self, traits},
    organisation::pool::Proposal,
};

/// The words of the running and standing text.
pub(super) struct Usage<'t> {
    /// Keys of the words with the block and the bytes they stand at.
    words: Vec<(u64, usize, usize, usize)>,
    /// Which of these keys there are, a bit for the first bits of each.
    held: [u64; 64],
    layout: &'t Layout,
}

/// Texts longer than this many words repeat their issuer earlier.
const ENOUGH_WORDS: usize = 4_000;

impl<'t> Usage<'t> {
    pub(super) fn of(layout: &'t Layout) -> Self {
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
    pub(super) fn confirm(&self, proposal: &Proposal) -> Option<Proposal> {
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
            // `Ada Roe, chair of Open Hands` below a letter does not bear itself out
            let is_itself = proposal.rule == "footer"
                && self.layout.blocks[block].span == proposal.span
                && is_signature(&self.layout.words[block], name);
            if is_same && !is_itself {
                let line = self.layout.words[block].as_str();
                let form = &line[window[0].2..window[wanted.len() - 1].3];
                // headlines have capitals where the text has none
                let is_written_so = proposal.rule != "headline-subject"
                    || form == name
                        && self.layout.blocks[block].part.is_running_text()
                        && !line[window[wanted.len() - 1].3..]
                            .trim_start()
                            .starts_with(char::is_uppercase);
                if is_written_so
                    && !form.starts_with(char::is_lowercase)
                    && !is_of_another(&line[..window[0].2])
                {
                    uses.push(form);
                    is_early |= self.layout.lede().is_some_and(|lede| block <= lede + 2);
                }
            }
        }
        let is_lone = wanted.len() == 1;
        // what stands before a role may hold a part of it; the name alone is used elsewhere
        let needs_another = is_lone || proposal.rule == "before-role";
        if uses.is_empty() || (needs_another && uses.len() < 2) {
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

/// Whether a line names somebody and an office, or is a list of names behind its label.
fn is_signature(line: &str, name: &str) -> bool {
    const LONGEST: usize = 160;
    const LONGEST_LABEL: usize = 30;
    let label = line.split_once(':').filter(|(label, _)| label.len() <= LONGEST_LABEL);
    let is_labelled = label.is_some_and(|(label, _)| !label.contains(name));
    line.len() <= LONGEST && (is_labelled || line.contains(',') && lexicon::has_role(line))
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
