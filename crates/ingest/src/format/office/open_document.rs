//! `OpenDocument` text: `content.xml` in a package.

use super::{
    lines::{Lines, Paragraph},
    look::{Look, Looks},
    package::Package,
    properties,
    xml::{Element, Piece, walk},
};
use crate::{
    error::Error,
    text::{Style, Text},
};

/// The name of the format.
const FORMAT: &str = "odt";
/// The most blanks that one element stands for.
const MOST_BLANKS: usize = 1_000;

pub(in crate::format) fn read(bytes: &[u8]) -> Result<Text, Error> {
    let mut package = Package::open(bytes, FORMAT, "content.xml")?;
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Error::Encrypted { format: FORMAT });
    }
    let body = package.body("content.xml")?;
    let styles = package.part("styles.xml")?.unwrap_or_default();
    let mut looks = Looks::default();
    read_looks(&styles, &mut looks)?;
    read_looks(&body, &mut looks)?;
    let mut body = Writer::read(&body, &looks)?;
    let frame = Writer::read(&styles, &looks)?;
    let mut above = Lines::default();
    above.push_once(frame.headers);
    body.lines.put_above(above);
    body.lines.push_once(body.notes);
    body.lines.push_once(frame.footers);
    let (characters, hints) = body.lines.write();
    let mut text = Text { characters, format: FORMAT, encoding: "utf-8", hints, ..Text::default() };
    if let Some(part) = package.part("meta.xml")? {
        text.meta.title = properties::title(&part, FORMAT)?;
    }
    text.warnings.extend(package.warning());
    Ok(text)
}

/// Reads the styles of a part.
fn read_looks(part: &str, looks: &mut Looks) -> Result<(), Error> {
    let mut open: Option<(String, Look)> = None;
    walk(part, FORMAT, |piece| match piece {
        Piece::Open(element) if element.name == "style:style" => {
            open = element.attribute("style:name").map(|name| {
                let based_on = element.attribute("style:parent-style-name");
                let style = of_name(&name);
                (name, Look { style, based_on, ..Look::default() })
            });
        }
        Piece::Open(element) if element.name == "style:text-properties" => {
            let Some((_, look)) = &mut open else { return };
            look.is_bold = element
                .attribute("fo:font-weight")
                .map(|weight| matches!(weight.as_str(), "bold" | "600" | "700" | "800" | "900"));
            look.is_hidden = element.attribute("text:display").is_some_and(|how| how == "none");
        }
        Piece::Close("style:style") => looks.add(open.take()),
        _ => {}
    })
}

/// The style of a built-in name: `Title`, `Heading_20_1`.
fn of_name(name: &str) -> Option<Style> {
    match name {
        "Title" => Some(Style::Heading(1)),
        "Subtitle" => Some(Style::Heading(2)),
        "Quotations" => Some(Style::BlockQuote),
        _ => {
            let level = name.strip_prefix("Heading_20_")?.parse().ok()?;
            (1..=6).contains(&level).then_some(Style::Heading(level))
        }
    }
}

/// What is left out with everything in it.
fn is_left_out(name: &str) -> bool {
    matches!(
        name,
        "text:tracked-changes"
            | "office:annotation"
            | "text:note-citation"
            | "text:ruby-text"
            | "text:index-title"
            | "office:forms"
            | "svg:title"
            | "svg:desc"
            | "text:sequence-decls"
    )
}

/// Where a paragraph belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Body,
    Note,
    Header,
    Footer,
}

struct Writer<'s> {
    looks: &'s Looks,
    lines: Lines,
    notes: Lines,
    headers: Lines,
    footers: Lines,
    /// Where what comes belongs: notes stand inside of paragraphs.
    places: Vec<Place>,
    /// The open paragraphs: notes and text boxes stand inside of one.
    open: Vec<Paragraph>,
    /// Of each open paragraph and span whether it is bold and whether it is hidden.
    looked: Vec<(bool, bool)>,
    n_left_out: usize,
    n_items: usize,
}

