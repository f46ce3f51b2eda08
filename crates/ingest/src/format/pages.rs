//! Numbers of pages: told in words, and a text put where a page stands.

use release::Span;

use crate::text::{Hint, Text};

/// `page 3`, `pages 3, 4 and 9 to 12`.
pub(super) fn pages_named(pages: &[u32]) -> String {
    let runs = pages.chunk_by(|before, page| before + 1 == *page);
    let named: Vec<String> = runs
        .flat_map(|run| match run {
            [first, _, .., last] => vec![format!("{first} to {last}")],
            few => few.iter().map(u32::to_string).collect(),
        })
        .collect();
    let head = if pages.len() == 1 { "page" } else { "pages" };
    match named.split_last() {
        Some((last, before)) if !before.is_empty() => {
            format!("{head} {} and {last}", before.join(", "))
        }
        _ => format!("{head} {}", named.concat()),
    }
}

/// Puts what was read of some pages that follow each other where they stand, in place of what stood on them.
///
/// `read` is their text, with all pages before them empty.
pub(super) fn put(text: &mut Text, pages: &[u32], read: &Text) {
    let (Some(first), Some(last)) = (pages.first(), pages.last()) else { return };
    let idx = |page: u32| (page - 1) as usize;
    let Some(from) = text.pages.starts.get(idx(*first)).map(|start| *start as usize) else {
        return;
    };
    let next = text.pages.starts.get(idx(*last) + 1).map(|start| *start as usize);
    let to = next.unwrap_or(text.characters.len()).max(from);
    let (before, after) = (&text.characters[..from], &text.characters[to..]);
    let (before, after) = (before.trim_end(), after.trim_start());
    let shift = if before.is_empty() { 0 } else { before.len() + 2 };
    let words = read.characters.trim();
    let above = read.characters.len() - read.characters.trim_start().len();
    let mut characters = String::with_capacity(text.characters.len() + words.len() + 4);
    for part in [before, words, after].into_iter().filter(|part| !part.is_empty()) {
        if !characters.is_empty() {
            characters.push_str("\n\n");
        }
        characters.push_str(part);
    }
    if after.is_empty() {
        characters.push('\n');
    }
    let rest = characters.len() - after.len();
    let old_rest = text.characters.len() - after.len();
    let place = |offset: usize| Span::new(offset, offset).start;
    let moved = |offset: u32| match offset as usize {
        old if old >= old_rest => place(old - old_rest + rest),
        old => place(old),
    };
    let read_at =
        |offset: u32| place((offset as usize).saturating_sub(above).min(words.len()) + shift);
    for (number, start) in (1..).zip(&mut text.pages.starts) {
        if pages.contains(&number) {
            *start = read_at(read.pages.starts.get(idx(number)).copied().unwrap_or_default());
        } else if number > *last {
            // an empty page stands where the words end
            *start = moved(*start).max(place(shift + words.len()));
        }
    }
    let own = text.hints.iter().filter(|hint| {
        hint.span.end as usize <= before.len() || hint.span.start as usize >= old_rest
    });
    let own = own.map(|hint| Hint {
        span: Span { start: moved(hint.span.start), end: moved(hint.span.end) },
        ..*hint
    });
    let new = read.hints.iter().map(|hint| Hint {
        span: Span { start: read_at(hint.span.start), end: read_at(hint.span.end) },
        ..*hint
    });
    let mut hints: Vec<Hint> = own.chain(new).collect();
    hints.sort_by_key(|hint| hint.span);
    text.hints = hints;
    text.characters = characters;
}

#[cfg(test)]
mod tests {
    use release::Pages;

    use super::*;
    use crate::text::Style;

    fn text(pages: &[&str]) -> Text {
        let mut text = Text { pages: Pages { first: 1, starts: Vec::new() }, ..Text::default() };
        for page in pages {
            if !text.characters.is_empty() && !page.is_empty() {
                text.characters.push_str("\n\n");
            }
            let start = text.characters.len();
            text.pages.starts.push(u32::try_from(start).unwrap());
            text.characters.push_str(page);
            if page.starts_with("HEAD") {
                let span = Span::new(start, start + 4);
                text.hints.push(Hint { span, style: Style::Bold });
            }
        }
        text.characters.push('\n');
        text
    }

    fn pages_of(text: &Text) -> Vec<&str> {
        let ends = text.pages.starts.iter().skip(1).map(|end| *end as usize);
        let ends = ends.chain([text.characters.len()]);
        let starts = text.pages.starts.iter().map(|start| *start as usize);
        starts.zip(ends).map(|(start, end)| text.characters[start..end].trim()).collect()
    }

    fn heads(text: &Text) -> Vec<&str> {
        text.hints.iter().map(|hint| hint.span.of(&text.characters)).collect()
    }

    #[test]
    fn pages_are_named_in_runs() {
        assert_eq!(pages_named(&[3]), "page 3");
        assert_eq!(pages_named(&[3, 4]), "pages 3 and 4");
        assert_eq!(pages_named(&[1, 3, 4, 9, 10, 11, 12]), "pages 1, 3, 4 and 9 to 12");
        assert_eq!(pages_named(&[1, 2, 3]), "pages 1 to 3");
    }

    #[test]
    fn what_was_read_stands_on_its_pages() {
        let read = text(&["", "HEAD boats", "nets", ""]);
        let mut whole = text(&["HEAD one", "2", "", "HEAD four"]);
        put(&mut whole, &[2, 3], &read);
        assert_eq!(pages_of(&whole), ["HEAD one", "HEAD boats", "nets", "HEAD four"]);
        assert_eq!(whole.characters, "HEAD one\n\nHEAD boats\n\nnets\n\nHEAD four\n");
        assert_eq!(heads(&whole), ["HEAD"; 3]);
    }

    #[test]
    fn the_first_and_the_last_page_may_be_pictures() {
        let mut whole = text(&["", "HEAD two", ""]);
        put(&mut whole, &[1], &text(&["HEAD one", "", ""]));
        put(&mut whole, &[3], &text(&["", "", "three"]));
        assert_eq!(pages_of(&whole), ["HEAD one", "HEAD two", "three"]);
        assert_eq!(heads(&whole), ["HEAD"; 2]);
        assert!(whole.characters.ends_with("three\n"));
    }

    #[test]
    fn a_paragraph_that_runs_over_a_picture_is_parted_by_it() {
        let mut whole = text(&["the council", "", "met"]);
        whole.characters = "the council met\n".to_owned();
        whole.pages.starts = vec![0, 11, 12];
        put(&mut whole, &[2], &text(&["", "boats", ""]));
        assert_eq!(pages_of(&whole), ["the council", "boats", "met"]);
    }
}
