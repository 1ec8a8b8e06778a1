//! Frames of event nouns: alone ("the attack by X on Y") and carried by a light verb ("X launched an attack on Y").

use super::{Frame, Kind, Maker, Via};
use crate::lexicon::cond::Role;
use crate::lexicon::ontology::{Act, Light, Parties};
use crate::parse::{Deprel, Feats, Upos};

/// Adds the frame of an event noun that no light verb carries.
pub(super) fn add(maker: &mut Maker, word: usize, sentence: u32) {
    let Some(mut frame) = of_noun(maker, word, sentence) else { return };
    shared(maker, &mut frame);
    partner(maker, &mut frame);
    maker.add(frame);
}

/// "after talks with Modi, Putin praised India": who meets whom behind a preposition is the subject of the clause.
fn partner(maker: &Maker, frame: &mut Frame) {
    let roles = &maker.lexicon.roles;
    let alone = frame.has(roles.of("with")) && !frame.has(Role::SUBJ) && !frame.has(roles.of("between"));
    let w = &maker.parsed.words[frame.head as usize];
    let told = maker
        .preposition(frame.head as usize)
        .is_some_and(|role| maker.lexicon.cues.frames.occasions.iter().any(|p| p == roles.name(role)));
    if !alone || w.deprel != Deprel::Obl || !told || !meets(maker, &frame.lemma) {
        return;
    }
    let subject = maker.frame_at(w.head as usize).and_then(|f| f.role(Role::SUBJ).next()).map(|a| a.word as usize);
    if let Some(subject) = subject {
        maker.argument(frame, Role::SUBJ, subject, Via::Control);
    }
}

/// Whether a noun is an act of two who meet.
fn meets(maker: &Maker, lemma: &str) -> bool {
    acts_of(maker, lemma).any(|act| act.class == "meet" && act.parties == Parties::Both)
}

/// The acts that the classes of an event noun give in the end.
fn acts_of<'a>(maker: &'a Maker, lemma: &str) -> impl Iterator<Item = &'a Act> + use<'a> {
    let verbs = &maker.lexicon.verbs;
    let classes = verbs.nouns.get(lemma).map_or(&[][..], Vec::as_slice);
    let acts = classes.iter().filter_map(|class| verbs.classes[*class as usize].rules.last()?.coding.act);
    acts.map(|act| maker.lexicon.ontology.act(act))
}

/// Turns the event nouns that a light verb carries into frames; false if it carries none.
pub(super) fn carried(maker: &mut Maker, verb: &Frame) -> bool {
    if verb.kind != Kind::Verb {
        return false;
    }
    let lights = &maker.lexicon.ontology.light;
    let entries = lights.get(&verb.lemma).into_iter().chain(spelled_light(maker, verb)).flatten();
    let mut any = false;
    for light in entries.filter(|l| l.aspect.as_deref() != Some("stop")) {
        let nouns: Vec<u32> = verb.role(light.path).filter(|a| a.via != Via::Control).map(|a| a.word).collect();
        for outer in nouns {
            let noun = maker.counted(outer as usize).unwrap_or(outer as usize);
            if let Some(mut frame) = carried_by(maker, verb, light, noun, outer) {
                // "expressed rejection and condemnation": neither holds the other
                frame.args.retain(|a| a.role != Role::CONTENT || !verb.role(light.path).any(|o| o.word == a.word));
                maker.add(frame);
                any = true;
            }
        }
        if any {
            return true;
        }
    }
    false
}

/// "came into force", "took effect": a light verb that the verb and one of its phrases spell.
fn spelled_light<'a>(maker: &Maker<'a>, verb: &Frame) -> Option<&'a Vec<Light>> {
    verb.args.iter().filter(|a| a.via == Via::Direct).find_map(|a| {
        let noun = maker.parsed.lemma(a.word as usize).to_lowercase();
        let phrase = match a.role {
            Role::OBJ => format!("{} {noun}", verb.lemma),
            role if role.0 > Role::COMPOUND.0 => format!("{} {} {noun}", verb.lemma, maker.lexicon.roles.name(role)),
            _ => return None,
        };
        maker.lexicon.ontology.light.get(&phrase)
    })
}

