//! `Groups`: things that are joined one pair at a time (union-find).

/// Numbered things, each in one group.
pub(crate) struct Groups {
    parents: Vec<usize>,
}

impl Groups {
    /// Each on its own.
    pub(crate) fn new(n: usize) -> Self {
        Self { parents: (0..n).collect() }
    }

    /// The least member of the group of `idx`.
    pub(crate) fn root(&mut self, mut idx: usize) -> usize {
        while self.parents[idx] != idx {
            self.parents[idx] = self.parents[self.parents[idx]];
            idx = self.parents[idx];
        }
        idx
    }

    /// Makes one group of two. The order of joins makes no difference.
    pub(crate) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parents[a.max(b)] = a.min(b);
    }
}
