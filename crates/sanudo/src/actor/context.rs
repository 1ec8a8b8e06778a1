//! Who is it by what stands around it? Apposition, "of", possessors, earlier mentions, counterparts and pronouns, in text order.

use super::common::{band, body, land, spelled};
use super::several::{pair, plural_office};
use super::speaker::Speaker;
use super::{Actor, ActorKind, LOOK_BACK, Scene, acronym, home, house, pronoun, told};
use crate::mention::{Form, Mention};
use crate::parse::{Deprel, Feats, Upos};

/// The sector of armed groups.
pub(super) const ARMED: &str = "REB";

/// What stands for the organisation of armed groups that no country owns.
const BAND: &str = "IMG";

/// How many mentions a title may stand before its name.
const NEAR: usize = 6;

/// Settles what the mentions' own words left open.
pub(super) fn settle(scene: &Scene, list: &mut [Option<Actor>]) {
    introduce(scene, list);
    let mut speaker = Speaker::default();
    for id in 0..list.len() {
        speaker.hear(scene, id);
        refer(scene, list, id, &speaker);
    }
    home::dominant(scene, list);
    // "his prime minister": whoever refers to one whom only the article's country settled is settled behind him
    let mut speaker = Speaker::default();
    for id in 0..list.len() {
        speaker.hear(scene, id);
        if list[id].as_ref().is_none_or(|a| !a.is_settled()) {
            refer(scene, list, id, &speaker);
        }
    }
}

/// Settles one mention by what stands around and before it.
fn refer(scene: &Scene, list: &mut [Option<Actor>], id: usize, speaker: &Speaker) {
    let mention = &scene.mentions.list[id];
    if mention.form == Form::Pronoun {
        let own = is_own(scene, mention.head as usize);
        list[id] = if own { speaker.actor(scene, list, id) } else { pronoun::resolve(scene, list, id) };
        return;
    }
    if let Some(bearer) = acronym::bearer(scene, list, id).or_else(|| spelled(scene, list, id)) {
        list[id] = Some(bearer);
        return;
    }
    acronym::owned(scene, list, id);
    namesake(scene, list, id);
    titled(scene, list, id);
    appose(scene, list, id);
    pair_behind(scene, list, id);
    nested(scene, list, id);
    settled_in(scene, list, id);
    abutting(scene, list, id);
    doubled(scene, list, id);
    if is_counterpart(scene, mention) {
        list[id] = counterpart(scene, list, id);
    }
    list[id] = told_before(scene, list, id);
    if list[id].as_ref().is_some_and(|a| a.basis == "name" && a.kind == ActorKind::Organisation) {
        nested(scene, list, id);
    }
}

/// The mention as what was told before leaves it.
fn told_before(scene: &Scene, list: &mut [Option<Actor>], id: usize) -> Option<Actor> {
    match list[id].take() {
        Some(actor) if !actor.is_settled() => pair(scene, list, id)
            .map(|p| Actor { sectors: actor.sectors.clone(), ..p })
            .or_else(|| house::own(scene, list, id, &actor))
            .or_else(|| Some(in_context(scene, list, id, actor))),
        Some(actor) => Some(actor),
        None => repeated(scene, list, id)
            .or_else(|| pair(scene, list, id))
            .or_else(|| land(scene, list, id))
            .or_else(|| body(scene, list, id))
            .or_else(|| unknown(scene, id)),
    }
}

/// "lawyers of X, the former prime minister of Peru": who an unknown name is, and whose the title, stands behind it. From the end, so
/// that whoever refers to the name finds it settled.
fn introduce(scene: &Scene, list: &mut [Option<Actor>]) {
    for id in (0..list.len()).rev() {
        let mention = &scene.mentions.list[id];
        let open = list[id].as_ref().is_none_or(|a| a.kind == ActorKind::Person && !a.is_coded());
        if mention.form != Form::Name || !open {
            continue;
        }
        let appositions = scene.tree.with(scene.parsed, mention.head as usize, Deprel::Appos);
        let title = appositions.filter_map(|c| scene.mentions.at(c)).find(|t| *t > id);
        if let Some(title) = title.filter(|t| list[*t].as_ref().is_some_and(|a| a.kind == ActorKind::Office)) {
            nested(scene, list, title);
            appose(scene, list, id);
        }
    }
}

