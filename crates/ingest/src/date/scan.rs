//! Every date that a text names, in whatever form.
//!
//! One pass over the words: a date is anchored at a number, and its month and year are looked for beside
//! it. What stands between the parts must be short and may only be punctuation, blanks or one line end.

use release::{Span, Word};

use crate::date::month;

/// How sure the order of day and month is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// The month is named, or the form leaves no choice.
    Certain,
    /// Numbers only, and the day is above 12: day first.
    DayFirst,
    /// Numbers only, and the second is above 12: month first.
    MonthFirst,
    /// `03/04/2012`: read as day first until something decides.
    Open,
}

/// A date as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Where it stands.
    pub(crate) span: Span,
    /// The year, if it is given.
    pub(crate) year: Option<u16>,
    /// The month.
    pub(crate) month: u8,
    /// The day, if it is given.
    pub(crate) day: Option<u8>,
    /// Which number is the month.
    pub(crate) order: Order,
    /// The first day of a range such as `23 to 25 October 2019`.
    pub(crate) is_range: bool,
}

/// Finds the dates of a text, in order and without overlap.
pub(crate) fn scan(text: &str, words: &[Word]) -> Vec<Mention> {
    let scanner = Scanner { text, words };
    let mut mentions: Vec<Mention> = Vec::new();
    let mut word_idx = 0;
    while word_idx < words.len() {
        let read = if words[word_idx].is_number() { scanner.date_at(word_idx) } else { None };
        match read {
            Some((mention, next)) => {
                let overlaps = mentions.last().is_some_and(|last| last.span.overlaps(mention.span));
                if !overlaps {
                    mentions.push(mention);
                }
                word_idx = next.max(word_idx + 1);
            }
            None => word_idx += 1,
        }
    }
    mentions
}

struct Scanner<'t> {
    text: &'t str,
    words: &'t [Word],
}

/// A number as it is written in a date.
#[derive(Clone, Copy)]
struct Number {
    value: u32,
    n_digits: u32,
}

impl Number {
    fn day(self) -> Option<u8> {
        (self.n_digits <= 2 && (1..=31).contains(&self.value)).then_some(self.value).map(narrow)
    }

    fn month(self) -> Option<u8> {
        (self.n_digits <= 2 && (1..=12).contains(&self.value)).then_some(self.value).map(narrow)
    }

    fn year(self) -> Option<u16> {
        let is_year = self.n_digits == 4 && (1900..=2100).contains(&self.value);
        is_year.then(|| u16::try_from(self.value).unwrap_or_default())
    }

    /// A year of two digits, the century by the usual pivot.
    fn short_year(self) -> Option<u16> {
        let value = u16::try_from(self.value).ok()?;
        match (self.n_digits, value) {
            (2, 0..=49) => Some(2000 + value),
            (2, _) => Some(1900 + value),
            _ => self.year(),
        }
    }
}

fn narrow(value: u32) -> u8 {
    u8::try_from(value).unwrap_or_default()
}

