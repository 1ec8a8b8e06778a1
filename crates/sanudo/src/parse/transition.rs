//! Arc-hybrid parsing: a stack, a buffer and three actions; labels are chosen when an arc is made.

use super::perceptron::{MAX_CLASSES, Sparse, feature};
use super::tagger::Form;

/// Next word onto the stack.
pub const SHIFT: usize = 0;
/// The stack's top depends on the buffer's first.
pub const LEFT: usize = 1;
/// The stack's top depends on the word below it.
pub const RIGHT: usize = 2;

const NONE: usize = usize::MAX;

/// What features see of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// Hashed forms.
    pub forms: &'a [Form],
    /// Tags.
    pub tags: &'a [u8],
}

/// Where the parser stands in one sentence. The root is the word behind the last one.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Words waiting for a head.
    pub stack: Vec<usize>,
    /// First word of the buffer.
    pub next: usize,
    /// Number of words.
    pub len: usize,
    /// Chosen heads; `len` for the root.
    pub heads: Vec<usize>,
    /// Chosen labels.
    pub labels: Vec<u8>,
    left: Vec<[usize; 2]>,
    right: Vec<[usize; 2]>,
    valency: Vec<[u8; 2]>,
}

impl State {
    /// Starts a sentence of `len` words, reusing the space of the last one.
    pub fn reset(&mut self, len: usize) {
        self.stack.clear();
        self.next = 0;
        self.len = len;
        for (list, n) in [(&mut self.heads, len)] {
            list.clear();
            list.resize(n, NONE);
        }
        self.labels.clear();
        self.labels.resize(len, NO_LABEL);
        self.left.clear();
        self.left.resize(len + 1, [NONE; 2]);
        self.right.clear();
        self.right.resize(len + 1, [NONE; 2]);
        self.valency.clear();
        self.valency.resize(len + 1, [0; 2]);
    }

    /// Whether every word has its head.
    pub fn is_done(&self) -> bool {
        self.next >= self.len && self.stack.is_empty()
    }

    /// Which actions are possible; one word only may depend on the root.
    pub fn legal(&self) -> [bool; 3] {
        let at_root = self.next >= self.len;
        [!at_root, !self.stack.is_empty() && (!at_root || self.stack.len() == 1), self.stack.len() >= 2]
    }

    /// The arc that an action would make: head and dependent.
    pub fn arc(&self, action: usize) -> (usize, usize) {
        let top = self.stack.last().copied().unwrap_or(NONE);
        match action {
            LEFT => (self.next.min(self.len), top),
            _ => (self.stack.iter().rev().nth(1).copied().unwrap_or(NONE), top),
        }
    }

    /// Performs an action; `label` is used by arcs.
    pub fn act(&mut self, action: usize, label: u8) {
        if action == SHIFT {
            self.stack.push(self.next);
            self.next += 1;
            return;
        }
        let (head, dependent) = self.arc(action);
        self.stack.pop();
        self.heads[dependent] = head;
        self.labels[dependent] = label;
        let side = usize::from(action == RIGHT);
        let children = if side == 0 { &mut self.left } else { &mut self.right };
        children[head] = [dependent, children[head][0]];
        self.valency[head][side] = self.valency[head][side].saturating_add(1).min(7);
    }
}

/// The label of a word without a head yet.
pub const NO_LABEL: u8 = 255;

/// What one place of the configuration offers.
#[derive(Clone, Copy)]
struct Node {
    word: u64,
    tag: u64,
    valency: u64,
    at: usize,
}

impl State {
    fn node(&self, words: &Words, at: usize) -> Node {
        match words.forms.get(at) {
            Some(form) => {
                let [l, r] = self.valency[at];
                Node {
                    word: form.lower,
                    tag: u64::from(words.tags[at]) + 1,
                    valency: u64::from(l) * 8 + u64::from(r),
                    at,
                }
            }
            None if at == self.len => Node { word: 1, tag: 200, valency: 0, at },
            None => Node { word: 0, tag: 0, valency: 0, at: NONE },
        }
    }

