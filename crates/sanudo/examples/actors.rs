//! How many annotated parties and names does the actor stage resolve? Reads the shared data where it stands; without it, says so.
//!
//! `cargo run -p sanudo --example actors [FOLDER] [--misses]`; FOLDER is `../shared` by default.
#![allow(clippy::print_stdout)]

use sanudo::actor::{self, Actor};
use sanudo::article::Article;
use sanudo::lexicon::Lexicon;
use sanudo::mention;
use sanudo::model::Model;
use sanudo::text::Span;
use serde_json::Value;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

/// What the program knows, and whether to print what it misses.
struct Bench {
    lexicon: Lexicon,
    model: Model,
    misses: bool,
}

/// A mention with its actor.
type Found = (Span, Option<Actor>);

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments.iter().find(|a| !a.starts_with("--")).map_or("../shared", String::as_str);
    let lexicon = Lexicon::load(serde_json::from_slice(sanudo_data::LEXICON)?).map_err(|e| format!("{e:?}"))?;
    let model = Model::load(sanudo_data::WEIGHTS, sanudo_data::SEGMENT, sanudo_data::LEMMAS)?;
    let bench = Bench { lexicon, model, misses: arguments.iter().any(|a| a == "--misses") };
    bench.parties(&Path::new(folder).join("gold/plv_dev.jsonl"));
    bench.names(&Path::new(folder).join("data/news"));
    Ok(())
}

fn lines(path: &Path) -> Vec<Value> {
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("{} is absent: not measured", path.display());
        return Vec::new();
    };
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

impl Bench {
    fn read(&self, value: &Value) -> (Article, Vec<Found>) {
        let article = Article {
            text: value["text"].as_str().unwrap_or_default().to_owned(),
            published: value["published"].as_str().and_then(|d| d.parse().ok()),
            ..Article::default()
        };
        let segments = sanudo::segment::segment(&article, &self.model);
        let parsed = sanudo::parse::parse(&article, &segments, &self.model);
        let mentions = mention::find(&article, &parsed, &self.lexicon);
        let actors = actor::resolve(&article, &parsed, &mentions, &self.lexicon);
        let found = mentions.list.iter().map(|m| m.span).zip(actors.list).collect();
        (article, found)
    }

    /// Of the parties with a code: those that some mention overlapping them resolves to.
    fn parties(&self, path: &Path) {
        let mut scores: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
        for value in lines(path) {
            let (article, found) = self.read(&value);
            for event in value["events"].as_array().into_iter().flatten() {
                for side in ["source", "target"] {
                    let codes = event[side].as_array().into_iter().flatten().filter(|p| p["code"].is_string());
                    for party in codes {
                        let hit = self.party(&article, &found, party);
                        let score = scores.entry(side).or_default();
                        *score = (score.0 + u32::from(hit), score.1 + 1);
                    }
                }
            }
        }
        scores.iter().for_each(|(side, score)| report(side, *score));
    }

    fn party(&self, article: &Article, found: &[Found], party: &Value) -> bool {
        let (text, code) = (party["text"].as_str().unwrap_or_default(), party["code"].as_str().unwrap_or_default());
        let Some(start) = article.text.find(text) else { return false };
        let span = Span::new(start, start + text.len());
        let over: Vec<&Found> = found.iter().filter(|(s, _)| s.overlaps(span)).collect();
        let hit = over.iter().filter_map(|(_, a)| a.as_ref()).any(|a| has_code(a, code));
        if self.misses && !hit {
            println!("{code}\t{text}\t{}", article.text);
            for (span, actor) in over {
                println!("\t{:?} {:?}", span.of(&article.text), actor.as_ref().map(|a| (&a.name, &a.country, a.basis)));
            }
        }
        hit
    }

    /// Of the linked people: those whose mention resolves to a person of that name.
    fn names(&self, folder: &Path) {
        let people: BTreeMap<String, Value> = lines(&folder.join("kremlin_people.jsonl"))
            .into_iter()
            .map(|v| (v["id"].as_str().unwrap_or_default().to_owned(), v["people"].clone()))
            .collect();
        let (mut score, mut articles) = ((0, 0), 0);
        for value in lines(&folder.join("kremlin.jsonl")) {
            let Some(linked) = people.get(value["id"].as_str().unwrap_or_default()).filter(|_| articles < 300) else {
                continue;
            };
            articles += 1;
            let (article, found) = self.read(&value);
            for person in linked.as_array().into_iter().flatten().filter(|p| p["person_id"].is_string()) {
                score = self.person(&article, &found, person, score);
            }
        }
        report("people by name", score);
    }

    fn person(&self, article: &Article, found: &[Found], person: &Value, score: (u32, u32)) -> (u32, u32) {
        let (mention, card) = (person["mention"].as_str().unwrap_or_default(), person["card"][0].as_str());
        let surname = card.and_then(|c| c.split(' ').next()).unwrap_or_default();
        let Some(start) = article.text.find(mention).filter(|_| mention.contains(surname)) else { return score };
        let span = Span::new(start, start + mention.len());
        let actors = || found.iter().filter(|(s, _)| s.overlaps(span)).filter_map(|(_, a)| a.as_ref());
        let hit = actors().any(|a| a.kind == actor::ActorKind::Person && a.name.contains(surname));
        if self.misses && !hit {
            println!("{mention}\t{card:?}\t{:?}", actors().map(|a| &a.name).collect::<Vec<_>>());
        }
        (score.0 + u32::from(hit), score.1 + 1)
    }
}

fn has_code(actor: &Actor, code: &str) -> bool {
    let organised =
        || actor.organisation.as_deref().is_some_and(|o| o == code || (code == "IGO" && o != "NGO" && o != "MNC"));
    actor.country.as_deref() == Some(code) || organised() || actor.members.iter().any(|m| has_code(m, code))
}

fn report(name: &str, (hit, all): (u32, u32)) {
    println!("{name}: {hit} of {all} ({:.1} %)", 100.0 * f64::from(hit) / f64::from(all.max(1)));
}
