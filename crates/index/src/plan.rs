//! `plan`: what a run has to do, from what is known and what is found. A pure function.

use std::collections::{BTreeMap, BTreeSet};

use release::ReleaseId;

use crate::{ContentHash, Error, FilePath, FoundFile, KnownFile, Outcome};

/// What a run has to do; numbers point into the `known` and `found` it was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Found files to read and understand, and why.
    pub read: Vec<(usize, Why)>,
    /// Found files that the archive knows as they are.
    pub unchanged: Vec<usize>,
    /// Known files that have a new path: `(known, found)`.
    pub moved: Vec<(usize, usize)>,
    /// Known files that are no longer there.
    pub gone: Vec<usize>,
}

/// Why a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It was not known.
    New,
    /// It was known with other bytes.
    Changed,
    /// It failed or was passed over before; perhaps this version can read it.
    Retry,
    /// It is known, unchanged or moved, but the twin whose reading the archive holds is no longer the
    /// first of the files with this text. It counts as unchanged or moved.
    Twin,
}

/// Compares what the archive knows with what a run found under `roots`.
///
/// Gone is what is known under one of `roots` and not found; other roots stay. A gone file whose bytes
/// turn up at a path not yet known has moved. `found` holds each path once; its order is kept.
///
/// # Errors
///
/// [`Error::RootGone`] where files are known under a root and none is found, unless `prune`.
pub fn plan(
    known: &[KnownFile],
    found: &[FoundFile],
    roots: &[FilePath],
    prune: bool,
) -> Result<Plan, Error> {
    if !prune {
        roots.iter().try_for_each(|root| root_is_there(root, known, found))?;
    }
    let known_at = ByPath::of(known, |file| &file.path);
    let found_at = ByPath::of(found, |file| &file.path);
    let mut plan = Plan {
        gone: (0..known.len())
            .filter(|&at| found_at.get(&known[at].path).is_none())
            .filter(|&at| roots.iter().any(|root| known[at].path.is_under(root)))
            .collect(),
        ..Plan::default()
    };
    let mut left = indexed_by_content(known, &plan.gone);
    for (at, file) in found.iter().enumerate() {
        match known_at.get(&file.path).map(|at| &known[at]) {
            None => match left.get_mut(&file.hash).and_then(Vec::pop) {
                Some(from) => plan.moved.push((from, at)),
                None => plan.read.push((at, Why::New)),
            },
            Some(before) if before.hash != file.hash => plan.read.push((at, Why::Changed)),
            Some(KnownFile { outcome: Outcome::Indexed { .. }, .. }) => plan.unchanged.push(at),
            Some(_) => plan.read.push((at, Why::Retry)),
        }
    }
    let moved: BTreeSet<usize> = plan.moved.iter().map(|&(from, _)| from).collect();
    plan.gone.retain(|at| !moved.contains(at));
    let twins = twins(known, found, &known_at, &plan);
    plan.read.extend(twins.into_iter().map(|at| (at, Why::Twin)));
    plan.read.sort_unstable();
    Ok(plan)
}

fn root_is_there(root: &FilePath, known: &[KnownFile], found: &[FoundFile]) -> Result<(), Error> {
    let known = known.iter().filter(|file| file.path.is_under(root)).count();
    if known == 0 || found.iter().any(|file| file.path.is_under(root)) {
        return Ok(());
    }
    Err(Error::RootGone { root: root.shown.to_string(), known })
}

/// Files by absolute path: their places in order, eight bytes a file where a map takes forty.
struct ByPath<'a, T> {
    files: &'a [T],
    path_of: fn(&T) -> &FilePath,
    places: Vec<usize>,
}

impl<'a, T> ByPath<'a, T> {
    fn of(files: &'a [T], path_of: fn(&T) -> &FilePath) -> Self {
        let mut places: Vec<usize> = (0..files.len()).collect();
        // they come in order, or nearly so
        places.sort_by_key(|&at| &path_of(&files[at]).absolute);
        Self { files, path_of, places }
    }

    fn get(&self, path: &FilePath) -> Option<usize> {
        let absolute = |at: &usize| &(self.path_of)(&self.files[*at]).absolute;
        let place = self.places.binary_search_by_key(&&path.absolute, absolute).ok()?;
        self.places.get(place).copied()
    }
}

/// The gone files by what was in them, the first path last, to be popped in path order.
fn indexed_by_content(known: &[KnownFile], gone: &[usize]) -> BTreeMap<ContentHash, Vec<usize>> {
    let mut left: BTreeMap<ContentHash, Vec<usize>> = BTreeMap::new();
    for &at in gone {
        if matches!(known[at].outcome, Outcome::Indexed { .. }) {
            left.entry(known[at].hash).or_default().push(at);
        }
    }
    for files in left.values_mut() {
        files.sort_by(|a, b| known[*b].path.cmp(&known[*a].path));
    }
    left
}

