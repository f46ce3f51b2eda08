//! `App`: what all requests share: the archive, and the threads that answer.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::http::{HeaderValue, Uri};
use index::{Archive, Latest, Look, Opened, Request, Status};
use tokio::sync::Semaphore;

use crate::{page::Templates, refusal::Refusal};

/// So often the folder is looked at for a new generation.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// No question takes longer.
const DEADLINE: Duration = Duration::from_secs(2);
/// So many questions wait for each that is being answered.
const WAITING: usize = 32;
/// So many exports are written at once.
const STREAMS: usize = 4;

/// What all requests share.
#[derive(Clone, Debug)]
pub(crate) struct App(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    latest: Latest,
    /// As many as processors.
    turns: Arc<Semaphore>,
    /// Those that are answered and those that wait.
    places: Arc<Semaphore>,
    /// Exports that are being written.
    streams: Arc<Semaphore>,
    /// What the archive holds, and when it did: to tell it, all files are looked at.
    status: Mutex<Option<(Look, Status)>>,
    templates: Arc<Templates>,
    has_token: bool,
    log: Log,
}

/// Where it is told why an answer failed.
#[derive(Clone)]
pub(crate) struct Log(Arc<dyn Fn(&str) + Send + Sync>);

impl Log {
    pub(crate) fn new(log: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self(Arc::new(log))
    }
}

impl std::fmt::Debug for Log {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Log")
    }
}

/// Asks what every page asks, more than once: what is kept for later questions is made now. From then on no
/// question goes on when nobody waits for its answer any more.
fn warm(archive: Archive) -> Result<Archive, index::Error> {
    for _ in 0..8 {
        archive.search(&Request::default())?;
        archive.quotes(&Request::default())?;
    }
    Ok(archive.with_time_limit(DEADLINE))
}

