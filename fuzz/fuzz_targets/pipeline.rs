//! Any text through the whole pipeline: nothing panics, and every quotation stands where the record says.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sanudo::article::Article;
use sanudo::lexicon::Lexicon;
use sanudo::model::Model;
use sanudo::record::{self, Options};
use std::sync::LazyLock;

static KNOWLEDGE: LazyLock<(Lexicon, Model)> = LazyLock::new(|| {
    let lexicon = Lexicon::load(serde_json::from_slice(sanudo_data::LEXICON).expect("JSON")).expect("a valid lexicon");
    let model = Model::load(sanudo_data::WEIGHTS, sanudo_data::SEGMENT, sanudo_data::LEMMAS).expect("a valid model");
    (lexicon, model)
});

fuzz_target!(|text: &str| {
    let (lexicon, model) = &*KNOWLEDGE;
    let article = Article { text: text.to_owned(), published: "2024-06-12".parse().ok(), ..Article::default() };
    let analysis = sanudo::pipeline::analyse(&article, lexicon, model);
    let record = record::write(&article, &analysis, lexicon, model.hash(), Options { text: true, nested: true, uncoded: true });
    let characters: Vec<char> = text.chars().collect();
    for event in &record.events {
        let [start, end] = event.trigger.span;
        let quoted: String = characters[start as usize..end as usize].iter().collect();
        assert_eq!(quoted, event.trigger.text);
    }
});
