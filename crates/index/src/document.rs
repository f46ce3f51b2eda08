//! `Document`: a release, a quote, a file or a vocabulary as the engine takes it.

use std::{iter, ops::Range, sync::Arc};

use query::Field as Facet;
use registry::{Passage, Sketch};
use release::{Country, Involvement, Part, Quote, Release, ReleaseDate, ReleaseId, Span, Word};
use tantivy::schema::{
    Field, Value,
    document::{Document as EngineDocument, ReferenceValue, ReferenceValueLeaf},
};

use crate::{
    ContentHash, FilePath, KnownFile,
    analyzer::{self, Analyzer, PartTokens},
    budget::Share,
    languages, names, order, pieces,
    quoted::Stand,
    schema::{DocKind, Fields, Words, Zone},
    stem::Stemming,
    tokens::Tokens,
};

/// The value of the year facet for releases without date.
pub(crate) const UNDATED: &str = "undated";

/// Values and words by field. Handed to the engine as it is: the engine's own type would copy every text.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// What the engine indexes, keeps and stores.
    values: Vec<(Field, Content)>,
    /// What is indexed by [`inversion`](crate::inversion): the engine does not see it.
    words: Vec<(Field, Tokens)>,
    /// What is [stored](crate::stored) of a release.
    record: Option<Vec<u8>>,
    kind: Option<DocKind>,
    /// Gives back its part of the memory budget when the engine has taken the document in.
    share: Option<Share>,
}

/// One value.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// What is counted and filtered by; a release and its quotes share most of it.
    Value(Arc<str>),
    Number(u64),
    Bytes(Vec<u8>),
}

/// A value as the engine looks at it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ContentRef<'a>(&'a Content);

impl EngineDocument for Document {
    type Value<'a> = ContentRef<'a>;
    type FieldsValuesIter<'a> = iter::Map<
        std::slice::Iter<'a, (Field, Content)>,
        fn(&'a (Field, Content)) -> (Field, ContentRef<'a>),
    >;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.values.iter().map(|(field, content)| (*field, ContentRef(content)))
    }
}

impl<'a> Value<'a> for ContentRef<'a> {
    type ArrayIter = iter::Empty<Self>;
    type ObjectIter = iter::Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match self.0 {
            Content::Value(value) => ReferenceValueLeaf::Str(value),
            Content::Number(number) => ReferenceValueLeaf::U64(*number),
            Content::Bytes(bytes) => ReferenceValueLeaf::Bytes(bytes),
        })
    }
}

impl Document {
    fn text(&mut self, field: Field, words: Tokens) {
        self.words.push((field, words));
    }

    fn value(&mut self, field: Field, value: impl Into<Arc<str>>) {
        self.values.push((field, Content::Value(value.into())));
    }

    fn number(&mut self, field: Field, number: u64) {
        self.values.push((field, Content::Number(number)));
    }

    fn kind(&mut self, kind: DocKind) {
        self.kind = Some(kind);
    }

    /// Gives it its place in [`order`]: before that it cannot be indexed.
    pub(crate) fn place(&mut self, fields: &Fields, turn: u64) {
        self.number(fields.order, order::of(self.what(), turn));
    }

    /// Which kind it is.
    pub(crate) fn what(&self) -> DocKind {
        self.kind.unwrap_or(DocKind::Release)
    }

    /// Its record, if it is a release.
    pub(crate) fn record(&self) -> Option<&[u8]> {
        self.record.as_deref()
    }

    /// Its words by field.
    pub(crate) fn words(&self) -> impl Iterator<Item = (Field, &Tokens)> {
        self.words.iter().map(|(field, words)| (*field, words))
    }

    /// One term of a field that takes [`Tokens`].
    fn term(&mut self, field: Field, term: &str) {
        let mut tokens = Tokens::default();
        tokens.push(term);
        self.text(field, tokens);
    }

    fn tokens(&mut self, field: Words, tokens: PartTokens) {
        if !tokens.exact.is_empty() {
            self.text(field.exact, tokens.exact);
        }
        if !tokens.accented.is_empty() {
            self.text(field.accented, tokens.accented);
        }
    }

