//! The release's own date among the dates of the text, ranked by place.
//!
//! A date line or dateline beats front matter, that an embargo, that a mail header. Dates of the running
//! text are what the release is about and never its own, but for `today, 3 April 2012` in the first
//! sentence. No clock is read: an undated release stays undated.

use release::{Found, Part, Precision, ReleaseDate, Span, Warning, WarningKind};

use crate::{
    date::{Mention, Order, glued, scan},
    layout::{
        Layout,
        carrier::{Carrier, Key},
        feature::Feature,
        phrase::{self, Phrase},
    },
    lexicon,
    text::Text,
    words,
};

/// The date of a release and what was unsure about it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chosen {
    pub(crate) date: Option<Found<ReleaseDate>>,
    pub(crate) warnings: Vec<Warning>,
}

/// What a scanner makes of a stamp is no running text.
const SCRAP: usize = 40;

/// The word for an update stands among so many characters before its date.
const NEAR_UPDATE: usize = 24;

/// A release is not passed on so many months later.
const HALF_A_YEAR: u8 = 6;

#[derive(Clone, Copy, Debug)]
struct Candidate {
    date: ReleaseDate,
    span: Span,
    rule: &'static str,
    confidence: f32,
    is_open: bool,
}

/// Chooses the date of a release.
pub(crate) fn choose(text: &Text, layout: &Layout, is_american: bool) -> Chosen {
    let month_first = month_comes_first(&layout.dates, is_american);
    let mut candidates = Vec::new();
    let mut partial = Vec::new();
    for mention in &layout.dates {
        let Some((rule, confidence)) = standing(text, layout, mention) else { continue };
        match reading(mention, month_first) {
            Some(date) => candidates.push(Candidate {
                date,
                span: mention.span,
                rule,
                confidence,
                is_open: mention.order == Order::Open && month_first.is_none(),
            }),
            None => partial.push((mention, rule, confidence)),
        }
    }
    candidates.extend(of_meta(text, month_first));
    leave_the_page_its_day(layout, &mut candidates);
    complete(&partial, text, layout, &mut candidates);
    best(&candidates)
}

/// `Saturday, 4 May 2012` above the headline, `Suva, 3 May 2012.` below it: whoever passes a release on has a day of their
/// own, and the dateline that of the release.
fn leave_the_page_its_day(layout: &Layout, candidates: &mut [Candidate]) {
    let month = |date: ReleaseDate| {
        let month = date.month().filter(|_| date.precision() == Precision::Day)?;
        Some(u32::from(date.year()) * 12 + u32::from(month))
    };
    let Some((title, dateline)) = layout.of_part(Part::Title).next().and_then(|(_, title)| {
        let dateline = candidates.iter().find(|candidate| candidate.rule == "dateline-date")?;
        Some((title, *dateline))
    }) else {
        return;
    };
    for candidate in candidates {
        let is_near = month(candidate.date)
            .zip(month(dateline.date))
            .is_some_and(|(page, own)| (own..=own + 1).contains(&page));
        if candidate.rule == "head-date-line"
            && candidate.span.end <= title.start
            && is_near
            && dateline.date.first_day() < candidate.date.first_day()
        {
            candidate.confidence = candidate.confidence.min(dateline.confidence - 0.01);
        }
    }
}

/// The candidate of the best place; the first in the text among equals.
fn best(candidates: &[Candidate]) -> Chosen {
    let mut chosen = Chosen::default();
    let Some(first) =
        candidates.iter().fold(None, |best: Option<&Candidate>, candidate| match best {
            Some(best) if best.confidence >= candidate.confidence => Some(best),
            _ => Some(candidate),
        })
    else {
        return chosen;
    };
    let rival = candidates.iter().find(|other| {
        other.rule == first.rule && other.date != first.date && !is_within(other, first)
    });
    let mut confidence = first.confidence;
    if let Some(rival) = rival {
        confidence *= 0.8;
        chosen.warnings.push(
            Warning::new(
                WarningKind::AmbiguousDate,
                format!("`{}` and `{}` stand at places of equal rank", first.date, rival.date),
            )
            .at(rival.span),
        );
    }
    if first.is_open {
        confidence = confidence.min(0.5);
        chosen.warnings.push(
            Warning::new(
                WarningKind::AmbiguousDate,
                format!("nothing tells day from month; read day first as `{}`", first.date),
            )
            .at(first.span),
        );
    }
    chosen.date = Some(Found::new(first.date, first.span, first.rule, confidence));
    chosen
}

