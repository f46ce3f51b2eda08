//! How often, and where, a text uses each of some names: all of them in one pass.

use release::Part;

use crate::{
    layout::Layout,
    lexicon::{self, Line, Seen},
};

/// Where a text uses a name.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::organisation) struct Uses {
    pub(super) n: usize,
    /// In bytes from the beginning of all lines, of which there are `of`.
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) of: usize,
    pub(super) in_title: bool,
}

/// The words of a form, and whose it is.
struct Form {
    keys: Vec<u64>,
    whose: usize,
}

/// Counts the forms of each of `n` names; `forms` are pairs of a form and the number of its name.
pub(in crate::organisation) fn count<'t>(
    layout: &Layout,
    forms: impl Iterator<Item = (&'t str, usize)>,
    n: usize,
) -> Vec<Uses> {
    let mut uses = vec![Uses::default(); n];
    let (mut spaced, mut unspaced) = (Vec::new(), Vec::new());
    for (form, whose) in forms {
        if lexicon::is_unspaced(form) {
            unspaced.push((form, whose));
        } else {
            let words = lexicon::look_up(form);
            let keys: Vec<u64> =
                words.iter().filter(|seen| !seen.is_sign()).map(|seen| seen.key).collect();
            let is_new = |other: &Form| other.whose != whose || other.keys != keys;
            if !keys.is_empty() && spaced.iter().all(is_new) {
                spaced.push(Form { keys, whose });
            }
        }
    }
    // a bit for each first word settles most of a text
    let bit = |key: u64| 1_u64 << (key >> 58);
    let first = spaced.iter().fold(0, |bits, form| bits | bit(form.keys[0]));
    let title = layout.of_part(Part::Title).next().map(|(idx, _)| idx);
    let mut before = 0;
    for (idx, words) in layout.words.iter().enumerate() {
        let mut meet = |whose: usize, at: usize| {
            let uses: &mut Uses = &mut uses[whose];
            if uses.n == 0 {
                uses.first = before + at;
            }
            uses.n += 1;
            uses.last = before + at;
            uses.in_title |= title == Some(idx);
        };
        let line = layout.line(idx);
        for (at, seen) in line.words.iter().enumerate() {
            let apart = apart(&line, seen);
            let is_met = |key: u64| key == seen.key || apart.contains(&key);
            if first & bit(seen.key) == 0 && apart == [0, 0] {
                continue;
            }
            for form in spaced.iter().filter(|form| is_met(form.keys[0])) {
                if stands_at(&line, at, &form.keys) {
                    meet(form.whose, seen.start());
                }
            }
        }
        for (form, whose) in &unspaced {
            for (at, _) in words.match_indices(form) {
                meet(*whose, at);
            }
        }
        before += words.len() + 1;
    }
    for uses in &mut uses {
        uses.of = before;
    }
    uses
}

/// The keys of a word without what an apostrophe joins to it, none being 0: of the owner, `Lakewatch’s`, and of the noun
/// behind an article or a preposition, `d’Amis`.
fn apart(line: &Line<'_>, seen: &Seen) -> [u64; 2] {
    // the second opens the typographic one
    if memchr::memchr2(b'\'', 0xE2, line.bare(seen).as_bytes()).is_none() {
        return [0, 0];
    }
    let bare = line.bare(seen);
    let owner = bare.strip_suffix("’s").or_else(|| bare.strip_suffix("'s"));
    let noun = bare.split_once(['’', '\'']).map(|(_, noun)| noun);
    [owner.map_or(0, lexicon::key), noun.map_or(0, lexicon::key)]
}

/// Whether words stand at a place of a line, an article joined to the first of them or not, the last an owner or not.
fn stands_at(line: &Line<'_>, at: usize, keys: &[u64]) -> bool {
    let Some(words) = line.words.get(at..at + keys.len()) else { return false };
    words.iter().zip(keys).enumerate().all(|(idx, (seen, key))| {
        let is_end = idx + 1 == keys.len();
        seen.key == *key
            || (is_end || idx == 0) && {
                let [owner, noun] = apart(line, seen);
                is_end && owner == *key || idx == 0 && noun == *key
            }
    })
}
