//! `Places`: the connections there are, and which of them has been silent for longest.

use std::{
    collections::BTreeMap,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll},
};

use axum::{
    body::{Body, Bytes, HttpBody},
    response::Response,
};
use hyper::body::{Frame, SizeHint};
use tokio::sync::Notify;

/// So many places.
#[derive(Debug)]
pub(super) struct Places {
    most: usize,
    taken: Mutex<Taken>,
    emptied: Notify,
}

#[derive(Debug, Default)]
struct Taken {
    /// By the number of the place.
    places: BTreeMap<u64, State>,
    /// Counts whatever happens.
    clock: u64,
    is_closed: bool,
}

#[derive(Debug)]
struct State {
    /// When it was last heard of.
    heard: u64,
    /// How many requests of it are being answered.
    answering: usize,
    go: Arc<Notify>,
    finish: Arc<Notify>,
}

/// The place of one connection; it is free again when this goes.
#[derive(Debug)]
pub(super) struct Place {
    places: Arc<Places>,
    number: u64,
    go: Arc<Notify>,
    finish: Arc<Notify>,
}

/// While this lives, the connection is being answered.
#[derive(Debug)]
pub(super) struct Answering(Arc<Place>);

impl Places {
    pub(super) fn new(most: usize) -> Self {
        Self { most, taken: Mutex::default(), emptied: Notify::new() }
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place, for which the one that has been silent for longest makes room; `None` where all are being
    /// answered, or the server stops.
    pub(super) fn take(places: &Arc<Self>) -> Option<Arc<Place>> {
        let mut taken = places.taken();
        if taken.is_closed {
            return None;
        }
        if taken.places.len() >= places.most {
            let silent = taken.places.iter().filter(|(_, state)| state.answering == 0);
            let (&number, _) = silent.min_by_key(|(_, state)| state.heard)?;
            if let Some(state) = taken.places.remove(&number) {
                state.go.notify_one();
            }
        }
        taken.clock += 1;
        let (number, go, finish) = (taken.clock, Arc::default(), Arc::default());
        let state =
            State { heard: number, answering: 0, go: Arc::clone(&go), finish: Arc::clone(&finish) };
        taken.places.insert(number, state);
        Some(Arc::new(Place { places: Arc::clone(places), number, go, finish }))
    }

    /// Takes in nobody any more, and tells all to finish.
    pub(super) fn close(&self) {
        let mut taken = self.taken();
        taken.is_closed = true;
        for state in taken.places.values() {
            state.finish.notify_one();
        }
    }

    /// Waits until all places are free.
    pub(super) async fn emptied(&self) {
        while !self.taken().places.is_empty() {
            self.emptied.notified().await;
        }
    }
}

impl Place {
    /// Waits until somebody else needs the place.
    pub(super) async fn told_to_go(&self) {
        self.go.notified().await;
    }

    /// Waits until the server stops.
    pub(super) async fn told_to_finish(&self) {
        self.finish.notified().await;
    }

    /// A request has come.
    pub(super) fn answering(self: &Arc<Self>) -> Answering {
        self.heard(|state| state.answering += 1);
        Answering(Arc::clone(self))
    }

    fn heard(&self, change: impl FnOnce(&mut State)) {
        let mut taken = self.places.taken();
        taken.clock += 1;
        let now = taken.clock;
        if let Some(state) = taken.places.get_mut(&self.number) {
            state.heard = now;
            change(state);
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken();
        taken.places.remove(&self.number);
        if taken.places.is_empty() {
            self.places.emptied.notify_one();
        }
    }
}

impl Answering {
    /// An answer that is being given until its body has been taken.
    pub(super) fn with(self, response: Response) -> Response {
        response.map(|body| Body::new(Given { body, _answering: self }))
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.heard(|state| state.answering = state.answering.saturating_sub(1));
    }
}

/// A body on its way.
struct Given {
    body: Body,
    _answering: Answering,
}

impl HttpBody for Given {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_gone(places: &Places, place: &Place) -> bool {
        !places.taken().places.contains_key(&place.number)
    }

    #[test]
    fn the_one_that_was_silent_for_longest_makes_room() {
        let places = Arc::new(Places::new(3));
        let [first, second, third] = [0; 3].map(|_| Places::take(&places).unwrap());
        let answering = first.answering();
        let fourth = Places::take(&places).unwrap();
        assert!(is_gone(&places, &second) && !is_gone(&places, &first));
        drop(answering);
        // the first has been heard of since the third
        let fifth = Places::take(&places).unwrap();
        assert!(is_gone(&places, &third) && !is_gone(&places, &first));
        let all = [&first, &fourth, &fifth].map(Place::answering);
        assert!(Places::take(&places).is_none(), "nobody who is being answered is cut");
        drop(all);
        drop(fourth);
        assert!(Places::take(&places).is_some());
    }
}
