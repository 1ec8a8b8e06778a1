//! Whom does an argument stand for? Words become parties.

use super::{Draft, Outcome, Party, Scene};
use crate::actor::ActorKind;
use crate::frame::{Arg, Frame};
use crate::lexicon::cond::Role;
use crate::lexicon::ontology::{Act, Parties};
use crate::lexicon::verbs::Coding;
use crate::mention::Form;
use crate::parse::{Deprel, Feats, Upos};

/// The type of acts that forces do with themselves: who is deployed is of the side that deploys.
const MOVING: &str = "MOBILIZE";

/// The type of acts that may be done by means of one another: "killed in shelling".
const STRIKING: &str = "ASSAULT";

/// The mode of forces that go away.
const LEAVING: &str = "withdraw";

/// The class of acts that strike somebody.
const VIOLENCE: &str = "violence";

/// Types by which somebody gains.
const KIND: [&str; 3] = ["AID", "AGREE", "SUPPORT"];

/// Types that bear on people wherever they are, so that where they are is nobody's part in it.
const ON_PEOPLE: [&str; 3] = ["COERCE", "RETREAT", "SANCTION"];

/// Fills the parties of a draft from its frame.
pub(super) fn fill(scene: &Scene, frame: &Frame, act: &Act, coding: &Coding, outcomes: &[Outcome], draft: &mut Draft) {
    let finder = Finder { scene, frame, outcomes };
    let patient_possessor = act.possessor_suffers && frame.kind == crate::frame::Kind::Noun && !frame.light;
    let mut actors = finder.actors(coding, patient_possessor);
    let moves = act.kind.as_deref() == Some(MOVING);
    if moves {
        actors = finder.moved(actors);
    }
    if actors.is_empty() && frame.passive && act.kind.as_deref() == Some(STRIKING) {
        actors = finder.by_means();
    }
    let mut recipients = finder.recipients(&coding.recipient, patient_possessor, &actors);
    recipients.retain(|r| !actors.iter().any(|a| scene.same(*a, *r)));
    if blames(act) {
        let victims = finder.victims();
        recipients.retain(|r| !victims.contains(r));
    }
    recipients.retain(|r| !actors.iter().any(|a| scene.belongs(*a, *r)));
    if moves || act.modes.iter().any(|m| m == LEAVING) {
        recipients.retain(|r| !finder.is_force(*r) && !finder.is_own_force(*r));
    }
    if recipients.is_empty() && !actors.is_empty() && (!blames(act) || finder.victims().is_empty()) {
        // "lifted its blockade of Yemen": who acts is the agent inside too, so it is done to whom the inner act was done
        recipients = finder.targets(&coding.recipient, &actors);
        recipients.retain(|r| !actors.iter().any(|a| scene.same(*a, *r)));
    }
    match act.parties {
        Parties::One => {}
        Parties::Both => {
            actors.append(&mut recipients);
            if actors.is_empty() || (actors.len() == 1 && frame.kind == crate::frame::Kind::Noun) {
                actors.extend(finder.own().filter(|own| !actors.contains(own)));
            }
            finder.gather(&mut actors);
        }
        Parties::Host => std::mem::swap(&mut actors, &mut recipients),
    }
    recipients.retain(|r| !scene.covers(&actors, *r));
    (draft.actors, draft.recipients) = (actors, recipients);
}

