//! `Forms`: surface forms with their senses, gathered in any order.

use std::ops::Range;

use crate::sense::Sense;

/// Surface forms, each as often as it has senses.
#[derive(Default)]
pub(crate) struct Forms {
    /// All forms, one after the other.
    letters: String,
    list: Vec<Entry>,
}

struct Entry {
    /// The first bytes of the form, which tell most forms apart.
    opening: u64,
    letters: Range<usize>,
    sense: Sense,
}

impl Forms {
    pub(crate) fn push(&mut self, form: &str, sense: Sense) {
        let start = self.letters.len();
        self.letters.push_str(form);
        let mut opening = [0; 8];
        for (to, from) in opening.iter_mut().zip(form.as_bytes()) {
            *to = *from;
        }
        let opening = u64::from_be_bytes(opening);
        self.list.push(Entry { opening, letters: start..self.letters.len(), sense });
    }

    /// How many there are, those counted again that have several senses.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// Hands over each form with its senses as they came, in the order of the bytes of forms.
    pub(crate) fn in_order(self, mut take: impl FnMut(&str, Vec<Sense>)) {
        let Self { letters, mut list } = self;
        let form = |entry: &Entry| &letters[entry.letters.clone()];
        // stable, for which sense came first matters
        list.sort_by(|one, other| {
            one.opening.cmp(&other.opening).then_with(|| form(one).cmp(form(other)))
        });
        let is_same =
            |one: &Entry, other: &Entry| one.opening == other.opening && form(one) == form(other);
        for same in list.chunk_by(is_same) {
            let mut senses = Vec::new();
            for entry in same {
                entry.sense.join(&mut senses);
            }
            take(form(&same[0]), senses);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{sense::Kind, table::country};

    #[test]
    fn forms_come_in_order_and_a_sense_that_is_known_is_not_added() {
        let sense = |code, kind| Sense::new(Some(country(code)), kind);
        let mut forms = Forms::default();
        forms.push("Guinea-Bissau", sense("GNB", Kind::Name));
        forms.push("Guinea", sense("GIN", Kind::Name));
        forms.push("Chad", sense("TCD", Kind::Name));
        forms.push("Guinea", sense("GIN", Kind::Alias));
        forms.push("Guinea", sense("GIN", Kind::Region));
        let mut list = Vec::new();
        forms.in_order(|form, senses| {
            list.push((form.to_owned(), senses.iter().map(|sense| sense.kind).collect::<Vec<_>>()));
        });
        let expected = [
            ("Chad", &[Kind::Name][..]),
            ("Guinea", &[Kind::Name, Kind::Region]),
            ("Guinea-Bissau", &[Kind::Name]),
        ];
        assert_eq!(list, expected.map(|(form, kinds)| (form.to_owned(), kinds.to_vec())));
    }
}
