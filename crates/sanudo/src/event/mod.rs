//! What is the act, whose is it, and did it happen? Frames become events.
//!
//! A lexicon rule gives a frame an act; where the content of one frame is another, `ontology/compose.toml` gives the code; the status is
//! read off the frame and the operators around it; PLOVER's own decision rules come last. Every frame ends as an event or as [`Uncoded`].

mod again;
mod charge;
mod compose;
mod decide;
mod discard;
mod list;
mod party;
mod private;
mod rule;
mod same;
mod speech;
mod status;
mod telling;
mod unclaimed;
mod whose;

pub use rule::{Tried, tried};
pub use status::{Reading, Status};

use crate::actor::Actors;
use crate::frame::Frames;
use crate::lexicon::Lexicon;
use crate::lexicon::ontology::ActId;
use crate::mention::Mentions;
use crate::parse::Parsed;
use crate::text::Span;

/// Index into [`Mentions::list`], with the actor that it resolves to.
pub type Party = usize;

/// A coded event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Index of the frame that made it.
    pub frame: usize,
    /// The act of the lexicon that it came from.
    pub act: ActId,
    /// Index of the sentence.
    pub sentence: u32,
    /// PLOVER type, after the decision rules.
    pub kind: String,
    /// The act itself.
    pub underlying: String,
    /// PLOVER modes.
    pub modes: Vec<String>,
    /// What operators see of it.
    pub class: String,
    /// Occurred, scheduled, …
    pub status: Status,
    /// The words that tell the status.
    pub cue: Option<Span>,
    /// Who.
    pub actors: Vec<Party>,
    /// To whom.
    pub recipients: Vec<Party>,
    /// The words of the act.
    pub trigger: Span,
    /// The word that carries tense.
    pub verb: u32,
    /// `meet/phone`.
    pub rule: String,
    /// Who says so.
    pub attribution: Vec<Party>,
    /// The event that has this one as its content.
    pub parent: Option<usize>,
    /// Later tellings.
    pub also: Vec<Span>,
}

/// Why a predicate was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncoded {
    /// The frame.
    pub frame: usize,
    /// `no-rule`, `no-actor`, `content`, …; the reason names the stage.
    pub reason: String,
}

/// Everything that the frames came to.
#[derive(Clone, Debug, Default)]
pub struct Events {
    /// In text order.
    pub list: Vec<Event>,
    /// Acts that are only the content of others, with `parent` set.
    pub nested: Vec<Event>,
    /// All other frames.
    pub uncoded: Vec<Uncoded>,
}

/// What the parts of this stage look at.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub parsed: &'a Parsed,
    pub mentions: &'a Mentions,
    pub actors: &'a Actors,
    pub frames: &'a Frames,
    pub lexicon: &'a Lexicon,
}

impl Scene<'_> {
    /// Whether two parties are of one country.
    fn of_one_state(&self, a: Party, b: Party) -> bool {
        let country = |p: Party| self.actors.list[p].as_ref().and_then(|a| a.country.as_ref());
        country(a).is_some() && country(a) == country(b)
    }

    /// Whether the second party is the state, or the government, of which the first is.
    fn governs(&self, a: Party, b: Party) -> bool {
        let rules =
            |p: Party| self.actors.list[p].as_ref().is_some_and(|a| a.sectors.first().is_some_and(|s| s == "GOV"));
        let state = |p: Party| self.actors.list[p].as_ref().is_some_and(|a| a.sectors.is_empty());
        self.of_one_state(a, b) && rules(a) && (state(b) || rules(b))
    }
}

/// An act on its way to becoming an event.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// The frame of the act itself, whatever operators stand around it.
    pub frame: usize,
    pub act: ActId,
    pub kind: Option<String>,
    pub class: String,
    pub modes: Vec<String>,
    pub actors: Vec<Party>,
    pub recipients: Vec<Party>,
    pub reading: Reading,
    pub rule: String,
    pub trigger: Span,
    pub verb: u32,
    pub attribution: Vec<Party>,
}

/// What a frame came to.
#[derive(Clone, Debug)]
pub(crate) enum Outcome {
    /// An event, unless something around it takes it.
    Draft(Draft),
    /// The content of that frame.
    Inside(Draft, usize),
    /// Nothing, and why.
    Nothing(String),
}

/// Codes all frames of an article.
pub fn code(parsed: &Parsed, mentions: &Mentions, actors: &Actors, frames: &Frames, lexicon: &Lexicon) -> Events {
    let scene = Scene { parsed, mentions, actors, frames, lexicon };
    let readings = status::read_all(&scene);
    let mut outcomes: Vec<Outcome> = frames.list.iter().map(|_| Outcome::Nothing(String::new())).collect();
    // Frames stand heads first: from the back, the content of an operator is known before the operator.
    // A saying that stands beside its clause comes after it.
    let beside = |id: &usize| frames.list[*id].beside();
    let ids = || (0..frames.list.len()).rev();
    for id in ids().filter(|id| !beside(id)).chain(ids().filter(beside)) {
        outcomes[id] = compose::outcome(&scene, id, &readings, &mut outcomes);
    }
    again::settle(&scene, &mut outcomes);
    let mut events = decide::finish(&scene, outcomes);
    discard::sift(&scene, &mut events);
    same::merge(&scene, &mut events);
    events
}
