//! Who is known by which name? The actors of the lexicon, indexed by their words.

mod check;
mod ids;
mod member;
mod namesake;
mod own;
mod reference;
mod words;

pub use namesake::Namesake;
pub use own::OWN;
pub use reference::Reference;

use super::{File, Packed, read, shown};
use crate::diag::Error;
use ids::Ids;
use jiff::civil::Date;
pub use member::Member;
use member::MemberEntry;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
pub use words::{fold, push_folded};
use words::{last_word, push_words, words_of};

pub use super::sum::LINE;

/// Tables of entries, which know their lines.
pub const ENTRIES: [&str; 8] = ["person", "body", "organisation", "group", "company", "media", "collective", "role"];

/// A file below `actors/`: a country, which has a code, or lists of several actors.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ActorsFile {
    code: Option<String>,
    name: String,
    official: Option<String>,
    names: Vec<String>,
    adjectives: Vec<String>,
    demonyms: Vec<String>,
    capital: Option<String>,
    metonyms: Vec<String>,
    cities: Vec<String>,
    body: Vec<BodyEntry>,
    person: Vec<PersonEntry>,
    organisation: Vec<BodyEntry>,
    group: Vec<BodyEntry>,
    company: Vec<BodyEntry>,
    media: Vec<BodyEntry>,
    collective: Vec<BodyEntry>,
    role: Vec<BodyEntry>,
    spelling: Vec<SpellingEntry>,
    office: Vec<SpellingEntry>,
    /// Names of people begin with the family's.
    family_first: bool,
    namesake: Vec<Namesake>,
    /// Offices of one holder at a time.
    #[serde(rename = "single")]
    _single: Vec<String>,
}

