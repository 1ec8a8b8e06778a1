//! Whom does a common noun with an article mean that names no office? "the kingdom", "the enclave", "the group", "the militants".

use super::context::ARMED;
use super::{Actor, ActorKind, LOOK_BACK, Scene, told};
use crate::mention::{Form, Mention};
use crate::parse::{Deprel, Feats, Upos};

/// "the country", "the kingdom": the country told last; a kingdom has to be one.
pub(super) fn land(scene: &Scene, list: &[Option<Actor>], id: usize) -> Option<Actor> {
    let mention = &scene.mentions.list[id];
    let head = mention.head as usize;
    let lemma = scene.lemma(head);
    let reference = &scene.lexicon.actors.reference;
    let any = Scene::has_word(&reference.lands, &lemma);
    let island = Scene::has_word(&reference.islands, &lemma);
    let part = Scene::has_word(&reference.parts, &lemma);
    if !(any || island || part || Scene::has_word(&reference.realms, &lemma)) || !is_the_one(scene, mention) {
        return None;
    }
    let fits = |m: &usize| {
        let told = list[*m].as_ref().filter(|a| a.members.is_empty());
        let place = told.is_some_and(|a| a.kind == ActorKind::Population && scene.mentions.list[*m].form == Form::Name);
        let code = told.and_then(|a| a.country.as_deref());
        code.is_some_and(|c| match (part, island) {
            // an enclave is a place told by its name, not a whole country
            (true, _) => place && !scene.parsed.words[scene.mentions.list[*m].head as usize].feats.has(Feats::PLURAL),
            (_, true) => reference.island_states.iter().any(|i| i == c),
            _ => !place && (any || scene.lexicon.actors.is_called(c, &lemma)),
        })
    };
    let antecedent = told(list, id).take(LOOK_BACK).find(fits)?;
    if part {
        return scene.again(list, antecedent, "context");
    }
    let code = list[antecedent].as_ref()?.country.clone()?;
    let country = Actor::of_country(&code, scene.lexicon, "context");
    Some(Actor { antecedent: Some(scene.mentions.list[antecedent].span), ..country })
}

/// "the militants": the armed group told last.
pub(super) fn band(scene: &Scene, list: &[Option<Actor>], id: usize, actor: &Actor) -> Option<Actor> {
    if !actor.sectors.iter().any(|s| s == ARMED) || actor.kind == ActorKind::Person {
        return None;
    }
    let group = |m: &usize| {
        let told = list[*m].as_ref();
        told.is_some_and(|a| a.kind == ActorKind::Group && a.is_coded() && a.sectors.iter().any(|s| s == ARMED))
    };
    let antecedent = told(list, id).take(LOOK_BACK).find(group)?;
    scene.again(list, antecedent, "context")
}

/// "the group", "the bloc": the one told last by its name.
pub(super) fn body(scene: &Scene, list: &[Option<Actor>], id: usize) -> Option<Actor> {
    let mention = &scene.mentions.list[id];
    let lemma = scene.lemma(mention.head as usize);
    let reference = &scene.lexicon.actors.reference;
    let union = Scene::has_word(&reference.unions, &lemma);
    if !union && !Scene::has_word(&reference.bodies, &lemma) || !is_the_one(scene, mention) {
        return None;
    }
    let fits = |m: &usize| {
        let named = scene.mentions.list[*m].form == Form::Name;
        list[*m].as_ref().is_some_and(|a| {
            let of_states = a.kind == ActorKind::Organisation && a.organisation.is_some();
            let group = matches!(a.kind, ActorKind::Group | ActorKind::Organisation) && a.members.is_empty();
            a.is_coded() && named && if union { of_states } else { group }
        })
    };
    let antecedent = told(list, id).take(LOOK_BACK).find(fits)?;
    scene.again(list, antecedent, "context")
}

/// "the country": two words, an article that points back and a noun in the singular.
fn is_the_one(scene: &Scene, mention: &Mention) -> bool {
    let head = mention.head as usize;
    let definite = &scene.lexicon.actors.reference.definite;
    let mut articles = scene.tree.with(scene.parsed, head, Deprel::Det);
    mention.end - mention.first == 2
        && articles.any(|d| Scene::has_word(definite, &scene.lemma(d)))
        && !scene.parsed.words[head].feats.has(Feats::PLURAL)
}

/// "the guarantor countries – Russia, Iran and Turkey": those whom the list behind names.
pub(super) fn spelled(scene: &Scene, list: &[Option<Actor>], id: usize) -> Option<Actor> {
    let mention = &scene.mentions.list[id];
    let head = mention.head as usize;
    let plural = scene.parsed.words[head].feats.has(Feats::PLURAL) && scene.parsed.words[head].upos == Upos::Noun;
    if mention.form != Form::Nominal || !plural || list[id].as_ref().is_some_and(Actor::is_coded) {
        return None;
    }
    let words = scene.words(mention.span);
    let again = |m: &usize| {
        let listed = list[*m].as_ref().is_some_and(|a| !a.members.is_empty() && a.basis == "apposition");
        listed && scene.words(scene.mentions.list[*m].span).eq_ignore_ascii_case(words)
    };
    if let Some(before) = told(list, id).take(LOOK_BACK).find(again) {
        return scene.again(list, before, "context");
    }
    let first = scene.tree.with(scene.parsed, head, Deprel::Appos).next()?;
    let words = [first].into_iter().chain(scene.tree.with(scene.parsed, first, Deprel::Conj));
    let mut members: Vec<Actor> = Vec::new();
    for m in words.filter_map(|w| scene.mentions.at(w)) {
        let Some(actor) = list[m].as_ref().filter(|a| a.is_coded() && a.kind != ActorKind::Thing) else { continue };
        let antecedent = Some(scene.mentions.list[m].span);
        members.push(Actor { span: None, antecedent, basis: "apposition", ..actor.clone() });
    }
    let own = list[id].clone();
    let group = own.unwrap_or_else(|| Actor::new(scene.words(mention.span), ActorKind::Group, "apposition"));
    (members.len() > 1).then_some(Actor { members, basis: "apposition", ..group })
}
