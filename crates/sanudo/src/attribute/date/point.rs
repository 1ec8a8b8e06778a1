//! Points: days, months, quarters, seasons, years, decades and festivals, as written.

use super::token::{Token, View};
use super::value::{Meaning, Partial, Value, around, months, single, years};
use super::{DateRange, Granularity, calendar, relative};
use jiff::ToSpan;
use jiff::civil::Date;

/// A value and the token past it.
pub(super) type Found = (usize, Value);

/// The point that begins here. `loose` where something before says that a date must follow: a bare year or month counts then.
pub(super) fn read(v: &View, at: usize, loose: bool) -> Option<Found> {
    let readers =
        [numeric, dated_weekday, month_day, day_month, month_year, quarter, season, festival, decade, century, fiscal];
    let plain = || readers.iter().find_map(|reader| reader(v, at));
    plain()
        .or_else(|| relative::point(v, at))
        .or_else(|| bare_month(v, at, loose))
        .or_else(|| year(v, at, loose))
        .or_else(|| day_of_month(v, at))
}

fn partial(year: Option<i16>, month: i8, day: i8) -> Option<Value> {
    // the 29th of February is a day in some years
    Date::new(year.unwrap_or(2000), month, day).ok()?;
    Some(Value::Partial(Partial { year, month: Some(month), day: Some(day) }))
}

fn fixed(range: DateRange, granularity: Granularity) -> Value {
    Value::Fixed(Meaning { past: range, future: range, granularity, relative: false })
}

/// A month's name; one that is a word too wants its capital.
pub(super) fn month(v: &View, at: usize) -> Option<i8> {
    let word = v.word(at);
    let month = *v.cues.months.get(word)?;
    let doubtful = v.cues.words.doubtful.iter().any(|w| w == word);
    (!doubtful || v.tokens.get(at)?.capital).then_some(month)
}

/// Past the month and the point of its abbreviation, which is one only where a number follows: else it ends the sentence.
fn past_month(v: &View, at: usize) -> usize {
    let number = v.word(at + 2).starts_with(|c: char| c.is_ascii_digit());
    at + 1 + usize::from(v.word(at + 1) == "." && v.glued(at + 1) && number)
}

/// "7", "7th": the day and the token past it.
pub(super) fn day(v: &View, at: usize) -> Option<(usize, i8)> {
    let (next, number) = ordinal(v, at).or_else(|| Some((at + 1, v.integer(at).filter(|_| v.word(at).len() <= 2)?)))?;
    let clock = v.word(next) == ":" && v.glued(next);
    i8::try_from(number).ok().filter(|d| (1..=31).contains(d) && !clock).map(|d| (next, d))
}

/// "21st".
fn ordinal(v: &View, at: usize) -> Option<(usize, i64)> {
    let ends = v.glued(at + 1) && v.cues.words.ordinal_ends.iter().any(|e| e == v.word(at + 1));
    v.integer(at).filter(|_| ends).map(|n| (at + 2, n))
}

/// A year of four digits.
pub(super) fn year_number(v: &View, at: usize) -> Option<i16> {
    let letters = v.glued(at + 1) && v.word(at + 1).starts_with(char::is_alphabetic);
    let number = v.integer(at).filter(|_| v.word(at).len() == 4 && !letters)?;
    i16::try_from(number).ok().filter(|y| (1300..=2100).contains(y))
}

/// Past the year that may follow, after a comma or "of".
fn year_after(v: &View, at: usize) -> (usize, Option<i16>) {
    let joined = v.any(at, &v.cues.words.of).unwrap_or_else(|| v.comma(at));
    let dashed = usize::from(v.word(at) == "-" && v.glued(at) && v.glued(at + 1));
    [joined, at + dashed].into_iter().find_map(|i| Some((i + 1, Some(year_number(v, i)?)))).unwrap_or((at, None))
}

