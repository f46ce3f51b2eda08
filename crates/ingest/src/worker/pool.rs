//! The program's side: workers that wait for a file, one for each thread that asks.

use std::{
    ffi::OsString,
    path::PathBuf,
    process::Command,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use super::{
    MEMORY_BYTES, TIME_LIMIT,
    message::{Answer, Job},
    process::{Death, Process},
};
use crate::{
    error::{Error, Unread},
    format::Format,
    text::Text,
};

/// After so many files a worker is let go, so that what a reader may have left behind does not grow.
const FILES_A_WORKER: u32 = 1_000;

/// Worker processes, started as they are needed.
#[derive(Debug)]
pub struct Pool {
    program: PathBuf,
    arguments: Vec<OsString>,
    limit: Duration,
    idle: Mutex<Vec<Process>>,
}

impl Pool {
    /// Workers that are `program`, started with `arguments`; it must call [`serve()`](super::serve()).
    pub fn new(program: PathBuf, arguments: impl IntoIterator<Item = OsString>) -> Self {
        let arguments = arguments.into_iter().collect();
        Self { program, arguments, limit: TIME_LIMIT, idle: Mutex::new(Vec::new()) }
    }

    /// The same with another time limit for each file.
    #[must_use]
    pub fn with_time_limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// Has a worker read a file.
    ///
    /// A worker that dies over a file after it had read others gets a successor that tries once more: what becomes
    /// of a file must not hang on those before it.
    ///
    /// # Errors
    ///
    /// Returns why there is no text.
    pub(crate) fn read(&self, format: Format, bytes: &[u8]) -> Result<Text, Unread> {
        let job = Job { format, n_bytes: bytes.len() as u64 };
        let mut process = self.idle().pop().map_or_else(|| self.start(format), Ok)?;
        let was_used = process.n_read > 0;
        let mut answer = process.read(&job, bytes, self.limit);
        if was_used && matches!(answer, Err(Death::Crashed(_) | Death::OutOfMemory)) {
            process = self.start(format)?;
            answer = process.read(&job, bytes, self.limit);
        }
        let answer = answer.map_err(|death| self.error(format, death))?;
        if process.n_read < FILES_A_WORKER {
            self.idle().push(process);
        }
        match answer {
            Answer::Text(sent) => Ok(sent.into_text()),
            Answer::Refused(refusal) => Err(refusal.into_unread(format)),
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Process>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn start(&self, format: Format) -> Result<Process, Error> {
        let started = Process::start(Command::new(&self.program).args(&self.arguments));
        started.map_err(|error| Error::Crashed {
            format: format.name(),
            how: format!("no reader could be started: {error}"),
        })
    }

    fn error(&self, format: Format, death: Death) -> Error {
        let format = format.name();
        match death {
            Death::TimedOut => Error::TimedOut { format, limit: self.limit },
            Death::OutOfMemory => Error::TooLarge {
                format,
                what: format!("reading it takes more than {} MiB of memory", MEMORY_BYTES >> 20),
            },
            Death::Crashed(how) => Error::Crashed { format, how },
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn pool(script: &str) -> Pool {
        Pool::new("/bin/sh".into(), ["-c".into(), script.into()])
    }

    fn why(pool: &Pool) -> String {
        let read = pool.read(Format::Pdf, b"%PDF-");
        match read {
            Err(Unread::Failed(error)) => error.to_string(),
            other => panic!("expected a failure, got {other:?}"),
        }
    }

    #[test]
    fn a_worker_that_dies_costs_its_file_and_is_named() {
        assert_eq!(why(&pool("exit 7")), "crashed: its reader ended early (exit status: 7)");
        assert_eq!(
            why(&pool("kill -SEGV $$")),
            "crashed: its reader ended early (signal: 11 (SIGSEGV))"
        );
        let bomb = "echo memory allocation of 9 bytes failed >&2; kill -ABRT $$";
        assert_eq!(why(&pool(bomb)), "too large: reading it takes more than 1024 MiB of memory");
    }

    #[test]
    fn a_worker_that_hangs_is_killed() {
        let pool = pool("exec sleep 1000").with_time_limit(Duration::from_millis(1));
        assert_eq!(why(&pool), "timed out: it was not read within 0.001 s");
    }

    #[test]
    fn a_worker_that_babbles_is_ended() {
        let babble = pool("while :; do echo babble; done");
        assert!(why(&babble).starts_with("crashed"), "{}", why(&babble));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn nothing_is_left_of_workers_that_died() {
        let pids = tempfile::NamedTempFile::new().unwrap();
        let script = format!("echo $$ >> {}; kill -SEGV $$", pids.path().display());
        for _ in 0..30 {
            assert!(why(&pool(&script)).starts_with("crashed"));
        }
        let pids = std::fs::read_to_string(pids.path()).unwrap();
        assert_eq!(pids.lines().count(), 30);
        for pid in pids.lines() {
            // neither at work nor waiting to be asked what it died of
            assert!(!std::path::Path::new("/proc").join(pid).exists(), "{pid}");
        }
    }

    #[test]
    fn a_program_that_is_not_there_is_a_failure_of_the_file() {
        let pool = Pool::new("/no/such/program".into(), []);
        assert!(why(&pool).contains("no reader could be started"));
    }
}
