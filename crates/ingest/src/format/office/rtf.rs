//! RTF: control words, groups and bytes of code pages.

use encoding_rs::Encoding;
use release::{Warning, WarningKind};
use rustc_hash::FxHashMap;

use super::{
    lines::{Lines, Paragraph},
    properties::stated_title,
};
use crate::{
    error::Error,
    text::{Style, Text},
};

/// The name of the format.
const FORMAT: &str = "rtf";
/// Groups may be nested so deep.
const DEEPEST: usize = 512;

pub(in crate::format) fn read(bytes: &[u8]) -> Result<Text, Error> {
    let mut reader = Reader::new(bytes);
    reader.read()?;
    let title = stated_title(&reader.title);
    let mut lines = Lines::default();
    lines.push_once(std::mem::take(&mut reader.headers));
    let above = lines;
    let mut lines = std::mem::take(&mut reader.lines);
    lines.put_above(above);
    lines.push_once(std::mem::take(&mut reader.notes));
    lines.push_once(std::mem::take(&mut reader.footers));
    let (characters, hints) = lines.write();
    let mut text =
        Text { characters, format: FORMAT, encoding: "windows-1252", hints, ..Text::default() };
    text.encoding = super::super::decode::name(reader.default_page);
    text.meta.title = title;
    if !reader.is_closed {
        let detail = "its last group is not closed; its end may be missing";
        text.warnings.push(Warning::new(WarningKind::BrokenMarkup, detail));
    }
    Ok(text)
}

/// Where the characters of a group go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Destination {
    Body,
    Header,
    Footer,
    Note,
    Title,
    Fonts,
    Nowhere,
}

impl Destination {
    /// Whether its paragraphs are no part of those around.
    fn is_beside(self) -> bool {
        matches!(self, Self::Header | Self::Footer | Self::Note)
    }
}

/// What a group takes over from the one around it and gives back at its end.
#[derive(Clone, Copy, Debug)]
struct State {
    destination: Destination,
    /// How many characters stand for programs that know no Unicode behind `\u`.
    n_replaced: usize,
    page: &'static Encoding,
    is_bold: bool,
    is_hidden: bool,
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
    state: State,
    stack: Vec<State>,
    /// Groups beyond the deepest that are open.
    n_too_deep: usize,
    /// Bytes of the code page that wait for their next one.
    pending: Vec<u8>,
    /// Characters to pass over behind `\u`.
    n_to_skip: usize,
    high: Option<u16>,
    fonts: FxHashMap<i32, &'static Encoding>,
    font: i32,
    default_page: &'static Encoding,
    /// `\*` stood before: a group that is not known is left out.
    is_optional: bool,
    paragraph: Paragraph,
    /// The paragraphs that notes and frames stand inside of.
    aside: Vec<Paragraph>,
    lines: Lines,
    headers: Lines,
    footers: Lines,
    notes: Lines,
    title: String,
    is_closed: bool,
}

