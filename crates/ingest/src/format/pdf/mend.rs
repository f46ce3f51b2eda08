//! A PDF whose table of contents is lost or wrong, with a new one.
//!
//! The table says at which byte each object begins. In a file that was cut off it is missing, in one that lost or gained
//! some bytes it is wrong. The objects name themselves (`12 0 obj`), so they are looked for, those in streams of objects
//! too; a list of the pages in the order of the file and a new table are put behind them.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashSet},
    io::{Read, Write},
};

use flate2::read::ZlibDecoder;
use memchr::memmem;

/// The most bytes of a stream of objects, unpacked, and of all of them.
const MOST_UNPACKED: u64 = 16 << 20;
const MOST_OF_ALL: usize = 64 << 20;
/// The most objects that are looked for; numbers of objects are no larger in files that are not spoilt.
const MOST_OBJECTS: usize = 500_000;
const LARGEST_NUMBER: u32 = 8_388_607;
/// So far from its beginning an object says what it is.
const HEAD: usize = 4_096;

/// An object of a file.
struct Object<'b> {
    number: u32,
    /// Where it stands: its byte, or that of the stream that holds it and which it is there.
    place: (usize, usize),
    body: Cow<'b, [u8]>,
}

/// The file with a table of contents of its own; `None` where no page is found, or a password is asked for.
pub(super) fn mend(bytes: &[u8]) -> Option<Vec<u8>> {
    if memmem::find(bytes, b"/Encrypt").is_some() {
        return None;
    }
    let mut objects = objects(bytes);
    let held: Vec<Object<'_>> = objects.iter().flat_map(members).collect();
    let known: HashSet<u32> = objects.iter().map(|object| object.number).collect();
    let n_in_file = objects.len();
    let mut left = MOST_OF_ALL;
    objects.extend(held.into_iter().filter(|object| !known.contains(&object.number)).take_while(
        |object| {
            let is_room = object.body.len() <= left;
            left = left.saturating_sub(object.body.len());
            is_room
        },
    ));
    let mut mended = bytes.to_vec();
    let mut table: BTreeMap<u32, usize> = BTreeMap::new();
    for (nth, object) in objects.iter().enumerate() {
        let place = if nth < n_in_file {
            object.place.0
        } else {
            append(&mut mended, object.number, &object.body)
        };
        table.insert(object.number, place);
    }
    let mut pages: Vec<&Object<'_>> =
        objects.iter().filter(|object| is_of_type(&object.body, b"Page")).collect();
    // of a page that was written twice the last stands
    pages.retain(|page| page.place.1 > 0 || table.get(&page.number) == Some(&page.place.0));
    pages.sort_by_key(|page| page.place);
    if pages.is_empty() {
        return None;
    }
    let root = table.keys().last()?.checked_add(1)?;
    let tree = root + 1;
    let mut list = format!("<< /Type /Pages /Count {} /Kids [", pages.len()).into_bytes();
    for page in &pages {
        list.extend_from_slice(format!("{} 0 R ", page.number).as_bytes());
    }
    list.push(b']');
    // what pages have from their list, they have from this one
    for name in [b"/Resources".as_slice(), b"/MediaBox"] {
        let mut lists = objects.iter().filter(|object| is_of_type(&object.body, b"Pages"));
        if let Some(value) = lists.find_map(|object| value(&object.body, name)) {
            list.extend_from_slice(name);
            list.push(b' ');
            list.extend_from_slice(value);
        }
    }
    list.extend_from_slice(b">>");
    let catalogue = format!("<< /Type /Catalog /Pages {tree} 0 R >>");
    for (number, body) in [(root, catalogue.as_bytes()), (tree, &list)] {
        table.insert(number, append(&mut mended, number, body));
    }
    let start = mended.len();
    mended.extend_from_slice(b"xref\n");
    for (number, place) in &table {
        let _ = write!(mended, "{number} 1\n{place:010} 00000 n \n");
    }
    let size = tree + 1;
    let _ =
        write!(mended, "trailer\n<< /Size {size} /Root {root} 0 R >>\nstartxref\n{start}\n%%EOF\n");
    Some(mended)
}

fn append(file: &mut Vec<u8>, number: u32, body: &[u8]) -> usize {
    file.push(b'\n');
    let place = file.len();
    file.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
    file.extend_from_slice(body);
    file.extend_from_slice(b"\nendobj\n");
    place
}

/// The objects of a file in its order, each up to the next.
fn objects(bytes: &[u8]) -> Vec<Object<'_>> {
    let headers: Vec<(u32, usize, usize)> = memmem::find_iter(bytes, b" obj")
        .filter_map(|at| {
            let (generation, rest) = digits_before(&bytes[..at])?;
            let (number, rest) = digits_before(rest.strip_suffix(b" ")?)?;
            let is_header = generation <= 65_535
                && (1..=LARGEST_NUMBER).contains(&number)
                && rest.last().is_none_or(|byte| !byte.is_ascii_alphanumeric());
            is_header.then_some((number, rest.len(), at + 4))
        })
        .take(MOST_OBJECTS)
        .collect();
    let ends = headers.iter().skip(1).map(|(_, place, _)| *place).chain([bytes.len()]);
    let object = |(&(number, place, start), end): (&(u32, usize, usize), usize)| Object {
        number,
        place: (place, 0),
        body: Cow::Borrowed(&bytes[start..end.max(start)]),
    };
    headers.iter().zip(ends).map(object).collect()
}

