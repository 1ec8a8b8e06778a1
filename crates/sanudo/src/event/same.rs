//! Is it the same act told again? Mentions of one act become one event; the fullest telling leads.

use super::{Event, Events, Scene, Uncoded};

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

/// "The ministers also discussed …": what was talked about is told after the talks themselves.
fn topic_told_again(scene: &Scene, again: &Event) -> bool {
    let frame = &scene.frames.list[again.frame];
    let discussion = scene.lexicon.ontology.act(again.act).operator.as_deref() == Some("discuss");
    again.kind == "CONSULT" && frame.kind == crate::frame::Kind::Verb && discussion
}

fn agree(first: &[String], again: &[String]) -> bool {
    first == again || first.is_empty() || again.is_empty() || again.iter().all(|c| first.contains(c))
}

/// Codes of parties with their first sector, sorted: what tells whether two tellings have the same parties.
fn codes(scene: &Scene, parties: &[usize]) -> Vec<String> {
    let mut codes: Vec<String> = parties.iter().filter_map(|p| scene.actors.list[*p].as_ref()).map(code).collect();
    codes.sort();
    codes.dedup();
    codes
}

/// Codes of the parties that have a country or an organisation.
fn placed(scene: &Scene, parties: &[usize]) -> Vec<String> {
    parties.iter().filter_map(|p| scene.actors.list[*p].as_ref()).filter(|a| a.is_coded()).map(code).collect()
}

fn code(actor: &crate::actor::Actor) -> String {
    let country = actor.country.as_ref().map(|c| c.to_string());
    country.or_else(|| actor.organisation.clone()).unwrap_or_else(|| actor.name.to_lowercase())
}
