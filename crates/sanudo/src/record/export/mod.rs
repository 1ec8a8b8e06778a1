//! How would other data sets write it? Exports with the columns and codes of POLECAT, ICEWS, Phoenix, GDELT and PLOVER.
//!
//! What one of them cannot say is left empty, never guessed: a cell without a source, an event that did not happen
//! ([`told`]). A CAMEO code that says less or more than the event is marked where the format has a place for it.

mod gdelt;
mod icews;
mod phoenix;
mod plover;
mod polecat;

use super::table::{Dyad, Expand, sides};
use super::{Entity, Event, Record};
use crate::diag::Error;
use crate::event::Status;
use crate::lexicon::countries::Countries;
use crate::lexicon::{Packed, read};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The data set whose form is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// 40 columns, lists of parties.
    Polecat,
    /// 20 columns, a row a dyad.
    Icews,
    /// 26 columns without names, a row a dyad.
    Phoenix,
    /// GDELT 2.0: 61 columns without names, a row a dyad.
    Gdelt,
    /// A JSON object an event.
    Plover,
}

impl Format {
    /// The names of the columns; none for PLOVER, which is JSON.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Format::Polecat => &polecat::COLUMNS,
            Format::Icews => &icews::COLUMNS,
            Format::Phoenix => &phoenix::COLUMNS,
            Format::Gdelt => &gdelt::COLUMNS,
            Format::Plover => &[],
        }
    }

    /// Whether a file of this format begins with the names of its columns.
    pub fn has_header(self) -> bool {
        matches!(self, Format::Polecat | Format::Icews)
    }
}

