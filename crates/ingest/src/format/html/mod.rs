//! Web pages: the main content, not the menu.
//!
//! Menus, banners and forms go first by their roles and class names, then readability picks the main
//! content, then a walk over what is left writes paragraphs as lines parted by blank lines, with
//! headings, lists and quotations as hints. Metadata (JSON-LD, `og:`, `<time>`) is kept apart.

mod flat;
mod paragraphs;

use dom_query::Document;
use dom_smoothie::{Config, Readability};
use encoding_rs::Encoding;
use release::{Warning, WarningKind};

use super::decode::decode;
use crate::{
    error::Error,
    layout::title_segments,
    text::{Meta, Text},
};

/// What never belongs to a release.
const FURNITURE: &str = "script, style, noscript, template, iframe, svg, nav, aside, form, button, \
    body > footer, [id=footer], [class*=site-footer], [role=contentinfo], [role=dialog], [role=navigation], \
    [role=search], [aria-hidden=true], [id*=menu], [class*=menu], [id*=sidebar], [class*=sidebar], \
    [class*=navbar], .nav, [id=nav], .lang, [class*=language], [class*=cookie], [id*=cookie], [class*=consent], [id*=consent], [class*=share], \
    [class*=social], [class*=related], [class*=breadcrumb], [class*=newsletter], [class*=skip]";

/// Whether the first bytes are those of a page.
pub(super) fn looks_like(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&head[..head.len().min(1024)]).to_lowercase();
    let head = head.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || (head.starts_with("<?xml") && head.contains("<html"))
}

pub(super) fn read(bytes: &[u8]) -> Result<Text, Error> {
    let decoded = decode(bytes, declared_encoding(bytes));
    let mut text = main_text(&decoded.characters);
    text.encoding = decoded.encoding;
    text.warnings.extend(decoded.warnings);
    if text.characters.trim().is_empty() { Err(Error::NoText("HTML")) } else { Ok(text) }
}

/// The main text of markup that is decoded already, as mail bodies are.
pub(super) fn main_text(markup: &str) -> Text {
    let mut text = Text { format: "html", ..Text::default() };
    if flat::depth(markup) > flat::MAX_DEPTH {
        text.characters = flat::strip(markup);
        let detail =
            format!("markup nested deeper than {} was read without its structure", flat::MAX_DEPTH);
        text.warnings.push(Warning::new(WarningKind::BrokenMarkup, detail));
        return text;
    }
    let is_cut = ends_inside_tag(markup);
    let document = Document::from(markup);
    text.meta = metadata(&document);
    let headline = first_text(&document, "h1");
    document.select(FURNITURE).remove();
    let content = main_content(&document);
    (text.characters, text.hints) = paragraphs::write(&content, headline.as_deref());
    if is_cut {
        let detail = "the page ends inside a tag; its end may be missing";
        text.warnings.push(Warning::new(WarningKind::BrokenMarkup, detail));
    }
    text
}

/// The parts of a title bar that are looked for in the foot of the page.
const MOST_SEGMENTS: usize = 8;

/// A name of fewer letters stands in other words too.
const SHORTEST_SITE: usize = 4;

/// Elements that hold the content and nothing beside it, the narrowest first.
const SCOPES: [&str; 3] = ["article", "main, [role=main]", "#content, #main-content, #main"];

/// The part of the page that holds the release.
///
/// Readability finds the running text but drops what stands around it: dates, headlines, contacts. So it
/// only tells how much text there is; if the page marks an element that holds as much, all of that element
/// is taken. Where nothing is found, all of the body is.
fn main_content(document: &Document) -> Document {
    let article = article(document);
    let article_len = article.as_ref().map_or(0, |(_, length)| *length);
    let marked = SCOPES.iter().find_map(|selector| {
        let scope = document.select(selector);
        let length = fold_blanks(&scope.text()).len();
        let holds_article = scope.length() == 1 && length >= article_len.max(100) * 9 / 10;
        holds_article.then(|| Document::from(scope.html()))
    });
    let body_len = fold_blanks(&document.select("body").text()).len();
    // a release of three lines beside nothing else is no article by readability's measure; where the page holds
    // little else, the rest is the head that readability would drop
    let is_telling =
        |length: usize| (length > 400 || length * 4 > body_len) && body_len > length + length / 2;
    marked
        .or_else(|| article.filter(|(_, length)| is_telling(*length)).map(|(content, _)| content))
        .unwrap_or_else(|| Document::from(document.select("body").html()))
}

