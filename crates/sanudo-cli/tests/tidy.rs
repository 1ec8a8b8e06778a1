//! What style asks of the tree, checked.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files below the folders that hold our own work.
fn files() -> Vec<PathBuf> {
    let mut left: Vec<PathBuf> = ["crates", "xtask", "fuzz", "lexicon", "models", "gazetteer", "tests", "gold", "docs"]
        .iter()
        .map(|f| root().join(f))
        .collect();
    let mut found = Vec::new();
    while let Some(path) = left.pop() {
        if path.is_dir() {
            let built = path.ends_with("target") || path.ends_with("corpus") && path.starts_with(root().join("fuzz"));
            let entries = fs::read_dir(&path).into_iter().flatten().flatten().map(|e| e.path());
            left.extend(entries.filter(|_| !built));
        } else if path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<(PathBuf, String)> {
    let rust = files().into_iter().filter(|p| p.extension().is_some_and(|e| e == "rs"));
    rust.map(|p| {
        let text = fs::read_to_string(&p).expect("readable");
        (p, text)
    })
    .collect()
}

#[test]
fn every_source_file_opens_with_what_it_is_for() {
    let silent: Vec<_> = sources()
        .into_iter()
        .filter(|(_, t)| !t.starts_with("//!") && !t.starts_with("#![no_main]"))
        .map(|(p, _)| p)
        .collect();
    assert!(silent.is_empty(), "no //! at the top: {silent:?}");
}

#[test]
fn no_source_file_is_over_600_lines() {
    let long: Vec<_> = sources().into_iter().filter(|(_, t)| t.lines().count() > 600).map(|(p, _)| p).collect();
    assert!(long.is_empty(), "too long: {long:?}");
}

#[test]
fn nothing_is_left_open_or_bound_to_a_machine() {
    let open = [
        concat!("todo", "!("),
        concat!("unimplemented", "!("),
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
        concat!("/wo", "rk/"),
    ];
    let found: Vec<_> =
        sources().into_iter().filter(|(_, t)| open.iter().any(|o| t.contains(o))).map(|(p, _)| p).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn every_stage_stands_in_the_architecture() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("readable");
    let folders =
        fs::read_dir(root().join("crates/sanudo/src")).expect("readable").flatten().filter(|e| e.path().is_dir());
    let missing: Vec<_> = folders
        .map(|e| e.file_name().into_string().expect("readable"))
        .filter(|n| !text.contains(&format!("`{n}/`")))
        .collect();
    assert!(missing.is_empty(), "not in ARCHITECTURE.md: {missing:?}");
}

#[test]
fn no_file_is_over_4_mib() {
    const MOST: u64 = 4 << 20;
    let large: Vec<_> = files().into_iter().filter(|p| fs::metadata(p).is_ok_and(|m| m.len() > MOST)).collect();
    assert!(large.is_empty(), "{large:?}");
}
