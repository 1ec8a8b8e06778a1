//! One run: read everything, train everything, write everything.

use crate::conllu::{self, Tree};
use crate::perceptron::Random;
use crate::tag::{self, Sample};
use crate::{arcs, card, lemmas, score};
use sanudo::article::Article;
use sanudo::model::{self, Clusters, Model};
use sanudo::parse::lex::{Lex, normal};
use sanudo::parse::table::{self, Row};
use sanudo::parse::tagger::{Tag, Tagger};
use sanudo::parse::{hash, table::Table};
use serde::Deserialize;
use std::fs;
use std::io::Write;
use std::path::Path;

/// The run's settings, as the file in `configs/` explains them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub(crate) train: Vec<String>,
    pub(crate) dev: Vec<String>,
    clusters: String,
    forms: String,
    segment: String,
    pub(crate) out: String,
    pub(crate) seed: u64,
    pub(crate) folds: usize,
    pub(crate) tagger_epochs: usize,
    pub(crate) parser_epochs: usize,
    explore: f64,
    tag_min: u32,
    parse_min: u32,
    small: i16,
    part_bytes: usize,
}

type Outcome<T> = Result<T, String>;

fn read(path: &str) -> Outcome<String> {
    fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))
}

fn config(path: &str) -> Outcome<Config> {
    toml::from_str(&read(path)?).map_err(|e| format!("{path}: {e}"))
}

/// Trains by the config at `path`.
pub fn train(path: &str) -> Outcome<()> {
    let config = config(path)?;
    let mut trees = Vec::new();
    for file in &config.train {
        trees.extend(conllu::read(&read(file)?));
    }
    let clusters = clusters(&read(&config.clusters).unwrap_or_default());
    let tags = tag::inventory(&trees);
    let mut samples = samples(&trees, &tags, &clusters);
    let mut random = Random::new(config.seed);
    let all: Vec<&Sample> = samples.iter().collect();
    let tagger = tag::train(&all, tags.len(), config.tagger_epochs, &mut random);
    let tag_rows = tagger.finish(config.tag_min, config.small);
    eprintln!("tagger: {} features, {} tags", tag_rows.len(), tags.len());
    retag(&mut samples, &tags, &config, &mut random);
    let moves = arcs::inventory(&trees);
    let explore = (config.explore * 100.0) as usize;
    let plan = arcs::Plan { trees: &trees, moves: &moves, epochs: config.parser_epochs, explore };
    let learnt = arcs::train(&samples, &plan, &mut random);
    let move_rows = learnt.finish(config.parse_min, config.small);
    eprintln!("parser: {} features, {} moves", move_rows.len(), moves.len());
    let lemma_lines = lemmas::learn(&trees, &lemmas::read_more(&read(&config.forms).unwrap_or_default()));
    let bytes = model::assemble([
        &model::write_tags(&tags),
        &table::write(&tag_rows),
        &model::write_moves(&moves),
        &table::write(&move_rows),
        &clusters.write(),
    ]);
    fs::write(Path::new(&config.out).join("lemmas.tsv"), lemma_lines).map_err(|e| e.to_string())?;
    write_parts(&config, &bytes)?;
    finish(&config, path, &bytes)
}

fn finish(config: &Config, path: &str, bytes: &[u8]) -> Outcome<()> {
    let model = load(config)?;
    let mut scores = Vec::new();
    for file in &config.dev {
        let trees = conllu::read(&read(file)?);
        scores.push((file.clone(), score::gold_words(&trees, &model)));
    }
    let text = card::write(config, path, bytes.len(), model.hash(), &scores);
    eprintln!("{text}");
    fs::write(Path::new(&config.out).join("CARD.md"), text).map_err(|e| e.to_string())
}

/// Cluster file: one cluster a line.
fn clusters(text: &str) -> Clusters {
    let mut words = Vec::new();
    for (i, line) in text.lines().filter(|l| !l.starts_with("## ")).enumerate() {
        for word in line.split(' ').filter(|w| !w.is_empty()) {
            words.push((hash::chars(word.chars().map(normal)), i as u16 + 3));
        }
    }
    Clusters::new(words)
}

