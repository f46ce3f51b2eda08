//! PDFs from a ministry's pages: each gives text or a named reason; words as `pdftotext` has them; headlines and
//! dates as the page that linked the file has them; pages a second of processor time.
//!
//! A word is found once for each time that `pdftotext` prints it, in any order, words parted at line ends put
//! together. Running heads and page numbers are furniture that the reader removes, so they count as missed. A headline
//! is right if half of its words, or more, stand in the other; a date if it is the same day. A file that a page
//! links is often an annex with no headline or date of its own: what is written in it is not known.

use std::{collections::HashMap, fs, path::Path, process::Command};

use cpu_time::ProcessTime;
use ingest::{Unread, format, quote::model::Ranker, text::Text};
use serde::Deserialize;

use crate::{measure::rows::read, say};

#[derive(Deserialize)]
struct Row {
    file: String,
    post_title: Option<String>,
    post_date: Option<String>,
}

/// Measures all files.
pub(crate) fn measure(data: &Path, _: Ranker<'_>, mut errors: usize) -> anyhow::Result<()> {
    let rows: Vec<Row> = read(data, "formats/pdf.jsonl")?;
    let (mut n_texts, mut n_named, mut n_pages) = (0, 0, 0);
    let (mut found, mut words) = (0, 0);
    let (mut titles, mut dates) = ((0, 0), (0, 0));
    let mut seconds = 0.0;
    for row in &rows {
        let path = data.join("formats").join(&row.file);
        let bytes = fs::read(&path)?;
        let started = ProcessTime::now();
        let mut texts: Vec<Text> = Vec::new();
        let read = format::read(bytes.as_slice(), &path, &mut |text| texts.push(text));
        seconds += started.elapsed().as_secs_f64();
        match read {
            Ok(_) => n_texts += 1,
            Err(why) => {
                n_named += 1;
                say(&format!("  {}: {}", row.file, told(&why)));
            }
        }
        n_pages += texts.iter().map(|text| text.pages.starts.len()).sum::<usize>();
        let whole: Vec<&str> = texts.iter().map(|text| text.characters.as_str()).collect();
        if let Some(reference) = pdftotext(&path) {
            let (one, of) = recall(&reference, &whole.join("\n"));
            found += one;
            words += of;
            if one * 100 < of * 99 && errors > 0 {
                errors -= 1;
                say(&format!("  {}: {one} of {of} words", row.file));
            }
        }
        let Some(text) = texts.into_iter().next() else { continue };
        let release = ingest::extract(text).release;
        if let Some(wanted) = &row.post_title {
            titles.1 += 1;
            let given = release.title.as_ref().map_or("", |title| title.value.as_str());
            titles.0 += usize::from(is_alike(wanted, given));
        }
        if let Some(wanted) = &row.post_date {
            dates.1 += 1;
            let given = release.date.as_ref().map(|date| date.value.to_string());
            dates.0 += usize::from(given.as_ref() == Some(wanted));
        }
    }
    let n = rows.len();
    say(&format!("{n} files: {n_texts} give text, {n_named} a named reason"));
    match words {
        0 => say("words: pdftotext is not installed"),
        _ => say(&format!("words of pdftotext: {found} of {words} ({:.4})", share(found, words))),
    }
    say(&format!(
        "headline of the linking page: {} of {}; its date: {} of {}",
        titles.0, titles.1, dates.0, dates.1
    ));
    say(&format!(
        "{n_pages} pages in {seconds:.2} s ({:.0} a second)",
        share(n_pages, 1) / seconds
    ));
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "shown with four digits")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

fn told(why: &Unread) -> String {
    match why {
        Unread::Skipped(skip) => skip.to_string(),
        Unread::Failed(error) => error.to_string(),
    }
}

/// What the program of that name prints; `None` where it is not installed.
fn pdftotext(path: &Path) -> Option<String> {
    let output = Command::new("pdftotext").arg(path).arg("-").output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn words(text: &str) -> Vec<String> {
    let lines = text.replace("-\n", "").replace("\u{2010}\n", "");
    let words = lines.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// How many words of `wanted` stand in `given`, of how many.
fn recall(wanted: &str, given: &str) -> (usize, usize) {
    let mut left: HashMap<String, usize> = HashMap::new();
    for word in words(given) {
        *left.entry(word).or_default() += 1;
    }
    let wanted = words(wanted);
    let found = wanted.iter().filter(|word| match left.get_mut(*word) {
        Some(number) if *number > 0 => {
            *number -= 1;
            true
        }
        _ => false,
    });
    (found.count(), wanted.len())
}

fn is_alike(wanted: &str, given: &str) -> bool {
    let (shared, n_wanted) = recall(wanted, given);
    shared * 2 >= n_wanted.min(words(given).len()).max(2)
}
