//! `InZone`: what is sought in quotes that stand in one part of their releases.
//!
//! Positions are read only of releases that hold all the words and have a quote that is asked for.

use std::ops::Range;

use tantivy::{DocId, TERMINATED, TantivyError, Term, schema::IndexRecordOption};

use super::{
    Asked, Bits,
    clause::{ListOf, PhraseIn},
    cursor::{Cursor, place},
    occurrences::Occurrences,
    phrase::needed,
    standing::{Positions, Standing},
    window::{Window, fits},
    word::offset,
};
use crate::{languages::InLanguages, schema::Zone};

/// A quote that is asked of.
pub(super) struct Span {
    /// Its place in the stretch.
    pub(super) at: usize,
    /// The place of its release among those that are looked at.
    pub(super) release: usize,
    /// The positions of its words.
    pub(super) words: Range<u32>,
}

/// What is sought in one part of releases.
pub(super) struct InZone {
    pub(super) zone: Zone,
    /// The releases that may hold it: those of any list or of all.
    cursors: Vec<Cursor>,
    needs_all: bool,
    sought: Sought,
}

enum Sought {
    /// Any of these words, each in releases of some languages.
    Any(Vec<(InLanguages, Standing)>),
    /// Words one after the other: how far each is moved to stand where the last one does.
    Phrase(Vec<(u32, Standing)>, Occurrences),
    /// Words, each so many times, in a window so wide.
    Window(Vec<(usize, Standing)>, u32),
}

/// Where words stand, each with what comes with it.
type Standings<T> = Vec<(T, Standing)>;

impl InZone {
    /// A word, by its lists in one part; `None` where it stands for nothing there.
    pub(super) fn of_word(
        lists: &[ListOf],
        positions: &Positions<'_>,
        asked: &Asked<'_>,
    ) -> Result<Option<Self>, TantivyError> {
        let Asked { snapshot, segment, reader, .. } = *asked;
        let (mut cursors, mut any) = (Vec::new(), Vec::new());
        for list in lists {
            let languages = &snapshot.languages;
            let within = languages.of(&snapshot.fields, (segment, reader), list.stemmings)?;
            let standing = positions.of(list.field, &list.info)?;
            if let Some(standing) = standing.filter(|_| !matches!(within, InLanguages::None)) {
                let inverted = reader.inverted_index(list.field)?;
                let basic = IndexRecordOption::Basic;
                cursors.push(Cursor::of_info(&inverted, &list.info, basic)?);
                any.push((within, standing));
            }
        }
        let zone = lists.first().filter(|_| !any.is_empty()).and_then(|list| list.zone(asked));
        Ok(zone.map(|zone| Self::new(zone, cursors, Sought::Any(any))))
    }

    /// `None` if one of the words is missing.
    pub(super) fn of_phrase(
        phrase: &PhraseIn,
        positions: &Positions<'_>,
        asked: &Asked<'_>,
    ) -> Result<Option<Self>, TantivyError> {
        let words = phrase.words.iter().enumerate();
        let words = words.map(|(at, word)| (word, phrase.moved(at)));
        let Some((zone, words)) = together(words, positions, asked)? else { return Ok(None) };
        let sought = Sought::Phrase(words, Occurrences::default());
        Ok(needed(phrase, asked)?.map(|cursors| Self::new(zone, cursors, sought)))
    }

    /// `None` if one of the words is missing.
    pub(super) fn of_window(
        window: &Window,
        positions: &Positions<'_>,
        asked: &Asked<'_>,
    ) -> Result<Option<Self>, TantivyError> {
        let words = together(window.words(), positions, asked)?;
        let Some((zone, words)) = words else { return Ok(None) };
        let mut cursors = Vec::new();
        for (word, _) in window.words() {
            let inverted = asked.reader.inverted_index(word.field())?;
            cursors.extend(Cursor::open(&inverted, word, IndexRecordOption::Basic)?);
        }
        Ok(Some(Self::new(zone, cursors, Sought::Window(words, window.width()))))
    }

    fn new(zone: Zone, cursors: Vec<Cursor>, sought: Sought) -> Self {
        let needs_all = !matches!(sought, Sought::Any(_));
        Self { zone, cursors, needs_all, sought }
    }

    /// Of how many releases at most positions are read.
    pub(super) fn n_releases(&self) -> u64 {
        let n_docs = self.cursors.iter().map(|cursor| u64::from(cursor.n_docs()));
        if self.needs_all { n_docs.min().unwrap_or(0) } else { n_docs.sum() }
    }

