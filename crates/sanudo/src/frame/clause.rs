//! Frames of verbs and predicative adjectives: the clause with its voice, control, coordination and relative clauses undone.

use super::{Frame, Kind, Maker, Via, nominal};
use crate::lexicon::cond::Role;
use crate::parse::{Deprel, Feats, Upos};

/// Adds the frame of a clause head, or the frames of the event nouns that its light verb carries.
pub(super) fn add(maker: &mut Maker, word: usize, kind: Kind, sentence: u32) {
    let mut frame = Frame {
        sentence,
        head: word as u32,
        verb: word as u32,
        trigger: maker.parsed.words[word].span,
        lemma: if kind == Kind::Verb { maker.verb_lemma(word) } else { maker.parsed.lemma(word).to_lowercase() },
        kind,
        passive: is_passive(maker, word),
        light: false,
        negation: maker.negation(word),
        args: Vec::new(),
    };
    own_arguments(maker, &mut frame);
    companions(maker, &mut frame);
    particle(maker, &mut frame);
    relative(maker, &mut frame);
    opened(maker, &mut frame);
    shared(maker, &mut frame);
    controlled(maker, &mut frame);
    object_phrases(maker, &mut frame);
    purpose(maker, &mut frame);
    said_beside(maker, &mut frame);
    absorb_preposition(maker, &mut frame);
    if frame.negation.is_none() {
        frame.negation = frame.args.iter().filter(|a| a.role.0 < 2).find_map(|a| maker.negation(a.word as usize));
    }
    if !nominal::carried(maker, &frame) {
        maker.add(frame);
    }
}

fn is_passive(maker: &Maker, word: usize) -> bool {
    use Deprel::*;
    let parsed = maker.parsed;
    let w = &parsed.words[word];
    // a finite verb without an auxiliary is active, whatever the parser calls its subject
    let finite = w.feats.has(Feats::FINITE);
    let marked = maker.tree.children(word).iter().any(|c| match parsed.words[*c as usize].deprel {
        AuxPass | OblAgent => true,
        NsubjPass | CsubjPass => !finite && !has_prepositional_object(maker, word),
        _ => false,
    });
    marked
        || (is_past_participle(w.feats)
            && matches!(w.deprel, Acl)
            && maker.tree.with(parsed, word, Obj).next().is_none())
}

/// "Oxfam called on Britain", whose subject the parser took for a patient: a verb that the lexicon has with the preposition behind it,
/// and with somebody behind that, is active.
fn has_prepositional_object(maker: &Maker, word: usize) -> bool {
    let lemma = maker.verb_lemma(word);
    maker.tree.with(maker.parsed, word, Deprel::Obl).any(|object| {
        let case = maker.tree.with(maker.parsed, object, Deprel::Case).next();
        case.filter(|c| *c == word + 1).is_some_and(|c| {
            let phrasal = format!("{lemma} {}", maker.parsed.lemma(c).to_lowercase());
            maker.lexicon.verbs.verbs.contains_key(&phrasal)
        })
    })
}

fn is_past_participle(feats: Feats) -> bool {
    feats.has(Feats::PARTICIPLE) && (feats.has(Feats::PAST) || feats.has(Feats::PASSIVE))
}

fn own_arguments(maker: &Maker, frame: &mut Frame) {
    use Deprel::*;
    let verb = frame.head as usize;
    let has_object = maker.tree.with(maker.parsed, verb, Obj).next().is_some();
    for child in maker.tree.children(verb) {
        let child = *child as usize;
        match maker.parsed.words[child].deprel {
            Nsubj | NsubjOuter | Csubj => maker.argument(frame, Role::SUBJ, child, Via::Direct),
            NsubjPass | CsubjPass if !frame.passive => maker.argument(frame, Role::SUBJ, child, Via::Direct),
            NsubjPass | CsubjPass if has_object => maker.argument(frame, Role::IOBJ, child, Via::Direct),
            NsubjPass | CsubjPass => maker.argument(frame, Role::OBJ, child, Via::Direct),
            Obj => {
                maker.argument(frame, Role::OBJ, child, Via::Direct);
                noun_content(maker, frame, child);
            }
            Iobj => maker.argument(frame, Role::IOBJ, child, Via::Direct),
            OblAgent => maker.argument(frame, Role::SUBJ, child, Via::Direct),
            Obl | Nmod => oblique(maker, frame, child),
            // "called President X": a name is no clause, whatever the parser makes of it
            Xcomp if !has_object && maker.is_bare_name(child) => maker.argument(frame, Role::OBJ, child, Via::Direct),
            Ccomp | Xcomp => maker.argument(frame, Role::CONTENT, child, Via::Direct),
            Advcl => marked_clause(maker, frame, child),
            _ => {}
        }
    }
}

