//! OCR: the text of pages that are pictures, recognised by installed programs: `tesseract` reads a picture,
//! `pdftoppm` draws a page of a PDF. Off unless asked for.
//!
//! Pictures go through pipes, nothing is written to disk. What is recognised are lines with their places (`hocr`),
//! so paragraphs, columns, parted words and running heads are told as they are told of any PDF. Each program runs
//! alone, on one thread, under the limits of workers (`program`).

mod hocr;
mod language;
mod marks;
mod program;

use std::fmt::Write;

use release::{Warning, WarningKind};

use self::{
    hocr::Recognised,
    language::Missing,
    program::{Failure, run},
};
use super::{
    pages::{self, pages_named},
    pdf::{self, Page},
};
use crate::{error::Error, text::Text};

const TESSERACT: &str = "tesseract";
const PDFTOPPM: &str = "pdftoppm";

/// More pages of a file are not recognised.
const MOST_PAGES: usize = 200;
/// The longer side of a drawn page in dots: 300 an inch of A4.
const DOTS: &str = "3508";
/// The most bytes of a drawn page.
const MOST_BYTES: usize = 64 << 20;
/// The most bytes that tesseract says of a page.
const MOST_WORDS: usize = 32 << 20;
/// So many bytes of a text tell its language.
const HEAD: usize = 4_000;
/// A picture with fewer words on it is an illustration.
const FEWEST_WORDS: usize = 40;

/// Why there is no OCR.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OcrError {
    /// A program is not installed.
    #[error(
        "OCR needs the program `{program}`, which is not installed (Debian: apt install {package})"
    )]
    Missing {
        /// Its name.
        program: &'static str,
        /// What Debian calls it.
        package: &'static str,
    },
    /// A program does not run.
    #[error("the program `{program}` does not run: {how}")]
    Broken {
        /// Its name.
        program: &'static str,
        /// What it said.
        how: String,
    },
    /// A language is not installed.
    #[error("tesseract has no language `{asked}`; installed: {installed}")]
    Language {
        /// The language asked for.
        asked: String,
        /// Those there are.
        installed: String,
    },
}

/// Recognises text by the programs that are installed.
#[derive(Clone, Debug)]
pub struct Ocr {
    version: String,
    /// Those it may choose from.
    languages: Vec<String>,
    /// Those it is to use.
    asked: Option<String>,
    /// Tells how a page is turned and in which script it is.
    has_orientation: bool,
}

impl Ocr {
    /// Looks for the programs; `languages` are those to use, such as `fra` or `ara+eng`.
    ///
    /// # Errors
    ///
    /// Returns an error where a program or a language is not installed.
    pub fn find(languages: Option<&str>) -> Result<Self, OcrError> {
        let said = said(TESSERACT, "tesseract-ocr", &["--version"])?;
        let version = said.lines().next().unwrap_or_default();
        let version = version.strip_prefix("tesseract").unwrap_or(version).trim().to_owned();
        let listed = said_list()?;
        run(PDFTOPPM, &["-v"], &[], MOST_WORDS)
            .map_err(|failure| refusal(PDFTOPPM, "poppler-utils", failure))?;
        let has_orientation = listed.iter().any(|name| name == "osd");
        let installed: Vec<String> = listed.into_iter().filter(|name| name != "osd").collect();
        let asked = languages.map(|asked| language::of_flag(asked, &installed)).transpose()?;
        if installed.is_empty() {
            let how = "it has no language".to_owned();
            return Err(OcrError::Broken { program: TESSERACT, how });
        }
        Ok(Self { version, languages: installed, asked, has_orientation })
    }

    /// The text of a PDF whose pages are pictures.
    ///
    /// # Errors
    ///
    /// Returns an error where a page cannot be drawn, or nothing is recognised.
    pub(super) fn read_pages(&self, bytes: &[u8], n_pages: usize) -> Result<Text, Error> {
        let format = "pdf";
        let mut reading = Reading::new(self);
        for number in 1..=n_pages.min(MOST_PAGES) {
            if !reading.page(bytes, number) {
                break;
            }
        }
        if reading.n_letters() < pdf::FEWEST_CHARACTERS {
            return Err(match reading.losses.into_iter().next() {
                Some(loss) => Error::Unreadable { format, reason: loss },
                None => Error::Scanned { format, pages: n_pages, is_tried: true },
            });
        }
        if reading.pages.len() < n_pages {
            reading
                .losses
                .push(format!("only the first {} pages were recognised", reading.pages.len()));
        }
        Ok(reading.text(format))
    }

