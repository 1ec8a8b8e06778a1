//! What does a speaker do by speaking, and what is only told in passing? Speeches describe, intend and remember.

use super::status::Status;
use super::telling::{across, coded, in_present};
use super::{Draft, Scene};
use crate::frame::{Frame, Kind};
use crate::parse::Deprel;
use crate::segment::Sentence;

/// So many sentences in the first person make an article a speech, if they are one of so many.
const LEAST: usize = 3;
const ONE_OF: usize = 5;

/// By sentence: in the first person, or in an article that mostly is.
pub(super) fn spoken(scene: &Scene) -> Vec<bool> {
    let sentences = 0..scene.parsed.sentences.len();
    let own: Vec<bool> = sentences.map(|s| in_first_person(scene, s)).collect();
    let count = own.iter().filter(|o| **o).count();
    let speech = count >= LEAST && count * ONE_OF >= own.len();
    own.into_iter().map(|own| own || speech).collect()
}

/// In a speech the present tense performs ("we condemn", "I thank") or describes ("we cooperate", "they attack"); what is neither said
/// to somebody nor done between two is told in passing.
pub(super) fn in_passing(scene: &Scene, draft: &Draft, frame: &Frame) -> Option<&'static str> {
    let kind = draft.kind.as_deref().unwrap_or("");
    let cues = &scene.lexicon.cues;
    // what a government does to its own people is told by others, too; what it asks of them or gives them is its daily work
    let material = cues.status("told of one state", kind).is_some();
    let sides = |parties: &[usize]| parties.iter().any(|p| coded(scene, *p));
    let between = across(scene, draft) || material && sides(&draft.actors) && sides(&draft.recipients);
    let present = frame.kind != Kind::Noun && in_present(scene, frame.verb as usize);
    let performs = present && cues.status("performed", kind).is_some();
    let between = between || performs && said_to_somebody(scene, draft);
    if !between && !met(scene, draft, kind) {
        return Some("told in passing in a speech");
    }
    let open =
        matches!(draft.reading.status, Status::CalledFor | Status::Hypothetical | Status::Expected | Status::Negated);
    if open && kind != "REJECT" {
        return Some("only possible");
    }
    // "we have worked together for years": ties are described, whatever the tense
    let act = &scene.lexicon.ontology.act(draft.act).id;
    if frame.kind != Kind::Noun && cues.status("described", act).is_some() {
        return Some("a description in a speech");
    }
    (present && !performs).then_some("a general statement")
}

/// "I ask the Senate": a body or office that is named, not "you" or "our people".
fn said_to_somebody(scene: &Scene, draft: &Draft) -> bool {
    let known = |p: &usize| {
        let actor = scene.actors.list[*p].as_ref();
        actor.is_some_and(|a| a.is_coded() && matches!(a.basis, "lexicon" | "title" | "apposition" | "nested"))
    };
    !draft.actors.is_empty() && draft.recipients.iter().any(known)
}

/// "I met the governor": two who can be named, though they are of one state; not "we talk to people".
fn met(scene: &Scene, draft: &Draft, kind: &str) -> bool {
    let people = |p: &usize| scene.actors.list[*p].as_ref().is_some_and(|a| a.sectors.iter().any(|s| s == "CVL"));
    let mut parties = draft.actors.iter().chain(&draft.recipients);
    kind == "CONSULT" && draft.actors.len() + draft.recipients.len() > 1 && !parties.any(people)
}

/// "We will help": the speaker's own sentence, not one that a report quotes.
fn in_first_person(scene: &Scene, sentence: usize) -> bool {
    let parsed = scene.parsed;
    let cues = &scene.lexicon.cues;
    let words = || parsed.sentences[sentence].words();
    let quoted = || words().any(|w| cues.frames.quotation_marks.iter().any(|q| q == parsed.lemma(w)));
    let speaks = |w: usize| {
        let subject = matches!(parsed.words[w].deprel, Deprel::Nsubj | Deprel::NsubjPass);
        subject && cues.frames.first_person.contains(&parsed.lemma(w).to_lowercase())
    };
    words().any(speaks) && !quoted()
}

/// "QUESTION: Has Russia withdrawn?": by sentence, whether its paragraph is that of whoever asks.
pub(super) fn by_interviewer(scene: &Scene) -> Vec<bool> {
    let sentences = &scene.parsed.sentences;
    let mut asked = Vec::with_capacity(sentences.len());
    for paragraph in sentences.chunk_by(|a, b| a.block == b.block) {
        asked.resize(asked.len() + paragraph.len(), opens_question(scene, &paragraph[0]));
    }
    asked
}

fn opens_question(scene: &Scene, sentence: &Sentence) -> bool {
    let parsed = scene.parsed;
    let interviewers = &scene.lexicon.cues.frames.interviewers;
    let mut words = sentence.words();
    let asks = words.next().is_some_and(|w| interviewers.contains(&parsed.lemma(w).to_lowercase()));
    asks && words.next().is_some_and(|w| parsed.lemma(w) == ":")
}

/// "I would like to thank Peru", "let me condemn the raid": what a speaker wishes to say he says.
pub(super) fn said_at_once(scene: &Scene, verb: usize) -> bool {
    let words = &scene.parsed.words;
    let cues = &scene.lexicon.cues;
    let lemma = |w: usize| scene.parsed.lemma(w).to_lowercase();
    if cues.status("said at once", &lemma(verb)).is_none() {
        return false;
    }
    let below = |w: usize| matches!(words[w].deprel, Deprel::Xcomp | Deprel::Ccomp | Deprel::Acl | Deprel::Advcl);
    // "I would like to take this opportunity to thank": as far as ways of beginning go
    let mut at = verb;
    while at_most(at, verb) && below(at) && cues.status("way of saying", &lemma(words[at].head as usize)).is_some() {
        at = words[at].head as usize;
        if speaks_first(scene, at) {
            return true;
        }
    }
    false
}

/// How far before a verb its ways of beginning may stand.
fn at_most(at: usize, verb: usize) -> bool {
    const REACH: usize = 20;
    at <= verb && verb - at < REACH
}

fn speaks_first(scene: &Scene, verb: usize) -> bool {
    let own = |w: u32| {
        let subject = matches!(scene.parsed.words[w as usize].deprel, Deprel::Nsubj | Deprel::Obj | Deprel::Iobj);
        let lemma = scene.parsed.lemma(w as usize).to_lowercase();
        subject && scene.lexicon.cues.frames.first_person.contains(&lemma)
    };
    scene.frames.tree.children(verb).iter().any(|w| own(*w))
}
