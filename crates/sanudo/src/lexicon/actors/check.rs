//! Are the entries of the actors possible? Dates, codes and names, all mistakes at once.

use super::{File, day, words_of};
use crate::diag::Error;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;

/// Parts of countries and former states that members may name without a file of their own.
const PLOVER_SECTORS: &[&str] = &[
    "GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "MED", "EDU", "BUS", "CRM", "CVL", "LEG", "JRN", "REL",
    "AGR", "LAB", "SOC", "REF", "UAF", "PRM", "ELI", "IGO", "NGO", "MNC", "IMG",
];

/// All mistakes in the files below `actors/`.
pub(super) fn all(files: &[File]) -> Vec<Error> {
    let actors = || files.iter().filter(|(path, _)| path.starts_with("actors/"));
    let countries: FxHashSet<&str> = actors().filter_map(|(_, value)| value.get("code")?.as_str()).collect();
    actors().flat_map(|(path, value)| of_file(path, value, &countries)).collect()
}

fn of_file(path: &str, value: &Value, countries: &FxHashSet<&str>) -> Vec<Error> {
    let mut problems = Vec::new();
    for kind in ["person", "body", "organisation", "group", "company", "media", "collective"] {
        for entry in entries(value, kind) {
            problems.extend(of_entry(entry, countries));
        }
    }
    problems.extend(same_names(value));
    let error = |(message, hint): (String, &str)| Error {
        code: "E104",
        file: format!("lexicon/{path}"),
        line: 0,
        message,
        hint: hint.to_owned(),
    };
    problems.into_iter().map(error).collect()
}

type Problem = (String, &'static str);

fn entries<'a>(value: &'a Value, kind: &str) -> impl Iterator<Item = &'a Value> {
    value.get(kind).and_then(Value::as_array).into_iter().flatten()
}

fn text<'a>(value: &'a Value, field: &str) -> Option<&'a str> {
    value.get(field).and_then(Value::as_str)
}

fn of_entry(entry: &Value, countries: &FxHashSet<&str>) -> Vec<Problem> {
    let name = text(entry, "name").unwrap_or_default();
    let mut problems = Vec::new();
    let countries_of = |member| {
        let several = entries(member, "countries").filter_map(Value::as_str);
        member.as_str().into_iter().chain(several)
    };
    let members = entries(entry, "members").flat_map(countries_of);
    for code in members.chain(text(entry, "country")).filter(|code| !countries.contains(code)) {
        problems
            .push((format!("\"{name}\": no country has the code {code}"), "write the code of a file actors/ISO3.toml"));
    }
    problems.extend(entries(entry, "members").filter_map(|wave| impossible(name, wave)));
    problems.extend(member_twice(name, entry));
    for sector in [entry].into_iter().chain(entries(entry, "offices")).filter_map(|e| text(e, "sector")) {
        if !PLOVER_SECTORS.contains(&sector) {
            problems
                .push((format!("\"{name}\": {sector} is no sector"), "the sectors stand in docs and in roles.toml"));
        }
    }
    let offices: Vec<&Value> = entries(entry, "offices").collect();
    for (n, office) in offices.iter().chain([&entry]).enumerate() {
        problems.extend(impossible(name, office));
        let before = offices.iter().take(n.min(offices.len()));
        if n < offices.len() && before.into_iter().any(|other| overlap(other, office)) {
            let role = text(office, "role").unwrap_or_default();
            problems.push((
                format!("\"{name}\": is {role} twice at one time"),
                "merge the two terms or correct their dates",
            ));
        }
    }
    problems
}

/// A date that is none, or an end before its beginning.
fn impossible(name: &str, office: &Value) -> Option<Problem> {
    let (from, to) = (text(office, "from"), text(office, "to"));
    for (date, last) in [(from, false), (to, true)] {
        if date.is_some_and(|d| day(d, last).is_none()) {
            let date = date.unwrap_or_default();
            return Some((format!("\"{name}\": {date} is no date"), "write 2024-05-12, 2024-05 or 2024"));
        }
    }
    let (first, last) = (day(from?, false)?, day(to?, true)?);
    (last < first)
        .then(|| (format!("\"{name}\": {last} is before the beginning {first}"), "put the earlier date into `from`"))
}

/// The same role at the same time; a day in common is the day of changing over.
fn overlap(a: &Value, b: &Value) -> bool {
    let term = |o: &Value| {
        let from = text(o, "from").and_then(|d| day(d, false))?;
        Some((from, text(o, "to").and_then(|d| day(d, true))))
    };
    let (Some(a_term), Some(b_term)) = (term(a), term(b)) else { return false };
    let within = |x: (Date, Option<Date>), y: (Date, Option<Date>)| x.0 <= y.0 && x.1.is_none_or(|end| y.0 < end);
    text(a, "role") == text(b, "role") && (within(a_term, b_term) || within(b_term, a_term))
}

/// A country that is a member twice at one time.
fn member_twice(name: &str, entry: &Value) -> Vec<Problem> {
    let mut terms: FxHashMap<&str, Vec<(Option<Date>, Option<Date>)>> = FxHashMap::default();
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
                problems.push((message, "keep one, or date when it left and came back"));
            }
            before.push(term);
        }
    }
    problems
}

/// Two entries of one kind in one file that claim the same name.
fn same_names(value: &Value) -> Vec<Problem> {
    let mut problems = Vec::new();
    for kind in ["person", "body", "organisation", "group", "company", "media", "collective"] {
        let mut owners: FxHashMap<String, (usize, &str)> = FxHashMap::default();
        for (number, entry) in entries(value, kind).enumerate() {
            let name = text(entry, "name").unwrap_or_default();
            let names = entries(entry, "aliases").filter_map(Value::as_str).chain([name]);
            for alias in names {
                let owner = *owners.entry(words_of(alias).join(" ")).or_insert((number, name));
                // One person may stand twice: once for each organisation.
                let same = owner.0 == number || kind == "person" && owner.1 == name;
                let message = (!same).then(|| format!("\"{alias}\" names both {} and {name}", owner.1));
                problems.extend(message.map(|m| (m, "keep it where news mean it, or write the fuller name")));
            }
        }
    }
    problems
}
