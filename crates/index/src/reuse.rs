//! `ReusedAnswer`: where else the same words were used.
//!
//! For each quote that matches, the quotes of other releases that hold its rarest words are looked up in the
//! index, and those whose words are compared are few: the work for a quote has a bound, whatever the size of
//! the archive. A quote counts as a use of the same words if it has at least half of the pairs of
//! neighbouring words of the shorter of the two. What a quote has in common words only is not looked for.

use std::{cmp::Reverse, collections::BTreeSet, time::Instant};

use release::{Release, ReleaseId};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    Archive, Error, MAX_DEPTH, QuoteAnswer, QuoteHit, Request,
    pass::Deadline,
    rank::Statistics,
    schema::DocKind,
    snippet::Sought,
    sweep::{Clause, Word, in_quotes},
    visit, vocabulary,
    wording::Wording,
};

/// So many quotes that match are looked at.
const MOST_LOOKED_AT: usize = 1000;
/// So many of the rarest words of a quote are looked up.
const MOST_WORDS: usize = 12;
/// So many quotes that hold one of them are looked at in the index.
const MOST_POSTINGS: u64 = 50_000;
/// So many quotes are compared with one, those with most of its rare words.
const MOST_COMPARED: usize = 32;
/// A quote of fewer words is said again by chance.
const FEWEST_WORDS: usize = 5;
/// So many of its rare words another quote must hold to be compared.
const FEWEST_RARE_WORDS: u32 = 2;
/// The least share of the pairs of words.
const LEAST_SHARED: f32 = 0.5;

/// An answer of quotes whose words were used in another release too; one hit for each group of them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReusedAnswer {
    /// As without looking for other uses; the hits are those that have some.
    #[serde(flatten)]
    pub answer: QuoteAnswer,
    /// One for each hit, in their order.
    pub reuses: Vec<Reuse>,
}

/// Where else the words of a quote were used.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Reuse {
    /// The id of the hit.
    pub id: String,
    /// The other uses, oldest first and undated last.
    pub uses: Vec<Use>,
}

/// One other use of the words.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Use {
    /// The share of the pairs of neighbouring words of the shorter quote that both have, `0.5..=1.0`.
    pub likeness: f64,
    /// Whether the words are the same to the letter, but for case, accents and punctuation.
    pub same_words: bool,
    /// Whether the same person is said to have spoken.
    pub same_speaker: bool,
    /// The quote of this group in an earlier version of the same text, if there is one: this is a reprint
    /// then, no use on another occasion.
    pub version_of: Option<String>,
    /// The words of the hit that this one lacks, run by run.
    pub dropped: Vec<String>,
    /// The words that this one has instead or besides.
    pub added: Vec<String>,
    /// The quote.
    pub quote: QuoteHit,
}

/// A quote that another may be compared with: its release, its number, how many rare words it shares.
type Candidate = (ReleaseId, u64, u32);

/// The releases that were read, as quotes of one release come together.
type Releases = FxHashMap<ReleaseId, Release>;

impl Archive {
    /// The quotes that match and whose words were used in another release too: one for each group, with all
    /// other uses. Total and facets are those of [`quotes`](Self::quotes).
    ///
    /// # Errors
    ///
    /// As [`search`](Self::search).
    pub fn reused(&self, request: &Request) -> Result<ReusedAnswer, Error> {
        self.guarded(|| {
            let start = Instant::now();
            let deadline = self.deadline(request);
            let depth = request.offset.saturating_add(request.limit);
            if depth > MAX_DEPTH {
                return Err(Error::TooDeep { wanted: depth, max: MAX_DEPTH });
            }
            let looked_at = if request.limit == 0 { 0 } else { MOST_LOOKED_AT };
            let wide = Request { limit: looked_at, offset: 0, collapse: false, ..request.clone() };
            let (compiler, passed) = self.pass(&wide, DocKind::Quote)?;
            let mut request = request.clone();
            let sought = &mut Sought::of(&request.query);
            let mut releases = Releases::default();
            let mut is_told: FxHashSet<String> = FxHashSet::default();
            let (mut hits, mut reuses, mut n_before, mut n_looked_at) =
                (Vec::new(), Vec::new(), 0, 0);
            for best in &passed.best {
                Deadline::check(deadline)?;
                n_looked_at += 1;
                let (release, number) = self.quote_at(best.address())?;
                if is_told.contains(&format!("{}-{number}", release.id)) {
                    continue;
                }
                let uses = self.uses(&release, number, &mut releases)?;
                if uses.is_empty() {
                    continue;
                }
                is_told.extend(uses.iter().map(|other| other.quote.id.clone()));
                if n_before < request.offset {
                    n_before += 1;
                    continue;
                }
                let hit = self.quote_hit(&release, number, best.score(), &request, sought)?;
                reuses.push(Reuse { id: hit.id.clone(), uses });
                hits.push(hit);
                if hits.len() == request.limit {
                    break;
                }
            }
            request.notes.push(
                "shown are quotes whose words stand in another release too, each group once; \
             total and counts hold all quotes"
                    .to_owned(),
            );
            if n_looked_at == MOST_LOOKED_AT && (n_looked_at as u64) < passed.total {
                request.notes.push(format!("the first {MOST_LOOKED_AT} quotes were looked at"));
            }
            let answer =
                self.answered(compiler, passed, (&request, DocKind::Quote), hits, start)?;
            Ok(ReusedAnswer { answer, reuses })
        })
    }

