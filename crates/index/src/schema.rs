//! The fields of the engine and how each is indexed; [`FORMAT`] is their version.
//!
//! There are four kinds of document, and a segment holds one kind after the other (`order`). A *release*
//! holds everything that is searched and the record itself. A *quote* holds what it is filtered by and where its
//! words stand among those of its release (`quoted`); the record of that has the rest. A *file* holds what is known of a file, so that files and
//! releases are committed together. A *vocabulary* tells which words that were met have a stem in common.

use query::{Field as Facet, Subject};
use tantivy::schema::{
    BytesOptions, Field, IndexRecordOption, NumericOptions, Schema, SchemaBuilder,
    TextFieldIndexing, TextOptions,
};

use crate::vocabulary::Kind;

/// The version of everything an archive stores. An archive of another one must be rebuilt.
pub(crate) const FORMAT: u32 = 11;

/// The tokenizer of words that arrive cut and folded; see `tokens`.
pub(crate) const CUT: &str = "cut";

/// A field for the words of one part of a release.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    /// Folded forms with positions.
    pub(crate) exact: Field,
    /// What words with accents are besides, at the same positions: see [`vocabulary`](crate::vocabulary).
    pub(crate) accented: Field,
}

impl Words {
    /// Where terms of this kind are.
    pub(crate) fn of(self, kind: Kind) -> Field {
        match kind {
            Kind::Plain => self.exact,
            Kind::Accented => self.accented,
        }
    }
}

/// The parts of a release that are searched apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Zone {
    /// The headline.
    Title,
    /// The line under it and the lede.
    Lead,
    /// The other running text.
    Body,
    /// The words of quotes that stand in no other part that is searched, such as the background.
    Quote,
    /// Who to call, who wrote, who signed.
    Contact,
    /// Standing text and furniture: searched only on demand.
    Background,
}

impl Zone {
    pub(crate) const ALL: [Self; 6] =
        [Self::Title, Self::Lead, Self::Body, Self::Quote, Self::Contact, Self::Background];

    /// The name of the field, and of a snippet's field.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Lead => "lead",
            Self::Body => "body",
            Self::Quote => "quote",
            Self::Contact => "contacts",
            Self::Background => "background",
        }
    }
}

/// The field that tells where the blocks of a field of exact forms end; none where there is one block.
pub(crate) fn ends_of(schema: &Schema, exact: Field) -> Option<Field> {
    let name = schema.get_field_name(exact).strip_suffix("_exact")?;
    schema.get_field(&format!("{name}_ends")).ok()
}

/// The kinds of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum DocKind {
    Release,
    Quote,
    File,
    Vocabulary,
}

impl DocKind {
    /// In the order in which they lie in a segment.
    pub(crate) const ALL: [Self; 4] = [Self::Release, Self::Quote, Self::File, Self::Vocabulary];

    pub(crate) fn code(self) -> u64 {
        self as u64
    }

    /// What is sought among documents of this kind.
    pub(crate) fn subject(self) -> Subject {
        if self == Self::Quote { Subject::Quotes } else { Subject::Releases }
    }
}

/// The fields by name.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    /// The kind of a document and its turn among them: documents lie in this [`order`](crate::order).
    pub(crate) order: Field,
    /// By what a release is found, and deleted with its quotes: on both.
    pub(crate) release: Field,
    /// The id of a release, to be read.
    pub(crate) id: Field,
    /// The number of a quote in its release.
    pub(crate) number: Field,
    /// Whether it is said whose words a quote gives: 1 or 0.
    pub(crate) attributed: Field,
    /// How many warnings a release has; not of those without.
    pub(crate) warned: Field,
    /// First and last day of the date as `YYYYMMDD`.
    pub(crate) first_day: Field,
    pub(crate) last_day: Field,
    zones: [Words; 6],
    /// Where the blocks of each zone end.
    ends: [Field; 6],
    /// Where the words of a quote begin among those of its release, and how many they are: see [`quoted`](crate::quoted).
    pub(crate) stand: Field,
    pub(crate) n_words: Field,
    /// How many quotes a release has.
    pub(crate) n_quotes: Field,
    pub(crate) country: Field,
    pub(crate) mentions: Field,
    /// Focus, mentioned and boilerplate.
    pub(crate) named: Field,
    pub(crate) year: Field,
    /// `2012-04`; not of releases that are dated to the year only.
    pub(crate) month: Field,
    pub(crate) speaker: Field,
    pub(crate) organisation: Field,
    pub(crate) place: Field,
    pub(crate) language: Field,
    pub(crate) release_kind: Field,
    /// The record, stored.
    pub(crate) record: Field,
    /// What is kept of its running text to find its versions.
    pub(crate) sketch: Field,
    /// What is kept of each paragraph to find those that are repeated.
    pub(crate) passage: Field,
    /// The releases of a file.
    pub(crate) of: Field,
    /// The words of its path.
    pub(crate) path: Field,
    /// A hash of its absolute path.
    pub(crate) file_key: Field,
    /// What is known of it.
    pub(crate) file: Field,
    /// How words of a release are stemmed, see [`languages`](crate::languages).
    pub(crate) stemming: Field,
    /// Words by their stems, see [`vocabulary`](crate::vocabulary).
    pub(crate) vocabulary: Field,
    /// Pairs of common words that stand side by side in a field of words, see `neighbours`.
    pub(crate) pairs: Field,
}

