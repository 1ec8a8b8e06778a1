//! When? Date expressions, resolved against the day of publication.
//!
//! An expression without a year or with a bare weekday has two readings, one for clauses that look back and one for clauses that look ahead.

mod reading;

use crate::article::Article;
use crate::parse::Parsed;
use crate::text::Span;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// First and last day, inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

/// How exact an expression is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Granularity {
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Range,
}

impl Granularity {
    /// As the record writes it.
    pub fn name(self) -> &'static str {
        match self {
            Granularity::Day => "day",
            Granularity::Week => "week",
            Granularity::Weekend => "weekend",
            Granularity::Month => "month",
            Granularity::Quarter => "quarter",
            Granularity::Year => "year",
            Granularity::Decade => "decade",
            Granularity::Range => "range",
        }
    }
}

/// A date expression in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct DateMention {
    /// Its words.
    pub span: Span,
    /// First word.
    pub first: u32,
    /// One past the last word.
    pub end: u32,
    /// What it means in a clause that looks back.
    pub past: DateRange,
    /// What it means in a clause that looks ahead.
    pub future: DateRange,
    /// How exact it is.
    pub granularity: Granularity,
    /// Whether it needs the day of publication.
    pub relative: bool,
}

impl DateMention {
    /// `explicit` or `relative`, as the record writes it.
    pub fn basis(&self) -> &'static str {
        if self.relative { "relative" } else { "explicit" }
    }
}

/// `cues/dates.toml` as written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct DateFile {
    months: Vec<(String, i8)>,
    weekdays: Vec<(String, i8)>,
    days: Vec<(String, i32)>,
    units: Vec<(String, String)>,
    last: Vec<String>,
    this: Vec<String>,
    next: Vec<String>,
    ago: Vec<String>,
    later: Vec<String>,
    within: Vec<String>,
    since: Vec<String>,
    before_year: Vec<String>,
    festivals: Vec<(String, i8, i8)>,
}

/// Words of dates, ready for look-up.
#[derive(Clone, Debug, Default)]
pub struct DateCues {
    pub(super) months: FxHashMap<String, i8>,
    pub(super) weekdays: FxHashMap<String, i8>,
    pub(super) days: FxHashMap<String, i32>,
    pub(super) units: FxHashMap<String, String>,
    pub(super) words: DateFile,
    pub(super) numbers: FxHashMap<String, u32>,
}

impl DateCues {
    pub(crate) fn new(file: DateFile) -> DateCues {
        DateCues {
            months: file.months.iter().cloned().collect(),
            weekdays: file.weekdays.iter().cloned().collect(),
            days: file.days.iter().cloned().collect(),
            units: file.units.iter().cloned().collect(),
            numbers: FxHashMap::default(),
            words: file,
        }
    }

    pub(crate) fn set_words(&mut self, file: DateFile) {
        *self = DateCues::new(file);
    }

    /// Whether a word names a time: "Sunday", "May", "week".
    pub fn knows(&self, word: &str) -> bool {
        self.months.contains_key(word)
            || self.weekdays.contains_key(word)
            || self.days.contains_key(word)
            || self.units.contains_key(word)
    }

    /// Number words, as `cues/frames.toml` lists them.
    pub(crate) fn set_numbers(&mut self, numbers: &[(String, u32)]) {
        self.numbers = numbers.iter().cloned().collect();
    }
}

/// Finds the date expressions of an article. Without a day of publication only complete dates are found.
pub fn find(article: &Article, parsed: &Parsed, cues: &DateCues) -> Vec<DateMention> {
    let mut found = Vec::new();
    let mut words: Vec<String> = Vec::new();
    for sentence in &parsed.sentences {
        words.clear();
        words.extend(
            sentence.words().map(|w| parsed.words[w].span.of(&article.text).trim_end_matches('.').to_lowercase()),
        );
        let mut at = 0;
        while at < words.len() {
            let Some(reading) = reading::at(&words, at, article.published, cues) else {
                at += 1;
                continue;
            };
            let first = sentence.first as usize + at;
            let end = first + reading.length;
            let span = parsed.words[first].span.cover(parsed.words[end - 1].span);
            at += reading.length;
            found.push(DateMention {
                span,
                first: first as u32,
                end: end as u32,
                past: reading.past,
                future: reading.future,
                granularity: reading.granularity,
                relative: reading.relative,
            });
        }
    }
    found
}
