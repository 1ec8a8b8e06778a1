//! An averaged perceptron with sparse rows, and how it freezes into the core's table.

use rustc_hash::FxHashMap;
use sanudo::parse::perceptron::{MAX_CLASSES, key};

/// Weight, running total and time of the last change of one class.
#[derive(Clone, Copy, Debug)]
struct Cell {
    class: u8,
    weight: f32,
    total: f64,
    since: u32,
}

/// A classifier in training.
#[derive(Debug, Default)]
pub struct Learner {
    rows: FxHashMap<u64, Vec<Cell>>,
    counts: FxHashMap<u64, u8>,
    min_count: u8,
    time: u32,
    /// Number of classes.
    pub classes: usize,
}

impl Learner {
    /// A new classifier; features seen fewer than `min_count` times are not learnt.
    pub fn new(classes: usize, min_count: u8) -> Learner {
        Learner { classes, min_count, ..Learner::default() }
    }

    /// Counts a feature before training.
    pub fn count(&mut self, feature: u64) {
        let count = self.counts.entry(feature).or_insert(0);
        *count = count.saturating_add(1);
    }

    /// Adds the current weights of a feature.
    pub fn add(&self, feature: u64, scores: &mut [f32; MAX_CLASSES]) {
        if let Some(row) = self.rows.get(&feature) {
            row.iter().for_each(|cell| scores[cell.class as usize] += cell.weight);
        }
    }

    /// One step in time; call once a decision.
    pub fn tick(&mut self) {
        self.time += 1;
    }

    /// Rewards `right` and punishes `wrong` for these features.
    pub fn update(&mut self, features: &[u64], right: u8, wrong: u8) {
        for feature in features {
            if self.counts.get(feature).is_some_and(|c| *c >= self.min_count) {
                let row = self.rows.entry(*feature).or_default();
                change(row, right, 1.0, self.time);
                change(row, wrong, -1.0, self.time);
            }
        }
    }

    /// The averaged weights as the core's table in bytes: small ones are left out, the rest are 16-bit integers.
    pub fn freeze(&self, prune: f32) -> Vec<u8> {
        let mut rows: Vec<(u64, Vec<(u8, f32)>)> = self.rows.iter().map(|(f, row)| (*f, self.averaged(row))).collect();
        rows.sort_by_key(|(feature, _)| *feature);
        let largest = rows.iter().flat_map(|(_, r)| r).map(|(_, w)| w.abs()).fold(1e-9, f32::max);
        let scale = 32000.0 / largest;
        rows.iter_mut().for_each(|(_, row)| row.retain(|(_, w)| w.abs() > prune * largest));
        rows.retain(|(_, row)| !row.is_empty());
        let slots = (rows.len() * 3 / 2 + 2).next_power_of_two();
        let mut table: Vec<Option<usize>> = vec![None; slots];
        let mut keys = vec![0u32; slots];
        for (number, (feature, _)) in rows.iter().enumerate() {
            let mut slot = *feature as usize & (slots - 1);
            while keys[slot] != 0 {
                slot = (slot + 1) & (slots - 1);
            }
            keys[slot] = key(*feature);
            table[slot] = Some(number);
        }
        bytes(self.classes, &keys, &table, &rows, scale)
    }

    fn averaged(&self, row: &[Cell]) -> Vec<(u8, f32)> {
        let time = f64::from(self.time.max(1));
        let mean = |c: &Cell| (c.total + f64::from(c.weight) * f64::from(self.time - c.since)) / time;
        row.iter().map(|c| (c.class, mean(c) as f32)).collect()
    }
}

fn change(row: &mut Vec<Cell>, class: u8, by: f32, time: u32) {
    let at = row.iter().position(|c| c.class == class).unwrap_or_else(|| {
        row.push(Cell { class, weight: 0.0, total: 0.0, since: time });
        row.len() - 1
    });
    let cell = &mut row[at];
    cell.total += f64::from(cell.weight) * f64::from(time - cell.since);
    cell.since = time;
    cell.weight += by;
}

fn bytes(classes: usize, keys: &[u32], table: &[Option<usize>], rows: &[(u64, Vec<(u8, f32)>)], scale: f32) -> Vec<u8> {
    let entries: Vec<(u8, i16)> =
        table.iter().flatten().flat_map(|n| rows[*n].1.iter().map(|(c, w)| (*c, (w * scale).round() as i16))).collect();
    let mut out = Vec::new();
    for number in [classes, keys.len(), entries.len()] {
        out.extend((number as u32).to_le_bytes());
    }
    keys.iter().for_each(|k| out.extend(k.to_le_bytes()));
    let mut start = 0u32;
    for slot in table {
        out.extend(start.to_le_bytes());
        start += slot.map_or(0, |n| rows[n].1.len() as u32);
    }
    out.extend(start.to_le_bytes());
    out.extend(entries.iter().map(|(c, _)| *c));
    entries.iter().for_each(|(_, w)| out.extend(w.to_le_bytes()));
    out
}
