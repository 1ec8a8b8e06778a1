//! Did it happen? What tense, aspect, modality and negation say of each frame, with the words that say it.

use super::Scene;
use crate::frame::{Frame, Kind};
use crate::lexicon::cond::Role;
use crate::parse::{Deprel, Feats, Upos};
use crate::text::Span;

/// The status of an act (RECORD.md); the cue is always quoted beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Reported as having happened.
    #[default]
    Occurred,
    /// Under way at publication.
    Ongoing,
    /// Happens regularly.
    Habitual,
    /// Announced for the future.
    Scheduled,
    /// Foreseen.
    Expected,
    /// Only demanded, proposed or offered.
    CalledFor,
    /// Conditional, possible, feared.
    Hypothetical,
    /// Reported as not having happened.
    Negated,
    /// Somebody denies it.
    Denied,
    /// Background, over a year before publication.
    Historical,
}

const NAMES: [(Status, &str); 10] = [
    (Status::Occurred, "occurred"),
    (Status::Ongoing, "ongoing"),
    (Status::Habitual, "habitual"),
    (Status::Scheduled, "scheduled"),
    (Status::Expected, "expected"),
    (Status::CalledFor, "called_for"),
    (Status::Hypothetical, "hypothetical"),
    (Status::Negated, "negated"),
    (Status::Denied, "denied"),
    (Status::Historical, "historical"),
];

impl Status {
    /// As the record writes it.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(s, _)| *s == self).map_or("occurred", |(_, name)| name)
    }

    /// The status of this name.
    pub fn from_name(name: &str) -> Option<Status> {
        NAMES.iter().find(|(_, n)| *n == name).map(|(s, _)| *s)
    }

    /// Whether it lies ahead.
    pub fn is_future(self) -> bool {
        matches!(self, Status::Scheduled | Status::Expected)
    }

    /// Whether it is told as a fact, past, present or regular.
    pub fn is_fact(self) -> bool {
        matches!(self, Status::Occurred | Status::Ongoing | Status::Habitual | Status::Historical)
    }
}

/// A status with the words that tell it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The status.
    pub status: Status,
    /// Its cue; absent for the plain past.
    pub cue: Option<Span>,
    /// Whether the clause has no tense of its own (infinitive, gerund): what governs it decides.
    pub tenseless: bool,
}

/// Reads every frame; a tenseless one takes what governs it.
pub(super) fn read_all(scene: &Scene) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::with_capacity(scene.frames.list.len());
    for frame in &scene.frames.list {
        let own = read(scene, frame);
        let open = own.tenseless && own.status == Status::Occurred;
        let reading = match aimed_at(scene, frame).filter(|_| open) {
            Some(aim) => aim,
            None if open => governed(scene, frame, &readings),
            None => own,
        };
        readings.push(reading);
    }
    readings
}

fn read(scene: &Scene, frame: &Frame) -> Reading {
    if let Some(word) = frame.negation {
        return told(scene, Status::Negated, word as usize);
    }
    if frame.kind == Kind::Verb && super::speech::said_at_once(scene, frame.verb as usize) {
        return Reading::default();
    }
    if frame.kind == Kind::Noun && !frame.light {
        return of_noun(scene, frame);
    }
    by_children(scene, frame).or_else(|| doubted(scene, frame)).unwrap_or_else(|| by_tense(scene, frame))
}

/// "claims that it had armed the rebels": what a noun leaves open is told of nobody.
fn doubted(scene: &Scene, frame: &Frame) -> Option<Reading> {
    let parsed = scene.parsed;
    let w = &parsed.words[frame.verb as usize];
    let has = |deprel| scene.frames.tree.with(parsed, frame.verb as usize, deprel).next().is_some();
    let clause = w.deprel == Deprel::Acl && has(Deprel::Mark) && (has(Deprel::Nsubj) || has(Deprel::NsubjPass));
    let noun = parsed.lemma(w.head as usize).to_lowercase();
    let status = scene.lexicon.cues.status("doubt", &noun).filter(|_| clause)?;
    Some(told(scene, Status::from_name(status)?, w.head as usize))
}

