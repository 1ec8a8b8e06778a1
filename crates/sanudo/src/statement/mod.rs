//! Who stands where on what? Positions, from what parties say they want, welcome, fear or reject.

mod forms;
mod holder;

use crate::actor::ActorKind;
use crate::event::{Event, Party, Scene};
use crate::frame::{Frame, Kind};
use crate::lexicon::cond::Role;
use crate::lexicon::cues::Stance;
use crate::meeting::{Meeting, items};
use crate::text::Span;
use holder::Voices;

/// A position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Whose.
    pub holder: Vec<Party>,
    /// `supports`, `opposes`, `concerned`, `demands`, `blames`, `denies`, `claims`, `proposes`.
    pub stance: String,
    /// On what.
    pub topic: Option<Span>,
    /// Towards whom.
    pub target: Vec<Party>,
    /// The words that tell the stance.
    pub cue: Span,
    /// Whether the cue stands between quotation marks.
    pub quoted: bool,
    /// Index of the sentence.
    pub sentence: u32,
    /// Index of the frame.
    pub frame: usize,
    /// The rule or cue that made it.
    pub rule: String,
}

/// What the parts of this stage look at.
struct Desk<'a> {
    scene: Scene<'a>,
    events: &'a [Event],
    by_frame: Vec<Option<u32>>,
    voices: Voices<'a>,
}

impl Desk<'_> {
    fn event(&self, frame: usize) -> Option<&Event> {
        self.by_frame.get(frame).copied().flatten().map(|e| &self.events[e as usize])
    }

    fn frame(&self, id: usize) -> &Frame {
        &self.scene.frames.list[id]
    }
}

/// A stance on some topics, before it is known that somebody holds it.
struct Draft {
    stance: String,
    /// Heads of the topics.
    topics: Vec<usize>,
    target: Vec<Party>,
    holder: Vec<Party>,
    rule: String,
}

/// Finds the positions of an article; each coordinated topic is one.
pub(crate) fn find(scene: &Scene, events: &[Event], meetings: &[Meeting], text: &str) -> Vec<Statement> {
    let mut by_frame = vec![None; scene.frames.list.len()];
    events.iter().enumerate().for_each(|(id, e)| by_frame[e.frame] = Some(id as u32));
    let voices = Voices::new(scene, events, meetings, text);
    let desk = Desk { scene: *scene, events, by_frame, voices };
    let mut found = Vec::new();
    for id in 0..scene.frames.list.len() {
        let drafts = forms::of_frame(&desk, id);
        let drafts = if drafts.is_empty() { plain(&desk, id).into_iter().collect() } else { drafts };
        drafts.into_iter().for_each(|draft| write(&desk, id, draft, text, &mut found));
    }
    found.sort_by_key(|s: &Statement| (s.sentence, s.cue.start, s.topic.map(|t| t.start)));
    once(scene, found)
}

/// One stance of one holder on one topic is one position, however many words of the sentence tell it.
fn once(scene: &Scene, found: Vec<Statement>) -> Vec<Statement> {
    let mut kept: Vec<Statement> = Vec::with_capacity(found.len());
    for statement in found {
        let again = |k: &&Statement| {
            let topics = k.topic.zip(statement.topic).is_none_or(|(a, b)| a.overlaps(b));
            k.sentence == statement.sentence && k.stance == statement.stance && topics && {
                let same = |p: &Party| k.holder.iter().any(|q| scene.same(*p, *q));
                statement.holder.iter().all(same)
            }
        };
        if !kept.iter().rev().take(20).any(|k| again(&k)) {
            kept.push(statement);
        }
    }
    kept
}

fn write(desk: &Desk, id: usize, draft: Draft, text: &str, found: &mut Vec<Statement>) {
    let scene = &desk.scene;
    let frame = desk.frame(id);
    let holder = holder::known(scene, draft.holder);
    if holder.is_empty() {
        return;
    }
    let mut target = draft.target;
    target.retain(|t| !holder.iter().any(|h| scene.same(*h, *t)));
    let base = Statement {
        holder,
        stance: draft.stance,
        topic: None,
        target,
        cue: frame.trigger,
        quoted: inside_quotes(text, scene, frame),
        sentence: frame.sentence,
        frame: id,
        rule: draft.rule,
    };
    let topics = items::join(scene, &draft.topics);
    if topics.is_empty() && !base.target.is_empty() {
        return found.push(base);
    }
    found.extend(topics.into_iter().map(|topic| Statement { topic: Some(topic), ..base.clone() }));
}

