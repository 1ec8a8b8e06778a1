//! Is it the same act told again? Mentions of one act become one event; the fullest telling leads.

use super::{Event, Events, Scene, Uncoded};
use crate::actor::Actor;
use crate::parse::{Deprel, Upos};

/// Joins tellings of the same act.
pub(super) fn merge(scene: &Scene, events: &mut Events) {
    let mut kept: Vec<Event> = Vec::with_capacity(events.list.len());
    for event in std::mem::take(&mut events.list) {
        match kept.iter_mut().rev().take(LOOK_BACK).find(|k| same(scene, k, &event)) {
            Some(first) => {
                let told = if fullness(scene, &event) > fullness(scene, first) { first.frame } else { event.frame };
                let at = if told == first.frame { event.trigger.start } else { first.trigger.start };
                events.uncoded.push(Uncoded { frame: told, reason: format!("told-already:{at}") });
                absorb(scene, first, event);
            }
            None => kept.push(event),
        }
    }
    kept.sort_by_key(|e| (e.sentence, e.trigger.start, e.trigger.end));
    events.list = kept;
}

/// How much a telling says: its parties, and whether a verb tells it or a noun mentions it.
fn fullness(scene: &Scene, event: &Event) -> usize {
    let frame = &scene.frames.list[event.frame];
    let governor = scene.parsed.words[frame.head as usize].head as usize;
    let by_verb = frame.kind != crate::frame::Kind::Noun
        || frame.light
        || scene.frames.at(governor).is_some_and(|id| scene.frames.list[id].kind == crate::frame::Kind::Verb);
    2 * (placed(scene, &event.actors).len() + placed(scene, &event.recipients).len()) + usize::from(by_verb)
}

/// Only so many earlier events are compared: a bound on work, larger than any article needs.
const LOOK_BACK: usize = 60;

fn absorb(scene: &Scene, first: &mut Event, mut again: Event) {
    if fullness(scene, &again) > fullness(scene, first) {
        std::mem::swap(first, &mut again);
        first.also = std::mem::take(&mut again.also);
    }
    first.also.push(again.trigger);
    for mode in again.modes {
        if !first.modes.contains(&mode) {
            first.modes.push(mode);
        }
    }
    if first.recipients.is_empty() && first.sentence == again.sentence {
        first.recipients = again.recipients;
    }
    if first.actors.is_empty() && first.sentence == again.sentence {
        first.actors = again.actors;
    }
}

/// In one sentence: the same type with parties that do not contradict. Across sentences: told by a noun with the same parties.
fn same(scene: &Scene, first: &Event, again: &Event) -> bool {
    if first.kind != again.kind || first.status.is_future() != again.status.is_future() {
        return false;
    }
    let habitual = |e: &Event| e.status == super::Status::Habitual;
    if habitual(first) != habitual(again) {
        return false;
    }
    if first.status != again.status && !(first.status.is_fact() && again.status.is_fact()) {
        return false;
    }
    let (actors, recipients) = (codes(scene, &first.actors), codes(scene, &first.recipients));
    let (more_actors, more_recipients) = (codes(scene, &again.actors), codes(scene, &again.recipients));
    if first.sentence == again.sentence {
        return agree(&actors, &more_actors) && agree(&recipients, &more_recipients);
    }
    if topic_told_again(scene, again) {
        let more_actors = placed(scene, &again.actors);
        return !more_actors.is_empty() && more_actors.iter().all(|c| actors.contains(c));
    }
    if met_already(scene, first, again) {
        return true;
    }
    if retold(scene, first, again) {
        return !recipients.is_empty() && actors == more_actors && recipients == more_recipients;
    }
    let frame = &scene.frames.list[again.frame];
    let noun = frame.kind == crate::frame::Kind::Noun && !frame.light;
    noun && !actors.is_empty() && actors == more_actors && (recipients == more_recipients || more_recipients.is_empty())
}

/// The same blow, arrest or ban told again by a verb that gives no time or place of its own.
fn retold(scene: &Scene, first: &Event, again: &Event) -> bool {
    let material = matches!(again.kind.as_str(), "ASSAULT" | "COERCE" | "SANCTION" | "RETREAT");
    let frame = &scene.frames.list[again.frame];
    let told = scene.frames.tree.children(frame.verb as usize).iter().any(|c| {
        use crate::parse::Deprel::{Obl, OblTmod};
        matches!(scene.parsed.words[*c as usize].deprel, Obl | OblTmod)
    });
    material && !told && frame.kind == crate::frame::Kind::Verb && first.modes == again.modes && first.act == again.act
}

