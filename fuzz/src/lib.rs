//! What must hold for any input. The fuzz targets and the test-suite (`crates/sanudo-cli/tests/mutated.rs`) call the same functions.

use sanudo::article::Article;
use sanudo::lexicon::{File, Lexicon, cond};
use sanudo::model::Model;
use sanudo::segment::rules::Rules;
use sanudo::segment::splits::Splits;
use sanudo::segment::{BlockKind, Segments, cut, segment, segment_plain};
use sanudo::text::Span;
use sanudo::{parse, pipeline, record};
use sanudo_cli::overlay;
use sanudo_cli::unpack::{Limits, unpack};
use serde_json::Value;
use std::io::{Cursor, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

static FILES: LazyLock<Vec<File>> = LazyLock::new(|| serde_json::from_slice(sanudo_data::LEXICON).expect("JSON"));

/// What tables refer to and little else: a fuzzer has no time to index all actors for every input.
static BASE: LazyLock<Vec<File>> = LazyLock::new(|| {
    let few = |path: &str| path.starts_with("ontology/") || path.starts_with("cues/") || path == "actors/CHL.toml";
    FILES.iter().filter(|(path, _)| few(path)).cloned().collect()
});

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::read(sanudo_data::SEGMENT).expect("valid rules"));

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    Model::load(sanudo_data::WEIGHTS, sanudo_data::SEGMENT, sanudo_data::LEMMAS).expect("a valid model")
});

/// Small, so that a fuzzer meets it.
const LIMITS: Limits = Limits { unpacked: 1 << 20, ratio: 1000 };

/// Any bytes as a file: what is not packed comes out as it is, what is packed never exceeds the limit, and every byte is counted.
/// Gives the content of what could be read to its end.
pub fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    let counter = Arc::new(AtomicU64::new(0));
    let Ok(mut content) = unpack(Box::new(Cursor::new(bytes.to_vec())), Arc::clone(&counter), LIMITS) else {
        return None;
    };
    let mut out = Vec::new();
    let outcome = content.read_to_end(&mut out);
    let used = counter.load(Ordering::Relaxed);
    assert!(used <= bytes.len() as u64, "more read than there is");
    if is_packed(bytes) {
        assert!(out.len() as u64 <= LIMITS.unpacked, "{} bytes passed the guard", out.len());
    } else {
        outcome.as_ref().expect("plain bytes are no error");
        assert_eq!(out, bytes);
    }
    if outcome.is_ok() {
        assert_eq!(used, bytes.len() as u64, "the end was not reached, and no error told");
    }
    outcome.is_ok().then_some(out)
}

fn is_packed(bytes: &[u8]) -> bool {
    let skippable = bytes.get(1..4) == Some(&[0x2a, 0x4d, 0x18]);
    bytes.starts_with(&[0x1f, 0x8b]) || bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) || skippable
}

/// Any text: blocks, sentences and words are valid, in order, inside each other, and hold all that is not blank.
pub fn segments(text: &str) {
    let article = Article { text: text.to_owned(), ..Article::default() };
    let whole = || segment(&article, &MODEL);
    for segments in [whole(), segment_plain(&article, &MODEL), cut(text, &RULES, &Splits::default())] {
        let blocks: Vec<Span> = segments.blocks.iter().map(|b| b.span).collect();
        let sentences: Vec<Span> = segments.sentences.iter().map(|s| s.span).collect();
        let tokens: Vec<Span> = segments.tokens.iter().map(|t| t.span).collect();
        for spans in [&blocks, &sentences, &tokens] {
            in_order(text, spans);
        }
        nested(&segments);
        complete(text, &segments);
    }
    assert_eq!(whole(), whole());
}

fn in_order(text: &str, spans: &[Span]) {
    let mut last = 0;
    for span in spans {
        let words = text.get(span.start as usize..span.end as usize);
        assert!(span.start >= last, "{span:?} begins before {last}");
        assert!(words.is_some(), "{span:?} is no part of the text");
        last = span.end;
    }
}

fn nested(segments: &Segments) {
    let mut next = 0;
    for sentence in &segments.sentences {
        let block = segments.blocks[sentence.block as usize];
        assert!(block.kind == BlockKind::Body && block.span.contains(sentence.span));
        assert_eq!(sentence.first, next, "words are skipped or told twice");
        let words = &segments.tokens[sentence.words()];
        assert!(!words.is_empty());
        assert_eq!((words[0].span.start, words[words.len() - 1].span.end), (sentence.span.start, sentence.span.end));
        next = sentence.end;
    }
    assert_eq!(next as usize, segments.tokens.len());
}

