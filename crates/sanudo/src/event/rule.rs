//! Which rule of the lexicon holds for a frame?

use super::{Outcome, Scene};
use crate::frame::{Arg, Frame, Kind, Via};
use crate::lexicon::cond::{Cond, Role, Test};
use crate::lexicon::verbs::{Class, Rule};
use crate::parse::{Deprel, Feats, Upos};
use crate::text::lower;

/// A rule that was looked at, for `explain`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// `meet/phone`.
    pub rule: String,
    /// Whether its conditions held.
    pub holds: bool,
}

/// The rules that hold for a frame, the first of each class, in the order in which they are asked.
pub(super) fn find<'l>(scene: &Scene<'l>, id: usize, outcomes: &[Outcome]) -> Vec<&'l Rule> {
    let frame = &scene.frames.list[id];
    let asked = Asked { scene, frame, outcomes, lenient: false };
    let strict: Vec<_> = classes(scene, frame).filter_map(|class| asked.first(class)).collect();
    if !strict.is_empty() {
        return strict;
    }
    if let Some(rules) = [idiom(&asked), without_preposition(&asked)].into_iter().find(|rules| !rules.is_empty()) {
        return rules;
    }
    // a bare noun ("called for a ceasefire") lacks the parties that its rules ask for: its operator brings them, and without one it is dropped
    let purpose = scene.lexicon.roles.of("purpose");
    let named = |a: &Arg| a.role != purpose && scene.is_actor(a.word as usize);
    let bare = frame.kind == Kind::Noun && !frame.light && !frame.args.iter().any(named);
    let asked = Asked { lenient: true, ..asked };
    classes(scene, frame).filter(|_| bare).filter_map(|class| asked.first(class)).collect()
}

/// "marched on the palace": where nothing that the lexicon knows of the verb with its preposition holds, the verb alone is asked, and what
/// stands behind the preposition is no object.
fn without_preposition<'l>(asked: &Asked<'_, 'l>) -> Vec<&'l Rule> {
    let (scene, frame) = (asked.scene, asked.frame);
    let phrase = frame.lemma.rsplit_once(' ').filter(|_| frame.kind == Kind::Verb);
    let phrase = phrase.map(|(verb, preposition)| (verb, scene.lexicon.roles.of(preposition)));
    let Some((verb, role)) = phrase.filter(|(_, role)| *role != Role::OTHER && frame.has(*role)) else {
        return Vec::new();
    };
    let absorbed = |a: &Arg| a.role == Role::OBJ && frame.role(role).any(|b| b.word == a.word);
    let args = frame.args.iter().filter(|a| !absorbed(a)).copied().collect();
    let plain = Frame { lemma: verb.to_owned(), args, ..frame.clone() };
    let asked = Asked { frame: &plain, ..*asked };
    classes(scene, &plain).filter_map(|class| asked.first(class)).collect()
}

/// "took issue with Peru", "put the talks on ice": where nothing that the lexicon knows of the verb holds, verbs of several words are asked
/// that the verb and one of its phrases spell; that phrase is no argument then.
fn idiom<'l>(asked: &Asked<'_, 'l>) -> Vec<&'l Rule> {
    let (scene, frame) = (asked.scene, asked.frame);
    if frame.kind != Kind::Verb {
        return Vec::new();
    }
    let spelled = frame.args.iter().filter(|a| a.via == Via::Direct).flat_map(|part| spellings(scene, frame, part));
    let known = spelled.filter(|(lemma, _)| scene.lexicon.verbs.verbs.contains_key(lemma));
    let rules = known.map(|(lemma, args)| {
        let phrase = Frame { lemma, args, ..frame.clone() };
        let asked = Asked { frame: &phrase, ..*asked };
        classes(scene, &phrase).filter_map(|class| asked.first(class)).collect::<Vec<_>>()
    });
    { rules }.find(|rules| !rules.is_empty()).unwrap_or_default()
}

