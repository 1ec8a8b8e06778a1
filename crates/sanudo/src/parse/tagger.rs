//! The tagger: one greedy pass from left to right, a linear classifier over hashed features.

use super::hash::Hash;
use super::lex::Lex;
use super::table::{Features, Table};
use super::{Feats, Upos};

/// A tag: part of speech and morphology in one, as the classifier predicts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tag {
    /// Part of speech.
    pub upos: Upos,
    /// Morphology.
    pub feats: u16,
}

/// Weights and the tags their labels stand for.
#[derive(Debug, Default)]
pub struct Tagger {
    /// Tags by label.
    pub tags: Vec<Tag>,
    /// Weights.
    pub table: Table,
}

impl Tagger {
    /// The label of each word.
    pub fn label(&self, words: &[Lex]) -> Vec<u8> {
        let mut labels = Vec::with_capacity(words.len());
        let mut scores = vec![0; self.tags.len()];
        let mut found = Features::default();
        for _ in words {
            found.keys.clear();
            features(words, &labels, |hash| found.keys.push(hash.key()));
            self.table.score(&mut found, &mut scores);
            labels.push(best(&scores) as u8);
        }
        labels
    }

    /// The tag of a label.
    pub fn tag(&self, label: u8) -> (Upos, Feats) {
        self.tags.get(label as usize).map_or((Upos::X, Feats(0)), |t| (t.upos, Feats(t.feats)))
    }
}

/// The first label with the highest score.
pub fn best(scores: &[i32]) -> usize {
    let mut best = 0;
    for (i, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = i;
        }
    }
    best
}

/// Hands the features of the word after those already labelled to `give`.
pub fn features(words: &[Lex], before: &[u8], mut give: impl FnMut(Hash)) {
    let edge = Lex::default();
    let i = before.len();
    let at = |k: isize| i.checked_add_signed(k).and_then(|k| words.get(k)).unwrap_or(&edge);
    let tag = |k: usize| i.checked_sub(k).map_or(255, |k| u32::from(before[k]));
    let (word, next, last) = (at(0), at(1), at(-1));
    let (t1, t2) = (tag(1), tag(2));
    let mut template = 0;
    let mut add = |values: &[u32]| {
        template += 1;
        give(values.iter().fold(Hash::new(template), |hash, v| hash.with(*v)));
    };
    add(&[]);
    add(&[word.norm]);
    add(&[word.norm, word.shape]);
    add(&[word.norm, t1]);
    add(&[word.shape, u32::from(i == 0)]);
    add(&[word.shape, t1]);
    for suffix in word.suffix {
        add(&[suffix]);
    }
    for prefix in word.prefix {
        add(&[prefix]);
    }
    add(&[word.suffix[2], t1]);
    add(&[t1]);
    add(&[t1, t2]);
    add(&[t1, t2, word.norm]);
    add(&[last.norm]);
    add(&[at(-2).norm]);
    add(&[next.norm]);
    add(&[at(2).norm]);
    add(&[last.norm, word.norm]);
    add(&[word.norm, next.norm]);
    add(&[word.suffix[2], next.suffix[2]]);
    add(&[last.suffix[2]]);
    add(&[next.suffix[2]]);
    add(&[next.suffix[1], t1]);
    add(&[next.shape, word.shape]);
    add(&[word.cluster]);
    add(&[word.cluster, t1]);
    add(&[last.cluster, word.cluster]);
    add(&[word.cluster, next.cluster]);
    add(&[next.cluster]);
    add(&[at(2).cluster, next.cluster]);
    add(&[word.shape, word.suffix[1], u32::from(i == 0)]);
}