impl App {
    /// Opens the archive in a folder.
    pub(crate) fn open(folder: &Path, has_token: bool, log: Log) -> Result<Self, index::Error> {
        let n_processors = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Self(Arc::new(Shared {
            latest: Latest::open(folder, warm)?,
            turns: Arc::new(Semaphore::new(n_processors)),
            places: Arc::new(Semaphore::new(n_processors + WAITING)),
            streams: Arc::new(Semaphore::new(STREAMS)),
            status: Mutex::default(),
            templates: Arc::new(Templates::new()),
            has_token,
            log,
        })))
    }

    /// Whether those who ask must have the token.
    pub(crate) fn has_token(&self) -> bool {
        self.0.has_token
    }

    pub(crate) fn templates(&self) -> &Arc<Templates> {
        &self.0.templates
    }

    /// Answers a question on a thread of its own, when its turn comes.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Archive) -> Result<T, ask::Error> + Send + 'static,
    ) -> Result<T, Refusal> {
        self.ask_opened(move |opened| question(opened.archive())).await
    }

    async fn ask_opened<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Opened) -> Result<T, ask::Error> + Send + 'static,
    ) -> Result<T, Refusal> {
        let place = Arc::clone(&self.0.places).try_acquire_owned();
        let place = place.map_err(|_| Refusal::busy())?;
        let answered = async {
            let turn = Arc::clone(&self.0.turns).acquire_owned().await;
            let opened = self.0.latest.current();
            let task = tokio::task::spawn_blocking(move || {
                // a question that was given up still takes its turn until it ends
                let _held = (place, turn);
                question(&opened)
            });
            task.await
        };
        match tokio::time::timeout(DEADLINE, answered).await {
            Err(_) => Err(Refusal::slow()),
            Ok(Err(_)) => {
                self.log("a question ended in a panic");
                Err(Refusal::broken())
            }
            Ok(Ok(answer)) => answer.map_err(|error| self.refusal(error)),
        }
    }

    /// The refusal for an error; what is no matter of whoever asks is logged.
    pub(crate) fn refusal(&self, error: ask::Error) -> Refusal {
        if !error.is_of_question() {
            self.log(&error.to_string());
        }
        Refusal::from(error)
    }

    fn log(&self, what: &str) {
        (self.0.log.0)(what);
    }

    /// What the archive holds.
    pub(crate) async fn status(&self) -> Result<Status, Refusal> {
        let app = self.clone();
        self.ask_opened(move |opened| {
            let look = opened.look();
            let kept = || app.0.status.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((of, status)) = &*kept()
                && *of == look
            {
                return Ok(status.clone());
            }
            let status = opened.archive().status()?;
            *kept() = Some((look, status.clone()));
            Ok(status)
        })
        .await
    }

    /// Starts work that sends its answer piece by piece, for as long as somebody reads.
    pub(crate) fn stream(
        &self,
        work: impl FnOnce(&Archive) + Send + 'static,
    ) -> Result<(), Refusal> {
        let place = Arc::clone(&self.0.streams).try_acquire_owned();
        let place = place.map_err(|_| Refusal::busy())?;
        let opened = self.0.latest.current();
        tokio::task::spawn_blocking(move || {
            let _held = place;
            work(opened.archive());
        });
        Ok(())
    }

    /// What an address gives is the same for as long as its tag is.
    pub(crate) fn tag(&self, uri: &Uri) -> HeaderValue {
        let opened = self.0.latest.current();
        let mut hasher = DefaultHasher::new();
        (opened.look(), uri.path(), uri.query()).hash(&mut hasher);
        env!("CARGO_PKG_VERSION").hash(&mut hasher);
        let tag = format!("W/\"{}-{:016x}\"", opened.archive().generation(), hasher.finish());
        // digits and quotation marks can be sent
        HeaderValue::from_str(&tag).unwrap_or_else(|_| HeaderValue::from_static("\"\""))
    }

    /// The generation that is asked now.
    pub(crate) fn generation(&self) -> u64 {
        self.0.latest.current().archive().generation()
    }

    /// Takes in new generations for as long as the program runs.
    pub(crate) async fn renew(self) {
        loop {
            tokio::time::sleep(LOOK_EVERY).await;
            let app = self.clone();
            // one that cannot be opened, for it is being written, is looked for again
            let _ = tokio::task::spawn_blocking(move || app.0.latest.renew()).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use axum::http::StatusCode;
    use index::{Writer, WriterOptions};

    use super::*;

    /// Over an archive that holds nothing, and what it logs.
    fn app() -> (App, Arc<Mutex<Vec<String>>>) {
        let folder = tempfile::tempdir().unwrap();
        Writer::open(folder.path(), WriterOptions::default()).unwrap().commit().unwrap();
        let logged = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&logged);
        let log = Log::new(move |what| log.lock().unwrap().push(what.to_owned()));
        (App::open(folder.path(), false, log).unwrap(), logged)
    }

    #[tokio::test]
    async fn a_panic_costs_its_question_alone() {
        let (app, logged) = app();
        let refusal = app.ask::<()>(|_| panic!("on purpose")).await.unwrap_err();
        assert_eq!(refusal.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(!refusal.fault.message.contains("purpose"));
        assert_eq!(logged.lock().unwrap().len(), 1);
        assert_eq!(app.ask(|_| Ok(7)).await.unwrap(), 7);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn those_who_would_wait_too_long_are_told_to_come_again() {
        let (app, _) = app();
        let n_places = app.0.places.available_permits();
        let (open, gates): (Vec<_>, Vec<_>) = (0..n_places).map(|_| channel::<()>()).unzip();
        let waiting = gates.into_iter().map(|gate| {
            let app = app.clone();
            tokio::spawn(async move {
                let question = move |_: &Archive| {
                    let _ = gate.recv();
                    Ok(())
                };
                app.ask(question).await
            })
        });
        let waiting: Vec<_> = waiting.collect();
        while app.0.places.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let refusal = app.ask(|_| Ok(())).await.unwrap_err();
        assert_eq!(refusal.status, StatusCode::TOO_MANY_REQUESTS);
        drop(open);
        for answer in waiting {
            // on a busy machine some may have waited too long
            let _ = answer.await.unwrap();
        }
        while app.0.places.available_permits() < n_places {
            tokio::task::yield_now().await;
        }
        app.ask(|_| Ok(())).await.unwrap();
    }
}
