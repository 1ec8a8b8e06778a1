//! Are the entries of the actors possible? Forms, dates, codes and names, all mistakes at once, each with its line.

use super::{BodyEntry, ENTRIES, File, LINE, OWN, PersonEntry, day, words_of};
use crate::diag::Error;
use crate::lexicon::shown;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// Parts of countries and former states that members may name without a file of their own.
const PLOVER_SECTORS: &[&str] = &[
    "GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "MED", "EDU", "BUS", "CRM", "CVL", "LEG", "JRN", "REL",
    "AGR", "LAB", "SOC", "REF", "UAF", "PRM", "ELI", "IGO", "NGO", "MNC", "IMG",
];

/// Two may hold an office of one holder for so many days: changes of government are told with the day of the vote or of the oath.
const CHANGING_OVER: i32 = 31;

/// All mistakes in the files below `actors/` and in the user's own ones.
pub(super) fn all(files: &[File]) -> Vec<Error> {
    let actors = || files.iter().filter(|(path, _)| path.starts_with("actors/") || path.starts_with(OWN));
    let known = Known {
        countries: actors().filter_map(|(_, value)| text(value, "code")).collect(),
        single: actors().flat_map(|(_, value)| entries(value, "single")).filter_map(Value::as_str).collect(),
    };
    actors().flat_map(|(path, value)| of_file(path, value, &known)).collect()
}

/// What entries may name.
struct Known<'a> {
    countries: FxHashSet<&'a str>,
    single: FxHashSet<&'a str>,
}

fn of_file(path: &str, value: &Value, known: &Known<'_>) -> Vec<Error> {
    let mut problems = Vec::new();
    for kind in ENTRIES {
        for entry in entries(value, kind) {
            problems.extend(unread(kind, entry).unwrap_or_else(|| of_entry(entry, known)));
        }
    }
    problems.extend(same_names(value));
    problems.extend(held_together(value, known));
    problems.sort_by_key(|p| p.line);
    let error =
        |Problem { code, line, message, hint }| Error { code, file: shown(path), line, message, hint: hint.to_owned() };
    problems.into_iter().map(error).collect()
}

struct Problem {
    code: &'static str,
    line: usize,
    message: String,
    hint: &'static str,
}

fn problem(at: &Value, message: String, hint: &'static str) -> Problem {
    Problem { code: "E104", line: line(at), message, hint }
}

/// The line of an entry; 0 where the file was not read as text.
fn line(entry: &Value) -> usize {
    entry.get(LINE).and_then(Value::as_u64).unwrap_or(0) as usize
}

fn entries<'a>(value: &'a Value, kind: &str) -> impl Iterator<Item = &'a Value> {
    value.get(kind).and_then(Value::as_array).into_iter().flatten()
}

fn text<'a>(value: &'a Value, field: &str) -> Option<&'a str> {
    value.get(field).and_then(Value::as_str)
}

/// An entry that has not the form of its kind.
fn unread(kind: &str, entry: &Value) -> Option<Vec<Problem>> {
    let wrong =
        if kind == "person" { PersonEntry::deserialize(entry).err() } else { BodyEntry::deserialize(entry).err() };
    let name = text(entry, "name").unwrap_or_default();
    let wrong = wrong?.to_string().replace(&format!(", `{LINE}`"), "");
    let message = format!("[[{kind}]] \"{name}\": {wrong}");
    Some(vec![Problem {
        code: "E101",
        line: line(entry),
        message,
        hint: "the form of each file stands in lexicon/README.md",
    }])
}

fn of_entry(entry: &Value, known: &Known<'_>) -> Vec<Problem> {
    let name = text(entry, "name").unwrap_or_default();
    let mut problems = Vec::new();
    let countries_of = |member| {
        let several = entries(member, "countries").filter_map(Value::as_str);
        Value::as_str(member).into_iter().chain(several)
    };
    let members = entries(entry, "members").flat_map(countries_of);
    for code in members.chain(text(entry, "country")).filter(|code| !known.countries.contains(code)) {
        let message = format!("\"{name}\": no country has the code {code}");
        problems.push(problem(entry, message, "write the code of a file actors/ISO3.toml"));
    }
    problems.extend(entries(entry, "members").filter_map(|wave| impossible(name, wave)));
    problems.extend(member_twice(name, entry));
    for at in [entry].into_iter().chain(entries(entry, "offices")) {
        let Some(sector) = text(at, "sector").filter(|s| !s.is_empty() && !PLOVER_SECTORS.contains(s)) else {
            continue;
        };
        let message = format!("\"{name}\": {sector} is no sector");
        problems.push(problem(at, message, "the sectors stand in docs and in roles.toml"));
    }
    if let Some(id) = text(entry, "wikidata").filter(|id| !is_item(id)) {
        problems.push(problem(entry, format!("\"{name}\": {id} is no Wikidata id"), "write Q and digits"));
    }
    let offices: Vec<&Value> = entries(entry, "offices").collect();
    for (n, office) in offices.iter().enumerate() {
        problems.extend(impossible(name, office));
        if offices[..n].iter().any(|other| text(other, "role") == text(office, "role") && overlap(other, office)) {
            let message = format!("\"{name}\": is {} twice at one time", text(office, "role").unwrap_or_default());
            problems.push(problem(office, message, "merge the two terms or correct their dates"));
        }
    }
    problems.extend(impossible(name, entry));
    problems
}