    fn distinct(&mut self, field: Field, values: impl IntoIterator<Item = String>) {
        let mut values: Vec<String> =
            values.into_iter().filter(|value| !value.is_empty()).collect();
        values.sort_unstable();
        values.dedup();
        for value in values {
            self.value(field, value);
        }
    }

    /// Roughly what it takes in memory.
    pub(crate) fn n_bytes(&self) -> usize {
        let contents = self.values.iter().map(|(_, content)| match content {
            Content::Value(value) => value.len(),
            Content::Number(_) => 0,
            Content::Bytes(bytes) => bytes.len(),
        });
        let words = self.words.iter().map(|(_, words)| words.len());
        contents.sum::<usize>()
            + words.sum::<usize>()
            + self.record.as_ref().map_or(0, Vec::len)
            + self.values.len() * size_of::<(Field, Content)>()
    }

    #[cfg(test)]
    pub(crate) fn for_tests(fields: &Fields, kind: DocKind, words: Vec<(Field, Tokens)>) -> Self {
        let mut document = Self { words, ..Self::default() };
        document.kind(kind);
        document.place(fields, 0);
        document
    }

    pub(crate) fn hold(&mut self, share: Share) {
        self.share = Some(share);
    }
}

/// Makes the documents of a release whose text has these words: itself, then its quotes.
pub(crate) fn of_release(
    fields: &Fields,
    release: &Release,
    words: &[Word],
    record: Vec<u8>,
    analyzer: &mut Analyzer,
) -> Vec<Document> {
    let stemming = Stemming::of(release.language.as_ref().map(|language| language.value));
    let mut zones: [PartTokens; 6] = Default::default();
    for (tokens, n_bytes) in zones.iter_mut().zip(bytes_by_zone(release)) {
        tokens.reserve(n_bytes);
    }
    let stands = add_blocks(release, words, stemming, analyzer, &mut zones);
    add_metadata(release, stemming, analyzer, &mut zones);
    let shared = shared(fields, release);
    let mut documents = vec![Document { values: shared.clone(), ..Document::default() }];
    for ((number, quote), stand) in (0_u64..).zip(&release.quotes).zip(stands) {
        let stand = stand.unwrap_or_else(|| {
            // these words are searched nowhere else
            let zone = &mut zones[Zone::Quote as usize];
            let start = zone.end();
            add_quoted(release, quote, words, stemming, analyzer, zone);
            let stand = Stand { zone: Zone::Quote, words: start..zone.end() };
            zone.end_block();
            stand
        });
        let mut document = Document { values: shared.clone(), ..Document::default() };
        add_quote(&mut document, fields, release, number, quote);
        document.number(fields.stand, stand.place());
        document.number(fields.n_words, stand.n_words());
        documents.push(document);
    }
    let document = &mut documents[0];
    for (zone, tokens) in Zone::ALL.into_iter().zip(zones) {
        let ends = tokens.ends();
        if !ends.is_empty() {
            document.text(fields.ends(zone), ends);
        }
        document.tokens(fields.zone(zone), tokens);
    }
    document.kind(DocKind::Release);
    document.number(fields.id, release.id.0);
    document.number(fields.n_quotes, release.quotes.len() as u64);
    document.term(fields.stemming, &languages::term(stemming));
    document.record = Some(record);
    if !release.warnings.is_empty() {
        document.number(fields.warned, release.warnings.len() as u64);
    }
    if let Some(sketch) = Sketch::of(release, words) {
        document.values.push((fields.sketch, Content::Bytes(sketch.to_bytes().to_vec())));
    }
    for passage in Passage::all_of(release) {
        document.number(fields.passage, passage.to_number());
    }
    add_countries(document, fields.mentions, release.named(Involvement::Mentioned));
    add_countries(document, fields.named, release.named(Involvement::Boilerplate));
    let speakers = release.speakers.iter().map(|speaker| speaker_key(release, &speaker.name));
    document.distinct(fields.speaker, speakers);
    let organisation = release.organisation.iter().map(|found| names::key(&found.value));
    document.distinct(fields.organisation, organisation);
    documents
}

