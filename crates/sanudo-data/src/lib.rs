//! The default lexicon, weights and gazetteer, compiled in; versioned apart from the code that reads them.

/// The lexicon as JSON: `[[path, value], …]`, without examples.
pub const LEXICON: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.json"));

/// The weights of the English model, in parts, in order.
pub const WEIGHTS: &[&[u8]] = include!(concat!(env!("OUT_DIR"), "/weights.rs"));

/// The segmenter's language data.
pub const SEGMENT: &str = include_str!("../../../models/en/segment.toml");

/// The lemma table.
pub const LEMMAS: &str = include_str!("../../../models/en/lemmas.tsv");
