//! Reports in Chinese, which open with a town and a word for a report, without a dash.

use crate::dateline::read::Dateline;

/// `苏州讯 …`, `昆明讯（记者 …）…`: the town from which a report in Chinese comes.
pub(super) fn report_from(passage: &str) -> Option<Dateline> {
    const LONGEST_TOWN: usize = 4;
    let start = passage.find(|c: char| !matches!(c, '(' | '（' | '【' | ' ' | '\u{3000}'))?;
    let rest = &passage[start..];
    rest.chars().next().filter(|first| ('\u{4e00}'..='\u{9fff}').contains(first))?;
    let is_report = |(_, c): &(usize, char)| "讯訊电電".contains(*c);
    let by_town = rest
        .char_indices()
        .take(LONGEST_TOWN + 1)
        .find(is_report)
        .filter(|(end, _)| gazetteer::town(&rest[..*end]).is_some());
    let (from, end, at) = match by_town {
        Some((end, _)) => (0, end, end),
        None => wired(rest)?,
    };
    let report = rest[at..].chars().next()?;
    Some(Dateline {
        places: vec![(start + from, start + end)],
        end: start + at + report.len_utf8(),
        ..Dateline::default()
    })
}

/// `央社記者林某曼谷14日電）…`, `新华社北京5月3日电 …`: where the town before the day of a wire's report begins and ends, and
/// where the word for the report stands.
fn wired(rest: &str) -> Option<(usize, usize, usize)> {
    const LONGEST_LEAD: usize = 32;
    const LONGEST_TOWN: usize = 6;
    let day = rest
        .char_indices()
        .take(LONGEST_LEAD)
        .find(|(at, c)| *c == '日' && rest[at + c.len_utf8()..].starts_with(['电', '電']))?
        .0;
    let is_of_date = |c: char| c.is_ascii_digit() || matches!(c, '月' | ' ');
    let lead = rest[..day].trim_end_matches(is_of_date);
    if lead.len() == day {
        return None;
    }
    let starts = lead.char_indices().rev().take(LONGEST_TOWN).map(|(at, _)| at);
    let town = |at: &usize| gazetteer::town(&lead[*at..]).is_some();
    let from = starts.filter(town).last()?;
    Some((from, lead.len(), day + '日'.len_utf8()))
}
