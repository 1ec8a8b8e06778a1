//! When, where, about what, with how many dead, and how sure are we?

pub mod casualties;
mod confidence;
pub mod date;
pub mod place;
mod voice;

use crate::article::Article;
use crate::event::{Event, Scene, Status};
use crate::lexicon::Lexicon;
use crate::parse::{Deprel, Feats};
use crate::segment::Segments;
use crate::text::{Span, lower};
use casualties::Casualties;
use date::{DateMention, DateRange};
use place::Place;

/// When, as told or as the fallback.
#[derive(Clone, Debug, PartialEq)]
pub struct When {
    /// The words; absent for the date of publication.
    pub span: Option<Span>,
    /// First and last day.
    pub range: DateRange,
    /// `day`, `week`, …
    pub granularity: &'static str,
    /// `explicit`, `relative` or `publication`.
    pub basis: &'static str,
}

/// Where, as told or as the fallback.
#[derive(Clone, Debug, PartialEq)]
pub struct Where {
    /// The words.
    pub span: Span,
    /// The place.
    pub place: Place,
    /// `text` or `dateline`.
    pub basis: &'static str,
}

/// What is known about an event beside its parties.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attributes {
    /// When.
    pub date: Option<When>,
    /// Where.
    pub place: Option<Where>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// Dead and injured.
    pub casualties: Casualties,
    /// 0–1.
    pub confidence: f64,
}

/// Settles the attributes of all events; marks what lies over a year back as historical.
pub(crate) fn settle(article: &Article, segments: &Segments, scene: &Scene, events: &mut [Event]) -> Vec<Attributes> {
    let dates = date::find(article, scene.parsed, &scene.lexicon.dates);
    let places = place::find(article, scene.parsed, scene.mentions, scene.actors, scene.lexicon);
    let dateline = place::dateline(article, segments, scene.actors, scene.lexicon);
    let date_clauses: Vec<Option<usize>> =
        dates.iter().map(|d| clause_of(scene, d.first as usize, d.end as usize)).collect();
    let place_clauses: Vec<Option<usize>> =
        places.iter().map(|p| clause_of(scene, p.first as usize, p.end as usize)).collect();
    let mut list = Vec::with_capacity(events.len());
    let mut told = Contexts::default();
    for event in events.iter_mut() {
        if event.attribution.is_empty() {
            event.attribution = voice::of(scene, event);
        }
        let found = date_of(scene, event, &dates, &date_clauses);
        let date = when(article, event, found);
        if let Some(date) = &date {
            mark_historical(article, event, date);
        }
        let stands = |i: &usize| places[*i].prepositional && !is_party(scene, event, places[*i].span);
        let place = attached_where(scene, event, &place_clauses, stands).map(|i| Where {
            span: places[i].span,
            place: places[i].place.clone(),
            basis: "text",
        });
        let fallback = || dateline.clone().map(|(span, place)| Where { span, place, basis: "dateline" });
        list.push(Attributes {
            date,
            place: place.or_else(fallback),
            contexts: told.of(article, scene, event.sentence).to_vec(),
            casualties: Casualties::default(),
            confidence: confidence::of(scene, event),
        });
    }
    for (id, attributes) in list.iter_mut().enumerate().filter(|(id, _)| events[*id].class == VIOLENCE) {
        attributes.casualties = casualties::count(scene, events, id);
    }
    list
}

/// The class of acts that have victims.
const VIOLENCE: &str = "violence";

/// The frame of the clause that a phrase stands in: the first one on the way to the root.
fn clause_of(scene: &Scene, first: usize, end: usize) -> Option<usize> {
    let words = &scene.parsed.words;
    let mut at =
        (first..end).find(|w| !(first..end).contains(&(words.get(*w).map_or(0, |x| x.head) as usize))).unwrap_or(first);
    for _ in 0..MAX_CLIMB {
        if let Some(frame) = scene.frames.at(at) {
            return Some(frame);
        }
        let head = words.get(at)?.head as usize;
        if head == at {
            return None;
        }
        at = head;
    }
    None
}

/// A bound on the way to the root.
const MAX_CLIMB: usize = 64;

/// The date of the event's clause or of one around it. A past day of announcing is no day of what is announced. A fact without a date
/// of its own takes the one that opens its sentence.
fn date_of<'d>(
    scene: &Scene,
    event: &Event,
    dates: &'d [DateMention],
    clauses: &[Option<usize>],
) -> Option<&'d DateMention> {
    let Some(hit) = attached_where(scene, event, clauses, |_| true) else {
        let first = scene.parsed.sentences[event.sentence as usize].first;
        let opens = |d: &&DateMention| d.first == first || d.first == first + 1;
        // "today's announcement" dates the announcement alone
        let owns = |d: &DateMention| {
            scene.parsed.words.get(d.end as usize).is_some_and(|w| w.deprel == Deprel::Case && w.joined)
        };
        return dates.iter().find(opens).filter(|d| event.status.is_fact() && !owns(d));
    };
    let outer = clauses[hit].filter(|c| *c != event.frame).map(|c| scene.frames.list[c].verb as usize);
    let told_back = outer.is_some_and(|verb| scene.parsed.words[verb].feats.has(Feats::FINITE | Feats::PAST));
    dates.get(hit).filter(|_| !(looks_ahead(event) && told_back))
}

