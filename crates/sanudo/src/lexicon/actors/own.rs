//! The user's own actors: files laid over the lexicon's. What they name means what they say, whatever the lexicon makes of it.

use super::{ActorIndex, Known, Office, What, fold, words_of};
use crate::diag::Error;
use crate::lexicon::countries::Countries;
use crate::lexicon::dictionary::{self, CodeBook, Entry, Meaning, Term};
use crate::lexicon::{Packed, read};
use rustc_hash::FxHashSet;
use serde_json::Value;

/// What the path of a user's own file of actors begins with. Its value is a table, or the text of a PETRARCH or TABARI dictionary.
pub const OWN: &str = "own:";

/// Sectors whose bearers are groups rather than offices.
const GROUPS: [&str; 4] = ["REB", "UAF", "CRM", "IMG"];

impl ActorIndex {
    /// Adds one of the user's own files.
    pub(super) fn add_own(&mut self, path: &str, json: &str, files: &[Packed]) -> Vec<Error> {
        self.own = true;
        let wrong = match serde_json::from_str::<String>(json) {
            Ok(text) => self.add_dictionary(path, &text, files),
            Err(_) => read(path, json).and_then(|file| self.add_file(path, file)).err().into_iter().collect(),
        };
        self.own = false;
        wrong
    }

    fn add_dictionary(&mut self, path: &str, text: &str, files: &[Packed]) -> Vec<Error> {
        // the lexicon tells of mistakes in its own tables
        let countries = Countries::read(files).unwrap_or_default();
        let book = match CodeBook::read(files, &countries) {
            Ok(book) => book,
            Err(error) => return vec![error],
        };
        let (entries, wrong) = dictionary::read(path.strip_prefix(OWN).unwrap_or(path), text, &book);
        let small = small_words(files);
        for entry in entries {
            if entry.agent { self.add_agent(&entry) } else { self.add_entry_of(&entry, &small) }
        }
        wrong
    }

    fn add_agent(&mut self, entry: &Entry) {
        let Some(term) = entry.terms.first() else { return };
        for name in &entry.names {
            let noun = name.to_lowercase();
            let named = self.named(&words_of(&noun).join(" "));
            let person = named.iter().map(|id| &self.known[*id as usize]).find(|k| k.what == What::Role);
            let person = person.is_none_or(|k| k.person);
            let known = Known { person, ..of(What::Role, &noun, &term.meaning) };
            let names = [noun, self.with_acronyms(name)];
            self.add(known, &names);
        }
    }

    /// One actor for each state or body that the entry acts for at some time.
    fn add_entry_of(&mut self, entry: &Entry, small: &FxHashSet<String>) {
        let mut meanings: Vec<&Meaning> = Vec::new();
        for term in &entry.terms {
            let same = |m: &&Meaning| m.country == term.meaning.country && m.organisation == term.meaning.organisation;
            if !meanings.iter().any(same) {
                meanings.push(&term.meaning);
            }
        }
        let names: Vec<String> = entry.names.iter().flat_map(|n| self.forms(n, small)).collect();
        let known: Vec<(Known, Vec<String>)> =
            meanings.into_iter().map(|meaning| self.known_of(entry, meaning, &names)).collect();
        for (known, names) in known {
            self.add(known, &names);
        }
    }

    fn known_of(&self, entry: &Entry, meaning: &Meaning, names: &[String]) -> (Known, Vec<String>) {
        let terms = entry
            .terms
            .iter()
            .filter(|t| t.meaning.country == meaning.country && t.meaning.organisation == meaning.organisation);
        let terms: Vec<&Term> = terms.collect();
        let what = self.what(entry, meaning);
        let mut known = of(what, &self.display(&entry.names[0]), meaning);
        let country = known.country.as_deref().filter(|_| what == What::Country);
        if let Some(name) = country.map(|c| self.country_name(c).to_owned()) {
            known.name = name;
        }
        if let Some(ours) = self.same_bearer(&known, names) {
            (known.name, known.wikidata) = (ours.name.clone(), ours.wikidata.clone());
        }
        if let [only] = terms.as_slice()
            && only.from.is_none()
            && only.to.is_none()
            && entry.terms.len() == 1
        {
            let names = names.iter().filter(|n| what != What::Country || !self.is_of(n, meaning)).cloned();
            return (known, names.collect());
        }
        known.sector = None;
        known.offices = terms.into_iter().map(office).collect();
        (known, names.to_vec())
    }