    fn child(&self, words: &Words, of: usize, side: usize, nth: usize) -> (u64, u64, u64) {
        let children = if side == 0 { &self.left } else { &self.right };
        let child = children.get(of).map_or(NONE, |c| c[nth]);
        match words.forms.get(child) {
            Some(form) => (form.lower, u64::from(words.tags[child]) + 1, u64::from(self.labels[child]) + 1),
            None => (0, 0, 0),
        }
    }
}

/// Calls `each` with every feature of the choice of an action.
pub fn action_features(state: &State, words: &Words, mut each: impl FnMut(u64)) {
    let nth = |n: usize| state.stack.iter().rev().nth(n).copied().unwrap_or(NONE);
    let ahead = |n: usize| if state.next + n <= state.len { state.next + n } else { NONE };
    let [s0, s1, s2] = [0, 1, 2].map(|n| state.node(words, nth(n)));
    let [b0, b1, b2] = [0, 1, 2].map(|n| state.node(words, ahead(n)));
    let distance = if s0.at == NONE || b0.at == NONE { 9 } else { bucket(b0.at - s0.at) };
    let below = if s0.at == NONE || s1.at == NONE { 9 } else { bucket(s0.at - s1.at) };
    let [s0l, s0r, s1r, b0l, s1l] =
        [(s0, 0), (s0, 1), (s1, 1), (b0, 0), (s1, 0)].map(|(n, side)| state.child(words, n.at, side, 0));
    let [s0l2, s0r2] = [(s0, 0), (s0, 1)].map(|(n, side)| state.child(words, n.at, side, 1));
    let single = [s0, s1, b0, b1, b2, s2];
    for (i, node) in single.into_iter().enumerate() {
        let base = 100 + 4 * i as u64;
        each(feature(base, node.word, 0, 0));
        each(feature(base + 1, node.tag, 0, 0));
        each(feature(base + 2, node.word, node.tag, 0));
    }
    let templates = [
        [s0.word, s0.tag, b0.word],
        [s0.word, b0.tag, distance],
        [s0.tag, b0.word, distance],
        [s0.word, b0.word, 0],
        [s0.tag, b0.tag, distance],
        [s0.tag, b0.tag, b1.tag],
        [s0.word, b0.tag, b1.tag],
        [s0.tag, b0.word, b1.tag],
        [s0.tag, b0.tag, b1.word],
        [s1.tag, s0.tag, b0.tag],
        [s1.word, s0.tag, b0.tag],
        [s1.tag, s0.word, b0.tag],
        [s1.tag, s0.tag, b0.word],
        [s1.word, s0.word, 0],
        [s1.word, s0.tag, below],
        [s1.tag, s0.word, below],
        [s1.tag, s0.tag, below],
        [s2.tag, s1.tag, s0.tag],
        [b0.tag, b1.tag, b2.tag],
        [s0.tag, s0.valency, b0.tag],
        [s0.word, s0.valency, 0],
        [b0.tag, b0.valency, s0.tag],
        [b0.word, b0.valency, 0],
        [s1.tag, s1.valency, s0.tag],
        [s0.tag, s0l.1, b0.tag],
        [s0.tag, s0r.1, b0.tag],
        [s0.tag, s0l.2, b0.tag],
        [s0.tag, s0r.2, b0.tag],
        [s0.word, s0l.2, s0r.2],
        [s1.tag, s1r.1, s0.tag],
        [s1.tag, s1r.2, s0.tag],
        [s1.word, s1r.2, s0.tag],
        [b0.tag, b0l.1, s0.tag],
        [b0.tag, b0l.2, s0.tag],
        [b0.word, b0l.2, s0.tag],
        [s0.tag, s0l.2, s0l2.2],
        [s0.tag, s0r.2, s0r2.2],
        [s0.tag, s0l.0, b0.tag],
        [s1.word, s0l.0, s0.tag],
        [s0.word, s0l.0, b0.word],
        [s1.tag, s1l.2, s0.tag],
        [s0.tag, s1.tag, b0.tag ^ (b1.tag << 8)],
    ];
    for (template, [a, b, c]) in templates.into_iter().enumerate() {
        each(feature(200 + template as u64, a, b, c));
    }
}

