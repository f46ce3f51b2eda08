//! What is new for saved queries, for a terminal.

use std::io;

use super::{FAINT, STRONG, Screen, VALUE, count, fit, printable};
use crate::command::watch::{News, Watched};

const INDENT: &str = "    ";

/// Writes what is new, query by query, and how many have nothing.
pub(crate) fn print(screen: &mut Screen<'_>, watched: &[Watched]) -> io::Result<()> {
    let mut n_quiet = 0;
    for one in watched {
        let told = match &one.error {
            Some(error) => format!("line {}: {}", one.line, printable(&error.to_string())),
            None if one.first_run => {
                format!("first run: {} so far", count(one.total, "release"))
            }
            None if one.new.is_empty() => {
                n_quiet += 1;
                continue;
            }
            None => news(one),
        };
        let query = screen.paint(STRONG, &printable(&one.query));
        screen.line(&format!("{query} · {told}"))?;
        for note in &one.notes {
            let note = screen.paint(FAINT, &format!("{INDENT}note: {}", printable(note)));
            screen.line(&note)?;
        }
        for news in &one.new {
            print_news(screen, news)?;
        }
        if !one.new.is_empty() {
            screen.line("")?;
        }
    }
    if n_quiet > 0 {
        let line = format!("nothing new for {n_quiet} of {}", queries(watched.len()));
        let line = screen.paint(FAINT, &line);
        screen.line(&line)?;
    }
    Ok(())
}

fn queries(number: usize) -> String {
    if number == 1 { "1 query".to_owned() } else { format!("{number} queries") }
}

/// `2 new, 1 changed`.
fn news(one: &Watched) -> String {
    let number = |change| one.new.iter().filter(|news| news.change == change).count();
    let parts = ["new", "changed"].map(|change| (number(change), change));
    let told = parts.iter().filter(|(number, _)| *number > 0);
    told.map(|(number, change)| format!("{number} {change}")).collect::<Vec<_>>().join(", ")
}

fn print_news(screen: &mut Screen<'_>, news: &News) -> io::Result<()> {
    let date = news.date.as_deref().unwrap_or("undated");
    let title = printable(news.title.as_deref().unwrap_or("(no title)"));
    let changed = if news.change == "changed" { "changed: " } else { "" };
    let room = screen.width.saturating_sub(INDENT.len() + 12);
    let title = fit(&format!("{changed}{title}"), room);
    let date = screen.paint(VALUE, &format!("{date:<10}"));
    screen.line(&format!("{INDENT}{date}  {title}"))?;
    let organisation = news.organisation.as_deref().map(printable);
    let countries: Vec<&str> = news.countries.iter().map(|code| gazetteer::name(*code)).collect();
    let about = [organisation, Some(countries.join(", ")), Some(printable(&news.path))];
    let about: Vec<String> = about.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let about = fit(&about.join(" · "), room.saturating_sub(22));
    let line = screen.paint(FAINT, &format!("{about}  id {}", news.id));
    screen.line(&format!("{INDENT}            {line}"))
}