    /// No release before this one can hold it, from `from` on.
    pub(super) fn next(&mut self, from: DocId) -> DocId {
        let cursors = &mut self.cursors;
        if self.needs_all {
            return cursors.iter_mut().fold(from, |from, cursor| cursor.seek(from.min(TERMINATED)));
        }
        cursors.iter_mut().map(|cursor| cursor.seek(from)).min().unwrap_or(TERMINATED)
    }

    /// The releases from one to another, by their places, that may hold it.
    pub(super) fn holding(&mut self, from: DocId, last: DocId) -> Bits {
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
    pub(super) fn look(&mut self, base: DocId, asked: &[Span], mut visit: impl FnMut(usize, u32)) {
        let mut wanted = Bits::NONE;
        for span in asked {
            wanted.insert(span.release);
        }
        if wanted.is_empty() {
            return;
        }
        match &mut self.sought {
            Sought::Any(words) => {
                for (within, standing) in words {
                    let mut rest = asked;
                    standing.each(base, &wanted, |release, positions| {
                        if within.contains(base + offset(release)) {
                            each_within(of_release(&mut rest, release), positions, 1, &mut visit);
                        }
                    });
                }
            }
            Sought::Phrase(words, found) => {
                let (length, mut rest) = (offset(words.len()), asked);
                found.find(base, wanted, words);
                for (release, ends) in found.each() {
                    each_within(of_release(&mut rest, release), ends, length, &mut visit);
                }
            }
            Sought::Window(words, width) => {
                // by release, then by position, with the number of the word
                let mut found: Vec<(usize, u32, usize)> = Vec::new();
                for (number, (_, standing)) in words.iter_mut().enumerate() {
                    let mut holding = Bits::NONE;
                    standing.each(base, &wanted, |release, positions| {
                        holding.insert(release);
                        found.extend(positions.iter().map(|&position| (release, position, number)));
                    });
                    wanted = holding;
                }
                found.sort_unstable();
                let needed: Vec<usize> = words.iter().map(|(n_times, _)| *n_times).collect();
                for Span { at, release, words } in asked {
                    let upto = |position| {
                        let end = (*release, position);
                        found.partition_point(|&(release, position, _)| (release, position) < end)
                    };
                    let inside = found[upto(words.start)..upto(words.end)].iter();
                    let inside: Vec<(u32, usize)> =
                        inside.map(|&(_, position, number)| (position, number)).collect();
                    if fits(&inside, needed.clone(), *width) {
                        visit(*at, 1);
                    }
                }
            }
        }
    }
}

/// The part of releases in which these words are, and where they stand, the rarest first; `None` where one is missing.
fn together<'t, T>(
    words: impl Iterator<Item = (&'t Term, T)>,
    positions: &Positions<'_>,
    asked: &Asked<'_>,
) -> Result<Option<(Zone, Standings<T>)>, TantivyError> {
    let (mut standings, mut zone) = (Vec::new(), None);
    for (word, with) in words {
        zone = asked.snapshot.fields.zone_of(word.field());
        let info = asked.reader.inverted_index(word.field())?.get_term_info(word)?;
        let Some(info) = info else { return Ok(None) };
        let Some(standing) = positions.of(word.field(), &info)? else { return Ok(None) };
        standings.push((info.doc_freq, (with, standing)));
    }
    standings.sort_by_key(|(n_docs, _)| *n_docs);
    let standings = standings.into_iter().map(|(_, standing)| standing).collect();
    Ok(zone.map(|zone| (zone, standings)))
}

/// Those of the quotes that are asked of that are of this release. Releases come in order.
fn of_release<'q>(rest: &mut &'q [Span], release: usize) -> &'q [Span] {
    let n_before = rest.iter().take_while(|span| span.release < release).count();
    let n_own = rest[n_before..].iter().take_while(|span| span.release == release).count();
    let (own, after) = rest[n_before..].split_at(n_own);
    *rest = after;
    own
}

/// Visits the quotes that hold occurrences of so many words that end at these positions, with how many.
fn each_within(quotes: &[Span], ends: &[u32], length: u32, visit: &mut impl FnMut(usize, u32)) {
    for Span { at, words, .. } in quotes {
        let first = words.start.saturating_add(length - 1);
        let upto = |position| ends.partition_point(|&end| end < position);
        let n_times = upto(words.end).saturating_sub(upto(first));
        if n_times > 0 {
            visit(*at, offset(n_times));
        }
    }
}
