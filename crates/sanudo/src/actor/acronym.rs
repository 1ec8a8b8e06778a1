//! "The SRF rejected talks", "SRF fighters": who the letters stand for that the text itself has defined.

use super::context::complete;
use super::{Actor, Scene};

/// The bearer of the name that defines the acronym at the head of a mention.
pub(super) fn bearer(scene: &Scene, list: &[Option<Actor>], id: usize) -> Option<Actor> {
    named(scene, list, id, scene.mentions.list[id].head)
}

/// An acronym before the head says whose the phrase is.
pub(super) fn owned(scene: &Scene, list: &mut [Option<Actor>], id: usize) {
    if scene.mentions.given.is_empty() {
        return;
    }
    let mention = &scene.mentions.list[id];
    let mut before = (mention.first..mention.end).filter(|w| *w != mention.head);
    let Some(owner) = before.find_map(|w| named(scene, list, id, w)) else { return };
    if let Some(actor) = list[id].as_mut().filter(|a| !a.is_settled()) {
        complete(actor, &Actor { role: None, ..owner });
    }
}

fn named(scene: &Scene, list: &[Option<Actor>], id: usize, word: u32) -> Option<Actor> {
    let given = scene.mentions.given(word)?;
    let inside = || (given.first..given.end).filter_map(|w| scene.mentions.at(w as usize)).filter(|m| *m != id);
    // "the Popular Front of Chad" is the front, not Chad
    let governs = |m: &usize| {
        let head = scene.mentions.list[*m].head;
        !(given.first..given.end).contains(&scene.parsed.words[head as usize].head) && list[*m].is_some()
    };
    scene.again(list, inside().find(governs).or_else(|| inside().next_back())?, "acronym")
}
