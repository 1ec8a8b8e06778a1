//! Whose is "the Department" in a paper that a state publishes? What its publisher calls its own by a bare noun is the publisher's.

use super::context::{is_short_for, repeated};
use super::{Actor, ActorKind, LOOK_BACK, Scene, told};
use crate::lexicon::Lexicon;
use crate::lexicon::actors::{Known, What, fold};

/// Sectors of bodies and offices of state.
const STATE: [&str; 4] = ["GOV", "MIL", "LEG", "JUD"];

/// More words are no publisher's name.
const WORDS: usize = 16;

/// The state that publishes an article.
#[derive(Debug)]
pub(super) struct House {
    /// Its country.
    pub country: String,
    /// The body that publishes.
    pub name: String,
    /// Offices that the publisher's name tells: the "President of Russia" publishes what "the President" does.
    offices: Vec<String>,
}

impl House {
    /// The body or office of one state that the publisher's name tells: "U.S. Department of State", "President of Russia".
    pub(super) fn of(publisher: Option<&str>, lexicon: &Lexicon) -> Option<House> {
        let name = publisher?;
        let words: Vec<String> = name.split([' ', ',', '(', ')']).filter(|w| !w.is_empty()).map(fold).collect();
        let known = known(&words[..words.len().min(WORDS)], lexicon);
        let of_state = |k: &&&Known| k.sector.as_deref().is_some_and(|s| STATE.contains(&s));
        let offices: Vec<String> =
            known.iter().filter(of_state).filter(|k| k.what == What::Role).map(|k| k.name.clone()).collect();
        let nation = known.iter().find(|k| matches!(k.what, What::Country | What::Adjective));
        let mut bodies = known.iter().filter(of_state).filter(|k| matches!(k.what, What::Body | What::Metonym));
        let first = bodies.next();
        let shared = bodies.any(|k| first.is_some_and(|first| first.country != k.country));
        let told = first.is_some() || !offices.is_empty();
        let country = nation.or(first.filter(|_| !shared))?.country.clone()?;
        told.then(|| House { country, name: name.to_owned(), offices })
    }

    /// Whether a bare title or noun means the publisher's own.
    fn calls_own(&self, scene: &Scene, role: &str) -> bool {
        Scene::has_word(&scene.lexicon.actors.reference.houses, role) || self.offices.iter().any(|o| o == role)
    }
}

/// The longest known names in the words.
fn known<'a>(words: &[String], lexicon: &'a Lexicon) -> Vec<&'a Known> {
    let mut found: Vec<&Known> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let most = lexicon.actors.longest(&words[at]).min(words.len() - at);
        let length = (1..=most).rev().find(|n| !lexicon.actors.named(&words[at..at + n].join(" ")).is_empty());
        let ids = length.map_or(&[][..], |n| lexicon.actors.named(&words[at..at + n].join(" ")));
        found.extend(ids.iter().map(|id| &lexicon.actors.known[*id as usize]));
        at += length.unwrap_or(1);
    }
    found
}

/// "instructed the Government": with a capital, where no sentence begins, it is the publisher's own.
fn is_ruling(scene: &Scene, id: usize, role: &str) -> bool {
    let head = scene.mentions.list[id].head as usize;
    let capital = scene.words(scene.parsed.words[head].span).starts_with(char::is_uppercase);
    capital && Scene::has_word(&scene.lexicon.actors.reference.cabinets, role)
}

/// "the Department", "Assistant Secretary X", "our embassies": the publisher's, as it was told before.
pub(super) fn own(scene: &Scene, list: &[Option<Actor>], id: usize, actor: &Actor) -> Option<Actor> {
    let house = scene.house.as_ref()?;
    let role = actor.role.as_deref().filter(|role| house.calls_own(scene, role) || is_ruling(scene, id, role))?;
    let ours = |a: &Actor| a.country.as_deref() == Some(house.country.as_str());
    if actor.kind == ActorKind::Person {
        if let Some(before) = repeated(scene, list, id).filter(Actor::is_coded) {
            return Some(before);
        }
    } else {
        let same = |m: &usize| {
            let a = list[*m].as_ref().filter(|a| ours(a) && a.members.is_empty());
            a.is_some_and(|a| a.role.as_deref().is_some_and(|long| is_short_for(role, long)))
        };
        if let Some(before) = told(list, id).take(LOOK_BACK).find(same) {
            return scene.again(list, before, "context");
        }
    }
    Some(Actor { country: Some(house.country.clone()), basis: "context", ..actor.clone() })
}
