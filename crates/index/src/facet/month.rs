//! Months as facet values.

use release::ReleaseDate;

/// `April 2012` for `2012-04`.
pub(super) fn label(value: &str) -> Option<String> {
    let date: ReleaseDate = value.parse().ok()?;
    date.month().map(|_| date.in_words())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_month_is_shown_by_its_name() {
        assert_eq!(super::label("2012-04").as_deref(), Some("April 2012"));
        assert_eq!(super::label("2012"), None);
    }
}