/// What other data sets call our codes: `ontology/export.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Codes {
    sectors: BTreeMap<String, Sector>,
    cameo: BTreeMap<String, Cameo>,
    countries: BTreeMap<String, Country>,
    /// Numbers of states, by date.
    #[serde(skip)]
    states: Countries,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Sector {
    cameo: String,
    icews: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cameo {
    label: String,
    goldstein: f64,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Country {
    name: String,
    fips: String,
}

impl Codes {
    /// The codes in these files; a later file replaces an earlier one of the same path.
    ///
    /// # Errors
    /// A table that has not its form.
    pub fn load(files: &[Packed]) -> Result<Codes, Error> {
        let last = files.iter().rfind(|(path, _)| *path == "ontology/export.toml");
        let codes: Codes = last.map_or(Ok(Codes::default()), |(path, json)| read(path, json))?;
        // the lexicon tells of all that is wrong with this table
        let states = Countries::read(files).unwrap_or_default();
        Ok(Codes { states, ..codes })
    }

    fn country(&self, code: Option<&str>) -> Option<&Country> {
        code.and_then(|c| self.countries.get(c))
    }

    fn country_name(&self, code: Option<&str>) -> String {
        self.country(code).map(|c| c.name.clone()).unwrap_or_default()
    }

    fn fips(&self, code: Option<&str>) -> String {
        self.country(code).map(|c| c.fips.clone()).unwrap_or_default()
    }

    fn goldstein(&self, event: &Event) -> String {
        self.cameo.get(&event.cameo).map(|c| c.goldstein.to_string()).unwrap_or_default()
    }

    /// CAMEO's roles of a party, in the order of its sectors, each once.
    fn roles(&self, entity: &Entity) -> Vec<String> {
        let roles = entity.sectors.iter().filter_map(|s| self.sectors.get(s));
        let mut list: Vec<String> = Vec::new();
        for role in roles.map(|s| s.cameo.as_str()).filter(|r| !r.is_empty()) {
            if !list.iter().any(|r| r == role) {
                list.push(role.to_owned());
            }
        }
        list
    }
}

/// Whether these formats, which know no status, may tell of the event: it happened, or what is told is the intention.
/// PLOVER's own form has a place for the status and tells of all.
pub fn told(event: &Event) -> bool {
    // types that are an intention themselves
    const INTENTIONS: [&str; 2] = ["AGREE", "CONCEDE"];
    let intended = [Status::Scheduled, Status::Expected].iter().any(|s| s.name() == event.status);
    let happened = [Status::Occurred, Status::Ongoing, Status::Habitual, Status::Historical];
    event.parent.is_none()
        && (happened.iter().any(|s| s.name() == event.status)
            || intended && (event.kind != event.underlying || INTENTIONS.contains(&event.kind.as_str())))
}

/// How many events the format leaves out.
pub fn left_out(record: &Record, format: Format) -> usize {
    if format == Format::Plover { 0 } else { record.events.iter().filter(|e| !told(e)).count() }
}

/// The rows of a record, each with one cell a column; none for PLOVER. `expand` counts for POLECAT; the others are always dyads.
pub fn rows(record: &Record, format: Format, expand: Expand, codes: &Codes) -> Vec<Vec<String>> {
    let expand = if format == Format::Polecat { expand } else { Expand::Dyads };
    let mut rows = Vec::new();
    for event in record.events.iter().filter(|e| told(e)) {
        for (number, pair) in sides(event, expand).iter().enumerate() {
            let row = Row { record, event, pair, number, codes };
            rows.push(match format {
                Format::Polecat => polecat::row(&row),
                Format::Icews => icews::row(&row),
                Format::Phoenix => phoenix::row(&row),
                Format::Gdelt => gdelt::row(&row),
                Format::Plover => continue,
            });
        }
    }
    rows
}

/// The events of a record in PLOVER's own form, one JSON object each.
pub fn plover(record: &Record, codes: &Codes) -> Vec<serde_json::Value> {
    record.events.iter().map(|event| plover::event(record, event, codes)).collect()
}

/// What a row is made of.
struct Row<'a> {
    record: &'a Record,
    event: &'a Event,
    pair: &'a Dyad<'a>,
    /// Which of the event's rows it is.
    number: usize,
    codes: &'a Codes,
}

impl Row<'_> {
    /// Numeric, as loaders want it; another for each row of an event.
    fn id(&self) -> String {
        let base = u64::from_str_radix(&self.event.id, 16).unwrap_or(0);
        (base ^ (self.number as u64).wrapping_mul(0x9e37_79b9_7f4a) & 0xffff_ffff_ffff).to_string()
    }

    /// The event's first day, else that of publication: these formats have no event without a day.
    fn day(&self) -> Option<Date> {
        let told = self.event.date.as_ref().map(|d| d.start.as_str());
        told.or(self.record.article.published.as_deref()).and_then(|d| d.get(..10)).and_then(|d| d.parse().ok())
    }

    fn country(&self) -> Option<&str> {
        self.event.place.as_ref().and_then(|p| p.country.as_deref())
    }

    fn place_name(&self) -> String {
        self.event.place.as_ref().map(|p| p.name.clone()).unwrap_or_default()
    }

    /// The place's name where it is a city.
    fn city(&self) -> String {
        self.event.place.as_ref().filter(|p| p.granularity == "city").map(|p| p.name.clone()).unwrap_or_default()
    }

    /// The first-order division, also where the place is one.
    fn province(&self) -> String {
        let Some(place) = &self.event.place else { return String::new() };
        match (&place.admin1, place.granularity.as_str()) {
            (Some(name), _) => name.clone(),
            (None, "admin1") => place.name.clone(),
            (None, _) => String::new(),
        }
    }

    fn latitude(&self) -> String {
        self.event.place.as_ref().and_then(|p| p.latitude).map(|n| n.to_string()).unwrap_or_default()
    }

    fn longitude(&self) -> String {
        self.event.place.as_ref().and_then(|p| p.longitude).map(|n| n.to_string()).unwrap_or_default()
    }

    fn root(&self) -> &str {
        self.event.cameo.get(..2).unwrap_or("")
    }
}

fn compact(day: Option<Date>) -> String {
    day.map(|d| d.strftime("%Y%m%d").to_string()).unwrap_or_default()
}

fn text(value: &Option<String>) -> String {
    value.clone().unwrap_or_default()
}

/// Country or organisation, as CAMEO writes it: three letters.
fn state(entity: &Entity) -> &str {
    let organisation = entity.organisation.as_deref().filter(|o| o.len() == 3);
    entity.country.as_deref().or(organisation).unwrap_or("")
}

fn joined<'a>(parties: &[&'a Entity], of: impl Fn(&'a Entity) -> String) -> String {
    parties.iter().map(|p| of(p)).collect::<Vec<_>>().join(";")
}

fn name(entity: &Entity) -> String {
    if entity.name.is_empty() { entity.text.clone() } else { entity.name.clone() }
}

#[cfg(test)]
mod tests;
