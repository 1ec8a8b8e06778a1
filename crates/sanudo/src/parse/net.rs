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

/// A tag: part of speech and morphology in one, as the network predicts them.
pub type Tag = (Upos, Feats);

/// Numbers are summed in so many lanes, on every machine.
const LANES: usize = 16;

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
    /// `[rel][labels]` and the labels' biases.
    rel_out: Vec<f32>,
    rel_bias: Vec<f32>,
}

/// Rows of 8-bit numbers, each with the size of its step.
#[derive(Debug, Default)]
struct Table {
    steps: Vec<f32>,
    values: Vec<i8>,
}

#[derive(Debug, Default)]
struct Norm {
    gain: Vec<f32>,
    bias: Vec<f32>,
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
}

impl Network {
    /// Reads what `student.py export` wrote; `None` where the bytes do not fit.
    pub fn read(data: &[u8]) -> Option<Network> {
        let mut from = Reader(data);
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
        let (rel_out, rel_bias) = (from.real(rel * size(labels))?, from.real(size(labels))?);
        let network = Network {
            dim,
            arc,
            rel,
            tags,
            names: size(names),
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
        from.0.is_empty().then_some(network)
    }

    /// The rows of a word.
    pub fn rows(&self, word: &str) -> Rows {
        let mut rows = look::keys(word);
        rows[0] = self.keys.binary_search(&rows[0]).map_or(0, |i| i as u32 + 1);
        for (row, table) in rows.iter_mut().zip(&self.tables).skip(1) {
            *row %= table.steps.len() as u32;
        }
        rows
    }

    /// Runs the network over the words of a sentence.
    pub fn run(&self, words: &[Rows], work: &mut Work) {
        self.look_up(words, work);
        for layer in &self.layers {
            self.activate(&layer.norm, layer.product.step, work);
            layer.gather(self.dim, words.len(), work);
            layer.product.matrix.product(&work.window, &mut work.sums);
            for (x, sums) in
                work.x.chunks_exact_mut(self.dim).zip(work.sums.chunks_exact(layer.product.matrix.columns()))
            {
                layer.product.add(sums, x);
            }
        }
        self.activate(&self.last, self.heads.step, work);
        self.heads.matrix.product(&work.active, &mut work.sums);
        let columns = self.heads.bias.len();
        work.out.clear();
        work.out.resize(words.len() * columns, 0.0);
        for (out, sums) in work.out.chunks_exact_mut(columns).zip(work.sums.chunks_exact(self.heads.matrix.columns())) {
            self.heads.add(sums, out);
        }
    }

    fn look_up(&self, words: &[Rows], work: &mut Work) {
        work.x.clear();
        work.x.resize(words.len() * self.dim, 0.0);
        for (x, rows) in work.x.chunks_exact_mut(self.dim).zip(words) {
            for (table, row) in self.tables.iter().zip(rows) {
                table.add(*row as usize, x);
            }
            self.first.apply(x);
        }
    }

    /// `x`, normalised, cut at zero, in steps from 0 to 127.
    fn activate(&self, norm: &Norm, step: f32, work: &mut Work) {
        work.active.clear();
        work.active.resize(work.x.len(), 0);
        let scale = 1.0 / step;
        for (x, active) in work.x.chunks_exact(self.dim).zip(work.active.chunks_exact_mut(self.dim)) {
            let (mean, spread) = moments(x);
            for (((a, v), gain), bias) in active.iter_mut().zip(x).zip(&norm.gain).zip(&norm.bias) {
                let value = ((v - mean) * spread * gain + bias) * scale;
                *a = (value.max(0.0) + 0.5).min(127.0) as u8;
            }
        }
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
        let row = |i: usize| &work.out[i * columns..(i + 1) * columns];
        for i in 0..n {
            let query = &row(i)[..self.arc];
            scores.push(dot(query, &self.root_key) + self.root_bias);
            let to = |j: usize| {
                let head = row(j);
                dot(query, &head[self.arc..2 * self.arc]) + head[columns - 1] + self.distance(i, j)
            };
            // No word is its own head.
            scores.extend((0..n).map(|j| if i == j { f32::MIN } else { to(j) }));
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
        for (h, weights) in hidden.iter().zip(self.rel_out.chunks_exact(self.rel_bias.len())).filter(|(h, _)| **h > 0.0)
        {
            for (score, w) in work.scores.iter_mut().zip(weights) {
                *score += h * w;
            }
        }
        work.hidden = hidden;
        let is_root = |d: Deprel| d == Deprel::Root;
        let allowed = |label: &usize| is_root(Deprel::ALL[*label]) == head.is_none();
        let labels = (0..work.scores.len()).filter(allowed);
        let top = labels.fold(None, |top: Option<usize>, l| match top {
            Some(t) if work.scores[t] >= work.scores[l] => Some(t),
            _ => Some(l),
        });
        top.map_or(Deprel::Dep, |l| Deprel::ALL[l])
    }
}

impl Layer {
    /// Puts the words of each window side by side; there is nothing beyond the sentence's ends.
    fn gather(&self, dim: usize, words: usize, work: &mut Work) {
        work.window.clear();
        work.window.resize(words * 3 * dim, 0);
        for (i, window) in work.window.chunks_exact_mut(3 * dim).enumerate() {
            let places = [i.checked_sub(self.reach), Some(i), Some(i + self.reach).filter(|p| *p < words)];
            let inside = window.chunks_exact_mut(dim).zip(places).filter_map(|(part, place)| Some((part, place?)));
            for (part, place) in inside {
                part.copy_from_slice(&work.active[place * dim..(place + 1) * dim]);
            }
        }
    }
}

impl Linear {
    fn add(&self, sums: &[i32], out: &mut [f32]) {
        for (((x, sum), step), bias) in out.iter_mut().zip(sums).zip(&self.steps).zip(&self.bias) {
            *x += *sum as f32 * step + bias;
        }
    }
}

impl Table {
    fn add(&self, row: usize, x: &mut [f32]) {
        let step = self.steps[row];
        let start = row * x.len();
        for (x, v) in x.iter_mut().zip(&self.values[start..]) {
            *x += f32::from(*v) * step;
        }
    }
}

impl Norm {
    fn apply(&self, x: &mut [f32]) {
        let (mean, spread) = moments(x);
        for ((v, gain), bias) in x.iter_mut().zip(&self.gain).zip(&self.bias) {
            *v = (*v - mean) * spread * gain + bias;
        }
    }
}

/// The mean, and one over the standard deviation.
fn moments(x: &[f32]) -> (f32, f32) {
    let (chunks, n) = (x.as_chunks::<LANES>().0, x.len() as f32);
    let mean = total(chunks, |v| v) / n;
    let variance = total(chunks, |v| (v - mean) * (v - mean)) / n;
    (mean, 1.0 / (variance + 1e-5).sqrt())
}

/// Lane by lane, then the lanes in order: the same rounding everywhere.
fn total(chunks: &[[f32; LANES]], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0; LANES];
    for chunk in chunks {
        for (lane, v) in lanes.iter_mut().zip(chunk) {
            *lane += of(*v);
        }
    }
    lanes.iter().sum()
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0; LANES];
    for (a, b) in a.as_chunks::<LANES>().0.iter().zip(b.as_chunks::<LANES>().0) {
        for ((lane, a), b) in lanes.iter_mut().zip(a).zip(b) {
            *lane += a * b;
        }
    }
    lanes.iter().sum()
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
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take(&mut self, bytes: usize) -> Option<&[u8]> {
        let (head, rest) = self.0.split_at_checked(bytes)?;
        self.0 = rest;
        Some(head)
    }

    fn whole(&mut self, n: usize) -> Option<Vec<u32>> {
        Some(self.take(n * 4)?.as_chunks::<4>().0.iter().map(|b| u32::from_le_bytes(*b)).collect())
    }

    fn real(&mut self, n: usize) -> Option<Vec<f32>> {
        let values: Vec<f32> = self.take(n * 4)?.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect();
        values.iter().all(|v| v.is_finite()).then_some(values)
    }

    fn bytes(&mut self, n: usize) -> Option<Vec<i8>> {
        Some(self.take(n)?.iter().map(|b| *b as i8).collect())
    }

    fn table(&mut self, rows: usize, dim: usize) -> Option<Table> {
        Some(Table { steps: self.real(rows)?, values: self.bytes(rows * dim)? })
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
        let matrix = Matrix::new(&self.bytes(inputs * outputs)?, inputs)?;
        let sane = step > 0.0 && step.is_finite();
        sane.then_some(Linear { step, steps, matrix, bias: self.real(outputs)? })
    }
}

const _: () = assert!(TABLES == 5);