/// An event noun in an argument is content too: "called for a ceasefire", "rejected talks".
fn noun_content(maker: &Maker, frame: &mut Frame, word: usize) {
    for noun in std::iter::once(word).chain(maker.tree.with(maker.parsed, word, Deprel::Conj)) {
        if let Some(act) = maker.counted(noun).or_else(|| maker.event_noun(noun).map(|_| noun)) {
            frame.push(Role::CONTENT, act, Via::Direct);
        }
    }
}

/// "Chile, along with Peru, condemned the raid", "together with Peru, Chile …": who acts beside the subject.
fn companions(maker: &Maker, frame: &mut Frame) {
    use Deprel::*;
    let verb = frame.head as usize;
    let Some(subject) = frame.role(Role::SUBJ).next().filter(|a| a.via == Via::Direct).map(|a| a.word as usize) else {
        return;
    };
    let before = maker.tree.with(maker.parsed, verb, Obl).filter(|w| *w < subject);
    let behind = maker.tree.with(maker.parsed, subject, Nmod);
    let beside: Vec<usize> = before.chain(behind).filter(|w| is_beside(maker, *w)).collect();
    for word in beside {
        maker.argument(frame, Role::SUBJ, word, Via::Direct);
    }
}

/// Whether the words before a phrase say that it is beside somebody: "along with", "together with".
fn is_beside(maker: &Maker, word: usize) -> bool {
    let Some(case) = maker.tree.with(maker.parsed, word, Deprel::Case).next() else { return false };
    let whole =
        (case.saturating_sub(1)..word).take(3).map(|w| maker.parsed.lemma(w).to_lowercase()).collect::<Vec<_>>();
    let ends = |pair: &[String]| maker.lexicon.cues.frames.companions.contains(&pair.join(" "));
    whole.windows(2).any(ends)
}

fn oblique(maker: &Maker, frame: &mut Frame, child: usize) {
    if super::is_half_preposition(maker.parsed, maker.tree, maker.lexicon, child) {
        return;
    }
    if is_bare_object(maker, frame, child) {
        maker.argument(frame, Role::OBJ, child, Via::Direct);
        return noun_content(maker, frame, child);
    }
    let Some(role) = maker.preposition(child).filter(|role| !maker.is_time(*role, child)) else { return };
    let by_agent = frame.passive && maker.lexicon.roles.name(role) == "by";
    let role = if by_agent { Role::SUBJ } else { role };
    maker.argument(frame, role, child, Via::Direct);
    if maker.lexicon.cues.content.contains(maker.lexicon.roles.name(role)) {
        noun_content(maker, frame, child);
        verb_content(maker, frame, child);
    }
}

/// "called off their strike", "slammed Peru's plan on Tuesday": an object that the parser took for an oblique stands behind an active
/// verb without a preposition, and tells neither when nor how long.
fn is_bare_object(maker: &Maker, frame: &Frame, child: usize) -> bool {
    let w = &maker.parsed.words[child];
    let verb = frame.head as usize;
    let bare = w.deprel == Deprel::Obl && maker.tree.with(maker.parsed, child, Deprel::Case).next().is_none();
    let noun = matches!(w.upos, Upos::Noun | Upos::Propn) && maker.preposition(child).is_none();
    let object = maker.tree.with(maker.parsed, verb, Deprel::Obj).next().is_some();
    let lemma = maker.parsed.lemma(child).to_lowercase();
    bare && noun
        && child > verb
        && !frame.passive
        && !object
        && !maker.lexicon.dates.knows(&lemma)
        && !maker.is_quantity(child)
}

/// "accused of bombing": a gerund that the parser made a noun phrase.
fn verb_content(maker: &Maker, frame: &mut Frame, child: usize) {
    if maker.parsed.words[child].upos == Upos::Verb {
        maker.argument(frame, Role::CONTENT, child, Via::Direct);
    }
}