/// The frame of a noun that a light verb carries; `outer` is the verb's argument, which may only count the noun.
fn carried_by(maker: &Maker, verb: &Frame, light: &Light, noun: usize, outer: u32) -> Option<Frame> {
    let mut frame = of_noun(maker, noun, verb.sentence)?;
    if !light.nouns.is_empty() && !light.nouns.iter().any(|n| *n == frame.lemma || in_class(maker, n, &frame.lemma)) {
        return None;
    }
    frame.verb = verb.verb;
    frame.light = true;
    frame.passive = verb.passive;
    frame.negation = verb.negation.or(frame.negation);
    frame.trigger = trigger(maker, verb, noun);
    // what stands behind the noun itself comes before what stands behind its verb: "a visit to Oslo took place in Peru"
    let own: Vec<Role> = frame.args.iter().map(|a| a.role).collect();
    for arg in &verb.args {
        let role = match arg.role {
            role if role == light.path && arg.word == outer => continue,
            Role::CONTENT if arg.word == outer || arg.word as usize == noun => continue,
            Role::SUBJ if light.passive => Role::OBJ,
            // "came under criticism from Peru"
            role if light.passive && maker.lexicon.roles.name(role) == "from" => Role::SUBJ,
            // "are engaged in talks": the passive subject of a verb that carries its noun behind a preposition acts
            Role::OBJ if verb.passive && light.path != Role::OBJ && light.patient.is_none() => Role::SUBJ,
            role if Some(role) == light.patient => Role::OBJ,
            Role::OBJ if light.path == Role::OBJ => continue,
            role => role,
        };
        if role == Role::SUBJ || role == Role::OBJ || !own.contains(&role) {
            frame.push(role, arg.word as usize, if arg.via == Via::Direct { Via::Shared } else { arg.via });
        }
    }
    asked_for(maker, verb, &mut frame);
    Some(frame)
}

/// "put pressure on Chad to resign": the infinitive of the light verb is what the noun asks for.
fn asked_for(maker: &Maker, verb: &Frame, frame: &mut Frame) {
    let mut operators = acts_of(maker, &frame.lemma).filter_map(|act| act.operator.as_deref());
    if !operators.any(|o| maker.lexicon.cues.takes_infinitives.contains(o)) {
        return;
    }
    for child in maker.tree.children(verb.head as usize) {
        let w = &maker.parsed.words[*child as usize];
        if w.feats.has(Feats::INFINITIVE) && matches!(w.deprel, Deprel::Advcl | Deprel::Xcomp) {
            maker.argument(frame, Role::CONTENT, *child as usize, Via::Object);
        }
    }
}

fn in_class(maker: &Maker, name: &str, lemma: &str) -> bool {
    name.strip_prefix('@').is_some_and(|class| maker.lexicon.ontology.in_class(class, lemma))
}

/// Verb to noun where they stand close, else the noun alone.
fn trigger(maker: &Maker, verb: &Frame, noun: usize) -> crate::text::Span {
    const CLOSE: usize = 5;
    let span = maker.parsed.words[noun].span;
    if (verb.head as usize).abs_diff(noun) <= CLOSE { verb.trigger.cover(span) } else { span }
}

fn of_noun(maker: &Maker, word: usize, sentence: u32) -> Option<Frame> {
    let lemma = maker.event_noun(word)?;
    let mut frame = Frame {
        sentence,
        head: word as u32,
        verb: word as u32,
        trigger: maker.parsed.words[word].span,
        lemma,
        kind: Kind::Noun,
        passive: false,
        light: false,
        negation: maker.negation(word),
        args: Vec::new(),
    };
    if frame.lemma.contains([' ', '-']) && word > 0 {
        // a hyphen is a word of its own
        let first = maker.parsed.before_hyphen(word).unwrap_or(word - 1);
        frame.trigger = maker.parsed.words[first].span.cover(frame.trigger);
    }
    arguments(maker, &mut frame, word);
    arguments_of_counter(maker, &mut frame, word);
    Some(frame)
}

/// "a string of attacks by rebels", "its round of talks": what depends on the noun that only counts the acts belongs to them.
fn arguments_of_counter(maker: &Maker, frame: &mut Frame, word: usize) {
    let Some(counter) = maker.counter(word) else { return };
    let mut outer = Frame { args: Vec::new(), ..frame.clone() };
    arguments(maker, &mut outer, counter);
    outer.args.retain(|a| a.word as usize != word && a.role != Role::CONTENT && !frame.has(a.role));
    for arg in outer.args {
        frame.push(arg.role, arg.word as usize, Via::Object);
    }
}

fn arguments(maker: &Maker, frame: &mut Frame, word: usize) {
    use Deprel::*;
    for child in maker.tree.children(word) {
        let child = *child as usize;
        let w = &maker.parsed.words[child];
        match w.deprel {
            NmodPoss if !has_patient(maker, word) && suffers(maker, &frame.lemma) => {
                maker.argument(frame, Role::OBJ, child, Via::Direct)
            }
            NmodPoss => maker.argument(frame, Role::SUBJ, child, Via::Direct),
            Nmod | Obl | OblAgent => {
                phrase(maker, frame, child);
                behind(maker, frame, child);
            }
            Compound => frame.push(Role::COMPOUND, child, Via::Direct),
            Acl if w.feats.has(Feats::INFINITIVE) => {
                maker.argument(frame, Role::CONTENT, child, Via::Direct);
                purpose(maker, frame, child);
            }
            Acl => marked(maker, frame, child),
            Ccomp | Xcomp => maker.argument(frame, Role::CONTENT, child, Via::Direct),
            _ => {}
        }
    }
    suffering_possessor(maker, frame);
    author(maker, frame, word);
}

