//! Any bytes, read as Json.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sanudo::read::{Format, Options, articles};

fuzz_target!(|bytes: &[u8]| {
    let options = Options { format: Some(Format::Json), ..Options::default() };
    articles(bytes, &options).for_each(drop);
});
