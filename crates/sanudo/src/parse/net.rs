//! The network: rows of tables, windows of words, and one layer that tags, names and scores arcs.
//!
//! `x` is the sum of a word's table rows, normalised. Each layer adds to it a product of the words in its window (the word,
//! and those some places before and after), taken from `x` normalised, cut at zero and counted in 127 steps. The
//! last layer's columns are what tags, names, arcs and relations are read from. Everything not whole-numbered is added
//! and multiplied in one fixed order, so that every machine gives the same bytes.
//! Trained and exported by `crates/sanudo-train/teacher/student.py`.

use super::look::{self, Rows, TABLES};
use super::{Deprel, Feats, Upos};
use sanudo_kernel::Matrix;
use sanudo_kernel::real::{self, LANES};
use std::borrow::Cow;

/// A tag: part of speech and morphology in one, as the network predicts them.
pub type Tag = (Upos, Feats);

/// Bytes of a weights file: those compiled in are never copied.
pub type Bytes = Cow<'static, [u8]>;

/// Everything learned.
#[derive(Debug, Default)]
pub struct Network {
    /// Numbers in a word's vector.
    dim: usize,
    /// Columns for arcs and for relations.
    arc: usize,
    rel: usize,
    /// Tags by column.
    pub tags: Vec<Tag>,
    names: usize,
    /// Hashes of the known words, ascending; row 0 of the first table is for all others.
    keys: Vec<u32>,
    /// Where the keys begin whose first [`KEY_BITS`] bits are a number or a larger one.
    starts: Vec<u32>,
    tables: Vec<Table>,
    first: Norm,
    layers: Vec<Layer>,
    last: Norm,
    heads: Linear,
    root_key: Vec<f32>,
    root_rel: Vec<f32>,
    root_bias: f32,
    /// Scores of distances, from far before to far after.
    far: Vec<f32>,
    /// `[rel][labels]` and the labels' biases, both with zeros up to a multiple of [`real::BLOCK`] labels.
    rel_out: Vec<f32>,
    rel_bias: Vec<f32>,
}

/// Keys are hashes, so that so many of their bits find one of a few among thousands.
const KEY_BITS: u32 = 14;

/// Rows of 8-bit numbers, each with the size of its step.
#[derive(Debug, Default)]
struct Table {
    steps: Vec<f32>,
    values: Bytes,
}

#[derive(Debug, Default)]
struct Norm {
    gain: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    fn parts(&self) -> real::Norm<'_> {
        (&self.gain, &self.bias)
    }
}

#[derive(Debug, Default)]
struct Layer {
    /// How many places away the words before and after are.
    reach: usize,
    norm: Norm,
    product: Linear,
}

#[derive(Debug, Default)]
struct Linear {
    /// The size of an activation's step.
    step: f32,
    /// What one step of a column's sum is worth.
    steps: Vec<f32>,
    matrix: Matrix,
    bias: Vec<f32>,
}

/// Memory that one sentence after the other uses.
#[derive(Debug, Default)]
pub struct Work {
    x: Vec<f32>,
    active: Vec<u8>,
    window: Vec<u8>,
    sums: Vec<i32>,
    /// The last layer: a row of columns for each word.
    out: Vec<f32>,
    hidden: Vec<f32>,
    scores: Vec<f32>,
    products: Vec<f32>,
}

