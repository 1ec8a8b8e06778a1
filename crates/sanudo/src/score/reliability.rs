//! How far can a confidence be trusted? Judged events by the confidence they were given.

use std::fmt::Write;

/// An event that a gold set lets us judge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// What the record says, 0–1.
    pub confidence: f64,
    /// Whether type and parties are the gold set's.
    pub right: bool,
}

/// All judged events of one confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// The confidence.
    pub confidence: f64,
    /// How many events have it.
    pub events: usize,
    /// How many of them are right.
    pub right: usize,
    /// What the confidence should be: the share that is right, made monotone over the bins (0–1).
    pub fitted: f64,
}

impl Bin {
    /// The share of its events that is right.
    pub fn share(&self) -> f64 {
        super::ratio(self.right, self.events)
    }
}

/// One bin a confidence, in rising order, with the monotone fit (pool adjacent violators).
pub fn reliability(judged: &[Judged]) -> Vec<Bin> {
    let mut sorted = judged.to_vec();
    sorted.sort_by(|a, b| a.confidence.total_cmp(&b.confidence));
    let mut bins: Vec<Bin> = Vec::new();
    for event in sorted {
        match bins.last_mut().filter(|b| b.confidence == event.confidence) {
            Some(bin) => {
                bin.events += 1;
                bin.right += usize::from(event.right);
            }
            None => {
                bins.push(Bin { confidence: event.confidence, events: 1, right: usize::from(event.right), fitted: 0.0 })
            }
        }
    }
    fit(&mut bins);
    bins
}

/// Bins that would fall are pooled with those before them until none does.
fn fit(bins: &mut [Bin]) {
    let mut pools: Vec<(usize, usize, usize)> = Vec::new();
    for bin in bins.iter() {
        pools.push((1, bin.events, bin.right));
        while let [.., before, last] = pools.as_mut_slice() {
            // right/events of the one before is no more than of the last: nothing to pool
            if before.2 * last.1 <= last.2 * before.1 {
                break;
            }
            *before = (before.0 + last.0, before.1 + last.1, before.2 + last.2);
            pools.pop();
        }
    }
    let fitted = pools.iter().flat_map(|(n, events, right)| std::iter::repeat_n(super::ratio(*right, *events), *n));
    bins.iter_mut().zip(fitted).for_each(|(bin, value)| bin.fitted = value);
}

/// The mean distance between confidence and share, weighted by events (expected calibration error).
pub fn calibration_error(bins: &[Bin]) -> f64 {
    let events: usize = bins.iter().map(|b| b.events).sum();
    let off: f64 = bins.iter().map(|b| (b.confidence - b.share()).abs() * b.events as f64).sum();
    if events == 0 { 0.0 } else { off / events as f64 }
}

/// A plot of shares over confidences; the area of a dot tells how many events it stands for.
pub fn plot(bins: &[Bin]) -> String {
    const SIDE: f64 = 320.0;
    const EDGE: f64 = 40.0;
    let x = |value: f64| EDGE + value * SIDE;
    let y = |value: f64| EDGE + (1.0 - value) * SIDE;
    let most = bins.iter().map(|b| b.events).max().unwrap_or(1) as f64;
    let size = SIDE + 2.0 * EDGE;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" font-family=\"sans-serif\" font-size=\"11\">\n\
         <rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/>\n\
         <path d=\"M{} {}H{}V{}H{}Z\" fill=\"none\" stroke=\"#999\"/>\n\
         <path d=\"M{} {}L{} {}\" stroke=\"#999\" stroke-dasharray=\"4 4\"/>\n",
        x(0.0),
        y(0.0),
        x(1.0),
        y(1.0),
        x(0.0),
        x(0.0),
        y(0.0),
        x(1.0),
        y(1.0)
    );
    for step in 0..=5 {
        let value = f64::from(step) / 5.0;
        let _ =
            writeln!(svg, "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{value:.1}</text>", x(value), y(0.0) + 16.0);
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{value:.1}</text>",
            x(0.0) - 6.0,
            y(value) + 4.0
        );
    }
    for bin in bins {
        let radius = 3.0 + 11.0 * (bin.events as f64 / most).sqrt();
        let _ = writeln!(
            svg,
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"{radius:.1}\" fill=\"#2a6f97\" fill-opacity=\"0.7\"><title>{} events, {:.2} right</title></circle>",
            x(bin.confidence),
            y(bin.share()),
            bin.events,
            bin.share()
        );
    }
    let _ = writeln!(svg, "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">confidence</text>", x(0.5), size - 6.0);
    let _ = writeln!(
        svg,
        "<text x=\"12\" y=\"{0}\" text-anchor=\"middle\" transform=\"rotate(-90 12 {0})\">share that is right</text>\n</svg>",
        y(0.5)
    );
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bin_that_falls_is_pooled() {
        let judged = |confidence: f64, right: usize, wrong: usize| {
            std::iter::repeat_n(Judged { confidence, right: true }, right)
                .chain(std::iter::repeat_n(Judged { confidence, right: false }, wrong))
        };
        let list: Vec<Judged> = judged(0.2, 3, 1).chain(judged(0.5, 1, 3)).chain(judged(0.9, 4, 0)).collect();
        let bins = reliability(&list);
        assert_eq!(bins.iter().map(|b| (b.events, b.right)).collect::<Vec<_>>(), [(4, 3), (4, 1), (4, 4)]);
        assert_eq!(bins.iter().map(|b| b.fitted).collect::<Vec<_>>(), [0.5, 0.5, 1.0]);
        assert!((calibration_error(&bins) - (0.55 + 0.25 + 0.1) / 3.0).abs() < 1e-9);
        assert!(plot(&bins).ends_with("</svg>\n"));
    }
}