/// How many bytes of text each zone has.
fn bytes_by_zone(release: &Release) -> [usize; 6] {
    let mut n_bytes = [0; 6];
    for block in &release.blocks {
        if let Some(zone) = zone(block.part) {
            n_bytes[zone as usize] += block.span.len();
        }
    }
    n_bytes
}

/// Sorts the words of the text into the zones of their blocks. Both are in text order. Tells where each quote stands
/// whose words are some of those of one block that is searched.
fn add_blocks(
    release: &Release,
    words: &[Word],
    stemming: Stemming,
    analyzer: &mut Analyzer,
    zones: &mut [PartTokens; 6],
) -> Vec<Option<Stand>> {
    let mut stands = vec![None; release.quotes.len()];
    let mut places = Vec::new();
    let mut rest = words;
    for block in &release.blocks {
        let before = rest.partition_point(|word| word.span.start < block.span.start);
        rest = &rest[before..];
        let inside = rest.partition_point(|word| word.span.start < block.span.end);
        let (words, after) = rest.split_at(inside);
        rest = after;
        let Some(zone) = zone(block.part) else { continue };
        let out = &mut zones[zone as usize];
        let first = release.quotes.partition_point(|quote| quote.span.start < block.span.start);
        let quotes = (first..).zip(&release.quotes[first..]);
        let mut quotes =
            quotes.take_while(|(_, quote)| quote.span.start < block.span.end).peekable();
        if quotes.peek().is_none() || zone == Zone::Background {
            for word in words {
                analyzer.add(word.span.of(&release.text), stemming, out);
            }
        } else {
            places.clear();
            for word in words {
                places.push(out.end());
                analyzer.add(word.span.of(&release.text), stemming, out);
            }
            places.push(out.end());
            for (number, quote) in quotes.filter(|(_, quote)| block.span.contains(quote.span)) {
                let Range { start, end } = places_in(words, quote.span);
                stands[number] =
                    (start < end).then(|| Stand { zone, words: places[start]..places[end] });
            }
        }
        out.end_block();
    }
    stands
}

/// The zone of a part. The end mark says nothing.
pub(crate) fn zone(part: Part) -> Option<Zone> {
    Some(match part {
        Part::Title => Zone::Title,
        Part::Subtitle | Part::Lede => Zone::Lead,
        Part::Body => Zone::Body,
        Part::Byline | Part::Signatories | Part::Contacts => Zone::Contact,
        Part::Chrome
        | Part::Letterhead
        | Part::Marker
        | Part::Date
        | Part::Background
        | Part::Notes => Zone::Background,
        Part::End => return None,
    })
}

/// Title and subtitle that stand in no block of their own: those of mail headers and page metadata.
fn add_metadata(
    release: &Release,
    stemming: Stemming,
    analyzer: &mut Analyzer,
    zones: &mut [PartTokens; 6],
) {
    let has = |part: Part| release.blocks.iter().any(|block| block.part == part);
    let title = release.title.as_ref().filter(|_| !has(Part::Title));
    let subtitle = release.subtitle.as_ref().filter(|_| !has(Part::Subtitle));
    for (zone, found) in [(Zone::Title, title), (Zone::Lead, subtitle)] {
        if let Some(found) = found {
            analyzer.add_text(&found.value, stemming, &mut zones[zone as usize]);
            zones[zone as usize].end_block();
        }
    }
}

/// Adds the words of a quote that stands in no one block that is searched.
fn add_quoted(
    release: &Release,
    quote: &Quote,
    words: &[Word],
    stemming: Stemming,
    analyzer: &mut Analyzer,
    zone: &mut PartTokens,
) {
    let words = &words[places_in(words, quote.span)];
    for word in words {
        analyzer.add(word.span.of(&release.text), stemming, zone);
    }
    if words.is_empty() {
        analyzer.add_text(&quote.text, stemming, zone);
    }
}

/// Which of some words stand in a span.
fn places_in(words: &[Word], span: Span) -> Range<usize> {
    let start = words.partition_point(|word| word.span.start < span.start);
    let end = words.partition_point(|word| word.span.start < span.end);
    start..end.max(start)
}

