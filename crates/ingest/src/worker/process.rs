//! One worker process, its pipes, and the watch over its time.

use std::{
    io::{self, BufReader, Read, Write},
    process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{RecvTimeoutError, SyncSender, sync_channel},
    },
    thread,
    time::Duration,
};

use super::{
    frame,
    message::{Answer, Job},
};

/// A worker process; it is killed and waited for when this is dropped.
#[derive(Debug)]
pub(super) struct Process {
    child: Arc<Mutex<Child>>,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    errors: ChildStderr,
    watch: SyncSender<Watch>,
    /// How many files it has read.
    pub(super) n_read: u32,
}

/// What the watching thread is told.
enum Watch {
    Begin(Duration),
    End(SyncSender<bool>),
}

/// How a worker came to its end over a file.
#[derive(Debug)]
pub(super) enum Death {
    TimedOut,
    OutOfMemory,
    Crashed(String),
}

impl Process {
    pub(super) fn start(command: &mut Command) -> io::Result<Self> {
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn()?;
        let no_pipe = || io::Error::other("the worker has no pipes");
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().ok_or_else(no_pipe)?);
        let errors = child.stderr.take().ok_or_else(no_pipe)?;
        let child = Arc::new(Mutex::new(child));
        let watch = watch_over(&child)?;
        Ok(Self { child, input, output, errors, watch, n_read: 0 })
    }

    /// Has a file read; the answer comes back, or how the worker died.
    pub(super) fn read(
        &mut self,
        job: &Job,
        bytes: &[u8],
        limit: Duration,
    ) -> Result<Answer, Death> {
        let _ = self.watch.send(Watch::Begin(limit));
        let answer = self.converse(job, bytes);
        let (reply, has_killed) = sync_channel(1);
        let _ = self.watch.send(Watch::End(reply));
        let timed_out = has_killed.recv().unwrap_or(false);
        self.n_read += 1;
        match answer {
            Ok(answer) if !timed_out => Ok(answer),
            _ if timed_out => Err(Death::TimedOut),
            _ => Err(self.death()),
        }
    }

    fn converse(&mut self, job: &Job, bytes: &[u8]) -> io::Result<Answer> {
        let input = self.input.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        frame::write(input, job)?;
        input.write_all(bytes)?;
        frame::read(&mut self.output)?.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }

    /// Ends the worker and tells what it died of.
    fn death(&mut self) -> Death {
        self.input = None;
        let status = {
            let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
            // a worker that babbles lives on; one that is dying already keeps the status it dies with
            let _ = child.kill();
            child.wait()
        };
        let mut last_words = Vec::new();
        let _ = self.errors.by_ref().take(1 << 12).read_to_end(&mut last_words);
        let last_words = String::from_utf8_lossy(&last_words);
        if last_words.contains("memory allocation of") {
            return Death::OutOfMemory;
        }
        if last_words.contains("overflowed its stack") {
            return Death::Crashed("it nests too deep for the stack".to_owned());
        }
        match status {
            Ok(status) if died_of_time(status) => Death::TimedOut,
            Ok(status) => Death::Crashed(status.to_string()),
            Err(error) => Death::Crashed(error.to_string()),
        }
    }
}

/// The signal of a process whose processor time is used up.
#[cfg(unix)]
fn died_of_time(status: std::process::ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    status.signal() == Some(rustix::process::Signal::XCPU.as_raw())
}

#[cfg(not(unix))]
fn died_of_time(_: std::process::ExitStatus) -> bool {
    false
}

impl Drop for Process {
    fn drop(&mut self) {
        self.input = None;
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = child.kill();
        let _ = child.wait();
    }
}

/// Starts the thread that kills the worker when a file takes too long.
fn watch_over(child: &Arc<Mutex<Child>>) -> io::Result<SyncSender<Watch>> {
    let child = Arc::clone(child);
    let (watch, orders) = sync_channel(1);
    let guard = move || {
        while let Ok(order) = orders.recv() {
            let Watch::Begin(limit) = order else { continue };
            let end = match orders.recv_timeout(limit) {
                Ok(Watch::End(reply)) => Some((reply, false)),
                Ok(Watch::Begin(_)) | Err(RecvTimeoutError::Disconnected) => None,
                Err(RecvTimeoutError::Timeout) => {
                    let _ = child.lock().unwrap_or_else(PoisonError::into_inner).kill();
                    match orders.recv() {
                        Ok(Watch::End(reply)) => Some((reply, true)),
                        _ => None,
                    }
                }
            };
            let Some((reply, has_killed)) = end else { return };
            let _ = reply.send(has_killed);
        }
    };
    thread::Builder::new().name("worker watch".to_owned()).stack_size(64 << 10).spawn(guard)?;
    Ok(watch)
}