/// "President of Kazakhstan Nursultan Nazarbayev": office, place and name stand side by side and are one person.
fn titled(scene: &Scene, list: &mut [Option<Actor>], id: usize) {
    let mentions = &scene.mentions.list;
    let name = &mentions[id];
    let near = || (0..id).rev().take(NEAR).filter(|m| mentions[*m].sentence == name.sentence);
    let Some(place) = near().find(|m| mentions[*m].end == name.first) else { return };
    let of = (mentions[place].first as usize).wrapping_sub(1);
    if scene.parsed.words.get(of).is_none_or(|w| w.upos != Upos::Adp) {
        return;
    }
    let Some(office) = near().find(|m| mentions[*m].end as usize == of) else { return };
    let Some(title) = list[office].clone().filter(|a| a.kind == ActorKind::Office && name.form == Form::Name) else {
        return;
    };
    let (country, organisation) =
        list[place].as_ref().map_or((None, None), |a| (a.country.clone(), a.organisation.clone()));
    let known = list[id].take().filter(|a| a.kind == ActorKind::Person);
    let mut person = known.unwrap_or_else(|| Actor::new(scene.words(name.span), ActorKind::Person, "title"));
    if !person.is_coded() {
        (person.country, person.organisation) = (country.or(title.country), organisation.or(title.organisation));
    }
    (person.role, person.sectors) = (title.role, title.sectors);
    list[office] = Some(Actor { antecedent: Some(name.span), basis: "title", ..person.clone() });
    list[id] = Some(person);
}

/// "Bashar al-Assad, the Syrian president": each side gives what the other lacks.
fn appose(scene: &Scene, list: &mut [Option<Actor>], id: usize) {
    let mention = &scene.mentions.list[id];
    // "the envoy and Minister X" are two
    let beside = |c: &usize| !crate::frame::is_listed(scene.parsed, scene.tree, *c);
    let mut appositions = scene.tree.with(scene.parsed, mention.head as usize, Deprel::Appos).filter(beside);
    let Some(other) = appositions.find_map(|c| scene.mentions.at(c)).filter(|o| *o != id) else { return };
    let Some(title) = list[other].clone() else { return };
    let foreign = |a: &Actor| a.country.is_some() && title.country.is_some() && a.country != title.country;
    let several = scene.parsed.words[mention.head as usize].feats.has(Feats::PLURAL)
        && !scene.parsed.words[scene.mentions.list[other].head as usize].feats.has(Feats::PLURAL);
    match &mut list[id] {
        // "one of the Kremlin's critics, the Latvian banker X": who is named, not whom he belongs to
        own if named_beside(own.as_ref(), &title, several) => {
            list[id] = scene.again(list, other, "apposition");
        }
        Some(actor) if actor.kind != ActorKind::Country => {
            complete(actor, &title);
            if title.kind == ActorKind::Person && actor.kind == ActorKind::Office && !foreign(actor) {
                actor.name.clone_from(&title.name);
                actor.kind = ActorKind::Person;
            }
        }
        None if mention.form == Form::Name && matches!(title.kind, ActorKind::Office | ActorKind::Person) => {
            let name = scene.words(mention.span).to_owned();
            list[id] = Some(Actor { name, kind: ActorKind::Person, basis: "apposition", ..title });
        }
        _ => {}
    }
    let completed = list[id].clone();
    if let (Some(a), Some(b)) = (completed, &mut list[other])
        && b.kind != ActorKind::Country
        && b.country.is_none()
    {
        complete(b, &a);
    }
}

