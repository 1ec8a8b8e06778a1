//! Sentences with one code each: types, parties and who-to-whom, on actor codes.

use super::{Count, Judged, Metric, mean, ratio};
use crate::record::{Entity, Record};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// A sentence of a gold set, or what was predicted for it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sentence {
    /// Joins gold and prediction.
    pub id: String,
    /// The text to code.
    pub text: String,
    /// Date of publication, ISO.
    pub date: Option<String>,
    /// The codes.
    pub events: Vec<Coded>,
}

/// One code: type, sources, targets.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Coded {
    #[serde(rename = "type")]
    kind: Option<String>,
    source: Vec<Party>,
    target: Vec<Party>,
    reciprocal: bool,
}

impl Coded {
    /// A code with at most one party on each side.
    pub fn new(kind: String, source: Option<String>, target: Option<String>) -> Coded {
        let party = |code: Option<String>| code.into_iter().map(|c| Party { code: Some(c), text: None }).collect();
        Coded { kind: Some(kind), source: party(source), target: party(target), reciprocal: false }
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Party {
    code: Option<String>,
    text: Option<String>,
}

/// A record in the neutral form: all events whose act is reported, organisations as classes, members as parties.
pub fn neutral(record: &Record) -> Sentence {
    let reported = record.events.iter().filter(|e| e.status != "negated" && e.status != "denied");
    let events = reported.map(|e| {
        let (source, target) = (parties(&e.actors), parties(&e.recipients));
        let several = codes(&source).len() > 1;
        let reciprocal = target.is_empty() && several;
        let target = if reciprocal { source.clone() } else { target };
        Coded { kind: Some(e.kind.clone()), source, target, reciprocal }
    });
    Sentence { id: record.article.id.clone(), events: events.collect(), ..Sentence::default() }
}

fn parties(entities: &[Entity]) -> Vec<Party> {
    let mut out = Vec::new();
    for entity in entities {
        out.extend(entity.members.iter().map(|m| Party { code: code(m), text: Some(m.text.clone()) }));
        let own = if entity.members.is_empty() { code(entity) } else { None };
        out.push(Party { code: own, text: Some(entity.text.clone()) });
    }
    out
}

fn code(entity: &Entity) -> Option<String> {
    let class = |o: &String| if matches!(o.as_str(), "NGO" | "MNC" | "IMG" | "ISM") { o.clone() } else { "IGO".into() };
    entity.country.clone().or_else(|| entity.organisation.as_ref().map(class))
}

fn codes(parties: &[Party]) -> BTreeSet<&str> {
    parties.iter().filter_map(|p| p.code.as_deref()).collect()
}

fn kind(coded: &Coded) -> Option<&str> {
    // the gold set merges CONCEDE and RETREAT
    coded.kind.as_deref().map(|k| if k == "CONCEDE" || k == "RETREAT" { "YIELD" } else { k })
}

type Dyad<'a> = (&'a str, &'a str, &'a str);

fn dyads(sentence: &Sentence) -> BTreeSet<Dyad<'_>> {
    let mut out = BTreeSet::new();
    for event in &sentence.events {
        let Some(kind) = kind(event) else { continue };
        let (sources, targets) = (codes(&event.source), codes(&event.target));
        let pairs: Vec<(&str, &str)> = sources.iter().flat_map(|s| targets.iter().map(move |t| (*s, *t))).collect();
        let distinct: Vec<(&str, &str)> = pairs.iter().copied().filter(|(a, b)| a != b).collect();
        let kept = if event.reciprocal && !distinct.is_empty() { distinct } else { pairs };
        out.extend(kept.into_iter().map(|(a, b)| (a, kind, b)));
    }
    out
}

/// Scores predictions against gold; party metrics on sentences whose every gold event has both codes.
pub fn score_sentences(gold: &[Sentence], predicted: &[Sentence]) -> Vec<Metric> {
    let by_id: BTreeMap<&str, &Sentence> = predicted.iter().map(|s| (s.id.as_str(), s)).collect();
    let none = Sentence::default();
    let mut tally = Tally::default();
    for sentence in gold {
        tally.add(sentence, by_id.get(sentence.id.as_str()).copied().unwrap_or(&none));
    }
    tally.metrics(gold.len())
}

/// Judges the events that share a party with a gold event of both parties: right are those with its type whose parties meet its own. The set
/// has one event a sentence, so that other events cannot be judged.
pub fn judge_sentences(gold: &[Sentence], records: &[Record]) -> Vec<Judged> {
    let by_id: BTreeMap<&str, &Record> = records.iter().map(|r| (r.article.id.as_str(), r)).collect();
    let mut judged = Vec::new();
    for sentence in gold {
        let Some(record) = by_id.get(sentence.id.as_str()) else { continue };
        let reported = record.events.iter().filter(|e| e.status != "negated" && e.status != "denied");
        for (event, coded) in reported.zip(&neutral(record).events) {
            let (source, target) = (codes(&coded.source), codes(&coded.target));
            let meets = |a: &BTreeSet<&str>, b: &BTreeSet<&str>| a.intersection(b).next().is_some();
            let mut told = sentence.events.iter().map(|g| (kind(g), codes(&g.source), codes(&g.target)));
            let Some((wanted, from, to)) = told.find(|(_, from, to)| {
                let both: BTreeSet<&str> = source.union(&target).copied().collect();
                !from.is_empty() && !to.is_empty() && (meets(&both, from) || meets(&both, to))
            }) else {
                continue;
            };
            let right = kind(coded) == wanted && meets(&source, &from) && meets(&target, &to);
            judged.push(Judged { confidence: event.confidence, right });
        }
    }
    judged
}

