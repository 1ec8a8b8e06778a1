//! The parser: greedy moves, scored by a linear classifier over hashed features of stack and buffer.

use super::hash::Hash;
use super::lex::Lex;
use super::table::{Features, Table};
use super::transition::{Move, NO, State};

/// Weights and the moves their labels stand for.
#[derive(Debug, Default)]
pub struct Parser {
    /// Moves by label.
    pub moves: Vec<Move>,
    /// Weights.
    pub table: Table,
}

impl Parser {
    /// Parses one sentence of words and their tag labels.
    pub fn parse(&self, words: &[Lex], tags: &[u8]) -> State {
        let mut state = State::new(words.len());
        let mut scores = vec![0; self.moves.len()];
        let mut found = Features::default();
        while !state.is_done() {
            found.keys.clear();
            features(&state, words, tags, |hash| found.keys.push(hash.key()));
            self.table.score(&mut found, &mut scores);
            let Some(m) = self.best(&state, &scores) else { break };
            state.make(m);
        }
        state
    }

    fn best(&self, state: &State, scores: &[i32]) -> Option<Move> {
        let kinds = [Move::Shift, Move::Left(super::Deprel::Dep), Move::Right(super::Deprel::Dep)];
        let mut best: Option<(i32, Move)> = None;
        for (score, m) in scores.iter().zip(&self.moves) {
            if best.is_none_or(|(s, _)| *score > s) && state.allows(*m) {
                best = Some((*score, *m));
            }
        }
        // A model without some move must not leave a sentence half parsed.
        best.map(|(_, m)| m).or_else(|| kinds.into_iter().find(|m| state.allows(*m)))
    }
}

/// What features see of one word.
#[derive(Clone, Copy)]
struct View {
    word: u32,
    tag: u32,
    cluster: u32,
}

/// Hands the features of `state` to `give`.
pub fn features(state: &State, words: &[Lex], tags: &[u8], mut give: impl FnMut(Hash)) {
    let see = |i: u32| match words.get(i as usize) {
        Some(lex) => View { word: lex.norm, tag: u32::from(tags[i as usize]), cluster: lex.cluster },
        None if i == state.len => View { word: 2, tag: 254, cluster: 2 },
        None => View { word: 1, tag: 255, cluster: 1 },
    };
    let buffer = |k: u32| if state.next + k <= state.len { state.next + k } else { NO };
    let (s0, s1, s2, b0) = (state.stacked(0), state.stacked(1), state.stacked(2), state.next);
    let mut template = 100;
    let mut add = |values: &[u32]| {
        template += 1;
        give(values.iter().fold(Hash::new(template), |hash, v| hash.with(*v)));
    };
    let place = Place {
        stack: [see(s0), see(s1), see(s2)],
        buffer: [see(b0), see(buffer(1)), see(buffer(2))],
        near: if s0 == NO { 0 } else { (b0 - s0).min(7) },
        far: if s1 == NO { 0 } else { (s0 - s1).min(7) },
    };
    place.singles(&mut add);
    place.pairs(&mut add);
    place.triples(&mut add);
    let kin = Kin::new(state, [s0, s1, b0]);
    place.family(&kin, &see, &mut add);
}

/// The words around the next move and their distances.
struct Place {
    stack: [View; 3],
    buffer: [View; 3],
    near: u32,
    far: u32,
}

/// Dependants found so far of the two top words of the stack and of the next word.
struct Kin {
    left: [u32; 3],
    right: [u32; 3],
    second: [u32; 3],
    labels: [[u32; 2]; 3],
    sets: [[u32; 2]; 3],
}

impl Kin {
    fn new(state: &State, of: [u32; 3]) -> Self {
        let node = |i: u32| state.nodes.get(i as usize);
        let label = |i: u32| node(i).map_or(99, |n| u32::from(n.label));
        let nodes = of.map(node);
        let left = nodes.map(|n| n.map_or(NO, |n| n.left[0]));
        let right = nodes.map(|n| n.map_or(NO, |n| n.right[0]));
        let second = nodes.map(|n| n.map_or(NO, |n| if n.right[1] == NO { n.left[1] } else { n.right[1] }));
        let fold = |set: u64| (set ^ (set >> 32).wrapping_mul(0x9E37_79B1)) as u32;
        let sets = nodes.map(|n| n.map_or([0; 2], |n| [fold(n.left_set), fold(n.right_set)]));
        let labels = [0, 1, 2].map(|i| [label(left[i]), label(right[i])]);
        Kin { left, right, second, labels, sets }
    }
}

