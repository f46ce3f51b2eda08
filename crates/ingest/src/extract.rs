//! From a text to a release: every step in order, none of which can fail.

use release::{
    Contact, Country, Found, Language, Release, ReleaseId, ReleaseKind, Source, Warning,
    WarningKind, Word, Words,
};

use crate::{
    author, contact, country, date, dateline, headline, kind, language, layout, lexicon, lookalike,
    organisation,
    quote::{
        self,
        model::{Ranker, Weights},
    },
    text::Text,
    words,
};

/// What [`extract`] makes of a text.
#[derive(Clone, Debug)]
pub struct Extracted {
    /// The release, with its warnings.
    pub release: Release,
    /// The words of [`Release::text`], cut once, for the index.
    pub words: Words,
}

/// A step of [`extract`], for those who measure what each takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Cutting the text into words.
    Words,
    /// Lines, blocks, and what each is for.
    Layout,
    /// The languages.
    Language,
    /// Title and subtitle.
    Title,
    /// Whom to call.
    Contacts,
    /// The date.
    Date,
    /// The places of the dateline.
    Places,
    /// The issuer, and what kind of release it is.
    Organisation,
    /// Quotes and their speakers.
    Quotes,
    /// Who wrote it.
    Authors,
    /// Countries.
    Countries,
    /// The hash of the text.
    Identity,
}

impl Step {
    /// All steps in their order.
    pub const ALL: [Self; 12] = [
        Self::Words,
        Self::Layout,
        Self::Language,
        Self::Title,
        Self::Contacts,
        Self::Date,
        Self::Places,
        Self::Organisation,
        Self::Quotes,
        Self::Authors,
        Self::Countries,
        Self::Identity,
    ];

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Layout => "layout",
            Self::Language => "language",
            Self::Title => "title",
            Self::Contacts => "contacts",
            Self::Date => "date",
            Self::Places => "places",
            Self::Organisation => "organisation",
            Self::Quotes => "quotes",
            Self::Authors => "authors",
            Self::Countries => "countries",
            Self::Identity => "identity",
        }
    }
}

/// Understands one text. Whatever the text, there is a release; what is not found stays empty.
pub fn extract(text: Text) -> Extracted {
    extract_by(text, Ranker::Learned(Weights::embedded()))
}

/// The same, with another ranker of speakers: to measure what the shipped one is worth.
pub fn extract_by(text: Text, ranker: Ranker<'_>) -> Extracted {
    by_steps(text, ranker, &mut |_| {})
}

/// The same as [`extract`]; `done` is called at the end of each step.
pub fn extract_by_steps(text: Text, done: &mut dyn FnMut(Step)) -> Extracted {
    by_steps(text, Ranker::Learned(Weights::embedded()), &mut |step| done(step))
}

fn by_steps(text: Text, ranker: Ranker<'_>, done: &mut impl FnMut(Step)) -> Extracted {
    let words = words::cut(&text.characters);
    done(Step::Words);
    let layout = layout::lay_out(&text, &words);
    done(Step::Layout);
    let read = Read::of(&text, &words, &layout, ranker, done);
    let Read {
        language,
        passages,
        headline,
        contacts,
        date,
        places,
        organisation,
        kind,
        mut spoken,
    } = read;
    let characters = text.characters.as_str();
    let about = country::Input {
        text: characters,
        blocks: &layout.blocks,
        language: language.as_ref().map(|language| language.value),
        places: &places,
        persons: &spoken.persons,
        organisations: &spoken.organisations,
    };
    let sightings = country::sight(&about);
    let countries = country::find(&about, &sightings);
    for quote in &mut spoken.quotes {
        quote.mentions = country::named_in(&sightings, quote.span);
    }
    done(Step::Countries);
    let mut warnings = text.warnings;
    warnings.extend(date.warnings);
    warnings.append(&mut spoken.warnings);
    warnings.extend(too_long(&words));
    warnings.extend(lookalike::warning(characters, &words));
    let id = identity(characters);
    done(Step::Identity);
    let release = Release {
        id,
        source: Source {
            format: text.format.to_owned(),
            encoding: text.encoding.to_owned(),
            item: text.item,
            within: text.within,
            pages: text.pages,
        },
        blocks: layout.blocks,
        kind,
        language,
        passages,
        title: headline.title,
        subtitle: headline.subtitle,
        date: date.date,
        places,
        organisation: organisation.found,
        countries,
        speakers: spoken.speakers,
        quotes: spoken.quotes,
        contacts,
        warnings,
        text: text.characters,
    };
    Extracted { release, words }
}

