//! The default lexicon, weights and gazetteer, compiled in; versioned apart from the code that reads them.

include!(concat!(env!("OUT_DIR"), "/data.rs"));