/// The number at the end of some bytes, and what stands before it.
fn digits_before(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let tail = &bytes[bytes.len().saturating_sub(8)..];
    let n_digits = tail.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let (rest, digits) = bytes.split_at(bytes.len() - n_digits);
    Some((str::from_utf8(digits).ok()?.parse().ok()?, rest))
}

/// The objects in a stream of objects.
fn members(stream: &Object<'_>) -> Vec<Object<'static>> {
    read_members(stream).unwrap_or_default()
}

fn read_members(stream: &Object<'_>) -> Option<Vec<Object<'static>>> {
    if !is_of_type(&stream.body, b"ObjStm") {
        return None;
    }
    let number = |name: &[u8]| -> Option<usize> {
        str::from_utf8(value(&stream.body, name)?).ok()?.trim().parse().ok()
    };
    let (n_members, first) = (number(b"/N")?.min(MOST_OBJECTS), number(b"/First")?);
    let at = memmem::find(&stream.body, b"stream")? + b"stream".len();
    let packed = stream.body.get(at..)?;
    let packed = packed.strip_prefix(b"\r\n").or_else(|| packed.strip_prefix(b"\n"))?;
    let mut unpacked = Vec::new();
    // what comes before a fault is right
    let _ = ZlibDecoder::new(packed).take(MOST_UNPACKED).read_to_end(&mut unpacked);
    let head = String::from_utf8_lossy(unpacked.get(..first)?);
    let numbers: Vec<usize> =
        head.split_ascii_whitespace().map_while(|number| number.parse().ok()).collect();
    let starts: Vec<(usize, usize)> =
        numbers.chunks_exact(2).map(|pair| (pair[0], first + pair[1])).take(n_members).collect();
    let ends = starts.iter().skip(1).map(|(_, start)| *start).chain([unpacked.len()]);
    let members =
        starts.iter().zip(ends).enumerate().filter_map(|(nth, (&(number, start), end))| {
            let number = u32::try_from(number)
                .ok()
                .filter(|number| (1..=LARGEST_NUMBER).contains(number))?;
            let body = Cow::Owned(unpacked.get(start..end)?.to_vec());
            Some(Object { number, place: (stream.place.0, nth + 1), body })
        });
    Some(members.collect())
}

/// Whether an object says that it is of a type.
fn is_of_type(body: &[u8], name: &[u8]) -> bool {
    let head = &body[..body.len().min(HEAD)];
    let head = &head[..memmem::find(head, b"stream").unwrap_or(head.len())];
    value(head, b"/Type").is_some_and(|value| value.strip_prefix(b"/") == Some(name))
}

/// The value of a key of a dictionary, as it is written.
fn value<'o>(object: &'o [u8], key: &[u8]) -> Option<&'o [u8]> {
    let head = &object[..object.len().min(HEAD)];
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || b"/<>[]()".contains(byte);
    let at = memmem::find_iter(head, key)
        .map(|at| at + key.len())
        .find(|at| head.get(*at).is_some_and(is_end))?;
    let rest = head[at..].trim_ascii_start();
    let (open, close) = match rest {
        [b'<', b'<', ..] => (b'<', b'>'),
        [b'[', ..] => (b'[', b']'),
        [b'/', name @ ..] => {
            let length = name.iter().position(is_end)?;
            return rest.get(..=length);
        }
        _ => return rest.get(..rest.iter().position(|byte| b"/<>[]()".contains(byte))?),
    };
    let mut depth = 0_usize;
    for (at, byte) in rest.iter().enumerate() {
        depth += usize::from(*byte == open);
        if *byte == close {
            depth = depth.checked_sub(1)?;
        }
        if depth == 0 {
            return rest.get(..=at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use flate2::{Compression, write::ZlibEncoder};

    use super::*;

    #[test]
    fn values_are_taken_as_they_are_written() {
        let object = b"<< /Type /Page /TypeX 3 /Resources << /Font << /F1 3 0 R >> >> /Kids [1 0 R] /N 12 /P 4 0 R >>";
        assert_eq!(value(object, b"/Resources"), Some(b"<< /Font << /F1 3 0 R >> >>".as_slice()));
        assert_eq!(value(object, b"/Kids"), Some(b"[1 0 R]".as_slice()));
        assert_eq!(value(object, b"/N"), Some(b"12 ".as_slice()));
        assert!(is_of_type(object, b"Page") && !is_of_type(object, b"Pages"));
    }

    #[test]
    fn pages_are_found_in_the_file_and_in_streams_of_objects() {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
        packed
            .write_all(b"7 0 8 15 << /Type /Page>><< /Type /Pages /Resources << /A 1 >> >>")
            .unwrap();
        let packed = packed.finish().unwrap();
        let mut file = b"%PDF-1.5\n3 0 obj\n<< /Type /Page /Parent 8 0 R >>\nendobj\n5 0 obj\n\
            << /Type /ObjStm /N 2 /First 9 /Filter /FlateDecode >>\nstream\n"
            .to_vec();
        file.extend_from_slice(&packed);
        file.extend_from_slice(b"\nendstream\nendobj\n");
        let mended = mend(&file).unwrap();
        let added = String::from_utf8_lossy(&mended[file.len()..]).into_owned();
        assert!(added.contains("/Count 2 /Kids [3 0 R 7 0 R ]/Resources << /A 1 >>"), "{added}");
        assert!(mend(b"%PDF-1.5\n3 0 obj\n<< /Type /Font >>\nendobj").is_none());
        assert!(mend(b"%PDF-1.5\n3 0 obj\n<< /Type /Page /Encrypt 3 0 R >>\nendobj").is_none());
    }
}
