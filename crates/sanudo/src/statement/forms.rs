//! Stances that a clause shows by its form: what is stressed, how something is judged, what is done "in support of" it.

use super::{Desk, Draft, holder};
use crate::event::{Party, Scene};
use crate::frame::{Frame, Kind};
use crate::lexicon::cond::Role;
use crate::parse::{Deprel, Upos};

/// The stances that the form of this clause shows.
pub(super) fn of_frame(desk: &Desk, id: usize) -> Vec<Draft> {
    let frame = desk.frame(id);
    if frame.negation.is_some() || !holder::asserted(desk, frame) {
        return Vec::new();
    }
    let mut drafts = judged(desk, frame);
    if drafts.is_empty() {
        drafts = said_of(desk, frame);
    }
    if drafts.is_empty() {
        drafts = stressed(desk, frame);
    }
    drafts.extend(behind(desk, frame));
    drafts
}

fn children<'s>(scene: &'s Scene, word: usize) -> impl Iterator<Item = usize> + 's {
    scene.frames.tree.children(word).iter().map(|c| *c as usize)
}

fn has_case(scene: &Scene, word: usize, wanted: &[String]) -> bool {
    let mut cases =
        children(scene, word).filter(|c| matches!(scene.parsed.words[*c].deprel, Deprel::Case | Deprel::Mark));
    cases.any(|c| wanted.iter().any(|w| w == scene.parsed.lemma(c)))
}

/// "underscored the importance of X", "discussed the need for X", "the importance of X was noted".
fn stressed(desk: &Desk, frame: &Frame) -> Vec<Draft> {
    let scene = &desk.scene;
    let speech = &scene.lexicon.cues.speech;
    let talks = speech.discussing.contains(&frame.lemma);
    if !talks && !speech.stressing.contains(&frame.lemma) {
        return Vec::new();
    }
    let roles = &scene.lexicon.roles;
    let about = ["about", "on", "of"].map(|name| roles.of(name));
    let args = frame.args.iter().filter(|a| a.role == Role::OBJ || about.contains(&a.role));
    let nouns = args.map(|a| a.word as usize).filter(|w| scene.parsed.words[*w].upos == Upos::Noun);
    let mut drafts: Vec<Draft> = Vec::new();
    for noun in nouns {
        let lemma = scene.parsed.lemma(noun);
        let weighed = speech.stressed.iter().find(|s| s.nouns.contains(lemma)).map(|s| s.stance.as_str());
        if talks && !speech.weighty.contains(lemma) {
            continue;
        }
        let own = || if talks { None } else { own_stance(scene, lemma) };
        let Some(stance) = weighed.or_else(own) else { continue };
        let topics = behind_noun(scene, noun);
        if topics.is_empty() && weighed.is_none() {
            continue;
        }
        let owner = holder::owner(scene, noun).map(|o| vec![o]);
        drafts.push(Draft {
            stance: stance.to_owned(),
            target: stand_for(scene, &topics),
            topics: if topics.is_empty() { vec![noun] } else { topics },
            holder: owner.unwrap_or_else(|| holder::of(desk, frame)),
            rule: format!("speech/{}", frame.lemma),
        });
    }
    drafts
}

fn own_stance<'s>(scene: &'s Scene, noun: &str) -> Option<&'s str> {
    scene.lexicon.cues.stance(Kind::Noun, noun).map(|s| s.stance.as_str())
}

/// What a noun is about: its phrases behind a preposition, else its infinitive or clause.
fn behind_noun(scene: &Scene, noun: usize) -> Vec<usize> {
    let phrase = children(scene, noun).find(|c| {
        let nmod = scene.parsed.words[*c].deprel == Deprel::Nmod && *c > noun;
        nmod && scene.frames.tree.with(scene.parsed, *c, Deprel::Case).next().is_some()
    });
    let clause = || {
        children(scene, noun)
            .find(|c| *c > noun && matches!(scene.parsed.words[*c].deprel, Deprel::Acl | Deprel::Ccomp))
    };
    with_conjuncts(scene, phrase.or_else(clause))
}

fn with_conjuncts(scene: &Scene, head: Option<usize>) -> Vec<usize> {
    let others = head.into_iter().flat_map(|h| scene.frames.tree.with(scene.parsed, h, Deprel::Conj));
    head.into_iter().chain(others).collect()
}

fn stand_for(scene: &Scene, words: &[usize]) -> Vec<Party> {
    words.iter().filter_map(|w| scene.stands_for(*w)).collect()
}

