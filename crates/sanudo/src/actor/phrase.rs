//! Who is it by its own words? Known names, titles with names, roles and things with a country.

use super::names::names;
use super::{Actor, ActorKind, Scene};
use crate::lexicon::actors::{Known, What, fold};
use crate::mention::{Form, Hit, Mention};
use crate::parse::{Deprel, NameKind, Upos};
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
        .or_else(|| reading.nations())
        .or_else(|| reading.by_head())
        .or_else(|| reading.by_role())
        .or_else(|| reading.titled())
        .or_else(|| reading.given())
        .or_else(|| reading.named())
        .or_else(|| reading.band())
        .or_else(|| reading.owned())
        .or_else(|| reading.held())
        .or_else(|| reading.place());
    actor.map(|a| reading.finished(a))
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

    /// "Nigerian and British forces": a list of nationalities before the head makes one actor of each.
    fn nations(&self) -> Option<Actor> {
        let nation =
            |k: &Known| k.country.is_some() && matches!(k.what, What::Adjective | What::Country | What::Demonym);
        let mut list: Vec<&(&Hit, &Known)> = Vec::new();
        for name in self.names.iter().filter(|(hit, k)| hit.end <= self.mention.head && nation(k)) {
            let listed = list.last().is_none_or(|(last, _)| self.joins(last.end, name.0.first));
            if !listed {
                return None;
            }
            list.push(name);
        }
        let [first, .., last] = list.as_slice() else { return None };
        if first.1.country == last.1.country
            || !self.names.iter().all(|(h, _)| h.end <= last.0.end || self.covers_head(h))
        {
            return None;
        }
        let role = self.role().map(|(_, role)| role);
        let member = |(hit, known): &&(&Hit, &Known)| {
            let nation = Actor::of_country(known.country.as_deref()?, self.scene.lexicon, "lexicon");
            let sectors = role.and_then(|r| r.sector.clone()).into_iter().collect();
            let kind = role.map_or(ActorKind::Thing, role_kind);
            Some(Actor {
                span: Some(self.span(hit.first, hit.end)),
                sectors,
                kind,
                role: role.map(|r| r.name.clone()),
                ..nation
            })
        };
        let members: Vec<Actor> = list.iter().filter_map(member).collect();
        let kind = role.map_or(ActorKind::Thing, role_kind);
        Some(Actor { members, ..Actor::new(self.scene.words(self.mention.span), kind, "lexicon") })
    }

    /// Whether only commas and conjunctions stand between two words.
    fn joins(&self, first: u32, end: u32) -> bool {
        first < end
            && (first..end).all(|w| {
                let word = &self.scene.parsed.words[w as usize];
                word.upos == Upos::Cconj || self.scene.words(word.span) == ","
            })
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
            What::Demonym | What::Adjective => self.of_its_home(&mut actor, hit),
            _ if !known.offices.is_empty() => self.with_office(&mut actor, known),
            _ => {}
        }
        if actor.kind == ActorKind::Person {
            self.with_title(&mut actor);
        }
        if known.what == What::Capital && self.is_where() {
            // a capital in which something happens is a place
            (actor.kind, actor.sectors) = (ActorKind::Population, Vec::new());
        }
        Some(actor)
    }

    /// Whether the phrase stands behind a preposition of place.
    fn is_where(&self) -> bool {
        let places = &self.scene.lexicon.cues.frames.place_prepositions;
        let head = &self.scene.parsed.words[self.head()];
        // "in Basra and Mosul": the second stands where the first does
        let first = if head.deprel == Deprel::Conj { head.head as usize } else { self.head() };
        let mut cases = self.scene.tree.with(self.scene.parsed, first, Deprel::Case);
        cases.any(|c| Scene::has_word(places, &self.scene.lemma(c)))
    }

    /// "Kosovo Serbs": a people named behind another country lives there.
    fn of_its_home(&self, actor: &mut Actor, hit: &Hit) {
        let nation = |k: &Known| matches!(k.what, What::Country | What::Adjective) && k.country.is_some();
        if let Some((_, home)) = self.names.iter().find(|(other, k)| other.end == hit.first && nation(k)) {
            actor.country.clone_from(&home.country);
        }
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
            None => self.of_the_focus(actor, hit),
            _ => {}
        }
    }

    /// A body without a country beside it: of the article's country where that has one by this name, or where the name is one that all countries use.
    fn of_the_focus(&self, actor: &mut Actor, hit: &Hit) {
        let known = || hit.known.iter().map(|id| &self.scene.lexicon.actors.known[*id as usize]);
        let bodies = || known().filter(|k| k.what == What::Body);
        let focus = self.scene.focus.country();
        let own = bodies().find(|k| k.country.is_some() && k.country.as_deref() == focus);
        let foreign = actor.country.as_deref().is_some_and(|c| !self.scene.focus.hints(c));
        if let Some(own) = own {
            (actor.country, actor.wikidata) = (own.country.clone(), own.wikidata.clone());
            actor.basis = if bodies().nth(1).is_some() { "context" } else { actor.basis };
        } else if bodies().any(|k| k.country != actor.country) {
            (actor.country, actor.wikidata) = (None, None);
        } else if foreign && focus.is_some_and(|code| self.calls_so(code, hit)) {
            (actor.country, actor.wikidata, actor.basis) = (focus.map(str::to_owned), None, "context");
        }
    }

    /// Whether a name that is also a common noun may mean a body of this country: "Congress" is none of Iran's, whose parliament has
    /// a name of its own.
    fn calls_so(&self, country: &str, hit: &Hit) -> bool {
        let actors = &self.scene.lexicon.actors;
        let mut roles = hit.known.iter().map(|id| &actors.known[*id as usize]).filter(|k| k.what == What::Role);
        let Some(role) = roles.next() else { return false };
        let alike =
            |k: &&Known| k.what == What::Body && k.sector == role.sector && k.country.as_deref() == Some(country);
        let mut bodies = actors.known.iter().filter(alike).peekable();
        bodies.peek().is_none() || bodies.any(|k| fold(&k.name).contains(&role.name))
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
            // a user's own dictionary names sectors, not offices
            actor.role = Some(office.role.clone()).filter(|role| !role.is_empty());
            actor.sectors = office.sector.iter().cloned().collect();
        } else if !known.offices.is_empty() && known.person_name() {
            actor.sectors = vec!["ELI".into()];
        }
    }

    fn with_members(&self, actor: &mut Actor, known: &Known) {
        actor.collective = Some(self.scene.words(self.mention.span).to_owned());
        let members = known.members_on(self.scene.article.published);
        actor.members = members.map(|code| Actor::of_country(code, self.scene.lexicon, "collective")).collect();
        (actor.kind, actor.basis) = (ActorKind::Group, "collective");
    }

    /// The role in the phrase: at its head, or a title before a name.
    fn role(&self) -> Option<(&Hit, &Known)> {
        let roles = || self.names.iter().filter(|(_, k)| k.what == What::Role);
        roles().rev().find(|(hit, _)| self.covers_head(hit)).or_else(|| roles().next_back()).copied()
    }

    /// The country that the phrase names as an adjective, a possessor or a name beside the head.
    fn country(&self) -> Option<String> {
        // "the Paris agreement" is not France's
        let venue = Scene::has_word(&self.scene.lexicon.actors.reference.venues, &self.scene.lemma(self.head()));
        let here = self.names.iter().rev().find(|(hit, k)| {
            let own = !venue || !matches!(k.what, What::Capital | What::City | What::Metonym);
            k.country.is_some() && k.what != What::Person && own && !(hit.first..hit.end).contains(&self.mention.head)
        });
        here.and_then(|(_, k)| k.country.clone())
    }

    /// "the Lukashenko regime", "a Biden aide": whoever is somebody's is of the same country.
    fn of_its_leader(&self) -> Option<String> {
        let words = &self.scene.parsed.words;
        let compound =
            |w: u32| words[w as usize].deprel == Deprel::Compound && words[w as usize].head == self.mention.head;
        let before = |hit: &Hit| hit.end <= self.mention.head && (hit.first..hit.end).any(compound);
        let leader = self.names.iter().find(|(hit, k)| k.what == What::Person && before(hit));
        leader.and_then(|(_, k)| k.country.clone())
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
        if self.is_situation() || self.counts_others() || self.is_manner() {
            return None;
        }
        let proper_after = self
            .scene
            .tree
            .children(self.head())
            .iter()
            .any(|c| self.scene.parsed.words[*c as usize].deprel == Deprel::Flat);
        let kind = if proper_after { ActorKind::Person } else { role_kind(role) };
        let basis = if proper_after { "title" } else { "lexicon" };
        let name = if proper_after { self.name_after_title() } else { self.scene.words(self.mention.span).to_owned() };
        Some(Actor {
            country: self.country().or_else(|| role.country.clone()).or_else(|| self.of_its_leader()),
            organisation: self.organisation(),
            sectors: role.sector.iter().cloned().collect(),
            role: Some(role.name.clone()),
            ..Actor::new(&name, kind, basis)
        })
    }

    /// "a state of siege": no state is meant.
    fn is_situation(&self) -> bool {
        let reference = &self.scene.lexicon.actors.reference;
        let mut below = self.scene.tree.with(self.scene.parsed, self.head(), Deprel::Nmod);
        Scene::has_word(&reference.situations, &self.scene.lemma(self.head()))
            && below.any(|w| Scene::has_word(&reference.conditions, &self.scene.lemma(w)))
    }

    /// "thousands of teachers": the number is nobody itself; alone it is people, "thousands marched".
    fn counts_others(&self) -> bool {
        let counts = self.scene.lexicon.cues.quantities.contains(&self.scene.lemma(self.head()));
        counts && self.scene.tree.with(self.scene.parsed, self.head(), Deprel::Nmod).next().is_some()
    }

    /// "militia groups", "army patrol": a group that the noun before it tells the sector of.
    fn band(&self) -> Option<Actor> {
        let groups = &self.scene.lexicon.actors.reference.groups;
        if !Scene::has_word(groups, &self.scene.lemma(self.head())) {
            return None;
        }
        let (_, role) =
            self.names.iter().rev().find(|(hit, k)| k.what == What::Role && hit.end == self.mention.head)?;
        Some(Actor {
            country: self.country().or_else(|| role.country.clone()).or_else(|| self.of_its_leader()),
            organisation: self.organisation(),
            sectors: role.sector.iter().cloned().collect(),
            role: Some(role.name.clone()),
            ..Actor::new(self.scene.words(self.mention.span), role_kind(role), "lexicon")
        })
    }

    /// "rebel positions", "a police post": a thing of a group that may be attacked in it.
    fn held(&self) -> Option<Actor> {
        let reference = &self.scene.lexicon.actors.reference;
        if !Scene::has_word(&reference.posts, &self.scene.lemma(self.head())) {
            return None;
        }
        let holders = &reference.holders;
        let holds = |k: &Known| k.what == What::Role && k.sector.as_ref().is_some_and(|s| Scene::has_word(holders, s));
        let (_, role) = self.names.iter().rev().find(|(hit, k)| hit.end == self.mention.head && holds(k))?;
        Some(Actor {
            sectors: role.sector.iter().cloned().collect(),
            ..Actor::new(self.scene.words(self.mention.span), ActorKind::Thing, "owner")
        })
    }

    /// A place that the gazetteer knows, where the phrase stands for where something is.
    fn place(&self) -> Option<Actor> {
        let word = &self.scene.parsed.words[self.head()];
        let whole = self.scene.words(self.mention.span);
        let other = self.scene.parsed.name_at(self.mention.head).is_some_and(|n| n.kind != NameKind::Place);
        let dated = self.scene.lexicon.dates.knows(&self.scene.lemma(self.head()));
        if word.upos != Upos::Propn || dated || !self.is_where() || other {
            return None;
        }
        let focus = &self.scene.focus;
        let (name, country) = self.scene.lexicon.gazetteer.country_of(whole, |code| focus.names(code))?;
        Some(Actor { country: Some(country), ..Actor::new(&name, ActorKind::Population, "place") })
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
        if let Some(known) = self.by_surname(role) {
            return Some(known);
        }
        Some(Actor {
            country: self.country(),
            organisation: self.organisation(),
            sectors: role.and_then(|r| r.sector.clone()).into_iter().collect(),
            role: role.map(|r| r.name.clone()),
            ..Actor::new(&self.name_after_title(), ActorKind::Person, "title")
        })
    }

    /// "Mr Belov": the only holder of an office on the day with this surname whose country the article names; "President Belov" the only one
    /// of that title anywhere.
    fn by_surname(&self, role: Option<&Known>) -> Option<Actor> {
        let name = fold(&self.name_after_title());
        let day = self.scene.article.published;
        let country = self.country();
        let holders: Vec<(&Known, &str)> = self
            .scene
            .lexicon
            .actors
            .of_surname(name.rsplit([' ', '-']).next().unwrap_or(&name))
            .filter(|k| country.is_none() || country == k.country)
            .filter(|k| is_called(&k.name, &name))
            .filter_map(|k| Some((k, k.office(day)?.role.as_str())))
            .collect();
        let lexicon = &self.scene.lexicon.actors;
        let title = role.map(|r| lexicon.office(&r.name));
        let holds = |office: &str| title.is_none_or(|t| office.is_empty() || lexicon.office(office).contains(t));
        let is = |office: &str| title.is_some_and(|t| is_title_of(t, lexicon.office(office)));
        let near = |k: &Known| k.country.as_deref().is_some_and(|c| self.is_near(c));
        let known = only(holders.iter().filter(|(k, office)| near(k) && holds(office)))
            .or_else(|| only(holders.iter().filter(|(_, office)| is(office))))?;
        let mut actor = Actor {
            country: known.country.clone(),
            organisation: known.organisation.clone(),
            wikidata: known.wikidata.clone(),
            ..Actor::new(&known.name, ActorKind::Person, "title")
        };
        self.with_office(&mut actor, known);
        Some(actor)
    }

    /// Whether the article names a country, or was written or published there.
    fn is_near(&self, code: &str) -> bool {
        let Scene { focus, home, house, .. } = self.scene;
        focus.names(code) || *home == Some(code) || house.as_ref().is_some_and(|h| h.country == code)
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

    /// "State Department Counselor Maria Lopez": a human name behind the body or country that it acts for.
    fn named(&self) -> Option<Actor> {
        let holds = |n: &&crate::parse::Name| {
            let inside = n.first > self.mention.first && n.end == self.mention.end && n.end - n.first > 1;
            n.kind == NameKind::Person && inside
        };
        let name = self.scene.parsed.name_at(self.mention.head).filter(holds)?;
        let before = |(hit, _): &&(&Hit, &Known)| hit.end <= name.first;
        let (_, known) = self.names.iter().rev().filter(before).find(|(_, k)| k.what != What::Person)?;
        let (country, organisation) = (self.country(), self.organisation());
        (country.is_some() || organisation.is_some()).then(|| Actor {
            country,
            organisation,
            sectors: known.sector.iter().cloned().collect(),
            ..Actor::new(self.scene.words(self.span(name.first, name.end)), ActorKind::Person, "title")
        })
    }

    /// "met in person": how, not whom.
    fn is_manner(&self) -> bool {
        let reference = &self.scene.lexicon.actors.reference;
        self.mention.end - self.mention.first == 1
            && Scene::has_word(&reference.manners, &self.scene.lemma(self.head()))
            && self.is_where()
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
        let honorific = |w: &u32| {
            let honorifics = &self.scene.lexicon.actors.reference.honorifics;
            Scene::has_word(honorifics, &self.scene.lemma(*w as usize)) && w + 1 < self.mention.end
        };
        let first = after.unwrap_or(self.mention.first);
        // "Prime Minister-designate X": what is left of the title stands before the first capital
        let name = |w: &u32| {
            let word = self.scene.words(self.scene.parsed.words[*w as usize].span);
            word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
        };
        let first = (first..self.mention.end).find(|w| name(w) && !honorific(w)).unwrap_or(first);
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

/// The one person of a list, if it has one.
fn only<'a>(mut holders: impl Iterator<Item = &'a (&'a Known, &'a str)>) -> Option<&'a Known> {
    let first = holders.next()?.0;
    holders.all(|(k, _)| k.name == first.name).then_some(first)
}

/// Whether a full name begins or ends with these words.
fn is_called(full: &str, name: &str) -> bool {
    let full = full.split(' ').map(fold).collect::<Vec<_>>().join(" ");
    let rest = full.strip_suffix(name).or_else(|| full.strip_prefix(name));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') || rest.ends_with([' ', '-']))
}

/// "secretary general" is the title of the "secretary general of the alliance", not of a deputy.
fn is_title_of(title: &str, office: &str) -> bool {
    office.strip_prefix(title).is_some_and(|rest| rest.is_empty() || rest.starts_with(" of "))
}

fn role_kind(role: &Known) -> ActorKind {
    match (role.person, role.sector.as_deref()) {
        (true, _) => ActorKind::Office,
        (_, Some("GOV")) => ActorKind::Government,
        _ => ActorKind::Organisation,
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
