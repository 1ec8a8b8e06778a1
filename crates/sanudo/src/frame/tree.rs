//! Children and top-down order of parsed words: what the trees of [`Parsed`](crate::parse::Parsed) do not store.

use crate::parse::{Deprel, Parsed};

/// Children of every word, and an order in which each word comes after its head.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    starts: Vec<u32>,
    children: Vec<u32>,
    order: Vec<u32>,
}

impl Tree {
    /// Builds both in one pass over the words; any `head` values are accepted.
    pub fn new(parsed: &Parsed) -> Tree {
        let n = parsed.words.len();
        let mut starts = vec![0u32; n + 1];
        let heads = || {
            parsed.words.iter().enumerate().map(|(i, w)| (i, w.head as usize)).filter(move |(i, h)| i != h && *h < n)
        };
        heads().for_each(|(_, head)| starts[head + 1] += 1);
        for i in 0..n {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut children = vec![0u32; starts[n] as usize];
        for (i, head) in heads() {
            children[next[head] as usize] = i as u32;
            next[head] += 1;
        }
        let mut tree = Tree { starts, children, order: Vec::with_capacity(n) };
        tree.order = tree.top_down(parsed);
        tree
    }

    fn top_down(&self, parsed: &Parsed) -> Vec<u32> {
        let mut order: Vec<u32> = (0..parsed.words.len()).filter(|i| parsed.is_root(*i)).map(|i| i as u32).collect();
        let mut done = 0;
        while done < order.len() {
            order.extend_from_slice(self.children(order[done] as usize));
            done += 1;
        }
        order
    }

    /// The words that depend on word `i`, in text order.
    pub fn children(&self, i: usize) -> &[u32] {
        &self.children[self.starts[i] as usize..self.starts[i + 1] as usize]
    }

    /// All words below a root, heads before dependents.
    pub fn order(&self) -> &[u32] {
        &self.order
    }

    /// The children of `i` with this relation.
    pub fn with<'t>(&'t self, parsed: &'t Parsed, i: usize, deprel: Deprel) -> impl Iterator<Item = usize> + 't {
        self.children(i).iter().map(|c| *c as usize).filter(move |c| parsed.words[*c].deprel == deprel)
    }

    /// First and last word of the subtree of `i`, leaving out branches whose relation `skip` names.
    pub fn extent(&self, parsed: &Parsed, i: usize, skip: impl Fn(Deprel) -> bool) -> (usize, usize) {
        let (mut first, mut last) = (i, i);
        let mut stack = vec![i as u32];
        while let Some(word) = stack.pop() {
            let word = word as usize;
            (first, last) = (first.min(word), last.max(word));
            stack.extend(self.children(word).iter().filter(|c| !skip(parsed.words[**c as usize].deprel)));
        }
        (first, last)
    }
}

/// Branches that do not belong to a phrase itself: its own preposition, what is coordinated with it, punctuation around it.
fn is_outside(deprel: Deprel) -> bool {
    use Deprel::*;
    matches!(deprel, Case | Cc | CcPreconj | Conj | Punct | Mark | Parataxis | Discourse | Appos | AclRelcl)
}

impl Tree {
    /// First and last word of the phrase headed by `i`, without its preposition and without its conjuncts.
    pub fn phrase(&self, parsed: &Parsed, i: usize) -> (usize, usize) {
        let (mut first, mut last) = (i, i);
        for child in self.children(i).iter().map(|c| *c as usize).filter(|c| !is_outside(parsed.words[*c].deprel)) {
            let (start, end) = self.extent(parsed, child, |d| d == Deprel::Parataxis);
            (first, last) = (first.min(start), last.max(end));
        }
        (first, last)
    }

    /// The words of that phrase.
    pub fn phrase_span(&self, parsed: &Parsed, i: usize) -> crate::text::Span {
        let (first, last) = self.phrase(parsed, i);
        parsed.words[first].span.cover(parsed.words[last].span)
    }
}