/// Whether one date is the other, less precise.
fn is_within(one: &Candidate, other: &Candidate) -> bool {
    let holds = |outer: ReleaseDate, inner: ReleaseDate| {
        outer.first_day() <= inner.first_day() && inner.last_day() <= outer.last_day()
    };
    holds(one.date, other.date) || holds(other.date, one.date)
}

/// The date that a mention gives, if it gives its year.
fn reading(mention: &Mention, month_first: Option<bool>) -> Option<ReleaseDate> {
    let (month, day) = match (mention.order, month_first, mention.day) {
        (Order::Open, Some(true), Some(day)) => (day, Some(mention.month)),
        _ => (mention.month, mention.day),
    };
    ReleaseDate::new(mention.year?, Some(month), day).ok()
}

/// Day or month first, decided for the whole document by what leaves no choice.
fn month_comes_first(dates: &[Mention], is_american: bool) -> Option<bool> {
    let forced = |order| dates.iter().any(|date| date.order == order);
    match (forced(Order::DayFirst), forced(Order::MonthFirst)) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        _ if is_american => Some(true),
        _ => told_in_words(dates),
    }
}

/// Day or month first, where words tell one of the days that numbers may mean: `03/05/2012` beside `on March 5`.
fn told_in_words(dates: &[Mention]) -> Option<bool> {
    let is_told = |day: u8, month: u8| {
        dates.iter().any(|date| {
            date.order == Order::Certain && date.month == month && date.day == Some(day)
        })
    };
    let open = dates.iter().filter(|date| date.order == Order::Open);
    let mut open = open.filter_map(|date| Some((date.day?, date.month)));
    open.find_map(|(day, month)| match (is_told(day, month), is_told(month, day)) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        _ => None,
    })
}

/// The rule under which a mention can be the release's date.
fn standing(text: &Text, layout: &Layout, mention: &Mention) -> Option<(&'static str, f32)> {
    let block_idx = layout.blocks.partition_point(|block| block.span.end <= mention.span.start);
    let block = layout.blocks.get(block_idx).filter(|block| block.span.overlaps(mention.span))?;
    let features = layout.features[block_idx];
    let passage = block.span.of(&text.characters);
    let at = (mention.span.start.saturating_sub(block.span.start) as usize).min(passage.len());
    let before = passage.get(..at).unwrap_or_default();
    if let Some(field) =
        layout.carried.fields.iter().find(|field| field.value.overlaps(mention.span))
    {
        return match (field.key, field.carrier) {
            (Key::Date, Carrier::FrontMatter) => Some(("front-matter-date", 0.90)),
            (Key::Date, Carrier::MailHeader) => Some(mail_rank(layout, mention)),
            (Key::FileDate, _) => Some(("file-date", 0.35)),
            _ => None,
        };
    }
    if layout.carried.lines[layout.block_lines[block_idx].start].is_some() {
        return None;
    }
    if features.has(Feature::Embargo) {
        return Some(("embargo", 0.89));
    }
    if is_deadline(before) || is_occasion(before) || is_period(before) {
        return None;
    }
    if !block.part.is_running_text() && is_of_update(before) {
        return Some(("page-update", 0.30));
    }
    if is_of_running_head(layout, block_idx) {
        return Some(("page-head", 0.30));
    }
    let is_short = layout.words[block_idx].len() < 120;
    let after_at = at + mention.span.len().min(passage.len() - at);
    let after = passage.get(after_at..).unwrap_or_default();
    let is_full = mention.day.is_some() && mention.year.is_some() && !mention.is_range;
    let is_in_head = layout.lede().is_some_and(|lede| block_idx < lede) && passage.len() < 400;
    if is_in_head && is_full && (is_short && is_labelled(before) || is_issued(before)) {
        return Some(("head-date-line", 0.96));
    }
    if is_in_head && is_full && is_short && stands_between_bars(before, after) {
        return Some(("head-date-line", 0.93));
    }
    match block.part {
        Part::Marker if is_short => Some(("release-line-date", 0.97)),
        Part::Date if features.has(Feature::DateOnly) => {
            let is_tail = layout.lede().is_some_and(|lede| block_idx > lede);
            Some(if is_tail { ("closing-date", 0.80) } else { ("head-date-line", 0.95) })
        }
        Part::Date => Some(("head-date-line", 0.94)),
        Part::Title | Part::Subtitle | Part::Byline | Part::Chrome | Part::Letterhead
            if is_full && is_in_head && glued::is_of_head(before, after) =>
        {
            Some(("title-line-date", 0.75))
        }
        Part::Title | Part::Subtitle | Part::Byline
            if mention.day.is_some() && !mention.is_range =>
        {
            is_at_end(passage, mention, block.span).then_some(("title-line-date", 0.75))
        }
        Part::Letterhead if is_short => Some(("letterhead-date", 0.90)),
        Part::Lede | Part::Body => in_running_text(
            layout,
            block_idx,
            features.has(Feature::Dateline),
            before,
            passage,
            mention,
        ),
        Part::Chrome
            if features.has(Feature::DateLine) && !features.has(Feature::Carrier) && is_short =>
        {
            Some(("page-stamp", 0.70))
        }
        Part::Chrome if features.has(Feature::DateOnly) && is_full && is_in_head => {
            Some(("page-stamp", 0.66))
        }
        Part::End | Part::Background | Part::Notes | Part::Contacts | Part::Signatories
            if features.has(Feature::DateOnly) =>
        {
            Some(("closing-date", 0.72))
        }
        Part::Contacts if features.has(Feature::DateLine) && before.trim().is_empty() => {
            Some(("head-date-line", 0.85))
        }
        Part::Contacts if is_full && glued::closes_contacts(before, after) => {
            Some(("closing-date", 0.68))
        }
        _ => None,
    }
}

