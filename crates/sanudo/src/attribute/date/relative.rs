//! What is told from another day: units ("last week"), weekdays, counts ("two days after Easter"), parts ("early 2022") and ordinals.

use super::point::{self, Found};
use super::token::View;
use super::value::{Meaning, Partial, Value, around, monday, months, single, week, whole_year, years};
use super::{DateRange, Granularity};
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// A meaning and the token past it.
type Read = (usize, Meaning);

/// Days and units told from today or from the day told before.
pub(super) fn point(v: &View, at: usize) -> Option<Found> {
    let readers = [day_word, told_unit, distant_unit, weekday, lead_month, unit, weekend];
    readers.iter().find_map(|reader| reader(v, at)).map(|(next, meaning)| (next, Value::Fixed(meaning)))
}

/// What is counted, numbered or cut out of a point.
pub(super) fn read(v: &View, at: usize) -> Option<Read> {
    let readers = [starting, quantity, lasting, nth, part, so_far, week_of, beside];
    readers.iter().find_map(|reader| reader(v, at))
}

/// "last", "this", "next": the step and the token past the word.
fn lead(v: &View, at: usize) -> Option<(usize, i64)> {
    let words = &v.cues.words;
    [(&words.last, -1), (&words.this, 0), (&words.next, 1)]
        .into_iter()
        .find_map(|(l, step)| Some((v.any(at, l)?, step)))
}

/// "this month", "next year", where the unit is the one asked for.
pub(super) fn this_unit(v: &View, at: usize, unit: &str) -> Option<(usize, DateRange)> {
    let (next, step) = lead(v, v.skip(at, &v.cues.words.the))?;
    let named = v.cues.units.get(v.word(next)).filter(|u| *u == unit)?;
    Some((next + 1, unit_range(v.today?, named, step)?.0))
}

fn day_word(v: &View, at: usize) -> Option<Read> {
    let words = &v.cues.words;
    let offset = *v.cues.days.get(v.word(at))?;
    let end = v.follows(at, &words.to) || v.follows(at, &words.from) || v.follows(at, &words.count_after);
    let only_end = words.only_end.iter().any(|w| w == v.word(at));
    let capital = |i: usize| v.tokens.get(i).is_some_and(|t| t.capital);
    if at > 0 && capital(at) && capital(at - 1) {
        // "USA Today" is a paper
        return None;
    }
    let day = v.today.filter(|_| !only_end || end)?.checked_add(offset.days()).ok()?;
    Some((at + 1, Meaning::relative(single(day), Granularity::Day)))
}

/// "last week", "this month", "next year".
fn unit(v: &View, at: usize) -> Option<Read> {
    let today = v.today?;
    let (next, step) = lead(v, at)?;
    let unit = v.cues.units.get(v.word(next))?;
    if unit == "weekend" && step == 0 {
        return Some((next + 1, this_weekend(today)?));
    }
    let (range, granularity) = unit_range(today, unit, step)?;
    Some((next + 1, Meaning::relative(range, granularity)))
}

/// "over the weekend".
fn weekend(v: &View, at: usize) -> Option<Read> {
    let named = v.cues.units.get(v.word(at)).is_some_and(|u| u == "weekend") && v.follows(at, &v.cues.words.the);
    named.then_some((at + 1, this_weekend(v.today?)?))
}

/// In a clause that looks back, a weekend that has not begun is the last one.
fn this_weekend(today: Date) -> Option<Meaning> {
    let (future, granularity) = unit_range(today, "weekend", 0)?;
    let past = if future.start <= today { future } else { unit_range(today, "weekend", -1)?.0 };
    Some(Meaning { past, future, granularity, relative: true })
}