/// No letter or digit of a block that is read stands outside its words.
fn complete(text: &str, segments: &Segments) {
    for token in &segments.tokens {
        assert!(!token.span.of(text).trim().is_empty(), "a blank word");
    }
    let counted = |span: &Span| span.of(text).chars().filter(|c| c.is_alphanumeric()).count();
    let inside: usize = segments.tokens.iter().map(|t| counted(&t.span)).sum();
    let all: usize = segments.blocks.iter().filter(|b| b.kind.is_prose()).map(|b| counted(&b.span)).sum();
    assert_eq!(inside, all, "letters lie outside all words");
}

/// A file of each kind.
const PATHS: [&str; 16] = [
    "verbs/any.toml",
    "ontology/acts.toml",
    "ontology/compose.toml",
    "ontology/light.toml",
    "ontology/contexts.toml",
    "ontology/plover.toml",
    "ontology/classes.toml",
    "cues/statements.toml",
    "cues/factuality.toml",
    "cues/frames.toml",
    "cues/dates.toml",
    "cues/reference.toml",
    "discard.toml",
    "actors/CHL.toml",
    "own:any.toml",
    "own:any.actors.txt",
];

/// Any text as a lexicon file laid over ours: it loads or says where it is wrong, twice the same, and what loads can be used.
/// Gives whether it loaded.
pub fn lexicon(which: u8, text: &str) -> bool {
    let path = PATHS[which as usize % PATHS.len()];
    let dictionary = path.ends_with(".txt").then(|| Ok(Value::String(text.to_owned())));
    let value = match dictionary.unwrap_or_else(|| overlay::read(path, text)) {
        Ok(value) => value,
        Err(error) => {
            assert!(
                !error.message.is_empty() && (1..=1 + text.matches('\n').count()).contains(&error.line),
                "{error:?}"
            );
            return false;
        }
    };
    let load = || Lexicon::load(BASE.iter().cloned().chain([(path.to_owned(), value.clone())]).collect());
    match (load(), load()) {
        (Ok(one), Ok(two)) => {
            assert_eq!(one.hash, two.hash);
            try_out(&one);
            true
        }
        (Err(one), Err(two)) => {
            assert_eq!(one, two);
            assert!(
                one.iter().all(|e| e.code.starts_with('E') && !e.file.is_empty() && !e.message.is_empty()),
                "{one:?}"
            );
            false
        }
        _ => panic!("it loads sometimes"),
    }
}

fn try_out(lexicon: &Lexicon) {
    const TEXT: &str =
        "Chile's president met his counterpart on Monday and refused to attack the village, officials said.";
    let article = Article { text: TEXT.into(), published: "2024-06-12".parse().ok(), ..Article::default() };
    let analysis = pipeline::analyse(&article, lexicon, &MODEL);
    record::write(
        &article,
        &analysis,
        lexicon,
        MODEL.hash(),
        record::Options { text: true, nested: true, uncoded: true },
    );
}

/// Any text as conditions: as many as words, or an error that says why.
pub fn conditions(text: &str) {
    let mut roles = cond::Roles::default();
    match cond::parse(text, &mut roles) {
        Ok(conds) => {
            assert_eq!(conds.len(), text.split_whitespace().count());
            assert_eq!(Ok(conds), cond::parse(text, &mut roles), "reading again names other roles");
        }
        Err(message) => assert!(!message.is_empty()),
    }
}

/// The trees of any text as CoNLL-U: ten columns, words counted from one, one root a sentence, and every form as it is written.
pub fn conllu(text: &str) {
    let article = Article { text: text.to_owned(), ..Article::default() };
    let segments = segment(&article, &MODEL);
    let parsed = parse::parse(&article, &segments, &MODEL);
    let written = record::conllu::write(&article, &parsed);
    let blocks: Vec<&str> = written.split("\n\n").filter(|b| !b.is_empty()).collect();
    assert_eq!(blocks.len(), parsed.sentences.len());
    for (block, sentence) in blocks.iter().zip(&parsed.sentences) {
        let lines: Vec<Vec<&str>> =
            block.split('\n').filter(|l| !l.starts_with("# ")).map(|l| l.split('\t').collect()).collect();
        assert!(lines.iter().all(|l| l.len() == 10 && l.iter().all(|c| !c.is_empty())), "{block:?}");
        let words: Vec<&Vec<&str>> = lines.iter().filter(|l| !l[0].contains('-')).collect();
        assert_eq!(words.len(), sentence.words().len());
        assert_eq!(words.iter().filter(|l| l[6] == "0").count(), 1, "roots in {block:?}");
        for (i, (line, word)) in words.iter().zip(&parsed.words[sentence.words()]).enumerate() {
            let head: usize = line[6].parse().expect("a number");
            assert_eq!(line[0], (i + 1).to_string());
            assert!(head <= words.len() && head != i + 1, "{line:?}");
            assert_eq!(line[1], word.span.of(text));
        }
    }
}
