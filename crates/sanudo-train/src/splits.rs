//! Learns where sentences start: logistic regression over hashed features, AdaGrad, the same weights every time.

use crate::conllu::Tree;
use sanudo::segment::rules::Rules;
use sanudo::segment::splits::{Gaps, ROWS, Splits, TEMPLATES};
use sanudo::segment::{Segments, by_rule, cut_plain};
use sanudo::text::Span;
use std::collections::BTreeSet;

const ROUNDS: usize = 12;
const RATE: f32 = 0.3;
/// Pull towards nothing, so that rare features do not decide.
const DECAY: f32 = 2e-5;

/// The share of features that a step does not see, so that none is leant on alone: without it dev falls 1.5 points short.
const DROPPED: f32 = 0.4;

/// What a missed start costs beside a false one: each spoils two sentences, but starts are few.
const MISSED: f32 = 3.5;

/// One gap: its features and whether a sentence starts there.
struct Gap {
    rows: [u16; TEMPLATES],
    starts: bool,
}

/// The weights as [`Splits::read`] takes them.
pub fn learn(trees: &[Tree], rules: &Rules) -> Vec<u8> {
    let mut gaps: Vec<Gap> = trees.chunk_by(|_, next| !next.new_doc).flat_map(|d| gaps(d, rules)).collect();
    let mut weights = vec![0f32; ROWS];
    let mut sums = vec![1e-6f32; ROWS];
    let mut dice = Dice(1);
    for _ in 0..ROUNDS {
        dice.shuffle(&mut gaps);
        for gap in &gaps {
            step(gap, &mut weights, &mut sums, &mut dice);
        }
    }
    let top = weights.iter().fold(1e-6f32, |top, w| top.max(w.abs()));
    weights.iter().flat_map(|w| ((w / top * 32_000.0).round() as i16).to_le_bytes()).collect()
}

fn step(gap: &Gap, weights: &mut [f32], sums: &mut [f32], dice: &mut Dice) {
    let seen = gap.rows.map(|row| (dice.roll() >= DROPPED).then_some(usize::from(row)));
    let rows = || seen.iter().flatten().copied();
    let score = rows().map(|row| weights[row]).sum::<f32>() / (1.0 - DROPPED);
    let chance = 1.0 / (1.0 + (-score).exp());
    let error = if gap.starts { MISSED * (1.0 - chance) } else { -chance };
    for row in rows() {
        let slope = error - DECAY * weights[row];
        sums[row] += slope * slope;
        weights[row] += RATE * slope / sums[row].sqrt();
    }
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0
    }

    /// From 0 to below 1.
    fn roll(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }

    fn shuffle(&mut self, gaps: &mut [Gap]) {
        for i in (1..gaps.len()).rev() {
            gaps.swap(i, (self.next() >> 33) as usize % (i + 1));
        }
    }
}

/// The gaps of a document that the rules leave open, the gold starts before them being known.
fn gaps(document: &[Tree], rules: &Rules) -> Vec<Gap> {
    let text = text_of(document);
    let gold = gold_starts(document);
    let segments = cut_plain(&text, rules, &Splits::default());
    let mut found = Vec::new();
    for block in 0..segments.blocks.len() {
        let words = words_of(&segments, block);
        let looks = Gaps::new(&text, words, &by_rule(&text, words, rules));
        let mut start = 0;
        for (at, word) in words.iter().enumerate().skip(1) {
            let starts = gold.contains(&word.span.start);
            found.extend(looks.features(start, at).map(|rows| Gap { rows, starts }));
            if starts {
                start = at;
            }
        }
    }
    found
}

fn words_of(segments: &Segments, block: usize) -> &[sanudo::segment::Token] {
    let own = segments.sentences.iter().filter(|s| s.block as usize == block);
    let range = own.fold(None, |r: Option<(u32, u32)>, s| Some((r.map_or(s.first, |r| r.0), s.end)));
    range.map_or(&[], |(first, end)| &segments.tokens[first as usize..end as usize])
}

/// The document's text as the shared tasks give it: a blank line between paragraphs.
pub fn text_of(document: &[Tree]) -> String {
    let mut text = String::new();
    for tree in document {
        text.push_str(before(tree, text.is_empty()));
        text.push_str(&tree.text);
    }
    text
}

fn before(tree: &Tree, first: bool) -> &'static str {
    match (first, tree.new_paragraph) {
        (true, _) => "",
        (_, true) => "\n\n",
        _ => " ",
    }
}

fn gold_starts(document: &[Tree]) -> BTreeSet<u32> {
    let mut at = 0;
    let mut starts = BTreeSet::new();
    for tree in document {
        at += before(tree, at == 0).len();
        let lead = tree.text.len() - tree.text.trim_start().len();
        starts.insert(Span::new(at + lead, at + lead).start);
        at += tree.text.len();
    }
    starts
}