/// "the same day", "the following week", "the previous night", "the following Monday".
fn told_unit(v: &View, at: usize) -> Option<Read> {
    let words = &v.cues.words;
    let leads = [(&words.same, 0), (&words.told_next, 1), (&words.told_last, -1)];
    let (next, step) = leads.into_iter().find_map(|(l, step)| Some((v.any(at, l)?, step)))?;
    let base = v.told.or(v.today)?;
    if let Some(wanted) = v.cues.weekdays.get(v.word(next)).filter(|_| step != 0) {
        let day = near_weekday(base, *wanted, step, true)?;
        return Some((next + 1, Meaning::relative(single(day), Granularity::Day)));
    }
    let singular = |w: &str| !w.ends_with('s');
    let unit = v.cues.units.get(v.word(next)).filter(|_| singular(v.word(next)))?;
    if unit == "day" && step == 0 && v.told.is_none() {
        return None;
    }
    let (range, granularity) = unit_range(base, unit, step)?;
    Some((next + 1, Meaning::relative(range, granularity)))
}

/// "the week after next", "the month before last".
fn distant_unit(v: &View, at: usize) -> Option<Read> {
    let unit = v.cues.units.get(v.word(at))?;
    let words = &v.cues.words;
    let after = v.any(at + 1, &words.after_next).map(|next| (next, 2));
    let (next, step) = after.or_else(|| v.any(at + 1, &words.before_last).map(|next| (next, -2)))?;
    let (range, granularity) = unit_range(v.today?, unit, step)?;
    Some((next, Meaning::relative(range, granularity)))
}

/// The day of this name before or after; the day itself counts unless `strictly`.
fn near_weekday(day: Date, wanted: i8, step: i64, strictly: bool) -> Option<Date> {
    let now = i64::from(day.weekday().to_monday_one_offset());
    let away = ((i64::from(wanted) - now) * step).rem_euclid(7);
    let away = if strictly && away == 0 { 7 } else { away };
    day.checked_add((away * step).days()).ok()
}

/// "last Thursday", told on a Friday, is not yesterday: so near a day of the same week would go by its name alone.
fn last_weekday(today: Date, wanted: i8) -> Option<Date> {
    const NEAR: i8 = 2;
    let now = today.weekday().to_monday_one_offset();
    let found = near_weekday(today, wanted, -1, true)?;
    if (1..=NEAR).contains(&(now - wanted)) { found.checked_sub(7.days()).ok() } else { Some(found) }
}

fn weekday_in(range: DateRange, wanted: i8) -> Option<Date> {
    near_weekday(range.start, wanted, 1, false)
}

/// "on Monday", "last Friday", "next Wednesday", "Friday next week", "next week on Friday".
fn weekday(v: &View, at: usize) -> Option<Read> {
    let today = v.today?;
    let day = |day: Date| Meaning::relative(single(day), Granularity::Day);
    if let Some((next, range)) = this_unit(v, at, "week") {
        let next = v.skip(next, &v.cues.words.on);
        let wanted = v.cues.weekdays.get(v.word(next))?;
        return Some((next + 1, day(weekday_in(range, *wanted)?)));
    }
    let lead = lead(v, at);
    let name = lead.map_or(at, |l| l.0);
    let wanted = *v.cues.weekdays.get(v.word(name))?;
    if let Some((next, range)) = this_unit(v, v.skip(name + 1, &v.cues.words.of), "week") {
        return Some((next, day(weekday_in(range, wanted)?)));
    }
    let past = near_weekday(today, wanted, -1, false)?;
    let future = near_weekday(today, wanted, 1, false)?;
    let meaning = match lead.map(|l| l.1) {
        Some(-1) => day(last_weekday(today, wanted)?),
        Some(1) => day(weekday_in(unit_range(today, "week", 1)?.0, wanted)?),
        Some(_) => Meaning { past: single(past), ..day(weekday_in(unit_range(today, "week", 0)?.0, wanted)?) },
        None => Meaning { past: single(past), ..day(future) },
    };
    Some((name + 1, meaning))
}

