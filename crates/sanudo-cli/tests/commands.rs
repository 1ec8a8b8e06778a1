//! The other commands: each says something sensible, and what it shows can be tried.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::{Command, Output, Stdio};

fn run(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sanudo"));
    command.current_dir(env!("CARGO_TARGET_TMPDIR")).args(args).stdin(Stdio::null()).output().unwrap()
}

fn out(args: &[&str]) -> String {
    String::from_utf8(run(args).stdout).unwrap()
}

#[test]
fn explain_takes_a_sentence() {
    let text = out(&["explain", "Chad expelled two French diplomats."]);
    assert!(text.contains("expel"), "{text}");
    assert!(text.starts_with("sentence 0"), "{text}");
}

#[test]
fn explain_aligns_and_tells_when_and_where() {
    let text = out(&["explain", "--published", "2024-06-12", "Peru's president met Chad's envoy in Lima on Monday."]);
    let arrows: Vec<usize> = text
        .lines()
        .filter(|l| l.starts_with("  mention"))
        .map(|l| l.chars().position(|c| c == '→').unwrap())
        .collect();
    assert!(arrows.len() > 1 && arrows.iter().all(|a| *a == arrows[0]), "{text}");
    assert!(text.contains("when     2024-06-10 (day) by relative “Monday”"), "{text}");
    assert!(text.contains("where    Lima, PER (city) by text “Lima”"), "{text}");
}

#[test]
fn explain_says_what_it_cannot_find() {
    for (args, said) in [
        (&["explain", "nowhere.txt"][..], "no file and no sentence"),
        (&["explain", ""], "no file and no sentence"),
        (&["explain", "Chad expelled two French diplomats.", "--event", "7"], "there is no event 7"),
    ] {
        let output = run(args);
        let said_so = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(said_so.contains(said), "{said_so}");
    }
}

#[test]
fn events_are_counted_through_all_articles_of_a_file() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("explain.jsonl");
    let lines = "{\"id\":\"one\",\"text\":\"Chad expelled two French diplomats.\"}\n{\"id\":\"two\",\"text\":\"Peru met Chile.\"}\n";
    std::fs::write(&path, lines).unwrap();
    let text = out(&["explain", path.to_str().unwrap(), "--event", "1"]);
    assert!(text.starts_with("article  two") && text.contains("meet") && !text.contains("expel"), "{text}");
}

#[test]
fn parse_writes_ten_columns() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("parse.txt");
    std::fs::write(&path, "Chad expelled two French diplomats.").unwrap();
    let text = out(&["parse", path.to_str().unwrap()]);
    let words: Vec<&str> = text.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_digit())).collect();
    assert_eq!(words.len(), 6);
    assert!(words.iter().all(|w| w.split('\t').count() == 10));
}

#[test]
fn the_lexicon_is_checked_and_searched() {
    let check = run(&["lexicon", "check"]);
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stderr));
    assert!(out(&["lexicon", "where", "expel"]).contains("verbs/expel.toml"));
    let places = out(&["lexicon", "where", "ambassador"]);
    let mut lines: Vec<&str> = places.lines().collect();
    lines.dedup();
    assert_eq!(lines.len(), places.lines().count(), "the same line twice: {places}");
    assert_eq!(run(&["lexicon", "where", "xyzzy"]).status.code(), Some(1));
}

#[test]
fn a_broken_lexicon_names_file_and_line() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("broken-lexicon");
    std::fs::create_dir_all(folder.join("verbs")).unwrap();
    std::fs::write(folder.join("verbs/x.toml"), "act = \"expel\"\nverbs = [\n").unwrap();
    let output = run(&["lexicon", "check", "--lexicon", folder.to_str().unwrap()]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("x.toml:"), "{said}");
}

#[test]
fn manual_and_completions_come_from_the_same_definitions() {
    assert!(out(&["man"]).contains(".TH"));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(out(&["completions", shell]).contains("sanudo"), "{shell}");
    }
}

#[test]
fn every_command_has_help_with_an_example() {
    for command in ["code", "explain", "parse", "lexicon", "man", "completions"] {
        assert!(out(&[command, "--help"]).contains("Example"), "{command}");
    }
}
