//! Where in a release a quote stands, in the words of a reference.

use release::{Part, Quote, Release};

/// `para. 4` for the fourth paragraph of the running text, which is how a reader counts; outside it the name
/// of the part. Where the file has pages, its page stands before: `p. 3, para. 4`. `None` where neither is to
/// be named, as in the letterhead of a text.
pub(crate) fn locator(release: &Release, quote: &Quote) -> Option<String> {
    let page = page(release, quote).map(|page| format!("p. {page}"));
    let parts = [page, part(release, quote)];
    let told: Vec<String> = parts.into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// The number of the page that a quote begins on.
pub(crate) fn page(release: &Release, quote: &Quote) -> Option<u32> {
    release.source.pages.of(quote.span.start)
}

fn part(release: &Release, quote: &Quote) -> Option<String> {
    let at = quote.paragraph as usize;
    let block = release.blocks.get(at)?;
    let part = match block.part {
        Part::Lede | Part::Body => {
            let before = &release.blocks[..=at];
            let number = before.iter().filter(|block| block.part.is_running_text()).count();
            return Some(format!("para. {number}"));
        }
        Part::Title => "headline",
        Part::Subtitle => "subtitle",
        Part::Signatories => "signatures",
        Part::Background => "background",
        Part::Notes => "notes",
        Part::Chrome
        | Part::Letterhead
        | Part::Marker
        | Part::Date
        | Part::Byline
        | Part::Contacts
        | Part::End => return None,
    };
    Some(part.to_owned())
}

#[cfg(test)]
mod tests {
    use release::Pages;

    use super::*;
    use crate::sample;

    #[test]
    fn paragraphs_are_counted_in_the_running_text() {
        let mut release = sample::release();
        assert_eq!(locator(&release, &release.quotes[0]).as_deref(), Some("para. 2"));
        release.blocks[2].part = Part::Background;
        assert_eq!(locator(&release, &release.quotes[0]).as_deref(), Some("background"));
        let paragraph = std::mem::replace(&mut release.quotes[0].paragraph, 99);
        assert_eq!(locator(&release, &release.quotes[0]), None);
        release.source.pages = Pages { first: 1, starts: vec![0, 20, 60] };
        assert_eq!(locator(&release, &release.quotes[0]).as_deref(), Some("p. 2"));
        release.blocks[2].part = Part::Body;
        release.quotes[0].paragraph = paragraph;
        assert_eq!(locator(&release, &release.quotes[0]).as_deref(), Some("p. 2, para. 2"));
    }
}
