//! The best tree whose arcs do not cross (Eisner), with exactly one root.

/// Words of the longest sentence that is searched: the work grows with the third power.
pub(super) const LONGEST: usize = 128;

/// Below every score, and still far from overflow when added up.
const NEVER: f32 = -1e9;

/// Whether two arcs cross; `heads` are 1-based, 0 being the root, which stands before the first word.
pub(super) fn crosses(heads: &[usize]) -> bool {
    heads.iter().enumerate().any(|(i, head)| {
        let (low, high) = if *head < i + 1 { (*head, i + 1) } else { (i + 1, *head) };
        (low + 1..high).any(|between| !(low..=high).contains(&heads[between - 1]))
    })
}

/// Heads of `n` words, 1-based, 0 for the root; `scores` as [`super::tree::heads`] takes them. Without words there are none.
pub(super) fn heads(scores: &[f32], n: usize) -> Vec<usize> {
    if n == 0 {
        return Vec::new();
    }
    let mut chart = Chart::new(scores, n);
    for length in 1..n {
        for start in 0..n - length {
            chart.fill(start, start + length);
        }
    }
    chart.read()
}

/// The best scores of the spans from a word to a later one, and where each came from. Words count from 0.
struct Chart<'s> {
    scores: &'s [f32],
    n: usize,
    /// By [`Kind`], then `start * n + end`.
    best: [Vec<f32>; 4],
    from: [Vec<u16>; 4],
}

/// What a span is. `Left`: its last word is the head of all; `Right`: its first is. An open one is an arc between first and last.
#[derive(Clone, Copy)]
enum Kind {
    Left,
    Right,
    OpenLeft,
    OpenRight,
}

use Kind::{Left, OpenLeft, OpenRight, Right};

impl<'s> Chart<'s> {
    fn new(scores: &'s [f32], n: usize) -> Self {
        let mut best = [0; 4].map(|_| vec![NEVER; n * n]);
        for i in 0..n {
            best[Left as usize][i * n + i] = 0.0;
            best[Right as usize][i * n + i] = 0.0;
        }
        Chart { scores, n, best, from: [0; 4].map(|_| vec![0; n * n]) }
    }

    fn arc(&self, dependent: usize, head: usize) -> f32 {
        self.scores[dependent * (self.n + 1) + head + 1]
    }

    fn at(&self, kind: Kind, start: usize, end: usize) -> f32 {
        self.best[kind as usize][start * self.n + end]
    }

    fn set(&mut self, kind: Kind, (start, end): (usize, usize), (score, from): (f32, usize)) {
        self.best[kind as usize][start * self.n + end] = score;
        self.from[kind as usize][start * self.n + end] = from as u16;
    }

    fn fill(&mut self, start: usize, end: usize) {
        let span = (start, end);
        let (joined, from) = top(start..end, |k| self.at(Right, start, k) + self.at(Left, k + 1, end));
        self.set(OpenLeft, span, (joined + self.arc(start, end), from));
        self.set(OpenRight, span, (joined + self.arc(end, start), from));
        let left = top(start..end, |k| self.at(Left, start, k) + self.at(OpenLeft, k, end));
        let right = top(start + 1..end + 1, |k| self.at(OpenRight, start, k) + self.at(Right, k, end));
        self.set(Left, span, left);
        self.set(Right, span, right);
    }

    fn read(&self) -> Vec<usize> {
        let n = self.n;
        let whole = |r: usize| self.at(Left, 0, r) + self.at(Right, r, n - 1) + self.scores[r * (n + 1)];
        let (_, root) = top(0..n, whole);
        let mut heads = vec![0; n];
        let mut open = vec![(Left, 0, root), (Right, root, n - 1)];
        while let Some((kind, start, end)) = next(&mut open) {
            let k = usize::from(self.from[kind as usize][start * n + end]);
            match kind {
                Left => open.extend([(Left, start, k), (OpenLeft, k, end)]),
                Right => open.extend([(OpenRight, start, k), (Right, k, end)]),
                OpenLeft => heads[start] = end + 1,
                OpenRight => heads[end] = start + 1,
            }
            if matches!(kind, OpenLeft | OpenRight) {
                open.extend([(Right, start, k), (Left, k + 1, end)]);
            }
        }
        heads
    }
}

/// The next span of more than one word.
fn next(open: &mut Vec<(Kind, usize, usize)>) -> Option<(Kind, usize, usize)> {
    while let Some(span) = open.pop() {
        if span.1 < span.2 {
            return Some(span);
        }
    }
    None
}

/// The highest score and the first place that has it.
fn top(places: std::ops::Range<usize>, score: impl Fn(usize) -> f32) -> (f32, usize) {
    let first = places.start;
    places.fold((f32::MIN, first), |best, k| {
        let score = score(k);
        if score > best.0 { (score, k) } else { best }
    })
}
