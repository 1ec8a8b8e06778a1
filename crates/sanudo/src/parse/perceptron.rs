//! Scores classes from hashed features: a frozen table of sparse integer weights.

/// Weights of one classifier: an open-addressing table from a feature's key to its few non-zero classes.
#[derive(Debug, Default)]
pub struct Sparse {
    classes: usize,
    mask: usize,
    keys: Vec<u32>,
    starts: Vec<u32>,
    ids: Vec<u8>,
    weights: Vec<i16>,
}

impl Sparse {
    /// Checks the parts and joins them; `None` where they do not fit each other. `keys` has a power of two slots, 0 is empty;
    /// slot `s` owns entries `starts[s]..starts[s + 1]` of `ids` (class numbers) and `weights`.
    pub fn new(classes: usize, keys: Vec<u32>, starts: Vec<u32>, ids: Vec<u8>, weights: Vec<i16>) -> Option<Sparse> {
        let ordered = starts.windows(2).all(|w| w[0] <= w[1]);
        let whole = starts.len() == keys.len() + 1
            && starts.last().is_some_and(|e| *e as usize == ids.len())
            && ids.len() == weights.len();
        let valid = keys.len().is_power_of_two()
            && keys.contains(&0)
            && ids.iter().all(|c| (*c as usize) < classes)
            && classes <= MAX_CLASSES;
        (ordered && whole && valid).then(|| Sparse { classes, mask: keys.len() - 1, keys, starts, ids, weights })
    }

    /// Number of classes.
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// Adds the weights of a feature to `scores`.
    #[inline]
    pub fn add(&self, feature: u64, scores: &mut [i32; MAX_CLASSES]) {
        let key = key(feature);
        let mut slot = feature as usize & self.mask;
        while self.keys[slot] != key {
            if self.keys[slot] == 0 {
                return;
            }
            slot = (slot + 1) & self.mask;
        }
        for entry in self.starts[slot] as usize..self.starts[slot + 1] as usize {
            scores[self.ids[entry] as usize] += i32::from(self.weights[entry]);
        }
    }

    /// The best class; the lowest number among equals.
    pub fn best(&self, scores: &[i32; MAX_CLASSES]) -> usize {
        let mut best = 0;
        for class in 1..self.classes {
            if scores[class] > scores[best] {
                best = class;
            }
        }
        best
    }
}

/// No classifier has more.
pub const MAX_CLASSES: usize = 128;

/// The check word of a feature: never 0.
pub fn key(feature: u64) -> u32 {
    ((feature >> 32) as u32) | 1
}

/// Mixes a template's number with up to three values into a feature.
#[inline]
pub fn feature(template: u64, a: u64, b: u64, c: u64) -> u64 {
    let mut h = template.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for value in [a, b, c] {
        h = (h ^ value).wrapping_mul(0xff51_afd7_ed55_8ccd);
        h ^= h >> 32;
    }
    h
}

/// Hash of a string: FNV-1a.
pub fn hash(text: impl Iterator<Item = u8>) -> u64 {
    text.fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}
