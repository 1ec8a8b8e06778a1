//! When? Date expressions, resolved against the day of publication.
//!
//! Dates are read on tokens of their own (`token`), bottom up: a point (`point`: "7 October", "Q3 2023"), what is counted or cut
//! from points (`relative`: "two days after Easter", "early next year"), and ranges between them (`range`). An expression without a year or with a bare weekday has two readings, one for clauses that look back and one for clauses that look ahead.

mod calendar;
mod point;
mod range;
mod relative;
mod token;
mod value;

use crate::article::Article;
use crate::parse::Parsed;
use crate::text::Span;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use token::{Token, View};
use value::Meaning;

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
    /// Whether it is counted from the day told before: "the next month", "two days later".
    pub narrated: bool,
}

impl DateMention {
    /// What it means in a clause that looks back or tells what stands. A day without a year that is long past and soon to come
    /// again is the one to come: nobody leaves out the year of the other.
    pub fn looking_back(&self, published: Option<Date>) -> DateRange {
        if self.granularity == Granularity::Day { nearer(self.past, self.future, published) } else { self.past }
    }

    /// `explicit` or `relative`, as the record writes it.
    pub fn basis(&self) -> &'static str {
        if self.relative { "relative" } else { "explicit" }
    }
}

/// Words for a part, and its first and last month of a year, day of a month, day of a week.
type Part = (Vec<String>, [i8; 2], [i8; 2], [i8; 2]);

/// `cues/dates.toml` as written; what each list is for stands there.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct DateFile {
    months: Vec<(String, i8)>,
    weekdays: Vec<(String, i8)>,
    doubtful: Vec<String>,
    days: Vec<(String, i32)>,
    only_end: Vec<String>,
    units: Vec<(String, String)>,
    counts: Vec<(String, i64)>,
    ordinals: Vec<(String, i8)>,
    ordinal_ends: Vec<String>,
    last: Vec<String>,
    this: Vec<String>,
    next: Vec<String>,
    same: Vec<String>,
    told_next: Vec<String>,
    told_last: Vec<String>,
    ago: Vec<String>,
    hence: Vec<String>,
    earlier: Vec<String>,
    later: Vec<String>,
    count_after: Vec<String>,
    count_before: Vec<String>,
    within: Vec<String>,
    joins: Vec<String>,
    starting: Vec<String>,
    lasting: Vec<String>,
    since: Vec<String>,
    from: Vec<String>,
    to: Vec<String>,
    to_bare: Vec<String>,
    day_ranges: Vec<String>,
    of: Vec<String>,
    the: Vec<String>,
    on: Vec<String>,
    week_of: Vec<String>,
    day_before: Vec<String>,
    day_after: Vec<String>,
    after_next: Vec<String>,
    before_last: Vec<String>,
    earlier_in: Vec<String>,
    later_in: Vec<String>,
    parts: Vec<Part>,
    seasons: Vec<(String, i8, i8)>,
    quarter_marks: Vec<String>,
    half_marks: Vec<String>,
    half: Vec<String>,
    fiscal: Vec<String>,
    decades: Vec<(String, i16)>,
    before_year: Vec<String>,
    festival: Vec<Festival>,
}

/// A festival and the calendar that it follows.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Festival {
    names: Vec<String>,
    calendar: String,
    /// Month and day in that calendar.
    day: (i8, i8),
    /// Days from there.
    shift: i32,
    /// How long it lasts; a day where nothing stands.
    days: i32,
    table: Vec<(i16, i8, i8)>,
}

/// Words of dates, ready for look-up.
#[derive(Clone, Debug, Default)]
pub struct DateCues {
    months: FxHashMap<String, i8>,
    weekdays: FxHashMap<String, i8>,
    days: FxHashMap<String, i32>,
    units: FxHashMap<String, String>,
    words: DateFile,
    numbers: FxHashMap<String, u32>,
    /// First words of festivals.
    festive: FxHashMap<String, Vec<(String, usize)>>,
    /// Every word that an expression may begin with; the readers look at no other.
    openers: FxHashSet<String>,
}

impl DateCues {
    /// Whether the word names a month or a day of the week.
    pub(crate) fn names_time(&self, word: &str) -> bool {
        self.months.contains_key(word) || self.weekdays.contains_key(word)
    }

