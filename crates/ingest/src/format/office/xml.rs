//! XML as the formats of word processors use it: elements, attributes and characters; nothing outside of the
//! part is ever looked at.

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use crate::error::Error;

/// Elements may be nested so deep.
const DEEPEST: usize = 512;

/// What a part is made of.
#[derive(Debug)]
pub(in crate::format) enum Piece<'p> {
    /// An element begins.
    Open(Element<'p>),
    /// The element of that name ends.
    Close(&'p str),
    /// Characters.
    Characters(&'p str),
}

/// The beginning of an element.
#[derive(Debug)]
pub(in crate::format) struct Element<'p> {
    /// Its name with its prefix: `w:p`.
    pub(in crate::format) name: &'p str,
    start: &'p BytesStart<'p>,
}

impl Element<'_> {
    /// The value of an attribute.
    pub(in crate::format) fn attribute(&self, name: &str) -> Option<String> {
        let attribute = self.start.try_get_attribute(name).ok()??;
        attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
    }

    /// Whether a switch such as `<w:b/>` is on: it is unless its value says otherwise.
    pub(super) fn is_on(&self, name: &str) -> bool {
        !matches!(self.attribute(name).as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// How much of a spoilt part is XML: up to where it breaks, or nests as no part does.
pub(super) fn sound_length(part: &str) -> usize {
    let mut reader = Reader::from_str(part);
    reader.config_mut().check_end_names = false;
    let mut depth = 0_usize;
    loop {
        let end = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match reader.read_event() {
            Ok(Event::Eof) => return part.len(),
            Ok(Event::Start(_)) if depth < DEEPEST => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Err(_) | Ok(Event::Start(_) | Event::DocType(_)) => {
                return part.floor_char_boundary(end.min(part.len()));
            }
            Ok(_) => {}
        }
    }
}

/// Walks over a part; an element without content opens and closes.
///
/// # Errors
///
/// Returns an error where it is no XML, nested too deep, or declares entities of its own.
pub(in crate::format) fn walk(
    part: &str,
    format: &'static str,
    mut visit: impl FnMut(Piece<'_>),
) -> Result<(), Error> {
    let unreadable = |reason: String| Error::Unreadable { format, reason };
    let mut reader = Reader::from_str(part);
    reader.config_mut().check_end_names = false;
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|error| unreadable(error.to_string()))? {
            Event::Eof => return Ok(()),
            Event::DocType(_) => return Err(unreadable("it declares a document type".to_owned())),
            Event::Start(start) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(unreadable(format!("it is nested deeper than {DEEPEST}")));
                }
                visit(Piece::Open(Element { name: start.name().as_ref(), start: &start }));
            }
            Event::Empty(start) => {
                let name = start.name();
                visit(Piece::Open(Element { name: name.as_ref(), start: &start }));
                visit(Piece::Close(name.as_ref()));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                visit(Piece::Close(end.name().as_ref()));
            }
            Event::Text(text) => {
                visit(Piece::Characters(&text.xml_content(XmlVersion::Implicit1_0)));
            }
            Event::CData(text) => {
                visit(Piece::Characters(&text.xml_content(XmlVersion::Implicit1_0)));
            }
            Event::GeneralRef(reference) => {
                let known = match &*reference {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => reference.resolve_char_ref().ok().flatten(),
                };
                if let Some(character) = known {
                    visit(Piece::Characters(character.encode_utf8(&mut [0; 4])));
                }
            }
            _ => {}
        }
    }
}
