//! Words, phrases and windows in the quotes of a segment.
//!
//! Quotes have no words of their own: the words of their release tell in which parts of it a word stands at which
//! positions, and each quote [tells](crate::quoted) which of these it takes. Positions are read only of releases that
//! hold all the words and have a quote that is asked for.

use tantivy::{DocId, TERMINATED, TantivyError, Term, schema::IndexRecordOption};

use super::{
    Asked, Bits, WIDTH,
    clause::{PhraseIn, Word},
    cursor::{Cursor, end, place},
    occurrences::{Occurrences, add_positions},
    phrase::needed,
    standing::{Positions, Standing},
    window::{WindowIn, fits},
    word::offset,
};
use crate::{
    languages::InLanguages,
    quoted::{Quoted, Stand},
    rank,
    schema::Zone,
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
    asked: Vec<AskedOf>,
    positions: Vec<u32>,
}

/// How well a quote matches.
enum Score {
    /// By how often what is so rare stands in it.
    Rare(f32),
    /// All that match equally well.
    Equal(f32),
}

/// A quote that is asked of.
#[derive(Clone, Copy)]
struct AskedOf {
    /// Its place in the stretch.
    at: usize,
    /// The place of its release among those that are looked at.
    release: usize,
    start: u32,
    end: u32,
}

/// What is sought in one part of releases.
struct InZone {
    zone: Zone,
    /// The releases that may hold it: those of any list or of all.
    cursors: Vec<Cursor>,
    needs_all: bool,
    sought: Sought,
}

enum Sought {
    /// Any of these words, each in releases of some languages.
    Any(Vec<(Standing, InLanguages)>),
    /// Words one after the other: how far each is moved to stand where the last one does.
    Phrase(Vec<(u32, Standing)>),
    /// Words, each so many times, in a window so wide.
    Window(Vec<(Standing, usize)>, u32),
}

impl QuotesNode {
    /// `None` if the segment does not hold the word.
    pub(super) fn of_word(word: &Word, asked: &Asked<'_>) -> Result<Option<Self>, TantivyError> {
        let Asked { snapshot, segment, reader, .. } = *asked;
        let mut sought: Vec<InZone> = Vec::new();
        let positions = Positions::open(reader)?;
        for list in word.lists.get(segment as usize).map_or(&[][..], Vec::as_slice) {
            let within =
                snapshot.languages.of(&snapshot.fields, (segment, reader), list.stemmings)?;
            let Some(zone) = snapshot.fields.zone_of(list.field) else { continue };
            let standing = positions.of(list.field, &list.info)?;
            let Some(standing) = standing.filter(|_| !matches!(within, InLanguages::None)) else {
                continue;
            };
            let inverted = reader.inverted_index(list.field)?;
            let cursor = Cursor::of_info(&inverted, &list.info, IndexRecordOption::Basic)?;
            match sought.iter_mut().find(|other| other.zone == zone) {
                Some(InZone { cursors, sought: Sought::Any(any), .. }) => {
                    cursors.push(cursor);
                    any.push((standing, within));
                }
                _ => sought.push(InZone {
                    zone,
                    cursors: vec![cursor],
                    needs_all: false,
                    sought: Sought::Any(vec![(standing, within)]),
                }),
            }
        }
        Ok(Self::new(sought, Score::Rare(word.rarity), asked))
    }

    /// `None` if no part of the segment holds all the words.
    pub(super) fn of_phrase(
        places: &[PhraseIn],
        asked: &Asked<'_>,
    ) -> Result<Option<Self>, TantivyError> {
        let mut sought = Vec::new();
        let positions = Positions::open(asked.reader)?;
        for place in places {
            let words = place.words.iter().enumerate();
            let words = words.map(|(at, word)| (word, place.moved(at)));
            let Some((zone, words)) = together(words, &positions, asked)? else { continue };
            if let Some(cursors) = needed(place, asked)? {
                sought.push(InZone {
                    zone,
                    cursors,
                    needs_all: true,
                    sought: Sought::Phrase(words),
                });
            }
        }
        let rarity = places.first().map_or(0.0, |place| place.rarity);
        Ok(Self::new(sought, Score::Rare(rarity), asked))
    }

