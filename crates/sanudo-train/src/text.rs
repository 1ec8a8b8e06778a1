//! What is read beside the treebanks: sentences of the news, and the words that get a row of their own.

use crate::conllu::Tree;
use crate::run::{Config, Outcome, read};
use sanudo::parse::look::normal;
use sanudo::segment::rules::Rules;
use sanudo::segment::splits::Splits;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Words longer than this are noise.
const LONGEST: usize = 30;

/// Writes the news sentences that teachers will parse, tokenised, and the vocabulary, a word a line.
pub fn write(config: &Config, trees: &[Tree], sentences: &Path, vocabulary: &Path) -> Outcome<()> {
    let rules = Rules::read(&read(&config.segment)?).map_err(|e| e.to_string())?;
    let mut all = BTreeSet::new();
    for file in &config.news {
        for line in read(file)?.lines() {
            let article: serde_json::Value = serde_json::from_str(line).map_err(|e| format!("{file}: {e}"))?;
            collect(article["text"].as_str().unwrap_or(""), &rules, &mut all);
        }
    }
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for word in all.iter().flat_map(|s| s.split(' ')) {
        counts.entry(lower(word)).or_default().0 += 1;
    }
    for word in trees.iter().flat_map(|t| &t.words) {
        counts.entry(lower(&word.form)).or_default().1 += 1;
    }
    let often = |n: &(usize, usize)| n.0 >= config.news_min || n.1 >= config.train_min;
    let seen = counts.iter().filter(|(_, n)| often(n)).map(|(w, _)| w.clone());
    let listed = read(&config.words)?.lines().filter(|l| !l.starts_with("## ")).map(lower).collect::<Vec<_>>();
    let words: BTreeSet<String> = seen.chain(listed).filter(|w| w.chars().count() <= LONGEST).collect();
    save(vocabulary, words.iter().map(String::as_str))?;
    save(sentences, all.iter().map(String::as_str).filter(|s| is_chosen(s, config.news_share)))
}

fn collect(text: &str, rules: &Rules, all: &mut BTreeSet<String>) {
    let segments = sanudo::segment::cut(text, rules, &Splits::default());
    for sentence in &segments.sentences {
        let words: Vec<&str> = segments.tokens[sentence.words()].iter().map(|t| t.span.of(text)).collect();
        if (3..=90).contains(&words.len()) {
            all.insert(words.join(" "));
        }
    }
}

/// The same share of the sentences every time, whatever their order.
fn is_chosen(sentence: &str, share: f64) -> bool {
    let number = sanudo::parse::hash::bytes(sentence.as_bytes()) >> 11;
    (number as f64) < share * (1u64 << 53) as f64
}

fn lower(word: &str) -> String {
    word.chars().map(normal).collect()
}

fn save<'a>(path: &Path, lines: impl Iterator<Item = &'a str>) -> Outcome<()> {
    let text = lines.collect::<Vec<_>>().join("\n");
    fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}