impl<'t> Scanner<'t> {
    fn word(&self, idx: usize) -> &'t str {
        self.words.get(idx).map_or("", |word| word.span.of(self.text))
    }

    /// What stands between a word and the next one.
    fn gap(&self, idx: usize) -> &'t str {
        match (self.words.get(idx), self.words.get(idx + 1)) {
            (Some(word), Some(next)) => {
                self.text.get(word.span.end as usize..next.span.start as usize).unwrap_or("\n\n")
            }
            _ => "\n\n",
        }
    }

    /// Whether a word and the next one can be parts of one date.
    fn is_joint(&self, idx: usize) -> bool {
        let gap = self.gap(idx);
        gap.len() <= 16
            && gap.bytes().filter(|byte| *byte == b'\n').count() <= 1
            && gap.chars().all(|c| c.is_whitespace() || ",.-–/>[]*_’'،".contains(c))
    }

    /// The number that a word writes: `3`, `3rd`, `1er`, `٣`, `2019년`.
    fn number(&self, idx: usize) -> Option<Number> {
        let mut number = Number { value: 0, n_digits: 0 };
        let word = self.word(idx);
        let mut rest = word;
        for letter in word.chars() {
            let Some(digit) = digit(letter) else { break };
            number.value = (number.value * 10 + digit).min(100_000);
            number.n_digits += 1;
            rest = &rest[letter.len_utf8()..];
        }
        (number.n_digits > 0 && (rest.is_empty() || is_ordinal_ending(rest))).then_some(number)
    }

    /// The day of `2012-04-03T11:35`, whose word goes on to the hour.
    fn day_before_time(&self, idx: usize) -> Option<Number> {
        let (day, hour) = self.word(idx).split_once('T')?;
        let is_number = |part: &str| part.len() == 2 && part.bytes().all(|c| c.is_ascii_digit());
        (is_number(day) && is_number(hour)).then(|| plain_number(day)).flatten()
    }

    /// The month that starts at a word, and the word after it.
    fn month(&self, idx: usize) -> Option<(u8, usize)> {
        let word = self.word(idx);
        if self.words.get(idx)?.is_number() {
            return None;
        }
        let (found, end) = match month::find(word) {
            Some(found) => (found, idx + 1),
            None => (month::find_pair(word, self.word(idx + 1))?, idx + 2),
        };
        // Arabic dates often give both names of a month: `نيسان/أبريل`, `نوفمبر/تشرين الثاني`.
        let is_parted = self.gap(end - 1).contains('/');
        let second = if is_parted { self.month(end) } else { None };
        let end = second.filter(|(second, _)| *second == found).map_or(end, |(_, end)| end);
        Some((found, end))
    }

    /// The date anchored at the number `idx`, and the word to go on with.
    fn date_at(&self, idx: usize) -> Option<(Mention, usize)> {
        self.dotted(idx)
            .or_else(|| self.numeric(idx))
            .or_else(|| self.ideographic(idx))
            .or_else(|| self.day_then_month(idx))
            .or_else(|| self.month_then_day(idx))
            .or_else(|| self.month_then_year(idx))
    }

    fn mention(&self, first: usize, end: usize, parts: (Option<u16>, u8, Option<u8>)) -> Mention {
        let last = end.saturating_sub(1).max(first).min(self.words.len() - 1);
        let span = self.words[first].span.cover(self.words[last].span);
        let (year, month, day) = parts;
        Mention { span, year, month, day, order: Order::Certain, is_range: false }
    }

    /// `24.04.2020` is one word.
    fn dotted(&self, idx: usize) -> Option<(Mention, usize)> {
        let word = self.word(idx);
        let mut numbers = word.split('.').map(plain_number);
        let (first, second, third) = (numbers.next()??, numbers.next()??, numbers.next()??);
        if numbers.next().is_some() {
            return None;
        }
        Some((self.of_numbers(idx, idx + 1, [first, second, third])?, idx + 1))
    }

    /// `2012-04-03`, `3/4/2012`, `19-12-11`; also `19-DEC-11`.
    fn numeric(&self, idx: usize) -> Option<(Mention, usize)> {
        let gap = self.gap(idx);
        let is_separator = matches!(gap, "-" | "/" | "." | "‑" | "–" | ". " | " / " | " - ");
        if !is_separator || self.gap(idx + 1) != gap {
            return None;
        }
        let first = self.number(idx)?;
        let third = self.number(idx + 2).or_else(|| self.day_before_time(idx + 2))?;
        if let Some(second) = self.number(idx + 1) {
            return Some((self.of_numbers(idx, idx + 3, [first, second, third])?, idx + 3));
        }
        let month = month::find(self.word(idx + 1))?;
        let parts = (Some(third.short_year()?), month, Some(first.day()?));
        (gap == "-").then(|| (self.mention(idx, idx + 3, parts), idx + 3))
    }

    fn of_numbers(&self, first: usize, end: usize, numbers: [Number; 3]) -> Option<Mention> {
        let [a, b, c] = numbers;
        if let Some(year) = a.year() {
            return Some(self.mention(first, end, (Some(year), b.month()?, Some(c.day()?))));
        }
        let year = c.short_year()?;
        let (order, month, day) = match (a.month(), b.month()) {
            (Some(_), Some(month)) => (Order::Open, month, a.day()?),
            (None, Some(month)) => (Order::DayFirst, month, a.day()?),
            (Some(month), None) => (Order::MonthFirst, month, b.day()?),
            (None, None) => return None,
        };
        Some(Mention { order, ..self.mention(first, end, (Some(year), month, Some(day))) })
    }

    /// `2019年8月2日`, `2019년 8월 2일`.
    fn ideographic(&self, idx: usize) -> Option<(Mention, usize)> {
        let year = self.number(idx)?.year()?;
        let mut at = idx;
        let mut after_unit = |unit: &str| -> Option<Number> {
            let has_unit = self.word(at).ends_with(unit) || self.word(at + 1) == unit;
            at += usize::from(self.word(at + 1) == unit);
            at += 1;
            has_unit.then(|| self.number(at)).flatten()
        };
        let month = after_unit("年").or_else(|| after_unit("년"))?;
        let day = after_unit("月").or_else(|| after_unit("월"));
        let end = at + 1 + usize::from(matches!(self.word(at + 1), "日" | "일"));
        let parts = (Some(year), month.month()?, day.and_then(Number::day));
        Some((self.mention(idx, end, parts), end))
    }

    /// `3 April 2012`, `3. April 2012`, `3 de abril de 2012`, `le 1er mars 2010`, `23 to 25 October 2019`.
    fn day_then_month(&self, idx: usize) -> Option<(Mention, usize)> {
        let day = self.number(idx)?.day()?;
        // `Issue 12, June 2014`
        if self.gap(idx).starts_with(',') && idx > 0 && is_number_label(self.word(idx - 1)) {
            return None;
        }
        let mut at = idx;
        let mut is_range = false;
        if let Some(last) = self.range_end(at) {
            at = last;
            is_range = true;
        }
        if !self.is_joint(at) {
            return None;
        }
        at += 1;
        // `3 de abril`, `the 27th of February`, `28 días del mes de agosto`.
        let mut n_fillers = 0;
        while is_filler(self.word(at)) && self.is_joint(at) && n_fillers < 4 {
            at += 1;
            n_fillers += 1;
        }
        let (month, mut end) = self.month(at)?;
        // `17` at the end of a line above `September 5, 2014`, `21:17, September 5, 2014`
        let is_other = self.gap(at.saturating_sub(1)).contains(['\n', ',']);
        if is_other && self.month_then_day(end).is_some_and(|(date, _)| date.year.is_some()) {
            return None;
        }
        let year = self.year_after(end, &mut end);
        Some((Mention { is_range, ..self.mention(idx, end, (year, month, Some(day))) }, end))
    }

    /// `April 3, 2012`, `Dec. 30th 2013`, `May 31 to June 11, 2010`.
    fn month_then_day(&self, idx: usize) -> Option<(Mention, usize)> {
        let day = self.number(idx)?.day()?;
        let (month, first) = self.month_before(idx)?;
        let mut end = idx + 1;
        let mut is_range = false;
        if let Some(last) = self.range_end(idx) {
            end = last + 1;
            is_range = true;
        } else if is_range_word(self.word(end))
            && let Some((_, after)) = self.month(end + 1)
            && self.number(after).is_some_and(|number| number.day().is_some())
        {
            end = after + 1;
            is_range = true;
        }
        let year = self.year_after(end, &mut end);
        Some((Mention { is_range, ..self.mention(first, end, (year, month, Some(day))) }, end))
    }

    /// `April 2012`.
    fn month_then_year(&self, idx: usize) -> Option<(Mention, usize)> {
        let year = self.number(idx)?.year()?;
        let (month, first) = self.month_before(idx)?;
        // `may 2012`, `out 2012` in running text are no dates.
        let is_name = !matches!(
            self.word(first),
            "may" | "out" | "set" | "ago" | "mar" | "ara" | "pro" | "lis" | "led" | "dec"
        );
        is_name.then(|| (self.mention(first, idx + 1, (Some(year), month, None)), idx + 1))
    }

    /// The month directly before a number, past one filler.
    fn month_before(&self, idx: usize) -> Option<(u8, usize)> {
        let mut at = idx.checked_sub(1)?;
        if !self.is_joint(at) {
            return None;
        }
        if is_filler(self.word(at)) && at > 0 && self.is_joint(at - 1) {
            at -= 1;
        }
        if let Some((month, _)) = self.month(at) {
            return Some((month, at));
        }
        let first = at.checked_sub(1)?;
        let month = month::find_pair(self.word(first), self.word(at))?;
        Some((month, first))
    }

    /// The last number of `8-9 June`, `23 to 25 October`.
    fn range_end(&self, idx: usize) -> Option<usize> {
        let is_dash =
            |gap: &str| matches!(gap.trim(), "-" | "–" | "—" | "/" | "&") && gap.len() < 6;
        let last = if is_dash(self.gap(idx)) {
            idx + 1
        } else if is_range_word(self.word(idx + 1)) {
            idx + 2
        } else {
            return None;
        };
        self.number(last)?.day().map(|_| last)
    }

    /// The year that follows the word before `at`, past one filler; moves `end` behind it.
    fn year_after(&self, at: usize, end: &mut usize) -> Option<u16> {
        let before = at.checked_sub(1)?;
        if !self.is_joint(before) {
            return None;
        }
        let at = if is_filler(self.word(at)) && self.is_joint(at) { at + 1 } else { at };
        let number = self.number(at)?;
        let is_short = number.n_digits == 2 && self.gap(at - 1).contains(['\'', '’']);
        let year = if is_short { number.short_year() } else { number.year() }?;
        *end = at + 1;
        Some(year)
    }
}

