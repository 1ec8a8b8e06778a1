//! The training loops of tagger and parser.

use crate::perceptron::Learner;
use crate::treebank::Sentence;
use sanudo::parse::perceptron::MAX_CLASSES;
use sanudo::parse::tagger::{self, NO_TAG};
use sanudo::parse::transition::{self, LEFT, RIGHT, SHIFT, State, Words};

/// Small, repeatable randomness (xorshift).
#[derive(Debug)]
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn chance(&mut self, p: f64) -> bool {
        ((self.next() >> 11) as f64 / (1u64 << 53) as f64) < p
    }

    /// Shuffles in place.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, (self.next() % (i as u64 + 1)) as usize);
        }
    }
}

fn best(scores: &[f32; MAX_CLASSES], allowed: impl Iterator<Item = usize>) -> usize {
    let mut best: Option<usize> = None;
    for class in allowed {
        if best.is_none_or(|b| scores[class] > scores[b]) {
            best = Some(class);
        }
    }
    best.unwrap_or(0)
}

/// Trains a tagger on the sentences of these numbers.
pub fn tagger(
    sentences: &[Sentence],
    numbers: &[usize],
    classes: usize,
    epochs: usize,
    min_count: u8,
    random: &mut Random,
) -> Learner {
    let mut learner = Learner::new(classes, min_count);
    for n in numbers {
        let s = &sentences[*n];
        for i in 0..s.forms.len() {
            let (before, before2) = history(&s.tags, i);
            tagger::features(&s.forms, i, before, before2, |f| learner.count(f));
        }
    }
    let mut order = numbers.to_vec();
    let mut features = Vec::new();
    for _ in 0..epochs {
        random.shuffle(&mut order);
        for n in &order {
            tag_sentence(&mut learner, &sentences[*n], &mut features);
        }
    }
    learner
}

fn history(tags: &[u8], i: usize) -> (u64, u64) {
    let at = |back: usize| i.checked_sub(back).map_or(NO_TAG, |j| u64::from(tags[j]));
    (at(1), at(2))
}

fn tag_sentence(learner: &mut Learner, sentence: &Sentence, features: &mut Vec<u64>) {
    let (mut before, mut before2) = (NO_TAG, NO_TAG);
    for i in 0..sentence.forms.len() {
        features.clear();
        tagger::features(&sentence.forms, i, before, before2, |f| features.push(f));
        let guess = decide(learner, features);
        learner.tick();
        if guess != sentence.tags[i] {
            learner.update(features, sentence.tags[i], guess);
        }
        (before2, before) = (before, u64::from(guess));
    }
}

fn decide(learner: &Learner, features: &[u64]) -> u8 {
    let mut scores = [0.0; MAX_CLASSES];
    features.iter().for_each(|f| learner.add(*f, &mut scores));
    best(&scores, 0..learner.classes) as u8
}

/// How a parser is trained.
#[derive(Clone, Copy, Debug)]
pub struct Schedule {
    /// Passes over the data.
    pub epochs: usize,
    /// First epoch in which wrong actions are followed.
    pub explore_from: usize,
    /// How often they are.
    pub explore: f64,
    /// Features seen less often are not learnt.
    pub min_count: u8,
}

/// Action and label classifiers, trained together on the tags that the parser will see.
pub fn parser(sentences: &[Sentence], labels: usize, schedule: Schedule, random: &mut Random) -> (Learner, Learner) {
    let mut learners = (Learner::new(3, schedule.min_count), Learner::new(labels, schedule.min_count));
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    // a first pass that only follows gold counts the features
    for sentence in sentences {
        pass(&mut learners, sentence, 0.0, random, true);
    }
    for epoch in 0..schedule.epochs {
        random.shuffle(&mut order);
        let explore = if epoch >= schedule.explore_from { schedule.explore } else { 0.0 };
        for n in &order {
            pass(&mut learners, &sentences[*n], explore, random, false);
        }
        println!("  parser epoch {}", epoch + 1);
    }
    learners
}

fn pass(learners: &mut (Learner, Learner), gold: &Sentence, explore: f64, random: &mut Random, counting: bool) {
    let words = Words { forms: &gold.forms, tags: &gold.seen };
    let mut state = State::default();
    state.reset(gold.forms.len());
    let mut features = Vec::with_capacity(96);
    while !state.is_done() {
        features.clear();
        transition::action_features(&state, &words, |f| features.push(f));
        let costs = costs(&state, &gold.heads);
        let legal = state.legal();
        let mut scores = [0.0; MAX_CLASSES];
        features.iter().for_each(|f| learners.0.add(*f, &mut scores));
        let guess = best(&scores, (0..3).filter(|a| legal[*a]));
        let lowest = (0..3).filter(|a| legal[*a]).map(|a| costs[a]).min().unwrap_or(0);
        let right = best(&scores, (0..3).filter(|a| legal[*a] && costs[*a] == lowest));
        if counting {
            features.iter().for_each(|f| learners.0.count(*f));
        } else {
            learners.0.tick();
            if costs[guess] > lowest {
                learners.0.update(&features, right as u8, guess as u8);
            }
        }
        let follows = !counting && (costs[guess] == lowest || random.chance(explore));
        let action = if follows { guess } else { right };
        let label = label(learners, &state, &words, gold, action, counting);
        state.act(action, label);
    }
}

/// Learns the label of the arc that `action` makes and returns the one to go on with.
fn label(
    learners: &mut (Learner, Learner),
    state: &State,
    words: &Words,
    gold: &Sentence,
    action: usize,
    counting: bool,
) -> u8 {
    if action == SHIFT {
        return 0;
    }
    let (head, dependent) = state.arc(action);
    let mut features = Vec::with_capacity(32);
    transition::label_features(state, words, head, dependent, |f| features.push(f));
    let right = gold.labels[dependent];
    if counting {
        features.iter().for_each(|f| learners.1.count(*f));
        return right;
    }
    learners.1.tick();
    let guess = decide(&learners.1, &features);
    if guess != right && gold.heads[dependent] == head {
        learners.1.update(&features, right, guess);
    }
    guess
}

/// How many gold arcs each action makes impossible: the dynamic oracle of the arc-hybrid system.
fn costs(state: &State, heads: &[usize]) -> [usize; 3] {
    let len = state.len;
    let (stack, next) = (&state.stack, state.next);
    let mut costs = [0; 3];
    if next < len {
        // shifting b loses its dependents on the stack and its heads below the top
        let below = &stack[..stack.len().saturating_sub(1)];
        costs[SHIFT] =
            stack.iter().filter(|s| heads[**s] == next).count() + below.iter().filter(|s| heads[next] == **s).count();
    }
    if let Some(top) = stack.last().copied() {
        let head = heads[top];
        let second = stack.iter().rev().nth(1).copied();
        // s0 leaves with head b: it loses another head in the buffer or s1, and its dependents in the buffer
        let in_buffer = head > next && head <= len;
        let dependents = (next..len).filter(|b| heads[*b] == top).count();
        costs[LEFT] = usize::from(in_buffer || second == Some(head)) + dependents;
        costs[RIGHT] = usize::from(head >= next && head <= len) + dependents;
    }
    costs
}

/// The learner's tags for a sentence.
pub fn tag(learner: &Learner, sentence: &Sentence) -> Vec<u8> {
    let mut tags = Vec::with_capacity(sentence.forms.len());
    let mut features = Vec::new();
    for i in 0..sentence.forms.len() {
        features.clear();
        let (before, before2) = history(&tags, i);
        tagger::features(&sentence.forms, i, before, before2, |f| features.push(f));
        tags.push(decide(learner, &features));
    }
    tags
}