/// "accused the rebels of bombing": the gerund's mark is its preposition.
fn marked_clause(maker: &Maker, frame: &mut Frame, child: usize) {
    let Some(mark) = maker.tree.with(maker.parsed, child, Deprel::Mark).next() else { return };
    let name = maker.fixed(mark);
    let feats = maker.parsed.words[child].feats;
    let gerund = !feats.has(Feats::FINITE) && !feats.has(Feats::INFINITIVE);
    if gerund && maker.lexicon.cues.content.contains(&name) {
        maker.argument(frame, maker.lexicon.roles.of(&name), child, Via::Direct);
        maker.argument(frame, Role::CONTENT, child, Via::Direct);
    }
    if feats.has(Feats::INFINITIVE) && takes_infinitive(maker, frame) {
        // "called on the government to resign": the infinitive is read as the clause's purpose, but it is what was asked.
        maker.argument(frame, Role::CONTENT, child, Via::Object);
    }
}

/// Whether the verb, alone or with one of its prepositions, is an operator that takes an infinitive.
fn takes_infinitive(maker: &Maker, frame: &Frame) -> bool {
    let lexicon = maker.lexicon;
    let operates = |lemma: &str| {
        let classes = lexicon.verbs.verbs.get(lemma).map_or(&[][..], Vec::as_slice);
        let acts = classes.iter().filter_map(|c| lexicon.verbs.classes[*c as usize].rules.last()?.coding.act);
        let operators = acts.filter_map(|act| lexicon.ontology.act(act).operator.as_deref());
        operators.into_iter().any(|o| lexicon.cues.takes_infinitives.contains(o))
    };
    let prepositions = frame.args.iter().filter(|a| a.role.0 > Role::COMPOUND.0 && a.role != Role::OTHER);
    operates(&frame.lemma)
        || prepositions.into_iter().any(|a| operates(&format!("{} {}", frame.lemma, lexicon.roles.name(a.role))))
}

fn particle(maker: &Maker, frame: &mut Frame) {
    let parsed = maker.parsed;
    let verb = frame.head as usize;
    for child in maker.tree.children(verb) {
        let child = *child as usize;
        let is_particle = parsed.words[child].deprel == Deprel::CompoundPrt;
        let phrasal = format!("{} {}", frame.lemma, parsed.lemma(child).to_lowercase());
        let known =
            maker.lexicon.verbs.verbs.contains_key(&phrasal) || maker.lexicon.ontology.light.contains_key(&phrasal);
        let taken = matches!(parsed.words[child].deprel, Deprel::Advmod | Deprel::Xcomp)
            || (parsed.words[child].deprel == Deprel::Obj && maker.lexicon.ontology.light.contains_key(&phrasal));
        if is_particle || (known && taken) {
            frame.lemma = phrasal;
            if child == verb + 1 {
                frame.trigger = frame.trigger.cover(parsed.words[child].span);
            }
            return;
        }
    }
}

/// "Chile must go, Peru said", "\"We protest,\" he told the BBC": the clause beside which a saying stands is what is said, though the
/// parser hung the saying on it.
fn said_beside(maker: &Maker, frame: &mut Frame) {
    let w = &maker.parsed.words[frame.head as usize];
    let says = w.deprel == Deprel::Parataxis && maker.lexicon.cues.speech.saying.contains(&frame.lemma);
    let clause = w.head as usize;
    let told = maker.frame_at(clause).is_some_and(|f| f.kind == Kind::Verb || f.light);
    if says && told && frame.has(Role::SUBJ) && !frame.has(Role::CONTENT) && !frame.has(Role::OBJ) {
        frame.push(Role::CONTENT, clause, Via::Beside);
    }
}

/// "lash out at", "call on": where the lexicon has the verb with its preposition, that phrase is the object.
fn absorb_preposition(maker: &Maker, frame: &mut Frame) {
    let roles = &maker.lexicon.roles;
    let found = frame.args.iter().position(|a| {
        let names_actor_or_thing = maker.parsed.words[a.word as usize].upos != Upos::Num;
        a.role.0 > Role::COMPOUND.0
            && a.role != Role::OTHER
            && names_actor_or_thing
            && !carries(maker, &frame.lemma, a)
            && !is_behind_another(maker, frame, a)
            && maker.lexicon.verbs.verbs.contains_key(&format!("{} {}", frame.lemma, roles.name(a.role)))
    });
    if let Some(found) = found.filter(|_| !frame.has(Role::OBJ)) {
        let role = frame.args[found].role;
        frame.lemma = format!("{} {}", frame.lemma, roles.name(role));
        let objects: Vec<_> = frame.args.iter().filter(|a| a.role == role).copied().collect();
        for arg in objects {
            frame.push(Role::OBJ, arg.word as usize, arg.via);
        }
    }
}

