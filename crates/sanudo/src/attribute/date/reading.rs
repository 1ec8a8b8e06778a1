//! What does the expression at this word mean? One small reader a form, the longest first.

use super::{DateCues, DateRange, Granularity};
use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};

/// What an expression means and how many words it has.
pub(super) struct Reading {
    pub length: usize,
    pub past: DateRange,
    pub future: DateRange,
    pub granularity: Granularity,
    pub relative: bool,
}

impl Reading {
    fn explicit(length: usize, range: DateRange, granularity: Granularity) -> Reading {
        Reading { length, past: range, future: range, granularity, relative: false }
    }

    fn relative(length: usize, past: DateRange, future: DateRange, granularity: Granularity) -> Reading {
        Reading { length, past, future, granularity, relative: true }
    }
}

/// Where a reader looks.
struct Place<'a> {
    words: &'a [String],
    at: usize,
    today: Option<Date>,
    cues: &'a DateCues,
}

/// The expression that begins at word `at`, if one does.
pub(super) fn at(words: &[String], at: usize, today: Option<Date>, cues: &DateCues) -> Option<Reading> {
    let place = Place { words, at, today, cues };
    let readers = [
        iso,
        weekday_and_date,
        month_day,
        day_month,
        month_year,
        quantity,
        relative_unit,
        day_word,
        weekday,
        bare_month,
        year,
        decade,
        festival,
    ];
    readers.iter().find_map(|reader| reader(&place))
}

impl<'a> Place<'a> {
    fn word(&self, offset: usize) -> &'a str {
        self.words.get(self.at + offset).map_or("", String::as_str)
    }

    fn before(&self) -> &'a str {
        self.at.checked_sub(1).map_or("", |i| self.words[i].as_str())
    }

    fn moved(&self, by: usize) -> Place<'a> {
        Place { at: self.at + by, ..*self }
    }

    fn month(&self, offset: usize) -> Option<i8> {
        self.cues.months.get(self.word(offset)).copied()
    }

    fn day(&self, offset: usize) -> Option<i8> {
        let word = self.word(offset);
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|s| word.strip_suffix(s)).unwrap_or(word);
        digits.parse().ok().filter(|d| (1..=31).contains(d))
    }

    fn year(&self, offset: usize) -> Option<i16> {
        let word = self.word(offset);
        (word.len() == 4).then(|| word.parse().ok()).flatten().filter(|y| (1500..=2100).contains(y))
    }

    fn number(&self, offset: usize) -> Option<i64> {
        let word = self.word(offset);
        let spelled =
            || self.cues.numbers.get(word).map(|n| i64::from(*n)).or_else(|| matches!(word, "a" | "an").then_some(1));
        word.parse().ok().or_else(spelled).filter(|n| (0..10_000).contains(n))
    }

    fn is(&self, offset: usize, list: &[String]) -> bool {
        let word = self.word(offset);
        list.iter().any(|w| w == word)
    }
}

fn day_range(day: Date) -> DateRange {
    DateRange { start: day, end: day }
}

fn month_range(year: i16, month: i8) -> Option<DateRange> {
    let start = Date::new(year, month, 1).ok()?;
    Some(DateRange { start, end: start.last_of_month() })
}

fn year_range(year: i16) -> Option<DateRange> {
    Some(DateRange { start: Date::new(year, 1, 1).ok()?, end: Date::new(year, 12, 31).ok()? })
}

/// `2023-10-07`, which the segmenter cuts at its hyphens.
fn iso(p: &Place) -> Option<Reading> {
    let whole = p.word(0).parse::<Date>().ok().filter(|_| p.word(0).len() == 10);
    if let Some(day) = whole {
        return Some(Reading::explicit(1, day_range(day), Granularity::Day));
    }
    let year = p.year(0).filter(|_| p.word(1) == "-" && p.word(3) == "-")?;
    let day = Date::new(year, p.word(2).parse().ok()?, p.word(4).parse().ok()?).ok()?;
    Some(Reading::explicit(5, day_range(day), Granularity::Day))
}

/// "Friday, January 4, 2019".
fn weekday_and_date(p: &Place) -> Option<Reading> {
    p.cues.weekdays.get(p.word(0))?;
    let comma = usize::from(p.word(1) == ",");
    let rest = p.moved(1 + comma);
    let mut reading = month_day(&rest).or_else(|| day_month(&rest))?;
    reading.length += 1 + comma;
    Some(reading)
}

