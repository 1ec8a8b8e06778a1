//! How good is it? Records against gold, in three forms: sentences with one code each, annotated articles, PETRARCH validation files.

mod articles;
mod reliability;
mod sentences;

pub use articles::{Annotation, judge_articles, score_articles};
pub use reliability::{Bin, Judged, calibration_error, plot, reliability};
pub use sentences::{Coded, Sentence, judge_sentences, neutral, score_sentences};

use std::collections::BTreeSet;

/// A metric and its value.
pub type Metric = (&'static str, f64);

/// Hits, predictions and gold items.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    pub hits: usize,
    pub predicted: usize,
    pub gold: usize,
}

impl Count {
    fn add<T: Ord>(&mut self, gold: &BTreeSet<T>, predicted: &BTreeSet<T>) {
        self.hits += gold.intersection(predicted).count();
        self.predicted += predicted.len();
        self.gold += gold.len();
    }

    fn precision(self) -> f64 {
        ratio(self.hits, self.predicted)
    }

    fn recall(self) -> f64 {
        ratio(self.hits, self.gold)
    }

    fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

fn ratio(a: usize, b: usize) -> f64 {
    if b == 0 { 0.0 } else { a as f64 / b as f64 }
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0usize), |(sum, n), v| (sum + v, n + 1));
    if n == 0 { 0.0 } else { sum / n as f64 }
}
