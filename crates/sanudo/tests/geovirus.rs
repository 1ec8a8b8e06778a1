//! Place names of 229 articles of Wikinews (GeoVirus), found in raw text and within 161 km of the annotated point.
//! A country's point is its middle, which a record does not tell. Skipped, aloud, where the set is not here.

#![allow(clippy::print_stdout, reason = "a score is told")]

use quick_xml::Reader;
use quick_xml::events::Event;
use sanudo::article::Article;
use sanudo::attribute::place::{self, PlaceMention};
use sanudo::lexicon::Lexicon;
use sanudo::lexicon::gazetteer::Gazetteer;
use sanudo::model::Model;
use std::collections::BTreeMap;
use std::path::Path;

const FLOOR: f64 = 0.74;

#[derive(Default)]
struct Gold {
    text: String,
    places: Vec<BTreeMap<String, String>>,
}

#[test]
fn place_names_are_found_and_lie_where_they_should() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/geo/GeoVirus.xml");
    let Ok(xml) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not here", path.display());
        return;
    };
    let mut lexicon = Lexicon::load(serde_json::from_slice(sanudo_data::LEXICON).expect("JSON")).expect("a lexicon");
    lexicon.gazetteer = Gazetteer::load(sanudo_data::GAZETTEER);
    let model = Model::load(sanudo_data::WEIGHTS, sanudo_data::SEGMENT, sanudo_data::LEMMAS).expect("a model");
    let (mut hits, mut found, mut true_places, mut named) = (0, 0, 0, 0);
    for gold in articles(&xml) {
        let places = find(&gold.text, &lexicon, &model);
        let spans: Vec<(usize, usize)> = places.iter().map(|p| chars(&gold.text, p)).collect();
        found += places.len();
        true_places += gold.places.len();
        let mut used = vec![false; places.len()];
        for annotated in &gold.places {
            let number = |key: &str| annotated.get(key).and_then(|v| v.parse::<f64>().ok()).unwrap_or(0.0);
            let (start, end) = (number("start") as usize, number("end") as usize);
            let over = (0..places.len()).find(|i| !used[*i] && spans[*i].0 < end && spans[*i].1 > start);
            let Some(i) = over else {
                show(&gold, annotated, None);
                continue;
            };
            used[i] = true;
            named += 1;
            let near =
                point(&places[i], &lexicon).is_some_and(|p| kilometres(p, (number("lat"), number("lon"))) <= 161.0);
            hits += usize::from(near);
            if !near {
                show(&gold, annotated, Some(&places[i]));
            }
        }
        let extra = (0..places.len()).filter(|i| !used[*i]);
        if std::env::var_os("SHOW").is_some() {
            extra.for_each(|i| println!("extra  {}", places[i].span.of(&gold.text)));
        }
    }
    let f1 = |n: usize| 2.0 * n as f64 / (found + true_places).max(1) as f64;
    println!("GeoVirus: {true_places} place names, {found} found, {named} of them annotated, {hits} within 161 km");
    println!("F1 of names {:.3}, of names within 161 km {:.3}", f1(named), f1(hits));
    assert!(f1(hits) >= FLOOR, "{:.3} is under the floor of {FLOOR}", f1(hits));
}

fn show(gold: &Gold, annotated: &BTreeMap<String, String>, got: Option<&PlaceMention>) {
    if std::env::var_os("SHOW").is_some() {
        let name = annotated.get("name").map_or("", String::as_str);
        let start: usize = annotated.get("start").and_then(|s| s.parse().ok()).unwrap_or(0);
        let around: String = gold.text.chars().skip(start.saturating_sub(25)).take(70).collect();
        match got {
            Some(p) => println!("far    {name}: {} {:?} {:?}", p.place.name, p.place.country, p.place.admin1),
            None => println!("missed {name}: {}", around.replace('\n', " ")),
        }
    }
}

fn find(text: &str, lexicon: &Lexicon, model: &Model) -> Vec<PlaceMention> {
    let article = Article { text: text.to_owned(), ..Article::default() };
    let analysis = sanudo::pipeline::analyse(&article, lexicon, model);
    place::find(&article, &analysis.parsed, &analysis.mentions, &analysis.actors, lexicon)
}

fn chars(text: &str, place: &PlaceMention) -> (usize, usize) {
    let count = |end: u32| text[..end as usize].chars().count();
    (count(place.span.start), count(place.span.end))
}

fn point(mention: &PlaceMention, lexicon: &Lexicon) -> Option<(f64, f64)> {
    let own = mention.place.latitude.zip(mention.place.longitude);
    own.or_else(|| lexicon.gazetteer.centre(mention.place.country.as_deref()?))
}

fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let [la, lb] = [a.0, b.0].map(f64::to_radians);
    let turn = (a.1 - b.1).to_radians();
    6371.0 * (la.sin() * lb.sin() + la.cos() * lb.cos() * turn.cos()).clamp(-1.0, 1.0).acos()
}

/// The articles of the set: `article` with `text` and `location`s of simple elements.
fn articles(xml: &str) -> Vec<Gold> {
    let mut reader = Reader::from_str(xml);
    let mut list: Vec<Gold> = Vec::new();
    let mut element = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                tag.name().as_ref().clone_into(&mut element);
                match element.as_str() {
                    "article" => list.push(Gold::default()),
                    "location" => list.last_mut().into_iter().for_each(|g| g.places.push(BTreeMap::new())),
                    _ => {}
                }
            }
            Ok(Event::Text(text)) => add(&mut list, &element, &text),
            Ok(Event::GeneralRef(name)) => {
                let sign = match &*name {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    _ => "'",
                };
                add(&mut list, &element, sign);
            }
            Ok(Event::End(_)) => element.clear(),
            Ok(Event::Eof) | Err(_) => return list,
            Ok(_) => {}
        }
    }
}

fn add(list: &mut [Gold], element: &str, text: &str) {
    let Some(gold) = list.last_mut() else { return };
    match element {
        "text" => gold.text += text,
        "" => {}
        _ => gold.places.iter_mut().last().into_iter().for_each(|p| *p.entry(element.to_owned()).or_default() += text),
    }
}
