//! `Files`: the files of a segment in which postings are, written once more.

use std::io;

use tantivy::{
    DocId, Segment, TantivyError,
    directory::{CompositeFile, CompositeWrite, FileSlice},
    fieldnorm::{FieldNormsSerializer, FieldNormsWriter},
    index::SegmentComponent,
    postings::FieldSerializer,
    schema::{Field, IndexRecordOption, Schema},
};

use super::{
    lexicon::Lexicon,
    texts::{Order, Texts},
};
use crate::plugin::open_anew;

/// The files of a segment, as the engine has written them.
pub(super) struct Files<'a> {
    segment: &'a Segment,
    schema: Schema,
    terms: Parts,
    postings: Parts,
    positions: Parts,
}

/// The parts of a file, by field.
type Parts = Vec<(Field, Vec<u8>)>;

impl<'a> Files<'a> {
    pub(super) fn of(segment: &'a Segment) -> Result<Self, TantivyError> {
        let schema = segment.schema();
        let read = |component| parts(segment.open_read(component)?, &schema);
        Ok(Self {
            terms: read(SegmentComponent::Terms)?,
            postings: read(SegmentComponent::Postings)?,
            positions: read(SegmentComponent::Positions)?,
            segment,
            schema,
        })
    }

    /// Writes the files with these fields besides, of which the engine knows nothing.
    pub(super) fn write(
        self,
        fields: &[(Field, Texts)],
        lexicon: &Lexicon,
        places: &[DocId],
    ) -> Result<(), TantivyError> {
        self.write_lengths(fields, places)?;
        let open = |component| open_anew(self.segment, component);
        let mut terms = CompositeWrite::wrap(open(SegmentComponent::Terms)?);
        let mut postings = CompositeWrite::wrap(open(SegmentComponent::Postings)?);
        let mut positions = CompositeWrite::wrap(open(SegmentComponent::Positions)?);
        for (parts, file) in [
            (&self.terms, &mut terms),
            (&self.postings, &mut postings),
            (&self.positions, &mut positions),
        ] {
            for (field, bytes) in parts.iter().filter(|(field, _)| !is_one_of(fields, *field)) {
                io::Write::write_all(file.for_field(*field), bytes)?;
            }
        }
        let words = lexicon.sorted();
        let counts = vec![0; lexicon.n_words()];
        let mut order = Order { lexicon, words: &words, places, counts };
        for (field, texts) in fields {
            let option = self.schema.get_field_entry(*field).field_type().index_record_option();
            let option = option.unwrap_or(IndexRecordOption::Basic);
            let mut to = FieldSerializer::create(
                option,
                texts.n_words(),
                terms.for_field(*field),
                postings.for_field(*field),
                positions.for_field(*field),
                // how well a document of a block matches at most: our queries ask stretches, not blocks
                None,
            )?;
            texts.write(&mut order, option, &mut to)?;
            to.close()?;
        }
        terms.close()?;
        postings.close()?;
        positions.close()?;
        Ok(())
    }

    /// Writes how long texts are.
    fn write_lengths(
        &self,
        fields: &[(Field, Texts)],
        places: &[DocId],
    ) -> Result<(), TantivyError> {
        let mut lengths = FieldNormsWriter::for_schema(&self.schema);
        for (field, texts) in fields {
            let moved = texts.lengths().map(|(doc, n_words)| (places[doc as usize], n_words));
            let mut of_docs: Vec<(DocId, u32)> = moved.collect();
            of_docs.sort_by_key(|(doc, _)| *doc);
            for of_doc in of_docs.chunk_by(|(doc, _), (other, _)| doc == other) {
                let n_words = of_doc.iter().map(|(_, n_words)| n_words).sum();
                lengths.record(of_doc[0].0, *field, n_words);
            }
        }
        lengths.fill_up_to_max_doc(u32::try_from(places.len()).unwrap_or(u32::MAX));
        let file = open_anew(self.segment, SegmentComponent::FieldNorms)?;
        lengths.serialize(FieldNormsSerializer::from_write(file)?, None)?;
        Ok(())
    }
}

fn is_one_of(fields: &[(Field, Texts)], field: Field) -> bool {
    fields.iter().any(|(other, _)| *other == field)
}

/// Reads the parts of a file that holds values; it is closed then, so that it can be written again.
fn parts(file: FileSlice, schema: &Schema) -> Result<Parts, TantivyError> {
    let file = CompositeFile::open(&file)?;
    let mut parts = Vec::new();
    for (field, _) in schema.fields() {
        if let Some(part) = file.open_read(field) {
            parts.push((field, part.read_bytes()?.to_vec()));
        }
    }
    Ok(parts)
}
