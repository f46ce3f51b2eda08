//! Dates in words, as precise as they are known.

use release::ReleaseDate;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `3 April 2012`, `April 2012`, `2012`; `n.d.` where there is no date.
pub(crate) fn in_words(date: Option<ReleaseDate>) -> String {
    let Some(date) = date else { return "n.d.".to_owned() };
    let month = date.month().and_then(|month| MONTHS.get(usize::from(month) - 1));
    match (month, date.day()) {
        (Some(month), Some(day)) => format!("{day} {month} {}", date.year()),
        (Some(month), None) => format!("{month} {}", date.year()),
        (None, _) => date.year().to_string(),
    }
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