/// Whether a date heads every page, with the name of the page behind it: that is when somebody printed it.
fn is_of_running_head(layout: &Layout, block_idx: usize) -> bool {
    let Some([date, page]) = layout.words.get(block_idx..block_idx + 2) else { return false };
    let is_head = |line: &String| {
        line.len() == date.len() + 1 + page.len() && line.starts_with(date) && line.ends_with(page)
    };
    layout.features[block_idx].has(Feature::DateOnly)
        && layout.words[block_idx + 2..].iter().any(is_head)
}

/// `Last updated on`, `Mis à jour le`: the page was changed then, whenever it was published.
fn is_of_update(before: &str) -> bool {
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

/// The innermost mail header is the nearest to the release.
fn mail_rank(layout: &Layout, mention: &Mention) -> (&'static str, f32) {
    let is_last = layout
        .carried
        .fields
        .iter()
        .rev()
        .find(|field| field.key == Key::Date)
        .is_some_and(|field| field.value.overlaps(mention.span));
    ("mail-header-date", if is_last { 0.62 } else { 0.60 })
}

/// A date in the dateline, or in the first sentence beside `today` or a day of the week.
fn in_running_text(
    layout: &Layout,
    block_idx: usize,
    has_dateline: bool,
    before: &str,
    passage: &str,
    mention: &Mention,
) -> Option<(&'static str, f32)> {
    if mention.is_range {
        return None;
    }
    let first_body = layout.lede()?;
    if has_dateline && block_idx <= first_body + 2 && before.len() < 120 {
        let is_in_head =
            !before.contains(". ") || before.trim_end().ends_with(|c: char| !c.is_lowercase());
        return is_in_head.then_some(("dateline-date", 0.93));
    }
    // `**Westwater - 3 May 2011** The council …`
    let is_bold = ["**", "__"].iter().any(|mark| {
        before.starts_with(mark)
            && !before[mark.len()..].contains(mark)
            && passage
                .get(before.len() + mention.span.len()..)
                .is_some_and(|after| after.starts_with(mark))
    });
    if is_bold && block_idx == first_body && mention.year.is_some() && before.len() < 100 {
        return Some(("dateline-date", 0.92));
    }
    let starts = lexicon::without_signs(before).is_empty() || is_hour(before);
    let after_at =
        (mention.span.end as usize).saturating_sub(mention.span.start as usize) + before.len();
    let after = passage.get(after_at..).unwrap_or_default().trim_start();
    if block_idx == first_body
        && starts
        && mention.year.is_some()
        && after.starts_with(['-', '–', '—', '(', '|', ':'])
    {
        return Some(("dateline-date", 0.92));
    }
    // `Westwater, Oldport, 3 May 2011 – The …`, whatever the towns
    let is_of_names = || {
        before.split_whitespace().all(|word| {
            word.chars().count() <= 3 || word.starts_with(|c: char| c.is_uppercase() || c == '(')
        })
    };
    if block_idx == first_body
        && mention.year.is_some()
        && mention.day.is_some()
        && before.len() < 80
        && after.starts_with(['–', '—'])
        && is_of_names()
    {
        return Some(("dateline-date", 0.90));
    }
    // `(Open Sea Network—July 25, 2019) The …`
    let is_bracketed = block_idx == first_body
        && before.starts_with('(')
        && !before.contains(')')
        && after.starts_with(')');
    if is_bracketed && mention.year.is_some() && before.len() < 80 {
        return Some(("dateline-date", 0.92));
    }
    if layout.features[block_idx].has(Feature::DateOnly) && block_idx > first_body {
        return Some(("closing-date", 0.78));
    }
    if starts
        && mention.year.is_some()
        && mention.day.is_some()
        && before.contains('(')
        && passage.len() < 60
    {
        return Some(("bracketed-date", 0.90));
    }
    let is_last = !layout.blocks[block_idx + 1..]
        .iter()
        .any(|block| block.part.is_running_text() && block.span.len() > SCRAP);
    if is_last && mention.year.is_some() && mention.day.is_some() && glued::closes(before, after) {
        return Some(("closing-date", 0.70));
    }
    // `12 May 2011 “The budget …`
    let opens_text = block_idx == first_body
        && starts
        && mention.year.is_some()
        && mention.day.is_some()
        && after
            .starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '‘' | '«' | '„'));
    if opens_text {
        return Some(("dateline-date", 0.80));
    }
    let is_title_like = passage.len() < 300
        && block_idx == first_body
        && mention.day.is_some()
        && mention.year.is_some()
        && !crate::layout::ends_sentence(passage);
    if is_title_like && is_at_end(passage, mention, layout.blocks[block_idx].span) {
        return Some(("title-line-date", 0.70));
    }
    (block_idx <= first_body + 2
        && mention.year.is_some()
        && mention.day.is_some()
        && is_beside_today(before))
    .then_some(("today-in-lede", 0.50))
}

