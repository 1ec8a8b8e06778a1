//! Where? Place names, and which place of that name is meant.
//!
//! A name is looked for in the lexicon, then in the gazetteer; which place it is, is settled once for the whole article: by the place
//! named beside it ("Pandi, Bulacan"), by the countries that the article is about, by what else lies near, by how many live there.

use crate::actor::Actors;
use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::lexicon::actors::{What, fold};
use crate::lexicon::gazetteer::{self, Entry, Kind};
use crate::mention::{Hit, Mentions};
use crate::parse::{Deprel, NameKind, Parsed, Upos};
use crate::segment::{BlockKind, Segments};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::iter::Peekable;
use std::slice::Iter;

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
    /// `city`, `admin1`, `admin2`, `country`, `region`, `sea`, `site`, `camp`, `continent`.
    pub granularity: &'static str,
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

/// Finds the place names of an article.
pub fn find(
    article: &Article,
    parsed: &Parsed,
    mentions: &Mentions,
    actors: &Actors,
    lexicon: &Lexicon,
) -> Vec<PlaceMention> {
    let finder = Finder { article, parsed, mentions, lexicon };
    let names = finder.names();
    let weights = weights(actors);
    let mut settled: FxHashMap<&str, Option<Entry>> = FxHashMap::default();
    let mut anchors = Vec::new();
    let mut places = Vec::with_capacity(names.len());
    for (i, name) in names.iter().enumerate() {
        let holder = names.get(i + 1).filter(|next| finder.holds(name, next));
        let judge = Judge { weights: &weights, anchors: &anchors, holder };
        let choose = || judge.best(lexicon, name);
        let known = *settled.entry(&name.key).or_insert_with(choose);
        let entry = if holder.is_some() { choose() } else { known };
        if let Some(entry) = entry.filter(|e| finder.plausible(name, e, judge.expects(e))) {
            anchors.push(entry);
            places.push((name, Some(entry)));
        } else if entry.is_none() && name.known.is_some() {
            places.push((name, None));
        }
    }
    places.into_iter().map(|(name, entry)| finder.mention(name, entry.as_ref())).collect()
}

/// A run of words that names a place.
struct PlaceName<'a> {
    first: usize,
    end: usize,
    /// The folded name.
    key: String,
    /// The country that the lexicon gives it, and whether it is that country itself.
    known: Option<(&'a str, bool)>,
    prepositional: bool,
}

struct Finder<'a> {
    article: &'a Article,
    parsed: &'a Parsed,
    mentions: &'a Mentions,
    lexicon: &'a Lexicon,
}

/// A longer name is not looked for.
const LONGEST: usize = 5;

