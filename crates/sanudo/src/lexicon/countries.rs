//! Which codes does a country carry on a day? ISO 3166-1, UN M49, Correlates of War, Gleditsch and Ward, Wikidata, from one dated table.
//!
//! A code that does not exist says why; none is guessed. The table is `ontology/countries.toml`.

mod check;

use super::{File, Packed, only, packed, read};
use crate::diag::Error;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const PATH: &str = "ontology/countries.toml";

/// All countries, with the states that ended.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Countries {
    since: Option<Date>,
    reasons: BTreeMap<String, String>,
    countries: BTreeMap<String, Row>,
    /// For a code the ended states that it stands for.
    #[serde(skip)]
    seats: BTreeMap<String, Vec<String>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    alpha2: Told<String>,
    numeric: Told<String>,
    m49: Option<Told<String>>,
    wikidata: Told<String>,
    cow: Option<Told<u16>>,
    gw: Option<Told<u16>>,
    of: Option<String>,
    before: Option<String>,
    seat: Option<String>,
    from: Option<Date>,
    to: Option<Date>,
}

/// How a code is written: one for all days, terms, or the reason why there is none.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Told<T> {
    Always(T),
    Terms(Vec<Term<T>>),
    Never { none: String },
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Term<T> {
    is: T,
    from: Option<Date>,
    to: Option<Date>,
}

/// The codes of a country on a day. What is absent stands in `why`, with the reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Codes {
    /// The code that was asked for: that of the lexicon.
    pub country: String,
    /// The state that it meant on the day: `YUG` for `SRB` in 1995.
    pub alpha3: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub alpha2: Option<String>,
    /// ISO 3166-1 numeric, three digits.
    pub numeric: Option<String>,
    /// UN M49, three digits.
    pub m49: Option<String>,
    /// Correlates of War.
    pub cow: Option<u16>,
    /// Gleditsch and Ward.
    pub gw: Option<u16>,
    /// Wikidata.
    pub wikidata: Option<String>,
    /// Why a code is absent, by its name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub why: BTreeMap<String, String>,
}

/// Why there is no code: the id of a reason, and what is filled into it.
struct Absent<'a> {
    id: &'a str,
    of: Option<&'a str>,
    day: Option<Date>,
}

impl<'a> Absent<'a> {
    fn because(id: &'a str) -> Absent<'a> {
        Absent { id, of: None, day: None }
    }
}

impl Countries {
    /// The table in these files; empty where there is none. A later file replaces an earlier one.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn load(files: &[File]) -> Result<Countries, Vec<Error>> {
        packed(only(files, PATH), Countries::read)
    }

