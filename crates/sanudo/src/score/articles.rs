//! Annotated articles: events, agendas and positions, in the form of gold/guidelines.md.

use super::{Count, Judged, Metric, mean, ratio};
use crate::record::{Entity, Record};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The annotation of one article.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Annotation {
    /// The article's id.
    pub id: String,
    events: Vec<GoldEvent>,
    meetings: Vec<GoldMeeting>,
    statements: Vec<GoldStatement>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
struct GoldEvent {
    sentence: String,
    trigger: String,
    #[serde(rename = "type")]
    kind: String,
    status: String,
    actors: Vec<GoldParty>,
    recipients: Vec<GoldParty>,
    sure: bool,
}

impl Default for GoldEvent {
    fn default() -> Self {
        let empty = String::new;
        GoldEvent {
            sentence: empty(),
            trigger: empty(),
            kind: empty(),
            status: empty(),
            actors: vec![],
            recipients: vec![],
            sure: true,
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct GoldParty {
    country: Option<String>,
    organisation: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct GoldMeeting {
    agenda: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct GoldStatement {
    quote: String,
    holder: Vec<String>,
    stance: String,
}

/// An event of either side, reduced to what is compared.
struct Item {
    span: Option<(usize, usize)>,
    trigger: BTreeSet<String>,
    kind: String,
    status: String,
    actors: BTreeSet<String>,
    recipients: BTreeSet<String>,
    sure: bool,
}

/// Scores records (written with their text) against annotations.
pub fn score_articles(gold: &[Annotation], records: &[Record]) -> Vec<Metric> {
    let by_id: BTreeMap<&str, &Record> = records.iter().map(|r| (r.article.id.as_str(), r)).collect();
    let mut tally = Tally::default();
    for annotation in gold {
        if let Some(record) = by_id.get(annotation.id.as_str()) {
            tally.add(annotation, record);
        }
    }
    tally.metrics()
}

/// Judges every event that no unsure annotation answers: right are those whose type and parties' codes are the annotation's.
pub fn judge_articles(gold: &[Annotation], records: &[Record]) -> Vec<Judged> {
    let by_id: BTreeMap<&str, &Record> = records.iter().map(|r| (r.article.id.as_str(), r)).collect();
    let mut judged = Vec::new();
    for annotation in gold {
        let Some(record) = by_id.get(annotation.id.as_str()) else { continue };
        let text = record.article.text.as_deref().unwrap_or("");
        let items: Vec<Item> = annotation.events.iter().map(|e| gold_item(e, text)).collect();
        let predicted: Vec<Item> = record.events.iter().map(predicted_item).collect();
        let pairs = assign(&items, &predicted);
        for (j, event) in record.events.iter().enumerate() {
            let answer = pairs.iter().find(|(_, p)| *p == j).map(|(g, _)| &items[*g]);
            let right = answer.is_some_and(|g| {
                let p = &predicted[j];
                g.kind == p.kind && g.actors == p.actors && g.recipients == p.recipients
            });
            if answer.is_none_or(|g| g.sure) {
                judged.push(Judged { confidence: event.confidence, right });
            }
        }
    }
    judged
}

#[derive(Default)]
struct Tally {
    types: Count,
    full: usize,
    actors: usize,
    recipients: usize,
    status: usize,
    by_type: BTreeMap<String, Count>,
    agenda: (usize, usize),
    positions: Count,
}

impl Tally {
    fn add(&mut self, annotation: &Annotation, record: &Record) {
        let text = record.article.text.as_deref().unwrap_or("");
        let gold: Vec<Item> = annotation.events.iter().map(|e| gold_item(e, text)).collect();
        let predicted: Vec<Item> = record.events.iter().map(predicted_item).collect();
        let pairs = assign(&gold, &predicted);
        for (i, item) in gold.iter().enumerate().filter(|(_, g)| g.sure) {
            self.types.gold += 1;
            self.by_type.entry(item.kind.clone()).or_default().gold += 1;
            let answer = pairs.iter().find(|(g, _)| *g == i).map(|(_, p)| &predicted[*p]);
            if let Some(answer) = answer.filter(|a| a.kind == item.kind) {
                self.matched(item, answer);
            }
        }
        for (j, item) in predicted.iter().enumerate() {
            let unsure = pairs.iter().any(|(g, p)| *p == j && !gold[*g].sure);
            if !unsure {
                self.types.predicted += 1;
                self.by_type.entry(item.kind.clone()).or_default().predicted += 1;
            }
        }
        self.agendas(annotation, record);
        self.statements(annotation, record, text);
    }

    fn matched(&mut self, gold: &Item, answer: &Item) {
        self.types.hits += 1;
        self.by_type.entry(gold.kind.clone()).or_default().hits += 1;
        let same = [gold.actors == answer.actors, gold.recipients == answer.recipients, gold.status == answer.status];
        self.actors += usize::from(same[0]);
        self.recipients += usize::from(same[1]);
        self.status += usize::from(same[2]);
        self.full += usize::from(same.iter().all(|s| *s));
    }

    fn agendas(&mut self, annotation: &Annotation, record: &Record) {
        let found: Vec<BTreeSet<String>> =
            record.meetings.iter().flat_map(|m| &m.agenda).map(|a| words(&a.text)).collect();
        for item in annotation.meetings.iter().flat_map(|m| &m.agenda).map(|a| words(a)) {
            let shares_half = |other: &BTreeSet<String>| {
                !other.is_empty() && item.intersection(other).count() * 2 >= item.len().max(other.len())
            };
            self.agenda.0 += usize::from(found.iter().any(shares_half));
            self.agenda.1 += 1;
        }
    }

    fn statements(&mut self, annotation: &Annotation, record: &Record, text: &str) {
        self.positions.gold += annotation.statements.len();
        self.positions.predicted += record.statements.len();
        let mut used = vec![false; record.statements.len()];
        for gold in &annotation.statements {
            let (span, holder) = (place(text, &gold.quote), gold.holder.iter().cloned().collect::<BTreeSet<_>>());
            let answers = record.statements.iter().enumerate().find(|(k, s)| {
                let own = Some((s.sentence_span[0] as usize, s.sentence_span[1] as usize));
                !used[*k] && overlap(span, own) && s.stance == gold.stance && codes(&s.holder) == holder
            });
            if let Some((k, _)) = answers {
                used[k] = true;
                self.positions.hits += 1;
            }
        }
    }

    fn metrics(&self) -> Vec<Metric> {
        let full = Count { hits: self.full, ..self.types };
        let of_gold = self.by_type.values().filter(|c| c.gold > 0);
        let matched = self.types.hits;
        vec![
            ("type_precision", self.types.precision()),
            ("type_recall", self.types.recall()),
            ("type_f1", self.types.f1()),
            ("type_macro_f1", mean(of_gold.map(|c| c.f1()))),
            ("full_f1", full.f1()),
            ("actors", ratio(self.actors, matched)),
            ("recipients", ratio(self.recipients, matched)),
            ("status", ratio(self.status, matched)),
            ("agenda_recall", ratio(self.agenda.0, self.agenda.1)),
            ("position_f1", self.positions.f1()),
        ]
    }
}

fn gold_item(event: &GoldEvent, text: &str) -> Item {
    let codes =
        |list: &[GoldParty]| list.iter().filter_map(|p| p.country.clone().or_else(|| p.organisation.clone())).collect();
    Item {
        span: place(text, &event.sentence),
        trigger: lower_words(&event.trigger),
        kind: event.kind.clone(),
        status: event.status.clone(),
        actors: codes(&event.actors),
        recipients: codes(&event.recipients),
        sure: event.sure,
    }
}

fn predicted_item(event: &crate::record::Event) -> Item {
    Item {
        span: Some((event.sentence_span[0] as usize, event.sentence_span[1] as usize)),
        trigger: lower_words(&event.trigger.text),
        kind: event.kind.clone(),
        status: event.status.clone(),
        actors: codes(&event.actors),
        recipients: codes(&event.recipients),
        sure: true,
    }
}

fn codes(entities: &[Entity]) -> BTreeSet<String> {
    let flat =
        entities.iter().flat_map(|e| if e.members.is_empty() { std::slice::from_ref(e) } else { e.members.as_slice() });
    flat.filter_map(|e| e.country.clone().or_else(|| e.organisation.clone())).collect()
}

/// Where a quote stands, in code points.
fn place(text: &str, quote: &str) -> Option<(usize, usize)> {
    let at = text.find(quote).filter(|_| !quote.is_empty())?;
    let start = text[..at].chars().count();
    Some((start, start + quote.chars().count()))
}

fn overlap(a: Option<(usize, usize)>, b: Option<(usize, usize)>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a.0.max(b.0) < a.1.min(b.1))
}

/// The best one-to-one assignment, greedy by type, trigger, parties and status.
fn assign(gold: &[Item], predicted: &[Item]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in predicted.iter().enumerate().filter(|(_, p)| overlap(g.span, p.span)) {
            let (kind, trigger) = (g.kind == p.kind, g.trigger.intersection(&p.trigger).next().is_some());
            let points = [g.actors == p.actors, g.recipients == p.recipients, g.status == p.status];
            if kind || trigger {
                let score = 4 * usize::from(kind) + 2 * usize::from(trigger) + points.iter().filter(|x| **x).count();
                candidates.push((std::cmp::Reverse(score), i, j));
            }
        }
    }
    candidates.sort();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in candidates {
        if !pairs.iter().any(|(g, p)| *g == i || *p == j) {
            pairs.push((i, j));
        }
    }
    pairs
}

fn lower_words(text: &str) -> BTreeSet<String> {
    text.to_lowercase().split_whitespace().map(str::to_owned).collect()
}

fn words(text: &str) -> BTreeSet<String> {
    const STOP: [&str; 9] = ["the", "a", "an", "of", "and", "in", "to", "on", ""];
    let words = text.split_whitespace().map(|w| w.trim_matches(|c| ".,;:'\"()".contains(c)).to_lowercase());
    words.filter(|w| !STOP.contains(&w.as_str())).collect()
}
