//! Queries drawn from the words and names of an archive, the same at every call.

use release::Release;
use unicode_segmentation::UnicodeSegmentation;

use crate::{Archive, Error, dice::Dice, schema::DocKind};

impl Archive {
    /// So many queries that the archive itself suggests: words and phrases of its releases, alone and
    /// with the countries, years and speakers of the same or of another release. They can be typed.
    ///
    /// # Errors
    ///
    /// [`Error::Damaged`], [`Error::Io`].
    pub fn sample(&self, n_queries: usize) -> Result<Vec<String>, Error> {
        self.guarded(|| {
            let mut addresses = self.snapshot.documents(DocKind::Release);
            // where a release stands among the others is a matter of threads and runs
            addresses.sort_by_key(|at| self.snapshot.columns(at.segment_ord).release(at.doc_id));
            if addresses.is_empty() {
                return Ok(Vec::new());
            }
            let mut dice = Dice(0);
            let mut queries = Vec::new();
            for number in 0..n_queries {
                let release = self.snapshot.release_at(addresses[dice.place(addresses.len())])?;
                let other = self.snapshot.release_at(addresses[dice.place(addresses.len())])?;
                let mut parts = words(&release, number, &mut dice);
                if number % 3 > 0 {
                    parts.extend(filter(&release, &other, &mut dice));
                }
                if !parts.is_empty() {
                    queries.push(parts.join(" "));
                }
            }
            Ok(queries)
        })
    }
}

/// A word, two words, a phrase or nothing of a release.
fn words(release: &Release, number: usize, dice: &mut Dice) -> Vec<String> {
    let is_plain = |word: &&str| {
        word.chars().all(char::is_alphabetic) && !matches!(*word, "AND" | "OR" | "NOT")
    };
    let words: Vec<&str> = release.text.unicode_words().filter(is_plain).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut word = || words[dice.place(words.len())];
    match number % 4 {
        0 => vec![word().to_owned()],
        1 => vec![format!("({} OR {})", word(), word())],
        2 => vec![format!("\"{}\"", word())],
        _ => Vec::new(),
    }
}

/// A value of one field of the release, or two of which one is another release's.
fn filter(release: &Release, other: &Release, dice: &mut Dice) -> Option<String> {
    let values = |release: &Release, field: &str| -> Option<String> {
        match field {
            "country" => release.focus().next().map(|country| country.to_string()),
            "year" => release.date.as_ref().map(|date| date.value.year().to_string()),
            "speaker" => release.speakers.first().map(|speaker| speaker.name.clone()),
            _ => release.language.as_ref().map(|language| language.value.to_string()),
        }
    };
    let field = ["country", "year", "speaker", "lang"][dice.place(4)];
    let mut typed: Vec<String> = [release, other]
        .into_iter()
        .filter_map(|release| values(release, field))
        .filter(|value| !value.contains(['"', '\\', '“', '”', '„', '«', '»']))
        .map(|value| format!("{field}:\"{value}\""))
        .collect();
    typed.dedup();
    match &typed[..] {
        [] => None,
        [one] => Some(one.clone()),
        _ => Some(format!("({})", typed.join(" OR "))),
    }
}
