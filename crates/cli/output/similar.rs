//! Related releases for a terminal: the headline, and what both share.

use std::io;

use index::Similar;

use super::{STRONG, Screen, VALUE, count, fit, hits, printable};

/// Writes the releases, the most closely related first.
pub(crate) fn list(screen: &mut Screen<'_>, similar: &[Similar]) -> io::Result<()> {
    if similar.is_empty() {
        return screen.line("no related releases");
    }
    let head = screen.paint(STRONG, &count(similar.len() as u64, "related release"));
    screen.line(&head)?;
    for one in similar {
        screen.line("")?;
        let date = screen.paint(VALUE, one.date.as_deref().unwrap_or("undated"));
        let title = one.title.as_deref().unwrap_or("(no title)");
        let title = fit(&printable(title), screen.width.saturating_sub(16).max(20));
        screen.line(&format!("  {date}  {}", screen.paint(STRONG, &title)))?;
        let shared = shared(one);
        if !shared.is_empty() {
            screen.line(&format!("    shares {}", printable(&shared.join(", "))))?;
        }
        hits::place(screen, &one.path, &format!("id {}", one.id))?;
    }
    Ok(())
}

/// `Kazakhstan`, `impunity`, `W. Pace`.
fn shared(one: &Similar) -> Vec<&str> {
    let countries = one.countries.iter().map(|country| gazetteer::name(*country));
    let rest = one.words.iter().chain(&one.speakers).map(String::as_str);
    countries.chain(rest).collect()
}
