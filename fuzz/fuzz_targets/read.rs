//! Any bytes: the format is told from the content.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sanudo::read::{Options, articles};

fuzz_target!(|bytes: &[u8]| {
    for reading in articles(bytes, &Options::default()).flatten() {
        assert!(!reading.article.text.trim().is_empty());
    }
});
