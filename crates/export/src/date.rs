//! Dates in words, as precise as they are known.

use release::ReleaseDate;

/// `3 April 2012`, `April 2012`, `2012`; `n.d.` where there is no date.
pub(crate) fn in_words(date: Option<ReleaseDate>) -> String {
    date.map_or_else(|| "n.d.".to_owned(), ReleaseDate::in_words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_told_as_precise_as_it_is_known() {
        let told = |date: &str| in_words(date.parse().ok());
        assert_eq!(told("2012-04-03"), "3 April 2012");
        assert_eq!(told("2012-12"), "December 2012");
        assert_eq!(told("2012"), "2012");
        assert_eq!(told("undated"), "n.d.");
    }
}
