//! How many dead and injured does the sentence tell of?

use crate::event::{Event, Scene};
use crate::lexicon::cond::Role;
use crate::parse::{Deprel, Upos};

/// Killed and injured, as numbers in the event's sentence say.
pub(super) fn count(scene: &Scene, event: &Event) -> (Option<u32>, Option<u32>) {
    let words = &scene.lexicon.cues.frames;
    (counted(scene, event, &words.killed), counted(scene, event, &words.injured))
}

fn counted(scene: &Scene, event: &Event, verbs: &[String]) -> Option<u32> {
    let parsed = scene.parsed;
    let sentence = &parsed.sentences[event.sentence as usize];
    let hits = sentence.words().filter(|w| verbs.iter().any(|v| v == parsed.lemma(*w)));
    hits.filter_map(|word| number_of_victims(scene, word)).next()
}

fn number_of_victims(scene: &Scene, word: usize) -> Option<u32> {
    let frame = scene.frames.at(word).map(|f| &scene.frames.list[f]);
    let victims = frame.into_iter().flat_map(|f| f.role(Role::OBJ).map(|a| a.word as usize));
    let children = scene.frames.tree.children(word).iter().map(|c| *c as usize);
    victims.chain(children).chain([word]).find_map(|w| number(scene, w))
}

/// The number that a noun carries, or that stands for it: "12 people", "killing 12".
fn number(scene: &Scene, word: usize) -> Option<u32> {
    let parsed = scene.parsed;
    let own = (parsed.words[word].upos == Upos::Num).then_some(word);
    let carried = scene.frames.tree.with(parsed, word, Deprel::Nummod).next();
    own.or(carried).and_then(|w| value(scene, parsed.lemma(w)))
}

fn value(scene: &Scene, text: &str) -> Option<u32> {
    let digits: String = text.chars().filter(|c| *c != ',').collect();
    let lower = text.to_lowercase();
    let word = || scene.lexicon.cues.frames.numbers.iter().find(|(w, _)| *w == lower).map(|(_, n)| *n);
    digits.parse().ok().or_else(word)
}