fn told(scene: &Scene, status: Status, word: usize) -> Reading {
    Reading { status, cue: Some(scene.parsed.words[word].span), tenseless: false }
}

/// Auxiliaries, adverbs and conjunctions of the clause, in this order of strength.
fn by_children(scene: &Scene, frame: &Frame) -> Option<Reading> {
    let parsed = scene.parsed;
    let cues = &scene.lexicon.cues;
    let verb = auxiliary_head(scene, frame.verb as usize);
    let by_kind = |kind: &str, relations: &[Deprel]| {
        scene.frames.tree.children(verb).iter().map(|c| *c as usize).find_map(|child| {
            let fits = relations.contains(&parsed.words[child].deprel);
            let status = fits.then(|| cues.status(kind, &phrase(scene, child))).flatten();
            status.and_then(Status::from_name).map(|status| told(scene, status, child))
        })
    };
    unreal(scene, verb)
        .or_else(|| by_kind("modal", &[Deprel::Aux]))
        .or_else(|| destined(scene, verb))
        .or_else(|| by_kind("conjunction", &[Deprel::Mark, Deprel::Advmod]))
        .or_else(|| by_kind("adverb", &[Deprel::Advmod]))
        .or_else(|| modified_noun(scene, frame))
}

/// Whether a verb's auxiliary puts it in the future, negated or not: "will not hesitate".
pub(super) fn will(scene: &Scene, verb: usize) -> bool {
    let modal = |c: usize| scene.lexicon.cues.status("modal", &scene.parsed.lemma(c).to_lowercase());
    scene.frames.tree.with(scene.parsed, verb, Deprel::Aux).any(|c| modal(c) == Some(Status::Scheduled.name()))
}

/// "would have allowed": a modal with a perfect tells what did not come to be.
fn unreal(scene: &Scene, verb: usize) -> Option<Reading> {
    let parsed = scene.parsed;
    let auxiliaries = || scene.frames.tree.with(parsed, verb, Deprel::Aux);
    let perfect = auxiliaries().any(|c| parsed.words[c].feats.has(Feats::INFINITIVE));
    let modal = auxiliaries().find(|c| scene.lexicon.cues.status("modal", &parsed.lemma(*c).to_lowercase()).is_some());
    modal.filter(|_| perfect).map(|modal| told(scene, Status::Hypothetical, modal))
}

/// The lemma of a small word, with what stands before it and belongs to it: "no longer".
fn phrase(scene: &Scene, word: usize) -> String {
    let lemma = scene.parsed.lemma(word).to_lowercase();
    let before = word.checked_sub(1).filter(|b| scene.parsed.words[*b].head as usize == word);
    match before {
        Some(before) => format!("{} {lemma}", scene.parsed.lemma(before).to_lowercase()),
        None => lemma,
    }
}

/// "is to meet", "Peru to lend Chile millions": what an infinitive behind a copula, or that of a headline, tells is arranged.
fn destined(scene: &Scene, verb: usize) -> Option<Reading> {
    let w = &scene.parsed.words[verb];
    let child = |deprel| scene.frames.tree.with(scene.parsed, verb, deprel).find(|c| *c < verb);
    let subject = child(Deprel::Nsubj).or_else(|| child(Deprel::NsubjPass));
    let headline = || subject.filter(|_| w.deprel == Deprel::Root).and_then(|_| child(Deprel::Mark));
    let arranged = child(Deprel::Cop).or_else(headline);
    let cue = arranged.filter(|_| w.feats.has(Feats::INFINITIVE))?;
    // "the best way is for them to end it"
    let mut marks = scene.frames.tree.with(scene.parsed, verb, Deprel::Mark);
    let wished = marks.find_map(|m| scene.lexicon.cues.status("for somebody to", scene.parsed.lemma(m)));
    let status = wished.and_then(Status::from_name).unwrap_or(Status::Scheduled);
    Some(told(scene, status, cue))
}

