//! `Repeated`: the paragraphs that are standing text, and the countries that hang on them, in a table
//! beside the segments.
//!
//! The table belongs to one generation; where it is missing or of another it is made anew from what the
//! column keeps of each paragraph. No text is read again.

use registry::{Met, Passage, Sieve};
use release::{Block, Country, Involvement, Release, ReleaseId, Span};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::{Archive, Error, reader::Snapshot, schema::DocKind, store::Place, table};

/// The table in the folder of the index.
const TABLE: &str = "repeated.bin";

/// A paragraph of a release that other releases repeat: standing text, whatever it stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RepeatedParagraph {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// How many releases hold it, this one and its versions among them.
    pub releases: u32,
}

/// What a generation repeats.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Repeated {
    /// By their words: how many releases hold them.
    releases_of: FxHashMap<u64, u32>,
    /// Sorted by release.
    pub(crate) demoted: Vec<Demoted>,
}

/// A country that a release names in repeated paragraphs alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Demoted {
    pub(crate) release: ReleaseId,
    pub(crate) country: Country,
    /// How many releases hold that of the paragraphs which the fewest hold.
    releases: u32,
}

/// The table as it is kept.
#[derive(Serialize, Deserialize)]
struct Table {
    generation: u64,
    passages: Vec<(u64, u32)>,
    /// Each with the letters of its country.
    demoted: Vec<(u64, [u8; 3], u32)>,
}

impl Demoted {
    fn kept(self) -> (u64, [u8; 3], u32) {
        let mut code = [0; 3];
        code.copy_from_slice(self.country.code().as_bytes());
        (self.release.0, code, self.releases)
    }

    /// `None` for what was never kept so.
    fn of_kept((release, code, releases): (u64, [u8; 3], u32)) -> Option<Self> {
        let country = Country::new(std::str::from_utf8(&code).ok()?)?;
        Some(Self { release: ReleaseId(release), country, releases })
    }
}

impl Repeated {
    /// The table of a generation, if there is one.
    pub(crate) fn read(place: &Place, generation: u64) -> Option<Self> {
        let Table { generation: of, passages, demoted } = table::read(place, TABLE)?;
        let releases_of = passages.into_iter().collect();
        let demoted = demoted.into_iter().map(Demoted::of_kept).collect::<Option<_>>()?;
        (of == generation).then_some(Self { releases_of, demoted })
    }

    /// Finds them from what the column keeps of a generation.
    pub(crate) fn find(snapshot: &Snapshot) -> Result<Self, Error> {
        let mut sieve = Sieve::new(n_passages(snapshot));
        each_release(snapshot, |_, _, passages| {
            each_once(passages, |passage| sieve.add(passage));
        });
        let versions = snapshot.versions()?;
        let mut met = Vec::new();
        each_release(snapshot, |release, days, passages| {
            let text = versions.first(release);
            each_once(passages, |passage| {
                if sieve.may_be_repeated(passage) {
                    met.push(Met { words: passage.words(), text, release, days });
                }
            });
        });
        drop(sieve);
        let mut found = Self::of(met);
        let mut demoted = Vec::new();
        each_release(snapshot, |release, _, passages| {
            found.demote(release, passages, &mut demoted);
        });
        demoted.sort_unstable();
        found.demoted = demoted;
        Ok(found)
    }

    /// The same from the releases themselves: for who checks the columns.
    pub(crate) fn of_releases(
        snapshot: &Snapshot,
        releases: &[(ReleaseId, Days, Vec<Passage>)],
    ) -> Result<Self, Error> {
        let versions = snapshot.versions()?;
        let mut met = Vec::new();
        for &(release, days, ref passages) in releases {
            let text = versions.first(release);
            met.extend(passages.iter().map(|passage| Met {
                words: passage.words(),
                text,
                release,
                days,
            }));
        }
        let mut found = Self::of(met);
        let mut demoted = Vec::new();
        for (release, _, passages) in releases {
            found.demote(*release, passages, &mut demoted);
        }
        demoted.sort_unstable();
        found.demoted = demoted;
        Ok(found)
    }

    fn of(met: Vec<Met>) -> Self {
        let repeated = registry::repeated(met).into_iter();
        let releases_of = repeated.map(|one| (one.words, one.releases)).collect();
        Self { releases_of, demoted: Vec::new() }
    }

