//! Where does the lexicon know a word? Entries with their offices and dates, the codes of countries, and every other place.

use sanudo::lexicon::File;
use sanudo::lexicon::actors::{ENTRIES, LINE, OWN, fold};
use sanudo::lexicon::countries::{Codes, Countries};
use sanudo::lexicon::dictionary::{self, CodeBook, Entry};
use serde_json::Value;
use std::fmt::Write;

/// Keys of a country's file that hold its names.
const NAMES: [&str; 7] = ["name", "official", "names", "adjectives", "demonyms", "capital", "metonyms"];

/// All places that know a word or phrase, in order of the files.
pub fn find(files: &[File], word: &str) -> String {
    let word = letters(word);
    let countries = Countries::load(files).unwrap_or_default();
    let mut out = codes(&countries, files, &word);
    for (path, value) in files {
        match value {
            Value::String(text) => out += &in_dictionary(path, text, files, &countries, &word),
            _ if path.starts_with("actors/") || path.starts_with(OWN) => out += &in_actors(path, value, &word),
            _ => out += &in_words(path, "", value, &word),
        }
    }
    out
}

/// The letters and digits of a text, small, without accents: blanks, hyphens and stops tell no names apart.
fn letters(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != '.');
    parts.map(|part| fold(part).to_lowercase()).filter(|part| !part.is_empty()).collect()
}

/// Whether the words stand in a text, however they are joined: "Al-Sabah", "al Sabah", "AlSabah".
fn knows(text: &str, word: &[String]) -> bool {
    let (wanted, words) = (word.concat(), letters(text));
    !wanted.is_empty()
        && (0..words.len()).any(|first| {
            let mut rest = wanted.as_str();
            for part in &words[first..] {
                match rest.strip_prefix(part.as_str()) {
                    Some("") => return true,
                    Some(left) => rest = left,
                    None => return false,
                }
            }
            false
        })
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

/// The strings of a value that is one or a list of them.
fn strings(value: Option<&Value>) -> impl Iterator<Item = &str> {
    let one = value.and_then(Value::as_str).into_iter();
    one.chain(value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str))
}

fn in_actors(path: &str, value: &Value, word: &[String]) -> String {
    let mut out = String::new();
    let shown = path.strip_prefix(OWN).unwrap_or(path);
    for key in NAMES {
        for name in strings(value.get(key)).filter(|name| knows(name, word)) {
            let _ = writeln!(out, "{shown}  {key}  {name}");
        }
    }
    for kind in ENTRIES {
        for entry in value.get(kind).and_then(Value::as_array).into_iter().flatten() {
            let names = || ["name", "aliases", "nouns"].into_iter().flat_map(|key| strings(entry.get(key)));
            if names().any(|name| knows(name, word)) {
                out += &entry_lines(shown, kind, entry, text(value, "code").unwrap_or_default(), word);
            }
        }
    }
    let told = |key: &str| NAMES.contains(&key) || ENTRIES.contains(&key);
    let rest = value.as_object().into_iter().flatten().filter(|(key, _)| !told(key));
    out + &rest.map(|(key, value)| in_words(shown, key, value, word)).collect::<String>()
}

/// `actors/KWT.toml:45  person  Salem Al-Sabah  KWT  Q101693636`, then other names and offices.
fn entry_lines(path: &str, kind: &str, entry: &Value, country: &str, word: &[String]) -> String {
    let line = entry.get(LINE).and_then(Value::as_u64).map(|line| format!(":{line}")).unwrap_or_default();
    let nouns = || strings(entry.get("nouns")).filter(|noun| knows(noun, word)).collect::<Vec<_>>().join(", ");
    let name = text(entry, "name").map_or_else(nouns, str::to_owned);
    let codes =
        [text(entry, "country").unwrap_or(country), text(entry, "organisation").or(text(entry, "code")).unwrap_or("")];
    let facts = codes.into_iter().chain([text(entry, "sector").unwrap_or(""), text(entry, "wikidata").unwrap_or("")]);
    let facts: String = facts.filter(|fact| !fact.is_empty()).map(|fact| format!("  {fact}")).collect();
    let mut out = format!("{path}{line}  {kind}  {name}{facts}\n");
    let aliases: Vec<&str> = strings(entry.get("aliases")).collect();
    if !aliases.is_empty() {
        let _ = writeln!(out, "    also {}", aliases.join(", "));
    }
    for office in entry.get("offices").and_then(Value::as_array).into_iter().flatten() {
        let [role, sector] = ["role", "sector"].map(|key| text(office, key).unwrap_or(""));
        let _ = writeln!(out, "    {}  {role}  {sector}", term(text(office, "from"), text(office, "to")));
    }
    out
}

fn term(from: Option<&str>, to: Option<&str>) -> String {
    format!("{} – {}", from.unwrap_or("…"), to.unwrap_or("…"))
}