/// Files that become the first of those with their text, though the archive holds a twin's reading.
///
/// The archive holds the reading of the first file by path. So that it is a function of the set of
/// files, never of the order in which they came and went, the new first one is read again.
fn twins(
    known: &[KnownFile],
    found: &[FoundFile],
    known_at: &ByPath<'_, KnownFile>,
    plan: &Plan,
) -> BTreeSet<usize> {
    let mut first_before: BTreeMap<ReleaseId, usize> = BTreeMap::new();
    for (at, file) in known.iter().enumerate() {
        for id in file.outcome.releases() {
            let first = first_before.entry(*id).or_insert(at);
            if file.path < known[*first].path {
                *first = at;
            }
        }
    }
    let staying = plan.unchanged.iter();
    let staying = staying.filter_map(|&to| Some((known_at.get(&found[to].path)?, to)));
    let outside = outside(known, found, known_at, plan);
    let mut first_now: BTreeMap<ReleaseId, (&FilePath, usize, Option<usize>)> = BTreeMap::new();
    let files = staying.chain(plan.moved.iter().copied()).map(|(from, to)| (from, Some(to)));
    for (from, to) in files.chain(outside.map(|from| (from, None))) {
        let path = to.map_or(&known[from].path, |to| &found[to].path);
        for id in known[from].outcome.releases() {
            let first = first_now.entry(*id).or_insert((path, from, to));
            if path < first.0 {
                *first = (path, from, to);
            }
        }
    }
    first_now
        .into_iter()
        .filter(|(id, (_, from, _))| first_before[id] != *from)
        .filter_map(|(_, (_, _, to))| to)
        .collect()
}

/// Known files that this run has nothing to say about: those under other roots.
fn outside<'a>(
    known: &'a [KnownFile],
    found: &'a [FoundFile],
    known_at: &'a ByPath<'_, KnownFile>,
    plan: &'a Plan,
) -> impl Iterator<Item = usize> + 'a {
    let mut is_inside = vec![false; known.len()];
    let here = found.iter().filter_map(|file| known_at.get(&file.path));
    let moved = plan.moved.iter().map(|&(from, _)| from);
    for at in here.chain(plan.gone.iter().copied()).chain(moved) {
        is_inside[at] = true;
    }
    (0..known.len()).filter(move |&at| !is_inside[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(absolute: &str) -> FilePath {
        FilePath { absolute: absolute.as_bytes().into(), shown: absolute.into() }
    }

    fn found(absolute: &str, content: &str) -> FoundFile {
        let hash = ContentHash::of(content.as_bytes());
        FoundFile { path: path(absolute), size: content.len() as u64, hash, stamp: None }
    }

    /// A file whose text, and so whose id, is its content up to a slash.
    fn known(absolute: &str, content: &str) -> KnownFile {
        let FoundFile { path, size, hash, stamp } = found(absolute, content);
        let text = content.split('/').next().unwrap();
        let id = text.bytes().fold(7, |id: u64, byte| id * 31 + u64::from(byte));
        let outcome = Outcome::Indexed { releases: vec![ReleaseId(id)] };
        KnownFile { path, size, hash, stamp, outcome }
    }

    fn check(known: &[KnownFile], files: &[FoundFile]) -> Plan {
        plan(known, files, &[path("/r")], false).unwrap()
    }

    #[test]
    fn a_second_run_finds_nothing_to_do() {
        let plan = check(
            &[known("/r/a", "A"), known("/r/b", "B")],
            &[found("/r/b", "B"), found("/r/a", "A")],
        );
        assert_eq!(plan, Plan { unchanged: vec![0, 1], ..Plan::default() });
    }

    #[test]
    fn new_changed_and_gone_are_told_apart() {
        let plan = check(
            &[known("/r/a", "A"), known("/r/b", "B"), known("/s/c", "C")],
            &[found("/r/a", "A2"), found("/r/d", "D")],
        );
        assert_eq!(plan.read, [(0, Why::Changed), (1, Why::New)]);
        assert_eq!(plan.gone, [1]);
    }

    #[test]
    fn a_gone_file_whose_bytes_turn_up_elsewhere_has_moved() {
        let plan = check(&[known("/r/a", "A")], &[found("/r/b", "A")]);
        assert_eq!(plan, Plan { moved: vec![(0, 0)], ..Plan::default() });
    }

    #[test]
    fn a_copy_beside_a_known_file_is_new() {
        let plan = check(&[known("/r/a", "A")], &[found("/r/a", "A"), found("/r/b", "A")]);
        assert_eq!(plan.read, [(1, Why::New)]);
    }

    #[test]
    fn the_remaining_twin_of_a_gone_file_is_read_again() {
        let plan =
            check(&[known("/r/a", "T/txt"), known("/r/b", "T/html")], &[found("/r/b", "T/html")]);
        assert_eq!(plan.read, [(0, Why::Twin)]);
        assert_eq!(plan.unchanged, [0]);
        assert_eq!(plan.gone, [0]);
    }

    #[test]
    fn a_file_that_moves_behind_its_twin_lets_it_go_first() {
        let plan = check(
            &[known("/r/a", "T/txt"), known("/r/b", "T/html")],
            &[found("/r/b", "T/html"), found("/r/c", "T/txt")],
        );
        assert_eq!(plan.moved, [(0, 1)]);
        assert_eq!(plan.read, [(0, Why::Twin)]);
    }

    #[test]
    fn an_empty_root_with_known_files_is_an_error_unless_pruned() {
        let known = [known("/r/a", "A"), known("/s/b", "B")];
        assert!(matches!(
            plan(&known, &[], &[path("/r")], false),
            Err(Error::RootGone { known: 1, .. })
        ));
        assert_eq!(plan(&known, &[], &[path("/r")], true).unwrap().gone, [0]);
    }

    #[test]
    fn a_failed_file_is_tried_again() {
        let mut before = known("/r/a", "A");
        before.outcome = Outcome::Skipped { reason: "empty".into() };
        assert_eq!(check(&[before], &[found("/r/a", "A")]).read, [(0, Why::Retry)]);
    }
}
