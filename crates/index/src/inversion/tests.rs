//! What is written is what the engine would have written, word by word.

use std::{collections::BTreeMap, sync::Arc};

use tantivy::{
    DocSet, Index, IndexBuilder, IndexSettings, IndexSortByField, Order, TERMINATED,
    indexer::NoMergePolicy, postings::Postings, schema::IndexRecordOption, tokenizer::RawTokenizer,
};

use super::*;
use crate::{
    dice::Dice,
    neighbours::{self, is_common},
    plugin::Beside,
    schema::{CUT, Fields},
    tokens::{self, Tokens},
};

/// A document that is to be.
type Made = (DocKind, Vec<(Field, Tokens)>);

/// By field and word, then by document: where the word stands.
type Held = BTreeMap<(u32, String), BTreeMap<DocId, Vec<u32>>>;

fn index(fields: &Fields) -> Index {
    let sort_by_field =
        IndexSortByField { field: fields.name(fields.order).to_owned(), order: Order::Asc };
    let mut index = IndexBuilder::new()
        .schema(fields.schema.clone())
        .settings(IndexSettings { sort_by_field: Some(sort_by_field), ..IndexSettings::default() })
        .create_in_ram()
        .unwrap();
    index.tokenizers().register(CUT, RawTokenizer::default());
    index.register_plugin(Arc::new(Beside::of(fields)));
    index
}

/// A text of frequent and rare, short and long words, with gaps.
fn text(dice: &mut Dice) -> Tokens {
    let mut tokens = Tokens::default();
    for _ in 0..dice.below(40) {
        match dice.below(12) {
            0 => drop(tokens.end_block()),
            1 => tokens.push(&format!("{}{}", "long".repeat(4), dice.below(3))),
            2 => tokens.push(&format!("é{}", dice.below(500))),
            3..6 => tokens.push(["of", "the", "une"][dice.place(3)]),
            n => tokens.push(&format!("w{}", dice.below(n * n))),
        }
    }
    tokens
}

/// What some documents hold, those of a kind behind those of the one before it.
fn held(fields: &Fields, documents: &[Vec<Made>]) -> Vec<Held> {
    let of_segment = |documents: &Vec<Made>| {
        let mut sorted: Vec<_> = documents.iter().collect();
        sorted.sort_by_key(|(kind, _)| *kind);
        let mut held = Held::new();
        for (doc, (_, words)) in (0..).zip(sorted) {
            for (field, tokens) in words {
                let words = tokens::positions(tokens);
                for two in words.windows(2).filter(|_| Inversion::of(fields).paired.contains(field))
                {
                    let [(first, at), (second, next)] = two else { continue };
                    if next - at == 1 && [first, second].into_iter().all(|word| is_common(word)) {
                        let mut pair = String::new();
                        neighbours::write(&mut pair, *field, first, second);
                        let of_pair = held.entry((fields.pairs.field_id(), pair)).or_default();
                        of_pair.entry(doc).or_default().push(0);
                    }
                }
                for (word, position) in words {
                    let of_word = held.entry((field.field_id(), word)).or_default();
                    of_word.entry(doc).or_default().push(u32::try_from(position).unwrap());
                }
            }
        }
        held
    };
    documents.iter().map(of_segment).collect()
}

#[test]
fn each_word_is_found_where_it_stands() {
    let fields = Fields::new();
    let (title, body) = (fields.zone(Zone::Title), fields.zone(Zone::Body));
    let mut dice = Dice(7);
    let index = index(&fields);
    let mut writer = index.writer_with_num_threads::<Document>(1, 100_000_000).unwrap();
    writer.set_merge_policy(Box::new(NoMergePolicy));
    let mut segments = Vec::new();
    for n_documents in [1, 700, 3] {
        let mut documents = Vec::new();
        for _ in 0..n_documents {
            let kind = DocKind::ALL[dice.place(4)];
            let mut words = Vec::new();
            for field in [title.exact, body.exact, body.accented, fields.stemming, fields.pairs] {
                if dice.below(3) > 0 {
                    words.push((field, text(&mut dice)));
                }
            }
            // a field of which order is nothing may have several texts
            if dice.below(3) == 0 {
                words.push((fields.pairs, text(&mut dice)));
            }
            let document = Document::for_tests(&fields, kind, words.clone());
            writer.add_document(document).unwrap();
            documents.push((kind, words));
        }
        writer.commit().unwrap();
        segments.push(documents);
    }
    let searcher = index.reader().unwrap().searcher();
    let mut readers: Vec<_> = searcher.segment_readers().iter().collect();
    readers.sort_by_key(|reader| reader.max_doc());
    segments.sort_by_key(Vec::len);
    for (reader, held) in readers.into_iter().zip(held(&fields, &segments)) {
        let mut n_met = 0;
        for field in [title.exact, body.exact, body.accented, fields.stemming, fields.pairs] {
            let entry = fields.schema.get_field_entry(field);
            let option = entry.field_type().index_record_option().unwrap();
            let inverted = reader.inverted_index(field).unwrap();
            let mut stream = inverted.terms().stream().unwrap();
            let (mut lengths, mut n_words) = (BTreeMap::<DocId, u32>::new(), 0);
            while stream.advance() {
                let word = String::from_utf8(stream.key().to_vec()).unwrap();
                let expected = &held[&(field.field_id(), word)];
                n_met += 1;
                let mut postings =
                    inverted.read_postings_from_terminfo(stream.value(), option).unwrap();
                let (mut docs, mut positions) = (Vec::new(), Vec::new());
                while postings.doc() != TERMINATED {
                    let (doc, of_doc) = (postings.doc(), &expected[&postings.doc()]);
                    if option.has_freq() {
                        assert_eq!(postings.term_freq() as usize, of_doc.len());
                    }
                    if option == IndexRecordOption::WithFreqsAndPositions {
                        postings.positions(&mut positions);
                        assert_eq!(positions, *of_doc);
                    }
                    docs.push(doc);
                    postings.advance();
                }
                assert!(docs.iter().eq(expected.keys()));
                for (doc, of_doc) in expected {
                    *lengths.entry(*doc).or_default() += u32::try_from(of_doc.len()).unwrap();
                    n_words += of_doc.len() as u64;
                }
            }
            assert_eq!(inverted.total_num_tokens(), n_words);
            if let Some(norms) = reader.fieldnorms_readers().get_field(field).unwrap() {
                for doc in 0..reader.max_doc() {
                    let length = lengths.get(&doc).copied().unwrap_or(0);
                    let id = tantivy::fieldnorm::FieldNormReader::fieldnorm_to_id(length);
                    assert_eq!(norms.fieldnorm_id(doc), id);
                }
            }
        }
        assert_eq!(n_met, held.len(), "no word is missing");
    }
}