/// "called X unacceptable", "described X as a positive step", "views X as a consequence of Y", "held Y responsible for X".
fn judged(desk: &Desk, frame: &Frame) -> Vec<Draft> {
    let scene = &desk.scene;
    let first = frame.lemma.split_once(' ').map_or(frame.lemma.as_str(), |(first, _)| first);
    if !scene.lexicon.cues.speech.judging.contains(first) {
        return Vec::new();
    }
    let objects: Vec<usize> = frame.role(Role::OBJ).map(|a| a.word as usize).collect();
    let Some(object) = objects.first().copied() else { return Vec::new() };
    let as_role = scene.lexicon.roles.of("as");
    let predicate = frame
        .args
        .iter()
        .filter(|a| a.role == as_role || a.role == Role::CONTENT)
        .map(|a| a.word as usize)
        .chain(children(scene, frame.verb as usize).filter(|c| scene.parsed.words[*c].deprel == Deprel::Xcomp))
        .chain(children(scene, object).filter(|c| *c > object && scene.parsed.words[*c].deprel == Deprel::Amod))
        .find_map(|w| Some((w, sense(scene, w)?)));
    let Some((predicate, stance)) = predicate else { return Vec::new() };
    let (topics, target) = if stance == "blames" {
        let about = behind_noun(scene, predicate);
        if scene.parsed.words[predicate].upos == Upos::Adj {
            let due = scene.lexicon.roles.of("for");
            let due: Vec<usize> = frame.role(due).map(|a| a.word as usize).chain(phrases(scene, predicate)).collect();
            (due, stand_for(scene, &objects))
        } else {
            (objects, stand_for(scene, &about))
        }
    } else {
        let target = stand_for(scene, &objects);
        (objects, target)
    };
    vec![draft(stance, topics, target, holder::of(desk, frame), &frame.lemma)]
}

fn phrases(scene: &Scene, word: usize) -> Vec<usize> {
    children(scene, word)
        .filter(|c| *c > word && matches!(scene.parsed.words[*c].deprel, Deprel::Obl | Deprel::Nmod))
        .collect()
}

/// "said that X is illegal", "X is a provocation, the minister said".
fn said_of(desk: &Desk, frame: &Frame) -> Vec<Draft> {
    let scene = &desk.scene;
    if !scene.lexicon.cues.speech.saying.contains(&frame.lemma) {
        return Vec::new();
    }
    let mut drafts = Vec::new();
    for said in frame.role(Role::CONTENT).map(|a| a.word as usize) {
        let child = |deprel: Deprel| children(scene, said).find(|c| scene.parsed.words[*c].deprel == deprel);
        let Some(subject) = child(Deprel::Nsubj).filter(|_| child(Deprel::Cop).is_some()) else { continue };
        let common = matches!(scene.parsed.words[subject].upos, Upos::Noun | Upos::Propn | Upos::Verb);
        let denied = children(scene, said).any(|c| scene.lexicon.cues.negators.contains(scene.parsed.lemma(c)));
        let Some(stance) = sense(scene, said).filter(|_| common && !denied) else { continue };
        drafts.push(draft(stance, vec![subject], stand_for(scene, &[subject]), holder::of(desk, frame), &frame.lemma));
    }
    drafts
}

fn draft(stance: &str, topics: Vec<usize>, target: Vec<Party>, holder: Vec<Party>, lemma: &str) -> Draft {
    Draft { stance: stance.to_owned(), topics, target, holder, rule: format!("speech/{lemma}") }
}

/// What a predicate says of its subject, by its own word or the one that modifies it.
fn sense(scene: &Scene, word: usize) -> Option<&'static str> {
    let speech = &scene.lexicon.cues.speech;
    let of_word = |w: usize| {
        let lemma = scene.parsed.lemma(w).to_lowercase();
        match () {
            () if speech.bad.contains(&lemma) => Some("opposes"),
            () if speech.blame.contains(&lemma) => Some("blames"),
            () if speech.good.contains(&lemma) => Some("supports"),
            () => None,
        }
    };
    let modifiers = children(scene, word).filter(|c| scene.parsed.words[*c].deprel == Deprel::Amod);
    of_word(word).or_else(|| modifiers.into_iter().find_map(of_word))
}

/// "resigned in protest at X", "spoke in favour of X", "Chile's stand in support of X".
fn behind(desk: &Desk, frame: &Frame) -> Vec<Draft> {
    let scene = &desk.scene;
    let cues = &scene.lexicon.cues;
    let direct = frame.args.iter().filter(|a| a.role.0 > Role::COMPOUND.0).map(|a| a.word as usize);
    let inside =
        frame.role(Role::OBJ).flat_map(|a| scene.frames.tree.with(scene.parsed, a.word as usize, Deprel::Nmod));
    let mut drafts = Vec::new();
    for noun in direct.chain(inside) {
        let Some(family) = cues.behind.get(scene.parsed.lemma(noun)).map(|f| &cues.speech.behind[*f as usize]) else {
            continue;
        };
        let topics = children(scene, noun).find(|c| *c > noun && has_case(scene, *c, &family.topic));
        let definite = scene.frames.tree.with(scene.parsed, noun, Deprel::Det).next().is_some();
        // the topic may hang on the verb: "resigned in protest at the cuts"
        let beside = || {
            let roles: Vec<Role> = family.topic.iter().map(|t| scene.lexicon.roles.of(t)).collect();
            frame.args.iter().find(|a| roles.contains(&a.role) && a.role != Role::OTHER).map(|a| a.word as usize)
        };
        let topics = topics.or_else(beside);
        if definite || topics.is_none() || !has_case(scene, noun, std::slice::from_ref(&family.preposition)) {
            continue;
        }
        let topics = with_conjuncts(scene, topics);
        drafts.push(draft(
            &family.stance,
            topics.clone(),
            stand_for(scene, &topics),
            holder::of(desk, frame),
            &frame.lemma,
        ));
    }
    drafts
}
