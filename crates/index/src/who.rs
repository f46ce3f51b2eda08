//! `WhoAnswer`: who said it: the speakers of the quotes that match, with exact counts.

use std::time::Instant;

use query::{Field as Facet, Query, Recall, Subject};
use release::ReleaseDate;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use tantivy::{DocAddress, columnar::StrColumn};
use utoipa::ToSchema;

use crate::{
    Archive, Error, QuoteHit, Request,
    archive::{add_notes, took_ms},
    compile::Compiler,
    facet::Values,
    pass::Deadline,
    rank::Rank,
    schema::DocKind,
    snippet::Sought,
    visit::{self, Met},
};

/// So many quotes of no person are read to tell whose words they are.
const MOST_SURFACES_READ: usize = 1000;

/// Who said it. Every count is exact: it is that of `quotes` with the same query and that speaker.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WhoAnswer {
    /// The query as typed.
    pub query: String,
    /// The canonical spelling of what was sought in the end.
    pub interpreted: String,
    /// The same in plain English; the JSON is fixed and has no place for it.
    #[serde(skip)]
    pub in_words: String,
    /// What the reader should know: how loosely the words were sought.
    pub notes: Vec<String>,
    /// How many speakers.
    pub total: u64,
    /// How many quotes, those of no person among them.
    pub quotes: u64,
    /// How many releases give them.
    pub releases: u64,
    /// How many speakers were asked for.
    pub limit: usize,
    /// How many were passed over.
    pub offset: usize,
    /// Milliseconds.
    pub took_ms: f64,
    /// The speakers by number of quotes, then by name.
    pub hits: Vec<Saying>,
    /// The quotes that are no person's.
    pub unattributed: Option<Saying>,
}

/// What one speaker, or nobody by name, said of it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Saying {
    /// The person; `None` for all that is no person's.
    pub speaker: Option<String>,
    /// How many quotes.
    pub quotes: u64,
    /// How many releases give them.
    pub releases: u64,
    /// The first date of those releases; `None` where none is dated.
    pub first: Option<String>,
    /// The last date.
    pub last: Option<String>,
    /// For whom it was said, most quotes first.
    pub organisations: Vec<Counted>,
    /// Of what is no person's: whose words the passages say they are, most quotes first.
    pub speaker_surfaces: Vec<Counted>,
    /// The quote that matches best.
    pub sample: Option<QuoteHit>,
}

/// A name and the number of quotes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Counted {
    /// The name.
    pub name: String,
    /// How many quotes.
    pub quotes: u64,
}

/// What is counted of one speaker.
#[derive(Default)]
struct Tally {
    quotes: u64,
    releases: FxHashSet<u64>,
    first: Option<(u64, u64)>,
    last: Option<(u64, u64)>,
    organisations: FxHashMap<u32, u64>,
    best: Option<(Rank, DocAddress, f32)>,
}

/// What is counted of all.
#[derive(Default)]
struct Tallies {
    quotes: u64,
    releases: FxHashSet<u64>,
    by_speaker: FxHashMap<u32, Tally>,
    of_nobody: Tally,
    /// Release and number of the quotes of nobody.
    surfaces: Vec<((u64, u64), DocAddress)>,
}

impl Archive {
    /// The speakers of the quotes that match, by number of quotes. Plain words are a phrase half remembered:
    /// they are sought as it stands, then ever more loosely until something is found, and the notes say how.
    ///
    /// # Errors
    ///
    /// As [`search`](Self::search).
    pub fn who(&self, request: &Request) -> Result<WhoAnswer, Error> {
        self.guarded(|| {
        let start = Instant::now();
        let deadline = self.deadline(request);
        let mut notes = request.notes.clone();
        let ways = query::recall(&request.query);
        let mut found = None;
        for way in ways {
            let (tallies, said) = self.tally(&way.query, request, deadline)?;
            if tallies.quotes > 0 {
                found = Some((way, tallies, said));
                break;
            }
        }
        let (way, tallies, said) = if let Some(found) = found {
            found
        } else {
            // what is told of nothing is told of the query as it was typed
            let (tallies, said) = self.tally(&request.query, request, deadline)?;
            (Recall { query: request.query.clone(), looser: None }, tallies, said)
        };
        if let Some(how) = way.looser {
            notes.push(format!("no quote has these words as they stand; these have them {how}"));
        }
        add_notes(&mut notes, said);
        let sought_in_words =
            Request { query: way.query.clone(), ..request.clone() }.in_words(Subject::Quotes);
        let sought = &mut Sought::of(&way.query);
        let speakers = self.snapshot.values(Facet::Speaker, self.snapshot.fields.speaker)?;
        let mut ranked: Vec<(u32, Tally)> = tallies.by_speaker.into_iter().collect();
        ranked.sort_by(|(a, more), (b, less)| {
            let by_name = || speakers.compare(*a as usize, *b as usize);
            less.quotes.cmp(&more.quotes).then_with(by_name)
        });
        let total = ranked.len() as u64;
        let page = ranked.into_iter().skip(request.offset).take(request.limit);
        let hits: Result<Vec<Saying>, Error> = page
            .map(|(speaker, tally)| {
                let name = speakers.get(speaker as usize).shown().to_owned();
                Deadline::check(deadline)?;
                self.saying(Some(name), tally, request, sought)
            })
            .collect();
        let unattributed = if tallies.of_nobody.quotes == 0 {
            None
        } else {
            let mut saying = self.saying(None, tallies.of_nobody, request, sought)?;
            if request.limit > 0 {
                if tallies.surfaces.len() > MOST_SURFACES_READ {
                    notes.push(format!(
                        "whose words quotes of no person are is told of the first {MOST_SURFACES_READ}"
                    ));
                }
                saying.speaker_surfaces = self.surfaces(tallies.surfaces)?;
            }
            Some(saying)
        };
        Ok(WhoAnswer {
            query: request.text.clone(),
            interpreted: query::spell(&way.query, &request.filters),
            in_words: sought_in_words,
            notes,
            total,
            quotes: tallies.quotes,
            releases: tallies.releases.len() as u64,
            limit: request.limit,
            offset: request.offset,
            took_ms: took_ms(start),
            hits: hits?,
            unattributed,
        })
        })
    }