/// What a verb spells with one of its phrases, as it stands or without what modifies its noun, alone or with the preposition of another
/// phrase, which is the object then; with the arguments that are left.
fn spellings(scene: &Scene, frame: &Frame, part: &Arg) -> Vec<(String, Vec<Arg>)> {
    const LONGEST: usize = 4;
    let (verb, noun) = (frame.head as usize, part.word as usize);
    let roles = &scene.lexicon.roles;
    let preposition = match part.role {
        Role::OBJ => None,
        role if role.0 > Role::COMPOUND.0 && role != Role::OTHER => Some(roles.name(role)),
        _ => return Vec::new(),
    };
    let case = scene.frames.tree.with(scene.parsed, noun, Deprel::Case).next();
    let first = if preposition.is_some() { case.unwrap_or(noun) } else { verb + 1 };
    let lemma = |w: usize| lower(scene.parsed.lemma(w)).into_owned();
    let head = frame.lemma.split(' ').next().unwrap_or(&frame.lemma);
    let bare = [preposition, Some(&*lemma(noun))].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let near = first <= noun && noun - first < LONGEST;
    let whole = near.then(|| (first..=noun).map(lemma).collect::<Vec<_>>().join(" ")).filter(|w| *w != bare);
    let left: Vec<Arg> = frame.args.iter().filter(|a| a.word != part.word).copied().collect();
    let mut list = Vec::new();
    for phrase in whole.into_iter().chain([bare]).map(|phrase| format!("{head} {phrase}")) {
        for other in left.iter().filter(|a| a.role.0 > Role::COMPOUND.0 && a.role != Role::OTHER) {
            let object = left.iter().filter(|a| a.role == other.role).map(|a| Arg { role: Role::OBJ, ..*a });
            list.push((format!("{phrase} {}", roles.name(other.role)), left.iter().copied().chain(object).collect()));
        }
        list.push((phrase, left.clone()));
    }
    list
}

/// Every rule that a frame's word opens, with whether it holds.
pub fn tried(scene_of: &crate::pipeline::Analysis, lexicon: &crate::lexicon::Lexicon, id: usize) -> Vec<Tried> {
    let scene = scene_of.scene(lexicon);
    let frame = &scene.frames.list[id];
    let asked = Asked { scene: &scene, frame, outcomes: &[], lenient: false };
    let mut list = Vec::new();
    for class in classes(&scene, frame) {
        let open = asked.all(&class.require);
        list.extend(
            class.rules.iter().map(|rule| Tried { rule: rule.id.clone(), holds: open && asked.all(&rule.when) }),
        );
    }
    list
}

/// The classes of the frame's word; of two nouns that the lexicon has as one, those of the second come last.
fn classes<'l>(scene: &Scene<'l>, frame: &Frame) -> impl Iterator<Item = &'l Class> + use<'l> {
    let verbs = &scene.lexicon.verbs;
    let index = match frame.kind {
        Kind::Verb => &verbs.verbs,
        Kind::Noun => &verbs.nouns,
        Kind::Adjective => &verbs.adjectives,
    };
    let of = |lemma: &str| index.get(lemma).map_or(&[][..], Vec::as_slice);
    let second =
        frame.lemma.rsplit_once(' ').filter(|_| frame.kind == Kind::Noun).map_or(&[][..], |(_, noun)| of(noun));
    of(&frame.lemma).iter().chain(second).map(|id| &verbs.classes[*id as usize])
}

/// "dropped the investigation": the content of an operator is an act, though it has no verb of its own.
pub(super) fn governed(scene: &Scene, frame: &Frame) -> bool {
    let head = frame.head;
    let governor = scene.parsed.words[head as usize].head as usize;
    let outer = scene.frames.at(governor).map(|id| &scene.frames.list[id]);
    let outer = outer.filter(|o| o.head != head && o.args.iter().any(|a| a.role == Role::CONTENT && a.word == head));
    let takes = |o: &Frame| classes(scene, o).any(|class| takes_acts(scene, class) && may_open(scene, o, class));
    outer.is_some_and(takes)
}

/// Whether a class may hold for a frame before its content is known: "turned up the heat" asks something, "turned up the radio" does not.
fn may_open(scene: &Scene, frame: &Frame, class: &Class) -> bool {
    let asked = Asked { scene, frame, outcomes: &[], lenient: true };
    class.require.iter().all(|cond| unknown_yet(cond) || asked.holds(cond))
}

fn unknown_yet(cond: &Cond) -> bool {
    match cond {
        Cond::Verb(_) => true,
        Cond::Is { roles, .. } => roles.contains(&Role::CONTENT),
        // alternatives hold no further ones
        Cond::Any(conds) => conds.iter().any(unknown_yet),
        _ => false,
    }
}

fn takes_acts(scene: &Scene, class: &Class) -> bool {
    let ontology = &scene.lexicon.ontology;
    let own = class.rules.last().and_then(|rule| rule.coding.act);
    let operator = own.and_then(|act| ontology.act(act).operator.as_deref());
    operator.is_some_and(|o| scene.lexicon.cues.takes_nouns.contains(o))
}

