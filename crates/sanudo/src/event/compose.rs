//! What does an operator make of the act inside it? One frame and its content become one outcome.

use super::status::{Reading, Status};
use super::{Draft, Outcome, Party, Scene, charge, party, rule, unclaimed};
use crate::frame::{Frame, Kind};
use crate::lexicon::cond::Role;
use crate::lexicon::ontology::{Act, Inner, Row};
use crate::lexicon::verbs::Rule;

/// How often the rows of one operator may hand on to those of another.
const HANDED_ON: usize = 3;

/// The outcome of one frame, its content's outcomes being known.
pub(super) fn outcome(scene: &Scene, id: usize, readings: &[Reading], outcomes: &mut [Outcome]) -> Outcome {
    let frame = &scene.frames.list[id];
    if names_somebody(scene, frame) {
        return Outcome::Nothing("a name".into());
    }
    if begins_saying(scene, frame) {
        return Outcome::Nothing("a way of saying".into());
    }
    let rules = rule::find(scene, id, outcomes);
    let Some((first, others)) = rules.split_first() else { return pass_through(scene, frame) };
    let outcome = by_rule(scene, id, first, readings, outcomes);
    if !matches!(&outcome, Outcome::Nothing(why) if why == WITHOUT_CONTENT) {
        return outcome;
    }
    // "revoked the order": an operator that has nothing to operate on says nothing, and the next sense is asked
    let acts = others.iter().filter(|rule| is_act(scene, rule));
    let mut drafts = acts.map(|rule| by_rule(scene, id, rule, readings, outcomes));
    drafts.find(|o| matches!(o, Outcome::Draft(_))).unwrap_or(outcome)
}

const WITHOUT_CONTENT: &str = "operator-without-content";

/// Whether a rule gives an act that has a type of its own and operates on nothing.
fn is_act(scene: &Scene, rule: &Rule) -> bool {
    let act = rule.coding.act.map(|act| scene.lexicon.ontology.act(act));
    act.is_some_and(|act| act.operator.is_none() && act.kind.is_some())
}

/// What one rule makes of a frame.
fn by_rule(scene: &Scene, id: usize, rule: &Rule, readings: &[Reading], outcomes: &mut [Outcome]) -> Outcome {
    let frame = &scene.frames.list[id];
    let Some(act) = rule.coding.act else {
        return Outcome::Nothing(rule.coding.why.clone().unwrap_or_else(|| "none".into()));
    };
    let act = scene.lexicon.ontology.act(act);
    let mut draft = new_draft(scene, id, rule, act, &readings[id]);
    party::fill(scene, frame, act, &rule.coding, outcomes, &mut draft);
    let outcome = match &act.operator {
        Some(operator) => operate(scene, id, operator, draft, readings, outcomes),
        // what has a class but no type is only seen by operators
        None if draft.kind.is_none() && !draft.class.is_empty() => Outcome::Draft(draft),
        None => plain(draft),
    };
    match outcome {
        Outcome::Draft(draft) if draft.frame == id => {
            let draft = party::complete(scene, frame, act, &rule.coding, outcomes, draft);
            Outcome::Draft(unclaimed::settle(scene, frame, draft))
        }
        other => other,
    }
}

/// "the European Union": an event noun inside a name is no event.
fn names_somebody(scene: &Scene, frame: &Frame) -> bool {
    use crate::actor::ActorKind::{Country, Government, Group, Organisation};
    let party = scene.party(frame.head as usize).filter(|_| frame.kind == Kind::Noun && !frame.light);
    party.is_some_and(|party| {
        let kind = scene.actors.list[party].as_ref().map(|a| a.kind);
        scene.mentions.list[party].form == crate::mention::Form::Name
            && scene.parsed.words[frame.head as usize].upos == crate::parse::Upos::Propn
            && matches!(kind, Some(Country | Government | Group | Organisation))
    })
}

/// "I would like to thank Peru": the wish is none.
fn begins_saying(scene: &Scene, frame: &Frame) -> bool {
    let lemma = scene.parsed.lemma(frame.verb as usize).to_lowercase();
    scene.lexicon.cues.status("way of saying", &lemma).is_some()
        && frame.role(Role::CONTENT).any(|a| super::speech::said_at_once(scene, a.word as usize))
}

