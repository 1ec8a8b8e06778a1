//! Whom does an act mean that names nobody? "condemned the assault", "the raid killed ten", "thanked Peru and requested ships": those of
//! the act told before.

use super::{Draft, Outcome, Party, Scene};
use crate::frame::{Frame, Kind, Via};
use crate::lexicon::cond::Role;
use crate::lexicon::ontology::Parties;
use crate::parse::Deprel;
use rustc_hash::FxHashMap;

/// Types whose recipient is who did what they are about.
const JUDGING: [&str; 3] = ["ACCUSE", "SUPPORT", "REJECT"];

/// Types that are told to somebody, and those whose addressee stays the one just spoken to.
const SPOKEN: [&str; 2] = ["SUPPORT", "REQUEST"];
const ADDRESSED: [&str; 3] = ["REQUEST", "AGREE", "THREATEN"];

/// Types of acts of one side, whose doer a noun with an article leaves no doubt about.
const ONE_SIDED: [&str; 7] = ["ASSAULT", "COERCE", "SANCTION", "ACCUSE", "THREATEN", "MOBILIZE", "RETREAT"];

/// How many sentences back the act may be told.
const NEAR: u32 = 8;

/// Gives acts without parties those of the act that they refer back to.
pub(super) fn settle(scene: &Scene, outcomes: &mut [Outcome]) {
    let mut told: FxHashMap<String, Told> = FxHashMap::default();
    for id in 0..outcomes.len() {
        let Outcome::Draft(mut draft) = outcomes[id].clone() else { continue };
        let frame = &scene.frames.list[id];
        if draft.actors.is_empty() {
            draft.actors = doers(scene, frame, &draft, &told);
        }
        // "requested support for 60 clinics": what is the actor's own is not who was asked
        let own = |r: &Party| !scene.is_settled(*r) || draft.actors.iter().any(|a| scene.of_one_state(*a, *r));
        if !draft.actors.is_empty() && draft.recipients.iter().all(own) {
            let asked = addressee(scene, frame, &draft, outcomes);
            draft.recipients = asked.unwrap_or(draft.recipients);
        }
        if draft.recipients.is_empty() && !draft.actors.is_empty() {
            draft.recipients = judged(scene, frame, &draft, &told);
        }
        if !draft.actors.is_empty() && draft.frame == id {
            let kind = draft.kind.clone().unwrap_or_default();
            told.insert(kind, Told { sentence: frame.sentence, actors: draft.actors.clone() });
        }
        outcomes[id] = Outcome::Draft(draft);
    }
}

/// The last act of a type that somebody did.
struct Told {
    sentence: u32,
    actors: Vec<Party>,
}

/// "Peru condemned the assault": who did what is judged, where the noun points back.
fn judged(scene: &Scene, frame: &Frame, draft: &Draft, told: &FxHashMap<String, Told>) -> Vec<Party> {
    let judging = draft.kind.as_deref().is_some_and(|k| JUDGING.contains(&k));
    let act = scene.lexicon.ontology.act(draft.act);
    if !judging || act.parties != Parties::One {
        return Vec::new();
    }
    let nouns = frame.args.iter().filter(|a| a.role == Role::OBJ || a.role == Role::CONTENT).map(|a| a.word as usize);
    let found = nouns.into_iter().find_map(|noun| before(scene, noun, frame.sentence, told));
    let mut parties = found.unwrap_or_default();
    parties.retain(|p| !draft.actors.iter().any(|a| scene.same(*a, *p)));
    parties
}

/// "The raid killed ten": whoever raided.
fn doers(scene: &Scene, frame: &Frame, draft: &Draft, told: &FxHashMap<String, Told>) -> Vec<Party> {
    let violent = draft.kind.as_deref() == Some("ASSAULT") && frame.kind == Kind::Verb;
    let subjects = frame.role(Role::SUBJ).filter(|_| violent).map(|a| a.word as usize);
    subjects.into_iter().find_map(|noun| before(scene, noun, frame.sentence, told)).unwrap_or_default()
}

/// Who did the act of the noun's type told last, if the noun has an article that points back and nobody of its own.
fn before(scene: &Scene, noun: usize, sentence: u32, told: &FxHashMap<String, Told>) -> Option<Vec<Party>> {
    let frame = &scene.frames.list[scene.frames.at(noun)?];
    let definite = &scene.lexicon.actors.reference.definite;
    let points = |d: usize| definite.iter().any(|w| w == scene.parsed.lemma(d));
    let back = scene.frames.tree.with(scene.parsed, noun, Deprel::Det).any(points);
    let nobody = !frame.args.iter().any(|a| a.via == Via::Direct && scene.is_actor(a.word as usize));
    if frame.kind != Kind::Noun || frame.light || !back || !nobody || scene.party(noun).is_some() {
        return None;
    }
    let kind = kind_of(scene, &frame.lemma).filter(|k| ONE_SIDED.contains(k))?;
    let last = told.get(kind).filter(|t| t.sentence < sentence && t.sentence + NEAR >= sentence)?;
    Some(last.actors.clone())
}

/// The type of the act that an event noun tells.
fn kind_of<'a>(scene: &'a Scene, noun: &str) -> Option<&'a str> {
    let verbs = &scene.lexicon.verbs;
    let classes = verbs.nouns.get(noun).map_or(&[][..], Vec::as_slice);
    let acts = classes.iter().filter_map(|class| verbs.classes[*class as usize].rules.last()?.coding.act);
    acts.into_iter().find_map(|act| scene.lexicon.ontology.act(act).kind.as_deref())
}

/// "thanked Peru and requested ships": who was just spoken to by name is asked, too.
fn addressee(scene: &Scene, frame: &Frame, draft: &Draft, outcomes: &[Outcome]) -> Option<Vec<Party>> {
    let asks = draft.kind.as_deref().is_some_and(|k| ADDRESSED.contains(&k));
    let verb = &scene.parsed.words[frame.verb as usize];
    if !asks || verb.deprel != Deprel::Conj || scene.lexicon.ontology.act(draft.act).parties != Parties::One {
        return None;
    }
    let first = scene.frames.at(verb.head as usize)?;
    let Outcome::Draft(spoken) = outcomes.get(first)? else { return None };
    let speaks = spoken.kind.as_deref().is_some_and(|k| SPOKEN.contains(&k)) && spoken.actors == draft.actors;
    let named = |p: &Party| {
        let head = scene.mentions.list[*p].head;
        scene.frames.list[first].args.iter().any(|a| a.word == head && matches!(a.role, Role::OBJ | Role::IOBJ))
            && scene.is_settled(*p)
    };
    (speaks && !spoken.recipients.is_empty() && spoken.recipients.iter().all(named)).then(|| spoken.recipients.clone())
}
