//! Which drafts are events, and what do PLOVER's decision rules make of them?

use super::status::{Reading, Status};
use super::telling::Telling;
use super::{Draft, Event, Events, Outcome, Party, Scene, Uncoded};
use crate::frame::Kind;
use crate::lexicon::cond::Role;
use rustc_hash::FxHashSet;

/// Turns outcomes into events, nested acts and reasons.
pub(super) fn finish(scene: &Scene, outcomes: Vec<Outcome>) -> Events {
    let mut events = Events::default();
    let telling = Telling::read(scene);
    let mut fights: Vec<Fight> = outcomes.iter().filter_map(|o| fight(scene, o)).collect();
    fights.sort_by_key(|(sentence, _)| *sentence);
    let carried: FxHashSet<usize> = outcomes.iter().enumerate().filter_map(carried_by).collect();
    for (frame, outcome) in outcomes.into_iter().enumerate() {
        let outcome = between_combatants(scene, &fights, outcome);
        match outcome {
            Outcome::Nothing(reason) => events.uncoded.push(Uncoded { frame, reason }),
            Outcome::Inside(..) if carried.contains(&frame) => {}
            Outcome::Inside(draft, outer) => events.nested.push(Event { parent: Some(outer), ..event(scene, draft) }),
            Outcome::Draft(draft) if draft.frame == frame && unused(scene, &draft) => {
                events.uncoded.push(Uncoded { frame, reason: "content that its operator does not take".into() });
            }
            Outcome::Draft(draft) => match unfit(scene, &telling, &draft) {
                Some(reason) => events.uncoded.push(Uncoded { frame, reason: reason.into() }),
                None => {
                    if draft.frame != frame {
                        events.uncoded.push(Uncoded { frame, reason: "operator".into() });
                    }
                    events.list.push(event(scene, draft));
                }
            },
        }
    }
    events.list.sort_by_key(|e| (e.sentence, e.trigger.start, e.trigger.end));
    events.uncoded.sort_by_key(|u| scene.frames.list[u.frame].trigger.start);
    events
}

/// Violence between parties: the sentence that tells it, and all of them.
type Fight = (u32, Vec<Party>);

fn fight(scene: &Scene, outcome: &Outcome) -> Option<Fight> {
    match outcome {
        Outcome::Draft(draft) if draft.kind.as_deref() == Some("ASSAULT") && !draft.actors.is_empty() => {
            let sentence = scene.frames.list[draft.frame].sentence;
            Some((sentence, [&draft.actors[..], &draft.recipients].concat()))
        }
        _ => None,
    }
}

/// "A truce has not been reached": those who were just told to fight each other. Fights stand in the order of sentences.
fn between_combatants(scene: &Scene, fights: &[Fight], outcome: Outcome) -> Outcome {
    let Outcome::Draft(mut draft) = outcome else { return outcome };
    let of_nobody = draft.actors.is_empty() && draft.recipients.is_empty();
    if of_nobody && draft.modes.iter().any(|m| m == "ceasefire") {
        let here = scene.frames.list[draft.frame].sentence;
        let before = &fights[..fights.partition_point(|(sentence, _)| *sentence < here)];
        if let Some((_, parties)) = before.last().filter(|(sentence, _)| sentence + NEAR >= here) {
            draft.actors.clone_from(parties);
        }
    }
    Outcome::Draft(draft)
}

/// How many sentences back a fight may be told that a truce ends.
const NEAR: u32 = 2;

/// The frame of the act that stands at an operator's place: it is told there, not as the operator's content.
fn carried_by((frame, outcome): (usize, &Outcome)) -> Option<usize> {
    match outcome {
        Outcome::Draft(draft) if draft.frame != frame => Some(draft.frame),
        _ => None,
    }
}

/// A bare noun that is read as an act only for the operator around it, and that the operator made nothing of.
fn unused(scene: &Scene, draft: &Draft) -> bool {
    let frame = &scene.frames.list[draft.frame];
    frame.kind == Kind::Noun && !frame.light && super::rule::governed(scene, frame)
}

