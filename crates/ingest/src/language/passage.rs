//! Passages in another language than the release: a French half, English boilerplate under Arabic.
//!
//! A block that says enough is in the language of its small words; one that says little goes with its
//! neighbours.

use release::{Block, Found, Language, Part, Span};

use super::{SMALL_WORDS, by_script, count_small_words, of_small_words};
use crate::{
    layout::Layout,
    lexicon::{Line, Seen, traits},
};

/// A block shows its language within so many words.
const SAMPLE: usize = 60;

/// Fewer small words do not show that a block is in another language.
const FEWEST: u32 = 5;

/// What the small words of a block say.
struct Count {
    counts: Vec<u32>,
    verdict: Option<Language>,
}

/// The languages that a release is written in beside its main one: runs of blocks in text order.
pub(crate) fn in_other_languages(layout: &Layout, main: Option<Language>) -> Vec<Found<Language>> {
    let Some(main) = main else { return Vec::new() };
    if is_surely_all(layout, main) {
        return Vec::new();
    }
    let counts = count(layout, main);
    if counts.iter().all(|count| count.verdict.is_none_or(|language| language == main)) {
        return Vec::new();
    }
    runs(&layout.blocks, &settle(layout, &counts, main), main)
}

/// Whether no block can be in another language, for the main one has most of the small words of each.
fn is_surely_all(layout: &Layout, main: Language) -> bool {
    let own = SMALL_WORDS.languages.iter().position(|code| *code == main.code());
    let Some(own) = own else { return false };
    let mut counts = vec![0; SMALL_WORDS.languages.len()];
    let mut blocks = layout.blocks.iter().enumerate();
    blocks.all(|(idx, block)| {
        if block.part == Part::Chrome {
            return true;
        }
        let line = layout.line(idx);
        if let Some(language) = by_script(&[line]).and_then(Language::new) {
            return language == main;
        }
        if line.words.len() < FEWEST as usize
            && line.words.iter().all(|seen| seen.is(traits::PLAIN))
        {
            return true;
        }
        let (mut n_own, mut n_words) = (0, 0);
        of_small_words(line, sample(line), |languages| {
            n_own += u32::from(languages >> own & 1 == 1);
            n_words += u32::from(languages != 0);
        });
        // all of them may be of one language, or of several
        !is_other(n_words, n_own) || {
            counts.fill(0);
            count_small_words(line, sample(line), &mut counts);
            !is_other(counts.iter().copied().max().unwrap_or(0), n_own)
        }
    })
}

/// Whether a language with `first` small words has the block, and not that with `own`.
fn is_other(first: u32, own: u32) -> bool {
    first >= FEWEST && own * 5 <= first * 2 || first >= 12 && own * 3 <= first * 2
}

/// The words that show the language of a block; addresses and menus are in none.
fn sample(line: Line<'_>) -> impl Iterator<Item = &Seen> {
    let is_address =
        move |seen: &Seen| !seen.is(traits::PLAIN) && line.bare(seen).contains(['@', '.', '/']);
    line.words.iter().filter(move |seen| !is_address(seen)).take(SAMPLE)
}

/// The small words of each block, and what is sure by them alone.
fn count(layout: &Layout, main: Language) -> Vec<Count> {
    let table = &*SMALL_WORDS;
    let mut total = vec![0; table.languages.len()];
    let mut counts: Vec<Count> = Vec::with_capacity(layout.blocks.len());
    for idx in 0..layout.blocks.len() {
        let line = layout.line(idx);
        let mut of_block = vec![0; table.languages.len()];
        if layout.blocks[idx].part == Part::Chrome {
            counts.push(Count { counts: of_block, verdict: Some(main) });
            continue;
        }
        count_small_words(line, sample(line), &mut of_block);
        total.iter_mut().zip(&of_block).for_each(|(total, count)| *total += count);
        let verdict = by_script(&[line]).and_then(Language::new);
        counts.push(Count { counts: of_block, verdict });
    }
    // a language that the table has not shares its small words with its kin
    let own = table.languages.iter().position(|code| *code == main.code());
    let own = own.unwrap_or_else(|| most(&total));
    for Count { counts, verdict } in &mut counts {
        *verdict = verdict.or_else(|| {
            let best = most(counts);
            let (first, own) = (counts[best], counts[own]);
            if is_other(first, own) {
                Language::new(table.languages[best])
            } else {
                (own >= 2 && own == first).then_some(main)
            }
        });
    }
    counts
}

/// The first of the largest.
fn most(counts: &[u32]) -> usize {
    (0..counts.len()).rev().max_by_key(|idx| counts[*idx]).unwrap_or(0)
}

/// A block that says little is in the language of the block before or behind, whichever has more of its
/// small words; a head goes with what it stands over.
fn settle(layout: &Layout, counts: &[Count], main: Language) -> Vec<Language> {
    let mut behind = vec![main; counts.len()];
    let mut next = None;
    for (idx, count) in counts.iter().enumerate().rev() {
        next = count.verdict.or(next);
        behind[idx] = next.unwrap_or(main);
    }
    let mut before = None;
    let mut settled = Vec::with_capacity(counts.len());
    for (idx, count) in counts.iter().enumerate() {
        let (above, below) = (before.unwrap_or(behind[idx]), behind[idx]);
        let small_words = |language: Language| {
            let at = SMALL_WORDS.languages.iter().position(|code| *code == language.code());
            at.map_or(0, |at| count.counts[at])
        };
        let (of_above, of_below) = (small_words(above), small_words(below));
        let is_head = matches!(
            layout.blocks[idx].part,
            Part::Marker | Part::Date | Part::Title | Part::Subtitle | Part::Byline
        );
        let weighed =
            if of_below > of_above || of_below == of_above && is_head { below } else { above };
        settled.push(count.verdict.unwrap_or(weighed));
        before = count.verdict.or(before);
    }
    settled
}

/// Neighbouring blocks of one language that is not the main one.
fn runs(blocks: &[Block], languages: &[Language], main: Language) -> Vec<Found<Language>> {
    let mut runs: Vec<Found<Language>> = Vec::new();
    let mut before = main;
    for (block, language) in blocks.iter().zip(languages) {
        match runs.last_mut() {
            Some(run) if *language == before && before != main => {
                run.evidence.span = run.evidence.span.cover(block.span);
            }
            _ if *language != main => {
                runs.push(Found::new(*language, block.span, "passage", 0.9));
            }
            _ => {}
        }
        before = *language;
    }
    runs
}

/// The language at a passage: that of the run it stands in, else the main one.
pub(crate) fn language_at(
    passage: Span,
    main: Option<Language>,
    others: &[Found<Language>],
) -> Option<Language> {
    let idx = others.partition_point(|run| run.evidence.span.end <= passage.start);
    let run = others.get(idx).filter(|run| run.evidence.span.start <= passage.start);
    run.map(|run| run.value).or(main)
}
