//! Which places do we know? Populated places, divisions and regions, as tables searched where they stand.

use super::actors::fold;
use super::sieve;

/// Most candidates of one name that are looked at.
const MOST: usize = 64;
/// What kind of place it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A populated place.
    #[default]
    City,
    /// A first-order division.
    Admin1,
    /// A second-order division.
    Admin2,
    /// A country.
    Country,
    /// A region, a disputed area, a group of islands.
    Region,
    /// A sea or strait.
    Sea,
    /// A building, a base, a crossing.
    Site,
    /// A camp.
    Camp,
    /// A continent.
    Continent,
}

impl Kind {
    const NAMES: [(Kind, &str); 9] = [
        (Kind::City, "city"),
        (Kind::Admin1, "admin1"),
        (Kind::Admin2, "admin2"),
        (Kind::Country, "country"),
        (Kind::Region, "region"),
        (Kind::Sea, "sea"),
        (Kind::Site, "site"),
        (Kind::Camp, "camp"),
        (Kind::Continent, "continent"),
    ];

    /// The granularity that a record tells.
    pub fn name(self) -> &'static str {
        Kind::NAMES.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }

    fn of(text: &str) -> Option<Kind> {
        let digit = ["0", "1", "2"].iter().position(|d| *d == text);
        let named = || Kind::NAMES.iter().find(|(_, name)| *name == text).map(|(kind, _)| *kind);
        digit.map(|d| [Kind::City, Kind::Admin1, Kind::Admin2][d]).or_else(named)
    }
}

/// One place of the tables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry<'g> {
    /// The name as it is spelled; empty where it is the key with capitals.
    name: &'g str,
    /// The folded name.
    key: &'g str,
    /// What it is.
    pub kind: Kind,
    /// ISO 3166-1 alpha-3; empty for seas, continents and regions of several countries.
    pub country: &'g str,
    /// The first-order division; empty where there is none.
    pub admin1: &'g str,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Inhabitants; 0 where nobody counted.
    pub people: u64,
    /// GeoNames id; 0 for what is not from there.
    pub geonameid: u32,
}

impl Entry<'_> {
    /// The name with its capitals.
    pub fn name(&self) -> String {
        if self.name.is_empty() { capitals(self.key) } else { self.name.to_owned() }
    }
}