    /// The quotes of other releases that use the words of this one.
    fn uses(
        &self,
        release: &Release,
        number: usize,
        releases: &mut Releases,
    ) -> Result<Vec<Use>, Error> {
        let Some(quote) = release.quotes.get(number) else { return Ok(Vec::new()) };
        let wording = Wording::of(&quote.text);
        if wording.words.len() < FEWEST_WORDS {
            return Ok(Vec::new());
        }
        let mut uses = Vec::new();
        for (id, number, _) in self.candidates(release.id, &wording)? {
            let other = self.read(id, releases)?;
            let at = usize::try_from(number).unwrap_or(usize::MAX);
            let Some(other_quote) = other.quotes.get(at) else { continue };
            let other_wording = Wording::of(&other_quote.text);
            let (n_shared, likeness) = wording.shared(&other_wording);
            if n_shared + 1 < FEWEST_WORDS || likeness < LEAST_SHARED {
                continue;
            }
            let (dropped, added) = wording.differs(&other_wording);
            let plain = Request { snippets: false, ..Request::default() };
            let first_day = other.date.as_ref().map(|date| date.value.first_day());
            let hit = self.quote_hit(other, at, 1.0, &plain, &mut Sought::default())?;
            let found = Use {
                likeness: (f64::from(likeness) * 100.0).round() / 100.0,
                same_words: wording.words == other_wording.words,
                same_speaker: quote.speaker.is_some() && quote.speaker == other_quote.speaker,
                version_of: None,
                dropped,
                added,
                quote: hit,
            };
            uses.push(((first_day.is_none(), first_day, id, number), found));
        }
        uses.sort_by_key(|(key, _)| *key);
        // a reprint is told from a use on another occasion
        let versions = self.snapshot.versions()?;
        let own = format!("{}-{number}", release.id);
        let mut first_of: FxHashMap<ReleaseId, String> =
            [(versions.first(release.id), own)].into_iter().collect();
        for ((_, _, id, _), found) in &mut uses {
            let text = versions.first(*id);
            match first_of.get(&text) {
                // several quotes of one release are no versions of one another
                Some(first) if !first.starts_with(&id.to_string()) => {
                    found.version_of = Some(first.clone());
                }
                Some(_) => {}
                None => drop(first_of.insert(text, found.quote.id.clone())),
            }
        }
        Ok(uses.into_iter().map(|(_, found)| found).collect())
    }

    /// The quotes of other releases with most of the rarest words.
    fn candidates(&self, own: ReleaseId, wording: &Wording<'_>) -> Result<Vec<Candidate>, Error> {
        let snapshot = &self.snapshot;
        let failed = |error| snapshot.failed(error);
        let distinct: BTreeSet<&String> = wording.words.iter().collect();
        let mut rare = Vec::new();
        let places = in_quotes(&snapshot.fields);
        let statistics = Statistics::of(snapshot, DocKind::Release);
        for word in distinct {
            let word = Word::of(snapshot, &statistics, &vocabulary::only(word), &places);
            let Some(word) = word.map_err(failed)? else { continue };
            // what no other release holds tells nothing
            let n = word.n_occurrences();
            if n > 1 {
                rare.push((n, rare.len(), word));
            }
        }
        rare.sort_by_key(|&(n, number, _)| (n, number));
        rare.truncate(MOST_WORDS);
        let mut met: FxHashMap<(u64, u64), u32> = FxHashMap::default();
        let mut n_postings = 0;
        for (n, _, word) in rare {
            n_postings += n;
            if n_postings > MOST_POSTINGS {
                break;
            }
            visit::each_unranked(snapshot, &Clause::Word(word), (DocKind::Quote, None), {
                |doc, columns| *met.entry(columns.place(doc)).or_default() += 1
            })?;
        }
        let candidate = |((id, number), n_words): ((u64, u64), u32)| {
            let id = ReleaseId(id);
            (n_words >= FEWEST_RARE_WORDS && id != own).then_some((id, number, n_words))
        };
        let mut candidates: Vec<Candidate> = met.into_iter().filter_map(candidate).collect();
        candidates.sort_unstable_by_key(|&(id, number, n)| (Reverse(n), id, number));
        candidates.truncate(MOST_COMPARED);
        Ok(candidates)
    }

    /// The release of this id, read once.
    fn read<'r>(&self, id: ReleaseId, releases: &'r mut Releases) -> Result<&'r Release, Error> {
        const MOST_KEPT: usize = 256;
        if releases.len() >= MOST_KEPT && !releases.contains_key(&id) {
            releases.clear();
        }
        match releases.entry(id) {
            std::collections::hash_map::Entry::Occupied(kept) => Ok(kept.into_mut()),
            std::collections::hash_map::Entry::Vacant(empty) => {
                Ok(empty.insert(self.release_of_quote(id)?))
            }
        }
    }
}