/// Whether the article writes 21/4: then 7/10 is in October.
pub(super) fn shows_day_first(tokens: &[Token]) -> bool {
    let number = |i: usize| tokens.get(i).and_then(|t| t.text.parse::<i64>().ok());
    let mark = |i: usize| tokens.get(i).is_some_and(|t| t.glued && matches!(t.text.as_str(), "/" | "-"));
    let full = |i: usize| mark(i + 1) && mark(i + 3) && tokens[i + 4..].first().is_some_and(|t| t.glued);
    let high = |i: usize| number(i).is_some_and(|n| (13..=31).contains(&n));
    let low = |i: usize| number(i).is_some_and(|n| (1..=12).contains(&n));
    (0..tokens.len().saturating_sub(4)).any(|i| full(i) && high(i) && low(i + 2))
}

/// `2023-10-07`, `20.11.2023`, `7/10/23`, `2019-sep-1`, `10/25`.
fn numeric(v: &View, at: usize) -> Option<Found> {
    let mark = v.word(at + 1);
    if !matches!(mark, "-" | "/" | ".")
        || !v.glued(at + 1)
        || !v.glued(at + 2)
        || at > 0 && v.glued(at) && is_number_mark(v, at)
    {
        return None;
    }
    let number = |i: usize| v.word(i).parse::<i16>().ok().filter(|n| *n >= 0);
    let third = v.word(at + 3) == mark && v.glued(at + 3) && v.glued(at + 4);
    if v.word(at).len() == 4 {
        let year = number(at).filter(|y| (1300..=2100).contains(y))?;
        let named = v.cues.months.get(v.word(at + 2)).copied();
        let month = named.or_else(|| i8::try_from(number(at + 2)?).ok())?;
        let day = number(at + 4).filter(|_| third).and_then(|d| i8::try_from(d).ok());
        let ended = month_only_ends(v, at + 2);
        return match day {
            Some(day) => Some((at + 5, partial(Some(year), month, day)?)),
            None if (1..=12).contains(&month) && ended && v.word(at + 2).len() <= 2 => {
                Some((at + 3, month_of(year, month)))
            }
            None => None,
        };
    }
    let (first, second) = (number(at)?, number(at + 2)?);
    if v.word(at + 2).len() == 4 && mark != "." && (1..=12).contains(&first) && (1300..=2100).contains(&second) {
        return Some((at + 3, month_of(second, first as i8)));
    }
    if !third {
        return short_numeric(v, at, mark, first, second);
    }
    let year = short_year(v.word(at + 4), mark)?;
    let (month, day) = order(v, mark, first, second)?;
    Some((at + 5, partial(Some(year), month, day)?))
}

fn is_number_mark(v: &View, at: usize) -> bool {
    matches!(v.word(at - 1), "/" | "." | "$" | "," | ":")
}

fn month_only_ends(v: &View, at: usize) -> bool {
    let more = v.glued(at + 1) && v.glued(at + 2) && matches!(v.word(at + 1), "-" | "/" | "." | ",");
    let letters = v.glued(at + 1) && v.word(at + 1).starts_with(char::is_alphanumeric);
    !(more || letters)
}

fn month_of(year: i16, month: i8) -> Value {
    Value::Partial(Partial { year: Some(year), month: Some(month), day: None })
}

/// "10/25", only in ranges with an opening word or after a preposition of time: else it is a score or a share.
fn short_numeric(v: &View, at: usize, mark: &str, first: i16, second: i16) -> Option<Found> {
    let opened = v.follows(at, &v.cues.words.from) || v.follows(at, &v.cues.words.to);
    let (month, day) = order(v, mark, first, second).filter(|_| mark == "/" && opened)?;
    Some((at + 3, partial(None, month, day)?))
}

/// Which is the month? What cannot be one is the day; points put the day first, else the article or the American habit decides.
fn order(v: &View, mark: &str, first: i16, second: i16) -> Option<(i8, i8)> {
    let (first, second) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
    let day_first = first > 12 || second <= 12 && (mark == "." || v.day_first);
    Some(if day_first { (second, first) } else { (first, second) })
}