fn samples(trees: &[Tree], tags: &[Tag], clusters: &Clusters) -> Vec<Sample> {
    let sample = |(tree, t): (usize, &Tree)| Sample {
        words: t.words.iter().map(|w| Lex::new(&w.form, clusters)).collect(),
        tags: t.words.iter().map(|w| tag::label(tags, Tag { upos: w.upos, feats: w.feats.0 })).collect(),
        tree,
    };
    trees.iter().enumerate().map(sample).collect()
}

/// Replaces the gold tags by those of taggers that did not learn from the sentence.
fn retag(samples: &mut [Sample], tags: &[Tag], config: &Config, random: &mut Random) {
    let mut guesses = vec![Vec::new(); samples.len()];
    // Neighbours go into one fold, so that a document is not on both sides.
    let fold = |i: usize| i / 50 % config.folds;
    for held in 0..config.folds {
        let seen: Vec<&Sample> = samples.iter().enumerate().filter(|(i, _)| fold(*i) != held).map(|(_, s)| s).collect();
        let learnt = tag::train(&seen, tags.len(), config.tagger_epochs.min(4), random);
        let rows: Vec<Row> = learnt.finish(config.tag_min, config.small);
        let table = Table::read(&table::write(&rows)).unwrap_or_default();
        let tagger = Tagger { tags: tags.to_vec(), table };
        for (i, sample) in samples.iter().enumerate().filter(|(i, _)| fold(*i) == held) {
            guesses[i] = tagger.label(&sample.words);
        }
    }
    for (sample, guess) in samples.iter_mut().zip(guesses) {
        sample.tags = guess;
    }
}

fn part_name(i: usize) -> String {
    format!("weights.{i:02}.bin")
}

fn write_parts(config: &Config, bytes: &[u8]) -> Outcome<()> {
    let out = Path::new(&config.out);
    let mut names = Vec::new();
    for (i, part) in bytes.chunks(config.part_bytes).enumerate() {
        fs::write(out.join(part_name(i)), part).map_err(|e| e.to_string())?;
        names.push(format!("\"{}\"", part_name(i)));
    }
    for i in names.len().. {
        if fs::remove_file(out.join(part_name(i))).is_err() {
            break;
        }
    }
    let text = format!(
        "# Written by sanudo-train: the parts of the weights, in order, and what belongs to them.\n\
         language = \"en\"\nparts = [{}]\nsegment = \"segment.toml\"\nlemmas = \"lemmas.tsv\"\n",
        names.join(", ")
    );
    fs::write(out.join("model.toml"), text).map_err(|e| e.to_string())
}

fn load(config: &Config) -> Outcome<Model> {
    let out = Path::new(&config.out);
    let parts: Vec<Vec<u8>> = (0..).map_while(|i| fs::read(out.join(part_name(i))).ok()).collect();
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    let lemmas = read(&format!("{}/lemmas.tsv", config.out))?;
    Model::load(&parts, &read(&config.segment)?, &lemmas).map_err(|e| e.to_string())
}

/// Parses the text of a treebank and prints CoNLL-U.
pub fn parse(path: &str, treebank: &str, gold: bool) -> Outcome<()> {
    let model = load(&config(path)?)?;
    let trees = conllu::read(&read(treebank)?);
    let mut out = std::io::stdout().lock();
    for document in trees.chunk_by(|_, next| !next.new_doc) {
        let (article, segments) = if gold { score::gold_document(document) } else { raw(document, &model) };
        let parsed = sanudo::parse::parse(&article, &segments, &model);
        let text = sanudo::record::conllu::write(&article, &parsed);
        out.write_all(text.as_bytes()).map_err(|e| e.to_string())?;
    }
    Ok(())
}

fn raw(document: &[Tree], model: &Model) -> (Article, sanudo::segment::Segments) {
    let text = document.iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join(" ");
    let article = Article { text, ..Article::default() };
    let segments = sanudo::segment::segment_plain(&article, model);
    (article, segments)
}
