//! One run, step by step: vocabulary and sentences, teachers, what they say of the news, the student, the files.

use crate::conllu::{self, Tree};
use crate::score::Scored;
use crate::{card, lemmas, score, splits, text};
use sanudo::article::Article;
use sanudo::model::{self, Model};
use sanudo::segment::rules::Rules;
use serde::Deserialize;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// The run's settings, as the file in `configs/` explains them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub(crate) train: Vec<String>,
    pub(crate) dev: Vec<String>,
    names: Vec<String>,
    pub(crate) news: Vec<String>,
    pub(crate) words: String,
    forms: String,
    pub(crate) segment: String,
    pub(crate) out: String,
    part_bytes: usize,
    python: String,
    scripts: String,
    work: String,
    threads: usize,
    pub(crate) news_share: f64,
    pub(crate) news_min: usize,
    pub(crate) train_min: usize,
    pub(crate) teachers: Vec<u64>,
    pub(crate) teacher_epochs: usize,
    pub(crate) students: Vec<u64>,
    pub(crate) dim: usize,
    pub(crate) reaches: Vec<usize>,
    pub(crate) rounds: usize,
    pub(crate) step_words: usize,
}

pub(crate) type Outcome<T> = Result<T, String>;

pub(crate) fn read(path: &str) -> Outcome<String> {
    fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))
}

fn config(path: &str) -> Outcome<Config> {
    toml::from_str(&read(path)?).map_err(|e| format!("{path}: {e}"))
}

/// Trains by the config at `path`.
pub fn train(path: &str) -> Outcome<()> {
    let config = config(path)?;
    fs::create_dir_all(&config.work).map_err(|e| format!("{}: {e}", config.work))?;
    let mut trees = Vec::new();
    for file in &config.train {
        trees.extend(conllu::read(&read(file)?));
    }
    let step = |name: &str| Path::new(&config.work).join(name);
    let (sentences, vocabulary) = (step("sentences.txt"), step("vocabulary.txt"));
    if !vocabulary.exists() || !sentences.exists() {
        text::write(&config, &trees, &sentences, &vocabulary)?;
    }
    let teachers =
        config.each_seed(&config.teachers, |seed| config.teach(seed, &step(&format!("teacher.{seed}.pt"))))?;
    let parts: Vec<u64> = (0..config.threads as u64).collect();
    let silver = config.each_seed(&parts, |part| {
        config.parse_part(part, &sentences, &teachers, &step(&format!("silver.{part}.npz")))
    })?;
    let networks = config.each_seed(&config.students, |seed| {
        let (student, network) = (step(&format!("student.{seed}.pt")), step(&format!("network.{seed}.bin")));
        config.python("student.py", &student, &config.student_words(seed, &vocabulary, &student, &silver))?;
        config.python("student.py", &network, &["export".into(), show(&network), show(&student)])
    })?;
    let networks: Vec<_> = config.students.iter().copied().zip(networks).collect();
    finish(&config, path, &trees, &networks)
}

/// Writes the model of each seed in turn and scores it; the first seed's, written last, stays.
fn finish(config: &Config, path: &str, trees: &[Tree], networks: &[(u64, PathBuf)]) -> Outcome<()> {
    let (mut all, mut size) = (Vec::new(), 0);
    for (seed, network) in networks.iter().rev() {
        size = write_model(config, trees, &fs::read(network).map_err(|e| e.to_string())?)?;
        all.extend(scores(config, *seed)?.into_iter().rev());
    }
    all.reverse();
    let hash = load(config)?.hash().to_owned();
    config.write_card(&card::write(config, path, size, &hash, &all))
}

/// Learns sentence starts and lemmas anew, with the network that stands in `out`.
pub fn relearn(path: &str) -> Outcome<()> {
    let config = config(path)?;
    let mut trees = Vec::new();
    for file in &config.train {
        trees.extend(conllu::read(&read(file)?));
    }
    let weights = parts(&config).concat();
    let network = model::network_of(&weights).map_err(|e| e.to_string())?;
    write_model(&config, &trees, network)?;
    let seed = config.students.first().copied().unwrap_or_default();
    let scores = scores(&config, seed)?;
    let card = read(&format!("{}/CARD.md", config.out))?;
    config.write_card(&card::refresh(&card, load(&config)?.hash(), &scores))
}

/// Learns what is no network, writes all files, and gives the weights' bytes.
fn write_model(config: &Config, trees: &[Tree], network: &[u8]) -> Outcome<usize> {
    let rules = Rules::read(&read(&config.segment)?).map_err(|e| e.to_string())?;
    let bytes = model::assemble(&splits::learn(trees, &rules), network);
    let lines = lemmas::learn(trees, &lemmas::read_more(&read(&config.forms)?));
    fs::write(Path::new(&config.out).join("lemmas.tsv"), lines).map_err(|e| e.to_string())?;
    write_parts(config, &bytes)?;
    Ok(bytes.len())
}

fn show(path: &Path) -> String {
    path.display().to_string()
}

impl Config {
    fn write_card(&self, text: &str) -> Outcome<()> {
        eprintln!("{text}");
        fs::write(Path::new(&self.out).join("CARD.md"), text).map_err(|e| e.to_string())
    }

