//! Learned sentence starts: a linear model over what stands around a gap between two words.
//!
//! Rules know full stops and abbreviations; headings, list items, signatures and mail headers end without a mark, and
//! only their surroundings tell. The rules' own verdict is part of every feature, so that the model learns where to trust it.

use super::Token;
use crate::parse::hash::Hash;

/// Rows of the weights, a power of two: features are hashed into them.
pub const ROWS: usize = 1 << 15;
/// Features of one gap.
pub const TEMPLATES: usize = 24;

/// The weights; without any, rules alone decide.
#[derive(Clone, Debug, Default)]
pub struct Splits(Vec<i16>);

impl Splits {
    /// Reads [`ROWS`] weights of two bytes, or none.
    pub fn read(bytes: &[u8]) -> Option<Splits> {
        let (weights, rest) = bytes.as_chunks::<2>();
        let fits = rest.is_empty() && (weights.is_empty() || weights.len() == ROWS);
        fits.then(|| Splits(weights.iter().map(|w| i16::from_le_bytes(*w)).collect()))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a sentence starts at the gap with these features.
    fn starts(&self, rows: &[u16; TEMPLATES]) -> bool {
        rows.iter().map(|r| self.0.get(*r as usize).copied().map_or(0, i32::from)).sum::<i32>() > 0
    }
}

/// What is to be known of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Look {
    /// Hash of its lower-case letters, digits as 0.
    word: u32,
    /// Its letters' case and kind.
    shape: u32,
    /// Words to the next start by rule, at most [`FAR`].
    until: u8,
    /// How many brackets and quotes stand open before it.
    depth: u8,
    /// Whether it touches the word before.
    glued: bool,
    /// Whether a sentence starts here by rule.
    by_rule: bool,
    /// Whether it is a word in lower case.
    lower: bool,
    /// Whether it is a number in digits.
    number: bool,
}

const FAR: u8 = 40;

/// The words of one block, looked at once.
#[derive(Debug, Default)]
pub struct Gaps {
    looks: Vec<Look>,
}

impl Gaps {
    /// Looks at `tokens`, of which `by_rule` start a sentence by the rules.
    pub fn new(text: &str, tokens: &[Token], by_rule: &[bool]) -> Gaps {
        let mut depth = 0u8;
        let mut end = u32::MAX;
        let mut looks = Vec::with_capacity(tokens.len());
        for (token, rule) in tokens.iter().zip(by_rule) {
            let word = token.span.of(text);
            if matches!(word, "(" | "[" | "“" | "«") {
                depth = depth.saturating_add(1);
            }
            looks.push(Look {
                word: hash(word),
                shape: shape(word),
                glued: token.span.start == end,
                by_rule: *rule,
                depth: depth.min(2),
                lower: word.starts_with(char::is_lowercase),
                number: word.bytes().all(|b| b.is_ascii_digit()),
                until: 0,
            });
            if matches!(word, ")" | "]" | "”" | "»") {
                depth = depth.saturating_sub(1);
            }
            end = token.span.end;
        }
        let mut until = 0u8;
        for look in looks.iter_mut().rev() {
            look.until = until;
            until = if look.by_rule { 0 } else { FAR.min(until + 1) };
        }
        Gaps { looks }
    }

    /// Whether a sentence starts at word `at`, the running one having started at `start`.
    pub fn starts(&self, start: usize, at: usize, splits: &Splits) -> bool {
        // "in late March | 2022": a number begins nothing unless a stop stands before it
        let goes_on = self.looks[at].number && !self.looks[at].by_rule;
        match self.features(start, at).filter(|_| !goes_on) {
            Some(rows) => splits.starts(&rows),
            None => self.looks[at].by_rule,
        }
    }

    /// The rows of the features of the gap before word `at`; `None` where it is plainly inside a sentence.
    pub fn features(&self, start: usize, at: usize) -> Option<[u16; TEMPLATES]> {
        let look = |i: usize| self.looks.get(i).copied().unwrap_or_default();
        let back = |n: usize| at.checked_sub(n).map(look).unwrap_or_default();
        let (a, b) = (back(1), look(at));
        if a.lower && b.lower && !b.by_rule {
            return None;
        }
        let (c, d, first) = (back(2), look(at + 1), look(start));
        let length = bucket(at - start);
        let size = bucket(self.looks.len());
        let until = bucket(b.until.into());
        let parts: [(u32, u32, u32); TEMPLATES] = [
            (0, 0, 0),
            (a.word, 0, 0),
            (b.word, 0, 0),
            (c.word, 0, 0),
            (d.word, 0, 0),
            (a.shape, b.shape, 0),
            (a.word, b.shape, 0),
            (a.shape, b.word, 0),
            (a.word, b.word, 0),
            (c.shape, a.shape, b.shape),
            (a.shape, b.shape, d.shape),
            (c.word, a.word, 0),
            (b.word, d.word, 0),
            (b.shape, d.shape, look(at + 2).shape),
            (back(3).shape, c.shape, a.shape),
            (length, b.shape, a.shape),
            (length, size, b.shape),
            (until, b.shape, length),
            (until, size, a.shape),
            (first.word, b.shape, a.shape),
            (first.shape, b.shape, length),
            (b.depth.into(), a.shape, b.shape),
            (first.word, b.word, 0),
            (d.shape, look(at + 2).shape, look(at + 3).shape),
        ];
        let gap = u32::from(b.by_rule) << 1 | u32::from(b.glued);
        let row = |(i, p): (usize, (u32, u32, u32))| {
            let hash = Hash::new(i as u32).with(gap).with(p.0).with(p.1).with(p.2);
            (hash.key() as usize % ROWS) as u16
        };
        let mut rows = [0; TEMPLATES];
        parts.into_iter().enumerate().zip(&mut rows).for_each(|(part, out)| *out = row(part));
        Some(rows)
    }
}

fn hash(word: &str) -> u32 {
    let plain = |c: char| if c.is_ascii_digit() { '0' } else { c.to_lowercase().next().unwrap_or(c) };
    word.chars().take(24).fold(Hash::new(0), |h, c| h.with(plain(c) as u32)).key()
}

/// Marks are their own shape; of words the first letter's kind, what else is in it, and whether it is short.
fn shape(word: &str) -> u32 {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return 0 };
    if !first.is_alphanumeric() {
        return 64 + first as u32 * 2 + u32::from(chars.next().is_some());
    }
    let kind = |c: char| match c {
        c if c.is_uppercase() => 1,
        c if c.is_numeric() => 2,
        c if c.is_alphabetic() => 0,
        _ => 3,
    };
    let rest = chars.take(16).fold(0, |seen, c| seen | 1 << kind(c));
    1 + kind(first) * 16 + rest
}

fn bucket(n: usize) -> u32 {
    match n {
        0..=4 => n as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        25..=39 => 9,
        _ => 10,
    }
}