/// What a quote has of its own, but for its words.
fn add_quote(
    document: &mut Document,
    fields: &Fields,
    release: &Release,
    number: u64,
    quote: &Quote,
) {
    document.kind(DocKind::Quote);
    document.number(fields.number, number);
    document.number(fields.attributed, u64::from(quote.speaker.is_some()));
    add_countries(document, fields.mentions, quote.mentions.iter().copied());
    add_countries(document, fields.named, quote.mentions.iter().copied());
    let speaker = quote.speaker.iter().map(|name| speaker_key(release, name));
    document.distinct(fields.speaker, speaker);
    document.distinct(fields.organisation, quote.organisation.iter().map(|name| names::key(name)));
}

/// The value of a speaker of a release, and of the quotes of that speaker.
pub(crate) fn speaker_key(release: &Release, name: &str) -> String {
    let speaker = release.speakers.iter().find(|speaker| speaker.name == name);
    let organisation = speaker.and_then(|speaker| speaker.organisation.as_deref());
    names::speaker_key(name, organisation.unwrap_or_default())
}

/// What a release and its quotes have in common.
fn shared(fields: &Fields, release: &Release) -> Vec<(Field, Content)> {
    let mut document = Document::default();
    document.number(fields.release, release.id.0);
    add_countries(&mut document, fields.country, release.focus());
    let places = release.places.iter().map(|place| names::key(&place.value));
    document.distinct(fields.place, places);
    let language = release.language.iter().map(|language| language.value.to_string());
    document.distinct(fields.language, language);
    document.value(fields.release_kind, release.kind.value.name());
    let date = release.date.as_ref().map(|date| date.value);
    let year = date.map_or_else(|| UNDATED.to_owned(), |date| date.year().to_string());
    document.value(fields.year, year);
    if let Some(month) = date.and_then(month) {
        document.value(fields.month, month);
    }
    if let Some(date) = date {
        document.number(fields.first_day, u64::from(date.first_day()));
        document.number(fields.last_day, u64::from(date.last_day()));
    }
    document.values
}

/// The value of the month facet; none for a date that is precise to the year only.
pub(crate) fn month(date: ReleaseDate) -> Option<String> {
    date.month().map(|month| format!("{:04}-{month:02}", date.year()))
}

fn add_countries(document: &mut Document, field: Field, countries: impl Iterator<Item = Country>) {
    document.distinct(field, countries.map(|country| country.to_string()));
}

/// Makes the document of a file.
pub(crate) fn of_file(
    fields: &Fields,
    file: &KnownFile,
    FileKey(key): FileKey,
    entry: Vec<u8>,
) -> Document {
    let mut document = Document::default();
    document.kind(DocKind::File);
    document.values.push((fields.file_key, Content::Bytes(key.to_vec())));
    // of a mailbox of thousands
    for piece in pieces::cut(entry) {
        document.values.push((fields.file, Content::Bytes(piece)));
    }
    for ReleaseId(id) in file.outcome.releases() {
        document.number(fields.of, *id);
    }
    let mut words = Tokens::default();
    for word in analyzer::path_words(&String::from_utf8_lossy(&file.path.absolute)) {
        words.push(&word);
    }
    if !words.is_empty() {
        document.text(fields.path, words);
    }
    document
}

/// Makes the document of entries of the vocabulary.
pub(crate) fn of_vocabulary(fields: &Fields, entries: Tokens) -> Document {
    let mut document = Document::default();
    document.kind(DocKind::Vocabulary);
    document.text(fields.vocabulary, entries);
    document
}

/// By what a file's document is found: paths may be longer than a term. As many bits as the id of a release has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FileKey(pub(crate) [u8; 8]);

impl FileKey {
    pub(crate) fn of(path: &FilePath) -> Self {
        let ContentHash(hash) = ContentHash::of(&path.absolute);
        Self(std::array::from_fn(|at| hash[at]))
    }
}

/// Whether values of this facet are names, which are compared folded.
pub(crate) fn is_name(facet: Facet) -> bool {
    matches!(facet, Facet::Speaker | Facet::Organisation | Facet::Place)
}