/// Gives an act that found nobody where its rule looks the party that its clause names elsewhere.
pub(super) fn complete(
    scene: &Scene,
    frame: &Frame,
    act: &Act,
    coding: &Coding,
    outcomes: &[Outcome],
    mut draft: Draft,
) -> Draft {
    let finder = Finder { scene, frame, outcomes };
    let sought = !draft.actors.is_empty() && draft.recipients.is_empty() && !coding.recipient.is_empty();
    match act.parties {
        Parties::One if !draft.actors.is_empty() && !draft.recipients.is_empty() => {
            let other = finder.land_of(&draft);
            draft.recipients.extend(other);
        }
        // "condemned the raid on Chad": who suffers what is condemned is not condemned, and nobody else is named
        Parties::One if sought && blames(act) && !finder.victims().is_empty() => {}
        Parties::One if sought => {
            // who marches in a town does nothing to it
            let at_home = draft.kind.as_deref() != Some("PROTEST");
            draft.recipients = if at_home { Vec::new() } else { finder.of_subject(&coding.recipient) };
            if draft.recipients.is_empty() {
                draft.recipients = finder.anywhere(&draft.actors, at_home);
            }
            if draft.recipients.is_empty() {
                draft.recipients = finder.ruler(&draft).into_iter().collect();
            }
        }
        Parties::Both if sought && draft.actors.len() == 1 => {
            let other = finder.anyone_behind(&coding.recipient, draft.actors[0]);
            draft.actors.extend(other);
            finder.gather(&mut draft.actors);
        }
        _ => {}
    }
    draft
}

/// Whether an act finds fault with another act, and so with who does that one.
fn blames(act: &Act) -> bool {
    act.operator.as_deref() == Some("condemn")
}

pub(super) struct Finder<'a, 'l> {
    pub(super) scene: &'a Scene<'l>,
    frame: &'a Frame,
    outcomes: &'a [Outcome],
}

impl Finder<'_, '_> {
    fn actors(&self, coding: &Coding, patient_possessor: bool) -> Vec<Party> {
        if !coding.actor.is_empty() {
            let named = self.first_of(&coding.actor);
            if !named.is_empty() || !coding.actor.contains(&Role::SUBJ) {
                return named;
            }
        }
        let direct = if patient_possessor { self.by_phrase() } else { self.in_role(Role::SUBJ) };
        if direct.is_empty() && !patient_possessor {
            let subjects: Vec<usize> = self.frame.role(Role::SUBJ).map(|a| a.word as usize).collect();
            let makers: Vec<Party> = subjects.iter().flat_map(|s| self.makers(*s)).collect();
            if !makers.is_empty() {
                return makers;
            }
            // "this funding shows the Peruvian commitment to …"
            let coded = |p: &Party| self.scene.actors.list[*p].as_ref().is_some_and(|a| a.is_coded());
            if self.frame.light && !subjects.is_empty() {
                return self.own().filter(coded).into_iter().collect();
            }
        }
        if !direct.is_empty() || self.frame.has(Role::SUBJ) && !patient_possessor {
            return direct;
        }
        if self.frame.kind != crate::frame::Kind::Noun {
            return direct;
        }
        let of = self.scene.lexicon.roles.of("of");
        if !coding.recipient.contains(&of) {
            let agents = self.in_role(of);
            if !agents.is_empty() {
                return agents;
            }
        }
        // "the Israeli attack": the noun phrase itself carries the country of who acts, but not that of whom its possessor names
        let suffers = self.frame.role(Role::OBJ).any(|a| self.possesses(a.word));
        self.own().filter(|_| !self.frame.light && !suffers).into_iter().collect()
    }

    /// "killed in Turkish shelling": an act behind a preposition of place is how it was done.
    fn is_means(&self, role: Role, party: Party) -> bool {
        let places = &self.scene.lexicon.cues.frames.place_prepositions;
        let place = places.iter().any(|p| p == self.scene.lexicon.roles.name(role));
        place && self.scene.frames.at(self.scene.mentions.list[party].head as usize).is_some()
    }

    /// Who did the act in which somebody was hit.
    fn by_means(&self) -> Vec<Party> {
        let places = &self.scene.lexicon.cues.frames.place_prepositions;
        let place = |role: Role| places.iter().any(|p| p == self.scene.lexicon.roles.name(role));
        let acts = self.frame.args.iter().filter(|a| place(a.role)).filter_map(|a| {
            let outcome = self.outcomes.get(self.scene.frames.at(a.word as usize)?)?;
            Some((a.word as usize, outcome))
        });
        let violent = acts.filter_map(|(word, outcome)| match outcome {
            Outcome::Draft(draft) | Outcome::Inside(draft, _) if draft.kind.as_deref() == Some(STRIKING) => {
                Some(if draft.actors.is_empty() {
                    self.scene.party(word).into_iter().collect()
                } else {
                    draft.actors.clone()
                })
            }
            _ => None,
        });
        violent.into_iter().find(|actors| !actors.is_empty()).unwrap_or_default()
    }

