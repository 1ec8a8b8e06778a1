//! The lexicon's own examples: all hold, or stand in known-failures.toml, which may only shrink.

use std::path::Path;
use std::process::Command;

#[test]
fn examples_hold_or_are_known_to_fail() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let output =
        Command::new(env!("CARGO_BIN_EXE_sanudo")).args(["lexicon", "test"]).current_dir(root).output().expect("runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
}
