//! Part of speech and morphology, left to right.

use super::perceptron::{MAX_CLASSES, Sparse, feature, hash};

/// Hashes of one word's form that the features ask for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Form {
    /// As written.
    pub raw: u64,
    /// In lower case.
    pub lower: u64,
    suffix2: u64,
    suffix3: u64,
    suffix4: u64,
    prefix1: u64,
    prefix3: u64,
    shape: u64,
}

impl Form {
    /// Hashes a word.
    pub fn new(word: &str) -> Form {
        let lower = word.to_lowercase();
        let tail =
            |n: usize| hash(lower.char_indices().rev().nth(n - 1).map_or(lower.as_str(), |(i, _)| &lower[i..]).bytes());
        let head = |n: usize| hash(lower.char_indices().nth(n).map_or(lower.as_str(), |(i, _)| &lower[..i]).bytes());
        Form {
            raw: hash(word.bytes()),
            lower: hash(lower.bytes()),
            suffix2: tail(2),
            suffix3: tail(3),
            suffix4: tail(4),
            prefix1: head(1),
            prefix3: head(3),
            shape: hash(shape(word)),
        }
    }
}

/// "Lavrov" is `Xx`, "U.S." is `X.X.`, "2023" is `d`: runs of the same kind count once, four kinds at most.
fn shape(word: &str) -> impl Iterator<Item = u8> {
    let mut last = 0;
    let kinds = word.chars().filter_map(move |c| {
        let kind = match c {
            c if c.is_uppercase() => b'X',
            c if c.is_alphabetic() => b'x',
            c if c.is_numeric() => b'd',
            c => c as u32 as u8,
        };
        let new = kind != last;
        last = kind;
        new.then_some(kind)
    });
    kinds.take(4)
}

/// Calls `each` with every feature of word `i`, the two tags before it being known.
pub fn features(forms: &[Form], i: usize, before: u64, before2: u64, mut each: impl FnMut(u64)) {
    let none = Form::default();
    let at = |offset: isize| i.checked_add_signed(offset).and_then(|j| forms.get(j)).unwrap_or(&none);
    let (w, p, n, p2, n2) = (at(0), at(-1), at(1), at(-2), at(2));
    let place = u64::from(i == 0) + 2 * u64::from(i + 1 == forms.len());
    let templates = [
        [0, 0, 0],
        [w.raw, 0, 0],
        [w.lower, 0, 0],
        [w.suffix2, 0, 0],
        [w.suffix3, 0, 0],
        [w.suffix4, w.prefix1, 0],
        [w.prefix1, 0, 0],
        [w.prefix3, 0, 0],
        [w.shape, place, 0],
        [before, 0, 0],
        [before, before2, 0],
        [before, w.lower, 0],
        [before, n.lower, 0],
        [p.lower, 0, 0],
        [n.lower, 0, 0],
        [p2.lower, 0, 0],
        [n2.lower, 0, 0],
        [p.suffix3, 0, 0],
        [n.suffix3, 0, 0],
        [n.suffix2, before, 0],
        [p.shape, w.shape, n.shape],
        [n.shape, w.shape, 0],
        [p.lower, w.lower, 0],
        [w.lower, n.lower, 0],
        [before, w.suffix3, n.suffix3],
        [before, before2, w.lower],
        [before, n.suffix3, n2.suffix3],
    ];
    for (template, [a, b, c]) in templates.into_iter().enumerate() {
        each(feature(template as u64 + 1, a, b, c));
    }
}

/// Tags a sentence; classes of the tagger's own numbering.
pub fn tag(tagger: &Sparse, forms: &[Form], tags: &mut Vec<u8>) {
    tags.clear();
    let (mut before, mut before2) = (NO_TAG, NO_TAG);
    for i in 0..forms.len() {
        let mut scores = [0; MAX_CLASSES];
        features(forms, i, before, before2, |f| tagger.add(f, &mut scores));
        let best = tagger.best(&scores);
        tags.push(best as u8);
        (before2, before) = (before, best as u64);
    }
}

/// The tag before the first word.
pub const NO_TAG: u64 = 255;