    fn possesses(&self, word: u32) -> bool {
        self.scene.parsed.words[word as usize].deprel == Deprel::NmodPoss
    }

    /// Whom the acts suffer that stand as this act's objects. Where one takes place is not who suffers it: "a coup in Niger".
    fn victims(&self) -> Vec<Party> {
        let scene = self.scene;
        let suffers = &scene.lexicon.cues.frames.suffering;
        let struck = |a: &&Arg| a.role == Role::OBJ || suffers.iter().any(|s| s == scene.lexicon.roles.name(a.role));
        let acts = self.frame.role(Role::CONTENT).filter_map(|a| scene.frames.at(a.word as usize));
        // an arrest is the state's where it takes place, a raid may be anybody's
        let violent = |id: &usize| match self.outcomes.get(*id) {
            Some(Outcome::Draft(draft) | Outcome::Inside(draft, _)) => draft.class == VIOLENCE,
            _ => false,
        };
        let acts = acts.filter(violent).map(|id| &scene.frames.list[id]).filter(|f| f.kind == crate::frame::Kind::Noun);
        let suffer = |act: &Frame| {
            let agents = self.agents(act.head as usize);
            let parties = act.args.iter().filter(struck).filter_map(|a| self.party(a.word as usize));
            parties.filter(|p| !agents.contains(p)).collect::<Vec<_>>()
        };
        acts.flat_map(suffer).collect()
    }

    /// Soldiers and the like of no country: "230 troops". They move for somebody, and nothing is done to them.
    fn is_force(&self, party: Party) -> bool {
        let own = &self.scene.lexicon.actors.reference.forces;
        let actor = self.scene.actors.list[party].as_ref();
        let nominal = self.scene.mentions.list[party].form == crate::mention::Form::Nominal;
        nominal && !self.scene.is_settled(party) && actor.is_some_and(|a| a.sectors.iter().any(|s| own.contains(s)))
    }

    /// "put two battalions on alert": forces of a country that only the article tells are of the side that moves them.
    fn is_own_force(&self, party: Party) -> bool {
        let own = &self.scene.lexicon.actors.reference.forces;
        let nominal = self.scene.mentions.list[party].form == crate::mention::Form::Nominal;
        let actor = self.scene.actors.list[party].as_ref().filter(|a| nominal && a.basis == "context");
        actor.is_some_and(|a| a.sectors.iter().any(|s| own.contains(s)))
    }

    /// "Russian soldiers were deployed": where nobody is told to send them, who is sent acts. "The deployment of troops" leaves that open.
    fn moved(&self, mut actors: Vec<Party>) -> Vec<Party> {
        if actors.is_empty() {
            actors = self.in_role(Role::OBJ);
            actors.retain(|p| self.scene.is_settled(*p));
        }
        actors.retain(|p| self.frame.kind != crate::frame::Kind::Noun || !self.is_force(*p));
        actors
    }

