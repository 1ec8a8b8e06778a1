//! Hashing of words and features: fixed forever, since the weights are keyed by it.

const PRIME: u64 = 0x9E37_79B9_7F4A_7C15;

/// A running hash of numbers.
#[derive(Clone, Copy, Debug)]
pub struct Hash(u64);

impl Hash {
    /// A hash that starts from `seed`, usually the number of a feature template.
    #[inline]
    pub fn new(seed: u32) -> Self {
        Hash((u64::from(seed) + 1).wrapping_mul(PRIME))
    }

    /// Adds one number.
    #[inline]
    #[must_use]
    pub fn with(self, value: u32) -> Self {
        let mixed = (self.0.rotate_left(23) ^ u64::from(value)).wrapping_mul(PRIME);
        Hash(mixed)
    }

    /// The key; never 0, which marks empty slots.
    #[inline]
    pub fn key(self) -> u32 {
        let mixed = (self.0 ^ (self.0 >> 29)).wrapping_mul(PRIME);
        ((mixed >> 32) as u32).max(1)
    }
}

/// The key of a run of characters.
pub fn chars(text: impl Iterator<Item = char>) -> u32 {
    text.fold(Hash::new(0), |hash, c| hash.with(c as u32)).key()
}

/// A checksum of bytes, eight at a time.
pub fn bytes(data: &[u8]) -> u64 {
    let (words, rest) = data.as_chunks::<8>();
    let mut hash = data.len() as u64 ^ PRIME;
    for word in words {
        hash = (hash.rotate_left(23) ^ u64::from_le_bytes(*word)).wrapping_mul(PRIME);
    }
    for byte in rest {
        hash = (hash.rotate_left(23) ^ u64::from(*byte)).wrapping_mul(PRIME);
    }
    hash ^ (hash >> 29)
}
