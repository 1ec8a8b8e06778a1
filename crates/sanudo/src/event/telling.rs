//! Is it told as something that took place, or only spoken of?

use super::status::Status;
use super::{Draft, Scene, speech};
use crate::frame::{Frame, Kind};
use crate::lexicon::cond::Role;
use crate::parse::{Deprel, Feats, Upos};

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
        Telling { spoken: speech::spoken(scene), asked: speech::by_interviewer(scene) }
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
        if generic(scene, frame) {
            return Some("a generality");
        }
        if opinion(scene, frame) {
            return Some("an opinion");
        }
        if matches!(draft.reading.status, Status::Hypothetical | Status::CalledFor) && !across(scene, draft) {
            return Some("only possible");
        }
        if draft.reading.status == Status::Negated && !between && !stands_alone(scene, draft, frame) {
            return Some("it did not happen");
        }
        // "those who helped": who is meant, not who did it; "Peru, which had helped" is told of Peru
        let nobody = !draft.actors.iter().chain(&draft.recipients).any(|p| coded(scene, *p));
        if nobody
            && draft.kind.as_deref() != Some("PROTEST")
            && scene.parsed.words[frame.verb as usize].deprel == Deprel::AclRelcl
        {
            return Some("it only describes somebody");
        }
        if !between && one_of_a_kind(scene, frame) {
            return Some("it only describes somebody");
        }
        let moves = draft.kind.as_deref() == Some("ASSAULT") || draft.modes.iter().any(|m| m == "visit");
        if moves && draft.actors.iter().any(|p| thing(scene, *p)) {
            return Some("a thing that strikes or comes");
        }
        if !between && fragment(scene, sentence) {
            return Some("a caption");
        }
        self.spoken[sentence].then(|| speech::in_passing(scene, draft, frame)).flatten()
    }
}

/// "we help", "they are fighting": the present tense, simple or progressive, without a perfect or a modal.
pub(super) fn in_present(scene: &Scene, verb: usize) -> bool {
    let parsed = scene.parsed;
    let finite = Feats::FINITE | Feats::PRESENT;
    let mut auxiliaries =
        scene.frames.tree.children(verb).iter().map(|c| *c as usize).filter(|c| parsed.words[*c].deprel == Deprel::Aux);
    let w = &parsed.words[verb];
    match auxiliaries.next() {
        None => {
            w.feats.has(finite)
                || scene.frames.tree.with(parsed, verb, Deprel::AuxPass).any(|c| parsed.words[c].feats.has(finite))
        }
        Some(auxiliary) => {
            let progressive = w.feats.has(Feats::GERUND) || w.feats.has(Feats::PARTICIPLE | Feats::PRESENT);
            progressive && parsed.words[auxiliary].feats.has(finite)
        }
    }
}

/// Whether states, bodies or groups with a code stand on two sides of an act.
fn two_sided(scene: &Scene, draft: &Draft) -> bool {
    across(scene, draft)
        || draft.actors.iter().any(|p| coded(scene, *p)) && draft.recipients.iter().any(|p| coded(scene, *p))
}

/// Whether the sides are of more than one state: what a government does to its own people is not.
pub(super) fn across(scene: &Scene, draft: &Draft) -> bool {
    let coded = |p: &&usize| coded(scene, **p);
    let among = |p: &usize| scene.actors.list[*p].as_ref().is_some_and(|a| a.members.len() > 1);
    let Some(first) = draft.actors.iter().find(coded) else { return false };
    let other = |p: &usize| !scene.of_one_state(*first, *p);
    among(first) || draft.actors.iter().chain(&draft.recipients).filter(coded).any(|p| p != first && other(p))
}

pub(super) fn coded(scene: &Scene, party: usize) -> bool {
    let actor = scene.actors.list[party].as_ref();
    actor.is_some_and(|a| a.is_settled() || a.collective.is_some())
}

