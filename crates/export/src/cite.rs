//! A quote with its source, to be copied.

use release::{Quote, QuoteKind};

use crate::{Document, date, locator::locator};

/// The quote of this number with its source on one line; `None` where the release has no such quote.
///
/// `“…” (Name, role, organisation, in “Title”, issuer, 3 April 2012, para. 4, path)`. What is not known is
/// left out, but for the date, which is then `n.d.`. Reported words stand without marks and are said to be
/// reported.
pub fn cite(document: &Document<'_>, number: usize) -> Option<String> {
    document.release.quotes.get(number).map(|quote| with_source(document, quote))
}

pub(crate) fn with_source(document: &Document<'_>, quote: &Quote) -> String {
    format!("{} ({})", words(quote), source(document, quote))
}

/// The words, in marks if they are the speaker's own.
pub(crate) fn words(quote: &Quote) -> String {
    match quote.kind {
        QuoteKind::Direct => format!("“{}”", quote.text),
        QuoteKind::Indirect => quote.text.clone(),
    }
}

/// Whose words they are and where they stand.
pub(crate) fn source(document: &Document<'_>, quote: &Quote) -> String {
    let name = whose(document, quote);
    let name = match (quote.kind, name) {
        (QuoteKind::Direct, name) => name.unwrap_or("unattributed").to_owned(),
        (QuoteKind::Indirect, Some(name)) => format!("reported words of {name}"),
        (QuoteKind::Indirect, None) => "reported words".to_owned(),
    };
    let kind = document.release.kind.value.name().replace('-', " ");
    let title = match document.title() {
        Some(title) => format!("in “{title}”"),
        None if kind == "other" => "in an untitled release".to_owned(),
        None => format!("in an untitled {kind}"),
    };
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let parts = [
        Some(name),
        quote.role.clone(),
        quote.organisation.clone(),
        Some(title),
        owned(document.issuer()),
        Some(date::in_words(document.date())),
        locator(document.release, quote),
        owned(document.paths.first().copied()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The person, else whose words they are as the passage puts it.
pub(crate) fn whose<'a>(document: &Document<'a>, quote: &'a Quote) -> Option<&'a str> {
    let named = quote.speaker.as_deref().or(quote.speaker_surface.as_deref());
    named.or(document.issuer())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn a_quote_stands_with_its_source() {
        let release = sample::release();
        let document = Document::new(&release, vec!["a/bridge.txt"], 0);
        assert_eq!(
            cite(&document, 0).unwrap(),
            "“A bridge is 100 % trust & steel_work” (Ada Roe, engineer, Bridge Board, \
             in “Malta: Mend the {Old} Bridge”, Bridge Board, April 2012, para. 2, a/bridge.txt)"
        );
        assert_eq!(
            cite(&document, 1).unwrap(),
            "the bridge would fall (reported words of the Board, \
             in “Malta: Mend the {Old} Bridge”, Bridge Board, April 2012, para. 2, a/bridge.txt)"
        );
        assert_eq!(cite(&document, 2), None);
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let mut release = sample::release();
        (release.title, release.date, release.organisation) = (None, None, None);
        let document = Document::new(&release, vec![], 0);
        let cited = cite(&document, 0).unwrap();
        assert!(
            cited.ends_with(
                "(Ada Roe, engineer, Bridge Board, in an untitled statement, n.d., para. 2)"
            ),
            "{cited}"
        );
    }
}
