//! Which names are surely in no table? One bit for each of a few million hashes. The build script includes this file, too.

use crate::parse::hash;

/// Bits of a sieve.
const BITS: usize = 1 << 22;

/// The sieve of tables: lines that begin with a name and a tab.
pub fn of<'t>(tables: impl Iterator<Item = &'t str>) -> Vec<u8> {
    let mut sieve = vec![0; BITS / 8];
    for line in tables.flat_map(str::lines) {
        mark(&mut sieve, line.split('\t').next().unwrap_or(""));
    }
    sieve
}

/// Puts a name into a sieve.
pub fn mark(sieve: &mut [u8], name: &str) {
    let (byte, bit) = place(name);
    if let Some(byte) = sieve.get_mut(byte) {
        *byte |= bit;
    }
}

/// Whether a name may be in a sieve.
pub fn may_hold(sieve: &[u8], name: &str) -> bool {
    let (byte, bit) = place(name);
    sieve.get(byte).is_some_and(|byte| byte & bit != 0)
}

fn place(name: &str) -> (usize, u8) {
    let at = hash::bytes(name.as_bytes()) as usize % BITS;
    (at / 8, 1 << (at % 8))
}
