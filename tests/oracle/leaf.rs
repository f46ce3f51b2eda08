//! `Leaf`: a word, a phrase, a window, a beginning or a word with slips, sought in the texts.

use unicode_segmentation::UnicodeSegmentation;

use super::{
    dice::Dice,
    lists::{Item, Lists, Zone},
    words::{edits, fold, folded_pieces, pieces},
};

/// A field of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Any,
    Title,
    Body,
    Quote,
    Path,
}

#[derive(Clone, Copy, Debug)]
enum Form {
    /// Any form of each of the words.
    Stemmed,
    Exact,
    /// In any order, with at most so many others between.
    Near(usize),
    Prefix,
    Fuzzy(usize),
}

/// What is sought in a text.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    field: Field,
    form: Form,
    /// Without field and marks.
    text: String,
}

/// A leaf, and for each of its words which words of the texts it means.
pub(super) struct Sought<'a> {
    leaf: &'a Leaf,
    sets: Vec<Vec<bool>>,
    /// How often each word is sought.
    times: Vec<usize>,
}

impl Leaf {
    /// From one to four words that stand together in an item, in any of the forms.
    pub(super) fn draw(dice: &mut Dice, lists: &Lists, item: &Item) -> Option<Self> {
        if dice.one_in(20) {
            let words: Vec<&String> = lists.releases[item.release].path_words.iter().collect();
            let text = (*words.get(dice.below(words.len()))?).clone();
            return Some(Self { field: Field::Path, form: Form::Stemmed, text });
        }
        let (zone, passage) = item.passages.get(dice.below(item.passages.len()))?;
        let field = match zone {
            Zone::Title => Field::Title,
            Zone::Body => Field::Body,
            Zone::Quote => Field::Quote,
            Zone::Contacts | Zone::Standing => Field::Any,
        };
        let field = if dice.one_in(4) { field } else { Field::Any };
        let words = &item.words[passage.clone()];
        let start = dice.below(words.len());
        let spelt = |at: usize| lists.vocabulary.words[words[at] as usize].spelt.as_str();
        let end = (start + 1 + dice.below(3)).min(words.len());
        let phrase = (start..end).map(spelt).collect::<Vec<_>>().join(" ");
        let first = spelt(start);
        let letters = first.chars().count();
        let is_plain = first.chars().all(char::is_alphabetic);
        let is_word = first.chars().all(char::is_alphanumeric);
        let (form, text) = match dice.below(8) {
            0 | 1 if is_word => (Form::Stemmed, first.to_owned()),
            2 if is_word
                && end - start > 1
                && spelt(start + 1).chars().all(char::is_alphabetic) =>
            {
                // written as one, both must occur
                (Form::Stemmed, format!("{first}-{}", spelt(start + 1)))
            }
            3 => {
                let last = (start + 2 + dice.below(8)).min(words.len());
                let mut some: Vec<&str> =
                    (start..last).map(spelt).filter(|_| !dice.one_in(2)).collect();
                if dice.one_in(2) {
                    some.reverse();
                }
                let slop = if dice.one_in(4) { dice.below(1001) } else { dice.below(12) };
                (Form::Near(slop), some.join(" "))
            }
            4 if is_plain && letters > 2 => {
                let kept = 2 + dice.below(letters - 1);
                (Form::Prefix, first.chars().take(kept).collect())
            }
            5 if is_plain && (5..=20).contains(&letters) => {
                (Form::Fuzzy(1 + dice.below(2)), slipped(dice, first))
            }
            _ => (Form::Exact, phrase),
        };
        let is_loud = dice.one_in(4) && !matches!(form, Form::Stemmed);
        let text = if is_loud { text.to_uppercase() } else { text };
        let text =
            if ["AND", "OR", "NOT"].contains(&text.as_str()) { text.to_lowercase() } else { text };
        let holds_words = !folded_pieces(&text).is_empty() && text.contains(char::is_alphanumeric);
        // other marks of quotation would end a phrase
        let is_safe =
            !text.contains(['"', '\\', '“', '”', '„', '«', '»', '‹', '›', '「', '」', '″']);
        (holds_words && is_safe).then_some(Self { field, form, text })
    }

    pub(super) fn typed(&self) -> String {
        let field = match self.field {
            Field::Any => "",
            Field::Title => "title:",
            Field::Body => "body:",
            Field::Quote => "quote:",
            Field::Path => "path:",
        };
        let text = &self.text;
        match self.form {
            Form::Stemmed => format!("{field}{text}"),
            Form::Exact => format!("{field}\"{text}\""),
            Form::Near(slop) => format!("{field}\"{text}\"~{slop}"),
            Form::Prefix => format!("{field}{text}*"),
            Form::Fuzzy(1) => format!("{field}{text}~"),
            Form::Fuzzy(distance) => format!("{field}{text}~{distance}"),
        }
    }