/// "last October", "next May", "this June".
fn lead_month(v: &View, at: usize) -> Option<Read> {
    let (next, step) = lead(v, at)?;
    let month = *v.cues.months.get(v.word(next))?;
    let today = v.today?;
    let year = match step {
        -1 if month >= today.month() => today.year() - 1,
        1 if month <= today.month() => today.year() + 1,
        _ => today.year(),
    };
    Some((next + 1, Meaning::relative(super::value::month(year, month)?, Granularity::Month)))
}

/// The unit that `day` lies in, moved by `step` units.
fn unit_range(day: Date, unit: &str, step: i64) -> Option<(DateRange, Granularity)> {
    let year = |size: i64| i16::try_from((i64::from(day.year()).div_euclid(size) + step) * size).ok();
    Some(match unit {
        "day" => (single(day.checked_add(step.days()).ok()?), Granularity::Day),
        "week" => (week(monday(day)?.checked_add(step.weeks()).ok()?)?, Granularity::Week),
        "fortnight" => {
            let start = monday(day)?.checked_add((if step < 0 { step * 2 } else { step }).weeks()).ok()?;
            (DateRange { start, end: start.checked_add(13.days()).ok()? }, Granularity::Range)
        }
        "weekend" => {
            let start = monday(day)?.checked_add((step * 7 + 5).days()).ok()?;
            (DateRange { start, end: start.checked_add(1.days()).ok()? }, Granularity::Weekend)
        }
        "month" => {
            let first = day.first_of_month().checked_add(step.months()).ok()?;
            (months(first.year(), first.month(), 1)?, Granularity::Month)
        }
        "quarter" => {
            let first = Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok()?;
            let first = first.checked_add((step * 3).months()).ok()?;
            (months(first.year(), first.month(), 3)?, Granularity::Quarter)
        }
        "year" => (whole_year(year(1)?)?, Granularity::Year),
        "decade" => (years(year(10)?, 10)?, Granularity::Decade),
        _ => (years(year(100)?, 100)?, Granularity::Range),
    })
}

/// How long: the days and the finest unit.
struct Count {
    span: Span,
    unit: String,
}

/// A number in digits or words: "3", "three", "a few", "a couple of".
fn number(v: &View, at: usize) -> Option<(usize, i64)> {
    let written = || v.integer(at).map(|n| (at + 1, n));
    let spelled = || v.cues.numbers.get(v.word(at)).map(|n| (at + 1, i64::from(*n)));
    let found = written().or_else(spelled).or_else(|| {
        let counts = v.cues.words.counts.iter().filter_map(|(w, n)| Some((v.phrase(at, w)?, *n)));
        counts.max_by_key(|c| c.0)
    })?;
    let vague =
        || v.cues.words.counts.iter().filter_map(|(w, n)| Some((v.phrase(found.0, w)?, *n))).max_by_key(|c| c.0);
    if found.1 == 1 { vague().or(Some(found)) } else { Some(found) }
}

/// "two days", "1 month and 21 days".
fn count(v: &View, at: usize) -> Option<(usize, Count)> {
    const MOST: usize = 4;
    let mut next = at;
    let mut found: Option<(usize, Count)> = None;
    for _ in 0..MOST {
        let Some((after, number)) = number(v, next) else { break };
        let Some(unit) = v.cues.units.get(v.word(after)) else { break };
        let span = found.as_ref().map_or_else(Span::new, |f| f.1.span);
        found = Some((after + 1, Count { span: longer(span, unit, number)?, unit: unit.clone() }));
        next = v.skip(after + 1, &v.cues.words.joins);
    }
    found
}

fn longer(span: Span, unit: &str, number: i64) -> Option<Span> {
    match unit {
        "day" | "weekend" => span.try_days(number + i64::from(span.get_days())).ok(),
        "week" => span.try_weeks(number).ok(),
        "fortnight" => span.try_weeks(number.checked_mul(2)?).ok(),
        "month" => span.try_months(number).ok(),
        "quarter" => span.try_months(number.checked_mul(3)?).ok(),
        "year" => span.try_years(number).ok(),
        "decade" => span.try_years(number.checked_mul(10)?).ok(),
        _ => span.try_years(number.checked_mul(100)?).ok(),
    }
}