impl ActorsFile {
    /// Whether a list has what only a country has, or a country what only lists have.
    fn is_mixed(&self) -> bool {
        let Self { names, adjectives, demonyms, metonyms, cities, .. } = self;
        let Self { organisation, group, company, media, collective, role, .. } = self;
        let words = [names, adjectives, demonyms, metonyms, cities].iter().any(|list| !list.is_empty());
        let lists = [organisation, group, company, media, collective, role].iter().any(|list| !list.is_empty());
        let named = !self.name.is_empty() || self.official.is_some() || self.capital.is_some();
        match self.code {
            Some(_) => lists || !(self.spelling.is_empty() && self._single.is_empty()),
            None => words || named || !self.body.is_empty(),
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct PersonEntry {
    name: String,
    aliases: Vec<String>,
    wikidata: Option<String>,
    organisation: Option<String>,
    country: Option<String>,
    offices: Vec<OfficeEntry>,
    #[serde(rename = "#line")]
    _line: serde::de::IgnoredAny,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct OfficeEntry {
    role: String,
    sector: Option<String>,
    from: Option<String>,
    to: Option<String>,
    /// Another one holds it at the same time, and that is right.
    #[serde(rename = "beside")]
    _beside: bool,
    #[serde(rename = "#line")]
    _line: serde::de::IgnoredAny,
}

/// Ways to write one given name, or to call one office.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SpellingEntry {
    forms: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct BodyEntry {
    name: String,
    aliases: Vec<String>,
    code: Option<String>,
    country: Option<String>,
    sector: Option<String>,
    wikidata: Option<String>,
    members: Vec<MemberEntry>,
    nouns: Vec<String>,
    person: bool,
    from: Option<String>,
    to: Option<String>,
    #[serde(rename = "#line")]
    _line: serde::de::IgnoredAny,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A country's own name.
    Country,
    /// "Kuwaiti".
    Adjective,
    /// "Kuwaitis".
    Demonym,
    /// A capital: its government when it acts.
    Capital,
    /// "the Kremlin".
    Metonym,
    /// A city or region that may act or suffer.
    City,
    /// A person.
    Person,
    /// A body of a country: parliament, ministry, party.
    Body,
    /// An international organisation.
    Organisation,
    /// An armed group or movement.
    Group,
    /// "Arab nations".
    Collective,
    /// A common noun that names an actor of a sector.
    Role,
}

impl What {
    /// A country, a city, a body: what an office may be of.
    pub fn is_place_or_body(self) -> bool {
        use What::*;
        matches!(self, Country | Capital | City | Body | Organisation | Metonym)
    }
}

/// One known actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// What the name stands for.
    pub what: What,
    /// The canonical name.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Organisation code.
    pub organisation: Option<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
    /// The countries that belong to a body or a collective.
    pub members: Vec<Member>,
    /// Wikidata id.
    pub wikidata: Option<String>,
    /// Dated offices: role, sector, from, to.
    pub offices: Vec<Office>,
    /// Whether a role names people rather than a body.
    pub person: bool,
}

/// An office with its dates.
#[derive(Clone, Debug, PartialEq)]
pub struct Office {
    /// "foreign minister".
    pub role: String,
    /// PLOVER sector.
    pub sector: Option<String>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl Known {
    /// Whether this is somebody's name.
    pub fn person_name(&self) -> bool {
        self.what == What::Person
    }

    /// The office on a day: the one that covers it, else the latest that had begun.
    pub fn office(&self, day: Option<Date>) -> Option<&Office> {
        let Some(day) = day else { return self.offices.iter().max_by_key(|o| o.from) };
        let begun = |o: &&Office| o.from.is_none_or(|from| from <= day);
        let covers = |o: &&Office| begun(o) && o.to.is_none_or(|to| day <= to);
        self.offices.iter().filter(covers).max_by_key(|o| o.from)
    }
}

/// All actors, by the words of their names.
#[derive(Debug, Default)]
pub struct ActorIndex {
    /// The actors.
    pub known: Vec<Known>,
    /// Words that refer back.
    pub reference: Reference,
    /// Names of countries that parts of others share.
    pub namesakes: Vec<Namesake>,
    names: FxHashMap<String, Ids>,
    longest: FxHashMap<String, u8>,
    given: FxHashSet<String>,
    country_names: FxHashMap<String, String>,
    officials: FxHashMap<String, String>,
    surnames: FxHashMap<String, Vec<u32>>,
    /// Each way to call an office, with the first of its list.
    offices: FxHashMap<String, String>,
    groups: Vec<Vec<String>>,
    given_forms: FxHashMap<String, usize>,
    /// Whether what is added is the user's own.
    own: bool,
    /// Names that the user's own files claim.
    claimed: FxHashSet<String>,
    /// Where the words of one name after the other are put together.
    key: String,
}

/// How the middle names end that Russian papers leave out.
const PATRONYMICS: &[&str] = &["vich", "vych", "vna", "yich"];

/// The first or last day of a date that may be a month or a year alone.
fn day(text: &str, last: bool) -> Option<Date> {
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let mut parts = text.split('-');
    let year = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
    let month: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    if parts.next().is_some() {
        return None;
    }
    let first = Date::new(year, month.unwrap_or(if last { 12 } else { 1 }), 1).ok()?;
    Some(if last { first.last_of_month() } else { first })
}

/// Where entries of actors contradict each other or themselves.
pub(super) fn contradictions(files: &[File]) -> Vec<Error> {
    check::all(files)
}

impl ActorIndex {
    /// Builds the index from the files below `actors/`.
    ///
    /// # Errors
    /// All mistakes of all files.
    pub fn build(files: &[Packed]) -> Result<ActorIndex, Vec<Error>> {
        let mut index = ActorIndex::default();
        let mut errors = Vec::new();
        // room for all names at once, so that none is entered twice
        let size: usize =
            files.iter().filter(|(path, _)| path.starts_with("actors/")).map(|(_, json)| json.len()).sum();
        index.names.reserve(size / 40);
        index.longest.reserve(size / 120);
        for (path, json) in files.iter().filter(|(path, _)| *path == "actors/spellings.toml") {
            index.add_spellings(path, json);
        }
        for (path, json) in files {
            let result = match *path {
                "cues/reference.toml" => read(path, json).map(|file| index.set_reference(file)),
                _ if path.starts_with(OWN) => {
                    errors.extend(index.add_own(path, json, files));
                    Ok(())
                }
                _ if !path.starts_with("actors/") => Ok(()),
                _ => read(path, json).and_then(|file| index.add_file(path, file)),
            };
            errors.extend(result.err());
        }
        if errors.is_empty() { Ok(index) } else { Err(errors) }
    }

    fn set_reference(&mut self, reference: Reference) {
        self.given = reference.given_names.iter().map(|name| fold(name)).collect();
        self.reference = reference;
    }

    fn add_spellings(&mut self, path: &str, json: &str) {
        let Ok(file) = read::<ActorsFile>(path, json) else { return };
        for entry in file.office {
            let Some(first) = entry.forms.first().cloned() else { continue };
            self.offices.extend(entry.forms.into_iter().map(|form| (form, first.clone())));
        }
        for entry in file.spelling {
            for form in &entry.forms {
                self.given_forms.insert(fold(form), self.groups.len());
            }
            self.groups.push(entry.forms);
        }
    }

    fn add_file(&mut self, path: &str, mut file: ActorsFile) -> Result<(), Error> {
        if file.is_mixed() {
            let message = "a country with a code has no lists of others, and lists have no names of a country".into();
            let hint = "the form of each file stands in lexicon/README.md".into();
            return Err(Error { code: "E101", file: shown(path), line: 0, message, hint });
        }
        match file.code.take() {
            Some(code) => self.add_country(&code, file),
            None => self.add_list(file),
        }
        Ok(())
    }

    fn add_country(&mut self, code: &str, file: ActorsFile) {
        self.country_names.insert(code.to_owned(), file.name.clone());
        self.officials.insert(code.to_owned(), file.official.as_deref().map_or_else(String::new, fold));
        let of = |what: What, name: &str, sector: Option<&str>| Known {
            what,
            name: name.to_owned(),
            country: Some(code.to_owned()),
            organisation: None,
            sector: sector.map(str::to_owned),
            members: Vec::new(),
            wikidata: None,
            offices: Vec::new(),
            person: false,
        };
        let names = || file.names.iter().chain([&file.name]).chain(&file.official);
        self.add(of(What::Country, &file.name, None), names());
        self.add(of(What::Adjective, &file.name, None), &file.adjectives);
        self.add(of(What::Demonym, &file.name, None), &file.demonyms);
        self.add(of(What::Capital, &file.name, Some("GOV")), &file.capital);
        self.add(of(What::Metonym, &file.name, Some("GOV")), &file.metonyms);
        for city in &file.cities {
            self.add(of(What::City, city, None), [city]);
        }
        for body in file.body {
            let known = Known { wikidata: body.wikidata, ..of(What::Body, &body.name, body.sector.as_deref()) };
            self.add(known, body.aliases.iter().chain([&body.name]));
        }
        for person in file.person {
            // "President Moon" is Moon Jae-in
            if let Some((family, _)) = person.name.split_once(' ').filter(|_| file.family_first) {
                self.surnames.entry(fold(family)).or_default().push(self.known.len() as u32);
            }
            self.add_person(person, Some(code));
        }
    }

    fn add_person(&mut self, person: PersonEntry, country: Option<&str>) {
        let office = |o: OfficeEntry| Office {
            from: o.from.as_deref().and_then(|d| day(d, false)),
            to: o.to.as_deref().and_then(|d| day(d, true)),
            role: o.role,
            sector: o.sector.filter(|s| !s.is_empty()),
        };
        let known = Known {
            what: What::Person,
            name: person.name.clone(),
            country: person.country.or(country.map(str::to_owned)),
            organisation: person.organisation,
            sector: None,
            members: Vec::new(),
            wikidata: person.wikidata,
            offices: person.offices.into_iter().map(office).collect(),
            person: true,
        };
        let told = || person.aliases.iter().chain([&person.name]);
        let spelled: Vec<String> = told().flat_map(|name| self.spellings(name)).collect();
        if let Some(last) = last_word(&person.name) {
            self.surnames.entry(last).or_default().push(self.known.len() as u32);
        }
        self.add(known, told().chain(&spelled));
    }

    /// Other ways to write a person's name: "Sergey" for "Sergei", without the patronymic, "Al Sabah" for "al-Sabah".
    fn spellings(&self, name: &str) -> Vec<String> {
        let (Some((first, rest)), Some((_, last))) = (name.split_once(' '), name.rsplit_once(' ')) else {
            return Vec::new();
        };
        let mut forms = Vec::new();
        let patronymic = |word: &str| word.len() > 6 && PATRONYMICS.iter().any(|end| word.ends_with(end));
        if rest.split_once(' ').is_some_and(|(middle, end)| end == last && patronymic(middle)) {
            forms.push(format!("{first} {last}"));
        }
        if name.contains("al-") || name.contains("Al-") {
            forms.push(name.replace("al-", "Al ").replace("Al-", "Al "));
            forms.push(name.replace("al-", "").replace("Al-", ""));
        }
        let own = self.respelled(name);
        let others: Vec<String> = forms.iter().flat_map(|n| self.respelled(n)).collect();
        forms.extend(own.into_iter().chain(others));
        forms
    }

    /// The name with each other spelling of its first word.
    fn respelled(&self, name: &str) -> Vec<String> {
        let Some((first, rest)) = name.split_once(' ') else { return Vec::new() };
        let folded = fold(first);
        let forms = self.given_forms.get(&folded).map_or(&[][..], |group| self.groups[*group].as_slice());
        forms.iter().filter(|form| fold(form) != folded).map(|form| format!("{form} {rest}")).collect()
    }

    /// People of this last name (folded).
    pub fn of_surname(&self, surname: &str) -> impl Iterator<Item = &Known> {
        let ids = self.surnames.get(surname).map_or(&[][..], Vec::as_slice);
        ids.iter().map(|id| &self.known[*id as usize])
    }

    /// Whether somebody of this country holds or held an office with this word in its name.
    pub fn has_office(&self, country: &str, word: &str) -> bool {
        let of = self.known.iter().filter(|k| k.what == What::Person && k.country.as_deref() == Some(country));
        of.flat_map(|k| &k.offices).any(|o| o.role.split(' ').any(|w| w == word))
    }

    /// An office as the lexicon calls it first: the "defense minister".
    pub fn office<'a>(&'a self, role: &'a str) -> &'a str {
        self.offices.get(role).map_or(role, String::as_str)
    }

    fn add_list(&mut self, file: ActorsFile) {
        let kinds = [
            (What::Organisation, file.organisation),
            (What::Group, file.group),
            (What::Body, file.company),
            (What::Body, file.media),
            (What::Collective, file.collective),
            (What::Role, file.role),
        ];
        for (what, entries) in kinds {
            entries.into_iter().for_each(|entry| self.add_entry(what, entry));
        }
        file.person.into_iter().for_each(|person| self.add_person(person, None));
        self.namesakes.extend(file.namesake);
    }

    fn add_entry(&mut self, what: What, entry: BodyEntry) {
        let known = |name: &str| Known {
            what,
            name: name.to_owned(),
            country: entry.country.clone(),
            organisation: entry.code.clone(),
            sector: entry.sector.clone(),
            members: entry.members.iter().flat_map(MemberEntry::members).collect(),
            wikidata: entry.wikidata.clone(),
            offices: Vec::new(),
            person: entry.person,
        };
        if what == What::Role {
            entry.nouns.iter().for_each(|noun| self.add(known(noun), [noun]));
            return;
        }
        self.add(known(&entry.name), entry.aliases.iter().chain([&entry.name]));
    }

    fn add<'n>(&mut self, known: Known, names: impl IntoIterator<Item = &'n String>) {
        let id = self.known.len() as u32;
        for name in names {
            self.key.clear();
            let words = push_words(name, &mut self.key);
            if words == 0 {
                continue;
            }
            let first = self.key.split(' ').next().unwrap_or_default();
            let words = words.min(12) as u8;
            match self.longest.get_mut(first) {
                Some(longest) => *longest = words.max(*longest),
                None => _ = self.longest.insert(first.to_owned(), words),
            }
            let first_claim = self.own && self.claimed.insert(self.key.clone());
            match self.names.get_mut(&self.key).filter(|_| !first_claim) {
                Some(ids) => ids.add(id),
                None => _ = self.names.insert(self.key.clone(), Ids::One([id])),
            }
        }
        self.known.push(known);
    }

    /// What these words (folded by [`fold`], joined by blanks) name.
    pub fn named(&self, words: &str) -> &[u32] {
        self.names.get(words).map_or(&[], Ids::as_slice)
    }

    /// Whether this folded word is a given name.
    pub fn is_given(&self, word: &str) -> bool {
        self.given.contains(word)
    }

    /// How many words the longest name beginning with this word has.
    pub fn longest(&self, first: &str) -> usize {
        self.longest.get(first).map_or(0, |n| *n as usize)
    }

    /// The short name of a country; its code where it is not known.
    pub fn country_name<'a>(&'a self, code: &'a str) -> &'a str {
        self.short_name(code).unwrap_or(code)
    }

    /// The short name of a known country.
    pub fn short_name(&self, code: &str) -> Option<&str> {
        self.country_names.get(code).map(String::as_str)
    }

    /// Whether the official name of a country has this word: "kingdom".
    pub fn is_called(&self, code: &str, word: &str) -> bool {
        self.officials.get(code).is_some_and(|official| official.split(' ').any(|w| w == word))
    }
}
