//! How sure are we? Points for what makes an event plain; what they are worth was measured (docs/confidence.md).

use crate::actor::ActorKind;
use crate::event::{Event, Party, Scene};
use crate::frame::Kind;
use crate::parse::Deprel;

/// Words of a sentence beyond which its tree is less sure.
const LONG: usize = 30;

/// The share of events with as many points that were right on the gold sets.
pub(super) fn of(scene: &Scene, event: &Event) -> f64 {
    let table = &scene.lexicon.cues.confidence.events;
    let points = points(scene, event).min(table.len().saturating_sub(1));
    table.get(points).copied().unwrap_or(0.5)
}

/// 0–9: parties that are known and told by name, the main clause, a plain past, a sentence of moderate length.
fn points(scene: &Scene, event: &Event) -> usize {
    let frame = &scene.frames.list[event.frame];
    let sentence = &scene.parsed.sentences[event.sentence as usize];
    let told_plainly = event.cue.is_none() && event.status.is_fact();
    let verbal = frame.kind == Kind::Verb || frame.light;
    let actors = usize::from(coded(scene, &event.actors)) + usize::from(certain(scene, &event.actors));
    let recipients = usize::from(coded(scene, &event.recipients)) + usize::from(certain(scene, &event.recipients));
    actors
        + recipients
        + 2 * usize::from(is_main(scene, event))
        + usize::from(told_plainly)
        + usize::from(verbal)
        + usize::from(sentence.words().len() <= LONG)
}

fn coded(scene: &Scene, parties: &[Party]) -> bool {
    !parties.is_empty() && parties.iter().all(|p| scene.is_settled(*p))
}

/// Whether all parties are told by their own words, and none is a thing that stands for its owner.
fn certain(scene: &Scene, parties: &[Party]) -> bool {
    let own = |p: &Party| {
        scene.actors.list[*p].as_ref().is_some_and(|a| {
            matches!(a.basis, "lexicon" | "title" | "apposition" | "acronym" | "nested") && a.kind != ActorKind::Thing
        })
    };
    !parties.is_empty() && parties.iter().all(own)
}

/// Whether the event is what its sentence tells, and not what stands inside.
fn is_main(scene: &Scene, event: &Event) -> bool {
    let words = &scene.parsed.words;
    let verb = event.verb as usize;
    let first = if words[verb].deprel == Deprel::Conj { words[verb].head as usize } else { verb };
    words[first].head as usize == first
}
