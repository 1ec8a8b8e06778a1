//! An averaged perceptron over hashed features, with integer weights: the same bits on every machine.

use rustc_hash::FxHashMap;
use sanudo::parse::hash::Hash;
use sanudo::parse::table::Row;

/// Weights while learning.
#[derive(Debug, Default)]
pub struct Perceptron {
    rows: FxHashMap<u32, Entries>,
    now: i64,
}

#[derive(Debug, Default)]
struct Entries {
    updates: u32,
    cells: Vec<Cell>,
}

#[derive(Clone, Copy, Debug)]
struct Cell {
    label: u8,
    weight: i32,
    total: i64,
    since: i64,
}

impl Perceptron {
    /// Scores every label for `features`.
    pub fn score(&self, features: &[Hash], scores: &mut [i32]) {
        scores.fill(0);
        for cell in features.iter().filter_map(|f| self.rows.get(&f.key())).flat_map(|e| &e.cells) {
            scores[cell.label as usize] += cell.weight;
        }
    }

    /// Counts one decision; `right` and `wrong` are given when the decision was wrong.
    pub fn learn(&mut self, features: &[Hash], mistake: Option<(u8, u8)>) {
        self.now += 1;
        let Some((right, wrong)) = mistake else { return };
        for feature in features {
            let entries = self.rows.entry(feature.key()).or_default();
            entries.updates += 1;
            entries.change(right, 1, self.now);
            entries.change(wrong, -1, self.now);
        }
    }

    /// The averaged weights, 128 to one update; rows updated less than `least` times and weights below `small`
    /// are left out.
    pub fn finish(&self, least: u32, small: i16) -> Vec<Row> {
        let mut keys: Vec<u32> = self.rows.iter().filter(|(_, e)| e.updates >= least).map(|(k, _)| *k).collect();
        keys.sort_unstable();
        let mean = |c: &Cell| {
            let total = c.total + i64::from(c.weight) * (self.now - c.since);
            (total * SCALE / self.now.max(1)).clamp(i64::from(i16::MIN), i64::from(i16::MAX)) as i16
        };
        let row = |key: u32| {
            let mut cells = self.rows[&key].cells.clone();
            cells.sort_unstable_by_key(|c| c.label);
            let pairs = cells.iter().map(|c| (c.label, mean(c))).filter(|(_, w)| w.abs() >= small);
            (key, pairs.collect::<Vec<_>>())
        };
        keys.into_iter().map(row).filter(|r| !r.1.is_empty()).collect()
    }
}

/// One update in a weights file.
const SCALE: i64 = 128;

impl Entries {
    fn change(&mut self, label: u8, by: i32, now: i64) {
        match self.cells.iter_mut().find(|c| c.label == label) {
            Some(cell) => {
                cell.total += i64::from(cell.weight) * (now - cell.since);
                cell.weight += by;
                cell.since = now;
            }
            None => self.cells.push(Cell { label, weight: by, total: 0, since: now }),
        }
    }
}

/// A small generator of random numbers (xorshift), so that runs repeat.
#[derive(Debug)]
pub struct Random(u64);

impl Random {
    /// Starts from a seed.
    pub fn new(seed: u64) -> Self {
        Random(seed | 1)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % n.max(1)
    }

    /// Puts a list into random order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.below(i + 1));
        }
    }
}
