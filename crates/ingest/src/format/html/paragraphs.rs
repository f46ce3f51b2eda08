//! A tree of elements written as paragraphs, with headings, lists and quotations as hints.

use dom_query::{Document, NodeRef};
use release::Span;

use super::fold_blanks;
use crate::text::{Hint, Style};

/// Writes the paragraphs of `content`; a headline that readability took away is put back on top.
pub(super) fn write(content: &Document, headline: Option<&str>) -> (String, Vec<Hint>) {
    let mut writer = Writer { headline, ..Writer::default() };
    if let Some(headline) = headline
        && !fold_blanks(&content.root().text()).contains(headline)
    {
        writer.open(Some(Style::Heading(1)));
        writer.push(headline);
    }
    let mut preformatted = 0_usize;
    // a stack of its own: pages nest deeper than a thread's stack may bear
    let mut stack: Vec<Step<'_>> = vec![Step::Enter(content.root())];
    while let Some(step) = stack.pop() {
        match step {
            Step::Enter(node) if node.is_text() => writer.text(&node.text(), preformatted > 0),
            Step::Enter(node) => {
                let name = node.node_name();
                let name = name.as_deref().unwrap_or_default();
                let element = Element::of(name);
                let is_pre = name == "pre";
                preformatted += usize::from(is_pre);
                match element {
                    Element::Block(style) => writer.open(style),
                    Element::Break => writer.break_line(),
                    Element::Inline => {}
                }
                let is_block = matches!(element, Element::Block(_));
                stack.push(Step::Leave { is_block, is_pre });
                stack.extend(node.children_it(true).map(Step::Enter));
            }
            Step::Leave { is_block, is_pre } => {
                preformatted -= usize::from(is_pre);
                if is_block {
                    writer.open(None);
                }
            }
        }
    }
    writer.finish()
}

enum Step<'d> {
    Enter(NodeRef<'d>),
    Leave { is_block: bool, is_pre: bool },
}

/// What an element does to the paragraphs around it.
enum Element {
    /// Starts a paragraph, perhaps of a style.
    Block(Option<Style>),
    /// Ends a line.
    Break,
    /// Nothing.
    Inline,
}

impl Element {
    fn of(name: &str) -> Self {
        match name {
            "h1" => Self::Block(Some(Style::Heading(1))),
            "h2" => Self::Block(Some(Style::Heading(2))),
            "h3" => Self::Block(Some(Style::Heading(3))),
            "h4" => Self::Block(Some(Style::Heading(4))),
            "h5" | "h6" => Self::Block(Some(Style::Heading(5))),
            "blockquote" => Self::Block(Some(Style::BlockQuote)),
            "li" => Self::Block(Some(Style::ListItem)),
            "p" | "div" | "section" | "article" | "header" | "main" | "ul" | "ol" | "dl" | "dt"
            | "dd" | "table" | "tr" | "td" | "th" | "figure" | "figcaption" | "address" | "pre"
            | "hr" | "center" | "body" | "html" | "head" | "title" => Self::Block(None),
            "br" => Self::Break,
            _ => Self::Inline,
        }
    }
}

/// Writes paragraphs parted by blank lines, white space folded, and remembers their styles.
#[derive(Default)]
struct Writer<'h> {
    /// The page's `<h1>`, which readability writes as `<h2>`.
    headline: Option<&'h str>,
    characters: String,
    hints: Vec<Hint>,
    style: Option<Style>,
    /// Where the open paragraph starts, once it has a character.
    start: Option<usize>,
    blank_pending: bool,
    line_pending: bool,
}

impl Writer<'_> {
    fn open(&mut self, style: Option<Style>) {
        self.close();
        self.style = style;
    }

    fn close(&mut self) {
        if let (Some(start), Some(style)) = (self.start, self.style) {
            let is_headline = self.headline == Some(&self.characters[start..]);
            let style = if is_headline { Style::Heading(1) } else { style };
            self.hints.push(Hint { span: Span::new(start, self.characters.len()), style });
        }
        self.start = None;
        self.blank_pending = false;
        self.line_pending = false;
    }

    /// Ends the line; a heading is one, however its lines are broken.
    fn break_line(&mut self) {
        if matches!(self.style, Some(Style::Heading(_))) {
            self.blank_pending = true;
        } else {
            self.line_pending = self.start.is_some();
        }
    }

    fn text(&mut self, text: &str, is_preformatted: bool) {
        if is_preformatted {
            for line in text.split_inclusive('\n') {
                self.push(line.trim());
                if line.ends_with('\n') {
                    self.break_line();
                }
            }
            return;
        }
        let is_blank = |character: char| character.is_ascii_whitespace();
        self.blank_pending |= text.starts_with(is_blank);
        for word in text.split(is_blank).filter(|word| !word.is_empty()) {
            self.push(word);
            self.blank_pending = true;
        }
        self.blank_pending = text.ends_with(is_blank);
    }

    fn push(&mut self, word: &str) {
        if word.is_empty() {
            return;
        }
        if self.start.is_none() {
            if !self.characters.is_empty() {
                self.characters.push_str("\n\n");
            }
            self.start = Some(self.characters.len());
        } else if self.line_pending {
            self.characters.push('\n');
        } else if self.blank_pending {
            self.characters.push(' ');
        }
        self.line_pending = false;
        self.blank_pending = false;
        self.characters.push_str(word);
    }

    fn finish(mut self) -> (String, Vec<Hint>) {
        self.close();
        if !self.characters.is_empty() {
            self.characters.push('\n');
        }
        (self.characters, self.hints)
    }
}
