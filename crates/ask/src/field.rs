//! The fields that can be counted, by name.

use query::Field;

/// The facet of that name.
///
/// # Errors
///
/// Where there is no such facet; the message lists those there are.
pub fn facet_field(name: &str) -> Result<Field, String> {
    Field::from_name(name).filter(|field| *field != Field::Date).ok_or_else(|| {
        "facets are country, mentions, region, year, month, speaker, org, place, lang and type"
            .to_owned()
    })
}