/// The fields that are read before the countries.
struct Read {
    language: Option<Found<Language>>,
    passages: Vec<Found<Language>>,
    headline: headline::Headline,
    contacts: Vec<Contact>,
    date: date::Chosen,
    places: Vec<Found<String>>,
    organisation: organisation::Organisation,
    kind: Found<ReleaseKind>,
    spoken: quote::Spoken,
}

impl Read {
    fn of(
        text: &Text,
        words: &[Word],
        layout: &layout::Layout,
        ranker: Ranker<'_>,
        done: &mut impl FnMut(Step),
    ) -> Self {
        let characters = text.characters.as_str();
        let language = language::detect(text, layout);
        let main = language.as_ref().map(|language| language.value);
        let passages = language::in_other_languages(layout, main);
        done(Step::Language);
        let headline = headline::read(text, layout);
        done(Step::Title);
        let mut contacts = contact::read(characters, layout);
        let bodies = organisation::take_bodies(layout, &mut contacts);
        done(Step::Contacts);
        let date = date::choose(text, layout, is_american(characters, layout, &contacts));
        done(Step::Date);
        let places = dateline::places(characters, layout);
        done(Step::Places);
        let all;
        let addressed = if bodies.is_empty() {
            contacts.as_slice()
        } else {
            all = [contacts.as_slice(), bodies.as_slice()].concat();
            &all
        };
        let about_issuer = organisation::Input {
            text,
            layout,
            contacts: addressed,
            places: &places,
            language: main,
        };
        let mut organisation = organisation::find(&about_issuer);
        let kind = kind::detect(layout);
        done(Step::Organisation);
        let about_speech = quote::Input {
            text: characters,
            words,
            layout,
            language: main,
            passages: &passages,
            contacts: &contacts,
            issuer: &organisation.issuer,
            places: &places,
        };
        let mut spoken = quote::find(&about_speech, ranker);
        done(Step::Quotes);
        if organisation.found.is_none() || organisation.is_guess {
            let of_speakers = organisation::of_speakers(&spoken.speakers, layout);
            organisation.found = of_speakers.or(organisation.found);
        }
        let head = author::Head::of(layout);
        let known = author::Known { quoted: &spoken.speakers, contacts: &contacts };
        let authors = author::find(characters, layout, &head, known);
        spoken.speakers.extend(authors);
        tidy_names(&head, &mut spoken);
        done(Step::Authors);
        Self { language, passages, headline, contacts, date, places, organisation, kind, spoken }
    }
}

/// Takes letters and offices from the names of speakers, and gives surnames the full name of the head.
fn tidy_names(head: &author::Head, spoken: &mut quote::Spoken) {
    let full_names = author::full_names(head, &spoken.speakers);
    let names = spoken.speakers.iter_mut().map(|speaker| &mut speaker.name);
    let quoted = spoken.quotes.iter_mut().filter_map(|quote| quote.speaker.as_mut());
    for name in names.chain(quoted) {
        let length = author::bare_name(name).len();
        name.truncate(length);
        if let Some((_, full)) = full_names.iter().find(|(surname, _)| surname == name) {
            name.clone_from(full);
        }
    }
}