fn is_item(id: &str) -> bool {
    id.strip_prefix('Q').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// A date that is none, or an end before its beginning.
fn impossible(name: &str, office: &Value) -> Option<Problem> {
    let (from, to) = (text(office, "from"), text(office, "to"));
    for (date, last) in [(from, false), (to, true)] {
        if let Some(date) = date.filter(|d| day(d, last).is_none()) {
            let message = format!("\"{name}\": {date} is no date");
            return Some(problem(office, message, "write 2024-05-12, 2024-05 or 2024"));
        }
    }
    let (first, last) = (day(from?, false)?, day(to?, true)?);
    let message = || format!("\"{name}\": {last} is before the beginning {first}");
    (last < first).then(|| problem(office, message(), "put the earlier date into `from`"))
}

/// The same time; a day in common is the day of changing over.
fn overlap(a: &Value, b: &Value) -> bool {
    let term = |o: &Value| {
        let from = text(o, "from").and_then(|d| day(d, false))?;
        Some((from, text(o, "to").and_then(|d| day(d, true))))
    };
    let (Some(a), Some(b)) = (term(a), term(b)) else { return false };
    let within = |x: (Date, Option<Date>), y: (Date, Option<Date>)| x.0 <= y.0 && x.1.is_none_or(|end| y.0 < end);
    within(a, b) || within(b, a)
}

/// A term in an office of one holder: only the days that are sure.
struct Held<'a> {
    name: &'a str,
    office: &'a Value,
    /// The last day on which it may have begun.
    from: Date,
    /// The first day on which it may have ended; none where the next holder ends it.
    to: Option<Date>,
}

/// Two people of a file in an office that only one can hold.
fn held_together(value: &Value, known: &Known<'_>) -> Vec<Problem> {
    let mut terms: BTreeMap<(&str, Option<&str>), Vec<Held<'_>>> = BTreeMap::new();
    for person in entries(value, "person") {
        for office in entries(person, "offices") {
            let Some(role) = text(office, "role").filter(|r| known.single.contains(r)) else { continue };
            let beside = office.get("beside").and_then(Value::as_bool).unwrap_or(false);
            let Some(from) = text(office, "from").and_then(|d| day(d, true)).filter(|_| !beside) else { continue };
            let to = text(office, "to").and_then(|d| day(d, false));
            let held = Held { name: text(person, "name").unwrap_or_default(), office, from, to };
            terms.entry((role, text(person, "organisation"))).or_default().push(held);
        }
    }
    let mut problems = Vec::new();
    for ((role, _), mut held) in terms {
        held.sort_by_key(|h| (h.from, h.to.is_none(), h.to));
        for (n, before) in held.iter().enumerate() {
            problems.extend(held[n + 1..].iter().filter_map(|later| together(role, before, later)));
        }
    }
    problems
}

fn together(role: &str, before: &Held<'_>, later: &Held<'_>) -> Option<Problem> {
    let end = later.to.map_or(before.to?, |to| to.min(before.to.unwrap_or(to)));
    let days = (end - later.from).get_days();
    (before.name != later.name && days > CHANGING_OVER).then(|| {
        let message = format!(
            "\"{}\": is {role} while \"{}\" (line {}) is, for {days} days",
            later.name,
            before.name,
            line(before.office)
        );
        problem(
            later.office,
            message,
            "correct the dates; one person under two names is one entry; where it is true, write beside = true",
        )
    })
}

/// First and last day, as far as they are known.
type Days = (Option<Date>, Option<Date>);

/// A country that is a member twice at one time.
fn member_twice(name: &str, entry: &Value) -> Vec<Problem> {
    let mut terms: FxHashMap<&str, Vec<Days>> = FxHashMap::default();
    let mut problems = Vec::new();
    for member in entries(entry, "members") {
        let date = |field, last| text(member, field).and_then(|d| day(d, last));
        let term = (date("from", false), date("to", true));
        let several = entries(member, "countries").filter_map(Value::as_str);
        for code in member.as_str().into_iter().chain(several) {
            let before = terms.entry(code).or_default();
            let meets = |other: &(Option<Date>, Option<Date>)| {
                let apart = |end: Option<Date>, from: Option<Date>| end.zip(from).is_some_and(|(e, f)| e <= f);
                !apart(other.1, term.0) && !apart(term.1, other.0)
            };
            if before.iter().any(meets) {
                let message = format!("\"{name}\": {code} is a member twice at one time");
                problems.push(problem(entry, message, "keep one, or date when it left and came back"));
            }
            before.push(term);
        }
    }
    problems
}

/// Two entries of one kind in one file that claim the same name.
fn same_names(value: &Value) -> Vec<Problem> {
    let mut problems = Vec::new();
    for kind in ENTRIES.into_iter().filter(|kind| *kind != "role") {
        let mut owners: FxHashMap<String, (usize, &Value)> = FxHashMap::default();
        for (number, entry) in entries(value, kind).enumerate() {
            let name = text(entry, "name").unwrap_or_default();
            let names = entries(entry, "aliases").filter_map(Value::as_str).chain([name]);
            for alias in names {
                let owner = *owners.entry(words_of(alias).join(" ")).or_insert((number, entry));
                let other = text(owner.1, "name").unwrap_or_default();
                // One person may stand twice: once for each organisation.
                let same = owner.0 == number || kind == "person" && other == name;
                let message = || format!("\"{alias}\" names both {other} (line {}) and {name}", line(owner.1));
                let hint = "keep it where news mean it, or write the fuller name";
                problems.extend((!same).then(|| problem(entry, message(), hint)));
            }
        }
    }
    problems
}
