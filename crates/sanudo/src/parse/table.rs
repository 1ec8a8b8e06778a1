//! Sparse weights in one flat table: feature key → a few (label, weight) pairs.
//!
//! The file holds the keys sorted, so loading is one sequential pass that lays them out for linear probing.

/// A row of weights as the trainer writes it: key and `(label, weight)` pairs.
pub type Row = (u32, Vec<(u8, i16)>);

/// The features of one decision, and room to look them up.
#[derive(Debug, Default)]
pub struct Features {
    /// Their keys.
    pub keys: Vec<u32>,
    rows: Vec<u32>,
}

/// The weights of one linear classifier.
#[derive(Debug, Default)]
pub struct Table {
    slots: Vec<Slot>,
    labels: Vec<u8>,
    weights: Vec<i16>,
    shift: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// 0 where empty.
    key: u32,
    /// First pair << 8 | number of pairs.
    row: u32,
}

impl Table {
    /// Sets `scores` to the sum of the weights of `features`.
    pub fn score(&self, features: &mut Features, scores: &mut [i32]) {
        scores.fill(0);
        // All rows are looked up before any is read: so the processor waits for many at once.
        let Features { keys, rows } = features;
        rows.clear();
        rows.extend(keys.iter().map(|key| self.find(*key)));
        for row in rows.iter().filter(|row| **row != 0) {
            self.add_row(*row, scores);
        }
    }

    /// The row of a key, 0 where there is none.
    #[inline]
    fn find(&self, key: u32) -> u32 {
        let mut at = (key >> self.shift) as usize;
        while let Some(slot) = self.slots.get(at) {
            if slot.key == key {
                return slot.row;
            }
            if slot.key > key || slot.key == 0 {
                break;
            }
            at += 1;
        }
        0
    }

    #[inline]
    fn add_row(&self, row: u32, scores: &mut [i32]) {
        let (first, len) = ((row >> 8) as usize, (row & 0xFF) as usize);
        let (Some(labels), Some(weights)) = (self.labels.get(first..first + len), self.weights.get(first..first + len))
        else {
            return;
        };
        for (label, weight) in labels.iter().zip(weights) {
            if let Some(score) = scores.get_mut(*label as usize) {
                *score += i32::from(*weight);
            }
        }
    }

    /// Reads a table written by [`write`]; `None` where the bytes do not hold one.
    pub fn read(data: &[u8]) -> Option<Table> {
        let (head, rest) = data.split_at_checked(8)?;
        let rows = u32::from_le_bytes(head.first_chunk().copied()?) as usize;
        let pairs = u32::from_le_bytes(head.last_chunk().copied()?) as usize;
        if rows.checked_mul(5)?.checked_add(pairs.checked_mul(3)?)? != rest.len() || pairs >= 1 << 24 {
            return None;
        }
        let (keys, rest) = rest.split_at(rows * 4);
        let (lens, rest) = rest.split_at(rows);
        let (labels, weights) = rest.split_at(pairs);
        let shift = 32 - (rows * 3 / 2).max(2).ilog2().saturating_add(1).min(31);
        let slots = lay_out(keys, lens, shift, pairs)?;
        let weights = weights.as_chunks::<2>().0.iter().map(|b| i16::from_le_bytes(*b)).collect();
        Some(Table { slots, labels: labels.to_vec(), weights, shift })
    }
}

fn lay_out(keys: &[u8], lens: &[u8], shift: u32, pairs: usize) -> Option<Vec<Slot>> {
    let mut slots = vec![Slot::default(); (1usize << (32 - shift)) + 64];
    let (mut free, mut first, mut last) = (0, 0, 0);
    for (key, len) in keys.as_chunks::<4>().0.iter().zip(lens) {
        let key = u32::from_le_bytes(*key);
        if key <= last {
            return None;
        }
        let at = free.max((key >> shift) as usize);
        *slots.get_mut(at)? = Slot { key, row: (first as u32) << 8 | u32::from(*len) };
        (free, first, last) = (at + 1, first + *len as usize, key);
    }
    (first == pairs).then_some(slots)
}

/// Writes rows, which must be sorted by key without repetition, as [`Table::read`] reads them.
pub fn write(rows: &[Row]) -> Vec<u8> {
    let pairs: usize = rows.iter().map(|r| r.1.len()).sum();
    let mut out = Vec::with_capacity(8 + rows.len() * 5 + pairs * 3);
    out.extend((rows.len() as u32).to_le_bytes());
    out.extend((pairs as u32).to_le_bytes());
    out.extend(rows.iter().flat_map(|r| r.0.to_le_bytes()));
    out.extend(rows.iter().map(|r| r.1.len() as u8));
    out.extend(rows.iter().flat_map(|r| r.1.iter().map(|p| p.0)));
    out.extend(rows.iter().flat_map(|r| r.1.iter().flat_map(|p| p.1.to_le_bytes())));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::hash::Hash;

    #[test]
    fn a_table_gives_back_what_was_written() {
        let mut keys: Vec<u32> = (0..500).map(|i| Hash::new(i).with(7).key()).collect();
        keys.sort_unstable();
        keys.dedup();
        let rows: Vec<Row> = keys.iter().map(|k| (*k, vec![((k % 3) as u8, 5), (3, -2)])).collect();
        let table = Table::read(&write(&rows)).expect("a valid table");
        for i in 0..500 {
            let mut scores = [0; 4];
            let key = Hash::new(i).with(7).key();
            table.score(
                &mut Features { keys: vec![key, Hash::new(1000).with(9).key()], ..Features::default() },
                &mut scores,
            );
            assert_eq!(scores[(key % 3) as usize], 5);
            assert_eq!(scores[3], -2);
        }
    }

    #[test]
    fn damaged_bytes_are_refused() {
        let good = write(&[(5, vec![(0, 1)]), (9, vec![(1, 2)])]);
        for cut in 0..good.len() {
            assert!(Table::read(&good[..cut]).is_none());
        }
        assert!(Table::read(&write(&[(9, vec![]), (5, vec![])])).is_none());
    }
}
