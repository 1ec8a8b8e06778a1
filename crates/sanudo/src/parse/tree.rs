//! The best tree over scored arcs (Chu-Liu-Edmonds), with exactly one root, and with crossing arcs only where they win clearly.

use super::projective;

/// Heads of the words: `None` for the root. `scores` holds, for each of the `n` words, the root and then each word as its head.
///
/// Most sentences need one pass: only where the best heads make no tree are cycles contracted, at most `n / 2` times.
pub fn heads(scores: &[f32], n: usize) -> Vec<Option<usize>> {
    let mut best = greedy(scores, n);
    let mut state = Vec::new();
    if best.iter().filter(|h| **h == 0).count() != 1 || cycle(&best, &mut state).is_some() {
        best = spanning(one_root(scores, n), n + 1)[1..].to_vec();
    }
    if n <= projective::LONGEST && projective::crosses(&best) {
        let plain = projective::heads(scores, n);
        if value(scores, &best) - value(scores, &plain) < MARGIN {
            best = plain;
        }
    }
    best.into_iter().map(|h| h.checked_sub(1)).collect()
}

/// How much better than the best tree without them crossing arcs must be: they are rare in English, and mostly mistakes.
const MARGIN: f32 = 3.0;

/// The sum of the scores of a tree's arcs; `heads` are 1-based, 0 being the root.
fn value(scores: &[f32], heads: &[usize]) -> f32 {
    scores.chunks_exact(heads.len() + 1).zip(heads).map(|(row, head)| row[*head]).sum()
}

/// Each word's best head, 0 being the root.
fn greedy(scores: &[f32], n: usize) -> Vec<usize> {
    scores.chunks_exact(n + 1).map(top).collect()
}

fn top(row: &[f32]) -> usize {
    let mut best = 0;
    for (i, score) in row.iter().enumerate() {
        if *score > row[best] {
            best = i;
        }
    }
    best
}

/// Below every score, and still far from overflow when added up.
const NEVER: f32 = -1e9;

/// A square matrix, node 0 the root, in which one word alone may hang on the root: the one that loses least by it.
fn one_root(scores: &[f32], n: usize) -> Vec<f32> {
    let size = n + 1;
    let mut square = vec![NEVER; size * size];
    let gain = |row: &[f32]| row[0] - row[1..].iter().copied().fold(NEVER, f32::max);
    let rows: Vec<&[f32]> = scores.chunks_exact(size).collect();
    let root = (0..n).fold(0, |best, i| if gain(rows[i]) > gain(rows[best]) { i } else { best });
    for (i, row) in rows.iter().enumerate() {
        let own = &mut square[(i + 1) * size..(i + 2) * size];
        if i == root {
            own[0] = 0.0;
        } else {
            own[1..].copy_from_slice(&row[1..]);
        }
        own[i + 1] = NEVER;
    }
    square
}

/// A contraction that is to be undone.
struct Level {
    heads: Vec<usize>,
    cycle: Vec<usize>,
    /// The nodes outside the cycle; the contracted node comes after them.
    rest: Vec<usize>,
    /// For each node of `rest`, which of the cycle is its best head.
    out_of: Vec<usize>,
    /// For each node of `rest` as a head, which of the cycle hangs on it best.
    into: Vec<usize>,
}

/// Heads of all nodes of the best tree from node 0; `scores[dependent][head]`.
fn spanning(mut scores: Vec<f32>, mut size: usize) -> Vec<usize> {
    let mut levels = Vec::new();
    let mut state = Vec::new();
    let mut heads = loop {
        let mut heads: Vec<usize> = scores.chunks_exact(size).map(top).collect();
        heads[0] = 0;
        let Some(cycle) = cycle(&heads[1..], &mut state) else { break heads };
        let (level, small) = contract(&scores, size, heads, cycle);
        size = level.rest.len() + 1;
        scores = small;
        levels.push(level);
    };
    while let Some(level) = levels.pop() {
        heads = expand(level, &heads);
    }
    heads
}

fn contract(scores: &[f32], size: usize, heads: Vec<usize>, cycle: Vec<usize>) -> (Level, Vec<f32>) {
    let at = |dependent: usize, head: usize| scores[dependent * size + head];
    let rest: Vec<usize> = (0..size).filter(|i| !cycle.contains(i)).collect();
    let m = rest.len() + 1;
    let mut small = vec![NEVER; m * m];
    let (mut out_of, mut into) = (vec![0; rest.len()], vec![0; rest.len()]);
    for (a, dependent) in rest.iter().enumerate() {
        for (b, head) in rest.iter().enumerate().filter(|(b, _)| *b != a) {
            small[a * m + b] = at(*dependent, *head);
        }
        let pick = |score: &dyn Fn(usize) -> f32| {
            cycle.iter().copied().fold(cycle[0], |x, y| if score(y) > score(x) { y } else { x })
        };
        let leaving = |c: usize| at(*dependent, c);
        out_of[a] = pick(&leaving);
        small[a * m + m - 1] = leaving(out_of[a]);
        let entering = |c: usize| at(c, *dependent) - at(c, heads[c]);
        into[a] = pick(&entering);
        small[(m - 1) * m + a] = entering(into[a]);
    }
    small[..m].fill(NEVER);
    (Level { heads, cycle, rest, out_of, into }, small)
}