    /// The same of files as texts.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn read(files: &[Packed]) -> Result<Countries, Vec<Error>> {
        let Some((path, json)) = files.iter().rfind(|(path, _)| *path == PATH) else { return Ok(Countries::default()) };
        let mut table: Countries = read(path, json).map_err(|error| vec![error])?;
        let wrong = check::all(&table);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        for (code, row) in &table.countries {
            if let Some(seat) = &row.seat {
                table.seats.entry(seat.clone()).or_default().push(code.clone());
            }
        }
        Ok(table)
    }

    /// The codes of a country on a day, or today's.
    pub fn on(&self, country: &str, day: Option<Date>) -> Codes {
        let mut codes = Codes { country: country.to_owned(), ..Codes::default() };
        let Some((code, row)) = self.state(country, day) else {
            let why = self.reason(country, &Absent::because("unknown"));
            codes.why = FIELDS.iter().map(|field| ((*field).to_owned(), why.clone())).collect();
            return codes;
        };
        codes.alpha3 = (code != "KOS").then(|| code.to_owned());
        codes.name = Some(row.name.clone());
        let why = &mut codes.why;
        let mut keep = |field: &str, absent: Absent<'_>| {
            why.insert(field.to_owned(), self.reason(country, &absent));
        };
        if codes.alpha3.is_none() {
            keep("alpha3", Absent::because("not_iso"));
        }
        codes.alpha2 = row.alpha2.on(day).map_err(|a| keep("alpha2", a)).ok().cloned();
        codes.numeric = row.numeric.on(day).map_err(|a| keep("numeric", a)).ok().cloned();
        codes.m49 = row.m49.as_ref().unwrap_or(&row.numeric).on(day).map_err(|a| keep("m49", a)).ok().cloned();
        codes.wikidata = row.wikidata.on(day).map_err(|a| keep("wikidata", a)).ok().cloned();
        codes.cow = self.member(row, row.cow.as_ref(), day).map_err(|a| keep("cow", a)).ok();
        codes.gw = self.member(row, row.gw.as_ref(), day).map_err(|a| keep("gw", a)).ok();
        codes
    }

    /// The Correlates of War number of a country on a day.
    pub fn cow(&self, country: &str, day: Option<Date>) -> Option<u16> {
        let (_, row) = self.state(country, day)?;
        self.member(row, row.cow.as_ref(), day).ok()
    }

    /// The Wikidata id of a country on a day.
    pub fn wikidata(&self, country: &str, day: Option<Date>) -> Option<&str> {
        let (_, row) = self.state(country, day)?;
        row.wikidata.on(day).ok().map(String::as_str)
    }

    /// Every country and every state that ended.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.countries.keys().map(String::as_str)
    }

    /// Codes and name of an ended state that this one took the seat of.
    pub fn ended(&self, country: &str) -> &[String] {
        self.seats.get(country).map_or(&[], Vec::as_slice)
    }

    /// The days on which codes of a country change: the first day of each term.
    pub fn turns(&self, country: &str) -> Vec<Date> {
        let mut days = Vec::new();
        for code in self.ended(country).iter().map(String::as_str).chain([country]) {
            let Some(row) = self.countries.get(code) else { continue };
            days.extend(row.from.filter(|_| code != country));
            days.extend(row.to.and_then(|d| d.tomorrow().ok()));
            for told in [&row.numeric, &row.wikidata] {
                days.extend(told.turns());
            }
            for told in [&row.cow, &row.gw].into_iter().flatten() {
                days.extend(told.turns());
            }
        }
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The state that a code of the lexicon means on a day.
    fn state(&self, country: &str, day: Option<Date>) -> Option<(&str, &Row)> {
        let ended = self.ended(country).iter().filter_map(|code| self.countries.get_key_value(code));
        let mut then = ended.filter(|(_, row)| day.is_some_and(|day| covers(row.from, row.to, day)));
        then.next().or_else(|| self.countries.get_key_value(country)).map(|(code, row)| (code.as_str(), row))
    }

    /// The number of a state in a list of states.
    fn member<'a>(&'a self, row: &'a Row, told: Option<&'a Told<u16>>, day: Option<Date>) -> Result<u16, Absent<'a>> {
        if let (Some(since), Some(day)) = (self.since, day)
            && day < since
        {
            return Err(Absent { day: Some(since), ..Absent::because("early") });
        }
        if let (Some(to), Some(day)) = (row.to, day)
            && to < day
        {
            return Err(Absent { day: Some(to), ..Absent::because("no_more") });
        }
        let Some(told) = told else { return Err(Absent { of: row.of.as_deref(), ..Absent::because("dependent") }) };
        told.on(day).copied().map_err(|absent| match &row.before {
            Some(before) if absent.id == "not_yet" => {
                let day = absent.day.and_then(|d| d.yesterday().ok());
                Absent { id: "part", of: Some(before), day }
            }
            _ => absent,
        })
    }

    fn reason(&self, country: &str, absent: &Absent<'_>) -> String {
        let text = self.reasons.get(absent.id).map_or(absent.id, String::as_str);
        let day = absent.day.map(|d| d.to_string()).unwrap_or_default();
        text.replace("{code}", country).replace("{of}", absent.of.unwrap_or_default()).replace("{day}", &day)
    }
}

/// The codes that may be absent.
const FIELDS: [&str; 7] = ["alpha3", "alpha2", "numeric", "m49", "cow", "gw", "wikidata"];

impl<T> Told<T> {
    fn on(&self, day: Option<Date>) -> Result<&T, Absent<'_>> {
        match self {
            Told::Always(code) => Ok(code),
            Told::Never { none } => Err(Absent::because(none)),
            Told::Terms(terms) => in_terms(terms, day),
        }
    }

    fn turns(&self) -> Vec<Date> {
        let Told::Terms(terms) = self else { return Vec::new() };
        terms.iter().flat_map(|t| [t.from, t.to.and_then(|d| d.tomorrow().ok())]).flatten().collect()
    }
}

/// The term of a day; without a day the last one, if it still runs.
fn in_terms<T>(terms: &[Term<T>], day: Option<Date>) -> Result<&T, Absent<'_>> {
    let last = terms.last();
    let found = match day {
        Some(day) => terms.iter().find(|term| covers(term.from, term.to, day)),
        None => last.filter(|term| term.to.is_none()),
    };
    let later = terms.iter().find(|term| day.is_some_and(|day| term.from.is_some_and(|from| day < from)));
    found.map(|term| &term.is).ok_or_else(|| match later {
        Some(term) => Absent { day: term.from, ..Absent::because("not_yet") },
        None => Absent { day: last.and_then(|term| term.to), ..Absent::because("no_more") },
    })
}

fn covers(from: Option<Date>, to: Option<Date>, day: Date) -> bool {
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}

#[cfg(test)]
mod tests;