/// "October 7", "Oct. 7th, 2023", "October 7-9".
fn month_day(p: &Place) -> Option<Reading> {
    let (month, day) = (p.month(0)?, p.day(1)?);
    let stop = usize::from(p.word(2) == ".");
    let until = p.day(3 + stop).filter(|_| matches!(p.word(2 + stop), "-" | "–" | "to"));
    let length = if until.is_some() { 4 + stop } else { 2 };
    let comma = usize::from(p.word(length) == ",");
    match p.year(length + comma) {
        Some(year) => with_year(length + comma + 1, year, month, day, until),
        None => without_year(p, length, month, day, until),
    }
}

/// "7 October 2023", "7th of October".
fn day_month(p: &Place) -> Option<Reading> {
    let day = p.day(0)?;
    let of = usize::from(p.word(1) == "of");
    let month = p.month(1 + of)?;
    let length = 2 + of;
    let comma = usize::from(p.word(length) == ",");
    match p.year(length + comma) {
        Some(year) => with_year(length + comma + 1, year, month, day, None),
        None => without_year(p, length, month, day, None),
    }
}

fn with_year(length: usize, year: i16, month: i8, day: i8, until: Option<i8>) -> Option<Reading> {
    let start = Date::new(year, month, day).ok()?;
    let end = until.and_then(|d| Date::new(year, month, d).ok()).unwrap_or(start);
    let granularity = if end == start { Granularity::Day } else { Granularity::Range };
    Some(Reading::explicit(length, DateRange { start, end }, granularity))
}

/// The year comes from publication: not after it for the past, not before it for the future.
fn without_year(p: &Place, length: usize, month: i8, day: i8, until: Option<i8>) -> Option<Reading> {
    let today = p.today?;
    let in_year = |year: i16| Date::new(year, month, day).ok();
    let past = (0..8).find_map(|back| in_year(today.year() - back).filter(|d| *d <= today))?;
    let future = (0..8).find_map(|on| in_year(today.year() + on).filter(|d| *d >= today))?;
    let to = |start: Date| DateRange {
        start,
        end: until.and_then(|d| Date::new(start.year(), month, d).ok()).unwrap_or(start),
    };
    let granularity = if until.is_some() { Granularity::Range } else { Granularity::Day };
    let mut reading = Reading::relative(length, to(past), to(future), granularity);
    reading.relative = false;
    Some(reading)
}

/// "October 2023".
fn month_year(p: &Place) -> Option<Reading> {
    let month = p.month(0)?;
    let comma = usize::from(p.word(1) == ",");
    let range = month_range(p.year(1 + comma)?, month)?;
    Some(Reading::explicit(2 + comma, range, Granularity::Month))
}

/// "in October", "last October", "next May": a bare month needs a word that makes it a date.
fn bare_month(p: &Place) -> Option<Reading> {
    let today = p.today?;
    let lead = usize::from(p.is(0, &p.cues.words.last) || p.is(0, &p.cues.words.next) || p.is(0, &p.cues.words.this));
    let month = p.month(lead)?;
    let marked = lead == 1 || p.cues.words.before_year.iter().any(|w| w == p.before());
    if !marked {
        return None;
    }
    let year = today.year();
    let past = month_range(if month <= today.month() { year } else { year - 1 }, month)?;
    let future = month_range(if month >= today.month() { year } else { year + 1 }, month)?;
    Some(Reading::relative(1 + lead, past, future, Granularity::Month))
}

/// "in 2019", "early 2022".
fn year(p: &Place) -> Option<Reading> {
    let marked = p.cues.words.before_year.iter().any(|w| w == p.before());
    let range = year_range(p.year(0).filter(|_| marked)?)?;
    let since = p.cues.words.since.iter().any(|w| w == p.before());
    match p.today.filter(|t| since && *t > range.start) {
        Some(today) => Some(Reading::explicit(1, DateRange { start: range.start, end: today }, Granularity::Range)),
        None => Some(Reading::explicit(1, range, Granularity::Year)),
    }
}

/// "the 1990s".
fn decade(p: &Place) -> Option<Reading> {
    let start: i16 = p.word(0).strip_suffix('s').or_else(|| p.word(0).strip_suffix("'s"))?.parse().ok()?;
    let valid = (1500..2100).contains(&start) && start % 10 == 0;
    let range =
        DateRange { start: Date::new(start, 1, 1).ok().filter(|_| valid)?, end: Date::new(start + 9, 12, 31).ok()? };
    Some(Reading::explicit(1, range, Granularity::Decade))
}

