//! Days of festivals in calendars other than ours: reckoned where there is a rule, else from a table.

use super::Festival;
use jiff::ToSpan;
use jiff::civil::Date;

/// The first days of a festival that lie in `year`: the Islamic year is shorter than ours, so there may be two.
pub(super) fn days(festival: &Festival, year: i16) -> Vec<Date> {
    let (month, day) = festival.day;
    let found = match festival.calendar.as_str() {
        "gregorian" => vec![Date::new(year, month, day).ok()],
        "easter" => vec![easter(year)],
        "orthodox-easter" => vec![orthodox_easter(year)],
        "islamic" => islamic_years(year).map(|y| islamic(y, i64::from(month), i64::from(day))).collect(),
        "hebrew" => vec![hebrew(i64::from(year), i64::from(month), i64::from(day))],
        _ => festival.table.iter().filter(|t| t.0 == year).map(|t| Date::new(t.0, t.1, t.2).ok()).collect(),
    };
    let shifted = found.into_iter().flatten().filter_map(|d| d.checked_add(festival.shift.days()).ok());
    shifted.filter(|d| d.year() == year).collect()
}

/// A day from its Julian day number.
fn from_julian_day(number: i64) -> Option<Date> {
    const OF_1970: i64 = 2_440_588;
    Date::constant(1970, 1, 1).checked_add((number - OF_1970).days()).ok()
}

/// Easter of the West, after Meeus.
fn easter(year: i16) -> Option<Date> {
    let y = i64::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let f = (b + 8) / 25;
    let h = (19 * a + b - b / 4 - (b - f + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()
}

/// Easter of the East: the Julian reckoning, told in our calendar.
fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i64::from(year);
    let d = (19 * (y % 19) + 15) % 30;
    let e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7;
    let n = d + e + 114;
    let julian = Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()?;
    julian.checked_add((y / 100 - y / 400 - 2).days()).ok()
}

fn islamic_years(year: i16) -> impl Iterator<Item = i64> {
    let near = (i64::from(year) - 622) * 33 / 32;
    near - 1..=near + 2
}

/// The tabular Islamic calendar.
fn islamic(year: i64, month: i64, day: i64) -> Option<Date> {
    from_julian_day((11 * year + 3) / 30 + 354 * year + 30 * month - (month - 1) / 2 + day + 1_948_440 - 385)
}

/// Days from the epoch to the Hebrew new year.
fn hebrew_new_year(year: i64) -> i64 {
    let months = (235 * year - 234) / 19;
    let parts = 12_084 + 13_753 * months;
    let day = 29 * months + parts / 25_920;
    if (3 * (day + 1)) % 7 < 3 { day + 1 } else { day }
}

/// The new year after the two rules that keep years from impossible lengths.
fn hebrew_year_start(year: i64) -> i64 {
    let (before, this, after) = (hebrew_new_year(year - 1), hebrew_new_year(year), hebrew_new_year(year + 1));
    let delay = if after - this == 356 { 2 } else { i64::from(this - before == 382) };
    const EPOCH: i64 = 347_998;
    EPOCH + this + delay
}

/// Months are counted from Nisan; those of spring stand before the new year of the same year of ours.
fn hebrew(year: i64, month: i64, day: i64) -> Option<Date> {
    let new_year = hebrew_year_start(year + 3761);
    let length = hebrew_year_start(year + 3762) - new_year;
    // from the first of Nisan to the new year there are always 177 days
    let first = match month {
        1..=6 => new_year - 177 + 59 * ((month - 1) / 2) + 30 * ((month - 1) % 2),
        7 => new_year,
        8 => new_year + 30,
        _ => new_year + 59 + i64::from(length % 10 == 5),
    };
    from_julian_day(first + day - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(calendar: &str, day: (i8, i8), year: i16) -> String {
        let festival = Festival { calendar: calendar.into(), day, ..Festival::default() };
        days(&festival, year).first().map(Date::to_string).unwrap_or_default()
    }

    #[test]
    fn festivals_fall_on_their_days() {
        let cases = [
            (first("easter", (0, 0), 2024), "2024-03-31"),
            (first("easter", (0, 0), 2019), "2019-04-21"),
            (first("orthodox-easter", (0, 0), 2024), "2024-05-05"),
            (first("orthodox-easter", (0, 0), 2021), "2021-05-02"),
            (first("hebrew", (1, 15), 2024), "2024-04-23"),
            (first("hebrew", (7, 1), 2023), "2023-09-16"),
            (first("hebrew", (7, 10), 2022), "2022-10-05"),
            (first("hebrew", (9, 25), 2023), "2023-12-08"),
            (first("hebrew", (9, 25), 2022), "2022-12-19"),
            (first("islamic", (9, 1), 2023), "2023-03-23"),
            (first("islamic", (10, 1), 2024), "2024-04-10"),
        ];
        for (found, expected) in cases {
            assert_eq!(found, expected);
        }
    }
}
