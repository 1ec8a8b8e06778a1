//! Is it politics, or the life and work of people? Murders, interviews, trips at home and teamwork are no acts of states.

use super::telling::across;
use super::{Draft, Party, Scene};
use crate::actor::{Actor, ActorKind};
use crate::frame::{Frame, Kind};

/// Why an act is private, if it is.
pub(super) fn reason(scene: &Scene, draft: &Draft, frame: &Frame) -> Option<&'static str> {
    if interview(scene, draft) {
        return Some("an interview");
    }
    if trip_at_home(scene, draft) {
        return Some("a trip at home");
    }
    if crime(scene, draft) {
        return Some("a private crime");
    }
    teamwork(scene, draft, frame).then_some("work within one state")
}

fn actor<'a>(scene: &'a Scene, party: Party) -> Option<&'a Actor> {
    scene.actors.list[party].as_ref()
}

/// "Reuters spoke with the candidate", "she told the paper": an outlet at work.
fn interview(scene: &Scene, draft: &Draft) -> bool {
    let outlet = |p: &Party| {
        let name = actor(scene, *p).map_or("", |a| a.name.as_str());
        scene.lexicon.cues.sources.outlet_at(name).is_some_and(|(length, _)| length == name.len())
    };
    let press = |p: &Party| actor(scene, *p).is_some_and(|a| a.sectors.first().is_some_and(|s| s == "JRN"));
    let kind = draft.kind.as_deref();
    let spoke = kind == Some("CONSULT") && draft.modes.is_empty();
    matches!(kind, Some("CONSULT" | "REQUEST")) && draft.actors.iter().any(outlet)
        || spoke && draft.actors.iter().any(press)
}

/// "The secretary will travel to San Francisco": a country is not visited by those who rule it.
fn trip_at_home(scene: &Scene, draft: &Draft) -> bool {
    use ActorKind::{Country, Government, Population, Thing};
    let place =
        |p: &Party| matches!(actor(scene, *p).map(|a| a.kind), Some(Country | Government | Population | Thing) | None);
    // whose country the article alone tells may be a guest of it
    let sure = |p: &Party| actor(scene, *p).is_some_and(|a| a.basis != "context");
    let at_home = |r: &Party| place(r) && draft.actors.iter().all(|a| sure(a) && scene.of_one_state(*a, *r));
    let visit = draft.modes.iter().any(|m| m == "visit") && !draft.actors.is_empty();
    visit && !draft.recipients.is_empty() && draft.recipients.iter().all(at_home)
}

/// "Petrov murdered his neighbours": somebody with a name and no office hurts people without one.
fn crime(scene: &Scene, draft: &Draft) -> bool {
    let citizen = |a: &Actor| a.sectors.iter().all(|s| matches!(s.as_str(), "CVL" | "CRM"));
    let doer = |p: &Party| actor(scene, *p).is_some_and(|a| a.kind == ActorKind::Person && citizen(a));
    let victim = |p: &Party| actor(scene, *p).is_none_or(|a| a.organisation.is_none() && citizen(a) && !rules(a));
    draft.kind.as_deref() == Some("ASSAULT")
        && !draft.actors.is_empty()
        && draft.actors.iter().all(doer)
        && draft.recipients.iter().all(victim)
}

fn rules(actor: &Actor) -> bool {
    matches!(actor.kind, ActorKind::Country | ActorKind::Government | ActorKind::Organisation | ActorKind::Group)
}

/// "The police work with the schools": bodies of one state that do what they are for.
fn teamwork(scene: &Scene, draft: &Draft, frame: &Frame) -> bool {
    let act = &scene.lexicon.ontology.act(draft.act).id;
    let described = scene.lexicon.cues.status("described", act).is_some();
    let state = |p: &Party| actor(scene, *p).is_some_and(|a| a.kind == ActorKind::Country);
    described && frame.kind == Kind::Verb && !across(scene, draft) && !draft.actors.iter().any(state)
}
