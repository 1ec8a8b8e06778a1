//! Any text as a lexicon file (the first byte chooses which) and as conditions.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, &str)| {
    sanudo_fuzz::lexicon(input.0, input.1);
    sanudo_fuzz::conditions(input.1);
});
