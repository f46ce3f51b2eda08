//! hOCR, the markup in which tesseract writes: lines with their places, words with how sure it is of them.

use super::marks;
use crate::{
    error::Error,
    format::{
        office::{Piece, walk},
        pdf::{FEWEST_CHARACTERS, Line, Page},
    },
};

/// The height of a page in points, whatever it was drawn at.
const HEIGHT: f32 = 842.0;
/// A line of words that are no surer, in hundredths, is a picture taken for one.
const LEAST_SURE: u32 = 30;
/// Words that are so sure are read, not guessed.
const SURE: u32 = 60;
/// Sizes that differ by no more are one: how high a line stands hangs on which letters are on it.
const SAME_SIZE: f32 = 0.15;

/// A page, and how many of its words are sure.
#[derive(Debug, Default)]
pub(super) struct Recognised {
    pub(super) page: Page,
    pub(super) n_sure: usize,
}

impl Recognised {
    /// All its words.
    pub(super) fn words(&self) -> String {
        self.page.lines.iter().flat_map(|line| [line.text.as_str(), "\n"]).collect()
    }

    /// Whether most of its words are sure; those seen in an illustration are not.
    pub(super) fn is_text(&self) -> bool {
        let n_words = self.words().split_whitespace().count();
        self.page.n_characters() >= FEWEST_CHARACTERS && self.n_sure * 2 >= n_words
    }
}

/// The pages of a picture.
pub(super) fn pages(markup: &str) -> Result<Vec<Recognised>, Error> {
    // what stands before declares a type, and says nothing
    let body = markup.find("<html").map_or("", |at| &markup[at..]);
    let mut reader = Reader::default();
    walk(body, "image", |piece| reader.visit(piece))?;
    reader.end_line();
    for recognised in &mut reader.pages {
        level(&mut recognised.page.lines);
    }
    Ok(reader.pages)
}

#[derive(Default)]
struct Reader {
    pages: Vec<Recognised>,
    /// Points a dot, and how many dots high the page is.
    scale: (f32, f32),
    line: Option<Open>,
    is_word: bool,
}

/// A line as it is read.
#[derive(Default)]
struct Open {
    line: Line,
    /// How sure each of its words is.
    sure: Vec<u32>,
}

impl Reader {
    fn visit(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Open(element) => {
                let (Some(class), Some(title)) =
                    (element.attribute("class"), element.attribute("title"))
                else {
                    return;
                };
                match class.as_str() {
                    "ocr_page" => self.begin_page(&title),
                    "ocr_line" | "ocr_header" | "ocr_caption" | "ocr_textfloat" => {
                        self.begin_line(&title);
                    }
                    "ocrx_word" => self.begin_word(&title),
                    _ => {}
                }
            }
            Piece::Characters(characters) if self.is_word => {
                if let Some(open) = &mut self.line {
                    open.line.text.push_str(characters.trim());
                }
            }
            Piece::Close("span") => self.is_word = false,
            Piece::Close("div") => self.end_line(),
            Piece::Close(_) | Piece::Characters(_) => {}
        }
    }

    fn begin_page(&mut self, title: &str) {
        self.end_line();
        let numbers = numbers(title, "bbox");
        if let [_, _, width, height] = numbers[..] {
            self.scale = (HEIGHT / width.max(height).max(1.0), height);
        }
        self.pages.push(Recognised::default());
    }

    fn begin_line(&mut self, title: &str) {
        self.end_line();
        let [left, _, right, bottom] = numbers(title, "bbox")[..] else { return };
        let (scale, height) = self.scale;
        let offset = numbers(title, "baseline").get(1).copied().unwrap_or(0.0);
        let size = numbers(title, "x_size").first().copied().unwrap_or(0.0);
        let line = Line {
            start: left * scale,
            end: right * scale,
            base: (height - bottom - offset) * scale,
            size: size * scale,
            ..Line::default()
        };
        self.line = Some(Open { line, sure: Vec::new() });
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 100"
    )]
    fn begin_word(&mut self, title: &str) {
        let Some(open) = &mut self.line else { return };
        self.is_word = true;
        if !open.line.text.is_empty() && !open.line.text.ends_with(' ') {
            open.line.text.push(' ');
        }
        let sure = numbers(title, "x_wconf").first().copied().unwrap_or(0.0);
        open.sure.push(sure.clamp(0.0, 100.0) as u32);
    }

    fn end_line(&mut self) {
        self.is_word = false;
        let (Some(Open { mut line, sure }), Some(page)) = (self.line.take(), self.pages.last_mut())
        else {
            return;
        };
        line.text.truncate(line.text.trim_end().len());
        marks::mend(&mut line.text);
        let mean = sure.iter().sum::<u32>() / u32::try_from(sure.len()).unwrap_or(1).max(1);
        if mean < LEAST_SURE || !line.text.contains(char::is_alphanumeric) {
            return;
        }
        line.turn();
        page.n_sure += sure.iter().filter(|sure| **sure >= SURE).count();
        page.page.lines.push(line);
    }
}

