//! Who is in a dictionary of PETRARCH or TABARI? Their actor and agent files, read as they are.
//!
//! Read: names with `+` synonyms and codes on their own lines (PETRARCH), names with codes on one line (TABARI), agents with `{plural}`, `[~CODE]`, `[CODE~]` and
//! `!SETS!`; days as YYYYMMDD and YYMMDD; comments behind `#` and `;`. A blank and an underscore both part words; stems are not
//! read, every name is whole. Every mistake is told, none stops the reading.

mod code;
mod lines;

pub use code::CodeBook;

use crate::diag::Error;
use jiff::civil::Date;
use lines::Raw;
use rustc_hash::FxHashMap;

/// What somebody is on some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Who that is.
    pub meaning: Meaning,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

/// What a code says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// `UNO`, `NATO`, `IGO`, `NGO`, `MNC`, …
    pub organisation: Option<String>,
    /// PLOVER's sector.
    pub sector: Option<String>,
}

/// One actor or agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// All names, the first one leads.
    pub names: Vec<String>,
    /// Codes with their days.
    pub terms: Vec<Term>,
    /// A common noun with a sector, not somebody's name.
    pub agent: bool,
    /// 1-based.
    pub line: usize,
}

/// First and last day, as far as they are written.
type Days = (Option<Date>, Option<Date>);

