//! What a unit shows by itself, whatever stands around it; units that come again are not asked again.

use std::cell::RefCell;

use crate::{
    layout::{
        feature::Features,
        observe::{self, Asked},
        unit::Unit,
    },
    lexicon::{Line, Seen, look_up},
    met::Met,
};

/// What a unit shows by itself.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Alone {
    pub(crate) features: Features,
    /// It holds a number that is long enough for a telephone.
    pub(crate) has_long_number: bool,
}

/// A unit that was met twice.
#[derive(Debug)]
struct Known {
    words: Box<str>,
    is_near_top: bool,
    seen: Box<[Seen]>,
    alone: Alone,
}

thread_local! {
    /// Units by how they stand in their texts.
    static MET: RefCell<Met<Known>> = RefCell::default();
}

/// Looks up the words of all units, and asks each of them what it shows by itself.
pub(super) fn look_at(text: &str, units: &mut [Unit]) {
    MET.with_borrow_mut(|met| {
        let mut unknown = Vec::with_capacity(units.len());
        for (idx, unit) in units.iter_mut().enumerate() {
            let known = met.get(unit.span.of(text)).filter(|known| {
                known.is_near_top == is_near_top(idx) && *known.words == *unit.words
            });
            if let Some(known) = known {
                unit.seen.extend_from_slice(&known.seen);
                unit.alone = known.alone;
            } else {
                unit.seen = look_up(&unit.words);
                unknown.push(idx);
            }
        }
        for question in observe::OF_ITSELF {
            for &idx in &unknown {
                let unit = &mut units[idx];
                let asked = Asked {
                    raw: unit.span.of(text),
                    line: Line { text: &unit.words, words: &unit.seen },
                    is_near_top: is_near_top(idx),
                };
                question(&asked, &mut unit.alone);
            }
        }
        for &idx in &unknown {
            let unit = &units[idx];
            met.put(unit.span.of(text), || Known {
                words: unit.words.as_str().into(),
                is_near_top: is_near_top(idx),
                seen: unit.seen.as_slice().into(),
                alone: unit.alone,
            });
        }
    });
}

/// Whether a unit may be a person or an office of a letterhead.
fn is_near_top(idx: usize) -> bool {
    idx < observe::OFFICE_REACH
}