    /// "evacuated people from Haiti", "sent planes to a UN force in Mali": whom no country owns is met in one that the clause names,
    /// and that bears the act, too.
    fn land_of(&self, draft: &Draft) -> Option<Party> {
        let list = &self.scene.actors.list;
        let kind = draft.kind.as_deref().unwrap_or_default();
        let nominal = |p: &Party| self.scene.mentions.list[*p].form == crate::mention::Form::Nominal;
        let homeless =
            !ON_PEOPLE.contains(&kind) && draft.recipients.iter().all(|p| nominal(p) && !self.scene.is_settled(*p));
        let of_body = |p: &Party| list[*p].as_ref().is_some_and(|a| a.country.is_none() && a.organisation.is_some());
        let helped = KIND.contains(&kind) && draft.recipients.iter().all(of_body);
        if !homeless && !helped {
            return None;
        }
        let codes = |p: Party| list[p].as_ref().and_then(|a| a.country.clone());
        let own: Vec<String> = draft.actors.iter().filter_map(|a| codes(*a)).collect();
        let foreign = |p: &Party| codes(*p).is_some_and(|c| !own.contains(&c)) && !draft.actors.contains(p);
        // "killed six rebels near the Sudanese border": who is struck there is not Sudan
        let boundaries = &self.scene.lexicon.actors.reference.boundaries;
        let line = |p: &Party| {
            let head = self.scene.mentions.list[*p].head as usize;
            boundaries.iter().any(|b| b == self.scene.parsed.lemma(head))
        };
        self.below().into_iter().find(|p| foreign(p) && !line(p))
    }

    /// Workers strike and people rise against who rules them, where the sentence names him.
    fn ruler(&self, draft: &Draft) -> Option<Party> {
        const AGAINST: [&str; 2] = ["PROTEST", "CONCEDE"];
        let scene = self.scene;
        let list = &scene.actors.list;
        let ruled = &scene.lexicon.actors.reference.ruled;
        let actor = list[*draft.actors.first()?].as_ref()?;
        let people = actor.country.is_some() && actor.sectors.iter().any(|s| ruled.contains(s));
        if !people || !AGAINST.contains(&draft.kind.as_deref()?) {
            return None;
        }
        let rules = |p: &Party| {
            let governs = |a: &crate::actor::Actor| a.kind == ActorKind::Government && a.country == actor.country;
            let nominal = scene.mentions.list[*p].form == crate::mention::Form::Nominal;
            nominal && list[*p].as_ref().is_some_and(governs)
        };
        let first = scene.mentions.list.partition_point(|m| m.sentence < self.frame.sentence);
        (first..list.len()).take_while(|p| scene.mentions.list[*p].sentence == self.frame.sentence).find(rules)
    }

    /// With a suffering possessor, only a `by`-phrase names the agent; the frame stage made both subjects.
    fn by_phrase(&self) -> Vec<Party> {
        let possessor = |word: u32| self.scene.parsed.words[word as usize].deprel == Deprel::NmodPoss;
        let args = self.frame.role(Role::SUBJ).filter(|a| !possessor(a.word));
        args.filter_map(|a| self.party(a.word as usize)).collect()
    }

    /// A thing that acts and belongs to nobody acts for who sent or issued it: "missiles fired by Peru hit …", "Peru issued a statement condemning …".
    fn makers(&self, thing: usize) -> Vec<Party> {
        let mut found = Vec::new();
        for maker in self.sender(thing).or_else(|| self.issuer(thing)).into_iter().flat_map(|f| f.role(Role::SUBJ)) {
            if let Some(party) = self.party(maker.word as usize) {
                self.add(&mut found, party);
            }
        }
        found
    }

    /// The frame of the participle behind a noun.
    fn sender(&self, thing: usize) -> Option<&Frame> {
        let scene = self.scene;
        let sent = scene.frames.tree.with(scene.parsed, thing, Deprel::Acl).find_map(|c| scene.frames.at(c))?;
        Some(&scene.frames.list[sent]).filter(|f| f.passive && f.head != self.frame.head)
    }

    /// The frame in which somebody issues a statement, a resolution, a letter.
    fn issuer(&self, thing: usize) -> Option<&Frame> {
        let scene = self.scene;
        if !self.is_utterance(thing) {
            return None;
        }
        let verb = scene.parsed.words[thing].head as usize;
        let frames = [thing, verb].into_iter().filter_map(|w| scene.frames.at(w)).map(|id| &scene.frames.list[id]);
        let other = |f: &&Frame| f.head != self.frame.head && f.role(Role::SUBJ).any(|a| a.word as usize != thing);
        frames.into_iter().find(other)
    }

    fn is_utterance(&self, word: usize) -> bool {
        let utterances = &self.scene.lexicon.actors.reference.utterances;
        utterances.iter().any(|u| u == self.scene.parsed.lemma(word))
    }