/// An auxiliary or a shared modal stands with the first conjunct: "will meet and discuss".
fn auxiliary_head(scene: &Scene, verb: usize) -> usize {
    let parsed = scene.parsed;
    let w = &parsed.words[verb];
    let has_own = scene.frames.tree.children(verb).iter().any(|c| {
        matches!(
            parsed.words[*c as usize].deprel,
            Deprel::Aux | Deprel::AuxPass | Deprel::Cop | Deprel::Nsubj | Deprel::NsubjPass
        )
    });
    let bare = !w.feats.has(Feats::PAST) && w.upos == Upos::Verb;
    if w.deprel == Deprel::Conj && !has_own && bare { w.head as usize } else { verb }
}

/// "planned talks", "regular exchanges": the adjective of the event noun or of the light verb's noun.
fn modified_noun(scene: &Scene, frame: &Frame) -> Option<Reading> {
    if frame.kind != Kind::Noun {
        return None;
    }
    let parsed = scene.parsed;
    scene.frames.tree.with(parsed, frame.head as usize, Deprel::Amod).find_map(|child| {
        let status = scene.lexicon.cues.status("adjective", &parsed.lemma(child).to_lowercase());
        status.and_then(Status::from_name).map(|status| told(scene, status, child))
    })
}

fn of_noun(scene: &Scene, frame: &Frame) -> Reading {
    modified_noun(scene, frame).unwrap_or(Reading { tenseless: true, ..Reading::default() })
}

fn by_tense(scene: &Scene, frame: &Frame) -> Reading {
    let parsed = scene.parsed;
    let verb = auxiliary_head(scene, frame.verb as usize);
    let w = &parsed.words[verb];
    let auxiliaries: Vec<usize> =
        scene.frames.tree.children(verb).iter().map(|c| *c as usize).filter(|c| is_auxiliary(scene, *c)).collect();
    let present = auxiliaries.iter().find(|c| parsed.words[**c].feats.has(Feats::FINITE | Feats::PRESENT)).copied();
    let lasts = |w: &crate::parse::Word| w.feats.has(Feats::PARTICIPLE | Feats::PRESENT) || w.feats.has(Feats::GERUND);
    // "are deploying", "are being deployed"
    let progressive = lasts(w) && w.upos == Upos::Verb || auxiliaries.iter().any(|c| lasts(&parsed.words[*c]));
    if let Some(auxiliary) = present.filter(|_| progressive || (frame.light && frame.passive)) {
        return told(scene, Status::Ongoing, auxiliary);
    }
    let tenseless = auxiliaries.is_empty() && progressive || is_infinitive(scene, verb);
    Reading { status: Status::Occurred, cue: None, tenseless }
}

/// "to help", "to be helped": no tense of its own.
fn is_infinitive(scene: &Scene, verb: usize) -> bool {
    let words = &scene.parsed.words;
    let auxiliaries = scene.frames.tree.children(verb).iter().map(|c| *c as usize).filter(|c| is_auxiliary(scene, *c));
    let mut bare = auxiliaries.map(|a| words[a].feats.has(Feats::INFINITIVE)).peekable();
    match bare.peek() {
        Some(_) => bare.all(|bare| bare),
        None => words[verb].feats.has(Feats::INFINITIVE),
    }
}

fn is_auxiliary(scene: &Scene, word: usize) -> bool {
    matches!(scene.parsed.words[word].deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop)
}

