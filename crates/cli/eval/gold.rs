//! The annotations: one JSON object a line, as far as they are measured.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, anyhow, bail};
use release::Country;
use serde::{Deserialize, Deserializer, de::Error};

/// What a reader wrote down about one release.
///
/// `*_optional`, `alt_*`, names of countries inside names of organisations and countries only implied are
/// neither rewarded nor punished.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Annotation {
    pub(crate) id: String,
    path: Option<PathBuf>,
    /// Which release of its file it is about, counted from 1.
    pub(crate) item: Option<u32>,
    /// Where the text is, known after [`read`].
    #[serde(skip)]
    pub(crate) text: PathBuf,
    #[serde(deserialize_with = "or_default")]
    pub(crate) source: String,
    #[serde(deserialize_with = "or_default")]
    pub(crate) lang: String,
    /// What sort of document it is; measured where it is given.
    #[serde(rename = "type", deserialize_with = "or_default")]
    pub(crate) kind: String,
    #[serde(deserialize_with = "or_default")]
    pub(crate) title: String,
    #[serde(deserialize_with = "or_default")]
    pub(crate) alt_titles: Vec<String>,
    #[serde(deserialize_with = "or_default")]
    pub(crate) date: String,
    #[serde(deserialize_with = "or_default")]
    pub(crate) alt_dates: Vec<String>,
    #[serde(deserialize_with = "or_default")]
    pub(crate) dateline_places: Vec<String>,
    #[serde(deserialize_with = "or_default")]
    pub(crate) organisation: String,
    #[serde(deserialize_with = "countries")]
    pub(crate) focus_countries: Vec<Country>,
    #[serde(deserialize_with = "countries")]
    pub(crate) focus_optional: Vec<Country>,
    #[serde(deserialize_with = "countries")]
    pub(crate) mentioned_countries: Vec<Country>,
    #[serde(deserialize_with = "countries")]
    pub(crate) boilerplate_only_countries: Vec<Country>,
    #[serde(deserialize_with = "countries")]
    pub(crate) orgname_only_countries: Vec<Country>,
    #[serde(deserialize_with = "countries")]
    pub(crate) implied_countries: Vec<Country>,
    #[serde(deserialize_with = "or_default")]
    pub(crate) speakers: Vec<Person>,
    #[serde(deserialize_with = "or_default")]
    pub(crate) speakers_optional: Vec<Person>,
    #[serde(deserialize_with = "or_default")]
    pub(crate) quotes: Vec<GoldQuote>,
    #[serde(deserialize_with = "or_default")]
    pub(crate) contacts: Vec<Person>,
    #[serde(deserialize_with = "or_default")]
    pub(crate) contacts_optional: Vec<Person>,
}

/// A person, by the name alone or with a role.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Person {
    Named(String),
    InOffice { name: String, role: Option<String> },
}

impl Person {
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Named(name) | Self::InOffice { name, .. } => name,
        }
    }

    pub(crate) fn role(&self) -> Option<&str> {
        match self {
            Self::Named(_) => None,
            Self::InOffice { role, .. } => role.as_deref().filter(|role| !role.is_empty()),
        }
    }
}

/// A quote, by its first words.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct GoldQuote {
    /// A person's name, two joined by `;`, or whose words they are with a label (`ORG:…`).
    pub(crate) speaker: Option<String>,
    speaker_type: Option<String>,
    #[serde(deserialize_with = "or_default")]
    pub(crate) starts: String,
    kind: Option<String>,
    attr: Option<String>,
}

impl GoldQuote {
    /// Whether the words are a named person's.
    pub(crate) fn is_of_a_person(&self) -> bool {
        self.speaker_type.as_deref().is_none_or(|whose| whose == "person")
    }

    /// `direct` unless it says otherwise.
    pub(crate) fn kind(&self) -> &str {
        self.kind.as_deref().unwrap_or("direct")
    }

    /// Whether it goes on with the quote before, so that both may be found as one.
    pub(crate) fn is_continuation(&self) -> bool {
        matches!(self.attr.as_deref(), Some("cont" | "contp"))
    }
}