/// What readability takes for the content, and how many bytes of text that is.
fn article(document: &Document) -> Option<(Document, usize)> {
    let config = Config { char_threshold: 100, ..Config::default() };
    let mut reader = Readability::with_document(document.clone(), None, Some(config)).ok()?;
    let article = reader.parse().ok()?;
    let length = fold_blanks(&article.text_content).len();
    Some((Document::from(article.content), length))
}

fn metadata(document: &Document) -> Meta {
    let reader = Readability::with_document(document.clone(), None, None).ok();
    let json_ld = reader.as_ref().and_then(Readability::parse_json_ld);
    let attribute = |selector: &str, name: &str| {
        document.select(selector).attr(name).map(|value| value.trim().to_owned())
    };
    let content = |selector: &str| attribute(selector, "content").filter(|value| !value.is_empty());
    let ld = json_ld.as_ref();
    Meta {
        title: ld
            .map(|ld| ld.title.clone())
            .filter(|title| !title.is_empty())
            .or_else(|| content("meta[property='og:title']"))
            .or_else(|| first_text(document, "title")),
        date: ld
            .and_then(|ld| ld.published_time.clone())
            .or_else(|| content("meta[property='article:published_time']"))
            .or_else(|| content("meta[name='date'], meta[name='DC.date'], meta[name='dcterms.date'], meta[name='pubdate']"))
            .or_else(|| content("meta[itemprop='datePublished']"))
            .or_else(|| attribute("time[itemprop='datePublished'], time[pubdate], time[class*=published]", "datetime")),
        site: content("meta[property='og:site_name']")
            .or_else(|| ld.and_then(|ld| ld.site_name.clone()))
            .or_else(|| site_behind_headline(document, content("meta[property='og:title']")?))
            .or_else(|| site_in_furniture(document))
            .map(|site| fold_blanks(&site)),
        language: attribute("html", "lang").filter(|lang| !lang.is_empty()),
    }
}

/// `Headline | Open Courts` in the title bar, where the page gives the headline apart.
fn site_behind_headline(document: &Document, headline: String) -> Option<String> {
    let title = first_text(document, "title")?;
    let (before, site) = title.rsplit_once(['|', '–', '—', '·'])?;
    (headline.contains(before.trim()) && !before.trim().is_empty()).then(|| site.trim().to_owned())
}

/// `Headline | Open Courts` in the title bar, where the head or the foot of the page has `Open Courts` again.
fn site_in_furniture(document: &Document) -> Option<String> {
    const FEET: &str = "header, footer, [id*=header], [id*=footer], [class*=footer], [class*=logo], \
        [id*=logo], [class*=brand], [class*=copyright], [class*=masthead]";
    let title = first_text(document, "title")?;
    let headline = first_text(document, "h1").unwrap_or_default().to_lowercase();
    let furniture = fold_blanks(&document.select(FEET).text()).to_lowercase();
    let segments = title_segments(&title);
    let is_site = |segment: &&str| {
        let lower = segment.to_lowercase();
        lower.chars().count() >= SHORTEST_SITE
            && !headline.contains(&lower)
            && furniture.contains(&lower)
    };
    let is_parted = segments.len() > 1;
    segments
        .into_iter()
        .rev()
        .take(MOST_SEGMENTS)
        .find(is_site)
        .filter(|_| is_parted)
        .map(str::to_owned)
}

fn first_text(document: &Document, selector: &str) -> Option<String> {
    let selection = document.select_single(selector);
    let text = fold_blanks(&selection.text());
    (!text.is_empty()).then_some(text)
}

