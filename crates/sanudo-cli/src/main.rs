//! The binary `sanudo`.
#![allow(clippy::print_stdout)]
use sanudo::{article::Article, lexicon::Lexicon, model::Model};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let files: Vec<(String, serde_json::Value)> = serde_json::from_slice(sanudo_data::LEXICON).unwrap();
    let lexicon = match Lexicon::load(files) {
        Ok(l) => l,
        Err(e) => {
            for e in e {
                println!("{e}");
            }
            std::process::exit(2)
        }
    };
    let model = Model::load(sanudo_data::WEIGHTS, sanudo_data::SEGMENT, sanudo_data::LEMMAS).unwrap();
    match args[1].as_str() {
        "explain" => {
            let text = std::fs::read_to_string(&args[2]).unwrap_or(args[2].clone());
            let a = Article { text, published: Some("2024-06-12".parse().unwrap()), ..Article::default() };
            let an = sanudo::pipeline::analyse(&a, &lexicon, &model);
            println!("{}", sanudo::explain::explain(&a, &an, &lexicon, Default::default()));
        }
        "code" => {
            for line in std::fs::read_to_string(&args[2]).unwrap().lines() {
                let v: serde_json::Value = serde_json::from_str(line).unwrap();
                let a = Article {
                    id: v["id"].as_str().unwrap_or("").into(),
                    text: v["text"].as_str().unwrap_or("").into(),
                    published: v["published"].as_str().and_then(|d| d.parse().ok()),
                    ..Article::default()
                };
                let an = sanudo::pipeline::analyse(&a, &lexicon, &model);
                let r = sanudo::record::write(
                    &a,
                    &an,
                    &lexicon,
                    model.hash(),
                    sanudo::record::Options { text: true, nested: false, uncoded: true },
                );
                println!("{}", serde_json::to_string(&r).unwrap());
            }
        }
        _ => {}
    }
}
