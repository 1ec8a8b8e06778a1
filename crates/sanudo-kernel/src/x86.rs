//! The product with the vector instructions of x86-64. A tile of rows times 64 columns stays in registers.

use std::arch::x86_64::*;
use std::sync::LazyLock;

static VNNI: LazyLock<bool> = LazyLock::new(|| {
    is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512vnni")
});
static AVX2: LazyLock<bool> = LazyLock::new(|| is_x86_feature_detected!("avx2"));

pub(crate) fn has_vnni() -> bool {
    *VNNI
}

pub(crate) fn has_avx2() -> bool {
    *AVX2
}

/// One step of four inputs for a block of 64 columns.
const STEP: usize = 256;

pub(crate) fn vnni(a: &[u8], inputs: usize, packed: &[u8], out: &mut [i32], columns: usize) {
    assert!(has_vnni());
    // SAFETY: the processor has the instructions, as just asked.
    unsafe { vnni_blocks(a, inputs, packed, out, columns) }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
fn vnni_blocks(a: &[u8], inputs: usize, packed: &[u8], out: &mut [i32], columns: usize) {
    let rows = a.len() / inputs;
    for (block, weights) in packed.chunks_exact(64 * inputs).enumerate() {
        let mut row = 0;
        while row < rows {
            let (a, out) = (&a[row * inputs..], &mut out[row * columns + block * 64..]);
            // a block is read from far away once for each tile, so what is left is one tile, too
            let left = (rows - row).min(6);
            match left {
                6 => vnni_tile::<6>(a, inputs, weights, out, columns),
                5 => vnni_tile::<5>(a, inputs, weights, out, columns),
                4 => vnni_tile::<4>(a, inputs, weights, out, columns),
                3 => vnni_tile::<3>(a, inputs, weights, out, columns),
                2 => vnni_tile::<2>(a, inputs, weights, out, columns),
                _ => vnni_tile::<1>(a, inputs, weights, out, columns),
            }
            row += left;
        }
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
fn vnni_tile<const R: usize>(a: &[u8], inputs: usize, weights: &[u8], out: &mut [i32], columns: usize) {
    let mut sums = [[_mm512_setzero_si512(); 4]; R];
    for (q, step) in weights.as_chunks::<STEP>().0.iter().enumerate() {
        let w = [load_512(step, 0), load_512(step, 1), load_512(step, 2), load_512(step, 3)];
        for (r, sums) in sums.iter_mut().enumerate() {
            let four = _mm512_set1_epi32(four(a, r * inputs + q * 4));
            for (sum, w) in sums.iter_mut().zip(w) {
                *sum = _mm512_dpbusd_epi32(*sum, four, w);
            }
        }
    }
    for (r, sums) in sums.iter().enumerate() {
        for (c, sum) in sums.iter().enumerate() {
            let place = &mut out[r * columns + c * 16..][..16];
            // SAFETY: the place holds 16 numbers.
            unsafe { _mm512_storeu_si512(place.as_mut_ptr().cast(), *sum) }
        }
    }
}

#[inline]
#[target_feature(enable = "avx512f")]
fn load_512(step: &[u8; STEP], part: usize) -> __m512i {
    let bytes = &step[part * 64..part * 64 + 64];
    // SAFETY: 64 bytes are read out of a slice of 64.
    unsafe { _mm512_loadu_si512(bytes.as_ptr().cast()) }
}

/// Four activations as one number, in memory order.
#[inline]
fn four(a: &[u8], at: usize) -> i32 {
    let four = &a[at..at + 4];
    i32::from_le_bytes([four[0], four[1], four[2], four[3]])
}

pub(crate) fn avx2(a: &[u8], inputs: usize, packed: &[u8], out: &mut [i32], columns: usize) {
    assert!(has_avx2());
    // SAFETY: the processor has the instructions, as just asked.
    unsafe { avx2_blocks(a, inputs, packed, out, columns) }
}

#[target_feature(enable = "avx2")]
fn avx2_blocks(a: &[u8], inputs: usize, packed: &[u8], out: &mut [i32], columns: usize) {
    let rows = a.len() / inputs;
    for (block, weights) in packed.chunks_exact(64 * inputs).enumerate() {
        for half in 0..4 {
            let mut row = 0;
            let at = |row: usize| row * columns + block * 64 + half * 16;
            while row + 4 <= rows {
                avx2_tile::<4>(&a[row * inputs..], (inputs, half), weights, &mut out[at(row)..], columns);
                row += 4;
            }
            while row < rows {
                avx2_tile::<1>(&a[row * inputs..], (inputs, half), weights, &mut out[at(row)..], columns);
                row += 1;
            }
        }
    }
}

/// A quarter of a block: 16 columns.
#[target_feature(enable = "avx2")]
fn avx2_tile<const R: usize>(a: &[u8], part: (usize, usize), weights: &[u8], out: &mut [i32], columns: usize) {
    let (inputs, quarter) = part;
    let ones = _mm256_set1_epi16(1);
    let mut sums = [[_mm256_setzero_si256(); 2]; R];
    for (q, step) in weights.as_chunks::<STEP>().0.iter().enumerate() {
        let w = [load_256(step, quarter * 2), load_256(step, quarter * 2 + 1)];
        for (r, sums) in sums.iter_mut().enumerate() {
            let four = _mm256_set1_epi32(four(a, r * inputs + q * 4));
            for (sum, w) in sums.iter_mut().zip(w) {
                // Two products of at most 127 * 127 fit 16 bits, so nothing saturates.
                let pairs = _mm256_maddubs_epi16(four, w);
                *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(pairs, ones));
            }
        }
    }
    for (r, sums) in sums.iter().enumerate() {
        for (c, sum) in sums.iter().enumerate() {
            let place = &mut out[r * columns + c * 8..][..8];
            // SAFETY: the place holds 8 numbers.
            unsafe { _mm256_storeu_si256(place.as_mut_ptr().cast(), *sum) }
        }
    }
}

#[inline]
#[target_feature(enable = "avx2")]
fn load_256(step: &[u8; STEP], part: usize) -> __m256i {
    let bytes = &step[part * 32..part * 32 + 32];
    // SAFETY: 32 bytes are read out of a slice of 32.
    unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) }
}
