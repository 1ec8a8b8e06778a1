//! stub
use crate::{article::Article, parse::Parsed, text::Span};
use jiff::civil::Date;
#[derive(Debug, Default)]
pub struct DateCues;
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DateRange {
    pub start: Date,
    pub end: Date,
}
#[derive(Debug, Clone, Copy)]
pub enum Granularity {
    Day,
}
impl Granularity {
    pub fn name(self) -> &'static str {
        ""
    }
}
#[derive(Debug, Clone, Copy)]
pub enum Basis {
    Explicit,
}
impl Basis {
    pub fn name(self) -> &'static str {
        ""
    }
}
pub struct DateMention {
    pub span: Span,
    pub first: u32,
    pub end: u32,
    pub past: DateRange,
    pub future: DateRange,
    pub granularity: Granularity,
    pub basis: Basis,
}
pub fn find(_a: &Article, _p: &Parsed, _c: &DateCues) -> Vec<DateMention> {
    Vec::new()
}