impl<'b> Reader<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        let page = encoding_rs::WINDOWS_1252;
        let state = State {
            destination: Destination::Body,
            n_replaced: 1,
            page,
            is_bold: false,
            is_hidden: false,
        };
        Self {
            bytes,
            at: 0,
            state,
            stack: Vec::new(),
            n_too_deep: 0,
            pending: Vec::new(),
            n_to_skip: 0,
            high: None,
            fonts: FxHashMap::default(),
            font: 0,
            default_page: page,
            is_optional: false,
            paragraph: Paragraph::default(),
            aside: Vec::new(),
            lines: Lines::default(),
            headers: Lines::default(),
            footers: Lines::default(),
            notes: Lines::default(),
            title: String::new(),
            is_closed: false,
        }
    }

    fn read(&mut self) -> Result<(), Error> {
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'{' => self.open_group(),
                b'}' => self.close_group(),
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                byte => self.byte(byte),
            }
            if self.is_closed {
                break;
            }
        }
        self.flush();
        self.end_paragraph();
        let is_rtf = !self.stack.is_empty() || self.is_closed;
        if is_rtf {
            Ok(())
        } else {
            Err(Error::Malformed { format: FORMAT, reason: "it opens no group".to_owned() })
        }
    }

    fn open_group(&mut self) {
        self.flush();
        self.is_optional = false;
        if self.stack.len() >= DEEPEST {
            self.n_too_deep += 1;
        } else {
            self.stack.push(self.state);
        }
    }

    fn close_group(&mut self) {
        self.flush();
        self.is_optional = false;
        if self.n_too_deep > 0 {
            self.n_too_deep -= 1;
            return;
        }
        let Some(outer) = self.stack.pop() else { return };
        if outer.destination != self.state.destination && self.state.destination.is_beside() {
            self.end_paragraph();
            self.paragraph = self.aside.pop().unwrap_or_default();
        }
        self.state = outer;
        self.is_closed = self.stack.is_empty();
    }

    /// A byte of text.
    fn byte(&mut self, byte: u8) {
        if self.n_to_skip > 0 {
            self.n_to_skip -= 1;
        } else {
            self.pending.push(byte);
        }
    }

    /// Decodes the bytes that wait.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let pending = std::mem::take(&mut self.pending);
        let (characters, _) = self.state.page.decode_without_bom_handling(&pending);
        self.push(&characters);
        self.pending = pending;
        self.pending.clear();
    }

    fn push(&mut self, characters: &str) {
        match self.state.destination {
            Destination::Nowhere | Destination::Fonts => {}
            Destination::Title => self.title.push_str(characters),
            _ if self.state.is_hidden => {}
            _ => self.paragraph.push(characters, self.state.is_bold),
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        // the style holds until `\pard`
        self.paragraph.style = paragraph.style;
        match self.state.destination {
            Destination::Body => self.lines.push(paragraph),
            Destination::Header => self.headers.push(paragraph),
            Destination::Footer => self.footers.push(paragraph),
            Destination::Note => self.notes.push(paragraph),
            Destination::Title | Destination::Fonts | Destination::Nowhere => {}
        }
    }

    /// What follows a backslash.
    fn control(&mut self) {
        let Some(&sign) = self.bytes.get(self.at) else { return };
        if sign.is_ascii_alphabetic() {
            let (word, number) = self.word();
            // code units behind each other may be halves of one character
            if word != b"u" {
                self.high = None;
            }
            self.flush();
            self.apply(word, number);
            self.is_optional = false;
            return;
        }
        self.at += 1;
        if sign == b'\'' {
            let digits =
                self.bytes.get(self.at..self.at + 2).and_then(|digits| str::from_utf8(digits).ok());
            self.at = (self.at + 2).min(self.bytes.len());
            if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                self.byte(byte);
            }
            return;
        }
        self.flush();
        match sign {
            b'*' => self.is_optional = true,
            b'~' => self.push("\u{a0}"),
            b'_' => self.push("\u{2011}"),
            b'{' => self.push("{"),
            b'}' => self.push("}"),
            b'\\' => self.push("\\"),
            b'\r' | b'\n' => self.end_paragraph(),
            _ => {}
        }
    }

    /// A control word and its number, with the blank that ends it.
    fn word(&mut self) -> (&'b [u8], Option<i32>) {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (word, rest) = rest.split_at(length);
        let sign = usize::from(rest.first() == Some(&b'-'));
        let n_digits = rest[sign..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number = if n_digits > 0 { sign + n_digits } else { 0 };
        self.at += length + number;
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        (word, str::from_utf8(&rest[..number]).ok().and_then(|number| number.parse().ok()))
    }

    fn apply(&mut self, word: &[u8], number: Option<i32>) {
        match word {
            b"par" | b"row" | b"sect" | b"nestrow" | b"cell" | b"nestcell" => self.end_paragraph(),
            b"line" | b"page" | b"column" => self.push("\n"),
            b"tab" => self.push("\t"),
            b"emdash" => self.push("—"),
            b"endash" => self.push("–"),
            b"lquote" => self.push("‘"),
            b"rquote" => self.push("’"),
            b"ldblquote" => self.push("“"),
            b"rdblquote" => self.push("”"),
            b"bullet" => self.push("•"),
            b"emspace" | b"enspace" | b"qmspace" => self.push(" "),
            b"u" => self.unicode(number.unwrap_or(63)),
            b"uc" => {
                self.state.n_replaced = usize::try_from(number.unwrap_or(1)).unwrap_or(0).min(8);
            }
            b"b" => self.state.is_bold = number != Some(0),
            b"v" => self.state.is_hidden = number != Some(0),
            b"plain" => {
                (self.state.is_bold, self.state.is_hidden) = (false, false);
                self.state.page = self.default_page;
            }
            b"pard" => self.paragraph.style = None,
            b"outlinelevel" => {
                let level =
                    number.and_then(|level| u8::try_from(level).ok()).filter(|level| *level < 6);
                self.paragraph.style = level.map(|level| Style::Heading(level + 1));
            }
            b"ls" if number.is_some_and(|list| list > 0) => {
                self.paragraph.style = self.paragraph.style.or(Some(Style::ListItem));
            }
            b"ansicpg" => {
                self.default_page = code_page(number.unwrap_or(1252));
                self.state.page = self.default_page;
            }
            b"mac" => {
                self.default_page = encoding_rs::MACINTOSH;
                self.state.page = self.default_page;
            }
            b"f" if self.state.destination == Destination::Fonts => self.font = number.unwrap_or(0),
            b"f" => {
                let font = number.unwrap_or(0);
                self.state.page = self.fonts.get(&font).copied().unwrap_or(self.default_page);
            }
            b"fcharset" if self.state.destination == Destination::Fonts => {
                if let Some(page) = charset(number.unwrap_or(0)) {
                    self.fonts.insert(self.font, page);
                }
            }
            b"bin" => {
                let length = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
                self.at = self.at.saturating_add(length).min(self.bytes.len());
            }
            _ => self.enter(word),
        }
    }

    /// Where a group goes that this word opens.
    fn enter(&mut self, word: &[u8]) {
        let destination = match word {
            b"fonttbl" => Destination::Fonts,
            b"header" | b"headerf" | b"headerl" | b"headerr" => Destination::Header,
            b"footer" | b"footerf" | b"footerl" | b"footerr" => Destination::Footer,
            b"footnote" => Destination::Note,
            b"info" => Destination::Nowhere,
            b"title" if self.stack.len() <= 3 => Destination::Title,
            b"colortbl" | b"stylesheet" | b"pict" | b"object" | b"fldinst" | b"themedata"
            | b"datastore" | b"latentstyles" | b"listtable" | b"listoverridetable" | b"revtbl"
            | b"rsidtbl" | b"xmlnstbl" | b"annotation" | b"atnid" | b"atnauthor" | b"deleted"
            | b"pntext" | b"nonshppict" | b"xe" | b"tc" | b"bkmkstart" | b"bkmkend" | b"author"
            | b"operator" | b"subject" | b"keywords" | b"doccomm" | b"company" => {
                Destination::Nowhere
            }
            b"shptxt" | b"shp" | b"shpinst" => return,
            _ if self.is_optional => Destination::Nowhere,
            _ => return,
        };
        // what stands inside of what is left out is left out, but for the title among the properties
        if self.state.destination != Destination::Nowhere || destination == Destination::Title {
            if destination.is_beside() && destination != self.state.destination {
                // the paragraph around goes on behind it
                self.aside.push(std::mem::take(&mut self.paragraph));
            }
            self.state.destination = destination;
        }
    }

    /// A UTF-16 code unit.
    fn unicode(&mut self, number: i32) {
        let unit = u16::try_from(number.rem_euclid(1 << 16)).unwrap_or(0);
        self.n_to_skip = self.state.n_replaced;
        if (0xD800..0xDC00).contains(&unit) {
            self.high = Some(unit);
            return;
        }
        let units = [self.high.take().unwrap_or(0), unit];
        let pair = if units[0] == 0 { &units[1..] } else { &units[..] };
        let characters: String =
            char::decode_utf16(pair.iter().copied()).map(|c| c.unwrap_or('\u{fffd}')).collect();
        self.push(&characters);
    }
}

