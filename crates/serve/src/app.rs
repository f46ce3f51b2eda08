//! `App`: what all requests share: the archive, and the threads that answer.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use index::{Archive, Look, Request};
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
    folder: PathBuf,
    current: RwLock<Arc<Open>>,
    /// As many as processors.
    turns: Arc<Semaphore>,
    /// Those that are answered and those that wait.
    places: Arc<Semaphore>,
    /// Exports that are being written.
    streams: Arc<Semaphore>,
    templates: Templates,
}

/// A generation that is open.
#[derive(Debug)]
struct Open {
    archive: Archive,
    look: Look,
}

impl Open {
    fn new(folder: &Path) -> Result<Self, index::Error> {
        // what is committed after the look is seen by the next one
        let look = Look::at(folder);
        let archive = Archive::open(folder)?;
        warm(&archive)?;
        Ok(Self { archive, look })
    }
}

/// Asks what every page asks, more than once: what is kept for later questions is made now.
fn warm(archive: &Archive) -> Result<(), index::Error> {
    for _ in 0..8 {
        archive.search(&Request::default())?;
        archive.quotes(&Request::default())?;
    }
    Ok(())
}

impl App {
    /// Opens the archive in a folder.
    pub(crate) fn open(folder: &Path) -> Result<Self, index::Error> {
        let n_processors = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Self(Arc::new(Shared {
            folder: folder.to_owned(),
            current: RwLock::new(Arc::new(Open::new(folder)?)),
            turns: Arc::new(Semaphore::new(n_processors)),
            places: Arc::new(Semaphore::new(n_processors + WAITING)),
            streams: Arc::new(Semaphore::new(STREAMS)),
            templates: Templates::new(),
        })))
    }

    pub(crate) fn templates(&self) -> &Templates {
        &self.0.templates
    }

    fn current(&self) -> Arc<Open> {
        Arc::clone(&self.0.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Answers a question on a thread of its own, when its turn comes.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Archive) -> Result<T, ask::Error> + Send + 'static,
    ) -> Result<T, Refusal> {
        let place = Arc::clone(&self.0.places).try_acquire_owned();
        let place = place.map_err(|_| Refusal::busy())?;
        let answered = async {
            let turn = Arc::clone(&self.0.turns).acquire_owned().await;
            let open = self.current();
            let task = tokio::task::spawn_blocking(move || {
                // a question that was given up still takes its turn until it ends
                let _held = (place, turn);
                question(&open.archive)
            });
            task.await
        };
        match tokio::time::timeout(DEADLINE, answered).await {
            Err(_) => Err(Refusal::slow()),
            Ok(Err(_)) => Err(Refusal::broken()),
            Ok(Ok(answer)) => answer.map_err(Refusal::from),
        }
    }

    /// Starts work that sends its answer piece by piece, for as long as somebody reads.
    pub(crate) fn stream(
        &self,
        work: impl FnOnce(&Archive) + Send + 'static,
    ) -> Result<(), Refusal> {
        let place = Arc::clone(&self.0.streams).try_acquire_owned();
        let place = place.map_err(|_| Refusal::busy())?;
        let open = self.current();
        tokio::task::spawn_blocking(move || {
            let _held = place;
            work(&open.archive);
        });
        Ok(())
    }

    /// The generation that is asked now.
    pub(crate) fn generation(&self) -> u64 {
        self.current().archive.generation()
    }

    /// Takes in new generations for as long as the program runs.
    pub(crate) async fn renew(self) {
        loop {
            tokio::time::sleep(LOOK_EVERY).await;
            let app = self.clone();
            // one that cannot be opened yet is looked at again
            let _ = tokio::task::spawn_blocking(move || app.look()).await;
        }
    }

    fn look(&self) {
        if self.current().look == Look::at(&self.0.folder) {
            return;
        }
        if let Ok(open) = Open::new(&self.0.folder) {
            *self.0.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(open);
        }
    }
}
