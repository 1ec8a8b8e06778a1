//! Whom does an argument stand for? Words become parties.

use super::{Draft, Outcome, Party, Scene};
use crate::actor::ActorKind;
use crate::frame::Frame;
use crate::lexicon::cond::Role;
use crate::lexicon::ontology::{Act, Parties};
use crate::lexicon::verbs::Coding;
use crate::parse::{Deprel, Upos};

/// How far to follow "the home of the brother of the minister".
const NESTING: usize = 3;

impl Scene<'_> {
    /// The mention that stands at this word, if it resolves to somebody.
    pub(crate) fn party(&self, word: usize) -> Option<Party> {
        let mention = self.mentions.at(word)?;
        self.actors.list.get(mention)?.as_ref()?;
        Some(mention)
    }

    /// Whether two mentions are of the same actor.
    pub(crate) fn same(&self, a: Party, b: Party) -> bool {
        let (x, y) = (self.actors.list[a].as_ref(), self.actors.list[b].as_ref());
        a == b
            || x.zip(y).is_some_and(|(x, y)| {
                x.name == y.name && x.country == y.country && x.organisation == y.organisation && x.is_coded()
            })
    }

    pub(crate) fn is_actor(&self, word: usize) -> bool {
        self.stands_for(word).is_some()
    }

    pub(crate) fn is_person(&self, word: usize) -> bool {
        let actor = self.party(word).and_then(|p| self.actors.list[p].as_ref());
        actor.is_some_and(|a| {
            matches!(a.kind, ActorKind::Person | ActorKind::Office | ActorKind::Population | ActorKind::Group)
        }) || matches!(self.parsed.words[word].upos, Upos::Pron)
    }

    /// The party at a word, or the owner of the thing at it: "the ships of Chile", "targets in Syria".
    pub(crate) fn stands_for(&self, word: usize) -> Option<Party> {
        let mut at = word;
        for _ in 0..NESTING {
            if let Some(party) = self.party(at) {
                return Some(party);
            }
            at = self.owner(at)?;
        }
        None
    }

    fn owner(&self, word: usize) -> Option<usize> {
        use Deprel::*;
        let tree = &self.frames.tree;
        let children = || tree.children(word).iter().map(|c| *c as usize);
        let possessor = children().find(|c| self.parsed.words[*c].deprel == NmodPoss);
        possessor.or_else(|| {
            children().find(|c| self.parsed.words[*c].deprel == Nmod && self.parsed.words[*c].upos != Upos::Num)
        })
    }
}

/// Fills the parties of a draft from its frame.
pub(super) fn fill(scene: &Scene, frame: &Frame, act: &Act, coding: &Coding, outcomes: &[Outcome], draft: &mut Draft) {
    let finder = Finder { scene, frame, outcomes };
    let patient_possessor = act.possessor_suffers && frame.kind == crate::frame::Kind::Noun && !frame.light;
    let mut actors = finder.actors(coding, patient_possessor);
    let mut recipients = finder.recipients(&coding.recipient, patient_possessor);
    recipients.retain(|r| !actors.iter().any(|a| scene.same(*a, *r)));
    if recipients.is_empty() && !actors.is_empty() {
        // "lifted its blockade of Yemen": who acts is the agent inside too, so it is done to whom the inner act was done
        recipients = finder.targets(&coding.recipient);
        recipients.retain(|r| !actors.iter().any(|a| scene.same(*a, *r)));
    }
    match act.parties {
        Parties::One => {}
        Parties::Both => {
            actors.append(&mut recipients);
            if actors.is_empty() || (actors.len() == 1 && frame.kind == crate::frame::Kind::Noun) {
                actors.extend(finder.own().filter(|own| !actors.contains(own)));
            }
        }
        Parties::Host => std::mem::swap(&mut actors, &mut recipients),
    }
    (draft.actors, draft.recipients) = (actors, recipients);
}

struct Finder<'a, 'l> {
    scene: &'a Scene<'l>,
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
        // "the Israeli attack": the noun phrase itself carries the country of who acts
        self.own().filter(|_| !self.frame.light).into_iter().collect()
    }

    /// With a suffering possessor, only a `by`-phrase names the agent; the frame stage made both subjects.
    fn by_phrase(&self) -> Vec<Party> {
        let possessor = |word: u32| self.scene.parsed.words[word as usize].deprel == Deprel::NmodPoss;
        let args = self.frame.role(Role::SUBJ).filter(|a| !possessor(a.word));
        args.filter_map(|a| self.party(a.word as usize)).collect()
    }

    fn recipients(&self, roles: &[Role], patient_possessor: bool) -> Vec<Party> {
        let mut found = self.first_of(roles);
        if found.is_empty() && patient_possessor {
            let possessor = |word: u32| self.scene.parsed.words[word as usize].deprel == Deprel::NmodPoss;
            let args = self.frame.role(Role::SUBJ).filter(|a| possessor(a.word));
            found = args.filter_map(|a| self.party(a.word as usize)).collect();
        }
        if found.is_empty() && self.frame.kind == crate::frame::Kind::Noun {
            found = self.first_of(&[Role::OBJ, Role::COMPOUND]);
        }
        found
    }

    fn first_of(&self, roles: &[Role]) -> Vec<Party> {
        roles.iter().map(|role| self.in_role(*role)).find(|parties| !parties.is_empty()).unwrap_or_default()
    }

    fn in_role(&self, role: Role) -> Vec<Party> {
        let mut parties = Vec::new();
        for arg in self.frame.role(role) {
            let word = arg.word as usize;
            let acts = self.agents(word);
            let own = self.party(word).filter(|_| acts.is_empty());
            for party in acts.into_iter().chain(own) {
                self.add(&mut parties, party);
            }
        }
        parties
    }

    /// "Canada reaffirmed its commitment": one actor, however often it is mentioned.
    fn add(&self, parties: &mut Vec<Party>, party: Party) {
        if !parties.iter().any(|p| self.scene.same(*p, party)) {
            parties.push(party);
        }
    }

    /// Whom the acts in these roles are done to.
    fn targets(&self, roles: &[Role]) -> Vec<Party> {
        let args = self
            .frame
            .args
            .iter()
            .filter(|a| roles.contains(&a.role) || a.role == Role::OBJ || a.role == Role::CONTENT);
        let drafts = args.filter_map(|a| self.outcomes.get(self.scene.frames.at(a.word as usize)?));
        let recipients = drafts.filter_map(|o| match o {
            Outcome::Draft(draft) | Outcome::Inside(draft, _) => Some(draft.recipients.clone()),
            Outcome::Nothing(_) => None,
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