/// "today", "yesterday".
fn day_word(p: &Place) -> Option<Reading> {
    let day = p.today?.checked_add((*p.cues.days.get(p.word(0))?).days()).ok()?;
    Some(Reading::relative(1, day_range(day), day_range(day), Granularity::Day))
}

/// "on Monday", "last Friday", "next Wednesday".
fn weekday(p: &Place) -> Option<Reading> {
    let today = p.today?;
    let (last, next) = (p.is(0, &p.cues.words.last), p.is(0, &p.cues.words.next));
    let lead = usize::from(last || next || p.is(0, &p.cues.words.this));
    let wanted = i32::from(*p.cues.weekdays.get(p.word(lead))?);
    let now = i32::from(today.weekday().to_monday_one_offset());
    let back = (now - wanted).rem_euclid(7);
    let on = (wanted - now).rem_euclid(7);
    let back = if last && back == 0 { 7 } else { back };
    let on = if next && on == 0 { 7 } else { on };
    let past = day_range(today.checked_sub(back.days()).ok()?);
    let future = day_range(today.checked_add(on.days()).ok()?);
    let (past, future) = match (last, next) {
        (true, _) => (past, past),
        (_, true) => (future, future),
        _ => (past, future),
    };
    Some(Reading::relative(1 + lead, past, future, Granularity::Day))
}

/// "last week", "this month", "next year", "earlier this month".
fn relative_unit(p: &Place) -> Option<Reading> {
    let today = p.today?;
    let step = match () {
        () if p.is(0, &p.cues.words.last) => -1,
        () if p.is(0, &p.cues.words.this) => 0,
        () if p.is(0, &p.cues.words.next) => 1,
        () => return None,
    };
    let unit = p.cues.units.get(p.word(1))?;
    let (range, granularity) = unit_range(today, unit, step)?;
    Some(Reading::relative(2, range, range, granularity))
}

fn unit_range(today: Date, unit: &str, step: i64) -> Option<(DateRange, Granularity)> {
    let monday = today.checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days()).ok()?;
    let month = today.first_of_month().checked_add(step.months()).ok()?;
    Some(match unit {
        "day" => (day_range(today.checked_add(step.days()).ok()?), Granularity::Day),
        "week" | "fortnight" => {
            let start = monday.checked_add(step.weeks()).ok()?;
            (DateRange { start, end: start.checked_add(6.days()).ok()? }, Granularity::Week)
        }
        "weekend" => {
            let start = monday.checked_add(step.weeks()).ok()?.checked_add(5.days()).ok()?;
            (DateRange { start, end: start.checked_add(1.days()).ok()? }, Granularity::Weekend)
        }
        "month" => (DateRange { start: month, end: month.last_of_month() }, Granularity::Month),
        "quarter" => {
            let first = date(today.year(), (today.month() - 1) / 3 * 3 + 1, 1).checked_add((step * 3).months()).ok()?;
            (DateRange { start: first, end: first.checked_add(2.months()).ok()?.last_of_month() }, Granularity::Quarter)
        }
        "year" => (year_range(today.year().checked_add(step as i16)?)?, Granularity::Year),
        _ => {
            let start = (i64::from(today.year()) / 10 + step) * 10;
            let start = i16::try_from(start).ok()?;
            (
                DateRange { start: Date::new(start, 1, 1).ok()?, end: Date::new(start + 9, 12, 31).ok()? },
                Granularity::Decade,
            )
        }
    })
}

/// "two days ago", "three weeks later", "in two months", "the past ten years".
fn quantity(p: &Place) -> Option<Reading> {
    let today = p.today?;
    let lead = usize::from(p.is(0, &p.cues.words.last) || p.is(0, &p.cues.words.next) || p.is(0, &p.cues.words.within));
    let number = p.number(lead)?;
    let singular = |w: &str| p.cues.units.get(w).or_else(|| p.cues.units.get(w.strip_suffix('s')?)).cloned();
    let unit = singular(p.word(lead + 1))?;
    let span = span_of(&unit, number)?;
    let back = today.checked_sub(span).ok()?;
    let on = today.checked_add(span).ok()?;
    let after = lead + 2;
    let granularity = match unit.as_str() {
        "day" | "weekend" => Granularity::Day,
        "week" | "fortnight" => Granularity::Week,
        "month" | "quarter" => Granularity::Month,
        _ => Granularity::Year,
    };
    let single = |day: Date, length: usize| {
        Some(Reading::relative(length, widened(day, granularity), widened(day, granularity), granularity))
    };
    match () {
        () if p.is(after, &p.cues.words.ago) => single(back, after + 1),
        () if p.is(after, &p.cues.words.later) => single(on, after + 1),
        () if lead == 1 && p.is(0, &p.cues.words.within) => single(on, after),
        () if lead == 1 && p.is(0, &p.cues.words.last) => {
            let range = DateRange { start: back, end: today };
            Some(Reading::relative(after, range, range, Granularity::Range))
        }
        () if lead == 1 => {
            let range = DateRange { start: today, end: on };
            Some(Reading::relative(after, range, range, Granularity::Range))
        }
        () => None,
    }
}

