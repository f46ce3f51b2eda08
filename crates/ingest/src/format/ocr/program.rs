//! A program of somebody else's, run over some bytes under the limits of workers.

use std::{
    fmt,
    io::{self, Read, Write},
    process::{Child, Command, Stdio},
    sync::{
        Mutex, PoisonError,
        mpsc::{RecvTimeoutError, sync_channel},
    },
    thread,
    time::Duration,
};

use crate::worker::{TIME_LIMIT, limit_child};

/// How long it may take by the clock; its processor time is limited like that of workers, but whoever recognises many
/// pages at once has a busy machine.
const LIMIT: Duration = TIME_LIMIT.saturating_mul(3);

/// Why a program gave nothing.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// It is not installed.
    Missing,
    /// It took too long and was killed.
    TimedOut,
    /// It said too much and was killed.
    TooMuch,
    /// It ended with these words.
    Ended(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("the program is not there"),
            Self::TimedOut => write!(f, "it took more than {} s", LIMIT.as_secs()),
            Self::TooMuch => f.write_str("it is too large"),
            Self::Ended(words) => f.write_str(words),
        }
    }
}

/// What a program says about `input`, `most` bytes of it at most.
pub(super) fn run(
    program: &str,
    arguments: &[&str],
    input: &[u8],
    most: usize,
) -> Result<Vec<u8>, Failure> {
    let mut child = start(program, arguments)?;
    limit_child(&child);
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let child = Mutex::new(child);
    let kill = || {
        let _ = child.lock().unwrap_or_else(PoisonError::into_inner).kill();
    };
    let (done, is_done) = sync_channel::<()>(1);
    let (said, last_words, timed_out) = thread::scope(|scope| {
        let watch = scope.spawn(move || {
            let is_over = is_done.recv_timeout(LIMIT) == Err(RecvTimeoutError::Timeout);
            if is_over {
                kill();
            }
            is_over
        });
        let errors = scope.spawn(|| stderr.map(last_words).unwrap_or_default());
        scope.spawn(move || {
            // one that has heard enough closes its ear
            let _ = stdin.map(|mut stdin| stdin.write_all(input));
        });
        let mut said = Vec::new();
        let _ = stdout.map(|stdout| stdout.take(most as u64 + 1).read_to_end(&mut said));
        if said.len() > most {
            kill();
        }
        let last_words = errors.join().unwrap_or_default();
        drop(done);
        (said, last_words, watch.join().unwrap_or(false))
    });
    let status = child.into_inner().unwrap_or_else(PoisonError::into_inner).wait();
    match status {
        _ if timed_out => Err(Failure::TimedOut),
        _ if said.len() > most => Err(Failure::TooMuch),
        Ok(status) if status.success() => Ok(said),
        Ok(status) => {
            Err(Failure::Ended(if last_words.is_empty() { status.to_string() } else { last_words }))
        }
        Err(error) => Err(Failure::Ended(error.to_string())),
    }
}

fn start(program: &str, arguments: &[&str]) -> Result<Child, Failure> {
    Command::new(program)
        .args(arguments)
        // the files are shared out among threads already
        .env("OMP_THREAD_LIMIT", "1")
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Failure::Missing,
            _ => Failure::Ended(error.to_string()),
        })
}

/// The last line of what a program says of itself; the rest is heard and forgotten.
fn last_words(mut stderr: impl Read) -> String {
    let mut words = Vec::new();
    let _ = stderr.by_ref().take(1 << 14).read_to_end(&mut words);
    let _ = io::copy(&mut stderr, &mut io::sink());
    let words = String::from_utf8_lossy(&words);
    words.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default().trim().to_owned()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str, input: &[u8], most: usize) -> Result<Vec<u8>, Failure> {
        run("sh", &["-c", script], input, most)
    }

    #[test]
    fn a_program_says_what_it_makes_of_its_input() {
        let long = vec![b'a'; 1 << 20];
        assert_eq!(shell("cat", &long, 2 << 20), Ok(long.clone()));
        assert_eq!(shell("exit 0", &long, 10), Ok(Vec::new()));
    }

    #[test]
    fn one_that_fails_or_says_too_much_is_told() {
        let failed = shell("echo first >&2; echo no such page >&2; exit 1", b"", 10);
        assert_eq!(failed, Err(Failure::Ended("no such page".to_owned())));
        assert_eq!(shell("yes", b"", 1000), Err(Failure::TooMuch));
        assert_eq!(run("/no/such/program", &[], b"", 1), Err(Failure::Missing));
    }
}
