//! Markup inside a line that is no part of its words: emphasis, heading marks, wiki links, tags.

use std::borrow::Cow;

/// Tags longer than this, in bytes, are taken for text.
const LONGEST_TAG: usize = 2_000;

/// [`strip`] of a line where that takes anything away.
pub(crate) fn strip_changed(line: &str) -> Option<String> {
    match strip(line) {
        Cow::Borrowed(same) if same.len() == line.len() => None,
        stripped => Some(stripped.into_owned()),
    }
}

/// The words of a line without Markdown emphasis, heading marks, wiki brackets, links and HTML tags.
pub(crate) fn strip(line: &str) -> Cow<'_, str> {
    let bare = line.trim();
    let is_markup = |byte: u8| matches!(byte, b'*' | b'<' | b'#' | b'`' | b'_' | b'[' | b']');
    // without branches, so that many bytes are looked at together
    let may_have = bare.bytes().fold(false, |may_have, byte| may_have | is_markup(byte));
    let has_markup = may_have
        && (bare.contains(['*', '<', '#', '`', '_']) || bare.contains("[[") || bare.contains("]("));
    if !has_markup {
        return Cow::Borrowed(trim_marks(bare));
    }
    let without_tags = strip_tags(bare);
    let mut plain = strip_links(&without_tags);
    for marks in ["***", "**", "__", "[[", "]]"] {
        if plain.contains(char::from(marks.as_bytes()[0])) && plain.contains(marks) {
            plain = Cow::Owned(plain.replace(marks, ""));
        }
    }
    Cow::Owned(trim_marks(&strip_stars(&plain)).to_owned())
}

/// Heading marks in front, emphasis marks around.
fn trim_marks(line: &str) -> &str {
    let is_kept =
        |byte: &u8| byte.is_ascii_graphic() && !matches!(byte, b'#' | b'*' | b'_' | b'`' | b'\\');
    // most lines have none
    if let [first, .., last] = line.as_bytes()
        && is_kept(first)
        && is_kept(last)
    {
        return line;
    }
    let bare = line.trim();
    let bare = if bare.starts_with('#') { bare.trim_matches(['#', ' ']) } else { bare };
    let bare = bare.trim_matches(|c| matches!(c, '*' | '_' | '`') || char::is_whitespace(c));
    bare.strip_suffix('\\').unwrap_or(bare).trim()
}

/// `*emphasis*` loses its stars; a lone star stays.
fn strip_stars(line: &str) -> Cow<'_, str> {
    let n_stars = line.matches('*').count();
    let is_bullet = line.trim_start().starts_with("* ");
    if n_stars >= 2 && n_stars.is_multiple_of(2) && !is_bullet {
        Cow::Owned(line.replace('*', ""))
    } else {
        Cow::Borrowed(line)
    }
}

/// Cuts `<…>` out where it looks like a tag and not like a mail address or a comparison.
fn strip_tags(line: &str) -> Cow<'_, str> {
    if !line.contains('<') {
        return Cow::Borrowed(line);
    }
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(open) = rest.find('<') {
        let (before, tag) = rest.split_at(open);
        plain.push_str(before);
        let is_tag =
            tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        let window = &tag.as_bytes()[..tag.len().min(LONGEST_TAG)];
        match window.iter().position(|byte| *byte == b'>') {
            Some(close) if is_tag && !tag[..close].contains('@') => rest = &tag[close + 1..],
            _ => {
                plain.push('<');
                rest = &tag[1..];
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// `[words](target)` becomes `words`.
fn strip_links(line: &str) -> Cow<'_, str> {
    if !line.contains("](") {
        return Cow::Borrowed(line);
    }
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(middle) = rest.find("](") {
        let Some(open) = rest[..middle].rfind('[') else {
            plain.push_str(&rest[..middle + 2]);
            rest = &rest[middle + 2..];
            continue;
        };
        plain.push_str(rest[..open].trim_end_matches('!'));
        plain.push_str(&rest[open + 1..middle]);
        let target = &rest[middle + 2..];
        rest = target.find(')').map_or("", |close| &target[close + 1..]);
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_no_part_of_the_words() {
        assert_eq!(strip("**FOR IMMEDIATE RELEASE**"), "FOR IMMEDIATE RELEASE");
        assert_eq!(strip("## A *new* court ##"), "A new court");
        assert_eq!(strip("The [[United]] [[States]]"), "The United States");
        assert_eq!(strip("<strong>Free [the five](https://x.example)</strong>"), "Free the five");
        assert_eq!(strip("Ada Roe <ada@x.example>"), "Ada Roe <ada@x.example>");
        assert_eq!(strip("5 < 6"), "5 < 6");
    }
}
