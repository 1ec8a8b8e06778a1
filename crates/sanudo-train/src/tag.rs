//! Trains the tagger.

use crate::conllu::Tree;
use crate::perceptron::{Perceptron, Random};
use sanudo::parse::lex::Lex;
use sanudo::parse::tagger::{self, Tag};

/// Tags seen fewer times than this fall back to the commonest of their part of speech.
const RARE: usize = 8;

/// A sentence ready for training.
#[derive(Debug)]
pub struct Sample {
    /// Its words' looks.
    pub words: Vec<Lex>,
    /// Its tag labels: gold for the tagger, predicted for the parser.
    pub tags: Vec<u8>,
    /// Which tree it comes from.
    pub tree: usize,
}

/// The tags of the trees, in order of their labels.
pub fn inventory(trees: &[Tree]) -> Vec<Tag> {
    let mut all: Vec<Tag> =
        trees.iter().flat_map(|t| &t.words).map(|w| Tag { upos: w.upos, feats: w.feats.0 }).collect();
    all.sort_unstable();
    let runs: Vec<(Tag, usize)> = all.chunk_by(|a, b| a == b).map(|run| (run[0], run.len())).collect();
    let most = |tag: Tag| runs.iter().filter(|r| r.0.upos == tag.upos).map(|r| r.1).max();
    runs.iter().filter(|(tag, n)| *n >= RARE || most(*tag) == Some(*n)).map(|r| r.0).collect()
}

/// The label of a tag: its own or the first of its part of speech.
pub fn label(tags: &[Tag], tag: Tag) -> u8 {
    let exact = tags.binary_search(&tag).ok();
    exact.or_else(|| tags.iter().position(|t| t.upos == tag.upos)).unwrap_or(0) as u8
}

/// Learns weights from the samples.
pub fn train(samples: &[&Sample], labels: usize, epochs: usize, random: &mut Random) -> Perceptron {
    let mut model = Perceptron::default();
    let mut order: Vec<usize> = (0..samples.len()).collect();
    let mut scores = vec![0; labels];
    let mut features = Vec::new();
    for _ in 0..epochs {
        random.shuffle(&mut order);
        for sample in order.iter().map(|i| samples[*i]) {
            sentence(&mut model, sample, &mut scores, &mut features);
        }
    }
    model
}

fn sentence(
    model: &mut Perceptron,
    sample: &Sample,
    scores: &mut [i32],
    features: &mut Vec<sanudo::parse::hash::Hash>,
) {
    let mut before = Vec::with_capacity(sample.words.len());
    for gold in &sample.tags {
        features.clear();
        tagger::features(&sample.words, &before, |f| features.push(f));
        model.score(features, scores);
        let guess = tagger::best(scores) as u8;
        model.learn(features, (guess != *gold).then_some((*gold, guess)));
        before.push(guess);
    }
}
