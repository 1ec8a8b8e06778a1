//! How many dead and injured does the text tell of?
//!
//! Counted are the people of the event's own clause and of what hangs on it ("…, killing five"), of other clauses of its sentence where
//! it is the only violence there, and of the sentence behind it where that tells of no violence of its own.

use crate::event::{Event, Scene};
use crate::frame::Frame;
use crate::lexicon::cond::Role;
use crate::parse::{Deprel, Feats, Upos};

/// Killed and injured, and whether the text says that there may be more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Casualties {
    /// Dead.
    pub killed: Option<u32>,
    /// Injured.
    pub injured: Option<u32>,
    /// "at least 12", "dozens": a lower bound.
    pub at_least: bool,
}

/// A bound on the way to the event's clause.
const CLIMB: usize = 12;

/// What the text says of the victims of this event; `told` counts the violent events of each sentence.
pub(super) fn count(scene: &Scene, told: &[u32], event: &Event) -> Casualties {
    let violent = |sentence: u32| told.get(sentence as usize).copied().unwrap_or_default();
    let alone = violent(event.sentence) == 1;
    let own = in_sentence(scene, event.sentence, |w| alone || hangs_on(scene, w, event));
    if own != Casualties::default() {
        return own;
    }
    let next = event.sentence + 1;
    let same_block = {
        let block = |s: u32| scene.parsed.sentences.get(s as usize).map(|s| s.block);
        block(next).is_some() && block(next) == block(event.sentence)
    };
    if alone && same_block && violent(next) == 0 { in_sentence(scene, next, |_| true) } else { own }
}

fn in_sentence(scene: &Scene, sentence: u32, belongs: impl Fn(usize) -> bool) -> Casualties {
    let cues = &scene.lexicon.cues.frames;
    let Some(sentence) = scene.parsed.sentences.get(sentence as usize) else { return Casualties::default() };
    let mut at_least = false;
    let mut counted = |words: &[String]| {
        let hits = sentence.words().filter(|w| words.iter().any(|v| v == scene.parsed.lemma(*w)) && belongs(*w));
        let mut found = hits.filter_map(|w| victims(scene, w));
        found.next().map(|(n, more)| {
            at_least |= more;
            n
        })
    };
    let (killed, injured) = (counted(&cues.killed), counted(&cues.injured));
    Casualties { killed, injured, at_least }
}

/// Whether a word is the event's own, hangs on it, or governs it ("12 died in the attack").
fn hangs_on(scene: &Scene, word: usize, event: &Event) -> bool {
    let frame = &scene.frames.list[event.frame];
    let own = |w: usize| w == frame.head as usize || w == frame.verb as usize;
    let climbs = |from: usize, wanted: &dyn Fn(usize) -> bool| {
        let mut at = from;
        for _ in 0..CLIMB {
            if wanted(at) {
                return true;
            }
            let head = scene.parsed.words[at].head as usize;
            if head == at {
                return false;
            }
            at = head;
        }
        false
    };
    climbs(word, &own) || climbs(frame.head as usize, &|w| w == word)
}

/// The number of victims that a word of killing or wounding tells.
fn victims(scene: &Scene, word: usize) -> Option<(u32, bool)> {
    let frame = scene.frames.at(word).map(|f| &scene.frames.list[f]);
    if frame.is_some_and(|f| f.negation.is_some()) {
        return None;
    }
    let people = |words: &[usize]| sum(scene, words);
    let suffering = frame.map(|f| suffer(scene, f)).unwrap_or_default();
    people(&suffering).or_else(|| around(scene, word).into_iter().find_map(|w| people(&[w])))
}

/// Who suffers: the object of killing, the subject of dying.
fn suffer(scene: &Scene, frame: &Frame) -> Vec<usize> {
    let dies = scene.lexicon.cues.frames.dying.contains(&frame.lemma);
    let role = if dies { Role::SUBJ } else { Role::OBJ };
    frame.role(role).map(|a| a.word as usize).filter(|w| *w != frame.head as usize).collect()
}

