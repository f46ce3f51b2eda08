//! What the words before a date say of it: that a release was given out then, that a page was changed, that something
//! ends or is remembered.

use crate::{
    layout::phrase::{self, Phrase},
    lexicon,
};

/// The word for an update stands among so many characters before its date.
const NEAR_UPDATE: usize = 24;

/// `Media Statement - 3 May 2011`: a date that says whose it is.
pub(super) fn is_labelled(before: &str) -> bool {
    let label = before.trim();
    label.ends_with(['-', '–', '—', ':'])
        && phrase::find(label)
            .iter()
            .any(|met| met.is_start && matches!(met.phrase, Phrase::Kind | Phrase::Marker))
}

/// `Issued: 25/05/2020`, `Date of issue: 8 June`: a label that says when a release was given out.
pub(super) fn is_issued(before: &str) -> bool {
    matches!(
        label(&tail(before)).trim(),
        "issued"
            | "issued on"
            | "date of issue"
            | "date issued"
            | "issue date"
            | "date of release"
            | "release date"
            | "published"
            | "date published"
            | "publié"
            | "publié le"
            | "publicado"
            | "fecha de publicación"
            | "data de publicação"
            | "veröffentlicht"
            | "veröffentlicht am"
            | "erschienen"
            | "опубликовано"
            | "дата публикации"
            | "تاريخ النشر"
    )
}

/// What stands before the colon that ends a passage; nothing where none does.
fn label(tail: &str) -> &str {
    let label = tail.trim_end().strip_suffix(':').unwrap_or_default();
    label.rsplit(['.', ';', '|', '\n']).next().unwrap_or_default()
}

/// `Last updated on`, `Mis à jour le`: the page was changed then, whenever it was published.
pub(super) fn is_of_update(before: &str) -> bool {
    const UPDATES: [&str; 14] = [
        "updated",
        "edited",
        "modified",
        "à jour",
        "atualizado",
        "atualizada",
        "actualizado",
        "actualizada",
        "aktualisiert",
        "bearbeitet",
        "modifié",
        "обновлено",
        "изменено",
        "تحديث",
    ];
    // only what stands right before the date, a preposition and a sign between
    let near = before.char_indices().rev().nth(NEAR_UPDATE).map_or(before, |(at, _)| &before[at..]);
    let near = near.to_lowercase();
    UPDATES.iter().any(|word| {
        near.rfind(word).is_some_and(|at| {
            let behind = near[at + word.len()..].trim_matches(|c: char| !c.is_alphabetic());
            behind.chars().count() <= 3
        })
    })
}

pub(super) fn is_deadline(before: &str) -> bool {
    let tail = tail(before);
    let last: Vec<&str> = tail
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !lexicon::is_date_word(word))
        .collect();
    matches!(
        last.last().copied().unwrap_or_default(),
        "until"
            | "till"
            | "by"
            | "before"
            | "deadline"
            | "jusqu"
            | "jusqu'au"
            | "avant"
            | "hasta"
            | "antes"
            | "até"
            | "bis"
            | "vor"
            | "since"
            | "depuis"
            | "desde"
            | "seit"
            | "from"
            | "expires"
    )
}

pub(super) fn is_occasion(before: &str) -> bool {
    let tail = tail(before);
    [
        "occasion",
        "anniversary",
        "anniversaire",
        "aniversario",
        "aniversário",
        "jahrestag",
        "anlässlich",
        "marking ",
        "ahead of ",
        "court date",
        "годовщин",
        "بمناسبة",
        "meeting on",
        "held on",
        "event:",
    ]
    .iter()
    .any(|cue| tail.contains(cue))
}

/// `When: Thursday, 12 June 2014`: when something takes place that a release announces.
pub(super) fn is_of_event(before: &str) -> bool {
    const LABELS: [&str; 9] =
        ["when:", "when :", "quand :", "quand:", "cuándo:", "quando:", "wann:", "когда:", "متى:"];
    let line = before.rsplit('\n').next().unwrap_or_default();
    let label = line.split_inclusive(':').next().unwrap_or_default();
    let label = label.trim_start_matches(|c: char| !c.is_alphabetic());
    lexicon::with_lower(label, |label| LABELS.contains(&label))
}

/// `Reporting period: 1 – 7 June`, `Next report: 15 June`: what a report is about, and when another comes.
pub(super) fn is_period(before: &str) -> bool {
    let tail = tail(before);
    let label = label(&tail);
    [
        "period",
        "período",
        "periodo",
        "période",
        "zeitraum",
        "период",
        "الفترة",
        "next ",
        "prochain",
        "próxim",
        "nächste",
    ]
    .iter()
    .any(|word| label.contains(word))
}

fn tail(before: &str) -> String {
    let start = before.char_indices().rev().nth(70).map_or(0, |(at, _)| at);
    before[start..].to_lowercase()
}

/// `nesta quinta-feira, 29 de setembro`, `today, 3 April`, `this morning, Monday, May 6`.
pub(super) fn is_beside_today(before: &str) -> bool {
    let is_first_sentence = before.len() < 420;
    let lower = before.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let mut words = lower.split(|c: char| c.is_whitespace() || c == ',').rev();
    let mut words = words.by_ref().filter(|word| !word.is_empty()).peekable();
    // `hoje, dia 22 de março`
    words.next_if(|word| matches!(*word, "dia" | "día" | "le" | "dem" | "den"));
    let day = words.next_if(|word| lexicon::is_weekday(word));
    let last = words.next().unwrap_or_default();
    if matches!(last, "morning" | "afternoon" | "evening" | "matin" | "soir")
        && matches!(words.next(), Some("this" | "ce"))
    {
        return is_first_sentence;
    }
    // `Ce jeudi 7 octobre 2004, vers midi, …`
    if day.is_some() && last == "ce" {
        return is_first_sentence;
    }
    let last = day.filter(|_| !lexicon::is_today(last)).unwrap_or(last);
    is_first_sentence
        && (lexicon::is_today(last)
            || last == "oggi"
            || (last.ends_with("-feira") && lower.contains("nesta ")))
}

/// `23:18, `: an hour before a date.
pub(super) fn is_hour(before: &str) -> bool {
    let hour = before.trim_end().trim_end_matches(',');
    hour.split_once(':').is_some_and(|(hour, minutes)| {
        let is_number = |part: &str| part.len() <= 2 && part.parse::<u8>().is_ok();
        is_number(hour) && is_number(minutes)
    })
}

/// `Statement | 3 May 2011 | Contact: Ada Roe`: a date that bars part from the rest of its line.
pub(super) fn stands_between_bars(before: &str, after: &str) -> bool {
    before.trim_end().ends_with('|') && after.trim_start().starts_with('|')
}