    fn recipients(&self, roles: &[Role], patient_possessor: bool, actors: &[Party]) -> Vec<Party> {
        // "pledged its support for Peru": what is the actor's own is done to nobody while somebody else stands in another role
        let others = |role: &Role| {
            let mut parties = self.in_role(*role);
            parties.retain(|p| !actors.iter().any(|a| self.scene.same(*a, *p) || self.scene.owns(*a, *p)));
            parties.retain(|p| !self.is_means(*role, *p));
            parties
        };
        let mut found = roles.iter().map(others).find(|parties| !parties.is_empty()).unwrap_or_default();
        if found.is_empty() {
            found = self.first_of(roles);
            found.retain(|p| !roles.iter().any(|role| self.is_means(*role, *p)));
        }
        if found.is_empty() && patient_possessor {
            let possessor = |word: u32| self.scene.parsed.words[word as usize].deprel == Deprel::NmodPoss;
            let args = self.frame.role(Role::SUBJ).filter(|a| possessor(a.word));
            found = args.filter_map(|a| self.party(a.word as usize)).collect();
        }
        if found.is_empty() && self.frame.kind == crate::frame::Kind::Noun {
            found = self.first_of(&[Role::OBJ, Role::COMPOUND]);
            // "Peru's missile launch": the missile is the actor's own
            found.retain(|p| !actors.iter().any(|a| self.scene.owns(*a, *p)));
        }
        found
    }

    /// Somebody else in the clause to whom no role of the rule led: "remained on alert along the Thai border", "agreed to lend money to Peru".
    /// Another country or body, else people or, where the act bears on a place, a town of the actor's own.
    fn anywhere(&self, actors: &[Party], at_home: bool) -> Vec<Party> {
        let list = &self.scene.actors.list;
        let codes = |p: Party| list[p].as_ref().map(|a| (a.country.clone(), a.organisation.clone()));
        let own: Vec<_> = actors.iter().filter_map(|a| codes(*a)).collect();
        let other = |p: &Party| !actors.contains(p) && !self.scene.covers(actors, *p);
        let found: Vec<Party> = self.below().into_iter().filter(other).collect();
        let foreign = found.iter().find(|p| codes(**p).is_some_and(|c| !own.contains(&c)));
        // "India and Pakistan agreed …": two sides do it to each other, not to a place of one of them
        let several = own.iter().any(|code| *code != own[0]);
        let people = |p: &&Party| {
            use ActorKind::*;
            let group = list[**p].as_ref().is_some_and(|a| matches!(a.kind, Person | Office | Group | Organisation));
            let head = self.scene.mentions.list[**p].head as usize;
            // an object of the actor's own that the rule left out was left out on purpose: "mobilised 300,000 men"
            let object = self.scene.parsed.words[head].deprel == Deprel::Obj;
            group && !object && !actors.iter().any(|a| self.scene.same(*a, **p))
        };
        let home = |p: &&Party| at_home && self.is_town(**p);
        let own = || found.iter().find(people).or_else(|| found.iter().find(home)).filter(|_| !several);
        let Some(first) = foreign.or_else(own).copied() else { return Vec::new() };
        let head = self.scene.mentions.list[first].head as usize;
        let others = self.scene.frames.tree.with(self.scene.parsed, head, Deprel::Conj);
        let mut all = vec![first];
        for other in others.filter_map(|w| self.scene.party(w)).filter(|p| !actors.contains(p)) {
            self.add(&mut all, other);
        }
        all
    }

    /// Whether a party is a town or region in which, or against which, something is done.
    fn is_town(&self, party: Party) -> bool {
        let scene = self.scene;
        let mention = &scene.mentions.list[party];
        let place = scene.actors.list[party].as_ref().is_some_and(|a| a.kind == ActorKind::Population);
        let singular = !scene.parsed.words[mention.head as usize].feats.has(Feats::PLURAL);
        let inside = &scene.lexicon.actors.reference.inside;
        let within = |w: usize| {
            let mut cases = scene.frames.tree.with(scene.parsed, w, Deprel::Case);
            cases.any(|c| inside.iter().any(|i| i == scene.parsed.lemma(c)))
        };
        let head = mention.head as usize;
        let word = &scene.parsed.words[head];
        // "in several areas near the capital"
        let around = word.deprel == Deprel::Nmod && within(word.head as usize);
        place && singular && (within(head) || around)
    }