/// Other words that may carry the number: "12 dead", "left 12 dead", "40 people injured", "a death toll of 12".
fn around(scene: &Scene, word: usize) -> Vec<usize> {
    use Deprel::*;
    let parsed = scene.parsed;
    let child = |of: usize| scene.frames.tree.children(of).iter().map(|c| *c as usize);
    let w = &parsed.words[word];
    let head = w.head as usize;
    let mut found: Vec<usize> =
        child(word).filter(|c| matches!(parsed.words[*c].deprel, Nsubj | NsubjPass | Nummod | Nmod | Appos)).collect();
    found.push(word);
    match w.deprel {
        Acl | Amod | AclRelcl => found.push(head),
        Xcomp => found.extend(child(head).filter(|c| parsed.words[*c].deprel == Obj)),
        Nsubj | NsubjPass => found.extend(child(head).filter(|c| matches!(parsed.words[*c].deprel, Obl | Obj))),
        Compound => {
            found.extend(child(head).filter(|c| parsed.words[*c].deprel == Nmod));
            let above = parsed.words[head].head as usize;
            found.extend(child(above).filter(|c| matches!(parsed.words[*c].deprel, Obl | Obj)));
        }
        _ => {}
    }
    found
}

/// The people at these words, added up; nothing where a number is wanting.
fn sum(scene: &Scene, words: &[usize]) -> Option<(u32, bool)> {
    let mut total: Option<(u32, bool)> = None;
    for (number, more) in words.iter().filter_map(|w| number(scene, *w)) {
        let (sum, before) = total.unwrap_or((0, false));
        total = Some((sum.saturating_add(number), before || more));
    }
    total
}

/// The number that a noun carries, or that stands for it: "12 people", "killing 12", "dozens of soldiers", "a soldier".
fn number(scene: &Scene, word: usize) -> Option<(u32, bool)> {
    let parsed = scene.parsed;
    let w = &parsed.words[word];
    let cues = &scene.lexicon.cues.frames;
    if scene.lexicon.dates.knows(&parsed.lemma(word).to_lowercase()) {
        return None;
    }
    let carried = scene.frames.tree.with(parsed, word, Deprel::Nummod).next();
    let own = (w.upos == Upos::Num).then_some(word).or(carried);
    let more = |at: usize| bounded(scene, word) || bounded(scene, at);
    if let Some(at) = own {
        return whole(scene, at).filter(|n| *n > 0).map(|n| (n, more(at)));
    }
    let lemma = parsed.lemma(word).to_lowercase();
    if let Some(many) = cues.many.iter().find(|(m, _)| *m == lemma).map(|(_, n)| *n) {
        return w.feats.has(Feats::PLURAL).then_some((many, true));
    }
    let single = |c: &u32| cues.single.iter().any(|s| *s == parsed.lemma(*c as usize).to_lowercase());
    let one = w.upos == Upos::Noun
        && !w.feats.has(Feats::PLURAL)
        && scene.party(word).is_some()
        && scene.frames.tree.children(word).iter().any(single);
    one.then_some((1, false))
}

/// "two hundred", "1,200": a number with the numbers that hang on it.
fn whole(scene: &Scene, at: usize) -> Option<u32> {
    let parsed = scene.parsed;
    let mut parts: Vec<usize> = scene
        .frames
        .tree
        .children(at)
        .iter()
        .map(|c| *c as usize)
        .filter(|c| parsed.words[*c].upos == Upos::Num)
        .collect();
    parts.push(at);
    parts.sort_unstable();
    let mut total: u32 = 0;
    for part in parts {
        let n = value(scene, parsed.lemma(part))?;
        total = if n >= HUNDRED && total > 0 && total < n { total.saturating_mul(n) } else { total.saturating_add(n) };
    }
    Some(total)
}

const HUNDRED: u32 = 100;

fn bounded(scene: &Scene, word: usize) -> bool {
    let bounds = &scene.lexicon.cues.frames.bounds;
    let bound = |c: &u32| bounds.iter().any(|b| b.eq_ignore_ascii_case(scene.parsed.lemma(*c as usize)));
    scene.frames.tree.children(word).iter().any(bound)
}

fn value(scene: &Scene, text: &str) -> Option<u32> {
    let digits: String = text.chars().filter(|c| *c != ',').collect();
    let lower = text.to_lowercase();
    let word = || scene.lexicon.cues.frames.numbers.iter().find(|(w, _)| *w == lower).map(|(_, n)| *n);
    digits.parse().ok().or_else(word)
}