/// "governments that jail their critics", "anyone who helps": a relative clause without a comma behind people of a kind.
fn one_of_a_kind(scene: &Scene, frame: &Frame) -> bool {
    let parsed = scene.parsed;
    let cues = &scene.lexicon.cues;
    let verb = frame.verb as usize;
    let clause = if parsed.words[verb].deprel == Deprel::Conj { parsed.words[verb].head as usize } else { verb };
    if parsed.words[clause].deprel != Deprel::AclRelcl || frame.kind == Kind::Noun || !in_present(scene, verb) {
        return false;
    }
    let head = parsed.words[clause].head as usize;
    let subject = frame.role(Role::SUBJ).any(|a| a.word as usize == head);
    let plural = parsed.words[head].feats.has(Feats::PLURAL) && parsed.words[head].upos == Upos::Noun;
    let mut before = scene.frames.tree.children(head).iter().map(|c| *c as usize).filter(|c| *c < head);
    let definite = before.any(|c| {
        let tells = matches!(
            parsed.words[c].deprel,
            Deprel::Det | Deprel::Nummod | Deprel::NmodPoss | Deprel::Compound | Deprel::Amod
        );
        tells && cues.status("any of them", &parsed.lemma(c).to_lowercase()).is_none()
    });
    let set_off = (head + 1..verb).any(|w| parsed.lemma(w) == ",");
    subject && plural && !definite && !set_off
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

/// "Poland has not agreed": what did not happen is told where a main clause says it, or who would have had to act ("will not release").
fn stands_alone(scene: &Scene, draft: &Draft, frame: &Frame) -> bool {
    let main = up(scene, frame.verb as usize)
        .find(|w| !matches!(scene.parsed.words[*w].deprel, Deprel::Conj | Deprel::Parataxis));
    let main = main.is_some_and(|w| scene.parsed.words[w].deprel == Deprel::Root);
    let somebody = |p: &usize| {
        let thing = scene.actors.list[*p].as_ref().is_none_or(|a| a.kind == crate::actor::ActorKind::Thing);
        scene.mentions.list[*p].form != crate::mention::Form::Pronoun && !thing
    };
    let doers = if draft.actors.is_empty() { &draft.recipients } else { &draft.actors };
    main && doers.iter().any(somebody)
        || draft.kind.as_deref() == Some("REJECT")
        || super::decide::will_not(scene, draft)
}

/// "when others attack us", "until it ends": the present in a clause of time tells what happens at any time, or has not happened.
fn generic(scene: &Scene, frame: &Frame) -> bool {
    let parsed = scene.parsed;
    let opened = |word: usize| {
        scene.frames.tree.children(word).iter().map(|c| *c as usize).any(|c| {
            matches!(parsed.words[c].deprel, Deprel::Mark | Deprel::Advmod)
                && scene.lexicon.cues.status("general conjunction", &parsed.lemma(c).to_lowercase()).is_some()
        })
    };
    let verb = frame.verb as usize;
    // the conjunction stands with the first of several verbs
    let first = if parsed.words[verb].deprel == Deprel::Conj { parsed.words[verb].head as usize } else { verb };
    frame.kind != Kind::Noun && in_present(scene, verb) && opened(first)
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

/// "Meeting with students.": no verb is finite, nor is it the infinitive of a headline ("Peru to ban marches").
fn fragment(scene: &Scene, sentence: usize) -> bool {
    let words = &scene.parsed.words;
    let heads_headline = |w: usize| {
        let subject = scene.frames.tree.with(scene.parsed, w, Deprel::Nsubj).next();
        words[w].deprel == Deprel::Root && words[w].feats.has(Feats::INFINITIVE) && subject.is_some()
    };
    !scene.parsed.sentences[sentence].words().any(|w| {
        matches!(words[w].upos, Upos::Verb | Upos::Aux)
            && (words[w].feats.has(Feats::FINITE) || words[w].feats.has(Feats::PAST) || heads_headline(w))
    })
}
