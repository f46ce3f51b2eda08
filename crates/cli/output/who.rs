//! Speakers of a phrase for a terminal: counts, dates, and the quote that matches best.

use std::io;

use index::{Counted, Saying, WhoAnswer};

use super::{FAINT, PERSON, STRONG, Screen, VALUE, count, hits, period, printable};

/// So many organisations or other names are printed with a speaker.
const MOST_NAMES: usize = 3;

/// Writes who said it: a head line, then each speaker, then what is no person's.
pub(crate) fn speakers(screen: &mut Screen<'_>, answer: &WhoAnswer) -> io::Result<()> {
    let total = screen.paint(STRONG, &count(answer.total, "speaker"));
    let said =
        format!("{} in {}", count(answer.quotes, "quote"), count(answer.releases, "release"));
    let asked = screen.paint(VALUE, &printable(&answer.interpreted));
    let took = screen.paint(FAINT, &format!(", {:.1} ms", answer.took_ms));
    screen.line(&format!("{total}, {said} for {asked}{took}"))?;
    hits::notes(screen, &answer.notes)?;
    screen.line("")?;
    for saying in answer.hits.iter().chain(&answer.unattributed) {
        speaker(screen, saying)?;
    }
    Ok(())
}

fn speaker(screen: &mut Screen<'_>, saying: &Saying) -> io::Result<()> {
    let name = match &saying.speaker {
        Some(name) => screen.paint(PERSON, &printable(name)),
        None => "nobody named".to_owned(),
    };
    let said =
        format!("{} in {}", count(saying.quotes, "quote"), count(saying.releases, "release"));
    let period = period(saying.first.as_deref(), saying.last.as_deref());
    let period = period.unwrap_or_else(|| "undated".to_owned());
    screen.line(&format!("{name}  {said}, {}", screen.paint(VALUE, &period)))?;
    for told in [&saying.speaker_surfaces, &saying.organisations] {
        if !told.is_empty() {
            screen.line(&format!("  {}", names(told)))?;
        }
    }
    if let Some(sample) = &saying.sample {
        hits::words(screen, sample)?;
        hits::source(screen, sample)?;
    }
    screen.line("")
}

/// `Harbour Bank 3, Sea Council 1 and 2 more`.
fn names(counted: &[Counted]) -> String {
    let told = counted.iter().take(MOST_NAMES);
    let told: Vec<String> =
        told.map(|one| format!("{} {}", printable(&one.name), one.quotes)).collect();
    let more = match counted.len().saturating_sub(MOST_NAMES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}{more}", told.join(", "))
}
