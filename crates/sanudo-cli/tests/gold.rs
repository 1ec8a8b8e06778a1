//! The gold articles of `gold/`: every quote stands in its article, every code in the ontology, no article in two sets.

use sanudo::article::Article;
use sanudo::event::Status;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const SETS: [&str; 2] = ["dev", "test"];
/// Stances as the record writes them.
const STANCES: [&str; 8] = ["supports", "opposes", "concerned", "demands", "blames", "denies", "claims", "proposes"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn json_lines(path: &str) -> Vec<Value> {
    let text = fs::read_to_string(root().join(path)).expect("readable");
    text.lines().map(|l| serde_json::from_str(l).expect("one JSON object a line")).collect()
}

fn toml_file(path: &str) -> toml::Table {
    fs::read_to_string(root().join(path)).expect("readable").parse().expect("TOML")
}

fn names(table: &toml::Table, list: &str, key: &str) -> BTreeSet<String> {
    let entries = table[list].as_array().expect("a list").iter();
    entries.map(|e| e[key].as_str().expect("a string").to_owned()).collect()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or("")
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn strings<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a str> {
    list(value, key).iter().map(|v| v.as_str().expect("a string"))
}

fn is_day(text: &str) -> bool {
    Article { published: text.parse().ok(), ..Article::default() }.published.is_some()
}

/// The codes that an annotation may use.
struct Codes {
    modes: BTreeMap<String, BTreeSet<String>>,
    contexts: BTreeSet<String>,
    sectors: BTreeSet<String>,
    countries: BTreeSet<String>,
    organisations: BTreeSet<String>,
}

impl Codes {
    fn read() -> Codes {
        let mut modes = BTreeMap::new();
        for entry in toml_file("lexicon/ontology/plover.toml")["type"].as_array().expect("types") {
            let own = entry.get("mode").and_then(|m| m.as_array()).into_iter().flatten();
            let own = own.map(|m| m["name"].as_str().expect("a name").to_owned()).collect();
            modes.insert(entry["name"].as_str().expect("a name").to_owned(), own);
        }
        let export = toml_file("lexicon/ontology/export.toml");
        let sectors = export["sectors"].as_table().expect("sectors").keys().cloned();
        let files = fs::read_dir(root().join("lexicon/actors")).expect("readable").flatten();
        let stems = files.map(|f| f.path().file_stem().expect("a name").to_string_lossy().into_owned());
        let mut organisations = names(&toml_file("lexicon/actors/organisations.toml"), "organisation", "code");
        organisations.extend(["IGO", "NGO", "MNC"].map(str::to_owned));
        Codes {
            modes,
            contexts: names(&toml_file("lexicon/ontology/contexts.toml"), "context", "name"),
            sectors: sectors.collect(),
            countries: stems.filter(|s| s.len() == 3 && s.chars().all(|c| c.is_ascii_uppercase())).collect(),
            organisations,
        }
    }

    fn knows(&self, code: &str) -> bool {
        self.countries.contains(code) || self.organisations.contains(code)
    }
}

/// Gathers what is wrong with one article.
struct Check<'a> {
    article: &'a str,
    id: &'a str,
    codes: &'a Codes,
    wrong: Vec<String>,
}

impl Check<'_> {
    fn quote(&mut self, quote: &str, within: &str, what: &str) {
        let stands = within.contains(quote);
        self.hold(stands, what, quote);
    }

    fn hold(&mut self, holds: bool, what: &str, value: &str) {
        if !holds {
            self.wrong.push(format!("{}: {what}: {value}", self.id));
        }
    }

    fn sentence(&mut self, quote: &str) {
        self.hold(!quote.is_empty(), "no quote", "");
        self.quote(quote, self.article, "not in the article");
    }

    fn event(&mut self, event: &Value) {
        let (kind, underlying) = (text(event, "type"), text(event, "underlying"));
        self.sentence(text(event, "sentence"));
        self.hold(!text(event, "trigger").is_empty(), "no trigger", text(event, "sentence"));
        self.quote(text(event, "trigger"), text(event, "sentence"), "trigger not in its sentence");
        let codes = self.codes;
        self.hold(codes.modes.contains_key(underlying), "no type", underlying);
        let Some(modes) = codes.modes.get(kind) else { return self.hold(false, "no type", kind) };
        // a planned act keeps the mode of what is planned
        let inner = &codes.modes.get(underlying).unwrap_or(modes);
        strings(event, "modes").for_each(|m| self.hold(modes.contains(m) || inner.contains(m), "no mode", m));
        strings(event, "contexts").for_each(|c| self.hold(codes.contexts.contains(c), "no context", c));
        self.hold(Status::from_name(text(event, "status")).is_some(), "no status", text(event, "status"));
        self.hold(event["sure"].is_boolean(), "sure is not told", text(event, "trigger"));
        let (start, end) = (text(&event["date"], "start"), text(&event["date"], "end"));
        self.hold(event["date"].is_null() || is_day(start) && is_day(end) && start <= end, "no date", start);
        self.place(&event["place"]);
        ["actors", "recipients"].iter().for_each(|side| list(event, side).iter().for_each(|p| self.party(p)));
    }

    fn party(&mut self, party: &Value) {
        let (country, organisation) = (text(party, "country"), text(party, "organisation"));
        self.quote(text(party, "text"), self.article, "party not in the article");
        let codes = self.codes;
        self.hold(country.is_empty() || codes.countries.contains(country), "no country", country);
        self.hold(
            organisation.is_empty() || codes.organisations.contains(organisation),
            "no organisation",
            organisation,
        );
        strings(party, "sectors").for_each(|s| self.hold(codes.sectors.contains(s), "no sector", s));
    }

    fn place(&mut self, place: &Value) {
        let country = text(place, "country");
        self.quote(text(place, "text"), self.article, "place not in the article");
        self.hold(country.is_empty() || self.codes.countries.contains(country), "no country", country);
    }

    fn meeting(&mut self, meeting: &Value) {
        self.sentence(text(meeting, "quote"));
        self.hold(Status::from_name(text(meeting, "status")).is_some(), "no status", text(meeting, "status"));
        strings(meeting, "participants").for_each(|p| self.hold(self.codes.knows(p), "no participant", p));
        strings(meeting, "agenda").for_each(|a| self.quote(a, self.article, "item not in the article"));
        self.place(&meeting["place"]);
    }

    fn statement(&mut self, statement: &Value) {
        let stance = text(statement, "stance");
        self.sentence(text(statement, "quote"));
        self.hold(STANCES.contains(&stance), "no stance", stance);
        self.quote(text(statement, "topic"), self.article, "topic not in the article");
        for side in ["holder", "target"] {
            strings(statement, side).for_each(|p| self.hold(self.codes.knows(p), "no code", p));
        }
    }
}

