//! Who are several told in one phrase? "the ministers", "both sides", "the two countries".

use super::together::together;
use super::{Actor, ActorKind, Scene, told};
use crate::mention::Mention;
use crate::parse::{Deprel, Feats, Upos};

/// The sector of people at large.
const CIVIL: &str = "CVL";

/// How far back two who acted together are "both sides".
const JOINT: usize = 8;

/// "the ministers": those of that role told before, one a country.
pub(super) fn plural_office(scene: &Scene, list: &[Option<Actor>], id: usize, actor: Actor) -> Actor {
    // "the people" are nobody's office
    if actor.sectors.iter().any(|s| s == CIVIL) {
        return actor;
    }
    let ends_alike = |a: &Actor| {
        a.role.as_deref().zip(actor.role.as_deref()).is_some_and(|(x, y)| x == y || x.ends_with(&format!(" {y}")))
    };
    let members = distinct(scene, list, id, number(scene, &scene.mentions.list[id]), |a| {
        matches!(a.kind, ActorKind::Person | ActorKind::Office) && ends_alike(a)
    });
    if members.len() > 1 {
        return Actor { members, basis: "context", ..actor };
    }
    // "the leaders": a president and the head of a body have no office in common
    let pairs = &scene.lexicon.actors.reference.pairs;
    let bare = scene.mentions.list[id].end - scene.mentions.list[id].first == 2;
    let generic = bare && Scene::has_word(pairs, &scene.lemma(scene.mentions.list[id].head as usize));
    match together(scene, list, id).filter(|_| generic) {
        Some(members) => Actor { members, basis: "context", ..actor },
        None => actor,
    }
}

/// Up to so many different coded actors told before, the nearest first, put back in text order.
fn distinct(
    scene: &Scene,
    list: &[Option<Actor>],
    id: usize,
    most: usize,
    fits: impl Fn(&Actor) -> bool,
) -> Vec<Actor> {
    let mut members: Vec<Actor> = Vec::new();
    for m in (0..id).rev() {
        let Some(actor) = list[m].as_ref().filter(|a| a.country.is_some() && a.members.is_empty() && fits(a)) else {
            continue;
        };
        if !members.iter().any(|x| x.country == actor.country) {
            members.push(Actor {
                span: None,
                antecedent: Some(scene.mentions.list[m].span),
                basis: "context",
                ..actor.clone()
            });
        }
        if members.len() == most {
            break;
        }
    }
    members.reverse();
    members
}

/// How many a phrase counts: two, where it does not say.
fn number(scene: &Scene, mention: &Mention) -> usize {
    let counts = &scene.lexicon.actors.reference.counts;
    let counted = (mention.first..mention.end).find_map(|w| {
        let lemma = scene.lemma(w as usize);
        counts.iter().position(|c| *c == lemma)
    });
    counted.map_or(2, |n| n + 2)
}

/// "Both countries agreed, X and Y said": the only two that the rest of the sentence names.
fn told_after(scene: &Scene, list: &[Option<Actor>], id: usize) -> Vec<Actor> {
    let mentions = &scene.mentions.list;
    let mut members: Vec<Actor> = Vec::new();
    let rest = (id + 1..list.len()).take_while(|m| mentions[*m].sentence == mentions[id].sentence);
    for (m, actor) in rest.filter_map(|m| Some((m, list[m].as_ref()?))) {
        let whole = matches!(actor.kind, ActorKind::Country | ActorKind::Government) && actor.country.is_some();
        if whole && members.iter().all(|x| x.country != actor.country) {
            let antecedent = Some(mentions[m].span);
            members.push(Actor { span: None, antecedent, basis: "context", ..actor.clone() });
        }
    }
    if members.len() == 2 { members } else { Vec::new() }
}

/// "those countries", "our southern neighbours": without a number, a word that picks some out of many says that they are not the two told before.
fn is_vague(scene: &Scene, mention: &Mention) -> bool {
    let reference = &scene.lexicon.actors.reference;
    let words = || (mention.first..mention.head).map(|w| w as usize);
    let counted =
        words().any(|w| scene.parsed.words[w].upos == Upos::Num || Scene::has_word(&reference.pair, &scene.lemma(w)));
    let picks = |w: usize| {
        let word = &scene.parsed.words[w];
        let adjective = matches!(word.deprel, Deprel::Amod | Deprel::Compound) && word.head == mention.head;
        adjective && !Scene::has_word(&reference.mutual, &scene.lemma(w))
            || Scene::has_word(&reference.vague, &scene.lemma(w))
    };
    !counted && words().any(picks)
}

/// "X and Y have no ties, and X closed its border over Z. The two countries …": the pair that the last sentence before joins, where it names more.
fn coordinated(scene: &Scene, list: &[Option<Actor>], id: usize) -> Option<Vec<Actor>> {
    let mentions = &scene.mentions.list;
    let whole = |a: &Actor| a.country.is_some() && a.members.is_empty() && a.kind != ActorKind::Thing;
    let named = |m: &usize| list[*m].as_ref().is_some_and(whole);
    let last = mentions[told(list, id).take(2 * JOINT).find(named)?].sentence;
    if last == mentions[id].sentence {
        return None;
    }
    let there = || told(list, id).take(2 * JOINT).filter(named).filter(|m| mentions[*m].sentence == last);
    let country = |m: usize| list[m].as_ref().and_then(|a| a.country.as_ref());
    for second in there() {
        let word = &scene.parsed.words[mentions[second].head as usize];
        let first = scene.mentions.at(word.head as usize).filter(|_| word.deprel == Deprel::Conj);
        let subject = |m: &usize| {
            let deprel = scene.parsed.words[mentions[*m].head as usize].deprel;
            named(m) && matches!(deprel, Deprel::Nsubj | Deprel::NsubjPass) && country(*m) != country(second)
        };
        let Some(first) = first.filter(subject) else { continue };
        let again = |m: usize| scene.again(list, m, "context");
        return Some([again(first)?, again(second)?].to_vec());
    }
    None
}

/// "both sides", "the two countries", "their respective nations": the two parties told before.
pub(super) fn pair(scene: &Scene, list: &[Option<Actor>], id: usize) -> Option<Actor> {
    let mention = &scene.mentions.list[id];
    let head = mention.head as usize;
    let is_pair = Scene::has_word(&scene.lexicon.actors.reference.pairs, &scene.lemma(head))
        && scene.parsed.words[head].feats.has(Feats::PLURAL);
    let marked = (mention.first..mention.head)
        .any(|w| matches!(scene.parsed.words[w as usize].upos, Upos::Num | Upos::Det | Upos::Pron | Upos::Cconj));
    if !is_pair || !marked || is_vague(scene, mention) {
        return None;
    }
    let number = number(scene, mention);
    let joint = told(list, id)
        .take(JOINT)
        .find_map(|m| list[m].as_ref().filter(|a| a.members.len() == number).map(|a| a.members.clone()));
    let joint = joint.or_else(|| coordinated(scene, list, id).filter(|_| number == 2));
    let joint = joint.or_else(|| together(scene, list, id).filter(|sides| sides.len() == number));
    let mut members = joint.unwrap_or_else(|| distinct(scene, list, id, number, |a| a.kind != ActorKind::Thing));
    if members.is_empty() {
        members = told_after(scene, list, id);
    }
    (members.len() == number)
        .then(|| Actor { members, ..Actor::new(scene.words(mention.span), ActorKind::Group, "context") })
}
