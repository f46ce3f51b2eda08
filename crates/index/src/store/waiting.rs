//! One writes at a time; who comes second waits as long as they said they would.

use std::{
    thread,
    time::{Duration, Instant},
};

use crate::Error;

/// A lock that is held for a moment only, by who looks whether it is, is waited for in any case.
const SHORT_WAIT: Duration = Duration::from_millis(300);
/// So often a lock is tried.
const LOOKS_EVERY: Duration = Duration::from_millis(50);

/// Tries something again and again until no other process holds the lock, or `wait` is over.
pub(crate) fn until_unlocked<T>(
    wait: Duration,
    mut attempt: impl FnMut() -> Result<T, Error>,
) -> Result<T, Error> {
    let started = Instant::now();
    loop {
        match attempt() {
            Err(Error::Locked { .. }) if started.elapsed() < wait.max(SHORT_WAIT) => {
                thread::sleep(LOOKS_EVERY);
            }
            outcome => return outcome,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_lock_is_waited_for() {
        let mut n_tried = 0;
        let locked = || Error::Locked { dir: "idx".into(), holder: None };
        let outcome = until_unlocked(Duration::ZERO, || {
            n_tried += 1;
            if n_tried < 3 { Err(locked()) } else { Ok(n_tried) }
        });
        assert_eq!(outcome.unwrap(), 3);
        let lost = || Err::<(), _>(Error::Lost { dir: "idx".into() });
        assert!(matches!(until_unlocked(Duration::MAX, lost), Err(Error::Lost { .. })));
    }
}
