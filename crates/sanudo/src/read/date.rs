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
    "%d %B, %Y",
    "%d %b, %Y",
    "%d-%b-%Y",
    "%A, %B %d, %Y",
    "%A %B %d, %Y",
    "%A, %d %B %Y",
    "%A %d %B %Y",
    "%a, %d %b %Y",
    "%a %b %d %Y",
];

/// The day that `text` names, if it names a possible one.
pub fn parse(text: &str) -> Option<Date> {
    let text = &plain(text.trim());
    if let Some(instant) = epoch(text) {
        return Some(TimeZone::UTC.to_datetime(instant).date());
    }
    FORMS
        .iter()
        .find_map(|form| {
            let (parsed, used) = BrokenDownTime::parse_prefix(form, text).ok()?;
            let rest = text.get(used..)?;
            // "2023-11-201" is no date, however well it begins
            if rest.starts_with(|c: char| c.is_ascii_digit()) { None } else { parsed.to_date().ok() }
        })
        // nobody published before; a year of fewer digits is a slip
        .filter(|date| date.year() >= 1000)
}

/// Without the dots of "Nov.", the ending of "20th", and with "Sept" as others write it.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, word) in text.split_whitespace().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        let letters = word.trim_end_matches([',', '.']);
        let comma = if word.ends_with(',') { "," } else { "" };
        let digits = letters.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ending = letters.get(digits.len()..).unwrap_or("");
        let ordinal = !digits.is_empty() && digits.len() <= 2 && ["st", "nd", "rd", "th"].contains(&ending);
        out.push_str(match letters {
            "Sept" => "Sep",
            _ if ordinal => digits,
            _ => letters,
        });
        out.push_str(comma);
    }
    out
}

/// Seconds or milliseconds since 1970, as databases export them.
fn epoch(text: &str) -> Option<Timestamp> {
    if !(text.len() == 10 || text.len() == 13) {
        return None;
    }
    let number: i64 = text.parse().ok().filter(|n| *n > 0)?;
    if text.len() == 10 { Timestamp::from_second(number).ok() } else { Timestamp::from_millisecond(number).ok() }
}
