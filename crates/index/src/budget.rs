//! `Budget`: how many bytes of documents may wait for the engine.
//!
//! The engine queues ten thousand documents whatever their size. Those who add documents wait here
//! instead, so that memory stays bounded where releases are long.

use std::{
    sync::{Arc, Condvar, Mutex, PoisonError},
    time::Duration,
};

/// Bytes that are taken and given back.
#[derive(Clone, Debug)]
pub(crate) struct Budget(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    max_bytes: usize,
    taken: Mutex<usize>,
    given_back: Condvar,
}

/// Some bytes of a [`Budget`]; dropping it gives them back.
#[derive(Debug)]
pub(crate) struct Share {
    budget: Arc<Inner>,
    n_bytes: usize,
}

impl Budget {
    pub(crate) fn new(max_bytes: usize) -> Self {
        Self(Arc::new(Inner { max_bytes, taken: Mutex::new(0), given_back: Condvar::new() }))
    }

    /// Takes bytes as soon as they are there. More than everything is had when nobody else has any.
    ///
    /// Never waits for ever: if the engine has died its documents are gone and so is the wait; the
    /// time limit is the second string to that bow.
    pub(crate) fn take(&self, n_bytes: usize) -> Share {
        let inner = &self.0;
        let taken = inner.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let must_wait = |taken: &mut usize| *taken > 0 && *taken + n_bytes > inner.max_bytes;
        let waited = inner.given_back.wait_timeout_while(taken, Duration::from_mins(1), must_wait);
        let (mut taken, _) = waited.unwrap_or_else(PoisonError::into_inner);
        *taken += n_bytes;
        Share { budget: Arc::clone(inner), n_bytes }
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut taken = self.budget.taken.lock().unwrap_or_else(PoisonError::into_inner);
        *taken -= self.n_bytes;
        self.budget.given_back.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn those_who_want_more_wait_until_it_is_given_back() {
        let budget = Budget::new(10);
        let first = budget.take(100);
        thread::scope(|scope| {
            let waiting = scope.spawn(|| budget.take(5));
            drop(first);
            assert_eq!(waiting.join().unwrap().n_bytes, 5);
        });
    }
}
