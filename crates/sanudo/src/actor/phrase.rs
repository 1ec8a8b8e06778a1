//! Who is it by its own words? Known names, titles with names, roles and things with a country.

use super::{Actor, ActorKind, Scene};
use crate::lexicon::actors::{Known, What, fold};
use crate::mention::{Form, Hit, Mention};
use crate::parse::{Deprel, Feats, Upos};
use crate::text::Span;

/// What the words of one mention say.
struct Reading<'a> {
    scene: &'a Scene<'a>,
    mention: &'a Mention,
    /// Known names inside the phrase, each with its best meaning here.
    names: Vec<(&'a Hit, &'a Known)>,
}

/// Resolves a mention by its own words, if they suffice.
pub(super) fn own(scene: &Scene, mention: &Mention) -> Option<Actor> {
    if mention.form == Form::Pronoun {
        return None;
    }
    let reading = Reading { scene, mention, names: names(scene, mention) };
    let actor = reading
        .pair()
        .or_else(|| reading.by_head())
        .or_else(|| reading.by_role())
        .or_else(|| reading.titled())
        .or_else(|| reading.given())
        .or_else(|| reading.owned());
    actor.map(|a| reading.finished(a))
}

/// Each known name of the phrase with the meaning that fits best where it stands.
fn names<'a>(scene: &'a Scene, mention: &Mention) -> Vec<(&'a Hit, &'a Known)> {
    let hits = scene.mentions.hits_in(mention.first, mention.end);
    hits.filter_map(|hit| Some((hit, best(scene, mention, hit)?))).collect()
}

fn best<'a>(scene: &'a Scene, mention: &Mention, hit: &Hit) -> Option<&'a Known> {
    let head = (hit.first..hit.end).contains(&mention.head);
    let capital =
        scene.words(scene.parsed.words[hit.first as usize].span).chars().next().is_some_and(|c| !c.is_lowercase());
    let known = hit.known.iter().map(|id| &scene.lexicon.actors.known[*id as usize]);
    let fits = |k: &&Known| match k.what {
        What::Role => true,
        What::Adjective => !head,
        _ => capital,
    };
    let plural = scene.parsed.words[mention.head as usize].feats.has(Feats::PLURAL);
    known.filter(fits).min_by_key(|k| {
        (
            match (k.what, head) {
                (What::Demonym, true) if plural => 0,
                (What::Person, _) => 1,
                (What::Organisation | What::Group | What::Body | What::Collective, _) => 2,
                (What::Adjective, false) => 0,
                (What::Country, _) => 3,
                (What::Capital | What::Metonym, _) => 4,
                (What::Demonym, _) => 6,
                (What::City, _) => 5,
                _ => 7,
            },
            u8::from(k.office(scene.article.published).is_none() && k.what == What::Person),
        )
    })
}

