//! stub
use crate::{article::Article, lexicon::Lexicon, parse::Parsed, text::Span};
#[derive(Debug, Default)]
pub struct Mentions {
    pub list: Vec<Mention>,
}
#[derive(Debug)]
pub struct Mention {
    pub span: Span,
    pub head: u32,
    pub first: u32,
    pub end: u32,
    pub sentence: u32,
}
impl Mentions {
    pub fn at(&self, _word: usize) -> Option<usize> {
        None
    }
}
pub fn find(_a: &Article, _p: &Parsed, _l: &Lexicon) -> Mentions {
    Mentions::default()
}
