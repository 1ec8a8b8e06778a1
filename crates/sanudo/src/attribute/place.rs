//! Where? Place names, resolved by the countries of the article and by population.

use crate::actor::Actors;
use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::lexicon::actors::{What, fold};
use crate::mention::Mentions;
use crate::parse::{Deprel, Parsed, Upos};
use crate::segment::{BlockKind, Segments};
use crate::text::Span;

/// A place of the gazetteer or a country.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// Canonical name.
    pub name: String,
    /// GeoNames id.
    pub geonameid: Option<u32>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// First-order division.
    pub admin1: Option<String>,
    /// Degrees north; absent for a country.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// `city`, `country`, `region`.
    pub granularity: String,
}

/// A place name in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceMention {
    /// Its words.
    pub span: Span,
    /// First word.
    pub first: u32,
    /// One past the last word.
    pub end: u32,
    /// What it names.
    pub place: Place,
    /// Whether it stands with a preposition of place.
    pub prepositional: bool,
}

/// Populated places as a table sorted by folded name; searched where it stands.
#[derive(Debug, Default)]
pub struct Gazetteer {
    table: String,
    lines: Vec<u32>,
}

impl Gazetteer {
    /// Takes a table: folded name, name, country, admin1, latitude, longitude, population, GeoNames id, tab-separated, sorted bytewise.
    pub fn load(table: &str) -> Gazetteer {
        let mut lines = vec![];
        let mut at = 0;
        for line in table.split_inclusive('\n') {
            if !line.starts_with('#') {
                lines.push(at as u32);
            }
            at += line.len();
        }
        Gazetteer { table: table.to_owned(), lines }
    }

    fn line(&self, number: usize) -> &str {
        let start = self.lines[number] as usize;
        self.table[start..].split('\n').next().unwrap_or("")
    }

    fn key(&self, number: usize) -> &str {
        self.line(number).split('\t').next().unwrap_or("")
    }

    /// The place and country that a name most probably means: in a country that is near, else a large town without a namesake of its size.
    pub(crate) fn country_of(&self, name: &str, near: impl Fn(&str) -> bool) -> Option<(String, String)> {
        const LARGE: u64 = 100_000;
        const SIZES: u64 = 4;
        let key = key(name);
        let found: Vec<(Place, u64)> = self.named(&key).collect();
        let country = |p: &Place| p.country.clone();
        let close = found.iter().filter(|(p, _)| p.country.as_deref().is_some_and(&near)).max_by_key(|(_, n)| *n);
        if let Some((place, _)) = close {
            return Some((place.name.clone(), country(place)?));
        }
        let (place, size) = found.iter().max_by_key(|(_, n)| *n).filter(|(_, n)| *n >= LARGE)?;
        let rival = found.iter().any(|(p, n)| p.country != place.country && n * SIZES > *size);
        (!rival).then(|| Some((place.name.clone(), country(place)?))).flatten()
    }

    /// All places of this folded name, with their populations.
    fn named<'g>(&'g self, name: &'g str) -> impl Iterator<Item = (Place, u64)> + 'g {
        let from =
            self.lines.partition_point(|start| self.table[*start as usize..].split('\t').next().unwrap_or("") < name);
        (from..self.lines.len()).take_while(move |n| self.key(*n) == name).filter_map(|n| place(self.line(n)))
    }
}

fn place(line: &str) -> Option<(Place, u64)> {
    let mut columns = line.split('\t').skip(1);
    let name = columns.next()?.to_owned();
    let country = columns.next().map(str::to_owned);
    let admin1 = columns.next().filter(|a| !a.is_empty()).map(str::to_owned);
    let latitude = columns.next()?.parse().ok();
    let longitude = columns.next()?.parse().ok();
    let population = columns.next()?.parse().ok()?;
    let geonameid = columns.next()?.parse().ok();
    Some((Place { name, geonameid, country, admin1, latitude, longitude, granularity: "city".into() }, population))
}

/// Finds the place names of an article.
pub fn find(
    article: &Article,
    parsed: &Parsed,
    mentions: &Mentions,
    actors: &Actors,
    lexicon: &Lexicon,
) -> Vec<PlaceMention> {
    let countries: Vec<&str> = actors.list.iter().flatten().filter_map(|a| a.country.as_deref()).collect();
    let finder = Finder { article, parsed, mentions, lexicon, countries };
    mentions.list.iter().filter_map(|m| finder.at(m.head as usize, m.first as usize, m.end as usize)).collect()
}

