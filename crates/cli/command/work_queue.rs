//! How the lists of files and releases that somebody should look at are printed.

use std::io;

use ask::{Listed, QueueRow, queue_flag};
use index::Queue;
use unicode_width::UnicodeWidthStr;

use crate::output::{FAINT, STRONG, Screen, VALUE, printable, thousands};

/// A list under its name.
pub(super) fn print(screen: &mut Screen<'_>, queue: Queue, listed: &Listed) -> io::Result<()> {
    let name = queue_flag(queue).replace('-', " ");
    let head = format!("{name}: {}", thousands(listed.total as u64));
    let head = screen.paint(STRONG, &head);
    screen.line(&head)?;
    for row in &listed.rows {
        if let Some(failed_at) = row.failed_at() {
            print_failure(row, &failed_at, screen)?;
            continue;
        }
        let QueueRow { path, id, reason, .. } = row;
        let id = id.as_ref().map(|id| screen.paint(FAINT, id) + "  ").unwrap_or_default();
        let (path, reason) = (screen.paint(VALUE, &printable(path)), printable(reason));
        screen.line(&format!("  {id}{path}  {reason}"))?;
    }
    Ok(())
}

/// The path on a line of its own, below it what happened where, and what would help.
fn print_failure(row: &QueueRow, failed_at: &str, screen: &mut Screen<'_>) -> io::Result<()> {
    const INDENT: &str = "    ";
    let path = screen.paint(VALUE, &printable(&row.path));
    screen.line(&format!("  {path}"))?;
    let width = screen.width.saturating_sub(INDENT.len());
    let told = format!("{failed_at}: {}", printable(&row.reason));
    for line in broken(&told, width) {
        screen.line(&format!("{INDENT}{line}"))?;
    }
    let help = printable(row.help.as_deref().unwrap_or_default());
    for (nth, line) in broken(&help, width.saturating_sub(2)).into_iter().enumerate() {
        let mark = if nth == 0 { "→ " } else { "  " };
        let line = screen.paint(FAINT, &format!("{mark}{line}"));
        screen.line(&format!("{INDENT}{line}"))?;
    }
    Ok(())
}

/// Words in lines of at most `width` columns.
fn broken(words: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words.split_whitespace() {
        let last = lines.last_mut().expect("there is a line");
        if last.is_empty() {
            last.push_str(word);
        } else if last.width() + 1 + word.width() <= width {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}