impl<'s> Writer<'s> {
    fn read(part: &str, looks: &'s Looks) -> Result<Self, Error> {
        let mut writer = Self {
            looks,
            lines: Lines::default(),
            notes: Lines::default(),
            headers: Lines::default(),
            footers: Lines::default(),
            places: vec![Place::Body],
            open: Vec::new(),
            looked: Vec::new(),
            n_left_out: 0,
            n_items: 0,
        };
        walk(part, FORMAT, |piece| writer.visit(piece))?;
        while !writer.open.is_empty() {
            writer.end_paragraph();
        }
        Ok(writer)
    }

    fn visit(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Open(element) if is_left_out(element.name) => self.n_left_out += 1,
            Piece::Close(name) if is_left_out(name) => {
                self.n_left_out = self.n_left_out.saturating_sub(1);
            }
            _ if self.n_left_out > 0 => {}
            Piece::Open(element) => self.open(&element),
            Piece::Close("text:p" | "text:h") => {
                self.looked.pop();
                self.end_paragraph();
            }
            Piece::Close("text:span") => {
                self.looked.pop();
            }
            Piece::Close("text:list-item") => self.n_items = self.n_items.saturating_sub(1),
            Piece::Close(name) => {
                if place_of(name).is_some() && self.places.len() > 1 {
                    self.places.pop();
                }
            }
            Piece::Characters(characters) => self.characters(characters),
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name {
            "text:p" | "text:h" => self.begin_paragraph(element),
            "text:span" => {
                let look = self.look(element);
                let (is_bold, is_hidden) = self.looked.last().copied().unwrap_or_default();
                self.looked.push((look.is_bold.unwrap_or(is_bold), is_hidden || look.is_hidden));
            }
            "text:list-item" => self.n_items += 1,
            "text:tab" => self.push("\t"),
            "text:line-break" => self.push("\n"),
            "text:s" => {
                let number = element.attribute("text:c").and_then(|number| number.parse().ok());
                self.push(&" ".repeat(number.unwrap_or(1).min(MOST_BLANKS)));
            }
            name => self.places.extend(place_of(name)),
        }
    }

    fn look(&self, element: &Element<'_>) -> Look {
        element.attribute("text:style-name").map(|name| self.looks.look(&name)).unwrap_or_default()
    }

    fn begin_paragraph(&mut self, element: &Element<'_>) {
        let look = self.look(element);
        let level = (element.name == "text:h")
            .then(|| element.attribute("text:outline-level")?.parse::<u8>().ok())
            .flatten()
            .map(|level| Style::Heading(level.clamp(1, 6)));
        let item = (self.n_items > 0).then_some(Style::ListItem);
        self.looked.push((look.is_bold.unwrap_or(false), look.is_hidden));
        self.open.push(Paragraph::of_style(look.style.or(level).or(item)));
    }

    /// Runs of white space are one blank.
    fn characters(&mut self, characters: &str) {
        let mut rest = characters;
        while !rest.is_empty() {
            let word = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
            self.push(&rest[..word]);
            rest = &rest[word..];
            let after = rest.trim_ascii_start();
            if after.len() < rest.len() {
                self.push(" ");
            }
            rest = after;
        }
    }

    fn push(&mut self, characters: &str) {
        let (is_bold, is_hidden) = self.looked.last().copied().unwrap_or_default();
        if let Some(paragraph) = self.open.last_mut().filter(|_| !is_hidden) {
            paragraph.push(characters, is_bold);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        match self.places.last().copied().unwrap_or(Place::Body) {
            Place::Body => self.lines.push(paragraph),
            Place::Note => self.notes.push(paragraph),
            Place::Header => self.headers.push(paragraph),
            Place::Footer => self.footers.push(paragraph),
        }
    }
}

fn place_of(name: &str) -> Option<Place> {
    Some(match name {
        "text:note-body" => Place::Note,
        "style:header" | "style:header-first" | "style:header-left" => Place::Header,
        "style:footer" | "style:footer-first" | "style:footer-left" => Place::Footer,
        _ => return None,
    })
}