/// A predicate that no rule knows hides nothing: what stands inside it is judged by itself.
fn pass_through(scene: &Scene, frame: &Frame) -> Outcome {
    let known =
        scene.lexicon.verbs.verbs.contains_key(&frame.lemma) || scene.lexicon.verbs.nouns.contains_key(&frame.lemma);
    Outcome::Nothing(if known { "no-rule-holds" } else { "no-rule" }.into())
}

fn new_draft(scene: &Scene, id: usize, rule: &Rule, act: &Act, reading: &Reading) -> Draft {
    let frame = &scene.frames.list[id];
    Draft {
        frame: id,
        act: rule.coding.act.unwrap_or(crate::lexicon::ontology::ActId(0)),
        kind: act.kind.clone(),
        class: act.class.clone(),
        modes: rule.coding.modes.clone(),
        actors: Vec::new(),
        recipients: Vec::new(),
        reading: *reading,
        rule: rule.id.clone(),
        trigger: frame.trigger,
        verb: frame.verb,
        attribution: says_who(scene, frame),
    }
}

fn says_who(scene: &Scene, frame: &Frame) -> Vec<Party> {
    let according = scene.lexicon.roles.of("according to");
    frame.role(according).filter_map(|a| scene.stands_for(a.word as usize)).collect()
}

fn plain(draft: Draft) -> Outcome {
    if draft.kind.is_some() { Outcome::Draft(draft) } else { Outcome::Nothing(WITHOUT_CONTENT.into()) }
}

/// Applies an operator to every act in its content; the results of one kind are one event.
fn operate(
    scene: &Scene,
    id: usize,
    operator: &str,
    draft: Draft,
    readings: &[Reading],
    outcomes: &mut [Outcome],
) -> Outcome {
    let frame = &scene.frames.list[id];
    let rows = scene.lexicon.ontology.rows.get(operator).map_or(&[][..], Vec::as_slice);
    let mut result: Option<Draft> = None;
    let mut why = None;
    for inner in contents(scene, frame, id, outcomes) {
        let Some(Outcome::Draft(act)) = outcomes.get(inner).cloned() else { continue };
        let Some(row) = row_for(scene, rows, &draft, Some(&act), frame) else { continue };
        let told_as_fact = keeps_its_noun(scene, operator, inner);
        if row.source.kind == "none" {
            why = row.source.why.clone().or(why);
        }
        let Some(mut made) = apply(scene, row, &draft, Some(&act)) else { continue };
        if act.frame != inner && row.source.kind == "REQUEST" && !draft.recipients.is_empty() {
            // "called on Peru to make Chile withdraw": Peru is asked, though Chile withdraws
            made.recipients.clone_from(&draft.recipients);
        }
        if !told_as_fact || row.source.kind == "inner" {
            outcomes[inner] = Outcome::Inside(act, id);
        }
        result = Some(match result {
            Some(first) if first.kind == made.kind => join(first, made),
            Some(first) => first,
            None => made,
        });
    }
    match result {
        Some(draft) => Outcome::Draft(draft),
        None if why.is_some() => Outcome::Nothing(why.unwrap_or_default()),
        None => match obliged(scene, frame, &draft, readings) {
            Some(inner) => without_act(scene, frame, rows, draft, Some(&inner)),
            None => without_act(scene, frame, rows, draft, None),
        },
    }
}

/// The first row that holds; one whose type names another operator hands on to that operator's rows.
fn row_for<'l>(
    scene: &Scene<'l>,
    rows: &'l [Row],
    outer: &Draft,
    inner: Option<&Draft>,
    frame: &Frame,
) -> Option<&'l Row> {
    let first = |rows: &'l [Row]| rows.iter().find(|row| matches(scene, row, outer, inner, frame));
    let mut row = first(rows)?;
    for _ in 0..HANDED_ON {
        let Some(others) = scene.lexicon.ontology.rows.get(&row.source.kind) else { break };
        row = first(others)?;
    }
    Some(row)
}

