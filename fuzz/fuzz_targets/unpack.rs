//! Any bytes as a packed file: nothing beyond the limit, nothing lost, nothing miscounted.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| drop(sanudo_fuzz::unpacked(bytes)));
