//! Where a list of parties goes on, and who is in it twice.

use super::Party;
use super::party::Finder;
use crate::actor::ActorKind;
use crate::parse::Deprel;

/// How far a list may go on in appositions.
const LISTED: usize = 8;

impl Finder<'_, '_> {
    /// "the two leaders discussed trade between Peru and Chile": countries of whom several stand for are not there once more.
    pub(super) fn gather(&self, actors: &mut Vec<Party>) {
        let list = &self.scene.actors.list;
        let members: Vec<_> = actors.iter().filter_map(|p| list[*p].as_ref()).flat_map(|a| a.members.iter()).collect();
        let meant = |p: &Party| {
            let actor = list[*p].as_ref().filter(|a| a.members.is_empty() && a.country.is_some());
            let place = actor.filter(|a| matches!(a.kind, ActorKind::Country | ActorKind::Thing));
            place.is_some_and(|a| members.iter().any(|m| m.country == a.country))
        };
        actors.retain(|p| !meant(p));
        // "Peru and Chile affirmed their commitment", "its partners and Peru": a pronoun that means no more than the others
        let pronoun = |p: &Party| self.scene.mentions.list[*p].form == crate::mention::Form::Pronoun;
        let others: Vec<Party> = actors.iter().filter(|p| !pronoun(p)).copied().collect();
        let code = |p: Party| list[p].as_ref().map(|a| (&a.country, &a.organisation)).filter(|c| c.0.is_some());
        // "the Taliban said it would not meet the Afghan government": two of one country may be two sides
        let sector = |p: Party| list[p].as_ref().and_then(|a| a.sectors.first());
        let sides = |a: Party, b: Party| sector(a).zip(sector(b)).is_some_and(|(a, b)| a != b);
        let told = |p: Party| others.iter().any(|o| code(p).is_some() && code(*o) == code(p) && !sides(*o, p));
        actors.retain(|p| !pronoun(p) || !self.scene.covers(&others, *p) && !told(*p));
    }

    /// "President X of Peru, Chancellor Y of Chile and Minister Z": people of other countries in apposition are no other names of the first,
    /// but the list going on.
    pub(super) fn strung(&self, word: usize, first: Party) -> Vec<Party> {
        use Deprel::*;
        let list = &self.scene.actors.list;
        let Some(country) = list[first].as_ref().and_then(|a| a.country.as_ref()) else { return Vec::new() };
        let tree = &self.scene.frames.tree;
        let deprel = |w: usize| self.scene.parsed.words[w].deprel;
        // what the tree has for a part of the name may head a phrase of its own: "Putin, President of France Emmanuel Macron"
        let apart =
            |w: usize| self.scene.mentions.at(w).is_some_and(|m| self.scene.mentions.list[m].head as usize == w);
        let mut queue = vec![word];
        let mut next = 0;
        while next < queue.len() && queue.len() < LISTED {
            let within = |w: usize| match deprel(w) {
                Appos => true,
                Flat => next > 0 || apart(w),
                Conj => next > 0,
                _ => false,
            };
            let below = tree.children(queue[next]).iter().map(|c| *c as usize);
            queue.extend(below.filter(|c| within(*c)).collect::<Vec<_>>());
            next += 1;
        }
        // "Chile's envoy, Bolivia's minister and Cuba's leader": with an "and" offices and countries go on the list, too
        let listed = tree.with(self.scene.parsed, word, Conj).next().is_some();
        let many = listed || queue.iter().skip(1).any(|w| deprel(*w) == Conj);
        let whole = |w: usize, kind: ActorKind| match kind {
            ActorKind::Person => true,
            ActorKind::Office | ActorKind::Country | ActorKind::Government => many && !self.is_any(w),
            _ => false,
        };
        let other = |w: &usize| {
            let actor = self.scene.party(*w).and_then(|p| list[p].as_ref());
            actor.is_some_and(|a| whole(*w, a.kind) && a.country.is_some() && a.country.as_ref() != Some(country))
        };
        queue.into_iter().skip(1).filter(other).filter_map(|w| self.scene.party(w)).collect()
    }

    /// "a former ally": no more than what somebody is.
    fn is_any(&self, word: usize) -> bool {
        let single = &self.scene.lexicon.cues.frames.single;
        let mut articles = self.scene.frames.tree.with(self.scene.parsed, word, Deprel::Det);
        articles.any(|d| single.iter().any(|s| s == self.scene.parsed.lemma(d)))
    }

    /// "the agreement between Cuba and Spain": who else owns the thing that stands for its owner.
    pub(super) fn co_owners(&self, thing: usize, owner: Party) -> Vec<Party> {
        if self.scene.party(thing).is_some() {
            return Vec::new();
        }
        let head = self.scene.mentions.list[owner].head as usize;
        let others = self.scene.frames.tree.with(self.scene.parsed, head, Deprel::Conj);
        others.filter_map(|other| self.scene.party(other)).collect()
    }
}
