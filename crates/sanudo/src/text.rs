//! Spans of text: half-open byte ranges inside one article, and their conversion to code points.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A half-open range `[start, end)` of UTF-8 bytes in [`Article::text`](crate::article::Article::text).
/// Both ends always stand on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start: start as u32, end: end as u32 }
    }

    /// The words at this span; empty where the span is not valid for `text`.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        (self.end.saturating_sub(self.start)) as usize
    }

    /// Whether the span holds nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(&self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Converts byte offsets of one text to code-point offsets, as the record counts them.
#[derive(Debug)]
pub struct CodePoints {
    /// Code points before each 64th byte; empty for ASCII, where both counts agree.
    blocks: Vec<u32>,
    bytes: Vec<u8>,
}

impl CodePoints {
    /// Prepares the conversion for `text`.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return CodePoints { blocks: Vec::new(), bytes: Vec::new() };
        }
        let bytes = text.as_bytes().to_vec();
        let mut count = 0;
        let mut blocks = Vec::with_capacity(bytes.len() / 64 + 1);
        for chunk in bytes.chunks(64) {
            blocks.push(count);
            count += starts(chunk);
        }
        CodePoints { blocks, bytes }
    }

    /// The `[start, end)` of `span` in code points.
    pub fn of(&self, span: Span) -> [u32; 2] {
        [self.at(span.start), self.at(span.end)]
    }

    fn at(&self, byte: u32) -> u32 {
        let byte = byte as usize;
        match self.blocks.get(byte / 64) {
            None if self.blocks.is_empty() => byte as u32,
            None => self.blocks.last().copied().unwrap_or(0) + starts(self.bytes.chunks(64).next_back().unwrap_or(&[])),
            Some(before) => before + starts(self.bytes.get(byte / 64 * 64..byte).unwrap_or(&[])),
        }
    }
}

fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|b| (**b as i8) >= -0x40).count() as u32
}

/// The text in small letters; most words have no other.
pub fn lower(text: &str) -> Cow<'_, str> {
    let small = text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    if small { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_are_those_of_all_scripts() {
        assert_eq!(["Oslo", "oslo", "élan", "Élan", "ΣΑΣ", ""].map(lower), ["oslo", "oslo", "élan", "élan", "σας", ""]);
    }

    #[test]
    fn code_points_count_characters_not_bytes() {
        let text = "é".repeat(100) + "abc";
        let points = CodePoints::new(&text);
        assert_eq!(points.of(Span::new(200, 203)), [100, 103]);
        assert_eq!(points.of(Span::new(2, 4)), [1, 2]);
        let even = "é".repeat(32);
        assert_eq!(CodePoints::new(&even).of(Span::new(0, 64)), [0, 32]);
    }
}