    /// What an entry names: its code says no more than state, body and sector.
    fn what(&self, entry: &Entry, meaning: &Meaning) -> What {
        let sector = meaning.sector.as_deref();
        let first = entry.names[0].split(' ').next().unwrap_or_default().to_lowercase();
        let given = entry.names[0].contains(' ') && self.is_given(&fold(&first));
        let dated = entry.terms.iter().any(|t| t.from.is_some() || t.to.is_some());
        let group = sector.is_some_and(|s| GROUPS.contains(&s));
        match sector {
            None if meaning.organisation.is_none() => What::Country,
            _ if given || dated && !group => What::Person,
            _ if meaning.organisation.is_some() => What::Organisation,
            _ if group => What::Group,
            _ => What::Body,
        }
    }

    /// The lexicon's entry of the same name, state and body: who that is we know already.
    fn same_bearer(&self, known: &Known, names: &[String]) -> Option<&Known> {
        let ids = names.iter().flat_map(|name| self.named(&words_of(name).join(" ")));
        let mut ours = ids.map(|id| &self.known[*id as usize]);
        ours.find(|k| k.what == known.what && k.country == known.country && k.organisation == known.organisation)
    }

    /// Whether the lexicon already gives a name to the country: then its finer reading (a capital, a people) stays.
    fn is_of(&self, name: &str, meaning: &Meaning) -> bool {
        let ids = self.named(&words_of(name).join(" ")).iter();
        ids.map(|id| &self.known[*id as usize]).any(|k| k.what != What::Role && k.country == meaning.country)
    }

    /// The ways in which news write a name that a dictionary has in capitals.
    fn forms(&self, name: &str, small: &FxHashSet<String>) -> Vec<String> {
        if name.chars().any(char::is_lowercase) {
            return vec![name.to_owned()];
        }
        let lower = name.to_lowercase();
        let mut forms = vec![self.with_acronyms(name)];
        if !name.contains(' ') {
            // a word of its own: an acronym, unless it is a name
            forms.push(name.to_owned());
        }
        if !small.contains(&lower) {
            forms.push(lower);
        }
        forms
    }

    /// The name in small letters, but for its acronyms: words that the lexicon has in capitals, words with stops or without a vowel.
    fn with_acronyms(&self, name: &str) -> String {
        let word = |w: &str| if self.is_acronym(w) { w.to_owned() } else { w.to_lowercase() };
        name.split(' ').map(word).collect::<Vec<_>>().join(" ")
    }

    fn is_acronym(&self, word: &str) -> bool {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let vowel = word.chars().any(|c| "AEIOUY".contains(c));
        (2..=6).contains(&letters)
            && (!vowel
                || word.contains('.')
                || self.names.contains_key(&fold(word)) && fold(word) != word.to_lowercase())
    }

    /// A name as it is shown.
    fn display(&self, name: &str) -> String {
        if name.chars().any(char::is_lowercase) {
            return name.to_owned();
        }
        let word = |w: &str| if self.is_acronym(w) { w.to_owned() } else { capitalised(w) };
        name.split(' ').map(word).collect::<Vec<_>>().join(" ")
    }
}

fn of(what: What, name: &str, meaning: &Meaning) -> Known {
    Known {
        what,
        name: name.to_owned(),
        country: meaning.country.clone(),
        organisation: meaning.organisation.clone(),
        sector: meaning.sector.clone(),
        members: Vec::new(),
        wikidata: None,
        offices: Vec::new(),
        person: what == What::Person,
    }
}

/// A dictionary names no role, only the sector.
fn office(term: &Term) -> Office {
    Office { role: String::new(), sector: term.meaning.sector.clone(), from: term.from, to: term.to }
}

fn capitalised(word: &str) -> String {
    let part = |part: &str| {
        let mut chars = part.chars();
        chars.next().map(|first| first.to_string() + &chars.as_str().to_lowercase()).unwrap_or_default()
    };
    word.split('-').map(part).collect::<Vec<_>>().join("-")
}

/// Small words of the language, which a name in capitals may look like ("WHO"): all that the cues write in small letters.
fn small_words(files: &[Packed]) -> FxHashSet<String> {
    let mut words = FxHashSet::default();
    let cues = files.iter().filter(|(path, _)| path.starts_with("cues/"));
    let mut left: Vec<Value> = cues.filter_map(|(_, json)| serde_json::from_str(json).ok()).collect();
    while let Some(value) = left.pop() {
        match value {
            Value::String(text) if !text.contains(' ') && text.chars().all(char::is_lowercase) => {
                words.insert(text);
            }
            Value::Array(list) => left.extend(list),
            Value::Object(table) => left.extend(table.into_iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    words
}