/// "Iran was behind the attack": whoever is behind a deed does it.
fn author(maker: &Maker, frame: &mut Frame, word: usize) {
    use Deprel::*;
    let copula = maker.tree.with(maker.parsed, word, Cop).next().is_some();
    let behind = &maker.lexicon.cues.frames.authorship;
    let stands = maker.preposition(word).is_some_and(|role| {
        let name = maker.lexicon.roles.name(role);
        behind.iter().any(|b| b == name || b.strip_prefix(name).is_some_and(|noun| noun.trim_start() == frame.lemma))
    });
    if !copula || !stands {
        return;
    }
    for subject in maker.tree.with(maker.parsed, word, Nsubj) {
        maker.argument(frame, Role::SUBJ, subject, Via::Direct);
    }
}

/// "aid to help people in Peru": whom the infinitive of the noun is meant for.
fn purpose(maker: &Maker, frame: &mut Frame, infinitive: usize) {
    let role = maker.lexicon.roles.of("purpose");
    for child in maker.tree.with(maker.parsed, infinitive, Deprel::Obj).filter(|_| role != Role::OTHER) {
        maker.argument(frame, role, child, Via::Object);
    }
}

/// "Peru's release of ten soldiers": with a patient behind it, the possessor acts.
fn has_patient(maker: &Maker, word: usize) -> bool {
    let of = |c: usize| maker.preposition(c).is_some_and(|role| maker.lexicon.roles.name(role) == "of");
    maker.tree.with(maker.parsed, word, Deprel::Nmod).any(of)
}

/// "the expulsion of two diplomats by Chad": a phrase that the parser hung on the patient may belong to the act.
fn behind(maker: &Maker, frame: &mut Frame, child: usize) {
    for inner in maker.tree.with(maker.parsed, child, Deprel::Nmod) {
        let Some(role) = maker.preposition(inner) else { continue };
        let name = maker.lexicon.roles.name(role);
        let role = if name == "by" { Role::SUBJ } else { role };
        if name != "of" && !maker.is_time(role, inner) && !frame.has(role) {
            maker.argument(frame, role, inner, Via::Object);
        }
    }
}

/// "their release", "the minister's arrest": what the noun tells is done to its possessor.
fn suffers(maker: &Maker, lemma: &str) -> bool {
    acts_of(maker, lemma).any(|act| act.possessor_suffers)
}

fn phrase(maker: &Maker, frame: &mut Frame, child: usize) {
    let Some(role) = maker.preposition(child) else { return };
    let name = maker.lexicon.roles.name(role);
    let subject = name == "by";
    maker.argument(frame, if subject { Role::SUBJ } else { role }, child, Via::Direct);
    if !subject && maker.lexicon.cues.content.contains(name) && is_act(maker, child) {
        maker.argument(frame, Role::CONTENT, child, Via::Direct);
    }
}

fn is_act(maker: &Maker, word: usize) -> bool {
    maker.parsed.words[word].upos == Upos::Verb || maker.event_noun(word).is_some()
}

/// "accusations of bombing", "claims that they bombed": a gerund with its preposition as mark, or a clause.
fn marked(maker: &Maker, frame: &mut Frame, child: usize) {
    let Some(mark) = maker.tree.with(maker.parsed, child, Deprel::Mark).next() else { return };
    let name = maker.fixed(mark);
    let preposition = maker.lexicon.cues.content.contains(&name);
    if preposition {
        maker.argument(frame, maker.lexicon.roles.of(&name), child, Via::Direct);
    }
    // "claims that its soldiers had killed farmers"
    if preposition || maker.has_subject(child) {
        maker.argument(frame, Role::CONTENT, child, Via::Direct);
    }
}

/// "Navalny's arrest by police": with an agent named, the possessor is the one it is done to.
fn suffering_possessor(maker: &Maker, frame: &mut Frame) {
    let possesses = |word: u32| maker.parsed.words[word as usize].deprel == Deprel::NmodPoss;
    let by_agent =
        |a: &super::Arg| maker.preposition(a.word as usize).is_some_and(|r| maker.lexicon.roles.name(r) == "by");
    if frame.role(Role::SUBJ).any(by_agent) {
        for arg in frame.args.iter_mut().filter(|a| a.role == Role::SUBJ && possesses(a.word)) {
            arg.role = Role::OBJ;
        }
    }
}

/// "the arrest and deportation of activists", "Russia's attacks and threats": a conjunct shares what the first has.
fn shared(maker: &Maker, frame: &mut Frame) {
    let w = &maker.parsed.words[frame.head as usize];
    let first = if w.deprel == Deprel::Conj { w.head as usize } else { return };
    let Some(first) = maker.frame_at(first).filter(|f| f.kind == Kind::Noun) else { return };
    for arg in first.args.iter().filter(|a| a.role != Role::CONTENT && a.role != Role::COMPOUND) {
        if !frame.has(arg.role) {
            frame.push(arg.role, arg.word as usize, Via::Shared);
        }
    }
}
