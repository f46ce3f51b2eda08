//! `Budget`: how much may wait for the engine.
//!
//! The engine queues ten thousand batches of documents whatever their size. Those who add documents wait here
//! instead, so that memory stays bounded where releases are long, and no more threads work than were asked for.

use std::{
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// Nobody waits for ever: where a thread of the engine has died, nobody takes in what waits for it.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// So often somebody who waits looks whether it has.
const LOOKS_EVERY: Duration = Duration::from_millis(50);

/// Bytes and batches that are taken and given back.
#[derive(Clone, Debug)]
pub(crate) struct Budget(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    max_bytes: usize,
    max_batches: usize,
    taken: Mutex<Taken>,
    given_back: Condvar,
}

#[derive(Debug, Default)]
struct Taken {
    n_bytes: usize,
    n_batches: usize,
}

/// A batch that waits, with some bytes of a [`Budget`]; dropping it gives them back.
#[derive(Debug)]
pub(crate) struct Share {
    budget: Arc<Inner>,
    n_bytes: usize,
}

impl Budget {
    pub(crate) fn new(max_bytes: usize, max_batches: usize) -> Self {
        let (taken, given_back) = (Mutex::default(), Condvar::new());
        Self(Arc::new(Inner { max_bytes, max_batches, taken, given_back }))
    }

    /// Takes bytes for a batch as soon as they are there. More than everything is had when nobody else has any.
    /// Nor does who takes wait on when it `is_over`.
    pub(crate) fn take(&self, n_bytes: usize, is_over: impl Fn() -> bool) -> Share {
        let inner = &self.0;
        let is_short =
            |taken: &Taken| taken.n_bytes > 0 && taken.n_bytes + n_bytes > inner.max_bytes;
        let mut taken = inner.wait_while(is_short, is_over);
        taken.n_bytes += n_bytes;
        taken.n_batches += 1;
        Share { budget: Arc::clone(inner), n_bytes }
    }

    /// Waits until fewer batches wait than may, or it `is_over`.
    pub(crate) fn wait(&self, is_over: impl Fn() -> bool) {
        drop(self.0.wait_while(|taken| taken.n_batches >= self.0.max_batches, is_over));
    }
}

impl Inner {
    fn wait_while(
        &self,
        must_wait: impl Fn(&Taken) -> bool,
        is_over: impl Fn() -> bool,
    ) -> MutexGuard<'_, Taken> {
        let started = Instant::now();
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        while must_wait(&taken) && started.elapsed() < LONGEST_WAIT && !is_over() {
            let waited = self.given_back.wait_timeout(taken, LOOKS_EVERY);
            taken = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        taken
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut taken = self.budget.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.n_bytes -= self.n_bytes;
        taken.n_batches -= 1;
        drop(taken);
        self.budget.given_back.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn those_who_want_more_wait_until_it_is_given_back() {
        let budget = Budget::new(10, 9);
        let first = budget.take(100, || false);
        thread::scope(|scope| {
            let waiting = scope.spawn(|| budget.take(5, || false));
            drop(first);
            assert_eq!(waiting.join().unwrap().n_bytes, 5);
        });
    }

    #[test]
    fn nobody_waits_for_an_engine_that_is_dead() {
        let budget = Budget::new(10, 1);
        let first = budget.take(100, || false);
        assert_eq!(budget.take(5, || true).n_bytes, 5);
        budget.wait(|| true);
        drop(first);
    }

    #[test]
    fn with_one_batch_allowed_the_next_waits_for_it() {
        let budget = Budget::new(10, 1);
        let first = budget.take(1, || false);
        thread::scope(|scope| {
            let waiting = scope.spawn(|| budget.wait(|| false));
            drop(first);
            waiting.join().unwrap();
        });
    }
}