fn named_beside(own: Option<&Actor>, beside: &Actor, several: bool) -> bool {
    let person = beside.kind == ActorKind::Person || several && beside.kind == ActorKind::Office;
    let owned = |a: &Actor| a.kind == ActorKind::Thing && a.basis == "owner" || several;
    person && beside.is_coded() && own.is_none_or(|a| owned(a) && a.members.is_empty() && a.country != beside.country)
}

pub(super) fn complete(actor: &mut Actor, from: &Actor) {
    if actor.country.is_none() && actor.organisation.is_none() {
        actor.country.clone_from(&from.country);
        actor.organisation.clone_from(&from.organisation);
        if actor.is_coded() {
            actor.basis = "apposition";
        }
    }
    if actor.sectors.is_empty() {
        actor.sectors.clone_from(&from.sectors);
    }
    if actor.role.is_none() {
        actor.role.clone_from(&from.role);
    }
}

/// "the foreign minister of Peru", "Syria's president", "a spokesman for President X": for whom an office or thing stands.
fn nested(scene: &Scene, list: &mut [Option<Actor>], id: usize) {
    let mention = &scene.mentions.list[id];
    let head = mention.head as usize;
    let Some(actor) = &list[id] else { return thing_of(scene, list, id) };
    if actor.is_coded()
        || !actor.members.is_empty()
        || !matches!(
            actor.kind,
            ActorKind::Office | ActorKind::Person | ActorKind::Government | ActorKind::Organisation | ActorKind::Thing
        )
    {
        return;
    }
    let owners = owners(scene, list, head);
    let Some(first) = owners.first().and_then(|o| list[*o].clone()) else { return };
    let owners = spelled_out(scene, list, &owners);
    let plural = scene.parsed.words[head].feats.has(Feats::PLURAL) && owners.len() > 1;
    let Some(actor) = &mut list[id] else { return };
    if plural {
        let (role, sectors) = (actor.role.clone(), actor.sectors.clone());
        let member = |o: &Actor| Actor {
            role: role.clone(),
            sectors: sectors.clone(),
            kind: ActorKind::Office,
            basis: "nested",
            members: Vec::new(),
            ..o.clone()
        };
        actor.members = owners.iter().map(member).collect();
        actor.basis = "nested";
        return;
    }
    actor.country = first.country;
    actor.organisation = first.organisation;
    actor.basis = "nested";
    let speaks_for = actor
        .role
        .as_deref()
        .is_some_and(|r| r.split(' ').any(|w| Scene::has_word(&scene.lexicon.actors.reference.spokesmen, w)));
    if speaks_for && !first.sectors.is_empty() {
        actor.sectors = first.sectors;
    }
}

/// Each owner with where its name stands; of several told in one phrase, all.
fn spelled_out(scene: &Scene, list: &[Option<Actor>], owners: &[usize]) -> Vec<Actor> {
    let each = |o: &usize| match &list[*o] {
        Some(several) if !several.members.is_empty() => several.members.clone(),
        one => one.iter().map(|a| Actor { span: Some(scene.mentions.list[*o].span), ..a.clone() }).collect(),
    };
    owners.iter().flat_map(each).collect()
}

/// "the envoys of both sides": who the two are has to be known before whose the envoys are.
fn pair_behind(scene: &Scene, list: &mut [Option<Actor>], id: usize) {
    let head = scene.mentions.list[id].head as usize;
    let behind = scene.tree.with(scene.parsed, head, Deprel::Nmod).filter_map(|w| scene.mentions.at(w));
    for owner in behind.filter(|o| *o > id).collect::<Vec<_>>() {
        // "talks with the leaders of Peru and Chile": those whom a phrase names are no others told before
        nested(scene, list, owner);
        let open = list[owner].as_ref().is_none_or(|a| !a.is_settled());
        if let Some(two) = pair(scene, list, owner).filter(|_| open) {
            list[owner] = Some(two);
        }
    }
}