    /// Reads the pages of a PDF that are pictures, and puts what they say in its place among the others.
    pub(super) fn read_pictures(&self, bytes: &[u8], text: &mut Text) {
        let pictures = std::mem::take(&mut text.pictures);
        let mut reading = Reading::new(self);
        if reading.languages.is_none() {
            // the others are in a language already
            let head = &text.characters[..text.characters.floor_char_boundary(HEAD)];
            let installed: Vec<&str> = self.languages.iter().map(String::as_str).collect();
            reading.languages = language::of_words(head, &installed).map(str::to_owned);
            reading.missing = language::missing(head, &self.languages);
        }
        let (mut recognised, mut without) = (Vec::new(), Vec::new());
        let mut goes_on = true;
        for (nth, number) in pictures.into_iter().enumerate() {
            goes_on = goes_on && nth < MOST_PAGES && reading.page(bytes, number as usize);
            match reading.pages.pop().filter(Recognised::is_text) {
                Some(page) => recognised.push((number, page.page)),
                None => without.push(number),
            }
        }
        marks::settle(recognised.iter_mut().map(|(_, page)| page));
        for run in recognised.chunk_by(|(before, _), (page, _)| before + 1 == *page) {
            let (numbers, read): (Vec<u32>, Vec<Page>) = run.iter().cloned().unzip();
            let before = (1..numbers[0]).map(|_| Page::default());
            pages::put(text, &numbers, &pdf::of_pages(before.chain(read).collect()));
        }
        if !recognised.is_empty() {
            let numbers: Vec<u32> = recognised.iter().map(|(number, _)| *number).collect();
            text.warnings.push(reading.told(&pages_named(&numbers), numbers.len()));
        }
        text.warnings.extend(reading.losses.into_iter().map(lost));
        if !without.is_empty() {
            let detail = format!("no words were recognised on {}", pages_named(&without));
            text.warnings.push(lost(detail));
        }
    }

    /// The text of a picture; `None` where it is not one of a text.
    ///
    /// # Errors
    ///
    /// Returns an error where it cannot be read.
    pub(super) fn read_picture(&self, bytes: &[u8]) -> Result<Option<Text>, Error> {
        let format = "image";
        let mut reading = Reading::new(self);
        reading
            .picture(bytes)
            .map_err(|failure| Error::Unreadable { format, reason: failure.to_string() })?;
        let is_text = reading.pages.iter().map(|page| page.n_sure).sum::<usize>() >= FEWEST_WORDS;
        Ok(is_text.then(|| reading.text(format)))
    }

    fn recognise(&self, picture: &[u8], languages: &str) -> Result<Vec<Recognised>, Failure> {
        let layout = if self.has_orientation { "1" } else { "3" };
        let arguments = ["stdin", "stdout", "-l", languages, "--psm", layout, "hocr"];
        let said = run(TESSERACT, &arguments, picture, MOST_WORDS)?;
        hocr::pages(&String::from_utf8_lossy(&said))
            .map_err(|error| Failure::Ended(error.to_string()))
    }
}

/// The pages of a file as they are recognised.
struct Reading<'o> {
    ocr: &'o Ocr,
    /// Those the file is in, once that is known.
    languages: Option<String>,
    /// The one it seems to be in, where that is not installed.
    missing: Option<Missing>,
    pages: Vec<Recognised>,
    losses: Vec<String>,
}

impl<'o> Reading<'o> {
    fn new(ocr: &'o Ocr) -> Self {
        let languages = ocr.asked.clone();
        Self { ocr, languages, missing: None, pages: Vec::new(), losses: Vec::new() }
    }

