//! `Notes`: what was read otherwise than it may have been meant.

/// A page of notes helps nobody.
const MAX_NOTES: usize = 16;

/// Remarks in the order in which they arose, each once.
#[derive(Debug, Default)]
pub(crate) struct Notes(Vec<String>);

impl Notes {
    /// Adds a remark.
    pub(crate) fn add(&mut self, note: impl Into<String>) {
        let note = note.into();
        if self.0.len() < MAX_NOTES && !self.0.contains(&note) {
            self.0.push(note);
        }
    }

    /// The remarks.
    pub(crate) fn into_vec(self) -> Vec<String> {
        self.0
    }
}