fn bucket(distance: usize) -> u64 {
    match distance {
        0..=4 => distance as u64,
        5..=7 => 5,
        8..=12 => 6,
        _ => 7,
    }
}

/// Calls `each` with every feature of the label of the arc from `head` to `dependent`, whose own dependents are known.
pub fn label_features(state: &State, words: &Words, head: usize, dependent: usize, mut each: impl FnMut(u64)) {
    let (h, d) = (state.node(words, head), state.node(words, dependent));
    let side = u64::from(head > dependent);
    let distance = bucket(head.abs_diff(dependent)) * 2 + side;
    let [first_left, first_right] = [0, 1].map(|s| state.child(words, dependent, s, 0));
    let second_left = state.child(words, dependent, 0, 1);
    let [head_left, head_right] = [0, 1].map(|s| state.child(words, head, s, 0));
    let [before, after] = [dependent.wrapping_sub(1), dependent + 1].map(|at| state.node(words, at));
    let templates = [
        [d.word, side, 0],
        [d.tag, side, 0],
        [h.word, side, 0],
        [h.tag, side, 0],
        [h.tag, d.tag, distance],
        [h.word, d.tag, side],
        [h.tag, d.word, side],
        [h.word, d.word, side],
        [d.word, d.tag, side],
        [h.word, h.tag, side],
        [first_left.0, d.tag, h.tag],
        [first_left.0, d.word, h.tag],
        [first_left.0, d.tag, h.word],
        [first_left.2, d.tag, h.tag],
        [first_left.2, second_left.2, d.tag],
        [second_left.0, d.tag, h.tag],
        [first_right.2, d.tag, h.tag],
        [first_right.0, d.tag, side],
        [head_left.2, d.tag, h.tag ^ side << 20],
        [head_right.2, d.tag, h.tag ^ side << 20],
        [head_left.2, head_right.2, d.tag ^ side << 20],
        [head_left.1, d.tag, h.word],
        [before.tag, d.tag, h.tag ^ side << 20],
        [after.tag, d.tag, h.tag ^ side << 20],
        [before.word, d.tag, side],
        [after.word, d.tag, side],
        [d.valency, d.tag, h.tag],
        [h.valency, d.tag, h.tag ^ side << 20],
    ];
    for (template, [a, b, c]) in templates.into_iter().enumerate() {
        each(feature(300 + template as u64, a, b, c));
    }
}

/// Parses one sentence greedily into `state`.
pub fn parse(actions: &Sparse, labels: &Sparse, words: &Words, state: &mut State) {
    state.reset(words.forms.len());
    while !state.is_done() {
        let mut scores = [0; MAX_CLASSES];
        action_features(state, words, |f| actions.add(f, &mut scores));
        let action = best_legal(&scores, state.legal());
        let label = if action == SHIFT { 0 } else { label(labels, state, words, action) };
        state.act(action, label);
    }
}

fn best_legal(scores: &[i32; MAX_CLASSES], legal: [bool; 3]) -> usize {
    let order = [SHIFT, LEFT, RIGHT].into_iter().filter(|a| legal[*a]);
    order.max_by_key(|a| (scores[*a], std::cmp::Reverse(*a))).unwrap_or(SHIFT)
}

fn label(labels: &Sparse, state: &State, words: &Words, action: usize) -> u8 {
    let (head, dependent) = state.arc(action);
    let mut scores = [0; MAX_CLASSES];
    label_features(state, words, head, dependent, |f| labels.add(f, &mut scores));
    labels.best(&scores) as u8
}
