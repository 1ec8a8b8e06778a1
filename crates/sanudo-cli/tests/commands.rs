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
fn names_are_shown_with_their_offices_and_dates() {
    let shown = out(&["lexicon", "where", "Al-Sabah"]);
    assert!(
        shown.contains("Salem Abdullah al-Jaber al-Sabah") || shown.contains("Salem Abdullah Al-Jaber Al-Sabah"),
        "{shown}"
    );
    assert!(shown.contains("2022-10-16 – 2024-01-17  foreign minister  GOV"), "{shown}");
    for spelling in ["al sabah", "AL-SABAH", "Al‑Sabah"] {
        assert_eq!(out(&["lexicon", "where", spelling]), shown, "{spelling}");
    }
    let erdogan = out(&["lexicon", "where", "Erdoğan"]);
    assert!(erdogan.contains("president") && erdogan == out(&["lexicon", "where", "erdogan"]), "{erdogan}");
    let serbia = out(&["lexicon", "where", "Serbia"]);
    assert!(serbia.contains("2006-06-05 – …  SRB Serbia  ISO RS 688  M49 688  COW 345  GW 340  Q403"), "{serbia}");
    assert!(out(&["lexicon", "where", "PSE"]).contains("COW –"));
}

fn written(name: &str, text: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Events of a text, as the table for reading has them, on a day.
fn coded(text: &str, day: &str, more: &[&str]) -> String {
    let article = written(&format!("own-{day}.txt"), text);
    out(&[&["code", &article, "--published", day, "--format", "table"], more].concat())
}

#[test]
fn own_dictionaries_are_laid_over_the_lexicon() {
    let actors = written(
        "own.actors.txt",
        "BELMARA_GUARD_ ; mine\n+BELMARAN_GUARD_(BLG)_\n\t[PERREB <20030101]\n\t[PERMIL >20030101]\nILDEFONSO_QUIRO [CHLGOV 900311-940311][CHLELI >19940311]\nTALLOW_RELIEF [NGOHLH]\nHAMAS [BOLPTY]\n",
    );
    let agents = written("own.agents.txt", "QUORUM_CLERK {QUORUM_CLERKS} [~LEG]\n");
    let toml = written("own.toml", "[[organisation]]\nname = \"Wakan Council\"\ncode = \"UNO\"\n");
    let more = ["--actors", &actors, "--actors", &agents, "--actors", &toml];
    let text = "The Belmara Guard attacked Chile on Monday.\n\nIldefonso Quiro criticised Brazil.\n\nBolivian quorum clerks criticised Brazil.\n\nThe Wakan Council condemned Peru.\n\nHamas criticised Peru.\n";
    let later = coded(text, "2010-05-05", &more);
    for event in ["PER:MIL > CHL", "CHL:ELI > BRA", "BOL:LEG > BRA", "UNO > PER", "BOL:PTY > PER"] {
        assert!(later.contains(event), "{event}\n{later}");
    }
    let earlier = coded(text, "1992-05-05", &more);
    for event in ["PER:REB > CHL", "CHL:GOV > BRA"] {
        assert!(earlier.contains(event), "{event}\n{earlier}");
    }
    assert!(
        out(&["lexicon", "where", "Belmara", "--actors", &actors]).contains("own.actors.txt:1  actor  BELMARA GUARD")
    );
}

#[test]
fn own_actors_with_mistakes_name_every_line() {
    let dictionary =
        written("bad.actors.txt", "GOOD_ONE [PERGOV]\nBAD_ONE [USAXQX]\nNO_CODE\nOLD [PERGOV 20050101-20040101]\n");
    let toml = written(
        "bad.toml",
        "[[person]]\nname = \"Ana Quill\"\ncountry = \"XXX\"\noffices = [\n  { role = \"mayor\", from = \"2010\", to = \"2009\" },\n]\n[[person]]\nname = \"Bo Bell\"\nmood = 1\n",
    );
    let output = run(&["lexicon", "check", "--actors", &dictionary, "--actors", &toml]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    for place in
        ["bad.actors.txt:2:", "bad.actors.txt:3:", "bad.actors.txt:4:", "bad.toml:1:", "bad.toml:5:", "bad.toml:7:"]
    {
        assert!(said.contains(place), "{place}\n{said}");
    }
    assert_eq!((said.matches("E10").count(), said.matches("hint:").count()), (6, 6), "{said}");
    let article = written("own-article.txt", "Good One criticised Brazil.");
    let kept = run(&["code", &article, "--actors", &dictionary, "--skip-bad-actors", "--format", "table"]);
    assert!(String::from_utf8_lossy(&kept.stdout).contains("PER:GOV > BRA"), "{kept:?}");
    assert_eq!(String::from_utf8_lossy(&kept.stderr).matches("left out").count(), 3);
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
