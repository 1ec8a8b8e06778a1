//! What expressions mean: whole days, or parts of a date that still want their year.

use super::{DateRange, Granularity};
use jiff::ToSpan;
use jiff::civil::Date;

/// Both readings of an expression.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meaning {
    pub past: DateRange,
    pub future: DateRange,
    pub granularity: Granularity,
    pub relative: bool,
}

impl Meaning {
    /// One reading, counted from publication.
    pub fn relative(range: DateRange, granularity: Granularity) -> Meaning {
        Meaning { past: range, future: range, granularity, relative: true }
    }

    /// Whether both readings begin before they end, in years that can be written.
    pub fn valid(&self) -> bool {
        let good = |r: DateRange| r.start <= r.end && r.start.year() >= 1;
        good(self.past) && good(self.future)
    }

    /// Changes both readings.
    pub fn map(self, change: impl Fn(DateRange) -> Option<DateRange>) -> Option<Meaning> {
        Some(Meaning { past: change(self.past)?, future: change(self.future)?, ..self })
    }

    /// The same with another granularity.
    pub fn with(self, granularity: Granularity) -> Meaning {
        Meaning { granularity, ..self }
    }
}

/// A date as written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value {
    /// Wants its year, or its month too.
    Partial(Partial),
    /// Complete.
    Fixed(Meaning),
}

/// The parts that the text gives.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Partial {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
}

impl Partial {
    /// The days it names when its year is `year`.
    pub fn in_year(&self, year: i16) -> Option<DateRange> {
        match (self.month, self.day) {
            (Some(month), Some(day)) => Date::new(year, month, day).ok().map(single),
            (Some(month), None) => self::month(year, month),
            _ => whole_year(year),
        }
    }

    fn granularity(&self) -> Granularity {
        match (self.month, self.day) {
            (_, Some(_)) => Granularity::Day,
            (Some(_), None) => Granularity::Month,
            _ => Granularity::Year,
        }
    }

    fn meaning(&self, today: Option<Date>) -> Option<Meaning> {
        let granularity = self.granularity();
        if let Some(year) = self.year {
            let range = self.in_year(year)?;
            return Some(Meaning { past: range, future: range, granularity, relative: false });
        }
        let today = today?;
        let (past, future) = if self.month.is_some() {
            around(today, |year| self.in_year(year))?
        } else {
            around_months(today, self.day?)?
        };
        Some(Meaning { past, future, granularity, relative: granularity != Granularity::Day })
    }
}

impl Value {
    /// Both readings.
    pub fn meaning(&self, today: Option<Date>) -> Option<Meaning> {
        match self {
            Value::Partial(partial) => partial.meaning(today),
            Value::Fixed(meaning) => Some(*meaning),
        }
    }
}

/// The latest year whose days have begun, and the earliest whose days are not over.
pub(super) fn around(today: Date, in_year: impl Fn(i16) -> Option<DateRange>) -> Option<(DateRange, DateRange)> {
    // the 29th of February may be eight years away
    let past = (0..=8).find_map(|n| in_year(today.year().checked_sub(n)?).filter(|r| r.start <= today))?;
    let future = (-1..=8).find_map(|n| in_year(today.year().checked_add(n)?).filter(|r| r.end >= today))?;
    Some((past, future))
}

fn around_months(today: Date, day: i8) -> Option<(DateRange, DateRange)> {
    let in_month = |n: i64| {
        let month = today.first_of_month().checked_add(n.months()).ok()?;
        Date::new(month.year(), month.month(), day).ok()
    };
    let past = (0..3).find_map(|n| in_month(-n).filter(|d| *d <= today))?;
    let future = (0..3).find_map(|n| in_month(n).filter(|d| *d >= today))?;
    Some((single(past), single(future)))
}

/// One day.
pub(super) fn single(day: Date) -> DateRange {
    DateRange { start: day, end: day }
}

/// A month.
pub(super) fn month(year: i16, month: i8) -> Option<DateRange> {
    months(year, month, 1)
}

/// Some months from the first of this one.
pub(super) fn months(year: i16, first: i8, count: i64) -> Option<DateRange> {
    let start = Date::new(year, first, 1).ok()?;
    Some(DateRange { start, end: start.checked_add((count - 1).months()).ok()?.last_of_month() })
}

/// A year.
pub(super) fn whole_year(year: i16) -> Option<DateRange> {
    months(year, 1, 12)
}

/// Ten years, or a hundred.
pub(super) fn years(first: i16, count: i16) -> Option<DateRange> {
    Some(DateRange { start: whole_year(first)?.start, end: whole_year(first.checked_add(count - 1)?)?.end })
}

/// The Monday of the week.
pub(super) fn monday(day: Date) -> Option<Date> {
    day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()
}

/// Seven days.
pub(super) fn week(monday: Date) -> Option<DateRange> {
    Some(DateRange { start: monday, end: monday.checked_add(6.days()).ok()? })
}
