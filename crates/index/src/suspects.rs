//! `Suspects`: of what did the engine die? Where nobody foresaw it, what was in hand is read again by halves.

/// So many files may be the death of the engine in one run; where more seem to be, something else is.
const MOST_GUILTY: usize = 20;

/// Finds the files that the engine dies of. Each of the files that a run still has to read is committed once it is
/// cleared, so that the run ends with everything in the archive but those.
#[derive(Debug, Default)]
pub struct Suspects {
    /// The first so many of the files that are not committed were in hand when the engine died.
    n: usize,
    n_guilty: usize,
}

/// What to do after the engine has died.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// To try again, with [fewer files](Suspects::most).
    Fewer,
    /// The first of the files is what it dies of: it is to be reported and left out.
    Guilty,
    /// It dies whatever it is given.
    Hopeless,
}

impl Suspects {
    /// How many files may be committed together.
    pub fn most(&self) -> usize {
        if self.n == 0 { usize::MAX } else { self.n.div_ceil(2) }
    }

    /// The first so many files have been committed.
    pub fn cleared(&mut self, n_files: usize) {
        self.n = self.n.saturating_sub(n_files);
    }

    /// The engine has died with the first so many files in hand.
    pub fn died(&mut self, n_files: usize) -> Verdict {
        // one that was alone is tried twice: it may have been another's fault
        let is_guilty = n_files == 1 && self.n == 1;
        self.n = if is_guilty { 0 } else { n_files };
        self.n_guilty += usize::from(is_guilty);
        match n_files {
            0 => Verdict::Hopeless,
            _ if self.n_guilty > MOST_GUILTY => Verdict::Hopeless,
            1 if is_guilty => Verdict::Guilty,
            _ => Verdict::Fewer,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// What is found among so many files if the engine dies of some of them, in how many tries.
    fn found(n_files: usize, deadly: &BTreeSet<usize>) -> Option<(BTreeSet<usize>, usize)> {
        let (mut suspects, mut guilty) = (Suspects::default(), BTreeSet::new());
        let (mut at, mut n_tries) = (0, 0);
        while at < n_files {
            n_tries += 1;
            let n = suspects.most().min(n_files - at);
            let kills = |file: &usize| deadly.contains(file) && !guilty.contains(file);
            if !(at..at + n).any(|file| kills(&file)) {
                suspects.cleared(n);
                at += n;
                continue;
            }
            match suspects.died(n) {
                Verdict::Fewer => {}
                Verdict::Guilty => drop(guilty.insert(at)),
                Verdict::Hopeless => return None,
            }
        }
        Some((guilty, n_tries))
    }

    #[test]
    fn whatever_the_engine_dies_of_is_found_and_nothing_else() {
        for n_files in [1, 2, 3, 10, 1000] {
            for at in 0..n_files {
                let deadly = BTreeSet::from([at, at / 2, n_files - 1]);
                let (guilty, n_tries) = found(n_files, &deadly).unwrap();
                assert_eq!(guilty, deadly, "of {n_files}");
                assert!(n_tries <= 75, "{n_tries} tries for {deadly:?} of {n_files}");
            }
        }
    }

    #[test]
    fn an_engine_that_always_dies_ends_the_run() {
        assert_eq!(found(1000, &(0..1000).collect()), None);
        assert_eq!(Suspects::default().died(0), Verdict::Hopeless);
    }

    #[test]
    fn what_happens_once_is_nobodys_fault() {
        let mut suspects = Suspects::default();
        assert_eq!(suspects.died(1), Verdict::Fewer);
        suspects.cleared(1);
        assert_eq!(suspects.most(), usize::MAX);
    }
}