/// Reads the annotations of the file at `path`.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<Annotation>> {
    let shown = path.display();
    let lines = fs::read_to_string(path)
        .with_context(|| format!("could not read the annotations `{shown}`"))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut annotations = Vec::new();
    for (line_idx, line) in lines.trim_start_matches('\u{feff}').lines().enumerate() {
        if !line.trim().is_empty() {
            let annotation = parse(line, folder);
            annotations
                .push(annotation.with_context(|| format!("line {} of `{shown}`", line_idx + 1))?);
        }
    }
    if annotations.is_empty() {
        bail!("`{shown}` holds no annotation; it should have a JSON object on each line");
    }
    Ok(annotations)
}

/// The languages named in the annotations, for a message.
pub(crate) fn languages(annotations: &[Annotation]) -> String {
    let names: BTreeSet<&str> =
        annotations.iter().map(|annotation| annotation.lang.as_str()).collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}

fn parse(line: &str, folder: &Path) -> anyhow::Result<Annotation> {
    let mut annotation: Annotation = serde_json::from_str(line).map_err(|error| {
        // the line is that of the file, not the first of what the parser saw
        let message = error.to_string();
        let reason = message.split(" at line ").next().unwrap_or_default();
        anyhow!("{reason} (column {})", error.column())
    })?;
    if annotation.id.is_empty() {
        bail!("an annotation needs an `id`");
    }
    annotation.text = folder.join(match &annotation.path {
        Some(path) => path.clone(),
        None => PathBuf::from(format!("{}.txt", annotation.id)),
    });
    Ok(annotation)
}

/// `null` is the same as nothing.
fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    json: D,
) -> Result<T, D::Error> {
    Ok(Option::deserialize(json)?.unwrap_or_default())
}

/// Codes of two or three letters, each country once. A slip must not pass for a country never found.
fn countries<'de, D: Deserializer<'de>>(json: D) -> Result<Vec<Country>, D::Error> {
    let mut countries = Vec::new();
    for code in or_default::<D, Vec<String>>(json)? {
        let country = gazetteer::resolve(&code)
            .ok_or_else(|| D::Error::custom(format!("`{code}` is no country code")))?;
        if !countries.contains(&country) {
            countries.push(country);
        }
    }
    Ok(countries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn annotation(line: &str) -> Annotation {
        parse(line, Path::new("gold")).unwrap()
    }

    #[test]
    fn the_text_is_where_path_says_else_beside_the_gold() {
        assert_eq!(annotation(r#"{"id": "7"}"#).text, Path::new("gold/7.txt"));
        let placed = annotation(r#"{"id": "7", "path": "releases/a.html"}"#);
        assert_eq!(placed.text, Path::new("gold/releases/a.html"));
    }

    #[test]
    fn codes_of_two_and_three_letters_are_one_country() {
        let codes =
            annotation(r#"{"id": "7", "focus_countries": ["KZ", "KAZ", "XK"]}"#).focus_countries;
        assert_eq!(codes, [Country::new("KAZ").unwrap(), Country::new("XKX").unwrap()]);
    }

    #[test]
    fn a_code_that_is_none_is_an_error() {
        let error = parse(r#"{"id": "7", "focus_countries": ["QQ"]}"#, Path::new("")).unwrap_err();
        assert!(format!("{error:#}").contains("`QQ` is no country code"));
    }

    #[test]
    fn null_is_nothing_and_unknown_keys_are_ignored() {
        let sparse = annotation(r#"{"id": "7", "title": null, "quotes": null, "note": 1}"#);
        assert!(sparse.title.is_empty() && sparse.quotes.is_empty());
    }

    #[test]
    fn persons_may_be_names_or_objects() {
        let both = annotation(
            r#"{"id": "7", "contacts": ["Jane Roe", {"name": "Ada Doe", "role": "Director"}]}"#,
        );
        assert_eq!(both.contacts[1].name(), "Ada Doe");
        assert_eq!((both.contacts[0].role(), both.contacts[1].role()), (None, Some("Director")));
    }
}
