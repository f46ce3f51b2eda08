//! One document: what a reader wrote down against what was understood.

use std::collections::BTreeMap;

use release::{Country, Involvement, QuoteKind};
use serde::Serialize;

use super::{
    answer::{Answer, Quote},
    confusion::{Matter, Pair, of_countries, of_dates},
    gold::{Annotation, GoldQuote, Person},
    matching::{Start, same_person, same_place, token_f1},
    score::{Collection, Field, Scores, Single},
};

/// So much of a title must be the same.
const TITLE_F1: f64 = 0.9;
/// So much of an organisation or role.
const NAME_F1: f64 = 0.6;

/// Where gold and answer differ in one field of one document.
#[derive(Debug, Serialize)]
pub(crate) struct Difference {
    /// The annotation.
    pub(crate) id: String,
    #[serde(flatten)]
    pub(crate) what: What,
}

/// What differs.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum What {
    /// One value is wrong.
    Wrong {
        /// The person or quote whose value it is.
        #[serde(skip_serializing_if = "Option::is_none")]
        about: Option<String>,
        gold: Option<String>,
        got: Option<String>,
    },
    /// Of several values some are missing or made up.
    Uneven { missed: Vec<String>, extra: Vec<String> },
}

/// What comparing one document gives.
#[derive(Debug)]
pub(crate) struct Marks {
    pub(crate) scores: Scores,
    /// In the order of the fields.
    pub(crate) differences: Vec<(Field, Difference)>,
    /// What was taken for what.
    pub(crate) pairs: Vec<Pair>,
}

/// Compares one document.
pub(crate) fn compare(gold: &Annotation, answer: &Answer) -> Marks {
    let marks = Marks { scores: Scores::over(1), differences: Vec::new(), pairs: Vec::new() };
    let mut sheet = Sheet { gold, answer, marks };
    sheet.values();
    sheet.countries();
    sheet.names();
    sheet.quotes(QuoteKind::Direct, Collection::QuotesDirect);
    sheet.quotes(QuoteKind::Indirect, Collection::QuotesIndirect);
    sheet.false_speakers();
    sheet.attribution();
    sheet.roles();
    let mut marks = sheet.marks;
    marks.differences.sort_by_key(|(field, _)| *field);
    marks
}

/// The sheet on which one document is marked.
struct Sheet<'d> {
    gold: &'d Annotation,
    answer: &'d Answer,
    marks: Marks,
}