fn in_dictionary(path: &str, text: &str, files: &[File], countries: &Countries, word: &[String]) -> String {
    let shown = path.strip_prefix(OWN).unwrap_or(path);
    let Ok(book) = CodeBook::load(files, countries) else { return String::new() };
    let (entries, _) = dictionary::read(shown, text, &book);
    let known = entries.iter().filter(|e| e.names.iter().any(|name| knows(name, word)));
    known.map(|entry| dictionary_lines(shown, entry)).collect()
}

fn dictionary_lines(path: &str, entry: &Entry) -> String {
    let kind = if entry.agent { "agent" } else { "actor" };
    let mut out = format!("{path}:{}  {kind}  {}\n", entry.line, entry.names[0]);
    if entry.names.len() > 1 {
        let _ = writeln!(out, "    also {}", entry.names[1..].join(", "));
    }
    for dated in &entry.terms {
        let [from, to] = [dated.from, dated.to].map(|day| day.map(|d| d.to_string()));
        let meaning = &dated.meaning;
        let parts = [&meaning.country, &meaning.organisation, &meaning.sector].map(|part| part.as_deref());
        let code: Vec<&str> = parts.into_iter().flatten().collect();
        let _ = writeln!(out, "    {}  {}", term(from.as_deref(), to.as_deref()), code.join(" "));
    }
    out
}

/// `verbs/expel.toml  rule.when  obj=ambassador|envoy`, one a line, each once.
fn in_words(path: &str, under: &str, value: &Value, word: &[String]) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut left = vec![(under.to_owned(), value)];
    while let Some((key, value)) = left.pop() {
        match value {
            Value::String(text) if knows(text, word) => {
                let line = format!("{path}  {key}  {text}\n");
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
            Value::Array(list) => left.extend(list.iter().rev().map(|v| (key.clone(), v))),
            Value::Object(table) => {
                let join = |k: &String| if key.is_empty() { k.clone() } else { format!("{key}.{k}") };
                left.extend(table.iter().rev().map(|(k, v)| (join(k), v)));
            }
            _ => {}
        }
    }
    lines.concat()
}

/// The codes of the countries that are called so, term by term.
fn codes(countries: &Countries, files: &[File], word: &[String]) -> String {
    let file = |code: &str| files.iter().rfind(|(path, _)| *path == format!("actors/{code}.toml"));
    let called = |code: &&str| {
        let names = file(code).into_iter().flat_map(|(_, v)| strings(v.get("names")).chain(text(v, "name")));
        let all = names.map(str::to_owned).chain(countries.on(code, None).name).chain([(*code).to_owned()]);
        let whole = word.concat();
        all.into_iter().any(|name| letters(&name).concat() == whole)
    };
    countries.codes().filter(called).map(|code| terms(countries, code)).collect()
}

fn terms(countries: &Countries, code: &str) -> String {
    let turns = countries.turns(code);
    let mut out = format!("ontology/countries.toml  {code}\n");
    let first = turns.first().and_then(|day| day.yesterday().ok());
    let mut end = first;
    for (n, begin) in [None].into_iter().chain(turns.iter().map(|d| Some(*d))).enumerate() {
        let last = if n == 0 { end } else { turns.get(n).and_then(|day| day.yesterday().ok()) };
        let told = countries.on(code, begin.or(first));
        let [from, to] = [begin, last].map(|day| day.map(|d| d.to_string()));
        let _ = writeln!(out, "    {}  {}", term(from.as_deref(), to.as_deref()), in_line(&told));
        end = last;
    }
    out
}

/// `SRB Serbia  ISO RS 688  M49 688  COW 345  GW 340  Q403`, and why something is missing.
fn in_line(codes: &Codes) -> String {
    let or = |code: &Option<String>| code.clone().unwrap_or_else(|| "–".into());
    let number = |n: Option<u16>| n.map_or_else(|| "–".to_owned(), |n| n.to_string());
    let why: String = codes.why.iter().map(|(field, why)| format!("; {field}: {why}")).collect();
    format!(
        "{} {}  ISO {} {}  M49 {}  COW {}  GW {}  {}{why}",
        or(&codes.alpha3),
        or(&codes.name),
        or(&codes.alpha2),
        or(&codes.numeric),
        or(&codes.m49),
        number(codes.cow),
        number(codes.gw),
        or(&codes.wikidata)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_however_they_are_joined() {
        for (text, word) in [
            ("Salem Abdullah Al-Jaber Al-Sabah", "Al-Sabah"),
            ("Salem Abdullah Al-Jaber Al-Sabah", "al Sabah"),
            ("Salem Abdullah Al-Jaber Al-Sabah", "AlSabah"),
            ("Recep Tayyip Erdoğan", "erdogan"),
            ("Jean Luc Mélenchon", "Jean-Luc Melenchon"),
            ("U.S. Army", "us army"),
            ("obj=ambassador|envoy", "envoy"),
        ] {
            assert!(knows(text, &letters(word)), "{text} {word}");
        }
        for (text, word) in [("Sabahattin", "Sabah"), ("Al-Sabah", ""), ("Al-Sabah", "-"), ("Jaber", "al-Sabah")] {
            assert!(!knows(text, &letters(word)), "{text} {word}");
        }
    }
}
