//! Any text as trees in CoNLL-U.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| sanudo_fuzz::conllu(text));
