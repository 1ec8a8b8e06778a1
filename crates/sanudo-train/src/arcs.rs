//! Trains the parser: moves with a dynamic oracle, so that it learns what to do after its own mistakes.

use crate::conllu::Tree;
use crate::perceptron::{Perceptron, Random};
use crate::tag::Sample;
use sanudo::parse::Deprel;
use sanudo::parse::hash::Hash;
use sanudo::parse::parser;
use sanudo::parse::transition::{Move, State};

/// All moves that the trees need, in order of their labels.
pub fn inventory(trees: &[Tree]) -> Vec<Move> {
    let mut moves = vec![Move::Shift];
    for tree in trees {
        for (i, word) in tree.words.iter().enumerate() {
            moves.push(if i < word.head { Move::Left(word.deprel) } else { Move::Right(word.deprel) });
        }
    }
    moves.sort_unstable();
    moves.dedup();
    moves.retain(|m| *m != Move::Right(Deprel::Root));
    moves
}

/// How the parser is trained.
#[derive(Debug)]
pub struct Plan<'a> {
    /// The trees.
    pub trees: &'a [Tree],
    /// The moves by label.
    pub moves: &'a [Move],
    /// Passes over the trees.
    pub epochs: usize,
    /// How often it follows its own moves, in percent.
    pub explore: usize,
}

/// Learns weights from the samples.
pub fn train(samples: &[Sample], plan: &Plan, random: &mut Random) -> Perceptron {
    let mut model = Perceptron::default();
    let mut order: Vec<usize> = (0..samples.len()).collect();
    for epoch in 0..plan.epochs {
        random.shuffle(&mut order);
        for sample in order.iter().map(|i| &samples[*i]) {
            let explore = if epoch == 0 { 0 } else { plan.explore };
            Lesson::new(&plan.trees[sample.tree], sample, plan.moves).run(&mut model, explore, random);
        }
    }
    model
}

struct Lesson<'a> {
    gold: Gold<'a>,
    sample: &'a Sample,
    moves: &'a [Move],
    scores: Vec<i32>,
    features: Vec<Hash>,
}

impl<'a> Lesson<'a> {
    fn new(tree: &'a Tree, sample: &'a Sample, moves: &'a [Move]) -> Self {
        Lesson { gold: Gold::new(tree), sample, moves, scores: vec![0; moves.len()], features: Vec::new() }
    }

    fn run(&mut self, model: &mut Perceptron, explore: usize, random: &mut Random) {
        let mut state = State::new(self.sample.words.len());
        while !state.is_done() {
            self.features.clear();
            parser::features(&state, &self.sample.words, &self.sample.tags, |f| self.features.push(f));
            model.score(&self.features, &mut self.scores);
            let costs = self.gold.costs(&state);
            let (guess, right) = self.choose(&state, costs);
            let mistake = (self.cost(guess, &state, costs) > costs.best()).then_some((right as u8, guess as u8));
            model.learn(&self.features, mistake);
            let follow = mistake.is_none() || random.below(100) < explore;
            state.make(self.moves[if follow { guess } else { right }]);
        }
    }

    /// The best allowed move, and the best of those that lose the least.
    fn choose(&self, state: &State, costs: Costs) -> (usize, usize) {
        let (mut guess, mut right) = (None, None);
        for (i, m) in self.moves.iter().enumerate().filter(|(_, m)| state.allows(**m)) {
            let better = |than: Option<usize>| than.is_none_or(|t| self.scores[i] > self.scores[t]);
            if better(guess) {
                guess = Some(i);
            }
            if better(right) && self.cost_of(*m, state, costs) == costs.best() {
                right = Some(i);
            }
        }
        let guess = guess.unwrap_or(0);
        (guess, right.unwrap_or(guess))
    }

    fn cost(&self, i: usize, state: &State, costs: Costs) -> u32 {
        self.cost_of(self.moves[i], state, costs)
    }

    /// Arcs lost by the move, doubled, and one for a wrong label on a right arc.
    fn cost_of(&self, m: Move, state: &State, costs: Costs) -> u32 {
        let label = |head: u32, label: Deprel| {
            let child = state.stacked(0) as usize;
            u32::from(self.gold.heads[child] == head && self.gold.tree.words[child].deprel != label)
        };
        match m {
            Move::Shift => costs.shift * 2,
            Move::Left(l) => costs.left * 2 + label(state.next, l),
            Move::Right(l) => costs.right * 2 + label(state.stacked(1), l),
        }
    }
}

/// What each kind of move loses; `u32::MAX / 4` where it is not allowed.
#[derive(Clone, Copy)]
struct Costs {
    shift: u32,
    left: u32,
    right: u32,
}

impl Costs {
    fn best(self) -> u32 {
        self.shift.min(self.left).min(self.right) * 2
    }
}

const NEVER: u32 = u32::MAX / 4;

struct Gold<'a> {
    tree: &'a Tree,
    heads: Vec<u32>,
    children: Vec<Vec<u32>>,
}

impl<'a> Gold<'a> {
    fn new(tree: &'a Tree) -> Self {
        let heads: Vec<u32> = tree.words.iter().map(|w| w.head as u32).collect();
        let mut children = vec![Vec::new(); heads.len() + 1];
        for (i, head) in heads.iter().enumerate() {
            children[*head as usize].push(i as u32);
        }
        Gold { tree, heads, children }
    }

    fn costs(&self, state: &State) -> Costs {
        let (next, end) = (state.next, state.len);
        let waiting = |child: u32| self.children[child as usize].iter().filter(|c| **c >= next).count() as u32;
        let mut costs = Costs { shift: NEVER, left: NEVER, right: NEVER };
        if let Some(top) = state.stack.last().copied() {
            let (head, lost) = (self.heads[top as usize], waiting(top));
            if next < end || state.stack.len() == 1 {
                costs.left = lost + u32::from(head != next && (head > next || head == state.stacked(1)));
            }
            if state.stack.len() > 1 {
                costs.right = lost + u32::from(head >= next);
            }
        }
        if next < end {
            let head = self.heads[next as usize];
            let under = state.stack.iter().rev().skip(1).any(|s| *s == head);
            let dependants = state.stack.iter().filter(|s| self.heads[**s as usize] == next).count();
            costs.shift = u32::from(under) + dependants as u32;
        }
        costs
    }
}