/// A frame that conditions ask about.
struct Asked<'a, 'l> {
    scene: &'a Scene<'l>,
    frame: &'a Frame,
    outcomes: &'a [Outcome],
    /// Whether conditions that ask for an actor count as met.
    lenient: bool,
}

impl Asked<'_, '_> {
    /// The first rule of a class that holds.
    fn first<'c>(&self, class: &'c Class) -> Option<&'c Rule> {
        class.rules.iter().find(|rule| self.all(&rule.when)).filter(|_| self.all(&class.require))
    }

    fn all(&self, conds: &[Cond]) -> bool {
        conds.iter().all(|cond| self.holds(cond))
    }

    fn holds(&self, cond: &Cond) -> bool {
        match cond {
            Cond::Has(roles) => roles.iter().any(|role| self.frame.has(*role)),
            Cond::Lacks(roles) => !roles.iter().any(|role| self.frame.has(*role)),
            Cond::Is { tests, .. } if self.lenient && tests.contains(&Test::Actor) => true,
            Cond::Is { roles, tests, holds } => self.is(roles, tests) == *holds,
            Cond::Modified(tests, yes) => self.modified(tests) == *yes,
            Cond::Plural(yes) => self.plural() == *yes,
            Cond::Passive(yes) => self.frame.passive == *yes,
            Cond::Noun(yes) => (self.frame.kind == Kind::Noun) == *yes,
            Cond::Verb(yes) => {
                (self.frame.kind == Kind::Verb || self.frame.light || governed(self.scene, self.frame)) == *yes
            }
            Cond::Any(conds) => conds.iter().any(|cond| self.holds(cond)),
            Cond::Negated(yes) => self.frame.negation.is_some() == *yes,
            Cond::Infinitive(yes) => self.infinitive() == *yes,
        }
    }

    fn is(&self, roles: &[Role], tests: &[Test]) -> bool {
        let args = || self.frame.args.iter().filter(|a| roles.contains(&a.role));
        args().any(|arg| tests.iter().any(|test| self.passes(arg, test))) || self.own_noun(roles, tests)
    }

    /// `noun=truce`: the event noun itself.
    fn own_noun(&self, roles: &[Role], tests: &[Test]) -> bool {
        let asked = self.frame.kind == Kind::Noun && roles.contains(&self.scene.lexicon.roles.of("noun"));
        let own = Arg { role: Role::OTHER, word: self.frame.head, via: Via::Direct };
        asked
            && tests
                .iter()
                .any(|test| !matches!(test, Test::Actor | Test::Person | Test::Agent) && self.passes(&own, test))
    }

    fn passes(&self, arg: &Arg, test: &Test) -> bool {
        let word = arg.word as usize;
        match test {
            Test::Lemma(lemma) => self.word_is(word, |l| l == lemma),
            Test::Class(class) if arg.role == Role::CONTENT && self.scene.lexicon.ontology.is_act_class(class) => {
                self.content_class(word).is_some_and(|c| c == class)
            }
            Test::Class(class) => self.word_is(word, |l| self.scene.lexicon.ontology.in_class(class, l)),
            Test::Actor => self.scene.is_actor(word) || self.content_actor(word),
            Test::Person => self.scene.is_person(word) || self.full_name(word),
            Test::Agent => self.scene.is_agent(word) || self.full_name(word),
        }
    }

    /// A quantity stands for what it counts: "millions of dollars", "a contingent of peacekeeping troops".
    fn word_is(&self, word: usize, test: impl Fn(&str) -> bool) -> bool {
        self.reads(word, &test) || self.counted(word).is_some_and(|inner| self.reads(inner, &test))
    }

    /// Whether a test holds of a noun's lemma, of its plural, or of it with the noun before it.
    fn reads(&self, word: usize, test: impl Fn(&str) -> bool) -> bool {
        let parsed = self.scene.parsed;
        let (lemma, small) = (parsed.lemma(word), lower(parsed.lemma(word)));
        if test(lemma) || (lemma != small && test(&small)) || self.compound(word).is_some_and(|c| test(&c)) {
            return true;
        }
        if self.hyphenated(word).is_some_and(|c| test(&c) || test(&c.replace('-', ""))) {
            return true;
        }
        parsed.words[word].feats.has(Feats::PLURAL) && test(&format!("{small}s"))
    }

    fn compound(&self, word: usize) -> Option<String> {
        let parsed = self.scene.parsed;
        let before = word.checked_sub(1).filter(|b| parsed.words[*b].head as usize == word)?;
        Some([&lower(parsed.lemma(before)), " ", &lower(parsed.lemma(word))].concat())
    }

    /// "cease-fire", cut into three words.
    fn hyphenated(&self, word: usize) -> Option<String> {
        let parsed = self.scene.parsed;
        let first = parsed.before_hyphen(word).filter(|w| parsed.words[*w].head as usize == word)?;
        Some([&lower(parsed.lemma(first)), "-", &lower(parsed.lemma(word))].concat())
    }

    fn counted(&self, word: usize) -> Option<usize> {
        let parsed = self.scene.parsed;
        let quantity = parsed.words[word].upos == Upos::Num
            || self.scene.lexicon.cues.quantities.contains(&*lower(parsed.lemma(word)));
        if !quantity {
            return None;
        }
        let of = |c: &usize| self.scene.frames.tree.with(parsed, *c, Deprel::Case).any(|k| parsed.lemma(k) == "of");
        self.scene.frames.tree.with(parsed, word, Deprel::Nmod).find(of)
    }

    /// "Conrad Black": several proper nouns in a row that no list knows are somebody.
    fn full_name(&self, word: usize) -> bool {
        let parsed = self.scene.parsed;
        let of_name = |w: usize| parsed.words[w].upos == Upos::Propn;
        let name = of_name(word) && self.scene.frames.tree.with(parsed, word, Deprel::Flat).any(of_name);
        name && self.scene.mentions.at(word).is_some_and(|m| self.scene.actors.list.get(m).is_none_or(Option::is_none))
    }

    fn content_class(&self, word: usize) -> Option<&str> {
        let id = self.scene.frames.at(word)?;
        match self.outcomes.get(id)? {
            Outcome::Draft(draft) => Some(draft.class.as_str()),
            _ => None,
        }
    }

    fn content_actor(&self, word: usize) -> bool {
        let draft = self.scene.frames.at(word).and_then(|id| self.outcomes.get(id));
        matches!(draft, Some(Outcome::Draft(draft)) if !draft.actors.is_empty())
    }

    fn modified(&self, tests: &[Test]) -> bool {
        use Deprel::*;
        let parsed = self.scene.parsed;
        let objects = self.frame.role(Role::OBJ).map(|a| a.word);
        // "called it a shameful gift": what the object is said to be
        let nominal = |a: &&Arg| {
            let w = &parsed.words[a.word as usize];
            w.deprel == Xcomp && matches!(w.upos, Upos::Noun | Upos::Adj | Upos::Propn)
        };
        let said_to_be = self.frame.role(Role::CONTENT).filter(nominal).map(|a| a.word);
        let heads = objects.chain(said_to_be).chain([self.frame.head, self.frame.verb]);
        heads.flat_map(|head| self.scene.frames.tree.children(head as usize)).any(|child| {
            let child = *child as usize;
            let modifies = matches!(parsed.words[child].deprel, Amod | Compound | Advmod | Nmod | NmodDesc | Nummod);
            modifies
                && tests.iter().any(|test| match test {
                    Test::Lemma(lemma) => self.word_is(child, |l| l == lemma),
                    Test::Class(class) => self.word_is(child, |l| self.scene.lexicon.ontology.in_class(class, l)),
                    _ => false,
                })
        })
    }

    /// "told them to leave"; a content with a subject of its own is reported, not asked for.
    fn infinitive(&self) -> bool {
        let parsed = self.scene.parsed;
        self.frame.role(Role::CONTENT).map(|a| a.word as usize).any(|word| {
            let tree = &self.scene.frames.tree;
            // "Peru is to send aid": an infinitive with a subject and a copula is a finite clause
            let own_subject = tree
                .children(word)
                .iter()
                .any(|c| matches!(parsed.words[*c as usize].deprel, Deprel::Nsubj | Deprel::NsubjOuter | Deprel::Cop));
            let told = matches!(parsed.words[word].deprel, Deprel::Xcomp | Deprel::Acl | Deprel::Advcl);
            told && parsed.words[word].feats.has(Feats::INFINITIVE) && !own_subject
        })
    }

    fn plural(&self) -> bool {
        let mut subjects = self.frame.role(Role::SUBJ);
        let Some(first) = subjects.next() else { return false };
        subjects.next().is_some() || self.scene.parsed.words[first.word as usize].feats.has(Feats::PLURAL)
    }
}
