//! Worker processes: readers of binary formats run in processes of their own, so that a crash, a hang or a
//! memory bomb costs one file and never the run.
//!
//! A worker is this same program, started again with a hidden command that calls [`serve()`]. It takes one
//! file after another on its standard input and answers on its standard output, in frames (`frame`,
//! `message`); it knows nothing of paths and opens nothing. A [`Pool`] starts workers as threads ask for
//! them, so that there is one a thread, gives each file a time limit, and puts a new worker in the place of one
//! that died. Where the system lets a process limit itself (`limit`), the worker's memory and processor time
//! are limited too; elsewhere there is the time limit only.

mod frame;
mod limit;
mod message;
mod pool;
mod process;
mod serve;

use std::time::Duration;

pub(crate) use self::limit::limit_child;
pub use self::{pool::Pool, serve::serve};

/// The address space of a worker.
pub const MEMORY_BYTES: u64 = 1 << 30;

/// How long a worker may take for one file.
pub const TIME_LIMIT: Duration = Duration::from_mins(1);