    /// Appends the countries whose every passage is repeated.
    fn demote(&self, release: ReleaseId, passages: &[Passage], demoted: &mut Vec<Demoted>) {
        let named = |passage: &Passage| Some((passage.country()?, self.releases(*passage)));
        let mut least: Vec<(Country, Option<u32>)> = Vec::new();
        for (country, releases) in passages.iter().filter_map(named) {
            match least.iter_mut().find(|(other, _)| *other == country) {
                Some((_, least)) => *least = (*least).min(releases),
                None => least.push((country, releases)),
            }
        }
        let hanging = least.into_iter().filter_map(|(country, releases)| {
            Some(Demoted { release, country, releases: releases? })
        });
        demoted.extend(hanging);
    }

    fn releases(&self, passage: Passage) -> Option<u32> {
        self.releases_of.get(&passage.words()).copied()
    }

    /// Keeps them for a generation. A table that cannot be written is no loss: it is found anew when asked.
    pub(crate) fn write(self, place: &Place, generation: u64) {
        let mut passages: Vec<(u64, u32)> = self.releases_of.into_iter().collect();
        passages.sort_unstable();
        let demoted = self.demoted.into_iter().map(Demoted::kept).collect();
        table::write(place, TABLE, &Table { generation, passages, demoted });
    }

    /// How many different paragraphs are repeated.
    pub(crate) fn n_paragraphs(&self) -> usize {
        self.releases_of.len()
    }

    /// Makes boilerplate of the countries that a release names in repeated paragraphs alone.
    pub(crate) fn join(&self, release: &mut Release) {
        let first = self.demoted.partition_point(|demoted| demoted.release < release.id);
        let of_release =
            self.demoted[first..].iter().take_while(|demoted| demoted.release == release.id);
        let mut is_changed = false;
        for demoted in of_release {
            let mut countries = release.countries.iter_mut();
            if let Some(found) = countries.find(|found| found.country == demoted.country) {
                found.involvement = Involvement::Boilerplate;
                found.evidence.rule = format!("repeated in {} releases", demoted.releases).into();
                is_changed = true;
            }
        }
        if is_changed {
            // those in focus stay in front
            release.countries.sort_by_key(|found| found.involvement);
        }
    }
}

impl Archive {
    /// The paragraphs of a release that are standing text because other releases repeat them, in text order.
    ///
    /// # Errors
    ///
    /// [`Error::Damaged`], [`Error::Io`].
    pub fn repeated(&self, release: &Release) -> Result<Vec<RepeatedParagraph>, Error> {
        let repeated = self.snapshot.repeated()?;
        let one = |(block, passage): (&Block, Passage)| {
            Some(RepeatedParagraph { span: block.span, releases: repeated.releases(passage)? })
        };
        Ok(registry::paragraphs(release).filter_map(one).collect())
    }
}

/// The first and the last day of a date.
pub(crate) type Days = Option<(u32, u32)>;

fn n_passages(snapshot: &Snapshot) -> usize {
    let columns = snapshot.segments().map(|(_, _, columns)| columns.passage.values.num_vals());
    columns.map(|n_values| n_values as usize).sum()
}

/// Visits what is kept of each release.
fn each_release(snapshot: &Snapshot, mut visit: impl FnMut(ReleaseId, Days, &[Passage])) {
    let mut passages = Vec::new();
    for (_, reader, columns) in snapshot.segments() {
        for doc in columns.alive(reader, DocKind::Release) {
            let Some(id) = columns.release(doc) else { continue };
            passages.clear();
            passages.extend(columns.passage.values_for_doc(doc).map(Passage::from_number));
            if passages.is_empty() {
                continue;
            }
            let day = |day: Option<u64>| day.and_then(|day| u32::try_from(day).ok());
            let first = day(columns.first_day.first(doc));
            let days = first.zip(day(columns.last_day.first(doc)));
            visit(id, days, &passages);
        }
    }
}

/// Visits each paragraph once, whatever hangs on it. Those of the same words are neighbours.
fn each_once(passages: &[Passage], visit: impl FnMut(Passage)) {
    let alike = passages.chunk_by(|a, b| a.words() == b.words());
    alike.filter_map(|alike| alike.first().copied()).for_each(visit);
}