/// `Media Statement - 3 May 2011`: a date that says whose it is.
fn is_labelled(before: &str) -> bool {
    let label = before.trim();
    label.ends_with(['-', '–', '—', ':'])
        && phrase::find(label)
            .iter()
            .any(|met| met.is_start && matches!(met.phrase, Phrase::Kind | Phrase::Marker))
}

/// `Statement | 3 May 2011 | Contact: Ada Roe`: a date that bars part from the rest of its line.
fn stands_between_bars(before: &str, after: &str) -> bool {
    before.trim_end().ends_with('|') && after.trim_start().starts_with('|')
}

/// `23:18, `: an hour before a date.
fn is_hour(before: &str) -> bool {
    let hour = before.trim_end().trim_end_matches(',');
    hour.split_once(':').is_some_and(|(hour, minutes)| {
        let is_number = |part: &str| part.len() <= 2 && part.parse::<u8>().is_ok();
        is_number(hour) && is_number(minutes)
    })
}

/// `nesta quinta-feira, 29 de setembro`, `today, 3 April`, `this morning, Monday, May 6`.
fn is_beside_today(before: &str) -> bool {
    let is_first_sentence = before.len() < 420;
    let lower = before.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let mut words = lower.split(|c: char| c.is_whitespace() || c == ',').rev();
    let mut words = words.by_ref().filter(|word| !word.is_empty()).peekable();
    let day = words.next_if(|word| lexicon::is_weekday(word));
    let last = words.next().unwrap_or_default();
    if matches!(last, "morning" | "afternoon" | "evening") && words.next() == Some("this") {
        return is_first_sentence;
    }
    let last = day.unwrap_or(last);
    is_first_sentence
        && (lexicon::is_today(last)
            || last == "oggi"
            || (last.ends_with("-feira") && lower.contains("nesta ")))
}

