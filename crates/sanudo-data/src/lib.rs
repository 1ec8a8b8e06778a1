//! The default lexicon, weights and gazetteer, compiled in.
