//! Word since 2007: `word/document.xml` in a package.

use super::{
    COMPOUND,
    lines::{Lines, Paragraph},
    look::{Look, Looks},
    package::Package,
    properties,
    word_style::{self, of_level},
    xml::{Element, Piece, walk},
};
use crate::{
    error::Error,
    text::{Style, Text},
};

/// The name of the format.
const FORMAT: &str = "docx";

pub(in crate::format) fn read(bytes: &[u8]) -> Result<Text, Error> {
    if bytes.starts_with(&COMPOUND) {
        return Err(Error::Encrypted { format: FORMAT });
    }
    let mut package = Package::open(bytes, FORMAT, "word/document.xml")?;
    let body = package.body("word/document.xml")?;
    let styles = match package.part("word/styles.xml")? {
        Some(part) => word_style::read(&part, FORMAT)?,
        None => Looks::default(),
    };
    let mut lines = Lines::default();
    for name in package.names("word/header", ".xml") {
        let part = package.part(&name)?.unwrap_or_default();
        lines.push_once(Writer::read(&part, &styles)?);
    }
    let top = lines;
    let mut lines = Writer::read(&body, &styles)?;
    lines.put_above(top);
    for part in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(part) = package.part(part)? {
            lines.push_once(Writer::read(&part, &styles)?);
        }
    }
    for name in package.names("word/footer", ".xml") {
        let part = package.part(&name)?.unwrap_or_default();
        lines.push_once(Writer::read(&part, &styles)?);
    }
    let (characters, hints) = lines.write();
    let mut text = Text { characters, format: FORMAT, encoding: "utf-8", hints, ..Text::default() };
    if let Some(part) = package.part("docProps/core.xml")? {
        text.meta.title = properties::title(&part, FORMAT)?;
    }
    text.warnings.extend(package.warning());
    Ok(text)
}

/// What is left out with everything in it.
fn is_left_out(name: &str) -> bool {
    matches!(
        name,
        "w:del"
            | "w:moveFrom"
            | "mc:Fallback"
            | "w:instrText"
            | "w:delText"
            | "w:rt"
            | "w:tabs"
            | "w:sectPr"
    )
}

struct Writer<'s> {
    styles: &'s Looks,
    lines: Lines,
    /// The open paragraphs: a text box stands inside of one.
    open: Vec<(Paragraph, Look)>,
    run: Run,
    /// How many elements that are left out are open.
    n_left_out: usize,
    is_text: bool,
    in_run_properties: bool,
}

/// What the open run says of its characters.
#[derive(Default)]
struct Run {
    is_bold: Option<bool>,
    is_hidden: bool,
}

impl<'s> Writer<'s> {
    fn read(part: &str, styles: &'s Looks) -> Result<Lines, Error> {
        let mut writer = Self {
            styles,
            lines: Lines::default(),
            open: Vec::new(),
            run: Run::default(),
            n_left_out: 0,
            is_text: false,
            in_run_properties: false,
        };
        walk(part, FORMAT, |piece| writer.visit(piece))?;
        while !writer.open.is_empty() {
            writer.end_paragraph();
        }
        Ok(writer.lines)
    }

    fn visit(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Open(element) if is_left_out(element.name) => self.n_left_out += 1,
            Piece::Close(name) if is_left_out(name) => {
                self.n_left_out = self.n_left_out.saturating_sub(1);
            }
            _ if self.n_left_out > 0 => {}
            Piece::Open(element) => self.open(&element),
            Piece::Close("w:p") => self.end_paragraph(),
            Piece::Close("w:t") => self.is_text = false,
            Piece::Close("w:rPr") => self.in_run_properties = false,
            Piece::Characters(characters) if self.is_text => self.push(characters),
            Piece::Close(_) | Piece::Characters(_) => {}
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name {
            "w:p" => self.open.push(<(Paragraph, Look)>::default()),
            "w:r" => self.run = Run::default(),
            "w:rPr" => self.in_run_properties = true,
            "w:t" => self.is_text = true,
            "w:tab" => self.push("\t"),
            "w:br" | "w:cr" => self.push("\n"),
            "w:noBreakHyphen" => self.push("-"),
            "w:b" if self.in_run_properties => self.run.is_bold = Some(element.is_on("w:val")),
            "w:vanish" if self.in_run_properties => self.run.is_hidden = element.is_on("w:val"),
            _ => self.open_property(element),
        }
    }

    /// What a paragraph says of itself.
    fn open_property(&mut self, element: &Element<'_>) {
        let Some((paragraph, look)) = self.open.last_mut() else { return };
        match element.name {
            "w:pStyle" => {
                *look =
                    element.attribute("w:val").map(|id| self.styles.look(&id)).unwrap_or_default();
                paragraph.style = paragraph.style.or(look.style);
            }
            "w:outlineLvl" => {
                let level = element.attribute("w:val").and_then(|level| of_level(&level));
                paragraph.style = level.or(paragraph.style);
            }
            "w:numPr" => paragraph.style = paragraph.style.or(Some(Style::ListItem)),
            _ => {}
        }
    }

    fn push(&mut self, characters: &str) {
        if self.run.is_hidden {
            return;
        }
        if let Some((paragraph, look)) = self.open.last_mut() {
            paragraph.push(characters, self.run.is_bold.or(look.is_bold).unwrap_or(false));
        }
    }

    fn end_paragraph(&mut self) {
        if let Some((paragraph, _)) = self.open.pop() {
            self.lines.push(paragraph);
        }
    }
}
