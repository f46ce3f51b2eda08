//! Texts as their words, which are what labels are compared by.

/// The words of a text in one case: runs of letters and digits.
pub(crate) fn words(text: &str) -> Vec<String> {
    text.split(|ch: char| !ch.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Whether the words of `part` stand in the text in their order, without another word between them.
pub(crate) fn holds(text: &[String], part: &[String]) -> bool {
    !part.is_empty() && text.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_title_stand_together() {
        let text = words("MEDIA RELEASE\nOpen the gates,\nsays council");
        assert!(holds(&text, &words("Open the gates, says council.")));
        assert!(!holds(&text, &words("Open gates")));
    }
}