/// The encoding of a Windows code page.
fn code_page(number: i32) -> &'static Encoding {
    match number {
        852 | 1250 => encoding_rs::WINDOWS_1250,
        855 | 866 => encoding_rs::IBM866,
        874 => encoding_rs::WINDOWS_874,
        932 => encoding_rs::SHIFT_JIS,
        936 => encoding_rs::GBK,
        949 => encoding_rs::EUC_KR,
        950 => encoding_rs::BIG5,
        1251 => encoding_rs::WINDOWS_1251,
        1253 => encoding_rs::WINDOWS_1253,
        1254 => encoding_rs::WINDOWS_1254,
        1255 => encoding_rs::WINDOWS_1255,
        1256 => encoding_rs::WINDOWS_1256,
        1257 => encoding_rs::WINDOWS_1257,
        1258 => encoding_rs::WINDOWS_1258,
        10_000 => encoding_rs::MACINTOSH,
        65_001 => encoding_rs::UTF_8,
        _ => encoding_rs::WINDOWS_1252,
    }
}

/// The encoding of a font's character set; `None` of the one that the file declares.
fn charset(number: i32) -> Option<&'static Encoding> {
    Some(code_page(match number {
        77 => 10_000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178..=180 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        0 => 1252,
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(rtf: &str) -> String {
        read(rtf.as_bytes()).unwrap().characters
    }

    #[test]
    fn characters_come_from_code_pages_fonts_and_unicode() {
        let fonts = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}}";
        let rtf = format!(
            r"{{\rtf1\ansi\ansicpg1252{fonts}\f0 Gen\'e8ve \u8212?\~ \f1 \'c0\'eb\'ec\'e0\par}}"
        );
        assert_eq!(text(&rtf), "Genève —\u{a0} Алма\n");
        assert_eq!(text(r"{\rtf1 \u-10179?\u-8694? {\uc0\u1040 }b\par}"), "😊 Аb\n");
    }

    #[test]
    fn what_is_not_read_is_left_out_and_frames_stand_around_the_text() {
        let rtf = r"{\rtf1{\info{\title Open the cells}{\author Roe}}{\header Open Sea Network\par}{\*\generator X;}{\pict 0102}\pard One{\footnote A note.}, two.\par{\v hidden}\b Three\b0\par}";
        let read = read(rtf.as_bytes()).unwrap();
        assert_eq!(read.characters, "Open Sea Network\n\nOne, two.\n\nThree\n\nA note.\n");
        assert_eq!(read.meta.title.as_deref(), Some("Open the cells"));
        assert!(read.hints.iter().any(|hint| hint.style == Style::Bold));
    }

    #[test]
    fn a_file_cut_short_is_read_with_a_warning() {
        let read = read(br"{\rtf1 The cells must open").unwrap();
        assert_eq!(read.characters, "The cells must open\n");
        assert_eq!(read.warnings[0].kind, WarningKind::BrokenMarkup);
    }

    #[test]
    fn groups_may_be_nested_without_end() {
        let deep = format!("{{\\rtf1 {} x {}}}", "{".repeat(100_000), "}".repeat(100_000));
        assert_eq!(text(&deep), "x\n");
    }
}
