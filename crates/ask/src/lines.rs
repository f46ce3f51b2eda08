//! Lists of queries, one a line.

use index::Request;

use crate::{Fault, Narrowing};

/// A line with a query.
#[derive(Clone, Debug)]
pub struct Line {
    /// Counted from 1.
    pub number: usize,
    /// As typed, without the blanks around it.
    pub text: String,
    /// What it asks, or why it asks nothing.
    pub request: Result<Request, Fault>,
}

/// Reads a list of queries; the filters hold for each. Blank lines and those that start with `#` are passed over.
pub fn lines(bytes: &[u8], filters: &Narrowing) -> Vec<Line> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let numbered = (1..).zip(bytes.split(|byte| *byte == b'\n'));
    numbered.filter_map(|(number, bytes)| line(number, bytes, filters)).collect()
}

fn line(number: usize, bytes: &[u8], filters: &Narrowing) -> Option<Line> {
    let text = String::from_utf8_lossy(bytes).trim().to_owned();
    if text.is_empty() || text.starts_with('#') {
        return None;
    }
    let request = if std::str::from_utf8(bytes).is_err() {
        Err(Fault::new("the line is not UTF-8; save the file as UTF-8"))
    } else {
        filters.request(&text).map_err(|error| Fault::from(&error))
    };
    Some(Line { number, text, request })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_numbers_and_what_is_no_query_is_passed_over() {
        let filters = Narrowing { country: vec!["Kenya".to_owned()], ..Narrowing::default() };
        let read = lines(b"\xef\xbb\xbfwells\n\n# names\n contry:x \r\n\xff\n", &filters);
        let numbers: Vec<usize> = read.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [1, 4, 5]);
        assert_eq!(read[0].request.as_ref().unwrap().interpreted, "wells country:KEN");
        assert_eq!(read[1].request.as_ref().unwrap_err().suggestion.as_deref(), Some("country"));
        assert!(read[2].request.as_ref().unwrap_err().message.contains("UTF-8"));
    }
}
