//! Can the engine take a document? One that it cannot take kills the thread that indexes it, and with it
//! everything since the last commit; so each is looked at before it is handed over.

use tantivy::{
    indexer::UserOperation,
    schema::{Document as _, FieldType, Schema, Value as _, document::ReferenceValueLeaf},
};

use crate::{Error, document::Document};

/// Fails at the first document that the engine cannot take.
pub(crate) fn check(schema: &Schema, operations: &[UserOperation<Document>]) -> Result<(), Error> {
    let documents = operations.iter().filter_map(|operation| match operation {
        UserOperation::Add(document) => Some(document),
        UserOperation::Delete(_) => None,
    });
    match documents.into_iter().find_map(|document| unfit(schema, document)) {
        None => Ok(()),
        Some(detail) => Err(Error::Unfit { detail }),
    }
}

fn unfit(schema: &Schema, document: &Document) -> Option<String> {
    for (field, value) in document.iter_fields_and_values() {
        if field.field_id() as usize >= schema.num_fields() {
            return Some("a value of no field".to_owned());
        }
        let entry = schema.get_field_entry(field);
        let leaf = value.as_value().into_leaf();
        let is_fit = matches!(
            (leaf, entry.field_type()),
            (Some(ReferenceValueLeaf::Str(_)), FieldType::Str(_))
                | (Some(ReferenceValueLeaf::U64(_)), FieldType::U64(_))
                | (Some(ReferenceValueLeaf::Bytes(_)), FieldType::Bytes(_))
        );
        if !is_fit {
            return Some(format!("a value of another type than `{}` has", entry.name()));
        }
    }
    None
}