fn plain_number(part: &str) -> Option<Number> {
    let mut number = Number { value: 0, n_digits: 0 };
    for letter in part.chars() {
        number.value = (number.value * 10 + digit(letter)?).min(100_000);
        number.n_digits += 1;
    }
    (number.n_digits > 0).then_some(number)
}

/// The value of a digit, also an Arabic-Indic, Persian or Devanagari one.
fn digit(letter: char) -> Option<u32> {
    let zero = match letter {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{966}'..='\u{96f}' => '\u{966}',
        _ => return None,
    };
    Some(u32::from(letter) - u32::from(zero))
}

fn is_ordinal_ending(ending: &str) -> bool {
    matches!(
        ending.to_lowercase().as_str(),
        "st" | "nd"
            | "rd"
            | "th"
            | "er"
            | "re"
            | "e"
            | "º"
            | "ª"
            | "°"
            | "년"
            | "월"
            | "일"
            | "го"
            | "г"
            | "م"
    )
}

/// What is numbered, and so no day: `Issue 12`, `Nr. 12`.
fn is_number_label(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "issue"
            | "no"
            | "nr"
            | "nº"
            | "n°"
            | "number"
            | "numero"
            | "número"
            | "numéro"
            | "vol"
            | "volume"
            | "ausgabe"
            | "heft"
            | "№"
            | "выпуск"
    )
}

/// Small words between the parts of a date.
fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "de" | "días"
            | "dias"
            | "mes"
            | "mês"
            | "of"
            | "day"
            | "del"
            | "do"
            | "d"
            | "the"
            | "г"
            | "di"
            | "من"
            | "i"
            | "DE"
            | "De"
            | "OF"
            | "Of"
    )
}

fn is_range_word(word: &str) -> bool {
    matches!(
        word,
        "to" | "and"
            | "until"
            | "bis"
            | "und"
            | "au"
            | "et"
            | "al"
            | "y"
            | "a"
            | "e"
            | "до"
            | "по"
            | "и"
            | "إلى"
    )
}
