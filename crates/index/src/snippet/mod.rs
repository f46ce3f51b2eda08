//! Snippets: the passages of a release that match best, with the words that were sought.

#[cfg(test)]
mod checks;
mod clean;
mod passage;
mod sought;

pub(crate) use self::sought::Sought;

use release::{Block, Quote, Release, Span};

use self::passage::{Token, best_passage, tokens};
use crate::{Snippet, document::zone, schema::Zone};

/// How many passages of a release are shown.
const MAX_SNIPPETS: usize = 2;

/// The best passages of a release, in the order of the text.
pub(crate) fn of_release(
    release: &Release,
    sought: &mut Sought,
    boilerplate: bool,
) -> Vec<Snippet> {
    let mut sought = sought.in_language(release.language.as_ref().map(|language| language.value));
    let blocks = release.blocks.iter().filter_map(|block| {
        let zone = zone(block.part)?;
        (zone != Zone::Background || boilerplate).then_some((zone, block))
    });
    if sought.is_empty() {
        let running = blocks.clone().find(|(_, block)| block.part.is_running_text());
        return running
            .into_iter()
            .map(|(zone, block)| snippet(release, zone, block, &[]))
            .collect();
    }
    // what is running text says more than a headline that is shown anyway
    let is_last_choice =
        |zone: Zone| matches!(zone, Zone::Title | Zone::Contact | Zone::Background);
    let (mut found, mut n_full) = (Vec::new(), 0);
    for (zone, block) in blocks {
        let tokens = tokens(block.span.of(&release.text), &mut sought);
        let n_met = passage::n_met(&tokens);
        if n_met == 0 {
            continue;
        }
        n_full += usize::from(n_met == sought.n_targets() && !is_last_choice(zone));
        found.push((n_met, zone, block, tokens));
        if n_full == MAX_SNIPPETS {
            // nothing further down can be better
            break;
        }
    }
    found.sort_by_key(|(n_met, zone, ..)| (std::cmp::Reverse(*n_met), is_last_choice(*zone)));
    found.truncate(MAX_SNIPPETS);
    found.sort_by_key(|(_, _, block, _)| block.span.start);
    found.iter().map(|(_, zone, block, tokens)| snippet(release, *zone, block, tokens)).collect()
}

fn snippet(release: &Release, zone: Zone, block: &Block, tokens: &[Token]) -> Snippet {
    best_passage(zone.name(), block.span.of(&release.text), tokens)
}

/// Every place of a release at which something sought stands, in the order of the text.
pub(crate) fn places(release: &Release, sought: &mut Sought, boilerplate: bool) -> Vec<Span> {
    let mut sought = sought.in_language(release.language.as_ref().map(|language| language.value));
    if sought.is_empty() {
        return Vec::new();
    }
    let mut places = Vec::new();
    for block in &release.blocks {
        let Some(zone) = zone(block.part) else { continue };
        if zone == Zone::Background && !boilerplate {
            continue;
        }
        let start = block.span.range().start;
        let tokens = tokens(block.span.of(&release.text), &mut sought);
        places.extend(
            tokens.iter().map(|token| Span::new(start + token.range[0], start + token.range[1])),
        );
    }
    places
}

/// The words of a quote, whole where they are few.
pub(crate) fn of_quote(release: &Release, quote: &Quote, sought: &mut Sought) -> Vec<Snippet> {
    let mut sought = sought.in_language(release.language.as_ref().map(|language| language.value));
    let tokens = tokens(&quote.text, &mut sought);
    vec![best_passage(Zone::Quote.name(), &quote.text, &tokens)]
}
