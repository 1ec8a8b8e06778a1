//! What the build script worked out is what the library would.

use sanudo::lexicon::{File, Lexicon, sieve, sum};
use sanudo::model::Model;

fn values() -> Vec<File> {
    serde_json::from_slice(sanudo_data::LEXICON).expect("JSON")
}

#[test]
fn each_file_of_the_lexicon_is_its_value() {
    let files = sanudo_data::lexicon_files();
    let parsed = files.iter().map(|(path, json)| (path.to_string(), serde_json::from_str(json).expect("JSON")));
    assert_eq!(parsed.collect::<Vec<File>>(), values());
    assert!(files.is_sorted());
}

#[test]
fn the_hash_is_that_of_the_files() {
    assert_eq!(sanudo_data::LEXICON_HASH, sum::of(&values()));
    assert_eq!(Lexicon::load(values()).expect("a valid lexicon").hash, sanudo_data::LEXICON_HASH);
}

#[test]
fn the_sieve_holds_the_tables() {
    let tables = sanudo_data::GAZETTEER.iter().filter(|(name, _)| name.starts_with("places."));
    assert_eq!(sanudo_data::SIEVE, sieve::of(tables.map(|(_, text)| *text)));
}

/// The search in a table, and the choice of the table, live on that.
#[test]
fn the_tables_are_sorted() {
    let tables = sanudo_data::GAZETTEER.iter().filter(|(name, _)| name.starts_with("places."));
    let keys = tables.flat_map(|(_, text)| text.lines()).map(|line| line.split('\t').next().unwrap_or(""));
    assert!(keys.is_sorted());
}

#[test]
fn the_weights_need_no_check() {
    let [whole] = sanudo_data::WEIGHTS else { panic!("one file of weights") };
    let (segment, lemmas) = (sanudo_data::SEGMENT, sanudo_data::LEMMAS);
    let proven = Model::load_proven(whole, segment, lemmas).expect("a valid model");
    assert_eq!(Model::load(&[whole], segment, lemmas).expect("a valid model").hash(), proven.hash());
}
