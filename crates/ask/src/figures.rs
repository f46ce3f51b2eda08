//! Figures as they are told to people.

/// `13,914`.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (position, digit) in digits.char_indices() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1 release`, `3 releases`.
pub fn count(number: u64, one: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {one}{plural}", thousands(number))
}

/// `92 %`; of what is not all never `100 %`, of what is not nothing never `0 %`; `None` of nothing.
pub fn percent(part: u64, whole: u64) -> Option<String> {
    let rounded = (part * 100 + whole / 2).checked_div(whole)?;
    let rounded = match part {
        0 => 0,
        part if part >= whole => 100,
        _ => rounded.clamp(1, 99),
    };
    Some(format!("{rounded} %"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_told_with_what_they_count() {
        assert_eq!([0, 999, 1000, 1_234_567].map(thousands), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([7, 13_914, 1_000_000].map(thousands), ["7", "13,914", "1,000,000"]);
        assert_eq!([0, 1, 2].map(|n| count(n, "quote")), ["0 quotes", "1 quote", "2 quotes"]);
    }

    #[test]
    fn a_share_is_rounded_but_never_to_all_or_nothing() {
        let shares = [(0, 7), (1, 900), (90, 98), (899, 900), (7, 7)];
        let told = shares.map(|(part, whole)| percent(part, whole).unwrap());
        assert_eq!(told, ["0 %", "1 %", "92 %", "99 %", "100 %"]);
        assert_eq!(percent(0, 0), None);
    }
}
