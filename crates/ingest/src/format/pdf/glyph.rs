//! Drawn characters as letters: ligatures taken apart, forms of position undone, one kind of blank.

use unicode_normalization::UnicodeNormalization;

/// Appends what is drawn; a run of blanks becomes one, at the start none. Whatever hyphen a font calls its own
/// is one that people type.
pub(super) fn append(text: &mut String, drawn: &str) {
    for character in drawn.chars() {
        if character.is_whitespace() || character == '\u{a0}' {
            if !text.is_empty() && !text.ends_with(' ') {
                text.push(' ');
            }
        } else if matches!(character, '\u{ad}' | '\u{2010}' | '\u{2011}') {
            text.push('-');
        } else if character == '\u{201f}' {
            // what a widespread word processor makes of single marks
            text.push(if text.ends_with(char::is_alphanumeric) { '’' } else { '‘' });
        } else if is_form(character) {
            text.extend(std::iter::once(character).nfkc());
        } else if !character.is_control() && !is_invisible(character) {
            text.push(character);
        }
    }
}

/// Latin ligatures, and the shapes that letters of Hebrew and Arabic take beside others.
fn is_form(character: char) -> bool {
    matches!(character, '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{feff}' | '\u{200b}' | '\u{2060}')
}

/// Whether most letters are of a script that runs from right to left.
pub(super) fn is_right_to_left(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let letters = || text.chars().filter(|letter| letter.is_alphabetic());
    let n_right = letters().filter(|letter| matches!(letter, '\u{590}'..='\u{8ff}')).count();
    n_right * 2 > letters().count()
}

/// Characters that say nothing: the file does not tell which letters its signs stand for.
pub(super) fn is_unknown(character: char) -> bool {
    matches!(character, '\u{fffd}' | '\u{e000}'..='\u{f8ff}')
}

/// The sign before an item of a list, where a font of signs has it: `•`.
pub(super) fn mend_bullet(text: &mut String) {
    let mut characters = text.chars();
    if let (Some(first), Some(' ')) = (characters.next(), characters.next())
        && matches!(first, '\u{e000}'..='\u{f8ff}')
    {
        text.replace_range(..first.len_utf8(), "•");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ligatures_are_taken_apart_and_blanks_folded() {
        let mut text = String::new();
        append(&mut text, "  The o\u{fb03}ce\u{a0} \u{fb01}led\u{ad}");
        assert_eq!(text, "The office filed-");
        let mut text = String::new();
        append(&mut text, "it\u{201f}s");
        assert_eq!(text, "it’s");
        let mut text = "\u{f0b7} boats".to_owned();
        mend_bullet(&mut text);
        assert_eq!(text, "• boats");
        let mut text = String::new();
        append(&mut text, "\u{fef7}");
        assert_eq!(text, "\u{644}\u{623}");
    }
}
