//! Whole articles with what is coded of them. `UPDATE=1 cargo test --release corpus` rewrites the outputs: read the diff.

use sanudo::lexicon::proof;
use sanudo::record::{Entity, Record};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus")
}

#[test]
fn articles_are_coded_as_committed() {
    let mut articles: Vec<PathBuf> = fs::read_dir(folder()).expect("readable").flatten().map(|e| e.path()).collect();
    articles.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    articles.sort();
    assert!(!articles.is_empty());
    let mut changed = Vec::new();
    for article in articles {
        let expected = article.with_extension("events");
        let coded = readable(&code(&article));
        if env::var_os("UPDATE").is_some() {
            fs::write(&expected, &coded).expect("readable");
        } else if fs::read_to_string(&expected).unwrap_or_default() != coded {
            changed.push(format!("{}\n{coded}", expected.display()));
        }
    }
    assert!(changed.is_empty(), "coded otherwise now (UPDATE=1 rewrites):\n{}", changed.join("\n"));
}

fn code(article: &Path) -> Record {
    let output = Command::new(env!("CARGO_BIN_EXE_sanudo"))
        .args(["code", "--format", "json", "--text"])
        .arg(article)
        .output()
        .expect("readable");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("readable")
}

/// Sentence by sentence what was coded, then meetings, statements and sources.
fn readable(record: &Record) -> String {
    let text: Vec<char> = record.article.text.as_deref().unwrap_or("").chars().collect();
    let mut out = String::new();
    let mut sentence = None;
    for event in &record.events {
        if sentence != Some(event.sentence) {
            sentence = Some(event.sentence);
            let words: String = text[event.sentence_span[0] as usize..event.sentence_span[1] as usize].iter().collect();
            let _ = writeln!(out, "> {}", words.replace('\n', " "));
        }
        let date = event.date.as_ref().map_or("–".into(), |d| format!("{} {}", d.start, d.basis));
        let place = event.place.as_ref().map_or("–", |p| p.name.as_str());
        let _ =
            writeln!(out, "  {}  | {date} | {place} | {} | “{}”", proof::write(event), event.rule, event.trigger.text);
    }
    for meeting in &record.meetings {
        let agenda: Vec<&str> = meeting.agenda.iter().map(|a| a.text.as_str()).collect();
        let _ = writeln!(
            out,
            "meeting {} {} {}: {}",
            meeting.status,
            meeting.format,
            codes(&meeting.participants),
            agenda.join("; ")
        );
    }
    for s in &record.statements {
        let topic = s.topic.as_ref().map_or("–", |t| t.text.as_str());
        let _ = writeln!(out, "position {} {}: {topic} > {}", codes(&s.holder), s.stance, codes(&s.target));
    }
    for source in &record.article.sources {
        let _ = writeln!(out, "source {} {}", source.kind, source.name);
    }
    out
}

fn codes(entities: &[Entity]) -> String {
    let flat =
        entities.iter().flat_map(|e| if e.members.is_empty() { std::slice::from_ref(e) } else { e.members.as_slice() });
    let codes: Vec<String> =
        flat.map(|e| e.country.clone().or_else(|| e.organisation.clone()).unwrap_or_else(|| e.name.clone())).collect();
    codes.join("+")
}