/// "fighters of the group in Mali": a group that no country owns is met in one.
fn settled_in(scene: &Scene, list: &mut [Option<Actor>], id: usize) {
    let mention = &scene.mentions.list[id];
    // "positions of the group in Mali" stand for it
    let armed = |a: &Actor| a.sectors.iter().any(|s| s == ARMED) || a.organisation.as_deref() == Some(BAND);
    let group = |a: &&Actor| a.country.is_none() && a.organisation.is_some() && armed(a);
    if list[id].as_ref().filter(group).is_none() {
        return;
    }
    let places = &scene.lexicon.cues.frames.place_prepositions;
    let within =
        |w: &usize| scene.tree.with(scene.parsed, *w, Deprel::Case).any(|c| Scene::has_word(places, &scene.lemma(c)));
    let below = scene.tree.with(scene.parsed, mention.head as usize, Deprel::Nmod).filter(within);
    let country = below.filter_map(|w| scene.mentions.at(w)).find_map(|m| list[m].as_ref()?.country.clone());
    if let Some(actor) = list[id].as_mut().filter(|_| country.is_some()) {
        (actor.country, actor.basis) = (country, "nested");
    }
}

/// "bloc chairman | X": an unknown name right behind a title that the tree hung elsewhere.
fn abutting(scene: &Scene, list: &mut [Option<Actor>], id: usize) {
    let mentions = &scene.mentions.list;
    let Some(title) = id.checked_sub(1).filter(|t| mentions[*t].end == mentions[id].first) else { return };
    let unknown = list[id].as_ref().is_none_or(|a| a.kind == ActorKind::Person && !a.is_coded() && a.role.is_none());
    let singular = !scene.parsed.words[mentions[title].head as usize].feats.has(Feats::PLURAL);
    let office = list[title].clone().filter(|a| a.kind == ActorKind::Office && a.members.is_empty());
    let (Some(office), true, true, Form::Name) = (office, unknown, singular, mentions[id].form) else { return };
    let name = scene.words(mentions[id].span).to_owned();
    let known = repeated(scene, list, id).filter(Actor::is_coded);
    let person = known.unwrap_or(Actor { name, kind: ActorKind::Person, basis: "title", ..office });
    list[title] = Some(Actor { antecedent: Some(mentions[id].span), ..person.clone() });
    list[id] = Some(person);
    doubled(scene, list, title);
}

/// "Ghanaian President and bloc chairman X": two titles without an article before them are one person's.
fn doubled(scene: &Scene, list: &mut [Option<Actor>], id: usize) {
    let mentions = &scene.mentions.list;
    let bare = |m: usize| scene.tree.with(scene.parsed, mentions[m].head as usize, Deprel::Det).next().is_none();
    let joined = |m: &usize| {
        let between = mentions[*m].end;
        between + 1 == mentions[id].first && scene.parsed.words[between as usize].upos == Upos::Cconj
    };
    let Some(first) = (0..id).rev().take(NEAR).find(joined).filter(|m| bare(*m) && bare(id)) else { return };
    let office = |a: &Actor| a.kind == ActorKind::Office && a.members.is_empty();
    let one = !scene.parsed.words[mentions[first].head as usize].feats.has(Feats::PLURAL);
    // "Secretary Blinken and Foreign Minister Y" are two: the first title has to be nothing but one
    let bare_title = scene.mentions.hits_in(mentions[first].first, mentions[first].end).any(|h| {
        let role = |k: &u32| scene.lexicon.actors.known[*k as usize].what == crate::lexicon::actors::What::Role;
        h.end == mentions[first].end && h.known.iter().any(role)
    });
    let Some(title) = list[first].clone().filter(|a| office(a) && one && bare_title) else { return };
    let Some(person) = list[id].clone().filter(|a| a.kind == ActorKind::Person && a.role.is_some()) else { return };
    if title.country.is_some() && person.country.is_some() && title.country != person.country {
        return;
    }
    let country = title.country.or(person.country.clone());
    let organisation = if country.is_some() { None } else { person.organisation.clone() };
    let same = |a: &Actor| a.kind == ActorKind::Person && a.name == person.name;
    for m in (first..list.len())
        .take(NEAR)
        .filter(|m| *m == first || list[*m].as_ref().is_some_and(same))
        .collect::<Vec<_>>()
    {
        list[m] = Some(Actor { country: country.clone(), organisation: organisation.clone(), ..person.clone() });
    }
    list[first] = list[first].take().map(|a| Actor { role: title.role, sectors: title.sectors, basis: "title", ..a });
}

