//! Who meets whom, when, where, and about what? Meetings gathered over the whole article, with their agendas.

mod agenda;

use crate::actor::Actor;
use crate::event::{Event, Party, Scene, Status};
use crate::text::Span;

/// A meeting told of, announced or held, however many sentences tell of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// Indices of the events that tell of it; the first leads.
    pub events: Vec<usize>,
    /// Of its leading event.
    pub status: Status,
    /// All parties.
    pub participants: Vec<Party>,
    /// The host, where a visit is told.
    pub host: Option<Party>,
    /// `talks`, `visit`, `phone`, `mediation`.
    pub format: &'static str,
    /// What it is about, in text order.
    pub agenda: Vec<Span>,
    /// Codes of the participants: what makes two tellings one meeting.
    pub(crate) codes: Vec<String>,
}

/// Gathers the meetings of an article.
pub(crate) fn gather(scene: &Scene, events: &[Event]) -> Vec<Meeting> {
    let mut meetings: Vec<Meeting> = Vec::new();
    for (id, event) in events.iter().enumerate().filter(|(_, e)| e.underlying == "CONSULT") {
        let codes = codes(scene, event);
        match meetings.iter_mut().find(|m| same(m, event, &codes)) {
            Some(meeting) => meeting.events.push(id),
            None => meetings.push(new(id, event, codes)),
        }
    }
    agenda::fill(scene, events, &mut meetings);
    meetings
}

fn new(id: usize, event: &Event, codes: Vec<String>) -> Meeting {
    let visit = event.modes.iter().any(|m| m == "visit");
    let mut participants = event.actors.clone();
    participants.extend(event.recipients.iter().filter(|r| !event.actors.contains(r)));
    Meeting {
        events: vec![id],
        status: event.status,
        participants,
        host: event.recipients.first().copied().filter(|_| visit),
        format: format_of(event),
        agenda: Vec::new(),
        codes,
    }
}

fn format_of(event: &Event) -> &'static str {
    let mode = |name: &str| event.modes.iter().any(|m| m == name);
    match () {
        () if mode("visit") => "visit",
        () if mode("phone") => "phone",
        () if mode("third-party") => "mediation",
        () if mode("multilateral") => "summit",
        () => "talks",
    }
}

/// The same parties, on the same side of the present, or a telling that names only some of them.
fn same(meeting: &Meeting, event: &Event, codes: &[String]) -> bool {
    let both_ahead = meeting.status.is_future() == event.status.is_future();
    both_ahead && meeting.codes.len() > 1 && meeting.codes == codes && meeting.status == event.status
}

/// Codes of all parties, members included, sorted.
pub(crate) fn codes(scene: &Scene, event: &Event) -> Vec<String> {
    let mut found = Vec::new();
    for party in event.actors.iter().chain(&event.recipients) {
        if let Some(actor) = &scene.actors.list[*party] {
            add_codes(actor, &mut found);
        }
    }
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
