//! What a word looks like, as numbers that features are made of.

use super::hash;
use crate::model::Clusters;

/// The look of one word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lex {
    /// The word in lower case, digits made alike.
    pub norm: u32,
    /// Its last one to four characters.
    pub suffix: [u32; 4],
    /// Its first one to three characters.
    pub prefix: [u32; 3],
    /// Capitals, digits, hyphens and length class.
    pub shape: u32,
    /// Cluster of distributionally similar words, 0 where unknown.
    pub cluster: u32,
}

/// Longest part of a word that is looked at; longer "words" are noise.
const LONGEST: usize = 48;

/// One less than the smallest number a feature can take for "no such word".
pub const NONE: u32 = 0;

impl Lex {
    /// Looks at `word`.
    pub fn new(word: &str, clusters: &Clusters) -> Self {
        let mut lower = ['\0'; LONGEST];
        let mut len = 0;
        for (slot, c) in lower.iter_mut().zip(word.chars()) {
            *slot = normal(c);
            len += 1;
        }
        let lower = &lower[..len];
        let norm = hash::chars(lower.iter().copied());
        let tail = |n: usize| hash::chars(lower[len.saturating_sub(n)..].iter().copied());
        let head = |n: usize| hash::chars(lower[..n.min(len)].iter().copied());
        Lex {
            norm,
            suffix: [tail(1), tail(2), tail(3), tail(4)],
            prefix: [head(1), head(2), head(3)],
            shape: shape(word),
            cluster: clusters.of(norm),
        }
    }
}

/// Lower case of one character, all digits alike, typographic apostrophes made plain.
pub fn normal(c: char) -> char {
    match c {
        '0'..='9' => '0',
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

fn shape(word: &str) -> u32 {
    let mut seen = 0u32;
    for (i, c) in word.chars().take(LONGEST).enumerate() {
        seen |= match c {
            c if c.is_uppercase() => 1 << u32::from(i > 0),
            c if c.is_lowercase() => 4,
            c if c.is_numeric() => 8,
            '-' => 16,
            '.' => 32,
            '\'' | '’' => 64,
            _ => 128,
        };
    }
    seen << 2 | (word.len() as u32).min(3)
}
