//! `model.toml` and `CARD.md`: what the weights are, from what, under which licence, how good, and how to make them again.

use crate::Config;
use crate::treebank::{self, Tags};
use sanudo::article::Article;
use sanudo::model::Model;
use sanudo::parse::Parsed;
use sanudo::segment::{Block, BlockKind, Segments, Sentence, Token};
use sanudo::text::Span;
use std::error::Error;
use std::fs;

/// Writes both files beside the weights.
pub(crate) fn write(config: &Config, path: &str, parts: usize, bytes: usize) -> Result<(), Box<dyn Error>> {
    let names: Vec<String> = (0..parts).map(|n| format!("\"weights.{n:02}.bin\"")).collect();
    let manifest =
        format!("# Written by sanudo-train.\nlanguage = \"{}\"\nparts    = [{}]\n", config.language, names.join(", "));
    fs::write(format!("{}/model.toml", config.out), manifest)?;
    let model = load(config, parts)?;
    let mut scores = String::new();
    for path in &config.dev {
        let name = path.rsplit('/').next().unwrap_or(path);
        let [upos, uas, las] = score(&fs::read_to_string(path)?, &model);
        scores += &format!("| {name} | {upos:.1} | {uas:.1} | {las:.1} |\n");
    }
    println!("{scores}");
    let train: Vec<String> = config.train.iter().map(|p| format!("`{}`", p.rsplit('/').next().unwrap_or(p))).collect();
    let card = format!(
        "# The {} model\n\nWritten by the run that made the weights.\n\n\
         | | |\n|---|---|\n| design | averaged-perceptron tagger; greedy arc-hybrid parser with a dynamic oracle; hashed features, 16-bit weights |\n\
         | trained on | {} |\n| licence of the weights | CC BY-SA 4.0: UD English EWT is CC BY-SA 4.0, the free genres of UD English GUM are CC BY 4.0 and CC BY-SA 4.0 |\n\
         | size | {bytes} bytes in {parts} parts |\n| seed | {} |\n| hash | {} |\n| command | `cargo run -p sanudo-train --release -- {path}` |\n\n\
         Scores on the dev sets, gold tokens (UPOS, UAS, LAS with universal labels):\n\n| set | UPOS | UAS | LAS |\n|---|---:|---:|---:|\n{scores}",
        config.language,
        train.join(", "),
        config.seed,
        model.hash(),
    );
    Ok(fs::write(format!("{}/CARD.md", config.out), card)?)
}

fn load(config: &Config, parts: usize) -> Result<Model, Box<dyn Error>> {
    let read = |name: &str| fs::read_to_string(format!("{}/{name}", config.out));
    let bytes: Vec<Vec<u8>> =
        (0..parts).map(|n| fs::read(format!("{}/weights.{n:02}.bin", config.out))).collect::<Result<_, _>>()?;
    let slices: Vec<&[u8]> = bytes.iter().map(Vec::as_slice).collect();
    Ok(Model::load(&slices, &read("segment.toml")?, &read("lemmas.tsv")?)?)
}

/// UPOS, UAS and LAS in percent, on gold tokens.
fn score(text: &str, model: &Model) -> [f64; 3] {
    let mut tags = Tags::default();
    let gold = treebank::read(text, &mut tags);
    let (mut words, mut hits) = (0usize, [0usize; 3]);
    for sentence in &gold {
        let parsed = parse(&sentence.words, model);
        for (i, word) in parsed.words.iter().enumerate() {
            let head = if parsed.is_root(i) { sentence.words.len() } else { word.head as usize };
            let base = |name: &'static str| name.split(':').next().unwrap_or(name);
            let attached = head == sentence.heads[i];
            let label = sanudo::parse::Deprel::ALL[sentence.labels[i] as usize];
            words += 1;
            hits[0] += usize::from(word.upos == tags.list[sentence.tags[i] as usize].0);
            hits[1] += usize::from(attached);
            hits[2] += usize::from(attached && base(label.name()) == base(word.deprel.name()));
        }
    }
    hits.map(|h| 100.0 * h as f64 / words.max(1) as f64)
}

/// Parses words that are given.
fn parse(words: &[String], model: &Model) -> Parsed {
    let text = words.join(" ");
    let mut at = 0;
    let tokens: Vec<Token> = words
        .iter()
        .map(|w| {
            let span = Span::new(at, at + w.len());
            at += w.len() + 1;
            Token { span, joined: false }
        })
        .collect();
    let span = Span::new(0, text.len());
    let sentence = Sentence { span, first: 0, end: tokens.len() as u32, block: 0 };
    let segments = Segments { blocks: vec![Block { kind: BlockKind::Body, span }], sentences: vec![sentence], tokens };
    sanudo::parse::parse(&Article { text, ..Article::default() }, &segments, model)
}
