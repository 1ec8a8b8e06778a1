//! What will they talk about? Topics of the meeting's own clause, of "to discuss …", and of sentences that speak of the agenda.

use super::{Meeting, codes};
use crate::event::{Event, Scene};
use crate::frame::Frame;
use crate::lexicon::cond::Role;
use crate::parse::{Deprel, Upos};
use crate::text::Span;

/// Adds the agenda items of all meetings.
pub(super) fn fill(scene: &Scene, events: &[Event], meetings: &mut [Meeting]) {
    for meeting in meetings.iter_mut() {
        let frames: Vec<usize> = meeting.events.iter().map(|e| events[*e].frame).collect();
        for frame in frames {
            let items = topics(scene, &scene.frames.list[frame]);
            add(meeting, items);
        }
    }
    discussions(scene, events, meetings);
    agenda_sentences(scene, events, meetings);
    for meeting in meetings.iter_mut() {
        meeting.agenda.sort();
    }
}

fn add(meeting: &mut Meeting, items: Vec<Span>) {
    for item in items {
        if !meeting.agenda.iter().any(|a| a.overlaps(item)) {
            meeting.agenda.push(item);
        }
    }
}

/// Topics of one clause: "on fishing rights", "regarding the pursuit of …, along with exploring …".
fn topics(scene: &Scene, frame: &Frame) -> Vec<Span> {
    let cues = &scene.lexicon.cues;
    let mut words: Vec<usize> = Vec::new();
    for arg in frame.args.iter().filter(|a| cues.topics.contains(&a.role)) {
        listed(scene, arg.word as usize, &mut words);
    }
    words.retain(|w| !is_date_or_person(scene, *w));
    words.into_iter().map(|w| scene.frames.tree.phrase_span(scene.parsed, w)).collect()
}

/// A topic and what is listed beside it; "topics such as X, Y" stands for X and Y.
fn listed(scene: &Scene, word: usize, words: &mut Vec<usize>) {
    let parsed = scene.parsed;
    let cues = &scene.lexicon.cues.frames;
    let mut examples = Vec::new();
    for child in scene.frames.tree.children(word).iter().map(|c| *c as usize) {
        if starts_list(scene, child) {
            examples.push(child);
            examples.extend(scene.frames.tree.with(parsed, child, Deprel::Conj));
        }
    }
    let stands_for_list = cues.topic_nouns.iter().any(|n| n == parsed.lemma(word));
    if !stands_for_list || examples.is_empty() {
        words.push(word);
    }
    words.extend(examples.into_iter().map(|example| object_of(scene, example)));
}

fn starts_list(scene: &Scene, word: usize) -> bool {
    use Deprel::*;
    let parsed = scene.parsed;
    if !matches!(parsed.words[word].deprel, Nmod | Obl | Acl | Advcl | Appos) {
        return false;
    }
    scene
        .frames
        .tree
        .children(word)
        .iter()
        .map(|c| *c as usize)
        .filter(|c| matches!(parsed.words[*c].deprel, Case | Mark | Cc))
        .any(|c| {
            let (first, last) = scene.frames.tree.extent(parsed, c, |_| false);
            let marker: Vec<&str> = (first..=last).map(|w| parsed.lemma(w)).collect();
            scene.lexicon.cues.frames.list_markers.iter().any(|m| *m == marker.join(" "))
        })
}

/// "exploring opportunities for cooperation": a gerund stands for its object.
fn object_of(scene: &Scene, word: usize) -> usize {
    if scene.parsed.words[word].upos != Upos::Verb {
        return word;
    }
    scene.frames.tree.with(scene.parsed, word, Deprel::Obj).next().unwrap_or(word)
}

fn is_date_or_person(scene: &Scene, word: usize) -> bool {
    let w = &scene.parsed.words[word];
    if w.upos == Upos::Num || w.upos == Upos::Pron {
        return true;
    }
    let actor = scene.party(word).and_then(|p| scene.actors.list[p].as_ref());
    let person = actor.is_some_and(|a| a.kind == crate::actor::ActorKind::Person);
    // a date is an oblique of the clause whose head is a month, a weekday or a number: none of them is a common noun with a lower-case lemma
    let date = w.upos == Upos::Propn
        && actor.is_none()
        && scene.frames.tree.with(scene.parsed, word, Deprel::Nummod).next().is_some();
    person || date || scene.lexicon.cues.frames.agenda_nouns.iter().any(|n| n == scene.parsed.lemma(word))
}