    /// What each word means among those of the texts.
    pub(super) fn sought(&self, lists: &Lists) -> Sought<'_> {
        let vocabulary = &lists.vocabulary;
        let exact = |word: &String| vocabulary.which(|other| other.folded == *word);
        let sets = match self.form {
            _ if self.field == Field::Path => Vec::new(),
            Form::Stemmed => {
                let mut words: Vec<&str> = self.text.unicode_words().flat_map(pieces).collect();
                // a possessive ending says nothing; `that-s` has two words
                let before = self.text.chars().rev().nth(1).unwrap_or_default();
                if let [_, .., "s" | "S"] = words[..]
                    && "'’‘‛ʼʻʹʾʿ′＇`´".contains(before)
                {
                    words.pop();
                }
                words.into_iter().map(|word| vocabulary.with_stem_of(word)).collect()
            }
            Form::Exact | Form::Near(_) => folded_pieces(&self.text).iter().map(exact).collect(),
            Form::Prefix => {
                let start = fold(&self.text);
                vec![vocabulary.which(|word| word.folded.starts_with(&start))]
            }
            Form::Fuzzy(distance) => {
                let sought = fold(&self.text);
                let length = sought.chars().count();
                vec![vocabulary.which(|word| {
                    word.folded.chars().count().abs_diff(length) <= distance
                        && edits(&word.folded, &sought) <= distance
                })]
            }
        };
        let times_of = |set| sets.iter().filter(|other| *other == set).count();
        let times = sets.iter().map(times_of).collect();
        Sought { leaf: self, sets, times }
    }
}

/// The word with a letter left out, doubled or swapped with the next.
fn slipped(dice: &mut Dice, word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = dice.below(letters.len() - 1);
    match dice.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters.swap(at, at + 1),
        _ => {}
    }
    letters.into_iter().collect()
}

impl Sought<'_> {
    pub(super) fn holds(&self, item: &Item, lists: &Lists, is_wide: bool) -> bool {
        let release = &lists.releases[item.release];
        // of a quote one asks where its release has a word; where words stand is a matter of the field
        let (item, covers): (&Item, fn(Zone, bool) -> bool) = match self.leaf.field {
            Field::Path => return release.path_words.contains(&fold(&self.leaf.text)),
            Field::Title => (release, |zone, _| zone == Zone::Title),
            Field::Body => (release, |zone, _| zone == Zone::Body),
            Field::Quote => (item, |zone, _| zone == Zone::Quote),
            Field::Any if item.is_quote => (item, |_, _| true),
            Field::Any => (item, |zone, is_wide| zone != Zone::Standing || is_wide),
        };
        let passages = item.passages.iter().filter(|(zone, _)| covers(*zone, is_wide));
        let mut texts = passages.map(|(_, range)| &item.words[range.clone()]);
        match self.leaf.form {
            // what is asked of the quotes of a release one of them must have
            Form::Stemmed if self.leaf.field == Field::Quote => texts.any(|text| {
                self.sets.iter().all(|set| text.iter().any(|&word| set[word as usize]))
            }),
            // each of them, wherever it stands
            Form::Stemmed => {
                let texts: Vec<&[u32]> = texts.collect();
                self.sets
                    .iter()
                    .all(|set| texts.iter().any(|text| text.iter().any(|&word| set[word as usize])))
            }
            Form::Near(slop) if slop > 0 && self.sets.len() > 1 => {
                texts.any(|text| self.stand_near(text, slop))
            }
            _ => texts.any(|text| {
                text.windows(self.sets.len())
                    .any(|run| run.iter().zip(&self.sets).all(|(&word, set)| set[word as usize]))
            }),
        }
    }

    /// Whether all words stand within so many others, each as often as it is sought.
    fn stand_near(&self, text: &[u32], slop: usize) -> bool {
        let width = self.sets.len() + slop;
        (0..text.len()).filter(|&from| self.sets.iter().any(|set| set[text[from] as usize])).any(
            |from| {
                let window = &text[from..text.len().min(from + width)];
                self.sets.iter().zip(&self.times).all(|(set, &times)| {
                    window.iter().filter(|&&word| set[word as usize]).count() >= times
                })
            },
        )
    }
}
