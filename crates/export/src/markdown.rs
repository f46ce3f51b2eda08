//! Releases as Markdown: a heading a release, what and where it is, its quotes as block quotes with source.

use std::io::{self, Write};

use crate::{Document, cite, date};

pub(crate) fn write(
    out: &mut dyn Write,
    document: &Document<'_>,
    numbers: &[usize],
) -> io::Result<()> {
    let release = document.release;
    let title = document.title().unwrap_or("(no title)");
    writeln!(out, "## {}\n", escaped(title))?;
    if let Some(subtitle) = &release.subtitle {
        writeln!(out, "*{}*\n", escaped(&subtitle.value))?;
    }
    let countries = document.focus().map(gazetteer::name).collect::<Vec<_>>().join(", ");
    let kind = release.kind.value.name().replace('-', " ");
    let date = date::in_words(document.date());
    let about = [document.issuer().unwrap_or_default(), &kind, &date, &countries];
    let about = about.into_iter().filter(|part| !part.is_empty()).map(escaped);
    // a backslash at the end breaks the line
    writeln!(out, "{}\\", about.collect::<Vec<_>>().join(" · "))?;
    for path in &document.paths {
        writeln!(out, "{}\\", escaped(path))?;
    }
    writeln!(out, "id {} · sha256 {}\n", release.id, document.text_sha256)?;
    for (_, quote) in document.quotes(numbers) {
        let words = escaped(&cite::words(quote));
        let source = escaped(&cite::source(document, quote));
        let (start, end) = (quote.span.start, quote.span.end);
        writeln!(out, "> {words}\n>\n> — {source}, bytes {start}–{end}\n")?;
    }
    Ok(())
}

/// Text that means itself: on one line, without what Markdown or a browser would act on.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' => {
                escaped.extend(['\\', c]);
            }
            '#' | '+' | '-' | '=' if at == 0 => escaped.extend(['\\', c]),
            '.' | ')' if opens_a_list(&text[..at]) => escaped.extend(['\\', c]),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Whether a line that starts so would be a numbered item.
fn opens_a_list(start: &str) -> bool {
    (1..=9).contains(&start.len()) && start.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::sample;

    #[test]
    fn a_release_with_its_quotes() {
        let release = sample::release();
        let document = Document::new(&release, vec!["a/bridge_1.txt"], 0);
        let mut out = Vec::new();
        write(&mut out, &document, &document.all_quotes()).unwrap();
        expect![[r#"
            ## Malta: Mend the {Old} Bridge

            Bridge Board · statement · April 2012 · Malta\
            a/bridge\_1.txt\
            id 00000000000000bb · sha256 1453035bce4bff9148540b843088fec1b87eac14657cc829599e25c2bec7a814

            > “A bridge is 100 % trust \& steel\_work”
            >
            > — Ada Roe, engineer, Bridge Board, in “Malta: Mend the {Old} Bridge”, Bridge Board, April 2012, para. 2, a/bridge\_1.txt, bytes 40–80

            > the bridge would fall
            >
            > — reported words of the Board, in “Malta: Mend the {Old} Bridge”, Bridge Board, April 2012, para. 2, a/bridge\_1.txt, bytes 90–110

        "#]].assert_eq(&String::from_utf8(out).unwrap());
    }

    #[test]
    fn text_means_itself() {
        assert_eq!(escaped("<b>*a*</b> & `c`"), r"\<b\>\*a\*\</b\> \& \`c\`");
        assert_eq!(escaped("1. a 2. b"), r"1\. a 2. b");
        assert_eq!(escaped("- a - b"), r"\- a - b");
    }
}