/// What the focus model sees of each country that a text names or implies; for learning its weights.
pub fn focus_features(text: &Text) -> Vec<(Country, Vec<f32>)> {
    let words = words::cut(&text.characters);
    let layout = layout::lay_out(text, &words);
    let ranker = Ranker::Learned(Weights::embedded());
    let Read { language, places, spoken, .. } =
        Read::of(text, &words, &layout, ranker, &mut |_| {});
    let about = country::Input {
        text: &text.characters,
        blocks: &layout.blocks,
        language: language.as_ref().map(|language| language.value),
        places: &places,
        persons: &spoken.persons,
        organisations: &spoken.organisations,
    };
    country::features(&about, &country::sight(&about))
}

/// The names that may be the issuer's of a text, each in all its forms, with what is seen of each; for learning which is.
pub fn issuer_candidates(text: &Text) -> Vec<(Vec<String>, Vec<f32>)> {
    let words = words::cut(&text.characters);
    let layout = layout::lay_out(text, &words);
    let language = language::detect(text, &layout);
    let mut contacts = contact::read(&text.characters, &layout);
    let bodies = organisation::take_bodies(&layout, &mut contacts);
    contacts.extend(bodies);
    let places = dateline::places(&text.characters, &layout);
    organisation::candidates(&organisation::Input {
        text,
        layout: &layout,
        contacts: &contacts,
        places: &places,
        language: language.as_ref().map(|language| language.value),
    })
}

/// Whether the text comes from where the month is written first: by its dates in words, else by its
/// telephones, `(202) 555-0101` or `202-555-0101`.
fn is_american(text: &str, layout: &layout::Layout, contacts: &[Contact]) -> bool {
    let has_american_phone = contacts.iter().flat_map(|contact| &contact.phones).any(|phone| {
        let groups: Vec<usize> = phone
            .split(|c: char| !c.is_ascii_digit())
            .map(str::len)
            .filter(|length| *length > 0)
            .collect();
        groups == [3, 3, 4] || groups == [1, 3, 3, 4]
    });
    has_american_phone
        || layout.dates.iter().any(|date| {
            // `April 3, 2012`: the month is the first word.
            let passage = date.span.of(text);
            date.order == date::Order::Certain
                && date.year.is_some()
                && date.day.is_some()
                && passage.starts_with(|c: char| c.is_ascii_alphabetic())
        })
}

/// The longest word that can be found again, in bytes; no language has longer ones.
const LONGEST_WORD: usize = 255;

fn too_long(words: &[Word]) -> Option<Warning> {
    // hardly any text has one
    let longest = words.iter().fold(0, |longest, word| word.span.len().max(longest));
    if longest <= LONGEST_WORD {
        return None;
    }
    let mut long = words.iter().filter(|word| word.span.len() > LONGEST_WORD);
    let first = long.next()?;
    let detail = match long.count() {
        0 => format!(
            "a word of {} bytes is kept and shown, but too long to be found",
            first.span.len()
        ),
        others => format!(
            "{} words of more than {LONGEST_WORD} bytes are kept and shown, but too long to be found",
            others + 1
        ),
    };
    Some(Warning::new(WarningKind::Limit, detail).at(first.span))
}

/// Bytes that are hashed together: hashing word by word costs more than the hash.
const HASHED_AT_ONCE: usize = 16 << 10;

/// A hash of the text with white space folded, so that line ends and wrapping make no difference.
fn identity(text: &str) -> ReleaseId {
    let mut hasher = blake3::Hasher::new();
    let mut words: Vec<u8> = Vec::with_capacity(text.len().min(HASHED_AT_ONCE) + 64);
    for run in lexicon::runs(text) {
        words.extend_from_slice(run.as_bytes());
        words.push(b' ');
        if words.len() >= HASHED_AT_ONCE {
            hasher.update(&words);
            words.clear();
        }
    }
    hasher.update(&words);
    let mut first = [0; 8];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    ReleaseId(u64::from_be_bytes(first))
}
