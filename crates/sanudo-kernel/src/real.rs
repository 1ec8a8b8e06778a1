//! Real numbers between the products: each is added and multiplied in one fixed order, so that every processor gives the same bytes.
//!
//! Each function is compiled for several sets of vector instructions from the one text below; none of them reorders or fuses anything.

/// Numbers are summed in so many lanes, on every machine.
pub const LANES: usize = 16;

/// Scores are added in blocks of so many columns.
pub const BLOCK: usize = 64;

/// A row of a table: 8-bit numbers, and the size of their step.
pub type Row<'t> = (&'t [u8], f32);

/// Gain and bias of a norm.
pub type Norm<'n> = (&'n [f32], &'n [f32]);

macro_rules! ways {
    ($($(#[$doc:meta])* $name:ident($($arg:ident: $type:ty),*);)*) => {
        $($(#[$doc])*
        pub fn $name($($arg: $type),*) {
            #[cfg(target_arch = "x86_64")]
            match crate::Way::best() {
                // SAFETY: the processor has the instructions, as just asked.
                crate::Way::Vnni => return unsafe { avx512::$name($($arg),*) },
                // SAFETY: the processor has the instructions, as just asked.
                crate::Way::Avx2 => return unsafe { avx2::$name($($arg),*) },
                crate::Way::Portable => {}
            }
            plain::$name($($arg),*);
        })*

        #[cfg(target_arch = "x86_64")]
        mod avx512 {
            use super::*;
            $(#[target_feature(enable = "avx512f,avx512bw")]
            pub(super) fn $name($($arg: $type),*) {
                plain::$name($($arg),*);
            })*
        }

        #[cfg(target_arch = "x86_64")]
        mod avx2 {
            use super::*;
            $(#[target_feature(enable = "avx2")]
            pub(super) fn $name($($arg: $type),*) {
                plain::$name($($arg),*);
            })*
        }
    };
}

ways! {
    /// The sum of the rows into `x`, normalised.
    look_up(rows: &[Row], norm: Norm, x: &mut [f32]);
    /// Each row of `x`, normalised, cut at zero, in steps of `step` from 0 to 127; lengths are multiples of [`LANES`].
    activate(x: &[f32], norm: Norm, step: f32, active: &mut [u8]);
    /// Adds each row of `columns` sums, times a column's step and with its bias, to a row of `out`, which has one number for each bias.
    add_sums(sums: &[i32], columns: usize, steps: &[f32], bias: &[f32], out: &mut [f32]);
    /// The product of `query` with each of the rows that begin every `stride` numbers in `rows`, as long as `out` is.
    dots(query: &[f32], rows: &[f32], stride: usize, out: &mut [f32]);
    /// Adds to `scores` the rows of `weights`, each times its number in `hidden`, for all that are above zero; there are a multiple of
    /// [`BLOCK`] scores.
    add_weighted(hidden: &[f32], weights: &[f32], scores: &mut [f32]);
}

mod plain {
    use super::{BLOCK, LANES, Norm, Row};

    #[inline(always)]
    pub(super) fn look_up(rows: &[Row], norm: Norm, x: &mut [f32]) {
        for (i, x) in x.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
            let mut sums = [0.0; LANES];
            for row in rows {
                add_chunk(*row, i, &mut sums);
            }
            *x = sums;
        }
        let (mean, spread) = moments(x);
        for ((v, gain), bias) in x.iter_mut().zip(norm.0).zip(norm.1) {
            *v = (*v - mean) * spread * gain + bias;
        }
    }

    #[inline(always)]
    fn add_chunk((values, step): Row, i: usize, sums: &mut [f32; LANES]) {
        let Some(values) = values.as_chunks::<LANES>().0.get(i) else { return };
        for (sum, v) in sums.iter_mut().zip(values) {
            *sum += f32::from(*v as i8) * step;
        }
    }

    #[inline(always)]
    pub(super) fn activate(x: &[f32], (gain, bias): Norm, step: f32, active: &mut [u8]) {
        let (scale, dim) = (1.0 / step, gain.len().max(1));
        for (x, active) in x.chunks_exact(dim).zip(active.chunks_exact_mut(dim)) {
            let (mean, spread) = moments(x);
            for (((active, v), gain), bias) in active.iter_mut().zip(x).zip(gain).zip(bias) {
                *active = counted(((v - mean) * spread * gain + bias) * scale);
            }
        }
    }

    /// A number in steps, rounded, from 0 to 127; what is no number counts nothing.
    #[inline(always)]
    fn counted(value: f32) -> u8 {
        let above = if value > 0.0 { value } else { 0.0 } + 0.5;
        let within = if above < 127.0 { above } else { 127.0 };
        // SAFETY: from 0.5 to 127, and a number, since any other fails both comparisons.
        unsafe { within.to_int_unchecked::<i32>() as u8 }
    }

    #[inline(always)]
    pub(super) fn add_sums(sums: &[i32], columns: usize, steps: &[f32], bias: &[f32], out: &mut [f32]) {
        let rows = out.chunks_exact_mut(bias.len().max(1)).zip(sums.chunks_exact(columns.max(1)));
        for (out, sums) in rows {
            for (((x, sum), step), bias) in out.iter_mut().zip(sums).zip(steps).zip(bias) {
                *x += *sum as f32 * step + bias;
            }
        }
    }

    #[inline(always)]
    pub(super) fn dots(query: &[f32], rows: &[f32], stride: usize, out: &mut [f32]) {
        for (out, row) in out.iter_mut().zip(rows.chunks(stride.max(1))) {
            *out = dot(query, row);
        }
    }

    #[inline(always)]
    fn dot(query: &[f32], row: &[f32]) -> f32 {
        let mut lanes = [0.0; LANES];
        for (a, b) in query.as_chunks::<LANES>().0.iter().zip(row.as_chunks::<LANES>().0) {
            for ((lane, a), b) in lanes.iter_mut().zip(a).zip(b) {
                *lane += a * b;
            }
        }
        lanes.iter().sum()
    }

    #[inline(always)]
    pub(super) fn add_weighted(hidden: &[f32], weights: &[f32], scores: &mut [f32]) {
        let columns = scores.len().max(1);
        for (hidden, weights) in hidden.chunks(BLOCK).zip(weights.chunks(BLOCK * columns)) {
            // half of them are zero, and no processor guesses which
            let (mut live, mut count) = ([0; BLOCK], 0);
            for (i, h) in hidden.iter().enumerate() {
                live[count] = i;
                count += usize::from(*h > 0.0);
            }
            for (at, scores) in scores.as_chunks_mut::<BLOCK>().0.iter_mut().enumerate() {
                let rows = live[..count].iter().map(|i| (hidden[*i], &weights[i * columns + at * BLOCK..][..BLOCK]));
                add_rows(rows, scores);
            }
        }
    }

    #[inline(always)]
    fn add_rows<'w>(rows: impl Iterator<Item = (f32, &'w [f32])>, scores: &mut [f32; BLOCK]) {
        let mut sums = *scores;
        for (h, row) in rows {
            for (sum, w) in sums.iter_mut().zip(row) {
                *sum += h * w;
            }
        }
        *scores = sums;
    }

    /// The mean, and one over the standard deviation.
    #[inline(always)]
    fn moments(x: &[f32]) -> (f32, f32) {
        let (chunks, n) = (x.as_chunks::<LANES>().0, x.len() as f32);
        let mean = total(chunks, |v| v) / n;
        let variance = total(chunks, |v| (v - mean) * (v - mean)) / n;
        (mean, 1.0 / (variance + 1e-5).sqrt())
    }

    /// Lane by lane, then the lanes in order: the same rounding everywhere.
    #[inline(always)]
    fn total(chunks: &[[f32; LANES]], of: impl Fn(f32) -> f32) -> f32 {
        let mut lanes = [0.0; LANES];
        for chunk in chunks {
            for (lane, v) in lanes.iter_mut().zip(chunk) {
                *lane += of(*v);
            }
        }
        lanes.iter().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random and are the same every time.
    fn numbers(n: usize, seed: u32) -> Vec<f32> {
        let mut x = seed.wrapping_mul(2_654_435_761) | 1;
        let mut next = || {
            x ^= x << 13;
            x ^= x >> 17;
            x ^= x << 5;
            (x as f32 / u32::MAX as f32 - 0.5) * 3.0
        };
        (0..n).map(|_| next()).collect()
    }

    /// Every function, all results one after the other, as bits.
    macro_rules! run {
        ($way:ident) => {{
            let (dim, words) = (48, 5);
            let (gain, bias, x) = (numbers(dim, 1), numbers(dim, 2), numbers(dim * words, 3));
            let table: Vec<u8> = (0..dim * 3).map(|i| (i * 91 % 255) as u8).collect();
            let rows: Vec<Row> = table.chunks_exact(dim).zip([0.03, 0.7, 0.011]).collect();
            let (mut word, mut active) = (vec![9.0; dim], vec![7; dim * words]);
            $way::look_up(&rows, (&gain, &bias), &mut word);
            $way::activate(&x, (&gain, &bias), 0.013, &mut active);
            let sums: Vec<i32> = numbers(64 * words, 4).iter().map(|v| (v * 1e6) as i32).collect();
            let mut out = x.clone();
            $way::add_sums(&sums, 64, &gain, &bias, &mut out);
            let mut products = vec![0.0; words];
            $way::dots(&gain[..32], &x[16..], dim, &mut products);
            let mut scores = numbers(BLOCK, 5);
            $way::add_weighted(&x[..100], &numbers(100 * BLOCK, 6), &mut scores);
            let reals = [word, out, products, scores].concat();
            (reals.into_iter().map(f32::to_bits).collect::<Vec<u32>>(), active)
        }};
    }

    #[test]
    fn all_ways_give_the_same_bits() {
        let expected = run!(plain);
        assert!(expected.0.iter().all(|bits| f32::from_bits(*bits).is_finite()));
        assert!(
            expected.1.contains(&0) && expected.1.contains(&127) && expected.1.iter().any(|a| (1..127).contains(a))
        );
        #[cfg(target_arch = "x86_64")]
        if crate::x86::has_avx2() {
            // SAFETY: the processor has the instructions, as just asked.
            assert_eq!(unsafe { run!(avx2) }, expected);
        }
        #[cfg(target_arch = "x86_64")]
        if crate::x86::has_vnni() {
            // SAFETY: the processor has the instructions, as just asked.
            assert_eq!(unsafe { run!(avx512) }, expected);
        }
    }

    /// Against the sums written down plainly.
    #[test]
    fn what_is_counted_and_weighted_is_what_the_names_say() {
        let mut active = [0; 16];
        let (ones, zeros) = ([1.0; 16], [0.0; 16]);
        let x: Vec<f32> = (0..16).map(|i| i as f32).collect();
        activate(&x, (&ones, &zeros), 0.01, &mut active);
        let spread = (21.25f32 + 1e-5).sqrt();
        let expected = |v: f32| ((v - 7.5) / spread * 100.0 + 0.5).clamp(0.0, 127.0) as u8;
        assert!(x.iter().zip(active).all(|(v, a)| a.abs_diff(expected(*v)) < 2), "{active:?}");
        let mut scores = vec![1.0; BLOCK];
        let weights: Vec<f32> = (0..3 * BLOCK).map(|i| i as f32).collect();
        add_weighted(&[2.0, -5.0, 0.5], &weights, &mut scores);
        assert_eq!((scores[0], scores[3]), (1.0 + 64.0, 1.0 + 6.0 + 0.5 * 131.0));
    }
}