#[test]
fn annotations_quote_their_articles_and_use_codes_of_the_ontology() {
    let codes = Codes::read();
    let mut wrong = Vec::new();
    for set in SETS {
        let articles = json_lines(&format!("gold/{set}/articles.jsonl"));
        for annotation in json_lines(&format!("gold/{set}/gold.jsonl")) {
            let id = text(&annotation, "id");
            let article = articles.iter().find(|a| text(a, "id") == id).expect("an article of this id");
            let mut check = Check { article: text(article, "text"), id, codes: &codes, wrong: Vec::new() };
            list(&annotation, "events").iter().for_each(|e| check.event(e));
            list(&annotation, "meetings").iter().for_each(|m| check.meeting(m));
            list(&annotation, "statements").iter().for_each(|s| check.statement(s));
            wrong.append(&mut check.wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_article_is_annotated_once_and_stands_in_one_set() {
    let mut seen = BTreeSet::new();
    for set in SETS {
        let ids = |file: &str| -> Vec<String> {
            json_lines(&format!("gold/{set}/{file}.jsonl")).iter().map(|v| text(v, "id").to_owned()).collect()
        };
        assert_eq!(ids("articles"), ids("gold"), "{set}: articles and annotations in one order");
        for id in ids("articles") {
            assert!(seen.insert(id.clone()), "{id} stands twice");
        }
    }
    assert!(seen.len() >= 40, "at least 40 articles of our own, not {}", seen.len());
}