impl<'a> Finder<'a> {
    fn names(&self) -> Vec<PlaceName<'a>> {
        let mut names = Vec::new();
        let mut hits = self.mentions.hits.iter().peekable();
        for sentence in &self.parsed.sentences {
            let mut at = sentence.first as usize;
            while at < sentence.end as usize {
                let hit = hit_at(&mut hits, at);
                let found = self.name_at(at, sentence.end as usize, hit);
                let over = hit.filter(|h| !self.opens_person(h)).map_or(at + 1, |h| h.end as usize);
                at = found.as_ref().map_or(over, |n| n.end).max(at + 1);
                names.extend(found);
            }
        }
        names
    }

    /// Whether the hit is a role alone: "president" may open the name of a place.
    fn opens_person(&self, hit: &Hit) -> bool {
        hit.known.iter().all(|k| self.lexicon.actors.known[*k as usize].what == What::Role)
    }

    /// The longest place name that begins at a word: the lexicon's, else the gazetteer's.
    fn name_at(&self, first: usize, end: usize, hit: Option<&Hit>) -> Option<PlaceName<'a>> {
        let known = hit.filter(|h| self.capital(h)).and_then(|h| self.known(h).map(|k| (h.end as usize, k)));
        if known.is_none() && !self.opens(first) {
            return None;
        }
        // what the lexicon knows as somebody is no place, unless a longer name is: "West Virginia"
        let somebody = hit.filter(|h| known.is_none() && !self.opens_person(h));
        let least = known.map(|(end, _)| end).or(somebody.map(|h| h.end as usize + 1)).unwrap_or(first + 1);
        let long = self.longest(first, least, end.min(first + LONGEST));
        let (end, key, known) = match (long, known) {
            (Some((end, key)), Some((known_end, k))) => (end, key, (end == known_end).then_some(k)),
            (Some((end, key)), None) => (end, key, None),
            (None, Some((end, k))) => (end, self.key(first, end), Some(k)),
            (None, None) => return None,
        };
        let known = known.filter(|k| !k.1 || !self.is_part(&key, k.0));
        let head = self.head(first, end);
        Some(PlaceName { first, end, key, known, prepositional: self.prepositional(head, first) })
    }

    /// Whether the name is that of a part of the country, which stands for it when it acts: "Scotland".
    fn is_part(&self, key: &str, country: &str) -> bool {
        self.lexicon.gazetteer.named(key).any(|e| e.country == country && e.kind == Kind::Region)
    }

    fn opens(&self, word: usize) -> bool {
        let upos = self.parsed.words[word].upos;
        upos == Upos::Propn || matches!(upos, Upos::Adj | Upos::Noun) && self.text(word).starts_with(char::is_uppercase)
    }

    /// Whether the known name is written as one: no "turkeys".
    fn capital(&self, hit: &Hit) -> bool {
        (hit.first..hit.end).any(|w| self.text(w as usize).starts_with(char::is_uppercase))
    }

    fn known(&self, hit: &Hit) -> Option<(&'a str, bool)> {
        let known = hit.known.iter().map(|id| &self.lexicon.actors.known[*id as usize]);
        let found =
            known.filter(|k| matches!(k.what, What::Country | What::Capital | What::City)).min_by_key(|k| k.what)?;
        Some((found.country.as_deref()?, found.what == What::Country))
    }

    /// The longest run from `first` that reaches `least` and that the gazetteer knows.
    fn longest(&self, first: usize, least: usize, most: usize) -> Option<(usize, String)> {
        let mut found = None;
        for end in first + 1..=most {
            if end >= least && self.opens(end - 1) {
                let known = Some(self.key(first, end)).filter(|key| self.lexicon.gazetteer.knows(key));
                found = known.map(|key| (end, key)).or(found);
            }
            let joins = |w: usize| self.opens(w) || self.parsed.words[w].upos == Upos::Adp || self.text(w) == "-";
            if self.parsed.words.get(end).is_none_or(|_| !joins(end)) {
                break;
            }
        }
        found
    }

    fn text(&self, word: usize) -> &'a str {
        self.parsed.words[word].span.of(&self.article.text)
    }

    fn key(&self, first: usize, end: usize) -> String {
        gazetteer::key(self.parsed.words[first].span.cover(self.parsed.words[end - 1].span).of(&self.article.text))
    }

    /// The word of the name that hangs outside of it.
    fn head(&self, first: usize, end: usize) -> usize {
        let outside = |w: &usize| !(first..end).contains(&(self.parsed.words[*w].head as usize));
        (first..end).find(outside).unwrap_or(first)
    }

    fn prepositional(&self, head: usize, first: usize) -> bool {
        let from = first.saturating_sub(6);
        let words = self.parsed.words[from..first].iter().enumerate();
        let cases = words.filter(|(_, w)| w.deprel == Deprel::Case && w.head as usize == head);
        cases
            .map(|(i, _)| self.parsed.lemma(from + i))
            .any(|lemma| self.lexicon.cues.frames.place_prepositions.iter().any(|p| p == lemma))
    }

    /// Whether `next` stands behind a comma as what `name` lies in: "Pandi, Bulacan".
    fn holds(&self, name: &PlaceName, next: &PlaceName) -> bool {
        next.first == name.end + 1 && self.text(name.end) == ","
    }

    /// Whether this name is a place here, and not part of a person's or an organisation's name.
    fn plausible(&self, name: &PlaceName, entry: &Entry, expected: bool) -> bool {
        let kind = self.kind(name);
        if name.known.is_some() {
            return true;
        }
        if kind == Some(NameKind::Person) || self.in_longer_name(name) || self.lexicon.dates.names_time(&name.key) {
            return false;
        }
        let named_place = kind == Some(NameKind::Place);
        let large = entry.people >= LARGE || !matches!(entry.kind, Kind::City | Kind::Admin2);
        let proper = self.parsed.words[name.first].upos == Upos::Propn && kind != Some(NameKind::Organisation);
        named_place || proper && (large || name.prepositional && expected)
    }

    /// What the network says that the name is part of.
    fn kind(&self, name: &PlaceName) -> Option<NameKind> {
        let names = &self.parsed.names;
        let from = names.partition_point(|n| n.end as usize <= name.first);
        names.get(from).filter(|n| (n.first as usize) < name.end).map(|n| n.kind)
    }

    /// Whether a proper noun or a given name stands before it in the same name.
    fn in_longer_name(&self, name: &PlaceName) -> bool {
        let Some(before) = name.first.checked_sub(1) else { return false };
        let word = &self.parsed.words[before];
        let same = |w: usize| {
            let head = self.parsed.words[w].head as usize;
            (name.first..name.end).contains(&head)
        };
        let bound = same(before) || (name.first..name.end).any(|w| self.parsed.words[w].head as usize == before);
        let personal = || self.lexicon.actors.is_given(&fold(self.text(before)));
        word.upos == Upos::Propn && bound && !self.text(before).ends_with(',') || personal() && bound
    }

    fn mention(&self, name: &PlaceName, entry: Option<&Entry>) -> PlaceMention {
        let span = self.parsed.words[name.first].span.cover(self.parsed.words[name.end - 1].span);
        let text = || span.of(&self.article.text).to_owned();
        let place = match (name.known, entry) {
            (Some((code, true)), _) => {
                country(&self.lexicon.actors.short_name(code).map_or_else(text, str::to_owned), code)
            }
            (_, Some(entry)) => place(entry),
            (Some((code, false)), None) => Place { granularity: "region", ..country(&text(), code) },
            (None, None) => Place::default(),
        };
        let (first, end) = (name.first as u32, name.end as u32);
        PlaceMention { span, first, end, place, prepositional: name.prepositional }
    }
}

