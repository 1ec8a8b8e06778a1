//! Is what somebody says of another an accusation, or a plain report of what happened?
//!
//! Who has a stake in it (a state, its forces, a movement) and says that the other side has struck accuses; police, medics, witnesses, the
//! press and observers report. A clause told first and given to its speaker afterwards ("rebels shelled the town, the army said") is told
//! by the article itself.

use super::status::Status;
use super::{Draft, Party, Scene};
use crate::actor::{Actor, ActorKind};
use crate::frame::{Frame, Kind};
use crate::lexicon::cond::Role;

/// The class of acts that help somebody.
const HELP: &str = "assist";

/// The type of acts that only show force.
const SHOWN: &str = "MOBILIZE";

/// Whether a hostile deed, or help for those in arms, is told by another side than the one whose deed it is.
pub(super) fn opposed(scene: &Scene, outer: &Draft, inner: &Draft) -> bool {
    let frame = &scene.frames.list[outer.frame];
    let speaker = outer.actors.iter().copied().find(|s| is_side(scene, *s));
    let deed = inner.reading.status.is_fact() && (is_hostile(inner) || arms(scene, inner));
    let against = |speaker: Party| inner.actors.iter().all(|agent| is_other_side(scene, speaker, *agent));
    deed && !inner.actors.is_empty() && claims(scene, frame, inner) && speaker.is_some_and(against)
}

/// Whether the speaker's own side suffers the deed, or nobody is told to; to name the author of a deed is to blame him, whoever suffers.
pub(super) fn at_stake(scene: &Scene, outer: &Draft, inner: &Draft) -> bool {
    let of = |side: &[Party], r: Party| side.iter().any(|s| scene.same(*s, r) || scene.of_one_state(*s, r));
    let frame = &scene.frames.list[inner.frame];
    let names = frame.kind == Kind::Noun && !frame.light;
    if arms(scene, inner) || names {
        return true;
    }
    // what an army says of rebels at home is the news of the war
    let foreign = inner.actors.iter().all(|a| !of(&outer.actors, *a));
    // "had struck its convoy": nobody strikes what is his own, whomever the pronoun seems to mean
    let mut struck = inner.recipients.iter().filter(|r| !of(&inner.actors, **r)).peekable();
    foreign && (struck.peek().is_none() || struck.any(|r| of(&outer.actors, *r)))
}

/// Whether one side tells what will befall another, or what it will do to it: "Peru would pay a heavy price".
pub(super) fn foretold(scene: &Scene, outer: &Draft, inner: &Draft) -> bool {
    let own = |r: &Party| outer.actors.iter().any(|s| scene.same(*s, *r) || scene.of_one_state(*s, *r));
    let befalls =
        if inner.actors.is_empty() || inner.actors.iter().all(own) { &inner.recipients } else { &inner.actors };
    let others = befalls.is_empty() || !befalls.iter().all(own);
    inner.reading.status.is_future() && others && outer.actors.iter().any(|s| is_side(scene, *s))
}

/// "said that the hostages must be freed": a demand that names nobody who has to meet it, by somebody who may demand.
pub(super) fn demanded_of_nobody(scene: &Scene, outer: &Draft, inner: &Draft) -> bool {
    let frame = &scene.frames.list[inner.frame];
    let called_for = inner.reading.status == Status::CalledFor && inner.actors.is_empty();
    let bystander = |a: &Actor| has_sector(a, &scene.lexicon.cues.frames.bystanders);
    let speaker = |p: &Party| actor(scene, *p).is_some_and(|a| a.is_coded() && !bystander(a));
    called_for && frame.kind == Kind::Verb && frame.passive && outer.actors.iter().any(speaker)
}

/// Weapons that are shown or tried strike nobody: "said that North Korea had fired a missile into the sea".
fn is_hostile(draft: &Draft) -> bool {
    let shown = draft.kind.as_deref() == Some(SHOWN);
    !shown && matches!(draft.class.as_str(), "violence" | "restrict" | "arrest" | "territory" | "expel")
}

/// "had armed the rebels".
fn arms(scene: &Scene, draft: &Draft) -> bool {
    let fighters = |p: &Party| actor(scene, *p).is_some_and(|a| has_sector(a, &scene.lexicon.cues.frames.fighters));
    draft.class == HELP && draft.recipients.iter().any(fighters)
}

fn actor<'s>(scene: &Scene<'s>, party: Party) -> Option<&'s Actor> {
    scene.actors.list[party].as_ref()
}

fn has_sector(actor: &Actor, sectors: &[String]) -> bool {
    actor.sectors.first().is_some_and(|s| sectors.contains(s))
}

/// Somebody with a side to take: a state, its officers and forces, a movement, an alliance.
pub(super) fn is_side(scene: &Scene, party: Party) -> bool {
    use ActorKind::{Country, Government, Group, Office, Organisation, Person};
    let cues = &scene.lexicon.cues.frames;
    actor(scene, party).is_some_and(|a| {
        let whole = matches!(a.kind, Country | Government | Group | Office | Organisation | Person);
        let body = a.organisation.as_ref().is_none_or(|o| cues.partisan_bodies.contains(o));
        whole && a.is_coded() && body && !has_sector(a, &cues.bystanders)
    })
}

/// Of another state, or in arms against one's own.
fn is_other_side(scene: &Scene, speaker: Party, agent: Party) -> bool {
    let fighters = &scene.lexicon.cues.frames.fighters;
    let Some((speaker, agent)) = actor(scene, speaker).zip(actor(scene, agent)) else { return false };
    let foreign = agent.each().iter().all(|a| speaker.country.is_none() || speaker.country != a.country);
    agent.is_settled() && (foreign || has_sector(speaker, fighters) != has_sector(agent, fighters))
}

/// Whether the saying opens its clause or quotes it; behind a clause it only tells whence the article has it.
fn claims(scene: &Scene, frame: &Frame, inner: &Draft) -> bool {
    let said = frame.verb as usize;
    let told = inner.verb as usize;
    let deed = &scene.frames.list[inner.frame];
    if deed.kind == Kind::Noun && !deed.light && !frame.role(Role::CONTENT).any(|a| a.word == deed.head) {
        return false;
    }
    let marks = &scene.lexicon.cues.frames.quotation_marks;
    let quoted = || (told..said).any(|w| marks.iter().any(|m| m == scene.parsed.lemma(w)));
    told > said || quoted()
}
