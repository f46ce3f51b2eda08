//! Counts, and the rates they give.

use std::ops::AddAssign;

use serde::{Serialize, Serializer, ser::SerializeMap};

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    /// One value, right or wrong.
    One(Single),
    /// Several values, some found, some missed, some made up.
    Several(Collection),
}

/// Fields that are right or wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Single {
    Date,
    Title,
    Language,
    Organisation,
    /// Of the speakers that were found and have one.
    Role,
    /// The speaker of the direct quotes that were found.
    Attribution,
    /// Words of organisations, documents and unnamed persons that were given to no person.
    NoFalseSpeaker,
}

/// Fields of which a release has any number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Collection {
    Focus,
    Mentioned,
    Speakers,
    Contacts,
    Places,
    QuotesDirect,
    QuotesIndirect,
}

impl Single {
    pub(crate) const ALL: [Self; 7] = [
        Self::Date,
        Self::Title,
        Self::Language,
        Self::Organisation,
        Self::Role,
        Self::Attribution,
        Self::NoFalseSpeaker,
    ];
}

impl Collection {
    pub(crate) const ALL: [Self; 7] = [
        Self::Focus,
        Self::Mentioned,
        Self::Speakers,
        Self::Contacts,
        Self::Places,
        Self::QuotesDirect,
        Self::QuotesIndirect,
    ];
}

impl Field {
    /// Every field, in the order in which they are shown.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let several = Collection::ALL.into_iter().map(Self::Several);
        Single::ALL.into_iter().map(Self::One).chain(several)
    }

    /// Its name in JSON.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::One(Single::Date) => "date",
            Self::One(Single::Title) => "title",
            Self::One(Single::Language) => "language",
            Self::One(Single::Organisation) => "organisation",
            Self::One(Single::Role) => "role",
            Self::One(Single::Attribution) => "attribution",
            Self::One(Single::NoFalseSpeaker) => "no_false_speaker",
            Self::Several(Collection::Focus) => "focus",
            Self::Several(Collection::Mentioned) => "mentioned",
            Self::Several(Collection::Speakers) => "speakers",
            Self::Several(Collection::Contacts) => "contacts",
            Self::Several(Collection::Places) => "places",
            Self::Several(Collection::QuotesDirect) => "quotes_direct",
            Self::Several(Collection::QuotesIndirect) => "quotes_indirect",
        }
    }

    /// Its name for people.
    pub(crate) fn label(self) -> String {
        self.key().replace('_', " ")
    }
}

/// How many were right of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) right: u64,
    pub(crate) of: u64,
}

impl Share {
    /// Counts one more.
    pub(crate) fn count(&mut self, is_right: bool) {
        self.right += u64::from(is_right);
        self.of += 1;
    }

    /// Right by all; none of nothing.
    pub(crate) fn accuracy(self) -> Option<f64> {
        ratio(self.right, self.of)
    }
}

/// How many values were found, made up and missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Overlap {
    pub(crate) found: u64,
    pub(crate) extra: u64,
    pub(crate) missed: u64,
}

impl Overlap {
    /// The share of the answers that is in the gold.
    pub(crate) fn precision(self) -> Option<f64> {
        ratio(self.found, self.found + self.extra)
    }

    /// The share of the gold that was found.
    pub(crate) fn recall(self) -> Option<f64> {
        ratio(self.found, self.found + self.missed)
    }

    /// The harmonic mean of both.
    pub(crate) fn f1(self) -> Option<f64> {
        ratio(2 * self.found, 2 * self.found + self.extra + self.missed)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of values in a gold set are small")]
fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The counts of a set of documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scores {
    pub(crate) documents: u64,
    shares: [Share; Single::ALL.len()],
    overlaps: [Overlap; Collection::ALL.len()],
}

impl Scores {
    /// Nothing counted yet in so many documents.
    pub(crate) fn over(documents: u64) -> Self {
        Self { documents, ..Self::default() }
    }

    pub(crate) fn one(&self, field: Single) -> Share {
        self.shares[field as usize]
    }

    pub(crate) fn one_mut(&mut self, field: Single) -> &mut Share {
        &mut self.shares[field as usize]
    }

    pub(crate) fn several(&self, field: Collection) -> Overlap {
        self.overlaps[field as usize]
    }

    pub(crate) fn several_mut(&mut self, field: Collection) -> &mut Overlap {
        &mut self.overlaps[field as usize]
    }
}

impl AddAssign<&Self> for Scores {
    fn add_assign(&mut self, other: &Self) {
        self.documents += other.documents;
        for (share, more) in self.shares.iter_mut().zip(&other.shares) {
            share.right += more.right;
            share.of += more.of;
        }
        for (overlap, more) in self.overlaps.iter_mut().zip(&other.overlaps) {
            overlap.found += more.found;
            overlap.extra += more.extra;
            overlap.missed += more.missed;
        }
    }
}

impl Serialize for Scores {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("documents", &self.documents)?;
        for field in Field::all() {
            match field {
                Field::One(single) => map.serialize_entry(field.key(), &self.one(single))?,
                Field::Several(several) => {
                    map.serialize_entry(field.key(), &self.several(several))?;
                }
            }
        }
        map.end()
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("right", &self.right)?;
        map.serialize_entry("of", &self.of)?;
        map.serialize_entry("accuracy", &self.accuracy().map(rounded))?;
        map.end()
    }
}

impl Serialize for Overlap {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(6))?;
        map.serialize_entry("tp", &self.found)?;
        map.serialize_entry("fp", &self.extra)?;
        map.serialize_entry("fn", &self.missed)?;
        map.serialize_entry("precision", &self.precision().map(rounded))?;
        map.serialize_entry("recall", &self.recall().map(rounded))?;
        map.serialize_entry("f1", &self.f1().map(rounded))?;
        map.end()
    }
}

/// Four digits are more than a gold set can tell.
fn rounded(rate: f64) -> f64 {
    (rate * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_come_from_counts() {
        let overlap = Overlap { found: 3, extra: 1, missed: 3 };
        assert_eq!(
            (overlap.precision(), overlap.recall(), overlap.f1()),
            (Some(0.75), Some(0.5), Some(0.6))
        );
        assert_eq!(Share { right: 1, of: 4 }.accuracy(), Some(0.25));
    }

    #[test]
    fn nothing_to_find_gives_no_rate() {
        assert_eq!(Overlap::default().f1(), None);
        assert_eq!(Share::default().accuracy(), None);
        assert_eq!(Overlap { found: 0, extra: 0, missed: 2 }.f1(), Some(0.0));
    }

    #[test]
    fn the_figures_of_parts_add_up_to_those_of_the_whole() {
        let mut part = Scores::over(1);
        part.one_mut(Single::Date).count(true);
        part.several_mut(Collection::QuotesIndirect).missed += 2;
        let mut whole = part.clone();
        whole += &part;
        assert_eq!(whole.documents, 2);
        assert_eq!(whole.one(Single::Date), Share { right: 2, of: 2 });
        assert_eq!(whole.several(Collection::QuotesIndirect).missed, 4);
    }

    #[test]
    fn every_field_has_its_own_key() {
        let mut keys: Vec<_> = Field::all().map(Field::key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), 14);
    }
}
