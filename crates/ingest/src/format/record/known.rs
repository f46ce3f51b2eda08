//! Systems whose exports are known by their keys: `ReliefWeb` answers, Aleph entities, feeds in JSON, and files that
//! simply call things by their names.

use super::map::{Field, Map};

/// Names of keys that say what they hold, in lower case, the surest first.
const PLAIN: [(Field, &[&str]); 7] = [
    (Field::Title, &["title", "headline"]),
    (Field::Subtitle, &["subtitle", "subheadline"]),
    (Field::Date, &["date", "date_published", "published", "published_at", "pubdate"]),
    (Field::Organisation, &["organisation", "organization", "publisher", "source"]),
    (Field::Language, &["language", "lang"]),
    (Field::Place, &["place", "dateline"]),
    (Field::Body, &["body", "text", "content_html", "content_text", "content", "full_text"]),
];

/// The map of a record whose keys, nested ones with dots, are these; `None` where it is not known.
pub(super) fn of_keys<'k>(keys: impl Fn(&str) -> bool + 'k) -> Option<Map> {
    // answers of ReliefWeb's API: `{"data": [{"fields": {"title": …, "body": …}}]}`
    if keys("fields.title") && (keys("fields.body") || keys("fields.body-html")) {
        return Some(Map::known(&[
            (Field::Title, "fields.title"),
            (Field::Date, "fields.date.original"),
            (Field::Date, "fields.date.created"),
            (Field::Organisation, "fields.source.name"),
            (Field::Language, "fields.language.code"),
            (
                Field::Body,
                if keys("fields.body-html") { "fields.body-html" } else { "fields.body" },
            ),
        ]));
    }
    // Aleph and FollowTheMoney: every property is a list
    if keys("schema") && keys("properties.bodyText") {
        return Some(Map::known(&[
            (Field::Title, "properties.title"),
            (Field::Date, "properties.publishedAt"),
            (Field::Date, "properties.date"),
            (Field::Organisation, "properties.publisher"),
            (Field::Language, "properties.language"),
            (Field::Body, "properties.bodyText"),
        ]));
    }
    let named = |names: &[&'static str]| names.iter().copied().find(|name| keys(name));
    let pairs: Vec<(Field, &str)> =
        PLAIN.iter().filter_map(|(field, names)| Some((*field, named(names)?))).collect();
    let has = |field: Field| pairs.iter().any(|(of, _)| *of == field);
    // a table with a title and a text is one of releases; anything less may be anything
    (has(Field::Title) && has(Field::Body)).then(|| Map::known(&pairs))
}