impl Reading<'_> {
    fn head(&self) -> usize {
        self.mention.head as usize
    }

    fn covers_head(&self, hit: &Hit) -> bool {
        let head = self.mention.head;
        (hit.first..hit.end).contains(&head)
            || (hit.first..hit.end).any(|w| {
                let word = &self.scene.parsed.words[w as usize];
                word.head == head && matches!(word.deprel, Deprel::Flat)
            })
    }

    /// "Russian-Kuwaiti talks", "the Palestinian-Israeli conflict": two countries joined by a hyphen or dash.
    fn pair(&self) -> Option<Actor> {
        let countries: Vec<&(&Hit, &Known)> = self
            .names
            .iter()
            .filter(|(_, k)| {
                k.country.is_some() && matches!(k.what, What::Adjective | What::Country | What::Demonym | What::Capital)
            })
            .collect();
        let [first, second] = countries.as_slice() else { return None };
        let between = Span {
            start: self.scene.parsed.words[first.0.end as usize - 1].span.end,
            end: self.scene.parsed.words[second.0.first as usize].span.start,
        };
        let joined = matches!(self.scene.words(between), "-" | "–" | "/" | "‑");
        if !joined || first.1.country == second.1.country {
            return None;
        }
        let members = countries.iter().filter_map(|(hit, k)| {
            let span = self.span(hit.first, hit.end);
            Some(Actor { span: Some(span), ..Actor::of_country(k.country.as_deref()?, self.scene.lexicon, "owner") })
        });
        let members = members.collect();
        Some(Actor { members, ..Actor::new(self.scene.words(self.mention.span), ActorKind::Thing, "owner") })
    }

    fn span(&self, first: u32, end: u32) -> Span {
        self.scene.parsed.words[first as usize].span.cover(self.scene.parsed.words[end as usize - 1].span)
    }

    /// A known name at the head of the phrase.
    fn by_head(&self) -> Option<Actor> {
        let (hit, known) = self.names.iter().rev().find(|(hit, k)| k.what != What::Role && self.covers_head(hit))?;
        let mut actor = Actor {
            country: known.country.clone(),
            organisation: known.organisation.clone(),
            sectors: known.sector.iter().cloned().collect(),
            wikidata: known.wikidata.clone(),
            ..Actor::new(&known.name, kind_of(known.what), "lexicon")
        };
        match known.what {
            What::Person => self.with_office(&mut actor, known),
            What::Collective => self.with_members(&mut actor, known),
            What::Body => self.of_its_country(&mut actor, hit),
            _ => {}
        }
        if actor.kind == ActorKind::Person {
            self.with_title(&mut actor);
        }
        Some(actor)
    }

    /// The title that stands with the name is the one of the day.
    fn with_title(&self, actor: &mut Actor) {
        if let Some((_, role)) = self.role() {
            actor.role = Some(role.name.clone());
            actor.sectors = role.sector.clone().map_or_else(|| std::mem::take(&mut actor.sectors), |s| vec![s]);
        }
        actor.country = actor.country.take().or_else(|| self.country());
    }

    /// Many countries have a "Supreme Court": the phrase's own country decides, then "of Ghana"; without either it stays open.
    fn of_its_country(&self, actor: &mut Actor, hit: &Hit) {
        let beside = self.names.iter().rev().find(|(other, k)| {
            other.first != hit.first && k.country.is_some() && !matches!(k.what, What::Person | What::Body)
        });
        let country = beside.and_then(|(_, k)| k.country.clone()).or_else(|| self.country_of());
        let bodies = || {
            hit.known.iter().map(|id| &self.scene.lexicon.actors.known[*id as usize]).filter(|k| k.what == What::Body)
        };
        match country {
            Some(country) if actor.country.is_some() && actor.country.as_ref() != Some(&country) => {
                let own = bodies().find(|k| k.country.as_ref() == Some(&country));
                let generic =
                    hit.known.iter().any(|id| self.scene.lexicon.actors.known[*id as usize].what == What::Role)
                        || bodies().nth(1).is_some()
                        || beside.is_some();
                if own.is_none() && !generic {
                    return;
                }
                actor.wikidata = own.and_then(|k| k.wikidata.clone());
                actor.country = Some(country);
            }
            None if bodies().any(|k| k.country != actor.country) => {
                (actor.country, actor.wikidata) = (None, None);
            }
            _ => {}
        }
    }

    /// The country in the "of" phrase of the head.
    fn country_of(&self) -> Option<String> {
        let place = self.scene.tree.with(self.scene.parsed, self.head(), Deprel::Nmod).next()? as u32;
        let hit = self.scene.mentions.hits.get(self.scene.mentions.hits.partition_point(|h| h.end <= place))?;
        let known = hit.known.iter().map(|id| &self.scene.lexicon.actors.known[*id as usize]);
        (hit.first <= place).then_some(())?;
        known.filter(|k| k.what == What::Country).find_map(|k| k.country.clone())
    }

    fn with_office(&self, actor: &mut Actor, known: &Known) {
        if let Some(office) = known.office(self.scene.article.published) {
            actor.role = Some(office.role.clone());
            actor.sectors = office.sector.iter().cloned().collect();
        } else if !known.offices.is_empty() {
            actor.sectors = vec!["ELI".into()];
        }
    }

    fn with_members(&self, actor: &mut Actor, known: &Known) {
        actor.collective = Some(self.scene.words(self.mention.span).to_owned());
        actor.members =
            known.members.iter().map(|code| Actor::of_country(code, self.scene.lexicon, "collective")).collect();
        (actor.kind, actor.basis) = (ActorKind::Group, "collective");
    }

    /// The role in the phrase: at its head, or a title before a name.
    fn role(&self) -> Option<(&Hit, &Known)> {
        let roles = || self.names.iter().filter(|(_, k)| k.what == What::Role);
        roles().rev().find(|(hit, _)| self.covers_head(hit)).or_else(|| roles().next_back()).copied()
    }

    /// The country that the phrase names as an adjective, a possessor or a name beside the head.
    fn country(&self) -> Option<String> {
        let here = self.names.iter().rev().find(|(hit, k)| {
            k.country.is_some() && k.what != What::Person && !(hit.first..hit.end).contains(&self.mention.head)
        });
        here.and_then(|(_, k)| k.country.clone())
    }

    /// The organisation that the phrase names beside its head: "the UN envoy".
    fn organisation(&self) -> Option<String> {
        self.names
            .iter()
            .rev()
            .find(|(hit, k)| k.organisation.is_some() && !self.covers_head(hit))
            .and_then(|(_, k)| k.organisation.clone())
    }

    /// A common noun that names a role: "the Kuwaiti foreign minister", "police".
    fn by_role(&self) -> Option<Actor> {
        let (_, role) = self
            .names
            .iter()
            .rev()
            .find(|(hit, k)| k.what == What::Role && (hit.first..hit.end).contains(&self.mention.head))?;
        let proper_after = self
            .scene
            .tree
            .children(self.head())
            .iter()
            .any(|c| self.scene.parsed.words[*c as usize].deprel == Deprel::Flat);
        let kind = match (proper_after, role.person, role.sector.as_deref()) {
            (true, _, _) => ActorKind::Person,
            (_, true, _) => ActorKind::Office,
            (_, _, Some("GOV")) => ActorKind::Government,
            _ => ActorKind::Organisation,
        };
        let basis = if proper_after { "title" } else { "lexicon" };
        let name = if proper_after { self.name_after_title() } else { self.scene.words(self.mention.span).to_owned() };
        Some(Actor {
            country: self.country(),
            organisation: self.organisation(),
            sectors: role.sector.iter().cloned().collect(),
            role: Some(role.name.clone()),
            ..Actor::new(&name, kind, basis)
        })
    }

    /// "Foreign Minister X": an unknown name with a title before it.
    fn titled(&self) -> Option<Actor> {
        let head = &self.scene.parsed.words[self.head()];
        if head.upos != Upos::Propn {
            return None;
        }
        let role = self.names.iter().rev().find(|(_, k)| k.what == What::Role).map(|(_, k)| *k);
        let honoured = (self.mention.first..self.mention.head)
            .any(|w| Scene::has_word(&self.scene.lexicon.actors.reference.honorifics, &self.scene.lemma(w as usize)));
        if role.is_none() && !honoured {
            return None;
        }
        Some(Actor {
            country: self.country(),
            organisation: self.organisation(),
            sectors: role.and_then(|r| r.sector.clone()).into_iter().collect(),
            role: role.map(|r| r.name.clone()),
            ..Actor::new(&self.name_after_title(), ActorKind::Person, "title")
        })
    }

    /// "Maria Lopez": an unknown name that begins with a given name.
    fn given(&self) -> Option<Actor> {
        let proper = |w: &u32| self.scene.parsed.words[*w as usize].upos == Upos::Propn;
        let first = (self.mention.first..self.mention.end).find(proper)?;
        let folded = fold(self.scene.words(self.scene.parsed.words[first as usize].span));
        let named = self.mention.end - first >= 2
            && self.scene.lexicon.actors.is_given(&folded)
            && (first..self.mention.end).all(|w| proper(&w) || self.scene.parsed.words[w as usize].upos == Upos::Punct);
        named.then(|| Actor {
            country: (self.mention.first < first).then(|| self.country()).flatten(),
            ..Actor::new(self.scene.words(self.span(first, self.mention.end)), ActorKind::Person, "lexicon")
        })
    }

    /// The proper nouns behind the last title: the name alone.
    fn name_after_title(&self) -> String {
        let after = self
            .names
            .iter()
            .filter(|(_, k)| k.what != What::Person)
            .map(|(hit, _)| hit.end)
            .filter(|end| *end < self.mention.end)
            .max();
        let first = after.unwrap_or(self.mention.first);
        self.scene.words(self.span(first, self.mention.end)).trim().to_owned()
    }

    /// A thing with a country stands for it: "French exports", "the embassy of Chile".
    fn owned(&self) -> Option<Actor> {
        let (country, organisation) = (self.country(), self.organisation());
        if country.is_none() && organisation.is_none() {
            return None;
        }
        Some(Actor {
            country,
            organisation,
            ..Actor::new(self.scene.words(self.mention.span), ActorKind::Thing, "owner")
        })
    }

    fn finished(&self, mut actor: Actor) -> Actor {
        if actor.kind == ActorKind::Country && self.names.iter().any(|(_, k)| k.what == What::Role) {
            actor.kind = ActorKind::Government;
        }
        actor
    }
}

fn kind_of(what: What) -> ActorKind {
    match what {
        What::Country => ActorKind::Country,
        What::Capital | What::Metonym => ActorKind::Government,
        What::City | What::Demonym | What::Adjective => ActorKind::Population,
        What::Person => ActorKind::Person,
        What::Body | What::Organisation => ActorKind::Organisation,
        What::Group | What::Collective => ActorKind::Group,
        What::Role => ActorKind::Office,
    }
}
