//! Trees that contradict themselves: a phrase with a preposition is no apposition, no title and no part of a compound.
//!
//! Heads and relations are scored apart, so that "met in Quito with Minister Ruiz" could make Ruiz an apposition of Quito. Such
//! a phrase moves to its best other head.

use super::net::{Network, Work};
use super::{Deprel, projective};

/// Relations that a word with a preposition before it cannot have.
const BARE: [Deprel; 3] = [Deprel::Appos, Deprel::NmodDesc, Deprel::Compound];

/// Heads and relations of a sentence's words; a root has no head.
pub(super) struct Draft<'d> {
    pub(super) heads: &'d mut [Option<usize>],
    pub(super) relations: &'d mut [Deprel],
}

impl Draft<'_> {
    /// Moves the phrases that contradict themselves; `scores` as in [`super::tree::heads`].
    pub(super) fn repair(&mut self, net: &Network, work: &mut Work, scores: &[f32]) {
        if self.heads.len() > projective::LONGEST {
            return;
        }
        for word in 0..self.heads.len() {
            if BARE.contains(&self.relations[word]) && self.has_preposition(word) {
                self.move_word(word, net, work, scores);
            }
        }
    }

    fn has_preposition(&self, word: usize) -> bool {
        (0..word).any(|w| self.heads[w] == Some(word) && self.relations[w] == Deprel::Case)
    }

    fn move_word(&mut self, word: usize, net: &Network, work: &mut Work, scores: &[f32]) {
        let n = self.heads.len();
        let row = &scores[word * (n + 1) + 1..][..n];
        let mut best = None;
        for (head, score) in row.iter().enumerate() {
            let beaten = best.is_some_and(|(top, _, _)| top >= *score);
            if beaten || self.heads[word] == Some(head) || self.is_below(head, word) || self.would_cross(word, head) {
                continue;
            }
            let relation = net.relation(work, word, Some(head));
            if !BARE.contains(&relation) {
                best = Some((*score, head, relation));
            }
        }
        if let Some((_, head, relation)) = best {
            self.heads[word] = Some(head);
            self.relations[word] = relation;
        }
    }

    /// Whether `word` is `above` or hangs under it.
    fn is_below(&self, word: usize, above: usize) -> bool {
        let mut at = Some(word);
        (0..=self.heads.len()).any(|_| {
            let found = at == Some(above);
            at = at.and_then(|w| self.heads[w]);
            found
        })
    }

    /// Whether an arc from `word` to `head` would cross another.
    fn would_cross(&self, word: usize, head: usize) -> bool {
        let (low, high) = (word.min(head), word.max(head));
        let inside = |w: usize| low < w && w < high;
        let outside = |w: Option<usize>| w.is_none_or(|w| w < low || w > high);
        self.heads
            .iter()
            .enumerate()
            .any(|(w, h)| w != word && ((inside(w) && outside(*h)) || (h.is_some_and(inside) && outside(Some(w)))))
    }
}
