//! For whom does a word stand, and are two of one side?

use super::{Party, Scene};
use crate::actor::{Actor, ActorKind};
use crate::parse::{Deprel, Feats, Upos};

/// How far to follow "the home of the brother of the minister".
const NESTING: usize = 3;

impl Scene<'_> {
    /// The mention that stands at this word, if it resolves to somebody.
    pub(crate) fn party(&self, word: usize) -> Option<Party> {
        let mention = self.mentions.at(word)?;
        self.actors.list.get(mention)?.as_ref()?;
        Some(mention)
    }

    /// Whether a party, or whoever it stands for, has a code.
    pub(crate) fn is_settled(&self, party: Party) -> bool {
        self.actors.list[party].as_ref().is_some_and(Actor::is_settled)
    }

    /// Whether two mentions are of the same actor.
    pub(crate) fn same(&self, a: Party, b: Party) -> bool {
        let (x, y) = (self.actors.list[a].as_ref(), self.actors.list[b].as_ref());
        a == b
            || x.zip(y).is_some_and(|(x, y)| {
                let one = x.name == y.name && x.country == y.country && x.organisation == y.organisation;
                one && x.members.len() == y.members.len() && x.is_settled()
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

    /// Whether a word names somebody who can act, not a thing of somebody's ("the Peruvian railway", "it", where a sentence before names it).
    pub(crate) fn is_agent(&self, word: usize) -> bool {
        let actor = self.party(word).and_then(|p| self.actors.list[p].as_ref());
        let acts = actor.is_some_and(|a| a.kind != ActorKind::Thing && (a.is_settled() || !a.sectors.is_empty()));
        acts || self.is_person(word)
            && !self.lexicon.cues.frames.thing_pronouns.contains(&self.parsed.lemma(word).to_lowercase())
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

    /// "Peru and Chile agreed to coordinate their actions": what belongs to all who act is nobody else.
    pub(crate) fn covers(&self, actors: &[Party], party: Party) -> bool {
        let list = &self.actors.list;
        let codes = |a: &crate::actor::Actor| (a.country.clone(), a.organisation.clone());
        let mut own: Vec<_> = Vec::new();
        for actor in actors.iter().filter_map(|p| list[*p].as_ref()) {
            own.push(codes(actor));
            own.extend(actor.members.iter().map(codes));
        }
        let members = list[party].as_ref().map_or(&[][..], |a| a.members.as_slice());
        !members.is_empty() && members.iter().all(|m| own.contains(&codes(m)))
    }

    /// Whether a party is a thing or a place of the actor's country or body.
    pub(crate) fn owns(&self, actor: Party, thing: Party) -> bool {
        let list = &self.actors.list;
        let people = self.parsed.words[self.mentions.list[thing].head as usize].feats.has(Feats::PLURAL);
        list[actor].as_ref().zip(list[thing].as_ref()).is_some_and(|(a, t)| {
            (t.kind == ActorKind::Thing || t.kind == ActorKind::Population && !people)
                && t.is_coded()
                && t.country == a.country
                && t.organisation == a.organisation
        })
    }

    /// Whether a thing is the actor's own by its possessor: "the rebels fought their way", "the poet and his books".
    pub(super) fn belongs(&self, actor: Party, thing: Party) -> bool {
        let head = self.mentions.list[thing].head as usize;
        let thing = self.actors.list[thing].as_ref().is_some_and(|a| a.kind == ActorKind::Thing);
        let own = |w: usize| {
            let owner = self.party(w).filter(|_| self.parsed.words[w].upos == Upos::Pron);
            owner.is_some_and(|o| self.same(actor, o))
        };
        thing && self.frames.tree.with(self.parsed, head, Deprel::NmodPoss).any(own)
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
