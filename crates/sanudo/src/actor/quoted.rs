//! Whom do "I", "we" and "our" mean between quotation marks? Whoever says so beside them.

use super::context::is_own;
use super::{Actor, ActorKind, Scene};
use crate::mention::Form;
use crate::parse::{Deprel, Upos};

/// How many sentences further on the saying of a quotation may stand.
const AHEAD: usize = 3;

/// Gives the pronouns of quotations, and what they own, to who speaks; the saying may stand behind them, so all else is settled before.
pub(super) fn settle(scene: &Scene, list: &mut [Option<Actor>]) {
    let marked = marks(scene);
    if !marked.contains(&true) {
        return;
    }
    let sayings = sayings(scene, list, &marked);
    for id in 0..list.len() {
        let mention = &scene.mentions.list[id];
        let head = mention.head as usize;
        if mention.form != Form::Pronoun || !marked[head] || !is_own(scene, head) {
            continue;
        }
        let Some(speaker) = speaker(scene, &sayings, &marked, mention.sentence as usize, head) else { continue };
        list[id] = scene.again(list, speaker, "pronoun");
        owned(scene, list, head, speaker);
    }
}

/// By word, whether it stands between quotation marks; no quotation outlasts its paragraph.
fn marks(scene: &Scene) -> Vec<bool> {
    let marks = &scene.lexicon.cues.frames.quotation_marks;
    let mut within = vec![false; scene.parsed.words.len()];
    let (mut open, mut block) = (false, u32::MAX);
    for sentence in &scene.parsed.sentences {
        open &= sentence.block == block;
        block = sentence.block;
        for word in sentence.words() {
            if marks.iter().any(|m| m == scene.parsed.lemma(word)) {
                open = !open;
            }
            within[word] = open;
        }
    }
    within
}

/// A verb of saying outside quotations: where it stands, and the mention of who says it.
type Saying = (usize, usize);

/// By sentence.
fn sayings(scene: &Scene, list: &[Option<Actor>], marked: &[bool]) -> Vec<Vec<Saying>> {
    let of = |word: usize| {
        let w = &scene.parsed.words[word];
        let says = w.upos == Upos::Verb && scene.lexicon.cues.speech.saying.contains(&scene.lemma(word));
        let subject = scene.tree.with(scene.parsed, word, Deprel::Nsubj).find_map(|s| scene.mentions.at(s));
        let subject = subject.filter(|_| says && !marked[word]);
        Some((word, subject.filter(|m| list[*m].as_ref().is_some_and(speaks))?))
    };
    scene.parsed.sentences.iter().map(|s| s.words().filter_map(of).collect()).collect()
}

fn speaks(actor: &Actor) -> bool {
    use ActorKind::{Country, Government, Group, Office, Organisation, Person};
    actor.is_coded() && matches!(actor.kind, Country | Government | Group | Office | Organisation | Person)
}

/// The nearest saying of the sentence, else of those that the quotation goes on into, else of the one before in its paragraph.
fn speaker(scene: &Scene, sayings: &[Vec<Saying>], marked: &[bool], sentence: usize, word: usize) -> Option<usize> {
    let nearest = |s: usize| sayings[s].iter().min_by_key(|(verb, _)| verb.abs_diff(word)).map(|(_, who)| *who);
    if let Some(found) = nearest(sentence) {
        return Some(found);
    }
    let sentences = &scene.parsed.sentences;
    let block = sentences[sentence].block;
    let here = |s: &usize| sentences.get(*s).is_some_and(|s| s.block == block);
    let mut ahead = (sentence + 1..=sentence + AHEAD).take_while(here);
    let goes_on = |s: usize| sentences[s].words().next().is_some_and(|w| marked[w]);
    let next = ahead.by_ref().take_while(|s| goes_on(*s)).find_map(nearest);
    next.or_else(|| (0..sentence).rev().take(AHEAD).take_while(here).find_map(nearest))
}

/// "our soldiers": what belongs to who speaks is of his country, whatever stood near it.
fn owned(scene: &Scene, list: &mut [Option<Actor>], pronoun: usize, speaker: usize) {
    let word = &scene.parsed.words[pronoun];
    let Some(thing) = scene.mentions.at(word.head as usize).filter(|_| word.deprel == Deprel::NmodPoss) else { return };
    let Some(country) = list[speaker].as_ref().and_then(|a| a.country.clone()) else { return };
    if let Some(actor) = list[thing].as_mut().filter(|a| !a.is_settled() || a.basis == "context") {
        (actor.country, actor.basis) = (Some(country), "owner");
    }
}