impl Sheet<'_> {
    fn values(&mut self) {
        let (gold, answer) = (self.gold, self.answer);
        let is_date = answer.date == gold.date
            || !answer.date.is_empty() && gold.alt_dates.contains(&answer.date);
        self.mark(Single::Date, is_date, None, &gold.date, &answer.date);
        if !is_date {
            self.marks.pairs.push(of_dates(&gold.date, &answer.date));
        }
        let has_none = gold.title.is_empty() && answer.title.is_empty();
        let mut titles = [&gold.title].into_iter().chain(&gold.alt_titles);
        let is_title = has_none || titles.any(|title| token_f1(title, &answer.title) >= TITLE_F1);
        self.mark(Single::Title, is_title, None, &gold.title, &answer.title);
        let is_language = primary(&gold.lang) == primary(&answer.language);
        self.mark(Single::Language, is_language, None, &gold.lang, &answer.language);
        if !is_language {
            self.take(Matter::Language, &gold.lang, &answer.language);
        }
        if !gold.kind.is_empty() && gold.kind != answer.kind {
            self.take(Matter::Type, &gold.kind, answer.kind);
        }
        if !gold.organisation.is_empty() {
            let is_issuer = token_f1(&gold.organisation, &answer.organisation) >= NAME_F1;
            self.mark(
                Single::Organisation,
                is_issuer,
                None,
                &gold.organisation,
                &answer.organisation,
            );
            if !is_issuer {
                self.take(Matter::Organisation, &gold.organisation, &answer.organisation);
            }
        }
    }

    fn countries(&mut self) {
        let (gold, answer) = (self.gold, self.answer);
        let mut focus = answer.countries.clone();
        focus.retain(|(_, involvement)| *involvement == Involvement::Focus);
        let focus = codes(&focus, &[&gold.focus_optional]);
        let free: [&[Country]; 2] = [&gold.orgname_only_countries, &gold.implied_countries];
        let mentioned = codes(&answer.countries, &free);
        self.tally(Collection::Focus, &gold.focus_countries, &focus, PartialEq::eq);
        self.tally(Collection::Mentioned, &gold.mentioned_countries, &mentioned, PartialEq::eq);
        self.marks.pairs.extend(of_countries(gold, answer));
    }

    fn names(&mut self) {
        let (gold, answer) = (self.gold, self.answer);
        let speakers = answer.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
        let contacts = answer.contacts.iter().map(String::as_str).collect();
        self.persons(Collection::Speakers, &gold.speakers, &gold.speakers_optional, speakers);
        self.persons(Collection::Contacts, &gold.contacts, &gold.contacts_optional, contacts);
        let same = |gold: &String, got: &String| same_place(gold, got);
        self.tally(Collection::Places, &gold.dateline_places, &answer.places, same);
    }

    fn persons(&mut self, field: Collection, gold: &[Person], free: &[Person], mut got: Vec<&str>) {
        let is_one_of = |persons: &[Person], name: &str| {
            persons.iter().any(|person| same_person(person.name(), name))
        };
        got.retain(|name| is_one_of(gold, name) || !is_one_of(free, name));
        let names: Vec<&str> = gold.iter().map(Person::name).collect();
        self.tally(field, &names, &got, |gold, got| same_person(gold, got));
    }

    fn quotes(&mut self, kind: QuoteKind, field: Collection) {
        let is_wanted = |quote: &&GoldQuote| quote.kind() == kind.name() && quote.is_of_a_person();
        let (wanted, free): (Vec<_>, Vec<_>) = self.gold.quotes.iter().partition(is_wanted);
        let starts = |quotes: &[&GoldQuote]| -> Vec<Start> {
            quotes.iter().map(|quote| Start::of(&quote.starts)).collect()
        };
        let (wanted_starts, free_starts) = (starts(&wanted), starts(&free));
        let is_one_of = |starts: &[Start], quote: &Quote| {
            starts.iter().any(|start| start.is_of(&quote.wording))
        };
        let given: Vec<&Quote> = self
            .answer
            .quotes
            .iter()
            .filter(|quote| quote.kind == kind && quote.speaker.is_some())
            .filter(|quote| is_one_of(&wanted_starts, quote) || !is_one_of(&free_starts, quote))
            .collect();
        let wanted: Vec<(&GoldQuote, Start)> = wanted.into_iter().zip(wanted_starts).collect();
        let (mut missed, extra) =
            unmatched(&wanted, &given, |(_, start), quote| start.is_of(&quote.wording));
        // a span that was joined to the one before it is found
        missed.retain(|(quote, start)| {
            let is_joined =
                || self.answer.quotes.iter().any(|quote| start.stands_in(&quote.wording));
            !(quote.is_continuation() && is_joined())
        });
        for _ in missed.len()..wanted.len() {
            self.take(Matter::Quote, kind.name(), kind.name());
        }
        for (_, start) in &missed {
            let mut others = self.answer.quotes.iter().filter(|quote| quote.kind != kind);
            let other = others.find(|quote| start.is_of(&quote.wording));
            self.take(Matter::Quote, kind.name(), other.map_or("", |quote| quote.kind.name()));
        }
        for _ in &extra {
            self.take(Matter::Quote, "", kind.name());
        }
        let missed = missed.iter().map(|(quote, _)| quote.starts.clone()).collect();
        let extra = extra.iter().map(|quote| quote.text.clone()).collect();
        self.count(field, wanted.len(), missed, extra);
    }

    /// Words that are no named person's must be given to none.
    fn false_speakers(&mut self) {
        for quote in self.gold.quotes.iter().filter(|quote| !quote.is_of_a_person()) {
            let start = Start::of(&quote.starts);
            let mut given = self.answer.quotes.iter().filter(|given| start.is_of(&given.wording));
            let person = given.find_map(|given| given.speaker.as_deref());
            let whose = quote.speaker.as_deref().unwrap_or_default();
            if let Some(person) = person {
                self.take(Matter::Speaker, whose, person);
            }
            let about = Some(quote.starts.as_str());
            self.mark(
                Single::NoFalseSpeaker,
                person.is_none(),
                about,
                whose,
                person.unwrap_or_default(),
            );
        }
    }

    fn attribution(&mut self) {
        let of_persons = self
            .gold
            .quotes
            .iter()
            .filter(|quote| quote.kind() == "direct" && quote.is_of_a_person());
        for quote in of_persons {
            let Some(names) = quote.speaker.as_deref().filter(|names| !names.is_empty()) else {
                continue;
            };
            let start = Start::of(&quote.starts);
            let Some(found) = self.answer.quotes.iter().find(|found| start.is_of(&found.wording))
            else {
                continue;
            };
            let speaker = found.speaker.as_deref().unwrap_or_default();
            let is_right = names.split(';').any(|name| same_person(name, speaker));
            self.mark(Single::Attribution, is_right, Some(&quote.starts), names, speaker);
            if !is_right {
                self.take(Matter::Speaker, names, speaker);
            }
        }
    }

    fn roles(&mut self) {
        let with_role =
            self.gold.speakers.iter().filter_map(|person| Some((person.name(), person.role()?)));
        // of a person annotated twice the last role counts
        let roles: BTreeMap<&str, &str> = with_role.collect();
        for (name, role) in roles {
            let found =
                self.answer.speakers.iter().find(|speaker| same_person(name, &speaker.name));
            if let Some(speaker) = found {
                let is_right = token_f1(role, &speaker.role) >= NAME_F1;
                self.mark(Single::Role, is_right, Some(name), role, &speaker.role);
            }
        }
    }

    fn mark(&mut self, field: Single, is_right: bool, about: Option<&str>, gold: &str, got: &str) {
        self.marks.scores.one_mut(field).count(is_right);
        if !is_right {
            let some = |value: &str| Some(value.to_owned()).filter(|value| !value.is_empty());
            let about = about.map(str::to_owned);
            self.differ(Field::One(field), What::Wrong { about, gold: some(gold), got: some(got) });
        }
    }

    fn tally<V: ToString>(
        &mut self,
        field: Collection,
        gold: &[V],
        got: &[V],
        same: impl Fn(&V, &V) -> bool,
    ) {
        let (missed, extra) = unmatched(gold, got, same);
        let shown = |values: Vec<&V>| values.into_iter().map(ToString::to_string).collect();
        self.count(field, gold.len(), shown(missed), shown(extra));
    }

    fn count(&mut self, field: Collection, n_gold: usize, missed: Vec<String>, extra: Vec<String>) {
        let overlap = self.marks.scores.several_mut(field);
        overlap.found += (n_gold - missed.len()) as u64;
        overlap.extra += extra.len() as u64;
        overlap.missed += missed.len() as u64;
        if !(missed.is_empty() && extra.is_empty()) {
            self.differ(Field::Several(field), What::Uneven { missed, extra });
        }
    }

    fn take(&mut self, matter: Matter, gold: &str, got: &str) {
        self.marks.pairs.push(Pair::new(matter, gold, got));
    }

    fn differ(&mut self, field: Field, what: What) {
        self.marks.differences.push((field, Difference { id: self.gold.id.clone(), what }));
    }
}

