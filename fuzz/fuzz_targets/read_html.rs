//! Any bytes, read as Html.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sanudo::read::{Format, Options, articles};

fuzz_target!(|bytes: &[u8]| {
    let options = Options { format: Some(Format::Html), ..Options::default() };
    articles(bytes, &options).for_each(drop);
});
