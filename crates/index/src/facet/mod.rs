//! Facets: country, year, speaker and the others, counted exactly in their columns.

mod count;
mod decoded;
mod grouped;
mod kept;
mod list;
mod lookup;
mod merged;
mod month;
mod region;
mod spelling;
mod tally;
mod terms;
mod values;
mod zeros;

pub use self::zeros::with_zeros;
pub(crate) use self::{
    count::{Counted, FacetCounter},
    kept::Kept,
    list::list,
    region::of as region_of,
    tally::{Sought, Tally},
    terms::MOST_BYTES,
    values::{Value, Values, terms_with_releases},
};
