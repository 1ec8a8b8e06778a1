//! Whose are police, protesters, rebels that no word gives a country?

use super::{Actor, ActorKind, LOOK_BACK, Scene, told};
use crate::mention::{Form, Mention};
use crate::parse::{Deprel, Feats};

/// Shorter texts have no lead.
const SEVERAL: usize = 3;

/// Police, protesters, a minister without a country: that of the place where the sentence happens or of whoever has them, else of the article's dominant one,
/// else of the dateline, else of the one that is named far more often than any other, else of the state that published it, else of the only
/// one that the first sentence names, else of the one of that office told before.
pub(super) fn dominant(scene: &Scene, list: &mut [Option<Actor>]) {
    // a paper of a state that names no other country tells of its own; it leads with whom it deals with
    let house = scene.house.as_ref().map(|h| h.country.as_str()).filter(|code| scene.focus.names_only(code));
    // a sentence or two are about nothing yet
    let leads = scene.parsed.sentences.len() >= SEVERAL && scene.house.is_none();
    let lead = scene.focus.lead().filter(|_| leads);
    let told = || scene.focus.leader().or(scene.home).or_else(|| scene.focus.prevailing()).or(house).or(lead);
    let leader = leader(list).or_else(|| told().map(str::to_owned));
    for id in 0..list.len() {
        let Some(actor) = &list[id] else { continue };
        let open = !actor.is_settled() && !actor.sectors.is_empty();
        let kind = match actor.kind {
            ActorKind::Group | ActorKind::Country => false,
            // "President X": a title is somebody's of that country, a bare name is anybody's
            ActorKind::Person => actor.role.is_some(),
            _ => true,
        };
        if !open || !kind || has_other_name(scene, &scene.mentions.list[id]) {
            continue;
        }
        let local = Scene::has_word(&scene.lexicon.actors.reference.local, &actor.sectors[0]);
        let here = if local { scene_of_action(scene, list, id) } else { Vec::new() };
        if here.len() > 1 {
            several(scene, &mut list[id], &here);
            continue;
        }
        let here = here.into_iter().next().or_else(|| holder(scene, list, id));
        let leader = leader.clone().and_then(|code| having(scene, actor, code));
        let Some(code) = here.or(leader).or_else(|| before(scene, list, id)) else { continue };
        if let Some(actor) = &mut list[id] {
            (actor.country, actor.basis) = (Some(code), "context");
        }
    }
}

/// "Minister X" is of a country that has ministers: of this one, else of the only other one that the article names.
fn having(scene: &Scene, actor: &Actor, code: String) -> Option<String> {
    let lexicon = &scene.lexicon.actors;
    let title = actor.role.as_deref().and_then(|role| role.rsplit(' ').next());
    let Some(title) = title.filter(|t| Scene::has_word(&lexicon.reference.telling, t)) else { return Some(code) };
    if lexicon.has_office(&code, title) {
        return Some(code);
    }
    scene.focus.only(|other| other != code && lexicon.has_office(other, title)).map(str::to_owned)
}

/// "His prime minister": of the country of whoever has him.
fn holder(scene: &Scene, list: &[Option<Actor>], id: usize) -> Option<String> {
    let head = scene.mentions.list[id].head as usize;
    let owner = scene.tree.with(scene.parsed, head, Deprel::NmodPoss).find_map(|w| scene.mentions.at(w))?;
    list[owner].as_ref().filter(|_| owner != id)?.country.clone()
}

/// "the president": the one told before.
fn before(scene: &Scene, list: &[Option<Actor>], id: usize) -> Option<String> {
    let head = scene.mentions.list[id].head as usize;
    let definite = &scene.lexicon.actors.reference.definite;
    let one = scene.tree.with(scene.parsed, head, Deprel::Det).any(|d| Scene::has_word(definite, &scene.lemma(d)))
        && !scene.parsed.words[head].feats.has(Feats::PLURAL);
    let role = list[id].as_ref().filter(|a| one && a.kind == ActorKind::Office)?.role.as_deref()?;
    let same = |m: &usize| list[*m].as_ref().is_some_and(|a| a.country.is_some() && a.role.as_deref() == Some(role));
    list[told(list, id).take(LOOK_BACK).find(same)?].as_ref()?.country.clone()
}