/// "said that Iran must comply": what somebody is told to do is asked of him, whatever it is that he must do.
fn obliged(scene: &Scene, frame: &Frame, outer: &Draft, readings: &[Reading]) -> Option<Draft> {
    frame.role(Role::CONTENT).find_map(|arg| {
        let id = scene.frames.at(arg.word as usize)?;
        let told = &scene.frames.list[id];
        let actors: Vec<Party> = told.role(Role::SUBJ).filter_map(|a| scene.stands_for(a.word as usize)).collect();
        let demanded = readings.get(id)?.status == Status::CalledFor && told.kind == Kind::Verb && !actors.is_empty();
        let none = Draft { frame: id, kind: None, class: String::new(), recipients: Vec::new(), ..outer.clone() };
        demanded.then(|| Draft { actors, reading: readings[id], ..none })
    })
}

/// Frames inside this one that came to an act.
fn contents(scene: &Scene, frame: &Frame, id: usize, outcomes: &[Outcome]) -> Vec<usize> {
    let mut found = Vec::new();
    for arg in frame.role(Role::CONTENT) {
        let mut at = scene.frames.at(arg.word as usize);
        // a predicate that no rule knows lets its own content through: "agreed to take steps to resume talks"
        for depth in 0..3 {
            match at
                .filter(|inner| *inner > id || frame.beside() && *inner != id)
                .map(|inner| (inner, &outcomes[inner]))
            {
                // "agreed to help with the investigation" does not investigate
                Some((inner, Outcome::Draft(draft))) => {
                    let aside = depth > 0 && is_aside(scene, inner, draft);
                    found.extend((!aside).then_some(inner));
                    break;
                }
                Some((inner, Outcome::Nothing(_))) => {
                    let below = scene.frames.list[inner].role(Role::CONTENT).next();
                    at = below.and_then(|a| scene.frames.at(a.word as usize));
                }
                _ => break,
            }
        }
    }
    found.dedup();
    found
}

/// A hostile act that a bare noun names below a verb of its own is what that verb is about.
fn is_aside(scene: &Scene, inner: usize, draft: &Draft) -> bool {
    let frame = &scene.frames.list[inner];
    let noun = frame.kind == Kind::Noun && !frame.light;
    noun && scene.lexicon.cues.status("hostile", &draft.class).is_some()
}

/// A noun that is condemned, welcomed or reported is told as a fact and stays an event of its own; one that is the predicate of what is
/// said ("launched an attack", "was behind the raid") is as much said as any verb.
fn keeps_its_noun(scene: &Scene, operator: &str, inner: usize) -> bool {
    let frame = &scene.frames.list[inner];
    let predicate = frame.light || scene.parsed.words[frame.head as usize].deprel == crate::parse::Deprel::Ccomp;
    let judged = matches!(operator, "condemn" | "support" | "worry" | "investigate" | "discuss");
    frame.kind == Kind::Noun && (judged || matches!(operator, "say" | "claim" | "report") && !predicate)
}

fn without_act(scene: &Scene, frame: &Frame, rows: &[Row], draft: Draft, inner: Option<&Draft>) -> Outcome {
    let Some(row) = row_for(scene, rows, &draft, inner, frame) else { return plain(draft) };
    if row.source.kind == "none" {
        return Outcome::Nothing(row.source.why.clone().unwrap_or_else(|| WITHOUT_CONTENT.into()));
    }
    match apply(scene, row, &draft, inner) {
        Some(made) => Outcome::Draft(made),
        None => plain(draft),
    }
}

fn matches(scene: &Scene, row: &Row, outer: &Draft, inner: Option<&Draft>, frame: &Frame) -> bool {
    let content = match (&row.inner, inner) {
        (Inner::Any, _) => true,
        (Inner::None, inner) => inner.is_none(),
        (Inner::Act(id), Some(inner)) => scene.lexicon.ontology.act_id(id) == Some(inner.act),
        (Inner::Class(class), Some(inner)) => *class == inner.class,
        (Inner::Noun(class), None) => noun_in_class(scene, frame, class),
        _ => false,
    };
    let negated = inner.is_some_and(|i| i.reading.status == Status::Negated);
    let conditions = row.source.when.as_deref().unwrap_or("");
    content
        && row.source.negated.is_none_or(|wanted| wanted == negated)
        && conditions.split_whitespace().all(|c| holds(scene, c, outer, inner))
}

