//! Who meets whom, when, where, and about what? Meetings gathered over the whole article, with their agendas.

mod agenda;
pub(crate) mod items;

use crate::actor::{Actor, ActorKind};
use crate::attribute::Attributes;
use crate::event::{Event, Events, Party, Scene, Status};
use crate::frame::Kind;
use crate::lexicon::cond::Role;
use crate::segment::Segments;
use crate::text::Span;

/// A meeting told of, announced or held, however many sentences tell of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// Indices of the events that tell of it; the first leads.
    pub events: Vec<usize>,
    /// Of its leading event.
    pub status: Status,
    /// What became of it: `announced`, `under-way`, `held`, `regular`, `cancelled`, `postponed`, `not-held`, `proposed`.
    pub stage: &'static str,
    /// All parties.
    pub participants: Vec<Party>,
    /// The host, where a visit is told.
    pub host: Option<Party>,
    /// `talks`, `visit`, `phone`, `mediation`, or one of `cues/meetings.toml`.
    pub format: String,
    /// What it is about, in text order.
    pub agenda: Vec<Span>,
    /// Whether a clause tells of it, and not a noun alone.
    pub(crate) firm: bool,
    /// Codes of the participants: what makes two tellings one meeting.
    pub(crate) codes: Vec<String>,
}

/// What the parts of this stage look at.
struct Desk<'a> {
    scene: Scene<'a>,
    events: &'a [Event],
    attributes: &'a [Attributes],
    /// Frame to event.
    by_frame: Vec<Option<u32>>,
    /// Event to meeting, once all are gathered.
    by_event: Vec<Option<u32>>,
    /// The roles of those somebody talks with.
    with: Vec<Role>,
}

impl Desk<'_> {
    /// The meeting's event that this frame made.
    fn of_frame(&self, frame: usize) -> Option<usize> {
        let event = self.by_frame.get(frame).copied().flatten()? as usize;
        (self.events[event].underlying == CONSULT).then_some(event)
    }

    fn meeting_at(&self, frame: usize) -> Option<usize> {
        let event = self.by_frame.get(frame).copied().flatten()? as usize;
        self.by_event[event].map(|m| m as usize)
    }
}

const CONSULT: &str = "CONSULT";
/// Tellings of one meeting by some of its parties stand at most so many sentences apart.
const NEAR: u32 = 8;

/// Gathers the meetings of an article.
pub(crate) fn gather(
    scene: &Scene,
    events: &Events,
    attributes: &[Attributes],
    text: &str,
    segments: &Segments,
) -> Vec<Meeting> {
    let mut by_frame = vec![None; scene.frames.list.len()];
    events.list.iter().enumerate().for_each(|(id, e)| by_frame[e.frame] = Some(id as u32));
    let with = ["with", "between", "among"].iter().map(|name| scene.lexicon.roles.of(name)).collect();
    let by_event = vec![None; events.list.len()];
    let mut desk = Desk { scene: *scene, events: &events.list, attributes, by_frame, by_event, with };
    let mut meetings: Vec<Meeting> = Vec::new();
    for (id, event) in events.list.iter().enumerate() {
        let told =
            if event.underlying == CONSULT { Some(new(scene, id, event)) } else { called_off(scene, events, id) };
        let Some(told) = told.filter(|m| !m.participants.is_empty()) else { continue };
        match meetings.iter_mut().rev().find(|m| same(&desk, m, &told)) {
            Some(meeting) => absorb(scene, meeting, told),
            None => meetings.push(told),
        }
    }
    for (id, meeting) in meetings.iter().enumerate() {
        meeting.events.iter().for_each(|e| desk.by_event[*e] = Some(id as u32));
    }
    recall(&desk, &mut meetings);
    agenda::fill(&desk, text, segments, &mut meetings);
    meetings
}