fn fold_blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A page that stops between `<` and `>` was cut on its way.
fn ends_inside_tag(markup: &str) -> bool {
    let tail = markup.trim_end();
    let is_whole = tail.ends_with('>') && tail.to_lowercase().rfind("</html").is_some();
    !is_whole && tail.rfind('<') > tail.rfind('>')
}

/// The character set named in the first kilobyte: `<meta charset=…>` or the older form.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(2048)];
    let at = head.windows(8).position(|window| window.eq_ignore_ascii_case(b"charset="))?;
    let label: Vec<u8> = head[at + 8..]
        .iter()
        .copied()
        .skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '))
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        .collect();
    Encoding::for_label(&label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Style;

    const PAGE: &str = "<!DOCTYPE html><html lang=en><head><title>Free the Judges | Open Courts</title>\
        <meta property=\"og:site_name\" content=\"Open Courts\"><meta property=\"article:published_time\" content=\"2012-04-03T09:00:00Z\"></head>\
        <body><nav><a href=/>Home</a> <a href=/donate>Donate</a></nav><div class=cookie-banner>We use cookies</div>\
        <article><h1>Free the Judges</h1><p>Geneva, 3 April 2012 – The <b>Network</b> today called on the court\
        to release four judges who have been held without charge since last autumn, in breach of every rule it has signed.</p>\
        <p>“The cells must open,” said Ada Roe,<br>director of Open Courts. She spoke after a visit to the prison, where guards had turned away two lawyers.</p>\
        <ul><li>First demand</li><li>Second demand</li></ul></article>\
        <div class=related>More: <a href=x>Other story</a></div><footer>© 2019 Open Courts</footer></body></html>";

    #[test]
    fn the_content_is_kept_and_the_furniture_goes() {
        let text = read(PAGE.as_bytes()).unwrap();
        assert!(
            text.characters
                .starts_with("Free the Judges\n\nGeneva, 3 April 2012 – The Network today"),
            "{}",
            text.characters
        );
        assert!(text.characters.contains("Ada Roe,\ndirector of Open Courts."));
        assert!(text.characters.contains("First demand\n\nSecond demand"));
        for furniture in ["Donate", "cookies", "Other story", "©"] {
            assert!(!text.characters.contains(furniture), "{furniture}");
        }
    }

    #[test]
    fn headings_are_hints_and_metadata_is_kept_apart() {
        let text = read(PAGE.as_bytes()).unwrap();
        assert_eq!(text.hints[0].style, Style::Heading(1));
        assert_eq!(text.hints[0].span.of(&text.characters), "Free the Judges");
        assert_eq!(text.meta.site.as_deref(), Some("Open Courts"));
        assert_eq!(text.meta.date.as_deref(), Some("2012-04-03T09:00:00Z"));
        assert_eq!(text.meta.language.as_deref(), Some("en"));
    }

    #[test]
    fn a_page_cut_inside_a_tag_is_read_with_a_warning() {
        let cut = PAGE.split_at(PAGE.find("<ul><li>First").unwrap() + 2).0;
        let text = read(cut.as_bytes()).unwrap();
        assert!(text.characters.contains("The cells must open"));
        assert_eq!(text.warnings[0].kind, WarningKind::BrokenMarkup);
    }

    #[test]
    fn markup_deeper_than_any_page_is_read_flat() {
        let deep =
            format!("<html><body>{}Judges{}", "<div>".repeat(60_000), "</div>".repeat(60_000));
        let text = read(deep.as_bytes()).unwrap();
        assert_eq!(text.characters, "Judges\n");
        assert_eq!(text.warnings[0].kind, WarningKind::BrokenMarkup);
    }

    #[test]
    fn a_page_without_text_is_a_failure_with_a_name() {
        assert!(matches!(
            read(b"<html><body><script>x()</script></body></html>"),
            Err(Error::NoText("HTML"))
        ));
    }

    #[test]
    fn the_declared_character_set_is_believed() {
        let page = b"<html><head><meta charset=\"windows-1251\"></head><body><p>\xcf\xf0\xe8\xe2\xe5\xf2</p></body></html>";
        assert_eq!(read(page).unwrap().characters, "Привет\n");
    }
}