    /// `None` if no part of the segment holds all the words.
    pub(super) fn of_window(
        places: &[WindowIn],
        asked: &Asked<'_>,
    ) -> Result<Option<Self>, TantivyError> {
        let mut sought = Vec::new();
        let positions = Positions::open(asked.reader)?;
        for place in places {
            let Some((zone, words)) = together(place.window.words(), &positions, asked)? else {
                continue;
            };
            let mut cursors = Vec::new();
            for (word, _) in place.window.words() {
                let inverted = asked.reader.inverted_index(word.field())?;
                cursors.extend(Cursor::open(&inverted, word, IndexRecordOption::Basic)?);
            }
            let words = words.into_iter().map(|(n_times, standing)| (standing, n_times)).collect();
            let window = Sought::Window(words, place.window.width());
            sought.push(InZone { zone, cursors, needs_all: true, sought: window });
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
            positions: Vec::new(),
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
        let Self { quoted, sought, here, occurrences, asked, positions, .. } = self;
        let firsts = quoted.firsts();
        let release_of = |at: usize| firsts.release_of(base + offset(at));
        let (mut from, last) = (release_of(first), release_of(last));
        while from <= last {
            let upto = last.min(from.saturating_add(offset(WIDTH - 1)));
            for zone in sought.iter_mut() {
                asked.clear();
                zone.holding(from, upto).each(|release| {
                    let quotes = firsts.quotes_of(from + offset(release));
                    for quote in quotes.filter(|quote| (base..end(base)).contains(quote)) {
                        let at = place(quote, base);
                        let stand = mask.contains(at).then(|| quoted.stand(quote)).flatten();
                        if let Some(Stand { words, .. }) =
                            stand.filter(|stand| stand.zone == zone.zone)
                        {
                            asked.push(AskedOf { at, release, start: words.start, end: words.end });
                        }
                    }
                });
                zone.look(from, asked, positions, |at, n_times| {
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

/// The part of releases in which these words are, and where they stand, the rarest first, each with what comes with it;
/// `None` where the segment lacks one of them.
fn together<'t, T>(
    words: impl Iterator<Item = (&'t Term, T)>,
    positions: &Positions<'_>,
    asked: &Asked<'_>,
) -> Result<Option<(Zone, Vec<(T, Standing)>)>, TantivyError> {
    let (mut standing, mut zone) = (Vec::new(), None);
    for (word, with) in words {
        zone = asked.snapshot.fields.zone_of(word.field());
        let info = asked.reader.inverted_index(word.field())?.get_term_info(word)?;
        let Some(info) = info else { return Ok(None) };
        let Some(positions) = positions.of(word.field(), &info)? else { return Ok(None) };
        standing.push((info.doc_freq, with, positions));
    }
    standing.sort_by_key(|(n_docs, ..)| *n_docs);
    let standing = standing.into_iter().map(|(_, with, standing)| (with, standing)).collect();
    Ok(zone.map(|zone| (zone, standing)))
}

impl InZone {
    /// Of how many releases at most positions are read.
    fn n_releases(&self) -> u64 {
        let n_docs = self.cursors.iter().map(|cursor| u64::from(cursor.n_docs()));
        if self.needs_all { n_docs.min().unwrap_or(0) } else { n_docs.sum() }
    }

    /// No release before this one can hold it, from `from` on.
    fn next(&mut self, from: DocId) -> DocId {
        let cursors = &mut self.cursors;
        if self.needs_all {
            return cursors.iter_mut().fold(from, |from, cursor| cursor.seek(from.min(TERMINATED)));
        }
        cursors.iter_mut().map(|cursor| cursor.seek(from)).min().unwrap_or(TERMINATED)
    }

    /// The releases from one to another, by their places, that may hold it.
    fn holding(&mut self, from: DocId, last: DocId) -> Bits {
        let mut holding = Bits::NONE;
        for (number, cursor) in self.cursors.iter_mut().enumerate() {
            let mut with = Bits::NONE;
            // the last is asked for once more where quotes of it are in the next stretch
            if cursor.seek(from) < last {
                cursor.sweep_docs(last, |release| with.insert(place(release, from)));
            }
            if cursor.seek(last) == last {
                with.insert(place(last, from));
            }
            if number > 0 && self.needs_all {
                holding.keep(&with);
            } else {
                holding.add(&with);
            }
        }
        holding
    }

    /// Visits those of the quotes that are asked of that hold it, with how often; some come several times. Their
    /// releases are counted from `base`.
    fn look(
        &mut self,
        base: DocId,
        asked: &[AskedOf],
        positions: &mut Vec<u32>,
        mut visit: impl FnMut(usize, u32),
    ) {
        let mut wanted = Bits::NONE;
        asked.iter().for_each(|asked| wanted.insert(asked.release));
        if wanted.is_empty() {
            return;
        }
        match &mut self.sought {
            Sought::Any(words) => {
                for (standing, within) in words {
                    let mut rest = asked;
                    standing.each(base, &wanted, |release, distances| {
                        if within.contains(base + offset(release)) {
                            positions.clear();
                            add_positions(0, distances, positions);
                            let of_release = of_release(&mut rest, release);
                            each_within(of_release, positions, 1, &mut visit);
                        }
                    });
                }
            }
            Sought::Phrase(words) => {
                let length = offset(words.len());
                let mut found = Occurrences::default();
                found.find(base, wanted, words);
                let mut rest = asked;
                for (release, ends) in found.each() {
                    each_within(of_release(&mut rest, release), ends, length, &mut visit);
                }
            }
            Sought::Window(words, width) => {
                // by release, then by position, with the number of the word
                let mut found: Vec<(usize, u32, usize)> = Vec::new();
                for (number, (standing, _)) in words.iter_mut().enumerate() {
                    let mut with = Bits::NONE;
                    standing.each(base, &wanted, |release, distances| {
                        with.insert(release);
                        positions.clear();
                        add_positions(0, distances, positions);
                        found.extend(positions.iter().map(|&position| (release, position, number)));
                    });
                    wanted = with;
                }
                found.sort_unstable();
                let needed: Vec<usize> = words.iter().map(|(_, n_times)| *n_times).collect();
                for asked in asked {
                    let upto = |position| {
                        found.partition_point(|&(release, at, _)| {
                            (release, at) < (asked.release, position)
                        })
                    };
                    let inside = &found[upto(asked.start)..upto(asked.end)];
                    let inside: Vec<(u32, usize)> =
                        inside.iter().map(|&(_, position, number)| (position, number)).collect();
                    if fits(&inside, needed.clone(), *width) {
                        visit(asked.at, 1);
                    }
                }
            }
        }
    }
}

/// Those of the quotes that are asked of that are of this release. Releases come in order.
fn of_release<'q>(rest: &mut &'q [AskedOf], release: usize) -> &'q [AskedOf] {
    let before = rest.iter().take_while(|asked| asked.release < release).count();
    let n_own = rest[before..].iter().take_while(|asked| asked.release == release).count();
    let (own, after) = rest[before..].split_at(n_own);
    *rest = after;
    own
}

/// Visits the quotes that hold occurrences of so many words that end at these positions, with how many.
fn each_within(quotes: &[AskedOf], ends: &[u32], length: u32, visit: &mut impl FnMut(usize, u32)) {
    for quote in quotes {
        let first = quote.start.saturating_add(length - 1);
        let upto = |position| ends.partition_point(|&end| end < position);
        let n_times = upto(quote.end).saturating_sub(upto(first));
        if n_times > 0 {
            visit(quote.at, offset(n_times));
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a score needs no more digits")]
fn as_score(n: u64) -> f32 {
    n as f32
}
