//! Is it told as something that took place, or only spoken of? Reports tell acts; speeches describe, intend and remember.

use super::status::Status;
use super::{Draft, Scene};
use crate::frame::{Frame, Kind};
use crate::parse::{Deprel, Feats, Upos};
use crate::segment::Sentence;

/// So many sentences in the first person make an article a speech, if they are one of so many.
const LEAST: usize = 3;
const ONE_OF: usize = 5;

/// How far up to look for the clause that a predicate stands in.
const DEPTH: usize = 12;

/// How an article's sentences are told.
pub(super) struct Telling {
    /// By sentence: in the first person, or in an article that mostly is.
    spoken: Vec<bool>,
    /// By sentence: what an interviewer asks.
    asked: Vec<bool>,
}

impl Telling {
    /// Reads the sentences of an article.
    pub(super) fn read(scene: &Scene) -> Telling {
        let sentences = 0..scene.parsed.sentences.len();
        let own: Vec<bool> = sentences.clone().map(|s| in_first_person(scene, s)).collect();
        let count = own.iter().filter(|o| **o).count();
        let speech = count >= LEAST && count * ONE_OF >= own.len();
        let asked = by_interviewer(scene);
        Telling { spoken: own.into_iter().map(|own| own || speech).collect(), asked }
    }

    /// Why a draft is not told as an act, if it is not.
    pub(super) fn unfit(&self, scene: &Scene, draft: &Draft, frame: &Frame) -> Option<&'static str> {
        let sentence = frame.sentence as usize;
        let between = two_sided(scene, draft);
        if self.asked[sentence] || ends_in_question(scene, sentence) {
            return Some("a question");
        }
        if conditional(scene, frame) {
            return Some("a condition");
        }
        if opinion(scene, frame) {
            return Some("an opinion");
        }
        if matches!(draft.reading.status, Status::Hypothetical | Status::CalledFor) && !between {
            return Some("only possible");
        }
        // "those who helped": who is meant, not who did it; "Peru, which had helped" is told of Peru
        let nobody = !draft.actors.iter().chain(&draft.recipients).any(|p| coded(scene, *p));
        if nobody
            && draft.kind.as_deref() != Some("PROTEST")
            && scene.parsed.words[frame.verb as usize].deprel == Deprel::AclRelcl
        {
            return Some("it only describes somebody");
        }
        let moves = draft.kind.as_deref() == Some("ASSAULT") || draft.modes.iter().any(|m| m == "visit");
        if moves && draft.actors.iter().any(|p| thing(scene, *p)) {
            return Some("a thing that strikes or comes");
        }
        if !between && fragment(scene, sentence) {
            return Some("a caption");
        }
        self.spoken[sentence].then(|| in_speech(scene, draft, frame, between)).flatten()
    }
}

/// In a speech the present tense performs ("we condemn", "I thank") or describes ("we cooperate", "they attack"); what is neither said
/// to somebody nor done between two is told in passing.
fn in_speech(scene: &Scene, draft: &Draft, frame: &Frame, between: bool) -> Option<&'static str> {
    let kind = draft.kind.as_deref().unwrap_or("");
    let met = kind == "CONSULT" && draft.actors.len() + draft.recipients.len() > 1;
    if !between && !met {
        return Some("told in passing in a speech");
    }
    let performs = scene.lexicon.cues.status("performed", kind).is_some();
    if draft.reading.status == Status::CalledFor {
        return Some("only possible");
    }
    let present = frame.kind != Kind::Noun && in_present(scene, frame.verb as usize);
    (present && !performs).then_some("a general statement")
}

/// "we help", "they are fighting": the present tense, simple or progressive, without a perfect or a modal.
fn in_present(scene: &Scene, verb: usize) -> bool {
    let parsed = scene.parsed;
    let finite = Feats::FINITE | Feats::PRESENT;
    let mut auxiliaries =
        scene.frames.tree.children(verb).iter().map(|c| *c as usize).filter(|c| parsed.words[*c].deprel == Deprel::Aux);
    let w = &parsed.words[verb];
    match auxiliaries.next() {
        None => w.feats.has(finite),
        Some(auxiliary) => {
            let progressive = w.feats.has(Feats::GERUND) || w.feats.has(Feats::PARTICIPLE | Feats::PRESENT);
            progressive && parsed.words[auxiliary].feats.has(finite)
        }
    }
}