/// A thing without a country of its own stands for its possessor: "Russia's stance".
fn thing_of(scene: &Scene, list: &mut [Option<Actor>], id: usize) {
    let mention = &scene.mentions.list[id];
    if mention.form != Form::Nominal {
        return;
    }
    let possessor =
        scene.tree.with(scene.parsed, mention.head as usize, Deprel::NmodPoss).find_map(|c| scene.mentions.at(c));
    let Some(owner) = possessor.and_then(|p| list[p].clone()).filter(Actor::is_settled) else {
        return;
    };
    // "our countries" are not the speaker's alone
    let pair = Scene::has_word(&scene.lexicon.actors.reference.pairs, &scene.lemma(mention.head as usize));
    let first_person = |c: usize| is_own(scene, c);
    let plural = scene.parsed.words[mention.head as usize].feats.has(Feats::PLURAL);
    let mut owners = scene.tree.with(scene.parsed, mention.head as usize, Deprel::NmodPoss);
    if pair && plural && owners.any(first_person) {
        return;
    }
    let name = scene.words(mention.span).to_owned();
    list[id] = Some(Actor { name, kind: ActorKind::Thing, basis: "owner", role: None, collective: None, ..owner });
}

/// "we", "our": whoever speaks.
pub(super) fn is_own(scene: &Scene, word: usize) -> bool {
    Scene::has_word(&scene.lexicon.actors.reference.speaking, &scene.lemma(word))
        || Scene::has_word(
            &scene.lexicon.actors.reference.speaking,
            &scene.words(scene.parsed.words[word].span).to_lowercase(),
        )
}

/// Mentions that own the noun: possessors first, then what "of", "for", "from", "in" or "to" name, with their conjuncts.
fn owners(scene: &Scene, list: &[Option<Actor>], head: usize) -> Vec<usize> {
    use Deprel::*;
    let coded = |m: &usize| list[*m].as_ref().is_some_and(Actor::is_settled);
    // "Foreign Minister Elena Marin of Moldova", "the Minister of Foreign Affairs of Chile": what owns the office may hang on any part of the name
    let own = scene.mentions.at(head).map(|m| &scene.mentions.list[m]);
    let inside = own.map_or(head..head, |m| m.first as usize..m.end as usize);
    let parts = || {
        [head]
            .into_iter()
            .chain(scene.tree.with(scene.parsed, head, Flat))
            .chain(scene.tree.with(scene.parsed, head, NmodDesc))
            .chain(inside.clone().filter(|w| *w > head))
    };
    let of = |relation: Deprel| {
        let below = parts().flat_map(move |part| scene.tree.with(scene.parsed, part, relation));
        below.into_iter().find(|c| owns(scene, *c) && scene.mentions.at(*c).is_some_and(|m| coded(&m)))
    };
    let behind = || scene.tree.with(scene.parsed, head, Nmod).find_map(|field| beyond(scene, field, coded));
    let Some(owner) = of(NmodPoss).or_else(|| of(Nmod)).or_else(behind).or_else(|| sent_by(scene, head)) else {
        return Vec::new();
    };
    // trees may chain conjuncts: each hangs on the first or on the one before
    let mut all = vec![owner];
    let mut next = 0;
    while next < all.len() && all.len() < LOOK_BACK {
        let listed = |c: &usize| crate::frame::is_listed(scene.parsed, scene.tree, *c);
        all.extend(scene.tree.with(scene.parsed, all[next], Conj));
        // "of the Republic of Peru, the Republic of Chile and Cuba": another country in apposition is the list going on
        let country =
            |w: usize| scene.mentions.at(w).and_then(|m| list[m].as_ref()).filter(|a| a.kind == ActorKind::Country);
        let owner = country(all[next]).and_then(|a| a.country.as_ref());
        let other = |w: &usize| owner.is_some() && country(*w).is_some_and(|a| a.country.as_ref() != owner);
        all.extend(scene.tree.with(scene.parsed, all[next], Appos).filter(|w| other(w) || listed(w)));
        next += 1;
    }
    all.sort_unstable();
    all.into_iter().filter_map(|w| scene.mentions.at(w)).filter(coded).collect()
}

