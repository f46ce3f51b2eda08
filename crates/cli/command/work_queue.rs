//! How the lists of files and releases that somebody should look at are printed.

use std::{cmp::Reverse, collections::BTreeMap, io};

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
    if matches!(queue, Queue::Failed | Queue::Skipped) {
        return print_reasons(&listed.rows, screen);
    }
    for QueueRow { path, id, reason, .. } in &listed.rows {
        let id = id.as_ref().map(|id| screen.paint(FAINT, id) + "  ").unwrap_or_default();
        let (path, reason) = (screen.paint(VALUE, &printable(path)), printable(reason));
        screen.line(&format!("  {id}{path}  {reason}"))?;
    }
    Ok(())
}

/// Each reason once, that of most files first, with what would help, and below it its files.
fn print_reasons(rows: &[QueueRow], screen: &mut Screen<'_>) -> io::Result<()> {
    let mut reasons: BTreeMap<(String, String), Vec<&str>> = BTreeMap::new();
    for row in rows {
        reasons.entry(told(row)).or_default().push(&row.path);
    }
    let mut reasons: Vec<_> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, paths)| Reverse(paths.len()));
    let width = screen.width.saturating_sub(2);
    for ((why, help), paths) in reasons {
        let number = match paths.len() {
            1 => String::new(),
            number => format!(" ×{}", thousands(number as u64)),
        };
        for line in broken(&format!("{why}{number}"), width) {
            screen.line(&format!("  {line}"))?;
        }
        for (nth, line) in broken(&help, width.saturating_sub(2)).into_iter().enumerate() {
            let mark = if nth == 0 { "→ " } else { "  " };
            if !line.is_empty() {
                let line = screen.paint(FAINT, &format!("{mark}{line}"));
                screen.line(&format!("  {line}"))?;
            }
        }
        for path in paths {
            let path = screen.paint(VALUE, &printable(path));
            screen.line(&format!("    {path}"))?;
        }
    }
    Ok(())
}

/// What happened where, and what would help.
fn told(row: &QueueRow) -> (String, String) {
    let reason = printable(&row.reason);
    match row.failed_at() {
        Some(failed_at) => {
            (format!("{failed_at}: {reason}"), printable(row.help.as_deref().unwrap_or_default()))
        }
        None => (reason, String::new()),
    }
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
