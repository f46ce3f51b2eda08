//! Who shares a word of a name.

use rustc_hash::FxHashMap;

/// Persons that share a word of their names, looked at for one name.
const MOST: usize = 16;

/// The persons by each word of their names, in the order they were named.
#[derive(Debug, Default)]
pub(crate) struct Namesakes {
    /// The first link of each word.
    first: FxHashMap<u32, usize>,
    links: Vec<Link>,
}

/// A person, and where the next is that has the same word.
#[derive(Clone, Copy, Debug)]
struct Link {
    person: usize,
    next: Option<usize>,
}

impl Namesakes {
    /// Notes that a word is one of the name of a person; more than so many are not looked at.
    pub(crate) fn add(&mut self, word: u32, person: usize) {
        let new = self.links.len();
        let mut at = *self.first.entry(word).or_insert(new);
        let mut n_known = 0;
        while let Some(&Link { person: known, next }) = self.links.get(at) {
            n_known += 1;
            if known == person || n_known == MOST {
                return;
            }
            let Some(next) = next else {
                self.links[at].next = Some(new);
                break;
            };
            at = next;
        }
        self.links.push(Link { person, next: None });
    }

    /// The persons with this word in their names.
    pub(crate) fn of(&self, word: u32) -> impl Iterator<Item = usize> {
        let link = |at: usize| self.links.get(at);
        let first = self.first.get(&word).and_then(|&at| link(at));
        std::iter::successors(first, move |before| before.next.and_then(link))
            .map(|link| link.person)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_named_first_come_first() {
        let mut namesakes = Namesakes::default();
        for (word, person) in [(1, 5), (2, 5), (1, 3), (1, 5), (2, 9)] {
            namesakes.add(word, person);
        }
        assert_eq!(namesakes.of(1).collect::<Vec<_>>(), [5, 3]);
        assert_eq!(namesakes.of(2).collect::<Vec<_>>(), [5, 9]);
        assert_eq!(namesakes.of(3).count(), 0);
        (0..40).for_each(|person| namesakes.add(1, person));
        assert_eq!(namesakes.of(1).count(), MOST);
    }
}