/// "protesters against Peru", "soldiers to the Red Cross": what stands behind these prepositions owns nobody.
fn owns(scene: &Scene, word: usize) -> bool {
    let foreign = &scene.lexicon.actors.reference.not_owning;
    let case = scene.tree.with(scene.parsed, word, Deprel::Case).next();
    !case.is_some_and(|c| Scene::has_word(foreign, &scene.lemma(c)))
}

/// "the ministries of culture of Peru and Chile": a bare word that tells the field of an office stands between it and its owner.
fn beyond(scene: &Scene, field: usize, coded: impl Fn(&usize) -> bool) -> Option<usize> {
    use Deprel::*;
    let bare = scene.tree.children(field).iter().all(|c| !matches!(scene.parsed.words[*c as usize].deprel, Det | Amod));
    let singular = !scene.parsed.words[field].feats.has(Feats::PLURAL);
    let mut below = scene.tree.with(scene.parsed, field, Nmod).filter(|_| bare && singular);
    below.find(|c| scene.mentions.at(*c).is_some_and(|m| coded(&m)))
}

/// "soldiers sent by Rwanda", "a militia led by X": who sends or leads a group is whom it acts for.
fn sent_by(scene: &Scene, head: usize) -> Option<usize> {
    let verbs = &scene.lexicon.actors.reference.sending;
    let sent = scene.tree.with(scene.parsed, head, Deprel::Acl).find(|v| Scene::has_word(verbs, &scene.lemma(*v)))?;
    let agent = |d: Deprel| scene.tree.with(scene.parsed, sent, d).find(|w| scene.mentions.at(*w).is_some());
    agent(Deprel::OblAgent)
}

fn is_counterpart(scene: &Scene, mention: &Mention) -> bool {
    let words = &scene.lexicon.actors.reference.counterpart;
    (mention.first..mention.end).any(|w| Scene::has_word(words, &scene.lemma(w as usize)))
}

