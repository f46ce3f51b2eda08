//! PDF: pages of placed characters back to paragraphs.
//!
//! A page is a drawing: it says where which characters stand, not what belongs together. `page` takes the lines
//! in reading order with their places, heads first (`above`) and column by column (`column`), `furniture` removes running heads and page numbers, `paragraph` tells
//! wrapped lines from broken ones, [`super::hyphen`] puts parted words together, `write` makes one text of it all. `mend`
//! finds the pages of a file whose table of contents is spoilt.

mod above;
mod column;
mod furniture;
mod glyph;
mod mend;
mod page;
mod paragraph;
mod write;

use pdfboss_core::{Document, Immediate, OcState, source::block_on};
use pdfboss_output::{FontCache, ReadingOrder, SkipCause, SkippedTextKind, retain_spans_on_page};
use pdfboss_text::PlacedImage;
use release::{Warning, WarningKind};

pub(super) use self::page::{Line, Page};
use crate::{error::Error, text::Text};

/// The name of the format.
const FORMAT: &str = "pdf";
/// Pages with fewer characters on average are pictures, if there are pictures on them.
pub(super) const FEWEST_CHARACTERS: usize = 20;
/// More pages than any release has; what a spoilt file says of itself has no end.
const MOST_PAGES: usize = 20_000;
/// Characters that are read of one file; about as many bytes as a text may have.
const MOST_CHARACTERS: usize = 16 << 20;

/// Whether the first bytes are those of a PDF.
pub(super) fn looks_like(head: &[u8]) -> bool {
    head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start().starts_with(b"%PDF-")
}

pub(super) fn read(bytes: &[u8]) -> Result<Text, Error> {
    let (read, has_lost) = match read_as_it_is(bytes) {
        Ok((text, has_lost)) => (Ok(text), has_lost),
        Err(error) => (Err(error), true),
    };
    let may_be_spoilt =
        has_lost && matches!(read, Ok(_) | Err(Error::Unreadable { .. } | Error::NoText(_)));
    if !may_be_spoilt {
        return read;
    }
    let mended = mend::mend(bytes).and_then(|mended| read_as_it_is(&mended).ok());
    match (mended, read) {
        (Some((mut mended, _)), read)
            if read.as_ref().map_or(0, n_letters) < n_letters(&mended) =>
        {
            let detail = "its table of contents is lost or wrong; the pages were found one by one";
            mended.warnings.insert(0, Warning::new(WarningKind::Salvaged, detail));
            Ok(mended)
        }
        (_, read) => read,
    }
}

fn n_letters(text: &Text) -> usize {
    text.characters.chars().filter(|letter| letter.is_alphanumeric()).count()
}

/// The text of a file, and whether whole pages of it could not be read.
fn read_as_it_is(bytes: &[u8]) -> Result<(Text, bool), Error> {
    let document = Document::load(bytes.to_vec()).map_err(|error| refusal(&error, bytes))?;
    if document.is_locked() {
        return Err(Error::Encrypted { format: FORMAT });
    }
    let mut source = Source {
        layers: document.oc_state(),
        document,
        fonts: FontCache::default(),
        losses: Vec::new(),
        has_lost: false,
    };
    let mut pages = Vec::new();
    let mut n_characters = 0;
    let n_pages = source.document.flattened_page_count().min(MOST_PAGES);
    for number in 0..n_pages {
        let page = source.page(number);
        n_characters += page.n_characters();
        pages.push(page);
        if n_characters > MOST_CHARACTERS {
            break;
        }
    }
    source.judge(&pages, n_characters)?;
    let n_read = pages.len();
    let mut text = of_pages(pages);
    text.warnings = source.warnings();
    text.meta.title = source.title(&text.characters);
    if n_read < source.document.flattened_page_count() {
        let detail = format!("only the first {n_read} pages were read");
        text.warnings.push(Warning::new(WarningKind::Truncated, detail));
    }
    Ok((text, source.has_lost))
}

/// The text of pages, however their lines were found.
pub(super) fn of_pages(mut pages: Vec<Page>) -> Text {
    furniture::remove(&mut pages);
    let is_bare = |page: &Page| page.is_picture && page.n_characters() < FEWEST_CHARACTERS;
    let bare = (1..).zip(&pages).filter(|(_, page)| is_bare(page));
    let pictures = bare.map(|(number, _)| number).collect();
    let mut text = Text { format: FORMAT, pictures, ..Text::default() };
    write::write(&pages, &mut text);
    text
}

fn refusal(error: &pdfboss_core::Error, bytes: &[u8]) -> Error {
    let head = &bytes[..bytes.len().min(1024)];
    match error {
        pdfboss_core::Error::Encrypted => Error::Encrypted { format: FORMAT },
        _ if memchr::memmem::find(head, b"%PDF-").is_none() => {
            Error::Malformed { format: FORMAT, reason: "it does not begin like one".to_owned() }
        }
        pdfboss_core::Error::InvalidXref => Error::Unreadable {
            format: FORMAT,
            reason: "its table of contents is broken or cut off".to_owned(),
        },
        other => Error::Unreadable { format: FORMAT, reason: other.to_string() },
    }
}

