//! Tables: CSV and TSV, read row by row.

use std::{
    cell::Cell,
    io::{BufRead, Read},
    rc::Rc,
};

use super::{Record, known, map::Map};
use crate::{
    error::{Error, Skip, Unread},
    text::Text,
};
use release::{Warning, WarningKind};

/// The name of the format.
const FORMAT: &str = "csv";
/// A row longer than this is none.
const LONGEST_ROW: usize = 16 << 20;

/// Reads the rows of a table; the first names the columns.
///
/// # Errors
///
/// Returns [`Skip::NeedsMap`] where no map is given and the columns are not known; an error where the map names a
/// column that is not there, or nothing can be read.
pub(in crate::format) fn read(
    stream: impl BufRead,
    map: Option<&Map>,
    sink: &mut dyn FnMut(Text),
) -> Result<(), Unread> {
    let since_row = Rc::new(Cell::new(0));
    let mut stream = Rows { inner: stream, since_row: Rc::clone(&since_row) };
    let separator = separator(&mut stream)?;
    let mut rows =
        csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(stream);
    let malformed =
        |error: &csv::Error| Error::Malformed { format: FORMAT, reason: error.to_string() };
    let columns: Vec<String> = rows
        .byte_headers()
        .map_err(|error| malformed(&error))?
        .iter()
        .map(|name| text_of(name).trim_start_matches('\u{feff}').trim().to_owned())
        .collect();
    let position = |name: &str| columns.iter().position(|column| column.eq_ignore_ascii_case(name));
    let known = known::of_keys(|name| position(name).is_some());
    let map = map.or(known.as_ref()).ok_or(Skip::NeedsMap)?;
    super::check(map, FORMAT, |name| position(name).is_some(), &columns)?;
    let mut row = csv::ByteRecord::new();
    let (mut n_rows, mut n_read, mut n_without) = (0_u32, 0_u32, 0_u32);
    let mut broken = None;
    loop {
        since_row.set(0);
        match rows.read_byte_record(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                broken = Some(malformed(&error));
                break;
            }
        }
        n_rows += 1;
        let value = |name: &str| Some(text_of(row.get(position(name)?)?));
        match Record::of(map, value).write(FORMAT, n_rows) {
            Some(mut text) => {
                n_read += 1;
                if n_read == 1 && n_without > 0 {
                    text.warnings.push(without(n_without));
                }
                sink(text);
            }
            None => n_without += 1,
        }
    }
    match broken {
        Some(error) => Err(error.into()),
        None if n_read == 0 => Err(Error::NoText(FORMAT).into()),
        None => Ok(()),
    }
}

fn without(n_rows: u32) -> Warning {
    Warning::new(WarningKind::PartSkipped, format!("{n_rows} rows above have no text"))
}

/// A cell is UTF-8, or it is of the code page that most old tables are.
fn text_of(cell: &[u8]) -> String {
    match str::from_utf8(cell) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(cell).0.into_owned(),
    }
}

/// The sign that parts columns: the one of which the first line has most.
fn separator(stream: &mut Rows<impl BufRead>) -> Result<u8, Unread> {
    let head = stream.inner.fill_buf()?;
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |sign: u8| memchr::memchr_iter(sign, line).count();
    Ok([b',', b'\t', b';', b'|'].into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b','))
}

/// Passes bytes on, but not without end for one row: a quotation mark that never closes makes a row of all that
/// follows.
struct Rows<R> {
    inner: R,
    since_row: Rc<Cell<usize>>,
}

impl<R: BufRead> Read for Rows<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let so_far = self.since_row.get();
        if so_far > LONGEST_ROW {
            let what = format!("a row goes on for more than {} MiB", LONGEST_ROW >> 20);
            return Err(std::io::Error::new(std::io::ErrorKind::InvalidData, what));
        }
        let n_read = self.inner.read(buffer)?;
        self.since_row.set(so_far + n_read);
        Ok(n_read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(table: &str, map: Option<&str>) -> Vec<Text> {
        let map: Option<Map> = map.map(|map| map.parse().unwrap());
        let mut texts = Vec::new();
        read(table.as_bytes(), map.as_ref(), &mut |text| texts.push(text)).unwrap();
        texts
    }

    #[test]
    fn rows_are_read_whatever_parts_the_columns() {
        let table =
            "Title;Date;Text\n\"Ferries; stop\";2012-04-03;\"The ferries\nstop.\"\nNo text;;\n";
        let texts = read_all(table, None);
        assert_eq!(texts.len(), 1);
        assert!(
            texts[0].characters.starts_with("---\ntitle: Ferries; stop\ndate: 2012-04-03\n---\n")
        );
        assert!(texts[0].characters.ends_with("The ferries\nstop."));
        assert_eq!(read_all("a\tb\nOne\tTwo\n", Some("title=a,body=b")).len(), 1);
    }

    #[test]
    fn a_table_of_uwazi_needs_no_map_and_the_day_it_was_typed_is_no_date() {
        let table = "Title,Date added,Template,Date of publication,Country,Description,Geolocation,Documents\n\
            Ferries stop,2021-01-01,Press release,2012-04-03,Kenya,The ferries stop.,,/files/a.pdf\n";
        let texts = read_all(table, None);
        assert_eq!(
            texts[0].characters,
            "---\ntitle: Ferries stop\ndate: 2012-04-03\n---\n\nThe ferries stop."
        );
    }

    #[test]
    fn a_row_without_end_is_no_row() {
        let endless = format!("title,text\n\"{}", "words ".repeat(LONGEST_ROW / 3));
        let refused = read(endless.as_bytes(), None, &mut |_| {});
        assert!(matches!(refused, Err(Unread::Failed(Error::Malformed { .. }))));
    }
}
