//! Who acted together before? "X spoke with Y. X praised Z. They agreed …"

use super::{Actor, ActorKind, Scene};
use crate::parse::Deprel;

/// How many sentences back those who act together may be told.
const NEAR: u32 = 8;

/// How many mentions are looked at.
const MENTIONS: usize = 80;

/// Those who acted together in the nearest sentence before that tells of several: in one subject, or a subject with whom it met.
pub(super) fn together(scene: &Scene, list: &[Option<Actor>], id: usize) -> Option<Vec<Actor>> {
    let mentions = &scene.mentions.list;
    let here = mentions[id].sentence;
    let before = (0..id).rev().take(MENTIONS).take_while(|m| here - mentions[*m].sentence <= NEAR);
    let subjects = before.filter(|m| mentions[*m].sentence < here && is_subject(scene, mentions[*m].head as usize));
    subjects.map(|m| sides(scene, list, m)).find(|sides| sides.len() > 1)
}

/// Whether a word is a subject.
pub(super) fn is_subject(scene: &Scene, word: usize) -> bool {
    matches!(scene.parsed.words[word].deprel, Deprel::Nsubj | Deprel::NsubjPass)
}

/// Whether a word is the first subject of its sentence: "They agreed", not "the family said they agreed".
pub(super) fn opens(scene: &Scene, word: usize) -> bool {
    let sentences = &scene.parsed.sentences;
    let at = sentences.partition_point(|s| s.words().end <= word);
    let first = sentences.get(at).map_or(word, |s| s.words().start);
    is_subject(scene, word) && !(first..word).any(|w| is_subject(scene, w))
}

/// The different sides of what a subject does with others.
fn sides(scene: &Scene, list: &[Option<Actor>], subject: usize) -> Vec<Actor> {
    use Deprel::*;
    if let Some(several) = list[subject].as_ref().filter(|a| a.members.len() > 1 && a.collective.is_none()) {
        return several.members.clone();
    }
    let reference = &scene.lexicon.actors.reference;
    let head = scene.mentions.list[subject].head as usize;
    let verb = scene.parsed.words[head].head as usize;
    let with = |w: &usize| {
        let mut cases = scene.tree.with(scene.parsed, *w, Case);
        cases.next().is_some_and(|c| Scene::has_word(&reference.accompanying, &scene.lemma(c)))
    };
    let met = Scene::has_word(&reference.encounters, &scene.lemma(verb));
    let others = scene.tree.with(scene.parsed, verb, Obl).filter(with);
    let others = others.chain(scene.tree.with(scene.parsed, verb, Obj).filter(|_| met));
    let listed = |w: usize| [w].into_iter().chain(scene.tree.with(scene.parsed, w, Conj));
    let words = listed(head).chain(others.flat_map(listed));
    let mut sides: Vec<Actor> = Vec::new();
    for mention in words.filter_map(|w| scene.mentions.at(w)) {
        let Some(actor) = list[mention].as_ref().filter(|a| is_whole(a)) else { continue };
        if !sides.iter().any(|s| s.country == actor.country && s.organisation == actor.organisation) {
            let antecedent = Some(scene.mentions.list[mention].span);
            sides.push(Actor { span: None, antecedent, basis: "context", ..actor.clone() });
        }
    }
    sides
}

/// Whether somebody acts for a state or a body of states.
fn is_whole(actor: &Actor) -> bool {
    use ActorKind::*;
    actor.is_coded()
        && actor.members.is_empty()
        && matches!(actor.kind, Person | Office | Country | Government | Organisation)
}
