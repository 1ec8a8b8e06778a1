//! Who is it, and for whom do they act? Mentions become actors; each says what settled it.

mod acronym;
mod common;
mod context;
mod focus;
mod home;
mod house;
mod names;
mod phrase;
mod pronoun;
mod quoted;
mod several;
mod speaker;
mod together;

use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::mention::Mentions;
use crate::parse::Parsed;
use crate::text::Span;

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActorKind {
    /// A human being.
    Person,
    /// The holder of an office, unnamed, or people named by their role.
    Office,
    /// A government, or a capital that acts as one.
    Government,
    /// A country.
    Country,
    /// An organisation or body.
    Organisation,
    /// An armed or other group.
    Group,
    /// The people of a country or place.
    Population,
    /// A thing that stands for its owner.
    Thing,
}

impl ActorKind {
    /// As the record writes it.
    pub fn name(self) -> &'static str {
        match self {
            ActorKind::Person => "person",
            ActorKind::Office => "office",
            ActorKind::Government => "government",
            ActorKind::Country => "country",
            ActorKind::Organisation => "organisation",
            ActorKind::Group => "group",
            ActorKind::Population => "population",
            ActorKind::Thing => "thing",
        }
    }
}

/// Who a mention refers to.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// The canonical name.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// `UNO`, `NATO`, …
    pub organisation: Option<String>,
    /// PLOVER sectors, primary first.
    pub sectors: Vec<String>,
    /// "foreign minister".
    pub role: Option<String>,
    /// What it is.
    pub kind: ActorKind,
    /// Wikidata id.
    pub wikidata: Option<String>,
    /// The mention that settled it, where another one did.
    pub antecedent: Option<Span>,
    /// `lexicon`, `title`, `apposition`, `nested`, `owner`, `pronoun`, `counterpart`, `context`, `collective`, `place`.
    pub basis: &'static str,
    /// Members of a collective.
    pub members: Vec<Actor>,
    /// "Arab nations".
    pub collective: Option<String>,
    /// Where a member's own name stands.
    pub span: Option<Span>,
}

impl Actor {
    fn new(name: &str, kind: ActorKind, basis: &'static str) -> Actor {
        Actor {
            name: name.to_owned(),
            country: None,
            organisation: None,
            sectors: Vec::new(),
            role: None,
            kind,
            wikidata: None,
            antecedent: None,
            basis,
            members: Vec::new(),
            collective: None,
            span: None,
        }
    }

    fn of_country(code: &str, lexicon: &Lexicon, basis: &'static str) -> Actor {
        let name = lexicon.actors.country_name(code);
        Actor { country: Some(code.to_owned()), ..Actor::new(name, ActorKind::Country, basis) }
    }

    /// Whether it has a code of its own.
    pub fn is_coded(&self) -> bool {
        self.country.is_some() || self.organisation.is_some()
    }

    /// Whether it has a code or stands for members who have.
    pub fn is_settled(&self) -> bool {
        self.is_coded() || !self.members.is_empty()
    }

    /// Those who are meant: the members of several, else the actor itself.
    pub fn each(&self) -> &[Actor] {
        if self.members.is_empty() { std::slice::from_ref(self) } else { &self.members }
    }
}

/// Parallel to the mentions; `None` where nobody is meant.
#[derive(Clone, Debug, Default)]
pub struct Actors {
    /// The actors.
    pub list: Vec<Option<Actor>>,
}

/// Resolves every mention: first by its own words, then by what stands around it. `home` is the country that the article was written in.
pub fn resolve(
    article: &Article,
    parsed: &Parsed,
    mentions: &Mentions,
    home: Option<&str>,
    lexicon: &Lexicon,
) -> Actors {
    let tree = crate::frame::Tree::new(parsed);
    let first = parsed.sentences.first().map_or(0, |s| s.words().end as u32);
    let mut focus = focus::Focus::of(mentions, lexicon, first);
    focus.hint(mentions, lexicon, |hit| names::is_shared(article, parsed, lexicon, hit));
    let house = house::House::of(article.publisher.as_deref(), lexicon);
    let scene = Scene { article, parsed, mentions, lexicon, tree: &tree, focus, home, house };
    let mut list: Vec<Option<Actor>> = mentions.list.iter().map(|m| phrase::own(&scene, m)).collect();
    context::settle(&scene, &mut list);
    quoted::settle(&scene, &mut list);
    Actors { list }
}

/// How far back a pronoun or short name looks, in mentions.
const LOOK_BACK: usize = 40;

/// The mentions of somebody before this one, the nearest first. What is nobody does not count: no window depends on it.
fn told(list: &[Option<Actor>], id: usize) -> impl Iterator<Item = usize> {
    (0..id).rev().filter(|m| list[*m].is_some())
}

/// What the parts of this stage look at.
struct Scene<'a> {
    article: &'a Article,
    parsed: &'a Parsed,
    mentions: &'a Mentions,
    lexicon: &'a Lexicon,
    tree: &'a crate::frame::Tree,
    focus: focus::Focus,
    home: Option<&'a str>,
    house: Option<house::House>,
}

impl Scene<'_> {
    fn words(&self, span: Span) -> &str {
        span.of(&self.article.text)
    }

    fn lemma(&self, word: usize) -> String {
        self.parsed.lemma(word).to_lowercase()
    }

    /// The actor of another mention, as this one means it too.
    fn again(&self, list: &[Option<Actor>], mention: usize, basis: &'static str) -> Option<Actor> {
        let antecedent = Some(self.mentions.list[mention].span);
        list[mention].clone().map(|actor| Actor { antecedent, basis, ..actor })
    }

    fn has_word(list: &[String], word: &str) -> bool {
        list.iter().any(|w| w == word)
    }
}
