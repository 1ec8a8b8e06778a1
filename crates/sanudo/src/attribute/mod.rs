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
    let date_clauses = Clauses::new(scene, dates.iter().map(|d| (d.first as usize, d.end as usize)));
    let place_clauses = Clauses::new(scene, places.iter().map(|p| (p.first as usize, p.end as usize)));
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
    let mut violent = vec![0; scene.parsed.sentences.len()];
    events.iter().filter(|e| e.class == VIOLENCE).for_each(|e| violent[e.sentence as usize] += 1);
    for (event, attributes) in events.iter().zip(&mut list).filter(|(e, _)| e.class == VIOLENCE) {
        attributes.casualties = casualties::count(scene, &violent, event);
    }
    list
}

/// The phrases of one kind and the clauses in which they stand.
struct Clauses {
    /// Parallel to the phrases.
    of: Vec<Option<usize>>,
    /// Frame and phrase, sorted.
    by_frame: Vec<(usize, usize)>,
}

impl Clauses {
    /// Of phrases given by their first word and the one behind their last.
    fn new(scene: &Scene, phrases: impl Iterator<Item = (usize, usize)>) -> Clauses {
        let of: Vec<Option<usize>> = phrases.map(|(first, end)| clause_of(scene, first, end)).collect();
        let mut by_frame: Vec<_> = of.iter().enumerate().filter_map(|(i, frame)| Some(((*frame)?, i))).collect();
        by_frame.sort_unstable();
        Clauses { of, by_frame }
    }

    /// The phrases of a frame, in text order.
    fn at(&self, frame: usize) -> impl Iterator<Item = usize> + '_ {
        let from = self.by_frame.partition_point(|(f, _)| *f < frame);
        self.by_frame[from..].iter().take_while(move |(f, _)| *f == frame).map(|(_, i)| *i)
    }
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
fn date_of<'d>(scene: &Scene, event: &Event, dates: &'d [DateMention], clauses: &Clauses) -> Option<&'d DateMention> {
    let Some(hit) = attached_where(scene, event, clauses, |_| true) else {
        let first = scene.parsed.sentences[event.sentence as usize].first;
        let opens = |d: &&DateMention| d.first == first || d.first == first + 1;
        // "today's announcement" dates the announcement alone
        let owns = |d: &DateMention| {
            scene.parsed.words.get(d.end as usize).is_some_and(|w| w.deprel == Deprel::Case && w.joined)
        };
        let from = dates.partition_point(|d| d.first < first);
        return dates[from..].iter().take(2).find(opens).filter(|d| event.status.is_fact() && !owns(d));
    };
    let outer = clauses.of[hit].filter(|c| *c != event.frame).map(|c| scene.frames.list[c].verb as usize);
    let told_back = outer.is_some_and(|verb| scene.parsed.words[verb].feats.has(Feats::FINITE | Feats::PAST));
    dates.get(hit).filter(|_| !(looks_ahead(event) && told_back))
}

fn looks_ahead(event: &Event) -> bool {
    event.status.is_future() || matches!(event.status, Status::CalledFor | Status::Hypothetical)
}

/// The phrase of the event's own clause, else of the clauses around it.
fn attached_where(scene: &Scene, event: &Event, clauses: &Clauses, fits: impl Fn(&usize) -> bool) -> Option<usize> {
    let mut frame = Some(event.frame);
    for _ in 0..3 {
        let at = frame?;
        let hit = clauses.at(at).find(|i| fits(i));
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
