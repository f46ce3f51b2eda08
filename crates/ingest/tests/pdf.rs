//! What is read of PDFs: those of a maker of our own, one trait each, and those that three producers made of
//! releases of the sample corpus.

#![allow(
    clippy::unwrap_used,        // a failed set-up should panic
    clippy::format_push_string, // no matter of speed here
)]

mod sheet;

use std::{collections::HashMap, fs, path::Path};

use ingest::{Unread, format, text::Text};

use self::sheet::{Line, locked, pdf, picture};

fn read(bytes: &[u8]) -> Result<Text, Unread> {
    let mut texts = Vec::new();
    format::read(bytes, Path::new("a.pdf"), &mut |text| texts.push(text))?;
    assert_eq!(texts.len(), 1);
    Ok(texts.remove(0))
}

fn failure(bytes: &[u8]) -> String {
    match read(bytes) {
        Err(Unread::Failed(error)) => format!("{error}; {}", error.help()),
        other => panic!("expected a failure, got {other:?}"),
    }
}

/// Lines below each other, as wide as a column of this maker's.
fn column<'a>(left: f32, top: f32, lines: &[&'a str]) -> Vec<Line<'a>> {
    let line = |(base, words): (f32, &&'a str)| (left, base, 11.0, *words);
    let bases = std::iter::successors(Some(top), |base| Some(base - 13.0));
    bases.zip(lines).map(line).collect()
}

#[test]
fn wrapped_lines_are_paragraphs_and_a_parted_word_is_whole() {
    let mut page = vec![(50.0, 780.0, 18.0, "Boats lost in the delta")];
    page.extend(column(
        50.0,
        740.0,
        &[
            "The council of the delta said on Monday that forty families had lost",
            "their boats in the storm, and that nobody of the provincial govern-",
            "ment had come to count them.",
        ],
    ));
    page.extend(column(50.0, 690.0, &["Contact: Ada Roe, press@delta.example", "+1 555 0101"]));
    let text = read(&pdf(&[page])).unwrap();
    assert_eq!(
        text.characters,
        "Boats lost in the delta\n\nThe council of the delta said on Monday that forty families had lost \
         their boats in the storm, and that nobody of the provincial government had come to count them.\n\n\
         Contact: Ada Roe, press@delta.example\n+1 555 0101\n"
    );
    assert_eq!(text.hints[0].span.of(&text.characters), "Boats lost in the delta");
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let left = [
        "The council of the delta said on",
        "Monday that forty families had lost",
        "their boats in the storm and that",
        "nobody had come to count them for",
        "a week. The province has a fund for",
        "such losses which it has not used",
        "since the flood of the year before,",
        "when it paid for nets alone and not",
    ];
    let right = [
        "for boats. The council asks it to",
        "pay before the season opens in the",
        "first week of May, and to let those",
        "who lost their boats fish from the",
        "shore until then without a licence.",
        "The minister did not answer to the",
        "letter which it sent on the day of",
        "the storm, nor to the one after it.",
    ];
    let mut page = column(50.0, 740.0, &left);
    page.extend(column(310.0, 740.0, &right));
    let text = read(&pdf(&[page])).unwrap();
    assert!(
        text.characters.contains("nets alone and not for boats. The council"),
        "{}",
        text.characters
    );
}

#[test]
fn heads_and_numbers_of_pages_go_and_the_pages_are_known() {
    let words = ["Forty boats were lost.", "Nobody counted them.", "The season opens in May."];
    let numbers = ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"];
    let pages: Vec<Vec<Line<'_>>> = words
        .iter()
        .zip(&numbers)
        .map(|(words, number)| {
            vec![
                (50.0, 810.0, 9.0, "Delta Watch"),
                (50.0, 700.0, 11.0, *words),
                (280.0, 30.0, 9.0, *number),
            ]
        })
        .collect();
    let text = read(&pdf(&pages)).unwrap();
    assert_eq!(text.characters, words.join("\n\n") + "\n");
    let page_of =
        |word: &str| text.pages.of(u32::try_from(text.characters.find(word).unwrap()).unwrap());
    assert_eq!(["Forty", "Nobody", "season"].map(page_of), [Some(1), Some(2), Some(3)]);
}

#[test]
fn what_gives_no_text_has_a_name() {
    assert_eq!(
        failure(&picture()),
        "no_text: its one page is a picture; run with --ocr to have its text recognised (needs tesseract and pdftoppm)"
    );
    assert_eq!(
        failure(&locked()),
        "encrypted: it opens only with a password; save a copy without the password"
    );
    assert_eq!(
        failure(&pdf(&[vec![]])),
        "no_text: there is no text in this pdf file; see whether the file is whole"
    );
    assert!(failure(b"%PDF-1.4\nnothing").starts_with("unreadable pdf: "));
    assert_eq!(
        failure(b"a text of that name"),
        "this is no pdf file: it does not begin like one; if it is another format, give it the right ending"
    );
}

/// Of how many words of `expected` `found` has the same, in any order.
fn recall(expected: &str, found: &str) -> (usize, usize) {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let mut left: HashMap<String, usize> = HashMap::new();
    for word in words(found) {
        *left.entry(word).or_default() += 1;
    }
    let expected = words(expected);
    let is_there = |word: &&String| match left.get_mut(*word) {
        Some(number) if *number > 0 => {
            *number -= 1;
            true
        }
        _ => false,
    };
    (expected.iter().filter(is_there).count(), expected.len())
}

#[test]
fn releases_come_back_from_three_producers() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let gold = fs::read_to_string(corpus.join("gold.jsonl")).unwrap();
    let path_of = |id: &str| {
        let line = gold.lines().find(|line| line.contains(&format!("\"id\": \"{id}\""))).unwrap();
        let (_, path) = line.split_once("\"path\": \"").unwrap();
        corpus.join(path.split('"').next().unwrap())
    };
    let (mut n_found, mut n_words, mut n_files) = (0, 0, 0);
    for file in fs::read_dir(corpus.join("pdf")).unwrap() {
        let file = file.unwrap().path();
        let Some(stem) = file
            .file_name()
            .and_then(|name| name.to_str())
            .and_then(|name| name.strip_suffix(".pdf"))
        else {
            continue;
        };
        let source = fs::read_to_string(path_of(stem.split('-').next().unwrap())).unwrap();
        let text = read(&fs::read(&file).unwrap()).unwrap();
        let (found, words) = recall(&source, &text.characters);
        let (_, n_read) = recall(&text.characters, "");
        assert!(n_read <= words + words / 100 + 3, "{stem}: {n_read} words of {words}");
        n_found += found;
        n_words += words;
        n_files += 1;
    }
    assert!(n_files >= 6, "{n_files} files");
    assert!(n_found * 1000 >= n_words * 995, "{n_found} of {n_words} words");
}