    /// `work` for every seed, as many at a time as there are threads, each on one: small tensors gain little from two. Gives the files in order.
    fn each_seed(&self, seeds: &[u64], work: impl Fn(u64) -> Outcome<PathBuf> + Sync) -> Outcome<Vec<PathBuf>> {
        let mut files = Vec::new();
        for few in seeds.chunks(self.threads.max(1)) {
            let done: Vec<_> = std::thread::scope(|scope| {
                let running: Vec<_> = few.iter().map(|seed| scope.spawn(|| work(*seed))).collect();
                running.into_iter().map(|t| t.join().unwrap_or_else(|_| Err("a step panicked".into()))).collect()
            });
            files.extend(done.into_iter().collect::<Outcome<Vec<_>>>()?);
        }
        Ok(files)
    }

    fn teach(&self, seed: u64, out: &Path) -> Outcome<PathBuf> {
        let words = ["train".into(), seed.to_string(), show(out), "--epochs".into(), self.teacher_epochs.to_string()];
        self.python("teacher.py", out, &[&words[..], &self.data()].concat())
    }

    /// Every `threads`th of the sentences, as all teachers together parse it.
    fn parse_part(&self, part: u64, sentences: &Path, teachers: &[PathBuf], out: &Path) -> Outcome<PathBuf> {
        let mut words = vec!["parse".into(), show(out), show(sentences)];
        words.extend(teachers.iter().map(|t| show(t)));
        words.extend(["--part".into(), part.to_string(), self.threads.to_string()]);
        self.python("teacher.py", out, &words)
    }

    /// Runs a script unless `out` is there already, and gives `out`.
    fn python(&self, script: &str, out: &Path, words: &[String]) -> Outcome<PathBuf> {
        if out.exists() {
            eprintln!("{} is there", out.display());
            return Ok(out.to_owned());
        }
        let began = Instant::now();
        let script = Path::new(&self.scripts).join(script);
        // Large tensors come and go: given back to the system each time, they cost half of the run.
        let status = Command::new(&self.python)
            .arg(&script)
            .args(words)
            .env("OMP_NUM_THREADS", "1")
            .env("MALLOC_MMAP_THRESHOLD_", "4000000000")
            .env("MALLOC_TRIM_THRESHOLD_", "12000000000")
            .env("MALLOC_TOP_PAD_", "500000000")
            .status()
            .map_err(|e| format!("{}: {e}", self.python))?;
        eprintln!("{} took {} s", out.display(), began.elapsed().as_secs());
        status.success().then(|| out.to_owned()).ok_or_else(|| format!("{} ended with {status}", script.display()))
    }

    /// Where gold trees and names are.
    fn data(&self) -> Vec<String> {
        let list = |flag: &str, files: &[String]| [&[flag.to_owned()][..], files].concat();
        [list("--train", &self.train), list("--dev", &self.dev), list("--names", &self.names)].concat()
    }

    fn student_words(&self, seed: u64, vocabulary: &Path, out: &Path, silver: &[PathBuf]) -> Vec<String> {
        let mut words = vec!["train".into(), seed.to_string(), show(vocabulary), show(out)];
        words.push("--silver".into());
        words.extend(silver.iter().map(|s| show(s)));
        words.extend(["--rounds".into(), self.rounds.to_string(), "--words".into(), self.step_words.to_string()]);
        words.extend(["--dim".into(), self.dim.to_string(), "--dilations".into()]);
        words.extend(self.reaches.iter().map(usize::to_string));
        words.extend(self.data());
        words
    }
}

/// Scores of the model in `out`, which came of `seed`, on the dev sets.
fn scores(config: &Config, seed: u64) -> Outcome<Vec<Scored>> {
    let model = load(config)?;
    let score = |set: &String| {
        let score = score::gold_words(&conllu::read(&read(set)?), &model);
        Ok(Scored { set: set.clone(), seed, score })
    };
    config.dev.iter().map(score).collect()
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

fn parts(config: &Config) -> Vec<Vec<u8>> {
    (0..).map_while(|i| fs::read(Path::new(&config.out).join(part_name(i))).ok()).collect()
}

fn load(config: &Config) -> Outcome<Model> {
    let parts = parts(config);
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
    let article = Article { text: splits::text_of(document), ..Article::default() };
    let segments = sanudo::segment::segment_plain(&article, model);
    (article, segments)
}

#[cfg(test)]
mod tests {
    use sanudo::parse::{Deprel, Upos};

    /// The numbers of labels are their places in these lists.
    #[test]
    fn python_lists_labels_in_the_same_order() {
        let python = include_str!("../teacher/common.py");
        let words =
            python.split_whitespace().map(|w| w.trim_matches(['"', '(', ')', '.'])).collect::<Vec<_>>().join(" ");
        let deprels = Deprel::ALL.iter().map(|d| d.name()).collect::<Vec<_>>().join(" ");
        let upos = Upos::ALL.iter().map(|u| u.name()).collect::<Vec<_>>().join(" ");
        let spaced = words.replace("  ", " ");
        assert!(spaced.contains(&deprels), "DEPREL of common.py differs from Deprel");
        assert!(spaced.contains(&upos), "UPOS of common.py differs from Upos");
    }
}
