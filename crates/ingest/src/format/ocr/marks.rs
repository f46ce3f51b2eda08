//! Signs that are taken for others in a picture: a bar for an I, two commas for a low quotation mark, quotation
//! marks now straight, now curved.

use crate::format::pdf::Page;

/// Mends the signs of a line.
pub(super) fn mend(text: &mut String) {
    if text.contains('|') {
        let words: Vec<&str> = text.split(' ').collect();
        let mended = (0..words.len()).map(|at| without_bar(words[at], words.get(at + 1).copied()));
        *text = mended.collect::<Vec<_>>().join(" ");
    }
    if text.contains(",,") {
        *text = text.split(' ').map(low_mark).collect::<Vec<_>>().join(" ");
    }
}

/// A bar that stands for an I or an l: `"| saw`, `|’ve`, `www.|ake.example`.
fn without_bar(word: &str, next: Option<&str>) -> String {
    let bare = word.trim_start_matches(['"', '“', '‘', '\'', '„', '«', '(']);
    let is_i = match bare.strip_prefix('|') {
        Some("") => next.is_some_and(|next| next.starts_with(char::is_lowercase)),
        Some(rest) => rest.starts_with(['’', '\'']),
        None => false,
    };
    if is_i {
        return word.replacen('|', "I", 1);
    }
    let letters: Vec<char> = word.chars().collect();
    let is_small = |at: usize| letters.get(at).is_some_and(|letter| letter.is_lowercase());
    let mended = letters.iter().enumerate().map(|(at, letter)| {
        let is_l = *letter == '|' && at > 0 && (is_small(at - 1) || is_small(at + 1));
        if is_l { 'l' } else { *letter }
    });
    mended.collect()
}

/// `,,Boote` begins with a quotation mark.
fn low_mark(word: &str) -> String {
    match word.strip_prefix(",,") {
        Some(rest) if rest.starts_with(char::is_alphabetic) => format!("„{rest}"),
        _ => word.to_owned(),
    }
}

/// Gives quotation marks and apostrophes the shape that most of them have: printed text has one.
pub(super) fn settle<'p>(pages: impl Iterator<Item = &'p mut Page>) {
    let lines: Vec<&mut String> =
        pages.flat_map(|page| &mut page.lines).map(|line| &mut line.text).collect();
    let count =
        |marks: &[char]| -> usize { lines.iter().map(|line| line.matches(marks).count()).sum() };
    // where low marks open, a curved one closes that opens elsewhere
    let is_low = count(&['„', '«', '»', '‹', '›']) > 0;
    let double = shape(count(&['"']), count(&['“', '”'])).filter(|_| !is_low);
    let single = shape(count(&['\'']), count(&['’', '‘'])).filter(|_| !is_low);
    for line in lines {
        if let Some(shape) = double {
            *line = shaped(line, shape, ['"', '“', '”']);
        }
        if let Some(shape) = single {
            *line = shaped(line, shape, ['\'', '‘', '’']);
        }
    }
}

#[derive(Clone, Copy)]
enum Shape {
    Straight,
    Curved,
}

/// The shape of most, where there are both.
fn shape(n_straight: usize, n_curved: usize) -> Option<Shape> {
    match (n_straight, n_curved) {
        (0, _) | (_, 0) => None,
        _ if n_straight >= n_curved => Some(Shape::Straight),
        _ => Some(Shape::Curved),
    }
}

fn shaped(line: &str, shape: Shape, [straight, opening, closing]: [char; 3]) -> String {
    let mut before = ' ';
    let mut shaped = String::with_capacity(line.len());
    for letter in line.chars() {
        let opens = before.is_whitespace() || matches!(before, '(' | '[' | '"' | '“' | '—' | '–');
        shaped.push(match shape {
            Shape::Straight if letter == opening || letter == closing => straight,
            Shape::Curved if letter == straight && opens => opening,
            Shape::Curved if letter == straight => closing,
            _ => letter,
        });
        before = letter;
    }
    shaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::pdf::Line;

    fn mended(text: &str) -> String {
        let mut text = text.to_owned();
        mend(&mut text);
        text
    }

    #[test]
    fn a_bar_before_a_word_is_an_i_and_others_stay() {
        assert_eq!(mended("| have never seen | Nairobi | it"), "I have never seen | Nairobi I it");
        assert_eq!(mended("“| saw boats. |’ve"), "“I saw boats. I’ve");
        assert_eq!(mended("www.|ake.example de|ta |"), "www.lake.example delta |");
    }

    #[test]
    fn two_commas_before_a_word_are_a_low_mark() {
        assert_eq!(mended(",,Boote fehlen“, sagte, ,, er"), "„Boote fehlen“, sagte, ,, er");
    }

    fn settled(lines: &[&str]) -> Vec<String> {
        let line = |text: &&str| Line { text: (*text).to_owned(), ..Line::default() };
        let mut page = Page { lines: lines.iter().map(line).collect(), ..Page::default() };
        settle([&mut page].into_iter());
        page.lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn marks_have_the_shape_of_most() {
        assert_eq!(
            settled(&["\"Boats,\" she said, \"nets.”", "the delta’s"]),
            ["\"Boats,\" she said, \"nets.\"", "the delta’s"]
        );
        assert_eq!(settled(&["“Boats,” she said, \"nets."]), ["“Boats,” she said, “nets."]);
        assert_eq!(settled(&["„Boote“, \"Netze“"]), ["„Boote“, \"Netze“"]);
    }
}
