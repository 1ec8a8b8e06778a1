//! The default lexicon, weights and gazetteer, compiled in; versioned apart from the code that reads them.

include!(concat!(env!("OUT_DIR"), "/data.rs"));

/// The lexicon as JSON: `[[path, value], …]`, without examples.
pub const LEXICON: &[u8] = LEXICON_TEXT.as_bytes();

/// The names in the gazetteer's tables of places, as its reader asks for them.
pub const SIEVE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/sieve.bin"));

/// The files of the lexicon: each one's path and its value as JSON, in order of paths.
pub fn lexicon_files() -> Vec<(&'static str, &'static str)> {
    PLACES.iter().map(|(path, start, end)| (*path, &LEXICON_TEXT[*start..*end])).collect()
}