    pub(crate) fn new(file: DateFile) -> DateCues {
        let mut festive: FxHashMap<String, Vec<(String, usize)>> = FxHashMap::default();
        for (i, festival) in file.festival.iter().enumerate() {
            for name in &festival.names {
                let first = name.split([' ', '\'', '.']).next().unwrap_or_default();
                festive.entry(first.to_owned()).or_default().push((name.clone(), i));
            }
        }
        DateCues {
            openers: openers(&file),
            months: file.months.iter().cloned().collect(),
            weekdays: file.weekdays.iter().cloned().collect(),
            days: file.days.iter().cloned().collect(),
            units: file.units.iter().cloned().collect(),
            numbers: FxHashMap::default(),
            words: file,
            festive,
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

    fn opens(&self, word: &str) -> bool {
        word.starts_with(|c: char| c.is_ascii_digit())
            || self.openers.contains(word)
            || self.festive.contains_key(word)
            || self.numbers.contains_key(word)
    }

    /// Number words, as `cues/frames.toml` lists them.
    pub(crate) fn set_numbers(&mut self, numbers: &[(String, u32)]) {
        self.numbers = numbers.iter().cloned().collect();
    }
}

fn openers(file: &DateFile) -> FxHashSet<String> {
    let lists = [
        &file.last,
        &file.this,
        &file.next,
        &file.same,
        &file.told_next,
        &file.told_last,
        &file.within,
        &file.since,
        &file.from,
        &file.the,
        &file.week_of,
        &file.day_before,
        &file.day_after,
        &file.earlier_in,
        &file.later_in,
        &file.quarter_marks,
        &file.half_marks,
        &file.fiscal,
    ];
    let phrases = lists.into_iter().flatten().chain(file.parts.iter().flat_map(|p| &p.0));
    let named = file.months.iter().map(|m| &m.0).chain(file.weekdays.iter().map(|w| &w.0));
    let named = named.chain(file.days.iter().map(|d| &d.0)).chain(file.units.iter().map(|u| &u.0));
    let counted = file.counts.iter().map(|c| &c.0).chain(file.ordinals.iter().map(|o| &o.0));
    let spans = file.seasons.iter().map(|s| &s.0).chain(file.decades.iter().map(|d| &d.0));
    let all = phrases.chain(named).chain(counted).chain(spans);
    all.filter_map(|phrase| phrase.split(' ').next()).map(str::to_owned).collect()
}

/// Finds the date expressions of an article. Without a day of publication only complete dates are found.
pub fn find(article: &Article, parsed: &Parsed, cues: &DateCues) -> Vec<DateMention> {
    let mut found = Vec::new();
    let sentences: Vec<Vec<Token>> =
        parsed.sentences.iter().map(|s| token::cut(s.span.of(&article.text), s.span.start as usize)).collect();
    let day_first = sentences.iter().any(|tokens| point::shows_day_first(tokens));
    let mut told = Told::default();
    for (sentence, tokens) in parsed.sentences.iter().zip(&sentences) {
        told.age += 1;
        let mut at = 0;
        while at < tokens.len() {
            let view = View { tokens, today: article.published, told: told.day(), day_first, cues };
            let reading = Some(at).filter(|_| cues.opens(&tokens[at].text)).and_then(|at| range::read(&view, at));
            let Some((next, meaning)) = reading.filter(|(next, m)| *next > at && m.valid()) else {
                at += 1;
                continue;
            };
            told.hear(&meaning, article.published);
            let span = Span::new(tokens[at].start, tokens[next - 1].end);
            let words = sentence.words();
            let first = words.clone().find(|w| parsed.words[*w].span.overlaps(span));
            let last = words.rev().find(|w| parsed.words[*w].span.overlaps(span));
            if let (Some(first), Some(last)) = (first, last) {
                let narrated = narrated(&view, at, next);
                found.push(DateMention { narrated, ..mention(span, first, last + 1, &meaning) });
            }
            at = next;
        }
    }
    found
}

fn mention(span: Span, first: usize, end: usize, meaning: &Meaning) -> DateMention {
    DateMention {
        span,
        first: first as u32,
        end: end as u32,
        past: meaning.past,
        future: meaning.future,
        granularity: meaning.granularity,
        relative: meaning.relative,
        narrated: false,
    }
}

fn narrated(view: &View, at: usize, end: usize) -> bool {
    let words = &view.cues.words;
    let opens = [&words.same, &words.told_next, &words.told_last].into_iter().any(|list| view.any(at, list).is_some());
    opens || view.follows(end, &words.later)
}

fn nearer(past: DateRange, future: DateRange, published: Option<Date>) -> DateRange {
    const LONG: i32 = 270;
    const SOON: i32 = 60;
    let days = |from: Date, to: Date| to.since(from).map_or(0, |span| span.get_days());
    let comes = |day: Date| days(past.end, day) > LONG && days(day, future.start) < SOON;
    if published.is_some_and(comes) { future } else { past }
}

/// The day told last, which "two days later" is counted from. It is forgotten after a few sentences.
#[derive(Default)]
struct Told {
    last: Option<Date>,
    age: u32,
}

impl Told {
    fn day(&self) -> Option<Date> {
        const MEMORY: u32 = 3;
        self.last.filter(|_| self.age <= MEMORY)
    }

    fn hear(&mut self, meaning: &Meaning, published: Option<Date>) {
        if meaning.granularity == Granularity::Day {
            let day = nearer(meaning.past, meaning.future, published).start;
            *self = Told { last: Some(day), age: 0 };
        }
    }
}