/// "his Kuwaiti counterpart X": the role of him, the country of the adjective; without a name, the one who was named so before.
fn counterpart(scene: &Scene, list: &[Option<Actor>], id: usize) -> Option<Actor> {
    let mention = &scene.mentions.list[id];
    let country = country_in(scene, mention).or_else(|| list[id].as_ref().and_then(|a| a.country.clone()))?;
    let before = || told(list, id).take(10 * LOOK_BACK);
    let model = before().find(|m| {
        let a = list[*m].as_ref();
        a.is_some_and(|a| {
            a.role.is_some()
                && matches!(a.kind, ActorKind::Person | ActorKind::Office)
                && a.country.as_deref() != Some(country.as_str())
        })
    });
    let (role, sectors) = model
        .and_then(|m| list[m].as_ref())
        .map_or((None, vec!["GOV".into()]), |a| (a.role.clone(), a.sectors.clone()));
    let name = name_behind(scene, list, id);
    if name.is_none() {
        let same = before().find(|m| {
            list[*m].as_ref().is_some_and(|a| {
                a.kind == ActorKind::Person && a.country.as_deref() == Some(&country) && a.role == role
            })
        });
        if let Some(same) = same {
            return scene.again(list, same, "counterpart");
        }
    }
    let kind = if name.is_some() { ActorKind::Person } else { ActorKind::Office };
    let name = name.unwrap_or_else(|| scene.words(mention.span).to_owned());
    let wikidata = scene.lexicon.actors.known.iter().find(|k| k.name == name).and_then(|k| k.wikidata.clone());
    Some(Actor {
        country: Some(country),
        sectors,
        role,
        wikidata,
        antecedent: model.map(|m| scene.mentions.list[m].span),
        ..Actor::new(&name, kind, "counterpart")
    })
}

fn country_in(scene: &Scene, mention: &Mention) -> Option<String> {
    let known = scene.mentions.hits_in(mention.first, mention.end).flat_map(|h| &h.known);
    known.map(|k| &scene.lexicon.actors.known[*k as usize]).find_map(|k| k.country.clone().filter(|_| !k.person))
}

/// The name inside or beside the phrase: "his Kuwaiti counterpart Salem Al-Sabah".
fn name_behind(scene: &Scene, list: &[Option<Actor>], id: usize) -> Option<String> {
    let mention = &scene.mentions.list[id];
    let counterpart = (mention.first..mention.end)
        .find(|w| Scene::has_word(&scene.lexicon.actors.reference.counterpart, &scene.lemma(*w as usize)))?;
    let inside = counterpart + 1 < mention.end;
    if inside {
        let span =
            scene.parsed.words[counterpart as usize + 1].span.cover(scene.parsed.words[mention.end as usize - 1].span);
        return Some(scene.words(span).to_owned());
    }
    let appos =
        scene.tree.with(scene.parsed, mention.head as usize, Deprel::Appos).find_map(|c| scene.mentions.at(c))?;
    let named = scene.mentions.list[appos].form == Form::Name;
    let name = list[appos].as_ref().map(|a| a.name.clone());
    named.then(|| name.unwrap_or_else(|| scene.words(scene.mentions.list[appos].span).to_owned()))
}

/// "Mayor Sadiq Khan spoke. Khan said": a surname alone is whoever the text told in full, whoever news mean by it elsewhere.
fn namesake(scene: &Scene, list: &mut [Option<Actor>], id: usize) {
    let mention = &scene.mentions.list[id];
    let alone = mention.form == Form::Name && mention.end == mention.first + 1;
    let known = list[id].as_ref().filter(|a| alone && a.kind == ActorKind::Person && a.basis == "lexicon");
    let Some(name) = known.map(|a| a.name.clone()) else { return };
    let told = repeated(scene, list, id).filter(|a| a.kind == ActorKind::Person && a.name.contains(' '));
    if let Some(told) = told.filter(|a| a.name != name) {
        list[id] = Some(told);
    }
}

/// A short or bare name told in full before: "Lavrov".
pub(super) fn repeated(scene: &Scene, list: &[Option<Actor>], id: usize) -> Option<Actor> {
    let mention = &scene.mentions.list[id];
    if mention.form != Form::Name {
        return None;
    }
    let words = scene.words(mention.span);
    let last = words.rsplit([' ', '-']).next().unwrap_or(words);
    let earlier = (0..id).rev().find(|m| {
        list[*m].as_ref().is_some_and(|a| {
            let whole_word = a.name == words
                || a.name.ends_with(&format!(" {words}"))
                || (a.kind == ActorKind::Person && a.name.ends_with(&format!(" {last}")));
            matches!(a.kind, ActorKind::Person | ActorKind::Group | ActorKind::Organisation)
                && whole_word
                && last.len() > 2
        })
    })?;
    scene.again(list, earlier, "context")
}