/// Why a draft is no event, if it is none.
fn unfit(scene: &Scene, telling: &Telling, draft: &Draft) -> Option<&'static str> {
    let frame = &scene.frames.list[draft.frame];
    if draft.kind.is_none() {
        return Some("operator-without-content");
    }
    let bodily = matches!(draft.kind.as_deref(), Some("PROTEST"));
    let identified = |parties: &[usize]| {
        let known =
            |p: &usize| scene.actors.list[*p].as_ref().is_some_and(|a| identifiable(a) && (bodily || !faceless(a)));
        parties.iter().any(known)
    };
    let (actor, recipient) = (identified(&draft.actors), identified(&draft.recipients));
    let routine =
        matches!(draft.kind.as_deref(), Some("CONSULT" | "COOPERATE" | "AID" | "SUPPORT" | "MOBILIZE" | "AGREE"));
    if !actor && !recipient && (routine || !draft.actors.iter().any(|p| named(scene, *p))) {
        return Some("no-actor");
    }
    if meets_nobody(scene, draft) {
        return Some("one-party");
    }
    if let Some(reason) = super::private::reason(scene, draft, frame) {
        return Some(reason);
    }
    if let Some(reason) = telling.unfit(scene, draft, frame) {
        return Some(reason);
    }
    if draft.reading.status == Status::Hypothetical && routine {
        return Some("only possible");
    }
    if describes(scene, draft, frame) {
        return Some("it only describes somebody");
    }
    let nominal = frame.kind == Kind::Noun && !frame.light;
    if nominal && routine && within_name(scene, frame) {
        return Some("a name");
    }
    let each = |p: &usize| scene.actors.list[*p].as_ref().map_or(1, |a| a.each().len());
    let parties: usize = draft.actors.iter().chain(&draft.recipients).map(each).sum();
    if nominal && parties < 2 && takes_two(scene, draft) {
        return Some("one-party");
    }
    if nominal && !actor && !super::unclaimed::struck(scene, draft, frame) {
        return Some("noun-without-actor");
    }
    if draft.reading.status == Status::Hypothetical && draft.reading.tenseless {
        return Some("purpose");
    }
    // "the shelling killed eleven Yemenis": violence that somebody known suffers is told, whoever did it
    let hit = recipient && draft.kind.as_deref() == Some("ASSAULT");
    let told = hit || suffered(scene, draft, frame);
    if draft.actors.is_empty() && frame.kind == Kind::Verb && !frame.passive && !told {
        return Some("no-actor");
    }
    None
}

/// "the Florida Highway Patrol", "the Bishops' Conference": a noun of a name that nobody stands beside.
fn within_name(scene: &Scene, frame: &crate::frame::Frame) -> bool {
    use crate::parse::{Deprel, Upos};
    let words = &scene.parsed.words;
    let name = |w: usize| words[w].upos == Upos::Propn;
    let head = frame.head as usize;
    let of_name = |c: &u32| {
        let joined = matches!(words[*c as usize].deprel, Deprel::Compound | Deprel::Flat | Deprel::NmodPoss);
        joined && name(*c as usize)
    };
    let beside = ["with", "between", "among"].iter().any(|p| frame.has(scene.lexicon.roles.of(p)));
    name(head) && !beside && scene.frames.tree.children(head).iter().any(of_name)
}

/// "walked free": the rule makes the subject the one it is done to, so nobody else has to act.
fn suffered(scene: &Scene, draft: &Draft, frame: &crate::frame::Frame) -> bool {
    let subjects = frame.role(crate::lexicon::cond::Role::SUBJ).filter_map(|a| scene.mentions.at(a.word as usize));
    subjects.into_iter().any(|subject| draft.recipients.contains(&subject))
}

/// Discussing a topic is a meeting where there is somebody to discuss it with.
fn meets_nobody(scene: &Scene, draft: &Draft) -> bool {
    let several = |p: &usize| {
        let plural = scene.parsed.words[scene.mentions.list[*p].head as usize].feats.has(crate::parse::Feats::PLURAL);
        plural || scene.actors.list[*p].as_ref().is_some_and(|a| !a.members.is_empty() || a.collective.is_some())
    };
    let alone = draft.actors.len() == 1 && draft.recipients.is_empty();
    // "Meeting with students": whoever met them is not told
    let several = |p: &usize| scene.frames.list[draft.frame].has(Role::SUBJ) && several(p);
    let act = scene.lexicon.ontology.act(draft.act);
    let talks = draft.kind.as_deref() == Some("CONSULT") && act.parties == crate::lexicon::ontology::Parties::Both;
    talks && alone && draft.modes.is_empty() && !draft.actors.iter().any(several)
}

/// "people accused of crimes", "the sanctions imposed on Iran": a participle without an agent tells who or which is meant.
fn describes(scene: &Scene, draft: &Draft, frame: &crate::frame::Frame) -> bool {
    let participle = frame.passive && scene.parsed.words[frame.verb as usize].deprel == crate::parse::Deprel::Acl;
    participle && draft.actors.is_empty() && matches!(draft.kind.as_deref(), Some("ACCUSE" | "SANCTION"))
}

/// Meetings, visits and agreements that a noun mentions in passing: with one party they are background.
fn takes_two(scene: &Scene, draft: &Draft) -> bool {
    use crate::lexicon::ontology::Parties;
    let act = scene.lexicon.ontology.act(draft.act);
    act.class == "meet" || act.parties == Parties::Both && draft.kind.as_deref() != Some("ASSAULT")
}

/// "people", "women", "they": people of no country are nobody in politics, unless they rise or suffer.
fn faceless(actor: &crate::actor::Actor) -> bool {
    let placed =
        actor.is_coded() && actor.basis != "context" || !actor.members.is_empty() || actor.collective.is_some();
    !placed && actor.sectors.iter().all(|s| s == "CVL")
}

