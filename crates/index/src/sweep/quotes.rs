//! Words, phrases and windows in the quotes of a segment.
//!
//! Quotes have no words of their own: the words of their release tell in which parts of it a word stands at which
//! positions, and each quote [tells](crate::quoted) which of these it takes.

use tantivy::{DocId, TERMINATED, TantivyError};

use super::{
    Asked, Bits, WIDTH,
    clause::{PhraseIn, Word},
    cursor::{end, place},
    in_zone::{InZone, Span},
    standing::Positions,
    window::WindowIn,
    word::offset,
};
use crate::{
    quoted::{Quoted, Stand},
    rank,
};

/// A quote of so many words is neither long nor short.
const ORDINARY_WORDS: f32 = 25.0;

/// What is sought in the quotes of one segment.
pub(super) struct QuotesNode {
    quoted: Quoted,
    sought: Vec<InZone>,
    score: Score,
    is_ranked: bool,
    here: Bits,
    /// By quote of the stretch.
    occurrences: Vec<u32>,
    /// The quotes that are asked of.
    asked: Vec<Span>,
}

/// How well a quote matches.
enum Score {
    /// By how often what is so rare stands in it.
    Rare(f32),
    /// All that match equally well.
    Equal(f32),
}

impl QuotesNode {
    /// `None` if the segment does not hold the word.
    pub(super) fn of_word(word: &Word, asked: &Asked<'_>) -> Result<Option<Self>, TantivyError> {
        let positions = Positions::open(asked.reader)?;
        let lists = word.lists.get(asked.segment as usize).map_or(&[][..], Vec::as_slice);
        let mut sought = Vec::new();
        for lists in lists.chunk_by(|a, b| a.zone(asked) == b.zone(asked)) {
            sought.extend(InZone::of_word(lists, &positions, asked)?);
        }
        Ok(Self::new(sought, Score::Rare(word.rarity), asked))
    }

    /// `None` if no part of the segment holds all the words.
    pub(super) fn of_phrase(
        places: &[PhraseIn],
        asked: &Asked<'_>,
    ) -> Result<Option<Self>, TantivyError> {
        let positions = Positions::open(asked.reader)?;
        let mut sought = Vec::new();
        for place in places {
            sought.extend(InZone::of_phrase(place, &positions, asked)?);
        }
        let rarity = places.first().map_or(0.0, |place| place.rarity);
        Ok(Self::new(sought, Score::Rare(rarity), asked))
    }

    /// `None` if no part of the segment holds all the words.
    pub(super) fn of_window(
        places: &[WindowIn],
        asked: &Asked<'_>,
    ) -> Result<Option<Self>, TantivyError> {
        let positions = Positions::open(asked.reader)?;
        let mut sought = Vec::new();
        for place in places {
            sought.extend(InZone::of_window(&place.window, &positions, asked)?);
        }
        let score = places.first().map_or(0.0, |place| place.score);
        Ok(Self::new(sought, Score::Equal(score), asked))
    }

    fn new(sought: Vec<InZone>, score: Score, asked: &Asked<'_>) -> Option<Self> {
        if sought.is_empty() {
            return None;
        }
        Some(Self {
            quoted: asked.snapshot.columns(asked.segment).quoted.clone(),
            sought,
            score,
            is_ranked: asked.is_ranked,
            here: Bits::NONE,
            occurrences: vec![0; WIDTH],
            asked: Vec::new(),
        })
    }

    pub(super) fn cost(&self) -> u64 {
        // a release has several quotes, and positions cost more than documents
        self.sought.iter().map(|zone| zone.n_releases().saturating_mul(20)).sum()
    }

    pub(super) fn next(&mut self, from: DocId) -> DocId {
        let quotes = self.quoted.quotes();
        let from = from.max(quotes.start);
        if from >= quotes.end {
            return TERMINATED;
        }
        let firsts = self.quoted.firsts();
        let release = firsts.release_of(from);
        let next = self.sought.iter_mut().map(|zone| zone.next(release)).min();
        match next.unwrap_or(TERMINATED) {
            TERMINATED => TERMINATED,
            next if next > release => firsts.quotes_of(next).start.max(from),
            _ => from,
        }
    }

    pub(super) fn fill(&mut self, base: DocId, mask: &Bits) -> &Bits {
        self.here.each(|at| self.occurrences[at] = 0);
        self.here = Bits::NONE;
        let Some((first, last)) = mask.ends() else { return &self.here };
        let Self { quoted, sought, here, occurrences, asked, .. } = self;
        let firsts = quoted.firsts();
        let release_of = |at: usize| firsts.release_of(base + offset(at));
        let (mut from, last) = (release_of(first), release_of(last));
        while from <= last {
            let upto = last.min(from.saturating_add(offset(WIDTH - 1)));
            for zone in sought.iter_mut() {
                asked.clear();
                zone.holding(from, upto).each(|release| {
                    let own = firsts.quotes_of(from + offset(release));
                    for quote in own.start.max(base)..own.end.min(end(base)) {
                        let at = place(quote, base);
                        let stand = mask.contains(at).then(|| quoted.stand(quote)).flatten();
                        if let Some(Stand { words, .. }) =
                            stand.filter(|stand| stand.zone == zone.zone)
                        {
                            asked.push(Span { at, release, words });
                        }
                    }
                });
                zone.look(from, asked, |at, n_times| {
                    here.insert(at);
                    occurrences[at] += n_times;
                });
            }
            from = upto + 1;
        }
        &self.here
    }

    pub(super) fn score(&self, base: DocId, of: &Bits, scores: &mut [f32]) {
        if !self.is_ranked {
            return;
        }
        let mut mine = of.clone();
        mine.keep(&self.here);
        mine.each(|at| match self.score {
            Score::Equal(score) => scores[at] += score,
            Score::Rare(rarity) => {
                let n_words = as_score(self.quoted.length(base + offset(at)));
                let half = rank::half(n_words / ORDINARY_WORDS);
                let n_times = as_score(self.occurrences[at].into());
                scores[at] += rarity * rank::saturated(n_times, half);
            }
        });
    }
}

#[expect(clippy::cast_precision_loss, reason = "a score needs no more digits")]
fn as_score(n: u64) -> f32 {
    n as f32
}
