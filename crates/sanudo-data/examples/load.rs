//! How long does loading take? Seconds for the lexicon, the gazetteer and the model, each loaded once by a fresh process.
#![allow(clippy::print_stdout)]

use sanudo::lexicon::Lexicon;
use sanudo::lexicon::gazetteer::Gazetteer;
use sanudo::model::Model;
use std::hint::black_box;
use std::time::Instant;

fn main() {
    let lexicon = timed(|| Lexicon::load_proven(&sanudo_data::lexicon_files(), sanudo_data::LEXICON_HASH).is_ok());
    let gazetteer = timed(|| Gazetteer::load_sieved(sanudo_data::GAZETTEER, sanudo_data::SIEVE).knows("riga"));
    let weights = sanudo_data::WEIGHTS.first().copied().unwrap_or(&[]);
    let model = timed(|| Model::load_proven(weights, sanudo_data::SEGMENT, sanudo_data::LEMMAS).is_ok());
    println!("{lexicon:.4} {gazetteer:.4} {model:.4}");
}

fn timed(load: impl FnOnce() -> bool) -> f64 {
    let start = Instant::now();
    assert!(black_box(load()), "it cannot be loaded");
    start.elapsed().as_secs_f64()
}