/// "The ministers will also explore …": what is discussed goes to the meeting of those who discuss it.
fn discussions(scene: &Scene, events: &[Event], meetings: &mut [Meeting]) {
    for (id, frame) in scene.frames.list.iter().enumerate() {
        if !is_discussion(scene, frame) {
            continue;
        }
        let Some(meeting) = meeting_of(scene, events, meetings, id) else { continue };
        let mut words = Vec::new();
        for arg in frame
            .role(Role::OBJ)
            .filter(|a| scene.frames.at(a.word as usize).is_none() || scene.party(a.word as usize).is_none())
        {
            listed(scene, arg.word as usize, &mut words);
        }
        words.retain(|w| !is_date_or_person(scene, *w));
        let items = words.into_iter().map(|w| scene.frames.tree.phrase_span(scene.parsed, w)).collect();
        add(meeting, items);
        add(meeting, topics(scene, frame));
    }
}

fn is_discussion(scene: &Scene, frame: &Frame) -> bool {
    let Some(classes) = scene.lexicon.verbs.verbs.get(&frame.lemma) else { return false };
    classes.iter().any(|class| {
        let rules = &scene.lexicon.verbs.classes[*class as usize].rules;
        let act = rules.last().and_then(|r| r.coding.act).map(|a| scene.lexicon.ontology.act(a));
        act.is_some_and(|a| a.operator.as_deref() == Some("discuss"))
    })
}

/// The meeting that tells of the frame, or governs it, or has its parties, or was told last.
fn meeting_of<'m>(
    scene: &Scene,
    events: &[Event],
    meetings: &'m mut [Meeting],
    frame: usize,
) -> Option<&'m mut Meeting> {
    let sentence = scene.frames.list[frame].sentence;
    let own = events.iter().position(|e| e.frame == frame);
    let of_event = |id: usize| meetings.iter().position(|m| m.events.contains(&id));
    let by_own = own.and_then(of_event);
    let in_sentence =
        || events.iter().position(|e| e.sentence == sentence && e.underlying == "CONSULT").and_then(of_event);
    let by_parties = || {
        let parties = own.map(|id| codes(scene, &events[id]))?;
        meetings.iter().position(|m| m.codes == parties)
    };
    let last = || meetings.iter().rposition(|m| m.events.first().is_some_and(|e| events[*e].sentence <= sentence));
    let chosen = by_parties().or(by_own).or_else(in_sentence).or_else(last)?;
    meetings.get_mut(chosen)
}

/// "topics such as X are included on the agenda": the subject of the clause that speaks of an agenda.
fn agenda_sentences(scene: &Scene, events: &[Event], meetings: &mut [Meeting]) {
    let parsed = scene.parsed;
    for (number, sentence) in parsed.sentences.iter().enumerate() {
        let is_agenda = |w: &usize| scene.lexicon.cues.frames.agenda_nouns.iter().any(|n| n == parsed.lemma(*w));
        let Some(word) = sentence.words().find(is_agenda) else { continue };
        let Some(items) = subjects_above(scene, word) else { continue };
        let Some(meeting) = leading(events, meetings, number as u32) else { continue };
        let mut words = Vec::new();
        items.into_iter().for_each(|item| listed(scene, item, &mut words));
        add(meeting, words.into_iter().map(|w| scene.frames.tree.phrase_span(parsed, w)).collect());
    }
}

fn subjects_above(scene: &Scene, word: usize) -> Option<Vec<usize>> {
    use Deprel::*;
    let parsed = scene.parsed;
    let mut at = word;
    loop {
        let is_subject = |c: &usize| matches!(parsed.words[*c].deprel, Nsubj | NsubjPass | NsubjOuter);
        if let Some(subject) = scene.frames.tree.children(at).iter().map(|c| *c as usize).find(is_subject) {
            let is_agenda = scene.lexicon.cues.frames.agenda_nouns.iter().any(|n| n == parsed.lemma(subject));
            let from = if is_agenda { scene.frames.tree.with(parsed, at, Obj).next()? } else { subject };
            let mut items = vec![from];
            items.extend(scene.frames.tree.with(parsed, from, Conj));
            return Some(items);
        }
        let head = parsed.words[at].head as usize;
        if head == at {
            return None;
        }
        at = head;
    }
}

/// The planned meeting told before this sentence, else the last one.
fn leading<'m>(events: &[Event], meetings: &'m mut [Meeting], sentence: u32) -> Option<&'m mut Meeting> {
    let before = |m: &Meeting| m.events.first().is_some_and(|e| events[*e].sentence <= sentence);
    let planned = meetings.iter().position(|m| before(m) && m.status.is_future());
    let chosen = planned.or_else(|| meetings.iter().rposition(before))?;
    meetings.get_mut(chosen)
}
