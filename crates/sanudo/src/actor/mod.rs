//! stub
use crate::{article::Article, lexicon::Lexicon, mention::Mentions, parse::Parsed, text::Span};
#[derive(Debug, Default)]
pub struct Actors {
    pub list: Vec<Option<Actor>>,
}
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ActorKind {
    Person,
    Office,
    Government,
    Country,
    Organisation,
    Group,
    Population,
    Thing,
}
impl ActorKind {
    pub fn name(self) -> &'static str {
        ""
    }
}
#[derive(Debug, Clone)]
pub struct Actor {
    pub name: String,
    pub country: Option<String>,
    pub organisation: Option<String>,
    pub sectors: Vec<String>,
    pub role: Option<String>,
    pub kind: ActorKind,
    pub wikidata: Option<String>,
    pub antecedent: Option<Span>,
    pub basis: &'static str,
    pub members: Vec<Actor>,
    pub collective: Option<String>,
    pub span: Option<Span>,
}
pub fn resolve(_a: &Article, _p: &Parsed, _m: &Mentions, _l: &Lexicon) -> Actors {
    Actors::default()
}
