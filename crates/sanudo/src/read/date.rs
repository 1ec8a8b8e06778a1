//! Which day does a carrier mean? The ways in which feeds, pages and databases write a date.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::TimeZone;

/// Tried in this order; what follows the date (a time, a zone) is not looked at.
const FORMS: &[&str] = &[
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%B %d, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%A, %B %d, %Y",
    "%A, %d %B %Y",
    "%a, %d %b %Y",
    "%a %b %d %Y",
];

/// The day that `text` names, if it names a possible one.
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(instant) = epoch(text) {
        return Some(TimeZone::UTC.to_datetime(instant).date());
    }
    FORMS.iter().find_map(|form| {
        let (parsed, used) = BrokenDownTime::parse_prefix(form, text).ok()?;
        let rest = text.get(used..)?;
        // "2023-11-201" is no date, however well it begins
        if rest.starts_with(|c: char| c.is_ascii_digit()) { None } else { parsed.to_date().ok() }
    })
}

/// Seconds or milliseconds since 1970, as databases export them.
fn epoch(text: &str) -> Option<Timestamp> {
    if !(text.len() == 10 || text.len() == 13) {
        return None;
    }
    let number: i64 = text.parse().ok().filter(|n| *n > 0)?;
    if text.len() == 10 { Timestamp::from_second(number).ok() } else { Timestamp::from_millisecond(number).ok() }
}