fn noun_in_class(scene: &Scene, frame: &Frame, class: &str) -> bool {
    let plain = |role: Role| role == Role::OBJ || scene.lexicon.cues.content.contains(scene.lexicon.roles.name(role));
    frame.args.iter().filter(|a| plain(a.role)).any(|a| {
        let lemma = scene.parsed.lemma(a.word as usize);
        let ontology = &scene.lexicon.ontology;
        ontology.in_class(class, lemma) || ontology.in_class(class, &format!("{lemma}s"))
    })
}

fn holds(scene: &Scene, condition: &str, outer: &Draft, inner: Option<&Draft>) -> bool {
    let class = inner.map_or("", |i| i.class.as_str());
    match condition {
        "outer_negated" => outer.reading.status == Status::Negated,
        "future" => outer.reading.status.is_future() || inner.is_some_and(|i| i.reading.status.is_future()),
        "party" => inner.is_some_and(|i| outer.actors.iter().any(|a| i.actors.contains(a) || i.recipients.contains(a))),
        "hostile" => matches!(class, "violence" | "restrict" | "arrest" | "relations" | "expel" | "territory"),
        "cooperative" => matches!(class, "assist" | "change" | "yield" | "meet"),
        "demanded" => {
            inner.is_some_and(|i| demanded_of_others(scene, outer, i) || charge::demanded_of_nobody(scene, outer, i))
        }
        "opposed" => inner.is_some_and(|i| charge::opposed(scene, outer, i)),
        "at_stake" => inner.is_some_and(|i| charge::at_stake(scene, outer, i)),
        "by_side" => outer.actors.iter().any(|s| charge::is_side(scene, *s)),
        "foretold" => inner.is_some_and(|i| charge::foretold(scene, outer, i)),
        "unclaimed" => inner.is_some_and(|i| i.actors.is_empty() && !i.recipients.is_empty()),
        "outer_will" => super::status::will(scene, outer.verb as usize),
        "of_others" => inner.is_some_and(|i| of_others(scene, outer, i)),
        "spoken" => scene.frames.list[outer.frame].role(Role::OBJ).any(|a| is_spoken(scene, a.word as usize)),
        "own" => inner.is_some_and(|i| is_own(scene, outer, i)),
        _ => false,
    }
}

/// "wants to help", "wants to meet Peru": the one who wants is the first who acts.
fn is_own(scene: &Scene, outer: &Draft, inner: &Draft) -> bool {
    let first = inner.actors.first().zip(outer.actors.first());
    inner.actors.is_empty() || inner.actors == outer.actors || first.is_some_and(|(i, o)| scene.same(*i, *o))
}

/// "a U.S. proposal to end the war": somebody's words, whatever they are about.
fn is_spoken(scene: &Scene, word: usize) -> bool {
    let utterances = &scene.lexicon.actors.reference.utterances;
    scene.party(word).is_some() && utterances.iter().any(|u| u == scene.parsed.lemma(word))
}

/// Whether the inner act is what somebody else than the speaker must do.
fn demanded_of_others(scene: &Scene, outer: &Draft, inner: &Draft) -> bool {
    inner.reading.status == Status::CalledFor && of_others(scene, outer, inner)
}

fn of_others(scene: &Scene, outer: &Draft, inner: &Draft) -> bool {
    // "the minister said that the state must pay": a government asks nothing of its own state
    let own = |party: &Party| outer.actors.iter().any(|a| scene.same(*a, *party) || scene.governs(*a, *party));
    !inner.actors.is_empty() && !inner.actors.iter().any(own)
}

