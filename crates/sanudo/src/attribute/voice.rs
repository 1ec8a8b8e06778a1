//! In whose words is an event told? "Rebels took the town, officials said."

use crate::event::{Event, Party, Scene};
use crate::frame::Frame;
use crate::lexicon::cond::Role;
use crate::parse::Deprel;

/// How many clauses out the saying may stand.
const STEPS: usize = 3;

/// Those who say so, where the event's own frame does not tell.
pub(super) fn of(scene: &Scene, event: &Event) -> Vec<Party> {
    let parsed = scene.parsed;
    let mut at = event.verb as usize;
    for _ in 0..STEPS {
        let beside = scene.frames.tree.with(parsed, at, Deprel::Parataxis);
        let said = beside.filter_map(|c| saying(scene, c)).map(|f| speakers(scene, f)).find(|s| !s.is_empty());
        if let Some(said) = said {
            return said;
        }
        let w = &parsed.words[at];
        let head = w.head as usize;
        if head == at {
            break;
        }
        if matches!(w.deprel, Deprel::Ccomp | Deprel::Parataxis) {
            let said = saying(scene, head).map(|f| speakers(scene, f)).unwrap_or_default();
            if !said.is_empty() {
                return said;
            }
        }
        at = head;
    }
    Vec::new()
}

fn saying<'s>(scene: &Scene<'s>, word: usize) -> Option<&'s Frame> {
    let frame = &scene.frames.list[scene.frames.at(word)?];
    scene.lexicon.cues.speech.saying.contains(&frame.lemma).then_some(frame)
}

fn speakers(scene: &Scene, frame: &Frame) -> Vec<Party> {
    frame.role(Role::SUBJ).filter_map(|a| scene.party(a.word as usize)).collect()
}