fn tail(before: &str) -> String {
    let start = before.char_indices().rev().nth(70).map_or(0, |(at, _)| at);
    before[start..].to_lowercase()
}

fn is_deadline(before: &str) -> bool {
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

fn is_occasion(before: &str) -> bool {
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

/// What stands before the colon that ends a passage; nothing where none does.
fn label(tail: &str) -> &str {
    let label = tail.trim_end().strip_suffix(':').unwrap_or_default();
    label.rsplit(['.', ';', '|', '\n']).next().unwrap_or_default()
}

/// `Reporting period: 1 – 7 June`, `Next report: 15 June`: what a report is about, and when another comes.
fn is_period(before: &str) -> bool {
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

/// `Issued: 25/05/2020`, `Date of issue: 8 June`: a label that says when a release was given out.
fn is_issued(before: &str) -> bool {
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

/// Whether nothing but punctuation follows a mention in its block.
fn is_at_end(passage: &str, mention: &Mention, block: Span) -> bool {
    let end = (mention.span.end.saturating_sub(block.start) as usize).min(passage.len());
    passage.get(end..).is_some_and(|rest| !rest.contains(char::is_alphanumeric))
}

fn of_meta(text: &Text, month_first: Option<bool>) -> Option<Candidate> {
    let written = text.meta.date.as_deref()?;
    // `2012-04-03T10:00:00Z`: the time would hide the day
    let written = written.split_once('T').map_or(written, |(day, _)| day);
    let cut = words::cut(written);
    let mention = scan(written, &cut).into_iter().find(|mention| mention.year.is_some())?;
    let date = reading(&mention, month_first)?;
    let confidence = if date.precision() == Precision::Day { 0.88 } else { 0.6 };
    let is_open = false;
    Some(Candidate { date, span: Span::default(), rule: "metadata-date", confidence, is_open })
}

/// `(c) 2012 Open Sea News`: the one year in which a right is claimed, if no other is.
fn year_of_rights(characters: &str) -> Option<u16> {
    let mut claims = ["©", "(c)", "(C)", "Copyright"].into_iter().flat_map(|mark| {
        characters.match_indices(mark).filter_map(|(at, mark)| {
            let rest = characters[at + mark.len()..].trim_start_matches([' ', '(', 'c', ')', '©']);
            let year = rest.get(..4)?.parse().ok().filter(|year| (1980..2100).contains(year))?;
            // `© 2009–2016` is the age of a page
            let is_range = rest[4..].trim_start().starts_with(['-', '–', '—', ',']);
            (!is_range && !rest[4..].starts_with(|c: char| c.is_ascii_digit())).then_some(year)
        })
    });
    let first = claims.next()?;
    claims.all(|year| year == first).then_some(first)
}

/// A head date without a year takes the year that the other dates of the head, else all dates, agree on, else that
/// of the copyright.
fn complete(
    partial: &[(&Mention, &'static str, f32)],
    text: &Text,
    layout: &Layout,
    candidates: &mut Vec<Candidate>,
) {
    if candidates.iter().any(|candidate| candidate.confidence >= 0.85) {
        return;
    }
    let Some((mention, rule, confidence)) =
        partial.iter().find(|(mention, rule, _)| mention.day.is_some() && *rule != "page-stamp")
    else {
        return;
    };
    // of a mail sent in January the dateline may be of December
    let year_before = |date: ReleaseDate| {
        let is_later = date.month().is_some_and(|month| mention.month > month + HALF_A_YEAR);
        date.year() - u16::from(is_later)
    };
    let year = candidates.first().map(|candidate| year_before(candidate.date)).or_else(|| {
        let mut years = layout.dates.iter().filter_map(|date| date.year);
        let first = years.next()?;
        years.all(|year| year == first).then_some(first)
    });
    let year = year.or_else(|| year_of_rights(&text.characters));
    let date = year.and_then(|year| ReleaseDate::new(year, Some(mention.month), mention.day).ok());
    if let Some(date) = date {
        let confidence = confidence * 0.8;
        candidates.push(Candidate { date, span: mention.span, rule, confidence, is_open: false });
    }
}
