//! Day or month first: `03/05/2012` leaves it open, and the other dates of the text may tell.

use crate::date::{Mention, Order};

/// Day or month first, decided for the whole document by what leaves no choice.
pub(super) fn month_comes_first(dates: &[Mention], is_american: bool) -> Option<bool> {
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
