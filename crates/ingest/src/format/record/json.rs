//! JSON: an array of records, an answer that holds one, or a record a line.

use std::io::BufRead;

use serde_json::Value;

use super::{Record, known, map::Map};
use crate::{
    error::{Error, Skip, Unread},
    text::Text,
};

/// A line of JSON longer than this is not read.
const LONGEST_LINE: u64 = 16 << 20;
/// An answer larger than this is not read: in memory it takes ten times as much.
const LARGEST: usize = 32 << 20;
/// Keys under which answers hold their records.
const LISTS: [&str; 8] =
    ["data", "results", "rows", "items", "entries", "documents", "releases", "hits"];

/// Reads an array of records, or an object that is one or holds one.
///
/// # Errors
///
/// Returns [`Skip::NeedsMap`] where no map is given and the keys are not known; an error where it is no JSON, the map
/// names a key that no record has, or no record has a text.
pub(in crate::format) fn read(
    bytes: &[u8],
    map: Option<&Map>,
    sink: &mut dyn FnMut(Text),
) -> Result<(), Unread> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.len() > LARGEST {
        let what =
            format!("JSON of more than {} MiB is not read; write a record a line", LARGEST >> 20);
        return Err(Error::TooLarge { format: "json", what }.into());
    }
    let value: Value =
        serde_json::from_slice(bytes).map_err(|error| refusal("json", map, error.to_string()))?;
    let mut records = Records::new("json", map);
    match records_of(&value) {
        Some(list) => list.iter().try_for_each(|record| records.read(record, sink))?,
        None => records.read(&value, sink)?,
    }
    records.end()
}

/// Reads a record a line.
///
/// # Errors
///
/// As [`read`] does.
pub(in crate::format) fn read_lines(
    mut stream: impl BufRead,
    map: Option<&Map>,
    sink: &mut dyn FnMut(Text),
) -> Result<(), Unread> {
    let mut records = Records::new("jsonl", map);
    let mut line = Vec::new();
    let mut number = 0_u64;
    loop {
        line.clear();
        let n_read = std::io::Read::take(&mut stream, LONGEST_LINE).read_until(b'\n', &mut line)?;
        if n_read == 0 {
            return records.end();
        }
        number += 1;
        let content = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line).trim_ascii();
        if content.is_empty() {
            continue;
        }
        let record: Value = serde_json::from_slice(content).map_err(|error| {
            let is_known = map.or(records.map.as_ref());
            refusal("jsonl", is_known, format!("line {number} is no JSON ({error})"))
        })?;
        records.read(&record, sink)?;
    }
}

/// What is no JSON is nothing to anybody who has not said that there are releases in it.
fn refusal(format: &'static str, map: Option<&Map>, reason: String) -> Unread {
    match map {
        Some(_) => Error::Malformed { format, reason }.into(),
        None => Skip::NeedsMap.into(),
    }
}

/// The records of an answer.
fn records_of(value: &Value) -> Option<&Vec<Value>> {
    if let Value::Array(list) = value {
        return Some(list);
    }
    let list = LISTS.iter().find_map(|key| value.get(key))?;
    match list {
        Value::Array(list) => Some(list),
        // `{"hits": {"hits": […]}}`
        nested => LISTS.iter().find_map(|key| nested.get(key)?.as_array()),
    }
}

/// Records one after the other; the map is settled by the first.
struct Records<'m> {
    format: &'static str,
    given: Option<&'m Map>,
    map: Option<Map>,
    n_met: u32,
    n_read: u32,
}

impl<'m> Records<'m> {
    fn new(format: &'static str, given: Option<&'m Map>) -> Self {
        Self { format, given, map: None, n_met: 0, n_read: 0 }
    }

    fn read(&mut self, record: &Value, sink: &mut dyn FnMut(Text)) -> Result<(), Unread> {
        self.n_met += 1;
        if self.map.is_none() {
            let has = |path: &str| at(record, path).is_some();
            let map = self.given.cloned().or_else(|| known::of_keys(has)).ok_or(Skip::NeedsMap)?;
            let keys: Vec<String> =
                record.as_object().map(|keys| keys.keys().cloned().collect()).unwrap_or_default();
            super::check(&map, self.format, has, &keys)?;
            self.map = Some(map);
        }
        let Some(map) = &self.map else { return Ok(()) };
        let value = |path: &str| at(record, path).map(written);
        if let Some(text) = Record::of(map, value).write(self.format, self.n_met) {
            self.n_read += 1;
            sink(text);
        }
        Ok(())
    }