    /// Recognises a page of a PDF; `false` where those behind it will not be read either.
    fn page(&mut self, bytes: &[u8], number: usize) -> bool {
        let page = number.to_string();
        let drawn = run(
            PDFTOPPM,
            &["-q", "-gray", "-scale-to", DOTS, "-f", &page, "-l", &page, "-"],
            bytes,
            MOST_BYTES,
        );
        let read = drawn.and_then(|picture| self.picture(&picture));
        let Err(failure) = read else { return true };
        self.losses.push(format!("page {number} was not recognised: {failure}"));
        self.pages.push(Recognised::default());
        // a page that takes too long has neighbours that do
        !matches!(failure, Failure::TimedOut)
    }

    /// Recognises a picture; one of TIFF may hold several pages.
    fn picture(&mut self, picture: &[u8]) -> Result<(), Failure> {
        if let Some(languages) = &self.languages {
            let mut pages = self.ocr.recognise(picture, languages)?;
            self.pages.append(&mut pages);
            return Ok(());
        }
        let script = if self.ocr.has_orientation { script(picture) } else { None };
        let candidates = language::of_script(script.as_deref(), &self.ocr.languages);
        let draft = candidates.first().copied().unwrap_or_default().to_owned();
        let mut pages = self.ocr.recognise(picture, &draft)?;
        let words: String = pages.iter().map(Recognised::words).collect();
        self.missing = language::missing(&words, &self.ocr.languages);
        if let Some(better) = language::of_words(&words, &candidates) {
            if better != draft {
                pages = self.ocr.recognise(picture, better)?;
            }
            self.languages = Some(better.to_owned());
        }
        self.pages.append(&mut pages);
        Ok(())
    }

    fn n_letters(&self) -> usize {
        self.pages.iter().map(|page| page.page.n_characters()).sum()
    }

    fn text(mut self, format: &'static str) -> Text {
        marks::settle(self.pages.iter_mut().map(|page| &mut page.page));
        let pages = match self.pages.len() {
            1 => "one page".to_owned(),
            number => format!("{number} pages"),
        };
        let warning = self.told(&pages, self.pages.len());
        let mut text = pdf::of_pages(self.pages.into_iter().map(|page| page.page).collect());
        text.format = format;
        text.warnings.push(warning);
        text.warnings.extend(self.losses.into_iter().map(lost));
        text
    }

    /// What is told of pages that were recognised.
    fn told(&self, pages: &str, number: usize) -> Warning {
        let were = if number == 1 { "was" } else { "were" };
        let languages = self.languages.as_deref().unwrap_or("unknown language");
        let version = &self.ocr.version;
        let mut detail = format!(
            "{pages} {were} recognised by tesseract {version} ({languages}); words may be wrong"
        );
        if let Some(Missing { name, package }) = &self.missing {
            let _ = write!(
                detail,
                ": they seem to be {name}, for which tesseract has no data (Debian: apt install {package})"
            );
        }
        Warning::new(WarningKind::Ocr, detail)
    }
}

/// A warning of what could not be read.
fn lost(detail: String) -> Warning {
    Warning::new(WarningKind::PartSkipped, detail)
}

/// The script of a picture, where that can be told.
fn script(picture: &[u8]) -> Option<String> {
    let said = run(TESSERACT, &["stdin", "stdout", "--psm", "0"], picture, MOST_WORDS).ok()?;
    let said = String::from_utf8_lossy(&said);
    said.lines().find_map(|line| line.strip_prefix("Script: ").map(str::to_owned))
}

fn said_list() -> Result<Vec<String>, OcrError> {
    let said = said(TESSERACT, "tesseract-ocr", &["--list-langs"])?;
    // below the line that tells where they lie; scripts have a folder of their own
    let names = said.lines().skip(1).map(str::trim);
    Ok(names.filter(|name| !name.is_empty() && !name.contains('/')).map(str::to_owned).collect())
}

fn said(
    program: &'static str,
    package: &'static str,
    arguments: &[&str],
) -> Result<String, OcrError> {
    let said = run(program, arguments, &[], MOST_WORDS)
        .map_err(|failure| refusal(program, package, failure))?;
    Ok(String::from_utf8_lossy(&said).into_owned())
}

fn refusal(program: &'static str, package: &'static str, failure: Failure) -> OcrError {
    match failure {
        Failure::Missing => OcrError::Missing { program, package },
        other => OcrError::Broken { program, how: other.to_string() },
    }
}