/// The stance of an event or of a stance word.
fn plain(desk: &Desk, id: usize) -> Option<Draft> {
    let frame = desk.frame(id);
    let event = desk.event(id);
    let cue = desk.scene.lexicon.cues.stance(frame.kind, &frame.lemma);
    let stance = match event {
        Some(event) if !told(event) => return None,
        Some(event) => of_event(event).or(cue.map(|c| c.stance.as_str()))?,
        None if frame.negation.is_none() && holder::asserted(desk, frame) => cue?.stance.as_str(),
        None => return None,
    };
    if bare(desk, frame) && event.is_none() {
        return None;
    }
    let topics = topics(&desk.scene, frame, cue.map_or(&[][..], |c| &c.topic));
    let lemma = |w: &usize| desk.scene.parsed.lemma(*w);
    if cue.is_some_and(|c| topics.iter().any(|w| c.never.contains(lemma(w)))) {
        return None;
    }
    let holder = match event {
        Some(event) => holder::of_event(desk, frame, event),
        None => holder::of(desk, frame),
    };
    Some(Draft {
        stance: stance.to_owned(),
        topics,
        target: targets(desk, frame, event, cue),
        holder,
        rule: event.map_or_else(|| format!("statements/{}", frame.lemma), |e| e.rule.clone()),
    })
}

/// A noun that nothing carries tells a stance only of the one who owns it.
fn bare(desk: &Desk, frame: &Frame) -> bool {
    frame.kind == Kind::Noun && !frame.light && holder::owner(&desk.scene, frame.head as usize).is_none()
}

/// What lies ahead is a position, too, where it is a promise of support or a demand.
fn told(event: &Event) -> bool {
    event.status.is_fact()
        || event.status.is_future() && matches!(event.underlying.as_str(), "SUPPORT" | "REQUEST" | "REJECT")
}

fn of_event(event: &Event) -> Option<&'static str> {
    let mode = |name: &str| event.modes.iter().any(|m| m == name);
    Some(match event.underlying.as_str() {
        "ACCUSE" if mode("allege") => "blames",
        "ACCUSE" if mode("investigate") => return None,
        "ACCUSE" | "REJECT" => "opposes",
        "REQUEST" => "demands",
        "SUPPORT" => "supports",
        "THREATEN" => "opposes",
        _ => return None,
    })
}

fn targets(desk: &Desk, frame: &Frame, event: Option<&Event>, cue: Option<&Stance>) -> Vec<Party> {
    match event {
        Some(event) => event.recipients.clone(),
        None => parties(&desk.scene, frame, cue.map_or(&[][..], |c| &c.target)),
    }
}

fn parties(scene: &Scene, frame: &Frame, roles: &[Role]) -> Vec<Party> {
    let in_role =
        |role: &Role| -> Vec<Party> { frame.role(*role).filter_map(|a| scene.stands_for(a.word as usize)).collect() };
    roles.iter().map(in_role).find(|p| !p.is_empty()).unwrap_or_default()
}

/// The heads of the first role that is filled: what was asked for before whom it was asked of.
fn topics(scene: &Scene, frame: &Frame, preferred: &[Role]) -> Vec<usize> {
    let general = [Role::CONTENT, Role::OBJ];
    let content_first = general.iter().chain(preferred);
    let roles: Vec<Role> = if preferred.is_empty() {
        content_first.copied().collect()
    } else {
        preferred.iter().chain(&general).copied().collect()
    };
    for role in roles {
        let words = frame
            .role(role)
            .filter(|a| !(role == Role::OBJ && is_somebody(scene, a.word as usize) && frame.has(Role::CONTENT)))
            .map(|a| a.word as usize)
            .filter(|w| *w != frame.head as usize && *w != frame.verb as usize)
            .filter(|w| role != Role::CONTENT || !in_passing(scene, frame, *w, preferred));
        let heads: Vec<usize> = words.collect();
        if !heads.is_empty() {
            return heads;
        }
    }
    Vec::new()
}

/// "Uzbekistan" may be asked, "Uzbekistan's support" is a thing.
fn is_somebody(scene: &Scene, word: usize) -> bool {
    let actor = scene.party(word).and_then(|p| scene.actors.list[p].as_ref());
    actor.is_some_and(|a| a.kind != ActorKind::Thing)
}

/// "asked at the end of the meeting": content only because an act stands in a phrase that the stance does not ask for.
fn in_passing(scene: &Scene, frame: &Frame, word: usize, preferred: &[Role]) -> bool {
    let phrase = |a: &crate::frame::Arg| a.word as usize == word && a.role.0 > Role::CONTENT.0;
    let mut phrases = frame.args.iter().filter(|a| phrase(a)).peekable();
    let verbal = scene.parsed.words[word].upos == crate::parse::Upos::Verb;
    phrases.peek().is_some() && !verbal && phrases.all(|a| !preferred.contains(&a.role))
}

/// Counts the quotation marks of the sentence before the cue.
fn inside_quotes(text: &str, scene: &Scene, frame: &Frame) -> bool {
    let start = scene.parsed.sentences[frame.sentence as usize].span.start;
    let before = Span { start, end: frame.trigger.start }.of(text);
    let opened = before.matches('“').count() > before.matches('”').count();
    opened || before.matches('"').count() % 2 == 1
}