/// "has yet to withdraw", "needs to withdraw": small verbs whose infinitive did not happen, or should.
fn by_governor(scene: &Scene, frame: &Frame, outer: &Frame) -> Option<Reading> {
    let parsed = scene.parsed;
    let w = &parsed.words[frame.verb as usize];
    let cues = &scene.lexicon.cues;
    let inside = matches!(w.deprel, Deprel::Xcomp | Deprel::Ccomp | Deprel::Obj | Deprel::Advcl);
    if inside && !w.feats.has(Feats::INFINITIVE) && (frame.kind == Kind::Verb || frame.light) {
        // "is considering imposing sanctions"
        let status = cues.status("weighing", &outer.lemma)?;
        return Some(Reading { tenseless: false, ..told(scene, Status::from_name(status)?, outer.verb as usize) });
    }
    if w.deprel != Deprel::Xcomp || !w.feats.has(Feats::INFINITIVE) {
        return None;
    }
    let between = scene.frames.tree.with(parsed, outer.verb as usize, Deprel::Advmod).find_map(|adverb| {
        let status = cues.status("before infinitive", &parsed.lemma(adverb).to_lowercase())?;
        Some(told(scene, Status::from_name(status)?, adverb))
    });
    // "said that Peru had to withdraw": told, the present stands in the past
    let w = &parsed.words[outer.verb as usize];
    let present = w.feats.has(Feats::PRESENT) || w.deprel == Deprel::Ccomp && w.feats.has(Feats::FINITE);
    between.or_else(|| {
        let status = cues.status("obligation", &outer.lemma).filter(|_| present && outer.negation.is_none())?;
        Some(told(scene, Status::from_name(status)?, outer.verb as usize))
    })
}

/// "efforts to stop the war": what an aim's infinitive tells has not happened.
fn aimed_at(scene: &Scene, frame: &Frame) -> Option<Reading> {
    let parsed = scene.parsed;
    let w = &parsed.words[frame.verb as usize];
    if w.deprel != Deprel::Acl {
        return None;
    }
    let cues = &scene.lexicon.cues;
    let noun = parsed.lemma(w.head as usize).to_lowercase();
    let status = if w.feats.has(Feats::INFINITIVE) {
        cues.status("aim", &noun)
    } else {
        // "a timeframe for holding talks"
        let mut marks = scene.frames.tree.with(parsed, frame.verb as usize, Deprel::Mark);
        marks.find_map(|mark| cues.status("gerund of a noun", &parsed.lemma(mark).to_lowercase()))
    }?;
    Some(Reading { status: Status::from_name(status)?, cue: Some(w.span), tenseless: true })
}

/// What has no tense of its own takes the clause's: a noun that is its subject, an infinitive or participle below it.
fn governed(scene: &Scene, frame: &Frame, readings: &[Reading]) -> Reading {
    let parsed = scene.parsed;
    let w = &parsed.words[frame.verb as usize];
    let governor = scene.frames.at(w.head as usize).filter(|id| *id < readings.len());
    let Some(governor) = governor.map(|id| (&scene.frames.list[id], &readings[id])) else { return Reading::default() };
    let (outer, reading) = governor;
    if let Some(own) = by_governor(scene, frame, outer) {
        return own;
    }
    if frame.kind == Kind::Noun && !frame.light {
        let subject =
            outer.role(Role::SUBJ).chain(outer.role(Role::OBJ).filter(|_| outer.passive)).any(|a| a.word == frame.head);
        if subject && !reading.tenseless {
            return *reading;
        }
        // "in the face of the war against Peru": a state of things that a noun names goes on
        let standing = scene.lexicon.cues.status("standing", &frame.lemma).and_then(Status::from_name);
        return standing.map_or_else(Reading::default, |status| told(scene, status, frame.head as usize));
    }
    let infinitive = is_infinitive(scene, frame.verb as usize) && (frame.kind == Kind::Verb || frame.light);
    let purpose = infinitive && w.deprel == Deprel::Advcl;
    // "encouraged them to help": whether they did is not told, unless an operator or a verb such as "dare" says so
    let implied = ["implied", "obligation"].iter().any(|k| scene.lexicon.cues.status(k, &outer.lemma).is_some());
    let open = infinitive && w.deprel == Deprel::Xcomp && !implied;
    // "telephoned to thank him": who calls to say something says it
    let said = infinitive && scene.lexicon.cues.status("called to say", &outer.lemma).is_some();
    if (purpose || open) && !said && reading.status == Status::Occurred {
        return Reading { status: Status::Hypothetical, cue: Some(w.span), tenseless: true };
    }
    Reading { tenseless: true, ..*reading }
}