impl Network {
    /// Reads what `student.py export` wrote, from byte `at` to the end; `None` where the bytes do not fit.
    pub fn read(data: &Bytes, at: usize) -> Option<Network> {
        let mut from = Reader { data, at };
        let numbers = from.whole(13)?;
        let [dim, layers, arc, rel, tags, names, labels, far, s3, s2, p3, shapes, words] =
            *numbers.first_chunk::<13>()?;
        let sane = dim > 0
            && dim.is_multiple_of(LANES as u32)
            && arc.is_multiple_of(LANES as u32)
            && numbers.iter().all(|n| *n < 1 << 20);
        if !sane || labels as usize != Deprel::ALL.len() || s3 == 0 || s2 == 0 || p3 == 0 || shapes < 1024 {
            return None;
        }
        let size = |n: u32| n as usize;
        let (dim, arc, rel) = (size(dim), size(arc), size(rel));
        let tags = from.whole(size(tags))?.into_iter().map(tag).collect::<Option<Vec<Tag>>>()?;
        let keys = from.whole(size(words))?;
        let rows = [words + 1, s3, s2, p3, shapes];
        let tables = rows.iter().map(|n| from.table(size(*n), dim)).collect::<Option<Vec<Table>>>()?;
        let first = from.norm(dim)?;
        let layers = (0..layers).map(|_| from.layer(dim)).collect::<Option<Vec<Layer>>>()?;
        let last = from.norm(dim)?;
        let heads = from.linear(dim, 2 * arc + 2 * rel + tags.len() + size(names) + 1)?;
        let (root_key, root_rel) = (from.real(arc)?, from.real(rel)?);
        let root_bias = *from.real(1)?.first()?;
        let far = from.real(2 * size(far) + 1)?;
        let rel_out = padded(&from.real(rel * size(labels))?, size(labels));
        let rel_bias = padded(&from.real(size(labels))?, size(labels));
        let network = Network {
            dim,
            arc,
            rel,
            tags,
            names: size(names),
            starts: starts(&keys),
            keys,
            tables,
            first,
            layers,
            last,
            heads,
            root_key,
            root_rel,
            root_bias,
            far,
            rel_out,
            rel_bias,
        };
        (from.at == data.len()).then_some(network)
    }

    /// The rows of a word.
    pub fn rows(&self, word: &str) -> Rows {
        let mut rows = look::keys(word);
        rows[0] = self.known(rows[0]);
        for (row, table) in rows.iter_mut().zip(&self.tables).skip(1) {
            *row %= table.steps.len() as u32;
        }
        rows
    }

    /// The row of the word with this key.
    fn known(&self, key: u32) -> u32 {
        let first = (key >> (32 - KEY_BITS)) as usize;
        let (from, to) = (self.starts[first], self.starts[first + 1]);
        self.keys[from as usize..to as usize].binary_search(&key).map_or(0, |i| from + i as u32 + 1)
    }

    /// Runs the network over the words of a sentence.
    pub fn run(&self, words: &[Rows], work: &mut Work) {
        self.look_up(words, work);
        let Work { x, active, window, sums, out, .. } = work;
        for layer in &self.layers {
            self.activate(&layer.norm, layer.product.step, x, active);
            layer.gather(self.dim, active, window);
            layer.product.matrix.product(window, sums);
            layer.product.add(sums, x);
        }
        self.activate(&self.last, self.heads.step, x, active);
        self.heads.matrix.product(active, sums);
        out.clear();
        out.resize(words.len() * self.heads.bias.len(), 0.0);
        self.heads.add(sums, out);
    }

    fn look_up(&self, words: &[Rows], work: &mut Work) {
        work.x.resize(words.len() * self.dim, 0.0);
        for (x, rows) in work.x.chunks_exact_mut(self.dim).zip(words) {
            let mut parts = [(&[][..], 0.0); TABLES];
            for ((part, table), row) in parts.iter_mut().zip(&self.tables).zip(rows) {
                *part = table.row(*row as usize, self.dim);
            }
            real::look_up(&parts, self.first.parts(), x);
        }
    }

    /// `x`, normalised, cut at zero, in steps from 0 to 127.
    fn activate(&self, norm: &Norm, step: f32, x: &[f32], active: &mut Vec<u8>) {
        active.resize(x.len(), 0);
        real::activate(x, norm.parts(), step, active);
    }

