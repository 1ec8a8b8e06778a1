//! Ranges: "from 28 October to 3 November", "between May and July", "October 7-9", "since 2019", "2014–2018".

use super::point;
use super::token::View;
use super::value::{Meaning, Partial, Value};
use super::{DateRange, Granularity, relative};

/// The expression that begins here and the token past it, the longest form first.
pub(super) fn read(v: &View, at: usize) -> Option<(usize, Meaning)> {
    let ranges = [opened, days_of_month, bare, since];
    let range = ranges.iter().find_map(|reader| reader(v, at));
    range.or_else(|| single(v, at, false).and_then(|(next, value)| Some((next, value.meaning(v.today)?))))
}

fn single(v: &View, at: usize, loose: bool) -> Option<(usize, Value)> {
    let cut = || relative::read(v, at).map(|(next, meaning)| (next, Value::Fixed(meaning)));
    cut().or_else(|| point::read(v, at, loose))
}

/// A day without its month, which the other end of the range gives.
fn bare_day(v: &View, at: usize) -> Option<(usize, Value)> {
    let (next, day) = point::day(v, v.skip(at, &v.cues.words.the))?;
    if let Some((end, month)) = relative::this_unit(v, v.skip(next, &v.cues.words.of), "month") {
        let (year, month) = (Some(month.start.year()), Some(month.start.month()));
        return Some((end, Value::Partial(Partial { year, month, day: Some(day) })));
    }
    let unit = v.cues.units.contains_key(v.word(next));
    (!unit).then_some((next, Value::Partial(Partial { day: Some(day), ..Partial::default() })))
}

/// "from A to B", "between A and B", "from 4 to 22 January".
fn opened(v: &View, at: usize) -> Option<(usize, Meaning)> {
    let words = &v.cues.words;
    let start = v.skip(v.any(at, &words.from)?, &words.the);
    let firsts = [single(v, start, true), bare_day(v, start)];
    firsts.into_iter().flatten().find_map(|(end, first)| {
        let next = v.skip(v.any(end, &words.to)?, &words.the);
        let seconds = [bare_day(v, next), single(v, next, true)];
        let (end, second) = seconds.into_iter().flatten().max_by_key(|(end, _)| *end)?;
        Some((end, join(v, first, second)?))
    })
}

/// "October 7-9", "October 7 to 9, 2023", "7-9 October 2023", "November between 19 and 20".
fn days_of_month(v: &View, at: usize) -> Option<(usize, Meaning)> {
    let words = &v.cues.words;
    let to = |end: usize| v.any(end, &words.day_ranges);
    if let Some(first) =
        point::month(v, at).and_then(|_| bare_day(v, v.skip(at + 1 + usize::from(v.word(at + 1) == "."), &words.from)))
    {
        let opened = v.any(at + 1, &words.from).is_some();
        let past = if opened { v.any(first.0, &words.to) } else { to(first.0) }?;
        let (end, second) = bare_day(v, past).filter(|(end, _)| point::month(v, *end).is_none())?;
        let month = point::month(v, at);
        let comma = v.comma(end);
        let (end, year) = point::year_number(v, comma).map_or((end, None), |y| (comma + 1, Some(y)));
        let whole = |value: Value| match value {
            Value::Partial(p) => Value::Partial(Partial { month, year, ..p }),
            fixed => fixed,
        };
        return Some((end, join(v, whole(first.1), whole(second))?));
    }
    let (end, first) = bare_day(v, at)?;
    let next = to(end)?;
    let complete =
        |v: &View| bare_day(v, next).filter(|(_, p)| matches!(p, Value::Partial(Partial { month: Some(_), .. })));
    let (end, second) = complete(v).or_else(|| point::read(v, next, false))?;
    let Value::Partial(Partial { month: Some(_), day: Some(_), .. }) = second else { return None };
    Some((end, join(v, first, second)?))
}