/// The result of a row, or nothing where the row says so.
fn apply(scene: &Scene, row: &Row, outer: &Draft, inner: Option<&Draft>) -> Option<Draft> {
    let source = &row.source;
    let mut made = match (source.kind.as_str(), inner) {
        ("none", _) => return None,
        ("inner", Some(inner)) => around(scene, outer, inner, &source.actors),
        ("inner", None) => return None,
        // without an act inside, what the rule itself says of the mode holds: "rattled its sabre" threatens violence
        (kind, None) if source.modes.is_empty() => Draft { kind: Some(kind.to_owned()), ..outer.clone() },
        (kind, _) => Draft { kind: Some(kind.to_owned()), modes: source.modes.clone(), ..outer.clone() },
    };
    // "promised not to allow attacks": what is not allowed does not happen
    let denied = outer.reading.status == Status::Negated && source.status == "hypothetical";
    if denied {
        made.reading = outer.reading;
    }
    if let Some(status) = Status::from_name(&source.status).filter(|_| !denied) {
        made.reading = Reading { status, cue: Some(outer.trigger), tenseless: false };
    }
    if source.kind != "inner" {
        let candidates = source.recipient.split('|').map(|who| whom(who, outer, inner));
        let own = |p: &Party| made.actors.iter().any(|a| scene.same(*a, *p));
        let found = candidates.into_iter().find(|parties| parties.iter().any(|p| !own(p)));
        made.recipients = found.unwrap_or_default();
        if source.actors == "inner" {
            made.actors = inner.map(|i| i.actors.clone()).unwrap_or_default();
        }
        let actors = made.actors.clone();
        // two sides agree with each other, not with a town of one of them
        let of_both = |p: &Party| actors.len() > 1 && actors.iter().any(|a| scene.owns(*a, *p));
        let own = |p: &Party| actors.iter().any(|a| scene.same(*a, *p));
        made.recipients.retain(|p| !own(p) && !of_both(p) && !scene.covers(&actors, *p));
    }
    Some(made)
}

fn whom(who: &str, outer: &Draft, inner: Option<&Draft>) -> Vec<Party> {
    match (who.trim(), inner) {
        ("agent", Some(inner)) => inner.actors.clone(),
        ("target", Some(inner)) => inner.recipients.clone(),
        ("addressee" | "", _) => outer.recipients.clone(),
        _ => Vec::new(),
    }
}

/// The inner act itself, with the operator's agent and tense where it has none of its own.
fn around(scene: &Scene, outer: &Draft, inner: &Draft, actors: &str) -> Draft {
    let mut made = inner.clone();
    match actors {
        "force" => made.actors = outer.actors.clone(),
        "inner" => {}
        "voice" if scene.frames.list[inner.frame].kind == Kind::Noun && made.actors.is_empty() => {
            made.actors = outer.actors.clone()
        }
        "voice" => {}
        _ if made.actors.is_empty() => made.actors = outer.actors.clone(),
        _ => {}
    }
    let whose = made.actors.clone();
    made.recipients.retain(|r| !whose.iter().any(|a| scene.same(*a, *r)) && !scene.covers(&whose, *r));
    if inner.reading.tenseless || outer.reading.status != Status::Occurred {
        made.reading = Reading { tenseless: outer.reading.tenseless, ..outer.reading };
    }
    if made.actors.is_empty() && told_of_oneself(scene, inner) {
        made.actors = outer.actors.clone();
    }
    if actors == "inner" || actors == "voice" {
        // what somebody says keeps its own tense and gets a voice
        made.reading = inner.reading;
        made.attribution = outer.actors.clone();
    }
    made
}

/// "“We condemn the raid,” the minister said."
fn told_of_oneself(scene: &Scene, inner: &Draft) -> bool {
    let mut subjects = scene.frames.list[inner.frame].role(Role::SUBJ);
    subjects.any(|a| scene.lexicon.cues.frames.speakers.iter().any(|s| s == scene.parsed.lemma(a.word as usize)))
}

fn join(mut first: Draft, second: Draft) -> Draft {
    let new_modes: Vec<String> = second.modes.into_iter().filter(|m| !first.modes.contains(m)).collect();
    first.modes.extend(new_modes);
    for party in second.recipients {
        if !first.recipients.contains(&party) && !first.actors.contains(&party) {
            first.recipients.push(party);
        }
    }
    first
}