/// The hit that begins at a word; those before it are passed over.
fn hit_at<'m>(hits: &mut Peekable<Iter<'m, Hit>>, word: usize) -> Option<&'m Hit> {
    while hits.next_if(|h| (h.first as usize) < word).is_some() {}
    hits.peek().filter(|h| h.first as usize == word).copied()
}

/// From so many inhabitants on a name is a place without a preposition.
const LARGE: u64 = 100_000;

/// How much each country is what the article is about: its share of the actors.
fn weights(actors: &Actors) -> FxHashMap<&str, f64> {
    let codes = || actors.list.iter().flatten().filter_map(|a| a.country.as_deref());
    let all = codes().count().max(4) as f64;
    let mut weights = FxHashMap::default();
    codes().for_each(|code| *weights.entry(code).or_insert(0.0) += 1.0 / all);
    weights
}

/// Who chooses between places of one name.
struct Judge<'a> {
    weights: &'a FxHashMap<&'a str, f64>,
    /// The places settled so far.
    anchors: &'a [Entry<'a>],
    /// What it is said to lie in.
    holder: Option<&'a PlaceName<'a>>,
}

impl Judge<'_> {
    fn best<'g>(&self, lexicon: &'g Lexicon, name: &'g PlaceName) -> Option<Entry<'g>> {
        match name.known {
            Some((_, true)) => None,
            known => self.named(lexicon, &name.key, known.map(|(code, _)| code)),
        }
    }

    /// The likeliest place of a folded name; `known` is the country that the lexicon gives it.
    fn named<'g>(&self, lexicon: &'g Lexicon, key: &'g str, known: Option<&str>) -> Option<Entry<'g>> {
        let score = |e: &Entry| self.score(e) + if known == Some(e.country) { KNOWN } else { 0.0 };
        let best = |fits: &dyn Fn(&Entry) -> bool| {
            let candidates = lexicon.gazetteer.named(key).filter(fits).map(|e| (score(&e), e));
            candidates.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, entry)| entry)
        };
        let first = best(&|_| true)?;
        // a city gives its division the name: without "province" beside it, the city is meant
        let capital = |e: &Entry| e.kind == Kind::City && e.people * 20 >= first.people && apart(e, &first) < NEAR;
        let division = matches!(first.kind, Kind::Admin1 | Kind::Admin2);
        best(&|e| division && e.country == first.country && capital(e)).or(Some(first))
    }

    /// Whether the article speaks of the country, of what lies around, or of what the place lies in.
    fn expects(&self, entry: &Entry) -> bool {
        self.weights.contains_key(entry.country) || self.near(entry) || self.holder.is_some()
    }

    fn near(&self, entry: &Entry) -> bool {
        self.anchors.iter().rev().take(20).any(|a| apart(a, entry) < NEAR)
    }

    /// Higher is likelier: a city ten times as large is worth a point.
    fn score(&self, entry: &Entry) -> f64 {
        let people = (entry.people.max(10) as f64).log10();
        let base = match entry.kind {
            Kind::City => people,
            Kind::Admin1 => people + 0.5,
            Kind::Admin2 => people - 0.7,
            _ => 7.5,
        };
        let about = self.weights.get(entry.country).map_or(0.0, |share| 1.0 + 2.5 * (share * 3.0).min(1.0));
        let inside = |h: &PlaceName| match h.known {
            Some((code, true)) => entry.country == code,
            _ => gazetteer::key(entry.admin1) == h.key,
        };
        base + about
            + if self.near(entry) { 1.5 } else { 0.0 }
            + if self.holder.is_some_and(inside) { 5.0 } else { 0.0 }
    }
}

