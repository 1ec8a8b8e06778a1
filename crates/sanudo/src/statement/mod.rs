//! Who stands where on what? Positions, from what parties say they want, welcome, fear or reject.

use crate::event::{Event, Party, Scene};
use crate::frame::Frame;
use crate::lexicon::cond::Role;
use crate::text::Span;

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

/// Finds the positions of an article; each coordinated topic is one.
pub(crate) fn find(scene: &Scene, events: &[Event], text: &str) -> Vec<Statement> {
    let mut found = Vec::new();
    for (id, frame) in scene.frames.list.iter().enumerate() {
        let event = events.iter().find(|e| e.frame == id);
        if let Some(position) = position(scene, id, frame, event) {
            let quoted = inside_quotes(text, scene, frame);
            found.extend(position.into_iter().map(|s| Statement { quoted, ..s }));
        }
    }
    found.sort_by_key(|s| (s.sentence, s.cue.start, s.topic.map(|t| t.start)));
    found
}

fn position(scene: &Scene, id: usize, frame: &Frame, event: Option<&Event>) -> Option<Vec<Statement>> {
    let cues = &scene.lexicon.cues;
    let cue = cues.stance_words.get(&frame.lemma).map(|family| &cues.stances[*family as usize]);
    let stance = match (event, cue) {
        (Some(event), _) if !event.status.is_fact() => return None,
        (Some(event), cue) => of_event(event).or(cue.map(|c| c.stance.as_str()))?,
        (None, Some(cue)) if frame.negation.is_none() => cue.stance.as_str(),
        _ => return None,
    };
    let holder = match event {
        Some(event) => event.actors.clone(),
        None => parties(scene, frame, &[Role::SUBJ]),
    };
    let known = |p: &Party| {
        scene.actors.list[*p]
            .as_ref()
            .is_some_and(|a| a.country.is_some() || a.organisation.is_some() || !a.members.is_empty())
    };
    if !holder.iter().any(known) {
        return None;
    }
    let target = match event {
        Some(event) => event.recipients.clone(),
        None => parties(scene, frame, cue.map_or(&[][..], |c| &c.target)),
    };
    let base = Statement {
        holder,
        stance: stance.to_owned(),
        topic: None,
        target,
        cue: frame.trigger,
        quoted: false,
        sentence: frame.sentence,
        frame: id,
        rule: event.map_or_else(|| format!("statements/{}", frame.lemma), |e| e.rule.clone()),
    };
    let topics = topics(scene, frame, cue.map_or(&[][..], |c| &c.topic));
    if topics.is_empty() {
        return Some(vec![base]);
    }
    Some(topics.into_iter().map(|topic| Statement { topic: Some(topic), ..base.clone() }).collect())
}

fn of_event(event: &Event) -> Option<&'static str> {
    let mode = |name: &str| event.modes.iter().any(|m| m == name);
    Some(match event.kind.as_str() {
        "ACCUSE" if mode("allege") => "blames",
        "ACCUSE" if mode("investigate") => return None,
        "ACCUSE" | "REJECT" => "opposes",
        "REQUEST" => "demands",
        "SUPPORT" => "supports",
        "THREATEN" => "opposes",
        _ => return None,
    })
}

fn parties(scene: &Scene, frame: &Frame, roles: &[Role]) -> Vec<Party> {
    let in_role =
        |role: &Role| -> Vec<Party> { frame.role(*role).filter_map(|a| scene.stands_for(a.word as usize)).collect() };
    roles.iter().map(in_role).find(|p| !p.is_empty()).unwrap_or_default()
}

/// The phrases of the first role that is filled: what was asked for before whom it was asked of.
fn topics(scene: &Scene, frame: &Frame, preferred: &[Role]) -> Vec<Span> {
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
            .filter(|a| !(role == Role::OBJ && scene.party(a.word as usize).is_some() && frame.has(Role::CONTENT)));
        let spans: Vec<Span> = words.map(|a| scene.frames.tree.phrase_span(scene.parsed, a.word as usize)).collect();
        if !spans.is_empty() {
            return spans;
        }
    }
    Vec::new()
}

/// Counts the quotation marks of the sentence before the cue.
fn inside_quotes(text: &str, scene: &Scene, frame: &Frame) -> bool {
    let start = scene.parsed.sentences[frame.sentence as usize].span.start;
    let before = Span { start, end: frame.trigger.start }.of(text);
    let opened = before.matches('“').count() > before.matches('”').count();
    opened || before.matches('"').count() % 2 == 1
}
