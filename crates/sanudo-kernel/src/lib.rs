//! Matrix products of unsigned 7-bit activations with signed 8-bit weights, summed in 32 bits, and what stands between them ([`real`]).
//!
//! Whole numbers are summed exactly, so that every processor gives the same answer. The fastest way the processor has is
//! chosen when a [`Matrix`] is made: AVX-512 VNNI, AVX2, or portable code.

pub mod real;
#[cfg(target_arch = "x86_64")]
mod x86;

/// Columns are taken 64 at a time.
const BLOCK: usize = 64;

/// The byte of -128.
const MINIMUM: u8 = 0x80;

/// Weights of `columns` outputs over `inputs` inputs, laid out for the product.
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    /// `[block of 64 columns][4 inputs][64 columns][input of the 4]`
    packed: Vec<u8>,
    inputs: usize,
    columns: usize,
    way: Way,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Way {
    #[default]
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Vnni,
}

impl Matrix {
    /// Packs `weights`, bytes of one row of `inputs` signed numbers for each output; `inputs` must be a multiple of 4.
    ///
    /// `None` where the lengths do not fit or a weight is -128, which the AVX2 way could not add without overflow.
    pub fn new(weights: &[u8], inputs: usize) -> Option<Matrix> {
        let fits = inputs > 0 && inputs.is_multiple_of(4) && weights.len().is_multiple_of(inputs);
        if !fits || weights.contains(&MINIMUM) {
            return None;
        }
        let outputs = weights.len() / inputs;
        let columns = outputs.next_multiple_of(BLOCK);
        let mut packed = vec![0; columns * inputs];
        for (j, row) in weights.chunks_exact(inputs).enumerate() {
            let base = j / BLOCK * BLOCK * inputs + j % BLOCK * 4;
            for (i, four) in row.as_chunks::<4>().0.iter().enumerate() {
                packed[base + i * BLOCK * 4..][..4].copy_from_slice(four);
            }
        }
        Some(Matrix { packed, inputs, columns, way: Way::best() })
    }

    /// The outputs with padding: a multiple of 64.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The inputs of a row.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// For each row of `inputs` activations, none above 127: `columns` sums into `out`, which grows or shrinks to fit.
    pub fn product(&self, activations: &[u8], out: &mut Vec<i32>) {
        debug_assert!(activations.iter().all(|a| *a < 128));
        let rows = activations.len() / self.inputs.max(1);
        out.resize(rows * self.columns, 0);
        match self.way {
            Way::Portable => self.portable(activations, out),
            #[cfg(target_arch = "x86_64")]
            Way::Avx2 => x86::avx2(activations, self.inputs, &self.packed, out, self.columns),
            #[cfg(target_arch = "x86_64")]
            Way::Vnni => x86::vnni(activations, self.inputs, &self.packed, out, self.columns),
        }
    }

    fn portable(&self, activations: &[u8], out: &mut [i32]) {
        out.fill(0);
        let rows = activations.chunks_exact(self.inputs).zip(out.chunks_exact_mut(self.columns));
        for (row, sums) in rows {
            for (block, sums) in self.packed.chunks_exact(BLOCK * self.inputs).zip(sums.as_chunks_mut::<BLOCK>().0) {
                add_block(row, block, sums);
            }
        }
    }
}

/// Adds one row's products with one block of columns.
fn add_block(row: &[u8], block: &[u8], sums: &mut [i32; BLOCK]) {
    for (four, weights) in row.as_chunks::<4>().0.iter().zip(block.as_chunks::<{ BLOCK * 4 }>().0) {
        for (sum, w) in sums.iter_mut().zip(weights.as_chunks::<4>().0) {
            *sum += (0..4).map(|i| i32::from(four[i]) * i32::from(w[i] as i8)).sum::<i32>();
        }
    }
}

impl Way {
    #[cfg(target_arch = "x86_64")]
    fn best() -> Way {
        if x86::has_vnni() {
            Way::Vnni
        } else if x86::has_avx2() {
            Way::Avx2
        } else {
            Way::Portable
        }
    }

    #[cfg(not(target_arch = "x86_64"))]
    fn best() -> Way {
        Way::Portable
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every way that this machine has gives what plain arithmetic gives, also for rows that fill no tile.
    #[test]
    fn all_ways_give_the_same_sums() {
        for (rows, inputs, outputs) in
            [(1, 4, 1), (7, 64, 65), (13, 768, 256), (14, 8, 3), (15, 8, 64), (16, 8, 1), (17, 8, 1)]
        {
            let activations: Vec<u8> = (0..rows * inputs).map(|i| (i * 37 % 128) as u8).collect();
            let weights: Vec<u8> = (0..outputs * inputs).map(|i| ((i * 91 % 255) as i32 - 127) as u8).collect();
            let mut matrix = Matrix::new(&weights, inputs).expect("lengths fit");
            for way in ways() {
                matrix.way = way;
                let mut out = Vec::new();
                matrix.product(&activations, &mut out);
                let row = |r: usize| &activations[r * inputs..][..inputs];
                let expected = |r: usize, j: usize| plain(row(r), &weights[j * inputs..][..inputs]);
                let wrong = (0..rows * outputs).map(|at| (at / outputs, at % outputs));
                let wrong = wrong.filter(|(r, j)| out[r * matrix.columns() + j] != expected(*r, *j)).count();
                assert_eq!(wrong, 0, "{way:?}, {rows} rows");
            }
        }
    }

    fn plain(row: &[u8], weights: &[u8]) -> i32 {
        row.iter().zip(weights).map(|(a, w)| i32::from(*a) * i32::from(*w as i8)).sum()
    }

    #[cfg(target_arch = "x86_64")]
    fn ways() -> Vec<Way> {
        let all = [(Way::Portable, true), (Way::Avx2, x86::has_avx2()), (Way::Vnni, x86::has_vnni())];
        all.into_iter().filter(|w| w.1).map(|w| w.0).collect()
    }

    #[cfg(not(target_arch = "x86_64"))]
    fn ways() -> Vec<Way> {
        vec![Way::Portable]
    }

    #[test]
    fn what_does_not_fit_makes_no_matrix() {
        assert!(Matrix::new(&[0; 6], 3).is_none());
        assert!(Matrix::new(&[0; 6], 4).is_none());
        assert!(Matrix::new(&[MINIMUM; 4], 4).is_none());
    }
}
