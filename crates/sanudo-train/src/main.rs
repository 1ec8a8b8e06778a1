//! Trains the language model: `cargo run -p sanudo-train --release -- [CONFIG]`.
//!
//! Reads treebanks, trains tagger and parser, and writes weights, lemma table and model card. The same configuration gives the same bytes.
#![allow(clippy::print_stdout)]

mod card;
mod learn;
mod lemmas;
mod perceptron;
mod treebank;

use learn::{Random, Schedule};
use sanudo::parse::Deprel;
use serde::Deserialize;
use std::error::Error;
use std::fs;
use treebank::{Sentence, Tags};

/// A run, as `configs/en.toml` says it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    language: String,
    train: Vec<String>,
    dev: Vec<String>,
    out: String,
    seed: u64,
    tagger_epochs: usize,
    parser_epochs: usize,
    folds: usize,
    explore_from: usize,
    explore: f64,
    min_count: u8,
    tagger_prune: f32,
    parser_prune: f32,
    part_bytes: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "crates/sanudo-train/configs/en.toml".into());
    let config: Config = toml::from_str(&fs::read_to_string(&path)?)?;
    let mut tags = Tags::default();
    let mut sentences = load(&config.train, &mut tags)?;
    println!("{} sentences, {} words", sentences.len(), sentences.iter().map(|s| s.words.len()).sum::<usize>());
    let mut random = Random(config.seed * 0x9e37_79b9 + 1);
    let tagger = train_tagger(&config, &mut sentences, tags.list.len(), &mut random);
    let schedule = Schedule {
        epochs: config.parser_epochs,
        explore_from: config.explore_from,
        explore: config.explore,
        min_count: config.min_count,
    };
    let (actions, labels) = learn::parser(&sentences, Deprel::ALL.len(), schedule, &mut random);
    let mut weights = sanudo::model::MAGIC.to_vec();
    weights.extend((tags.list.len() as u32).to_le_bytes());
    for (upos, feats) in &tags.list {
        weights.push(*upos as u8);
        weights.extend(feats.0.to_le_bytes());
    }
    for (learner, prune) in
        [(&tagger, config.tagger_prune), (&actions, config.parser_prune), (&labels, config.parser_prune)]
    {
        let bytes = learner.freeze(prune);
        println!("  {} classes: {} bytes", learner.classes, bytes.len());
        weights.extend(bytes);
    }
    fs::write(format!("{}/lemmas.tsv", config.out), lemmas::table(&sentences, &tags))?;
    let parts = write_parts(&config, &weights)?;
    card::write(&config, &path, parts, weights.len())
}

fn load(paths: &[String], tags: &mut Tags) -> Result<Vec<Sentence>, Box<dyn Error>> {
    let mut sentences = Vec::new();
    for path in paths {
        let text = fs::read_to_string(path)
            .map_err(|e| format!("{path}: {e} (the treebanks stand beside the repository, not in it)"))?;
        sentences.extend(treebank::read(&text, tags));
    }
    Ok(sentences)
}

/// Trains the tagger, and gives every sentence the tags of one that had not seen it.
fn train_tagger(
    config: &Config,
    sentences: &mut [Sentence],
    classes: usize,
    random: &mut Random,
) -> perceptron::Learner {
    for fold in 0..config.folds {
        let others: Vec<usize> = (0..sentences.len()).filter(|n| n % config.folds != fold).collect();
        let learner =
            learn::tagger(sentences, &others, classes, config.tagger_epochs.div_ceil(2), config.min_count, random);
        for n in (fold..sentences.len()).step_by(config.folds) {
            sentences[n].seen = learn::tag(&learner, &sentences[n]);
        }
    }
    let words: usize = sentences.iter().map(|s| s.tags.len()).sum();
    let right: usize = sentences.iter().map(|s| s.tags.iter().zip(&s.seen).filter(|(a, b)| a == b).count()).sum();
    println!("  jackknifed tags right: {:.2} %", 100.0 * right as f64 / words as f64);
    let all: Vec<usize> = (0..sentences.len()).collect();
    learn::tagger(sentences, &all, classes, config.tagger_epochs, config.min_count, random)
}

fn write_parts(config: &Config, weights: &[u8]) -> Result<usize, Box<dyn Error>> {
    for entry in fs::read_dir(&config.out)? {
        let path = entry?.path();
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with("weights.") {
            fs::remove_file(path)?;
        }
    }
    let parts = weights.chunks(config.part_bytes).enumerate();
    for (number, part) in parts.clone() {
        fs::write(format!("{}/weights.{number:02}.bin", config.out), part)?;
    }
    Ok(parts.count())
}