    /// "Protesters against Peru marched": whom those who rise are against may stand behind them.
    fn of_subject(&self, roles: &[Role]) -> Vec<Party> {
        let scene = self.scene;
        let sought = |w: &usize| {
            let case = scene.frames.tree.with(scene.parsed, *w, Deprel::Case).next();
            let role = case.map(|c| scene.lexicon.roles.of(scene.parsed.lemma(c)));
            role.is_some_and(|r| r != Role::OTHER && roles.contains(&r))
        };
        let subjects = self.frame.role(Role::SUBJ).map(|a| a.word as usize);
        let below = subjects.flat_map(|s| scene.frames.tree.with(scene.parsed, s, Deprel::Nmod)).filter(sought);
        below.filter_map(|w| scene.stands_for(w)).filter(|p| scene.is_settled(*p)).collect()
    }

    /// The other side of a meeting, deeper in the clause: "held talks in Amman with …".
    fn anyone_behind(&self, roles: &[Role], actor: Party) -> Option<Party> {
        let behind = |p: &Party| {
            let head = self.scene.mentions.list[*p].head as usize;
            let cases = self.scene.frames.tree.with(self.scene.parsed, head, Deprel::Case);
            cases.map(|c| self.scene.lexicon.roles.of(self.scene.parsed.lemma(c))).any(|role| roles.contains(&role))
        };
        self.below().into_iter().filter(|p| !self.scene.same(actor, *p) && !self.scene.owns(actor, *p)).find(behind)
    }

    /// Coded parties below the predicate, the nearest first: in its complements and behind prepositions that can bear a recipient.
    fn below(&self) -> Vec<Party> {
        const WORDS: usize = 48;
        let scene = self.scene;
        let tree = &scene.frames.tree;
        let mut queue: Vec<usize> = vec![self.frame.verb as usize];
        if self.frame.head != self.frame.verb {
            queue.push(self.frame.head as usize);
        }
        let mut found = Vec::new();
        let mut next = 0;
        while next < queue.len() && queue.len() < WORDS {
            let children = tree.children(queue[next]).iter().map(|c| *c as usize);
            let inside: Vec<usize> = children.filter(|c| self.is_inside(*c) && !queue.contains(c)).collect();
            found.extend(inside.iter().filter_map(|child| {
                scene.party(*child).filter(|p| scene.mentions.list[*p].head as usize == *child && scene.is_settled(*p))
            }));
            queue.extend(inside);
            next += 1;
        }
        found
    }

    /// Whether a word belongs to what its head does: an object, a possessor, a phrase with a preposition that bears parties.
    fn is_inside(&self, word: usize) -> bool {
        use Deprel::*;
        let parsed = self.scene.parsed;
        match parsed.words[word].deprel {
            Obj | Iobj | Xcomp | Compound | NmodPoss | Amod | Acl => true,
            Conj => matches!(parsed.words[word].upos, Upos::Noun | Upos::Propn),
            // "out of solidarity with Peru" is done for Peru's sake, not to it
            Obl | Nmod => {
                let motives = &self.scene.lexicon.cues.frames.motives;
                let tree = &self.scene.frames.tree;
                !motives.iter().any(|m| m == parsed.lemma(word))
                    && !crate::frame::is_half_preposition(parsed, tree, self.scene.lexicon, word)
                    && self.scene.frames.tree.with(parsed, word, Case).any(|c| self.bears(c))
            }
            Advcl => parsed.words[word].feats.has(Feats::INFINITIVE),
            _ => false,
        }
    }

