//! The literate cases of `tests/cases/segment.md`, and spans on any input.

use super::rules::Rules;
use super::splits::Splits;
use super::{BlockKind, Segments, cut};

const RULES: &str = include_str!("../../../../models/en/segment.toml");
const CASES: &str = include_str!("../../../../tests/cases/segment.md");

fn rules() -> Rules {
    Rules::read(RULES).expect("the shipped rules")
}

fn sentences(text: &str, segments: &Segments) -> String {
    let mut out = String::new();
    for sentence in &segments.sentences {
        let words: Vec<&str> = segments.tokens[sentence.words()].iter().map(|t| t.span.of(text)).collect();
        out += &(words.join(" ") + "\n");
    }
    out
}

fn blocks(text: &str, segments: &Segments) -> String {
    let line = |b: &super::Block| format!("{:?}: {}\n", b.kind, b.span.of(text).replace('\n', " "));
    segments.blocks.iter().map(line).collect()
}

/// The bodies of fenced blocks: `(kind, body)`.
fn fences(text: &str) -> Vec<(&str, &str)> {
    let parts: Vec<&str> = text.split("```").collect();
    parts.chunks(2).filter_map(|p| p.get(1)?.split_once('\n')).collect()
}

#[test]
fn the_written_cases_hold() {
    let rules = rules();
    let mut text = "";
    let mut failures = Vec::new();
    for (kind, body) in fences(CASES) {
        let segments = cut(text, &rules, &Splits::default());
        let got = match kind.trim() {
            "text" => {
                text = body;
                continue;
            }
            "sentences" => sentences(text, &segments),
            "blocks" => blocks(text, &segments),
            other => panic!("unknown block {other}"),
        };
        if got != body {
            failures.push(format!("text:\n{text}expected:\n{body}got:\n{got}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn any_input_gives_valid_spans_in_order() {
    let rules = rules();
    let pieces = [
        "a", " ", "\n", ".", "’", "'", "s", "\"", "“", "é", "😀", "-", "--", "$", "5", ",", "\u{200B}", "U.S.", "\r",
        "(", "[1]", "n't", "İ", "ß'S",
    ];
    let mut state = 7u32;
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..state % 23 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text += pieces[(state >> 16) as usize % pieces.len()];
        }
        state = state.wrapping_add(1_013_904_223);
        check(&text, &cut(&text, &rules, &Splits::default()));
    }
}

fn check(text: &str, segments: &Segments) {
    let mut last = 0;
    for token in &segments.tokens {
        assert!(token.span.start >= last && !token.span.of(text).is_empty(), "{text:?}");
        last = token.span.end;
    }
    let covered: usize = segments.sentences.iter().map(|s| s.words().len()).sum();
    assert_eq!(covered, segments.tokens.len(), "{text:?}");
    for block in &segments.blocks {
        assert!(!block.span.of(text).trim().is_empty(), "{text:?}");
    }
}

#[test]
fn endless_sentences_are_cut() {
    let text = "word ".repeat(2000);
    let segments = cut(&text, &rules(), &Splits::default());
    assert!(segments.sentences.iter().all(|s| s.words().len() <= super::sentences::LONGEST));
    assert_eq!(segments.tokens.len(), 2000);
    assert!(segments.blocks.iter().all(|b| b.kind == BlockKind::Body));
}