    /// The columns of word `i`.
    fn columns<'w>(&self, work: &'w Work, i: usize) -> &'w [f32] {
        let columns = self.heads.bias.len();
        &work.out[i * columns..(i + 1) * columns]
    }

    /// The best tag of word `i`.
    pub fn tag(&self, work: &Work, i: usize) -> Tag {
        let from = 2 * (self.arc + self.rel);
        let tag = best(&self.columns(work, i)[from..from + self.tags.len()]);
        self.tags.get(tag).copied().unwrap_or((Upos::X, Feats(0)))
    }

    /// The best name tag of word `i`: 0 outside, odd where a name begins, even where it goes on.
    pub fn name(&self, work: &Work, i: usize) -> u8 {
        let from = 2 * (self.arc + self.rel) + self.tags.len();
        best(&self.columns(work, i)[from..from + self.names]) as u8
    }

    /// Scores of all arcs into `scores`: for each word, the root and then each word as its head.
    pub fn arcs(&self, work: &mut Work, scores: &mut Vec<f32>) {
        let columns = self.heads.bias.len();
        let n = work.out.len() / columns;
        scores.clear();
        scores.reserve(n * (n + 1));
        let products = &mut work.products;
        products.resize(n, 0.0);
        for i in 0..n {
            let query = &work.out[i * columns..][..self.arc];
            let mut root = [0.0];
            real::dots(query, &self.root_key, self.arc, &mut root);
            real::dots(query, &work.out[self.arc..], columns, products);
            scores.push(root[0] + self.root_bias);
            let bias = |j: usize| work.out[(j + 1) * columns - 1];
            let to = |(j, product): (usize, &f32)| product + bias(j) + self.distance(i, j);
            scores.extend(products.iter().enumerate().map(to));
            // No word is its own head.
            scores[i * (n + 1) + i + 1] = f32::MIN;
        }
    }

    /// The score of the way from word `i` to word `j`; all long ways are alike.
    fn distance(&self, i: usize, j: usize) -> f32 {
        let reach = (self.far.len() / 2) as isize;
        let place = (j as isize - i as isize).clamp(-reach, reach) + reach;
        self.far[place as usize]
    }

    /// The best relation of word `i` to its head, `None` being the root.
    pub fn relation(&self, work: &mut Work, i: usize, head: Option<usize>) -> Deprel {
        let (from, to) = (2 * self.arc, 2 * self.arc + self.rel);
        let mut hidden = std::mem::take(&mut work.hidden);
        hidden.clear();
        hidden.extend_from_slice(&self.columns(work, i)[from..to]);
        let other = head.map_or(&self.root_rel[..], |h| &self.columns(work, h)[to..to + self.rel]);
        for (h, o) in hidden.iter_mut().zip(other) {
            *h = (*h + o).max(0.0);
        }
        work.scores.clear();
        work.scores.extend_from_slice(&self.rel_bias);
        real::add_weighted(&hidden, &self.rel_out, &mut work.scores);
        work.hidden = hidden;
        let is_root = |d: Deprel| d == Deprel::Root;
        let allowed = |label: &usize| is_root(Deprel::ALL[*label]) == head.is_none();
        let labels = (0..Deprel::ALL.len()).filter(allowed);
        let top = labels.fold(None, |top: Option<usize>, l| match top {
            Some(t) if work.scores[t] >= work.scores[l] => Some(t),
            _ => Some(l),
        });
        top.map_or(Deprel::Dep, |l| Deprel::ALL[l])
    }
}

impl Layer {
    /// Puts the words of each window side by side; there is nothing beyond the sentence's ends.
    fn gather(&self, dim: usize, active: &[u8], window: &mut Vec<u8>) {
        let words = active.len() / dim;
        window.resize(words * 3 * dim, 0);
        for (i, window) in window.chunks_exact_mut(3 * dim).enumerate() {
            let places = [i.checked_sub(self.reach), Some(i), Some(i + self.reach).filter(|p| *p < words)];
            for (part, place) in window.chunks_exact_mut(dim).zip(places) {
                match place {
                    Some(place) => part.copy_from_slice(&active[place * dim..(place + 1) * dim]),
                    None => part.fill(0),
                }
            }
        }
    }
}