/// The country that more than half of the names in an article are of.
fn leader(list: &[Option<Actor>]) -> Option<String> {
    let mut counts: Vec<(&str, u32)> = Vec::new();
    let names = list.iter().flatten().filter(|a| a.basis == "lexicon" && a.kind != ActorKind::Office);
    for code in names.filter_map(|a| a.country.as_deref()) {
        match counts.iter_mut().find(|(c, _)| *c == code) {
            Some((_, n)) => *n += 1,
            None => counts.push((code, 1)),
        }
    }
    let total: u32 = counts.iter().map(|(_, n)| n).sum();
    counts.into_iter().find(|(_, n)| n * 2 > total).map(|(code, _)| code.to_owned())
}

/// "people in Peru, Chile and Bolivia": those of each.
fn several(scene: &Scene, actor: &mut Option<Actor>, countries: &[String]) {
    let Some(actor) = actor else { return };
    let (kind, sectors) = (actor.kind, actor.sectors.clone());
    let member =
        |code: &String| Actor { kind, sectors: sectors.clone(), ..Actor::of_country(code, scene.lexicon, "context") };
    actor.members = countries.iter().map(member).collect();
    actor.basis = "context";
}

/// The only country, or the only list of countries, in which the sentence of a mention says that something happens.
fn scene_of_action(scene: &Scene, list: &[Option<Actor>], id: usize) -> Vec<String> {
    let country = |m: usize| list[m].as_ref().and_then(|a| a.country.clone());
    if let Some(noun) = where_noun(scene, id) {
        return country(noun).into_iter().collect();
    }
    let sentence = scene.mentions.list[id].sentence;
    let same = |m: &usize| scene.mentions.list[*m].sentence == sentence;
    let around = (0..id).rev().take_while(same).chain((id + 1..list.len()).take_while(same));
    let mut places = around.filter(|m| scene.mentions.list[*m].form == Form::Name && is_where(scene, *m));
    let Some(first) = places.find(|m| country(*m).is_some()) else { return Vec::new() };
    let code = country(first);
    if !places.filter_map(country).all(|c| Some(&c) == code.as_ref()) {
        return Vec::new();
    }
    let others = scene.tree.with(scene.parsed, scene.mentions.list[first].head as usize, Deprel::Conj);
    let mut codes: Vec<String> = code.into_iter().collect();
    for other in others.filter_map(|w| scene.mentions.at(w)).filter_map(country) {
        if !codes.contains(&other) {
            codes.push(other);
        }
    }
    codes
}

/// "Tunisia, where police …": the noun that the clause of a mention describes.
fn where_noun(scene: &Scene, id: usize) -> Option<usize> {
    const DEEPEST: usize = 5;
    let words = &scene.lexicon.actors.reference.whereabouts;
    let mut at = scene.mentions.list[id].head as usize;
    for _ in 0..DEEPEST {
        let word = &scene.parsed.words[at];
        let clause = matches!(word.deprel, Deprel::AclRelcl | Deprel::AdvclRelcl | Deprel::Acl);
        if clause && scene.tree.children(at).iter().any(|c| Scene::has_word(words, &scene.lemma(*c as usize))) {
            return scene.mentions.at(word.head as usize).filter(|m| *m != id);
        }
        at = word.head as usize;
    }
    None
}

fn is_where(scene: &Scene, id: usize) -> bool {
    let places = &scene.lexicon.cues.frames.place_prepositions;
    let head = scene.mentions.list[id].head as usize;
    scene.tree.with(scene.parsed, head, Deprel::Case).any(|c| Scene::has_word(places, &scene.lemma(c)))
}

/// "Kurdish fighters": a proper name in the phrase that tells no country says that they are not simply the country's.
fn has_other_name(scene: &Scene, mention: &Mention) -> bool {
    (mention.first..mention.end).any(|w| {
        let word = &scene.parsed.words[w as usize];
        let capital = scene.words(word.span).chars().next().is_some_and(char::is_uppercase);
        capital && w != mention.head && word.deprel == Deprel::Amod && !starts(scene, w)
    })
}

fn starts(scene: &Scene, word: u32) -> bool {
    let at = scene.parsed.sentences.partition_point(|s| s.words().start <= word as usize);
    at.checked_sub(1).is_some_and(|s| scene.parsed.sentences[s].words().start == word as usize)
}
