//! Keys of references: readable, and unique whatever else is exported.

use crate::Document;

/// Whom and when, then the id, which alone makes the key unique: `bridge2012-00000000000000bb`.
pub(crate) fn key(document: &Document<'_>, id: &str) -> String {
    let issuer = gazetteer::fold(document.issuer().unwrap_or_default());
    let words = issuer.split(|c: char| !c.is_ascii_alphanumeric());
    // articles and the like name nobody
    let word = words.into_iter().find(|word| word.len() > 3).unwrap_or("release");
    let year = document.date().map_or("nd".to_owned(), |date| date.year().to_string());
    format!("{word}{year}-{id}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn a_key_is_plain_ascii_and_holds_the_id() {
        let mut release = sample::release();
        let key_of = |release: &release::Release| {
            key(&Document::new(release, vec![], 0), &release.id.to_string())
        };
        assert_eq!(key_of(&release), "bridge2012-00000000000000bb");
        release.date = None;
        release.organisation.as_mut().unwrap().value = "Союз".to_owned();
        assert_eq!(key_of(&release), "releasend-00000000000000bb");
        release.organisation.as_mut().unwrap().value = "La Société du Pont".to_owned();
        assert_eq!(key_of(&release), "societend-00000000000000bb");
    }
}