/// "two years ago" is a year, "three days ago" a day.
fn widened(day: Date, unit: &str) -> Meaning {
    let (start, end, granularity) = match unit {
        "day" | "weekend" => (day, day, Granularity::Day),
        "week" | "fortnight" => (day, day, Granularity::Week),
        "month" | "quarter" => (day.first_of_month(), day.last_of_month(), Granularity::Month),
        _ => (day.first_of_year(), day.last_of_year(), Granularity::Year),
    };
    Meaning::relative(DateRange { start, end }, granularity)
}

/// "two days ago", "a week later", "three days before Christmas", "two Sundays from now".
fn quantity(v: &View, at: usize) -> Option<Read> {
    let (after, counted) = count(v, at)?;
    let words = &v.cues.words;
    let back = |day: Date| day.checked_sub(counted.span).ok().map(|d| widened(d, &counted.unit));
    let on = |day: Date| day.checked_add(counted.span).ok().map(|d| widened(d, &counted.unit));
    if let Some(next) = v.any(after, &words.ago) {
        return Some((next, back(v.today?)?));
    }
    if let Some(next) = v.any(after, &words.hence) {
        return Some((next, on(v.today?)?));
    }
    let from_point = |list: &[String], change: &dyn Fn(Date) -> Option<Meaning>| {
        let (next, value) = point::read(v, v.any(after, list)?, false)?;
        let meaning = value.meaning(v.today)?;
        let (past, future) = (change(meaning.past.start)?, change(meaning.future.start)?);
        Some((next, Meaning { future: future.future, ..past }))
    };
    let from_date = from_point(&words.count_after, &on).or_else(|| from_point(&words.count_before, &back));
    if from_date.is_some() {
        return from_date;
    }
    let base = v.told.or(v.today)?;
    if let Some(next) = v.any(after, &words.earlier) {
        return Some((next, back(base)?));
    }
    Some((v.any(after, &words.later)?, on(base)?))
}

/// "for three days from Monday", "a week starting on 4 May".
fn starting(v: &View, at: usize) -> Option<Read> {
    let words = &v.cues.words;
    let (after, counted) = count(v, at)?;
    let after = v.comma(after);
    let lasting = || v.any(after, &words.from).filter(|_| v.follows(at, &words.lasting));
    let next = v.any(after, &words.starting).or_else(lasting)?;
    let (end, value) = point::read(v, next, false)?;
    let whole = |r: DateRange| {
        let end = r.start.checked_add(counted.span).ok()?.yesterday().ok()?;
        Some(DateRange { start: r.start, end })
    };
    Some((end, value.meaning(v.today)?.map(whole)?.with(Granularity::Range)))
}

/// "the past ten years", "the next 3 days", "in two weeks", "within five days", "for three days from Monday".
fn lasting(v: &View, at: usize) -> Option<Read> {
    let today = v.today?;
    let words = &v.cues.words;
    let within = v.any(at, &words.within);
    let (start, step) = lead(v, v.skip(within.unwrap_or(at), &words.the)).or(within.map(|next| (next, 0)))?;
    let (next, counted) = count(v, start)?;
    let on = today.checked_add(counted.span).ok()?;
    let back = today.checked_sub(counted.span).ok()?;
    let past = DateRange { start: back, end: today.yesterday().ok()? };
    let future = DateRange { start: today.tomorrow().ok()?, end: on };
    let range = |r: DateRange| Meaning::relative(r, Granularity::Range);
    match (step, within) {
        (-1, _) => Some((next, range(past))),
        (1, None) => Some((next, range(future))),
        (0, None) => None,
        _ if step == 1 || at + 1 < start || !v.word(at).starts_with("in") => {
            let future = DateRange { start: today, end: on };
            Some((next, Meaning { past, ..range(future) }))
        }
        // what was done in two weeks took the two weeks up to now
        _ => Some((next, Meaning { past, ..widened(on, &counted.unit) })),
    }
}