/// "took to the streets over the law" is no taking over: a phrase that stands behind another one is not the verb's own.
fn is_behind_another(maker: &Maker, frame: &Frame, arg: &super::Arg) -> bool {
    let places = &maker.lexicon.cues.frames.place_prepositions;
    frame.args.iter().any(|other| {
        other.role.0 > Role::COMPOUND.0
            && other.role != arg.role
            && frame.head < other.word
            && other.word < arg.word
            && !places.iter().any(|p| p == maker.lexicon.roles.name(other.role))
    })
}

/// "went on strike": the noun behind the preposition is the predicate, not the verb with its preposition.
fn carries(maker: &Maker, lemma: &str, arg: &super::Arg) -> bool {
    let noun = maker.parsed.lemma(arg.word as usize).to_lowercase();
    let lights = maker.lexicon.ontology.light.get(lemma).map_or(&[][..], Vec::as_slice);
    lights.iter().any(|light| light.path == arg.role && light.nouns.contains(&noun))
}

/// Relative pronouns give way to the noun; a relative clause or participle without one gets it.
fn relative(maker: &Maker, frame: &mut Frame) {
    use Deprel::*;
    let w = &maker.parsed.words[frame.head as usize];
    let noun = w.head as usize;
    match w.deprel {
        AclRelcl if !replace_pronoun(maker, frame, noun) => {
            let role = if !frame.has(Role::SUBJ) && !frame.passive { Role::SUBJ } else { Role::OBJ };
            if !frame.has(role) {
                maker.argument(frame, role, noun, Via::Relative);
            }
        }
        Acl if w.feats.has(Feats::INFINITIVE) => infinitive_of_noun(maker, frame, noun),
        // "no intention of leaving": a gerund behind a preposition is no relative clause
        Acl if maker.tree.with(maker.parsed, frame.head as usize, Mark).next().is_some() => {
            infinitive_of_noun(maker, frame, noun)
        }
        Acl if frame.passive && !frame.has(Role::OBJ) => frame.push(Role::OBJ, noun, Via::Relative),
        Acl if !frame.has(Role::SUBJ) && !frame.passive => frame.push(Role::SUBJ, noun, Via::Relative),
        _ => {}
    }
}

fn replace_pronoun(maker: &Maker, frame: &mut Frame, noun: usize) -> bool {
    let relatives = &maker.lexicon.cues.relatives;
    let mut replaced = false;
    for arg in &mut frame.args {
        if relatives.contains(maker.parsed.lemma(arg.word as usize)) {
            *arg = super::Arg { word: noun as u32, via: Via::Relative, ..*arg };
            replaced = true;
        }
    }
    replaced
}

/// "Moscow's attempts to monopolise": who attempts is who does.
fn infinitive_of_noun(maker: &Maker, frame: &mut Frame, noun: usize) {
    if frame.has(Role::SUBJ) {
        return;
    }
    // "was the first country to send tents"
    let copula = maker.tree.with(maker.parsed, noun, Deprel::Cop).next();
    let subject_of_copula = copula.and_then(|_| maker.tree.with(maker.parsed, noun, Deprel::Nsubj).next());
    let possessor = maker.tree.with(maker.parsed, noun, Deprel::NmodPoss).next().or(subject_of_copula);
    let governor = maker.parsed.words[noun].head as usize;
    let subject = maker
        .frame_at(noun)
        .or_else(|| maker.frame_at(governor))
        .and_then(|f| f.role(Role::SUBJ).next())
        .map(|a| a.word as usize);
    if let Some(word) = possessor.or(subject) {
        maker.argument(frame, Role::SUBJ, word, Via::Control);
    }
}

