//! Facets: country, year, speaker and the others, counted exactly in their columns.

mod count;
mod list;
mod values;

pub(crate) use self::{
    count::{Counted, FacetCounter, SegmentCounter},
    list::list,
    values::{Value, Values},
};