/// "early 2022", "mid-March", "the end of next week"; "late Monday" is Monday.
fn part(v: &View, at: usize) -> Option<Read> {
    let parts = v.cues.words.parts.iter().filter_map(|p| Some((v.any(at, &p.0)?, p)));
    let (next, (_, year, month, week)) = parts.max_by_key(|p| p.0)?;
    let (end, value) = point::read(v, v.skip(next, &v.cues.words.the), true)?;
    let meaning = value.meaning(v.today)?;
    let cut = |range: DateRange| {
        let of_days = |days: &[i8; 2]| {
            let day = |n: i8| range.start.checked_add((i64::from(n) - 1).days()).ok();
            Some(DateRange { start: day(days[0])?, end: day(days[1])?.min(range.end) })
        };
        let of_years = |share: i8| range.start.year() + i16::from(share) * 10 / 12;
        match meaning.granularity {
            Granularity::Year => months(range.start.year(), year[0], i64::from(year[1] - year[0] + 1)),
            Granularity::Month => of_days(month),
            Granularity::Week => of_days(week),
            Granularity::Decade => years(of_years(year[0] - 1), (of_years(year[1]) - of_years(year[0] - 1)).max(1)),
            _ => Some(range),
        }
    };
    let granularity = if meaning.granularity == Granularity::Day { Granularity::Day } else { Granularity::Range };
    Some((end, meaning.map(cut)?.with(granularity)))
}

/// "earlier this month", "later in the year", "the rest of the week".
fn so_far(v: &View, at: usize) -> Option<Read> {
    let today = v.today?;
    let words = &v.cues.words;
    let earlier = v.any(at, &words.earlier_in);
    let next = earlier.or_else(|| v.any(at, &words.later_in))?;
    let (name, step) = lead(v, v.skip(next, &words.the))
        .or_else(|| Some((v.any(next, &words.the).or(Some(next).filter(|n| v.follows(*n, &words.the)))?, 0)))?;
    let unit = v.cues.units.get(v.word(name)).filter(|u| *u != "day")?;
    let (range, _) = unit_range(today, unit, step)?;
    let cut = match (step, earlier.is_some()) {
        (0, true) => DateRange { start: range.start, end: today.yesterday().ok()?.max(range.start) },
        (0, false) => DateRange { start: today, end: range.end },
        _ => range,
    };
    Some((name + 1, Meaning::relative(cut, Granularity::Range)))
}

/// "the week of 4 May", "the week beginning on the 18th".
fn week_of(v: &View, at: usize) -> Option<Read> {
    let next = v.any(at, &v.cues.words.week_of)?;
    let number = || {
        let (end, day) = point::day(v, next).filter(|(end, _)| *end > next + 1)?;
        Some((end, Value::Partial(Partial { day: Some(day), ..Partial::default() })))
    };
    let (end, value) = point::read(v, next, false).or_else(number)?;
    let meaning = value.meaning(v.today).filter(|m| m.granularity == Granularity::Day)?;
    Some((end, meaning.map(|r| week(monday(r.start)?))?.with(Granularity::Week)))
}

/// "the day before yesterday", "the day after Christmas".
fn beside(v: &View, at: usize) -> Option<Read> {
    let words = &v.cues.words;
    let before = v.any(at, &words.day_before).map(|next| (next, -1));
    let (next, step) = before.or_else(|| v.any(at, &words.day_after).map(|next| (next, 1)))?;
    let (end, value) = point::read(v, next, false)?;
    let meaning = value.meaning(v.today)?;
    let moved = |r: DateRange| Some(single((if step < 0 { r.start } else { r.end }).checked_add(step.days()).ok()?));
    Some((end, meaning.map(moved)?.with(Granularity::Day)))
}