/// A mistake: its line, what is wrong and what to do.
type Problem = (usize, String, &'static str);

/// Reads a dictionary; `file` is what errors call it. Entries with mistakes are left out.
pub fn read(file: &str, text: &str, book: &CodeBook) -> (Vec<Entry>, Vec<Error>) {
    let (raw, mut problems) = lines::entries(text);
    let mut entries: Vec<Entry> = raw.iter().filter_map(|raw| entry(raw, book, &mut problems)).collect();
    problems.extend(twice(&entries));
    problems.sort_by_key(|p| p.0);
    entries.retain(|e| !e.names.is_empty());
    let error = |(line, message, hint): Problem| Error {
        code: "E106",
        file: file.to_owned(),
        line,
        message,
        hint: hint.to_owned(),
    };
    (entries, problems.into_iter().map(error).collect())
}

/// A dictionary without its wrong entries (their lines are left empty, so that the others keep their numbers), and what was wrong.
pub fn sound(file: &str, text: &str, book: &CodeBook) -> (String, Vec<Error>) {
    let mut lines: Vec<&str> = text.lines().collect();
    let mut told = Vec::new();
    // an entry that goes may have been what another one clashed with: no round makes new mistakes
    loop {
        let text = lines.join("\n");
        let (_, wrong) = read(file, &text, book);
        if wrong.is_empty() {
            return (text, told);
        }
        let starts: Vec<usize> = lines::entries(&text).0.iter().map(|raw| raw.line).collect();
        for error in &wrong {
            let next = starts.partition_point(|start| *start <= error.line);
            let first = next.checked_sub(1).map_or(error.line, |n| starts[n]);
            let end = starts.get(next).map_or(lines.len(), |start| start - 1);
            lines[first - 1..end].fill("");
        }
        told.extend(wrong);
    }
}

fn entry(raw: &Raw, book: &CodeBook, problems: &mut Vec<Problem>) -> Option<Entry> {
    let name = raw.names.first()?;
    if raw.codes.is_empty() {
        problems.push((
            raw.line,
            format!("“{name}” has no code"),
            "write [CODE] behind it or below it, and + before its synonyms",
        ));
        return None;
    }
    let mut terms = Vec::new();
    for (line, written) in &raw.codes {
        match term(written, book) {
            Ok(term) => terms.extend(term),
            Err((message, hint)) => problems.push((*line, format!("“{name}”: {message}"), hint)),
        }
    }
    if let Some((a, b)) = clash(&terms) {
        let message = format!("“{name}” has two codes at one time: {} and {}", days(a), days(b));
        problems.push((raw.line, message, "let one term end on the day when the next begins"));
    }
    let entry = Entry { names: raw.names.clone(), terms, agent: raw.agent, line: raw.line };
    (!entry.terms.is_empty()).then_some(entry)
}

/// `USAGOV 20010120-20090120`; nothing for the null code `---`.
fn term(written: &str, book: &CodeBook) -> Result<Option<Term>, (String, &'static str)> {
    let at = written.find(|c: char| c.is_whitespace() || c == '<' || c == '>').unwrap_or(written.len());
    let (code, when) = (written.get(..at).unwrap_or(""), written.get(at..).unwrap_or("").trim());
    let (from, to) = span(when)?;
    if code == "---" {
        return Ok(None);
    }
    Ok(Some(Term { meaning: book.meaning(code)?, from, to }))
}

/// The days of a term: `<D`, `>D`, `D-D` or none.
fn span(when: &str) -> Result<Days, (String, &'static str)> {
    const FORM: &str = "write <20030101, >20030101 or 20010120-20090120";
    let wrong = |text: &str| (format!("“{}” is no date", text.trim()), FORM);
    if when.is_empty() {
        return Ok((None, None));
    }
    if let Some(text) = when.strip_prefix('<') {
        let end = day(text, true).ok_or_else(|| wrong(text))?;
        return Ok((None, end.yesterday().ok()));
    }
    if let Some(text) = when.strip_prefix('>') {
        return Ok((Some(day(text, false).ok_or_else(|| wrong(text))?), None));
    }
    let (first, last) = when.split_once('-').ok_or_else(|| wrong(when))?;
    let from = day(first, false).ok_or_else(|| wrong(first))?;
    let to = day(last, true).ok_or_else(|| wrong(last))?;
    if to < from {
        return Err((format!("{to} is before the beginning {from}"), "put the earlier date first"));
    }
    Ok((Some(from), Some(to)))
}

/// A day of six or eight digits; month or day `00` mean that it is not known.
fn day(text: &str, last: bool) -> Option<Date> {
    let text = text.trim();
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = match text.len() {
        8 => (text.get(..4)?.parse::<i16>().ok()?, text.get(4..)?),
        6 => (century(text.get(..2)?.parse().ok()?), text.get(2..)?),
        _ => return None,
    };
    let (month, day): (i8, i8) = (rest.get(..2)?.parse().ok()?, rest.get(2..)?.parse().ok()?);
    let month = if month == 0 { if last { 12 } else { 1 } } else { month };
    let first = Date::new(year, month, 1).ok()?;
    match day {
        0 if last => Some(first.last_of_month()),
        0 => Some(first),
        day => Date::new(year, month, day).ok(),
    }
}

/// TABARI's years of two digits: to 30 they are of this century.
fn century(year: i16) -> i16 {
    if year <= 30 { 2000 + year } else { 1900 + year }
}

/// Two dated terms of different meaning that share more than the day of changing over.
fn clash(terms: &[Term]) -> Option<(&Term, &Term)> {
    let mut dated: Vec<&Term> = terms.iter().filter(|t| t.from.is_some() || t.to.is_some()).collect();
    dated.sort_by_key(|t| (t.from, t.to));
    let mut latest: Option<&Term> = None;
    for term in dated {
        if let Some(before) = latest {
            let meets = before.to.is_none_or(|to| term.from.is_none_or(|from| from < to));
            if meets && before.meaning != term.meaning {
                return Some((before, term));
            }
        }
        // the one that lasts longest is what the next may meet
        let longer = |b: &Term| b.to.is_some_and(|to| term.to.is_none_or(|end| to < end));
        if latest.is_none_or(longer) {
            latest = Some(term);
        }
    }
    None
}

fn days(term: &Term) -> String {
    let say = |d: Option<Date>| d.map(|d| d.to_string()).unwrap_or_default();
    format!("{}–{}", say(term.from), say(term.to))
}

/// Names that two entries claim with different codes.
fn twice(entries: &[Entry]) -> Vec<Problem> {
    let mut owners: FxHashMap<(bool, String), &Entry> = FxHashMap::default();
    let mut problems = Vec::new();
    for entry in entries {
        for name in &entry.names {
            let owner = *owners.entry((entry.agent, name.to_uppercase())).or_insert(entry);
            if owner.line != entry.line && owner.terms != entry.terms {
                let message = format!("“{name}” is also in line {}, with another code", owner.line);
                problems.push((entry.line, message, "keep it where news mean it, or write the fuller name"));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests;