/// A file and what is learnt of it while its pages are read.
struct Source {
    document: Document,
    layers: Option<OcState>,
    fonts: FontCache,
    /// Of which page what could not be read.
    losses: Vec<(usize, String)>,
    /// One of them is a whole page.
    has_lost: bool,
}

impl Source {
    fn page(&mut self, number: usize) -> Page {
        match self.lines(number) {
            Ok(page) => page,
            Err(error) => {
                self.has_lost = true;
                self.losses.push((number, error.to_string()));
                Page::default()
            }
        }
    }

    fn lines(&mut self, number: usize) -> Result<Page, pdfboss_core::Error> {
        let page = self.document.page(number)?;
        let (mut spans, report) = block_on(pdfboss_text::extract_spans_reporting_cached_with(
            Immediate(&self.document),
            &page,
            &self.fonts,
            self.layers.as_ref(),
            None,
            ReadingOrder::Content,
        ))?;
        retain_spans_on_page(&mut spans, &page);
        let spans = above::first(spans);
        // what has no resource is most often a picture that was left out
        let lost = report.skipped.iter().filter(|skipped| {
            skipped.kind != SkippedTextKind::XObject || skipped.cause != SkipCause::Missing
        });
        self.losses.extend(lost.map(|lost| (number, format!("{}: {}", lost.kind, lost.cause))));
        let mut placed = Page::default();
        for run in column::runs(&spans) {
            placed.append(&pdfboss_output::page_layout(&spans[run], report.order));
        }
        // more than a head, a number and a stamp is a text
        placed.is_picture =
            placed.n_characters() < 15 * FEWEST_CHARACTERS && self.is_picture(&page);
        Ok(placed)
    }

    /// Tells pages without text, or without text that can be read, by their names.
    fn judge(&self, pages: &[Page], n_characters: usize) -> Result<(), Error> {
        let unreadable = |reason: String| Err(Error::Unreadable { format: FORMAT, reason });
        if pages.is_empty() {
            return unreadable("it has no pages".to_owned());
        }
        if n_characters < FEWEST_CHARACTERS * pages.len() && self.has_pictures(pages.len()) {
            return Err(Error::Scanned { format: FORMAT, pages: pages.len(), is_tried: false });
        }
        if n_characters == 0 {
            return match self.losses.first() {
                Some((page, loss)) => unreadable(format!("page {}: {loss}", page + 1)),
                None => Err(Error::NoText("pdf")),
            };
        }
        let letters = pages.iter().flat_map(|page| &page.lines).flat_map(|line| line.text.chars());
        let n_unknown = letters.filter(|letter| glyph::is_unknown(*letter)).count();
        if n_unknown * 2 > n_characters {
            return Err(Error::Unlettered { format: FORMAT, pages: pages.len() });
        }
        Ok(())
    }

    /// Whether pictures fill most of a page, as they do where it was scanned.
    fn is_picture(&self, page: &pdfboss_core::Page) -> bool {
        let whole = page.crop_box.normalize();
        let images = pdfboss_text::placed_images(&self.document, page).unwrap_or_default();
        let on_page = |image: &PlacedImage| {
            let seen = image.bbox.intersect(whole);
            seen.map_or(0.0, |seen| seen.width() * seen.height())
        };
        let filled: f32 = images.iter().map(on_page).sum();
        filled >= 0.5 * whole.width() * whole.height() && !images.is_empty()
    }

    fn has_pictures(&self, n_pages: usize) -> bool {
        (0..n_pages.min(8)).any(|number| {
            let images = self
                .document
                .page(number)
                .and_then(|page| pdfboss_text::placed_images(&self.document, &page));
            images.is_ok_and(|images| !images.is_empty())
        })
    }

    /// What was lost, a warning a page.
    fn warnings(&self) -> Vec<Warning> {
        const MOST: usize = 20;
        let mut losses = self.losses.clone();
        losses.dedup_by_key(|(page, _)| *page);
        let warning = |(page, loss): &(usize, String)| {
            Warning::new(WarningKind::PartSkipped, format!("page {}: {loss}", page + 1))
        };
        losses.iter().take(MOST).map(warning).collect()
    }

    /// The title that the file gives itself, if its first page bears it out: most are the name of a template
    /// or of the file it was made of.
    fn title(&self, characters: &str) -> Option<String> {
        const HEAD: usize = 2_000;
        let title = self.document.metadata().title?;
        let folded = |text: &str| -> String {
            text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
        };
        let head = &characters[..characters.floor_char_boundary(HEAD)];
        let is_borne_out = title.split_whitespace().nth(2).is_some()
            && title.len() < HEAD
            && folded(head).contains(&folded(&title));
        is_borne_out.then_some(title)
    }
}