/// "2023", or "23" and "89" between slashes and hyphens.
fn short_year(word: &str, mark: &str) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    match word.len() {
        4 => Some(year).filter(|y| (1300..=2100).contains(y)),
        2 if mark != "." => Some(if year < 50 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

/// "Friday, January 4, 2019", "Thursday the 21st".
fn dated_weekday(v: &View, at: usize) -> Option<Found> {
    v.cues.weekdays.get(v.word(at))?;
    let stop = at + 1 + usize::from(v.word(at + 1) == "." && v.glued(at + 1));
    let next = v.skip(v.comma(stop), &v.cues.words.the);
    let dated = month_day(v, next).or_else(|| day_month(v, next));
    dated.or_else(|| {
        let (end, number) = ordinal(v, next)?;
        let day = i8::try_from(number).ok().filter(|d| (1..=31).contains(d))?;
        Some((end, weekday_day(v, at, day)?))
    })
}

/// "Tuesday the 15th" is the nearest fifteenth that is a Tuesday.
fn weekday_day(v: &View, at: usize, day: i8) -> Option<Value> {
    let today = v.today?;
    let weekday = *v.cues.weekdays.get(v.word(at))?;
    let in_month = |n: i64| {
        let month = today.first_of_month().checked_add(n.months()).ok()?;
        let found = Date::new(month.year(), month.month(), day).ok()?;
        (found.weekday().to_monday_one_offset() == weekday).then_some(found)
    };
    let found = [0, -1, 1, -2, 2, -3, 3].into_iter().find_map(in_month)?;
    Some(Value::Fixed(Meaning::relative(single(found), Granularity::Day)))
}

/// "October 7", "Oct. 7th, 2023", "Oct-2".
fn month_day(v: &View, at: usize) -> Option<Found> {
    let month = month(v, at)?;
    let next = past_month(v, at);
    let marked = usize::from(matches!(v.word(next), "-" | "/") && v.glued(next));
    let (next, day) = day(v, v.skip(next + marked, &v.cues.words.the))?;
    let (next, year) = year_after(v, next);
    Some((next, partial(year, month, day)?))
}

/// "7 October 2023", "the 7th of October", "16. Nov. 2016".
fn day_month(v: &View, at: usize) -> Option<Found> {
    let (next, day) = day(v, v.skip(at, &v.cues.words.the))?;
    let next = next + usize::from(v.word(next) == "." && v.glued(next));
    let next = v.any(next, &v.cues.words.on).unwrap_or(next);
    if let Some(month) = month(v, next) {
        let (next, year) = year_after(v, past_month(v, next));
        return Some((next, partial(year, month, day)?));
    }
    // "the 20th of next month"
    let (end, range) = relative::this_unit(v, next, "month").filter(|_| next > at + 1)?;
    let found = Date::new(range.start.year(), range.start.month(), day).ok()?;
    Some((end, Value::Fixed(Meaning::relative(single(found), Granularity::Day))))
}

/// "October 2023", "2023, Oct", "June next year", "August of 1999".
fn month_year(v: &View, at: usize) -> Option<Found> {
    if let (Some(year), next) = (year_number(v, at), v.comma(at + 1)) {
        return Some((next + 1, month_of(year, *v.cues.months.get(v.word(next))?)));
    }
    // a year behind it is as good as a capital
    let month = *v.cues.months.get(v.word(at))?;
    let next = past_month(v, at);
    if let (end, Some(year)) = year_after(v, next) {
        return Some((end, month_of(year, month)));
    }
    let (end, range) = relative::this_unit(v, v.skip(next, &v.cues.words.of), "year")?;
    let range = super::value::month(range.start.year(), month)?;
    Some((end, Value::Fixed(Meaning::relative(range, Granularity::Month))))
}

/// "Q3 2023", "2023 Q3", "H1 2016", "2016H2", "Q3".
fn quarter(v: &View, at: usize) -> Option<Found> {
    let before = year_number(v, at).or_else(|| v.word(at).parse().ok().filter(|y| (1900..2100).contains(y)));
    let mark_at = at + usize::from(before.is_some());
    let number: i8 = v.word(mark_at + 1).parse().ok().filter(|_| v.glued(mark_at + 1))?;
    let words = &v.cues.words;
    let (most, length) = match v.word(mark_at) {
        mark if words.quarter_marks.iter().any(|m| m == mark) => (4, 3),
        mark if words.half_marks.iter().any(|m| m == mark) => (2, 6),
        _ => return None,
    };
    if !(1..=most).contains(&number) {
        return None;
    }
    let granularity = if length == 3 { Granularity::Quarter } else { Granularity::Range };
    let span = |year: i16| months(year, (number - 1) * length + 1, i64::from(length));
    let (end, year) = if before.is_some() { (mark_at + 2, before) } else { year_after(v, mark_at + 2) };
    if let Some(year) = year {
        return Some((end, fixed(span(year)?, granularity)));
    }
    if let Some((end, range)) = relative::this_unit(v, v.skip(end, &words.of), "year") {
        return Some((end, Value::Fixed(Meaning::relative(span(range.start.year())?, granularity))));
    }
    let (past, future) = around(v.today.filter(|_| length == 3)?, span)?;
    Some((end, Value::Fixed(Meaning { past, future, granularity, relative: true })))
}

/// "summer 2016", "the spring of 2022", "last winter", "in the autumn".
fn season(v: &View, at: usize) -> Option<Found> {
    let words = &v.cues.words;
    let lead = [&words.last, &words.this, &words.next].into_iter().position(|l| v.any(at, l).is_some());
    let name = at + usize::from(lead.is_some());
    let (_, first, count) = words.seasons.iter().find(|s| s.0 == v.word(name))?;
    let span = |year: i16| months(year, *first, i64::from(*count));
    if let (end, Some(year)) = year_after(v, name + 1) {
        return Some((end, fixed(span(year)?, Granularity::Range)));
    }
    let article = at > 1 && v.follows(at, &words.the) && v.follows(at - 1, &words.before_year);
    let today = v.today.filter(|_| lead.is_some() || article)?;
    let (past, future) = around(today, span)?;
    let nearest = if past.end < today && future.start > today && lead == Some(1) { future } else { past };
    let (past, future) = match lead {
        Some(0) if past.end >= today => around(past.start.yesterday().ok()?, span).map(|(p, _)| (p, p))?,
        Some(0) => (past, past),
        Some(1) if past.end >= today => (nearest, nearest),
        Some(2) => around(today.max(past.end.tomorrow().ok()?), span).map(|(_, f)| (f, f))?,
        _ => (past, future),
    };
    Some((name + 1, Value::Fixed(Meaning { past, future, granularity: Granularity::Range, relative: true })))
}

/// "Christmas", "Easter 2019", "last Ramadan".
fn festival(v: &View, at: usize) -> Option<Found> {
    let words = &v.cues.words;
    let named = v.cues.festive.get(v.word(at))?;
    let here = named.iter().filter_map(|(name, i)| Some((v.phrase(at, name)?, *i)));
    let (next, index) = here.max_by_key(|(next, _)| *next)?;
    let festival = words.festival.get(index)?;
    let lasting =
        |first: Date| Some(DateRange { start: first, end: first.checked_add((festival.days.max(1) - 1).days()).ok()? });
    let granularity = if festival.days > 1 { Granularity::Range } else { Granularity::Day };
    if let (end, Some(year)) = year_after(v, next) {
        return Some((end, fixed(lasting(*calendar::days(festival, year).first()?)?, granularity)));
    }
    let today = v.today?;
    let near = (-2..=2).filter_map(|n| today.year().checked_add(n)).flat_map(|y| calendar::days(festival, y));
    let near: Vec<DateRange> = near.filter_map(lasting).collect();
    let past = *near.iter().rfind(|r| r.start <= today)?;
    let future = *near.iter().find(|r| r.end >= today)?;
    Some((next, Value::Fixed(Meaning { past, future, granularity, relative: true })))
}

/// "the 1990s", "1990's", "the '90s", "the nineties".
fn decade(v: &View, at: usize) -> Option<Found> {
    let word = v.word(at);
    let named = v.cues.words.decades.iter().find(|d| d.0 == word).map(|d| (at + 1, d.1));
    let numbered = || {
        let apostrophe = usize::from(v.word(at + 1) == "'");
        let plural = v.word(at + 1 + apostrophe) == "s" && v.glued(at + 1 + apostrophe) && v.glued(at + 1);
        let number: i16 = word.parse().ok().filter(|n| plural && n % 10 == 0)?;
        (word.len() == 4 || word.len() == 2).then_some((at + 2 + apostrophe, number))
    };
    let (next, number) = named.or_else(numbered)?;
    if number >= 100 {
        return Some((
            next,
            fixed(years(number, 10).filter(|_| (1300..=2100).contains(&number))?, Granularity::Decade),
        ));
    }
    // people have ages and streets numbers in the fifties too: only "the" makes it a decade
    let the =
        v.follows(at, &v.cues.words.the) || at > 0 && v.word(at - 1) == "'" || v.follows(at, &v.cues.words.before_year);
    let first = if number < 20 { 2000 + number } else { 1900 + number };
    Some((next, fixed(years(first, 10).filter(|_| the)?, Granularity::Decade)))
}

/// "the 19th century".
fn century(v: &View, at: usize) -> Option<Found> {
    let (next, number) = ordinal(v, at).filter(|(_, n)| (1..=21).contains(n))?;
    let unit = v.cues.units.get(v.word(next)).filter(|u| *u == "century");
    unit?;
    let first = (i16::try_from(number).ok()? - 1) * 100;
    Some((next + 1, fixed(years(first.max(1), if first == 0 { 99 } else { 100 })?, Granularity::Range)))
}

/// "fiscal year 2023", "FY2023": whose year differs from ours differs from country to country, so ours stands.
fn fiscal(v: &View, at: usize) -> Option<Found> {
    let next = v.any(at, &v.cues.words.fiscal)?;
    Some((next + 1, fixed(super::value::whole_year(year_number(v, next)?)?, Granularity::Year)))
}

/// "in October", "October" where a date must follow: a bare month.
fn bare_month(v: &View, at: usize, loose: bool) -> Option<Found> {
    let month = month(v, at)?;
    let words = &v.cues.words;
    let doubtful = words.doubtful.iter().any(|w| w == v.word(at));
    let marked = loose || !doubtful || v.follows(at, &words.before_year);
    let value = Value::Partial(Partial { year: None, month: Some(month), day: None });
    marked.then_some((at + 1, value))
}

/// "on the 27th", where nothing follows that it could number.
fn day_of_month(v: &View, at: usize) -> Option<Found> {
    let words = &v.cues.words;
    let opened =
        at > 1 && v.follows(at, &words.the) && (v.follows(at - 1, &words.before_year) || v.follows(at - 1, &words.on));
    let (next, day) = ordinal(v, at).filter(|_| opened)?;
    let closed = !v.word(next).starts_with(char::is_alphanumeric) && v.word(next) != "-";
    let day = i8::try_from(day).ok().filter(|d| (1..=31).contains(d) && closed)?;
    Some((next, Value::Partial(Partial { day: Some(day), ..Partial::default() })))
}

/// "in 2019", "2019" where a date must follow.
fn year(v: &View, at: usize, loose: bool) -> Option<Found> {
    let the_year = v.word(at);
    let year = year_number(v, at).filter(|_| the_year.len() == 4)?;
    let marked = loose || v.follows(at, &v.cues.words.before_year);
    marked.then_some((at + 1, Value::Partial(Partial { year: Some(year), month: None, day: None })))
}