    fn bears(&self, case: usize) -> bool {
        let bearers = &self.scene.lexicon.actors.reference.bearers;
        bearers.iter().any(|b| b == self.scene.parsed.lemma(case))
    }

    fn first_of(&self, roles: &[Role]) -> Vec<Party> {
        roles.iter().map(|role| self.in_role(*role)).find(|parties| !parties.is_empty()).unwrap_or_default()
    }

    fn in_role(&self, role: Role) -> Vec<Party> {
        let mut parties = Vec::new();
        for arg in self.frame.role(role) {
            let word = arg.word as usize;
            let mut acts = self.agents(word);
            if acts.is_empty() && role == Role::OBJ && self.is_utterance(word) && self.scene.party(word).is_none() {
                // "rejected an appeal filed by Peru"
                acts = self.makers(word);
            }
            let own = self.party(word).filter(|_| acts.is_empty());
            for party in acts.into_iter().chain(own) {
                self.add(&mut parties, party);
            }
            let listed = |p: &Party| self.scene.mentions.list.get(*p).is_some_and(|m| m.listed);
            for party in own.into_iter().flat_map(|p| (p + 1..).take_while(listed)) {
                self.add(&mut parties, party);
            }
            for party in own.into_iter().flat_map(|p| self.strung(word, p)) {
                self.add(&mut parties, party);
            }
            for party in own.into_iter().flat_map(|owner| self.co_owners(word, owner)) {
                self.add(&mut parties, party);
            }
        }
        parties
    }

    /// "Canada reaffirmed its commitment", "the people and their fight": one actor, however often it is mentioned.
    fn add(&self, parties: &mut Vec<Party>, party: Party) {
        let form = |p: Party| self.scene.mentions.list[p].form;
        match parties.iter_mut().find(|p| self.scene.same(**p, party) || self.is_thing_of(**p, party)) {
            // "The leaders expressed their support": the leaders
            Some(p) if form(*p) == Form::Pronoun && self.scene.same(*p, party) => *p = party,
            Some(_) => {}
            None => parties.push(party),
        }
    }

    /// Whether the second is a thing that stands for the first.
    fn is_thing_of(&self, owner: Party, thing: Party) -> bool {
        let list = &self.scene.actors.list;
        list[owner].as_ref().zip(list[thing].as_ref()).is_some_and(|(o, t)| {
            t.kind == ActorKind::Thing && o.is_coded() && (&o.country, &o.sectors) == (&t.country, &t.sectors)
        })
    }

    /// Whom the acts in these roles are done to, where nobody else than `actors` does them: whom Mali says that Chad
    /// shelled is not whom Mali accuses.
    fn targets(&self, roles: &[Role], actors: &[Party]) -> Vec<Party> {
        let own = |draft: &Draft| {
            draft.actors.is_empty() || draft.actors.iter().any(|p| actors.iter().any(|a| self.scene.same(*a, *p)))
        };
        let args = self
            .frame
            .args
            .iter()
            .filter(|a| roles.contains(&a.role) || a.role == Role::OBJ || a.role == Role::CONTENT);
        let drafts = args.filter_map(|a| self.outcomes.get(self.scene.frames.at(a.word as usize)?));
        let recipients = drafts.filter_map(|o| match o {
            Outcome::Draft(draft) | Outcome::Inside(draft, _) if own(draft) => Some(draft.recipients.clone()),
            _ => None,
        });
        let mut found: Vec<Party> = recipients.flatten().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// A patient that is an act stands for that act's agent: "condemned the attack by Hamas".
    fn agents(&self, word: usize) -> Vec<Party> {
        let Some(id) = self.scene.frames.at(word) else { return Vec::new() };
        match self.outcomes.get(id) {
            Some(Outcome::Draft(draft) | Outcome::Inside(draft, _)) => draft.actors.clone(),
            _ => Vec::new(),
        }
    }

    fn party(&self, word: usize) -> Option<Party> {
        self.scene.stands_for(word)
    }

    fn own(&self) -> Option<Party> {
        self.scene.party(self.frame.head as usize)
    }
}
