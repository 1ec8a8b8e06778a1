//! Where nobody is named, the place tells who: "a bomb killed ten in Kabul", "protests broke out in Nairobi".

use super::{Draft, Party, Scene};
use crate::frame::{Frame, Kind};
use crate::lexicon::cond::Role;
use crate::parse::Deprel;

/// Gives violence whose victims have no code those of its place, and a protest of nobody the people of the town.
pub(super) fn settle(scene: &Scene, frame: &Frame, mut draft: Draft) -> Draft {
    match draft.kind.as_deref() {
        Some("ASSAULT") if !any_coded(scene, &draft.recipients) && draft.actors.is_empty() => {
            draft.recipients.extend(place(scene, frame));
        }
        Some("PROTEST") if draft.actors.is_empty() && draft.recipients.is_empty() && leads(scene, frame) => {
            draft.actors.extend(place(scene, frame))
        }
        _ => {}
    }
    draft
}

/// Whether a noun without an actor is told as having struck somebody: its clause is about the blow.
pub(super) fn struck(scene: &Scene, draft: &Draft, frame: &Frame) -> bool {
    draft.kind.as_deref() == Some("ASSAULT") && any_coded(scene, &draft.recipients) && leads(scene, frame)
}

/// Whether a predicate is what its clause is about: its subject or its head.
fn leads(scene: &Scene, frame: &Frame) -> bool {
    let told = matches!(scene.parsed.words[frame.head as usize].deprel, Deprel::Nsubj | Deprel::Root);
    (told || frame.light) && !frame.passive
}

/// Whether somebody has a code of his own, not only that of the article.
fn any_coded(scene: &Scene, parties: &[Party]) -> bool {
    let own = |p: &Party| scene.actors.list[*p].as_ref().is_some_and(|a| a.is_coded() && a.basis != "context");
    parties.iter().any(own)
}

/// The place that the predicate names, or the clause whose subject it is.
fn place(scene: &Scene, frame: &Frame) -> Option<Party> {
    let above = scene.parsed.words[frame.head as usize].head as usize;
    let clause = scene.frames.at(above).map(|id| &scene.frames.list[id]);
    let clause = clause.filter(|c| c.role(Role::SUBJ).any(|a| a.word == frame.head));
    std::iter::once(frame).chain(clause).find_map(|f| place_of(scene, f))
}

fn place_of(scene: &Scene, frame: &Frame) -> Option<Party> {
    let lexicon = scene.lexicon;
    let local = |role: Role| lexicon.cues.frames.place_prepositions.iter().any(|p| p == lexicon.roles.name(role));
    let object = |role: Role| role == Role::OBJ && frame.kind == Kind::Verb;
    let places = frame.args.iter().filter(|a| local(a.role) || object(a.role));
    // "killed in a Peruvian air strike": an act is no place
    let places = places.filter(|a| scene.frames.at(a.word as usize).is_none());
    let mut parties = places.filter_map(|a| scene.stands_for(a.word as usize));
    parties.find(|p| any_coded(scene, &[*p]))
}
