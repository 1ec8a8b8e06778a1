//! Whose position is it? The one who owns the noun, who speaks, or all who met.

use super::Desk;
use crate::actor::ActorKind;
use crate::event::{Event, Party, Scene, Status};
use crate::frame::{Frame, Kind};
use crate::lexicon::cond::Role;
use crate::meeting::{self, Meeting};
use crate::parse::{Deprel, Feats, Upos};

/// "they" means those who met at most so many sentences before.
const NEAR: u32 = 6;
/// A bound on the way to the root.
const CLIMB: usize = 16;
/// How far before a name its title may begin, in words.
const TITLE: u32 = 4;
/// How far into a paragraph the name of its speaker may reach, in words.
const LABEL: usize = 14;

/// Who can be meant by "we" and "they" in each sentence.
pub(super) struct Voices<'a> {
    meetings: Vec<(u32, &'a Meeting)>,
    speakers: Vec<Option<Party>>,
}

impl<'a> Voices<'a> {
    pub(super) fn new(scene: &Scene, events: &[Event], meetings: &'a [Meeting], text: &str) -> Voices<'a> {
        let told = meetings.iter().flat_map(|m| m.events.iter().map(move |e| (events[*e].sentence, m)));
        let mut meetings: Vec<(u32, &Meeting)> = told.collect();
        meetings.sort_by_key(|(sentence, _)| *sentence);
        Voices { meetings, speakers: speakers(scene, text) }
    }

    /// Those who met in this sentence or the nearest one before.
    fn met(&self, sentence: u32) -> Vec<Party> {
        let before = self.meetings.iter().rev().filter(|(at, m)| *at <= sentence && m.codes.len() > 1);
        let mut before = before.take_while(|(at, _)| sentence - at <= NEAR);
        let (firm, any) = (before.clone().find(|(_, m)| m.firm), before.next());
        firm.or(any).map_or_else(Vec::new, |(_, m)| m.participants.clone())
    }
}

/// "President of Chile Ana Rojas: We support …": whose words a paragraph and those after it are.
fn speakers(scene: &Scene, text: &str) -> Vec<Option<Party>> {
    let mut list = Vec::with_capacity(scene.parsed.sentences.len());
    let (mut speaker, mut block) = (None, None);
    for sentence in &scene.parsed.sentences {
        if block != Some(sentence.block) {
            block = Some(sentence.block);
            speaker = label(scene, text, sentence.first as usize, sentence.end as usize).or(speaker);
        }
        list.push(speaker);
    }
    list
}

fn label(scene: &Scene, text: &str, first: usize, end: usize) -> Option<Party> {
    let colon = (first..end.min(first + LABEL)).find(|w| scene.parsed.words[*w].span.of(text) == ":")?;
    let aside = (first..colon).find(|w| scene.parsed.words[*w].span.of(text) == "(").unwrap_or(colon);
    if (first..aside).any(|w| matches!(scene.parsed.words[w].upos, Upos::Verb | Upos::Aux)) {
        return None;
    }
    let named = (first..aside).rev().filter_map(|w| scene.party(w));
    let person = |p: &Party| {
        let actor = scene.actors.list[*p].as_ref();
        actor.is_some_and(|a| matches!(a.kind, ActorKind::Person | ActorKind::Office) && a.is_coded())
    };
    named.into_iter().find(person)
}

/// Parties with a code of their own; those without only where nobody has one.
pub(super) fn known(scene: &Scene, mut holder: Vec<Party>) -> Vec<Party> {
    let coded = |p: &Party| scene.actors.list[*p].as_ref().is_some_and(|a| a.is_settled() || a.collective.is_some());
    holder.retain(coded);
    let mut kept: Vec<(Party, Vec<String>)> = Vec::with_capacity(holder.len());
    for party in holder {
        let codes = meeting::codes(scene, &[party]);
        // "their", "the two leaders" beside those whom they mean
        let within = |few: &[String], all: &[String]| !few.is_empty() && few.iter().all(|c| all.contains(c));
        let all: Vec<String> = kept.iter().flat_map(|(_, codes)| codes.iter().cloned()).collect();
        let again = within(&codes, &all) && (codes.len() > 1 || kept.iter().any(|(k, _)| scene.same(*k, party)));
        if !again {
            let several = codes.len() > 1;
            kept.retain(|(_, before)| !(several && within(before, &codes)));
            kept.push((party, codes));
        }
    }
    kept.into_iter().map(|(party, _)| party).collect()
}

/// "the United States' support": the party whose stance the noun tells.
pub(super) fn owner(scene: &Scene, noun: usize) -> Option<Party> {
    let possessor = scene.frames.tree.with(scene.parsed, noun, Deprel::NmodPoss).next()?;
    scene.stands_for(possessor).filter(|p| scene.actors.list[*p].as_ref().is_some_and(|a| a.is_coded()))
}

/// The holder of an event's stance: its actors, but of a noun that a verb carries its owner alone.
pub(super) fn of_event(desk: &Desk, frame: &Frame, event: &Event) -> Vec<Party> {
    let scene = &desk.scene;
    let carried = (frame.kind == Kind::Noun && frame.light).then(|| owner(scene, frame.head as usize)).flatten();
    if let Some(owner) = carried.filter(|o| event.actors.iter().any(|a| scene.same(*a, *o))) {
        return vec![owner];
    }
    let holder = known(scene, event.actors.clone());
    if holder.is_empty() { of(desk, frame) } else { holder }
}

/// The holder of a frame's stance.
pub(super) fn of(desk: &Desk, frame: &Frame) -> Vec<Party> {
    let scene = &desk.scene;
    let owned = if frame.kind == Kind::Noun { owner(scene, frame.head as usize) } else { None };
    if let Some(owner) = owned {
        return vec![owner];
    }
    let words: Vec<usize> = frame.role(Role::SUBJ).map(|a| a.word as usize).collect();
    if scene.parsed.words[frame.verb as usize].deprel == Deprel::Acl && words.iter().any(|w| is_thing(scene, *w)) {
        return Vec::new();
    }
    let spoken: Vec<Party> = words.iter().filter_map(|w| scene.stands_for(*w)).collect();
    let spoken = known(scene, spoken);
    if !spoken.is_empty() {
        return spoken;
    }
    let first_person = words.iter().any(|w| is_first_person(scene, *w));
    if let Some(speaker) = first_person.then(|| speaker(desk, frame)).flatten() {
        return vec![speaker];
    }
    if let Some(titled) = words.iter().find_map(|w| by_title(desk, frame.sentence, *w)) {
        return vec![titled];
    }
    let together = words.iter().any(|w| all_of_them(scene, *w)) || (words.is_empty() && frame.passive);
    if together { desk.voices.met(frame.sentence) } else { Vec::new() }
}

/// "The Secretary": the one of those who met who was told of with this title.
fn by_title(desk: &Desk, sentence: u32, word: usize) -> Option<Party> {
    let scene = &desk.scene;
    let actor =
        scene.actors.list[scene.party(word)?].as_ref().filter(|a| a.kind == ActorKind::Office && !a.is_coded())?;
    let title = actor.name.rsplit(' ').next()?.to_lowercase();
    let titled = |p: &Party| {
        let mention = &scene.mentions.list[*p];
        // the title may be a phrase of its own before the name
        let from = mention.first.saturating_sub(TITLE);
        (from..mention.end).any(|w| scene.parsed.lemma(w as usize).to_lowercase() == title)
    };
    let met = desk.voices.met(sentence);
    let mut found = met.into_iter().filter(titled);
    found.next().filter(|_| found.next().is_none())
}

/// "papers proposing talks": what a thing does is nobody's stand.
fn is_thing(scene: &Scene, word: usize) -> bool {
    let actor = scene.party(word).and_then(|p| scene.actors.list[p].as_ref());
    actor.is_none_or(|a| a.kind == ActorKind::Thing)
}

fn is_first_person(scene: &Scene, word: usize) -> bool {
    scene.lexicon.cues.speech.first_person.contains(&scene.parsed.lemma(word).to_lowercase())
}

fn all_of_them(scene: &Scene, word: usize) -> bool {
    let w = &scene.parsed.words[word];
    let plural = w.feats.has(Feats::PLURAL) || matches!(w.upos, Upos::Pron | Upos::Det | Upos::Num);
    plural && scene.lexicon.cues.meetings.words.together.contains(&scene.parsed.lemma(word).to_lowercase())
}

/// Who says "we": the subject of the saying around it, else the paragraph's speaker.
fn speaker(desk: &Desk, frame: &Frame) -> Option<Party> {
    let scene = &desk.scene;
    let mut at = frame.verb as usize;
    for _ in 0..CLIMB {
        let head = scene.parsed.words[at].head as usize;
        if head == at {
            break;
        }
        at = head;
        let Some(outer) = scene.frames.at(at).map(|f| desk.frame(f)) else { continue };
        if scene.lexicon.cues.speech.saying.contains(&outer.lemma) {
            let said = outer.role(Role::SUBJ).filter_map(|a| scene.stands_for(a.word as usize)).collect();
            if let Some(party) = known(scene, said).first() {
                return Some(*party);
            }
        }
    }
    desk.voices.speakers.get(frame.sentence as usize).copied().flatten()
}

/// Whether the clause is told as so: no condition, no wish, no content of somebody's demand.
pub(super) fn asserted(desk: &Desk, frame: &Frame) -> bool {
    let scene = &desk.scene;
    let verb = frame.verb as usize;
    if supposed(scene, verb) {
        return false;
    }
    let w = &scene.parsed.words[verb];
    let first = if w.deprel == Deprel::Conj && !has_own_subject(scene, verb) { w.head as usize } else { verb };
    let clause = &scene.parsed.words[first];
    let outer =
        scene.frames.at(clause.head as usize).filter(|f| clause.head as usize != first && *f < scene.frames.list.len());
    let speech = &scene.lexicon.cues.speech;
    let infinitive = clause.feats.has(Feats::INFINITIVE) && !has_auxiliary(scene, first);
    let Some(outer) = outer.map(|f| (f, desk.frame(f))) else { return !infinitive };
    let passes = |lemma: &str| speech.asserting.contains(lemma);
    let met = desk.event(outer.0).is_some_and(|e| e.underlying == "CONSULT" && e.status.is_fact());
    match clause.deprel {
        _ if infinitive => met || passes(&outer.1.lemma),
        Deprel::Ccomp => passes(&outer.1.lemma) || speech.saying.contains(&outer.1.lemma),
        Deprel::Xcomp => passes(&outer.1.lemma),
        _ => true,
    }
}

fn supposed(scene: &Scene, verb: usize) -> bool {
    let cues = &scene.lexicon.cues;
    scene.frames.tree.children(verb).iter().map(|c| *c as usize).any(|c| {
        let lemma = || scene.parsed.lemma(c).to_lowercase();
        match scene.parsed.words[c].deprel {
            Deprel::Aux => cues.status("modal", &lemma()).is_some_and(|s| s == Status::Hypothetical.name()),
            Deprel::Mark | Deprel::Advmod => cues.status("conjunction", &lemma()).is_some(),
            _ => false,
        }
    })
}

fn has_own_subject(scene: &Scene, verb: usize) -> bool {
    use Deprel::*;
    let of = |c: &u32| matches!(scene.parsed.words[*c as usize].deprel, Nsubj | NsubjPass);
    scene.frames.tree.children(verb).iter().any(of)
}

fn has_auxiliary(scene: &Scene, verb: usize) -> bool {
    scene.frames.tree.children(verb).iter().any(|c| scene.parsed.words[*c as usize].deprel == Deprel::Aux)
}