/// "the third week of July", "the first Friday in May", "the second half of 2019", "the third quarter".
fn nth(v: &View, at: usize) -> Option<Read> {
    let (named, number) = ordinal(v, at)?;
    let words = &v.cues.words;
    let half = words.half.iter().any(|w| w == v.word(named));
    let weekday = v.cues.weekdays.get(v.word(named)).copied();
    let unit = if half { Some("half") } else { v.cues.units.get(v.word(named)).map(String::as_str) };
    if unit.is_none() && weekday.is_none() {
        return None;
    }
    let after = v.any(named + 1, &words.of).or(Some(named + 1).filter(|_| number > 0));
    let inside = after.and_then(|i| point::read(v, v.skip(i, &words.the), true));
    let Some((next, value)) = inside else {
        let quarter = |year: i16| months(year, (number - 1) * 3 + 1, 3);
        let (past, future) = around(v.today.filter(|_| unit == Some("quarter") && number > 0)?, quarter)?;
        return Some((named + 1, Meaning { past, future, granularity: Granularity::Quarter, relative: true }));
    };
    let meaning = value.meaning(v.today)?;
    if matches!(meaning.granularity, Granularity::Day | Granularity::Week | Granularity::Weekend) {
        return None;
    }
    let granularity = match unit {
        Some("week") => Granularity::Week,
        Some("quarter") => Granularity::Quarter,
        Some("day") | None => Granularity::Day,
        _ => Granularity::Range,
    };
    let pick =
        |r: DateRange| numbered(r, number, unit, weekday).filter(|found| found.start <= r.end && found.end >= r.start);
    Some((next, meaning.map(pick)?.with(granularity)))
}

fn ordinal(v: &View, at: usize) -> Option<(usize, i8)> {
    let named = v.cues.words.ordinals.iter().find(|o| o.0 == v.word(at)).map(|o| (at + 1, o.1));
    named.or_else(|| point::day(v, at).filter(|(next, _)| *next == at + 2))
}

/// The n-th unit or weekday of a range; -1 is the last. A week belongs to where its Thursday lies.
fn numbered(range: DateRange, number: i8, unit: Option<&str>, weekday: Option<i8>) -> Option<DateRange> {
    const THURSDAY: i8 = 4;
    let place = |wanted: i8| {
        if number < 0 {
            return near_weekday(range.end, wanted, -1, false);
        }
        near_weekday(range.start, wanted, 1, false)?.checked_add((i64::from(number) - 1).weeks()).ok()
    };
    let share = |size: i8| {
        let whole = range.start.day() == 1 && range.start.month() == 1 && range.end == range.start.last_of_year();
        let number = if number < 0 { 12 / size } else { number };
        whole.then(|| months(range.start.year(), (number - 1).checked_mul(size)?.checked_add(1)?, i64::from(size)))?
    };
    match (unit, weekday) {
        (_, Some(wanted)) => Some(single(place(wanted)?)),
        (Some("week"), _) => week(monday(place(THURSDAY)?)?),
        (Some("day"), _) if number < 0 => Some(single(range.end)),
        (Some("day"), _) => Some(single(range.start.checked_add((i64::from(number) - 1).days()).ok()?)),
        (Some("quarter"), _) => share(3),
        (Some("month"), _) => share(1),
        (Some("half"), _) => share(6).or_else(|| half_month(range, number)),
        _ => None,
    }
}

fn half_month(range: DateRange, number: i8) -> Option<DateRange> {
    let middle = range.start.checked_add(14.days()).ok().filter(|m| range.end == m.last_of_month())?;
    let second = DateRange { start: middle.tomorrow().ok()?, end: range.end };
    Some(if number == 1 { DateRange { start: range.start, end: middle } } else { second })
}
