//! The arc-hybrid transition system: a stack, a buffer, three kinds of moves, one root.

use super::Deprel;

/// A move of the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Move {
    /// The next word goes onto the stack.
    Shift,
    /// The next word becomes the head of the top of the stack.
    Left(Deprel),
    /// The word below becomes the head of the top of the stack.
    Right(Deprel),
}

/// No word.
pub const NO: u32 = u32::MAX;

/// What is known of one word while parsing.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// Head, [`NO`] while unknown.
    pub head: u32,
    /// Relation to the head.
    pub label: u8,
    /// Leftmost dependants so far: the outermost and the one before it.
    pub left: [u32; 2],
    /// Rightmost dependants so far: the outermost and the one before it.
    pub right: [u32; 2],
    /// Set of the relations of the left dependants.
    pub left_set: u64,
    /// Set of the relations of the right dependants.
    pub right_set: u64,
}

const FRESH: Node = Node { head: NO, label: 0, left: [NO; 2], right: [NO; 2], left_set: 0, right_set: 0 };

/// A parse under way. The root is a last word at index `len`.
#[derive(Debug)]
pub struct State {
    /// The words.
    pub nodes: Vec<Node>,
    /// Words that wait for a head.
    pub stack: Vec<u32>,
    /// The next word; `len` is the root.
    pub next: u32,
    /// How many words the sentence has.
    pub len: u32,
}

impl State {
    /// The start of a sentence of `len` words.
    pub fn new(len: usize) -> Self {
        State { nodes: vec![FRESH; len + 1], stack: Vec::with_capacity(16), next: 0, len: len as u32 }
    }

    /// Whether every word has its head.
    pub fn is_done(&self) -> bool {
        self.next == self.len && self.stack.is_empty()
    }

    /// Whether `m` keeps the tree a tree with one root.
    pub fn allows(&self, m: Move) -> bool {
        let at_end = self.next == self.len;
        match m {
            Move::Shift => !at_end,
            Move::Left(Deprel::Root) => at_end && self.stack.len() == 1,
            Move::Left(_) => !at_end && !self.stack.is_empty(),
            Move::Right(_) => self.stack.len() > 1,
        }
    }

    /// The word `k` below the top of the stack.
    #[inline]
    pub fn stacked(&self, k: usize) -> u32 {
        self.stack.len().checked_sub(k + 1).map_or(NO, |i| self.stack[i])
    }

    /// Makes the move, which must be allowed.
    pub fn make(&mut self, m: Move) {
        match m {
            Move::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Move::Left(label) => {
                let Some(child) = self.stack.pop() else { return };
                self.attach(self.next, child, label);
            }
            Move::Right(label) => {
                let Some(child) = self.stack.pop() else { return };
                let Some(head) = self.stack.last().copied() else { return };
                self.attach(head, child, label);
            }
        }
    }

    fn attach(&mut self, head: u32, child: u32, label: Deprel) {
        let node = &mut self.nodes[child as usize];
        (node.head, node.label) = (head, label as u8);
        let node = &mut self.nodes[head as usize];
        let bit = 1 << (label as u8);
        if child < head {
            node.left = [child, node.left[0]];
            node.left_set |= bit;
        } else {
            node.right = [child, node.right[0]];
            node.right_set |= bit;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_ends_in_a_tree_with_one_root() {
        let moves = [Move::Left(Deprel::Root), Move::Right(Deprel::Obj), Move::Left(Deprel::Nsubj), Move::Shift];
        for turn in 0..moves.len() {
            let mut state = State::new(7);
            let mut count = 0;
            while !state.is_done() {
                let m = (0..4).map(|k| moves[(turn + count + k) % 4]).find(|m| state.allows(*m));
                state.make(m.expect("a move"));
                count += 1;
            }
            assert_eq!(count, 14);
            assert_eq!((0..7).filter(|i| state.nodes[*i].head == 7).count(), 1);
        }
    }
}