/// "28 October – 3 November", "May to July", "2014-2018".
fn bare(v: &View, at: usize) -> Option<(usize, Meaning)> {
    let opened = v.follows(at, &v.cues.words.before_year) || v.follows(at, &v.cues.words.the);
    let year = point::year_number(v, at).filter(|_| v.glued(at + 1));
    let (end, first) = single(v, at, opened || year.is_some())?;
    let next = v.any(end, &v.cues.words.to_bare)?;
    let (end, second) = single(v, next, true)?;
    Some((end, join(v, first, second)?))
}

/// "since 2019", "since last week": up to publication.
fn since(v: &View, at: usize) -> Option<(usize, Meaning)> {
    let today = v.today?;
    let (end, value) = single(v, v.skip(v.any(at, &v.cues.words.since)?, &v.cues.words.the), true)?;
    let meaning = value.meaning(v.today)?;
    let past = DateRange { start: meaning.past.start, end: today };
    let range = Meaning { past, future: past, granularity: Granularity::Range, relative: meaning.relative };
    range.valid().then_some((end, range))
}

/// Both ends complete each other: the month and the year may stand at either.
fn join(v: &View, first: Value, second: Value) -> Option<Meaning> {
    let (first, second) = completed(first, second);
    if let (Value::Partial(a), Value::Partial(b)) = (first, second)
        && a.year.is_none()
        && b.year.is_none()
    {
        return yearless(v, a, b);
    }
    let (first, second) = (dated(first, second, v, true)?, dated(second, first, v, false)?);
    let range = |a: DateRange, b: DateRange| DateRange { start: a.start, end: b.end };
    let past = range(first.past, second.past);
    let future = range(first.future, second.future);
    let relative = first.relative || second.relative;
    let whole = |past, future| Meaning { past, future, granularity: Granularity::Range, relative };
    let both = whole(past, future);
    [both, whole(past, past), whole(future, future)].into_iter().find(Meaning::valid)
}

fn completed(first: Value, second: Value) -> (Value, Value) {
    let (Value::Partial(mut a), Value::Partial(mut b)) = (first, second) else { return (first, second) };
    if a.day.is_some() && a.month.is_none() {
        (a.month, a.year) = (b.month, b.year);
    }
    if b.day.is_some() && b.month.is_none() {
        (b.month, b.year) = (a.month, a.year);
    }
    let order = (a.month, a.day) <= (b.month, b.day);
    match (a.year, b.year) {
        (None, Some(year)) => a.year = Some(if order { year } else { year - 1 }),
        (Some(year), None) => b.year = Some(if order { year } else { year + 1 }),
        _ => {}
    }
    (Value::Partial(a), Value::Partial(b))
}

/// The meaning of an end; a bare day takes month and year from a complete other end, a yearless day the side of it that fits.
fn dated(value: Value, other: Value, v: &View, begins: bool) -> Option<Meaning> {
    let (Value::Partial(partial), Value::Fixed(fixed)) = (value, other) else { return value.meaning(v.today) };
    if partial.year.is_some() {
        return value.meaning(v.today);
    }
    let anchor = if begins { fixed.future.end } else { fixed.past.start };
    let month = partial.month.or(Some(anchor.month()));
    let partial = Partial { month, ..partial };
    let years =
        if begins { [anchor.year(), anchor.year() - 1] } else { [anchor.year(), anchor.year().checked_add(1)?] };
    let fits = |r: &DateRange| if begins { r.start <= anchor } else { r.end >= anchor };
    let range = years.into_iter().find_map(|y| partial.in_year(y).filter(fits))?;
    Some(Meaning::relative(range, Granularity::Day))
}

/// Without any year: the latest range that has begun, and the earliest that is not over.
fn yearless(v: &View, a: Partial, b: Partial) -> Option<Meaning> {
    // two days of no month are a score or a vote
    if a.month.is_none() || b.month.is_none() {
        return None;
    }
    let in_year = |year: i16| {
        let start = a.in_year(year)?.start;
        let end = b.in_year(year).filter(|r| r.end >= start).or_else(|| {
            let across = a.month > b.month;
            b.in_year(year.checked_add(1)?).filter(|_| across)
        })?;
        Some(DateRange { start, end: end.end })
    };
    let (past, future) = super::value::around(v.today?, in_year)?;
    Some(Meaning { past, future, granularity: Granularity::Range, relative: false })
}
