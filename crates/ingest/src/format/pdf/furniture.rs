//! Running heads and page numbers: what stands at the same place of several pages, equal but for its digits.

use std::collections::HashMap;

use super::page::{Line, Page};

/// So many lines from the top and from the foot of a page may be furniture.
const EDGE: usize = 4;
/// On so many pages a line stands that is a running head.
const FEWEST_PAGES: usize = 3;
/// A page number has few letters around it: `Page 2 of 5`.
const MOST_LETTERS: usize = 14;

/// Takes the furniture off all pages.
pub(super) fn remove(pages: &mut [Page]) {
    let edges: Vec<Vec<usize>> = pages.iter().map(edge_lines).collect();
    let mut places: HashMap<(String, i32), Vec<usize>> = HashMap::new();
    for (nth, (page, edge)) in pages.iter().zip(&edges).enumerate() {
        for line in edge.iter().map(|idx| &page.lines[*idx]) {
            // a line near the border of two bands is in both
            for band in [band(line.base), band(line.base + BAND / 2.0)] {
                let seen = places.entry((masked(&line.text), band)).or_default();
                if seen.last() != Some(&nth) {
                    seen.push(nth);
                }
            }
        }
    }
    let n_pages = pages.len();
    let mut kept: Vec<String> = Vec::new();
    for (nth, (page, edge)) in pages.iter_mut().zip(&edges).enumerate() {
        let outermost = outermost(page, edge);
        let is_furniture = |idx: usize, line: &Line| {
            let mask = masked(&line.text);
            let n_seen = [band(line.base), band(line.base + BAND / 2.0)]
                .into_iter()
                .filter_map(|band| places.get(&(mask.clone(), band)))
                .map(Vec::len)
                .max()
                .unwrap_or(0);
            n_seen >= FEWEST_PAGES
                || outermost.contains(&idx)
                    && is_page_number(&line.text, nth + 1, n_pages, n_seen >= 2)
        };
        let mut gone: Vec<usize> = Vec::new();
        for idx in edge.iter().copied() {
            let line = &page.lines[idx];
            if !is_furniture(idx, line) {
                continue;
            }
            // a head that holds a year may hold the date: it stays where it stands first
            if holds_year(&line.text) && !kept.contains(&line.text) {
                kept.push(line.text.clone());
            } else {
                gone.push(idx);
            }
        }
        let mut idx = 0;
        page.lines.retain(|_| {
            idx += 1;
            !gone.contains(&(idx - 1))
        });
    }
}

const BAND: f32 = 6.0;

#[expect(clippy::cast_possible_truncation, reason = "places on a page are small numbers")]
fn band(base: f32) -> i32 {
    (base / BAND).floor() as i32
}

/// The lines nearest to the top and to the foot.
fn edge_lines(page: &Page) -> Vec<usize> {
    let mut order: Vec<usize> = (0..page.lines.len()).collect();
    order.sort_by(|a, b| page.lines[*b].base.total_cmp(&page.lines[*a].base));
    let foot = order.len().saturating_sub(EDGE).max(EDGE.min(order.len()));
    let mut edge: Vec<usize> = order[..EDGE.min(order.len())].to_vec();
    edge.extend(&order[foot..]);
    edge
}

/// The lines at the very top and at the very foot.
fn outermost(page: &Page, edge: &[usize]) -> Vec<usize> {
    let bases = || edge.iter().map(|idx| page.lines[*idx].base);
    let top = bases().fold(f32::MIN, f32::max);
    let foot = bases().fold(f32::MAX, f32::min);
    let is_outermost = |idx: &usize| {
        let base = page.lines[*idx].base;
        (base - top).abs() < 2.0 || (base - foot).abs() < 2.0
    };
    edge.iter().copied().filter(is_outermost).collect()
}

/// Digits as one sign, without case and blanks.
fn masked(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    for character in text.chars().filter(|character| !character.is_whitespace()) {
        if character.is_numeric() {
            if !masked.ends_with('#') {
                masked.push('#');
            }
        } else {
            masked.extend(character.to_lowercase());
        }
    }
    masked
}

/// What stands before the number of a page.
const PAGE_WORDS: &[&str] = &[
    "p",
    "page",
    "seite",
    "página",
    "pág",
    "pagina",
    "pag",
    "blz",
    "strona",
    "str",
    "стр",
    "страница",
    "side",
    "sida",
    "sivu",
    "oldal",
    "sayfa",
];

/// `2`, `- 2 -`, `Page 2 of 5`, `2/5`: the number of this page, alone or behind a word for page, or with the number
/// of all, or in words that stand on another page too.
fn is_page_number(text: &str, number: usize, n_pages: usize, is_repeated: bool) -> bool {
    let n_letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    if n_letters > MOST_LETTERS || text.chars().count() > 2 * MOST_LETTERS {
        return false;
    }
    let numbers: Vec<usize> = text
        .split(|character: char| !character.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .map(|digits| digits.parse().unwrap_or(0))
        .collect();
    match numbers.as_slice() {
        [one] => {
            let is_known = || {
                let word: String = text.chars().filter(|letter| letter.is_alphabetic()).collect();
                PAGE_WORDS.contains(&word.to_lowercase().as_str())
            };
            *one == number && (n_letters == 0 || is_repeated || is_known())
        }
        [one, all] => *one == number && *all == n_pages,
        _ => false,
    }
}

pub(super) fn holds_year(text: &str) -> bool {
    text.split(|character: char| !character.is_ascii_digit())
        .any(|digits| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[(&str, f32)]) -> Page {
        let line = |(text, base): &(&str, f32)| Line {
            text: (*text).to_owned(),
            base: *base,
            size: 11.0,
            ..Line::default()
        };
        Page { lines: lines.iter().map(line).collect(), ..Page::default() }
    }

    fn left(pages: &[Page]) -> Vec<Vec<&str>> {
        pages
            .iter()
            .map(|page| page.lines.iter().map(|line| line.text.as_str()).collect())
            .collect()
    }

    #[test]
    fn what_stands_on_three_pages_goes_and_what_moves_stays() {
        let mut pages: Vec<Page> = (1..=3_u8)
            .map(|number| {
                let (head, moving) =
                    (format!("Delta Watch {number}"), 400.0 + f32::from(number) * 30.0);
                page(&[(&head, 800.0), ("Boats were lost.", moving), ("42 of them.", 300.0)])
            })
            .collect();
        pages[2].lines[2].text = "The council met.".to_owned();
        remove(&mut pages);
        assert_eq!(left(&pages)[0], ["Boats were lost.", "42 of them."]);
        assert_eq!(left(&pages)[2], ["Boats were lost.", "The council met."]);
    }

    #[test]
    fn a_page_number_goes_even_from_two_pages() {
        let mut pages = vec![
            page(&[("The boats.", 700.0), ("Page 1 of 2", 40.0)]),
            page(&[("14 boats", 700.0), ("Page 2 of 2", 40.0)]),
        ];
        remove(&mut pages);
        assert_eq!(left(&pages), [["The boats."], ["14 boats"]]);
    }

    #[test]
    fn a_running_head_with_a_date_is_kept_once() {
        let head = ("Delta Watch, 3 April 2012", 800.0);
        let mut pages = vec![page(&[head]), page(&[head]), page(&[head, ("Boats", 500.0)])];
        remove(&mut pages);
        assert_eq!(left(&pages), [vec![head.0], vec![], vec!["Boats"]]);
    }
}
