//! Any text cut into blocks, sentences and words.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| sanudo_fuzz::segments(text));