    fn end(self) -> Result<(), Unread> {
        if self.n_read > 0 { Ok(()) } else { Err(Error::NoText(self.format).into()) }
    }
}

/// The value at a path such as `fields.source.name`; of lists on the way the first that has it.
fn at<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    if let Some(found) = value.get(path) {
        return Some(found).filter(|found| !found.is_null());
    }
    let (first, rest) = path.split_once('.')?;
    let inner = value.get(first)?;
    match inner {
        Value::Array(list) => list.iter().find_map(|one| at(one, rest)),
        one => at(one, rest),
    }
}

/// A value as text: the first of a list of short ones, all of a list of paragraphs.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => {
            let texts: Vec<String> =
                list.iter().map(written).filter(|text| !text.is_empty()).collect();
            let are_paragraphs = texts.iter().any(|text| text.len() > 200);
            if are_paragraphs {
                texts.join("\n\n")
            } else {
                texts.into_iter().next().unwrap_or_default()
            }
        }
        Value::Object(fields) => ["name", "title", "value", "code"]
            .iter()
            .find_map(|key| fields.get(*key))
            .map(written)
            .unwrap_or_default(),
        Value::Null | Value::Bool(_) => String::new(),
        Value::Number(number) => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(json: &str, map: Option<&str>) -> Result<Vec<Text>, String> {
        let map: Option<Map> = map.map(|map| map.parse().unwrap());
        let mut texts = Vec::new();
        match read(json.as_bytes(), map.as_ref(), &mut |text| texts.push(text)) {
            Ok(()) => Ok(texts),
            Err(Unread::Skipped(skip)) => Err(skip.to_string()),
            Err(Unread::Failed(error)) => Err(error.to_string()),
        }
    }

    #[test]
    fn answers_of_known_systems_need_no_map() {
        let answer = r#"{"data": [{"id": 1, "fields": {"title": "Ferries stop", "body": "The ferries stop.",
            "date": {"created": "2012-04-03T00:00:00+00:00"}, "source": [{"name": "Red Sail"}]}}]}"#;
        let texts = read_all(answer, None).unwrap();
        assert_eq!(
            texts[0].characters,
            "---\ntitle: Ferries stop\ndate: 2012-04-03T00:00:00+00:00\norganisation: Red Sail\n---\n\nThe ferries stop."
        );
        let entity = r#"[{"schema": "Document", "properties": {"title": ["Ferries stop"], "bodyText": ["The ferries stop."]}}]"#;
        assert_eq!(read_all(entity, None).unwrap()[0].meta.title.as_deref(), Some("Ferries stop"));
    }

    #[test]
    fn entities_of_uwazi_need_no_map() {
        let answer = r#"{"totalRows": 1, "rows": [{"title": "Ferries stop", "sharedId": "a1", "template": "5b", "language": "en",
            "creationDate": 1600000000000, "metadata": {"date": [{"value": 1333411200}], "description": [{"value": "The ferries stop."}]}}]}"#;
        let texts = read_all(answer, None).unwrap();
        assert_eq!(
            texts[0].characters,
            "---\ntitle: Ferries stop\ndate: 2012-04-03\nlanguage: en\n---\n\nThe ferries stop."
        );
    }

    #[test]
    fn a_map_that_fits_nothing_says_what_there_is() {
        let rows = r#"[{"headline": "Ferries stop", "story": "The ferries stop."}]"#;
        assert_eq!(read_all(rows, None).unwrap_err(), "table or JSON without a field mapping");
        assert_eq!(read_all(rows, Some("title=headline,body=story")).unwrap().len(), 1);
        let refusal = read_all(rows, Some("body=text")).unwrap_err();
        assert_eq!(refusal, "this is no json file: it has no `text`; there are headline, story");
    }
}