/// A proper name that nobody knows, where an actor stands: somebody, though we cannot say for whom.
fn unknown(scene: &Scene, id: usize) -> Option<Actor> {
    use Deprel::*;
    let mention = &scene.mentions.list[id];
    let w = &scene.parsed.words[mention.head as usize];
    let argument = matches!(w.deprel, Nsubj | NsubjPass | Obj | Iobj | OblAgent | Conj);
    let name = scene.words(mention.span);
    let plain = w.upos == Upos::Propn && !name.chars().any(|c| c.is_ascii_digit());
    // "the Administrative Centre" is no human being
    let human = scene.tree.with(scene.parsed, mention.head as usize, Det).next().is_none();
    let kind = if human { ActorKind::Person } else { ActorKind::Organisation };
    (argument && plain).then(|| Actor::new(name, kind, "name"))
}

/// An office, body or person without a country: the same one told before.
fn in_context(scene: &Scene, list: &[Option<Actor>], id: usize, actor: Actor) -> Actor {
    let mention = &scene.mentions.list[id];
    if actor.is_coded() || !actor.members.is_empty() || actor.kind == ActorKind::Thing {
        return actor;
    }
    if !is_definite(scene, mention) && actor.kind != ActorKind::Person {
        return actor;
    }
    if scene.parsed.words[mention.head as usize].feats.has(Feats::PLURAL) {
        return band(scene, list, id, &actor).unwrap_or_else(|| plural_office(scene, list, id, actor));
    }
    if actor.kind == ActorKind::Person {
        return repeated(scene, list, id).unwrap_or(actor);
    }
    let same = told(list, id).take(LOOK_BACK).find(|m| {
        list[*m].as_ref().is_some_and(|a| {
            let role = a.role.as_deref().zip(actor.role.as_deref()).is_some_and(|(a, b)| is_short_for(b, a));
            a.is_coded()
                && (role || (a.sectors == actor.sectors && a.kind == actor.kind && actor.kind != ActorKind::Office))
        })
    });
    same.and_then(|m| scene.again(list, m, "context")).unwrap_or_else(|| of_its_bearer(scene, actor))
}

/// "the minister"; "the president and prime minister": the article of the first in a list is that of all that have none.
fn is_definite(scene: &Scene, mention: &Mention) -> bool {
    // a title in two parts may have its article on either
    let own = |m: &Mention| (m.first..m.head).find(|w| scene.parsed.words[*w as usize].deprel == Deprel::Det);
    let word = &scene.parsed.words[mention.head as usize];
    let first = scene.mentions.at(word.head as usize).filter(|_| word.deprel == Deprel::Conj);
    let article = own(mention).or_else(|| own(&scene.mentions.list[first?]));
    article.is_some_and(|d| scene.lemma(d as usize) == "the")
}

/// "the Secretary-General": an office that one body alone has where no other was told.
fn of_its_bearer(scene: &Scene, actor: Actor) -> Actor {
    let whose = &scene.lexicon.actors.reference.whose;
    let bearer = whose.iter().find(|(role, _)| actor.role.as_deref() == Some(role)).map(|(_, code)| code.clone());
    match bearer {
        Some(code) if actor.kind == ActorKind::Office => Actor { organisation: Some(code), basis: "lexicon", ..actor },
        _ => actor,
    }
}

/// Whether one role is a shorter way to say another: "minister" and "foreign minister", "secretary" and "secretary of state".
pub(super) fn is_short_for(short: &str, long: &str) -> bool {
    let rest = |cut: Option<&str>, whole: fn(&str) -> bool| cut.is_some_and(|r| r.is_empty() || whole(r));
    rest(long.strip_suffix(short), |r| r.ends_with(' ')) || rest(long.strip_prefix(short), |r| r.starts_with(' '))
}
