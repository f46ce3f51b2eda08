//! `Pager`: where a page stands in its result.

use serde::Serialize;

use super::asked::Asked;

/// The pages before and after.
#[derive(Debug, Serialize)]
pub(crate) struct Pager {
    first: u64,
    last: u64,
    pages: u64,
    previous: Option<String>,
    next: Option<String>,
    /// Whether the result goes on beyond what pages reach.
    capped: bool,
}

impl Pager {
    /// The page of `shown` hits out of `total`.
    pub(crate) fn new(asked: &Asked, path: &str, shown: usize, total: u64) -> Self {
        let (limit, offset) = (asked.paging.limit.max(1), asked.paging.offset);
        let page = |offset: usize| match offset {
            0 => asked.at(path).href(),
            _ => asked.at(path).with("offset", &offset.to_string()).href(),
        };
        let next = offset.saturating_add(limit);
        let reaches = |offset: usize| {
            as_u64(offset) < total && offset.saturating_add(limit) <= index::MAX_DEPTH
        };
        let capped = as_u64(next) < total && !reaches(next);
        Self {
            first: as_u64(offset) + 1,
            last: as_u64(offset + shown),
            pages: total.div_ceil(as_u64(limit)),
            previous: (offset > 0).then(|| page(offset.saturating_sub(limit))),
            next: reaches(next).then(|| page(next)),
            capped,
        }
    }
}

fn as_u64(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params::Params;

    fn pager(query: &str, total: u64) -> Pager {
        let asked = Asked::take(&mut Params::of_form(Some(query))).unwrap();
        Pager::new(&asked, "/", 20, total)
    }

    #[test]
    fn pages_lead_on_and_back_and_end_where_the_result_does() {
        let second = pager("q=x&offset=20", 50);
        assert_eq!((second.first, second.last, second.pages), (21, 40, 3));
        assert_eq!(second.previous.as_deref(), Some("/?q=x"));
        assert_eq!(second.next.as_deref(), Some("/?q=x&offset=40"));
        assert_eq!(pager("q=x&offset=40", 50).next, None);
    }

    #[test]
    fn beyond_the_deepest_page_an_export_leads() {
        let last = pager("q=x&offset=9980", 20_000);
        assert!(last.capped && last.next.is_none());
        assert!(!pager("q=x", 20_000).capped);
    }
}