impl Fields {
    pub(crate) fn new() -> Self {
        let mut builder = Schema::builder();
        let zones = Zone::ALL.map(|zone| words(&mut builder, zone.name()));
        let ends = Zone::ALL.map(|zone| ends(&mut builder, zone.name()));
        let number = NumericOptions::default().set_fast();
        let key = NumericOptions::default().set_fast().set_indexed();
        Self {
            order: builder.add_u64_field("order", number.clone()),
            release: builder.add_u64_field("release", NumericOptions::default().set_indexed()),
            id: builder.add_u64_field("id", number.clone()),
            number: builder.add_u64_field("number", number.clone()),
            attributed: builder.add_u64_field("attributed", number.clone()),
            warned: builder.add_u64_field("warned", number.clone()),
            first_day: builder.add_u64_field("first_day", number.clone()),
            last_day: builder.add_u64_field("last_day", number.clone()),
            zones,
            ends,
            stand: builder.add_u64_field("stand", number.clone()),
            n_quotes: builder.add_u64_field("n_quotes", number.clone()),
            n_words: builder.add_u64_field("n_words", number.clone()),
            country: value(&mut builder, "country"),
            mentions: value(&mut builder, "mentions"),
            named: value(&mut builder, "named"),
            year: value(&mut builder, "year"),
            month: value(&mut builder, "month"),
            speaker: value(&mut builder, "speaker"),
            organisation: value(&mut builder, "org"),
            place: value(&mut builder, "place"),
            language: value(&mut builder, "lang"),
            release_kind: value(&mut builder, "type"),
            record: builder.add_bytes_field("record", BytesOptions::default().set_stored()),
            sketch: builder.add_bytes_field("sketch", BytesOptions::default().set_fast()),
            passage: builder.add_u64_field("passage", number),
            of: builder.add_u64_field("of", key),
            path: builder.add_text_field("path", terms(IndexRecordOption::WithFreqsAndPositions)),
            file_key: builder.add_bytes_field("file_key", BytesOptions::default().set_indexed()),
            file: builder.add_bytes_field("file", BytesOptions::default().set_fast()),
            stemming: builder.add_text_field("stemming", terms(IndexRecordOption::Basic)),
            vocabulary: builder.add_text_field("vocabulary", terms(IndexRecordOption::Basic)),
            pairs: builder.add_text_field("pairs", terms(IndexRecordOption::WithFreqs)),
            schema: builder.build(),
        }
    }

    pub(crate) fn zone(&self, zone: Zone) -> Words {
        self.zones[zone as usize]
    }

    /// The part whose words a field holds.
    pub(crate) fn zone_of(&self, field: Field) -> Option<Zone> {
        let is_of = |zone: &Zone| {
            let Words { exact, accented } = self.zone(*zone);
            field == exact || field == accented
        };
        Zone::ALL.into_iter().find(is_of)
    }

    pub(crate) fn ends(&self, zone: Zone) -> Field {
        self.ends[zone as usize]
    }

    /// The column that a facet counts and a filter looks at; `None` for dates.
    pub(crate) fn facet(&self, facet: Facet, boilerplate: bool) -> Option<Field> {
        Some(match facet {
            // regions are those of its countries
            Facet::Country | Facet::Region => self.country,
            Facet::Mentions if boilerplate => self.named,
            Facet::Mentions => self.mentions,
            Facet::Year => self.year,
            Facet::Month => self.month,
            Facet::Date => return None,
            Facet::Speaker => self.speaker,
            Facet::Organisation => self.organisation,
            Facet::Place => self.place,
            Facet::Language => self.language,
            Facet::Kind => self.release_kind,
        })
    }

    pub(crate) fn name(&self, field: Field) -> &str {
        self.schema.get_field_name(field)
    }
}

fn words(builder: &mut SchemaBuilder, name: &str) -> Words {
    Words {
        exact: builder.add_text_field(
            &format!("{name}_exact"),
            text(IndexRecordOption::WithFreqsAndPositions),
        ),
        accented: builder.add_text_field(
            &format!("{name}_accented"),
            terms(IndexRecordOption::WithFreqsAndPositions),
        ),
    }
}

fn ends(builder: &mut SchemaBuilder, name: &str) -> Field {
    builder.add_text_field(&format!("{name}_ends"), terms(IndexRecordOption::WithFreqsAndPositions))
}

fn text(record: IndexRecordOption) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer(CUT).set_index_option(record);
    TextOptions::default().set_indexing_options(indexing)
}

/// What is no text, so that it has no length.
fn terms(record: IndexRecordOption) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(CUT)
        .set_fieldnorms(false)
        .set_index_option(record);
    TextOptions::default().set_indexing_options(indexing)
}

/// A value that is counted from its column and filtered by its postings.
fn value(builder: &mut SchemaBuilder, name: &str) -> Field {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::Basic);
    let options = TextOptions::default().set_indexing_options(indexing).set_fast("raw");
    builder.add_text_field(name, options)
}
