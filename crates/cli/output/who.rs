//! Speakers of a phrase for a terminal: counts, dates, and the quote that matches best.

use std::io;

use index::{Counted, Saying, WhoAnswer};

use super::{PERSON, Screen, VALUE, count, fit, hits, period, printable};

/// So many organisations or other names are printed with a speaker.
const MOST_NAMES: usize = 3;
/// So many columns of a query are shown however little room there is.
const LEAST_ASKED: usize = 20;

/// Writes who said it: a head line, then each speaker, then what is no person's.
pub(crate) fn speakers(screen: &mut Screen<'_>, answer: &WhoAnswer) -> io::Result<()> {
    let found = format!(
        "{}, {} in {}",
        count(answer.total, "speaker"),
        count(answer.quotes, "quote"),
        count(answer.releases, "release")
    );
    let took = format!(", {:.1} ms", answer.took_ms);
    // a phrase that is sought loosely becomes a query of many lines; the note tells what was done
    let room = screen.width.saturating_sub(found.len() + " for ".len() + took.len());
    let asked = fit(&answer.interpreted, room.max(LEAST_ASKED));
    hits::head_line(screen, &found, &asked, &took)?;
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
