//! Who told whom? The chain of sources of an article, outermost first.

mod inside;

use crate::article::Article;
use crate::event::Scene;
use crate::segment::{BlockKind, Segments};
use crate::text::Span;

/// A link of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// `publisher`, `agency`, `photo`, `document` or `person`.
    pub kind: &'static str,
    /// The name alone.
    pub name: String,
    /// The words that say so; absent for a publisher known from the carrier.
    pub span: Option<Span>,
}

/// How far out a kind of source stands: who publishes tells what an agency told of what a paper said.
fn rank(kind: &str) -> usize {
    ["publisher", "agency", "document", "person", "photo"].iter().position(|k| *k == kind).unwrap_or(0)
}

/// Reads the chain off the article's data, its blocks and its running text.
pub(crate) fn chain(article: &Article, segments: &Segments, scene: &Scene) -> Vec<Source> {
    let publisher = article.publisher.iter().map(|name| Source { kind: "publisher", name: name.clone(), span: None });
    let mut found: Vec<Source> = publisher.collect();
    let outlets = outlets(&article.text, scene);
    for block in &segments.blocks {
        of_block(article, block.kind, block.span, &outlets, &mut found);
    }
    inside::find(article, scene, &outlets, &mut found);
    found.sort_by_key(|s| (rank(s.kind), s.span.map_or(0, |s| s.start)));
    let mut chain: Vec<Source> = Vec::with_capacity(found.len());
    for source in found {
        if !chain.iter().any(|c| c.kind == source.kind && c.name.eq_ignore_ascii_case(&source.name)) {
            chain.push(source);
        }
    }
    chain
}

/// Every known outlet of the text: where its name stands, and which it is.
fn outlets<'l>(text: &str, scene: &Scene<'l>) -> Vec<(Span, &'l str)> {
    let known = &scene.lexicon.cues.sources;
    let mut found: Vec<(Span, &str)> = Vec::new();
    let mut inside = false;
    let mut free = 0;
    for (at, c) in text.char_indices() {
        let starts = !inside && c.is_alphabetic() && at >= free;
        inside = c.is_alphanumeric();
        if !starts {
            continue;
        }
        if let Some((written, name)) = known.outlet_at(&text[at..]) {
            free = at + written;
            found.push((Span::new(at, free), name));
        }
    }
    found
}

fn of_block(article: &Article, kind: BlockKind, span: Span, outlets: &[(Span, &str)], found: &mut Vec<Source>) {
    let text = span.of(&article.text);
    let named = outlets.iter().filter(|(s, _)| s.start >= span.start && s.end <= span.end);
    let before = found.len();
    match kind {
        BlockKind::Dateline | BlockKind::Source => {
            found.extend(named.map(|(s, _)| Source {
                kind: "agency",
                name: s.of(&article.text).to_owned(),
                span: Some(if kind == BlockKind::Source { span } else { *s }),
            }));
            if found.len() > before || kind == BlockKind::Dateline {
                return;
            }
        }
        BlockKind::Photo | BlockKind::Byline => {}
        _ => return,
    }
    let kind = match kind {
        BlockKind::Photo => "photo",
        BlockKind::Byline => "person",
        _ => "agency",
    };
    let name = name_in(text);
    if !name.is_empty() {
        found.push(Source { kind, name: name.to_owned(), span: Some(span) });
    }
}

/// The name behind a label: "Photo: Russian Foreign Ministry", "Based on materials from TASS".
fn name_in(text: &str) -> &str {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || ":.;,".contains(c));
    if let Some((_, name)) = text.split_once(": ") {
        return name.trim();
    }
    let starts_name = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let mut words = text.split_whitespace();
    // the first word of the line is upper case anyway: the name begins at the next one that is
    match words.by_ref().skip(1).find(starts_name) {
        Some(word) if text.split_whitespace().nth(1).is_some_and(|w| w.chars().all(|c| c.is_lowercase())) => {
            let at = text.find(word).unwrap_or(0);
            text[at..].trim()
        }
        _ => text.trim(),
    }
}
