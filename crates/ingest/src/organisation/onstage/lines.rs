//! Lines of the head, the foot and the headline that name a body.

use release::Part;

use super::{LONGEST, player::deed};
use crate::{
    layout::Layout,
    lexicon,
    organisation::{
        demand::is_definite,
        verb::{self, is_plural_saying},
    },
};

/// So many lines are the head, and so many the foot.
const REACH: usize = 6;

/// Lines of the head and the foot that are nothing but a name, without the article.
pub(super) fn lines_alone(layout: &Layout) -> Vec<(usize, &str)> {
    let n_blocks = layout.blocks.len();
    let last = layout.blocks.iter().rposition(|block| block.part.is_running_text());
    let foot = last.map_or(n_blocks, |last| last + 1).min(n_blocks.saturating_sub(REACH));
    let is_end = |idx: usize| (..REACH).contains(&idx) || idx >= foot;
    let mut alone = Vec::new();
    for (idx, block) in layout.blocks.iter().enumerate().filter(|(idx, _)| is_end(*idx)) {
        // a signer’s office stands below the name
        let is_signer = layout.words.get(idx + 1).is_some_and(|below| {
            lexicon::opens_with_role(below) && below.split(' ').count() <= LONGEST
        });
        if matches!(block.part, Part::Title | Part::Subtitle) || is_signer {
            continue;
        }
        let words = layout.words[idx].trim();
        let name = words.split(['|', '·', '•', '>', '»']).next().unwrap_or_default().trim();
        let article = ["The ", "La ", "Le ", "El ", "O ", "A ", "Die ", "Der "];
        let name = article.iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name);
        let is_short = (1..=LONGEST).contains(&name.split(' ').count());
        if is_short && name.starts_with(char::is_uppercase) {
            alone.push((idx, name));
        }
    }
    alone
}

/// `Open Hands (OH), 3 May 2011.`, `Open Hands, Suva, 3.5.2011`: who closes a text with a day.
pub(super) fn lines_dated(layout: &Layout) -> Vec<(usize, &str)> {
    const LONGEST_LINE: usize = 100;
    let n_blocks = layout.blocks.len();
    let last = n_blocks.saturating_sub(REACH)..n_blocks;
    let dated = last.filter_map(|idx| {
        let words = layout.words[idx].trim();
        let (name, day) = words.split_once(',').filter(|_| words.len() <= LONGEST_LINE)?;
        let name = name.split('(').next().unwrap_or(name).trim();
        let has_year = day
            .split(|c: char| !c.is_ascii_digit())
            .any(|number| number.len() == 4 && number.starts_with(['1', '2']));
        let is_name = name.starts_with(char::is_uppercase)
            && (1..=LONGEST).contains(&name.split(' ').count())
            && !lexicon::is_place(name)
            && !name.contains(|c: char| c.is_ascii_digit());
        (has_year && is_name).then_some((idx, name))
    });
    dated.collect()
}

/// `Press Release: Open Hands`, as portals tell whose a text is.
pub(super) fn is_labelled(layout: &Layout, name: &str) -> bool {
    layout.words.iter().take(REACH).any(|words| {
        words.strip_suffix(name).is_some_and(|label| {
            let label = label.trim_end();
            label.ends_with(':') && crate::layout::phrase::says_kind(label.trim_end_matches(':'))
        })
    })
}

pub(super) fn in_title(title: &str, name: &str) -> u16 {
    let Some(at) = title.find(name) else { return 0 };
    let (before, after) = (&title[..at], &title[at + name.len()..]);
    if before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric) {
        return 0;
    }
    let opens = before.trim_matches(['“', '«', '„', '"', ' ']);
    let opens = opens.is_empty() || lexicon::with_lower(opens, is_definite);
    let next = after.split_whitespace().next().unwrap_or_default();
    let speaks = after.starts_with(' ') && (verb::is_saying(next) || is_plural_saying(next));
    deed::TITLE | if opens { deed::OPENS_TITLE } else { 0 } | if speaks { deed::SPEAKS } else { 0 }
}
