//! stub
use crate::{article::Article, parse::Parsed, segment::Segments, text::Span};
#[derive(Debug, Default)]
pub struct Gazetteer;
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Place {
    pub name: String,
    pub geonameid: Option<u32>,
    pub country: Option<String>,
    pub admin1: Option<String>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub granularity: String,
}
pub struct PlaceMention {
    pub span: Span,
    pub first: u32,
    pub end: u32,
    pub place: Place,
    pub prepositional: bool,
}
pub fn find(_a: &Article, _p: &Parsed, _c: &[(String, String)], _g: &Gazetteer) -> Vec<PlaceMention> {
    Vec::new()
}
pub fn dateline(_a: &Article, _s: &Segments, _c: &[(String, String)], _g: &Gazetteer) -> Option<(Span, Place)> {
    None
}