    /// Counts the quotes that match by speaker; gives also what the compiler had to say.
    fn tally(
        &self,
        query: &Query,
        request: &Request,
        deadline: Option<Deadline>,
    ) -> Result<(Tallies, Vec<String>), Error> {
        Deadline::check(deadline)?;
        let snapshot = &self.snapshot;
        let mut compiler =
            Compiler::new(snapshot, DocKind::Quote, (request.boilerplate, deadline))?;
        let queries = compiler.compile(&query.root, &request.filters, &[])?;
        let speakers = snapshot.values(Facet::Speaker, snapshot.fields.speaker)?;
        let organisations = snapshot.values(Facet::Organisation, snapshot.fields.organisation)?;
        let mut tallies = Tallies::default();
        let (mut of_speaker, mut of_organisation) = (Vec::new(), Vec::new());
        visit::each(snapshot, &queries.base, (DocKind::Quote, deadline), |met| {
            numbers(speakers, met, &mut of_speaker);
            numbers(organisations, met, &mut of_organisation);
            let (release, _) = met.id();
            tallies.quotes += 1;
            tallies.releases.insert(release);
            let last_day = met.columns.last_day.first(met.doc);
            let days = met.columns.first_day.first(met.doc).zip(last_day);
            for speaker in &of_speaker {
                let tally = tallies.by_speaker.entry(*speaker).or_default();
                tally.add(met, release, days, &of_organisation);
            }
            if of_speaker.is_empty() {
                tallies.of_nobody.add(met, release, days, &of_organisation);
                tallies.surfaces.push((met.id(), met.address()));
            }
        })?;
        Ok((tallies, compiler.notes))
    }

    fn saying(
        &self,
        speaker: Option<String>,
        tally: Tally,
        request: &Request,
        sought: &mut Sought,
    ) -> Result<Saying, Error> {
        let snapshot = &self.snapshot;
        let organisations = snapshot.values(Facet::Organisation, snapshot.fields.organisation)?;
        let named = tally.organisations.into_iter();
        let named = named.map(|(at, quotes)| {
            let name = organisations.get(at as usize).shown().to_owned();
            Counted { name, quotes }
        });
        let sample = match tally.best {
            Some((_, address, score)) if request.limit > 0 => {
                let (release, number) = self.quote_at(address)?;
                Some(self.quote_hit(&release, number, score, request, sought)?)
            }
            _ => None,
        };
        Ok(Saying {
            speaker,
            quotes: tally.quotes,
            releases: tally.releases.len() as u64,
            first: tally.first.and_then(date),
            last: tally.last.and_then(date),
            organisations: by_count(named.collect()),
            speaker_surfaces: Vec::new(),
            sample,
        })
    }

    /// Whose words quotes of no person are, as the passages put it.
    fn surfaces(&self, mut quotes: Vec<((u64, u64), DocAddress)>) -> Result<Vec<Counted>, Error> {
        quotes.sort_unstable_by_key(|(id, _)| *id);
        quotes.truncate(MOST_SURFACES_READ);
        let mut counted: FxHashMap<String, Counted> = FxHashMap::default();
        for of_release in quotes.chunk_by(|(a, _), (b, _)| a.0 == b.0) {
            let (release, _) = self.quote_at(of_release[0].1)?;
            for ((_, number), _) in of_release {
                let at = usize::try_from(*number).unwrap_or(usize::MAX);
                let surface =
                    release.quotes.get(at).and_then(|quote| quote.speaker_surface.as_ref());
                if let Some(surface) = surface {
                    let new = || Counted { name: surface.clone(), quotes: 0 };
                    counted.entry(gazetteer::fold(surface)).or_insert_with(new).quotes += 1;
                }
            }
        }
        Ok(by_count(counted.into_values().collect()))
    }
}

impl Tally {
    fn add(&mut self, met: Met<'_>, release: u64, days: Option<(u64, u64)>, organisations: &[u32]) {
        self.quotes += 1;
        self.releases.insert(release);
        if let Some(days) = days {
            self.first = Some(self.first.map_or(days, |first| first.min(days)));
            self.last = Some(self.last.map_or(days, |last| last.max(days)));
        }
        for organisation in organisations {
            *self.organisations.entry(*organisation).or_default() += 1;
        }
        let rank = met.rank();
        if self.best.is_none_or(|(best, ..)| rank > best) {
            self.best = Some((rank, met.address(), met.score));
        }
    }
}

/// The numbers of the values of a document.
fn numbers(values: &Values, met: Met<'_>, out: &mut Vec<u32>) {
    out.clear();
    let of_segment = values.segment(met.segment as usize);
    let column: Option<&StrColumn> = of_segment.column.as_ref();
    if let Some(column) = column {
        of_segment.numbers_of(column, met.doc, out);
    }
}

fn date((first, last): (u64, u64)) -> Option<String> {
    let day = |day: u64| u32::try_from(day).unwrap_or(0);
    ReleaseDate::of_period(day(first), day(last)).ok().map(|date| date.to_string())
}

fn by_count(mut counted: Vec<Counted>) -> Vec<Counted> {
    counted.sort_by(|a, b| b.quotes.cmp(&a.quotes).then_with(|| a.name.cmp(&b.name)));
    counted
}