#[derive(Default)]
struct Tally {
    types: Count,
    by_type: BTreeMap<String, Count>,
    dyad: Count,
    hits: (usize, usize),
    source: (usize, usize),
    target: (usize, usize),
    aligned: Vec<(String, Option<String>)>,
}

impl Tally {
    fn add(&mut self, gold: &Sentence, predicted: &Sentence) {
        let types =
            |s: &Sentence| -> BTreeSet<String> { s.events.iter().filter_map(kind).map(str::to_owned).collect() };
        let (g, p) = (types(gold), types(predicted));
        self.types.add(&g, &p);
        for name in g.union(&p) {
            let count = self.by_type.entry(name.clone()).or_default();
            count.hits += usize::from(g.contains(name) && p.contains(name));
            count.gold += usize::from(g.contains(name));
            count.predicted += usize::from(p.contains(name));
        }
        if !g.is_empty() {
            self.hits.1 += 1;
            self.hits.0 += usize::from(g.intersection(&p).next().is_some());
        }
        self.aligned.extend(gold.events.iter().filter_map(|e| aligned(e, predicted)));
        let coded = |e: &Coded| !codes(&e.source).is_empty() && !codes(&e.target).is_empty();
        if !gold.events.is_empty() && gold.events.iter().all(coded) {
            self.parties(gold, predicted);
        }
    }

    fn parties(&mut self, gold: &Sentence, predicted: &Sentence) {
        self.dyad.add(&dyads(gold), &dyads(predicted));
        for event in &gold.events {
            let found = |wanted: BTreeSet<&str>, of: fn(&Coded) -> &Vec<Party>| {
                predicted.events.iter().any(|p| codes(of(p)).intersection(&wanted).next().is_some())
            };
            self.source.0 += usize::from(found(codes(&event.source), |p| &p.source));
            self.target.0 += usize::from(found(codes(&event.target), |p| &p.target));
            self.source.1 += 1;
            self.target.1 += 1;
        }
    }

    fn metrics(&self, sentences: usize) -> Vec<Metric> {
        let in_gold = self.by_type.values().filter(|c| c.gold > 0);
        vec![
            ("type_f1", self.types.f1()),
            ("type_macro_f1", mean(in_gold.map(|c| c.f1()))),
            ("type_hit", ratio(self.hits.0, self.hits.1)),
            ("types_per_sentence", ratio(self.types.predicted, sentences)),
            ("source_acc", ratio(self.source.0, self.source.1)),
            ("target_acc", ratio(self.target.0, self.target.1)),
            ("dyad_f1", self.dyad.f1()),
            ("aligned_macro_f1", self.aligned_macro()),
            (
                "aligned_acc",
                ratio(self.aligned.iter().filter(|(g, a)| a.as_ref() == Some(g)).count(), self.aligned.len()),
            ),
        ]
    }

    fn aligned_macro(&self) -> f64 {
        let types: BTreeSet<&String> = self.aligned.iter().map(|(g, _)| g).collect();
        mean(types.into_iter().map(|name| {
            let hits = self.aligned.iter().filter(|(g, a)| g == name && a.as_ref() == Some(name)).count();
            let predicted = self.aligned.iter().filter(|(_, a)| a.as_ref() == Some(name)).count();
            Count { hits, predicted, gold: self.aligned.iter().filter(|(g, _)| g == name).count() }.f1()
        }))
    }
}

/// The gold type, and the type of the predicted event whose parties' words overlap it most.
fn aligned(gold: &Coded, predicted: &Sentence) -> Option<(String, Option<String>)> {
    let (source, target) = (words(&gold.source), words(&gold.target));
    let wanted = kind(gold)?.to_owned();
    if source.is_empty() && target.is_empty() {
        return None;
    }
    let (mut best, mut answer) = (0.0, None);
    for event in predicted.events.iter().filter(|e| e.kind.is_some()) {
        let (s, t) = (words(&event.source), words(&event.target));
        let straight = jaccard(&source, &s) + jaccard(&target, &t);
        let both: BTreeSet<String> = s.union(&t).cloned().collect();
        let mixed = if event.reciprocal { jaccard(&source, &both) + jaccard(&target, &both) } else { 0.0 };
        let value = f64::max(straight, mixed);
        if value > best {
            best = value;
            answer = kind(event).map(str::to_owned);
        }
    }
    Some((wanted, answer))
}

fn words(parties: &[Party]) -> BTreeSet<String> {
    const STOP: [&str; 16] =
        ["the", "a", "an", "of", "and", "in", "on", "to", "for", "by", "with", "its", "his", "her", "their", "'s"];
    let texts = parties.iter().filter_map(|p| p.text.as_deref());
    let words =
        texts.flat_map(str::split_whitespace).map(|w| w.trim_matches(|c| ".,;:'\"()".contains(c)).to_lowercase());
    words.filter(|w| !w.is_empty() && !STOP.contains(&w.as_str())).collect()
}

fn jaccard(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    if a.is_empty() || b.is_empty() { 0.0 } else { ratio(a.intersection(b).count(), a.union(b).count()) }
}
