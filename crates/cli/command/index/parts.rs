//! A run is read and committed in parts. Where the engine dies of something in a part that nobody foresaw, the
//! part is read again by halves until the file is known that it dies of; that file failed, the run goes on.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use anyhow::Context as _;
use index::{Error, KnownFile, Plan, Suspects, Verdict, Why, Writer};
use ingest::format::Reader;

use super::{
    find::Found,
    read::{Outcomes, Run, unfit},
    restamp,
};
use crate::{meter::Meter, output::count};

/// So many files are read between two commits at most: the engine holds what is known of each in memory until then,
/// and where files are short or empty a minute reads more of them than there is room for.
const MOST_FILES: usize = 1 << 15;

/// The files of a run, and how far it is.
pub(super) struct Parts<'r> {
    pub(super) writer: &'r mut Writer,
    pub(super) plan: &'r Plan,
    pub(super) known: &'r [KnownFile],
    pub(super) found: &'r mut Found,
    pub(super) reader: &'r Reader,
    pub(super) meter: &'r Meter,
    pub(super) bar: &'r indicatif::ProgressBar,
    /// In which the files are read.
    pub(super) order: &'r [(usize, Why)],
    pub(super) commit_every: Duration,
    pub(super) stop: &'r AtomicBool,
}

/// What a run made of its files.
pub(super) struct Made {
    pub(super) outcomes: Outcomes,
    /// Whether anything was committed.
    pub(super) is_news: bool,
}

impl Parts<'_> {
    /// Reads and commits all of them; `last` is called when nothing is left but to commit.
    pub(super) fn all(mut self, mut last: impl FnMut()) -> anyhow::Result<Made> {
        let mut outcomes = Outcomes::of(self.order.len());
        let (mut n_done, mut is_news) = (0, false);
        let mut suspects = Suspects::default();
        loop {
            let before = (outcomes.files.len(), outcomes.warnings.len());
            let n_more;
            let read;
            (outcomes, n_more, read) = self.read(n_done, &suspects, outcomes);
            let is_last = n_done + n_more == self.order.len();
            let committed = read.and_then(|()| {
                if is_last {
                    last();
                }
                self.commit(&outcomes, is_last, is_news)
            });
            match committed {
                Ok(is_committed) => {
                    is_news |= is_committed;
                    n_done += n_more;
                    suspects.cleared(n_more);
                }
                Err(error @ Error::WriterDied { .. }) => {
                    outcomes.go_back(before);
                    self.go_on(&mut suspects, n_done, n_more, error)?;
                    continue;
                }
                Err(error) => return Err(error).context("the run was not committed"),
            }
            if is_last {
                return Ok(Made { outcomes, is_news });
            }
            if self.stop.load(Ordering::Relaxed) {
                anyhow::bail!(
                    "interrupted: {} are read and committed, {} are left; run again to go on",
                    count(n_done as u64, "file"),
                    self.order.len() - n_done
                );
            }
        }
    }

    fn read(
        &self,
        n_done: usize,
        suspects: &Suspects,
        outcomes: Outcomes,
    ) -> (Outcomes, usize, Result<(), Error>) {
        let n_twins = self.order.iter().filter(|(_, why)| *why == Why::Twin).count();
        let due = Instant::now() + self.commit_every;
        let most = suspects.most();
        let is_enough = |at: usize| {
            let is_due = at >= MOST_FILES || (at > 0 && Instant::now() >= due);
            let is_due = is_due || self.stop.load(Ordering::Relaxed);
            at >= most || (is_due && n_done + at >= n_twins)
        };
        let Self { writer, found, known, reader, meter, bar, .. } = self;
        let run = Run::new(writer, found, known, reader, meter, bar, outcomes);
        run.read_some(&self.order[n_done..], is_enough)
    }

    /// Commits what was read; tells whether there was something. A file that fails as it did before is no reason.
    fn commit(
        &mut self,
        outcomes: &Outcomes,
        is_last: bool,
        was_news: bool,
    ) -> Result<bool, Error> {
        let is_news = was_news || outcomes.files.iter().any(|read| read.is_news);
        if !is_news && self.plan.gone.is_empty() && self.plan.moved.is_empty() {
            return Ok(false);
        }
        if is_last {
            restamp(self.writer, self.plan, self.known, (self.found, self.order, outcomes))?;
        }
        self.writer.checkpoint()?;
        Ok(true)
    }

    /// Goes back to the last commit, and says what is to be left out.
    fn go_on(
        &mut self,
        suspects: &mut Suspects,
        n_done: usize,
        n_more: usize,
        error: Error,
    ) -> anyhow::Result<()> {
        let hopeless = || Err(error).context("the run was not committed");
        match suspects.died(n_more) {
            Verdict::Fewer => {}
            Verdict::Guilty => {
                let outcome = &mut self.found.unread[self.order[n_done].0];
                if outcome.is_some() {
                    // it dies though nothing of the file is handed to it
                    return hopeless();
                }
                *outcome = Some(Box::new(unfit()));
            }
            Verdict::Hopeless => return hopeless(),
        }
        self.writer.restart()?;
        let left = Plan { read: self.order[n_done..].to_vec(), ..self.plan.clone() };
        self.writer.begin(&left, self.known, &self.found.files)?;
        self.bar.set_position((self.plan.unchanged.len() + self.plan.moved.len() + n_done) as u64);
        Ok(())
    }
}
