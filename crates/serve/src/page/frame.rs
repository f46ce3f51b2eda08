//! `Frame`: what every page has around its own: title, search box, the place in the site.

use serde::Serialize;

use super::{address::Pair, asked::Asked};

/// What the layout shows.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Frame {
    title: String,
    /// Which entry of the menu this is.
    here: &'static str,
    ask: SearchBox,
}

/// The search box.
#[derive(Clone, Debug, Serialize)]
struct SearchBox {
    action: String,
    q: String,
    kept: Vec<Pair>,
}

impl Frame {
    /// A page whose search box is empty and asks for releases.
    pub(crate) fn new(title: &str, here: &'static str) -> Self {
        let ask = SearchBox { action: "/".to_owned(), q: String::new(), kept: Vec::new() };
        Self { title: titled(title), here, ask }
    }

    /// A page of results at `path`: the box keeps the filters.
    pub(crate) fn of_results(title: &str, asked: &Asked, path: &str) -> Self {
        let kept = asked.at(path).without(&["q"]).into_pairs();
        let ask = SearchBox { action: path.to_owned(), q: asked.q.clone(), kept };
        Self { title: titled(title), here: "", ask }
    }

    /// The same with words in the search box.
    pub(crate) fn asking(mut self, q: &str) -> Self {
        q.clone_into(&mut self.ask.q);
        self
    }
}

fn titled(title: &str) -> String {
    if title.is_empty() { "dateline".to_owned() } else { format!("{title} — dateline") }
}
