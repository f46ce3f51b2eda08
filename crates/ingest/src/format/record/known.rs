//! Systems whose exports are known by their keys: `ReliefWeb` answers, Aleph and Uwazi entities, feeds in JSON, and files that
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

/// What people call the properties of Uwazi's entities, the surest first; all else there has a name of the system.
const UWAZI: [(Field, &[&str]); 6] = [
    (Field::Subtitle, &["subtitle"]),
    (
        Field::Date,
        &[
            "date",
            "publication date",
            "date of publication",
            "date published",
            "published on",
            "date issued",
        ],
    ),
    (
        Field::Organisation,
        &["organisation", "organization", "publisher", "issued by", "source", "author"],
    ),
    (Field::Language, &["language"]),
    (Field::Place, &["place", "dateline"]),
    (
        Field::Body,
        &[
            "full text",
            "text",
            "body",
            "content",
            "press release",
            "statement",
            "description",
            "summary",
            "abstract",
        ],
    ),
];

/// The map of an export of Uwazi: a table whose columns are called by labels, or entities whose properties have them as
/// keys. `Date added` is when somebody typed it, and says nothing of the release.
fn of_uwazi(keys: &dyn Fn(&str) -> bool) -> Option<Map> {
    let all = |names: &[&str]| names.iter().all(|name| keys(name));
    let key = |label: &str| format!("metadata.{}", label.replace(' ', "_"));
    let is_table = all(&["title", "date added", "template"]);
    if !is_table && !all(&["title", "sharedId", "template", "metadata"]) {
        return None;
    }
    let mut pairs = vec![(Field::Title, "title".to_owned())];
    if !is_table {
        pairs.push((Field::Language, "language".to_owned()));
    }
    for (field, labels) in UWAZI {
        let columns =
            labels.iter().map(|label| if is_table { (*label).to_owned() } else { key(label) });
        pairs.extend(columns.filter(|column| keys(column)).take(1).map(|column| (field, column)));
    }
    let has_body = pairs.iter().any(|(field, _)| *field == Field::Body);
    has_body.then(|| Map::of(pairs))
}

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
    if let Some(map) = of_uwazi(&keys) {
        return Some(map);
    }
    let named = |names: &[&'static str]| names.iter().copied().find(|name| keys(name));
    let pairs: Vec<(Field, &str)> =
        PLAIN.iter().filter_map(|(field, names)| Some((*field, named(names)?))).collect();
    let has = |field: Field| pairs.iter().any(|(of, _)| *of == field);
    // a table with a title and a text is one of releases; anything less may be anything
    (has(Field::Title) && has(Field::Body)).then(|| Map::known(&pairs))
}
