//! Threads that read files in turn, and share the releases of a long file.
//!
//! A file is read by one thread. What it holds beyond one release waits for whoever has nothing else in hand,
//! so that a mailbox alone keeps every processor busy; where much waits, the reader does it itself, so that
//! memory does not grow with the file. No thread waits while there is something to do.

use std::{
    collections::VecDeque,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
};

/// So many items of long files wait at most.
const MOST_WAITING: usize = 64;
/// So many bytes of them.
const MOST_BYTES: usize = 8 << 20;

/// What there is to do.
struct Pool<'p, T> {
    n_files: usize,
    is_enough: &'p (dyn Fn(usize) -> bool + Sync),
    left: Mutex<Left<T>>,
    /// An item waits, or all files are read.
    changed: Condvar,
}

struct Left<T> {
    next_file: usize,
    n_reading: usize,
    waiting: VecDeque<(T, usize)>,
    n_bytes: usize,
}

/// What a thread does next.
enum Turn<T> {
    Read(usize),
    Take(T),
}

/// Calls `read` for the numbers below `n_files`, in order, and `take` for each item with its size in bytes that it
/// hands over; both from all threads of the pool at once. It ends when everything is done, or when `is_enough`
/// says of a number that it and what comes behind it can wait, and what is in hand is done. Gives how many were read.
pub(super) fn run<T: Send>(
    n_files: usize,
    is_enough: impl Fn(usize) -> bool + Sync,
    read: impl Fn(usize, &mut dyn FnMut(T, usize)) + Sync,
    take: impl Fn(T) + Sync,
) -> usize {
    let left = Left { next_file: 0, n_reading: 0, waiting: VecDeque::new(), n_bytes: 0 };
    let pool =
        Pool { n_files, is_enough: &is_enough, left: Mutex::new(left), changed: Condvar::new() };
    rayon::broadcast(|_| {
        while let Some(turn) = pool.turn() {
            match turn {
                Turn::Take(item) => take(item),
                Turn::Read(file) => {
                    // most files hold one release: the last is nobody else's business
                    let mut last = None;
                    let reading = Reading(&pool);
                    read(file, &mut |item, n_bytes| {
                        if let Some((before, n_bytes)) = last.replace((item, n_bytes))
                            && let Err(mine) = pool.offer(before, n_bytes)
                        {
                            take(mine);
                        }
                    });
                    drop(reading);
                    if let Some((item, _)) = last {
                        take(item);
                    }
                }
            }
        }
    });
    pool.left().next_file
}

impl<T> Pool<'_, T> {
    /// What to do next; waits while there is nothing and a file that is being read may hold more.
    fn turn(&self) -> Option<Turn<T>> {
        let mut left = self.left();
        loop {
            if let Some((item, n_bytes)) = left.waiting.pop_front() {
                left.n_bytes -= n_bytes;
                return Some(Turn::Take(item));
            }
            if left.next_file < self.n_files && !(self.is_enough)(left.next_file) {
                left.next_file += 1;
                left.n_reading += 1;
                return Some(Turn::Read(left.next_file - 1));
            }
            if left.n_reading == 0 {
                return None;
            }
            left = self.changed.wait(left).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Leaves an item to others; gives it back where enough waits.
    fn offer(&self, item: T, n_bytes: usize) -> Result<(), T> {
        let mut left = self.left();
        let has_room = left.waiting.len() < MOST_WAITING && left.n_bytes + n_bytes <= MOST_BYTES;
        if !has_room {
            return Err(item);
        }
        left.n_bytes += n_bytes;
        left.waiting.push_back((item, n_bytes));
        self.changed.notify_one();
        Ok(())
    }

    fn left(&self) -> MutexGuard<'_, Left<T>> {
        self.left.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file that is being read; others wait for what it may hold until this is dropped.
struct Reading<'p, T>(&'p Pool<'p, T>);

impl<T> Drop for Reading<'_, T> {
    fn drop(&mut self) {
        let mut left = self.0.left();
        left.n_reading -= 1;
        if left.n_reading == 0 {
            self.0.changed.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn taken(files: &[usize], n_bytes: usize) -> BTreeSet<(usize, usize)> {
        let taken = Mutex::new(BTreeSet::new());
        run(
            files.len(),
            |_| false,
            |file, sink| (0..files[file]).for_each(|item| sink((file, item), n_bytes)),
            |item| assert!(taken.lock().unwrap().insert(item), "{item:?} is taken twice"),
        );
        taken.into_inner().unwrap()
    }

    #[test]
    fn every_item_of_every_file_is_taken_once() {
        let files = [1, 0, 500, 1, 3];
        let all = files.iter().enumerate();
        let all = all.flat_map(|(file, &n_items)| (0..n_items).map(move |item| (file, item)));
        let all: BTreeSet<_> = all.collect();
        assert_eq!(taken(&files, 1), all);
        assert_eq!(taken(&files, MOST_BYTES + 1), all);
    }

    #[test]
    fn the_items_of_one_file_are_shared() {
        // the reader hands over the first only when it has the second: two threads take one each
        let meeting = std::sync::Barrier::new(2);
        let threads = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
        threads.install(|| {
            run(
                1,
                |_| false,
                |_, sink| (0..2).for_each(|item| sink(item, 1)),
                |_: i32| {
                    meeting.wait();
                },
            );
        });
    }

    #[test]
    fn enough_is_enough_and_what_is_in_hand_is_done() {
        let taken = Mutex::new(0);
        let n_read = run(
            100,
            |file| file >= 7,
            |_, sink| (0..50).for_each(|item| sink(item, 1)),
            |_: i32| *taken.lock().unwrap() += 1,
        );
        assert_eq!((n_read, taken.into_inner().unwrap()), (7, 7 * 50));
    }

    #[test]
    fn nothing_to_do_is_done_at_once() {
        assert!(taken(&[], 1).is_empty());
    }
}