fn expand(level: Level, found: &[usize]) -> Vec<usize> {
    let mut heads = level.heads;
    for (k, node) in level.rest.iter().enumerate().skip(1) {
        heads[*node] = level.rest.get(found[k]).copied().unwrap_or(level.out_of[k]);
    }
    let entry = found[level.rest.len()].min(level.rest.len() - 1);
    let entered = level.into[entry];
    debug_assert!(level.cycle.contains(&entered));
    heads[entered] = level.rest[entry];
    heads
}

/// The nodes of a cycle, if there is one; `heads[i]` is the head of node `i + 1`.
fn cycle(heads: &[usize], state: &mut Vec<u32>) -> Option<Vec<usize>> {
    const DONE: u32 = u32::MAX;
    state.clear();
    state.resize(heads.len() + 1, 0);
    state[0] = DONE;
    for start in 1..=heads.len() {
        let mut node = start;
        while state[node] == 0 {
            state[node] = start as u32;
            node = heads[node - 1];
        }
        if state[node] == start as u32 {
            let mut found = vec![node];
            let mut next = heads[node - 1];
            while next != node {
                found.push(next);
                next = heads[next - 1];
            }
            return Some(found);
        }
        let mut node = start;
        while state[node] == start as u32 {
            state[node] = DONE;
            node = heads[node - 1];
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random and are the same every time.
    fn scores(n: usize, seed: u32) -> Vec<f32> {
        let mut x = seed.wrapping_mul(2_654_435_761) | 1;
        let mut next = || {
            x ^= x << 13;
            x ^= x >> 17;
            x ^= x << 5;
            (x % 1000) as f32 / 100.0
        };
        let mut out: Vec<f32> = (0..n * (n + 1)).map(|_| next()).collect();
        for i in 0..n {
            out[i * (n + 1) + i + 1] = f32::MIN;
        }
        out
    }

    fn value(scores: &[f32], heads: &[Option<usize>]) -> f32 {
        heads.iter().enumerate().map(|(i, h)| scores[i * (heads.len() + 1) + h.map_or(0, |h| h + 1)]).sum()
    }

    fn is_tree(heads: &[Option<usize>]) -> bool {
        let climbs = |start: usize| {
            let mut at = start;
            (0..heads.len()).any(|_| match heads[at] {
                Some(h) => {
                    at = h;
                    false
                }
                None => true,
            })
        };
        heads.iter().filter(|h| h.is_none()).count() == 1 && (0..heads.len()).all(climbs)
    }

    #[test]
    fn always_a_tree_with_one_root() {
        for n in 1..40 {
            for seed in 1..40 {
                assert!(is_tree(&heads(&scores(n, seed), n)), "{n} words, seed {seed}");
                let plain = projective::heads(&scores(n, seed), n);
                assert!(!projective::crosses(&plain), "{n} words, seed {seed}: {plain:?}");
                assert!(is_tree(&plain.iter().map(|h| h.checked_sub(1)).collect::<Vec<_>>()), "{n} words, seed {seed}");
            }
        }
    }

    /// Against all trees of four words.
    #[test]
    fn no_tree_without_crossing_arcs_is_better() {
        for seed in 1..300 {
            let scores = scores(4, seed);
            let found = projective::heads(&scores, 4);
            let tree = |code: usize| (0..4).map(|i| code / 5usize.pow(i) % 5).collect::<Vec<usize>>();
            let good = |t: &Vec<usize>| {
                !projective::crosses(t) && is_tree(&t.iter().map(|h| h.checked_sub(1)).collect::<Vec<_>>())
            };
            let best = (0..625).map(tree).filter(good).map(|t| super::value(&scores, &t)).fold(f32::MIN, f32::max);
            assert!((super::value(&scores, &found) - best).abs() < 1e-3, "seed {seed}: {found:?}");
        }
    }

    /// Against all trees of four words that have the same root; one without crossing arcs may win by the margin.
    #[test]
    fn no_tree_with_that_root_is_better() {
        for seed in 1..300 {
            let scores = scores(4, seed);
            let found = heads(&scores, 4);
            let plain = !projective::crosses(&found.iter().map(|h| h.map_or(0, |h| h + 1)).collect::<Vec<_>>());
            let root = found.iter().position(Option::is_none).expect("one root");
            let tree = |code: usize| {
                let mut all: Vec<Option<usize>> = (0..4).map(|i| Some(code >> (2 * i) & 3)).collect();
                all[root] = None;
                is_tree(&all).then_some(all)
            };
            let best = (0..256).filter_map(tree).map(|t| value(&scores, &t)).fold(f32::MIN, f32::max);
            let short = best - value(&scores, &found);
            assert!(short < if plain { MARGIN } else { 1e-3 }, "seed {seed}: {found:?}");
        }
    }

    #[test]
    fn no_words_are_no_trouble() {
        assert!(heads(&[], 0).is_empty() && projective::heads(&[], 0).is_empty());
    }
}