/// "The Council, 1. condemns …": an item of a list is of whoever opens it.
fn opened(maker: &Maker, frame: &mut Frame) {
    let Ok(at) = maker.openers.binary_search_by_key(&frame.head, |(head, _)| *head) else { return };
    // "agreed to build" looks like a passive where its subject is missing
    frame.passive = false;
    maker.argument(frame, Role::SUBJ, maker.openers[at].1 as usize, Via::Shared);
}

/// A conjunct without a subject or object of its own shares the first one's.
fn shared(maker: &Maker, frame: &mut Frame) {
    let w = &maker.parsed.words[frame.head as usize];
    if w.deprel != Deprel::Conj {
        return;
    }
    let Some(first) = maker.frame_at(w.head as usize) else { return };
    let passive_too = first.passive && is_past_participle(w.feats) && !frame.has(Role::SUBJ) && !frame.has(Role::OBJ);
    frame.passive |= passive_too;
    for arg in &first.args {
        let wanted = match arg.role {
            Role::SUBJ => !frame.has(Role::SUBJ) && !passive_too,
            Role::OBJ if passive_too => true,
            // "condemned and rejected the plan": an object that stands behind both belongs to both
            Role::OBJ => !frame.has(Role::OBJ) && !frame.has(Role::CONTENT) && arg.word > frame.head && !first.passive,
            _ => false,
        };
        // the subject of an active conjunct behind a passive one is the passive's patient
        let role = arg.role;
        if wanted {
            frame.push(role, arg.word as usize, Via::Shared);
        } else if role == Role::OBJ && first.passive && !passive_too && !frame.has(Role::SUBJ) {
            frame.push(Role::SUBJ, arg.word as usize, Via::Shared);
        }
    }
}

/// The understood subject of an infinitive, gerund or participle.
fn controlled(maker: &Maker, frame: &mut Frame) {
    use Deprel::*;
    let w = &maker.parsed.words[frame.head as usize];
    if frame.has(Role::SUBJ) || !matches!(w.deprel, Xcomp | Advcl | Ccomp | Obl) {
        return;
    }
    // a passive's subject is its patient, yet it is a subject: nobody outside is understood
    if maker.has_subject(frame.head as usize) || matches!(w.deprel, Ccomp) && w.feats.has(Feats::FINITE) {
        return;
    }
    let Some(governor) = maker.frame_at(w.head as usize) else { return subject_of_predicate(maker, frame) };
    let object = governor.role(Role::OBJ).next().or_else(|| governor.role(Role::IOBJ).next());
    let by_subject = maker.lexicon.cues.subject_control.contains(&governor.lemma);
    let asked = w.feats.has(Feats::INFINITIVE) && governor.role(Role::CONTENT).any(|a| a.word == frame.head);
    let content = w.deprel == Xcomp || asked;
    let from_object = governor.passive || (content && !by_subject);
    let controller = if from_object {
        object.or_else(|| governor.role(Role::SUBJ).next())
    } else {
        governor.role(Role::SUBJ).next()
    };
    let Some(controller) = controller.map(|a| a.word as usize) else { return };
    let role = if frame.passive && !frame.has(Role::OBJ) { Role::OBJ } else { Role::SUBJ };
    maker.argument(frame, role, controller, Via::Control);
}

/// "was guilty of violating the truce": the subject of a predicate that is no frame.
fn subject_of_predicate(maker: &Maker, frame: &mut Frame) {
    let governor = maker.parsed.words[frame.head as usize].head as usize;
    let has_copula = maker.tree.with(maker.parsed, governor, Deprel::Cop).next().is_some();
    let subject = maker.tree.with(maker.parsed, governor, Deprel::Nsubj).next();
    if let Some(subject) = subject.filter(|_| has_copula) {
        maker.argument(frame, if frame.passive { Role::OBJ } else { Role::SUBJ }, subject, Via::Control);
    }
}