impl Place {
    #[inline]
    fn singles(&self, add: &mut impl FnMut(&[u32])) {
        let [s0, s1, s2] = self.stack;
        let [b0, b1, b2] = self.buffer;
        for view in [s0, s1, b0, b1] {
            add(&[view.word, view.tag]);
            add(&[view.tag]);
            add(&[view.word]);
            add(&[view.cluster]);
        }
        add(&[s2.tag]);
        add(&[s2.word]);
        add(&[b2.tag]);
        add(&[b2.word]);
    }

    #[inline]
    fn pairs(&self, add: &mut impl FnMut(&[u32])) {
        let [s0, s1, _] = self.stack;
        let [b0, b1, _] = self.buffer;
        for (a, b) in [(s0, b0), (s1, s0)] {
            add(&[a.word, b.word]);
            add(&[a.word, b.tag]);
            add(&[a.tag, b.word]);
            add(&[a.tag, b.tag]);
            add(&[a.cluster, b.cluster]);
            add(&[a.word, b.cluster]);
            add(&[a.cluster, b.word]);
        }
        add(&[s0.word, s0.tag, b0.tag]);
        add(&[s0.tag, b0.word, b0.tag]);
        add(&[s1.tag, b0.tag]);
        add(&[s1.word, b0.word]);
        add(&[b0.tag, b1.tag]);
        add(&[b0.word, b1.tag]);
        add(&[s0.tag, b1.word]);
        add(&[s0.tag, b0.tag, self.near]);
        add(&[s0.word, self.near]);
        add(&[b0.word, self.near]);
        add(&[s1.tag, s0.tag, self.far]);
    }

    #[inline]
    fn triples(&self, add: &mut impl FnMut(&[u32])) {
        let [s0, s1, s2] = self.stack;
        let [b0, b1, b2] = self.buffer;
        add(&[s0.tag, b0.tag, b1.tag]);
        add(&[b0.tag, b1.tag, b2.tag]);
        add(&[s1.tag, s0.tag, b0.tag]);
        add(&[s2.tag, s1.tag, s0.tag]);
        add(&[s1.tag, s0.tag, b0.tag, b1.tag]);
        add(&[s1.word, s0.tag, b0.tag]);
        add(&[s1.tag, s0.word, b0.tag]);
        add(&[s1.tag, s0.tag, b0.word]);
        add(&[s1.cluster, s0.cluster, b0.cluster]);
        add(&[s0.cluster, b0.cluster, b1.cluster]);
        add(&[s0.word, b0.tag, b1.tag]);
    }

    #[inline]
    fn family(&self, kin: &Kin, see: &impl Fn(u32) -> View, add: &mut impl FnMut(&[u32])) {
        let [s0, s1, _] = self.stack;
        let b0 = self.buffer[0];
        let left = kin.left.map(see);
        let right = kin.right.map(see);
        for (i, view) in [s0, s1, b0].into_iter().enumerate() {
            add(&[view.tag, kin.labels[i][0], kin.labels[i][1]]);
            add(&[view.word, kin.sets[i][0]]);
            add(&[view.tag, kin.sets[i][0]]);
            add(&[view.tag, left[i].tag]);
            add(&[view.tag, left[i].word]);
        }
        for (i, view) in [s0, s1].into_iter().enumerate() {
            add(&[view.word, kin.sets[i][1]]);
            add(&[view.tag, kin.sets[i][1], b0.tag]);
            add(&[view.tag, right[i].tag, b0.tag]);
            add(&[view.tag, right[i].word]);
            add(&[view.tag, see(kin.second[i]).tag, right[i].tag]);
        }
        add(&[s0.tag, left[0].tag, b0.tag]);
        add(&[s0.tag, b0.tag, left[2].tag]);
        add(&[s1.tag, s0.tag, left[0].word]);
        add(&[s1.word, left[0].word]);
        add(&[s1.cluster, left[0].word, s0.cluster]);
        add(&[s1.tag, right[1].tag, s0.tag]);
        add(&[s1.tag, kin.sets[1][1], s0.tag, left[0].word]);
        add(&[s1.tag, kin.sets[1][0], s0.tag, kin.sets[0][0]]);
        add(&[s0.tag, kin.sets[0][0], b0.tag, kin.sets[2][0]]);
    }
}