/// The countries of an answer, each once, without those that are free.
fn codes(countries: &[(Country, Involvement)], free: &[&[Country]]) -> Vec<Country> {
    let mut codes: Vec<Country> = countries.iter().map(|(country, _)| *country).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.retain(|country| !free.iter().any(|free| free.contains(country)));
    codes
}

/// `zh` of `zh-Hant`.
fn primary(language: &str) -> &str {
    language.get(..2).unwrap_or(language)
}

/// What is left of both when each of the gold has taken the first answer that is its like.
fn unmatched<'v, G, A>(
    gold: &'v [G],
    got: &'v [A],
    same: impl Fn(&G, &A) -> bool,
) -> (Vec<&'v G>, Vec<&'v A>) {
    let mut left: Vec<&A> = got.iter().collect();
    let mut missed = Vec::new();
    for wanted in gold {
        match left.iter().position(|answer| same(wanted, answer)) {
            Some(answer_idx) => {
                left.remove(answer_idx);
            }
            None => missed.push(wanted),
        }
    }
    (missed, left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::{
        answer::Speaker,
        score::{Overlap, Share},
    };

    fn gold(json: &str) -> Annotation {
        serde_json::from_str(json).unwrap()
    }

    fn scores(gold_json: &str, answer: &Answer) -> Scores {
        compare(&gold(gold_json), answer).scores
    }

    fn direct(text: &str, speaker: &str) -> Quote {
        Quote::new(text, QuoteKind::Direct, Some(speaker))
    }

    fn overlap(found: u64, extra: u64, missed: u64) -> Overlap {
        Overlap { found, extra, missed }
    }

    #[test]
    fn either_of_two_rival_dates_is_right_and_none_is_right_where_there_is_none() {
        let both = r#"{"id": "1", "date": "2012-04-03", "alt_dates": ["2012-04-04"]}"#;
        for (date, is_right) in [("2012-04-03", 1), ("2012-04-04", 1), ("2012-04-05", 0), ("", 0)] {
            let answer = Answer { date: date.to_owned(), ..Answer::default() };
            assert_eq!(
                scores(both, &answer).one(Single::Date),
                Share { right: is_right, of: 1 },
                "{date}"
            );
        }
        assert_eq!(scores(r#"{"id": "1"}"#, &Answer::default()).one(Single::Date).right, 1);
    }

    #[test]
    fn a_country_that_may_be_focus_or_not_is_neither_rewarded_nor_punished() {
        let country = |code| Country::new(code).unwrap();
        let countries = vec![
            (country("KAZ"), Involvement::Focus),
            (country("KGZ"), Involvement::Focus),
            (country("UZB"), Involvement::Focus),
        ];
        let answer = Answer { countries, ..Answer::default() };
        let annotation = r#"{"id": "1", "focus_countries": ["KZ", "TJ"], "focus_optional": ["KG"],
            "mentioned_countries": ["KZ", "KG"], "implied_countries": ["UZ"]}"#;
        let scores = scores(annotation, &answer);
        assert_eq!(scores.several(Collection::Focus), overlap(1, 1, 1));
        assert_eq!(scores.several(Collection::Mentioned), overlap(2, 0, 0));
    }

    #[test]
    fn an_optional_speaker_costs_nothing_and_a_made_up_one_does() {
        let names = ["Roe", "Ada Doe", "Max Poe"];
        let speakers =
            names.map(|name| Speaker { name: name.to_owned(), role: String::new() }).to_vec();
        let answer = Answer { speakers, ..Answer::default() };
        let annotation = r#"{"id": "1", "speakers": [{"name": "Jane Roe", "role": "Director"}],
            "speakers_optional": ["Ada Doe"]}"#;
        let scores = scores(annotation, &answer);
        assert_eq!(scores.several(Collection::Speakers), overlap(1, 1, 0));
        assert_eq!(scores.one(Single::Role), Share { right: 0, of: 1 });
    }

    #[test]
    fn a_continuation_joined_to_the_quote_before_is_found() {
        let annotation = r#"{"id": "1", "quotes": [
            {"speaker": "Jane Roe", "starts": "The cells must open", "attr": "q_said_X"},
            {"speaker": "Jane Roe", "starts": "We wait", "attr": "cont"},
            {"speaker": "Jane Roe", "starts": "We hope", "attr": "q_said_X"}]}"#;
        let quotes = vec![direct("The cells must open. We wait. We hope.", "Jane Roe")];
        let answer = Answer { quotes, ..Answer::default() };
        assert_eq!(scores(annotation, &answer).several(Collection::QuotesDirect), overlap(2, 0, 1));
    }

    #[test]
    fn words_of_an_organisation_belong_to_no_person() {
        let annotation = r#"{"id": "1", "quotes": [
            {"speaker": "ORG:Rivers", "speaker_type": "org", "starts": "We call on all states", "kind": "direct"}]}"#;
        let with = |speaker: Option<&str>| Answer {
            quotes: vec![Quote::new("We call on all states to act.", QuoteKind::Direct, speaker)],
            ..Answer::default()
        };
        let given = scores(annotation, &with(Some("Jane Roe")));
        assert_eq!(given.one(Single::NoFalseSpeaker), Share { right: 0, of: 1 });
        // it is told by that figure, not by the quotes too
        assert_eq!(given.several(Collection::QuotesDirect), Overlap::default());
        assert_eq!(
            scores(annotation, &with(None)).one(Single::NoFalseSpeaker),
            Share { right: 1, of: 1 }
        );
    }

    #[test]
    fn either_of_two_joint_speakers_is_right() {
        let annotation =
            r#"{"id": "1", "quotes": [{"speaker": "Jane Roe; Ada Doe", "starts": "We wait"}]}"#;
        for (speaker, right) in [("Ada Doe", 1), ("Roe", 1), ("Max Poe", 0)] {
            let answer = Answer { quotes: vec![direct("We wait", speaker)], ..Answer::default() };
            assert_eq!(
                scores(annotation, &answer).one(Single::Attribution),
                Share { right, of: 1 }
            );
        }
    }

    #[test]
    fn an_answer_is_taken_once() {
        let annotation = r#"{"id": "1", "dateline_places": ["Geneva", "Geneva"]}"#;
        let answer = Answer { places: vec!["GENEVA".to_owned()], ..Answer::default() };
        let Marks { scores, differences, .. } = compare(&gold(annotation), &answer);
        assert_eq!(scores.several(Collection::Places), overlap(1, 0, 1));
        let json = serde_json::to_value(&differences[0].1).unwrap();
        assert_eq!(json, serde_json::json!({"id": "1", "missed": ["Geneva"], "extra": []}));
    }
}
