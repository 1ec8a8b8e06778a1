//! Who is meant by a name? Measured on the people that the Kremlin's pages link, where they lie beside the project (`../shared/data/news`).

#![allow(clippy::print_stdout, reason = "a score is told")]

use jiff::civil::Date;
use sanudo::actor::{self, Actor, ActorKind};
use sanudo::article::Article;
use sanudo::lexicon::Lexicon;
use sanudo::lexicon::actors::{What, fold};
use sanudo::mention;
use sanudo::model::Model;
use serde_json::Value;
use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// The share of names resolved to the person, and of offices right on the day, that may not be lost again.
const FLOORS: [f64; 2] = [0.90, 0.90];

/// Each so many'th article is read: the whole set takes minutes.
const STEP: usize = 2;

#[derive(Default)]
struct Tally {
    right: u32,
    all: u32,
}

impl Tally {
    fn add(&mut self, right: bool) {
        self.right += u32::from(right);
        self.all += 1;
    }

    fn share(&self) -> f64 {
        f64::from(self.right) / f64::from(self.all.max(1))
    }
}

#[test]
fn linked_people_are_known() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/news");
    let (people, articles) = (folder.join("kremlin_people.jsonl"), folder.join("kremlin.jsonl"));
    if !people.exists() || !articles.exists() {
        println!("skipped: ../shared/data/news is not there");
        return;
    }
    let lexicon = Lexicon::load(serde_json::from_slice(sanudo_data::LEXICON).expect("a lexicon")).expect("a lexicon");
    let model = Model::load(sanudo_data::WEIGHTS, sanudo_data::SEGMENT, sanudo_data::LEMMAS).expect("a model");
    let texts: HashMap<String, Value> = lines(&articles).map(|a| (text(&a["id"]), a)).collect();
    let (mut named, mut office) = (Tally::default(), Tally::default());
    for linked in lines(&people).step_by(STEP) {
        let Some(source) = texts.get(&text(&linked["id"])) else { continue };
        let (article, found) = read(source, &lexicon, &model);
        for person in linked["people"].as_array().into_iter().flatten().filter(|p| is_name(p)) {
            measure(&article, &found, person, &lexicon, [&mut named, &mut office]);
        }
    }
    println!("people: {} of {} names are the person, {:.3}", named.right, named.all, named.share());
    println!("people: {} of {} offices are those that the text gives, {:.3}", office.right, office.all, office.share());
    assert!(named.share() >= FLOORS[0] && office.share() >= FLOORS[1], "under the floors of {FLOORS:?}");
}

fn lines(path: &Path) -> impl Iterator<Item = Value> {
    let text = fs::read_to_string(path).expect("readable");
    text.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect::<Vec<_>>().into_iter()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Whether the link is on a person's name, not on an office or a term.
fn is_name(person: &Value) -> bool {
    let mention = folded(&text(&person["mention"]));
    person["person_id"].is_string()
        && folded(&text(&person["card"][0])).iter().any(|w| w.len() > 2 && mention.contains(w))
}

fn folded(name: &str) -> Vec<String> {
    name.split([' ', '-']).map(fold).filter(|w| !w.is_empty()).collect()
}

type Found = Vec<(sanudo::text::Span, Actor)>;

fn read(source: &Value, lexicon: &Lexicon, model: &Model) -> (Article, Found) {
    let published: Option<Date> = source["published"].as_str().and_then(|d| d.get(..10)).and_then(|d| d.parse().ok());
    let article = Article { text: text(&source["text"]), published, ..Article::default() };
    let parsed = sanudo::parse::parse(&article, &sanudo::segment::segment(&article, model), model);
    let mentions = mention::find(&article, &parsed, lexicon);
    let actors = actor::resolve(&article, &parsed, &mentions, None, lexicon);
    let found = mentions.list.iter().zip(actors.list).filter_map(|(m, a)| Some((m.span, a?))).collect();
    (article, found)
}

/// The person is right if the name given is that of the card, however spelled: one full name in common, or the same words.
fn measure(article: &Article, found: &Found, person: &Value, lexicon: &Lexicon, tallies: [&mut Tally; 2]) {
    let mention = text(&person["mention"]);
    let Some(at) = article.text.find(&mention) else { return };
    let end = at + mention.len();
    let actor = found
        .iter()
        .filter(|(s, _)| (s.start as usize) < end && at < s.end as usize)
        .find(|(_, a)| a.kind == ActorKind::Person && is_the_one(&a.name, &text(&person["card"][0]), lexicon));
    let [named, office] = tallies;
    named.add(actor.is_some());
    if actor.is_none() {
        let seen: Vec<_> = found
            .iter()
            .filter(|(s, _)| (s.start as usize) < end && at < s.end as usize)
            .map(|(_, a)| format!("{} {:?} {}", a.name, a.kind, a.basis))
            .collect();
        println!("missed: {mention} = {} : {seen:?}", person["card"]);
    }
    if let Some((title, known)) = title_and_office(&article.text[..at], &text(&person["card"][0]), article, lexicon) {
        let right = known.as_deref().is_some_and(|known| alike(&title, known, lexicon));
        office.add(right);
        if !right {
            println!("office: {title} {mention} on {:?}: {known:?}", article.published);
        }
    }
}

/// Whether this name is one of the person on the card, whose last name may stand first.
fn is_the_one(name: &str, card: &str, lexicon: &Lexicon) -> bool {
    let mut words = folded(card);
    let given = folded(name);
    let common = words.iter().filter(|w| given.contains(w)).count();
    if common >= 2 || common == given.len().min(words.len()) {
        return true;
    }
    (0..words.len()).any(|_| {
        words.rotate_left(1);
        let known = lexicon.actors.named(&words.join(" ")).iter().map(|id| &lexicon.actors.known[*id as usize]);
        known.into_iter().any(|k| k.what == What::Person && k.name == name)
    })
}

/// The title before the name in the text, and what the lexicon says the person is on the day; nobody where it has no dated office.
fn title_and_office(
    before: &str,
    card: &str,
    article: &Article,
    lexicon: &Lexicon,
) -> Option<(String, Option<String>)> {
    let mut words: Vec<String> = before.rsplit(' ').skip(1).take(4).map(fold).collect();
    words.reverse();
    let title = (0..words.len()).map(|n| words[n..].join(" ")).find(|t| {
        let known = lexicon.actors.named(t).iter().map(|id| &lexicon.actors.known[*id as usize]);
        before.ends_with(' ') && known.clone().any(|k| k.what == What::Role && k.person)
    })?;
    let known = lexicon
        .actors
        .known
        .iter()
        .filter(|k| k.what == What::Person)
        .filter(|k| is_the_one(&k.name, card, lexicon) && k.offices.iter().any(|o| o.from.is_some()));
    let known: Vec<_> = known.collect();
    if known.is_empty() {
        return None;
    }
    let office = known.iter().find_map(|k| k.office(article.published)).map(|o| o.role.clone());
    Some((title, office))
}

/// "defence minister" is "minister of defence", and "president" is within "vice president" only the other way round.
fn alike(title: &str, office: &str, lexicon: &Lexicon) -> bool {
    if lexicon.actors.office(title) == lexicon.actors.office(office) {
        return true;
    }
    let words = |t: &str| -> Vec<String> {
        let mut words: Vec<String> =
            t.replace("defense", "defence").split(' ').map(fold).filter(|w| w != "of" && w != "the").collect();
        words.sort();
        words
    };
    let (title, office) = (words(title), words(office));
    title.iter().all(|w| office.contains(w))
}