/// What it counts that the lexicon knows the city: capitals and the like.
const KNOWN: f64 = 2.5;

/// Kilometres that count as near.
const NEAR: f64 = 250.0;

/// Kilometres between two places, on a sphere.
fn apart(a: &Entry, b: &Entry) -> f64 {
    let [la, lb] = [a.latitude, b.latitude].map(f64::to_radians);
    let turn = (a.longitude - b.longitude).to_radians();
    6371.0 * (la.sin() * lb.sin() + la.cos() * lb.cos() * turn.cos()).clamp(-1.0, 1.0).acos()
}

fn place(entry: &Entry) -> Place {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Place {
        name: entry.name(),
        geonameid: Some(entry.geonameid).filter(|id| *id != 0),
        country: some(entry.country),
        admin1: some(entry.admin1),
        latitude: Some(entry.latitude),
        longitude: Some(entry.longitude),
        granularity: entry.kind.name(),
    }
}

fn country(name: &str, code: &str) -> Place {
    Place {
        name: name.to_owned(),
        country: Some(code.to_owned()),
        granularity: Kind::Country.name(),
        ..Place::default()
    }
}

/// The place of the article's dateline: its first words up to a comma or dash. A capital that the lexicon knows wins over a larger namesake.
pub fn dateline(article: &Article, segments: &Segments, actors: &Actors, lexicon: &Lexicon) -> Option<(Span, Place)> {
    let block = segments.blocks.iter().find(|b| b.kind == BlockKind::Dateline)?;
    let name =
        block.span.of(&article.text).split([',', '(', '–', '—', '/', ':']).next()?.trim_end_matches([' ', '-', '.']);
    let key = gazetteer::key(name);
    let weights = weights(actors);
    let judge = Judge { weights: &weights, anchors: &[], holder: None };
    let known = lexicon.actors.named(&key).iter().map(|id| &lexicon.actors.known[*id as usize]);
    let capital = known.filter(|k| k.what == What::Capital).find_map(|k| k.country.as_deref());
    let entry = judge.named(lexicon, &key, capital)?;
    let start = block.span.start;
    Some((Span { start, end: start + name.len() as u32 }, place(&entry)))
}