impl Linear {
    fn add(&self, sums: &[i32], out: &mut [f32]) {
        real::add_sums(sums, self.matrix.columns(), &self.steps, &self.bias, out);
    }
}

impl Table {
    fn row(&self, row: usize, dim: usize) -> real::Row<'_> {
        (&self.values[row * dim..(row + 1) * dim], self.steps[row])
    }
}

/// Rows of `labels` numbers, each with zeros behind it up to a multiple of [`real::BLOCK`].
fn padded(rows: &[f32], labels: usize) -> Vec<f32> {
    let width = labels.next_multiple_of(real::BLOCK);
    let zeros = || std::iter::repeat_n(0.0, width - labels);
    rows.chunks_exact(labels).flat_map(|row| row.iter().copied().chain(zeros())).collect()
}

/// For each number of [`KEY_BITS`] bits, how many keys begin with a smaller one; and how many there are.
fn starts(keys: &[u32]) -> Vec<u32> {
    let mut starts = vec![0; (1 << KEY_BITS) + 1];
    keys.iter().for_each(|key| starts[(key >> (32 - KEY_BITS)) as usize + 1] += 1);
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    starts
}

/// The first place of the highest score.
fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (i, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = i;
        }
    }
    best
}

fn tag(number: u32) -> Option<Tag> {
    Some((*Upos::ALL.get((number >> 16) as usize)?, Feats(number as u16)))
}

/// Takes numbers off the front.
struct Reader<'a> {
    data: &'a Bytes,
    at: usize,
}

impl Reader<'_> {
    fn take(&mut self, bytes: usize) -> Option<&[u8]> {
        let taken = self.data.get(self.at..self.at.checked_add(bytes)?)?;
        self.at += bytes;
        Some(taken)
    }

    fn whole(&mut self, n: usize) -> Option<Vec<u32>> {
        Some(self.take(n * 4)?.as_chunks::<4>().0.iter().map(|b| u32::from_le_bytes(*b)).collect())
    }

    fn real(&mut self, n: usize) -> Option<Vec<f32>> {
        let values: Vec<f32> = self.take(n * 4)?.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect();
        values.iter().all(|v| v.is_finite()).then_some(values)
    }

    fn table(&mut self, rows: usize, dim: usize) -> Option<Table> {
        let steps = self.real(rows)?;
        let from = self.at;
        self.take(rows * dim)?;
        let values = match self.data {
            Cow::Borrowed(data) => Cow::Borrowed(&data[from..self.at]),
            Cow::Owned(data) => Cow::Owned(data[from..self.at].to_vec()),
        };
        Some(Table { steps, values })
    }

    fn norm(&mut self, dim: usize) -> Option<Norm> {
        Some(Norm { gain: self.real(dim)?, bias: self.real(dim)? })
    }

    fn layer(&mut self, dim: usize) -> Option<Layer> {
        let reach = *self.whole(1)?.first()? as usize;
        let norm = self.norm(dim)?;
        let step = *self.real(1)?.first()?;
        let product = self.product(step, 3 * dim, dim)?;
        Some(Layer { reach: reach.min(1 << 10), norm, product })
    }

    fn linear(&mut self, inputs: usize, outputs: usize) -> Option<Linear> {
        let step = *self.real(1)?.first()?;
        self.product(step, inputs, outputs)
    }

    fn product(&mut self, step: f32, inputs: usize, outputs: usize) -> Option<Linear> {
        let steps = self.real(outputs)?.into_iter().map(|s| s * step).collect();
        let matrix = Matrix::new(self.take(inputs * outputs)?, inputs)?;
        let sane = step > 0.0 && step.is_finite();
        sane.then_some(Linear { step, steps, matrix, bias: self.real(outputs)? })
    }
}

const _: () = assert!(TABLES == 5);
