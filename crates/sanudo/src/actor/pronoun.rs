//! Who is "he", "it", "they", "both", "who"?

use super::together::{is_subject, opens, together};
use super::{Actor, ActorKind, LOOK_BACK, Scene, told};
use crate::mention::Mention;
use crate::parse::{Deprel, Feats};

/// The sector of people at large.
const PEOPLE: &str = "CVL";

/// The actor that a pronoun refers to.
pub(super) fn resolve(scene: &Scene, list: &[Option<Actor>], id: usize) -> Option<Actor> {
    let mention = &scene.mentions.list[id];
    let words = &scene.lexicon.actors.reference;
    if let Some(owner) = listed_before(scene, list, mention) {
        return Some(owner);
    }
    let lemma = scene.words(mention.span).to_lowercase();
    if Scene::has_word(&words.plural, &lemma) {
        return plural_pronoun(scene, list, id);
    }
    if Scene::has_word(&words.relative, &lemma) {
        return relative(scene, list, mention);
    }
    let person = Scene::has_word(&words.person, &lemma);
    if !person && !Scene::has_word(&words.thing, &lemma) {
        return None;
    }
    let acting = acting(scene, list, mention);
    let fits = |a: &Actor, m: &Mention| {
        let plural = scene.parsed.words[m.head as usize].feats.has(Feats::PLURAL);
        if acting.is_some_and(|subject| is_same(subject, a)) {
            return false;
        }
        match a.kind {
            ActorKind::Person => person,
            ActorKind::Office => person && !plural,
            ActorKind::Country | ActorKind::Government | ActorKind::Organisation | ActorKind::Group => {
                !person && !plural
            }
            _ => false,
        }
    };
    let antecedent = addressed(scene, list, id, fits).or_else(|| nearest(scene, list, id, fits))?;
    scene.again(list, antecedent, "pronoun")
}

/// "Peru and its neighbours", "the people and their fight": a possessor in the second part of a list is the first part.
fn listed_before(scene: &Scene, list: &[Option<Actor>], mention: &Mention) -> Option<Actor> {
    let word = &scene.parsed.words[mention.head as usize];
    let owned = &scene.parsed.words[word.head as usize];
    if word.deprel != Deprel::NmodPoss || owned.deprel != Deprel::Conj {
        return None;
    }
    let plural = |w: usize| scene.parsed.words[w].feats.has(Feats::PLURAL);
    let first = owned.head as usize;
    let owner = scene.mentions.at(first).filter(|m| scene.mentions.list[*m].head as usize == first)?;
    let many = Scene::has_word(&scene.lexicon.actors.reference.plural, &scene.lemma(mention.head as usize));
    scene.again(list, owner, "pronoun").filter(|a| many == (plural(first) || !a.members.is_empty()) && a.is_coded())
}

/// "warned the envoy that it would expel him": whom a verb's object pronoun means is whom the verb above it addresses.
fn addressed(
    scene: &Scene,
    list: &[Option<Actor>],
    id: usize,
    fits: impl Fn(&Actor, &Mention) -> bool,
) -> Option<usize> {
    use Deprel::*;
    let word = &scene.parsed.words[scene.mentions.list[id].head as usize];
    let clause = &scene.parsed.words[word.head as usize];
    let above = scene.lemma(clause.head as usize);
    // "called the president to thank him": the one who calls thanks
    let to_say = matches!(clause.deprel, Xcomp | Advcl) && clause.feats.has(Feats::INFINITIVE);
    let to_say = to_say && scene.lexicon.cues.subject_control.contains(&above);
    if !matches!(word.deprel, Obj | Iobj) || !(clause.deprel == Ccomp || to_say) {
        return None;
    }
    let objects = [Obj, Iobj].into_iter().flat_map(|d| scene.tree.with(scene.parsed, clause.head as usize, d));
    let mentions = objects.into_iter().filter_map(|w| scene.mentions.at(w)).filter(|m| *m < id);
    mentions.into_iter().find(|m| list[*m].as_ref().is_some_and(|a| fits(a, &scene.mentions.list[*m])))
}

/// "the rebels who …": the noun that the clause of the pronoun describes.
fn relative(scene: &Scene, list: &[Option<Actor>], mention: &Mention) -> Option<Actor> {
    const DEEPEST: usize = 6;
    let mut at = mention.head as usize;
    for _ in 0..DEEPEST {
        let word = &scene.parsed.words[at];
        at = word.head as usize;
        if word.deprel == Deprel::AclRelcl {
            let noun = scene.mentions.at(at)?;
            return scene.again(list, noun, "pronoun");
        }
    }
    None
}