fn looks_ahead(event: &Event) -> bool {
    event.status.is_future() || matches!(event.status, Status::CalledFor | Status::Hypothetical)
}

/// The phrase of the event's own clause, else of the clauses around it.
fn attached_where(
    scene: &Scene,
    event: &Event,
    clauses: &[Option<usize>],
    fits: impl Fn(&usize) -> bool,
) -> Option<usize> {
    let mut frame = Some(event.frame);
    for _ in 0..3 {
        let at = frame?;
        let hit = clauses.iter().enumerate().find(|(i, c)| **c == Some(at) && fits(i)).map(|(i, _)| i);
        if hit.is_some() {
            return hit;
        }
        let verb = scene.frames.list[at].verb as usize;
        let head = scene.parsed.words[verb].head as usize;
        frame = if head == verb { None } else { clause_of(scene, head, head + 1) };
    }
    None
}

fn when(article: &Article, event: &Event, found: Option<&DateMention>) -> Option<When> {
    let range = |mention: &DateMention| {
        if looks_ahead(event) { mention.future } else { mention.looking_back(article.published) }
    };
    // where the telling stands still, what it tells as done cannot lie after publication
    let done = |m: &DateMention| m.narrated && event.status.is_fact();
    let possible = |m: &&DateMention| !done(m) || article.published.is_none_or(|p| range(m).start <= p);
    if let Some(mention) = found.filter(possible) {
        return Some(When {
            span: Some(mention.span),
            range: range(mention),
            granularity: mention.granularity.name(),
            basis: mention.basis(),
        });
    }
    let published = article.published.filter(|_| !event.status.is_future())?;
    Some(When {
        span: None,
        range: DateRange { start: published, end: published },
        granularity: "day",
        basis: "publication",
    })
}

/// Background over a year old is history, whatever its tense.
fn mark_historical(article: &Article, event: &mut Event, date: &When) {
    let Some(published) = article.published else { return };
    let old = published.since(date.range.end).is_ok_and(|span| span.get_days() > 366);
    if old && event.status.is_fact() {
        event.status = Status::Historical;
        event.cue = date.span.or(event.cue);
    }
}

fn is_party(scene: &Scene, event: &Event, span: Span) -> bool {
    event.actors.iter().chain(&event.recipients).any(|p| scene.mentions.list[*p].span.overlaps(span))
}

/// The contexts of the sentence asked for last: most sentences of events have several.
#[derive(Default)]
struct Contexts(Option<(u32, Vec<String>)>);

impl Contexts {
    fn of(&mut self, article: &Article, scene: &Scene, sentence: u32) -> &[String] {
        let known = self.0.take().filter(|(number, _)| *number == sentence);
        &self.0.insert(known.unwrap_or_else(|| (sentence, contexts(article, scene, sentence)))).1
    }
}

/// PLOVER contexts whose words stand in the sentence, the most frequent first.
fn contexts(article: &Article, scene: &Scene, sentence: u32) -> Vec<String> {
    const MOST: usize = 3;
    let sentence = &scene.parsed.sentences[sentence as usize];
    let text = sentence.span.of(&article.text).to_lowercase();
    let mut scores: Vec<(usize, usize)> = Vec::new();
    for word in sentence.words() {
        for context in scene.lexicon.contexts_of(&lower(scene.parsed.lemma(word))) {
            bump(&mut scores, context);
        }
    }
    scene.lexicon.context_phrases.found_in(&text).for_each(|context| bump(&mut scores, context));
    scores.sort_by_key(|(context, count)| (std::cmp::Reverse(*count), *context));
    scores.into_iter().take(MOST).map(|(context, _)| scene.lexicon.ontology.contexts[context].0.clone()).collect()
}

fn bump(scores: &mut Vec<(usize, usize)>, context: usize) {
    match scores.iter_mut().find(|(c, _)| *c == context) {
        Some((_, count)) => *count += 1,
        None => scores.push((context, 1)),
    }
}

impl Lexicon {
    fn contexts_of(&self, lemma: &str) -> impl Iterator<Item = usize> + '_ {
        self.context_words.get(lemma).map_or(&[][..], Vec::as_slice).iter().copied()
    }
}