/// The numbers behind a name in a title: `bbox 0 0 10 20; baseline 0 -9`.
fn numbers(title: &str, name: &str) -> Vec<f32> {
    let property = title
        .split(';')
        .map(str::trim)
        .find_map(|property| property.strip_prefix(name).filter(|rest| rest.starts_with(' ')));
    let numbers = property.unwrap_or_default().split_whitespace();
    let numbers = numbers.filter_map(|number| number.parse().ok());
    numbers.map(|number: f32| if number.is_finite() { number } else { 0.0 }).collect()
}

/// Gives lines that are nearly of one size one: most of the page theirs, others that of the line before.
fn level(lines: &mut [Line]) {
    let mut sizes: Vec<f32> = Vec::new();
    for line in lines.iter() {
        sizes.extend(std::iter::repeat_n(line.size, line.text.chars().count().min(400)));
    }
    sizes.sort_by(f32::total_cmp);
    let Some(usual) = sizes.get(sizes.len() / 2).copied() else { return };
    let is_same = |size: f32, other: f32| (size - other).abs() <= SAME_SIZE * other.max(1.0);
    let mut before = usual;
    for line in lines {
        if is_same(line.size, usual) {
            line.size = usual;
        } else if is_same(line.size, before) {
            line.size = before;
        }
        before = line.size;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<?xml version='1.0'?><!DOCTYPE html><html><body>\
        <div class='ocr_page' title='image \"stdin\"; bbox 0 0 1000 2000; ppageno 0'><div class='ocr_carea' title='bbox 1 1 2 2'>\
        <p class='ocr_par' title='bbox 1 1 2 2'>\
        <span class='ocr_line' title='bbox 100 200 300 240; baseline 0 -10; x_size 40; x_descenders 9'>\
        <span class='ocrx_word' title='bbox 100 200 200 240; x_wconf 95'>Boats</span> \
        <span class='ocrx_word' title='bbox 210 200 300 240; x_wconf 91'>&amp; <em>nets</em></span></span>\
        <span class='ocr_line' title='bbox 100 260 300 300; baseline 0 -10; x_size 43'>\
        <span class='ocrx_word' title='bbox 100 260 300 300; x_wconf 12'>|~~</span></span>\
        </p></div></div></body></html>";

    #[test]
    fn lines_have_their_words_and_their_places() {
        let pages = pages(PAGE).unwrap();
        assert_eq!((pages.len(), pages[0].n_sure), (1, 2));
        let lines = &pages[0].page.lines;
        assert_eq!(lines.len(), 1, "what is no word goes");
        assert_eq!(lines[0].text, "Boats &nets");
        assert!((lines[0].base - 1770.0 * 0.421).abs() < 0.1, "{lines:?}");
    }

    #[test]
    fn sizes_that_are_nearly_one_are_one() {
        let line = |size, text: &str| Line { size, text: text.to_owned(), ..Line::default() };
        let mut lines =
            [line(16.0, "Boats"), line(10.0, "the council said"), line(10.8, "on Monday")];
        level(&mut lines);
        let tenths = lines.map(|line| format!("{:.1}", line.size));
        assert_eq!(tenths, ["16.0", "10.0", "10.0"]);
    }
}