/// The subject of the same or an earlier sentence that fits, else the nearest that fits.
fn nearest(scene: &Scene, list: &[Option<Actor>], id: usize, fits: impl Fn(&Actor, &Mention) -> bool) -> Option<usize> {
    use Deprel::*;
    let sentence = scene.mentions.list[id].sentence;
    let candidates: Vec<usize> = told(list, id)
        .take(LOOK_BACK)
        .take_while(|m| sentence - scene.mentions.list[*m].sentence <= 3)
        .filter(|m| list[*m].as_ref().is_some_and(|a| fits(a, &scene.mentions.list[*m])))
        .collect();
    let subject = |m: &&usize| {
        matches!(scene.parsed.words[scene.mentions.list[**m].head as usize].deprel, Nsubj | NsubjPass | NsubjOuter)
    };
    let nearest = *candidates.first()?;
    let of_sentence = scene.mentions.list[nearest].sentence;
    let in_sentence = |m: &&usize| scene.mentions.list[**m].sentence == of_sentence;
    Some(candidates.iter().filter(in_sentence).find(subject).copied().unwrap_or(nearest))
}

/// "They freed four soldiers after kidnapping them": an object means nobody who acts in its own clause.
fn acting<'a>(scene: &Scene, list: &'a [Option<Actor>], mention: &Mention) -> Option<&'a Actor> {
    use Deprel::*;
    const DEEPEST: usize = 4;
    let word = &scene.parsed.words[mention.head as usize];
    let mut verb = word.head as usize;
    if !matches!(word.deprel, Obj | Iobj) {
        return None;
    }
    for _ in 0..DEEPEST {
        let subjects = scene.tree.children(verb).iter().map(|c| *c as usize);
        let mut subjects = subjects.filter(|c| matches!(scene.parsed.words[*c].deprel, Nsubj | NsubjPass));
        if let Some(subject) = subjects.next() {
            return list[scene.mentions.at(subject)?].as_ref();
        }
        if !matches!(scene.parsed.words[verb].deprel, Conj | Advcl) {
            return None;
        }
        verb = scene.parsed.words[verb].head as usize;
    }
    None
}

fn is_same(a: &Actor, b: &Actor) -> bool {
    a.name == b.name && a.country == b.country && a.organisation == b.organisation
}

fn plural_pronoun(scene: &Scene, list: &[Option<Actor>], id: usize) -> Option<Actor> {
    let acting = acting(scene, list, &scene.mentions.list[id]);
    let fits = |a: &Actor, m: &Mention| {
        let plural = scene.parsed.words[m.head as usize].feats.has(Feats::PLURAL);
        let own = acting.is_some_and(|subject| is_same(subject, a));
        !own && a.kind != ActorKind::Thing && (plural || !a.members.is_empty())
    };
    let words = scene.words(scene.mentions.list[id].span).to_lowercase();
    let exactly_two = Scene::has_word(&scene.lexicon.actors.reference.pair, &words);
    let several = nearest(scene, list, id, fits).filter(|_| !exactly_two);
    let head = |m: usize| scene.mentions.list[m].head as usize;
    if let Some(subject) = several.filter(|m| is_subject(scene, head(*m))) {
        return scene.again(list, subject, "pronoun");
    }
    // those who act are rather those who acted together before than a plural that only stood by
    let joint = || together(scene, list, id).filter(|t| opens(scene, head(id)) && (!exactly_two || t.len() == 2));
    let group = |members| Actor {
        members,
        ..Actor::new(scene.words(scene.mentions.list[id].span), ActorKind::Group, "pronoun")
    };
    two(scene, list, id).or_else(|| joint().map(group)).or_else(|| scene.again(list, several?, "pronoun"))
}

/// The two who act together in the sentence before: "X spoke with Y. They agreed …".
fn two(scene: &Scene, list: &[Option<Actor>], id: usize) -> Option<Actor> {
    use Deprel::*;
    let before = scene.mentions.list[id].sentence.checked_sub(1)?;
    let side = |m: &usize| {
        let word = &scene.parsed.words[scene.mentions.list[*m].head as usize];
        let of_clause = matches!(word.deprel, Nsubj | NsubjPass | Obj | Iobj | Obl | Conj);
        let whole = |a: &Actor| {
            use ActorKind::*;
            let people = a.sectors.iter().any(|s| s == PEOPLE);
            a.is_coded() && !people && matches!(a.kind, Person | Office | Country | Government | Organisation)
        };
        of_clause && list[*m].as_ref().is_some_and(whole)
    };
    let sentence = (0..id).rev().skip_while(|m| scene.mentions.list[*m].sentence > before);
    let mut sides: Vec<usize> =
        sentence.take_while(|m| scene.mentions.list[*m].sentence == before).filter(side).collect();
    sides.reverse();
    let member = |m: &usize| {
        let antecedent = Some(scene.mentions.list[*m].span);
        list[*m].clone().map(|a| Actor { span: None, antecedent, basis: "pronoun", ..a })
    };
    let mut members: Vec<Actor> = Vec::new();
    for actor in sides.iter().filter_map(member) {
        let known = members
            .iter()
            .any(|m| m.name == actor.name || (m.country == actor.country && m.organisation == actor.organisation));
        if !known {
            members.push(actor);
        }
    }
    let words = scene.words(scene.mentions.list[id].span);
    (members.len() == 2).then(|| Actor { members, ..Actor::new(words, ActorKind::Group, "pronoun") })
}