fn new(scene: &Scene, id: usize, event: &Event) -> Meeting {
    let visit = event.modes.iter().any(|m| m == "visit");
    let mut participants = event.actors.clone();
    participants.extend(event.recipients.iter().filter(|r| !event.actors.contains(r)));
    Meeting {
        events: vec![id],
        status: event.status,
        stage: stage(event.status),
        firm: scene.frames.list[event.frame].kind != Kind::Noun || scene.frames.list[event.frame].light,
        codes: codes(scene, &participants),
        participants,
        host: event.recipients.first().copied().filter(|_| visit),
        format: format_of(scene, event),
        agenda: Vec::new(),
    }
}

fn stage(status: Status) -> &'static str {
    match status {
        Status::Scheduled | Status::Expected => "announced",
        Status::Ongoing => "under-way",
        Status::Habitual => "regular",
        Status::CalledFor | Status::Hypothetical => "proposed",
        Status::Negated | Status::Denied => "not-held",
        Status::Occurred | Status::Historical => "held",
    }
}

/// "The meeting between A and B was called off": what was told as a meeting by its noun did not take place.
fn recall(desk: &Desk, meetings: &mut [Meeting]) {
    for frame in desk.scene.frames.list.iter().filter(|f| f.negation.is_none()) {
        let Some(stage) = off_stage(&desk.scene, &frame.lemma) else { continue };
        let objects = frame.role(Role::OBJ).filter_map(|a| desk.scene.frames.at(a.word as usize));
        for at in objects.filter_map(|f| desk.meeting_at(f)).collect::<Vec<_>>() {
            if !meetings[at].firm {
                (meetings[at].stage, meetings[at].status) = (stage, Status::Negated);
            }
        }
    }
}

fn off_stage(scene: &Scene, lemma: &str) -> Option<&'static str> {
    let words = &scene.lexicon.cues.meetings.words;
    match () {
        () if words.cancelled.contains(lemma) => Some("cancelled"),
        () if words.postponed.contains(lemma) => Some("postponed"),
        () => None,
    }
}

/// "cancelled the summit", "postponed their talks": the act inside tells who would have met.
fn called_off(scene: &Scene, events: &Events, id: usize) -> Option<Meeting> {
    let event = &events.list[id];
    let stage = off_stage(scene, &scene.frames.list[event.frame].lemma)?;
    let inner = events.nested.iter().find(|n| n.parent == Some(event.frame) && n.underlying == CONSULT)?;
    let mut participants = event.actors.clone();
    for party in event.recipients.iter().chain(&inner.actors).chain(&inner.recipients) {
        if !participants.iter().any(|p| scene.same(*p, *party)) {
            participants.push(*party);
        }
    }
    let codes = codes(scene, &participants);
    Some(Meeting { events: vec![id], status: Status::Negated, stage, participants, codes, ..new(scene, id, inner) })
}

fn format_of(scene: &Scene, event: &Event) -> String {
    let mode = |name: &str| event.modes.iter().any(|m| m == name);
    let frame = &scene.frames.list[event.frame];
    let lemmas = [scene.parsed.lemma(frame.head as usize), frame.lemma.as_str()];
    let told = || {
        let formats = &scene.lexicon.cues.meetings.words.format;
        let said = |word: &String| {
            lemmas.contains(&word.as_str())
                || event.trigger.len() > word.len() && modified_by(scene, frame.head as usize, word)
        };
        formats.iter().find(|f| f.words.iter().any(said)).map(|f| f.name.clone())
    };
    match () {
        () if mode("visit") => "visit".into(),
        () if mode("phone") => "phone".into(),
        () if mode("third-party") => "mediation".into(),
        () => told().unwrap_or_else(|| if mode("multilateral") { "summit".into() } else { "talks".into() }),
    }
}

/// "a telephone conversation".
fn modified_by(scene: &Scene, word: usize, lemma: &str) -> bool {
    scene.frames.tree.children(word).iter().any(|c| scene.parsed.lemma(*c as usize).eq_ignore_ascii_case(lemma))
}

