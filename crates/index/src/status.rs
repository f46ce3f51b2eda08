//! `Status`: what an archive holds.

use std::{collections::BTreeMap, fs};

use query::Field as Facet;
use release::Language;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    Archive, Error, FacetValue, Holder, Of, Outcome, Request,
    document::UNDATED,
    schema::{DocKind, FORMAT},
    store,
};

/// How much of what an archive holds is understood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Understood {
    /// Releases.
    pub releases: u64,
    /// Releases with a date.
    pub dated: u64,
    /// Releases with a focus country.
    pub with_country: u64,
    /// Quotes.
    pub quotes: u64,
    /// Quotes whose words are a known person's.
    pub attributed_quotes: u64,
}

/// What an archive holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Status {
    /// Releases.
    pub releases: u64,
    /// Quotes.
    pub quotes: u64,
    /// Quotes whose words are a known person's.
    pub attributed_quotes: u64,
    /// Releases with a date.
    pub dated: u64,
    /// Releases with a focus country.
    pub with_country: u64,
    /// Releases by language; those without are not in it.
    #[schema(value_type = BTreeMap<String, u64>)]
    pub languages: BTreeMap<Language, u64>,
    /// Files that gave releases.
    pub indexed_files: u64,
    /// Files that were passed over.
    pub skipped_files: u64,
    /// Files that could not be read or understood.
    pub failed_files: u64,
    /// Texts of which the archive holds several versions.
    pub texts_with_versions: usize,
    /// Different paragraphs that are standing text because releases repeat them.
    pub repeated_paragraphs: usize,
    /// Size of the archive.
    pub bytes_on_disk: u64,
    /// How many commits there were.
    pub generation: u64,
    /// The version of the format.
    pub format: u32,
    /// In how many pieces it lies.
    pub segments: usize,
    /// Who writes to it at the moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub writing: Option<Holder>,
    /// Who wrote to it last and broke off before the end: run again, and it goes on from there.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub broken_off: Option<Holder>,
}

impl Archive {
    /// How much of what it holds is understood; what is known of files is not read.
    ///
    /// # Errors
    ///
    /// [`Error::Damaged`], [`Error::Io`].
    pub fn understood(&self) -> Result<Understood, Error> {
        self.guarded(|| {
            let years = self.values_of(Facet::Year)?;
            let undated = years.into_iter().find(|value| value.value == UNDATED);
            let releases = self.snapshot.n_alive(DocKind::Release);
            Ok(Understood {
                releases,
                dated: releases - undated.map_or(0, |value| value.count),
                with_country: self.n_with(DocKind::Release, Facet::Country)?,
                quotes: self.snapshot.n_alive(DocKind::Quote),
                attributed_quotes: self.n_attributed(),
            })
        })
    }

    /// What the archive holds.
    ///
    /// # Errors
    ///
    /// [`Error::Damaged`], [`Error::Io`].
    pub fn status(&self) -> Result<Status, Error> {
        self.guarded(|| {
            let understood = self.understood()?;
            let languages = self.values_of(Facet::Language)?;
            let languages = languages
                .iter()
                .filter_map(|value| Some((Language::new(&value.value)?, value.count)))
                .collect();
            let (mut indexed_files, mut skipped_files, mut failed_files) = (0, 0, 0);
            self.snapshot.each_file(|file| match file.outcome {
                Outcome::Indexed { .. } => indexed_files += 1,
                Outcome::Skipped { .. } => skipped_files += 1,
                Outcome::Failed(_) => failed_files += 1,
            })?;
            let note = store::note_of(self.snapshot.dir());
            let holder = |is_at_work: bool| {
                note.filter(|note| note.is_at_work == is_at_work).map(|note| note.holder)
            };
            Ok(Status {
                releases: understood.releases,
                quotes: understood.quotes,
                attributed_quotes: understood.attributed_quotes,
                dated: understood.dated,
                with_country: understood.with_country,
                languages,
                indexed_files,
                skipped_files,
                failed_files,
                texts_with_versions: self.snapshot.versions()?.n_groups(),
                repeated_paragraphs: self.snapshot.repeated()?.n_paragraphs(),
                bytes_on_disk: self.bytes_on_disk(),
                generation: self.snapshot.manifest().generation,
                format: FORMAT,
                segments: self.snapshot.searcher.segment_readers().len(),
                writing: holder(true),
                broken_off: holder(false),
            })
        })
    }

    /// All values of a facet over all releases.
    fn values_of(&self, facet: Facet) -> Result<Vec<FacetValue>, Error> {
        let everything = Request { facet_limit: 0, ..Request::default() };
        self.facet(facet, &everything, "", Of::Releases)
    }

    fn n_attributed(&self) -> u64 {
        let segments = self.snapshot.segments().map(|(_, reader, columns)| {
            columns.alive(reader, DocKind::Quote).filter(|&doc| columns.is_attributed(doc)).count()
                as u64
        });
        segments.sum()
    }

    /// How many documents of a kind have a value of this facet.
    fn n_with(&self, kind: DocKind, facet: Facet) -> Result<u64, Error> {
        let snapshot = &self.snapshot;
        let Some(field) = snapshot.fields.facet(facet, false) else { return Ok(0) };
        let values = snapshot.values(facet, field)?;
        let (mut counted, mut numbers) = (0, Vec::new());
        for (segment, reader, columns) in snapshot.segments() {
            let values = values.segment(segment as usize);
            let Some(column) = &values.column else { continue };
            for doc in columns.alive(reader, kind) {
                numbers.clear();
                values.numbers_of(column, doc, &mut numbers);
                counted += u64::from(!numbers.is_empty());
            }
        }
        Ok(counted)
    }

    fn bytes_on_disk(&self) -> u64 {
        let Ok(entries) = fs::read_dir(self.snapshot.dir()) else { return 0 };
        let sizes = entries.filter_map(|entry| Some(entry.ok()?.metadata().ok()?.len()));
        sizes.sum()
    }
}