/// "X met Y. … The two also spoke about trade": talks of the same parties are the same ones, unless each telling has its own day or place.
fn met_already(scene: &Scene, first: &Event, again: &Event) -> bool {
    let verb = |e: &Event| scene.frames.list[e.frame].kind == crate::frame::Kind::Verb;
    let alike = again.kind == "CONSULT" && first.modes == again.modes && verb(first) && verb(again);
    if !alike || is_situated(scene, first) && is_situated(scene, again) {
        return false;
    }
    let people = people(scene, first);
    people.len() > 1 && people == self::people(scene, again)
}

/// All parties, each with whom it acts for: a minister is not the students of his country.
fn people<'a>(scene: &'a Scene, event: &'a Event) -> Vec<(String, &'a [String])> {
    let both = each(scene, &event.actors).chain(each(scene, &event.recipients));
    let mut people: Vec<_> = both.map(|a| (code(a), &a.sectors[..])).collect();
    people.sort();
    people.dedup();
    people
}

/// Whether a telling says when or where, beside its parties.
fn is_situated(scene: &Scene, event: &Event) -> bool {
    let verb = scene.frames.list[event.frame].verb as usize;
    let mut parts = scene.frames.tree.children(verb).iter().map(|c| *c as usize);
    parts.any(|c| !is_party(scene, event, c) && tells_when_or_where(scene, c))
}

fn is_party(scene: &Scene, event: &Event, word: usize) -> bool {
    scene.party(word).is_some_and(|p| event.actors.contains(&p) || event.recipients.contains(&p))
}

/// "on Monday", "in Geneva", "today".
fn tells_when_or_where(scene: &Scene, word: usize) -> bool {
    let w = &scene.parsed.words[word];
    let cues = &scene.lexicon.cues;
    let name = matches!(w.upos, Upos::Propn | Upos::Num);
    let case = |fits: &dyn Fn(&str) -> bool| {
        scene.frames.tree.with(scene.parsed, word, Deprel::Case).any(|p| fits(scene.parsed.lemma(p)))
    };
    let place = || case(&|p| cues.frames.place_prepositions.iter().any(|q| q == p));
    let time = || name && case(&|p| cues.time_prepositions.contains(p));
    w.deprel == Deprel::OblTmod || w.deprel == Deprel::Obl && (place() || time())
}

/// "The ministers also discussed …": what was talked about is told after the talks themselves.
fn topic_told_again(scene: &Scene, again: &Event) -> bool {
    let frame = &scene.frames.list[again.frame];
    let discussion = scene.lexicon.ontology.act(again.act).operator.as_deref() == Some("discuss");
    again.kind == "CONSULT" && frame.kind == crate::frame::Kind::Verb && discussion
}

fn agree(first: &[String], again: &[String]) -> bool {
    first == again || first.is_empty() || again.is_empty() || again.iter().all(|c| first.contains(c))
}

/// Codes of parties, sorted: what tells whether two tellings have the same ones.
fn codes(scene: &Scene, parties: &[usize]) -> Vec<String> {
    let mut codes: Vec<String> = each(scene, parties).map(code).collect();
    codes.sort();
    codes.dedup();
    codes
}

/// Codes of the parties that have a country or an organisation.
fn placed(scene: &Scene, parties: &[usize]) -> Vec<String> {
    each(scene, parties).filter(|a| a.is_coded()).map(code).collect()
}

/// The actors behind mentions; of "they" and "both sides", those who are meant.
fn each<'a>(scene: &'a Scene, parties: &'a [usize]) -> impl Iterator<Item = &'a Actor> {
    let actors = parties.iter().filter_map(|p| scene.actors.list[*p].as_ref());
    actors.flat_map(Actor::each)
}

fn code(actor: &Actor) -> String {
    let country = actor.country.as_ref().map(|c| c.to_string());
    country.or_else(|| actor.organisation.clone()).unwrap_or_else(|| actor.name.to_lowercase())
}