fn span_of(unit: &str, number: i64) -> Option<Span> {
    let span = Span::new();
    match unit {
        "day" | "weekend" => span.try_days(number).ok(),
        "week" => span.try_weeks(number).ok(),
        "fortnight" => span.try_weeks(number * 2).ok(),
        "month" => span.try_months(number).ok(),
        "quarter" => span.try_months(number * 3).ok(),
        "year" => span.try_years(number).ok(),
        _ => span.try_years(number.checked_mul(10)?).ok(),
    }
}

/// "two years ago" is a year, "three days ago" a day.
fn widened(day: Date, granularity: Granularity) -> DateRange {
    match granularity {
        Granularity::Month => DateRange { start: day.first_of_month(), end: day.last_of_month() },
        Granularity::Year => DateRange { start: day.first_of_year(), end: day.last_of_year() },
        _ => day_range(day),
    }
}

/// "Christmas", "New Year".
fn festival(p: &Place) -> Option<Reading> {
    let (name, month, day) =
        p.cues.words.festivals.iter().find(|(name, _, _)| name.split(' ').enumerate().all(|(i, w)| p.word(i) == w))?;
    let mut reading = without_year(p, name.split(' ').count(), *month, *day, None)?;
    reading.relative = true;
    Some(reading)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cues() -> DateCues {
        let text = include_str!("../../../../../lexicon/cues/dates.toml");
        let mut cues = DateCues::new(toml::from_str(text).unwrap());
        cues.set_numbers(&[("two".into(), 2), ("three".into(), 3)]);
        cues
    }

    fn read(text: &str) -> Option<(String, String)> {
        let words: Vec<String> = text.split(' ').map(str::to_lowercase).collect();
        let cues = cues();
        let reading = (0..words.len()).find_map(|i| at(&words, i, Some(date(2024, 6, 12)), &cues))?;
        Some((
            format!("{}/{}", reading.past.start, reading.past.end),
            format!("{}/{}", reading.future.start, reading.future.end),
        ))
    }

    #[test]
    fn expressions_mean_what_they_say() {
        let cases = [
            ("on October 7", "2023-10-07/2023-10-07", "2024-10-07/2024-10-07"),
            ("7 October 2022", "2022-10-07/2022-10-07", "2022-10-07/2022-10-07"),
            ("Friday , January 4 , 2019", "2019-01-04/2019-01-04", "2019-01-04/2019-01-04"),
            ("on Monday", "2024-06-10/2024-06-10", "2024-06-17/2024-06-17"),
            ("last week", "2024-06-03/2024-06-09", "2024-06-03/2024-06-09"),
            ("next month", "2024-07-01/2024-07-31", "2024-07-01/2024-07-31"),
            ("two days ago", "2024-06-10/2024-06-10", "2024-06-10/2024-06-10"),
            ("in three weeks", "2024-07-03/2024-07-03", "2024-07-03/2024-07-03"),
            ("in 2019", "2019-01-01/2019-12-31", "2019-01-01/2019-12-31"),
            ("in May", "2024-05-01/2024-05-31", "2025-05-01/2025-05-31"),
            ("the 1990s", "1990-01-01/1999-12-31", "1990-01-01/1999-12-31"),
            ("2023 - 10 - 07", "2023-10-07/2023-10-07", "2023-10-07/2023-10-07"),
        ];
        for (text, past, future) in cases {
            assert_eq!(read(text), Some((past.into(), future.into())), "{text}");
        }
        assert_eq!(read("he may go"), None);
    }

    #[test]
    fn impossible_dates_are_no_dates() {
        assert!(read("February 31 , 2020").is_none_or(|(past, _)| !past.contains("02-31")));
        assert_eq!(read("9999 years ago"), None);
    }
}
