//! Is it news of politics at all? Sport, culture, weather and figures of speech, as `lexicon/discard.toml` knows them.

use super::telling::in_present;
use super::{Event, Events, Scene, Status, Uncoded};
use crate::text::lower;
use rustc_hash::FxHashSet;
use std::borrow::Cow;

/// An article is of a list if so many different marks of it stand in it, and one for every so many sentences.
const DIFFERENT: usize = 4;
const SENTENCES: usize = 4;

/// Leaves out events of sentences in which the words of a discard list stand thickly, unless coded parties stand on both sides.
pub(super) fn sift(scene: &Scene, events: &mut Events) {
    let mut verdict: (Option<u32>, Vec<usize>) = (None, Vec::new());
    let full = of_whole(scene);
    for mut event in std::mem::take(&mut events.list) {
        if verdict.0 != Some(event.sentence) {
            verdict = (Some(event.sentence), lists_of(scene, event.sentence));
        }
        let of_article = full.filter(|list| scene.lexicon.discards[*list].articles.contains(&event.underlying));
        let named = verdict.1.iter().copied().find(|list| is_of(scene, *list, &event));
        if named.is_some_and(|list| is_past(scene, list, &event)) {
            event.status = Status::Historical;
        }
        let of_sentence = named.filter(|_| !both_sides(scene, &event));
        match of_article.or(of_sentence) {
            Some(found) => {
                events.uncoded.push(Uncoded { frame: event.frame, reason: scene.lexicon.discards[found].why.clone() })
            }
            None => events.list.push(event),
        }
    }
}

/// The list that the whole article is of: a report of a match, whose sides are called by the names of states.
fn of_whole(scene: &Scene) -> Option<usize> {
    let lexicon = scene.lexicon;
    let mut different: Vec<FxHashSet<&str>> = vec![FxHashSet::default(); lexicon.discards.len()];
    for word in 0..scene.parsed.words.len() {
        let lemma = scene.parsed.lemma(word);
        for (list, _) in lexicon.discard_words.get(lemma).into_iter().flatten() {
            if lexicon.discards[*list].marks.iter().any(|m| m == lemma) {
                different[*list].insert(lemma);
            }
        }
    }
    let enough = |list: &usize| {
        let words = different[*list].len();
        words >= DIFFERENT && words * SENTENCES >= scene.parsed.sentences.len()
    };
    (0..different.len()).find(enough)
}

/// "Soviet troops liberated Poland": told of today's states, and long ago.
fn is_past(scene: &Scene, list: usize, event: &Event) -> bool {
    let done = event.status == Status::Occurred && !in_present(scene, event.verb as usize);
    done && scene.lexicon.discards[list].past
}

/// Whether a list is about this type.
fn is_of(scene: &Scene, list: usize, event: &Event) -> bool {
    let types = &scene.lexicon.discards[list].types;
    types.is_empty() || types.contains(&event.underlying)
}

fn both_sides(scene: &Scene, event: &Event) -> bool {
    let coded = |parties: &[usize]| {
        parties.iter().any(|p| {
            scene.actors.list[*p].as_ref().is_some_and(|a| a.is_coded() && !a.sectors.iter().any(|s| s == "CVL"))
        })
    };
    (coded(&event.actors) && coded(&event.recipients)) || event.actors.len() + event.recipients.len() > 2
}

/// The lists of which a strong word or two different words stand in the sentence, in the order in which they show.
fn lists_of(scene: &Scene, sentence: u32) -> Vec<usize> {
    let mut found = Vec::new();
    let words = scene.parsed.sentences[sentence as usize].words();
    let mut seen: FxHashSet<(usize, String)> = FxHashSet::default();
    let (mut before, mut pair) = (Cow::Borrowed(""), String::new());
    for word in words {
        let lemma = lower(scene.parsed.lemma(word));
        pair.clear();
        pair.extend([&before, " ", &lemma]);
        let lists = |phrase: &str| scene.lexicon.discard_words.get(phrase).into_iter().flatten();
        let hits = [pair.as_str(), &lemma].into_iter().flat_map(|p| lists(p).map(move |hit| (p, *hit)));
        for (phrase, (list, strong)) in hits {
            let second = seen.iter().any(|(l, w)| *l == list && w != phrase);
            if (strong || second) && !found.contains(&list) {
                found.push(list);
            }
            seen.insert((list, phrase.to_owned()));
        }
        before = lemma;
    }
    found
}
