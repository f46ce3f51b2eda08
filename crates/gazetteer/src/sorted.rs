//! Look-up in the sorted lines of a table, which is never read whole.

use std::cmp::Ordering;

use memchr::{memchr, memchr_iter, memrchr};

/// What stands behind the tab in the line that begins with `key`; comments may stand before the first line.
pub(crate) fn find(table: &'static str, key: &str) -> Option<&'static str> {
    let (mut low, mut high) = (0, table.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = memrchr(b'\n', &table.as_bytes()[..middle]).map_or(0, |at| at + 1);
        let rest = &table[start..];
        let end = start + memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let line = &table[start..end];
        match line.split_once('\t').filter(|_| !line.starts_with('#')) {
            None => low = end + 1,
            Some((known, value)) => match known.cmp(key) {
                Ordering::Equal => return Some(value),
                Ordering::Less => low = end + 1,
                Ordering::Greater => high = start,
            },
        }
    }
    None
}

/// What stands before and behind the tab of each line; a line end closes the last.
pub(crate) fn lines(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut start = 0;
    memchr_iter(b'\n', table.as_bytes()).filter_map(move |end| {
        let line = &table[start..end];
        start = end + 1;
        let tab = memchr(b'\t', line.as_bytes())?;
        Some((&line[..tab], &line[tab + 1..]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_found_and_nothing_else() {
        const TABLE: &str = "# name\tcode\nada\t1\nbee\t2\tx\nbee bee\t3\ncee\t4";
        let found = ["ada", "bee", "bee bee", "cee"].map(|key| find(TABLE, key));
        assert_eq!(found, [Some("1"), Some("2\tx"), Some("3"), Some("4")]);
        assert_eq!(["", "a", "be", "bees", "d", "# name"].map(|key| find(TABLE, key)), [None; 6]);
        assert_eq!(find("", "ada"), None);
        let all: Vec<_> = lines("ada\t1\n# none\nbee\t2\tx\n").collect();
        assert_eq!(all, [("ada", "1"), ("bee", "2\tx")]);
    }
}