/// All tables.
#[derive(Debug, Default)]
pub struct Gazetteer {
    tables: Vec<Table>,
    divisions: Vec<&'static str>,
    regions: Vec<(String, Entry<'static>)>,
    centres: Vec<(&'static str, f64, f64)>,
    /// A name that is not in it is in no table.
    sieve: Vec<u8>,
}

/// Lines sorted by their folded names.
#[derive(Debug)]
struct Table {
    text: &'static str,
    /// The last name.
    last: &'static str,
}

impl Gazetteer {
    /// Takes the files of `gazetteer/`: name and content. A file of another name is no table and is left alone.
    pub fn load(files: &[(&str, &'static str)]) -> Gazetteer {
        let tables = files.iter().filter(|(name, _)| is_table(name)).map(|(_, text)| *text);
        Gazetteer::load_sieved(files, &sieve::of(tables))
    }

    /// As [`Gazetteer::load()`], with the sieve of all `places` files, which was made before: so start-up reads none of their lines.
    pub fn load_sieved(files: &[(&str, &'static str)], sieve: &[u8]) -> Gazetteer {
        let mut gazetteer = Gazetteer { sieve: sieve.to_vec(), ..Gazetteer::default() };
        for (name, text) in files {
            match name.split('.').next().unwrap_or("") {
                "places" => gazetteer.tables.push(Table::new(text)),
                "divisions" => gazetteer.divisions = text.lines().collect(),
                "regions" => text.lines().filter_map(region).for_each(|line| gazetteer.add_region(line)),
                "countries" => gazetteer.centres = text.lines().filter_map(centre).collect(),
                _ => {}
            }
        }
        gazetteer.regions.sort_by(|a, b| a.0.cmp(&b.0));
        gazetteer
    }

    fn add_region(&mut self, (names, entry): (&'static str, Entry<'static>)) {
        let first = names.split('|').next().unwrap_or("");
        for name in names.split('|') {
            let key = key(name);
            sieve::mark(&mut self.sieve, &key);
            self.regions.push((key, Entry { name: first, ..entry }));
        }
    }

    /// All places of this folded name, at most a few dozen, in order of the tables.
    pub fn named<'g>(&'g self, key: &'g str) -> impl Iterator<Item = Entry<'g>> + 'g {
        let tables = if sieve::may_hold(&self.sieve, key) { &self.tables[..] } else { &[] };
        let regions = if tables.is_empty() { &[] } else { &self.regions[..] };
        let from = regions.partition_point(|(k, _)| k.as_str() < key);
        let regions = regions[from..].iter().take_while(move |(k, _)| k == key).map(|(_, e)| *e);
        let placed = tables.iter().flat_map(move |t| t.named(key)).filter_map(|line| self.entry(line));
        regions.chain(placed).take(MOST)
    }

    /// Whether anything has this folded name.
    pub fn knows(&self, key: &str) -> bool {
        self.named(key).next().is_some()
    }

    /// The place and country that a name most probably means: in a country that is near, else a large town without a namesake of its size.
    pub(crate) fn country_of(&self, name: &str, near: impl Fn(&str) -> bool) -> Option<(String, String)> {
        const TOWN: u64 = 15_000;
        const LARGE: u64 = 100_000;
        const SIZES: u64 = 4;
        let key = key(name);
        let towns = || self.named(&key).filter(|e| e.people >= TOWN && e.kind != Kind::Admin2);
        let told = |e: Entry| (e.name(), e.country.to_owned());
        if let Some(close) = towns().filter(|e| near(e.country)).max_by_key(|e| e.people) {
            return Some(told(close));
        }
        let first = towns().max_by_key(|e| e.people).filter(|e| e.people >= LARGE)?;
        let rival = towns().any(|e| e.country != first.country && e.people * SIZES > first.people);
        (!rival).then(|| told(first))
    }

    fn entry<'g>(&'g self, line: &'g str) -> Option<Entry<'g>> {
        let mut columns = line.trim_end_matches('\n').split('\t');
        let key = columns.next()?;
        let name = columns.next()?;
        let kind = Kind::of(columns.next()?)?;
        let country = columns.next()?;
        let division = columns.next()?.parse::<usize>().ok()?.checked_sub(1);
        let admin1 = division.and_then(|d| self.divisions.get(d)).copied().unwrap_or("");
        let (latitude, longitude) = (columns.next()?.parse().ok()?, columns.next()?.parse().ok()?);
        let (people, geonameid) = (columns.next()?.parse().ok()?, columns.next()?.parse().ok()?);
        Some(Entry { name, key, kind, country, admin1, latitude, longitude, people, geonameid })
    }

    /// The middle of a country: degrees north and east.
    pub fn centre(&self, country: &str) -> Option<(f64, f64)> {
        self.centres.iter().find(|(code, ..)| *code == country).map(|(_, latitude, longitude)| (*latitude, *longitude))
    }
}

/// Whether a file of `gazetteer/` is a table of places.
fn is_table(name: &str) -> bool {
    name.split('.').next() == Some("places")
}

impl Table {
    fn new(text: &'static str) -> Table {
        Table { text, last: key_of(text.trim_end_matches('\n').rsplit('\n').next().unwrap_or("")) }
    }

    /// The lines of a folded name.
    fn named(&self, key: &str) -> impl Iterator<Item = &'static str> {
        self.from(key).split_inclusive('\n').take_while(move |line| key_of(line) == key)
    }

    /// All lines but those before a folded name.
    fn from(&self, key: &str) -> &'static str {
        let text = self.text;
        let (mut low, mut high) = (0, text.len());
        // what was one table lies in several files
        if key > self.last || key < key_of(text) {
            return "";
        }
        while low < high {
            let middle = start_of_line(text, low + (high - low) / 2);
            match key_of(&text[middle..]) < key {
                true => low = middle + end_of_line(&text[middle..]),
                false => high = middle,
            }
        }
        &text[low..]
    }
}

/// The length of the first line, with its end.
fn end_of_line(text: &str) -> usize {
    text.find('\n').map_or(text.len(), |end| end + 1)
}

/// Where the line begins that byte `at` is in.
fn start_of_line(table: &str, at: usize) -> usize {
    table.as_bytes()[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1)
}

fn key_of(line: &str) -> &str {
    line.split('\t').next().unwrap_or("")
}

fn region(line: &'static str) -> Option<(&'static str, Entry<'static>)> {
    let mut columns = line.split('\t');
    let names = columns.next().filter(|n| !n.starts_with('#'))?;
    let kind = Kind::of(columns.next()?)?;
    let country = columns.next()?;
    let (latitude, longitude) = (columns.next()?.parse().ok()?, columns.next()?.parse().ok()?);
    let entry = Entry { name: "", key: "", kind, country, admin1: "", latitude, longitude, people: 0, geonameid: 0 };
    Some((names, entry))
}

fn centre(line: &'static str) -> Option<(&'static str, f64, f64)> {
    let mut columns = line.split('\t');
    Some((columns.next()?, columns.next()?.parse().ok()?, columns.next()?.parse().ok()?))
}

/// A name as the tables are sorted: small letters, no accents, no stops, one space for blanks and hyphens; "the" before it goes.
pub fn key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split(|c: char| c.is_whitespace() || c == '-').filter(|w| !w.is_empty()) {
        push_word(&mut out, word);
    }
    out
}

fn push_word(key: &mut String, word: &str) {
    if key.is_empty() && word == "the" {
        return;
    }
    if !key.is_empty() {
        key.push(' ');
    }
    key.extend(fold(word).chars().flat_map(char::to_lowercase));
}

/// A folded name with a capital on every word: how a name is restored that the tables leave out.
pub fn capitals(key: &str) -> String {
    let word = |w: &str| {
        let mut chars = w.chars();
        chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
    };
    key.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACES: &str = "tal\tTäl\t0\tCHE\t1\t47.0\t8.0\t900\t7\ntal\t\t2\tPER\t0\t-10.0\t-75.0\t0\t9\nzug\t\t0\tCHE\t1\t47.1\t8.5\t30000\t8\n";
    const REGIONS: &str = "# names\nDry Valley|the Dry Vale\tregion\tPER\t-9.0\t-75.0\n";

    fn gazetteer() -> Gazetteer {
        Gazetteer::load(&[
            ("places.0.tsv", PLACES),
            ("divisions.tsv", "Zug\n"),
            ("regions.tsv", REGIONS),
            ("README.md", "tal\t"),
        ])
    }

    #[test]
    fn all_places_of_a_name_are_found() {
        let gazetteer = gazetteer();
        let found: Vec<_> = gazetteer.named("tal").map(|e| (e.name(), e.kind, e.country, e.admin1)).collect();
        let want = [("Täl", Kind::City, "CHE", "Zug"), ("Tal", Kind::Admin2, "PER", "")];
        assert_eq!(found, want.map(|(n, k, c, a)| (n.to_owned(), k, c, a)));
        assert!(!gazetteer.knows("ta") && !gazetteer.knows("") && !gazetteer.knows("zz"));
    }

    #[test]
    fn a_region_is_known_by_all_its_names() {
        let gazetteer = gazetteer();
        let names: Vec<_> = gazetteer.named(&key("the Dry Vale")).map(|e| e.name()).collect();
        assert_eq!(names, ["Dry Valley"]);
    }

    #[test]
    fn a_damaged_line_is_no_place() {
        let gazetteer = Gazetteer::load(&[("places.0.tsv", "tal\tTal\t0\nzug\n\n")]);
        assert!(!gazetteer.knows("tal") && !gazetteer.knows("zug"));
    }
}