struct Finder<'a> {
    article: &'a Article,
    parsed: &'a Parsed,
    mentions: &'a Mentions,
    lexicon: &'a Lexicon,
    countries: Vec<&'a str>,
}

impl Finder<'_> {
    /// The place that a noun phrase names: a known country or region, else a city of the gazetteer.
    fn at(&self, head: usize, first: usize, end: usize) -> Option<PlaceMention> {
        if self.parsed.words[head].upos != Upos::Propn {
            return None;
        }
        let prepositional = self.prepositional(head);
        let (from, to, place) = self.known(head, first, end).or_else(|| self.city(head, first, end, prepositional))?;
        let span = self.parsed.words[from].span.cover(self.parsed.words[to - 1].span);
        Some(PlaceMention { span, first: from as u32, end: to as u32, place, prepositional })
    }

    fn prepositional(&self, head: usize) -> bool {
        let words = self.parsed.words.get(head.saturating_sub(6)..head).unwrap_or(&[]);
        let offset = head.saturating_sub(6);
        let cases = words.iter().enumerate().filter(|(_, w)| w.deprel == Deprel::Case && w.head as usize == head);
        cases
            .map(|(i, _)| self.parsed.lemma(offset + i))
            .any(|lemma| self.lexicon.cues.frames.place_prepositions.iter().any(|p| p == lemma))
    }

    fn known(&self, head: usize, first: usize, end: usize) -> Option<(usize, usize, Place)> {
        let hits = self.mentions.hits_in(first as u32, end as u32);
        let hit = hits.filter(|h| (h.first as usize..h.end as usize).contains(&head)).last()?;
        let known = hit.known.iter().map(|id| &self.lexicon.actors.known[*id as usize]);
        let found =
            known.filter(|k| matches!(k.what, What::Country | What::Capital | What::City)).min_by_key(|k| k.what)?;
        let code = found.country.clone()?;
        let bounds = (hit.first as usize, hit.end as usize);
        let name = self.words(bounds.0, bounds.1);
        let place = match found.what {
            What::Country => country(&found.name, code),
            _ => self.best(&name, Some(&code)).unwrap_or_else(|| Place {
                name,
                granularity: "region".into(),
                ..country("", code)
            }),
        };
        Some((bounds.0, bounds.1, place))
    }

    fn city(&self, head: usize, first: usize, end: usize, prepositional: bool) -> Option<(usize, usize, Place)> {
        if !prepositional {
            return None;
        }
        // the whole name, then the name without what stands before it
        (first..=head).find_map(|from| self.best(&self.words(from, end), None).map(|place| (from, end, place)))
    }

    fn words(&self, first: usize, end: usize) -> String {
        self.parsed.words[first].span.cover(self.parsed.words[end - 1].span).of(&self.article.text).to_owned()
    }

    /// Of all places of that name: in the wanted country, else in a country of the article, else the largest.
    fn best(&self, name: &str, country: Option<&str>) -> Option<Place> {
        let key = key(name);
        let candidates =
            self.lexicon.gazetteer.named(&key).filter(|(p, _)| country.is_none_or(|c| p.country.as_deref() == Some(c)));
        let nearby = |p: &Place| p.country.as_deref().is_some_and(|c| self.countries.contains(&c));
        candidates.max_by_key(|(p, population)| (nearby(p), *population)).map(|(p, _)| p)
    }
}

fn key(name: &str) -> String {
    name.split_whitespace().map(|w| fold(w).to_lowercase()).collect::<Vec<_>>().join(" ")
}

fn country(name: &str, code: String) -> Place {
    Place { name: name.to_owned(), country: Some(code), granularity: "country".into(), ..Place::default() }
}

/// The place of the article's dateline: its first words up to a comma.
pub fn dateline(article: &Article, segments: &Segments, actors: &Actors, lexicon: &Lexicon) -> Option<(Span, Place)> {
    let block = segments.blocks.iter().find(|b| b.kind == BlockKind::Dateline)?;
    let name = block.span.of(&article.text).split([',', '(']).next()?.trim();
    let key = key(name);
    let countries: Vec<&str> = actors.list.iter().flatten().filter_map(|a| a.country.as_deref()).collect();
    let nearby = |p: &Place| p.country.as_deref().is_some_and(|c| countries.contains(&c));
    let (place, _) = lexicon.gazetteer.named(&key).max_by_key(|(p, population)| (nearby(p), *population))?;
    let start = block.span.start;
    Some((Span { start, end: start + name.len() as u32 }, place))
}
