//! Facets: country, year, speaker and the others, counted exactly in their columns.

mod count;
mod decoded;
mod list;
mod merged;
mod spelling;
mod values;

pub(crate) use self::{
    count::{Counted, FacetCounter},
    list::list,
    values::{Value, Values, terms_with_releases},
};