/// Somebody with a name, though nobody knows for whom he acts.
fn named(scene: &Scene, party: usize) -> bool {
    use crate::actor::ActorKind::{Group, Person};
    let kind = scene.actors.list[party].as_ref().map(|a| a.kind);
    scene.mentions.list[party].form == crate::mention::Form::Name && matches!(kind, Some(Person | Group))
}

fn identifiable(actor: &crate::actor::Actor) -> bool {
    actor.country.is_some()
        || actor.organisation.is_some()
        || !actor.sectors.is_empty()
        || !actor.members.is_empty()
        || actor.collective.is_some()
}

fn event(scene: &Scene, draft: Draft) -> Event {
    let underlying = draft.kind.clone().unwrap_or_default();
    let (kind, modes) = decided(scene, &underlying, &draft);
    let refused = will_not(scene, &draft);
    let (kind, modes) = if refused { ("REJECT".to_owned(), vec![draft.class.clone()]) } else { (kind, modes) };
    let underlying = if refused { kind.clone() } else { underlying };
    let mut draft = if refused { refusal(scene, draft) } else { draft };
    if kind == "THREATEN" && draft.reading.status == Status::Scheduled {
        // what will be done lies ahead; it is threatened now
        draft.reading.status = Status::Occurred;
    }
    Event {
        frame: draft.frame,
        act: draft.act,
        sentence: scene.frames.list[draft.frame].sentence,
        kind,
        underlying,
        modes,
        class: draft.class,
        status: draft.reading.status,
        cue: draft.reading.cue,
        actors: draft.actors,
        recipients: draft.recipients,
        trigger: draft.trigger,
        verb: draft.verb,
        rule: draft.rule,
        attribution: draft.attribution,
        parent: None,
        also: Vec::new(),
    }
}

/// "will not release": what an actor says it will not grant is refused.
pub(super) fn will_not(scene: &Scene, draft: &Draft) -> bool {
    let granting = matches!(draft.class.as_str(), "assist" | "yield" | "meet" | "change");
    let cues = &scene.lexicon.cues;
    let modal = |c: &u32| cues.status("modal", scene.parsed.lemma(*c as usize)) == Some("scheduled");
    // "will not move to lift": the modal may stand with the verb above
    let above = scene.parsed.words[draft.verb as usize].head;
    let says_no = draft.reading.status == Status::Negated
        && [draft.verb, above].iter().any(|v| scene.frames.tree.children(*v as usize).iter().any(modal));
    granting && says_no && announced(scene, draft)
}

/// Whether who will act says so: what others foresee of him is no threat.
fn announced(scene: &Scene, draft: &Draft) -> bool {
    let name = |p: usize| scene.actors.list[p].as_ref().map(|a| a.name.as_str());
    let one = |a: usize, b: usize| scene.same(a, b) || scene.of_one_state(a, b) || name(a) == name(b);
    let own = |voice: &usize| draft.actors.iter().any(|a| one(*a, *voice) || speaks_for(scene, *voice, *a));
    !draft.actors.is_empty() && (draft.attribution.is_empty() || draft.attribution.iter().any(own))
}

/// "Chadian rebels will not disarm, a rebel spokesman said": a voice of no country is that of its kind.
fn speaks_for(scene: &Scene, voice: usize, party: usize) -> bool {
    let sector = |p: usize| scene.actors.list[p].as_ref().and_then(|a| a.sectors.first());
    let nobodys = scene.actors.list[voice].as_ref().is_some_and(|a| !a.is_coded());
    nobodys && sector(voice).is_some() && sector(voice) == sector(party)
}

/// "Sudan will not negotiate with Chad": what takes two is refused by the one who speaks, to the other.
fn refusal(scene: &Scene, mut draft: Draft) -> Draft {
    draft.reading = Reading::default();
    let subjects = scene.frames.list[draft.frame].role(crate::lexicon::cond::Role::SUBJ);
    let refusing: Vec<_> = subjects.filter_map(|a| scene.stands_for(a.word as usize)).collect();
    let both = scene.lexicon.ontology.act(draft.act).parties == crate::lexicon::ontology::Parties::Both;
    if both && draft.recipients.is_empty() && draft.actors.iter().any(|a| refusing.contains(a)) {
        (draft.actors, draft.recipients) = draft.actors.into_iter().partition(|a| refusing.contains(a));
    }
    draft
}

/// PLOVER's decision rules: what lies ahead is agreed, conceded or threatened.
fn decided(scene: &Scene, kind: &str, draft: &Draft) -> (String, Vec<String>) {
    let as_is = || (kind.to_owned(), draft.modes.clone());
    if !draft.reading.status.is_future() {
        return as_is();
    }
    match kind {
        "CONSULT" | "SUPPORT" | "COOPERATE" | "AID" => ("AGREE".into(), Vec::new()),
        "RETREAT" => ("CONCEDE".into(), Vec::new()),
        "ASSAULT" | "COERCE" | "SANCTION" if draft.reading.status == Status::Scheduled && announced(scene, draft) => {
            ("THREATEN".into(), vec![draft.class.clone()])
        }
        _ => as_is(),
    }
}
