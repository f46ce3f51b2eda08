//! `/status/{list}`: the files and releases that somebody should look at.

use ask::{Error, Listed, QueueRow, Window, queue_flag};
use index::{Archive, Queue};
use serde::Serialize;

use super::{
    Page,
    address::Address,
    frame::Frame,
    hits::{Link, release_address},
};

/// So many rows stand on a page, unless another number is asked for.
pub(crate) const ROWS: usize = 50;

#[derive(Debug, Serialize)]
struct Work {
    #[serde(flatten)]
    frame: Frame,
    heading: String,
    help: &'static str,
    command: &'static str,
    lists: Vec<Choice>,
    rows: Vec<Row>,
    total: usize,
    first: usize,
    last: usize,
    previous: Option<String>,
    next: Option<String>,
}

/// One of the lists.
#[derive(Debug, Serialize)]
struct Choice {
    #[serde(flatten)]
    link: Link,
    current: bool,
}

/// A file or a release.
#[derive(Debug, Serialize)]
struct Row {
    href: Option<String>,
    title: Option<String>,
    path: String,
    /// Where there is more to say than the headline.
    reason: Option<String>,
    /// Format, encoding and stage of a failure.
    stage: Option<String>,
    help: Option<String>,
}

/// The list of that name.
pub(crate) fn named(name: &str) -> Option<Queue> {
    Queue::ALL.into_iter().find(|queue| queue_flag(*queue) == name)
}

/// The page of a list.
pub(crate) fn address(queue: Queue) -> Address {
    Address::new("/status").then(queue_flag(queue))
}

/// What the list holds.
pub(crate) fn name(queue: Queue) -> &'static str {
    match queue {
        Queue::Failed => "Files that failed",
        Queue::Skipped => "Files passed over",
        Queue::Warned => "Releases with warnings",
        Queue::Duplicates => "Duplicates and versions",
        Queue::Undated => "Releases without a date",
        Queue::NoCountry => "Releases without a country",
        Queue::Unattributed => "Releases with quotes of nobody",
    }
}

/// What the list is for.
fn help(queue: Queue) -> &'static str {
    match queue {
        Queue::Failed => {
            "These could not be read or understood. Each line says what happened and what would help; the next run \
             of `dateline index` reads them again."
        }
        Queue::Skipped => "Not read by rule: empty, of another kind, a link, housekeeping.",
        Queue::Warned => {
            "Something was not sure when they were read: text cut off, bytes that no encoding explains, words \
             recognised from pictures, letters of another script that look like ours."
        }
        Queue::Duplicates => {
            "Releases whose text stands in several files, or that say nearly what another says. All of them count."
        }
        Queue::Undated => "No date stands in them, or none that can be trusted; none is made up.",
        Queue::NoCountry => {
            "No country is in focus: none is named, or only in standing text or in passing."
        }
        Queue::Unattributed => {
            "Releases with quotes that are no person's: an organisation's, a document's, or of somebody unnamed."
        }
    }
}

/// A page of a list.
///
/// # Errors
///
/// Where the archive cannot be read.
pub(crate) fn page(archive: &Archive, queue: Queue, window: Window) -> Result<Page, Error> {
    let Window { limit, offset } = window;
    let limit = limit.clamp(1, ROWS * 10);
    let Listed { total, rows } = ask::listed(archive, queue, offset, Some(limit))?;
    let of = |list: Queue| Choice {
        link: Link::new(name(list), &address(list)),
        current: list == queue,
    };
    let turned = |offset: usize| {
        let mut turned = address(queue);
        if limit != ROWS {
            turned = turned.with("limit", &limit.to_string());
        }
        let turned = if offset == 0 { turned } else { turned.with("offset", &offset.to_string()) };
        turned.href()
    };
    let next = offset.saturating_add(limit);
    Ok(Page::new(
        "work.html",
        &Work {
            frame: Frame::new(name(queue), "status"),
            heading: format!("{}: {}", name(queue), ask::thousands(as_u64(total))),
            help: help(queue),
            command: queue_flag(queue),
            lists: Queue::ALL.into_iter().map(of).collect(),
            first: offset + 1,
            last: offset + rows.len(),
            total,
            previous: (offset > 0).then(|| turned(offset.saturating_sub(limit))),
            next: (next < total).then(|| turned(next)),
            rows: rows.into_iter().map(row).collect(),
        },
    ))
}

fn row(row: QueueRow) -> Row {
    let stage = row.failed_at();
    let QueueRow { path, id, title, reason, help, .. } = row;
    let is_said = title.as_ref() == Some(&reason);
    Row {
        title: id.as_ref().map(|_| title.unwrap_or_else(|| "(no title)".to_owned())),
        href: id.map(|id| release_address(&id, "").href()),
        path,
        reason: (!is_said && reason != "(no title)").then_some(reason),
        stage,
        help: help.filter(|help| !help.is_empty()),
    }
}

fn as_u64(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_a_page_by_the_name_of_its_flag() {
        for queue in Queue::ALL {
            assert_eq!(named(queue_flag(queue)), Some(queue));
            assert!(!name(queue).is_empty() && !help(queue).is_empty());
        }
        assert_eq!(named("everything"), None);
    }

    #[test]
    fn a_headline_is_not_told_twice() {
        let release = |reason: &str| {
            row(QueueRow {
                path: "a.txt".to_owned(),
                id: Some("00".to_owned()),
                title: Some("Wells".to_owned()),
                reason: reason.to_owned(),
                format: None,
                encoding: None,
                stage: None,
                help: None,
            })
        };
        assert_eq!(release("Wells").reason, None);
        assert_eq!(release("1 quote: he").reason.as_deref(), Some("1 quote: he"));
    }
}
