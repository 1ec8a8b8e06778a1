//! Do records stay the same when sentences that cannot matter get no tree? On our own texts, and on a part of the news where they lie
//! beside the project (`../shared/data/news`).

#![allow(clippy::print_stdout, reason = "what is skipped and what was counted is told")]

use sanudo::article::Article;
use sanudo::lexicon::Lexicon;
use sanudo::model::Model;
use sanudo::pipeline::{self, Analysis, Asked};
use sanudo::record::{self, Options, Record};
use sanudo::{gate, segment};
use std::fs;
use std::path::{Path, PathBuf};

struct Knowledge {
    lexicon: Lexicon,
    model: Model,
}

impl Knowledge {
    fn load() -> Knowledge {
        let files = serde_json::from_slice(sanudo_data::LEXICON).expect("JSON");
        let model = Model::load(sanudo_data::WEIGHTS, sanudo_data::SEGMENT, sanudo_data::LEMMAS);
        Knowledge { lexicon: Lexicon::load(files).expect("a valid lexicon"), model: model.expect("a valid model") }
    }

    fn record(&self, article: &Article, analysis: &Analysis) -> Record {
        record::write(
            article,
            analysis,
            &self.lexicon,
            self.model.hash(),
            Options { nested: true, ..Options::default() },
        )
    }

    /// How many sentences get no tree, of how many.
    fn compare(&self, article: &Article) -> (usize, usize) {
        let gated = pipeline::analyse(article, &self.lexicon, &self.model);
        let all = pipeline::analyse_as(
            article,
            &self.lexicon,
            &self.model,
            Asked { every_sentence: true, ..Asked::default() },
        );
        assert_eq!(self.record(article, &gated), self.record(article, &all), "{}", article.id);
        let worth = gate::worth(article, &gated.segments, &self.model, &self.lexicon);
        (worth.iter().filter(|w| !**w).count(), worth.len())
    }

    fn worth(&self, text: &str) -> Vec<bool> {
        let article = article("", text);
        gate::worth(&article, &segment::segment(&article, &self.model), &self.model, &self.lexicon)
    }
}

fn article(id: &str, text: &str) -> Article {
    Article { id: id.into(), text: text.into(), published: "2024-06-12".parse().ok(), ..Article::default() }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn a_sentence_without_anybody_is_skipped() {
    let knowledge = Knowledge::load();
    for text in ["The roads were wet and empty.", "The weather was hard to foresee.", "The snow was deep."] {
        assert_eq!(knowledge.worth(text), [false], "{text}");
    }
}

#[test]
fn whoever_could_be_meant_is_read() {
    let knowledge = Knowledge::load();
    let texts = [
        "The minister fell.",
        "There were soldiers in the streets.",
        "Then they left.",
        "In the end both countries gave in.",
        "The road to Zanzabad was closed.",
        "For now the talks go on.",
        "This was also discussed.",
        "The agenda is long.",
        "Überall war es still.",
        "москва молчит.",
    ];
    for text in texts {
        assert_eq!(knowledge.worth(text), [true], "{text}");
    }
}

#[test]
fn our_own_texts_give_the_same_records() {
    let knowledge = Knowledge::load();
    for folder in ["tests/corpus", "tests/cases", "examples/articles"] {
        for file in fs::read_dir(root().join(folder)).expect("a folder").flatten().map(|e| e.path()) {
            let text = fs::read_to_string(&file).expect("text");
            knowledge.compare(&article(&file.display().to_string(), &text));
        }
    }
}

#[test]
fn news_give_the_same_records() {
    const STEP: usize = 300;
    let folder = root().join("../shared/data/news");
    if !folder.is_dir() {
        println!("skipped: ../shared/data/news is not there");
        return;
    }
    let knowledge = Knowledge::load();
    let (mut skipped, mut sentences) = (0, 0);
    for name in ["state.jsonl", "kremlin.jsonl", "wikinews.jsonl"] {
        let lines = fs::read_to_string(folder.join(name)).expect("articles");
        for line in lines.lines().step_by(STEP) {
            let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let (without, all) = knowledge.compare(&article(
                value["id"].as_str().unwrap_or_default(),
                value["text"].as_str().unwrap_or_default(),
            ));
            (skipped, sentences) = (skipped + without, sentences + all);
        }
    }
    println!("{skipped} of {sentences} sentences without a tree");
    assert!(skipped > 0);
}