/// "imposed sanctions on Iran", "gave millions in aid to Chad": a phrase that the parser hung on the object, or on another phrase of
/// the verb, may belong to the verb.
fn object_phrases(maker: &Maker, frame: &mut Frame) {
    // "suspended talks, following an attack on X": what another event is done to belongs to that event
    let motive = |word: u32| {
        let motives = &maker.lexicon.cues.frames.motives;
        motives.iter().any(|m| m == maker.parsed.lemma(word as usize))
    };
    let apart = |a: &super::Arg| {
        a.role == Role::OTHER
            || a.role != Role::OBJ && motive(a.word)
            || maker.lexicon.cues.frames.apart.iter().any(|p| p == maker.lexicon.roles.name(a.role))
    };
    let direct =
        |a: &&super::Arg| a.via == Via::Direct && (a.role == Role::OBJ || a.role.0 > Role::COMPOUND.0) && !apart(a);
    let arguments: Vec<super::Arg> = frame.args.iter().filter(direct).copied().collect();
    for outer in arguments {
        phrases_of(maker, frame, &outer, outer.word as usize, true);
    }
    owner_of_object(maker, frame);
}

/// "took control of the town", "came to the aid of Chad": what stands behind the "of" of the object, unless that only counts it, or of a
/// noun that the lexicon has with the verb.
fn owner_of_object(maker: &Maker, frame: &mut Frame) {
    let roles = &maker.lexicon.roles;
    let of = roles.of("of");
    if frame.has(of) {
        return;
    }
    let spelled = |a: &super::Arg| {
        let noun = maker.parsed.lemma(a.word as usize).to_lowercase();
        maker.lexicon.verbs.verbs.contains_key(&format!("{} {} {noun}", frame.lemma, roles.name(a.role)))
    };
    let direct = frame.args.iter().filter(|a| a.via == Via::Direct);
    let owned = direct.filter(|a| a.role == Role::OBJ || a.role.0 > Role::COMPOUND.0 && spelled(a));
    let Some(owned) = owned.map(|a| a.word as usize).next() else { return };
    if maker.is_quantity(owned) || maker.parsed.words[owned].upos == Upos::Propn {
        return;
    }
    let owner = maker.tree.with(maker.parsed, owned, Deprel::Nmod).find(|c| maker.is_behind_of(*c));
    if let Some(owner) = owner {
        maker.argument(frame, of, owner, Via::Object);
    }
}

/// The phrases of an argument; those behind its "of" too: "a loan of two billion dollars for Chad". A phrase with the argument's own
/// preposition tells more of the same: "took part in a mission in Mali".
fn phrases_of(maker: &Maker, frame: &mut Frame, outer: &super::Arg, noun: usize, deeper: bool) {
    for child in maker.tree.with(maker.parsed, noun, Deprel::Nmod) {
        let Some(role) = maker.preposition(child).filter(|role| !maker.is_time(*role, child)) else { continue };
        let of = maker.lexicon.roles.name(role) == "of";
        let role = agent_role(maker, frame, noun, role);
        if !of && (role == outer.role || !frame.has(role)) {
            maker.argument(frame, role, child, Via::Object);
        } else if of && deeper {
            phrases_of(maker, frame, outer, child, false);
        }
    }
}

/// "was built for refugees by Turkey": who stands behind a passive's "by" acts, unless the noun before it is an act of its own.
fn agent_role(maker: &Maker, frame: &Frame, noun: usize, role: Role) -> Role {
    let agent = frame.passive && !frame.has(Role::SUBJ) && maker.lexicon.roles.name(role) == "by";
    if agent && maker.event_noun(noun).is_none() { Role::SUBJ } else { role }
}

/// "gave millions to help refugees": what the gift is meant for stands in an infinitive, of the verb or of its object; the infinitive itself
/// is the aim ("gathered to protest").
fn purpose(maker: &Maker, frame: &mut Frame) {
    use Deprel::*;
    let role = maker.lexicon.roles.of("purpose");
    let aim = maker.lexicon.roles.of("aim");
    if role == Role::OTHER {
        return;
    }
    let objects = frame.role(Role::OBJ).filter(|a| a.via == Via::Direct).map(|a| a.word);
    let holders: Vec<u32> = objects.chain([frame.head]).collect();
    for holder in holders {
        for clause in maker.tree.children(holder as usize) {
            let w = &maker.parsed.words[*clause as usize];
            if !w.feats.has(Feats::INFINITIVE) || !matches!(w.deprel, Acl | Advcl | Xcomp) {
                continue;
            }
            if aim != Role::OTHER {
                frame.push(aim, *clause as usize, Via::Object);
            }
            for child in maker.tree.with(maker.parsed, *clause as usize, Obj) {
                maker.argument(frame, role, child, Via::Object);
            }
        }
    }
}
