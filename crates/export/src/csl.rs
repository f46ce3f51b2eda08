//! References as CSL JSON. `document` is the type for what is published and has no type of its own, with the
//! sort of release as `genre`; reports are `report`. (`article` means a paper in a periodical or a preprint,
//! `speech` something read at an event.) What has no date has no `issued`: styles then print their own “n.d.”.

use serde_json::{Map, Value, json};

use crate::reference::Reference;

pub(crate) fn item(reference: &Reference<'_>) -> Value {
    let mut item = Map::new();
    let mut field = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(name.to_owned(), value);
        }
    };
    field("id", Some(json!(reference.key)));
    field("type", Some(json!(if reference.is_report { "report" } else { "document" })));
    field("title", Some(json!(reference.title)));
    field("author", reference.author.map(|name| json!([{ "literal": name }])));
    field("genre", Some(json!(reference.genre)));
    field("publisher", reference.publisher.map(Value::from));
    field("publisher-place", reference.place.as_deref().map(Value::from));
    field(
        "issued",
        reference.date.map(|date| {
            let parts = [Some(date.year()), date.month().map(u16::from), date.day().map(u16::from)];
            json!({ "date-parts": [parts.into_iter().flatten().collect::<Vec<_>>()] })
        }),
    );
    field("language", reference.language.map(Value::from));
    let countries = reference.countries.join(", ");
    field("keyword", (!countries.is_empty()).then(|| countries.into()));
    field("abstract", reference.words.as_deref().map(Value::from));
    field("annote", reference.citation.as_deref().map(Value::from));
    field(
        "archive_location",
        Some(reference.path).filter(|path| !path.is_empty()).map(Value::from),
    );
    field("note", Some(json!(reference.provenance)));
    Value::Object(item)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::{Document, sample};

    #[test]
    fn a_release_and_a_quote() {
        let release = sample::release();
        let document = Document::new(&release, vec!["a/bridge.txt"], 0);
        let (id, quote) = document.quotes(&[0]).next().unwrap();
        let items = [
            item(&Reference::to_release(&document)),
            item(&Reference::to_quote(&document, id, quote)),
        ];
        expect![[r#"
            [
              {
                "id": "bridge2012-00000000000000bb",
                "type": "document",
                "title": "Malta: Mend the {Old} Bridge",
                "author": [
                  {
                    "literal": "Bridge Board"
                  }
                ],
                "genre": "Statement",
                "publisher-place": "VALLETTA",
                "issued": {
                  "date-parts": [
                    [
                      2012,
                      4
                    ]
                  ]
                },
                "language": "en",
                "keyword": "Malta",
                "archive_location": "a/bridge.txt",
                "note": "a/bridge.txt, release 00000000000000bb, sha256 1453035bce4bff9148540b843088fec1b87eac14657cc829599e25c2bec7a814"
              },
              {
                "id": "bridge2012-00000000000000bb-0",
                "type": "document",
                "title": "Malta: Mend the {Old} Bridge",
                "author": [
                  {
                    "literal": "Ada Roe"
                  }
                ],
                "genre": "Quote in a statement",
                "publisher": "Bridge Board",
                "publisher-place": "VALLETTA",
                "issued": {
                  "date-parts": [
                    [
                      2012,
                      4
                    ]
                  ]
                },
                "language": "en",
                "keyword": "Malta",
                "abstract": "“A bridge is 100 % trust & steel_work”",
                "annote": "“A bridge is 100 % trust & steel_work” (Ada Roe, engineer, Bridge Board, in “Malta: Mend the {Old} Bridge”, Bridge Board, April 2012, para. 2, a/bridge.txt)",
                "archive_location": "a/bridge.txt",
                "note": "a/bridge.txt, release 00000000000000bb, para. 2, bytes 40-80, sha256 1453035bce4bff9148540b843088fec1b87eac14657cc829599e25c2bec7a814"
              }
            ]"#]].assert_eq(&serde_json::to_string_pretty(&items).unwrap());
    }
}