/// Whether two tellings can be of one meeting: as far along, no other day, no other form, the same parties or some of them nearby.
fn same(desk: &Desk, meeting: &Meeting, told: &Meeting) -> bool {
    let as_far = meeting.stage == told.stage;
    let (calls, visits) = (|m: &Meeting| m.format == "phone" || m.format == "video", |m: &Meeting| m.format == "visit");
    let forms = !(calls(meeting) && visits(told) || visits(meeting) && calls(told));
    if !as_far || !forms || other_day(desk, meeting, told) {
        return false;
    }
    if meeting.codes == told.codes && meeting.codes.len() > 1 {
        return true;
    }
    if all_of_them(desk, told) {
        return meeting.firm;
    }
    let sentence = |m: &Meeting, last: bool| {
        let at = if last { m.events.last() } else { m.events.first() };
        at.map_or(0, |e| desk.events[*e].sentence)
    };
    let near = sentence(told, false).saturating_sub(sentence(meeting, true)) <= NEAR;
    let some = |few: &[String], all: &[String]| !few.is_empty() && few.iter().all(|c| all.contains(c));
    near && (meeting.codes.len() > 1 && some(&told.codes, &meeting.codes)
        || meeting.codes.len() == 1 && some(&meeting.codes, &told.codes))
}

/// "The ministers will also explore …": nobody by name, but those who meet, whomever else the words could refer to.
fn all_of_them(desk: &Desk, told: &Meeting) -> bool {
    told.participants.iter().all(|p| {
        let mention = &desk.scene.mentions.list[*p];
        let actor = desk.scene.actors.list[*p].as_ref();
        let refers = actor.is_some_and(|a| matches!(a.basis, "context" | "pronoun"));
        let titled = told.codes.is_empty() && actor.is_some_and(|a| a.kind == ActorKind::Office);
        let short = mention.end - mention.first <= 3 && (refers || told.codes.is_empty());
        short && (titled || agenda::all_of_them(&desk.scene, mention.head as usize))
    })
}

/// Whether the article names days for both that have nothing in common.
fn other_day(desk: &Desk, meeting: &Meeting, told: &Meeting) -> bool {
    let day = |m: &Meeting| {
        let dates = m.events.iter().filter_map(|e| desk.attributes.get(*e)?.date.as_ref());
        dates.filter(|d| d.span.is_some()).map(|d| d.range).next()
    };
    day(meeting).zip(day(told)).is_some_and(|(a, b)| a.end < b.start || b.end < a.start)
}

fn absorb(scene: &Scene, meeting: &mut Meeting, told: Meeting) {
    meeting.events.extend(told.events);
    meeting.firm |= told.firm;
    meeting.host = meeting.host.or(told.host);
    if meeting.format == "talks" {
        meeting.format = told.format;
    }
    let whole = meeting.codes.len() > 1;
    for party in told
        .participants
        .into_iter()
        .filter(|p| !whole || scene.actors.list[*p].as_ref().is_some_and(|a| a.members.is_empty()))
    {
        let fresh = codes(scene, &[party]);
        if fresh.iter().any(|c| !meeting.codes.contains(c)) {
            meeting.participants.push(party);
            meeting.codes.extend(fresh);
        }
    }
    meeting.codes.sort();
    meeting.codes.dedup();
}

/// Codes of parties, members included, sorted.
pub(crate) fn codes(scene: &Scene, parties: &[Party]) -> Vec<String> {
    let mut found = Vec::new();
    parties.iter().filter_map(|p| scene.actors.list[*p].as_ref()).for_each(|actor| add_codes(actor, &mut found));
    found.sort();
    found.dedup();
    found
}

fn add_codes(actor: &Actor, found: &mut Vec<String>) {
    if actor.members.is_empty() {
        found.extend(actor.country.as_ref().map(|c| c.to_string()).or_else(|| actor.organisation.clone()));
    }
    for member in &actor.members {
        found.extend(member.country.as_ref().map(|c| c.to_string()).or_else(|| member.organisation.clone()));
    }
}