/// Whether states, bodies or groups with a code stand on two sides of an act.
fn two_sided(scene: &Scene, draft: &Draft) -> bool {
    let coded = |p: &usize| coded(scene, *p);
    let among = |p: &usize| scene.actors.list[*p].as_ref().is_some_and(|a| a.members.len() > 1);
    let mut actors = draft.actors.iter().filter(|p| coded(p));
    let Some(first) = actors.next() else { return false };
    let other = |p: &usize| !scene.of_one_state(*first, *p);
    among(first) || actors.any(other) || draft.recipients.iter().any(coded)
}

fn coded(scene: &Scene, party: usize) -> bool {
    let actor = scene.actors.list[party].as_ref();
    actor.is_some_and(|a| a.is_settled() || a.collective.is_some())
}

/// "It has killed three people": a disease, a storm or an aircraft, for all that the pronoun tells, unless its sentence names whom it means.
fn thing(scene: &Scene, party: usize) -> bool {
    let mentions = &scene.mentions.list;
    let mention = &mentions[party];
    let lemma = scene.parsed.lemma(mention.head as usize).to_lowercase();
    let named = || {
        let before = (0..party).rev().take_while(|m| mentions[*m].sentence == mention.sentence);
        before.into_iter().any(|m| scene.same(m, party))
    };
    mention.form == crate::mention::Form::Pronoun
        && scene.lexicon.cues.frames.thing_pronouns.contains(&lemma)
        && !named()
}

/// "We will help": the speaker's own sentence, not one that a report quotes.
fn in_first_person(scene: &Scene, sentence: usize) -> bool {
    let parsed = scene.parsed;
    let cues = &scene.lexicon.cues.frames;
    let words = || parsed.sentences[sentence].words();
    let quoted = || words().any(|w| cues.quotation_marks.iter().any(|q| q == parsed.lemma(w)));
    let speaks = |w: usize| {
        let subject = matches!(parsed.words[w].deprel, Deprel::Nsubj | Deprel::NsubjPass);
        subject && cues.first_person.contains(&parsed.lemma(w).to_lowercase())
    };
    words().any(speaks) && !quoted()
}

/// "QUESTION: Has Russia withdrawn?": by sentence, whether its paragraph is that of whoever asks.
fn by_interviewer(scene: &Scene) -> Vec<bool> {
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

/// "Did they meet?" tells nothing.
fn ends_in_question(scene: &Scene, sentence: usize) -> bool {
    const CLOSING: usize = 3;
    scene.parsed.sentences[sentence].words().rev().take(CLOSING).any(|last| scene.parsed.lemma(last) == "?")
}

/// "if they continue to meet": in a clause that a conditional conjunction opens.
fn conditional(scene: &Scene, frame: &Frame) -> bool {
    let parsed = scene.parsed;
    let marked = |word: usize| {
        let mut marks = scene.frames.tree.with(parsed, word, Deprel::Mark);
        marks.any(|m| scene.lexicon.cues.status("conjunction", &parsed.lemma(m).to_lowercase()).is_some())
    };
    // what stands beside a clause is not in it: "they debate whether to help; Peru has helped"
    let beside = |word: usize| matches!(parsed.words[word].deprel, Deprel::Parataxis | Deprel::Conj);
    let mut clause = up(scene, frame.verb as usize);
    clause.find(|word| marked(*word) || beside(*word)).is_some_and(marked)
}

/// "it is important that they help", "I suggest that they meet", "a dialogue is necessary": what somebody thinks good has not happened
/// for it.
fn opinion(scene: &Scene, frame: &Frame) -> bool {
    let parsed = scene.parsed;
    let w = &parsed.words[frame.verb as usize];
    let cues = &scene.lexicon.cues;
    let above = parsed.lemma(w.head as usize).to_lowercase();
    let thought = cues.status("opinion", &above).is_some();
    let weighed = cues.status("weighing", &above).is_some();
    match w.deprel {
        Deprel::Ccomp => thought || weighed,
        Deprel::Csubj | Deprel::Xcomp => thought,
        Deprel::Nsubj => thought && frame.kind == Kind::Noun && !frame.light,
        _ => false,
    }
}

/// A word and what it stands under, as far as its sentence goes.
fn up<'a>(scene: &'a Scene, word: usize) -> impl Iterator<Item = usize> + 'a {
    let words = &scene.parsed.words;
    std::iter::successors(Some(word), |w| Some(words[*w].head as usize).filter(|h| h != w)).take(DEPTH)
}

/// "Meeting with students.": no verb is finite.
fn fragment(scene: &Scene, sentence: usize) -> bool {
    let words = &scene.parsed.words;
    !scene.parsed.sentences[sentence].words().any(|w| {
        matches!(words[w].upos, Upos::Verb | Upos::Aux)
            && (words[w].feats.has(Feats::FINITE) || words[w].feats.has(Feats::PAST))
    })
}
