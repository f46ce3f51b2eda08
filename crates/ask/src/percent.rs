//! Shares as they are told.

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
    fn a_share_is_rounded_but_never_to_all_or_nothing() {
        let shares = [(0, 7), (1, 900), (90, 98), (899, 900), (7, 7)];
        let told = shares.map(|(part, whole)| percent(part, whole).unwrap());
        assert_eq!(told, ["0 %", "1 %", "92 %", "99 %", "100 %"]);
        assert_eq!(percent(0, 0), None);
    }
}
